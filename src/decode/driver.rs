//! One call, from its entry to its exit: which row it is, which arguments can be said when, and its result.

use super::decoder::{At, Decoder, Detail, Place, Pool, Scope};
use super::errno;
use super::kind::{Kind, Phase, Repr};
use super::set::{Piece, Radix};
use super::sink::Sink;
use super::table::{self, Ret, Row, Shifted, Via};
use crate::arch::Abi;
use crate::event::{Entry, Outcome};
use crate::memory::Memory;

/// A call that has been entered and has not ended.
#[derive(Clone)]
pub struct Call {
    /// Its row, or the row of all calls without one.
    pub row: &'static Row,
    /// Its registers.
    pub entry: Entry,
    /// Its arguments by position in the row.
    pub args: [u64; 6],
    /// What [`Kind::Length`] pointers pointed to at entry.
    saved: [u64; 6],
    /// The position, in print order, of the first argument that was not said at entry.
    next: usize,
    /// An argument said at entry that is said again at exit ([`Kind::Change`]).
    changing: Option<usize>,
    /// Whether that argument is a structure that was left open ([`Kind::InOut`]).
    open: bool,
}

/// What decoding needs besides the call.
pub struct Context<'a> {
    /// The tracee's memory.
    pub memory: &'a dyn Memory,
    /// How much to say.
    pub detail: Detail,
    /// Where the words go.
    pub sink: &'a mut dyn Sink,
    /// Buffers.
    pub pool: &'a mut Pool,
}

impl Call {
    /// The call that these registers make.
    pub fn new(entry: &Entry, memory: &dyn Memory) -> Call {
        let row = table::row(entry.abi, entry.number);
        let (row, args) =
            indirect(row, entry, memory).unwrap_or_else(|| (row, row.arguments(entry.abi, &entry.args)));
        Call { row, entry: *entry, args, saved: [0; 6], next: 0, changing: None, open: false }
    }

    /// Which argument is printed at a position.
    fn at(&self, position: usize) -> usize {
        self.row.order.get(position).map_or(position, |of| usize::from(of.0))
    }

    /// Says the arguments that can be said at entry.
    pub fn enter(&mut self, context: &mut Context<'_>) {
        let mut decoder = self.decoder(context, Phase::Entry, Outcome::Returned(0));
        let mut saved = [0; 6];
        for (i, arg) in self.row.args.iter().enumerate() {
            match decoder.resolve(&arg.kind, Scope::Call) {
                Some(Kind::Length) => saved[i] = decoder.number_at(self.args[i], Repr::I32).unwrap_or(0),
                Some(Kind::Before(keep, _)) => keep(&decoder, self.args[i], &mut saved),
                _ => {}
            }
        }
        decoder.saved = saved;
        let mut next = 0;
        let mut changing = None;
        while next < self.row.args.len() && changing.is_none() {
            let i = self.at(next);
            let kind = &self.row.args[i].kind;
            if decoder.phase_of(kind, Scope::Call) == Phase::Exit {
                break;
            }
            decoder.missed = false;
            match self.say(&mut decoder, i) {
                Some(Kind::Change(_) | Kind::Turns(..) | Kind::Both(_)) if decoder.missed => {}
                Some(Kind::Change(_) | Kind::Turns(..) | Kind::Both(_)) => changing = Some(i),
                Some(Kind::InOut(_)) if decoder.open => changing = Some(i),
                Some(Kind::After(_, changes, _)) if changes(&decoder, self.args[i]) => changing = Some(i),
                _ => {}
            }
            next += 1;
        }
        if changing.is_none() && self.follows(&decoder, next) == Some(Comma::Before) {
            decoder.sink.pause();
        }
        let (saved, open) = (decoder.saved, decoder.open);
        (self.saved, self.next, self.changing, self.open) = (saved, next, changing, open);
    }

