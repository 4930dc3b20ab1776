//! Attaching that is refused.

use crate::scene::{Expected, Scene, Table, example, text};
use Expected::{Named, Works};
use std::fs;
use std::process::{Command, Stdio};

const USER: &str = "{denied} user 65501 65501 --";
const OTHER: &str = "{denied} user 65502 65502 --";

const fn proved(code: &'static str) -> Expected {
    Named(code, "proved", None)
}

const fn likely(code: &'static str) -> Expected {
    Named(code, "likely", None)
}

#[test]
fn who_the_process_is_decides() {
    let Some(scene) = Scene::new() else { return };
    let mut table = Table::new(&scene);
    let own = scene.target(&format!("{USER} {{denied}} idle"));
    table.attach("one's own process", USER, own.pid, Works);
    table.attach("a user's process, as root", "", own.pid, Works);
    let said = table.attach("another user's process", OTHER, own.pid, proved("other-user"));
    assert!(said.contains("uid 65501") && said.contains("sudo -u '#65501'"), "{said}");
    let root = scene.target("{denied} idle");
    table.attach("root's process", USER, root.pid, proved("other-user"));
    table.attach(
        "root's process, as a root without the capability",
        "{denied} drop CAP_SYS_PTRACE --",
        root.pid,
        proved("more-capabilities"),
    );
    let group = scene.target("{denied} user 65501 65599 -- {denied} idle");
    let said = table.attach("one's own process with another group", USER, group.pid, proved("other-user"));
    assert!(said.contains("group 65599"), "{said}");
    let alike = scene.target("{denied} drop CAP_SYS_PTRACE -- {denied} idle");
    table.attach("root's alike, without the capability", "{denied} drop CAP_SYS_PTRACE --", alike.pid, Works);
    table.attach("a thread of the kernel", "", 2, proved("kernel-thread"));
    table.attach(
        "a thread of the kernel, as a user",
        USER,
        2,
        Named("kernel-thread", "proved", Some("other-user")),
    );
    scene.script("itself", &format!("exec {} -p $$", scene.path("rtrace").display()));
    let output = scene.run("{itself}");
    table.verdict("rtrace itself", &text(&output.stderr), proved("own-process"));
    let nobody = fs::read_to_string("/proc/sys/kernel/pid_max").unwrap().trim().parse::<i32>().unwrap() + 1;
    table.attach("a PID that nobody has", "", nobody, proved("no-such-process"));
    table.end();
}

#[test]
fn what_the_process_has_become_decides() {
    let Some(scene) = Scene::new() else { return };
    let mut table = Table::new(&scene);
    let undumpable = scene.target(&format!("{USER} {{denied}} undumpable"));
    let said = table.attach("one's own process, not dumpable", USER, undumpable.pid, proved("not-dumpable"));
    assert!(said.contains("/mem is owned by uid 0"), "{said}");
    table.attach("the same, as root", "", undumpable.pid, Works);
    let drop = "{denied} drop CAP_SYS_PTRACE --";
    let undumpable = scene.target(&format!("{drop} {{denied}} undumpable"));
    table.attach(
        "root's process, not dumpable, without the capability",
        drop,
        undumpable.pid,
        likely("not-dumpable"),
    );

    scene.copy(&example("denied"), "unreadable", 0o711);
    let unreadable = scene.target(&format!("{USER} {{unreadable}} idle"));
    table.attach("a program that its user can't read", USER, unreadable.pid, proved("not-dumpable"));
    scene.copy(&example("denied"), "setuid", 0o4755);
    let setuid = scene.target(&format!("{USER} {{setuid}} idle"));
    let said = table.attach(
        "a set-user-ID program",
        USER,
        setuid.pid,
        Named("other-user", "proved", Some("more-capabilities")),
    );
    assert!(said.contains("set-user-ID"), "{said}");
    let keeping = scene.target("{denied} keep CAP_NET_RAW 65501 65501 -- {denied} idle");
    let said =
        table.attach("a process with an ambient capability", USER, keeping.pid, proved("more-capabilities"));
    assert!(said.contains("CAP_NET_RAW"), "{said}");
    if !crate::absent("setcap") {
        let path = scene.copy(&example("denied"), "capable", 0o755);
        assert!(Command::new("setcap").arg("cap_net_raw+ep").arg(&path).status().unwrap().success());
        let capable = scene.target(&format!("{USER} {{capable}} idle"));
        let expected = Named("not-dumpable", "proved", Some("more-capabilities"));
        table.attach("a program with file capabilities", USER, capable.pid, expected);
    }
    for (name, what) in [("a zombie", "zombie"), ("a process whose main thread has ended", "dead-leader")] {
        let ended = scene.target(&format!("{USER} {{denied}} {what}"));
        table.attach(name, USER, ended.pid, proved("zombie"));
        if what == "zombie" {
            let expected = Named("other-user", "proved", Some("zombie"));
            table.attach("another user's zombie", OTHER, ended.pid, expected);
        }
    }
    let traced = scene.target(&format!("{USER} {{denied}} traced"));
    let said = table.attach("a process that is traced", USER, traced.pid, proved("already-traced"));
    assert!(said.contains("(denied)"), "{said}");
    table.attach("the same, as root", "", traced.pid, proved("already-traced"));
    table.attach(
        "the same, as another user",
        OTHER,
        traced.pid,
        Named("other-user", "proved", Some("already-traced")),
    );
    table.end();
}

