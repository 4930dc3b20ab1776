//! Attributes of packets of Open vSwitch (linux/openvswitch.h).

use super::*;

named_sets! {
    one COMMANDS "OVS_PACKET_CMD_???" {
        OVS_PACKET_CMD_MISS = 1, OVS_PACKET_CMD_ACTION = 2, OVS_PACKET_CMD_EXECUTE = 3,
        OVS_PACKET_CMD_UNSPEC = 0,
    }
}

named_structs! {
    HEAD "ovs_header" {
        dp_ifindex: Interface,
    }
}

attributes! {
    PACKET "OVS_PACKET_ATTR_???" {
        OVS_PACKET_ATTR_UNSPEC = 0,
        OVS_PACKET_ATTR_PACKET = 1,
        OVS_PACKET_ATTR_KEY = 2,
        OVS_PACKET_ATTR_ACTIONS = 3,
        OVS_PACKET_ATTR_USERDATA = 4,
        OVS_PACKET_ATTR_EGRESS_TUN_KEY = 5,
        OVS_PACKET_ATTR_UNUSED1 = 6,
        OVS_PACKET_ATTR_UNUSED2 = 7,
        OVS_PACKET_ATTR_PROBE = 8,
        OVS_PACKET_ATTR_MRU = 9: HALF,
        OVS_PACKET_ATTR_LEN = 10: WORD,
        OVS_PACKET_ATTR_HASH = 11: QUAD,
        OVS_PACKET_ATTR_UPCALL_PID = 12: WORD,
    }
}

/// The family `ovs_packet`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "ovs_packet",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: Some(&HEAD),
    attributes: &PACKET,
};
