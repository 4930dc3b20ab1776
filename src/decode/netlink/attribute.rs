//! Attributes of netlink messages: tables of their names and of what their payloads are, and the walk through them.

use super::{ALIGN, Span, each, hex, most};
use crate::decode::decoder::{At, Decoder, Place, Scope};
use crate::decode::kind::Kind;
use crate::decode::kind::Repr;
use crate::decode::set::{Named, Radix, Set};
use crate::decode::sink::{Group, Seen, Style};
use crate::decode::structs::Struct;
use std::net::{Ipv4Addr, Ipv6Addr};

/// The size of an attribute's head, in bytes.
const HEAD: usize = 4;

/// How deep attributes may stand in each other: some tables lead back to themselves, and no kernel goes that far.
const DEEPEST: u8 = 24;

/// The most bytes that strace takes for a number of any width, and for a hardware address (MAX_ADDR_LEN).
const WIDEST: usize = 8;
const LONGEST_ADDRESS: usize = 32;

/// Marks in the upper bits of an attribute's type.
pub(super) const MARKS: &[Named] = &[
    Named { value: NESTED, name: "NLA_F_NESTED" },
    Named { value: NET_BYTEORDER, name: "NLA_F_NET_BYTEORDER" },
];
const NESTED: u64 = 0x8000;
const NET_BYTEORDER: u64 = 0x4000;

/// The bits of an attribute's type that number it.
pub(super) const TYPE: u64 = !(NESTED | NET_BYTEORDER) & 0xffff;

/// The families whose addresses are known.
pub(super) const AF_INET: u64 = 2;
pub(super) const AF_INET6: u64 = 10;

/// A table of attributes: their names, and in the same order what their payloads are.
pub struct Attributes {
    /// The names of types, marks among them.
    pub names: Set,
    /// What each of them holds.
    pub values: &'static [Value],
    /// What those hold that have no name.
    pub otherwise: Value,
}

