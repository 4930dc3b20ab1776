//! Route netlink: the heads of its messages, and what its attributes hold (netlink.h, rtnetlink.h, if_link.h, if_addr.h,
//! neighbour.h, fib_rules.h, if_bridge.h, pkt_sched.h, gen_stats.h).

use crate::decode::decoder::{At, Decoder, Place};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::When::Not;
use crate::decode::kind::{Phase, Repr};
use crate::decode::netlink::{Span, attribute};
use crate::decode::set::{Part, Radix, Set};
use crate::decode::sets::net::{ETH_P, FAMILY};
use crate::decode::sets::netfilter::NFNETLINK_VERSION;
use crate::decode::sets::netlink::*;
use crate::decode::sets::sockaddr::ARPHRD;
use crate::decode::structs::structs;

/// An address family in a byte.
const FAMILY8: Kind = As(Repr::U8, &Of(&FAMILY));

/// Numbers in hex, in network byte order: none has a name.
static PLAIN: Set = Set { unknown: "", parts: &[], rest: Radix::Hex };

/// The families of route netlink, some of which aren't of addresses.
static RTNL_FAMILY: Set =
    Set { unknown: "RTNL_FAMILY_???", parts: &[Part::Lookup(rtnl_family)], rest: Radix::Hex };

fn rtnl_family(family: u64) -> Option<&'static str> {
    match family {
        128 => Some("RTNL_FAMILY_IPMR"),
        129 => Some("RTNL_FAMILY_IP6MR"),
        _ => FAMILY.name(family),
    }
}

/// Two counters, of what came and of what went.
const DIRECTIONS: Kind = Own(Repr::Block(16, 8), Phase::Entry, directions);

