//! Route netlink (rtnetlink(7)): which head and which attributes each type of message has.

use super::attribute::Attributes;
use super::{Behind, Message, address, bridge, headed, link, neighbour, stats, traffic, unknown_family};
use crate::decode::decoder::Decoder;
use crate::decode::set::Set;
use crate::decode::sets::netlink::{NLM_F, NLM_F_DELETE, NLM_F_GET, NLM_F_NEW, RTM};
use crate::decode::structs::Struct;
use crate::decode::structs::netlink::*;

const RTM_NEWACTION: u64 = 48;
const RTM_DELACTION: u64 = 49;

const AF_BRIDGE: u8 = 7;

/// The types from `first` to `last`: the head, and the attributes behind it.
struct Family {
    first: u64,
    last: u64,
    /// The address family that it must be about, where it must.
    of: Option<u8>,
    head: &'static Struct,
    behind: Behind,
}

const fn family(first: u64, last: u64, head: &'static Struct, attributes: &'static Attributes) -> Family {
    Family { first, last, of: None, head, behind: Behind::Attributes(attributes) }
}

/// New, delete, get and set, of four numbers each. strace knows no more than the numbers of some.
static FAMILIES: &[Family] = &[
    family(16, 19, &IFINFOMSG, &link::LINK),
    family(20, 22, &IFADDRMSG, &address::ADDRESS_OF_LINK),
    family(24, 26, &RTMSG, &address::ROUTE),
    // Bridges are asked for what they forward as links are.
    Family { of: Some(AF_BRIDGE), ..family(30, 30, &IFINFOMSG, &link::LINK) },
    family(28, 30, &NDMSG, &neighbour::NEIGHBOUR),
    family(32, 34, &FIB_RULE_HDR, &address::RULE),
    family(36, 38, &TCMSG, &traffic::TRAFFIC),
    family(40, 42, &TCMSG, &traffic::TRAFFIC),
    family(44, 46, &TCMSG, &traffic::TRAFFIC),
    family(RTM_NEWACTION, 50, &TCAMSG, &traffic::ACTION),
    family(56, 58, &IFADDRMSG, &address::ADDRESS_OF_LINK),
    family(60, 62, &IFADDRMSG, &address::ADDRESS_OF_LINK),
    family(64, 64, &NDTMSG, &neighbour::NEIGHBOUR_TABLE),
    family(66, 67, &NDTMSG, &neighbour::NEIGHBOUR_TABLE),
    family(72, 74, &IFADDRLBLMSG, &address::ADDRESS_LABEL),
    family(78, 79, &DCBMSG, &address::DCB),
    family(80, 82, &NETCONFMSG, &address::CONFIGURATION),
    family(84, 86, &BR_PORT_MSG, &bridge::MDB),
    family(88, 90, &RTGENMSG, &address::NAMESPACE),
    family(92, 92, &IF_STATS_MSG, &stats::STATS),
    family(94, 94, &IF_STATS_MSG, &stats::STATS),
    Family { first: 96, last: 96, of: None, head: &CACHE_REPORT, behind: Behind::Bytes },
    family(100, 102, &TCMSG, &traffic::TRAFFIC),
    family(104, 106, &NHMSG, &address::NEXTHOP),
];

pub(super) fn kind(decoder: &mut Decoder<'_>, kind: u64) {
    decoder.sink.symbol(kind, &RTM);
}

pub(super) fn flags(kind: u64) -> &'static Set {
    match kind & 3 {
        0 => &NLM_F_NEW,
        // It may delete all that are.
        _ if kind == RTM_DELACTION => &NLM_F_GET,
        1 => &NLM_F_DELETE,
        2 => &NLM_F_GET,
        _ => &NLM_F,
    }
}

pub(super) fn payload(decoder: &mut Decoder<'_>, message: &Message<'_>) -> bool {
    let about = message.payload.bytes.first();
    let fits = |family: &&Family| {
        (family.first..=family.last).contains(&message.kind) && family.of.is_none_or(|of| about == Some(&of))
    };
    match FAMILIES.iter().find(fits) {
        Some(family) if family.first == RTM_NEWACTION && decoder.detail.deep => {
            headed(decoder, family.head, Behind::Attributes(&traffic::ACTIONS), message.payload);
        }
        Some(family) => headed(decoder, family.head, family.behind, message.payload),
        None => unknown_family(decoder, message.payload),
    }
    true
}
