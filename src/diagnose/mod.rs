//! Why ptrace was refused.
//!
//! `gather` asks the system once and leaves plain [`evidence`]; the [`causes`] judge it, in the order in which the
//! kernel makes its checks; [`Report`] is the verdict as text and as data. Judging makes no system call, so every
//! cause is tested without the kernel that makes it, and a verdict can be repeated from `--format=json`.

#[macro_use]
pub mod causes;
mod advice;
pub mod bpf;
pub mod dump;
pub mod environment;
pub mod evidence;
mod explain;
pub mod finding;
mod gather;
pub mod preflight;
mod probing;
mod procfs;
pub mod report;

pub use explain::{Counter, Counts, Explainer};
pub use preflight::Preflight;
pub use report::Report;

use crate::event::{Answer, Refusal, Request};
use causes::CAUSES;
use evidence::{Attempt, Reading, Tried};
use nix::unistd::Pid;

/// Finds out why `refusal` happened. Takes some 10 ms, and runs probes in children of its own.
pub fn explain(refusal: &Refusal) -> Report {
    let request = match refusal.request {
        Request::TraceMe => Tried::TraceMe,
        Request::Seize => Tried::Seize,
        Request::Attach => Tried::Attach,
        Request::SetUp => Tried::SetUp,
    };
    let answer = match refusal.answer {
        Answer::Errno(errno) => Reading::Errno(errno),
        Answer::Killed(signal) => Reading::Killed(signal),
        Answer::Ignored => Reading::Pretended,
        Answer::Silent => Reading::Silent,
    };
    let target = request.attaches().then(|| refusal.pid.as_raw());
    Report::of(gather::gather(Attempt { request, answer }, target))
}

/// Finds out why fork(2) of the child that was to be traced failed with `errno`.
pub fn explain_fork(errno: i32) -> Report {
    Report::of(gather::gather(Attempt { request: Tried::Fork, answer: Reading::Errno(errno) }, None))
}

/// Whether a seccomp filter would kill rtrace for a request that it is about to make, and so leave nobody to tell
/// why, or refuse one without which there is nothing to show: the refusal that is to be explained instead of trying.
/// `pid` is the task to attach to; none for a launch.
pub fn obstacle(pid: Option<Pid>) -> Option<Refusal> {
    let (answer, any) = probing::obstacle(pid.is_some())?;
    let request = match pid {
        Some(_) if any => Request::Seize,
        None if any => Request::TraceMe,
        _ => Request::SetUp,
    };
    let answer = match answer {
        Reading::Errno(errno) => Answer::Errno(errno),
        Reading::Killed(signal) => Answer::Killed(signal),
        Reading::Silent => Answer::Silent,
        _ => Answer::Ignored,
    };
    Some(Refusal { request, pid: pid.unwrap_or(Pid::from_raw(0)), answer })
}

/// Tells whether a program could be launched, or, with a PID, whether that task could be attached to.
pub fn preflight(pid: Option<Pid>) -> Preflight {
    preflight::preflight(pid.map(Pid::as_raw))
}

/// The page about a cause, as text; none for a code that isn't one.
pub fn cause_page(code: &str) -> Option<String> {
    CAUSES.iter().find(|cause| cause.code == code).map(causes::Cause::page)
}

/// The codes of all causes, in the order in which the checks are made.
pub fn cause_codes() -> impl Iterator<Item = &'static str> {
    CAUSES.iter().map(|cause| cause.code)
}
