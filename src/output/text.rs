//! Events as strace's text.

mod leader;
mod messages;
mod superseded;

use super::Options;
use super::after::When;
use super::destination::{Destination, Open};
use super::dump::dump;
use super::palette::Part;
use super::times::fraction;
use super::words::{Line, Words};
use super::{context, quote, refused, snapshot, stack};
use crate::arch::Abi;
use crate::decode::decoder::Pool;
use crate::decode::driver::{Call, Context};
use crate::decode::sets::common::SIGNALS;
use crate::decode::siginfo;
use crate::decode::table::Ret;
use crate::event::{
    Aside, End, Entry, Event, Explanation, Handler, Moment, Origin, Outcome, Refusals, SigInfo, Snapshot,
    Tracee,
};
use nix::unistd::Pid;
use rustc_hash::FxHashMap;
use std::io::Write;
use std::time::Duration;

/// What is kept of a task between its events.
#[derive(Default)]
struct Task {
    /// The call that it is in.
    call: Option<Call>,
    /// When that call began.
    began: Duration,
    /// What the next piece of its line is made in.
    line: Line,
    /// Whether what was held back of that line is lost, for the task has got another id.
    lost: bool,
    /// Whether the call that it is about to enter returns, whatever it is.
    kept: bool,
    /// What is remarked on that call.
    remarks: Vec<&'static str>,
    /// Why it was refused.
    why: Option<Explanation>,
    /// What the virtual processor that it is about to run shares with it.
    machine: Line,
    /// Its stack as it was at the entry of that call, where the exit has another one or none.
    stack: Vec<u8>,
    /// The personality of its last call.
    abi: Option<Abi>,
    /// The command that it runs, where lines are to begin with it (`-Y`).
    command: Vec<u8>,
    /// The number of that call.
    number: Option<u64>,
    /// The last call that was wanted and has ended: what a restart_syscall goes on with, as far as strace knows.
    last: Option<&'static str>,
}

impl Task {
    /// The size of a pointer of its, in bytes.
    fn word(&self) -> usize {
        self.abi.unwrap_or(Abi::own()).word().size()
    }
}

/// The renderer of strace's text.
pub struct Text {
    options: Options,
    destination: Destination,
    /// Whether the destination is a file or a command, so that messages about the trace don't go there.
    to_file: bool,
    /// The name that messages begin with.
    name: String,
    /// By their ids; apart, since a map has room for twice as many as there are.
    tasks: FxHashMap<Pid, Box<Task>>,
    pool: Pool,
    scratch: Line,
    /// The security context of the task that an event is about, as it stands before its lines.
    context: Vec<u8>,
}

impl Text {
    /// Writes to `destination`; messages about the trace itself, which begin with `name`, go to standard error.
    pub fn new(options: Options, destination: Destination, to_file: bool, name: String) -> Self {
        Text {
            options,
            destination,
            to_file,
            name,
            tasks: FxHashMap::default(),
            pool: Pool::default(),
            scratch: Line::default(),
            context: Vec::new(),
        }
    }

    /// Where it writes.
    pub fn destination(&mut self) -> &mut Destination {
        &mut self.destination
    }

    /// Begins a line of `pid`: cuts off the line that is open, and writes what stands before every line.
    fn lead(&mut self, pid: Pid, at: Moment, pointer: Option<(u64, usize)>) {
        self.leader(pid, at, pointer);
        let stream = self.destination.stream(pid);
        if stream.open.take().is_some() {
            stream.push(b" <unfinished ...>\n");
        }
        stream.push(&self.scratch.text);
        stream.open = Some(Open { pid, width: self.scratch.width() });
    }

    /// Begins the line of a call, in the task's own line where it is held back; returns the column at which that begins.
    fn start(&mut self, pid: Pid, at: Moment, entry: &Entry) -> usize {
        let pointer = Some((entry.ip, entry.abi.word().size()));
        let hold = self.options.hold;
        if hold {
            self.leader(pid, at, pointer);
        } else {
            self.lead(pid, at, pointer);
        }
        if let Some(task) = self.tasks.get_mut(&pid) {
            task.line.clear();
            if hold {
                task.line.clone_from(&self.scratch);
                return 0;
            }
        }
        self.destination.stream(pid).open.map_or(0, |open| open.width)
    }

