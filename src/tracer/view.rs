//! A stopped tracee, as handlers see it.

use super::contexts;
use super::files;
use super::memory::Reader;
use super::pids;
use super::rings;
use crate::arch::registers::{self, Stack};
use crate::event::{FileContext, Moment, Opened, Tracee, Witness};
use crate::memory::{Memory, Queue, Ring, Stream, UNKNOWN_PROTOCOL};
use crate::sys;
use nix::time::{ClockId, clock_gettime};
use nix::unistd::Pid;
use std::os::unix::ffi::OsStrExt;
use std::time::Duration;

/// A stopped tracee.
pub struct View<'a> {
    pub pid: Pid,
    pub reader: &'a Reader,
    /// Who answered the call that has just ended.
    pub witness: Witness,
}

impl<'a> View<'a> {
    /// Of a tracee about whose last call nothing is known.
    pub fn new(pid: Pid, reader: &'a Reader) -> View<'a> {
        View { pid, reader, witness: Witness::Unknown }
    }
}

impl Memory for View<'_> {
    fn read(&self, addr: u64, buf: &mut [u8]) -> usize {
        self.reader.read(self.pid, addr, buf)
    }

    fn netlink(&self, fd: i32) -> Option<u32> {
        let path = format!("/proc/{}/fd/{fd}", self.pid);
        // Most sockets are none; one call tells.
        let mut name = [0; 64];
        if sys::net::protocol(path.as_ref(), &mut name)? != c"NETLINK" {
            return None;
        }
        let target = std::fs::read_link(path).ok()?;
        let inode = target.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?;
        let sockets = std::fs::read_to_string(format!("/proc/{}/net/netlink", self.pid)).ok()?;
        Some(protocol_of(inode, &sockets).unwrap_or(UNKNOWN_PROTOCOL))
    }

    fn stream(&self, fd: i32) -> Option<Stream> {
        // With -y the renderer has asked already.
        let known = self.reader.links.known(self.pid, fd, Stream::of_link).filter(|_| self.reader.traced());
        known.unwrap_or_else(|| {
            let mut target = Vec::new();
            link(&format!("/proc/{}/fd/{fd}", self.pid), &mut target).then(|| Stream::of_link(&target))?
        })
    }

    fn requests(&self, ring: Ring, submitted: u32, most: usize, into: &mut Vec<u8>) -> Option<Queue> {
        rings::requests(self.reader, self.pid, ring, submitted, most, into)
    }

    fn completions(&self, ring: Ring, most: usize, into: &mut Vec<u8>) -> Option<Queue> {
        rings::completions(self.reader, self.pid, ring, most, into)
    }

    fn ring_made(&self, ring: Ring, parameters: &[u8]) {
        self.reader.rings.made(self.pid, ring, parameters);
    }

    fn ring_registered(&self, fd: i32, index: i32) {
        self.reader.rings.registered(self.pid, fd, index);
    }

    fn generic(&self, id: u16, into: &mut Vec<u8>) -> bool {
        self.reader.families.name(id, into)
    }
}

