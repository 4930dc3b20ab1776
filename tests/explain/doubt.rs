//! What can't be proved is said to be likely, with the reason: another check that answers alike comes before.

use crate::table::{Table, scene};

const USER: &str = "{denied} user 65501 65501 --";
const MOUNT: &str = "mount none / tmpfs 0 0";
const PORT: &str = "socket 2 1 0 + bind % @02000050000000000000000000000000 16";

/// Landlock is asked before the capability is: of mount(2), of bind(2), and of what changes directories.
#[test]
fn in_a_landlock_domain_what_it_is_asked_for_before_is_likely() {
    let Some(scene) = scene() else { return };
    let mut table = Table::new(&scene);
    let inside = format!("{{denied}} landlock -- {USER}");
    for (calls, expected) in [
        (MOUNT, "capability, likely"),
        (PORT, "capability, likely"),
        ("mkdir /new 0o755", "file-permission, likely"),
        ("unlink /etc/passwd", "file-permission, likely"),
        ("openat -100 /etc/new 0x41 0o644", "file-permission, likely"),
        // There, the capability and the permission come first.
        ("umount2 / 0", "capability, proved"),
        ("unshare 0x20000", "capability, proved"),
        ("sethostname x 1", "capability, proved"),
        ("openat -100 /root/x 0", "file-permission, proved"),
        ("openat -100 /etc/passwd 2", "file-permission, proved"),
        ("chown /etc/passwd 65501 -1", "file-owner, proved"),
    ] {
        let said = table.refused(&inside, calls, expected, None);
        let doubted = said.contains("Landlock is asked before, and rtrace itself is in a domain");
        table.check(calls, doubted == expected.ends_with("likely"), || said.clone());
    }
    // The program brings it itself.
    let command = format!("{{denied}} landlock -- {USER} {{refused}} {MOUNT}");
    let said = table.explained("", &command, "mount", "capability, likely");
    table.check("mount", said.contains("has entered a domain"), || said.clone());
    // Without a witness the calls before may not have been seen.
    let command = format!("--syscall-limit=100000 {USER} {{refused}} {MOUNT}");
    let said = table.explained("", &command, "mount", "capability, likely");
    table.check("mount", said.contains("can't be told"), || said.clone());
    table.refused(USER, MOUNT, "capability, proved", None);
    table.refused("{denied} landlock --", MOUNT, "landlock, likely", None);
    table.end();
}

/// What looks like a missing capability and is none, or not alone.
#[test]
fn a_capability_that_is_missing_is_no_proof_where_others_are_asked_before() {
    let Some(scene) = scene() else { return };
    let mut table = Table::new(&scene);
    // A CPU clock (of process 1): id ~1 << 3, and 2 for CPUCLOCK_SCHED.
    let time = "@00000000000000000000000000000000";
    let info = "@0b00000000000000ffffffff";
    let claims = "@0b000000000000000000000000000000";
    let _other = scene.target("{denied} user 65503 65503 -- {denied} idle");
    let other = _other.pid;
    for (inside, calls, expected, word) in [
        (USER, format!("clock_settime -14 {time}"), "state, proved", "can't be set"),
        (USER, format!("clock_settime 0 {time}"), "capability, proved", "CAP_SYS_TIME"),
        (USER, format!("kill {other} 9"), "capability, proved", "CAP_KILL"),
        (USER, format!("rt_sigqueueinfo {other} 10 {claims}"), "state, proved", "si_code"),
        (USER, format!("rt_sigqueueinfo {other} 10 {info}"), "capability, proved", "CAP_KILL"),
        (
            "{denied} userns --",
            format!("kill {other} 9"),
            "user-namespace, likely",
            "that of the other process",
        ),
        ("{denied} userns --", format!("setpriority 0 {other} 5"), "user-namespace, likely", "other process"),
        (USER, format!("setpriority 0 {other} 5"), "capability, proved", "CAP_SYS_NICE"),
        (
            USER,
            format!("sched_setaffinity {other} 8 @0100000000000000"),
            "capability, proved",
            "CAP_SYS_NICE",
        ),
        (
            "{denied} userns --",
            format!("pidfd_open {other} 0 + setns % 0x20000"),
            "process, proved",
            "another user's",
        ),
        (USER, format!("pidfd_open {other} 0 + setns % 0x20000"), "process, proved", "another user's"),
    ] {
        let said = table.refused(inside, &calls, expected, None);
        table.check(&calls, said.contains(word), || format!("{word} is missing: {said}"));
    }
    // What a network namespace of its own is set to can't be read from outside of it.
    if !crate::absent("unshare") {
        for (calls, call, expected) in
            [(PORT, "bind", "capability, likely"), ("socket 2 2 1", "socket", "setting, likely")]
        {
            let command = format!("unshare -n {USER} {{refused}} {calls}");
            table.explained("", &command, call, expected);
        }
    }
    // From outside, the namespaces of both can be seen.
    for calls in [format!("kill {other} 9"), format!("setpriority 0 {other} 5")] {
        let call = calls.split(' ').next().unwrap();
        let command = format!("{{denied}} userns -- {{refused}} {calls}");
        table.explained("", &command, call, "user-namespace, proved");
    }
    table.end();
}