    /// Finds out what command a task runs, where that is shown. A task that is gone keeps the last.
    fn note_command(&mut self, tracee: &dyn Tracee) {
        if !self.options.manner.commands {
            return;
        }
        let pid = tracee.pid();
        self.scratch.scratch.clear();
        if tracee.comm(pid, &mut self.scratch.scratch)
            && let Some(task) = self.tasks.get_mut(&pid)
        {
            task.command.clear();
            quote::escape_name(&self.scratch.scratch, self.options.manner.hex, &mut task.command);
        }
    }

    fn entered(&mut self, tracee: &dyn Tracee, at: Moment, entry: &Entry) {
        let pid = tracee.pid();
        self.personality(pid, at, entry);
        let hold = self.options.hold;
        if let Some(task) = self.tasks.get_mut(&pid) {
            task.number = Some(entry.number);
        }
        let start = self.start(pid, at, entry);
        let Some(task) = self.tasks.get_mut(&pid) else { return };
        task.lost = false;
        let stream = self.destination.stream(pid);
        let manner = &self.options.manner;
        let mut call = Call::new(entry, tracee);
        name(&call, &mut task.line, &self.options);
        task.line.paint(&manner.palette, Part::Punctuation, b"(");
        let raw = self.options.raw(entry);
        if call.resumes() && !raw {
            let last = task.last.unwrap_or("system call");
            _ = write!(task.line.text, "<... resuming interrupted {last} ...>");
        }
        let mut words = Words::new(&mut task.line, start, manner, tracee);
        if raw {
            call.enter_raw(tracee, &mut words);
        } else {
            call.enter(&mut Context {
                memory: tracee,
                detail: self.options.detail_of(entry),
                sink: &mut words,
                pool: &mut self.pool,
            });
        }
        // Where the source sees no results, it says of each call that there is none.
        let returns =
            std::mem::take(&mut task.kept) || !matches!(call.row.ret, Ret::Never) || !tracee.shows_results();
        task.machine.clear();
        let by = (manner, self.options.detail_of(entry), tracee);
        self.options.after.shared(&call, When::Before, by, &mut task.machine, &mut self.pool);
        task.stack.clear();
        if let Some(stacks) = self.options.stacks_at_entry(&call) {
            stack::lines(stacks, tracee, &mut task.stack);
        }
        task.call = Some(call);
        task.began = at.monotonic;
        if hold {
            return;
        }
        stream.push(&task.line.text);
        stream.open = Some(Open { pid, width: start + task.line.width() });
        if !returns {
            self.unanswered(pid, at);
        }
        self.destination.commit(pid);
    }

    fn exited(&mut self, tracee: &dyn Tracee, at: Moment, outcome: Outcome) {
        let pid = tracee.pid();
        let Some(start) = self.resume(pid, at) else { return };
        let Some(task) = self.tasks.get_mut(&pid) else { return };
        let Some(mut call) = task.call.take() else { return };
        task.last = (outcome != Outcome::Unavailable).then_some(call.row.name);
        let mut words = Words::new(&mut task.line, start, &self.options.manner, tracee);
        if self.options.raw(&call.entry) {
            call.exit_raw(outcome, &mut words);
        } else {
            let detail = self.options.detail_of(&call.entry);
            let (sink, pool) = (&mut words, &mut self.pool);
            call.exit(outcome, &mut Context { memory: tracee, detail, sink, pool });
        }
        self.options.after.text(&call, outcome, tracee, &mut task.line.text);
        for remark in task.remarks.drain(..) {
            _ = write!(task.line.text, " ({remark})");
        }
        if let Some(digits) = self.options.durations {
            let took = at.monotonic.saturating_sub(task.began);
            _ = write!(task.line.text, " <{}", took.as_secs());
            fraction(took.subsec_nanos(), digits, &mut task.line.text);
            task.line.text.push(b'>');
        }
        task.line.text.push(b'\n');
        if matches!(outcome, Outcome::Returned(_)) {
            task.line.text.append(&mut task.machine.text);
            let by = (&self.options.manner, self.options.detail_of(&call.entry), tracee);
            self.options.after.shared(&call, When::After, by, &mut task.line, &mut self.pool);
        }
        if let Some(choice) = &self.options.choice {
            dump(&call, outcome, &**choice, tracee, &mut task.line.text);
        }
        task.line.text.append(&mut task.stack);
        if let Some(stacks) = self.options.stacks_at_exit(&call) {
            stack::lines(stacks, tracee, &mut task.line.text);
        }
        let stream = self.destination.stream(pid);
        stream.push(&task.line.text);
        stream.open = None;
        self.because(pid, at, Some((call.entry.ip, call.entry.abi.word().size())));
        self.destination.commit(pid);
    }

