//! What poll and select wait for and what they found, also how much of their timeout is left.

use super::decoder::{Decoder, Place};
use super::kind::Repr;
use super::set::Radix;
use super::sink::{Group, Sink};
use super::structs::poll::{POLLFD, READY};
use super::structs::time::{TIMESPEC, TIMESPEC64, TIMEVAL};
use super::structs::{LARGEST, Struct};

/// Arguments of poll and ppoll, by position.
mod poll {
    pub const FDS: usize = 0;
    pub const COUNT: usize = 1;
    pub const TIMEOUT: usize = 2;
}

/// Arguments of select and pselect6, by position.
mod select {
    pub const COUNT: usize = 0;
    pub const SETS: [(usize, &str); 3] = [(1, "in"), (2, "out"), (3, "except")];
    pub const TIMEOUT: usize = 4;
}

/// The most descriptors that a set is read for.
const MOST: u64 = 1 << 20;

/// What poll found.
pub fn polled(decoder: &mut Decoder<'_>, _place: Place<'_>) {
    ready(decoder, None);
}

/// What ppoll found.
pub fn ppolled(decoder: &mut Decoder<'_>, _place: Place<'_>) {
    ready(decoder, Some(&TIMESPEC));
}

/// What ppoll_time64 found.
pub fn ppolled64(decoder: &mut Decoder<'_>, _place: Place<'_>) {
    ready(decoder, Some(&TIMESPEC64));
}

/// What select found, on ABIs whose `timeval` it takes.
pub fn selected(decoder: &mut Decoder<'_>, _place: Place<'_>) {
    found(decoder, &TIMEVAL);
}

/// What pselect6 found.
pub fn pselected(decoder: &mut Decoder<'_>, _place: Place<'_>) {
    found(decoder, &TIMESPEC);
}

/// What pselect6_time64 found.
pub fn pselected64(decoder: &mut Decoder<'_>, _place: Place<'_>) {
    found(decoder, &TIMESPEC64);
}

/// An `fd_set`, of as many bits as the first argument says.
pub fn descriptors(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let mut bits = decoder.pool.take();
    if decoder.detail.follow && read_set(decoder, addr, &mut bits) {
        members(decoder, &bits, u64::MAX, |sink, fd| sink.descriptor(fd));
    } else {
        decoder.sink.address(addr);
    }
    decoder.pool.give(bits);
}

/// `(Timeout)`
fn timed_out(decoder: &mut Decoder<'_>) {
    decoder.sink.open_note("");
    decoder.sink.expression(0, format_args!("Timeout"));
    decoder.sink.close_note();
}

/// What is left of a timeout that the call has changed.
fn left(decoder: &mut Decoder<'_>, timeout: usize, st: &'static Struct) {
    let addr = decoder.args[timeout];
    if addr != 0 {
        decoder.sink.note("left", "left");
        decoder.structure(st, addr);
    }
}

fn ready(decoder: &mut Decoder<'_>, timeout: Option<&'static Struct>) {
    if decoder.returned() == 0 {
        return timed_out(decoder);
    }
    // None, and what can't be.
    let (fds, count) = (decoder.args[poll::FDS], decoder.args[poll::COUNT]);
    let end = count.checked_mul(POLLFD.size(decoder.abi) as u64).and_then(|size| fds.checked_add(size));
    if fds == 0 || count == 0 || end.is_none() || !decoder.detail.follow {
        return;
    }
    decoder.sink.open(Group::Notes);
    decoder.sink.note("fds", "");
    let size = POLLFD.size(decoder.abi);
    let mut raw = [0; LARGEST];
    let raw = &mut raw[..size];
    let limit = decoder.detail.string as u64;
    let mut said = 0;
    decoder.sink.open(Group::Array);
    for i in 0..decoder.args[poll::COUNT] {
        let at = decoder.args[poll::FDS].wrapping_add(i * size as u64);
        if !decoder.memory.read_exact(at, raw) {
            decoder.sink.item();
            decoder.sink.address(at);
            break;
        }
        let offset = READY.offset("revents", decoder.abi).unwrap_or(0);
        if Repr::U16.load(&raw[offset..], decoder.abi) == 0 {
            continue;
        }
        decoder.sink.item();
        if said >= limit {
            decoder.sink.more();
            break;
        }
        decoder.fields(&READY, raw, at);
        said += 1;
    }
    decoder.sink.close(Group::Array);
    if let Some(st) = timeout {
        left(decoder, poll::TIMEOUT, st);
    }
    decoder.sink.close(Group::Notes);
}

fn found(decoder: &mut Decoder<'_>, timeout: &'static Struct) {
    let mut remain = decoder.returned().max(0) as u64;
    if remain == 0 {
        return timed_out(decoder);
    }
    decoder.sink.open(Group::Notes);
    let mut bits = decoder.pool.take();
    for (set, name) in select::SETS {
        if read_set(decoder, decoder.args[set], &mut bits) && bits.iter().any(|byte| *byte != 0) && remain > 0
        {
            decoder.sink.note(name, name);
            // strace says of these what they lead to where they are asked for, and not again.
            remain -= members(decoder, &bits, remain, |sink, fd| sink.number(fd as u64, Radix::Decimal));
        }
    }
    decoder.pool.give(bits);
    left(decoder, select::TIMEOUT, timeout);
    decoder.sink.close(Group::Notes);
}

/// Reads an `fd_set`, and clears the bits behind the number of descriptors. False where there is none to read.
fn read_set(decoder: &Decoder<'_>, addr: u64, bits: &mut Vec<u8>) -> bool {
    let count = decoder.args[select::COUNT];
    if addr == 0 || (count as i64) <= 0 {
        return false;
    }
    let count = count.min(MOST) as usize;
    let word = decoder.abi.word().size();
    bits.clear();
    bits.resize(count.div_ceil(8).next_multiple_of(word), 0);
    if !decoder.memory.read_exact(addr, bits) {
        return false;
    }
    for bit in count..8 * bits.len() {
        bits[bit / 8] &= !(1 << (bit % 8));
    }
    true
}

/// Says at most so many of the descriptors whose bits are set; returns how many.
fn members(decoder: &mut Decoder<'_>, bits: &[u8], most: u64, say: fn(&mut dyn Sink, i32)) -> u64 {
    let mut said = 0;
    decoder.sink.open(Group::Members);
    for fd in (0..8 * bits.len()).filter(|fd| bits[fd / 8] >> (fd % 8) & 1 != 0) {
        if said == most {
            break;
        }
        decoder.sink.item();
        say(decoder.sink, fd as i32);
        said += 1;
    }
    decoder.sink.close(Group::Members);
    said
}

/// The last argument of pselect6: a set of signals and its size, behind one pointer.
pub fn mask(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let word = decoder.abi.word().size() as u64;
    let set = decoder.number_at(addr, Repr::Ulong).filter(|_| decoder.detail.follow);
    let size = decoder.number_at(addr.wrapping_add(word), Repr::Ulong);
    let (Some(set), Some(size)) = (set, size) else { return decoder.sink.address(addr) };
    decoder.sink.open(Group::Struct);
    decoder.sink.field("sigmask");
    decoder.sigset(set, size);
    decoder.sink.field("sigsetsize");
    decoder.sink.number(size, Radix::Decimal);
    decoder.sink.close(Group::Struct);
}
