//! Why a call was refused, as whoever knows says it to whoever prints it.

use std::collections::BTreeMap;

/// Why one call was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What the program got instead.
    pub got: Got,
    /// The stable name of the cause (`seccomp-filter`); none where nothing that is known fits.
    pub cause: Option<&'static str>,
    /// `proved`, `likely` or `unexplained`.
    pub certainty: &'static str,
    /// What happened, in a sentence without a capital and a full stop.
    pub because: String,
    /// That sentence without the file or the process that it is about: refusals that share it are alike.
    pub alike: String,
    /// What shows it, the strongest first.
    pub evidence: Vec<String>,
    /// What helps, the best first.
    pub advice: Vec<String>,
}

/// What the program gets of a call that is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Got {
    /// An errno, positive.
    Errno(i32),
    /// A signal, for which it has a handler or dies.
    Signal(i32),
}

/// The refusals of a trace that have the same reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusals {
    /// The stable name of the cause; none where nothing that is known fits.
    pub cause: Option<&'static str>,
    /// The least sure of them.
    pub certainty: &'static str,
    /// What happened to the first of them.
    pub because: String,
    /// What is common to them all: see [`Explanation::alike`].
    pub alike: String,
    /// Whether others happened to other files or processes.
    pub others: bool,
    /// How often, by call and what it got.
    pub calls: BTreeMap<(String, Got), u64>,
    /// What helps.
    pub advice: Option<String>,
}

impl Refusals {
    /// How many there are.
    pub fn count(&self) -> u64 {
        self.calls.values().sum()
    }
}

/// Who answered a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Witness {
    /// It isn't known.
    #[default]
    Unknown,
    /// A seccomp filter that is not rtrace's, before the kernel looked at the call.
    Filter,
    /// The kernel itself: every filter let it pass.
    Kernel,
}