    /// The line that says why a call was refused, behind its own, behind the signal that it has brought, or before the end.
    fn because(&mut self, pid: Pid, at: Moment, pointer: Option<(u64, usize)>) {
        let Some(why) = self.tasks.get_mut(&pid).and_then(|task| task.why.take()) else { return };
        self.lead(pid, at, pointer);
        self.scratch.clear();
        refused::line(&why, self.options.manner.palette, &mut self.scratch);
        let stream = self.destination.stream(pid);
        stream.push(&self.scratch.text);
        stream.open = None;
    }

    /// Makes the line of the call that `pid` is in the open one; returns the column at which it goes on. None where
    /// there is no such call.
    fn resume(&mut self, pid: Pid, at: Moment) -> Option<usize> {
        let task = self.tasks.get_mut(&pid).filter(|task| task.call.is_some())?;
        let hold = self.options.hold;
        if hold && !std::mem::take(&mut task.lost) {
            // The task's line goes on where it is.
            return Some(0);
        }
        let open = self.destination.stream(pid).open;
        if let Some(open) = open.filter(|open| open.pid == pid && !hold) {
            task.line.clear();
            return Some(open.width);
        }
        let entry = self.tasks.get(&pid)?.call.as_ref()?.entry;
        self.start(pid, at, &entry);
        let task = self.tasks.get_mut(&pid)?;
        let call = task.call.as_ref()?;
        task.line.text.extend(b"<... ");
        name(call, &mut task.line, &self.options);
        task.line.text.extend(b" resumed>");
        if hold {
            return Some(0);
        }
        let stream = self.destination.stream(pid);
        stream.push(&task.line.text);
        let width = stream.open.map_or(0, |open| open.width) + task.line.width();
        stream.open = Some(Open { pid, width });
        task.line.clear();
        Some(width)
    }

    /// The task ended inside a call: its line ends without a result.
    fn unanswered(&mut self, pid: Pid, at: Moment) {
        let Some(start) = self.resume(pid, at) else { return };
        let Some(task) = self.tasks.get_mut(&pid) else { return };
        let Some(call) = task.call.take() else { return };
        if call.unsaid() {
            task.line.text.extend(b" <unfinished ...>");
        }
        task.line.text.extend(b") ");
        task.line.tab(start, self.options.manner.column);
        task.line.text.extend(b"= ?\n");
        let stream = self.destination.stream(pid);
        stream.push(&task.line.text);
        stream.open = None;
    }

    fn signal(&mut self, tracee: &dyn Tracee, at: Moment, signal: i32, info: Option<&SigInfo>) {
        let pid = tracee.pid();
        let shown = self.options.leader.pointer;
        let pointer = shown.then(|| tracee.instruction_pointer()).flatten();
        let size = self.tasks.get(&pid).map_or(Abi::own().word().size(), |task| task.word());
        let pointer = pointer.map(|pointer| (pointer, size));
        self.lead(pid, at, pointer);
        let line = &mut self.scratch;
        line.clear();
        let palette = self.options.manner.palette;
        line.hidden += palette.begin(Part::Signal, &mut line.text);
        line.text.extend(b"--- ");
        // By name whatever is asked for constants.
        _ = write!(line.text, "{}", SIGNALS.say(signal as u64));
        let mut words = Words::new(line, 0, &self.options.manner, tracee);
        if let Some(info) = info {
            words.space();
            siginfo::say(&info.0, Abi::own(), self.options.detail, tracee, &mut words, &mut self.pool);
        }
        line.text.extend(b" ---");
        line.hidden += palette.end(Part::Signal, &mut line.text);
        line.text.push(b'\n');
        if let Some(stacks) = &self.options.stacks {
            stack::lines(&**stacks, tracee, &mut line.text);
        }
        let stream = self.destination.stream(pid);
        stream.push(&line.text);
        stream.open = None;
        self.because(pid, at, None);
        self.destination.commit(pid);
    }
}

