//! Attributes of flows of Open vSwitch (linux/openvswitch.h).

use super::*;

named_sets! {
    one OVS_FRAG_TYPE "OVS_FRAG_TYPE_???" {
        OVS_FRAG_TYPE_NONE = 0, OVS_FRAG_TYPE_FIRST = 1, OVS_FRAG_TYPE_LATER = 2, OVS_FRAG_TYPE_ANY = 0xff,
    }
    bits CT_STATE_FLAGS "OVS_CS_F_???" {
        OVS_CS_F_NEW = 1, OVS_CS_F_ESTABLISHED = 2, OVS_CS_F_RELATED = 4, OVS_CS_F_REPLY_DIR = 8,
        OVS_CS_F_INVALID = 0x10, OVS_CS_F_TRACKED = 0x20, OVS_CS_F_SRC_NAT = 0x40, OVS_CS_F_DST_NAT = 0x80,
    }
    bits OVS_UFID_FLAGS "OVS_UFID_F_???" {
        OVS_UFID_F_OMIT_KEY = 1, OVS_UFID_F_OMIT_MASK = 2, OVS_UFID_F_OMIT_ACTIONS = 4,
    }
    one COMMANDS "OVS_FLOW_CMD_???" { OVS_FLOW_CMD_GET = 3, OVS_FLOW_CMD_NEW = 1, OVS_FLOW_CMD_UNSPEC = 0, OVS_FLOW_CMD_DEL = 2, OVS_FLOW_CMD_SET = 4 }
}

named_structs! {
    OVS_KEY_ETHERNET "ovs_key_ethernet" {
        eth_src: Hardware(6),
        eth_dst: Hardware(6),
    }
    OVS_KEY_IPV4 "ovs_key_ipv4" {
        ipv4_src: Inet,
        ipv4_dst: Inet,
        ipv4_proto: U8,
        ipv4_tos: U8,
        ipv4_ttl: U8,
        ipv4_frag: As(Repr::U8, &Of(&OVS_FRAG_TYPE)),
    }
    OVS_KEY_IPV6 "ovs_key_ipv6" {
        ipv6_src: Inet6,
        ipv6_dst: Inet6,
        ipv6_label: NET32,
        ipv6_proto: U8,
        ipv6_tclass: U8,
        ipv6_hlimit: U8,
        ipv6_frag: U8,
    }
    OVS_KEY_TCP "ovs_key_tcp" {
        tcp_src: NET16,
        tcp_dst: NET16,
    }
    OVS_KEY_UDP "ovs_key_udp" {
        udp_src: NET16,
        udp_dst: NET16,
    }
    OVS_KEY_ICMP "ovs_key_icmp" {
        icmp_type: U8,
        icmp_code: U8,
    }
    OVS_KEY_ARP "ovs_key_arp" {
        arp_sip: NET32,
        arp_tip: NET32,
        arp_op: NET16,
        arp_sha: Hardware(6),
        arp_tha: Hardware(6),
    }
    OVS_KEY_ND "ovs_key_nd" {
        nd_target: Raw(16),
        nd_sll: Hardware(6),
        nd_tll: Hardware(6),
    }
    OVS_KEY_SCTP "ovs_key_sctp" {
        sctp_src: NET16,
        sctp_dst: NET16,
    }
    OVS_KEY_MPLS "ovs_key_mpls" {
        mpls_lse: NET32,
    }
    OVS_KEY_CT_TUPLE_IPV4 "ovs_key_ct_tuple_ipv4" {
        ipv4_src: NET32,
        ipv4_dst: NET32,
        src_port: NET16,
        dst_port: NET16,
        ipv4_proto: U8,
    }
    OVS_KEY_IPV6_EXTHDRS "ovs_key_ipv6_exthdrs" {
        hdrs: U16,
    }
    OVS_ACTION_PUSH_VLAN "ovs_action_push_vlan" {
        vlan_tpid: NET16,
        vlan_tci: NET16,
    }
    OVS_ACTION_HASH "ovs_action_hash" {
        hash_alg: Uint,
        hash_basis: Uint,
    }
    OVS_ACTION_PUSH_MPLS "ovs_action_push_mpls" {
        mpls_lse: NET32,
        mpls_ethertype: NET16,
    }
    OVS_ACTION_ADD_MPLS "ovs_action_add_mpls" {
        mpls_lse: NET32,
        mpls_ethertype: NET16,
        tun_flags: U16,
    }
    OVS_FLOW_STATS "ovs_flow_stats" {
        n_packets: U64,
        n_bytes: U64,
    }
    HEAD "ovs_header" {
        dp_ifindex: Interface,
    }
}

