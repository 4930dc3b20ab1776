//! Attributes of the witness protocol of SMB (linux/cifs/cifs_netlink.h).

use super::*;

named_sets! {
    one COMMANDS "CIFS_GENL_CMD_???" {
        CIFS_GENL_CMD_UNSPEC = 0, CIFS_GENL_CMD_SWN_REGISTER = 1, CIFS_GENL_CMD_SWN_UNREGISTER = 2,
        CIFS_GENL_CMD_SWN_NOTIFY = 3,
    }
    one NOTIFICATION "CIFS_SWN_NOTIFICATION_???" {
        CIFS_SWN_NOTIFICATION_RESOURCE_CHANGE = 1, CIFS_SWN_NOTIFICATION_CLIENT_MOVE = 2,
        CIFS_SWN_NOTIFICATION_SHARE_MOVE = 3, CIFS_SWN_NOTIFICATION_IP_CHANGE = 4,
    }
    one STATE "CIFS_SWN_RESOURCE_STATE_???" {
        CIFS_SWN_RESOURCE_STATE_UNKNOWN = 0, CIFS_SWN_RESOURCE_STATE_AVAILABLE = 1,
        CIFS_SWN_RESOURCE_STATE_UNAVAILABLE = 0xff,
    }
}

attributes! {
    WITNESS "CIFS_GENL_ATTR_???" {
        CIFS_GENL_ATTR_UNSPEC = 0,
        CIFS_GENL_ATTR_SWN_REGISTRATION_ID = 1: WORD,
        CIFS_GENL_ATTR_SWN_NET_NAME = 2: TEXT,
        CIFS_GENL_ATTR_SWN_SHARE_NAME = 3: TEXT,
        CIFS_GENL_ATTR_SWN_IP = 4,
        CIFS_GENL_ATTR_SWN_NET_NAME_NOTIFY = 5,
        CIFS_GENL_ATTR_SWN_SHARE_NAME_NOTIFY = 6,
        CIFS_GENL_ATTR_SWN_IP_NOTIFY = 7,
        CIFS_GENL_ATTR_SWN_KRB_AUTH = 8,
        CIFS_GENL_ATTR_SWN_USER_NAME = 9: TEXT,
        CIFS_GENL_ATTR_SWN_PASSWORD = 10: TEXT,
        CIFS_GENL_ATTR_SWN_DOMAIN_NAME = 11: TEXT,
        CIFS_GENL_ATTR_SWN_NOTIFICATION_TYPE = 12: One(&Of(&NOTIFICATION)),
        CIFS_GENL_ATTR_SWN_RESOURCE_STATE = 13: One(&Of(&STATE)),
        CIFS_GENL_ATTR_SWN_RESOURCE_NAME = 14: TEXT,
    }
}

/// The family `cifs`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "cifs",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &WITNESS,
};
