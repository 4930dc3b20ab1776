//! Events as JSON, one object a line.
//!
//! Every object has `type`, `pid` and `time` (nanoseconds since the epoch). The types: `call` (with `call`, `number`,
//! `abi`, `args` by name, `result`, `error` where it failed, `duration` in nanoseconds; `unfinished` where the task
//! ended inside it; `invisible` where the trace shows no results (`--no-ptrace`); `stack` with -k, the innermost frame first;
//! `exit_reason`, `run_before` and `run_after` with --kvm; `namespaces` with --namespace; `refused` with --explain, where
//! it was refused: `cause`, `certainty`, `because`, `evidence` and
//! `advice`), `refusals` (all of them, by `causes`), `signal`, `stopped`, `attached`, `detached`, `exec`, `superseded`, `exited`, `killed`.

use super::Options;
use super::after::When;
use super::destination::Destination;
use super::json_words::{JsonWords, key, string};
use super::{context, refused, snapshot, stack};
use crate::arch::Abi;
use crate::decode::decoder::Pool;
use crate::decode::driver::{Call, Context};
use crate::decode::sets::common::SIGNALS;
use crate::decode::siginfo;
use crate::decode::sink::Sink;
use crate::event::{
    End, Entry, Event, Explanation, Handler, Moment, Origin, Outcome, Refusals, Snapshot, Tracee,
};
use nix::unistd::Pid;
use rustc_hash::FxHashMap;
use std::io::Write;
use std::time::Duration;

#[derive(Default)]
struct Task {
    call: Option<Call>,
    began: Duration,
    /// What is remarked on that call.
    remarks: Vec<&'static str>,
    /// Why it was refused.
    why: Option<Explanation>,
    line: Vec<u8>,
    /// What the virtual processor that it is about to run shares with it.
    machine: Vec<u8>,
    /// Its stack, as it was at the entry.
    stack: Vec<u8>,
    last: usize,
    interrupted: Option<&'static str>,
}

/// The renderer of JSON.
pub struct Json {
    options: Options,
    destination: Destination,
    name: String,
    /// By their ids; apart, since a map has room for twice as many as there are.
    tasks: FxHashMap<Pid, Box<Task>>,
    pool: Pool,
    line: Vec<u8>,
}

impl Json {
    /// Writes to `destination`; messages, which begin with `name`, go to standard error.
    pub fn new(mut options: Options, destination: Destination, name: String) -> Self {
        // No tool expects bytes there.
        options.detail.deep = true;
        let (tasks, pool, line) = Default::default();
        Json { options, destination, name, tasks, pool, line }
    }

    /// Where it writes.
    pub fn destination(&mut self) -> &mut Destination {
        &mut self.destination
    }

    fn entered(&mut self, tracee: &dyn Tracee, at: Moment, entry: &Entry) {
        let pid = tracee.pid();
        let task = self.tasks.entry(pid).or_default();
        let mut call = Call::new(entry, tracee);
        head("call", pid, at, &mut task.line);
        context::json(self.options.manner.contexts, tracee, &mut task.line);
        key("call", &mut task.line);
        let known = call.row.name;
        if known.is_empty() {
            string(&format!("syscall_{:#x}", entry.number), &mut task.line);
        } else {
            string(known, &mut task.line);
        }
        if let Some(interrupted) = task.interrupted.filter(|_| call.resumes()) {
            key("resumes", &mut task.line);
            string(interrupted, &mut task.line);
        }
        // Writing to a Vec can't fail.
        _ = write!(task.line, ",\"number\":{},\"abi\":\"{}\",\"args\":{{", entry.number, entry.abi);
        let mut words = JsonWords::new(&mut task.line, 0, tracee, &self.options.manner);
        call.enter(&mut Context {
            memory: tracee,
            detail: self.options.detail_of(entry),
            sink: &mut words,
            pool: &mut self.pool,
        });
        task.last = words.last();
        task.machine.clear();
        let by = (&self.options.manner, self.options.detail_of(entry), tracee);
        self.options.after.shared_json(&call, When::Before, by, &mut task.machine, &mut self.pool);
        task.stack.clear();
        if let Some(stacks) = self.options.stacks_at_entry(&call) {
            stack::json(stacks, tracee, &mut task.stack);
        }
        task.call = Some(call);
        task.began = at.monotonic;
    }

