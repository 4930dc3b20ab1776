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

/// Compares rtrace's trace of an area with strace's, line by line, as `same` reads them; returns how many lines that were.
fn compare(options: &[&str], area: &str, same: fn(String) -> String) -> usize {
    let lines = |tracer: &Path| trace(tracer, options, area).into_iter().map(same).collect::<Vec<_>>();
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

/// The area in full, and as it is without options.
fn area(name: &str) {
    compared(name, |line| line);
}

fn compared(name: &str, same: fn(String) -> String) {
    if !common::is_there("strace") {
        return common::missing("strace");
    }
    let manners: [&[&str]; 3] = [&["-v", "-s", "600"], &[], &["-x"]];
    let lines: usize = manners.iter().map(|options| compare(options, name, same)).sum();
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
                     IFLA_NETNS_IMMUTABLE|IFA_PROTO";
        let head = format!(r"\{{nla_len=0, nla_type=(NLA_F_NESTED\|)?(0 /\* \w+_\?+ \*/|{newer})\}}");
        let attribute = format!(r"(, )?(\[{head}, [^\]]*\]|{head})");
        let same = regex::Regex::new(&attribute).unwrap().replace_all(&same, "");
        let place = regex::Regex::new("DEVCONF_ACCEPT_RA_MIN_LFT|ICMP0_MIB_RATELIMITHOST").unwrap();
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
    assert_eq!(said.len(), expected.len() + 1);
    // strace 6.1 cuts the address, for it takes the family for a type of device, and has no name for the other one.
    assert!(lines[4].contains("nla_type=IFLA_ADDRESS}, 01:02:03:04:05:06:07:08]"), "{}", lines[4]);
    assert!(lines[4].contains("nla_type=IFLA_GRO_IPV4_MAX_SIZE}, 65536]"), "{}", lines[4]);
}

#[test]
fn json_has_attributes_with_their_names_and_values() {
    let lines = trace(&common::rtrace(), &["--format=json"], "more");
    let events: Vec<serde_json::Value> =
        lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    let sent = events.iter().find(|event| event["args"]["buf"][0]["nlmsg_type"]["text"] == "nlctrl").unwrap();
    let message = &sent["args"]["buf"];
    assert_eq!(message[1]["cmd"]["names"][0], "CTRL_CMD_GETFAMILY");
    assert_eq!(message[2][0]["nla_type"]["names"][0], "CTRL_ATTR_FAMILY_NAME");
    assert_eq!(message[2][1], "nlctrl");
}
