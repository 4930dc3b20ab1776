//! Calls on sockets.

use super::{Ret, Via, syscalls};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Phase::{Entry, Exit};
use crate::decode::kind::{Len, Repr, When};
use crate::decode::sets::net::*;
use crate::decode::sets::sockopt::*;
use crate::decode::sockaddr;
use crate::decode::sockopt;
use crate::decode::{message, messages};

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

/// The buffers of sockets.
const SENT: Kind = Own(Repr::Ulong, Entry, message::sent_buffer);
const RECEIVED: Kind = Own(Repr::Ulong, Exit, message::received_buffer);

/// The protocol of a socket, by its family.
macro_rules! protocol {
    ($domain:ident) => {
        Switch(
            $domain,
            &[
                (2, Of(&IPPROTO)),
                (3, Own(Repr::Ulong, Entry, sockaddr::ax25_protocol)),
                (10, Of(&IPPROTO)),
                (16, Of(&NETLINK_PROTOCOL)),
                (17, As(Repr::Be16, &Network(Some(&ETH_P)))),
                (23, Of(&IRDAPROTO)),
                (29, Of(&CANPROTO)),
                (31, Of(&BTPROTO)),
                (33, Of(&FAMILY)),
                (34, Of(&ISDN_P)),
                (35, Of(&PN_PROTO)),
                (37, Of(&CAIFPROTO)),
                (39, Of(&NFCPROTO)),
                (41, Of(&KCMPROTO)),
                (43, Of(&SMCPROTO)),
            ],
            &Ulong,
        )
    };
}

/// Something that a call writes, and how much there is of it: where nobody knows how much there is room for, both are
/// addresses, known when the call begins.
macro_rules! written {
    ($written:expr, $length:ident) => {
        Where(When::Readable($length, Repr::I32), &$written, &Addr)
    };
}

/// The address that a call writes: no more of it than there was room for.
macro_rules! address {
    ($addr:ident, $addrlen:ident) => {
        Where(
            When::Some(&[$addr]),
            &written!(Out(&Address(Len::Least(&Len::Behind($addrlen), &Len::Given($addrlen)))), $addrlen),
            &Addr,
        )
    };
}

/// Its length.
macro_rules! length {
    ($addr:ident, $addrlen:ident) => {
        Where(When::Some(&[$addr]), &written!(Length, $addrlen), &Addr)
    };
}

/// The name of an option, by its level.
macro_rules! option {
    ($level:ident, $ip:ident, $socket:ident, $ipv6:ident) => {
        Switch(
            $level,
            &[
                (0, Of(&$ip)),
                (1, Of(&$socket)),
                (6, Of(&TCP)),
                (17, Of(&UDP)),
                (40, Of(&VSOCK)),
                (41, Of(&$ipv6)),
                (101, Of(&CAN_RAW)),
                (132, Of(&SCTP)),
                (255, Of(&RAW)),
                (256, Of(&IPX)),
                (257, Of(&AX25)),
                (263, Of(&PACKET)),
                (266, Of(&IRDA)),
                (268, Of(&LLC)),
                (269, Of(&DCCP)),
                (270, Of(&NETLINK)),
                (271, Of(&TIPC)),
                (272, Of(&RXRPC)),
                (273, Of(&PPPOL2TP)),
                (274, Of(&BLUETOOTH)),
                (275, Of(&PNPIPE)),
                (276, Of(&RDS)),
                (277, Of(&IUCV)),
                (278, Of(&CAIF)),
                (279, Of(&ALG)),
                (280, Of(&NFC)),
                (281, Of(&KCM)),
                (282, Of(&TLS)),
                (283, Of(&XDP)),
                (284, Of(&MPTCP)),
                (285, Of(&MCTP)),
                (286, Of(&SMC)),
                (287, Of(&VSOCK)),
            ],
            &Uint,
        )
    };
}

