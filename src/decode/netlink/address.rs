//! Attributes of addresses, routes, rules and next hops (if_addr.h, rtnetlink.h, fib_rules.h, nexthop.h and others).

use super::attribute::values::*;
use super::attribute::{AF_INET, AF_INET6, About, Value, attributes, attributes_of};
use super::tables::encap;
use super::{Span, each, hex};
use crate::decode::decoder::Decoder;
use crate::decode::kind::Kind::{As, Hex, Network, Of, Struct};
use crate::decode::kind::Repr;
use crate::decode::sets::net::{FAMILY, IPPROTO};
use crate::decode::sets::netlink::*;
use crate::decode::sink::Group;
use crate::decode::structs::netlink::*;
use Value::{All, Beside, Beyond, Nested, One, Own, Short};
use std::net::{Ipv4Addr, Ipv6Addr};

/// The next hops of a route: each has its length in its head, and attributes behind it.
fn multipath(decoder: &mut Decoder<'_>, about: &About<'_>, span: Span<'_>) -> bool {
    let size = RTNEXTHOP.size(decoder.abi);
    if span.bytes.len() < size {
        return false;
    }
    // strace shows all of them, however few elements it was asked for.
    each(
        decoder,
        span,
        (size, usize::MAX),
        |span| span.half(0),
        |decoder, span| {
            let (length, there) = (span.half(0) as usize, span.bytes.len());
            let rest = span.upto(length).from(size);
            let alone = length < size || rest.bytes.is_empty();
            if !alone {
                decoder.sink.open(Group::Array);
                decoder.sink.item();
            }
            decoder.fields(&RTNEXTHOP, &span.bytes[..size.min(there)], span.addr);
            if !alone {
                decoder.sink.item();
                attributes_of(decoder, &ROUTE, about, rest);
                decoder.sink.close(Group::Array);
            }
        },
    );
    true
}

/// An address with its family before it.
fn via(decoder: &mut Decoder<'_>, _: &About<'_>, span: Span<'_>) -> bool {
    const HEAD: usize = 2;
    if span.bytes.len() < HEAD {
        return false;
    }
    decoder.sink.open(Group::Struct);
    decoder.sink.field("rtvia_family");
    decoder.sink.symbol(span.half(0), &FAMILY);
    let address = span.from(HEAD);
    if !address.bytes.is_empty() {
        of_family(decoder, "rtvia_addr", span.half(0), address);
    }
    decoder.sink.close(Group::Struct);
    true
}

/// An address in a field, where there is all of it; else the bytes that are there.
pub(super) fn of_family(decoder: &mut Decoder<'_>, field: &'static str, family: u64, span: Span<'_>) {
    match (family, span.bytes) {
        (AF_INET, [a, b, c, d, ..]) => {
            decoder.sink.field(field);
            decoder.sink.inet(Ipv4Addr::new(*a, *b, *c, *d));
        }
        (AF_INET6, bytes) if bytes.len() >= 16 => {
            let mut raw = [0; 16];
            raw.copy_from_slice(&bytes[..16]);
            decoder.sink.inet6(field, Ipv6Addr::from(raw));
        }
        _ => {
            decoder.sink.field(field);
            hex(decoder, span);
        }
    }
}

