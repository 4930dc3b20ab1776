//! `--seccomp-profile`: a run, and the file that it leaves.

use super::{FAILURE, command, complain, launch, notified, options, status};
use crate::cli::Plan;
use crate::filter::CallSet;
use crate::output::profile::Profile;
use crate::tracer::{self, Finish, Tracer};
use anyhow::{Context, bail};
use std::fs;
use std::io::{ErrorKind, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tempfile::NamedTempFile;

/// Runs the program with all that it starts, and writes a profile that allows what it called.
pub fn profile(name: &str, plan: &Plan, path: &Path) -> anyhow::Result<ExitCode> {
    let failing = || format!("cannot write {}", path.display());
    // What is in the way of writing is told before anything runs.
    let file = Replacement::of(path).with_context(failing)?;
    let command = command(plan)?;
    let mut profile = Profile::new(|message| complain(name, message));
    let finish = if plan.no_ptrace {
        // What a call is says all that a profile has.
        let Some(mut supervisor) = notified::launch(name, plan, &command, &CallSet::all(true)) else {
            return Ok(ExitCode::from(FAILURE));
        };
        supervisor.run(&mut profile)?
    } else {
        let mut tracer = Tracer::new(tracer::Options { follow: true, ..options(plan) });
        if !launch(name, plan, &mut tracer, &command) {
            return Ok(ExitCode::from(FAILURE));
        }
        tracer.run(&mut profile)?
    };
    if !matches!(finish, Finish::NotRun(_)) {
        file.write(&profile.document()?).with_context(failing)?;
        if profile.unnamed() > 0 {
            complain(
                name,
                format_args!(
                    "{} calls had numbers without a name: the profile does not allow them",
                    profile.unnamed()
                ),
            );
        }
    }
    Ok(status(name, finish, false))
}

/// What is to take a file's place: whole, or not at all.
struct Replacement {
    file: NamedTempFile,
    path: PathBuf,
}

impl Replacement {
    /// Makes a file beside `path`, in which the new content grows. Only a regular file can be replaced; a link is
    /// followed.
    fn of(path: &Path) -> anyhow::Result<Replacement> {
        let path = match fs::canonicalize(path) {
            Ok(path) if path.is_file() => path,
            Ok(_) => bail!("it is no regular file"),
            Err(error) if error.kind() == ErrorKind::NotFound => path.to_owned(),
            Err(error) => return Err(error.into()),
        };
        let directory =
            path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mode = fs::metadata(&path).map_or(0o666, |found| found.permissions().mode() & 0o777);
        let file = tempfile::Builder::new()
            .prefix(".rtrace-")
            .permissions(fs::Permissions::from_mode(mode))
            .tempfile_in(directory)?;
        Ok(Replacement { file, path })
    }

    fn write(mut self, content: &str) -> anyhow::Result<()> {
        self.file.write_all(content.as_bytes())?;
        self.file.as_file().sync_all()?;
        self.file.persist(&self.path)?;
        Ok(())
    }
}