#[test]
fn where_rtrace_is_decides() {
    let Some(scene) = Scene::new() else { return };
    let mut table = Table::new(&scene);
    let own = scene.target(&format!("{USER} {{denied}} idle"));
    let root = scene.target("{denied} idle");
    let inside = format!("{USER} {{denied}} userns --");
    table.attach("same user, from an inner user namespace", &inside, own.pid, likely("user-namespace"));
    table.attach("root's, from an inner user namespace", &inside, root.pid, proved("other-user"));
    let inner = scene.target(&format!("{USER} {{denied}} userns -- {{denied}} idle"));
    table.attach(
        "from another user namespace of the same user",
        &inside,
        inner.pid,
        likely("user-namespace"),
    );
    table.attach("into one's own inner user namespace", USER, inner.pid, Works);

    let said =
        table.attach("from a Landlock domain, as root", "{denied} landlock --", root.pid, likely("landlock"));
    assert!(said.contains("Landlock domains around rtrace: 1"), "{said}");
    table.attach(
        "from a Landlock domain, as a user",
        &format!("{USER} {{denied}} landlock --"),
        own.pid,
        likely("landlock"),
    );
    let other = Named("other-user", "proved", None);
    table.attach(
        "from a Landlock domain, to root's",
        &format!("{USER} {{denied}} landlock --"),
        root.pid,
        other,
    );
    table.end();
}

#[test]
fn filters_are_told_from_the_kernel_s_own_refusals() {
    let Some(scene) = Scene::new() else { return };
    let mut table = Table::new(&scene);
    let own = scene.target(&format!("{USER} {{denied}} idle"));
    let root = scene.target("{denied} idle");
    for (name, filter, expected) in [
        ("filter: PTRACE_SEIZE EPERM", "errno:1 ptrace=16902", proved("seccomp-filter")),
        ("filter: PTRACE_SEIZE ESRCH", "errno:3 ptrace=16902", proved("seccomp-filter")),
        ("filter: ptrace ESRCH, attaching", "errno:3 ptrace", proved("seccomp-filter")),
        ("filter: ptrace ENOSYS, attaching", "errno:38 ptrace", proved("seccomp-filter")),
        ("filter: ptrace kills, attaching", "kill ptrace", proved("seccomp-filter")),
        ("filter: ptrace traps, attaching", "trap ptrace", proved("seccomp-filter")),
    ] {
        table.attach(name, &format!("{USER} {{denied}} filter {filter} --"), own.pid, expected);
    }
    let all = "filter errno:1 ptrace,process_vm_readv,process_vm_writev,kcmp --";
    let expected = Named("seccomp-filter", "proved", Some("other-user"));
    table.attach(
        "filter: ptrace and its kin EPERM, to root's",
        &format!("{USER} {{denied}} {all}"),
        root.pid,
        expected,
    );
    let kin = "filter errno:1 process_vm_readv,process_vm_writev,kcmp,pidfd_getfd --";
    let said = table.attach(
        "filter: all but ptrace, to root's",
        &format!("{USER} {{denied}} {kin}"),
        root.pid,
        proved("other-user"),
    );
    assert!(!said.contains("seccomp"), "{said}");
    table.end();
}

