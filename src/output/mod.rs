//! What becomes of events: strace's text, or JSON. Each renderer implements the decoders' vocabulary once.

pub mod destination;
pub mod json;
pub mod json_words;
pub mod palette;
pub mod quote;
pub mod text;
pub mod words;

pub use destination::{Destination, Target};
pub use json::Json;
pub use text::Text;
pub use words::{Constants, Manner, Words};

use crate::decode::decoder::Detail;

/// What is written, whatever the form.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// How much decoders say.
    pub detail: Detail,
    /// How text writes values.
    pub manner: Manner,
    /// What stands before a line.
    pub leader: Leader,
    /// How long a call took stands behind it (`-T`), in digits after the second.
    pub durations: Option<usize>,
    /// What is left out.
    pub quiet: Quiet,
}

/// What stands before a line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Leader {
    /// Whether tasks are followed, so that lines in a file begin with a process id.
    pub follow: bool,
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
    /// The local hour, minute and second of a time in seconds since the epoch.
    pub local: fn(u64) -> (u8, u8, u8),
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
