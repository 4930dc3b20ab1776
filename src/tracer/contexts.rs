//! SELinux contexts of tasks and files, and what the policy would have those of files be.

use crate::event::FileContext;
use crate::sys::files::security_context;
use nix::unistd::Pid;
use regex::bytes::Regex;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// Whether the kernel enforces, or would enforce, a policy of SELinux.
static ENABLED: LazyLock<bool> = LazyLock::new(|| Path::new("/sys/fs/selinux/enforce").exists());

/// What the policy says of files; None where that can't be read.
static POLICY: LazyLock<Option<Policy>> = LazyLock::new(Policy::read);

/// What stands where the policy can't tell.
const UNKNOWN: &[u8] = b"??";

/// The context of a task.
pub fn of_task(pid: Pid) -> Option<Vec<u8>> {
    ENABLED.then(|| fs::read(format!("/proc/{pid}/attr/current")).ok()).flatten().map(trimmed)
}

/// The contexts of what a descriptor leads to.
pub fn of_descriptor(pid: Pid, fd: i32, expected: bool) -> Option<FileContext> {
    let link = PathBuf::from(format!("/proc/{pid}/fd/{fd}"));
    let actual = context(&link, true)?;
    // What the link says may be the name of another file by now.
    let whole = || fs::read_link(&link).ok().filter(|path| path.is_absolute());
    Some(FileContext { actual, expected: expected.then(whole).flatten().and_then(|path| wanted(&path)) })
}

/// The contexts of a file by its name; of a link those of the link itself.
pub fn of_path(pid: Pid, path: &[u8], base: Option<i32>, expected: bool) -> Option<FileContext> {
    let own = own_names(path, pid);
    let begin = match base {
        _ if own.starts_with(b"/") => format!("/proc/{pid}/root"),
        None => format!("/proc/{pid}/cwd/"),
        Some(fd) if fd >= 0 => format!("/proc/{pid}/fd/{fd}/"),
        Some(_) => return None,
    };
    let whole = PathBuf::from(OsStr::from_bytes(&[begin.as_bytes(), &own].concat()));
    let actual = context(&whole, false)?;
    let resolved = || {
        if !whole.is_symlink() {
            return fs::canonicalize(&whole).ok();
        }
        Some(fs::canonicalize(whole.parent()?).ok()?.join(whole.file_name()?))
    };
    Some(FileContext { actual, expected: expected.then(resolved).flatten().and_then(|path| wanted(&path)) })
}

fn context(path: &Path, follow: bool) -> Option<Vec<u8>> {
    ENABLED.then(|| security_context(path, follow).ok()).flatten().map(trimmed)
}

/// Without what some write behind it.
fn trimmed(mut context: Vec<u8>) -> Vec<u8> {
    while matches!(context.last(), Some(0 | b'\n')) {
        context.pop();
    }
    context
}

/// `/proc/self` is the tracee, and not rtrace.
fn own_names(path: &[u8], pid: Pid) -> Vec<u8> {
    const SELF: &[u8] = b"/proc/self";
    let mut own = Vec::new();
    let mut rest = path;
    while let Some(at) = rest.windows(SELF.len()).position(|window| window == SELF) {
        let (before, after) = (&rest[..at], &rest[at + SELF.len()..]);
        own.extend(before);
        if matches!(after.first(), None | Some(b'/')) {
            own.extend(format!("/proc/{pid}").as_bytes());
        } else {
            own.extend(SELF);
        }
        rest = after;
    }
    own.extend(rest);
    own
}

fn wanted(path: &Path) -> Option<Vec<u8>> {
    let kind = Kind::of(path)?;
    match &*POLICY {
        Some(policy) => policy.context(path.as_os_str().as_bytes(), kind).map(<[u8]>::to_vec),
        None => Some(UNKNOWN.to_vec()),
    }
}

/// What a file is, as the policy names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Kind(u8);

impl Kind {
    fn of(path: &Path) -> Option<Kind> {
        let kind = fs::symlink_metadata(path).ok()?.file_type();
        let kinds = [
            (kind.is_file(), b'-'),
            (kind.is_dir(), b'd'),
            (kind.is_symlink(), b'l'),
            (kind.is_char_device(), b'c'),
            (kind.is_block_device(), b'b'),
            (kind.is_fifo(), b'p'),
            (kind.is_socket(), b's'),
        ];
        kinds.into_iter().find(|(is, _)| *is).map(|(_, letter)| Kind(letter))
    }
}

