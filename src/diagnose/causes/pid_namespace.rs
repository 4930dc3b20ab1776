use crate::diagnose::causes::cause;
use crate::diagnose::evidence::Evidence;
use crate::diagnose::finding::{Advice, Finding};

cause! {
    /// ptrace looks a PID up in the PID namespace of who calls it, and the number was read in another one: on the
    /// host for a process in a container, or in a /proc that belongs to another namespace. The same process has a
    /// different number in each namespace; one that isn't an inner namespace's is not there at all.
    ///
    /// Evidence: kill(PID, 0) finds nobody; and either /proc shows rtrace itself under another number than getpid(2)
    /// does, or a process is seen whose list of PIDs (NSpid in /proc/PID/status) holds the number for another
    /// namespace.
    ///
    /// Way out: give the number that the process has where rtrace runs (NSpid lists them, outermost first), or run
    /// rtrace where the number was read.
    "pid-namespace", "the PID is one of another PID namespace", [ESRCH], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    let target = e.target.as_ref().filter(|t| e.attempt.request.attaches() && t.signal.is(libc::ESRCH))?;
    let pid = target.task.pid;
    if e.kernel.proc_is_own == Some(false) {
        let shown = e.caller.ns_pids.first().filter(|&&shown| shown != e.caller.pid);
        return Some(
            Finding::proved(format!(
                "/proc belongs to another PID namespace: the kernel knows no process {pid} here"
            ))
            .saw_if(shown.map(|shown| format!("/proc/self is {shown}, getpid(2) says {}", e.caller.pid)))
            .saw("kill(PID, 0) answered ESRCH")
            .saw_if(target.meant.map(|here| format!("NSpid of a process holds {pid}: here it is {here}")))
            .advise_all(here(target.meant))
            .advise("mount -t proc proc /proc", "shows the numbers that hold in this namespace"),
        );
    }
    let meant = target.meant?;
    Some(
        Finding::likely(format!("{pid} is a PID of another PID namespace; here that process is {meant}"))
            .saw("kill(PID, 0) answered ESRCH")
            .read(format!("NSpid holds {pid} in an inner namespace"), "/proc/PID/status")
            .advise_all(here(Some(meant))),
    )
}

/// The right number, where it is known.
fn here(meant: Option<i32>) -> Option<Advice> {
    meant.map(|pid| Advice { what: format!("rtrace -p {pid}"), remark: "" })
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;
    use crate::diagnose::evidence::{Reading, Target, Task};

    fn nobody() -> Evidence {
        let mut e = attach(Reading::Errno(libc::ESRCH));
        with_target(&mut e, |t| {
            *t = Target {
                task: Task { pid: 300, ..Default::default() },
                signal: Reading::Errno(libc::ESRCH),
                ..Default::default()
            }
        });
        e
    }

    #[test]
    fn a_stale_proc_is_told() {
        let mut e = nobody();
        e.kernel.proc_is_own = Some(false);
        e.caller.ns_pids = vec![4711, 200];
        assert_eq!(codes(&e).0, Some("pid-namespace"));
        let finding = judge(&e).unwrap();
        assert!(finding.evidence.iter().any(|item| item.fact.contains("4711")), "{finding:?}");
    }

    #[test]
    fn a_container_s_pid_given_outside_is_translated() {
        let mut e = nobody();
        with_target(&mut e, |t| t.meant = Some(4711));
        assert_eq!(codes(&e).0, Some("pid-namespace"));
        assert_eq!(judge(&e).unwrap().advice[0].what, "rtrace -p 4711");
    }

    #[test]
    fn a_pid_that_nobody_has_anywhere_is_just_absent() {
        assert_eq!(codes(&nobody()), (Some("no-such-process"), None));
    }
}
