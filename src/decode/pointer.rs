//! What stands behind pointers: values, arrays, structures, strings and buffers in the tracee's memory.

use super::decoder::{At, Decoder, Place, Scope};
use super::kind::{Kind, Repr};
use super::set::{Radix, Set};
use super::sink::{Group, Seen, Style};
use super::structs::LARGEST;
use super::structs::net::IOVEC;
use std::net::Ipv6Addr;

/// The kernel takes no structure longer than a page, in bytes.
const PAGE: u64 = 4096;

/// How the items of an array are listed.
pub struct Listing {
    /// The names of their places, where these have some.
    pub index: Option<&'static Set>,
    /// How many are shown even in full output.
    pub most: u64,
}

/// As most arrays are.
const PLAIN: Listing = Listing { index: None, most: 1 << 16 };

impl Decoder<'_> {
    /// A pointer to one value. Values that are no structure are put in brackets.
    pub fn behind(&mut self, inner: &'static Kind, addr: u64, scope: Scope<'_>) {
        if addr == 0 || !self.detail.follow {
            return self.miss(addr);
        }
        let (size, _) = inner.repr().size_align(self.abi);
        self.read(addr, size, |decoder, bytes| {
            let Some(bytes) = bytes else { return decoder.miss(addr) };
            let place = Place { at: At::Memory(bytes, addr), repr: inner.repr(), scope };
            // This pointer was followed, whatever becomes of those behind it.
            let missed = decoder.missed;
            if bare(inner) {
                decoder.show(inner, place);
            } else {
                decoder.sink.open(Group::Array);
                decoder.sink.item();
                decoder.show(inner, place);
                decoder.sink.close(Group::Array);
            }
            decoder.missed = missed;
        });
    }

    /// A pointer that isn't followed, or can't be.
    pub fn miss(&mut self, addr: u64) {
        self.missed = true;
        self.sink.address(addr);
    }

    /// A structure may hold an address that no program of 32 bits has.
    fn is_too_high(&self, addr: u64) -> bool {
        self.abi.word().size() == 4 && addr > u32::MAX.into()
    }

    /// Whether so many bytes can be read there.
    pub fn is_readable(&self, addr: u64, size: usize) -> bool {
        let mut raw = [0; LARGEST];
        addr != 0 && raw.get_mut(..size).is_some_and(|raw| self.memory.read_exact(addr, raw))
    }

    /// Hands on `size` bytes of the tracee's memory; None where they can't be read.
    pub fn read(&mut self, addr: u64, size: usize, then: impl FnOnce(&mut Self, Option<&[u8]>)) {
        if size <= LARGEST {
            let mut raw = [0; LARGEST];
            let read = self.memory.read_exact(addr, &mut raw[..size]);
            return then(self, read.then_some(&raw[..size]));
        }
        let mut buffer = self.pool.take();
        buffer.resize(size, 0);
        let read = self.memory.read_exact(addr, &mut buffer);
        then(self, read.then_some(&buffer[..]));
        self.pool.give(buffer);
    }

    /// Items that have been read, each with its index.
    pub(super) fn indexed(
        &mut self,
        set: &'static Set,
        item: &'static Kind,
        count: usize,
        bytes: &[u8],
        addr: u64,
        scope: Scope<'_>,
    ) {
        let (size, _) = item.repr().size_align(self.abi);
        self.sink.open(Group::Indexed);
        for (i, bytes) in bytes.chunks_exact(size.max(1)).take(count).enumerate() {
            self.sink.index(i as u64, set);
            let at = At::Memory(bytes, addr.wrapping_add((i * size) as u64));
            self.show(item, Place { at, repr: item.repr(), scope });
        }
        self.sink.close(Group::Indexed);
    }

    /// A pointer to `count` values.
    pub fn array(&mut self, item: &'static Kind, addr: u64, count: u64, scope: Scope<'_>) {
        self.array_as(&PLAIN, item, addr, count, scope);
    }

    /// The same, listed in such a way.
    pub fn array_as(
        &mut self,
        listing: &Listing,
        item: &'static Kind,
        addr: u64,
        count: u64,
        scope: Scope<'_>,
    ) {
        if addr == 0 || (!self.detail.follow && count > 0) {
            return self.sink.address(addr);
        }
        // More than can be: what the call takes for an error.
        let size = item.repr().size_align(self.abi).0 as u64;
        if count.checked_mul(size).and_then(|size| addr.checked_add(size)).is_none() {
            return self.sink.address(addr);
        }
        self.listed(listing, item, count, None, addr, scope);
    }

    /// A value in full, whatever is asked for.
    pub fn whole(&mut self, kind: &'static Kind, place: Place<'_>) {
        let full = std::mem::replace(&mut self.detail.full, true);
        self.show(kind, place);
        self.detail.full = full;
    }

    /// The items at `addr`; `read` are the bytes there where they were read already.
    pub fn items(
        &mut self,
        item: &'static Kind,
        count: u64,
        read: Option<&[u8]>,
        addr: u64,
        scope: Scope<'_>,
    ) {
        self.listed(&PLAIN, item, count, read, addr, scope);
    }

    /// How many of `count` items are shown.
    fn shown(&self, listing: &Listing, count: u64) -> u64 {
        count.min(if self.detail.full { listing.most } else { self.detail.string as u64 })
    }

    /// Whether the items at an address can be read that are shown of `count`, and the next one.
    pub fn can_list(&self, listing: &Listing, item: &'static Kind, count: u64, addr: u64) -> bool {
        let (size, _) = item.repr().size_align(self.abi);
        self.is_readable(addr, size * count.min(self.shown(listing, count) + 1) as usize)
    }

    /// The items at `addr`, listed in such a way.
    pub fn listed(
        &mut self,
        listing: &Listing,
        item: &'static Kind,
        count: u64,
        read: Option<&[u8]>,
        addr: u64,
        scope: Scope<'_>,
    ) {
        let group = if listing.index.is_some() { Group::Indexed } else { Group::Array };
        let (size, _) = item.repr().size_align(self.abi);
        let shown = self.shown(listing, count);
        let mut raw = [0; LARGEST];
        let size = size.clamp(1, LARGEST);
        // Of an array that is cut there must be one more.
        for i in 0..count.min(shown + 1) {
            let at = addr.wrapping_add(i * size as u64);
            let bytes = match read {
                Some(_) if i == shown => Some(&raw[..0]),
                Some(bytes) => bytes.get(i as usize * size..(i as usize + 1) * size),
                None => self.memory.read_exact(at, &mut raw[..size]).then_some(&raw[..size]),
            };
            if i == 0 {
                if bytes.is_none() {
                    return self.sink.address(addr);
                }
                self.sink.open(group);
            }
            match listing.index {
                None => self.sink.item(),
                Some(set) if bytes.is_some() && i < shown => self.sink.index(i, set),
                Some(_) => {}
            }
            match bytes {
                None => {
                    self.sink.more();
                    self.sink.comment(format_args!("{at:#x}"));
                    return self.sink.close(group);
                }
                Some(_) if i == shown => self.sink.more(),
                Some(bytes) => {
                    self.show(item, Place { at: At::Memory(bytes, at), repr: item.repr(), scope });
                }
            }
        }
        if count == 0 {
            self.sink.open(group);
        }
        self.sink.close(group);
    }

    /// Text with a NUL at its end, of which `limit` bytes are said.
    pub fn string(&mut self, addr: u64, limit: usize, style: Style) {
        self.bounded(addr, limit, limit + 1, style);
    }

    /// Text that ends with a NUL or with its room, of which `limit` bytes are said at most.
    pub fn bounded(&mut self, addr: u64, limit: usize, room: usize, style: Style) {
        if addr == 0 || self.is_too_high(addr) {
            return self.sink.address(addr);
        }
        let mut buffer = self.pool.take();
        match self.text(addr, limit, room, &mut buffer) {
            Some(cut) => {
                let length = (!cut).then_some(buffer.len() as u64);
                self.sink.bytes(Seen { bytes: &buffer, cut, length, style });
            }
            None => self.sink.address(addr),
        }
        self.pool.give(buffer);
    }

    /// How long the text at `addr` is; None where it has no end that can be read, or is longer than a page.
    pub fn terminated(&mut self, addr: u64) -> Option<u64> {
        let mut buffer = self.pool.take();
        let cut = self.text(addr, PAGE as usize, PAGE as usize + 1, &mut buffer);
        let length = buffer.len() as u64;
        self.pool.give(buffer);
        (cut == Some(false)).then_some(length)
    }

    /// Reads text up to its NUL, or as much as there is room for and is wanted: `limit` bytes, and one more that tells
    /// whether it ends there; returns whether there is some, without a NUL. None where it can't be read.
    fn text(&self, addr: u64, limit: usize, room: usize, into: &mut Vec<u8>) -> Option<bool> {
        const STEP: usize = 256;
        let most = room.min(limit + 1);
        loop {
            let have = into.len();
            let want = (most - have).min(STEP);
            into.resize(have + want, 0);
            let read = self.memory.read(addr.wrapping_add(have as u64), &mut into[have..]);
            if let Some(nul) = into[have..have + read].iter().position(|b| *b == 0) {
                into.truncate(have + nul);
                return Some(false);
            }
            into.truncate(have + read);
            if read < want {
                return None;
            }
            if into.len() == most {
                into.truncate(limit);
                return Some(most > 0);
            }
        }
    }

    /// Bytes of a length that the call gives.
    pub fn buffer(&mut self, addr: u64, length: u64, style: Style) {
        if self.failed() { self.sink.address(addr) } else { self.contents(addr, length, style) }
    }

    /// The same, whether the call failed or not.
    pub fn contents(&mut self, addr: u64, length: u64, style: Style) {
        if addr == 0 || self.is_too_high(addr) {
            return self.sink.address(addr);
        }
        let want = length.min(self.detail.string as u64) as usize;
        let mut buffer = self.pool.take();
        // Of what is to be cut there must be more.
        buffer.resize(want + usize::from(length > want as u64), 0);
        if buffer.is_empty() || self.memory.read_exact(addr, &mut buffer) {
            self.sink.bytes(Seen {
                bytes: &buffer[..want],
                cut: length > want as u64,
                length: Some(length),
                style,
            });
        } else {
            self.sink.address(addr);
        }
        self.pool.give(buffer);
    }

    /// Bytes of a field, all of them; text ends at its NUL, and without one its last byte is not shown.
    pub fn inline(&mut self, bytes: &[u8], style: Style) {
        let nul = bytes.iter().position(|b| *b == 0);
        let (end, cut) = match (style, nul) {
            (Style::Text, Some(end)) => (end, false),
            (Style::Text, None) => (bytes.len().saturating_sub(1), true),
            _ => (bytes.len(), false),
        };
        let length = (!cut).then_some(end as u64);
        self.sink.bytes(Seen { bytes: &bytes[..end], cut, length, style });
    }

    /// Text of a field, as much as strings may have.
    pub(super) fn short(&mut self, bytes: &[u8]) {
        let end = bytes.iter().position(|b| *b == 0).unwrap_or(bytes.len());
        let said = end.min(self.detail.string);
        let cut = said < end || end == bytes.len();
        let seen =
            Seen { bytes: &bytes[..said], cut, length: (!cut).then_some(end as u64), style: Style::Ended };
        self.sink.bytes(seen);
    }

    /// A number that the kernel reads and writes back, such as the length of an address: `[128 => 16]`.
    pub(super) fn value_result(&mut self, addr: u64, scope: Scope<'_>) {
        let Some(now) = self.number_at(addr, Repr::I32).filter(|_| self.detail.follow) else {
            return self.sink.address(addr);
        };
        let Scope::Call = scope else { return self.sink.address(addr) };
        let before = self.args.iter().rposition(|a| *a == addr).map_or(now, |i| self.saved[i]);
        self.sink.open(Group::Array);
        self.sink.item();
        self.sink.number(before, Radix::Signed);
        if before != now && !self.failed() {
            self.sink.becomes();
            self.sink.number(now, Radix::Signed);
        }
        self.sink.close(Group::Array);
    }

    /// An IPv6 address in a field.
    pub(super) fn inet6(&mut self, field: &'static str, place: Place<'_>) {
        let At::Memory(bytes, _) = place.at else { return };
        let mut raw = [0; 16];
        let seen = bytes.len().min(raw.len());
        raw[..seen].copy_from_slice(&bytes[..seen]);
        self.sink.inet6(field, Ipv6Addr::from(raw));
    }

    /// A pointer to vectors that hold `bytes` bytes together, at most.
    pub fn vectors(&mut self, addr: u64, count: u64, bytes: u64) {
        let outer = std::mem::replace(&mut self.left, bytes);
        const VECTOR: Kind = Kind::Struct(&IOVEC);
        self.array(&VECTOR, addr, count, Scope::Call);
        self.left = outer;
    }

    /// argv.
    pub(super) fn strings(&mut self, addr: u64) {
        if addr == 0 || !self.detail.follow {
            return self.sink.address(addr);
        }
        let size = self.abi.word().size() as u64;
        let limit = if self.detail.full { u64::MAX } else { self.detail.string as u64 };
        let mut i = 0;
        loop {
            let at = addr.wrapping_add(i * size);
            let Some(pointer) = self.number_at(at, Repr::Ulong) else {
                if i == 0 {
                    return self.sink.address(addr);
                }
                self.sink.item();
                self.sink.more();
                self.sink.comment(format_args!("{at:#x}"));
                break;
            };
            if i == 0 {
                self.sink.open(Group::Array);
            }
            if pointer == 0 {
                break;
            }
            self.sink.item();
            if i >= limit {
                self.sink.more();
                break;
            }
            self.string(pointer, self.detail.string, Style::Text);
            i += 1;
        }
        self.sink.close(Group::Array);
    }

    /// envp.
    pub(super) fn count(&mut self, addr: u64) {
        if self.detail.full {
            return self.strings(addr);
        }
        self.sink.address(addr);
        if addr == 0 || !self.detail.follow {
            return;
        }
        let size = self.abi.word().size() as u64;
        let mut count = 0u64;
        let whole = loop {
            match self.number_at(addr.wrapping_add(count * size), Repr::Ulong) {
                Some(0) => break true,
                Some(_) => count += 1,
                None => break false,
            }
        };
        let plural = if count == 1 { "" } else { "s" };
        let unterminated = if whole { "" } else { ", unterminated" };
        if whole || count > 0 {
            self.sink.comment(format_args!("{count} var{plural}{unterminated}"));
        }
    }
}

/// Whether a value behind a pointer is shown without brackets.
fn bare(kind: &Kind) -> bool {
    match kind {
        Kind::Struct(_)
        | Kind::Items(..)
        | Kind::Indexed(..)
        | Kind::Uuid
        | Kind::Chars(_)
        | Kind::Upto(..)
        | Kind::Spare(..)
        | Kind::Short(_)
        | Kind::Held(..)
        | Kind::Raw(_)
        | Kind::Hardware(_)
        | Kind::Signals => true,
        Kind::Own(repr, ..) => !matches!(
            repr,
            Repr::I8
                | Repr::I16
                | Repr::I32
                | Repr::I64
                | Repr::U8
                | Repr::U16
                | Repr::U32
                | Repr::U64
                | Repr::Ulong
        ),
        Kind::As(_, inner) | Kind::If(_, inner) | Kind::Switch(_, _, inner) | Kind::Ends(inner, _) => {
            bare(inner)
        }
        _ => false,
    }
}
