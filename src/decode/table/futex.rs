//! Futexes, robust lists and memory barriers.

use super::syscalls;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::When::Any;
use crate::decode::kind::{Len, Phase, Ref, Repr};
use crate::decode::sched;
use crate::decode::sets::futex::{BARRIER, BARRIER_FLAGS, BITSET, FUTEX2_SIZE, OPERATION};
use crate::decode::sets::time::CLOCK;
use crate::decode::structs::sched::FUTEX_WAITER;
use crate::decode::structs::time::{TIMESPEC, TIMESPEC64};

/// The operation, an argument of futex.
const OP: Ref = Ref(1);

/// What each command of futex takes as `val`, `timeout`, `uaddr2`, `val3`. Operations that are none take all.
const COMMANDS: [[Kind; 4]; 14] = [
    [Uint, TIME, NONE, NONE],
    [Uint, NONE, NONE, NONE],
    [Uint, NONE, NONE, NONE],
    [Uint, COUNT, Addr, NONE],
    [Uint, COUNT, Addr, Uint],
    [Uint, COUNT, Addr, Own(Repr::U32, Phase::Entry, sched::wake_operation)],
    [NONE, TIME, NONE, NONE],
    [NONE, NONE, NONE, NONE],
    [NONE, NONE, NONE, NONE],
    [Uint, TIME, NONE, Of(&BITSET)],
    [Uint, NONE, NONE, Of(&BITSET)],
    [Uint, TIME, Addr, NONE],
    [Uint, COUNT, Addr, Uint],
    [NONE, TIME, NONE, NONE],
];

const NONE: Kind = Hidden(&Hex);
const TIME: Kind = At(&Struct(&TIMESPEC));
const TIME64: Kind = At(&Struct(&TIMESPEC64));
/// In the place of the timeout.
const COUNT: Kind = Ulong;

/// Each command without flags, and with FUTEX_PRIVATE_FLAG, FUTEX_CLOCK_REALTIME, or both.
const FLAGS: [u64; 4] = [0, 128, 256, 384];

/// What an argument is, by operation.
const fn column(at: usize, wide: bool) -> [(u64, Kind); 4 * COMMANDS.len()] {
    let mut column = [(0, NONE); 4 * COMMANDS.len()];
    let mut i = 0;
    while i < column.len() {
        let command = i / FLAGS.len();
        let kind = match COMMANDS[command][at] {
            At(_) if wide => TIME64,
            kind => kind,
        };
        column[i] = (command as u64 | FLAGS[i % FLAGS.len()], kind);
        i += 1;
    }
    column
}

const VALS: &[(u64, Kind)] = &column(0, false);
const TIMEOUTS: &[(u64, Kind)] = &column(1, false);
const TIMEOUTS64: &[(u64, Kind)] = &column(1, true);
const UADDRS: &[(u64, Kind)] = &column(2, false);
const VALS3: &[(u64, Kind)] = &column(3, false);

const VAL: Kind = Switch(OP, VALS, &Uint);
const TIMEOUT: Kind = Switch(OP, TIMEOUTS, &Addr);
const TIMEOUT64: Kind = Switch(OP, TIMEOUTS64, &Addr);
const UADDR2: Kind = Switch(OP, UADDRS, &Addr);
const VAL3: Kind = Switch(OP, VALS3, &As(Repr::U32, &Hex));
const WAITER: Kind = Struct(&FUTEX_WAITER);

/// The flag of membarrier with which it takes a processor.
const CPU: u64 = 1;

syscalls! {
    futex(uaddr: Addr, futex_op: Of(&OPERATION), val: VAL, timeout: TIMEOUT, uaddr2: UADDR2, val3: VAL3)
        -> Int;
    futex_requeue(waiters: Array(&WAITER, Len::Is(2)), flags: As(Repr::U32, &Hex), nr_wake: Int,
        nr_requeue: Int) -> Int;
    futex_time64(uaddr: Addr, futex_op: Of(&OPERATION), val: VAL, timeout: TIMEOUT64, uaddr2: UADDR2,
        val3: VAL3) -> Int;
    futex_wait(uaddr: Addr, val: Hex, mask: Hex, flags: Of(&FUTEX2_SIZE), timeout: At(&Struct(&TIMESPEC64)),
        clockid: Of(&CLOCK)) -> Int;
    futex_waitv(waiters: Array(&WAITER, Len::Arg(nr_futexes)), nr_futexes: Uint, flags: As(Repr::U32, &Hex),
        timeout: At(&Struct(&TIMESPEC64)), clockid: Of(&CLOCK)) -> Int;
    futex_wake(uaddr: Addr, mask: Hex, nr: Int, flags: Of(&FUTEX2_SIZE)) -> Int;
    get_robust_list(pid: Pid, head_ptr: Out(&At(&Addr)), len_ptr: Out(&At(&Ulong))) -> Int;
    membarrier(cmd: Of(&BARRIER), flags: Of(&BARRIER_FLAGS), cpu_id: If(Any(flags, CPU), &Int)) -> Int;
    set_robust_list(head: Addr, len: Ulong) -> Int;
}
