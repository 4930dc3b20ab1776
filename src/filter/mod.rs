//! Which events are wanted: the expressions of `-e`, and the handler that lets only those through.

pub mod argument;
pub mod calls;
pub mod files;
pub mod numbers;
pub mod outcome;

pub use argument::Condition;
pub use calls::CallSet;
pub use files::{Files, Pattern};
pub use numbers::NumberSet;
pub use outcome::{Ending, Statuses};

use crate::decode::driver;
use crate::event::{
    Aside, End, Entry, Event, Explanation, Handler, Moment, Outcome, Refusals, Snapshot, Tracee,
};
use argument::Verdicts;
use nix::unistd::Pid;
use rustc_hash::FxHashMap;
use std::time::Duration;

/// What is wanted: a call that fits all of this.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Which calls (`-e trace=`).
    pub calls: CallSet,
    /// Calls about which files.
    pub files: Files,
    /// Which signals (`-e signal=`).
    pub signals: NumberSet,
    /// Calls that end how (`-e status=`, `-z`, `-Z`).
    pub statuses: Statuses,
    /// Further conditions on how they end.
    pub endings: Vec<Ending>,
    /// Conditions on their arguments (`-e arg:`).
    pub arguments: Vec<Condition>,
}

impl Wanted {
    /// Everything.
    pub fn all() -> Self {
        Wanted {
            calls: CallSet::all(true),
            files: Files::default(),
            signals: NumberSet::all(true),
            statuses: Statuses::all(true),
            endings: Vec::new(),
            arguments: Vec::new(),
        }
    }

    /// Whether nothing is left out.
    pub fn is_all(&self) -> bool {
        let calls = self.calls == CallSet::all(true) && self.files.is_all() && !self.waits();
        calls && self.signals.is_all()
    }

    /// Whether only its end tells that a call is wanted, so that what is said of it must be held back.
    pub fn waits(&self) -> bool {
        self.statuses != Statuses::all(true) || !self.endings.is_empty() || !self.arguments.is_empty()
    }

    /// Whether a call that has just been entered may be wanted.
    fn begins(&self, entry: &Entry, tracee: &dyn Tracee) -> bool {
        if !self.calls.has(entry.abi, entry.number) {
            return false;
        }
        self.files.is_all() || self.files.fit(entry, tracee)
    }

    fn ends(&self, outcome: Outcome, took: Duration) -> bool {
        self.statuses.has(outcome) && self.endings.iter().all(|ending| ending.fits(outcome, took))
    }
}

/// A call that a task is in.
#[derive(Clone, Copy)]
enum Call {
    /// It is not handed on.
    Hidden,
    /// It is, or will be if it ends as is wanted. It began at this time, on the monotonic clock.
    Shown(Duration),
}

/// A call of which only the end tells whether its arguments are as is wanted.
struct Undecided {
    call: driver::Call,
    verdicts: Verdicts,
}

/// A handler that hands on only what is wanted. Where only its end tells, it hands on the entry to a call and then
/// its exit or [`Handler::discard`].
pub struct Filtered {
    inner: Box<dyn Handler>,
    wanted: Wanted,
    waits: bool,
    calls: FxHashMap<Pid, Call>,
    undecided: FxHashMap<Pid, Undecided>,
    /// After how many calls it has had enough, and how many there were.
    limit: Option<u64>,
    shown: u64,
}

impl Filtered {
    /// Hands on to `inner` what is `wanted`, and has had enough after `limit` calls.
    pub fn new(inner: Box<dyn Handler>, wanted: Wanted, limit: Option<u64>) -> Self {
        Filtered {
            inner,
            waits: wanted.waits(),
            wanted,
            calls: FxHashMap::default(),
            undecided: FxHashMap::default(),
            limit,
            shown: 0,
        }
    }

