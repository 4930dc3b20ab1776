//! Contexts that security modules give a process.

use super::decoder::{Decoder, Place};
use super::kind::Repr;
use super::sink::{Group, Seen, Style};
use super::structs::security::LSM_CONTEXT;

/// The head of a context, in bytes, and where its whole length and that of its text stand in it.
const HEAD: usize = 32;
const LENGTH: usize = 16;
const TEXT_LENGTH: usize = 24;

/// The longest context, in bytes, of which at most `-s` are shown.
const LONGEST: u64 = 1 << 16;

/// Says the context at `addr`; returns how many bytes it takes. None where there is none to be read.
fn say(decoder: &mut Decoder<'_>, addr: u64) -> Option<u64> {
    let mut head = [0; HEAD];
    if addr == 0 || !decoder.detail.follow || !decoder.memory.read_exact(addr, &mut head) {
        return None;
    }
    let word = |at: usize| Repr::U64.load(&head[at..], decoder.abi);
    let (length, text) = (word(LENGTH), word(TEXT_LENGTH));
    decoder.sink.open(Group::Struct);
    decoder.members(&LSM_CONTEXT, &head, addr);
    decoder.sink.field("ctx");
    let at = addr.wrapping_add(HEAD as u64);
    let mut bytes = decoder.pool.take();
    bytes.resize(text.min(decoder.detail.string as u64) as usize, 0);
    if text <= LONGEST && decoder.memory.read_exact(at, &mut bytes) {
        let cut = text > bytes.len() as u64;
        // Text has its NUL counted.
        let shown = bytes.strip_suffix(b"\0").unwrap_or(&bytes);
        decoder.sink.bytes(Seen { bytes: shown, cut, length: Some(text), style: Style::Text });
    } else {
        decoder.sink.unreadable(at);
    }
    decoder.pool.give(bytes);
    decoder.sink.close(Group::Struct);
    Some(length)
}

/// The context that lsm_set_self_attr takes.
pub fn context(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    if say(decoder, addr).is_none() {
        decoder.sink.address(addr);
    }
}

/// The contexts that lsm_get_self_attr gives, as many as it returned.
pub fn contexts(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let mut head = [0; HEAD];
    let count = decoder.returned().max(0) as u64;
    if decoder.failed() || addr == 0 || !decoder.detail.follow || !decoder.memory.read_exact(addr, &mut head)
    {
        return decoder.sink.address(addr);
    }
    let most = if decoder.detail.full { LONGEST } else { decoder.detail.string as u64 };
    let mut at = addr;
    decoder.sink.open(Group::Array);
    for _ in 0..count.min(most) {
        decoder.sink.item();
        match say(decoder, at) {
            Some(length) if length >= HEAD as u64 => at = at.wrapping_add(length),
            Some(_) => break,
            None => {
                decoder.sink.unreadable(at);
                break;
            }
        }
    }
    if count > most {
        decoder.sink.item();
        decoder.sink.more();
    }
    decoder.sink.close(Group::Array);
}
