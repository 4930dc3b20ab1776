//! The values of socket options: which shape each has, to set and to get. An option without a line here is an int where
//! four bytes are given, else bytes.

use super::classic_bpf;
use super::decoder::{At, Decoder, Place, Scope};
use super::errno;
use super::kind::Kind::{self, *};
use super::kind::{Ref, Repr};
use super::set::Radix;
use super::sets::sockopt::{ICMP, TXREHASH};
use super::sink::{Group, Style};
use super::structs::net::{IN6_PKTINFO, UCRED};
use super::structs::sockopt::*;
use super::structs::time::{SOCK_TIMEVAL, TIMEVAL};
use super::structs::xfrm::USERPOLICY_INFO;
use super::structs::{LARGEST, Struct};

/// The shape of a value.
#[derive(Clone, Copy)]
enum Shape {
    /// An int by this kind, in more bytes too. Fewer make an address to set, and hex to get.
    Word(&'static Kind),
    /// An int by this kind, whatever the length.
    Always(&'static Kind),
    /// Values, as many as there are.
    Many(&'static Kind),
    /// A structure. Where fewer bytes are given it is an address to set; of one that was got the part is shown.
    Least(&'static Struct),
    /// A structure, of exactly this size.
    Exact(&'static Struct),
    /// A structure, where more than an int is given.
    Longer(&'static Struct),
    /// `struct icmp_filter`: the types that are blocked.
    Icmp,
    /// The instructions of a filter; the length is their number.
    Program,
    /// An address of a socket.
    Address,
}

/// Options of one level that have a shape, to set and to get; without names, all that stand in no row before.
struct Options {
    level: u64,
    names: &'static [u64],
    shape: Shape,
}

/// The options of SOL_SOCKET that are ints whatever their length.
const WORDS: &[u64] = &[
    1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 18, 19, 27, 29, 30, 32, 33, 34, 35, 36, 37, 40, 41, 42, 43,
    44, 45, 46, 49, 53, 56, 60, 63, 64, 65, 68, 69, 70, 73, 75,
];

/// Their numbers that can only be got, and read as any other to set.
const GOT_ONLY: &[u64] = &[3, 4, 17];

const fn options(level: u64, names: &'static [u64], shape: Shape) -> Options {
    Options { level, names, shape }
}

const SOL_IP: u64 = 0;
const SOL_SOCKET: u64 = 1;
const SOL_TCP: u64 = 6;
const SOL_VSOCK: u64 = 40;
const SOL_IPV6: u64 = 41;
const SOL_CAN_RAW: u64 = 101;
const SOL_SCTP: u64 = 132;
const SOL_RAW: u64 = 255;
const SOL_PACKET: u64 = 263;
const SOL_NETLINK: u64 = 270;
const SOL_TIPC: u64 = 271;
const SOL_BLUETOOTH: u64 = 274;
const SOL_TLS: u64 = 282;
const SOL_XDP: u64 = 283;
const SOL_MPTCP: u64 = 284;

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
    options(SOL_NETLINK, &[9], Shape::Many(&Uint)),
    options(SOL_NETLINK, &[], Shape::Always(&Int)),
];

/// What strace shows as bytes, to set and to get.
static DEEP: &[Options] = &[
    options(SOL_SOCKET, &[20, 21], Shape::Least(&TIMEVAL)),
    options(SOL_SOCKET, &[28], Shape::Address),
    options(SOL_SOCKET, &[55], Shape::Many(&Uint)),
    options(SOL_SOCKET, &[57, 71], Shape::Many(&U64)),
    options(SOL_SOCKET, &[59], Shape::Many(&Gid)),
    options(SOL_SOCKET, &[61], Shape::Least(&SOCK_TXTIME)),
    options(SOL_SOCKET, &[66, 67], Shape::Least(&SOCK_TIMEVAL)),
    options(SOL_IP, &[37, 38, 39, 40], Shape::Least(&IP_MREQ_SOURCE)),
    options(SOL_IP, &[43, 44, 46, 47], Shape::Least(&GROUP_SOURCE_REQ)),
    options(SOL_IP, &[80], Shape::Address),
    options(SOL_TCP, &[11], Shape::Least(&TCP_INFO)),
    options(SOL_TCP, &[29], Shape::Least(&TCP_REPAIR_WINDOW)),
    options(SOL_IPV6, &[43, 44, 46, 47], Shape::Least(&GROUP_SOURCE_REQ)),
    options(SOL_IPV6, &[50], Shape::Least(&IN6_PKTINFO)),
    options(SOL_IPV6, &[80], Shape::Address),
    options(SOL_CAN_RAW, &[1], Shape::Many(&Struct(&CAN_FILTER))),
    options(SOL_SCTP, &[0], Shape::Least(&SCTP_RTOINFO)),
    options(SOL_SCTP, &[1], Shape::Least(&SCTP_ASSOCPARAMS)),
    options(SOL_SCTP, &[2], Shape::Least(&SCTP_INITMSG)),
    options(SOL_BLUETOOTH, &[4], Shape::Least(&BT_SECURITY)),
    options(SOL_TLS, &[1, 2], Shape::Least(&TLS_CRYPTO_INFO)),
    options(SOL_XDP, &[1], Shape::Least(&XDP_MMAP_OFFSETS)),
    options(SOL_XDP, &[4], Shape::Least(&XDP_UMEM_REG)),
    options(SOL_XDP, &[7], Shape::Least(&XDP_STATISTICS)),
    options(SOL_IP, &[17], Shape::Least(&USERPOLICY_INFO)),
    options(SOL_IP, &[41], Shape::Least(&IP_MSFILTER)),
    options(SOL_IP, &[48], Shape::Least(&GROUP_FILTER)),
    options(SOL_TCP, &[14, 32], Shape::Least(&TCP_MD5SIG)),
    options(SOL_TCP, &[22], Shape::Many(&Struct(&TCP_REPAIR_OPT))),
    options(SOL_TCP, &[35], Shape::Least(&TCP_ZEROCOPY)),
    options(SOL_TCP, &[38], Shape::Least(&TCP_AO_ADD)),
    options(SOL_TCP, &[39], Shape::Least(&TCP_AO_DEL)),
    options(SOL_TCP, &[40], Shape::Least(&TCP_AO_INFO)),
    options(SOL_TCP, &[41], Shape::Many(&Struct(&TCP_AO_KEY))),
    options(SOL_TCP, &[42], Shape::Least(&TCP_AO_REPAIR)),
    options(SOL_IPV6, &[32], Shape::Least(&FLOW_LABEL)),
    options(SOL_IPV6, &[35], Shape::Least(&USERPOLICY_INFO)),
    options(SOL_IPV6, &[48], Shape::Least(&GROUP_FILTER)),
    options(SOL_SCTP, &[5], Shape::Least(&SCTP_SETPEERPRIM)),
    options(SOL_SCTP, &[6], Shape::Least(&SCTP_PRIM)),
    options(SOL_SCTP, &[9], Shape::Least(&SCTP_PADDRPARAMS)),
    options(SOL_SCTP, &[10], Shape::Least(&SCTP_SNDRCVINFO)),
    options(SOL_SCTP, &[11], Shape::Least(&SCTP_EVENTS)),
    options(
        SOL_SCTP,
        &[13, 17, 20, 113, 115, 117, 118, 120, 123, 125, 128, 129, 130, 131],
        Shape::Longer(&SCTP_ASSOC_VALUE),
    ),
    options(SOL_SCTP, &[14], Shape::Least(&SCTP_STATUS)),
    options(SOL_SCTP, &[15], Shape::Least(&SCTP_PADDRINFO)),
    options(SOL_SCTP, &[16], Shape::Least(&SCTP_SACK)),
    options(SOL_SCTP, &[21], Shape::Least(&SCTP_CHUNK)),
    options(SOL_SCTP, &[22], Shape::Least(&SCTP_HMACS)),
    options(SOL_SCTP, &[23], Shape::Least(&SCTP_KEY)),
    options(SOL_SCTP, &[24, 25, 35], Shape::Least(&SCTP_KEY_ID)),
    options(SOL_SCTP, &[26, 27], Shape::Least(&SCTP_CHUNKS)),
    options(SOL_SCTP, &[29], Shape::Least(&SCTP_IDS)),
    options(SOL_SCTP, &[31, 37], Shape::Least(&SCTP_THRESHOLDS)),
    options(SOL_SCTP, &[34], Shape::Least(&SCTP_SNDINFO)),
    options(SOL_SCTP, &[112], Shape::Least(&SCTP_COUNTS)),
    options(SOL_SCTP, &[114], Shape::Least(&SCTP_DEFAULT_PR)),
    options(SOL_SCTP, &[116], Shape::Least(&SCTP_PR_STATUS)),
    options(SOL_SCTP, &[119], Shape::Least(&SCTP_RESET)),
    options(SOL_SCTP, &[121], Shape::Least(&SCTP_MORE_STREAMS)),
    options(SOL_SCTP, &[124], Shape::Least(&SCTP_STREAM_VALUE)),
    options(SOL_SCTP, &[127], Shape::Least(&SCTP_EVENT)),
    options(SOL_SCTP, &[132], Shape::Least(&SCTP_UDP)),
    options(SOL_SCTP, &[133], Shape::Least(&SCTP_PROBE)),
    options(SOL_PACKET, &[18], Shape::Least(&FANOUT)),
    options(SOL_PACKET, &[21], Shape::Least(&ROLLOVER)),
    options(SOL_PACKET, &[22], Shape::Longer(&SOCK_FPROG)),
    options(SOL_TIPC, &[135], Shape::Least(&TIPC_GROUP)),
    options(SOL_MPTCP, &[1], Shape::Least(&MPTCP_INFO)),
    options(SOL_MPTCP, &[2, 3, 4], Shape::Least(&MPTCP_DATA)),
    options(SOL_VSOCK, &[0, 1, 2], Shape::Many(&U64)),
    options(SOL_VSOCK, &[6], Shape::Least(&TIMEVAL)),
    options(SOL_VSOCK, &[8], Shape::Least(&SOCK_TIMEVAL)),
];

/// The same, where setting and getting are of different things.
static DEEP_SET: &[Options] = &[
    options(SOL_IP, &[64], Shape::Least(&XT_REPLACE)),
    options(SOL_IP, &[65, 97], Shape::Least(&XT_COUNTERS)),
    options(SOL_IPV6, &[64], Shape::Least(&XT_REPLACE)),
    options(SOL_IPV6, &[65], Shape::Least(&XT_COUNTERS)),
];

static DEEP_GET: &[Options] = &[
    options(SOL_IP, &[64], Shape::Least(&XT_INFO)),
    options(SOL_IP, &[65], Shape::Least(&XT_ENTRIES)),
    options(SOL_IP, &[66, 67, 99], Shape::Least(&XT_REVISION)),
    options(SOL_IPV6, &[64], Shape::Least(&XT_INFO)),
    options(SOL_IPV6, &[65], Shape::Least(&XT_ENTRIES)),
    options(SOL_IPV6, &[68, 69], Shape::Least(&XT_REVISION)),
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
    let length = decoder.value(LENGTH, Scope::Call) as i32;
    let name = decoder.value(NAME, Scope::Call);
    let only_got = decoder.value(LEVEL, Scope::Call) == SOL_SOCKET && GOT_ONLY.contains(&name);
    let shape = shape(SET, decoder).filter(|_| !only_got);
    // An int; the kernel refuses negative ones.
    let Ok(length) = usize::try_from(length) else {
        return match shape {
            None => text(decoder, addr, u64::from(length as u32)),
            Some(_) => decoder.sink.address(addr),
        };
    };
    match shape {
        Some(Shape::Word(kind)) if length >= 4 => word(decoder, kind, addr),
        Some(Shape::Least(st)) if length >= st.size(decoder.abi) => decoder.structure(st, addr),
        Some(Shape::Exact(st)) if length == st.size(decoder.abi) => decoder.structure(st, addr),
        Some(Shape::Icmp) if length > 0 => icmp(decoder, addr, length),
        Some(_) => decoder.sink.address(addr),
        None => plain(decoder, DEEP_SET, addr, length),
    }
}

/// getsockopt's value.
pub fn get(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let given = decoder.saved[usize::from(LENGTH.0)] as i32;
    let now = decoder.number_at(decoder.value(LENGTH, Scope::Call), Repr::I32).unwrap_or(0) as i32;
    // The kernel writes no more than it is given room for; a tracer can.
    let length = usize::try_from(now).unwrap_or(0);
    if decoder.failed() || given <= 0 || length == 0 {
        return decoder.sink.address(addr);
    }
    match shape(GET, decoder) {
        Some(Shape::Word(kind)) if length >= 4 => word(decoder, kind, addr),
        Some(Shape::Always(kind)) => word(decoder, kind, addr),
        Some(Shape::Many(kind)) => many(decoder, kind, addr, length.min(given as usize)),
        Some(Shape::Word(_)) => decoder.buffer(addr, length as u64, Style::Hex),
        Some(Shape::Least(st) | Shape::Exact(st) | Shape::Longer(st)) => decoder.part(st, addr, length),
        Some(Shape::Icmp) => icmp(decoder, addr, length),
        Some(Shape::Address) => decoder.sockaddr(addr, length as u64),
        Some(Shape::Program) => classic_bpf::socket_instructions(decoder, addr, length as u64),
        None => plain(decoder, DEEP_GET, addr, length),
    }
}

fn word(decoder: &mut Decoder<'_>, kind: &'static Kind, addr: u64) {
    decoder.behind(kind, addr, Scope::Call);
}

fn many(decoder: &mut Decoder<'_>, kind: &'static Kind, addr: u64, length: usize) {
    let (size, _) = kind.repr().size_align(decoder.abi);
    decoder.array(kind, addr, (length / size.max(1)) as u64, Scope::Call);
}

fn plain(decoder: &mut Decoder<'_>, own: &[Options], addr: u64, length: usize) {
    const INT: Kind = Int;
    let found = shape(own, decoder).or_else(|| shape(DEEP, decoder));
    match found.filter(|_| decoder.detail.deep && length > 0) {
        Some(Shape::Longer(st)) if length > 4 => return decoder.part(st, addr, length),
        Some(Shape::Least(st)) => return decoder.part(st, addr, length),
        Some(Shape::Many(kind)) if length >= kind.repr().size_align(decoder.abi).0 => {
            return many(decoder, kind, addr, length);
        }
        Some(Shape::Address) => return decoder.sockaddr(addr, length as u64),
        _ => {}
    }
    if length == 4 {
        decoder.behind(&INT, addr, Scope::Call);
    } else {
        text(decoder, addr, length as u64);
    }
}

/// Bytes of which nothing is known.
fn text(decoder: &mut Decoder<'_>, addr: u64, length: u64) {
    match decoder.detail.follow {
        true => decoder.buffer(addr, length, Style::Text),
        false => decoder.sink.address(addr),
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
    // The shorter of both ways to say it.
    let inverted = mask.count_ones() > u32::BITS / 2;
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
            let behind = matches!(field.kind, Tail(..)) && there == st.size(self.abi);
            let Some(rest) = bytes.get(offset..).filter(|rest| behind || !rest.is_empty()) else { break };
            if let Tail(item, count) = &field.kind {
                // No more than the option has room for.
                let room = (length - there) / item.repr().size_align(self.abi).0.max(1);
                let count = self.length(count, scope).min(room as u64);
                self.sink.field(field.name);
                self.items(item, count, None, addr.wrapping_add(there as u64), scope);
                continue;
            }
            let Some(kind) = self.resolve(&field.kind, scope) else { continue };
            let (size, _) = kind.repr().size_align(self.abi);
            if !field.name.is_empty() {
                self.sink.field(field.name);
            }
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

/// The scales of both windows, four bits each.
pub fn scales(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    for (name, value) in [("tcpi_snd_wscale", value & 0xf), ("tcpi_rcv_wscale", value >> 4)] {
        decoder.sink.field(name);
        decoder.sink.number(value, Radix::Decimal);
    }
}

/// Whether the application is what limits the rate, and why fast open failed.
pub fn limits(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    let fields =
        [("tcpi_delivery_rate_app_limited", value & 1), ("tcpi_fastopen_client_fail", value >> 1 & 3)];
    for (name, value) in fields {
        decoder.sink.field(name);
        decoder.sink.number(value, Radix::Decimal);
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
