use crate::diagnose::causes::cause;
use crate::diagnose::evidence::{Evidence, Reading, Tried};
use crate::diagnose::finding::Finding;

cause! {
    /// PTRACE_TRACEME is judged for the PARENT, who would become the tracer: the child's capabilities must be a
    /// subset of the parent's, and the child must be in the parent's Landlock domains, if there are any. Between the
    /// fork and the request the parent gave something up (capabilities, or it entered a domain), so the child has
    /// more than it.
    ///
    /// Evidence: PTRACE_TRACEME was refused with EPERM, and a new child of the same parent, made after that, is
    /// allowed it; nobody traces such a child, and no filter answers.
    ///
    /// Way out: try again; the parent must make its child after it has given up what it will.
    "parent-lost-privilege", "the tracer lost privileges after it made the child", [EPERM], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    let changed = e.attempt.request == Tried::TraceMe
        && e.attempt.answer.is(libc::EPERM)
        && e.probes.trace_me == Reading::Returned(0)
        && e.probes.child_tracer == Some(0)
        && e.probes.nobody.values().all(|answer| answer.is(libc::ESRCH));
    changed.then(|| {
        Finding::likely("rtrace lost capabilities, or entered a Landlock domain, after it had made the child")
            .saw("PTRACE_TRACEME by a child that is made now succeeds")
            .saw_if(e.caller.cap_permitted.map(|caps| format!("CapPrm: {caps:016x} in /proc/self/status, now")))
            .saw_if(e.probes.landlock_depth.map(|depth| format!("Landlock domains around rtrace, now: {depth}")))
            .not("the child's own privileges are not asked: what it has and its parent has not, is the obstacle")
            .advise("run rtrace again", "the privileges are gone now, and the next child has the same as its parent")
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;

    #[test]
    fn a_refusal_that_a_new_child_does_not_meet_tells_it() {
        let mut e = launch(Reading::Errno(libc::EPERM));
        e.probes.trace_me = Reading::Returned(0);
        assert_eq!(codes(&e), (Some("parent-lost-privilege"), None));
    }

    #[test]
    fn a_lasting_refusal_has_another_reason() {
        assert_eq!(codes(&launch(Reading::Errno(libc::EPERM))), (None, None));
    }
}
