//! What all families need: times.

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Repr;
use crate::decode::structs::structs;

/// `__kernel_long_t`
const KLONG: Kind = As(Repr::KLong, &Long);

structs! {
    TIMESPEC "timespec" {
        tv_sec: KLONG,
        tv_nsec: KLONG,
    }
    TIMESPEC64 "__kernel_timespec" {
        tv_sec: I64,
        tv_nsec: I64,
    }
    TIMEVAL "timeval" {
        tv_sec: KLONG,
        tv_usec: KLONG,
    }
    TIMEVAL64 "__kernel_sock_timeval" {
        tv_sec: I64,
        tv_usec: I64,
    }
}
