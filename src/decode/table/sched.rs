//! Calls on scheduling, priorities and limits.

use super::syscalls;
use crate::decode::kind::Kind::*;

syscalls! {
    getcpu(cpu: Addr, node: Addr, tcache: Addr) -> Int;
    getpriority(which: Hex, who: Int) -> Int;
    getrlimit(resource: Hex, rlim: Addr) -> Int;
    getrusage(who: Hex, usage: Addr) -> Int;
    ioprio_get(which: Hex, who: Int) -> Hex;
    ioprio_set(which: Hex, who: Int, ioprio: Hex) -> Int;
    nice(inc: Int) -> Int;
    prlimit64(pid: Pid, resource: Hex, new_limit: Addr, old_limit: Addr) -> Int;
    sched_get_priority_max(policy: Hex) -> Int;
    sched_get_priority_min(policy: Hex) -> Int;
    sched_getaffinity(pid: Pid, cpusetsize: Uint, mask: Addr) -> Int;
    sched_getattr(pid: Pid, attr: Addr, size: Uint, flags: Uint) -> Int;
    sched_getparam(pid: Pid, param: Addr) -> Int;
    sched_getscheduler(pid: Pid) -> Int;
    sched_rr_get_interval(pid: Pid, tp: Addr) -> Int;
    sched_rr_get_interval_time64(pid: Pid, tp: Addr) -> Int;
    sched_setaffinity(pid: Pid, cpusetsize: Uint, mask: Addr) -> Int;
    sched_setattr(pid: Pid, attr: Addr, flags: Uint) -> Int;
    sched_setparam(pid: Pid, param: Addr) -> Int;
    sched_setscheduler(pid: Pid, policy: Hex, param: Addr) -> Int;
    sched_yield() -> Int;
    setpriority(which: Hex, who: Int, prio: Int) -> Int;
    setrlimit(resource: Hex, rlim: Addr) -> Int;
    ugetrlimit(resource: Hex, rlim: Addr) -> Int;
}
