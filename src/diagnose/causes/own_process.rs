use crate::diagnose::causes::cause;
use crate::diagnose::evidence::Evidence;
use crate::diagnose::finding::Finding;

cause! {
    /// The PID is rtrace itself, or a thread of it. A process can't trace itself.
    ///
    /// Evidence: the thread group of the PID is rtrace's own.
    ///
    /// Way out: name another process. To see what rtrace does, run a second one on it: `rtrace -f rtrace PROGRAM`.
    "own-process", "a process can't trace itself", [EPERM], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    let target = e.target.as_ref().filter(|_| e.attempt.request.attaches())?;
    let own = target.task.pid == e.caller.pid || target.task.tgid.is_some_and(|tgid| tgid == e.caller.pid);
    own.then(|| {
        Finding::proved(format!("{} is rtrace itself", target.task.pid))
            .saw(format!("getpid(2) returned {}", e.caller.pid))
            .advise("rtrace -p PID", "with the PID of another process")
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use crate::diagnose::evidence::Reading;

    #[test]
    fn rtrace_and_its_threads_are_itself() {
        let mut e = attach(Reading::Errno(libc::EPERM));
        with_target(&mut e, |t| t.task.tgid = Some(200));
        assert_eq!(codes(&e).0, Some("own-process"));
    }
}