    /// Whether a call that has just been entered has the arguments that are wanted, as far as can be told.
    fn fits(&mut self, entry: &Entry, tracee: &dyn Tracee) -> bool {
        if self.wanted.arguments.is_empty() {
            return true;
        }
        let (call, verdicts) = argument::at_entry(&self.wanted.arguments, entry, tracee);
        if verdicts.contains(&Some(false)) {
            return false;
        }
        if verdicts.contains(&None) {
            self.undecided.insert(tracee.pid(), Undecided { call, verdicts });
        }
        true
    }

    /// The same, of a call that has ended.
    fn fitted(&mut self, outcome: Outcome, tracee: &dyn Tracee) -> bool {
        let undecided = self.undecided.remove(&tracee.pid());
        undecided.is_none_or(|Undecided { call, verdicts }| {
            argument::at_exit(&self.wanted.arguments, call, verdicts, outcome, tracee)
        })
    }

    /// The task is gone from inside a call, if it was in one.
    fn gone(&mut self, pid: Pid, wanted: bool) {
        let undecided = self.undecided.remove(&pid).is_some();
        if let Some(Call::Shown(_)) = self.calls.remove(&pid)
            && self.waits
            && (undecided || !(wanted && self.wanted.endings.is_empty()))
        {
            self.inner.discard(pid);
        }
    }
}

impl Handler for Filtered {
    fn event(&mut self, tracee: &dyn Tracee, at: Moment, event: Event<'_>) {
        let pid = tracee.pid();
        match event {
            Event::Entered(entry) => {
                if !self.wanted.begins(entry, tracee) || !self.fits(entry, tracee) {
                    self.calls.insert(pid, Call::Hidden);
                    return self.inner.aside(pid, Aside::Unwanted(entry, at));
                }
                self.calls.insert(pid, Call::Shown(at.monotonic));
            }
            Event::Exited(outcome) => match self.calls.remove(&pid) {
                Some(Call::Hidden) => return,
                Some(Call::Shown(began))
                    if self.waits
                        && !(self.wanted.ends(outcome, at.monotonic.saturating_sub(began))
                            & self.fitted(outcome, tracee)) =>
                {
                    return self.inner.discard(pid);
                }
                Some(Call::Shown(_)) => self.shown += 1,
                None => {}
            },
            Event::Signal { signal, .. } | Event::Stopped { signal } if !self.wanted.signals.has(signal) => {
                return;
            }
            Event::Exec { former: Some(former) } => {
                if let Some(call) = self.calls.remove(&former) {
                    self.calls.insert(pid, call);
                }
                if let Some(undecided) = self.undecided.remove(&former) {
                    self.undecided.insert(pid, undecided);
                }
            }
            Event::Ended(end) => {
                self.gone(pid, self.wanted.statuses.unfinished);
                if let End::Killed { signal, .. } = end
                    && !self.wanted.signals.has(signal)
                {
                    return self.inner.forget(pid, at);
                }
            }
            Event::Superseded { .. } => self.gone(pid, self.wanted.statuses.unfinished),
            Event::Detached => self.gone(pid, self.wanted.statuses.detached),
            _ => {}
        }
        self.inner.event(tracee, at, event);
    }

    fn idle(&mut self) {
        self.inner.idle();
    }

    fn finished(&self) -> bool {
        self.limit.is_some_and(|limit| self.shown >= limit) || self.inner.finished()
    }

    fn discard(&mut self, pid: Pid) {
        self.calls.remove(&pid);
        self.undecided.remove(&pid);
        self.inner.discard(pid);
    }

    fn aside(&mut self, pid: Pid, aside: Aside<'_>) {
        self.inner.aside(pid, aside);
    }

    fn remark(&mut self, pid: Pid, text: &'static str) {
        self.inner.remark(pid, text);
    }

    fn explain(&mut self, pid: Pid, why: Explanation) {
        self.inner.explain(pid, why);
    }

    fn conclude(&mut self, refusals: &[Refusals]) {
        self.inner.conclude(refusals);
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
        self.undecided.remove(&pid);
        self.inner.forget(pid, at);
    }

    fn note(&mut self, message: std::fmt::Arguments<'_>) {
        self.inner.note(message);
    }
}
