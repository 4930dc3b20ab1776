//! Extended attributes.

use super::syscalls;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Len, Phase, Repr};
use crate::decode::sets::file::{AT_FLAGS, XATTR};
use crate::decode::structs::file::XATTR_ARGS;
use crate::decode::xattr;

const TAKEN: Kind = Own(Repr::Ulong, Phase::Entry, xattr::taken);
const GIVEN: Kind = Own(Repr::Ulong, Phase::Exit, xattr::given);

/// Names, each with its NUL; nothing where only the length was asked for.
macro_rules! list {
    ($size:ident) => {
        Switch($size, &[(0, Out(&Addr))], &Buffer(Len::Ret))
    };
}

syscalls! {
    fgetxattr(fd: Fd, name: Str, value: GIVEN, size: Ulong) -> Int [desc];
    flistxattr(fd: Fd, list: list!(size), size: Ulong) -> Int [desc];
    fremovexattr(fd: Fd, name: Str) -> Int [desc];
    fsetxattr(fd: Fd, name: Str, value: TAKEN, size: Ulong, flags: Of(&XATTR)) -> Int [desc];
    getxattr(path: Path, name: Str, value: GIVEN, size: Ulong) -> Int [file];
    getxattrat(dirfd: DirFd, path: Path, at_flags: Of(&AT_FLAGS), name: Str, args: At(&Struct(&XATTR_ARGS)),
        size: Ulong) -> Int [file desc];
    lgetxattr(path: Path, name: Str, value: GIVEN, size: Ulong) -> Int [file];
    listxattr(path: Path, list: list!(size), size: Ulong) -> Int [file];
    listxattrat(dirfd: DirFd, path: Path, at_flags: Of(&AT_FLAGS), list: list!(size), size: Ulong)
        -> Int [file desc];
    llistxattr(path: Path, list: list!(size), size: Ulong) -> Int [file];
    lremovexattr(path: Path, name: Str) -> Int [file];
    lsetxattr(path: Path, name: Str, value: TAKEN, size: Ulong, flags: Of(&XATTR))
        -> Int [file];
    removexattr(path: Path, name: Str) -> Int [file];
    removexattrat(dirfd: DirFd, path: Path, at_flags: Of(&AT_FLAGS), name: Str) -> Int [file desc];
    setxattr(path: Path, name: Str, value: TAKEN, size: Ulong, flags: Of(&XATTR))
        -> Int [file];
    setxattrat(dirfd: DirFd, path: Path, at_flags: Of(&AT_FLAGS), name: Str, args: At(&Struct(&XATTR_ARGS)),
        size: Ulong) -> Int [file desc];
}
