//! Waiting for descriptors.

use super::{Via, syscalls};
use crate::decode::kind::Kind::*;
use crate::decode::kind::Len;
use crate::decode::sets::poll::{EPOLL_CREATE, EPOLL_CTL};
use crate::decode::structs::poll::{EPOLL_EVENT, POLLFD};
use crate::decode::structs::time::{TIMESPEC, TIMESPEC64, TIMEVAL};

syscalls! {
    _newselect(nfds: Int, readfds: Addr, writefds: Addr, exceptfds: Addr, timeout: At(&Struct(&TIMEVAL)))
        -> Int [desc];
    epoll_create(size: Int) -> Fd [desc];
    epoll_create1(flags: Of(&EPOLL_CREATE)) -> Fd [desc];
    epoll_ctl(epfd: Fd, op: Of(&EPOLL_CTL), fd: Fd, event: At(&Struct(&EPOLL_EVENT))) -> Int [desc];
    epoll_pwait(epfd: Fd, events: Array(&Struct(&EPOLL_EVENT), Len::Ret), maxevents: Int, timeout: Int,
        sigmask: Addr, sigsetsize: Ulong) -> Int [desc];
    epoll_pwait2(epfd: Fd, events: Array(&Struct(&EPOLL_EVENT), Len::Ret), maxevents: Int,
        timeout: At(&Struct(&TIMESPEC64)), sigmask: Addr, sigsetsize: Ulong) -> Int [desc];
    epoll_wait(epfd: Fd, events: Array(&Struct(&EPOLL_EVENT), Len::Ret), maxevents: Int, timeout: Int)
        -> Int [desc];
    poll(fds: Array(&Struct(&POLLFD), Len::Arg(nfds)), nfds: Uint, timeout: Int) -> Int [desc];
    ppoll(fds: Array(&Struct(&POLLFD), Len::Arg(nfds)), nfds: Uint, tmo_p: At(&Struct(&TIMESPEC)),
        sigmask: Addr, sigsetsize: Ulong) -> Int [desc];
    ppoll_time64(fds: Array(&Struct(&POLLFD), Len::Arg(nfds)), nfds: Uint, tmo_p: At(&Struct(&TIMESPEC64)),
        sigmask: Addr, sigsetsize: Ulong) -> Int [desc];
    pselect6(nfds: Int, readfds: Addr, writefds: Addr, exceptfds: Addr, timeout: At(&Struct(&TIMESPEC)),
        sigmask: Addr) -> Int [desc];
    pselect6_time64(nfds: Int, readfds: Addr, writefds: Addr, exceptfds: Addr,
        timeout: At(&Struct(&TIMESPEC64)), sigmask: Addr) -> Int [desc];
    select@X86_64|X32(nfds: Int, readfds: Addr, writefds: Addr, exceptfds: Addr,
        timeout: At(&Struct(&TIMEVAL))) -> Int [desc];
    select@I386(nfds: Int, readfds: Addr, writefds: Addr, exceptfds: Addr,
        timeout: At(&Struct(&TIMEVAL))) via(Via::Block) -> Int [desc];
}
