//! What is sent and refused on the way: broadcasts that weren't asked for, routes that prohibit, packet filters.

use super::evidence::Refusal;
use super::verdict::{Code, Verdict};
use crate::diagnose::finding::Finding;
use libc::{EACCES, EPERM};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What is known of a call that sends, or says where to, over the internet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sending {
    /// Where to.
    pub to: IpAddr,
    /// Whether that is everybody's address on some network of the task's.
    pub everybody: bool,
    /// Whether the socket is one of datagrams: others can't broadcast.
    pub datagrams: bool,
    /// Its SO_BROADCAST.
    pub broadcasts: bool,
}

/// Calls that send, or connect.
pub const SENDS: &[&str] = &["connect", "send", "sendto", "sendmsg", "sendmmsg", "write", "writev"];

/// Judges what was to be sent.
pub fn judge(refusal: &Refusal) -> Option<Verdict> {
    let sending = refusal.sending?;
    match refusal.errno {
        EACCES if sending.everybody && sending.datagrams && !sending.broadcasts => Some(broadcast(refusal)),
        EACCES if refusal.domain.is_none() || sending.datagrams => Some(prohibited(refusal, sending.to)),
        EPERM => Some(filtered()),
        _ => None,
    }
}

fn broadcast(refusal: &Refusal) -> Verdict {
    let because = "the address is everybody's on a network, and SO_BROADCAST is not set";
    let finding = Finding::proved_if(refusal.by_kernel(), because)
        .doubted(refusal.asked_before(false))
        .saw("getsockopt(SO_BROADCAST) is 0")
        .advise("setsockopt(fd, SOL_SOCKET, SO_BROADCAST, &1, 4)", "");
    Verdict::of(Code::State, finding)
}

/// A route of type `prohibit`: see ip-route(8).
fn prohibited(refusal: &Refusal, to: IpAddr) -> Verdict {
    let finding = Finding::likely("a route prohibits what is sent there")
        .saw_if(refusal.sending.filter(|sending| sending.everybody).map(|_| "SO_BROADCAST is set"))
        .advise(format!("ip route get {to}, ip rule"), "in its network namespace");
    Verdict::of(Code::Route, finding)
}

/// What a rule of the packet filter drops on its way out comes back as EPERM.
fn filtered() -> Verdict {
    let finding = Finding::likely("a rule of the packet filter drops what is sent there")
        .advise("nft list ruleset, iptables -S OUTPUT", "as root, in its network namespace");
    Verdict::of(Code::PacketFilter, finding)
}

/// The internet address in a `struct sockaddr`.
pub fn address(bytes: &[u8]) -> Option<IpAddr> {
    let family = i32::from(u16::from_ne_bytes(bytes.get(..2)?.try_into().ok()?));
    match family {
        libc::AF_INET => {
            let octets: [u8; 4] = bytes.get(4..8)?.try_into().ok()?;
            Some(Ipv4Addr::from(octets).into())
        }
        libc::AF_INET6 => {
            let octets: [u8; 16] = bytes.get(8..24)?.try_into().ok()?;
            Some(Ipv6Addr::from(octets).to_canonical())
        }
        _ => None,
    }
}

/// Whether an address is everybody's, by the task's /proc/PID/net/fib_trie: there, what an address is stands in the line
/// behind it.
pub fn is_everybody(to: IpAddr, trie: &str) -> bool {
    let IpAddr::V4(to) = to else { return false };
    let named = format!("|-- {to}");
    let mut lines = trie.lines().map(str::trim);
    let mut known = false;
    while let Some(line) = lines.next() {
        known |= line == named && lines.next().is_some_and(|line| line.ends_with(" BROADCAST"));
    }
    known || to.is_broadcast()
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;

    const TRIE: &str = "Local:\n  +-- 0.0.0.0/0 3 0 5\n     |-- 127.0.0.1\n        /32 host LOCAL\n     |-- 127.255.255.255\n        /32 link BROADCAST\n";

    #[test]
    fn an_address_is_everybody_s_by_the_kernel_s_table() {
        let is = |text: &str| is_everybody(text.parse().unwrap(), TRIE);
        assert!(is("127.255.255.255") && is("255.255.255.255"));
        assert!(!is("127.0.0.1") && !is("10.0.0.255") && !is("ff02::1"));
    }

    #[test]
    fn an_address_is_read_as_the_program_gives_it() {
        let given = [&2_u16.to_ne_bytes()[..], &[0, 80, 10, 0, 0, 1]].concat();
        assert_eq!(address(&given), Some("10.0.0.1".parse().unwrap()));
        assert_eq!(address(&given[..6]), None);
        assert_eq!(address(&1_u16.to_ne_bytes()), None);
    }

    #[test]
    fn a_broadcast_is_proved_by_the_socket_itself_and_the_rest_is_likely() {
        let sending =
            Sending { to: "10.0.0.3".parse().unwrap(), everybody: true, datagrams: true, broadcasts: false };
        let mut sent = refusal("sendto", EACCES);
        sent.sending = Some(sending);
        assert_eq!(verdict(&sent), "state, proved");
        sent.sending = Some(Sending { broadcasts: true, ..sending });
        assert_eq!(verdict(&sent), "route, likely");
        sent.errno = EPERM;
        assert_eq!(verdict(&sent), "packet-filter, likely");
        sent.sending = None;
        assert_eq!(verdict(&sent), "unexplained, likely", "a socket of another kind");
    }
}
