//! Options of traffic control: disciplines, filters and actions (linux/pkt_sched.h, linux/pkt_cls.h, linux/tc_act).

use super::*;

use super::super::traffic::TC_STATS2;

named_sets! {
    one DUALPI2_DROP_OVERLOAD "TC_DUALPI2_DROP_OVERLOAD_???" { TC_DUALPI2_DROP_OVERLOAD_OVERFLOW = 0, TC_DUALPI2_DROP_OVERLOAD_DROP = 1 }
    one DUALPI2_DROP_EARLY "TC_DUALPI2_DROP_EARLY_???" {
        TC_DUALPI2_DROP_EARLY_DROP_DEQUEUE = 0, TC_DUALPI2_DROP_EARLY_DROP_ENQUEUE = 1,
    }
    one DUALPI2_ECN_MASK "TC_DUALPI2_ECN_MASK_???" {
        TC_DUALPI2_ECN_MASK_L4S_ECT = 1, TC_DUALPI2_ECN_MASK_CLA_ECT = 2, TC_DUALPI2_ECN_MASK_ANY_ECT = 3,
    }
    one DUALPI2_SPLIT_GSO "TC_DUALPI2_SPLIT_GSO_???" { TC_DUALPI2_SPLIT_GSO_NO_SPLIT_GSO = 0, TC_DUALPI2_SPLIT_GSO_SPLIT_GSO = 1 }
    one PEDIT_HEADER "TCA_PEDIT_KEY_EX_HDR_TYPE_???" {
        TCA_PEDIT_KEY_EX_HDR_TYPE_NETWORK = 0, TCA_PEDIT_KEY_EX_HDR_TYPE_ETH = 1, TCA_PEDIT_KEY_EX_HDR_TYPE_IP4 = 2,
        TCA_PEDIT_KEY_EX_HDR_TYPE_IP6 = 3, TCA_PEDIT_KEY_EX_HDR_TYPE_TCP = 4, TCA_PEDIT_KEY_EX_HDR_TYPE_UDP = 5,
    }
    one PEDIT_COMMAND "TCA_PEDIT_KEY_EX_CMD_???" { TCA_PEDIT_KEY_EX_CMD_SET = 0, TCA_PEDIT_KEY_EX_CMD_ADD = 1 }
    bits CLS_FLAGS "TCA_CLS_FLAGS_???" {
        TCA_CLS_FLAGS_SKIP_HW = 1, TCA_CLS_FLAGS_SKIP_SW = 2, TCA_CLS_FLAGS_IN_HW = 4,
        TCA_CLS_FLAGS_NOT_IN_HW = 8, TCA_CLS_FLAGS_VERBOSE = 0x10,
    }
    bits FLOWER_KEY_CTRL_FLAGS "TCA_FLOWER_KEY_FLAGS_???" {
        TCA_FLOWER_KEY_FLAGS_IS_FRAGMENT = 1, TCA_FLOWER_KEY_FLAGS_FRAG_IS_FIRST = 2,
        TCA_FLOWER_KEY_FLAGS_TUNNEL_CSUM = 4, TCA_FLOWER_KEY_FLAGS_TUNNEL_DONT_FRAGMENT = 8,
        TCA_FLOWER_KEY_FLAGS_TUNNEL_OAM = 0x10, TCA_FLOWER_KEY_FLAGS_TUNNEL_CRIT_OPT = 0x20,
    }
}

static PEDIT_KEY_KIND: Kind = Struct(&TC_PEDIT_KEY);
static U32_KEY_KIND: Kind = Struct(&TC_U32_KEY);

named_structs! {
    TCF_EMATCH_TREE_HDR "tcf_ematch_tree_hdr" {
        nmatches: U16,
        progid: U16,
    }
    TCF_T "tcf_t" {
        install: U64,
        lastuse: U64,
        expires: U64,
        firstuse: U64,
    }
    TC_GACT "tc_gact" {
        index: Uint,
        capab: Uint,
        action: Int,
        refcnt: Int,
        bindcnt: Int,
    }
    TC_GACT_P "tc_gact_p" {
        ptype: U16,
        pval: U16,
        paction: Int,
    }
    TC_MPLS "tc_mpls" {
        index: Uint,
        capab: Uint,
        action: Int,
        refcnt: Int,
        bindcnt: Int,
        m_action: Int,
    }
    TC_NAT "tc_nat" {
        index: Uint,
        capab: Uint,
        action: Int,
        refcnt: Int,
        bindcnt: Int,
        old_addr: Inet,
        new_addr: Inet,
        mask: Inet,
        flags: As(Repr::U32, &Hex),
    }
    TC_PEDIT_SEL "tc_pedit_sel" {
        index: Uint,
        capab: Uint,
        action: Int,
        refcnt: Int,
        bindcnt: Int,
        nkeys: U8,
        flags: U8,
        room: Hidden(&U16),
        keys: Kind::Own(Repr::Bytes(0), Phase::Entry, |d, place| all(d, &PEDIT_KEY_KIND, place)),
    }
    TC_PEDIT_KEY "tc_pedit_key" {
        mask: Uint,
        val: Uint,
        off: Uint,
        at: Uint,
        offmask: Uint,
        shift: Uint,
    }
    TC_POLICE "tc_police" {
        index: Uint,
        action: Int,
        limit: Uint,
        burst: Uint,
        mtu: Uint,
        rate: Struct(&TC_RATESPEC),
        peakrate: Struct(&TC_RATESPEC),
        refcnt: Int,
        bindcnt: Int,
        capab: Uint,
    }
    TC_RATESPEC "tc_ratespec" {
        cell_log: U8,
        linklayer: U8,
        overhead: U16,
        cell_align: I16,
        mpu: U16,
        rate: Uint,
    }
    TC_VLAN "tc_vlan" {
        index: Uint,
        capab: Uint,
        action: Int,
        refcnt: Int,
        bindcnt: Int,
        v_action: Int,
    }
    TC_BASIC_PCNT "tc_basic_pcnt" {
        rcnt: U64,
        rhit: U64,
    }
    TC_FIFO_QOPT "tc_fifo_qopt" {
        limit: Uint,
    }
    TC_CBS_QOPT "tc_cbs_qopt" {
        offload: U8,
        __pad1: Hidden(&Raw(3)),
        hicredit: Int,
        locredit: Int,
        idleslope: Int,
        sendslope: Int,
    }
    TC_RED_QOPT "tc_red_qopt" {
        limit: Uint,
        qth_min: Uint,
        qth_max: Uint,
        Wlog: U8,
        Plog: U8,
        Scell_log: U8,
        flags: U8,
    }
    TC_ETF_QOPT "tc_etf_qopt" {
        delta: Int,
        clockid: Int,
        flags: Int,
    }
    TC_PRIO_QOPT "tc_prio_qopt" {
        bands: Uint,
        priomap: Raw(16),
    }
    TC_GRED_SOPT "tc_gred_sopt" {
        DPs: Uint,
        def_DP: Uint,
        grio: U8,
        flags: U8,
        __pad4: Hidden(&Raw(2)),
    }
    TC_HFSC_QOPT "tc_hfsc_qopt" {
        defcls: U16,
    }
    TC_HTB_OPT "tc_htb_opt" {
        rate: Struct(&TC_RATESPEC),
        ceil: Struct(&TC_RATESPEC),
        buffer: Uint,
        cbuffer: Uint,
        quantum: Uint,
        level: Uint,
        prio: Uint,
    }
    TC_HTB_GLOB "tc_htb_glob" {
        version: Uint,
        rate2quantum: Uint,
        defcls: Uint,
        debug: Uint,
        direct_pkts: Uint,
    }
    TC_MATCHALL_PCNT "tc_matchall_pcnt" {
        rhit: U64,
    }
    TC_MQPRIO_QOPT "tc_mqprio_qopt" {
        num_tc: U8,
        prio_tc_map: Raw(16),
        hw: U8,
        count: Raw(32),
        offset: Raw(32),
    }
    TC_MULTIQ_QOPT "tc_multiq_qopt" {
        bands: U16,
        max_bands: U16,
    }
    TC_NETEM_QOPT "tc_netem_qopt" {
        latency: Uint,
        limit: Uint,
        loss: Uint,
        gap: Uint,
        duplicate: Uint,
        jitter: Uint,
    }
    TC_NETEM_CORR "tc_netem_corr" {
        delay_corr: Uint,
        loss_corr: Uint,
        dup_corr: Uint,
    }
    TC_NETEM_REORDER "tc_netem_reorder" {
        probability: Uint,
        correlation: Uint,
    }
    TC_NETEM_CORRUPT "tc_netem_corrupt" {
        probability: Uint,
        correlation: Uint,
    }
    TC_NETEM_GIMODEL "tc_netem_gimodel" {
        p13: Uint,
        p31: Uint,
        p32: Uint,
        p14: Uint,
        p23: Uint,
    }
    TC_NETEM_GEMODEL "tc_netem_gemodel" {
        p: Uint,
        r: Uint,
        h: Uint,
        k1: Uint,
    }
    TC_NETEM_RATE "tc_netem_rate" {
        rate: Uint,
        packet_overhead: Int,
        cell_size: Uint,
        cell_overhead: Int,
    }
    TC_NETEM_SLOT "tc_netem_slot" {
        min_delay: I64,
        max_delay: I64,
        max_packets: Int,
        max_bytes: Int,
        dist_delay: I64,
        dist_jitter: I64,
    }
    TC_PLUG_QOPT "tc_plug_qopt" {
        action: Int,
        limit: Uint,
    }
    TC_SFB_QOPT "tc_sfb_qopt" {
        rehash_interval: Uint,
        warmup_time: Uint,
        max: Uint,
        bin_size: Uint,
        increment: Uint,
        decrement: Uint,
        limit: Uint,
        penalty_rate: Uint,
        penalty_burst: Uint,
    }
    TC_SFQ_QOPT_V1 "tc_sfq_qopt_v1" {
        v0: Struct(&TC_SFQ_QOPT),
        depth: Uint,
        headdrop: Uint,
        limit: Uint,
        qth_min: Uint,
        qth_max: Uint,
        Wlog: U8,
        Plog: U8,
        Scell_log: U8,
        flags: U8,
        max_P: Uint,
        stats: Struct(&TC_SFQRED_STATS),
    }
    TC_SFQ_QOPT "tc_sfq_qopt" {
        quantum: Uint,
        perturb_period: Int,
        limit: Uint,
        divisor: Uint,
        flows: Uint,
    }
    TC_SFQRED_STATS "tc_sfqred_stats" {
        prob_drop: Uint,
        forced_drop: Uint,
        prob_mark: Uint,
        forced_mark: Uint,
        prob_mark_head: Uint,
        forced_mark_head: Uint,
    }
    TC_TBF_QOPT "tc_tbf_qopt" {
        rate: Struct(&TC_RATESPEC),
        peakrate: Struct(&TC_RATESPEC),
        limit: Uint,
        buffer: Uint,
        mtu: Uint,
    }
    TC_U32_SEL "tc_u32_sel" {
        flags: U8,
        offshift: U8,
        nkeys: U8,
        offmask: NET16,
        off: U16,
        offoff: I16,
        hoff: I16,
        hmask: NET32,
        keys: Kind::Own(Repr::Bytes(0), Phase::Entry, |d, place| all(d, &U32_KEY_KIND, place)),
    }
    TC_U32_KEY "tc_u32_key" {
        mask: NET32,
        val: NET32,
        off: Int,
        offmask: Int,
    }
    TC_U32_PCNT "tc_u32_pcnt" {
        rcnt: U64,
        rhit: U64,
    }
    TC_U32_MARK "tc_u32_mark" {
        val: Uint,
        mask: Uint,
        success: Uint,
    }
}

