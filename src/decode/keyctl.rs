//! keyctl: what each operation takes (keyctl(2)).

use super::kind::Kind::{self, *};
use super::kind::{Len, Ref, Repr};
use super::sets::security::{KEY_PERMISSION, KEY_SPEC, MOVE, REQKEY};
use super::structs::security::DH_PARAMS;

/// The operation, and the arguments that are lengths.
const OPERATION: Ref = Ref(0);
const THIRD: Ref = Ref(2);
const FOURTH: Ref = Ref(3);

const NONE: Kind = Hidden(&Hex);
const HEX: Kind = Hex;
/// The serial number of a key or keyring, or a name for one.
pub const KEYRING: Kind = As(Repr::I32, &Of(&KEY_SPEC));
/// Bytes of a length that the fourth argument says: what a key is to hold, or what the call has written.
const PAYLOAD: Kind = Buffer(Len::Arg(FOURTH));
const RESULT: Kind = Buffer(Len::Least(&Len::Ret, &Len::Arg(FOURTH)));
const CAPABILITIES: Kind = Out(&Array(&As(Repr::U8, &Hex), Len::Least(&Len::Ret, &Len::Arg(THIRD))));

/// The second to fifth arguments of each operation, from KEYCTL_GET_KEYRING_ID on; those that aren't there have none.
const OPERATIONS: [&[Kind]; 33] = [
    &[KEYRING, Int],
    &[Str],
    &[KEYRING, PAYLOAD, Ulong],
    &[KEYRING],
    &[KEYRING, Uid, Gid],
    &[KEYRING, Of(&KEY_PERMISSION)],
    &[KEYRING, RESULT, Ulong],
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
    &[KEYRING, RESULT, Ulong],
    &[],
    &[KEYRING, Uint, Uint, KEYRING],
    &[KEYRING, Vectors(Len::Arg(FOURTH), Len::Is(u64::MAX)), Ulong, KEYRING],
    &[KEYRING],
    &[Uid, KEYRING],
    &[At(&Struct(&DH_PARAMS)), RESULT, Ulong, Addr],
    &[KEYRING, Str, Str, Addr],
    &[Addr, Str, Addr, Addr],
    &[Addr, Str, Addr, Addr],
    &[Addr, Str, Addr, Addr],
    &[Addr, Str, Addr, Addr],
    &[KEYRING, Str, Str],
    &[KEYRING, KEYRING, KEYRING, Of(&MOVE)],
    &[CAPABILITIES, Ulong],
    &[HEX, HEX, HEX, HEX],
];

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
