//! The seccomp filters of a process: read from the kernel, listed, and explored for what they refuse.

use super::bpf::{Filter, Instruction, Line, Malformed, Refusals};
use super::evidence::errno_name;
use super::finding::{Advice, Item};
use super::procfs;
use super::report::Report;
use crate::arch::Abi;
use crate::event::{Answer, Refusal, Request};
use crate::sys::ptrace::{Resume, resume, seccomp_filter};
use crate::sys::wait::{How, wait_for};
use nix::errno::Errno;
use nix::sys::ptrace;
use nix::unistd::Pid;
use serde::Serialize;
use std::fmt;

/// The filters of a process.
#[derive(Debug, Serialize)]
pub struct Dump {
    /// The process, or thread.
    pub pid: i32,
    /// Its filters, the newest first.
    pub filters: Vec<Dumped>,
}

/// One filter.
#[derive(Debug, Serialize)]
pub struct Dumped {
    /// Its place in the order of their making: 1 is the oldest.
    pub number: usize,
    /// As the kernel has it.
    pub instructions: Vec<Instruction>,
    /// In words, a line for each instruction.
    pub listing: Vec<Line>,
    /// What it refuses, for each ABI that the kernel may offer.
    pub refusals: Vec<Refusals>,
}

/// Why there is no dump.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum NoDump {
    /// ptrace of the process was refused.
    Refused(Box<Report>),
    /// The filters can't be had.
    Because(Box<Reason>),
}

/// Why filters can't be had, in the diagnosis' words.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// What was asked for.
    pub refused: String,
    /// What stands in the way, in a sentence.
    pub because: &'static str,
    /// What shows it.
    pub evidence: Vec<Item>,
    /// What helps.
    pub advice: Vec<Advice>,
}

const STATUS: &str = "/proc/self/status";

/// CAP_SYS_ADMIN of linux/capability.h.
const SYS_ADMIN: u64 = 1 << 21;