    /// Where the comma before the first argument from a position on comes; None where no further one is there.
    fn follows(&self, decoder: &Decoder<'_>, next: usize) -> Option<Comma> {
        (next..self.row.args.len()).find_map(|position| {
            let declared = &self.row.args[self.at(position)].kind;
            let kind = decoder.resolve(declared, Scope::Call)?;
            let joined = matches!(declared, Kind::Joined(_)) && !matches!(kind, Kind::Ahead(_));
            let late = joined || is_late(kind);
            Some(if late { Comma::With } else { Comma::Before })
        })
    }

    /// Says the argument registers as they are (`-e raw=`); of a call that is made through another one, what that one
    /// passes on.
    pub fn enter_raw(&mut self, memory: &dyn Memory, sink: &mut dyn Sink) {
        let Entry { abi, args, .. } = self.entry;
        let outer = table::row(abi, self.entry.number);
        let (mut registers, mut count) = (args, self.row.registers(abi).count());
        match outer.via {
            Via::Numbered(_) if !std::ptr::eq(outer, self.row) => {
                registers = from_memory(memory, args[1], count, abi).unwrap_or(args);
            }
            Via::Shifted(calls, _) => {
                if let Some(call) = shifted(calls, args[0]) {
                    registers.rotate_left(1);
                    count =
                        call.from.iter().map(|from| usize::from(*from)).fold(self.row.args.len(), usize::max);
                }
            }
            _ => {}
        }
        let names = self.row.registers(abi).chain(std::iter::repeat("unused"));
        for (name, value) in names.zip(registers).take(count) {
            sink.arg(name, None);
            sink.number(value, Radix::Hex);
        }
        self.next = self.row.args.len();
    }

    /// Says the return register as it is.
    pub fn exit_raw(&mut self, outcome: Outcome, sink: &mut dyn Sink) {
        sink.result();
        match outcome {
            Outcome::Unavailable => sink.unavailable(),
            Outcome::Invisible => sink.invisible(),
            Outcome::Failed(code) => sink.failed_raw(code),
            Outcome::Returned(value) => sink.number(word(self.entry.abi, value as u64), Radix::Hex),
        }
    }

    /// Whether it goes on with the call that a signal interrupted last (restart_syscall(2)).
    pub fn resumes(&self) -> bool {
        self.row.name == "restart_syscall"
    }

    /// Whether it is to go on as a restart_syscall: it was interrupted, and ended so.
    pub fn to_be_resumed(&self, outcome: Outcome) -> bool {
        outcome == Outcome::Failed(errno::RESTART_BLOCK)
    }

    /// Whether a structure was left open at entry.
    pub fn open(&self) -> bool {
        self.open
    }

    /// Whether anything was left unsaid at entry: arguments, or what stands behind a result.
    pub fn unsaid(&self) -> bool {
        let mut ret = &self.row.ret;
        while let Ret::Switch(of, cases, otherwise) = ret {
            let on = self.args.get(usize::from(of.0));
            ret = cases.iter().find(|(case, _)| Some(case) == on).map_or(*otherwise, |(_, ret)| ret);
        }
        let noted =
            matches!(ret, Ret::With(..) | Ret::Noted(..) | Ret::Named(_) | Ret::Bits(_) | Ret::Flags(_));
        noted || self.changing.is_some() || self.next < self.row.args.len()
    }

    /// Says the arguments that were left at entry, and the result.
    pub fn exit(&mut self, outcome: Outcome, context: &mut Context<'_>) {
        let mut decoder = self.decoder(context, Phase::Exit, outcome);
        if let Some(i) = self.changing
            && let Some(kind) = decoder.resolve(&self.row.args[i].kind, Scope::Call)
        {
            self.changed(&mut decoder, i, kind);
        }
        if self.changing.is_some() || self.follows(&decoder, self.next) == Some(Comma::With) {
            decoder.sink.resume();
        }
        for position in self.next..self.row.args.len() {
            self.say(&mut decoder, self.at(position));
        }
        decoder.sink.result();
        match outcome {
            Outcome::Unavailable => decoder.sink.unavailable(),
            Outcome::Invisible => decoder.sink.invisible(),
            Outcome::Failed(code) => decoder.sink.failed(code),
            Outcome::Returned(value) => returned(&mut decoder, &self.row.ret, value as u64),
        }
    }

