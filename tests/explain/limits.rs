//! Limits, traps, and what is left for security modules.

use crate::table::{Table, scene};

const USER: &str = "{denied} user 65501 65501 --";

#[test]
fn a_limit_that_is_reached_is_named() {
    let Some(scene) = scene() else { return };
    let mut table = Table::new(&scene);
    for (inside, calls, expected, word) in [
        (
            "",
            "prlimit64 0 7 @03000000000000000300000000000000 0 + openat -100 / 0",
            "limit, proved",
            "RLIMIT_NOFILE is 3",
        ),
        ("", "prlimit64 0 7 @03000000000000000300000000000000 0 + socket 2 1 0", "limit, proved", "are open"),
        (
            "",
            "prlimit64 0 7 @03000000000000000300000000000000 0 + dup 0",
            "limit, proved",
            "RLIMIT_NOFILE is 3",
        ),
        (
            USER,
            "prlimit64 0 6 @01000000000000000100000000000000 0 + clone 17",
            "limit, proved",
            "RLIMIT_NPROC is 1",
        ),
        (
            USER,
            "prlimit64 0 8 @00100000000000000010000000000000 0 + mmap 0 0x100000 3 0x22 -1 0 + mlock % 0x100000",
            "limit, proved",
            "RLIMIT_MEMLOCK is 4096",
        ),
        (
            USER,
            "prlimit64 0 8 @00000000000000000000000000000000 0 + mmap 0 0x1000 3 0x22 -1 0 + mlock % 0x1000",
            "capability, proved",
            "CAP_IPC_LOCK",
        ),
        (
            USER,
            "prlimit64 0 0 @00010000000000000001000000000000 0 + prlimit64 0 0 @00020000000000000002000000000000 0",
            "capability, proved",
            "CAP_SYS_RESOURCE",
        ),
        ("", "prlimit64 0 7 @0000000000000000ffffffffffffff0f 0", "limit, proved", "fs.nr_open is"),
        ("{denied} userns -- {nonet}", "unshare 0x40000000", "limit, proved", "user.max_net_namespaces=0"),
    ] {
        if inside.contains("nonet") {
            scene.script("nonet", "echo 0 > /proc/sys/user/max_net_namespaces; exec \"$@\"");
        }
        let said = table.refused(inside, calls, expected, None);
        table.check(calls, said.contains(word), || format!("{word} is missing: {said}"));
    }
    table.end();
}

#[test]
fn settings_of_the_kernel_are_named_with_their_values() {
    let Some(scene) = scene() else { return };
    let mut table = Table::new(&scene);
    let value = |path: &str| -> Option<i64> {
        std::fs::read_to_string(format!("/proc/sys/{path}")).ok()?.trim().parse().ok()
    };
    // An event of the kernel: type software, size 64, nothing excluded.
    let attributes = format!("01000000400000000000000000000000{}", "00".repeat(48));
    let cases = [
        ("kernel/perf_event_paranoid", 2, format!("perf_event_open @{attributes} 0 -1 -1 0")),
        ("kernel/dmesg_restrict", 1, "syslog 3 0 0".to_owned()),
        (
            "kernel/unprivileged_bpf_disabled",
            1,
            "bpf 0 @0100000004000000040000000100000000000000 20".to_owned(),
        ),
    ];
    for (path, least, calls) in cases {
        match value(path) {
            Some(now) if now >= least => {
                let said = table.refused(USER, &calls, "capability, proved", None);
                let word = format!("{}={now}", path.replace('/', "."));
                table.check(&calls, said.contains(&word), || format!("{word} is missing: {said}"));
            }
            now => crate::common::report(&format!("left out: {path} is {now:?}, and lets users pass")),
        }
    }
    if value("vm/unprivileged_userfaultfd") == Some(0) {
        table.refused(USER, "userfaultfd 0", "capability, proved", None);
    }
    table.end();
}

