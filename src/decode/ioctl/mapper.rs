//! The device mapper (linux/dm-ioctl.h): a head, and data behind it that depend on the request.

use super::{Row, parts};
use crate::decode::decoder::{At as Where, Decoder, Place, Scope};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Phase, Ref, Repr};
use crate::decode::set::Radix;
use crate::decode::sets::storage::DM_FLAGS;
use crate::decode::sink::{Group, Seen, Style};

const MESSAGE: Kind =
    Turns(&Own(Repr::Ulong, Phase::Entry, message), &Own(Repr::Ulong, Phase::Entry, message));

/// Every request takes the same head.
pub static ROWS: &[Row] = &[
    ("DM_DEV_ARM_POLL", MESSAGE),
    ("DM_DEV_CREATE", MESSAGE),
    ("DM_DEV_REMOVE", MESSAGE),
    ("DM_DEV_RENAME", MESSAGE),
    ("DM_DEV_SET_GEOMETRY", MESSAGE),
    ("DM_DEV_STATUS", MESSAGE),
    ("DM_DEV_SUSPEND", MESSAGE),
    ("DM_DEV_WAIT", MESSAGE),
    ("DM_LIST_DEVICES", MESSAGE),
    ("DM_LIST_VERSIONS", MESSAGE),
    ("DM_REMOVE_ALL", MESSAGE),
    ("DM_TABLE_CLEAR", MESSAGE),
    ("DM_TABLE_DEPS", MESSAGE),
    ("DM_TABLE_LOAD", MESSAGE),
    ("DM_TABLE_STATUS", MESSAGE),
    ("DM_TARGET_MSG", MESSAGE),
    ("DM_VERSION", MESSAGE),
];

/// What is behind the head.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Data {
    None,
    Text,
    Message,
    /// Targets, each of which says where the next is: from itself on to load, from the first on else.
    Targets,
    Devices,
    Dependencies,
    Versions,
}

/// What text shows of a request's head and data, before the call and after it.
struct Shown {
    /// Whether the head says where data are.
    start: bool,
    /// Whether it names a device.
    device: bool,
    /// Whether it says how many targets there are, how often the device is open, and the number of its last event.
    counts: (bool, bool),
    event: bool,
    before: Data,
    after: Data,
}

const fn shown(
    start: bool,
    device: bool,
    counts: (bool, bool),
    event: bool,
    before: Data,
    after: Data,
) -> Shown {
    Shown { start, device, counts, event, before, after }
}

/// By the number of the request.
static REQUESTS: [Shown; 17] = [
    shown(false, true, (false, false), false, Data::None, Data::None),
    shown(false, false, (false, false), false, Data::None, Data::None),
    shown(true, false, (false, false), false, Data::None, Data::Devices),
    shown(false, true, (false, true), false, Data::None, Data::None),
    shown(false, true, (false, false), true, Data::None, Data::None),
    shown(true, true, (false, true), true, Data::Text, Data::None),
    shown(false, true, (false, true), true, Data::None, Data::None),
    shown(false, true, (false, true), false, Data::None, Data::None),
    shown(true, true, (false, true), true, Data::None, Data::Targets),
    shown(true, true, (true, true), false, Data::Targets, Data::None),
    shown(false, true, (false, true), false, Data::None, Data::None),
    shown(true, true, (false, true), false, Data::None, Data::Dependencies),
    shown(true, true, (false, true), false, Data::None, Data::Targets),
    shown(true, false, (false, false), false, Data::None, Data::Versions),
    shown(true, true, (false, true), false, Data::Message, Data::None),
    shown(true, true, (false, false), false, Data::Text, Data::None),
    shown(false, true, (false, false), false, Data::None, Data::None),
];

/// DM_DEV_SUSPEND, and the flag without which it resumes.
const SUSPEND: u8 = 6;
const SUSPEND_FLAG: u64 = 2;
/// DM_TABLE_LOAD
const LOAD: u8 = 9;

/// How large the head is, in bytes.
const HEAD: usize = 312;

/// How much of it has to be there: all but what pads it.
const ENOUGH: usize = 305;
/// The version of the interface that is known.
const VERSION: u64 = 4;
/// The request, among ioctl's arguments.
const REQUEST: Ref = Ref(1);

/// Where what a head says is, in bytes.
mod at {
    pub const SIZE: usize = 12;
    pub const START: usize = 16;
    pub const TARGETS: usize = 20;
    pub const OPEN: usize = 24;
    pub const FLAGS: usize = 28;
    pub const EVENT: usize = 32;
    pub const DEVICE: usize = 40;
    pub const NAME: usize = 48;
    pub const UUID: usize = 176;
    pub const UUID_END: usize = 305;
}

fn word(bytes: &[u8], at: usize) -> u64 {
    bytes
        .get(at..at + 4)
        .map_or(0, |word| u64::from(u32::from_ne_bytes([word[0], word[1], word[2], word[3]])))
}

fn double_word(bytes: &[u8], at: usize) -> u64 {
    word(bytes, at) | word(bytes, at + 4) << 32
}

/// Text at the start of `bytes`, up to its NUL.
fn text(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len())]
}

