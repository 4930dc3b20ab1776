//! `--no-ptrace`: a trace of entries to calls.

use super::handlers::{Opened, handler, open};
use super::{FAILURE, close, command, complain, options, report, seen, status, tip};
use crate::cli::Plan;
use crate::diagnose;
use crate::filter::CallSet;
use crate::notify::Supervisor;
use crate::tracer::LaunchError;
use crate::tracer::command::Command;
use std::process::ExitCode;

/// Starts the program, and tells of its calls until all that it made is gone.
pub fn trace(name: &str, plan: &Plan) -> anyhow::Result<ExitCode> {
    let command = command(plan)?;
    let Opened { destination, second, reader } = open(name, plan)?;
    let mut handler = handler(name, plan, destination, second, None);
    let Some(mut supervisor) = launch(name, plan, &command, &seen(plan)) else {
        return Ok(ExitCode::from(FAILURE));
    };
    let finish = supervisor.run(&mut *handler);
    close(handler, reader);
    tip(plan);
    Ok(status(name, finish?, false))
}

/// Starts a program of which these calls are seen; where that is refused, says why.
pub fn launch(name: &str, plan: &Plan, command: &Command, seen: &CallSet) -> Option<Supervisor> {
    match Supervisor::launch(command, seen, options(plan).interruptible) {
        Ok(supervisor) => return Some(supervisor),
        Err(LaunchError::Fork(errno)) => report(name, plan, &diagnose::explain_fork(errno as i32)),
        Err(error) => complain(name, error),
    }
    None
}
