//! Attributes of tunnels over UDP (linux/fou.h).

use super::*;

named_sets! {
    one COMMANDS "FOU_CMD_???" { FOU_CMD_UNSPEC = 0, FOU_CMD_ADD = 1, FOU_CMD_DEL = 2, FOU_CMD_GET = 3 }
}

attributes! {
    FOU "FOU_ATTR_???" {
        FOU_ATTR_UNSPEC = 0,
        FOU_ATTR_PORT = 1: PORT,
        FOU_ATTR_AF = 2: BYTE,
        FOU_ATTR_IPPROTO = 3: BYTE,
        FOU_ATTR_TYPE = 4: BYTE,
        FOU_ATTR_REMCSUM_NOPARTIAL = 5,
        FOU_ATTR_LOCAL_V4 = 6: WORD,
        FOU_ATTR_LOCAL_V6 = 7,
        FOU_ATTR_PEER_V4 = 8: WORD,
        FOU_ATTR_PEER_V6 = 9,
        FOU_ATTR_PEER_PORT = 10: PORT,
        FOU_ATTR_IFINDEX = 11: SIGNED,
    }
}

/// The family `fou`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "fou",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &FOU,
};
