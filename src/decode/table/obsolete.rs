//! Calls that the kernel has no more, or never had.

use super::syscalls;
use crate::decode::kind::Kind::*;
use crate::decode::structs::system::SYSCTL_ARGS;

syscalls! {
    _sysctl(args: At(&Struct(&SYSCTL_ARGS))) -> Int;
    afs_syscall(arg0: Hex, arg1: Hex, arg2: Hex, arg3: Hex, arg4: Hex) -> Int;
    bdflush(func: Hex, data: Hex) -> Int;
    break() -> Int [memory];
    breakpoint() -> Int;
    cacheflush(start: Addr, end: Addr, flags: Hex) -> Int;
    create_module(name: Hex, size: Hex) -> Int;
    epoll_ctl_old(arg0: Hex, arg1: Hex, arg2: Hex, arg3: Hex) -> Int;
    epoll_wait_old(arg0: Hex, arg1: Hex, arg2: Hex, arg3: Hex) -> Int;
    ftime() -> Int;
    get_kernel_syms(table: Hex) -> Int;
    getpmsg(arg0: Hex, arg1: Hex, arg2: Hex, arg3: Hex, arg4: Hex) -> Int [network];
    gtty(arg0: Hex, arg1: Hex) -> Int;
    idle() -> Int;
    lock() -> Int;
    mpx() -> Int;
    nfsservctl(cmd: Hex, argp: Hex, resp: Hex) -> Int;
    prof() -> Int;
    profil(buf: Hex, bufsiz: Hex, offset: Hex, scale: Hex) -> Int;
    putpmsg(arg0: Hex, arg1: Hex, arg2: Hex, arg3: Hex, arg4: Hex) -> Int [network];
    query_module(name: Hex, which: Hex, buf: Hex, bufsize: Hex, ret: Hex) -> Int;
    security(arg0: Hex, arg1: Hex, arg2: Hex) -> Int;
    stty(arg0: Hex, arg1: Hex) -> Int;
    tuxcall(arg0: Hex, arg1: Hex, arg2: Hex) -> Int;
    ulimit(cmd: Hex, newlimit: Hex) -> Int;
    uprobe() -> Int;
    uretprobe() -> Int;
    usr26() -> Int;
    usr32() -> Int;
    vm86(fn_ = "fn": Hex, v86: Hex, arg2: Hex, arg3: Hex, arg4: Hex) -> Int;
    vm86old(info: Hex) -> Int;
    vserver(arg0: Hex, arg1: Hex, arg2: Hex, arg3: Hex, arg4: Hex) -> Int;
}
