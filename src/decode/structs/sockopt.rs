//! The values of socket options.

use crate::decode::classic_bpf::SOCKET_FILTER;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Len, Phase, Repr, When::Some};
use crate::decode::message;
use crate::decode::sets::diag::{TCP_STATE, TLS_CIPHER, TLS_VERSION};
use crate::decode::sets::sockopt::*;
use crate::decode::sets::time::CLOCK;
use crate::decode::sockopt;
use crate::decode::structs::{HEX8, HEX16, HEX32, structs};

/// An address of a socket, of whatever family.
const ADDRESS: Kind = Own(Repr::Like(&STORAGE), Phase::Entry, message::address);

const ADDR64: Kind = As(Repr::U64, &Addr);

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
    IP_MREQ_SOURCE "ip_mreq_source" {
        imr_multiaddr: Inet,
        imr_interface: Inet,
        imr_sourceaddr: Inet,
    }
    GROUP_SOURCE_REQ "group_source_req" {
        gsr_interface: Interface,
        gsr_group: Own(Repr::Like(&STORAGE), Phase::Entry, message::address),
        gsr_source: Own(Repr::Like(&STORAGE), Phase::Entry, message::address),
    }
    SOCK_TXTIME "sock_txtime" {
        clockid: As(Repr::I32, &Of(&CLOCK)),
        flags: Of(&TXTIME),
    }
    TCP_INFO "tcp_info" {
        tcpi_state: As(Repr::U8, &Of(&TCP_STATE)),
        tcpi_ca_state: As(Repr::U8, &Of(&TCP_CA)),
        tcpi_retransmits: U8,
        tcpi_probes: U8,
        tcpi_backoff: U8,
        tcpi_options: As(Repr::U8, &Of(&TCPI_OPT)),
        tcpi_wscale = "": Own(Repr::U8, Phase::Entry, sockopt::scales),
        tcpi_limits = "": Own(Repr::U8, Phase::Entry, sockopt::limits),
        tcpi_rto: Uint,
        tcpi_ato: Uint,
        tcpi_snd_mss: Uint,
        tcpi_rcv_mss: Uint,
        tcpi_unacked: Uint,
        tcpi_sacked: Uint,
        tcpi_lost: Uint,
        tcpi_retrans: Uint,
        tcpi_fackets: Uint,
        tcpi_last_data_sent: Uint,
        tcpi_last_ack_sent: Uint,
        tcpi_last_data_recv: Uint,
        tcpi_last_ack_recv: Uint,
        tcpi_pmtu: Uint,
        tcpi_rcv_ssthresh: Uint,
        tcpi_rtt: Uint,
        tcpi_rttvar: Uint,
        tcpi_snd_ssthresh: Uint,
        tcpi_snd_cwnd: Uint,
        tcpi_advmss: Uint,
        tcpi_reordering: Uint,
        tcpi_rcv_rtt: Uint,
        tcpi_rcv_space: Uint,
        tcpi_total_retrans: Uint,
        tcpi_pacing_rate: U64,
        tcpi_max_pacing_rate: U64,
        tcpi_bytes_acked: U64,
        tcpi_bytes_received: U64,
        tcpi_segs_out: Uint,
        tcpi_segs_in: Uint,
        tcpi_notsent_bytes: Uint,
        tcpi_min_rtt: Uint,
        tcpi_data_segs_in: Uint,
        tcpi_data_segs_out: Uint,
        tcpi_delivery_rate: U64,
        tcpi_busy_time: U64,
        tcpi_rwnd_limited: U64,
        tcpi_sndbuf_limited: U64,
        tcpi_delivered: Uint,
        tcpi_delivered_ce: Uint,
        tcpi_bytes_sent: U64,
        tcpi_bytes_retrans: U64,
        tcpi_dsack_dups: Uint,
        tcpi_reord_seen: Uint,
        tcpi_rcv_ooopack: Uint,
        tcpi_snd_wnd: Uint,
        tcpi_rcv_wnd: Uint,
        tcpi_rehash: Uint,
        tcpi_total_rto: U16,
        tcpi_total_rto_recoveries: U16,
        tcpi_total_rto_time: Uint,
    }
    TCP_REPAIR_WINDOW "tcp_repair_window" {
        snd_wl1: Uint,
        snd_wnd: Uint,
        max_window: Uint,
        rcv_wnd: Uint,
        rcv_wup: Uint,
    }
    CAN_FILTER "can_filter" {
        can_id: HEX32,
        can_mask: HEX32,
    }
    SCTP_RTOINFO "sctp_rtoinfo" {
        srto_assoc_id: Int,
        srto_initial: Uint,
        srto_max: Uint,
        srto_min: Uint,
    }
    SCTP_ASSOCPARAMS "sctp_assocparams" {
        sasoc_assoc_id: Int,
        sasoc_asocmaxrxt: U16,
        sasoc_number_peer_destinations: U16,
        sasoc_peer_rwnd: Uint,
        sasoc_local_rwnd: Uint,
        sasoc_cookie_life: Uint,
    }
    SCTP_INITMSG "sctp_initmsg" {
        sinit_num_ostreams: U16,
        sinit_max_instreams: U16,
        sinit_max_attempts: U16,
        sinit_max_init_timeo: U16,
    }
    BT_SECURITY "bt_security" {
        level: U8,
        key_size: U8,
    }
    /// What each cipher has behind that are keys.
    TLS_CRYPTO_INFO "tls_crypto_info" {
        version: As(Repr::U16, &Of(&TLS_VERSION)),
        cipher_type: As(Repr::U16, &Of(&TLS_CIPHER)),
    }
    XDP_RING_OFFSET "xdp_ring_offset" {
        producer: U64,
        consumer: U64,
        desc: U64,
        flags: U64,
    }
    XDP_MMAP_OFFSETS "xdp_mmap_offsets" {
        rx: Struct(&XDP_RING_OFFSET),
        tx: Struct(&XDP_RING_OFFSET),
        fr: Struct(&XDP_RING_OFFSET),
        cr: Struct(&XDP_RING_OFFSET),
    }
    XDP_UMEM_REG "xdp_umem_reg" {
        addr: As(Repr::U64, &Hex),
        len: U64,
        chunk_size: Uint,
        headroom: Uint,
        flags: HEX32,
        tx_metadata_len: Uint,
    }
    XDP_STATISTICS "xdp_statistics" {
        rx_dropped: U64,
        rx_invalid_descs: U64,
        tx_invalid_descs: U64,
        rx_ring_full: U64,
        rx_fill_ring_empty_descs: U64,
        tx_ring_empty_descs: U64,
    }
    IP_MSFILTER "ip_msfilter" {
        imsf_multiaddr: Inet,
        imsf_interface: Inet,
        imsf_fmode: Of(&MCAST),
        imsf_numsrc: Uint,
        imsf_slist_flex: Tail(&Inet, Len::Arg(imsf_numsrc)),
    }
    GROUP_FILTER "group_filter" {
        gf_interface: Interface,
        gf_group: ADDRESS,
        gf_fmode: Of(&MCAST),
        gf_numsrc: Uint,
        gf_slist_flex: Tail(&ADDRESS, Len::Arg(gf_numsrc)),
    }
    FLOW_LABEL "in6_flowlabel_req" {
        flr_dst: Inet6,
        flr_label: As(Repr::Be32, &Hex),
        flr_action: As(Repr::U8, &Of(&IPV6_FL_A)),
        flr_share: As(Repr::U8, &Of(&IPV6_FL_S)),
        flr_flags: As(Repr::U16, &Of(&IPV6_FL_F)),
        flr_expires: U16,
        flr_linger: U16,
        flr_pad = "__flr_pad": If(Some(&[flr_pad]), &HEX32),
    }
    TCP_MD5SIG "tcp_md5sig" {
        tcpm_addr: ADDRESS,
        tcpm_flags: As(Repr::U8, &Of(&TCP_MD5SIG_FLAG)),
        tcpm_prefixlen: U8,
        tcpm_keylen: U16,
        tcpm_ifindex: Interface,
        tcpm_key: Held(80, Len::Arg(tcpm_keylen)),
    }
    TCP_REPAIR_OPT "tcp_repair_opt" {
        opt_code: Of(&TCPOPT),
        opt_val: HEX32,
    }
    TCP_ZEROCOPY "tcp_zerocopy_receive" {
        address: ADDR64,
        length: Uint,
        recv_skip_hint: Uint,
        inq: Uint,
        err: Int,
        copybuf_address: ADDR64,
        copybuf_len: Int,
        flags: HEX32,
        msg_control: ADDR64,
        msg_controllen: U64,
        msg_flags: HEX32,
        reserved: If(Some(&[reserved]), &HEX32),
    }
    TCP_AO_ADD "tcp_ao_add" {
        addr: ADDRESS,
        alg_name: Chars(64),
        ifindex: Interface,
        bits = "": Bitfields(Repr::U32, &[("set_current", 1), ("set_rnext", 1), ("reserved", 30)]),
        reserved2: U16,
        prefix: U8,
        sndid: U8,
        rcvid: U8,
        maclen: U8,
        keyflags: As(Repr::U8, &Of(&TCP_AO_KEYF)),
        keylen: U8,
        key: Held(80, Len::Arg(keylen)),
        align: Items(&U64, 0),
    }
    TCP_AO_DEL "tcp_ao_del" {
        addr: ADDRESS,
        ifindex: Interface,
        bits = "": Bitfields(Repr::U32, &[("set_current", 1), ("set_rnext", 1), ("del_async", 1), ("reserved", 29)]),
        reserved2: U16,
        prefix: U8,
        sndid: U8,
        rcvid: U8,
        current_key: U8,
        rnext: U8,
        keyflags: As(Repr::U8, &Of(&TCP_AO_KEYF)),
        align: Items(&U64, 0),
    }
    TCP_AO_INFO "tcp_ao_info_opt" {
        bits = "": Bitfields(Repr::U32, &[
            ("set_current", 1), ("set_rnext", 1), ("ao_required", 1), ("set_counters", 1), ("accept_icmps", 1),
            ("reserved", 27),
        ]),
        reserved2: U16,
        current_key: U8,
        rnext: U8,
        pkt_good: U64,
        pkt_bad: U64,
        pkt_key_not_found: U64,
        pkt_ao_required: U64,
        pkt_dropped_icmp: U64,
    }
    TCP_AO_KEY "tcp_ao_getsockopt" {
        addr: ADDRESS,
        alg_name: Chars(64),
        key: Held(80, Len::Arg(keylen)),
        nkeys: Uint,
        bits = "": Bitfields(Repr::U16, &[("is_current", 1), ("is_rnext", 1), ("get_all", 1), ("reserved", 13)]),
        sndid: U8,
        rcvid: U8,
        prefix: U8,
        maclen: U8,
        keyflags: As(Repr::U8, &Of(&TCP_AO_KEYF)),
        keylen: U8,
        ifindex: Interface,
        pkt_good: U64,
        pkt_bad: U64,
    }
    TCP_AO_REPAIR "tcp_ao_repair" {
        snt_isn: As(Repr::Be32, &Uint),
        rcv_isn: As(Repr::Be32, &Uint),
        snd_sne: Uint,
        rcv_sne: Uint,
    }
    SCTP_ASSOC_VALUE "sctp_assoc_value" { assoc_id: Int, assoc_value: Uint }
    SCTP_SETPEERPRIM "sctp_setpeerprim" packed(X86_64, X32, I386, Aarch64, Arm) { sspp_assoc_id: Int, sspp_addr: ADDRESS }
    SCTP_PRIM "sctp_prim" packed(X86_64, X32, I386, Aarch64, Arm) { ssp_assoc_id: Int, ssp_addr: ADDRESS }
    SCTP_PADDRPARAMS "sctp_paddrparams" packed(X86_64, X32, I386, Aarch64, Arm) {
        spp_assoc_id: Int, spp_address: ADDRESS, spp_hbinterval: Uint, spp_pathmaxrxt: U16,
        spp_pathmtu: Uint, spp_sackdelay: Uint, spp_flags: Of(&SPP), spp_ipv6_flowlabel: HEX32, spp_dscp: HEX8,
        room: Hidden(&U8),
    }
    SCTP_SNDRCVINFO "sctp_sndrcvinfo" {
        sinfo_stream: U16, sinfo_ssn: U16, sinfo_flags: HEX16, sinfo_ppid: Uint, sinfo_context: Uint,
        sinfo_timetolive: Uint, sinfo_tsn: Uint, sinfo_cumtsn: Uint, sinfo_assoc_id: Int,
    }
    SCTP_EVENTS "sctp_event_subscribe" {
        sctp_data_io_event: U8, sctp_association_event: U8, sctp_address_event: U8, sctp_send_failure_event: U8,
        sctp_peer_error_event: U8, sctp_shutdown_event: U8, sctp_partial_delivery_event: U8,
        sctp_adaptation_layer_event: U8, sctp_authentication_event: U8, sctp_sender_dry_event: U8,
        sctp_stream_reset_event: U8, sctp_assoc_reset_event: U8, sctp_stream_change_event: U8,
        sctp_send_failure_event_event: U8,
    }
    SCTP_STATUS "sctp_status" {
        sstat_assoc_id: Int, sstat_state: As(Repr::I32, &Of(&SCTP_STATE)), sstat_rwnd: Uint, sstat_unackdata: U16,
        sstat_penddata: U16, sstat_instrms: U16, sstat_outstrms: U16, sstat_fragmentation_point: Uint,
        sstat_primary: Struct(&SCTP_PADDRINFO),
    }
    SCTP_PADDRINFO "sctp_paddrinfo" packed(X86_64, X32, I386, Aarch64, Arm) {
        spinfo_assoc_id: Int, spinfo_address: ADDRESS, spinfo_state: As(Repr::I32, &Of(&SCTP_PATH_STATE)),
        spinfo_cwnd: Uint, spinfo_srtt: Uint, spinfo_rto: Uint, spinfo_mtu: Uint,
    }
    SCTP_SACK "sctp_sack_info" { sack_assoc_id: Int, sack_delay: Uint, sack_freq: Uint }
    SCTP_CHUNK "sctp_authchunk" { sauth_chunk: U8 }
    SCTP_HMACS "sctp_hmacalgo" { shmac_num_idents: Uint, shmac_idents: Tail(&U16, Len::Arg(shmac_num_idents)) }
    SCTP_KEY "sctp_authkey" {
        sca_assoc_id: Int, sca_keynumber: U16, sca_keylength: U16, sca_key: Tail(&HEX8, Len::Arg(sca_keylength)),
    }
    SCTP_KEY_ID "sctp_authkeyid" { scact_assoc_id: Int, scact_keynumber: U16 }
    SCTP_CHUNKS "sctp_authchunks" {
        gauth_assoc_id: Int, gauth_number_of_chunks: Uint, gauth_chunks: Tail(&U8, Len::Arg(gauth_number_of_chunks)),
    }
    SCTP_SNDINFO "sctp_sndinfo" {
        snd_sid: U16, snd_flags: HEX16, snd_ppid: Uint, snd_context: Uint, snd_assoc_id: Int,
    }
    SCTP_DEFAULT_PR "sctp_default_prinfo" { pr_assoc_id: Int, pr_value: Uint, pr_policy: HEX16 }
    SCTP_PR_STATUS "sctp_prstatus" {
        sprstat_assoc_id: Int, sprstat_sid: U16, sprstat_policy: HEX16, sprstat_abandoned_unsent: U64,
        sprstat_abandoned_sent: U64,
    }
    SCTP_STREAM_VALUE "sctp_stream_value" { assoc_id: Int, stream_id: U16, stream_value: U16 }
    SCTP_EVENT "sctp_event" { se_assoc_id: Int, se_type: HEX16, se_on: U8 }
    SCTP_THRESHOLDS "sctp_paddrthlds_v2" {
        spt_assoc_id: Int, spt_address: ADDRESS, spt_pathmaxrxt: U16, spt_pathpfthld: U16, spt_pathcpthld: U16,
    }
    SCTP_IDS "sctp_assoc_ids" {
        gaids_number_of_ids: Uint, gaids_assoc_id: Tail(&Int, Len::Arg(gaids_number_of_ids)),
    }
    SCTP_COUNTS "sctp_assoc_stats" {
        sas_assoc_id: Int, sas_obs_rto_ipaddr: ADDRESS, sas_maxrto: U64, sas_isacks: U64, sas_osacks: U64,
        sas_opackets: U64, sas_ipackets: U64, sas_rtxchunks: U64, sas_outofseqtsns: U64, sas_idupchunks: U64,
        sas_gapcnt: U64, sas_ouodchunks: U64, sas_iuodchunks: U64, sas_oodchunks: U64, sas_iodchunks: U64,
        sas_octrlchunks: U64, sas_ictrlchunks: U64,
    }
    SCTP_MORE_STREAMS "sctp_add_streams" { sas_assoc_id: Int, sas_instrms: U16, sas_outstrms: U16 }
    SCTP_RESET "sctp_reset_streams" {
        srs_assoc_id: Int, srs_flags: HEX16, srs_number_streams: U16,
        srs_stream_list: Tail(&U16, Len::Arg(srs_number_streams)),
    }
    SCTP_PROBE "sctp_probeinterval" { spi_assoc_id: Int, spi_address: ADDRESS, spi_interval: Uint }
    SCTP_UDP "sctp_udpencaps" { sue_assoc_id: Int, sue_address: ADDRESS, sue_port: Port(None) }
    FANOUT "fanout_args" {
        id: U16, type_flags: As(Repr::U16, &Of(&PACKET_FANOUT)), max_num_members: Uint,
    }
    ROLLOVER "tpacket_rollover_stats" { tp_all: U64, tp_huge: U64, tp_failed: U64 }
    TIPC_GROUP "tipc_group_req" {
        kind = "type": Uint, instance: Uint, scope: Of(&TIPC_SCOPE), flags: Of(&TIPC_GROUP_FLAGS),
    }
    MPTCP_INFO "mptcp_info" {
        mptcpi_subflows: U8, mptcpi_add_addr_signal: U8, mptcpi_add_addr_accepted: U8, mptcpi_subflows_max: U8,
        mptcpi_add_addr_signal_max: U8, mptcpi_add_addr_accepted_max: U8, mptcpi_flags: HEX32, mptcpi_token: HEX32,
        mptcpi_write_seq: U64, mptcpi_snd_una: U64, mptcpi_rcv_nxt: U64, mptcpi_local_addr_used: U8,
        mptcpi_local_addr_max: U8, mptcpi_csum_enabled: U8,
    }
    MPTCP_DATA "mptcp_subflow_data" {
        size_subflow_data: Uint, num_subflows: Uint, size_kernel: Uint, size_user: Uint, align: Items(&U64, 0),
    }
    XT_INFO "ipt_getinfo" {
        name: Chars(32), valid_hooks: HEX32, hook_entry: Items(&Uint, 5), underflow: Items(&Uint, 5),
        num_entries: Uint, size: Uint,
    }
    XT_ENTRIES "ipt_get_entries" { name: Chars(32), size: Uint }
    XT_REPLACE "ipt_replace" {
        name: Chars(32), valid_hooks: HEX32, num_entries: Uint, size: Uint, hook_entry: Items(&Uint, 5),
        underflow: Items(&Uint, 5), num_counters: Uint, counters: Addr,
    }
    XT_COUNTERS "xt_counters_info" {
        name: Chars(32), num_counters: Uint, counters: Tail(&Struct(&XT_COUNTER), Len::Arg(num_counters)),
    }
    XT_COUNTER "xt_counters" { pcnt: U64, bcnt: U64 }
    XT_REVISION "xt_get_revision" { name: Chars(29), revision: U8 }
}
