//! siginfo: where a signal comes from, as the tracer read it or as calls take and give it.

use super::decoder::{At, Decoder, Detail, Place, Pool, Scope};
use super::errno;
use super::kind::{Kind, Phase, Ref, Repr};
use super::set::{Radix, Set};
use super::sets::common::SIGNALS;
use super::sets::siginfo as codes;
use super::sink::{Group, Sink};
use super::structs::Struct;
use super::structs::siginfo::*;
use crate::arch::{Abi, abi::Word, numbers};
use crate::event::Outcome;
use crate::memory::Memory;

/// `siginfo_t`, in memory.
pub const SIGINFO: Kind = Kind::Own(Repr::Block(128, 4), Phase::Entry, show);

/// The codes that say what else is there (siginfo.h).
mod code {
    pub const SI_USER: i32 = 0;
    pub const SI_KERNEL: i32 = 0x80;
    pub const SI_TIMER: i32 = -2;
    pub const SI_SIGIO: i32 = -5;
    pub const SI_TKILL: i32 = -6;
    pub const BUS_MCEERR_AR: i32 = 4;
    pub const BUS_MCEERR_AO: i32 = 5;
    pub const SEGV_BNDERR: i32 = 3;
    pub const SEGV_PKUERR: i32 = 4;
    pub const CLD_EXITED: i32 = 1;
}

/// The signals whose siginfo has a shape of its own.
mod signal {
    pub const ILL: i32 = 4;
    pub const TRAP: i32 = 5;
    pub const BUS: i32 = 7;
    pub const FPE: i32 = 8;
    pub const SEGV: i32 = 11;
    pub const CHLD: i32 = 17;
    pub const IO: i32 = 29;
    pub const SYS: i32 = 31;
}

/// Says a siginfo that the tracer read: it has the layout of rtrace's own ABI, `abi`.
pub fn say(
    info: &[u8; 128],
    abi: Abi,
    detail: Detail,
    memory: &dyn Memory,
    sink: &mut dyn Sink,
    pool: &mut Pool,
) {
    let outcome = Outcome::Returned(0);
    let phase = Phase::Exit;
    let mut decoder = Decoder {
        open: false,
        missed: false,
        abi,
        memory,
        detail,
        phase,
        outcome,
        args: [0; 6],
        saved: [0; 6],
        left: 0,
        given: None,
        protocol: None,
        sink,
        pool,
    };
    show(&mut decoder, Place { at: At::Memory(info, 0), repr: SIGINFO.repr(), scope: Scope::Call });
}

/// Says a siginfo that has been read.
fn show(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let At::Memory(bytes, addr) = place.at else { return };
    let number = |at: usize| Repr::I32.load(bytes.get(at..).unwrap_or(&[]), decoder.abi) as i32;
    let (signo, errno, code) = (number(0), number(4), number(8));
    decoder.sink.open(Group::Struct);
    if signo != 0 {
        decoder.sink.field("si_signo");
        decoder.sink.symbol(i64::from(signo) as u64, &SIGNALS);
        decoder.sink.field("si_code");
        decoder.sink.symbol((code as u32).into(), code_names(signo, code));
        if errno != 0 {
            decoder.sink.field("si_errno");
            match errno::name(errno) {
                Some(name) => decoder.sink.expression(errno as u64, format_args!("{name}")),
                None => decoder.sink.number(u64::from(errno as u32), Radix::Decimal),
            }
        }
        let start = if decoder.abi.word() == Word::W64 { 16 } else { 12 };
        let rest = bytes.get(start..).unwrap_or(&[]);
        details(decoder, signo, code, rest, addr.wrapping_add(start as u64));
    }
    decoder.sink.close(Group::Struct);
}

/// A code, in a structure whose first field is the signal.
pub fn code(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let (signo, code) = (decoder.value(Ref(0), place.scope) as i32, place.value(decoder.abi) as i32);
    decoder.sink.symbol((code as u32).into(), code_names(signo, code));
}