structs! {
    IFINFOMSG "ifinfomsg" {
        ifi_family: FAMILY8,
        __ifi_pad: Hidden(&U8),
        ifi_type: As(Repr::U16, &Of(&ARPHRD)),
        ifi_index: Interface,
        ifi_flags: Of(&IFF),
        ifi_change: As(Repr::U32, &Hex),
    }
    IFADDRMSG "ifaddrmsg" {
        ifa_family: FAMILY8,
        ifa_prefixlen: U8,
        ifa_flags: As(Repr::U8, &Of(&IFA_F)),
        ifa_scope: As(Repr::U8, &Of(&RT_SCOPE)),
        ifa_index: Interface,
    }
    RTMSG "rtmsg" {
        rtm_family: FAMILY8,
        rtm_dst_len: U8,
        rtm_src_len: U8,
        rtm_tos: As(Repr::U8, &Of(&IPTOS)),
        rtm_table: As(Repr::U8, &Of(&RT_TABLE)),
        rtm_protocol: As(Repr::U8, &Of(&RTPROT)),
        rtm_scope: As(Repr::U8, &Of(&RT_SCOPE)),
        rtm_type: As(Repr::U8, &Of(&RTN)),
        rtm_flags: Of(&RTM_F),
    }
    NDMSG "ndmsg" {
        ndm_family: FAMILY8,
        ndm_pad1: Hidden(&U8),
        ndm_pad2: Hidden(&U16),
        ndm_ifindex: Interface,
        ndm_state: As(Repr::U16, &Of(&NUD)),
        ndm_flags: As(Repr::U8, &Of(&NTF)),
        ndm_type: As(Repr::U8, &Of(&RTN)),
    }
    IFA_CACHEINFO "ifa_cacheinfo" {
        ifa_prefered: Uint,
        ifa_valid: Uint,
        cstamp: Uint,
        tstamp: Uint,
    }
    NDA_CACHEINFO "nda_cacheinfo" {
        ndm_confirmed: Uint,
        ndm_used: Uint,
        ndm_updated: Uint,
        ndm_refcnt: Uint,
    }
    NFGENMSG "nfgenmsg" {
        nfgen_family: FAMILY8,
        version: As(Repr::U8, &Of(&NFNETLINK_VERSION)),
        res_id: Network(None),
    }
    UDEV "udev_monitor_netlink_header" {
        prefix: Chars(8),
        magic: As(Repr::Be32, &Network(Some(&PLAIN))),
        header_size: Uint,
        properties_off: Uint,
        properties_len: Uint,
        filter_subsystem_hash: As(Repr::Be32, &Network(Some(&PLAIN))),
        filter_devtype_hash: As(Repr::Be32, &Network(Some(&PLAIN))),
        filter_tag_bloom_hi: As(Repr::Be32, &Network(Some(&PLAIN))),
        filter_tag_bloom_lo: As(Repr::Be32, &Network(Some(&PLAIN))),
    }
    RTGENMSG "rtgenmsg" {
        rtgen_family: FAMILY8,
    }
    /// Of reports about multicast routes, whose families are beyond those of addresses.
    CACHE_REPORT "rtgenmsg" {
        rtgen_family: As(Repr::U8, &Of(&RTNL_FAMILY)),
    }
    FIB_RULE_HDR "fib_rule_hdr" {
        family: FAMILY8,
        dst_len: U8,
        src_len: U8,
        tos: As(Repr::U8, &Of(&IPTOS)),
        table: As(Repr::U8, &Of(&RULE_TABLE)),
        res1: Hidden(&U8),
        res2: Hidden(&U8),
        action: As(Repr::U8, &Of(&FR_ACT)),
        flags: Of(&FIB_RULE),
    }
    TCMSG "tcmsg" {
        tcm_family: FAMILY8,
        tcm__pad1: Hidden(&U8),
        tcm__pad2: Hidden(&U16),
        tcm_ifindex: Interface,
        tcm_handle: Uint,
        tcm_parent: Uint,
        tcm_info: Uint,
    }
    TCAMSG "tcamsg" {
        tca_family: FAMILY8,
        tca__pad1: Hidden(&U8),
        tca__pad2: Hidden(&U16),
    }
    NDTMSG "ndtmsg" {
        ndtm_family: FAMILY8,
        ndtm_pad1: Hidden(&U8),
        ndtm_pad2: Hidden(&U16),
    }
    IFADDRLBLMSG "ifaddrlblmsg" {
        ifal_family: FAMILY8,
        __ifal_reserved: Hidden(&U8),
        ifal_prefixlen: U8,
        ifal_flags: U8,
        ifal_index: Interface,
        ifal_seq: Uint,
    }
    DCBMSG "dcbmsg" {
        dcb_family: FAMILY8,
        cmd: As(Repr::U8, &Of(&DCB_CMD)),
        dcb_pad: Hidden(&U16),
    }
    NETCONFMSG "netconfmsg" {
        ncm_family: FAMILY8,
    }
    BR_PORT_MSG "br_port_msg" {
        family: FAMILY8,
        ifindex: Interface,
    }
    IF_STATS_MSG "if_stats_msg" {
        family: FAMILY8,
        pad1: If(Not(pad1, 0), &As(Repr::U8, &Hex)),
        pad2: If(Not(pad2, 0), &As(Repr::U16, &Hex)),
        ifindex: Interface,
        filter_mask: Of(&STATS_FILTER),
    }
    NHMSG "nhmsg" {
        nh_family: FAMILY8,
        nh_scope: As(Repr::U8, &Of(&RT_SCOPE)),
        nh_protocol: As(Repr::U8, &Of(&RTPROT)),
        resvd: If(Not(resvd, 0), &As(Repr::U8, &Hex)),
        nh_flags: Of(&RTNH_F),
    }
    RTNEXTHOP "rtnexthop" {
        rtnh_len: U16,
        rtnh_flags: As(Repr::U8, &Of(&RTNH_F)),
        rtnh_hops: U8,
        rtnh_ifindex: Interface,
    }
    RTA_CACHEINFO "rta_cacheinfo" {
        rta_clntref: Uint,
        rta_lastuse: Uint,
        rta_expires: Uint,
        rta_error: Uint,
        rta_used: Uint,
        rta_id: As(Repr::U32, &Hex),
        rta_ts: Uint,
        rta_tsage: Uint,
    }
    RTA_MFC_STATS "rta_mfc_stats" {
        mfcs_packets: U64,
        mfcs_bytes: U64,
        mfcs_wrong_if: U64,
    }
    FIB_RULE_UID_RANGE "fib_rule_uid_range" {
        start: Uint,
        end: Uint,
    }
    FIB_RULE_PORT_RANGE "fib_rule_port_range" {
        start: U16,
        end: U16,
    }
    NEXTHOP_GRP "nexthop_grp" {
        id: Uint,
        weight: U8,
        resvd1: If(Not(resvd1, 0), &As(Repr::U8, &Hex)),
        resvd2: If(Not(resvd2, 0), &As(Repr::U16, &Hex)),
    }
    RTNL_LINK_IFMAP "rtnl_link_ifmap" {
        mem_start: As(Repr::U64, &Number(Radix::Hex)),
        mem_end: As(Repr::U64, &Number(Radix::Hex)),
        base_addr: As(Repr::U64, &Number(Radix::Hex)),
        irq: U16,
        dma: U8,
        port: U8,
    }
    IFLA_VF_MAC "ifla_vf_mac" {
        vf: Uint,
        mac: Hardware(32),
    }
    IFLA_VF_BROADCAST "ifla_vf_broadcast" {
        broadcast: Hardware(32),
    }
    IFLA_VF_VLAN "ifla_vf_vlan" {
        vf: Uint,
        vlan: Uint,
        qos: Uint,
    }
    IFLA_VF_VLAN_INFO "ifla_vf_vlan_info" {
        vf: Uint,
        vlan: Uint,
        qos: Uint,
        vlan_proto: As(Repr::Be16, &Network(Some(&ETH_P))),
    }
    IFLA_VF_TX_RATE "ifla_vf_tx_rate" {
        vf: Uint,
        rate: Uint,
    }
    IFLA_VF_RATE "ifla_vf_rate" {
        vf: Uint,
        min_tx_rate: Uint,
        max_tx_rate: Uint,
    }
    IFLA_VF_SETTING "ifla_vf_spoofchk" {
        vf: Uint,
        setting: Uint,
    }
    IFLA_VF_LINK_STATE "ifla_vf_link_state" {
        vf: Uint,
        link_state: Of(&VF_LINK_STATE),
    }
    IFLA_VF_GUID "ifla_vf_guid" {
        vf: Uint,
        guid: As(Repr::U64, &Number(Radix::Hex)),
    }
    IFLA_VF_GUID_PACKED "ifla_vf_guid" packed(X86_64, Aarch64) {
        vf: Uint,
        guid: As(Repr::U64, &Number(Radix::Hex)),
    }
    IFLA_PORT_VSI "ifla_port_vsi" {
        vsi_mgr_id: U8,
        vsi_type_id: Raw(3),
        vsi_type_version: U8,
        pad: If(Not(pad, 0), &Raw(3)),
    }
    IFLA_CACHEINFO "ifla_cacheinfo" {
        max_reasm_len: Uint,
        tstamp: Uint,
        reachable_time: Uint,
        retrans_time: Uint,
    }
    IFLA_BRIDGE_ID "ifla_bridge_id" {
        prio: Items(&U8, 2),
        addr: Hardware(6),
    }
    BR_BOOLOPT_MULTI "br_boolopt_multi" {
        optval: Of(&BR_BOOLOPT),
        optmask: Of(&BR_BOOLOPT),
    }
    BRIDGE_VLAN_INFO "bridge_vlan_info" {
        flags: As(Repr::U16, &Of(&BRIDGE_VLAN)),
        vid: U16,
    }
    BRIDGE_VLAN_XSTATS "bridge_vlan_xstats" {
        rx_bytes: U64,
        rx_packets: U64,
        tx_bytes: U64,
        tx_packets: U64,
        vid: U16,
        flags: As(Repr::U16, &Of(&BRIDGE_VLAN)),
        pad2: If(Not(pad2, 0), &As(Repr::U32, &Hex)),
    }
    BR_MDB_ENTRY "br_mdb_entry" {
        ifindex: Interface,
        state: As(Repr::U8, &Of(&MDB_STATE)),
        flags: As(Repr::U8, &Of(&MDB_FLAGS)),
        vid: U16,
        addr: Struct(&BR_MDB_ADDR),
    }
    BR_MDB_ADDR "br_ip" {
        u: Switch(proto, &[(2, Inet), (10, Inet6)], &As(Repr::Block(16, 4), &Raw(16))),
        proto: As(Repr::Be16, &Network(Some(&FAMILY))),
        pad: Hidden(&U16),
    }
    TC_STATS "tc_stats" {
        bytes: U64,
        packets: Uint,
        drops: Uint,
        overlimits: Uint,
        bps: Uint,
        pps: Uint,
        qlen: Uint,
        backlog: Uint,
    }
    TC_ESTIMATOR "tc_estimator" {
        interval: As(Repr::I8, &Int),
        ewma_log: U8,
    }
    TC_SIZESPEC "tc_sizespec" {
        cell_log: U8,
        size_log: U8,
        cell_align: As(Repr::I16, &Int),
        overhead: Int,
        linklayer: Uint,
        mpu: Uint,
        mtu: Uint,
        tsize: Uint,
    }
    GNET_STATS_BASIC "gnet_stats_basic" {
        bytes: U64,
        packets: Uint,
    }
    GNET_STATS_RATE_EST "gnet_stats_rate_est" {
        bps: Uint,
        pps: Uint,
    }
    GNET_STATS_RATE_EST64 "gnet_stats_rate_est64" {
        bps: U64,
        pps: U64,
    }
    GNET_STATS_QUEUE "gnet_stats_queue" {
        qlen: Uint,
        backlog: Uint,
        drops: Uint,
        requeues: Uint,
        overlimits: Uint,
    }
    NDT_CONFIG "ndt_config" {
        ndtc_key_len: U16,
        ndtc_entry_size: U16,
        ndtc_entries: Uint,
        ndtc_last_flush: Uint,
        ndtc_last_rand: Uint,
        ndtc_hash_rnd: Uint,
        ndtc_hash_mask: As(Repr::U32, &Number(Radix::Columns(8))),
        ndtc_hash_chain_gc: Uint,
        ndtc_proxy_qlen: Uint,
    }
    RTNL_LINK_STATS "rtnl_link_stats" {
        rx_packets: Uint,
        tx_packets: Uint,
        rx_bytes: Uint,
        tx_bytes: Uint,
        rx_errors: Uint,
        tx_errors: Uint,
        rx_dropped: Uint,
        tx_dropped: Uint,
        multicast: Uint,
        collisions: Uint,
        rx_length_errors: Uint,
        rx_over_errors: Uint,
        rx_crc_errors: Uint,
        rx_frame_errors: Uint,
        rx_fifo_errors: Uint,
        rx_missed_errors: Uint,
        tx_aborted_errors: Uint,
        tx_carrier_errors: Uint,
        tx_fifo_errors: Uint,
        tx_heartbeat_errors: Uint,
        tx_window_errors: Uint,
        rx_compressed: Uint,
        tx_compressed: Uint,
        rx_nohandler: Uint,
    }
    RTNL_LINK_STATS64 "rtnl_link_stats64" {
        rx_packets: U64,
        tx_packets: U64,
        rx_bytes: U64,
        tx_bytes: U64,
        rx_errors: U64,
        tx_errors: U64,
        rx_dropped: U64,
        tx_dropped: U64,
        multicast: U64,
        collisions: U64,
        rx_length_errors: U64,
        rx_over_errors: U64,
        rx_crc_errors: U64,
        rx_frame_errors: U64,
        rx_fifo_errors: U64,
        rx_missed_errors: U64,
        tx_aborted_errors: U64,
        tx_carrier_errors: U64,
        tx_fifo_errors: U64,
        tx_heartbeat_errors: U64,
        tx_window_errors: U64,
        rx_compressed: U64,
        tx_compressed: U64,
        rx_nohandler: U64,
        rx_otherhost_dropped: U64,
    }
    NDT_STATS "ndt_stats" {
        ndts_allocs: U64,
        ndts_destroys: U64,
        ndts_hash_grows: U64,
        ndts_res_failed: U64,
        ndts_lookups: U64,
        ndts_hits: U64,
        ndts_rcv_probes_mcast: U64,
        ndts_rcv_probes_ucast: U64,
        ndts_periodic_gc_runs: U64,
        ndts_forced_gc_runs: U64,
        ndts_table_fulls: U64,
    }
    BRIDGE_STP_XSTATS "bridge_stp_xstats" {
        transition_blk: U64,
        transition_fwd: U64,
        rx_bpdu: U64,
        tx_bpdu: U64,
        rx_tcn: U64,
        tx_tcn: U64,
    }
    MPLS_LINK_STATS "mpls_link_stats" {
        rx_packets: U64,
        tx_packets: U64,
        rx_bytes: U64,
        tx_bytes: U64,
        rx_errors: U64,
        tx_errors: U64,
        rx_dropped: U64,
        tx_dropped: U64,
        rx_noroute: U64,
    }
    BR_MCAST_STATS "br_mcast_stats" {
        igmp_v1queries: DIRECTIONS,
        igmp_v2queries: DIRECTIONS,
        igmp_v3queries: DIRECTIONS,
        igmp_leaves: DIRECTIONS,
        igmp_v1reports: DIRECTIONS,
        igmp_v2reports: DIRECTIONS,
        igmp_v3reports: DIRECTIONS,
        igmp_parse_errors: U64,
        mld_v1queries: DIRECTIONS,
        mld_v2queries: DIRECTIONS,
        mld_leaves: DIRECTIONS,
        mld_v1reports: DIRECTIONS,
        mld_v2reports: DIRECTIONS,
        mld_parse_errors: U64,
        mcast_bytes: DIRECTIONS,
        mcast_packets: DIRECTIONS,
    }
}

fn directions(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let At::Memory(bytes, addr) = place.at else { return };
    attribute::indexed(decoder, &BR_MCAST_DIR, &U64, Span { bytes: &bytes[..bytes.len().min(16)], addr });
}
