//! Numbers in strace's text.

use super::words::Words;
use crate::decode::set::Radix;
use crate::decode::sink::Sink;
use std::io::Write;

impl Words<'_> {
    /// A number as its base has it.
    pub(super) fn digits(&mut self, value: u64, radix: Radix) {
        match radix {
            Radix::Signed => self.integer(value as i64),
            Radix::Decimal => self.integer(value),
            Radix::Hex if value == 0 => self.out().push(b'0'),
            Radix::Hex => self.hex(value),
            Radix::Upper => self.hex(value >> 32),
            // Writing to a Vec can't fail.
            Radix::Octal => _ = write!(self.out(), "{}{value:o}", if value == 0 { "" } else { "0" }),
            Radix::Byte if value == 0 => self.out().extend(b"00"),
            Radix::Byte => self.hex(value),
            Radix::Columns(columns) if value == 0 => {
                _ = write!(self.out(), "{value:0columns$}", columns = columns.into());
            }
            Radix::Columns(columns) => {
                _ = write!(self.out(), "{value:#0columns$x}", columns = columns.into());
            }
            Radix::Permissions if value < 0o100 => _ = write!(self.out(), "{value:03o}"),
            Radix::Permissions => _ = write!(self.out(), "0{value:o}"),
        }
    }

    /// What calendar and clock say at a moment.
    pub(super) fn date(&mut self, seconds: i64, fraction: u64, digits: u8) {
        if seconds == 0 && fraction == 0 || fraction >= 10u64.pow(digits.into()) {
            return;
        }
        let Some(t) = self.manner.local.and_then(|local| local(seconds)) else { return };
        let digits = usize::from(digits);
        let fraction = if fraction == 0 { String::new() } else { format!(".{fraction:0digits$}") };
        let (sign, offset) = (if t.offset < 0 { '-' } else { '+' }, t.offset.abs());
        let (hours, minutes) = (offset / 60, offset % 60);
        let date = format_args!("{}-{:02}-{:02}", t.year, t.month, t.day);
        let time = format_args!("{:02}:{:02}:{:02}{fraction}", t.hour, t.minute, t.second);
        let text = format_args!("{date}T{time}{sign}{hours:02}{minutes:02}");
        if self.returned {
            _ = write!(self.out(), " ({text})");
        } else {
            self.comment(text);
        }
    }

    pub(super) fn hex(&mut self, value: u64) {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digits = (64 - value.leading_zeros()).div_ceil(4).max(1);
        self.out().extend(b"0x");
        for i in (0..digits).rev() {
            self.out().push(DIGITS[(value >> (4 * i) & 15) as usize]);
        }
    }
}
