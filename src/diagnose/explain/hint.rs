//! The hint: counts the calls that were refused, for one line at the end that tells of `--explain`.

use super::sigsys::Trapped;
use crate::decode::table;
use crate::event::{
    Aside, End, Entry, Event, Explanation, Got, Handler, Moment, Outcome, Refusals, Snapshot, Tampering,
    Tracee,
};
use nix::errno::Errno;
use nix::sys::signal::Signal;
use nix::unistd::Pid;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::rc::Rc;

/// How many calls were refused, by errno. Clones share the numbers.
#[derive(Clone, Debug, Default)]
pub struct Counts(Rc<RefCell<BTreeMap<Got, u64>>>);

/// Calls that C libraries and runtimes try first, and go on without: an ENOSYS for them tells nothing of why a program
/// failed.
const TRIED: &[&str] = &[
    "cachestat",
    "clone3",
    "close_range",
    "copy_file_range",
    "epoll_pwait2",
    "faccessat2",
    "fchmodat2",
    "futex_waitv",
    "getrandom",
    "io_uring_setup",
    "membarrier",
    "memfd_create",
    "openat2",
    "pidfd_open",
    "preadv2",
    "process_madvise",
    "pwritev2",
    "renameat2",
    "rseq",
    "set_robust_list",
    "statx",
];

/// Calls whose failures tell nothing of the kind: what a signal had interrupted, and files that nobody can wait for.
const NEVER: &[&str] = &["epoll_ctl", "rt_sigreturn", "sigreturn"];

fn counts(call: &str, errno: i32) -> bool {
    match errno {
        _ if NEVER.contains(&call) => false,
        libc::EPERM | libc::EACCES => true,
        libc::ENOSYS => !TRIED.contains(&call),
        _ => false,
    }
}

impl Counts {
    /// Whether there were none.
    pub fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    fn add(&self, got: Got) {
        *self.0.borrow_mut().entry(got).or_default() += 1;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counts = self.0.borrow();
        let all: u64 = counts.values().sum();
        f.write_str(if all == 1 { "1 call was" } else { "" })?;
        if all != 1 {
            write!(f, "{all} calls were")?;
        }
        f.write_str(" refused (")?;
        for (i, (got, count)) in counts.iter().enumerate() {
            f.write_str(if i == 0 { "" } else { ", " })?;
            match *got {
                Got::Errno(errno) => write!(f, "{:?} {count}", Errno::from_raw(errno))?,
                Got::Signal(signal) => match Signal::try_from(signal) {
                    Ok(signal) => write!(f, "{signal} {count}")?,
                    Err(_) => write!(f, "signal {signal} {count}")?,
                },
            }
        }
        f.write_str("): --explain says why")
    }
}

/// Hands everything on, and counts the calls that were refused.
pub struct Counter {
    inner: Box<dyn Handler>,
    calls: HashMap<Pid, &'static str>,
    /// Tasks that somebody has sent SIGSYS: no filter did.
    sent: HashSet<Pid>,
    counts: Counts,
}

impl Counter {
    /// Events go to `inner`.
    pub fn new(inner: Box<dyn Handler>, counts: Counts) -> Counter {
        Counter { inner, calls: HashMap::new(), sent: HashSet::new(), counts }
    }
}

impl Handler for Counter {
    fn event(&mut self, tracee: &dyn Tracee, at: Moment, event: Event<'_>) {
        let pid = tracee.pid();
        match event {
            Event::Entered(entry) => _ = self.calls.insert(pid, table::row(entry.abi, entry.number).name),
            Event::Exited(outcome) => {
                if let (Some(call), Outcome::Failed(errno)) = (self.calls.remove(&pid), outcome)
                    && counts(call, errno)
                {
                    self.counts.add(Got::Errno(errno));
                }
            }
            Event::Signal { signal: libc::SIGSYS, info } if info.and_then(Trapped::of).is_none() => {
                self.sent.insert(pid);
            }
            Event::Ended(End::Killed { signal: libc::SIGSYS, .. }) => {
                self.calls.remove(&pid);
                if !self.sent.remove(&pid) {
                    self.counts.add(Got::Signal(libc::SIGSYS));
                }
            }
            Event::Ended(_) | Event::Superseded { .. } | Event::Detached => _ = self.calls.remove(&pid),
            _ => {}
        }
        self.inner.event(tracee, at, event);
    }

    fn aside(&mut self, pid: Pid, aside: Aside<'_>) {
        self.inner.aside(pid, aside);
    }

    fn remark(&mut self, pid: Pid, text: &'static str) {
        // rtrace itself has refused it.
        self.calls.remove(&pid);
        self.inner.remark(pid, text);
    }

    fn idle(&mut self) {
        self.inner.idle();
    }

    fn finished(&self) -> bool {
        self.inner.finished()
    }

    fn tamper(&mut self, tracee: &dyn Tracee, entry: Option<&Entry>) -> Option<Tampering> {
        self.inner.tamper(tracee, entry)
    }

    fn poked(&mut self, pid: Pid, written: bool) {
        self.inner.poked(pid, written);
    }

    fn explain(&mut self, pid: Pid, why: Explanation) {
        self.inner.explain(pid, why);
    }

    fn conclude(&mut self, refusals: &[Refusals]) {
        self.inner.conclude(refusals);
    }

    fn discard(&mut self, pid: Pid) {
        self.calls.remove(&pid);
        self.inner.discard(pid);
    }

    fn snapshot(&mut self, snapshot: &Snapshot) {
        self.inner.snapshot(snapshot);
    }

    fn report(&mut self) {
        self.inner.report();
    }

    fn end(&mut self) {
        self.inner.end();
    }

    fn forget(&mut self, pid: Pid, at: Moment) {
        self.calls.remove(&pid);
        self.inner.forget(pid, at);
    }

    fn note(&mut self, message: fmt::Arguments<'_>) {
        self.inner.note(message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hint_tells_how_many_and_which() {
        let told = Counts::default();
        assert!(told.is_empty());
        told.add(Got::Errno(libc::EPERM));
        assert_eq!(told.to_string(), "1 call was refused (EPERM 1): --explain says why");
        told.add(Got::Errno(libc::ENOSYS));
        told.clone().add(Got::Errno(libc::EPERM));
        assert_eq!(told.to_string(), "3 calls were refused (EPERM 2, ENOSYS 1): --explain says why");
        told.add(Got::Signal(libc::SIGSYS));
        assert!(told.to_string().ends_with("ENOSYS 1, SIGSYS 1): --explain says why"), "{told}");
    }

    #[test]
    fn what_libraries_try_first_is_no_refusal_and_a_denied_call_is() {
        assert!(!counts("clone3", libc::ENOSYS) && !counts("rseq", libc::ENOSYS));
        assert!(counts("clone3", libc::EPERM) && counts("keyctl", libc::ENOSYS));
        assert!(!counts("openat", libc::ENOENT));
    }
}
