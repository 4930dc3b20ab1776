//! Messages about the trace itself.

use super::Text;
use crate::arch::{Abi, Word};
use crate::event::{Entry, Moment};
use crate::output::palette::Part;
use nix::unistd::Pid;
use std::io::Write;

impl Text {
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
    pub(super) fn message(&mut self, text: std::fmt::Arguments<'_>) {
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
