//! Extended attributes.

use super::syscalls;
use crate::decode::kind::Kind::*;
use crate::decode::kind::Len;
use crate::decode::sets::file::{AT_FLAGS, XATTR};
use crate::decode::structs::file::XATTR_ARGS;

syscalls! {
    fgetxattr(fd: Fd, name: Str, value: Buffer(Len::Ret), size: Ulong) -> Int [desc];
    flistxattr(fd: Fd, list: Buffer(Len::Ret), size: Ulong) -> Int [desc];
    fremovexattr(fd: Fd, name: Str) -> Int [desc];
    fsetxattr(fd: Fd, name: Str, value: Buffer(Len::Arg(size)), size: Ulong, flags: Of(&XATTR)) -> Int [desc];
    getxattr(path: Path, name: Str, value: Buffer(Len::Ret), size: Ulong) -> Int [file];
    getxattrat(dirfd: DirFd, path: Path, at_flags: Of(&AT_FLAGS), name: Str, args: At(&Struct(&XATTR_ARGS)),
        size: Ulong) -> Int [file desc];
    lgetxattr(path: Path, name: Str, value: Buffer(Len::Ret), size: Ulong) -> Int [file];
    listxattr(path: Path, list: Buffer(Len::Ret), size: Ulong) -> Int [file];
    listxattrat(dirfd: DirFd, path: Path, at_flags: Of(&AT_FLAGS), list: Buffer(Len::Ret), size: Ulong)
        -> Int [file desc];
    llistxattr(path: Path, list: Buffer(Len::Ret), size: Ulong) -> Int [file];
    lremovexattr(path: Path, name: Str) -> Int [file];
    lsetxattr(path: Path, name: Str, value: Buffer(Len::Arg(size)), size: Ulong, flags: Of(&XATTR))
        -> Int [file];
    removexattr(path: Path, name: Str) -> Int [file];
    removexattrat(dirfd: DirFd, path: Path, at_flags: Of(&AT_FLAGS), name: Str) -> Int [file desc];
    setxattr(path: Path, name: Str, value: Buffer(Len::Arg(size)), size: Ulong, flags: Of(&XATTR))
        -> Int [file];
    setxattrat(dirfd: DirFd, path: Path, at_flags: Of(&AT_FLAGS), name: Str, args: At(&Struct(&XATTR_ARGS)),
        size: Ulong) -> Int [file desc];
}
