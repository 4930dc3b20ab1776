//! File systems: mounts, quotas, swap.

use super::syscalls;
use crate::decode::kind::Kind::*;
use crate::decode::kind::{Len, Phase, Repr};
use crate::decode::mount;
use crate::decode::quota;
use crate::decode::sets::mount::{
    FSCONFIG, FSMOUNT, FSOPEN, FSPICK, LISTMOUNT, MOUNT, MOUNT_ATTR, MOUNT_SETATTR, MOVE_MOUNT, OPEN_TREE,
    STATMOUNT_FLAGS, SWAP, UMOUNT,
};
use crate::decode::structs::mount::MOUNT_ATTRIBUTES;

syscalls! {
    fsconfig(fd: Fd, cmd: Of(&FSCONFIG), key: Switch(cmd, mount::KEYS, &Addr),
        value: Switch(cmd, mount::VALUES, &Addr), aux: Switch(cmd, mount::AUXILIARIES, &Int)) -> Int [file desc];
    fsmount(fsfd: Fd, flags: Of(&FSMOUNT), attr_flags: Of(&MOUNT_ATTR)) -> Fd [desc];
    fsopen(fsname: Str, flags: Of(&FSOPEN)) -> Fd [desc];
    fspick(dirfd: DirFd, path: Path, flags: Of(&FSPICK)) -> Fd [file desc];
    listmount(req: Own(Repr::Ulong, Phase::Entry, mount::list_request), mnt_ids: Array(&As(Repr::U64, &Hex), Len::Ret),
        nr_mnt_ids: Ulong, flags: Of(&LISTMOUNT)) -> Int;
    listns(req: Own(Repr::Ulong, Phase::Entry, mount::namespace_request), ns_ids: Array(&As(Repr::U64, &Hex), Len::Ret),
        nr_ns_ids: Ulong, flags: As(Repr::U32, &Hex)) -> Int;
    mount(source: Path, target: Path, filesystemtype: Choose(mountflags, mount::kind_of_file_system), mountflags: As(Repr::Ulong, &Of(&MOUNT)),
        data: Choose(mountflags, mount::options)) -> Int [file];
    mount_setattr(dirfd: DirFd, pathname: Path, flags: Of(&MOUNT_SETATTR),
        attr: Tailed(&MOUNT_ATTRIBUTES, 32, Len::Arg(size)), size: Ulong) -> Int [file desc];
    move_mount(from_dirfd: DirFd, from_pathname: Path, to_dirfd: DirFd, to_pathname: Path,
        flags: Of(&MOVE_MOUNT)) -> Int [file desc];
    open_tree(dirfd: DirFd, pathname: Path, flags: Of(&OPEN_TREE)) -> Fd [file desc];
    open_tree_attr(dirfd: DirFd, pathname: Path, flags: Of(&OPEN_TREE), attr: Tailed(&MOUNT_ATTRIBUTES, 32, Len::Arg(size)),
        size: Ulong) -> Fd [file desc];
    pivot_root(new_root: Path, put_old: Path) -> Int [file];
    quotactl(op: quota::COMMAND, special: Path, id: Choose(op, quota::id), addr: Choose(op, quota::addr)) -> Int [file];
    quotactl_fd(fd: Fd, op: quota::COMMAND, id: Choose(op, quota::id), addr: Choose(op, quota::addr)) -> Int [desc];
    statmount(req: Own(Repr::Ulong, Phase::Entry, mount::request), buf: Own(Repr::Ulong, Phase::Exit, mount::told),
        bufsize: Ulong, flags: Of(&STATMOUNT_FLAGS)) -> Int;
    swapoff(path: Path) -> Int [file];
    swapon(path: Path, swapflags: Of(&SWAP)) -> Int [file];
    sysfs(option: Hex, arg1: Hex, arg2: Hex) -> Int;
    umount(target: Path) -> Int [file];
    umount2(target: Path, flags: Of(&UMOUNT)) -> Int [file];
}
