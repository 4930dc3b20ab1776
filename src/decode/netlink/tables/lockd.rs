//! Attributes of the lock manager of NFS (linux/lockd_netlink.h).

use super::*;

named_sets! {
    one COMMANDS "LOCKD_CMD_???" { LOCKD_CMD_SERVER_SET = 1, LOCKD_CMD_SERVER_GET = 2 }
}

attributes! {
    SERVER "LOCKD_A_SERVER_???" {
        LOCKD_A_SERVER_GRACETIME = 1: WORD,
        LOCKD_A_SERVER_TCP_PORT = 2: HALF,
        LOCKD_A_SERVER_UDP_PORT = 3: HALF,
    }
}

/// The family `lockd`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "lockd",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &SERVER,
};
