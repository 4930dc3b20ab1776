//! The ptrace source of events: starts programs or attaches to them, and tells a [`Handler`](crate::event::Handler) what they do.
//!
//! One thread, one loop: wait for a stop, tell the handler, resume. A tracee is resumed exactly once for each
//! stop (the types of `stop` see to that), is asked about only while it stands still, and may be gone at any
//! moment: then the request fails with ESRCH, and a later wait status tells how it ended.

pub mod accelerate;
pub mod attach;
mod child;
pub mod command;
mod contexts;
mod debug;
mod depth;
mod detach;
mod files;
pub mod front;
mod generic;
mod inspect;
mod launch;
pub(crate) mod memory;
mod newcomers;
mod pids;
mod placement;
mod pulse;
mod rings;
mod run;
pub(crate) mod selection;
mod setuid;
mod sockets;
pub(crate) mod status;
mod stop;
mod tamper;
mod tasks;
mod turns;
mod untraced;
pub(crate) mod view;
mod witness;

use crate::event::{End, Refusal};
use crate::sys::seccomp::Instruction;
use crate::sys::signals::{self, Disposition};
use crate::sys::startup;
use command::ExecError;
use memory::Reader;
use newcomers::Early;
use nix::errno::Errno;
use nix::sys::ptrace::Options as Ptrace;
use nix::unistd::Pid;
use placement::Placement;
use pulse::Pulse;
use rustc_hash::FxHashMap;
use selection::Selection;
use std::collections::HashSet;
use std::os::fd::OwnedFd;
use tasks::Tasks;
use turns::Turns;
use untraced::Tied;

/// When signals that ask rtrace to end are heeded (strace's `-I`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Interruptible {
    /// At any moment: they kill rtrace, and the kernel lets the tracees go.
    Anywhere,
    /// Between two events: rtrace lets the tracees go and ends.
    #[default]
    Waiting,
    /// Never: rtrace ignores them.
    Never,
    /// Never, and Ctrl-Z doesn't stop rtrace either.
    NeverTstp,
}

/// Where the tracer runs so that the program is the process that the shell started (strace's `-D`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Daemon {
    /// In a grandchild (`-D`).
    Grandchild,
    /// In a process group of its own (`-DD`).
    Group,
    /// In a session of its own (`-DDD`).
    Session,
}

/// How to trace.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Trace what tracees make with fork, vfork and clone (`-f`).
    pub follow: bool,
    /// Let a tracee go when it runs another program (`-b execve`). The execve that begins the trace doesn't
    /// count.
    pub detach_on_execve: bool,
    /// Tracees die with rtrace, and are never let go (`--kill-on-exit`).
    pub kill_on_exit: bool,
    /// Tell the system time of tracees with every event ([`Moment::system`](crate::event::Moment::system)).
    pub measure: bool,
    /// SIGUSR1 asks the handler for a report.
    pub report: bool,
    /// `-I`.
    pub interruptible: Interruptible,
    /// `-D`, `-DD`, `-DDD`.
    pub daemon: Option<Daemon>,
    /// Tell who answered each call of a program that is launched, a seccomp filter or the kernel
    /// ([`Tracee::witness`](crate::event::Tracee::witness)). What that needs can't be taken off again, so the program
    /// and all that it makes end with rtrace, as by `kill_on_exit`.
    pub witness: bool,
    /// Leave it to the scheduler where tracees run (`--placement=off`).
    pub unplaced: bool,
    /// Whoever runs under rtrace's filter lives on when the trace is over: [`Tracer::keep`] is to be called then. See
    /// [`front`].
    pub keep: bool,
    /// Follow so many generations of processes (`--max-depth`); None: all.
    pub max_depth: Option<u32>,
    /// Who is told what the tracer does, step by step (`-d`).
    pub debug: Option<fn(std::fmt::Arguments<'_>)>,
}

