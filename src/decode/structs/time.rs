//! Points in time and spans of it, as calls on files take them.

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Repr::KLong;
use crate::decode::structs::structs;

/// `time_t`, `suseconds_t` and the like: eight bytes on x32 too.
const WIDE: Kind = As(KLong, &Long);

structs! {
    TIMESPEC "timespec" { tv_sec: WIDE, tv_nsec: WIDE }
    TIMESPEC64 "__kernel_timespec" { tv_sec: I64, tv_nsec: I64 }
    TIMEVAL "timeval" { tv_sec: WIDE, tv_usec: WIDE }
    SOCK_TIMEVAL "__kernel_sock_timeval" { tv_sec: I64, tv_usec: I64 }
    UTIMBUF "utimbuf" { actime: As(KLong, &Time), modtime: As(KLong, &Time) }
}
