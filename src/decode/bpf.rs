//! bpf(2): what each command takes.

use super::decoder::{At, Decoder, Place};
use super::kind::Kind::{self, *};
use super::kind::{Len, Phase, Ref, Repr};
use super::set::Radix;
use super::sink::Style;
use super::structs::bpf::{COMMANDS, NEXT_ID};

/// The command, and the size of what it takes, among bpf's arguments.
const COMMAND: Ref = Ref(0);
const SIZE: Ref = Ref(2);

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
        cases[NEXT[i]].1 = Before(keep_next, &Own(Repr::Ulong, Phase::Exit, next));
        i += 1;
    }
    cases
}

const ATTRIBUTES: &[(u64, Kind)] = &attributes();

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

/// An identifier, and the one that the call put there.
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

/// Descriptions of types, of which `btf_size` says the length.
pub fn types(decoder: &mut Decoder<'_>, place: Place<'_>) {
    /// Where `btf_size` is, from here on.
    const LENGTH: usize = 16;
    let At::Memory(bytes, _) = place.at else { return };
    let length = Repr::U32.load(bytes.get(LENGTH..).unwrap_or(&[]), decoder.abi);
    decoder.buffer(place.value(decoder.abi), length, Style::Text);
}
