//! Namespaces of a task, and who owns them: see namespaces(7) and ioctl_nsfs(2).

use nix::errno::Errno;
use std::fs::{self, File};
use std::os::fd::{AsRawFd, FromRawFd, OwnedFd};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// `NS_GET_USERNS` of linux/nsfs.h: `_IO(0xb7, 1)`.
const NS_GET_USERNS: u64 = 0xb701;

/// `NS_GET_PID_FROM_PIDNS` of linux/nsfs.h (Linux 6.11): `_IOR(0xb7, 6, int)`.
const NS_GET_PID_FROM_PIDNS: u64 = 0x8004_b706;

/// The id in rtrace's PID namespace of the task that has this id in the PID namespace that a link like
/// `/proc/PID/ns/pid` leads to.
///
/// Errors: ESRCH where there is none, ENOTTY before Linux 6.11.
pub fn pid_from(link: impl AsRef<Path>, id: i32) -> nix::Result<i32> {
    let namespace = File::open(link).map_err(|_| Errno::ENOENT)?;
    // SAFETY: the request takes an integer as its argument; the descriptor outlives the call.
    Errno::result(unsafe { libc::ioctl(namespace.as_raw_fd(), NS_GET_PID_FROM_PIDNS as _, id) })
}

/// The inode of the namespace that a link like `/proc/PID/ns/net` leads to; none where that can't be told.
pub fn inode(link: impl AsRef<Path>) -> Option<u64> {
    fs::metadata(link).ok().map(|found| found.ino())
}

/// The inode of the user namespace that owns the namespace that a link leads to.
///
/// Errors: EPERM where that is neither rtrace's own user namespace nor one inside of it.
pub fn owner(link: impl AsRef<Path>) -> nix::Result<u64> {
    let errno = |error: std::io::Error| error.raw_os_error().map_or(Errno::EIO, Errno::from_raw);
    let namespace = File::open(link).map_err(|error| match errno(error) {
        // Not to be confused with what the question itself is answered with.
        Errno::EPERM => Errno::EACCES,
        other => other,
    })?;
    // SAFETY: the request takes no argument; the descriptor outlives the call.
    let fd = Errno::result(unsafe { libc::ioctl(namespace.as_raw_fd(), NS_GET_USERNS as _) })?;
    // SAFETY: the kernel has just made this descriptor, and nobody else has it.
    let owner = File::from(unsafe { OwnedFd::from_raw_fd(fd) });
    owner.metadata().map(|found| found.ino()).map_err(errno)
}
