//! Attributes of teams of links (linux/if_team.h).

use super::*;

named_sets! {
    one COMMANDS "TEAM_CMD_???" {
        TEAM_CMD_NOOP = 0, TEAM_CMD_OPTIONS_SET = 1, TEAM_CMD_OPTIONS_GET = 2, TEAM_CMD_PORT_LIST_GET = 3,
    }
}

attributes! {
    TEAM "TEAM_ATTR_???" {
        TEAM_ATTR_UNSPEC = 0,
        TEAM_ATTR_TEAM_IFINDEX = 1: INDEX,
        TEAM_ATTR_LIST_OPTION = 2: Nested(&ITEM_OPTION),
        TEAM_ATTR_LIST_PORT = 3: Nested(&ITEM_PORT),
    }
    ITEM_OPTION "TEAM_ATTR_ITEM_???" {
        TEAM_ATTR_ITEM_OPTION_UNSPEC = 0,
        TEAM_ATTR_ITEM_OPTION = 1: Nested(&ATTR_OPTION),
    }
    ATTR_OPTION "TEAM_ATTR_OPTION_???" {
        TEAM_ATTR_OPTION_UNSPEC = 0,
        TEAM_ATTR_OPTION_NAME = 1: TEXT,
        TEAM_ATTR_OPTION_CHANGED = 2,
        TEAM_ATTR_OPTION_TYPE = 3: BYTE,
        TEAM_ATTR_OPTION_DATA = 4,
        TEAM_ATTR_OPTION_REMOVED = 5,
        TEAM_ATTR_OPTION_PORT_IFINDEX = 6: INDEX,
        TEAM_ATTR_OPTION_ARRAY_INDEX = 7: WORD,
    }
    ITEM_PORT "TEAM_ATTR_ITEM_???" {
        TEAM_ATTR_ITEM_PORT_UNSPEC = 0,
        TEAM_ATTR_ITEM_PORT = 1: Nested(&ATTR_PORT),
    }
    ATTR_PORT "TEAM_ATTR_PORT_???" {
        TEAM_ATTR_PORT_UNSPEC = 0,
        TEAM_ATTR_PORT_IFINDEX = 1: INDEX,
        TEAM_ATTR_PORT_CHANGED = 2,
        TEAM_ATTR_PORT_LINKUP = 3,
        TEAM_ATTR_PORT_SPEED = 4: WORD,
        TEAM_ATTR_PORT_DUPLEX = 5: BYTE,
        TEAM_ATTR_PORT_REMOVED = 6,
    }
}

/// The family `team`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "team",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &TEAM,
};
