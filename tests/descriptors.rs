//! What is said of descriptors, where strace says nothing or something stale.

mod common;

use std::process::Command;

/// Traces the fixture; returns what the brackets of its fcntl calls have in them, and what it printed itself.
fn trace(options: &[&str], how: &str) -> (Vec<String>, String) {
    let dir = tempfile::tempdir().unwrap();
    let out = Command::new(common::rtrace())
        .args(options)
        .args(["-e", "trace=fcntl", "-o", "trace", "--"])
        .arg(common::fixture("descriptors"))
        .arg(how)
        .current_dir(dir.path())
        .output()
        .unwrap();
    let text = std::fs::read_to_string(dir.path().join("trace")).unwrap();
    let inside = |line: &str| Some(line.split_once('<')?.1.rsplit_once(">, F_GETFL")?.0.to_owned());
    (text.lines().filter_map(inside).collect(), String::from_utf8(out.stdout).unwrap())
}

#[test]
fn the_ends_of_a_socket_are_those_that_it_has_now() {
    let (seen, mut printed) = trace(&["-yy"], "changing");
    // Until Linux 5.15 all Unix sockets were of one protocol.
    if !std::fs::read_to_string("/proc/net/protocols").unwrap().contains("UNIX-STREAM") {
        printed = printed.replace("UNIX-STREAM", "UNIX");
    }
    assert_eq!(seen, printed.lines().collect::<Vec<_>>());
}

#[test]
fn an_eventfd_shows_its_count_and_a_signalfd_its_signals() {
    let (seen, _) = trace(&["-yy"], "all");
    assert!(seen.iter().any(|text| text == "signalfd:[HUP USR1]"), "{seen:?}");
    let counter = seen.iter().find(|text| text.contains("eventfd")).unwrap();
    assert!(counter.starts_with("{eventfd-count=0x3, eventfd-id="), "{counter}");
}

#[test]
fn each_word_of_decode_fds_turns_on_what_it_names_alone() {
    let said = |word: &str| trace(&[&format!("--decode-fds={word}")], "all").0;
    let all =
        |texts: Vec<String>, has: &str| !texts.is_empty() && texts.iter().all(|text| text.contains(has));
    assert!(all(said("dev"), "<char 1:"));
    assert!(all(said("pidfd"), "pid:"));
    assert!(all(said("eventfd"), "eventfd-count="));
    assert!(all(said("signalfd"), "signalfd:["));
    assert!(all(said("socket"), ":["));
    assert!(said("none").is_empty());
}

#[test]
fn json_has_the_ends_of_sockets_and_the_numbers_of_devices() {
    let dir = tempfile::tempdir().unwrap();
    let out = Command::new(common::rtrace())
        .args(["-yy", "--format=json", "-e", "trace=fcntl", "-o", "trace", "--"])
        .arg(common::fixture("descriptors"))
        .current_dir(dir.path())
        .output()
        .unwrap();
    assert!(out.status.success());
    let text = std::fs::read_to_string(dir.path().join("trace")).unwrap();
    let events: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let fds: Vec<&serde_json::Value> = events.iter().map(|event| &event["args"]["fd"]).collect();
    let tcp = fds.iter().find(|fd| fd["socket"]["remote"].is_string()).unwrap();
    assert_eq!(tcp["socket"]["protocol"], "TCP");
    assert!(tcp["socket"]["local"].as_str().unwrap().starts_with("127.0.0.1:"));
    let null = fds.iter().find(|fd| fd["path"] == "/dev/null").unwrap();
    assert_eq!(null["device"], serde_json::json!({"type": "char", "major": 1, "minor": 3}));
    assert!(fds.iter().any(|fd| fd["deleted"] == true));
}
