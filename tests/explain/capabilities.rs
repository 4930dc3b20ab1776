//! Capabilities that are missing, or are held in the wrong user namespace.

use crate::table::{Table, scene};

const USER: &str = "{denied} user 65501 65501 --";
const PROVED: &str = "capability, proved";

#[test]
fn a_capability_that_is_missing_is_named() {
    let Some(scene) = scene() else { return };
    let mut table = Table::new(&scene);
    for (calls, capability, advised) in [
        ("mount none / tmpfs 0 0", "CAP_SYS_ADMIN", None),
        ("umount2 / 0", "CAP_SYS_ADMIN", None),
        ("unshare 0x4000000", "CAP_SYS_ADMIN", Some("")),
        ("clone 0x20000011", "CAP_SYS_ADMIN", Some("")),
        ("sethostname x 1", "CAP_SYS_ADMIN", None),
        ("setdomainname x 1", "CAP_SYS_ADMIN", None),
        ("swapoff /nowhere", "CAP_SYS_ADMIN", None),
        ("chroot /", "CAP_SYS_CHROOT", Some("")),
        ("acct /nowhere", "CAP_SYS_PACCT", None),
        ("vhangup", "CAP_SYS_TTY_CONFIG", None),
        ("reboot 0 0 0 0", "CAP_SYS_BOOT", None),
        ("settimeofday @00000000000000000000000000000000 0", "CAP_SYS_TIME", None),
        ("socket 2 3 1", "CAP_NET_RAW", Some("")),
        ("socket 17 3 0", "CAP_NET_RAW", Some("")),
        ("socket 2 1 0 + bind % @02000050000000000000000000000000 16", "CAP_NET_BIND_SERVICE", Some("")),
        ("socket 2 1 0 + setsockopt % 1 36 @01000000 4", "CAP_NET_ADMIN", None),
        ("setuid 0", "CAP_SETUID", Some("")),
        ("setgid 0", "CAP_SETGID", Some("")),
        ("setgroups 0 0", "CAP_SETGID", Some("")),
        ("setpriority 0 0 -5", "CAP_SYS_NICE", None),
        ("mknod /tmp/rtrace-null 0o20666 259", "CAP_MKNOD", None),
        ("kill 1 0", "CAP_KILL", Some("")),
        ("timerfd_create 8 0", "CAP_WAKE_ALARM", None),
        ("prctl 24 0 0 0 0", "CAP_SETPCAP", None),
        ("prctl 57 1 0 0 0", "CAP_SYS_RESOURCE", None),
        ("pivot_root / /", "CAP_SYS_ADMIN", None),
        ("fanotify_init 0x4 0", "CAP_SYS_ADMIN", None),
    ] {
        let said = table.refused(USER, calls, PROVED, advised);
        table.check(calls, said.contains(capability), || said.clone());
    }
    table.end();
}

#[test]
fn root_without_a_capability_is_told_which_it_lacks() {
    let Some(scene) = scene() else { return };
    let mut table = Table::new(&scene);
    let said = table.refused("{denied} drop CAP_SYS_CHROOT --", "chroot /", PROVED, Some(""));
    table.check("chroot", said.contains("has dropped"), || said.clone());
    table.refused("{denied} drop CAP_NET_RAW --", "socket 17 3 0", PROVED, Some(""));
    table.end();
}

#[test]
fn a_capability_of_a_user_namespace_is_told_from_the_machine_s() {
    let Some(scene) = scene() else { return };
    let mut table = Table::new(&scene);
    for calls in
        ["swapoff /nowhere", "mount none / tmpfs 0 0", "sethostname x 1", "socket 2 3 1", "acct /nowhere"]
    {
        table.refused("{denied} userns --", calls, "user-namespace, proved", None);
    }
    table.end();
}
