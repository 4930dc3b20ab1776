//! From a wait status to what it means. Pure.

use crate::event::End;
use crate::sys::wait::RawStatus;

/// What a wait status says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The task is gone.
    Ended(End),
    /// The task is in a ptrace-stop.
    Stopped(Stop),
    /// An untraced child goes on after a stop (WCONTINUED, which rtrace doesn't ask for).
    Continued,
}

/// The kind of a ptrace-stop. See ptrace(2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// A syscall-stop: the entry to a call, or the exit from it.
    Syscall,
    /// A signal-delivery-stop; or, where the tracee was not seized, the group-stop that the signal brought.
    Signal(i32),
    /// The group-stop of a seized tracee, by this signal.
    Group(i32),
    /// A PTRACE_EVENT_STOP that is no group-stop: PTRACE_INTERRUPT, SIGCONT, or a new tracee's first.
    Trap,
    /// A PTRACE_EVENT stop.
    Event(EventKind),
}

/// The ptrace events that rtrace asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// fork, vfork or clone; the new task's id is the event's message.
    NewTask,
    /// execve; the former thread id is the event's message.
    Exec,
    /// A call that the witness's filter let the tracer know of: no other filter has answered it.
    Seccomp,
    /// One that rtrace didn't ask for, by its number.
    Other(i32),
}

/// What PTRACE_O_TRACESYSGOOD adds to the signal of a syscall-stop.
const SYSGOOD: i32 = 0x80;

/// `PTRACE_EVENT_STOP` of linux/ptrace.h.
const EVENT_STOP: i32 = 128;

impl Status {
    /// Reads a wait status.
    pub fn from_raw(RawStatus { status: raw, .. }: RawStatus) -> Status {
        if libc::WIFEXITED(raw) {
            return Status::Ended(End::Exited(libc::WEXITSTATUS(raw)));
        }
        if libc::WIFSIGNALED(raw) {
            return Status::Ended(End::Killed { signal: libc::WTERMSIG(raw), core: libc::WCOREDUMP(raw) });
        }
        if libc::WIFCONTINUED(raw) {
            return Status::Continued;
        }
        let signal = libc::WSTOPSIG(raw);
        Status::Stopped(match raw >> 16 {
            0 if signal == libc::SIGTRAP | SYSGOOD => Stop::Syscall,
            0 => Stop::Signal(signal),
            EVENT_STOP if stops(signal) => Stop::Group(signal),
            EVENT_STOP => Stop::Trap,
            libc::PTRACE_EVENT_FORK | libc::PTRACE_EVENT_VFORK | libc::PTRACE_EVENT_CLONE => {
                Stop::Event(EventKind::NewTask)
            }
            libc::PTRACE_EVENT_EXEC => Stop::Event(EventKind::Exec),
            libc::PTRACE_EVENT_SECCOMP => Stop::Event(EventKind::Seccomp),
            other => Stop::Event(EventKind::Other(other)),
        })
    }
}

/// Whether `signal` is one whose default action stops a process.
pub fn stops(signal: i32) -> bool {
    matches!(signal, libc::SIGSTOP | libc::SIGTSTP | libc::SIGTTIN | libc::SIGTTOU)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw(status: i32) -> RawStatus {
        RawStatus { status, system: std::time::Duration::ZERO }
    }

    fn stopped(signal: i32, event: i32) -> Status {
        Status::from_raw(raw(event << 16 | signal << 8 | 0x7f))
    }

    #[test]
    fn exits_and_deaths_are_told_apart() {
        assert_eq!(Status::from_raw(raw(0x2a00)), Status::Ended(End::Exited(42)));
        let killed = |signal, core| Status::Ended(End::Killed { signal, core });
        assert_eq!(Status::from_raw(raw(9)), killed(9, false));
        assert_eq!(Status::from_raw(raw(0x80 | 11)), killed(11, true));
        assert_eq!(Status::from_raw(raw(34)), killed(34, false), "real-time signals kill too");
        assert_eq!(Status::from_raw(raw(0xffff)), Status::Continued);
    }

    #[test]
    fn a_trap_is_a_call_only_with_the_sysgood_bit() {
        assert_eq!(stopped(libc::SIGTRAP | 0x80, 0), Status::Stopped(Stop::Syscall));
        assert_eq!(stopped(libc::SIGTRAP, 0), Status::Stopped(Stop::Signal(libc::SIGTRAP)));
    }

    #[test]
    fn every_signal_can_be_delivered() {
        for signal in (1..=64).filter(|&s| s != libc::SIGKILL) {
            assert_eq!(stopped(signal, 0), Status::Stopped(Stop::Signal(signal)));
        }
    }

    #[test]
    fn an_event_stop_is_a_group_stop_where_the_signal_stops() {
        for signal in [libc::SIGSTOP, libc::SIGTSTP, libc::SIGTTIN, libc::SIGTTOU] {
            assert_eq!(stopped(signal, 128), Status::Stopped(Stop::Group(signal)));
        }
        assert_eq!(stopped(libc::SIGTRAP, 128), Status::Stopped(Stop::Trap));
    }

    #[test]
    fn fork_vfork_and_clone_are_one_event() {
        for event in [1, 2, 3] {
            assert_eq!(stopped(libc::SIGTRAP, event), Status::Stopped(Stop::Event(EventKind::NewTask)));
        }
        assert_eq!(stopped(libc::SIGTRAP, 4), Status::Stopped(Stop::Event(EventKind::Exec)));
        assert_eq!(stopped(libc::SIGTRAP, 6), Status::Stopped(Stop::Event(EventKind::Other(6))));
    }
}
