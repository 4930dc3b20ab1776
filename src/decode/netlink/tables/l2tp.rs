//! Attributes of tunnels of L2TP (linux/l2tp.h).

use super::*;

named_sets! {
    one COMMANDS "L2TP_CMD_???" {
        L2TP_CMD_NOOP = 0, L2TP_CMD_TUNNEL_CREATE = 1, L2TP_CMD_TUNNEL_DELETE = 2,
        L2TP_CMD_TUNNEL_MODIFY = 3, L2TP_CMD_TUNNEL_GET = 4, L2TP_CMD_SESSION_CREATE = 5,
        L2TP_CMD_SESSION_DELETE = 6, L2TP_CMD_SESSION_MODIFY = 7, L2TP_CMD_SESSION_GET = 8,
    }
    one PSEUDOWIRE "L2TP_PWTYPE_???" {
        L2TP_PWTYPE_NONE = 0, L2TP_PWTYPE_ETH_VLAN = 4, L2TP_PWTYPE_ETH = 5, L2TP_PWTYPE_PPP = 7,
        L2TP_PWTYPE_PPP_AC = 8, L2TP_PWTYPE_IP = 0xb,
    }
    one ENCAPSULATION "L2TP_ENCAPTYPE_???" { L2TP_ENCAPTYPE_UDP = 0, L2TP_ENCAPTYPE_IP = 1 }
    one L2SPEC "L2TP_L2SPECTYPE_???" { L2TP_L2SPECTYPE_NONE = 0, L2TP_L2SPECTYPE_DEFAULT = 1 }
}

attributes! {
    TUNNEL "L2TP_ATTR_???" {
        L2TP_ATTR_NONE = 0,
        L2TP_ATTR_PW_TYPE = 1: One(&As(Repr::U16, &Of(&PSEUDOWIRE))),
        L2TP_ATTR_ENCAP_TYPE = 2: One(&As(Repr::U16, &Of(&ENCAPSULATION))),
        L2TP_ATTR_OFFSET = 3: HALF,
        L2TP_ATTR_DATA_SEQ = 4: BYTE,
        L2TP_ATTR_L2SPEC_TYPE = 5: One(&As(Repr::U8, &Of(&L2SPEC))),
        L2TP_ATTR_L2SPEC_LEN = 6: BYTE,
        L2TP_ATTR_PROTO_VERSION = 7: BYTE,
        L2TP_ATTR_IFNAME = 8: TEXT,
        L2TP_ATTR_CONN_ID = 9: WORD,
        L2TP_ATTR_PEER_CONN_ID = 10: WORD,
        L2TP_ATTR_SESSION_ID = 11: WORD,
        L2TP_ATTR_PEER_SESSION_ID = 12: WORD,
        L2TP_ATTR_UDP_CSUM = 13: BYTE,
        L2TP_ATTR_VLAN_ID = 14: HALF,
        L2TP_ATTR_COOKIE = 15,
        L2TP_ATTR_PEER_COOKIE = 16,
        L2TP_ATTR_DEBUG = 17: WORD,
        L2TP_ATTR_RECV_SEQ = 18: BYTE,
        L2TP_ATTR_SEND_SEQ = 19: BYTE,
        L2TP_ATTR_LNS_MODE = 20: BYTE,
        L2TP_ATTR_USING_IPSEC = 21: BYTE,
        L2TP_ATTR_RECV_TIMEOUT = 22: QUAD,
        L2TP_ATTR_FD = 23: DESCRIPTOR,
        L2TP_ATTR_IP_SADDR = 24: INET,
        L2TP_ATTR_IP_DADDR = 25: INET,
        L2TP_ATTR_UDP_SPORT = 26: HALF,
        L2TP_ATTR_UDP_DPORT = 27: HALF,
        L2TP_ATTR_MTU = 28: HALF,
        L2TP_ATTR_MRU = 29: HALF,
        L2TP_ATTR_STATS = 30: Nested(&STATISTICS),
        L2TP_ATTR_IP6_SADDR = 31: INET6,
        L2TP_ATTR_IP6_DADDR = 32: INET6,
        L2TP_ATTR_UDP_ZERO_CSUM6_TX = 33,
        L2TP_ATTR_UDP_ZERO_CSUM6_RX = 34,
        L2TP_ATTR_PAD = 35,
    }
    STATISTICS "L2TP_ATTR_???" {
        L2TP_ATTR_STATS_NONE = 0: QUAD,
        L2TP_ATTR_TX_PACKETS = 1: QUAD,
        L2TP_ATTR_TX_BYTES = 2: QUAD,
        L2TP_ATTR_TX_ERRORS = 3: QUAD,
        L2TP_ATTR_RX_PACKETS = 4: QUAD,
        L2TP_ATTR_RX_BYTES = 5: QUAD,
        L2TP_ATTR_RX_SEQ_DISCARDS = 6: QUAD,
        L2TP_ATTR_RX_OOS_PACKETS = 7: QUAD,
        L2TP_ATTR_RX_ERRORS = 8: QUAD,
        L2TP_ATTR_STATS_PAD = 9: QUAD,
        L2TP_ATTR_RX_COOKIE_DISCARDS = 10: QUAD,
        L2TP_ATTR_RX_INVALID = 11: QUAD,
    }
}

/// The family `l2tp`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "l2tp",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &TUNNEL,
};
