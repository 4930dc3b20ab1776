//! What descriptors give and take that aren't files: events of inotify, fanotify, userfaultfd and input devices, signals,
//! counters. strace shows their bytes, and so does text unless it is asked for more.

use super::decoder::{Decoder, Place, Scope};
use super::kind::Kind::{self, *};
use super::kind::{Len, Ref, Repr};
use super::sets::input;
use super::sets::notify::FAN_NOFD;
use super::sink::{Group, Seen, Style};
use super::structs::Struct as Fields;
use super::structs::events::*;
use crate::memory::Stream;

/// Where the arguments stand, in read and in write.
const FD: Ref = Ref(0);
const COUNT: Ref = Ref(2);

/// The most bytes of events that are shown.
const MOST: u64 = 64 << 10;

/// How many bytes tell whether there can be events.
const HEAD: usize = 32;

/// The sizes of `struct inotify_event` without its name, and of `struct fanotify_event_metadata`; the version of the latter.
const INOTIFY_SIZE: usize = 16;
const FANOTIFY_SIZE: usize = 24;
const FANOTIFY_VERSION: u8 = 3;

/// The size of what stands before each piece of information of fanotify: its type, and its length with this.
const INFORMATION: usize = 4;

/// In the place of a descriptor of fanotify: there is none (FAN_NOFD).
pub const NO_FILE: &[(u64, Kind)] =
    &[(u64::MAX, As(Repr::I32, &Of(&FAN_NOFD))), (0xffff_ffff, As(Repr::I32, &Of(&FAN_NOFD)))];

/// What userfaultfd tells, by the event.
pub const FAULTS: &[(u64, Kind)] = &[
    (0x12, Struct(&PAGEFAULT)),
    (0x13, Struct(&FORK)),
    (0x14, Struct(&REMAP)),
    (0x15, Struct(&REMOVE)),
    (0x16, Struct(&REMOVE)),
];

/// The codes of an input device's event, by its type.
pub const CODES: &[(u64, Kind)] = &[
    (1, As(Repr::U16, &Of(&input::KEY))),
    (2, As(Repr::U16, &Of(&input::RELATIVE))),
    (3, As(Repr::U16, &Of(&input::ABSOLUTE))),
    (4, As(Repr::U16, &Of(&input::MISCELLANEOUS))),
    (5, As(Repr::U16, &Of(&input::SWITCH))),
    (0x11, As(Repr::U16, &Of(&input::LED))),
    (0x12, As(Repr::U16, &Of(&input::SOUND))),
    (0x14, As(Repr::U16, &Of(&input::REPEAT))),
    (0x15, As(Repr::U16, &Of(&input::FORCE))),
];

/// What is read.
pub fn read(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let length = decoder.length(&Len::Ret, Scope::Call);
    show(decoder, place.value(decoder.abi), length, false);
}

/// What is written.
pub fn written(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let length = decoder.value(COUNT, Scope::Call);
    show(decoder, place.value(decoder.abi), length, true);
}

fn show(decoder: &mut Decoder<'_>, addr: u64, length: u64, written: bool) {
    if !decoder.detail.deep || !events(decoder, addr, length, written) {
        decoder.buffer(addr, length, Style::Text);
    }
}

/// Shows events; false where the descriptor gives none, or the bytes aren't any.
fn events(decoder: &mut Decoder<'_>, addr: u64, length: u64, written: bool) -> bool {
    let mut head = [0; HEAD];
    let seen = length.min(HEAD as u64) as usize;
    let failed = !written && decoder.failed();
    if failed || addr == 0 || !(1..=MOST).contains(&length) || !decoder.detail.follow {
        return false;
    }
    // Nearly all that is read is something else: that shows before the descriptor is asked for.
    if !decoder.memory.read_exact(addr, &mut head[..seen])
        || !can_be_events(decoder, &head[..seen], length as usize)
    {
        return false;
    }
    let fd = decoder.value(FD, Scope::Call) as i32;
    let Some(stream) = decoder.memory.stream(fd) else { return false };
    let mut buffer = decoder.pool.take();
    buffer.resize(length as usize, 0);
    let read = decoder.memory.read_exact(addr, &mut buffer);
    let shown = read && of_stream(decoder, stream, &buffer, addr, written);
    decoder.pool.give(buffer);
    shown
}

