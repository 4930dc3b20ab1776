//! What happens to a tracee, as the source of events tells it to those who decode and print.
//!
//! A source (the ptrace loop, a recorded trace) calls a [`Handler`] for every event while the tracee is stopped,
//! so a handler may read its memory and nothing needs to be copied. Handlers can't tell sources apart, except
//! by what an event says it couldn't see.

mod explanation;
mod files;

pub use explanation::{Explanation, Got, Refusals, Witness};
pub use files::{Ends, Opened, Socket, Sort, UnixName};

mod snapshot;
mod stack;

pub use snapshot::{NAMESPACES, Snapshot};
pub use stack::{Frame, Stacks};

use crate::arch::Abi;
use crate::arch::registers::Stack;
use crate::memory::{Memory, Recorded};
use nix::unistd::Pid;
use std::time::Duration;

/// When a stop was seen, by both clocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Time since the epoch (CLOCK_REALTIME).
    pub wall: Duration,
    /// Time on the monotonic clock, for durations.
    pub monotonic: Duration,
    /// The CPU time that the tracee's process has used in the kernel; zero where the source wasn't asked for it.
    pub system: Duration,
}

/// A stopped tracee as a handler sees it.
pub trait Tracee: Memory {
    /// Thread id, in rtrace's PID namespace.
    fn pid(&self) -> Pid;

    /// Appends where descriptor `fd` leads (the target of `/proc/PID/fd/FD`) to `into`; false where it can't be
    /// told.
    fn descriptor(&self, fd: i32, into: &mut Vec<u8>) -> bool;

    /// What else is known of the open file behind descriptor `fd`, whose [`descriptor`](Tracee::descriptor) is `link`.
    fn opened(&self, _fd: i32, _link: &[u8]) -> Option<Opened> {
        None
    }

    /// The same, of a socket with the ends that it had when it was first seen with some.
    fn first_opened(&self, fd: i32, link: &[u8]) -> Option<Opened> {
        self.opened(fd, link)
    }

    /// How much of `link`, where descriptor `fd` leads, is a path, where the kernel says behind it that the file has been
    /// deleted; None where it has not.
    fn deleted(&self, _fd: i32, _link: &[u8]) -> Option<usize> {
        None
    }

    /// Appends its current directory to `into`; false where it can't be told.
    fn directory(&self, into: &mut Vec<u8>) -> bool;

    /// The id in rtrace's PID namespace of what the tracee knows as `id`: a task, a process group or a session. None
    /// where there is none, or that can't be told.
    fn outer(&self, id: i32) -> Option<Pid>;

    /// Appends the command name of a task (`/proc/PID/comm`, without the newline) to `into`; false where it can't be
    /// told.
    fn comm(&self, task: Pid, into: &mut Vec<u8>) -> bool;

    /// The process that it is a thread of; its own id where that can't be told.
    fn process(&self) -> Pid {
        self.pid()
    }

    /// Whether its source sees how calls end. Where not, each call ends, for handlers, as soon as it has begun, with
    /// [`Outcome::Invisible`].
    fn shows_results(&self) -> bool {
        true
    }

    /// Who answered the call that has just ended: whether a seccomp filter that is not rtrace's did.
    fn witness(&self) -> Witness {
        Witness::Unknown
    }

    /// The instruction pointer, where it can be told.
    fn instruction_pointer(&self) -> Option<u64> {
        None
    }

    /// The registers that its stack is walked from, where they can be read.
    fn stack(&self) -> Option<Stack> {
        None
    }

    /// Appends what the link of a task's namespace leads to (`net:[4026531840]`, of /proc/TASK/ns/NAME) to `into`; false
    /// where it can't be told.
    fn namespace(&self, _task: Pid, _name: &str, _into: &mut Vec<u8>) -> bool {
        false
    }

    /// Where the tracee has mapped the file of which the name begins so (`anon_inode:kvm-vcpu:0`), in the first place.
    fn mapped(&self, _name: &[u8]) -> Option<u64> {
        None
    }

    /// The security context of the task, as SELinux has it; None without SELinux.
    fn context(&self) -> Option<Vec<u8>> {
        None
    }

    /// The security contexts of the file that a descriptor leads to: the one it has, and where `expected` is set the one
    /// that the policy would have it be.
    fn context_of_descriptor(&self, _fd: i32, _expected: bool) -> Option<FileContext> {
        None
    }

    /// The same, of the file with a name. A relative one begins at the directory that descriptor `base` leads to, or at
    /// the current one.
    fn context_of_path(&self, _path: &[u8], _base: Option<i32>, _expected: bool) -> Option<FileContext> {
        None
    }

