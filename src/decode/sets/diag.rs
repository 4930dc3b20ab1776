//! Netlink's sock_diag: sockets as tools list them (sock_diag.h, inet_diag.h, unix_diag.h, packet_diag.h, netlink_diag.h,
//! smc_diag.h).

use super::net::NETLINK_PROTOCOL;
use crate::decode::set::{Named, Part, Radix, Set, sets};

sets! {
    one DIAG "SOCK_DIAG_???" {
        TCPDIAG_GETSOCK = 18, DCCPDIAG_GETSOCK = 19, SOCK_DIAG_BY_FAMILY = 20, SOCK_DESTROY = 21,
    }
    one TCP_STATE "TCP_???" {
        TCP_ESTABLISHED = 1, TCP_SYN_SENT = 2, TCP_SYN_RECV = 3, TCP_FIN_WAIT1 = 4, TCP_FIN_WAIT2 = 5,
        TCP_TIME_WAIT = 6, TCP_CLOSE = 7, TCP_CLOSE_WAIT = 8, TCP_LAST_ACK = 9, TCP_LISTEN = 10,
        TCP_CLOSING = 11, TCP_NEW_SYN_RECV = 12, TCP_BOUND_INACTIVE = 13,
    }
    shifted TCP_STATES "1<<TCP_???" {
        TCP_ESTABLISHED = 1, TCP_SYN_SENT = 2, TCP_SYN_RECV = 3, TCP_FIN_WAIT1 = 4, TCP_FIN_WAIT2 = 5,
        TCP_TIME_WAIT = 6, TCP_CLOSE = 7, TCP_CLOSE_WAIT = 8, TCP_LAST_ACK = 9, TCP_LISTEN = 10,
        TCP_CLOSING = 11, TCP_NEW_SYN_RECV = 12, TCP_BOUND_INACTIVE = 13,
    }
    bits UDIAG_SHOW "UDIAG_SHOW_???" {
        UDIAG_SHOW_NAME = 1, UDIAG_SHOW_VFS = 2, UDIAG_SHOW_PEER = 4, UDIAG_SHOW_ICONS = 8,
        UDIAG_SHOW_RQLEN = 0x10, UDIAG_SHOW_MEMINFO = 0x20, UDIAG_SHOW_UID = 0x40,
    }
    bits NDIAG_SHOW "NDIAG_SHOW_???" {
        NDIAG_SHOW_MEMINFO = 1, NDIAG_SHOW_GROUPS = 2, NDIAG_SHOW_RING_CFG = 4, NDIAG_SHOW_FLAGS = 8,
    }
    bits PACKET_SHOW "PACKET_SHOW_???" {
        PACKET_SHOW_INFO = 1, PACKET_SHOW_MCLIST = 2, PACKET_SHOW_RING_CFG = 4, PACKET_SHOW_FANOUT = 8,
        PACKET_SHOW_MEMINFO = 0x10, PACKET_SHOW_FILTER = 0x20,
    }
    bits NDIAG_FLAG "NDIAG_FLAG_???" {
        NDIAG_FLAG_CB_RUNNING = 1, NDIAG_FLAG_PKTINFO = 2, NDIAG_FLAG_BROADCAST_ERROR = 4,
        NDIAG_FLAG_NO_ENOBUFS = 8, NDIAG_FLAG_LISTEN_ALL_NSID = 0x10, NDIAG_FLAG_CAP_ACK = 0x20,
    }
    bits PDI "PDI_???" {
        PDI_RUNNING = 1, PDI_AUXDATA = 2, PDI_ORIGDEV = 4, PDI_VNETHDR = 8, PDI_LOSS = 0x10,
    }
    one SK_MEMINFO "SK_MEMINFO_???" else decimal {
        SK_MEMINFO_RMEM_ALLOC = 0, SK_MEMINFO_RCVBUF = 1, SK_MEMINFO_WMEM_ALLOC = 2, SK_MEMINFO_SNDBUF = 3,
        SK_MEMINFO_FWD_ALLOC = 4, SK_MEMINFO_WMEM_QUEUED = 5, SK_MEMINFO_OPTMEM = 6, SK_MEMINFO_BACKLOG = 7,
        SK_MEMINFO_DROPS = 8,
    }
    one NETLINK_STATE "NETLINK_???" { NETLINK_UNCONNECTED = 0, NETLINK_CONNECTED = 1 }
    one TPACKET "TPACKET_???" { TPACKET_V1 = 0, TPACKET_V2 = 1, TPACKET_V3 = 2 }
    one INET_DIAG_BC "INET_DIAG_BC_???" {
        INET_DIAG_BC_NOP = 0, INET_DIAG_BC_JMP = 1, INET_DIAG_BC_S_GE = 2, INET_DIAG_BC_S_LE = 3,
        INET_DIAG_BC_D_GE = 4, INET_DIAG_BC_D_LE = 5, INET_DIAG_BC_AUTO = 6, INET_DIAG_BC_S_COND = 7,
        INET_DIAG_BC_D_COND = 8, INET_DIAG_BC_DEV_COND = 9, INET_DIAG_BC_MARK_COND = 10, INET_DIAG_BC_S_EQ = 11,
        INET_DIAG_BC_D_EQ = 12, INET_DIAG_BC_CGROUP_COND = 13,
    }
    one SMC_MODE "SMC_DIAG_MODE_???" {
        SMC_DIAG_MODE_SMCR = 0, SMC_DIAG_MODE_FALLBACK_TCP = 1, SMC_DIAG_MODE_SMCD = 2,
    }
    one SMC_STATE "SMC_???" {
        SMC_ACTIVE = 1, SMC_INIT = 2, SMC_CLOSED = 7, SMC_LISTEN = 10, SMC_PEERCLOSEWAIT1 = 20, SMC_PEERCLOSEWAIT2 = 21,
        SMC_APPFINCLOSEWAIT = 24, SMC_APPCLOSEWAIT1 = 22, SMC_APPCLOSEWAIT2 = 23, SMC_PEERFINCLOSEWAIT = 25,
        SMC_PEERABORTWAIT = 26, SMC_PROCESSABORT = 27,
    }
    one SMC_ROLE "SMC_???" { SMC_CLNT = 0, SMC_SERV = 1 }
    bits SHUTDOWN "???_SHUTDOWN" { RCV_SHUTDOWN = 1, SEND_SHUTDOWN = 2 }
    one TLS_VERSION "TLS_???_VERSION" { TLS_1_2_VERSION = 0x303, TLS_1_3_VERSION = 0x304 }
    one TLS_CIPHER "TLS_CIPHER_???" {
        TLS_CIPHER_AES_GCM_128 = 51, TLS_CIPHER_AES_GCM_256 = 52, TLS_CIPHER_AES_CCM_128 = 53,
        TLS_CIPHER_CHACHA20_POLY1305 = 54, TLS_CIPHER_SM4_GCM = 55, TLS_CIPHER_SM4_CCM = 56,
        TLS_CIPHER_ARIA_GCM_128 = 57, TLS_CIPHER_ARIA_GCM_256 = 58,
    }
    one TLS_CONF "TLS_CONF_???" {
        TLS_CONF_BASE = 1, TLS_CONF_SW = 2, TLS_CONF_HW = 3, TLS_CONF_HW_RECORD = 4,
    }
    bits MPTCP_FLAG "MPTCP_SUBFLOW_FLAG_???" {
        MPTCP_SUBFLOW_FLAG_MCAP_REM = 1, MPTCP_SUBFLOW_FLAG_MCAP_LOC = 2, MPTCP_SUBFLOW_FLAG_JOIN_REM = 4,
        MPTCP_SUBFLOW_FLAG_JOIN_LOC = 8, MPTCP_SUBFLOW_FLAG_BKUP_REM = 0x10, MPTCP_SUBFLOW_FLAG_BKUP_LOC = 0x20,
        MPTCP_SUBFLOW_FLAG_FULLY_ESTABLISHED = 0x40, MPTCP_SUBFLOW_FLAG_CONNECTED = 0x80,
        MPTCP_SUBFLOW_FLAG_MAPVALID = 0x100,
    }
    one SMC_DECLINE "SMC_CLC_DECL_???" {
        SMC_CLC_DECL_MEM = 0x1010000, SMC_CLC_DECL_TIMEOUT_CL = 0x2010000, SMC_CLC_DECL_TIMEOUT_AL = 0x2020000,
        SMC_CLC_DECL_CNFERR = 0x3000000, SMC_CLC_DECL_PEERNOSMC = 0x3010000, SMC_CLC_DECL_IPSEC = 0x3020000,
        SMC_CLC_DECL_NOSMCDEV = 0x3030000, SMC_CLC_DECL_NOSMCDDEV = 0x3030001,
        SMC_CLC_DECL_NOSMCRDEV = 0x3030002, SMC_CLC_DECL_NOISM2SUPP = 0x3030003,
        SMC_CLC_DECL_NOV2EXT = 0x3030004, SMC_CLC_DECL_NOV2DEXT = 0x3030005, SMC_CLC_DECL_NOSEID = 0x3030006,
        SMC_CLC_DECL_NOSMCD2DEV = 0x3030007, SMC_CLC_DECL_NOUEID = 0x3030008,
        SMC_CLC_DECL_MODEUNSUPP = 0x3040000, SMC_CLC_DECL_RMBE_EC = 0x3050000,
        SMC_CLC_DECL_OPTUNSUPP = 0x3060000, SMC_CLC_DECL_DIFFPREFIX = 0x3070000,
        SMC_CLC_DECL_GETVLANERR = 0x3080000, SMC_CLC_DECL_ISMVLANERR = 0x3090000,
        SMC_CLC_DECL_NOACTLINK = 0x30a0000, SMC_CLC_DECL_NOSRVLINK = 0x30b0000,
        SMC_CLC_DECL_VERSMISMAT = 0x30c0000, SMC_CLC_DECL_MAX_DMB = 0x30d0000, SMC_CLC_DECL_NOROUTE = 0x30e0000,
        SMC_CLC_DECL_NOINDIRECT = 0x30f0000, SMC_CLC_DECL_SYNCERR = 0x4000000, SMC_CLC_DECL_PEERDECL = 0x5000000,
        SMC_CLC_DECL_INTERR = 0x9990000, SMC_CLC_DECL_ERR_RTOK = 0x9990001, SMC_CLC_DECL_ERR_RDYLNK = 0x9990002,
        SMC_CLC_DECL_ERR_REGBUF = 0x9990003,
    }
}

