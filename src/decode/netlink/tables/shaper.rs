//! Attributes of shapers of traffic (linux/net_shaper.h).

use super::*;

named_sets! {
    one SCOPE "NET_SHAPER_SCOPE_???" {
        NET_SHAPER_SCOPE_UNSPEC = 0, NET_SHAPER_SCOPE_NETDEV = 1, NET_SHAPER_SCOPE_QUEUE = 2,
        NET_SHAPER_SCOPE_NODE = 3,
    }
    one METRIC "NET_SHAPER_METRIC_???" { NET_SHAPER_METRIC_BPS = 0, NET_SHAPER_METRIC_PPS = 1 }
    one COMMANDS "NET_SHAPER_CMD_???" {
        NET_SHAPER_CMD_GET = 1, NET_SHAPER_CMD_SET = 2, NET_SHAPER_CMD_DELETE = 3, NET_SHAPER_CMD_GROUP = 4,
        NET_SHAPER_CMD_CAP_GET = 5,
    }
}

attributes! {
    NET_SHAPER "NET_SHAPER_A_???" {
        NET_SHAPER_A_HANDLE = 1: Nested(&HANDLE),
        NET_SHAPER_A_METRIC = 2: One(&Of(&METRIC)),
        NET_SHAPER_A_BW_MIN = 3: UINT,
        NET_SHAPER_A_BW_MAX = 4: UINT,
        NET_SHAPER_A_BURST = 5: UINT,
        NET_SHAPER_A_PRIORITY = 6: WORD,
        NET_SHAPER_A_WEIGHT = 7: WORD,
        NET_SHAPER_A_IFINDEX = 8: INDEX,
        NET_SHAPER_A_PARENT = 9: Nested(&HANDLE),
        NET_SHAPER_A_LEAVES = 10: Nested(&NET_SHAPER),
    }
    HANDLE "NET_SHAPER_A_HANDLE_???" {
        NET_SHAPER_A_HANDLE_SCOPE = 1: One(&Of(&SCOPE)),
        NET_SHAPER_A_HANDLE_ID = 2: WORD,
    }
    CAPS "NET_SHAPER_A_CAPS_???" {
        NET_SHAPER_A_CAPS_IFINDEX = 1: INDEX,
        NET_SHAPER_A_CAPS_SCOPE = 2: One(&Of(&SCOPE)),
        NET_SHAPER_A_CAPS_SUPPORT_METRIC_BPS = 3,
        NET_SHAPER_A_CAPS_SUPPORT_METRIC_PPS = 4,
        NET_SHAPER_A_CAPS_SUPPORT_NESTING = 5,
        NET_SHAPER_A_CAPS_SUPPORT_BW_MIN = 6,
        NET_SHAPER_A_CAPS_SUPPORT_BW_MAX = 7,
        NET_SHAPER_A_CAPS_SUPPORT_BURST = 8,
        NET_SHAPER_A_CAPS_SUPPORT_PRIORITY = 9,
        NET_SHAPER_A_CAPS_SUPPORT_WEIGHT = 10,
    }
}

/// The family `net-shaper`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "net-shaper",
    requests: Commands { names: &COMMANDS, attributes: &[(5, &CAPS)] },
    answers: Commands { names: &COMMANDS, attributes: &[(5, &CAPS)] },
    head: None,
    attributes: &NET_SHAPER,
};
