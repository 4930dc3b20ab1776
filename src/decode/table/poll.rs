//! Waiting for descriptors.

use super::{BLOCK_OF_SELECT, Ret, Via, syscalls};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Phase::{Entry, Exit};
use crate::decode::kind::{Len, Repr};
use crate::decode::sets::poll::{EPOLL_CREATE, EPOLL_CTL};
use crate::decode::structs::poll::{EPOLL_EVENT, POLLFD};
use crate::decode::structs::time::{TIMESPEC, TIMESPEC64, TIMEVAL};
use crate::decode::waiting;

/// An `fd_set`.
const SET: Kind = Own(Repr::Ulong, Entry, waiting::descriptors);
/// EPOLL_CTL_DEL takes no event.
const DELETED: &[(u64, Kind)] = &[(2, Addr)];
const EVENT: Kind = Struct(&EPOLL_EVENT);
const FD: Kind = Struct(&POLLFD);
const SPAN: Kind = At(&Struct(&TIMESPEC));
const SPAN64: Kind = At(&Struct(&TIMESPEC64));
const SPAN_MICRO: Kind = At(&Struct(&TIMEVAL));

syscalls! {
    _newselect(nfds: Int, readfds: SET, writefds: SET, exceptfds: SET, timeout: SPAN_MICRO)
        -> With(&Ret::Int, &Own(Repr::U32, Exit, waiting::selected)) [desc];
    epoll_create(size: Int) -> Fd [desc];
    epoll_create1(flags: Of(&EPOLL_CREATE)) -> Fd [desc];
    epoll_ctl(epfd: Fd, op: Of(&EPOLL_CTL), fd: Fd, event: Switch(op, DELETED, &At(&EVENT))) -> Int [desc];
    epoll_pwait(epfd: Fd, events: Out(&Array(&EVENT, Len::Ret)), maxevents: Int, timeout: Int,
        sigmask: Out(&Sigset(Len::Arg(sigsetsize))), sigsetsize: Ulong) -> Int [desc];
    epoll_pwait2(epfd: Fd, events: Out(&Array(&EVENT, Len::Ret)), maxevents: Int, timeout: Out(&SPAN64),
        sigmask: Out(&Sigset(Len::Arg(sigsetsize))), sigsetsize: Ulong) -> Int [desc];
    epoll_wait(epfd: Fd, events: Out(&Array(&EVENT, Len::Ret)), maxevents: Int, timeout: Int) -> Int [desc];
    poll(fds: Array(&FD, Len::Arg(nfds)), nfds: Uint, timeout: Int)
        -> With(&Ret::Int, &Own(Repr::U32, Exit, waiting::polled)) [desc];
    ppoll(fds: Array(&FD, Len::Arg(nfds)), nfds: Uint, tmo_p: SPAN, sigmask: Sigset(Len::Arg(sigsetsize)),
        sigsetsize: Ulong) -> With(&Ret::Int, &Own(Repr::U32, Exit, waiting::ppolled)) [desc];
    ppoll_time64(fds: Array(&FD, Len::Arg(nfds)), nfds: Uint, tmo_p: SPAN64,
        sigmask: Sigset(Len::Arg(sigsetsize)), sigsetsize: Ulong) -> With(&Ret::Int, &Own(Repr::U32, Exit,
        waiting::ppolled64)) [desc];
    pselect6(nfds: Int, readfds: SET, writefds: SET, exceptfds: SET, timeout: SPAN, sigmask: Own(Repr::Ulong,
        Entry, waiting::mask)) -> With(&Ret::Int, &Own(Repr::U32, Exit, waiting::pselected)) [desc];
    pselect6_time64(nfds: Int, readfds: SET, writefds: SET, exceptfds: SET, timeout: SPAN64,
        sigmask: Own(Repr::Ulong, Entry, waiting::mask)) -> With(&Ret::Int, &Own(Repr::U32, Exit,
        waiting::pselected64)) [desc];
    select@X86_64|X32(nfds: Int, readfds: SET, writefds: SET, exceptfds: SET, timeout: SPAN_MICRO)
        -> With(&Ret::Int, &Own(Repr::U32, Exit, waiting::selected)) [desc];
    select@I386(nfds: Int, readfds: SET, writefds: SET, exceptfds: SET, timeout: SPAN_MICRO) via(Via::Block(&BLOCK_OF_SELECT))
        -> With(&Ret::Int, &Own(Repr::U32, Exit, waiting::selected)) [desc];
}
