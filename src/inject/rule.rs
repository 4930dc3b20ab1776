//! One rule: which calls, when, and what happens to them.

use crate::arch::{Abi, numbers};
use crate::decode::table::{self, class};
use crate::event::{Entry, Outcome, Tracee};
use crate::filter::numbers::signal;
use crate::filter::outcome::{errno_code, integer, time};
use crate::filter::{CallSet, Condition, Files, Pattern, argument};
use std::time::Duration;

/// ENOSYS, with which `fault=` fails calls.
const ENOSYS: i32 = 38;

/// The last signal of Linux.
const LAST_SIGNAL: i32 = 64;

/// What is wrong with a rule.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Invalid {
    /// It names no call.
    #[error(transparent)]
    Calls(#[from] crate::filter::calls::Invalid),
    /// The rest says nothing, or what can't be.
    #[error("invalid {0} argument '{1}'")]
    Rule(&'static str, String),
}

/// Which of the calls that a rule could apply to it does, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    first: u64,
    last: u64,
    step: u64,
}

impl When {
    /// Whether it applies to this one.
    pub fn has(&self, count: u64) -> bool {
        count >= self.first && count <= self.last && (count - self.first).is_multiple_of(self.step)
    }

    /// `first[..last][+[step]]`
    fn parse(text: &str) -> Option<When> {
        const MOST: u64 = 65535;
        let (first, rest) = number(text, MOST)?;
        let (last, rest) = match rest.strip_prefix("..") {
            Some(rest) => number(rest, MOST - 1).map(|(last, rest)| (Some(last), rest))?,
            None => (None, rest),
        };
        let step = match rest.strip_prefix('+') {
            Some("") => Some(1),
            Some(step) => Some(number(step, MOST).filter(|(_, rest)| rest.is_empty())?.0),
            None if rest.is_empty() => None,
            None => return None,
        };
        let end = last.unwrap_or(if step.is_some() { u64::MAX } else { first });
        (end >= first).then_some(When { first, last: end, step: step.unwrap_or(1) })
    }
}

/// The number from 1 to `most` that a text begins with, which may have a sign before it, and what follows it.
fn number(text: &str, most: u64) -> Option<(u64, &str)> {
    let digits = text.strip_prefix('+').unwrap_or(text);
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let (number, rest) = digits.split_at(end);
    number.parse().ok().filter(|number| (1..=most).contains(number)).map(|number| (number, rest))
}

/// What happens to a call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Effect {
    /// It doesn't run, and this is what the program sees.
    pub outcome: Option<Outcome>,
    /// In its place this one runs: one without side effects.
    pub call: Option<&'static str>,
    pub signal: Option<i32>,
    pub delay_enter: Option<Duration>,
    pub delay_exit: Option<Duration>,
    /// By argument, counted from 0: what is written where it points to.
    pub poke_enter: Vec<(usize, Vec<u8>)>,
    pub poke_exit: Vec<(usize, Vec<u8>)>,
}

/// A rule.
#[derive(Clone, Debug)]
pub struct Rule {
    pub(super) calls: CallSet,
    pub(super) when: When,
    pub(super) effect: Effect,
    files: Files,
    /// What must hold of arguments as they are at the entry to a call.
    arguments: Vec<Condition>,
}

impl Rule {
    /// Leaves the rule to calls of this set.
    pub fn narrow(&mut self, wanted: &CallSet) {
        self.calls.keep(wanted);
    }

    /// Whether it sends a signal.
    pub fn signals(&self) -> bool {
        self.effect.signal.is_some()
    }

