//! Structures: their fields in order, whole or in two pieces.

use super::decoder::{At, Decoder, Place, Scope};
use super::kind::{Kind, Phase, Ref};
use super::set::Radix;
use super::sets::file::UTIME;
use super::sink::{Group, Seen, Style};
use super::structs::{LARGEST, Struct};

/// The kernel takes no more than a page.
const PAGE: u64 = 4096;

impl Decoder<'_> {
    /// A pointer to a structure of which the call fills a part: what is said before the call.
    pub fn begin(&mut self, st: &'static Struct, addr: u64) {
        if addr == 0 || !self.detail.follow {
            return self.miss(addr);
        }
        self.read(addr, st.size(self.abi), |decoder, bytes| {
            let Some(bytes) = bytes else { return decoder.miss(addr) };
            decoder.sink.open(Group::Struct);
            decoder.piece(st, bytes, addr, Piece::Before);
            decoder.open = true;
        });
    }

    /// What is said of it after the call.
    pub fn end(&mut self, st: &'static Struct, addr: u64) {
        self.sink.reopen(Group::Struct);
        self.rest(st, addr);
    }

    /// The same, in the group that has been opened again.
    pub fn rest(&mut self, st: &'static Struct, addr: u64) {
        self.read(addr, st.size(self.abi), |decoder, bytes| {
            if let Some(bytes) = bytes {
                decoder.piece(st, bytes, addr, Piece::After);
            }
        });
        self.sink.close(Group::Struct);
    }

    /// A structure whose bytes have been read.
    pub fn fields(&mut self, st: &'static Struct, bytes: &[u8], addr: u64) {
        self.sink.open(Group::Struct);
        self.members(st, bytes, addr);
        self.sink.close(Group::Struct);
    }

    /// The fields of a structure whose bytes have been read, in the group that is open.
    pub fn members(&mut self, st: &'static Struct, bytes: &[u8], addr: u64) {
        self.piece(st, bytes, addr, Piece::Whole);
    }

    /// Those that are said at that moment.
    fn piece(&mut self, st: &'static Struct, bytes: &[u8], addr: u64, piece: Piece) {
        let scope = Scope::Fields(st, bytes, addr);
        let (mut more, mut elided) = (false, false);
        for (offset, field) in st.printed(self.abi) {
            if let (Kind::Full(inner), false) = (&field.kind, self.detail.full) {
                more |= self.due(inner, piece).0;
                continue;
            }
            if let (Kind::Elided(_), false) = (&field.kind, self.detail.full) {
                if !std::mem::replace(&mut elided, true) {
                    self.sink.gap();
                }
                continue;
            }
            elided = false;
            let Some(kind) = self.resolve(&field.kind, scope) else { continue };
            let (now, again) = self.due(kind, piece);
            if !now {
                continue;
            }
            let Some(bytes) = bytes.get(offset..) else { break };
            let repr = kind.repr();
            let size = repr.size_align(self.abi).0;
            if matches!(kind, Kind::Spare(..) | Kind::Out(Kind::Spare(..)))
                && bytes.iter().take(size).all(|byte| *byte == 0)
            {
                continue;
            }
            // Of a structure that was cut, what isn't there isn't shown; fields of no size take nothing.
            if bytes.is_empty() && size > 0 {
                break;
            }
            let at = At::Memory(bytes, addr.wrapping_add(offset as u64));
            let place = Place { at, repr, scope };
            match kind {
                Kind::More | Kind::Out(Kind::More) | Kind::Late(Kind::More) => {
                    more = true;
                    continue;
                }
                Kind::Inet6 => {
                    self.inet6(field.name, place);
                    continue;
                }
                Kind::Bitfields(..) | Kind::Out(Kind::Bitfields(..)) => {}
                _ if field.name.is_empty() => {}
                Kind::Unnamed(_) => self.sink.unnamed(field.name),
                _ if again => self.sink.becomes(),
                _ => self.sink.field(field.name),
            }
            self.show(kind, place);
        }
        if more {
            self.sink.more();
        }
    }

    /// Whether a field of this kind is said in this piece, and whether it is said again there.
    fn due(&self, kind: &Kind, piece: Piece) -> (bool, bool) {
        match kind {
            Kind::Out(_) if piece == Piece::After => (!self.failed(), false),
            Kind::Again(_) if piece == Piece::After => (!self.failed(), true),
            Kind::Late(Kind::Again(_)) if piece == Piece::After => (true, true),
            Kind::Out(_) | Kind::Late(_) | Kind::Own(_, Phase::Exit, _) => (piece != Piece::Before, false),
            _ => (piece != Piece::After, false),
        }
    }

    /// Fields that share an integer.
    pub fn bitfields(&mut self, mut value: u64, fields: &'static [(&'static str, u8)]) {
        for (name, width) in fields {
            if !name.is_empty() {
                self.sink.field(name);
                self.sink.number(value & !(u64::MAX << width), Radix::Decimal);
            }
            value >>= width;
        }
    }

    /// A structure of seconds and a fraction of so many digits.
    pub(super) fn moment(&mut self, st: &'static Struct, digits: u8, at: At<'_>) {
        let At::Memory(bytes, addr) = at else { return };
        let scope = Scope::Fields(st, bytes, addr);
        let (seconds, fraction) = (self.value(Ref(0), scope), self.value(Ref(1), scope));
        if digits == 9
            && let Some(special) = UTIME.name(fraction)
        {
            if self.sink.names_alone() {
                return self.sink.expression(fraction, format_args!("{special}"));
            }
            self.fields(st, bytes, addr);
            return self.sink.gloss(format_args!("{special}"));
        }
        self.fields(st, bytes, addr);
        self.sink.moment(seconds as i64, fraction, digits);
    }

    /// A structure at an address that the call gives, of which `len` bytes are there.
    pub fn structure(&mut self, st: &'static Struct, addr: u64) {
        let mut raw = [0; LARGEST];
        let size = st.size(self.abi).min(LARGEST);
        if addr == 0 || !self.detail.follow || !self.memory.read_exact(addr, &mut raw[..size]) {
            return self.sink.address(addr);
        }
        self.fields(st, &raw[..size], addr);
    }

    /// A structure of which the program has `len` bytes.
    pub fn sized(&mut self, st: &'static Struct, addr: u64, len: u64) {
        let mut raw = [0; LARGEST];
        let size = len.min(st.size(self.abi) as u64).min(LARGEST as u64) as usize;
        if addr == 0 || !self.detail.follow || !self.memory.read_exact(addr, &mut raw[..size]) {
            return self.sink.address(addr);
        }
        self.fields(st, &raw[..size], addr);
    }

    /// A structure of which the program has `len` bytes, and strace shows the address.
    pub fn beyond(&mut self, st: &'static Struct, addr: u64, len: u64) {
        match self.detail.deep {
            true => self.sized(st, addr, len),
            false => self.sink.address(addr),
        }
    }

    /// A structure of which the program has `len` bytes, and what it has behind it, where that isn't zero.
    pub fn tailed(&mut self, st: &'static Struct, addr: u64, len: u64) {
        let mut raw = [0; LARGEST];
        let end = st.end(self.abi).min(LARGEST);
        let size = len.min(end as u64) as usize;
        if addr == 0 || !self.detail.follow || !self.memory.read_exact(addr, &mut raw[..size]) {
            return self.sink.address(addr);
        }
        self.sink.open(Group::Struct);
        self.members(st, &raw[..size], addr);
        self.remainder(addr, end as u64, len);
        self.sink.close(Group::Struct);
    }

    /// What lies behind the `from` bytes of a structure of which the program has `len`, where it isn't zero.
    pub fn remainder(&mut self, addr: u64, from: u64, len: u64) {
        let len = len.min(PAGE);
        let mut bytes = self.pool.take();
        bytes.resize(len.saturating_sub(from) as usize, 0);
        let at = addr.wrapping_add(from);
        if !bytes.is_empty() && !self.memory.read_exact(at, &mut bytes) {
            self.sink.more_unreadable(at);
        } else if bytes.iter().any(|byte| *byte != 0) {
            let length = Some(bytes.len() as u64);
            let shown = bytes.len().min(self.detail.string);
            let cut = shown < bytes.len();
            let seen = Seen { bytes: &bytes[..shown], cut, length, style: Style::Hex };
            self.sink.remainder(from, len - 1, seen);
        }
        self.pool.give(bytes);
    }

    /// A structure of which the program has `len` bytes; where it is longer than is known, that there is more.
    pub fn sized_or_more(&mut self, st: &'static Struct, addr: u64, len: u64) {
        let mut raw = [0; LARGEST];
        let end = st.end(self.abi).min(LARGEST) as u64;
        let size = len.min(end) as usize;
        if addr == 0 || !self.detail.follow || !self.memory.read_exact(addr, &mut raw[..size]) {
            return self.sink.address(addr);
        }
        self.sink.open(Group::Struct);
        self.members(st, &raw[..size], addr);
        if len > end {
            self.sink.more();
        }
        self.sink.close(Group::Struct);
    }

    /// A structure that grows with the kernel, of which the program has `len` bytes; `least` are always shown.
    pub fn extensible(&mut self, st: &'static Struct, least: usize, addr: u64, len: u64) {
        let mut raw = [0; LARGEST];
        let end = st.end(self.abi).min(LARGEST);
        let size = len.min(end as u64) as usize;
        let mut extra = self.pool.take();
        extra.resize(len.min(PAGE).saturating_sub(end as u64) as usize, 0);
        // The kernel takes no more than a page, and all of it.
        let read = (1..=PAGE).contains(&len)
            && addr != 0
            && self.detail.follow
            && self.memory.read_exact(addr, &mut raw[..size])
            && self.memory.read_exact(addr.wrapping_add(end as u64), &mut extra);
        if !read {
            self.pool.give(extra);
            return self.sink.address(addr);
        }
        self.sink.open(Group::Struct);
        self.members(st, &raw[..size.max(least.min(end))], addr);
        if extra.iter().any(|byte| *byte != 0) {
            if self.detail.full {
                let length = Some(extra.len() as u64);
                self.sink.field("extra_data");
                self.sink.bytes(Seen { bytes: &extra, cut: false, length, style: Style::Hex });
                self.sink.comment(format_args!("bytes {end}..{}", len - 1));
            } else {
                self.sink.more();
            }
        }
        self.pool.give(extra);
        self.sink.close(Group::Struct);
    }
}

/// Which fields of a structure are said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// All.
    Whole,
    /// Those that the call doesn't fill.
    Before,
    /// Those that it fills.
    After,
}
