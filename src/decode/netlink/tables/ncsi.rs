//! Attributes of sideband interfaces of network controllers (linux/ncsi.h).

use super::*;

named_sets! {
    one COMMANDS "NCSI_CMD_???" {
        NCSI_CMD_UNSPEC = 0, NCSI_CMD_PKG_INFO = 1, NCSI_CMD_SET_INTERFACE = 2, NCSI_CMD_CLEAR_INTERFACE = 3,
        NCSI_CMD_SEND_CMD = 4, NCSI_CMD_SET_PACKAGE_MASK = 5, NCSI_CMD_SET_CHANNEL_MASK = 6,
    }
}

attributes! {
    CONTROLLER "NCSI_ATTR_???" {
        NCSI_ATTR_UNSPEC = 0,
        NCSI_ATTR_IFINDEX = 1: INDEX,
        NCSI_ATTR_PACKAGE_LIST = 2: Nested(&PACKAGE),
        NCSI_ATTR_PACKAGE_ID = 3: WORD,
        NCSI_ATTR_CHANNEL_ID = 4: WORD,
        NCSI_ATTR_DATA = 5,
        NCSI_ATTR_MULTI_FLAG = 6,
        NCSI_ATTR_PACKAGE_MASK = 7: HEX32,
        NCSI_ATTR_CHANNEL_MASK = 8: HEX32,
    }
    PACKAGE "NCSI_PKG_ATTR_???" {
        NCSI_PKG_ATTR_UNSPEC = 0,
        NCSI_PKG_ATTR = 1: Nested(&PACKAGE),
        NCSI_PKG_ATTR_ID = 2: WORD,
        NCSI_PKG_ATTR_FORCED = 3,
        NCSI_PKG_ATTR_CHANNEL_LIST = 4: Nested(&CHANNEL),
    }
    CHANNEL "NCSI_CHANNEL_ATTR_???" {
        NCSI_CHANNEL_ATTR_UNSPEC = 0,
        NCSI_CHANNEL_ATTR = 1: Nested(&CHANNEL),
        NCSI_CHANNEL_ATTR_ID = 2: WORD,
        NCSI_CHANNEL_ATTR_VERSION_MAJOR = 3: WORD,
        NCSI_CHANNEL_ATTR_VERSION_MINOR = 4: WORD,
        NCSI_CHANNEL_ATTR_VERSION_STR = 5: TEXT,
        NCSI_CHANNEL_ATTR_LINK_STATE = 6: HEX32,
        NCSI_CHANNEL_ATTR_ACTIVE = 7,
        NCSI_CHANNEL_ATTR_FORCED = 8,
        NCSI_CHANNEL_ATTR_VLAN_LIST = 9: Nested(&CHANNEL),
        NCSI_CHANNEL_ATTR_VLAN_ID = 10: HALF,
    }
}

/// The family `NCSI`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "NCSI",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &CONTROLLER,
};
