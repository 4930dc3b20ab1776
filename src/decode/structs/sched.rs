//! Scheduling and limits.

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::When::{Any, Either, Masked, Some};
use crate::decode::kind::{Phase, Repr};
use crate::decode::sched;
use crate::decode::sets::futex::FUTEX2;
use crate::decode::sets::sched::{ATTR, POLICY};
use crate::decode::structs::{HEX64, structs};

const LIMIT: Kind = Own(Repr::KUlong, Phase::Entry, sched::limit);
const LIMIT64: Kind = Own(Repr::U64, Phase::Entry, sched::limit64);
const FLAGS64: Kind = As(Repr::U64, &Of(&ATTR));

/// The flags of sched_attr that say a field isn't used: both SCHED_FLAG_KEEP_POLICY and SCHED_FLAG_KEEP_PARAMS, and the
/// latter. A policy that is none counts nevertheless.
const KEEP: u64 = 8 | 16;
const KEEP_PARAMS: u64 = 16;

structs! {
    /// Locks that a thread holds: each has such a list, and the last leads back to this one.
    ROBUST_LIST "robust_list_head" { list: Struct(&ROBUST_ENTRY), futex_offset: Long, list_op_pending: Addr }
    ROBUST_ENTRY "robust_list" { next: Addr }
    RLIMIT "rlimit" { rlim_cur: LIMIT, rlim_max: LIMIT }
    RLIMIT64 "rlimit64" { rlim_cur: LIMIT64, rlim_max: LIMIT64 }
    SCHED_PARAM "sched_param" { sched_priority: Int }
    /// As sched_setattr takes it.
    SCHED_ATTR "sched_attr" {
        size: Uint,
        sched_policy: If(Either(&Any(sched_policy, 1 << 31), &Masked(sched_flags, KEEP, 0)), &Of(&POLICY)),
        sched_flags: FLAGS64,
        sched_nice: If(Masked(sched_flags, KEEP_PARAMS, 0), &Int),
        sched_priority: If(Masked(sched_flags, KEEP_PARAMS, 0), &Uint),
        sched_runtime: If(Masked(sched_flags, KEEP_PARAMS, 0), &U64),
        sched_deadline: If(Masked(sched_flags, KEEP_PARAMS, 0), &U64),
        sched_period: If(Masked(sched_flags, KEEP_PARAMS, 0), &U64),
        sched_util_min: Uint,
        sched_util_max: Uint,
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
