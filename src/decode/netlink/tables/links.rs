//! Attributes of the kinds of links that strace shows as bytes (linux/if_link.h and others).

use super::*;

use super::super::link::LINK;
use crate::decode::structs::netlink::IFINFOMSG;

named_sets! {
    bits VLAN_FLAGS "VLAN_FLAG_???" {
        VLAN_FLAG_REORDER_HDR = 1, VLAN_FLAG_GVRP = 2,
        VLAN_FLAG_LOOSE_BINDING = 4, VLAN_FLAG_MVRP = 8,
        VLAN_FLAG_BRIDGE_BINDING = 0x10,
    }
    one NETKIT_POLICY "NETKIT_???" { NETKIT_PASS = 0, NETKIT_DROP = 2, NETKIT_REDIRECT = 7 }
    one NETKIT_MODE "NETKIT_???" { NETKIT_L2 = 0, NETKIT_L3 = 1 }
    one NETKIT_SCRUB "NETKIT_SCRUB_???" { NETKIT_SCRUB_NONE = 0, NETKIT_SCRUB_DEFAULT = 1 }
    one NETKIT_PAIRING "NETKIT_DEVICE_???" { NETKIT_DEVICE_PAIR = 0, NETKIT_DEVICE_SINGLE = 1 }
    one OVPN_MODE "OVPN_MODE_???" { OVPN_MODE_P2P = 0, OVPN_MODE_MP = 1 }
    bits MACVLAN_MODE "MACVLAN_MODE_???" {
        MACVLAN_MODE_PRIVATE = 1, MACVLAN_MODE_VEPA = 2, MACVLAN_MODE_BRIDGE = 4, MACVLAN_MODE_PASSTHRU = 8,
        MACVLAN_MODE_SOURCE = 0x10,
    }
    bits MACVLAN_FLAGS "MACVLAN_FLAG_???" { MACVLAN_FLAG_NOPROMISC = 1, MACVLAN_FLAG_NODST = 2 }
    one MACADDR_MODE "MACVLAN_MACADDR_???" {
        MACVLAN_MACADDR_ADD = 0, MACVLAN_MACADDR_DEL = 1, MACVLAN_MACADDR_FLUSH = 2, MACVLAN_MACADDR_SET = 3,
    }
    one IPVLAN_MODE "IPVLAN_MODE_???" { IPVLAN_MODE_L2 = 0, IPVLAN_MODE_L3 = 1, IPVLAN_MODE_L3S = 2 }
    bits CAN_CTRLMODES "CAN_CTRLMODE_???" {
        CAN_CTRLMODE_LOOPBACK = 1, CAN_CTRLMODE_LISTENONLY = 2, CAN_CTRLMODE_3_SAMPLES = 4,
        CAN_CTRLMODE_ONE_SHOT = 8, CAN_CTRLMODE_BERR_REPORTING = 0x10, CAN_CTRLMODE_FD = 0x20,
        CAN_CTRLMODE_PRESUME_ACK = 0x40, CAN_CTRLMODE_FD_NON_ISO = 0x80, CAN_CTRLMODE_CC_LEN8_DLC = 0x100,
        CAN_CTRLMODE_TDC_AUTO = 0x200, CAN_CTRLMODE_TDC_MANUAL = 0x400,
    }
    one CAN_STATE "CAN_STATE_???" {
        CAN_STATE_ERROR_ACTIVE = 0, CAN_STATE_ERROR_WARNING = 1, CAN_STATE_ERROR_PASSIVE = 2,
        CAN_STATE_BUS_OFF = 3, CAN_STATE_STOPPED = 4, CAN_STATE_SLEEPING = 5,
    }
    one MACSEC_VALIDATE "MACSEC_VALIDATE_???" {
        MACSEC_VALIDATE_DISABLED = 0, MACSEC_VALIDATE_CHECK = 1, MACSEC_VALIDATE_STRICT = 2,
    }
    one MACSEC_OFFLOAD "MACSEC_OFFLOAD_???" { MACSEC_OFFLOAD_OFF = 0, MACSEC_OFFLOAD_PHY = 1, MACSEC_OFFLOAD_MAC = 2 }
    one GTP_ROLE "GTP_ROLE_???" { GTP_ROLE_GGSN = 0, GTP_ROLE_SGSN = 1 }
    one AMT_MODE "AMT_MODE_???" { AMT_MODE_GATEWAY = 0, AMT_MODE_RELAY = 1 }
}

