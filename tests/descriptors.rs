//! What is said of descriptors: what strace says, and what it doesn't.

mod common;

use std::path::Path;
use std::process::Command;

/// Traces the fixture; returns what the brackets of its fcntl calls have in them, and what it printed itself.
fn trace(tracer: &Path, options: &[&str], how: &str) -> (Vec<String>, String) {
    let dir = tempfile::tempdir().unwrap();
    let out = Command::new(tracer)
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

/// The text with numbers of four digits and more as the place at which each comes first.
fn without_ids(texts: &[String]) -> Vec<String> {
    let number = regex::Regex::new("[0-9]{4,}").unwrap();
    let mut seen = Vec::new();
    let mut named = |found: &regex::Captures<'_>| {
        let text = found[0].to_owned();
        let at = seen.iter().position(|known| *known == text).unwrap_or(seen.len());
        if at == seen.len() {
            seen.push(text);
        }
        format!("N{at}")
    };
    texts.iter().map(|text| number.replace_all(text, &mut named).into_owned()).collect()
}

#[test]
fn text_tells_the_ends_that_a_socket_had_first_as_strace_does() {
    if !common::is_there("strace") {
        return common::missing("strace");
    }
    for options in [&["-yy"][..], &["-yy", "-xx"], &["--decode-fds=socket"], &["-y"]] {
        let (strace, _) = trace(Path::new("strace"), options, "changing");
        let (rtrace, _) = trace(&common::rtrace(), options, "changing");
        assert!(!rtrace.is_empty());
        assert_eq!(without_ids(&rtrace), without_ids(&strace), "{options:?}");
    }
}

#[test]
fn data_tells_the_ends_that_a_socket_has_now() {
    let (fds, mut printed) = objects("changing");
    // Until Linux 5.15 all Unix sockets were of one protocol.
    if !std::fs::read_to_string("/proc/net/protocols").unwrap().contains("UNIX-STREAM") {
        printed = printed.replace("UNIX-STREAM", "UNIX");
    }
    let seen = fds.iter().map(|fd| {
        let socket = &fd["socket"];
        let local = socket["local"].as_str().map_or(socket["inode"].to_string(), str::to_owned);
        let remote = socket["remote"].as_str().map(str::to_owned);
        let remote = remote.or(socket["peer"].as_u64().map(|peer| peer.to_string()));
        let remote = remote.map_or(String::new(), |remote| format!("->{remote}"));
        format!("{}:[{local}{remote}]", socket["protocol"].as_str().unwrap())
    });
    assert_eq!(seen.collect::<Vec<_>>(), printed.lines().collect::<Vec<_>>());
}

#[test]
fn an_eventfd_shows_its_count_and_a_signalfd_its_signals() {
    let (seen, _) = trace(&common::rtrace(), &["-yy"], "all");
    assert!(seen.iter().any(|text| text == "signalfd:[HUP USR1]"), "{seen:?}");
    let counter = seen.iter().find(|text| text.contains("eventfd")).unwrap();
    assert!(counter.starts_with("{eventfd-count=0x3, eventfd-id="), "{counter}");
}

#[test]
fn each_word_of_decode_fds_turns_on_what_it_names_alone() {
    let said = |word: &str| trace(&common::rtrace(), &[&format!("--decode-fds={word}")], "all").0;
    let all =
        |texts: Vec<String>, has: &str| !texts.is_empty() && texts.iter().all(|text| text.contains(has));
    assert!(all(said("dev"), "<char 1:"));
    assert!(all(said("pidfd"), "pid:"));
    assert!(all(said("eventfd"), "eventfd-count="));
    assert!(all(said("signalfd"), "signalfd:["));
    assert!(all(said("socket"), ":["));
    assert!(said("none").is_empty());
}

/// Traces the fixture; returns what JSON says of the descriptors of its fcntl calls, and what it printed itself.
fn objects(how: &str) -> (Vec<serde_json::Value>, String) {
    let dir = tempfile::tempdir().unwrap();
    let out = Command::new(common::rtrace())
        .args(["-yy", "--format=json", "-e", "trace=fcntl", "-o", "trace", "--"])
        .arg(common::fixture("descriptors"))
        .arg(how)
        .current_dir(dir.path())
        .output()
        .unwrap();
    assert!(out.status.success());
    let text = std::fs::read_to_string(dir.path().join("trace")).unwrap();
    let events = text.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let shown = events.filter(|event| event["args"]["cmd"]["names"][0] == "F_GETFL");
    (shown.map(|event| event["args"]["fd"].clone()).collect(), String::from_utf8(out.stdout).unwrap())
}

#[test]
fn json_has_the_ends_of_sockets_and_the_numbers_of_devices() {
    let (fds, _) = objects("all");
    let tcp = fds.iter().find(|fd| fd["socket"]["remote"].is_string()).unwrap();
    assert_eq!(tcp["socket"]["protocol"], "TCP");
    assert!(tcp["socket"]["local"].as_str().unwrap().starts_with("127.0.0.1:"));
    let null = fds.iter().find(|fd| fd["path"] == "/dev/null").unwrap();
    assert_eq!(null["device"], serde_json::json!({"type": "char", "major": 1, "minor": 3}));
    assert!(fds.iter().any(|fd| fd["deleted"] == true));
}
