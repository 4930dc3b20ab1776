//! wait4(2), with the status as the kernel gives it: nix's `WaitStatus` can't hold a real-time signal.

use nix::errno::Errno;
use nix::unistd::Pid;
use std::mem::MaybeUninit;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// A wait status, undecoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawStatus {
    /// The status.
    pub status: i32,
    /// The CPU time that the process has used in the kernel; zero unless it is measured: see [`measure`].
    pub system: Duration,
}

/// Whether waits ask for the CPU time that processes have used. It is off unless somebody wants it: the kernel adds up
/// the times of all threads of the process.
static MEASURE: AtomicBool = AtomicBool::new(false);

/// From now on, [`wait`] tells the system time of processes.
pub fn measure() {
    MEASURE.store(true, Ordering::Relaxed);
}

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
    let mut usage = MaybeUninit::<libc::rusage>::zeroed();
    let into = if MEASURE.load(Ordering::Relaxed) { usage.as_mut_ptr() } else { std::ptr::null_mut() };
    // SAFETY: status and usage outlive the call.
    let found = Errno::result(unsafe { libc::wait4(pid, &raw mut status, options, into) })?;
    // SAFETY: all zeroes is a valid rusage: it has nothing but numbers.
    let used = unsafe { usage.assume_init() }.ru_stime;
    let system = Duration::new(
        used.tv_sec.try_into().unwrap_or_default(),
        u32::try_from(used.tv_usec).unwrap_or_default().saturating_mul(1000),
    );
    Ok((found != 0).then(|| (Pid::from_raw(found), RawStatus { status, system })))
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
