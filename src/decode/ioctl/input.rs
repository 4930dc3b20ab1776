//! Input devices (linux/input.h).

use super::{GET_UINT, Row, SET_UINT, parts};
use crate::arch::Abi;
use crate::decode::decoder::{At as Where, Decoder, Place};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Len, Phase, Ref, Repr};
use crate::decode::set::{Radix, Set};
use crate::decode::sets::input::*;
use crate::decode::sink::Group;
use crate::decode::structs::input::*;

/// The request, among ioctl's arguments.
const REQUEST: Ref = Ref(1);

const TWO: Kind = At(&Items(&Uint, 2));
const CODE: Kind = Own(Repr::Ulong, Phase::Entry, key_code);
const ENTRY: Kind = At(&Struct(&KEYMAP_ENTRY));

/// Requests without a parameter.
pub static ROWS: &[Row] = &[
    ("EVIOCGEFFECTS", GET_UINT),
    ("EVIOCGID", Out(&At(&Struct(&INPUT_ID)))),
    ("EVIOCGKEYCODE", Out(&CODE)),
    ("EVIOCGKEYCODE_V2", Out(&ENTRY)),
    ("EVIOCGMASK", Addr),
    ("EVIOCGRAB", Ulong),
    ("EVIOCGREP", Out(&TWO)),
    ("EVIOCGVERSION", Out(&At(&As(Repr::U32, &Hex)))),
    ("EVIOCREVOKE", Ulong),
    ("EVIOCRMFF", Int),
    ("EVIOCSCLOCKID", SET_UINT),
    ("EVIOCSFF", At(&Struct(&FORCE_EFFECT))),
    ("EVIOCSKEYCODE", CODE),
    ("EVIOCSKEYCODE_V2", ENTRY),
    ("EVIOCSMASK", Addr),
    ("EVIOCSREP", TWO),
];

/// What requests take that ask for text, for bits, for positions and for an axis.
pub const TEXT: Kind = Buffer(Len::Ret);
#[allow(missing_docs)]
pub const BITS: Kind = Out(&Own(Repr::Ulong, Phase::Exit, bits));
#[allow(missing_docs)]
pub const SLOTS: Kind = Out(&At(&Struct(&MULTITOUCH_SLOTS)));
#[allow(missing_docs)]
pub const GET_AXIS: Kind = Out(&Choose(REQUEST, axis));
#[allow(missing_docs)]
pub const SET_AXIS: Kind = Choose(REQUEST, axis);

/// An axis: kernels before 2.6.31 knew less of it.
fn axis(abi: Abi, request: u64) -> &'static Kind {
    static NEW: Kind = At(&Struct(&AXIS));
    static OLD: Kind = At(&Struct(&AXIS_OLD));
    if usize::from(parts(request).size) < AXIS.size(abi) { &OLD } else { &NEW }
}

/// The code of a key and what it does: `[30, KEY_A]`.
fn key_code(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    decoder.read(addr, 8, |decoder, bytes| {
        let Some(bytes) = bytes.filter(|_| addr != 0 && decoder.detail.follow) else {
            return decoder.sink.address(addr);
        };
        let [code, key] = [0, 4].map(|at| Repr::U32.load(&bytes[at..], decoder.abi));
        decoder.sink.open(Group::Array);
        decoder.sink.item();
        decoder.sink.number(code, Radix::Decimal);
        decoder.sink.item();
        decoder.sink.symbol(key, &KEY);
        decoder.sink.close(Group::Array);
    });
}

/// Positions on the slots of a touch screen, as many as the request has room for.
pub fn slots(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const POSITION: Kind = Int;
    let Where::Memory(_, addr) = place.at else { return };
    let size = u64::from(parts(decoder.args[usize::from(REQUEST.0)]).size);
    decoder.items(&POSITION, (size / 4).saturating_sub(1), None, addr, place.scope);
}

/// What bits mean, by the number of the request, and how many there are.
fn meaning(number: u8) -> Option<(&'static Set, usize)> {
    /// EVIOCGBIT(0)
    const OF_EVENT: u8 = 0x20;
    Some(match number {
        0x09 => (&PROPERTY, 0x1f),
        0x18 => (&KEY, 0x2ff),
        0x19 => (&LED, 0xf),
        0x1a => (&SOUND, 7),
        0x1b => (&SWITCH, 0x10),
        _ => match number.checked_sub(OF_EVENT)? {
            0 => (&EVENT, 0x1f),
            1 => (&KEY, 0x2ff),
            2 => (&RELATIVE, 0xf),
            3 => (&ABSOLUTE, 0x3f),
            4 => (&MISCELLANEOUS, 7),
            5 => (&SWITCH, 0x10),
            0x11 => (&LED, 0xf),
            0x12 => (&SOUND, 7),
            0x14 => (&REPEAT, 1),
            0x15 => (&FORCE, 0x7f),
            0x17 => (&FORCE_STATUS, 1),
            _ => return None,
        },
    })
}

/// Bits by name, of which the call says how many bytes there are: `[KEY_ESC KEY_1]`.
fn bits(decoder: &mut Decoder<'_>, place: Place<'_>) {
    /// How many are said where output is short.
    const FEW: usize = 4;
    const STATUS: Kind = Int;
    /// EVIOCGBIT(EV_PWR)
    const POWER: u8 = 0x36;
    let addr = place.value(decoder.abi);
    let number = parts(decoder.args[usize::from(REQUEST.0)]).number;
    if number == POWER {
        return decoder.behind(&STATUS, addr, place.scope);
    }
    let bytes = decoder.returned().max(0) as usize;
    let Some((set, most)) = meaning(number).filter(|_| addr != 0 && bytes > 0) else {
        return decoder.sink.address(addr);
    };
    let count = most.min(bytes.saturating_mul(8));
    decoder.read(addr, count.div_ceil(8), |decoder, map| {
        let Some(map) = map else { return decoder.sink.address(addr) };
        decoder.sink.open(Group::Members);
        let set_bits = (0..count).filter(|bit| map[bit / 8] & 1 << (bit % 8) != 0);
        for (said, bit) in set_bits.enumerate() {
            decoder.sink.item();
            if said >= FEW && !decoder.detail.full {
                decoder.sink.more();
                break;
            }
            decoder.sink.symbol(bit as u64, set);
        }
        decoder.sink.close(Group::Members);
    });
}
