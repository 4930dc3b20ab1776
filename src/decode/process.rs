//! What processes' calls say that no kind can.

use super::decoder::{At, Decoder, Place, Scope};
use super::kind::{Kind, Phase, Ref, Repr};
use super::set::Radix;
use super::sets::common::SIGNALS;
use super::sets::ptrace::EVENTS;
use super::sink::Group;
use super::structs::process::{CLONE_ARGS, CLONE_RESULTS, RSEQ, RUSAGE, USER_DESC, USER_DESC_64};
use crate::arch::Abi;

const PID: Kind = Kind::Pid;
const FD: Kind = Kind::Fd;
const USAGE: Kind = Kind::Struct(&RUSAGE);
const DESCRIPTION: Kind = Kind::Struct(&USER_DESC);

/// The flags of clone with which the kernel writes through `parent_tid`.
const CLONE_PIDFD: u64 = 0x1000;
const CLONE_PARENT_SETTID: u64 = 0x100000;

/// The least size of `struct clone_args` (CLONE_ARGS_SIZE_VER0), in bytes.
const CLONE_ARGS_SIZE: u64 = 64;

/// The most processes that clone3's set_tid can name (MAX_PID_NS_LEVEL).
const MAX_PID_NS_LEVEL: u64 = 32;

/// `set_tid_size`, a field of [`CLONE_ARGS`].
const SET_TID_SIZE: Ref = Ref(9);

/// What a thread shares with the kernel, where more is asked for than its address.
pub fn rseq(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const SIZE: Ref = Ref(1);
    let size = decoder.value(SIZE, place.scope);
    decoder.beyond(&RSEQ, place.value(decoder.abi), size);
}

/// What clone has written through `parent_tid`: a descriptor or an id.
pub fn parent_tid(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    if decoder.failed() {
        return decoder.sink.address(addr);
    }
    let inner = if decoder.args[0] & CLONE_PIDFD != 0 { &FD } else { &PID };
    decoder.behind(inner, addr, Scope::Call);
}

/// The new thread's TLS: an address, or a descriptor of a segment on i386.
pub fn tls(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    match decoder.abi {
        Abi::I386 if !decoder.failed() => decoder.behind(&DESCRIPTION, addr, Scope::Call),
        _ => decoder.sink.address(addr),
    }
}

/// What clone3 is asked for.
pub fn clone_args(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let size = decoder.args[1];
    if size < CLONE_ARGS_SIZE {
        return decoder.sink.address(addr);
    }
    decoder.tailed(&CLONE_ARGS, addr, size);
}

/// Whether clone3 is to write something for the parent.
pub fn clone_writes(decoder: &Decoder<'_>, addr: u64) -> bool {
    let mut args = [0; CLONE_ARGS_SIZE as usize];
    if addr == 0 || !decoder.memory.read_exact(addr, &mut args) {
        return false;
    }
    let flags = Repr::U64.load(&args, decoder.abi);
    decoder.detail.follow
        && decoder.args[1] >= CLONE_ARGS_SIZE
        && (flags & (CLONE_PIDFD | CLONE_PARENT_SETTID) != 0 || has_more(decoder, addr))
}

/// Whether there is something behind the structure.
fn has_more(decoder: &Decoder<'_>, addr: u64) -> bool {
    const PAGE: u64 = 4096;
    let end = CLONE_ARGS.end(decoder.abi) as u64;
    let mut bytes = [0; PAGE as usize];
    let rest = &mut bytes[..decoder.args[1].min(PAGE).saturating_sub(end) as usize];
    !decoder.memory.read_exact(addr.wrapping_add(end), rest) || rest.iter().any(|byte| *byte != 0)
}

/// What clone3 has written for the parent.
pub fn clone_results(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let (addr, end) = (place.value(decoder.abi), CLONE_ARGS.end(decoder.abi) as u64);
    let mut raw = [0; CLONE_ARGS_SIZE as usize];
    decoder.sink.becomes();
    if !decoder.memory.read_exact(addr, &mut raw) {
        return decoder.sink.address(addr);
    }
    decoder.sink.open(Group::Struct);
    decoder.members(&CLONE_RESULTS, &raw, addr);
    decoder.remainder(addr, end, decoder.args[1]);
    decoder.sink.close(Group::Struct);
}

/// The ids that clone3 is to give the child, by level of PID namespace.
pub fn set_tid(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let count = decoder.value(SET_TID_SIZE, place.scope);
    if count == 0 || count > MAX_PID_NS_LEVEL {
        return decoder.sink.address(addr);
    }
    decoder.array(&PID, addr, count, place.scope);
}