/// The contexts of files, as file_contexts(5) has them.
struct Policy {
    /// In the order in which they are looked at: the first that fits counts.
    rows: Vec<Row>,
}

/// One line.
struct Row {
    pattern: Regex,
    kind: Option<Kind>,
    /// None: a file has none (`<<none>>`).
    context: Option<Vec<u8>>,
    /// Whether the pattern is a plain name.
    plain: bool,
}

impl Policy {
    /// The one that /etc/selinux/config names.
    fn read() -> Option<Policy> {
        let config = fs::read_to_string("/etc/selinux/config").ok()?;
        let kind = config.lines().find_map(|line| line.trim().strip_prefix("SELINUXTYPE="))?.trim();
        let name = format!("/etc/selinux/{kind}/contexts/files/file_contexts");
        let mut text = fs::read_to_string(&name).ok()?;
        for more in [".homedirs", ".local"] {
            text += &fs::read_to_string(name.clone() + more).unwrap_or_default();
        }
        Some(Policy::parse(&text))
    }

    fn parse(text: &str) -> Policy {
        let mut rows: Vec<Row> = text.lines().filter_map(Row::parse).collect();
        // The last that fits counts, and plain names come before patterns.
        rows.reverse();
        rows.sort_by_key(|row| !row.plain);
        Policy { rows }
    }

    fn context(&self, path: &[u8], kind: Kind) -> Option<&[u8]> {
        let fits = |row: &&Row| row.kind.is_none_or(|only| only == kind) && row.pattern.is_match(path);
        self.rows.iter().find(fits)?.context.as_deref()
    }
}

impl Row {
    /// `PATTERN [-d] CONTEXT`; None for what is none.
    fn parse(line: &str) -> Option<Row> {
        let mut words = line.split_whitespace();
        let name = words.next().filter(|name| !name.starts_with('#'))?;
        let second = words.next()?;
        let (kind, context) = match (second.as_bytes(), words.next()) {
            ([b'-', letter], Some(context)) => (Some(Kind(*letter)), context),
            _ => (None, second),
        };
        Some(Row {
            pattern: Regex::new(&format!("^(?:{name})$")).ok()?,
            kind,
            context: (context != "<<none>>").then(|| context.as_bytes().to_vec()),
            plain: !name.contains(['.', '^', '$', '?', '*', '+', '|', '[', '(', '{']),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_row_that_fits_counts_and_a_plain_name_before_all() {
        let policy = Policy::parse(
            "# comment\n/.*  system_u:object_r:default_t:s0\n/etc/passwd  system_u:object_r:passwd_file_t:s0\n\
             /etc(/.*)?  system_u:object_r:etc_t:s0\n/etc/.*\\.pid -- system_u:object_r:pid_t:s0\n/proc(/.*)? <<none>>\n",
        );
        let context = |path: &str, kind| {
            policy
                .context(path.as_bytes(), Kind(kind))
                .map(|context| String::from_utf8_lossy(context).into_owned())
        };
        assert_eq!(context("/etc/passwd", b'-').unwrap(), "system_u:object_r:passwd_file_t:s0");
        assert_eq!(context("/etc/a.pid", b'-').unwrap(), "system_u:object_r:pid_t:s0");
        assert_eq!(context("/etc/a.pid", b'd').unwrap(), "system_u:object_r:etc_t:s0");
        assert_eq!(context("/x", b'-').unwrap(), "system_u:object_r:default_t:s0");
        assert_eq!(context("/proc/1", b'd'), None);
    }

    #[test]
    fn proc_self_is_the_tracee() {
        let own = |path: &str| String::from_utf8(own_names(path.as_bytes(), Pid::from_raw(7))).unwrap();
        assert_eq!(own("/proc/self"), "/proc/7");
        assert_eq!(own("/proc/self/root/proc/self/fd"), "/proc/7/root/proc/7/fd");
        assert_eq!(own("/proc/selfish"), "/proc/selfish");
    }
}
