//! A tracee's memory, as decoders see it.

/// Read access to the address space of a stopped tracee.
///
/// Reading never fails: what can't be read is not there, and the decoder prints the address instead.
pub trait Memory {
    /// Copies bytes from `addr` on into `buf` and returns how many could be read.
    ///
    /// A short count means that the byte after the last one read is not readable.
    fn read(&self, addr: u64, buf: &mut [u8]) -> usize;

    /// Fills `buf` from `addr` on, or tells that not all of it is readable.
    fn read_exact(&self, addr: u64, buf: &mut [u8]) -> bool {
        self.read(addr, buf) == buf.len()
    }

    /// The netlink protocol (`NETLINK_ROUTE`..) that the socket `fd` of the tracee speaks: what its buffers hold
    /// follows from it. [`UNKNOWN_PROTOCOL`] where it is a netlink socket, but not which (the kernel lists bound ones
    /// alone); None where it is none, or that can't be told.
    fn netlink(&self, _fd: i32) -> Option<u32> {
        None
    }

    /// What the descriptor `fd` of the tracee gives, where that is no file's bytes.
    fn stream(&self, _fd: i32) -> Option<Stream> {
        None
    }

    /// Appends the name of the generic netlink family of this number, which the kernel gave it; false where it has none.
    fn generic(&self, _id: u16, _into: &mut Vec<u8>) -> bool {
        false
    }
}

/// What descriptors give and take that aren't files, and so what their bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Events of inotify.
    Inotify,
    /// Events of fanotify, and the answers to them.
    Fanotify,
    /// Signals (signalfd).
    Signals,
    /// A counter (eventfd), or how often a timer has expired (timerfd).
    Count,
    /// Page faults and what else userfaultfd tells.
    Faults,
    /// Events of an input device.
    Input,
}

impl Stream {
    /// Of the target of a descriptor's link in /proc.
    pub fn of_link(target: &[u8]) -> Option<Stream> {
        match target {
            b"anon_inode:inotify" => Some(Stream::Inotify),
            b"anon_inode:[fanotify]" => Some(Stream::Fanotify),
            b"anon_inode:[signalfd]" => Some(Stream::Signals),
            b"anon_inode:[eventfd]" | b"anon_inode:[timerfd]" => Some(Stream::Count),
            b"anon_inode:[userfaultfd]" => Some(Stream::Faults),
            _ if target.starts_with(b"/dev/input/event") => Some(Stream::Input),
            _ => None,
        }
    }
}

/// The protocol of a netlink socket of which only that is known.
pub const UNKNOWN_PROTOCOL: u32 = u32::MAX;

/// Recorded memory: segments of bytes at addresses. The test double for a tracee, and what a recorded trace
/// carries.
#[derive(Default, Debug, Clone)]
pub struct Recorded {
    segments: Vec<(u64, Vec<u8>)>,
}

impl Recorded {
    /// Memory in which nothing is readable.
    pub fn new() -> Self {
        Self::default()
    }

    /// Makes `bytes` readable at `addr`.
    #[must_use]
    pub fn with(mut self, addr: u64, bytes: impl Into<Vec<u8>>) -> Self {
        self.segments.push((addr, bytes.into()));
        self
    }

    fn byte(&self, addr: u64) -> Option<u8> {
        self.segments.iter().find_map(|(start, bytes)| {
            let at = usize::try_from(addr.checked_sub(*start)?).ok()?;
            bytes.get(at).copied()
        })
    }
}

impl Memory for Recorded {
    fn read(&self, addr: u64, buf: &mut [u8]) -> usize {
        for (i, slot) in buf.iter_mut().enumerate() {
            match addr.checked_add(i as u64).and_then(|at| self.byte(at)) {
                Some(byte) => *slot = byte,
                None => return i,
            }
        }
        buf.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_read_stops_at_the_first_byte_that_is_not_there() {
        let memory = Recorded::new().with(0x1000, *b"abc").with(0x1003, *b"de");
        let mut buf = [0; 8];
        assert_eq!(memory.read(0x1001, &mut buf), 4);
        assert_eq!(&buf[..4], b"bcde");
        assert!(!memory.read_exact(0x1001, &mut buf));
        assert_eq!(memory.read(u64::MAX, &mut buf), 0);
    }
}
