//! Attributes of neighbours (neighbour.h).

use super::address::IP_PROTOCOL;
use super::attribute::values::*;
use super::attribute::{Value, attributes};
use crate::decode::kind::Kind::{As, Of, Struct};
use crate::decode::kind::Repr;
use crate::decode::sets::netlink::*;
use crate::decode::structs::netlink::*;
use Value::{Nested, One, Short};

attributes! {
    /// Of neighbours.
    NEIGHBOUR "NDA_???" {
        NDA_UNSPEC = 0,
        NDA_DST = 1: ADDRESS,
        NDA_LLADDR = 2: HARDWARE,
        NDA_CACHEINFO = 3: One(&Struct(&NDA_CACHEINFO)),
        NDA_PROBES = 4: WORD,
        NDA_VLAN = 5: HALF,
        NDA_PORT = 6: PORT,
        NDA_VNI = 7: WORD,
        NDA_IFINDEX = 8: INDEX,
        NDA_MASTER = 9: INDEX,
        NDA_LINK_NETNSID = 10: WORD,
        NDA_SRC_VNI = 11: WORD,
        NDA_PROTOCOL = 12: IP_PROTOCOL,
        NDA_NH_ID = 13: WORD,
        NDA_FDB_EXT_ATTRS = 14: Nested(&FDB),
        NDA_FLAGS_EXT = 15: Short(&Of(&NTF_EXT)),
        NDA_NDM_STATE_MASK = 16: Short(&As(Repr::U16, &Of(&NUD))),
        NDA_NDM_FLAGS_MASK = 17: Short(&As(Repr::U8, &Of(&NTF))),
    }
    FDB "NFEA_???" {
        NFEA_UNSPEC = 0,
        NFEA_ACTIVITY_NOTIFY = 1: Short(&As(Repr::U8, &Of(&FDB_NOTIFY))),
        NFEA_DONT_REFRESH = 2,
    }
    /// Of tables of neighbours.
    NEIGHBOUR_TABLE "NDTA_???" {
        NDTA_UNSPEC = 0,
        NDTA_NAME = 1: TEXT,
        NDTA_THRESH1 = 2: WORD,
        NDTA_THRESH2 = 3: WORD,
        NDTA_THRESH3 = 4: WORD,
        NDTA_CONFIG = 5: One(&Struct(&NDT_CONFIG)),
        NDTA_PARMS = 6: Nested(&PARAMETERS),
        NDTA_STATS = 7: One(&Struct(&NDT_STATS)),
        NDTA_GC_INTERVAL = 8: QUAD,
        NDTA_PAD = 9,
    }
    PARAMETERS "NDTPA_???" {
        NDTPA_UNSPEC = 0,
        NDTPA_IFINDEX = 1: INDEX,
        NDTPA_REFCNT = 2: WORD,
        NDTPA_REACHABLE_TIME = 3: QUAD,
        NDTPA_BASE_REACHABLE_TIME = 4: QUAD,
        NDTPA_RETRANS_TIME = 5: QUAD,
        NDTPA_GC_STALETIME = 6: QUAD,
        NDTPA_DELAY_PROBE_TIME = 7: QUAD,
        NDTPA_QUEUE_LEN = 8: WORD,
        NDTPA_APP_PROBES = 9: WORD,
        NDTPA_UCAST_PROBES = 10: WORD,
        NDTPA_MCAST_PROBES = 11: WORD,
        NDTPA_ANYCAST_DELAY = 12: QUAD,
        NDTPA_PROXY_DELAY = 13: QUAD,
        NDTPA_PROXY_QLEN = 14: WORD,
        NDTPA_LOCKTIME = 15: QUAD,
        NDTPA_QUEUE_LENBYTES = 16: WORD,
        NDTPA_MCAST_REPROBES = 17: WORD,
        NDTPA_PAD = 18,
        NDTPA_INTERVAL_PROBE_TIME_MS = 19: QUAD,
    }
}
