//! What each kind does: reads one value and says it to the sink.

use super::errno;
use super::kind::{Kind, Len, Phase, Ref, Repr, When};
use super::set::Radix;
use super::sets::common::{AT_FDCWD, FILE_MODE, SIGNALS};
use super::sink::{Seen, Sink, Style};
use super::structs::Struct;
use crate::arch::Abi;
use crate::event::Outcome;
use crate::memory::Memory;
use std::net::Ipv4Addr;

/// The longest name of a file that the kernel takes, with its NUL (PATH_MAX).
const PATH_MAX: usize = 4096;

/// How much of what is there gets read and said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detail {
    /// The most bytes of a string (`-s`).
    pub string: usize,
    /// Whether structures and arrays are said in full (`-v`).
    pub full: bool,
    /// Whether pointers are followed at all (`-e verbose=`).
    pub follow: bool,
    /// Whether that is said too which strace shows as bytes or without names (`--deep`).
    pub deep: bool,
}

impl Default for Detail {
    fn default() -> Self {
        Detail { string: 32, full: false, follow: true, deep: false }
    }
}

/// Where a value is.
#[derive(Clone, Copy)]
pub enum At<'a> {
    /// In a register.
    Register(u64),
    /// In memory that has been read: the bytes from there on, and their address in the tracee.
    Memory(&'a [u8], u64),
}

/// Which values a [`Ref`] names.
#[derive(Clone, Copy)]
pub enum Scope<'a> {
    /// The arguments of the call.
    Call,
    /// The fields of a structure: its bytes, and their address.
    Fields(&'static Struct, &'a [u8], u64),
}

/// A value to be shown: where it is, how it lies there, and among what.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// Where.
    pub at: At<'a>,
    /// Its shape.
    pub repr: Repr,
    /// Its neighbours.
    pub scope: Scope<'a>,
}

/// Buffers that decoders borrow, so that a call allocates nothing once they have grown.
#[derive(Debug, Default)]
pub struct Pool(Vec<Vec<u8>>);

/// Everything that a kind may look at while it reads.
pub struct Decoder<'a> {
    /// The ABI of the call.
    pub abi: Abi,
    /// The tracee's memory.
    pub memory: &'a dyn Memory,
    /// How much to say.
    pub detail: Detail,
    /// Whether the call has begun or ended.
    pub phase: Phase,
    /// How it ended, at exit.
    pub outcome: Outcome,
    /// The arguments, by position in the row; pairs of registers are one value.
    pub args: [u64; 6],
    /// Numbers behind pointers as they were at entry, by position of the argument (see [`Kind::Length`]), or as
    /// [`Kind::Before`] has put them.
    pub saved: [u64; 6],
    /// How many bytes of the vectors that are being shown are still to come (see [`Kind::Vectors`]).
    pub left: u64,
    /// The netlink protocol of the socket whose buffers are shown, where it has one.
    pub protocol: Option<u32>,
    /// Whether a structure was left open, to go on when the call has ended (see [`Kind::InOut`]).
    pub open: bool,
    /// Whether a pointer couldn't be followed.
    pub missed: bool,
    /// What the number that comes next was before the call, where the call can have changed it.
    pub given: Option<i32>,
    /// Where the words go.
    pub sink: &'a mut dyn Sink,
    /// Buffers.
    pub pool: &'a mut Pool,
}

impl Pool {
    /// A buffer to fill.
    pub fn take(&mut self) -> Vec<u8> {
        self.0.pop().unwrap_or_default()
    }

    /// Takes a buffer back.
    pub fn give(&mut self, mut buffer: Vec<u8>) {
        buffer.clear();
        self.0.push(buffer);
    }
}

impl<'a> Place<'a> {
    /// The number at this place.
    pub fn value(&self, abi: Abi) -> u64 {
        match self.at {
            At::Register(value) => self.repr.load(&value.to_le_bytes(), abi),
            At::Memory(bytes, _) => self.repr.load(bytes, abi),
        }
    }

    fn with(self, repr: Repr) -> Place<'a> {
        Place { repr, ..self }
    }
}

