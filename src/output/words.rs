//! The decoders' words in strace's text.

use super::context::Contexts;
use super::descriptors::Descriptors;
pub use super::line::Line;
use super::palette::{Palette, Part};
use super::quote::Hex;
use crate::decode::errno;
use crate::decode::set::{Radix, Set};
use crate::decode::sets::common::AT_FDCWD;
use crate::decode::sink::{Group, Seen, Sink};
use crate::event::Tracee;
use std::fmt::Arguments;
use std::io::Write;
use std::net::{Ipv4Addr, Ipv6Addr};

/// How named constants are written (`-X`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Constants {
    /// By name.
    #[default]
    Abbrev,
    /// As numbers.
    Raw,
    /// As numbers, with their names in a comment.
    Verbose,
}

/// How values are written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Manner {
    /// `-x`, `-xx`.
    pub hex: Hex,
    /// `-X`.
    pub constants: Constants,
    /// Descriptors with what they lead to (`-y`).
    pub descriptors: Descriptors,
    /// SELinux contexts (`--secontext`).
    pub contexts: Contexts,
    /// Process ids with their command (`-Y`).
    pub commands: bool,
    /// Ids of other PID namespaces with what they are in rtrace's.
    pub translations: bool,
    /// Arguments with their names (`-N`).
    pub argument_names: bool,
    /// The column at which results begin (`-a`).
    pub column: usize,
    /// Colours.
    pub palette: Palette,
    /// What calendar and clock say at a time in seconds since the epoch; without it moments are numbers alone.
    pub local: Option<fn(i64) -> Option<Local>>,
}

/// A moment as a calendar and a clock on the wall tell it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Local {
    pub year: i64,
    pub month: u8,
    pub day: u8,
    pub hour: u8,
    pub minute: u8,
    pub second: u8,
    /// Minutes east of UTC.
    pub offset: i32,
}

/// How deep groups may be nested; deeper ones lose their commas, nothing else.
const DEPTH: usize = 32;

/// Writes what decoders say into a line.
pub struct Words<'a> {
    pub(super) line: &'a mut Line,
    /// The column at which `line` begins.
    start: usize,
    pub(super) manner: &'a Manner,
    pub(super) tracee: &'a dyn Tracee,
    /// The groups that are open, outermost first; the arguments of the call are one.
    groups: [Group; DEPTH],
    pub(super) depth: usize,
    /// A bit for each open group: whether something stands in it.
    filled: u64,
    /// Whether the arguments have been said, and the result follows.
    pub(super) returned: bool,
    /// Whether constants are said by name, whatever is asked for.
    pub(super) by_name: bool,
    /// Where the text begins that is taken back where constants are numbers, and whether a note is such text.
    pub(super) mark: usize,
    glossing: bool,
    /// The descriptor said last, where relative paths begin; None: at the current directory.
    pub(super) base: Option<i32>,
}

impl<'a> Words<'a> {
    /// Writes into `line`, which begins at column `start`.
    pub fn new(line: &'a mut Line, start: usize, manner: &'a Manner, tracee: &'a dyn Tracee) -> Self {
        Words {
            line,
            start,
            manner,
            tracee,
            groups: [Group::Array; DEPTH],
            depth: 0,
            filled: 0,
            returned: false,
            by_name: false,
            mark: 0,
            glossing: false,
            base: None,
        }
    }

    /// How constants are written here.
    pub(super) fn constants(&self) -> Constants {
        if self.by_name { Constants::Abbrev } else { self.manner.constants }
    }

    /// A space between two values that are no group.
    pub fn space(&mut self) {
        self.out().push(b' ');
    }

    pub(super) fn out(&mut self) -> &mut Vec<u8> {
        &mut self.line.text
    }

    /// What separates or encloses values.
    fn punctuate(&mut self, text: &[u8]) {
        self.line.paint(&self.manner.palette, Part::Punctuation, text);
    }

    /// What a value is that is only a number.
    fn value(&self) -> Part {
        if self.returned { Part::Result } else { Part::Value }
    }

    /// Before something new in the innermost group.
    pub(super) fn separate(&mut self) {
        let bit = 1 << self.depth.min(DEPTH - 1);
        if self.filled & bit != 0 {
            let members = self.depth > 0 && matches!(self.group(), Group::Members | Group::AllBut);
            self.punctuate(if members { b" " } else { b", " });
        }
        self.filled |= bit;
    }

    pub(super) fn group(&self) -> Group {
        self.groups[self.depth.saturating_sub(1).min(DEPTH - 1)]
    }

    pub(super) fn integer(&mut self, value: impl itoa::Integer) {
        let mut digits = itoa::Buffer::new();
        self.line.text.extend(digits.format(value).as_bytes());
    }
}

