//! Whose turn it is: waits so that the busy tracee is found fast, and nobody starves.
//!
//! A wait for anybody finds the first of the kernel's list that has something to say, so a few busy tracees at its
//! head would keep the rest waiting for ever. To ask for everybody after each event is fair, but such a wait scans
//! the whole list, and with thousands of tracees that costs a hundred times the event. So:
//!
//! - where there are more than a [`FEW`], the tracee resumed last is asked first: where it shares rtrace's CPU, and
//!   rtrace makes room for it, it has run to its next stop by then. With few tracees a wait for anybody is cheaper:
//!   rtrace sleeps until the tracee has stopped, and asks once;
//! - where it has not, though one tracee has had all the turns of late, that one alone is waited for, until the next beat
//!   at most: a wait for anybody scans the list before it sleeps and after it. If the beat comes first, the tracee
//!   waits for something itself, maybe for another tracee: then nobody is waited for alone for a good while;
//! - now and then, while the tracee at hand still stands, all others that have something to say are noted, and have
//!   their turn before it comes round again: so where all are busy, none has more than twice the turns of any other (the
//!   one at hand isn't among those noted). Where some are found, that is done again soon; where none are, later and
//!   later, the more so the more tracees there are. A few tracees hardly get into each other's way: the one just resumed
//!   has yet to run, so a wait for anybody finds another that has something to say. There it is done seldom;
//! - and a few are asked by their ids, in rotation, so that one at the end of the list has its turn, too.

use super::status::{EventKind, Status, Stop};
use super::tasks::Tasks;
use crate::sys::ptrace;
use crate::sys::wait::{How, RawStatus, Whom, wait};
use nix::unistd::Pid;
use std::collections::VecDeque;

/// So many tracees are scanned in less time than a system call takes.
const FEW: usize = 16;

/// Events from one rotation to the next, and how many tracees are asked then.
const ROTATION: u64 = 64;
const ROTATED: u32 = 4;

/// With few tracees, so many events pass before those that have something to say are noted again.
const SELDOM: u64 = 16;

/// How often rtrace makes room for the tracee resumed last, before it sleeps.
const ROOMS: usize = 3;

/// So many turns in a row make a tracee one to be waited for alone.
const STREAK: u64 = 16;

/// After a wait for one alone that was in vain, so many events pass before the next; more and more, up to a most.
const SOBER: u64 = 64;
const SOBEREST: u64 = 4096;

/// `si_code` of a PTRACE_EVENT_EXEC stop.
const EXEC_CODE: i32 = libc::SIGTRAP | libc::PTRACE_EVENT_EXEC << 8;

/// What was waited for and not yet handled, and who is asked next.
#[derive(Debug, Default)]
pub struct Turns {
    noted: VecDeque<(Pid, RawStatus)>,
    last: Option<Pid>,
    /// Who has had the turn, and how often in a row.
    busy: Option<Pid>,
    streak: u64,
    /// Since which event one tracee may be waited for alone again, and how long a wait in vain rules that out.
    alone_again: u64,
    sober: u64,
    events: u64,
    look_again: u64,
    patience: u64,
}

impl Turns {
    /// What is to be handled next, as far as that is known without waiting for long. `beats`: waits are interrupted by
    /// the beat.
    pub fn next(&mut self, tasks: &mut Tasks, beats: bool) -> Option<(Pid, RawStatus)> {
        while let Some((pid, status)) = self.noted.pop_front() {
            if is_current(pid, status) {
                return Some((pid, status));
            }
        }
        let last = self.last.take();
        if self.events.is_multiple_of(ROTATION) && tasks.len() > 1 {
            let rotated = (0..ROTATED).filter_map(|_| tasks.next_in_turn());
            if let Some(found) = rotated.filter(|&pid| Some(pid) != last).find_map(ask) {
                return Some(found);
            }
        }
        if tasks.len() <= FEW {
            return None;
        }
        let last = last?;
        for _ in 0..ROOMS {
            std::thread::yield_now();
            if let Some(found) = ask(last) {
                return Some(found);
            }
        }
        if !beats || self.streak < STREAK || self.events < self.alone_again {
            return None;
        }
        match wait(Whom::One(last), How::Block) {
            Ok(Some(found)) => {
                self.sober = SOBER;
                Some(found)
            }
            _ => {
                self.alone_again = self.events + self.sober;
                self.sober = (self.sober * 2).clamp(SOBER, SOBEREST);
                None
            }
        }
    }

    /// What was waited for already is to be handled next.
    pub fn put_back(&mut self, pid: Pid, status: RawStatus) {
        self.noted.push_front((pid, status));
    }

    /// `pid` is about to be handled: it has stopped, and is not resumed yet.
    pub fn take(&mut self, pid: Pid, tasks: &Tasks) {
        self.last = Some(pid);
        self.streak = if self.busy.replace(pid) == Some(pid) { self.streak + 1 } else { 0 };
        self.events += 1;
        if tasks.len() < 2 || !self.noted.is_empty() || self.events < self.look_again {
            return;
        }
        while self.noted.len() < tasks.len()
            && let Ok(Some(found)) = wait(Whom::Any, How::NoHang)
        {
            self.noted.push_back(found);
        }
        let least = if tasks.len() <= FEW { SELDOM } else { 1 };
        let longest = (tasks.len() as u64 / 4).clamp(SELDOM, 1024);
        self.patience = if self.noted.is_empty() { (self.patience * 2).clamp(least, longest) } else { least };
        self.look_again = self.events + self.patience;
    }
}

