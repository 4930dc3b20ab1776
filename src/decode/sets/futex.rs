//! Futexes, robust lists, barriers (futex.h, membarrier.h).

use crate::decode::set::{Named, Part, Radix, Set, sets};

sets! {
    mixed FUTEX2 "FUTEX_???" {
        bits { FUTEX_32 = 2, FUTEX_PRIVATE_FLAG = 0x80 }
    }
    mixed FUTEX2_SIZE "FUTEX2_???" {
        one(3) { FUTEX2_SIZE_U8 = 0, FUTEX2_SIZE_U16 = 1, FUTEX2_SIZE_U32 = 2, FUTEX2_SIZE_U64 = 3 }
        bits { FUTEX2_NUMA = 4, FUTEX2_MPOL = 8, FUTEX2_PRIVATE = 0x80 }
    }
    one BITSET "" { FUTEX_BITSET_MATCH_ANY = 0xffffffff }
    one WAKE_OP "FUTEX_OP_???" {
        FUTEX_OP_SET = 0, FUTEX_OP_ADD = 1, FUTEX_OP_OR = 2, FUTEX_OP_ANDN = 3, FUTEX_OP_XOR = 4,
    }
    one WAKE_COMPARISON "FUTEX_OP_CMP_???" {
        FUTEX_OP_CMP_EQ = 0, FUTEX_OP_CMP_NE = 1, FUTEX_OP_CMP_LT = 2, FUTEX_OP_CMP_LE = 3,
        FUTEX_OP_CMP_GT = 4, FUTEX_OP_CMP_GE = 5,
    }
    one BARRIER "MEMBARRIER_CMD_???" {
        MEMBARRIER_CMD_QUERY = 0, MEMBARRIER_CMD_GLOBAL = 1, MEMBARRIER_CMD_GLOBAL_EXPEDITED = 2,
        MEMBARRIER_CMD_REGISTER_GLOBAL_EXPEDITED = 4, MEMBARRIER_CMD_PRIVATE_EXPEDITED = 8,
        MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED = 16, MEMBARRIER_CMD_PRIVATE_EXPEDITED_SYNC_CORE = 32,
        MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_SYNC_CORE = 64, MEMBARRIER_CMD_PRIVATE_EXPEDITED_RSEQ = 128,
        MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED_RSEQ = 256, MEMBARRIER_CMD_GET_REGISTRATIONS = 512,
    }
    bits BARRIER_FLAGS "MEMBARRIER_CMD_FLAG_???" { MEMBARRIER_CMD_FLAG_CPU = 1 }
}

const fn named(value: u64, name: &'static str) -> Named {
    Named { value, name }
}

/// Operations on a futex, each with the flags that it may have.
pub static OPERATION: Set =
    Set { unknown: "FUTEX_???", parts: &[Part::One { mask: u64::MAX, names: OPERATIONS }], rest: Radix::Hex };

const OPERATIONS: &[Named] = &[
    named(0, "FUTEX_WAIT"),
    named(128, "FUTEX_WAIT_PRIVATE"),
    named(256, "FUTEX_WAIT|FUTEX_CLOCK_REALTIME"),
    named(384, "FUTEX_WAIT_PRIVATE|FUTEX_CLOCK_REALTIME"),
    named(1, "FUTEX_WAKE"),
    named(129, "FUTEX_WAKE_PRIVATE"),
    named(2, "FUTEX_FD"),
    named(130, "FUTEX_FD|FUTEX_PRIVATE_FLAG"),
    named(3, "FUTEX_REQUEUE"),
    named(131, "FUTEX_REQUEUE_PRIVATE"),
    named(4, "FUTEX_CMP_REQUEUE"),
    named(132, "FUTEX_CMP_REQUEUE_PRIVATE"),
    named(5, "FUTEX_WAKE_OP"),
    named(133, "FUTEX_WAKE_OP_PRIVATE"),
    named(6, "FUTEX_LOCK_PI"),
    named(134, "FUTEX_LOCK_PI_PRIVATE"),
    named(7, "FUTEX_UNLOCK_PI"),
    named(135, "FUTEX_UNLOCK_PI_PRIVATE"),
    named(8, "FUTEX_TRYLOCK_PI"),
    named(136, "FUTEX_TRYLOCK_PI_PRIVATE"),
    named(9, "FUTEX_WAIT_BITSET"),
    named(137, "FUTEX_WAIT_BITSET_PRIVATE"),
    named(265, "FUTEX_WAIT_BITSET|FUTEX_CLOCK_REALTIME"),
    named(393, "FUTEX_WAIT_BITSET_PRIVATE|FUTEX_CLOCK_REALTIME"),
    named(10, "FUTEX_WAKE_BITSET"),
    named(138, "FUTEX_WAKE_BITSET_PRIVATE"),
    named(11, "FUTEX_WAIT_REQUEUE_PI"),
    named(139, "FUTEX_WAIT_REQUEUE_PI_PRIVATE"),
    named(267, "FUTEX_WAIT_REQUEUE_PI|FUTEX_CLOCK_REALTIME"),
    named(395, "FUTEX_WAIT_REQUEUE_PI_PRIVATE|FUTEX_CLOCK_REALTIME"),
    named(12, "FUTEX_CMP_REQUEUE_PI"),
    named(140, "FUTEX_CMP_REQUEUE_PI_PRIVATE"),
    named(13, "FUTEX_LOCK_PI2"),
    named(141, "FUTEX_LOCK_PI2_PRIVATE"),
];
