//! Attributes of WireGuard (linux/wireguard.h).

use super::*;

named_sets! {
    bits WGDEVICE_FLAGS "WGDEVICE_F_???" { WGDEVICE_F_REPLACE_PEERS = 1 }
    bits WGPEER_FLAGS "WGPEER_F_???" {
        WGPEER_F_REMOVE_ME = 1, WGPEER_F_REPLACE_ALLOWEDIPS = 2, WGPEER_F_UPDATE_ONLY = 4,
    }
    bits WGALLOWEDIP_FLAGS "WGPEER_F_???" { WGPEER_F_REMOVE_ME = 1 }
    one COMMANDS "WG_CMD_???" { WG_CMD_GET_DEVICE = 0, WG_CMD_SET_DEVICE = 1 }
}

named_structs! {
    __KERNEL_TIMESPEC "__kernel_timespec" {
        sec: U64,
        nsec: U64,
    }
}

static WGPEER: Attributes = numbered(Nested(&WGPEER_ATTRIBUTES));
static WGALLOWEDIP: Attributes = numbered(Nested(&WGALLOWEDIP_ATTRIBUTES));

attributes! {
    WGDEVICE "WGDEVICE_A_???" {
        WGDEVICE_A_UNSPEC = 0,
        WGDEVICE_A_IFINDEX = 1: INDEX,
        WGDEVICE_A_IFNAME = 2: TEXT,
        WGDEVICE_A_PRIVATE_KEY = 3,
        WGDEVICE_A_PUBLIC_KEY = 4,
        WGDEVICE_A_FLAGS = 5: One(&Of(&WGDEVICE_FLAGS)),
        WGDEVICE_A_LISTEN_PORT = 6: HALF,
        WGDEVICE_A_FWMARK = 7: WORD,
        WGDEVICE_A_PEERS = 8: Nested(&WGPEER),
    }
    WGPEER_ATTRIBUTES "WGPEER_A_???" {
        WGPEER_A_UNSPEC = 0,
        WGPEER_A_PUBLIC_KEY = 1,
        WGPEER_A_PRESHARED_KEY = 2,
        WGPEER_A_FLAGS = 3: One(&Of(&WGPEER_FLAGS)),
        WGPEER_A_ENDPOINT = 4,
        WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL = 5: HALF,
        WGPEER_A_LAST_HANDSHAKE_TIME = 6: One(&Struct(&__KERNEL_TIMESPEC)),
        WGPEER_A_RX_BYTES = 7: QUAD,
        WGPEER_A_TX_BYTES = 8: QUAD,
        WGPEER_A_ALLOWEDIPS = 9: Nested(&WGALLOWEDIP),
        WGPEER_A_PROTOCOL_VERSION = 10: WORD,
    }
    WGALLOWEDIP_ATTRIBUTES "WGALLOWEDIP_A_???" {
        WGALLOWEDIP_A_UNSPEC = 0,
        WGALLOWEDIP_A_FAMILY = 1: HALF,
        WGALLOWEDIP_A_IPADDR = 2: IP,
        WGALLOWEDIP_A_CIDR_MASK = 3: BYTE,
        WGALLOWEDIP_A_FLAGS = 4: One(&Of(&WGALLOWEDIP_FLAGS)),
    }
}

/// The family `wireguard`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "wireguard",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &WGDEVICE,
};
