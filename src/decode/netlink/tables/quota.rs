//! Warnings of quotas (linux/quota.h).

use super::*;

named_sets! {
    one TYPES "???QUOTA" { USRQUOTA = 0, GRPQUOTA = 1, PRJQUOTA = 2 }
    one WARNINGS "QUOTA_NL_???" {
        QUOTA_NL_NOWARN = 0, QUOTA_NL_IHARDWARN = 1, QUOTA_NL_ISOFTLONGWARN = 2, QUOTA_NL_ISOFTWARN = 3,
        QUOTA_NL_BHARDWARN = 4, QUOTA_NL_BSOFTLONGWARN = 5, QUOTA_NL_BSOFTWARN = 6, QUOTA_NL_IHARDBELOW = 7,
        QUOTA_NL_ISOFTBELOW = 8, QUOTA_NL_BHARDBELOW = 9, QUOTA_NL_BSOFTBELOW = 10, QUOTA_NL_C_MAX = 1,
        QUOTA_NL_A_MAX = 7,
    }
    one COMMANDS "QUOTA_NL_C_???" { QUOTA_NL_C_UNSPEC = 0, QUOTA_NL_C_WARNING = 1 }
}

attributes! {
    WARNING "QUOTA_NL_A_???" {
        QUOTA_NL_A_UNSPEC = 0,
        QUOTA_NL_A_QTYPE = 1: One(&Of(&TYPES)),
        QUOTA_NL_A_EXCESS_ID = 2: QUAD,
        QUOTA_NL_A_WARNING = 3: One(&Of(&WARNINGS)),
        QUOTA_NL_A_DEV_MAJOR = 4: WORD,
        QUOTA_NL_A_DEV_MINOR = 5: WORD,
        QUOTA_NL_A_CAUSED_ID = 6: QUAD,
        QUOTA_NL_A_PAD = 7,
    }
}

/// The family `VFS_DQUOT`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "VFS_DQUOT",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &WARNING,
};
