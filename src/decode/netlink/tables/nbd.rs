//! Attributes of network block devices (linux/nbd-netlink.h).

use super::*;

named_sets! {
    one COMMANDS "NBD_CMD_???" {
        NBD_CMD_UNSPEC = 0, NBD_CMD_CONNECT = 1, NBD_CMD_DISCONNECT = 2, NBD_CMD_RECONFIGURE = 3,
        NBD_CMD_LINK_DEAD = 4, NBD_CMD_STATUS = 5,
    }
}

attributes! {
    DEVICE "NBD_DEVICE_???" {
        NBD_DEVICE_UNSPEC = 0,
        NBD_DEVICE_INDEX = 1: WORD,
        NBD_DEVICE_CONNECTED = 2: BYTE,
    }
    DEVICES "NBD_DEVICE_???" {
        NBD_DEVICE_ITEM_UNSPEC = 0,
        NBD_DEVICE_ITEM = 1: Nested(&DEVICE),
    }
    SOCKET "NBD_SOCK_???" {
        NBD_SOCK_UNSPEC = 0,
        NBD_SOCK_FD = 1: DESCRIPTOR,
    }
    SOCKETS "NBD_SOCK_???" {
        NBD_SOCK_ITEM_UNSPEC = 0,
        NBD_SOCK_ITEM = 1: Nested(&SOCKET),
    }
    DEVICE_ATTRIBUTES "NBD_ATTR_???" {
        NBD_ATTR_UNSPEC = 0,
        NBD_ATTR_INDEX = 1: WORD,
        NBD_ATTR_SIZE_BYTES = 2: QUAD,
        NBD_ATTR_BLOCK_SIZE_BYTES = 3: QUAD,
        NBD_ATTR_TIMEOUT = 4: QUAD,
        NBD_ATTR_SERVER_FLAGS = 5: QUAD,
        NBD_ATTR_CLIENT_FLAGS = 6: QUAD,
        NBD_ATTR_SOCKETS = 7: Nested(&SOCKETS),
        NBD_ATTR_DEAD_CONN_TIMEOUT = 8: QUAD,
        NBD_ATTR_DEVICE_LIST = 9: Nested(&DEVICES),
        NBD_ATTR_BACKEND_IDENTIFIER = 10: TEXT,
    }
}

/// The family `nbd`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "nbd",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &DEVICE_ATTRIBUTES,
};
