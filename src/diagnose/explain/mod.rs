//! Why a call of the traced program was refused.
//!
//! [`Explainer`] stands among the handlers: for a call that failed as a refusal does, it has the evidence gathered while
//! the task still stands, has it judged, and hands what was found on to the renderer, before the call's end. Calls that
//! succeed cost nothing but the look at their result.
//!
//! The rules read [`evidence`] alone, in the order in which the kernel checks, and the first that fits is told: a filter
//! answers before the kernel looks, files are found before what is done to them is judged, and security modules come
//! last because nothing tells them but that no other rule fits.

mod advice;
mod capability;
mod evidence;
mod explainer;
mod files;
mod filters;
mod gather;
mod hint;
mod limits;
mod looking;
mod maps;
mod missing;
mod need;
mod needs;
mod neighbours;
mod network;
mod peculiar;
mod permission;
mod processes;
mod programs;
mod residue;
#[cfg(test)]
mod samples;
mod sigsys;
mod states;
mod table;
mod touch;
mod traps;
mod verdict;
mod walk;
mod walking;
mod witness;

pub use explainer::Explainer;
pub use hint::{Counter, Counts};

use super::finding::{Certainty, Finding};
use crate::event::Witness;
use evidence::Refusal;
use verdict::{Code, Verdict};

/// The rules, in the order in which they are asked.
const RULES: &[fn(&Refusal) -> Option<Verdict>] = &[
    witness::judge,
    missing::judge,
    traps::judge,
    maps::judge,
    states::judge,
    network::judge,
    programs::judge,
    processes::judge,
    files::judge,
    limits::judge,
    needs::judge,
    residue::judge,
];

/// Whether a call that failed so may have been refused. Most failures are none: a file that isn't there, nothing to read
/// yet.
fn relevant(call: &str, errno: i32) -> bool {
    // What it returns is what a signal's handler had interrupted, and may look like anything.
    if matches!(call, "rt_sigreturn" | "sigreturn") {
        return false;
    }
    let makes = matches!(call, "clone" | "clone3" | "fork" | "vfork" | "unshare");
    let executes = matches!(call, "execve" | "execveat");
    let locks = matches!(call, "mlock" | "mlock2" | "mlockall" | "mmap" | "mmap2");
    let counted = matches!(
        call,
        "epoll_ctl"
            | "inotify_add_watch"
            | "io_setup"
            | "mq_open"
            | "msgget"
            | "rt_sigqueueinfo"
            | "rt_tgsigqueueinfo"
            | "semget"
            | "shmget"
            | "timer_create"
    );
    let becomes =
        call.starts_with("set") && (call.contains("uid") || call.contains("gid") || call.contains("groups"));
    let owns = call.contains("chown");
    match errno {
        libc::EROFS | libc::ETXTBSY | libc::ELOOP | libc::EMFILE | libc::ENFILE => true,
        libc::ENOENT | libc::ENOEXEC => executes,
        libc::EAGAIN => makes || executes || locks || becomes || counted,
        libc::ENOMEM => locks || matches!(call, "brk" | "mremap"),
        libc::ENOSPC => makes || counted,
        libc::EINVAL => becomes || owns || matches!(call, "unshare" | "setns" | "pivot_root"),
        other => always(other),
    }
}

/// Whether a failure is a refusal even where no rule fits. The others are told only with their reason.
const fn always(errno: i32) -> bool {
    matches!(errno, libc::EPERM | libc::EACCES | libc::ENOSYS)
}

/// Names the first cause that fits; none where nothing does and the errno is not that of a refusal.
fn judge(refusal: &Refusal) -> Option<Verdict> {
    let found = RULES.iter().find_map(|rule| rule(refusal));
    let found = found.map(|mut verdict| {
        let unseen = !refusal.by_kernel() && refusal.witness == Witness::Unknown;
        if verdict.finding.certainty == Certainty::Likely
            && unseen
            && verdict.code != Some(Code::SeccompFilter)
        {
            verdict.finding = verdict.finding.saw("whether a seccomp filter answered before can't be told");
        }
        verdict
    });
    found.or_else(|| always(refusal.errno).then(|| unexplained(refusal)))
}

/// What is said where no rule fits: who answered, and where to look further.
fn unexplained(refusal: &Refusal) -> Verdict {
    let because = if refusal.by_kernel() {
        "unexplained: the kernel itself refused it, and none of the causes that rtrace knows fits"
    } else {
        "unexplained: none of the causes that rtrace knows fits"
    };
    let filters = refusal.task.filters.filter(|_| !refusal.by_kernel());
    let finding = Finding::likely(because)
        .saw(format!("CapEff: {:016x}", refusal.task.effective))
        .saw_if(filters.map(|filters| format!("Seccomp_filters: {filters}")))
        .saw_if(refusal.modules.as_ref().map(|modules| format!("security modules: {modules}")));
    Verdict { code: None, finding, subject: None, once: false }
}
