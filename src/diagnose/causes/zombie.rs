use crate::diagnose::causes::{cause, checks};
use crate::diagnose::evidence::Evidence;
use crate::diagnose::finding::Finding;

cause! {
    /// The process has ended and is kept only until its parent asks for its exit status (a zombie); or its main
    /// thread has ended and others still run. What has ended makes no more system calls.
    ///
    /// Evidence: State Z in /proc/PID/status; process_vm_readv answers ESRCH: there is no memory left.
    ///
    /// Way out: for a process whose other threads live, name one of them: ls /proc/PID/task.
    "zombie", "the process has ended", [EPERM], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    let target = e.target.as_ref().filter(|t| e.attempt.request.attaches() && t.task.state.is_some())?;
    let state = target.task.state.filter(|state| matches!(state, 'Z' | 'X'))?;
    Some(
        Finding::proved(format!("{} has ended: it is a zombie", checks::who(target)))
            .read(format!("State: {state}"), "/proc/PID/status")
            .saw_if(
                target
                    .read_memory
                    .is(libc::ESRCH)
                    .then_some("process_vm_readv answered ESRCH: it has no memory"),
            )
            .not("no privilege helps: nothing of it runs any more")
            .advise(
                format!("ls /proc/{}/task, then rtrace -p TID", target.task.pid),
                "where other threads of it live: a main thread that has ended looks the same",
            ),
    )
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use crate::diagnose::evidence::Reading;

    #[test]
    fn a_zombie_is_named() {
        let mut e = attach_denied(true);
        with_target(&mut e, |t| {
            t.task.state = Some('Z');
            t.mem_owner = Some((0, 0));
            t.read_memory = Reading::Errno(libc::ESRCH);
            t.take_descriptor = Reading::Errno(libc::ESRCH);
        });
        assert_eq!(codes(&e), (Some("zombie"), None));
    }

    #[test]
    fn another_user_s_zombie_is_refused_for_its_user_first() {
        let mut e = attach_denied(true);
        with_target(&mut e, |t| {
            t.task.state = Some('Z');
            t.task.uids = Some([0; 3]);
        });
        assert_eq!(codes(&e), (Some("other-user"), Some("zombie")));
    }
}
