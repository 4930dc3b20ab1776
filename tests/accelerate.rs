//! A filter in the kernel changes how often the program stops, and nothing that anybody reads.

mod common;

use regex::Regex;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What each task's trace says, without what differs from run to run.
fn traces(when: &str, options: &str, program: &[&str]) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let mut rtrace = Command::new(env!("CARGO_BIN_EXE_rtrace"));
    rtrace.args(["-ff", &format!("--seccomp-bpf={when}"), "-o"]).arg(dir.path().join("trace"));
    let output = rtrace.args(options.split(' ')).args(program).output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(!complaint.contains("rtrace"), "{options}: {complaint}");
    let mut traces: Vec<String> = fs::read_dir(dir.path())
        .unwrap()
        .map(|entry| normal(&fs::read_to_string(entry.unwrap().path()).unwrap()))
        .collect();
    traces.sort();
    traces.push(format!("{:?}", output.status));
    traces
}

/// Addresses, ids, times and what is read (of /proc/PID/maps) differ from run to run.
fn normal(text: &str) -> String {
    let differing = r#"0x[0-9a-f]{5,}|\b[0-9]{3,}\b|_[us]time=[^,}]+|\bread\([0-9]+, "[^\n]*"#;
    let differing = Regex::new(differing).unwrap();
    differing.replace_all(text, "N").into_owned()
}

fn compare(options: &str, program: &[&str]) {
    let expected = traces("never", options, program);
    assert!(expected.iter().any(|trace| !trace.is_empty()));
    assert_eq!(traces("always", options, program), expected, "{options} {program:?}");
}

/// A fixture's path.
fn fixture(name: &str) -> String {
    common::fixture(name).to_str().unwrap().to_owned()
}

#[test]
fn the_trace_is_the_same_with_a_filter_and_without() {
    let (processes, threads) = (fixture("processes"), fixture("threads"));
    // No job in the background: the shell's `wait` looks first, and sleeps only where the job still runs.
    let shell = "(/bin/true; /bin/true); kill -USR1 $$ 2>/dev/null; exit 3";
    for options in [
        "-e trace=execve,exit_group",
        "-e trace=%file",
        "-e trace=!mmap,brk,mprotect,munmap,futex,wait4,write,getrandom",
        "-y -e trace=openat,close",
        "-e trace=none",
        "-e trace=clone,clone3,vfork,fork",
        "-e trace=openat -e fault=openat:error=EPERM:when=3",
        "-e trace=close -e inject=getpid,getppid:retval=7",
    ] {
        compare(options, &["/bin/sh", "-c", "trap 'echo caught' USR1; /bin/true; kill -USR1 $$; exit 3"]);
        compare(options, &["/bin/sh", "-c", shell]);
        compare(options, &[&processes, "vfork"]);
    }
    for options in ["-e trace=clone,clone3,exit", "-e trace=%process"] {
        compare(options, &[&threads, "idle"]);
    }
}

#[test]
fn calls_that_the_programs_own_filter_denies_are_not_lost() {
    let deny = fixture("deny");
    for options in ["-e trace=getppid", "-e trace=uname,exit_group"] {
        compare(options, &[&deny, "getppid", "-", "13", "/bin/uname"]);
        compare(options, &[&deny, "uname", "-", "13", "/bin/uname"]);
    }
    let traces = traces("always", "-e trace=uname", &[&deny, "uname", "-", "13", "/bin/uname"]).concat();
    assert!(traces.contains("EACCES"), "{traces}");
}

/// What the program sees of filters in /proc/self/status.
fn filters_seen(options: &[&str]) -> String {
    let mut rtrace = Command::new(env!("CARGO_BIN_EXE_rtrace"));
    rtrace.args(["-o", "/dev/null", "-e", "trace=close"]).args(options);
    let output = rtrace.args(["grep", "^Seccomp:", "/proc/self/status"]).output().unwrap();
    String::from_utf8(output.stdout).unwrap().split_whitespace().last().unwrap().to_owned()
}

#[test]
fn a_filter_is_there_where_it_was_asked_for_and_never_where_the_program_may_outlive_rtrace() {
    let own = fs::read_to_string("/proc/self/status").unwrap();
    let own = own.lines().find_map(|line| line.strip_prefix("Seccomp:")).unwrap().trim();
    assert_eq!(filters_seen(&["-f", "--seccomp-bpf"]), "2");
    for options in [&["-f"][..], &["-f", "--seccomp-bpf=never", "--kill-on-exit"], &["--kill-on-exit"]] {
        assert_eq!(filters_seen(options), own, "{options:?}");
    }
}

#[test]
fn prctl_doesnt_tell_the_program_of_the_filter() {
    if !Path::new("/usr/bin/perl").exists() {
        return common::missing("perl");
    }
    // PR_GET_SECCOMP; the number of prctl differs.
    let number = if std::env::consts::ARCH == "aarch64" { 167 } else { 157 };
    let program = format!("exit(syscall({number}, 21, 0, 0, 0, 0))");
    let perl = ["/usr/bin/perl", "-e", &program];
    compare("-e trace=prctl", &perl);
    compare("-e trace=getppid", &perl);
}

#[test]
fn what_a_filter_cannot_go_with_is_said_as_strace_says_it() {
    for (options, said) in [
        (&["--seccomp-bpf"][..], "--seccomp-bpf cannot be used without -f/--follow-forks, disabling"),
        (
            &["--seccomp-bpf", "-f", "-b", "execve"],
            "--seccomp-bpf is not enabled because it is not compatible with -b",
        ),
    ] {
        let mut rtrace = Command::new(env!("CARGO_BIN_EXE_rtrace"));
        let output = rtrace.args(options).args(["-e", "trace=none", "true"]).output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(text.lines().next(), Some(format!("rtrace: {said}").as_str()));
    }
}
