//! Attributes of the path manager of MPTCP (linux/mptcp_pm.h).

use super::*;

named_sets! {
    one COMMANDS "MPTCP_PM_CMD_???" {
        MPTCP_PM_CMD_UNSPEC = 0, MPTCP_PM_CMD_ADD_ADDR = 1, MPTCP_PM_CMD_DEL_ADDR = 2,
        MPTCP_PM_CMD_GET_ADDR = 3, MPTCP_PM_CMD_FLUSH_ADDRS = 4, MPTCP_PM_CMD_SET_LIMITS = 5,
        MPTCP_PM_CMD_GET_LIMITS = 6, MPTCP_PM_CMD_SET_FLAGS = 7, MPTCP_PM_CMD_ANNOUNCE = 8,
        MPTCP_PM_CMD_REMOVE = 9, MPTCP_PM_CMD_SUBFLOW_CREATE = 0xa, MPTCP_PM_CMD_SUBFLOW_DESTROY = 0xb,
    }
}

attributes! {
    ENDPOINT "MPTCP_PM_ENDPOINT_???" {
        MPTCP_PM_ENDPOINT_ADDR = 1: Nested(&ADDRESS),
    }
    ADDRESS "MPTCP_PM_ADDR_ATTR_???" {
        MPTCP_PM_ADDR_ATTR_UNSPEC = 0,
        MPTCP_PM_ADDR_ATTR_FAMILY = 1: HALF,
        MPTCP_PM_ADDR_ATTR_ID = 2: BYTE,
        MPTCP_PM_ADDR_ATTR_ADDR4 = 3: NET_WORD,
        MPTCP_PM_ADDR_ATTR_ADDR6 = 4,
        MPTCP_PM_ADDR_ATTR_PORT = 5: HALF,
        MPTCP_PM_ADDR_ATTR_FLAGS = 6: WORD,
        MPTCP_PM_ADDR_ATTR_IF_IDX = 7: SIGNED,
    }
    ATTR "MPTCP_PM_ATTR_???" {
        MPTCP_PM_ATTR_UNSPEC = 0,
        MPTCP_PM_ATTR_ADDR = 1: Nested(&ADDRESS),
        MPTCP_PM_ATTR_RCV_ADD_ADDRS = 2: WORD,
        MPTCP_PM_ATTR_SUBFLOWS = 3: WORD,
        MPTCP_PM_ATTR_TOKEN = 4: WORD,
        MPTCP_PM_ATTR_LOC_ID = 5: BYTE,
        MPTCP_PM_ATTR_ADDR_REMOTE = 6: Nested(&ADDRESS),
    }
}

/// The family `mptcp_pm`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "mptcp_pm",
    requests: Commands { names: &COMMANDS, attributes: &[(1, &ENDPOINT), (2, &ENDPOINT), (4, &ENDPOINT)] },
    answers: Commands { names: &COMMANDS, attributes: &[(1, &ENDPOINT), (2, &ENDPOINT), (4, &ENDPOINT)] },
    head: None,
    attributes: &ATTR,
};
