//! Requests and completions of io_uring, which lie in memory that the program shares with the kernel. strace doesn't show
//! them, and text does where it is asked for more (`--deep`).

use super::decoder::{Decoder, Place, Scope};
use super::errno;
use super::kind::Repr;
use super::message::sent_buffer;
use super::set::Radix;
use super::sink::{Group, Style};
use super::structs::Struct;
use super::structs::time::TIMESPEC64;
use super::structs::uring::*;
use crate::memory::{Queue, Ring};

/// Arguments of io_uring_enter, by position.
mod enter {
    pub const FD: usize = 0;
    pub const FLAGS: usize = 3;
}

/// Flags of io_uring_enter: IORING_ENTER_SQ_WAKEUP and IORING_ENTER_REGISTERED_RING.
const WAKES: u64 = 2;
const REGISTERED: u64 = 0x10;

/// IORING_SETUP_REGISTERED_FD_ONLY: io_uring_setup returns an index instead of a descriptor.
const NO_DESCRIPTOR: u32 = 0x8000;

/// Opcodes of io_uring_register: IORING_REGISTER_RING_FDS and IORING_REGISTER_RESIZE_RINGS, and the bit that makes the
/// descriptor an index.
const REGISTERS: u64 = 20;
const RESIZES: u64 = 33;
const BY_INDEX: u64 = 0x8000_0000;

/// The sizes of `struct io_uring_params` and `struct io_uring_rsrc_update`, in bytes.
const PARAMETERS: usize = 120;
const UPDATE: u64 = 16;
/// As many rings as a thread can register.
const MOST_REGISTERED: u64 = 16;

/// The fields of a request.
mod request {
    pub const FLAGS: usize = 1;
    pub const PRIORITY: usize = 2;
    pub const FD: usize = 4;
    pub const ADDR: usize = 16;
    pub const LEN: usize = 24;
    pub const OWN_FLAGS: usize = 28;
    /// Where the data of a command begin.
    pub const COMMAND: usize = 48;
    /// The size of one, in bytes; of twice the size, the second half is a command's.
    pub const SIZE: usize = 64;
}

/// The size of a completion, in bytes.
const COMPLETION_SIZE: usize = 16;

/// IOSQE_FIXED_FILE, and SPLICE_F_FD_IN_FIXED: the descriptor is the index of a registered one.
const FIXED: u8 = 1;
const FIXED_IN: u32 = 0x8000_0000;
/// IORING_SEND_VECTORIZED: what is sent are vectors.
const VECTORIZED: u16 = 0x20;
/// IORING_TIMEOUT_IMMEDIATE_ARG: the time is a number of nanoseconds.
const IMMEDIATE: u32 = 0x80;
/// IORING_CQE_F_32: a completion of twice the size, among others.
const LARGE: u32 = 0x8000;

/// What each opcode makes of its fields.
static REQUESTS: [&Struct; 65] = [
    &NOP,
    &READV,
    &WRITEV,
    &FSYNC,
    &READ,
    &WRITE,
    &POLL_ADD,
    &POLL_REMOVE,
    &SYNC_RANGE,
    &SENDMSG,
    &RECVMSG,
    &TIMEOUT,
    &TIMEOUT_REMOVE,
    &ACCEPT_SOCKET,
    &ASYNC_CANCEL,
    &TIMEOUT,
    &CONNECT,
    &FALLOCATE_RANGE,
    &OPENAT,
    &CLOSE,
    &FILES_UPDATE,
    &STATX_FILE,
    &READ,
    &WRITE,
    &FADVISE_RANGE,
    &MADVISE,
    &SEND,
    &RECV,
    &OPENAT2,
    &EPOLL_CONTROL,
    &SPLICE_FILES,
    &BUFFERS,
    &BUFFERS,
    &SPLICE_FILES,
    &SHUTDOWN,
    &RENAMEAT,
    &UNLINKAT,
    &MKDIRAT,
    &SYMLINKAT,
    &LINKAT,
    &MSG_RING_DATA,
    &FSETXATTR,
    &SETXATTR,
    &FGETXATTR,
    &GETXATTR,
    &SOCKET,
    &URING_COMMAND,
    &SEND,
    &SENDMSG,
    &READ,
    &WAITID,
    &FUTEX,
    &FUTEX,
    &FUTEX_WAITV,
    &FIXED_FD_INSTALL,
    &FTRUNCATE,
    &CONNECT,
    &LISTEN,
    &RECV_ZC,
    &EPOLL_WAIT,
    &READV,
    &WRITEV,
    &PIPE,
    &NOP,
    &URING_COMMAND,
];

