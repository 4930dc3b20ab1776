//! Signals that ask rtrace to end, and what a traced program must find as rtrace found it.

use super::startup;
use nix::errno::Errno;
use std::mem::MaybeUninit;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU32, AtomicU64, Ordering};

/// A set of signals as the kernel has it: bit N - 1 is signal N. The C library's functions leave two real-time
/// signals out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mask(u64);

impl Mask {
    /// Every signal.
    pub const ALL: Mask = Mask(u64::MAX);
}

/// Blocks exactly the signals in `mask` and returns what was blocked before (rt_sigprocmask(2)).
pub fn set_mask(mask: Mask) -> Mask {
    let mut old = 0_u64;
    // SAFETY: the kernel's signal set is 8 bytes on every architecture here; both outlive the call.
    unsafe {
        libc::syscall(libc::SYS_rt_sigprocmask, libc::SIG_SETMASK, &raw const mask.0, &raw mut old, 8_usize)
    };
    Mask(old)
}

/// What to do with a signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disposition {
    /// Its default.
    Default,
    /// Nothing.
    Ignore,
    /// Remember that it came: see [`interruption`].
    Interrupt,
    /// Send it on: see [`forward_to`].
    Forward,
}

/// Sets what happens on `signal` (sigaction(2)).
///
/// Errors: EINVAL for SIGKILL, SIGSTOP, and the two signals that the C library keeps for itself.
pub fn set_disposition(signal: i32, disposition: Disposition) -> nix::Result<()> {
    let handler = match disposition {
        Disposition::Default => libc::SIG_DFL,
        Disposition::Ignore => libc::SIG_IGN,
        Disposition::Interrupt => interrupt as extern "C" fn(i32) as libc::sighandler_t,
        Disposition::Forward => forward as extern "C" fn(i32) as libc::sighandler_t,
    };
    set_handler(signal, handler)
}

fn set_handler(signal: i32, handler: libc::sighandler_t) -> nix::Result<()> {
    // SAFETY: all zeroes is a valid sigaction: no flags (no SA_RESTART: a waiting rtrace must wake up), empty mask.
    let mut action: libc::sigaction = unsafe { MaybeUninit::zeroed().assume_init() };
    action.sa_sigaction = handler;
    // For SIGCHLD alone: waits tell of stops, and a signal for each of them costs a tenth of a microsecond and more.
    action.sa_flags = libc::SA_NOCLDSTOP;
    // SAFETY: the handlers are the functions of this module, which make only async-signal-safe calls.
    Errno::result(unsafe { libc::sigaction(signal, &raw const action, std::ptr::null_mut()) }).map(drop)
}

/// Gives every signal the disposition that it had when rtrace started.
pub fn restore_dispositions() {
    for signal in 1..=startup::LAST_SIGNAL {
        let was = if startup::ignored(signal) { Disposition::Ignore } else { Disposition::Default };
        // The signals that can't be set can't have been changed either.
        let _ = set_disposition(signal, was);
    }
}

/// The first signal that asked rtrace to end; 0: none.
static FIRST: AtomicI32 = AtomicI32::new(0);

/// When it came, in milliseconds of the monotonic clock.
static SINCE: AtomicU64 = AtomicU64::new(0);

/// How many came a good while later.
static AGAIN: AtomicU32 = AtomicU32::new(0);

/// What comes within so many milliseconds is the same wish: timeout(1) signals its child, and then the whole
/// group; Ctrl-C may come with a supervisor's own SIGINT.
const SAME_WISH: u64 = 250;

/// How often a waiting rtrace is woken until it has seen the signal.
const REMIND: libc::timeval = libc::timeval { tv_sec: 0, tv_usec: 20_000 };

extern "C" fn interrupt(signal: i32) {
    if FIRST.compare_exchange(0, signal, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
        SINCE.store(milliseconds(), Ordering::Relaxed);
    } else if milliseconds().saturating_sub(SINCE.load(Ordering::Relaxed)) > SAME_WISH
        && AGAIN.fetch_add(1, Ordering::Relaxed) > 0
    {
        // Asked a third time: whatever rtrace is busy with, it doesn't end.
        let _ = set_handler(signal, libc::SIG_DFL);
        // SAFETY: raise is async-signal-safe. The signal is blocked until the handler returns.
        unsafe { libc::raise(signal) };
        return;
    }
    // The signal may have come after the flag was looked at and before the wait began: so keep interrupting.
    let _ = set_handler(libc::SIGALRM, wake as extern "C" fn(i32) as libc::sighandler_t);
    set_timer(REMIND);
}

/// Whom signals with [`Disposition::Forward`] are sent on to; 0: nobody.
static NEXT: AtomicI32 = AtomicI32::new(0);

extern "C" fn forward(signal: i32) {
    let next = NEXT.load(Ordering::Relaxed);
    if next > 0 {
        let errno = Errno::last();
        // SAFETY: kill is async-signal-safe.
        unsafe { libc::kill(next, signal) };
        errno.set();
    }
}

