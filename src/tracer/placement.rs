//! Which CPU tracees run on, for speed.
//!
//! Where a tracee and rtrace run on different CPUs, every stop costs two wake-ups across CPUs: several times what it
//! costs on one. The scheduler puts them apart, since the other CPU is idle. So while a tracee makes calls in quick
//! succession, rtrace keeps it on its own CPU, and lets it go as soon as it computes:
//!
//! - A tracee is *dense* after [`STREAK`] calls in a row with less than [`DENSE`] of its own time between two of them. A
//!   dense tracee is kept on rtrace's CPU ("home"), if its own mask has that CPU.
//! - A tracee that is kept, and has been running its own code for longer than [`COMPUTES`], gets its own mask back; so
//!   parallel programs keep their parallelism. A timer looks for those while rtrace waits. Where several run at home, all
//!   but one of those that compute are sent to another CPU at once: the scheduler would take its time. One that runs
//!   alone takes nothing from anybody, and to move it to and fro costs more than it brings: it is kept for [`ALONE`].
//! - New tasks begin as their parent was: the child of one that is kept is kept. A child that isn't traced would stay at
//!   home for ever: so before a call that makes one, the caller gets its own mask back.
//!
//! The program can't see it. Before a call that reads or writes masks, everybody gets theirs back, rtrace included; and
//! what the program sets itself is its mask from then on. The mask also stands in `/proc/PID/status`: who opens that
//! file is never kept again, and everybody gets their masks back whenever it makes a call. At a detach the mask is
//! restored. (If rtrace itself is killed by SIGKILL, a tracee that is kept stays where it is: nothing of rtrace is left
//! to let it go.)
//!
//! Where affinity calls are refused, or only one CPU is there, none of this happens.

use super::pulse::BEAT;
use crate::arch::{Abi, numbers};
use crate::event::{Entry, Outcome};
use crate::memory::Memory;
use crate::sys::affinity::{self, Cpus};

use nix::errno::Errno;
use nix::sys::statfs::{PROC_SUPER_MAGIC, statfs};
use nix::unistd::Pid;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use std::time::Duration;

/// So many calls in quick succession make a tracee dense.
const STREAK: u8 = 8;

/// Two calls follow each other quickly where the tracee ran less than this in between. It includes what a wake-up across
/// CPUs takes.
const DENSE: Duration = Duration::from_micros(100);

/// A tracee computes if it has run its own code for this long.
const COMPUTES: Duration = Duration::from_millis(1);

/// A tracee computes if it has run its own code for this long, and no other tracee has run meanwhile.
const ALONE: Duration = Duration::from_millis(16);

/// What is known of a tracee.
#[derive(Clone, Debug, Default)]
struct Task {
    /// How many calls followed each other quickly, up to [`STREAK`].
    streak: u8,
    /// Since when it runs its own code, on the monotonic clock; None while it is in a call or stopped.
    running_since: Option<Duration>,
    /// The mask that it is to get back, while it is kept at home.
    own: Option<Cpus>,
    /// The mask that it got back since it was last seen: what it made before has that of home.
    before: Option<Cpus>,
    /// It is opening a file whose name is that of one that tells masks.
    opening: bool,
    /// It may have a file open that tells masks.
    looks: bool,
}

/// Where everybody runs.
#[derive(Debug, Default)]
pub struct Placement {
    /// rtrace's own mask, and the CPU that it keeps to, while a tracee is kept.
    home: Option<(Cpus, usize)>,
    tasks: FxHashMap<Pid, Task>,
    /// Those that are kept at home.
    kept: Vec<Pid>,
    /// When rtrace last looked for tracees that compute.
    looked: Duration,
    off: bool,
    /// What tracees make is traced.
    follows: bool,
}

/// What a call means for masks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Touches {
    /// Nothing.
    Nothing,
    /// It makes a task, which inherits the caller's mask. Where this number has CLONE_UNTRACED, or what it points to,
    /// the new task isn't traced.
    Makes(Flags),
    /// Anybody's: it reads or writes masks, or needs them whole (SCHED_DEADLINE).
    Anybody,
    /// It opens the file that this argument names, which may be one that tells masks.
    Opens(usize),
}

