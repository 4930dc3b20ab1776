//! Tampering with calls: `-e inject=CALLS:error=ENOENT:when=3+`, `-e fault=CALLS`. A plan, and nothing else: what it
//! says is done by whoever has the tracee.

mod rule;

pub use rule::{Invalid, Rule};

use crate::arch::{Abi, numbers};
use crate::decode::table;
use crate::event::{Aside, Entry, Event, Handler, Moment, Outcome, Snapshot, Tampering, Tracee};
use nix::unistd::Pid;
use rule::Effect;
use rustc_hash::FxHashMap;

/// What is planned for the call that a task is in.
#[derive(Clone, Debug)]
struct Planned {
    rule: usize,
    entry: Entry,
    /// Whether anything has been written into the task's memory.
    poked: bool,
}

/// A handler that says how calls are to be tampered with, and marks those that were.
pub struct Injector {
    inner: Box<dyn Handler>,
    rules: Vec<Rule>,
    /// How often a rule could have applied, by task and call.
    counts: FxHashMap<(Pid, usize, Abi, u64), u64>,
    planned: FxHashMap<Pid, Planned>,
}

impl Injector {
    /// Events go to `inner`.
    pub fn new(inner: Box<dyn Handler>, rules: Vec<Rule>) -> Self {
        Injector { inner, rules, counts: FxHashMap::default(), planned: FxHashMap::default() }
    }

    /// Of several rules for a call, the last one counts.
    fn plan(&mut self, tracee: &dyn Tracee, entry: &Entry) -> Option<usize> {
        let pid = tracee.pid();
        let fits = |rule: &Rule| rule.calls.has(entry.abi, entry.number) && rule.holds(entry, tracee);
        let rule = self.rules.iter().rposition(fits)?;
        let count = self.counts.entry((pid, rule, entry.abi, entry.number)).or_default();
        *count += 1;
        self.rules[rule].when.has(*count).then_some(rule)
    }

    fn at_entry(&self, planned: &Planned) -> Tampering {
        let effect = &self.rules[planned.rule].effect;
        let entry = &planned.entry;
        let instead = effect.outcome.map(|_| match effect.call {
            Some(name) => numbers::number(entry.abi, name).map_or(-1, i64::from),
            None => -1,
        });
        Tampering {
            number: instead,
            outcome: None,
            signal: effect.signal,
            delay: effect.delay_enter,
            pokes: pokes(&effect.poke_enter, entry),
        }
    }
}

/// Tells of arguments that are to be written to and that the call doesn't have.
fn complain(inner: &mut dyn Handler, pid: Pid, entry: &Entry, pokes: &[(usize, Vec<u8>)]) {
    let (name, has) = (table::row(entry.abi, entry.number).name, arguments(entry));
    for arg in pokes.iter().map(|(arg, _)| arg + 1).filter(|arg| *arg > has) {
        let requested = format_args!("requested to tamper with argument #{arg}");
        failed(inner, pid, format_args!("{requested}, but system call '{name}' has only {has} arguments"));
    }
}

fn failed(inner: &mut dyn Handler, pid: Pid, why: std::fmt::Arguments<'_>) {
    inner.note(format_args!("poke_tcb: Failed to tamper with process {pid}: {why}"));
}

/// Where bytes go.
fn pokes(pokes: &[(usize, Vec<u8>)], entry: &Entry) -> Vec<(u64, Vec<u8>)> {
    let there = pokes.iter().filter(|(arg, _)| *arg < arguments(entry));
    there.filter_map(|(arg, bytes)| Some((*entry.args.get(*arg)?, bytes.clone()))).collect()
}

/// How many registers hold arguments of a call.
fn arguments(entry: &Entry) -> usize {
    table::row(entry.abi, entry.number).registers(entry.abi).count()
}

fn at_exit(effect: &Effect, entry: &Entry) -> Tampering {
    Tampering {
        outcome: effect.outcome,
        delay: effect.delay_exit,
        pokes: pokes(&effect.poke_exit, entry),
        ..Tampering::default()
    }
}

impl Handler for Injector {
    fn tamper(&mut self, tracee: &dyn Tracee, entry: Option<&Entry>) -> Option<Tampering> {
        let pid = tracee.pid();
        match entry {
            Some(entry) => {
                self.planned.remove(&pid);
                let rule = self.plan(tracee, entry)?;
                let planned = Planned { rule, entry: *entry, poked: false };
                let tampering = self.at_entry(&planned);
                complain(&mut *self.inner, pid, entry, &self.rules[rule].effect.poke_enter);
                if tampering.number == Some(-1) {
                    self.inner.aside(pid, Aside::Kept);
                }
                self.planned.insert(pid, planned);
                Some(tampering)
            }
            None => {
                let Planned { rule, entry, .. } = self.planned.get(&pid)?.clone();
                complain(&mut *self.inner, pid, &entry, &self.rules[rule].effect.poke_exit);
                Some(at_exit(&self.rules[rule].effect, &entry))
            }
        }
    }

    fn poked(&mut self, pid: Pid, written: bool) {
        match self.planned.get_mut(&pid) {
            Some(planned) if written => planned.poked = true,
            _ => failed(&mut *self.inner, pid, format_args!("couldn't poke")),
        }
    }

    fn event(&mut self, tracee: &dyn Tracee, at: Moment, event: Event<'_>) {
        let pid = tracee.pid();
        match event {
            Event::Exited(outcome) => {
                if let Some(planned) = self.planned.remove(&pid) {
                    let effect = &self.rules[planned.rule].effect;
                    let returned = effect.outcome.is_some() && outcome != Outcome::Unavailable;
                    match (planned.poked, returned) {
                        (true, true) => self.inner.remark(pid, "INJECTED: args, retval"),
                        (true, false) => self.inner.remark(pid, "INJECTED: args"),
                        (false, true) => self.inner.remark(pid, "INJECTED"),
                        (false, false) => {}
                    }
                    if effect.delay_enter.or(effect.delay_exit).is_some() {
                        self.inner.remark(pid, "DELAYED");
                    }
                }
            }
            Event::Exec { former: Some(former) } => {
                if let Some(planned) = self.planned.remove(&former) {
                    self.planned.insert(pid, planned);
                }
            }
            Event::Ended(_) | Event::Detached | Event::Superseded { .. } => {
                self.planned.remove(&pid);
                self.counts.retain(|(of, ..), _| *of != pid);
            }
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

    fn snapshot(&mut self, snapshot: &Snapshot) {
        self.inner.snapshot(snapshot);
    }

    fn aside(&mut self, pid: Pid, aside: Aside<'_>) {
        self.inner.aside(pid, aside);
    }

    fn report(&mut self) {
        self.inner.report();
    }

    fn end(&mut self) {
        self.inner.end();
    }

    fn note(&mut self, message: std::fmt::Arguments<'_>) {
        self.inner.note(message);
    }
}
