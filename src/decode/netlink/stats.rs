//! Attributes of statistics (if_link.h, if_bridge.h, if_bonding.h, mpls.h).

use super::attribute::values::*;
use super::attribute::{Attributes, Value, attributes};
use super::link::AF_SPEC;
use crate::decode::kind::Kind::Struct;
use crate::decode::structs::netlink::*;
use Value::{Grown, Nested, Rest};

/// By address family.
static AF_STATS: Attributes = AF_SPEC.like(&AF_STATS_VALUES);
const AF_STATS_VALUES: [Value; 29] = {
    let mut values = [Value::Bytes; 29];
    values[28] = Nested(&MPLS);
    values
};

attributes! {
    /// Of statistics.
    STATS "IFLA_STATS_???" {
        IFLA_STATS_UNSPEC = 0,
        IFLA_STATS_LINK_64 = 1: Grown(&RTNL_LINK_STATS64, 184),
        IFLA_STATS_LINK_XSTATS = 2: Nested(&XSTATS),
        IFLA_STATS_LINK_XSTATS_SLAVE = 3: Nested(&XSTATS),
        IFLA_STATS_LINK_OFFLOAD_XSTATS = 4: Nested(&OFFLOAD),
        IFLA_STATS_AF_SPEC = 5: Nested(&AF_STATS),
    }
    XSTATS "LINK_XSTATS_TYPE_???" {
        LINK_XSTATS_TYPE_UNSPEC = 0,
        LINK_XSTATS_TYPE_BRIDGE = 1: Nested(&BRIDGE_XSTATS),
        LINK_XSTATS_TYPE_BOND = 2: Nested(&BOND_XSTATS),
    }
    BRIDGE_XSTATS "BRIDGE_XSTATS_???" {
        BRIDGE_XSTATS_UNSPEC = 0,
        BRIDGE_XSTATS_VLAN = 1: Rest(&Struct(&BRIDGE_VLAN_XSTATS)),
        BRIDGE_XSTATS_MCAST = 2: Rest(&Struct(&BR_MCAST_STATS)),
        BRIDGE_XSTATS_PAD = 3,
        BRIDGE_XSTATS_STP = 4: Rest(&Struct(&BRIDGE_STP_XSTATS)),
    }
    BOND_XSTATS "BOND_XSTATS_???" {
        BOND_XSTATS_UNSPEC = 0,
        BOND_XSTATS_3AD = 1: Nested(&BOND_3AD),
    }
    BOND_3AD "BOND_XSTATS_???" {
        BOND_3AD_STAT_LACPDU_RX = 0: QUAD,
        BOND_3AD_STAT_LACPDU_TX = 1: QUAD,
        BOND_3AD_STAT_LACPDU_UNKNOWN_RX = 2: QUAD,
        BOND_3AD_STAT_LACPDU_ILLEGAL_RX = 3: QUAD,
        BOND_3AD_STAT_MARKER_RX = 4: QUAD,
        BOND_3AD_STAT_MARKER_TX = 5: QUAD,
        BOND_3AD_STAT_MARKER_RESP_RX = 6: QUAD,
        BOND_3AD_STAT_MARKER_RESP_TX = 7: QUAD,
        BOND_3AD_STAT_MARKER_UNKNOWN_RX = 8: QUAD,
        BOND_3AD_STAT_PAD = 9,
    }
    OFFLOAD "IFLA_OFFLOAD_XSTATS_???" {
        IFLA_OFFLOAD_XSTATS_UNSPEC = 0,
        IFLA_OFFLOAD_XSTATS_CPU_HIT = 1: Grown(&RTNL_LINK_STATS64, 184),
        IFLA_OFFLOAD_XSTATS_HW_S_INFO = 2,
        IFLA_OFFLOAD_XSTATS_L3_STATS = 3,
    }
    MPLS "MPLS_STATS_???" {
        MPLS_STATS_UNSPEC = 0,
        MPLS_STATS_LINK = 1: Rest(&Struct(&MPLS_LINK_STATS)),
    }
}
