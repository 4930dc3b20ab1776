//! What calls on clocks and timers say that no kind can.

use super::decoder::{Decoder, Place, Scope};
use super::kind::{Kind, Repr};
use super::set::Radix;
use super::sink::Group;
use super::structs::clock::{SIGEVENT, SIGEVENT_THREAD};
use super::structs::time::{TIMESPEC, TIMESPEC64};
use crate::event::Outcome;

const TIME: Kind = Kind::Struct(&TIMESPEC);
const TIME64: Kind = Kind::Struct(&TIMESPEC64);

/// The errors of a sleep that a signal cut short: EINTR, ERESTART_RESTARTBLOCK.
const CUT_SHORT: [i32; 2] = [4, 516];

/// The rest of a sleep, which is written only where a signal cut it short.
fn rest(decoder: &mut Decoder<'_>, place: Place<'_>, kind: &'static Kind) {
    let addr = place.value(decoder.abi);
    match decoder.outcome {
        Outcome::Failed(code) if CUT_SHORT.contains(&code) => decoder.behind(kind, addr, Scope::Call),
        _ => decoder.sink.address(addr),
    }
}

/// What is left of a sleep, in the time of the ABI.
pub fn remaining(decoder: &mut Decoder<'_>, place: Place<'_>) {
    rest(decoder, place, &TIME);
}

/// The same in 64 bits.
pub fn remaining64(decoder: &mut Decoder<'_>, place: Place<'_>) {
    rest(decoder, place, &TIME64);
}

/// `union sigval`, as both of its members.
pub fn sigval(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    decoder.sink.open(Group::Struct);
    decoder.sink.field("sival_int");
    decoder.sink.number(Repr::I32.narrow(value, decoder.abi), Radix::Signed);
    decoder.sink.field("sival_ptr");
    decoder.sink.address(value);
    decoder.sink.close(Group::Struct);
}

/// How a timer or queue is to tell something.
pub fn sigevent(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const SIGEV_THREAD: u64 = 2;
    let addr = place.value(decoder.abi);
    let notify = SIGEVENT.offset("sigev_notify", decoder.abi).unwrap_or(0) as u64;
    match decoder.number_at(addr.wrapping_add(notify), Repr::I32) {
        Some(SIGEV_THREAD) if addr != 0 => decoder.structure(&SIGEVENT_THREAD, addr),
        _ => decoder.structure(&SIGEVENT, addr),
    }
}
