//! Generic netlink: families that the kernel numbers as they come. The tracer knows their names (`Memory::generic`);
//! of their messages the head is common. The controller's attributes are here, those of others in `tables`. It is also
//! home to what answers of every protocol may carry.

use super::attribute::values::*;
use super::attribute::{About, Attributes, Value, attributes, attributes_of};
use super::tables::Family;
use super::{ALIGN, Message, Span, hex};
use crate::decode::decoder::Decoder;
use crate::decode::kind::Kind::{As, I64, Of, U8};
use crate::decode::kind::Repr;
use crate::decode::set::{Part, Radix, Set};
use crate::decode::sets::genetlink::{CTRL_CMD, GENL, NL_ATTR_TYPE};
use crate::decode::sink::Group;
use Value::{All, Nested, One};

/// The controller, the family whose number is fixed.
const GENL_ID_CTRL: u64 = 16;

const NLM_F_REQUEST: u64 = 1;
const NLM_F_MULTI: u64 = 2;

/// The size of `struct genlmsghdr`: a command, a version, two bytes without meaning.
const HEAD: usize = 4;

static UNKNOWN: Set = Set {
    unknown: "GENERIC_FAMILY_???",
    parts: &[Part::One { mask: u64::MAX, names: &[] }],
    rest: Radix::Hex,
};

pub(super) fn kind(decoder: &mut Decoder<'_>, kind: u64) {
    let mut name = decoder.pool.take();
    let known = decoder.memory.generic(kind as u16, &mut name);
    match std::str::from_utf8(&name) {
        Ok(name) if known => decoder.sink.named(kind, format_args!("{name}")),
        _ => decoder.sink.symbol(kind, &UNKNOWN),
    }
    decoder.pool.give(name);
}

pub(super) fn payload(decoder: &mut Decoder<'_>, message: &Message<'_>) -> bool {
    let [command, version, _, _, ..] = *message.payload.bytes else { return false };
    let family = family(decoder, message);
    let commands = family.map(|family| match message.flags & NLM_F_REQUEST {
        0 => &family.answers,
        _ => &family.requests,
    });
    decoder.sink.open(Group::Struct);
    decoder.sink.field("cmd");
    match commands {
        _ if message.kind == GENL_ID_CTRL => decoder.sink.symbol(command.into(), &CTRL_CMD),
        Some(commands) => decoder.sink.symbol(command.into(), commands.names),
        None => decoder.sink.number(command.into(), Radix::Hex),
    }
    decoder.sink.field("version");
    decoder.sink.number(version.into(), Radix::Decimal);
    decoder.sink.close(Group::Struct);
    let mut rest = message.payload.from(HEAD);
    if let Some(head) = family.and_then(|family| family.head).filter(|_| !rest.bytes.is_empty()) {
        let size = head.size(decoder.abi);
        decoder.sink.item();
        if rest.bytes.len() < size {
            hex(decoder, rest);
            return true;
        }
        decoder.fields(head, &rest.bytes[..size], rest.addr);
        rest = rest.from(size.next_multiple_of(ALIGN));
    }
    if rest.bytes.is_empty() {
        return true;
    }
    decoder.sink.item();
    match (family, commands) {
        _ if message.kind == GENL_ID_CTRL => attributes_of(decoder, &CONTROL, &About::default(), rest),
        (Some(family), Some(commands)) => {
            attributes_of(decoder, family.attributes_of(commands, command), &About::default(), rest);
        }
        _ if is_chain(rest) => attributes_of(decoder, &NUMBERED, &About::default(), rest),
        _ => hex(decoder, rest),
    }
    true
}

/// The family of this number, where its attributes are known.
fn family(decoder: &mut Decoder<'_>, message: &Message<'_>) -> Option<&'static Family> {
    let mut name = decoder.pool.take();
    let known = decoder.memory.generic(message.kind as u16, &mut name);
    let unasked = message.flags & (NLM_F_REQUEST | NLM_F_MULTI) == 0 && message.sequence == 0;
    let telling = || Family::telling(&name).filter(|_| unasked);
    let family = known.then(|| telling().or_else(|| Family::named(&name))).flatten();
    decoder.pool.give(name);
    family
}

/// Whether the bytes are attributes from end to end. Some families put a head of their own before them.
fn is_chain(mut span: Span<'_>) -> bool {
    while span.bytes.len() >= HEAD {
        let length = span.half(0) as usize;
        if length < HEAD || length > span.bytes.len() {
            return false;
        }
        span = span.from(length.next_multiple_of(ALIGN));
    }
    span.bytes.is_empty()
}

