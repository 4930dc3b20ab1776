//! How often each call was made, how long it took, how often it failed (`-c`, `-C`).

mod columns;
mod table;

pub use columns::{Column, DEFAULT, SortBy};

use super::destination::Destination;
use super::snapshot;
use crate::arch::{Abi, numbers};
use crate::decode::errno;
use crate::event::{Aside, Event, Explanation, Handler, Moment, Origin, Outcome, Refusals, Snapshot, Tracee};
use hdrhistogram::Histogram;
use nix::unistd::Pid;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::io::Write;
use std::time::Duration;

/// What is summed up, and how it is shown.
#[derive(Clone, Debug)]
pub struct Manner {
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// What the calls are sorted by.
    pub sort: SortBy,
    /// What tracing itself adds to each call, to be taken off.
    pub overhead: Duration,
    /// The time between entry and exit, in the place of the system time that the kernel accounts to the task.
    pub wall: bool,
    /// A table for each process, and then one for all.
    pub per_process: bool,
    /// Nobody is told who comes and goes.
    pub quiet: bool,
    /// JSON lines in the place of tables.
    pub json: bool,
}

/// Times are told apart to this many digits.
const DIGITS: u8 = 2;

/// The times of several calls.
#[derive(Clone, Copy, Debug)]
struct Span {
    total: Duration,
    shortest: Duration,
    longest: Duration,
}

impl Span {
    /// Of no call.
    const NONE: Span = Span { total: Duration::ZERO, shortest: Duration::MAX, longest: Duration::ZERO };

    /// Of the calls of both.
    fn and(self, other: Span) -> Span {
        Span {
            total: self.total + other.total,
            shortest: self.shortest.min(other.shortest),
            longest: self.longest.max(other.longest),
        }
    }
}

/// What is known of one call.
#[derive(Clone, Debug)]
struct Count {
    calls: u64,
    errors: BTreeMap<i32, u64>,
    total: Duration,
    shortest: Duration,
    longest: Duration,
    /// The time between entry and exit, whatever the others are.
    wall: Span,
    /// In nanoseconds. None: times this long can't be told apart, or there is no memory for it.
    times: Option<Histogram<u64>>,
}

impl Default for Count {
    fn default() -> Self {
        Count {
            calls: 0,
            errors: BTreeMap::new(),
            total: Duration::ZERO,
            shortest: Duration::MAX,
            longest: Duration::ZERO,
            wall: Span::NONE,
            times: Histogram::new(DIGITS).ok(),
        }
    }
}

impl Count {
    fn add(&mut self, took: Duration, wall: Duration, error: Option<i32>) {
        self.calls += 1;
        self.wall = self.wall.and(Span { total: wall, shortest: wall, longest: wall });
        self.total += took;
        self.shortest = self.shortest.min(took);
        self.longest = self.longest.max(took);
        if let Some(times) = &mut self.times {
            // It grows; where it can't, the call is in all other numbers.
            _ = times.record(u64::try_from(took.as_nanos()).unwrap_or(u64::MAX));
        }
        if let Some(error) = error {
            *self.errors.entry(error).or_default() += 1;
        }
    }

    fn merge(&mut self, other: &Count) {
        self.calls += other.calls;
        self.total += other.total;
        self.shortest = self.shortest.min(other.shortest);
        self.longest = self.longest.max(other.longest);
        self.wall = self.wall.and(other.wall);
        for (error, count) in &other.errors {
            *self.errors.entry(*error).or_default() += count;
        }
        if let (Some(times), Some(others)) = (&mut self.times, &other.times)
            && times.add(others).is_err()
        {
            self.times = None;
        }
    }

    /// The time that all calls together took, without what tracing adds.
    fn time(&self, overhead: Duration) -> Duration {
        let calls = u32::try_from(self.calls).unwrap_or(u32::MAX);
        self.total.saturating_sub(overhead.saturating_mul(calls))
    }

    fn average(&self, overhead: Duration) -> Duration {
        let nanoseconds = self.time(overhead).as_nanos() / u128::from(self.calls.max(1));
        Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(u64::MAX))
    }

    fn failures(&self) -> u64 {
        self.errors.values().sum()
    }

    /// The time that this share of the calls, in percent, took at most.
    fn percentile(&self, share: f64) -> Option<Duration> {
        self.times.as_ref().map(|times| Duration::from_nanos(times.value_at_percentile(share)))
    }
}

