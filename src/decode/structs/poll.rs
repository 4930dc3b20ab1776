//! Waiting for descriptors.

use crate::decode::decoder::{Decoder, Place};
use crate::decode::kind::Kind::*;
use crate::decode::kind::When::Unlike;
use crate::decode::kind::{Phase, Repr};
use crate::decode::set::Radix;
use crate::decode::sets::poll::{EPOLL, POLL};
use crate::decode::sink::Group;
use crate::decode::structs::structs;

structs! {
    POLLFD "pollfd" {
        fd: Fd,
        events: If(Unlike(fd, 1 << 31, 1 << 31), &As(Repr::U16, &Of(&POLL))),
        revents: Hidden(&As(Repr::U16, &Of(&POLL))),
    }
    /// What is ready, after the call.
    READY "pollfd" {
        fd: Int,
        events: Hidden(&As(Repr::U16, &Of(&POLL))),
        revents: As(Repr::U16, &Of(&POLL)),
    }
    EPOLL_EVENT "epoll_event" packed(X86_64, X32) {
        events: Of(&EPOLL),
        data: Own(Repr::U64, Phase::Entry, epoll_data),
    }
}

/// `epoll_data_t`: whatever the program has put in, as its lower half and as a whole.
fn epoll_data(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    decoder.sink.open(Group::Struct);
    decoder.sink.field("u32");
    decoder.sink.number(value & 0xffff_ffff, Radix::Decimal);
    decoder.sink.field("u64");
    decoder.sink.number(value, Radix::Decimal);
    decoder.sink.close(Group::Struct);
}
