//! The same engine without a failure: could a program be launched, could a task be attached to.

use super::causes::checks;
use super::environment::environment;
use super::evidence::{Attempt, Evidence, Reading, Tried, missing_request};
use super::gather;
use super::report::Report;
use serde::Serialize;
use std::fmt;

/// What a check found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It lets rtrace pass.
    Pass,
    /// It refuses.
    Refuse,
    /// It can't be told.
    Unknown,
}

/// A line of the check list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Its stable name.
    pub check: &'static str,
    /// What was found.
    pub outcome: Outcome,
    /// What shows it.
    pub evidence: String,
}

/// What can be traced, and what stands in the way.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Preflight {
    /// Whether tracing would work: attaching where a PID was given, launching else.
    pub ok: bool,
    /// The check list.
    pub checks: Vec<Check>,
    /// Why it would not.
    pub refusals: Vec<Report>,
    /// All that was found.
    pub found: Evidence,
}

impl Preflight {
    /// Whether tracing would work.
    pub const fn ok(&self) -> bool {
        self.ok
    }
}

/// Looks, and judges.
pub fn preflight(pid: Option<i32>) -> Preflight {
    let request = if pid.is_some() { Tried::Seize } else { Tried::TraceMe };
    of(gather::gather(Attempt { request, answer: Reading::Untried }, pid))
}

/// Judges evidence that was gathered without a failure.
pub fn of(found: Evidence) -> Preflight {
    let launch = launch(&found);
    let attach = found
        .target
        .is_some()
        .then(|| hindered(&found, Attempt { request: Tried::Seize, answer: attach_answer(&found) }));
    let mut checks = vec![Check {
        check: "launch",
        outcome: outcome(launch.answer),
        evidence: format!("{} in a child {}", launch.request.name(), launch.answer),
    }];
    checks.extend(attach.iter().map(|attempt| Check {
        check: "attach",
        outcome: outcome(attempt.answer),
        evidence: attach_evidence(&found, attempt.answer),
    }));
    let wanted = attach.as_ref().unwrap_or(&launch);
    let ok = outcome(wanted.answer) == Outcome::Pass;
    checks.extend(details(&found));
    let refusals = [Some(launch), attach]
        .into_iter()
        .flatten()
        .filter(|attempt| outcome(attempt.answer) != Outcome::Pass)
        .map(|attempt| {
            let target = if attempt.request.attaches() { found.target.clone() } else { None };
            Report::of(Evidence { attempt, target, ..found.clone() })
        })
        .collect();
    Preflight { ok, checks, refusals, found }
}

fn outcome(answer: Reading) -> Outcome {
    match answer {
        Reading::Returned(_) => Outcome::Pass,
        Reading::Untried | Reading::Silent => Outcome::Unknown,
        Reading::Errno(_) | Reading::Killed(_) | Reading::Pretended => Outcome::Refuse,
    }
}

/// What PTRACE_TRACEME said, unless there is no way to make a child.
fn launch(e: &Evidence) -> Attempt {
    match e.probes.fork {
        refused @ Reading::Errno(_) => Attempt { request: Tried::Fork, answer: refused },
        _ => hindered(e, Attempt { request: Tried::TraceMe, answer: e.probes.trace_me }),
    }
}

/// An attempt that would succeed, unless a filter stops what has to follow it.
fn hindered(e: &Evidence, attempt: Attempt) -> Attempt {
    if outcome(attempt.answer) != Outcome::Pass {
        return attempt;
    }
    let stopped = |request: &str| {
        let answer = e.probes.nobody(request);
        answer.known() && !answer.is(libc::ESRCH)
    };
    let deadly = e.probes.nobody.values().copied().find(|answer| matches!(answer, Reading::Killed(_)));
    let missing =
        missing_request(attempt.request.attaches(), stopped).map(|request| e.probes.nobody(request));
    match deadly.or(missing) {
        None => attempt,
        Some(Reading::Returned(_)) => Attempt { request: Tried::SetUp, answer: Reading::Pretended },
        Some(answer) => Attempt { request: Tried::SetUp, answer },
    }
}

