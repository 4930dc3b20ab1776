//! Attributes of datapaths of Open vSwitch (linux/openvswitch.h).

use super::*;

named_sets! {
    bits USER_FEATURES "OVS_DP_F_???" {
        OVS_DP_F_UNALIGNED = 1, OVS_DP_F_VPORT_PIDS = 2, OVS_DP_F_TC_RECIRC_SHARING = 4,
        OVS_DP_F_DISPATCH_UPCALL_PER_CPU = 8,
    }
    one COMMANDS "OVS_DP_CMD_???" { OVS_DP_CMD_GET = 3, OVS_DP_CMD_NEW = 1, OVS_DP_CMD_DEL = 2, OVS_DP_CMD_UNSPEC = 0, OVS_DP_CMD_SET = 4 }
}

named_structs! {
    OVS_DP_STATS "ovs_dp_stats" {
        n_hit: U64,
        n_missed: U64,
        n_lost: U64,
        n_flows: U64,
    }
    OVS_DP_MEGAFLOW_STATS "ovs_dp_megaflow_stats" {
        n_mask_hit: U64,
        n_masks: Uint,
        padding: Hidden(&Uint),
        n_cache_hit: U64,
        pad1: U64,
    }
    HEAD "ovs_header" {
        dp_ifindex: Interface,
    }
}

attributes! {
    DATAPATH "OVS_DP_ATTR_???" {
        OVS_DP_ATTR_UNSPEC = 0,
        OVS_DP_ATTR_NAME = 1: TEXT,
        OVS_DP_ATTR_UPCALL_PID = 2: WORD,
        OVS_DP_ATTR_STATS = 3: One(&Struct(&OVS_DP_STATS)),
        OVS_DP_ATTR_MEGAFLOW_STATS = 4: One(&Struct(&OVS_DP_MEGAFLOW_STATS)),
        OVS_DP_ATTR_USER_FEATURES = 5: One(&Of(&USER_FEATURES)),
        OVS_DP_ATTR_PAD = 6,
        OVS_DP_ATTR_MASKS_CACHE_SIZE = 7: WORD,
        OVS_DP_ATTR_PER_CPU_PIDS = 8: All(&Uint),
        OVS_DP_ATTR_IFINDEX = 9: INDEX,
    }
}

/// The family `ovs_datapath`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "ovs_datapath",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: Some(&HEAD),
    attributes: &DATAPATH,
};
