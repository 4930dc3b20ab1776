//! Attributes of the smaller subsystems of netfilter (linux/netfilter/nfnetlink_*.h).

use super::*;

named_sets! {
    one LOG_COMMANDS "NFULNL_CFG_CMD_???" {
        NFULNL_CFG_CMD_NONE = 0, NFULNL_CFG_CMD_BIND = 1, NFULNL_CFG_CMD_UNBIND = 2,
        NFULNL_CFG_CMD_PF_BIND = 3, NFULNL_CFG_CMD_PF_UNBIND = 4,
    }
    one LOG_MODES "NFULNL_COPY_???" { NFULNL_COPY_NONE = 0, NFULNL_COPY_META = 1, NFULNL_COPY_PACKET = 2 }
    one QUEUE_COMMANDS "NFQNL_CFG_CMD_???" {
        NFQNL_CFG_CMD_NONE = 0, NFQNL_CFG_CMD_BIND = 1, NFQNL_CFG_CMD_UNBIND = 2, NFQNL_CFG_CMD_PF_BIND = 3,
        NFQNL_CFG_CMD_PF_UNBIND = 4,
    }
    one QUEUE_MODES "NFQNL_COPY_???" { NFQNL_COPY_NONE = 0, NFQNL_COPY_META = 1, NFQNL_COPY_PACKET = 2 }
    bits QUEUE_FLAGS "NFQA_CFG_F_???" {
        NFQA_CFG_F_FAIL_OPEN = 1, NFQA_CFG_F_CONNTRACK = 2, NFQA_CFG_F_GSO = 4, NFQA_CFG_F_UID_GID = 8,
        NFQA_CFG_F_SECCTX = 0x10,
    }
    bits LOG_FLAGS "NFULNL_CFG_F_???" { NFULNL_CFG_F_SEQ = 1, NFULNL_CFG_F_SEQ_GLOBAL = 2, NFULNL_CFG_F_CONNTRACK = 4 }
    one VERDICTS "NF_???" {
        NF_DROP = 0, NF_ACCEPT = 1, NF_STOLEN = 2, NF_QUEUE = 3, NF_REPEAT = 4, NF_STOP = 5,
    }
    bits ACCOUNT_FLAGS "NFACCT_F_???" { NFACCT_F_QUOTA_PKTS = 1, NFACCT_F_QUOTA_BYTES = 2, NFACCT_F_OVERQUOTA = 4 }
}

named_structs! {
    LOG_HEADER "nfulnl_msg_packet_hdr" {
        hw_protocol: As(Repr::Be16, &Network(Some(&ETH_P))),
        hook: U8,
        _pad: Hidden(&U8),
    }
    HARDWARE_ADDRESS "nfulnl_msg_packet_hw" {
        hw_addrlen: NET16,
        _pad: Hidden(&U16),
        hw_addr: Hardware(8),
    }
    MOMENT "nfulnl_msg_packet_timestamp" {
        sec: As(Repr::Be64, &Number(Radix::Decimal)),
        usec: As(Repr::Be64, &Number(Radix::Decimal)),
    }
    LOG_COMMAND "nfulnl_msg_config_cmd" {
        command: As(Repr::U8, &Of(&LOG_COMMANDS)),
    }
    LOG_MODE "nfulnl_msg_config_mode" packed(X86_64, Aarch64) {
        copy_range: NET32,
        copy_mode: As(Repr::U8, &Of(&LOG_MODES)),
        _pad: Hidden(&U8),
    }
    QUEUE_HEADER "nfqnl_msg_packet_hdr" packed(X86_64, Aarch64) {
        packet_id: NET32,
        hw_protocol: As(Repr::Be16, &Network(Some(&ETH_P))),
        hook: U8,
    }
    VERDICT "nfqnl_msg_verdict_hdr" {
        verdict: As(Repr::Be32, &Of(&VERDICTS)),
        id: NET32,
    }
    QUEUE_COMMAND "nfqnl_msg_config_cmd" {
        command: As(Repr::U8, &Of(&QUEUE_COMMANDS)),
        _pad: Hidden(&U8),
        pf: As(Repr::Be16, &Of(&FAMILY)),
    }
    QUEUE_PARAMETERS "nfqnl_msg_config_params" packed(X86_64, Aarch64) {
        copy_range: NET32,
        copy_mode: As(Repr::U8, &Of(&QUEUE_MODES)),
    }
}

static TIMEOUT_DATA: Attributes = numbered(NET_WORD);
static HELPER_POLICIES: Attributes = numbered(Nested(&HELPER_POLICY));

