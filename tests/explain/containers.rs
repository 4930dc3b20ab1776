//! Refusals in containers of real engines.

use crate::engines::{Bundles, Engine, Made, Profile, docker_profile};
use crate::table::{IO_URING, Table, own_calls, scene};
use std::cell::Cell;
use std::fs;

const FILTER: &str = "seccomp-filter, proved";

/// As fork(2): no flags, and SIGCHLD (17) at the end, in a struct clone_args of 64 bytes.
const CLONE3: &str = "clone3 @00000000000000000000000000000000000000000000000000000000000000001100000000000000000000000000000000000000000000000000000000000000 64";

/// What the default profile of Docker refuses, and what the kernel does.
#[test]
fn in_docker_each_refusal_is_named() {
    let Some(scene) = scene() else { return };
    if crate::absent("dockerd") {
        return;
    }
    if fs::read_to_string("/proc/self/mountinfo").is_ok_and(|mounts| !mounts.contains(" - cgroup")) {
        return crate::common::missing("a cgroup file system");
    }
    let engine = Engine::start(&scene);
    // A setting with a blank in it.
    let run = |name: &str, options: &str| {
        let sysctls =
            "--sysctl net.ipv4.ip_unprivileged_port_start=1024 --sysctl 'net.ipv4.ping_group_range=1 0'";
        let line =
            format!("exec {} run --rm {} {sysctls} {options} box \"$@\"", engine.docker(), engine.options());
        scene.script(name, &line);
        format!("{{{name}}}")
    };
    // Debian's engine is older than its users': the profile is that of today's.
    let profile = docker_profile(&scene, "today.json", Profile::Today);
    let default = run("default", &profile);
    let user = run("user", &format!("{profile} --user 1000"));
    let capable = run("capable", &format!("{profile} --cap-add=SYS_ADMIN"));
    let own = run("own", "");
    let unconfined = run("unconfined", "--security-opt seccomp=unconfined");
    let read_only = run("read-only", &format!("{profile} --read-only"));
    let devices = run("devices", &format!("{profile} --device-cgroup-rule 'c 1:11 rw'"));
    // A device of its own making that its cgroup doesn't allow (the kernel's log: 1, 11).
    let device = "mknod /log 0o20666 267 + openat -100 /log 1";
    let mut table = Table::new(&scene);
    let port = "socket 2 1 0 + bind % @02000050000000000000000000000000 16";
    for (inside, calls, expected, word, advised) in [
        (&default, "unshare 0x20000", FILTER, "docker run --cap-add=SYS_ADMIN", Some(&capable)),
        (&default, "mount none /tmp tmpfs 0 0", FILTER, "docker run --cap-add=SYS_ADMIN", Some(&capable)),
        (&own, "mount none /tmp tmpfs 0 0", FILTER, "docker run --cap-add=SYS_ADMIN", None),
        (
            &default,
            "io_uring_setup 1 @000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000",
            FILTER,
            "--security-opt seccomp=",
            Some(&unconfined),
        ),
        (&default, "sethostname box 3", FILTER, "docker run --cap-add=SYS_ADMIN", Some(&capable)),
        (&default, "keyctl 0 -3 0", FILTER, "--security-opt seccomp=", Some(&unconfined)),
        (&default, CLONE3, FILTER, "docker run --cap-add=SYS_ADMIN", Some(&capable)),
        (
            &unconfined,
            "mount none /tmp tmpfs 0 0",
            "capability, proved",
            "docker run --cap-add=SYS_ADMIN",
            None,
        ),
        (
            &unconfined,
            "unshare 0x20000",
            "capability, proved",
            "docker run --cap-add=SYS_ADMIN",
            Some(&capable),
        ),
        (&user, port, "capability, proved", "docker run --user 0", Some(&default)),
        (&user, "socket 2 2 1", "setting, proved", "ping_group_range", None),
        (&user, "socket 2 3 1", "capability, proved", "docker run --user 0", Some(&default)),
        (&user, "chown /tmp 1000 -1", "file-owner, proved", "CAP_CHOWN", Some(&default)),
        (&user, "mkdir /new 0o755", "file-permission, proved", "change the directory /", Some(&default)),
        (&default, "settimeofday @00000000000000000000000000000000 0", FILTER, "--cap-add=SYS_TIME", None),
        (&default, device, "device-cgroup, likely", "docker run --device", Some(&devices)),
        (&read_only, "mkdir /new 0o755", "mount, proved", "docker run -v VOLUME", Some(&default)),
    ] {
        let _alone = calls.starts_with("io_uring").then(|| IO_URING.lock());
        let said = table.refused(inside, calls, expected, advised.map(String::as_str));
        table.check(calls, said.contains(word), || format!("{word} is missing: {said}"));
    }
    all_in_one(&mut table, &user, port);
    table.end();
}