    /// Says what the call made of an argument that was said before it.
    fn changed(&self, decoder: &mut Decoder<'_>, i: usize, kind: &'static Kind) {
        let after = match kind {
            Kind::InOut(st) => return decoder.end(st, self.args[i]),
            Kind::Both(show) => return show(decoder, self.place(i, kind)),
            Kind::Turns(_, after @ Kind::Out(_)) => after,
            _ if decoder.failed() => return,
            Kind::After(_, _, show) => return show(decoder, self.place(i, kind)),
            Kind::Turns(_, after) => after,
            _ => kind,
        };
        decoder.sink.becomes();
        decoder.show(after, self.place(i, after));
    }

    fn decoder<'a>(&self, context: &'a mut Context<'_>, phase: Phase, outcome: Outcome) -> Decoder<'a> {
        Decoder {
            abi: self.entry.abi,
            memory: context.memory,
            detail: context.detail,
            phase,
            outcome,
            args: self.args,
            saved: self.saved,
            left: 0,
            open: self.open,
            missed: false,
            given: None,
            protocol: None,
            sink: context.sink,
            pool: context.pool,
        }
    }

    fn place(&self, i: usize, kind: &'static Kind) -> Place<'static> {
        Place { at: At::Register(self.args[i]), repr: kind.repr(), scope: Scope::Call }
    }

    /// Says one argument, if it is there; returns the kind that it turned out to have.
    fn say(&self, decoder: &mut Decoder<'_>, i: usize) -> Option<&'static Kind> {
        let arg = &self.row.args[i];
        let kind = decoder.resolve(&arg.kind, Scope::Call)?;
        let (label, kind) = match kind {
            Kind::Label(label, inner) => (Some(*label), decoder.resolve(inner, Scope::Call)?),
            _ => (None, kind),
        };
        decoder.sink.arg(arg.name, label);
        decoder.show(kind, self.place(i, kind));
        Some(kind)
    }
}

/// Says what a call returned.
fn returned(decoder: &mut Decoder<'_>, ret: &'static Ret, value: u64) {
    match ret {
        Ret::Int | Ret::Never => decoder.sink.number(value, Radix::Signed),
        Ret::Time => {
            decoder.sink.number(value, Radix::Signed);
            decoder.sink.moment(value as i64, 0, 9);
        }
        Ret::Unsigned => decoder.sink.number(value, Radix::Decimal),
        Ret::Hex => decoder.sink.number(word(decoder.abi, value), Radix::Hex),
        Ret::Behind(of) => {
            let addr = decoder.value(*of, Scope::Call);
            let behind = decoder.number_at(addr, Repr::Ulong).unwrap_or(word(decoder.abi, value));
            decoder.sink.number(behind, Radix::Hex);
        }
        Ret::Octal => decoder.sink.number(value, Radix::Permissions),
        Ret::Fd => decoder.sink.descriptor(value as i32),
        Ret::Pid => decoder.sink.pid(value as i32),
        Ret::Group => decoder.sink.pgid(value as i32),
        Ret::Flags(set) | Ret::Bits(set) => {
            decoder.sink.number(value, Radix::Hex);
            if value != 0 {
                decoder.sink.open_flags(if matches!(ret, Ret::Bits(_)) { "" } else { "flags" });
                decoder.sink.symbol(value, set);
                decoder.sink.close_note();
            }
        }
        Ret::Named(set) => {
            decoder.sink.number(value, Radix::Hex);
            decoder.sink.open_flags("");
            decoder.sink.symbol(value, set);
            decoder.sink.close_note();
        }
        Ret::Noted(plain, set) => {
            returned(decoder, plain, value);
            let mut named = false;
            set.pieces(value, |piece| named |= matches!(piece, Piece::Name(_)));
            if named {
                // Flags are said only where constants are.
                if set.is_enumeration() {
                    decoder.sink.open_note("")
                } else {
                    decoder.sink.open_gloss(true)
                }
                decoder.sink.symbol(value, set);
                decoder.sink.close_note();
            }
        }
        Ret::With(plain, kind) | Ret::Besides(plain, kind) => {
            returned(decoder, plain, value);
            if let Some(kind) = decoder.resolve(kind, Scope::Call) {
                decoder.show(kind, Place { at: At::Register(value), repr: kind.repr(), scope: Scope::Call });
            }
        }
        Ret::Switch(of, cases, otherwise) => {
            let on = decoder.value(*of, Scope::Call);
            let ret = cases.iter().find(|(case, _)| *case == on).map_or(*otherwise, |(_, ret)| ret);
            returned(decoder, ret, value);
        }
    }
}

/// Where the comma before an argument comes that is said when the call has ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Comma {
    /// When the call begins.
    Before,
    /// With the argument.
    With,
}

/// Whether the comma before an argument comes when the call has ended.
fn is_late(kind: &Kind) -> bool {
    match kind {
        Kind::Late(_) => true,
        Kind::Label(_, inner) => is_late(inner),
        _ => false,
    }
}

/// A result as wide as a pointer of the ABI.
fn word(abi: Abi, value: u64) -> u64 {
    Repr::Ulong.narrow(value, abi)
}

/// The bits of ipc's first argument that choose the call; the others are the version of the interface.
const SELECTOR: u64 = 0xffff;

/// The call that ipc's first argument selects: that of the version, or of any.
fn shifted(calls: &'static [Shifted], selector: u64) -> Option<&'static Shifted> {
    let find = |number| calls.iter().find(|call| call.number == number);
    find(selector).or_else(|| find(selector & SELECTOR))
}

/// Arguments of 32 bits that are in memory.
fn from_memory(memory: &dyn Memory, addr: u64, count: usize, abi: Abi) -> Option<[u64; 6]> {
    let (mut raw, mut registers) = ([0; 24], [0; 6]);
    let raw = &mut raw[..4 * count.min(6)];
    if !memory.read_exact(addr, raw) {
        return None;
    }
    for (register, bytes) in registers.iter_mut().zip(raw.chunks_exact(4)) {
        *register = Repr::U32.load(bytes, abi);
    }
    Some(registers)
}

/// Calls that are another call in disguise: the row and the arguments of that one.
fn indirect(row: &'static Row, entry: &Entry, memory: &dyn Memory) -> Option<(&'static Row, [u64; 6])> {
    let abi = entry.abi;
    let (inner, block, shifted): (_, _, &[u8]) = match row.via {
        Via::Registers => return None,
        Via::Stack(offset) => {
            return Some((row, [entry.sp.wrapping_add(offset(abi)), 0, 0, 0, 0, 0]));
        }
        Via::Block(_) => (row, Some(entry.args[0]), &[]),
        Via::Numbered(names) => {
            let name = names.get(entry.args[0] as usize).filter(|name| !name.is_empty())?;
            (table::named(abi, name)?, Some(entry.args[1]), &[])
        }
        Via::Shifted(calls, rows) => {
            let call = shifted(calls, entry.args[0])?;
            let own = rows.iter().find(|row| row.name == call.name && call.number <= SELECTOR);
            let row = match own {
                Some(row) => row,
                None => table::named(abi, call.name)?,
            };
            (row, None, call.from)
        }
    };
    let mut registers = [0; 6];
    match block {
        Some(addr) => match from_memory(memory, addr, inner.args.len(), abi) {
            Some(read) => registers = read,
            None => {
                let Via::Block(unread) = row.via else { return None };
                return Some((unread, unread.arguments(abi, &entry.args)));
            }
        },
        None => {
            for (register, from) in registers.iter_mut().zip(shifted) {
                *register = entry.args.get(usize::from(*from)).copied().unwrap_or(0);
            }
        }
    }
    Some((inner, inner.arguments(abi, &registers)))
}
