//! What a handler wants done to a call: registers, memory, signals and delays.

use super::run::must;
use super::stop::SyscallStop;
use super::{Error, Tracer};
use crate::event::{Handler, Outcome, Tampering};
use crate::sys::ptrace::Resume;
use crate::sys::signals;
use nix::unistd::Pid;
use std::time::Duration;

/// How often rtrace looks for tracees whose delay is over.
const TICK: Duration = Duration::from_millis(1);

/// A tracee that stays stopped for a while.
pub(super) struct Delayed {
    stop: SyscallStop,
    /// Until when, on the monotonic clock.
    until: Duration,
    how: Resume,
    signal: i32,
}

/// Does to a stopped tracee what can be done at once; a tracee that is gone is no error. Returns how the call ended as
/// the program sees it.
pub(super) fn apply(stop: &SyscallStop, tampering: &Tampering, handler: &mut dyn Handler) -> Option<Outcome> {
    for (addr, bytes) in &tampering.pokes {
        handler.poked(stop.pid(), stop.poke(*addr, bytes).is_ok());
    }
    if let Some(number) = tampering.number {
        _ = stop.set_number(number);
    }
    let outcome = tampering.outcome?;
    let value = match outcome {
        Outcome::Returned(value) => value,
        Outcome::Failed(errno) => -i64::from(errno),
        Outcome::Unavailable | Outcome::Invisible => return None,
    };
    stop.set_result(value).is_ok().then_some(outcome)
}

impl Tracer {
    /// Resumes a tracee, at once or after a delay.
    pub(super) fn resume_tampered(
        &mut self,
        stop: SyscallStop,
        tampering: Option<Tampering>,
        now: Duration,
    ) -> Result<(), Error> {
        let tampering = tampering.unwrap_or_default();
        let signal = tampering.signal.unwrap_or(0);
        let how = self.how(stop.pid());
        match tampering.delay.filter(|delay| !delay.is_zero()) {
            Some(delay) => {
                self.delayed.push(Delayed { stop, until: now + delay, how, signal });
                Ok(())
            }
            None => must(how.name(), stop.resume_with(how, signal)),
        }
    }

    /// Resumes those whose delay is over. Where some stay, the next wait is interrupted before long.
    pub(super) fn resume_delayed(&mut self, now: Duration) -> Result<(), Error> {
        let over = |delayed: &mut Delayed| delayed.until <= now;
        for delayed in self.delayed.extract_if(.., over) {
            must(delayed.how.name(), delayed.stop.resume_with(delayed.how, delayed.signal))?;
        }
        if self.delayed.is_empty() {
            self.pulse.again();
        } else {
            signals::tick(Some(TICK));
        }
        Ok(())
    }

    /// Resumes all, for they are to be let go.
    pub(super) fn end_delays(&mut self) {
        for delayed in std::mem::take(&mut self.delayed) {
            // Who is gone is gone.
            _ = delayed.stop.resume_with(delayed.how, delayed.signal);
        }
    }

    /// A tracee has gone from its stop, killed.
    pub(super) fn forget_delay(&mut self, pid: Pid) {
        self.delayed.retain(|delayed| delayed.stop.pid() != pid);
    }
}