/// The protocols of requests for netlink sockets.
pub static NDIAG_PROTOCOL: Set =
    Set { unknown: "NETLINK_???", parts: &[Part::Lookup(netlink_protocol)], rest: Radix::Hex };

fn netlink_protocol(protocol: u64) -> Option<&'static str> {
    if protocol == 0xff { Some("NDIAG_PROTO_ALL") } else { NETLINK_PROTOCOL.name(protocol) }
}

/// The protocols of requests for packet sockets, of which one byte has no place for more than all of them.
pub static PACKET_PROTOCOL: Set = Set { unknown: "", parts: &[], rest: Radix::Hex };

/// What is asked for: a bit for each attribute but the first.
macro_rules! extensions {
    ($(#[$doc:meta])* $set:ident $unknown:literal { $($name:ident = $number:literal),* $(,)? }) => {
        $(#[$doc])*
        pub static $set: Set = Set {
            unknown: $unknown,
            parts: &[Part::Bits(&[$(Named {
                value: 1 << ($number - 1),
                name: concat!("1<<(", stringify!($name), "-1)"),
            }),*])],
            rest: Radix::Hex,
        };
    };
}

extensions! {
    /// What to tell of internet sockets.
    INET_DIAG_EXT "1<<INET_DIAG_???-1" {
        INET_DIAG_MEMINFO = 1, INET_DIAG_INFO = 2, INET_DIAG_VEGASINFO = 3, INET_DIAG_CONG = 4,
        INET_DIAG_TOS = 5, INET_DIAG_TCLASS = 6, INET_DIAG_SKMEMINFO = 7, INET_DIAG_SHUTDOWN = 8,
    }
}
extensions! {
    /// What to tell of SMC sockets.
    SMC_DIAG_EXT "1<<SMC_DIAG_???-1" {
        SMC_DIAG_CONNINFO = 1, SMC_DIAG_LGRINFO = 2, SMC_DIAG_SHUTDOWN = 3,
        SMC_DIAG_DMBINFO = 4, SMC_DIAG_FALLBACK = 5,
    }
}
