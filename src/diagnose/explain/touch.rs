//! What calls do to the files that they name: one row for each.

use super::evidence::Refusal;

/// What is done to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// It is looked up, no more.
    Look,
    /// It is opened, by the flags of open(2).
    Open,
    /// access(2) asks for it.
    Ask,
    /// It is executed.
    Execute,
    /// It becomes the current or the root directory.
    Enter,
    /// Its content is changed.
    Write,
    /// A socket is connected to.
    Connect,
    /// An entry is made.
    Make,
    /// An entry is made, or takes the place of another.
    Replace,
    /// An entry is taken away.
    Remove,
    /// A further entry for it is made.
    Link,
    /// Its mode is changed.
    Mode,
    /// Its owner is changed.
    Owner,
    /// Its times are changed.
    Times,
    /// It is mapped, by the protection of mmap(2).
    Map,
    /// Its attribute is changed.
    Attribute,
    /// Its attribute is read.
    Inspect,
    /// It is watched.
    Watch,
}

/// A row.
pub struct Touch {
    /// The calls.
    pub calls: &'static [&'static str],
    /// The name of the argument.
    pub argument: &'static str,
    /// What is done.
    pub act: Act,
    /// Whether a link at the end is followed.
    pub follow: bool,
}

const fn row(calls: &'static [&'static str], argument: &'static str, act: Act) -> Touch {
    Touch { calls, argument, act, follow: true }
}

/// Where a link at the end is what is meant.
const fn link(calls: &'static [&'static str], argument: &'static str, act: Act) -> Touch {
    Touch { calls, argument, act, follow: false }
}

/// The path of a call that has one alone, whatever its row calls it.
const PATH: &str = "";

/// All of them. The names of arguments are those of the table of calls.
#[rustfmt::skip]
pub static TOUCHES: &[Touch] = &[
    row(&["open", "creat", "openat", "openat2"], PATH, Act::Open),
    row(&["access", "faccessat", "faccessat2"], PATH, Act::Ask),
    row(&["execve", "execveat"], PATH, Act::Execute),
    row(&["chdir", "chroot"], PATH, Act::Enter),
    row(&["fchdir"], "fd", Act::Enter),
    row(&["truncate", "truncate64"], PATH, Act::Write),
    row(&["ftruncate", "ftruncate64"], "fd", Act::Write),
    row(&["stat", "stat64", "newfstatat", "fstatat64", "statx", "statfs", "statfs64", "listxattr", "name_to_handle_at", "open_tree", "mount_setattr"], PATH, Act::Look),
    link(&["lstat", "lstat64", "readlink", "readlinkat", "llistxattr"], PATH, Act::Look),
    row(&["mount", "umount", "umount2"], "target", Act::Look),
    row(&["pivot_root"], "new_root", Act::Look),
    row(&["inotify_add_watch"], PATH, Act::Watch),
    row(&["getxattr"], PATH, Act::Inspect),
    link(&["lgetxattr"], PATH, Act::Inspect),
    row(&["fgetxattr"], "fd", Act::Inspect),
    link(&["mkdir", "mkdirat", "mknod", "mknodat"], PATH, Act::Make),
    link(&["symlink", "symlinkat"], "linkpath", Act::Make),
    link(&["unlink", "unlinkat", "rmdir"], PATH, Act::Remove),
    link(&["rename", "renameat", "renameat2"], "oldpath", Act::Remove),
    link(&["rename", "renameat", "renameat2"], "newpath", Act::Replace),
    link(&["link", "linkat"], "oldpath", Act::Link),
    link(&["link", "linkat"], "newpath", Act::Make),
    row(&["chmod", "fchmodat", "fchmodat2"], PATH, Act::Mode),
    row(&["fchmod"], "fd", Act::Mode),
    row(&["chown", "chown32", "fchownat"], PATH, Act::Owner),
    link(&["lchown", "lchown32"], PATH, Act::Owner),
    row(&["fchown", "fchown32"], "fd", Act::Owner),
    row(&["utime", "utimes", "utimensat", "futimesat"], PATH, Act::Times),
    row(&["setxattr", "removexattr"], PATH, Act::Attribute),
    link(&["lsetxattr", "lremovexattr"], PATH, Act::Attribute),
    row(&["fsetxattr", "fremovexattr"], "fd", Act::Attribute),
    row(&["mmap", "mmap2"], "fd", Act::Map),
    row(&["connect"], "addr", Act::Connect),
    link(&["bind"], "addr", Act::Make),
];

impl Touch {
    /// The rows about a call.
    pub fn of(call: &str) -> impl Iterator<Item = &'static Touch> {
        TOUCHES.iter().filter(move |touch| touch.calls.contains(&call))
    }

    /// The position of its argument among those of a call.
    pub fn position(&self, names: &[&str]) -> Option<usize> {
        let of = |wanted: &str| names.iter().position(|name| *name == wanted);
        if self.argument == PATH {
            ["pathname", "path", "filename"].into_iter().find_map(of)
        } else {
            of(self.argument)
        }
    }
}

/// The flags of open(2) that a call has.
pub fn open_flags(refusal: &Refusal) -> i32 {
    let flags = match refusal.call {
        "creat" => (libc::O_CREAT | libc::O_WRONLY | libc::O_TRUNC) as u64,
        "openat2" => refusal.argument("how").and_then(|how| refusal.word(how, 0, 8)).unwrap_or(0),
        _ => refusal.argument("flags").map_or(0, |flags| refusal.args[flags]),
    };
    flags as i32
}

/// Whether a link at the end is followed, by the row and by the call's flags.
pub fn follows(touch: &Touch, call: &str, flags: u64) -> bool {
    match call {
        "open" | "openat" => flags as i32 & libc::O_NOFOLLOW == 0,
        "linkat" => flags & libc::AT_SYMLINK_FOLLOW as u64 != 0,
        "fchownat" | "utimensat" | "newfstatat" | "fstatat64" | "statx" | "faccessat2" | "fchmodat2"
        | "execveat" => flags & libc::AT_SYMLINK_NOFOLLOW as u64 == 0,
        _ => touch.follow,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arch::{Abi, numbers};
    use crate::decode::table;

    #[test]
    fn every_row_s_argument_is_one_of_the_call_s() {
        for touch in TOUCHES {
            for call in touch.calls {
                let found = [Abi::X86_64, Abi::I386]
                    .into_iter()
                    .find_map(|abi| Some((abi, numbers::number(abi, call)?)));
                let Some((abi, number)) = found else { panic!("{call}") };
                let row = table::row(abi, number.into());
                let names: Vec<&str> = row.args.iter().map(|arg| arg.name).collect();
                assert!(touch.position(&names).is_some(), "{call}: {names:?}");
            }
        }
    }
}
