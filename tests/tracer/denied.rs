//! Requests that a seccomp filter refuses, or answers as if they had been done.

use crate::harness::{
    Live, Trace, await_status, command, ended, events, finish, fixture, outlived, pid_of, send,
};
use std::process::Command;

const ARCH: &str = std::env::consts::ARCH;

const TRACEME: &str = "0";
const SEIZE: &str = "16902";
const GET_SYSCALL_INFO: &str = "16910";

/// `events OPTIONS PROGRAM` under a filter that meets `call` (with this first argument, where one is given) by
/// `action`: an errno, or `kill`.
fn under(call: &str, first: &str, action: &str, options: &[&str], program: &[&str]) -> Command {
    let inner = events(options, program);
    let mut command = command(fixture("deny"), &[call, first, action]);
    command.arg(inner.get_program()).args(inner.get_args());
    command
}

fn refused(trace: &Trace, what: &str) {
    assert_eq!(trace.lines, [format!("note {what}")]);
    assert_eq!(ended(trace.status), "exit 1");
}

#[test]
fn a_refused_launch_says_what_was_refused_and_how_and_runs_nothing() {
    let launch = |action| finish(under("ptrace", "-", action, &["-f"], &["/bin/echo", "it ran"]));
    for (action, answer) in [("1", "Errno(1)"), ("38", "Errno(38)"), ("kill", "Killed(31)"), ("0", "Ignored")]
    {
        let trace = launch(action);
        refused(&trace, &format!("PTRACE_TRACEME {answer}"));
        assert_eq!(trace.out, "");
    }
    let alone = finish(under("ptrace", TRACEME, "13", &[], &["/bin/true"]));
    refused(&alone, "PTRACE_TRACEME Errno(13)");
}

#[test]
fn a_refused_attach_says_so_too() {
    let mut program = Live::fixture("signals", &["wait"]);
    program.hear("waiting");
    let id = program.pid().to_string();
    for (action, answer) in [("1", "Errno(1)"), ("0", "Ignored")] {
        let trace = finish(under("ptrace", "-", action, &["-p", &id], &[]));
        assert_eq!(trace.lines[0], format!("note PTRACE_SEIZE {answer}"));
    }
    program.signal(libc::SIGUSR1);
    program.hear("done");
}

#[test]
fn setting_up_can_be_refused_after_the_launch() {
    // Without PTRACE_SEIZE it stays with TRACEME; then nothing may be asked of the tracee.
    let detach = "17";
    let trace = finish(under("ptrace", detach, "1", &[], &["/bin/true"]));
    refused(&trace, "PTRACE_SETOPTIONS Errno(1)");
}

#[test]
fn without_seize_a_program_is_traced_from_traceme() {
    let run = |program: &[&str]| finish(under("ptrace", SEIZE, "1", &["-f"], program));
    let trace = run(&["/bin/sh", "-c", "(exit 3); exit 4"]);
    assert_eq!((ended(trace.status).as_str(), trace.accounts()), ("exit 4", (2, 2)));
    assert_eq!(trace.events()[1..4], ["attached Launched", &format!("entered {ARCH} execve"), "exec sh"]);
    assert_eq!(
        trace.starting("signal 19"),
        0,
        "the stop that begins a child's trace is no signal of its own"
    );

    let trace = run(&["signals", "handled"]);
    assert_eq!((trace.out.as_str(), trace.starting("signal")), ("h10\nh37\n", 2));
    let trace = run(&["threads", "exec", "3"]);
    assert_eq!((ended(trace.status).as_str(), trace.accounts()), ("exit 0", (4, 4)));
    let trace = run(&["processes", "many", "200"]);
    assert_eq!((ended(trace.status).as_str(), trace.accounts()), ("exit 0", (201, 201)));
}

#[test]
fn without_seize_a_stop_is_shown_and_the_end_is_clean() {
    let mut tracer = Live::start(under("ptrace", SEIZE, "1", &["-f"], &["signals", "wait"]));
    let pid = pid_of(&tracer.wait_for(&format!("entered {ARCH} rt_sigsuspend")));
    send(pid, libc::SIGTSTP);
    tracer.wait_for("stopped 20");
    tracer.signal(libc::SIGINT);
    tracer.wait_for("detached");
    assert_eq!(ended(tracer.status()), "signal 2");

    let run = |options: &[&str]| under("ptrace", SEIZE, "1", options, &["threads", "busy", "4"]);
    let (_program, trace) = outlived(run, &["-f", "-n", "2000"]);
    assert_eq!(trace.accounts(), (5, 5));
    // Nobody is left stopped by the tracer's own SIGSTOP.
    let pid = pid_of(&trace.lines[1]);
    for task in std::fs::read_dir(format!("/proc/{pid}/task")).unwrap() {
        let id = task.unwrap().file_name().to_str().unwrap().parse().unwrap();
        await_status(id, "State", if id == pid { "S" } else { "R" });
    }
}

#[test]
fn without_syscall_info_the_registers_tell() {
    let run = |program: &[&str]| finish(under("ptrace", GET_SYSCALL_INFO, "1", &["-f"], program));
    let with = crate::harness::trace(&["-f"], &["signals", "handled"]);
    let without = run(&["signals", "handled"]);
    // Where a library comes to lie decides how often the loader gives back what it doesn't need.
    let is_call = |event: &&&str| event.starts_with("entered") && !event.ends_with(" munmap");
    let calls = |trace: &Trace| -> Vec<String> {
        trace.events().iter().filter(is_call).map(|event| (*event).to_owned()).collect()
    };
    assert_eq!(calls(&without), calls(&with));
    assert_eq!(without.starting("failed"), with.starting("failed"));
    let trace = run(&["threads", "exec", "3"]);
    assert_eq!((ended(trace.status).as_str(), trace.accounts()), ("exit 0", (4, 4)));
}

#[test]
fn memory_is_read_where_process_vm_readv_is_refused() {
    for errno in ["1", "38"] {
        let trace = finish(under("process_vm_readv", "-", errno, &[], &["signals", "handled"]));
        assert_eq!(trace.starting(&format!("entered {ARCH} write h10")), 1, "{:?}", trace.lines);
    }
}

#[test]
fn a_filter_that_refuses_clone3_is_no_obstacle() {
    let trace = finish(under("clone3", "-", "1", &["-f"], &["/bin/sh", "-c", "(exit 3); exit 4"]));
    assert_eq!((ended(trace.status).as_str(), trace.accounts()), ("exit 4", (2, 2)));
}
