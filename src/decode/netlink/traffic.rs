//! Attributes of traffic control (pkt_sched.h, pkt_cls.h, gen_stats.h).

use super::attribute::values::*;
use super::attribute::{Attributes, Value, attributes};
use super::generic::numbered;
use super::tables::traffic::{ACTION_OPTIONS, OPTIONS};
use super::tables::{BITFIELD, xstats};
use crate::decode::kind::Kind::{Of, Struct, U16};
use crate::decode::sets::netlink::*;
use crate::decode::structs::netlink::*;
use Value::{All, Beyond, For, Grown, Nested, One, Short, Title};

/// Actions, each with its number.
static LISTED: Attributes = numbered(Nested(&ACTION));

attributes! {
    /// Of queueing disciplines, classes and filters.
    TRAFFIC "TCA_???" {
        TCA_UNSPEC = 0,
        TCA_KIND = 1: Title,
        TCA_OPTIONS = 2: Beyond(&For(OPTIONS)),
        TCA_STATS = 3: One(&Struct(&TC_STATS)),
        TCA_XSTATS = 4: Beyond(&For(xstats::KINDS)),
        TCA_RATE = 5: One(&Struct(&TC_ESTIMATOR)),
        TCA_FCNT = 6: WORD,
        TCA_STATS2 = 7: Nested(&TC_STATS2),
        TCA_STAB = 8: Nested(&STAB),
        TCA_PAD = 9,
        TCA_DUMP_INVISIBLE = 10,
        TCA_CHAIN = 11: WORD,
        TCA_HW_OFFLOAD = 12: BYTE,
        TCA_INGRESS_BLOCK = 13: WORD,
        TCA_EGRESS_BLOCK = 14: WORD,
        TCA_DUMP_FLAGS = 15: WORD,
        TCA_EXT_WARN_MSG = 16: TEXT,
    }
    TC_STATS2 "TCA_STATS_???" {
        TCA_STATS_UNSPEC = 0,
        TCA_STATS_BASIC = 1: Grown(&GNET_STATS_BASIC, 12),
        TCA_STATS_RATE_EST = 2: One(&Struct(&GNET_STATS_RATE_EST)),
        TCA_STATS_QUEUE = 3: One(&Struct(&GNET_STATS_QUEUE)),
        TCA_STATS_APP = 4: Beyond(&For(xstats::KINDS)),
        TCA_STATS_RATE_EST64 = 5: One(&Struct(&GNET_STATS_RATE_EST64)),
        TCA_STATS_PAD = 6,
        TCA_STATS_BASIC_HW = 7: Grown(&GNET_STATS_BASIC, 12),
        TCA_STATS_PKT64 = 8: QUAD,
    }
    STAB "TCA_STAB_???" {
        TCA_STAB_UNSPEC = 0,
        TCA_STAB_BASE = 1: One(&Struct(&TC_SIZESPEC)),
        TCA_STAB_DATA = 2: All(&U16),
    }
    /// Of messages about actions.
    ACTIONS "TCA_ROOT_???" {
        TCA_ROOT_UNSPEC = 0,
        TCA_ROOT_TAB = 1: Nested(&LISTED),
        TCA_ROOT_FLAGS = 2: One(&Struct(&BITFIELD)),
        TCA_ROOT_COUNT = 3: WORD,
        TCA_ROOT_TIME_DELTA = 4: WORD,
        TCA_ROOT_EXT_WARN_MSG = 5: TEXT,
    }
    /// Of actions. strace takes them to stand right behind the head of a message about actions, where the kernel has a
    /// list of them.
    ACTION "TCA_ACT_???" {
        TCA_ACT_UNSPEC = 0,
        TCA_ACT_KIND = 1: Title,
        TCA_ACT_OPTIONS = 2: Beyond(&For(ACTION_OPTIONS)),
        TCA_ACT_INDEX = 3: WORD,
        TCA_ACT_STATS = 4: Nested(&TC_STATS2),
        TCA_ACT_PAD = 5,
        TCA_ACT_COOKIE = 6,
        TCA_ACT_FLAGS = 7: Short(&Of(&TCA_ACT_FLAGS)),
        TCA_ACT_HW_STATS = 8: Short(&Of(&TCA_ACT_HW_STATS)),
        TCA_ACT_USED_HW_STATS = 9: Short(&Of(&TCA_ACT_HW_STATS)),
        TCA_ACT_IN_HW_COUNT = 10: WORD,
    }
}
