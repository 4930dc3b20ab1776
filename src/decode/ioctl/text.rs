//! Values that read as letters.

use crate::decode::decoder::{Decoder, Place};
use crate::decode::set::Set;
use crate::decode::sets::drm::FORMAT;
use crate::decode::sets::video::PIXEL_FORMAT;
use crate::decode::sink::InHex;
use std::fmt::{Display, Formatter, Result};

/// A byte as C writes it: `'a'`, `'\n'`, `'\x80'`.
pub struct Letter(pub u8);

impl Display for Letter {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0 {
            b'\t' => f.write_str(r"'\t'"),
            b'\n' => f.write_str(r"'\n'"),
            b'\r' => f.write_str(r"'\r'"),
            0x0b => f.write_str(r"'\v'"),
            0x0c => f.write_str(r"'\f'"),
            byte @ (b'\'' | b'\\') => write!(f, r"'\{}'", char::from(byte)),
            byte @ b' '..=b'~' => write!(f, "'{}'", char::from(byte)),
            byte => write!(f, r"'\x{byte:02x}'"),
        }
    }
}

/// A value that is a letter.
pub fn letter(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    decoder.sink.words(value, format_args!("{}", Letter(value as u8)));
}

/// The code of a video format, and its name where it has one:
/// `v4l2_fourcc('Y', 'U', 'Y', 'V') /* V4L2_PIX_FMT_YUYV */`.
pub fn four_letters(decoder: &mut Decoder<'_>, place: Place<'_>) {
    code(decoder, place, "v4l2_fourcc", &PIXEL_FORMAT);
}

/// That of a format of graphics: `fourcc_code('X', 'R', '2', '4') /* DRM_FORMAT_XRGB8888 */`.
pub fn format_code(decoder: &mut Decoder<'_>, place: Place<'_>) {
    code(decoder, place, "fourcc_code", &FORMAT);
}

/// Four letters as the header's macro makes a number of them, and its name in the set.
fn code(decoder: &mut Decoder<'_>, place: Place<'_>, by: &str, names: &Set) {
    let value = place.value(decoder.abi);
    let [a, b, c, d] = (value as u32).to_le_bytes().map(Byte);
    let text = format_args!("{by}({a}, {b}, {c}, {d})");
    decoder.sink.words_by_manner(value, [text, format_args!("{}", InHex(value)), text]);
    if let Some(name) = names.name(value) {
        decoder.sink.gloss(format_args!("{name}"));
    }
}

/// A byte, in hex where it isn't a letter.
struct Byte(u8);

impl Display for Byte {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self.0 {
            byte @ b'\t'..=b'\r' => write!(f, r"'\x{byte:02x}'"),
            byte => Letter(byte).fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_written_as_in_c() {
        let said = |byte| Letter(byte).to_string();
        assert_eq!(
            [said(b'a'), said(b'\''), said(b'\n'), said(0), said(0x80)],
            ["'a'", r"'\''", r"'\n'", r"'\x00'", r"'\x80'"]
        );
    }
}
