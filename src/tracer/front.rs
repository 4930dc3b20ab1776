//! The front: the process that the shell started, where the tracer may have to stay longer than the trace.
//!
//! A program under rtrace's filter can't do without its tracer (see `accelerate`). So where rtrace has decided for the
//! filter by itself, it forks at the start. The parent, the *front*, only waits, for the child that traces. It ends as
//! rtrace would have ended, with the same status or of the same signal, as soon as the tracer says so or ends. The
//! tracer stays behind as the *keeper* of whatever still runs under the filter: without a word, without descriptors, and
//! deaf to signals, until nobody is left.
//!
//! - Front and tracer stop and go on with their job: Ctrl-Z, fg and bg are as ever. The keeper has a session of its own,
//!   so that signals to the job don't reach it; nor does its membership keep the job's process group from being an
//!   orphan's. (The tracer doesn't, while it traces: the scheduler counts sessions as groups, and a stop that goes from
//!   one group to another takes a tenth longer; on a busy machine, twice as long.)
//! - Signals that rtrace heeds (see [`Interruptible`]) the front hands on to the tracer; what kills rtrace kills the front.
//! - If the front is killed, the tracer keeps the program alive, as the kernel would have done had rtrace been killed.
//! - Only if the tracer itself is killed by SIGKILL, the program ends with it (PTRACE_O_EXITKILL).

use super::{Interruptible, Options, fatal};
use crate::sys::process::{self, Fork, exit_now, fork};
use crate::sys::signals::{self, Disposition, Mask};
use crate::sys::wait::{How, wait_for};
use nix::errno::Errno;
use nix::fcntl::OFlag;
use nix::unistd::{self, Pid, pipe2};
use std::os::fd::{AsFd, OwnedFd};

use super::status::Status;
use crate::event::End;

/// How rtrace ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With this status.
    Exit(u8),
    /// Of this signal.
    Signal(i32),
}

/// The tracer's end of the pipe to the front.
pub struct Front {
    pipe: OwnedFd,
}

impl Ending {
    fn to_bytes(self) -> [u8; 5] {
        let (kind, value) = match self {
            Ending::Exit(status) => (b'x', i32::from(status)),
            Ending::Signal(signal) => (b's', signal),
        };
        let [a, b, c, d] = value.to_ne_bytes();
        [kind, a, b, c, d]
    }

    fn from_bytes([kind, value @ ..]: [u8; 5]) -> Ending {
        match (kind, i32::from_ne_bytes(value)) {
            (b's', signal) => Ending::Signal(signal),
            (_, status) => Ending::Exit(status as u8),
        }
    }

    /// Ends so; a signal that doesn't kill leaves status 1.
    pub fn end(self) -> ! {
        match self {
            Ending::Exit(status) => exit_now(status.into()),
            Ending::Signal(signal) => {
                signals::die_of(signal);
                exit_now(1)
            }
        }
    }
}

impl Front {
    /// Makes the calling process the front, and returns in the tracer.
    ///
    /// Errors: those of fork(2) and pipe2(2); then there is no front.
    pub fn stand(options: &Options) -> nix::Result<Front> {
        let (reading, writing) = pipe2(OFlag::O_CLOEXEC)?;
        let front = Pid::this();
        // What comes in between waits.
        let mask = signals::set_mask(Mask::ALL);
        let side = fork();
        match side {
            Ok(Fork::Parent(tracer)) => {
                drop(writing);
                wait_as_front(tracer, &reading, options, mask)
            }
            Ok(Fork::Child) => {
                signals::tell_of_death_of(front);
                signals::set_mask(mask);
                Ok(Front { pipe: writing })
            }
            Err(errno) => {
                signals::set_mask(mask);
                Err(errno)
            }
        }
    }

    /// Has the front end so, and lets go of everything that the caller has of rtrace's surroundings: its files, and the
    /// job, whose signals are none of the keeper's.
    pub fn end(self, ending: Ending) {
        // The child of a fork leads no process group, so it may.
        let _ = unistd::setsid();
        // Whoever waits for the end of rtrace's output finds it when the front is gone.
        process::let_go_of_files(self.pipe.as_fd());
        // A front that is gone needs no word.
        let _ = unistd::write(&self.pipe, &ending.to_bytes());
    }
}

fn wait_as_front(tracer: Pid, pipe: &OwnedFd, options: &Options, mask: Mask) -> ! {
    let heeded = match options.interruptible {
        Interruptible::Waiting => Disposition::Forward,
        _ => Disposition::Ignore,
    };
    signals::forward_to(tracer);
    let mut wanted: Vec<_> = fatal(options.interruptible).map(|signal| (signal, heeded)).collect();
    wanted.push((libc::SIGCHLD, Disposition::Default));
    if options.interruptible == Interruptible::NeverTstp {
        wanted.push((libc::SIGTSTP, Disposition::Ignore));
    }
    if options.report {
        wanted.push((libc::SIGUSR1, Disposition::Forward));
    }
    for (signal, disposition) in wanted {
        // None of these is a signal whose disposition can't be set.
        let _ = signals::set_disposition(signal, disposition);
    }
    signals::set_mask(mask);
    let mut bytes = [0; 5];
    loop {
        match unistd::read(pipe, &mut bytes) {
            Err(Errno::EINTR) => {}
            Ok(5) => Ending::from_bytes(bytes).end(),
            _ => break,
        }
    }
    match wait_for(tracer, How::Block).ok().flatten().map(Status::from_raw) {
        Some(Status::Ended(End::Exited(status))) => Ending::Exit(status as u8).end(),
        Some(Status::Ended(End::Killed { signal, .. })) => Ending::Signal(signal).end(),
        _ => Ending::Exit(1).end(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_goes_through_a_pipe() {
        for ending in [Ending::Exit(0), Ending::Exit(255), Ending::Signal(64)] {
            assert_eq!(Ending::from_bytes(ending.to_bytes()), ending);
        }
    }
}
