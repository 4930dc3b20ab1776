//! Files and file systems (ioctl_iflags(2), ioctl_ficlone(2), ioctl_fideduperange(2), ioctl_fslabel(2), fs.h).

use super::{NONE, Row};
use crate::decode::decoder::{At as Where, Decoder, Place};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Ref, Repr};
use crate::decode::sets::extent::INODE_FLAGS;
use crate::decode::sets::volume::FAT_ATTRIBUTES;
use crate::decode::structs::extent::*;

const SET_FLAGS: Kind = At(&Of(&INODE_FLAGS));
const SET_LABEL: Kind = At(&Chars(256));
const POLICY: Kind = At(&Struct(&POLICY1));

/// What most file systems can be asked.
pub static ROWS: &[Row] = &[
    ("FICLONE", Int),
    ("FICLONERANGE", At(&Struct(&CLONE_RANGE))),
    ("FIDEDUPERANGE", After(&At(&Struct(&SAME)), some_files, shared_after)),
    ("FIFREEZE", NONE),
    ("FITHAW", NONE),
    ("FITRIM", At(&Struct(&TRIM))),
    ("FS_IOC32_GETFLAGS", Out(&SET_FLAGS)),
    ("FS_IOC32_SETFLAGS", SET_FLAGS),
    ("FS_IOC_ADD_ENCRYPTION_KEY", At(&Struct(&ADD_KEY))),
    ("FS_IOC_ENABLE_VERITY", At(&Struct(&VERITY_ENABLE))),
    ("FS_IOC_FIEMAP", Turns(&At(&Struct(&MAPPING)), &At(&Struct(&MAPPED)))),
    ("FS_IOC_FSGETXATTR", Out(&At(&Struct(&FSXATTR)))),
    ("FS_IOC_FSSETXATTR", At(&Struct(&FSXATTR_SET))),
    ("FS_IOC_GETFLAGS", Out(&SET_FLAGS)),
    ("FS_IOC_GETFSLABEL", Out(&SET_LABEL)),
    ("FS_IOC_GETFSMAP", InOut(&SPACE_MAP)),
    ("FS_IOC_GET_ENCRYPTION_KEY_STATUS", InOut(&KEY_STATUS)),
    ("FS_IOC_GET_ENCRYPTION_NONCE", Out(&At(&Raw(16)))),
    ("FS_IOC_GET_ENCRYPTION_POLICY", Out(&POLICY)),
    ("FS_IOC_GET_ENCRYPTION_PWSALT", Out(&At(&Raw(16)))),
    ("FS_IOC_MEASURE_VERITY", Out(&At(&Struct(&VERITY_DIGEST)))),
    ("FS_IOC_READ_VERITY_METADATA", At(&Struct(&VERITY_METADATA_OF))),
    ("FS_IOC_REMOVE_ENCRYPTION_KEY", InOut(&REMOVE_KEY)),
    ("FS_IOC_REMOVE_ENCRYPTION_KEY_ALL_USERS", InOut(&REMOVE_KEY)),
    ("FS_IOC_SETFLAGS", SET_FLAGS),
    ("FS_IOC_SETFSLABEL", SET_LABEL),
    ("FS_IOC_SET_ENCRYPTION_POLICY", Own(Repr::Ulong, crate::decode::kind::Phase::Entry, policy)),
];

/// FAT (msdos_fs.h).
pub static FAT: &[Row] = &[
    ("FAT_IOCTL_GET_ATTRIBUTES", Out(&At(&Of(&FAT_ATTRIBUTES)))),
    ("FAT_IOCTL_GET_VOLUME_ID", Out(&At(&As(Repr::U32, &Hex)))),
    ("FAT_IOCTL_SET_ATTRIBUTES", At(&Of(&FAT_ATTRIBUTES))),
];

/// A policy of encryption, by its version.
fn policy(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let newer = decoder.number_at(addr, Repr::U8) == Some(2);
    decoder.structure(if newer { &POLICY2 } else { &POLICY1 }, addr);
}

/// Whether there is a file that a range is to be the same in.
fn some_files(decoder: &Decoder<'_>, addr: u64) -> bool {
    const COUNT: u64 = 16;
    decoder.number_at(addr.wrapping_add(COUNT), Repr::U16).is_some_and(|count| count != 0)
}

fn shared_after(decoder: &mut Decoder<'_>, place: Place<'_>) {
    decoder.sink.becomes();
    decoder.structure(&SHARED, place.value(decoder.abi));
}

/// The files that a range is to be the same in, as many as `dest_count` says.
pub fn same(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const FILE: Kind = Struct(&SAME_AS);
    few(decoder, place, &FILE);
}

/// What has become of each.
pub fn shared(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const FILE: Kind = Struct(&SHARED_WITH);
    few(decoder, place, &FILE);
}

/// Two where output is short.
fn few(decoder: &mut Decoder<'_>, place: Place<'_>, item: &'static Kind) {
    const FEW: usize = 2;
    let Where::Memory(_, addr) = place.at else { return };
    let before = decoder.detail.string;
    decoder.detail.string = FEW;
    decoder.array(item, addr, decoder.value(Ref(2), place.scope), place.scope);
    decoder.detail.string = before;
}

/// Extents, as many as `fm_mapped_extents` says.
pub fn extents(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const ONE: Kind = Struct(&EXTENT_OF);
    let Where::Memory(_, addr) = place.at else { return };
    decoder.array(&ONE, addr, decoder.value(Ref(3), place.scope), place.scope);
}
