//! Events of devices: the kernel's are text, those that udev sends on have a head (libudev's monitor).

use super::Span;
use crate::decode::decoder::Decoder;
use crate::decode::sink::{Seen, Style};
use crate::decode::structs::netlink::UDEV;

/// What the messages of udev begin with.
const PREFIX: &[u8] = b"libudev\0";

/// A message of udev's: its head, and the properties behind it. False where it is none.
pub(super) fn event(decoder: &mut Decoder<'_>, span: Span<'_>) -> bool {
    let size = UDEV.size(decoder.abi);
    if span.bytes.len() < size || !span.bytes.starts_with(PREFIX) {
        return false;
    }
    let rest = &span.bytes[size..];
    if rest.is_empty() {
        decoder.fields(&UDEV, span.bytes, span.addr);
        return true;
    }
    decoder.sink.open(crate::decode::sink::Group::Array);
    decoder.sink.item();
    decoder.fields(&UDEV, &span.bytes[..size], span.addr);
    decoder.sink.item();
    let said = rest.len().min(decoder.detail.string);
    decoder.sink.bytes(Seen {
        bytes: &rest[..said],
        cut: said < rest.len(),
        length: Some(rest.len() as u64),
        style: Style::Text,
    });
    decoder.sink.close(crate::decode::sink::Group::Array);
    true
}