impl Sink for Words<'_> {
    fn arg(&mut self, name: &'static str, label: Option<&'static str>) {
        self.separate();
        if self.manner.argument_names {
            self.line.paint(&self.manner.palette, Part::Field, name.as_bytes());
            self.punctuate(b"=");
        } else if let Some(label) = label {
            self.line.paint(&self.manner.palette, Part::Field, label.as_bytes());
            self.punctuate(b"=");
        }
    }

    fn field(&mut self, name: &'static str) {
        self.separate();
        if self.depth == 0 || !matches!(self.group(), Group::Macro(_)) {
            self.line.paint(&self.manner.palette, Part::Field, name.as_bytes());
            self.punctuate(b"=");
        }
    }

    fn unnamed(&mut self, _name: &'static str) {
        self.separate();
    }

    fn item(&mut self) {
        self.separate();
    }

    fn index(&mut self, index: u64, set: &'static Set) {
        self.separate();
        self.punctuate(b"[");
        self.place(index, set);
        self.punctuate(b"]=");
    }

    fn reopen(&mut self, group: Group) {
        self.restart(group);
        self.filled |= 1 << self.depth;
    }

    fn restart(&mut self, group: Group) {
        self.groups[0] = group;
        self.depth = 1;
    }

    fn open(&mut self, group: Group) {
        if let Group::Macro(name) = group {
            self.out().extend(name.as_bytes());
        }
        self.punctuate(match group {
            Group::Alone => b"",
            Group::Struct => b"{",
            Group::Array | Group::Indexed | Group::Members => b"[",
            Group::AllBut => b"~[",
            Group::Notes => b" (",
            Group::Macro(_) => b"(",
        });
        self.groups[self.depth.min(DEPTH - 1)] = group;
        self.depth += 1;
        self.filled &= !(1 << self.depth.min(DEPTH - 1));
    }

    fn close(&mut self, group: Group) {
        self.punctuate(match group {
            Group::Alone => b"",
            Group::Struct => b"}",
            Group::Array | Group::Indexed | Group::Members | Group::AllBut => b"]",
            Group::Notes | Group::Macro(_) => b")",
        });
        self.depth = self.depth.saturating_sub(1);
    }

    fn number(&mut self, value: u64, radix: Radix) {
        let (part, palette) = (self.value(), self.manner.palette);
        self.line.hidden += palette.begin(part, &mut self.line.text);
        self.digits(value, radix);
        self.line.hidden += palette.end(part, &mut self.line.text);
    }

    fn symbol(&mut self, value: u64, set: &'static Set) {
        self.constant(value, set);
    }

    fn named(&mut self, value: u64, name: Arguments<'_>) {
        // Writing to a Vec can't fail.
        self.with_meaning(|words| words.digits(value, Radix::Hex), |words| _ = words.out().write_fmt(name));
    }

    fn named_address(&mut self, value: u64, name: Arguments<'_>) {
        // Writing to a Vec can't fail.
        self.with_meaning(|words| words.address(value), |words| _ = words.out().write_fmt(name));
    }

    fn expression(&mut self, value: u64, text: Arguments<'_>) {
        self.worded(value, text);
    }

    fn signed_expression(&mut self, value: i64, text: Arguments<'_>) {
        self.worded(value, text);
    }

    fn open_expression(&mut self, value: u64, radix: Radix) {
        self.begin_expression(value, radix);
    }

    fn close_expression(&mut self) {
        self.end_expression();
    }

    fn words(&mut self, _: u64, text: Arguments<'_>) {
        // Writing to a Vec can't fail.
        _ = self.out().write_fmt(text);
    }

    fn words_by_manner(&mut self, value: u64, [abbrev, raw, verbose]: [Arguments<'_>; 3]) {
        let text = match self.constants() {
            Constants::Abbrev => abbrev,
            Constants::Raw => raw,
            Constants::Verbose => verbose,
        };
        self.words(value, text);
    }

    fn address(&mut self, value: u64) {
        let (part, palette) = (self.value(), self.manner.palette);
        let part = if value == 0 { Part::Constant } else { part };
        self.line.hidden += palette.begin(part, &mut self.line.text);
        if value == 0 {
            self.out().extend(b"NULL")
        } else {
            self.hex(value)
        }
        self.line.hidden += palette.end(part, &mut self.line.text);
    }

    fn bytes(&mut self, seen: Seen<'_>) {
        self.quoted(seen);
    }

    fn unreadable(&mut self, _: u64) {
        self.out().extend(b"???");
    }

    fn more_unreadable(&mut self, _: u64) {
        self.separate();
        self.out().extend(b"???");
    }

    fn remainder(&mut self, from: u64, to: u64, seen: Seen<'_>) {
        self.separate();
        // Writing to a Vec can't fail.
        _ = write!(self.out(), "/* bytes {from}..{to} */ ");
        self.bytes(seen);
    }

    fn descriptor(&mut self, fd: i32) {
        let (part, palette) = (self.value(), self.manner.palette);
        self.line.hidden += palette.begin(part, &mut self.line.text);
        self.integer(fd);
        self.line.hidden += palette.end(part, &mut self.line.text);
        self.leads(fd);
        self.context_of_descriptor(fd);
        self.base = Some(fd);
    }

    fn directory(&mut self) {
        self.base = None;
        if self.manner.constants != Constants::Abbrev {
            self.integer(AT_FDCWD);
        }
        match self.manner.constants {
            Constants::Abbrev => self.line.paint(&self.manner.palette, Part::Constant, b"AT_FDCWD"),
            Constants::Raw => {}
            Constants::Verbose => self.comment(format_args!("AT_FDCWD")),
        }
        self.leads_here();
    }

    fn pid(&mut self, pid: i32) {
        self.task(pid);
    }

    fn pgid(&mut self, pgid: i32) {
        self.integer(pgid);
        self.translation(pgid);
    }

    fn network(&mut self, bits: u8, value: u64, set: Option<&'static Set>) {
        self.in_network_order(bits, value, set);
    }

    fn address_part(&mut self, bits: u8, value: u64, set: Option<&'static Set>) {
        self.part_of_address(bits, value, set);
    }

    fn bluetooth(&mut self, value: u64, set: Option<&'static Set>, from: Option<u64>) {
        self.htobs(value, set, from);
    }

    fn station(&mut self, name: Seen<'_>, raw: Seen<'_>) {
        self.ax25(name, raw);
    }

    fn hardware(&mut self, address: Seen<'_>, field: Seen<'_>) {
        self.hardware_of(address.bytes, field.bytes);
    }

    fn interface(&mut self, index: u32) {
        self.index_of_interface(index);
    }

    fn inet(&mut self, address: Ipv4Addr) {
        self.ipv4(address, &address.octets());
    }

    fn inet_of(&mut self, address: Ipv4Addr, field: &[u8]) {
        self.ipv4(address, field);
    }

    fn inet6(&mut self, field: &'static str, address: Ipv6Addr) {
        self.ipv6(field, address);
    }

    fn device(&mut self, value: u64, major: u32, minor: u32) {
        self.makedev(value, major, minor);
    }

    fn becomes(&mut self) {
        self.out().extend(b" => ");
    }

    fn moment(&mut self, seconds: i64, fraction: u64, digits: u8) {
        self.date(seconds, fraction, digits);
    }

    fn gap(&mut self) {
        self.more();
    }

    fn more(&mut self) {
        if self.depth > 0 && matches!(self.group(), Group::Struct | Group::Indexed) {
            self.separate();
        }
        self.out().extend(b"...");
    }

    fn comment(&mut self, text: Arguments<'_>) {
        let palette = &self.manner.palette;
        self.line.text.push(b' ');
        self.line.hidden += palette.begin(Part::Comment, &mut self.line.text);
        _ = write!(self.line.text, "/* {text} */");
        self.line.hidden += palette.end(Part::Comment, &mut self.line.text);
    }

    fn names_alone(&self) -> bool {
        self.constants() == Constants::Abbrev
    }

    fn numbers_alone(&self) -> bool {
        self.constants() == Constants::Raw
    }

    fn gloss(&mut self, text: Arguments<'_>) {
        if self.constants() != Constants::Raw {
            self.comment(text);
        }
    }

    fn pause(&mut self) {
        if self.filled & 1 != 0 {
            self.punctuate(b", ");
        }
    }

    fn resume(&mut self) {
        self.filled |= 1;
    }

    fn result(&mut self) {
        self.returned = true;
        self.punctuate(b")");
        self.out().push(b' ');
        self.line.tab(self.start, self.manner.column);
        self.punctuate(b"=");
        self.out().push(b' ');
    }

    fn failed(&mut self, code: i32) {
        self.error(code, errno::restarts(code));
    }

    fn failed_raw(&mut self, code: i32) {
        self.error(code, false);
    }

    fn unavailable(&mut self) {
        self.out().extend(b"? <unavailable>");
    }

    fn invisible(&mut self) {
        self.out().extend(b"? <not visible without ptrace>");
    }

    fn open_note(&mut self, label: &'static str) {
        self.by_name = true;
        self.open_flags(label);
    }

    fn open_gloss(&mut self, by_name: bool) {
        self.mark = self.line.text.len();
        self.glossing = self.constants() == Constants::Raw;
        self.by_name = by_name;
        self.open_flags("");
    }

    fn open_flags(&mut self, label: &'static str) {
        self.out().extend(b" (");
        if !label.is_empty() {
            self.out().extend(label.as_bytes());
            self.out().push(b' ');
        }
    }

    fn note(&mut self, _name: &'static str, label: &'static str) {
        self.separate();
        if !label.is_empty() {
            self.out().extend(label.as_bytes());
            self.out().push(b' ');
        }
    }

    fn close_note(&mut self) {
        self.by_name = false;
        self.out().push(b')');
        if std::mem::take(&mut self.glossing) {
            self.line.text.truncate(self.mark);
        }
    }
}
