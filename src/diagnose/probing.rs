//! Which probes are run, and how their children's words are read.

use super::evidence::{Probes, Reading, Target, Tried, UNKNOWN_REQUEST, missing_request};
use super::procfs;
use crate::sys::probe;
use crate::sys::supervise::{self, Refused};
use crate::sys::throwaway::{Ended, throwaway};
use std::time::{Duration, Instant};

/// How long all probes together may keep silent. A probe answers within a millisecond, unless a filter's
/// supervisor never does.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long a single one may: much, so that a busy machine isn't taken for a silent one.
const LONGEST: Duration = Duration::from_millis(60);
/// How long it is given even where the patience is at its end.
const SHORTEST: Duration = Duration::from_millis(2);

/// A request that nobody needs, and those that a tracer does: filters may tell them apart by ptrace's first argument.
const REQUESTS: [(&str, u32); 13] = [
    (UNKNOWN_REQUEST, probe::UNKNOWN_REQUEST),
    ("PTRACE_SEIZE", libc::PTRACE_SEIZE),
    ("PTRACE_ATTACH", libc::PTRACE_ATTACH),
    ("PTRACE_SETOPTIONS", libc::PTRACE_SETOPTIONS),
    ("PTRACE_SYSCALL", libc::PTRACE_SYSCALL),
    ("PTRACE_PEEKDATA", libc::PTRACE_PEEKDATA),
    ("PTRACE_GETREGSET", libc::PTRACE_GETREGSET),
    ("PTRACE_GET_SYSCALL_INFO", libc::PTRACE_GET_SYSCALL_INFO),
    ("PTRACE_INTERRUPT", libc::PTRACE_INTERRUPT),
    ("PTRACE_LISTEN", libc::PTRACE_LISTEN),
    ("PTRACE_GETEVENTMSG", libc::PTRACE_GETEVENTMSG),
    ("PTRACE_GETSIGINFO", libc::PTRACE_GETSIGINFO),
    ("PTRACE_DETACH", libc::PTRACE_DETACH),
];

/// Told by a child whose PTRACE_TRACEME succeeded without an effect.
const PRETENDED: i64 = i64::MIN;

/// What a filter answers to a request that a tracer can't do without, and whether it answers any request so. None
/// where there is no filter, or it leaves a way to trace: PTRACE_TRACEME for PTRACE_SEIZE in a launch, either of
/// PTRACE_GET_SYSCALL_INFO and PTRACE_GETREGSET.
pub fn obstacle(attaching: bool) -> Option<(Reading, bool)> {
    if probe::ask_self(libc::PR_GET_SECCOMP) == 0 {
        return None;
    }
    let mut prober = Prober::new();
    // One child asks for all of them, so that a filter that minds none costs no more than a fork.
    let all = prober.try_out(|| {
        let stopped = |&(at, &(_, request)): &(usize, &(&str, u32))| {
            (probe::ptrace_nobody(request) != -i64::from(libc::ESRCH)).then_some(1 << at)
        };
        REQUESTS.iter().enumerate().filter_map(|entry| stopped(&entry)).sum()
    });
    let mut answer_to = |name: &str| {
        let request = REQUESTS.iter().find(|(known, _)| *known == name).map_or(0, |&(_, request)| request);
        Some(prober.try_out(|| probe::ptrace_nobody(request))).filter(|answer| answer.known())
    };
    let stopped = match all {
        Reading::Returned(bits) => bits,
        Reading::Silent => return Some((Reading::Silent, true)),
        Reading::Killed(_) => {
            let any = answer_to(UNKNOWN_REQUEST).is_some_and(|answer| matches!(answer, Reading::Killed(_)));
            return Some((all, any));
        }
        _ => return None,
    };
    let is_stopped = |name: &str| {
        REQUESTS.iter().position(|(known, _)| *known == name).is_some_and(|at| stopped & (1 << at) != 0)
    };
    let needed = missing_request(attaching, is_stopped)?;
    // Where it is the same for all, ptrace itself is refused, and the real attempt will tell.
    if is_stopped(UNKNOWN_REQUEST) { None } else { Some((answer_to(needed)?, false)) }
}

/// Runs probes and keeps what they may still cost.
pub struct Prober {
    patience: Duration,
    /// The errno of fork(2), once it was refused.
    fork: Reading,
}

impl Prober {
    /// A prober that has spent nothing yet.
    pub fn new() -> Prober {
        Prober { patience: PATIENCE, fork: Reading::Untried }
    }

    /// Runs `work` in a child of its own.
    fn try_out(&mut self, work: impl FnOnce() -> i64) -> Reading {
        if matches!(self.fork, Reading::Errno(_)) {
            return Reading::Untried;
        }
        let began = Instant::now();
        match throwaway(LONGEST.min(self.patience).max(SHORTEST), work) {
            Ok(ended) => {
                self.fork = Reading::Returned(0);
                match ended {
                    Ended::Said(PRETENDED) => Reading::Pretended,
                    Ended::Said(raw) => Reading::of(raw),
                    Ended::Killed(signal) => Reading::Killed(signal),
                    Ended::Silent => {
                        self.patience = self.patience.saturating_sub(began.elapsed());
                        Reading::Silent
                    }
                }
            }
            Err(errno) => {
                self.fork = Reading::Errno(errno as i32);
                Reading::Untried
            }
        }
    }

