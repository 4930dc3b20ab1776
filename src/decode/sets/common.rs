//! What all families need: signals, types of files, the current directory, the largest number.

use crate::decode::set::sets;

/// The current directory in the place of a descriptor.
pub const AT_FDCWD: i32 = -100;

/// The bits of a mode that say the type of a file (S_IFMT).
pub const FILE_TYPE: u64 = 0o170000;

/// The number of the last signal (`_NSIG`).
pub const LAST_SIGNAL: i32 = 64;

sets! {
    one SIGNALS "" else signed {
        SIGHUP = 1, SIGINT = 2, SIGQUIT = 3, SIGILL = 4, SIGTRAP = 5, SIGABRT = 6, SIGBUS = 7, SIGFPE = 8,
        SIGKILL = 9, SIGUSR1 = 10, SIGSEGV = 11, SIGUSR2 = 12, SIGPIPE = 13, SIGALRM = 14, SIGTERM = 15, SIGSTKFLT = 16,
        SIGCHLD = 17, SIGCONT = 18, SIGSTOP = 19, SIGTSTP = 20, SIGTTIN = 21, SIGTTOU = 22, SIGURG = 23, SIGXCPU = 24,
        SIGXFSZ = 25, SIGVTALRM = 26, SIGPROF = 27, SIGWINCH = 28, SIGIO = 29, SIGPWR = 30, SIGSYS = 31, SIGRTMIN = 32,
        SIGRT_1 = 33, SIGRT_2 = 34, SIGRT_3 = 35, SIGRT_4 = 36, SIGRT_5 = 37, SIGRT_6 = 38, SIGRT_7 = 39, SIGRT_8 = 40,
        SIGRT_9 = 41, SIGRT_10 = 42, SIGRT_11 = 43, SIGRT_12 = 44, SIGRT_13 = 45, SIGRT_14 = 46, SIGRT_15 = 47, SIGRT_16 = 48,
        SIGRT_17 = 49, SIGRT_18 = 50, SIGRT_19 = 51, SIGRT_20 = 52, SIGRT_21 = 53, SIGRT_22 = 54, SIGRT_23 = 55, SIGRT_24 = 56,
        SIGRT_25 = 57, SIGRT_26 = 58, SIGRT_27 = 59, SIGRT_28 = 60, SIGRT_29 = 61, SIGRT_30 = 62, SIGRT_31 = 63, SIGRT_32 = 64,
    }
    one LARGEST "" else decimal { UINT64_MAX = 0xffffffffffffffff }
    mixed FILE_MODE "S_I???" else permissions {
        one(0o170000) {
            S_IFREG = 0o100000, S_IFSOCK = 0o140000, S_IFIFO = 0o010000, S_IFLNK = 0o120000, S_IFDIR = 0o040000,
            S_IFBLK = 0o060000, S_IFCHR = 0o020000,
        }
        bits { S_ISUID = 0o4000, S_ISGID = 0o2000, S_ISVTX = 0o1000 }
    }
}