named_structs! {
    IFLA_GENEVE_PORT_RANGE "ifla_geneve_port_range" {
        low: NET16,
        high: NET16,
    }
    IFLA_VLAN_FLAGS "ifla_vlan_flags" {
        flags: Of(&VLAN_FLAGS),
        mask: Of(&VLAN_FLAGS),
    }
    IFLA_VLAN_QOS_MAPPING "ifla_vlan_qos_mapping" {
        from: Uint,
        to: Uint,
    }
    PORT_RANGE "ifla_vxlan_port_range" {
        low: NET16,
        high: NET16,
    }
    CAN_BITTIMING "can_bittiming" {
        bitrate: Uint,
        sample_point: Uint,
        tq: Uint,
        prop_seg: Uint,
        phase_seg1: Uint,
        phase_seg2: Uint,
        sjw: Uint,
        brp: Uint,
    }
    CAN_BITTIMING_CONST "can_bittiming_const" {
        name: Chars(16),
        tseg1_min: Uint,
        tseg1_max: Uint,
        tseg2_min: Uint,
        tseg2_max: Uint,
        sjw_max: Uint,
        brp_min: Uint,
        brp_max: Uint,
        brp_inc: Uint,
    }
    CAN_CLOCK "can_clock" {
        freq: Uint,
    }
    CAN_CTRLMODE "can_ctrlmode" {
        mask: Of(&CAN_CTRLMODES),
        flags: Of(&CAN_CTRLMODES),
    }
    CAN_BERR_COUNTER "can_berr_counter" {
        txerr: U16,
        rxerr: U16,
    }
}

static ARP_IP_TARGET: Attributes = numbered(INET);
static NS_IP6_TARGET: Attributes = numbered(INET6);
static MACVLAN_ADDRESSES: Attributes = numbered(HARDWARE);

pub(in crate::decode::netlink) static KINDS: &[(&[u8], Value)] = &[
    (b"bond", Nested(&LINKINFO_BOND)),
    (b"erspan", Nested(&LINKINFO_GRE)),
    (b"gre", Nested(&LINKINFO_GRE)),
    (b"gretap", Nested(&LINKINFO_GRE)),
    (b"ip6gre", Nested(&LINKINFO_GRE)),
    (b"geneve", Nested(&LINKINFO_GENEVE)),
    (b"hsr", Nested(&LINKINFO_HSR)),
    (b"ipip", Nested(&LINKINFO_IPTUN)),
    (b"ip6tnl", Nested(&LINKINFO_IPTUN)),
    (b"sit", Nested(&LINKINFO_IPTUN)),
    (b"vlan", Nested(&LINKINFO_VLAN)),
    (b"vrf", Nested(&LINKINFO_VRF)),
    (b"vti", Nested(&LINKINFO_VTI)),
    (b"vti6", Nested(&LINKINFO_VTI)),
    (b"netkit", Nested(&LINKINFO_NETKIT)),
    (b"ovpn", Nested(&LINKINFO_OVPN)),
    (b"ip6gretap", Nested(&LINKINFO_GRE)),
    (b"ip6erspan", Nested(&LINKINFO_GRE)),
    (b"vxlan", Nested(&VXLAN)),
    (b"macvlan", Nested(&MACVLAN)),
    (b"macvtap", Nested(&MACVLAN)),
    (b"ipvlan", Nested(&IPVLAN)),
    (b"ipvtap", Nested(&IPVLAN)),
    (b"veth", Nested(&VETH)),
    (b"vxcan", Nested(&VXCAN)),
    (b"can", Nested(&CAN)),
    (b"macsec", Nested(&MACSEC)),
    (b"gtp", Nested(&GTP)),
    (b"xfrm", Nested(&XFRM)),
    (b"bareudp", Nested(&BAREUDP)),
    (b"amt", Nested(&AMT)),
    (b"ipoib", Nested(&IPOIB)),
    (b"rmnet", Nested(&RMNET)),
    (b"ppp", Nested(&PPP)),
    (b"dsa", Nested(&DSA)),
    (b"batadv", Nested(&BATADV)),
];

