//! Acceleration: a seccomp filter in the tracee, so that only the calls that are wanted stop it.
//!
//! A call that is wanted becomes PTRACE_EVENT_SECCOMP (SECCOMP_RET_TRACE), which serves as its entry; the tracee then
//! runs to its exit by PTRACE_SYSCALL, and from there by PTRACE_CONT. All other calls run at full speed
//! (SECCOMP_RET_ALLOW; the kernel keeps a bitmap of those that are allowed whatever their arguments, and doesn't even run
//! the filter).
//!
//! Whoever has the filter can't get rid of it, and without a tracer the calls that it selects fail with ENOSYS. So
//! nobody under it is ever let go. With `--seccomp-bpf` the program and all that it makes end with rtrace
//! (PTRACE_O_EXITKILL). By default (`--seccomp-bpf=auto`) nothing changes but speed:
//!
//! - rtrace stays as long as somebody runs under the filter, though its trace may be over, it was told to end, or it was
//!   killed: see `front`. Only a SIGKILL of the process that traces, and not of the one that was started, ends them.
//! - Without `-f`, what the program makes is traced without a word, and stops as rarely as the rest. Who asks ptrace for
//!   one of those is refused, which is said; so it isn't done where `ptrace` is one of the wanted calls, or where
//!   the program's own file names that function, as those of debuggers and tracers do.
//! - A child with CLONE_UNTRACED would have no tracer: it gets one all the same (see `untraced`).
//! - A stricter answer of another filter (SECCOMP_RET_ERRNO, USER_NOTIF, TRAP) would hide a call from the tracer. So it
//!   is done only where rtrace runs under no filter itself. A tracee that is about to install one goes on with full
//!   stops, before the call has any effect; where that is to bind the other threads as well
//!   (SECCOMP_FILTER_FLAG_TSYNC), those are stopped, to go on likewise. (As by attaching to them: a call that waits and
//!   that the kernel doesn't restart ends with EINTR.)
//! - Without CAP_SYS_ADMIN a filter needs no_new_privs. That can't be hidden: it stands in `/proc/PID/status`, and a
//!   set-user-ID program finds AT_SECURE unset, where without it the bit has no effect but the program is still told to
//!   be careful. So for such a user it is done only where no_new_privs is set already.
//! - prctl(PR_GET_SECCOMP) answers the program as if there was no filter. `/proc/PID/status` tells of it (Seccomp,
//!   Seccomp_filters), as it tells of the tracer.
//! - Every call of another ABI than rtrace's own stops, so that a change of the personality is told when it comes.
//! - It isn't done with `-p`, `-b`, `-D`, `-I1`, `--max-depth` and `--explain`; nor with `-n`, which shows the number of the
//!   last call of all; nor where signals are injected, which can't be done at an event. Before Linux 4.8 filters ran before the entry to a call
//!   was reported; such a kernel gets no filter.
//!
//! Where the filter can't be installed, or isn't answered by an event, tracees stop at every call as ever.
//!
//! Placement (see `placement`) must see calls that open files. Where those aren't wanted they would stop the program for
//! that alone: so there it is done only if calls are wanted that are as frequent.
//!
//! Crate seccompiler makes a chain of comparisons, for one architecture, and kills what comes from another: so the
//! compiler is our own.

pub use super::selection::Selection;
use super::{Tracer, placement};
use crate::arch::numbers;
use crate::event::{Entry, Handler, Outcome};
use crate::filter::CallSet;
use crate::sys::ptrace::Resume;
use crate::sys::seccomp::Instruction;
use memchr::memmem;
use nix::errno::Errno;
use nix::sys::{prctl, ptrace};
use nix::unistd::Pid;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::time::Duration;

/// Calls as frequent as those that open files, or more.
const FREQUENT: [&str; 16] = [
    "close",
    "fstat",
    "futex",
    "getdents64",
    "lseek",
    "lstat",
    "mmap",
    "newfstatat",
    "poll",
    "read",
    "recvfrom",
    "recvmsg",
    "sendmsg",
    "sendto",
    "stat",
    "write",
];

/// Bits of a set of capabilities (linux/capability.h).
const CAP_SYS_PTRACE: u64 = 1 << 19;
const CAP_SYS_ADMIN: u64 = 1 << 21;

/// What a call means for filters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum About {
    /// Nothing.
    #[default]
    Nothing,
    /// It asks whether there is one.
    Asks,
    /// It installs one, for its caller or for the whole process.
    Installs {
        /// SECCOMP_FILTER_FLAG_TSYNC.
        everybody: bool,
    },
    /// It makes a task, which may be one that isn't traced: see `untraced`.
    Makes,
    /// It asks ptrace(2) to trace somebody, or to be traced.
    Traces,
}

