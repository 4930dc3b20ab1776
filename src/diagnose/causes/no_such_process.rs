use crate::diagnose::causes::cause;
use crate::diagnose::environment::{Environment, environment};
use crate::diagnose::evidence::Evidence;
use crate::diagnose::finding::Finding;

cause! {
    /// There is no task with this PID in rtrace's PID namespace: it has ended, was mistyped, or lives in another
    /// namespace, where the same process has another number.
    ///
    /// Evidence: kill(PID, 0) answers ESRCH, as ptrace does, and /proc/PID is absent.
    ///
    /// Way out: look for it with `ps` or `pgrep` where rtrace runs. A process of a container is seen from the host
    /// under another number, and one of the host is not seen from a container at all.
    "no-such-process", "there is no such process", [ESRCH], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    let target = e.target.as_ref().filter(|t| e.attempt.request.attaches() && t.signal.is(libc::ESRCH))?;
    let pid = target.task.pid;
    let finding = Finding::proved(format!("no task has the PID {pid} here"))
        .saw("kill(PID, 0) answered ESRCH, as ptrace did")
        .saw_if((e.kernel.proc_is_own == Some(true)).then(|| format!("/proc/{pid} is absent")));
    Some(match environment(e) {
        Environment::Host | Environment::Wsl2 | Environment::SystemdService => {
            finding.advise("pgrep -a NAME", "lists what runs, with its PID")
        }
        place => finding.advise("pgrep -a NAME", "lists what runs in this container, with its PID").advise(
            "run rtrace where the PID was read",
            if place == Environment::Kubernetes {
                "kubectl debug --target=CONTAINER shares that container's processes"
            } else {
                "outside of the container, or in the other one: docker run --pid=container:NAME"
            },
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use crate::diagnose::evidence::Reading;

    #[test]
    fn an_absent_process_is_named_whatever_else_is_in_the_way() {
        let mut e = attach(Reading::Errno(libc::ESRCH));
        e.kernel.yama = Some(1);
        with_target(&mut e, |t| {
            t.signal = Reading::Errno(libc::ESRCH);
            t.read_memory = Reading::Errno(libc::ESRCH);
        });
        assert_eq!(codes(&e).0, Some("no-such-process"));
    }
}
