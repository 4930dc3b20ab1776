//! Children that are made to try one thing and are then thrown away.
//!
//! What is tried may kill the caller (a seccomp filter), change it for good (Landlock) or never return, so it is
//! tried in a fork(2) of its own and under a time limit. Threads and `std::process` are no help: they need
//! clone3(2), which some container runtimes refuse.

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout};
use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::AsFd;
use std::time::{Duration, Instant};

/// How a throwaway child ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It did its work, and this is the result.
    Said(i64),
    /// This signal killed it before it could say anything.
    Killed(i32),
    /// It said nothing within its time, or ended without a word.
    Silent,
}

/// Runs `work` in a fork(2) of this process, and leaves no child behind. The child is looked at
/// after every `limit`: when it was found asleep `NAPS` times in a row, or after `PATIENCE` looks, it is given up.
/// (One that only waits for its turn on a busy machine is not silent.)
///
/// `work` runs with core dumps off, dies with its parent, and should do nothing but system calls.
///
/// Errors: what fork(2) and pipe(2) answer: EAGAIN (RLIMIT_NPROC, the pids cgroup), ENOMEM, EMFILE.
pub fn throwaway(limit: Duration, work: impl FnOnce() -> i64) -> nix::Result<Ended> {
    let (reading, writing) = nix::unistd::pipe2(nix::fcntl::OFlag::O_CLOEXEC)?;
    let parent = nix::unistd::getpid().as_raw();
    // SAFETY: the child makes system calls alone and ends in _exit. rtrace has one thread; where a test harness
    // has several, the child touches no lock of theirs.
    let pid = Errno::result(unsafe { libc::fork() })?;
    if pid == 0 {
        drop(reading);
        isolate(parent);
        let said = work();
        // A parent that reads no more has given up on this child: nobody is left to tell.
        let _ = File::from(writing).write_all(&said.to_ne_bytes());
        // SAFETY: _exit has no preconditions.
        unsafe { libc::_exit(0) }
    }
    drop(writing);
    let mut said = [0; 8];
    let mut naps = 0;
    let mut heard = readable(&reading, limit);
    for _ in 1..PATIENCE {
        naps = if sleeps(pid) { naps + 1 } else { 0 };
        if heard || naps == NAPS {
            break;
        }
        heard = readable(&reading, limit);
    }
    let ended = if heard {
        match File::from(reading).read_exact(&mut said) {
            Ok(()) => Ended::Said(i64::from_ne_bytes(said)),
            Err(_) => return Ok(reap(pid)),
        }
    } else {
        Ended::Silent
    };
    // SAFETY: kill has no memory preconditions; the child is not reaped yet, so the pid is its own.
    unsafe { libc::kill(pid, libc::SIGKILL) };
    reap(pid);
    Ok(ended)
}

/// How many looks in a row make a child silent that is always found asleep.
const NAPS: u32 = 3;

/// How many looks make any child silent.
const PATIENCE: u32 = 20;

/// Whether the process waits for something that may never come: state S, in /proc/PID/stat behind the name.
fn sleeps(pid: i32) -> bool {
    let stat = std::fs::read(format!("/proc/{pid}/stat")).unwrap_or_default();
    let behind = stat.iter().rposition(|&byte| byte == b')').unwrap_or(stat.len());
    stat.get(behind..).is_some_and(|rest| matches!(rest, [b')', b' ', b'S' | b'T', ..]))
}

/// The child dies with its parent, dumps no core and gives no signal handler of the parent's a chance to run.
fn isolate(parent: i32) {
    // SAFETY: these calls take integers, or pointers to locals that outlive them.
    unsafe {
        libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL);
        if libc::getppid() != parent {
            libc::_exit(0);
        }
        let mut core: libc::rlimit = std::mem::zeroed();
        libc::getrlimit(libc::RLIMIT_CORE, &raw mut core);
        // One byte, not none: with a core_pattern that is a pipe, only the limit 1 keeps the kernel from dumping.
        core.rlim_cur = core.rlim_max.min(1);
        libc::setrlimit(libc::RLIMIT_CORE, &raw const core);
        libc::signal(libc::SIGSYS, libc::SIG_DFL);
    }
}

/// Waits until `pipe` can be read or has no writer left; false where neither happened within `limit`.
fn readable(pipe: &impl AsFd, limit: Duration) -> bool {
    let end = Instant::now() + limit;
    loop {
        let left = end.saturating_duration_since(Instant::now());
        let timeout = PollTimeout::try_from(left.as_millis()).unwrap_or(PollTimeout::MAX);
        match nix::poll::poll(&mut [PollFd::new(pipe.as_fd(), PollFlags::POLLIN)], timeout) {
            Ok(found) => return found > 0,
            Err(Errno::EINTR) if !left.is_zero() => {}
            Err(_) => return false,
        }
    }
}

/// Waits for the end of `pid` and tells the signal that killed it, if one did.
fn reap(pid: i32) -> Ended {
    let mut status = 0;
    loop {
        // SAFETY: status outlives the call, and no rusage is asked for.
        let found = unsafe { libc::wait4(pid, &raw mut status, libc::__WALL, std::ptr::null_mut()) };
        if found == pid && libc::WIFSIGNALED(status) {
            return Ended::Killed(libc::WTERMSIG(status));
        }
        if found == pid && libc::WIFSTOPPED(status) {
            // It said that it is traced, and stops for a signal instead of dying of it.
            // SAFETY: kill has no memory preconditions; the child is not reaped yet.
            unsafe { libc::kill(pid, libc::SIGKILL) };
            return match (libc::WSTOPSIG(status), reap(pid)) {
                (libc::SIGSYS, _) => Ended::Killed(libc::SIGSYS),
                (_, ended) => ended,
            };
        }
        if found == pid || Errno::last() != Errno::EINTR {
            return Ended::Silent;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(10);

    #[test]
    fn a_throwaway_child_says_what_its_work_returned() {
        assert_eq!(throwaway(LONG, || -1234567890123), Ok(Ended::Said(-1234567890123)));
    }

    #[test]
    fn a_signal_that_kills_the_child_is_told() {
        let kill = || i64::from(nix::sys::signal::raise(nix::sys::signal::Signal::SIGSYS).is_ok());
        assert_eq!(throwaway(LONG, kill), Ok(Ended::Killed(libc::SIGSYS)));
    }

    #[test]
    fn a_child_that_never_answers_costs_no_more_than_the_limit() {
        let before = Instant::now();
        let hang = || {
            nix::unistd::pause();
            0
        };
        assert_eq!(throwaway(Duration::from_millis(20), hang), Ok(Ended::Silent));
        assert!(before.elapsed() < LONG);
    }

    #[test]
    fn a_child_that_stops_itself_does_not_hang_its_parent() {
        let stop = || i64::from(nix::sys::signal::raise(nix::sys::signal::Signal::SIGSTOP).is_ok());
        assert_eq!(throwaway(Duration::from_millis(20), stop), Ok(Ended::Silent));
    }

    #[test]
    fn no_child_is_left() {
        assert!(throwaway(LONG, || 0).is_ok());
        let own = format!("/proc/self/task/{}/children", nix::unistd::gettid());
        assert_eq!(std::fs::read_to_string(own).unwrap(), "");
    }
}
