//! Attributes of NetLabel (net/netlabel of the kernel; no header for programs has them).

use super::*;

named_sets! {
    one MANAGEMENT_COMMANDS "NLBL_MGMT_C_???" {
        NLBL_MGMT_C_UNSPEC = 0, NLBL_MGMT_C_ADD = 1, NLBL_MGMT_C_REMOVE = 2, NLBL_MGMT_C_LISTALL = 3,
        NLBL_MGMT_C_ADDDEF = 4, NLBL_MGMT_C_REMOVEDEF = 5, NLBL_MGMT_C_LISTDEF = 6, NLBL_MGMT_C_PROTOCOLS = 7,
        NLBL_MGMT_C_VERSION = 8,
    }
    one UNLABELED_COMMANDS "NLBL_UNLABEL_C_???" {
        NLBL_UNLABEL_C_UNSPEC = 0, NLBL_UNLABEL_C_ACCEPT = 1, NLBL_UNLABEL_C_LIST = 2,
        NLBL_UNLABEL_C_STATICADD = 3, NLBL_UNLABEL_C_STATICREMOVE = 4, NLBL_UNLABEL_C_STATICLIST = 5,
        NLBL_UNLABEL_C_STATICADDDEF = 6, NLBL_UNLABEL_C_STATICREMOVEDEF = 7, NLBL_UNLABEL_C_STATICLISTDEF = 8,
    }
    one OPTION_COMMANDS "NLBL_CIPSOV4_C_???" {
        NLBL_CIPSOV4_C_UNSPEC = 0, NLBL_CIPSOV4_C_ADD = 1, NLBL_CIPSOV4_C_REMOVE = 2, NLBL_CIPSOV4_C_LIST = 3,
        NLBL_CIPSOV4_C_LISTALL = 4,
    }
    one OPTION6_COMMANDS "NLBL_CALIPSO_C_???" {
        NLBL_CALIPSO_C_UNSPEC = 0, NLBL_CALIPSO_C_ADD = 1, NLBL_CALIPSO_C_REMOVE = 2, NLBL_CALIPSO_C_LIST = 3,
        NLBL_CALIPSO_C_LISTALL = 4,
    }
}

attributes! {
    MANAGEMENT "NLBL_MGMT_A_???" {
        NLBL_MGMT_A_UNSPEC = 0,
        NLBL_MGMT_A_DOMAIN = 1: TEXT,
        NLBL_MGMT_A_PROTOCOL = 2: WORD,
        NLBL_MGMT_A_VERSION = 3: WORD,
        NLBL_MGMT_A_CV4DOI = 4: WORD,
        NLBL_MGMT_A_IPV6ADDR = 5: INET6,
        NLBL_MGMT_A_IPV6MASK = 6: INET6,
        NLBL_MGMT_A_IPV4ADDR = 7: INET,
        NLBL_MGMT_A_IPV4MASK = 8: INET,
        NLBL_MGMT_A_ADDRSELECTOR = 9: Nested(&MANAGEMENT),
        NLBL_MGMT_A_SELECTORLIST = 10: Nested(&MANAGEMENT),
        NLBL_MGMT_A_FAMILY = 11: One(&As(Repr::U16, &Of(&FAMILY))),
        NLBL_MGMT_A_CLPDOI = 12: WORD,
    }
    UNLABELED "NLBL_UNLABEL_A_???" {
        NLBL_UNLABEL_A_UNSPEC = 0,
        NLBL_UNLABEL_A_ACPTFLG = 1: BYTE,
        NLBL_UNLABEL_A_IPV6ADDR = 2: INET6,
        NLBL_UNLABEL_A_IPV6MASK = 3: INET6,
        NLBL_UNLABEL_A_IPV4ADDR = 4: INET,
        NLBL_UNLABEL_A_IPV4MASK = 5: INET,
        NLBL_UNLABEL_A_IFACE = 6: TEXT,
        NLBL_UNLABEL_A_SECCTX = 7: TEXT,
    }
    OPTION "NLBL_CIPSOV4_A_???" {
        NLBL_CIPSOV4_A_UNSPEC = 0,
        NLBL_CIPSOV4_A_DOI = 1: WORD,
        NLBL_CIPSOV4_A_MTYPE = 2: WORD,
        NLBL_CIPSOV4_A_TAG = 3: BYTE,
        NLBL_CIPSOV4_A_TAGLST = 4: Nested(&OPTION),
        NLBL_CIPSOV4_A_MLSLVLLOC = 5: WORD,
        NLBL_CIPSOV4_A_MLSLVLREM = 6: WORD,
        NLBL_CIPSOV4_A_MLSLVL = 7: Nested(&OPTION),
        NLBL_CIPSOV4_A_MLSLVLLST = 8: Nested(&OPTION),
        NLBL_CIPSOV4_A_MLSCATLOC = 9: WORD,
        NLBL_CIPSOV4_A_MLSCATREM = 10: WORD,
        NLBL_CIPSOV4_A_MLSCAT = 11: Nested(&OPTION),
        NLBL_CIPSOV4_A_MLSCATLST = 12: Nested(&OPTION),
    }
    OPTION6 "NLBL_CALIPSO_A_???" {
        NLBL_CALIPSO_A_UNSPEC = 0,
        NLBL_CALIPSO_A_DOI = 1: WORD,
        NLBL_CALIPSO_A_MTYPE = 2: WORD,
    }
}

/// The family `NLBL_MGMT`.
pub(in crate::decode::netlink) static MANAGER: Family = Family {
    name: "NLBL_MGMT",
    requests: Commands { names: &MANAGEMENT_COMMANDS, attributes: &[] },
    answers: Commands { names: &MANAGEMENT_COMMANDS, attributes: &[] },
    head: None,
    attributes: &MANAGEMENT,
};

/// The family `NLBL_UNLBL`.
pub(in crate::decode::netlink) static UNLABELED_FAMILY: Family = Family {
    name: "NLBL_UNLBL",
    requests: Commands { names: &UNLABELED_COMMANDS, attributes: &[] },
    answers: Commands { names: &UNLABELED_COMMANDS, attributes: &[] },
    head: None,
    attributes: &UNLABELED,
};

/// The family `NLBL_CIPSOv4`.
pub(in crate::decode::netlink) static CIPSO: Family = Family {
    name: "NLBL_CIPSOv4",
    requests: Commands { names: &OPTION_COMMANDS, attributes: &[] },
    answers: Commands { names: &OPTION_COMMANDS, attributes: &[] },
    head: None,
    attributes: &OPTION,
};

/// The family `NLBL_CALIPSO`.
pub(in crate::decode::netlink) static CALIPSO: Family = Family {
    name: "NLBL_CALIPSO",
    requests: Commands { names: &OPTION6_COMMANDS, attributes: &[] },
    answers: Commands { names: &OPTION6_COMMANDS, attributes: &[] },
    head: None,
    attributes: &OPTION6,
};
