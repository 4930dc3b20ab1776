//! Mounts.

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Phase::Exit;
use crate::decode::kind::Repr::{U32 as WORD, U64 as WORD64};
use crate::decode::kind::When::{Any, Some};
use crate::decode::mount::{strings_by, text};
use crate::decode::sets::mount::*;
use crate::decode::sets::process::NAMESPACE;
use crate::decode::structs::{HEX64, structs};

/// A string behind `struct statmount`, where the field says.
const TEXT: Kind = Own(WORD, Exit, text);

/// Strings behind `struct statmount`, where the field says, as many as the field before it does.
macro_rules! texts {
    ($count:ident) => {
        Own(WORD, Exit, |decoder, place| strings_by(decoder, place, $count))
    };
}

/// Bits of `mask`.
const SB_BASIC: u64 = 1;
const MNT_BASIC: u64 = 2;

structs! {
    MOUNT_ATTRIBUTES "mount_attr" {
        attr_set: As(WORD64, &Of(&MOUNT_ATTR)),
        attr_clr: As(WORD64, &Of(&MOUNT_ATTR)),
        propagation: As(WORD64, &Of(&PROPAGATION)),
        userns_fd: As(WORD64, &Fd),
    }
    /// As statmount takes it.
    MNT_ID_REQ "mnt_id_req" {
        size: Of(&REQUEST_SIZE),
        spare: If(Some(&[spare]), &As(WORD, &Hex)),
        mnt_id: HEX64,
        param: As(WORD64, &Of(&STATMOUNT)),
        mnt_ns_id: If(Some(&[mnt_ns_id]), &HEX64),
    }
    /// As listmount takes it, with the id to go on from.
    MNT_ID_REQ_LIST "mnt_id_req" {
        size: Of(&REQUEST_SIZE),
        spare: If(Some(&[spare]), &As(WORD, &Hex)),
        mnt_id: As(WORD64, &Of(&LIST_ROOT)),
        param: HEX64,
        mnt_ns_id: If(Some(&[mnt_ns_id]), &HEX64),
    }
    NS_ID_REQ "ns_id_req" {
        size: Uint,
        spare: If(Some(&[spare]), &As(WORD, &Hex)),
        ns_id: HEX64,
        ns_type: Of(&NAMESPACE),
        spare2: If(Some(&[spare2]), &As(WORD, &Hex)),
        user_ns_id: HEX64,
    }
    /// Text follows.
    STATMOUNT_BUFFER "statmount" {
        size: Uint,
        mnt_opts: If(Any(mask, 0x80), &TEXT),
        mask: As(WORD64, &Of(&STATMOUNT)),
        sb_dev_major: If(Any(mask, SB_BASIC), &Uint),
        sb_dev_minor: If(Any(mask, SB_BASIC), &Uint),
        sb_magic: If(Any(mask, SB_BASIC), &As(WORD64, &Of(&MAGIC))),
        sb_flags: If(Any(mask, SB_BASIC), &Of(&MOUNT_FLAGS)),
        fs_type: If(Any(mask, 0x20), &TEXT),
        mnt_id: If(Any(mask, MNT_BASIC), &HEX64),
        mnt_parent_id: If(Any(mask, MNT_BASIC), &HEX64),
        mnt_id_old: If(Any(mask, MNT_BASIC), &Uint),
        mnt_parent_id_old: If(Any(mask, MNT_BASIC), &Uint),
        mnt_attr: If(Any(mask, MNT_BASIC), &As(WORD64, &Of(&MOUNT_ATTR))),
        mnt_propagation: If(Any(mask, MNT_BASIC), &As(WORD64, &Of(&PROPAGATION))),
        mnt_peer_group: If(Any(mask, MNT_BASIC), &HEX64),
        mnt_master: If(Any(mask, MNT_BASIC), &HEX64),
        propagate_from: If(Any(mask, 4), &HEX64),
        mnt_root: If(Any(mask, 8), &TEXT),
        mnt_point: If(Any(mask, 0x10), &TEXT),
        mnt_ns_id: If(Any(mask, 0x40), &HEX64),
        fs_subtype: If(Any(mask, 0x100), &TEXT),
        sb_source: If(Any(mask, 0x200), &TEXT),
        opt_num: If(Any(mask, 0x400), &Uint),
        opt_array: If(Any(mask, 0x400), &texts!(opt_num)),
        opt_sec_num: If(Any(mask, 0x800), &Uint),
        opt_sec_array: If(Any(mask, 0x800), &texts!(opt_sec_num)),
        supported_mask: If(Any(mask, 0x1000), &As(WORD64, &Of(&STATMOUNT))),
        mnt_uidmap_num: If(Any(mask, 0x2000), &Uint),
        mnt_uidmap: If(Any(mask, 0x2000), &texts!(mnt_uidmap_num)),
        mnt_gidmap_num: If(Any(mask, 0x4000), &Uint),
        mnt_gidmap: If(Any(mask, 0x4000), &texts!(mnt_gidmap_num)),
        __spare2: Hidden(&Items(&U64, 43)),
    }
}
