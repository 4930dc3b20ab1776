use super::*;
use crate::memory::Recorded;
use std::os::fd::AsRawFd;
use std::sync::mpsc;

fn call(name: &str) -> Entry {
    let number = numbers::number(Abi::X86_64, name).unwrap().into();
    Entry { abi: Abi::X86_64, number, args: [0; 6], ip: 0, sp: 0 }
}

type Job = Box<dyn FnOnce() + Send>;

/// Lets a thread make calls, as if it were a tracee.
struct Calls {
    placement: Placement,
    pid: Pid,
    now: Duration,
    /// What the thread is to do.
    jobs: mpsc::Sender<Job>,
}

impl Calls {
    fn new() -> Option<Calls> {
        let (jobs, orders) = mpsc::channel::<Job>();
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            tell.send(nix::unistd::gettid()).unwrap();
            orders.into_iter().for_each(|job| job());
        });
        let placement = Placement::new(false, false);
        let pid = told.recv().unwrap();
        (!placement.off).then_some(Calls { placement, pid, now: Duration::ZERO, jobs })
    }

    fn make(&mut self, name: &str, after: Duration) {
        self.now += after;
        let memory = Recorded::new();
        self.placement.enters(self.pid, &call(name), self.now, &memory);
        self.placement.leaves(self.pid, Outcome::Returned(0), self.now);
    }

    fn mask(&self) -> Cpus {
        affinity::get(self.pid).unwrap()
    }
}

const SOON: Duration = Duration::from_micros(10);

#[test]
fn a_tracee_that_makes_call_after_call_is_kept_and_one_that_computes_is_let_go() {
    let Some(mut calls) = Calls::new() else { return eprintln!("SKIPPED: this machine has one CPU") };
    let own = calls.mask();
    for _ in 0..2 * STREAK {
        calls.make("getppid", SOON);
    }
    assert_eq!(calls.mask().count(), 1);
    calls.placement.look(calls.now + ALONE / 2);
    assert_eq!(calls.mask().count(), 1, "it has not computed for long");
    calls.placement.look(calls.now + ALONE + BEAT);
    calls.placement.look(calls.now + ALONE + 2 * BEAT);
    assert_eq!(calls.mask(), own);
    assert!(!calls.placement.keeps(), "rtrace itself may run anywhere again");
}

#[test]
fn of_two_that_compute_both_are_let_go_soon_and_one_is_sent_away() {
    let Some(mut calls) = Calls::new() else { return eprintln!("SKIPPED: this machine has one CPU") };
    let Some(other) = Calls::new() else { return };
    calls.placement.launched(calls.pid);
    calls.placement.launched(other.pid);
    let own = calls.mask();
    for pid in [other.pid, calls.pid] {
        calls.placement.enters(pid, &call("getppid"), calls.now, &Recorded::new());
        calls.placement.leaves(pid, Outcome::Returned(0), calls.now);
    }
    assert_eq!((calls.mask().count(), other.mask().count()), (1, 1));
    assert_eq!(calls.placement.crowd(calls.now), 1);
    calls.placement.look(calls.now + BEAT);
    assert_eq!((calls.mask(), other.mask()), (own.clone(), own));
}

#[test]
fn calls_that_can_tell_find_the_mask_as_it_was() {
    let Some(mut calls) = Calls::new() else { return eprintln!("SKIPPED: this machine has one CPU") };
    let own = calls.mask();
    for name in ["sched_getaffinity", "clone", "vfork", "sched_setattr"] {
        for _ in 0..2 * STREAK {
            calls.make("getppid", SOON);
        }
        assert_eq!(calls.mask().count(), 1);
        calls.make(name, SOON);
        assert_eq!(calls.mask(), own, "{name}");
    }
}

#[test]
fn the_child_of_a_tracee_that_is_kept_is_kept_and_gets_its_parents_own_mask_back() {
    for released_before_it_is_known in [false, true] {
        let Some(mut calls) = Calls::new() else { return eprintln!("SKIPPED: this machine has one CPU") };
        calls.placement.follows = true;
        let own = calls.mask();
        for _ in 0..2 * STREAK {
            calls.make("getppid", SOON);
        }
        calls.placement.enters(calls.pid, &call("clone"), calls.now, &Recorded::new());
        assert_eq!(calls.mask().count(), 1);
        let (tell, told) = mpsc::channel();
        let (end, ended) = mpsc::channel::<()>();
        let make = move || {
            std::thread::spawn(move || {
                tell.send(nix::unistd::gettid()).unwrap();
                // It ends when the other end is dropped.
                assert!(ended.recv().is_err());
            });
        };
        calls.jobs.send(Box::new(make)).unwrap();
        let child = told.recv().unwrap();
        if released_before_it_is_known {
            calls.placement.release_all();
        }
        calls.placement.inherits(calls.pid, child);
        let inherited = affinity::get(child).unwrap();
        calls.placement.release_all();
        let after = affinity::get(child).unwrap();
        drop(end);
        assert_eq!(inherited.count() == 1, !released_before_it_is_known);
        assert_eq!((after, calls.mask()), (own.clone(), own));
    }
}

#[test]
fn a_child_that_is_not_traced_inherits_the_mask_that_its_parent_had() {
    let Some(mut calls) = Calls::new() else { return eprintln!("SKIPPED: this machine has one CPU") };
    calls.placement.follows = true;
    let own = calls.mask();
    let flags = (libc::CLONE_UNTRACED as u64).to_le_bytes();
    let memory = Recorded::new().with(0x1000, flags);
    for (name, first) in [("clone", libc::CLONE_UNTRACED as u64), ("clone3", 0x1000)] {
        for _ in 0..2 * STREAK {
            calls.make("getppid", SOON);
        }
        assert_eq!(calls.mask().count(), 1);
        let entry = Entry { args: [first, 0, 0, 0, 0, 0], ..call(name) };
        calls.placement.enters(calls.pid, &entry, calls.now, &memory);
        assert_eq!(calls.mask(), own, "{name}");
    }
}

#[test]
fn who_opens_the_file_that_tells_masks_is_never_kept_again_and_who_opens_its_namesake_is() {
    for (path, kept) in [("/dev/null", true), ("/proc/self/status", false)] {
        let Some(mut calls) = Calls::new() else { return eprintln!("SKIPPED: this machine has one CPU") };
        let file = std::fs::File::open(path).unwrap();
        let memory = Recorded::new().with(0, *b"icons/status\0");
        calls.placement.enters(calls.pid, &call("openat"), calls.now, &memory);
        calls.placement.leaves(calls.pid, Outcome::Returned(file.as_raw_fd().into()), calls.now);
        for _ in 0..2 * STREAK {
            calls.make("getppid", SOON);
        }
        assert_eq!(calls.mask().count() == 1, kept, "{path}");
    }
}

#[test]
fn slow_callers_are_never_kept() {
    let Some(mut calls) = Calls::new() else { return eprintln!("SKIPPED: this machine has one CPU") };
    let own = calls.mask();
    for _ in 0..4 * STREAK {
        calls.make("getppid", DENSE * 2);
    }
    assert_eq!(calls.mask(), own);
}

#[test]
fn a_detached_tracee_has_its_mask_back() {
    let Some(mut calls) = Calls::new() else { return eprintln!("SKIPPED: this machine has one CPU") };
    let own = calls.mask();
    for _ in 0..2 * STREAK {
        calls.make("getppid", SOON);
    }
    calls.placement.detached(calls.pid);
    assert_eq!(calls.mask(), own);
}
