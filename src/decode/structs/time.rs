//! Times.

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Repr::KLong;
use crate::decode::structs::structs;

/// `__kernel_long_t`
const KLONG: Kind = As(KLong, &Long);

structs! {
    TIMESPEC "timespec" { tv_sec: KLONG, tv_nsec: KLONG }
    TIMESPEC64 "__kernel_timespec" { tv_sec: I64, tv_nsec: I64 }
    TIMEVAL "timeval" { tv_sec: KLONG, tv_usec: KLONG }
    SOCK_TIMEVAL "__kernel_sock_timeval" { tv_sec: I64, tv_usec: I64 }
    UTIMBUF "utimbuf" { actime: As(KLong, &Time), modtime: As(KLong, &Time) }
}
