//! Attributes of tunnels of GTP (linux/gtp.h).

use super::*;

named_sets! {
    one COMMANDS "GTP_CMD_???" {
        GTP_CMD_NEWPDP = 0, GTP_CMD_DELPDP = 1, GTP_CMD_GETPDP = 2, GTP_CMD_ECHOREQ = 3,
    }
}

attributes! {
    TUNNEL "GTPA_???" {
        GTPA_UNSPEC = 0,
        GTPA_LINK = 1: INDEX,
        GTPA_VERSION = 2: WORD,
        GTPA_TID = 3: QUAD,
        GTPA_PEER_ADDRESS = 4: INET,
        GTPA_MS_ADDRESS = 5: INET,
        GTPA_FLOW = 6: HALF,
        GTPA_NET_NS_FD = 7: DESCRIPTOR,
        GTPA_I_TEI = 8: WORD,
        GTPA_O_TEI = 9: WORD,
        GTPA_PAD = 10,
        GTPA_PEER_ADDR6 = 11,
        GTPA_MS_ADDR6 = 12,
        GTPA_FAMILY = 13,
    }
}

/// The family `gtp`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "gtp",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &TUNNEL,
};
