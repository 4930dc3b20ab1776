//! The decoders' words in JSON.

use super::context::Contexts;
use super::descriptors::Descriptors;
use super::quote;
use super::words::Manner;
use crate::decode::errno;
use crate::decode::set::{Piece, Radix, Set};
use crate::decode::sink::{Group, Seen, Sink, Style};
use crate::event::Tracee;
use std::fmt::Arguments;
use std::io::Write;
use std::net::{Ipv4Addr, Ipv6Addr};

/// How deep groups may be nested; deeper ones lose `before` and `after`, nothing else.
const DEPTH: usize = 32;

/// Writes what decoders say as JSON.
///
/// Numbers are numbers; addresses are strings in hex (they exceed what JSON readers keep exactly), NULL is null. A named
/// constant is `{"value":1,"names":["PROT_READ"]}`, with `"rest"` for bits that have no name. Bytes are a string where
/// they are all there and UTF-8, else `{"text":"..","length":832,"cut":true}` or the same with `"hex"`. A value that
/// the call changed is `{"before":..,"after":..}`.
pub struct JsonWords<'a> {
    pub(super) out: &'a mut Vec<u8>,
    pub(super) tracee: &'a dyn Tracee,
    pub(super) descriptors: Descriptors,
    pub(super) contexts: Contexts,
    /// The descriptor said last, where relative paths begin; None: at the current directory.
    base: Option<i32>,
    pub(super) commands: bool,
    pub(super) translations: bool,
    /// Where the value said last begins.
    last: usize,
    /// Where the groups that are open begin.
    starts: [usize; DEPTH],
    depth: usize,
    /// The depth at which a value is followed by what it becomes.
    becoming: Option<usize>,
}

/// Appends a string with its quotes.
pub fn string(text: &str, out: &mut Vec<u8>) {
    // A string can't fail to be written, nor can a Vec to be written to.
    _ = serde_json::to_writer(out, text);
}

/// Appends a key, after a comma where one is needed.
pub fn key(name: &str, out: &mut Vec<u8>) {
    if !matches!(out.last(), Some(b'{' | b'[') | None) {
        out.push(b',');
    }
    string(name, out);
    out.push(b':');
}

impl<'a> JsonWords<'a> {
    /// Appends to `out`; `last` is where the value said last begins, if the call goes on there.
    pub fn new(out: &'a mut Vec<u8>, last: usize, tracee: &'a dyn Tracee, manner: &Manner) -> Self {
        JsonWords {
            out,
            tracee,
            descriptors: manner.descriptors,
            contexts: manner.contexts,
            base: None,
            commands: manner.commands,
            translations: manner.translations,
            last,
            starts: [0; DEPTH],
            depth: 0,
            becoming: None,
        }
    }

    /// Where the value said last begins.
    pub fn last(&self) -> usize {
        self.last
    }

    fn begin(&mut self) -> usize {
        self.out.len()
    }

    /// A value that begins at `start` is whole.
    fn end(&mut self, start: usize) {
        if self.becoming == Some(self.depth) {
            self.out.push(b'}');
            self.becoming = None;
        } else {
            self.last = start;
        }
    }

    pub(super) fn integer(&mut self, value: impl itoa::Integer) {
        let mut digits = itoa::Buffer::new();
        self.out.extend(digits.format(value).as_bytes());
    }

    /// Puts text before the value said last.
    fn wrap(&mut self, text: &[u8]) {
        let at = self.last.min(self.out.len());
        self.out.splice(at..at, text.iter().copied());
    }

    /// Bytes as a string, or in hex where they are not UTF-8.
    pub(super) fn raw(&mut self, bytes: &[u8], whole: bool, length: Option<u64>) {
        let text = std::str::from_utf8(bytes);
        match text {
            Ok(text) if whole => return string(text, self.out),
            Ok(text) => {
                self.out.push(b'{');
                key("text", self.out);
                string(text, self.out);
            }
            Err(_) => {
                self.out.push(b'{');
                key("hex", self.out);
                self.out.push(b'"');
                for byte in bytes {
                    // Writing to a Vec can't fail.
                    _ = write!(self.out, "{byte:02x}");
                }
                self.out.push(b'"');
            }
        }
        if let Some(length) = length {
            key("length", self.out);
            self.integer(length);
        }
        if !whole {
            key("cut", self.out);
            self.out.extend(b"true");
        }
        self.out.push(b'}');
    }
}

impl JsonWords<'_> {
    /// A number, and what it is in words.
    fn worded(&mut self, value: impl itoa::Integer, text: Arguments<'_>) {
        let start = self.begin();
        self.out.push(b'{');
        key("value", self.out);
        self.integer(value);
        key("text", self.out);
        string(&text.to_string(), self.out);
        self.out.push(b'}');
        self.end(start);
    }
}

