//! A seccomp filter answered, and the kernel never saw the call.

use super::advice;
use super::evidence::{Refusal, Symbol};
use super::verdict::{Code, Verdict};
use crate::diagnose::finding::Finding;
use crate::event::Witness;

/// The witness's word is a proof. Without it, and where the task has filters, an ENOSYS for a call that the kernel has
/// is likely to be a filter's.
pub fn judge(refusal: &Refusal) -> Option<Verdict> {
    if refusal.by_kernel() {
        return None;
    }
    let filtered = refusal.task.seccomp == Some(2);
    let implemented = refusal.errno == libc::ENOSYS && refusal.symbol == Symbol::There;
    let finding = match refusal.witness {
        Witness::Filter if refusal.supervised => Finding::likely(
            "a seccomp filter refused it, or its supervisor let it go on to a kernel that did",
        )
        .saw("it ended without passing rtrace's own filter")
        .saw("a filter has, or may have, a supervisor (SECCOMP_RET_USER_NOTIF)"),
        Witness::Filter => Finding::proved("a seccomp filter refused it, and the kernel never saw the call")
            .saw(refusal.shown_by.as_deref().unwrap_or("it ended without passing rtrace's own filter")),
        Witness::Unknown if filtered && refusal.shown_by.is_some() => {
            Finding::likely("a seccomp filter refused it").saw_if(refusal.shown_by.clone())
        }
        Witness::Unknown if filtered && implemented => {
            Finding::likely("a seccomp filter refused it").saw("this kernel has the call: /proc/kallsyms")
        }
        _ => return None,
    };
    let inherited = inherited(refusal);
    let finding = finding.saw_if(refusal.task.filters.map(|filters| {
        // The witness's own.
        let own = u32::from(refusal.witness == Witness::Filter && refusal.shown_by.is_none());
        match refusal.own_filters {
            Some(0) => format!("the program has {} of its own", filters_of(filters.saturating_sub(own))),
            Some(outer) => {
                format!("{} in force, {outer} of them from outside", filters_of(filters.saturating_sub(own)))
            }
            None => format!("Seccomp_filters: {filters}"),
        }
    }));
    Some(Verdict::of(Code::SeccompFilter, finding.advise_all(advice::filter(refusal, inherited))))
}

/// A call in whose place a filter sent SIGSYS (SECCOMP_RET_TRAP).
pub fn trapped(refusal: &Refusal) -> Verdict {
    let finding = if refusal.task.handles_sigsys {
        Finding::proved(
            "a seccomp filter trapped it, and the program's own handler answers in the kernel's place",
        )
        .saw("SECCOMP_RET_TRAP: the signal is SIGSYS with SYS_SECCOMP")
        .read("SigCgt has SIGSYS", "/proc/PID/status")
    } else {
        Finding::proved(
            "a seccomp filter trapped it, and the program dies of that: it has no handler for SIGSYS",
        )
        .saw("SECCOMP_RET_TRAP: the signal is SIGSYS with SYS_SECCOMP")
    };
    sigsys(refusal, finding)
}

/// A call for which a filter killed the task.
pub fn killed(refusal: &Refusal) -> Verdict {
    let because = "a seccomp filter killed it for the call, which the kernel never saw";
    let finding = Finding::proved(because)
        .saw("it died of SIGSYS without such a signal being delivered: SECCOMP_RET_KILL_THREAD or _PROCESS");
    sigsys(refusal, finding)
}

fn sigsys(refusal: &Refusal, finding: Finding) -> Verdict {
    let finding = finding.saw_if(match refusal.own_filters {
        Some(0) => Some("rtrace itself is under no filter: the program brought it".to_owned()),
        Some(outer) => Some(format!("{} from outside, which rtrace is under, too", filters_of(outer))),
        None => None,
    });
    Verdict::of(Code::SeccompFilter, finding.advise_all(advice::filter(refusal, inherited(refusal))))
}

fn filters_of(count: u32) -> String {
    if count == 1 { "1 filter".to_owned() } else { format!("{count} filters") }
}

/// Whether the filter was there before rtrace was: where rtrace has none, the program has brought it.
fn inherited(refusal: &Refusal) -> bool {
    refusal.own_filters.is_none_or(|filters| filters > 0)
}
