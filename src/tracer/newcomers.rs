//! New tasks: what tracees make with fork, vfork and clone.
//!
//! The maker's event and the new task's first stop come in either order. What a new task is like (who wants to know of
//! it, which CPU it runs on, whether it is under a filter) follows from its maker. So one that comes first waits for its
//! maker's word; for a beat, since a maker that was killed has none.

use super::Tracer;
use super::status::{Status, Stop};
use super::stop::EventStop;
use super::tasks::Task;
use crate::event::{Handler, Moment, Origin};
use crate::sys::wait::RawStatus;
use nix::unistd::Pid;
use std::time::Duration;

/// A new task that has stopped before its maker said so.
#[derive(Debug)]
pub(super) struct Early {
    pub(super) pid: Pid,
    pub(super) status: RawStatus,
    /// When it stopped, on the monotonic clock.
    pub(super) since: Duration,
}

impl Tracer {
    /// A task that nobody knows of has stopped.
    pub(super) fn hold_early(&mut self, pid: Pid, status: RawStatus, since: Duration) {
        self.early.push(Early { pid, status, since });
        self.pulse.start();
    }

    /// Takes in those of whom nobody says that they made them; whether there are any.
    pub(super) fn adopt_early(&mut self, which: impl Fn(&Early) -> bool) -> bool {
        let mut found = false;
        let early: Vec<Early> = self.early.extract_if(.., |early| which(early)).collect();
        for Early { pid, status, .. } in early {
            found = true;
            if let Status::Stopped(stop) = Status::from_raw(status) {
                let task = self.new_task(stop);
                self.tasks.insert(pid, task);
                self.place_in_tree(pid);
            }
            self.turns.put_back(pid, status);
        }
        found
    }

    /// A tracee has made a task, whose first stop may come later, or may have come already.
    pub(super) fn expect_new_task(
        &mut self,
        parent: Pid,
        stop: &EventStop,
        at: Moment,
        handler: &mut dyn Handler,
    ) {
        let Ok(child) = stop.message() else { return };
        if self.gone_beyond(child) {
            return;
        }
        if self.tasks.contains(child) {
            self.placement.inherits(parent, child);
            return;
        }
        // Who asked not to be traced is traced without a word.
        let follow = self.options.follow && !self.tied.contains_key(&parent);
        let mut new = match self.tasks.get(parent) {
            Some(parent) => parent.makes(follow),
            None => Task::new(Origin::Followed, true).followed(follow),
        };
        new.expected = true;
        self.tasks.insert(child, new);
        self.place_in_tree(child);
        if let Some(tied) = self.tied.get(&parent) {
            self.tied.insert(child, *tied);
        }
        self.placement.inherits(parent, child);
        if let Some(end) = self.ended_early.remove(&child) {
            // It was killed before it ran, and its parent says only now that it was there.
            self.ended(child, end, at, handler);
        }
        if let Some(at) = self.early.iter().position(|early| early.pid == child) {
            self.turns.put_back(child, self.early.swap_remove(at).status);
        }
    }

    /// A new task, of whose maker nothing is known.
    pub(super) fn new_task(&self, first: Stop) -> Task {
        let seized = matches!(first, Stop::Group(_) | Stop::Trap);
        let mut task = Task::new(Origin::Followed, seized).followed(self.options.follow);
        task.filtered = self.filter_works && self.one_filter;
        task
    }
}
