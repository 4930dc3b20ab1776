//! Sets of numbers: descriptors (`0,1,7`, `!3`) and signals (`SIGUSR1,term,9`).

use super::calls::negated;
use crate::decode::sets::common::SIGNALS;

/// What the items of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// File descriptors.
    Descriptors,
    /// Signals, by number or by name, with or without `SIG`, in either case.
    Signals,
}

/// A set of numbers, or of all numbers but some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberSet {
    listed: Vec<i32>,
    /// Whether the set is all but those listed.
    but: bool,
}

/// What is wrong with a list; it names the part.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("invalid {what} '{item}'")]
pub struct InvalidNumber {
    what: &'static str,
    item: String,
}

impl NumberSet {
    /// All numbers, or none.
    pub const fn all(all: bool) -> Self {
        NumberSet { listed: Vec::new(), but: all }
    }

    /// Whether a number is in.
    pub fn has(&self, number: i32) -> bool {
        self.listed.contains(&number) != self.but
    }

    /// Whether there is nothing in it.
    pub const fn is_empty(&self) -> bool {
        self.listed.is_empty() && !self.but
    }

    /// Whether everything is.
    pub const fn is_all(&self) -> bool {
        self.listed.is_empty() && self.but
    }

    /// The set that a list says: what follows `signal=` or `read=`.
    pub fn parse(list: &str, of: Of) -> Result<Self, InvalidNumber> {
        let what = match of {
            Of::Descriptors => "descriptor",
            Of::Signals => "signal",
        };
        let invalid = |item: &str| InvalidNumber { what, item: item.to_string() };
        let (but, items) = negated(list);
        match items {
            "all" => return Ok(NumberSet::all(!but)),
            "none" => return Ok(NumberSet::all(but)),
            _ if items.split(',').all(str::is_empty) => return Err(invalid(list)),
            _ => {}
        }
        let mut listed = Vec::new();
        for item in items.split(',').filter(|item| !item.is_empty()) {
            let number = match of {
                Of::Descriptors => item.parse().ok().filter(|number| *number >= 0),
                Of::Signals => signal(item),
            };
            listed.push(number.ok_or_else(|| invalid(item))?);
        }
        Ok(NumberSet { listed, but })
    }
}

/// The largest number that strace takes for a signal.
const LARGEST: i32 = 255;

/// The signal that is called so, with `SIG` before it or without, or that has this number.
pub fn signal(name: &str) -> Option<i32> {
    if name.bytes().all(|byte| byte.is_ascii_digit()) {
        return name.parse().ok().filter(|number| *number <= LARGEST);
    }
    let name = name.to_ascii_uppercase();
    let whole = if name.starts_with("SIG") { name } else { format!("SIG{name}") };
    SIGNALS.value(&whole).map(|number| number as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_select_and_an_exclamation_mark_turns_them_around() {
        let set = NumberSet::parse("0,7", Of::Descriptors).unwrap();
        assert!(set.has(7) && !set.has(1));
        let set = NumberSet::parse("!7", Of::Descriptors).unwrap();
        assert!(!set.has(7) && set.has(1));
        assert!(NumberSet::parse("!all", Of::Descriptors).unwrap().is_empty());
        assert!(NumberSet::parse("!none", Of::Descriptors).unwrap().is_all());
    }

    #[test]
    fn signals_have_names_and_numbers() {
        for (name, number) in [
            ("SIGCHLD", 17),
            ("chld", 17),
            ("9", 9),
            ("SIGRTMIN", 32),
            ("SIGRT_2", 34),
            ("rt_32", 64),
            ("255", 255),
        ] {
            assert_eq!(signal(name), Some(number), "{name}");
        }
        for name in
            ["SIGFOO", "SIG", "", "256", "-1", "+1", "RT_33", "RT_02", "RTMAX", "RTMIN+1", "IOT", "POLL"]
        {
            assert_eq!(signal(name), None, "{name}");
        }
    }

    #[test]
    fn a_bad_item_is_named() {
        let text = |list, of| NumberSet::parse(list, of).unwrap_err().to_string();
        assert_eq!(text("1,-1", Of::Descriptors), "invalid descriptor '-1'");
        assert_eq!(text("", Of::Descriptors), "invalid descriptor ''");
        assert_eq!(text("TERM,foo", Of::Signals), "invalid signal 'foo'");
    }
}