    /// The probes that concern rtrace itself.
    pub fn own(&mut self) -> Probes {
        let mut probes = Probes {
            trace_me: self.try_out(trace_me_twice),
            child_tracer: self.child_tracer(),
            read_memory: self.try_out(probe::read_memory_wrongly),
            take_descriptor: self.try_out(|| probe::take_no_descriptor(nix::unistd::getpid().as_raw())),
            compare: self.try_out(probe::compare_nothing),
            openat2: self.try_out(probe::open_nothing),
            supervise: self.try_out(|| match supervise::try_out() {
                Ok(()) => 0,
                Err(Refused::Fork(errno) | Refused::Filter(errno)) => -i64::from(errno as i32),
                Err(Refused::Killed) => -i64::from(libc::EPERM),
            }),
            ..Probes::default()
        };
        for (name, request) in REQUESTS {
            probes.nobody.insert(name.to_owned(), self.try_out(|| probe::ptrace_nobody(request)));
        }
        // The kernel that answers this one with ESRCH would answer so for any other, too.
        if probes.nobody("PTRACE_SEIZE").is(libc::ESRCH) {
            probes.seize_child = self.try_out(|| probe::with_idle_child(probe::seize));
        }
        if probes.read_memory.is(libc::EINVAL) {
            probes.read_child = self.try_out(|| probe::with_idle_child(probe::read_memory_at_null));
        }
        probes.landlock_depth = match self.try_out(probe::fill_landlock) {
            Reading::Returned(entered) => depth(entered),
            _ => None,
        };
        probes.child_tracer_comm = probes
            .child_tracer
            .filter(|&pid| pid != 0)
            .and_then(|pid| procfs::line(format!("/proc/{pid}/comm")));
        probes.fork = self.fork;
        probes
    }

    /// TracerPid of a new child.
    fn child_tracer(&mut self) -> Option<i32> {
        let told = self.try_out(|| {
            procfs::text("/proc/self/status")
                .and_then(|text| procfs::status(0, &text).tracer)
                .map_or(-1, i64::from)
        });
        match told {
            Reading::Returned(pid) => i32::try_from(pid).ok(),
            _ => None,
        }
    }

    /// The probes of `pid`. The attach check is asked from rtrace itself and not from a child: Yama judges by
    /// descent. `probes` has said before that no filter kills for it.
    pub fn target(&mut self, pid: i32, probes: &mut Probes, request: Tried, target: &mut Target) {
        target.signal = Reading::of(probe::signal_nothing(pid));
        if probes.read_memory.is(libc::EINVAL) {
            target.read_memory = Reading::of(probe::read_memory_at_null(pid));
        }
        if probes.take_descriptor.is(libc::EBADF) {
            target.take_descriptor = Reading::of(probe::take_no_descriptor(pid));
        }
        if probes.compare.is(libc::EINVAL) {
            target.compare = Reading::of(probe::compare_memory(pid));
        }
        if target.in_proc {
            target.open_mem = procfs::opening(&format!("/proc/{pid}/mem"));
            target.read_exe = procfs::following(&format!("/proc/{pid}/exe"));
        }
        // Only where it is refused anyhow: a diagnosis doesn't trace anybody.
        if target.attach_denied() == Some(true) && request.attaches() {
            probes.seize_target = self.try_out(|| probe::seize(pid));
        }
    }
}

/// LANDLOCK_MAX_NUM_LAYERS of the kernel's security/landlock/limits.h.
const LANDLOCK_LAYERS: u32 = 16;

/// How many domains there are already, where so many more could be entered.
fn depth(entered: i64) -> Option<u32> {
    u32::try_from(entered).ok().map(|entered| LANDLOCK_LAYERS.saturating_sub(entered))
}

/// The Landlock domains around rtrace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Domains {
    /// The kernel has no Landlock, or it is turned off.
    Unsupported,
    /// So many.
    Entered(u32),
}

/// So long a child may take to enter them.
const LIMIT: Duration = Duration::from_millis(200);

/// Tries it in a child. None where it can't be told.
pub fn landlock_depth() -> Option<Domains> {
    match throwaway(LIMIT, probe::fill_landlock) {
        Ok(Ended::Said(errno))
            if errno == -i64::from(libc::ENOSYS) || errno == -i64::from(libc::EOPNOTSUPP) =>
        {
            Some(Domains::Unsupported)
        }
        Ok(Ended::Said(entered)) => depth(entered).map(Domains::Entered),
        _ => None,
    }
}

/// PTRACE_TRACEME, and again: the kernel refuses the second one, because the caller is traced already. What says
/// yes twice has done nothing.
fn trace_me_twice() -> i64 {
    match probe::trace_me() {
        0 if probe::trace_me() == 0 => PRETENDED,
        first => first,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silent_probe_costs_no_more_than_the_patience_for_all() {
        let began = Instant::now();
        let mut prober = Prober::new();
        for _ in 0..10 {
            let hang = || {
                nix::unistd::pause();
                0
            };
            assert_eq!(prober.try_out(hang), Reading::Silent);
        }
        assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
    }

    #[test]
    fn an_unconfined_process_finds_the_kernel_behind_every_request() {
        let probes = Prober::new().own();
        assert_eq!(probes.trace_me, Reading::Returned(0));
        assert_eq!(probes.seize_child, Reading::Returned(0));
        assert!(probes.nobody.values().all(|answer| answer.is(libc::ESRCH)), "{probes:?}");
        assert_eq!(probes.child_tracer, Some(0));
    }
}
