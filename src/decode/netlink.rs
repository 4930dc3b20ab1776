//! Netlink: messages in the buffers of netlink sockets, and the attributes behind their heads.
//!
//! Which protocol a socket speaks decides what a message's type means. Families without a line here have their payload
//! shown in hex.

use super::decoder::{At, Decoder, Place, Scope};
use super::errno;
use super::kind::Kind::{self, *};
use super::kind::Repr;
use super::set::{Radix, Set};
use super::sets::netlink::*;
use super::sink::{Group, Seen, Style};
use super::structs::Struct;
use super::structs::netlink::*;
use std::net::{Ipv4Addr, Ipv6Addr};

/// Sizes of heads, in bytes; messages and attributes begin at multiples of four.
const HEAD: usize = 16;
const ATTRIBUTE: usize = 4;
const ALIGN: usize = 4;

/// The most of a buffer that is read, in bytes.
const MOST: u64 = 256 << 10;

/// How deep errors may carry the messages that they answer.
const DEPTH: usize = 4;

const NETLINK_ROUTE: u32 = 0;
const NETLINK_SOCK_DIAG: u32 = 4;
const NETLINK_XFRM: u32 = 6;
const NETLINK_SELINUX: u32 = 7;
const NETLINK_KOBJECT_UEVENT: u32 = 15;

const NLMSG_ERROR: u64 = 2;
const NLMSG_DONE: u64 = 3;
const FIRST_TYPE: u64 = 16;
const CAPPED: u64 = 0x100;

/// A family of messages: their types, four each (new, delete, get, set), the head, and the attributes behind it.
struct Family {
    first: u64,
    head: &'static Struct,
    attributes: Attributes,
}

/// Attributes: their names, and how those read that aren't plain bytes.
#[derive(Clone, Copy)]
struct Attributes {
    names: &'static Set,
    values: &'static [(u64, Value)],
}

/// How an attribute reads.
#[derive(Clone, Copy)]
enum Value {
    /// As one value of this kind, where there are enough bytes for it.
    One(Kind),
    /// As an address of the message's family.
    Address,
    /// As text with its NUL.
    Text,
    /// As a hardware address, however long.
    Hardware,
}

static FAMILIES: &[Family] = &[
    Family { first: 16, head: &IFINFOMSG, attributes: LINKS },
    Family { first: 20, head: &IFADDRMSG, attributes: ADDRESSES },
    Family { first: 24, head: &RTMSG, attributes: ROUTES },
    Family { first: 28, head: &NDMSG, attributes: NEIGHBOURS },
];

const U32: Value = Value::One(Uint);
const BYTE: Value = Value::One(U8);
const INDEX: Value = Value::One(Interface);

const LINKS: Attributes = Attributes {
    names: &IFLA,
    values: &[
        (1, Value::Hardware),
        (2, Value::Hardware),
        (3, Value::Text),
        (4, U32),
        (5, INDEX),
        (6, Value::Text),
        (10, INDEX),
        (13, U32),
        (15, U32),
        (16, BYTE),
        (17, BYTE),
        (19, U32),
        (20, Value::Text),
        (21, U32),
        (27, U32),
        (28, U32),
        (29, Value::One(Of(&RTEXT_FILTER))),
        (30, U32),
        (31, U32),
        (32, U32),
        (33, BYTE),
        (35, U32),
        (37, Value::One(Int)),
        (38, Value::Text),
        (39, BYTE),
        (40, U32),
        (41, U32),
        (45, Value::One(Int)),
        (46, Value::One(Int)),
        (47, U32),
        (48, U32),
        (49, INDEX),
        (50, U32),
        (51, U32),
        (53, Value::Text),
        (54, Value::Hardware),
        (56, Value::Text),
        (57, Value::Text),
        (58, U32),
        (59, U32),
        (60, U32),
        (61, U32),
        (63, U32),
        (64, U32),
    ],
};

const ADDRESSES: Attributes = Attributes {
    names: &IFA,
    values: &[
        (1, Value::Address),
        (2, Value::Address),
        (3, Value::Text),
        (4, Value::Address),
        (5, Value::Address),
        (6, Value::One(Struct(&IFA_CACHEINFO))),
        (7, Value::Address),
        (8, Value::One(Of(&IFA_F))),
        (9, U32),
        (10, Value::One(Int)),
        (11, BYTE),
    ],
};

