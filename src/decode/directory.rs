//! What getdents fills in: entries of differing length, one behind the other.

use super::decoder::{Decoder, Place};
use super::kind::Repr;
use super::sets::file::FILE_TYPE;
use super::sink::{Group, Seen, Style};
use super::structs::Struct;
use super::structs::file::{DIRENT, DIRENT64, OLD_DIRENT};
use crate::arch::Abi;

/// The most bytes that are read of a directory; the kernel's callers pass buffers of 32 KiB.
const MOST: u64 = 1 << 20;

/// The entries of getdents(2), whose type is their last byte.
pub fn entries(decoder: &mut Decoder<'_>, place: Place<'_>) {
    list(decoder, place, &DIRENT);
}

/// The entries of getdents64(2).
pub fn entries64(decoder: &mut Decoder<'_>, place: Place<'_>) {
    list(decoder, place, &DIRENT64);
}

/// The one entry of readdir(2), where there was another one.
pub fn entry_alone(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    match decoder.returned() {
        0 => decoder.sink.address(addr),
        _ => decoder.structure(&OLD_DIRENT, addr),
    }
}

/// Says the entries in full output, and how many there are otherwise; a `+` where there are more, which can't be read.
fn list(decoder: &mut Decoder<'_>, place: Place<'_>, st: &'static Struct) {
    let addr = place.value(decoder.abi);
    let room = decoder.args[2];
    let length = decoder.returned().max(0) as u64;
    if decoder.failed() || !decoder.detail.follow || room < length {
        return decoder.sink.address(addr);
    }
    let mut buffer = decoder.pool.take();
    buffer.resize(length.min(MOST) as usize, 0);
    let read = decoder.memory.read_exact(addr, &mut buffer);
    if !read {
        buffer.clear();
    }
    // Fewer bytes than an entry takes are no entry.
    if decoder.detail.full && !buffer.is_empty() && buffer.len() < name_offset(st, decoder.abi) {
        let length = Some(buffer.len() as u64);
        decoder.sink.bytes(Seen { bytes: &buffer, cut: false, length, style: Style::Hex });
        return decoder.pool.give(buffer);
    }
    let mut at = 0;
    let mut count = 0u64;
    if decoder.detail.full && read {
        decoder.sink.open(Group::Array);
    }
    while let Some(bytes) = next(&buffer[at..], decoder.abi, st) {
        if decoder.detail.full {
            decoder.sink.item();
            entry(decoder, st, bytes, addr.wrapping_add(at as u64));
        }
        count += 1;
        at += bytes.len();
    }
    let broken = !read || at < buffer.len();
    match decoder.detail.full {
        true if read => {
            if broken {
                decoder.sink.item();
                decoder.sink.more();
            }
            decoder.sink.close(Group::Array);
        }
        true => decoder.sink.address(addr),
        false => {
            decoder.sink.address(addr);
            let (more, plural) =
                (if broken { "+" } else { "" }, if count == 1 { "entry" } else { "entries" });
            decoder.sink.comment(format_args!("{count}{more} {plural}"));
        }
    }
    decoder.pool.give(buffer);
}

/// The first entry of `rest`, which is no longer than it says. None at the end, and where an entry is shorter than its
/// own fields.
fn next<'a>(rest: &'a [u8], abi: Abi, st: &'static Struct) -> Option<&'a [u8]> {
    let length = rest.get(st.offset("d_reclen", abi)?..).filter(|bytes| bytes.len() >= 2)?;
    let length = Repr::U16.load(length, abi) as usize;
    if length < name_offset(st, abi) { None } else { rest.get(..length) }
}

/// Where the name begins: behind the last field, without padding.
fn name_offset(st: &'static Struct, abi: Abi) -> usize {
    st.layout(abi).last().map_or(0, |(offset, field)| offset + field.kind.repr().size_align(abi).0)
}

/// One entry with its name.
fn entry(decoder: &mut Decoder<'_>, st: &'static Struct, bytes: &[u8], addr: u64) {
    let mut name = &bytes[name_offset(st, decoder.abi)..];
    let mut kind = None;
    if st.offset("d_type", decoder.abi).is_none()
        && let Some((last, rest)) = name.split_last()
    {
        (name, kind) = (rest, Some(*last));
    }
    decoder.sink.open(Group::Struct);
    decoder.members(st, bytes, addr);
    decoder.sink.field("d_name");
    decoder.inline(name, Style::Text);
    if let Some(kind) = kind {
        decoder.sink.field("d_type");
        decoder.sink.symbol(u64::from(kind), &FILE_TYPE);
    }
    decoder.sink.close(Group::Struct);
}
