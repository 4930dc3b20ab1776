//! Attributes of redundant rings (linux/hsr_netlink.h).

use super::*;

named_sets! {
    one COMMANDS "HSR_C_???" {
        HSR_C_UNSPEC = 0, HSR_C_RING_ERROR = 1, HSR_C_NODE_DOWN = 2, HSR_C_GET_NODE_STATUS = 3,
        HSR_C_SET_NODE_STATUS = 4, HSR_C_GET_NODE_LIST = 5, HSR_C_SET_NODE_LIST = 6,
    }
}

attributes! {
    RING "HSR_A_???" {
        HSR_A_UNSPEC = 0,
        HSR_A_NODE_ADDR = 1: HARDWARE,
        HSR_A_IFINDEX = 2: INDEX,
        HSR_A_IF1_AGE = 3: WORD,
        HSR_A_IF2_AGE = 4: WORD,
        HSR_A_NODE_ADDR_B = 5: HARDWARE,
        HSR_A_IF1_SEQ = 6: HALF,
        HSR_A_IF2_SEQ = 7: HALF,
        HSR_A_IF1_IFINDEX = 8: INDEX,
        HSR_A_IF2_IFINDEX = 9: INDEX,
        HSR_A_ADDR_B_IFINDEX = 10: INDEX,
    }
}

/// The family `HSR`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "HSR",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &RING,
};
