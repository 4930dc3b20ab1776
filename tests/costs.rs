//! What a call costs the tracer in instructions and allocations, counted by valgrind: both are the same on a busy
//! machine as on an idle one. Times are measured by benches/run.

mod common;

use std::process::Command;

/// What valgrind counts while rtrace traces `fixtures/work.rs`: the number after `label`.
fn counted(tool: &[&str], label: &str, kind: &str, count: u32) -> u64 {
    let trace = tempfile::NamedTempFile::new().unwrap();
    let output = Command::new("valgrind")
        .args(tool)
        .arg(common::rtrace())
        .args(["--placement=off", "-o"])
        .arg(trace.path())
        .arg(common::fixture("work"))
        .args([kind, &count.to_string()])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    let after = said.split(label).nth(1).unwrap_or_else(|| panic!("no {label:?} in {said}"));
    let number = after.trim_start_matches([' ', ':']).split_whitespace().next().unwrap_or_default();
    number.replace(',', "").parse().unwrap_or_else(|_| panic!("{number:?} in {said}"))
}

/// Whether this machine can count. The figures are of x86_64.
fn can_count() -> bool {
    if std::env::consts::ARCH != "x86_64" {
        return false;
    }
    let there = common::is_there("valgrind");
    if !there {
        common::missing("valgrind");
    }
    there
}

#[test]
fn a_call_takes_no_more_instructions_than_it_did() {
    if !can_count() {
        return;
    }
    let callgrind = ["--tool=callgrind", "--callgrind-out-file=/dev/null"];
    // Of a build without optimization, which takes ten to twenty times as many: with what it was when last looked at,
    // and a quarter of room for other compilers. Where a change takes fewer, lower it.
    for (kind, calls) in [("getppid", 39_600), ("copy", 142_000), ("files", 341_000)] {
        // The least of three: what the scheduler does can only add to it.
        let once = |count| counted(&callgrind, "Collected", kind, count);
        let of = |count| once(count).min(once(count)).min(once(count));
        let each = of(700).saturating_sub(of(200)) / 500;
        common::report(&format!("instructions for each round of {kind}, unoptimized: {each}"));
        assert!(each <= calls * 5 / 4, "{kind}: {each} instructions, it was {calls}");
    }
}

#[test]
fn nothing_is_allocated_for_a_call() {
    if !can_count() {
        return;
    }
    for kind in ["getppid", "copy", "files"] {
        let of = |count| counted(&["--tool=memcheck"], "total heap usage:", kind, count);
        // A buffer grows now and then, by doubling.
        let more = of(700).saturating_sub(of(200));
        assert!(more < 20, "{kind}: {more} allocations for 500 rounds");
    }
}