/// The calls of one task or of all, by ABI and number.
type Counts = BTreeMap<(Abi, u64), Count>;

/// A call that a task is in.
struct Call {
    of: (Abi, u64),
    began: Moment,
}

/// The handler that counts.
pub struct Summary {
    /// Who renders events while they are counted (`-C`).
    inner: Option<Box<dyn Handler>>,
    destination: Destination,
    manner: Manner,
    /// The name that messages begin with.
    name: String,
    calls: FxHashMap<Pid, Call>,
    /// By process; all in one where they are not told apart.
    counts: BTreeMap<Pid, Counts>,
}

/// Whom calls are accounted to where processes aren't told apart.
const ALL: Pid = Pid::from_raw(0);

impl Summary {
    /// Counts, and writes tables to `destination` in the end. Events go to `inner`, too, where there is one; otherwise
    /// messages about the trace, which begin with `name`, go to standard error.
    pub fn new(
        inner: Option<Box<dyn Handler>>,
        destination: Destination,
        manner: Manner,
        name: String,
    ) -> Self {
        Summary { inner, destination, manner, name, calls: FxHashMap::default(), counts: BTreeMap::new() }
    }

    fn exited(&mut self, tracee: &dyn Tracee, at: Moment, outcome: Outcome) {
        let Some(call) = self.calls.remove(&tracee.pid()) else { return };
        let wall = at.monotonic.saturating_sub(call.began.monotonic);
        let took = if self.manner.wall { wall } else { at.system.saturating_sub(call.began.system) };
        let error = match outcome {
            Outcome::Failed(code) => Some(code),
            Outcome::Returned(_) | Outcome::Unavailable | Outcome::Invisible => None,
        };
        let process = if self.manner.per_process { tracee.process() } else { ALL };
        self.counts.entry(process).or_default().entry(call.of).or_default().add(took, wall, error);
    }

    /// Writes what was counted so far.
    fn write(&mut self) {
        let mut all = Counts::new();
        for counts in self.counts.values() {
            for (call, count) in counts {
                all.entry(*call).or_default().merge(count);
            }
        }
        let mut text = Vec::new();
        if self.manner.per_process {
            for (pid, counts) in &self.counts {
                self.tables(Some(*pid), counts, &mut text);
            }
        }
        self.tables(None, &all, &mut text);
        self.destination.stream(ALL).push(&text);
        self.destination.commit(ALL);
        self.destination.flush();
    }

    /// A table for each ABI.
    fn tables(&self, pid: Option<Pid>, counts: &Counts, out: &mut Vec<u8>) {
        for abi in Abi::ALL {
            let mut rows: Vec<(String, &Count)> = counts
                .iter()
                .filter(|((of, _), _)| *of == abi)
                .map(|((_, number), count)| (call_name(abi, *number), count))
                .collect();
            if rows.is_empty() {
                continue;
            }
            self.manner.sort.sort(&mut rows, self.manner.overhead);
            if self.manner.json {
                rows.iter().for_each(|(name, count)| self.json(pid, abi, name, count, out));
                continue;
            }
            if let Some(pid) = pid {
                // Writing to a Vec can't fail.
                _ = writeln!(out, "Process {pid}:");
            }
            if abi != Abi::own() {
                let mode = if abi == Abi::X32 { "x32" } else { "32 bit" };
                _ = writeln!(out, "System call usage summary for {mode} mode:");
            }
            table::write(&rows, &self.manner, out);
        }
    }

    fn json(&self, pid: Option<Pid>, abi: Abi, name: &str, count: &Count, out: &mut Vec<u8>) {
        let overhead = self.manner.overhead;
        let nanoseconds = |time: Duration| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX);
        let errors: BTreeMap<String, u64> =
            count.errors.iter().map(|(code, n)| (errno_name(*code), *n)).collect();
        let percentile = |share| count.percentile(share).map(nanoseconds);
        let object = serde_json::json!({
            "type": "summary",
            "pid": pid.map(Pid::as_raw),
            "call": name,
            "abi": abi.to_string(),
            "calls": count.calls,
            "errors": errors,
            "time": nanoseconds(count.time(overhead)),
            "shortest": nanoseconds(count.shortest),
            "longest": nanoseconds(count.longest),
            "average": nanoseconds(count.average(overhead)),
            "wall": {
                "time": nanoseconds(count.wall.total),
                "shortest": nanoseconds(count.wall.shortest),
                "longest": nanoseconds(count.wall.longest),
            },
            "p50": percentile(50.0),
            "p95": percentile(95.0),
            "p99": percentile(99.0),
        });
        _ = writeln!(out, "{object}");
    }
}

