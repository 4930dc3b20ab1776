//! The values of extended attributes.

use super::decoder::{Decoder, Place};
use super::sink::{Seen, Style};

/// The longest value, in bytes (XATTR_SIZE_MAX).
const LONGEST: u64 = 65536;
/// Where the size stands, among the arguments.
const SIZE: usize = 3;

/// The value that setxattr takes.
pub fn taken(decoder: &mut Decoder<'_>, place: Place<'_>) {
    value(decoder, place, decoder.args[SIZE]);
}

/// The value that getxattr gives.
pub fn given(decoder: &mut Decoder<'_>, place: Place<'_>) {
    if decoder.failed() {
        return decoder.sink.address(place.value(decoder.abi));
    }
    value(decoder, place, decoder.returned().max(0) as u64);
}

/// As many bytes as are asked for, and the kernel takes.
fn value(decoder: &mut Decoder<'_>, place: Place<'_>, length: u64) {
    let addr = place.value(decoder.abi);
    let mut buffer = decoder.pool.take();
    let limit = decoder.detail.string;
    buffer.resize(length.min(limit as u64 + 1) as usize, 0);
    if addr == 0 || length > LONGEST || !decoder.memory.read_exact(addr, &mut buffer) {
        decoder.sink.address(addr);
    } else {
        buffer.truncate(limit);
        let cut = length > buffer.len() as u64;
        decoder.sink.bytes(Seen { bytes: &buffer, cut, length: Some(length), style: Style::Terminated });
    }
    decoder.pool.give(buffer);
}