/// A setting of the whole machine, which is put back.
struct Setting(&'static str, String);

impl Setting {
    /// None where this kernel doesn't have it.
    fn new(path: &'static str) -> Option<Setting> {
        Some(Setting(path, std::fs::read_to_string(path).ok()?))
    }

    fn set(&self, value: &str) {
        std::fs::write(self.0, value).unwrap();
    }
}

impl Drop for Setting {
    fn drop(&mut self) {
        self.set(&self.1);
    }
}

#[test]
fn io_uring_that_is_turned_off_is_named() {
    let Some(scene) = scene() else { return };
    let _alone = crate::table::IO_URING.lock();
    let Some(disabled) = Setting::new("/proc/sys/kernel/io_uring_disabled") else {
        return crate::common::report("left out: this kernel has no kernel.io_uring_disabled (Linux 6.6)");
    };
    let mut table = Table::new(&scene);
    let calls = format!("io_uring_setup 1 @{}", "00".repeat(120));
    disabled.set("1");
    let said = table.refused(USER, &calls, "capability, proved", Some(""));
    table.check(&calls, said.contains("kernel.io_uring_disabled=1"), || said.clone());
    disabled.set("2");
    let said = table.refused("", &calls, "setting, proved", None);
    table.check(&calls, said.contains("sysctl -w kernel.io_uring_disabled=0"), || said.clone());
    disabled.set("0");
    let output = scene.run(&format!("{{refused}} {calls}"));
    table.check(&calls, output.status.success(), || "with the advice it is refused".to_owned());
    table.end();
}

#[test]
fn well_known_traps_are_named() {
    let Some(scene) = scene() else { return };
    let mut table = Table::new(&scene);
    let program = scene.path("refused");
    for (inside, calls, expected, word) in [
        ("", "setpgid 0 0 + setsid".to_owned(), "state, proved", "leads a process group"),
        ("{denied} userns --", "setgroups 0 0".to_owned(), "user-namespace, proved", "setgroups"),
        ("{denied} userns --", "setuid 1234".to_owned(), "user-namespace, proved", "uid 1234"),
        ("{denied} userns --", "setgid 1234".to_owned(), "user-namespace, proved", "gid 1234"),
        ("", format!("openat -100 {} 1", program.display()), "busy, proved", "runs it"),
        ("", "link /tmp /tmp/rtrace-root".to_owned(), "state, proved", "directory"),
        (
            "{denied} landlock --",
            "mknod /tmp/rtrace-device 0o20666 259".to_owned(),
            "landlock, likely",
            "Landlock",
        ),
    ] {
        let said = table.refused(inside, &calls, expected, None);
        table.check(&calls, said.contains(word), || format!("{word} is missing: {said}"));
    }
    // Without a witness, no_new_privs is as the program has it. There is no filter, so it is proved all the same.
    for (calls, call) in [
        ("seccomp 1 0 @0100000000000000", "seccomp"),
        ("landlock_restrict_self 0 0", "landlock_restrict_self"),
    ] {
        let command = format!("--syscall-limit=100000 {{refused}} {calls}");
        let said = table.explained(USER, &command, call, "no-new-privs, proved");
        table.check(call, said.contains("PR_SET_NO_NEW_PRIVS"), || said.clone());
    }
    table.end();
}

#[test]
fn a_sandbox_of_bubblewrap_is_told_in_its_own_words() {
    let Some(scene) = scene() else { return };
    if crate::absent("bwrap") {
        return;
    }
    let mut table = Table::new(&scene);
    let sandbox = "bwrap --ro-bind / / --proc /proc --dev /dev --unshare-all --die-with-parent";
    for (calls, expected, word) in [
        ("swapoff /nowhere", "user-namespace, proved", "outside of the user namespace"),
        ("mkdir /nowhere 0o755", "mount, proved", "bwrap --bind"),
        ("settimeofday @00000000000000000000000000000000 0", "user-namespace, proved", "CAP_SYS_TIME"),
    ] {
        let said = table.refused(sandbox, calls, expected, None);
        table.check(calls, said.contains(word), || format!("{word} is missing: {said}"));
    }
    let filtered = format!("{sandbox} {{denied}} filter errno:1 keyctl --");
    let said = table.refused(&filtered, "keyctl 0 -3 0", "seccomp-filter, proved", Some(sandbox));
    table.check("keyctl", said.contains("allow keyctl"), || said.clone());
    table.end();
}
