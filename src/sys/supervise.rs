//! Calls that wait for a supervisor's answer: seccomp's user notification
//! ([seccomp_unotify(2)](https://man7.org/linux/man-pages/man2/seccomp_unotify.2.html)).

use super::process::exit_now;
use super::seccomp::{self, Instruction};
use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use nix::unistd::Pid;
use std::mem::MaybeUninit;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, FromRawFd, OwnedFd};
use std::sync::atomic::{AtomicI64, Ordering};

/// A call that waits for its answer: `struct seccomp_notif` of linux/seccomp.h.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// What the answer is to name.
    pub id: u64,
    /// The task, in the PID namespace of who asks; 0 where it has no id there.
    pub pid: Pid,
    /// The call's number, as the kernel has it: an int, on x32 with that ABI's bit.
    pub number: i32,
    /// `AUDIT_ARCH_*`.
    pub arch: u32,
    /// The instruction pointer.
    pub ip: u64,
    /// The argument registers.
    pub args: [u64; 6],
}

/// Where waiting calls are told. While it is closed, every call that the filter hands over fails with ENOSYS.
#[derive(Debug)]
pub struct Listener(OwnedFd);

/// A process that was started under a filter with a supervisor.
#[derive(Debug)]
pub struct Supervised {
    /// Its id. It is a child of the caller.
    pub pid: Pid,
    /// A pidfd of it.
    pub process: OwnedFd,
    /// Its calls, and those of all that it makes.
    pub listener: Listener,
    /// What it has to say before it executes a program: its calls would be told.
    pub words: Words,
}

/// Why a process could not be started so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There can be no child that shares descriptors: clone(2) with CLONE_PIDFD (Linux 5.2).
    Fork(Errno),
    /// The filter can't be installed. EBUSY: another one has a supervisor already.
    Filter(Errno),
    /// The child was killed for it.
    Killed,
}

/// A structure of the kernel's, and room for it to grow.
#[repr(C)]
struct Roomy<T> {
    known: T,
    room: [u64; 32],
}

impl Listener {
    /// The next call that waits, or will.
    ///
    /// Errors: ENOENT (who made it is gone), EINTR.
    pub fn receive(&self) -> nix::Result<Waiting> {
        // SAFETY: all zeroes is a valid notification, and what the kernel wants to find there.
        let mut found: Roomy<libc::seccomp_notif> = unsafe { MaybeUninit::zeroed().assume_init() };
        // SAFETY: the structure outlives the call, and is larger than any kernel's.
        let done =
            unsafe { libc::ioctl(self.0.as_raw_fd(), libc::SECCOMP_IOCTL_NOTIF_RECV, &raw mut found.known) };
        Errno::result(done)?;
        let libc::seccomp_notif { id, pid, data, .. } = found.known;
        Ok(Waiting {
            id,
            pid: Pid::from_raw(pid.cast_signed()),
            number: data.nr,
            arch: data.arch,
            ip: data.instruction_pointer,
            args: data.args,
        })
    }

    /// Whether a call still waits. Only then what is known of its task is about that task: ids are used again.
    pub fn waits(&self, call: &Waiting) -> bool {
        // SAFETY: the id outlives the call.
        let done = unsafe {
            libc::ioctl(self.0.as_raw_fd(), libc::SECCOMP_IOCTL_NOTIF_ID_VALID, &raw const call.id)
        };
        done == 0
    }

    /// Lets the kernel do what the call asks for.
    ///
    /// Errors: ENOENT (who made it is gone).
    pub fn let_pass(&self, call: &Waiting) -> nix::Result<()> {
        let answer = Roomy {
            known: libc::seccomp_notif_resp {
                id: call.id,
                val: 0,
                error: 0,
                flags: libc::SECCOMP_USER_NOTIF_FLAG_CONTINUE as u32,
            },
            room: [0; 32],
        };
        // SAFETY: the structure outlives the call, and is larger than any kernel's.
        let done = unsafe {
            libc::ioctl(self.0.as_raw_fd(), libc::SECCOMP_IOCTL_NOTIF_SEND, &raw const answer.known)
        };
        Errno::result(done).map(drop)
    }
}

/// `SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP` of linux/seccomp.h.
const SYNC_WAKE_UP: libc::c_ulong = 1;