impl Decoder<'_> {
    /// The call failed, or it isn't known how it ended.
    pub fn failed(&self) -> bool {
        self.phase == Phase::Exit && !matches!(self.outcome, Outcome::Returned(_))
    }

    /// What the call returned; 0 before its end and where it failed.
    pub fn returned(&self) -> i64 {
        match self.outcome {
            Outcome::Returned(value) => value,
            Outcome::Failed(_) | Outcome::Unavailable | Outcome::Invisible => 0,
        }
    }

    /// The value that a reference names.
    pub fn value(&self, of: Ref, scope: Scope<'_>) -> u64 {
        match scope {
            Scope::Call => self.args.get(usize::from(of.0)).copied().unwrap_or(0),
            Scope::Fields(st, bytes, _) => {
                let Some((offset, field)) = st.at(self.abi, usize::from(of.0)) else { return 0 };
                field.kind.repr().load(bytes.get(offset..).unwrap_or(&[]), self.abi)
            }
        }
    }

    /// A length in bytes or items.
    pub fn length(&self, len: &Len, scope: Scope<'_>) -> u64 {
        match len {
            Len::Ret => self.returned().max(0) as u64,
            Len::Arg(of) => self.value(*of, scope),
            Len::Behind(of) => self.number_at(self.value(*of, scope), Repr::U32).unwrap_or(0),
            Len::Given(of) => self.saved.get(usize::from(of.0)).copied().unwrap_or(0),
            Len::Is(count) => *count,
            Len::Over(len, by) => self.length(len, scope) / (*by).max(1),
            Len::Least(a, b) => self.length(a, scope).min(self.length(b, scope)),
        }
    }

    /// The number in the tracee's memory at `addr`.
    pub fn number_at(&self, addr: u64, repr: Repr) -> Option<u64> {
        let mut raw = [0; 8];
        let (size, _) = repr.size_align(self.abi);
        let raw = &mut raw[..size.min(8)];
        (addr != 0 && self.memory.read_exact(addr, raw)).then(|| repr.load(raw, self.abi))
    }

    /// Whether a condition holds.
    pub fn holds(&self, when: &When, scope: Scope<'_>) -> bool {
        match *when {
            When::Any(of, bits) => self.value(of, scope) & bits != 0,
            When::Is(of, value) => self.value(of, scope) == value,
            When::Not(of, value) => self.value(of, scope) != value,
            When::In(of, values) => values.contains(&self.value(of, scope)),
            When::FullOr(all) => self.detail.full || all.iter().any(|of| self.value(*of, scope) != 0),
            When::Some(all) => all.iter().any(|of| self.value(*of, scope) != 0),
            When::Masked(of, mask, value) => self.value(of, scope) & mask == value,
            When::Unlike(of, mask, value) => self.value(of, scope) & mask != value,
            When::Failed => self.failed(),
            When::Returned(least) => self.returned() >= least,
            When::Readable(of, repr) => {
                self.detail.follow && self.is_readable(self.value(of, scope), repr.size_align(self.abi).0)
            }
            When::Unfollowed(of, holds) => !self.detail.follow && holds(self.value(of, scope)),
            When::Beyond(size) => matches!(scope, Scope::Fields(_, bytes, _) if bytes.len() > size),
            When::Either(one, other) => self.holds(one, scope) || self.holds(other, scope),
        }
    }

    /// The kind that the conditions around it leave: None where nothing is to be shown.
    pub fn resolve(&self, kind: &'static Kind, scope: Scope<'_>) -> Option<&'static Kind> {
        match kind {
            Kind::If(when, inner) => self.holds(when, scope).then(|| self.resolve(inner, scope))?,
            Kind::Where(when, inner, otherwise) => {
                self.resolve(if self.holds(when, scope) { inner } else { otherwise }, scope)
            }
            Kind::Switch(of, cases, otherwise) => {
                let value = self.value(*of, scope);
                let inner =
                    cases.iter().find(|(case, _)| *case == value).map_or(*otherwise, |(_, kind)| kind);
                self.resolve(inner, scope)
            }
            Kind::Choose(of, choose) => self.resolve(choose(self.abi, self.value(*of, scope)), scope),
            Kind::Full(inner) | Kind::Joined(inner) => self.resolve(inner, scope),
            Kind::Hidden(_) => None,
            _ => Some(kind),
        }
    }

    /// When an argument of this kind can be read.
    pub fn phase_of(&self, kind: &'static Kind, scope: Scope<'_>) -> Phase {
        match kind {
            Kind::Out(_) | Kind::Ends(..) | Kind::Late(_) | Kind::Length => Phase::Exit,
            Kind::Own(_, phase, _) => *phase,
            Kind::Buffer(len) | Kind::Secret(len) | Kind::Array(_, len) | Kind::Vectors(_, len)
                if len.is_result() =>
            {
                Phase::Exit
            }
            Kind::Before(_, inner)
            | Kind::As(_, inner)
            | Kind::Label(_, inner)
            | Kind::Full(inner)
            | Kind::Ahead(inner) => self.phase_of(inner, scope),
            Kind::If(..) | Kind::Where(..) | Kind::Switch(..) | Kind::Choose(..) | Kind::Joined(_) => {
                self.resolve(kind, scope).map_or(Phase::Entry, |inner| self.phase_of(inner, scope))
            }
            _ => Phase::Entry,
        }
    }

    /// Shows the value at a place.
    pub fn show(&mut self, kind: &'static Kind, place: Place<'_>) {
        let value = place.value(self.abi);
        let scope = place.scope;
        match kind {
            Kind::Int
            | Kind::Uint
            | Kind::Long
            | Kind::Ulong
            | Kind::I64
            | Kind::U64
            | Kind::I16
            | Kind::U16
            | Kind::U8 => {
                self.sink.number(value, if place.repr.signed() { Radix::Signed } else { Radix::Decimal });
            }
            Kind::Time | Kind::TimeWith(_) => {
                self.sink.number(value, Radix::Signed);
                let fraction = if let Kind::TimeWith(of) = kind { self.value(*of, scope) } else { 0 };
                self.sink.moment(value as i64, fraction, 9);
            }
            Kind::Moment(st, digits) => self.moment(st, *digits, place.at),
            Kind::Instant(st) => match place.at {
                At::Memory(bytes, addr) if self.sink.numbers_alone() => self.fields(st, bytes, addr),
                _ => self.moment(st, 9, place.at),
            },
            Kind::Hex => self.sink.number(value, Radix::Hex),
            Kind::Number(radix) => self.sink.number(value, *radix),
            Kind::Noted(set) => {
                self.sink.number(value, set.rest);
                let unnamed = set.unknown.is_empty() || (value == 0 && !set.is_enumeration());
                if !unnamed || set.name(value).is_some() {
                    self.sink.gloss(format_args!("{}", set.say(value)));
                }
            }
            Kind::Octal => self.sink.number(value, Radix::Octal),
            Kind::Permissions => self.sink.number(value, Radix::Permissions),
            Kind::As(repr, inner) => self.show(inner, place.with(*repr)),
            // A field of 64 bits may hold what is none.
            Kind::Fd if place.repr.size_align(self.abi).0 == 8 && value > i32::MAX as u64 => {
                self.sink.number(value, Radix::Decimal);
            }
            Kind::Fd => self.sink.descriptor(value as i32),
            Kind::DirFd if value as i32 == AT_FDCWD => self.sink.directory(),
            Kind::DirFd => self.sink.descriptor(value as i32),
            Kind::Pid => self.sink.pid(value as i32),
            Kind::Group => self.sink.pgid(value as i32),
            Kind::Uid | Kind::Gid if value == place.repr.narrow(u64::MAX, self.abi) => {
                self.sink.number(u64::MAX, Radix::Signed)
            }
            Kind::Uid | Kind::Gid => self.sink.number(value, Radix::Decimal),
            Kind::Mode => self.sink.symbol(value, &FILE_MODE),
            Kind::Device => {
                let major = ((value >> 8) & 0xfff) | ((value >> 32) & !0xfff);
                let minor = (value & 0xff) | ((value >> 12) & !0xff);
                self.sink.device(value, major as u32, minor as u32);
            }
            Kind::Signal => self.sink.symbol(value, &SIGNALS),
            Kind::Of(set) => self.sink.symbol(value, set),
            Kind::ByArch(x86, arm) => {
                let set = if matches!(self.abi, Abi::Aarch64 | Abi::Arm) { arm } else { x86 };
                self.sink.symbol(value, set);
            }
            Kind::Network(set) => self.sink.network(8 * place.repr.size_align(self.abi).0 as u8, value, *set),
            Kind::Port(set) => {
                self.sink.address_part(8 * place.repr.size_align(self.abi).0 as u8, value, *set)
            }
            Kind::Interface => self.sink.interface(value as u32),
            Kind::Inet => self.sink.inet(Ipv4Addr::from_bits(value as u32)),
            Kind::Inet6 => self.inet6("", place),
            Kind::Addr => self.sink.address(value),
            Kind::Path => self.string(value, PATH_MAX - 1, Style::Path),
            Kind::Str => self.string(value, self.detail.string, Style::Text),
            Kind::Strings => self.strings(value),
            Kind::Count => self.count(value),
            Kind::Buffer(len) => self.buffer(value, self.length(len, scope), Style::Text),
            Kind::Secret(len) => self.buffer(value, self.length(len, scope), Style::Hex),
            Kind::At(inner) => self.behind(inner, value, scope),
            Kind::Array(_, len) if len.is_result() && self.failed() => self.sink.address(value),
            Kind::Array(item, len) => self.array(item, value, self.length(len, scope), scope),
            Kind::Out(_) if self.failed() => self.sink.address(value),
            Kind::Out(inner) | Kind::Union(inner) => self.show(inner, place.with(inner.repr())),
            Kind::Ends(_, inner) if self.failed() => self.show(inner, place.with(inner.repr())),
            Kind::Ends(inner, _) => self.show(inner, place.with(inner.repr())),
            Kind::InOut(st) => self.begin(st, value),
            Kind::Change(inner)
            | Kind::Turns(inner, _)
            | Kind::Again(inner)
            | Kind::After(inner, ..)
            | Kind::Late(inner) => {
                self.show(inner, place.with(inner.repr()));
            }
            Kind::Bitfields(_, fields) => self.bitfields(value, fields),
            Kind::Signals => {
                let size = match place.at {
                    At::Memory(..) => place.repr.size_align(self.abi).0,
                    At::Register(_) => self.abi.word().size(),
                };
                self.signals(value, 8 * size as u32);
            }
            Kind::Sigset(len) => self.sigset(value, self.length(len, scope)),
            Kind::Sized(st, len) => self.sized(st, value, self.length(len, scope)),
            Kind::Extensible(st, least, len) => self.extensible(st, *least, value, self.length(len, scope)),
            Kind::Tailed(st, least, len) => {
                let len = self.length(len, scope);
                match len < *least {
                    true => self.sink.address(value),
                    false => self.tailed(st, value, len),
                }
            }
            Kind::Vectors(count, bytes) => {
                let count = self.length(count, scope);
                let bytes = self.length(bytes, scope);
                self.vectors(value, count, bytes);
            }
            Kind::Address(len) => self.sockaddr(value, self.length(len, scope)),
            Kind::Length => self.value_result(value, scope),
            Kind::Struct(st) => match place.at {
                At::Memory(bytes, addr) => self.fields(st, bytes, addr),
                At::Register(value) => self.sink.address(value),
            },
            Kind::Items(item, count) | Kind::Spare(item, count) => match place.at {
                At::Memory(bytes, addr) => self.items(item, *count as u64, Some(bytes), addr, scope),
                At::Register(value) => self.sink.address(value),
            },
            Kind::Indexed(set, item, count) => match place.at {
                At::Memory(bytes, addr) => self.indexed(set, item, *count, bytes, addr, scope),
                At::Register(value) => self.sink.address(value),
            },
            Kind::Held(size, len) => match place.at {
                At::Memory(bytes, _) => {
                    let length = self.length(len, scope).min(*size as u64).min(bytes.len() as u64);
                    let seen = &bytes[..length as usize];
                    self.sink.bytes(Seen {
                        bytes: seen,
                        cut: false,
                        length: Some(length),
                        style: Style::Text,
                    });
                }
                At::Register(value) => self.sink.address(value),
            },
            Kind::Upto(item, most, len) => match place.at {
                At::Memory(bytes, addr) => {
                    let count = self.length(len, scope).min(*most as u64);
                    self.items(item, count, Some(bytes), addr, scope);
                }
                At::Register(value) => self.sink.address(value),
            },
            Kind::Tail(item, len) => match place.at {
                At::Memory(_, addr) => self.items(item, self.length(len, scope), None, addr, scope),
                At::Register(value) => self.sink.address(value),
            },
            Kind::Short(size) => match place.at {
                At::Memory(bytes, _) => self.short(&bytes[..(*size).min(bytes.len())]),
                At::Register(value) => self.sink.address(value),
            },
            Kind::Uuid => match place.at {
                At::Memory(bytes, _) => self.inline(&bytes[..bytes.len().min(16)], Style::Uuid),
                At::Register(value) => self.sink.address(value),
            },
            Kind::Chars(size) | Kind::Raw(size) | Kind::Hardware(size) => match place.at {
                At::Memory(bytes, _) => {
                    let style = match kind {
                        Kind::Chars(_) => Style::Text,
                        Kind::Raw(_) => Style::Hex,
                        _ => Style::Hardware,
                    };
                    self.inline(&bytes[..(*size).min(bytes.len())], style);
                }
                At::Register(value) => self.sink.address(value),
            },
            Kind::If(..) | Kind::Where(..) | Kind::Switch(..) | Kind::Choose(..) | Kind::Joined(_) => {
                match self.resolve(kind, scope) {
                    Some(inner) => self.show(inner, place.with(inner.repr())),
                    None => self.sink.number(value, Radix::Hex),
                }
            }
            Kind::More => self.sink.more(),
            Kind::Elided(inner)
            | Kind::Ahead(inner)
            | Kind::Unnamed(inner)
            | Kind::Label(_, inner)
            | Kind::Full(inner)
            | Kind::Hidden(inner)
            | Kind::Before(_, inner) => self.show(inner, place),
            Kind::Own(_, _, show) | Kind::Both(show) => show(self, place),
        }
    }

    /// The name of the errno that the call failed with, if it did.
    pub fn error(&self) -> Option<&'static str> {
        match self.outcome {
            Outcome::Failed(code) => errno::name(code),
            Outcome::Returned(_) | Outcome::Unavailable | Outcome::Invisible => None,
        }
    }
}
