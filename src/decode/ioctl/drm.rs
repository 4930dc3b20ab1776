//! Graphics (drm(7), drm.h, drm_mode.h): what all drivers understand.

use super::{NONE, REQUEST, Row, SET_UINT};
use crate::decode::decoder::{Decoder, Place};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Repr;
use crate::decode::structs::drm::*;

const CONTEXT_OF: Kind = At(&Struct(&CONTEXT));
const LOCK_OF: Kind = At(&Struct(&LOCK));

/// Requests of every driver.
pub static ROWS: &[Row] = &[
    ("DRM_IOCTL_ADD_CTX", Change(&CONTEXT_OF)),
    ("DRM_IOCTL_ADD_MAP", Change(&At(&Struct(&MAP)))),
    ("DRM_IOCTL_AGP_ACQUIRE", NONE),
    ("DRM_IOCTL_AGP_ALLOC", InOut(&AGP_BUFFER)),
    ("DRM_IOCTL_AGP_BIND", At(&Struct(&AGP_BINDING))),
    ("DRM_IOCTL_AGP_ENABLE", At(&Struct(&AGP_MODE))),
    ("DRM_IOCTL_AGP_FREE", At(&Struct(&AGP_BUFFER))),
    ("DRM_IOCTL_AGP_INFO", Out(&At(&Struct(&AGP_INFORMATION)))),
    ("DRM_IOCTL_AGP_RELEASE", NONE),
    ("DRM_IOCTL_AGP_UNBIND", At(&Struct(&AGP_BINDING))),
    ("DRM_IOCTL_AUTH_MAGIC", At(&Struct(&AUTH))),
    ("DRM_IOCTL_CRTC_GET_SEQUENCE", InOut(&SEQUENCE_GOT)),
    ("DRM_IOCTL_CRTC_QUEUE_SEQUENCE", Change(&At(&Struct(&SEQUENCE_QUEUED)))),
    ("DRM_IOCTL_DROP_MASTER", NONE),
    ("DRM_IOCTL_FINISH", LOCK_OF),
    ("DRM_IOCTL_GEM_CHANGE_HANDLE", At(&Struct(&GEM_CHANGE))),
    ("DRM_IOCTL_GEM_CLOSE", At(&Struct(&GEM_CLOSE))),
    ("DRM_IOCTL_GEM_FLINK", InOut(&GEM_FLINK)),
    ("DRM_IOCTL_GEM_OPEN", InOut(&GEM_OPEN)),
    ("DRM_IOCTL_GET_CAP", InOut(&GET_CAP)),
    ("DRM_IOCTL_GET_CLIENT", InOut(&CLIENT)),
    ("DRM_IOCTL_GET_CTX", Change(&CONTEXT_OF)),
    ("DRM_IOCTL_GET_MAGIC", Out(&At(&Struct(&AUTH)))),
    ("DRM_IOCTL_GET_MAP", Change(&At(&Struct(&MAP)))),
    ("DRM_IOCTL_GET_SAREA_CTX", Change(&At(&Struct(&CONTEXT_MAP)))),
    ("DRM_IOCTL_GET_STATS", Out(&At(&Struct(&STATS)))),
    ("DRM_IOCTL_GET_UNIQUE", Out(&At(&Struct(&UNIQUE)))),
    ("DRM_IOCTL_IRQ_BUSID", InOut(&IRQ_BUSID)),
    ("DRM_IOCTL_LOCK", LOCK_OF),
    ("DRM_IOCTL_MODESET_CTL", At(&Struct(&MODESET_CONTROL))),
    ("DRM_IOCTL_MODE_ADDFB", InOut(&FRAME_BUFFER_ADD)),
    ("DRM_IOCTL_MODE_ADDFB2", InOut(&FRAME_BUFFER2_ADD)),
    ("DRM_IOCTL_MODE_ATOMIC", At(&Struct(&ATOMIC_COMMIT))),
    ("DRM_IOCTL_MODE_ATTACHMODE", At(&Struct(&MODE_COMMAND))),
    ("DRM_IOCTL_MODE_CLOSEFB", At(&Struct(&CLOSE_FB))),
    ("DRM_IOCTL_MODE_CREATEPROPBLOB", InOut(&BLOB_CREATE)),
    ("DRM_IOCTL_MODE_CREATE_DUMB", InOut(&DUMB_CREATE)),
    ("DRM_IOCTL_MODE_CREATE_LEASE", InOut(&LEASE_CREATE)),
    ("DRM_IOCTL_MODE_CURSOR", At(&Struct(&CURSOR_SET))),
    ("DRM_IOCTL_MODE_CURSOR2", At(&Struct(&CURSOR2_SET))),
    ("DRM_IOCTL_MODE_DESTROYPROPBLOB", At(&Struct(&BLOB_DESTROY))),
    ("DRM_IOCTL_MODE_DESTROY_DUMB", At(&Struct(&DUMB_DESTROY))),
    ("DRM_IOCTL_MODE_DETACHMODE", At(&Struct(&MODE_COMMAND))),
    ("DRM_IOCTL_MODE_DIRTYFB", At(&Struct(&DIRTY))),
    ("DRM_IOCTL_MODE_GETCONNECTOR", InOut(&GET_CONNECTOR)),
    ("DRM_IOCTL_MODE_GETCRTC", InOut(&CRTC)),
    ("DRM_IOCTL_MODE_GETENCODER", InOut(&GET_ENCODER)),
    ("DRM_IOCTL_MODE_GETFB", InOut(&FRAME_BUFFER_GET)),
    ("DRM_IOCTL_MODE_GETFB2", InOut(&FRAME_BUFFER2_GET)),
    ("DRM_IOCTL_MODE_GETGAMMA", InOut(&LUT_GET)),
    ("DRM_IOCTL_MODE_GETPLANE", InOut(&GET_PLANE)),
    ("DRM_IOCTL_MODE_GETPLANERESOURCES", Out(&At(&Struct(&PLANES)))),
    ("DRM_IOCTL_MODE_GETPROPBLOB", InOut(&GET_BLOB)),
    ("DRM_IOCTL_MODE_GETPROPERTY", InOut(&GET_PROPERTY)),
    ("DRM_IOCTL_MODE_GETRESOURCES", Out(&At(&Struct(&RESOURCES)))),
    ("DRM_IOCTL_MODE_GET_LEASE", InOut(&LEASE)),
    ("DRM_IOCTL_MODE_LIST_LESSEES", InOut(&LESSEES)),
    ("DRM_IOCTL_MODE_MAP_DUMB", InOut(&DUMB_MAP)),
    ("DRM_IOCTL_MODE_OBJ_GETPROPERTIES", InOut(&OBJECT_PROPERTIES)),
    ("DRM_IOCTL_MODE_OBJ_SETPROPERTY", At(&Struct(&OBJECT_PROPERTY))),
    ("DRM_IOCTL_MODE_PAGE_FLIP", At(&Struct(&FLIP))),
    ("DRM_IOCTL_MODE_REVOKE_LEASE", At(&Struct(&LEASE_REVOKE))),
    ("DRM_IOCTL_MODE_RMFB", SET_UINT),
    ("DRM_IOCTL_MODE_SETCRTC", At(&Struct(&SET_CRTC))),
    ("DRM_IOCTL_MODE_SETGAMMA", At(&Struct(&LUT_SET))),
    ("DRM_IOCTL_MODE_SETPLANE", At(&Struct(&SET_PLANE))),
    ("DRM_IOCTL_MODE_SETPROPERTY", At(&Struct(&CONNECTOR_PROPERTY))),
    ("DRM_IOCTL_MOD_CTX", CONTEXT_OF),
    ("DRM_IOCTL_NEW_CTX", CONTEXT_OF),
    ("DRM_IOCTL_PRIME_FD_TO_HANDLE", InOut(&PRIME_IMPORT)),
    ("DRM_IOCTL_PRIME_HANDLE_TO_FD", InOut(&PRIME_EXPORT)),
    ("DRM_IOCTL_RM_CTX", CONTEXT_OF),
    ("DRM_IOCTL_RM_MAP", At(&Struct(&MAP))),
    ("DRM_IOCTL_SET_CLIENT_CAP", At(&Struct(&SET_CLIENT_CAP))),
    ("DRM_IOCTL_SET_CLIENT_NAME", At(&Struct(&CLIENT_NAME))),
    ("DRM_IOCTL_SET_MASTER", NONE),
    ("DRM_IOCTL_SET_SAREA_CTX", At(&Struct(&CONTEXT_MAP))),
    ("DRM_IOCTL_SET_UNIQUE", At(&Struct(&UNIQUE))),
    ("DRM_IOCTL_SET_VERSION", Change(&At(&Struct(&SET_VERSION)))),
    ("DRM_IOCTL_SG_ALLOC", InOut(&SCATTER_GATHER)),
    ("DRM_IOCTL_SG_FREE", At(&Struct(&SCATTER_GATHER))),
    ("DRM_IOCTL_SWITCH_CTX", CONTEXT_OF),
    ("DRM_IOCTL_SYNCOBJ_CREATE", InOut(&SYNCOBJ_CREATED)),
    ("DRM_IOCTL_SYNCOBJ_DESTROY", At(&Struct(&SYNCOBJ_DESTROY))),
    ("DRM_IOCTL_SYNCOBJ_EVENTFD", At(&Struct(&SYNCOBJ_EVENTFD))),
    (
        "DRM_IOCTL_SYNCOBJ_FD_TO_HANDLE",
        Switch(REQUEST, &[(0xc010_64c2, InOut(&SYNCOBJ_FROM_FD_ONCE))], &InOut(&SYNCOBJ_FROM_FD)),
    ),
    (
        "DRM_IOCTL_SYNCOBJ_HANDLE_TO_FD",
        Switch(REQUEST, &[(0xc010_64c1, InOut(&SYNCOBJ_TO_FD_ONCE))], &InOut(&SYNCOBJ_TO_FD)),
    ),
    ("DRM_IOCTL_SYNCOBJ_QUERY", InOut(&SYNCOBJ_QUERIED)),
    ("DRM_IOCTL_SYNCOBJ_RESET", At(&Struct(&SYNCOBJ_ARRAY))),
    ("DRM_IOCTL_SYNCOBJ_SIGNAL", At(&Struct(&SYNCOBJ_ARRAY))),
    ("DRM_IOCTL_SYNCOBJ_TIMELINE_SIGNAL", At(&Struct(&SYNCOBJ_SIGNAL))),
    (
        "DRM_IOCTL_SYNCOBJ_TIMELINE_WAIT",
        Switch(
            REQUEST,
            &[(0xc028_64ca, InOut(&SYNCOBJ_TIMELINE_WAITS_ONCE))],
            &InOut(&SYNCOBJ_TIMELINE_WAITS),
        ),
    ),
    ("DRM_IOCTL_SYNCOBJ_TRANSFER", At(&Struct(&SYNCOBJ_TRANSFER))),
    (
        "DRM_IOCTL_SYNCOBJ_WAIT",
        Switch(REQUEST, &[(0xc020_64c3, InOut(&SYNCOBJ_WAITS_ONCE))], &InOut(&SYNCOBJ_WAITS)),
    ),
    ("DRM_IOCTL_UNLOCK", LOCK_OF),
    ("DRM_IOCTL_VERSION", Out(&At(&Struct(&VERSION)))),
    ("DRM_IOCTL_WAIT_VBLANK", Turns(&At(&Struct(&VBLANK_REQUEST)), &Out(&At(&Struct(&VBLANK_REPLY))))),
];

