//! Sockets: vectors, messages, addresses.

use crate::decode::decoder::{Decoder, Place};
use crate::decode::kind::Kind::*;
use crate::decode::kind::{Phase, Ref, Repr};
use crate::decode::sink::Style;
use crate::decode::structs::structs;

structs! {
    IOVEC "iovec" {
        iov_base: Own(Repr::Ulong, Phase::Entry, vector),
        iov_len: Ulong,
    }
}

/// `iov_len`, the second field of [`IOVEC`].
const IOV_LEN: Ref = Ref(1);

/// What a vector points to: as many of its bytes as the vectors hold together.
fn vector(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let length = decoder.value(IOV_LEN, place.scope).min(decoder.left);
    decoder.left -= length;
    decoder.buffer(addr, length, Style::Text);
}
