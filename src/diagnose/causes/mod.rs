//! The causes, one file each: the page that `--explain-cause` prints, when it fits, what it says, its tests.
//!
//! A cause reads evidence and nothing else. [`CAUSES`] has them in the order in which the kernel checks: the first
//! that fits is the one that refused; what fits further down would have come next.

mod already_traced;
mod apparmor;
pub mod checks;
#[cfg(test)]
mod crossing;
mod emulation;
mod gvisor;
mod kernel_thread;
mod landlock;
mod more_capabilities;
mod nested_tracer;
mod no_such_process;
mod not_dumpable;
mod other_user;
mod own_process;
mod parent_lost_privilege;
mod pid_namespace;
mod process_limit;
mod rosetta;
#[cfg(test)]
pub mod samples;
mod seccomp_filter;
mod selinux;
mod user_namespace;
mod wsl1;
mod yama1;
mod yama2;
mod yama3;
mod zombie;

use super::evidence::{Evidence, Reading};
use super::finding::Finding;

/// A reason for which ptrace is refused.
pub struct Cause {
    /// Its stable name.
    pub code: &'static str,
    /// What it is, in a few words.
    pub title: &'static str,
    /// Its page, as its source has it: each line with a blank in front.
    doc: &'static str,
    /// The errnos that it answers with; none where the judgement itself looks at the answer.
    errnos: &'static [i32],
    /// Whether this check refuses, given the evidence.
    judge: fn(&Evidence) -> Option<Finding>,
}

impl Cause {
    /// The page that explains it.
    pub fn page(&self) -> String {
        let lines: Vec<&str> = self.doc.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        format!("{}: {}\n\n{}\n", self.code, self.title, lines.join("\n"))
    }

    /// Whether this check refuses, given the evidence, be it the first one or not.
    pub fn refuses(&self, evidence: &Evidence) -> Option<Finding> {
        (self.judge)(evidence)
    }

    /// Whether it would have answered so.
    fn answers(&self, answer: Reading) -> bool {
        self.errnos.is_empty() || self.errnos.iter().any(|&errno| answer.is(errno))
    }
}

/// Makes a file's cause out of its page, code, title, errnos and judgement.
macro_rules! cause {
    ($(#[doc = $line:literal])+ $code:literal, $title:literal, [$($errno:ident),*], $judge:path) => {
        $(#[doc = $line])+
        pub const CAUSE: $crate::diagnose::causes::Cause = $crate::diagnose::causes::Cause {
            code: $code,
            title: $title,
            doc: concat!($($line, "\n"),+),
            errnos: &[$(libc::$errno),*],
            judge: $judge,
        };
    };
}
use cause;

/// All causes, in the order in which the checks are made.
pub static CAUSES: [Cause; 24] = [
    process_limit::CAUSE,
    wsl1::CAUSE,
    rosetta::CAUSE,
    emulation::CAUSE,
    seccomp_filter::CAUSE,
    pid_namespace::CAUSE,
    no_such_process::CAUSE,
    kernel_thread::CAUSE,
    own_process::CAUSE,
    nested_tracer::CAUSE,
    other_user::CAUSE,
    not_dumpable::CAUSE,
    user_namespace::CAUSE,
    more_capabilities::CAUSE,
    parent_lost_privilege::CAUSE,
    landlock::CAUSE,
    gvisor::CAUSE,
    yama1::CAUSE,
    yama2::CAUSE,
    yama3::CAUSE,
    apparmor::CAUSE,
    selinux::CAUSE,
    zombie::CAUSE,
    already_traced::CAUSE,
];

/// Who refused, and who would have next.
pub struct Verdict {
    /// The first check that refused; none where nothing explains the answer.
    pub cause: Option<(&'static Cause, Finding)>,
    /// The check after that which would refuse, too.
    pub next: Option<(&'static Cause, Finding)>,
}

/// Names the first check that explains the refusal.
pub fn judge(evidence: &Evidence) -> Verdict {
    let answer = evidence.attempt.answer;
    let mut refusing = CAUSES.iter().filter_map(|cause| Some((cause, cause.refuses(evidence)?)));
    let cause = refusing.by_ref().find(|(cause, _)| cause.answers(answer));
    let next = if cause.is_some() { refusing.next() } else { None };
    Verdict { cause, next }
}
