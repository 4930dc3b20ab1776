//! Descriptors and what they lead to, in strace's text and in JSON.

use super::json_words::{JsonWords, key, string};
use super::quote;
use super::words::Words;
use crate::decode::mask;
use crate::decode::sets::common::SIGNALS;
use crate::decode::sets::net::NETLINK_PROTOCOL;
use crate::event::{Ends, Opened, Socket, Sort, Tracee};
use nix::unistd::Pid;
use std::io::Write;
use std::net::{IpAddr, Ipv6Addr, SocketAddr};

/// What is said of descriptors (`-y`, `-yy`, `--decode-fds`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Descriptors {
    pub path: bool,
    pub socket: bool,
    pub dev: bool,
    pub pidfd: bool,
    pub eventfd: bool,
    pub signalfd: bool,
}

impl Descriptors {
    fn any(self) -> bool {
        self != Descriptors::default()
    }

    /// Whether more than the path is wanted of this sort.
    fn details(self, sort: Sort) -> bool {
        match sort {
            Sort::File => self.dev,
            Sort::Socket => self.socket,
            Sort::Process => self.pidfd,
            Sort::Signals => self.signalfd,
            Sort::Counter => self.eventfd,
            Sort::Other => false,
        }
    }
}

/// What there is to say of a descriptor.
struct Said<'a> {
    /// Its path, where that is wanted.
    path: Option<&'a [u8]>,
    deleted: bool,
    opened: Option<Opened>,
}

/// Finds out more of the open file behind a descriptor, whose link is this.
type Ask = fn(&dyn Tracee, i32, &[u8]) -> Option<Opened>;

/// Gathers what is wanted of descriptor `fd`. `link` is a buffer.
fn said<'a>(
    tracee: &dyn Tracee,
    ask: Ask,
    wanted: Descriptors,
    fd: i32,
    link: &'a mut Vec<u8>,
) -> Option<Said<'a>> {
    link.clear();
    if fd < 0 || !wanted.any() || !tracee.descriptor(fd, link) {
        return None;
    }
    let link = &link[..];
    let sort = Sort::of(link);
    let length = if sort == Sort::File { tracee.deleted(fd, link) } else { None };
    let more = wanted.details(sort) && length.is_none();
    let opened = if more { ask(tracee, fd, link) } else { None };
    // Of these strace tells the path where it can't tell more.
    let told = matches!(sort, Sort::Socket | Sort::Process | Sort::Counter) && wanted.details(sort);
    let path = wanted.path || told || opened.is_some();
    let path = path.then(|| &link[..length.unwrap_or(link.len())]);
    path.is_some().then_some(Said { path, deleted: length.is_some(), opened })
}

impl Words<'_> {
    /// The working directory, in angle brackets.
    pub(super) fn leads_here(&mut self) {
        let mut path = std::mem::take(&mut self.line.scratch);
        path.clear();
        if self.manner.descriptors.path && self.tracee.directory(&mut path) {
            self.out().push(b'<');
            quote::escape_name(&path, self.manner.hex, &mut self.line.text);
            self.out().push(b'>');
        }
        self.line.scratch = path;
    }

    /// What descriptor `fd` leads to, in angle brackets.
    pub(super) fn leads(&mut self, fd: i32) {
        let mut link = std::mem::take(&mut self.line.scratch);
        // strace remembers sockets.
        let ask: Ask = |tracee, fd, link| tracee.first_opened(fd, link);
        if let Some(said) = said(self.tracee, ask, self.manner.descriptors, fd, &mut link) {
            self.line.text.push(b'<');
            self.target(&said);
            self.line.text.push(b'>');
            self.line.text.extend(if said.deleted { &b"(deleted)"[..] } else { b"" });
        }
        self.line.scratch = link;
    }

    fn target(&mut self, said: &Said<'_>) {
        let hex = self.manner.hex;
        let text = &mut self.line.text;
        let path = said.path.unwrap_or_default();
        // Writing to a Vec can't fail.
        _ = match said.opened {
            None => {
                quote::escape_name(path, hex, text);
                Ok(())
            }
            Some(Opened::Device { block, major, minor }) => {
                quote::escape_name(path, hex, text);
                write!(text, "<{} {major}:{minor}>", if block { "block" } else { "char" })
            }
            Some(Opened::Process(process)) => {
                _ = write!(text, "pid:{process}");
                self.command(Pid::from_raw(process));
                Ok(())
            }
            Some(Opened::Signals(signals)) => {
                text.extend(b"signalfd:");
                mask::signals(signals, 64, self);
                Ok(())
            }
            Some(Opened::Counter { count, id, semaphore }) => {
                _ = match count {
                    0 => text.write_all(b"{eventfd-count=0"),
                    _ => write!(text, "{{eventfd-count={count:#x}"),
                };
                for (name, value) in [("id", id), ("semaphore", semaphore)] {
                    if let Some(value) = value {
                        _ = write!(text, ", eventfd-{name}={value}");
                    }
                }
                text.write_all(b"}")
            }
            Some(Opened::Socket(socket)) => {
                _ = write!(text, "{}:[", socket.protocol);
                self.ends(&socket);
                self.line.text.write_all(b"]")
            }
        };
    }

    fn ends(&mut self, socket: &Socket) {
        let hex = self.manner.hex;
        let text = &mut self.line.text;
        match socket.ends {
            Ends::Unknown => _ = write!(text, "{}", socket.inode),
            Ends::Internet { local, remote } => {
                end(local, text);
                if let Some(remote) = remote {
                    text.extend(b"->");
                    end(remote, text);
                }
            }
            Ends::Unix { peer, name } => {
                _ = write!(text, "{}", socket.inode);
                if let Some(peer) = peer {
                    _ = write!(text, "->{peer}");
                }
                if let Some(name) = &name {
                    text.push(b',');
                    let (mark, name) = match name.bytes() {
                        [0, rest @ ..] => (&b"@"[..], rest),
                        name => (&b""[..], name),
                    };
                    text.extend(mark);
                    let length = name.iter().position(|byte| *byte == 0).unwrap_or(name.len());
                    quote::quote(&name[..length], hex, text);
                }
            }
            Ends::Netlink { protocol, port } => {
                _ = match netlink(protocol) {
                    Some(name) => write!(text, "{name}:{port}"),
                    None => write!(text, "{protocol}:{port}"),
                };
            }
        }
    }
}