fn version(decoder: &mut Decoder<'_>, bytes: &[u8], at: usize) {
    decoder.sink.field("version");
    decoder.sink.open(Group::Array);
    for i in 0..3 {
        decoder.sink.item();
        decoder.sink.number(word(bytes, at + 4 * i), Radix::Decimal);
    }
    decoder.sink.close(Group::Array);
}

/// The number of a device.
fn device(decoder: &mut Decoder<'_>, number: u64) {
    const DEVICE: Kind = Device;
    decoder.show(&DEVICE, Place { at: Where::Register(number), repr: Repr::U64, scope: Scope::Call });
}

fn number(decoder: &mut Decoder<'_>, name: &'static str, value: u64) {
    decoder.sink.field(name);
    decoder.sink.number(value, Radix::Decimal);
}

fn message(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let request = parts(decoder.args[usize::from(REQUEST.0)]).number;
    let Some(shown) = REQUESTS.get(usize::from(request)) else { return decoder.sink.address(addr) };
    decoder.read(addr, HEAD, |decoder, bytes| {
        let Some(bytes) = bytes.filter(|bytes| word(bytes, at::SIZE) >= 12) else {
            decoder.missed = true;
            return decoder.sink.number(addr, Radix::Hex);
        };
        decoder.sink.open(Group::Array);
        decoder.sink.item();
        decoder.sink.open(Group::Struct);
        version(decoder, bytes, 0);
        if word(bytes, 0) != VERSION {
            decoder.sink.comment(format_args!("unsupported device mapper ABI version"));
            decoder.sink.close(Group::Struct);
            return decoder.sink.close(Group::Array);
        }
        number(decoder, "data_size", word(bytes, at::SIZE));
        if (word(bytes, at::SIZE) as usize) < ENOUGH {
            decoder.sink.comment(format_args!("data_size too small"));
            decoder.sink.close(Group::Struct);
            return decoder.sink.close(Group::Array);
        }
        head(decoder, bytes, shown, request);
        decoder.sink.close(Group::Struct);
        let data = if decoder.phase == Phase::Entry { shown.before } else { shown.after };
        match data {
            Data::None => {}
            Data::Message | Data::Devices | Data::Dependencies | Data::Versions
                if word(bytes, at::START) == word(bytes, at::SIZE) => {}
            _ if !decoder.detail.full => {
                decoder.sink.item();
                decoder.sink.more();
            }
            _ => behind(decoder, data, bytes, addr, request == LOAD),
        }
        decoder.sink.close(Group::Array);
    });
}

/// What the head says after its size.
fn head(decoder: &mut Decoder<'_>, bytes: &[u8], shown: &Shown, request: u8) {
    let before = decoder.phase == Phase::Entry;
    let flags = word(bytes, at::FLAGS);
    if shown.start {
        number(decoder, "data_start", word(bytes, at::START));
    }
    if shown.device {
        let number = double_word(bytes, at::DEVICE);
        if number != 0 {
            decoder.sink.field("dev");
            device(decoder, number);
        }
        for (name, from, to) in [("name", at::NAME, at::UUID), ("uuid", at::UUID, at::UUID_END)] {
            if bytes[from] != 0 {
                decoder.sink.field(name);
                decoder.inline(&bytes[from..to], Style::Text);
            }
        }
    }
    let (counts_before, counts_after) = shown.counts;
    if if before { counts_before } else { counts_after } {
        number(decoder, "target_count", word(bytes, at::TARGETS));
    }
    if !before && counts_after {
        decoder.sink.field("open_count");
        decoder.sink.number(i64::from(word(bytes, at::OPEN) as i32) as u64, Radix::Signed);
    }
    let resumes = request != SUSPEND || flags & SUSPEND_FLAG == 0;
    if if before { shown.event && resumes } else { counts_after } {
        number(decoder, "event_nr", word(bytes, at::EVENT));
    }
    decoder.sink.field("flags");
    decoder.sink.symbol(flags, &DM_FLAGS);
}

/// Says that data don't lie within what the program gave.
fn misplaced(decoder: &mut Decoder<'_>, what: &str) {
    decoder.sink.item();
    decoder.sink.expression(0, format_args!("??? /* misplaced {what} */"));
}

/// What lies behind the head.
fn behind(decoder: &mut Decoder<'_>, data: Data, bytes: &[u8], addr: u64, loads: bool) {
    let mut rest = decoder.pool.take();
    let (size, start) = (word(bytes, at::SIZE) as usize, word(bytes, at::START) as usize);
    const MOST: usize = 1 << 20;
    rest.resize(size.min(MOST), 0);
    let read = decoder.memory.read(addr, &mut rest);
    rest.truncate(read);
    let bounds = HEAD..size.saturating_add(1);
    match data {
        Data::None => {}
        Data::Text => named(decoder, &rest, bounds, start, "string", |decoder, bytes| {
            decoder.sink.field("string");
            whole(decoder, text(bytes));
        }),
        Data::Message => {
            const TEXT: usize = 8;
            match rest.get(start..).filter(|bytes| start >= HEAD && bytes.len() > TEXT) {
                Some(bytes) => {
                    decoder.sink.item();
                    decoder.sink.open(Group::Struct);
                    number(decoder, "sector", double_word(bytes, 0));
                    decoder.sink.field("message");
                    whole(decoder, text(&bytes[TEXT..]));
                    decoder.sink.close(Group::Struct);
                }
                None => misplaced(decoder, "struct dm_target_msg"),
            }
        }
        Data::Targets => targets(decoder, &rest, start, word(bytes, at::TARGETS), loads),
        Data::Devices => devices(decoder, &rest, start),
        Data::Dependencies => dependencies(decoder, &rest, start),
        Data::Versions => versions(decoder, &rest, start),
    }
    decoder.pool.give(rest);
}

