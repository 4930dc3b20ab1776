//! A stopped tracee, as handlers see it.

use super::memory::Reader;
use crate::event::{Moment, Tracee};
use crate::memory::Memory;
use crate::sys;
use nix::time::{ClockId, clock_gettime};
use nix::unistd::Pid;
use std::os::unix::ffi::OsStrExt;
use std::time::Duration;

/// A stopped tracee.
pub struct View<'a> {
    pub pid: Pid,
    pub reader: &'a Reader,
}

impl Memory for View<'_> {
    fn read(&self, addr: u64, buf: &mut [u8]) -> usize {
        self.reader.read(self.pid, addr, buf)
    }
}

impl Tracee for View<'_> {
    fn pid(&self) -> Pid {
        self.pid
    }

    fn descriptor(&self, fd: i32, into: &mut Vec<u8>) -> bool {
        link(&format!("/proc/{}/fd/{fd}", self.pid), into)
    }

    fn directory(&self, into: &mut Vec<u8>) -> bool {
        link(&format!("/proc/{}/cwd", self.pid), into)
    }

    fn process(&self) -> Pid {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid)).unwrap_or_default();
        let id = status.lines().find_map(|line| line.strip_prefix("Tgid:")?.trim().parse().ok());
        id.map_or(self.pid, Pid::from_raw)
    }

    fn instruction_pointer(&self) -> Option<u64> {
        crate::sys::ptrace::instruction_pointer(self.pid).ok()
    }

    fn comm(&self, pid: i32, into: &mut Vec<u8>) -> bool {
        match std::fs::read(format!("/proc/{pid}/comm")) {
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
