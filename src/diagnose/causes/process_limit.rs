use crate::diagnose::causes::cause;
use crate::diagnose::evidence::{Evidence, Tried};
use crate::diagnose::finding::Finding;

cause! {
    /// Before ptrace could be asked for anything, fork(2) was refused: rtrace could not even make the process that
    /// was to be traced. The kernel answers EAGAIN where the user has as many tasks as RLIMIT_NPROC allows, or the
    /// cgroup as many as pids.max. Threads count, and in a container other containers of the same user count for
    /// RLIMIT_NPROC, too.
    ///
    /// Evidence: RLIMIT_NPROC against the number of the user's tasks in /proc; pids.current against pids.max of
    /// every cgroup above rtrace.
    ///
    /// Way out: end some tasks, or raise the limit that is reached: `ulimit -u`, `docker run --pids-limit`,
    /// TasksMax= of a systemd unit.
    "process-limit", "no process can be made: a limit is reached", [EAGAIN], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    if e.attempt.request != Tried::Fork {
        return None;
    }
    if let Some((current, most)) = e.kernel.cgroup_pids.filter(|(current, most)| current >= most) {
        return Some(
            Finding::proved(format!(
                "the cgroup has {current} tasks, and may have {most}: fork(2) is refused"
            ))
            .read(format!("pids.current: {current}, pids.max: {most}"), "the cgroup of rtrace, or one above")
            .advise("end some of its tasks", "")
            .advise("docker run --pids-limit=N, TasksMax=N in a systemd unit", "raises the limit"),
        );
    }
    let (own, most) = (e.kernel.own_tasks?, e.kernel.process_limit?);
    // Root is exempt. Tasks that /proc hides count as well, so "some less" still fits.
    let exempt = e.caller.uids.is_some_and(|ids| ids[0] == 0);
    (!exempt && own + 1 >= most).then(|| {
        Finding::proved(format!("the user has {own} tasks and may have {most}: fork(2) is refused"))
            .read(format!("RLIMIT_NPROC: {most}"), "getrlimit(2)")
            .read(format!("{own} tasks of the same real uid"), "/proc")
            .advise("end some tasks of this user", "")
            .advise("ulimit -u N", "up to the hard limit, which root may raise")
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use crate::diagnose::evidence::*;

    fn refused() -> Evidence {
        let mut e = launch(Reading::Untried);
        e.attempt = Attempt { request: Tried::Fork, answer: Reading::Errno(libc::EAGAIN) };
        e
    }

    #[test]
    fn a_reached_rlimit_is_named() {
        let mut e = refused();
        e.kernel.process_limit = Some(50);
        e.kernel.own_tasks = Some(50);
        assert_eq!(codes(&e), (Some("process-limit"), None));
        e.kernel.own_tasks = Some(20);
        assert_eq!(codes(&e), (None, None), "a limit that is far away is not the reason");
    }

    #[test]
    fn a_full_cgroup_is_named() {
        let mut e = refused();
        e.kernel.cgroup_pids = Some((100, 100));
        assert_eq!(codes(&e), (Some("process-limit"), None));
        e.attempt.answer = Reading::Errno(libc::ENOMEM);
        assert_eq!(codes(&e), (None, None), "it would have answered EAGAIN");
    }
}