/// What PTRACE_SEIZE would say. It is tried where the attach check refuses; where that passes, nobody is seized, and
/// what the kernel checks before and after it is computed.
fn attach_answer(e: &Evidence) -> Reading {
    let Some(target) = &e.target else { return Reading::Untried };
    let filtered = e.probes.nobody("PTRACE_SEIZE");
    if e.probes.seize_target.known() {
        return e.probes.seize_target;
    }
    if filtered.known() && !filtered.is(libc::ESRCH) {
        return if matches!(filtered, Reading::Returned(_)) { Reading::Pretended } else { filtered };
    }
    if filtered == Reading::Silent {
        return filtered;
    }
    if target.signal.is(libc::ESRCH) {
        return Reading::Errno(libc::ESRCH);
    }
    let task = &target.task;
    let never = task.kernel_thread == Some(true)
        || task.tgid.unwrap_or(task.pid) == e.caller.pid
        || matches!(task.state, Some('Z' | 'X'))
        || task.tracer.is_some_and(|tracer| tracer != 0);
    match target.attach_denied() {
        _ if never => Reading::Errno(libc::EPERM),
        Some(true) => Reading::Errno(libc::EPERM),
        // Nothing but a filter refuses that to a child of one's own and lets its memory be read.
        Some(false) if matches!(e.probes.seize_child, Reading::Errno(_)) => e.probes.seize_child,
        Some(false) if filtered.known() => Reading::Returned(0),
        Some(false) | None => Reading::Untried,
    }
}

fn attach_evidence(e: &Evidence, answer: Reading) -> String {
    let Some(target) = &e.target else { return String::new() };
    let who = checks::who(target);
    let check = match target.attach_denied() {
        Some(true) => "the attach check refuses",
        Some(false) => "the attach check passes",
        None => "the attach check could not be asked",
    };
    if e.probes.seize_target.known() || outcome(answer) == Outcome::Pass {
        format!("{who}: {check}")
    } else {
        format!("{who}: {check}; PTRACE_SEIZE would be refused or is unknown")
    }
}

