//! States that don't allow a call, limits that are counted, and other processes.

use crate::table::{Table, scene};

const USER: &str = "{denied} user 65501 65501 --";
const NEWUSER: &str = "unshare 0x10000000";

#[test]
fn a_state_that_does_not_allow_a_call_is_named() {
    let Some(scene) = scene() else { return };
    scene.script("nomsg", "echo 0 > /proc/sys/kernel/msgmni; exec \"$@\"");
    scene.script("noinotify", "echo 0 > /proc/sys/user/max_inotify_instances; exec \"$@\"");
    scene.script("apart", "mount -t tmpfs tmpfs /mnt && mkdir /mnt/a /mnt/b && exec \"$@\"");
    let mut table = Table::new(&scene);
    if std::path::Path::new("/proc/sys/vm/memfd_noexec").exists() {
        // MFD_NOEXEC_SEAL, which Linux has since 6.3.
        let said = table.refused("", "memfd_create x 8 + fchmod % 0o777", "state, proved", None);
        table.check("fchmod", said.contains("F_SEAL_EXEC"), || said.clone());
    }
    // The user has a process besides.
    let _other = scene.target("{denied} user 65503 65503 -- {denied} idle");
    let new = scene.path("new").display().to_string();
    for (inside, calls, expected, word) in [
        (
            "",
            "openat -100 /etc/passwd 0 + epoll_create1 0 + epoll_ctl 4 1 3 @010000000000000000000000"
                .to_owned(),
            "state, proved",
            "always ready",
        ),
        ("", "prctl 47 2 0 0 0".to_owned(), "capability, proved", "CAP_CHOWN is not in the inheritable set"),
        (USER, "prctl 47 2 0 0 0".to_owned(), "capability, proved", "CAP_CHOWN is not in the permitted set"),
        ("", "setpgid 0 1".to_owned(), "state, likely", "another session"),
        (
            "",
            "openat -100 /etc/passwd 0 + mmap 0 4096 3 1 % 0".to_owned(),
            "state, proved",
            "opened for reading alone",
        ),
        ("", format!("openat -100 {new} 0x41 0o600 + mmap 0 4096 1 2 % 0"), "state, proved", "writing alone"),
        ("", "memfd_create x 2 + fcntl 3 1033 8 + write 3 x 1".to_owned(), "state, proved", "F_SEAL_WRITE"),
        ("", "memfd_create x 2 + fcntl 3 1033 1 + fcntl 3 1033 2".to_owned(), "state, proved", "F_SEAL_SEAL"),
        (
            "",
            "memfd_create x 2 + fcntl 3 1033 2 + openat -100 /proc/self/fd/3 0 + fcntl 4 1033 4".to_owned(),
            "state, proved",
            "opened for reading alone",
        ),
        (
            "",
            "keyctl 0 -2 1 + keyctl 5 -2 0 + keyctl 6 -2 @00 1".to_owned(),
            "state, likely",
            "keyctl setperm",
        ),
        ("", "membarrier 8 0 0".to_owned(), "state, proved", "has not said before"),
        (
            "",
            "openat -100 /etc/passwd 0 + mmap 0 4096 1 2 % 0 + madvise % 4096 9".to_owned(),
            "state, likely",
            "a shared mapping",
        ),
        ("", "mq_open a/b 0x42 0o600 0".to_owned(), "state, proved", "no slash"),
        ("", "mq_unlink ..".to_owned(), "state, proved", "no such name"),
        ("", "add_key keyring .a 0 0 -2".to_owned(), "state, proved", "keyrings whose names"),
        ("", "add_key .a b @00 1 -2".to_owned(), "state, proved", "types of keys"),
        ("", format!("thread + {NEWUSER}"), "state, proved", "Threads: 2"),
        (
            "unshare -m {apart}",
            "pivot_root /mnt/a /mnt/b".to_owned(),
            "state, proved",
            "no mount point: /mnt/a",
        ),
        ("", "setxattr /dev/null user.x @61 1 0".to_owned(), "state, proved", "no regular file"),
        (
            USER,
            "openat -100 /proc/self/oom_score_adj 1 + write % @2d353030 4".to_owned(),
            "capability, proved",
            "CAP_SYS_RESOURCE",
        ),
        ("", format!("chroot /tmp + {NEWUSER}"), "user-namespace, proved", "chroot"),
        ("", format!("{NEWUSER} + {NEWUSER}"), "user-namespace, proved", "its own ids don't exist"),
        (
            USER,
            format!("{NEWUSER} + openat -100 /proc/self/uid_map 1 + write % @302030203100 5"),
            "user-namespace, likely",
            "newuidmap",
        ),
        (
            USER,
            format!("{NEWUSER} + openat -100 /proc/self/gid_map 1 + write % @30203635353031203100 9"),
            "user-namespace, likely",
            "write deny to /proc/PID/setgroups",
        ),
        (
            "{denied} userns --",
            "openat -100 /proc/self/uid_map 1 + write % @302030203100 5".to_owned(),
            "user-namespace, proved",
            "can be written once",
        ),
        (
            "{denied} userns --",
            "unshare 0x20000 + mount none /tmp devtmpfs 0 0".to_owned(),
            "user-namespace, likely",
            "few file systems",
        ),
        ("unshare -i {nomsg}", "msgget 0 0o600".to_owned(), "limit, proved", "kernel.msgmni=0"),
        (
            "{denied} userns -- {noinotify}",
            "inotify_init1 0".to_owned(),
            "limit, proved",
            "user.max_inotify_instances=0",
        ),
        (
            USER,
            "prlimit64 0 12 @00000000000000000000000000000000 0 + mq_open rtrace 0x42 0o600 0".to_owned(),
            "limit, proved",
            "Max msgqueue size: 0",
        ),
        (
            USER,
            "prlimit64 0 11 @00000000000000000000000000000000 0 + timer_create 0 0 @00000000".to_owned(),
            "limit, proved",
            "Max pending signals: 0",
        ),
        (
            "",
            "prlimit64 0 9 @00000001000000000000000100000000 0 + mmap 0 0x80000000 3 0x22 -1 0".to_owned(),
            "limit, proved",
            "RLIMIT_AS is 16777216",
        ),
    ] {
        let said = table.refused(inside, &calls, expected, None);
        table.check(&calls, said.contains(word), || format!("{word} is missing: {said}"));
    }
    table.end();
}

