use crate::diagnose::advice;
use crate::diagnose::causes::{cause, checks};
use crate::diagnose::evidence::{Evidence, Tried};
use crate::diagnose::finding::Finding;

cause! {
    /// Yama is at 2 (kernel.yama.ptrace_scope): only who has CAP_SYS_PTRACE may trace, and that holds for one's own
    /// children, too. For PTRACE_TRACEME the parent's capabilities count.
    ///
    /// Evidence: kernel.yama.ptrace_scope is 2, and CAP_SYS_PTRACE is not in CapEff.
    ///
    /// Way out: run rtrace with CAP_SYS_PTRACE (sudo; --cap-add=SYS_PTRACE for a container), or set the sysctl on the
    /// host: to 1 for launches and descendants, to 0 for attaching to any other process. This is the one case in which
    /// the capability is what a launch lacks.
    "yama-scope-2", "Yama lets only CAP_SYS_PTRACE trace", [EPERM], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    if e.kernel.yama != Some(2) {
        return None;
    }
    let refused = match e.attempt.request {
        Tried::Seize | Tried::Attach => checks::denied(e).is_some_and(|t| !checks::capable(e, t)),
        Tried::TraceMe => e.caller.has_sys_ptrace() == Some(false),
        Tried::SetUp | Tried::Fork => false,
    };
    refused.then(|| {
        let finding =
            Finding::proved("Yama lets only processes with CAP_SYS_PTRACE trace, even their own children")
                .read("2", "/proc/sys/kernel/yama/ptrace_scope")
                .read("no CAP_SYS_PTRACE in CapEff", "/proc/self/status");
        // At 1 a stranger would still be refused.
        let stranger = checks::denied(e).is_some_and(|t| t.descends != Some(true));
        let advice = advice::yama(e, if stranger { "0" } else { "1" });
        match e.attempt.request {
            Tried::TraceMe => finding.advise_all(advice.into_iter().map(|mut way| {
                way.what = way.what.replace("rtrace -p PID", "rtrace PROGRAM");
                way
            })),
            _ => finding.advise_all(advice),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;
    use crate::diagnose::evidence::{Reading, SYS_PTRACE};

    #[test]
    fn launching_is_refused_without_the_capability() {
        let mut e = launch(Reading::Errno(libc::EPERM));
        e.probes.seize_child = Reading::Errno(libc::EPERM);
        e.kernel.yama = Some(2);
        assert_eq!(codes(&e), (Some("yama-scope-2"), None));
        e.caller.cap_effective = Some(SYS_PTRACE);
        assert_eq!(codes(&e), (None, None));
    }

    #[test]
    fn attaching_is_refused_even_to_descendants() {
        let mut e = attach_denied(false);
        e.kernel.yama = Some(2);
        with_target(&mut e, |t| t.descends = Some(true));
        assert_eq!(codes(&e), (Some("yama-scope-2"), None));
    }

    #[test]
    fn the_setting_that_is_advised_is_one_that_helps() {
        let advised = |e: &Evidence| judge(e).unwrap().advice.pop().unwrap().what;
        let mut e = attach_denied(false);
        e.kernel.yama = Some(2);
        assert_eq!(advised(&e), "sysctl kernel.yama.ptrace_scope=0");
        with_target(&mut e, |t| t.descends = Some(true));
        assert_eq!(advised(&e), "sysctl kernel.yama.ptrace_scope=1");
        let mut e = launch(Reading::Errno(libc::EPERM));
        e.kernel.yama = Some(2);
        e.probes.seize_child = Reading::Errno(libc::EPERM);
        assert_eq!(advised(&e), "sysctl kernel.yama.ptrace_scope=1");
    }

    #[test]
    fn behind_a_filter_it_comes_next() {
        let mut e = launch(Reading::Errno(libc::EPERM));
        filter(&mut e, Reading::Errno(libc::EPERM));
        e.kernel.yama = Some(2);
        assert_eq!(codes(&e), (Some("seccomp-filter"), Some("yama-scope-2")));
    }
}
