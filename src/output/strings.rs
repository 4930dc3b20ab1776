//! Bytes from memory in strace's text.

use super::palette::Part;
use super::quote::{self, Hex};
use super::words::Words;
use crate::decode::sink::{Seen, Style};
use std::io::Write;

impl Words<'_> {
    /// Bytes, as their style wants them.
    pub(super) fn quoted(&mut self, seen: Seen<'_>) {
        if seen.style == Style::Hardware {
            return self.hardware_of(seen.bytes, seen.bytes);
        }
        if seen.style == Style::Bare {
            return self.out().extend(seen.bytes);
        }
        if seen.style == Style::Uuid {
            return quote::uuid(seen.bytes, self.out());
        }
        let (mark, bytes) = match seen.style {
            Style::Abstract => (&b"@"[..], seen.bytes.get(1..).unwrap_or_default()),
            _ => (&b""[..], seen.bytes),
        };
        let numeric = matches!(self.manner.hex, Hex::NonAscii | Hex::All);
        if seen.style == Style::Ended && numeric && !seen.cut {
            quote::quote(bytes, Hex::All, self.out());
            self.out().pop();
            return self.out().extend(b"\\x00\"...");
        }
        let end = seen.style == Style::Terminated && !numeric && bytes.last() == Some(&0);
        let bytes = if end { &bytes[..bytes.len() - 1] } else { bytes };
        self.out().extend(mark);
        let hex = if seen.style == Style::Hex { Hex::All } else { self.manner.hex };
        let palette = &self.manner.palette;
        let part = if seen.style == Style::Path { Part::Path } else { Part::String };
        self.line.hidden += palette.begin(part, &mut self.line.text);
        quote::quote(bytes, hex, &mut self.line.text);
        self.line.hidden += palette.end(part, &mut self.line.text);
        if seen.cut && !end {
            self.out().extend(b"...");
        }
        if seen.style == Style::Path && !seen.cut {
            self.context_of_path(seen.bytes, self.base);
        }
    }

    /// A hardware address: `52:54:00:12:34:56`, or the bytes of the field that it stands in.
    pub(super) fn hardware_of(&mut self, address: &[u8], field: &[u8]) {
        self.meant(field, |words| {
            for (i, byte) in address.iter().enumerate() {
                // Writing to a Vec can't fail.
                _ = write!(words.out(), "{}{byte:02x}", if i > 0 { ":" } else { "" });
            }
        });
    }

    /// Text that `write` makes, in quotes.
    pub(super) fn quoted_as(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        let mut text = std::mem::take(&mut self.line.scratch);
        text.clear();
        write(&mut text);
        quote::quote(&text, self.manner.hex, &mut self.line.text);
        self.line.scratch = text;
    }
}