#[test]
fn a_process_that_may_not_be_looked_into_is_named_with_the_reason() {
    let Some(scene) = scene() else { return };
    let mut table = Table::new(&scene);
    let undumpable = scene.target(&format!("{USER} {{denied}} undumpable"));
    let capable = scene.target("{denied} keep CAP_CHOWN 65501 65501 -- {denied} idle");
    let traced = scene.target("{denied} traced");
    let (undumpable, capable, traced) = (undumpable.pid, capable.pid, traced.pid);
    let buffer = "@0000000000000000";
    for (inside, calls, word, advised) in [
        ("", "ptrace 0 0 0 0".to_owned(), "traced already, by rtrace", None),
        ("", format!("ptrace 0x4206 {traced} 0 0"), "traced already, by denied", None),
        (USER, "ptrace 0x4206 1 0 0".to_owned(), "process 1 ", None),
        (
            USER,
            "process_vm_readv 1 @00000000000000000100000000000000 1 @00000000000000000100000000000000 1 0"
                .to_owned(),
            "another user's",
            None,
        ),
        (USER, "kcmp 1 1 0 0 0".to_owned(), "another user's", None),
        (USER, "pidfd_open 1 0 + pidfd_getfd % 0 0".to_owned(), "another user's", None),
        (USER, format!("get_robust_list 1 {buffer} {buffer}"), "another user's", None),
        (USER, "openat -100 /proc/1/environ 0".to_owned(), "another user's", None),
        (USER, "openat -100 /proc/1/exe 0".to_owned(), "another user's", None),
        (USER, format!("readlink /proc/1/cwd {buffer} 8"), "another user's", None),
        (USER, format!("ptrace 0x4206 {undumpable} 0 0"), "is not dumpable", Some("")),
        (USER, format!("openat -100 /proc/{undumpable}/maps 0"), "is not dumpable", Some("")),
        (USER, format!("ptrace 0x4206 {capable} 0 0"), "capabilities that this one lacks", Some("")),
    ] {
        let said = table.refused(inside, &calls, "process, proved", advised);
        table.check(&calls, said.contains(word), || format!("{word} is missing: {said}"));
    }
    if std::fs::read_to_string("/proc/2/stat").is_ok_and(|stat| stat.starts_with("2 (kthreadd)")) {
        let said = table.refused("", "ptrace 0x4206 2 0 0", "process, proved", None);
        table.check("ptrace", said.contains("a thread of the kernel"), || said.clone());
    }
    table.end();
}