pub(in crate::decode::netlink) static MEMBER_KINDS: &[(&[u8], Value)] = &[(b"bond", Nested(&BOND_SLAVE))];

attributes! {
    LINKINFO_BOND "IFLA_BOND_???" {
        IFLA_BOND_UNSPEC = 0,
        IFLA_BOND_MODE = 1: BYTE,
        IFLA_BOND_ACTIVE_SLAVE = 2: WORD,
        IFLA_BOND_MIIMON = 3: WORD,
        IFLA_BOND_UPDELAY = 4: WORD,
        IFLA_BOND_DOWNDELAY = 5: WORD,
        IFLA_BOND_USE_CARRIER = 6: BYTE,
        IFLA_BOND_ARP_INTERVAL = 7: WORD,
        IFLA_BOND_ARP_IP_TARGET = 8: Nested(&ARP_IP_TARGET),
        IFLA_BOND_ARP_VALIDATE = 9: WORD,
        IFLA_BOND_ARP_ALL_TARGETS = 10: WORD,
        IFLA_BOND_PRIMARY = 11: WORD,
        IFLA_BOND_PRIMARY_RESELECT = 12: BYTE,
        IFLA_BOND_FAIL_OVER_MAC = 13: BYTE,
        IFLA_BOND_XMIT_HASH_POLICY = 14: BYTE,
        IFLA_BOND_RESEND_IGMP = 15: WORD,
        IFLA_BOND_NUM_PEER_NOTIF = 16: BYTE,
        IFLA_BOND_ALL_SLAVES_ACTIVE = 17: BYTE,
        IFLA_BOND_MIN_LINKS = 18: WORD,
        IFLA_BOND_LP_INTERVAL = 19: WORD,
        IFLA_BOND_PACKETS_PER_SLAVE = 20: WORD,
        IFLA_BOND_AD_LACP_RATE = 21: BYTE,
        IFLA_BOND_AD_SELECT = 22: BYTE,
        IFLA_BOND_AD_INFO = 23: Nested(&BOND_AD_INFO),
        IFLA_BOND_AD_ACTOR_SYS_PRIO = 24: HALF,
        IFLA_BOND_AD_USER_PORT_KEY = 25: HALF,
        IFLA_BOND_AD_ACTOR_SYSTEM = 26: HARDWARE,
        IFLA_BOND_TLB_DYNAMIC_LB = 27: BYTE,
        IFLA_BOND_PEER_NOTIF_DELAY = 28: WORD,
        IFLA_BOND_AD_LACP_ACTIVE = 29: BYTE,
        IFLA_BOND_MISSED_MAX = 30: BYTE,
        IFLA_BOND_NS_IP6_TARGET = 31: Nested(&NS_IP6_TARGET),
        IFLA_BOND_COUPLED_CONTROL = 32: BYTE,
        IFLA_BOND_BROADCAST_NEIGH = 33: BYTE,
        IFLA_BOND_LACP_STRICT = 34: BYTE,
    }
    BOND_AD_INFO "IFLA_BOND_AD_INFO_???" {
        IFLA_BOND_AD_INFO_UNSPEC = 0,
        IFLA_BOND_AD_INFO_AGGREGATOR = 1: HALF,
        IFLA_BOND_AD_INFO_NUM_PORTS = 2: HALF,
        IFLA_BOND_AD_INFO_ACTOR_KEY = 3: HALF,
        IFLA_BOND_AD_INFO_PARTNER_KEY = 4: HALF,
        IFLA_BOND_AD_INFO_PARTNER_MAC = 5: HARDWARE,
    }
    LINKINFO_GRE "IFLA_GRE_???" {
        IFLA_GRE_UNSPEC = 0,
        IFLA_GRE_LINK = 1: WORD,
        IFLA_GRE_IFLAGS = 2: PORT,
        IFLA_GRE_OFLAGS = 3: PORT,
        IFLA_GRE_IKEY = 4: NET_WORD,
        IFLA_GRE_OKEY = 5: NET_WORD,
        IFLA_GRE_LOCAL = 6: IP,
        IFLA_GRE_REMOTE = 7: IP,
        IFLA_GRE_TTL = 8: BYTE,
        IFLA_GRE_TOS = 9: BYTE,
        IFLA_GRE_PMTUDISC = 10: BYTE,
        IFLA_GRE_ENCAP_LIMIT = 11: BYTE,
        IFLA_GRE_FLOWINFO = 12: NET_WORD,
        IFLA_GRE_FLAGS = 13: WORD,
        IFLA_GRE_ENCAP_TYPE = 14: HALF,
        IFLA_GRE_ENCAP_FLAGS = 15: HALF,
        IFLA_GRE_ENCAP_SPORT = 16: PORT,
        IFLA_GRE_ENCAP_DPORT = 17: PORT,
        IFLA_GRE_COLLECT_METADATA = 18,
        IFLA_GRE_IGNORE_DF = 19: BYTE,
        IFLA_GRE_FWMARK = 20: WORD,
        IFLA_GRE_ERSPAN_INDEX = 21: WORD,
        IFLA_GRE_ERSPAN_VER = 22: BYTE,
        IFLA_GRE_ERSPAN_DIR = 23: BYTE,
        IFLA_GRE_ERSPAN_HWID = 24: HALF,
    }
    LINKINFO_GENEVE "IFLA_GENEVE_???" {
        IFLA_GENEVE_UNSPEC = 0,
        IFLA_GENEVE_ID = 1: WORD,
        IFLA_GENEVE_REMOTE = 2: INET,
        IFLA_GENEVE_TTL = 3: BYTE,
        IFLA_GENEVE_TOS = 4: BYTE,
        IFLA_GENEVE_PORT = 5: PORT,
        IFLA_GENEVE_COLLECT_METADATA = 6,
        IFLA_GENEVE_REMOTE6 = 7: INET6,
        IFLA_GENEVE_UDP_CSUM = 8: BYTE,
        IFLA_GENEVE_UDP_ZERO_CSUM6_TX = 9: BYTE,
        IFLA_GENEVE_UDP_ZERO_CSUM6_RX = 10: BYTE,
        IFLA_GENEVE_LABEL = 11: NET_WORD,
        IFLA_GENEVE_TTL_INHERIT = 12: BYTE,
        IFLA_GENEVE_DF = 13: BYTE,
        IFLA_GENEVE_INNER_PROTO_INHERIT = 14,
        IFLA_GENEVE_PORT_RANGE = 15: One(&Struct(&IFLA_GENEVE_PORT_RANGE)),
        IFLA_GENEVE_GRO_HINT = 16,
        IFLA_GENEVE_LOCAL = 17: INET,
        IFLA_GENEVE_LOCAL6 = 18: INET6,
    }
    LINKINFO_HSR "IFLA_HSR_???" {
        IFLA_HSR_UNSPEC = 0,
        IFLA_HSR_SLAVE1 = 1: WORD,
        IFLA_HSR_SLAVE2 = 2: WORD,
        IFLA_HSR_MULTICAST_SPEC = 3: BYTE,
        IFLA_HSR_SUPERVISION_ADDR = 4: HARDWARE,
        IFLA_HSR_SEQ_NR = 5: HALF,
        IFLA_HSR_VERSION = 6: BYTE,
        IFLA_HSR_PROTOCOL = 7: BYTE,
        IFLA_HSR_INTERLINK = 8: WORD,
    }
    LINKINFO_IPTUN "IFLA_IPTUN_???" {
        IFLA_IPTUN_UNSPEC = 0,
        IFLA_IPTUN_LINK = 1: WORD,
        IFLA_IPTUN_LOCAL = 2: IP,
        IFLA_IPTUN_REMOTE = 3: IP,
        IFLA_IPTUN_TTL = 4: BYTE,
        IFLA_IPTUN_TOS = 5: BYTE,
        IFLA_IPTUN_ENCAP_LIMIT = 6: BYTE,
        IFLA_IPTUN_FLOWINFO = 7: NET_WORD,
        IFLA_IPTUN_FLAGS = 8: PORT,
        IFLA_IPTUN_PROTO = 9: BYTE,
        IFLA_IPTUN_PMTUDISC = 10: BYTE,
        IFLA_IPTUN_6RD_PREFIX = 11: INET6,
        IFLA_IPTUN_6RD_RELAY_PREFIX = 12: INET,
        IFLA_IPTUN_6RD_PREFIXLEN = 13: HALF,
        IFLA_IPTUN_6RD_RELAY_PREFIXLEN = 14: HALF,
        IFLA_IPTUN_ENCAP_TYPE = 15: HALF,
        IFLA_IPTUN_ENCAP_FLAGS = 16: HALF,
        IFLA_IPTUN_ENCAP_SPORT = 17: PORT,
        IFLA_IPTUN_ENCAP_DPORT = 18: PORT,
        IFLA_IPTUN_COLLECT_METADATA = 19,
        IFLA_IPTUN_FWMARK = 20: WORD,
    }
    LINKINFO_VLAN "IFLA_VLAN_???" {
        IFLA_VLAN_UNSPEC = 0,
        IFLA_VLAN_ID = 1: HALF,
        IFLA_VLAN_FLAGS = 2: One(&Struct(&IFLA_VLAN_FLAGS)),
        IFLA_VLAN_EGRESS_QOS = 3: Nested(&IFLA_VLAN_QOS),
        IFLA_VLAN_INGRESS_QOS = 4: Nested(&IFLA_VLAN_QOS),
        IFLA_VLAN_PROTOCOL = 5: One(&As(Repr::Be16, &Network(Some(&ETH_P)))),
    }
    IFLA_VLAN_QOS "IFLA_VLAN_QOS_???" {
        IFLA_VLAN_QOS_UNSPEC = 0,
        IFLA_VLAN_QOS_MAPPING = 1: One(&Struct(&IFLA_VLAN_QOS_MAPPING)),
    }
    LINKINFO_VRF "IFLA_VRF_???" {
        IFLA_VRF_UNSPEC = 0,
        IFLA_VRF_TABLE = 1: WORD,
    }
    LINKINFO_VTI "IFLA_VTI_???" {
        IFLA_VTI_UNSPEC = 0,
        IFLA_VTI_LINK = 1: WORD,
        IFLA_VTI_IKEY = 2: NET_WORD,
        IFLA_VTI_OKEY = 3: NET_WORD,
        IFLA_VTI_LOCAL = 4: IP,
        IFLA_VTI_REMOTE = 5: IP,
        IFLA_VTI_FWMARK = 6: WORD,
    }
    LINKINFO_NETKIT "IFLA_NETKIT_???" {
        IFLA_NETKIT_UNSPEC = 0,
        IFLA_NETKIT_PEER_INFO = 1,
        IFLA_NETKIT_PRIMARY = 2: BYTE,
        IFLA_NETKIT_POLICY = 3: One(&Of(&NETKIT_POLICY)),
        IFLA_NETKIT_PEER_POLICY = 4: One(&Of(&NETKIT_POLICY)),
        IFLA_NETKIT_MODE = 5: One(&Of(&NETKIT_MODE)),
        IFLA_NETKIT_SCRUB = 6: One(&Of(&NETKIT_SCRUB)),
        IFLA_NETKIT_PEER_SCRUB = 7: One(&Of(&NETKIT_SCRUB)),
        IFLA_NETKIT_HEADROOM = 8: HALF,
        IFLA_NETKIT_TAILROOM = 9: HALF,
        IFLA_NETKIT_PAIRING = 10: One(&Of(&NETKIT_PAIRING)),
    }
    LINKINFO_OVPN "IFLA_OVPN_???" {
        IFLA_OVPN_MODE = 1: One(&As(Repr::U8, &Of(&OVPN_MODE))),
    }
    BOND_SLAVE "IFLA_BOND_SLAVE_???" {
        IFLA_BOND_SLAVE_UNSPEC = 0,
        IFLA_BOND_SLAVE_STATE = 1: BYTE,
        IFLA_BOND_SLAVE_MII_STATUS = 2: BYTE,
        IFLA_BOND_SLAVE_LINK_FAILURE_COUNT = 3: WORD,
        IFLA_BOND_SLAVE_PERM_HWADDR = 4: HARDWARE,
        IFLA_BOND_SLAVE_QUEUE_ID = 5: HALF,
        IFLA_BOND_SLAVE_AD_AGGREGATOR_ID = 6: HALF,
        IFLA_BOND_SLAVE_AD_ACTOR_OPER_PORT_STATE = 7: BYTE,
        IFLA_BOND_SLAVE_AD_PARTNER_OPER_PORT_STATE = 8: HALF,
        IFLA_BOND_SLAVE_PRIO = 9: WORD,
        IFLA_BOND_SLAVE_ACTOR_PORT_PRIO = 10,
        IFLA_BOND_SLAVE_AD_CHURN_ACTOR_STATE = 11,
        IFLA_BOND_SLAVE_AD_CHURN_PARTNER_STATE = 12,
    }
    VXLAN "IFLA_VXLAN_???" {
        IFLA_VXLAN_UNSPEC = 0,
        IFLA_VXLAN_ID = 1: WORD,
        IFLA_VXLAN_GROUP = 2: INET,
        IFLA_VXLAN_LINK = 3: INDEX,
        IFLA_VXLAN_LOCAL = 4: INET,
        IFLA_VXLAN_TTL = 5: BYTE,
        IFLA_VXLAN_TOS = 6: BYTE,
        IFLA_VXLAN_LEARNING = 7: BYTE,
        IFLA_VXLAN_AGEING = 8: WORD,
        IFLA_VXLAN_LIMIT = 9: WORD,
        IFLA_VXLAN_PORT_RANGE = 10: One(&Struct(&PORT_RANGE)),
        IFLA_VXLAN_PROXY = 11: BYTE,
        IFLA_VXLAN_RSC = 12: BYTE,
        IFLA_VXLAN_L2MISS = 13: BYTE,
        IFLA_VXLAN_L3MISS = 14: BYTE,
        IFLA_VXLAN_PORT = 15: PORT,
        IFLA_VXLAN_GROUP6 = 16: INET6,
        IFLA_VXLAN_LOCAL6 = 17: INET6,
        IFLA_VXLAN_UDP_CSUM = 18: BYTE,
        IFLA_VXLAN_UDP_ZERO_CSUM6_TX = 19: BYTE,
        IFLA_VXLAN_UDP_ZERO_CSUM6_RX = 20: BYTE,
        IFLA_VXLAN_REMCSUM_TX = 21: BYTE,
        IFLA_VXLAN_REMCSUM_RX = 22: BYTE,
        IFLA_VXLAN_GBP = 23,
        IFLA_VXLAN_REMCSUM_NOPARTIAL = 24,
        IFLA_VXLAN_COLLECT_METADATA = 25: BYTE,
        IFLA_VXLAN_LABEL = 26: NET_WORD,
        IFLA_VXLAN_GPE = 27,
        IFLA_VXLAN_TTL_INHERIT = 28,
        IFLA_VXLAN_DF = 29: BYTE,
        IFLA_VXLAN_VNIFILTER = 30: BYTE,
        IFLA_VXLAN_LOCALBYPASS = 31: BYTE,
        IFLA_VXLAN_LABEL_POLICY = 32: WORD,
        IFLA_VXLAN_RESERVED_BITS = 33,
        IFLA_VXLAN_MC_ROUTE = 34: BYTE,
    }
    MACVLAN "IFLA_MACVLAN_???" {
        IFLA_MACVLAN_UNSPEC = 0,
        IFLA_MACVLAN_MODE = 1: One(&Of(&MACVLAN_MODE)),
        IFLA_MACVLAN_FLAGS = 2: One(&As(Repr::U16, &Of(&MACVLAN_FLAGS))),
        IFLA_MACVLAN_MACADDR_MODE = 3: One(&Of(&MACADDR_MODE)),
        IFLA_MACVLAN_MACADDR = 4: HARDWARE,
        IFLA_MACVLAN_MACADDR_DATA = 5: Nested(&MACVLAN_ADDRESSES),
        IFLA_MACVLAN_MACADDR_COUNT = 6: WORD,
        IFLA_MACVLAN_BC_QUEUE_LEN = 7: WORD,
        IFLA_MACVLAN_BC_QUEUE_LEN_USED = 8: WORD,
        IFLA_MACVLAN_BC_CUTOFF = 9: WORD,
    }
    IPVLAN "IFLA_IPVLAN_???" {
        IFLA_IPVLAN_UNSPEC = 0,
        IFLA_IPVLAN_MODE = 1: One(&As(Repr::U16, &Of(&IPVLAN_MODE))),
        IFLA_IPVLAN_FLAGS = 2: HEX16,
    }
    VETH "VETH_INFO_???" {
        VETH_INFO_UNSPEC = 0,
        VETH_INFO_PEER = 1: Headed(&IFINFOMSG, &LINK),
    }
    VXCAN "VXCAN_INFO_???" {
        VXCAN_INFO_UNSPEC = 0,
        VXCAN_INFO_PEER = 1: Headed(&IFINFOMSG, &LINK),
    }
    CAN_TDC "IFLA_CAN_TDC_???" {
        IFLA_CAN_TDC_UNSPEC = 0,
        IFLA_CAN_TDC_TDCV_MIN = 1: WORD,
        IFLA_CAN_TDC_TDCO_MIN = 3: WORD,
        IFLA_CAN_TDC_TDCF_MIN = 5: WORD,
        IFLA_CAN_TDC_TDCV = 7: WORD,
        IFLA_CAN_TDC_TDCO = 8: WORD,
        IFLA_CAN_TDC_TDCF = 9: WORD,
    }
    CAN_MODES "IFLA_CAN_CTRLMODE_???" {
        IFLA_CAN_CTRLMODE_UNSPEC = 0,
        IFLA_CAN_CTRLMODE_SUPPORTED = 1: One(&Of(&CAN_CTRLMODES)),
    }
    CAN "IFLA_CAN_???" {
        IFLA_CAN_UNSPEC = 0,
        IFLA_CAN_BITTIMING = 1: One(&Struct(&CAN_BITTIMING)),
        IFLA_CAN_BITTIMING_CONST = 2: One(&Struct(&CAN_BITTIMING_CONST)),
        IFLA_CAN_CLOCK = 3: One(&Struct(&CAN_CLOCK)),
        IFLA_CAN_STATE = 4: One(&Of(&CAN_STATE)),
        IFLA_CAN_CTRLMODE = 5: One(&Struct(&CAN_CTRLMODE)),
        IFLA_CAN_RESTART_MS = 6: WORD,
        IFLA_CAN_RESTART = 7,
        IFLA_CAN_BERR_COUNTER = 8: One(&Struct(&CAN_BERR_COUNTER)),
        IFLA_CAN_DATA_BITTIMING = 9: One(&Struct(&CAN_BITTIMING)),
        IFLA_CAN_DATA_BITTIMING_CONST = 10: One(&Struct(&CAN_BITTIMING_CONST)),
        IFLA_CAN_TERMINATION = 11: HALF,
        IFLA_CAN_TERMINATION_CONST = 12: All(&U16),
        IFLA_CAN_BITRATE_CONST = 13: All(&Uint),
        IFLA_CAN_DATA_BITRATE_CONST = 14: All(&Uint),
        IFLA_CAN_TDC = 16: Nested(&CAN_TDC),
        IFLA_CAN_CTRLMODE_EXT = 17: Nested(&CAN_MODES),
        IFLA_CAN_XL_DATA_BITTIMING = 18,
        IFLA_CAN_XL_DATA_BITTIMING_CONST = 19,
        IFLA_CAN_XL_DATA_BITRATE_CONST = 20,
        IFLA_CAN_XL_TDC = 21,
        IFLA_CAN_XL_PWM = 22,
    }
    MACSEC "IFLA_MACSEC_???" {
        IFLA_MACSEC_UNSPEC = 0,
        IFLA_MACSEC_SCI = 1: NET_QUAD,
        IFLA_MACSEC_PORT = 2: PORT,
        IFLA_MACSEC_ICV_LEN = 3: BYTE,
        IFLA_MACSEC_CIPHER_SUITE = 4: One(&As(Repr::U64, &Hex)),
        IFLA_MACSEC_WINDOW = 5: WORD,
        IFLA_MACSEC_ENCODING_SA = 6: BYTE,
        IFLA_MACSEC_ENCRYPT = 7: BYTE,
        IFLA_MACSEC_PROTECT = 8: BYTE,
        IFLA_MACSEC_INC_SCI = 9: BYTE,
        IFLA_MACSEC_ES = 10: BYTE,
        IFLA_MACSEC_SCB = 11: BYTE,
        IFLA_MACSEC_REPLAY_PROTECT = 12: BYTE,
        IFLA_MACSEC_VALIDATION = 13: One(&As(Repr::U8, &Of(&MACSEC_VALIDATE))),
        IFLA_MACSEC_PAD = 14,
        IFLA_MACSEC_OFFLOAD = 15: One(&As(Repr::U8, &Of(&MACSEC_OFFLOAD))),
    }
    GTP "IFLA_GTP_???" {
        IFLA_GTP_UNSPEC = 0,
        IFLA_GTP_FD0 = 1: DESCRIPTOR,
        IFLA_GTP_FD1 = 2: DESCRIPTOR,
        IFLA_GTP_PDP_HASHSIZE = 3: WORD,
        IFLA_GTP_ROLE = 4: One(&Of(&GTP_ROLE)),
        IFLA_GTP_CREATE_SOCKETS = 5: BYTE,
        IFLA_GTP_RESTART_COUNT = 6: BYTE,
        IFLA_GTP_LOCAL = 7,
        IFLA_GTP_LOCAL6 = 8,
    }
    XFRM "IFLA_XFRM_???" {
        IFLA_XFRM_UNSPEC = 0,
        IFLA_XFRM_LINK = 1: INDEX,
        IFLA_XFRM_IF_ID = 2: HEX32,
        IFLA_XFRM_COLLECT_METADATA = 3,
    }
    BAREUDP "IFLA_BAREUDP_???" {
        IFLA_BAREUDP_UNSPEC = 0,
        IFLA_BAREUDP_PORT = 1: PORT,
        IFLA_BAREUDP_ETHERTYPE = 2: One(&As(Repr::Be16, &Network(Some(&ETH_P)))),
        IFLA_BAREUDP_SRCPORT_MIN = 3: HALF,
        IFLA_BAREUDP_MULTIPROTO_MODE = 4,
    }
    AMT "IFLA_AMT_???" {
        IFLA_AMT_UNSPEC = 0,
        IFLA_AMT_MODE = 1: One(&Of(&AMT_MODE)),
        IFLA_AMT_RELAY_PORT = 2: PORT,
        IFLA_AMT_GATEWAY_PORT = 3: PORT,
        IFLA_AMT_LINK = 4: INDEX,
        IFLA_AMT_LOCAL_IP = 5: INET,
        IFLA_AMT_REMOTE_IP = 6: INET,
        IFLA_AMT_DISCOVERY_IP = 7: INET,
        IFLA_AMT_MAX_TUNNELS = 8: WORD,
    }
    IPOIB "IFLA_IPOIB_???" {
        IFLA_IPOIB_UNSPEC = 0,
        IFLA_IPOIB_PKEY = 1: HALF,
        IFLA_IPOIB_MODE = 2: HALF,
        IFLA_IPOIB_UMCAST = 3: HALF,
    }
    RMNET "IFLA_RMNET_???" {
        IFLA_RMNET_UNSPEC = 0,
        IFLA_RMNET_MUX_ID = 1: HALF,
        IFLA_RMNET_FLAGS = 2: All(&As(Repr::U32, &Hex)),
    }
    PPP "IFLA_PPP_???" {
        IFLA_PPP_UNSPEC = 0,
        IFLA_PPP_DEV_FD = 1: DESCRIPTOR,
    }
    DSA "IFLA_DSA_???" {
        IFLA_DSA_UNSPEC = 0,
        IFLA_DSA_MASTER = 1: INDEX,
    }
    BATADV "IFLA_BATADV_???" {
        IFLA_BATADV_UNSPEC = 0,
        IFLA_BATADV_ALGO_NAME = 1: TEXT,
    }
}
