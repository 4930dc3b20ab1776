//! Attributes of nftables (linux/netfilter/nf_tables.h).

use super::*;

named_sets! {
    bits TABLE_FLAGS "NFT_TABLE_F_???" { NFT_TABLE_F_DORMANT = 1, NFT_TABLE_F_OWNER = 2, NFT_TABLE_F_PERSIST = 4 }
    bits CHAIN_FLAGS "NFT_CHAIN_???" { NFT_CHAIN_BASE = 1, NFT_CHAIN_HW_OFFLOAD = 2, NFT_CHAIN_BINDING = 4 }
    one VERDICT_CODE "NF_???" {
        NFT_CONTINUE = 0xffffffff, NFT_BREAK = 0xfffffffe, NFT_JUMP = 0xfffffffd, NFT_GOTO = 0xfffffffc,
        NFT_RETURN = 0xfffffffb, NF_DROP = 0, NF_ACCEPT = 1, NF_STOLEN = 2, NF_QUEUE = 3, NF_REPEAT = 4,
    }
    one BITWISE_OPS "NFT_BITWISE_???" {
        NFT_BITWISE_MASK_XOR = 0, NFT_BITWISE_LSHIFT = 1, NFT_BITWISE_RSHIFT = 2, NFT_BITWISE_AND = 3,
        NFT_BITWISE_OR = 4, NFT_BITWISE_XOR = 5,
    }
    one CMP_OPS "NFT_CMP_???" {
        NFT_CMP_EQ = 0, NFT_CMP_NEQ = 1, NFT_CMP_LT = 2, NFT_CMP_LTE = 3, NFT_CMP_GT = 4, NFT_CMP_GTE = 5,
    }
    one CT_KEYS "NFT_CT_???" {
        NFT_CT_STATE = 0, NFT_CT_DIRECTION = 1, NFT_CT_STATUS = 2, NFT_CT_MARK = 3, NFT_CT_SECMARK = 4,
        NFT_CT_EXPIRATION = 5, NFT_CT_HELPER = 6, NFT_CT_L3PROTOCOL = 7, NFT_CT_SRC = 8, NFT_CT_DST = 9,
        NFT_CT_PROTOCOL = 0xa, NFT_CT_PROTO_SRC = 0xb, NFT_CT_PROTO_DST = 0xc, NFT_CT_LABELS = 0xd,
        NFT_CT_PKTS = 0xe, NFT_CT_BYTES = 0xf, NFT_CT_AVGPKT = 0x10, NFT_CT_ZONE = 0x11,
        NFT_CT_EVENTMASK = 0x12, NFT_CT_SRC_IP = 0x13, NFT_CT_DST_IP = 0x14, NFT_CT_SRC_IP6 = 0x15,
        NFT_CT_DST_IP6 = 0x16, NFT_CT_ID = 0x17,
    }
    one CT_DIRECTION "IP_CT_DIR_???" { IP_CT_DIR_ORIGINAL = 0, IP_CT_DIR_REPLY = 1 }
    one FIB_RESULT "NFT_FIB_RESULT_???" {
        NFT_FIB_RESULT_OIF = 1, NFT_FIB_RESULT_OIFNAME = 2, NFT_FIB_RESULT_ADDRTYPE = 3,
        NFT_FIB_RESULT_UNSPEC = 0,
    }
    bits FIB_FLAGS "NFTA_FIB_F_???" {
        NFTA_FIB_F_SADDR = 1, NFTA_FIB_F_DADDR = 2, NFTA_FIB_F_MARK = 4, NFTA_FIB_F_IIF = 8,
        NFTA_FIB_F_OIF = 0x10, NFTA_FIB_F_PRESENT = 0x20,
    }
    one LOG_LEVEL "NFT_LOGLEVEL_???" {
        NFT_LOGLEVEL_EMERG = 0, NFT_LOGLEVEL_ALERT = 1, NFT_LOGLEVEL_CRIT = 2, NFT_LOGLEVEL_ERR = 3,
        NFT_LOGLEVEL_WARNING = 4, NFT_LOGLEVEL_NOTICE = 5, NFT_LOGLEVEL_INFO = 6, NFT_LOGLEVEL_DEBUG = 7,
        NFT_LOGLEVEL_AUDIT = 8,
    }
    bits LOG_FLAGS "NF_LOG_???" {
        NF_LOG_TCPSEQ = 1, NF_LOG_TCPOPT = 2, NF_LOG_IPOPT = 4, NF_LOG_UID = 8, NF_LOG_NFLOG = 0x10,
        NF_LOG_MACDECODE = 0x20,
    }
    bits LOOKUP_FLAGS "NFT_LOOKUP_F_???" { NFT_LOOKUP_F_INV = 1 }
    one META_KEYS "NFT_META_???" {
        NFT_META_LEN = 0, NFT_META_PROTOCOL = 1, NFT_META_PRIORITY = 2, NFT_META_MARK = 3, NFT_META_IIF = 4,
        NFT_META_OIF = 5, NFT_META_IIFNAME = 6, NFT_META_OIFNAME = 7, NFT_META_IFTYPE = 8,
        NFT_META_OIFTYPE = 9, NFT_META_SKUID = 0xa, NFT_META_SKGID = 0xb, NFT_META_NFTRACE = 0xc,
        NFT_META_RTCLASSID = 0xd, NFT_META_SECMARK = 0xe, NFT_META_NFPROTO = 0xf, NFT_META_L4PROTO = 0x10,
        NFT_META_BRI_IIFNAME = 0x11, NFT_META_BRI_OIFNAME = 0x12, NFT_META_PKTTYPE = 0x13,
        NFT_META_CPU = 0x14, NFT_META_IIFGROUP = 0x15, NFT_META_OIFGROUP = 0x16, NFT_META_CGROUP = 0x17,
        NFT_META_PRANDOM = 0x18, NFT_META_SECPATH = 0x19, NFT_META_IIFKIND = 0x1a, NFT_META_OIFKIND = 0x1b,
        NFT_META_BRI_IIFPVID = 0x1c, NFT_META_BRI_IIFVPROTO = 0x1d, NFT_META_TIME_NS = 0x1e,
        NFT_META_TIME_DAY = 0x1f, NFT_META_TIME_HOUR = 0x20, NFT_META_SDIF = 0x21, NFT_META_SDIFNAME = 0x22,
        NFT_META_BRI_BROUTE = 0x23,
        NFT_META_BRI_IIFHWADDR = 37,
    }
    bits NAT_RANGE_FLAGS "NF_NAT_RANGE_???" {
        NF_NAT_RANGE_MAP_IPS = 1, NF_NAT_RANGE_PROTO_SPECIFIED = 2, NF_NAT_RANGE_PROTO_RANDOM = 4,
        NF_NAT_RANGE_PERSISTENT = 8, NF_NAT_RANGE_PROTO_RANDOM_FULLY = 0x10,
        NF_NAT_RANGE_PROTO_OFFSET = 0x20, NF_NAT_RANGE_NETMAP = 0x40,
    }
    one REGISTERS "NFT_???" {
        NFT_REG_VERDICT = 0, NFT_REG_1 = 1, NFT_REG_2 = 2, NFT_REG_3 = 3, NFT_REG_4 = 4, NFT_REG32_00 = 8,
        NFT_REG32_01 = 9, NFT_REG32_02 = 0xa, NFT_REG32_03 = 0xb, NFT_REG32_04 = 0xc, NFT_REG32_05 = 0xd,
        NFT_REG32_06 = 0xe, NFT_REG32_07 = 0xf, NFT_REG32_08 = 0x10, NFT_REG32_09 = 0x11,
        NFT_REG32_10 = 0x12, NFT_REG32_11 = 0x13, NFT_REG32_12 = 0x14, NFT_REG32_13 = 0x15,
        NFT_REG32_14 = 0x16, NFT_REG32_15 = 0x17,
    }
    one NUMGEN_TYPES "NFT_NG_???" { NFT_NG_INCREMENTAL = 0, NFT_NG_RANDOM = 1 }
    one PAYLOAD_BASE "NFT_PAYLOAD_???" {
        NFT_PAYLOAD_LL_HEADER = 0, NFT_PAYLOAD_NETWORK_HEADER = 1, NFT_PAYLOAD_TRANSPORT_HEADER = 2,
        NFT_PAYLOAD_INNER_HEADER = 3, NFT_PAYLOAD_TUN_HEADER = 4,
    }
    bits QUOTA_FLAGS "NFT_QUOTA_F_???" { NFT_QUOTA_F_INV = 1, NFT_QUOTA_F_DEPLETED = 2 }
    one RANGE_OPS "NFT_CMP_???" { NFT_CMP_EQ = 0, NFT_CMP_NEQ = 1 }
    one REJECT_TYPES "NFT_REJECT_???" {
        NFT_REJECT_ICMP_UNREACH = 0, NFT_REJECT_TCP_RST = 1, NFT_REJECT_ICMPX_UNREACH = 2,
    }
    bits SET_FLAGS "NFT_SET_???" {
        NFT_SET_ANONYMOUS = 1, NFT_SET_CONSTANT = 2, NFT_SET_INTERVAL = 4, NFT_SET_MAP = 8,
        NFT_SET_TIMEOUT = 0x10, NFT_SET_EVAL = 0x20, NFT_SET_OBJECT = 0x40, NFT_SET_CONCAT = 0x80,
        NFT_SET_EXPR = 0x100,
    }
    one OBJECT_TYPE "NFT_OBJECT_???" {
        NFT_OBJECT_UNSPEC = 0, NFT_OBJECT_COUNTER = 1, NFT_OBJECT_QUOTA = 2, NFT_OBJECT_CT_HELPER = 3,
        NFT_OBJECT_LIMIT = 4, NFT_OBJECT_CONNLIMIT = 5, NFT_OBJECT_TUNNEL = 6, NFT_OBJECT_CT_TIMEOUT = 7,
        NFT_OBJECT_SECMARK = 8, NFT_OBJECT_CT_EXPECT = 9, NFT_OBJECT_SYNPROXY = 0xa,
    }
}

