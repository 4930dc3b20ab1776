use crate::diagnose::advice;
use crate::diagnose::causes::{cause, checks};
use crate::diagnose::environment::environment;
use crate::diagnose::evidence::{Evidence, Reading, Tried, UNKNOWN_REQUEST};
use crate::diagnose::finding::Finding;

cause! {
    /// A seccomp filter answers ptrace(2) before the kernel looks at the call. Container runtimes, systemd
    /// (SystemCallFilter=), browsers, Flatpak and build sandboxes install such filters; they hold for a process and
    /// all that it starts, and can't be taken off from inside. Old runtimes refused ptrace by default: Docker
    /// before 19.03, containerd before 1.7, Podman and CRI-O before March 2022.
    ///
    /// Evidence: a filter is in force (`Seccomp: 2`), which alone proves nothing: Docker's present default allows
    /// ptrace and looks the same. The proof is a ptrace call for a PID that can't exist. The kernel looks the PID up
    /// before any other check and says ESRCH; whatever else is answered, comes from the filter. A filter may refuse
    /// single requests, so they are asked one by one, each in a child of its own: a filter may also kill.
    ///
    /// It is NOT a lack of CAP_SYS_PTRACE: nobody needs that to trace a child of their own. `--cap-add=SYS_PTRACE`
    /// helps in Docker and Podman for another reason: when the container is made, the runtime looks whether the
    /// capability is in the bounding set, and then leaves ptrace, process_vm_readv and kcmp out of its own filter.
    /// A custom profile has no such rule, and there the capability doesn't help.
    ///
    /// Way out: have ptrace allowed where the filter is made: for a container the capability, or
    /// --security-opt seccomp=unconfined, or another profile; for a service SystemCallFilter=; or run rtrace outside.
    ///
    /// Blind spots: a filter on PTRACE_TRACEME alone can't be proved, and is called likely.
    "seccomp-filter", "a seccomp filter refuses ptrace", [], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    let emulated = checks::foreign_symbols(e).is_some() || e.kernel.virtual_apple;
    if e.caller.seccomp == Some(0) || (emulated && e.attempt.answer.is(libc::ENOSYS)) {
        return None;
    }
    let finding = match e.attempt.request {
        _ if e.attempt.answer == Reading::Silent => unanswered(e)?,
        Tried::Fork => return forking(e),
        Tried::Seize | Tried::Attach => attaching(e)?,
        Tried::TraceMe => launching(e)?,
        Tried::SetUp => setting_up(e)?,
    };
    let others = filtered_too(e);
    let finding = finding
        .saw_if(e.caller.seccomp.map(|mode| match e.caller.seccomp_filters {
            Some(filters) => format!("Seccomp: {mode}, Seccomp_filters: {filters} in /proc/self/status"),
            None => format!("Seccomp: {mode} in /proc/self/status"),
        }))
        .saw_if((!others.is_empty()).then(|| format!("the filter refuses {}, too", others.join(" and "))));
    let effective = e.caller.has_sys_ptrace() == Some(true);
    // On a plain machine everybody's bounding set holds it, which tells nothing.
    let made_with_it = environment(e).is_container().then(|| advice::made_with_capability(e)).flatten();
    let finding = match made_with_it.unwrap_or(effective) {
        true => finding
            .read("CAP_SYS_PTRACE is in CapEff or CapBnd", "/proc/self/status")
            .not("CAP_SYS_PTRACE is there already: adding it opens nothing"),
        false if effective => finding.not(
            "CAP_SYS_PTRACE came later (exec --privileged), and changes no filter: it counts at the start",
        ),
        false if e.attempt.request.attaches() => finding,
        false => finding.not("tracing one's own child needs no CAP_SYS_PTRACE: its lack did not refuse this"),
    };
    Some(finding.advise_all(advice::open_filter(e)))
}

/// Filtered calls beside ptrace: they make a runtime's own profile recognizable.
fn filtered_too(e: &Evidence) -> Vec<&'static str> {
    let refused = |reading: Reading, natively: i32| {
        reading.known() && !reading.is(natively) && !matches!(reading, Reading::Returned(_))
    };
    let mut found = Vec::new();
    if refused(e.probes.read_memory, libc::EINVAL) {
        found.push("process_vm_readv");
    }
    if refused(e.probes.compare, libc::EINVAL) {
        found.push("kcmp");
    }
    found
}

/// What is said where `request` for a PID that can't exist didn't find the kernel.
fn proof(e: &Evidence, request: &str, answer: Reading) -> Finding {
    let mode_known = e.caller.seccomp == Some(2);
    let because = match answer {
        Reading::Killed(_) => "a seccomp filter kills who calls ptrace, before the kernel looks at the call",
        Reading::Returned(_) => "a seccomp filter answers ptrace with success and lets nothing happen",
        _ => "a seccomp filter answers ptrace before the kernel looks at the call",
    };
    let named = if request == UNKNOWN_REQUEST { "ptrace" } else { request };
    Finding::proved_if(mode_known, because)
        .saw(format!("{named} on a PID that can't exist {answer}; the kernel itself says ESRCH"))
}