/// A protocol of IP in as many bytes as there are.
pub(super) const IP_PROTOCOL: Value = Value::Wide(&As(Repr::U64, &Of(&IPPROTO)));
attributes! {
    /// Of the addresses of links.
    ADDRESS_OF_LINK "IFA_???" {
        IFA_UNSPEC = 0,
        IFA_ADDRESS = 1: ADDRESS,
        IFA_LOCAL = 2: ADDRESS,
        IFA_LABEL = 3: TEXT,
        IFA_BROADCAST = 4: ADDRESS,
        IFA_ANYCAST = 5: ADDRESS,
        IFA_CACHEINFO = 6: One(&Struct(&IFA_CACHEINFO)),
        IFA_MULTICAST = 7: ADDRESS,
        IFA_FLAGS = 8: One(&Of(&IFA_F)),
        IFA_RT_PRIORITY = 9: WORD,
        IFA_TARGET_NETNSID = 10: SIGNED,
        IFA_PROTO = 11: BYTE,
        IFA_MC_USERS = 12: WORD,
    }
    /// Of labels of addresses.
    ADDRESS_LABEL "IFAL_???" {
        IFAL_ADDRESS = 1: ADDRESS,
        IFAL_LABEL = 2: WORD,
    }
    /// Of routes.
    ROUTE "RTA_???" {
        RTA_UNSPEC = 0,
        RTA_DST = 1: ADDRESS,
        RTA_SRC = 2: ADDRESS,
        RTA_IIF = 3: INDEX,
        RTA_OIF = 4: INDEX,
        RTA_GATEWAY = 5: ADDRESS,
        RTA_PRIORITY = 6: WORD,
        RTA_PREFSRC = 7: ADDRESS,
        RTA_METRICS = 8: Nested(&METRICS),
        RTA_MULTIPATH = 9: Own(multipath),
        RTA_PROTOINFO = 10: WORD,
        RTA_FLOW = 11: WORD,
        RTA_CACHEINFO = 12: One(&Struct(&RTA_CACHEINFO)),
        RTA_SESSION = 13,
        RTA_MP_ALGO = 14: WORD,
        RTA_TABLE = 15: One(&Of(&RT_TABLE)),
        RTA_MARK = 16: WORD,
        RTA_MFC_STATS = 17: One(&Struct(&RTA_MFC_STATS)),
        RTA_VIA = 18: Own(via),
        RTA_NEWDST = 19: ADDRESS,
        RTA_PREF = 20: BYTE,
        RTA_ENCAP_TYPE = 21: One(&As(Repr::U16, &Of(&LWTUNNEL_ENCAP))),
        RTA_ENCAP = 22: Beyond(&Beside(21, encap::KINDS)),
        RTA_EXPIRES = 23: QUAD,
        RTA_PAD = 24,
        RTA_UID = 25: WORD,
        RTA_TTL_PROPAGATE = 26: BYTE,
        RTA_IP_PROTO = 27: BYTE,
        RTA_SPORT = 28: HALF,
        RTA_DPORT = 29: HALF,
        RTA_NH_ID = 30: WORD,
        RTA_FLOWLABEL = 31: HEX32,
        RTA_DEL_REASON = 32: WORD,
    }
    METRICS "RTAX_???" {
        RTAX_UNSPEC = 0,
        RTAX_LOCK = 1: WORD,
        RTAX_MTU = 2: WORD,
        RTAX_WINDOW = 3: WORD,
        RTAX_RTT = 4: WORD,
        RTAX_RTTVAR = 5: WORD,
        RTAX_SSTHRESH = 6: WORD,
        RTAX_CWND = 7: WORD,
        RTAX_ADVMSS = 8: WORD,
        RTAX_REORDERING = 9: WORD,
        RTAX_HOPLIMIT = 10: WORD,
        RTAX_INITCWND = 11: WORD,
        RTAX_FEATURES = 12: WORD,
        RTAX_RTO_MIN = 13: WORD,
        RTAX_INITRWND = 14: WORD,
        RTAX_QUICKACK = 15: WORD,
        RTAX_CC_ALGO = 16: TEXT,
        RTAX_FASTOPEN_NO_COOKIE = 17,
    }
    /// Of rules.
    RULE "FRA_???" {
        FRA_UNSPEC = 0,
        FRA_DST = 1: ADDRESS,
        FRA_SRC = 2: ADDRESS,
        FRA_IIFNAME = 3: TEXT,
        FRA_GOTO = 4: WORD,
        FRA_UNUSED2 = 5,
        FRA_PRIORITY = 6: WORD,
        FRA_UNUSED3 = 7,
        FRA_UNUSED4 = 8,
        FRA_UNUSED5 = 9,
        FRA_FWMARK = 10: WORD,
        FRA_FLOW = 11: WORD,
        FRA_TUN_ID = 12: One(&As(Repr::Be64, &Network(None))),
        FRA_SUPPRESS_IFGROUP = 13: WORD,
        FRA_SUPPRESS_PREFIXLEN = 14: WORD,
        FRA_TABLE = 15: One(&Of(&RT_TABLE)),
        FRA_FWMASK = 16: WORD,
        FRA_OIFNAME = 17: TEXT,
        FRA_PAD = 18,
        FRA_L3MDEV = 19: BYTE,
        FRA_UID_RANGE = 20: One(&Struct(&FIB_RULE_UID_RANGE)),
        FRA_PROTOCOL = 21: One(&As(Repr::U8, &Of(&RTPROT))),
        FRA_IP_PROTO = 22: IP_PROTOCOL,
        FRA_SPORT_RANGE = 23: One(&Struct(&FIB_RULE_PORT_RANGE)),
        FRA_DPORT_RANGE = 24: One(&Struct(&FIB_RULE_PORT_RANGE)),
        FRA_DSCP = 25: BYTE,
        FRA_FLOWLABEL = 26: One(&As(Repr::Be32, &Network(None))),
        FRA_FLOWLABEL_MASK = 27: One(&As(Repr::Be32, &Network(None))),
        FRA_SPORT_MASK = 28: HEX16,
        FRA_DPORT_MASK = 29: HEX16,
        FRA_DSCP_MASK = 30: One(&As(Repr::U8, &Hex)),
    }
    /// Of next hops.
    NEXTHOP "NHA_???" {
        NHA_UNSPEC = 0,
        NHA_ID = 1: WORD,
        NHA_GROUP = 2: All(&Struct(&NEXTHOP_GRP)),
        NHA_GROUP_TYPE = 3: Short(&As(Repr::U16, &Of(&NEXTHOP_GRP_TYPE))),
        NHA_BLACKHOLE = 4: WORD,
        NHA_OIF = 5: INDEX,
        NHA_GATEWAY = 6: ADDRESS,
        NHA_ENCAP_TYPE = 7: One(&As(Repr::U16, &Of(&LWTUNNEL_ENCAP))),
        NHA_ENCAP = 8: Beyond(&Beside(7, encap::KINDS)),
        NHA_GROUPS = 9: WORD,
        NHA_MASTER = 10: INDEX,
        NHA_FDB = 11: WORD,
        NHA_RES_GROUP = 12: Nested(&RES_GROUP),
        NHA_RES_BUCKET = 13: Nested(&RES_BUCKET),
        NHA_OP_FLAGS = 14: HEX32,
        NHA_GROUP_STATS = 15,
        NHA_HW_STATS_ENABLE = 16: WORD,
        NHA_HW_STATS_USED = 17: WORD,
        NHA_DST_PORT = 18,
    }
    RES_GROUP "NHA_RES_GROUP_???" {
        NHA_RES_GROUP_PAD = 0,
        NHA_RES_GROUP_BUCKETS = 1: HALF,
        NHA_RES_GROUP_IDLE_TIMER = 2: TICKS,
        NHA_RES_GROUP_UNBALANCED_TIMER = 3: TICKS,
        NHA_RES_GROUP_UNBALANCED_TIME = 4: TICKS,
    }
    RES_BUCKET "NHA_RES_BUCKET_???" {
        NHA_RES_BUCKET_PAD = 0,
        NHA_RES_BUCKET_INDEX = 1: HALF,
        NHA_RES_BUCKET_IDLE_TIME = 2: TICKS,
        NHA_RES_BUCKET_NH_ID = 3: WORD,
    }
    /// Of ids of network namespaces.
    NAMESPACE "NETNSA_???" {
        NETNSA_NONE = 0,
        NETNSA_NSID = 1: SIGNED,
        NETNSA_PID = 2: WORD,
        NETNSA_FD = 3: DESCRIPTOR,
        NETNSA_TARGET_NSID = 4: SIGNED,
        NETNSA_CURRENT_NSID = 5: SIGNED,
    }
    /// Of what is configured.
    CONFIGURATION "NETCONFA_???" {
        NETCONFA_UNSPEC = 0,
        NETCONFA_IFINDEX = 1: INDEX,
        NETCONFA_FORWARDING = 2: SIGNED,
        NETCONFA_RP_FILTER = 3: SIGNED,
        NETCONFA_MC_FORWARDING = 4: SIGNED,
        NETCONFA_PROXY_NEIGH = 5: SIGNED,
        NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN = 6: SIGNED,
        NETCONFA_INPUT = 7: SIGNED,
        NETCONFA_BC_FORWARDING = 8: SIGNED,
        NETCONFA_FORCE_FORWARDING = 9,
    }
    /// Of data centre bridging.
    DCB "DCB_ATTR_???" {
        DCB_ATTR_UNDEFINED = 0,
        DCB_ATTR_IFNAME = 1,
        DCB_ATTR_STATE = 2,
        DCB_ATTR_PFC_STATE = 3,
        DCB_ATTR_PFC_CFG = 4,
        DCB_ATTR_NUM_TC = 5,
        DCB_ATTR_PG_CFG = 6,
        DCB_ATTR_SET_ALL = 7,
        DCB_ATTR_PERM_HWADDR = 8,
        DCB_ATTR_CAP = 9,
        DCB_ATTR_NUMTCS = 10,
        DCB_ATTR_BCN = 11,
        DCB_ATTR_APP = 12,
        DCB_ATTR_IEEE = 13,
        DCB_ATTR_DCBX = 14,
        DCB_ATTR_FEATCFG = 15,
        DCB_ATTR_CEE = 16,
    }
}
