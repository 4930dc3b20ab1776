//! bpf(2): what each command takes.

use super::decoder::{At, Decoder, Place};
use super::kind::Kind::{self, *};
use super::kind::{Len, Phase, Ref, Repr, When};
use super::set::Radix;
use super::sets::bpf::{COMPUTING, JUMPING, JUMPING32, LOADING, REGISTER};
use super::sink::Style;
use super::structs::bpf::{COMMANDS, INSTRUCTION, NEXT_ID};

/// The command, and the size of what it takes, among bpf's arguments.
const COMMAND: Ref = Ref(0);
const SIZE: Ref = Ref(2);
/// What it takes can be read.
const GIVEN: When = When::Readable(Ref(1), Repr::I32);

/// The commands that tell which identifier is next.
const NEXT: &[usize] = &[11, 12, 23, 31];

const fn attributes() -> [(u64, Kind); COMMANDS.len()] {
    let mut cases = [(0, Addr); COMMANDS.len()];
    let mut command = 0;
    while command < cases.len() {
        let (of, least) = COMMANDS[command];
        cases[command] = (command as u64, Extensible(of, least, Len::Arg(SIZE)));
        command += 1;
    }
    let mut i = 0;
    while i < NEXT.len() {
        cases[NEXT[i]].1 = Before(keep_next, &Where(GIVEN, &Own(Repr::Ulong, Phase::Exit, next), &Addr));
        i += 1;
    }
    cases[QUERY].1 = Before(keep_count, &Where(GIVEN, &Own(Repr::Ulong, Phase::Exit, query), &Addr));
    cases
}

const ATTRIBUTES: &[(u64, Kind)] = &attributes();

/// What asks which programs are attached.
const QUERY: usize = 16;

/// `union bpf_attr`, by command.
pub const ATTR: Kind = Switch(COMMAND, ATTRIBUTES, &Addr);

/// The place of `next_id`, in bytes.
const NEXT_AT: u64 = 4;

fn keep_next(decoder: &Decoder<'_>, addr: u64, saved: &mut [u64; 6]) {
    saved[0] = decoder.number_at(addr.wrapping_add(NEXT_AT), Repr::U32).unwrap_or(0);
}

/// What the commands take that tell which identifier is next.
fn next(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let least = NEXT_AT as usize + 4;
    decoder.extensible(&NEXT_ID, least, place.value(decoder.abi), decoder.args[usize::from(SIZE.0)]);
}

/// The place of `query.prog_cnt`, in bytes.
const COUNT_AT: u64 = 24;

fn keep_count(decoder: &Decoder<'_>, addr: u64, saved: &mut [u64; 6]) {
    let within = decoder.args[usize::from(SIZE.0)] > COUNT_AT;
    let count = decoder.number_at(addr.wrapping_add(COUNT_AT), Repr::U32).filter(|_| within);
    saved[0] = count.unwrap_or(0);
}

/// What is asked about programs, and what was found.
fn query(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let (of, least) = COMMANDS[QUERY];
    decoder.extensible(of, least, place.value(decoder.abi), decoder.args[usize::from(SIZE.0)]);
}

/// An identifier or a number of them, and the one that the call put there.
pub fn identifier(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let now = place.value(decoder.abi);
    decoder.sink.number(decoder.saved[0], Radix::Decimal);
    if now != decoder.saved[0] && !decoder.failed() {
        decoder.sink.becomes();
        decoder.sink.number(now, Radix::Decimal);
    }
}

/// What an iterator is about: a pointer, and after it its length. Both lie in a union, of which they take no place.
pub fn iterator(decoder: &mut Decoder<'_>, place: Place<'_>) {
    if let At::Memory(bytes, _) = place.at {
        decoder.sink.address(Repr::U64.load(bytes, decoder.abi));
    }
}

/// The length, which stands behind the pointer.
pub fn iterator_length(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const POINTER: usize = 8;
    if let At::Memory(bytes, _) = place.at {
        decoder.sink.number(Repr::U32.load(bytes.get(POINTER..).unwrap_or(&[]), decoder.abi), Radix::Decimal);
    }
}

/// The version of the kernel that a program is for.
pub fn kernel_version(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let version = place.value(decoder.abi);
    let (major, minor, patch) = (version >> 16, version >> 8 & 0xff, version & 0xff);
    decoder.sink.named(version, format_args!("KERNEL_VERSION({major}, {minor}, {patch})"));
}

/// What a load or store, an operation on numbers, a jump is: the class of its code says which.
pub fn operation(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const CLASS: u64 = 7;
    let value = place.value(decoder.abi);
    let of = match value & CLASS {
        0..=3 => &LOADING,
        5 => &JUMPING,
        6 => &JUMPING32,
        _ => &COMPUTING,
    };
    decoder.sink.symbol(value, of);
}

/// The registers of an instruction, which share a byte.
pub fn destination(decoder: &mut Decoder<'_>, place: Place<'_>) {
    decoder.sink.symbol(place.value(decoder.abi) & 0xf, &REGISTER);
}

#[allow(missing_docs)]
pub fn source(decoder: &mut Decoder<'_>, place: Place<'_>) {
    decoder.sink.symbol(place.value(decoder.abi) >> 4, &REGISTER);
}

/// The instructions of a program, of which abbreviated output tells where they are.
pub fn instructions(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const COUNT: Ref = Ref(1);
    const EACH: Kind = Struct(&INSTRUCTION);
    let addr = place.value(decoder.abi);
    match decoder.detail.full {
        true => decoder.array(&EACH, addr, decoder.value(COUNT, place.scope), place.scope),
        false => decoder.sink.address(addr),
    }
}

/// The identifiers of programs that a query found.
pub fn programs(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const COUNT: Ref = Ref(5);
    let addr = place.value(decoder.abi);
    let count = decoder.value(COUNT, place.scope);
    match decoder.failed() && count > 0 {
        true => decoder.sink.address(addr),
        false => decoder.array(&Uint, addr, count, place.scope),
    }
}

/// What loading a program says, in a buffer of a length that the field before it says.
pub fn log(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const LENGTH: Ref = Ref(5);
    text(decoder, place, decoder.value(LENGTH, place.scope));
}

/// The name that a task's descriptor has, of a length that the field before it says.
pub fn task_name(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const LENGTH: Ref = Ref(3);
    text(decoder, place, decoder.value(LENGTH, place.scope));
}

/// Text in a buffer of this length.
fn text(decoder: &mut Decoder<'_>, place: Place<'_>, length: u64) {
    decoder.bounded(place.value(decoder.abi), decoder.detail.string, length as usize, Style::Text);
}

/// The memory node of a map.
pub fn node(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let node = place.value(decoder.abi);
    decoder.sink.number(node, Radix::Decimal);
    if node == u64::from(u32::MAX) {
        decoder.sink.gloss(format_args!("NUMA_NO_NODE"));
    }
}

/// Descriptions of types, of which `btf_size` says the length.
pub fn types(decoder: &mut Decoder<'_>, place: Place<'_>) {
    /// Where `btf_size` is, from here on.
    const LENGTH: usize = 16;
    let At::Memory(bytes, _) = place.at else { return };
    let length = Repr::U32.load(bytes.get(LENGTH..).unwrap_or(&[]), decoder.abi);
    decoder.buffer(place.value(decoder.abi), length, Style::Text);
}
