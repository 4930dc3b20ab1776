//! The ends of a tracee's sockets.
//!
//! A socket is asked itself: pidfd_getfd(2) lends a descriptor for it. So nothing goes stale, no table of sockets is
//! searched, and it doesn't matter which network namespace the socket is in. Where the kernel doesn't lend it, the tables
//! in `/proc/PID/net` tell, and for who is connected to whom in the Unix domain sock_diag(7) does.

use crate::event::{Ends, Opened, Socket, UnixName};
use crate::sys::{net, pidfd};
use nix::sys::socket::{
    AddressFamily, MsgFlags, SockFlag, SockProtocol, SockType, getsockopt, recv, send, socket, sockopt,
};
use nix::unistd::Pid;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::fs;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream};
use std::os::fd::{AsRawFd, OwnedFd};

/// What a protocol's sockets can be asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    /// Addresses, in the table of `/proc/PID/net` of this name.
    Internet(&'static str),
    /// The same, with the protocol in a port's place, where sock_diag(7) tells it: without the kernel's raw_diag strace
    /// isn't told.
    Raw(AddressFamily, &'static str),
    Unix,
    Netlink,
    /// Nothing.
    Mute,
}

/// The protocols that strace knows, by their name in the kernel: how strace names them, what they can be asked, and
/// whether they are named even where that yields nothing.
const PROTOCOLS: [(&str, &str, Family, bool); 21] = [
    ("DCCP", "DCCP", Family::Internet("dccp"), true),
    ("DCCPv6", "DCCPv6", Family::Internet("dccp6"), true),
    ("L2TP/IP", "L2TP/IP", Family::Mute, true),
    ("L2TP/IPv6", "L2TP/IPv6", Family::Mute, true),
    ("MPTCP", "TCP", Family::Internet("tcp"), false),
    ("MPTCPv6", "TCPv6", Family::Internet("tcp6"), false),
    ("NETLINK", "NETLINK", Family::Netlink, true),
    ("PING", "PING", Family::Mute, true),
    ("PINGv6", "PINGv6", Family::Mute, true),
    ("RAW", "RAW", Family::Raw(AddressFamily::Inet, "raw"), true),
    ("RAWv6", "RAWv6", Family::Raw(AddressFamily::Inet6, "raw6"), true),
    ("SCTP", "SCTP", Family::Mute, true),
    ("SCTPv6", "SCTPv6", Family::Mute, true),
    ("TCP", "TCP", Family::Internet("tcp"), true),
    ("TCPv6", "TCPv6", Family::Internet("tcp6"), true),
    ("UDP", "UDP", Family::Internet("udp"), true),
    ("UDP-Lite", "UDPLITE", Family::Internet("udplite"), false),
    ("UDPLITEv6", "UDPLITEv6", Family::Internet("udplite6"), true),
    ("UDPv6", "UDPv6", Family::Internet("udp6"), true),
    ("UNIX", "UNIX", Family::Unix, true),
    ("UNIX-STREAM", "UNIX-STREAM", Family::Unix, true),
];

/// How many sockets are remembered: those whose inodes leave the same remainder share a place, and the latest has it.
const PLACES: u64 = 1024;

/// Sockets with the ends that they had when they were first seen with some. strace tells these from then on: who a
/// socket was connected to after the other end is gone, and who it was first after it is connected to another one.
#[derive(Debug, Default)]
pub struct Remembered(RefCell<FxHashMap<u64, Opened>>);

impl Remembered {
    /// What is remembered of the socket that a descriptor's link leads to; else what is found out now.
    pub fn first(&self, link: &[u8], find: impl FnOnce() -> Option<Opened>) -> Option<Opened> {
        let Some(inode) = inode(link) else { return find() };
        let known = self.0.borrow().get(&(inode % PLACES)).copied();
        if let Some(Opened::Socket(socket)) = known
            && socket.inode == inode
        {
            return known;
        }
        let found = find();
        if let Some(Opened::Socket(Socket { ends, .. })) = found
            && !matches!(ends, Ends::Unknown | Ends::Unix { peer: None, name: None })
        {
            self.0.borrow_mut().extend(found.map(|found| (inode % PLACES, found)));
        }
        found
    }
}

/// The inode that the link of a socket's descriptor tells.
fn inode(link: &[u8]) -> Option<u64> {
    let inode = link.strip_prefix(b"socket:[")?.strip_suffix(b"]")?;
    std::str::from_utf8(inode).ok()?.parse().ok()
}

/// The socket that `fd` of `pid` is; `link` is the target of its link in /proc.
pub fn find(pid: Pid, fd: i32, link: &[u8]) -> Option<Socket> {
    let inode = inode(link)?;
    let mut name = [0; 64];
    let name = net::protocol(format!("/proc/{pid}/fd/{fd}").as_ref(), &mut name)?.to_str().ok()?;
    let (_, protocol, family, always) = PROTOCOLS.iter().find(|(known, ..)| *known == name)?;
    let ends = match family {
        Family::Internet(table) => internet(pid, fd, inode, table),
        Family::Raw(family, table) if lists_raw(*family).unwrap_or(false) => listed(pid, inode, table),
        Family::Unix => unix(pid, fd, inode),
        Family::Netlink => netlink(pid, inode),
        Family::Raw(..) | Family::Mute => Ends::Unknown,
    };
    (*always || ends != Ends::Unknown).then_some(Socket { protocol, inode, ends })
}

fn internet(pid: Pid, fd: i32, inode: u64, table: &str) -> Ends {
    let Ok(borrowed) = pidfd::borrow(pid, fd) else { return listed(pid, inode, table) };
    let listens = getsockopt(&borrowed, sockopt::AcceptConn).unwrap_or(false);
    // The type says stream, and yet these two questions are the same for every socket.
    let borrowed = TcpStream::from(borrowed);
    let remote = borrowed.peer_addr().ok();
    match borrowed.local_addr() {
        Ok(local) if local.port() == 0 => Ends::Unknown,
        // While it connects, a socket doesn't tell to whom.
        Ok(local) if remote.is_none() && !listens && table.starts_with("tcp") => {
            match listed(pid, inode, table) {
                // Bound and no more.
                Ends::Unknown => Ends::Internet { local, remote },
                ends => ends,
            }
        }
        Ok(local) => Ends::Internet { local, remote },
        Err(_) => Ends::Unknown,
    }
}

/// What the table of a protocol says of a socket (proc_pid_net(5)).
fn listed(pid: Pid, inode: u64, table: &str) -> Ends {
    let sockets = fs::read_to_string(format!("/proc/{pid}/net/{table}")).unwrap_or_default();
    row_of(inode, &sockets).unwrap_or(Ends::Unknown)
}

/// The ends in the row with this inode, its tenth column.
fn row_of(inode: u64, sockets: &str) -> Option<Ends> {
    sockets.lines().find_map(|line| {
        let mut columns = line.split_whitespace();
        let (local, remote) = (columns.nth(1)?, columns.next()?);
        (columns.nth(6)?.parse() == Ok(inode)).then_some(())?;
        let remote = address(remote).filter(|remote| remote.port() != 0);
        Some(Ends::Internet { local: address(local)?, remote })
    })
}

/// `0100007F:1F90`: the address in words of 32 bits as the host has them, and the port.
fn address(text: &str) -> Option<SocketAddr> {
    let (host, port) = text.split_once(':')?;
    let word = |at: usize| Some(u32::from_str_radix(host.get(at..at + 8)?, 16).ok()?.to_ne_bytes());
    let ip = if host.len() == 8 {
        IpAddr::V4(Ipv4Addr::from(word(0)?))
    } else {
        let words = [word(0)?, word(8)?, word(16)?, word(24)?];
        let mut bytes = [0; 16];
        bytes.copy_from_slice(words.as_flattened());
        IpAddr::V6(Ipv6Addr::from(bytes))
    };
    Some(SocketAddr::new(ip, u16::from_str_radix(port, 16).ok()?))
}

/// What `/proc/PID/net/netlink` says of a socket: its protocol (the column that the kernel calls Eth) and its port.
/// The kernel lists bound sockets alone.
fn netlink(pid: Pid, inode: u64) -> Ends {
    let sockets = fs::read_to_string(format!("/proc/{pid}/net/netlink")).unwrap_or_default();
    netlink_row(inode, &sockets).unwrap_or(Ends::Unknown)
}

fn netlink_row(inode: u64, sockets: &str) -> Option<Ends> {
    sockets.lines().find_map(|line| {
        let mut columns = line.split_whitespace();
        (columns.clone().next_back()?.parse() == Ok(inode)).then_some(())?;
        Some(Ends::Netlink { protocol: columns.nth(1)?.parse().ok()?, port: columns.next()?.parse().ok()? })
    })
}

fn unix(pid: Pid, fd: i32, inode: u64) -> Ends {
    if let Some(ends) = u32::try_from(inode).ok().and_then(|inode| ask(inode).ok()?) {
        return ends;
    }
    // It is in another network namespace.
    Ends::Unix { peer: None, name: pidfd::borrow(pid, fd).ok().and_then(name_of) }
}

/// The name that a socket is bound to.
fn name_of(socket: OwnedFd) -> Option<UnixName> {
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::net::UnixStream;
    let name = UnixStream::from(socket).local_addr().ok()?;
    match (name.as_pathname(), name.as_abstract_name()) {
        (Some(path), _) => UnixName::new(path.as_os_str().as_bytes()),
        (None, Some(name)) => UnixName::new(&[b"\0", name].concat()),
        (None, None) => None,
    }
}

/// linux/netlink.h, linux/sock_diag.h, linux/unix_diag.h.
mod diag {
    pub const BY_FAMILY: u16 = 20;
    pub const REQUEST: u16 = 1;
    pub const SHOW_NAME_AND_PEER: u32 = 1 | 4;
    pub const NAME: u16 = 0;
    pub const PEER: u16 = 2;
    /// The headers of a message and of what is asked: `struct nlmsghdr` and `struct unix_diag_req`.
    pub const ASKED: usize = 16 + 24;
    /// The headers of the answer: `struct nlmsghdr` and `struct unix_diag_msg`.
    pub const ANSWERED: usize = 16 + 16;
    /// `struct nlmsghdr` and `struct inet_diag_req_v2`.
    pub const ASKED_OF_INET: usize = 16 + 56;
    pub const DUMP: u16 = 0x300;
    pub const ERROR: u16 = 2;
    pub const DONE: u16 = 3;
}

/// Whether sock_diag(7) lists the raw sockets of a family: the list doesn't begin with an error, nor ends at once with one.
fn lists_raw(family: AddressFamily) -> nix::Result<bool> {
    let mut request = [0; diag::ASKED_OF_INET];
    let mut put = |at: usize, bytes: &[u8]| request[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &(diag::ASKED_OF_INET as u32).to_ne_bytes());
    put(4, &diag::BY_FAMILY.to_ne_bytes());
    put(6, &(diag::REQUEST | diag::DUMP).to_ne_bytes());
    put(16, &[family as u8, libc::IPPROTO_RAW as u8]);
    put(20, &u32::MAX.to_ne_bytes());
    let mut answer = [0; 512];
    let length = sock_diag(&request, &mut answer)?;
    let failed = answer[16..20] != [0; 4];
    Ok(match u16::from_ne_bytes([answer[4], answer[5]]) {
        diag::ERROR => false,
        diag::DONE => length >= 20 && !failed,
        _ => true,
    })
}

/// Sends a request and receives the first part of the answer; returns its length, which may be more than there is room.
fn sock_diag(request: &[u8], answer: &mut [u8]) -> nix::Result<usize> {
    let flags = SockFlag::SOCK_CLOEXEC;
    let asked = socket(AddressFamily::Netlink, SockType::Raw, flags, SockProtocol::NetlinkSockDiag)?;
    send(asked.as_raw_fd(), request, MsgFlags::empty())?;
    recv(asked.as_raw_fd(), answer, MsgFlags::MSG_DONTWAIT)
}

/// What sock_diag(7) says of a Unix socket; None where rtrace's network namespace has none with this inode.
fn ask(inode: u32) -> nix::Result<Option<Ends>> {
    let mut request = [0; diag::ASKED];
    let mut put = |at: usize, bytes: &[u8]| request[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &(diag::ASKED as u32).to_ne_bytes());
    put(4, &diag::BY_FAMILY.to_ne_bytes());
    put(6, &diag::REQUEST.to_ne_bytes());
    put(16, &[libc::AF_UNIX as u8]);
    put(20, &u32::MAX.to_ne_bytes());
    put(24, &inode.to_ne_bytes());
    put(28, &diag::SHOW_NAME_AND_PEER.to_ne_bytes());
    // Any cookie.
    put(32, &u64::MAX.to_ne_bytes());
    let mut answer = [0; 512];
    let length = sock_diag(&request, &mut answer)?;
    Ok(answered(&answer[..length.min(answer.len())]))
}

/// What an answer says; None where it is none.
fn answered(answer: &[u8]) -> Option<Ends> {
    let half = |at: usize| Some(u16::from_ne_bytes(answer.get(at..at + 2)?.try_into().ok()?));
    (half(4)? == diag::BY_FAMILY).then_some(())?;
    let (mut peer, mut name) = (None, None);
    let mut at = diag::ANSWERED;
    while let (Some(length), Some(kind)) = (half(at), half(at + 2)) {
        let Some(value) = answer.get(at + 4..at + usize::from(length)) else { break };
        match kind {
            diag::NAME => name = UnixName::new(value),
            // A connection that isn't accepted yet has no inode.
            diag::PEER => peer = value.try_into().ok().map(u32::from_ne_bytes).filter(|peer| *peer != 0),
            _ => {}
        }
        at += usize::from(length).next_multiple_of(4).max(4);
    }
    Some(Ends::Unix { peer, name })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::net::UnixStream;

    fn this(socket: &impl AsRawFd) -> Option<Socket> {
        let link = fs::read_link(format!("/proc/self/fd/{}", socket.as_raw_fd())).unwrap();
        find(Pid::this(), socket.as_raw_fd(), link.as_os_str().as_encoded_bytes())
    }

    #[test]
    fn a_socket_is_remembered_with_its_first_ends() {
        let socket = |inode, peer| {
            Some(Opened::Socket(Socket { protocol: "UNIX", inode, ends: Ends::Unix { peer, name: None } }))
        };
        let remembered = Remembered::default();
        let first = |link: &str, found: Option<Opened>| remembered.first(link.as_bytes(), || found);
        assert_eq!(first("socket:[7]", socket(7, None)), socket(7, None), "it has no ends yet");
        assert_eq!(first("socket:[7]", socket(7, Some(8))), socket(7, Some(8)));
        assert_eq!(first("socket:[7]", socket(7, None)), socket(7, Some(8)), "the other end is gone");
        assert_eq!(first("socket:[1031]", socket(1031, Some(9))), socket(1031, Some(9)), "the same place");
        assert_eq!(first("socket:[7]", socket(7, None)), socket(7, None));
        assert_eq!(first("/dev/null", None), None);
    }

    #[test]
    fn protocols_are_sorted() {
        assert!(PROTOCOLS.is_sorted_by_key(|(name, ..)| *name));
    }

    #[test]
    fn a_connection_has_two_ends_and_a_listener_has_one() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let local = listener.local_addr().unwrap();
        let stream = TcpStream::connect(local).unwrap();
        assert_eq!(this(&listener).unwrap().ends, Ends::Internet { local, remote: None });
        let (near, remote) = (stream.local_addr().unwrap(), Some(local));
        assert_eq!(this(&stream).unwrap().ends, Ends::Internet { local: near, remote });
    }

    #[test]
    fn the_table_says_the_same_as_the_socket() {
        for host in ["127.0.0.1:0", "[::1]:0"] {
            let Ok(listener) = std::net::TcpListener::bind(host) else { continue };
            let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
            for socket in [this(&listener).unwrap(), this(&stream).unwrap()] {
                let table = if host.starts_with('[') { "tcp6" } else { "tcp" };
                assert_eq!(listed(Pid::this(), socket.inode, table), socket.ends);
            }
        }
    }

    #[test]
    fn the_two_ends_of_a_unix_socket_know_each_other() {
        let (a, b) = UnixStream::pair().unwrap();
        let (a, b) = (this(&a).unwrap(), this(&b).unwrap());
        assert_eq!(a.protocol, b.protocol);
        assert_eq!(a.ends, Ends::Unix { peer: Some(b.inode as u32), name: None });
        assert_eq!(b.ends, Ends::Unix { peer: Some(a.inode as u32), name: None });
    }

    #[test]
    fn a_row_is_found_by_its_inode() {
        let sockets = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n\
             0: 0100007F:1F90 0200007F:0050 01 00000000:00000000 00:00000000 00000000     0        0 4711 1 0 20\n\
             1: 00000000:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 711 2 0 0\n";
        let local = "127.0.0.1:8080".parse().unwrap();
        let remote = "127.0.0.2:80".parse().ok();
        assert_eq!(row_of(4711, sockets), Some(Ends::Internet { local, remote }));
        let local = "0.0.0.0:53".parse().unwrap();
        assert_eq!(row_of(711, sockets), Some(Ends::Internet { local, remote: None }));
        assert_eq!(row_of(11, sockets), None);
    }

    #[test]
    fn a_netlink_socket_is_found_by_its_inode() {
        let sockets = "sk               Eth Pid        Groups   Rmem     Wmem     Dump  Locks    Drops    Inode\n\
                       0000000028eacc51 15  7          00000001 0        0        0     2        0        1507\n";
        assert_eq!(netlink_row(1507, sockets), Some(Ends::Netlink { protocol: 15, port: 7 }));
        assert_eq!(netlink_row(507, sockets), None);
    }

    #[test]
    fn no_answer_says_anything_by_being_cut() {
        let mut answer = vec![0; 52];
        answer[4] = 20;
        answer[32..36].copy_from_slice(&[8, 0, 2, 0]);
        answer[36] = 9;
        answer[40..44].copy_from_slice(&[200, 0, 0, 0]);
        assert_eq!(answered(&answer), Some(Ends::Unix { peer: Some(9), name: None }));
        for end in 0..answer.len() {
            _ = answered(&answer[..end]);
        }
        assert_eq!(answered(&answer[..5]), None);
    }
}
