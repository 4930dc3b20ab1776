//! Starting a program under trace.
//!
//! The child asks to be traced (PTRACE_TRACEME), so that a refusal is known with its errno before anything runs,
//! and stands still in a signal-delivery-stop. The tracer looks whether it really is a tracee, lets it go, and
//! takes it again with PTRACE_SEIZE while it waits for a word: only a seized tracee can be left in a group-stop.
//! (To let it go WITH a SIGSTOP, and wake it by SIGCONT, would leave that SIGCONT pending where it is blocked.)
//! Where PTRACE_SEIZE is not to be had, the child asks once more, and stays traced as that makes it.

use super::child::{Plan, Report, Step, Word};
use super::command::{Command, ExecError, Why};
use super::status::{Status, Stop};
use super::tasks::Task;
use super::{Daemon, LaunchError, Program, Tracer, witness};
use crate::event::{Answer, End, Origin, Refusal, Request};
use crate::sys::process::{Exec, Fork, allow_any_tracer, exit_now, fork};
use crate::sys::ptrace::{Resume, answers, resume};
use crate::sys::signals::{self, Mask};
use crate::sys::wait::{How, is_tracee, wait_for};
use nix::errno::Errno;
use nix::fcntl::OFlag;
use nix::sys::{ptrace, signal};
use nix::unistd::{self, Pid, pipe2};
use std::os::fd::{AsFd, OwnedFd};

/// The tracer's ends of the pipes to the child.
struct Line {
    words: OwnedFd,
    report: OwnedFd,
}

impl Tracer {
    /// Starts `command` and stops it short of its execve, which is the first that [`Tracer::run`] will show.
    ///
    /// With [`Options::daemon`](super::Options::daemon) it is the calling process that runs the program, and this
    /// returns in a grandchild.
    pub fn launch(&mut self, command: &Command) -> Result<Pid, LaunchError> {
        let (program, argv, envp) = (command.c_program()?, command.c_argv()?, command.c_environment()?);
        let pipe = |flags| pipe2(OFlag::O_CLOEXEC | flags).map_err(LaunchError::Pipe);
        let (words_in, words_out) = pipe(OFlag::empty())?;
        let (report_in, report_out) = pipe(OFlag::O_NONBLOCK)?;
        // What comes in between waits until the program's own mask is set: the child must not lose it.
        let mask = signals::set_mask(Mask::ALL);
        let plan = Plan {
            exec: Exec::new(&program, &argv, &envp),
            user: command.user.as_ref(),
            filter: self.filter.as_deref().or(self.options.witness.then_some(&witness::EVERY_CALL)),
            mask,
            words: words_in,
            report: report_out,
        };
        let forked = match self.options.daemon {
            None => fork().map(|side| match side {
                Fork::Child => None,
                Fork::Parent(pid) => Some(pid),
            }),
            Some(daemon) => become_grandchild(daemon),
        };
        let child = match forked {
            Ok(None) => {
                // The word's other end must be the tracer's alone, or its death would go unnoticed.
                drop((words_out, report_in));
                match self.options.daemon {
                    None => plan.run_traced(),
                    Some(_) => plan.run_seized(),
                }
            }
            Ok(Some(pid)) => pid,
            Err(errno) => {
                signals::set_mask(mask);
                return Err(LaunchError::Fork(errno));
            }
        };
        signals::set_mask(mask);
        drop(plan);
        let line = Line { words: words_out, report: report_in };
        let seized = self.take(child, &line).inspect_err(|_| give_up(child))?;

        let mut task = Task::new(Origin::Launched, seized);
        task.stop_due = false;
        task.hidden = true;
        self.tasks.insert(child, task);
        self.placement.launched(child);
        self.first_exec_due = true;
        self.program = Some(Program {
            pid: child,
            end: None,
            path: command.program.clone(),
            report: line.report,
            failed: None,
            child: self.options.daemon.is_none(),
        });
        Ok(child)
    }

