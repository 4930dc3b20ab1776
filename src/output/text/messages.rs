//! Lines that are no calls, and messages about the trace itself.

use super::Text;
use crate::arch::{Abi, Word};
use crate::event::{Entry, Moment};
use crate::output::palette::Part;
use nix::unistd::Pid;
use std::fmt::Arguments;
use std::io::Write;

impl Text {
    /// A line that is no call.
    pub(super) fn say(&mut self, pid: Pid, at: Moment, part: Part, text: Arguments<'_>) {
        self.say_at(pid, at, None, part, text);
    }

    /// The same, where the instruction is known at which the task is.
    fn say_at(
        &mut self,
        pid: Pid,
        at: Moment,
        pointer: Option<(u64, usize)>,
        part: Part,
        text: Arguments<'_>,
    ) {
        self.lead(pid, at, pointer);
        let line = &mut self.scratch;
        line.clear();
        line.paint(&self.options.manner.palette, part, text.to_string().as_bytes());
        let stream = self.destination.stream(pid);
        stream.push(&line.text);
        stream.push(b"\n");
        stream.open = None;
        self.destination.commit(pid);
    }

    /// Says so when a task makes calls of another personality than before.
    pub(super) fn personality(&mut self, pid: Pid, at: Moment, entry: &Entry) {
        let abi = entry.abi;
        let task = self.tasks.entry(pid).or_default();
        let native = task.abi.replace(abi).unwrap_or(abi.native());
        if native != abi && !self.options.quiet.personality {
            let mode = match abi.word() {
                Word::W64 => "64 bit",
                Word::W32 if abi == Abi::X32 => "x32",
                Word::W32 => "32 bit",
            };
            let pointer = Some((entry.ip, abi.word().size()));
            let message = format_args!("[ Process PID={pid} runs in {mode} mode. ]");
            self.say_at(pid, at, pointer, Part::Comment, message);
        }
    }

    /// A message about the trace itself.
    pub(super) fn message(&mut self, text: Arguments<'_>) {
        let message = format!("{}: {text}\n", self.name);
        if self.to_file {
            self.destination.flush();
            // Standard error may be closed; the trace goes on.
            _ = std::io::stderr().write_all(message.as_bytes());
        } else {
            let stream = self.destination.stream(Pid::from_raw(0));
            stream.push(message.as_bytes());
            self.destination.commit(Pid::from_raw(0));
        }
    }
}
