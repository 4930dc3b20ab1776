//! keyctl: what each operation takes (keyctl(2)).

use super::decoder::{At, Decoder, Place};
use super::errno;
use super::kind::Kind::{self, At as Behind, *};
use super::kind::{Len, Phase, Ref, Repr, When};
use super::set::Radix;
use super::sets::security::{CAPS0, CAPS1, KEY_PERMISSION, KEY_SPEC, MOVE, REQKEY};
use super::sink::Style;
use super::structs::security::{DH_PARAMS, KDF_PARAMS, PKEY_PARAMS, PKEY_PARAMS_VERIFY, PKEY_QUERY};

/// The operation, and the arguments that are lengths.
const OPERATION: Ref = Ref(0);
const SECOND: Ref = Ref(1);
const THIRD: Ref = Ref(2);
const FOURTH: Ref = Ref(3);

const NONE: Kind = Hidden(&Hex);
const HEX: Kind = Hex;
/// The serial number of a key or keyring, or a name for one.
pub const KEYRING: Kind = As(Repr::I32, &Of(&KEY_SPEC));
/// Bytes of a length that the fourth argument says: what a key is to hold, or what the call has written.
const PAYLOAD: Kind = Buffer(Len::Arg(FOURTH));
const RESULT: Kind = Buffer(Len::Least(&Len::Ret, &Len::Arg(FOURTH)));
const CAPABILITIES: Kind =
    Out(&Array(&Own(Repr::U8, Phase::Exit, capability), Len::Least(&Len::Ret, &Len::Arg(THIRD))));

/// The error that looking for a key is to give.
const ERROR: Kind = As(Repr::U32, &Of(&errno::NAMES));

/// Text that the call has written, with its NUL.
const TEXT: Kind = Own(Repr::Ulong, Phase::Exit, |decoder, place| {
    let (addr, room) = (place.value(decoder.abi), decoder.args[3]);
    decoder.buffer(addr, (decoder.returned().max(0) as u64).min(room), Style::Terminated);
});

/// A byte of capabilities: the first ones, by their place.
fn capability(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    let At::Memory(_, addr) = place.at else { return };
    match addr.wrapping_sub(decoder.args[1]) {
        0 => decoder.sink.symbol(value, &CAPS0),
        1 => decoder.sink.symbol(value, &CAPS1),
        _ => decoder.sink.number(value, Radix::Hex),
    }
}

/// What an operation on a public key takes and gives: as many bytes as its parameters say.
const INPUT: Kind = Own(Repr::Ulong, Phase::Entry, |decoder, place| bytes(decoder, place, IN_LEN));
const SECOND_INPUT: Kind = Own(Repr::Ulong, Phase::Entry, |decoder, place| bytes(decoder, place, OUT_LEN));
const OUTPUT: Kind = Where(When::Readable(SECOND, Repr::Like(&PKEY_PARAMS)), &RESULTING, &Addr);
const RESULTING: Kind = Own(Repr::Ulong, Phase::Exit, |decoder, place| bytes(decoder, place, OUT_LEN));
/// Where the lengths stand in the parameters, in bytes.
const IN_LEN: u64 = 4;
const OUT_LEN: u64 = 8;

fn bytes(decoder: &mut Decoder<'_>, place: Place<'_>, at: u64) {
    let addr = place.value(decoder.abi);
    let parameters = decoder.args[1];
    let given = decoder.detail.follow && decoder.is_readable(parameters, PKEY_PARAMS.size(decoder.abi));
    match decoder.number_at(parameters.wrapping_add(at), Repr::U32).filter(|_| given) {
        Some(length) => decoder.buffer(addr, length, Style::Text),
        None => decoder.sink.address(addr),
    }
}

/// The second to fifth arguments of each operation, from KEYCTL_GET_KEYRING_ID on; those that aren't there have none.
const OPERATIONS: [&[Kind]; 33] = [
    &[KEYRING, Int],
    &[Str],
    &[KEYRING, PAYLOAD, Ulong],
    &[KEYRING],
    &[KEYRING, Uid, Gid],
    &[KEYRING, Of(&KEY_PERMISSION)],
    &[KEYRING, TEXT, Ulong],
    &[KEYRING],
    &[KEYRING, KEYRING],
    &[KEYRING, KEYRING],
    &[KEYRING, Str, Str, KEYRING],
    &[KEYRING, RESULT, Ulong],
    &[KEYRING, PAYLOAD, Ulong, KEYRING],
    &[KEYRING, Uint, KEYRING],
    &[As(Repr::I32, &Of(&REQKEY))],
    &[KEYRING, Uint],
    &[KEYRING],
    &[KEYRING, TEXT, Ulong],
    &[],
    &[KEYRING, Uint, ERROR, KEYRING],
    &[KEYRING, Vectors(Len::Arg(FOURTH), Len::Is(u64::MAX)), Ulong, KEYRING],
    &[KEYRING],
    &[Uid, KEYRING],
    &[Behind(&Struct(&DH_PARAMS)), RESULT, Ulong, KDF],
    &[KEYRING, HEX, Str, Out(&Behind(&Struct(&PKEY_QUERY)))],
    &[Behind(&Struct(&PKEY_PARAMS)), Str, INPUT, OUTPUT],
    &[Behind(&Struct(&PKEY_PARAMS)), Str, INPUT, OUTPUT],
    &[Behind(&Struct(&PKEY_PARAMS)), Str, INPUT, OUTPUT],
    &[Behind(&Struct(&PKEY_PARAMS_VERIFY)), Str, INPUT, SECOND_INPUT],
    &[KEYRING, Str, Str],
    &[KEYRING, KEYRING, KEYRING, Of(&MOVE)],
    &[CAPABILITIES, Ulong],
    &[KEYRING, Fd, Int],
];

/// How what was computed is to be turned into a key: shown even where no pointers are to be followed, as strace has it.
const KDF: Kind = Own(Repr::Ulong, Phase::Entry, |decoder, place| {
    let addr = place.value(decoder.abi);
    decoder.read(addr, KDF_PARAMS.size(decoder.abi), |decoder, bytes| match bytes {
        Some(bytes) if addr != 0 => decoder.fields(&KDF_PARAMS, bytes, addr),
        _ => decoder.sink.address(addr),
    });
});

/// What else goes into a key.
pub fn other_information(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const LENGTH: Ref = Ref(2);
    decoder.contents(place.value(decoder.abi), decoder.value(LENGTH, place.scope), Style::Text);
}

/// What the argument at this position is, by operation.
const fn column(at: usize) -> [(u64, Kind); OPERATIONS.len()] {
    let mut column = [(0, NONE); OPERATIONS.len()];
    let mut i = 0;
    while i < OPERATIONS.len() {
        let args = OPERATIONS[i];
        column[i] = (i as u64, if at < args.len() { args[at] } else { NONE });
        i += 1;
    }
    column
}

const SECONDS: &[(u64, Kind)] = &column(0);
const THIRDS: &[(u64, Kind)] = &column(1);
const FOURTHS: &[(u64, Kind)] = &column(2);
const FIFTHS: &[(u64, Kind)] = &column(3);

/// The second to fifth arguments of keyctl.
pub const KEY_ARG2: Kind = Switch(OPERATION, SECONDS, &HEX);
#[allow(missing_docs)]
pub const KEY_ARG3: Kind = Switch(OPERATION, THIRDS, &HEX);
#[allow(missing_docs)]
pub const KEY_ARG4: Kind = Switch(OPERATION, FOURTHS, &HEX);
#[allow(missing_docs)]
pub const KEY_ARG5: Kind = Switch(OPERATION, FIFTHS, &HEX);
