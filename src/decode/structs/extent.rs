//! What file systems keep of files, and what they are asked for: fs.h, fiemap.h, fscrypt.h, fsverity.h, fsmap.h.

use crate::decode::ioctl::file_system::{extents, same, shared};
use crate::decode::kind::Kind::*;
use crate::decode::kind::Len;
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::{Block, U8 as BYTE, U64 as WORD64};
use crate::decode::kind::When::Is;
use crate::decode::sets::extent::*;
use crate::decode::sets::file::XFLAGS;
use crate::decode::structs::{HEX32, HEX64, POINTER64, structs};

structs! {
    FSXATTR "fsxattr" {
        fsx_xflags: Of(&XFLAGS), fsx_extsize: Uint, fsx_nextents: Uint, fsx_projid: HEX32, fsx_cowextsize: Uint,
        fsx_pad: Hidden(&Items(&U8, 8)),
    }
    FSXATTR_SET "fsxattr" {
        fsx_xflags: Of(&XFLAGS), fsx_extsize: Uint, fsx_nextents: Hidden(&Uint), fsx_projid: HEX32, fsx_cowextsize: Uint,
        fsx_pad: Hidden(&Items(&U8, 8)),
    }
    TRIM "fstrim_range" { start: HEX64, len: U64, minlen: U64 }
    CLONE_RANGE "file_clone_range" { src_fd: Union(&Fd), src_fd_whole: Hidden(&U64), src_offset: U64, src_length: U64, dest_offset: U64 }
    SAME "file_dedupe_range" {
        src_offset: U64, src_length: U64, dest_count: U16, reserved1: Hidden(&U16), reserved2: Hidden(&Uint),
        info: Own(Block(0, 4), Entry, same),
    }
    SHARED "file_dedupe_range" {
        src_offset: Hidden(&U64), src_length: Hidden(&U64), dest_count: Hidden(&U16), reserved1: Hidden(&U16),
        reserved2: Hidden(&Uint), info: Own(Block(0, 4), Entry, shared),
    }
    SAME_AS "file_dedupe_range_info" {
        dest_fd: Union(&Fd), dest_fd_whole: Hidden(&U64), dest_offset: U64, bytes_deduped: Hidden(&U64), status: Hidden(&Int),
        reserved: Hidden(&Uint),
    }
    SHARED_WITH "file_dedupe_range_info" {
        dest_fd: Hidden(&I64), dest_offset: Hidden(&U64), bytes_deduped: U64, status: Int, reserved: Hidden(&Uint),
    }
    MAPPING "fiemap" {
        fm_start: U64, fm_length: U64, fm_flags: Of(&FIEMAP), fm_mapped_extents: Hidden(&Uint), fm_extent_count: Uint,
        fm_reserved: Hidden(&Uint),
    }
    MAPPED "fiemap" {
        fm_start: Hidden(&U64), fm_length: Hidden(&U64), fm_flags: Of(&FIEMAP), fm_mapped_extents: Uint,
        fm_extent_count: Hidden(&Uint), fm_reserved: Hidden(&Uint),
        fm_extents: Full(&Own(Block(0, 4), Entry, extents)),
    }
    EXTENT_OF "fiemap_extent" {
        fe_logical: U64, fe_physical: U64, fe_length: U64, fe_reserved64: Hidden(&Items(&U64, 2)),
        fe_flags: Of(&EXTENT), fe_reserved: Hidden(&Items(&Uint, 3)),
    }

    POLICY1 "fscrypt_policy_v1" {
        version: U8, contents_encryption_mode: As(BYTE, &Of(&CRYPT_MODE)),
        filenames_encryption_mode: As(BYTE, &Of(&CRYPT_MODE)), flags: As(BYTE, &Of(&CRYPT_POLICY)),
        master_key_descriptor: Raw(8),
    }
    POLICY2 "fscrypt_policy_v2" {
        version: U8, contents_encryption_mode: As(BYTE, &Of(&CRYPT_MODE)),
        filenames_encryption_mode: As(BYTE, &Of(&CRYPT_MODE)), flags: As(BYTE, &Of(&CRYPT_POLICY)),
        reserved: Hidden(&Items(&U8, 4)), master_key_identifier: Raw(16),
    }
    KEY_SPECIFIER "fscrypt_key_specifier" {
        kind = "type": Of(&CRYPT_SPECIFIER), reserved: Hidden(&Uint), descriptor: If(Is(kind, 1), &Union(&Raw(8))),
        identifier: If(Is(kind, 2), &Union(&Raw(16))), u: Hidden(&Raw(32)),
    }
    ADD_KEY "fscrypt_add_key_arg" {
        key_spec: Struct(&KEY_SPECIFIER), raw_size: Uint, key_id: As(crate::decode::kind::Repr::I32, &Int),
        reserved: Hidden(&Items(&Uint, 8)),
    }
    REMOVE_KEY "fscrypt_remove_key_arg" {
        key_spec: Struct(&KEY_SPECIFIER), removal_status_flags: Out(&Of(&CRYPT_REMOVAL)), reserved: Hidden(&Items(&Uint, 5)),
    }
    KEY_STATUS "fscrypt_get_key_status_arg" {
        key_spec: Struct(&KEY_SPECIFIER), reserved: Hidden(&Items(&Uint, 6)), status: Out(&Of(&CRYPT_STATUS)),
        status_flags: Out(&Of(&CRYPT_STATUS_FLAGS)), user_count: Out(&Uint), reserved2: Hidden(&Items(&Uint, 13)),
    }
    VERITY_ENABLE "fsverity_enable_arg" {
        version: Uint, hash_algorithm: Of(&VERITY_HASH), block_size: Uint, salt_size: Uint,
        salt_ptr: As(WORD64, &Secret(Len::Arg(salt_size))), sig_size: Uint, reserved1: Hidden(&Uint),
        sig_ptr: As(WORD64, &Secret(Len::Arg(sig_size))), reserved2: Hidden(&Items(&U64, 11)),
    }
    VERITY_METADATA_OF "fsverity_read_metadata_arg" {
        metadata_type: As(WORD64, &Of(&VERITY_METADATA)), offset: U64, length: U64, buf_ptr: POINTER64,
        reserved: Hidden(&U64),
    }
    VERITY_DIGEST "fsverity_digest" { digest_algorithm: As(crate::decode::kind::Repr::U16, &Of(&VERITY_HASH)), digest_size: U16 }

    SPACE_MAP "fsmap_head" {
        fmh_iflags: HEX32, fmh_oflags: Out(&Of(&MAP_OUTPUT)), fmh_count: Uint, fmh_entries: Out(&Uint),
        fmh_reserved: Hidden(&Items(&U64, 6)), fmh_keys: Items(&Struct(&SPACE_MAP_RECORD), 2),
    }
    SPACE_MAP_RECORD "fsmap" {
        fmr_device: HEX32, fmr_flags: Of(&MAP_RECORD), fmr_physical: U64, fmr_owner: U64, fmr_offset: U64,
        fmr_length: U64, fmr_reserved: Hidden(&Items(&U64, 3)),
    }
}
