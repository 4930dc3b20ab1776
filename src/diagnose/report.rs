//! The verdict, as a block of text for standard error and as data.

use super::causes::{self, Cause};
use super::environment::{Environment, environment};
use super::evidence::{Evidence, Reading, Tried, errno_name, signal_name};
use super::finding::{Advice, Certainty, Finding, Item};
use nix::errno::Errno;
use serde::Serialize;
use std::fmt;

/// Why a request was refused.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// What was refused: `PTRACE_TRACEME: Operation not permitted (EPERM)`.
    pub refused: String,
    /// The stable code of the cause; none where nothing explains the refusal.
    pub cause: Option<&'static str>,
    /// How sure it is.
    pub certainty: Certainty,
    /// What happened, in a sentence.
    pub because: String,
    /// What shows it.
    pub evidence: Vec<Item>,
    /// The wrong guess that this invites, put right.
    #[serde(rename = "not", skip_serializing_if = "Option::is_none")]
    pub wrong_guess: Option<&'static str>,
    /// What rtrace runs in.
    pub environment: Environment,
    /// What helps, the best first.
    pub advice: Vec<Advice>,
    /// The obstacle that would come next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Next>,
    /// All that was found, from which the verdict can be repeated.
    pub found: Evidence,
}

/// An obstacle behind the one that refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Next {
    /// The cause's stable code.
    pub cause: &'static str,
    /// What it is, in a sentence.
    pub because: String,
}

/// The block shows so many items of evidence and of advice, so that it stays readable; the data has them all.
const EVIDENCE_SHOWN: usize = 4;
const ADVICE_SHOWN: usize = 3;

impl Report {
    /// Judges evidence.
    pub fn of(found: Evidence) -> Report {
        let verdict = causes::judge(&found);
        let next = verdict.next.map(|(cause, finding)| Next { cause: cause.code, because: finding.because });
        let (cause, finding) = match verdict.cause {
            Some((cause, finding)) => (Some(cause), finding),
            None => (None, unexplained(&found)),
        };
        let mut advice = finding.advice;
        if supervisable(&found) {
            // Among those that the block shows, behind what opens ptrace itself.
            advice.insert(advice.len().min(ADVICE_SHOWN - 1), without_ptrace());
        }
        Report {
            refused: refused(&found),
            cause: cause.map(|cause: &Cause| cause.code),
            certainty: finding.certainty,
            because: finding.because,
            evidence: finding.evidence,
            wrong_guess: finding.wrong_guess,
            environment: environment(&found),
            advice,
            next,
            found,
        }
    }
}

/// Whether the program that could not be launched could be supervised instead.
fn supervisable(e: &Evidence) -> bool {
    let launch = e.target.is_none() && !e.attempt.request.attaches() && e.attempt.request != Tried::Fork;
    launch && e.probes.supervise == Reading::Returned(0)
}

/// The way out that needs no ptrace.
fn without_ptrace() -> Advice {
    Advice {
        what: "rtrace --no-ptrace PROGRAM ...".to_owned(),
        remark: "works here: shows calls, without their results",
    }
}

/// What was refused, with the errno.
fn refused(e: &Evidence) -> String {
    let request = e.attempt.request;
    let what = match &e.target {
        _ if request == Tried::SetUp => "a ptrace request that tracing needs".to_owned(),
        // As strace says it.
        Some(target) if request.attaches() => {
            format!("attach: ptrace({}, {})", request.name(), target.task.pid)
        }
        _ => request.name().to_owned(),
    };
    match e.attempt.answer {
        Reading::Errno(errno) if what.starts_with("attach: ") => {
            format!("{what}: {}", Errno::from_raw(errno).desc())
        }
        Reading::Errno(errno) => {
            format!("{what}: {} ({})", Errno::from_raw(errno).desc(), errno_name::name(errno))
        }
        Reading::Killed(signal) => format!("{what}: the caller was killed by {}", signal_name(signal)),
        Reading::Silent => format!("{what}: it does not return"),
        Reading::Pretended => format!("{what}: it returned success, and nothing is traced"),
        other => format!("{what}: it {other}"),
    }
}

