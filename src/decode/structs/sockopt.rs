//! The values of socket options.

use crate::decode::classic_bpf::SOCKET_FILTER;
use crate::decode::kind::Kind::*;
use crate::decode::kind::{Phase, Repr};
use crate::decode::message;
use crate::decode::sets::diag::{TCP_STATE, TLS_CIPHER, TLS_VERSION};
use crate::decode::sets::sockopt::{PACKET_MR, TCP_CA, TCPI_OPT, TXTIME};
use crate::decode::sets::time::CLOCK;
use crate::decode::sockopt;
use crate::decode::structs::{HEX32, structs};

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
}
