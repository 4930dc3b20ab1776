//! Netlink messages, said in strace's words: every type and every attribute that strace 6.1 knows, with payloads of many
//! sizes. What is newer or known to rtrace alone is compared with the lines that it should be.

mod common;

use std::path::Path;
use std::process::Command;

/// Traces the fixture; returns its lines.
fn trace(tracer: &Path, options: &[&str], area: &str) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    // What the kernel answers is the same in every network namespace that is new. strace looks for sockets in its own.
    let apart: &[&str] = if area == "asks" { &["unshare", "-n"] } else { &["env"] };
    let status = Command::new(apart[0])
        .args(&apart[1..])
        .arg(tracer)
        .args(options)
        .args(["-e", "trace=sendto,recvfrom", "-o", "trace", "--"])
        .arg(common::fixture("netlink"))
        .arg(area)
        .current_dir(dir.path())
        .status()
        .unwrap();
    assert!(status.success(), "{} {options:?}", tracer.display());
    let text = std::fs::read_to_string(dir.path().join("trace")).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// What is newer than strace 6.1, and what that has in its place.
const NEWER: &[(&str, &str)] = &[
    ("1<<BR_BOOLOPT_MDB_OFFLOAD_FAIL_NOTIFICATION|1<<BR_BOOLOPT_FDB_LOCAL_VLAN_0|0xffffffe0", "0xfffffff8"),
    ("MDB_FLAGS_OFFLOAD_FAILED|0xe0", "0xf0"),
    ("nla_type=NETCONFA_FORCE_FORWARDING", "nla_type=0x9 /* NETCONFA_??? */"),
    ("nla_type=TLS_INFO_TX_MAX_PAYLOAD_LEN", "nla_type=0x7 /* TLS_INFO_??? */"),
    ("nlmsg_type=XFRM_MSG_MIGRATE_STATE", "nlmsg_type=0x29 /* XFRM_MSG_??? */"),
    // With `-X verbose`.
    ("NETCONFA_FORCE_FORWARDING */", "NETCONFA_??? */"),
    ("TLS_INFO_TX_MAX_PAYLOAD_LEN */", "TLS_INFO_??? */"),
    ("XFRM_MSG_MIGRATE_STATE */", "XFRM_MSG_??? */"),
];

/// What is asked for: everything; what is shown by default; strings in hex; numbers for names and one of each; both, and three
/// of each; none; nothing behind addresses; and what descriptors are, in structures that aren't abbreviated.
const MANNERS: &[&[&str]] = &[
    &["-v", "-s", "600"],
    &[],
    &["-x"],
    &["-X", "raw", "-s", "1"],
    &["-X", "verbose", "-xx", "-s", "3"],
    &["-s", "0"],
    &["-e", "verbose=none"],
    &["-e", "abbrev=none", "-yy"],
];

/// How many of them an area is tried in that is large, and how many one where the kernel answers otherwise in every run.
const OF_LARGE: usize = 4;
const OF_ANSWERS: usize = 3;

/// Compares rtrace's trace of an area with strace's, line by line, as `same` reads them; returns how many lines that were.
fn compare(options: &[&str], area: &str, same: fn(String) -> String) -> usize {
    // A socket is named by its port, which is the id of the process.
    let socket = regex::Regex::new(r"<NETLINK:\[(\w+):\d+\]>").unwrap();
    let older = |line: String| {
        let line = NEWER.iter().fold(line, |line, (newer, older)| line.replace(newer, older));
        socket.replace_all(&line, "<NETLINK:[$1]>").into_owned()
    };
    let lines =
        |tracer: &Path| trace(tracer, options, area).into_iter().map(older).map(same).collect::<Vec<_>>();
    let (strace, rtrace) = (lines(Path::new("strace")), lines(&common::rtrace()));
    assert_eq!(strace.len(), rtrace.len(), "{area}: lines");
    for (a, b) in strace.iter().zip(&rtrace) {
        if a != b {
            let at = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
            let from = (0..=at.saturating_sub(150)).rev().find(|from| a.is_char_boundary(*from)).unwrap_or(0);
            let cut = |line: &str| line[from..].chars().take(300).collect::<String>();
            panic!("{area} {options:?}\n    strace  {}\n    rtrace  {}", cut(a), cut(b));
        }
    }
    rtrace.len()
}

