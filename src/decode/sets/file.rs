//! Opening, naming and describing files (fcntl.h, stat.h, unistd.h).

use crate::decode::set::sets;

/// The flags of open with which a mode is read: O_CREAT, __O_TMPFILE.
pub const CREATES: u64 = 0o100 | 0o20_000_000;

sets! {
    mixed OPEN "O_???" {
        one(0o3) { O_RDONLY = 0, O_WRONLY = 1, O_RDWR = 2, O_ACCMODE = 3 }
        bits {
            O_CREAT = 0o100, O_EXCL = 0o200, O_NOCTTY = 0o400, O_TRUNC = 0o1000, O_APPEND = 0o2000,
            O_NONBLOCK = 0o4000, O_SYNC = 0o4010000, O_DSYNC = 0o10000, __O_SYNC = 0o4000000, O_ASYNC = 0o20000,
            O_DIRECT = 0o40000, O_LARGEFILE = 0o100000, O_NOFOLLOW = 0o400000, O_NOATIME = 0o1000000,
            O_CLOEXEC = 0o2000000, O_PATH = 0o10000000, O_TMPFILE = 0o20200000, O_DIRECTORY = 0o200000,
            __O_TMPFILE = 0o20000000,
        }
    }
    mixed OPEN_ARM "O_???" {
        one(0o3) { O_RDONLY = 0, O_WRONLY = 1, O_RDWR = 2, O_ACCMODE = 3 }
        bits {
            O_CREAT = 0o100, O_EXCL = 0o200, O_NOCTTY = 0o400, O_TRUNC = 0o1000, O_APPEND = 0o2000,
            O_NONBLOCK = 0o4000, O_SYNC = 0o4010000, O_DSYNC = 0o10000, __O_SYNC = 0o4000000, O_ASYNC = 0o20000,
            O_DIRECT = 0o200000, O_LARGEFILE = 0o400000, O_NOFOLLOW = 0o100000, O_NOATIME = 0o1000000,
            O_CLOEXEC = 0o2000000, O_PATH = 0o10000000, O_TMPFILE = 0o20040000, O_DIRECTORY = 0o40000,
            __O_TMPFILE = 0o20000000,
        }
    }
    bits ACCESS "?_OK" { F_OK = 0, R_OK = 4, W_OK = 2, X_OK = 1 }
    one WHENCE "SEEK_???" { SEEK_SET = 0, SEEK_CUR = 1, SEEK_END = 2, SEEK_DATA = 3, SEEK_HOLE = 4 }
    bits AT_FLAGS "AT_???" {
        AT_SYMLINK_NOFOLLOW = 0x100, AT_REMOVEDIR = 0x200, AT_SYMLINK_FOLLOW = 0x400, AT_NO_AUTOMOUNT = 0x800,
        AT_EMPTY_PATH = 0x1000, AT_RECURSIVE = 0x8000,
    }
}
