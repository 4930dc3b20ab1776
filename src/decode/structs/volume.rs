//! What single file systems and /proc have of their own: ext4.h, f2fs.h, fuse.h, fs.h.

use crate::decode::kind::Kind::*;
use crate::decode::kind::Len;
use crate::decode::kind::Repr::{U32 as WORD32, U64 as WORD64};
use crate::decode::kind::When::Some;
use crate::decode::sets::volume::*;
use crate::decode::structs::{HEX16, HEX32, HEX64, structs};

structs! {
    BACKING "fuse_backing_map" { fd: Fd, flags: HEX32, padding: If(Some(&[padding]), &HEX64) }
    FS_UUID "fsuuid2" { len: U8, uuid: Uuid }
    FS_SYSFS "fs_sysfs_path" { len: U8, name: Held(128, Len::Arg(len)) }
    PAGE_REGION "page_region" { start: HEX64, end: HEX64, categories: As(WORD64, &Of(&PAGE_CATEGORIES)) }
    PAGE_SCAN "pm_scan_arg" order(
        size, flags, start, end, vec_len, max_pages, category_inverted, category_mask, category_anyof_mask,
        return_mask, walk_end, vec,
    ) {
        size: U64, flags: As(WORD64, &Of(&PAGE_SCAN_FLAGS)), start: HEX64, end: HEX64, walk_end: Out(&HEX64),
        vec: Out(&As(WORD64, &Array(&Struct(&PAGE_REGION), Len::Ret))), vec_len: U64, max_pages: U64,
        category_inverted: As(WORD64, &Of(&PAGE_CATEGORIES)), category_mask: As(WORD64, &Of(&PAGE_CATEGORIES)),
        category_anyof_mask: As(WORD64, &Of(&PAGE_CATEGORIES)), return_mask: As(WORD64, &Of(&PAGE_CATEGORIES)),
    }
    MAPPING_QUERY "procmap_query" order(
        size, query_flags, query_addr, build_id_size, vma_name_size, vma_start, vma_end, vma_flags, vma_page_size,
        vma_offset, inode, dev_major, dev_minor, vma_name_addr, build_id_addr,
    ) {
        size: U64, query_flags: As(WORD64, &Of(&MAPPING_FLAGS)), query_addr: HEX64, vma_start: Out(&HEX64),
        vma_end: Out(&HEX64), vma_flags: Out(&As(WORD64, &Of(&MAPPING_FLAGS))), vma_page_size: Out(&U64),
        vma_offset: Out(&HEX64), inode: Out(&U64), dev_major: Out(&Uint), dev_minor: Out(&Uint),
        vma_name_size: Again(&Uint), build_id_size: Uint, vma_name_addr: Out(&As(WORD64, &Str)),
        build_id_addr: Out(&As(WORD64, &Secret(Len::Arg(build_id_size)))),
    }
    MOVE_EXTENT "move_extent" {
        reserved: If(Some(&[reserved]), &HEX32), donor_fd: As(WORD32, &Fd), orig_start: U64, donor_start: U64,
        len: U64, moved_len: Out(&U64),
    }
    EXT4_GROUP "ext4_new_group_input" {
        group: Uint, block_bitmap: U64, inode_bitmap: U64, inode_table: U64, blocks_count: Uint,
        reserved_blocks: If(Some(&[reserved_blocks]), &HEX16), unused: If(Some(&[unused]), &HEX16),
    }
    F2FS_FLUSH "f2fs_flush_device" { dev_num: Uint, segments: Uint }
    F2FS_RANGE "f2fs_defragment" { start: U64, len: U64 }
    F2FS_MOVE "f2fs_move_range" { dst_fd: As(WORD32, &Fd), pos_in: U64, pos_out: U64, len: U64 }
    F2FS_COLLECT "f2fs_gc_range" { sync: Uint, start: U64, len: U64 }
    F2FS_TRIM "f2fs_sectrim_range" { start: U64, len: U64, flags: As(WORD64, &Of(&F2FS_TRIM_FLAGS)) }
    F2FS_COMPRESSION "f2fs_comp_option" { algorithm: U8, log_cluster_size: U8 }
}
