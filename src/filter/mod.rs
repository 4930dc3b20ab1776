//! Which events are wanted: the expressions of `-e`, and the handler that lets only those through.

pub mod calls;

pub use calls::CallSet;

use crate::event::{Event, Handler, Moment, Tracee};
use nix::unistd::Pid;
use std::collections::HashSet;

/// What is wanted.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Which calls (`-e trace=`).
    pub calls: CallSet,
}

/// A handler that hands on only what is wanted.
pub struct Filtered {
    inner: Box<dyn Handler>,
    wanted: Wanted,
    /// The tasks whose call is not handed on.
    hidden: HashSet<Pid>,
}

impl Filtered {
    /// Hands on to `inner` what is `wanted`.
    pub fn new(inner: Box<dyn Handler>, wanted: Wanted) -> Self {
        Filtered { inner, wanted, hidden: HashSet::new() }
    }
}

impl Handler for Filtered {
    fn event(&mut self, tracee: &dyn Tracee, at: Moment, event: Event<'_>) {
        let pid = tracee.pid();
        match event {
            Event::Entered(entry) if !self.wanted.calls.has(entry.abi, entry.number) => {
                self.hidden.insert(pid);
                return;
            }
            Event::Exited(_) if self.hidden.remove(&pid) => return,
            Event::Exec { former: Some(former) } if self.hidden.remove(&former) => {
                self.hidden.insert(pid);
            }
            Event::Ended(_) | Event::Detached | Event::Superseded { .. } => {
                self.hidden.remove(&pid);
            }
            _ => {}
        }
        self.inner.event(tracee, at, event);
    }

    fn idle(&mut self) {
        self.inner.idle();
    }

    fn finished(&self) -> bool {
        self.inner.finished()
    }

    fn note(&mut self, message: std::fmt::Arguments<'_>) {
        self.inner.note(message);
    }
}
