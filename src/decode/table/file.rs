//! Calls on files by name and by descriptor.

use super::syscalls;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Len;
use crate::decode::kind::When::Any;
use crate::decode::sets::file::{ACCESS, AT_FLAGS, CREATES, OPEN, OPEN_ARM, WHENCE};
use crate::decode::structs::file::STAT;

const OPEN_FLAGS: Kind = ByArch(&OPEN, &OPEN_ARM);

syscalls! {
    access(pathname: Path, mode: Of(&ACCESS)) -> Int [file];
    close(fd: Fd) -> Int [desc];
    lseek(fd: Fd, offset: Long, whence: Of(&WHENCE)) -> Unsigned [desc];
    newfstatat(dirfd: DirFd, pathname: Path, statbuf: Out(&At(&Struct(&STAT))), flags: Of(&AT_FLAGS))
        -> Int [desc file fstat stats];
    open(pathname: Path, flags: OPEN_FLAGS, mode: If(Any(flags, CREATES), &Permissions)) -> Fd [desc file];
    openat(dirfd: DirFd, pathname: Path, flags: OPEN_FLAGS, mode: If(Any(flags, CREATES), &Permissions))
        -> Fd [desc file];
    read(fd: Fd, buf: Buffer(Len::Ret), count: Ulong) -> Int [desc];
    write(fd: Fd, buf: Buffer(Len::Arg(count)), count: Ulong) -> Int [desc];
}
