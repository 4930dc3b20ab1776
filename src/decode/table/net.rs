//! Calls on sockets.

use super::{Via, syscalls};
use crate::decode::kind::Kind::*;
use crate::decode::kind::Len;

/// Which call the first argument of socketcall selects (linux/net.h).
const SOCKET_CALLS: &[&str] = &[
    "",
    "socket",
    "bind",
    "connect",
    "listen",
    "accept",
    "getsockname",
    "getpeername",
    "socketpair",
    "send",
    "recv",
    "sendto",
    "recvfrom",
    "shutdown",
    "setsockopt",
    "getsockopt",
    "sendmsg",
    "recvmsg",
    "accept4",
    "recvmmsg",
    "sendmmsg",
];

syscalls! {
    accept(sockfd: Fd, addr: Addr, addrlen: Addr) -> Fd [network];
    accept4(sockfd: Fd, addr: Addr, addrlen: Addr, flags: Hex) -> Fd [network];
    bind(sockfd: Fd, addr: Addr, addrlen: Int) -> Int [network];
    connect(sockfd: Fd, addr: Addr, addrlen: Int) -> Int [network];
    getpeername(sockfd: Fd, addr: Addr, addrlen: Addr) -> Int [network];
    getsockname(sockfd: Fd, addr: Addr, addrlen: Addr) -> Int [network];
    getsockopt(sockfd: Fd, level: Hex, optname: Hex, optval: Addr, optlen: Addr) -> Int [network];
    listen(sockfd: Fd, backlog: Int) -> Int [network];
    recv(sockfd: Fd, buf: Buffer(Len::Ret), len: Ulong, flags: Hex) -> Int [network];
    recvfrom(sockfd: Fd, buf: Buffer(Len::Ret), len: Ulong, flags: Hex, src_addr: Addr, addrlen: Addr) -> Int [network];
    recvmmsg(sockfd: Fd, msgvec: Addr, vlen: Uint, flags: Hex, timeout: Addr) -> Int [network];
    recvmmsg_time64(sockfd: Fd, msgvec: Addr, vlen: Uint, flags: Hex, timeout: Addr) -> Int [network];
    recvmsg(sockfd: Fd, msg: Addr, flags: Hex) -> Int [network];
    send(sockfd: Fd, buf: Buffer(Len::Arg(len)), len: Ulong, flags: Hex) -> Int [network];
    sendmmsg(sockfd: Fd, msgvec: Addr, vlen: Uint, flags: Hex) -> Int [network];
    sendmsg(sockfd: Fd, msg: Addr, flags: Hex) -> Int [network];
    sendto(sockfd: Fd, buf: Buffer(Len::Arg(len)), len: Ulong, flags: Hex, dest_addr: Addr, addrlen: Int)
        -> Int [network];
    setsockopt(sockfd: Fd, level: Hex, optname: Hex, optval: Addr, optlen: Int) -> Int [network];
    shutdown(sockfd: Fd, how: Hex) -> Int [network];
    socket(domain: Hex, kind = "type": Hex, protocol: Hex) -> Fd [network];
    socketcall(call: Hex, args: Addr) via(Via::Numbered(SOCKET_CALLS)) -> Int [network];
    socketpair(domain: Hex, kind = "type": Hex, protocol: Hex, sv: Out(&At(&Items(&Fd, 2)))) -> Int [network];
}
