//! The loop: wait, tell, resume.

use super::accelerate::About;
use super::command::Why;
use super::inspect::{Seen, inspect};
use super::pulse::BEAT;
use super::setuid;
use super::status::{EventKind, Status, Stop};
use super::stop::{AnyStop, EventStop, GroupStop, SignalStop, SyscallStop};
use super::tamper;
use super::tasks::Task;
use super::view::{View, now};
use super::{Error, Finish, Tracer};
use crate::event::{End, Event, Handler, Moment, Origin, Outcome};
use crate::sys::ptrace::Resume;
use crate::sys::signals;
use crate::sys::wait::{How, RawStatus, Whom, wait};
use nix::errno::Errno;
use nix::unistd::Pid;

/// What the loop does next.
pub(super) enum Next {
    /// A task has changed its state.
    Task(Pid, RawStatus),
    /// A signal asks rtrace to end.
    Interrupted(i32),
    /// The front was killed: see `front`.
    Abandoned,
    /// No tracee is left.
    Nobody,
}

/// Turns the errno of a request that must not fail into an error of the trace.
pub(super) fn must(what: &'static str, result: nix::Result<()>) -> Result<(), Error> {
    result.map_err(|errno| Error { what, errno })
}

impl Tracer {
    /// Traces until no tracee is left, a signal asks rtrace to end, or the handler has had enough.
    ///
    /// Errors: a request that resumes a tracee was refused; the tracees are let go.
    pub fn run(&mut self, handler: &mut dyn Handler) -> Result<Finish, Error> {
        loop {
            match self.next(handler)? {
                Next::Task(pid, status) => self.handle(pid, status, handler)?,
                Next::Interrupted(signal) => {
                    self.leave(handler)?;
                    self.pass_on(signal);
                    signals::end_reminders();
                    return Ok(Finish::Interrupted(signal));
                }
                Next::Abandoned => {
                    self.leave(handler)?;
                    return Ok(Finish::Abandoned);
                }
                Next::Nobody => return Ok(self.finish()),
            }
            if handler.finished() {
                self.leave(handler)?;
                return Ok(Finish::Released);
            }
        }
    }

    fn finish(&mut self) -> Finish {
        let Some(program) = self.program.take() else { return Finish::Ended(None) };
        match program.failed {
            Some(error) => Finish::NotRun(error),
            None => Finish::Ended(program.end),
        }
    }

    pub(super) fn next(&mut self, handler: &mut dyn Handler) -> Result<Next, Error> {
        loop {
            if !self.keeping {
                if let Some(signal) = signals::interruption() {
                    return Ok(Next::Interrupted(signal));
                }
                if signals::parent_is_dead() {
                    return Ok(Next::Abandoned);
                }
            }
            if !self.delayed.is_empty() {
                self.resume_delayed(now().monotonic)?;
            }
            if signals::report_asked() {
                handler.report();
                self.pulse.again();
            }
            if let Some((pid, status)) = self.turns.next(&mut self.tasks, self.pulse.runs()) {
                return Ok(Next::Task(pid, status));
            }
            // Under the witness's filter nobody lives without rtrace, which waits for those, too, that it doesn't follow.
            let waits = self.keeping || self.options.witness;
            if self.tasks.is_empty() || self.tasks.none_followed() && !waits {
                if self.adopt_early(|_| true) {
                    continue;
                }
                match wait(Whom::Any, How::NoHang) {
                    Ok(Some((pid, status))) => return Ok(Next::Task(pid, status)),
                    Ok(None) if self.expects_more() => {}
                    Ok(None) | Err(_) => return Ok(Next::Nobody),
                }
            }
            if !self.pulse.runs() {
                handler.idle();
            }
            match wait(Whom::Any, How::Block) {
                Ok(Some((pid, status))) => return Ok(Next::Task(pid, status)),
                Ok(None) | Err(Errno::EINTR) => self.interrupted(handler),
                Err(Errno::ECHILD) => return Ok(Next::Nobody),
                Err(errno) => return Err(Error { what: "wait4", errno }),
            }
        }
    }

    /// A wait was interrupted, by the beat or by a signal: what was held back leaves, and who computes is let go.
    fn interrupted(&mut self, handler: &mut dyn Handler) {
        let now = now().monotonic;
        handler.idle();
        self.placement.look(now);
        // Whoever has made it doesn't live to say so.
        self.adopt_early(|early| now.saturating_sub(early.since) > BEAT);
        self.pulse.beat(now, self.placement.keeps() || !self.early.is_empty());
    }

