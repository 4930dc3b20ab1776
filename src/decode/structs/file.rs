//! Files: how they are opened, their attributes, directories, the page cache.

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Repr::{KLong, U8 as BYTE, U16 as SHORT, U64 as WORD64};
use crate::decode::kind::When::{Any, Either, Some};
use crate::decode::sets::fcntl::{LOCK, OWNER};
use crate::decode::sets::file::{CREATES, FILE_TYPE, OPEN, OPEN_ARM, RESOLVE, WHENCE, XATTR, XFLAGS};
use crate::decode::structs::structs;

const OPEN_FLAGS: Kind = ByArch(&OPEN, &OPEN_ARM);

structs! {
    OPEN_HOW "open_how" {
        flags: As(WORD64, &OPEN_FLAGS),
        mode: If(Either(&Any(flags, CREATES), &Some(&[mode])), &As(WORD64, &Permissions)),
        resolve: As(WORD64, &Of(&RESOLVE)),
    }
    FILE_ATTR "file_attr" {
        fa_xflags: As(WORD64, &Of(&XFLAGS)),
        fa_extsize: Uint,
        fa_nextents: Uint,
        fa_projid: Uint,
        fa_cowextsize: Uint,
    }
    XATTR_ARGS "xattr_args" { value: As(WORD64, &Addr), size: Uint, flags: Of(&XATTR) }
    CACHESTAT_RANGE "cachestat_range" { off: U64, len: U64 }
    CACHESTAT "cachestat" {
        nr_cache: U64,
        nr_dirty: U64,
        nr_writeback: U64,
        nr_evicted: U64,
        nr_recently_evicted: U64,
    }
    /// What readdir fills in.
    OLD_DIRENT "old_linux_dirent" { d_ino: Ulong, d_off: Ulong, d_reclen: U16, d_name: Chars(256) }
    /// Its name and its type follow.
    DIRENT "linux_dirent" { d_ino: Ulong, d_off: Ulong, d_reclen: U16 }
    /// Its name follows.
    DIRENT64 "linux_dirent64" { d_ino: U64, d_off: I64, d_reclen: U16, d_type: As(BYTE, &Of(&FILE_TYPE)) }
    FLOCK "flock" {
        l_type: As(SHORT, &Of(&LOCK)),
        l_whence: As(SHORT, &Of(&WHENCE)),
        l_start: As(KLong, &Long),
        l_len: As(KLong, &Long),
        l_pid: Hidden(&Pid),
    }
    /// With the process that holds the lock.
    FLOCK_TEST "flock" {
        l_type: As(SHORT, &Of(&LOCK)),
        l_whence: As(SHORT, &Of(&WHENCE)),
        l_start: As(KLong, &Long),
        l_len: As(KLong, &Long),
        l_pid: Pid,
    }
    FLOCK64 "flock64" {
        l_type: As(SHORT, &Of(&LOCK)),
        l_whence: As(SHORT, &Of(&WHENCE)),
        l_start: I64,
        l_len: I64,
        l_pid: Hidden(&Pid),
    }
    /// With the process that holds the lock.
    FLOCK64_TEST "flock64" {
        l_type: As(SHORT, &Of(&LOCK)),
        l_whence: As(SHORT, &Of(&WHENCE)),
        l_start: I64,
        l_len: I64,
        l_pid: Pid,
    }
    F_OWNER_EX "f_owner_ex" { kind = "type": Of(&OWNER), pid: Pid }
}
