//! The source of events for places where ptrace itself is refused (`--no-ptrace`): the entries to calls alone, by seccomp's
//! user notification (see [`supervise`](crate::sys::supervise)).
//!
//! The program runs under a filter that hands each call that is wanted to rtrace, which tells a
//! [`Handler`] of it and lets it pass. Memory is read through `/proc/PID/mem`, which needs the permission to trace, and no
//! call of ptrace. The rules:
//!
//! - A call's end is never seen: each one ends, for handlers, as soon as it has begun, with [`Outcome::Invisible`].
//! - All that the program makes inherits the filter, so all of it is seen. The ends of others than the program itself are
//!   not, so those are forgotten when they ask to end, or are found gone.
//! - Calls that another filter answers never arrive: an errno outranks a notification.
//! - The filter can't be taken off, and without its supervisor every call fails with ENOSYS. So rtrace can't let go: it
//!   serves, silently where it was asked to end, until the last task is gone. A signal that asks rtrace to end is passed
//!   on to the program; a second one ends all tasks. Should rtrace be killed, the program dies with it (PR_SET_PDEATHSIG,
//!   which prctl(2) shows it).
//! - A signal interrupts a call that waits until rtrace has heard of it (and on after that before Linux 5.19): the kernel
//!   makes it again, and where the signal's handler doesn't restart calls (SA_RESTART), it fails with EINTR, whatever call
//!   it is. Nothing can be done about that.
//! - Where another thread of the program changes an argument's memory after it was read, the kernel sees the new value.
//!   The trace shows, and decides nothing.

mod launch;

use crate::arch::registers::{self, NATIVE};
use crate::arch::{Abi, numbers};
use crate::event::{Entry, Event, Handler, Moment, Origin, Outcome, Tracee};
use crate::sys::signals;
use crate::sys::supervise::{Listener, Supervised, Waiting, Words};
use crate::sys::wait::{How, wait_for};
use crate::tracer::memory::Reader;
use crate::tracer::status::Status;
use crate::tracer::view::{View, now};
use crate::tracer::{Error, Finish};
use launch::failed_exec;
use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::collections::HashMap;
use std::os::fd::{AsFd, OwnedFd};
use std::path::PathBuf;
use std::time::Duration;

/// How long output may be held back while calls come in.
const HELD: Duration = Duration::from_millis(50);

/// How long, in milliseconds, no call may come before output leaves.
const PAUSE: u8 = 2;

/// A supervisor: the program, and what is known of the tasks under its filter.
pub struct Supervisor {
    pid: Pid,
    process: OwnedFd,
    listener: Listener,
    /// What the program's execve was given, and where its failure is told.
    path: PathBuf,
    words: Words,
    /// How the program has ended.
    end: Option<crate::event::End>,
    reader: Reader,
    /// The program's execve was seen: before it, rtrace's own code runs there.
    begun: bool,
    /// The tasks that were told of, and the process of each.
    tasks: HashMap<Pid, Pid>,
    /// Nobody is told any more.
    silent: bool,
    /// The signal that asked rtrace to end.
    interrupted: Option<i32>,
    /// All tasks are to end.
    ending: bool,
}

/// What a wait found.
enum Next {
    /// A call waits, or has waited.
    Call,
    /// The program has ended.
    End,
    /// No task is left.
    Nobody,
    /// Nothing for a while.
    Pause,
}

impl Supervisor {
    fn new(supervised: Supervised, path: PathBuf) -> Supervisor {
        let Supervised { pid, process, listener, words } = supervised;
        Supervisor {
            pid,
            process,
            listener,
            path,
            words,
            end: None,
            reader: Reader::without_ptrace(),
            begun: false,
            tasks: HashMap::new(),
            silent: false,
            interrupted: None,
            ending: false,
        }
    }

    /// Serves until no task is left.
    ///
    /// Errors: poll(2) or the listener fails.
    pub fn run(&mut self, handler: &mut dyn Handler) -> Result<Finish, Error> {
        // Since when something may be held back.
        let mut held: Option<Duration> = None;
        loop {
            self.mind_signals(handler);
            match self.next(held.is_some(), handler)? {
                Next::Call => match self.listener.receive() {
                    Ok(call) => {
                        let at = now();
                        self.call(&call, at, handler);
                        let since = *held.get_or_insert(at.monotonic);
                        if at.monotonic.saturating_sub(since) > HELD {
                            handler.idle();
                            held = Some(at.monotonic);
                        }
                    }
                    // Who made it is gone, or a signal came.
                    Err(Errno::ENOENT | Errno::EINTR) => {}
                    Err(errno) => return Err(Error { what: "SECCOMP_IOCTL_NOTIF_RECV", errno }),
                },
                Next::End => self.ended(handler),
                Next::Nobody => break,
                Next::Pause => {
                    handler.idle();
                    held = None;
                }
            }
            if !self.silent && handler.finished() {
                // Nobody is let go, but nobody wants to hear of them either.
                self.silent = true;
            }
        }
        if self.end.is_none() {
            self.ended(handler);
        }
        Ok(match (failed_exec(&self.path, &self.words), self.interrupted) {
            (Some(error), _) => Finish::NotRun(error),
            (None, Some(signal)) => Finish::Interrupted(signal),
            (None, None) => Finish::Ended(self.end),
        })
    }

