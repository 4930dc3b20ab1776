//! What single file systems have of their own (ext4.h, f2fs.h, fuse.h, auto_fs.h), what newer kernels tell of any (fs.h), and
//! what files of /proc can be asked (PAGEMAP_SCAN(2const), PROCMAP_QUERY).

use super::{GET_INT, GET_U64, GET_UINT, NONE, Row, SET_INT, SET_U64, SET_UINT};
use crate::decode::decoder::{Decoder, Place, Scope};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Repr;
use crate::decode::sets::volume::*;
use crate::decode::sink::Style;
use crate::decode::structs::automount::*;
use crate::decode::structs::volume::*;

const SET_LONG: Kind = At(&Long);
const SET_ULONG: Kind = At(&Ulong);

/// ext4, and /proc/PID/pagemap and maps, which have numbers beside its own.
pub static EXT4: &[Row] = &[
    ("EXT4_IOC32_GETRSVSZ", GET_INT),
    ("EXT4_IOC32_GETVERSION", GET_INT),
    ("EXT4_IOC32_GROUP_EXTEND", SET_UINT),
    ("EXT4_IOC32_SETRSVSZ", SET_INT),
    ("EXT4_IOC32_SETVERSION", SET_INT),
    ("EXT4_IOC_ALLOC_DA_BLKS", NONE),
    ("EXT4_IOC_CHECKPOINT", At(&Of(&EXT4_CHECKPOINT))),
    ("EXT4_IOC_CLEAR_ES_CACHE", NONE),
    ("EXT4_IOC_GETRSVSZ", Out(&SET_LONG)),
    ("EXT4_IOC_GETSTATE", Out(&At(&Of(&EXT4_STATE)))),
    ("EXT4_IOC_GETVERSION", Out(&SET_LONG)),
    ("EXT4_IOC_GROUP_ADD", At(&Struct(&EXT4_GROUP))),
    ("EXT4_IOC_GROUP_EXTEND", SET_ULONG),
    ("EXT4_IOC_MIGRATE", NONE),
    ("EXT4_IOC_MOVE_EXT", InOut(&MOVE_EXTENT)),
    ("EXT4_IOC_PRECACHE_EXTENTS", NONE),
    ("EXT4_IOC_RESIZE_FS", SET_U64),
    ("EXT4_IOC_SETRSVSZ", SET_LONG),
    ("EXT4_IOC_SETVERSION", SET_LONG),
    ("EXT4_IOC_SHUTDOWN", At(&Of(&EXT4_SHUTDOWN))),
    ("EXT4_IOC_SWAP_BOOT", NONE),
    ("PAGEMAP_SCAN", InOut(&PAGE_SCAN)),
    ("PROCMAP_QUERY", InOut(&MAPPING_QUERY)),
];

/// F2FS.
pub static F2FS: &[Row] = &[
    ("F2FS_IOC_ABORT_ATOMIC_WRITE", NONE),
    ("F2FS_IOC_COMMIT_ATOMIC_WRITE", NONE),
    ("F2FS_IOC_COMPRESS_FILE", NONE),
    ("F2FS_IOC_DECOMPRESS_FILE", NONE),
    ("F2FS_IOC_DEFRAGMENT", Change(&At(&Struct(&F2FS_RANGE)))),
    ("F2FS_IOC_FLUSH_DEVICE", At(&Struct(&F2FS_FLUSH))),
    ("F2FS_IOC_GARBAGE_COLLECT", SET_UINT),
    ("F2FS_IOC_GARBAGE_COLLECT_RANGE", At(&Struct(&F2FS_COLLECT))),
    ("F2FS_IOC_GET_COMPRESS_BLOCKS", GET_U64),
    ("F2FS_IOC_GET_COMPRESS_OPTION", Out(&At(&Struct(&F2FS_COMPRESSION)))),
    ("F2FS_IOC_GET_DEV_ALIAS_FILE", GET_UINT),
    ("F2FS_IOC_GET_FEATURES", Out(&At(&crate::decode::structs::HEX32))),
    ("F2FS_IOC_GET_PIN_FILE", GET_UINT),
    ("F2FS_IOC_IO_PRIO", SET_UINT),
    ("F2FS_IOC_MOVE_RANGE", Change(&At(&Struct(&F2FS_MOVE)))),
    ("F2FS_IOC_PRECACHE_EXTENTS", NONE),
    ("F2FS_IOC_RELEASE_COMPRESS_BLOCKS", GET_U64),
    ("F2FS_IOC_RELEASE_VOLATILE_WRITE", NONE),
    ("F2FS_IOC_RESERVE_COMPRESS_BLOCKS", GET_U64),
    ("F2FS_IOC_RESIZE_FS", SET_U64),
    ("F2FS_IOC_SEC_TRIM_FILE", At(&Struct(&F2FS_TRIM))),
    ("F2FS_IOC_SET_COMPRESS_OPTION", At(&Struct(&F2FS_COMPRESSION))),
    ("F2FS_IOC_SET_PIN_FILE", SET_UINT),
    ("F2FS_IOC_START_ATOMIC_REPLACE", NONE),
    ("F2FS_IOC_START_ATOMIC_WRITE", NONE),
    ("F2FS_IOC_START_VOLATILE_WRITE", NONE),
    ("F2FS_IOC_WRITE_CHECKPOINT", NONE),
];