/// PTRACE_TRACEME, PTRACE_ATTACH and PTRACE_SEIZE of linux/ptrace.h.
const TRACEME: i32 = 0;
const ATTACH: i32 = 16;
const SEIZE: i32 = 0x4206;

impl About {
    /// What the call at hand means.
    pub fn of(entry: &Entry) -> About {
        let is =
            |name| numbers::number(entry.abi, name).is_some_and(|number| u64::from(number) == entry.number);
        let [first, second, ..] = entry.args;
        if is("clone") || is("clone3") {
            return About::Makes;
        }
        // The kernel takes the low half of what is an int to it.
        match first as u32 as i32 {
            TRACEME | ATTACH | SEIZE if is("ptrace") => About::Traces,
            libc::PR_GET_SECCOMP if is("prctl") => About::Asks,
            libc::PR_SET_SECCOMP if is("prctl") => About::Installs { everybody: false },
            operation
                if is("seccomp")
                    && matches!(
                        operation.cast_unsigned(),
                        libc::SECCOMP_SET_MODE_STRICT | libc::SECCOMP_SET_MODE_FILTER
                    ) =>
            {
                About::Installs { everybody: second & u64::from(libc::SECCOMP_FILTER_FLAG_TSYNC as u32) != 0 }
            }
            _ => About::Nothing,
        }
    }
}

/// Whether a filter would change nothing but speed: none is in force here, it needs no no_new_privs, and tracing what isn't
/// followed takes no privilege from that.
pub fn is_unnoticed() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let value = |name: &str| {
        status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map_or("", str::trim)
    };
    let needed = CAP_SYS_ADMIN | CAP_SYS_PTRACE;
    let capable = u64::from_str_radix(value("CapEff"), 16).is_ok_and(|set| set & needed == needed);
    value("Seccomp") == "0" && (capable || value("NoNewPrivs") == "1")
}

/// Whether the kernel runs filters after it has reported the entry to a call (Linux 4.8).
fn reports_before_filters() -> bool {
    let Ok(system) = nix::sys::utsname::uname() else { return false };
    let release = system.release().to_string_lossy();
    let mut parts = release.split(|c: char| !c.is_ascii_digit()).map_while(|part| part.parse::<u32>().ok());
    (parts.next(), parts.next()) >= (Some(4), Some(8))
}

/// Installs a filter for the program that this process is to become: without no_new_privs, if that is allowed.
///
/// Errors: EACCES, EPERM, ENOSYS and what else another filter answers; EINVAL where the kernel has no filters.
pub fn install(filter: &[Instruction]) -> nix::Result<()> {
    match crate::sys::seccomp::install(filter) {
        Err(Errno::EACCES) => {
            prctl::set_no_new_privs()?;
            crate::sys::seccomp::install(filter)
        }
        done => done,
    }
}

/// Whether a filter can have the program stop at these calls alone; `follow`: what it makes is traced for its own sake.
pub fn select(wanted: &CallSet, follow: bool) -> Option<Selection> {
    if wanted.is_all() || !reports_before_filters() { None } else { Some(Selection::new(wanted, follow)) }
}

/// Whether the program that is in this file may use ptrace: it names that function. Yes, where it can't be read.
pub fn names_ptrace(program: &Path) -> bool {
    /// The names that a program imports stand near its beginning.
    const BEGINNING: u64 = 4 << 20;
    let mut bytes = Vec::new();
    let read = File::open(program).and_then(|file| file.take(BEGINNING).read_to_end(&mut bytes));
    read.is_err() || memmem::find(&bytes, b"\0ptrace\0").is_some()
}

impl Tracer {
    /// Has the program that is to be launched stop at these calls alone, where that can be.
    pub fn accelerate(&mut self, mut selection: Selection) {
        if self.options.witness {
            return;
        }
        if !self.options.unplaced {
            let frequent = FREQUENT.into_iter().chain(placement::openers());
            if selection.wants_any_of(frequent) {
                selection.needs(placement::seen());
            } else {
                self.placement.never();
            }
        }
        self.placement.traces_all(true);
        self.filter = selection.filter();
        self.selection = self.filter.is_some().then_some(selection);
    }

    /// How a tracee is to be resumed so that it stops where it must.
    pub(super) fn how(&mut self, pid: Pid) -> Resume {
        match self.tasks.get(pid) {
            Some(task) if task.filtered && !task.inside => Resume::Cont,
            _ => Resume::Syscall,
        }
    }

