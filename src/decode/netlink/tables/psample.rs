//! Attributes of sampled packets (linux/psample.h).

use super::*;

named_sets! {
    one COMMANDS "PSAMPLE_CMD_???" {
        PSAMPLE_CMD_SAMPLE = 0, PSAMPLE_CMD_GET_GROUP = 1, PSAMPLE_CMD_NEW_GROUP = 2,
        PSAMPLE_CMD_DEL_GROUP = 3,
    }
}

attributes! {
    TUNNEL "PSAMPLE_TUNNEL_KEY_ATTR_???" {
        PSAMPLE_TUNNEL_KEY_ATTR_ID = 0: NET_QUAD,
        PSAMPLE_TUNNEL_KEY_ATTR_IPV4_SRC = 1: INET,
        PSAMPLE_TUNNEL_KEY_ATTR_IPV4_DST = 2: INET,
        PSAMPLE_TUNNEL_KEY_ATTR_TOS = 3: BYTE,
        PSAMPLE_TUNNEL_KEY_ATTR_TTL = 4: BYTE,
        PSAMPLE_TUNNEL_KEY_ATTR_DONT_FRAGMENT = 5,
        PSAMPLE_TUNNEL_KEY_ATTR_CSUM = 6,
        PSAMPLE_TUNNEL_KEY_ATTR_OAM = 7,
        PSAMPLE_TUNNEL_KEY_ATTR_GENEVE_OPTS = 8,
        PSAMPLE_TUNNEL_KEY_ATTR_TP_SRC = 9: PORT,
        PSAMPLE_TUNNEL_KEY_ATTR_TP_DST = 10: PORT,
        PSAMPLE_TUNNEL_KEY_ATTR_VXLAN_OPTS = 11,
        PSAMPLE_TUNNEL_KEY_ATTR_IPV6_SRC = 12: INET6,
        PSAMPLE_TUNNEL_KEY_ATTR_IPV6_DST = 13: INET6,
        PSAMPLE_TUNNEL_KEY_ATTR_PAD = 14,
        PSAMPLE_TUNNEL_KEY_ATTR_ERSPAN_OPTS = 15,
        PSAMPLE_TUNNEL_KEY_ATTR_IPV4_INFO_BRIDGE = 16,
    }
    SAMPLE "PSAMPLE_ATTR_???" {
        PSAMPLE_ATTR_IIFINDEX = 0: HALF,
        PSAMPLE_ATTR_OIFINDEX = 1: HALF,
        PSAMPLE_ATTR_ORIGSIZE = 2: WORD,
        PSAMPLE_ATTR_SAMPLE_GROUP = 3: WORD,
        PSAMPLE_ATTR_GROUP_SEQ = 4: WORD,
        PSAMPLE_ATTR_SAMPLE_RATE = 5: WORD,
        PSAMPLE_ATTR_DATA = 6,
        PSAMPLE_ATTR_GROUP_REFCOUNT = 7: WORD,
        PSAMPLE_ATTR_TUNNEL = 8: Nested(&TUNNEL),
        PSAMPLE_ATTR_PAD = 9,
        PSAMPLE_ATTR_OUT_TC = 10: HALF,
        PSAMPLE_ATTR_OUT_TC_OCC = 11: QUAD,
        PSAMPLE_ATTR_LATENCY = 12: QUAD,
        PSAMPLE_ATTR_TIMESTAMP = 13: QUAD,
        PSAMPLE_ATTR_PROTO = 14: HALF,
    }
}

/// The family `psample`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "psample",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &SAMPLE,
};