const ROUTES: Attributes = Attributes {
    names: &RTA,
    values: &[
        (1, Value::Address),
        (2, Value::Address),
        (3, INDEX),
        (4, INDEX),
        (5, Value::Address),
        (6, U32),
        (7, Value::Address),
        (10, U32),
        (11, U32),
        (14, U32),
        (15, Value::One(Of(&RT_TABLE))),
        (16, U32),
        (19, Value::Address),
        (20, BYTE),
        (25, U32),
        (26, BYTE),
        (27, BYTE),
        (28, Value::One(U16)),
        (29, Value::One(U16)),
    ],
};

const NEIGHBOURS: Attributes = Attributes {
    names: &NDA,
    values: &[
        (1, Value::Address),
        (2, Value::Hardware),
        (3, Value::One(Struct(&NDA_CACHEINFO))),
        (4, U32),
        (5, Value::One(U16)),
        (6, Value::One(Network(None))),
        (7, U32),
        (8, INDEX),
        (9, INDEX),
        (10, U32),
        (11, U32),
        (13, U32),
    ],
};

/// Bytes of the tracee that have been read, and their address there.
#[derive(Clone, Copy)]
struct Span<'a> {
    bytes: &'a [u8],
    addr: u64,
}

impl<'a> Span<'a> {
    fn from(self, at: usize) -> Span<'a> {
        let at = at.min(self.bytes.len());
        Span { bytes: &self.bytes[at..], addr: self.addr.wrapping_add(at as u64) }
    }

    fn upto(self, end: usize) -> Span<'a> {
        Span { bytes: &self.bytes[..end.min(self.bytes.len())], ..self }
    }

    fn half(self, at: usize) -> u64 {
        Repr::U16.load(self.bytes.get(at..).unwrap_or(&[]), crate::arch::Abi::X86_64)
    }

    fn word(self, at: usize) -> u64 {
        Repr::U32.load(self.bytes.get(at..).unwrap_or(&[]), crate::arch::Abi::X86_64)
    }
}

impl Decoder<'_> {
    /// A buffer of a socket: messages where the socket is a netlink one, else bytes.
    pub fn payload(&mut self, addr: u64, length: u64) {
        let messages = self.protocol.filter(|protocol| *protocol != NETLINK_KOBJECT_UEVENT);
        let Some(protocol) = messages.filter(|_| addr != 0 && length > 0 && !self.failed()) else {
            return self.buffer(addr, length, Style::Text);
        };
        let mut buffer = self.pool.take();
        buffer.resize(length.min(MOST) as usize, 0);
        if self.detail.follow && self.memory.read_exact(addr, &mut buffer) {
            messages_of(self, protocol, Span { bytes: &buffer, addr }, 0);
        } else {
            self.sink.address(addr);
        }
        self.pool.give(buffer);
    }
}

/// Things that follow each other, each with its length in its head: alone where there is one, else as an array.
fn each<'a>(
    decoder: &mut Decoder<'_>,
    span: Span<'a>,
    head: usize,
    length: fn(Span<'_>) -> u64,
    mut show: impl FnMut(&mut Decoder<'_>, Span<'a>),
) {
    let next = |span: Span<'_>| {
        let length = length(span) as usize;
        (length >= head).then(|| length.next_multiple_of(ALIGN)).filter(|next| *next < span.bytes.len())
    };
    if span.bytes.len() < head {
        return hex(decoder, span);
    }
    if next(span).is_none() {
        return show(decoder, span);
    }
    let limit = if decoder.detail.full { usize::MAX } else { decoder.detail.string };
    decoder.sink.open(Group::Array);
    let mut rest = Some(span);
    let mut count = 0;
    while let Some(span) = rest {
        decoder.sink.item();
        if count >= limit {
            decoder.sink.more();
            break;
        }
        count += 1;
        if span.bytes.len() < head {
            hex(decoder, span);
            break;
        }
        show(decoder, span);
        rest = next(span).map(|next| span.from(next));
    }
    decoder.sink.close(Group::Array);
}

fn messages_of(decoder: &mut Decoder<'_>, protocol: u32, span: Span<'_>, depth: usize) {
    each(decoder, span, HEAD, |span| span.word(0), |decoder, span| message(decoder, protocol, span, depth));
}

