//! Ids of tasks with the command that they run and, where the tracee is in another PID namespace, with their id in
//! rtrace's, in strace's text and in JSON.

use super::json_words::{JsonWords, key};
use super::quote;
use super::words::Words;
use crate::decode::sink::Sink;
use nix::unistd::Pid;
use std::io::Write;

impl Words<'_> {
    /// A task's id. Negative ids are those of process groups, as kill(2) takes them.
    pub(super) fn task(&mut self, pid: i32) {
        self.integer(pid);
        let wanted = self.manner.commands || self.manner.translations;
        let Some(outer) = wanted.then(|| self.tracee.outer(pid)).flatten() else {
            // -1 is any process, not a group.
            if pid < -1 {
                self.translation(pid.saturating_neg());
            }
            return;
        };
        self.command(outer);
        self.translated(pid, outer);
    }

    /// The command that a task runs, in angle brackets, where that is wanted.
    pub(super) fn command(&mut self, task: Pid) {
        let mut comm = Vec::new();
        if self.manner.commands && self.tracee.comm(task, &mut comm) {
            self.line.text.push(b'<');
            quote::escape_name(&comm, self.manner.hex, &mut self.line.text);
            self.line.text.push(b'>');
        }
    }

    /// What an id is in rtrace's PID namespace, where that differs.
    pub(super) fn translation(&mut self, id: i32) {
        if id > 0
            && self.manner.translations
            && let Some(outer) = self.tracee.outer(id)
        {
            self.translated(id, outer);
        }
    }

    fn translated(&mut self, id: i32, outer: Pid) {
        if self.manner.translations && outer.as_raw() != id {
            self.comment(format_args!("{outer} in strace's PID NS"));
        }
    }
}

impl JsonWords<'_> {
    /// An id: a number or, where more is known and wanted, an object.
    pub(super) fn id(&mut self, id: i32, name: &str, task: bool) {
        let (commands, translations) = (self.commands && task, self.translations);
        let outer = if commands || translations { self.tracee.outer(id) } else { None };
        let mut comm = Vec::new();
        let named = commands && outer.is_some_and(|outer| self.tracee.comm(outer, &mut comm));
        let other = outer.filter(|outer| translations && outer.as_raw() != id);
        if !named && other.is_none() {
            return self.integer(id);
        }
        // Writing to a Vec can't fail.
        _ = write!(self.out, "{{\"{name}\":{id}");
        if named {
            key("comm", self.out);
            self.raw(&comm, true, None);
        }
        if let Some(other) = other {
            _ = write!(self.out, ",\"outer\":{other}");
        }
        self.out.push(b'}');
    }
}
