//! The values of socket options.

use crate::decode::classic_bpf::SOCKET_FILTER;
use crate::decode::kind::Kind::*;
use crate::decode::kind::{Phase, Repr};
use crate::decode::message;
use crate::decode::sets::sockopt::PACKET_MR;
use crate::decode::sockopt;
use crate::decode::structs::structs;

structs! {
    LINGER "linger" {
        l_onoff: Int,
        l_linger: Int,
    }
    SOCK_FPROG "sock_fprog" {
        len: U16,
        filter: SOCKET_FILTER,
    }
    IP_MREQ "ip_mreq" {
        imr_multiaddr: Inet,
        imr_interface: Inet,
    }
    IPV6_MREQ "ipv6_mreq" {
        ipv6mr_multiaddr: Inet6,
        ipv6mr_interface: Interface,
    }
    GROUP_REQ "group_req" {
        gr_interface: Interface,
        gr_group: Own(Repr::Like(&STORAGE), Phase::Entry, message::address),
    }
    STORAGE "sockaddr_storage" {
        __data: Raw(128),
        __align: Items(&Ulong, 0),
    }
    PACKET_MREQ "packet_mreq" {
        mr_ifindex: Interface,
        mr_type: As(Repr::U16, &Of(&PACKET_MR)),
        mr_alen: U16,
        mr_address: Own(Repr::Bytes(8), Phase::Entry, sockopt::packet_address),
    }
    TPACKET_REQ "tpacket_req" {
        tp_block_size: Uint,
        tp_block_nr: Uint,
        tp_frame_size: Uint,
        tp_frame_nr: Uint,
    }
    TPACKET_STATS "tpacket_stats" {
        tp_packets: Uint,
        tp_drops: Uint,
    }
    TPACKET_STATS_V3 "tpacket_stats_v3" {
        tp_packets: Uint,
        tp_drops: Uint,
        tp_freeze_q_cnt: Uint,
    }
}
