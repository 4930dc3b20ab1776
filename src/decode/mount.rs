//! What calls on mounts say by their flags and commands.

use super::decoder::{Decoder, Place, Scope};
use super::kind::Kind::{self, *};
use super::kind::{Phase, Ref, Repr};
use super::sink::{Group, Style};
use super::structs::Struct;
use super::structs::mount::{MNT_ID_REQ, MNT_ID_REQ_LIST, NS_ID_REQ, STATMOUNT_BUFFER};
use crate::arch::Abi;

/// The flags of mount with which the kernel reads no type of file system: MS_REMOUNT, MS_BIND, MS_MOVE, MS_UNBINDABLE,
/// MS_PRIVATE, MS_SLAVE, MS_SHARED.
const REMOUNT: u64 = 0x20;
const BIND_OR_MOVE: u64 = 0x3000;
const PROPAGATION: u64 = 0x1e_0000;
/// What stands in the upper half of the flags of programs from before Linux 2.4 (MS_MGC_VAL), and the mask of it.
const MAGIC: u64 = 0xc0ed_0000;
const MAGIC_MASK: u64 = 0xffff_0000;

fn plain(flags: u64) -> u64 {
    if flags & MAGIC_MASK == MAGIC { flags & !MAGIC_MASK } else { flags }
}

/// The type of a file system to be mounted, by the flags.
pub fn kind_of_file_system(_: Abi, flags: u64) -> &'static Kind {
    if plain(flags) & (REMOUNT | BIND_OR_MOVE | PROPAGATION) == 0 { &Str } else { &Addr }
}

/// The options of a file system to be mounted, by the flags.
pub fn options(_: Abi, flags: u64) -> &'static Kind {
    let flags = plain(flags);
    if flags & REMOUNT != 0 || flags & (BIND_OR_MOVE | PROPAGATION) == 0 { &Str } else { &Addr }
}

/// The value of FSCONFIG_SET_BINARY, whose length is the last argument.
fn setting_in_bytes(decoder: &mut Decoder<'_>, place: Place<'_>) {
    /// The longest that the kernel takes, in bytes.
    const LONGEST: u64 = 1 << 20;
    const AUX: Ref = Ref(4);
    let (addr, length) = (place.value(decoder.abi), decoder.value(AUX, Scope::Call));
    match length <= LONGEST {
        true => decoder.buffer(addr, length, Style::Hex),
        false => decoder.sink.address(addr),
    }
}

/// What each command of fsconfig takes as `key`, `value` and `aux`, from FSCONFIG_SET_FLAG to FSCONFIG_SET_FD.
const SETTINGS: [[Kind; 3]; 6] = [
    [Str, Addr, Int],
    [Str, Str, Int],
    [Str, Own(Repr::Ulong, Phase::Entry, setting_in_bytes), Int],
    [Str, Path, DirFd],
    [Str, Path, DirFd],
    [Str, Addr, Fd],
];

/// One of the arguments of fsconfig, by command. Commands that set nothing read none.
const fn setting(argument: usize) -> [(u64, Kind); SETTINGS.len()] {
    let mut cases = [(0, Addr); SETTINGS.len()];
    let mut command = 0;
    while command < cases.len() {
        cases[command] = (command as u64, SETTINGS[command][argument]);
        command += 1;
    }
    cases
}

/// `key`, by command.
pub const KEYS: &[(u64, Kind)] = &setting(0);
/// `value`, by command.
pub const VALUES: &[(u64, Kind)] = &setting(1);
/// `aux`, by command.
pub const AUXILIARIES: &[(u64, Kind)] = &setting(2);

/// The least size of what statmount, listmount and listns are asked by, in bytes (MNT_ID_REQ_SIZE_VER0).
const REQUEST: u64 = 24;

/// What one of them is asked by, whose first word is its size.
fn asked(decoder: &mut Decoder<'_>, place: Place<'_>, of: &'static Struct) {
    let addr = place.value(decoder.abi);
    match decoder.number_at(addr, Repr::U32) {
        Some(size) if size < REQUEST => decoder.sized(of, addr, 4),
        Some(size) => decoder.tailed(of, addr, size),
        None => decoder.sink.address(addr),
    }
}

/// What statmount is asked.
pub fn request(decoder: &mut Decoder<'_>, place: Place<'_>) {
    asked(decoder, place, &MNT_ID_REQ);
}

/// What listmount is asked.
pub fn list_request(decoder: &mut Decoder<'_>, place: Place<'_>) {
    asked(decoder, place, &MNT_ID_REQ_LIST);
}

/// What listns is asked.
pub fn namespace_request(decoder: &mut Decoder<'_>, place: Place<'_>) {
    asked(decoder, place, &NS_ID_REQ);
}

/// What statmount tells: as many bytes as it says, which may be fewer than all fields take.
pub fn told(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    match decoder.number_at(addr, Repr::U32).filter(|_| !decoder.failed()) {
        Some(size) => decoder.sized(&STATMOUNT_BUFFER, addr, size.max(4)),
        None => decoder.sink.address(addr),
    }
}

/// Where a string lies that a field of `struct statmount` says: behind all fields.
fn behind(decoder: &Decoder<'_>, place: Place<'_>) -> u64 {
    let Scope::Fields(st, _, base) = place.scope else { return 0 };
    base.wrapping_add(st.size(decoder.abi) as u64).wrapping_add(place.value(decoder.abi))
}

/// A string of `struct statmount`.
pub fn text(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let at = behind(decoder, place);
    decoder.string(at, decoder.detail.string, Style::Text);
}

/// Strings of `struct statmount`, one behind the other.
pub fn strings_by(decoder: &mut Decoder<'_>, place: Place<'_>, count: Ref) {
    let mut at = behind(decoder, place);
    let count = decoder.value(count, place.scope);
    let most = if decoder.detail.full { 1 << 12 } else { decoder.detail.string as u64 };
    decoder.sink.open(Group::Array);
    for i in 0..count {
        decoder.sink.item();
        if i == most {
            decoder.sink.more();
            break;
        }
        decoder.string(at, decoder.detail.string, Style::Text);
        match decoder.terminated(at) {
            Some(length) => at = at.wrapping_add(length + 1),
            None => break,
        }
    }
    decoder.sink.close(Group::Array);
}
