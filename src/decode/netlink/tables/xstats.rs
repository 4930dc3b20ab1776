//! What disciplines of traffic control and their classes count beyond what all do (linux/pkt_sched.h).

use super::*;

named_structs! {
    CHOKE "tc_choke_xstats" { early: Uint, pdrop: Uint, other: Uint, marked: Uint, matched: Uint }
    CODEL "tc_codel_xstats" {
        maxpacket: Uint, count: Uint, lastcount: Uint, ldelay: Uint, drop_next: Int, drop_overlimit: Uint,
        ecn_mark: Uint, dropping: Uint, ce_mark: Uint,
    }
    DRR "tc_drr_stats" { deficit: Uint }
    FQ "tc_fq_qd_stats" {
        gc_flows: U64, highprio_packets: U64, tcp_retrans: U64, throttled: U64, flows_plimit: U64,
        pkts_too_long: U64, allocation_errors: U64, time_next_delayed_flow: I64, flows: Uint, inactive_flows:
        Uint, throttled_flows: Uint, unthrottle_latency_ns: Uint, ce_mark: U64, horizon_drops: U64,
        horizon_caps: U64,
    }
    FQ_CODEL_CLASS "tc_fq_codel_cl_stats" {
        deficit: Int, ldelay: Uint, count: Uint, lastcount: Uint, dropping: Uint, drop_next: Int,
    }
    FQ_CODEL_DISCIPLINE "tc_fq_codel_qd_stats" {
        maxpacket: Uint, drop_overlimit: Uint, ecn_mark: Uint, new_flow_count: Uint, new_flows_len: Uint,
        old_flows_len: Uint, ce_mark: Uint, memory_usage: Uint, drop_overmemory: Uint,
    }
    FQ_PIE "tc_fq_pie_xstats" {
        packets_in: Uint, dropped: Uint, overlimit: Uint, overmemory: Uint, ecn_mark: Uint, new_flow_count:
        Uint, new_flows_len: Uint, old_flows_len: Uint, memory_usage: Uint,
    }
    HFSC "tc_hfsc_stats" { work: U64, rtwork: U64, period: Uint, level: Uint }
    HHF "tc_hhf_xstats" { drop_overlimit: Uint, hh_overlimit: Uint, hh_tot_count: Uint, hh_cur_count: Uint }
    HTB "tc_htb_xstats" { lends: Uint, borrows: Uint, giants: Uint, tokens: Int, ctokens: Int }
    PIE "tc_pie_xstats" {
        prob: U64, delay: Uint, avg_dq_rate: Uint, dq_rate_estimating: Uint, packets_in: Uint, dropped: Uint,
        overlimit: Uint, maxq: Uint, ecn_mark: Uint,
    }
    QFQ "tc_qfq_stats" { weight: Uint, lmax: Uint }
    RED "tc_red_xstats" { early: Uint, pdrop: Uint, other: Uint, marked: Uint }
    SFB "tc_sfb_xstats" {
        earlydrop: Uint, penaltydrop: Uint, bucketdrop: Uint, queuedrop: Uint, childdrop: Uint, marked: Uint,
        maxqlen: Uint, maxprob: Uint, avgprob: Uint,
    }
    SFQ "tc_sfq_xstats" { allot: Int }
}