/// The area in every manner.
fn area(name: &str) {
    compared(name, |line| line);
}

fn compared(name: &str, same: fn(String) -> String) {
    if !common::is_there("strace") {
        return common::missing("strace");
    }
    let count = match name {
        "heads" => OF_LARGE,
        "asks" => OF_ANSWERS,
        _ => MANNERS.len(),
    };
    let lines: usize = MANNERS[..count].iter().map(|options| compare(options, name, same)).sum();
    assert!(lines > 8, "{name}: {lines} lines");
    common::report(&format!("netlink: {name}: {lines} lines equal strace's"));
}

#[test]
fn links() {
    area("link");
}

#[test]
fn bridges() {
    area("bridge");
}

#[test]
fn addresses_routes_and_rules() {
    area("route");
}

#[test]
fn neighbours() {
    area("neighbour");
}

#[test]
fn traffic_control_and_statistics() {
    compared("traffic", |line| {
        // strace extends a `char`, which has no sign on ARM, where the kernel has a `signed char`.
        if cfg!(target_arch = "aarch64") { line.replace("interval=255", "interval=-1") } else { line }
    });
}

#[test]
fn sockets_as_tools_list_them() {
    area("diag");
}

#[test]
fn netfilter() {
    area("netfilter");
}

#[test]
fn answers_that_refuse() {
    area("errors");
}

#[test]
fn types_of_messages_whole_and_cut() {
    area("heads");
}

#[test]
fn events_of_devices() {
    area("events");
}

/// What the kernel answers, with counters, ports and times that are others in every run.
#[test]
fn what_the_kernel_answers() {
    if !common::is_there("strace") {
        return common::missing("strace");
    }
    if !nix::unistd::geteuid().is_root() {
        return common::missing("root");
    }
    compared("asks", |line| {
        let same = regex::Regex::new(r"\\?0?x[0-9a-f]+|[0-9]+").unwrap().replace_all(&line, "0");
        // Attributes and places that are newer than strace 6.1.
        let newer = "IFLA_DEVLINK_PORT|IFLA_G[RS]O_IPV0_MAX_SIZE|IFLA_DPLL_PIN|IFLA_MAX_PACING_OFFLOAD_HORIZON|\
                     IFLA_NETNS_IMMUTABLE|IFLA_HEADROOM|IFLA_TAILROOM|IFA_PROTO";
        let head = format!(r"\{{nla_len=0, nla_type=(NLA_F_NESTED\|)?(0 /\* \w+_\?+ \*/|{newer})\}}");
        let attribute = format!(r"(, )?(\[{head}, [^\]]*\]|{head})");
        let same = regex::Regex::new(&attribute).unwrap().replace_all(&same, "");
        let place =
            regex::Regex::new("DEVCONF_ACCEPT_RA_MIN_LFT|DEVCONF_FORCE_FORWARDING|ICMP0_MIB_RATELIMITHOST")
                .unwrap();
        let unknown = regex::Regex::new(r"0 /\* (DEVCONF|ICMP0_MIB)_\?+ \*/").unwrap();
        unknown.replace_all(&place.replace_all(&same, "newer"), "newer").into_owned()
    });
}

