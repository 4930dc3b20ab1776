//! Attributes of the path manager of MPTCP (linux/mptcp_pm.h).

use super::*;

named_sets! {
    one COMMANDS "MPTCP_PM_CMD_???" {
        MPTCP_PM_CMD_UNSPEC = 0, MPTCP_PM_CMD_ADD_ADDR = 1, MPTCP_PM_CMD_DEL_ADDR = 2,
        MPTCP_PM_CMD_GET_ADDR = 3, MPTCP_PM_CMD_FLUSH_ADDRS = 4, MPTCP_PM_CMD_SET_LIMITS = 5,
        MPTCP_PM_CMD_GET_LIMITS = 6, MPTCP_PM_CMD_SET_FLAGS = 7, MPTCP_PM_CMD_ANNOUNCE = 8,
        MPTCP_PM_CMD_REMOVE = 9, MPTCP_PM_CMD_SUBFLOW_CREATE = 0xa, MPTCP_PM_CMD_SUBFLOW_DESTROY = 0xb,
    }
    one EVENT "MPTCP_EVENT_???" {
        MPTCP_EVENT_UNSPEC = 0, MPTCP_EVENT_CREATED = 1, MPTCP_EVENT_ESTABLISHED = 2, MPTCP_EVENT_CLOSED = 3,
        MPTCP_EVENT_ANNOUNCED = 6, MPTCP_EVENT_REMOVED = 7, MPTCP_EVENT_SUB_ESTABLISHED = 0xa,
        MPTCP_EVENT_SUB_CLOSED = 0xb, MPTCP_EVENT_SUB_PRIORITY = 0xd, MPTCP_EVENT_LISTENER_CREATED = 0xf,
        MPTCP_EVENT_LISTENER_CLOSED = 0x10,
    }
    one RESET "MPTCP_RST_???" {
        MPTCP_RST_EUNSPEC = 0, MPTCP_RST_EMPTCP = 1, MPTCP_RST_ERESOURCE = 2, MPTCP_RST_EPROHIBIT = 3,
        MPTCP_RST_EWQ2BIG = 4, MPTCP_RST_EBADPERF = 5, MPTCP_RST_EMIDDLEBOX = 6,
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
    TOLD "MPTCP_ATTR_???" {
        MPTCP_ATTR_UNSPEC = 0,
        MPTCP_ATTR_TOKEN = 1: WORD,
        MPTCP_ATTR_FAMILY = 2: One(&As(Repr::U16, &Of(&crate::decode::sets::net::FAMILY))),
        MPTCP_ATTR_LOC_ID = 3: BYTE,
        MPTCP_ATTR_REM_ID = 4: BYTE,
        MPTCP_ATTR_SADDR4 = 5: INET,
        MPTCP_ATTR_SADDR6 = 6: INET6,
        MPTCP_ATTR_DADDR4 = 7: INET,
        MPTCP_ATTR_DADDR6 = 8: INET6,
        MPTCP_ATTR_SPORT = 9: PORT,
        MPTCP_ATTR_DPORT = 0xa: PORT,
        MPTCP_ATTR_BACKUP = 0xb: BYTE,
        MPTCP_ATTR_ERROR = 0xc: BYTE,
        MPTCP_ATTR_FLAGS = 0xd: HEX16,
        MPTCP_ATTR_TIMEOUT = 0xe: WORD,
        MPTCP_ATTR_IF_IDX = 0xf: INDEX,
        MPTCP_ATTR_RESET_REASON = 0x10: One(&As(Repr::U32, &Of(&RESET))),
        MPTCP_ATTR_RESET_FLAGS = 0x11: HEX32,
        MPTCP_ATTR_SERVER_SIDE = 0x12: BYTE,
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

/// What the family tells unasked.
pub(in crate::decode::netlink) static EVENTS: Family = Family {
    name: "mptcp_pm",
    requests: Commands { names: &EVENT, attributes: &[] },
    answers: Commands { names: &EVENT, attributes: &[] },
    head: None,
    attributes: &TOLD,
};
