use crate::diagnose::causes::{cause, checks};
use crate::diagnose::evidence::Evidence;
use crate::diagnose::finding::Finding;

cause! {
    /// rtrace runs in a user namespace (a rootless container, a sandbox), and the process outside of it, or in
    /// another one. The user is the same, but capabilities, however many, count inside of one's own user namespace
    /// alone, and across the border the kernel demands CAP_SYS_PTRACE in the process's own.
    ///
    /// Evidence: /proc/PID/uid_map, which anybody may read, differs from rtrace's own. The link /proc/PID/ns/user,
    /// which would prove it, is refused by the same check.
    ///
    /// Way out: run rtrace outside of the namespace, or inside of the process's own: nsenter -U -t PID.
    "user-namespace", "the process is in another user namespace", [EPERM], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    let target = checks::denied(e).filter(|t| !checks::capable(e, t))?;
    if checks::apart(&e.caller, &target.task) != Some(true) || checks::ids_differ(e, target) != Some(false) {
        return None;
    }
    let map = |map: Option<&str>| map.unwrap_or("?").to_owned();
    let (own, other) = (map(e.caller.uid_map.as_deref()), map(target.task.uid_map.as_deref()));
    Some(
        Finding::likely(format!("{} is the same user's, but in another user namespace", checks::who(target)))
            .read(format!("uid_map: {own} for rtrace, {other} for the process"), "/proc/PID/uid_map")
            .saw_if(
                (e.caller.has_sys_ptrace() == Some(true)).then_some(
                    "CAP_SYS_PTRACE is in CapEff, and counts in rtrace's own user namespace alone",
                ),
            )
            .saw_if(
                target.read_denied().and_then(|no| no.then_some("readlink of /proc/PID/exe is refused, too")),
            )
            .advise("run rtrace outside of this user namespace", "in the one of the process")
            .advise(
                format!("nsenter -U -t {} rtrace -p {}", target.task.pid, target.task.pid),
                "where it is an inner one",
            ),
    )
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;

    #[test]
    fn full_capabilities_inside_do_not_help_outside() {
        let mut e = attach_denied(true);
        e.caller.cap_effective = Some(u64::MAX);
        e.caller.cap_permitted = Some(u64::MAX);
        e.caller.user_ns = Some(4_026_532_100);
        e.caller.uid_map = Some("0 1000 1".into());
        e.caller.uids = Some([0; 3]);
        e.caller.gids = Some([0; 3]);
        owned_by(&mut e, [0; 3], [0; 3]);
        with_target(&mut e, |t| t.task.uid_map = Some("0 4294967295 4294967295".into()));
        assert_eq!(codes(&e), (Some("user-namespace"), None));
    }

    #[test]
    fn the_same_namespace_is_no_reason() {
        assert_eq!(codes(&attach_denied(false)), (None, None));
    }
}