/// Whether bytes that begin so and are so many can be events of anything.
fn can_be_events(decoder: &Decoder<'_>, head: &[u8], length: usize) -> bool {
    let word = |at: usize| Repr::U32.load(head.get(at..).unwrap_or(&[]), decoder.abi);
    let size = |of: &Fields| of.size(decoder.abi);
    length == 8
        || length.is_multiple_of(size(&SIGNAL)) && (1..=64).contains(&word(0))
        || length >= FANOTIFY_SIZE && head[4] == FANOTIFY_VERSION
        || length >= INOTIFY_SIZE && word(12) as usize <= length - INOTIFY_SIZE
        || length.is_multiple_of(size(&FAULT)) && word(4) == 0
        || length.is_multiple_of(size(&INPUT))
}

/// Shows the events of a stream; false where the bytes are none from end to end.
fn of_stream(decoder: &mut Decoder<'_>, stream: Stream, bytes: &[u8], addr: u64, written: bool) -> bool {
    const COUNTER: Kind = U64;
    const SIGNALS: Kind = Struct(&SIGNAL);
    const FAULTS: Kind = Struct(&FAULT);
    const INPUTS: Kind = Struct(&INPUT);
    const RESPONSES: Kind = Struct(&FANOTIFY_RESPONSE);
    match (stream, written) {
        (Stream::Inotify, false) => each(decoder, bytes, addr, inotify_length, inotify),
        (Stream::Fanotify, false) => each(decoder, bytes, addr, fanotify_length, fanotify),
        (Stream::Fanotify, true) => all(decoder, &RESPONSES, bytes, addr),
        (Stream::Signals, false) => all(decoder, &SIGNALS, bytes, addr),
        (Stream::Faults, false) => all(decoder, &FAULTS, bytes, addr),
        (Stream::Input, _) => all(decoder, &INPUTS, bytes, addr),
        (Stream::Count, _) => bytes.len() == 8 && all(decoder, &COUNTER, bytes, addr),
        _ => false,
    }
}

/// Values that follow each other, where there is nothing else.
fn all(decoder: &mut Decoder<'_>, kind: &'static Kind, bytes: &[u8], addr: u64) -> bool {
    let (size, _) = kind.repr().size_align(decoder.abi);
    let whole = bytes.len().is_multiple_of(size);
    if whole {
        decoder.items(kind, (bytes.len() / size) as u64, Some(bytes), addr, Scope::Call);
    }
    whole
}

/// Events of any length that follow each other, where there is nothing else.
fn each(
    decoder: &mut Decoder<'_>,
    bytes: &[u8],
    addr: u64,
    length: fn(&[u8]) -> Option<usize>,
    show: fn(&mut Decoder<'_>, &[u8], u64),
) -> bool {
    let next = |at: usize| {
        let rest = bytes.get(at..)?;
        length(rest).filter(|length| (1..=rest.len()).contains(length)).map(|length| at + length)
    };
    let mut end = 0;
    while let Some(after) = next(end) {
        end = after;
    }
    if end != bytes.len() {
        return false;
    }
    let limit = if decoder.detail.full { usize::MAX } else { decoder.detail.string };
    decoder.sink.open(Group::Array);
    let (mut at, mut count) = (0, 0);
    while let Some(after) = next(at) {
        decoder.sink.item();
        if count >= limit {
            decoder.sink.more();
            break;
        }
        show(decoder, &bytes[at..after], addr.wrapping_add(at as u64));
        (at, count) = (after, count + 1);
    }
    decoder.sink.close(Group::Array);
    true
}

fn half(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?).into())
}

fn word(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize)
}

fn inotify_length(bytes: &[u8]) -> Option<usize> {
    word(bytes, 12)?.checked_add(INOTIFY_SIZE)
}

/// An event of inotify: the name stands behind it, filled with NULs.
fn inotify(decoder: &mut Decoder<'_>, bytes: &[u8], addr: u64) {
    decoder.sink.open(Group::Struct);
    decoder.members(&INOTIFY_EVENT, &bytes[..INOTIFY_SIZE], addr);
    let name = &bytes[INOTIFY_SIZE..];
    if !name.is_empty() {
        text(decoder, "name", name);
    }
    decoder.sink.close(Group::Struct);
}

