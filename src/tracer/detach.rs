//! Letting tracees go, unharmed: mid-call, stopped, or with a signal on its way.

use super::run::{Next, must, release_new};
use super::status::{EventKind, Status, Stop};
use super::stop::AnyStop;
use super::view::now;
use super::{Error, Tracer};
use crate::event::{Event, Handler, Moment, Tracee};
use crate::sys::ptrace::Resume;
use crate::sys::signals;
use crate::sys::wait::{How, Whom, wait, wait_for};
use nix::errno::Errno;
use nix::sys::ptrace;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

/// Who is told when the trace is over.
struct Nobody;

impl Handler for Nobody {
    fn event(&mut self, _: &dyn Tracee, _: Moment, _: Event<'_>) {}
    fn idle(&mut self) {}
    fn note(&mut self, _: std::fmt::Arguments<'_>) {}
}

impl Tracer {
    /// Lets go of one stopped tracee.
    pub(super) fn let_go(
        &mut self,
        pid: Pid,
        stop: AnyStop,
        at: Moment,
        handler: &mut dyn Handler,
    ) -> Result<(), Error> {
        self.forget(pid, at, handler);
        must("PTRACE_DETACH", stop.detach())
    }

    /// Lets go of all tracees. One more signal to rtrace ends the wait for one that doesn't stop; the kernel lets
    /// that go when rtrace ends.
    pub(super) fn leave(&mut self, handler: &mut dyn Handler) -> Result<(), Error> {
        if self.stays() {
            return self.go_silent(handler);
        }
        if self.options.kill_on_exit || self.options.witness || self.filter.is_some() {
            // The kernel kills them when rtrace ends; whoever is let go would live.
            return Ok(());
        }
        // Those that don't stop in time, too, are to run where they want.
        self.placement.release_all();
        self.end_delays();
        let interrupted = signals::interruption().is_some();
        let told_to_hurry = || {
            if interrupted { signals::interrupted_again() } else { signals::interruption().is_some() }
        };
        self.adopt_early(|_| true);
        // All at once, and only then wait: the parent of a vfork stops no earlier than its child execs or ends.
        for pid in self.tasks.pids() {
            self.ask_to_stop(pid, handler);
        }
        while !self.tasks.is_empty() && !told_to_hurry() {
            let found = match self.turns.next(&mut self.tasks, false) {
                Some(found) => Ok(Some(found)),
                None => wait(Whom::Any, How::Block),
            };
            match found {
                Ok(Some((pid, raw))) => match Status::from_raw(raw) {
                    Status::Ended(end) => self.ended(pid, end, now(), handler),
                    Status::Stopped(stop) => self.leave_one(pid, stop, handler)?,
                    Status::Continued => {}
                },
                Ok(None) | Err(Errno::EINTR) => {}
                Err(_) => break,
            }
        }
        Ok(())
    }

    /// Whether tracees are left that run under rtrace's filter and are to live on: then [`Tracer::keep`] is due.
    pub fn stays(&self) -> bool {
        self.options.keep && self.filter.is_some() && !(self.tasks.is_empty() && self.early.is_empty())
    }

    /// Tells of nothing any more, as if all tracees were let go.
    fn go_silent(&mut self, handler: &mut dyn Handler) -> Result<(), Error> {
        self.adopt_early(|_| true);
        for pid in self.tasks.pids() {
            if let Some(task) = self.tasks.remove(pid) {
                if task.announced && !signals::parent_is_dead() {
                    self.tell(pid, now(), handler, Event::Detached);
                }
                let mut silent = task.followed(false);
                (silent.announced, silent.told) = (false, false);
                self.tasks.insert(pid, silent);
            }
        }
        self.placement.release_all();
        self.placement.never();
        self.end_delays();
        Ok(())
    }

    /// Keeps those alive who run under rtrace's filter, without a word, until nobody is left. To be called when
    /// [`Tracer::run`] has ended and [`Tracer::stays`].
    pub fn keep(&mut self) {
        signals::ignore_all();
        signals::end_reminders();
        self.placement.release_all();
        self.placement.never();
        self.keeping = true;
        while let Ok(Next::Task(pid, status)) = self.next(&mut Nobody) {
            // A request that the kernel refuses is one about a task that is gone.
            _ = self.handle(pid, status, &mut Nobody);
        }
    }

    fn ask_to_stop(&mut self, pid: Pid, handler: &mut dyn Handler) {
        let asked = match self.tasks.get(pid) {
            Some(task) if task.seized => ptrace::interrupt(pid),
            // Its first stop is on its way.
            Some(task) if task.stop_due => Ok(()),
            Some(task) => {
                task.stop_due = true;
                signals::send_to_task(pid, libc::SIGSTOP)
            }
            None => return,
        };
        if asked.is_ok() {
            return;
        }
        // It is gone, or as good as gone: the leader of a thread group that lives on without it tells its end
        // only after all others.
        match wait_for(pid, How::NoHang).map(|status| status.map(Status::from_raw)) {
            Ok(Some(Status::Ended(end))) => self.ended(pid, end, now(), handler),
            _ => self.forget(pid, now(), handler),
        }
    }

    fn leave_one(&mut self, pid: Pid, stop: Stop, handler: &mut dyn Handler) -> Result<(), Error> {
        let at = now();
        let held = AnyStop::new(pid, stop);
        match &held {
            AnyStop::Event(event) if event.kind == EventKind::NewTask => {
                self.expect_new_task(pid, event, at, handler);
            }
            AnyStop::Event(event) if event.kind == EventKind::Exec => {
                self.rename_after_exec(pid, event, at, handler);
            }
            _ => {}
        }
        if !self.tasks.contains(pid) {
            return must("PTRACE_DETACH", release_new(held));
        }
        if self.tasks.get(pid).is_some_and(|task| task.stop_due) {
            // rtrace's own SIGSTOP is on its way, and must not be left behind.
            match held {
                AnyStop::Signal(stop) if stop.signal != libc::SIGSTOP => {
                    return must("PTRACE_SYSCALL", stop.deliver(Resume::Syscall));
                }
                AnyStop::Syscall(stop) => return must("PTRACE_SYSCALL", stop.resume(Resume::Syscall)),
                AnyStop::Event(stop) => return must("PTRACE_SYSCALL", stop.resume(Resume::Syscall)),
                AnyStop::Signal(_) | AnyStop::Group(_) | AnyStop::Trap(_) => {}
            }
            self.forget(pid, at, handler);
            return must("PTRACE_DETACH", release_new(held));
        }
        self.let_go(pid, held, at, handler)
    }

    /// A tracee lives on without rtrace.
    fn forget(&mut self, pid: Pid, at: Moment, handler: &mut dyn Handler) {
        self.announce(pid, at, handler);
        self.placement.detached(pid);
        if self.tasks.remove(pid).is_some_and(|task| task.announced) {
            self.tell(pid, at, handler, Event::Detached);
        }
    }

    /// Passes a signal that ended rtrace on to the program that it launched, which may be stopped.
    pub(super) fn pass_on(&self, signal: i32) {
        let Some(program) = self.program.as_ref().filter(|program| program.end.is_none()) else { return };
        for signal in [Signal::try_from(signal).ok(), Some(Signal::SIGCONT)].into_iter().flatten() {
            // It may have ended by now.
            let _ = kill(program.pid, signal);
        }
    }
}
