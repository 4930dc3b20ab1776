//! Numbers and named constants in strace's text.

use super::palette::Part;
use super::words::Words;
use crate::decode::set::{Piece, Radix, Set};
use crate::decode::sets::common::SIGNALS;
use crate::decode::sink::{Group, Sink};
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

    /// The names of a value.
    pub(super) fn names(&mut self, value: u64, set: &'static Set) {
        let permissions = set.rest == Radix::Permissions;
        let mut count = 0;
        let members = self.depth > 0 && matches!(self.group(), Group::Members | Group::AllBut);
        let mut rest = None;
        set.pieces(value, |piece| {
            match piece {
                Piece::Name(name) => {
                    if count > 0 {
                        self.line.text.push(b'|');
                    }
                    let name = if members && std::ptr::eq(set, &SIGNALS) {
                        name.strip_prefix("SIG").unwrap_or(name)
                    } else {
                        name
                    };
                    self.line.paint(&self.manner.palette, Part::Constant, name.as_bytes());
                }
                Piece::Rest(left) => rest = Some(left),
                Piece::Shifted(..) | Piece::Octal(_) => return,
            }
            count += 1;
        });
        let named = count - usize::from(rest.is_some());
        if permissions {
            // A mode always shows its permissions, and without a type it is a plain number.
            if named > 0 {
                self.out().push(b'|');
            }
            self.number(rest.unwrap_or(0), Radix::Permissions);
        } else if let Some(rest) = rest {
            if named > 0 {
                self.out().push(b'|');
            }
            self.number(rest, set.rest);
            let zero = rest == 0 && set.rest == Radix::Hex && !set.is_enumeration();
            if named == 0 && !set.unknown.is_empty() && !zero {
                self.comment(format_args!("{}", set.unknown));
            }
        }
        let mut before = count > 0;
        set.pieces(value, |piece| {
            let line = &mut self.line.text;
            if matches!(piece, Piece::Name(_) | Piece::Rest(_)) {
                return;
            }
            line.extend(if before { &b"|"[..] } else { b"" });
            before = true;
            // Writing to a Vec can't fail.
            _ = match piece {
                Piece::Shifted(number, by) => write!(line, "{number}<<{by}"),
                Piece::Octal(mode) if mode < 0o100 => write!(line, "{mode:03o}"),
                Piece::Octal(mode) => write!(line, "0{mode:o}"),
                Piece::Name(_) | Piece::Rest(_) => Ok(()),
            };
        });
    }
}
