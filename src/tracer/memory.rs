//! Reading a stopped tracee's memory, by whichever way is open.

use super::files::Links;
use super::generic::Families;
use super::rings::Rings;
use super::sockets::Remembered;
use crate::sys::throwaway::{Ended, throwaway};
use crate::sys::{memory, probe, ptrace};
use nix::errno::Errno;
use nix::unistd::Pid;
use std::cell::{Cell, RefCell};
use std::fs::File;
use std::os::unix::fs::FileExt;
use std::time::Duration;

/// How long a child that tries a call may take.
const LIMIT: Duration = Duration::from_millis(60);

/// Ways into a tracee's memory, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// process_vm_readv(2): one call, no descriptor.
    Vm,
    /// /proc/PID/mem, opened for each read: an execve would leave an open one on the old memory.
    File,
    /// PTRACE_PEEKDATA, a word at a time: a tracer is always allowed that.
    Peek,
}

/// Reads tracees' memory, and remembers which ways are closed to rtrace as a whole.
#[derive(Debug)]
pub struct Reader {
    best: Cell<Way>,
    recent: RefCell<Recent>,
    /// The generic netlink families that messages were seen of.
    pub families: Families,
    /// Where descriptors lead that calls use.
    pub links: Links,
    /// The rings of io_uring that were seen.
    pub rings: Rings,
    /// The sockets that were seen.
    pub sockets: Remembered,
    /// Whether what it reads belongs to tracees.
    traced: bool,
}

/// As much is read at once where less is wanted, and how often that is remembered: what stands behind an argument is
/// wanted more than once (a path by the filter, by placement and by the decoder), and what stands beside it is wanted
/// next (pointers of argv). A read of a page costs the same, however long it is.
const CHUNK: usize = 256;
const CHUNKS: usize = 4;

/// What was read since the last stop.
#[derive(Debug)]
struct Recent {
    chunks: [Chunk; CHUNKS],
    next: usize,
}

/// Bytes of a tracee.
#[derive(Clone, Copy, Debug)]
struct Chunk {
    pid: Pid,
    addr: u64,
    /// How many were read.
    count: usize,
    /// The byte after them can't be read.
    ends: bool,
    bytes: [u8; CHUNK],
}

/// Nothing.
const EMPTY: Chunk = Chunk { pid: Pid::from_raw(0), addr: 0, count: 0, ends: false, bytes: [0; CHUNK] };

impl Chunk {
    /// As [`Reader::read`], if this has it all.
    fn read(&self, pid: Pid, addr: u64, buf: &mut [u8]) -> Option<usize> {
        if self.pid != pid {
            return None;
        }
        let from = usize::try_from(addr.checked_sub(self.addr)?).ok()?;
        let there = self.count.checked_sub(from)?;
        if there < buf.len() && !self.ends {
            return None;
        }
        let count = there.min(buf.len());
        buf[..count].copy_from_slice(&self.bytes[from..from + count]);
        Some(count)
    }
}

impl Reader {
    /// A reader that knows which ways would be the death of rtrace.
    pub fn new() -> Reader {
        let deadly = || matches!(throwaway(LIMIT, probe::read_memory_wrongly), Ok(Ended::Killed(_)));
        let best = if probe::ask_self(libc::PR_GET_SECCOMP) != 0 && deadly() { Way::File } else { Way::Vm };
        Reader::by(best)
    }

    /// A reader that never calls ptrace, of processes that aren't traced.
    pub fn without_ptrace() -> Reader {
        Reader { traced: false, ..Reader::new() }
    }

    /// Whether the processes are traced, so that ptrace can be asked about them.
    pub const fn traced(&self) -> bool {
        self.traced
    }

    fn by(best: Way) -> Reader {
        let recent = Recent { chunks: [EMPTY; CHUNKS], next: 0 };
        Reader {
            best: Cell::new(best),
            recent: RefCell::new(recent),
            families: Families::default(),
            links: Links::default(),
            rings: Rings::default(),
            sockets: Remembered::default(),
            traced: true,
        }
    }

