//! Requests of ioctl by name, and what the common ones take.

use super::decoder::{Decoder, Place};
use super::kind::{Kind, Ref};
use super::set::{Named, Part, Radix, Set};
use super::sets::ioctl::{REQUESTS, REQUESTS_32, REQUESTS_64};
use super::sets::terminal::{FLOW, FLUSH};
use super::structs::terminal::{TERMIOS, TERMIOS2, WINSIZE};
use crate::arch::abi::Pairs;

static COMMON: Set = requests(&[Part::One { mask: u64::MAX, names: REQUESTS }]);
static WIDE: Set = requests(&[Part::One { mask: u64::MAX, names: REQUESTS_64 }]);
static NARROW: Set = requests(&[Part::One { mask: u64::MAX, names: REQUESTS_32 }]);

const fn requests(parts: &'static [Part]) -> Set {
    Set { unknown: "", parts, rest: Radix::Hex }
}

/// The parts of a request's number (asm-generic/ioctl.h): direction, size, type, number.
const DIRECTIONS: [&str; 4] = ["_IOC_NONE", "_IOC_WRITE", "_IOC_READ", "_IOC_READ|_IOC_WRITE"];

/// The second argument of ioctl: by name, or in its parts.
pub fn request(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    let has = |names: &[Named]| names.binary_search_by_key(&value, |named| named.value).is_ok();
    let (names, set) =
        if decoder.abi.pairs() == Pairs::Whole { (REQUESTS_64, &WIDE) } else { (REQUESTS_32, &NARROW) };
    if has(REQUESTS) {
        return decoder.sink.symbol(value, &COMMON);
    }
    if has(names) {
        return decoder.sink.symbol(value, set);
    }
    let direction = DIRECTIONS[(value >> 30 & 3) as usize];
    let (of, number, size) = (value >> 8 & 0xff, value & 0xff, value >> 16 & 0x3fff);
    let [of, number, size] = [of, number, size].map(Part16);
    decoder.sink.expression(value, format_args!("_IOC({direction}, {of}, {number}, {size})"));
}

/// A number in hexadecimal; zero without a prefix.
struct Part16(u64);

impl std::fmt::Display for Part16 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 == 0 { f.write_str("0") } else { write!(f, "{:#x}", self.0) }
    }
}

const NONE: Kind = Kind::Hidden(&Kind::Hex);
const SET_INT: Kind = Kind::At(&Kind::Int);
const GET_INT: Kind = Kind::Out(&Kind::At(&Kind::Int));
const SET_TERMIOS: Kind = Kind::At(&Kind::Struct(&TERMIOS));
const SET_TERMIOS2: Kind = Kind::At(&Kind::Struct(&TERMIOS2));

/// The third argument, by request.
const ARGUMENTS: &[(u64, Kind)] = &[
    (0x5401, Kind::Out(&SET_TERMIOS)),                       // TCGETS
    (0x5402, SET_TERMIOS),                                   // TCSETS
    (0x5403, SET_TERMIOS),                                   // TCSETSW
    (0x5404, SET_TERMIOS),                                   // TCSETSF
    (0x5409, Kind::Int),                                     // TCSBRK
    (0x540a, Kind::Of(&FLOW)),                               // TCXONC
    (0x540b, Kind::Of(&FLUSH)),                              // TCFLSH
    (0x540c, NONE),                                          // TIOCEXCL
    (0x540d, NONE),                                          // TIOCNXCL
    (0x540e, Kind::Int),                                     // TIOCSCTTY
    (0x540f, Kind::Out(&Kind::At(&Kind::Pid))),              // TIOCGPGRP
    (0x5410, Kind::At(&Kind::Pid)),                          // TIOCSPGRP
    (0x5411, GET_INT),                                       // TIOCOUTQ
    (0x5413, Kind::Out(&Kind::At(&Kind::Struct(&WINSIZE)))), // TIOCGWINSZ
    (0x5414, Kind::At(&Kind::Struct(&WINSIZE))),             // TIOCSWINSZ
    (0x541b, GET_INT),                                       // FIONREAD
    (0x5421, SET_INT),                                       // FIONBIO
    (0x5422, NONE),                                          // TIOCNOTTY
    (0x5427, NONE),                                          // TIOCSBRK
    (0x5428, NONE),                                          // TIOCCBRK
    (0x5429, Kind::Out(&Kind::At(&Kind::Pid))),              // TIOCGSID
    (0x802c_542a, Kind::Out(&SET_TERMIOS2)),                 // TCGETS2
    (0x402c_542b, SET_TERMIOS2),                             // TCSETS2
    (0x402c_542c, SET_TERMIOS2),                             // TCSETSW2
    (0x402c_542d, SET_TERMIOS2),                             // TCSETSF2
    (0x8004_5430, Kind::Out(&Kind::At(&Kind::Uint))),        // TIOCGPTN
    (0x4004_5431, SET_INT),                                  // TIOCSPTLCK
    (0x5437, NONE),                                          // TIOCVHANGUP
    (0x5450, NONE),                                          // FIONCLEX
    (0x5451, NONE),                                          // FIOCLEX
    (0x5452, SET_INT),                                       // FIOASYNC
    (0x4004_9409, Kind::Fd),                                 // FICLONE
];

/// The third argument of ioctl.
pub const fn argument(request: Ref) -> Kind {
    Kind::Switch(request, ARGUMENTS, &Kind::Hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_sorted_for_the_search() {
        for table in [REQUESTS, REQUESTS_32, REQUESTS_64] {
            assert!(table.is_sorted_by(|a, b| a.value < b.value));
        }
    }

    #[test]
    fn no_request_of_one_width_is_among_those_of_all() {
        for named in REQUESTS_32.iter().chain(REQUESTS_64) {
            assert!(REQUESTS.iter().all(|other| other.value != named.value), "{}", named.name);
        }
    }
}