    /// Appends the name of the network interface with this index to `into`; false where it can't be told, as by
    /// sources that don't know the tracee's network.
    fn interface(&self, _index: u32, _into: &mut Vec<u8>) -> bool {
        false
    }
}

/// The security contexts of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileContext {
    /// The one that it has.
    pub actual: Vec<u8>,
    /// The one that the policy would have it be, where that was asked for and can be told.
    pub expected: Option<Vec<u8>>,
}

/// A tracee of which only memory was recorded: what tests and fuzzers hand to a [`Handler`].
#[derive(Clone, Debug)]
pub struct Still {
    /// Its thread id.
    pub pid: Pid,
    /// Its memory.
    pub memory: Recorded,
}

impl Memory for Still {
    fn read(&self, addr: u64, buf: &mut [u8]) -> usize {
        self.memory.read(addr, buf)
    }
}

impl Tracee for Still {
    fn pid(&self) -> Pid {
        self.pid
    }

    fn descriptor(&self, _fd: i32, _into: &mut Vec<u8>) -> bool {
        false
    }

    fn directory(&self, _into: &mut Vec<u8>) -> bool {
        false
    }

    fn outer(&self, _id: i32) -> Option<Pid> {
        None
    }

    fn comm(&self, _task: Pid, _into: &mut Vec<u8>) -> bool {
        false
    }
}

/// A syscall-entry-stop: the registers of a call that the kernel has not run yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The personality that the call was made under; it can differ from call to call.
    pub abi: Abi,
    /// The call's number, without the x32 bit.
    pub number: u64,
    /// The argument registers, zero-extended where the ABI has 32-bit registers.
    pub args: [u64; 6],
    /// Instruction pointer, or 0 where unknown.
    pub ip: u64,
    /// Stack pointer, or 0 where unknown.
    pub sp: u64,
}

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The value in the return register, sign-extended from the ABI's register width.
    Returned(i64),
    /// An errno value, positive. Includes the kernel's internal ones: 512 (ERESTARTSYS) to 516.
    Failed(i32),
    /// The tracee was gone before its registers could be read.
    Unavailable,
    /// The source doesn't see how calls end: see [`Tracee::shows_results`].
    Invisible,
}

/// How a tracee came under trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// rtrace started it.
    Launched,
    /// It was named on the command line (`-p`), or is a thread of such a process.
    Attached,
    /// A tracee made it, and rtrace follows.
    Followed,
}

/// How a tracee ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With this exit status, 0 to 255.
    Exited(i32),
    /// By this signal.
    Killed {
        /// The signal's number.
        signal: i32,
        /// Whether a core was dumped.
        core: bool,
    },
}

/// The kernel's `siginfo_t`, as bytes: what a union holds depends on its code, which is a decoder's business.
#[derive(Clone, Copy)]
pub struct SigInfo(pub [u8; 128]);

/// What happened.
#[derive(Clone, Copy)]
pub enum Event<'a> {
    /// This task is traced from now on.
    Attached(Origin),
    /// A call is about to run.
    Entered(&'a Entry),
    /// The call entered last has ended.
    Exited(Outcome),
    /// A signal is about to be delivered (signal-delivery-stop). The siginfo is missing where it couldn't be
    /// read.
    Signal {
        /// The signal's number.
        signal: i32,
        /// Its siginfo, in the layout of rtrace's own (64-bit) ABI.
        info: Option<&'a SigInfo>,
    },
    /// The whole thread group was stopped by this signal (group-stop).
    Stopped {
        /// SIGSTOP, SIGTSTP, SIGTTIN or SIGTTOU.
        signal: i32,
    },
    /// An execve has succeeded; the exit of the call follows. Where another thread than the leader made it,
    /// `former` is the thread id that it had until now: it continues under the leader's.
    Exec {
        /// The thread's id before the execve, where it changed.
        former: Option<Pid>,
    },
    /// This tracee (a leader) is replaced by its thread `by`, which made an execve.
    Superseded {
        /// The thread that made the execve.
        by: Pid,
    },
    /// The task is gone.
    Ended(End),
    /// rtrace lets the task go; it lives on.
    Detached,
}

/// What no event says of a task or of its call.
#[derive(Clone, Copy, Debug)]
pub enum Aside<'a> {
    /// It has been entered then, and isn't wanted: neither its entry nor its exit is told.
    Unwanted(&'a Entry, Moment),
    /// The call that is about to be told will not run: it returns, even if it is one that never does.
    Kept,
    /// The task is traced already, though its first event is still to come.
    Traced,
}

