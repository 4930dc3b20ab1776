//! Requests of which no table says what they take: with `-v` their bytes, as many as the number tells, as strace has them
//! since 6.11. What the program passes is shown before the call, what it gets after it, whether it succeeded or not.

use super::{REQUEST, parts};
use crate::decode::decoder::{Decoder, Place};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Phase, Repr, When};
use crate::decode::set::Radix;
use crate::decode::sink::Style;

/// Second bytes of requests of which strace has a decoder: where that doesn't know one it leaves the argument as it is, and
/// says it before the call; but what is read of events (`E`), which ends as all else does.
const DECODED: &[u8] = b"\x03\x12\x15\x89\x8a\x94\xa4\xaa\xab\xae\xb4\xb7\xfd!\"$=>EIKLMORTVWXfiop";

/// `_IOC_READ`.
const READ: u8 = 2;

/// By the directions of `_IOC`: none (which may be either), to write, to read, both.
static BY_DIRECTION: [Kind; 4] = [
    in_full(&Both(exchanged)),
    in_full(&Own(Repr::Ulong, Phase::Entry, bytes)),
    in_full(&Own(Repr::Ulong, Phase::Exit, bytes)),
    in_full(&Both(exchanged)),
];

/// Bytes in full output; else where they are.
const fn in_full(bytes: &'static Kind) -> Kind {
    Where(When::FullOr(&[]), bytes, &super::OTHERWISE)
}

/// What a request without a row takes.
pub fn argument(value: u64) -> &'static Kind {
    let parts = parts(value);
    match parts.size {
        _ if parts.of == b'E' && parts.direction == READ => &super::OTHERWISE,
        _ if DECODED.contains(&parts.of) => &Hex,
        0 => &super::OTHERWISE,
        _ => &BY_DIRECTION[usize::from(parts.direction)],
    }
}

/// The bytes; without `-v` where they are.
fn bytes(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let (addr, size) = (place.value(decoder.abi), parts(decoder.value(REQUEST, place.scope)).size);
    match whole(decoder) {
        true => decoder.contents(addr, size.into(), Style::Hex),
        false => decoder.sink.number(addr, Radix::Hex),
    }
}

/// The same before the call and after it.
fn exchanged(decoder: &mut Decoder<'_>, place: Place<'_>) {
    if decoder.phase == Phase::Entry {
        return bytes(decoder, place);
    }
    let addr = place.value(decoder.abi);
    if whole(decoder) && addr != 0 && decoder.number_at(addr, Repr::U8).is_some() {
        decoder.sink.becomes();
        bytes(decoder, place);
    }
}

/// Whether bytes are wanted.
fn whole(decoder: &Decoder<'_>) -> bool {
    decoder.detail.follow && decoder.detail.full
}
