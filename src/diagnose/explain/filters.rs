//! Filters of a task that has no witness: its own ones, run on the call; or else a call like it, by a child of rtrace that
//! is under as many filters.

use super::evidence::Refusal;
use crate::arch::Abi;
use crate::diagnose::bpf::{Data, Filter, Instruction};
use crate::diagnose::evidence::errno_name;
use crate::event::{Entry, Witness};
use crate::sys::throwaway::{Ended, throwaway};
use crate::sys::{probe, ptrace, seccomp};
use nix::errno::Errno;
use nix::unistd::Pid;
use std::time::Duration;

/// So long a child may take for one call that fails at once.
const LIMIT: Duration = Duration::from_millis(200);

/// The bit that numbers of x32 have for filters.
const X32: u32 = 0x4000_0000;

/// Finds out who answered the call.
pub fn ask(refusal: &mut Refusal, entry: &Entry) {
    match run(refusal.task.pid, entry) {
        Some((Some(errno), text)) if errno == refusal.errno => {
            refusal.witness = Witness::Filter;
            refusal.shown_by = Some(text);
        }
        Some((None, _)) => refusal.witness = Witness::Kernel,
        Some(_) => {}
        None => refusal.shown_by = shared(refusal).then(|| try_it(refusal.call, refusal.errno)).flatten(),
    }
}

/// What the task's filters say of the call: the errno, or None where they let it pass. None at all where they can't be
/// had (that takes CAP_SYS_ADMIN, and no filter on rtrace), or say something else.
fn run(pid: i32, entry: &Entry) -> Option<(Option<i32>, String)> {
    let pid = Pid::from_raw(pid);
    let mut filters = Vec::new();
    loop {
        match ptrace::seccomp_filter(pid, filters.len()) {
            Ok(program) => filters.push(Filter(program.into_iter().map(Instruction::from).collect())),
            Err(Errno::ENOENT) => break,
            Err(_) => return None,
        }
    }
    // The kernel counts from the oldest, and of equal answers the newest's counts.
    filters.reverse();
    let number = u32::try_from(entry.number).ok()?;
    let number = if entry.abi == Abi::X32 { number | X32 } else { number };
    let data = Data { number, arch: entry.abi.audit(), ip: entry.ip, args: entry.args };
    let (action, _) = Filter::run_all(&filters, &data).ok()?;
    if action.permits() {
        return Some((None, String::new()));
    }
    let errno = action.errno()?;
    let count = filters.len();
    Some((Some(errno), format!("its {count} filters, run on the call, answer {}", errno_name::name(errno))))
}

/// Whether the task's filters, run on the call, are what answered so.
pub fn answers(refusal: &Refusal, entry: &Entry) -> bool {
    run(refusal.task.pid, entry).is_some_and(|(errno, _)| errno == Some(refusal.errno))
}

/// Whether one of the filters that rtrace itself is under (so many) has a supervisor, or may have.
pub fn supervised(own: Option<u32>) -> bool {
    let ask = || seccomp::supervised().map_or(-1, i64::from);
    own != Some(0) && throwaway(LIMIT, ask) != Ok(Ended::Said(0))
}

/// Whether rtrace is under as many filters as the task: they are likely to be the same.
fn shared(refusal: &Refusal) -> bool {
    refusal.task.filters.is_some() && refusal.task.filters == refusal.own_filters
}

/// Makes the harmless form of a call in a child of its own. Some: a filter answered.
fn try_it(call: &str, errno: i32) -> Option<String> {
    if !probe::is_harmless(call) {
        return None;
    }
    let said = throwaway(LIMIT, || probe::call_harmlessly(call)).ok()?;
    (said == Ended::Said(-i64::from(errno))).then(|| {
        let name = errno_name::name(errno);
        format!("a harmless {call} by a child of rtrace, under as many filters, answered {name}, too")
    })
}