/// How a trace ended.
#[derive(Debug)]
pub enum Finish {
    /// No tracee is left. Holds how the launched program ended, if there was one.
    Ended(Option<End>),
    /// A signal asked rtrace to end; the tracees were let go.
    Interrupted(i32),
    /// The handler asked for the end; the tracees were let go.
    Released,
    /// The front was killed (see [`front`]); the tracees were let go.
    Abandoned,
    /// The program couldn't be run.
    NotRun(ExecError),
}

/// A request that must not fail did: the trace can't go on.
#[derive(Debug, thiserror::Error)]
#[error("{what}: {errno}")]
pub struct Error {
    /// The request.
    pub what: &'static str,
    /// Why.
    pub errno: Errno,
}

/// Why a program could not be launched under trace.
#[derive(Debug, thiserror::Error)]
pub enum LaunchError {
    /// ptrace was refused.
    #[error("{} was refused", .0.request.name())]
    Refused(Refusal),
    /// There can be no child.
    #[error("fork: {0}")]
    Fork(Errno),
    /// The child can't be supervised without ptrace: no seccomp listener.
    #[error("no program can be supervised here: {}", listener(*.0))]
    Listener(Errno),
    /// No pipe to the child.
    #[error("pipe2: {0}")]
    Pipe(Errno),
    /// An argument or a variable has a NUL byte in it, which no program can be given.
    #[error("a NUL byte in an argument")]
    Nul,
    /// The child ended before it could run anything.
    #[error("the child that was to run the program has ended: {0:?}")]
    Died(Option<End>),
}

/// Why there is no listener.
fn listener(errno: Errno) -> String {
    let why = match errno {
        Errno::EBUSY => "rtrace is under a seccomp filter that has a supervisor, and there can be one alone",
        Errno::EINVAL | Errno::EOPNOTSUPP => "that takes Linux 5.9, built with seccomp filters",
        _ => "a seccomp filter refuses seccomp(2) or clone(2)",
    };
    format!("{why} ({})", errno.desc())
}

/// The tracer: options, tracees, and what was learnt about the kernel.
pub struct Tracer {
    options: Options,
    tasks: Tasks,
    reader: Reader,
    /// PTRACE_GET_SYSCALL_INFO is not to be had.
    without_info: bool,
    /// The program that rtrace launched.
    program: Option<Program>,
    /// The execve that begins the trace of a launched program is still to come.
    first_exec_due: bool,
    /// Tracees that stay stopped for a while, as was asked.
    delayed: Vec<tamper::Delayed>,
    /// Tasks that ended before anything was known of them: tracees whose clone event is still to come, or
    /// children that rtrace was born with.
    ended_early: FxHashMap<Pid, End>,
    /// New tasks that have stopped before their makers said so. They stay where they are until then, since what they
    /// are like follows from their makers.
    early: Vec<Early>,
    /// A tracee was killed: it may have been in a clone event that rtrace then never saw.
    someone_was_killed: bool,
    turns: Turns,
    /// Tasks that were let go at their first stop, and whose parents' events are still to come.
    beyond: HashSet<Pid>,
    /// The user knows that set-user-ID bits have no effect.
    told_of_setuid: bool,
    /// The user knows that ptrace was refused because of the filter.
    told_of_ptrace: bool,
    /// Which CPU tracees run on.
    placement: Placement,
    /// What the launched program runs under, and what that selects: see `accelerate`.
    filter: Option<Vec<Instruction>>,
    selection: Option<Selection>,
    /// The filter was seen to be in force.
    filter_works: bool,
    /// No other filter was ever installed by a tracee.
    one_filter: bool,
    /// What was changed so that a new task is traced, and is to be changed back.
    tied: FxHashMap<Pid, Tied>,
    /// The trace is over, and the tracees are kept alive.
    keeping: bool,
    pulse: Pulse,
}

/// The program that rtrace launched.
struct Program {
    pid: Pid,
    end: Option<End>,
    /// What its execve was given, and where it says that it failed.
    path: std::path::PathBuf,
    report: OwnedFd,
    /// Why it wasn't run, where that is known to be so.
    failed: Option<ExecError>,
    /// It is rtrace's own child, so its end will be told.
    child: bool,
}