attributes! {
    LOG_VLAN "NFULA_VLAN_???" {
        NFULA_VLAN_UNSPEC = 0,
        NFULA_VLAN_PROTO = 1: One(&As(Repr::Be16, &Network(Some(&ETH_P)))),
        NFULA_VLAN_TCI = 2: PORT,
    }
    LOG "NFULA_???" {
        NFULA_UNSPEC = 0,
        NFULA_PACKET_HDR = 1: One(&Struct(&LOG_HEADER)),
        NFULA_MARK = 2: NET_WORD,
        NFULA_TIMESTAMP = 3: One(&Struct(&MOMENT)),
        NFULA_IFINDEX_INDEV = 4: NET_WORD,
        NFULA_IFINDEX_OUTDEV = 5: NET_WORD,
        NFULA_IFINDEX_PHYSINDEV = 6: NET_WORD,
        NFULA_IFINDEX_PHYSOUTDEV = 7: NET_WORD,
        NFULA_HWADDR = 8: One(&Struct(&HARDWARE_ADDRESS)),
        NFULA_PAYLOAD = 9,
        NFULA_PREFIX = 10: TEXT,
        NFULA_UID = 11: NET_WORD,
        NFULA_SEQ = 12: NET_WORD,
        NFULA_SEQ_GLOBAL = 13: NET_WORD,
        NFULA_GID = 14: NET_WORD,
        NFULA_HWTYPE = 15: PORT,
        NFULA_HWHEADER = 16,
        NFULA_HWLEN = 17: PORT,
        NFULA_CT = 18: Nested(&conntrack::CONNTRACK),
        NFULA_CT_INFO = 19: NET_WORD,
        NFULA_VLAN = 20: Nested(&LOG_VLAN),
        NFULA_L2HDR = 21,
    }
    LOG_CONFIGURATION "NFULA_CFG_???" {
        NFULA_CFG_UNSPEC = 0,
        NFULA_CFG_CMD = 1: One(&Struct(&LOG_COMMAND)),
        NFULA_CFG_MODE = 2: One(&Struct(&LOG_MODE)),
        NFULA_CFG_NLBUFSIZ = 3: NET_WORD,
        NFULA_CFG_TIMEOUT = 4: NET_WORD,
        NFULA_CFG_QTHRESH = 5: NET_WORD,
        NFULA_CFG_FLAGS = 6: One(&As(Repr::Be16, &Of(&LOG_FLAGS))),
    }
    QUEUE_VLAN "NFQA_VLAN_???" {
        NFQA_VLAN_UNSPEC = 0,
        NFQA_VLAN_PROTO = 1: One(&As(Repr::Be16, &Network(Some(&ETH_P)))),
        NFQA_VLAN_TCI = 2: PORT,
    }
    QUEUE "NFQA_???" {
        NFQA_UNSPEC = 0,
        NFQA_PACKET_HDR = 1: One(&Struct(&QUEUE_HEADER)),
        NFQA_VERDICT_HDR = 2: One(&Struct(&VERDICT)),
        NFQA_MARK = 3: NET_WORD,
        NFQA_TIMESTAMP = 4: One(&Struct(&MOMENT)),
        NFQA_IFINDEX_INDEV = 5: NET_WORD,
        NFQA_IFINDEX_OUTDEV = 6: NET_WORD,
        NFQA_IFINDEX_PHYSINDEV = 7: NET_WORD,
        NFQA_IFINDEX_PHYSOUTDEV = 8: NET_WORD,
        NFQA_HWADDR = 9: One(&Struct(&HARDWARE_ADDRESS)),
        NFQA_PAYLOAD = 10,
        NFQA_CT = 11: Nested(&conntrack::CONNTRACK),
        NFQA_CT_INFO = 12: NET_WORD,
        NFQA_CAP_LEN = 13: NET_WORD,
        NFQA_SKB_INFO = 14: NET_WORD,
        NFQA_EXP = 15: Nested(&conntrack::EXPECT),
        NFQA_UID = 16: NET_WORD,
        NFQA_GID = 17: NET_WORD,
        NFQA_SECCTX = 18: TEXT,
        NFQA_VLAN = 19: Nested(&QUEUE_VLAN),
        NFQA_L2HDR = 20,
        NFQA_PRIORITY = 21: NET_WORD,
        NFQA_CGROUP_CLASSID = 22,
    }
    QUEUE_CONFIGURATION "NFQA_CFG_???" {
        NFQA_CFG_UNSPEC = 0,
        NFQA_CFG_CMD = 1: One(&Struct(&QUEUE_COMMAND)),
        NFQA_CFG_PARAMS = 2: One(&Struct(&QUEUE_PARAMETERS)),
        NFQA_CFG_QUEUE_MAXLEN = 3: NET_WORD,
        NFQA_CFG_MASK = 4: One(&As(Repr::Be32, &Of(&QUEUE_FLAGS))),
        NFQA_CFG_FLAGS = 5: One(&As(Repr::Be32, &Of(&QUEUE_FLAGS))),
    }
    ACCOUNT_FILTER "NFACCT_FILTER_???" {
        NFACCT_FILTER_UNSPEC = 0,
        NFACCT_FILTER_MASK = 1: NET_WORD,
        NFACCT_FILTER_VALUE = 2: NET_WORD,
    }
    ACCOUNT "NFACCT_???" {
        NFACCT_UNSPEC = 0,
        NFACCT_NAME = 1: TEXT,
        NFACCT_PKTS = 2: NET_QUAD,
        NFACCT_BYTES = 3: NET_QUAD,
        NFACCT_USE = 4: NET_WORD,
        NFACCT_FLAGS = 5: One(&As(Repr::Be32, &Of(&ACCOUNT_FLAGS))),
        NFACCT_QUOTA = 6: NET_QUAD,
        NFACCT_FILTER = 7: Nested(&ACCOUNT_FILTER),
        NFACCT_PAD = 8,
    }
    TIMEOUT "CTA_TIMEOUT_???" {
        CTA_TIMEOUT_UNSPEC = 0,
        CTA_TIMEOUT_NAME = 1: TEXT,
        CTA_TIMEOUT_L3PROTO = 2: PORT,
        CTA_TIMEOUT_L4PROTO = 3: One(&As(Repr::U8, &Of(&IPPROTO))),
        CTA_TIMEOUT_DATA = 4: Nested(&TIMEOUT_DATA),
        CTA_TIMEOUT_USE = 5: NET_WORD,
    }
    HELPER_POLICY "NFCTH_POLICY_???" {
        NFCTH_POLICY_UNSPEC = 0,
        NFCTH_POLICY_NAME = 1: TEXT,
        NFCTH_POLICY_EXPECT_TIMEOUT = 3: NET_WORD,
    }
    HELPER "NFCTH_???" {
        NFCTH_UNSPEC = 0,
        NFCTH_NAME = 1: TEXT,
        NFCTH_TUPLE = 2: Nested(&conntrack::TUPLE),
        NFCTH_POLICY = 4: Nested(&HELPER_POLICIES),
        NFCTH_PRIV_DATA_LEN = 5: NET_WORD,
        NFCTH_STATUS = 6: NET_WORD,
    }
    FINGERPRINT "OSF_ATTR_???" {
        OSF_ATTR_UNSPEC = 0,
        OSF_ATTR_FINGER = 1,
    }
    COMPATIBILITY "NFTA_COMPAT_???" {
        NFTA_COMPAT_UNSPEC = 0,
        NFTA_COMPAT_NAME = 1: TEXT,
        NFTA_COMPAT_REV = 2: NET_WORD,
        NFTA_COMPAT_TYPE = 3: NET_WORD,
    }
    HOOK_CHAIN "NFNLA_CHAIN_???" {
        NFNLA_CHAIN_UNSPEC = 0,
        NFNLA_CHAIN_TABLE = 1: TEXT,
        NFNLA_CHAIN_FAMILY = 2: BYTE,
        NFNLA_CHAIN_NAME = 3: TEXT,
    }
    HOOK_INFO "NFNLA_HOOK_INFO_???" {
        NFNLA_HOOK_INFO_UNSPEC = 0,
        NFNLA_HOOK_INFO_DESC = 1: Nested(&HOOK_CHAIN),
        NFNLA_HOOK_INFO_TYPE = 2: NET_WORD,
    }
    HOOK "NFNLA_HOOK_???" {
        NFNLA_HOOK_UNSPEC = 0,
        NFNLA_HOOK_HOOKNUM = 1: NET_WORD,
        NFNLA_HOOK_PRIORITY = 2: NET_WORD,
        NFNLA_HOOK_DEV = 3: TEXT,
        NFNLA_HOOK_FUNCTION_NAME = 4: TEXT,
        NFNLA_HOOK_MODULE_NAME = 5: TEXT,
        NFNLA_HOOK_CHAIN_INFO = 6: Nested(&HOOK_INFO),
    }
}
