//! Descriptors of other things than files: eventfd.h, memfd.h, pidfd.h, close_range.h.

use crate::decode::set::sets;

sets! {
    bits CLOSE_RANGE "CLOSE_RANGE_???" { CLOSE_RANGE_UNSHARE = 2, CLOSE_RANGE_CLOEXEC = 4 }
    bits EVENTFD "EFD_???" { EFD_SEMAPHORE = 1, EFD_CLOEXEC = 0o2000000, EFD_NONBLOCK = 0o4000 }
    mixed MEMFD "MFD_???" {
        bits {
            MFD_CLOEXEC = 1, MFD_ALLOW_SEALING = 2, MFD_HUGETLB = 4, MFD_NOEXEC_SEAL = 8, MFD_EXEC = 0x10,
        }
    }
    bits PIDFD "PIDFD_???" { PIDFD_NONBLOCK = 0o4000, PIDFD_THREAD = 0o200 }
}