/// What a handler wants done to a call, at the stop that it is asked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tampering {
    /// At the entry: the kernel is to run the call with this number instead; -1: none.
    pub number: Option<i64>,
    /// At the exit: what the program is to see.
    pub outcome: Option<Outcome>,
    /// At the entry: a signal for the task.
    pub signal: Option<i32>,
    /// The task stays stopped for so long.
    pub delay: Option<Duration>,
    /// What is written into the task's memory, and where.
    pub pokes: Vec<(u64, Vec<u8>)>,
}

/// What stands downstream of a source of events.
pub trait Handler {
    /// Called for each event. The tracee is stopped, except for [`Event::Ended`] and [`Event::Superseded`], where
    /// it is gone and nothing can be read.
    fn event(&mut self, tracee: &dyn Tracee, at: Moment, event: Event<'_>);

    /// Called before the source waits without knowing for how long: buffered output should leave now.
    fn idle(&mut self);

    /// Whether the handler has had enough (it can't write, or has seen as many calls as were asked for): the
    /// source then lets go of all tracees, and they live on. Asked after each event.
    fn finished(&self) -> bool {
        false
    }

    /// Whether the call about to be told of is to be tampered with: asked at its entry, with the registers, and, of a
    /// call that was tampered with, at its exit.
    fn tamper(&mut self, tracee: &dyn Tracee, entry: Option<&Entry>) -> Option<Tampering> {
        _ = (tracee, entry);
        None
    }

    /// Bytes that the handler wanted written into the memory of `pid`, by turns: whether they have been.
    fn poked(&mut self, pid: Pid, written: bool) {
        _ = (pid, written);
    }

    /// The call of `pid` whose exit is about to be told is to be marked so.
    fn remark(&mut self, pid: Pid, text: &'static str) {
        _ = (pid, text);
    }

    /// Something about `pid` that no event says.
    fn aside(&mut self, pid: Pid, aside: Aside<'_>) {
        _ = (pid, aside);
    }

    /// Why the call of `pid` was refused whose exit is about to be told, or the signal that it brought, or the end.
    fn explain(&mut self, pid: Pid, why: Explanation) {
        _ = (pid, why);
    }

    /// All refusals that were explained, by cause, where there were any. Told once, when the trace is over.
    fn conclude(&mut self, refusals: &[Refusals]) {
        _ = refusals;
    }

    /// Forgets the call that `pid` is in: it turned out not to be wanted. Where handlers are asked that, what they
    /// were told of the call's entry must not have left yet.
    fn discard(&mut self, pid: Pid) {
        _ = pid;
    }

    /// Says what a process is that has just been attached to.
    fn snapshot(&mut self, snapshot: &Snapshot) {
        _ = snapshot;
    }

    /// Says what it knows by now (SIGUSR1 to rtrace asks for it).
    fn report(&mut self) {}

    /// The trace is over; no event follows.
    fn end(&mut self) {}

    /// The task has ended, in a way that isn't wanted to be told; that the call which it was in has no end is.
    fn forget(&mut self, pid: Pid, at: Moment) {
        _ = (pid, at);
    }

    /// Says something about the trace itself (`Process 12 attached`), in its place among the events.
    fn note(&mut self, message: std::fmt::Arguments<'_>);
}

/// What was asked of ptrace, and of whom, when it was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The request.
    pub request: Request,
    /// The task that was to be traced: the one named on the command line, or the child that asked for it.
    pub pid: Pid,
    /// What happened instead.
    pub answer: Answer,
}

/// The ptrace request that began, or should have begun, a trace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    /// PTRACE_TRACEME, by the child that is about to run the program.
    TraceMe,
    /// PTRACE_SEIZE of a task.
    Seize,
    /// PTRACE_ATTACH, where PTRACE_SEIZE is missing.
    Attach,
    /// What was asked first of a tracee that said it is traced: options, or letting it go on.
    SetUp,
}

/// How a ptrace request was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// With this errno.
    Errno(i32),
    /// The caller was killed by this signal (a seccomp filter sends SIGSYS).
    Killed(i32),
    /// It said yes and did nothing (a seccomp filter that answers 0, an emulator).
    Ignored,
    /// It said nothing for so long that it never will (a seccomp filter whose supervisor is deaf).
    Silent,
}

impl Request {
    /// The kernel's name for it.
    pub const fn name(self) -> &'static str {
        match self {
            Request::TraceMe => "PTRACE_TRACEME",
            Request::Seize => "PTRACE_SEIZE",
            Request::Attach => "PTRACE_ATTACH",
            Request::SetUp => "PTRACE_SETOPTIONS",
        }
    }
}
