//! Options and control messages of sockets: strace's text where strace 6.1 has one, and the lines that it should be beyond.

mod common;

use std::path::Path;
use std::process::Command;

/// The calls that are compared.
fn calls(options: &[&str], area: &str) -> &'static str {
    match area {
        // Of messages that sendmmsg doesn't send strace dumps what stands in memory behind them.
        "messages" if options.contains(&"write=all") => "sendmsg,recvmsg,recvmmsg",
        "messages" => "sendmsg,recvmsg,sendmmsg,recvmmsg",
        _ => "setsockopt,getsockopt,sendmsg,connect,bind,sendto,getsockname,getpeername,recvfrom",
    }
}

fn trace(tracer: &Path, options: &[&str], area: &str) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let status = Command::new(tracer)
        .args(options)
        .args(["-e", &format!("trace={}", calls(options, area))])
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

/// What changes how arguments are said: numbers, names and strings in other words, few bytes and elements, more or nothing
/// of structures, and what a descriptor leads to.
const MANNERS: &[&[&str]] = &[
    &[],
    &["-v"],
    &["-Xraw"],
    &["-Xverbose"],
    &["-x"],
    &["-xx", "-s2"],
    &["-s3"],
    &["-s0"],
    &["-e", "abbrev=none"],
    &["-e", "verbose=none"],
    &["-yy"],
];

/// A name that strace 6.1 doesn't have yet.
const NEWER: &str = "RXRPC_MANAGE_RESPONSE";

/// A line as strace 6.1 has it.
fn as_before(line: &str) -> String {
    line.replace(&format!("0x7 /* {NEWER} */"), NEWER).replace(NEWER, "0x7 /* RXRPC_??? */")
}

/// Compares rtrace's trace of an area with strace's, where addresses are any, with each of these options.
fn compare(name: &str, options: &[&[&str]]) {
    if !common::is_there("strace") {
        return common::missing("strace");
    }
    // Which ports are free and which id a netlink socket gets, and so their bytes, differ from run to run, as do addresses of
    // memory, what is left of a time, and with `-yy` the ids of sockets.
    let given = [
        r"(0x)[0-9a-f]{9,}",
        r#"(sin6?_port=)(?:"[^"]*"|htons\(\d+\))(?: /\* htons\(\d+\) \*/)?"#,
        r"(nl_pid=)-?\d+",
        r#"((?:AF_INET6?|AF_NETLINK|=0x2|=0xa|=0x10)(?: /\* \w+ \*/)?, sa_data=)"(?:[^"\\]|\\.)*"(?:\.\.\.)?"#,
        r"(tv_nsec=)\d{6,}",
        r"([<>:\[])\d+",
    ]
    .map(|given| regex::Regex::new(given).unwrap());
    for options in options {
        let count = match name {
            _ if options.contains(&"-yy") => given.len(),
            "names" | "messages" => given.len() - 1,
            _ => 1,
        };
        let same = |line: String| {
            let same =
                |line: String, given: &regex::Regex| given.replace_all(&line, "${1}GIVEN").into_owned();
            given[..count].iter().fold(as_before(&line), same)
        };
        let lines =
            |tracer: &Path| -> Vec<String> { trace(tracer, options, name).into_iter().map(same).collect() };
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
    compare("options", &[&[], &["-v"], &["-Xverbose"], &["-Xraw", "-xx", "-s3"]]);
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
            &["-Xraw", "-xx", "-s3", "-e", "inject=getsockopt:retval=0"],
            &["-Xverbose", "-e", "inject=getsockopt:retval=0:poke_exit=@arg5=04000000"],
        ],
    );
}

#[test]
fn addresses_of_every_family() {
    compare("addresses", &[&[], &["-Xraw"], &["-v", "-Xverbose"], &["-xx"], &["-x", "-s3"]]);
}

#[test]
fn addresses_that_calls_write() {
    compare("names", MANNERS);
}

#[test]
fn control_messages() {
    compare("control", MANNERS);
}

#[test]
fn messages_with_vectors_names_and_control_messages() {
    compare("messages", MANNERS);
    compare("messages", &[&["-e", "read=all", "-e", "write=all"]]);
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
