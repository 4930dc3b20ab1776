//! Named constants in strace's text: by name, as numbers, or both (`-X`).

use super::palette::Part;
use super::quote::{self, Hex};
use super::words::{Constants, Words};
use crate::decode::errno;
use crate::decode::set::{self, Named, Piece, Radix, Set};
use crate::decode::sets::common::{FILE_MODE, FILE_TYPE, SIGNALS};
use crate::decode::sink::{Group, InHex, Sink};
use std::fmt::Arguments;
use std::io::Write;

impl Words<'_> {
    /// A value of a set of named constants.
    pub(super) fn constant(&mut self, value: u64, set: &'static Set) {
        if set.is_apart() {
            return self.apart(value, set);
        }
        if let ([before, set::Part::Choice { mask, names, unknown }], true) =
            (set.parts, self.constants() != Constants::Abbrev)
        {
            self.marks(value & !mask, before);
            return self.chosen(value & mask, names, unknown);
        }
        match self.constants() {
            Constants::Abbrev => self.names(value, set),
            Constants::Raw => self.number(value, set.rest),
            Constants::Verbose => {
                self.number(value, set.rest);
                // A mode without a type is said again, one with a type that is none isn't.
                let plain_mode = std::ptr::eq(set, &FILE_MODE) && value & FILE_TYPE == 0;
                // So is what has no name beside a number that is shifted.
                let shifts =
                    value != 0 && set.parts.iter().any(|part| matches!(part, set::Part::Shift { .. }));
                let mut named = false;
                set.pieces(value, |piece| named |= matches!(piece, Piece::Name(_) | Piece::Unknown(..)));
                if named || plain_mode || shifts {
                    self.out().extend(b" /* ");
                    self.names(value, set);
                    self.out().extend(b" */");
                } else if !set.unknown.is_empty()
                    && (value != 0 || set.is_enumeration())
                    && !std::ptr::eq(set, &FILE_MODE)
                {
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
                [set::Part::Shift { by, .. }] if self.constants() != Constants::Abbrev => {
                    let number = value >> by.value;
                    // Writing to a Vec can't fail.
                    _ = write!(self.out(), "{number}<<{}", by.value);
                    if self.constants() == Constants::Verbose {
                        self.comment(format_args!("{}", by.name));
                    }
                }
                [set::Part::Scaled { of, by }] => {
                    self.constant(value >> by.value, of);
                    self.out().extend(b"<<");
                    self.with_meaning(
                        |words| words.hex(by.value),
                        |words| words.out().extend(by.name.as_bytes()),
                    );
                }
                // Of flags that nothing stands for where they are unknown strace says nothing where they are none.
                [set::Part::Bits([_, ..])]
                    if value == 0
                        && set.unknown.is_empty()
                        && (set.name(0).is_none() || self.constants() == Constants::Raw) => {}
                _ => self.symbol(value, set),
            }
        });
        if !any {
            self.number(0, Radix::Hex);
        }
    }

    /// A number, what it means, or both.
    pub(super) fn with_meaning(&mut self, number: impl FnOnce(&mut Self), meaning: impl FnOnce(&mut Self)) {
        match self.constants() {
            Constants::Abbrev => meaning(self),
            Constants::Raw => number(self),
            Constants::Verbose => {
                number(self);
                self.out().extend(b" /* ");
                meaning(self);
                self.out().extend(b" */");
            }
        }
    }

    /// The same of what strace shows as bytes where constants are numbers.
    pub(super) fn meant(&mut self, bytes: &[u8], meaning: impl FnOnce(&mut Self)) {
        self.with_meaning(|words| quote::quote(bytes, Hex::All, words.out()), meaning);
    }

    /// The place of a value, by name where the set has one; always so where nothing stands for what is unknown there.
    pub(super) fn place(&mut self, index: u64, set: &'static Set) {
        if set.unknown.is_empty() {
            return self.names(index, set);
        }
        self.with_meaning(
            |words| words.integer(index),
            |words| match set.name(index) {
                None if words.constants() == Constants::Verbose => words.out().extend(set.unknown.as_bytes()),
                _ => words.names(index, set),
            },
        );
    }

    /// A value that is counted from one that has a name.
    pub(super) fn counted(&mut self, value: u64, set: &'static Set, from: u64) {
        self.with_meaning(
            |words| words.hex(value),
            |words| {
                words.symbol(from, set);
                // Writing to a Vec can't fail.
                _ = write!(words.out(), "+{}", value - from);
            },
        );
    }

    /// What stands before a choice, each in its own manner: flags, or a value that is shifted (`NAME<<8`).
    fn marks(&mut self, value: u64, marks: &set::Part) {
        let (set::Part::Bits(names) | set::Part::One { names, .. }) = marks else { return };
        let whole = matches!(marks, set::Part::One { .. });
        let there = |named: &&Named| {
            if whole { value == named.value } else { value & named.value == named.value }
        };
        for named in names.iter().filter(there) {
            let (name, by) = named.name.split_once("<<").unwrap_or((named.name, "0"));
            let number = named.value >> by.parse().unwrap_or(0);
            self.with_meaning(
                |words| words.number(number, Radix::Hex),
                |words| words.out().extend(name.as_bytes()),
            );
            self.out().extend(if by == "0" { &b""[..] } else { b"<<" });
            self.out().extend(if by == "0" { "" } else { by }.as_bytes());
            self.out().push(b'|');
        }
    }

    /// A choice behind them.
    fn chosen(&mut self, value: u64, names: &[Named], unknown: &str) {
        self.number(value, Radix::Hex);
        let name = names.iter().find(|named| named.value == value).map_or(unknown, |named| named.name);
        if self.constants() == Constants::Verbose && !name.is_empty() {
            self.comment(format_args!("{name}"));
        }
    }

    /// The names of a value, and what has none.
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
                Piece::Unknown(choice, unknown) => {
                    if count > 0 {
                        self.line.text.push(b'|');
                    }
                    self.number(choice, Radix::Hex);
                    if !unknown.is_empty() {
                        self.comment(format_args!("{unknown}"));
                    }
                }
                Piece::Rest(left) => rest = Some(left),
                Piece::Shifted(..) | Piece::Scaled(..) | Piece::Octal(_) => return,
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
        if set.behind() == 0 {
            return;
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
                Piece::Scaled(name, by) => write!(line, "{name}<<{by}"),
                Piece::Octal(mode) if mode < 0o100 => write!(line, "{mode:03o}"),
                Piece::Octal(mode) => write!(line, "0{mode:o}"),
                Piece::Name(_) | Piece::Unknown(..) | Piece::Rest(_) => Ok(()),
            };
        });
    }

    /// A number that reads better as words.
    pub(super) fn worded(&mut self, value: impl itoa::Integer, text: Arguments<'_>) {
        match self.constants() {
            // Writing to a Vec can't fail.
            Constants::Abbrev => _ = self.out().write_fmt(text),
            Constants::Raw => self.integer(value),
            Constants::Verbose => {
                self.integer(value);
                self.comment(text);
            }
        }
    }

    /// How a call failed. One that is to be restarted has no result yet, where that is said.
    pub(super) fn error(&mut self, code: i32, restarts: bool) {
        let palette = self.manner.palette;
        let begin = palette.begin(Part::Error, self.out());
        self.out().extend(if restarts { &b"? "[..] } else { b"-1 " });
        // Writing to a Vec can't fail.
        _ = match errno::find(code) {
            // The C library knows nothing of those that the kernel keeps for itself.
            Some(errno) if errno::restarts(code) && !restarts => {
                write!(self.out(), "{} (Unknown error {code})", errno.name)
            }
            Some(errno) => write!(self.out(), "{} ({})", errno.name, errno.text),
            None => write!(self.out(), "(errno {code})"),
        };
        self.line.hidden += begin + palette.end(Part::Error, &mut self.line.text);
    }

    /// What is said up to `end_expression` is how a number is made.
    pub(super) fn begin_expression(&mut self, value: u64, radix: Radix) {
        match self.constants() {
            Constants::Abbrev => {}
            Constants::Raw => self.number(value, radix),
            Constants::Verbose => {
                self.number(value, radix);
                self.out().extend(b" /* ");
            }
        }
        self.mark = self.out().len();
    }

    pub(super) fn end_expression(&mut self) {
        let mark = self.mark;
        match self.constants() {
            Constants::Abbrev => {}
            Constants::Raw => self.out().truncate(mark),
            Constants::Verbose => self.out().extend(b" */"),
        }
    }

    /// The number of a device.
    pub(super) fn makedev(&mut self, value: u64, major: u32, minor: u32) {
        let (major, minor) = (InHex(major.into()), InHex(minor.into()));
        match self.constants() {
            // Writing to a Vec can't fail.
            Constants::Abbrev => _ = write!(self.out(), "makedev({major}, {minor})"),
            Constants::Raw => self.number(value, Radix::Hex),
            Constants::Verbose => {
                self.number(value, Radix::Hex);
                self.comment(format_args!("makedev({major}, {minor})"));
            }
        }
    }
}