#[test]
fn what_strace_leaves_in_hex_is_said_too() {
    let lines = trace(&common::rtrace(), &[], "more");
    // From the type on: what stands before it is always the same.
    let said: Vec<&str> = lines
        .iter()
        .filter_map(|line| Some(line.split_once("nlmsg_type=")?.1.split_once("], ")?.0))
        .collect();
    let head = |kind: &str| format!("{kind}, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, nlmsg_pid=0}}, ");
    let expected = [
        head("nlctrl")
            + "{cmd=CTRL_CMD_GETFAMILY, version=1}, [{nla_len=11, nla_type=CTRL_ATTR_FAMILY_NAME}, \"nlctrl\"]",
        head("AUDIT_FIRST_USER_MSG") + "\"op=test res=1\"",
        head("AUDIT_TTY_SET") + "{enabled=1, log_passwd=0}",
        head("XFRM_MSG_GETSA")
            + "{daddr=inet_addr(\"192.0.2.1\"), spi=0x100, family=AF_INET, proto=IPPROTO_ESP}, \
               [{nla_len=8, nla_type=XFRMA_IF_ID}, 0x7]",
    ];
    for (said, expected) in said.iter().zip(&expected) {
        assert!(expected.starts_with(said), "{said}\n{expected}");
    }
    assert_eq!(said.len(), expected.len() + 3);
    // strace 6.1 cuts the address, for it takes the family for a type of device, and has no name for the other one.
    assert!(lines[4].contains("nla_type=IFLA_ADDRESS}, 01:02:03:04:05:06:07:08]"), "{}", lines[4]);
    assert!(lines[4].contains("nla_type=IFLA_GRO_IPV4_MAX_SIZE}, 65536]"), "{}", lines[4]);
    // What later versions of strace know.
    assert!(lines[5].contains("nla_type=RTA_NH_ID}, 7]"), "{}", lines[5]);
    let group = "nlmsg_type=RTM_NEWMULTICAST, nlmsg_flags=NLM_F_REQUEST, nlmsg_seq=1, nlmsg_pid=0}, \
                 {ifa_family=AF_INET, ifa_prefixlen=0, ifa_flags=0, ifa_scope=RT_SCOPE_UNIVERSE, ifa_index=0}, \
                 [{nla_len=8, nla_type=IFA_MULTICAST}, inet_addr(\"224.0.0.1\")]";
    assert!(lines[6].contains(group), "{}", lines[6]);
}