/// Whether several drivers have this request, each with a structure of its own: which one is asked isn't known. Those
/// that kernels lost with 6.3 don't count.
pub fn is_of_several(value: u64, names: &str) -> bool {
    /// DRM_COMMAND_BASE, DRM_COMMAND_END
    const OF_DRIVERS: std::ops::Range<u8> = 0x40..0xa0;
    const GONE: &[&str] = &["I810_", "MGA_", "R128_", "SAVAGE_", "SIS_", "VIA_"];
    let parts = super::parts(value);
    let is_left = |name: &&str| !GONE.iter().any(|driver| name.starts_with(driver));
    let left = names.split(" or ").map(|name| name.trim_start_matches("DRM_IOCTL_")).filter(is_left);
    parts.of == b'd' && OF_DRIVERS.contains(&parts.number) && left.count() > 1
}

/// The values of a property that have names, or the identifiers of its blobs.
pub fn enumeration(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const NAMED: Kind = Struct(&PROPERTY_ENUM);
    const BLOB: Kind = Uint;
    /// DRM_MODE_PROP_BLOB
    const BLOBS: u64 = 0x10;
    let number = |name| GET_PROPERTY.field(name).map_or(0, |of| decoder.value(of, place.scope));
    let (flags, count) = (number("flags"), number("count_enum_blobs"));
    let item = if flags & BLOBS != 0 { &BLOB } else { &NAMED };
    decoder.array(item, place.value(decoder.abi), count, place.scope);
}

/// How many properties are set, of all objects together: the sum of the numbers at `count_props_ptr`. More objects than
/// can be are none.
fn properties(decoder: &Decoder<'_>, place: Place<'_>) -> u64 {
    const MOST: u64 = 1 << 12;
    let number = |name| ATOMIC_COMMIT.field(name).map_or(0, |of| decoder.value(of, place.scope));
    let (objects, counts) = (number("count_objs").min(MOST), number("count_props_ptr"));
    let each = (0..objects).map_while(|i| decoder.number_at(counts.wrapping_add(4 * i), Repr::U32));
    each.sum()
}

/// The properties that a commit sets.
pub fn atomic_properties(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const PROPERTY: Kind = Uint;
    let count = properties(decoder, place);
    decoder.array(&PROPERTY, place.value(decoder.abi), count, place.scope);
}

/// And their values.
pub fn atomic_values(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const VALUE: Kind = U64;
    let count = properties(decoder, place);
    decoder.array(&VALUE, place.value(decoder.abi), count, place.scope);
}
