//! Handles of files, which name_to_handle_at gives and open_by_handle_at takes.

use super::decoder::{Decoder, Place};
use super::kind::{Kind, Repr};
use super::set::Radix;
use super::sink::{Group, Seen, Style};
use crate::event::Outcome;

/// The longest handle, in bytes (MAX_HANDLE_SZ).
const LONGEST: u64 = 128;
/// Where the handle begins, behind its length and its type.
const HEAD: u64 = 8;
/// The error that says the handle is longer than there was room for: then its length has been written.
const EOVERFLOW: i32 = 75;
/// The flag that makes the id of the mount the one that is never used again (AT_HANDLE_MNT_ID_UNIQUE).
const UNIQUE: u64 = 1;
/// Arguments of name_to_handle_at, by position.
const HANDLE: usize = 2;
const FLAGS: usize = 4;

/// Keeps the room for the handle as it is before the call; without memory that can be read, more than any is.
pub fn keep(decoder: &Decoder<'_>, addr: u64, saved: &mut [u64; 6]) {
    saved[HANDLE] = room(decoder, addr).unwrap_or(u64::MAX);
}

fn room(decoder: &Decoder<'_>, addr: u64) -> Option<u64> {
    // Its type too must be there.
    decoder.number_at(addr.wrapping_add(HEAD / 2), Repr::U32)?;
    decoder.number_at(addr, Repr::U32)
}

/// The handle that open_by_handle_at takes.
pub fn taken(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let Some(length) = room(decoder, addr).filter(|_| decoder.detail.follow) else {
        return decoder.sink.address(addr);
    };
    decoder.sink.open(Group::Struct);
    decoder.sink.field("handle_bytes");
    decoder.sink.number(length, Radix::Decimal);
    rest(decoder, addr, length);
    decoder.sink.close(Group::Struct);
}

/// The handle that name_to_handle_at gives: its room before, and its length after the call.
pub fn given(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let before = decoder.saved[HANDLE];
    if before == u64::MAX || !decoder.detail.follow {
        return decoder.sink.address(addr);
    }
    decoder.sink.open(Group::Struct);
    decoder.sink.field("handle_bytes");
    decoder.sink.number(before, Radix::Decimal);
    if matches!(decoder.outcome, Outcome::Returned(_) | Outcome::Failed(EOVERFLOW))
        && let Some(length) = room(decoder, addr)
    {
        if length != before {
            decoder.sink.becomes();
            decoder.sink.number(length, Radix::Decimal);
        }
        if !decoder.failed() {
            rest(decoder, addr, length);
        }
    }
    decoder.sink.close(Group::Struct);
}

/// Its type and the handle itself.
fn rest(decoder: &mut Decoder<'_>, addr: u64, length: u64) {
    decoder.sink.field("handle_type");
    let kind = decoder.number_at(addr.wrapping_add(HEAD / 2), Repr::I32).unwrap_or(0);
    decoder.sink.number(kind, Radix::Signed);
    decoder.sink.field("f_handle");
    let mut buffer = decoder.pool.take();
    buffer.resize(length.min(LONGEST) as usize, 0);
    let at = addr.wrapping_add(HEAD);
    if decoder.memory.read_exact(at, &mut buffer) {
        let cut = length > LONGEST;
        decoder.sink.bytes(Seen { bytes: &buffer, cut, length: Some(length), style: Style::Hex });
    } else {
        decoder.sink.unreadable(at);
    }
    decoder.pool.give(buffer);
}

/// The id of the mount that name_to_handle_at gives; the flag makes it the one that is never used again.
pub fn mount_id(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const SHORT: Kind = Kind::At(&Kind::Int);
    const LONG: Kind = Kind::At(&Kind::As(Repr::U64, &Kind::Hex));
    if decoder.failed() || decoder.saved[HANDLE] == u64::MAX {
        return decoder.sink.address(place.value(decoder.abi));
    }
    let unique = decoder.args[FLAGS] & UNIQUE != 0;
    decoder.show(if unique { &LONG } else { &SHORT }, place);
}
