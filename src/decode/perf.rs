//! What perf_event_open takes: `struct perf_event_attr`, whose size the program says.

use super::decoder::{At, Decoder, Place};
use super::kind::{Ref, Repr};
use super::set::{Radix, Set};
use super::sets::perf::{CACHE, CACHE_OPERATION, CACHE_RESULT, HARDWARE, SOFTWARE};
use super::sink::Group;
use super::structs::LARGEST;
use super::structs::perf::PERF_ATTR;
use std::ops::Range;

/// The size of the first version of the structure, which the kernel takes zero for, in bytes (PERF_ATTR_SIZE_VER0).
const FIRST: u64 = 64;
/// Where its size stands, in bytes.
const SIZE: u64 = 4;

/// The attributes.
pub fn attributes(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let size = match decoder.number_at(addr.wrapping_add(SIZE), Repr::U32) {
        Some(0) => FIRST,
        Some(size) if size >= FIRST => size,
        _ => return decoder.sink.address(addr),
    };
    let end = PERF_ATTR.end(decoder.abi).min(LARGEST) as u64;
    let mut raw = [0; LARGEST];
    let bytes = &mut raw[..size.min(end) as usize];
    if addr == 0 || !decoder.detail.follow || !decoder.memory.read_exact(addr, bytes) {
        return decoder.sink.address(addr);
    }
    decoder.sink.open(Group::Struct);
    decoder.members(&PERF_ATTR, bytes, addr);
    if size > end && decoder.detail.full {
        decoder.sink.more();
    }
    decoder.sink.close(Group::Struct);
}

/// The type of the event, the first field.
const TYPE: Ref = Ref(0);

/// What is to be counted, by the type of the event.
pub fn config(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    match decoder.value(TYPE, place.scope) {
        0 => parts(decoder, value, &[(0, u64::from(u32::MAX), &HARDWARE)]),
        1 => decoder.sink.symbol(value, &SOFTWARE),
        2 => decoder.sink.number(value, Radix::Decimal),
        3 => parts(
            decoder,
            value,
            &[(16, 0xffff, &CACHE_RESULT), (8, 0xff, &CACHE_OPERATION), (0, 0xff, &CACHE)],
        ),
        _ => decoder.sink.number(value, Radix::Hex),
    }
}

/// Values of several sets in one number, each shifted by so many bits, below the type of the unit (PMU).
fn parts(decoder: &mut Decoder<'_>, value: u64, parts: &[(u32, u64, &'static Set)]) {
    struct Part(u64, &'static Set);
    impl std::fmt::Display for Part {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            match self.1.name(self.0) {
                Some(name) => f.write_str(name),
                None if self.0 == 0 => write!(f, "0 /* {} */", self.1.unknown),
                None => write!(f, "{:#x} /* {} */", self.0, self.1.unknown),
            }
        }
    }
    struct All<'a>(u64, &'a [(u32, u64, &'static Set)]);
    impl std::fmt::Display for All<'_> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            if self.0 >> 32 != 0 {
                write!(f, "{:#x}<<32|", self.0 >> 32)?;
            }
            for (i, (shift, mask, set)) in self.1.iter().enumerate() {
                let bar = if i > 0 { "|" } else { "" };
                write!(f, "{bar}{}", Part(self.0 >> shift & mask, set))?;
                if *shift > 0 {
                    write!(f, "<<{shift}")?;
                }
            }
            Ok(())
        }
    }
    decoder.sink.expression(value, format_args!("{}", All(value, parts)));
}

/// The flags, one bit each but for `precise_ip`.
const FLAGS: [(&str, u32); 37] = [
    ("disabled", 1),
    ("inherit", 1),
    ("pinned", 1),
    ("exclusive", 1),
    ("exclude_user", 1),
    ("exclude_kernel", 1),
    ("exclude_hv", 1),
    ("exclude_idle", 1),
    ("mmap", 1),
    ("comm", 1),
    ("freq", 1),
    ("inherit_stat", 1),
    ("enable_on_exec", 1),
    ("task", 1),
    ("watermark", 1),
    ("precise_ip", 2),
    ("mmap_data", 1),
    ("sample_id_all", 1),
    ("exclude_host", 1),
    ("exclude_guest", 1),
    ("exclude_callchain_kernel", 1),
    ("exclude_callchain_user", 1),
    ("mmap2", 1),
    ("comm_exec", 1),
    ("use_clockid", 1),
    ("context_switch", 1),
    ("write_backward", 1),
    ("namespaces", 1),
    ("ksymbol", 1),
    ("bpf_event", 1),
    ("aux_output", 1),
    ("cgroup", 1),
    ("text_poke", 1),
    ("build_id", 1),
    ("inherit_thread", 1),
    ("remove_on_exec", 1),
    ("sigtrap", 1),
];

/// The flags: in full all of them, otherwise those that are set.
pub fn flags(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const SKIDS: [&str; 4] =
        ["arbitrary skid", "constant skid", "requested to have 0 skid", "must have 0 skid"];
    let flags = place.value(decoder.abi);
    let mut at = 0;
    for (name, width) in FLAGS {
        let value = flags >> at & ((1 << width) - 1);
        at += width;
        if value != 0 || width > 1 || decoder.detail.full {
            decoder.sink.field(name);
            decoder.sink.number(value, Radix::Decimal);
        }
        if width > 1 {
            decoder.sink.comment(format_args!("{}", SKIDS[value as usize]));
        }
    }
    let reserved = flags >> at;
    if reserved != 0 {
        decoder.sink.field("__reserved_1");
        decoder.sink.number(reserved, Radix::Hex);
        decoder.sink.comment(format_args!("Bits 63..{at}"));
    }
}

/// The number that lies where the next field does.
fn shared(decoder: &mut Decoder<'_>, place: Place<'_>, repr: Repr) -> u64 {
    match place.at {
        At::Memory(bytes, _) => repr.load(bytes, decoder.abi),
        At::Register(value) => value,
    }
}

/// 64 bits that lie where the next field does.
pub fn shared64(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = shared(decoder, place, Repr::U64);
    decoder.sink.number(value, Radix::Decimal);
}

/// 32 bits that lie where the next field does.
pub fn shared32(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = shared(decoder, place, Repr::U32);
    decoder.sink.number(value, Radix::Decimal);
}

/// An address that lies where the next field does.
pub fn shared_address(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = shared(decoder, place, Repr::U64);
    decoder.sink.number(value, Radix::Hex);
}

/// How deep stacks are, and the half word behind it, which is reserved.
pub fn max_stack(decoder: &mut Decoder<'_>, place: Place<'_>) {
    before_reserved(decoder, place, 110..112);
}

/// The size of samples of the AUX area, and the word behind it, which older kernels have reserved.
pub fn aux_sample_size(decoder: &mut Decoder<'_>, place: Place<'_>) {
    before_reserved(decoder, place, 116..120);
}

/// A number, and what is reserved behind it, as long as it, where that isn't zero: these bytes of the structure.
fn before_reserved(decoder: &mut Decoder<'_>, place: Place<'_>, bytes: Range<usize>) {
    decoder.sink.number(place.value(decoder.abi), Radix::Decimal);
    if let At::Memory(here, _) = place.at {
        let reserved = place.repr.load(here.get(bytes.len()..).unwrap_or(&[]), decoder.abi);
        if reserved != 0 {
            let (first, last) = (bytes.start, bytes.end - 1);
            decoder.sink.comment(format_args!("bytes {first}..{last}: {reserved:#x}"));
        }
    }
}
