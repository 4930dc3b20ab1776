//! What calls on scheduling, limits and futexes say that no kind can.

use super::decoder::{Decoder, Place};
use super::kind::Repr;
use super::set::{Radix, Set};
use super::sets::futex::{WAKE_COMPARISON, WAKE_OP};
use super::sets::sched::IO_CLASS;
use super::sink::{Group, InHex};
use super::structs::sched::{SCHED_ATTR, SCHED_ATTR_OUT};
use std::fmt;

/// A limit, in KiB where it divides.
fn say_limit(decoder: &mut Decoder<'_>, value: u64, infinity: u64, name: &'static str) {
    if value == infinity {
        decoder.sink.expression(value, format_args!("{name}"));
    } else if value > 1024 && value.is_multiple_of(1024) {
        decoder.sink.expression(value, format_args!("{}*1024", value / 1024));
    } else {
        decoder.sink.number(value, Radix::Decimal);
    }
}

/// A limit as wide as the kernel's `unsigned long`.
pub fn limit(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    match Repr::KUlong.size_align(decoder.abi).0 {
        8 => say_limit(decoder, value, u64::MAX, "RLIM64_INFINITY"),
        _ => say_limit(decoder, value, u32::MAX.into(), "RLIM_INFINITY"),
    }
}

/// A limit of 64 bits.
pub fn limit64(decoder: &mut Decoder<'_>, place: Place<'_>) {
    say_limit(decoder, place.value(decoder.abi), u64::MAX, "RLIM64_INFINITY");
}

/// A set of processors of so many bytes.
pub fn processors(decoder: &mut Decoder<'_>, addr: u64, size: u64) {
    /// For 1024 processors, in bytes. What a program has behind that no kernel of any use reads.
    const MOST: usize = 128;
    let mut raw = [0; MOST];
    let raw = &mut raw[..size.min(MOST as u64) as usize];
    if addr == 0 || !decoder.detail.follow || !decoder.memory.read_exact(addr, raw) {
        return decoder.sink.address(addr);
    }
    decoder.numbers(raw, size > MOST as u64);
}

/// The processors that a task is to run on.
pub fn affinity(decoder: &mut Decoder<'_>, place: Place<'_>) {
    processors(decoder, place.value(decoder.abi), decoder.args[1]);
}

/// The processors that a task may run on: as many bytes as the call returned.
pub fn affinity_out(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    if decoder.failed() {
        return decoder.sink.address(addr);
    }
    processors(decoder, addr, decoder.returned().max(0) as u64);
}

/// The size that the kernel takes zero for, in bytes (SCHED_ATTR_SIZE_VER0).
const FIRST: u64 = 48;

/// The attributes that sched_setattr takes, as many as their size says.
pub fn attributes(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    match decoder.number_at(addr, Repr::U32) {
        Some(0) => decoder.sized(&SCHED_ATTR, addr, FIRST),
        Some(size) if size < FIRST => decoder.sized(&SCHED_ATTR, addr, 4),
        Some(size) => decoder.sized_or_more(&SCHED_ATTR, addr, size),
        None => decoder.sink.address(addr),
    }
}

/// The attributes that sched_getattr gave, as many as their size says.
pub fn attributes_out(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    match decoder.number_at(addr, Repr::U32).filter(|_| !decoder.failed() && decoder.args[2] != 0) {
        Some(size) if size < FIRST => decoder.sized(&SCHED_ATTR_OUT, addr, 4),
        // The kernel has written no more than there is room for, and says so.
        Some(size) => decoder.sized(&SCHED_ATTR_OUT, addr, size),
        None => decoder.sink.address(addr),
    }
}

/// An I/O priority: a class, and a level in it.
pub fn io_priority(decoder: &mut Decoder<'_>, place: Place<'_>) {
    io_priority_in(decoder, i64::from(place.value(decoder.abi) as i32) as u64, Radix::Signed);
}

/// The same, a number in this radix where constants are numbers.
pub fn io_priority_in(decoder: &mut Decoder<'_>, value: u64, radix: Radix) {
    decoder.sink.open_expression(value, radix);
    priority(decoder, value);
    decoder.sink.close_expression();
}

fn priority(decoder: &mut Decoder<'_>, value: u64) {
    const VALUE: Group = Group::Macro("IOPRIO_PRIO_VALUE");
    decoder.sink.open(VALUE);
    decoder.sink.field("class");
    decoder.sink.symbol(value >> 13 & 0x7ffff, &IO_CLASS);
    decoder.sink.field("level");
    decoder.sink.number(value & 0x1fff, Radix::Decimal);
    decoder.sink.close(VALUE);
}

/// The I/O priority that ioprio_get returned.
pub fn io_priority_note(decoder: &mut Decoder<'_>, place: Place<'_>) {
    decoder.sink.open_gloss(false);
    priority(decoder, place.value(decoder.abi));
    decoder.sink.close_note();
}

/// What FUTEX_WAKE_OP is to do at the second futex, and to compare it with.
pub fn wake_operation(decoder: &mut Decoder<'_>, place: Place<'_>) {
    /// The bit that makes the argument a shift (FUTEX_OP_OPARG_SHIFT).
    const SHIFT: u64 = 8;
    let value = place.value(decoder.abi);
    let (op, compare) = (value >> 28 & 0xf, value >> 24 & 0xf);
    let (argument, other) = (InHex(value >> 12 & 0xfff), InHex(value & 0xfff));
    let [abbrev, raw, verbose] = [
        (Said::Name, "FUTEX_OP_OPARG_SHIFT<<28|"),
        (Said::Number, "0x8<<28|"),
        (Said::Both, "0x8 /* FUTEX_OP_OPARG_SHIFT */<<28|"),
    ]
    .map(|(said, shift)| Operation {
        shift: if op & SHIFT != 0 { shift } else { "" },
        op: Part(op & !SHIFT, &WAKE_OP, 28, said),
        argument,
        compare: Part(compare, &WAKE_COMPARISON, 24, said),
        other,
    });
    let texts = [format_args!("{abbrev}"), format_args!("{raw}"), format_args!("{verbose}")];
    decoder.sink.words_by_manner(value, texts);
}

/// An expression of FUTEX_OP(2const).
struct Operation {
    shift: &'static str,
    op: Part,
    argument: InHex,
    compare: Part,
    other: InHex,
}

impl fmt::Display for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Operation { shift, op, argument, compare, other } = self;
        write!(f, "{shift}{op}|{argument}<<12|{compare}|{other}")
    }
}

/// How constants are said.
#[derive(Clone, Copy)]
enum Said {
    Name,
    Number,
    Both,
}

/// A constant, shifted.
struct Part(u64, &'static Set, u32, Said);

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Part(value, set, by, said) = self;
        match (said, set.name(*value)) {
            (Said::Name, Some(name)) => write!(f, "{name}<<{by}"),
            (Said::Both, Some(name)) => write!(f, "{} /* {name} */<<{by}", InHex(*value)),
            _ => write!(f, "{}<<{by} /* {} */", InHex(*value), set.unknown),
        }
    }
}
