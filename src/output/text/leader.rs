//! What stands before a line: the task, times, the call's number and the instruction pointer.

use super::Text;
use crate::arch::Abi;
use crate::event::Moment;
use crate::output::palette::Part;
use crate::output::times::{absolute_time, fraction};
use nix::unistd::Pid;
use std::io::Write;
use std::time::Duration;

impl Text {
    /// Makes what stands before every line, in `scratch`. `pointer`: the instruction pointer and its size in bytes.
    pub(super) fn leader(&mut self, pid: Pid, at: Moment, pointer: Option<(u64, usize)>) {
        let task = self.tasks.get(&pid);
        let number = task.and_then(|task| task.number);
        let command = task.map(|task| &task.command).filter(|command| !command.is_empty());
        let word = task.map_or(Abi::own().word().size(), |task| task.word());
        let leader = &self.options.leader;
        let several = self.tasks.len() > 1 || leader.always_pid;
        let line = &mut self.scratch;
        line.clear();
        let palette = self.options.manner.palette;
        let coloured = palette.begin(Part::Leader, &mut line.text);
        let text = &mut line.text;
        // Writing to a Vec can't fail.
        if self.to_file && !self.destination.separate() && (leader.follow || several) {
            match command {
                Some(command) => {
                    _ = write!(text, "{pid}<");
                    text.extend(command);
                    text.extend(b"> ");
                }
                None => _ = write!(text, "{pid:<5} "),
            }
        } else if several && !self.to_file {
            _ = write!(text, "[pid {pid:>5}");
            if let Some(command) = command {
                text.push(b'<');
                text.extend(command);
                text.push(b'>');
            }
            text.extend(b"] ");
        }
        text.extend(&self.context);
        let stream = self.destination.stream(pid);
        if let Some(absolute) = &leader.absolute {
            absolute_time(at.wall, absolute, self.options.manner.local, text);
            text.push(b' ');
        }
        if let Some(digits) = leader.relative {
            let since = stream.last.map_or(Duration::ZERO, |last| at.monotonic.saturating_sub(last));
            if leader.absolute.is_some() {
                text.extend(b"(+");
            }
            _ = write!(text, "{:>6}", since.as_secs());
            fraction(since.subsec_nanos(), digits, text);
            text.extend(if leader.absolute.is_some() { &b") "[..] } else { b" " });
        }
        stream.last = Some(at.monotonic);
        if leader.number {
            _ = write!(text, "[{:4}] ", number.map_or(-1, |number| number as i64));
        }
        if leader.pointer {
            _ = match pointer {
                Some((pointer, size)) => write!(text, "[{pointer:0width$x}] ", width = 2 * size),
                None => write!(text, "[{}] ", "?".repeat(2 * word)),
            };
        }
        let line = &mut self.scratch;
        if line.text.len() == coloured {
            line.clear();
        } else {
            line.hidden = coloured + palette.end(Part::Leader, &mut line.text);
        }
    }
}
