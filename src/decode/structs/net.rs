//! Sockets: vectors, messages, control messages.

use crate::decode::decoder::{Decoder, Place};
use crate::decode::kind::Kind::*;
use crate::decode::kind::When::Any;
use crate::decode::kind::{Phase, Ref, Repr};
use crate::decode::sets::net::MSG;
use crate::decode::sets::sockopt::*;
use crate::decode::structs::structs;
use crate::decode::{message, messages};

structs! {
    IOVEC "iovec" {
        iov_base: Own(Repr::Ulong, Phase::Entry, vector),
        iov_len: Ulong,
    }
    MSGHDR "msghdr" {
        msg_name: Own(Repr::Ulong, Phase::Entry, message::name),
        msg_namelen: Own(Repr::I32, Phase::Entry, message::name_length),
        msg_iov: Own(Repr::Ulong, Phase::Entry, message::vectors),
        msg_iovlen: Ulong,
        msg_control: If(Any(msg_controllen, u64::MAX), &Own(Repr::Ulong, Phase::Entry, message::control)),
        msg_controllen: Ulong,
        msg_flags: Of(&MSG),
    }
    MMSGHDR "mmsghdr" {
        msg_hdr: Own(Repr::Like(&MSGHDR), Phase::Exit, messages::received_header),
        msg_len: Uint,
    }
    MMSGHDR_SENT "mmsghdr" {
        msg_hdr: Struct(&MSGHDR),
        msg_len: Uint,
    }
    MMSGHDR_UNSENT "mmsghdr" {
        msg_hdr: Struct(&MSGHDR),
        msg_len: Hidden(&Uint),
    }
    CMSGHDR "cmsghdr" {
        cmsg_len: Ulong,
        cmsg_level: Of(&CMSG_LEVEL),
        cmsg_type: Switch(
            cmsg_level,
            &[
                (0, Of(&CMSG_IP)),
                (1, Of(&CMSG_SOCKET)),
                (6, Of(&CMSG_TCP)),
                (17, Of(&CMSG_UDP)),
                (41, Of(&CMSG_IPV6)),
                (263, Of(&CMSG_PACKET)),
                (270, Of(&CMSG_NETLINK)),
                (279, Of(&CMSG_ALG)),
                (282, Of(&CMSG_TLS)),
            ],
            &As(Repr::U32, &Hex),
        ),
    }
    UCRED "ucred" {
        pid: Pid,
        uid: Uid,
        gid: Gid,
    }
    IN_PKTINFO "in_pktinfo" {
        ipi_ifindex: Interface,
        ipi_spec_dst: Inet,
        ipi_addr: Inet,
    }
    IN6_PKTINFO "in6_pktinfo" {
        ipi6_addr: Inet6,
        ipi6_ifindex: Interface,
    }
    IP6_MTUINFO "ip6_mtuinfo" {
        ip6m_addr: Own(Repr::Block(28, 4), Phase::Entry, message::address),
        ip6m_mtu: Uint,
    }
    PACKET_AUXDATA "tpacket_auxdata" {
        tp_status: Of(&TP_STATUS),
        tp_len: Uint,
        tp_snaplen: Uint,
        tp_mac: U16,
        tp_net: U16,
        tp_vlan_tci: As(Repr::U16, &Hex),
        tp_vlan_tpid: As(Repr::U16, &Hex),
    }
    NL_PKTINFO "nl_pktinfo" {
        group: Uint,
    }
    /// Of IPv6: its offender has a longer address.
    EXTENDED_ERR6 "sock_extended_err" {
        ee_errno: Uint,
        ee_origin: U8,
        ee_type: U8,
        ee_code: U8,
        ee_pad: Hidden(&U8),
        ee_info: Uint,
        ee_data: Uint,
        offender: Own(Repr::Block(28, 4), Phase::Entry, message::address),
    }
    EXTENDED_ERR "sock_extended_err" {
        ee_errno: Uint,
        ee_origin: U8,
        ee_type: U8,
        ee_code: U8,
        ee_pad: Hidden(&U8),
        ee_info: Uint,
        ee_data: Uint,
        offender: Own(Repr::Block(16, 4), Phase::Entry, message::address),
    }
}

/// `iov_len`, the second field of [`IOVEC`].
const IOV_LEN: Ref = Ref(1);

/// What a vector points to: as many of its bytes as the vectors hold together.
fn vector(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let mut length = decoder.value(IOV_LEN, place.scope);
    // Without a limit all are as long as they say, also where that is more together than can be.
    if decoder.left != u64::MAX {
        length = length.min(decoder.left);
        decoder.left -= length;
    }
    decoder.payload(addr, length);
}
