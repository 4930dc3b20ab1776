use crate::diagnose::causes::{cause, checks};
use crate::diagnose::evidence::Evidence;
use crate::diagnose::finding::Finding;

cause! {
    /// rtrace runs in a Landlock domain: a sandbox that a program puts itself and all that it starts into. From
    /// inside, only processes of the same domain, or of one nested in it, may be traced; not even root and
    /// CAP_SYS_PTRACE reach out.
    ///
    /// Evidence: Landlock leaves no trace in /proc. But the kernel allows 16 domains inside each other, so a child
    /// that enters new ones until E2BIG comes counts how many there were. Both the attach check and the read check
    /// refuse the process, and ids, capabilities and namespaces would let rtrace pass; a child of rtrace's own
    /// passes. Which domain the process is in can't be seen, so the verdict is "likely".
    ///
    /// Way out: run rtrace outside of that sandbox, or start the program under rtrace inside of it.
    "landlock", "a Landlock domain keeps rtrace in", [EPERM], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    let target = checks::denied(e)?;
    let depth = e.probes.landlock_depth.filter(|&depth| depth > 0)?;
    let both = target.attach_denied() == Some(true) && target.read_denied() != Some(false);
    (both && checks::classic_checks_pass(e, target)).then(|| {
        Finding::likely(format!(
            "rtrace runs in a Landlock domain, and {} outside of it",
            checks::who(target)
        ))
        .saw(format!(
            "Landlock domains around rtrace: {depth} (of 16, a child could enter {} more)",
            16 - depth.min(16)
        ))
        .saw("ids, capabilities, dumpability and user namespaces would let rtrace pass")
        .saw_if(e.probes.read_child.is(libc::EFAULT).then_some("a child of rtrace passes the same check"))
        .not("root and CAP_SYS_PTRACE don't help inside of a Landlock domain")
        .advise(
            "run rtrace outside of the sandbox",
            "whatever entered the domain started rtrace, directly or not",
        )
        .advise("rtrace PROGRAM", "inside of the sandbox: one's own children may be traced")
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use crate::diagnose::evidence::SYS_PTRACE;

    #[test]
    fn a_domain_keeps_even_root_in() {
        let mut e = attach_denied(true);
        e.probes.landlock_depth = Some(1);
        assert_eq!(codes(&e), (Some("landlock"), None));
        e.caller.cap_effective = Some(SYS_PTRACE);
        assert_eq!(codes(&e), (Some("landlock"), None));
    }

    #[test]
    fn a_domain_is_not_blamed_where_another_check_refuses_or_reading_is_allowed() {
        let mut e = attach_denied(true);
        e.probes.landlock_depth = Some(1);
        owned_by(&mut e, [0; 3], [0; 3]);
        assert_eq!(codes(&e), (Some("other-user"), None));
        let mut e = attach_denied(false);
        e.probes.landlock_depth = Some(1);
        e.kernel.yama = Some(1);
        assert_eq!(codes(&e), (Some("yama-scope-1"), None));
    }
}
