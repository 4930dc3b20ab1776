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

    /// Copies to `into` the requests that are in a ring of io_uring, in the order in which the kernel takes them: as many
    /// as `most`, of the `submitted` that a call hands over. None where the ring can't be read.
    fn requests(&self, _ring: Ring, _submitted: u32, _most: usize, _into: &mut Vec<u8>) -> Option<Queue> {
        None
    }

    /// The same, of completions that the program has not taken from a ring of io_uring.
    fn completions(&self, _ring: Ring, _most: usize, _into: &mut Vec<u8>) -> Option<Queue> {
        None
    }

    /// The tracee has made a ring of io_uring, or changed one: `parameters` is what the kernel says of it (`struct
    /// io_uring_params`).
    fn ring_made(&self, _ring: Ring, _parameters: &[u8]) {}

    /// The tracee's ring behind descriptor `fd` has an index from now on.
    fn ring_registered(&self, _fd: i32, _index: i32) {}

    /// Appends the name of the generic netlink family of this number, which the kernel gave it; false where it has none.
    fn generic(&self, _id: u16, _into: &mut Vec<u8>) -> bool {
        false
    }
}

/// A ring of io_uring, as a call names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ring {
    /// By its descriptor.
    Descriptor(i32),
    /// By its index among those that the thread has registered (IORING_REGISTER_RING_FDS).
    Registered(i32),
}

/// What was copied from a queue of io_uring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Queue {
    /// The size of an entry, in bytes.
    pub size: usize,
    /// Some entries take the room of two; they say so themselves.
    pub mixed: bool,
    /// How many entries there are, those of twice the size counted twice; as many may have been copied, or fewer.
    pub count: u32,
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
