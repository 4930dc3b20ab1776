//! Requests that are made with a parameter: a length, a number, or both, which text writes as the header's macro does.

use super::{Kind, Parts, REQUEST, input, parts};
use crate::decode::decoder::{Decoder, Place, Scope};
use crate::decode::kind::Kind::{Hex, Out, Own, Struct};
use crate::decode::kind::{Phase, Repr};
use crate::decode::set::Set;
use crate::decode::sets::input::{ABSOLUTE, EVENT};
use crate::decode::sink::Style;
use crate::decode::structs::bus::SPI_TRANSFER;

/// A request with a parameter.
pub struct Form {
    /// The second byte of its number.
    of: u8,
    /// Its direction (1 to write, 2 to read), as bits under a mask.
    direction: (u8, u8),
    /// Its numbers, from and to.
    numbers: (u8, u8),
    /// Its name.
    name: &'static str,
    parameter: Parameter,
    /// What it takes.
    pub argument: Kind,
}

/// What stands in brackets.
enum Parameter {
    /// How many bytes the argument has.
    Size,
    /// How many things of this many bytes.
    Count(u16),
    /// The last byte of the number.
    Number,
    /// The same less the first of the numbers, by name.
    Named(&'static Set),
    /// The same, and how many bytes the argument has.
    NamedSize(&'static Set),
}

const fn form(
    of: u8,
    direction: (u8, u8),
    numbers: (u8, u8),
    name: &'static str,
    parameter: Parameter,
    argument: Kind,
) -> Form {
    Form { of, direction, numbers, name, parameter, argument }
}

const WRITE: (u8, u8) = (3, 1);
const READ: (u8, u8) = (3, 2);
/// To read, and maybe to write as well.
const READS: (u8, u8) = (2, 2);

const BOTH: (u8, u8) = (3, 3);

/// A report that is sent: its number is its first byte.
const SENT: Kind = Own(Repr::Ulong, Phase::Entry, report);
/// One that is asked for by its first byte.
const RECEIVED: Kind = Out(&Own(Repr::Ulong, Phase::Exit, reported));

static FORMS: &[Form] = &[
    form(b'E', READ, (0x06, 0x06), "EVIOCGNAME", Parameter::Size, input::TEXT),
    form(b'E', READ, (0x07, 0x07), "EVIOCGPHYS", Parameter::Size, input::TEXT),
    form(b'E', READ, (0x08, 0x08), "EVIOCGUNIQ", Parameter::Size, input::TEXT),
    form(b'E', READ, (0x09, 0x09), "EVIOCGPROP", Parameter::Size, input::BITS),
    form(b'E', READ, (0x0a, 0x0a), "EVIOCGMTSLOTS", Parameter::Size, input::SLOTS),
    form(b'E', READ, (0x18, 0x18), "EVIOCGKEY", Parameter::Size, input::BITS),
    form(b'E', READ, (0x19, 0x19), "EVIOCGLED", Parameter::Size, input::BITS),
    form(b'E', READ, (0x1a, 0x1a), "EVIOCGSND", Parameter::Size, input::BITS),
    form(b'E', READ, (0x1b, 0x1b), "EVIOCGSW", Parameter::Size, input::BITS),
    form(b'E', READ, (0x20, 0x3f), "EVIOCGBIT", Parameter::NamedSize(&EVENT), input::BITS),
    form(b'E', READ, (0x40, 0x7f), "EVIOCGABS", Parameter::Named(&ABSOLUTE), input::GET_AXIS),
    form(b'E', WRITE, (0xc0, 0xff), "EVIOCSABS", Parameter::Named(&ABSOLUTE), input::SET_AXIS),
    form(b'H', READ, (4, 4), "HIDIOCGRAWNAME", Parameter::Size, input::TEXT),
    form(b'H', READ, (5, 5), "HIDIOCGRAWPHYS", Parameter::Size, input::TEXT),
    form(b'H', READS, (6, 6), "HIDIOCSFEATURE", Parameter::Size, SENT),
    form(b'H', READS, (7, 7), "HIDIOCGFEATURE", Parameter::Size, RECEIVED),
    form(b'H', READ, (8, 8), "HIDIOCGRAWUNIQ", Parameter::Size, input::TEXT),
    form(b'H', BOTH, (9, 9), "HIDIOCSINPUT", Parameter::Size, SENT),
    form(b'H', BOTH, (10, 10), "HIDIOCGINPUT", Parameter::Size, RECEIVED),
    form(b'H', BOTH, (11, 11), "HIDIOCSOUTPUT", Parameter::Size, SENT),
    form(b'H', BOTH, (12, 12), "HIDIOCGOUTPUT", Parameter::Size, RECEIVED),
    form(b'M', READ, (0, 255), "MIXER_READ", Parameter::Number, Hex),
    form(b'M', WRITE, (0, 255), "MIXER_WRITE", Parameter::Number, Hex),
    form(b'U', READ, (44, 44), "UI_GET_SYSNAME", Parameter::Size, input::TEXT),
    form(
        b'k',
        WRITE,
        (0, 0),
        "SPI_IOC_MESSAGE",
        Parameter::Count(32),
        Own(Repr::Ulong, Phase::Entry, transfers),
    ),
];

/// The form of a request, where it has one.
pub fn find(value: u64) -> Option<&'static Form> {
    let Parts { direction, of, number, .. } = parts(value);
    FORMS.iter().find(|form| {
        form.of == of
            && direction & form.direction.0 == form.direction.1
            && (form.numbers.0..=form.numbers.1).contains(&number)
    })
}

/// A value by name; without one its number, and what stands for the name. Zero is a number.
struct Named(&'static Set, u8);

impl std::fmt::Display for Named {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Named(set, value) = *self;
        match set.name(value.into()) {
            Some("EV_SYN") => f.write_str("0"),
            Some(name) => f.write_str(name),
            None => write!(f, "{value:#x} /* {} */", set.unknown),
        }
    }
}

/// A request, as the macro is written.
pub struct Said {
    /// How it is made.
    pub form: &'static Form,
    /// Its number.
    pub value: u64,
}

impl std::fmt::Display for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Parts { size, number, .. } = parts(self.value);
        let name = self.form.name;
        match self.form.parameter {
            Parameter::Size => write!(f, "{name}({size})"),
            Parameter::Count(each) if size % each == 0 => write!(f, "{name}({})", size / each),
            Parameter::Count(_) => write!(f, "{name}({size})"),
            Parameter::Number => write!(f, "{name}({number})"),
            Parameter::Named(set) => write!(f, "{name}({})", Named(set, number - self.form.numbers.0)),
            Parameter::NamedSize(set) => {
                write!(f, "{name}({}, {size})", Named(set, number - self.form.numbers.0))
            }
        }
    }
}

/// How many bytes the argument has, as the request says.
fn size(decoder: &Decoder<'_>) -> u64 {
    parts(decoder.value(REQUEST, Scope::Call)).size.into()
}

fn report(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let length = size(decoder);
    decoder.contents(place.value(decoder.abi), length, Style::Hex);
}

/// A report, as many bytes as the call returned.
fn reported(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let length = size(decoder).min(decoder.returned().max(0) as u64);
    decoder.contents(place.value(decoder.abi), length, Style::Hex);
}

/// The transfers of a message.
fn transfers(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const TRANSFER: Kind = Struct(&SPI_TRANSFER);
    let count = size(decoder) / SPI_TRANSFER.size(decoder.abi) as u64;
    decoder.array(&TRANSFER, place.value(decoder.abi), count, place.scope);
}