/// One program that tries what a user of Docker may try, as uid 1000: each of its calls is named.
fn all_in_one(table: &mut Table, user: &str, port: &str) {
    let tried = [
        ("unshare 0x20000", "seccomp-filter"),
        ("mount none /tmp tmpfs 0 0", "seccomp-filter"),
        ("keyctl 0 -3 0", "seccomp-filter"),
        (CLONE3, "seccomp-filter"),
        ("io_uring_setup 0 0", "seccomp-filter"),
        ("chown /tmp 1000 -1", "file-owner"),
        ("socket 2 2 1", "setting"),
        ("socket 2 3 1", "capability"),
        (port, "capability"),
    ];
    let calls = tried.map(|(calls, _)| own_calls(calls)).join(" + ");
    let line = format!("{user} {{rtrace}} --explain --format=json {{refused}} {calls}");
    let said = crate::scene::text(&table.scene.run(&line).stderr);
    let objects = said.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let refused = objects.filter(|object| object["type"] == "call" && object["refused"].is_object());
    let named: Vec<String> = refused
        .map(|object| format!("{} {}", object["refused"]["cause"], object["refused"]["certainty"]))
        .collect();
    let expected = tried.map(|(_, cause)| format!("\"{cause}\" \"proved\""));
    table.check("all in one", named == expected, || format!("{named:?} instead of {expected:?}: {said}"));
}

/// The same by runc, in a user namespace too.
#[test]
fn in_runc_each_refusal_is_named() {
    let Some(scene) = scene() else { return };
    if crate::absent("runc") || crate::absent("mkfifo") {
        return;
    }
    let bundles = Bundles { scene: &scene, runtime: "runc", made: Cell::new(0) };
    let mut table = Table::new(&scene);
    let plain = Made { profile: None, capable: false, uid: 0, user_namespace: false };
    let current = Made { profile: Some(Profile::Current), ..plain };
    let old = Made { profile: Some(Profile::Old), capable: true, ..plain };
    let refused = scene.path("refused").display().to_string();
    for (made, calls, expected) in [
        (current, "unshare 0x20000", FILTER),
        (current, "mount none /tmp tmpfs 0 0", FILTER),
        (current, "keyctl 0 -3 0", FILTER),
        (current, "kcmp 1 1 0 0 0", FILTER),
        (current, "bpf 0 0 0", FILTER),
        (Made { user_namespace: true, ..current }, "perf_event_open 0 0 0 0 0", FILTER),
        (Made { uid: 1000, ..current }, "setuid 0", "capability, proved"),
        (old, "userfaultfd 0", FILTER),
        (old, "openat2 -100 / @000000000000000000000000000000000000000000000000 24", FILTER),
        (plain, "mount none /tmp tmpfs 0 0", "capability, proved"),
        (Made { user_namespace: true, ..plain }, "swapoff /nowhere", "capability, proved"),
        (Made { user_namespace: true, ..plain }, "setuid 70000", "user-namespace, proved"),
        (Made { uid: 1000, ..plain }, "chown /tmp 1000 -1", "file-owner, proved"),
    ] {
        let calls = own_calls(calls);
        let call = calls.split(' ').next().unwrap();
        let args = format!("--explain --format=json -e trace={call} {refused} {calls}");
        table.read(&bundles.command(made, &args), call, expected);
    }
    table.end();
}
