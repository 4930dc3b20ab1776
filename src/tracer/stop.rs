//! A type for each ptrace-stop. Resuming consumes it, so a tracee that runs can't be inspected.

use super::status::{EventKind, Stop};
use crate::arch::registers;
use crate::event::SigInfo;
use crate::sys::ptrace::{self, Resume, SyscallInfo};
use nix::errno::Errno;
use nix::unistd::Pid;
use std::fs::File;
use std::os::unix::fs::FileExt;

/// A tracee that stands still until this is consumed.
#[derive(Debug)]
#[must_use = "a stopped tracee that nobody resumes hangs"]
pub struct Held(Pid);

/// A tracee in a stop of one of the kinds that there are.
#[must_use = "a stopped tracee that nobody resumes hangs"]
pub enum AnyStop {
    /// See [`SyscallStop`].
    Syscall(SyscallStop),
    /// See [`SignalStop`].
    Signal(SignalStop),
    /// See [`GroupStop`].
    Group(GroupStop),
    /// See [`TrapStop`].
    Trap(TrapStop),
    /// See [`EventStop`].
    Event(EventStop),
}

/// A syscall-stop.
#[must_use]
pub struct SyscallStop(Held);

/// A signal-delivery-stop; or the group-stop of a tracee that was not seized.
#[must_use]
pub struct SignalStop {
    held: Held,
    /// The signal about to be delivered.
    pub signal: i32,
}

/// The group-stop of a seized tracee.
#[must_use]
pub struct GroupStop {
    held: Held,
    /// The signal that stopped it.
    pub signal: i32,
}

/// A stop that only says that the tracee stands still.
#[must_use]
pub struct TrapStop(Held);

/// A PTRACE_EVENT stop.
#[must_use]
pub struct EventStop {
    held: Held,
    /// What happened.
    pub kind: EventKind,
}

impl Held {
    /// Resumes the tracee. That it is gone (killed meanwhile) is no error: its wait status tells.
    fn resume(self, how: Resume, signal: i32) -> nix::Result<()> {
        match ptrace::resume(self.0, how, signal) {
            Err(Errno::ESRCH) => Ok(()),
            other => other,
        }
    }
}

/// Writes into a stopped tracee's memory, through its file: that way a tracer may change what the program can't write to.
pub fn poke(pid: Pid, addr: u64, bytes: &[u8]) -> std::io::Result<()> {
    let file = File::options().write(true).open(format!("/proc/{pid}/mem"))?;
    file.write_all_at(bytes, addr)
}

impl AnyStop {
    /// `pid` is in this stop: a wait status has just said so.
    pub fn new(pid: Pid, stop: Stop) -> AnyStop {
        let held = Held(pid);
        match stop {
            Stop::Syscall => AnyStop::Syscall(SyscallStop(held)),
            Stop::Signal(signal) => AnyStop::Signal(SignalStop { held, signal }),
            Stop::Group(signal) => AnyStop::Group(GroupStop { held, signal }),
            Stop::Trap => AnyStop::Trap(TrapStop(held)),
            Stop::Event(kind) => AnyStop::Event(EventStop { held, kind }),
        }
    }

    /// Lets go of the tracee. A signal about to be delivered is delivered.
    pub fn detach(self) -> nix::Result<()> {
        match self {
            AnyStop::Signal(SignalStop { held, signal }) => held.resume(Resume::Detach, signal),
            AnyStop::Syscall(SyscallStop(held))
            | AnyStop::Group(GroupStop { held, .. })
            | AnyStop::Trap(TrapStop(held))
            | AnyStop::Event(EventStop { held, .. }) => held.resume(Resume::Detach, 0),
        }
    }
}

impl SyscallStop {
    /// What the kernel says about the call.
    pub fn info(&self) -> nix::Result<SyscallInfo> {
        ptrace::syscall_info(self.0.0)
    }

    /// The general registers, in `into`; how many bytes there are.
    pub fn registers(&self, into: &mut [u8]) -> nix::Result<usize> {
        ptrace::general_registers(self.0.0, into)
    }

    /// Who is stopped.
    pub fn pid(&self) -> Pid {
        self.0.0
    }

    /// Has the kernel run the call with this number instead; -1: none.
    pub fn set_number(&self, number: i64) -> nix::Result<()> {
        let pid = self.0.0;
        // Where there is a register set for it alone, that one counts.
        let number32 = i32::try_from(number).map_err(|_| Errno::EINVAL)?;
        if ptrace::set_arm_system_call(pid, number32).is_ok() {
            return Ok(());
        }
        self.change_registers(|set| registers::set_number(set, number))
    }

    /// Has the program see this result: minus the errno where the call failed.
    pub fn set_result(&self, value: i64) -> nix::Result<()> {
        self.change_registers(|set| registers::set_result(set, value))
    }

    fn change_registers(&self, change: impl FnOnce(&mut [u8])) -> nix::Result<()> {
        let mut set = [0; registers::MAX_SIZE];
        let len = self.registers(&mut set)?;
        change(&mut set[..len]);
        ptrace::set_general_registers(self.0.0, &set[..len])
    }

    /// Writes into the tracee's memory: see [`poke`].
    pub fn poke(&self, addr: u64, bytes: &[u8]) -> std::io::Result<()> {
        poke(self.0.0, addr, bytes)
    }

    /// Goes on to the next stop, with a signal.
    pub fn resume_with(self, how: Resume, signal: i32) -> nix::Result<()> {
        self.0.resume(how, signal)
    }

    /// The call's number by aarch64's own register set.
    pub fn arm_system_call(&self) -> nix::Result<i32> {
        ptrace::arm_system_call(self.0.0)
    }

    /// Goes on to the next stop.
    pub fn resume(self, how: Resume) -> nix::Result<()> {
        self.0.resume(how, 0)
    }
}

impl SignalStop {
    /// The signal's siginfo. EINVAL: this is a group-stop.
    pub fn siginfo(&self) -> nix::Result<SigInfo> {
        ptrace::siginfo(self.held.0).map(SigInfo)
    }

    /// Goes on and delivers the signal.
    pub fn deliver(self, how: Resume) -> nix::Result<()> {
        let signal = self.signal;
        self.held.resume(how, signal)
    }

    /// Goes on as if the signal had not been sent.
    pub fn suppress(self, how: Resume) -> nix::Result<()> {
        self.held.resume(how, 0)
    }

    /// Lets go of the tracee as if the signal had not been sent.
    pub fn detach_suppressing(self) -> nix::Result<()> {
        self.held.resume(Resume::Detach, 0)
    }
}

impl GroupStop {
    /// Stays stopped until SIGCONT.
    pub fn listen(self) -> nix::Result<()> {
        self.held.resume(Resume::Listen, 0)
    }
}

impl TrapStop {
    /// Goes on to the next stop.
    pub fn resume(self, how: Resume) -> nix::Result<()> {
        self.0.resume(how, 0)
    }
}

impl EventStop {
    /// The event is the entry to a call (PTRACE_EVENT_SECCOMP).
    pub fn into_call(self) -> SyscallStop {
        SyscallStop(self.held)
    }

    /// The task id that the event is about.
    pub fn message(&self) -> nix::Result<Pid> {
        let id = ptrace::event_message(self.held.0)?;
        i32::try_from(id).map(Pid::from_raw).map_err(|_| Errno::EINVAL)
    }

    /// Goes on to the next stop.
    pub fn resume(self, how: Resume) -> nix::Result<()> {
        self.held.resume(how, 0)
    }
}
