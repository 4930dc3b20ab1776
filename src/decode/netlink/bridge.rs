//! Attributes of bridges, of their ports and of their multicast groups (if_link.h, if_bridge.h).

use super::Span;
use super::attribute::values::*;
use super::attribute::{About, Value, attributes, attributes_of, show};
use crate::decode::decoder::Decoder;
use crate::decode::kind::Kind::{self, As, Interface, Network, Of, Struct};
use crate::decode::kind::Repr;
use crate::decode::set::Set;
use crate::decode::sets::net::ETH_P;
use crate::decode::sets::netlink::*;
use crate::decode::structs::netlink::*;
use Value::{Nested, One, Own, Rest, Short};

/// strace marks an unknown protocol here otherwise than elsewhere.
static VLAN_PROTOCOL: Set = Set { unknown: "ETHER_P_???", parts: ETH_P.parts, rest: ETH_P.rest };

/// A multicast group: the entry, and attributes behind it.
fn entry(decoder: &mut Decoder<'_>, about: &About<'_>, span: Span<'_>) -> bool {
    const ENTRY: Kind = Struct(&BR_MDB_ENTRY);
    headed(decoder, &ENTRY, &MDB_ENTRY, about, span)
}

/// A port with a multicast router: its interface, and attributes behind it.
fn router_port(decoder: &mut Decoder<'_>, about: &About<'_>, span: Span<'_>) -> bool {
    const PORT: Kind = Interface;
    headed(decoder, &PORT, &ROUTER, about, span)
}

fn headed(
    decoder: &mut Decoder<'_>,
    head: &'static Kind,
    table: &'static super::attribute::Attributes,
    about: &About<'_>,
    span: Span<'_>,
) -> bool {
    let (size, _) = head.repr().size_align(decoder.abi);
    if span.bytes.len() < size {
        return false;
    }
    show(decoder, head, span);
    let rest = span.from(size.next_multiple_of(super::ALIGN));
    if span.bytes.len() > size {
        decoder.sink.item();
        attributes_of(decoder, table, about, rest);
    }
    true
}

