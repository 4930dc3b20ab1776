//! What fcntl takes and returns by its command, and offsets that come in two registers.

use super::decoder::{Decoder, Place};
use super::kind::{Kind, Phase, Ref, Repr};
use super::set::Radix;
use super::sets::common::SIGNALS;
use super::sets::fcntl::{DESCRIPTOR, DESCRIPTOR_TOLD, LOCK, NOTIFY, RW_HINT, SEALS};
use super::sets::file::{OPEN, OPEN_ARM};
use super::structs::file::{F_OWNER_EX, FLOCK, FLOCK_TEST, FLOCK64, FLOCK64_TEST};
use super::table::Ret;
use crate::arch::Abi;
use crate::arch::abi::Word;

/// Commands, by number (fcntl.h).
mod command {
    pub const DUPFD: u64 = 0;
    pub const GETFD: u64 = 1;
    pub const SETFD: u64 = 2;
    pub const GETFL: u64 = 3;
    pub const SETFL: u64 = 4;
    pub const GETLK: u64 = 5;
    pub const SETLK: u64 = 6;
    pub const SETLKW: u64 = 7;
    pub const SETOWN: u64 = 8;
    pub const GETOWN: u64 = 9;
    pub const SETSIG: u64 = 10;
    pub const GETSIG: u64 = 11;
    pub const GETLK64: u64 = 12;
    pub const SETLK64: u64 = 13;
    pub const SETLKW64: u64 = 14;
    pub const SETOWN_EX: u64 = 15;
    pub const GETOWN_EX: u64 = 16;
    pub const GETOWNER_UIDS: u64 = 17;
    pub const OFD_GETLK: u64 = 36;
    pub const OFD_SETLK: u64 = 37;
    pub const OFD_SETLKW: u64 = 38;
    pub const SETLEASE: u64 = 1024;
    pub const GETLEASE: u64 = 1025;
    pub const NOTIFY: u64 = 1026;
    pub const DUPFD_QUERY: u64 = 1027;
    pub const CREATED_QUERY: u64 = 1028;
    pub const DUPFD_CLOEXEC: u64 = 1030;
    pub const SETPIPE_SZ: u64 = 1031;
    pub const GETPIPE_SZ: u64 = 1032;
    pub const ADD_SEALS: u64 = 1033;
    pub const GET_SEALS: u64 = 1034;
    pub const GET_RW_HINT: u64 = 1035;
    pub const SET_RW_HINT: u64 = 1036;
    pub const GET_FILE_RW_HINT: u64 = 1037;
    pub const SET_FILE_RW_HINT: u64 = 1038;
}

/// A number that strace shows as it is in the register.
const NUMBER: Kind = Kind::As(Repr::KUlong, &Kind::Number(Radix::Signed));
const NONE: Kind = Kind::Hidden(&Kind::Hex);
const HINT: Kind = Kind::At(&Kind::As(Repr::U64, &Kind::Of(&RW_HINT)));
const SET_LOCK: Kind = Kind::At(&Kind::Struct(&FLOCK));
const GET_LOCK: Kind = Kind::Late(&Kind::Out(&Kind::At(&Kind::Struct(&FLOCK_TEST))));
const SET_LOCK64: Kind = Kind::At(&Kind::Struct(&FLOCK64));
const GET_LOCK64: Kind = Kind::Late(&Kind::Out(&Kind::At(&Kind::Struct(&FLOCK64_TEST))));

