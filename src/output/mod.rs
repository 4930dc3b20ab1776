//! What becomes of events: strace's text, or JSON. Each renderer implements the decoders' vocabulary once.

mod addresses;
mod after;
mod constants;
pub mod context;
mod descriptors;
pub mod destination;
mod dump;
pub mod json;
pub mod json_words;
mod line;
mod numbers;
pub mod palette;
mod pids;
pub mod profile;
pub mod quote;
pub mod refused;
mod snapshot;
mod stack;
mod strings;
pub mod summary;
pub mod text;
mod times;
pub mod words;

pub use after::After;
pub use context::Contexts;
pub use descriptors::Descriptors;
pub use destination::{Destination, Target};
pub use json::Json;
pub use text::Text;
pub use words::{Constants, Local, Manner, Words};

use crate::decode::decoder::Detail;
use crate::decode::driver::Call;
use crate::decode::table::Ret;
use crate::event::{Entry, Stacks};
use nix::unistd::Pid;
use std::rc::Rc;

/// What is asked of single calls and descriptors, in the place of the general options.
pub trait Choice {
    /// How this call is written; `general` is how all others are.
    fn detail(&self, entry: &Entry, general: Detail) -> Detail;

    /// Whether the arguments and the result of this call are written as the registers have them (`-e raw=`).
    fn raw(&self, entry: &Entry) -> bool;

    /// Whether all bytes that are read from a descriptor, or written to it, are dumped (`-e read=`, `-e write=`).
    fn dumps(&self, fd: i32, way: Way) -> bool;
}

/// Which way bytes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// From a descriptor to the program.
    In,
    /// From the program to a descriptor.
    Out,
}

/// What is written, whatever the form.
#[derive(Clone, Default)]
pub struct Options {
    /// How much decoders say.
    pub detail: Detail,
    /// How text writes values.
    pub manner: Manner,
    /// What stands before a line.
    pub leader: Leader,
    /// How long a call took stands behind it (`-T`), in digits after the second.
    pub durations: Option<usize>,
    /// What is said behind results.
    pub after: After,
    /// What is left out.
    pub quiet: Quiet,
    /// Calls are written when they have ended, whole, because they may have to be discarded.
    pub hold: bool,
    /// What is asked of single calls.
    pub choice: Option<Rc<dyn Choice>>,
    /// Who walks stacks, where they are shown.
    pub stacks: Option<Rc<dyn Stacks>>,
}

impl Options {
    /// How much decoders say of this call.
    fn detail_of(&self, entry: &Entry) -> Detail {
        self.choice.as_ref().map_or(self.detail, |choice| choice.detail(entry, self.detail))
    }

    /// Who tells a call's stack at its entry: that of a call after which there is another stack, or none.
    fn stacks_at_entry(&self, call: &Call) -> Option<&dyn Stacks> {
        let late = matches!(call.row.ret, Ret::Never) || matches!(call.row.name, "execve" | "execveat");
        self.stacks.as_deref().filter(|_| late)
    }

    /// Who tells a call's stack at its exit.
    fn stacks_at_exit(&self, call: &Call) -> Option<&dyn Stacks> {
        self.stacks.as_deref().filter(|_| self.stacks_at_entry(call).is_none())
    }

    fn forget_stack(&self, pid: Pid) {
        if let Some(stacks) = &self.stacks {
            stacks.forget(pid);
        }
    }

    fn raw(&self, entry: &Entry) -> bool {
        self.choice.as_ref().is_some_and(|choice| choice.raw(entry))
    }
}

/// What stands before a line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Leader {
    /// Whether tasks are followed, so that lines in a file begin with a process id.
    pub follow: bool,
    /// Lines begin with a process id even where there is only one task (`--always-show-pid`).
    pub always_pid: bool,
    /// The absolute time.
    pub absolute: Option<Absolute>,
    /// The time since the line before, in digits after the second (`-r`).
    pub relative: Option<usize>,
    /// The instruction pointer (`-i`).
    pub pointer: bool,
    /// The call's number (`-n`).
    pub number: bool,
}

/// The absolute time before a line.
#[derive(Clone, Copy, Debug)]
pub struct Absolute {
    /// Seconds since the epoch (`-ttt`) instead of the time of day.
    pub epoch: bool,
    /// Digits after the second.
    pub digits: usize,
}

/// What is left out (`-q`, `-e quiet=`).
#[derive(Clone, Copy, Debug, Default)]
pub struct Quiet {
    /// `Process N attached` and `detached`.
    pub attach: bool,
    /// `+++ exited with 0 +++`.
    pub exit: bool,
    /// Changes of the personality.
    pub personality: bool,
    /// `+++ superseded by execve in pid N +++`.
    pub superseded: bool,
}

#[cfg(test)]
mod tests;
