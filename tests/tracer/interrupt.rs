//! The tracer is told to end, or is killed.

use crate::harness::{Live, a_while, await_status, ended, events, pid_of, send, status};

const ARCH: &str = std::env::consts::ARCH;

#[test]
fn an_attached_program_lives_on_in_the_middle_of_its_call() {
    for signal in [libc::SIGINT, libc::SIGTERM, libc::SIGHUP, libc::SIGQUIT] {
        let mut program = Live::fixture("signals", &["sleep", a_while()]);
        program.hear("waiting");
        let mut tracer = Live::start(events(&["-p", &program.pid().to_string()], &[]));
        // Where it slept already, the call goes on as this.
        tracer.wait_for_any(&["restart_syscall", "nanosleep"]);
        tracer.signal(signal);
        let trace = tracer.finish();
        assert_eq!(ended(trace.status), format!("signal {signal}"));
        assert_eq!(trace.events()[trace.lines.len() - 2], "detached");
        assert_eq!(status(program.pid(), "TracerPid").unwrap(), "0");
        // It asserts that it slept its full time.
        program.hear("done");
        assert_eq!(ended(program.status()), "exit 7");
    }
}

#[test]
fn a_launched_program_gets_the_signal() {
    for signal in [libc::SIGINT, libc::SIGTERM, libc::SIGHUP] {
        let mut tracer = Live::start(events(&["-f"], &["signals", "wait"]));
        let pid = pid_of(&tracer.wait_for(&format!("entered {ARCH} rt_sigsuspend")));
        tracer.signal(signal);
        let status_of_tracer = tracer.status();
        assert_eq!(ended(status_of_tracer), format!("signal {signal}"));
        // Nobody but init is left to reap it; until then it is a zombie.
        let begun = std::time::Instant::now();
        while status(pid, "State").is_some_and(|state| !state.starts_with('Z')) {
            assert!(begun.elapsed().as_secs() < 20, "it lives on");
            std::thread::yield_now();
        }
    }
}

#[test]
fn a_launched_program_that_is_stopped_gets_the_signal_too() {
    // One more of the group: in an orphaned one, the kernel itself wakes those that are stopped.
    let mut other = Live::fixture("signals", &["wait"]);
    other.hear("waiting");
    let mut tracer = Live::start_in(other.pid(), events(&[], &["signals", "stop", "19"]));
    let pid = pid_of(&tracer.wait_for("stopped 19"));
    tracer.signal(libc::SIGTERM);
    tracer.status();
    let begun = std::time::Instant::now();
    while status(pid, "State").is_some_and(|state| !state.starts_with('Z')) {
        assert!(begun.elapsed().as_secs() < 20, "it is still stopped");
        std::thread::yield_now();
    }
}

#[test]
fn every_thread_is_let_go_while_all_are_busy() {
    let mut program = Live::fixture("threads", &["busy", "8"]);
    program.hear("waiting");
    for _ in 0..10 {
        let mut tracer = Live::start(events(&["-f", "-q", "-p", &program.pid().to_string()], &[]));
        assert_eq!(tracer.wait_for("tasks"), format!("note {} has 9 tasks", program.pid()));
        tracer.signal(libc::SIGINT);
        let trace = tracer.finish();
        assert_eq!(trace.accounts(), (9, 9));
        for task in std::fs::read_dir(format!("/proc/{}/task", program.pid())).unwrap() {
            let id = task.unwrap().file_name().to_str().unwrap().parse().unwrap();
            assert_eq!(status(id, "TracerPid").unwrap(), "0");
            assert!(status(id, "State").unwrap().starts_with(['R', 'S']));
        }
    }
}

#[test]
fn a_vfork_in_progress_does_not_hold_up_the_end() {
    let mut tracer = Live::start(events(&["-f"], &["processes", "vfork"]));
    // The child of the vfork sleeps, so its parent is in uninterruptible sleep.
    tracer.wait_for(&format!("entered {ARCH} clock_nanosleep"));
    tracer.signal(libc::SIGINT);
    let (mut parent, mut child) = (0, 0);
    while parent == 0 || child == 0 {
        let line = tracer.wait_for("detached");
        let pid = pid_of(&line);
        assert_eq!(status(pid, "Name").unwrap(), "processes");
        if tracer.lines.contains(&format!("{pid} attached Launched")) { parent = pid } else { child = pid }
    }
    assert_eq!(ended(tracer.status()), "signal 2");
}

#[test]
fn an_insistent_user_ends_a_tracer_whose_tracee_does_not_stop() {
    // Without -f, the child is untraced, and its parent stops only when that has ended.
    let mut program = Live::fixture("processes", &["vfork", a_while()]);
    program.hear("waiting");
    await_status(program.pid(), "State", "D");
    let mut tracer = Live::start(events(&["-p", &program.pid().to_string()], &[]));
    tracer.wait_for("tasks");
    tracer.signal(libc::SIGINT);
    // One more within the same breath is the same wish.
    tracer.signal(libc::SIGINT);
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert!(tracer.child.try_wait().unwrap().is_none(), "it waits for its tracee");
    tracer.signal(libc::SIGINT);
    assert_eq!(ended(tracer.status()), "signal 2");
    program.hear("done");
    assert_eq!(ended(program.status()), "exit 0");
}

#[test]
fn signals_are_ignored_with_i_never() {
    let mut tracer = Live::start(events(&["-I", "3"], &["signals", "wait"]));
    let pid = pid_of(&tracer.wait_for(&format!("entered {ARCH} rt_sigsuspend")));
    for signal in [libc::SIGINT, libc::SIGTERM, libc::SIGHUP, libc::SIGQUIT] {
        tracer.signal(signal);
    }
    send(pid, libc::SIGUSR1);
    let trace = tracer.finish();
    assert_eq!((ended(trace.status).as_str(), trace.count("exited 0")), ("exit 0", 1));
}

#[test]
fn tracees_of_a_killed_tracer_live_on() {
    let mut program = Live::fixture("signals", &["wait"]);
    program.hear("waiting");
    let mut tracer = Live::start(events(&["-p", &program.pid().to_string()], &[]));
    tracer.wait_for(&format!("entered {ARCH} rt_sigsuspend"));
    tracer.signal(libc::SIGKILL);
    tracer.status();
    assert_eq!(status(program.pid(), "TracerPid").unwrap(), "0");
    program.signal(libc::SIGUSR1);
    program.hear("done");
    assert_eq!(ended(program.status()), "exit 0");
}

#[test]
fn tracees_die_with_the_tracer_where_that_was_asked_for() {
    for signal in [libc::SIGKILL, libc::SIGINT] {
        let mut program = Live::fixture("signals", &["wait"]);
        program.hear("waiting");
        let mut tracer = Live::start(events(&["-k", "-p", &program.pid().to_string()], &[]));
        tracer.wait_for(&format!("entered {ARCH} rt_sigsuspend"));
        tracer.signal(signal);
        assert_eq!(ended(tracer.status()), format!("signal {signal}"));
        assert_eq!(ended(program.status()), "signal 9");
    }
}
