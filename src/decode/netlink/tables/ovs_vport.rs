//! Attributes of ports of Open vSwitch (linux/openvswitch.h).

use super::*;

named_sets! {
    one VPORT_TYPE "OVS_VPORT_TYPE_???" {
        OVS_VPORT_TYPE_UNSPEC = 0, OVS_VPORT_TYPE_NETDEV = 1, OVS_VPORT_TYPE_INTERNAL = 2,
        OVS_VPORT_TYPE_GRE = 3, OVS_VPORT_TYPE_VXLAN = 4, OVS_VPORT_TYPE_GENEVE = 5,
    }
    one COMMANDS "OVS_VPORT_CMD_???" { OVS_VPORT_CMD_NEW = 1, OVS_VPORT_CMD_DEL = 2, OVS_VPORT_CMD_GET = 3, OVS_VPORT_CMD_UNSPEC = 0, OVS_VPORT_CMD_SET = 4 }
}

named_structs! {
    OVS_VPORT_STATS "ovs_vport_stats" {
        rx_packets: U64,
        tx_packets: U64,
        rx_bytes: U64,
        tx_bytes: U64,
        rx_errors: U64,
        tx_errors: U64,
        rx_dropped: U64,
        tx_dropped: U64,
    }
    HEAD "ovs_header" {
        dp_ifindex: Interface,
    }
}

attributes! {
    VPORT "OVS_VPORT_ATTR_???" {
        OVS_VPORT_ATTR_UNSPEC = 0,
        OVS_VPORT_ATTR_PORT_NO = 1: WORD,
        OVS_VPORT_ATTR_TYPE = 2: One(&Of(&VPORT_TYPE)),
        OVS_VPORT_ATTR_NAME = 3: TEXT,
        OVS_VPORT_ATTR_OPTIONS = 4: Nested(&VPORT_OPTIONS),
        OVS_VPORT_ATTR_UPCALL_PID = 5: All(&Uint),
        OVS_VPORT_ATTR_STATS = 6: One(&Struct(&OVS_VPORT_STATS)),
        OVS_VPORT_ATTR_PAD = 7,
        OVS_VPORT_ATTR_IFINDEX = 8: INDEX,
        OVS_VPORT_ATTR_NETNSID = 9: WORD,
        OVS_VPORT_ATTR_UPCALL_STATS = 10: Nested(&UPCALL_STATS),
    }
    VPORT_OPTIONS "OVS_TUNNEL_ATTR_???" {
        OVS_TUNNEL_ATTR_UNSPEC = 0,
        OVS_TUNNEL_ATTR_DST_PORT = 1: WORD,
        OVS_TUNNEL_ATTR_EXTENSION = 2: WORD,
    }
    UPCALL_STATS "OVS_VPORT_UPCALL_ATTR_???" {
        OVS_VPORT_UPCALL_ATTR_SUCCESS = 0: QUAD,
        OVS_VPORT_UPCALL_ATTR_FAIL = 1: QUAD,
    }
}

/// The family `ovs_vport`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "ovs_vport",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: Some(&HEAD),
    attributes: &VPORT,
};