syscalls! {
    accept(sockfd: Fd, addr: address!(addr, addrlen), addrlen: length!(addr, addrlen)) -> Fd [network];
    accept4(sockfd: Fd, addr: address!(addr, addrlen), addrlen: length!(addr, addrlen), flags: Of(&ACCEPT)) -> Fd [network];
    bind(sockfd: Fd, addr: Address(Len::Arg(addrlen)), addrlen: Int) -> Int [network];
    connect(sockfd: Fd, addr: Address(Len::Arg(addrlen)), addrlen: Int) -> Int [network];
    getpeername(sockfd: Fd, addr: address!(addr, addrlen), addrlen: length!(addr, addrlen)) -> Int [network];
    getsockname(sockfd: Fd, addr: address!(addr, addrlen), addrlen: length!(addr, addrlen)) -> Int [network];
    getsockopt(sockfd: Fd, level: Of(&LEVEL), optname: option!(level, GET_IP, GET_SOCKET, GET_IPV6),
        optval: written!(Own(Repr::Ulong, Exit, sockopt::get), optlen), optlen: written!(Length, optlen)) -> Int [network];
    listen(sockfd: Fd, backlog: Int) -> Int [network];
    recv(sockfd: Fd, buf: RECEIVED, len: Ulong, flags: Of(&MSG)) -> Int [network];
    recvfrom(sockfd: Fd, buf: RECEIVED, len: Ulong, flags: Of(&MSG), src_addr: address!(src_addr, addrlen),
        addrlen: length!(src_addr, addrlen)) -> Int [network];
    recvmmsg(sockfd: Fd, msgvec: Before(messages::keep_all, &Own(Repr::Ulong, Exit, messages::all_received)), vlen: Uint,
        flags: Of(&MSG), timeout: Before(messages::keep_timeout, &Own(Repr::Ulong, Exit, messages::timeout)))
        -> With(&Ret::Int, &Own(Repr::Ulong, Exit, messages::left)) [network];
    recvmmsg_time64(sockfd: Fd, msgvec: Before(messages::keep_all, &Own(Repr::Ulong, Exit, messages::all_received)),
        vlen: Uint, flags: Of(&MSG),
        timeout: Before(messages::keep_timeout64, &Own(Repr::Ulong, Exit, messages::timeout)))
        -> With(&Ret::Int, &Own(Repr::Ulong, Exit, messages::left64)) [network];
    recvmsg(sockfd: Fd, msg: Before(message::keep, &Own(Repr::Ulong, Exit, message::received)), flags: Of(&MSG)) -> Int [network];
    send(sockfd: Fd, buf: SENT, len: Ulong, flags: Of(&MSG)) -> Int [network];
    sendmmsg(sockfd: Fd, msgvec: Own(Repr::Ulong, Exit, messages::all_sent), vlen: Uint, flags: Of(&MSG)) -> Int [network];
    sendmsg(sockfd: Fd, msg: Own(Repr::Ulong, Entry, message::sent), flags: Of(&MSG)) -> Int [network];
    sendto(sockfd: Fd, buf: SENT, len: Ulong, flags: Of(&MSG), dest_addr: Address(Len::Arg(addrlen)),
        addrlen: Int) -> Int [network];
    setsockopt(sockfd: Fd, level: Of(&LEVEL), optname: option!(level, SET_IP, SET_SOCKET, SET_IPV6),
        optval: Own(Repr::Ulong, Entry, sockopt::set), optlen: Int) -> Int [network];
    shutdown(sockfd: Fd, how: Of(&SHUT)) -> Int [network];
    socket(domain: Of(&FAMILY), kind = "type": Of(&SOCK), protocol: protocol!(domain)) -> Fd [network];
    socketcall(call: As(Repr::I32, &Of(&SOCKETCALL)), args: Addr) via(Via::Numbered(SOCKET_CALLS)) -> Int [network];
    socketpair(domain: Of(&FAMILY), kind = "type": Of(&SOCK), protocol: Ulong, sv: Out(&Array(&Fd, Len::Is(2)))) -> Int [network];
}