    /// Forgets what was read: a tracee has run, or its memory was changed.
    pub fn forget(&self) {
        for chunk in &mut self.recent.borrow_mut().chunks {
            chunk.pid = EMPTY.pid;
        }
    }

    /// Copies from `addr` in `pid` to `buf`; returns how many bytes could be read. A tracee stands still since
    /// [`Reader::forget`].
    pub fn read(&self, pid: Pid, addr: u64, buf: &mut [u8]) -> usize {
        if buf.is_empty() {
            return 0;
        }
        if buf.len() > CHUNK || self.best.get() == Way::Peek || !self.traced {
            return self.fetch(pid, addr, buf);
        }
        let recent = &mut *self.recent.borrow_mut();
        if let Some(count) = recent.chunks.iter().find_map(|chunk| chunk.read(pid, addr, buf)) {
            return count;
        }
        // No further than to the end of the page: the next one may be missing.
        let wanted = memory::to_page_end(addr).clamp(buf.len(), CHUNK);
        recent.next = (recent.next + 1) % CHUNKS;
        let chunk = &mut recent.chunks[recent.next];
        let count = self.fetch(pid, addr, &mut chunk.bytes[..wanted]);
        (chunk.pid, chunk.addr, chunk.count, chunk.ends) = (pid, addr, count, count < wanted);
        let count = count.min(buf.len());
        buf[..count].copy_from_slice(&chunk.bytes[..count]);
        count
    }

    fn fetch(&self, pid: Pid, addr: u64, buf: &mut [u8]) -> usize {
        if self.best.get() == Way::Vm {
            match through_vm(pid, addr, buf) {
                Ok(count) => return count,
                Err(Errno::ENOSYS) => self.best.set(Way::File),
                // A filter refuses the call itself, so it refuses rtrace's own memory, too. Otherwise it is about
                // this tracee: it has changed its user, say.
                Err(Errno::EPERM | Errno::EACCES) => {
                    if memory::read(Pid::this(), (&raw const *self) as u64, &mut [0]).is_err() {
                        self.best.set(Way::File);
                    }
                }
                Err(_) => return 0,
            }
        }
        if self.best.get() != Way::Peek {
            match through_file(pid, addr, buf) {
                Ok(count) => return count,
                // No /proc at all, and not just none for this task.
                Err(_) if File::open("/proc/self/mem").is_err() => self.best.set(Way::Peek),
                Err(_) => {}
            }
        }
        if self.traced { through_ptrace(pid, addr, buf) } else { 0 }
    }
}

fn through_vm(pid: Pid, addr: u64, buf: &mut [u8]) -> nix::Result<usize> {
    let mut done = 0;
    while done < buf.len() {
        match memory::read(pid, addr.wrapping_add(done as u64), &mut buf[done..]) {
            Ok(0) | Err(Errno::EFAULT) => break,
            Ok(count) => done += count,
            Err(_) if done > 0 => break,
            Err(errno) => return Err(errno),
        }
    }
    Ok(done)
}

fn through_file(pid: Pid, addr: u64, buf: &mut [u8]) -> std::io::Result<usize> {
    let file = File::open(format!("/proc/{pid}/mem"))?;
    let mut done = 0;
    while done < buf.len() {
        let at = addr.wrapping_add(done as u64);
        let part = memory::to_page_end(at).min(buf.len() - done);
        match file.read_at(&mut buf[done..done + part], at) {
            Ok(0) | Err(_) => break,
            Ok(count) => done += count,
        }
    }
    Ok(done)
}

