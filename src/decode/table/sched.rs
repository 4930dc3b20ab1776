//! Calls on scheduling, priorities and limits.

use super::{Ret, syscalls};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Phase, Repr};
use crate::decode::sched;
use crate::decode::sets::sched::{IO_WHO, POLICY, PRIORITY, RLIMIT as RLIMITS, RUSAGE as RUSAGE_WHO};
use crate::decode::structs::process::RUSAGE;
use crate::decode::structs::sched::{RLIMIT, RLIMIT64};
use crate::decode::structs::time::{TIMESPEC, TIMESPEC64};

/// `struct sched_param`, of which the one field is shown.
const PARAMETER: Kind = At(&Int);
const IO_PRIORITY_NOTE: Kind = Own(Repr::U32, Phase::Exit, sched::io_priority_note);

/// Whose priority: PRIO_PROCESS, PRIO_PGRP.
const WHO: &[(u64, Kind)] = &[(0, Pid), (1, Group)];
/// Whose priority of I/O: IOPRIO_WHO_PROCESS, IOPRIO_WHO_PGRP.
const IO_WHOSE: &[(u64, Kind)] = &[(1, Pid), (2, Group)];

syscalls! {
    getcpu(cpu: Out(&At(&Uint)), node: Out(&At(&Uint)), tcache: Addr) -> Int;
    getpriority(which: Of(&PRIORITY), who: Switch(which, WHO, &Int)) -> Int;
    getrlimit(resource: Of(&RLIMITS), rlim: Out(&At(&Struct(&RLIMIT)))) -> Int;
    getrusage(who: Of(&RUSAGE_WHO), usage: Out(&At(&Struct(&RUSAGE)))) -> Int;
    ioprio_get(which: Of(&IO_WHO), who: Switch(which, IO_WHOSE, &Int)) -> With(&Ret::Int, &IO_PRIORITY_NOTE);
    ioprio_set(which: Of(&IO_WHO), who: Switch(which, IO_WHOSE, &Int), ioprio: Own(Repr::U32, Phase::Entry, sched::io_priority)) -> Int;
    nice(inc: Int) -> Int;
    prlimit64(pid: Pid, resource: Of(&RLIMITS), new_limit: At(&Struct(&RLIMIT64)),
        old_limit: Out(&At(&Struct(&RLIMIT64)))) -> Int;
    sched_get_priority_max(policy: Of(&POLICY)) -> Int;
    sched_get_priority_min(policy: Of(&POLICY)) -> Int;
    sched_getaffinity(pid: Pid, cpusetsize: Uint, mask: Own(Repr::Ulong, Phase::Exit, sched::affinity_out))
        -> Int;
    sched_getattr(pid: Pid, attr: Own(Repr::Ulong, Phase::Exit, sched::attributes_out), size: Uint,
        flags: Uint) -> Int;
    sched_getparam(pid: Pid, param: Out(&PARAMETER)) -> Int;
    sched_getscheduler(pid: Pid) -> Noted(&Ret::Int, &POLICY);
    sched_rr_get_interval(pid: Pid, tp: Out(&At(&Struct(&TIMESPEC)))) -> Int;
    sched_rr_get_interval_time64(pid: Pid, tp: Out(&At(&Struct(&TIMESPEC64)))) -> Int;
    sched_setaffinity(pid: Pid, cpusetsize: Uint, mask: Own(Repr::Ulong, Phase::Entry, sched::affinity))
        -> Int;
    sched_setattr(pid: Pid, attr: Own(Repr::Ulong, Phase::Entry, sched::attributes), flags: Late(&Uint)) -> Int;
    sched_setparam(pid: Pid, param: PARAMETER) -> Int;
    sched_setscheduler(pid: Pid, policy: Of(&POLICY), param: PARAMETER) -> Int;
    sched_yield() -> Int;
    setpriority(which: Of(&PRIORITY), who: Switch(which, WHO, &Int), prio: Int) -> Int;
    setrlimit(resource: Of(&RLIMITS), rlim: At(&Struct(&RLIMIT))) -> Int;
    ugetrlimit(resource: Of(&RLIMITS), rlim: Out(&At(&Struct(&RLIMIT)))) -> Int;
}