#[test]
fn what_strace_leaves_in_bytes_is_said_where_that_is_asked_for() {
    const INFO: &str = "RTM_NEWLINK {ifi_family=AF_UNSPEC, ifi_type=ARPHRD_NETROM, ifi_index=0, ifi_flags=0, ifi_change=0}, \
                        [{nla_len=L, nla_type=IFLA_LINKINFO}, [[{nla_len=L, nla_type=IFLA_INFO_KIND}, ";
    const DISCIPLINE: &str = "RTM_NEWQDISC {tcm_family=AF_UNSPEC, tcm_ifindex=0, tcm_handle=0, tcm_parent=0, tcm_info=0}, \
                              [[{nla_len=L, nla_type=TCA_KIND}, ";
    const FILTER: &str = "{nfgen_family=AF_INET, version=NFNETLINK_V0, res_id=htons(0)}, ";
    let expected = [
        format!(
            "NFNL_SUBSYS_NFTABLES<<8|NFT_MSG_NEWRULE {FILTER}[[{{NFTA_RULE_TABLE}}, \"filter\"], \
             [{{NFTA_RULE_CHAIN}}, \"input\"], [{{NFTA_RULE_EXPRESSIONS}}, [{{NFTA_LIST_ELEM}}, \
             [[{{NFTA_EXPR_NAME}}, \"cmp\"], [{{NFTA_EXPR_DATA}}, [[{{NFTA_CMP_SREG}}, htonl(1)], \
             [{{NFTA_CMP_OP}}, NFT_CMP_NEQ], [{{NFTA_CMP_DATA}}, [{{NFTA_DATA_VALUE}}, \
             \"\\x0a\\x00\\x00\\x01\"]]]]]]]]"
        ),
        format!(
            "NFNL_SUBSYS_CTNETLINK<<8|IPCTNL_MSG_CT_GET {FILTER}[[{{CTA_TUPLE_ORIG}}, [[{{CTA_TUPLE_IP}}, \
             [[{{CTA_IP_V4_SRC}}, inet_addr(\"192.0.2.1\")], [{{CTA_IP_V4_DST}}, inet_addr(\"192.0.2.2\")]]], \
             [{{CTA_TUPLE_PROTO}}, [[{{CTA_PROTO_NUM}}, 6], [{{CTA_PROTO_SRC_PORT}}, htons(80)], \
             [{{CTA_PROTO_DST_PORT}}, htons(1024)]]]]], [{{CTA_STATUS}}, IPS_CONFIRMED]]"
        ),
        format!(
            "NFNL_SUBSYS_IPSET<<8|IPSET_CMD_ADD {FILTER}[[{{IPSET_ATTR_PROTOCOL}}, 7], \
             [{{IPSET_ATTR_SETNAME}}, \"hosts\"], [{{IPSET_ATTR_DATA}}, [{{IPSET_ATTR_IP}}, \
             [{{IPSET_ATTR_IPADDR_IPV4}}, inet_addr(\"192.0.2.7\")]]]]"
        ),
        format!(
            "NFNL_SUBSYS_QUEUE<<8|NFQNL_MSG_CONFIG {FILTER}[{{NFQA_CFG_CMD}}, \
             {{command=NFQNL_CFG_CMD_BIND, pf=AF_INET}}]"
        ),
        format!(
            "{INFO}\"vlan\"], [{{IFLA_INFO_DATA}}, [[{{IFLA_VLAN_ID}}, 7], \
             [{{IFLA_VLAN_FLAGS}}, {{flags=VLAN_FLAG_REORDER_HDR, mask=VLAN_FLAG_REORDER_HDR}}]]]]]"
        ),
        format!(
            "{INFO}\"veth\"], [{{IFLA_INFO_DATA}}, [{{VETH_INFO_PEER}}, {{ifi_family=AF_UNSPEC, \
             ifi_type=ARPHRD_NETROM, ifi_index=0, ifi_flags=0, ifi_change=0}}, [{{IFLA_IFNAME}}, \"v1\"]]]]]"
        ),
        format!("{INFO}\"bridge\"], [{{IFLA_INFO_DATA}}, [{{IFLA_BR_STP_STATE}}, 1]]]]"),
        format!("{DISCIPLINE}\"fq_codel\"], [{{TCA_OPTIONS}}, [{{TCA_FQ_CODEL_LIMIT}}, 1024]]]"),
        format!(
            "{DISCIPLINE}\"netem\"], [{{TCA_OPTIONS}}, {{latency=100, limit=0, loss=0, gap=0, duplicate=0, \
             jitter=0}}, [{{TCA_NETEM_LATENCY64}}, 72340172838076673]]]"
        ),
        "nlctrl {cmd=CTRL_CMD_GETFAMILY, version=1}, [{CTRL_ATTR_FAMILY_NAME}, \"ethtool\"]".to_owned(),
        "ethtool {cmd=ETHTOOL_MSG_PRIVFLAGS_GET, version=1}, [{ETHTOOL_A_PRIVFLAGS_HEADER}, \
         [{ETHTOOL_A_HEADER_DEV_NAME}, \"lo\"]]"
            .to_owned(),
    ];
    let head = regex::Regex::new(r"\{nla_len=\w+, nla_type=(\w+)\}").unwrap();
    let plain = |line: &str| head.replace_all(line, "{$1}").into_owned();
    let lines = trace(&common::rtrace(), &["--deep"], "deep");
    let kind = |line: &str| line.split(' ').next().unwrap_or("").to_owned();
    let mut count = 0;
    for line in lines.iter().filter(|line| line.starts_with("sendto")) {
        let said = line.split_once("nlmsg_type=").unwrap().1;
        let (of, rest) = said.split_once(", nlmsg_flags=").unwrap();
        let said = plain(&format!("{of} {}", rest.split_once("nlmsg_pid=0}, ").unwrap().1));
        // A kernel may lack a protocol or a family.
        let expected = expected.iter().map(|line| plain(line)).filter(|line| kind(line) == of);
        let found = expected.clone().any(|line| said.starts_with(&line));
        assert!(found, "{said}\n{}", expected.collect::<Vec<_>>().join("\n"));
        count += 1;
    }
    assert!(count >= 5, "{}", lines.join("\n"));
}

#[test]
fn json_has_attributes_with_their_names_and_values() {
    let lines = trace(&common::rtrace(), &["--format=json"], "more");
    let events: Vec<serde_json::Value> =
        lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    let sent =
        events.iter().find(|event| event["args"]["buf"][0][0]["nlmsg_type"]["text"] == "nlctrl").unwrap();
    // One message and one attribute are arrays, too, as several are.
    let message = &sent["args"]["buf"][0];
    assert_eq!(message[1]["cmd"]["names"][0], "CTRL_CMD_GETFAMILY");
    assert_eq!(message[2][0][0]["nla_type"]["names"][0], "CTRL_ATTR_FAMILY_NAME");
    assert_eq!(message[2][0][1], "nlctrl");
}

#[test]
fn json_is_whole_where_no_element_is_asked_for() {
    let lines = trace(&common::rtrace(), &["--format=json", "-s", "0"], "more");
    let sent: Vec<serde_json::Value> = lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(sent.iter().any(|event| event["args"]["buf"] == serde_json::json!([{"more": true}])));
}
