//! Tables of attributes that strace shows without their names or as bytes: families of generic netlink, subsystems of
//! netfilter, kinds of links, options of traffic control. What each attribute holds, the kernel's own descriptions say
//! (Documentation/netlink/specs, the headers of linux-libc-dev).

mod acpi;
mod batadv;
mod cifs;
mod conntrack;
pub(super) mod devlink;
pub(super) mod dpll;
mod dropmon;
pub(super) mod encap;
mod ethtool;
mod fou;
mod gtp;
mod handshake;
mod hsr;
mod hwsim;
mod ila;
mod ioam6;
mod ipset;
mod ipvs;
mod l2tp;
mod label;
pub(super) mod links;
mod lockd;
mod macsec;
mod mptcp;
mod nbd;
mod ncsi;
mod netdev;
mod nfc;
mod nfsd;
mod nftables;
mod nl80211;
mod ovpn;
mod ovs_datapath;
mod ovs_flow;
mod ovs_packet;
mod ovs_vport;
mod packets;
mod psample;
mod psp;
mod quota;
mod seg6;
mod shaper;
mod smc;
mod target;
mod taskstats;
mod tcp_metrics;
mod team;
mod thermal;
mod tipc;
pub(super) mod traffic;
mod vdpa;
mod wireguard;
pub(super) mod xstats;

use super::Span;
use super::attribute::values::*;
use super::attribute::{About, Attributes, Value, attributes};
use super::generic::numbered;
use crate::decode::decoder::{At, Decoder, Place, Scope};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Phase, Repr};
use crate::decode::set::{Radix, Set, named_sets};
use crate::decode::sets::net::{ETH_P, FAMILY, IPPROTO};
use crate::decode::sink::Group;
use crate::decode::structs::{Struct as Fields, named_structs};
use Value::{All, For, Headed, Nested, One, Own, Wide};
use std::net::{Ipv4Addr, Ipv6Addr};
use std::ops::RangeInclusive;

/// A family of generic netlink.
pub(super) struct Family {
    /// The name that it registers.
    pub name: &'static str,
    /// What it is asked.
    pub requests: Commands,
    /// What it says: answers and events.
    pub answers: Commands,
    /// What stands between the head of generic netlink and the attributes.
    pub head: Option<&'static Fields>,
    /// The attributes of all commands but those that have their own.
    attributes: &'static Attributes,
}

/// The commands of a family.
pub(super) struct Commands {
    /// Their names.
    pub names: &'static Set,
    /// The attributes of those that have their own.
    attributes: &'static [(u8, &'static Attributes)],
}

impl Family {
    /// The family that registers this name.
    pub fn named(name: &[u8]) -> Option<&'static Family> {
        FAMILIES.iter().copied().find(|family| family.name.as_bytes() == name)
    }

    /// What a family of this name tells unasked, where that has numbers of its own.
    pub fn telling(name: &[u8]) -> Option<&'static Family> {
        TELLING.iter().copied().find(|family| family.name.as_bytes() == name)
    }

    /// The attributes of one of its commands.
    pub fn attributes_of(&self, commands: &Commands, command: u8) -> &'static Attributes {
        let own = commands.attributes.iter().find(|(number, _)| *number == command);
        own.map_or(self.attributes, |(_, attributes)| attributes)
    }
}

/// The families whose attributes are known; the controller's are in `generic`.
static FAMILIES: &[&Family] = &[
    &acpi::FAMILY,
    &batadv::FAMILY,
    &cifs::FAMILY,
    &devlink::FAMILY,
    &dpll::FAMILY,
    &dropmon::FAMILY,
    &ethtool::FAMILY,
    &fou::FAMILY,
    &gtp::FAMILY,
    &handshake::FAMILY,
    &hsr::FAMILY,
    &hwsim::FAMILY,
    &ila::FAMILY,
    &ioam6::FAMILY,
    &ipvs::FAMILY,
    &l2tp::FAMILY,
    &label::CALIPSO,
    &label::CIPSO,
    &label::MANAGER,
    &label::UNLABELED_FAMILY,
    &lockd::FAMILY,
    &macsec::FAMILY,
    &mptcp::FAMILY,
    &nbd::FAMILY,
    &ncsi::FAMILY,
    &netdev::FAMILY,
    &nfc::FAMILY,
    &nfsd::FAMILY,
    &nl80211::FAMILY,
    &ovpn::FAMILY,
    &ovs_datapath::FAMILY,
    &ovs_flow::FAMILY,
    &ovs_packet::FAMILY,
    &ovs_vport::FAMILY,
    &psample::FAMILY,
    &psp::FAMILY,
    &quota::FAMILY,
    &seg6::FAMILY,
    &shaper::FAMILY,
    &smc::FAMILY,
    &target::FAMILY,
    &taskstats::FAMILY,
    &tcp_metrics::FAMILY,
    &team::FAMILY,
    &thermal::FAMILY,
    &tipc::FAMILY,
    &vdpa::FAMILY,
    &wireguard::FAMILY,
];