/// Text up to its NUL.
fn text(decoder: &mut Decoder<'_>, field: &'static str, bytes: &[u8]) {
    let end = bytes.iter().position(|byte| *byte == 0);
    let text = &bytes[..end.unwrap_or(bytes.len())];
    decoder.sink.field(field);
    let length = Some(text.len() as u64);
    decoder.sink.bytes(Seen { bytes: text, cut: end.is_none(), length, style: Style::Path });
}

fn fanotify_length(bytes: &[u8]) -> Option<usize> {
    let metadata = half(bytes, 6)?;
    let fits = bytes[4] == FANOTIFY_VERSION && metadata >= FANOTIFY_SIZE;
    word(bytes, 0).filter(|length| fits && *length >= metadata)
}

/// An event of fanotify, and the pieces of information behind it.
fn fanotify(decoder: &mut Decoder<'_>, bytes: &[u8], addr: u64) {
    let metadata = half(bytes, 6).unwrap_or(FANOTIFY_SIZE);
    decoder.sink.open(Group::Struct);
    decoder.members(&FANOTIFY, &bytes[..FANOTIFY_SIZE], addr);
    if bytes.len() > metadata {
        decoder.sink.field("info");
        let (rest, addr) = (&bytes[metadata..], addr.wrapping_add(metadata as u64));
        let length = |bytes: &[u8]| half(bytes, 2).filter(|length| *length >= INFORMATION);
        if !each(decoder, rest, addr, length, information) {
            decoder.tail(rest, Style::Hex);
        }
    }
    decoder.sink.close(Group::Struct);
}

/// A piece of information of fanotify. What its type has no structure for are bytes.
fn information(decoder: &mut Decoder<'_>, bytes: &[u8], addr: u64) {
    decoder.sink.open(Group::Struct);
    decoder.members(&FANOTIFY_HEADER, &bytes[..INFORMATION], addr);
    // From where they are aligned to eight bytes.
    const WIDE: usize = 8;
    let (at, of): (usize, &'static Fields) = match bytes[0] {
        1 | 2 | 3 | 10 | 12 => {
            handle(decoder, &bytes[INFORMATION..], addr.wrapping_add(INFORMATION as u64));
            return decoder.sink.close(Group::Struct);
        }
        4 => (INFORMATION, &FANOTIFY_PIDFD),
        5 => (INFORMATION, &FANOTIFY_ERROR),
        6 => (WIDE, &FANOTIFY_RANGE),
        7 => (WIDE, &FANOTIFY_MOUNT),
        _ => (bytes.len(), &FANOTIFY_HEADER),
    };
    let rest = &bytes[INFORMATION..];
    if bytes.len() >= at + of.size(decoder.abi) {
        decoder.members(of, &bytes[at..], addr.wrapping_add(at as u64));
    } else if !rest.is_empty() {
        decoder.sink.field("data");
        decoder.tail(rest, Style::Hex);
    }
    decoder.sink.close(Group::Struct);
}

/// The file system, the handle of a file or directory in it, and the name in that directory.
fn handle(decoder: &mut Decoder<'_>, bytes: &[u8], addr: u64) {
    const SYSTEM: usize = 8;
    const HEAD: usize = 16;
    let length = word(bytes, SYSTEM).filter(|length| HEAD + length <= bytes.len());
    let Some(length) = length else {
        decoder.sink.field("data");
        return decoder.tail(bytes, Style::Hex);
    };
    decoder.sink.field("fsid");
    decoder.fields(&FANOTIFY_FSID, &bytes[..SYSTEM], addr);
    decoder.sink.field("handle");
    decoder.sink.open(Group::Struct);
    decoder.members(&FANOTIFY_HANDLE, &bytes[SYSTEM..HEAD], addr.wrapping_add(SYSTEM as u64));
    decoder.sink.field("f_handle");
    decoder.tail(&bytes[HEAD..HEAD + length], Style::Hex);
    decoder.sink.close(Group::Struct);
    let name = &bytes[HEAD + length..];
    if name.iter().any(|byte| *byte != 0) {
        text(decoder, "name", name);
    }
}
