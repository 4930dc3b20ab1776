//! Signals that reach a tracee, and calls that they cut off.

use crate::harness::{Live, ended, events, pid_of, send, trace};
use nix::sys::signal::Signal;
use nix::sys::wait::{WaitPidFlag, WaitStatus, waitpid};
use nix::unistd::Pid;

const ARCH: &str = std::env::consts::ARCH;

#[test]
fn signals_are_shown_and_delivered_real_time_ones_too() {
    let trace = trace(&[], &["signals", "handled"]);
    assert_eq!(trace.out, "h10\nh37\n");
    let wrote = |text: &str| format!("entered {ARCH} write {text}");
    let events = trace.events();
    for (signal, text) in [("signal 10 10", "h10"), ("signal 37 37", "h37")] {
        let at = events.iter().position(|&e| e == signal).unwrap();
        assert!(events[at + 1].starts_with(&wrote(text)), "{:?}", &events[at..]);
        trace.assert_in_order(&[signal, &format!("entered {ARCH} rt_sigreturn")]);
    }
    assert_eq!(trace.starting("signal"), 2);
    assert_eq!(ended(trace.status), "exit 0");
}

#[test]
fn a_call_that_a_handler_interrupts_is_restarted() {
    let trace = trace(&[], &["signals", "restarted"]);
    let (read, sigreturn) = (format!("entered {ARCH} read"), format!("entered {ARCH} rt_sigreturn"));
    trace.assert_in_order(&[&read, "failed 512", "signal 14 14", &sigreturn, &read, "returned 1"]);
    assert_eq!(ended(trace.status), "exit 0");
}

#[test]
fn a_call_that_a_handler_ends_is_not() {
    let trace = trace(&[], &["signals", "paused"]);
    trace.assert_in_order(&[
        "failed 514",
        "signal 14 14",
        &format!("entered {ARCH} rt_sigreturn"),
        "failed 4",
    ]);
    assert_eq!(ended(trace.status), "exit 0");
}

#[test]
fn a_stop_is_a_stop_until_sigcont() {
    for signal in [libc::SIGSTOP, libc::SIGTSTP, libc::SIGTTIN, libc::SIGTTOU] {
        // It waits a second time: a program that has ended no longer tells that it was continued.
        let mut program = Live::fixture("signals", &["wait", "2"]);
        let pid = program.pid();
        program.hear("waiting");
        let mut tracer = Live::start(events(&["-p", &pid.to_string()], &[]));
        tracer.wait_for(&format!("entered {ARCH} rt_sigsuspend"));
        send(pid, signal);
        tracer.wait_for(&format!("stopped {signal}"));

        // Its parent is told, as without a tracer.
        let child = Pid::from_raw(pid);
        let stopped = WaitStatus::Stopped(child, Signal::try_from(signal).unwrap());
        assert_eq!(waitpid(child, Some(WaitPidFlag::WUNTRACED)), Ok(stopped));
        // It doesn't run: a signal that it handles stays pending.
        send(pid, libc::SIGUSR1);
        assert!(crate::harness::status(pid, "State").unwrap().starts_with(['t', 'T']));

        send(pid, libc::SIGCONT);
        assert_eq!(waitpid(child, Some(WaitPidFlag::WCONTINUED)), Ok(WaitStatus::Continued(child)));
        program.hear("waiting");
        send(pid, libc::SIGUSR1);
        program.hear("done");
        let status = program.status();
        let trace = tracer.finish();
        assert_eq!(ended(status), "exit 0");
        trace.assert_in_order(&[
            &format!("signal {signal} {signal}"),
            &format!("stopped {signal}"),
            "signal 10 10",
        ]);
        assert_eq!(trace.count("signal 18 18"), 1);
        let stop = trace.lines.iter().position(|line| line.ends_with(&format!("stopped {signal}"))).unwrap();
        let next = trace.lines[stop + 1].split_once(' ').unwrap().1;
        assert!(next.starts_with("signal"), "it ran while it was stopped: {next}");
    }
}

#[test]
fn a_program_that_stops_itself_goes_on_at_sigcont() {
    let mut tracer = Live::start(events(&["-f"], &["signals", "stop", "19"]));
    let line = tracer.wait_for("stopped 19");
    crate::harness::await_status(pid_of(&line), "State", "t");
    send(pid_of(&line), libc::SIGCONT);
    tracer.hear("goes on");
    let trace = tracer.finish();
    trace.assert_in_order(&["signal 19 19", "stopped 19", "signal 18 18", "exited 0"]);
}

#[test]
fn every_thread_of_a_group_stops_and_goes_on() {
    let mut tracer = Live::start(events(&["-f"], &["threads", "wait", "5"]));
    tracer.hear("waiting");
    tracer.wait_for("attached Launched");
    let pid = pid_of(tracer.lines.last().unwrap());
    send(pid, libc::SIGSTOP);
    for _ in 0..6 {
        tracer.wait_for("stopped 19");
    }
    send(pid, libc::SIGCONT);
    tracer.wait_for("signal 18 18");
    send(pid, libc::SIGTERM);
    let trace = tracer.finish();
    assert_eq!((ended(trace.status).as_str(), trace.accounts()), ("signal 15", (6, 6)));
}

#[test]
fn death_inside_a_call_leaves_it_without_a_result() {
    let mut tracer = Live::start(events(&[], &["signals", "wait"]));
    let line = tracer.wait_for(&format!("entered {ARCH} rt_sigsuspend"));
    send(pid_of(&line), libc::SIGKILL);
    let trace = tracer.finish();
    let end = trace.lines.len() - 1;
    assert!(trace.lines[end - 2].ends_with("rt_sigsuspend") && trace.lines[end - 1].ends_with("killed 9"));
    assert_eq!(ended(trace.status), "signal 9");
}

#[test]
fn a_storm_of_signals_loses_none_of_the_calls() {
    let mut tracer = Live::start(events(&["-f", "-o", "/dev/null"], &["signals", "busy"]));
    tracer.hear("waiting");
    let children = std::fs::read_to_string(format!("/proc/{0}/task/{0}/children", tracer.pid())).unwrap();
    let pid = children.trim().parse().unwrap();
    for _ in 0..300 {
        send(pid, libc::SIGUSR1);
        tracer.hear("h10");
    }
    send(pid, libc::SIGTERM);
    assert_eq!(ended(tracer.finish().status), "signal 15");
}
