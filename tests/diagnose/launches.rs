//! Launches that are refused.

use crate::scene::{Expected, Scene, Table};
use Expected::{Named, Unexplained};
use std::fs;

const PROVED: Expected = Named("seccomp-filter", "proved", None);
const LIKELY: Expected = Named("seccomp-filter", "likely", None);

#[test]
fn a_filter_on_ptrace_is_named_whatever_it_answers() {
    let Some(scene) = Scene::new() else { return };
    let mut table = Table::new(&scene);
    for (name, action) in [
        ("filter: ptrace EPERM", "errno:1"),
        ("filter: ptrace EACCES", "errno:13"),
        ("filter: ptrace ENOSYS", "errno:38"),
        ("filter: ptrace ESRCH", "errno:3"),
        ("filter: ptrace EINVAL", "errno:22"),
        ("filter: ptrace answers 0", "errno:0"),
        ("filter: ptrace kills the process", "kill"),
        ("filter: ptrace kills the thread", "kill-thread"),
        ("filter: ptrace traps", "trap"),
    ] {
        let said = table.launch(name, &format!("{{denied}} filter {action} ptrace --"), PROVED);
        assert!(said.contains("Seccomp: 2"), "{said}");
        assert!(!said.contains("--cap-add"), "no container, no capability of one: {said}");
    }
    let deaf = "{denied} deaf --";
    table.launch("filter: the supervisor never answers", deaf, LIKELY);
    let said = table.attach("the same, attaching", deaf, 1, LIKELY);
    assert!(said.contains("does not return"), "{said}");
    let user = "{denied} user 65501 65501 -- {denied} filter errno:1 ptrace --";
    let said = table.launch("filter: ptrace EPERM, as a user", user, PROVED);
    assert!(said.contains("needs no CAP_SYS_PTRACE"), "{said}");
    table.end();
}

#[test]
fn a_filter_on_single_requests_is_named() {
    let Some(scene) = Scene::new() else { return };
    let mut table = Table::new(&scene);
    for (name, filter, expected) in [
        ("filter: PTRACE_TRACEME EPERM", "errno:1 ptrace=0", LIKELY),
        ("filter: PTRACE_TRACEME EACCES", "errno:13 ptrace=0", LIKELY),
        ("filter: PTRACE_TRACEME ENOSYS", "errno:38 ptrace=0", PROVED),
        ("filter: PTRACE_TRACEME answers 0", "errno:0 ptrace=0", PROVED),
        ("filter: PTRACE_TRACEME kills", "kill ptrace=0", PROVED),
    ] {
        table.launch(name, &format!("{{denied}} filter {filter} --"), expected);
    }
    // What follows TRACEME: letting go (17), then SEIZE (16902), and SETOPTIONS (16896) where that is refused.
    for (name, filter) in [
        ("filter: PTRACE_DETACH EPERM", "errno:1 ptrace=17"),
        ("filter: PTRACE_SEIZE and PTRACE_SETOPTIONS EPERM", "errno:1 ptrace=16902,ptrace=16896"),
        ("filter: PTRACE_SEIZE kills", "kill ptrace=16902"),
    ] {
        let output = scene.run(&format!("{{denied}} filter {filter} -- {{rtrace}} /bin/true"));
        assert_eq!(output.status.code(), Some(1), "{name}");
        table.verdict(name, &crate::scene::text(&output.stderr), PROVED);
    }
    table.end();
}

#[test]
fn a_sandbox_of_bubblewrap_is_named_with_its_own_way_out() {
    let Some(scene) = Scene::new() else { return };
    if crate::absent("bwrap") {
        return;
    }
    let mut table = Table::new(&scene);
    let sandbox = "bwrap --ro-bind / / --proc /proc --dev /dev --unshare-all --die-with-parent";
    let said = table.launch(
        "bubblewrap, filter: ptrace EPERM",
        &format!("{sandbox} {{denied}} filter errno:1 ptrace --"),
        PROVED,
    );
    assert!(said.contains("way out in a bubblewrap sandbox") && said.contains("rtrace bwrap"), "{said}");
    table.launch(
        "bubblewrap, filter: ptrace kills",
        &format!("{sandbox} {{denied}} filter kill ptrace --"),
        PROVED,
    );
    let hidden = "bwrap --ro-bind / / --tmpfs /proc --dev /dev --die-with-parent";
    table.launch(
        "no /proc, filter: ptrace EPERM",
        &format!("{hidden} {{denied}} filter errno:1 ptrace --"),
        PROVED,
    );
    table.launch(
        "no /proc, filter: ptrace kills",
        &format!("{hidden} {{denied}} filter kill ptrace --"),
        PROVED,
    );
    table.end();
}

#[test]
fn another_tracer_is_named_by_its_name() {
    let Some(scene) = Scene::new() else { return };
    let mut table = Table::new(&scene);
    let named = Named("nested-tracer", "proved", None);
    if crate::absent("strace") {
        return;
    }
    let said = table.launch("under strace -f", "strace -f -qq -o /dev/null", named);
    assert!(said.contains("(strace)"), "{said}");
    let said = table.launch("under rtrace -f", "{rtrace} -f -o /dev/null", named);
    assert!(said.contains("(rtrace)"), "{said}");
    table.end();
}

#[test]
fn a_fork_that_is_refused_is_told_from_a_ptrace_that_is() {
    let Some(scene) = Scene::new() else { return };
    let mut table = Table::new(&scene);
    let limit = Named("process-limit", "proved", None);
    table.launch("RLIMIT_NPROC reached", "{denied} user 65502 65502 -- {denied} limit 1 --", limit);
    let filtered = "{denied} filter errno:1 clone,clone3 --";
    table.launch("filter: clone EPERM", filtered, LIKELY);
    // cgroup v1 has the controller in a tree of its own; in v2 it must be on for the root's children.
    let group = ["/sys/fs/cgroup/pids", "/sys/fs/cgroup"]
        .map(|root| format!("{root}/rtrace-{}", std::process::id()))
        .into_iter()
        .find(|group| {
            let made = fs::create_dir(group).is_ok();
            let limits = fs::write(format!("{group}/pids.max"), "1").is_ok();
            if made && !limits {
                fs::remove_dir(group).unwrap();
            }
            limits
        });
    if let Some(group) = group {
        let inside = format!("{{denied}} cgroup {group} --");
        table.launch("pids.max of the cgroup reached", &inside, limit);
        fs::remove_dir(&group).unwrap();
    } else {
        crate::common::missing("pids controller");
    }
    // The errno is a limit's, but no limit is reached.
    table.launch("filter: clone EAGAIN", "{denied} filter errno:11 clone,clone3 --", Unexplained);
    table.end();
}

#[test]
fn a_tracer_that_gave_up_privileges_after_its_fork_is_told() {
    let Some(scene) = Scene::new() else { return };
    let mut table = Table::new(&scene);
    scene.copy(&crate::scene::example("late"), "late", 0o755);
    for (name, how) in
        [("capabilities dropped after the fork", "drop"), ("Landlock entered after the fork", "landlock")]
    {
        let output = scene.run(&format!("{{late}} {how}"));
        let said = crate::scene::text(&output.stderr);
        table.verdict(name, &said, Named("parent-lost-privilege", "likely", None));
    }
    table.end();
}
