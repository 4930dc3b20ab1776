//! Automounted file systems: auto_dev-ioctl.h. Each request has a member of its own in the structure's union, which is as
//! long as its `timeout`; the path lies behind the structure.

use crate::decode::ioctl::volume::path;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::{Bytes, U32 as WORD32};
use crate::decode::kind::When::Not;
use crate::decode::sets::mount::MAGIC;
use crate::decode::sets::volume::{AUTOFS_EXPIRE, AUTOFS_TYPE};
use crate::decode::structs::structs;

const PATH: Kind = Own(Bytes(0), Entry, path);

structs! {
    PROTOVER "args_protover" { version: Uint }
    PROTOSUBVER "args_protosubver" { sub_version: Uint }
    OPENED "args_openmount" { devid: As(WORD32, &Device) }
    READY "args_ready" { token: Uint }
    FAILED "args_fail" { token: Uint, status: Int }
    PIPE "args_setpipefd" { pipefd: Fd }
    TIMEOUT "args_timeout" { timeout: U64 }
    REQUESTER "args_requester" { uid: Uid, gid: Gid }
    EXPIRING "args_expire" { how: Of(&AUTOFS_EXPIRE) }
    UMOUNT "args_askumount" { may_umount: Uint }
    POINT "args_in" { kind = "type": Of(&AUTOFS_TYPE) }
    POINT_FOUND "args_out" { devid: As(WORD32, &Device), magic: Of(&MAGIC) }
    AUTOFS "autofs_dev_ioctl" {
        ver_major: Again(&Uint), ver_minor: Again(&Uint), size: Uint, ioctlfd: Fd, timeout: Hidden(&U64),
        path: If(Not(size, 24), &PATH),
    }
    AUTOFS_PROTOVER "autofs_dev_ioctl" {
        ver_major: Uint, ver_minor: Uint, size: Uint, ioctlfd: Fd, protover: Out(&Union(&Struct(&PROTOVER))),
        timeout: Hidden(&U64),
    }
    AUTOFS_PROTOSUBVER "autofs_dev_ioctl" {
        ver_major: Uint, ver_minor: Uint, size: Uint, ioctlfd: Fd, protosubver: Out(&Union(&Struct(&PROTOSUBVER))),
        timeout: Hidden(&U64),
    }
    AUTOFS_OPEN "autofs_dev_ioctl" {
        ver_major: Uint, ver_minor: Uint, size: Uint, ioctlfd: Again(&Fd), openmount: Union(&Struct(&OPENED)),
        timeout: Hidden(&U64), path: If(Not(size, 24), &PATH),
    }
    AUTOFS_READY "autofs_dev_ioctl" {
        ver_major: Uint, ver_minor: Uint, size: Uint, ioctlfd: Fd, ready: Union(&Struct(&READY)), timeout: Hidden(&U64),
    }
    AUTOFS_FAIL "autofs_dev_ioctl" {
        ver_major: Uint, ver_minor: Uint, size: Uint, ioctlfd: Fd, fail: Union(&Struct(&FAILED)), timeout: Hidden(&U64),
    }
    AUTOFS_PIPE "autofs_dev_ioctl" {
        ver_major: Uint, ver_minor: Uint, size: Uint, ioctlfd: Fd, setpipefd: Union(&Struct(&PIPE)),
        timeout: Hidden(&U64),
    }
    AUTOFS_TIMEOUT "autofs_dev_ioctl" {
        ver_major: Uint, ver_minor: Uint, size: Uint, ioctlfd: Fd, timeout: Again(&Struct(&TIMEOUT)),
        path: If(Not(size, 24), &PATH),
    }
    AUTOFS_REQUESTER "autofs_dev_ioctl" order(ver_major, ver_minor, size, ioctlfd, path, requester) {
        ver_major: Uint, ver_minor: Uint, size: Uint, ioctlfd: Fd, requester: Out(&Union(&Struct(&REQUESTER))),
        timeout: Hidden(&U64), path: If(Not(size, 24), &PATH),
    }
    AUTOFS_EXPIRING "autofs_dev_ioctl" {
        ver_major: Uint, ver_minor: Uint, size: Uint, ioctlfd: Fd, expire: Union(&Struct(&EXPIRING)),
        timeout: Hidden(&U64), path: If(Not(size, 24), &PATH),
    }
    AUTOFS_UMOUNT "autofs_dev_ioctl" {
        ver_major: Uint, ver_minor: Uint, size: Uint, ioctlfd: Fd, askumount: Out(&Union(&Struct(&UMOUNT))),
        timeout: Hidden(&U64),
    }
    AUTOFS_POINT "autofs_dev_ioctl" order(ver_major, ver_minor, size, ioctlfd, given, path, found) {
        ver_major: Uint, ver_minor: Uint, size: Uint, ioctlfd: Fd, given = "ismountpoint.in": Union(&Struct(&POINT)),
        found = "ismountpoint.out": Out(&Union(&Struct(&POINT_FOUND))), timeout: Hidden(&U64),
        path: If(Not(size, 24), &PATH),
    }
}
