//! Options and control messages of sockets: strace's text where strace 6.1 has one, and the lines that it should be beyond.

mod common;

use std::path::Path;
use std::process::Command;

fn trace(tracer: &Path, options: &[&str], area: &str) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let status = Command::new(tracer)
        .args(options)
        .args([
            "-e",
            "trace=setsockopt,getsockopt,sendmsg,connect,bind,sendto,getsockname,getpeername,recvfrom",
        ])
        .args(["-o", "trace", "--"])
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
fn area(name: &str) {
    compare(name, &[&[], &["-v"]]);
}

/// A name that strace 6.1 doesn't have yet.
const NEWER: &str = "RXRPC_MANAGE_RESPONSE";

/// A line as strace 6.1 has it.
fn as_before(line: &str) -> String {
    line.replace(&format!("0x7 /* {NEWER} */"), NEWER).replace(NEWER, "0x7 /* RXRPC_??? */")
}

/// The same, with each of these options.
fn compare(name: &str, options: &[&[&str]]) {
    if !common::is_there("strace") {
        return common::missing("strace");
    }
    let address = regex::Regex::new("0x[0-9a-f]{9,}").unwrap();
    // Which ports are free and which id a netlink socket gets, and so their bytes, differ from run to run.
    let given = regex::Regex::new(
        r#"(sin6?_port=htons\(|nl_pid=-?)\d+|(AF_INET6?|AF_NETLINK), sa_data="(?:[^"\\]|\\.)*""#,
    )
    .unwrap();
    for options in options {
        let lines = |tracer: &Path| -> Vec<String> {
            let lines = trace(tracer, options, name);
            let same = |line: &String| as_before(&address.replace_all(line, "ADDRESS"));
            let lines = lines.iter().map(same);
            match name {
                "names" => lines.map(|line| given.replace_all(&line, "$1$2 GIVEN").into_owned()).collect(),
                _ => lines.collect(),
            }
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
    compare("options", &[&[], &["-v"], &["-Xverbose"]]);
}

/// The calls aren't made: what they return, and how long it is, the tracer says.
#[test]
fn values_of_options() {
    compare(
        "values",
        &[
            &["-e", "inject=getsockopt:retval=0"],
            &["-v", "-e", "inject=getsockopt:retval=0:poke_exit=@arg5=04000000"],
            &["-e", "inject=getsockopt:retval=0:poke_exit=@arg5=ffffffff"],
        ],
    );
}

#[test]
fn addresses_of_every_family() {
    compare("addresses", &[&[], &["-Xraw"], &["-v", "-Xverbose"], &["-xx"], &["-x", "-s3"]]);
}

#[test]
fn addresses_that_calls_write() {
    area("names");
}

#[test]
fn control_messages() {
    compare("control", &[&[], &["-v"], &["-Xraw"], &["-Xverbose"], &["-xx"]]);
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