/// From now on, signals with [`Disposition::Forward`] go on to `pid`.
pub fn forward_to(pid: nix::unistd::Pid) {
    NEXT.store(pid.as_raw(), Ordering::Relaxed);
}

/// The signal by which the kernel tells that the parent is dead: one that nobody else sends.
const PARENT_DIED: i32 = startup::LAST_SIGNAL;

static PARENT_IS_DEAD: AtomicBool = AtomicBool::new(false);

extern "C" fn parent_died(_: i32) {
    PARENT_IS_DEAD.store(true, Ordering::Relaxed);
    // As in interrupt(): the wait may be about to begin.
    let _ = set_handler(libc::SIGALRM, wake as extern "C" fn(i32) as libc::sighandler_t);
    set_timer(REMIND);
}

/// From now on, the death of the caller's parent is told: see [`parent_is_dead`] (PR_SET_PDEATHSIG).
pub fn tell_of_death_of(parent: nix::unistd::Pid) {
    let _ = set_handler(PARENT_DIED, parent_died as extern "C" fn(i32) as libc::sighandler_t);
    // SAFETY: the request takes an integer.
    unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, PARENT_DIED, 0, 0, 0) };
    if nix::unistd::getppid() != parent {
        // It was faster.
        PARENT_IS_DEAD.store(true, Ordering::Relaxed);
    }
}

/// Whether the parent has died since [`tell_of_death_of`].
pub fn parent_is_dead() -> bool {
    PARENT_IS_DEAD.load(Ordering::Relaxed)
}

/// Ignores every signal that can be ignored, SIGCHLD and the caller's own alarm aside.
pub fn ignore_all() {
    for signal in (1..=startup::LAST_SIGNAL).filter(|signal| ![libc::SIGCHLD, libc::SIGALRM].contains(signal))
    {
        let _ = set_disposition(signal, Disposition::Ignore);
    }
}

/// Whether a report was asked for and not yet given.
static REPORT: AtomicBool = AtomicBool::new(false);

extern "C" fn report(_: i32) {
    REPORT.store(true, Ordering::Relaxed);
    // As in interrupt(): the wait may be about to begin.
    let _ = set_handler(libc::SIGALRM, wake as extern "C" fn(i32) as libc::sighandler_t);
    set_timer(REMIND);
}

/// From now on, `signal` asks for a report: see [`report_asked`].
pub fn report_on(signal: i32) {
    // SIGUSR1 can be handled.
    let _ = set_handler(signal, report as extern "C" fn(i32) as libc::sighandler_t);
}

/// Whether a report was asked for; true once for each time.
pub fn report_asked() -> bool {
    REPORT.swap(false, Ordering::Relaxed)
}

fn milliseconds() -> u64 {
    let mut now = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: now outlives the call, which is async-signal-safe.
    unsafe { libc::clock_gettime(libc::CLOCK_MONOTONIC, &raw mut now) };
    now.tv_sec.cast_unsigned() * 1000 + now.tv_nsec.cast_unsigned() / 1_000_000
}

extern "C" fn wake(_: i32) {}

fn set_timer(every: libc::timeval) {
    let timer = libc::itimerval { it_interval: every, it_value: every };
    // SAFETY: the timer outlives the call. Its type is an enum with glibc and an int with musl.
    unsafe { libc::setitimer(libc::ITIMER_REAL, &raw const timer, std::ptr::null_mut()) };
}

/// The first signal with [`Disposition::Interrupt`] that has come.
pub fn interruption() -> Option<i32> {
    Some(FIRST.load(Ordering::Relaxed)).filter(|&signal| signal != 0)
}

/// Whether one more came, a good while after it.
pub fn interrupted_again() -> bool {
    AGAIN.load(Ordering::Relaxed) > 0
}

/// Interrupts a wait every so often, or no longer (setitimer(2), SIGALRM).
pub fn tick(every: Option<std::time::Duration>) {
    let _ = set_handler(libc::SIGALRM, wake as extern "C" fn(i32) as libc::sighandler_t);
    let microseconds = every.map_or(0, |every| every.subsec_micros());
    set_timer(libc::timeval { tv_sec: 0, tv_usec: microseconds.into() });
}

/// Ends the reminders that a signal started.
pub fn end_reminders() {
    set_timer(libc::timeval { tv_sec: 0, tv_usec: 0 });
}

/// Dies of `signal` as a program of its own right would, but without a core file; returns only where the signal
/// doesn't kill.
pub fn die_of(signal: i32) {
    let none = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: the limit outlives the call.
    unsafe { libc::setrlimit(libc::RLIMIT_CORE, &raw const none) };
    let _ = set_disposition(signal, Disposition::Default);
    // SAFETY: raise has no preconditions.
    unsafe { libc::raise(signal) };
    set_mask(Mask(0));
}

/// Sends `signal` to one task (tkill(2)).
///
/// Errors: ESRCH, EPERM.
pub fn send_to_task(pid: nix::unistd::Pid, signal: i32) -> nix::Result<()> {
    // SAFETY: tkill takes two integers.
    Errno::result(unsafe { libc::syscall(libc::SYS_tkill, pid.as_raw(), signal) }).map(drop)
}
