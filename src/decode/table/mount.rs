//! File systems: mounts, quotas, swap.

use super::syscalls;
use crate::decode::kind::Kind::*;
use crate::decode::kind::{Len, Repr};
use crate::decode::sets::mount::{
    FSCONFIG, FSMOUNT, FSOPEN, FSPICK, MOUNT, MOUNT_ATTR, MOUNT_SETATTR, MOVE_MOUNT, OPEN_TREE, SWAP, UMOUNT,
};
use crate::decode::structs::mount::{MNT_ID_REQ, MOUNT_ATTRIBUTES};

syscalls! {
    fsconfig(fd: Fd, cmd: Of(&FSCONFIG), key: Str, value: Addr, aux: Int) -> Int [file desc];
    fsmount(fsfd: Fd, flags: Of(&FSMOUNT), attr_flags: Of(&MOUNT_ATTR)) -> Fd [desc];
    fsopen(fsname: Str, flags: Of(&FSOPEN)) -> Fd [desc];
    fspick(dirfd: DirFd, path: Path, flags: Of(&FSPICK)) -> Fd [file desc];
    listmount(req: At(&Struct(&MNT_ID_REQ)), mnt_ids: Array(&As(Repr::U64, &Hex), Len::Ret),
        nr_mnt_ids: Ulong, flags: Hex) -> Int;
    listns(req: Addr, ns_ids: Array(&U64, Len::Ret), nr_ns_ids: Ulong, flags: Hex) -> Int;
    mount(source: Path, target: Path, filesystemtype: Str, mountflags: As(Repr::Ulong, &Of(&MOUNT)),
        data: Str) -> Int [file];
    mount_setattr(dirfd: DirFd, pathname: Path, flags: Of(&MOUNT_SETATTR),
        attr: At(&Struct(&MOUNT_ATTRIBUTES)), size: Ulong) -> Int [file desc];
    move_mount(from_dirfd: DirFd, from_pathname: Path, to_dirfd: DirFd, to_pathname: Path,
        flags: Of(&MOVE_MOUNT)) -> Int [file desc];
    open_tree(dirfd: DirFd, pathname: Path, flags: Of(&OPEN_TREE)) -> Fd [file desc];
    open_tree_attr(dirfd: DirFd, pathname: Path, flags: Of(&OPEN_TREE), attr: At(&Struct(&MOUNT_ATTRIBUTES)),
        size: Ulong) -> Fd [file desc];
    pivot_root(new_root: Path, put_old: Path) -> Int [file];
    quotactl(op: Hex, special: Path, id: Uid, addr: Addr) -> Int [file];
    quotactl_fd(fd: Fd, op: Hex, id: Uid, addr: Addr) -> Int [desc];
    statmount(req: At(&Struct(&MNT_ID_REQ)), buf: Addr, bufsize: Ulong, flags: Hex) -> Int;
    swapoff(path: Path) -> Int [file];
    swapon(path: Path, swapflags: Of(&SWAP)) -> Int [file];
    sysfs(option: Hex, arg1: Hex, arg2: Hex) -> Int;
    umount(target: Path) -> Int [file];
    umount2(target: Path, flags: Of(&UMOUNT)) -> Int [file];
}
