//! What routes and next hops wrap packets in, by the kind of the tunnel (linux/lwtunnel.h and those of the kinds).

use super::*;

named_sets! {
    one SEG6_MODE "SEG6_IPTUN_MODE_???" {
        SEG6_IPTUN_MODE_INLINE = 0, SEG6_IPTUN_MODE_ENCAP = 1, SEG6_IPTUN_MODE_L2ENCAP = 2,
        SEG6_IPTUN_MODE_ENCAP_RED = 3, SEG6_IPTUN_MODE_L2ENCAP_RED = 4,
    }
    one SEG6_ACTION "SEG6_LOCAL_ACTION_???" {
        SEG6_LOCAL_ACTION_UNSPEC = 0, SEG6_LOCAL_ACTION_END = 1, SEG6_LOCAL_ACTION_END_X = 2,
        SEG6_LOCAL_ACTION_END_T = 3, SEG6_LOCAL_ACTION_END_DX2 = 4, SEG6_LOCAL_ACTION_END_DX6 = 5,
        SEG6_LOCAL_ACTION_END_DX4 = 6, SEG6_LOCAL_ACTION_END_DT6 = 7, SEG6_LOCAL_ACTION_END_DT4 = 8,
        SEG6_LOCAL_ACTION_END_B6 = 9, SEG6_LOCAL_ACTION_END_B6_ENCAP = 0xa, SEG6_LOCAL_ACTION_END_BM = 0xb,
        SEG6_LOCAL_ACTION_END_S = 0xc, SEG6_LOCAL_ACTION_END_AS = 0xd, SEG6_LOCAL_ACTION_END_AM = 0xe,
        SEG6_LOCAL_ACTION_END_BPF = 0xf, SEG6_LOCAL_ACTION_END_DT46 = 0x10,
    }
    one IOAM6_MODE "IOAM6_IPTUNNEL_MODE_???" {
        IOAM6_IPTUNNEL_MODE_INLINE = 1, IOAM6_IPTUNNEL_MODE_ENCAP = 2, IOAM6_IPTUNNEL_MODE_AUTO = 3,
    }
}

named_structs! {
    SEGMENTS "seg6_iptunnel_encap" {
        mode: Of(&SEG6_MODE), nexthdr: As(Repr::U8, &Of(&IPPROTO)), hdrlen: U8, kind = "type": U8, segments_left: U8,
        first_segment: U8, flags: As(Repr::U8, &Hex), tag: NET16,
        segments: Kind::Own(Repr::Bytes(0), Phase::Entry, |d, place| all(d, &Inet6, place)),
    }
}

