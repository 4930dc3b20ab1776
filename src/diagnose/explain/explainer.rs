//! The handler that explains.

use super::gather::Gatherer;
use super::judge;
use crate::event::{Aside, Entry, Event, Explanation, Handler, Moment, Outcome, Refusals, Snapshot, Tracee};
use nix::unistd::Pid;
use std::collections::HashMap;

/// Hands everything on, and before the end of a call that was refused says why.
pub struct Explainer {
    inner: Box<dyn Handler>,
    /// The call that each task is in.
    calls: HashMap<Pid, Call>,
    gatherer: Gatherer,
    refusals: Vec<Refusals>,
}

#[derive(Clone, Copy)]
struct Call {
    entry: Entry,
    /// rtrace itself has changed it.
    tampered: bool,
}

impl Explainer {
    /// Events go to `inner`.
    pub fn new(inner: Box<dyn Handler>) -> Explainer {
        Explainer { inner, calls: HashMap::new(), gatherer: Gatherer::new(), refusals: Vec::new() }
    }

    fn exited(&mut self, tracee: &dyn Tracee, errno: i32) {
        let pid = tracee.pid();
        let Some(call) = self.calls.get(&pid).filter(|call| !call.tampered) else { return };
        let Some(refusal) = self.gatherer.gather(tracee, &call.entry, errno) else { return };
        let Some(verdict) = judge(&refusal) else { return };
        let explanation = verdict.explanation(errno);
        let name = match refusal.call {
            "" => format!("syscall_{:#x}", call.entry.number),
            known => known.to_owned(),
        };
        self.count(name, &explanation);
        self.inner.explain(pid, explanation);
    }

    fn count(&mut self, call: String, why: &Explanation) {
        let same = |known: &&mut Refusals| known.cause == why.cause && known.alike == why.alike;
        let group = match self.refusals.iter_mut().find(same) {
            Some(group) => group,
            None => {
                self.refusals.push(Refusals {
                    cause: why.cause,
                    certainty: why.certainty,
                    because: why.because.clone(),
                    alike: why.alike.clone(),
                    others: false,
                    calls: Default::default(),
                    advice: why.advice.first().cloned(),
                });
                let Some(group) = self.refusals.last_mut() else { return };
                group
            }
        };
        group.others |= group.because != why.because;
        if why.certainty == "likely" {
            group.certainty = why.certainty;
        }
        *group.calls.entry((call, why.errno)).or_default() += 1;
    }
}

impl Handler for Explainer {
    fn event(&mut self, tracee: &dyn Tracee, at: Moment, event: Event<'_>) {
        let pid = tracee.pid();
        match event {
            Event::Entered(entry) => {
                self.calls.insert(pid, Call { entry: *entry, tampered: false });
            }
            Event::Exited(outcome) => {
                if let Outcome::Failed(errno) = outcome {
                    self.exited(tracee, errno);
                }
                self.calls.remove(&pid);
            }
            Event::Exec { former: Some(former) } => {
                if let Some(call) = self.calls.remove(&former) {
                    self.calls.insert(pid, call);
                }
            }
            Event::Ended(_) | Event::Superseded { .. } | Event::Detached => _ = self.calls.remove(&pid),
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

    fn aside(&mut self, pid: Pid, aside: Aside<'_>) {
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
        self.inner.conclude(&self.refusals);
    }

    fn forget(&mut self, pid: Pid) {
        self.calls.remove(&pid);
        self.inner.forget(pid);
    }

    fn note(&mut self, message: std::fmt::Arguments<'_>) {
        self.inner.note(message);
    }
}
