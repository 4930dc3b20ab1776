//! Scheduling and limits.

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::When::{Any, Some, Unlike};
use crate::decode::kind::{Phase, Repr};
use crate::decode::sched;
use crate::decode::sets::futex::FUTEX2;
use crate::decode::sets::sched::{ATTR, POLICY};
use crate::decode::structs::structs;

const LIMIT: Kind = Own(Repr::Ulong, Phase::Entry, sched::limit);
const LIMIT64: Kind = Own(Repr::U64, Phase::Entry, sched::limit64);
const FLAGS64: Kind = As(Repr::U64, &Of(&ATTR));
const HEX64: Kind = As(Repr::U64, &Hex);

/// The flags of sched_attr that say a field isn't used (SCHED_FLAG_KEEP_POLICY, SCHED_FLAG_KEEP_PARAMS) or is
/// (SCHED_FLAG_UTIL_CLAMP_MIN, _MAX).
const KEEP_POLICY: u64 = 8;
const KEEP_PARAMS: u64 = 16;
const CLAMP: u64 = 32 | 64;

structs! {
    RLIMIT "rlimit" { rlim_cur: LIMIT, rlim_max: LIMIT }
    RLIMIT64 "rlimit64" { rlim_cur: LIMIT64, rlim_max: LIMIT64 }
    SCHED_PARAM "sched_param" { sched_priority: Int }
    /// As sched_setattr takes it.
    SCHED_ATTR "sched_attr" {
        size: Uint,
        sched_policy: If(Unlike(sched_flags, KEEP_POLICY, KEEP_POLICY), &Of(&POLICY)),
        sched_flags: FLAGS64,
        sched_nice: If(Unlike(sched_flags, KEEP_PARAMS, KEEP_PARAMS), &Int),
        sched_priority: If(Unlike(sched_flags, KEEP_PARAMS, KEEP_PARAMS), &Uint),
        sched_runtime: If(Unlike(sched_flags, KEEP_PARAMS, KEEP_PARAMS), &U64),
        sched_deadline: If(Unlike(sched_flags, KEEP_PARAMS, KEEP_PARAMS), &U64),
        sched_period: If(Unlike(sched_flags, KEEP_PARAMS, KEEP_PARAMS), &U64),
        sched_util_min: If(Any(sched_flags, CLAMP), &Uint),
        sched_util_max: If(Any(sched_flags, CLAMP), &Uint),
    }
    /// As sched_getattr gives it.
    SCHED_ATTR_OUT "sched_attr" {
        size: Uint,
        sched_policy: Of(&POLICY),
        sched_flags: FLAGS64,
        sched_nice: Int,
        sched_priority: Uint,
        sched_runtime: U64,
        sched_deadline: U64,
        sched_period: U64,
        sched_util_min: Uint,
        sched_util_max: Uint,
    }
    FUTEX_WAITER "futex_waitv" {
        val: HEX64,
        uaddr: As(Repr::U64, &Addr),
        flags: Of(&FUTEX2),
        __reserved: If(Some(&[__reserved]), &As(Repr::U32, &Hex)),
    }
}