/// Whether a request never reached the kernel.
fn stopped_short(answer: Reading) -> bool {
    answer.known() && !answer.is(libc::ESRCH)
}

/// Whether a probe's answer is what the real attempt got.
fn same(probe: Reading, answer: Reading) -> bool {
    probe == answer || (matches!(probe, Reading::Returned(_)) && answer == Reading::Pretended)
}

fn attaching(e: &Evidence) -> Option<Finding> {
    let (request, answer) = (e.attempt.request.name(), e.attempt.answer);
    let probe = e.probes.nobody(request);
    if stopped_short(probe) && same(probe, answer) {
        return Some(proof(e, request, probe));
    }
    // A filter that says ESRCH looks like a kernel that finds nobody; but kill(2) finds the process.
    let signal = e.target.as_ref()?.signal;
    let found = matches!(signal, Reading::Returned(_) | Reading::Errno(libc::EPERM));
    (probe.is(libc::ESRCH) && answer.is(libc::ESRCH) && found).then(|| {
        let child = e.probes.seize_child.is(libc::ESRCH) && e.caller.seccomp == Some(2);
        Finding::proved_if(
            child,
            "a seccomp filter answers ptrace with ESRCH, as if there were no such process",
        )
        .saw(format!("kill(PID, 0) {signal}: the process is there"))
        .saw_if(child.then_some("PTRACE_SEIZE of a living child of rtrace answered ESRCH, too"))
    })
}

fn launching(e: &Evidence) -> Option<Finding> {
    let answer = e.attempt.answer;
    let tell_tale = [UNKNOWN_REQUEST, "PTRACE_SEIZE", "PTRACE_ATTACH", "PTRACE_SETOPTIONS"]
        .into_iter()
        .map(|request| (request, e.probes.nobody(request)))
        .find(|&(_, probe)| stopped_short(probe) && same(probe, answer));
    if let Some((request, probe)) = tell_tale {
        return Some(proof(e, request, probe));
    }
    // The kernel refuses PTRACE_TRACEME with EPERM, and a security module with EACCES.
    let never_the_kernels = match answer {
        Reading::Errno(errno) => errno != libc::EPERM && errno != libc::EACCES,
        Reading::Killed(signal) => signal == libc::SIGSYS,
        Reading::Pretended => true,
        Reading::Returned(_) | Reading::Silent | Reading::Untried => false,
    };
    if never_the_kernels && same(e.probes.trace_me, answer) {
        return Some(
            Finding::proved_if(e.caller.seccomp == Some(2), "a seccomp filter answers PTRACE_TRACEME")
                .saw(format!("PTRACE_TRACEME {answer}, which no kernel and no security module does")),
        );
    }
    // A filter on this one request. The kernel would have let SEIZE of a child pass no sooner than TRACEME.
    let seizes = e.probes.seize_child == Reading::Returned(0);
    let alone = seizes && e.probes.trace_me == answer && e.probes.child_tracer == Some(0);
    (alone && matches!(answer, Reading::Errno(_))).then(|| {
        Finding::likely("a seccomp filter refuses PTRACE_TRACEME, and only that")
            .saw("PTRACE_SEIZE of a child of rtrace succeeds, PTRACE_TRACEME by such a child does not")
            .saw("TracerPid: 0 in the child's /proc/self/status: nobody else traces it")
    })
}

/// A filter can hand a call to a supervisor (SECCOMP_RET_USER_NOTIF), and that may never answer.
fn unanswered(e: &Evidence) -> Option<Finding> {
    let silent = e.probes.nobody.values().any(|&answer| answer == Reading::Silent);
    (silent && e.caller.seccomp == Some(2)).then(|| {
        Finding::likely("a seccomp filter hands ptrace to a supervisor, which does not answer")
            .saw("ptrace on a PID that can't exist did not return; the kernel itself says ESRCH at once")
    })
}

/// What fork(2) never answers by itself. (EAGAIN and ENOMEM are limits'.)
fn forking(e: &Evidence) -> Option<Finding> {
    let own = matches!(e.attempt.answer, Reading::Errno(libc::EAGAIN | libc::ENOMEM));
    (e.caller.seccomp == Some(2) && !own).then(|| {
        Finding::likely("a seccomp filter refuses fork(2), without which nothing can be started")
            .saw(format!("fork {}, which the kernel itself does not", e.attempt.answer))
            .read("Seccomp: 2", "/proc/self/status")
            .advise("allow clone(2) in that filter", "or start rtrace outside of what installed it")
    })
}

