//! The values of socket options: which shape each has, to set and to get. An option without a line here is an int where
//! four bytes are given, else bytes.

use super::classic_bpf;
use super::decoder::{At, Decoder, Place, Scope};
use super::errno;
use super::kind::Kind::{self, *};
use super::kind::{Ref, Repr};
use super::sets::sockopt::{ICMP, TXREHASH};
use super::sink::{Group, Style};
use super::structs::net::UCRED;
use super::structs::sockopt::*;
use super::structs::{LARGEST, Struct};

/// The shape of a value.
#[derive(Clone, Copy)]
enum Shape {
    /// An int by this kind, in more bytes too. Fewer make an address to set, and hex to get.
    Word(&'static Kind),
    /// An int by this kind, whatever the length.
    Always(&'static Kind),
    /// Unsigned ints, as many as there are.
    Words,
    /// A structure. Where fewer bytes are given it is an address to set; of one that was got the part is shown.
    Least(&'static Struct),
    /// A structure, of exactly this size.
    Exact(&'static Struct),
    /// `struct icmp_filter`: the types that are blocked.
    Icmp,
    /// The instructions of a filter; the length is their number.
    Program,
}

/// Options of one level that have a shape, to set and to get; without names, all that stand in no row before.
struct Options {
    level: u64,
    names: &'static [u64],
    shape: Shape,
}

/// The options of SOL_SOCKET that are ints whatever their length.
const WORDS: &[u64] = &[
    1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 18, 19, 27, 29, 30, 32, 33, 34, 35, 36, 37, 40, 41, 42,
    43, 44, 45, 46, 49, 53, 56, 60, 63, 64, 65, 68, 69, 70, 73, 75,
];

/// Their numbers that can only be got, and read as any other to set.
const GOT_ONLY: &[u64] = &[3, 4, 17];

const fn options(level: u64, names: &'static [u64], shape: Shape) -> Options {
    Options { level, names, shape }
}

const SOL_IP: u64 = 0;
const SOL_SOCKET: u64 = 1;
const SOL_IPV6: u64 = 41;
const SOL_RAW: u64 = 255;
const SOL_PACKET: u64 = 263;
const SOL_NETLINK: u64 = 270;

static SET: &[Options] = &[
    options(SOL_SOCKET, WORDS, Shape::Word(&Int)),
    options(SOL_SOCKET, &[13], Shape::Least(&LINGER)),
    options(SOL_SOCKET, &[26, 51], Shape::Exact(&SOCK_FPROG)),
    options(SOL_SOCKET, &[74], Shape::Word(&As(Repr::I32, &Of(&TXREHASH)))),
    options(SOL_IP, &[35, 36], Shape::Least(&IP_MREQ)),
    options(SOL_IP, &[42, 45], Shape::Least(&GROUP_REQ)),
    options(SOL_IPV6, &[20, 21, 27, 28], Shape::Least(&IPV6_MREQ)),
    options(SOL_IPV6, &[42, 45], Shape::Least(&GROUP_REQ)),
    options(SOL_RAW, &[1], Shape::Icmp),
    options(SOL_PACKET, &[1, 2], Shape::Exact(&PACKET_MREQ)),
    options(SOL_PACKET, &[5, 13], Shape::Exact(&TPACKET_REQ)),
    options(SOL_NETLINK, &[], Shape::Word(&Int)),
];

static GET: &[Options] = &[
    options(SOL_SOCKET, WORDS, Shape::Word(&Int)),
    options(SOL_SOCKET, &[4], Shape::Word(&Of(&errno::NAMES))),
    options(SOL_SOCKET, &[13], Shape::Least(&LINGER)),
    options(SOL_SOCKET, &[17], Shape::Least(&UCRED)),
    options(SOL_SOCKET, &[26], Shape::Program),
    options(SOL_SOCKET, &[74], Shape::Word(&As(Repr::I32, &Of(&TXREHASH)))),
    options(SOL_RAW, &[1], Shape::Icmp),
    options(SOL_PACKET, &[6], Shape::Least(&TPACKET_STATS_V3)),
    options(SOL_NETLINK, &[9], Shape::Words),
    options(SOL_NETLINK, &[], Shape::Always(&Int)),
];

/// Where the arguments stand, in setsockopt and in getsockopt.
const LEVEL: Ref = Ref(1);
const NAME: Ref = Ref(2);
const LENGTH: Ref = Ref(4);

fn shape(table: &[Options], decoder: &Decoder<'_>) -> Option<Shape> {
    let level = decoder.value(LEVEL, Scope::Call);
    let name = decoder.value(NAME, Scope::Call);
    let names = |o: &&Options| o.names.is_empty() || o.names.contains(&name);
    table.iter().find(|o| o.level == level && names(o)).map(|o| o.shape)
}

/// setsockopt's value.
pub fn set(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    // An int; the kernel refuses negative ones.
    let length = decoder.value(LENGTH, Scope::Call) as i32;
    let Ok(length) = usize::try_from(length) else { return decoder.sink.address(addr) };
    let name = decoder.value(NAME, Scope::Call);
    let only_got = decoder.value(LEVEL, Scope::Call) == SOL_SOCKET && GOT_ONLY.contains(&name);
    match shape(SET, decoder).filter(|_| !only_got) {
        Some(Shape::Word(kind)) if length >= 4 => word(decoder, kind, addr),
        Some(Shape::Least(st)) if length >= st.size(decoder.abi) => decoder.structure(st, addr),
        Some(Shape::Exact(st)) if length == st.size(decoder.abi) => decoder.structure(st, addr),
        Some(Shape::Icmp) if length > 0 => icmp(decoder, addr, length),
        Some(_) => decoder.sink.address(addr),
        None => plain(decoder, addr, length),
    }
}

/// getsockopt's value.
pub fn get(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let given = decoder.saved[usize::from(LENGTH.0)] as i32;
    let now = decoder.number_at(decoder.value(LENGTH, Scope::Call), Repr::I32).unwrap_or(0) as i32;
    let length = usize::try_from(given.min(now)).unwrap_or(0);
    if decoder.failed() || given <= 0 || length == 0 {
        return decoder.sink.address(addr);
    }
    match shape(GET, decoder) {
        Some(Shape::Word(kind)) if length >= 4 => word(decoder, kind, addr),
        Some(Shape::Always(kind)) => word(decoder, kind, addr),
        Some(Shape::Words) => {
            const ITEM: Kind = Uint;
            decoder.array(&ITEM, addr, length as u64 / 4, Scope::Call);
        }
        Some(Shape::Word(_)) => decoder.buffer(addr, length as u64, Style::Hex),
        Some(Shape::Least(st) | Shape::Exact(st)) => decoder.part(st, addr, length),
        Some(Shape::Icmp) => icmp(decoder, addr, length),
        Some(Shape::Program) => classic_bpf::instructions(decoder, addr, length as u64),
        None => plain(decoder, addr, length),
    }
}

fn word(decoder: &mut Decoder<'_>, kind: &'static Kind, addr: u64) {
    decoder.behind(kind, addr, Scope::Call);
}

fn plain(decoder: &mut Decoder<'_>, addr: u64, length: usize) {
    const INT: Kind = Int;
    if length == 4 {
        decoder.behind(&INT, addr, Scope::Call);
    } else {
        decoder.buffer(addr, length as u64, Style::Text);
    }
}

/// A set of ICMP types; where most are in it, those that are not.
fn icmp(decoder: &mut Decoder<'_>, addr: u64, length: usize) {
    // Types of which nothing is said are blocked.
    let mut raw = [0xff; 4];
    let size = length.min(4);
    if addr == 0 || !decoder.detail.follow || !decoder.memory.read_exact(addr, &mut raw[..size]) {
        return decoder.sink.address(addr);
    }
    let mask = u32::from_le_bytes(raw);
    // As with sets of signals, the shorter of both ways to say it.
    let inverted = mask.count_ones() > u32::BITS * 2 / 3;
    let (group, shown) = if inverted { (Group::AllBut, !mask) } else { (Group::Members, mask) };
    decoder.sink.open(group);
    for kind in (0..u32::BITS).filter(|kind| shown & (1 << kind) != 0) {
        decoder.sink.item();
        decoder.sink.symbol(kind.into(), &ICMP);
    }
    decoder.sink.close(group);
}

impl Decoder<'_> {
    /// The first `length` bytes of a structure: a field of which only a part is there is shown in hex.
    pub fn part(&mut self, st: &'static Struct, addr: u64, length: usize) {
        let mut raw = [0; LARGEST];
        let there = length.min(st.size(self.abi)).min(LARGEST);
        if addr == 0 || !self.detail.follow || !self.memory.read_exact(addr, &mut raw[..there]) {
            return self.sink.address(addr);
        }
        let bytes = &raw[..there];
        let scope = Scope::Fields(st, bytes, addr);
        self.sink.open(Group::Struct);
        for (offset, field) in st.layout(self.abi) {
            let Some(rest) = bytes.get(offset..).filter(|rest| !rest.is_empty()) else { break };
            let Some(kind) = self.resolve(&field.kind, scope) else { continue };
            let (size, _) = kind.repr().size_align(self.abi);
            self.sink.field(field.name);
            if rest.len() < size {
                self.tail(rest, Style::Hex);
                break;
            }
            let at = At::Memory(rest, addr.wrapping_add(offset as u64));
            self.show(kind, Place { at, repr: kind.repr(), scope });
        }
        self.sink.close(Group::Struct);
    }
}

/// `mr_address`, as long as `mr_alen` says.
pub fn packet_address(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let At::Memory(bytes, _) = place.at else { return };
    let length = decoder.value(MR_ALEN, place.scope) as usize;
    decoder.tail(&bytes[..length.min(8).min(bytes.len())], Style::Hardware);
}

/// The third field of `struct packet_mreq`.
const MR_ALEN: Ref = Ref(2);
