//! Calls on clocks and timers.

use super::syscalls;
use crate::decode::kind::Kind::*;

syscalls! {
    adjtimex(buf: Addr) -> Int [clock];
    alarm(seconds: Uint) -> Int;
    clock_adjtime(clockid: Hex, buf: Addr) -> Int [clock];
    clock_adjtime64(clockid: Hex, buf: Addr) -> Int [clock];
    clock_getres(clockid: Hex, res: Addr) -> Int [clock];
    clock_getres_time64(clockid: Hex, res: Addr) -> Int [clock];
    clock_gettime(clockid: Hex, tp: Addr) -> Int [clock];
    clock_gettime64(clockid: Hex, tp: Addr) -> Int [clock];
    clock_nanosleep(clockid: Hex, flags: Hex, request: Addr, remain: Addr) -> Int;
    clock_nanosleep_time64(clockid: Hex, flags: Hex, request: Addr, remain: Addr) -> Int;
    clock_settime(clockid: Hex, tp: Addr) -> Int [clock];
    clock_settime64(clockid: Hex, tp: Addr) -> Int [clock];
    getitimer(which: Hex, curr_value: Addr) -> Int;
    gettimeofday(tv: Addr, tz: Addr) -> Int [clock];
    nanosleep(req: Addr, rem: Addr) -> Int;
    setitimer(which: Hex, new_value: Addr, old_value: Addr) -> Int;
    settimeofday(tv: Addr, tz: Addr) -> Int [clock];
    stime(t: Addr) -> Int;
    time(tloc: Addr) -> Int [clock];
    timer_create(clockid: Hex, sevp: Addr, timerid: Addr) -> Int;
    timer_delete(timerid: Int) -> Int;
    timer_getoverrun(timerid: Int) -> Int;
    timer_gettime(timerid: Int, curr_value: Addr) -> Int;
    timer_gettime64(timerid: Int, curr_value: Addr) -> Int;
    timer_settime(timerid: Int, flags: Hex, new_value: Addr, old_value: Addr) -> Int;
    timer_settime64(timerid: Int, flags: Hex, new_value: Addr, old_value: Addr) -> Int;
    timerfd_create(clockid: Hex, flags: Hex) -> Fd [desc];
    timerfd_gettime(fd: Fd, curr_value: Addr) -> Int [desc];
    timerfd_gettime64(fd: Fd, curr_value: Addr) -> Int [desc];
    timerfd_settime(fd: Fd, flags: Hex, new_value: Addr, old_value: Addr) -> Int [desc];
    timerfd_settime64(fd: Fd, flags: Hex, new_value: Addr, old_value: Addr) -> Int [desc];
    times(buf: Addr) -> Int;
}
