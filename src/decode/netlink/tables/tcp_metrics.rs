//! Attributes of what TCP remembers of hosts (linux/tcp_metrics.h).

use super::*;

named_sets! {
    one COMMANDS "TCP_METRICS_CMD_???" { TCP_METRICS_CMD_GET = 1, TCP_METRICS_CMD_DEL = 2, TCP_METRICS_CMD_UNSPEC = 0 }
}

attributes! {
    TCP_METRICS "TCP_METRICS_ATTR_???" {
        TCP_METRICS_ATTR_UNSPEC = 0,
        TCP_METRICS_ATTR_ADDR_IPV4 = 1: INET,
        TCP_METRICS_ATTR_ADDR_IPV6 = 2: INET6,
        TCP_METRICS_ATTR_AGE = 3: QUAD,
        TCP_METRICS_ATTR_TW_TSVAL = 4: WORD,
        TCP_METRICS_ATTR_TW_TS_STAMP = 5: SIGNED,
        TCP_METRICS_ATTR_VALS = 6: Nested(&METRICS),
        TCP_METRICS_ATTR_FOPEN_MSS = 7: HALF,
        TCP_METRICS_ATTR_FOPEN_SYN_DROPS = 8: HALF,
        TCP_METRICS_ATTR_FOPEN_SYN_DROP_TS = 9: QUAD,
        TCP_METRICS_ATTR_FOPEN_COOKIE = 10,
        TCP_METRICS_ATTR_SADDR_IPV4 = 11: INET,
        TCP_METRICS_ATTR_SADDR_IPV6 = 12: INET6,
        TCP_METRICS_ATTR_PAD = 13,
    }
    METRICS "TCP_METRIC_???" {
        TCP_METRIC_RTT = 1: WORD,
        TCP_METRIC_RTTVAR = 2: WORD,
        TCP_METRIC_SSTHRESH = 3: WORD,
        TCP_METRIC_CWND = 4: WORD,
        TCP_METRIC_REORDERING = 5: WORD,
        TCP_METRIC_RTT_US = 6: WORD,
        TCP_METRIC_RTTVAR_US = 7: WORD,
    }
}

/// The family `tcp_metrics`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "tcp_metrics",
    requests: Commands { names: &COMMANDS, attributes: &[] },
    answers: Commands { names: &COMMANDS, attributes: &[] },
    head: None,
    attributes: &TCP_METRICS,
};