impl Listener {
    /// Has the scheduler expect that who is woken by a call or by its answer takes over from the waker (Linux 6.6): the
    /// two run in turns.
    fn take_turns(self) -> Listener {
        // SAFETY: the request takes an integer. Kernels that don't know it refuse it.
        unsafe { libc::ioctl(self.0.as_raw_fd(), libc::SECCOMP_IOCTL_NOTIF_SET_FLAGS, SYNC_WAKE_UP) };
        self
    }
}

impl AsFd for Listener {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }
}

/// In [`Words`]: nothing was said.
const NOTHING: i64 = i64::MAX;

/// How long, in milliseconds, the child's word is waited for before it is looked at again. The child can't wake anybody
/// up: any call that it makes then waits for an answer.
const LOOK: u8 = 1;

/// Starts a child that does `first`, comes under `filter` with this process as the supervisor of it, and then does
/// `work`, whose calls are told by the listener; it may leave a word. The filter gets no_new_privs where nothing else
/// allows it.
///
/// The child shares the table of descriptors until it executes a program: it must not close any.
pub fn start(
    filter: &[Instruction],
    first: impl FnOnce(),
    work: impl FnOnce(&Words),
) -> Result<Supervised, Refused> {
    let words = Words::new().map_err(Refused::Fork)?;
    let mut process: libc::c_int = -1;
    let flags = libc::CLONE_FILES | libc::CLONE_PIDFD | libc::SIGCHLD;
    // SAFETY: without a stack of its own and without CLONE_VM the child is as after fork(2), for which this process has
    // one thread alone; `process` outlives the call.
    let pid = unsafe {
        libc::syscall(libc::SYS_clone, libc::c_long::from(flags), 0_u64, &raw mut process, 0_u64, 0_u64)
    };
    let pid = Errno::result(pid).map_err(Refused::Fork)?;
    if pid == 0 {
        first();
        let said = match seccomp::supervise(filter) {
            Ok(listener) => i64::from(listener),
            Err(errno) => -i64::from(errno as i32),
        };
        words.place(FILTER).store(said, Ordering::Release);
        if said >= 0 {
            work(&words);
        }
        exit_now(1);
    }
    let pid = Pid::from_raw(pid as i32);
    // SAFETY: the kernel has just made this descriptor, and nobody else has it.
    let process = unsafe { OwnedFd::from_raw_fd(process) };
    let refused = loop {
        match words.at(FILTER).map(|said| said as i32) {
            Some(listener @ 0..) => {
                // SAFETY: the child made this descriptor in the table that both share. It loses it as it executes a
                // program, or ends.
                let listener = Listener(unsafe { OwnedFd::from_raw_fd(listener) }).take_turns();
                return Ok(Supervised { pid, process, listener, words });
            }
            Some(errno) => break Refused::Filter(Errno::from_raw(-errno)),
            None => {}
        }
        let mut ends = [PollFd::new(process.as_fd(), PollFlags::POLLIN)];
        if poll(&mut ends, PollTimeout::from(LOOK)).is_ok_and(|ended| ended > 0) && words.at(FILTER).is_none()
        {
            break Refused::Killed;
        }
    };
    _ = super::wait::wait_for(pid, super::wait::How::Block);
    Err(refused)
}

/// What [`try_out`] says of a kernel that doesn't tell when the last task is gone (before Linux 5.9).
pub const NO_END: Errno = Errno::EOPNOTSUPP;