/// The names of a signal's codes.
fn code_names(signo: i32, code: i32) -> &'static Set {
    let own: &'static Set = match signo {
        signal::ILL => &codes::ILL,
        signal::TRAP => &codes::TRAP,
        signal::BUS => &codes::BUS,
        signal::FPE => &codes::FPE,
        signal::SEGV => &codes::SEGV,
        signal::CHLD => &codes::CHLD,
        signal::IO => &codes::POLL,
        signal::SYS => &codes::SYS,
        _ => &codes::GENERAL,
    };
    if code <= 0 || code == code::SI_KERNEL { &codes::GENERAL } else { own }
}

/// What stands behind the code: `rest`, at `addr`.
fn details(decoder: &mut Decoder<'_>, signo: i32, code: i32, rest: &[u8], addr: u64) {
    let fixed: Option<&'static Struct> = match (signo, code) {
        (_, code::SI_USER | code::SI_TKILL) => Some(&KILL),
        (_, code::SI_SIGIO) => Some(&POLL),
        (_, code::SI_TIMER) => {
            decoder.members(&TIMER, rest, addr);
            return value(decoder, rest, addr);
        }
        (_, ..0) => {
            decoder.members(&KILL, rest, addr);
            return value_if_any(decoder, rest, addr);
        }
        (signal::CHLD, code::CLD_EXITED) => Some(&CHILD_EXITED),
        (signal::CHLD, _) => Some(&CHILD),
        (signal::BUS, code::BUS_MCEERR_AR | code::BUS_MCEERR_AO) => Some(&MEMORY_ERROR),
        (signal::SEGV, code::SEGV_BNDERR) => Some(&BOUNDS),
        (signal::SEGV, code::SEGV_PKUERR) => Some(&PROTECTION_KEY),
        (signal::ILL | signal::TRAP | signal::BUS | signal::FPE | signal::SEGV, _) => Some(&FAULT),
        (signal::IO, 1..=6) => Some(&POLL),
        (signal::IO, _) => return,
        (signal::SYS, _) => Some(&SYSTEM_CALL),
        _ => None,
    };
    match fixed {
        Some(part) => decoder.members(part, rest, addr),
        None => {
            if rest.iter().take(8).any(|byte| *byte != 0) {
                decoder.members(&KILL, rest, addr);
            }
            value_if_any(decoder, rest, addr);
        }
    }
}

/// The value that was sent with the signal, behind two integers.
fn value(decoder: &mut Decoder<'_>, rest: &[u8], addr: u64) {
    let rest = rest.get(8..).unwrap_or(&[]);
    decoder.members(&VALUE_INT, rest, addr.wrapping_add(8));
    decoder.members(&VALUE_PTR, rest, addr.wrapping_add(8));
}

/// The same, where it isn't zero.
fn value_if_any(decoder: &mut Decoder<'_>, rest: &[u8], addr: u64) {
    if Repr::Ulong.load(rest.get(8..).unwrap_or(&[]), decoder.abi) != 0 {
        value(decoder, rest, addr);
    }
}

/// A time in clock ticks, of which there are 100 a second (USER_HZ).
pub fn ticks(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    decoder.sink.number(value, Radix::Decimal);
    if value != 0 {
        decoder.sink.gloss(format_args!("{}.{:02} s", value / 100, value % 100));
    }
}

/// `si_arch`, a field of [`SYSTEM_CALL`].
const SI_ARCH: Ref = Ref(2);

/// `si_syscall`: the name of the call in the ABI that `si_arch` says.
pub fn call(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    let arch = decoder.value(SI_ARCH, place.scope) as u32;
    let number = u64::from(value as u32);
    let named =
        Abi::from_audit(arch, number).and_then(|(abi, number)| Some((abi, numbers::name(abi, number)?)));
    match named {
        Some((abi, name)) if abi == decoder.abi => {
            decoder.sink.expression(value, format_args!("__NR_{name}"));
        }
        Some((abi, name)) if abi.native() == decoder.abi.native() => {
            decoder.sink.number(number, Radix::Decimal);
            decoder.sink.comment(format_args!("{name}"));
        }
        _ => decoder.sink.number(number, Radix::Decimal),
    }
}