    /// Makes `child` a tracee that goes on to its execve. Returns whether it is seized.
    fn take(&self, child: Pid, line: &Line) -> Result<bool, LaunchError> {
        if self.options.daemon.is_none() {
            see_traced(child, line)?;
            resume(child, Resume::Detach, 0).map_err(|errno| set_up(child, errno))?;
        }
        match self.seize_child(child) {
            Ok(()) => {
                say(line, Word::Go);
                Ok(true)
            }
            Err(answer) if self.options.daemon.is_some() => {
                Err(LaunchError::Refused(Refusal { request: Request::Seize, pid: child, answer }))
            }
            Err(_) => {
                say(line, Word::Again);
                see_traced(child, line)?;
                ptrace::setoptions(child, self.ptrace_options())
                    .and_then(|()| resume(child, Resume::Syscall, 0))
                    .map_err(|errno| set_up(child, errno))?;
                Ok(false)
            }
        }
    }

    /// Seizes the child, which waits for a word, and has it stop before it can read that.
    fn seize_child(&self, child: Pid) -> Result<(), Answer> {
        ptrace::seize(child, self.ptrace_options()).map_err(|errno| Answer::Errno(errno as i32))?;
        if !is_tracee(child) {
            return Err(Answer::Ignored);
        }
        ptrace::interrupt(child).map_err(|errno| Answer::Errno(errno as i32))
    }
}

/// Waits for a child that has asked to be traced, and looks whether it is.
fn see_traced(child: Pid, line: &Line) -> Result<(), LaunchError> {
    let refused =
        |answer| Err(LaunchError::Refused(Refusal { request: Request::TraceMe, pid: child, answer }));
    let status = wait_for(child, How::BlockUntraced).ok().flatten().map(Status::from_raw);
    match status {
        Some(Status::Stopped(Stop::Signal(signal))) => match answers(child, signal) {
            Ok(true) => Ok(()),
            Ok(false) | Err(Errno::ESRCH) => refused(Answer::Ignored),
            Err(errno) => Err(set_up(child, errno)),
        },
        Some(Status::Ended(end)) => match (read_report(&line.report), end) {
            (Some(Report { step: Step::TraceMe, errno }), _) => refused(Answer::Errno(errno)),
            (None, End::Killed { signal, .. }) => refused(Answer::Killed(signal)),
            _ => Err(LaunchError::Died(Some(end))),
        },
        _ => Err(LaunchError::Died(None)),
    }
}

fn set_up(child: Pid, errno: Errno) -> LaunchError {
    let answer = Answer::Errno(errno as i32);
    LaunchError::Refused(Refusal { request: Request::SetUp, pid: child, answer })
}

fn say(line: &Line, word: Word) {
    // A child that is gone tells so by its wait status.
    let _ = unistd::write(line.words.as_fd(), &[word as u8]);
}

/// Ends a child that can't be traced. (A process that rtrace is no parent of ends by itself, as its tracer has no
/// word for it.)
fn give_up(child: Pid) {
    if unistd::getppid() != child && wait_for(child, How::NoHang) == Ok(None) {
        let _ = signal::kill(child, signal::Signal::SIGKILL);
        let _ = wait_for(child, How::Block);
    }
}

fn read_report(report: &OwnedFd) -> Option<Report> {
    let mut bytes = [0; 5];
    loop {
        match unistd::read(report, &mut bytes) {
            Err(Errno::EINTR) => {}
            Ok(5) => return Report::from_bytes(bytes),
            _ => return None,
        }
    }
}

/// Why the program wasn't run, if it wasn't.
pub(super) fn failed_exec(program: &Program) -> Option<ExecError> {
    let report = read_report(&program.report)?;
    let errno = Errno::from_raw(report.errno);
    Some(match report.step {
        Step::User => ExecError { path: program.path.clone(), errno, why: Why::User },
        _ => ExecError::new(&program.path, errno),
    })
}

/// Makes a grandchild that is to be the tracer of the calling process. Some in the grandchild: its tracee; None in
/// the calling process.
fn become_grandchild(daemon: Daemon) -> nix::Result<Option<Pid>> {
    let tracee = Pid::this();
    // Yama lets nobody trace its own ancestor, unless that says so. It is taken back before the program runs.
    allow_any_tracer(true);
    match fork()? {
        Fork::Parent(middle) => {
            let status = wait_for(middle, How::Block)?.map(Status::from_raw);
            match status {
                Some(Status::Ended(End::Exited(0))) => Ok(None),
                _ => Err(Errno::EAGAIN),
            }
        }
        Fork::Child => match fork() {
            Ok(Fork::Child) => {
                daemon.separate();
                Ok(Some(tracee))
            }
            Ok(Fork::Parent(_)) => exit_now(0),
            Err(_) => exit_now(1),
        },
    }
}
