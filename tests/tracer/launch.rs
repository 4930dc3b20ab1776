//! How a program is launched, and what becomes of its end.

use crate::harness::{ended, events, finish, fixture, status, trace};
use std::fs;
use std::os::unix::fs::PermissionsExt;

#[test]
fn the_trace_begins_with_the_execve_and_ends_with_the_exit() {
    let trace = trace(&[], &["/bin/true"]);
    let pid = trace.lines[0].strip_prefix("note launched ").unwrap();
    let expected = ["attached Launched", "entered x86_64 execve", "exec true", "returned 0"]
        .map(|e| format!("{pid} {e}"));
    let expected = expected.map(|line| line.replace("x86_64", std::env::consts::ARCH));
    assert_eq!(trace.lines[1..5], expected);
    let exits = [format!("{pid} entered {} exit_group", std::env::consts::ARCH), format!("{pid} exited 0")];
    let end = trace.lines.len() - 1;
    assert_eq!(trace.lines[end - 2..end], exits);
    assert_eq!(trace.accounts(), (1, 1));
}

#[test]
fn the_programs_exit_status_is_passed_on() {
    for code in ["0", "1", "77", "255"] {
        let trace = trace(&[], &["/bin/sh", "-c", &format!("exit {code}")]);
        assert_eq!(ended(trace.status), format!("exit {code}"));
        assert_eq!(trace.count(&format!("exited {code}")), 1);
    }
}

#[test]
fn the_signal_that_killed_the_program_is_passed_on() {
    for signal in [libc::SIGTERM, libc::SIGKILL, libc::SIGSEGV, libc::SIGABRT, 35] {
        let trace = trace(&[], &["signals", "die", &signal.to_string()]);
        assert_eq!(ended(trace.status), format!("signal {signal}"));
        assert_eq!(trace.count(&format!("killed {signal}")), 1);
        if signal != libc::SIGKILL {
            assert_eq!(trace.count(&format!("signal {signal} {signal}")), 1);
        }
    }
}

#[test]
fn a_program_that_can_not_be_run_says_why() {
    let dir = tempfile::tempdir().unwrap();
    let make = |name: &str, mode: u32, content: &str| {
        let path = dir.path().join(name);
        fs::write(&path, content).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let cases = [
        (make("text", 0o755, "hello"), "failed 8", "neither a binary nor a script"),
        (make("plain", 0o644, "#!/bin/sh\n"), "failed 13", "not marked executable"),
        (dir.path().to_str().unwrap().to_owned(), "failed 13", "it is a directory"),
        (make("script", 0o755, "#!/no/such/shell\n"), "failed 2", "interpreter /no/such/shell is not there"),
    ];
    for (path, failure, why) in cases {
        let trace = trace(&["-f"], &[&path]);
        assert_eq!(ended(trace.status), "exit 1", "{path}");
        let said = trace.lines.iter().filter(|line| line.starts_with(&path)).collect::<Vec<_>>();
        assert!(said.len() == 1 && said[0].contains(why), "{:?}", trace.lines);
        // Of the child, the failed execve alone is shown, and its end.
        let execve = format!("entered {} execve", std::env::consts::ARCH);
        let launched = trace.lines[0].strip_prefix("note ").unwrap();
        let notes = "tasks 1 ends 1 calls 1";
        let message = |line: &&str| line.starts_with("exec: ") || why.contains(*line);
        let shown: Vec<&str> = trace.events().into_iter().filter(|line| !message(line)).take(6).collect();
        assert_eq!(shown[..6], [launched, "attached Launched", &execve, failure, "exited 1", notes]);
        let pid = launched.strip_prefix("launched ").unwrap().parse().unwrap();
        assert_eq!(status(pid, "State"), None, "a child is left");
    }
    let trace = finish(events(&[], &["/no/such/program"]));
    assert_eq!((ended(trace.status).as_str(), trace.lines.len()), ("exit 1", 1));
    assert!(trace.lines[0].contains("there is no such file"), "{:?}", trace.lines);
}

#[test]
fn the_path_is_searched_by_the_tracer() {
    let mut command = events(&[], &[]);
    command.arg("true").env("PATH", "/nowhere:/etc:/bin");
    let trace = finish(command);
    assert_eq!(trace.count(&format!("entered {} execve", std::env::consts::ARCH)), 1);
    assert_eq!(ended(trace.status), "exit 0");
}

#[test]
fn another_user_runs_the_program_and_is_traced() {
    if !nix::unistd::geteuid().is_root() {
        crate::common::missing("root");
        return;
    }
    let trace = trace(&["-f", "-u", "nobody"], &["/usr/bin/id"]);
    assert!(
        trace.out.starts_with("uid=65534(nobody) gid=65534(nogroup) groups=65534(nogroup)"),
        "{}",
        trace.out
    );
    assert_eq!(ended(trace.status), "exit 0");
    // Its memory can still be read.
    assert_eq!(trace.starting(&format!("entered {} write uid=65534(nobody)", std::env::consts::ARCH)), 1);
}

#[test]
fn a_launched_program_may_have_children_that_the_tracer_never_had() {
    // The shell's own background job is a child of the tracer, too, and outlives the program.
    let events = fixture("events");
    let script = format!("sleep 30 >&- 2>&- & echo $!; exec {} /bin/true", events.display());
    let begun = std::time::Instant::now();
    let trace = finish(crate::harness::command("/bin/sh", &["-c", &script]));
    assert!(begun.elapsed().as_secs() < 20);
    assert_eq!(ended(trace.status), "exit 0");
    crate::harness::send(trace.out.trim().parse().unwrap(), libc::SIGKILL);
}
