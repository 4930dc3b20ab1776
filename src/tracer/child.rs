//! The child's side of a launch: rtrace's own code in the process that is to become the program.

use super::command::User;
use crate::sys::probe;
use crate::sys::process::{Exec, allow_any_tracer, exit_now};
use crate::sys::seccomp::Instruction;
use crate::sys::signals::{self, Mask};
use crate::sys::startup;
use nix::errno::Errno;
use nix::sys::ptrace;
use nix::sys::signal::{Signal, raise};
use nix::unistd;
use std::os::fd::{AsFd, OwnedFd};

/// What the tracer says to the child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Word {
    /// You are traced: run the program.
    Go = b'g',
    /// PTRACE_SEIZE is not to be had: ask to be traced again.
    Again = b'a',
}

/// What the child was doing when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Step {
    /// PTRACE_TRACEME.
    TraceMe = b't',
    /// Becoming another user.
    User = b'u',
    /// execve.
    Exec = b'x',
}

/// A failure, as the child reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// Where.
    pub step: Step,
    /// Why.
    pub errno: i32,
}

/// Everything that the child needs, made before the fork.
pub struct Plan<'a> {
    /// What to run.
    pub exec: Exec<'a>,
    /// As whom.
    pub user: Option<&'a User>,
    /// The filter that it is to run under.
    pub filter: Option<&'a [Instruction]>,
    /// What to block while it runs.
    pub mask: Mask,
    /// Where the tracer's word comes from.
    pub words: OwnedFd,
    /// Where a failure is reported.
    pub report: OwnedFd,
}

impl Report {
    /// As it goes through the pipe.
    pub fn to_bytes(self) -> [u8; 5] {
        let [a, b, c, d] = self.errno.to_ne_bytes();
        [self.step as u8, a, b, c, d]
    }

    /// As it comes out of the pipe.
    pub fn from_bytes([step, errno @ ..]: [u8; 5]) -> Option<Report> {
        let step = [Step::TraceMe, Step::User, Step::Exec].into_iter().find(|&s| s as u8 == step)?;
        Some(Report { step, errno: i32::from_ne_bytes(errno) })
    }
}

impl Plan<'_> {
    /// Asks to be traced, waits for the tracer's word, and runs the program.
    pub fn run_traced(&self) -> ! {
        restore();
        self.ask_to_be_traced();
        self.wait_and_run()
    }

    /// Waits for the tracer's word and runs the program.
    pub fn run_seized(&self) -> ! {
        restore();
        self.wait_and_run()
    }

    fn ask_to_be_traced(&self) {
        if let Err(errno) = ptrace::traceme() {
            self.fail(Step::TraceMe, errno);
        }
        // SIGSTOP can't be blocked. A tracee stands still here until its tracer has looked.
        let _ = raise(Signal::SIGSTOP);
    }

    fn wait_and_run(&self) -> ! {
        let mut word = [0];
        loop {
            match unistd::read(&self.words, &mut word) {
                Err(Errno::EINTR) => {}
                Ok(1) => break,
                // rtrace is gone.
                _ => exit_now(1),
            }
        }
        if word[0] == Word::Again as u8 {
            self.ask_to_be_traced();
        }
        allow_any_tracer(false);
        if let Some(filter) = self.filter {
            // Where that is refused, the program runs without; the tracer misses the events, and knows.
            let _ = super::accelerate::install(filter);
            // A call that the filter selects, so that the tracer sees it at work.
            let _ = probe::ask_self(libc::PR_GET_SECCOMP);
        }
        if let Some(user) = self.user
            && let Err(errno) = user.become_it()
        {
            self.fail(Step::User, errno);
        }
        signals::set_mask(self.mask);
        let Err(errno) = self.exec.run();
        self.fail(Step::Exec, errno)
    }

    fn fail(&self, step: Step, errno: Errno) -> ! {
        let _ = unistd::write(self.report.as_fd(), &Report { step, errno: errno as i32 }.to_bytes());
        exit_now(1)
    }
}

/// Undoes what Rust's runtime and rtrace have changed.
fn restore() {
    signals::restore_dispositions();
    for fd in startup::closed() {
        let _ = unistd::close(fd);
    }
}
