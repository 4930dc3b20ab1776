//! Calls on files by name.

use super::syscalls;
use crate::decode::decoder::{Decoder, Place};
use crate::decode::handle;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Len;
use crate::decode::kind::Phase::{Entry, Exit};
use crate::decode::kind::Repr::{U16, U32, Ulong as WORD};
use crate::decode::kind::When::{Any, Masked};
use crate::decode::sets::file::{
    ACCESS, AT_ACCESS, AT_FILE_ATTR, AT_FLAGS, AT_HANDLE, CREATES, OPEN, OPEN_ARM, RENAME,
};
use crate::decode::sink::Style;
use crate::decode::structs::file::{FILE_ATTR, OPEN_HOW};
use crate::decode::structs::stat::{DEVICES, KINDS};
use crate::decode::structs::time::UTIMBUF;
use crate::decode::structs::time::{TIMESPEC, TIMESPEC64, TIMEVAL};

const OPEN_FLAGS: Kind = ByArch(&OPEN, &OPEN_ARM);
/// `umode_t`.
const MODE: Kind = As(U16, &Permissions);
/// A file to be made, with its type.
const MAKE: Kind = As(U16, &Mode);
/// `uid16_t`
const UID16: Kind = As(U16, &Uid);
/// `gid16_t`
const GID16: Kind = As(U16, &Gid);

/// The current directory, of which the length with its NUL was returned.
fn current(decoder: &mut Decoder<'_>, place: Place<'_>) {
    // Without a length it ends where its NUL is, or what the kernel takes for a name.
    const LONGEST: usize = 4095;
    let length = usize::try_from(decoder.returned().saturating_sub(1)).unwrap_or(LONGEST);
    decoder.string(place.value(decoder.abi), length, Style::Path);
}

