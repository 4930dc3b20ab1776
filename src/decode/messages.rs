//! Several messages a call (`struct mmsghdr`): sendmmsg and recvmmsg.

use super::decoder::{At, Decoder, Place, Scope};
use super::kind::Kind::{self, *};
use super::kind::{Phase, Ref, Repr};
use super::message::{UNREAD, ask, name_length_at};
use super::set::Radix;
use super::sink::Group;
use super::structs::Struct;
use super::structs::net::{MMSGHDR, MMSGHDR_SENT, MMSGHDR_UNSENT, MSGHDR};
use super::structs::time::{TIMESPEC, TIMESPEC64};
use crate::event::Outcome;

/// Fields by their position.
const MSG_LEN: Ref = Ref(1);
const MSG_HDR_OF_MMSGHDR: u64 = 0;

/// How many lengths of names of recvmmsg's messages are kept in `Decoder::saved`, each with the number of messages in a row
/// that have it; the rest of it holds the timeout.
const KEPT: usize = 4;

/// The most messages that a call takes (UIO_MAXIOV).
const MOST_MESSAGES: u64 = 1024;

/// Where in `Decoder::saved` it is told how many of sendmmsg's messages were sent.
const SENT: usize = 0;

/// Where recvmmsg's and sendmmsg's arguments stand.
const MSGVEC: Ref = Ref(1);
const VLEN: Ref = Ref(2);
const TIMEOUT: usize = 4;

/// sendmmsg's messages, after the call: all of them, for what wasn't sent is the caller's, too.
pub fn all_sent(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const ONE: Kind = Own(Repr::Like(&MMSGHDR_SENT), Phase::Exit, one_sent);
    let count = decoder.value(VLEN, Scope::Call);
    ask(decoder);
    decoder.left = u64::MAX;
    decoder.saved[SENT] = decoder.returned().max(0) as u64;
    // Where the call failed its argument can be shown all the same.
    let outcome = std::mem::replace(&mut decoder.outcome, Outcome::Returned(0));
    decoder.array(&ONE, place.value(decoder.abi), count, Scope::Call);
    decoder.outcome = outcome;
}

/// One of sendmmsg's messages; of those that were sent, with the length that the kernel has told.
fn one_sent(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let At::Memory(bytes, addr) = place.at else { return };
    let first = decoder.value(MSGVEC, Scope::Call);
    let index = addr.wrapping_sub(first) / MMSGHDR.size(decoder.abi) as u64;
    let was_sent = index < decoder.saved[SENT];
    decoder.fields(if was_sent { &MMSGHDR_SENT } else { &MMSGHDR_UNSENT }, bytes, addr);
}

/// Keeps what recvmmsg changes: the lengths of the first names, and the timeout.
pub fn keep_all(decoder: &Decoder<'_>, addr: u64, saved: &mut [u64; 6]) {
    let step = MMSGHDR.size(decoder.abi) as u64;
    let shown = if decoder.detail.full { MOST_MESSAGES } else { decoder.detail.string as u64 };
    let count = decoder.value(VLEN, Scope::Call).min(shown).min(MOST_MESSAGES);
    let mut last = 0;
    for i in 0..count {
        let length = name_length_at(decoder, addr.wrapping_add(i * step + MSG_HDR_OF_MMSGHDR));
        let length = length & u64::from(u32::MAX);
        if saved[last] >> LENGTHS != 0 && saved[last] as u32 != length as u32 {
            last += 1;
            if last == KEPT {
                break;
            }
        }
        saved[last] = (((saved[last] >> LENGTHS) + 1) << LENGTHS) | length;
    }
}

/// Where, in a number of `Decoder::saved`, stands how many messages have names of the length that stands below.
const LENGTHS: u32 = 32;

/// The length of the name that recvmmsg had room for in this message, if it was kept.
fn name_length_of(decoder: &Decoder<'_>, mut index: u64) -> Option<i32> {
    for kept in &decoder.saved[..KEPT] {
        let count = kept >> LENGTHS;
        if index < count {
            return Some(*kept as i32);
        }
        index -= count;
    }
    None
}

/// recvmmsg's messages: those that came.
pub fn all_received(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const RECEIVED: Kind = Struct(&MMSGHDR);
    let addr = place.value(decoder.abi);
    if decoder.failed() || !decoder.detail.follow {
        return decoder.sink.address(addr);
    }
    ask(decoder);
    let count = decoder.value(VLEN, Scope::Call).min(decoder.returned().max(0) as u64);
    decoder.array(&RECEIVED, addr, count, Scope::Call);
}

/// One of recvmmsg's messages.
pub fn received_header(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let At::Memory(bytes, addr) = place.at else { return };
    let step = MMSGHDR.size(decoder.abi) as u64;
    let first = decoder.value(MSGVEC, Scope::Call);
    decoder.left = decoder.value(MSG_LEN, place.scope);
    decoder.given = name_length_of(decoder, addr.wrapping_sub(first) / step);
    decoder.fields(&MSGHDR, bytes, addr);
    decoder.given = None;
}

/// Keeps the timeout of recvmmsg, which the kernel overwrites with what is left of it.
pub fn keep_timeout(decoder: &Decoder<'_>, addr: u64, saved: &mut [u64; 6]) {
    keep_time(decoder, &TIMESPEC, addr, saved);
}

/// The same, of recvmmsg_time64.
pub fn keep_timeout64(decoder: &Decoder<'_>, addr: u64, saved: &mut [u64; 6]) {
    keep_time(decoder, &TIMESPEC64, addr, saved);
}

fn keep_time(decoder: &Decoder<'_>, st: &'static Struct, addr: u64, saved: &mut [u64; 6]) {
    let repr = st.fields[0].kind.repr();
    let second = repr.size_align(decoder.abi).0 as u64;
    saved[TIMEOUT] = decoder.number_at(addr, repr).unwrap_or(UNREAD);
    saved[TIMEOUT + 1] = decoder.number_at(addr.wrapping_add(second), repr).unwrap_or(UNREAD);
}

/// The timeout as it was before the call.
pub fn timeout(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let (sec, nsec) = (decoder.saved[TIMEOUT], decoder.saved[TIMEOUT + 1]);
    if addr == 0 || nsec == UNREAD || !decoder.detail.follow {
        return decoder.sink.address(addr);
    }
    decoder.sink.open(Group::Struct);
    for (name, value, radix) in [("tv_sec", sec, Radix::Signed), ("tv_nsec", nsec, Radix::Decimal)] {
        decoder.sink.field(name);
        decoder.sink.number(value, radix);
    }
    decoder.sink.close(Group::Struct);
}

/// What recvmmsg leaves of its timeout.
pub fn left(decoder: &mut Decoder<'_>, _place: Place<'_>) {
    remaining(decoder, &TIMESPEC);
}

/// The same, of recvmmsg_time64.
pub fn left64(decoder: &mut Decoder<'_>, _place: Place<'_>) {
    remaining(decoder, &TIMESPEC64);
}

fn remaining(decoder: &mut Decoder<'_>, st: &'static Struct) {
    if decoder.returned() == 0 {
        decoder.sink.open_note("");
        decoder.sink.expression(0, format_args!("Timeout"));
        return decoder.sink.close_note();
    }
    let addr = decoder.value(Ref(TIMEOUT as u8), Scope::Call);
    if addr != 0 && decoder.detail.follow {
        decoder.sink.open_note("left");
        decoder.structure(st, addr);
        decoder.sink.close_note();
    }
}
