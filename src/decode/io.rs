//! Asynchronous reading and writing: what no kind can say, and what each opcode of io_uring_register takes.

use super::decoder::{At, Decoder, Place, Scope};
use super::kind::Kind::{self, *};
use super::kind::{Len, Phase, Ref, Repr};
use super::pointer::Listing;
use super::sched::io_priority_in;
use super::set::{Radix, Set};
use super::sets::io::{IORING_OP, IORING_REGISTER, IORING_RESTRICTION, IOSQE, WORKERS};
use super::sets::poll::POLL;
use super::sink::{Group, InHex, Style};
use super::structs::io::*;
use super::structs::memory::REMOTE_IOVEC;
use super::uring;

/// `nr_args` of io_uring_register, and the opcode.
const COUNT: Ref = Ref(3);
const OPCODE: Ref = Ref(1);
const RING: Ref = Ref(0);

const VECTOR: Kind = Struct(&REMOTE_IOVEC);

/// Where, in an iocb, the operation and the length lie before and after the buffer, in bytes.
const BUFFER: u64 = 24;
const OPERATION: u64 = 16;
const LENGTH: u64 = 32;

/// What a request reads or writes: text where it writes, vectors, events, or nothing but an address.
pub fn buffer(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let At::Memory(_, at) = place.at else { return };
    let start = at.wrapping_sub(BUFFER);
    let operation = decoder.number_at(start.wrapping_add(OPERATION), Repr::U16).unwrap_or(0);
    let length = decoder.number_at(start.wrapping_add(LENGTH), Repr::U64).unwrap_or(0);
    let value = place.value(decoder.abi);
    match operation {
        1 => decoder.buffer(value, length, Style::Text),
        5 => decoder.sink.symbol(value, &POLL),
        7 => decoder.array(&VECTOR, value, length, Scope::Call),
        8 => decoder.vectors(value, length, u64::MAX),
        _ => decoder.sink.number(value, Radix::Hex),
    }
}

/// The flags of a request, which say what other fields are: field of an iocb, and two of its bits.
const AIO_FLAGS: Ref = Ref(10);
const RESFD: u64 = 1;
const IOPRIO: u64 = 2;

/// The priority of a request, of I/O where its flags say so.
pub fn priority(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    if decoder.value(AIO_FLAGS, place.scope) & IOPRIO != 0 {
        return io_priority_in(decoder, value, Radix::Hex);
    }
    decoder.sink.number(Repr::I16.narrow(value, decoder.abi), Radix::Signed);
}

/// The descriptor to tell the end of a request, where its flags say so.
pub fn resfd(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    match decoder.value(AIO_FLAGS, place.scope) & RESFD {
        0 => decoder.sink.number(value, Radix::Hex),
        _ => decoder.sink.descriptor(value as i32),
    }
}

/// Descriptors, as many as io_uring_register says.
pub fn descriptors(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let count = decoder.value(COUNT, Scope::Call);
    decoder.array(&Fd, place.value(decoder.abi), count, Scope::Call);
}

/// The operations that a probe tells of.
pub fn operations(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const OPERATION: Kind = Struct(&PROBE_OPERATION);
    let At::Memory(_, at) = place.at else { return };
    /// How far before them it says how many the kernel knows, in bytes.
    const TOLD: u64 = 15;
    let count = decoder.value(COUNT, Scope::Call);
    let told = decoder.number_at(at.wrapping_sub(TOLD), Repr::U8).unwrap_or(0);
    if decoder.phase == Phase::Entry || told <= count {
        let shown = if decoder.phase == Phase::Entry { count } else { told };
        return decoder.array(&OPERATION, at, shown, Scope::Call);
    }
    let most = if decoder.detail.full { u64::MAX } else { decoder.detail.string as u64 };
    decoder.sink.open(Group::Array);
    for i in 0..count.min(most) {
        decoder.sink.item();
        decoder.structure(&PROBE_OPERATION, at.wrapping_add(i * PROBE_OPERATION.size(decoder.abi) as u64));
    }
    decoder.sink.item();
    decoder.sink.more();
    decoder.sink.close(Group::Array);
}

/// Operations as restrictions have them: others are numbers in decimal.
static RESTRICTED: Set = Set { unknown: IORING_OP.unknown, parts: IORING_OP.parts, rest: Radix::Hex };

/// What a restriction is on, by its kind, which lies before it.
pub fn restricted_operation(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let (At::Memory(bytes, _), Scope::Fields(..)) = (place.at, place.scope) else { return };
    let value = Repr::U8.load(bytes, decoder.abi);
    match decoder.value(Ref(0), place.scope) {
        0 => decoder.sink.symbol(value, &IORING_REGISTER),
        1 => decoder.sink.symbol(value, &RESTRICTED),
        _ => decoder.sink.symbol(value, &IOSQE),
    }
}