/// Of these the second half is the command's; where sizes are mixed they have one, and no others do.
const NOP128: u8 = 63;
const URING_CMD: u8 = 46;
const URING_CMD128: u8 = 64;

/// How many requests io_uring_enter submits, and where that is asked for, which.
pub fn submitted(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let count = place.value(decoder.abi);
    decoder.sink.number(count, Radix::Decimal);
    let any = count != 0 || decoder.args[enter::FLAGS] & WAKES != 0;
    if !any || !asked(decoder) {
        return;
    }
    let mut bytes = decoder.pool.take();
    let (ring, most) = (entered(decoder), most(decoder));
    if let Some(queue) = decoder.memory.requests(ring, count as u32, most, &mut bytes)
        && queue.count > 0
    {
        decoder.sink.arg("sqes", Some("sqes"));
        entries(decoder, queue, request::SIZE, &bytes, large_request, request);
    }
    decoder.pool.give(bytes);
}

/// The completions that a program finds when io_uring_enter has returned.
pub fn completed(decoder: &mut Decoder<'_>, _place: Place<'_>) {
    if !asked(decoder) {
        return;
    }
    let mut bytes = decoder.pool.take();
    if let Some(queue) = decoder.memory.completions(entered(decoder), most(decoder), &mut bytes)
        && queue.count > 0
    {
        decoder.sink.open(Group::Notes);
        decoder.sink.note("cqes", "cqes");
        entries(decoder, queue, COMPLETION_SIZE, &bytes, large_completion, completion);
        decoder.sink.close(Group::Notes);
    }
    decoder.pool.give(bytes);
}

/// Keeps what io_uring_setup has made of a ring.
pub fn made(decoder: &mut Decoder<'_>, _place: Place<'_>) {
    let [_, addr, ..] = decoder.args;
    let mut parameters = [0; PARAMETERS];
    if decoder.failed() || !asked(decoder) || !decoder.memory.read_exact(addr, &mut parameters) {
        return;
    }
    const FLAGS: usize = 8;
    let number = decoder.returned() as i32;
    let ring = match word(&parameters, FLAGS) & NO_DESCRIPTOR {
        0 => Ring::Descriptor(number),
        _ => Ring::Registered(number),
    };
    decoder.memory.ring_made(ring, &parameters);
}

/// Keeps what io_uring_register has made of rings. It says nothing.
pub fn registered(decoder: &mut Decoder<'_>, _place: Place<'_>) {
    if !asked(decoder) {
        return;
    }
    let [fd, opcode, addr, count, ..] = decoder.args;
    let mut parameters = [0; PARAMETERS];
    match opcode & !BY_INDEX {
        REGISTERS => {
            for i in 0..count.min(MOST_REGISTERED) {
                let mut update = [0; UPDATE as usize];
                if decoder.memory.read_exact(addr.wrapping_add(i * UPDATE), &mut update) {
                    decoder.memory.ring_registered(word(&update, 8) as i32, word(&update, 0) as i32);
                }
            }
        }
        RESIZES if decoder.memory.read_exact(addr, &mut parameters) => {
            let by_index = opcode & BY_INDEX != 0;
            let ring = if by_index { Ring::Registered(fd as i32) } else { Ring::Descriptor(fd as i32) };
            decoder.memory.ring_made(ring, &parameters);
        }
        _ => {}
    }
}

/// Whether more is asked for than strace shows.
fn asked(decoder: &Decoder<'_>) -> bool {
    decoder.detail.deep && decoder.detail.follow
}

/// The ring that io_uring_enter is about.
fn entered(decoder: &Decoder<'_>) -> Ring {
    let named = decoder.args[enter::FD] as i32;
    match decoder.args[enter::FLAGS] & REGISTERED {
        0 => Ring::Descriptor(named),
        _ => Ring::Registered(named),
    }
}

/// How many entries are shown.
fn most(decoder: &Decoder<'_>) -> usize {
    if decoder.detail.full { 1 << 16 } else { decoder.detail.string }
}

