//! Numbers in strace's text.

use super::words::Words;
use crate::decode::set::Radix;
use std::io::Write;

impl Words<'_> {
    /// A number as its base has it.
    pub(super) fn digits(&mut self, value: u64, radix: Radix) {
        match radix {
            Radix::Signed => self.integer(value as i64),
            Radix::Decimal => self.integer(value),
            Radix::Hex if value == 0 => self.out().push(b'0'),
            Radix::Hex => self.hex(value),
            // Writing to a Vec can't fail.
            Radix::Octal => _ = write!(self.out(), "{}{value:o}", if value == 0 { "" } else { "0" }),
            Radix::Byte if value == 0 => self.out().extend(b"00"),
            Radix::Byte => self.hex(value),
            Radix::Word if value == 0 => self.out().extend(b"00000000"),
            Radix::Word => _ = write!(self.out(), "{value:#08x}"),
            Radix::Permissions if value < 0o100 => _ = write!(self.out(), "{value:03o}"),
            Radix::Permissions => _ = write!(self.out(), "0{value:o}"),
        }
    }
}