impl JsonWords<'_> {
    /// What descriptor `fd` leads to, as further fields of an object that has its number. False where nothing is
    /// known or wanted; then nothing is written, and neither is `open`, which comes before the fields.
    pub(super) fn leads(&mut self, fd: i32, open: impl FnOnce(&mut Vec<u8>)) -> bool {
        let mut link = Vec::new();
        let ask: Ask = |tracee, fd, link| tracee.opened(fd, link);
        let Some(said) = said(self.tracee, ask, self.descriptors, fd, &mut link) else { return false };
        open(self.out);
        if let Some(path) = said.path {
            key("path", self.out);
            self.raw(path, true, None);
        }
        if said.deleted {
            key("deleted", self.out);
            self.out.extend(b"true");
        }
        let out = &mut *self.out;
        // Writing to a Vec can't fail.
        _ = match said.opened {
            None => Ok(()),
            Some(Opened::Device { block, major, minor }) => {
                let sort = if block { "block" } else { "char" };
                write!(out, ",\"device\":{{\"type\":\"{sort}\",\"major\":{major},\"minor\":{minor}}}")
            }
            Some(Opened::Process(process)) => write!(out, ",\"process\":{process}"),
            Some(Opened::Signals(signals)) => {
                key("signals", out);
                out.push(b'[');
                for (i, signal) in members(signals).enumerate() {
                    out.extend(if i > 0 { &b","[..] } else { b"" });
                    match SIGNALS.name(signal) {
                        Some(name) => string(name, out),
                        None => _ = write!(out, "{signal}"),
                    }
                }
                out.write_all(b"]")
            }
            Some(Opened::Counter { count, id, semaphore }) => {
                _ = write!(out, ",\"eventfd\":{{\"count\":{count}");
                for (name, value) in [("id", id), ("semaphore", semaphore)] {
                    if let Some(value) = value {
                        _ = write!(out, ",\"{name}\":{value}");
                    }
                }
                out.write_all(b"}")
            }
            Some(Opened::Socket(socket)) => {
                _ = write!(
                    out,
                    ",\"socket\":{{\"protocol\":\"{}\",\"inode\":{}",
                    socket.protocol, socket.inode
                );
                self.ends(&socket.ends);
                self.out.write_all(b"}")
            }
        };
        true
    }

    fn ends(&mut self, ends: &Ends) {
        // Writing to a Vec can't fail.
        _ = match ends {
            Ends::Unknown => Ok(()),
            Ends::Internet { local, remote: None } => write!(self.out, ",\"local\":\"{local}\""),
            Ends::Internet { local, remote: Some(remote) } => {
                write!(self.out, ",\"local\":\"{local}\",\"remote\":\"{remote}\"")
            }
            Ends::Unix { peer, name } => {
                if let Some(peer) = peer {
                    _ = write!(self.out, ",\"peer\":{peer}");
                }
                if let Some(name) = name {
                    key("name", self.out);
                    self.raw(name.bytes(), true, None);
                }
                Ok(())
            }
            Ends::Netlink { protocol, port } => match netlink(*protocol) {
                Some(name) => write!(self.out, ",\"family\":\"{name}\",\"port\":{port}"),
                None => write!(self.out, ",\"family\":{protocol},\"port\":{port}"),
            },
        };
    }
}

/// The signals of a mask.
fn members(signals: u64) -> impl Iterator<Item = u64> {
    (1..=64).filter(move |signal| signals >> (signal - 1) & 1 != 0)
}

/// `ROUTE`.
fn netlink(protocol: u32) -> Option<&'static str> {
    NETLINK_PROTOCOL.name(protocol.into())?.strip_prefix("NETLINK_")
}

/// `127.0.0.1:80`, `[::1]:80`.
fn end(address: SocketAddr, text: &mut Vec<u8>) {
    // Writing to a Vec can't fail.
    _ = match address.ip() {
        IpAddr::V4(ip) => write!(text, "{ip}:{}", address.port()),
        IpAddr::V6(ip) => {
            text.push(b'[');
            inet6(ip, text);
            write!(text, "]:{}", address.port())
        }
    };
}

/// An IPv6 address as inet_ntop(3) writes it: the last 32 bits as IPv4 where all others are zero.
pub fn inet6(address: Ipv6Addr, text: &mut Vec<u8>) {
    // Writing to a Vec can't fail.
    _ = match (address.to_bits() <= 0xffff, address.to_ipv4()) {
        (false, Some(v4)) if address.to_ipv4_mapped().is_none() => write!(text, "::{v4}"),
        _ => write!(text, "{address}"),
    };
}
