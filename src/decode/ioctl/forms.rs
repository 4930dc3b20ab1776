//! Requests that are made with a parameter: a length, a number, or both, which text writes as the header's macro does.

use super::{Kind, Parts, input, parts};
use crate::decode::kind::Kind::Hex;
use crate::decode::set::Set;
use crate::decode::sets::input::{ABSOLUTE, EVENT};

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
    form(b'H', READ, (4, 4), "HIDIOCGRAWNAME", Parameter::Size, Hex),
    form(b'H', READ, (5, 5), "HIDIOCGRAWPHYS", Parameter::Size, Hex),
    form(b'H', READS, (6, 6), "HIDIOCSFEATURE", Parameter::Size, Hex),
    form(b'H', READS, (7, 7), "HIDIOCGFEATURE", Parameter::Size, Hex),
    form(b'H', READ, (8, 8), "HIDIOCGRAWUNIQ", Parameter::Size, Hex),
    form(b'M', READ, (0, 255), "MIXER_READ", Parameter::Number, Hex),
    form(b'M', WRITE, (0, 255), "MIXER_WRITE", Parameter::Number, Hex),
    form(b'U', READ, (44, 44), "UI_GET_SYSNAME", Parameter::Size, Hex),
    form(b'k', WRITE, (0, 0), "SPI_IOC_MESSAGE", Parameter::Count(32), Hex),
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