/// Where a call that makes a task has its flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flags {
    /// It has none.
    None,
    /// In its first argument.
    First,
    /// Where its first argument points to (struct clone_args).
    Behind,
}

impl Placement {
    /// Places tracees, unless `off` or there is but one CPU. `follows`: what they make is traced.
    pub fn new(off: bool, follows: bool) -> Placement {
        let alone = affinity::get(Pid::from_raw(0)).map_or(true, |cpus| cpus.count() < 2);
        Placement { off: off || alone, follows, ..Placement::default() }
    }

    /// Whether what tracees make is traced, asked for or not.
    pub fn traces_all(&mut self, all: bool) {
        self.follows = all;
    }

    /// Places nobody.
    pub fn never(&mut self) {
        self.off = true;
    }

    /// Whether a tracee is in a call whose end matters.
    pub fn waits_for_end(&self, pid: Pid) -> bool {
        self.tasks.get(&pid).is_some_and(|task| task.opening)
    }

    /// A program is launched. It is taken for dense until it shows otherwise: few programs begin with arithmetic, and
    /// short ones are over before they could prove anything.
    pub fn launched(&mut self, pid: Pid) {
        self.tasks.insert(pid, Task { streak: STREAK, ..Task::default() });
    }

    /// A tracee has made a task.
    pub fn inherits(&mut self, parent: Pid, child: Pid) {
        let Some(Task { streak, own, before, looks, .. }) = self.tasks.get(&parent).cloned() else { return };
        let task = self.tasks.entry(child).or_default();
        (task.streak, task.looks) = (streak, looks);
        if own.is_some() {
            if std::mem::replace(&mut task.own, own).is_none() {
                self.kept.push(child);
            }
        } else if let Some(before) = before {
            // It may be gone.
            let _ = affinity::set(child, &before);
        }
    }

    /// A tracee enters a call. Its mask is its own when this returns, if the call can tell.
    pub fn enters(&mut self, pid: Pid, entry: &Entry, now: Duration, memory: &dyn Memory) {
        if self.off {
            return;
        }
        let task = self.tasks.entry(pid).or_default();
        task.before = None;
        let ran = task.running_since.take().map_or(Duration::ZERO, |since| now.saturating_sub(since));
        task.streak = if ran < DENSE { (task.streak + 1).min(STREAK) } else { 0 };
        let touches = touches(entry);
        if let Touches::Opens(argument) = touches {
            task.opening = names_status(memory, entry.args[argument]);
        }
        match touches {
            _ if task.looks => self.release_all(),
            Touches::Nothing | Touches::Opens(_) if task.streak == STREAK => self.keep(pid),
            Touches::Nothing | Touches::Opens(_) => {}
            Touches::Makes(flags) if !self.follows || untraced(flags, entry, memory) => self.release(pid),
            Touches::Makes(_) => {}
            Touches::Anybody => self.release_all(),
        }
    }

    /// A tracee leaves a call, and runs its own code from now on.
    pub fn leaves(&mut self, pid: Pid, outcome: Outcome, now: Duration) {
        if let Some(task) = self.tasks.get_mut(&pid) {
            task.running_since = Some(now);
            if std::mem::take(&mut task.opening)
                && let Outcome::Returned(descriptor) = outcome
            {
                task.looks |= is_of_proc(pid, descriptor);
            }
        }
    }

    /// A tracee is gone.
    pub fn ended(&mut self, pid: Pid) {
        if self.tasks.remove(&pid).is_some_and(|task| task.own.is_some()) {
            self.no_longer_kept(pid);
        }
    }

    /// A tracee is let go of.
    pub fn detached(&mut self, pid: Pid) {
        self.release(pid);
        self.tasks.remove(&pid);
    }