fn setting_up(e: &Evidence) -> Option<Finding> {
    if e.attempt.answer == Reading::Pretended
        && let Some(finding) = launching(e)
    {
        return Some(finding);
    }
    let asked = e.probes.nobody.iter().map(|(request, probe)| (request.as_str(), *probe));
    let (request, probe) = [("PTRACE_SETOPTIONS", e.probes.nobody("PTRACE_SETOPTIONS"))]
        .into_iter()
        .chain(asked)
        .find(|&(_, probe)| stopped_short(probe) && same(probe, e.attempt.answer))?;
    Some(proof(e, request, probe))
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use crate::diagnose::causes::judge;
    use crate::diagnose::evidence::*;
    use crate::diagnose::finding::Certainty;

    const EPERM: Reading = Reading::Errno(libc::EPERM);

    fn certainty(e: &Evidence) -> Option<Certainty> {
        judge(e)
            .cause
            .filter(|(cause, _)| cause.code == "seccomp-filter")
            .map(|(_, finding)| finding.certainty)
    }

    #[test]
    fn every_action_of_a_filter_is_proved() {
        let answers = [
            EPERM,
            Reading::Errno(libc::EACCES),
            Reading::Errno(libc::ENOSYS),
            Reading::Errno(libc::ESRCH),
            Reading::Killed(libc::SIGSYS),
            Reading::Pretended,
        ];
        for answer in answers {
            let mut e = launch(answer);
            filter(&mut e, answer);
            assert_eq!(certainty(&e), Some(Certainty::Proved), "{answer}");
        }
    }

    #[test]
    fn the_mode_alone_is_no_reason() {
        let mut e = launch(EPERM);
        e.caller.seccomp = Some(2);
        e.probes.seize_child = EPERM;
        assert_eq!(codes(&e), (None, None));
    }

    #[test]
    fn no_filter_no_verdict() {
        let mut e = launch(EPERM);
        filter(&mut e, EPERM);
        e.caller.seccomp = Some(0);
        assert_eq!(codes(&e), (None, None));
    }

    #[test]
    fn a_filter_on_attaching_alone_is_proved_by_that_request() {
        let mut e = attach(EPERM);
        e.caller.seccomp = Some(2);
        e.probes.nobody.insert("PTRACE_SEIZE".into(), EPERM);
        assert_eq!(certainty(&e), Some(Certainty::Proved));
        e.attempt.request = Tried::Attach;
        assert_eq!(certainty(&e), None, "that request reaches the kernel");
    }

    #[test]
    fn a_filter_on_traceme_alone_is_likely() {
        let mut e = launch(EPERM);
        e.caller.seccomp = Some(2);
        assert_eq!(certainty(&e), Some(Certainty::Likely));
        e.probes.child_tracer = Some(7);
        assert_eq!(codes(&e), (Some("nested-tracer"), None));
    }

    #[test]
    fn a_filter_that_hides_a_process_is_likely_and_proved_where_it_hides_a_child() {
        let mut e = attach(Reading::Errno(libc::ESRCH));
        e.caller.seccomp = Some(2);
        assert_eq!(certainty(&e), Some(Certainty::Likely));
        e.probes.seize_child = Reading::Errno(libc::ESRCH);
        assert_eq!(certainty(&e), Some(Certainty::Proved));
        with_target(&mut e, |t| t.signal = Reading::Errno(libc::ESRCH));
        assert_eq!(codes(&e).0, Some("no-such-process"));
    }

    #[test]
    fn a_filter_on_what_follows_traceme_is_proved() {
        let mut e = launch(EPERM);
        e.attempt.request = Tried::SetUp;
        e.caller.seccomp = Some(2);
        e.probes.trace_me = Reading::Returned(0);
        e.probes.nobody.insert("PTRACE_SETOPTIONS".into(), EPERM);
        assert_eq!(certainty(&e), Some(Certainty::Proved));
    }

    #[test]
    fn a_filter_whose_supervisor_is_deaf_is_likely() {
        let mut e = launch(Reading::Silent);
        filter(&mut e, Reading::Silent);
        assert_eq!(certainty(&e), Some(Certainty::Likely));
    }

    #[test]
    fn a_filter_on_fork_is_likely_and_a_limit_is_not_one() {
        let mut e = launch(EPERM);
        e.attempt.request = Tried::Fork;
        e.caller.seccomp = Some(2);
        assert_eq!(certainty(&e), Some(Certainty::Likely));
        e.attempt.answer = Reading::Errno(libc::EAGAIN);
        assert_eq!(certainty(&e), None);
    }

    #[test]
    fn an_obstacle_behind_the_filter_is_named_second() {
        let mut e = attach_denied(true);
        filter(&mut e, EPERM);
        owned_by(&mut e, [0; 3], [0; 3]);
        assert_eq!(codes(&e), (Some("seccomp-filter"), Some("other-user")));
    }
}