impl Tracer {
    /// A tracer without tracees. Changes the process's signal dispositions as `options` ask.
    pub fn new(options: Options) -> Tracer {
        set_dispositions(options.interruptible);
        if options.report {
            signals::report_on(libc::SIGUSR1);
        }
        if options.measure {
            crate::sys::wait::measure();
        }
        let tracer = Tracer {
            options,
            tasks: Tasks::default(),
            reader: Reader::new(),
            without_info: false,
            program: None,
            first_exec_due: false,
            delayed: Vec::new(),
            ended_early: FxHashMap::default(),
            early: Vec::new(),
            someone_was_killed: false,
            turns: Turns::default(),
            beyond: HashSet::new(),
            told_of_setuid: false,
            told_of_ptrace: false,
            placement: Placement::new(options.unplaced, options.follow || options.witness),
            filter: None,
            selection: None,
            filter_works: false,
            one_filter: true,
            tied: FxHashMap::default(),
            keeping: false,
            pulse: Pulse::default(),
        };
        tracer.debug_options();
        tracer
    }

    /// Whether all that tracees make is traced: where it is followed, or under a filter of rtrace's, with which nobody lives
    /// without a tracer.
    fn traces_all(&self) -> bool {
        self.options.follow || self.options.witness || self.filter.is_some()
    }

    /// What the kernel is asked to tell about every tracee.
    fn ptrace_options(&self) -> Ptrace {
        let mut wanted = Ptrace::PTRACE_O_TRACESYSGOOD | Ptrace::PTRACE_O_TRACEEXEC;
        if self.traces_all() {
            wanted |= Ptrace::PTRACE_O_TRACEFORK | Ptrace::PTRACE_O_TRACEVFORK | Ptrace::PTRACE_O_TRACECLONE;
        }
        if self.options.kill_on_exit {
            wanted |= Ptrace::PTRACE_O_EXITKILL;
        }
        if self.options.witness || self.filter.is_some() {
            wanted |= Ptrace::PTRACE_O_TRACESECCOMP | Ptrace::PTRACE_O_EXITKILL;
        }
        wanted
    }
}

/// Signals that ask a program to end. SIGPIPE is none of them, unlike strace: rtrace's own output brings it, and
/// a reader that goes away must not end the traced program. The write's EPIPE tells the one who wrote.
const FATAL: [i32; 4] = [libc::SIGHUP, libc::SIGINT, libc::SIGQUIT, libc::SIGTERM];

/// Those of them that count: nohup(1) asks for SIGHUP to be ignored. That shells ignore SIGINT for what they start in the
/// background is no such wish: scripts end a background tracer with it.
fn fatal(interruptible: Interruptible) -> impl Iterator<Item = i32> {
    let heeds = interruptible == Interruptible::Waiting;
    FATAL.into_iter().filter(move |&signal| !heeds || signal != libc::SIGHUP || !startup::ignored(signal))
}

pub(crate) fn set_dispositions(interruptible: Interruptible) {
    let mut wanted = vec![
        // rtrace may write to the terminal while the program is in the background. SIGTTIN it doesn't ignore: the
        // kernel sends that to the whole process group of a program that reads from the background, and a shell
        // sees the job stop, and continues it, only where rtrace stops as well.
        (libc::SIGTTOU, Disposition::Ignore),
        // An ignored SIGCHLD would reap the program where it is no longer traced, and lose its status.
        (libc::SIGCHLD, Disposition::Default),
    ];
    let fatal = |disposition| fatal(interruptible).map(move |signal| (signal, disposition));
    match interruptible {
        Interruptible::Anywhere => {}
        Interruptible::Waiting => wanted.extend(fatal(Disposition::Interrupt)),
        Interruptible::Never => wanted.extend(fatal(Disposition::Ignore)),
        Interruptible::NeverTstp => {
            wanted.extend(fatal(Disposition::Ignore));
            wanted.push((libc::SIGTSTP, Disposition::Ignore));
        }
    }
    for (signal, disposition) in wanted {
        // None of these is a signal whose disposition can't be set.
        let _ = signals::set_disposition(signal, disposition);
    }
}