/// The place of a ring among those that a task has registered; -1 is any that is free.
pub fn slot(decoder: &mut Decoder<'_>, place: Place<'_>) {
    match place.value(decoder.abi) {
        value if value == u64::from(u32::MAX) => decoder.sink.number(u64::MAX, Radix::Signed),
        value => decoder.sink.number(value, Radix::Decimal),
    }
}

/// What a restriction is about: where that is nothing known, with the operation, which lies behind it.
pub fn restriction(decoder: &mut Decoder<'_>, place: Place<'_>) {
    /// How far behind.
    const OPERATION: usize = 2;
    let value = place.value(decoder.abi);
    decoder.sink.symbol(value, &IORING_RESTRICTION);
    if let (At::Memory(bytes, _), None) = (place.at, IORING_RESTRICTION.name(value)) {
        let operation = bytes.get(OPERATION).copied().unwrap_or(0);
        decoder.sink.comment(format_args!("op: {}", InHex(operation.into())));
    }
}

/// What io_uring_enter waits with, by its flags.
pub fn waiting(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const FLAGS: usize = 3;
    const EXT_ARG: u64 = 8;
    const EXT_ARG_REG: u64 = 0x40;
    let (flags, value, size) = (decoder.args[FLAGS], place.value(decoder.abi), decoder.args[FLAGS + 2]);
    match flags {
        flags if flags & EXT_ARG_REG != 0 => decoder.sink.address(value),
        flags if flags & EXT_ARG != 0 && size as usize == GETEVENTS.size(decoder.abi) => {
            decoder.structure(&GETEVENTS, value);
        }
        _ => decoder.sigset(value, size),
    }
}

/// The processors of workers, in as many bytes as io_uring_register says.
fn processors(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let size = decoder.value(COUNT, Scope::Call);
    super::sched::processors(decoder, place.value(decoder.abi), size);
}

/// How many workers a task may have of each kind: what it may have had is the answer, in the same place.
const MOST_WORKERS: Kind =
    Turns(&Own(Repr::Ulong, Phase::Entry, workers), &Out(&Own(Repr::Ulong, Phase::Exit, workers)));

fn workers(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const LISTING: Listing = Listing { index: Some(&WORKERS), most: 1 << 16 };
    let (addr, count) = (place.value(decoder.abi), decoder.value(COUNT, Scope::Call));
    if addr == 0 || !decoder.detail.follow && count > 0 {
        return decoder.miss(addr);
    }
    decoder.listed(&LISTING, &Uint, count, None, addr, Scope::Call);
    // strace doesn't come back to what it couldn't list as far as that is shown.
    decoder.missed |= count == 0 || !decoder.can_list(&LISTING, &Uint, count, addr);
}

/// What a probe was given, if that isn't all zero, and what it has told.
fn probe(decoder: &mut Decoder<'_>, place: Place<'_>) {
    /// The most operations that the kernel takes.
    const MOST: u64 = 256;
    const HEAD: u64 = 16;
    const EACH: u64 = 8;
    let (addr, count) = (place.value(decoder.abi), decoder.value(COUNT, Scope::Call));
    let entering = decoder.phase == Phase::Entry;
    let given = decoder.saved[0] != 0;
    if decoder.failed() {
        if !given {
            decoder.sink.address(addr);
        }
        return;
    }
    if given {
        decoder.sink.becomes();
    }
    let mut bytes = decoder.pool.take();
    bytes.resize((HEAD + EACH * count.min(MOST)) as usize, 0);
    let read = count <= MOST && decoder.detail.follow && decoder.memory.read_exact(addr, &mut bytes);
    let any = bytes.iter().any(|byte| *byte != 0);
    decoder.pool.give(bytes);
    decoder.saved[0] = u64::from(entering && any);
    if !read {
        decoder.miss(addr);
    } else if !entering || any {
        decoder.structure(&PROBE, addr);
    }
}

/// A region of memory; what it is exactly where more is asked for than strace shows.
fn region(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let of = if decoder.detail.deep { &MEMORY_REGION_WHOLE } else { &MEMORY_REGION };
    decoder.structure(of, place.value(decoder.abi));
}

/// The most questions that are shown.
const QUESTIONS: usize = 32;

