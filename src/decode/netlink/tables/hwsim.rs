//! Attributes of simulated radios (drivers/net/wireless/virtual/mac80211_hwsim.h of the kernel).

use super::*;

named_sets! {
    one COMMANDS "HWSIM_CMD_???" {
        HWSIM_CMD_UNSPEC = 0, HWSIM_CMD_REGISTER = 1, HWSIM_CMD_FRAME = 2, HWSIM_CMD_TX_INFO_FRAME = 3,
        HWSIM_CMD_NEW_RADIO = 4, HWSIM_CMD_DEL_RADIO = 5, HWSIM_CMD_GET_RADIO = 6, HWSIM_CMD_ADD_MAC_ADDR = 7,
        HWSIM_CMD_DEL_MAC_ADDR = 8, HWSIM_CMD_START_PMSR = 9, HWSIM_CMD_ABORT_PMSR = 0xa,
        HWSIM_CMD_REPORT_PMSR = 0xb,
    }
    bits FRAME_FLAGS "HWSIM_TX_???" {
        HWSIM_TX_CTL_REQ_TX_STATUS = 1, HWSIM_TX_CTL_NO_ACK = 2, HWSIM_TX_STAT_ACK = 4,
    }
}

named_structs! {
    RATE "hwsim_tx_rate" { idx: As(Repr::I8, &Int), count: U8 }
    RATE_FLAGS "hwsim_tx_rate_flag" packed(X86_64, X32, I386, Aarch64, Arm) {
        idx: As(Repr::I8, &Int), flags: As(Repr::U16, &Hex),
    }
}

attributes! {
    RADIO "HWSIM_ATTR_???" {
        HWSIM_ATTR_UNSPEC = 0,
        HWSIM_ATTR_ADDR_RECEIVER = 1: HARDWARE,
        HWSIM_ATTR_ADDR_TRANSMITTER = 2: HARDWARE,
        HWSIM_ATTR_FRAME = 3,
        HWSIM_ATTR_FLAGS = 4: One(&Of(&FRAME_FLAGS)),
        HWSIM_ATTR_RX_RATE = 5: WORD,
        HWSIM_ATTR_SIGNAL = 6: SIGNED,
        HWSIM_ATTR_TX_INFO = 7: All(&Struct(&RATE)),
        HWSIM_ATTR_COOKIE = 8: QUAD,
        HWSIM_ATTR_CHANNELS = 9: WORD,
        HWSIM_ATTR_RADIO_ID = 10: WORD,
        HWSIM_ATTR_REG_HINT_ALPHA2 = 11: TEXT,
        HWSIM_ATTR_REG_CUSTOM_REG = 12: WORD,
        HWSIM_ATTR_REG_STRICT_REG = 13,
        HWSIM_ATTR_SUPPORT_P2P_DEVICE = 14,
        HWSIM_ATTR_USE_CHANCTX = 15,
        HWSIM_ATTR_DESTROY_RADIO_ON_CLOSE = 16,
        HWSIM_ATTR_RADIO_NAME = 17: TEXT,
        HWSIM_ATTR_NO_VIF = 18,
        HWSIM_ATTR_FREQ = 19: WORD,
        HWSIM_ATTR_PAD = 20,
        HWSIM_ATTR_TX_INFO_FLAGS = 21: All(&Struct(&RATE_FLAGS)),
        HWSIM_ATTR_PERM_ADDR = 22: HARDWARE,
        HWSIM_ATTR_IFTYPE_SUPPORT = 23: HEX32,
        HWSIM_ATTR_CIPHER_SUPPORT = 24: All(&As(Repr::U32, &Hex)),
        HWSIM_ATTR_MLO_SUPPORT = 25,
        HWSIM_ATTR_PMSR_SUPPORT = 26,
        HWSIM_ATTR_PMSR_REQUEST = 27,
        HWSIM_ATTR_PMSR_RESULT = 28,
    }
}

/// The family `MAC80211_HWSIM`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "MAC80211_HWSIM",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &RADIO,
};