/// Attributes that only have numbers.
pub(super) static NUMBERED: Attributes = numbered(Value::Bytes);

/// The same, of a list in which each number holds the same.
pub(super) const fn numbered(each: Value) -> Attributes {
    Attributes {
        names: Set {
            unknown: "",
            parts: &[
                Part::Bits(super::attribute::MARKS),
                Part::Choice { mask: super::attribute::TYPE, names: &[], unknown: "" },
            ],
            rest: Radix::Hex,
        },
        values: &[],
        otherwise: each,
    }
}

static OPERATIONS: Attributes = numbered(Nested(&OPERATION));
static GROUPS: Attributes = numbered(Nested(&GROUP));
static POLICIES: Attributes = numbered(Nested(&ATTRIBUTES));
static ATTRIBUTES: Attributes = numbered(Nested(&POLICY));
static OPERATION_POLICIES: Attributes = numbered(Nested(&OPERATION_POLICY));

attributes! {
    /// Of answers: what was wrong, and where.
    ERROR "NLMSGERR_ATTR_???" {
        NLMSGERR_ATTR_UNUSED = 0,
        NLMSGERR_ATTR_MSG = 1: TEXT,
        NLMSGERR_ATTR_OFFS = 2: WORD,
        NLMSGERR_ATTR_COOKIE = 3: All(&U8),
        NLMSGERR_ATTR_POLICY = 4,
        NLMSGERR_ATTR_MISS_TYPE = 5,
        NLMSGERR_ATTR_MISS_NEST = 6,
    }
    /// Of the controller.
    CONTROL "CTRL_ATTR_???" {
        CTRL_ATTR_UNSPEC = 0,
        CTRL_ATTR_FAMILY_ID = 1: HALF,
        CTRL_ATTR_FAMILY_NAME = 2: TEXT,
        CTRL_ATTR_VERSION = 3: WORD,
        CTRL_ATTR_HDRSIZE = 4: WORD,
        CTRL_ATTR_MAXATTR = 5: WORD,
        CTRL_ATTR_OPS = 6: Nested(&OPERATIONS),
        CTRL_ATTR_MCAST_GROUPS = 7: Nested(&GROUPS),
        CTRL_ATTR_POLICY = 8: Nested(&POLICIES),
        CTRL_ATTR_OP_POLICY = 9: Nested(&OPERATION_POLICIES),
        CTRL_ATTR_OP = 10: WORD,
    }
    OPERATION "CTRL_ATTR_OP_???" {
        CTRL_ATTR_OP_UNSPEC = 0,
        CTRL_ATTR_OP_ID = 1: WORD,
        CTRL_ATTR_OP_FLAGS = 2: One(&Of(&GENL)),
    }
    GROUP "CTRL_ATTR_MCAST_GRP_???" {
        CTRL_ATTR_MCAST_GRP_UNSPEC = 0,
        CTRL_ATTR_MCAST_GRP_NAME = 1: TEXT,
        CTRL_ATTR_MCAST_GRP_ID = 2: WORD,
    }
    OPERATION_POLICY "CTRL_ATTR_POLICY_???" {
        CTRL_ATTR_POLICY_UNSPEC = 0,
        CTRL_ATTR_POLICY_DO = 1: WORD,
        CTRL_ATTR_POLICY_DUMP = 2: WORD,
    }
    POLICY "NL_POLICY_TYPE_ATTR_???" {
        NL_POLICY_TYPE_ATTR_UNSPEC = 0,
        NL_POLICY_TYPE_ATTR_TYPE = 1: One(&Of(&NL_ATTR_TYPE)),
        NL_POLICY_TYPE_ATTR_MIN_VALUE_S = 2: One(&As(Repr::I64, &I64)),
        NL_POLICY_TYPE_ATTR_MAX_VALUE_S = 3: One(&As(Repr::I64, &I64)),
        NL_POLICY_TYPE_ATTR_MIN_VALUE_U = 4: QUAD,
        NL_POLICY_TYPE_ATTR_MAX_VALUE_U = 5: QUAD,
        NL_POLICY_TYPE_ATTR_MIN_LENGTH = 6: WORD,
        NL_POLICY_TYPE_ATTR_MAX_LENGTH = 7: WORD,
        NL_POLICY_TYPE_ATTR_POLICY_IDX = 8: WORD,
        NL_POLICY_TYPE_ATTR_POLICY_MAXTYPE = 9: WORD,
        NL_POLICY_TYPE_ATTR_BITFIELD32_MASK = 10: HEX32,
        NL_POLICY_TYPE_ATTR_PAD = 11,
        NL_POLICY_TYPE_ATTR_MASK = 12: QUAD,
    }
}