static ACT_ATTRS: Attributes = numbered(Nested(&ACT));

pub(in crate::decode::netlink) static OPTIONS: &[(&[u8], Value)] = &[
    (b"basic", Nested(&BASIC)),
    (b"bpf", Nested(&BPF)),
    (b"bfifo", One(&Struct(&TC_FIFO_QOPT))),
    (b"cake", Nested(&CAKE)),
    (b"cbs", Nested(&CBS)),
    (b"cgroup", Nested(&CGROUP)),
    (b"choke", Nested(&CHOKE)),
    (b"codel", Nested(&CODEL)),
    (b"drr", Nested(&DRR)),
    (b"dualpi2", Nested(&DUALPI2)),
    (b"etf", Nested(&ETF)),
    (b"ets", Nested(&ETS)),
    (b"flow", Nested(&FLOW)),
    (b"flower", Nested(&FLOWER)),
    (b"fq", Nested(&FQ)),
    (b"fq_codel", Nested(&FQ_CODEL)),
    (b"fq_pie", Nested(&FQ_PIE)),
    (b"fw", Nested(&FW)),
    (b"gred", Nested(&GRED)),
    (b"hfsc", One(&Struct(&TC_HFSC_QOPT))),
    (b"hhf", Nested(&HHF)),
    (b"htb", Nested(&HTB)),
    (b"matchall", Nested(&MATCHALL)),
    (b"mqprio", One(&Struct(&TC_MQPRIO_QOPT))),
    (b"multiq", One(&Struct(&TC_MULTIQ_QOPT))),
    (b"netem", Headed(&TC_NETEM_QOPT, &NETEM)),
    (b"pfifo", One(&Struct(&TC_FIFO_QOPT))),
    (b"pfifo_fast", One(&Struct(&TC_PRIO_QOPT))),
    (b"pfifo_head_drop", One(&Struct(&TC_FIFO_QOPT))),
    (b"pie", Nested(&PIE)),
    (b"plug", One(&Struct(&TC_PLUG_QOPT))),
    (b"prio", One(&Struct(&TC_PRIO_QOPT))),
    (b"qfq", Nested(&QFQ)),
    (b"red", Nested(&RED)),
    (b"route", Nested(&ROUTE)),
    (b"sfb", One(&Struct(&TC_SFB_QOPT))),
    (b"sfq", One(&Struct(&TC_SFQ_QOPT_V1))),
    (b"taprio", Nested(&TAPRIO)),
    (b"tbf", Nested(&TBF)),
    (b"u32", Nested(&U32)),
];

pub(in crate::decode::netlink) static ACTION_OPTIONS: &[(&[u8], Value)] = &[
    (b"bpf", Nested(&ACT_BPF)),
    (b"connmark", Nested(&ACT_CONNMARK)),
    (b"csum", Nested(&ACT_CSUM)),
    (b"ct", Nested(&ACT_CT)),
    (b"ctinfo", Nested(&ACT_CTINFO)),
    (b"gact", Nested(&ACT_GACT)),
    (b"gate", Nested(&ACT_GATE)),
    (b"ife", Nested(&ACT_IFE)),
    (b"mirred", Nested(&ACT_MIRRED)),
    (b"mpls", Nested(&ACT_MPLS)),
    (b"nat", Nested(&ACT_NAT)),
    (b"pedit", Nested(&ACT_PEDIT)),
    (b"police", Nested(&POLICE)),
    (b"sample", Nested(&ACT_SAMPLE)),
    (b"simple", Nested(&ACT_SIMPLE)),
    (b"skbedit", Nested(&ACT_SKBEDIT)),
    (b"skbmod", Nested(&ACT_SKBMOD)),
    (b"tunnel_key", Nested(&ACT_TUNNEL_KEY)),
    (b"vlan", Nested(&ACT_VLAN)),
];

