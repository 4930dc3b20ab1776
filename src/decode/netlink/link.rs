//! Attributes of links (if_link.h, if_tun.h).

use super::Span;
use super::attribute::values::*;
use super::attribute::{About, Attributes, Value, attributes, named};
use super::bridge::{BRIDGE, BRIDGE_PORT, BRIDGE_SPEC};
use super::tables::devlink::DEVLINK;
use super::tables::dpll::PIN;
use super::tables::links;
use crate::decode::decoder::Decoder;
use crate::decode::kind::Kind::{As, Int, Of, Struct, U64};
use crate::decode::kind::Repr;
use crate::decode::sets::netlink::*;
use crate::decode::structs::netlink::*;
use Value::{By, Grown, Indexed, Named, Nested, One, Own, Short, Wide};

const AF_BRIDGE: u64 = 7;
const AF_INET6: u64 = 10;

/// What links of a kind have of their own.
type Kinds = [(&'static [u8], Value)];

/// The kinds of links whose attributes strace knows.
const KINDS: &Kinds = &[(b"bridge", Nested(&BRIDGE)), (b"tun", Nested(&TUN))];

/// The same, of what a link is to its master.
const SLAVE_KINDS: &Kinds = &[(b"bridge", Nested(&BRIDGE_PORT))];

/// What strace has a table for, or else what goes beyond it.
fn kind(kinds: &'static Kinds, beyond: &'static Kinds, about: &About<'_>) -> Value {
    named(kinds, about).copied().or_else(|| named(beyond, about).map(Value::Beyond)).unwrap_or(Value::Bytes)
}

fn data(about: &About<'_>) -> Value {
    kind(KINDS, links::KINDS, about)
}

fn slave_data(about: &About<'_>) -> Value {
    kind(SLAVE_KINDS, links::MEMBER_KINDS, about)
}

/// What a link of the family that is asked about has of its own.
fn protinfo(about: &About<'_>) -> Value {
    match about.family {
        AF_BRIDGE => Nested(&BRIDGE_PORT),
        AF_INET6 => Nested(&INET6_SPEC),
        _ => Value::Bytes,
    }
}

/// What `IFLA_PROP_LIST` holds: attributes of links, of which only other names are known here.
static PROPERTIES: Attributes = LINK.like(&PROPERTY_VALUES);
const PROPERTY_VALUES: [Value; 54] = {
    let mut values = [Value::Bytes; 54];
    values[53] = TEXT;
    values
};

/// A GUID of a function: 64-bit kernels align it.
fn guid(decoder: &mut Decoder<'_>, _: &About<'_>, span: Span<'_>) -> bool {
    let st = match span.bytes.len() {
        12 => &IFLA_VF_GUID_PACKED,
        16 => &IFLA_VF_GUID,
        _ => return false,
    };
    decoder.fields(st, span.bytes, span.addr);
    true
}

fn address_spec(about: &About<'_>) -> Value {
    Nested(if about.family == AF_BRIDGE { &BRIDGE_SPEC } else { &AF_SPEC })
}

attributes! {
    /// Of links.
    LINK "IFLA_???" {
        IFLA_UNSPEC = 0,
        IFLA_ADDRESS = 1: HARDWARE,
        IFLA_BROADCAST = 2: HARDWARE,
        IFLA_IFNAME = 3: TEXT,
        IFLA_MTU = 4: WORD,
        IFLA_LINK = 5: WORD,
        IFLA_QDISC = 6: TEXT,
        IFLA_STATS = 7: Grown(&RTNL_LINK_STATS, 92),
        IFLA_COST = 8,
        IFLA_PRIORITY = 9,
        IFLA_MASTER = 10: WORD,
        IFLA_WIRELESS = 11,
        IFLA_PROTINFO = 12: By(protinfo),
        IFLA_TXQLEN = 13: WORD,
        IFLA_MAP = 14: Grown(&RTNL_LINK_IFMAP, 28),
        IFLA_WEIGHT = 15: WORD,
        IFLA_OPERSTATE = 16: BYTE,
        IFLA_LINKMODE = 17: BYTE,
        IFLA_LINKINFO = 18: Nested(&LINK_INFO),
        IFLA_NET_NS_PID = 19: WORD,
        IFLA_IFALIAS = 20: TEXT,
        IFLA_NUM_VF = 21: WORD,
        IFLA_VFINFO_LIST = 22: Nested(&VFINFO_LIST),
        IFLA_STATS64 = 23: Grown(&RTNL_LINK_STATS64, 184),
        IFLA_VF_PORTS = 24: Nested(&VF_PORTS),
        IFLA_PORT_SELF = 25: Nested(&VF_PORT),
        IFLA_AF_SPEC = 26: By(address_spec),
        IFLA_GROUP = 27: WORD,
        IFLA_NET_NS_FD = 28: DESCRIPTOR,
        IFLA_EXT_MASK = 29: Short(&Of(&RTEXT_FILTER)),
        IFLA_PROMISCUITY = 30: WORD,
        IFLA_NUM_TX_QUEUES = 31: WORD,
        IFLA_NUM_RX_QUEUES = 32: WORD,
        IFLA_CARRIER = 33: BYTE,
        IFLA_PHYS_PORT_ID = 34,
        IFLA_CARRIER_CHANGES = 35: WORD,
        IFLA_PHYS_SWITCH_ID = 36,
        IFLA_LINK_NETNSID = 37: SIGNED,
        IFLA_PHYS_PORT_NAME = 38: TEXT,
        IFLA_PROTO_DOWN = 39: BYTE,
        IFLA_GSO_MAX_SEGS = 40: WORD,
        IFLA_GSO_MAX_SIZE = 41: WORD,
        IFLA_PAD = 42,
        IFLA_XDP = 43: Nested(&XDP),
        IFLA_EVENT = 44: One(&Of(&EVENT)),
        IFLA_NEW_NETNSID = 45: SIGNED,
        IFLA_IF_NETNSID = 46: SIGNED,
        IFLA_CARRIER_UP_COUNT = 47: WORD,
        IFLA_CARRIER_DOWN_COUNT = 48: WORD,
        IFLA_NEW_IFINDEX = 49: INDEX,
        IFLA_MIN_MTU = 50: WORD,
        IFLA_MAX_MTU = 51: WORD,
        IFLA_PROP_LIST = 52: Nested(&PROPERTIES),
        IFLA_ALT_IFNAME = 53: TEXT,
        IFLA_PERM_ADDRESS = 54: HARDWARE,
        IFLA_PROTO_DOWN_REASON = 55: Nested(&PROTO_DOWN_REASON),
        IFLA_PARENT_DEV_NAME = 56: TEXT,
        IFLA_PARENT_DEV_BUS_NAME = 57: TEXT,
        IFLA_GRO_MAX_SIZE = 58: WORD,
        IFLA_TSO_MAX_SIZE = 59: WORD,
        IFLA_TSO_MAX_SEGS = 60: WORD,
        IFLA_ALLMULTI = 61: WORD,
        IFLA_DEVLINK_PORT = 62: Nested(&DEVLINK),
        IFLA_GSO_IPV4_MAX_SIZE = 63: WORD,
        IFLA_GRO_IPV4_MAX_SIZE = 64: WORD,
        IFLA_DPLL_PIN = 65: Nested(&PIN),
        IFLA_MAX_PACING_OFFLOAD_HORIZON = 66: Wide(&U64),
        IFLA_NETNS_IMMUTABLE = 67: BYTE,
        IFLA_HEADROOM = 68: HALF,
        IFLA_TAILROOM = 69: HALF,
    }
    LINK_INFO "IFLA_INFO_???" {
        IFLA_INFO_UNSPEC = 0,
        IFLA_INFO_KIND = 1: Named,
        IFLA_INFO_DATA = 2: By(data),
        IFLA_INFO_XSTATS = 3,
        IFLA_INFO_SLAVE_KIND = 4: Named,
        IFLA_INFO_SLAVE_DATA = 5: By(slave_data),
    }
    VFINFO_LIST "IFLA_VF_INFO_???" {
        IFLA_VF_INFO_UNSPEC = 0,
        IFLA_VF_INFO = 1: Nested(&VF_INFO),
    }
    VF_INFO "IFLA_VF_???" {
        IFLA_VF_UNSPEC = 0,
        IFLA_VF_MAC = 1: One(&Struct(&IFLA_VF_MAC)),
        IFLA_VF_VLAN = 2: One(&Struct(&IFLA_VF_VLAN)),
        IFLA_VF_TX_RATE = 3: One(&Struct(&IFLA_VF_TX_RATE)),
        IFLA_VF_SPOOFCHK = 4: One(&Struct(&IFLA_VF_SETTING)),
        IFLA_VF_LINK_STATE = 5: One(&Struct(&IFLA_VF_LINK_STATE)),
        IFLA_VF_RATE = 6: One(&Struct(&IFLA_VF_RATE)),
        IFLA_VF_RSS_QUERY_EN = 7: One(&Struct(&IFLA_VF_SETTING)),
        IFLA_VF_STATS = 8: Nested(&VF_STATS),
        IFLA_VF_TRUST = 9: One(&Struct(&IFLA_VF_SETTING)),
        IFLA_VF_IB_NODE_GUID = 10: Own(guid),
        IFLA_VF_IB_PORT_GUID = 11: Own(guid),
        IFLA_VF_VLAN_LIST = 12: Nested(&VF_VLAN_LIST),
        IFLA_VF_BROADCAST = 13: One(&Struct(&IFLA_VF_BROADCAST)),
    }
    VF_STATS "IFLA_VF_STATS_???" {
        IFLA_VF_STATS_RX_PACKETS = 0: QUAD,
        IFLA_VF_STATS_TX_PACKETS = 1: QUAD,
        IFLA_VF_STATS_RX_BYTES = 2: QUAD,
        IFLA_VF_STATS_TX_BYTES = 3: QUAD,
        IFLA_VF_STATS_BROADCAST = 4: QUAD,
        IFLA_VF_STATS_MULTICAST = 5: QUAD,
        IFLA_VF_STATS_PAD = 6,
        IFLA_VF_STATS_RX_DROPPED = 7: QUAD,
        IFLA_VF_STATS_TX_DROPPED = 8: QUAD,
    }
    VF_VLAN_LIST "IFLA_VF_VLAN_INFO_???" {
        IFLA_VF_VLAN_INFO_UNSPEC = 0,
        IFLA_VF_VLAN_INFO = 1: One(&Struct(&IFLA_VF_VLAN_INFO)),
    }
    VF_PORTS "IFLA_VF_PORT_???" {
        IFLA_VF_PORT_UNSPEC = 0,
        IFLA_VF_PORT = 1: Nested(&VF_PORT),
    }
    VF_PORT "IFLA_VF_PORT_???" {
        IFLA_PORT_UNSPEC = 0,
        IFLA_PORT_VF = 1: WORD,
        IFLA_PORT_PROFILE = 2: TEXT,
        IFLA_PORT_VSI_TYPE = 3: One(&Struct(&IFLA_PORT_VSI)),
        IFLA_PORT_INSTANCE_UUID = 4,
        IFLA_PORT_HOST_UUID = 5,
        IFLA_PORT_REQUEST = 6: BYTE,
        IFLA_PORT_RESPONSE = 7: HALF,
    }
    /// By address family.
    AF_SPEC "AF_???" {
        AF_UNSPEC = 0,
        AF_UNIX = 1,
        AF_INET = 2: Nested(&INET_SPEC),
        AF_AX25 = 3,
        AF_IPX = 4,
        AF_APPLETALK = 5,
        AF_NETROM = 6,
        AF_BRIDGE = 7,
        AF_ATMPVC = 8,
        AF_X25 = 9,
        AF_INET6 = 10: Nested(&INET6_SPEC),
        AF_ROSE = 11,
        AF_DECnet = 12,
        AF_NETBEUI = 13,
        AF_SECURITY = 14,
        AF_KEY = 15,
        AF_NETLINK = 16,
        AF_PACKET = 17,
        AF_ASH = 18,
        AF_ECONET = 19,
        AF_ATMSVC = 20,
        AF_RDS = 21,
        AF_SNA = 22,
        AF_IRDA = 23,
        AF_PPPOX = 24,
        AF_WANPIPE = 25,
        AF_LLC = 26,
        AF_IB = 27,
        AF_MPLS = 28,
        AF_CAN = 29,
        AF_TIPC = 30,
        AF_BLUETOOTH = 31,
        AF_IUCV = 32,
        AF_RXRPC = 33,
        AF_ISDN = 34,
        AF_PHONET = 35,
        AF_IEEE802154 = 36,
        AF_CAIF = 37,
        AF_ALG = 38,
        AF_NFC = 39,
        AF_VSOCK = 40,
        AF_KCM = 41,
        AF_QIPCRTR = 42,
        AF_SMC = 43,
        AF_XDP = 44,
        AF_MCTP = 45: Nested(&MCTP),
    }
    INET_SPEC "IFLA_INET_???" {
        IFLA_INET_UNSPEC = 0,
        IFLA_INET_CONF = 1: Indexed(&IPV4_DEVCONF, &Int),
    }
    INET6_SPEC "IFLA_INET6_???" {
        IFLA_INET6_UNSPEC = 0,
        IFLA_INET6_FLAGS = 1: Short(&Of(&INET6_FLAGS)),
        IFLA_INET6_CONF = 2: Indexed(&DEVCONF, &Int),
        IFLA_INET6_STATS = 3: Indexed(&IPSTATS_MIB, &U64),
        IFLA_INET6_MCAST = 4,
        IFLA_INET6_CACHEINFO = 5: One(&Struct(&IFLA_CACHEINFO)),
        IFLA_INET6_ICMP6STATS = 6: Indexed(&ICMP6_MIB, &U64),
        IFLA_INET6_TOKEN = 7: INET6,
        IFLA_INET6_ADDR_GEN_MODE = 8: Short(&As(Repr::U8, &Of(&ADDR_GEN_MODE))),
        IFLA_INET6_RA_MTU = 9: WORD,
    }
    MCTP "IFLA_MCTP_???" {
        IFLA_MCTP_UNSPEC = 0,
        IFLA_MCTP_NET = 1: WORD,
        IFLA_MCTP_PHYS_BINDING = 2: BYTE,
    }
    XDP "IFLA_XDP_???" {
        IFLA_XDP_UNSPEC = 0,
        IFLA_XDP_FD = 1: DESCRIPTOR,
        IFLA_XDP_ATTACHED = 2: Short(&As(Repr::U8, &Of(&XDP_ATTACHED))),
        IFLA_XDP_FLAGS = 3: One(&Of(&XDP_FLAGS)),
        IFLA_XDP_PROG_ID = 4: WORD,
        IFLA_XDP_DRV_PROG_ID = 5: WORD,
        IFLA_XDP_SKB_PROG_ID = 6: WORD,
        IFLA_XDP_HW_PROG_ID = 7: WORD,
        IFLA_XDP_EXPECTED_FD = 8: DESCRIPTOR,
    }
    PROTO_DOWN_REASON "IFLA_PROTO_DOWN_REASON_???" {
        IFLA_PROTO_DOWN_REASON_UNSPEC = 0,
        IFLA_PROTO_DOWN_REASON_MASK = 1: HEX32,
        IFLA_PROTO_DOWN_REASON_VALUE = 2: HEX32,
    }
    TUN "IFLA_TUN_???" {
        IFLA_TUN_UNSPEC = 0,
        IFLA_TUN_OWNER = 1: ID,
        IFLA_TUN_GROUP = 2: ID,
        IFLA_TUN_TYPE = 3: Short(&As(Repr::U8, &Of(&TUN_TYPE))),
        IFLA_TUN_PI = 4: BYTE,
        IFLA_TUN_VNET_HDR = 5: BYTE,
        IFLA_TUN_PERSIST = 6: BYTE,
        IFLA_TUN_MULTI_QUEUE = 7: BYTE,
        IFLA_TUN_NUM_QUEUES = 8: WORD,
        IFLA_TUN_NUM_DISABLED_QUEUES = 9: WORD,
    }
}
