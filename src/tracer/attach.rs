//! Attaching to processes that run already.

use super::tasks::Task;
use super::{Daemon, LaunchError, Tracer};
use crate::event::{Answer, Origin, Refusal, Request};
use crate::sys::process::{Fork, exit_now, fork};
use crate::sys::wait::is_tracee;
use nix::errno::Errno;
use nix::fcntl::OFlag;
use nix::sys::ptrace;
use nix::unistd::{self, Pid, pipe2};
use std::fs;
use std::os::fd::OwnedFd;

impl Tracer {
    /// Attaches to `pid`, and with [`Options::follow`](super::Options::follow) to all other threads of its group.
    /// Returns how many tasks that were, 0 where it was traced by this tracer already.
    ///
    /// The tasks stop at the next occasion, and [`Tracer::run`] begins with that. What is stopped stays stopped.
    pub fn attach(&mut self, pid: Pid) -> Result<usize, Refusal> {
        if self.tasks.contains(pid) {
            return Ok(0);
        }
        self.take_over(pid)?;
        let mut count = 1;
        if self.options.follow {
            // Until a look finds none: a thread that isn't traced yet can make threads.
            loop {
                let found = self.attach_threads(pid);
                count += found;
                if found == 0 {
                    break;
                }
            }
        }
        Ok(count)
    }

    /// All tasks that are traced by now.
    pub fn tracees(&self) -> Vec<Pid> {
        self.tasks.pids()
    }

    /// The program that was launched.
    pub fn program(&self) -> Option<Pid> {
        self.program.as_ref().map(|program| program.pid)
    }

    fn attach_threads(&mut self, pid: Pid) -> usize {
        let Ok(threads) = fs::read_dir(format!("/proc/{pid}/task")) else { return 0 };
        let ids = threads.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        let mut found = 0;
        for tid in ids.map(Pid::from_raw) {
            // One that has ended meanwhile is no loss.
            if !self.tasks.contains(tid) && self.take_over(tid).is_ok() {
                found += 1;
            }
        }
        found
    }

    fn take_over(&mut self, pid: Pid) -> Result<(), Refusal> {
        let refused = |request, answer| Err(Refusal { request, pid, answer });
        let by = |errno: Errno| Answer::Errno(errno as i32);
        let mut task = Task::new(Origin::Attached, true);
        match ptrace::seize(pid, self.ptrace_options()) {
            Ok(()) if is_tracee(pid) => {
                // Where it stops of itself before that, so much the better.
                let _ = ptrace::interrupt(pid);
            }
            Ok(()) => return refused(Request::Seize, Answer::Ignored),
            // A traced thread has made it, so it is traced already; its first stop is on its way.
            Err(Errno::EPERM) if is_tracee(pid) => task.origin = Origin::Followed,
            // Linux before 3.4, or an emulator of that age.
            Err(Errno::EIO | Errno::EINVAL) => match ptrace::attach(pid) {
                Ok(()) if is_tracee(pid) => task = Task::new(Origin::Attached, false),
                Ok(()) => return refused(Request::Attach, Answer::Ignored),
                Err(errno) => return refused(Request::Attach, by(errno)),
            },
            Err(errno) => return refused(Request::Seize, by(errno)),
        }
        self.tasks.insert(pid, task);
        Ok(())
    }
}

/// The process that waits for a background tracer to be ready.
#[must_use]
pub struct Waiting(Option<OwnedFd>);

/// Goes on in a grandchild, for a tracer that attaches (`-D -p PID`), while the calling process waits until
/// [`Waiting::end`] and then exits with status 0; or with 1, where the tracer ends before that.
pub fn go_to_background(daemon: Daemon) -> Result<Waiting, LaunchError> {
    let (ready_in, ready_out) = pipe2(OFlag::O_CLOEXEC).map_err(LaunchError::Pipe)?;
    match fork().map_err(LaunchError::Fork)? {
        Fork::Child => {
            drop(ready_in);
            daemon.separate();
            Ok(Waiting(Some(ready_out)))
        }
        Fork::Parent(_) => {
            drop(ready_out);
            let mut byte = [0];
            loop {
                match unistd::read(&ready_in, &mut byte) {
                    Err(Errno::EINTR) => {}
                    Ok(1) => exit_now(0),
                    _ => exit_now(1),
                }
            }
        }
    }
}

impl Waiting {
    /// The tracer has attached: the process that waits ends.
    pub fn end(mut self) {
        if let Some(ready) = self.0.take() {
            // Where nobody waits any more, nobody is to be told.
            let _ = unistd::write(ready, &[1]);
        }
    }
}

impl Daemon {
    /// Leaves the process group or the session, as asked.
    pub(super) fn separate(self) {
        let own = Pid::from_raw(0);
        // A process that leads its group has it already, and the child of a fork leads none.
        let _ = match self {
            Daemon::Grandchild => Ok(()),
            Daemon::Group => unistd::setpgid(own, own),
            Daemon::Session => unistd::setsid().map(drop),
        };
    }
}
