//! The beat that interrupts rtrace's waits while there is reason to.
//!
//! A wait for a tracee has no time limit, so a timer ends it now and then: while calls come in quick succession, so that
//! output may be held back until it's worth a write, and leaves soon after the last of them; while a tracee is kept on
//! rtrace's CPU, so that it is let go when it computes; and while a tracee is held back by a delay. When nothing
//! happens, no timer runs.

use crate::sys::signals;
use std::time::Duration;

/// The time between two beats.
pub const BEAT: Duration = Duration::from_millis(2);

/// So many events within a beat's time make it worth a timer.
const BUSY: u32 = 8;

/// Whether the timer runs, and what speaks for it.
#[derive(Debug, Default)]
pub struct Pulse {
    running: bool,
    /// When the time began in which events are counted, on the monotonic clock.
    since: Duration,
    events: u32,
}

impl Pulse {
    /// An event has come. Starts the beat where many come.
    pub fn event(&mut self, now: Duration) {
        self.events = self.events.saturating_add(1);
        if !self.running {
            if now.saturating_sub(self.since) > BEAT {
                (self.since, self.events) = (now, 1);
            } else if self.events >= BUSY {
                self.start();
            }
        }
    }

    /// Starts the beat.
    pub fn start(&mut self) {
        if !std::mem::replace(&mut self.running, true) {
            signals::tick(Some(BEAT));
        }
    }

    /// Whether the next wait will be interrupted soon.
    pub fn runs(&self) -> bool {
        self.running
    }

    /// A wait was interrupted, maybe by the beat. Ends it where few events came since the last time, and nobody else
    /// needs it.
    pub fn beat(&mut self, now: Duration, needed: bool) {
        if self.running && self.events < BUSY && !needed {
            self.running = false;
            signals::tick(None);
        }
        (self.since, self.events) = (now, 0);
    }

    /// Somebody else has used the timer: sets it as it should be.
    pub fn again(&self) {
        signals::tick(self.running.then_some(BEAT));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_starts_when_many_events_come_at_once_and_ends_when_they_cease() {
        let mut pulse = Pulse::default();
        for step in 0..100 {
            pulse.event(BEAT * 2 * step);
        }
        assert!(!pulse.runs(), "they came slowly");
        let now = BEAT * 1000;
        for _ in 0..BUSY {
            pulse.event(now);
        }
        assert!(pulse.runs());
        pulse.beat(now + BEAT, false);
        assert!(pulse.runs(), "many came since the last beat");
        pulse.beat(now + BEAT * 2, true);
        assert!(pulse.runs(), "somebody needs it");
        pulse.beat(now + BEAT * 3, false);
        assert!(!pulse.runs());
    }
}