    /// Where no tracee is left but wait says that there are children: whether one of them matters. (rtrace can be
    /// born with children, and the reader of its output can be one. Those it doesn't wait for.)
    fn expects_more(&self) -> bool {
        let program = self.program.as_ref().is_some_and(|program| program.child && program.end.is_none());
        program || self.someone_was_killed && has_unknown_tracee()
    }

    pub(super) fn handle(
        &mut self,
        pid: Pid,
        raw: RawStatus,
        handler: &mut dyn Handler,
    ) -> Result<(), Error> {
        let at = Moment { system: raw.system, ..now() };
        self.debug_status(pid, raw);
        self.reader.forget();
        self.pulse.event(at.monotonic);
        self.placement.look(at.monotonic);
        match Status::from_raw(raw) {
            Status::Continued => Ok(()),
            Status::Ended(end) => {
                self.early.retain(|early| early.pid != pid);
                self.reader.links.ended(pid);
                self.ended(pid, end, at, handler);
                Ok(())
            }
            Status::Stopped(stop) => {
                self.turns.take(pid, &self.tasks);
                self.stopped(pid, stop, raw, at, handler)
            }
        }
    }

    /// Tells the handler.
    pub(super) fn tell(&self, pid: Pid, at: Moment, handler: &mut dyn Handler, event: Event<'_>) {
        handler.event(&View::new(pid, &self.reader), at, event);
    }

    /// Tells the handler that `pid` is a tracee, if it hasn't heard.
    pub(super) fn announce(&mut self, pid: Pid, at: Moment, handler: &mut dyn Handler) {
        if let Some(task) = self.tasks.get(pid)
            && !task.announced
            && !task.hidden
            && !task.beyond
        {
            task.announced = true;
            let origin = task.origin;
            self.tell(pid, at, handler, Event::Attached(origin));
        }
    }

    /// A task is gone.
    pub(super) fn ended(&mut self, pid: Pid, end: End, at: Moment, handler: &mut dyn Handler) {
        if let Some(program) = &mut self.program
            && program.pid == pid
        {
            program.end = Some(end);
            program.failed = super::launch::failed_exec(program);
            if let Some(error) = program.failed.as_ref().filter(|error| error.why != Why::User) {
                handler.note(format_args!("exec: {}", error.errno.desc()));
            }
        }
        self.someone_was_killed |= matches!(end, End::Killed { .. });
        self.announce(pid, at, handler);
        self.placement.ended(pid);
        self.forget_delay(pid);
        self.tied.remove(&pid);
        match self.tasks.remove(pid) {
            Some(task) if task.announced => self.tell(pid, at, handler, Event::Ended(end)),
            Some(_) => {}
            None => {
                self.ended_early.insert(pid, end);
            }
        }
    }

    fn stopped(
        &mut self,
        pid: Pid,
        stop: Stop,
        raw: RawStatus,
        at: Moment,
        handler: &mut dyn Handler,
    ) -> Result<(), Error> {
        let held = AnyStop::new(pid, stop);
        if let AnyStop::Event(event @ EventStop { kind: EventKind::Exec, .. }) = held {
            return self.exec(pid, event, at, handler);
        }
        if !self.tasks.contains(pid) {
            if !self.traces_all() {
                // A clone with CLONE_PTRACE made it a tracee, which nobody asked for.
                handler.note(format_args!("Detached unknown pid {pid}"));
                return must("PTRACE_DETACH", release_new(held));
            }
            self.hold_early(pid, raw, at.monotonic);
            return Ok(());
        }
        if self.tasks.get(pid).is_some_and(|task| task.beyond) {
            self.let_go_beyond(pid);
            return must("PTRACE_DETACH", release_new(held));
        }
        self.announce(pid, at, handler);
        let how = self.how(pid);
        match held {
            AnyStop::Syscall(stop) => self.call(pid, stop, at, handler),
            AnyStop::Signal(stop) => self.signal(pid, stop, at, handler),
            AnyStop::Group(stop) => self.group_stop(pid, stop, at, handler),
            AnyStop::Trap(stop) => {
                self.untie(pid);
                must(how.name(), stop.resume(how))
            }
            AnyStop::Event(stop) => {
                match stop.kind {
                    EventKind::NewTask => self.expect_new_task(pid, &stop, at, handler),
                    EventKind::Seccomp if how == Resume::Cont => {
                        return self.call(pid, stop.into_call(), at, handler);
                    }
                    EventKind::Seccomp => self.filter_answered(pid),
                    EventKind::Exec | EventKind::Other(_) => {}
                }
                must(how.name(), stop.resume(how))
            }
        }
    }