    /// A tracee enters a call: where that is about filters, what rtrace's own needs is done.
    pub(super) fn mind_filters(&mut self, pid: Pid, entry: &Entry) {
        let Some(task) = self.tasks.get(pid).filter(|_| self.filter.is_some() || self.options.witness) else {
            return;
        };
        let about = About::of(entry);
        task.about = match about {
            About::Makes | About::Traces => about,
            _ if task.filtered => about,
            _ => About::Nothing,
        };
        if let About::Installs { everybody } = task.about {
            task.filtered = false;
            self.one_filter = false;
            if everybody {
                self.stop_all_of(pid);
            }
        }
    }

    /// Whether anybody wants to know of a call.
    pub(super) fn wants(&self, entry: &Entry) -> bool {
        self.selection.as_ref().is_none_or(|selection| selection.wants(entry.abi, entry.number))
    }

    /// What was to be done at the entry to a call is done: where its end matters to nobody, the tracee runs on until
    /// another call is selected.
    pub(super) fn skip_end(&mut self, pid: Pid, now: Duration) {
        let waits = self.tied.contains_key(&pid) || self.placement.waits_for_end(pid);
        if let Some(task) = self.tasks.get(pid)
            && task.filtered
            && !task.told
            && !waits
            && matches!(task.about, About::Nothing | About::Makes)
        {
            (task.inside, task.about) = (false, About::Nothing);
            self.placement.leaves(pid, Outcome::Unavailable, now);
        }
    }

    /// A tracee leaves a call to ptrace(2) that rtrace's filter may have spoilt: says so, once.
    pub(super) fn mind_refusal(&mut self, pid: Pid, outcome: Outcome, handler: &mut dyn Handler) {
        let traces = self.tasks.get(pid).is_some_and(|task| task.about == About::Traces);
        if traces
            && outcome == Outcome::Failed(libc::EPERM)
            && !std::mem::replace(&mut self.told_of_ptrace, true)
        {
            handler.note(format_args!(
                "ptrace was refused in process {pid}: under rtrace's filter every process has rtrace for its tracer; \
                 --seccomp-bpf=never leaves those alone that aren't followed"
            ));
        }
    }

    /// The launched program begins: from now on it stops as the filter says, if that is in force.
    pub(super) fn rely_on_filter(&mut self, pid: Pid) -> nix::Result<()> {
        if self.filter.is_none() {
            return Ok(());
        }
        if self.filter_works {
            if let Some(task) = self.tasks.get(pid) {
                task.filtered = true;
            }
            return Ok(());
        }
        (self.filter, self.selection) = (None, None);
        self.placement.traces_all(self.options.follow);
        ptrace::setoptions(pid, self.ptrace_options())
    }

    /// Has the other threads of a process go on with full stops.
    fn stop_all_of(&mut self, pid: Pid) {
        // Whoever is in /proc/PID/task: a thread's own directory tells of its whole process.
        let threads = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
        for thread in threads.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).map(Pid::from_raw)
        {
            if let Some(task) = self.tasks.get(thread).filter(|task| task.filtered) {
                task.filtered = false;
                // Who is gone is gone.
                _ = ptrace::interrupt(thread);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arch::Abi;

    #[test]
    fn debuggers_are_told_from_other_programs_by_what_they_import() {
        assert!(names_ptrace(Path::new("/proc/self/exe")), "this test traces");
        assert!(!names_ptrace(Path::new("/bin/true")));
        assert!(names_ptrace(Path::new("/nowhere")));
    }

    #[test]
    fn calls_about_filters_are_told_apart() {
        let call = |name, args: [u64; 2]| {
            let number = numbers::number(Abi::X86_64, name).unwrap().into();
            About::of(&Entry { abi: Abi::X86_64, number, args: [args[0], args[1], 0, 0, 0, 0], ip: 0, sp: 0 })
        };
        assert_eq!(call("prctl", [21, 0]), About::Asks);
        assert_eq!(call("prctl", [22, 2]), About::Installs { everybody: false });
        assert_eq!(call("seccomp", [1, 1]), About::Installs { everybody: true });
        assert_eq!(call("seccomp", [0, 0]), About::Installs { everybody: false });
        assert_eq!(call("seccomp", [2, 0]), About::Nothing);
        assert_eq!(call("getppid", [22, 2]), About::Nothing);
        assert_eq!((call("clone", [17, 0]), call("clone3", [0, 88])), (About::Makes, About::Makes));
        assert_eq!((call("ptrace", [0, 0]), call("ptrace", [12, 1])), (About::Traces, About::Nothing));
    }
}
