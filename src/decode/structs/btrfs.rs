//! btrfs: btrfs.h.

use crate::decode::ioctl::btrfs::{
    groups, inherited, inodes_found, paths, per_mille, searched, spaces_used, statistics,
};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Len;
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::{Block, Bytes, U16 as SHORT, U64 as WORD64};
use crate::decode::kind::When::{Any, Is, Some};
use crate::decode::sets::btrfs::*;
use crate::decode::sets::common::LARGEST;
use crate::decode::structs::{HEX64, POINTER64, structs};

/// The identifier of a device, which strace shows as the number of one.
const DEVICE: Kind = Device;
/// A number, of which the largest has a name.
const END: Kind = As(WORD64, &Of(&LARGEST));
const MOMENT: Kind = Moment(&TIME, 9);
const PROGRESS: Kind = Struct(&SCRUB_PROGRESS);

structs! {
    VOLUME "btrfs_ioctl_vol_args" { fd: Union(&Fd), fd_whole: Hidden(&U64), name: Chars(4088) }
    VOLUME2 "btrfs_ioctl_vol_args_v2" order(fd, flags, size, qgroup_inherit, name) {
        fd: Union(&Fd), fd_whole: Hidden(&U64), transid: U64, flags: As(WORD64, &Of(&SUBVOLUME)), size: If(Any(flags, 4), &Union(&U64)),
        real_size: Hidden(&U64), qgroup_inherit: If(Any(flags, 4), &Union(&Own(WORD64, Entry, inherited))),
        unused: Hidden(&Items(&U64, 3)), name: Chars(4040),
    }
    VOLUME2_MADE "btrfs_ioctl_vol_args_v2" order(transid) { fd: I64, transid: U64, rest: Items(&U64, 510) }
    INHERITED "btrfs_qgroup_inherit" {
        flags: As(WORD64, &Of(&QGROUP_INHERITED)), num_qgroups: U64, num_ref_copies: U64, num_excl_copies: U64,
        lim: Struct(&LIMITS), qgroups: Full(&Own(Block(0, 4), Entry, groups)),
    }
    LIMITS "btrfs_qgroup_limit" {
        flags: As(WORD64, &Of(&QGROUP_LIMITS)), max_rfer: U64, max_excl: U64, rsv_rfer: U64, rsv_excl: U64,
    }
    QGROUP_LIMIT "btrfs_ioctl_qgroup_limit_args" { qgroupid: U64, lim: Struct(&LIMITS) }
    QGROUP_CREATE "btrfs_ioctl_qgroup_create_args" { create: U64, qgroupid: U64 }
    QGROUP_ASSIGN "btrfs_ioctl_qgroup_assign_args" { assign: U64, src: U64, dst: U64 }
    QUOTA "btrfs_ioctl_quota_ctl_args" { cmd: As(WORD64, &Of(&QGROUP_COMMAND)), status: Hidden(&U64) }
    QUOTA_RESCAN "btrfs_ioctl_quota_rescan_args" { flags: U64, progress: Hidden(&U64), reserved: Hidden(&Items(&U64, 6)) }
    QUOTA_STATUS "btrfs_ioctl_quota_rescan_args" { flags: U64, progress: END, reserved: Hidden(&Items(&U64, 6)) }

    SCRUB_PROGRESS "btrfs_scrub_progress" {
        data_extents_scrubbed: U64, tree_extents_scrubbed: U64, data_bytes_scrubbed: U64, tree_bytes_scrubbed: U64,
        read_errors: U64, csum_errors: U64, verify_errors: U64, no_csum: U64, csum_discards: U64, super_errors: U64,
        malloc_errors: U64, uncorrectable_errors: U64, corrected_errors: U64, last_physical: U64,
        unverified_errors: U64,
    }
    SCRUBBING "btrfs_ioctl_scrub_args" order(devid, start, end, flags) {
        devid: DEVICE, start: U64, end: END, flags: As(WORD64, &Of(&SCRUB)), progress: PROGRESS, unused: Items(&U64, 109),
    }
    SCRUBBING_OF "btrfs_ioctl_scrub_args" order(devid) {
        devid: DEVICE, start: U64, end: U64, flags: U64, progress: PROGRESS, unused: Items(&U64, 109),
    }
    SCRUBBED "btrfs_ioctl_scrub_args" order(progress) {
        devid: DEVICE, start: U64, end: U64, flags: U64, progress: PROGRESS, unused: Items(&U64, 109),
    }

    REPLACING "btrfs_ioctl_dev_replace_args" {
        cmd: As(WORD64, &Of(&REPLACE)), result: Hidden(&U64), start: If(Is(cmd, 0), &Union(&Struct(&REPLACE_START))),
        all: Hidden(&Struct(&REPLACE_START)), spare: Hidden(&Items(&U64, 64)),
    }
    REPLACED "btrfs_ioctl_dev_replace_args" {
        cmd: Hidden(&U64), result: As(WORD64, &Of(&REPLACE_RESULT)),
        status: If(Is(cmd, 1), &Union(&Struct(&REPLACE_STATUS))), all: Hidden(&Struct(&REPLACE_START)),
        spare: Hidden(&Items(&U64, 64)),
    }
    REPLACE_START "btrfs_ioctl_dev_replace_start_params" {
        srcdevid: DEVICE, cont_reading_from_srcdev_mode: As(WORD64, &Of(&REPLACE_MODE)), srcdev_name: Chars(1025),
        tgtdev_name: Chars(1025),
    }
    REPLACE_STATUS "btrfs_ioctl_dev_replace_status_params" {
        replace_state: As(WORD64, &Of(&REPLACE_STATE)), progress_1000: Own(WORD64, Entry, per_mille),
        time_started: As(WORD64, &Time), time_stopped: As(WORD64, &Time), num_write_errors: U64,
        num_uncorrectable_read_errors: U64,
    }

    DEVICE_OF "btrfs_ioctl_dev_info_args" {
        devid: DEVICE, uuid: If(Some(&[low, high]), &Union(&Uuid)), low: Hidden(&U64), high: Hidden(&U64),
        bytes_used: Hidden(&U64), total_bytes: Hidden(&U64),
        unused: Hidden(&Items(&U64, 379)), path: Hidden(&Chars(1024)),
    }
    DEVICE_INFO "btrfs_ioctl_dev_info_args" {
        devid: Hidden(&U64), uuid: If(Some(&[low, high]), &Union(&Uuid)), low: Hidden(&U64), high: Hidden(&U64),
        bytes_used: U64, total_bytes: U64, unused: Hidden(&Items(&U64, 379)),
        path: Chars(1024),
    }
    FILE_SYSTEM "btrfs_ioctl_fs_info_args" {
        max_id: U64, num_devices: U64, fsid: Uuid, nodesize: Uint, sectorsize: Uint, clone_alignment: Uint,
        csum_type: If(Any(flags, 1), &Union(&As(SHORT, &Of(&CHECKSUM)))), real_type: Hidden(&U16),
        csum_size: If(Any(flags, 1), &Union(&U16)), real_size: Hidden(&U16), flags: As(WORD64, &Of(&FS_FLAGS)),
        generation: If(Any(flags, 2), &Union(&U64)), real_generation: Hidden(&U64),
        metadata_uuid: If(Any(flags, 4), &Union(&Uuid)), uuid: Hidden(&Uuid), reserved: Hidden(&Items(&U8, 944)),
    }
    FEATURES "btrfs_ioctl_feature_flags" {
        compat_flags: As(WORD64, &Of(&COMPATIBLE)), compat_ro_flags: As(WORD64, &Of(&COMPATIBLE_READ)),
        incompat_flags: As(WORD64, &Of(&INCOMPATIBLE)),
    }

    BALANCE_PART "btrfs_balance_args" {
        profiles: As(WORD64, &Of(&PROFILES)), usage: U64, devid: DEVICE, pstart: U64, pend: U64, vstart: U64, vend: U64,
        target: U64, flags: As(WORD64, &Of(&BALANCE_ARGUMENTS)), limit: Hidden(&U64), stripes: Hidden(&Items(&Uint, 2)),
        unused: Hidden(&Items(&U64, 6)),
    }
    BALANCING "btrfs_ioctl_balance_args" order(flags, data, meta, sys) {
        flags: As(WORD64, &Of(&BALANCE)), state: U64, data: If(Any(flags, 1), &Union(&Struct(&BALANCE_PART))),
        real_data: Struct(&BALANCE_PART), meta: If(Any(flags, 4), &Union(&Struct(&BALANCE_PART))),
        real_meta: Struct(&BALANCE_PART), sys: If(Any(flags, 2), &Union(&Struct(&BALANCE_PART))),
        real_sys: Struct(&BALANCE_PART), stat: Items(&U64, 3), unused: Items(&U64, 72),
    }
    BALANCED "btrfs_ioctl_balance_args" order(flags, state, data, meta, sys) {
        flags: As(WORD64, &Of(&BALANCE)), state: As(WORD64, &Of(&BALANCE_STATE)),
        data: If(Any(flags, 1), &Union(&Struct(&BALANCE_PART))), real_data: Struct(&BALANCE_PART),
        meta: If(Any(flags, 4), &Union(&Struct(&BALANCE_PART))), real_meta: Struct(&BALANCE_PART),
        sys: If(Any(flags, 2), &Union(&Struct(&BALANCE_PART))), real_sys: Struct(&BALANCE_PART),
        stat: Items(&U64, 3), unused: Items(&U64, 72),
    }

    DEFRAGMENTING "btrfs_ioctl_defrag_range_args" {
        start: U64, len: END, flags: As(WORD64, &Of(&DEFRAGMENT)), extent_thresh: Uint, compress_type: Of(&COMPRESSION),
        unused: Hidden(&Items(&Uint, 4)),
    }
    SPACES "btrfs_ioctl_space_args" order(space_slots) { space_slots: U64, total_spaces: U64 }
    SPACES_GOT "btrfs_ioctl_space_args" order(total_spaces, none, spaces) {
        space_slots: U64, total_spaces: U64, none = "spaces": Full(&If(Is(total_spaces, 0), &Union(&Own(Block(0, 4), Entry, spaces_used)))),
        spaces: Full(&If(Some(&[space_slots]), &If(Some(&[total_spaces]), &Own(Block(0, 4), Entry, spaces_used)))),
    }
    SPACE_USED "btrfs_ioctl_space_info" { flags: As(WORD64, &Of(&SPACE)), total_bytes: U64, used_bytes: U64 }
    SENDING "btrfs_ioctl_send_args" {
        send_fd: Union(&Fd), send_fd_whole: Hidden(&U64), clone_sources_count: U64, clone_sources: Array(&As(WORD64, &Of(&TREE)), Len::Arg(clone_sources_count)),
        parent_root: As(WORD64, &Of(&TREE)), flags: As(WORD64, &Of(&SEND)), version: Hidden(&Uint),
        reserved: Hidden(&Items(&U8, 28)),
    }
    TIME "btrfs_ioctl_timespec" { sec: U64, nsec: Uint }
    RECEIVED "btrfs_ioctl_received_subvol_args" {
        uuid: Uuid, stransid: U64, rtransid: Hidden(&U64), stime: MOMENT, rtime: Hidden(&Struct(&TIME)),
        flags: U64, reserved: Hidden(&Items(&U64, 16)),
    }
    RECEIVED_ID "btrfs_ioctl_received_subvol_args" {
        uuid: Hidden(&Uuid), stransid: Hidden(&U64), rtransid: U64, stime: Hidden(&Struct(&TIME)), rtime: MOMENT,
        flags: Hidden(&U64), reserved: Hidden(&Items(&U64, 16)),
    }

    INODE_OF "btrfs_ioctl_ino_path_args" {
        inum: U64, size: U64, reserved: Hidden(&Items(&U64, 4)), fspath: POINTER64,
    }
    INODE_PATHS "btrfs_ioctl_ino_path_args" {
        inum: Hidden(&U64), size: Hidden(&U64), reserved: Hidden(&Items(&U64, 4)), fspath: Own(WORD64, Entry, paths),
    }
    LOGICAL_OF "btrfs_ioctl_logical_ino_args" {
        logical: U64, size: U64, reserved: Spare(&HEX64, 3), flags: As(WORD64, &Of(&LOGICAL)), inodes: POINTER64,
    }
    LOGICAL_INODES "btrfs_ioctl_logical_ino_args" {
        logical: Hidden(&U64), size: Hidden(&U64), reserved: Hidden(&Items(&U64, 3)), flags: Hidden(&U64),
        inodes: Own(WORD64, Entry, inodes_found),
    }
    CONTAINER "btrfs_data_container" { bytes_left: Uint, bytes_missing: Uint, elem_cnt: Uint, elem_missed: Uint }
    INODE "inode" { inum: U64, offset: U64, root: U64 }
    LOOKING_UP "btrfs_ioctl_ino_lookup_args" {
        treeid: As(WORD64, &Of(&TREE)), objectid: As(WORD64, &Of(&TREE)), name: Hidden(&Chars(4080)),
    }
    LOOKED_UP "btrfs_ioctl_ino_lookup_args" order(name) { treeid: U64, objectid: U64, name: Chars(4080) }
    /// Where the tree was that of the file, the call says which.
    LOOKED_UP_HERE "btrfs_ioctl_ino_lookup_args" order(treeid, name) {
        treeid: As(WORD64, &Of(&TREE)), objectid: U64, name: Chars(4080),
    }

    SEARCH_KEY "btrfs_ioctl_search_key" {
        tree_id: As(WORD64, &Of(&TREE)), min_objectid: As(WORD64, &Of(&TREE)),
        max_objectid: As(WORD64, &Of(&TREE)), min_offset: END,
        max_offset: END, min_transid: END,
        max_transid: END, min_type: Of(&ITEM), max_type: Of(&ITEM), nr_items: Uint,
        unused: Hidden(&Uint), unused1: Hidden(&Items(&U64, 4)),
    }
    SEARCH_COUNT "btrfs_ioctl_search_key" {
        ids: Hidden(&Items(&U64, 7)), types: Hidden(&Items(&Uint, 2)), nr_items: Uint, unused: Hidden(&Uint),
        unused1: Hidden(&Items(&U64, 4)),
    }
    SEARCH "btrfs_ioctl_search_args" { key: Struct(&SEARCH_KEY), buf: Hidden(&As(Bytes(3992), &Hex)) }
    SEARCH_RESULT "btrfs_ioctl_search_args" {
        key: Struct(&SEARCH_COUNT), buf: Full(&Own(Bytes(3992), Entry, searched)),
    }
    SEARCH2 "btrfs_ioctl_search_args_v2" { key: Struct(&SEARCH_KEY), buf_size: U64 }
    SEARCH2_RESULT "btrfs_ioctl_search_args_v2" {
        key: Struct(&SEARCH_COUNT), buf_size: U64, buf: Full(&Own(Block(0, 4), Entry, searched)),
    }
    SEARCH_ITEM "btrfs_ioctl_search_header" {
        transid: U64, objectid: As(WORD64, &Of(&TREE)), offset: U64, kind = "type": Of(&ITEM), len: Uint,
    }

    STATISTICS "btrfs_ioctl_get_dev_stats" {
        devid: DEVICE, nr_items: U64, flags: As(WORD64, &Of(&STATS)), rest: Hidden(&Items(&U64, 126)),
    }
    STATISTICS_GOT "btrfs_ioctl_get_dev_stats" order(nr_items, flags, values) {
        devid: U64, nr_items: U64, flags: As(WORD64, &Of(&STATS)), values: Unnamed(&Own(Block(1008, 4), Entry, statistics)),
    }
}
