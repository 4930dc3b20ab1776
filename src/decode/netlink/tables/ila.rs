//! Attributes of identifier and locator addressing (linux/ila.h).

use super::*;

named_sets! {
    one COMMANDS "ILA_CMD_???" {
        ILA_CMD_UNSPEC = 0, ILA_CMD_ADD = 1, ILA_CMD_DEL = 2, ILA_CMD_GET = 3, ILA_CMD_FLUSH = 4,
    }
}

attributes! {
    TRANSLATION "ILA_ATTR_???" {
        ILA_ATTR_UNSPEC = 0,
        ILA_ATTR_LOCATOR = 1: QUAD,
        ILA_ATTR_IDENTIFIER = 2: QUAD,
        ILA_ATTR_LOCATOR_MATCH = 3: QUAD,
        ILA_ATTR_IFINDEX = 4: INDEX,
        ILA_ATTR_DIR = 5: WORD,
        ILA_ATTR_PAD = 6,
        ILA_ATTR_CSUM_MODE = 7: BYTE,
        ILA_ATTR_IDENT_TYPE = 8: BYTE,
        ILA_ATTR_HOOK_TYPE = 9: BYTE,
    }
}

/// The family `ila`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "ila",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &TRANSLATION,
};
