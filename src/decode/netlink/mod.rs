//! Netlink: messages in the buffers of netlink sockets, and the attributes behind their heads.
//!
//! Which protocol a socket speaks decides what a message's type means. The kernel's own layout counts, whatever the
//! ABI of the program: it translates none of this.

mod address;
pub(crate) mod attribute;
mod audit;
mod bridge;
mod crypto;
pub mod diag;
mod generic;
mod link;
mod neighbour;
mod netfilter;
mod route;
mod stats;
mod tables;
mod traffic;
mod uevent;
pub mod xfrm;

use super::decoder::{At, Decoder, Place, Scope};
use super::errno;
use super::kind::Kind;
use super::set::{Radix, Set};
use super::sets::diag::DIAG;
use super::sets::net::FAMILY;
use super::sets::netlink::{NLM_F, NLM_F_DELETE, NLM_F_ERROR, NLM_F_GET, NLM_F_NEW, NLMSG};
use super::sink::{Group, Seen, Style};
use super::structs::Struct;
use crate::arch::Abi;
use attribute::{About, Attributes, attributes_of};

/// Sizes of heads, in bytes; messages and attributes begin at multiples of four.
const HEAD: usize = 16;
const ALIGN: usize = 4;

/// The most of a buffer that is read, in bytes.
const MOST: u64 = 256 << 10;

/// How deep errors may carry the messages that they answer.
const DEPTH: usize = 4;

const NETLINK_KOBJECT_UEVENT: u32 = 15;

const NLMSG_ERROR: u64 = 2;
const NLMSG_DONE: u64 = 3;
const FIRST_TYPE: u64 = 16;
const CAPPED: u64 = 0x100;

/// A protocol whose messages are known.
struct Protocol {
    number: u32,
    /// Says the type of a message.
    kind: fn(&mut Decoder<'_>, u64),
    /// The flags that its messages have.
    flags: fn(u64) -> &'static Set,
    /// Shows what a message carries behind its head; false where that is just bytes.
    payload: fn(&mut Decoder<'_>, &Message<'_>) -> bool,
}

static PROTOCOLS: &[Protocol] = &[
    Protocol { number: 0, kind: route::kind, flags: route::flags, payload: route::payload },
    Protocol {
        number: 4,
        kind: |d, kind| d.sink.symbol(kind, &DIAG),
        flags: |_| &NLM_F_GET,
        payload: diag::payload,
    },
    Protocol { number: 6, kind: xfrm::kind, flags: xfrm::flags, payload: xfrm::payload },
    Protocol { number: 7, kind: audit::selinux_kind, flags: |_| &NLM_F, payload: audit::selinux },
    Protocol { number: 9, kind: audit::kind, flags: |_| &NLM_F, payload: audit::payload },
    Protocol { number: 12, kind: netfilter::kind, flags: netfilter::flags, payload: netfilter::payload },
    Protocol { number: 16, kind: generic::kind, flags: |_| &NLM_F, payload: generic::payload },
    Protocol { number: 21, kind: crypto::kind, flags: crypto::flags, payload: crypto::payload },
];

/// A message of a protocol's own.
pub(super) struct Message<'a> {
    /// Its type.
    kind: u64,
    flags: u64,
    /// Its number among those of its sender.
    sequence: u64,
    /// What stands behind its head: at least one byte.
    payload: Span<'a>,
}

/// Bytes of the tracee that have been read, and their address there.
#[derive(Clone, Copy)]
pub(crate) struct Span<'a> {
    /// The bytes.
    pub bytes: &'a [u8],
    /// Where they were read.
    pub addr: u64,
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
        let bytes = self.bytes.get(at..at + 2).unwrap_or(&[0, 0]);
        u16::from_le_bytes([bytes[0], bytes[1]]).into()
    }

    fn word(self, at: usize) -> u64 {
        let bytes = self.bytes.get(at..at + 4).unwrap_or(&[0; 4]);
        u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]).into()
    }
}

impl Decoder<'_> {
    /// A buffer of a socket: messages where the socket is a netlink one, else bytes.
    pub fn payload(&mut self, addr: u64, length: u64) {
        let readable = addr != 0 && length > 0 && self.detail.follow && !self.failed();
        let Some(protocol) = self.protocol.filter(|_| readable) else {
            return self.buffer(addr, length, Style::Text);
        };
        let mut buffer = self.pool.take();
        buffer.resize(length.min(MOST) as usize, 0);
        if self.memory.read_exact(addr, &mut buffer) {
            let span = Span { bytes: &buffer, addr };
            let abi = self.abi;
            self.abi = kernel(abi);
            if protocol != NETLINK_KOBJECT_UEVENT {
                messages_of(self, protocol, span, 0);
            } else if !uevent::event(self, span) {
                self.buffer(addr, length, Style::Text);
            }
            self.abi = abi;
        } else {
            self.sink.address(addr);
        }
        self.pool.give(buffer);
    }
}