/// The third argument of fcntl, by the command.
const ARGUMENTS: &[(u64, Kind)] = &[
    (command::DUPFD, NUMBER),
    (command::GETFD, NONE),
    (command::SETFD, Kind::Of(&DESCRIPTOR)),
    (command::GETFL, NONE),
    (command::SETFL, Kind::ByArch(&OPEN, &OPEN_ARM)),
    (command::GETLK, GET_LOCK),
    (command::SETLK, SET_LOCK),
    (command::SETLKW, SET_LOCK),
    (command::SETOWN, Kind::Pid),
    (command::GETOWN, NONE),
    (command::SETSIG, Kind::Signal),
    (command::GETSIG, NONE),
    (command::SETOWN_EX, Kind::At(&Kind::Struct(&F_OWNER_EX))),
    (command::GETOWN_EX, Kind::Late(&Kind::Out(&Kind::At(&Kind::Struct(&F_OWNER_EX))))),
    (command::GETOWNER_UIDS, Kind::Out(&Kind::At(&Kind::Items(&Kind::Uid, 2)))),
    (command::OFD_GETLK, GET_LOCK64),
    (command::OFD_SETLK, SET_LOCK64),
    (command::OFD_SETLKW, SET_LOCK64),
    (command::SETLEASE, Kind::As(Repr::Ulong, &Kind::Of(&LOCK))),
    (command::GETLEASE, NONE),
    (command::NOTIFY, Kind::As(Repr::Ulong, &Kind::Of(&NOTIFY))),
    (command::DUPFD_QUERY, Kind::Fd),
    (command::CREATED_QUERY, NONE),
    (command::DUPFD_CLOEXEC, NUMBER),
    (command::SETPIPE_SZ, NUMBER),
    (command::GETPIPE_SZ, NONE),
    (command::ADD_SEALS, Kind::As(Repr::Ulong, &Kind::Of(&SEALS))),
    (command::GET_SEALS, NONE),
    (command::GET_RW_HINT, Kind::Out(&HINT)),
    (command::SET_RW_HINT, HINT),
    (command::GET_FILE_RW_HINT, Kind::Out(&HINT)),
    (command::SET_FILE_RW_HINT, HINT),
];

/// The locks that fcntl64 alone takes.
const LOCKS64: &[(u64, Kind)] =
    &[(command::GETLK64, GET_LOCK64), (command::SETLK64, SET_LOCK64), (command::SETLKW64, SET_LOCK64)];

/// What fcntl returns, by the command.
pub const RESULTS: &[(u64, Ret)] = &[
    (command::DUPFD, Ret::Fd),
    (command::GETFD, Ret::Flags(&DESCRIPTOR_TOLD)),
    (command::GETFL, Ret::With(&Ret::Hex, &Kind::Own(Repr::U32, Phase::Exit, open_flags))),
    (command::GETOWN, Ret::Pid),
    (command::GETSIG, Ret::With(&Ret::Int, &Kind::Own(Repr::U32, Phase::Exit, signal))),
    (command::GETLEASE, Ret::Noted(&Ret::Hex, &LOCK)),
    (command::DUPFD_CLOEXEC, Ret::Fd),
    (command::GET_SEALS, Ret::With(&Ret::Hex, &Kind::Own(Repr::U32, Phase::Exit, seals))),
];

/// What fcntl returns for the other commands.
pub static RESULT: Ret = Ret::Int;

/// The third argument of fcntl.
pub const fn argument(command: Ref) -> Kind {
    Kind::Switch(command, ARGUMENTS, &Kind::Hex)
}

/// The third argument of fcntl64.
pub const ARGUMENT64: Kind = Kind::Switch(Ref(1), LOCKS64, &argument(Ref(1)));

/// `(flags O_RDWR|O_LARGEFILE)`
fn open_flags(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let set = if matches!(decoder.abi, Abi::Aarch64 | Abi::Arm) { &OPEN_ARM } else { &OPEN };
    decoder.sink.open_note("flags");
    decoder.sink.symbol(place.value(decoder.abi), set);
    decoder.sink.close_note();
}

/// `(SIGUSR1)`
fn signal(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    if value != 0 {
        decoder.sink.open_note("");
        decoder.sink.symbol(value, &SIGNALS);
        decoder.sink.close_note();
    }
}

/// `(seals F_SEAL_WRITE)`
fn seals(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    if value != 0 {
        decoder.sink.open_flags("seals");
        decoder.sink.symbol(value, &SEALS);
        decoder.sink.close_note();
    }
}

/// The offset of preadv and pwritev: the fourth argument, and on ABIs of 32 bits the fifth as its upper half.
pub fn offset(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let low = place.value(decoder.abi);
    let value = match decoder.abi.word() {
        Word::W32 if decoder.abi != Abi::X32 => low | (decoder.args[4] << 32),
        _ => decoder.args[3],
    };
    decoder.sink.number(value, Radix::Signed);
}

/// The offset of _llseek: the second argument is its upper half, the third its lower.
pub fn halves(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let high = place.value(decoder.abi);
    decoder.sink.number((high << 32) | (decoder.args[2] & 0xffff_ffff), Radix::Signed);
}
