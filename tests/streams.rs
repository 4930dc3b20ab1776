//! What is read from descriptors that aren't files: bytes, as strace has it, and what they are where that is asked for.

mod common;

use std::process::Command;

/// Traces the fixture; returns the lines of the trace, and those that it has printed.
fn trace(options: &[&str]) -> (Vec<String>, Vec<String>) {
    let dir = tempfile::tempdir().unwrap();
    let output = dir.path().join("trace");
    let printed = Command::new(common::rtrace())
        .args(options)
        .args(["-e", "trace=read,write", "-o"])
        .arg(&output)
        .arg("--")
        .arg(common::fixture("streams"))
        .arg(dir.path())
        .output()
        .unwrap();
    assert!(printed.status.success(), "{}", String::from_utf8_lossy(&printed.stderr));
    let lines = |text: &str| text.lines().map(str::to_owned).collect();
    (lines(&std::fs::read_to_string(output).unwrap()), lines(&String::from_utf8(printed.stdout).unwrap()))
}

#[test]
fn events_and_signals_are_said_where_that_is_asked_for() {
    let (trace, printed) = trace(&["--deep"]);
    // Ids of file systems and handles of their files are any.
    let any = |pattern: &str, with: &str, line: &str| {
        regex::Regex::new(pattern).unwrap().replace_all(line, with).into_owned()
    };
    let same = |line: &String| {
        let line = any(r"val=\[-?\d+, -?\d+\]", "val=[X, X]", line);
        let line = any(r"handle_(bytes|type)=\d+", "handle_$1=N", &line);
        any(r#"f_handle="[^"]*""#, "f_handle=\"X\"", &line)
    };
    let mut rest = trace.iter().map(same);
    for line in &printed {
        assert!(
            rest.any(|said| said.split_whitespace().eq(line.split_whitespace())),
            "{line}\n{}",
            trace.join("\n")
        );
    }
    assert!(printed.len() >= 7, "{}", printed.join("\n"));
    common::report(&format!(
        "streams: {} lines of events, counters and signals are what they should be",
        printed.len()
    ));
}

#[test]
fn without_being_asked_text_shows_bytes_as_strace_does() {
    let (trace, _) = trace(&[]);
    assert!(trace.iter().any(|line| line.contains(r#", "\7\0\0\0\0\0\0\0", 8)"#)), "{}", trace.join("\n"));
    let mut read = trace.iter().filter(|line| line.starts_with("read("));
    assert!(!read.any(|line| line.contains("ssi_signo")), "{}", trace.join("\n"));
}

#[test]
fn json_has_the_fields_of_events() {
    let (trace, _) = trace(&["--format=json"]);
    let events: Vec<serde_json::Value> =
        trace.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    let find = |field: &str| {
        let found = events.iter().find(|event| !event["args"]["buf"][0][field].is_null());
        found.unwrap_or_else(|| panic!("no {field}"))["args"]["buf"][0].clone()
    };
    assert_eq!(find("wd")["mask"]["names"][0], "IN_CREATE");
    assert_eq!(find("wd")["name"], "made");
    assert_eq!(find("ssi_signo")["ssi_code"]["names"][0], "SI_USER");
}