/// The ABI of the kernel that runs programs of this one.
fn kernel(abi: Abi) -> Abi {
    match abi {
        Abi::X86_64 | Abi::X32 | Abi::I386 => Abi::X86_64,
        Abi::Aarch64 | Abi::Arm => Abi::Aarch64,
    }
}

/// How many messages or attributes are shown.
fn most(decoder: &Decoder<'_>) -> usize {
    if decoder.detail.full { usize::MAX } else { decoder.detail.string }
}

/// Things that follow each other, each with its length in its head: alone where there is one, else as an array of so many
/// at most.
fn each<'a>(
    decoder: &mut Decoder<'_>,
    span: Span<'a>,
    (head, limit): (usize, usize),
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
    if limit == 0 {
        decoder.sink.open(Group::Alone);
        decoder.sink.more();
        return decoder.sink.close(Group::Alone);
    }
    if next(span).is_none() {
        decoder.sink.open(Group::Alone);
        decoder.sink.item();
        show(decoder, span);
        return decoder.sink.close(Group::Alone);
    }
    decoder.sink.open(Group::Array);
    let mut rest = Some(span);
    let mut count = 0;
    while let Some(span) = rest {
        decoder.sink.item();
        // What is too short for a head counts as none, so it is shown whatever the limit.
        if span.bytes.len() < head {
            hex(decoder, span);
            break;
        }
        if count >= limit {
            decoder.sink.more();
            break;
        }
        count += 1;
        show(decoder, span);
        rest = next(span).map(|next| span.from(next));
    }
    decoder.sink.close(Group::Array);
}

fn messages_of(decoder: &mut Decoder<'_>, protocol: u32, span: Span<'_>, depth: usize) {
    let heads = (HEAD, most(decoder));
    each(decoder, span, heads, |span| span.word(0), |decoder, span| message(decoder, protocol, span, depth));
}

/// One message: its head, and in brackets with it what is behind.
fn message(decoder: &mut Decoder<'_>, number: u32, span: Span<'_>, depth: usize) {
    let protocol = PROTOCOLS.iter().find(|protocol| protocol.number == number);
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
    match (kind, protocol) {
        (NLMSG_DONE, _) if payload.bytes.len() == 4 => {
            decoder.sink.number(i64::from(payload.word(0) as i32) as u64, Radix::Signed);
        }
        (NLMSG_ERROR, _) if payload.bytes.len() >= 4 + HEAD && depth < DEPTH => {
            error(decoder, number, payload, flags, depth);
        }
        (FIRST_TYPE.., Some(protocol)) => {
            if !(protocol.payload)(decoder, &Message { kind, flags, sequence: span.word(8), payload }) {
                hex(decoder, payload);
            }
        }
        _ => hex(decoder, payload),
    }
    decoder.sink.close(Group::Array);
}

fn head(decoder: &mut Decoder<'_>, protocol: Option<&Protocol>, span: Span<'_>, kind: u64, flags: u64) {
    decoder.sink.open(Group::Struct);
    decoder.sink.field("nlmsg_len");
    decoder.sink.number(span.word(0), Radix::Decimal);
    decoder.sink.field("nlmsg_type");
    let own = protocol.filter(|_| kind >= FIRST_TYPE);
    match own {
        Some(protocol) => (protocol.kind)(decoder, kind),
        None => decoder.sink.symbol(kind, &NLMSG),
    }
    decoder.sink.field("nlmsg_flags");
    let names = match (kind, own) {
        (NLMSG_ERROR, _) => &NLM_F_ERROR,
        (_, Some(protocol)) => (protocol.flags)(kind),
        (_, None) => &NLM_F,
    };
    decoder.sink.symbol(flags, names);
    decoder.sink.field("nlmsg_seq");
    decoder.sink.number(span.word(8), Radix::Decimal);
    decoder.sink.field("nlmsg_pid");
    decoder.sink.pid(span.word(12) as i32);
    decoder.sink.close(Group::Struct);
}

