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

/// Bytes. Text often has a NUL at its end: where the last byte to be shown is one, it isn't, and ends the value.
fn value(decoder: &mut Decoder<'_>, place: Place<'_>, length: u64) {
    let addr = place.value(decoder.abi);
    let mut buffer = decoder.pool.take();
    buffer.resize(length.min(decoder.detail.string as u64) as usize, 0);
    if addr == 0
        || length > LONGEST
        || !decoder.detail.follow
        || !decoder.memory.read_exact(addr, &mut buffer)
    {
        decoder.sink.address(addr);
    } else {
        let cut = length > buffer.len() as u64 && buffer.last() != Some(&0);
        let bytes = buffer.strip_suffix(b"\0").unwrap_or(&buffer);
        decoder.sink.bytes(Seen { bytes, cut, length: Some(length), style: Style::Text });
    }
    decoder.pool.give(buffer);
}