fn through_ptrace(pid: Pid, addr: u64, buf: &mut [u8]) -> usize {
    let mut done = 0;
    while done < buf.len() {
        let at = addr.wrapping_add(done as u64);
        let skip = (at % size_of::<libc::c_long>() as u64) as usize;
        let Ok(word) = ptrace::peek(pid, at - skip as u64) else { break };
        let part = (word.len() - skip).min(buf.len() - done);
        buf[done..done + part].copy_from_slice(&word[skip..skip + part]);
        done += part;
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sys::process::{self, Fork};
    use crate::sys::wait::{How, wait_for};
    use nix::sys::signal::{Signal, kill, raise};

    #[test]
    fn every_way_but_ptrace_reads_across_pages_and_stops_at_a_hole() {
        let own: Vec<u8> = (0..100_000_u32).map(|i| i as u8).collect();
        let addr = own.as_ptr() as u64 + 5;
        for way in [through_vm_io, through_file] {
            let mut buf = vec![0; 90_000];
            assert_eq!(way(Pid::this(), addr, &mut buf).unwrap(), buf.len());
            assert_eq!(buf, own[5..90_005]);
            assert_eq!(way(Pid::this(), 16, &mut [0; 16]).unwrap_or(0), 0);
        }
    }

    #[test]
    fn what_was_read_is_remembered_until_it_is_forgotten() {
        let mut own = vec![b'a'; 2 * CHUNK];
        let addr = own.as_ptr() as u64;
        let reader = Reader::by(Way::Vm);
        let read = |from: usize, len: usize| {
            let mut buf = vec![0; len];
            let count = reader.read(Pid::this(), addr + from as u64, &mut buf);
            buf.truncate(count);
            buf
        };
        assert_eq!(read(0, 8), [b'a'; 8]);
        std::hint::black_box(&mut own).fill(b'b');
        assert_eq!(read(4, 8), [b'a'; 8], "a part of what was read, and more behind it");
        assert_eq!(read(0, CHUNK + 1), [b'b'; CHUNK + 1], "more than is remembered");
        reader.forget();
        assert_eq!(read(4, 8), [b'b'; 8]);
    }

    #[test]
    fn a_remembered_end_is_still_the_end() {
        let chunk = Chunk { pid: Pid::from_raw(1), addr: 100, count: 10, ends: true, bytes: [7; CHUNK] };
        let read = |chunk: Chunk, pid, addr| chunk.read(Pid::from_raw(pid), addr, &mut [0; 4]);
        assert_eq!(read(chunk, 1, 104), Some(4));
        assert_eq!(read(chunk, 1, 108), Some(2));
        assert_eq!(read(chunk, 1, 110), Some(0));
        assert_eq!(read(Chunk { ends: false, ..chunk }, 1, 108), None, "there may be more");
        assert_eq!((read(chunk, 2, 104), read(chunk, 1, 99), read(chunk, 1, 111)), (None, None, None));
    }

    fn through_vm_io(pid: Pid, addr: u64, buf: &mut [u8]) -> std::io::Result<usize> {
        Ok(through_vm(pid, addr, buf)?)
    }

    #[test]
    fn a_reader_falls_back_to_the_file_and_stays_there() {
        let reader = Reader::by(Way::File);
        let own = *b"abcdef";
        let mut buf = [0; 6];
        assert_eq!(reader.read(Pid::this(), own.as_ptr() as u64, &mut buf), 6);
        assert_eq!((&buf, reader.best.get()), (b"abcdef", Way::File));
    }

    #[test]
    fn ptrace_reads_word_by_word_and_stops_at_a_hole() {
        let own: Vec<u8> = (0..100_u8).collect();
        let child = match process::fork().unwrap() {
            Fork::Child => {
                // Nothing but calls: the test's process has other threads.
                _ = nix::sys::ptrace::traceme();
                _ = raise(Signal::SIGSTOP);
                process::exit_now(0)
            }
            Fork::Parent(child) => child,
        };
        assert!(wait_for(child, How::Block).unwrap().is_some());
        let mut buf = [0; 90];
        let reader = Reader::by(Way::Peek);
        let count = reader.read(child, own.as_ptr() as u64 + 3, &mut buf);
        let nowhere = reader.read(child, 16, &mut [0; 16]);
        kill(child, Signal::SIGKILL).unwrap();
        assert!(wait_for(child, How::Block).unwrap().is_some());
        assert_eq!((count, &buf[..], nowhere), (90, &own[3..93], 0));
    }
}