attributes! {
    MPLS "MPLS_IPTUNNEL_???" {
        MPLS_IPTUNNEL_UNSPEC = 0,
        MPLS_IPTUNNEL_DST = 1: All(&NET32),
        MPLS_IPTUNNEL_TTL = 2: BYTE,
    }
    IP4 "LWTUNNEL_IP_???" {
        LWTUNNEL_IP_UNSPEC = 0,
        LWTUNNEL_IP_ID = 1: NET_QUAD,
        LWTUNNEL_IP_DST = 2: INET,
        LWTUNNEL_IP_SRC = 3: INET,
        LWTUNNEL_IP_TTL = 4: BYTE,
        LWTUNNEL_IP_TOS = 5: BYTE,
        LWTUNNEL_IP_FLAGS = 6: One(&NET16),
        LWTUNNEL_IP_PAD = 7,
        LWTUNNEL_IP_OPTS = 8: Nested(&OPTIONS),
    }
    IP6 "LWTUNNEL_IP6_???" {
        LWTUNNEL_IP6_UNSPEC = 0,
        LWTUNNEL_IP6_ID = 1: NET_QUAD,
        LWTUNNEL_IP6_DST = 2: INET6,
        LWTUNNEL_IP6_SRC = 3: INET6,
        LWTUNNEL_IP6_HOPLIMIT = 4: BYTE,
        LWTUNNEL_IP6_TC = 5: BYTE,
        LWTUNNEL_IP6_FLAGS = 6: One(&NET16),
        LWTUNNEL_IP6_PAD = 7,
        LWTUNNEL_IP6_OPTS = 8: Nested(&OPTIONS),
    }
    OPTIONS "LWTUNNEL_IP_OPTS_???" {
        LWTUNNEL_IP_OPTS_UNSPEC = 0,
        LWTUNNEL_IP_OPTS_GENEVE = 1: Nested(&GENEVE),
        LWTUNNEL_IP_OPTS_VXLAN = 2: Nested(&VXLAN),
        LWTUNNEL_IP_OPTS_ERSPAN = 3: Nested(&ERSPAN),
    }
    GENEVE "LWTUNNEL_IP_OPT_GENEVE_???" {
        LWTUNNEL_IP_OPT_GENEVE_UNSPEC = 0,
        LWTUNNEL_IP_OPT_GENEVE_CLASS = 1: One(&NET16),
        LWTUNNEL_IP_OPT_GENEVE_TYPE = 2: BYTE,
        LWTUNNEL_IP_OPT_GENEVE_DATA = 3,
    }
    VXLAN "LWTUNNEL_IP_OPT_VXLAN_???" {
        LWTUNNEL_IP_OPT_VXLAN_UNSPEC = 0,
        LWTUNNEL_IP_OPT_VXLAN_GBP = 1: HEX32,
    }
    ERSPAN "LWTUNNEL_IP_OPT_ERSPAN_???" {
        LWTUNNEL_IP_OPT_ERSPAN_UNSPEC = 0,
        LWTUNNEL_IP_OPT_ERSPAN_VER = 1: BYTE,
        LWTUNNEL_IP_OPT_ERSPAN_INDEX = 2: NET_WORD,
        LWTUNNEL_IP_OPT_ERSPAN_DIR = 3: BYTE,
        LWTUNNEL_IP_OPT_ERSPAN_HWID = 4: BYTE,
    }
    SEG6 "SEG6_IPTUNNEL_???" {
        SEG6_IPTUNNEL_UNSPEC = 0,
        SEG6_IPTUNNEL_SRH = 1: Value::Whole(&SEGMENTS),
        SEG6_IPTUNNEL_SRC = 2,
        SEG6_IPTUNNEL_TABLE = 3,
    }
    BPF "LWT_BPF_???" {
        LWT_BPF_UNSPEC = 0,
        LWT_BPF_IN = 1: Nested(&BPF_PROGRAM),
        LWT_BPF_OUT = 2: Nested(&BPF_PROGRAM),
        LWT_BPF_XMIT = 3: Nested(&BPF_PROGRAM),
        LWT_BPF_XMIT_HEADROOM = 4: WORD,
    }
    BPF_PROGRAM "LWT_BPF_PROG_???" {
        LWT_BPF_PROG_UNSPEC = 0,
        LWT_BPF_PROG_FD = 1: DESCRIPTOR,
        LWT_BPF_PROG_NAME = 2: TEXT,
    }
    SEG6_HERE "SEG6_LOCAL_???" {
        SEG6_LOCAL_UNSPEC = 0,
        SEG6_LOCAL_ACTION = 1: One(&Of(&SEG6_ACTION)),
        SEG6_LOCAL_SRH = 2,
        SEG6_LOCAL_TABLE = 3: WORD,
        SEG6_LOCAL_NH4 = 4: INET,
        SEG6_LOCAL_NH6 = 5: INET6,
        SEG6_LOCAL_IIF = 6: INDEX,
        SEG6_LOCAL_OIF = 7: INDEX,
        SEG6_LOCAL_BPF = 8: Nested(&SEG6_PROGRAM),
        SEG6_LOCAL_VRFTABLE = 9: WORD,
        SEG6_LOCAL_COUNTERS = 0xa: Nested(&SEG6_COUNTERS),
        SEG6_LOCAL_FLAVORS = 0xb: Nested(&SEG6_FLAVORS),
    }
    SEG6_PROGRAM "SEG6_LOCAL_BPF_PROG_???" {
        SEG6_LOCAL_BPF_PROG_UNSPEC = 0,
        SEG6_LOCAL_BPF_PROG = 1: DESCRIPTOR,
        SEG6_LOCAL_BPF_PROG_NAME = 2: TEXT,
    }
    SEG6_COUNTERS "SEG6_LOCAL_CNT_???" {
        SEG6_LOCAL_CNT_UNSPEC = 0,
        SEG6_LOCAL_CNT_PAD = 1,
        SEG6_LOCAL_CNT_PACKETS = 2: QUAD,
        SEG6_LOCAL_CNT_BYTES = 3: QUAD,
        SEG6_LOCAL_CNT_ERRORS = 4: QUAD,
    }
    SEG6_FLAVORS "SEG6_LOCAL_FLV_???" {
        SEG6_LOCAL_FLV_UNSPEC = 0,
        SEG6_LOCAL_FLV_OPERATION = 1: HEX32,
        SEG6_LOCAL_FLV_LCBLOCK_BITS = 2: BYTE,
        SEG6_LOCAL_FLV_LCNODE_FN_BITS = 3: BYTE,
    }
    RPL "RPL_IPTUNNEL_???" {
        RPL_IPTUNNEL_UNSPEC = 0,
        RPL_IPTUNNEL_SRH = 1,
    }
    IOAM6 "IOAM6_IPTUNNEL_???" {
        IOAM6_IPTUNNEL_UNSPEC = 0,
        IOAM6_IPTUNNEL_MODE = 1: One(&As(Repr::U8, &Of(&IOAM6_MODE))),
        IOAM6_IPTUNNEL_DST = 2: INET6,
        IOAM6_IPTUNNEL_TRACE = 3,
        IOAM6_IPTUNNEL_FREQ_K = 4: WORD,
        IOAM6_IPTUNNEL_FREQ_N = 5: WORD,
        IOAM6_IPTUNNEL_SRC = 6,
    }
    XFRM "LWT_XFRM_???" {
        LWT_XFRM_UNSPEC = 0,
        LWT_XFRM_IF_ID = 1: HEX32,
        LWT_XFRM_LINK = 2: INDEX,
    }
}

/// By the kind of the tunnel.
pub(in crate::decode::netlink) const KINDS: &[(&[u8], Value)] = &[
    (&[1, 0], Nested(&MPLS)),
    (&[2, 0], Nested(&IP4)),
    (&[3, 0], Nested(&super::ila::TRANSLATION)),
    (&[4, 0], Nested(&IP6)),
    (&[5, 0], Nested(&SEG6)),
    (&[6, 0], Nested(&BPF)),
    (&[7, 0], Nested(&SEG6_HERE)),
    (&[8, 0], Nested(&RPL)),
    (&[9, 0], Nested(&IOAM6)),
    (&[10, 0], Nested(&XFRM)),
];