impl Sink for JsonWords<'_> {
    fn arg(&mut self, name: &'static str, _label: Option<&'static str>) {
        key(name, self.out);
    }

    fn field(&mut self, name: &'static str) {
        key(name, self.out);
    }

    fn unnamed(&mut self, name: &'static str) {
        key(name, self.out);
    }

    fn item(&mut self) {
        if !matches!(self.out.last(), Some(b'{' | b'[')) {
            self.out.push(b',');
        }
    }

    fn index(&mut self, index: u64, set: &'static Set) {
        match set.name(index) {
            Some(name) => key(name, self.out),
            None => key(itoa::Buffer::new().format(index), self.out),
        }
    }

    fn reopen(&mut self, group: Group) {
        self.restart(group);
    }

    fn restart(&mut self, _group: Group) {
        self.starts[0] = self.last;
        self.depth = 1;
    }

    fn open(&mut self, group: Group) {
        if group == Group::Notes {
            key("detail", self.out);
        }
        self.starts[self.depth.min(DEPTH - 1)] = self.begin();
        self.depth += 1;
        match group {
            Group::Struct | Group::Indexed | Group::Notes | Group::Macro(_) => self.out.push(b'{'),
            Group::Array | Group::Alone | Group::Members => self.out.push(b'['),
            Group::AllBut => self.out.extend(b"{\"all_but\":["),
        }
    }

    fn close(&mut self, group: Group) {
        self.out.extend(match group {
            Group::Struct | Group::Indexed | Group::Notes | Group::Macro(_) => &b"}"[..],
            Group::Array | Group::Alone | Group::Members => b"]",
            Group::AllBut => b"]}",
        });
        self.depth = self.depth.saturating_sub(1);
        self.end(self.starts[self.depth.min(DEPTH - 1)]);
    }

    fn number(&mut self, value: u64, radix: Radix) {
        let start = self.begin();
        if radix == Radix::Signed {
            self.integer(value as i64)
        } else {
            self.integer(value)
        }
        self.end(start);
    }

    fn symbol(&mut self, value: u64, set: &'static Set) {
        let start = self.begin();
        self.out.push(b'{');
        key("value", self.out);
        if set.rest == Radix::Signed {
            self.integer(value as i64)
        } else {
            self.integer(value)
        }
        key("names", self.out);
        self.out.push(b'[');
        let mut rest = None;
        let mut permissions = None;
        set.pieces(value, |piece| {
            if matches!(piece, Piece::Name(_) | Piece::Shifted(..) | Piece::Scaled(..))
                && !self.out.ends_with(b"[")
            {
                self.out.push(b',');
            }
            match piece {
                Piece::Name(name) => string(name, self.out),
                Piece::Unknown(left, _) | Piece::Rest(left) => rest = Some(rest.unwrap_or(0) | left),
                // Writing to a Vec can't fail.
                Piece::Shifted(number, by) => _ = write!(self.out, "\"{number}<<{by}\""),
                Piece::Scaled(name, by) => _ = write!(self.out, "\"{name}<<{by}\""),
                Piece::Octal(mode) => permissions = Some(mode),
            }
        });
        self.out.push(b']');
        if let Some(rest) = rest.filter(|rest| *rest != 0) {
            key("rest", self.out);
            self.integer(rest);
        }
        if let Some(permissions) = permissions {
            key("permissions", self.out);
            self.integer(permissions);
        }
        self.out.push(b'}');
        self.end(start);
    }

    fn expression(&mut self, value: u64, text: Arguments<'_>) {
        self.worded(value, text);
    }

    fn signed_expression(&mut self, value: i64, text: Arguments<'_>) {
        self.worded(value, text);
    }

    /// The parts say it all.
    fn open_expression(&mut self, _: u64, _: Radix) {}

    fn close_expression(&mut self) {}

    fn words(&mut self, value: u64, text: Arguments<'_>) {
        self.expression(value, text);
    }

    fn address(&mut self, value: u64) {
        let start = self.begin();
        if value == 0 {
            self.out.extend(b"null");
        } else {
            // Writing to a Vec can't fail.
            _ = write!(self.out, "\"{value:#x}\"");
        }
        self.end(start);
    }

    fn bytes(&mut self, seen: Seen<'_>) {
        let start = self.begin();
        if seen.style == Style::Hardware {
            self.out.push(b'"');
            for (i, byte) in seen.bytes.iter().enumerate() {
                _ = write!(self.out, "{}{byte:02x}", if i > 0 { ":" } else { "" });
            }
            self.out.push(b'"');
            return self.end(start);
        }
        if seen.style == Style::Uuid {
            self.out.push(b'"');
            quote::uuid(seen.bytes, self.out);
            self.out.push(b'"');
            return self.end(start);
        }
        let file = seen.style == Style::Path && !seen.cut && self.contexts.shown;
        let context = file
            .then(|| self.tracee.context_of_path(seen.bytes, self.base, self.contexts.mismatch))
            .flatten();
        if context.is_some() {
            self.out.push(b'{');
            key("path", self.out);
        }
        self.raw(seen.bytes, !seen.cut, seen.length);
        if context.is_some() {
            self.context(context.as_ref());
            self.out.push(b'}');
        }
        self.end(start);
    }

    fn unreadable(&mut self, addr: u64) {
        self.address(addr);
    }

    fn more_unreadable(&mut self, addr: u64) {
        self.field("extra_data");
        self.address(addr);
    }

    fn remainder(&mut self, _: u64, _: u64, seen: Seen<'_>) {
        self.field("extra_data");
        self.bytes(seen);
    }

    fn descriptor(&mut self, fd: i32) {
        let start = self.begin();
        self.base = Some(fd);
        // Writing to a Vec can't fail.
        let open = |out: &mut Vec<u8>| _ = write!(out, "{{\"fd\":{fd}");
        let context = (self.contexts.shown && fd >= 0)
            .then(|| self.tracee.context_of_descriptor(fd, self.contexts.mismatch))
            .flatten();
        let known = self.leads(fd, open);
        if !known && context.is_some() {
            open(self.out);
        }
        self.context(context.as_ref());
        if known || context.is_some() {
            self.out.push(b'}');
        } else {
            self.integer(fd);
        }
        self.end(start);
    }

    fn directory(&mut self) {
        let start = self.begin();
        self.base = None;
        self.out.extend(b"{\"value\":-100,\"names\":[\"AT_FDCWD\"]");
        let mut path = Vec::new();
        if self.descriptors.path && self.tracee.directory(&mut path) {
            key("path", self.out);
            self.raw(&path, true, None);
        }
        self.out.push(b'}');
        self.end(start);
    }

    fn pid(&mut self, pid: i32) {
        let start = self.begin();
        self.id(pid, "pid", true);
        self.end(start);
    }

    fn pgid(&mut self, pgid: i32) {
        let start = self.begin();
        self.id(pgid, "pgid", false);
        self.end(start);
    }

    fn network(&mut self, _bits: u8, value: u64, set: Option<&'static Set>) {
        match set {
            Some(set) => self.symbol(value, set),
            None => self.number(value, Radix::Decimal),
        }
    }

    fn interface(&mut self, index: u32) {
        self.number(index.into(), Radix::Decimal);
    }

    fn inet(&mut self, address: Ipv4Addr) {
        let start = self.begin();
        _ = write!(self.out, "\"{address}\"");
        self.end(start);
    }

    fn inet6(&mut self, field: &'static str, address: Ipv6Addr) {
        if !field.is_empty() {
            self.field(field);
        }
        let start = self.begin();
        _ = write!(self.out, "\"{address}\"");
        self.end(start);
    }

    fn device(&mut self, _: u64, major: u32, minor: u32) {
        let start = self.begin();
        _ = write!(self.out, "{{\"major\":{major},\"minor\":{minor}}}");
        self.end(start);
    }

    fn becomes(&mut self) {
        self.wrap(b"{\"before\":");
        key("after", self.out);
        self.becoming = Some(self.depth);
    }

    /// The number says it all.
    fn moment(&mut self, _seconds: i64, _fraction: u64, _digits: u8) {}

    /// Names say it.
    fn gap(&mut self) {}

    fn more(&mut self) {
        if self.out.ends_with(b"[") || self.out.ends_with(b",") {
            self.last = self.begin();
            self.out.extend(b"{\"more\":true}");
        } else {
            key("more", self.out);
            self.last = self.begin();
            self.out.extend(b"true");
        }
    }

    fn comment(&mut self, text: Arguments<'_>) {
        self.wrap(b"{\"value\":");
        key("comment", self.out);
        string(&text.to_string(), self.out);
        self.out.push(b'}');
    }

    fn gloss(&mut self, text: Arguments<'_>) {
        self.comment(text);
    }

    fn pause(&mut self) {}

    fn resume(&mut self) {}

    fn result(&mut self) {
        self.out.push(b'}');
        key("result", self.out);
    }

    fn failed(&mut self, code: i32) {
        self.out.extend(if errno::restarts(code) { &b"null"[..] } else { b"-1" });
        key("error", self.out);
        self.out.push(b'{');
        key("errno", self.out);
        self.integer(code);
        if let Some(name) = errno::name(code) {
            key("name", self.out);
            string(name, self.out);
        }
        self.out.push(b'}');
    }

    fn unavailable(&mut self) {
        self.out.extend(b"null");
        key("unavailable", self.out);
        self.out.extend(b"true");
    }

    fn invisible(&mut self) {
        self.out.extend(b"null");
        key("invisible", self.out);
        self.out.extend(b"true");
    }

    fn open_note(&mut self, _label: &'static str) {
        key("detail", self.out);
    }

    fn open_gloss(&mut self, _: bool) {
        self.open_note("");
    }

    fn open_flags(&mut self, label: &'static str) {
        self.open_note(label);
    }

    fn note(&mut self, name: &'static str, _label: &'static str) {
        key(name, self.out);
    }

    fn close_note(&mut self) {}
}