attributes! {
    /// Of bridges.
    BRIDGE "IFLA_BR_???" {
        IFLA_BR_UNSPEC = 0,
        IFLA_BR_FORWARD_DELAY = 1: TICKS,
        IFLA_BR_HELLO_TIME = 2: TICKS,
        IFLA_BR_MAX_AGE = 3: TICKS,
        IFLA_BR_AGEING_TIME = 4: TICKS,
        IFLA_BR_STP_STATE = 5: WORD,
        IFLA_BR_PRIORITY = 6: HALF,
        IFLA_BR_VLAN_FILTERING = 7: BYTE,
        IFLA_BR_VLAN_PROTOCOL = 8: Short(&As(Repr::Be16, &Network(Some(&VLAN_PROTOCOL)))),
        IFLA_BR_GROUP_FWD_MASK = 9: HEX16,
        IFLA_BR_ROOT_ID = 10: One(&Struct(&IFLA_BRIDGE_ID)),
        IFLA_BR_BRIDGE_ID = 11: One(&Struct(&IFLA_BRIDGE_ID)),
        IFLA_BR_ROOT_PORT = 12: HALF,
        IFLA_BR_ROOT_PATH_COST = 13: WORD,
        IFLA_BR_TOPOLOGY_CHANGE = 14: BYTE,
        IFLA_BR_TOPOLOGY_CHANGE_DETECTED = 15: BYTE,
        IFLA_BR_HELLO_TIMER = 16: TICKS,
        IFLA_BR_TCN_TIMER = 17: TICKS,
        IFLA_BR_TOPOLOGY_CHANGE_TIMER = 18: TICKS,
        IFLA_BR_GC_TIMER = 19: TICKS,
        IFLA_BR_GROUP_ADDR = 20: HARDWARE,
        IFLA_BR_FDB_FLUSH = 21,
        IFLA_BR_MCAST_ROUTER = 22: BYTE,
        IFLA_BR_MCAST_SNOOPING = 23: BYTE,
        IFLA_BR_MCAST_QUERY_USE_IFADDR = 24: BYTE,
        IFLA_BR_MCAST_QUERIER = 25: BYTE,
        IFLA_BR_MCAST_HASH_ELASTICITY = 26: WORD,
        IFLA_BR_MCAST_HASH_MAX = 27: WORD,
        IFLA_BR_MCAST_LAST_MEMBER_CNT = 28: WORD,
        IFLA_BR_MCAST_STARTUP_QUERY_CNT = 29: WORD,
        IFLA_BR_MCAST_LAST_MEMBER_INTVL = 30: TICKS,
        IFLA_BR_MCAST_MEMBERSHIP_INTVL = 31: TICKS,
        IFLA_BR_MCAST_QUERIER_INTVL = 32: TICKS,
        IFLA_BR_MCAST_QUERY_INTVL = 33: TICKS,
        IFLA_BR_MCAST_QUERY_RESPONSE_INTVL = 34: TICKS,
        IFLA_BR_MCAST_STARTUP_QUERY_INTVL = 35: TICKS,
        IFLA_BR_NF_CALL_IPTABLES = 36: BYTE,
        IFLA_BR_NF_CALL_IP6TABLES = 37: BYTE,
        IFLA_BR_NF_CALL_ARPTABLES = 38: BYTE,
        IFLA_BR_VLAN_DEFAULT_PVID = 39: HALF,
        IFLA_BR_PAD = 40,
        IFLA_BR_VLAN_STATS_ENABLED = 41: BYTE,
        IFLA_BR_MCAST_STATS_ENABLED = 42: BYTE,
        IFLA_BR_MCAST_IGMP_VERSION = 43: BYTE,
        IFLA_BR_MCAST_MLD_VERSION = 44: BYTE,
        IFLA_BR_VLAN_STATS_PER_PORT = 45: BYTE,
        IFLA_BR_MULTI_BOOLOPT = 46: One(&Struct(&BR_BOOLOPT_MULTI)),
        IFLA_BR_MCAST_QUERIER_STATE = 47: Nested(&QUERIER),
        IFLA_BR_FDB_N_LEARNED = 48: WORD,
        IFLA_BR_FDB_MAX_LEARNED = 49: WORD,
        IFLA_BR_STP_MODE = 50: WORD,
    }
    QUERIER "BRIDGE_QUERIER_???" {
        BRIDGE_QUERIER_UNSPEC = 0,
        BRIDGE_QUERIER_IP_ADDRESS = 1: INET,
        BRIDGE_QUERIER_IP_PORT = 2: INDEX,
        BRIDGE_QUERIER_IP_OTHER_TIMER = 3: TICKS,
        BRIDGE_QUERIER_PAD = 4,
        BRIDGE_QUERIER_IPV6_ADDRESS = 5: INET6,
        BRIDGE_QUERIER_IPV6_PORT = 6: INDEX,
        BRIDGE_QUERIER_IPV6_OTHER_TIMER = 7: TICKS,
    }
    /// Of the ports of bridges.
    BRIDGE_PORT "IFLA_BRPORT_???" {
        IFLA_BRPORT_UNSPEC = 0,
        IFLA_BRPORT_STATE = 1: BYTE,
        IFLA_BRPORT_PRIORITY = 2: HALF,
        IFLA_BRPORT_COST = 3: WORD,
        IFLA_BRPORT_MODE = 4: BYTE,
        IFLA_BRPORT_GUARD = 5: BYTE,
        IFLA_BRPORT_PROTECT = 6: BYTE,
        IFLA_BRPORT_FAST_LEAVE = 7: BYTE,
        IFLA_BRPORT_LEARNING = 8: BYTE,
        IFLA_BRPORT_UNICAST_FLOOD = 9: BYTE,
        IFLA_BRPORT_PROXYARP = 10: BYTE,
        IFLA_BRPORT_LEARNING_SYNC = 11: BYTE,
        IFLA_BRPORT_PROXYARP_WIFI = 12: BYTE,
        IFLA_BRPORT_ROOT_ID = 13: One(&Struct(&IFLA_BRIDGE_ID)),
        IFLA_BRPORT_BRIDGE_ID = 14: One(&Struct(&IFLA_BRIDGE_ID)),
        IFLA_BRPORT_DESIGNATED_PORT = 15: HALF,
        IFLA_BRPORT_DESIGNATED_COST = 16: HALF,
        IFLA_BRPORT_ID = 17: HALF,
        IFLA_BRPORT_NO = 18: HALF,
        IFLA_BRPORT_TOPOLOGY_CHANGE_ACK = 19: BYTE,
        IFLA_BRPORT_CONFIG_PENDING = 20: BYTE,
        IFLA_BRPORT_MESSAGE_AGE_TIMER = 21: TICKS,
        IFLA_BRPORT_FORWARD_DELAY_TIMER = 22: TICKS,
        IFLA_BRPORT_HOLD_TIMER = 23: TICKS,
        IFLA_BRPORT_FLUSH = 24,
        IFLA_BRPORT_MULTICAST_ROUTER = 25: BYTE,
        IFLA_BRPORT_PAD = 26,
        IFLA_BRPORT_MCAST_FLOOD = 27: BYTE,
        IFLA_BRPORT_MCAST_TO_UCAST = 28: BYTE,
        IFLA_BRPORT_VLAN_TUNNEL = 29: BYTE,
        IFLA_BRPORT_BCAST_FLOOD = 30: BYTE,
        IFLA_BRPORT_GROUP_FWD_MASK = 31: HEX16,
        IFLA_BRPORT_NEIGH_SUPPRESS = 32: BYTE,
        IFLA_BRPORT_ISOLATED = 33: BYTE,
        IFLA_BRPORT_BACKUP_PORT = 34: INDEX,
        IFLA_BRPORT_MRP_RING_OPEN = 35: BYTE,
        IFLA_BRPORT_MRP_IN_OPEN = 36: BYTE,
        IFLA_BRPORT_MCAST_EHT_HOSTS_LIMIT = 37: WORD,
        IFLA_BRPORT_MCAST_EHT_HOSTS_CNT = 38: WORD,
        IFLA_BRPORT_LOCKED = 39: BYTE,
        IFLA_BRPORT_MAB = 40: BYTE,
        IFLA_BRPORT_MCAST_N_GROUPS = 41: WORD,
        IFLA_BRPORT_MCAST_MAX_GROUPS = 42: WORD,
        IFLA_BRPORT_NEIGH_VLAN_SUPPRESS = 43: BYTE,
        IFLA_BRPORT_BACKUP_NHID = 44: WORD,
        IFLA_BRPORT_NEIGH_FORWARD_GRAT = 45: BYTE,
    }
    /// Of a link as bridges see it.
    BRIDGE_SPEC "IFLA_BRIDGE_???" {
        IFLA_BRIDGE_FLAGS = 0: Short(&As(Repr::U16, &Of(&BRIDGE_FLAGS))),
        IFLA_BRIDGE_MODE = 1: Short(&As(Repr::U16, &Of(&BRIDGE_MODE))),
        IFLA_BRIDGE_VLAN_INFO = 2: Rest(&Struct(&BRIDGE_VLAN_INFO)),
        IFLA_BRIDGE_VLAN_TUNNEL_INFO = 3: Nested(&VLAN_TUNNEL),
        IFLA_BRIDGE_MRP = 4,
        IFLA_BRIDGE_CFM = 5,
        IFLA_BRIDGE_MST = 6,
    }
    VLAN_TUNNEL "IFLA_BRIDGE_VLAN_TUNNEL_???" {
        IFLA_BRIDGE_VLAN_TUNNEL_UNSPEC = 0,
        IFLA_BRIDGE_VLAN_TUNNEL_ID = 1: WORD,
        IFLA_BRIDGE_VLAN_TUNNEL_VID = 2: HALF,
        IFLA_BRIDGE_VLAN_TUNNEL_FLAGS = 3: Short(&As(Repr::U16, &Of(&BRIDGE_VLAN))),
    }
    /// Of multicast groups.
    MDB "MDBA_???" {
        MDBA_UNSPEC = 0,
        MDBA_MDB = 1: Nested(&MDB_LIST),
        MDBA_ROUTER = 2: Nested(&ROUTERS),
    }
    MDB_LIST "MDBA_MDB_???" {
        MDBA_MDB_UNSPEC = 0,
        MDBA_MDB_ENTRY = 1: Nested(&MDB_ENTRIES),
    }
    MDB_ENTRIES "MDBA_MDB_ENTRY_???" {
        MDBA_MDB_ENTRY_UNSPEC = 0,
        MDBA_MDB_ENTRY_INFO = 1: Own(entry),
    }
    MDB_ENTRY "MDBA_MDB_EATTR_???" {
        MDBA_MDB_EATTR_UNSPEC = 0,
        MDBA_MDB_EATTR_TIMER = 1: TICKS,
        MDBA_MDB_EATTR_SRC_LIST = 2,
        MDBA_MDB_EATTR_GROUP_MODE = 3,
        MDBA_MDB_EATTR_SOURCE = 4,
        MDBA_MDB_EATTR_RTPROT = 5,
        MDBA_MDB_EATTR_DST = 6,
        MDBA_MDB_EATTR_DST_PORT = 7,
        MDBA_MDB_EATTR_VNI = 8,
        MDBA_MDB_EATTR_IFINDEX = 9,
        MDBA_MDB_EATTR_SRC_VNI = 10,
    }
    ROUTERS "MDBA_ROUTER_???" {
        MDBA_ROUTER_UNSPEC = 0,
        MDBA_ROUTER_PORT = 1: Own(router_port),
    }
    ROUTER "MDBA_ROUTER_PATTR_???" {
        MDBA_ROUTER_PATTR_UNSPEC = 0,
        MDBA_ROUTER_PATTR_TIMER = 1: TICKS,
        MDBA_ROUTER_PATTR_TYPE = 2: One(&As(Repr::U8, &Of(&MDB_RTR_TYPE))),
        MDBA_ROUTER_PATTR_INET_TIMER = 3: TICKS,
        MDBA_ROUTER_PATTR_INET6_TIMER = 4: TICKS,
        MDBA_ROUTER_PATTR_VID = 5,
    }
}