    fn exited(&mut self, tracee: &dyn Tracee, at: Moment, outcome: Outcome) {
        let pid = tracee.pid();
        let Some(task) = self.tasks.get_mut(&pid) else { return };
        let Some(mut call) = task.call.take() else { return };
        if !call.resumes() {
            task.interrupted = call.to_be_resumed(outcome).then_some(call.row.name);
        }
        let mut words = JsonWords::new(&mut task.line, task.last, tracee, &self.options.manner);
        let (detail, pool) = (self.options.detail_of(&call.entry), &mut self.pool);
        call.exit(outcome, &mut Context { memory: tracee, detail, sink: &mut words, pool });
        self.options.after.json(&call, outcome, tracee, &mut task.line);
        if matches!(outcome, Outcome::Returned(_)) {
            task.line.append(&mut task.machine);
            let by = (&self.options.manner, detail, tracee);
            self.options.after.shared_json(&call, When::After, by, &mut task.line, &mut self.pool);
        }
        for (i, remark) in task.remarks.iter().enumerate() {
            task.line.extend(if i == 0 { &b",\"remarks\":["[..] } else { b"," });
            string(remark, &mut task.line);
        }
        if !std::mem::take(&mut task.remarks).is_empty() {
            task.line.push(b']');
        }
        if let Some(why) = task.why.take() {
            refused::json(&why, &mut task.line);
        }
        task.line.append(&mut task.stack);
        if let Some(stacks) = self.options.stacks_at_exit(&call) {
            stack::json(stacks, tracee, &mut task.line);
        }
        // Writing to a Vec can't fail.
        if outcome != Outcome::Invisible {
            let took = at.monotonic.saturating_sub(task.began);
            _ = write!(task.line, ",\"duration\":{}", took.as_nanos());
        }
        task.line.extend(b"}\n");
        self.destination.stream(pid).push(&task.line);
        self.destination.commit(pid);
    }

    /// An object of another type than `call`; `rest` appends what it has besides.
    fn object(&mut self, kind: &str, pid: Pid, at: Moment, rest: impl FnOnce(&mut Vec<u8>)) {
        head(kind, pid, at, &mut self.line);
        rest(&mut self.line);
        self.line.extend(b"}\n");
        self.destination.stream(pid).push(&self.line);
        self.destination.commit(pid);
    }

    /// The task is gone from inside a call, if it was in one: the call has no result.
    fn unanswered(&mut self, pid: Pid, at: Moment) {
        let Some(mut task) = self.tasks.remove(&pid) else { return };
        if let Some(call) = task.call.take() {
            task.line.extend(if call.open() { &b"}"[..] } else { b"" });
            let took = at.monotonic.saturating_sub(task.began).as_nanos();
            // Writing to a Vec can't fail.
            _ = write!(task.line, "}},\"result\":null,\"unfinished\":true");
            if let Some(why) = task.why.take() {
                refused::json(&why, &mut task.line);
            }
            task.line.append(&mut task.stack);
            _ = writeln!(task.line, ",\"duration\":{took}}}");
            self.destination.stream(pid).push(&task.line);
        }
    }

    fn ended(&mut self, pid: Pid, at: Moment, end: End) {
        let called = self.tasks.get(&pid).is_some_and(|task| task.call.is_some());
        let why = self.tasks.get_mut(&pid).filter(|_| !called).and_then(|task| task.why.take());
        self.unanswered(pid, at);
        match end {
            End::Exited(status) => self.object("exited", pid, at, |line| number("status", status, line)),
            End::Killed { signal, core } => self.object("killed", pid, at, |line| {
                name_signal(signal, line);
                _ = write!(line, ",\"core\":{core}");
                // Of a call that isn't told itself.
                if let Some(why) = &why {
                    refused::json(why, line);
                }
            }),
        }
        self.destination.close(pid);
    }
}

fn head(kind: &str, pid: Pid, at: Moment, line: &mut Vec<u8>) {
    line.clear();
    // Writing to a Vec can't fail.
    _ = write!(line, "{{\"type\":\"{kind}\",\"pid\":{pid},\"time\":{}", at.wall.as_nanos());
}

