//! What the tracer knows of each tracee.

use super::accelerate::About;
use crate::event::{Origin, Outcome, Tampering, Witness};
use nix::unistd::Pid;
use rustc_hash::FxHashMap;

/// One tracee.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    /// How it came under trace.
    pub origin: Origin,
    /// Whether the handler has heard of it.
    pub announced: bool,
    /// By PTRACE_SEIZE. Otherwise by PTRACE_TRACEME or PTRACE_ATTACH: then a group-stop can't be kept.
    pub seized: bool,
    /// It was not seized, and the SIGSTOP that begins its trace is still to come.
    pub stop_due: bool,
    /// Between the entry to a call and the exit from it.
    pub inside: bool,
    /// Nobody wants to see what it does: rtrace's own code runs in it, or it is traced for its own good alone.
    pub hidden: bool,
    /// It is traced only because it runs under rtrace's filter: see `accelerate`. Such a task is hidden.
    pub unfollowed: bool,
    /// The witness's filter is in force: each call that no other filter answers is an event of its own.
    pub witnessed: bool,
    /// The call that it is inside of has had that event: the kernel itself is to answer.
    pub passed: bool,
    /// rtrace's filter selects the calls that it stops at, and no other filter is in force: see `accelerate`.
    pub filtered: bool,
    /// What the call that it is inside of means for that.
    pub about: About,
    /// Somebody was told of that call.
    pub told: bool,
    /// How many generations it is away from the processes that the trace began with.
    pub depth: u16,
    /// It is let go at its first stop, and nobody hears of it: it is of a generation that isn't followed.
    pub beyond: bool,
    /// The event of its parent's call has told of it.
    pub expected: bool,
    /// Where it stands in the rotation.
    place: usize,
}

impl Task {
    /// Who answered the call that has just ended.
    pub fn witness(&self) -> Witness {
        match (self.witnessed, self.passed) {
            (false, _) => Witness::Unknown,
            (true, true) => Witness::Kernel,
            (true, false) => Witness::Filter,
        }
    }

    /// It leaves a call that may have been about filters. Returns the answer that the program is to see, where that
    /// isn't the kernel's.
    pub fn leaves_filters(&mut self, outcome: Outcome) -> Option<Tampering> {
        match std::mem::take(&mut self.about) {
            About::Nothing | About::Makes | About::Traces => None,
            About::Asks if self.filtered => {
                Some(Tampering { outcome: Some(Outcome::Returned(0)), ..Tampering::default() })
            }
            About::Asks => None,
            About::Installs { .. } => {
                self.filtered = matches!(outcome, Outcome::Failed(_));
                None
            }
        }
    }

    /// A task that it makes, which is followed or not.
    pub fn makes(&self, followed: bool) -> Task {
        let new = Task::new(Origin::Followed, self.seized).followed(followed && !self.unfollowed);
        Task { witnessed: self.witnessed, filtered: self.filtered, ..new }
    }

    /// The same task, followed or not.
    #[must_use]
    pub fn followed(self, followed: bool) -> Task {
        Task { hidden: self.hidden || !followed, unfollowed: !followed, ..self }
    }

    /// A tracee of which nothing has been seen.
    pub fn new(origin: Origin, seized: bool) -> Task {
        Task {
            origin,
            announced: false,
            seized,
            stop_due: !seized,
            inside: false,
            hidden: false,
            unfollowed: false,
            witnessed: false,
            passed: false,
            filtered: false,
            about: About::Nothing,
            told: false,
            depth: 0,
            beyond: false,
            expected: false,
            place: 0,
        }
    }
}

/// All tracees.
#[derive(Debug, Default)]
pub struct Tasks {
    by_pid: FxHashMap<Pid, Task>,
    /// In no particular order, so that one can be found by its number: see [`Tasks::next_in_turn`].
    rotation: Vec<Pid>,
    turn: usize,
    /// How many are traced only because they must be.
    unfollowed: usize,
}

impl Tasks {
    /// The tracee `pid`.
    pub fn get(&mut self, pid: Pid) -> Option<&mut Task> {
        self.by_pid.get_mut(&pid)
    }

    /// Whether `pid` is one.
    pub fn contains(&self, pid: Pid) -> bool {
        self.by_pid.contains_key(&pid)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.by_pid.is_empty()
    }

    /// Whether there are none that are traced for what they do.
    pub fn none_followed(&self) -> bool {
        self.by_pid.len() == self.unfollowed
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.by_pid.len()
    }

    /// All of them, as of now.
    pub fn pids(&self) -> Vec<Pid> {
        self.rotation.clone()
    }

    /// Adds one, in the place of one with the same id.
    pub fn insert(&mut self, pid: Pid, mut task: Task) -> &mut Task {
        self.remove(pid);
        self.unfollowed += usize::from(task.unfollowed);
        task.place = self.rotation.len();
        self.rotation.push(pid);
        self.by_pid.entry(pid).insert_entry(task).into_mut()
    }

    /// Forgets one.
    pub fn remove(&mut self, pid: Pid) -> Option<Task> {
        let task = self.by_pid.remove(&pid)?;
        self.unfollowed -= usize::from(task.unfollowed);
        self.rotation.swap_remove(task.place);
        if let Some(moved) = self.rotation.get(task.place).and_then(|moved| self.by_pid.get_mut(moved)) {
            moved.place = task.place;
        }
        Some(task)
    }

    /// One after the other, each in its turn.
    pub fn next_in_turn(&mut self) -> Option<Pid> {
        self.turn = if self.turn + 1 < self.rotation.len() { self.turn + 1 } else { 0 };
        self.rotation.get(self.turn).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_tracee_takes_little_memory() {
        assert!(size_of::<Task>() + 2 * size_of::<Pid>() <= 64);
    }

    proptest! {
        #[test]
        fn the_rotation_reaches_every_tracee_whoever_comes_and_goes(
            steps in prop::collection::vec((any::<bool>(), 1..20_i32), 0..200)
        ) {
            let mut tasks = Tasks::default();
            let mut expected = BTreeSet::new();
            for (add, pid) in steps {
                if add {
                    tasks.insert(Pid::from_raw(pid), Task::new(Origin::Followed, true));
                    expected.insert(pid);
                } else {
                    prop_assert_eq!(tasks.remove(Pid::from_raw(pid)).is_some(), expected.remove(&pid));
                }
            }
            let seen: BTreeSet<_> = (0..expected.len()).filter_map(|_| tasks.next_in_turn()).map(Pid::as_raw).collect();
            prop_assert_eq!(seen, expected);
        }
    }
}
