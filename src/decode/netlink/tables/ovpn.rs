//! Attributes of OpenVPN in the kernel (linux/ovpn.h).

use super::*;

named_sets! {
    one DEL_PEER_REASON "OVPN_DEL_PEER_REASON_???" {
        OVPN_DEL_PEER_REASON_TEARDOWN = 0, OVPN_DEL_PEER_REASON_USERSPACE = 1,
        OVPN_DEL_PEER_REASON_EXPIRED = 2, OVPN_DEL_PEER_REASON_TRANSPORT_ERROR = 3,
        OVPN_DEL_PEER_REASON_TRANSPORT_DISCONNECT = 4,
    }
    one KEY_SLOT "OVPN_KEY_SLOT_???" { OVPN_KEY_SLOT_PRIMARY = 0, OVPN_KEY_SLOT_SECONDARY = 1 }
    one CIPHER_ALG "OVPN_CIPHER_ALG_???" {
        OVPN_CIPHER_ALG_NONE = 0, OVPN_CIPHER_ALG_AES_GCM = 1, OVPN_CIPHER_ALG_CHACHA20_POLY1305 = 2,
    }
    one COMMANDS "OVPN_CMD_???" {
        OVPN_CMD_PEER_NEW = 1, OVPN_CMD_PEER_SET = 2, OVPN_CMD_PEER_GET = 3, OVPN_CMD_PEER_DEL = 4,
        OVPN_CMD_PEER_DEL_NTF = 5, OVPN_CMD_KEY_NEW = 6, OVPN_CMD_KEY_GET = 7, OVPN_CMD_KEY_SWAP = 8,
        OVPN_CMD_KEY_SWAP_NTF = 9, OVPN_CMD_KEY_DEL = 0xa, OVPN_CMD_PEER_FLOAT_NTF = 0xb,
    }
}

attributes! {
    OVPN "OVPN_A_???" {
        OVPN_A_IFINDEX = 1: INDEX,
        OVPN_A_PEER = 2: Nested(&PEER),
        OVPN_A_KEYCONF = 3: Nested(&KEYCONF),
    }
    PEER "OVPN_A_PEER_???" {
        OVPN_A_PEER_ID = 1: WORD,
        OVPN_A_PEER_REMOTE_IPV4 = 2: INET,
        OVPN_A_PEER_REMOTE_IPV6 = 3: INET6,
        OVPN_A_PEER_REMOTE_IPV6_SCOPE_ID = 4: WORD,
        OVPN_A_PEER_REMOTE_PORT = 5: PORT,
        OVPN_A_PEER_SOCKET = 6: WORD,
        OVPN_A_PEER_SOCKET_NETNSID = 7: SIGNED,
        OVPN_A_PEER_VPN_IPV4 = 8: INET,
        OVPN_A_PEER_VPN_IPV6 = 9: INET6,
        OVPN_A_PEER_LOCAL_IPV4 = 10: INET,
        OVPN_A_PEER_LOCAL_IPV6 = 11: INET6,
        OVPN_A_PEER_LOCAL_PORT = 12: PORT,
        OVPN_A_PEER_KEEPALIVE_INTERVAL = 13: WORD,
        OVPN_A_PEER_KEEPALIVE_TIMEOUT = 14: WORD,
        OVPN_A_PEER_DEL_REASON = 15: One(&Of(&DEL_PEER_REASON)),
        OVPN_A_PEER_VPN_RX_BYTES = 16: UINT,
        OVPN_A_PEER_VPN_TX_BYTES = 17: UINT,
        OVPN_A_PEER_VPN_RX_PACKETS = 18: UINT,
        OVPN_A_PEER_VPN_TX_PACKETS = 19: UINT,
        OVPN_A_PEER_LINK_RX_BYTES = 20: UINT,
        OVPN_A_PEER_LINK_TX_BYTES = 21: UINT,
        OVPN_A_PEER_LINK_RX_PACKETS = 22: UINT,
        OVPN_A_PEER_LINK_TX_PACKETS = 23: UINT,
        OVPN_A_PEER_TX_ID = 24: WORD,
    }
    KEYCONF "OVPN_A_KEYCONF_???" {
        OVPN_A_KEYCONF_PEER_ID = 1: WORD,
        OVPN_A_KEYCONF_SLOT = 2: One(&Of(&KEY_SLOT)),
        OVPN_A_KEYCONF_KEY_ID = 3: WORD,
        OVPN_A_KEYCONF_CIPHER_ALG = 4: One(&Of(&CIPHER_ALG)),
        OVPN_A_KEYCONF_ENCRYPT_DIR = 5: Nested(&KEYDIR),
        OVPN_A_KEYCONF_DECRYPT_DIR = 6: Nested(&KEYDIR),
    }
    KEYDIR "OVPN_A_KEYDIR_???" {
        OVPN_A_KEYDIR_CIPHER_KEY = 1,
        OVPN_A_KEYDIR_NONCE_TAIL = 2,
    }
}

/// The family `ovpn`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "ovpn",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &OVPN,
};
