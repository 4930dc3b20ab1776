//! What fcntl does with a descriptor (fcntl.h).

use crate::decode::set::sets;

sets! {
    one COMMANDS "F_???" {
        F_DUPFD = 0, F_GETFD = 1, F_SETFD = 2, F_GETFL = 3, F_SETFL = 4, F_GETLK = 5, F_SETLK = 6, F_SETLKW =
        7, F_SETOWN = 8, F_GETOWN = 9, F_SETSIG = 0xa, F_GETSIG = 0xb, F_GETLK64 = 12, F_SETLK64 = 13,
        F_SETLKW64 = 14, F_SETOWN_EX = 0xf, F_GETOWN_EX = 0x10, F_GETOWNER_UIDS = 0x11, F_OFD_GETLK = 0x24,
        F_OFD_SETLK = 0x25, F_OFD_SETLKW = 0x26, F_SETLEASE = 0x400, F_GETLEASE = 0x401, F_NOTIFY = 0x402,
        F_DUPFD_QUERY = 0x403, F_CREATED_QUERY = 0x404, F_CANCELLK = 0x405, F_DUPFD_CLOEXEC = 0x406,
        F_SETPIPE_SZ = 0x407, F_GETPIPE_SZ = 0x408, F_ADD_SEALS = 0x409, F_GET_SEALS = 0x40a, F_GET_RW_HINT =
        0x40b, F_SET_RW_HINT = 0x40c, F_GET_FILE_RW_HINT = 0x40d, F_SET_FILE_RW_HINT = 0x40e,
    }
    bits DESCRIPTOR "FD_???" { FD_CLOEXEC = 1 }
    // The same as a result, of which what has no name is just a number.
    bits DESCRIPTOR_TOLD "" { FD_CLOEXEC = 1 }
    one LOCK "F_???" { F_RDLCK = 0, F_WRLCK = 1, F_UNLCK = 2, F_EXLCK = 4, F_SHLCK = 8 }
    one OWNER "F_OWNER_???" { F_OWNER_TID = 0, F_OWNER_PID = 1, F_OWNER_PGRP = 2 }
    bits NOTIFY "DN_???" {
        DN_ACCESS = 1, DN_MODIFY = 2, DN_CREATE = 4, DN_DELETE = 8, DN_RENAME = 0x10, DN_ATTRIB = 0x20,
        DN_MULTISHOT = 0x80000000,
    }
    bits SEALS "F_SEAL_???" {
        F_SEAL_SEAL = 1, F_SEAL_SHRINK = 2, F_SEAL_GROW = 4, F_SEAL_WRITE = 8, F_SEAL_FUTURE_WRITE = 0x10,
        F_SEAL_EXEC = 0x20,
    }
    one RW_HINT "RWH_WRITE_LIFE_???" {
        RWH_WRITE_LIFE_NOT_SET = 0, RWH_WRITE_LIFE_NONE = 1, RWH_WRITE_LIFE_SHORT = 2, RWH_WRITE_LIFE_MEDIUM =
        3, RWH_WRITE_LIFE_LONG = 4, RWH_WRITE_LIFE_EXTREME = 5,
    }
}
