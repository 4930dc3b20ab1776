//! `--no-ptrace`: a trace of entries to calls.

use super::handlers::{Opened, handler, open};
use super::{FAILURE, close, command, complain, options, report, seen, status, tip};
use crate::cli::Plan;
use crate::diagnose;
use crate::notify::Supervisor;
use crate::tracer::LaunchError;
use std::process::ExitCode;

/// Starts the program, and tells of its calls until all that it made is gone.
pub fn trace(name: &str, plan: &Plan) -> anyhow::Result<ExitCode> {
    let command = command(plan)?;
    let Opened { destination, second, reader } = open(name, plan)?;
    let mut handler = handler(name, plan, destination, second, None);
    let launched = Supervisor::launch(&command, &seen(plan), options(plan).interruptible);
    let mut supervisor = match launched {
        Ok(supervisor) => supervisor,
        Err(error) => {
            match error {
                LaunchError::Fork(errno) => report(name, plan, &diagnose::explain_fork(errno as i32)),
                error => complain(name, error),
            }
            return Ok(ExitCode::from(FAILURE));
        }
    };
    let finish = supervisor.run(&mut *handler);
    close(handler, reader);
    tip(plan);
    Ok(status(name, finish?, false))
}
