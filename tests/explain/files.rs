//! Files that refuse: by their mode, an ACL, their mount, a flag, the directory that they are in.

use crate::scene::{Ready, Scene};
use crate::table::{Table, scene};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A tmpfs at /mnt of a mount namespace of its own, with a file for each way to refuse. It ends with what it is told to
/// run. Setting it up takes longer than what is tried there.
const STAGE: &str = r#"
set -e
mount -t tmpfs -o mode=755 tmpfs /mnt
cd /mnt
mkdir -m 700 closed; touch closed/file
mkdir open; echo text > open/secret; chmod 600 open/secret
echo text > open/group; chmod 640 open/group
echo text > open/text; cp /bin/true open/program; chmod 644 open/program
cp /bin/true open/run
echo text > acl; chmod 640 acl; $(dirname $0)/refused setxattr acl system.posix_acl_access @0200000001000600ffffffff02000400deff000004000400ffffffff10000400ffffffff20000000ffffffff 44 0
mkdir -m 1777 shared; touch shared/others; ln -s /mnt/open/text shared/link; chown -h 65502 shared/link
mkfifo -m 666 shared/pipe; chown 65502 shared/others shared/pipe; chmod 666 shared/others
mkdir ro noexec nodev
mount -t tmpfs -o mode=755 tmpfs ro; echo text > ro/file; chmod 666 ro/file; mkdir -m 777 ro/any; mount -o remount,ro ro
mount -t tmpfs -o mode=755,noexec tmpfs noexec; cp /bin/true noexec/run
mount -t tmpfs -o mode=755,nodev tmpfs nodev; mknod -m 666 nodev/null c 1 3
printf '#!/nowhere/sh\n' > script; printf '#!/bin/sh\r\n' > dos; printf 'ls\n' > plain; chmod 755 script dos plain
printf '#!/mnt/open/program\n' > inner; chmod 755 inner
printf '#!/mnt/again\n' > again; chmod 755 again
cp /bin/true alien; printf '\267\000' | dd of=alien bs=1 seek=18 conv=notrunc status=none
cp /bin/true orphan; sed -i s,/lib64/ld-linux-x86-64,/lib64/no-linux-x86-64, orphan
ln -s loop loop
cp /bin/true capable; $(dirname $0)/refused setxattr capable security.capability @0100000200200000000000000000000000000000 20 0
echo text > fixed; echo text > log; mkdir kept; touch kept/file
chattr +i fixed kept; chattr +a log
echo 1 > /proc/sys/fs/protected_symlinks; echo 1 > /proc/sys/fs/protected_hardlinks
echo 2 > /proc/sys/fs/protected_regular; echo 2 > /proc/sys/fs/protected_fifos
exec "$@""#;

/// The words that run a command on a stage of its own, as root; on the one that is kept; there as a user.
const FRESH: &str = "unshare -m {stage}";
const KEPT: &str = "{kept}";
const USER: &str = "{kept} {denied} user 65501 65501 --";

const OPEN: &str = "file-permission, proved";

/// O_NOFOLLOW is another bit elsewhere.
const NO_FOLLOW: &str = if libc::O_NOFOLLOW == 0o400000 {
    "openat -100 /mnt/shared/link 0o400000"
} else {
    "openat -100 /mnt/shared/link 0o100000"
};

