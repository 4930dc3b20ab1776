//! A task's stack, as those who print it see it.

use super::Tracee;
use nix::unistd::Pid;

/// A place in a task's code: where it is, or where it will return to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame<'a> {
    /// The file that is mapped there, as `/proc/PID/maps` names it; None where there is none, or no mapping at all.
    pub path: Option<&'a [u8]>,
    /// The function, demangled, and how many bytes into it.
    pub function: Option<(&'a str, u64)>,
    /// The offset in the file; where there is no file, the address.
    pub offset: u64,
    /// File and line of the source.
    pub source: Option<(&'a str, u32)>,
}

/// Who walks stacks.
pub trait Stacks {
    /// Tells each frame of a stopped task, the innermost first; none where its registers can't be read.
    fn frames(&self, tracee: &dyn Tracee, each: &mut dyn FnMut(&Frame<'_>));

    /// Forgets what is known of a task that is gone.
    fn forget(&self, pid: Pid);
}
