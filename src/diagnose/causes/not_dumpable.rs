use crate::diagnose::advice;
use crate::diagnose::causes::{cause, checks};
use crate::diagnose::evidence::Evidence;
use crate::diagnose::finding::Finding;

cause! {
    /// The process is not dumpable: it has changed its user ids, runs a program that its user may not read, runs one
    /// with set-user-ID or file capabilities, or has asked for it (prctl PR_SET_DUMPABLE 0, as ssh-agent, gpg-agent
    /// and browsers do to guard their secrets). Its own user needs CAP_SYS_PTRACE, too, then.
    ///
    /// Evidence: the kernel gives the files in /proc/PID of such a process to root: /proc/PID/mem is owned by uid 0
    /// while the process's effective uid is another. The directory itself keeps the process's uid. Where the process
    /// is root's, this can't be seen; it is called likely then if nothing else fits.
    ///
    /// Way out: CAP_SYS_PTRACE; or start the program under rtrace: what it does before it makes itself undumpable
    /// and everything after is traced then.
    "not-dumpable", "the process is not dumpable", [EPERM], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    let target = checks::denied(e).filter(|t| !checks::capable(e, t))?;
    let who = checks::who(target);
    let finding = match checks::undumpable(target) {
        Some(true) => Finding::proved(format!("{who} is not dumpable, and rtrace has no CAP_SYS_PTRACE"))
            .read(
                format!(
                    "/proc/{}/mem is owned by uid {}, the process has uid {}",
                    target.task.pid, target.mem_owner?.0, target.task.uids?[1]
                ),
                "stat(2)",
            ),
        Some(false) => return None,
        None if nothing_else_fits(e) => Finding::likely(format!(
            "{who} is probably not dumpable, and rtrace has no CAP_SYS_PTRACE"
        ))
        .saw("the attach check and the read check both refuse, ids, capabilities and namespaces would pass")
        .saw("no Landlock domain, no security label: of the kernel's checks this one is left"),
        None => return None,
    };
    Some(
        finding
            .read("no CAP_SYS_PTRACE in CapEff", "/proc/self/status")
            .advise("rtrace PROGRAM", "started under rtrace it may make itself undumpable: it stays traced")
            .advise_all(advice::capability(e)),
    )
}

/// For a process of root, whose files in /proc are root's in any case.
fn nothing_else_fits(e: &Evidence) -> bool {
    e.target.as_ref().is_some_and(|t| {
        t.attach_denied() == Some(true)
            && t.read_denied() == Some(true)
            && checks::ids_differ(e, t) == Some(false)
            && checks::apart(&e.caller, &t.task) == Some(false)
            && checks::capabilities_missing(e, t) == Some(0)
            && e.probes.landlock_depth == Some(0)
            && e.caller.label.as_deref().is_none_or(|label| label == "unconfined")
            && t.task.state != Some('Z')
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;
    use crate::diagnose::evidence::SYS_PTRACE;
    use crate::diagnose::finding::Certainty;

    #[test]
    fn files_of_root_in_proc_prove_it() {
        let mut e = attach_denied(true);
        with_target(&mut e, |t| t.mem_owner = Some((0, 0)));
        assert_eq!(codes(&e), (Some("not-dumpable"), None));
        assert_eq!(judge(&e).unwrap().certainty, Certainty::Proved);
        e.caller.cap_effective = Some(SYS_PTRACE);
        assert_eq!(codes(&e), (None, None), "the capability overrides it");
    }

    #[test]
    fn for_a_process_of_root_it_is_what_is_left() {
        let mut e = attach_denied(true);
        e.caller.uids = Some([0; 3]);
        e.caller.gids = Some([0; 3]);
        owned_by(&mut e, [0; 3], [0; 3]);
        assert_eq!(codes(&e), (Some("not-dumpable"), None));
        assert_eq!(judge(&e).unwrap().certainty, Certainty::Likely);
        e.probes.landlock_depth = Some(1);
        assert_eq!(codes(&e), (Some("landlock"), None));
    }
}
