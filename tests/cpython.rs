//! CPython's own tests of children, signals, threads and sockets come out under `rtrace -f` as they do without it.

mod common;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};

const PYTHON: &str = "/usr/bin/python3";

/// What tests of timers say of a machine whose timers take long for them, as they do for what is emulated and traced.
const TOO_BUSY: &str = "system too busy";

/// Tests that aren't run. Those of VSOCK hang on a virtual machine whose host doesn't answer, traced or not. Of signals that
/// come while their handler is changed, none may arrive where one emulated processor does both.
const IGNORED: &[&str] = if cfg!(target_arch = "aarch64") {
    &["--ignore=*VSOCK*", "--ignore=*test_stress_modifying_handlers"]
} else {
    &["--ignore=*VSOCK*"]
};

/// Runs a test module, under `tracer` if there is one, and tells how each of its tests came out.
fn outcomes(module: &str, tracer: Option<&Path>, dir: &Path) -> BTreeMap<String, &'static str> {
    let xml = dir.join("results.xml");
    let mut command = match tracer {
        None => Command::new(PYTHON),
        Some(tracer) => {
            let mut command = Command::new(tracer);
            command.args(["-f", "-o", "/dev/null", PYTHON]);
            command
        }
    };
    let output = command
        .args(["-E", "-B", "-m", "test"])
        .args(IGNORED)
        .arg("--junit-xml")
        .arg(&xml)
        .arg(module)
        .current_dir(dir)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let printed = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    let results = std::fs::read_to_string(&xml)
        .unwrap_or_else(|error| panic!("{error} ({}): {printed}", output.status));
    let cases = results.split("<testcase name=\"").skip(1);
    let found: BTreeMap<_, _> =
        cases.map(|case| (case.split('"').next().unwrap().to_owned(), outcome(case))).collect();
    if !output.status.success() {
        common::report(&format!("cpython: {module} {}: {printed}", output.status));
    }
    found
}

/// How a test came out, from its element in JUnit's XML.
fn outcome(case: &str) -> &'static str {
    if case.contains(TOO_BUSY) {
        return TOO_BUSY;
    }
    ["failure", "error", "skipped"]
        .into_iter()
        .find(|&outcome| case.contains(&format!("<{outcome}")))
        .unwrap_or("ok")
}

fn comes_out_the_same(module: &str) {
    let script = format!("import test.{module}");
    let installed = Command::new(PYTHON).args(["-E", "-c", &script]).stderr(Stdio::null()).status();
    if !installed.is_ok_and(|status| status.success()) {
        return common::missing("Debian's python3 with its test suite");
    }
    let dir = tempfile::tempdir().unwrap();
    let without = outcomes(module, None, dir.path());
    let with = outcomes(module, Some(&common::rtrace()), dir.path());
    let count = |wanted: &str| with.values().filter(|&&outcome| outcome == wanted).count();
    common::report(&format!(
        "cpython: {module}: {} tests under rtrace: {} ok, {} skipped, {} failed",
        with.len(),
        count("ok"),
        count("skipped"),
        count("failure") + count("error")
    ));
    assert!(without.len() > 30, "only {} tests", without.len());
    let differ: Vec<_> = without
        .iter()
        .filter(|&(name, outcome)| ![Some(outcome), Some(&TOO_BUSY)].contains(&with.get(name)))
        .map(|(name, outcome)| format!("{name}: {outcome}, under rtrace {:?}", with.get(name)))
        .collect();
    assert!(differ.is_empty(), "\n{}", differ.join("\n"));
    assert_eq!(with.len(), without.len());
}

#[test]
fn subprocess_works_as_without_rtrace() {
    comes_out_the_same("test_subprocess");
}

#[test]
fn signal_works_as_without_rtrace() {
    comes_out_the_same("test_signal");
}

#[test]
fn threading_works_as_without_rtrace() {
    comes_out_the_same("test_threading");
}

#[test]
fn socket_works_as_without_rtrace() {
    comes_out_the_same("test_socket");
}
