//! The queues of io_uring, in memory that a tracee shares with the kernel.
//!
//! The kernel hands that memory out for a descriptor of the ring, so rtrace borrows one and maps it for the moment. (Before
//! Linux 6.10 nobody can read it where the tracee has mapped it.) Where the program has brought the memory itself, it is
//! read there. Where things lie in it is what io_uring_setup has said; of a ring that was made before rtrace came, what
//! kernels are known to say, if the numbers in it bear that out.

use super::memory::Reader;
use crate::memory::{Queue, Ring};
use crate::sys::pidfd;
use crate::sys::shared::Shared;
use nix::fcntl::readlink;
use nix::sys::stat::stat;
use nix::unistd::Pid;
use std::cell::RefCell;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};

/// Where to map what (`IORING_OFF_SQ_RING`, `IORING_OFF_SQES`).
const RINGS: u64 = 0;
const REQUESTS: u64 = 0x1000_0000;

/// Flags of io_uring_setup.
mod setup {
    pub const SQPOLL: u32 = 2;
    pub const SQE128: u32 = 1 << 10;
    pub const CQE32: u32 = 1 << 11;
    pub const NO_MMAP: u32 = 1 << 14;
    pub const NO_SQARRAY: u32 = 1 << 16;
    pub const CQE_MIXED: u32 = 1 << 18;
    pub const SQE_MIXED: u32 = 1 << 19;
    pub const SQ_REWIND: u32 = 1 << 20;
}

/// The sizes of `struct io_uring_sqe` and `struct io_uring_cqe`, in bytes; with SQE128 and CQE32 they are twice as large.
const REQUEST: usize = 64;
const COMPLETION: usize = 16;

/// The kernel makes no larger queues.
const MOST_ENTRIES: u32 = 1 << 16;

/// The most rings that are remembered.
const MOST_RINGS: usize = 256;

/// As much as is surely there.
const PAGE: usize = 4096;

/// Where things lie in a ring's memory, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Layout {
    head: usize,
    tail: usize,
    mask: usize,
    entries: usize,
}

/// What is known of a ring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shape {
    flags: u32,
    submission: Layout,
    completion: Layout,
    /// The indices of requests; None where they are taken as they lie.
    array: Option<usize>,
    completions: usize,
    /// Where the program has put the requests, and all else, with NO_MMAP.
    own: [u64; 2],
}

impl Shape {
    /// From `struct io_uring_params`.
    fn of(parameters: &[u8]) -> Option<Shape> {
        let word = |at: usize| Some(u32::from_ne_bytes(parameters.get(at..at + 4)?.try_into().ok()?));
        let place = |at: usize| Some(word(at)? as usize);
        let wide = |at: usize| Some(u64::from_ne_bytes(parameters.get(at..at + 8)?.try_into().ok()?));
        let layout = |at: usize| {
            Some(Layout {
                head: place(at)?,
                tail: place(at + 4)?,
                mask: place(at + 8)?,
                entries: place(at + 12)?,
            })
        };
        const FLAGS: usize = 8;
        const SUBMISSION: usize = 40;
        const COMPLETION: usize = 80;
        const ARRAY: usize = SUBMISSION + 24;
        const ENTRIES: usize = COMPLETION + 20;
        const ADDRESS: usize = 32;
        let flags = word(FLAGS)?;
        Some(Shape {
            flags,
            submission: layout(SUBMISSION)?,
            completion: layout(COMPLETION)?,
            array: if flags & setup::NO_SQARRAY == 0 { Some(place(ARRAY)?) } else { None },
            completions: place(ENTRIES)?,
            own: [wide(SUBMISSION + ADDRESS)?, wide(COMPLETION + ADDRESS)?],
        })
    }

