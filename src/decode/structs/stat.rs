//! What files and file systems are like: stat and statfs, which differ by ABI, and statx.

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::{Block, KLong, KUlong, U16 as SHORT, U64 as WORD64, Ulong as WORD};
use crate::decode::kind::When::{Any, Masked, Unlike};
use crate::decode::set::Radix;
use crate::decode::sets::file::{STATX, STATX_ATTR};
use crate::decode::sets::mount::{MAGIC, ST};
use crate::decode::structs::structs;

/// The bits of a mode by which block and character devices differ from all other types of files.
pub const KINDS: u64 = 0o130000;
/// What those bits are in the mode of a device.
pub const DEVICES: u64 = 0o020000;

/// The flag of `statfs` that says the flags are there.
const ST_VALID: u64 = 0x20;

/// A word of `struct statfs`, and of `struct stat` of x86_64: eight bytes on x32 too.
const WIDE: Kind = As(KUlong, &Ulong);
const SHORT_MODE: Kind = As(SHORT, &Mode);
/// Ids of 16 bits, of which all are one.
const SHORT_ID: Kind = U16;
/// What the structure doesn't have, and strace shows as zero.
const ZERO: Kind = Own(Block(0, 1), Entry, |decoder, _| decoder.sink.number(0, Radix::Decimal));
const WORD_DEVICE: Kind = As(WORD, &Device);