/// Reads the filters of `pid`, which is stopped for a moment.
pub fn dump(pid: i32) -> Result<Dump, NoDump> {
    let no = |because, fact: String, source, advice: &[(&str, &'static str)]| {
        let advice = advice.iter().map(|&(what, remark)| Advice { what: what.to_owned(), remark }).collect();
        let refused = format!("the seccomp filters of process {pid}");
        let evidence = vec![Item { fact, source }];
        Err(NoDump::Because(Box::new(Reason { refused, because, evidence, advice })))
    };
    let theirs = procfs::task(pid, &format!("/proc/{pid}"));
    let mode = theirs.as_ref().and_then(|task| task.seccomp);
    let process_status = "/proc/PID/status";
    match mode {
        Some(0) => return no("it runs under no seccomp filter", "Seccomp: 0".into(), process_status, &[]),
        Some(1) => {
            let because =
                "it is in seccomp's strict mode: read, write, _exit and sigreturn alone, and no filter";
            return no(because, "Seccomp: 1".into(), process_status, &[]);
        }
        _ => {}
    }
    if let Some(own) = procfs::task(0, "/proc/self") {
        if let Some(mode @ 1..) = own.seccomp {
            let because = "rtrace itself runs under a seccomp filter: the kernel then shows none";
            let advice = [("start rtrace outside of what installed the filter", "on the host, as root")];
            return no(because, format!("Seccomp: {mode}"), STATUS, &advice);
        }
        if let Some(effective) = own.cap_effective
            && effective & SYS_ADMIN == 0
        {
            let because = "rtrace has no CAP_SYS_ADMIN, which the kernel asks for";
            return no(because, format!("CapEff: {effective:016x}"), STATUS, &[("sudo rtrace ...", "")]);
        }
    }
    let answer = match read(Pid::from_raw(pid)) {
        Ok(filters) => {
            return described(pid, filters).or_else(|malformed| {
                let because = "rtrace can't read one of them: it is none that seccomp(2) takes";
                no(because, malformed.to_string(), "", &[])
            });
        }
        Err(Step::Seize(errno)) => {
            let answer = Answer::Errno(errno as i32);
            let refusal = Refusal { request: Request::Seize, pid: Pid::from_raw(pid), answer };
            return Err(NoDump::Refused(Box::new(super::explain(&refusal))));
        }
        Err(Step::Get(errno)) => errno,
    };
    let fact = format!("PTRACE_SECCOMP_GET_FILTER answered {}", errno_name::name(answer as i32));
    match answer {
        Errno::EACCES => {
            let because =
                "CAP_SYS_ADMIN is wanted in the initial user namespace, and rtrace has it in another";
            no(because, fact, "", &[("run rtrace on the host, as root", "")])
        }
        Errno::EINVAL | Errno::EIO => {
            let because = "the kernel was built without CONFIG_CHECKPOINT_RESTORE, or is older than 4.4";
            no(because, fact, "", &[])
        }
        Errno::ESRCH => no("it has ended", fact, "", &[]),
        _ => no("the kernel refuses for a reason that rtrace doesn't know", fact, "", &[]),
    }
}

/// What failed.
enum Step {
    Seize(Errno),
    Get(Errno),
}

/// The filters of a process, the newest first.
fn read(pid: Pid) -> Result<Vec<Filter>, Step> {
    ptrace::seize(pid, ptrace::Options::empty()).map_err(Step::Seize)?;
    // Where one of these fails, the process has ended, or the wait tells so.
    let stopped = ptrace::interrupt(pid).and_then(|()| wait_for(pid, How::Block)).map_err(Step::Get)?;
    let mut filters = Vec::new();
    let found = loop {
        match seccomp_filter(pid, filters.len()) {
            Ok(program) => filters.push(Filter(program.into_iter().map(Instruction::from).collect())),
            Err(Errno::ENOENT) if !filters.is_empty() => break Ok(()),
            Err(errno) => break Err(Step::Get(errno)),
        }
    };
    // A stop without an event is for a signal, which the process must get.
    let status = stopped.map_or(0, |raw| raw.status);
    let signal = if status >> 16 == 0 && libc::WIFSTOPPED(status) { libc::WSTOPSIG(status) } else { 0 };
    // Where it fails, the process has been killed meanwhile.
    let _ = resume(pid, Resume::Detach, signal);
    filters.reverse();
    found.map(|()| filters)
}

fn described(pid: i32, filters: Vec<Filter>) -> Result<Dump, Malformed> {
    let count = filters.len();
    let offered = Abi::ALL.into_iter().filter(|abi| abi.native() == Abi::own());
    let filters = filters.into_iter().enumerate().map(|(index, filter)| {
        Ok(Dumped {
            number: count - index,
            listing: filter.listing(),
            refusals: offered.clone().map(|abi| filter.refusals(abi)).collect::<Result<_, _>>()?,
            instructions: filter.0,
        })
    });
    Ok(Dump { pid, filters: filters.collect::<Result<_, _>>()? })
}

impl fmt::Display for Dump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.filters.len() == 1 { "" } else { "s, the newest first" };
        writeln!(f, "process {} runs under {} seccomp filter{plural}", self.pid, self.filters.len())?;
        for filter in &self.filters {
            let count = filter.instructions.len();
            writeln!(f, "\nfilter {} of {}: {count} instructions", filter.number, self.filters.len())?;
            for line in &filter.listing {
                writeln!(f, "{line}")?;
            }
            for refusals in &filter.refusals {
                write!(f, "{refusals}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for NoDump {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self {
            NoDump::Refused(report) => return report.fmt(f),
            NoDump::Because(reason) => reason,
        };
        write!(f, "{}: not to be had\n  cause: {}\n  evidence:", reason.refused, reason.because)?;
        for item in &reason.evidence {
            match item.source {
                "" => write!(f, "\n    - {}", item.fact)?,
                source => write!(f, "\n    - {} in {source}", item.fact)?,
            }
        }
        if !reason.advice.is_empty() {
            f.write_str("\n  way out:")?;
        }
        for way in &reason.advice {
            match way.remark {
                "" => write!(f, "\n    - {}", way.what)?,
                remark => write!(f, "\n    - {}  ({remark})", way.what)?,
            }
        }
        Ok(())
    }
}