attributes! {
    FLOW "OVS_FLOW_ATTR_???" {
        OVS_FLOW_ATTR_UNSPEC = 0,
        OVS_FLOW_ATTR_KEY = 1: Nested(&KEY),
        OVS_FLOW_ATTR_ACTIONS = 2: Nested(&ACTION),
        OVS_FLOW_ATTR_STATS = 3: One(&Struct(&OVS_FLOW_STATS)),
        OVS_FLOW_ATTR_TCP_FLAGS = 4: BYTE,
        OVS_FLOW_ATTR_USED = 5: QUAD,
        OVS_FLOW_ATTR_CLEAR = 6,
        OVS_FLOW_ATTR_MASK = 7: Nested(&KEY),
        OVS_FLOW_ATTR_PROBE = 8,
        OVS_FLOW_ATTR_UFID = 9,
        OVS_FLOW_ATTR_UFID_FLAGS = 10: One(&Of(&OVS_UFID_FLAGS)),
        OVS_FLOW_ATTR_PAD = 11,
    }
    KEY "OVS_KEY_ATTR_???" {
        OVS_KEY_ATTR_UNSPEC = 0,
        OVS_KEY_ATTR_ENCAP = 1: Nested(&KEY),
        OVS_KEY_ATTR_PRIORITY = 2: WORD,
        OVS_KEY_ATTR_IN_PORT = 3: WORD,
        OVS_KEY_ATTR_ETHERNET = 4: One(&Struct(&OVS_KEY_ETHERNET)),
        OVS_KEY_ATTR_VLAN = 5: PORT,
        OVS_KEY_ATTR_ETHERTYPE = 6: PORT,
        OVS_KEY_ATTR_IPV4 = 7: One(&Struct(&OVS_KEY_IPV4)),
        OVS_KEY_ATTR_IPV6 = 8: One(&Struct(&OVS_KEY_IPV6)),
        OVS_KEY_ATTR_TCP = 9: One(&Struct(&OVS_KEY_TCP)),
        OVS_KEY_ATTR_UDP = 10: One(&Struct(&OVS_KEY_UDP)),
        OVS_KEY_ATTR_ICMP = 11: One(&Struct(&OVS_KEY_ICMP)),
        OVS_KEY_ATTR_ICMPV6 = 12: One(&Struct(&OVS_KEY_ICMP)),
        OVS_KEY_ATTR_ARP = 13: One(&Struct(&OVS_KEY_ARP)),
        OVS_KEY_ATTR_ND = 14: One(&Struct(&OVS_KEY_ND)),
        OVS_KEY_ATTR_SKB_MARK = 15: WORD,
        OVS_KEY_ATTR_TUNNEL = 16: Nested(&TUNNEL_KEY),
        OVS_KEY_ATTR_SCTP = 17: One(&Struct(&OVS_KEY_SCTP)),
        OVS_KEY_ATTR_TCP_FLAGS = 18: PORT,
        OVS_KEY_ATTR_DP_HASH = 19: WORD,
        OVS_KEY_ATTR_RECIRC_ID = 20: WORD,
        OVS_KEY_ATTR_MPLS = 21: One(&Struct(&OVS_KEY_MPLS)),
        OVS_KEY_ATTR_CT_STATE = 22: One(&Of(&CT_STATE_FLAGS)),
        OVS_KEY_ATTR_CT_ZONE = 23: HALF,
        OVS_KEY_ATTR_CT_MARK = 24: WORD,
        OVS_KEY_ATTR_CT_LABELS = 25,
        OVS_KEY_ATTR_CT_ORIG_TUPLE_IPV4 = 26: One(&Struct(&OVS_KEY_CT_TUPLE_IPV4)),
        OVS_KEY_ATTR_CT_ORIG_TUPLE_IPV6 = 27,
        OVS_KEY_ATTR_NSH = 28: Nested(&OVS_NSH_KEY),
        OVS_KEY_ATTR_PACKET_TYPE = 29: NET_WORD,
        OVS_KEY_ATTR_ND_EXTENSIONS = 30,
        OVS_KEY_ATTR_TUNNEL_INFO = 31,
        OVS_KEY_ATTR_IPV6_EXTHDRS = 32: One(&Struct(&OVS_KEY_IPV6_EXTHDRS)),
    }
    TUNNEL_KEY "OVS_TUNNEL_KEY_ATTR_???" {
        OVS_TUNNEL_KEY_ATTR_ID = 0: NET_QUAD,
        OVS_TUNNEL_KEY_ATTR_IPV4_SRC = 1: NET_WORD,
        OVS_TUNNEL_KEY_ATTR_IPV4_DST = 2: NET_WORD,
        OVS_TUNNEL_KEY_ATTR_TOS = 3: BYTE,
        OVS_TUNNEL_KEY_ATTR_TTL = 4: BYTE,
        OVS_TUNNEL_KEY_ATTR_DONT_FRAGMENT = 5,
        OVS_TUNNEL_KEY_ATTR_CSUM = 6,
        OVS_TUNNEL_KEY_ATTR_OAM = 7,
        OVS_TUNNEL_KEY_ATTR_GENEVE_OPTS = 8: All(&Uint),
        OVS_TUNNEL_KEY_ATTR_TP_SRC = 9: PORT,
        OVS_TUNNEL_KEY_ATTR_TP_DST = 10: PORT,
        OVS_TUNNEL_KEY_ATTR_VXLAN_OPTS = 11: Nested(&VXLAN_EXT),
        OVS_TUNNEL_KEY_ATTR_IPV6_SRC = 12,
        OVS_TUNNEL_KEY_ATTR_IPV6_DST = 13,
        OVS_TUNNEL_KEY_ATTR_PAD = 14,
        OVS_TUNNEL_KEY_ATTR_ERSPAN_OPTS = 15,
        OVS_TUNNEL_KEY_ATTR_IPV4_INFO_BRIDGE = 16,
    }
    VXLAN_EXT "OVS_VXLAN_EXT_???" {
        OVS_VXLAN_EXT_UNSPEC = 0,
        OVS_VXLAN_EXT_GBP = 1: WORD,
    }
    OVS_NSH_KEY "OVS_NSH_KEY_ATTR_???" {
        OVS_NSH_KEY_ATTR_UNSPEC = 0,
        OVS_NSH_KEY_ATTR_BASE = 1,
        OVS_NSH_KEY_ATTR_MD1 = 2,
        OVS_NSH_KEY_ATTR_MD2 = 3,
    }
    ACTION "OVS_ACTION_ATTR_???" {
        OVS_ACTION_ATTR_UNSPEC = 0,
        OVS_ACTION_ATTR_OUTPUT = 1: WORD,
        OVS_ACTION_ATTR_USERSPACE = 2: Nested(&USERSPACE),
        OVS_ACTION_ATTR_SET = 3: Nested(&KEY),
        OVS_ACTION_ATTR_PUSH_VLAN = 4: One(&Struct(&OVS_ACTION_PUSH_VLAN)),
        OVS_ACTION_ATTR_POP_VLAN = 5,
        OVS_ACTION_ATTR_SAMPLE = 6: Nested(&SAMPLE),
        OVS_ACTION_ATTR_RECIRC = 7: WORD,
        OVS_ACTION_ATTR_HASH = 8: One(&Struct(&OVS_ACTION_HASH)),
        OVS_ACTION_ATTR_PUSH_MPLS = 9: One(&Struct(&OVS_ACTION_PUSH_MPLS)),
        OVS_ACTION_ATTR_POP_MPLS = 10: PORT,
        OVS_ACTION_ATTR_SET_MASKED = 11: Nested(&KEY),
        OVS_ACTION_ATTR_CT = 12: Nested(&CT),
        OVS_ACTION_ATTR_TRUNC = 13: WORD,
        OVS_ACTION_ATTR_PUSH_ETH = 14,
        OVS_ACTION_ATTR_POP_ETH = 15,
        OVS_ACTION_ATTR_CT_CLEAR = 16,
        OVS_ACTION_ATTR_PUSH_NSH = 17: Nested(&OVS_NSH_KEY),
        OVS_ACTION_ATTR_POP_NSH = 18,
        OVS_ACTION_ATTR_METER = 19: WORD,
        OVS_ACTION_ATTR_CLONE = 20: Nested(&ACTION),
        OVS_ACTION_ATTR_CHECK_PKT_LEN = 21: Nested(&CHECK_PKT_LEN),
        OVS_ACTION_ATTR_ADD_MPLS = 22: One(&Struct(&OVS_ACTION_ADD_MPLS)),
        OVS_ACTION_ATTR_DEC_TTL = 23: Nested(&DEC_TTL),
        OVS_ACTION_ATTR_DROP = 24: UINT,
        OVS_ACTION_ATTR_PSAMPLE = 25: Nested(&PSAMPLE),
    }
    USERSPACE "OVS_USERSPACE_ATTR_???" {
        OVS_USERSPACE_ATTR_UNSPEC = 0,
        OVS_USERSPACE_ATTR_PID = 1: WORD,
        OVS_USERSPACE_ATTR_USERDATA = 2,
        OVS_USERSPACE_ATTR_EGRESS_TUN_PORT = 3: WORD,
        OVS_USERSPACE_ATTR_ACTIONS = 4,
    }
    SAMPLE "OVS_SAMPLE_ATTR_???" {
        OVS_SAMPLE_ATTR_UNSPEC = 0,
        OVS_SAMPLE_ATTR_PROBABILITY = 1: WORD,
        OVS_SAMPLE_ATTR_ACTIONS = 2: Nested(&ACTION),
    }
    CT "OVS_CT_ATTR_???" {
        OVS_CT_ATTR_UNSPEC = 0,
        OVS_CT_ATTR_COMMIT = 1,
        OVS_CT_ATTR_ZONE = 2: HALF,
        OVS_CT_ATTR_MARK = 3,
        OVS_CT_ATTR_LABELS = 4,
        OVS_CT_ATTR_HELPER = 5: TEXT,
        OVS_CT_ATTR_NAT = 6: Nested(&NAT),
        OVS_CT_ATTR_FORCE_COMMIT = 7,
        OVS_CT_ATTR_EVENTMASK = 8: WORD,
        OVS_CT_ATTR_TIMEOUT = 9: TEXT,
    }
    NAT "OVS_NAT_ATTR_???" {
        OVS_NAT_ATTR_UNSPEC = 0,
        OVS_NAT_ATTR_SRC = 1,
        OVS_NAT_ATTR_DST = 2,
        OVS_NAT_ATTR_IP_MIN = 3,
        OVS_NAT_ATTR_IP_MAX = 4,
        OVS_NAT_ATTR_PROTO_MIN = 5: HALF,
        OVS_NAT_ATTR_PROTO_MAX = 6: HALF,
        OVS_NAT_ATTR_PERSISTENT = 7,
        OVS_NAT_ATTR_PROTO_HASH = 8,
        OVS_NAT_ATTR_PROTO_RANDOM = 9,
    }
    CHECK_PKT_LEN "OVS_CHECK_PKT_LEN_ATTR_???" {
        OVS_CHECK_PKT_LEN_ATTR_UNSPEC = 0,
        OVS_CHECK_PKT_LEN_ATTR_PKT_LEN = 1: HALF,
        OVS_CHECK_PKT_LEN_ATTR_ACTIONS_IF_GREATER = 2: Nested(&ACTION),
        OVS_CHECK_PKT_LEN_ATTR_ACTIONS_IF_LESS_EQUAL = 3: Nested(&ACTION),
    }
    DEC_TTL "OVS_DEC_TTL_ATTR_???" {
        OVS_DEC_TTL_ATTR_UNSPEC = 0,
        OVS_DEC_TTL_ATTR_ACTION = 1: Nested(&ACTION),
    }
    PSAMPLE "OVS_PSAMPLE_ATTR_???" {
        OVS_PSAMPLE_ATTR_GROUP = 1: WORD,
        OVS_PSAMPLE_ATTR_COOKIE = 2,
    }
}

/// The family `ovs_flow`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "ovs_flow",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: Some(&HEAD),
    attributes: &FLOW,
};
