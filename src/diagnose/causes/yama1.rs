use crate::diagnose::advice;
use crate::diagnose::causes::{cause, checks};
use crate::diagnose::evidence::Evidence;
use crate::diagnose::finding::{Advice, Finding};

cause! {
    /// Yama is at 1 (kernel.yama.ptrace_scope, the default of Ubuntu and others): a process may be attached to by its
    /// ancestors, by whom it has named with prctl(PR_SET_PTRACER), and with CAP_SYS_PTRACE. Starting a program under
    /// a tracer is not restricted.
    ///
    /// Evidence: kernel.yama.ptrace_scope is 1; the line of parents (PPid) of the process doesn't lead to rtrace;
    /// rtrace has no CAP_SYS_PTRACE. The read check passes, which Yama leaves alone, and the attach check refuses:
    /// no other check does that with EPERM.
    ///
    /// Way out: start the program under rtrace, run rtrace with CAP_SYS_PTRACE (sudo), or set the sysctl to 0. It is
    /// the whole machine's, so in a container it is set on the host.
    "yama-scope-1", "Yama lets only ancestors attach", [EPERM], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    let target = checks::denied(e).filter(|t| e.kernel.yama == Some(1) && !checks::capable(e, t))?;
    if target.descends == Some(true) {
        return None;
    }
    let proof = target.attach_denied() == Some(true)
        && target.read_denied() == Some(false)
        && target.descends == Some(false)
        && checks::classic_checks_pass(e, target);
    let launch =
        Advice { what: "rtrace PROGRAM".to_owned(), remark: "start it under rtrace: this is not restricted" };
    Some(
        Finding::proved_if(proof, format!("Yama lets only its ancestors attach to {}", checks::who(target)))
            .read("1", "/proc/sys/kernel/yama/ptrace_scope")
            .read("rtrace is not among its parents", "PPid in /proc/PID/status, and so on")
            .read("no CAP_SYS_PTRACE in CapEff", "/proc/self/status")
            .saw_if(
                proof
                    .then_some("reading /proc/PID/exe is allowed and attaching is not: only Yama divides so"),
            )
            .advise_all([launch])
            .advise_all(advice::yama(e, "0")),
    )
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;
    use crate::diagnose::evidence::{Reading, SYS_PTRACE};
    use crate::diagnose::finding::Certainty;

    fn restricted() -> Evidence {
        let mut e = attach_denied(false);
        e.kernel.yama = Some(1);
        e
    }

    #[test]
    fn a_stranger_is_refused() {
        assert_eq!(codes(&restricted()), (Some("yama-scope-1"), None));
        assert_eq!(judge(&restricted()).unwrap().certainty, Certainty::Proved);
    }

    #[test]
    fn descendants_and_the_capability_are_exempt() {
        let mut e = restricted();
        with_target(&mut e, |t| t.descends = Some(true));
        assert_eq!(codes(&e).0, None);
        let mut e = restricted();
        e.caller.cap_effective = Some(SYS_PTRACE);
        assert_eq!(codes(&e).0, None);
    }

    #[test]
    fn a_refused_launch_is_not_yama_1() {
        let mut e = launch(Reading::Errno(libc::EPERM));
        e.kernel.yama = Some(1);
        assert_eq!(codes(&e).0, None);
    }

    #[test]
    fn it_is_not_blamed_where_the_attach_check_passes() {
        let mut e = attach(Reading::Errno(libc::EPERM));
        e.kernel.yama = Some(1);
        with_target(&mut e, |t| t.task.tracer = Some(7));
        assert_eq!(codes(&e), (Some("already-traced"), None));
    }
}