/// The status that wait4 has written, where a child changed its state.
pub fn wait_status(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const STATUS: Kind = Kind::Own(Repr::I32, Phase::Exit, status);
    let addr = place.value(decoder.abi);
    if decoder.returned() > 0 {
        decoder.behind(&STATUS, addr, Scope::Call);
    } else {
        decoder.sink.address(addr);
    }
}

/// The usage that wait4 has written, where a child changed its state.
pub fn wait_usage(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    if decoder.returned() > 0 {
        decoder.behind(&USAGE, addr, Scope::Call);
    } else {
        decoder.sink.address(addr);
    }
}

/// A wait status, in the words of wait(2)'s macros, and what they don't say: one of PTRACE_EVENT_* above 16 bits.
fn status(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    let [abbrev, raw, verbose] =
        [Events::ByName, Events::AsNumbers, Events::AsBoth].map(|events| Status(value as u32, events));
    decoder
        .sink
        .words_by_manner(value, [format_args!("{abbrev}"), format_args!("{raw}"), format_args!("{verbose}")]);
}

/// A signal, by its number where it has no name.
struct Named(u32);

impl std::fmt::Display for Named {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match SIGNALS.name(self.0.into()) {
            Some(name) => f.write_str(name),
            None => write!(f, "{}", self.0),
        }
    }
}

/// A wait status, and how PTRACE_EVENT_* is said.
struct Status(u32, Events);

#[derive(Clone, Copy)]
enum Events {
    ByName,
    AsNumbers,
    AsBoth,
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        /// The bit of a stop's signal that tells stops for calls from others (PTRACE_O_TRACESYSGOOD).
        const GOOD: u32 = 0x80;
        const CORE: u32 = 0x80;
        let status = self.0;
        let (low, high) = (status & 0x7f, status >> 8 & 0xff);
        let signal = |number: u32| Named(number);
        let rest = if status & 0xff == 0x7f {
            let good = if high & GOOD != 0 { " | 0x80" } else { "" };
            write!(f, "{{WIFSTOPPED(s) && WSTOPSIG(s) == {}{good}}}", signal(high & !GOOD))?;
            status & !0xffff
        } else if status == 0xffff {
            f.write_str("{WIFCONTINUED(s)}")?;
            0
        } else if low == 0 {
            write!(f, "{{WIFEXITED(s) && WEXITSTATUS(s) == {high}}}")?;
            status & !0xff00
        } else if low != 0x7f {
            let core = if status & CORE != 0 { " && WCOREDUMP(s)" } else { "" };
            write!(f, "{{WIFSIGNALED(s) && WTERMSIG(s) == {}{core}}}", signal(low))?;
            status & !0xff
        } else {
            return write!(f, "{status:#x}");
        };
        let event = rest >> 16;
        match (EVENTS.name(event.into()), self.1) {
            _ if event == 0 => {}
            (Some(name), Events::ByName) => write!(f, "|{name}<<16")?,
            (_, Events::AsNumbers) => write!(f, "|{event:#x}<<16")?,
            (name, _) => write!(f, "|{event:#x} /* {} */<<16", name.unwrap_or(EVENTS.unknown))?,
        }
        if rest & 0xffff != 0 { write!(f, "|{:#x}", rest & 0xffff) } else { Ok(()) }
    }
}

/// An entry of a descriptor table, as the ABI has it.
pub fn descriptor_entry(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let At::Memory(bytes, addr) = place.at else { return };
    let of = if decoder.abi == Abi::I386 { &USER_DESC } else { &USER_DESC_64 };
    decoder.fields(of, bytes, addr);
}

/// The number of an entry of a descriptor table, of which -1 asks for a free one.
pub fn entry_number(decoder: &mut Decoder<'_>, place: Place<'_>) {
    match place.value(decoder.abi) {
        0xffff_ffff => decoder.sink.number(u64::MAX, Radix::Signed),
        number => decoder.sink.number(number, Radix::Decimal),
    }
}

/// The entry of the descriptor table that set_thread_area chose.
pub fn thread_area(decoder: &mut Decoder<'_>, _: Place<'_>) {
    const LAST: u64 = 15;
    let last = decoder.number_at(decoder.args[0].wrapping_add(LAST), Repr::U8);
    let last = last.filter(|_| decoder.detail.follow);
    let Some(entry) = last.and_then(|_| decoder.number_at(decoder.args[0], Repr::U32)) else { return };
    decoder.sink.open_note("");
    decoder.sink.expression(entry, format_args!("entry_number={entry}"));
    decoder.sink.close_note();
}