    fn call(
        &mut self,
        pid: Pid,
        stop: SyscallStop,
        at: Moment,
        handler: &mut dyn Handler,
    ) -> Result<(), Error> {
        let how = self.how(pid);
        let Some(task) = self.tasks.get(pid) else { return must(how.name(), stop.resume(how)) };
        let mut tampering = None;
        match inspect(&stop, task.inside, &mut self.without_info) {
            Ok(Seen::Entry(entry)) => {
                (task.inside, task.passed, task.told) = (true, false, false);
                self.reader.links.forget(pid);
                self.mind_filters(pid, &entry);
                self.placement.enters(pid, &entry, at.monotonic, &View::new(pid, &self.reader));
                if let Some(task) = self.tasks.get(pid)
                    && task.hidden
                    && !task.unfollowed
                    && entry.number == libc::SYS_execve.cast_unsigned()
                {
                    task.hidden = false;
                    self.announce(pid, at, handler);
                }
                let wanted = self.wants(&entry);
                if let Some(task) = self.tasks.get(pid)
                    && wanted
                    && !task.hidden
                {
                    task.told = true;
                    tampering = handler.tamper(&View::new(pid, &self.reader), Some(&entry));
                    if let Some(tampering) = &tampering {
                        tamper::apply(&stop, tampering, handler);
                        self.reader.forget();
                    }
                    self.tell(pid, at, handler, Event::Entered(&entry));
                }
                if self.tasks.get(pid).is_some_and(|task| task.about == About::Makes) {
                    self.tie(&stop, &entry);
                }
                self.skip_end(pid, at.monotonic);
            }
            Ok(Seen::Exit(mut outcome)) => {
                self.untie(pid);
                self.mind_refusal(pid, outcome, handler);
                let Some(task) = self.tasks.get(pid) else { return must(how.name(), stop.resume(how)) };
                task.inside = false;
                let witness = task.witness();
                let corrected = task.leaves_filters(outcome);
                self.placement.leaves(pid, outcome, at.monotonic);
                if let Some(answer) = &corrected {
                    outcome = tamper::apply(&stop, answer, handler).unwrap_or(outcome);
                }
                if std::mem::take(&mut task.told) {
                    tampering = handler.tamper(&View::new(pid, &self.reader), None);
                    if let Some(tampering) = &tampering {
                        outcome = tamper::apply(&stop, tampering, handler).unwrap_or(outcome);
                        self.reader.forget();
                    }
                    // The launched program's execve failed: what follows is rtrace's own code again.
                    task.hidden = task.origin == Origin::Launched && self.first_exec_due;
                    let view = View { witness, ..View::new(pid, &self.reader) };
                    handler.event(&view, at, Event::Exited(outcome));
                }
            }
            Ok(Seen::Nothing) => {}
            Err(_) => {
                if std::mem::take(&mut task.inside) && std::mem::take(&mut task.told) {
                    self.tell(pid, at, handler, Event::Exited(Outcome::Unavailable));
                }
            }
        }
        self.resume_tampered(stop, tampering, at.monotonic)
    }

    /// rtrace's filter has let the tracer know of the call that `pid` is inside of: it is in force, and no other filter
    /// has answered. (Before Linux 4.8 filters ran before the entry was reported, and nothing can be told.)
    fn filter_answered(&mut self, pid: Pid) {
        let Some(task) = self.tasks.get(pid).filter(|task| task.inside) else { return };
        if self.filter.is_none() {
            (task.witnessed, task.passed) = (true, true);
        } else if self.first_exec_due {
            self.filter_works = true;
        }
    }

    fn signal(
        &mut self,
        pid: Pid,
        stop: SignalStop,
        at: Moment,
        handler: &mut dyn Handler,
    ) -> Result<(), Error> {
        let signal = stop.signal;
        let how = self.how(pid);
        let Some(task) = self.tasks.get(pid) else { return must(how.name(), stop.deliver(how)) };
        if signal == libc::SIGSTOP && std::mem::take(&mut task.stop_due) {
            self.untie(pid);
            return must(how.name(), stop.suppress(how));
        }
        let (seized, hidden) = (task.seized, task.hidden);
        let info = stop.siginfo();
        if !seized
            && info.as_ref().is_err_and(|&errno| errno == Errno::EINVAL)
            && super::status::stops(signal)
        {
            // A group-stop that can't be kept: only a seized tracee can be left in it.
            self.tell(pid, at, handler, Event::Stopped { signal });
            return must(how.name(), stop.suppress(how));
        }
        if !hidden {
            self.tell(pid, at, handler, Event::Signal { signal, info: info.as_ref().ok() });
        }
        must(how.name(), stop.deliver(how))
    }