/// What families tell unasked in numbers of its own.
static TELLING: &[&Family] = &[&mptcp::EVENTS];

/// The subsystems of netfilter: their number, a range of their messages, the attributes of these.
static SUBSYSTEMS: &[(u64, RangeInclusive<u64>, &Attributes)] = &[
    (1, 4..=4, &conntrack::CONNTRACK_STATS),
    (1, 5..=5, &conntrack::STATS_GLOBAL),
    (1, 0..=7, &conntrack::CONNTRACK),
    (2, 0..=2, &conntrack::EXPECT),
    (2, 3..=3, &conntrack::STATS_EXPECT),
    (3, 2..=2, &packets::QUEUE_CONFIGURATION),
    (3, 0..=3, &packets::QUEUE),
    (4, 0..=0, &packets::LOG),
    (4, 1..=1, &packets::LOG_CONFIGURATION),
    (5, 0..=1, &packets::FINGERPRINT),
    (6, 9..=11, &ipset::CHANGES),
    (6, 1..=16, &ipset::SETS),
    (7, 0..=4, &packets::ACCOUNT),
    (8, 0..=4, &packets::TIMEOUT),
    (9, 0..=2, &packets::HELPER),
    (10, 0..=2, &nftables::TABLE),
    (10, 3..=5, &nftables::CHAIN),
    (10, 6..=8, &nftables::RULE),
    (10, 9..=11, &nftables::SET),
    (10, 12..=14, &nftables::SETELEM_LIST),
    (10, 15..=16, &nftables::GEN),
    (10, 17..=17, &nftables::TRACE),
    (10, 18..=21, &nftables::OBJ),
    (10, 22..=24, &nftables::FLOWTABLE),
    (10, 25..=25, &nftables::RULE),
    (10, 26..=26, &nftables::TABLE),
    (10, 27..=27, &nftables::CHAIN),
    (10, 28..=28, &nftables::RULE),
    (10, 29..=29, &nftables::SET),
    (10, 30..=30, &nftables::SETELEM_LIST),
    (10, 31..=31, &nftables::OBJ),
    (10, 32..=32, &nftables::FLOWTABLE),
    (10, 33..=33, &nftables::SETELEM_LIST),
    (11, 0..=0, &packets::COMPATIBILITY),
    (12, 0..=0, &packets::HOOK),
];

/// The attributes of a message of netfilter, by its type.
pub(super) fn netfilter(kind: u64) -> Option<&'static Attributes> {
    let (subsystem, message) = (kind >> 8, kind & 0xff);
    let found = SUBSYSTEMS.iter().find(|(of, messages, _)| *of == subsystem && messages.contains(&message));
    found.map(|(_, _, attributes)| *attributes)
}

/// Numbers in network byte order.
const NET16: Kind = Network(None);
const NET32: Kind = As(Repr::Be32, &Network(None));
const NET64: Kind = As(Repr::Be64, &Network(None));

const NET_WORD: Value = One(&NET32);
const NET_QUAD: Value = One(&NET64);

/// `__s8`, `__s16`, `__s64`
const TINY: Value = One(&As(Repr::I8, &Int));
const SHORT: Value = One(&I16);
const LONG: Value = One(&I64);

/// A number of four or eight bytes, as is enough for it.
const UINT: Value = Wide(&U64);
const SINT: Value = Own(signed);

/// An IPv4 or IPv6 address, as its length says.
const IP: Value = Own(ip);

/// Text that says what kind of thing the attributes behind it are about.
const TITLE: Value = Value::Title;

named_structs! {
    BITFIELD "nla_bitfield32" {
        value: As(Repr::U32, &Hex),
        selector: As(Repr::U32, &Hex),
    }
}

/// Flags, and which of them are meant.
const BITFIELD32: Value = One(&Struct(&BITFIELD));

fn signed(decoder: &mut Decoder<'_>, _: &About<'_>, span: Span<'_>) -> bool {
    let kind: &'static Kind = match span.bytes.len() {
        4 => &Int,
        8 => &I64,
        _ => return false,
    };
    super::attribute::show(decoder, kind, span);
    true
}

/// Values of one kind, as many as there is room for: the last field of a structure that goes on to the end of its attribute.
fn all(decoder: &mut Decoder<'_>, kind: &'static Kind, place: Place<'_>) {
    let At::Memory(bytes, addr) = place.at else { return };
    let count = bytes.len() / kind.repr().size_align(decoder.abi).0.max(1);
    decoder.items(kind, count as u64, Some(bytes), addr, Scope::Call);
}

fn ip(decoder: &mut Decoder<'_>, _: &About<'_>, span: Span<'_>) -> bool {
    if let Ok(raw) = <[u8; 4]>::try_from(span.bytes) {
        decoder.sink.inet(Ipv4Addr::from(raw));
    } else if let Ok(raw) = <[u8; 16]>::try_from(span.bytes) {
        decoder.sink.inet6("", Ipv6Addr::from(raw));
    } else {
        return false;
    }
    true
}
