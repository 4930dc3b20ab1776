use crate::diagnose::advice;
use crate::diagnose::causes::{cause, checks};
use crate::diagnose::evidence::{Evidence, Reading, Target};
use crate::diagnose::finding::Finding;

cause! {
    /// The process is another user's. Without CAP_SYS_PTRACE in the process's user namespace, all its user ids
    /// (real, effective, saved) and group ids must equal the caller's REAL ones. A set-user-ID program fails this
    /// even for who started it: its effective id is its owner's.
    ///
    /// Evidence: the Uid and Gid lines of /proc/PID/status, and CapEff of rtrace. Where /proc hides other users'
    /// processes (hidepid), kill(PID, 0) that answers EPERM tells the same.
    ///
    /// Way out: run rtrace as that user, or with CAP_SYS_PTRACE: as root, or in a container that was made with
    /// --cap-add=SYS_PTRACE (docker exec --privileged works, too, unless a filter stands in the way).
    "other-user", "the process is another user's", [EPERM], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    let target = checks::denied(e).filter(|t| !checks::capable(e, t))?;
    let finding = match checks::ids_differ(e, target) {
        Some(true) => by_ids(e, target)?,
        Some(false) => return None,
        None => by_signal(e, target)?,
    };
    let lacks = if e.caller.has_sys_ptrace() == Some(true) {
        finding.read(
            "CAP_SYS_PTRACE counts in rtrace's own user namespace alone: uid_map differs",
            "/proc/PID/uid_map",
        )
    } else {
        finding.read("no CAP_SYS_PTRACE in CapEff", "/proc/self/status")
    };
    Some(lacks.advise_all(advice::capability(e)))
}

/// `1000`, or `1000, 0, 0` where real, effective and saved id differ.
fn shown(ids: [u32; 3]) -> String {
    if ids.iter().all(|&id| id == ids[0]) {
        ids[0].to_string()
    } else {
        format!("{}, {}, {}", ids[0], ids[1], ids[2])
    }
}

fn by_ids(e: &Evidence, t: &Target) -> Option<Finding> {
    let (own, own_group) = (e.caller.uids?[0], e.caller.gids?[0]);
    let (uids, gids) = (t.task.uids?, t.task.gids?);
    let who = checks::who(t);
    let because = if uids.iter().all(|&id| id == own) {
        format!("{who} runs as group {}, rtrace as group {own_group}, without CAP_SYS_PTRACE", shown(gids))
    } else if uids[0] == own {
        format!("{who} runs a set-user-ID program: its effective uid is {}, rtrace's uid {own}", uids[1])
    } else {
        format!("{who} is another user's: uid {}, rtrace has uid {own} and no CAP_SYS_PTRACE", shown(uids))
    };
    let mut finding = Finding::proved(because)
        .read(
            format!("Uid: {}; Gid: {} (real, effective, saved)", shown(uids), shown(gids)),
            "/proc/PID/status",
        )
        .read(format!("real uid {own}, real gid {own_group}"), "getresuid(2)");
    let same_effective = e.caller.uids.is_some_and(|ids| ids[1] == uids[1]) && uids[0] != own;
    if same_effective {
        finding =
            finding.not("the EFFECTIVE uid of rtrace would do for /proc, but ptrace looks at the real one");
    }
    if uids[0] == own || uids[0] == 0 {
        return Some(finding);
    }
    Some(
        finding
            .advise(format!("sudo -u '#{}' rtrace -p {}", uids[0], t.task.pid), "as the process's own user"),
    )
}

fn by_signal(e: &Evidence, t: &Target) -> Option<Finding> {
    t.signal
        .is(libc::EPERM)
        .then(|| {
            let finding = Finding::likely(format!(
                "process {} is another user's, and rtrace has no CAP_SYS_PTRACE",
                t.task.pid
            ))
            .saw("kill(PID, 0) answered EPERM: a process that rtrace may not signal");
            match (&e.kernel.hidepid, t.in_proc, e.kernel.proc_is_own) {
                (Some(option), false, _) => {
                    finding.read(format!("{option} hides its /proc/PID"), "/proc/self/mountinfo")
                }
                (None, false, Some(true)) => finding.saw("/proc/PID is hidden"),
                _ => finding,
            }
        })
        .filter(|_| t.read_memory != Reading::Errno(libc::EFAULT))
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;
    use crate::diagnose::causes::CAUSES;
    use crate::diagnose::evidence::{SYS_PTRACE, Task};
    use crate::diagnose::finding::Certainty;

    fn of_user(uids: [u32; 3], gids: [u32; 3]) -> Evidence {
        let mut e = attach_denied(true);
        owned_by(&mut e, uids, gids);
        e
    }

    #[test]
    fn other_ids_are_refused() {
        assert_eq!(codes(&of_user([1001; 3], [1001; 3])), (Some("other-user"), None));
        assert_eq!(codes(&of_user([1000; 3], [1000, 4, 4])), (Some("other-user"), None));
        assert_eq!(codes(&of_user([1000, 0, 0], [1000; 3])), (Some("other-user"), None));
    }

    #[test]
    fn the_capability_overrides_ids() {
        let mut e = of_user([1001; 3], [1001; 3]);
        e.caller.cap_effective = Some(SYS_PTRACE);
        assert_eq!(codes(&e), (None, None));
    }

    #[test]
    fn a_capability_of_an_inner_user_namespace_does_not_reach_out() {
        let mut e = of_user([65534; 3], [65534; 3]);
        e.caller.cap_effective = Some(u64::MAX);
        e.caller.user_ns = Some(4_026_532_100);
        e.caller.uid_map = Some("0 1000 1".into());
        with_target(&mut e, |t| t.task.uid_map = Some("0 4294967295 4294967295".into()));
        assert_eq!(codes(&e).0, Some("other-user"));
    }

    #[test]
    fn a_hidden_process_is_told_by_its_signal() {
        let mut e = of_user([0; 3], [0; 3]);
        e.kernel.hidepid = Some("hidepid=2".into());
        with_target(&mut e, |t| {
            t.task = Task { pid: 300, ..Task::default() };
            t.in_proc = false;
            t.signal = Reading::Errno(libc::EPERM);
            t.mem_owner = None;
        });
        assert_eq!(codes(&e), (Some("other-user"), None));
        assert_eq!(judge(&e).unwrap().certainty, Certainty::Likely);
    }

    #[test]
    fn seccomp_is_not_named_for_another_user_s_process_under_a_filter_that_allows_ptrace() {
        let mut e = of_user([1001; 3], [1001; 3]);
        e.caller.seccomp = Some(2);
        let refusing: Vec<&str> = CAUSES.iter().filter(|c| c.refuses(&e).is_some()).map(|c| c.code).collect();
        assert_eq!(refusing, ["other-user"]);
    }
}
