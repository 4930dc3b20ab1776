use crate::diagnose::advice;
use crate::diagnose::causes::{cause, checks};
use crate::diagnose::evidence::{Evidence, Reading, Target, Tried};
use crate::diagnose::finding::Finding;

cause! {
    /// An AppArmor profile refuses. Tracing needs a rule on both sides: `ptrace (trace)` in the tracer's profile and
    /// `ptrace (tracedby)` in the tracee's. Container engines' profiles before 2019-04 (moby) and containerd 1.7
    /// lacked `tracedby`, so that no process of a container could be traced from inside. A tracer without a profile
    /// is not asked for rules, whatever the tracee's profile says.
    /// A profile without `capability sys_ptrace` also takes CAP_SYS_PTRACE's effect away, whatever CapEff says.
    ///
    /// Evidence: ptrace answers EACCES, which neither the kernel's core nor Yama ever does, and a label in
    /// /proc/PID/attr/current is a profile that is enforced; SELinux' labels look different. Which rule is missing
    /// stands in the kernel's log alone: `apparmor="DENIED" operation="ptrace"`.
    ///
    /// Way out: add the rule, or run unconfined: --security-opt apparmor=unconfined.
    "apparmor", "an AppArmor profile refuses ptrace", [EACCES, EPERM], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    let own = e.caller.label.as_deref().filter(|label| checks::apparmor_enforces(Some(label)));
    let target = e.target.as_ref().filter(|_| e.attempt.request.attaches());
    let theirs =
        target.and_then(|t| t.task.label.as_deref()).filter(|label| checks::apparmor_enforces(Some(label)));
    if own.is_none() && theirs.is_none() {
        return None;
    }
    let because = match (e.attempt.request, target) {
        (Tried::TraceMe, _) if e.attempt.answer.is(libc::EACCES) => {
            "AppArmor refuses ptrace to rtrace's profile"
        }
        (Tried::Seize | Tried::Attach, Some(t)) if refuses_attach(e, t, own.is_some())? => {
            if e.attempt.answer.is(libc::EPERM) {
                "AppArmor refuses CAP_SYS_PTRACE to rtrace's profile, although CapEff has it"
            } else {
                "AppArmor refuses ptrace between these two profiles"
            }
        }
        _ => return None,
    };
    let labels = match target {
        Some(t) => format!(
            "rtrace: {}; {}: {}",
            e.caller.label.as_deref().unwrap_or("?").escape_debug(),
            checks::who(t),
            t.task.label.as_deref().unwrap_or("?").escape_debug()
        ),
        None => format!("rtrace: {}", e.caller.label.as_deref().unwrap_or("?").escape_debug()),
    };
    Some(
        Finding::likely(because)
            .read(labels, "/proc/PID/attr/current")
            .saw(match e.attempt.answer {
                Reading::Errno(libc::EACCES) => {
                    "EACCES: the kernel's core and Yama would have answered EPERM"
                }
                _ => "CAP_SYS_PTRACE is in CapEff and would do, if the profile let it",
            })
            .saw_if(e.probes.nobody(e.attempt.request.name()).is(libc::ESRCH).then_some(
                "ptrace on a PID that can't exist answered ESRCH: no seccomp filter stands before the kernel",
            ))
            .advise_all(advice::apparmor(e)),
    )
}

/// By a ptrace rule (EACCES), or because the profile withholds a capability that the other checks need (EPERM).
fn refuses_attach(e: &Evidence, t: &Target, confined: bool) -> Option<bool> {
    if t.attach_denied() == Some(false) {
        return Some(false);
    }
    if e.attempt.answer.is(libc::EACCES) {
        return Some(true);
    }
    let needed = checks::ids_differ(e, t)? || checks::undumpable(t) == Some(true);
    Some(
        confined
            && e.attempt.answer.is(libc::EPERM)
            && e.caller.has_sys_ptrace()?
            && needed
            && checks::capable(e, t),
    )
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;
    use crate::diagnose::evidence::SYS_PTRACE;

    const EACCES: Reading = Reading::Errno(libc::EACCES);

    #[test]
    fn eacces_under_an_enforced_profile_is_apparmor() {
        let mut e = launch(EACCES);
        e.probes.seize_child = EACCES;
        e.caller.label = Some("docker-default (enforce)".into());
        assert_eq!(codes(&e), (Some("apparmor"), None));
        e.caller.label = Some("docker-default (complain)".into());
        assert_eq!(codes(&e), (None, None), "a profile that only complains refuses nothing");
    }

    #[test]
    fn the_target_s_profile_may_refuse_too() {
        let mut e = attach_denied(true);
        e.attempt.answer = EACCES;
        e.caller.label = Some("unconfined".into());
        with_target(&mut e, |t| t.task.label = Some("docker-default (enforce)".into()));
        assert_eq!(codes(&e), (Some("apparmor"), None));
    }

    #[test]
    fn a_profile_can_withhold_the_capability() {
        let mut e = attach_denied(true);
        e.caller.cap_effective = Some(SYS_PTRACE);
        e.caller.label = Some("confined (enforce)".into());
        owned_by(&mut e, [0; 3], [0; 3]);
        assert_eq!(codes(&e), (Some("apparmor"), None));
    }

    #[test]
    fn eperm_under_a_profile_is_not_apparmor_without_a_need_for_the_capability() {
        let mut e = attach_denied(true);
        e.caller.label = Some("confined (enforce)".into());
        assert_eq!(codes(&e), (None, None));
    }
}
