//! Attributes of encryption in devices (linux/psp.h).

use super::*;

named_sets! {
    shifted VERSION_BITS "PSP_VERSION_???" {
        PSP_VERSION_HDR0_AES_GCM_128 = 0, PSP_VERSION_HDR0_AES_GCM_256 = 1,
        PSP_VERSION_HDR0_AES_GMAC_128 = 2, PSP_VERSION_HDR0_AES_GMAC_256 = 3,
    }
    one VERSION "PSP_VERSION_???" {
        PSP_VERSION_HDR0_AES_GCM_128 = 0, PSP_VERSION_HDR0_AES_GCM_256 = 1,
        PSP_VERSION_HDR0_AES_GMAC_128 = 2, PSP_VERSION_HDR0_AES_GMAC_256 = 3,
    }
    one COMMANDS "PSP_CMD_???" {
        PSP_CMD_DEV_GET = 1, PSP_CMD_DEV_ADD_NTF = 2, PSP_CMD_DEV_DEL_NTF = 3, PSP_CMD_DEV_SET = 4,
        PSP_CMD_DEV_CHANGE_NTF = 5, PSP_CMD_KEY_ROTATE = 6, PSP_CMD_KEY_ROTATE_NTF = 7, PSP_CMD_RX_ASSOC = 8,
        PSP_CMD_TX_ASSOC = 9, PSP_CMD_GET_STATS = 0xa, PSP_CMD_DEV_ASSOC = 0xb, PSP_CMD_DEV_DISASSOC = 0xc,
    }
}

attributes! {
    DEV "PSP_A_DEV_???" {
        PSP_A_DEV_ID = 1: WORD,
        PSP_A_DEV_IFINDEX = 2: INDEX,
        PSP_A_DEV_PSP_VERSIONS_CAP = 3: One(&Of(&VERSION_BITS)),
        PSP_A_DEV_PSP_VERSIONS_ENA = 4: One(&Of(&VERSION_BITS)),
        PSP_A_DEV_ASSOC_LIST = 5: Nested(&ASSOC_DEV_INFO),
        PSP_A_DEV_NSID = 6: SIGNED,
        PSP_A_DEV_BY_ASSOCIATION = 7,
    }
    ASSOC_DEV_INFO "PSP_A_ASSOC_DEV_INFO_???" {
        PSP_A_ASSOC_DEV_INFO_IFINDEX = 1: INDEX,
        PSP_A_ASSOC_DEV_INFO_NSID = 2: SIGNED,
    }
    ASSOC "PSP_A_ASSOC_???" {
        PSP_A_ASSOC_DEV_ID = 1: WORD,
        PSP_A_ASSOC_VERSION = 2: One(&Of(&VERSION)),
        PSP_A_ASSOC_RX_KEY = 3: Nested(&KEYS),
        PSP_A_ASSOC_TX_KEY = 4: Nested(&KEYS),
        PSP_A_ASSOC_SOCK_FD = 5: WORD,
    }
    KEYS "PSP_A_KEYS_???" {
        PSP_A_KEYS_KEY = 1,
        PSP_A_KEYS_SPI = 2: WORD,
    }
    STATS "PSP_A_STATS_???" {
        PSP_A_STATS_DEV_ID = 1: WORD,
        PSP_A_STATS_KEY_ROTATIONS = 2: UINT,
        PSP_A_STATS_STALE_EVENTS = 3: UINT,
        PSP_A_STATS_RX_PACKETS = 4: UINT,
        PSP_A_STATS_RX_BYTES = 5: UINT,
        PSP_A_STATS_RX_AUTH_FAIL = 6: UINT,
        PSP_A_STATS_RX_ERROR = 7: UINT,
        PSP_A_STATS_RX_BAD = 8: UINT,
        PSP_A_STATS_TX_PACKETS = 9: UINT,
        PSP_A_STATS_TX_BYTES = 10: UINT,
        PSP_A_STATS_TX_ERROR = 11: UINT,
    }
}

/// The family `psp`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "psp",
    requests: Commands { names: &COMMANDS, attributes: &[(8, &ASSOC), (9, &ASSOC), (10, &STATS)] },
    answers: Commands { names: &COMMANDS, attributes: &[(8, &ASSOC), (9, &ASSOC), (10, &STATS)] },
    head: None,
    attributes: &DEV,
};
