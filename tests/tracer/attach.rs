//! Attaching to what runs already.

use crate::harness::{Live, await_status, ended, events, send, status, trace};

const ARCH: &str = std::env::consts::ARCH;

fn id(program: &Live) -> String {
    program.pid().to_string()
}

#[test]
fn an_attached_process_is_traced_to_its_end_which_is_not_the_tracers() {
    let mut program = Live::fixture("signals", &["wait"]);
    program.hear("waiting");
    let mut tracer = Live::start(events(&["-p", &id(&program)], &[]));
    tracer.wait_for(&format!("entered {ARCH} rt_sigsuspend"));
    program.signal(libc::SIGTERM);
    assert_eq!(ended(program.status()), "signal 15");
    let trace = tracer.finish();
    assert_eq!(ended(trace.status), "exit 0");
    trace.assert_in_order(&["attached Attached", "signal 15 15", "killed 15"]);
}

#[test]
fn a_thread_group_is_attached_as_a_whole_with_f() {
    let mut program = Live::fixture("threads", &["wait", "20"]);
    program.hear("waiting");
    let mut tracer = Live::start(events(&["-f", "-p", &id(&program)], &[]));
    assert_eq!(tracer.wait_for("tasks"), format!("note {} has 21 tasks", program.pid()));
    for _ in 0..21 {
        tracer.wait_for("attached Attached");
    }
    program.signal(libc::SIGTERM);
    let trace = tracer.finish();
    assert_eq!(trace.accounts(), (21, 21));

    let mut program = Live::fixture("threads", &["wait", "3"]);
    program.hear("waiting");
    let mut tracer = Live::start(events(&["-p", &id(&program)], &[]));
    assert_eq!(tracer.wait_for("tasks"), format!("note {} has 1 tasks", program.pid()));
    tracer.wait_for("attached Attached");
    program.signal(libc::SIGTERM);
    assert_eq!(tracer.finish().accounts(), (1, 1));
}

#[test]
fn several_processes_and_a_command_are_traced_together() {
    let mut programs = [Live::fixture("signals", &["wait"]), Live::fixture("signals", &["wait"])];
    programs.iter_mut().for_each(|program| program.hear("waiting"));
    let [a, b] = programs.each_ref().map(id);
    let mut tracer = Live::start(events(&["-p", &a, "-p", &b, "-p", &a], &["signals", "sleep", "10"]));
    assert_eq!(tracer.wait_for("tasks"), format!("note {a} has 1 tasks"));
    assert_eq!(tracer.wait_for("tasks"), format!("note {b} has 1 tasks"));
    assert_eq!(tracer.wait_for("tasks"), format!("note {a} has 0 tasks"));
    tracer.wait_for("exited 7");
    programs.iter().for_each(|program| program.signal(libc::SIGTERM));
    let trace = tracer.finish();
    assert_eq!((ended(trace.status).as_str(), trace.accounts()), ("exit 7", (3, 3)));
}

#[test]
fn a_refused_attach_is_reported_and_the_others_go_on() {
    let mut program = Live::fixture("signals", &["wait"]);
    program.hear("waiting");
    let id = id(&program);
    let mut first = Live::start(events(&["-p", &id], &[]));
    first.wait_for("attached Attached");
    let trace = trace(&["-p", "2147483647", "-p", &id], &["/bin/true"]);
    assert_eq!(trace.lines[..2], ["note PTRACE_SEIZE Errno(3)", "note PTRACE_SEIZE Errno(1)"]);
    assert_eq!((ended(trace.status).as_str(), trace.accounts()), ("exit 0", (1, 1)));
}

#[test]
fn a_stopped_process_stays_stopped_through_attach_and_detach() {
    let mut program = Live::fixture("signals", &["wait"]);
    program.hear("waiting");
    program.signal(libc::SIGSTOP);
    await_status(program.pid(), "State", "T");
    let mut tracer = Live::start(events(&["-p", &id(&program)], &[]));
    tracer.wait_for("stopped 19");
    tracer.signal(libc::SIGINT);
    let trace = tracer.finish();
    assert_eq!(trace.events()[1..4], ["attached Attached", "stopped 19", "detached"]);
    // From the tracer's stop it goes back into the group's, which takes it a moment.
    await_status(program.pid(), "State", "T (stopped)");
    send(program.pid(), libc::SIGCONT);
    send(program.pid(), libc::SIGUSR1);
    program.hear("done");
}

#[test]
fn a_tracer_of_an_attached_process_goes_to_the_background() {
    let mut program = Live::fixture("signals", &["wait"]);
    program.hear("waiting");
    let file = tempfile::NamedTempFile::new().unwrap();
    let path = file.path().to_str().unwrap();
    let foreground = events(&["-D", "-o", path, "-p", &id(&program)], &[]).status().unwrap();
    assert_eq!(ended(foreground), "exit 0");
    let tracer: i32 = status(program.pid(), "TracerPid").unwrap().parse().unwrap();
    assert_ne!(tracer, 0, "it is traced once the command returns");
    program.signal(libc::SIGTERM);
    assert_eq!(ended(program.status()), "signal 15");
    let begun = std::time::Instant::now();
    while !std::fs::read_to_string(path).unwrap().contains("note tasks 1 ends 1") {
        assert!(begun.elapsed().as_secs() < 20);
        std::thread::yield_now();
    }
}