/// Starts a child under such a filter that ends at once, and looks whether all goes as it should:
/// its calls are told, its memory can be read, it is let pass, its end is told.
pub fn try_out() -> Result<(), Refused> {
    const WORD: u64 = 0x7274_7261_6365_6e70;
    let word = WORD;
    let all = [Instruction {
        code: (libc::BPF_RET | libc::BPF_K) as u16,
        jt: 0,
        jf: 0,
        k: libc::SECCOMP_RET_USER_NOTIF,
    }];
    let Supervised { pid, process, listener, .. } = start(&all, || {}, |_| exit_now(0))?;
    let read = || -> nix::Result<u64> {
        let mut bytes = [0; 8];
        let memory = std::fs::File::open(format!("/proc/{pid}/mem"));
        let memory = memory.map_err(|_| Errno::EACCES)?;
        let at = (&raw const word).addr() as u64;
        std::os::unix::fs::FileExt::read_exact_at(&memory, &mut bytes, at).map_err(|_| Errno::EIO)?;
        Ok(u64::from_ne_bytes(bytes))
    };
    let mut seen = Err(Errno::ENODATA);
    loop {
        let mut ready = [
            PollFd::new(listener.as_fd(), PollFlags::POLLIN),
            PollFd::new(process.as_fd(), PollFlags::POLLIN),
        ];
        match poll(&mut ready, PollTimeout::NONE) {
            Err(Errno::EINTR) => continue,
            Err(errno) => break seen = Err(errno),
            Ok(_) => {}
        }
        if !ready[0].revents().is_some_and(|found| found.contains(PollFlags::POLLIN)) {
            break;
        }
        match listener.receive() {
            Ok(call) => {
                seen = read().and_then(|found| if found == word { Ok(()) } else { Err(Errno::EIO) });
                if let Err(errno) = listener.let_pass(&call) {
                    break seen = Err(errno);
                }
            }
            Err(Errno::ENOENT | Errno::EINTR) => {}
            Err(errno) => break seen = Err(errno),
        }
    }
    _ = nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGKILL);
    _ = super::wait::wait_for(pid, super::wait::How::Block);
    let mut last = [PollFd::new(listener.as_fd(), PollFlags::POLLIN)];
    let told = poll(&mut last, PollTimeout::ZERO).is_ok_and(|ready| ready > 0);
    if !told {
        return Err(Refused::Filter(NO_END));
    }
    seen.map_err(Refused::Filter)
}

/// Words that a child leaves, without a call.
#[derive(Debug)]
pub struct Words(*mut libc::c_void);

/// The places in [`Words`]: of the filter's listener or errno, and of what else the child has to say.
const FILTER: usize = 0;
const WORK: usize = 1;

impl Words {
    fn new() -> nix::Result<Words> {
        let (protection, flags) =
            (libc::PROT_READ | libc::PROT_WRITE, libc::MAP_SHARED | libc::MAP_ANONYMOUS);
        // SAFETY: the kernel chooses a place where nothing is.
        let at = unsafe { libc::mmap(std::ptr::null_mut(), Words::SIZE, protection, flags, -1, 0) };
        if at == libc::MAP_FAILED {
            return Err(Errno::last());
        }
        let words = Words(at);
        for place in [FILTER, WORK] {
            words.place(place).store(NOTHING, Ordering::Release);
        }
        Ok(words)
    }

    const SIZE: usize = 2 * size_of::<AtomicI64>();

    /// Leaves a word.
    pub fn say(&self, what: i64) {
        self.place(WORK).store(what, Ordering::Release);
    }

    /// The word that was left, if any was.
    pub fn said(&self) -> Option<i64> {
        self.at(WORK)
    }

    fn at(&self, place: usize) -> Option<i64> {
        Some(self.place(place).load(Ordering::Acquire)).filter(|said| *said != NOTHING)
    }

    fn place(&self, place: usize) -> &AtomicI64 {
        // SAFETY: the page is aligned, holds two such words, is mapped as long as self lives, and used as them alone.
        unsafe { &*self.0.cast::<AtomicI64>().add(place.min(WORK)) }
    }
}

impl Drop for Words {
    fn drop(&mut self) {
        // SAFETY: it was mapped with this size, and no reference outlives self.
        unsafe { libc::munmap(self.0, Words::SIZE) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_under_such_a_filter_is_seen_and_let_pass() {
        // Under a supervisor already, as in some containers, there can be no other.
        let done = try_out();
        assert!(matches!(done, Ok(()) | Err(Refused::Filter(Errno::EBUSY))), "{done:?}");
    }

    #[test]
    fn a_child_leaves_a_word_without_a_call() {
        let all = [Instruction { code: 6, jt: 0, jf: 0, k: libc::SECCOMP_RET_USER_NOTIF }];
        let leave = |words: &Words| {
            words.say(-5);
            exit_now(0)
        };
        let Ok(Supervised { pid, listener, words, .. }) = start(&all, || {}, leave) else { return };
        let call = listener.receive().unwrap();
        assert_eq!((call.pid, words.said()), (pid, Some(-5)));
        assert!(listener.waits(&call));
        listener.let_pass(&call).unwrap();
        assert!(!listener.waits(&call));
        let ended = super::super::wait::wait_for(pid, super::super::wait::How::Block).unwrap().unwrap();
        assert_eq!(ended.status, 0);
    }
}
