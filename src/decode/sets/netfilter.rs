//! Netlink's netfilter: types of messages, which are a subsystem and a message of it (nfnetlink.h and its like).

use crate::decode::set::{Named, Part, Radix, Set, sets};

sets! {
    one NFNL_MSG "NLMSG_???" { NFNL_MSG_BATCH_BEGIN = 16, NFNL_MSG_BATCH_END = 17 }
    one NFNETLINK_VERSION "NFNETLINK_???" { NFNETLINK_V0 = 0 }
}

/// The types of one subsystem's messages.
macro_rules! subsystems {
    ($($name:ident = $number:literal $unknown:literal { $($message:ident = $value:expr),* $(,)? })*) => {
        /// The types of messages by their subsystem, the upper byte.
        pub static SUBSYSTEMS: &[Set] = &[$(Set {
            unknown: $unknown,
            parts: &[
                Part::One {
                    mask: 0xff00,
                    names: &[Named { value: $number << 8, name: concat!(stringify!($name), "<<8") }],
                },
                Part::Choice {
                    mask: 0xff,
                    names: &[$(Named { value: $value, name: stringify!($message) }),*],
                    unknown: $unknown,
                },
            ],
            rest: Radix::Hex,
        }),*];
    };
}

subsystems! {
    NFNL_SUBSYS_NONE = 0 "" {}
    NFNL_SUBSYS_CTNETLINK = 1 "IPCTNL_MSG_CT_???" {
        IPCTNL_MSG_CT_NEW = 0, IPCTNL_MSG_CT_GET = 1, IPCTNL_MSG_CT_DELETE = 2, IPCTNL_MSG_CT_GET_CTRZERO = 3,
        IPCTNL_MSG_CT_GET_STATS_CPU = 4, IPCTNL_MSG_CT_GET_STATS = 5, IPCTNL_MSG_CT_GET_DYING = 6,
        IPCTNL_MSG_CT_GET_UNCONFIRMED = 7,
    }
    NFNL_SUBSYS_CTNETLINK_EXP = 2 "IPCTNL_MSG_EXP_???" {
        IPCTNL_MSG_EXP_NEW = 0, IPCTNL_MSG_EXP_GET = 1, IPCTNL_MSG_EXP_DELETE = 2,
        IPCTNL_MSG_EXP_GET_STATS_CPU = 3,
    }
    NFNL_SUBSYS_QUEUE = 3 "NFQNL_MSG_???" {
        NFQNL_MSG_PACKET = 0, NFQNL_MSG_VERDICT = 1, NFQNL_MSG_CONFIG = 2, NFQNL_MSG_VERDICT_BATCH = 3,
    }
    NFNL_SUBSYS_ULOG = 4 "NFULNL_MSG_???" { NFULNL_MSG_PACKET = 0, NFULNL_MSG_CONFIG = 1 }
    NFNL_SUBSYS_OSF = 5 "OSF_MSG_???" { OSF_MSG_ADD = 0, OSF_MSG_REMOVE = 1 }
    NFNL_SUBSYS_IPSET = 6 "IPSET_CMD_???" {
        IPSET_CMD_NONE = 0, IPSET_CMD_PROTOCOL = 1, IPSET_CMD_CREATE = 2, IPSET_CMD_DESTROY = 3,
        IPSET_CMD_FLUSH = 4, IPSET_CMD_RENAME = 5, IPSET_CMD_SWAP = 6, IPSET_CMD_LIST = 7, IPSET_CMD_SAVE = 8,
        IPSET_CMD_ADD = 9, IPSET_CMD_DEL = 10, IPSET_CMD_TEST = 11, IPSET_CMD_HEADER = 12, IPSET_CMD_TYPE = 13,
        IPSET_CMD_GET_BYNAME = 14, IPSET_CMD_GET_BYINDEX = 15, IPSET_CMD_RESTORE = 16, IPSET_CMD_HELP = 17,
        IPSET_CMD_VERSION = 18, IPSET_CMD_QUIT = 19, IPSET_CMD_COMMIT = 20,
    }
    NFNL_SUBSYS_ACCT = 7 "NFNL_MSG_ACCT_???" {
        NFNL_MSG_ACCT_NEW = 0, NFNL_MSG_ACCT_GET = 1, NFNL_MSG_ACCT_GET_CTRZERO = 2, NFNL_MSG_ACCT_DEL = 3,
        NFNL_MSG_ACCT_OVERQUOTA = 4,
    }
    NFNL_SUBSYS_CTNETLINK_TIMEOUT = 8 "IPCTNL_MSG_TIMEOUT_???" {
        IPCTNL_MSG_TIMEOUT_NEW = 0, IPCTNL_MSG_TIMEOUT_GET = 1, IPCTNL_MSG_TIMEOUT_DELETE = 2,
        IPCTNL_MSG_TIMEOUT_DEFAULT_SET = 3, IPCTNL_MSG_TIMEOUT_DEFAULT_GET = 4,
    }
    NFNL_SUBSYS_CTHELPER = 9 "NFNL_MSG_CTHELPER_???" {
        NFNL_MSG_CTHELPER_NEW = 0, NFNL_MSG_CTHELPER_GET = 1, NFNL_MSG_CTHELPER_DEL = 2,
    }
    NFNL_SUBSYS_NFTABLES = 10 "NFT_MSG_???" {
        NFT_MSG_NEWTABLE = 0, NFT_MSG_GETTABLE = 1, NFT_MSG_DELTABLE = 2, NFT_MSG_NEWCHAIN = 3,
        NFT_MSG_GETCHAIN = 4, NFT_MSG_DELCHAIN = 5, NFT_MSG_NEWRULE = 6, NFT_MSG_GETRULE = 7,
        NFT_MSG_DELRULE = 8, NFT_MSG_NEWSET = 9, NFT_MSG_GETSET = 10, NFT_MSG_DELSET = 11,
        NFT_MSG_NEWSETELEM = 12, NFT_MSG_GETSETELEM = 13, NFT_MSG_DELSETELEM = 14, NFT_MSG_NEWGEN = 15,
        NFT_MSG_GETGEN = 16, NFT_MSG_TRACE = 17, NFT_MSG_NEWOBJ = 18, NFT_MSG_GETOBJ = 19, NFT_MSG_DELOBJ = 20,
        NFT_MSG_GETOBJ_RESET = 21, NFT_MSG_NEWFLOWTABLE = 22, NFT_MSG_GETFLOWTABLE = 23,
        NFT_MSG_DELFLOWTABLE = 24, NFT_MSG_GETRULE_RESET = 25, NFT_MSG_DESTROYTABLE = 26,
        NFT_MSG_DESTROYCHAIN = 27, NFT_MSG_DESTROYRULE = 28, NFT_MSG_DESTROYSET = 29,
        NFT_MSG_DESTROYSETELEM = 30, NFT_MSG_DESTROYOBJ = 31, NFT_MSG_DESTROYFLOWTABLE = 32,
        NFT_MSG_GETSETELEM_RESET = 33,
    }
    NFNL_SUBSYS_NFT_COMPAT = 11 "NFNL_MSG_COMPAT_???" { NFNL_MSG_COMPAT_GET = 0 }
    NFNL_SUBSYS_HOOK = 12 "NFT_MSG_HOOK_???" { NFNL_MSG_HOOK_GET = 0 }
}
