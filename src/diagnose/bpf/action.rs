//! What a filter answers.

use crate::diagnose::evidence::errno_name;
use serde::{Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;

/// `SECCOMP_RET_*`: an action and its 16 bits of data. See seccomp(2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Action(pub u32);

/// Each action, with its name.
const NAMES: &[(u32, &str)] = &[
    (libc::SECCOMP_RET_KILL_PROCESS, "SECCOMP_RET_KILL_PROCESS"),
    (libc::SECCOMP_RET_KILL_THREAD, "SECCOMP_RET_KILL_THREAD"),
    (libc::SECCOMP_RET_TRAP, "SECCOMP_RET_TRAP"),
    (libc::SECCOMP_RET_ERRNO, "SECCOMP_RET_ERRNO"),
    (libc::SECCOMP_RET_USER_NOTIF, "SECCOMP_RET_USER_NOTIF"),
    (libc::SECCOMP_RET_TRACE, "SECCOMP_RET_TRACE"),
    (libc::SECCOMP_RET_LOG, "SECCOMP_RET_LOG"),
    (libc::SECCOMP_RET_ALLOW, "SECCOMP_RET_ALLOW"),
];

/// The greatest errno; the kernel answers with it where a filter gives a greater one.
const MAX_ERRNO: u32 = 4095;

impl Action {
    /// The call runs.
    pub const ALLOW: Action = Action(libc::SECCOMP_RET_ALLOW);
    /// The thread is killed, which is also what an answer of nothing means.
    pub const KILL_THREAD: Action = Action(libc::SECCOMP_RET_KILL_THREAD);

    /// Without its data.
    pub const fn kind(self) -> u32 {
        self.0 & libc::SECCOMP_RET_ACTION_FULL
    }

    /// The call runs as if there were no filter (it may be logged).
    pub const fn permits(self) -> bool {
        matches!(self.kind(), libc::SECCOMP_RET_ALLOW | libc::SECCOMP_RET_LOG)
    }

    /// The errno that the call fails with, where that is what the filter says; 0 lets it seem to succeed.
    pub const fn errno(self) -> Option<i32> {
        let data = self.0 & libc::SECCOMP_RET_DATA;
        match self.kind() {
            libc::SECCOMP_RET_ERRNO if data > MAX_ERRNO => Some(MAX_ERRNO as i32),
            libc::SECCOMP_RET_ERRNO => Some(data as i32),
            _ => None,
        }
    }

    /// Which of two answers counts: the one of higher precedence is less (the kernel compares them as signed numbers).
    pub fn precedence(self, other: Action) -> Ordering {
        self.kind().cast_signed().cmp(&other.kind().cast_signed())
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let data = self.0 & libc::SECCOMP_RET_DATA;
        let Some((_, name)) = NAMES.iter().find(|(value, _)| *value == self.kind()) else {
            // Whatever the kernel doesn't know kills the process.
            return write!(f, "{:#x} /* SECCOMP_RET_??? */", self.0);
        };
        match (self.kind(), self.errno()) {
            (_, Some(0)) => write!(f, "{name}(0)"),
            (_, Some(errno)) => write!(f, "{name}({})", errno_name::name(errno)),
            _ if data == 0 => f.write_str(name),
            _ => write!(f, "{name}({data:#x})"),
        }
    }
}

impl Serialize for Action {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
