//! Descriptors of other things than files: eventfd.h, memfd.h, pidfd.h, close_range.h.

use crate::decode::set::{Part, Set, sets};
use crate::decode::sets::file::{OPEN, OPEN_ARM};

/// The flags of open without the access mode.
pub static STATUS: Set = Set { unknown: "O_???", parts: flags(&OPEN), rest: OPEN.rest };

/// The same on ARM.
pub static STATUS_ARM: Set = Set { unknown: "O_???", parts: flags(&OPEN_ARM), rest: OPEN_ARM.rest };

/// All parts but the first.
const fn flags(set: &'static Set) -> &'static [Part] {
    set.parts.split_at(1).1
}

sets! {
    bits CLOSE_RANGE "CLOSE_RANGE_???" { CLOSE_RANGE_UNSHARE = 2, CLOSE_RANGE_CLOEXEC = 4 }
    bits EVENTFD "EFD_???" { EFD_SEMAPHORE = 1, EFD_CLOEXEC = 0o2000000, EFD_NONBLOCK = 0o4000 }
    mixed MEMFD "MFD_???" {
        bits { MFD_CLOEXEC = 1, MFD_ALLOW_SEALING = 2, MFD_HUGETLB = 4, MFD_NOEXEC_SEAL = 8, MFD_EXEC = 0x10 }
        shift(0xfc000000) { MFD_HUGE_SHIFT = 26 }
    }
    bits PIDFD "PIDFD_???" { PIDFD_NONBLOCK = 0o4000, PIDFD_THREAD = 0o200 }
}
