//! Devices that programs give to virtual machines: VFIO (linux/vfio.h) and vhost (linux/vhost.h).

use super::{GET_INT, GET_UINT, NONE, Row, SET_INT, SET_U64, SET_UINT};
use crate::decode::decoder::{At as Where, Decoder, Place};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Repr;
use crate::decode::sets::virt::*;
use crate::decode::structs::HEX64;
use crate::decode::structs::virt::*;

/// Containers, groups and devices. Their numbers tell no size; that of some is shared by what other architectures have.
pub static DEVICES: &[Row] = &[
    ("VFIO_CHECK_EXTENSION", As(Repr::Ulong, &Of(&EXTENSION))),
    ("VFIO_DEVICE_GET_INFO", InOut(&DEVICE_INFO)),
    ("VFIO_DEVICE_GET_IRQ_INFO", InOut(&IRQ_INFO)),
    ("VFIO_DEVICE_GET_REGION_INFO", InOut(&REGION_INFO)),
    ("VFIO_DEVICE_RESET", NONE),
    ("VFIO_DEVICE_SET_IRQS", At(&Struct(&IRQ_SET))),
    ("VFIO_GET_API_VERSION", NONE),
    ("VFIO_GROUP_GET_DEVICE_FD", Str),
    ("VFIO_GROUP_GET_STATUS", InOut(&GROUP_STATUS)),
    ("VFIO_GROUP_SET_CONTAINER", SET_INT),
    ("VFIO_GROUP_UNSET_CONTAINER", NONE),
    ("VFIO_SET_IOMMU", As(Repr::Ulong, &Of(&EXTENSION))),
];

const FEATURE_BITS: Kind = At(&As(Repr::U64, &Of(&FEATURES)));
const BACKEND: Kind = At(&HEX64);
const BYTE: Kind = At(&U8);
const WORKER: Kind = At(&Struct(&VRING_WORKER));

/// What serves a machine's devices in the kernel.
pub static SERVERS: &[Row] = &[
    ("VHOST_ATTACH_VRING_WORKER", WORKER),
    ("VHOST_FREE_WORKER", SET_UINT),
    ("VHOST_GET_BACKEND_FEATURES", Out(&BACKEND)),
    ("VHOST_GET_FEATURES", Out(&FEATURE_BITS)),
    ("VHOST_GET_VRING_BASE", InOut(&VRING_STATE_GOT)),
    ("VHOST_GET_VRING_BUSYLOOP_TIMEOUT", InOut(&VRING_STATE_GOT)),
    ("VHOST_GET_VRING_ENDIAN", InOut(&VRING_STATE_GOT)),
    ("VHOST_GET_VRING_WORKER", InOut(&VRING_WORKER_GOT)),
    ("VHOST_NET_SET_BACKEND", At(&Struct(&VRING_FILE))),
    ("VHOST_NEW_WORKER", InOut(&VHOST_WORKER)),
    ("VHOST_RESET_OWNER", NONE),
    ("VHOST_SCSI_CLEAR_ENDPOINT", At(&Struct(&SCSI_TARGET))),
    ("VHOST_SCSI_GET_ABI_VERSION", GET_INT),
    ("VHOST_SCSI_GET_EVENTS_MISSED", GET_UINT),
    ("VHOST_SCSI_SET_ENDPOINT", At(&Struct(&SCSI_TARGET))),
    ("VHOST_SCSI_SET_EVENTS_MISSED", SET_UINT),
    ("VHOST_SET_BACKEND_FEATURES", BACKEND),
    ("VHOST_SET_FEATURES", FEATURE_BITS),
    ("VHOST_SET_LOG_BASE", BACKEND),
    ("VHOST_SET_LOG_FD", At(&Fd)),
    ("VHOST_SET_MEM_TABLE", At(&Struct(&VHOST_MEMORY))),
    ("VHOST_SET_OWNER", NONE),
    ("VHOST_SET_VRING_ADDR", At(&Struct(&VRING_ADDRESS))),
    ("VHOST_SET_VRING_BASE", At(&Struct(&VRING_STATE))),
    ("VHOST_SET_VRING_BUSYLOOP_TIMEOUT", At(&Struct(&VRING_STATE))),
    ("VHOST_SET_VRING_CALL", At(&Struct(&VRING_FILE))),
    ("VHOST_SET_VRING_ENDIAN", At(&Struct(&VRING_STATE))),
    ("VHOST_SET_VRING_ERR", At(&Struct(&VRING_FILE))),
    ("VHOST_SET_VRING_KICK", At(&Struct(&VRING_FILE))),
    ("VHOST_SET_VRING_NUM", At(&Struct(&VRING_STATE))),
    ("VHOST_VDPA_GET_AS_NUM", GET_UINT),
    ("VHOST_VDPA_GET_CONFIG", InOut(&VDPA_CONFIG_GOT)),
    ("VHOST_VDPA_GET_CONFIG_SIZE", GET_UINT),
    ("VHOST_VDPA_GET_DEVICE_ID", GET_UINT),
    ("VHOST_VDPA_GET_GROUP_NUM", GET_UINT),
    ("VHOST_VDPA_GET_IOVA_RANGE", Out(&At(&Struct(&VDPA_RANGE)))),
    ("VHOST_VDPA_GET_STATUS", Out(&BYTE)),
    ("VHOST_VDPA_GET_VQS_COUNT", GET_UINT),
    ("VHOST_VDPA_GET_VRING_GROUP", InOut(&VRING_STATE_GOT)),
    ("VHOST_VDPA_GET_VRING_NUM", Out(&At(&U16))),
    ("VHOST_VDPA_RESUME", NONE),
    ("VHOST_VDPA_SET_CONFIG", At(&Struct(&VDPA_CONFIG))),
    ("VHOST_VDPA_SET_CONFIG_CALL", At(&Fd)),
    ("VHOST_VDPA_SET_GROUP_ASID", At(&Struct(&VRING_STATE))),
    ("VHOST_VDPA_SET_STATUS", BYTE),
    ("VHOST_VDPA_SET_VRING_ENABLE", At(&Struct(&VRING_STATE))),
    ("VHOST_VDPA_SUSPEND", NONE),
    ("VHOST_VSOCK_SET_GUEST_CID", SET_U64),
    ("VHOST_VSOCK_SET_RUNNING", SET_INT),
];

/// What interrupts lead to: descriptors or bytes, as many as `count` says, or nothing.
pub fn interrupts(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const DESCRIPTOR: Kind = Fd;
    const FLAG: Kind = U8;
    /// VFIO_IRQ_SET_DATA_BOOL, VFIO_IRQ_SET_DATA_EVENTFD
    const BOOL: u64 = 2;
    const EVENTFD: u64 = 4;
    let Where::Memory(_, addr) = place.at else { return };
    let number = |name| IRQ_SET.field(name).map_or(0, |of| decoder.value(of, place.scope));
    let (flags, count) = (number("flags"), number("count"));
    match flags & (BOOL | EVENTFD) {
        EVENTFD => decoder.items(&DESCRIPTOR, count, None, addr, place.scope),
        BOOL => decoder.items(&FLAG, count, None, addr, place.scope),
        _ => decoder.items(&FLAG, 0, None, addr, place.scope),
    }
}