    /// What is to be said of a value that the C library takes for an errno, or that a program of 32 bits can't see.
    pub fn remark(&self) -> Option<String> {
        let Some(Outcome::Returned(value)) = self.effect.outcome else { return None };
        let shown = value.cast_unsigned();
        let compat = "in compat personality";
        match (value, value as i32) {
            (-4095..0, _) => {
                Some(format!("Inadvertent injection of error {} is possible for retval={shown}", -value))
            }
            (_, error @ -4095..0) => Some(format!(
                "Inadvertent injection of error {} is possible {compat} for retval={shown}",
                -error
            )),
            (0..=0xffff_ffff, _) => None,
            (_, low) => {
                let low = low.cast_unsigned();
                Some(format!("Injected return value {shown} will be clipped to {low} {compat}"))
            }
        }
    }

    /// The calls that it may tamper with.
    pub fn calls(&self) -> &CallSet {
        &self.calls
    }

    /// What follows `inject=`, or where `fault` is set what follows `fault=`.
    pub fn parse(text: &str, fault: bool) -> Result<Rule, Invalid> {
        let invalid = || Invalid::Rule(if fault { "fault" } else { "inject" }, text.to_string());
        // A pattern may have colons in it, so conditions go to the end.
        let mut sections = text.split(":if=");
        let rule = sections.next().unwrap_or_default();
        let (mut files, mut arguments) = (Files::default(), Vec::new());
        for condition in sections {
            match condition.strip_prefix("path~") {
                Some(pattern) => files.patterns.push(Pattern::parse(pattern).map_err(|_| invalid())?),
                None => {
                    let condition = condition.strip_prefix("arg:").unwrap_or(condition);
                    arguments.push(Condition::parse(condition).map_err(|_| invalid())?);
                }
            }
        }
        let mut parts = rule.split(':');
        let calls = CallSet::parse(parts.next().unwrap_or_default())?;
        let mut when = When { first: 1, last: u64::MAX, step: 1 };
        let mut effect = Effect::default();
        for part in parts.filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').ok_or_else(invalid)?;
            if name == "when" {
                when = When::parse(value).ok_or_else(invalid)?;
            } else if fault && !matches!(name, "error" | "syscall") {
                return Err(invalid());
            } else {
                effect.add(name, value).ok_or_else(invalid)?;
            }
        }
        if fault && effect.outcome.is_none() {
            effect.outcome = Some(Outcome::Failed(ENOSYS));
        }
        let without = Effect { call: None, ..effect.clone() };
        if without == Effect::default() || effect.call.is_some() && effect.outcome.is_none() {
            return Err(invalid());
        }
        Ok(Rule { calls, when, effect, files, arguments })
    }

    /// The same rule for calls about these files alone, unless it has a condition of its own.
    #[must_use]
    pub fn within(mut self, files: &Files) -> Rule {
        if self.files.is_all() {
            self.files.clone_from(files);
        }
        self
    }

    /// Whether its condition holds for a call that has just been entered.
    pub(super) fn holds(&self, entry: &Entry, tracee: &dyn Tracee) -> bool {
        if !self.files.is_all() && !self.files.fit(entry, tracee) {
            return false;
        }
        let held = |verdict: &Option<bool>| *verdict == Some(true);
        self.arguments.is_empty() || argument::at_entry(&self.arguments, entry, tracee).1.iter().all(held)
    }
}

/// Puts a value where there was none.
fn once<T>(slot: &mut Option<T>, value: T) -> Option<()> {
    slot.replace(value).is_none().then_some(())
}

impl Effect {
    /// None: there is no such effect, or it was said already.
    fn add(&mut self, name: &str, value: &str) -> Option<()> {
        match name {
            "error" => once(&mut self.outcome, Outcome::Failed(errno_code(value)?)),
            "retval" => once(&mut self.outcome, Outcome::Returned(integer(value)?)),
            "signal" => {
                once(&mut self.signal, signal(value).filter(|signal| (1..=LAST_SIGNAL).contains(signal))?)
            }
            "syscall" => {
                let table = numbers::table(Abi::own());
                let (number, call) = table.iter().find(|(_, call)| *call == value)?;
                let pure = table::row(Abi::own(), (*number).into()).classes.any_of(class::pure);
                once(&mut self.call, if pure { *call } else { return None })
            }
            "delay_enter" => once(&mut self.delay_enter, time(value)?),
            "delay_exit" => once(&mut self.delay_exit, time(value)?),
            "poke_enter" if self.poke_enter.is_empty() => pokes(value).map(|pokes| self.poke_enter = pokes),
            "poke_exit" if self.poke_exit.is_empty() => pokes(value).map(|pokes| self.poke_exit = pokes),
            _ => None,
        }
    }
}