/// One structure of text.
fn named(
    decoder: &mut Decoder<'_>,
    rest: &[u8],
    bounds: std::ops::Range<usize>,
    start: usize,
    what: &str,
    show: impl FnOnce(&mut Decoder<'_>, &[u8]),
) {
    match rest.get(start..).filter(|_| bounds.contains(&start)) {
        Some(bytes) => {
            decoder.sink.item();
            decoder.sink.open(Group::Struct);
            show(decoder, bytes);
            decoder.sink.close(Group::Struct);
        }
        None => misplaced(decoder, what),
    }
}

/// Text, as much as strings may have.
fn whole(decoder: &mut Decoder<'_>, text: &[u8]) {
    let said = text.len().min(decoder.detail.string);
    decoder.sink.bytes(Seen {
        bytes: &text[..said],
        cut: said < text.len(),
        length: Some(text.len() as u64),
        style: Style::Text,
    });
}

fn targets(decoder: &mut Decoder<'_>, rest: &[u8], start: usize, count: u64, loads: bool) {
    const SIZE: usize = 40;
    let mut from = start;
    for _ in 0..count {
        let Some(bytes) = rest.get(from..).filter(|bytes| from >= HEAD && bytes.len() > SIZE) else {
            return misplaced(decoder, "struct dm_target_spec");
        };
        decoder.sink.item();
        decoder.sink.open(Group::Struct);
        number(decoder, "sector_start", double_word(bytes, 0));
        number(decoder, "length", double_word(bytes, 8));
        if !loads {
            decoder.sink.field("status");
            decoder.sink.number(i64::from(word(bytes, 16) as i32) as u64, Radix::Signed);
        }
        decoder.sink.field("target_type");
        decoder.inline(&bytes[24..SIZE], Style::Text);
        decoder.sink.field("string");
        whole(decoder, text(&bytes[SIZE..]));
        decoder.sink.close(Group::Struct);
        let next = word(bytes, 20) as usize;
        let next = if loads { from.saturating_add(next) } else { start.saturating_add(next) };
        // What doesn't go on has no further one.
        from = if next > from { next } else { 0 };
    }
}

fn devices(decoder: &mut Decoder<'_>, rest: &[u8], start: usize) {
    const SIZE: usize = 12;
    let mut from = start;
    loop {
        let Some(bytes) = rest.get(from..).filter(|bytes| from >= HEAD && bytes.len() > SIZE) else {
            return misplaced(decoder, "struct dm_name_list");
        };
        decoder.sink.item();
        decoder.sink.open(Group::Struct);
        decoder.sink.field("dev");
        device(decoder, double_word(bytes, 0));
        decoder.sink.field("name");
        whole(decoder, text(&bytes[SIZE..]));
        decoder.sink.close(Group::Struct);
        match word(bytes, 8) as usize {
            0 => return,
            next => from += next,
        }
    }
}

fn dependencies(decoder: &mut Decoder<'_>, rest: &[u8], start: usize) {
    const SIZE: usize = 8;
    let Some(bytes) = rest.get(start..).filter(|bytes| start >= HEAD && bytes.len() >= SIZE) else {
        return misplaced(decoder, "struct dm_target_deps");
    };
    let count = word(bytes, 0) as usize;
    decoder.sink.item();
    decoder.sink.open(Group::Struct);
    number(decoder, "count", count as u64);
    decoder.sink.field("deps");
    decoder.sink.open(Group::Array);
    for at in (SIZE..bytes.len()).step_by(8).take(count) {
        decoder.sink.item();
        device(decoder, double_word(bytes, at));
    }
    decoder.sink.close(Group::Array);
    decoder.sink.close(Group::Struct);
}

fn versions(decoder: &mut Decoder<'_>, rest: &[u8], start: usize) {
    const SIZE: usize = 16;
    let mut from = start;
    loop {
        let Some(bytes) = rest.get(from..).filter(|bytes| from >= HEAD && bytes.len() > SIZE) else {
            return misplaced(decoder, "struct dm_target_versions");
        };
        decoder.sink.item();
        decoder.sink.open(Group::Struct);
        decoder.sink.field("name");
        whole(decoder, text(&bytes[SIZE..]));
        version(decoder, bytes, 4);
        decoder.sink.close(Group::Struct);
        match word(bytes, 0) as usize {
            0 => return,
            next => from += next,
        }
    }
}
