//! Netlink's sock_diag (sock_diag.h, inet_diag.h, unix_diag.h, packet_diag.h, netlink_diag.h, smc_diag.h).

use crate::decode::decoder::{At, Decoder, Place};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Phase, Ref, Repr};
use crate::decode::netlink::diag::{key, multicast};
use crate::decode::set::Radix;
use crate::decode::sets::diag::*;
use crate::decode::sets::net::{ETH_P, FAMILY, IPPROTO, NETLINK_PROTOCOL, SOCK_TYPE};
use crate::decode::structs::structs;
use std::net::Ipv4Addr;

/// An address family in a byte.
const FAMILY8: Kind = As(Repr::U8, &Of(&FAMILY));
const STATE8: Kind = As(Repr::U8, &Of(&TCP_STATE));
const TYPE8: Kind = As(Repr::U8, &Of(&SOCK_TYPE));
const PROTOCOL8: Kind = As(Repr::U8, &Of(&IPPROTO));
const EXTENSIONS8: Kind = As(Repr::U8, &Of(&INET_DIAG_EXT));
const BYTE: Kind = As(Repr::U8, &Number(Radix::Byte));
const HEX64: Kind = As(Repr::U64, &Number(Radix::Hex));

/// Two words that tell sockets of the same number apart.
/// All of it, however few elements of arrays are asked for.
const COOKIE: Kind = Own(Repr::Block(8, 4), Phase::Entry, |decoder, place| {
    decoder.whole(&Items(&Uint, 2), place);
});

/// Where an address of four or sixteen bytes stands.
const AF_INET: u64 = 2;
const AF_INET6: u64 = 10;

/// An address that takes sixteen bytes, of the family that another field says.
const fn address(of: Ref) -> Kind {
    const CASES: &[(u64, Kind)] = &[(AF_INET, Inet), (AF_INET6, Inet6)];
    Switch(of, CASES, &As(Repr::Block(16, 4), &Raw(16)))
}

