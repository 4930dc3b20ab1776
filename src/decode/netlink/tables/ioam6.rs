//! Attributes of in-situ measurements of IPv6 (linux/ioam6_genl.h).

use super::*;

named_sets! {
    one COMMANDS "IOAM6_CMD_???" {
        IOAM6_CMD_UNSPEC = 0, IOAM6_CMD_ADD_NAMESPACE = 1, IOAM6_CMD_DEL_NAMESPACE = 2,
        IOAM6_CMD_DUMP_NAMESPACES = 3, IOAM6_CMD_ADD_SCHEMA = 4, IOAM6_CMD_DEL_SCHEMA = 5,
        IOAM6_CMD_DUMP_SCHEMAS = 6, IOAM6_CMD_NS_SET_SCHEMA = 7,
    }
}

attributes! {
    MEASUREMENT "IOAM6_ATTR_???" {
        IOAM6_ATTR_UNSPEC = 0,
        IOAM6_ATTR_NS_ID = 1: HALF,
        IOAM6_ATTR_NS_DATA = 2: WORD,
        IOAM6_ATTR_NS_DATA_WIDE = 3: QUAD,
        IOAM6_ATTR_SC_ID = 4: WORD,
        IOAM6_ATTR_SC_DATA = 5,
        IOAM6_ATTR_SC_NONE = 6,
        IOAM6_ATTR_PAD = 7,
    }
}

/// The family `IOAM6`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "IOAM6",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &MEASUREMENT,
};