#[test]
fn what_proc_hides_is_found_out_otherwise() {
    let Some(scene) = Scene::new() else { return };
    if crate::absent("bwrap") || crate::absent("unshare") {
        return;
    }
    let mut table = Table::new(&scene);
    let root = scene.target("{denied} idle");
    scene.script("hidden", "mount -t proc -o hidepid=2 proc /proc && exec \"$@\"");
    let hidden = format!("unshare -m {{hidden}} {USER}");
    let said = table.attach("root's, behind hidepid=2", &hidden, root.pid, likely("other-user"));
    assert!(said.contains("hidepid"), "{said}");
    let without = format!("bwrap --bind / / --tmpfs /proc --dev /dev --die-with-parent {USER}");
    table.attach("root's, without /proc", &without, root.pid, likely("other-user"));
    table.attach("nobody, without /proc", &without, 4_194_304, proved("no-such-process"));

    let sandbox = "bwrap --ro-bind / / --proc /proc --dev /dev --unshare-pid --die-with-parent";
    table.attach("a PID of the host, in a PID namespace", sandbox, 3_999_999, proved("no-such-process"));
    let stale = "unshare --pid --fork --kill-child";
    let said = table.attach("a PID of the host, with its /proc", stale, root.pid, proved("pid-namespace"));
    assert!(said.contains("getpid(2) says"), "{said}");
    table.end();
}

#[test]
fn the_pid_that_a_process_has_in_its_container_is_translated() {
    let Some(scene) = Scene::new() else { return };
    if crate::absent("unshare") {
        return;
    }
    let mut table = Table::new(&scene);
    // The next PID in that namespace is one that nobody has outside of it.
    let most: i32 = fs::read_to_string("/proc/sys/kernel/pid_max").unwrap().trim().parse().unwrap();
    let free = (most / 2..most).rev().find(|pid| !fs::exists(format!("/proc/{pid}")).unwrap()).unwrap();
    scene.script("far", &format!("echo {} > /proc/sys/kernel/ns_last_pid\n\"$@\"\nexit 0", free - 1));
    let inner = scene.target("unshare --pid --mount-proc --fork --kill-child {far} {denied} idle");
    let said = table.attach("a container's own PID, given outside", "", inner.pid, likely("pid-namespace"));
    let advised = said.split_once("- rtrace -p ").and_then(|(_, rest)| rest.split_whitespace().next());
    let outer: i32 = advised.unwrap_or_else(|| panic!("{said}")).parse().unwrap();
    table.attach("the PID that was advised", "", outer, Works);
    table.end();
}

/// What the advice says is done, and tracing works.
#[test]
fn advice_helps_where_it_is_followed() {
    let Some(scene) = Scene::new() else { return };
    let mut table = Table::new(&scene);
    let undumpable = scene.target(&format!("{USER} {{denied}} undumpable"));
    let own = scene.target(&format!("{USER} {{denied}} idle"));
    for (name, advised, pid) in [
        ("another user's: as that user", USER, own.pid),
        ("another user's: as root", "", own.pid),
        ("another user's: with CAP_SYS_PTRACE alone", "{denied} keep CAP_SYS_PTRACE 65502 65502 --", own.pid),
        ("not dumpable: as root", "", undumpable.pid),
        ("not dumpable: with CAP_SYS_PTRACE", "{denied} keep CAP_SYS_PTRACE 65501 65501 --", undumpable.pid),
    ] {
        table.attach(name, advised, pid, Works);
        let log = scene.path(&format!("log-{pid}"));
        let mut tracer = Command::new("timeout")
            .args(["-k", "1", "30"])
            .args(advised.replace("{denied}", scene.path("denied").to_str().unwrap()).split_whitespace())
            .arg(scene.path("rtrace"))
            .args(["-p", &pid.to_string()])
            .stderr(Stdio::from(fs::File::create(&log).unwrap()))
            .spawn()
            .unwrap();
        while !fs::read_to_string(&log).unwrap().contains("attached") && tracer.try_wait().unwrap().is_none()
        {
            std::thread::yield_now();
        }
        // One that has ended by itself says why, below.
        let _ = nix::sys::signal::kill(
            nix::unistd::Pid::from_raw(tracer.id().cast_signed()),
            nix::sys::signal::Signal::SIGTERM,
        );
        tracer.wait().unwrap();
        let said = fs::read_to_string(&log).unwrap();
        assert!(said.contains("attached") && !said.contains("cause:"), "{name}: {said}");
    }
    table.end();
}
