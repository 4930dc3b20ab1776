//! wait4(2), with the status as the kernel gives it: nix's `WaitStatus` can't hold a real-time signal.

use nix::errno::Errno;
use nix::unistd::Pid;

/// A wait status, undecoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawStatus(pub i32);

/// Whom to wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Any child and any tracee.
    Any,
    /// This one.
    One(Pid),
}

/// Options beside `__WALL`, which is always set: a tracee that clone(2) made without SIGCHLD is no "child" to a
/// plain wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Wait until there is something to report.
    Block,
    /// Answer at once.
    NoHang,
    /// Wait, and report the stop of a child that is not traced, too (WUNTRACED).
    BlockUntraced,
}

/// Waits for a change of state. None where [`How::NoHang`] found nothing.
///
/// Errors: ECHILD (nobody to wait for), EINTR (a signal handler ran). See wait4(2).
pub fn wait(whom: Whom, how: How) -> nix::Result<Option<(Pid, RawStatus)>> {
    let pid = match whom {
        Whom::Any => -1,
        Whom::One(pid) => pid.as_raw(),
    };
    let options = libc::__WALL
        | match how {
            How::Block => 0,
            How::NoHang => libc::WNOHANG,
            How::BlockUntraced => libc::WUNTRACED,
        };
    let mut status = 0;
    // SAFETY: status outlives the call, and no rusage is asked for.
    let found = Errno::result(unsafe { libc::wait4(pid, &raw mut status, options, std::ptr::null_mut()) })?;
    Ok((found != 0).then(|| (Pid::from_raw(found), RawStatus(status))))
}

/// Waits for `pid` alone, whatever signals arrive meanwhile.
///
/// Errors: ECHILD.
pub fn wait_for(pid: Pid, how: How) -> nix::Result<Option<RawStatus>> {
    loop {
        match wait(Whom::One(pid), how) {
            Err(Errno::EINTR) => {}
            other => return other.map(|found| found.map(|(_, status)| status)),
        }
    }
}

/// Whether `pid` is a tracee of this process, and not merely its child: without `__WALL`, but with `__WCLONE`, a
/// wait leaves out an ordinary child and lets every tracee in. Takes no status away.
pub fn is_tracee(pid: Pid) -> bool {
    let options = libc::WNOHANG | libc::WNOWAIT | libc::WEXITED | libc::WSTOPPED | libc::__WCLONE;
    let id = pid.as_raw().cast_unsigned();
    let mut info = std::mem::MaybeUninit::<libc::siginfo_t>::zeroed();
    // SAFETY: info outlives the call.
    let answer = Errno::result(unsafe { libc::waitid(libc::P_PID, id, info.as_mut_ptr(), options) });
    answer != Err(Errno::ECHILD)
}
