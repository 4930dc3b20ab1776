//! Attributes of the monitor of dropped packets (linux/net_dropmon.h).

use super::*;

named_sets! {
    one COMMANDS "NET_DM_CMD_???" {
        NET_DM_CMD_UNSPEC = 0, NET_DM_CMD_ALERT = 1, NET_DM_CMD_CONFIG = 2, NET_DM_CMD_START = 3,
        NET_DM_CMD_STOP = 4, NET_DM_CMD_PACKET_ALERT = 5, NET_DM_CMD_CONFIG_GET = 6,
        NET_DM_CMD_CONFIG_NEW = 7, NET_DM_CMD_STATS_GET = 8, NET_DM_CMD_STATS_NEW = 9,
    }
    one ALERT_MODE "NET_DM_ALERT_MODE_???" { NET_DM_ALERT_MODE_SUMMARY = 0, NET_DM_ALERT_MODE_PACKET = 1 }
}

attributes! {
    DROP "NET_DM_ATTR_???" {
        NET_DM_ATTR_UNSPEC = 0,
        NET_DM_ATTR_ALERT_MODE = 1: One(&As(Repr::U8, &Of(&ALERT_MODE))),
        NET_DM_ATTR_PC = 2: QUAD,
        NET_DM_ATTR_SYMBOL = 3: TEXT,
        NET_DM_ATTR_IN_PORT = 4: Nested(&PORT_OF),
        NET_DM_ATTR_TIMESTAMP = 5: QUAD,
        NET_DM_ATTR_PROTO = 6: HALF,
        NET_DM_ATTR_PAYLOAD = 7,
        NET_DM_ATTR_PAD = 8,
        NET_DM_ATTR_TRUNC_LEN = 9: WORD,
        NET_DM_ATTR_ORIG_LEN = 10: WORD,
        NET_DM_ATTR_QUEUE_LEN = 11: WORD,
        NET_DM_ATTR_STATS = 12: Nested(&STATISTICS),
        NET_DM_ATTR_HW_STATS = 13: Nested(&STATISTICS),
        NET_DM_ATTR_ORIGIN = 14: HALF,
        NET_DM_ATTR_HW_TRAP_GROUP_NAME = 15: TEXT,
        NET_DM_ATTR_HW_TRAP_NAME = 16: TEXT,
        NET_DM_ATTR_HW_ENTRIES = 17,
        NET_DM_ATTR_HW_ENTRY = 18,
        NET_DM_ATTR_HW_TRAP_COUNT = 19: WORD,
        NET_DM_ATTR_SW_DROPS = 20,
        NET_DM_ATTR_HW_DROPS = 21,
        NET_DM_ATTR_FLOW_ACTION_COOKIE = 22,
        NET_DM_ATTR_REASON = 23: TEXT,
    }
    PORT_OF "NET_DM_ATTR_PORT_???" {
        NET_DM_ATTR_PORT_NETDEV_IFINDEX = 0: INDEX,
        NET_DM_ATTR_PORT_NETDEV_NAME = 1: TEXT,
    }
    STATISTICS "NET_DM_ATTR_STATS_???" {
        NET_DM_ATTR_STATS_DROPPED = 0: QUAD,
    }
}

/// The family `NET_DM`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "NET_DM",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &DROP,
};
