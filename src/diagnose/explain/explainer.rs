//! The handler that explains.

use super::gather::Gatherer;
use super::sigsys::Trapped;
use super::verdict::Verdict;
use super::{judge, witness};
use crate::decode::table;
use crate::event::{
    Aside, End, Entry, Event, Explanation, Got, Handler, Moment, Outcome, Refusals, Snapshot, Tracee,
};
use nix::unistd::Pid;
use std::collections::HashMap;

/// Hands everything on, and before the end of a call that was refused says why.
pub struct Explainer {
    inner: Box<dyn Handler>,
    /// The call that each task is in, or has been in.
    calls: HashMap<Pid, Call>,
    gatherer: Gatherer,
    refusals: Vec<Refusals>,
}

#[derive(Clone, Copy)]
struct Call {
    entry: Entry,
    /// Somebody wants to know of it.
    wanted: bool,
    /// rtrace itself has changed it.
    tampered: bool,
    /// A signal has told already of how it ended.
    told: bool,
}

impl Call {
    fn begins(entry: &Entry, wanted: bool) -> Call {
        Call { entry: *entry, wanted, tampered: false, told: false }
    }
}

impl Explainer {
    /// Events go to `inner`. `complete`: all calls of the program, from its first on, will be told of, or that they are
    /// not wanted.
    pub fn new(inner: Box<dyn Handler>, complete: bool) -> Explainer {
        Explainer { inner, calls: HashMap::new(), gatherer: Gatherer::new(complete), refusals: Vec::new() }
    }

    /// A call has failed.
    fn failed(&mut self, tracee: &dyn Tracee, errno: i32) {
        let pid = tracee.pid();
        let Some(call) = self.calls.get(&pid).filter(|call| call.wanted && !call.tampered) else { return };
        let entry = call.entry;
        let Some(refusal) = self.gatherer.gather(tracee, &entry, errno) else { return };
        let Some(verdict) = judge(&refusal) else { return };
        self.explain(pid, &entry, verdict, Got::Errno(errno));
    }

    /// SIGSYS is delivered.
    fn trapped(&mut self, tracee: &dyn Tracee, trap: &Trapped) {
        let pid = tracee.pid();
        let Some(call) = self.calls.get_mut(&pid) else { return };
        call.told = true;
        // The signal tells which call it is, and the registers of its entry with which arguments.
        let entry = Entry { abi: trap.abi, number: trap.number, ..call.entry };
        if let Some(refusal) = self.gatherer.trapped(tracee, &entry) {
            self.explain(pid, &entry, witness::trapped(&refusal), Got::Signal(libc::SIGSYS));
        }
    }

    /// A task has died of SIGSYS: of a filter, where no such signal was delivered. (It may have left the call, with
    /// whatever was in its registers.)
    fn killed(&mut self, pid: Pid) {
        let Some(call) = self.calls.get(&pid).filter(|call| !call.told) else { return };
        let entry = call.entry;
        let refusal = self.gatherer.killed(pid.as_raw(), &entry);
        self.explain(pid, &entry, witness::killed(&refusal), Got::Signal(libc::SIGSYS));
    }

    fn explain(&mut self, pid: Pid, entry: &Entry, verdict: Verdict, got: Got) {
        let name = match table::row(entry.abi, entry.number).name {
            "" => format!("syscall_{:#x}", entry.number),
            known => known.to_owned(),
        };
        let once = verdict.once;
        let explanation = verdict.explanation(got);
        if !self.count(name, &explanation) || !once {
            self.inner.explain(pid, explanation);
        }
    }

    /// Whether there was one like it before.
    fn count(&mut self, call: String, why: &Explanation) -> bool {
        let same = |known: &Refusals| known.cause == why.cause && known.alike == why.alike;
        let found = self.refusals.iter().position(same);
        let at = found.unwrap_or(self.refusals.len());
        if found.is_none() {
            self.refusals.push(Refusals {
                cause: why.cause,
                certainty: why.certainty,
                because: why.because.clone(),
                alike: why.alike.clone(),
                others: false,
                calls: Default::default(),
                advice: why.advice.first().cloned(),
            });
        }
        let group = &mut self.refusals[at];
        group.others |= group.because != why.because;
        if why.certainty == "likely" {
            group.certainty = why.certainty;
        }
        *group.calls.entry((call, why.got)).or_default() += 1;
        found.is_some()
    }

    /// A call begins. To enter a Landlock domain leaves no trace but that.
    fn entered(&mut self, pid: Pid, entry: &Entry, wanted: bool) {
        if table::row(entry.abi, entry.number).name == "landlock_restrict_self" {
            self.gatherer.enters_domain();
        }
        self.calls.insert(pid, Call::begins(entry, wanted));
    }
}

impl Handler for Explainer {
    fn event(&mut self, tracee: &dyn Tracee, at: Moment, event: Event<'_>) {
        let pid = tracee.pid();
        match event {
            Event::Entered(entry) => self.entered(pid, entry, true),
            Event::Exited(Outcome::Failed(errno)) => self.failed(tracee, errno),
            Event::Signal { signal: libc::SIGSYS, info } => match info.and_then(Trapped::of) {
                Some(trap) => self.trapped(tracee, &trap),
                // Somebody sent it.
                None => {
                    if let Some(call) = self.calls.get_mut(&pid) {
                        call.told = true;
                    }
                }
            },
            Event::Exec { former: Some(former) } => {
                if let Some(call) = self.calls.remove(&former) {
                    self.calls.insert(pid, call);
                }
            }
            Event::Ended(end) => {
                if matches!(end, End::Killed { signal: libc::SIGSYS, .. }) {
                    self.killed(pid);
                }
                self.calls.remove(&pid);
            }
            Event::Superseded { .. } | Event::Detached => _ = self.calls.remove(&pid),
            _ => {}
        }
        self.inner.event(tracee, at, event);
    }

    fn idle(&mut self) {
        self.inner.idle();
    }

    fn finished(&self) -> bool {
        self.inner.finished()
    }

    fn tamper(&mut self, tracee: &dyn Tracee, entry: Option<&Entry>) -> Option<crate::event::Tampering> {
        self.inner.tamper(tracee, entry)
    }

    fn poked(&mut self, pid: Pid, written: bool) {
        self.inner.poked(pid, written);
    }

    fn aside(&mut self, pid: Pid, aside: Aside<'_>) {
        if let Aside::Unwanted(entry, _) = aside {
            self.entered(pid, entry, false);
        }
        self.inner.aside(pid, aside);
    }

    fn remark(&mut self, pid: Pid, text: &'static str) {
        if let Some(call) = self.calls.get_mut(&pid) {
            call.tampered = true;
        }
        self.inner.remark(pid, text);
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
        if !self.refusals.is_empty() {
            self.inner.conclude(&self.refusals);
        }
    }

    fn forget(&mut self, pid: Pid, at: Moment) {
        self.calls.remove(&pid);
        self.inner.forget(pid, at);
    }

    fn note(&mut self, message: std::fmt::Arguments<'_>) {
        self.inner.note(message);
    }
}
