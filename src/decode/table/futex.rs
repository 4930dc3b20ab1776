//! Futexes, robust lists and memory barriers.

use super::{Ret, syscalls};
use crate::decode::decoder::{At as Value, Decoder, Detail, Place, Scope};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::When::Any;
use crate::decode::kind::{Len, Phase, Ref, Repr};
use crate::decode::sched;
use crate::decode::sets::futex::{BARRIER, BARRIER_FLAGS, BARRIERS, BITSET, FUTEX2_SIZE, OPERATION};
use crate::decode::sets::time::CLOCK;
use crate::decode::structs::sched::{FUTEX_WAITER, ROBUST_LIST};
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
const COUNT: Kind = Uint;

/// The bits of an operation that are the command; the others are flags.
const COMMAND: u64 = 0x7f;

/// What an argument is, by operation.
const fn column(at: usize, wide: bool) -> [Kind; COMMANDS.len()] {
    let mut column = [NONE; COMMANDS.len()];
    let mut command = 0;
    while command < column.len() {
        column[command] = match COMMANDS[command][at] {
            At(_) if wide => TIME64,
            kind => kind,
        };
        command += 1;
    }
    column
}

/// An argument by operation, of which those that are none take all.
macro_rules! by_operation {
    ($at:literal, $wide:literal, $otherwise:expr) => {
        Choose(OP, |_, operation| {
            static COLUMN: [Kind; COMMANDS.len()] = column($at, $wide);
            static OTHERWISE: Kind = $otherwise;
            COLUMN.get((operation & COMMAND) as usize).unwrap_or(&OTHERWISE)
        })
    };
}

const VAL: Kind = by_operation!(0, false, Uint);
const TIMEOUT: Kind = by_operation!(1, false, Addr);
const TIMEOUT64: Kind = by_operation!(1, true, Addr);
const UADDR2: Kind = by_operation!(2, false, Addr);
const VAL3: Kind = by_operation!(3, false, As(Repr::U32, &Hex));
const WAITER: Kind = Struct(&FUTEX_WAITER);

/// The flag of membarrier with which it takes a processor.
const CPU: u64 = 1;

/// MEMBARRIER_CMD_QUERY and MEMBARRIER_CMD_GET_REGISTRATIONS return commands.
const BARRIER_RESULTS: &[(u64, Ret)] = &[(0, Ret::Bits(&BARRIERS)), (512, Ret::Bits(&BARRIERS))];

/// A thread's robust list.
const HEAD: Kind = Own(Repr::Ulong, Phase::Entry, robust_list);

syscalls! {
    futex(uaddr: Addr, futex_op: Of(&OPERATION), val: VAL, timeout: TIMEOUT, uaddr2: UADDR2, val3: VAL3)
        -> Int;
    futex_requeue(waiters: Array(&WAITER, Len::Is(2)), flags: As(Repr::U32, &Hex), nr_wake: Int,
        nr_requeue: Int) -> Int;
    futex_time64(uaddr: Addr, futex_op: Of(&OPERATION), val: VAL, timeout: TIMEOUT64, uaddr2: UADDR2,
        val3: VAL3) -> Int;
    futex_wait(uaddr: Addr, val: Hex, mask: Hex, flags: Of(&FUTEX2_SIZE), timeout: At(&Struct(&TIMESPEC64)),
        clockid: Of(&CLOCK)) -> Int;
    futex_waitv(waiters: Own(Repr::Ulong, Phase::Entry, self::waiters), nr_futexes: Uint, flags: As(Repr::U32, &Hex),
        timeout: At(&Struct(&TIMESPEC64)), clockid: Of(&CLOCK)) -> Int;
    futex_wake(uaddr: Addr, mask: Hex, nr: Int, flags: Of(&FUTEX2_SIZE)) -> Int;
    get_robust_list(pid: Pid, head_ptr: Out(&At(&HEAD)), len_ptr: Out(&At(&Ulong))) -> Int;
    membarrier(cmd: Of(&BARRIER), flags: Of(&BARRIER_FLAGS), cpu_id: If(Any(flags, CPU), &Int))
        -> Switch(cmd, BARRIER_RESULTS, &Ret::Int);
    set_robust_list(head: HEAD, len: Ulong) -> Int;
}

/// Where a robust list begins; what is there where more is asked for, unless it is another thread's.
fn robust_list(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const PID: Ref = Ref(0);
    let addr = place.value(decoder.abi);
    // get_robust_list has it in memory, set_robust_list in a register.
    let other = matches!(place.at, Value::Memory(..)) && decoder.value(PID, Scope::Call) != 0;
    match other {
        true => decoder.sink.address(addr),
        false => decoder.beyond(&ROBUST_LIST, addr, u64::MAX),
    }
}

/// The futexes that futex_waitv waits for: of a list that is too long as many as may be.
fn waiters(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const COUNT: Ref = Ref(1);
    /// FUTEX_WAITV_MAX
    const MOST: usize = 128;
    let (addr, count) = (place.value(decoder.abi), decoder.value(COUNT, place.scope));
    let detail = decoder.detail;
    if detail.full && count > MOST as u64 {
        decoder.detail = Detail { full: false, string: MOST, ..detail };
    }
    decoder.array(&WAITER, addr, count, place.scope);
    decoder.detail = detail;
}