/// What is said where no cause fits: all that may help somebody else to find it.
fn unexplained(e: &Evidence) -> Finding {
    let told = |number: Option<u32>| number.map_or("unknown".to_owned(), |n| n.to_string());
    let request = e.attempt.request.name();
    let mut finding = Finding::likely("unexplained: none of the causes that rtrace knows fits");
    finding.certainty = Certainty::Unexplained;
    finding = finding.saw(format!(
        "Seccomp: {}; Yama: {}; security modules: {}",
        told(e.caller.seccomp),
        told(e.kernel.yama),
        e.kernel.lsms.as_deref().unwrap_or("unknown")
    ));
    if let Some(probe) = e.probes.nobody.get(request) {
        finding = finding.saw(format!("{request} on a PID that can't exist {probe}"));
    }
    match &e.target {
        Some(t) => {
            finding = finding
                .saw(format!(
                    "process_vm_readv at address 0 {}, pidfd_getfd {}",
                    t.read_memory, t.take_descriptor
                ))
                .saw(format!("kill(PID, 0) {}, readlink of /proc/PID/exe {}", t.signal, t.read_exe));
        }
        None => finding = finding.saw(format!("PTRACE_TRACEME in a new child {}", e.probes.trace_me)),
    }
    finding.advise("rtrace --diagnose --format=json", "shows all that was found: worth a report").advise(
        "journalctl -k, dmesg, the audit log",
        "a security module (BPF, a vendor's) logs what it denies",
    )
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.refused)?;
        match self.cause {
            Some(code) => writeln!(f, "  cause: {} [{code}, {}]", self.because, self.certainty.name())?,
            None => writeln!(f, "  cause: {}", self.because)?,
        }
        write!(f, "  evidence:")?;
        for item in self.evidence.iter().take(EVIDENCE_SHOWN) {
            match item.source {
                "" => write!(f, "\n    - {}", item.fact)?,
                source => write!(f, "\n    - {} in {source}", item.fact)?,
            }
        }
        if let Some(guess) = self.wrong_guess {
            write!(f, "\n  not it: {guess}")?;
        }
        if !self.advice.is_empty() {
            write!(f, "\n  way out {}:", self.environment.place())?;
        }
        for way in self.advice.iter().take(ADVICE_SHOWN) {
            match way.remark {
                "" => write!(f, "\n    - {}", way.what)?,
                remark => write!(f, "\n    - {}  ({remark})", way.what)?,
            }
        }
        if let Some(next) = &self.next {
            write!(f, "\n  next: {} [{}]", next.because, next.cause)?;
        }
        match self.cause {
            Some(code) => write!(f, "\n  more: rtrace --explain-cause {code}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::causes::samples::*;
    use super::*;

    #[test]
    fn a_block_can_be_read_at_a_glance() {
        let mut filtered = attach_denied(true);
        filter(&mut filtered, Reading::Errno(libc::EPERM));
        filtered.probes.read_memory = Reading::Errno(libc::EPERM);
        with_target(&mut filtered, |t| t.task.uids = Some([0; 3]));
        for evidence in [filtered, attach_denied(true), launch(Reading::Errno(libc::EPERM))] {
            let text = Report::of(evidence).to_string();
            assert!((6..=14).contains(&text.lines().count()), "{text}");
        }
    }

    #[test]
    fn the_first_line_says_what_was_refused_and_how() {
        let first = |e| Report::of(e).to_string().lines().next().unwrap_or_default().to_owned();
        assert_eq!(first(attach_denied(true)), "attach: ptrace(PTRACE_SEIZE, 300): Operation not permitted");
        assert_eq!(
            first(launch(Reading::Killed(libc::SIGSYS))),
            "PTRACE_TRACEME: the caller was killed by SIGSYS"
        );
        assert_eq!(
            first(launch(Reading::Pretended)),
            "PTRACE_TRACEME: it returned success, and nothing is traced"
        );
    }

    #[test]
    fn without_a_cause_it_says_unexplained_and_shows_what_was_found() {
        let report = Report::of(attach_denied(true));
        assert_eq!((report.cause, report.certainty), (None, Certainty::Unexplained));
        assert!(report.to_string().contains("unexplained"), "{report}");
        assert!(report.evidence.len() >= 4);
    }

    #[test]
    fn the_data_holds_the_evidence_and_gives_the_same_verdict_again() {
        let mut evidence = attach_denied(true);
        with_target(&mut evidence, |t| t.mem_owner = Some((0, 0)));
        let report = Report::of(evidence);
        let data = serde_json::to_value(&report).unwrap();
        assert_eq!(data["cause"], "not-dumpable");
        assert_eq!(data["certainty"], "proved");
        assert_eq!(data["found"]["attempt"]["answer"]["errno"], "EPERM");
        let again: Evidence = serde_json::from_value(data["found"].clone()).unwrap();
        assert_eq!(Report::of(again), report);
    }
}
