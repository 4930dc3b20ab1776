//! What System V ipc needs beyond rows: structures by command, arguments that ipc(2) passes through memory, messages.

use super::decoder::{At, Decoder, Place, Scope};
use super::kind::Kind::{self, *};
use super::kind::{Ref, Repr};
use super::set::Radix;
use super::sink::{Group, Style};
use super::structs::Struct;
use super::structs::ipc::*;
use crate::arch::{Abi, Word};

/// Commands of msgctl, semctl and shmctl that all share; IPC_64 is no part of them.
const IPC_64: u64 = 0x100;
const IPC_SET: u64 = 1;
const IPC_STAT: u64 = 2;
const IPC_INFO: u64 = 3;

/// A structure that a command writes, or reads where it is IPC_SET; by ABI.
struct Command {
    number: u64,
    st: fn(Abi) -> &'static Struct,
}

const fn command(number: u64, st: fn(Abi) -> &'static Struct) -> Command {
    Command { number, st }
}

fn short(abi: Abi) -> bool {
    // x32 has the layouts of 64 bits.
    abi.word() == Word::W32 && abi != Abi::X32
}

fn msqid(abi: Abi) -> &'static Struct {
    if short(abi) { &MSQID_32 } else { &MSQID }
}

fn semid(abi: Abi) -> &'static Struct {
    if abi == Abi::Aarch64 { &SEMID_AARCH64 } else { &SEMID }
}

fn shmid(abi: Abi) -> &'static Struct {
    if short(abi) { &SHMID_32 } else { &SHMID }
}

/// The mode in `struct ipc64_perm`.
pub fn mode(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let At::Memory(bytes, _) = place.at else { return };
    let repr = if short(decoder.abi) { Repr::U16 } else { Repr::U32 };
    decoder.sink.number(repr.load(bytes, decoder.abi), Radix::Permissions);
}

static MESSAGES: &[Command] = &[
    command(IPC_SET, |abi| if short(abi) { &MSQID_SET_32 } else { &MSQID_SET }),
    command(IPC_STAT, msqid),
    command(IPC_INFO, |_| &MSGINFO),
    command(11, msqid),
    command(12, |_| &MSGINFO),
    command(13, msqid),
];

static SEMAPHORES: &[Command] = &[
    command(IPC_SET, |_| &SEMID_SET),
    command(IPC_STAT, semid),
    command(IPC_INFO, |_| &SEMINFO),
    command(18, semid),
    command(19, |_| &SEMINFO),
    command(20, semid),
];

static MEMORY: &[Command] = &[
    command(IPC_SET, |_| &SHMID_SET),
    command(IPC_STAT, shmid),
    command(IPC_INFO, |_| &SHMINFO),
    command(13, shmid),
    command(14, |_| &SHM_INFO),
    command(15, shmid),
];

/// Where the command stands, in msgctl and shmctl, and in semctl.
const COMMAND: Ref = Ref(1);
const SEMCTL_COMMAND: Ref = Ref(2);

/// Shows what the command's argument points to; tells whether it points to anything that can be shown.
fn control(decoder: &mut Decoder<'_>, commands: &[Command], command: Ref, addr: u64) -> bool {
    let number = decoder.value(command, Scope::Call) & !IPC_64;
    match commands.iter().find(|c| c.number == number) {
        Some(_) if number != IPC_SET && decoder.failed() => false,
        Some(command) => {
            decoder.structure((command.st)(decoder.abi), addr);
            true
        }
        None => false,
    }
}

/// msgctl's argument.
pub fn msgctl(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    if !control(decoder, MESSAGES, COMMAND, addr) {
        decoder.sink.address(addr);
    }
}

/// semctl's argument.
pub fn semctl(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let arg = place.value(decoder.abi);
    if !control(decoder, SEMAPHORES, SEMCTL_COMMAND, arg) {
        decoder.sink.address(arg);
    }
}

/// shmctl's argument.
pub fn shmctl(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    if !control(decoder, MEMORY, COMMAND, addr) {
        decoder.sink.address(addr);
    }
}

/// semctl's argument where ipc(2) passes a pointer to it.
pub fn semctl_behind(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let Some(arg) = decoder.number_at(addr, Repr::Ulong) else { return decoder.sink.address(addr) };
    if control(decoder, SEMAPHORES, SEMCTL_COMMAND, arg) {
        return;
    }
    decoder.sink.open(Group::Array);
    decoder.sink.item();
    decoder.sink.address(arg);
    decoder.sink.close(Group::Array);
}

/// The first call of ipc(2): its number, and the version of its interface in the upper half.
pub fn number(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi) as u32;
    match value >> 16 {
        0 => decoder.sink.number(value.into(), Radix::Decimal),
        version => decoder.sink.expression(value.into(), format_args!("{version}<<16|{}", value & 0xffff)),
    }
}

/// The size of a message's text, in msgsnd and msgrcv.
const MSGSZ: Ref = Ref(2);

/// msgsnd's message, and msgrcv's.
pub fn message(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const MESSAGE: Kind = Struct(&MSGBUF);
    let addr = place.value(decoder.abi);
    if decoder.failed() {
        return decoder.sink.address(addr);
    }
    decoder.behind(&MESSAGE, addr, Scope::Call);
}

/// The text of a message: of a received one as much as there was room for.
pub fn text(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let At::Memory(_, addr) = place.at else { return };
    let size = decoder.value(MSGSZ, Scope::Call);
    decoder.buffer(addr, size, Style::Text);
}

/// msgrcv's message where ipc(2) passes a pointer to it and to the type.
pub fn message_behind(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    match decoder.number_at(addr, Repr::Ulong) {
        Some(pointer) => message(decoder, Place { at: At::Register(pointer), ..place }),
        None => decoder.sink.address(addr),
    }
}

/// The type of message that msgrcv wants, behind the pointer to the message.
pub fn type_behind(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi).wrapping_add(decoder.abi.word().size() as u64);
    let wanted = decoder.number_at(addr, Repr::Long).unwrap_or(0);
    decoder.sink.number(wanted, Radix::Signed);
}