/// One message: its head, and in brackets with it what is behind.
fn message(decoder: &mut Decoder<'_>, protocol: u32, span: Span<'_>, depth: usize) {
    let length = (span.word(0) as usize).min(span.bytes.len());
    let (kind, flags) = (span.half(4), span.half(6));
    if length <= HEAD {
        return head(decoder, protocol, span, kind, flags);
    }
    let payload = span.upto(length).from(HEAD);
    decoder.sink.open(Group::Array);
    decoder.sink.item();
    head(decoder, protocol, span, kind, flags);
    decoder.sink.item();
    match kind {
        NLMSG_DONE if payload.bytes.len() == 4 => {
            decoder.sink.number(i64::from(payload.word(0) as i32) as u64, Radix::Signed);
        }
        NLMSG_ERROR if payload.bytes.len() >= 4 + HEAD && depth < DEPTH => {
            error(decoder, protocol, payload, flags, depth);
        }
        kind if protocol == NETLINK_ROUTE && kind >= FIRST_TYPE => {
            match FAMILIES.iter().find(|family| family.first == kind & !3) {
                Some(family) => routing(decoder, family, payload),
                None => hex(decoder, payload),
            }
        }
        _ => hex(decoder, payload),
    }
    decoder.sink.close(Group::Array);
}

fn head(decoder: &mut Decoder<'_>, protocol: u32, span: Span<'_>, kind: u64, flags: u64) {
    let types = match protocol {
        NETLINK_ROUTE if kind >= FIRST_TYPE => &RTM,
        NETLINK_SOCK_DIAG if kind >= FIRST_TYPE => &DIAG,
        NETLINK_XFRM if kind >= FIRST_TYPE => &XFRM_MSG,
        NETLINK_SELINUX if kind >= FIRST_TYPE => &SELNL,
        _ => &NLMSG,
    };
    let flag_names = match (protocol, kind) {
        (_, NLMSG_ERROR) => &NLM_F_ERROR,
        (NETLINK_SOCK_DIAG, FIRST_TYPE..) => &NLM_F_GET,
        (NETLINK_ROUTE, FIRST_TYPE..) => match kind & 3 {
            0 => &NLM_F_NEW,
            1 => &NLM_F_DELETE,
            2 => &NLM_F_GET,
            _ => &NLM_F,
        },
        _ => &NLM_F,
    };
    decoder.sink.open(Group::Struct);
    decoder.sink.field("nlmsg_len");
    decoder.sink.number(span.word(0), Radix::Decimal);
    decoder.sink.field("nlmsg_type");
    decoder.sink.symbol(kind, types);
    decoder.sink.field("nlmsg_flags");
    decoder.sink.symbol(flags, flag_names);
    decoder.sink.field("nlmsg_seq");
    decoder.sink.number(span.word(8), Radix::Decimal);
    decoder.sink.field("nlmsg_pid");
    decoder.sink.number(i64::from(span.word(12) as i32) as u64, Radix::Signed);
    decoder.sink.close(Group::Struct);
}

/// What an error carries: an errno, the message that it answers, and more where there is.
fn error(decoder: &mut Decoder<'_>, protocol: u32, payload: Span<'_>, flags: u64, depth: usize) {
    let answered = payload.from(4);
    let whole = if flags & CAPPED != 0 { HEAD } else { (answered.word(0) as usize).max(HEAD) };
    let more = answered.from(whole);
    if !more.bytes.is_empty() {
        decoder.sink.open(Group::Array);
        decoder.sink.item();
    }
    decoder.sink.open(Group::Struct);
    decoder.sink.field("error");
    let code = payload.word(0) as i32;
    match code.checked_neg().and_then(errno::name) {
        Some(name) => decoder.sink.expression(i64::from(code) as u64, format_args!("-{name}")),
        None => decoder.sink.number(i64::from(code) as u64, Radix::Signed),
    }
    decoder.sink.field("msg");
    message(decoder, protocol, answered.upto(whole), depth + 1);
    decoder.sink.close(Group::Struct);
    if !more.bytes.is_empty() {
        decoder.sink.item();
        hex(decoder, more);
        decoder.sink.close(Group::Array);
    }
}