impl Handler for Text {
    fn event(&mut self, tracee: &dyn Tracee, at: Moment, event: Event<'_>) {
        let pid = tracee.pid();
        self.context.clear();
        context::lead(self.options.manner.contexts, self.options.manner.hex, tracee, &mut self.context);
        // A leader that is superseded bears the name of what supersedes it.
        if !matches!(event, Event::Superseded { .. }) {
            self.note_command(tracee);
        }
        match event {
            Event::Attached(origin) => {
                self.tasks.insert(pid, Box::default());
                self.note_command(tracee);
                if !self.options.quiet.attach && origin == Origin::Followed {
                    self.message(format_args!("Process {pid} attached"));
                }
            }
            Event::Entered(entry) => self.entered(tracee, at, entry),
            Event::Exited(outcome) => self.exited(tracee, at, outcome),
            Event::Signal { signal, info } => self.signal(tracee, at, signal, info),
            Event::Stopped { signal } => {
                let name = SIGNALS.name(signal as u64).unwrap_or("?");
                self.say(pid, at, Part::Signal, format_args!("--- stopped by {name} ---"));
            }
            Event::Exec { former } => {
                // The call that the other thread made goes on under this id.
                if let Some(task) = former.and_then(|former| self.tasks.remove(&former)) {
                    let stream = self.destination.stream(pid);
                    stream.open = stream.open.filter(|open| Some(open.pid) != former);
                    self.tasks.insert(pid, task);
                }
            }
            Event::Superseded { by } => self.superseded(pid, by, at),
            Event::Ended(end) => {
                self.unanswered(pid, at);
                self.because(pid, at, None);
                match end {
                    End::Exited(_) if self.options.quiet.exit => {}
                    End::Exited(status) => {
                        self.say(pid, at, Part::End, format_args!("+++ exited with {status} +++"));
                    }
                    End::Killed { signal, core } => {
                        let name = SIGNALS.name(signal as u64).unwrap_or("?");
                        let core = if core { " (core dumped)" } else { "" };
                        self.say(pid, at, Part::End, format_args!("+++ killed by {name}{core} +++"));
                    }
                }
                if let Some(task) = self.tasks.remove(&pid) {
                    self.destination.stream(pid).push(&task.stack);
                }
                self.options.forget_stack(pid);
                self.destination.close(pid);
            }
            Event::Detached => {
                // As strace does: in the midst of the line, where both go to one place.
                if !self.options.quiet.attach {
                    self.message(format_args!("Process {pid} detached"));
                }
                let stream = self.destination.stream(pid);
                if let Some(task) =
                    self.tasks.get(&pid).filter(|task| task.call.is_some() && self.options.hold)
                {
                    stream.push(&task.line.text);
                    stream.push(b" <detached ...>\n");
                } else if stream.open.is_some_and(|open| open.pid == pid) {
                    stream.push(b" <detached ...>\n");
                    stream.open = None;
                }
                self.tasks.remove(&pid);
                self.destination.close(pid);
            }
        }
    }

    fn idle(&mut self) {
        self.destination.flush();
    }

    fn aside(&mut self, pid: Pid, aside: Aside<'_>) {
        match aside {
            Aside::Unwanted(entry, at) => {
                self.personality(pid, at, entry);
                if let Some(task) = self.tasks.get_mut(&pid) {
                    task.number = Some(entry.number);
                }
            }
            Aside::Kept => self.tasks.entry(pid).or_default().kept = true,
            Aside::Traced => _ = self.tasks.entry(pid).or_default(),
        }
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
        let text = refused::summary(refusals, self.options.manner.palette);
        if self.destination.separate() {
            // There is no file that is everybody's. Standard error may be closed.
            _ = std::io::stderr().write_all(&text);
            return;
        }
        self.destination.stream(Pid::from_raw(0)).push(&text);
        self.destination.flush();
    }

    fn snapshot(&mut self, snapshot: &Snapshot) {
        self.destination.stream(snapshot.pid).push(&snapshot::text(snapshot));
        self.destination.commit(snapshot.pid);
    }

    fn discard(&mut self, pid: Pid) {
        if let Some(task) = self.tasks.get_mut(&pid) {
            task.remarks.clear();
            task.why = None;
            task.last = task.call.take().map(|call| call.row.name).or(task.last);
        }
    }

    fn forget(&mut self, pid: Pid, at: Moment) {
        self.unanswered(pid, at);
        self.tasks.remove(&pid);
        self.destination.close(pid);
    }

    fn note(&mut self, message: std::fmt::Arguments<'_>) {
        self.message(message);
    }
}

/// The name of a call, or its number where it has none.
fn name(call: &Call, line: &mut Line, options: &Options) {
    let palette = &options.manner.palette;
    if call.row.name.is_empty() {
        line.paint(palette, Part::Call, format!("syscall_{:#x}", call.entry.number).as_bytes());
    } else {
        line.paint(palette, Part::Call, call.row.name.as_bytes());
    }
}