/// The flags of a message whose type has this name: what it does stands in it.
fn flags_of(name: Option<&str>) -> &'static Set {
    const DOES: &[(&str, &Set)] = &[("NEW", &NLM_F_NEW), ("GET", &NLM_F_GET), ("DEL", &NLM_F_DELETE)];
    let Some((_, does)) = name.and_then(|name| name.split_once("_MSG_")) else { return &NLM_F };
    let words = || does.split('_');
    let found = DOES.iter().find(|(verb, _)| words().any(|word| word.starts_with(verb)));
    found.filter(|_| !does.contains("DEFAULT")).map_or(&NLM_F, |(_, flags)| flags)
}

/// What an error carries: an errno, the message that it answers, and more where there is.
fn error(decoder: &mut Decoder<'_>, protocol: u32, payload: Span<'_>, flags: u64, depth: usize) {
    let answered = payload.from(4);
    let whole = if flags & CAPPED != 0 { HEAD } else { (answered.word(0) as usize).max(HEAD) };
    let more = answered.from(whole.next_multiple_of(ALIGN));
    if !more.bytes.is_empty() {
        decoder.sink.open(Group::Array);
        decoder.sink.item();
    }
    decoder.sink.open(Group::Struct);
    decoder.sink.field("error");
    errno::result(payload.word(0) as i32, decoder.sink);
    decoder.sink.field("msg");
    message(decoder, protocol, answered.upto(whole), depth + 1);
    decoder.sink.close(Group::Struct);
    if !more.bytes.is_empty() {
        decoder.sink.item();
        attributes_of(decoder, &generic::ERROR, &About::default(), more);
        decoder.sink.close(Group::Array);
    }
}

/// What stands behind a head.
#[derive(Clone, Copy)]
enum Behind {
    Nothing,
    Bytes,
    Attributes(&'static Attributes),
}

/// A structure that begins with an address family, of which the first byte is enough, and what is behind it.
fn headed(decoder: &mut Decoder<'_>, head: &'static Struct, behind: Behind, payload: Span<'_>) {
    let size = head.size(decoder.abi);
    if payload.bytes.len() < size {
        return short(decoder, head, payload);
    }
    decoder.fields(head, payload.bytes, payload.addr);
    let rest = payload.from(size.next_multiple_of(ALIGN));
    if rest.bytes.is_empty() || matches!(behind, Behind::Nothing) {
        return;
    }
    decoder.sink.item();
    match behind {
        Behind::Attributes(table) => {
            let family = u64::from(payload.bytes[0]);
            attributes_of(decoder, table, &About { family, ..About::default() }, rest);
        }
        Behind::Nothing | Behind::Bytes => hex(decoder, rest),
    }
}

/// A structure of which only the first field is there.
fn short(decoder: &mut Decoder<'_>, head: &'static Struct, payload: Span<'_>) {
    let first = &head.fields[0];
    decoder.sink.open(Group::Struct);
    decoder.sink.field(first.name);
    let place = Place {
        at: At::Memory(payload.bytes, payload.addr),
        repr: first.kind.repr(),
        scope: Scope::Fields(head, payload.bytes, payload.addr),
    };
    decoder.show(&first.kind, place);
    if head.fields.iter().filter(|field| !matches!(field.kind, Kind::Hidden(_))).count() > 1 {
        decoder.sink.more();
    }
    decoder.sink.close(Group::Struct);
}

/// What begins with an address family, and nothing more is known of it.
fn unknown_family(decoder: &mut Decoder<'_>, payload: Span<'_>) {
    decoder.sink.open(Group::Struct);
    decoder.sink.field("family");
    decoder.sink.symbol(payload.bytes[0].into(), &FAMILY);
    let rest = payload.from(1);
    if !rest.bytes.is_empty() {
        decoder.sink.field("data");
        hex(decoder, rest);
    }
    decoder.sink.close(Group::Struct);
}

/// A structure, and attributes behind it, where there is enough for the structure.
fn structure(
    decoder: &mut Decoder<'_>,
    head: &'static Struct,
    table: Option<&'static Attributes>,
    about: &About<'_>,
    payload: Span<'_>,
) -> bool {
    let size = head.size(decoder.abi);
    if payload.bytes.len() < size {
        return false;
    }
    decoder.fields(head, &payload.bytes[..size], payload.addr);
    let rest = payload.from(size.next_multiple_of(ALIGN));
    if !rest.bytes.is_empty() {
        decoder.sink.item();
        match table {
            Some(table) => attributes_of(decoder, table, about, rest),
            None => hex(decoder, rest),
        }
    }
    true
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