syscalls! {
    access(pathname: Path, mode: Of(&ACCESS)) -> Int [file];
    chdir(path: Path) -> Int [file];
    chmod(pathname: Path, mode: MODE) -> Int [file];
    chown@X86_64|X32(pathname: Path, owner: Uid, group: Gid) -> Int [file];
    chown@I386|Arm(pathname: Path, owner: UID16, group: GID16) -> Int [file];
    chown32(pathname: Path, owner: Uid, group: Gid) -> Int [file];
    chroot(path: Path) -> Int [file];
    creat(pathname: Path, mode: MODE) -> Fd [file desc];
    faccessat(dirfd: DirFd, pathname: Path, mode: Of(&ACCESS)) -> Int [file desc];
    faccessat2(dirfd: DirFd, pathname: Path, mode: Of(&ACCESS), flags: Of(&AT_ACCESS)) -> Int [file desc];
    fchmodat(dirfd: DirFd, pathname: Path, mode: MODE) -> Int [file desc];
    fchmodat2(dirfd: DirFd, pathname: Path, mode: MODE, flags: Of(&AT_FLAGS)) -> Int [file desc];
    fchownat(dirfd: DirFd, pathname: Path, owner: Uid, group: Gid, flags: Of(&AT_FLAGS)) -> Int [file desc];
    file_getattr(dfd: DirFd, filename: Path, ufattr: Out(&Tailed(&FILE_ATTR, 24, Len::Arg(usize))), usize: Ulong,
        at_flags: Of(&AT_FILE_ATTR)) -> Int [file desc];
    file_setattr(dfd: DirFd, filename: Path, ufattr: Tailed(&FILE_ATTR, 24, Len::Arg(usize)), usize: Ulong,
        at_flags: Of(&AT_FILE_ATTR)) -> Int [file desc];
    futimesat(dirfd: DirFd, pathname: Path, times: At(&Items(&Moment(&TIMEVAL, 6), 2))) -> Int [file desc];
    getcwd(buf: Out(&Own(WORD, Exit, current)), size: Ulong) -> Int [file];
    lchown@X86_64|X32(pathname: Path, owner: Uid, group: Gid) -> Int [file];
    lchown@I386|Arm(pathname: Path, owner: UID16, group: GID16) -> Int [file];
    lchown32(pathname: Path, owner: Uid, group: Gid) -> Int [file];
    link(oldpath: Path, newpath: Path) -> Int [file];
    linkat(olddirfd: DirFd, oldpath: Path, newdirfd: DirFd, newpath: Path, flags: Of(&AT_FLAGS))
        -> Int [file desc];
    lookup_dcookie(cookie: U64, buffer: Buffer(Len::Ret), len: Ulong) -> Int;
    mkdir(pathname: Path, mode: MODE) -> Int [file];
    mkdirat(dirfd: DirFd, pathname: Path, mode: MODE) -> Int [file desc];
    mknod(pathname: Path, mode: MAKE, dev: If(Masked(mode, KINDS, DEVICES), &As(U32, &Device))) -> Int [file];
    mknodat(dirfd: DirFd, pathname: Path, mode: MAKE, dev: If(Masked(mode, KINDS, DEVICES), &As(U32,
        &Device))) -> Int [file desc];
    name_to_handle_at(dirfd: DirFd, pathname: Path, handle: Before(handle::keep, &Own(WORD, Exit, handle::given)),
        mount_id: Own(WORD, Exit, handle::mount_id),
        flags: Of(&AT_HANDLE)) -> Int [file desc];
    open(pathname: Path, flags: OPEN_FLAGS, mode: If(Any(flags, CREATES), &MODE)) -> Fd [file desc];
    open_by_handle_at(mount_fd: Fd, handle: Own(WORD, Entry, handle::taken), flags: OPEN_FLAGS) -> Fd [desc];
    openat(dirfd: DirFd, pathname: Path, flags: OPEN_FLAGS, mode: If(Any(flags, CREATES), &MODE))
        -> Fd [file desc];
    openat2(dirfd: DirFd, pathname: Path, how: Tailed(&OPEN_HOW, 24, Len::Arg(size)), size: Ulong) -> Fd [file desc];
    readlink(pathname: Path, buf: Buffer(Len::Ret), bufsiz: Ulong) -> Int [file];
    readlinkat(dirfd: DirFd, pathname: Path, buf: Buffer(Len::Ret), bufsiz: Ulong) -> Int [file desc];
    rename(oldpath: Path, newpath: Path) -> Int [file];
    renameat(olddirfd: DirFd, oldpath: Path, newdirfd: DirFd, newpath: Path) -> Int [file desc];
    renameat2(olddirfd: DirFd, oldpath: Path, newdirfd: DirFd, newpath: Path, flags: Of(&RENAME))
        -> Int [file desc];
    rmdir(pathname: Path) -> Int [file];
    symlink(target: Path, linkpath: Path) -> Int [file];
    symlinkat(target: Path, newdirfd: DirFd, linkpath: Path) -> Int [file desc];
    truncate(path: Path, length: Ulong) -> Int [file];
    truncate64(path: Path, length: U64) -> Int [file];
    umask(mask: MODE) -> Octal;
    unlink(pathname: Path) -> Int [file];
    unlinkat(dirfd: DirFd, pathname: Path, flags: Of(&AT_FLAGS)) -> Int [file desc];
    utime(filename: Path, times: At(&Struct(&UTIMBUF))) -> Int [file];
    utimensat(dirfd: DirFd, pathname: Path, times: At(&Items(&Moment(&TIMESPEC, 9), 2)), flags: Of(&AT_FLAGS))
        -> Int [file desc];
    utimensat_time64(dirfd: DirFd, pathname: Path, times: At(&Items(&Moment(&TIMESPEC64, 9), 2)),
        flags: Of(&AT_FLAGS)) -> Int [file desc];
    utimes(filename: Path, times: At(&Items(&Moment(&TIMEVAL, 6), 2))) -> Int [file];
}