    /// Of a ring that was made before rtrace came, by what is in it, and what `/proc/PID/fdinfo/FD` says. Kernels have laid
    /// it out in two ways. Of requests and completions that wait that file shows the second half, where they have one.
    fn guess(rings: &Bytes<'_>, info: &str) -> Option<Shape> {
        let flag = |shown: &str, flag: u32| if info.contains(shown) { flag } else { 0 };
        let flags = flag(", e0:", setup::SQE128) | flag(", extra1:", setup::CQE32);
        let layout = |head, tail, mask, entries| Layout { head, tail, mask, entries };
        let ways = [
            (layout(0, 4, 16, 24), layout(8, 12, 20, 28), 64),
            (layout(0, 64, 256, 264), layout(128, 192, 260, 268), 320),
        ];
        ways.into_iter().find_map(|(submission, completion, completions)| {
            let (requests, results) = (submission.size(rings)?, completion.size(rings)?);
            // Less than half as many aren't given, and the default is twice as many.
            if results < requests {
                return None;
            }
            Some(Shape { flags, submission, completion, array: None, completions, own: [0; 2] })
        })
    }

    fn size_of_request(&self) -> usize {
        if self.flags & setup::SQE128 == 0 { REQUEST } else { 2 * REQUEST }
    }

    fn size_of_completion(&self) -> usize {
        if self.flags & setup::CQE32 == 0 { COMPLETION } else { 2 * COMPLETION }
    }
}

impl Layout {
    /// How many entries there are, where that can be.
    fn size(&self, rings: &Bytes<'_>) -> Option<u32> {
        let (mask, entries) = (rings.word(self.mask)?, rings.word(self.entries)?);
        let fits = entries.is_power_of_two() && entries <= MOST_ENTRIES && mask == entries - 1;
        (fits && self.count(rings)? <= entries).then_some(entries)
    }

    /// How many entries are waiting.
    fn count(&self, rings: &Bytes<'_>) -> Option<u32> {
        Some(rings.word(self.tail)?.wrapping_sub(rings.word(self.head)?))
    }
}

/// A ring that was seen being made, or registered.
#[derive(Clone, Copy, Debug)]
struct Known {
    /// The task whose ring it is, where it is an index; a descriptor's ring is told by its inode, where the kernel gives
    /// each its own.
    pid: Pid,
    ring: Ring,
    inode: u64,
    /// The descriptor that it was registered by.
    fd: Option<i32>,
    shape: Option<Shape>,
}

/// The rings that were seen.
#[derive(Debug, Default)]
pub struct Rings(RefCell<Vec<Known>>);

impl Rings {
    /// A ring was made: see [`crate::memory::Memory::ring_made`].
    pub fn made(&self, pid: Pid, ring: Ring, parameters: &[u8]) {
        let inode = inode(pid, ring);
        let fd = self.find(pid, ring, inode).and_then(|known| known.fd);
        self.keep(Known { pid, ring, inode, fd, shape: Shape::of(parameters) });
    }

    /// A ring was registered: see [`crate::memory::Memory::ring_registered`].
    pub fn registered(&self, pid: Pid, fd: i32, index: i32) {
        let known = Ring::Descriptor(fd);
        let shape = self.find(pid, known, inode(pid, known)).and_then(|known| known.shape);
        self.keep(Known { pid, ring: Ring::Registered(index), inode: 0, fd: Some(fd), shape });
    }

    fn keep(&self, known: Known) {
        let mut all = self.0.borrow_mut();
        all.retain(|other| !other.is(known.pid, known.ring, known.inode));
        if all.len() >= MOST_RINGS {
            all.remove(0);
        }
        all.push(known);
    }

    fn find(&self, pid: Pid, ring: Ring, inode: u64) -> Option<Known> {
        self.0.borrow().iter().find(|known| known.is(pid, ring, inode)).copied()
    }
}

impl Known {
    fn is(&self, pid: Pid, ring: Ring, inode: u64) -> bool {
        self.ring == ring && self.inode == inode && (self.pid == pid || matches!(ring, Ring::Descriptor(_)))
    }
}

