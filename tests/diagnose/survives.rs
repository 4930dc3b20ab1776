//! Sandboxes that are hostile to a tracer, and in which rtrace works all the same, or says why it can't.

use crate::scene::{Expected, Scene, Table, text};
use Expected::{Named, Works};
use std::time::{Duration, Instant};

/// What a trace of `cat FILE` shows where memory, registers and file names can be read.
const READ: &str = "openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY";

#[test]
fn a_trace_is_whole_where_a_filter_closes_the_usual_ways() {
    let Some(scene) = Scene::new() else { return };
    let mut table = Table::new(&scene);
    for (name, filter) in [
        ("process_vm_readv EPERM", "errno:1 process_vm_readv"),
        ("process_vm_readv ENOSYS", "errno:38 process_vm_readv"),
        ("process_vm_readv answers 0", "errno:0 process_vm_readv"),
        ("process_vm_readv kills", "kill process_vm_readv"),
        ("process_vm_readv traps", "trap process_vm_readv"),
        ("PTRACE_GET_SYSCALL_INFO EPERM", "errno:1 ptrace=16910"),
        ("PTRACE_GET_SYSCALL_INFO ENOSYS", "errno:38 ptrace=16910"),
        ("PTRACE_GET_SYSCALL_INFO answers 0", "errno:0 ptrace=16910"),
        ("PTRACE_SEIZE EPERM", "errno:1 ptrace=16902"),
        ("PTRACE_SEIZE ENOSYS", "errno:38 ptrace=16902"),
        ("PTRACE_SEIZE answers 0", "errno:0 ptrace=16902"),
        ("PTRACE_PEEKDATA EPERM", "errno:1 ptrace=2"),
        ("clone3 EPERM", "errno:1 clone3"),
        ("clone3 ENOSYS", "errno:38 clone3"),
        ("kcmp, pidfd_open, pidfd_getfd EPERM", "errno:1 kcmp,pidfd_open,pidfd_getfd"),
        ("sched_setaffinity, prlimit64 EPERM", "errno:1 sched_setaffinity,prlimit64"),
        ("all of these EPERM", "errno:1 process_vm_readv,ptrace=16910,ptrace=16902,clone3,kcmp,pidfd_open"),
    ] {
        let command = format!("{{denied}} filter {filter} -- {{rtrace}}");
        let output = scene.run(&format!("{command} cat /etc/passwd"));
        let said = text(&output.stderr);
        assert!(said.contains(READ), "{name}: {said}");
        assert!(said.contains("+++ exited with 0 +++"), "{name}: {said}");
        assert!(text(&output.stdout).contains("root:"), "{name}");
        table.play(&format!("works: {name}"), &command, "/bin/true", "", Works);
    }
    table.end();
}

#[test]
fn a_filter_on_what_tracing_needs_is_told_before_anything_runs() {
    let Some(scene) = Scene::new() else { return };
    let mut table = Table::new(&scene);
    let proved = Named("seccomp-filter", "proved", None);
    for (name, filter) in [
        ("PTRACE_SYSCALL EPERM", "errno:1 ptrace=24"),
        ("PTRACE_SYSCALL kills", "kill ptrace=24"),
        ("PTRACE_INTERRUPT EPERM", "errno:1 ptrace=16903"),
        ("PTRACE_GETREGSET and PTRACE_GET_SYSCALL_INFO EPERM", "errno:1 ptrace=16900,ptrace=16910"),
        ("PTRACE_LISTEN kills", "kill ptrace=16904"),
    ] {
        let command = format!("{{denied}} filter {filter} -- {{rtrace}}");
        let output = scene.run(&format!("{command} echo it ran"));
        assert_eq!(text(&output.stdout), "", "{name}: the program must not run untraced");
        table.play(&format!("filter: {name}"), &command, "/bin/true", "", proved);
    }
    table.end();
}

#[test]
fn a_trace_is_whole_without_proc_and_with_a_stale_one() {
    let Some(scene) = Scene::new() else { return };
    if crate::absent("bwrap") || crate::absent("unshare") {
        return;
    }
    let mut table = Table::new(&scene);
    let bare = "bwrap --bind / / --tmpfs /proc --dev /dev --die-with-parent";
    scene.script("hidden", "mount -t proc -o hidepid=2 proc /proc && exec \"$@\"");
    for (name, inside) in [
        ("no /proc", bare.to_owned()),
        ("no /proc, process_vm_readv EPERM", format!("{bare} {{denied}} filter errno:1 process_vm_readv --")),
        ("no /proc, process_vm_readv kills", format!("{bare} {{denied}} filter kill process_vm_readv --")),
        ("the /proc of another PID namespace", "unshare --pid --fork --kill-child".to_owned()),
        ("/proc with hidepid=2", "unshare -m {hidden} {denied} user 65501 65501 --".to_owned()),
        ("a Landlock domain", "{denied} landlock --".to_owned()),
        ("an inner user namespace", "{denied} user 65501 65501 -- {denied} userns --".to_owned()),
        (
            "a sandbox of bubblewrap",
            "bwrap --ro-bind / / --proc /proc --dev /dev --unshare-all --die-with-parent".to_owned(),
        ),
    ] {
        let output = scene.run(&format!("{inside} {{rtrace}} cat /etc/passwd"));
        let said = text(&output.stderr);
        assert!(said.contains(READ), "{name}: {said}");
        table.launch(&format!("works: {name}"), &inside, Works);
    }
    table.end();
}

/// Of several runs, the fastest: what else runs on the machine doesn't count.
#[test]
fn a_diagnosis_takes_less_than_a_tenth_of_a_second() {
    let Some(scene) = Scene::new() else { return };
    if crate::common::in_lab() {
        return crate::common::missing("processor of its own: it is emulated");
    }
    let root = scene.target("{denied} idle");
    for command in [
        "{denied} filter errno:1 ptrace -- {rtrace} true".to_owned(),
        "{denied} filter kill ptrace -- {rtrace} true".to_owned(),
        format!("{{denied}} user 65501 65501 -- {{rtrace}} -p {}", root.pid),
        format!("{{rtrace}} --diagnose -p {}", root.pid),
    ] {
        let fastest = (0..10)
            .map(|_| {
                let began = Instant::now();
                scene.run(&command);
                began.elapsed()
            })
            .min();
        assert!(fastest.is_some_and(|time| time < Duration::from_millis(100)), "{command}: {fastest:?}");
        crate::common::report(&format!("{command}: {fastest:?}"));
    }
}