fn number(name: &str, value: i32, line: &mut Vec<u8>) {
    key(name, line);
    _ = write!(line, "{value}");
}

fn name_signal(signal: i32, line: &mut Vec<u8>) {
    number("number", signal, line);
    if let Some(name) = SIGNALS.name(signal as u64) {
        key("signal", line);
        string(name, line);
    }
}

impl Handler for Json {
    fn event(&mut self, tracee: &dyn Tracee, at: Moment, event: Event<'_>) {
        let pid = tracee.pid();
        match event {
            Event::Attached(origin) => self.object("attached", pid, at, |line| {
                key("how", line);
                string(
                    match origin {
                        Origin::Launched => "launched",
                        Origin::Attached => "attached",
                        Origin::Followed => "followed",
                    },
                    line,
                );
            }),
            Event::Entered(entry) => self.entered(tracee, at, entry),
            Event::Exited(outcome) => self.exited(tracee, at, outcome),
            Event::Signal { signal, info } => {
                head("signal", pid, at, &mut self.line);
                name_signal(signal, &mut self.line);
                if let Some(info) = info {
                    key("info", &mut self.line);
                    let mut words = JsonWords::new(&mut self.line, 0, tracee, &self.options.manner);
                    let sink: &mut dyn Sink = &mut words;
                    siginfo::say(&info.0, Abi::own(), self.options.detail, tracee, sink, &mut self.pool);
                }
                if let Some(why) = self.tasks.get_mut(&pid).and_then(|task| task.why.take()) {
                    refused::json(&why, &mut self.line);
                }
                if let Some(stacks) = &self.options.stacks {
                    stack::json(&**stacks, tracee, &mut self.line);
                }
                self.line.extend(b"}\n");
                self.destination.stream(pid).push(&self.line);
                self.destination.commit(pid);
            }
            Event::Stopped { signal } => self.object("stopped", pid, at, |line| name_signal(signal, line)),
            Event::Exec { former } => {
                if let Some(task) = former.and_then(|former| self.tasks.remove(&former)) {
                    self.tasks.insert(pid, task);
                }
                self.object("exec", pid, at, |line| {
                    if let Some(former) = former {
                        number("former", former.as_raw(), line);
                    }
                });
            }
            Event::Superseded { by } => {
                self.unanswered(pid, at);
                self.object("superseded", pid, at, |line| number("by", by.as_raw(), line));
            }
            Event::Ended(end) => {
                self.options.forget_stack(pid);
                self.ended(pid, at, end);
            }
            Event::Detached => {
                self.unanswered(pid, at);
                self.object("detached", pid, at, |_| {});
                self.destination.close(pid);
            }
        }
    }

    fn idle(&mut self) {
        self.destination.flush();
    }

    fn remark(&mut self, pid: Pid, text: &'static str) {
        if let Some(task) = self.tasks.get_mut(&pid).filter(|task| task.call.is_some()) {
            task.remarks.push(text);
        }
    }

    fn explain(&mut self, pid: Pid, why: Explanation) {
        self.tasks.entry(pid).or_default().why = Some(why);
    }

    fn conclude(&mut self, refusals: &[Refusals]) {
        let text = refused::json_summary(refusals);
        if self.destination.separate() {
            // There is no file that is everybody's. Standard error may be closed.
            _ = std::io::stderr().write_all(&text);
            return;
        }
        self.destination.stream(Pid::from_raw(0)).push(&text);
        self.destination.flush();
    }

    fn snapshot(&mut self, snapshot: &Snapshot) {
        self.destination.stream(snapshot.pid).push(&snapshot::json(snapshot));
        self.destination.commit(snapshot.pid);
    }

    fn discard(&mut self, pid: Pid) {
        if let Some(task) = self.tasks.get_mut(&pid) {
            task.remarks.clear();
            task.why = None;
            task.call = None;
        }
    }

    fn forget(&mut self, pid: Pid, at: Moment) {
        self.unanswered(pid, at);
        self.tasks.remove(&pid);
        self.destination.close(pid);
    }

    fn note(&mut self, message: std::fmt::Arguments<'_>) {
        // Standard error may be closed; the trace goes on.
        _ = writeln!(std::io::stderr(), "{}: {message}", self.name);
    }
}