/// `@arg1=00DEAD,@arg2=...`
fn pokes(text: &str) -> Option<Vec<(usize, Vec<u8>)>> {
    let mut pokes: Vec<(usize, Vec<u8>)> = Vec::new();
    for part in text.split(',').filter(|part| !part.is_empty()) {
        let (arg, hex) = part.strip_prefix("@arg")?.split_once('=')?;
        let [digit @ b'1'..=b'7'] = arg.as_bytes() else { return None };
        let arg = usize::from(digit - b'1');
        let digits = hex.as_bytes();
        if digits.is_empty() || digits.len() % 2 != 0 || pokes.iter().any(|(other, _)| *other == arg) {
            return None;
        }
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
        pokes.push((arg, digits.chunks(2).map(byte).collect::<Option<_>>()?));
    }
    (!pokes.is_empty()).then_some(pokes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(text: &str) -> Vec<u64> {
        let when = When::parse(text).unwrap();
        (0..10).filter(|count| when.has(*count)).collect()
    }

    #[test]
    fn when_selects_by_count() {
        assert_eq!(counts("3"), [3]);
        assert_eq!(counts("3..5"), [3, 4, 5]);
        assert_eq!(counts("7+"), [7, 8, 9]);
        assert_eq!(counts("1+3"), [1, 4, 7]);
        assert_eq!(counts("2..7+2"), [2, 4, 6]);
        assert_eq!(counts("+2..+4"), [2, 3, 4], "a number may have a sign");
        for text in ["0", "", "x", "1..", "3..2", "1+0", "65536", "1..65535", "1+x", "6++", "9+1+", "4-"] {
            assert_eq!(When::parse(text), None, "{text}");
        }
    }

    #[test]
    fn effects_add_up_and_nothing_is_said_twice() {
        let effect = Rule::parse("read:error=EIO:signal=USR1:delay_exit=1ms", false).unwrap().effect;
        assert_eq!((effect.outcome, effect.signal), (Some(Outcome::Failed(5)), Some(10)));
        let effect = Rule::parse("write:poke_enter=@arg2=0aFF,@arg1=00", false).unwrap().effect;
        assert_eq!(effect.poke_enter, [(1, vec![10, 255]), (0, vec![0])]);
        assert_eq!(Rule::parse("read", true).unwrap().effect.outcome, Some(Outcome::Failed(ENOSYS)));
        for text in [
            "read",
            "read:::",
            "read:x",
            "read:x=1",
            "read:error=EFOO",
            "read:error=0",
            "read:error=4096",
            "read:error=1:retval=1",
            "read:retval=x",
            "read:signal=0",
            "read:syscall=write:error=1",
            "read:delay_enter=x",
            "read:poke_enter=@arg1=0",
            "read:poke_enter=@arg8=00",
            "read:poke_enter=@arg01=00",
            "read:poke_enter=,",
            "read:poke_enter=@arg1=00,@arg1=00",
            "read:poke_enter=arg1=00",
            "read:error=1:if=fd",
            "read:error=1:if=path~[",
        ] {
            let error = Rule::parse(text, false).unwrap_err().to_string();
            assert_eq!(error, format!("invalid inject argument '{text}'"));
        }
        assert_eq!(
            Rule::parse("read:retval=1", true).unwrap_err().to_string(),
            "invalid fault argument 'read:retval=1'"
        );
    }
}
