//! Options, control messages and addresses of sockets: strace's text where strace 6.1 has one, and the lines that it should
//! be beyond.

mod common;

use std::path::Path;
use std::process::Command;

fn trace(tracer: &Path, options: &[&str], area: &str) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let status = Command::new(tracer)
        .args(options)
        .args(["-e", "trace=setsockopt,sendmsg,bind", "-o", "trace", "--"])
        .arg(common::fixture("sockets"))
        .arg(area)
        .current_dir(dir.path())
        .status()
        .unwrap();
    assert!(status.success());
    let text = std::fs::read_to_string(dir.path().join("trace")).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// Compares rtrace's trace of an area with strace's, where addresses are any.
fn area(name: &str, manners: &[&[&str]]) {
    if !common::is_there("strace") {
        return common::missing("strace");
    }
    let address = regex::Regex::new("0x[0-9a-f]{9,}").unwrap();
    for options in manners {
        let lines = |tracer: &Path| -> Vec<String> {
            let lines = trace(tracer, options, name);
            lines.iter().map(|line| address.replace_all(line, "ADDRESS").into_owned()).collect()
        };
        let (strace, rtrace) = (lines(Path::new("strace")), lines(&common::rtrace()));
        assert_eq!(strace.len(), rtrace.len());
        for (strace, rtrace) in strace.iter().zip(&rtrace) {
            assert_eq!(strace, rtrace, "{name} {options:?}");
        }
        common::report(&format!("sockets: {name} {options:?}: {} lines equal strace's", rtrace.len()));
    }
}

#[test]
fn options() {
    area("options", &[&[], &["-v"], &["-Xverbose"]]);
}

#[test]
fn addresses() {
    area("addresses", &[&[], &["-Xraw"], &["-v", "-Xverbose"], &["-xx"], &["-x", "-s3"]]);
}

#[test]
fn control_messages() {
    area("control", &[&[], &["-v"], &["-Xraw"], &["-Xverbose"], &["-xx"]]);
}

#[test]
fn control_messages_that_strace_leaves_without_their_data() {
    let lines = trace(&common::rtrace(), &[], "more");
    let said: Vec<&str> = lines
        .iter()
        .filter_map(|line| Some(line.split_once("cmsg_level=")?.1.split_once("}], msg_controllen")?.0))
        .collect();
    assert_eq!(
        said,
        [
            "SOL_IPV6, cmsg_type=IPV6_PKTINFO, cmsg_data={inet_pton(AF_INET6, \"::1\", &ipi6_addr), \
             ipi6_ifindex=if_nametoindex(\"lo\")}",
            "SOL_IPV6, cmsg_type=IPV6_HOPLIMIT, cmsg_data=64",
            "SOL_IPV6, cmsg_type=IPV6_TCLASS, cmsg_data=0x10",
            "SOL_UDP, cmsg_type=UDP_GRO, cmsg_data=1200",
            "SOL_UDP, cmsg_type=UDP_SEGMENT, cmsg_data=1200",
            "SOL_TLS, cmsg_type=TLS_GET_RECORD_TYPE, cmsg_data=TLS_RECORD_TYPE_DATA",
            "SOL_TCP, cmsg_type=TCP_CM_INQ, cmsg_data=7",
            "SOL_NETLINK, cmsg_type=NETLINK_PKTINFO, cmsg_data={group=5}",
            "SOL_ALG, cmsg_type=ALG_SET_OP, cmsg_data=ALG_OP_ENCRYPT",
            "SOL_PACKET, cmsg_type=PACKET_AUXDATA, cmsg_data={tp_status=TP_STATUS_USER, tp_len=60, \
             tp_snaplen=60, tp_mac=0, tp_net=14, tp_vlan_tci=0, tp_vlan_tpid=0}",
        ]
    );
}
