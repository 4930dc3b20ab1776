//! Reading a stopped tracee's memory, by whichever way is open.

use super::generic::Families;
use crate::sys::throwaway::{Ended, throwaway};
use crate::sys::{memory, probe, ptrace};
use nix::errno::Errno;
use nix::unistd::Pid;
use std::cell::Cell;
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
    /// The generic netlink families that messages were seen of.
    pub families: Families,
}

impl Reader {
    /// A reader that knows which ways would be the death of rtrace.
    pub fn new() -> Reader {
        let deadly = || matches!(throwaway(LIMIT, probe::read_memory_wrongly), Ok(Ended::Killed(_)));
        let best = if probe::ask_self(libc::PR_GET_SECCOMP) != 0 && deadly() { Way::File } else { Way::Vm };
        Reader { best: Cell::new(best), families: Families::default() }
    }

    /// Copies from `addr` in `pid` to `buf`; returns how many bytes could be read.
    pub fn read(&self, pid: Pid, addr: u64, buf: &mut [u8]) -> usize {
        if buf.is_empty() {
            return 0;
        }
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
        through_ptrace(pid, addr, buf)
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

    fn through_vm_io(pid: Pid, addr: u64, buf: &mut [u8]) -> std::io::Result<usize> {
        Ok(through_vm(pid, addr, buf)?)
    }

    #[test]
    fn a_reader_falls_back_to_the_file_and_stays_there() {
        let reader = Reader { best: Cell::new(Way::File), families: Families::default() };
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
        let reader = Reader { best: Cell::new(Way::Peek), families: Families::default() };
        let count = reader.read(child, own.as_ptr() as u64 + 3, &mut buf);
        let nowhere = reader.read(child, 16, &mut [0; 16]);
        kill(child, Signal::SIGKILL).unwrap();
        assert!(wait_for(child, How::Block).unwrap().is_some());
        assert_eq!((count, &buf[..], nowhere), (90, &own[3..93], 0));
    }
}
