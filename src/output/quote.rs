//! Bytes that a traced program controls, as text that a terminal can be given.

use std::io::Write;

/// When strings are written in hex (`-x`, `-xx`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Hex {
    /// Never: bytes that don't print are escaped, in octal where C has no letter for them.
    #[default]
    No,
    /// As [`Hex::No`], but with hex in the place of octal.
    Chars,
    /// Strings with a byte that isn't ASCII text are written in hex.
    NonAscii,
    /// All strings are.
    All,
}

/// Appends `bytes` between double quotes, all of them printable ASCII.
pub fn quote(bytes: &[u8], hex: Hex, out: &mut Vec<u8>) {
    out.push(b'"');
    escape(bytes, hex, &[], out);
    out.push(b'"');
}

/// Appends the bytes of a name that goes between `<` and `>`, where these are escaped too.
pub fn escape_name(bytes: &[u8], hex: Hex, out: &mut Vec<u8>) {
    escape(bytes, hex, b"<>", out);
}

/// Appends an SELinux context that goes between brackets; numbers are in hex where `-x` asks for any hex.
pub fn escape_context(bytes: &[u8], hex: Hex, out: &mut Vec<u8>) {
    let hex = if hex == Hex::No { Hex::No } else { Hex::Chars };
    escape(bytes, hex, b"[]!", out);
}

/// Appends `bytes` without quotes; those in `also` are written as numbers too.
fn escape(bytes: &[u8], hex: Hex, also: &[u8], out: &mut Vec<u8>) {
    let all = match hex {
        Hex::All => true,
        Hex::NonAscii => bytes.iter().any(|b| !plain(*b) && !(9..=13).contains(b)),
        Hex::No | Hex::Chars => false,
    };
    let asis = |byte: &u8| AS_IS[usize::from(*byte)] && !also.contains(byte);
    let mut i = 0;
    while let Some(&byte) = bytes.get(i) {
        if !all {
            let run = bytes[i..].iter().take_while(|byte| asis(byte)).count();
            out.extend_from_slice(&bytes[i..i + run]);
            i += run;
            if run > 0 {
                continue;
            }
        }
        match byte {
            _ if all => hexadecimal(byte, out),
            b'"' => out.extend(b"\\\""),
            b'\\' => out.extend(b"\\\\"),
            b'\t' => out.extend(b"\\t"),
            b'\n' => out.extend(b"\\n"),
            0x0b => out.extend(b"\\v"),
            0x0c => out.extend(b"\\f"),
            b'\r' => out.extend(b"\\r"),
            _ if hex == Hex::Chars => hexadecimal(byte, out),
            _ => octal(byte, bytes.get(i + 1), out),
        }
        i += 1;
    }
}

/// Which bytes are written as they are.
static AS_IS: [bool; 256] = {
    let mut asis = [false; 256];
    let mut byte = 0;
    while byte < asis.len() {
        asis[byte] = plain(byte as u8) && !matches!(byte as u8, b'"' | b'\\');
        byte += 1;
    }
    asis
};

const fn plain(byte: u8) -> bool {
    matches!(byte, 0x20..=0x7e)
}

fn hexadecimal(byte: u8, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.extend([b'\\', b'x', DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
}

/// In as few digits as C reads back: three where an octal digit follows.
fn octal(byte: u8, next: Option<&u8>, out: &mut Vec<u8>) {
    let all = next.is_some_and(|next| matches!(next, b'0'..=b'7'));
    out.push(b'\\');
    if all || byte >= 0o100 {
        out.push(b'0' + (byte >> 6));
    }
    if all || byte >= 0o10 {
        out.push(b'0' + ((byte >> 3) & 7));
    }
    out.push(b'0' + (byte & 7));
}

/// Appends the 16 bytes of a UUID.
pub fn uuid(bytes: &[u8], out: &mut Vec<u8>) {
    for (i, byte) in bytes.iter().enumerate() {
        let dash = if matches!(i, 4 | 6 | 8 | 10) { "-" } else { "" };
        // Writing to a Vec can't fail.
        _ = write!(out, "{dash}{byte:02x}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(bytes: &[u8], hex: Hex) -> String {
        let mut out = Vec::new();
        quote(bytes, hex, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn octal_is_short_unless_an_octal_digit_follows() {
        assert_eq!(quoted(b"\x7fELF\x02\x00\x001\x1b[0m", Hex::No), r#""\177ELF\2\0\0001\33[0m""#);
        assert_eq!(quoted(b"\x007\x008", Hex::No), r#""\0007\08""#);
    }

    #[test]
    fn what_c_has_a_letter_for_is_written_with_it() {
        assert_eq!(quoted(b"a\t\n\r\x0b\x0c\"\\", Hex::No), r#""a\t\n\r\v\f\"\\""#);
    }

    #[test]
    fn x_writes_strings_that_are_not_ascii_in_hex_and_xx_all() {
        assert_eq!(quoted(b"ab\n", Hex::NonAscii), r#""ab\n""#);
        assert_eq!(quoted(b"a\x80", Hex::NonAscii), r#""\x61\x80""#);
        assert_eq!(quoted(b"a", Hex::All), r#""\x61""#);
        assert_eq!(quoted(b"a\x80", Hex::Chars), r#""a\x80""#);
    }

    #[test]
    fn nothing_that_a_terminal_would_act_on_survives() {
        let all: Vec<u8> = (0..=255).collect();
        for hex in [Hex::No, Hex::Chars, Hex::NonAscii, Hex::All] {
            assert!(quoted(&all, hex).bytes().all(|b| (0x20..0x7f).contains(&b)));
        }
        let mut name = Vec::new();
        escape_name(&all, Hex::No, &mut name);
        assert!(name.iter().all(|b| (0x20..0x7f).contains(b) && !b"<>".contains(b)));
    }
}