    /// Heeds signals that ask rtrace to end, or to report.
    fn mind_signals(&mut self, handler: &mut dyn Handler) {
        if let Some(signal) = signals::interruption()
            && self.interrupted.is_none()
        {
            self.interrupted = Some(signal);
            self.silent = true;
            handler.idle();
            signals::end_reminders();
            for signal in [Signal::try_from(signal).ok(), Some(Signal::SIGCONT)].into_iter().flatten() {
                // It may have ended by now.
                _ = self.end.is_none().then(|| kill(self.pid, signal));
            }
        }
        if signals::interrupted_again() && !self.ending {
            self.ending = true;
            for pid in [self.pid].iter().chain(self.tasks.keys()) {
                _ = kill(*pid, Signal::SIGKILL);
            }
        }
    }

    /// Waits. `held`: whether output waits to leave.
    fn next(&self, held: bool, handler: &mut dyn Handler) -> Result<Next, Error> {
        let fds = [self.listener.as_fd(), self.process.as_fd()];
        let mut fds = fds.map(|fd| PollFd::new(fd, PollFlags::POLLIN));
        let count = if self.end.is_none() { 2 } else { 1 };
        let timeout = if held { PollTimeout::from(PAUSE) } else { PollTimeout::NONE };
        match poll(&mut fds[..count], timeout) {
            Ok(0) => return Ok(Next::Pause),
            Ok(_) => {}
            Err(Errno::EINTR) => {
                if signals::report_asked() {
                    handler.report();
                }
                return Ok(Next::Pause);
            }
            Err(errno) => return Err(Error { what: "poll", errno }),
        }
        let found = fds[0].revents().unwrap_or(PollFlags::empty());
        if found.contains(PollFlags::POLLIN) {
            return Ok(Next::Call);
        }
        if count == 2 && fds[1].any() == Some(true) {
            return Ok(Next::End);
        }
        // Linux says so since 5.9, and some only when the program's end was asked for.
        Ok(if found.is_empty() { Next::Pause } else { Next::Nobody })
    }

    /// The program has ended.
    fn ended(&mut self, handler: &mut dyn Handler) {
        let status = wait_for(self.pid, How::Block).ok().flatten().map(Status::from_raw);
        if let Some(Status::Ended(end)) = status {
            self.end = Some(end);
            if !self.silent && self.tasks.remove(&self.pid).is_some() {
                let view = View::new(self.pid, &self.reader);
                handler.event(&view, now(), Event::Ended(end));
            }
        }
    }

    /// A call waits: it is told, and let pass.
    fn call(&mut self, call: &Waiting, at: Moment, handler: &mut dyn Handler) {
        if self.ending {
            _ = kill(call.pid, Signal::SIGKILL);
        }
        let entry = entry(call);
        let name = numbers::name(entry.abi, entry.number);
        if call.pid == self.pid && !self.begun {
            self.begun = matches!(name, Some("execve" | "execveat"));
        }
        // Before its execve, and after one that failed, it is rtrace's own code that makes the program's calls.
        let own = call.pid == self.pid && (!self.begun || self.words.said().is_some());
        let known = call.pid.as_raw() > 0 && !own;
        if !self.silent && known && self.listener.waits(call) {
            self.tell(call.pid, &entry, at, handler);
            match name {
                Some("exit") => self.leave(|pid, _| pid == call.pid, handler),
                Some("exit_group") => {
                    let process = self.tasks.get(&call.pid).copied();
                    self.leave(|_, of| Some(of) == process, handler);
                }
                _ => {}
            }
        }
        // Who is gone needs no answer.
        _ = self.listener.let_pass(call);
    }

    fn tell(&mut self, pid: Pid, entry: &Entry, at: Moment, handler: &mut dyn Handler) {
        if !self.tasks.contains_key(&pid) {
            // Before there is one more: who was killed left no word.
            self.leave(|pid, _| kill(pid, None) == Err(Errno::ESRCH), handler);
            let origin = if pid == self.pid { Origin::Launched } else { Origin::Followed };
            let view = View::new(pid, &self.reader);
            self.tasks.insert(pid, view.process());
            handler.event(&view, at, Event::Attached(origin));
        }
        let view = View::new(pid, &self.reader);
        handler.event(&view, at, Event::Entered(entry));
        handler.event(&view, at, Event::Exited(Outcome::Invisible));
    }

    /// Forgets tasks, by their id and their process, whose end won't be seen.
    fn leave(&mut self, gone: impl Fn(Pid, Pid) -> bool, handler: &mut dyn Handler) {
        let program = self.pid;
        self.tasks.retain(|&pid, &mut process| {
            let keep = pid == program || !gone(pid, process);
            if !keep {
                handler.forget(pid, now());
            }
            keep
        });
    }
}

/// The registers of a call that waits.
fn entry(call: &Waiting) -> Entry {
    let number = i64::from(call.number).cast_unsigned();
    let (abi, number) = Abi::from_audit(call.arch, number).unwrap_or((NATIVE, number));
    Entry { abi, number, args: registers::arguments(abi, call.args), ip: call.ip, sp: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_waits_is_read_by_its_architecture() {
        let id = 7;
        let of =
            |arch, number| entry(&Waiting { id, pid: Pid::this(), number, arch, ip: 9, args: [u64::MAX; 6] });
        let wide = of(Abi::X86_64.audit(), 0);
        assert_eq!((wide.abi, wide.number, wide.args[5], wide.ip), (Abi::X86_64, 0, u64::MAX, 9));
        let narrow = of(Abi::I386.audit(), 3);
        assert_eq!((narrow.abi, narrow.args[0]), (Abi::I386, 0xffff_ffff));
        assert_eq!(of(Abi::X86_64.audit(), 0x4000_0001).abi, Abi::X32);
        assert_eq!(of(Abi::own().audit(), -1).number, u64::MAX);
    }
}