structs! {
    UNIX_DIAG_REQ "unix_diag_req" {
        sdiag_family: FAMILY8,
        sdiag_protocol: U8,
        pad: Hidden(&U16),
        udiag_states: Of(&TCP_STATES),
        udiag_ino: Uint,
        udiag_show: Of(&UDIAG_SHOW),
        udiag_cookie: COOKIE,
    }
    UNIX_DIAG_MSG "unix_diag_msg" {
        udiag_family: FAMILY8,
        udiag_type: TYPE8,
        udiag_state: STATE8,
        pad: Hidden(&U8),
        udiag_ino: Uint,
        udiag_cookie: COOKIE,
    }
    UNIX_DIAG_VFS "unix_diag_vfs" order(udiag_vfs_dev, udiag_vfs_ino) {
        udiag_vfs_ino: Uint,
        udiag_vfs_dev: As(Repr::U32, &Device),
    }
    UNIX_DIAG_RQLEN "unix_diag_rqlen" {
        udiag_rqueue: Uint,
        udiag_wqueue: Uint,
    }
    INET_SOCKID "inet_diag_sockid" {
        idiag_sport: Port(None),
        idiag_dport: Port(None),
        idiag_src: Own(Repr::Block(16, 4), Phase::Entry, inet_of_union),
        idiag_dst: Own(Repr::Block(16, 4), Phase::Entry, inet_of_union),
        idiag_if: Interface,
        idiag_cookie: COOKIE,
    }
    INET6_SOCKID "inet_diag_sockid" {
        idiag_sport: Port(None),
        idiag_dport: Port(None),
        idiag_src: Inet6,
        idiag_dst: Inet6,
        idiag_if: Interface,
        idiag_cookie: COOKIE,
    }
    INET_DIAG_REQ_V2 "inet_diag_req_v2" {
        sdiag_family: FAMILY8,
        sdiag_protocol: PROTOCOL8,
        idiag_ext: EXTENSIONS8,
        pad: Hidden(&U8),
        idiag_states: Of(&TCP_STATES),
        id: Switch(sdiag_family, &[(10, Struct(&INET6_SOCKID))], &Struct(&INET_SOCKID)),
    }
    INET_DIAG_REQ "inet_diag_req" {
        idiag_family: FAMILY8,
        idiag_src_len: U8,
        idiag_dst_len: U8,
        idiag_ext: EXTENSIONS8,
        id: Switch(idiag_family, &[(10, Struct(&INET6_SOCKID))], &Struct(&INET_SOCKID)),
        idiag_states: Of(&TCP_STATES),
        idiag_dbs: Uint,
    }
    INET_DIAG_MSG "inet_diag_msg" {
        idiag_family: FAMILY8,
        idiag_state: STATE8,
        idiag_timer: U8,
        idiag_retrans: U8,
        id: Switch(idiag_family, &[(10, Struct(&INET6_SOCKID))], &Struct(&INET_SOCKID)),
        idiag_expires: Uint,
        idiag_rqueue: Uint,
        idiag_wqueue: Uint,
        idiag_uid: Uint,
        idiag_inode: Uint,
    }
    INET_DIAG_MEMINFO "inet_diag_meminfo" {
        idiag_rmem: Uint,
        idiag_wmem: Uint,
        idiag_fmem: Uint,
        idiag_tmem: Uint,
    }
    INET_DIAG_BC_OP "inet_diag_bc_op" {
        code: As(Repr::U8, &Of(&INET_DIAG_BC)),
        yes: U8,
        no: U16,
    }
    INET_DIAG_MARKCOND "inet_diag_markcond" {
        mark: Uint,
        mask: Uint,
    }
    TCPVEGAS_INFO "tcpvegas_info" {
        tcpv_enabled: Uint,
        tcpv_rttcnt: Uint,
        tcpv_rtt: Uint,
        tcpv_minrtt: Uint,
    }
    TCP_DCTCP_INFO "tcp_dctcp_info" {
        dctcp_enabled: U16,
        dctcp_ce_state: U16,
        dctcp_alpha: Uint,
        dctcp_ab_ecn: Uint,
        dctcp_ab_tot: Uint,
    }
    TCP_BBR_INFO "tcp_bbr_info" {
        bbr_bw_lo: As(Repr::U32, &Hex),
        bbr_bw_hi: As(Repr::U32, &Hex),
        bbr_min_rtt: Uint,
        bbr_pacing_gain: Uint,
        bbr_cwnd_gain: Uint,
    }
    TCP_DIAG_MD5SIG "tcp_diag_md5sig" {
        tcpm_family: FAMILY8,
        tcpm_prefixlen: U8,
        tcpm_keylen: U16,
        tcpm_addr: address(tcpm_family),
        tcpm_key: Own(Repr::Bytes(80), Phase::Entry, key),
    }
    NETLINK_DIAG_REQ "netlink_diag_req" {
        sdiag_family: FAMILY8,
        sdiag_protocol: As(Repr::U8, &Of(&NDIAG_PROTOCOL)),
        pad: Hidden(&U16),
        ndiag_ino: Uint,
        ndiag_show: Of(&NDIAG_SHOW),
        ndiag_cookie: COOKIE,
    }
    NETLINK_DIAG_MSG "netlink_diag_msg" {
        ndiag_family: FAMILY8,
        ndiag_type: TYPE8,
        ndiag_protocol: As(Repr::U8, &Of(&NETLINK_PROTOCOL)),
        ndiag_state: As(Repr::U8, &Of(&NETLINK_STATE)),
        ndiag_portid: Uint,
        ndiag_dst_portid: Uint,
        ndiag_dst_group: Uint,
        ndiag_ino: Uint,
        ndiag_cookie: COOKIE,
    }
    NETLINK_DIAG_RING "netlink_diag_ring" {
        ndr_block_size: Uint,
        ndr_block_nr: Uint,
        ndr_frame_size: Uint,
        ndr_frame_nr: Uint,
    }
    PACKET_DIAG_REQ "packet_diag_req" {
        sdiag_family: FAMILY8,
        sdiag_protocol: As(Repr::U8, &Of(&PACKET_PROTOCOL)),
        pad: Hidden(&U16),
        pdiag_ino: Uint,
        pdiag_show: Of(&PACKET_SHOW),
        pdiag_cookie: COOKIE,
    }
    PACKET_DIAG_MSG "packet_diag_msg" {
        pdiag_family: FAMILY8,
        pdiag_type: TYPE8,
        pdiag_num: As(Repr::U16, &Of(&ETH_P)),
        pdiag_ino: Uint,
        pdiag_cookie: COOKIE,
    }
    PACKET_DIAG_INFO "packet_diag_info" {
        pdi_index: Interface,
        pdi_version: Of(&TPACKET),
        pdi_reserve: Uint,
        pdi_copy_thresh: Uint,
        pdi_tstamp: Uint,
        pdi_flags: Of(&PDI),
    }
    PACKET_DIAG_MCLIST "packet_diag_mclist" {
        pdmc_index: Interface,
        pdmc_count: Uint,
        pdmc_type: U16,
        pdmc_alen: U16,
        pdmc_addr: Own(Repr::Bytes(32), Phase::Entry, multicast),
    }
    PACKET_DIAG_RING "packet_diag_ring" {
        pdr_block_size: Uint,
        pdr_block_nr: Uint,
        pdr_frame_size: Uint,
        pdr_frame_nr: Uint,
        pdr_retire_tmo: Uint,
        pdr_sizeof_priv: Uint,
        pdr_features: Uint,
    }
    SMC_DIAG_REQ "smc_diag_req" {
        diag_family: FAMILY8,
        pad: Hidden(&Raw(2)),
        diag_ext: As(Repr::U8, &Of(&SMC_DIAG_EXT)),
        id: Struct(&INET_SOCKID),
    }
    SMC_DIAG_MSG "smc_diag_msg" {
        diag_family: FAMILY8,
        diag_state: As(Repr::U8, &Of(&SMC_STATE)),
        diag_fallback: As(Repr::U8, &Of(&SMC_MODE)),
        diag_shutdown: U8,
        id: Struct(&INET_SOCKID),
        diag_uid: Uint,
        diag_inode: U64,
    }
    SMC_DIAG_CURSOR "smc_diag_cursor" {
        reserved: U16,
        wrap: U16,
        count: Uint,
    }
    SMC_DIAG_CONNINFO "smc_diag_conninfo" {
        token: Uint,
        sndbuf_size: Uint,
        rmbe_size: Uint,
        peer_rmbe_size: Uint,
        rx_prod: Struct(&SMC_DIAG_CURSOR),
        rx_cons: Struct(&SMC_DIAG_CURSOR),
        tx_prod: Struct(&SMC_DIAG_CURSOR),
        tx_cons: Struct(&SMC_DIAG_CURSOR),
        rx_prod_flags: BYTE,
        rx_conn_state_flags: BYTE,
        tx_prod_flags: BYTE,
        tx_conn_state_flags: BYTE,
        tx_prep: Struct(&SMC_DIAG_CURSOR),
        tx_sent: Struct(&SMC_DIAG_CURSOR),
        tx_fin: Struct(&SMC_DIAG_CURSOR),
    }
    SMC_DIAG_LINKINFO "smc_diag_linkinfo" {
        link_id: U8,
        ibname: Chars(64),
        ibport: U8,
        gid: Chars(40),
        peer_gid: Chars(40),
    }
    SMC_DIAG_LGRINFO "smc_diag_lgrinfo" {
        lnk: Items(&Struct(&SMC_DIAG_LINKINFO), 1),
        role: As(Repr::U8, &Of(&SMC_ROLE)),
    }
    SMCD_DIAG_DMBINFO "smcd_diag_dmbinfo" {
        linkid: Uint,
        peer_gid: HEX64,
        my_gid: HEX64,
        token: HEX64,
        peer_token: HEX64,
    }
    SMC_DIAG_FALLBACK "smc_diag_fallback" {
        reason: As(Repr::U32, &Noted(&SMC_DECLINE)),
        peer_diagnosis: As(Repr::U32, &Noted(&SMC_DECLINE)),
    }
}

/// An IPv4 address where there is room for one of IPv6.
fn inet_of_union(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let At::Memory(bytes, _) = place.at else { return };
    let Some((&[a, b, c, d], _)) = bytes.split_first_chunk() else { return };
    decoder.sink.inet_of(Ipv4Addr::new(a, b, c, d), &bytes[..bytes.len().min(16)]);
}