/// The protocol of the netlink socket with this inode, from `/proc/PID/net/netlink`: the column that the kernel calls
/// Eth. The inode is the last one.
fn protocol_of(inode: &str, sockets: &str) -> Option<u32> {
    let line = sockets.lines().find(|line| line.split_whitespace().next_back() == Some(inode))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// The first address at which a file is mapped, from the lines of /proc/PID/maps.
fn mapping(maps: &[u8], name: &[u8]) -> Option<u64> {
    let line = maps.split(|byte| *byte == b'\n').find(|line| line.ends_with(name))?;
    let address = line.split(|byte| *byte == b'-').next()?;
    u64::from_str_radix(std::str::from_utf8(address).ok()?, 16).ok()
}

impl Tracee for View<'_> {
    fn pid(&self) -> Pid {
        self.pid
    }

    fn descriptor(&self, fd: i32, into: &mut Vec<u8>) -> bool {
        let before = into.len();
        let found = link(&format!("/proc/{}/fd/{fd}", self.pid), into);
        if found {
            self.reader.links.keep(self.pid, fd, &into[before..]);
        }
        found
    }

    fn opened(&self, fd: i32, link: &[u8]) -> Option<Opened> {
        files::opened(self.pid, fd, link)
    }

    fn first_opened(&self, fd: i32, link: &[u8]) -> Option<Opened> {
        self.reader.sockets.first(link, || files::opened(self.pid, fd, link))
    }

    fn deleted(&self, fd: i32, link: &[u8]) -> Option<usize> {
        files::deleted(self.pid, fd, link)
    }

    fn directory(&self, into: &mut Vec<u8>) -> bool {
        link(&format!("/proc/{}/cwd", self.pid), into)
    }

    fn namespace(&self, task: Pid, name: &str, into: &mut Vec<u8>) -> bool {
        link(&format!("/proc/{task}/ns/{name}"), into)
    }

    fn mapped(&self, name: &[u8]) -> Option<u64> {
        mapping(&std::fs::read(format!("/proc/{}/maps", self.pid)).ok()?, name)
    }

    fn context(&self) -> Option<Vec<u8>> {
        contexts::of_task(self.pid)
    }

    fn context_of_descriptor(&self, fd: i32, expected: bool) -> Option<FileContext> {
        contexts::of_descriptor(self.pid, fd, expected)
    }

    fn context_of_path(&self, path: &[u8], base: Option<i32>, expected: bool) -> Option<FileContext> {
        contexts::of_path(self.pid, path, base, expected)
    }

    fn process(&self) -> Pid {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid)).unwrap_or_default();
        let id = status.lines().find_map(|line| line.strip_prefix("Tgid:")?.trim().parse().ok());
        id.map_or(self.pid, Pid::from_raw)
    }

    fn witness(&self) -> Witness {
        self.witness
    }

    fn shows_results(&self) -> bool {
        self.reader.traced()
    }

    fn instruction_pointer(&self) -> Option<u64> {
        if !self.reader.traced() {
            return None;
        }
        crate::sys::ptrace::instruction_pointer(self.pid).ok()
    }

    fn outer(&self, id: i32) -> Option<Pid> {
        pids::outer(self.pid, id)
    }

    fn stack(&self) -> Option<Stack> {
        if !self.reader.traced() {
            return None;
        }
        let mut set = [0; registers::MAX_SIZE];
        let size = sys::ptrace::general_registers(self.pid, &mut set).ok()?;
        Stack::from_set(set.get(..size)?)
    }

    fn comm(&self, task: Pid, into: &mut Vec<u8>) -> bool {
        match std::fs::read(format!("/proc/{task}/comm")) {
            Ok(name) => {
                into.extend_from_slice(name.strip_suffix(b"\n").unwrap_or(&name));
                true
            }
            Err(_) => false,
        }
    }

    fn interface(&self, index: u32, into: &mut Vec<u8>) -> bool {
        let mut name = [0; libc::IF_NAMESIZE];
        match sys::net::interface(index, &mut name) {
            Some(name) => {
                into.extend_from_slice(name.to_bytes());
                true
            }
            None => false,
        }
    }
}

/// Appends where a link leads; false where that can't be read.
fn link(path: &str, into: &mut Vec<u8>) -> bool {
    match nix::fcntl::readlink(path) {
        Ok(target) => {
            into.extend_from_slice(target.as_bytes());
            true
        }
        Err(_) => false,
    }
}

/// Now, by both clocks.
pub fn now() -> Moment {
    let read = |clock| clock_gettime(clock).map(Duration::from).unwrap_or_default();
    Moment {
        wall: read(ClockId::CLOCK_REALTIME),
        monotonic: read(ClockId::CLOCK_MONOTONIC),
        system: Duration::ZERO,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_netlink_socket_is_found_by_its_inode() {
        let sockets = "sk               Eth Pid        Groups   Rmem     Wmem     Dump  Locks    Drops    Inode\n\
                       0000000064b331af 0   0          00000000 0        0        0     2        0        4\n\
                       0000000028eacc51 15  7          00000001 0        0        0     2        0        1507\n";
        assert_eq!(protocol_of("1507", sockets), Some(15));
        assert_eq!(protocol_of("4", sockets), Some(0));
        assert_eq!(protocol_of("507", sockets), None);
    }
}