    /// A thread goes on under another id, after an execve.
    pub fn renamed(&mut self, from: Pid, to: Pid) {
        self.ended(to);
        if let Some(task) = self.tasks.remove(&from) {
            self.kept.iter_mut().filter(|kept| **kept == from).for_each(|kept| *kept = to);
            self.tasks.insert(to, task);
        }
    }

    /// Lets those go that compute. To be called at every event, and when a wait was interrupted: it looks no more often
    /// than every [`BEAT`].
    pub fn look(&mut self, now: Duration) {
        if self.home.is_none() || now.saturating_sub(self.looked) < BEAT {
            return;
        }
        self.looked = now;
        if self.kept.is_empty() {
            return self.leave_home();
        }
        let computing = self.computing(now);
        let crowd = if computing.is_empty() { 0 } else { self.crowd(now) };
        for (i, pid) in computing.into_iter().enumerate() {
            if i < crowd {
                self.send_away(pid);
            }
            self.release(pid);
            if let Some(task) = self.tasks.get_mut(&pid) {
                task.streak = 0;
            }
        }
    }

    /// Those that are kept and compute.
    fn computing(&self, now: Duration) -> Vec<Pid> {
        let longer = |than| move |pid: &Pid| self.ran(*pid, now).is_some_and(|ran| ran > than);
        let computing: Vec<Pid> = self.kept.iter().copied().filter(longer(COMPUTES)).collect();
        let running = || self.tasks.values().filter(|task| task.running_since.is_some()).nth(1).is_some();
        if computing.is_empty() || running() {
            return computing;
        }
        computing.into_iter().filter(longer(ALONE)).collect()
    }

    /// How many tracees more than one run at home.
    fn crowd(&self, now: Duration) -> usize {
        self.kept.iter().filter(|pid| self.ran(**pid, now).is_some()).count().saturating_sub(1)
    }

    /// How long a tracee has run its own code, if it does.
    fn ran(&self, pid: Pid, now: Duration) -> Option<Duration> {
        let since = self.tasks.get(&pid)?.running_since?;
        Some(now.saturating_sub(since))
    }

    /// Moves a tracee that is kept to another CPU, if it may run on one.
    fn send_away(&self, pid: Pid) {
        if let (Some(task), Some((_, home))) = (self.tasks.get(&pid), &self.home)
            && let Some(others) = task.own.as_ref().and_then(|own| own.without(*home))
        {
            // It may be gone.
            let _ = affinity::set(pid, &others);
        }
    }

    /// Whether somebody is kept, who may have to be let go, rtrace included.
    pub fn keeps(&self) -> bool {
        self.home.is_some()
    }

    /// Keeps a tracee at home.
    fn keep(&mut self, pid: Pid) {
        if self.tasks.get(&pid).is_none_or(|task| task.own.is_some()) {
            return;
        }
        let Some(cpu) = self.go_home() else { return };
        let kept = affinity::get(pid).and_then(|own| {
            let home = own.only(cpu).ok_or(Errno::EINVAL)?;
            affinity::set(pid, &home).map(|()| own)
        });
        match kept {
            Ok(own) => {
                self.kept.push(pid);
                if let Some(task) = self.tasks.get_mut(&pid) {
                    task.own = Some(own);
                }
            }
            // Its own mask has no room for it at home, or it is gone.
            Err(Errno::EINVAL | Errno::ESRCH) => {
                if let Some(task) = self.tasks.get_mut(&pid) {
                    task.streak = 0;
                }
            }
            Err(_) => {
                self.off = true;
                self.release_all();
            }
        }
    }

    /// Gives a tracee its own mask back. rtrace stays at home for a while: others may come back soon.
    fn release(&mut self, pid: Pid) {
        if let Some(task) = self.tasks.get_mut(&pid)
            && let Some(own) = task.own.take()
        {
            // It may be gone.
            let _ = affinity::set(pid, &own);
            task.before = Some(own);
            self.no_longer_kept(pid);
        }
    }

    fn no_longer_kept(&mut self, pid: Pid) {
        self.kept.retain(|kept| *kept != pid);
    }

