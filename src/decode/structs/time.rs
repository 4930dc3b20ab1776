//! Times.

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Repr::{KLong, KUlong};
use crate::decode::structs::structs;

/// Seconds.
const KLONG: Kind = As(KLong, &Long);
/// A fraction of a second. It is signed, but the kernel refuses what is negative, and strace shows it unsigned.
const FRACTION: Kind = As(KUlong, &Ulong);

structs! {
    TIMESPEC "timespec" { tv_sec: KLONG, tv_nsec: FRACTION }
    TIMESPEC64 "__kernel_timespec" { tv_sec: I64, tv_nsec: U64 }
    TIMEVAL "timeval" { tv_sec: KLONG, tv_usec: FRACTION }
    SOCK_TIMEVAL "__kernel_sock_timeval" { tv_sec: I64, tv_usec: U64 }
    UTIMBUF "utimbuf" { actime: As(KLong, &Time), modtime: As(KLong, &Time) }
}
