use crate::diagnose::advice;
use crate::diagnose::causes::{cause, checks};
use crate::diagnose::evidence::{Evidence, Tried};
use crate::diagnose::finding::Finding;

cause! {
    /// SELinux' policy refuses: the domain of the tracer lacks the permission process:ptrace on the tracee's. The
    /// boolean deny_ptrace withholds it from all domains at once.
    ///
    /// Evidence: ptrace answers EACCES, which neither the kernel's core nor Yama ever does; the labels in
    /// /proc/PID/attr/current are SELinux contexts (user:role:type:level), and it is enforcing as far as that can be
    /// seen. The missing rule stands in the audit log alone.
    ///
    /// Way out: `setsebool deny_ptrace off` on the host; for a container --security-opt label=disable; else a policy
    /// module for what the audit log shows.
    "selinux", "SELinux' policy refuses ptrace", [EACCES], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    let label = e.caller.label.as_deref().filter(|label| checks::selinux_context(Some(label)))?;
    if e.kernel.selinux_enforcing == Some(false) || !e.attempt.answer.is(libc::EACCES) {
        return None;
    }
    let target = match e.attempt.request {
        Tried::TraceMe => None,
        Tried::Seize | Tried::Attach => Some(checks::denied(e)?),
        Tried::SetUp | Tried::Fork => return None,
    };
    let theirs = target.and_then(|t| t.task.label.as_deref());
    Some(
        Finding::likely("SELinux' policy refuses ptrace to rtrace's domain")
            .read(
                match theirs {
                    Some(theirs) => {
                        format!("rtrace: {}; the process: {}", label.escape_debug(), theirs.escape_debug())
                    }
                    None => format!("rtrace: {}", label.escape_debug()),
                },
                "/proc/PID/attr/current",
            )
            .saw("EACCES: the kernel's core and Yama would have answered EPERM")
            .saw_if(e.kernel.selinux_deny_ptrace.map(|set| {
                format!("deny_ptrace is {} in /sys/fs/selinux/booleans", if set { "on" } else { "off" })
            }))
            .advise_all(advice::selinux(e)),
    )
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use crate::diagnose::evidence::Reading;

    const EACCES: Reading = Reading::Errno(libc::EACCES);
    const CONTEXT: &str = "system_u:system_r:container_t:s0:c1,c2";

    #[test]
    fn eacces_and_a_context_are_selinux() {
        let mut e = launch(EACCES);
        e.probes.seize_child = EACCES;
        e.caller.label = Some(CONTEXT.into());
        assert_eq!(codes(&e), (Some("selinux"), None));
        e.kernel.selinux_enforcing = Some(false);
        assert_eq!(codes(&e), (None, None));
    }

    #[test]
    fn a_policy_between_two_domains_is_told() {
        let mut e = attach_denied(true);
        e.attempt.answer = EACCES;
        e.caller.label = Some("staff_u:staff_r:staff_t:s0".into());
        with_target(&mut e, |t| t.task.label = Some(CONTEXT.into()));
        assert_eq!(codes(&e), (Some("selinux"), None));
        e.attempt.answer = Reading::Errno(libc::EPERM);
        assert_eq!(codes(&e), (None, None), "EPERM is no answer of SELinux");
    }
}
