//! Sets of calls: `trace=openat,%network,!close`, `file@64`, `?statx`.

use crate::arch::{Abi, Word, numbers};
use crate::decode::table::{self, Classes, class};
use regex::Regex;

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
pub enum Invalid {
    /// It names no call.
    #[error("invalid system call '{0}'")]
    Call(String),
    /// What stands behind the `@` is no personality.
    #[error("incorrect personality designator '{0}' in qualification '{1}'")]
    Personality(String, String),
    /// The pattern can't be read; why.
    #[error("regcomp: {0}: {1}")]
    Pattern(String, String),
}

/// What an item of a list names.
enum Which {
    All,
    Number(u64),
    Class(Classes),
    Named(String),
    Matching(Regex),
}

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

    /// Whether every call is in.
    pub fn is_all(&self) -> bool {
        self.unknown && self.known.iter().flatten().all(|wanted| *wanted)
    }

    /// Adds the calls of this name, where there are any.
    pub fn insert(&mut self, name: &str) {
        for abi in Abi::ALL {
            if let Some(i) = numbers::number(abi, name).and_then(|number| numbers::index(abi, number.into()))
            {
                self.known[place(abi)][i] = true;
            }
        }
    }

    /// Adds all calls of another set.
    pub fn extend(&mut self, other: &CallSet) {
        for (mine, theirs) in self.known.iter_mut().flatten().zip(other.known.iter().flatten()) {
            *mine |= theirs;
        }
        self.unknown |= other.unknown;
    }

    /// Takes out all calls that another set hasn't.
    pub fn keep(&mut self, other: &CallSet) {
        for (mine, theirs) in self.known.iter_mut().flatten().zip(other.known.iter().flatten()) {
            *mine &= theirs;
        }
        self.unknown &= other.unknown;
    }

    /// The set that an expression says: what follows `trace=`. Empty items of a list say nothing.
    pub fn parse(expression: &str) -> Result<Self, Invalid> {
        let (but, list) = negated(expression);
        let mut set = CallSet::all(false);
        if list != "none" {
            if list.split(',').all(str::is_empty) {
                return Err(Invalid::Call(expression.to_string()));
            }
            list.split(',').filter(|item| !item.is_empty()).try_for_each(|item| set.add(item))?;
        }
        if but {
            set.known.iter_mut().flatten().for_each(|wanted| *wanted = !*wanted);
            set.unknown = !set.unknown;
        }
        Ok(set)
    }

    /// Adds what one item of a list names.
    fn add(&mut self, item: &str) -> Result<(), Invalid> {
        let invalid = || Invalid::Call(item.to_string());
        let (optional, rest) = match item.strip_prefix('?') {
            Some(rest) => (true, rest),
            None => (false, item),
        };
        let (name, only) = match rest.rsplit_once('@') {
            Some((name, abi)) => (name, Some(abi)),
            None => (rest, None),
        };
        if let Some(only) =
            only.filter(|only| !Abi::ALL.iter().any(|abi| abi.native() == Abi::own() && selects(only, *abi)))
        {
            return Err(Invalid::Personality(only.to_string(), rest.to_string()));
        }
        let which = if name == "all" {
            self.unknown |= only.is_none();
            Which::All
        } else if let Some(pattern) = name.strip_prefix('/') {
            // Names are ASCII, and so short that a pattern can't be slow.
            Which::Matching(Regex::new(pattern).map_err(|error| pattern_error(pattern, &error))?)
        } else if let Some(class) = class::by_name(name) {
            Which::Class(class)
        } else if let (false, Ok(number)) = (name.starts_with('+'), name.parse()) {
            Which::Number(number)
        } else {
            Which::Named(name.to_string())
        };
        let mut found = matches!(which, Which::All | Which::Class(_));
        for abi in Abi::ALL.into_iter().filter(|abi| only.is_none_or(|only| selects(only, *abi))) {
            for (i, (nr, call)) in numbers::table(abi).iter().enumerate() {
                let fits = match &which {
                    Which::All => true,
                    Which::Number(number) => u64::from(*nr) == *number,
                    Which::Class(class) => classes(abi, *nr).any_of(*class),
                    Which::Named(name) => call == name,
                    Which::Matching(pattern) => pattern.is_match(call),
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

/// Whether exclamation marks before a list turn it around, and the list.
pub(super) fn negated(list: &str) -> (bool, &str) {
    let rest = list.trim_start_matches('!');
    ((list.len() - rest.len()) % 2 == 1, rest)
}

/// The last line of what the regex crate says is the reason; those above it draw the pattern.
fn pattern_error(pattern: &str, error: &regex::Error) -> Invalid {
    let text = error.to_string();
    let reason = text.lines().last().unwrap_or_default().trim_start_matches("error: ");
    Invalid::Pattern(pattern.to_string(), reason.to_string())
}

fn selects(only: &str, abi: Abi) -> bool {
    match only {
        "64" => abi.word() == Word::W64,
        "32" => abi.word() == Word::W32 && abi != Abi::X32,
        "x32" => abi == Abi::X32,
        _ => false,
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
        assert!(CallSet::parse("0").is_ok() && CallSet::parse("+0").is_err());
        assert!(!CallSet::parse("none").unwrap().has(Abi::X86_64, 0));
    }

    #[test]
    fn an_abi_narrows_a_name() {
        let set = CallSet::parse("read@32").unwrap();
        assert!(
            has(&set, Abi::I386, "read") && !has(&set, Abi::X86_64, "read") && !has(&set, Abi::X32, "read")
        );
        // A machine that runs no such programs knows no such word.
        match CallSet::parse("read@x32") {
            Ok(set) => assert!(has(&set, Abi::X32, "read")),
            Err(_) => assert_ne!(Abi::own(), Abi::X86_64),
        }
    }

    #[test]
    fn a_pattern_selects_the_names_that_it_is_found_in() {
        let set = CallSet::parse("/^(open|stat).*at$").unwrap();
        assert!(has(&set, Abi::X86_64, "openat") && !has(&set, Abi::X86_64, "open"));
        let set = CallSet::parse("/chmod@32").unwrap();
        assert!(has(&set, Abi::I386, "fchmodat") && !has(&set, Abi::X86_64, "fchmodat"));
        let text = CallSet::parse("/(").unwrap_err().to_string();
        assert_eq!(text, "regcomp: (: unclosed group");
    }

    #[test]
    fn all_may_be_narrowed_to_a_personality() {
        let set = CallSet::parse("all@32").unwrap();
        assert!(has(&set, Abi::I386, "read") && !has(&set, Abi::X86_64, "read"));
    }

    #[test]
    fn what_names_no_call_is_refused_by_name_unless_a_question_mark_allows_it() {
        let call = |name: &str| Err(Invalid::Call(name.to_string()));
        assert_eq!(CallSet::parse("read,opnat"), call("opnat"));
        assert_eq!(CallSet::parse("all,none"), call("none"));
        assert_eq!(CallSet::parse("!"), call("!"));
        assert_eq!(CallSet::parse(""), call(""));
        assert_eq!(CallSet::parse("%nothing"), call("%nothing"));
        let error = CallSet::parse("read@16").unwrap_err().to_string();
        assert_eq!(error, "incorrect personality designator '16' in qualification 'read@16'");
        assert!(CallSet::parse("?opnat").is_ok());
        assert_eq!(CallSet::parse("read,,write"), CallSet::parse("write,read"));
        assert_eq!(CallSet::parse("!none"), Ok(CallSet::all(true)));
    }
}
