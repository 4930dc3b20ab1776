//! Attributes of devices of vDPA (linux/vdpa.h).

use super::*;

named_sets! {
    one COMMANDS "VDPA_CMD_???" {
        VDPA_CMD_UNSPEC = 0, VDPA_CMD_MGMTDEV_NEW = 1, VDPA_CMD_MGMTDEV_GET = 2, VDPA_CMD_DEV_NEW = 3,
        VDPA_CMD_DEV_DEL = 4, VDPA_CMD_DEV_GET = 5, VDPA_CMD_DEV_CONFIG_GET = 6, VDPA_CMD_DEV_VSTATS_GET = 7,
    }
}

attributes! {
    DEVICE "VDPA_ATTR_???" {
        VDPA_ATTR_UNSPEC = 0,
        VDPA_ATTR_MGMTDEV_BUS_NAME = 1: TEXT,
        VDPA_ATTR_MGMTDEV_DEV_NAME = 2: TEXT,
        VDPA_ATTR_MGMTDEV_SUPPORTED_CLASSES = 3: QUAD,
        VDPA_ATTR_DEV_NAME = 4: TEXT,
        VDPA_ATTR_DEV_ID = 5: WORD,
        VDPA_ATTR_DEV_VENDOR_ID = 6: WORD,
        VDPA_ATTR_DEV_MAX_VQS = 7: WORD,
        VDPA_ATTR_DEV_MAX_VQ_SIZE = 8: HALF,
        VDPA_ATTR_DEV_MIN_VQ_SIZE = 9: HALF,
        VDPA_ATTR_DEV_NET_CFG_MACADDR = 10: HARDWARE,
        VDPA_ATTR_DEV_NET_STATUS = 11: BYTE,
        VDPA_ATTR_DEV_NET_CFG_MAX_VQP = 12: HALF,
        VDPA_ATTR_DEV_NET_CFG_MTU = 13: HALF,
        VDPA_ATTR_DEV_NEGOTIATED_FEATURES = 14: QUAD,
        VDPA_ATTR_DEV_MGMTDEV_MAX_VQS = 15: WORD,
        VDPA_ATTR_DEV_SUPPORTED_FEATURES = 16: QUAD,
        VDPA_ATTR_DEV_QUEUE_INDEX = 17: WORD,
        VDPA_ATTR_DEV_VENDOR_ATTR_NAME = 18: TEXT,
        VDPA_ATTR_DEV_VENDOR_ATTR_VALUE = 19: QUAD,
        VDPA_ATTR_DEV_FEATURES = 20,
        VDPA_ATTR_VDPA_DEV_SUPPORTED_FEATURES = 21,
    }
}

/// The family `vdpa`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "vdpa",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &DEVICE,
};