    fn group_stop(
        &mut self,
        pid: Pid,
        stop: GroupStop,
        at: Moment,
        handler: &mut dyn Handler,
    ) -> Result<(), Error> {
        if self.tasks.get(pid).is_some_and(|task| !task.hidden) {
            self.tell(pid, at, handler, Event::Stopped { signal: stop.signal });
        }
        must("PTRACE_LISTEN", stop.listen())
    }

    /// A thread that made an execve goes on under the leader's id; the leader is gone without a word. Returns the
    /// thread's former id, where it had another.
    pub(super) fn rename_after_exec(
        &mut self,
        pid: Pid,
        stop: &EventStop,
        at: Moment,
        handler: &mut dyn Handler,
    ) -> Option<Pid> {
        let former = stop.message().ok().filter(|&former| former != pid)?;
        if self.tasks.get(former).is_some_and(|task| task.unfollowed)
            && let Some(leader) = self.tasks.get(pid).filter(|leader| !leader.unfollowed)
        {
            // Without the filter that thread would not be traced: all that is seen of it is its end.
            let mut leader = *leader;
            (leader.hidden, leader.inside, leader.told) = (true, true, false);
            self.tasks.remove(former);
            self.tasks.insert(pid, leader);
            self.placement.renamed(former, pid);
            return Some(former);
        }
        if self.tasks.remove(pid).is_some_and(|leader| leader.announced) {
            self.tell(pid, at, handler, Event::Superseded { by: former });
        }
        self.placement.renamed(former, pid);
        if let Some(task) = self.tasks.remove(former) {
            self.tasks.insert(pid, task);
        }
        Some(former)
    }

    /// An execve has succeeded. The kernel reports it under the leader's id, whichever thread made it.
    fn exec(
        &mut self,
        pid: Pid,
        stop: EventStop,
        at: Moment,
        handler: &mut dyn Handler,
    ) -> Result<(), Error> {
        let former = self.rename_after_exec(pid, &stop, at, handler);
        if !self.tasks.contains(pid) {
            let task = Task::new(Origin::Followed, true).followed(self.options.follow);
            self.tasks.insert(pid, task);
        }
        self.announce(pid, at, handler);
        let shown = self.tasks.get(pid).is_some_and(|task| !task.hidden);
        if shown {
            self.tell(pid, at, handler, Event::Exec { former });
        }
        if shown
            && !self.told_of_setuid
            && let Some(program) = setuid::ignored(pid)
        {
            self.told_of_setuid = true;
            let program = program.display();
            handler.note(format_args!(
                "{program} runs without its set-ID bits: so it is where the tracer is not root"
            ));
        }

        let launched = self.tasks.get(pid).is_some_and(|task| task.origin == Origin::Launched);
        let begins = launched && std::mem::take(&mut self.first_exec_due);
        if begins {
            must("PTRACE_SETOPTIONS", self.rely_on_filter(pid))?;
        }
        if self.options.detach_on_execve && !begins {
            return self.let_go(pid, AnyStop::Event(stop), at, handler);
        }
        let how = self.how(pid);
        must(how.name(), stop.resume(how))
    }
}

/// Lets go of a tracee that has just come under trace: the SIGSTOP that says so is none of its own.
pub(super) fn release_new(stop: AnyStop) -> nix::Result<()> {
    match stop {
        AnyStop::Signal(stop) if stop.signal == libc::SIGSTOP => stop.detach_suppressing(),
        other => other.detach(),
    }
}

/// Whether rtrace traces a task that it doesn't know: its parent was killed before it could say that it has a
/// child.
fn has_unknown_tracee() -> bool {
    let own = format!("TracerPid:\t{}\n", Pid::this());
    let Ok(processes) = std::fs::read_dir("/proc") else { return false };
    processes.flatten().any(|entry| {
        std::fs::read_to_string(entry.path().join("status")).is_ok_and(|status| status.contains(&own))
    })
}
