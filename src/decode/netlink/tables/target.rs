//! Attributes of SCSI targets that programs serve (linux/target_core_user.h).

use super::*;

named_sets! {
    one COMMANDS "TCMU_CMD_???" {
        TCMU_CMD_UNSPEC = 0, TCMU_CMD_ADDED_DEVICE = 1, TCMU_CMD_REMOVED_DEVICE = 2, TCMU_CMD_RECONFIG_DEVICE
        = 3, TCMU_CMD_ADDED_DEVICE_DONE = 4, TCMU_CMD_REMOVED_DEVICE_DONE = 5, TCMU_CMD_RECONFIG_DEVICE_DONE =
        6, TCMU_CMD_SET_FEATURES = 7,
        TCMU_CMD_RECONFIG_DEVICE = 3,
        TCMU_CMD_RECONFIG_DEVICE_DONE = 6,
    }
}

attributes! {
    DEVICE "TCMU_ATTR_???" {
        TCMU_ATTR_UNSPEC = 0,
        TCMU_ATTR_DEVICE = 1: TEXT,
        TCMU_ATTR_MINOR = 2: WORD,
        TCMU_ATTR_PAD = 3,
        TCMU_ATTR_DEV_CFG = 4: TEXT,
        TCMU_ATTR_DEV_SIZE = 5: QUAD,
        TCMU_ATTR_WRITECACHE = 6: BYTE,
        TCMU_ATTR_CMD_STATUS = 7: SIGNED,
        TCMU_ATTR_DEVICE_ID = 8: WORD,
        TCMU_ATTR_SUPP_KERN_CMD_REPLY = 9: BYTE,
    }
}

/// The family `TCM-USER`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "TCM-USER",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &DEVICE,
};
