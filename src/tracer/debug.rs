//! What the tracer does, step by step, for whoever debugs it (`-d`). In strace's words.

use super::Tracer;
use crate::sys::wait::RawStatus;
use nix::sys::signal::Signal;
use nix::unistd::Pid;
use std::fmt::{self, Display, Formatter};

/// A wait status in words.
struct Words(i32);

/// The name of a signal, or its number.
fn signal(number: i32) -> String {
    Signal::try_from(number).map_or_else(|_| number.to_string(), |signal| signal.as_str().to_string())
}

impl Display for Words {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let raw = self.0;
        if libc::WIFEXITED(raw) {
            return write!(f, "WIFEXITED,exitcode={}", libc::WEXITSTATUS(raw));
        }
        if libc::WIFSIGNALED(raw) {
            let core = if libc::WCOREDUMP(raw) { "core," } else { "" };
            return write!(f, "WIFSIGNALED,{core}sig={}", signal(libc::WTERMSIG(raw)));
        }
        if libc::WIFCONTINUED(raw) {
            return write!(f, "WIFCONTINUED");
        }
        write!(f, "WIFSTOPPED,sig={}", signal(libc::WSTOPSIG(raw)))?;
        let name = match raw >> 16 {
            0 => return Ok(()),
            libc::PTRACE_EVENT_FORK => "FORK",
            libc::PTRACE_EVENT_VFORK => "VFORK",
            libc::PTRACE_EVENT_CLONE => "CLONE",
            libc::PTRACE_EVENT_EXEC => "EXEC",
            libc::PTRACE_EVENT_VFORK_DONE => "VFORK_DONE",
            libc::PTRACE_EVENT_EXIT => "EXIT",
            libc::PTRACE_EVENT_SECCOMP => "SECCOMP",
            libc::PTRACE_EVENT_STOP => "STOP",
            _ => "??",
        };
        write!(f, ",EVENT_{name} ({})", raw >> 16)
    }
}

impl Tracer {
    /// What is asked of ptrace.
    pub(super) fn debug_options(&self) {
        if let Some(debug) = self.options.debug {
            debug(format_args!("ptrace_setoptions = {:#x}", self.ptrace_options().bits()));
        }
    }

    /// A task has changed its state.
    pub(super) fn debug_status(&self, pid: Pid, status: RawStatus) {
        if let Some(debug) = self.options.debug {
            debug(format_args!("[wait({:#08x}) = {pid}] {}", status.status, Words(status.status)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_said_in_the_words_of_its_macros() {
        let words = |raw| Words(raw).to_string();
        assert_eq!(words(0x0300), "WIFEXITED,exitcode=3");
        assert_eq!(words(0x0089), "WIFSIGNALED,core,sig=SIGKILL");
        assert_eq!(words(0x857f), "WIFSTOPPED,sig=133");
        assert_eq!(words(0x0080_137f), "WIFSTOPPED,sig=SIGSTOP,EVENT_STOP (128)");
        assert_eq!(words(0x0004_057f), "WIFSTOPPED,sig=SIGTRAP,EVENT_EXEC (4)");
    }
}