attributes! {
    CAKE "TCA_CAKE_STATS_???" {
        TCA_CAKE_STATS_PAD = 1,
        TCA_CAKE_STATS_CAPACITY_ESTIMATE64 = 2: QUAD,
        TCA_CAKE_STATS_MEMORY_LIMIT = 3: WORD,
        TCA_CAKE_STATS_MEMORY_USED = 4: WORD,
        TCA_CAKE_STATS_AVG_NETOFF = 5: WORD,
        TCA_CAKE_STATS_MIN_NETLEN = 6: WORD,
        TCA_CAKE_STATS_MAX_NETLEN = 7: WORD,
        TCA_CAKE_STATS_MIN_ADJLEN = 8: WORD,
        TCA_CAKE_STATS_MAX_ADJLEN = 9: WORD,
        TCA_CAKE_STATS_TIN_STATS = 0xa: Nested(&TINS),
        TCA_CAKE_STATS_DEFICIT = 0xb: SIGNED,
        TCA_CAKE_STATS_COBALT_COUNT = 0xc: WORD,
        TCA_CAKE_STATS_DROPPING = 0xd: WORD,
        TCA_CAKE_STATS_DROP_NEXT_US = 0xe: SIGNED,
        TCA_CAKE_STATS_P_DROP = 0xf: WORD,
        TCA_CAKE_STATS_BLUE_TIMER_US = 0x10: SIGNED,
        TCA_CAKE_STATS_ACTIVE_QUEUES = 17,
    }
    CAKE_TIN "TCA_CAKE_TIN_STATS_???" {
        TCA_CAKE_TIN_STATS_PAD = 1,
        TCA_CAKE_TIN_STATS_SENT_PACKETS = 2: WORD,
        TCA_CAKE_TIN_STATS_SENT_BYTES64 = 3: QUAD,
        TCA_CAKE_TIN_STATS_DROPPED_PACKETS = 4: WORD,
        TCA_CAKE_TIN_STATS_DROPPED_BYTES64 = 5: QUAD,
        TCA_CAKE_TIN_STATS_ACKS_DROPPED_PACKETS = 6: WORD,
        TCA_CAKE_TIN_STATS_ACKS_DROPPED_BYTES64 = 7: QUAD,
        TCA_CAKE_TIN_STATS_ECN_MARKED_PACKETS = 8: WORD,
        TCA_CAKE_TIN_STATS_ECN_MARKED_BYTES64 = 9: QUAD,
        TCA_CAKE_TIN_STATS_BACKLOG_PACKETS = 0xa: WORD,
        TCA_CAKE_TIN_STATS_BACKLOG_BYTES = 0xb: WORD,
        TCA_CAKE_TIN_STATS_THRESHOLD_RATE64 = 0xc: QUAD,
        TCA_CAKE_TIN_STATS_TARGET_US = 0xd: WORD,
        TCA_CAKE_TIN_STATS_INTERVAL_US = 0xe: WORD,
        TCA_CAKE_TIN_STATS_WAY_INDIRECT_HITS = 0xf: WORD,
        TCA_CAKE_TIN_STATS_WAY_MISSES = 0x10: WORD,
        TCA_CAKE_TIN_STATS_WAY_COLLISIONS = 0x11: WORD,
        TCA_CAKE_TIN_STATS_PEAK_DELAY_US = 0x12: WORD,
        TCA_CAKE_TIN_STATS_AVG_DELAY_US = 0x13: WORD,
        TCA_CAKE_TIN_STATS_BASE_DELAY_US = 0x14: WORD,
        TCA_CAKE_TIN_STATS_SPARSE_FLOWS = 0x15: WORD,
        TCA_CAKE_TIN_STATS_BULK_FLOWS = 0x16: WORD,
        TCA_CAKE_TIN_STATS_UNRESPONSIVE_FLOWS = 0x17: WORD,
        TCA_CAKE_TIN_STATS_MAX_SKBLEN = 0x18: WORD,
        TCA_CAKE_TIN_STATS_FLOW_QUANTUM = 0x19: WORD,
    }
}

static TINS: Attributes = numbered(Nested(&CAKE_TIN));

/// A discipline or one of its classes, by the word before.
fn fq_codel(decoder: &mut Decoder<'_>, _: &About<'_>, span: Span<'_>) -> bool {
    let fields: &'static Fields = match span.word(0) {
        0 => &FQ_CODEL_DISCIPLINE,
        1 => &FQ_CODEL_CLASS,
        _ => return false,
    };
    let rest = span.from(4);
    if rest.bytes.len() < fields.size(decoder.abi) {
        return false;
    }
    decoder.sink.open(Group::Struct);
    decoder.sink.field("type");
    decoder.sink.symbol(span.word(0), &FQ_CODEL_TYPE);
    decoder.sink.field(if span.word(0) == 0 { "qdisc_stats" } else { "class_stats" });
    decoder.fields(fields, rest.bytes, rest.addr);
    decoder.sink.close(Group::Struct);
    true
}

named_sets! {
    one FQ_CODEL_TYPE "TCA_FQ_CODEL_XSTATS_???" { TCA_FQ_CODEL_XSTATS_QDISC = 0, TCA_FQ_CODEL_XSTATS_CLASS = 1 }
}

/// By the kind of the discipline.
pub(in crate::decode::netlink) const KINDS: &[(&[u8], Value)] = &[
    (b"cake", Nested(&CAKE)),
    (b"choke", One(&Struct(&CHOKE))),
    (b"codel", One(&Struct(&CODEL))),
    (b"drr", One(&Struct(&DRR))),
    (b"fq", One(&Struct(&FQ))),
    (b"fq_codel", Own(fq_codel)),
    (b"fq_pie", One(&Struct(&FQ_PIE))),
    (b"hfsc", One(&Struct(&HFSC))),
    (b"hhf", One(&Struct(&HHF))),
    (b"htb", One(&Struct(&HTB))),
    (b"pie", One(&Struct(&PIE))),
    (b"qfq", One(&Struct(&QFQ))),
    (b"red", One(&Struct(&RED))),
    (b"sfb", One(&Struct(&SFB))),
    (b"sfq", One(&Struct(&SFQ))),
];