fn call_name(abi: Abi, number: u64) -> String {
    numbers::name(abi, number).map_or_else(|| format!("syscall_{number:#x}"), str::to_string)
}

fn errno_name(code: i32) -> String {
    errno::name(code).map_or_else(|| code.to_string(), str::to_string)
}

impl Handler for Summary {
    fn event(&mut self, tracee: &dyn Tracee, at: Moment, event: Event<'_>) {
        let pid = tracee.pid();
        match event {
            Event::Entered(entry) => {
                self.calls.insert(pid, Call { of: (entry.abi, entry.number), began: at });
            }
            Event::Exited(outcome) => self.exited(tracee, at, outcome),
            Event::Attached(Origin::Followed) if self.inner.is_none() && !self.manner.quiet => {
                self.note(format_args!("Process {pid} attached"));
            }
            Event::Exec { former: Some(former) } => {
                if let Some(call) = self.calls.remove(&former) {
                    self.calls.insert(pid, call);
                }
            }
            Event::Ended(_) | Event::Superseded { .. } => _ = self.calls.remove(&pid),
            Event::Detached => {
                self.calls.remove(&pid);
                if self.inner.is_none() && !self.manner.quiet {
                    self.note(format_args!("Process {pid} detached"));
                }
            }
            _ => {}
        }
        if let Some(inner) = &mut self.inner {
            inner.event(tracee, at, event);
        }
    }

    fn idle(&mut self) {
        if let Some(inner) = &mut self.inner {
            inner.idle();
        }
    }

    fn finished(&self) -> bool {
        self.inner.as_ref().is_some_and(|inner| inner.finished())
    }

    fn discard(&mut self, pid: Pid) {
        self.calls.remove(&pid);
        if let Some(inner) = &mut self.inner {
            inner.discard(pid);
        }
    }

    fn forget(&mut self, pid: Pid, at: Moment) {
        self.calls.remove(&pid);
        if let Some(inner) = &mut self.inner {
            inner.forget(pid, at);
        }
    }

    fn aside(&mut self, pid: Pid, aside: Aside<'_>) {
        if let Some(inner) = &mut self.inner {
            inner.aside(pid, aside);
        }
    }

    fn remark(&mut self, pid: Pid, text: &'static str) {
        if let Some(inner) = &mut self.inner {
            inner.remark(pid, text);
        }
    }

    fn explain(&mut self, pid: Pid, why: Explanation) {
        if let Some(inner) = &mut self.inner {
            inner.explain(pid, why);
        }
    }

    fn conclude(&mut self, refusals: &[Refusals]) {
        let text = if self.manner.json {
            super::refused::json_summary(refusals)
        } else {
            super::refused::summary(refusals, super::palette::Palette::Plain)
        };
        self.destination.stream(Pid::from_raw(0)).push(&text);
        self.destination.flush();
    }

    fn snapshot(&mut self, snapshot: &Snapshot) {
        match &mut self.inner {
            Some(inner) => inner.snapshot(snapshot),
            None => {
                let text = if self.manner.json { snapshot::json(snapshot) } else { snapshot::text(snapshot) };
                self.destination.stream(ALL).push(&text);
                self.destination.flush();
            }
        }
    }

    fn report(&mut self) {
        self.idle();
        self.write();
    }

    fn end(&mut self) {
        if let Some(inner) = &mut self.inner {
            inner.end();
            // The table goes behind all that was said before.
            inner.idle();
        }
        self.write();
    }

    fn note(&mut self, message: std::fmt::Arguments<'_>) {
        match &mut self.inner {
            Some(inner) => inner.note(message),
            // Standard error may be closed; the trace goes on.
            None => _ = writeln!(std::io::stderr(), "{}: {message}", self.name),
        }
    }
}

#[cfg(test)]
mod tests;
