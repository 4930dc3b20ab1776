//! Starting a program whose calls rtrace supervises.

use super::Supervisor;
use crate::filter::CallSet;
use crate::sys::process::Exec;
use crate::sys::seccomp::Instruction;
use crate::sys::signals::{self, Mask};
use crate::sys::startup;
use crate::sys::supervise::{self, Refused, Words};
use crate::tracer::command::{Command, ExecError, Why};
use crate::tracer::selection::answering;
use crate::tracer::{self, Interruptible, LaunchError};
use nix::errno::Errno;
use nix::sys::prctl;
use nix::sys::signal::Signal;
use std::path::Path;

/// Calls that rtrace must hear of for its own sake.
const NEEDED: [&str; 4] = ["execve", "execveat", "exit", "exit_group"];

impl Supervisor {
    /// Starts `command`, of whose calls those are told that are `wanted`. Changes the process's signal dispositions as
    /// `interruptible` asks.
    pub fn launch(
        command: &Command,
        wanted: &CallSet,
        interruptible: Interruptible,
    ) -> Result<Supervisor, LaunchError> {
        if supervise::try_out() == Err(Refused::Filter(supervise::NO_END)) {
            return Err(LaunchError::Listener(supervise::NO_END));
        }
        tracer::set_dispositions(interruptible);
        let (program, argv, envp) = (command.c_program()?, command.c_argv()?, command.c_environment()?);
        let filter = filter(wanted);
        let exec = Exec::new(&program, &argv, &envp);
        let mask = signals::set_mask(Mask::ALL);
        let work = |words: &Words| {
            if let Some(user) = &command.user
                && let Err(errno) = user.become_it()
            {
                return words.say(NO_USER + errno as i64);
            }
            // Its calls would all fail. (Where that is refused, or a program gets other ids, it isn't so.)
            _ = prctl::set_pdeathsig(Signal::SIGKILL);
            signals::set_mask(mask);
            let Err(errno) = exec.run();
            words.say(errno as i64);
        };
        let started = supervise::start(&filter, restore, work);
        signals::set_mask(mask);
        match started {
            Ok(supervised) => Ok(Supervisor::new(supervised, command.program.clone())),
            Err(Refused::Fork(errno)) => Err(LaunchError::Fork(errno)),
            Err(Refused::Filter(errno)) => Err(LaunchError::Listener(errno)),
            Err(Refused::Killed) => Err(LaunchError::Died(None)),
        }
    }
}

/// What a child says that can't become the user: this and the errno. One whose execve fails says the errno alone.
const NO_USER: i64 = 1 << 32;

/// Why the program at `path` wasn't run, if it wasn't.
pub fn failed_exec(path: &Path, words: &Words) -> Option<ExecError> {
    let said = words.said()?;
    let errno = Errno::from_raw(said as i32);
    if said >= NO_USER {
        return Some(ExecError { path: path.to_owned(), errno, why: Why::User });
    }
    Some(ExecError::new(path, errno))
}

/// The filter that hands over `wanted` calls, and those that rtrace needs.
fn filter(wanted: &CallSet) -> Vec<Instruction> {
    let mut told = wanted.clone();
    NEEDED.iter().for_each(|name| told.insert(name));
    let action = libc::SECCOMP_RET_USER_NOTIF;
    if told.is_all() {
        let code = (libc::BPF_RET | libc::BPF_K) as u16;
        return vec![Instruction { code, jt: 0, jf: 0, k: action }];
    }
    answering(&told, action)
}

/// Undoes what Rust's runtime and rtrace have changed. Descriptors are shared: what was closed is marked to be closed as
/// the program begins.
fn restore() {
    signals::restore_dispositions();
    startup::close_when_executing();
}
