//! Requests that are made with a parameter: a length, a number, or both, which text writes as the header's macro does.

use super::{Kind, Parts, parts};
use crate::decode::kind::Kind::Hex;

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
        }
    }
}
