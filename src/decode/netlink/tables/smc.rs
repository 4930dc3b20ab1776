//! Attributes of shared memory communication (linux/smc.h).

use super::*;

named_sets! {
    one COMMANDS "SMC_NETLINK_???" {
        SMC_NETLINK_GET_SYS_INFO = 1, SMC_NETLINK_GET_LGR_SMCR = 2, SMC_NETLINK_GET_LINK_SMCR = 3,
        SMC_NETLINK_GET_LGR_SMCD = 4, SMC_NETLINK_GET_DEV_SMCD = 5, SMC_NETLINK_GET_DEV_SMCR = 6,
        SMC_NETLINK_GET_STATS = 7, SMC_NETLINK_GET_FBACK_STATS = 8, SMC_NETLINK_DUMP_UEID = 9,
        SMC_NETLINK_ADD_UEID = 0xa, SMC_NETLINK_REMOVE_UEID = 0xb, SMC_NETLINK_FLUSH_UEID = 0xc,
        SMC_NETLINK_DUMP_SEID = 0xd, SMC_NETLINK_ENABLE_SEID = 0xe, SMC_NETLINK_DISABLE_SEID = 0xf,
        SMC_NETLINK_DUMP_HS_LIMITATION = 0x10, SMC_NETLINK_ENABLE_HS_LIMITATION = 0x11,
        SMC_NETLINK_DISABLE_HS_LIMITATION = 0x12,
    }
}

attributes! {
    SMC "SMC_GEN_???" {
        SMC_GEN_UNSPEC = 0,
        SMC_GEN_SYS_INFO = 1,
        SMC_GEN_LGR_SMCR = 2,
        SMC_GEN_LINK_SMCR = 3,
        SMC_GEN_LGR_SMCD = 4,
        SMC_GEN_DEV_SMCD = 5,
        SMC_GEN_DEV_SMCR = 6,
        SMC_GEN_STATS = 7,
        SMC_GEN_FBACK_STATS = 8,
    }
}

/// The family `SMC_GEN_NETLINK`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "SMC_GEN_NETLINK",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &SMC,
};
