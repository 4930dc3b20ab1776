//! What files and file systems are like.

use super::syscalls;
use crate::decode::kind::Kind::{self, *};
use crate::decode::sets::file::{AT_FLAGS, AT_STATX, STATX};
use crate::decode::structs::stat::{
    OLD_STAT, STAT, STAT_32, STAT_ARM64, STAT64, STATFS, STATFS64, STATX_BUFFER, USTAT,
};

/// The sizes that the kernel takes for that of the structure, in bytes, the latter by an error of old C libraries on ARM.
const STATFS64_SIZES: &[(u64, Kind)] = &[(84, STATFS64_OUT), (88, STATFS64_OUT)];
const STATFS64_OUT: Kind = Out(&At(&Struct(&STATFS64)));

syscalls! {
    fstat@X86_64|X32(fd: Fd, statbuf: Out(&At(&Struct(&STAT)))) -> Int [desc fstat stats];
    fstat@Aarch64(fd: Fd, statbuf: Out(&At(&Struct(&STAT_ARM64)))) -> Int [desc fstat stats];
    fstat@I386|Arm(fd: Fd, statbuf: Out(&At(&Struct(&STAT_32)))) -> Int [desc fstat stats];
    fstat64(fd: Fd, statbuf: Out(&At(&Struct(&STAT64)))) -> Int [desc fstat stats];
    fstatat64(dirfd: DirFd, pathname: Path, statbuf: Out(&At(&Struct(&STAT64))), flags: Of(&AT_FLAGS))
        -> Int [file desc fstat stats];
    fstatfs(fd: Fd, buf: Out(&At(&Struct(&STATFS)))) -> Int [desc fstatfs statfss];
    fstatfs64(fd: Fd, size: Ulong, buf: Switch(size, STATFS64_SIZES, &Out(&Addr))) -> Int [desc fstatfs statfss];
    lstat@X86_64|X32(pathname: Path, statbuf: Out(&At(&Struct(&STAT)))) -> Int [file lstat stats];
    lstat@I386|Arm(pathname: Path, statbuf: Out(&At(&Struct(&STAT_32)))) -> Int [file lstat stats];
    lstat64(pathname: Path, statbuf: Out(&At(&Struct(&STAT64)))) -> Int [file lstat stats];
    newfstatat@X86_64|X32(dirfd: DirFd, pathname: Path, statbuf: Out(&At(&Struct(&STAT))),
        flags: Of(&AT_FLAGS)) -> Int [file desc fstat stats];
    newfstatat@Aarch64(dirfd: DirFd, pathname: Path, statbuf: Out(&At(&Struct(&STAT_ARM64))),
        flags: Of(&AT_FLAGS)) -> Int [file desc fstat stats];
    oldfstat(fd: Fd, statbuf: Out(&At(&Struct(&OLD_STAT)))) -> Int [desc fstat stats];
    oldlstat(pathname: Path, statbuf: Out(&At(&Struct(&OLD_STAT)))) -> Int [file lstat stats];
    oldstat(pathname: Path, statbuf: Out(&At(&Struct(&OLD_STAT)))) -> Int [file stat stats];
    stat@X86_64|X32(pathname: Path, statbuf: Out(&At(&Struct(&STAT)))) -> Int [file stat stats];
    stat@I386|Arm(pathname: Path, statbuf: Out(&At(&Struct(&STAT_32)))) -> Int [file stat stats];
    stat64(pathname: Path, statbuf: Out(&At(&Struct(&STAT64)))) -> Int [file stat stats];
    statfs(path: Path, buf: Out(&At(&Struct(&STATFS)))) -> Int [file statfs statfss];
    statfs64(path: Path, size: Ulong, buf: Switch(size, STATFS64_SIZES, &Out(&Addr))) -> Int [file statfs statfss];
    statx(dirfd: DirFd, pathname: Path, flags: Of(&AT_STATX), mask: Of(&STATX),
        statxbuf: Out(&At(&Struct(&STATX_BUFFER)))) -> Int [file desc fstat stats];
    ustat(dev: As(crate::decode::kind::Repr::U32, &Device), ubuf: Out(&At(&Struct(&USTAT)))) -> Int [statfss];
}