/// A message of NETLINK_ROUTE: the head of its family, of which the first byte is enough, and attributes.
fn routing(decoder: &mut Decoder<'_>, family: &Family, payload: Span<'_>) {
    let size = family.head.size(decoder.abi);
    if payload.bytes.len() < size {
        let first = &family.head.fields[0];
        decoder.sink.open(Group::Struct);
        decoder.sink.field(first.name);
        let place = Place {
            at: At::Memory(payload.bytes, payload.addr),
            repr: first.kind.repr(),
            scope: Scope::Fields(family.head, payload.bytes, payload.addr),
        };
        decoder.show(&first.kind, place);
        decoder.sink.more();
        return decoder.sink.close(Group::Struct);
    }
    decoder.fields(family.head, payload.bytes, payload.addr);
    let rest = payload.from(size.next_multiple_of(ALIGN));
    if !rest.bytes.is_empty() {
        decoder.sink.item();
        let of = u64::from(payload.bytes[0]);
        each(
            decoder,
            rest,
            ATTRIBUTE,
            |span| span.half(0),
            |decoder, span| {
                attribute(decoder, family.attributes, of, span);
            },
        );
    }
}

/// One attribute of a message about addresses of the family `of`.
fn attribute(decoder: &mut Decoder<'_>, attributes: Attributes, of: u64, span: Span<'_>) {
    const NESTED: u64 = 0x8000;
    const NET_BYTEORDER: u64 = 0x4000;
    let (length, kind) = (span.half(0), span.half(2));
    let payload = span.upto(length as usize).from(ATTRIBUTE);
    let alone = length as usize <= ATTRIBUTE || length as usize > span.bytes.len();
    if !alone {
        decoder.sink.open(Group::Array);
        decoder.sink.item();
    }
    decoder.sink.open(Group::Struct);
    decoder.sink.field("nla_len");
    decoder.sink.number(length, Radix::Decimal);
    decoder.sink.field("nla_type");
    decoder.sink.symbol(kind, attributes.names);
    decoder.sink.close(Group::Struct);
    if alone {
        return;
    }
    decoder.sink.item();
    let kind = kind & !(NESTED | NET_BYTEORDER);
    match attributes.values.iter().find(|(number, _)| *number == kind) {
        Some((_, value)) => value_of(decoder, value, of, payload),
        None => hex(decoder, payload),
    }
    decoder.sink.close(Group::Array);
}

fn value_of(decoder: &mut Decoder<'_>, value: &'static Value, family: u64, payload: Span<'_>) {
    const AF_INET: u64 = 2;
    const AF_INET6: u64 = 10;
    match value {
        Value::One(kind) if payload.bytes.len() >= kind.repr().size_align(decoder.abi).0 => {
            let at = At::Memory(payload.bytes, payload.addr);
            decoder.show(kind, Place { at, repr: kind.repr(), scope: Scope::Call });
        }
        Value::Text => {
            let end = payload.bytes.iter().position(|b| *b == 0);
            let bytes = &payload.bytes[..end.unwrap_or(payload.bytes.len())];
            let length = end.map(|end| end as u64);
            decoder.sink.bytes(Seen { bytes, cut: end.is_none(), length, style: Style::Text });
        }
        Value::Hardware => decoder.tail(payload.bytes, Style::Hardware),
        Value::Address => match (family, payload.bytes) {
            (AF_INET, [a, b, c, d, ..]) => decoder.sink.inet(Ipv4Addr::new(*a, *b, *c, *d)),
            (AF_INET6, bytes) if bytes.len() >= 16 => {
                let mut raw = [0; 16];
                raw.copy_from_slice(&bytes[..16]);
                decoder.sink.inet6("", Ipv6Addr::from(raw));
            }
            _ => hex(decoder, payload),
        },
        Value::One(_) => hex(decoder, payload),
    }
}

/// Bytes that aren't text, as many as strings may have.
fn hex(decoder: &mut Decoder<'_>, span: Span<'_>) {
    let said = span.bytes.len().min(decoder.detail.string);
    decoder.sink.bytes(Seen {
        bytes: &span.bytes[..said],
        cut: said < span.bytes.len(),
        length: Some(span.bytes.len() as u64),
        style: Style::Hex,
    });
}