/// The inode of the ring behind a descriptor; 0 where it has none.
fn inode(pid: Pid, ring: Ring) -> u64 {
    match ring {
        Ring::Descriptor(fd) => stat(format!("/proc/{pid}/fd/{fd}").as_str()).map_or(0, |found| found.st_ino),
        Ring::Registered(_) => 0,
    }
}

/// Whether a descriptor of ours is that of a ring. A program may pass any, and whoever reads beyond the end of a file that is
/// mapped dies of it.
fn is_ring(borrowed: &OwnedFd) -> bool {
    readlink(format!("/proc/self/fd/{}", borrowed.as_raw_fd()).as_str())
        .is_ok_and(|link| link == "anon_inode:[io_uring]")
}

/// Bytes of a ring.
enum Bytes<'a> {
    /// What the kernel hands out.
    Shared(Shared),
    /// The tracee's own, from this address on.
    Own(&'a Reader, Pid, u64),
}

impl Bytes<'_> {
    fn word(&self, at: usize) -> Option<u32> {
        match self {
            Bytes::Shared(shared) => shared.word(at),
            Bytes::Own(reader, pid, from) => {
                let mut raw = [0; 4];
                let read = reader.read(*pid, from.wrapping_add(at as u64), &mut raw);
                (read == raw.len()).then(|| u32::from_ne_bytes(raw))
            }
        }
    }

    /// Appends so many bytes, which is a number of words.
    fn copy(&self, at: usize, length: usize, into: &mut Vec<u8>) -> Option<()> {
        for at in (at..at.checked_add(length)?).step_by(4) {
            into.extend(self.word(at)?.to_ne_bytes());
        }
        Some(())
    }
}

/// A ring that is being read.
struct Open<'a> {
    reader: &'a Reader,
    pid: Pid,
    /// None where the program has brought the memory itself.
    borrowed: Option<OwnedFd>,
    shape: Shape,
    guessed: bool,
}

impl<'a> Open<'a> {
    fn new(reader: &'a Reader, pid: Pid, ring: Ring) -> Option<Open<'a>> {
        let known = reader.rings.find(pid, ring, inode(pid, ring));
        let fd = match ring {
            Ring::Descriptor(fd) => Some(fd),
            Ring::Registered(_) => known?.fd,
        };
        let shape = known.and_then(|known| known.shape);
        if let Some(shape) = shape.filter(|shape| shape.flags & setup::NO_MMAP != 0) {
            return Some(Open { reader, pid, borrowed: None, shape, guessed: false });
        }
        let borrowed = pidfd::borrow(pid, fd?).ok().filter(is_ring)?;
        let shape = match shape {
            Some(shape) => shape,
            None => {
                let info = std::fs::read_to_string(format!("/proc/{pid}/fdinfo/{}", fd?)).unwrap_or_default();
                Shape::guess(&Bytes::Shared(Shared::map(borrowed.as_fd(), RINGS, PAGE).ok()?), &info)?
            }
        };
        let guessed = known.and_then(|known| known.shape).is_none();
        Some(Open { reader, pid, borrowed: Some(borrowed), shape, guessed })
    }

    /// The part of its memory that is mapped from there, up to a length.
    fn bytes(&self, part: u64, length: usize) -> Option<Bytes<'a>> {
        match &self.borrowed {
            Some(borrowed) => Some(Bytes::Shared(Shared::map(borrowed.as_fd(), part, length).ok()?)),
            None => {
                let [requests, rings] = self.shape.own;
                let at = if part == REQUESTS { requests } else { rings };
                Some(Bytes::Own(self.reader, self.pid, at))
            }
        }
    }

    /// All but the requests, and how many entries a queue has.
    fn rings(&self, queue: &Layout, end: impl Fn(u32) -> usize) -> Option<(Bytes<'a>, u32)> {
        let head = self.bytes(RINGS, PAGE)?;
        let entries = queue.size(&head)?;
        let whole = if end(entries) > PAGE { self.bytes(RINGS, end(entries))? } else { head };
        Some((whole, entries))
    }

