//! Sets of calls: `trace=openat,%network,!close`, `file@64`, `?statx`.

use crate::arch::{Abi, Word, numbers};
use crate::decode::table::{self, Classes, class};

/// A set of calls, by ABI and number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallSet {
    /// For each ABI in the order of [`Abi::ALL`]: whether each call of its table is in.
    known: [Vec<bool>; 5],
    /// Whether numbers without a name are in.
    unknown: bool,
}

/// What is wrong with an expression; it names the part.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("invalid system call '{0}'")]
pub struct InvalidCall(pub String);

fn place(abi: Abi) -> usize {
    Abi::ALL.iter().position(|a| *a == abi).unwrap_or(0)
}

impl CallSet {
    /// All calls, or none.
    pub fn all(all: bool) -> Self {
        CallSet { known: Abi::ALL.map(|abi| vec![all; numbers::table(abi).len()]), unknown: all }
    }

    /// Whether a call is in.
    pub fn has(&self, abi: Abi, number: u64) -> bool {
        match numbers::index(abi, number) {
            Some(i) => self.known[place(abi)].get(i).copied().unwrap_or(false),
            None => self.unknown,
        }
    }

    /// The set that an expression says: what follows `trace=`.
    pub fn parse(expression: &str) -> Result<Self, InvalidCall> {
        let (but, list) = match expression.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, expression),
        };
        let mut set = CallSet::all(false);
        for item in list.split(',') {
            match item {
                "all" => set = CallSet::all(true),
                "none" => set = CallSet::all(false),
                _ => set.add(item)?,
            }
        }
        if but {
            set.known.iter_mut().flatten().for_each(|wanted| *wanted = !*wanted);
            set.unknown = !set.unknown;
        }
        Ok(set)
    }

    /// Adds what one item of a list names.
    fn add(&mut self, item: &str) -> Result<(), InvalidCall> {
        let invalid = || InvalidCall(item.to_string());
        let (optional, rest) = match item.strip_prefix('?') {
            Some(rest) => (true, rest),
            None => (false, item),
        };
        let (name, only) = match rest.split_once('@') {
            Some((name, abi)) => (name, Some(abi)),
            None => (rest, None),
        };
        if only.is_some_and(|only| !matches!(only, "64" | "32" | "x32")) {
            return Err(invalid());
        }
        let class = class::by_name(name);
        let number = name.parse::<u64>().ok();
        let mut found = class.is_some();
        for abi in Abi::ALL.into_iter().filter(|abi| only.is_none_or(|only| selects(only, *abi))) {
            for (i, (nr, call)) in numbers::table(abi).iter().enumerate() {
                let fits = match (class, number) {
                    (Some(class), _) => classes(abi, *nr).any_of(class),
                    (None, Some(number)) => u64::from(*nr) == number,
                    (None, None) => *call == name,
                };
                if fits {
                    self.known[place(abi)][i] = true;
                    found = true;
                }
            }
        }
        if found || optional { Ok(()) } else { Err(invalid()) }
    }
}

fn selects(only: &str, abi: Abi) -> bool {
    match only {
        "64" => abi.word() == Word::W64,
        "32" => abi.word() == Word::W32 && abi != Abi::X32,
        _ => abi == Abi::X32,
    }
}

fn classes(abi: Abi, number: u32) -> Classes {
    table::row(abi, number.into()).classes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(set: &CallSet, abi: Abi, name: &str) -> bool {
        set.has(abi, numbers::number(abi, name).unwrap().into())
    }

    #[test]
    fn names_classes_and_negation_select_calls() {
        let set = CallSet::parse("openat,%desc").unwrap();
        assert!(has(&set, Abi::X86_64, "openat") && has(&set, Abi::I386, "read"));
        assert!(!has(&set, Abi::X86_64, "getpid"));
        let set = CallSet::parse("!openat").unwrap();
        assert!(!has(&set, Abi::Aarch64, "openat") && has(&set, Abi::X86_64, "getpid"));
        assert!(set.has(Abi::X86_64, 100_000), "what has no name is not openat");
        assert!(!CallSet::parse("none").unwrap().has(Abi::X86_64, 0));
    }

    #[test]
    fn an_abi_narrows_a_name() {
        let set = CallSet::parse("read@32").unwrap();
        assert!(
            has(&set, Abi::I386, "read") && !has(&set, Abi::X86_64, "read") && !has(&set, Abi::X32, "read")
        );
        assert!(has(&CallSet::parse("read@x32").unwrap(), Abi::X32, "read"));
    }

    #[test]
    fn what_names_no_call_is_refused_by_name_unless_a_question_mark_allows_it() {
        assert_eq!(CallSet::parse("read,opnat"), Err(InvalidCall("opnat".to_string())));
        assert_eq!(CallSet::parse("read@16"), Err(InvalidCall("read@16".to_string())));
        assert!(CallSet::parse("?opnat").is_ok());
        assert_eq!(CallSet::parse(""), Err(InvalidCall(String::new())));
    }
}