    /// Gives everybody their own mask back, rtrace included.
    pub fn release_all(&mut self) {
        for pid in self.kept.clone() {
            self.release(pid);
        }
        self.leave_home();
    }

    /// Keeps rtrace itself where it is, and says where that is.
    fn go_home(&mut self) -> Option<usize> {
        if let Some((_, cpu)) = &self.home {
            return Some(*cpu);
        }
        let me = Pid::from_raw(0);
        let home = affinity::get(me).ok().zip(affinity::current()).and_then(|(own, cpu)| {
            affinity::set(me, &own.only(cpu)?).ok()?;
            Some((own, cpu))
        });
        self.off |= home.is_none();
        self.home = home;
        self.home.as_ref().map(|(_, cpu)| *cpu)
    }

    /// Lets rtrace run anywhere again, once nobody is kept.
    fn leave_home(&mut self) {
        if self.kept.is_empty()
            && let Some((own, _)) = self.home.take()
        {
            let _ = affinity::set(Pid::from_raw(0), &own);
        }
    }
}

/// The calls that touch masks, by name.
const TOUCHES: [(&str, Touches); 11] = [
    ("clone", Touches::Makes(Flags::First)),
    ("clone3", Touches::Makes(Flags::Behind)),
    ("fork", Touches::Makes(Flags::None)),
    ("vfork", Touches::Makes(Flags::None)),
    ("open", Touches::Opens(0)),
    ("openat", Touches::Opens(1)),
    ("openat2", Touches::Opens(1)),
    ("sched_getaffinity", Touches::Anybody),
    ("sched_setaffinity", Touches::Anybody),
    ("sched_setattr", Touches::Anybody),
    ("sched_setscheduler", Touches::Anybody),
];

/// The calls that placement must see where what tracees make is traced.
pub fn seen() -> impl Iterator<Item = &'static str> {
    TOUCHES.iter().filter(|(_, touches)| !matches!(touches, Touches::Makes(_))).map(|(name, _)| *name)
}

/// Those of them that open files.
pub fn openers() -> impl Iterator<Item = &'static str> {
    TOUCHES.iter().filter(|(_, touches)| matches!(touches, Touches::Opens(_))).map(|(name, _)| *name)
}

/// The same by ABI and number, sorted.
static TOUCHING: LazyLock<Vec<((Abi, u64), Touches)>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for abi in Abi::ALL {
        for (name, touches) in TOUCHES {
            all.extend(numbers::number(abi, name).map(|number| ((abi, u64::from(number)), touches)));
        }
    }
    all.sort_unstable_by_key(|(call, _)| *call);
    all
});

fn touches(entry: &Entry) -> Touches {
    TOUCHING
        .binary_search_by_key(&(entry.abi, entry.number), |(call, _)| *call)
        .map_or(Touches::Nothing, |at| TOUCHING[at].1)
}

/// Whether a call makes a task that isn't traced.
fn untraced(flags: Flags, entry: &Entry, memory: &dyn Memory) -> bool {
    let flags = match flags {
        Flags::None => 0,
        Flags::First => entry.args[0],
        Flags::Behind => {
            let mut flags = [0; 8];
            memory.read(entry.args[0], &mut flags);
            u64::from_le_bytes(flags)
        }
    };
    flags & libc::CLONE_UNTRACED as u64 != 0
}

/// Whether the last component of a path is `status`.
fn names_status(memory: &dyn Memory, addr: u64) -> bool {
    let mut path = [0; 256];
    let read = memory.read(addr, &mut path);
    let end = path[..read].iter().position(|byte| *byte == 0);
    end.is_none_or(|end| path[..end].ends_with(b"status"))
}

/// Whether a tracee's descriptor is of a file that the kernel makes up. Yes, where that can't be found out.
fn is_of_proc(pid: Pid, descriptor: i64) -> bool {
    let path = format!("/proc/{pid}/fd/{descriptor}");
    statfs(path.as_str()).map_or(true, |found| found.filesystem_type() == PROC_SUPER_MAGIC)
}

#[cfg(test)]
mod tests;