/// What the kernel was asked about io_uring: questions that hang together, each with its answer.
fn queries(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let mut addr = place.value(decoder.abi);
    if decoder.number_at(addr, Repr::U64).is_none() || !decoder.detail.follow {
        return decoder.sink.address(addr);
    }
    decoder.sink.open(Group::Array);
    for i in 0.. {
        let Some(next) = decoder.number_at(addr, Repr::U64) else { break };
        decoder.sink.item();
        if i == QUESTIONS {
            decoder.sink.more();
            break;
        }
        decoder.structure(&QUERY, addr);
        addr = next;
    }
    decoder.sink.close(Group::Array);
}

/// The answer to a question.
pub fn answer(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const QUESTION: Ref = Ref(2);
    const SIZE: Ref = Ref(3);
    const RESULT: Ref = Ref(4);
    let value = |of| decoder.value(of, place.scope);
    let (question, size, failed) = (value(QUESTION), value(SIZE), value(RESULT) != 0);
    let addr = place.value(decoder.abi);
    let of = match question {
        0 => &QUERY_OPCODES,
        1 => &QUERY_RECEIVE,
        2 => &QUERY_RINGS,
        3 => &QUERY_EVENTS,
        _ => return decoder.sink.address(addr),
    };
    match failed || decoder.failed() {
        true => decoder.sink.address(addr),
        false => decoder.sized(of, addr, size),
    }
}

/// The bit of an opcode that makes the descriptor the index of a registered ring.
const REGISTERED: u64 = 0x8000_0000;

const DESCRIPTORS: Kind = Array(&Fd, Len::Arg(COUNT));

/// Each opcode, without and with the bit. The others take nothing.
const OPCODES: [(u64, Kind); 31] = [
    (0, Array(&VECTOR, Len::Arg(COUNT))),
    (2, DESCRIPTORS),
    (4, DESCRIPTORS),
    (6, At(&Struct(&FILES_UPDATE))),
    (7, DESCRIPTORS),
    (8, Both(probe)),
    (11, Switch(RING, TASK, &Array(&Struct(&RESTRICTION), Len::Arg(COUNT)))),
    (13, Tailed(&RESOURCES_FILES, 32, Len::Arg(COUNT))),
    (14, Tailed(&UPDATE_FILES, 32, Len::Arg(COUNT))),
    (15, Tailed(&RESOURCES_BUFFERS, 32, Len::Arg(COUNT))),
    (16, Tailed(&UPDATE_BUFFERS, 32, Len::Arg(COUNT))),
    (17, Own(Repr::Ulong, Phase::Entry, processors)),
    (19, MOST_WORKERS),
    (20, Array(&Struct(&RING_FD), Len::Arg(COUNT))),
    (21, Array(&Struct(&RING_FD_GONE), Len::Arg(COUNT))),
    (22, At(&Struct(&BUFFER_RING))),
    (23, At(&Struct(&BUFFER_RING))),
    (24, At(&Struct(&SYNC_CANCEL))),
    (25, At(&Struct(&FILE_RANGE))),
    (26, Change(&At(&Struct(&BUFFER_STATUS)))),
    (27, Change(&At(&Struct(&NAPI)))),
    (28, Out(&At(&Struct(&NAPI)))),
    (29, At(&Struct(&CLOCK_CHOICE))),
    (30, At(&Struct(&CLONED_BUFFERS))),
    (31, Own(Repr::Ulong, Phase::Entry, uring::message)),
    (32, Change(&At(&Struct(&RECEIVE_QUEUE)))),
    (33, Change(&At(&Struct(&PARAMS)))),
    (34, Own(Repr::Ulong, Phase::Exit, region)),
    (35, Own(Repr::Ulong, Phase::Exit, queries)),
    (36, Change(&At(&Struct(&RECEIVE_CONTROL)))),
    (37, At(&Struct(&BPF))),
];

/// In the place of a ring: the restrictions are the task's.
const TASK: &[(u64, Kind)] = &[(u64::MAX, At(&Struct(&TASK_RESTRICTIONS)))];

const fn registrations() -> [(u64, Kind); 2 * OPCODES.len()] {
    let mut cases = [(0, Addr); 2 * OPCODES.len()];
    let mut i = 0;
    while i < OPCODES.len() {
        let (opcode, kind) = OPCODES[i];
        cases[2 * i] = (opcode, kind);
        cases[2 * i + 1] = (opcode | REGISTERED, kind);
        i += 1;
    }
    cases
}

const REGISTRATIONS: &[(u64, Kind)] = &registrations();

/// What io_uring_register takes, by opcode.
pub const REGISTERED_ARGUMENT: Kind = Switch(OPCODE, REGISTRATIONS, &Addr);
