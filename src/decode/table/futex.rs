//! Futexes, robust lists and memory barriers.

use super::syscalls;
use crate::decode::kind::Kind::*;

syscalls! {
    futex(uaddr: Addr, futex_op: Hex, val: Uint, timeout: Addr, uaddr2: Addr, val3: Hex) -> Int;
    futex_requeue(waiters: Addr, flags: Uint, nr_wake: Int, nr_requeue: Int) -> Int;
    futex_time64(uaddr: Addr, futex_op: Hex, val: Uint, timeout: Addr, uaddr2: Addr, val3: Hex) -> Int;
    futex_wait(uaddr: Addr, val: Hex, mask: Hex, flags: Hex, timeout: Addr, clockid: Hex) -> Int;
    futex_waitv(waiters: Addr, nr_futexes: Uint, flags: Hex, timeout: Addr, clockid: Hex) -> Int;
    futex_wake(uaddr: Addr, mask: Hex, nr: Int, flags: Hex) -> Int;
    get_robust_list(pid: Pid, head_ptr: Addr, len_ptr: Addr) -> Int;
    membarrier(cmd: Hex, flags: Hex, cpu_id: Int) -> Int;
    set_robust_list(head: Addr, len: Ulong) -> Int;
}