attributes! {
    BASIC "TCA_BASIC_???" {
        TCA_BASIC_UNSPEC = 0,
        TCA_BASIC_CLASSID = 1: WORD,
        TCA_BASIC_EMATCHES = 2: Nested(&EMATCH),
        TCA_BASIC_ACT = 3: Nested(&ACT_ATTRS),
        TCA_BASIC_POLICE = 4: Nested(&POLICE),
        TCA_BASIC_PCNT = 5: One(&Struct(&TC_BASIC_PCNT)),
        TCA_BASIC_PAD = 6,
    }
    EMATCH "TCA_EMATCH_???" {
        TCA_EMATCH_TREE_UNSPEC = 0,
        TCA_EMATCH_TREE_HDR = 1: One(&Struct(&TCF_EMATCH_TREE_HDR)),
        TCA_EMATCH_TREE_LIST = 2,
    }
    ACT "TCA_ACT_???" {
        TCA_ACT_UNSPEC = 0,
        TCA_ACT_KIND = 1: TITLE,
        TCA_ACT_OPTIONS = 2: For(ACTION_OPTIONS),
        TCA_ACT_INDEX = 3: WORD,
        TCA_ACT_STATS = 4: Nested(&TC_STATS2),
        TCA_ACT_PAD = 5,
        TCA_ACT_COOKIE = 6,
        TCA_ACT_FLAGS = 7: BITFIELD32,
        TCA_ACT_HW_STATS = 8: BITFIELD32,
        TCA_ACT_USED_HW_STATS = 9: BITFIELD32,
        TCA_ACT_IN_HW_COUNT = 10: WORD,
    }
    ACT_BPF "TCA_ACT_BPF_???" {
        TCA_ACT_BPF_UNSPEC = 0,
        TCA_ACT_BPF_TM = 1: One(&Struct(&TCF_T)),
        TCA_ACT_BPF_PARMS = 2,
        TCA_ACT_BPF_OPS_LEN = 3: HALF,
        TCA_ACT_BPF_OPS = 4,
        TCA_ACT_BPF_FD = 5: WORD,
        TCA_ACT_BPF_NAME = 6: TEXT,
        TCA_ACT_BPF_PAD = 7,
        TCA_ACT_BPF_TAG = 8,
        TCA_ACT_BPF_ID = 9,
    }
    ACT_CONNMARK "TCA_CONNMARK_???" {
        TCA_CONNMARK_UNSPEC = 0,
        TCA_CONNMARK_PARMS = 1,
        TCA_CONNMARK_TM = 2: One(&Struct(&TCF_T)),
        TCA_CONNMARK_PAD = 3,
    }
    ACT_CSUM "TCA_CSUM_???" {
        TCA_CSUM_UNSPEC = 0,
        TCA_CSUM_PARMS = 1,
        TCA_CSUM_TM = 2: One(&Struct(&TCF_T)),
        TCA_CSUM_PAD = 3,
    }
    ACT_CT "TCA_CT_???" {
        TCA_CT_UNSPEC = 0,
        TCA_CT_PARMS = 1,
        TCA_CT_TM = 2: One(&Struct(&TCF_T)),
        TCA_CT_ACTION = 3: HALF,
        TCA_CT_ZONE = 4: HALF,
        TCA_CT_MARK = 5: WORD,
        TCA_CT_MARK_MASK = 6: WORD,
        TCA_CT_LABELS = 7,
        TCA_CT_LABELS_MASK = 8,
        TCA_CT_NAT_IPV4_MIN = 9: NET_WORD,
        TCA_CT_NAT_IPV4_MAX = 10: NET_WORD,
        TCA_CT_NAT_IPV6_MIN = 11,
        TCA_CT_NAT_IPV6_MAX = 12,
        TCA_CT_NAT_PORT_MIN = 13: PORT,
        TCA_CT_NAT_PORT_MAX = 14: PORT,
        TCA_CT_PAD = 15,
        TCA_CT_HELPER_NAME = 16: TEXT,
        TCA_CT_HELPER_FAMILY = 17: BYTE,
        TCA_CT_HELPER_PROTO = 18: BYTE,
    }
    ACT_CTINFO "TCA_CTINFO_???" {
        TCA_CTINFO_UNSPEC = 0,
        TCA_CTINFO_PAD = 1,
        TCA_CTINFO_TM = 2: One(&Struct(&TCF_T)),
        TCA_CTINFO_ACT = 3,
        TCA_CTINFO_ZONE = 4: HALF,
        TCA_CTINFO_PARMS_DSCP_MASK = 5: WORD,
        TCA_CTINFO_PARMS_DSCP_STATEMASK = 6: WORD,
        TCA_CTINFO_PARMS_CPMARK_MASK = 7: WORD,
        TCA_CTINFO_STATS_DSCP_SET = 8: QUAD,
        TCA_CTINFO_STATS_DSCP_ERROR = 9: QUAD,
        TCA_CTINFO_STATS_CPMARK_SET = 10: QUAD,
    }
    ACT_GACT "TCA_GACT_???" {
        TCA_GACT_UNSPEC = 0,
        TCA_GACT_TM = 1: One(&Struct(&TCF_T)),
        TCA_GACT_PARMS = 2: One(&Struct(&TC_GACT)),
        TCA_GACT_PROB = 3: One(&Struct(&TC_GACT_P)),
        TCA_GACT_PAD = 4,
    }
    ACT_GATE "TCA_GATE_???" {
        TCA_GATE_UNSPEC = 0,
        TCA_GATE_TM = 1: One(&Struct(&TCF_T)),
        TCA_GATE_PARMS = 2,
        TCA_GATE_PAD = 3,
        TCA_GATE_PRIORITY = 4: SIGNED,
        TCA_GATE_ENTRY_LIST = 5,
        TCA_GATE_BASE_TIME = 6: QUAD,
        TCA_GATE_CYCLE_TIME = 7: QUAD,
        TCA_GATE_CYCLE_TIME_EXT = 8: QUAD,
        TCA_GATE_FLAGS = 9: WORD,
        TCA_GATE_CLOCKID = 10: SIGNED,
    }
    ACT_IFE "TCA_IFE_???" {
        TCA_IFE_UNSPEC = 0,
        TCA_IFE_PARMS = 1,
        TCA_IFE_TM = 2: One(&Struct(&TCF_T)),
        TCA_IFE_DMAC = 3,
        TCA_IFE_SMAC = 4,
        TCA_IFE_TYPE = 5: HALF,
        TCA_IFE_METALST = 6,
        TCA_IFE_PAD = 7,
    }
    ACT_MIRRED "TCA_MIRRED_???" {
        TCA_MIRRED_UNSPEC = 0,
        TCA_MIRRED_TM = 1: One(&Struct(&TCF_T)),
        TCA_MIRRED_PARMS = 2,
        TCA_MIRRED_PAD = 3,
        TCA_MIRRED_BLOCKID = 4,
    }
    ACT_MPLS "TCA_MPLS_???" {
        TCA_MPLS_UNSPEC = 0,
        TCA_MPLS_TM = 1: One(&Struct(&TCF_T)),
        TCA_MPLS_PARMS = 2: One(&Struct(&TC_MPLS)),
        TCA_MPLS_PAD = 3,
        TCA_MPLS_PROTO = 4: PORT,
        TCA_MPLS_LABEL = 5: WORD,
        TCA_MPLS_TC = 6: BYTE,
        TCA_MPLS_TTL = 7: BYTE,
        TCA_MPLS_BOS = 8: BYTE,
    }
    ACT_NAT "TCA_NAT_???" {
        TCA_NAT_UNSPEC = 0,
        TCA_NAT_PARMS = 1: One(&Struct(&TC_NAT)),
        TCA_NAT_TM = 2: One(&Struct(&TCF_T)),
        TCA_NAT_PAD = 3,
    }
    ACT_PEDIT "TCA_PEDIT_???" {
        TCA_PEDIT_UNSPEC = 0,
        TCA_PEDIT_TM = 1: One(&Struct(&TCF_T)),
        TCA_PEDIT_PARMS = 2: Value::Whole(&TC_PEDIT_SEL),
        TCA_PEDIT_PAD = 3,
        TCA_PEDIT_PARMS_EX = 4: Value::Whole(&TC_PEDIT_SEL),
        TCA_PEDIT_KEYS_EX = 5: Nested(&PEDIT_KEYS),
        TCA_PEDIT_KEY_EX = 6: Nested(&PEDIT_KEY),
    }
    PEDIT_KEYS "TCA_PEDIT_???" {
        TCA_PEDIT_KEY_EX = 6: Nested(&PEDIT_KEY),
    }
    PEDIT_KEY "TCA_PEDIT_KEY_EX_???" {
        TCA_PEDIT_KEY_EX_HTYPE = 1: One(&As(Repr::U16, &Of(&PEDIT_HEADER))),
        TCA_PEDIT_KEY_EX_CMD = 2: One(&As(Repr::U16, &Of(&PEDIT_COMMAND))),
    }
    POLICE "TCA_POLICE_???" {
        TCA_POLICE_UNSPEC = 0,
        TCA_POLICE_TBF = 1: One(&Struct(&TC_POLICE)),
        TCA_POLICE_RATE = 2,
        TCA_POLICE_PEAKRATE = 3,
        TCA_POLICE_AVRATE = 4: WORD,
        TCA_POLICE_RESULT = 5: WORD,
        TCA_POLICE_TM = 6: One(&Struct(&TCF_T)),
        TCA_POLICE_PAD = 7,
        TCA_POLICE_RATE64 = 8: QUAD,
        TCA_POLICE_PEAKRATE64 = 9: QUAD,
        TCA_POLICE_PKTRATE64 = 10: QUAD,
        TCA_POLICE_PKTBURST64 = 11: QUAD,
    }
    ACT_SAMPLE "TCA_SAMPLE_???" {
        TCA_SAMPLE_UNSPEC = 0,
        TCA_SAMPLE_TM = 1: One(&Struct(&TCF_T)),
        TCA_SAMPLE_PARMS = 2: One(&Struct(&TC_GACT)),
        TCA_SAMPLE_RATE = 3: WORD,
        TCA_SAMPLE_TRUNC_SIZE = 4: WORD,
        TCA_SAMPLE_PSAMPLE_GROUP = 5: WORD,
        TCA_SAMPLE_PAD = 6,
    }
    ACT_SIMPLE "TCA_DEF_???" {
        TCA_DEF_UNSPEC = 0,
        TCA_DEF_TM = 1: One(&Struct(&TCF_T)),
        TCA_DEF_PARMS = 2,
        TCA_DEF_DATA = 3,
        TCA_DEF_PAD = 4,
    }
    ACT_SKBEDIT "TCA_SKBEDIT_???" {
        TCA_SKBEDIT_UNSPEC = 0,
        TCA_SKBEDIT_TM = 1: One(&Struct(&TCF_T)),
        TCA_SKBEDIT_PARMS = 2,
        TCA_SKBEDIT_PRIORITY = 3: WORD,
        TCA_SKBEDIT_QUEUE_MAPPING = 4: HALF,
        TCA_SKBEDIT_MARK = 5: WORD,
        TCA_SKBEDIT_PAD = 6,
        TCA_SKBEDIT_PTYPE = 7: HALF,
        TCA_SKBEDIT_MASK = 8: WORD,
        TCA_SKBEDIT_FLAGS = 9: QUAD,
        TCA_SKBEDIT_QUEUE_MAPPING_MAX = 10: HALF,
    }
    ACT_SKBMOD "TCA_SKBMOD_???" {
        TCA_SKBMOD_UNSPEC = 0,
        TCA_SKBMOD_TM = 1: One(&Struct(&TCF_T)),
        TCA_SKBMOD_PARMS = 2,
        TCA_SKBMOD_DMAC = 3,
        TCA_SKBMOD_SMAC = 4,
        TCA_SKBMOD_ETYPE = 5,
        TCA_SKBMOD_PAD = 6,
    }
    ACT_TUNNEL_KEY "TCA_TUNNEL_KEY_???" {
        TCA_TUNNEL_KEY_UNSPEC = 0,
        TCA_TUNNEL_KEY_TM = 1: One(&Struct(&TCF_T)),
        TCA_TUNNEL_KEY_PARMS = 2,
        TCA_TUNNEL_KEY_ENC_IPV4_SRC = 3: NET_WORD,
        TCA_TUNNEL_KEY_ENC_IPV4_DST = 4: NET_WORD,
        TCA_TUNNEL_KEY_ENC_IPV6_SRC = 5,
        TCA_TUNNEL_KEY_ENC_IPV6_DST = 6,
        TCA_TUNNEL_KEY_ENC_KEY_ID = 7: NET_QUAD,
        TCA_TUNNEL_KEY_PAD = 8,
        TCA_TUNNEL_KEY_ENC_DST_PORT = 9: PORT,
        TCA_TUNNEL_KEY_NO_CSUM = 10: BYTE,
        TCA_TUNNEL_KEY_ENC_OPTS = 11,
        TCA_TUNNEL_KEY_ENC_TOS = 12: BYTE,
        TCA_TUNNEL_KEY_ENC_TTL = 13: BYTE,
        TCA_TUNNEL_KEY_NO_FRAG = 14,
    }
    ACT_VLAN "TCA_VLAN_???" {
        TCA_VLAN_UNSPEC = 0,
        TCA_VLAN_TM = 1: One(&Struct(&TCF_T)),
        TCA_VLAN_PARMS = 2: One(&Struct(&TC_VLAN)),
        TCA_VLAN_PUSH_VLAN_ID = 3: HALF,
        TCA_VLAN_PUSH_VLAN_PROTOCOL = 4: HALF,
        TCA_VLAN_PAD = 5,
        TCA_VLAN_PUSH_VLAN_PRIORITY = 6: BYTE,
        TCA_VLAN_PUSH_ETH_DST = 7,
        TCA_VLAN_PUSH_ETH_SRC = 8,
    }
    BPF "TCA_BPF_???" {
        TCA_BPF_UNSPEC = 0,
        TCA_BPF_ACT = 1: Nested(&ACT_ATTRS),
        TCA_BPF_POLICE = 2: Nested(&POLICE),
        TCA_BPF_CLASSID = 3: WORD,
        TCA_BPF_OPS_LEN = 4: HALF,
        TCA_BPF_OPS = 5,
        TCA_BPF_FD = 6: WORD,
        TCA_BPF_NAME = 7: TEXT,
        TCA_BPF_FLAGS = 8: WORD,
        TCA_BPF_FLAGS_GEN = 9: WORD,
        TCA_BPF_TAG = 10,
        TCA_BPF_ID = 11: WORD,
    }
    CAKE "TCA_CAKE_???" {
        TCA_CAKE_UNSPEC = 0,
        TCA_CAKE_PAD = 1,
        TCA_CAKE_BASE_RATE64 = 2: QUAD,
        TCA_CAKE_DIFFSERV_MODE = 3: WORD,
        TCA_CAKE_ATM = 4: WORD,
        TCA_CAKE_FLOW_MODE = 5: WORD,
        TCA_CAKE_OVERHEAD = 6: WORD,
        TCA_CAKE_RTT = 7: WORD,
        TCA_CAKE_TARGET = 8: WORD,
        TCA_CAKE_AUTORATE = 9: WORD,
        TCA_CAKE_MEMORY = 10: WORD,
        TCA_CAKE_NAT = 11: WORD,
        TCA_CAKE_RAW = 12: WORD,
        TCA_CAKE_WASH = 13: WORD,
        TCA_CAKE_MPU = 14: WORD,
        TCA_CAKE_INGRESS = 15: WORD,
        TCA_CAKE_ACK_FILTER = 16: WORD,
        TCA_CAKE_SPLIT_GSO = 17: WORD,
        TCA_CAKE_FWMARK = 18: WORD,
    }
    CBS "TCA_CBS_???" {
        TCA_CBS_UNSPEC = 0,
        TCA_CBS_PARMS = 1: One(&Struct(&TC_CBS_QOPT)),
    }
    CGROUP "TCA_CGROUP_???" {
        TCA_CGROUP_UNSPEC = 0,
        TCA_CGROUP_ACT = 1: Nested(&ACT_ATTRS),
        TCA_CGROUP_POLICE = 2: Nested(&POLICE),
        TCA_CGROUP_EMATCHES = 3,
    }
    CHOKE "TCA_CHOKE_???" {
        TCA_CHOKE_UNSPEC = 0,
        TCA_CHOKE_PARMS = 1: One(&Struct(&TC_RED_QOPT)),
        TCA_CHOKE_STAB = 2,
        TCA_CHOKE_MAX_P = 3: WORD,
    }
    CODEL "TCA_CODEL_???" {
        TCA_CODEL_UNSPEC = 0,
        TCA_CODEL_TARGET = 1: WORD,
        TCA_CODEL_LIMIT = 2: WORD,
        TCA_CODEL_INTERVAL = 3: WORD,
        TCA_CODEL_ECN = 4: WORD,
        TCA_CODEL_CE_THRESHOLD = 5: WORD,
    }
    DRR "TCA_DRR_???" {
        TCA_DRR_UNSPEC = 0,
        TCA_DRR_QUANTUM = 1: WORD,
    }
    DUALPI2 "TCA_DUALPI2_???" {
        TCA_DUALPI2_UNSPEC = 0,
        TCA_DUALPI2_LIMIT = 1: WORD,
        TCA_DUALPI2_MEMORY_LIMIT = 2: WORD,
        TCA_DUALPI2_TARGET = 3: WORD,
        TCA_DUALPI2_TUPDATE = 4: WORD,
        TCA_DUALPI2_ALPHA = 5: WORD,
        TCA_DUALPI2_BETA = 6: WORD,
        TCA_DUALPI2_STEP_THRESH_PKTS = 7: WORD,
        TCA_DUALPI2_STEP_THRESH_US = 8: WORD,
        TCA_DUALPI2_MIN_QLEN_STEP = 9: WORD,
        TCA_DUALPI2_COUPLING = 10: BYTE,
        TCA_DUALPI2_DROP_OVERLOAD = 11: One(&As(Repr::U8, &Of(&DUALPI2_DROP_OVERLOAD))),
        TCA_DUALPI2_DROP_EARLY = 12: One(&As(Repr::U8, &Of(&DUALPI2_DROP_EARLY))),
        TCA_DUALPI2_C_PROTECTION = 13: BYTE,
        TCA_DUALPI2_ECN_MASK = 14: One(&As(Repr::U8, &Of(&DUALPI2_ECN_MASK))),
        TCA_DUALPI2_SPLIT_GSO = 15: One(&As(Repr::U8, &Of(&DUALPI2_SPLIT_GSO))),
        TCA_DUALPI2_PAD = 16,
    }
    ETF "TCA_ETF_???" {
        TCA_ETF_UNSPEC = 0,
        TCA_ETF_PARMS = 1: One(&Struct(&TC_ETF_QOPT)),
    }
    ETS "TCA_ETS_???" {
        TCA_ETS_UNSPEC = 0,
        TCA_ETS_NBANDS = 1: BYTE,
        TCA_ETS_NSTRICT = 2: BYTE,
        TCA_ETS_QUANTA = 3: Nested(&ETS),
        TCA_ETS_QUANTA_BAND = 4: WORD,
        TCA_ETS_PRIOMAP = 5: Nested(&ETS),
        TCA_ETS_PRIOMAP_BAND = 6: BYTE,
    }
    FLOW "TCA_FLOW_???" {
        TCA_FLOW_UNSPEC = 0,
        TCA_FLOW_KEYS = 1: WORD,
        TCA_FLOW_MODE = 2: WORD,
        TCA_FLOW_BASECLASS = 3: WORD,
        TCA_FLOW_RSHIFT = 4: WORD,
        TCA_FLOW_ADDEND = 5: WORD,
        TCA_FLOW_MASK = 6: WORD,
        TCA_FLOW_XOR = 7: WORD,
        TCA_FLOW_DIVISOR = 8: WORD,
        TCA_FLOW_ACT = 9,
        TCA_FLOW_POLICE = 10: Nested(&POLICE),
        TCA_FLOW_EMATCHES = 11,
        TCA_FLOW_PERTURB = 12: WORD,
    }
    FLOWER "TCA_FLOWER_???" {
        TCA_FLOWER_UNSPEC = 0,
        TCA_FLOWER_CLASSID = 1: WORD,
        TCA_FLOWER_INDEV = 2: TEXT,
        TCA_FLOWER_ACT = 3: Nested(&ACT_ATTRS),
        TCA_FLOWER_KEY_ETH_DST = 4: HARDWARE,
        TCA_FLOWER_KEY_ETH_DST_MASK = 5: HARDWARE,
        TCA_FLOWER_KEY_ETH_SRC = 6: HARDWARE,
        TCA_FLOWER_KEY_ETH_SRC_MASK = 7: HARDWARE,
        TCA_FLOWER_KEY_ETH_TYPE = 8: PORT,
        TCA_FLOWER_KEY_IP_PROTO = 9: BYTE,
        TCA_FLOWER_KEY_IPV4_SRC = 10: INET,
        TCA_FLOWER_KEY_IPV4_SRC_MASK = 11: INET,
        TCA_FLOWER_KEY_IPV4_DST = 12: INET,
        TCA_FLOWER_KEY_IPV4_DST_MASK = 13: INET,
        TCA_FLOWER_KEY_IPV6_SRC = 14: INET6,
        TCA_FLOWER_KEY_IPV6_SRC_MASK = 15: INET6,
        TCA_FLOWER_KEY_IPV6_DST = 16: INET6,
        TCA_FLOWER_KEY_IPV6_DST_MASK = 17: INET6,
        TCA_FLOWER_KEY_TCP_SRC = 18: PORT,
        TCA_FLOWER_KEY_TCP_DST = 19: PORT,
        TCA_FLOWER_KEY_UDP_SRC = 20: PORT,
        TCA_FLOWER_KEY_UDP_DST = 21: PORT,
        TCA_FLOWER_FLAGS = 22: One(&Of(&CLS_FLAGS)),
        TCA_FLOWER_KEY_VLAN_ID = 23: PORT,
        TCA_FLOWER_KEY_VLAN_PRIO = 24: BYTE,
        TCA_FLOWER_KEY_VLAN_ETH_TYPE = 25: PORT,
        TCA_FLOWER_KEY_ENC_KEY_ID = 26: NET_WORD,
        TCA_FLOWER_KEY_ENC_IPV4_SRC = 27: INET,
        TCA_FLOWER_KEY_ENC_IPV4_SRC_MASK = 28: INET,
        TCA_FLOWER_KEY_ENC_IPV4_DST = 29: INET,
        TCA_FLOWER_KEY_ENC_IPV4_DST_MASK = 30: INET,
        TCA_FLOWER_KEY_ENC_IPV6_SRC = 31: INET6,
        TCA_FLOWER_KEY_ENC_IPV6_SRC_MASK = 32: INET6,
        TCA_FLOWER_KEY_ENC_IPV6_DST = 33: INET6,
        TCA_FLOWER_KEY_ENC_IPV6_DST_MASK = 34: INET6,
        TCA_FLOWER_KEY_TCP_SRC_MASK = 35: PORT,
        TCA_FLOWER_KEY_TCP_DST_MASK = 36: PORT,
        TCA_FLOWER_KEY_UDP_SRC_MASK = 37: PORT,
        TCA_FLOWER_KEY_UDP_DST_MASK = 38: PORT,
        TCA_FLOWER_KEY_SCTP_SRC_MASK = 39: PORT,
        TCA_FLOWER_KEY_SCTP_DST_MASK = 40: PORT,
        TCA_FLOWER_KEY_SCTP_SRC = 41: PORT,
        TCA_FLOWER_KEY_SCTP_DST = 42: PORT,
        TCA_FLOWER_KEY_ENC_UDP_SRC_PORT = 43: PORT,
        TCA_FLOWER_KEY_ENC_UDP_SRC_PORT_MASK = 44: PORT,
        TCA_FLOWER_KEY_ENC_UDP_DST_PORT = 45: PORT,
        TCA_FLOWER_KEY_ENC_UDP_DST_PORT_MASK = 46: PORT,
        TCA_FLOWER_KEY_FLAGS = 47: One(&As(Repr::Be32, &Of(&FLOWER_KEY_CTRL_FLAGS))),
        TCA_FLOWER_KEY_FLAGS_MASK = 48: One(&As(Repr::Be32, &Of(&FLOWER_KEY_CTRL_FLAGS))),
        TCA_FLOWER_KEY_ICMPV4_CODE = 49: BYTE,
        TCA_FLOWER_KEY_ICMPV4_CODE_MASK = 50: BYTE,
        TCA_FLOWER_KEY_ICMPV4_TYPE = 51: BYTE,
        TCA_FLOWER_KEY_ICMPV4_TYPE_MASK = 52: BYTE,
        TCA_FLOWER_KEY_ICMPV6_CODE = 53: BYTE,
        TCA_FLOWER_KEY_ICMPV6_CODE_MASK = 54: BYTE,
        TCA_FLOWER_KEY_ICMPV6_TYPE = 55: BYTE,
        TCA_FLOWER_KEY_ICMPV6_TYPE_MASK = 56: BYTE,
        TCA_FLOWER_KEY_ARP_SIP = 57: NET_WORD,
        TCA_FLOWER_KEY_ARP_SIP_MASK = 58: NET_WORD,
        TCA_FLOWER_KEY_ARP_TIP = 59: NET_WORD,
        TCA_FLOWER_KEY_ARP_TIP_MASK = 60: NET_WORD,
        TCA_FLOWER_KEY_ARP_OP = 61: BYTE,
        TCA_FLOWER_KEY_ARP_OP_MASK = 62: BYTE,
        TCA_FLOWER_KEY_ARP_SHA = 63: HARDWARE,
        TCA_FLOWER_KEY_ARP_SHA_MASK = 64: HARDWARE,
        TCA_FLOWER_KEY_ARP_THA = 65: HARDWARE,
        TCA_FLOWER_KEY_ARP_THA_MASK = 66: HARDWARE,
        TCA_FLOWER_KEY_MPLS_TTL = 67: BYTE,
        TCA_FLOWER_KEY_MPLS_BOS = 68: BYTE,
        TCA_FLOWER_KEY_MPLS_TC = 69: BYTE,
        TCA_FLOWER_KEY_MPLS_LABEL = 70: NET_WORD,
        TCA_FLOWER_KEY_TCP_FLAGS = 71: PORT,
        TCA_FLOWER_KEY_TCP_FLAGS_MASK = 72: PORT,
        TCA_FLOWER_KEY_IP_TOS = 73: BYTE,
        TCA_FLOWER_KEY_IP_TOS_MASK = 74: BYTE,
        TCA_FLOWER_KEY_IP_TTL = 75: BYTE,
        TCA_FLOWER_KEY_IP_TTL_MASK = 76: BYTE,
        TCA_FLOWER_KEY_CVLAN_ID = 77: PORT,
        TCA_FLOWER_KEY_CVLAN_PRIO = 78: BYTE,
        TCA_FLOWER_KEY_CVLAN_ETH_TYPE = 79: PORT,
        TCA_FLOWER_KEY_ENC_IP_TOS = 80: BYTE,
        TCA_FLOWER_KEY_ENC_IP_TOS_MASK = 81: BYTE,
        TCA_FLOWER_KEY_ENC_IP_TTL = 82: BYTE,
        TCA_FLOWER_KEY_ENC_IP_TTL_MASK = 83: BYTE,
        TCA_FLOWER_KEY_ENC_OPTS = 84: Nested(&FLOWER_KEY_ENC_OPTS),
        TCA_FLOWER_KEY_ENC_OPTS_MASK = 85: Nested(&FLOWER_KEY_ENC_OPTS),
        TCA_FLOWER_IN_HW_COUNT = 86: WORD,
        TCA_FLOWER_KEY_PORT_SRC_MIN = 87: PORT,
        TCA_FLOWER_KEY_PORT_SRC_MAX = 88: PORT,
        TCA_FLOWER_KEY_PORT_DST_MIN = 89: PORT,
        TCA_FLOWER_KEY_PORT_DST_MAX = 90: PORT,
        TCA_FLOWER_KEY_CT_STATE = 91: HALF,
        TCA_FLOWER_KEY_CT_STATE_MASK = 92: HALF,
        TCA_FLOWER_KEY_CT_ZONE = 93: HALF,
        TCA_FLOWER_KEY_CT_ZONE_MASK = 94: HALF,
        TCA_FLOWER_KEY_CT_MARK = 95: WORD,
        TCA_FLOWER_KEY_CT_MARK_MASK = 96: WORD,
        TCA_FLOWER_KEY_CT_LABELS = 97,
        TCA_FLOWER_KEY_CT_LABELS_MASK = 98,
        TCA_FLOWER_KEY_MPLS_OPTS = 99: Nested(&FLOWER_KEY_MPLS_OPT),
        TCA_FLOWER_KEY_HASH = 100: WORD,
        TCA_FLOWER_KEY_HASH_MASK = 101: WORD,
        TCA_FLOWER_KEY_NUM_OF_VLANS = 102: BYTE,
        TCA_FLOWER_KEY_PPPOE_SID = 103: PORT,
        TCA_FLOWER_KEY_PPP_PROTO = 104: PORT,
        TCA_FLOWER_KEY_L2TPV3_SID = 105: NET_WORD,
        TCA_FLOWER_L2_MISS = 106: BYTE,
        TCA_FLOWER_KEY_CFM = 107: Nested(&FLOWER_KEY_CFM),
        TCA_FLOWER_KEY_SPI = 108: NET_WORD,
        TCA_FLOWER_KEY_SPI_MASK = 109: NET_WORD,
        TCA_FLOWER_KEY_ENC_FLAGS = 110: One(&As(Repr::Be32, &Of(&FLOWER_KEY_CTRL_FLAGS))),
        TCA_FLOWER_KEY_ENC_FLAGS_MASK = 111: One(&As(Repr::Be32, &Of(&FLOWER_KEY_CTRL_FLAGS))),
    }
    FLOWER_KEY_ENC_OPTS "TCA_FLOWER_KEY_ENC_OPTS_???" {
        TCA_FLOWER_KEY_ENC_OPTS_UNSPEC = 0,
        TCA_FLOWER_KEY_ENC_OPTS_GENEVE = 1: Nested(&FLOWER_KEY_ENC_OPT_GENEVE),
        TCA_FLOWER_KEY_ENC_OPTS_VXLAN = 2: Nested(&FLOWER_KEY_ENC_OPT_VXLAN),
        TCA_FLOWER_KEY_ENC_OPTS_ERSPAN = 3: Nested(&FLOWER_KEY_ENC_OPT_ERSPAN),
        TCA_FLOWER_KEY_ENC_OPTS_GTP = 4: Nested(&FLOWER_KEY_ENC_OPT_GTP),
        TCA_FLOWER_KEY_ENC_OPTS_PFCP = 5,
    }
    FLOWER_KEY_ENC_OPT_GENEVE "TCA_FLOWER_KEY_ENC_OPT_GENEVE_???" {
        TCA_FLOWER_KEY_ENC_OPT_GENEVE_UNSPEC = 0,
        TCA_FLOWER_KEY_ENC_OPT_GENEVE_CLASS = 1: HALF,
        TCA_FLOWER_KEY_ENC_OPT_GENEVE_TYPE = 2: BYTE,
        TCA_FLOWER_KEY_ENC_OPT_GENEVE_DATA = 3,
    }
    FLOWER_KEY_ENC_OPT_VXLAN "TCA_FLOWER_KEY_ENC_OPT_VXLAN_???" {
        TCA_FLOWER_KEY_ENC_OPT_VXLAN_UNSPEC = 0,
        TCA_FLOWER_KEY_ENC_OPT_VXLAN_GBP = 1: WORD,
    }
    FLOWER_KEY_ENC_OPT_ERSPAN "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_???" {
        TCA_FLOWER_KEY_ENC_OPT_ERSPAN_UNSPEC = 0,
        TCA_FLOWER_KEY_ENC_OPT_ERSPAN_VER = 1: BYTE,
        TCA_FLOWER_KEY_ENC_OPT_ERSPAN_INDEX = 2: WORD,
        TCA_FLOWER_KEY_ENC_OPT_ERSPAN_DIR = 3: BYTE,
        TCA_FLOWER_KEY_ENC_OPT_ERSPAN_HWID = 4: BYTE,
    }
    FLOWER_KEY_ENC_OPT_GTP "TCA_FLOWER_KEY_ENC_OPT_GTP_???" {
        TCA_FLOWER_KEY_ENC_OPT_GTP_UNSPEC = 0,
        TCA_FLOWER_KEY_ENC_OPT_GTP_PDU_TYPE = 1: BYTE,
        TCA_FLOWER_KEY_ENC_OPT_GTP_QFI = 2: BYTE,
    }
    FLOWER_KEY_MPLS_OPT "TCA_FLOWER_KEY_MPLS_OPT_???" {
        TCA_FLOWER_KEY_MPLS_OPT_LSE_UNSPEC = 0,
        TCA_FLOWER_KEY_MPLS_OPT_LSE_DEPTH = 1: BYTE,
        TCA_FLOWER_KEY_MPLS_OPT_LSE_TTL = 2: BYTE,
        TCA_FLOWER_KEY_MPLS_OPT_LSE_BOS = 3: BYTE,
        TCA_FLOWER_KEY_MPLS_OPT_LSE_TC = 4: BYTE,
        TCA_FLOWER_KEY_MPLS_OPT_LSE_LABEL = 5: WORD,
    }
    FLOWER_KEY_CFM "TCA_FLOWER_KEY_CFM_???" {
        TCA_FLOWER_KEY_CFM_OPT_UNSPEC = 0,
        TCA_FLOWER_KEY_CFM_MD_LEVEL = 1: BYTE,
        TCA_FLOWER_KEY_CFM_OPCODE = 2: BYTE,
    }
    FQ "TCA_FQ_???" {
        TCA_FQ_UNSPEC = 0,
        TCA_FQ_PLIMIT = 1: WORD,
        TCA_FQ_FLOW_PLIMIT = 2: WORD,
        TCA_FQ_QUANTUM = 3: WORD,
        TCA_FQ_INITIAL_QUANTUM = 4: WORD,
        TCA_FQ_RATE_ENABLE = 5: WORD,
        TCA_FQ_FLOW_DEFAULT_RATE = 6: WORD,
        TCA_FQ_FLOW_MAX_RATE = 7: WORD,
        TCA_FQ_BUCKETS_LOG = 8: WORD,
        TCA_FQ_FLOW_REFILL_DELAY = 9: WORD,
        TCA_FQ_ORPHAN_MASK = 10: WORD,
        TCA_FQ_LOW_RATE_THRESHOLD = 11: WORD,
        TCA_FQ_CE_THRESHOLD = 12: WORD,
        TCA_FQ_TIMER_SLACK = 13: WORD,
        TCA_FQ_HORIZON = 14: WORD,
        TCA_FQ_HORIZON_DROP = 15: BYTE,
        TCA_FQ_PRIOMAP = 16: One(&Struct(&TC_PRIO_QOPT)),
        TCA_FQ_WEIGHTS = 17: All(&Int),
        TCA_FQ_OFFLOAD_HORIZON = 18,
    }
    FQ_CODEL "TCA_FQ_CODEL_???" {
        TCA_FQ_CODEL_UNSPEC = 0,
        TCA_FQ_CODEL_TARGET = 1: WORD,
        TCA_FQ_CODEL_LIMIT = 2: WORD,
        TCA_FQ_CODEL_INTERVAL = 3: WORD,
        TCA_FQ_CODEL_ECN = 4: WORD,
        TCA_FQ_CODEL_FLOWS = 5: WORD,
        TCA_FQ_CODEL_QUANTUM = 6: WORD,
        TCA_FQ_CODEL_CE_THRESHOLD = 7: WORD,
        TCA_FQ_CODEL_DROP_BATCH_SIZE = 8: WORD,
        TCA_FQ_CODEL_MEMORY_LIMIT = 9: WORD,
        TCA_FQ_CODEL_CE_THRESHOLD_SELECTOR = 10: BYTE,
        TCA_FQ_CODEL_CE_THRESHOLD_MASK = 11: BYTE,
    }
    FQ_PIE "TCA_FQ_PIE_???" {
        TCA_FQ_PIE_UNSPEC = 0,
        TCA_FQ_PIE_LIMIT = 1: WORD,
        TCA_FQ_PIE_FLOWS = 2: WORD,
        TCA_FQ_PIE_TARGET = 3: WORD,
        TCA_FQ_PIE_TUPDATE = 4: WORD,
        TCA_FQ_PIE_ALPHA = 5: WORD,
        TCA_FQ_PIE_BETA = 6: WORD,
        TCA_FQ_PIE_QUANTUM = 7: WORD,
        TCA_FQ_PIE_MEMORY_LIMIT = 8: WORD,
        TCA_FQ_PIE_ECN_PROB = 9: WORD,
        TCA_FQ_PIE_ECN = 10: WORD,
        TCA_FQ_PIE_BYTEMODE = 11: WORD,
        TCA_FQ_PIE_DQ_RATE_ESTIMATOR = 12: WORD,
    }
    FW "TCA_FW_???" {
        TCA_FW_UNSPEC = 0,
        TCA_FW_CLASSID = 1: WORD,
        TCA_FW_POLICE = 2: Nested(&POLICE),
        TCA_FW_INDEV = 3: TEXT,
        TCA_FW_ACT = 4: Nested(&ACT_ATTRS),
        TCA_FW_MASK = 5: WORD,
    }
    GRED "TCA_GRED_???" {
        TCA_GRED_UNSPEC = 0,
        TCA_GRED_PARMS = 1,
        TCA_GRED_STAB = 2: All(&U8),
        TCA_GRED_DPS = 3: One(&Struct(&TC_GRED_SOPT)),
        TCA_GRED_MAX_P = 4: All(&Uint),
        TCA_GRED_LIMIT = 5: WORD,
        TCA_GRED_VQ_LIST = 6: Nested(&TCA_GRED_VQ_LIST),
    }
    TCA_GRED_VQ_LIST "TCA_GRED_VQ_???" {
        TCA_GRED_VQ_ENTRY_UNSPEC = 0,
        TCA_GRED_VQ_ENTRY = 1: Nested(&TCA_GRED_VQ_ENTRY),
    }
    TCA_GRED_VQ_ENTRY "TCA_GRED_VQ_???" {
        TCA_GRED_VQ_UNSPEC = 0,
        TCA_GRED_VQ_PAD = 1,
        TCA_GRED_VQ_DP = 2: WORD,
        TCA_GRED_VQ_STAT_BYTES = 3: QUAD,
        TCA_GRED_VQ_STAT_PACKETS = 4: WORD,
        TCA_GRED_VQ_STAT_BACKLOG = 5: WORD,
        TCA_GRED_VQ_STAT_PROB_DROP = 6: WORD,
        TCA_GRED_VQ_STAT_PROB_MARK = 7: WORD,
        TCA_GRED_VQ_STAT_FORCED_DROP = 8: WORD,
        TCA_GRED_VQ_STAT_FORCED_MARK = 9: WORD,
        TCA_GRED_VQ_STAT_PDROP = 10: WORD,
        TCA_GRED_VQ_STAT_OTHER = 11: WORD,
        TCA_GRED_VQ_FLAGS = 12: WORD,
    }
    HHF "TCA_HHF_???" {
        TCA_HHF_UNSPEC = 0,
        TCA_HHF_BACKLOG_LIMIT = 1: WORD,
        TCA_HHF_QUANTUM = 2: WORD,
        TCA_HHF_HH_FLOWS_LIMIT = 3: WORD,
        TCA_HHF_RESET_TIMEOUT = 4: WORD,
        TCA_HHF_ADMIT_BYTES = 5: WORD,
        TCA_HHF_EVICT_TIMEOUT = 6: WORD,
        TCA_HHF_NON_HH_WEIGHT = 7: WORD,
    }
    HTB "TCA_HTB_???" {
        TCA_HTB_UNSPEC = 0,
        TCA_HTB_PARMS = 1: One(&Struct(&TC_HTB_OPT)),
        TCA_HTB_INIT = 2: One(&Struct(&TC_HTB_GLOB)),
        TCA_HTB_CTAB = 3,
        TCA_HTB_RTAB = 4,
        TCA_HTB_DIRECT_QLEN = 5: WORD,
        TCA_HTB_RATE64 = 6: QUAD,
        TCA_HTB_CEIL64 = 7: QUAD,
        TCA_HTB_PAD = 8,
        TCA_HTB_OFFLOAD = 9,
    }
    MATCHALL "TCA_MATCHALL_???" {
        TCA_MATCHALL_UNSPEC = 0,
        TCA_MATCHALL_CLASSID = 1: WORD,
        TCA_MATCHALL_ACT = 2: Nested(&ACT_ATTRS),
        TCA_MATCHALL_FLAGS = 3: WORD,
        TCA_MATCHALL_PCNT = 4: One(&Struct(&TC_MATCHALL_PCNT)),
        TCA_MATCHALL_PAD = 5,
    }
    NETEM "TCA_NETEM_???" {
        TCA_NETEM_UNSPEC = 0,
        TCA_NETEM_CORR = 1: One(&Struct(&TC_NETEM_CORR)),
        TCA_NETEM_DELAY_DIST = 2,
        TCA_NETEM_REORDER = 3: One(&Struct(&TC_NETEM_REORDER)),
        TCA_NETEM_CORRUPT = 4: One(&Struct(&TC_NETEM_CORRUPT)),
        TCA_NETEM_LOSS = 5: Nested(&NETEM_LOSS),
        TCA_NETEM_RATE = 6: One(&Struct(&TC_NETEM_RATE)),
        TCA_NETEM_ECN = 7: WORD,
        TCA_NETEM_RATE64 = 8: QUAD,
        TCA_NETEM_PAD = 9: WORD,
        TCA_NETEM_LATENCY64 = 10: LONG,
        TCA_NETEM_JITTER64 = 11: LONG,
        TCA_NETEM_SLOT = 12: One(&Struct(&TC_NETEM_SLOT)),
        TCA_NETEM_SLOT_DIST = 13,
        TCA_NETEM_PRNG_SEED = 14: QUAD,
    }
    NETEM_LOSS "NETEM_LOSS_???" {
        NETEM_LOSS_UNSPEC = 0,
        NETEM_LOSS_GI = 1: One(&Struct(&TC_NETEM_GIMODEL)),
        NETEM_LOSS_GE = 2: One(&Struct(&TC_NETEM_GEMODEL)),
    }
    PIE "TCA_PIE_???" {
        TCA_PIE_UNSPEC = 0,
        TCA_PIE_TARGET = 1: WORD,
        TCA_PIE_LIMIT = 2: WORD,
        TCA_PIE_TUPDATE = 3: WORD,
        TCA_PIE_ALPHA = 4: WORD,
        TCA_PIE_BETA = 5: WORD,
        TCA_PIE_ECN = 6: WORD,
        TCA_PIE_BYTEMODE = 7: WORD,
        TCA_PIE_DQ_RATE_ESTIMATOR = 8: WORD,
    }
    QFQ "TCA_QFQ_???" {
        TCA_QFQ_UNSPEC = 0,
        TCA_QFQ_WEIGHT = 1: WORD,
        TCA_QFQ_LMAX = 2: WORD,
    }
    RED "TCA_RED_???" {
        TCA_RED_UNSPEC = 0,
        TCA_RED_PARMS = 1: One(&Struct(&TC_RED_QOPT)),
        TCA_RED_STAB = 2,
        TCA_RED_MAX_P = 3: WORD,
        TCA_RED_FLAGS = 4: BITFIELD32,
        TCA_RED_EARLY_DROP_BLOCK = 5: WORD,
        TCA_RED_MARK_BLOCK = 6: WORD,
    }
    ROUTE "TCA_ROUTE4_???" {
        TCA_ROUTE4_UNSPEC = 0,
        TCA_ROUTE4_CLASSID = 1: WORD,
        TCA_ROUTE4_TO = 2: WORD,
        TCA_ROUTE4_FROM = 3: WORD,
        TCA_ROUTE4_IIF = 4: WORD,
        TCA_ROUTE4_POLICE = 5: Nested(&POLICE),
        TCA_ROUTE4_ACT = 6: Nested(&ACT_ATTRS),
    }
    TAPRIO "TCA_TAPRIO_ATTR_???" {
        TCA_TAPRIO_ATTR_UNSPEC = 0,
        TCA_TAPRIO_ATTR_PRIOMAP = 1: One(&Struct(&TC_MQPRIO_QOPT)),
        TCA_TAPRIO_ATTR_SCHED_ENTRY_LIST = 2: Nested(&TAPRIO_SCHED_ENTRY_LIST),
        TCA_TAPRIO_ATTR_SCHED_BASE_TIME = 3: LONG,
        TCA_TAPRIO_ATTR_SCHED_SINGLE_ENTRY = 4: Nested(&TAPRIO_SCHED_ENTRY),
        TCA_TAPRIO_ATTR_SCHED_CLOCKID = 5: SIGNED,
        TCA_TAPRIO_PAD = 6,
        TCA_TAPRIO_ATTR_ADMIN_SCHED = 7,
        TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME = 8: LONG,
        TCA_TAPRIO_ATTR_SCHED_CYCLE_TIME_EXTENSION = 9: LONG,
        TCA_TAPRIO_ATTR_FLAGS = 10: WORD,
        TCA_TAPRIO_ATTR_TXTIME_DELAY = 11: WORD,
        TCA_TAPRIO_ATTR_TC_ENTRY = 12: Nested(&TAPRIO_TC_ENTRY),
    }
    TAPRIO_SCHED_ENTRY_LIST "TCA_TAPRIO_SCHED_???" {
        TCA_TAPRIO_SCHED_UNSPEC = 0,
        TCA_TAPRIO_SCHED_ENTRY = 1: Nested(&TAPRIO_SCHED_ENTRY),
    }
    TAPRIO_SCHED_ENTRY "TCA_TAPRIO_SCHED_ENTRY_???" {
        TCA_TAPRIO_SCHED_ENTRY_UNSPEC = 0,
        TCA_TAPRIO_SCHED_ENTRY_INDEX = 1: WORD,
        TCA_TAPRIO_SCHED_ENTRY_CMD = 2: BYTE,
        TCA_TAPRIO_SCHED_ENTRY_GATE_MASK = 3: WORD,
        TCA_TAPRIO_SCHED_ENTRY_INTERVAL = 4: WORD,
    }
    TAPRIO_TC_ENTRY "TCA_TAPRIO_TC_ENTRY_???" {
        TCA_TAPRIO_TC_ENTRY_UNSPEC = 0,
        TCA_TAPRIO_TC_ENTRY_INDEX = 1: WORD,
        TCA_TAPRIO_TC_ENTRY_MAX_SDU = 2: WORD,
        TCA_TAPRIO_TC_ENTRY_FP = 3: WORD,
    }
    TBF "TCA_TBF_???" {
        TCA_TBF_UNSPEC = 0,
        TCA_TBF_PARMS = 1: One(&Struct(&TC_TBF_QOPT)),
        TCA_TBF_RTAB = 2,
        TCA_TBF_PTAB = 3,
        TCA_TBF_RATE64 = 4: QUAD,
        TCA_TBF_PRATE64 = 5: QUAD,
        TCA_TBF_BURST = 6: WORD,
        TCA_TBF_PBURST = 7: WORD,
        TCA_TBF_PAD = 8,
    }
    U32 "TCA_U32_???" {
        TCA_U32_UNSPEC = 0,
        TCA_U32_CLASSID = 1: WORD,
        TCA_U32_HASH = 2: WORD,
        TCA_U32_LINK = 3: WORD,
        TCA_U32_DIVISOR = 4: WORD,
        TCA_U32_SEL = 5: Value::Whole(&TC_U32_SEL),
        TCA_U32_POLICE = 6: Nested(&POLICE),
        TCA_U32_ACT = 7: Nested(&ACT_ATTRS),
        TCA_U32_INDEV = 8: TEXT,
        TCA_U32_PCNT = 9: Value::Rest(&Struct(&TC_U32_PCNT)),
        TCA_U32_MARK = 10: One(&Struct(&TC_U32_MARK)),
        TCA_U32_FLAGS = 11: WORD,
        TCA_U32_PAD = 12,
    }
}
