//! A thread that isn't the leader makes an execve: it takes the leader's id, and the leader is gone.

use super::Text;
use crate::event::Moment;
use crate::output::palette::Part;
use nix::unistd::Pid;

impl Text {
    /// The leader `pid` is gone, and thread `by` goes on under its id.
    pub(super) fn superseded(&mut self, pid: Pid, by: Pid, at: Moment) {
        self.unanswered(pid, at);
        let stream = self.destination.stream(by);
        if stream.open.is_some_and(|open| open.pid == by) {
            stream.push(format!(" <pid changed to {pid} ...>\n").as_bytes());
            stream.open = None;
        }
        // From now on there is one task less.
        if let Some(mut task) = self.tasks.remove(&by) {
            task.lost = self.options.hold;
            self.tasks.insert(pid, task);
        }
        if !self.options.quiet.superseded {
            self.say(pid, at, Part::End, format_args!("+++ superseded by execve in pid {by} +++"));
        }
    }
}
