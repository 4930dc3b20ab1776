//! What quotactl takes by its command, which shares its argument with the type of quota.

use super::decoder::{Decoder, Place};
use super::kind::Kind::{self, *};
use super::kind::{Phase, Repr};
use super::set::Set;
use super::sets::quota::{COMMANDS, ENFORCED, FORMATS, TYPES};
use super::structs::quota::{DISK_QUOTA, INFO, LIMITS, NEXT_LIMITS, STATE, STATE_LATER};
use crate::arch::Abi;

/// The command and the type.
pub const COMMAND: Kind = Own(Repr::U32, Phase::Entry, command);

/// The type is the lowest byte.
const TYPE_BITS: u32 = 8;

fn command(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    let (command, of) = (Constant(value >> TYPE_BITS, &COMMANDS), Constant(value & 0xff, &TYPES));
    decoder.sink.expression(value, format_args!("QCMD({command}, {of})"));
}

/// A value of an enumeration by its name, or as a number that has none.
struct Constant(u64, &'static Set);

impl std::fmt::Display for Constant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.1.name(self.0) {
            Some(name) => f.write_str(name),
            None if self.0 == 0 => write!(f, "0 /* {} */", self.1.unknown),
            None => write!(f, "{:#x} /* {} */", self.0, self.1.unknown),
        }
    }
}

/// What a command takes: an id (or what stands in its place), and an address.
struct Arguments {
    command: u64,
    id: &'static Kind,
    addr: &'static Kind,
}

const NONE: &Kind = &Hidden(&Addr);
const ID: &Kind = &Uid;
const FLAGS: &Kind = &At(&Of(&ENFORCED));
const XFS: &Kind = &Out(&At(&Struct(&DISK_QUOTA)));

const fn takes(command: u64, id: &'static Kind, addr: &'static Kind) -> Arguments {
    Arguments { command, id, addr }
}

static ARGUMENTS: &[Arguments] = &[
    takes(0x800001, NONE, NONE),
    takes(0x800002, &Of(&FORMATS), &Path),
    takes(0x800003, NONE, NONE),
    takes(0x800004, NONE, &Out(&At(&Of(&FORMATS)))),
    takes(0x800005, NONE, &Out(&At(&Struct(&INFO)))),
    takes(0x800006, NONE, &At(&Struct(&INFO))),
    takes(0x800007, ID, &Out(&At(&Struct(&LIMITS)))),
    takes(0x800008, ID, &At(&Struct(&LIMITS))),
    takes(0x800009, ID, &Out(&At(&Struct(&NEXT_LIMITS)))),
    takes(0x5801, NONE, FLAGS),
    takes(0x5802, NONE, FLAGS),
    takes(0x5803, ID, XFS),
    takes(0x5804, ID, &At(&Struct(&DISK_QUOTA))),
    takes(0x5805, NONE, &Out(&At(&Struct(&STATE)))),
    takes(0x5806, NONE, FLAGS),
    takes(0x5807, NONE, NONE),
    takes(0x5808, NONE, &Out(&At(&Struct(&STATE_LATER)))),
    takes(0x5809, ID, XFS),
];

fn arguments(op: u64) -> &'static Arguments {
    static OTHERS: Arguments = takes(0, ID, &Addr);
    ARGUMENTS.iter().find(|of| of.command == op >> TYPE_BITS).unwrap_or(&OTHERS)
}

/// What the third argument is.
pub fn id(_: Abi, op: u64) -> &'static Kind {
    arguments(op).id
}

/// What the fourth argument is.
pub fn addr(_: Abi, op: u64) -> &'static Kind {
    arguments(op).addr
}