/// Settings that the stage changes are the whole machine's: they are put back, and one test at a time has them changed.
struct Settings(Vec<(String, String)>, #[expect(dead_code, reason = "it is held")] MutexGuard<'static, ()>);

impl Settings {
    fn new() -> Settings {
        static CHANGED: Mutex<()> = Mutex::new(());
        let alone = CHANGED.lock().unwrap_or_else(PoisonError::into_inner);
        let names = ["symlinks", "hardlinks", "regular", "fifos"];
        let paths = names.map(|name| format!("/proc/sys/fs/protected_{name}"));
        Settings(
            paths
                .into_iter()
                .filter_map(|path| Some((path.clone(), std::fs::read_to_string(path).ok()?)))
                .collect(),
            alone,
        )
    }
}

impl Drop for Settings {
    fn drop(&mut self) {
        for (path, value) in &self.0 {
            std::fs::write(path, value).unwrap();
        }
    }
}

/// A stage that stays, since what is refused doesn't change it.
fn stage(scene: &Scene) -> Option<(Ready, Settings)> {
    if ["chattr", "nsenter", "unshare"].into_iter().any(crate::absent) {
        return None;
    }
    let settings = Settings::new();
    scene.script("stage", STAGE);
    scene.script("stays", "echo $$; exec cat");
    let output = scene.run(&format!("{FRESH} true"));
    if !output.status.success() {
        crate::common::missing(&format!(
            "a tmpfs with ACLs and flags ({})",
            crate::scene::text(&output.stderr)
        ));
        return None;
    }
    let stage = scene.target(&format!("{FRESH} {{stays}}"));
    scene.script("kept", &format!("exec nsenter -m -t {} \"$@\"", stage.pid));
    Some((stage, settings))
}

/// A user's calls, what refuses them, a word of the explanation; and where root makes the call after all, if that is what is
/// advised.
fn refused_to_a_user(table: &mut Table<'_>, rows: &[(&str, &str, &str, &str)]) {
    for (calls, expected, word, advised) in rows {
        let said = table.refused(USER, calls, expected, Some(*advised).filter(|advised| !advised.is_empty()));
        table.check(calls, said.contains(word), || format!("{word} is missing: {said}"));
    }
}

/// Calls that are refused for one reason where `inside` sets up, and a word of each explanation.
fn refused_for(table: &mut Table<'_>, inside: &str, expected: &str, rows: &[(&str, &str)]) {
    for (calls, word) in rows {
        let said = table.refused(inside, calls, expected, None);
        table.check(calls, said.contains(word), || format!("{word} is missing: {said}"));
    }
}

#[test]
fn a_file_whose_owner_or_mode_refuses_is_named() {
    let Some(scene) = scene() else { return };
    let Some(_stage) = stage(&scene) else { return };
    let mut table = Table::new(&scene);
    let rows = [
        ("openat -100 /mnt/closed/file 0", OPEN, "search the directory /mnt/closed", KEPT),
        ("stat /mnt/closed/file @00", OPEN, "search the directory /mnt/closed", ""),
        ("openat -100 /mnt/open/secret 0", OPEN, "may not read /mnt/open/secret", KEPT),
        ("openat -100 /mnt/open/text 1", OPEN, "may not write /mnt/open/text", KEPT),
        ("openat -100 /mnt/open/text 2", OPEN, "may not read and write", KEPT),
        ("openat -100 /mnt/open/group 0", OPEN, "mode 0640", KEPT),
        ("openat -100 /mnt/open/../closed/file 0", OPEN, "/mnt/closed", KEPT),
        ("openat -100 /mnt/open/new 0x41 0o644", OPEN, "change the directory /mnt/open", FRESH),
        ("mkdir /mnt/open/new 0o755", OPEN, "change the directory /mnt/open", FRESH),
        ("unlink /mnt/open/text", OPEN, "change the directory /mnt/open", FRESH),
        ("rename /mnt/open/text /mnt/open/other", OPEN, "change the directory", FRESH),
        ("symlink x /mnt/open/new", OPEN, "change the directory /mnt/open", FRESH),
        ("access /mnt/open/secret 4", OPEN, "mode 0600", KEPT),
        ("chdir /mnt/closed", OPEN, "/mnt/closed", KEPT),
        ("truncate /mnt/open/text 0", OPEN, "may not write", FRESH),
        ("execve /mnt/open/program 0 0", OPEN, "may not execute /mnt/open/program", ""),
        ("openat -100 /mnt/acl 1", OPEN, "others decides", KEPT),
        ("chmod /mnt/open/text 0o777", "file-owner, proved", "belongs to uid 0", FRESH),
        ("chown /mnt/open/text 65501 -1", "file-owner, proved", "CAP_CHOWN", FRESH),
        (
            "utimensat -100 /mnt/open/text @0000000000000000000000000000000000000000000000000000000000000000 0",
            "file-owner, proved",
            "times",
            FRESH,
        ),
        ("openat -100 /mnt/open/text 0o1000000", "file-owner, proved", "O_NOATIME", KEPT),
        ("unlink /mnt/shared/others", "sticky, proved", "/mnt/shared is sticky", FRESH),
        ("rename /mnt/shared/others /mnt/shared/mine", "sticky, proved", "uid 65502", FRESH),
        ("openat -100 /mnt/shared/link 0", "protected-file, proved", "fs.protected_symlinks=1", ""),
        ("openat -100 /mnt/shared/others 0x41 0o644", "protected-file, proved", "fs.protected_regular=2", ""),
        ("openat -100 /mnt/shared/pipe 0x842 0o644", "protected-file, proved", "fs.protected_fifos=2", ""),
        (
            "link /mnt/open/secret /mnt/shared/new",
            "protected-file, proved",
            "fs.protected_hardlinks=1",
            FRESH,
        ),
        ("setxattr /mnt/shared user.x @61 1 0", "sticky, proved", "may change its attributes", ""),
        (
            "inotify_init1 0 + inotify_add_watch % /mnt/open/secret 1",
            OPEN,
            "may not read /mnt/open/secret",
            KEPT,
        ),
        ("lsetxattr /mnt/open/text user.x @61 1 0", OPEN, "may not write /mnt/open/text", ""),
    ];
    refused_to_a_user(&mut table, &rows);
    table.end();
}

#[test]
fn what_else_refuses_a_file_is_named() {
    let Some(scene) = scene() else { return };
    let Some(_stage) = stage(&scene) else { return };
    let mut table = Table::new(&scene);
    let rows = [
        ("openat -100 /mnt/ro/file 1", "mount, proved", "read-only", ""),
        ("mkdir /mnt/ro/any/new 0o755", "mount, proved", "the file system at /mnt/ro is read-only", ""),
        ("execve /mnt/noexec/run 0 0", "mount, proved", "/mnt/noexec is noexec", ""),
        ("openat -100 /mnt/nodev/null 0", "mount, proved", "/mnt/nodev is nodev", ""),
        ("execve /mnt/script 0 0", "interpreter, proved", "/nowhere/sh", ""),
        ("execve /mnt/dos 0 0", "interpreter, proved", "carriage return", ""),
        ("execve /mnt/plain 0 0", "interpreter, proved", "neither an ELF file nor a script", ""),
        ("execve /mnt/inner 0 0", OPEN, "/mnt/inner asks for /mnt/open/program", ""),
        ("execve /mnt/again 0 0", "interpreter, likely", "five deep", ""),
        ("openat -100 /mnt/loop 0", "symbolic-links, proved", "lead to each other", ""),
        (NO_FOLLOW, "symbolic-links, proved", "O_NOFOLLOW", ""),
    ];
    refused_to_a_user(&mut table, &rows);
    let rows = [
        ("openat -100 /mnt/fixed 1", "/mnt/fixed is immutable"),
        ("unlink /mnt/fixed", "/mnt/fixed is immutable"),
        ("chmod /mnt/fixed 0o600", "/mnt/fixed is immutable"),
        ("unlink /mnt/kept/file", "/mnt/kept is immutable"),
        ("openat -100 /mnt/log 1", "/mnt/log is append-only"),
    ];
    refused_for(&mut table, KEPT, "immutable, proved", &rows);
    let rows = [("execve /mnt/capable 0 0", "the bounding set lacks")];
    refused_for(&mut table, "{kept} {denied} drop CAP_NET_RAW --", "capability, proved", &rows);
    if std::path::Path::new("/dev/mem").exists() {
        let without = "{denied} drop CAP_SYS_RAWIO --";
        table.refused(without, "openat -100 /dev/mem 0", "capability, likely", None);
    }
    if std::env::consts::ARCH == "x86_64" {
        let rows = [("execve /mnt/alien 0 0", "aarch64"), ("execve /mnt/orphan 0 0", "C library")];
        refused_for(&mut table, KEPT, "interpreter, proved", &rows);
    }
    // Files that the kernel has made.
    let rows = [
        ("openat -100 /proc/sys/kernel/ostype 1", "for reading alone"),
        ("access /proc/sys 2", "/proc/sys is the kernel's own, which has it for reading alone"),
        ("openat -100 /proc/sys/vm/compact_memory 0", "for writing alone"),
        ("chmod /proc/sys/kernel/ostype 0o600", "keeps its mode"),
        ("unlink /proc/cpuinfo", "makes and takes away"),
    ];
    refused_for(&mut table, "", "state, likely", &rows);
    scene.script("hides", "mount -t proc -o hidepid=1 proc /proc && exec \"$@\"");
    let hides = "unshare -m {hides} {denied} user 65501 65501 --";
    refused_for(&mut table, hides, "mount, proved", &[("openat -100 /proc/1/status 0", "hidepid=")]);
    table.end();
}
