//! Stacks (`-k`): the frames that Debian's strace finds, and what it doesn't say of them.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::path::Path;
use std::process::{Command, Output};

fn run(tracer: &Path, args: &[&str]) -> Output {
    Command::new(tracer).args(args).env("LC_ALL", "C").output().unwrap()
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// File and offset of each frame, and a dot for each line that is none.
fn frames(text: &str) -> Vec<String> {
    let frame = |line: &str| {
        let (path, rest) = line.strip_prefix(" > ")?.split_once('(')?;
        Some(format!("{path} {}", rest.split_once(") [")?.1))
    };
    text.lines().map(|line| frame(line).unwrap_or_else(|| ".".to_owned())).collect()
}

#[test]
fn frames_are_those_that_strace_finds() {
    if !common::is_there("strace") {
        return common::missing("strace");
    }
    let args = ["-k", "-e", "trace=kill,exit_group", "sh", "-c", "kill -0 $$; kill -USR1 $$"];
    let (ours, theirs) = (text(&run(&common::rtrace(), &args)), text(&run(Path::new("strace"), &args)));
    if theirs.contains("not supported by this build of strace") {
        return common::missing("strace that shows stacks");
    }
    assert_eq!(frames(&ours), frames(&theirs), "{ours}\n{theirs}");
    assert!(frames(&ours).len() > 20, "{ours}");
}

#[test]
fn a_program_that_was_deleted_still_has_its_stack() {
    let folder = tempfile::tempdir().unwrap();
    let shell = folder.path().join("shell");
    std::fs::copy("/bin/sh", &shell).unwrap();
    let script = "rm \"$0\"; kill -0 $$";
    let args = ["-k", "-e", "trace=kill", shell.to_str().unwrap(), "-c", script, shell.to_str().unwrap()];
    let ours = text(&run(&common::rtrace(), &args));
    assert!(ours.contains("shell (deleted)() ["), "{ours}");
    assert!(ours.contains("(__libc_start_main"), "the stack is walked to its end: {ours}");
}

#[test]
fn source_lines_come_with_a_second_k() {
    let program = common::fixture("processes").with_file_name("../rtrace");
    let args = ["-kk", "-e", "trace=write", program.to_str().unwrap(), "--version"];
    let ours = text(&run(&common::rtrace(), &args));
    let is_sourced = |line: &str| {
        line.starts_with(" > ") && line.contains("(std::rt::lang_start") && line.contains("/library/")
    };
    assert!(ours.lines().any(|line| is_sourced(line) && line.contains(".rs:")), "{ours}");
    let plain = text(&run(&common::rtrace(), &["-k", "-e", "trace=write", args[3], "--version"]));
    assert!(
        !plain.contains(".rs:") && plain.contains("(std::rt::lang_start"),
        "names are demangled: {plain}"
    );
}

#[test]
fn a_limit_cuts_the_outer_frames_off() {
    let args = ["--stack-trace", "--stack-trace-frame-limit=2", "-e", "trace=kill", "sh", "-c", "kill -0 $$"];
    let ours = text(&run(&common::rtrace(), &args));
    assert_eq!(ours.lines().filter(|line| line.starts_with(" > ")).count(), 2, "{ours}");
}

#[test]
fn objects_have_the_stack_as_a_field() {
    let args = ["--format=json", "-k", "-e", "trace=kill,exit_group", "sh", "-c", "kill -0 $$"];
    let ours = text(&run(&common::rtrace(), &args));
    let objects: Vec<serde_json::Value> =
        ours.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let stack_of = |name: &str| {
        let object = objects.iter().find(|object| object["call"] == name).unwrap();
        object["stack"].as_array().unwrap().clone()
    };
    let frame = stack_of("kill").swap_remove(0);
    assert_eq!(frame["function"], "kill", "{ours}");
    assert!(frame["path"].as_str().unwrap().contains("libc"), "{ours}");
    assert!(frame["into"].as_u64() < frame["offset"].as_u64(), "{ours}");
    assert!(stack_of("exit_group").len() > 2, "{ours}");
}