structs! {
    /// x86_64 and x32
    STAT "stat" order(
        st_dev, st_ino, st_mode, st_nlink, st_uid, st_gid, st_blksize, st_blocks, st_size, st_rdev, st_atime,
        st_atime_nsec, st_mtime, st_mtime_nsec, st_ctime, st_ctime_nsec
    ) {
        st_dev: Full(&Device),
        st_ino: Full(&U64),
        st_nlink: Full(&U64),
        st_mode: Mode,
        st_uid: Full(&Uint),
        st_gid: Full(&Uint),
        pad0: Hidden(&Uint),
        st_rdev: If(Masked(st_mode, KINDS, DEVICES), &Device),
        st_size: If(Unlike(st_mode, KINDS, DEVICES), &U64),
        st_blksize: Full(&U64),
        st_blocks: Full(&U64),
        st_atime: Full(&As(KLong, &TimeWith(st_atime_nsec))),
        st_atime_nsec: Full(&WIDE),
        st_mtime: Full(&As(KLong, &TimeWith(st_mtime_nsec))),
        st_mtime_nsec: Full(&WIDE),
        st_ctime: Full(&As(KLong, &TimeWith(st_ctime_nsec))),
        st_ctime_nsec: Full(&WIDE),
        unused: Hidden(&Items(&I64, 3)),
    }
    /// aarch64
    STAT_ARM64 "stat" order(
        st_dev, st_ino, st_mode, st_nlink, st_uid, st_gid, st_blksize, st_blocks, st_size, st_rdev, st_atime,
        st_atime_nsec, st_mtime, st_mtime_nsec, st_ctime, st_ctime_nsec
    ) {
        st_dev: Full(&Device),
        st_ino: Full(&U64),
        st_mode: Mode,
        st_nlink: Full(&Uint),
        st_uid: Full(&Uint),
        st_gid: Full(&Uint),
        st_rdev: If(Masked(st_mode, KINDS, DEVICES), &Device),
        pad1: Hidden(&U64),
        st_size: If(Unlike(st_mode, KINDS, DEVICES), &U64),
        st_blksize: Full(&Uint),
        pad2: Hidden(&Int),
        st_blocks: Full(&U64),
        st_atime: Full(&TimeWith(st_atime_nsec)),
        st_atime_nsec: Full(&Ulong),
        st_mtime: Full(&TimeWith(st_mtime_nsec)),
        st_mtime_nsec: Full(&Ulong),
        st_ctime: Full(&TimeWith(st_ctime_nsec)),
        st_ctime_nsec: Full(&Ulong),
        unused: Hidden(&U64),
    }
    /// i386 and arm
    STAT_32 "stat" order(
        st_dev, st_ino, st_mode, st_nlink, st_uid, st_gid, st_blksize, st_blocks, st_size, st_rdev, st_atime,
        st_atime_nsec, st_mtime, st_mtime_nsec, st_ctime, st_ctime_nsec
    ) {
        st_dev: Full(&WORD_DEVICE),
        st_ino: Full(&Ulong),
        st_mode: SHORT_MODE,
        st_nlink: Full(&U16),
        st_uid: Full(&SHORT_ID),
        st_gid: Full(&SHORT_ID),
        st_rdev: If(Masked(st_mode, KINDS, DEVICES), &WORD_DEVICE),
        st_size: If(Unlike(st_mode, KINDS, DEVICES), &Ulong),
        st_blksize: Full(&Ulong),
        st_blocks: Full(&Ulong),
        st_atime: Full(&TimeWith(st_atime_nsec)),
        st_atime_nsec: Full(&Ulong),
        st_mtime: Full(&TimeWith(st_mtime_nsec)),
        st_mtime_nsec: Full(&Ulong),
        st_ctime: Full(&TimeWith(st_ctime_nsec)),
        st_ctime_nsec: Full(&Ulong),
        unused4: Hidden(&Ulong),
        unused5: Hidden(&Ulong),
    }
    /// i386 and arm
    STAT64 "stat64" order(
        st_dev, st_ino, st_mode, st_nlink, st_uid, st_gid, st_blksize, st_blocks, st_size, st_rdev, st_atime,
        st_atime_nsec, st_mtime, st_mtime_nsec, st_ctime, st_ctime_nsec
    ) {
        st_dev: Full(&Device),
        pad0: Hidden(&Uint),
        st_ino_low: Hidden(&Ulong),
        st_mode: Mode,
        st_nlink: Full(&Uint),
        st_uid: Full(&Uint),
        st_gid: Full(&Uint),
        st_rdev: If(Masked(st_mode, KINDS, DEVICES), &Device),
        pad3: Hidden(&Uint),
        st_size: If(Unlike(st_mode, KINDS, DEVICES), &U64),
        st_blksize: Full(&Ulong),
        st_blocks: Full(&U64),
        st_atime: Full(&TimeWith(st_atime_nsec)),
        st_atime_nsec: Full(&Ulong),
        st_mtime: Full(&TimeWith(st_mtime_nsec)),
        st_mtime_nsec: Full(&Ulong),
        st_ctime: Full(&TimeWith(st_ctime_nsec)),
        st_ctime_nsec: Full(&Ulong),
        st_ino: Full(&U64),
    }
    /// i386
    OLD_STAT "__old_kernel_stat" order(
        st_dev, st_ino, st_mode, st_nlink, st_uid, st_gid, st_blksize, st_blocks, st_size, st_rdev, st_atime,
        st_mtime, st_ctime
    ) {
        st_dev: Full(&As(SHORT, &Device)),
        st_ino: Full(&U16),
        st_mode: SHORT_MODE,
        st_nlink: Full(&U16),
        st_uid: Full(&SHORT_ID),
        st_gid: Full(&SHORT_ID),
        st_rdev: If(Masked(st_mode, KINDS, DEVICES), &As(SHORT, &Device)),
        st_size: If(Unlike(st_mode, KINDS, DEVICES), &Ulong),
        st_atime: Full(&Time),
        st_mtime: Full(&Time),
        st_ctime: Full(&Time),
        st_blksize: Full(&ZERO),
        st_blocks: Full(&ZERO),
    }
    FSID "__kernel_fsid_t" { val: Items(&As(crate::decode::kind::Repr::U32, &Hex), 2) }
    STATFS "statfs" {
        f_type: As(KUlong, &Of(&MAGIC)),
        f_bsize: WIDE,
        f_blocks: WIDE,
        f_bfree: WIDE,
        f_bavail: WIDE,
        f_files: WIDE,
        f_ffree: WIDE,
        f_fsid: Struct(&FSID),
        f_namelen: WIDE,
        f_frsize: WIDE,
        f_flags: If(Any(f_flags, ST_VALID), &As(KUlong, &Of(&ST))),
        f_spare: Hidden(&Items(&WIDE, 4)),
    }
    STATFS64 "statfs64" packed(I386, Arm) {
        f_type: As(WORD, &Of(&MAGIC)),
        f_bsize: Ulong,
        f_blocks: U64,
        f_bfree: U64,
        f_bavail: U64,
        f_files: U64,
        f_ffree: U64,
        f_fsid: Struct(&FSID),
        f_namelen: Ulong,
        f_frsize: Ulong,
        f_flags: If(Any(f_flags, ST_VALID), &As(WORD, &Of(&ST))),
        f_spare: Hidden(&Items(&Ulong, 4)),
    }
    USTAT "ustat" order(f_tfree, f_tinode) {
        f_tfree: As(crate::decode::kind::Repr::I32, &Int),
        f_tinode: As(KUlong, &Ulong),
        f_fname: Chars(6),
        f_fpack: Chars(6),
    }
    STATX_TIMESTAMP "statx_timestamp" { tv_sec: I64, tv_nsec: Uint, reserved: Hidden(&Int) }
    STATX_BUFFER "statx" {
        stx_mask: Of(&STATX),
        stx_blksize: Full(&Uint),
        stx_attributes: As(WORD64, &Of(&STATX_ATTR)),
        stx_nlink: Full(&If(Any(stx_mask, 4), &Uint)),
        stx_uid: Full(&If(Any(stx_mask, 8), &Uid)),
        stx_gid: Full(&If(Any(stx_mask, 0x10), &Gid)),
        stx_mode: If(Any(stx_mask, 3), &SHORT_MODE),
        spare0: Hidden(&U16),
        stx_ino: Full(&If(Any(stx_mask, 0x100), &U64)),
        stx_size: If(Any(stx_mask, 0x200), &U64),
        stx_blocks: Full(&If(Any(stx_mask, 0x400), &U64)),
        stx_attributes_mask: Full(&As(WORD64, &Of(&STATX_ATTR))),
        stx_atime: Full(&If(Any(stx_mask, 0x20), &Moment(&STATX_TIMESTAMP, 9))),
        stx_btime: Full(&If(Any(stx_mask, 0x800), &Moment(&STATX_TIMESTAMP, 9))),
        stx_ctime: Full(&If(Any(stx_mask, 0x80), &Moment(&STATX_TIMESTAMP, 9))),
        stx_mtime: Full(&If(Any(stx_mask, 0x40), &Moment(&STATX_TIMESTAMP, 9))),
        stx_rdev_major: Full(&Uint),
        stx_rdev_minor: Full(&Uint),
        stx_dev_major: Full(&Uint),
        stx_dev_minor: Full(&Uint),
        stx_mnt_id: Full(&If(Any(stx_mask, 0x5000), &As(WORD64, &Hex))),
        stx_dio_mem_align: Full(&If(Any(stx_mask, 0x2000), &Uint)),
        stx_dio_offset_align: Full(&If(Any(stx_mask, 0x2000), &Uint)),
        stx_subvol: Full(&If(Any(stx_mask, 0x8000), &As(WORD64, &Hex))),
        stx_atomic_write_unit_min: Full(&If(Any(stx_mask, 0x10000), &Uint)),
        stx_atomic_write_unit_max: Full(&If(Any(stx_mask, 0x10000), &Uint)),
        stx_atomic_write_segments_max: Full(&If(Any(stx_mask, 0x10000), &Uint)),
        stx_dio_read_offset_align: Full(&If(Any(stx_mask, 0x20000), &Uint)),
        stx_atomic_write_unit_max_opt: Full(&If(Any(stx_mask, 0x10000), &Uint)),
        spare: Hidden(&Items(&Uint, 17)),
    }
}