/// The checks one by one.
fn details(e: &Evidence) -> Vec<Check> {
    let mut list = Vec::new();
    let mut add = |check, outcome, evidence: String| list.push(Check { check, outcome, evidence });
    let mode = e.caller.seccomp.map_or("unknown".into(), |mode: u32| mode.to_string());
    add(
        "seccomp",
        if e.caller.seccomp == Some(0) { Outcome::Pass } else { Outcome::Unknown },
        format!("Seccomp: {mode}; Seccomp_filters: {}", or_unknown(e.caller.seccomp_filters)),
    );
    let requests: Vec<_> = e.probes.nobody.iter().filter(|(_, answer)| !answer.is(libc::ESRCH)).collect();
    add(
        "ptrace unfiltered",
        match requests.as_slice() {
            [] if e.probes.nobody.is_empty() => Outcome::Unknown,
            [] => Outcome::Pass,
            some if some.iter().all(|(_, answer)| !answer.known()) => Outcome::Unknown,
            _ => Outcome::Refuse,
        },
        match requests.first() {
            None => {
                "every request on a PID that can't exist answered ESRCH: it reached the kernel".to_owned()
            }
            Some((request, answer)) => format!("{request} on a PID that can't exist {answer}"),
        },
    );
    for (check, reading, natively) in [
        ("process_vm_readv unfiltered", e.probes.read_memory, libc::EINVAL),
        ("kcmp unfiltered", e.probes.compare, libc::EINVAL),
        ("pidfd_getfd unfiltered", e.probes.take_descriptor, libc::EBADF),
    ] {
        let outcome = match reading {
            _ if reading.is(natively) => Outcome::Pass,
            Reading::Errno(libc::ENOSYS) | Reading::Untried | Reading::Silent => Outcome::Unknown,
            _ => Outcome::Refuse,
        };
        add(check, outcome, format!("a call with a wrong argument {reading}"));
    }
    let ids =
        |ids: Option<[u32; 3]>| ids.map_or("unknown".into(), |[r, e, s]: [u32; 3]| format!("{r}/{e}/{s}"));
    add(
        "user",
        match e.target.as_ref().map(|t| (checks::ids_differ(e, t), checks::capable(e, t))) {
            None | Some((Some(false), _) | (_, true)) => Outcome::Pass,
            Some((Some(true), false)) => Outcome::Refuse,
            Some((None, false)) => Outcome::Unknown,
        },
        format!("uid {}, gid {} (real/effective/saved)", ids(e.caller.uids), ids(e.caller.gids)),
    );
    add(
        "capabilities",
        match e.caller.has_sys_ptrace() {
            Some(true) => Outcome::Pass,
            Some(false) if e.target.is_none() => Outcome::Pass,
            _ => Outcome::Unknown,
        },
        format!(
            "CapEff: {}; CapBnd: {}; CAP_SYS_PTRACE {}effective, and needed for other users' processes alone",
            hex(e.caller.cap_effective),
            hex(e.caller.cap_bounding),
            if e.caller.has_sys_ptrace() == Some(true) { "" } else { "not " }
        ),
    );
    if let Some(missing) =
        e.target.as_ref().and_then(|t| checks::capabilities_missing(e, t)).filter(|&set| set != 0)
    {
        let overridden = e.target.as_ref().is_some_and(|t| checks::capable(e, t));
        add(
            "the process's capabilities",
            if overridden { Outcome::Pass } else { Outcome::Refuse },
            format!("it has {}, rtrace has not", checks::capability_names(missing)),
        );
    }
    add(
        "yama",
        match e.kernel.yama {
            Some(0) => Outcome::Pass,
            Some(1) if e.target.is_none() => Outcome::Pass,
            Some(1 | 2) if e.caller.has_sys_ptrace() == Some(true) => Outcome::Pass,
            Some(1) => Outcome::Unknown,
            Some(_) => Outcome::Refuse,
            None if e.kernel.proc_is_own.is_some() => Outcome::Pass,
            None => Outcome::Unknown,
        },
        match e.kernel.yama {
            Some(scope) => format!("kernel.yama.ptrace_scope is {scope}"),
            None => "no /proc/sys/kernel/yama: not active, as far as can be seen".to_owned(),
        },
    );
    add(
        "user namespace",
        match e.target.as_ref().map(|t| (checks::apart(&e.caller, &t.task), checks::capable(e, t))) {
            None | Some((Some(false), _) | (_, true)) => Outcome::Pass,
            Some(_) => Outcome::Unknown,
        },
        format!(
            "{}; uid_map: {}",
            or_unknown(e.caller.user_ns),
            e.caller.uid_map.as_deref().unwrap_or("unknown")
        ),
    );
    add(
        "pid namespace",
        match e.kernel.proc_is_own {
            Some(true) => Outcome::Pass,
            Some(false) if e.target.is_some() => Outcome::Refuse,
            _ => Outcome::Unknown,
        },
        match e.kernel.proc_is_own {
            Some(true) => format!("{}; /proc is of the same", or_unknown(e.caller.pid_ns)),
            Some(false) => "/proc is another namespace's: its numbers don't hold here".to_owned(),
            None => "there is no /proc".to_owned(),
        },
    );
    add(
        "landlock",
        match e.probes.landlock_depth {
            Some(0) => Outcome::Pass,
            _ if e.target.is_none() => Outcome::Pass,
            _ => Outcome::Unknown,
        },
        format!("domains around rtrace: {}", or_unknown(e.probes.landlock_depth)),
    );
    add(
        "security modules",
        match e.caller.label.as_deref() {
            None | Some("unconfined") => Outcome::Pass,
            Some(_) => Outcome::Unknown,
        },
        format!(
            "{}; label: {}",
            e.kernel.lsms.as_deref().unwrap_or("list unreadable"),
            e.caller.label.as_deref().unwrap_or("none").escape_debug()
        ),
    );
    add("environment", Outcome::Pass, environment(e).place().to_owned());
    list
}

fn or_unknown(value: Option<impl fmt::Display>) -> String {
    value.map_or_else(|| "unknown".to_owned(), |value| value.to_string())
}

fn hex(set: Option<u64>) -> String {
    set.map_or_else(|| "unknown".to_owned(), |set| format!("{set:016x}"))
}

impl fmt::Display for Preflight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.checks {
            let outcome = match line.outcome {
                Outcome::Pass => "pass",
                Outcome::Refuse => "refuse",
                Outcome::Unknown => "unknown",
            };
            writeln!(f, "{outcome:<8} {:<28} {}", line.check, line.evidence)?;
        }
        for report in &self.refusals {
            writeln!(f, "\n{report}")?;
        }
        Ok(())
    }
}