pub(in crate::decode::netlink) static EXPR_OPS: &[(&[u8], Value)] = &[
    (b"bitwise", Nested(&EXPR_BITWISE)),
    (b"cmp", Nested(&EXPR_CMP)),
    (b"counter", Nested(&EXPR_COUNTER)),
    (b"ct", Nested(&EXPR_CT)),
    (b"fib", Nested(&EXPR_FIB)),
    (b"flow_offload", Nested(&EXPR_FLOW_OFFLOAD)),
    (b"immediate", Nested(&EXPR_IMMEDIATE)),
    (b"log", Nested(&LOG)),
    (b"lookup", Nested(&EXPR_LOOKUP)),
    (b"match", Nested(&COMPAT_MATCH)),
    (b"meta", Nested(&EXPR_META)),
    (b"nat", Nested(&EXPR_NAT)),
    (b"numgen", Nested(&NUMGEN)),
    (b"objref", Nested(&EXPR_OBJREF)),
    (b"payload", Nested(&EXPR_PAYLOAD)),
    (b"quota", Nested(&QUOTA)),
    (b"range", Nested(&RANGE)),
    (b"reject", Nested(&EXPR_REJECT)),
    (b"target", Nested(&EXPR_TARGET)),
    (b"tproxy", Nested(&EXPR_TPROXY)),
    (b"byteorder", Nested(&BYTEORDER)),
    (b"dynset", Nested(&DYNSET)),
    (b"dup", Nested(&DUP)),
    (b"exthdr", Nested(&EXTHDR)),
    (b"fwd", Nested(&FWD)),
    (b"hash", Nested(&HASH)),
    (b"last", Nested(&LAST)),
    (b"limit", Nested(&LIMIT)),
    (b"connlimit", Nested(&CONNLIMIT)),
    (b"masq", Nested(&MASQ)),
    (b"osf", Nested(&OSF)),
    (b"queue", Nested(&QUEUE)),
    (b"redir", Nested(&REDIR)),
    (b"rt", Nested(&RT)),
    (b"secmark", Nested(&SECMARK)),
    (b"socket", Nested(&SOCKET)),
    (b"synproxy", Nested(&SYNPROXY)),
    (b"tunnel", Nested(&TUNNEL)),
    (b"xfrm", Nested(&XFRM)),
    (b"inner", Nested(&INNER)),
];

