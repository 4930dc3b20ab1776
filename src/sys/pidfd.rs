//! Descriptors of other processes.

use super::probe;
use super::throwaway::{Ended, throwaway};
use nix::errno::Errno;
use nix::unistd::Pid;
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::sync::LazyLock;
use std::time::Duration;

/// `PIDFD_THREAD` of linux/pidfd.h (Linux 6.9): any thread, not just a leader.
const PIDFD_THREAD: libc::c_uint = libc::O_EXCL.cast_unsigned();

/// A second descriptor for the open file that `fd` of task `pid` leads to. It keeps the file open, so it should be
/// dropped before the task goes on.
///
/// Errors: EPERM where that isn't allowed, ENOSYS before Linux 5.6, EINVAL for a thread that is no leader before 6.9.
///
/// See [pidfd_getfd(2)](https://man7.org/linux/man-pages/man2/pidfd_getfd.2.html).
pub fn borrow(pid: Pid, fd: i32) -> nix::Result<OwnedFd> {
    if *DEADLY {
        return Err(Errno::EPERM);
    }
    let process = match open(pid, PIDFD_THREAD) {
        Err(Errno::EINVAL) => open(pid, 0)?,
        other => other?,
    };
    // SAFETY: the call takes three integers and no pointers; `process` outlives it.
    let borrowed = unsafe { libc::syscall(libc::SYS_pidfd_getfd, process.as_raw_fd(), fd, 0) };
    owned(borrowed)
}

/// Whether a seccomp filter kills who makes these calls. It is tried out once.
static DEADLY: LazyLock<bool> = LazyLock::new(|| {
    let kills = || {
        let own = nix::unistd::getpid().as_raw();
        matches!(throwaway(LIMIT, || probe::take_no_descriptor(own)), Ok(Ended::Killed(_)))
    };
    probe::ask_self(libc::PR_GET_SECCOMP) != 0 && kills()
});

/// How long a child that tries a call may take.
const LIMIT: Duration = Duration::from_millis(60);

fn open(pid: Pid, flags: libc::c_uint) -> nix::Result<OwnedFd> {
    // SAFETY: the call takes two integers and no pointers.
    owned(unsafe { libc::syscall(libc::SYS_pidfd_open, pid.as_raw(), flags) })
}

fn owned(result: libc::c_long) -> nix::Result<OwnedFd> {
    let fd = Errno::result(result)?;
    // SAFETY: the kernel has just made this descriptor, and nobody else has it.
    Ok(unsafe { OwnedFd::from_raw_fd(fd as i32) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::UdpSocket;

    #[test]
    fn a_borrowed_socket_is_the_same_socket() {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        match borrow(Pid::this(), socket.as_raw_fd()) {
            Ok(borrowed) => {
                assert_eq!(UdpSocket::from(borrowed).local_addr().unwrap(), socket.local_addr().unwrap());
            }
            Err(errno) => assert!(matches!(errno, Errno::ENOSYS | Errno::EPERM), "{errno}"),
        }
        assert!(borrow(Pid::this(), -1).is_err());
    }
}