/// What an attribute holds. Where the bytes aren't that, they are shown in hex.
#[derive(Clone, Copy)]
pub enum Value {
    /// Bytes.
    Bytes,
    /// A value of this kind, and perhaps more bytes, which aren't shown.
    One(&'static Kind),
    /// A value of this kind; bytes behind it are shown as a value of their own.
    Rest(&'static Kind),
    /// A number of this kind in no more than eight bytes: strace takes no longer ones for it.
    Short(&'static Kind),
    /// A number that is as wide as the attribute, of up to eight bytes.
    Wide(&'static Kind),
    /// A structure of which older kernels give a shorter form, of so many bytes.
    Grown(&'static Struct, usize),
    /// A structure and what follows it, which its last field shows.
    Whole(&'static Struct),
    /// Values of this kind, as many as there are.
    All(&'static Kind),
    /// The same, each named by its place.
    Indexed(&'static Set, &'static Kind),
    /// Text with its NUL.
    Text,
    /// Text up to its NUL, that says what kind of thing the attributes behind it are about.
    Named,
    /// A hardware address.
    Hardware,
    /// An address of the family that the message is about.
    Address,
    /// Clock ticks, of which strace takes a second to have a hundred, as wide as the attribute.
    Ticks,
    /// Text with its NUL, that says what kind of thing the attributes behind it are about.
    Title,
    /// Attributes.
    Nested(&'static Attributes),
    /// A structure, and attributes behind it.
    Headed(&'static Struct, &'static Attributes),
    /// By the text that says what kind of thing the attributes are about.
    For(&'static [(&'static [u8], Value)]),
    /// By what the attribute of this type holds that stands in the same list.
    Beside(u16, &'static [(&'static [u8], Value)]),
    /// What strace shows as bytes: this, where that is asked for ([`Detail::deep`](crate::decode::decoder::Detail)).
    Beyond(&'static Value),
    /// By what the message and the attributes before are about.
    By(fn(&About<'_>) -> Value),
    /// What nothing else can say: false where the bytes aren't that.
    Own(fn(&mut Decoder<'_>, &About<'_>, Span<'_>) -> bool),
}

/// What the attributes are about.
#[derive(Clone, Copy, Default)]
pub struct About<'a> {
    /// The address family that the message says.
    pub family: u64,
    /// The text of the last attribute that was [`Value::Named`] or [`Value::Title`].
    pub named: &'a [u8],
    /// The list in which they stand.
    pub around: &'a [u8],
    /// In how many attributes they stand.
    pub depth: u8,
}

/// Names for what many attributes hold.
pub mod values {
    use super::Value;
    use crate::decode::kind::Kind::{self, *};
    use crate::decode::kind::Repr;

    const SIGNED_INT: Kind = As(Repr::I32, &Int);

    /// `__u8`
    pub const BYTE: Value = Value::One(&U8);
    /// `__u16`
    pub const HALF: Value = Value::One(&U16);
    /// `__u32`
    pub const WORD: Value = Value::One(&Uint);
    /// `__u64`
    pub const QUAD: Value = Value::One(&U64);
    /// `__s32`
    pub const SIGNED: Value = Value::One(&SIGNED_INT);
    /// `__u16` whose bits have no names.
    pub const HEX16: Value = Value::One(&As(Repr::U16, &Hex));
    /// `__u32` whose bits have no names.
    pub const HEX32: Value = Value::One(&As(Repr::U32, &Hex));
    /// The index of an interface.
    pub const INDEX: Value = Value::One(&Interface);
    /// A user or group id.
    pub const ID: Value = Value::One(&Uid);
    /// A descriptor.
    pub const DESCRIPTOR: Value = Value::One(&Fd);
    /// An IPv4 address, whatever the message's family.
    pub const INET: Value = Value::One(&Inet);
    /// An IPv6 address, whatever the message's family.
    pub const INET6: Value = Value::One(&Inet6);
    /// A port in network byte order.
    pub const PORT: Value = Value::One(&Network(None));
    /// A number of one, two, four or eight bytes, whose bits have no names.
    pub const ANY: Value = Value::Own(super::number);
    /// Text.
    pub const TEXT: Value = Value::Text;
    /// A hardware address.
    pub const HARDWARE: Value = Value::Hardware;
    /// An address of the message's family.
    pub const ADDRESS: Value = Value::Address;
    /// Clock ticks.
    pub const TICKS: Value = Value::Ticks;
}

/// Declares tables of attributes: `attributes! { LINK "IFLA_???" { IFLA_UNSPEC = 0, IFLA_MTU = 4: WORD } }`. An attribute
/// without a value holds bytes.
macro_rules! attributes {
    ($($(#[$doc:meta])* $table:ident $unknown:literal {
        $($name:ident = $number:literal $(: $value:expr)?),* $(,)?
    })*) => {$(
        $(#[$doc])*
        pub(in $crate::decode::netlink) static $table: $crate::decode::netlink::attribute::Attributes =
            $crate::decode::netlink::attribute::Attributes {
                names: $crate::decode::set::Set {
                    unknown: $unknown,
                    parts: &[
                        $crate::decode::set::Part::Bits($crate::decode::netlink::attribute::MARKS),
                        $crate::decode::set::Part::Choice {
                            mask: $crate::decode::netlink::attribute::TYPE,
                            names: &[$($crate::decode::set::Named { value: $number, name: stringify!($name) }),*],
                            unknown: $unknown,
                        },
                    ],
                    rest: $crate::decode::set::Radix::Hex,
                },
                values: &[$(attributes!(@value $($value)?)),*],
                otherwise: $crate::decode::netlink::attribute::Value::Bytes,
            };
    )*};
    (@value) => { $crate::decode::netlink::attribute::Value::Bytes };
    (@value $value:expr) => { $value };
}
pub(super) use attributes;

impl Attributes {
    /// A table with the same names, of which these say what the first ones hold.
    pub(super) const fn like(&self, values: &'static [Value]) -> Attributes {
        let Set { unknown, parts, rest } = self.names;
        Attributes { names: Set { unknown, parts, rest }, values, otherwise: Value::Bytes }
    }

    /// What an attribute of this type holds.
    fn value(&self, kind: u64) -> Value {
        let found = self.names.constants().filter(|named| named.value & !TYPE == 0);
        let position = found.enumerate().find(|(_, named)| named.value == kind & TYPE);
        position.and_then(|(i, _)| self.values.get(i)).copied().unwrap_or(self.otherwise)
    }
}

/// Attributes that follow each other: alone where there is one, else as an array.
pub(super) fn attributes_of(
    decoder: &mut Decoder<'_>,
    table: &'static Attributes,
    about: &About<'_>,
    span: Span<'_>,
) {
    let mut about = About { depth: about.depth + 1, around: span.bytes, ..*about };
    let heads = (HEAD, most(decoder));
    each(
        decoder,
        span,
        heads,
        |span| span.half(0),
        |decoder, span| {
            if let Value::Named | Value::Title = table.value(span.half(2)) {
                let payload = span.upto(span.half(0) as usize).from(HEAD);
                about.named = payload.bytes.split(|byte| *byte == 0).next().unwrap_or_default();
            }
            attribute(decoder, table, &about, span);
        },
    );
}

/// One attribute: its head, and in brackets with it what it holds, where all of that is there.
fn attribute(decoder: &mut Decoder<'_>, table: &'static Attributes, about: &About<'_>, span: Span<'_>) {
    let (length, kind) = (span.half(0), span.half(2));
    let payload = span.upto(length as usize).from(HEAD);
    let alone = length as usize <= HEAD || payload.bytes.is_empty();
    if !alone {
        decoder.sink.open(Group::Array);
        decoder.sink.item();
    }
    decoder.sink.open(Group::Struct);
    decoder.sink.field("nla_len");
    decoder.sink.number(length, Radix::Decimal);
    decoder.sink.field("nla_type");
    decoder.sink.symbol(kind, &table.names);
    decoder.sink.close(Group::Struct);
    if alone {
        return;
    }
    decoder.sink.item();
    value(decoder, table.value(kind), about, payload);
    decoder.sink.close(Group::Array);
}

/// What an attribute holds.
pub(super) fn value(decoder: &mut Decoder<'_>, value: Value, about: &About<'_>, payload: Span<'_>) {
    let length = payload.bytes.len();
    let fits = |kind: &Kind, decoder: &Decoder<'_>| kind.repr().size_align(decoder.abi).0 <= length;
    match value {
        Value::Nested(_) | Value::Headed(..) if about.depth >= DEEPEST => hex(decoder, payload),
        Value::One(kind) if fits(kind, decoder) => show(decoder, kind, payload),
        Value::Rest(kind) if fits(kind, decoder) => {
            let (size, _) = kind.repr().size_align(decoder.abi);
            show(decoder, kind, payload);
            if length > size {
                decoder.sink.item();
                hex(decoder, payload.from(size));
            }
        }
        Value::Short(kind) if fits(kind, decoder) && length <= WIDEST => show(decoder, kind, payload),
        Value::Wide(kind) if length <= WIDEST => {
            let mut raw = [0; WIDEST];
            raw[..length].copy_from_slice(payload.bytes);
            show(decoder, kind, Span { bytes: &raw, ..payload });
        }
        Value::Grown(st, least) if length >= least => {
            let whole = st.size(decoder.abi);
            decoder.fields(st, &payload.bytes[..whole.min(length)], payload.addr);
        }
        Value::Whole(st) if length >= st.size(decoder.abi) => {
            decoder.fields(st, payload.bytes, payload.addr);
        }
        Value::All(kind) if fits(kind, decoder) => {
            let (size, _) = kind.repr().size_align(decoder.abi);
            let count = (length / size.max(1)) as u64;
            decoder.items(kind, count, Some(payload.bytes), payload.addr, Scope::Call);
        }
        Value::Indexed(set, kind) if fits(kind, decoder) => indexed(decoder, set, kind, payload),
        Value::Text | Value::Title => text(decoder, payload),
        Value::Named => name(decoder, payload),
        Value::Hardware if length <= LONGEST_ADDRESS => decoder.tail(payload.bytes, Style::Hardware),
        Value::Address => match (about.family, payload.bytes) {
            (AF_INET, [a, b, c, d, ..]) => decoder.sink.inet(Ipv4Addr::new(*a, *b, *c, *d)),
            (AF_INET6, bytes) if bytes.len() >= 16 => {
                let mut raw = [0; 16];
                raw.copy_from_slice(&bytes[..16]);
                decoder.sink.inet6("", Ipv6Addr::from(raw));
            }
            _ => hex(decoder, payload),
        },
        Value::Ticks if length <= WIDEST => ticks(decoder, payload),
        Value::Nested(table) => attributes_of(decoder, table, about, payload),
        Value::Headed(st, table) if length >= st.size(decoder.abi) => {
            let size = st.size(decoder.abi);
            decoder.fields(st, &payload.bytes[..size], payload.addr);
            let rest = payload.from(size.next_multiple_of(ALIGN));
            if !rest.bytes.is_empty() {
                decoder.sink.item();
                attributes_of(decoder, table, about, rest);
            }
        }
        Value::For(kinds) => {
            let found = named(kinds, about).copied().unwrap_or(Value::Bytes);
            self::value(decoder, found, about, payload);
        }
        Value::Beside(of, kinds) => {
            let key = beside(about.around, of).unwrap_or_default();
            let found = kinds.iter().find(|(kind, _)| *kind == key).map_or(Value::Bytes, |(_, value)| *value);
            self::value(decoder, found, about, payload);
        }
        Value::Beyond(inner) if decoder.detail.deep => self::value(decoder, *inner, about, payload),
        Value::By(choose) => self::value(decoder, choose(about), about, payload),
        Value::Own(show) if show(decoder, about, payload) => {}
        _ => hex(decoder, payload),
    }
}

/// The most attributes of a list that are looked through for one: no list of the kernel's has as many kinds.
const LOOKED: usize = 64;

/// What the first attribute of this type in a list holds.
fn beside(list: &[u8], of: u16) -> Option<&[u8]> {
    let mut span = Span { bytes: list, addr: 0 };
    for _ in 0..LOOKED {
        if span.bytes.len() < HEAD {
            break;
        }
        let length = span.half(0) as usize;
        if span.half(2) & TYPE == u64::from(of) {
            return Some(span.upto(length).from(HEAD).bytes);
        }
        span = span.from(length.max(HEAD).next_multiple_of(ALIGN));
    }
    None
}

/// What stands for the kind of thing that the attributes are about.
pub(super) fn named(kinds: &'static [(&'static [u8], Value)], about: &About<'_>) -> Option<&'static Value> {
    kinds.iter().find(|(kind, _)| *kind == about.named).map(|(_, value)| value)
}

/// A value at the start of bytes that have been read.
pub(super) fn show(decoder: &mut Decoder<'_>, kind: &'static Kind, span: Span<'_>) {
    let at = At::Memory(span.bytes, span.addr);
    decoder.show(kind, Place { at, repr: kind.repr(), scope: Scope::Call });
}

/// Text with its NUL at the end of the bytes, or of those that are shown: without one it goes on.
pub(super) fn text(decoder: &mut Decoder<'_>, span: Span<'_>) {
    let shown = &span.bytes[..span.bytes.len().min(decoder.detail.string)];
    let (bytes, cut) = match shown {
        [bytes @ .., 0] => (bytes, false),
        bytes => (bytes, true),
    };
    let length = (!cut).then_some(bytes.len() as u64);
    decoder.sink.bytes(Seen { bytes, cut, length, style: Style::Ended });
}

/// Text up to its NUL, wherever that is.
fn name(decoder: &mut Decoder<'_>, span: Span<'_>) {
    let end = span.bytes.iter().position(|byte| *byte == 0);
    let bytes = &span.bytes[..end.unwrap_or(span.bytes.len())];
    let shown = &bytes[..bytes.len().min(decoder.detail.string)];
    let cut = end.is_none() || shown.len() < bytes.len();
    let length = end.map(|end| end as u64);
    decoder.sink.bytes(Seen { bytes: shown, cut, length, style: Style::Text });
}

/// Numbers, each with the name of its place.
pub fn indexed(decoder: &mut Decoder<'_>, set: &'static Set, kind: &'static Kind, payload: Span<'_>) {
    let size = kind.repr().size_align(decoder.abi).0.max(1);
    let limit = most(decoder);
    decoder.sink.open(Group::Indexed);
    for (i, bytes) in payload.bytes.chunks_exact(size).enumerate() {
        if i >= limit {
            decoder.sink.more();
            break;
        }
        decoder.sink.index(i as u64, set);
        let addr = payload.addr.wrapping_add((i * size) as u64);
        show(decoder, kind, Span { bytes, addr });
    }
    decoder.sink.close(Group::Indexed);
}

/// A number in hex, where numbers may have that many bytes.
fn number(decoder: &mut Decoder<'_>, _: &About<'_>, span: Span<'_>) -> bool {
    let there = matches!(span.bytes.len(), 1 | 2 | 4 | 8);
    if there {
        decoder.sink.number(Repr::U64.load(span.bytes, decoder.abi), Radix::Hex);
    }
    there
}

/// Clock ticks, and the seconds that they are.
fn ticks(decoder: &mut Decoder<'_>, span: Span<'_>) {
    let ticks = Repr::U64.load(span.bytes, decoder.abi);
    decoder.sink.number(ticks, Radix::Decimal);
    if ticks != 0 {
        decoder.sink.gloss(format_args!("{}.{:02} s", ticks / 100, ticks % 100));
    }
}