fn ask(pid: Pid) -> Option<(Pid, RawStatus)> {
    wait(Whom::One(pid), How::NoHang).ok().flatten()
}

/// Whether what was noted of `pid` still holds. An execve by another thread takes the leader's id over: the stop that
/// goes with it is yet to be reported, and what was noted is about a task that is gone.
fn is_current(pid: Pid, status: RawStatus) -> bool {
    let Status::Stopped(stop) = Status::from_raw(status) else { return true };
    if stop == Stop::Event(EventKind::Exec) {
        return true;
    }
    let code = ptrace::siginfo(pid).map(|info| i32::from_ne_bytes([info[8], info[9], info[10], info[11]]));
    code != Ok(EXEC_CODE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Origin;
    use crate::sys::process::{Fork, exit_now, fork};
    use crate::sys::wait::wait_for;
    use crate::tracer::tasks::Task;
    use nix::sys::ptrace::{Options, setoptions, traceme};
    use nix::sys::signal::{Signal, raise};
    use nix::sys::wait::{Id, WaitPidFlag, waitid};
    use std::collections::HashMap;

    /// How many turns each would have if all had the same.
    const TURNS: usize = 50;

    /// Starts a process that makes call after call, and has it stop at the first.
    fn caller() -> Pid {
        let pid = match fork().unwrap() {
            Fork::Parent(pid) => pid,
            Fork::Child => {
                _ = traceme();
                _ = raise(Signal::SIGSTOP);
                loop {
                    nix::unistd::getppid();
                }
            }
        };
        wait_for(pid, How::Block).unwrap();
        setoptions(pid, Options::PTRACE_O_EXITKILL).unwrap();
        run_to_the_next_stop(pid);
        pid
    }

    /// Whoever waits for it finds that it has stopped.
    fn run_to_the_next_stop(pid: Pid) {
        ptrace::resume(pid, ptrace::Resume::Syscall, 0).unwrap();
        waitid(Id::Pid(pid), WaitPidFlag::WSTOPPED | WaitPidFlag::WNOWAIT).unwrap();
    }

    /// Has so many tracees make call after call. Returns how many turns each had, and for one more that calls seldom how
    /// many turns others had whenever it had something to say.
    fn shares(busy: usize) -> (Vec<usize>, Vec<usize>) {
        let (mut tasks, mut turns) = (Tasks::default(), Turns::default());
        let callers: Vec<Pid> = (0..=busy).map(|_| caller()).collect();
        for pid in &callers {
            tasks.insert(*pid, Task::new(Origin::Followed, true));
        }
        let (mut had, mut waited) = (HashMap::new(), Vec::new());
        let (seldom, mut since) = (callers[busy / 2], busy);
        wait_for(seldom, How::Block).unwrap();
        for turn in 0..busy * TURNS {
            let next = turns.next(&mut tasks, false);
            let (pid, _) = next.or_else(|| wait(Whom::Any, How::Block).unwrap()).unwrap();
            turns.take(pid, &tasks);
            if pid == seldom {
                waited.push(turn - since);
                since = turn + 7 * busy;
            } else {
                *had.entry(pid).or_insert(0) += 1;
                run_to_the_next_stop(pid);
            }
            if turn == since {
                run_to_the_next_stop(seldom);
            }
        }
        let busy = callers.iter().filter(|pid| **pid != seldom);
        (busy.map(|pid| had.get(pid).copied().unwrap_or(0)).collect(), waited)
    }

    /// Asserts that of so many that all have something to say at any time none has more than `times` the turns of another,
    /// and that another waits for no more turns than these.
    fn nobody_starves(busy: usize, times: usize, turns: usize) {
        // In a process of its own: a wait for anybody would find what other tests wait for.
        let child = match fork().unwrap() {
            Fork::Parent(child) => child,
            Fork::Child => {
                let Ok((had, waited)) = std::panic::catch_unwind(|| shares(busy)) else { exit_now(4) };
                let most = had.iter().max().copied().unwrap_or(0);
                let fair = had.iter().all(|had| (had + 1) * times >= most);
                let prompt = waited.len() > 4 && waited.iter().all(|waited| *waited <= turns);
                exit_now(i32::from(!fair) + 2 * i32::from(!prompt))
            }
        };
        let status = wait_for(child, How::Block).unwrap().map(Status::from_raw);
        let well = Some(Status::Ended(crate::event::End::Exited(0)));
        assert_eq!(status, well, "1: unfair; 2: somebody waited long");
    }

    #[test]
    fn nobody_starves_among_many_that_have_something_to_say_at_any_time() {
        nobody_starves(40, 2, 80);
    }

    #[test]
    fn nor_among_few() {
        let few = 5;
        nobody_starves(few, SELDOM as usize + 2, SELDOM as usize + few);
    }
}