attributes! {
    TABLE "NFTA_TABLE_???" {
        NFTA_TABLE_UNSPEC = 0,
        NFTA_TABLE_NAME = 1: TEXT,
        NFTA_TABLE_FLAGS = 2: One(&As(Repr::Be32, &Of(&TABLE_FLAGS))),
        NFTA_TABLE_USE = 3: NET_WORD,
        NFTA_TABLE_HANDLE = 4: NET_QUAD,
        NFTA_TABLE_PAD = 5,
        NFTA_TABLE_USERDATA = 6,
        NFTA_TABLE_OWNER = 7: NET_WORD,
    }
    CHAIN "NFTA_CHAIN_???" {
        NFTA_CHAIN_UNSPEC = 0,
        NFTA_CHAIN_TABLE = 1: TEXT,
        NFTA_CHAIN_HANDLE = 2: NET_QUAD,
        NFTA_CHAIN_NAME = 3: TEXT,
        NFTA_CHAIN_HOOK = 4: Nested(&NFT_HOOK),
        NFTA_CHAIN_POLICY = 5: NET_WORD,
        NFTA_CHAIN_USE = 6: NET_WORD,
        NFTA_CHAIN_TYPE = 7: TEXT,
        NFTA_CHAIN_COUNTERS = 8: Nested(&NFT_COUNTER),
        NFTA_CHAIN_PAD = 9,
        NFTA_CHAIN_FLAGS = 10: One(&As(Repr::Be32, &Of(&CHAIN_FLAGS))),
        NFTA_CHAIN_ID = 11: NET_WORD,
        NFTA_CHAIN_USERDATA = 12,
    }
    NFT_HOOK "NFTA_HOOK_???" {
        NFTA_HOOK_UNSPEC = 0,
        NFTA_HOOK_HOOKNUM = 1: NET_WORD,
        NFTA_HOOK_PRIORITY = 2: SIGNED,
        NFTA_HOOK_DEV = 3: TEXT,
        NFTA_HOOK_DEVS = 4: Nested(&HOOK_DEV),
    }
    HOOK_DEV "NFTA_DEVICE_???" {
        NFTA_DEVICE_UNSPEC = 0,
        NFTA_DEVICE_NAME = 1: TEXT,
        NFTA_DEVICE_PREFIX = 2,
    }
    NFT_COUNTER "NFTA_COUNTER_???" {
        NFTA_COUNTER_UNSPEC = 0,
        NFTA_COUNTER_BYTES = 1: NET_QUAD,
        NFTA_COUNTER_PACKETS = 2: NET_QUAD,
        NFTA_COUNTER_PAD = 3,
    }
    RULE "NFTA_RULE_???" {
        NFTA_RULE_UNSPEC = 0,
        NFTA_RULE_TABLE = 1: TEXT,
        NFTA_RULE_CHAIN = 2: TEXT,
        NFTA_RULE_HANDLE = 3: NET_QUAD,
        NFTA_RULE_EXPRESSIONS = 4: Nested(&EXPR_LIST),
        NFTA_RULE_COMPAT = 5: Nested(&RULE_COMPAT),
        NFTA_RULE_POSITION = 6: NET_QUAD,
        NFTA_RULE_USERDATA = 7,
        NFTA_RULE_PAD = 8,
        NFTA_RULE_ID = 9: WORD,
        NFTA_RULE_POSITION_ID = 10: WORD,
        NFTA_RULE_CHAIN_ID = 11: WORD,
    }
    EXPR_LIST "NFTA_LIST_???" {
        NFTA_LIST_UNSPEC = 0,
        NFTA_LIST_ELEM = 1: Nested(&EXPR),
    }
    EXPR "NFTA_EXPR_???" {
        NFTA_EXPR_UNSPEC = 0,
        NFTA_EXPR_NAME = 1: TITLE,
        NFTA_EXPR_DATA = 2: For(EXPR_OPS),
    }
    EXPR_BITWISE "NFTA_BITWISE_???" {
        NFTA_BITWISE_UNSPEC = 0,
        NFTA_BITWISE_SREG = 1: NET_WORD,
        NFTA_BITWISE_DREG = 2: NET_WORD,
        NFTA_BITWISE_LEN = 3: NET_WORD,
        NFTA_BITWISE_MASK = 4: Nested(&DATA),
        NFTA_BITWISE_XOR = 5: Nested(&DATA),
        NFTA_BITWISE_OP = 6: One(&As(Repr::Be32, &Of(&BITWISE_OPS))),
        NFTA_BITWISE_DATA = 7: Nested(&DATA),
        NFTA_BITWISE_SREG2 = 8,
    }
    DATA "NFTA_DATA_???" {
        NFTA_DATA_UNSPEC = 0,
        NFTA_DATA_VALUE = 1,
        NFTA_DATA_VERDICT = 2: Nested(&VERDICT),
    }
    VERDICT "NFTA_VERDICT_???" {
        NFTA_VERDICT_UNSPEC = 0,
        NFTA_VERDICT_CODE = 1: One(&As(Repr::Be32, &Of(&VERDICT_CODE))),
        NFTA_VERDICT_CHAIN = 2: TEXT,
        NFTA_VERDICT_CHAIN_ID = 3: NET_WORD,
    }
    EXPR_CMP "NFTA_CMP_???" {
        NFTA_CMP_UNSPEC = 0,
        NFTA_CMP_SREG = 1: NET_WORD,
        NFTA_CMP_OP = 2: One(&As(Repr::Be32, &Of(&CMP_OPS))),
        NFTA_CMP_DATA = 3: Nested(&DATA),
    }
    EXPR_COUNTER "NFTA_COUNTER_???" {
        NFTA_COUNTER_UNSPEC = 0,
        NFTA_COUNTER_BYTES = 1: NET_QUAD,
        NFTA_COUNTER_PACKETS = 2: NET_QUAD,
        NFTA_COUNTER_PAD = 3,
    }
    EXPR_CT "NFTA_CT_???" {
        NFTA_CT_UNSPEC = 0,
        NFTA_CT_DREG = 1: NET_WORD,
        NFTA_CT_KEY = 2: One(&As(Repr::Be32, &Of(&CT_KEYS))),
        NFTA_CT_DIRECTION = 3: One(&As(Repr::U8, &Of(&CT_DIRECTION))),
        NFTA_CT_SREG = 4: NET_WORD,
    }
    EXPR_FIB "NFTA_FIB_???" {
        NFTA_FIB_UNSPEC = 0,
        NFTA_FIB_DREG = 1: NET_WORD,
        NFTA_FIB_RESULT = 2: One(&As(Repr::Be32, &Of(&FIB_RESULT))),
        NFTA_FIB_FLAGS = 3: One(&As(Repr::Be32, &Of(&FIB_FLAGS))),
    }
    EXPR_FLOW_OFFLOAD "NFTA_FLOW_???" {
        NFTA_FLOW_UNSPEC = 0,
        NFTA_FLOW_TABLE_NAME = 1: TEXT,
    }
    EXPR_IMMEDIATE "NFTA_IMMEDIATE_???" {
        NFTA_IMMEDIATE_UNSPEC = 0,
        NFTA_IMMEDIATE_DREG = 1: NET_WORD,
        NFTA_IMMEDIATE_DATA = 2: Nested(&DATA),
    }
    LOG "NFTA_LOG_???" {
        NFTA_LOG_UNSPEC = 0,
        NFTA_LOG_GROUP = 1: PORT,
        NFTA_LOG_PREFIX = 2: TEXT,
        NFTA_LOG_SNAPLEN = 3: NET_WORD,
        NFTA_LOG_QTHRESHOLD = 4: PORT,
        NFTA_LOG_LEVEL = 5: One(&As(Repr::Be32, &Of(&LOG_LEVEL))),
        NFTA_LOG_FLAGS = 6: One(&As(Repr::Be32, &Of(&LOG_FLAGS))),
    }
    EXPR_LOOKUP "NFTA_LOOKUP_???" {
        NFTA_LOOKUP_UNSPEC = 0,
        NFTA_LOOKUP_SET = 1: TEXT,
        NFTA_LOOKUP_SREG = 2: NET_WORD,
        NFTA_LOOKUP_DREG = 3: NET_WORD,
        NFTA_LOOKUP_SET_ID = 4: NET_WORD,
        NFTA_LOOKUP_FLAGS = 5: One(&As(Repr::Be32, &Of(&LOOKUP_FLAGS))),
    }
    COMPAT_MATCH "NFTA_MATCH_???" {
        NFTA_MATCH_UNSPEC = 0,
        NFTA_MATCH_NAME = 1: TEXT,
        NFTA_MATCH_REV = 2: NET_WORD,
        NFTA_MATCH_INFO = 3,
    }
    EXPR_META "NFTA_META_???" {
        NFTA_META_UNSPEC = 0,
        NFTA_META_DREG = 1: NET_WORD,
        NFTA_META_KEY = 2: One(&As(Repr::Be32, &Of(&META_KEYS))),
        NFTA_META_SREG = 3: NET_WORD,
    }
    EXPR_NAT "NFTA_NAT_???" {
        NFTA_NAT_UNSPEC = 0,
        NFTA_NAT_TYPE = 1: NET_WORD,
        NFTA_NAT_FAMILY = 2: NET_WORD,
        NFTA_NAT_REG_ADDR_MIN = 3: NET_WORD,
        NFTA_NAT_REG_ADDR_MAX = 4: NET_WORD,
        NFTA_NAT_REG_PROTO_MIN = 5: NET_WORD,
        NFTA_NAT_REG_PROTO_MAX = 6: NET_WORD,
        NFTA_NAT_FLAGS = 7: One(&As(Repr::Be32, &Of(&NAT_RANGE_FLAGS))),
    }
    NUMGEN "NFTA_NG_???" {
        NFTA_NG_UNSPEC = 0,
        NFTA_NG_DREG = 1: One(&Of(&REGISTERS)),
        NFTA_NG_MODULUS = 2: NET_WORD,
        NFTA_NG_TYPE = 3: One(&As(Repr::Be32, &Of(&NUMGEN_TYPES))),
        NFTA_NG_OFFSET = 4: NET_WORD,
        NFTA_NG_SET_NAME = 5,
        NFTA_NG_SET_ID = 6,
    }
    EXPR_OBJREF "NFTA_OBJREF_???" {
        NFTA_OBJREF_UNSPEC = 0,
        NFTA_OBJREF_IMM_TYPE = 1: NET_WORD,
        NFTA_OBJREF_IMM_NAME = 2: TEXT,
        NFTA_OBJREF_SET_SREG = 3: NET_WORD,
        NFTA_OBJREF_SET_NAME = 4: TEXT,
        NFTA_OBJREF_SET_ID = 5: NET_WORD,
    }
    EXPR_PAYLOAD "NFTA_PAYLOAD_???" {
        NFTA_PAYLOAD_UNSPEC = 0,
        NFTA_PAYLOAD_DREG = 1: One(&As(Repr::Be32, &Of(&REGISTERS))),
        NFTA_PAYLOAD_BASE = 2: One(&As(Repr::Be32, &Of(&PAYLOAD_BASE))),
        NFTA_PAYLOAD_OFFSET = 3: NET_WORD,
        NFTA_PAYLOAD_LEN = 4: NET_WORD,
        NFTA_PAYLOAD_SREG = 5: One(&As(Repr::Be32, &Of(&REGISTERS))),
        NFTA_PAYLOAD_CSUM_TYPE = 6: NET_WORD,
        NFTA_PAYLOAD_CSUM_OFFSET = 7: NET_WORD,
        NFTA_PAYLOAD_CSUM_FLAGS = 8: NET_WORD,
    }
    QUOTA "NFTA_QUOTA_???" {
        NFTA_QUOTA_UNSPEC = 0,
        NFTA_QUOTA_BYTES = 1: NET_QUAD,
        NFTA_QUOTA_FLAGS = 2: One(&As(Repr::Be32, &Of(&QUOTA_FLAGS))),
        NFTA_QUOTA_PAD = 3,
        NFTA_QUOTA_CONSUMED = 4: NET_QUAD,
    }
    RANGE "NFTA_RANGE_???" {
        NFTA_RANGE_UNSPEC = 0,
        NFTA_RANGE_SREG = 1: One(&As(Repr::Be32, &Of(&REGISTERS))),
        NFTA_RANGE_OP = 2: One(&As(Repr::Be32, &Of(&RANGE_OPS))),
        NFTA_RANGE_FROM_DATA = 3: Nested(&DATA),
        NFTA_RANGE_TO_DATA = 4: Nested(&DATA),
    }
    EXPR_REJECT "NFTA_REJECT_???" {
        NFTA_REJECT_UNSPEC = 0,
        NFTA_REJECT_TYPE = 1: One(&As(Repr::Be32, &Of(&REJECT_TYPES))),
        NFTA_REJECT_ICMP_CODE = 2: BYTE,
    }
    EXPR_TARGET "NFTA_MATCH_???" {
        NFTA_MATCH_UNSPEC = 0,
        NFTA_MATCH_NAME = 1: TEXT,
        NFTA_MATCH_REV = 2: NET_WORD,
        NFTA_MATCH_INFO = 3,
    }
    EXPR_TPROXY "NFTA_TPROXY_???" {
        NFTA_TPROXY_UNSPEC = 0,
        NFTA_TPROXY_FAMILY = 1: NET_WORD,
        NFTA_TPROXY_REG_ADDR = 2: NET_WORD,
        NFTA_TPROXY_REG_PORT = 3: NET_WORD,
    }
    RULE_COMPAT "NFTA_RULE_COMPAT_???" {
        NFTA_RULE_COMPAT_UNSPEC = 0,
        NFTA_RULE_COMPAT_PROTO = 1: NET_WORD,
        NFTA_RULE_COMPAT_FLAGS = 2: NET_WORD,
    }
    SET "NFTA_SET_???" {
        NFTA_SET_UNSPEC = 0,
        NFTA_SET_TABLE = 1: TEXT,
        NFTA_SET_NAME = 2: TEXT,
        NFTA_SET_FLAGS = 3: One(&As(Repr::Be32, &Of(&SET_FLAGS))),
        NFTA_SET_KEY_TYPE = 4: NET_WORD,
        NFTA_SET_KEY_LEN = 5: NET_WORD,
        NFTA_SET_DATA_TYPE = 6: NET_WORD,
        NFTA_SET_DATA_LEN = 7: NET_WORD,
        NFTA_SET_POLICY = 8: NET_WORD,
        NFTA_SET_DESC = 9: Nested(&SET_DESC),
        NFTA_SET_ID = 10: WORD,
        NFTA_SET_TIMEOUT = 11: QUAD,
        NFTA_SET_GC_INTERVAL = 12: WORD,
        NFTA_SET_USERDATA = 13,
        NFTA_SET_PAD = 14,
        NFTA_SET_OBJ_TYPE = 15: One(&As(Repr::Be32, &Of(&OBJECT_TYPE))),
        NFTA_SET_HANDLE = 16: NET_QUAD,
        NFTA_SET_EXPR = 17: Nested(&EXPR),
        NFTA_SET_EXPRESSIONS = 18: Nested(&SET_LIST),
        NFTA_SET_TYPE = 19: TEXT,
        NFTA_SET_COUNT = 20: NET_WORD,
    }
    SET_DESC "NFTA_SET_DESC_???" {
        NFTA_SET_DESC_UNSPEC = 0,
        NFTA_SET_DESC_SIZE = 1: NET_WORD,
        NFTA_SET_DESC_CONCAT = 2: Nested(&SET_DESC_CONCAT),
    }
    SET_DESC_CONCAT "NFTA_LIST_???" {
        NFTA_LIST_UNSPEC = 0,
        NFTA_LIST_ELEM = 1: Nested(&SET_FIELD),
    }
    SET_FIELD "NFTA_SET_FIELD_???" {
        NFTA_SET_FIELD_UNSPEC = 0,
        NFTA_SET_FIELD_LEN = 1: NET_WORD,
    }
    SET_LIST "NFTA_LIST_???" {
        NFTA_LIST_UNSPEC = 0,
        NFTA_LIST_ELEM = 1: Nested(&EXPR),
    }
    SETELEM_LIST "NFTA_SET_ELEM_LIST_???" {
        NFTA_SET_ELEM_LIST_UNSPEC = 0,
        NFTA_SET_ELEM_LIST_TABLE = 1: TEXT,
        NFTA_SET_ELEM_LIST_SET = 2: TEXT,
        NFTA_SET_ELEM_LIST_ELEMENTS = 3: Nested(&SETELEM_LIST_ELEM),
        NFTA_SET_ELEM_LIST_SET_ID = 4: WORD,
    }
    SETELEM_LIST_ELEM "NFTA_LIST_???" {
        NFTA_LIST_UNSPEC = 0,
        NFTA_LIST_ELEM = 1: Nested(&SETELEM),
    }
    SETELEM "NFTA_SET_ELEM_???" {
        NFTA_SET_ELEM_UNSPEC = 0,
        NFTA_SET_ELEM_KEY = 1: Nested(&DATA),
        NFTA_SET_ELEM_DATA = 2: Nested(&DATA),
        NFTA_SET_ELEM_FLAGS = 3,
        NFTA_SET_ELEM_TIMEOUT = 4: QUAD,
        NFTA_SET_ELEM_EXPIRATION = 5: QUAD,
        NFTA_SET_ELEM_USERDATA = 6,
        NFTA_SET_ELEM_EXPR = 7: Nested(&EXPR),
        NFTA_SET_ELEM_PAD = 8,
        NFTA_SET_ELEM_OBJREF = 9: TEXT,
        NFTA_SET_ELEM_KEY_END = 10: Nested(&DATA),
        NFTA_SET_ELEM_EXPRESSIONS = 11: Nested(&EXPR_LIST),
    }
    GEN "NFTA_GEN_???" {
        NFTA_GEN_UNSPEC = 0,
        NFTA_GEN_ID = 1: NET_WORD,
        NFTA_GEN_PROC_PID = 2: NET_WORD,
        NFTA_GEN_PROC_NAME = 3: TEXT,
    }
    CT_HELPER "NFTA_CT_HELPER_???" {
        NFTA_CT_HELPER_UNSPEC = 0,
        NFTA_CT_HELPER_NAME = 1: TEXT,
        NFTA_CT_HELPER_L3PROTO = 2: PORT,
        NFTA_CT_HELPER_L4PROTO = 3: One(&As(Repr::U8, &Of(&IPPROTO))),
    }
    CT_TIMEOUT "NFTA_CT_TIMEOUT_???" {
        NFTA_CT_TIMEOUT_UNSPEC = 0,
        NFTA_CT_TIMEOUT_L3PROTO = 1: PORT,
        NFTA_CT_TIMEOUT_L4PROTO = 2: One(&As(Repr::U8, &Of(&IPPROTO))),
        NFTA_CT_TIMEOUT_DATA = 3: Nested(&CT_TIMEOUTS),
    }
    CT_EXPECT "NFTA_CT_EXPECT_???" {
        NFTA_CT_EXPECT_UNSPEC = 0,
        NFTA_CT_EXPECT_L3PROTO = 1: PORT,
        NFTA_CT_EXPECT_L4PROTO = 2: One(&As(Repr::U8, &Of(&IPPROTO))),
        NFTA_CT_EXPECT_DPORT = 3: PORT,
        NFTA_CT_EXPECT_TIMEOUT = 4: WORD,
        NFTA_CT_EXPECT_SIZE = 5: BYTE,
    }
    TUNNEL_KEY "NFTA_TUNNEL_KEY_???" {
        NFTA_TUNNEL_KEY_UNSPEC = 0,
        NFTA_TUNNEL_KEY_ID = 1: NET_WORD,
        NFTA_TUNNEL_KEY_IP = 2: Nested(&TUNNEL_IP),
        NFTA_TUNNEL_KEY_IP6 = 3: Nested(&TUNNEL_IP6),
        NFTA_TUNNEL_KEY_FLAGS = 4: NET_WORD,
        NFTA_TUNNEL_KEY_TOS = 5: BYTE,
        NFTA_TUNNEL_KEY_TTL = 6: BYTE,
        NFTA_TUNNEL_KEY_SPORT = 7: PORT,
        NFTA_TUNNEL_KEY_DPORT = 8: PORT,
        NFTA_TUNNEL_KEY_OPTS = 9: Nested(&TUNNEL_OPTIONS),
    }
    TUNNEL_IP "NFTA_TUNNEL_KEY_IP_???" {
        NFTA_TUNNEL_KEY_IP_UNSPEC = 0,
        NFTA_TUNNEL_KEY_IP_SRC = 1: INET,
        NFTA_TUNNEL_KEY_IP_DST = 2: INET,
    }
    TUNNEL_IP6 "NFTA_TUNNEL_KEY_IP6_???" {
        NFTA_TUNNEL_KEY_IP6_UNSPEC = 0,
        NFTA_TUNNEL_KEY_IP6_SRC = 1: INET6,
        NFTA_TUNNEL_KEY_IP6_DST = 2: INET6,
        NFTA_TUNNEL_KEY_IP6_FLOWLABEL = 3: NET_WORD,
    }
    TUNNEL_OPTIONS "NFTA_TUNNEL_KEY_OPTS_???" {
        NFTA_TUNNEL_KEY_OPTS_UNSPEC = 0,
        NFTA_TUNNEL_KEY_OPTS_VXLAN = 1: Nested(&TUNNEL_VXLAN),
        NFTA_TUNNEL_KEY_OPTS_ERSPAN = 2: Nested(&TUNNEL_ERSPAN),
        NFTA_TUNNEL_KEY_OPTS_GENEVE = 3: Nested(&TUNNEL_GENEVE),
    }
    TUNNEL_VXLAN "NFTA_TUNNEL_KEY_VXLAN_???" {
        NFTA_TUNNEL_KEY_VXLAN_UNSPEC = 0,
        NFTA_TUNNEL_KEY_VXLAN_GBP = 1: NET_WORD,
    }
    TUNNEL_ERSPAN "NFTA_TUNNEL_KEY_ERSPAN_???" {
        NFTA_TUNNEL_KEY_ERSPAN_UNSPEC = 0,
        NFTA_TUNNEL_KEY_ERSPAN_VERSION = 1: NET_WORD,
        NFTA_TUNNEL_KEY_ERSPAN_V1_INDEX = 2: NET_WORD,
        NFTA_TUNNEL_KEY_ERSPAN_V2_HWID = 3: BYTE,
        NFTA_TUNNEL_KEY_ERSPAN_V2_DIR = 4: BYTE,
    }
    TUNNEL_GENEVE "NFTA_TUNNEL_KEY_GENEVE_???" {
        NFTA_TUNNEL_KEY_GENEVE_UNSPEC = 0,
        NFTA_TUNNEL_KEY_GENEVE_CLASS = 1: PORT,
        NFTA_TUNNEL_KEY_GENEVE_TYPE = 2: BYTE,
        NFTA_TUNNEL_KEY_GENEVE_DATA = 3,
    }
    OBJ "NFTA_OBJ_???" {
        NFTA_OBJ_UNSPEC = 0,
        NFTA_OBJ_TABLE = 1: TEXT,
        NFTA_OBJ_NAME = 2: TEXT,
        NFTA_OBJ_TYPE = 3: One(&As(Repr::Be32, &Of(&OBJECT_TYPE))),
        NFTA_OBJ_DATA = 4: Value::Beside(3, OBJECTS),
        NFTA_OBJ_USE = 5: NET_WORD,
        NFTA_OBJ_HANDLE = 6: NET_QUAD,
        NFTA_OBJ_PAD = 7,
        NFTA_OBJ_USERDATA = 8,
    }
    FLOWTABLE "NFTA_FLOWTABLE_???" {
        NFTA_FLOWTABLE_UNSPEC = 0,
        NFTA_FLOWTABLE_TABLE = 1: TEXT,
        NFTA_FLOWTABLE_NAME = 2: TEXT,
        NFTA_FLOWTABLE_HOOK = 3: Nested(&FLOWTABLE_HOOK),
        NFTA_FLOWTABLE_USE = 4: NET_WORD,
        NFTA_FLOWTABLE_HANDLE = 5: NET_QUAD,
        NFTA_FLOWTABLE_PAD = 6,
        NFTA_FLOWTABLE_FLAGS = 7: NET_WORD,
    }
    FLOWTABLE_HOOK "NFTA_FLOWTABLE_HOOK_???" {
        NFTA_FLOWTABLE_HOOK_UNSPEC = 0,
        NFTA_FLOWTABLE_HOOK_NUM = 1: NET_WORD,
        NFTA_FLOWTABLE_HOOK_PRIORITY = 2: NET_WORD,
        NFTA_FLOWTABLE_HOOK_DEVS = 3: Nested(&HOOK_DEV),
    }
    BYTEORDER "NFTA_BYTEORDER_???" {
        NFTA_BYTEORDER_UNSPEC = 0,
        NFTA_BYTEORDER_SREG = 1: NET_WORD,
        NFTA_BYTEORDER_DREG = 2: NET_WORD,
        NFTA_BYTEORDER_OP = 3: NET_WORD,
        NFTA_BYTEORDER_LEN = 4: NET_WORD,
        NFTA_BYTEORDER_SIZE = 5: NET_WORD,
    }
    DYNSET "NFTA_DYNSET_???" {
        NFTA_DYNSET_UNSPEC = 0,
        NFTA_DYNSET_SET_NAME = 1: TEXT,
        NFTA_DYNSET_SET_ID = 2: NET_WORD,
        NFTA_DYNSET_OP = 3: NET_WORD,
        NFTA_DYNSET_SREG_KEY = 4: NET_WORD,
        NFTA_DYNSET_SREG_DATA = 5: NET_WORD,
        NFTA_DYNSET_TIMEOUT = 6: NET_QUAD,
        NFTA_DYNSET_EXPR = 7: Nested(&EXPR),
        NFTA_DYNSET_PAD = 8,
        NFTA_DYNSET_FLAGS = 9: NET_WORD,
        NFTA_DYNSET_EXPRESSIONS = 10: Nested(&EXPR_LIST),
    }
    DUP "NFTA_DUP_???" {
        NFTA_DUP_UNSPEC = 0,
        NFTA_DUP_SREG_ADDR = 1: NET_WORD,
        NFTA_DUP_SREG_DEV = 2: NET_WORD,
    }
    EXTHDR "NFTA_EXTHDR_???" {
        NFTA_EXTHDR_UNSPEC = 0,
        NFTA_EXTHDR_DREG = 1: NET_WORD,
        NFTA_EXTHDR_TYPE = 2: BYTE,
        NFTA_EXTHDR_OFFSET = 3: NET_WORD,
        NFTA_EXTHDR_LEN = 4: NET_WORD,
        NFTA_EXTHDR_FLAGS = 5: NET_WORD,
        NFTA_EXTHDR_OP = 6: NET_WORD,
        NFTA_EXTHDR_SREG = 7: NET_WORD,
    }
    FWD "NFTA_FWD_???" {
        NFTA_FWD_UNSPEC = 0,
        NFTA_FWD_SREG_DEV = 1: NET_WORD,
        NFTA_FWD_SREG_ADDR = 2: NET_WORD,
        NFTA_FWD_NFPROTO = 3: NET_WORD,
    }
    HASH "NFTA_HASH_???" {
        NFTA_HASH_UNSPEC = 0,
        NFTA_HASH_SREG = 1: NET_WORD,
        NFTA_HASH_DREG = 2: NET_WORD,
        NFTA_HASH_LEN = 3: NET_WORD,
        NFTA_HASH_MODULUS = 4: NET_WORD,
        NFTA_HASH_SEED = 5: NET_WORD,
        NFTA_HASH_OFFSET = 6: NET_WORD,
        NFTA_HASH_TYPE = 7: NET_WORD,
        NFTA_HASH_SET_NAME = 8: TEXT,
        NFTA_HASH_SET_ID = 9: NET_WORD,
    }
    LAST "NFTA_LAST_???" {
        NFTA_LAST_UNSPEC = 0,
        NFTA_LAST_SET = 1: NET_WORD,
        NFTA_LAST_MSECS = 2: NET_QUAD,
        NFTA_LAST_PAD = 3,
    }
    LIMIT "NFTA_LIMIT_???" {
        NFTA_LIMIT_UNSPEC = 0,
        NFTA_LIMIT_RATE = 1: NET_QUAD,
        NFTA_LIMIT_UNIT = 2: NET_QUAD,
        NFTA_LIMIT_BURST = 3: NET_WORD,
        NFTA_LIMIT_TYPE = 4: NET_WORD,
        NFTA_LIMIT_FLAGS = 5: NET_WORD,
        NFTA_LIMIT_PAD = 6,
    }
    CONNLIMIT "NFTA_CONNLIMIT_???" {
        NFTA_CONNLIMIT_UNSPEC = 0,
        NFTA_CONNLIMIT_COUNT = 1: NET_WORD,
        NFTA_CONNLIMIT_FLAGS = 2: NET_WORD,
    }
    MASQ "NFTA_MASQ_???" {
        NFTA_MASQ_UNSPEC = 0,
        NFTA_MASQ_FLAGS = 1: NET_WORD,
        NFTA_MASQ_REG_PROTO_MIN = 2: NET_WORD,
    }
    OSF "NFTA_OSF_???" {
        NFTA_OSF_UNSPEC = 0,
        NFTA_OSF_DREG = 1: NET_WORD,
        NFTA_OSF_TTL = 2: BYTE,
        NFTA_OSF_FLAGS = 3: NET_WORD,
    }
    QUEUE "NFTA_QUEUE_???" {
        NFTA_QUEUE_UNSPEC = 0,
        NFTA_QUEUE_TOTAL = 2: PORT,
        NFTA_QUEUE_FLAGS = 3: PORT,
        NFTA_QUEUE_SREG_QNUM = 4: NET_WORD,
    }
    REDIR "NFTA_REDIR_???" {
        NFTA_REDIR_UNSPEC = 0,
        NFTA_REDIR_REG_PROTO_MIN = 1: NET_WORD,
        NFTA_REDIR_FLAGS = 3: NET_WORD,
    }
    RT "NFTA_RT_???" {
        NFTA_RT_UNSPEC = 0,
        NFTA_RT_DREG = 1: NET_WORD,
        NFTA_RT_KEY = 2: NET_WORD,
    }
    SECMARK "NFTA_SECMARK_???" {
        NFTA_SECMARK_UNSPEC = 0,
        NFTA_SECMARK_CTX = 1: TEXT,
    }
    SOCKET "NFTA_SOCKET_???" {
        NFTA_SOCKET_UNSPEC = 0,
        NFTA_SOCKET_KEY = 1: NET_WORD,
        NFTA_SOCKET_DREG = 2: NET_WORD,
        NFTA_SOCKET_LEVEL = 3: NET_WORD,
    }
    SYNPROXY "NFTA_SYNPROXY_???" {
        NFTA_SYNPROXY_UNSPEC = 0,
        NFTA_SYNPROXY_MSS = 1: PORT,
        NFTA_SYNPROXY_WSCALE = 2: BYTE,
        NFTA_SYNPROXY_FLAGS = 3: NET_WORD,
    }
    TUNNEL "NFTA_TUNNEL_???" {
        NFTA_TUNNEL_UNSPEC = 0,
        NFTA_TUNNEL_KEY = 1: NET_WORD,
        NFTA_TUNNEL_DREG = 2: NET_WORD,
        NFTA_TUNNEL_MODE = 3: NET_WORD,
    }
    XFRM "NFTA_XFRM_???" {
        NFTA_XFRM_UNSPEC = 0,
        NFTA_XFRM_DREG = 1: NET_WORD,
        NFTA_XFRM_KEY = 2: NET_WORD,
        NFTA_XFRM_DIR = 3: BYTE,
        NFTA_XFRM_SPNUM = 4: NET_WORD,
    }
    INNER "NFTA_INNER_???" {
        NFTA_INNER_UNSPEC = 0,
        NFTA_INNER_NUM = 1: NET_WORD,
        NFTA_INNER_TYPE = 2: NET_WORD,
        NFTA_INNER_FLAGS = 3: NET_WORD,
        NFTA_INNER_HDRSIZE = 4: NET_WORD,
        NFTA_INNER_EXPR = 5: Nested(&EXPR),
    }
    TRACE "NFTA_TRACE_???" {
        NFTA_TRACE_UNSPEC = 0,
        NFTA_TRACE_TABLE = 1: TEXT,
        NFTA_TRACE_CHAIN = 2: TEXT,
        NFTA_TRACE_RULE_HANDLE = 3: NET_QUAD,
        NFTA_TRACE_TYPE = 4: NET_WORD,
        NFTA_TRACE_VERDICT = 5: Nested(&VERDICT),
        NFTA_TRACE_ID = 6: NET_WORD,
        NFTA_TRACE_LL_HEADER = 7,
        NFTA_TRACE_NETWORK_HEADER = 8,
        NFTA_TRACE_TRANSPORT_HEADER = 9,
        NFTA_TRACE_IIF = 10: NET_WORD,
        NFTA_TRACE_IIFTYPE = 11: PORT,
        NFTA_TRACE_OIF = 12: NET_WORD,
        NFTA_TRACE_OIFTYPE = 13: PORT,
        NFTA_TRACE_MARK = 14: NET_WORD,
        NFTA_TRACE_NFPROTO = 15: NET_WORD,
        NFTA_TRACE_POLICY = 16: NET_WORD,
        NFTA_TRACE_PAD = 17,
        NFTA_TRACE_CT_ID = 18,
        NFTA_TRACE_CT_DIRECTION = 19,
        NFTA_TRACE_CT_STATUS = 20,
        NFTA_TRACE_CT_STATE = 21,
    }
}

/// Timeouts of states, each in network byte order.
static CT_TIMEOUTS: Attributes = numbered(NET_WORD);

/// What objects are, by the number of their kind.
const OBJECTS: &[(&[u8], Value)] = &[
    (&[0, 0, 0, 1], Nested(&EXPR_COUNTER)),
    (&[0, 0, 0, 2], Nested(&QUOTA)),
    (&[0, 0, 0, 3], Nested(&CT_HELPER)),
    (&[0, 0, 0, 4], Nested(&LIMIT)),
    (&[0, 0, 0, 5], Nested(&CONNLIMIT)),
    (&[0, 0, 0, 6], Nested(&TUNNEL_KEY)),
    (&[0, 0, 0, 7], Nested(&CT_TIMEOUT)),
    (&[0, 0, 0, 8], Nested(&SECMARK)),
    (&[0, 0, 0, 9], Nested(&CT_EXPECT)),
    (&[0, 0, 0, 10], Nested(&SYNPROXY)),
];
