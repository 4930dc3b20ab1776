//! What rtrace was started with, before Rust's runtime changes it: the runtime ignores SIGPIPE and opens
//! /dev/null in the place of closed standard descriptors. A traced program must get neither.

use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};

/// Bit N - 1 is set where signal N was ignored.
static IGNORED: AtomicU64 = AtomicU64::new(0);

/// Bit N is set where descriptor N (0, 1, 2) was closed.
static CLOSED: AtomicU8 = AtomicU8::new(0);

/// The highest signal number.
pub const LAST_SIGNAL: i32 = 64;

extern "C" fn remember() {
    let mut ignored = 0;
    for signal in 1..=LAST_SIGNAL {
        let mut action = std::mem::MaybeUninit::<libc::sigaction>::zeroed();
        // SAFETY: with no new action given, the call only writes `action`. It refuses the two signals that the C
        // library keeps for itself, which nothing here changes either.
        let handler = unsafe {
            match libc::sigaction(signal, std::ptr::null(), action.as_mut_ptr()) {
                0 => action.assume_init().sa_sigaction,
                _ => libc::SIG_DFL,
            }
        };
        if handler == libc::SIG_IGN {
            ignored |= 1 << (signal - 1);
        }
    }
    IGNORED.store(ignored, Ordering::Relaxed);

    let mut closed = 0;
    for fd in 0..3 {
        // SAFETY: F_GETFD takes no argument and changes nothing.
        if unsafe { libc::fcntl(fd, libc::F_GETFD) } == -1 {
            closed |= 1 << fd;
        }
    }
    CLOSED.store(closed, Ordering::Relaxed);
}

// The C library calls what stands in this section before main, hence before Rust's runtime.
// SAFETY: the function has the type that the section's entries have, and needs nothing of Rust's runtime.
#[used]
#[unsafe(link_section = ".init_array")]
static REMEMBER: extern "C" fn() = remember;

/// Whether `signal` was ignored when rtrace started.
pub fn ignored(signal: i32) -> bool {
    IGNORED.load(Ordering::Relaxed) & (1 << (signal - 1)) != 0
}

/// Has the next execve(2) close those of the descriptors 0, 1 and 2 that were closed when rtrace started.
pub fn close_when_executing() {
    for fd in closed() {
        // SAFETY: the request takes integers, and changes nothing but a flag.
        unsafe { libc::fcntl(fd, libc::F_SETFD, libc::FD_CLOEXEC) };
    }
}

/// Those of the descriptors 0, 1 and 2 that were closed when rtrace started.
pub fn closed() -> impl Iterator<Item = i32> {
    let closed = CLOSED.load(Ordering::Relaxed);
    (0..3).filter(move |fd| closed & (1 << fd) != 0)
}
