//! Mounts.

use crate::decode::kind::Kind::*;
use crate::decode::kind::Repr::U64 as WORD64;
use crate::decode::sets::mount::{MOUNT, MOUNT_ATTR, STATMOUNT};
use crate::decode::structs::structs;

structs! {
    MOUNT_ATTRIBUTES "mount_attr" {
        attr_set: As(WORD64, &Of(&MOUNT_ATTR)),
        attr_clr: As(WORD64, &Of(&MOUNT_ATTR)),
        propagation: As(WORD64, &Of(&MOUNT)),
        userns_fd: As(WORD64, &Fd),
    }
    MNT_ID_REQ "mnt_id_req" {
        size: Uint,
        spare: Hidden(&Uint),
        mnt_id: As(WORD64, &Hex),
        param: As(WORD64, &Of(&STATMOUNT)),
    }
}
