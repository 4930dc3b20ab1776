//! Calls on signals.

use super::syscalls;
use crate::decode::kind::Kind::*;

syscalls! {
    kill(pid: Pid, sig: Signal) -> Int [process signal];
    pause() -> Int [signal];
    restart_syscall() -> Int;
    rt_sigaction(signum: Signal, act: Addr, oldact: Addr, sigsetsize: Ulong) -> Int [signal];
    rt_sigpending(set: Addr, sigsetsize: Ulong) -> Int [signal];
    rt_sigprocmask(how: Hex, set: Addr, oldset: Addr, sigsetsize: Ulong) -> Int [signal];
    rt_sigqueueinfo(pid: Pid, sig: Signal, info: Addr) -> Int [process signal];
    rt_sigreturn() -> Int [signal];
    rt_sigsuspend(mask: Addr, sigsetsize: Ulong) -> Int [signal];
    rt_sigtimedwait(set: Addr, info: Addr, timeout: Addr, sigsetsize: Ulong) -> Int [signal];
    rt_sigtimedwait_time64(set: Addr, info: Addr, timeout: Addr, sigsetsize: Ulong) -> Int [signal];
    rt_tgsigqueueinfo(tgid: Pid, tid: Pid, sig: Signal, info: Addr) -> Int [process signal];
    sgetmask() -> Hex [signal];
    sigaction(signum: Signal, act: Addr, oldact: Addr) -> Int [signal];
    sigaltstack(ss: Addr, old_ss: Addr) -> Int [signal];
    signal(signum: Signal, handler: Addr) -> Hex [signal];
    signalfd(fd: Fd, mask: Addr, sizemask: Ulong) -> Fd [desc signal];
    signalfd4(fd: Fd, mask: Addr, sizemask: Ulong, flags: Hex) -> Fd [desc signal];
    sigpending(set: Addr) -> Int [signal];
    sigprocmask(how: Hex, set: Addr, oldset: Addr) -> Int [signal];
    sigreturn() -> Int [signal];
    sigsuspend(unused1: Hex, unused2: Hex, mask: Hex) -> Int [signal];
    ssetmask(newmask: Hex) -> Hex [signal];
    tgkill(tgid: Pid, tid: Pid, sig: Signal) -> Int [process signal];
    tkill(tid: Pid, sig: Signal) -> Int [process signal];
}