/// Entries of a queue, one after the other.
fn entries(
    decoder: &mut Decoder<'_>,
    queue: Queue,
    least: usize,
    bytes: &[u8],
    large: fn(&[u8]) -> bool,
    show: fn(&mut Decoder<'_>, &[u8]),
) {
    decoder.sink.open(Group::Array);
    let mut rest = bytes;
    while rest.len() >= queue.size.max(least) {
        let size = if queue.mixed && large(rest) { 2 * least } else { queue.size };
        let (entry, after) = rest.split_at(size.min(rest.len()));
        decoder.sink.item();
        show(decoder, entry);
        rest = after;
    }
    if (bytes.len() / queue.size.max(1)) < queue.count as usize {
        decoder.sink.item();
        decoder.sink.more();
    }
    decoder.sink.close(Group::Array);
}

fn large_request(bytes: &[u8]) -> bool {
    matches!(bytes.first(), Some(&(NOP128 | URING_CMD128)))
}

fn large_completion(bytes: &[u8]) -> bool {
    const FLAGS: usize = 12;
    word(bytes, FLAGS) & LARGE != 0
}

/// A request. Its functions find what it is about where they find that of a call: descriptor, pointer, length.
fn request(decoder: &mut Decoder<'_>, bytes: &[u8]) {
    let Some(&opcode) = bytes.first() else { return };
    let of = REQUESTS.get(usize::from(opcode)).copied().unwrap_or(&UNKNOWN);
    let fixed = bytes[request::FLAGS] & FIXED != 0;
    let fd = if fixed { u64::MAX } else { word(bytes, request::FD).into() };
    let mine = [fd, wide(bytes, request::ADDR), word(bytes, request::LEN).into(), 0, 0, 0];
    let outer = std::mem::replace(&mut decoder.args, mine);
    decoder.sink.open(Group::Struct);
    decoder.members(of, &bytes[..request::SIZE], 0);
    let command = bytes.get(request::COMMAND..).filter(|_| matches!(opcode, URING_CMD | URING_CMD128));
    if let Some(command) = command.filter(|command| command.iter().any(|byte| *byte != 0)) {
        decoder.sink.field("cmd");
        decoder.tail(command, Style::Hex);
    }
    decoder.sink.close(Group::Struct);
    decoder.args = outer;
}

/// The request that io_uring_register sends to a ring without one of its own.
pub fn message(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    decoder.read(addr, request::SIZE, |decoder, bytes| match bytes.filter(|_| decoder.detail.follow) {
        Some(bytes) => request(decoder, bytes),
        None => decoder.sink.address(addr),
    });
}

/// A completion.
fn completion(decoder: &mut Decoder<'_>, bytes: &[u8]) {
    decoder.sink.open(Group::Struct);
    decoder.members(&COMPLETION, &bytes[..COMPLETION_SIZE], 0);
    if bytes.len() > COMPLETION_SIZE {
        decoder.sink.field("big_cqe");
        decoder.sink.open(Group::Array);
        for at in (COMPLETION_SIZE..bytes.len()).step_by(8) {
            decoder.sink.item();
            decoder.sink.number(wide(bytes, at), Radix::Hex);
        }
        decoder.sink.close(Group::Array);
    }
    decoder.sink.close(Group::Struct);
}

/// The descriptor of a request.
pub fn file(decoder: &mut Decoder<'_>, place: Place<'_>) {
    descriptor(decoder, place, |bytes| bytes.get(request::FLAGS).is_some_and(|flags| flags & FIXED != 0));
}

/// The other descriptor of a splice.
pub fn file_spliced(decoder: &mut Decoder<'_>, place: Place<'_>) {
    descriptor(decoder, place, |bytes| word(bytes, request::OWN_FLAGS) & FIXED_IN != 0);
}

fn descriptor(decoder: &mut Decoder<'_>, place: Place<'_>, fixed: fn(&[u8]) -> bool) {
    let value = place.value(decoder.abi);
    match fixed(fields(place)) {
        true => decoder.sink.number(value, Radix::Signed),
        false => decoder.sink.descriptor(value as i32),
    }
}

/// What a request sends: bytes, or vectors.
pub fn data(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let bytes = fields(place);
    let priority = bytes.get(request::PRIORITY..).map_or(0, |at| Repr::U16.load(at, decoder.abi)) as u16;
    if priority & VECTORIZED != 0 {
        let count = word(bytes, request::LEN);
        return decoder.vectors(place.value(decoder.abi), count.into(), u64::MAX);
    }
    sent_buffer(decoder, place);
}

/// A time: a structure, or a number of nanoseconds.
pub fn span(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    match word(fields(place), request::OWN_FLAGS) & IMMEDIATE {
        0 => decoder.structure(&TIMESPEC64, value),
        _ => decoder.sink.number(value, Radix::Decimal),
    }
}

/// What a request has come to: a number, or an errno below zero.
pub fn result(decoder: &mut Decoder<'_>, place: Place<'_>) {
    errno::result(place.value(decoder.abi) as i32, decoder.sink);
}

/// The whole request that a field is in.
fn fields(place: Place<'_>) -> &[u8] {
    match place.scope {
        Scope::Fields(_, bytes, _) => bytes,
        Scope::Call => &[],
    }
}

fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|raw| raw.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn wide(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|raw| raw.try_into().ok()).map_or(0, u64::from_le_bytes)
}
