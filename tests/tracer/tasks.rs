//! Tasks that come, go, and change what they run.

use crate::harness::{ended, events, outlived, pid_of, status, trace};

const ARCH: &str = std::env::consts::ARCH;

#[test]
fn threads_and_processes_are_followed_with_f_alone() {
    let alone = trace(&[], &["processes", "exec"]);
    assert_eq!((alone.accounts(), alone.out.as_str()), ((1, 1), "done\n"));
    let followed = trace(&["-f"], &["processes", "exec"]);
    assert_eq!((followed.accounts(), followed.out.as_str()), ((3, 3), "done\n"));
    assert_eq!(followed.count("exec true"), 2);
    assert_eq!(followed.count("attached Followed"), 2);

    let threads = trace(&["-f"], &["threads", "idle", "50"]);
    assert_eq!((threads.accounts(), threads.count("exited 0")), ((51, 51), 51));
    assert_eq!(trace(&[], &["threads", "idle", "5"]).accounts(), (1, 1));
}

#[test]
fn an_execve_by_a_thread_goes_on_under_the_leaders_id() {
    for _ in 0..20 {
        let trace = trace(&["-f"], &["threads", "exec", "3"]);
        assert_eq!((ended(trace.status).as_str(), trace.count("exited 0") >= 1), ("exit 0", true));
        let at = trace.lines.iter().position(|line| line.contains(" superseded ")).unwrap();
        let leader = pid_of(&trace.lines[at]);
        let thread = trace.lines[at].rsplit(' ').next().unwrap();
        assert_eq!(trace.lines[at + 1], format!("{leader} exec true {thread}"));
        assert_eq!(trace.lines[at + 2], format!("{leader} returned 0"));
        let last = trace.lines.iter().rfind(|line| line.starts_with(&format!("{thread} "))).unwrap();
        assert_eq!(*last, format!("{thread} entered {ARCH} execve"));
        // Leader (twice: superseded, then ended), two other threads; the one that made the execve has become the
        // leader.
        assert_eq!(trace.accounts(), (4, 4));
    }
}

#[test]
fn threads_that_make_calls_while_the_program_ends_are_all_accounted_for() {
    for _ in 0..20 {
        let trace = trace(&["-f"], &["threads", "exit", "8"]);
        assert_eq!((ended(trace.status).as_str(), trace.accounts()), ("exit 5", (9, 9)));
        assert_eq!(trace.count("exited 5"), 9);
    }
}

#[test]
fn a_child_of_clone_ptrace_is_let_go_without_f() {
    let trace = trace(&[], &["processes", "clone-ptrace"]);
    assert_eq!((ended(trace.status).as_str(), trace.out.as_str()), ("exit 0", "done\n"));
    assert_eq!(trace.lines.iter().filter(|line| line.starts_with("note Detached unknown pid")).count(), 1);
    assert_eq!(trace.accounts(), (1, 1));
}

#[test]
fn a_vfork_is_traced_through() {
    let trace = trace(&["-f"], &["processes", "vfork"]);
    assert_eq!((ended(trace.status).as_str(), trace.accounts()), ("exit 0", (2, 2)));
}

#[test]
fn b_execve_lets_go_of_what_execs_but_not_of_the_program_itself() {
    let trace = trace(&["-f", "-b"], &["processes", "exec"]);
    assert_eq!((ended(trace.status).as_str(), trace.out.as_str()), ("exit 0", "done\n"));
    trace.assert_in_order(&[
        "exec processes",
        "returned 0",
        "exec true",
        "detached",
        "exec true",
        "detached",
    ]);
    assert_eq!(trace.accounts(), (3, 3));
}

#[test]
fn a_program_that_was_let_go_still_passes_on_its_status() {
    let trace = trace(&["-b"], &["/bin/sh", "-c", "exec /bin/sh -c 'exit 9'"]);
    assert_eq!((ended(trace.status).as_str(), trace.count("detached")), ("exit 9", 1));
}

#[test]
fn the_trace_goes_on_until_the_last_tracee_has_ended() {
    let trace = trace(&["-f"], &["/bin/sh", "-c", "(sleep 0.3; exit 5) >&- 2>&- & exit 4"]);
    assert_eq!(ended(trace.status), "exit 4");
    let exits: Vec<_> = trace.events().into_iter().filter(|event| event.starts_with("exited")).collect();
    assert_eq!(exits, ["exited 4", "exited 0", "exited 5"]);
}

#[test]
fn busy_threads_do_not_starve_each_other_nor_a_late_one() {
    let run = |options: &[&str]| events(options, &["threads", "busy", "8"]);
    let (_program, trace) = outlived(run, &["-f", "-n", "30000"]);
    let mut calls = std::collections::HashMap::<i32, usize>::new();
    for line in trace.lines.iter().filter(|line| line.ends_with("getppid") && line.contains(" entered ")) {
        *calls.entry(pid_of(line)).or_default() += 1;
    }
    let (fewest, total) = (calls.values().min().unwrap(), calls.values().sum::<usize>());
    assert!(calls.len() == 8 && fewest * 80 > total, "of {total} calls: {calls:?}");
}

#[test]
fn a_handler_that_has_enough_lets_the_program_live() {
    let run = |options: &[&str]| events(options, &["threads", "busy", "3"]);
    let (_program, trace) = outlived(run, &["-f", "-n", "500"]);
    assert_eq!((ended(trace.status).as_str(), trace.accounts()), ("exit 0", (4, 4)));
    let program = pid_of(&trace.lines[1]);
    for task in std::fs::read_dir(format!("/proc/{program}/task")).unwrap() {
        let id = task.unwrap().file_name().to_str().unwrap().parse().unwrap();
        assert_eq!(status(id, "TracerPid").as_deref(), Some("0"));
        assert!(status(id, "State").unwrap().starts_with(['S', 'R']));
    }
}
