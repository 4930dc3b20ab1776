//! How a call ended, as a condition: `status=failed`, `errno=EPERM,EACCES`, `retval=<0`, `duration=>10ms`.

use super::calls::negated;
use crate::decode::errno;
use crate::event::Outcome;
use std::time::Duration;

/// Ways for a call to end, as `-e status=` names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Statuses {
    pub successful: bool,
    pub failed: bool,
    /// The task ended inside the call.
    pub unfinished: bool,
    /// It isn't known how it ended.
    pub unavailable: bool,
    /// The task was let go inside the call.
    pub detached: bool,
}

/// What is wrong with a condition; it names the part.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("invalid {what} '{item}'")]
pub struct InvalidCondition {
    what: &'static str,
    item: String,
}

fn invalid(what: &'static str, item: &str) -> InvalidCondition {
    InvalidCondition { what, item: item.to_string() }
}

impl Statuses {
    /// All ways, or none.
    pub const fn all(all: bool) -> Self {
        Statuses { successful: all, failed: all, unfinished: all, unavailable: all, detached: all }
    }

    /// What follows `status=`.
    pub fn parse(list: &str) -> Result<Self, InvalidCondition> {
        let (but, items) = negated(list);
        let mut set = Statuses::all(items == "all");
        if !matches!(items, "all" | "none") {
            if items.split(',').all(str::is_empty) {
                return Err(invalid("status", list));
            }
            for item in items.split(',').filter(|item| !item.is_empty()) {
                match item {
                    "successful" => set.successful = true,
                    "failed" => set.failed = true,
                    "unfinished" => set.unfinished = true,
                    "unavailable" => set.unavailable = true,
                    "detached" => set.detached = true,
                    other => return Err(invalid("status", other)),
                }
            }
        }
        Ok(if but {
            Statuses {
                successful: !set.successful,
                failed: !set.failed,
                unfinished: !set.unfinished,
                unavailable: !set.unavailable,
                detached: !set.detached,
            }
        } else {
            set
        })
    }

    /// Whether a call that ended so is wanted.
    pub const fn has(&self, outcome: Outcome) -> bool {
        match outcome {
            Outcome::Returned(_) => self.successful,
            Outcome::Failed(_) => self.failed,
            Outcome::Unavailable | Outcome::Invisible => self.unavailable,
        }
    }
}

/// A comparison with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Less,
    AtMost,
    Equal,
    Unequal,
    AtLeast,
    More,
}

impl Comparison {
    /// The comparison that a text begins with, `=` where it begins with none, and what follows it.
    pub(super) fn read(text: &str) -> (Comparison, &str) {
        const SIGNS: [(&str, Comparison); 7] = [
            ("<=", Comparison::AtMost),
            (">=", Comparison::AtLeast),
            ("!=", Comparison::Unequal),
            ("==", Comparison::Equal),
            ("<", Comparison::Less),
            (">", Comparison::More),
            ("!", Comparison::Unequal),
        ];
        SIGNS
            .iter()
            .find_map(|(sign, comparison)| Some((*comparison, text.strip_prefix(sign)?)))
            .unwrap_or((Comparison::Equal, text))
    }

    /// Whether it needs an order.
    pub(super) const fn orders(self) -> bool {
        !matches!(self, Comparison::Equal | Comparison::Unequal)
    }

    /// Whether it holds of what differs.
    pub(super) const fn differs(self) -> bool {
        matches!(self, Comparison::Unequal)
    }

    pub(super) fn holds<T: Ord>(self, left: T, right: T) -> bool {
        match self {
            Comparison::Less => left < right,
            Comparison::AtMost => left <= right,
            Comparison::Equal => left == right,
            Comparison::Unequal => left != right,
            Comparison::AtLeast => left >= right,
            Comparison::More => left > right,
        }
    }
}

/// A condition on how a call ended, or on how long it took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending(What);

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    /// It failed with one of these; or, turned around, with another one.
    Errno(Vec<i32>, bool),
    /// It returned a number; a failed call returns -1.
    Result(Comparison, i64),
    /// It took so long.
    Duration(Comparison, Duration),
}

impl Ending {
    /// What follows `errno=`: names or numbers of errno values; after `!`, failures with any other.
    pub fn errno(list: &str) -> Result<Self, InvalidCondition> {
        let (but, items) = negated(list);
        let codes = items.split(',').map(|item| errno_code(item).ok_or_else(|| invalid("errno", item)));
        Ok(Ending(What::Errno(codes.collect::<Result<_, _>>()?, but)))
    }

    /// What follows `retval=`: a number, after `<`, `<=`, `>`, `>=`, `!=` where it isn't to be that very number.
    pub fn result(text: &str) -> Result<Self, InvalidCondition> {
        let (comparison, number) = Comparison::read(text);
        let value = integer(number).ok_or_else(|| invalid("retval", text))?;
        Ok(Ending(What::Result(comparison, value)))
    }

    /// What follows `duration=`: as with [`Ending::result`], a time with its unit; microseconds without one.
    pub fn duration(text: &str) -> Result<Self, InvalidCondition> {
        let (comparison, number) = Comparison::read(text);
        let value = time(number).ok_or_else(|| invalid("duration", text))?;
        Ok(Ending(What::Duration(comparison, value)))
    }