/// FUSE's device.
pub static FUSE: &[Row] = &[
    ("FUSE_DEV_IOC_BACKING_CLOSE", SET_UINT),
    ("FUSE_DEV_IOC_BACKING_OPEN", At(&Struct(&BACKING))),
    ("FUSE_DEV_IOC_CLONE", At(&As(Repr::U32, &Fd))),
    ("FUSE_DEV_IOC_SYNC_INIT", NONE),
];

/// The automounter.
pub static AUTOMOUNT: &[Row] = &[
    ("AUTOFS_DEV_IOCTL_ASKUMOUNT", InOut(&AUTOFS_UMOUNT)),
    ("AUTOFS_DEV_IOCTL_CATATONIC", InOut(&AUTOFS)),
    ("AUTOFS_DEV_IOCTL_CLOSEMOUNT", InOut(&AUTOFS)),
    ("AUTOFS_DEV_IOCTL_EXPIRE", InOut(&AUTOFS_EXPIRING)),
    ("AUTOFS_DEV_IOCTL_FAIL", InOut(&AUTOFS_FAIL)),
    ("AUTOFS_DEV_IOCTL_ISMOUNTPOINT", InOut(&AUTOFS_POINT)),
    ("AUTOFS_DEV_IOCTL_OPENMOUNT", InOut(&AUTOFS_OPEN)),
    ("AUTOFS_DEV_IOCTL_PROTOSUBVER", InOut(&AUTOFS_PROTOSUBVER)),
    ("AUTOFS_DEV_IOCTL_PROTOVER", InOut(&AUTOFS_PROTOVER)),
    ("AUTOFS_DEV_IOCTL_READY", InOut(&AUTOFS_READY)),
    ("AUTOFS_DEV_IOCTL_REQUESTER", InOut(&AUTOFS_REQUESTER)),
    ("AUTOFS_DEV_IOCTL_SETPIPEFD", InOut(&AUTOFS_PIPE)),
    ("AUTOFS_DEV_IOCTL_TIMEOUT", InOut(&AUTOFS_TIMEOUT)),
    ("AUTOFS_DEV_IOCTL_VERSION", InOut(&AUTOFS)),
    ("AUTOFS_IOC_ASKUMOUNT", GET_INT),
    ("AUTOFS_IOC_CATATONIC", NONE),
    ("AUTOFS_IOC_EXPIRE_MULTI", SET_INT),
    ("AUTOFS_IOC_FAIL", Ulong),
    ("AUTOFS_IOC_PROTOSUBVER", GET_INT),
    ("AUTOFS_IOC_PROTOVER", GET_INT),
    ("AUTOFS_IOC_READY", Ulong),
    ("AUTOFS_IOC_SETTIMEOUT", Change(&SET_ULONG)),
    ("AUTOFS_IOC_SETTIMEOUT32", Change(&SET_ULONG)),
];

/// What every file system can be asked since kernel 6.9.
pub static ANY: &[Row] = &[
    ("FS_IOC_GETFSSYSFSPATH", Out(&At(&Struct(&FS_SYSFS)))),
    ("FS_IOC_GETFSUUID", Out(&At(&Struct(&FS_UUID)))),
];

/// The path that lies behind a request's structure.
pub fn path(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let Scope::Fields(of, _, addr) = place.scope else { return };
    let size = of.size(decoder.abi) as u64;
    decoder.string(addr.wrapping_add(size), decoder.detail.string, Style::Path);
}
