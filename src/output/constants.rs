//! Named constants in strace's text: by name, as numbers, or both (`-X`).

use super::palette::Part;
use super::words::{Constants, Words};
use crate::decode::set::{self, Piece, Radix, Set};
use crate::decode::sets::common::SIGNALS;
use crate::decode::sink::{Group, Sink};
use std::io::Write;

impl Words<'_> {
    /// A value of a set of named constants.
    pub(super) fn constant(&mut self, value: u64, set: &'static Set) {
        if set.is_apart() {
            return self.apart(value, set);
        }
        match self.manner.constants {
            Constants::Abbrev => self.names(value, set),
            Constants::Raw => self.number(value, set.rest),
            Constants::Verbose => {
                self.number(value, set.rest);
                let mut named = false;
                set.pieces(value, |piece| named |= matches!(piece, Piece::Name(_) | Piece::Unknown(..)));
                if named {
                    self.out().extend(b" /* ");
                    self.names(value, set);
                    self.out().extend(b" */");
                } else if !set.unknown.is_empty() && value != 0 {
                    self.comment(format_args!("{}", set.unknown));
                }
            }
        }
    }

    /// A value of a set of segments: each in its own manner.
    fn apart(&mut self, value: u64, set: &'static Set) {
        let mut any = false;
        set.segments(value, |set, value| {
            if any {
                self.out().push(b'|');
            }
            any = true;
            match set.parts {
                [set::Part::Shift { by, .. }] if self.manner.constants != Constants::Abbrev => {
                    let number = value >> by.value;
                    // Writing to a Vec can't fail.
                    _ = write!(self.out(), "{number}<<{}", by.value);
                    if self.manner.constants == Constants::Verbose {
                        self.comment(format_args!("{}", by.name));
                    }
                }
                _ => self.symbol(value, set),
            }
        });
        if !any {
            self.number(0, Radix::Hex);
        }
    }

    /// The names of a value, and what has none.
    fn names(&mut self, value: u64, set: &'static Set) {
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
                Piece::Unknown(choice, unknown) => {
                    self.number(choice, Radix::Hex);
                    self.comment(format_args!("{unknown}"));
                }
                Piece::Rest(left) => rest = Some(left),
                Piece::Shifted(..) | Piece::Octal(_) => return,
            }
            count += 1;
        });
        let named = count - usize::from(rest.is_some());
        if permissions {
            // A mode always shows its permissions.
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
            if matches!(piece, Piece::Name(_) | Piece::Unknown(..) | Piece::Rest(_)) {
                return;
            }
            line.extend(if before { &b"|"[..] } else { b"" });
            before = true;
            // Writing to a Vec can't fail.
            _ = match piece {
                Piece::Shifted(number, by) => write!(line, "{number}<<{by}"),
                Piece::Octal(mode) if mode < 0o100 => write!(line, "{mode:03o}"),
                Piece::Octal(mode) => write!(line, "0{mode:o}"),
                Piece::Name(_) | Piece::Unknown(..) | Piece::Rest(_) => Ok(()),
            };
        });
    }
}
