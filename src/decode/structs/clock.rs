//! Timers, their settings, and what is told of clocks.

use crate::decode::clock;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::When::{Is, Some};
use crate::decode::kind::{Phase, Repr};
use crate::decode::sets::time::{ADJUST, NOTIFY, STATUS};
use crate::decode::structs::structs;
use crate::decode::structs::time::{TIMESPEC, TIMESPEC64, TIMEVAL};

const KLONG: Kind = As(Repr::KLong, &Long);
const TICKS: Kind = Own(Repr::KUlong, Phase::Entry, crate::decode::siginfo::ticks);

/// The value of `sigev_notify` with which a thread is told.
const SIGEV_THREAD_ID: u64 = 4;

/// With these values of `sigev_notify` there is a signal.
const SIGNALLING: &[(u64, Kind)] = &[(0, Signal), (2, Signal), (4, Signal)];

structs! {
    ITIMERVAL "itimerval" { it_interval: Struct(&TIMEVAL), it_value: Struct(&TIMEVAL) }
    ITIMERSPEC "itimerspec" { it_interval: Struct(&TIMESPEC), it_value: Struct(&TIMESPEC) }
    ITIMERSPEC64 "__kernel_itimerspec" { it_interval: Struct(&TIMESPEC64), it_value: Struct(&TIMESPEC64) }
    TIMEZONE "timezone" { tz_minuteswest: Int, tz_dsttime: Int }
    TMS "tms" { tms_utime: TICKS, tms_stime: TICKS, tms_cutime: TICKS, tms_cstime: TICKS }
    SIGEVENT "sigevent" {
        sigev_value: If(Some(&[sigev_value]), &Own(Repr::Ulong, Phase::Entry, clock::sigval)),
        sigev_signo: Switch(sigev_notify, SIGNALLING, &Uint),
        sigev_notify: Of(&NOTIFY),
        sigev_notify_thread_id: If(Is(sigev_notify, SIGEV_THREAD_ID), &Pid),
        pad: Hidden(&Int),
    }
    /// As SIGEV_THREAD has it, which the kernel leaves to the C library.
    SIGEVENT_THREAD "sigevent" {
        sigev_value: If(Some(&[sigev_value]), &Own(Repr::Ulong, Phase::Entry, clock::sigval)),
        sigev_signo: Signal,
        sigev_notify: Of(&NOTIFY),
        sigev_notify_function: Addr,
        sigev_notify_attributes: Addr,
    }
    TIMEX "timex" {
        modes: Of(&ADJUST), offset: KLONG, freq: KLONG, maxerror: KLONG, esterror: KLONG, status: Of(&STATUS),
        constant: KLONG, precision: KLONG, tolerance: KLONG, time: Struct(&TIMEVAL), tick: KLONG, ppsfreq: KLONG,
        jitter: KLONG, shift: Int, stabil: KLONG, jitcnt: KLONG, calcnt: KLONG, errcnt: KLONG, stbcnt: KLONG,
        tai: Int, reserved: Hidden(&Items(&Int, 11)),
    }
    TIMEX_TIME "__kernel_timex_timeval" { tv_sec: I64, tv_usec: U64 }
    TIMEX64 "__kernel_timex" {
        modes: Of(&ADJUST), pad1: Hidden(&Int), offset: I64, freq: I64, maxerror: I64, esterror: I64,
        status: Of(&STATUS), pad2: Hidden(&Int), constant: I64, precision: I64, tolerance: I64,
        time: Struct(&TIMEX_TIME), tick: I64, ppsfreq: I64, jitter: I64, shift: Int, pad3: Hidden(&Int), stabil: I64,
        jitcnt: I64, calcnt: I64, errcnt: I64, stbcnt: I64, tai: Int, reserved: Hidden(&Items(&Int, 11)),
    }
}
