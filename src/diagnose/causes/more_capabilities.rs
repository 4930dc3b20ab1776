use crate::diagnose::advice;
use crate::diagnose::causes::{cause, checks};
use crate::diagnose::evidence::Evidence;
use crate::diagnose::finding::Finding;

cause! {
    /// The process has a capability that rtrace hasn't: a program with file capabilities, a service with ambient
    /// ones, root's process for a root without some. Who traces a process can do all that it may do, so without
    /// CAP_SYS_PTRACE the process's permitted capabilities must be a subset of rtrace's own. (ptrace(2) speaks of a
    /// proper superset; equal sets pass.)
    ///
    /// Evidence: the CapPrm lines of both.
    ///
    /// Way out: CAP_SYS_PTRACE for rtrace, or the same capabilities that the process has.
    "more-capabilities", "the process has more capabilities than rtrace", [EPERM], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    let target = checks::denied(e).filter(|t| !checks::capable(e, t))?;
    let missing = checks::capabilities_missing(e, target).filter(|&missing| missing != 0)?;
    if checks::apart(&e.caller, &target.task) == Some(true) {
        return None;
    }
    let (own, theirs) = (e.caller.cap_permitted?, target.task.cap_permitted?);
    Some(
        Finding::proved(format!(
            "{} has {}, rtrace has not",
            checks::who(target),
            checks::capability_names(missing)
        ))
        .read(format!("CapPrm: {theirs:016x}, rtrace's: {own:016x}"), "/proc/PID/status")
        .read("no CAP_SYS_PTRACE in CapEff", "/proc/self/status")
        .advise_all(advice::capability(e)),
    )
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;

    #[test]
    fn a_single_capability_more_is_refused() {
        let mut e = attach_denied(true);
        with_target(&mut e, |t| t.task.cap_permitted = Some(1 << 13));
        assert_eq!(codes(&e), (Some("more-capabilities"), None));
        e.caller.cap_permitted = Some(1 << 13);
        assert_eq!(codes(&e), (None, None), "equal sets pass");
    }
}
