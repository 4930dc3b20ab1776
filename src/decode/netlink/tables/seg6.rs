//! Attributes of segment routing (linux/seg6_genl.h).

use super::*;

named_sets! {
    one COMMANDS "SEG6_CMD_???" {
        SEG6_CMD_UNSPEC = 0, SEG6_CMD_SETHMAC = 1, SEG6_CMD_DUMPHMAC = 2, SEG6_CMD_SET_TUNSRC = 3,
        SEG6_CMD_GET_TUNSRC = 4,
    }
}

attributes! {
    SEGMENT "SEG6_ATTR_???" {
        SEG6_ATTR_UNSPEC = 0,
        SEG6_ATTR_DST = 1: INET6,
        SEG6_ATTR_DSTLEN = 2: SIGNED,
        SEG6_ATTR_HMACKEYID = 3: WORD,
        SEG6_ATTR_SECRET = 4,
        SEG6_ATTR_SECRETLEN = 5: BYTE,
        SEG6_ATTR_ALGID = 6: BYTE,
        SEG6_ATTR_HMACINFO = 7,
    }
}

/// The family `SEG6`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "SEG6",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &SEGMENT,
};