    /// Whether a call that ended so after this time is wanted.
    pub fn fits(&self, outcome: Outcome, took: Duration) -> bool {
        match (&self.0, outcome) {
            (What::Duration(comparison, value), _) => comparison.holds(took, *value),
            (What::Errno(codes, but), Outcome::Failed(code)) => codes.contains(&code) != *but,
            (What::Result(comparison, value), Outcome::Returned(returned)) => {
                comparison.holds(returned, *value)
            }
            (What::Result(comparison, value), Outcome::Failed(_)) => comparison.holds(-1, *value),
            (What::Errno(..) | What::Result(..), _) => false,
        }
    }
}

/// The value of an errno, by name or as a number from 1 to 4095.
pub fn errno_code(text: &str) -> Option<i32> {
    errno::code(&text.to_ascii_uppercase())
        .or_else(|| text.parse().ok())
        .filter(|code| (1..=4095).contains(code))
}

/// A number as C writes it: in decimal, in hex after `0x`, in octal after `0`; of 64 bits, with a sign or without.
pub fn integer(text: &str) -> Option<i64> {
    if let Some(number) = text.strip_prefix('-') {
        return integer(number).map(i64::wrapping_neg);
    }
    let unsigned = match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(hex) => return u64::from_str_radix(hex, 16).ok().map(u64::cast_signed),
        None if text.len() > 1 && text.starts_with('0') => u64::from_str_radix(text, 8).ok(),
        None => text.parse().ok(),
    };
    unsigned.map(u64::cast_signed)
}

/// A time: a number, with a fraction where it has one, and a unit (`s`, `ms`, `us`, `ns`); microseconds without one. As in
/// C, there may be blanks before it.
pub fn time(text: &str) -> Option<Duration> {
    let text = text.trim_ascii_start();
    let units = [("ns", 1.0), ("us", 1e3), ("ms", 1e6), ("s", 1e9)];
    let (number, nanoseconds) = units
        .into_iter()
        .find_map(|(unit, nanoseconds)| Some((text.strip_suffix(unit)?, nanoseconds)))
        .unwrap_or((text, 1e3));
    // Rust takes words for numbers, too.
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | 'e' | 'E' | '-');
    let value = number.parse::<f64>().ok().filter(|_| number.chars().all(plain))? * nanoseconds;
    (0.0..u64::MAX as f64).contains(&value).then(|| Duration::from_nanos(value.round() as u64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_listed_or_excluded() {
        let set = Statuses::parse("failed,unfinished").unwrap();
        assert!(set.has(Outcome::Failed(2)) && set.unfinished && !set.has(Outcome::Returned(0)));
        assert_eq!(Statuses::parse("!all"), Ok(Statuses::all(false)));
        assert!(!Statuses::parse("!successful").unwrap().successful);
        assert_eq!(Statuses::parse("fine").unwrap_err().to_string(), "invalid status 'fine'");
        assert_eq!(Statuses::parse("").unwrap_err().to_string(), "invalid status ''");
    }

    #[test]
    fn a_failure_is_found_by_its_errno() {
        let fits = |list, outcome| Ending::errno(list).unwrap().fits(outcome, Duration::ZERO);
        assert!(fits("EPERM,EACCES", Outcome::Failed(13)) && !fits("EPERM,EACCES", Outcome::Failed(2)));
        assert!(fits("!ENOENT", Outcome::Failed(1)) && !fits("!ENOENT", Outcome::Failed(2)));
        assert!(!fits("!ENOENT", Outcome::Returned(0)), "it didn't fail at all");
        assert_eq!(Ending::errno("EPERM,EFOO").unwrap_err().to_string(), "invalid errno 'EFOO'");
    }

    #[test]
    fn results_compare_as_numbers_and_a_failure_is_minus_one() {
        let fits = |text, outcome| Ending::result(text).unwrap().fits(outcome, Duration::ZERO);
        assert!(fits("<0", Outcome::Failed(2)) && !fits("<0", Outcome::Returned(0)));
        assert!(fits(">=0x10", Outcome::Returned(16)) && fits("!=0", Outcome::Returned(1)));
        assert!(fits("3", Outcome::Returned(3)) && !fits("!=3", Outcome::Unavailable));
        assert!(Ending::result("<").is_err() && Ending::result("x").is_err());
    }

    #[test]
    fn durations_have_units_and_fractions() {
        assert_eq!(time("1.5ms"), Some(Duration::from_micros(1500)));
        assert_eq!(time("7"), Some(Duration::from_micros(7)));
        assert_eq!(time("1e3ms"), Some(Duration::from_secs(1)));
        for text in ["", "s", "1h", "-1s", "1 ms", "inf", "nan", "0x10"] {
            assert_eq!(time(text), None, "{text}");
        }
        let slow = Ending::duration(">10ms").unwrap();
        assert!(slow.fits(Outcome::Unavailable, Duration::from_millis(11)));
        assert!(!slow.fits(Outcome::Returned(0), Duration::from_millis(10)));
    }
}