    /// What holds requests' indices, and where in it.
    fn indices(&self) -> Option<(Bytes<'a>, u32, Option<usize>)> {
        let with = |array: usize| self.rings(&self.shape.submission, |entries| array + 4 * entries as usize);
        if let Some(array) = self.shape.array {
            return with(array).map(|(rings, entries)| (rings, entries, Some(array)));
        }
        let (head, entries) = self.rings(&self.shape.submission, |_| PAGE)?;
        if self.guessed {
            // They lie behind the completions, whose size isn't known where there are none; further on there is nothing.
            // With completions of twice the size the kernel takes all before them twice, too.
            let completions = self.shape.completion.size(&head)? as usize;
            for scale in [2, 1] {
                const LINE: usize = 64;
                let end = scale * (self.shape.completions + completions * COMPLETION);
                let array = end.next_multiple_of(LINE);
                if let Some((rings, _)) = with(array).filter(|(rings, _)| are_indices(rings, array, entries))
                {
                    return Some((rings, entries, Some(array)));
                }
            }
        }
        Some((head, entries, None))
    }

    fn requests(&self, submitted: u32, most: usize, into: &mut Vec<u8>) -> Option<Queue> {
        let Shape { flags, submission, .. } = self.shape;
        let (rings, entries, array) = self.indices()?;
        let head = if flags & setup::SQ_REWIND == 0 { rings.word(submission.head)? } else { 0 };
        let waiting = submission.count(&rings)?;
        // A thread of the kernel takes all there are; and with SQ_REWIND they are as many as the call says.
        let count = match flags {
            flags if flags & setup::SQPOLL != 0 => waiting,
            flags if flags & setup::SQ_REWIND != 0 => submitted.min(entries),
            _ => submitted.min(waiting),
        };
        let size = self.shape.size_of_request();
        let requests = self.bytes(REQUESTS, entries as usize * size)?;
        for i in 0..count.min(u32::try_from(most).unwrap_or(u32::MAX)) {
            let place = head.wrapping_add(i) & (entries - 1);
            let index = match array {
                Some(array) => rings.word(array + 4 * place as usize)?,
                None => place,
            };
            // The kernel drops what isn't there.
            if index < entries {
                requests.copy(index as usize * size, size, into)?;
            }
        }
        Some(Queue { size, mixed: flags & setup::SQE_MIXED != 0, count })
    }

    fn completions(&self, most: usize, into: &mut Vec<u8>) -> Option<Queue> {
        let Shape { flags, completion, completions, .. } = self.shape;
        let size = self.shape.size_of_completion();
        let (rings, entries) = self.rings(&completion, |entries| completions + entries as usize * size)?;
        let head = rings.word(completion.head)?;
        let count = completion.count(&rings)?;
        for i in 0..count.min(u32::try_from(most).unwrap_or(u32::MAX)) {
            let place = head.wrapping_add(i) & (entries - 1);
            rings.copy(completions + place as usize * size, size, into)?;
        }
        Some(Queue { size, mixed: flags & setup::CQE_MIXED != 0, count })
    }
}

/// Whether words can be indices of so many requests, and aren't just empty.
fn are_indices(rings: &Bytes<'_>, array: usize, entries: u32) -> bool {
    let index = |i: u32| rings.word(array + 4 * i as usize);
    (0..entries).all(|i| index(i).is_some_and(|index| index < entries))
        && (0..entries).any(|i| index(i).is_some_and(|index| index != 0))
}

/// See [`crate::memory::Memory::requests`].
pub fn requests(
    reader: &Reader,
    pid: Pid,
    ring: Ring,
    submitted: u32,
    most: usize,
    into: &mut Vec<u8>,
) -> Option<Queue> {
    Open::new(reader, pid, ring)?.requests(submitted, most, into)
}

/// See [`crate::memory::Memory::completions`].
pub fn completions(reader: &Reader, pid: Pid, ring: Ring, most: usize, into: &mut Vec<u8>) -> Option<Queue> {
    Open::new(reader, pid, ring)?.completions(most, into)
}
