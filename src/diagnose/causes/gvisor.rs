use crate::diagnose::causes::{cause, checks};
use crate::diagnose::evidence::Evidence;
use crate::diagnose::finding::Finding;

cause! {
    /// This is gVisor (runsc, GKE Sandbox, Cloud Run), a kernel of its own in user space. It has ptrace for one's
    /// own children, but follows Yama's rule of attaching to descendants only, whatever the host's setting says.
    ///
    /// Evidence: the kernel's log says "Starting gVisor", or its version is the one that gVisor shows (4.4.0 of
    /// 10 January 2016).
    ///
    /// Way out: start the program under rtrace instead of attaching to it, or run the container under another
    /// runtime (runc).
    "gvisor", "gVisor lets only descendants be attached to", [EPERM], judge
}

/// What gVisor shows as its version, whatever its age.
const VERSION: &str = "Sun Jan 10 15:06:54 PST 2016";

fn judge(e: &Evidence) -> Option<Finding> {
    let target =
        checks::denied(e).filter(|t| t.descends != Some(true) && checks::classic_checks_pass(e, t))?;
    let version = e.kernel.version.contains(VERSION);
    (version || e.kernel.gvisor_log).then(|| {
        Finding::likely(format!("this is gVisor, and {} is no descendant of rtrace", checks::who(target)))
            .saw_if(e.kernel.gvisor_log.then_some("\"Starting gVisor\" in the kernel's log (dmesg)"))
            .saw_if(version.then(|| format!("kernel {} {} in uname -rv", e.kernel.release, e.kernel.version)))
            .advise("rtrace PROGRAM", "start it under rtrace instead of attaching")
            .advise("--runtime=runc", "docker run; Kubernetes: another runtimeClassName")
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;

    #[test]
    fn gvisor_refuses_siblings() {
        let mut e = attach_denied(true);
        e.kernel.version = "#1 SMP Sun Jan 10 15:06:54 PST 2016".into();
        e.kernel.release = "4.4.0".into();
        with_target(&mut e, |t| t.task.user_ns = Some(4_026_531_837));
        assert_eq!(codes(&e), (Some("gvisor"), None));
        with_target(&mut e, |t| t.descends = Some(true));
        assert_eq!(codes(&e).0, None);
    }

    #[test]
    fn the_log_tells_it_too() {
        let mut e = attach_denied(true);
        e.kernel.gvisor_log = true;
        assert_eq!(codes(&e), (Some("gvisor"), None));
    }
}
