//! A shell command that reads what rtrace writes (`-o '|COMMAND'`).

use super::process::{Exec, Fork, environment, exit_now, fork};
use super::signals;
use nix::errno::Errno;
use nix::fcntl::OFlag;
use nix::sys::wait::waitpid;
use nix::unistd::{Pid, dup2_stdin, pipe2};
use std::ffi::{CString, OsStr};
use std::fs::File;
use std::os::unix::ffi::OsStrExt;

/// Starts `sh -c command`; returns what leads to its standard input, and its process.
///
/// Errors: those of pipe2(2) and fork(2); EINVAL where the command has a NUL byte in it.
pub fn start(command: &OsStr) -> nix::Result<(File, Pid)> {
    let text = CString::new(command.as_bytes()).map_err(|_| Errno::EINVAL)?;
    let argv = [c"sh".to_owned(), c"-c".to_owned(), text];
    let environment = environment();
    let exec = Exec::new(c"/bin/sh", &argv, &environment);
    let (reading, writing) = pipe2(OFlag::O_CLOEXEC)?;
    match fork()? {
        Fork::Parent(pid) => Ok((File::from(writing), pid)),
        Fork::Child => {
            signals::restore_dispositions();
            if dup2_stdin(reading).is_ok() {
                // It returns only where it fails.
                _ = exec.run();
            }
            exit_now(127)
        }
    }
}

/// Waits until the command has ended. It may have been waited for already.
pub fn wait_for_end(pid: Pid) {
    while waitpid(pid, None) == Err(Errno::EINTR) {}
}
