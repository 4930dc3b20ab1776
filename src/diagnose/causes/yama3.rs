use crate::diagnose::causes::{cause, checks};
use crate::diagnose::evidence::{Evidence, Tried};
use crate::diagnose::finding::Finding;

cause! {
    /// Yama is at 3 (kernel.yama.ptrace_scope): nobody may trace anybody, root included, and the setting can't be
    /// taken back before the next boot.
    ///
    /// Evidence: kernel.yama.ptrace_scope is 3.
    ///
    /// Way out: boot with another value (see /etc/sysctl.d and /usr/lib/sysctl.d).
    "yama-scope-3", "Yama forbids ptrace until the next boot", [EPERM], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    let refused = match e.attempt.request {
        Tried::Seize | Tried::Attach => checks::denied(e).is_some(),
        Tried::TraceMe => true,
        Tried::SetUp | Tried::Fork => false,
    };
    (refused && e.kernel.yama == Some(3)).then(|| {
        Finding::proved("Yama forbids ptrace to everybody until the next boot")
            .read("3", "/proc/sys/kernel/yama/ptrace_scope")
            .not("root and CAP_SYS_PTRACE don't help, and the value can't be lowered while the machine runs")
            .advise("kernel.yama.ptrace_scope = 1 in /etc/sysctl.d, then reboot", "on the host")
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use crate::diagnose::evidence::Reading;

    #[test]
    fn not_even_root_is_exempt() {
        let mut e = launch(Reading::Errno(libc::EPERM));
        e.probes.seize_child = Reading::Errno(libc::EPERM);
        e.kernel.yama = Some(3);
        e.caller.cap_effective = Some(u64::MAX);
        assert_eq!(codes(&e), (Some("yama-scope-3"), None));
        let mut e = attach_denied(false);
        e.kernel.yama = Some(3);
        e.caller.cap_effective = Some(u64::MAX);
        assert_eq!(codes(&e), (Some("yama-scope-3"), None));
    }
}
