//! Which files a call is about: `-P PATH`, `--trace-fds`, `-e path=GLOB`.

use super::numbers::NumberSet;
use crate::decode::driver::Call;
use crate::decode::table::{Nature, Row};
use crate::event::{Entry, Tracee};
use globset::{GlobBuilder, GlobMatcher};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// A call about any of these is wanted.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// Paths (`-P`), as calls name them, and as descriptors lead to them.
    pub paths: Vec<Vec<u8>>,
    /// Descriptors (`--trace-fds`).
    pub descriptors: Option<NumberSet>,
    /// Patterns (`-e path=`): of what calls name, made absolute, and of what descriptors lead to.
    pub patterns: Vec<Pattern>,
}

/// A pattern of paths, as shells have them; `*` doesn't match a slash, `**` does.
#[derive(Clone, Debug)]
pub struct Pattern(GlobMatcher);

/// What is wrong with a pattern.
#[derive(Debug, thiserror::Error)]
#[error("invalid path pattern '{0}': {1}")]
pub struct InvalidPattern(String, globset::ErrorKind);

/// The longest name of a file that the kernel takes, with its NUL (PATH_MAX).
const PATH_MAX: usize = 4096;

/// How many of the entries that poll(2) is given are looked at.
const POLLED: u64 = 1024;

impl Pattern {
    /// The pattern that a text is.
    pub fn parse(text: &str) -> Result<Pattern, InvalidPattern> {
        let glob = GlobBuilder::new(text).literal_separator(true).build();
        glob.map(|glob| Pattern(glob.compile_matcher()))
            .map_err(|error| InvalidPattern(text.to_string(), error.kind().clone()))
    }

    fn fits(&self, path: &[u8]) -> bool {
        self.0.is_match(Path::new(std::ffi::OsStr::from_bytes(path)))
    }
}

/// Whether this argument, which is a path, names a file that the call is about: a symbolic link's target isn't one, and
/// message queues have names of their own.
fn accessed(row: &Row, argument: &str) -> bool {
    !matches!((row.name, argument), ("symlink" | "symlinkat", "target") | ("mq_open" | "mq_unlink", _))
}

/// Whether strace takes this argument, which is a descriptor or a path, for a file that the call is about.
fn counts(row: &Row, argument: &str) -> bool {
    !matches!(
        (row.name, argument),
        ("rename", "newpath")
            | ("epoll_ctl", "epfd")
            | ("fanotify_mark", "fanotify_fd")
            | ("accept" | "accept4" | "fsconfig" | "fsmount" | "io_uring_enter" | "io_uring_register", _)
            | ("landlock_add_rule" | "landlock_restrict_self" | "mq_getsetattr" | "mq_notify", _)
            | ("mq_timedreceive" | "mq_timedreceive_time64" | "mq_timedsend" | "mq_timedsend_time64", _)
            | ("perf_event_open" | "signalfd" | "signalfd4", _)
            | ("timerfd_gettime" | "timerfd_gettime64" | "timerfd_settime" | "timerfd_settime64", _)
    )
}

impl Files {
    /// Whether every call is wanted.
    pub fn is_all(&self) -> bool {
        self.paths.is_empty() && self.descriptors.is_none() && self.patterns.is_empty()
    }

    /// Whether a call that has just been entered is about one of the files.
    pub fn fit(&self, entry: &Entry, tracee: &dyn Tracee) -> bool {
        let Call { row, args, .. } = Call::new(entry, tracee);
        // What a relative path begins at: the directory that the argument before it names.
        let mut base = None;
        for (arg, value) in row.args.iter().zip(args) {
            let counts = counts(row, arg.name);
            let fits = match arg.kind.nature() {
                Nature::Descriptor => self.descriptor(value as i32, counts, tracee),
                Nature::Directory => {
                    base = Some(value as i32);
                    value as i32 >= 0 && self.descriptor(value as i32, counts, tracee)
                }
                Nature::Path if accessed(row, arg.name) => self.path(value, base, counts, tracee),
                Nature::Path | Nature::Other => false,
            };
            if fits {
                return true;
            }
        }
        match row.name {
            "poll" | "ppoll" | "ppoll_time64" => self.polled(args[0], args[1], tracee),
            "select" | "pselect6" | "_newselect" | "pselect6_time64" => {
                args[1..4].iter().any(|set| self.selected(*set, args[0], tracee))
            }
            _ => false,
        }
    }

    /// A descriptor; whether it `counts` is no matter of patterns, which strace doesn't have.
    fn descriptor(&self, fd: i32, counts: bool, tracee: &dyn Tracee) -> bool {
        if fd < 0 {
            return false;
        }
        if counts && self.descriptors.as_ref().is_some_and(|set| set.has(fd)) {
            return true;
        }
        let mut path = Vec::new();
        let named = counts && !self.paths.is_empty() || !self.patterns.is_empty();
        named && tracee.descriptor(fd, &mut path) && self.fits(&path, counts)
    }

    fn fits(&self, path: &[u8], counts: bool) -> bool {
        counts && self.paths.iter().any(|wanted| wanted == path)
            || self.patterns.iter().any(|pattern| pattern.fits(path))
    }

    fn path(&self, addr: u64, base: Option<i32>, counts: bool, tracee: &dyn Tracee) -> bool {
        if addr == 0 || self.paths.is_empty() && self.patterns.is_empty() {
            return false;
        }
        let mut buffer = [0; PATH_MAX];
        let read = tracee.read(addr, &mut buffer);
        let Some(end) = buffer[..read].iter().position(|byte| *byte == 0) else { return false };
        let path = &buffer[..end];
        if self.fits(path, counts) {
            return true;
        }
        if path.starts_with(b"/") || path.is_empty() || self.patterns.is_empty() {
            return false;
        }
        let mut whole = Vec::new();
        let found = match base {
            Some(fd) if fd >= 0 => tracee.descriptor(fd, &mut whole),
            _ => tracee.directory(&mut whole),
        };
        whole.push(b'/');
        whole.extend(path.strip_prefix(b"./").unwrap_or(path));
        found && self.patterns.iter().any(|pattern| pattern.fits(&whole))
    }

    /// An array of `struct pollfd`, of 8 bytes each.
    fn polled(&self, addr: u64, count: u64, tracee: &dyn Tracee) -> bool {
        (0..count.min(POLLED)).any(|i| {
            let mut fd = [0; 4];
            let there = tracee.read_exact(addr.wrapping_add(8 * i), &mut fd);
            there && self.descriptor(i32::from_ne_bytes(fd), true, tracee)
        })
    }

    /// A `fd_set`: bits.
    fn selected(&self, addr: u64, count: u64, tracee: &dyn Tracee) -> bool {
        let mut bits = [0; 128];
        let bytes = (count.min(1024) as usize).div_ceil(8);
        let read = if addr == 0 { 0 } else { tracee.read(addr, &mut bits[..bytes]) };
        (0..8 * read)
            .any(|fd| bits[fd / 8] & (1 << (fd % 8)) != 0 && self.descriptor(fd as i32, true, tracee))
    }
}
