//! Conditions on arguments: `arg:flags~O_CREAT`, `arg:fd=3`, `arg:addr.sin_port=80`. What a call's decoders say of an
//! argument is compared, so that a condition is written in the words of the trace.

use super::outcome::{Comparison, integer};
use crate::decode::decoder::{Detail, Pool};
use crate::decode::driver::{Call, Context};
use crate::decode::set::{Piece, Radix, Set};
use crate::decode::sink::{Group, Seen, Sink};
use crate::event::{Entry, Outcome, Tracee};
use globset::{GlobBuilder, GlobMatcher};
use std::ffi::OsStr;
use std::fmt::Arguments;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// The most bytes of an argument that are compared.
const MOST: usize = 4096;

/// A condition on one argument, or on one field of it.
#[derive(Clone, Debug)]
pub struct Condition {
    /// The argument's name, and those of fields, the outermost first.
    path: Vec<String>,
    test: Test,
}

#[derive(Clone, Debug)]
enum Test {
    /// A number, a constant by its name, several of them, or a text.
    Compare(Comparison, Value),
    /// These flags are among others; or a text fits the pattern.
    Has(Vec<String>, GlobMatcher),
}

/// What an argument is compared with.
#[derive(Clone, Debug)]
struct Value {
    /// As it was written.
    text: String,
    /// Where it is one.
    number: Option<i64>,
}

/// What is wrong with a condition.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("invalid condition on an argument '{0}'")]
pub struct InvalidArgument(String);

impl Condition {
    /// `NAME[.FIELD]` and `=`, `!=`, `<`, `<=`, `>`, `>=` or `~` and a value.
    pub fn parse(text: &str) -> Result<Condition, InvalidArgument> {
        let invalid = || InvalidArgument(text.to_string());
        let at = text.find(['=', '!', '<', '>', '~']).ok_or_else(invalid)?;
        let (name, test) = text.split_at(at);
        let path: Vec<String> = name.split('.').map(str::to_string).collect();
        if path.iter().any(String::is_empty) {
            return Err(invalid());
        }
        let test = match test.strip_prefix('~') {
            Some(pattern) => {
                let flags = pattern.split('|').map(str::to_string).collect();
                let glob =
                    GlobBuilder::new(pattern).literal_separator(true).build().map_err(|_| invalid())?;
                Test::Has(flags, glob.compile_matcher())
            }
            None => {
                let test =
                    test.strip_prefix('=').map_or(test, |value| value.strip_prefix('=').unwrap_or(value));
                let (comparison, value) = Comparison::read(test);
                let number = integer(value);
                if number.is_none() && comparison.orders() {
                    return Err(invalid());
                }
                Test::Compare(comparison, Value { text: value.to_string(), number })
            }
        };
        Ok(Condition { path, test })
    }

    /// The argument that it is about.
    pub fn argument(&self) -> &str {
        &self.path[0]
    }

    fn fits_number(&self, number: i64) -> bool {
        match &self.test {
            Test::Compare(comparison, value) => {
                value.number.map_or(comparison.differs(), |value| comparison.holds(number, value))
            }
            Test::Has(flags, _) => flags.iter().all(|flag| {
                integer(flag).is_some_and(|flag| if flag == 0 { number == 0 } else { number & flag == flag })
            }),
        }
    }

    fn fits_symbol(&self, number: u64, set: &'static Set) -> bool {
        let named = |name: &str| {
            let mut found = false;
            set.pieces(number, |piece| found |= matches!(piece, Piece::Name(known) if known == name));
            found
        };
        match &self.test {
            Test::Compare(comparison, value) if value.number.is_none() => {
                let parts =
                    value.text.split('|').map(|name| set.value(name).or_else(|| Some(integer(name)? as u64)));
                let sum = parts
                    .collect::<Option<Vec<u64>>>()
                    .map(|parts| parts.iter().fold(0, |sum, part| sum | part));
                sum.map_or(comparison.differs(), |sum| comparison.holds(number, sum))
            }
            Test::Has(flags, _) if flags.iter().any(|flag| integer(flag).is_none()) => {
                flags.iter().all(|flag| {
                    named(flag) || integer(flag).is_some_and(|bits| number & bits as u64 == bits as u64)
                })
            }
            _ => self.fits_number(number.cast_signed()),
        }
    }

    fn fits_text(&self, text: &[u8]) -> bool {
        match &self.test {
            Test::Compare(comparison, value) => (text == value.text.as_bytes()) != comparison.differs(),
            Test::Has(_, pattern) => pattern.is_match(Path::new(OsStr::from_bytes(text))),
        }
    }
}

/// Of each of several conditions, what is known by now.
pub type Verdicts = Vec<Option<bool>>;

/// What the entry to a call says of conditions: None where only its end tells.
pub fn at_entry(conditions: &[Condition], entry: &Entry, tracee: &dyn Tracee) -> (Call, Verdicts) {
    let mut call = Call::new(entry, tracee);
    let has = |condition: &Condition| call.row.args.iter().any(|arg| arg.name == condition.argument());
    // An argument that the call doesn't have fits nothing.
    let verdicts = conditions.iter().map(|condition| (!has(condition)).then_some(false)).collect();
    let mut finder = Finder::new(conditions, verdicts);
    let (detail, mut pool) = (detail(), Pool::default());
    call.enter(&mut Context { memory: tracee, detail, sink: &mut finder, pool: &mut pool });
    let verdicts = finder.verdicts;
    (call, verdicts)
}

/// Whether all conditions hold of a call that has ended, `verdicts` being what its entry said of them.
pub fn at_exit(
    conditions: &[Condition],
    mut call: Call,
    verdicts: Verdicts,
    outcome: Outcome,
    tracee: &dyn Tracee,
) -> bool {
    let mut finder = Finder::new(conditions, verdicts);
    let (detail, mut pool) = (detail(), Pool::default());
    call.exit(outcome, &mut Context { memory: tracee, detail, sink: &mut finder, pool: &mut pool });
    finder.verdicts.iter().all(|verdict| *verdict == Some(true))
}

fn detail() -> Detail {
    Detail { string: MOST, full: true, follow: true, deep: true }
}

/// A sink that compares.
struct Finder<'a> {
    conditions: &'a [Condition],
    verdicts: Verdicts,
    /// The argument that is being said, and the fields of the structures in it.
    path: Vec<&'static str>,
    /// How many structures are open.
    structs: usize,
    /// The arguments have been said.
    over: bool,
}

impl<'a> Finder<'a> {
    fn new(conditions: &'a [Condition], verdicts: Verdicts) -> Self {
        Finder { conditions, verdicts, path: Vec::new(), structs: 0, over: false }
    }

    /// A value was said: it counts for the conditions that are about it. One of several is enough.
    fn said(&mut self, fits: impl Fn(&Condition) -> bool) {
        if self.over {
            return;
        }
        for (condition, verdict) in self.conditions.iter().zip(&mut self.verdicts) {
            if condition.path == self.path {
                *verdict = Some(*verdict == Some(true) || fits(condition));
            }
        }
    }

    fn number_said(&mut self, number: i64) {
        self.said(|condition| condition.fits_number(number));
    }

    fn text_said(&mut self, text: &str) {
        self.said(|condition| condition.fits_text(text.as_bytes()));
    }
}

/// Only values are of interest; what separates or explains them is not.
impl Sink for Finder<'_> {
    fn arg(&mut self, name: &'static str, _: Option<&'static str>) {
        self.path.clear();
        self.path.push(name);
        self.structs = 0;
    }

    fn field(&mut self, name: &'static str) {
        self.path.truncate(self.structs.max(1));
        self.path.push(name);
    }

    fn unnamed(&mut self, name: &'static str) {
        self.field(name);
    }

    fn item(&mut self) {}

    fn index(&mut self, _: u64, _: &'static Set) {}

    fn reopen(&mut self, group: Group) {
        self.restart(group);
    }

    /// Whose structure it is, was said when the call began: fields must not be taken for arguments.
    fn restart(&mut self, group: Group) {
        self.path.clear();
        self.path.push("");
        self.structs = usize::from(group == Group::Struct);
    }

    fn open(&mut self, group: Group) {
        self.structs += usize::from(group == Group::Struct);
    }

    fn close(&mut self, group: Group) {
        if group == Group::Struct {
            self.path.truncate(self.structs.max(1));
            self.structs = self.structs.saturating_sub(1);
        }
    }

    fn number(&mut self, value: u64, _: Radix) {
        self.number_said(value.cast_signed());
    }

    fn symbol(&mut self, value: u64, set: &'static Set) {
        self.said(|condition| condition.fits_symbol(value, set));
    }

    fn expression(&mut self, value: u64, _: Arguments<'_>) {
        self.number_said(value.cast_signed());
    }

    fn signed_expression(&mut self, value: i64, _: Arguments<'_>) {
        self.number_said(value);
    }

    fn words(&mut self, value: u64, _: Arguments<'_>) {
        self.number_said(value.cast_signed());
    }

    fn open_expression(&mut self, value: u64, _: Radix) {
        self.number_said(value.cast_signed());
    }

    fn close_expression(&mut self) {}

    fn address(&mut self, value: u64) {
        self.number_said(value.cast_signed());
    }

    fn bytes(&mut self, seen: Seen<'_>) {
        self.said(|condition| condition.fits_text(seen.bytes));
    }

    fn unreadable(&mut self, addr: u64) {
        self.number_said(addr.cast_signed());
    }

    fn invisible(&mut self) {}

    fn more_unreadable(&mut self, _: u64) {}

    fn remainder(&mut self, _: u64, _: u64, _: Seen<'_>) {}

    fn descriptor(&mut self, fd: i32) {
        self.number_said(fd.into());
    }

    fn directory(&mut self) {
        self.said(|condition| {
            condition.fits_text(b"AT_FDCWD") || condition.fits_number(libc::AT_FDCWD.into())
        });
    }

    fn pid(&mut self, pid: i32) {
        self.number_said(pid.into());
    }

    fn pgid(&mut self, pgid: i32) {
        self.number_said(pgid.into());
    }

    fn network(&mut self, _: u8, value: u64, set: Option<&'static Set>) {
        match set {
            Some(set) => self.symbol(value, set),
            None => self.number_said(value.cast_signed()),
        }
    }

    fn interface(&mut self, index: u32) {
        self.number_said(index.into());
    }

    fn inet(&mut self, address: Ipv4Addr) {
        self.text_said(&address.to_string());
    }

    fn inet6(&mut self, field: &'static str, address: Ipv6Addr) {
        if !field.is_empty() {
            self.field(field);
        }
        self.text_said(&address.to_string());
    }

    fn device(&mut self, value: u64, major: u32, minor: u32) {
        self.number_said(value.cast_signed());
        self.text_said(&format!("{major}:{minor}"));
    }

    fn becomes(&mut self) {}

    fn moment(&mut self, _: i64, _: u64, _: u8) {}

    fn more(&mut self) {}

    fn gap(&mut self) {}

    fn comment(&mut self, _: Arguments<'_>) {}

    fn gloss(&mut self, _: Arguments<'_>) {}

    fn open_flags(&mut self, _: &'static str) {}

    fn open_gloss(&mut self, _: bool) {}

    fn pause(&mut self) {}

    fn resume(&mut self) {}

    fn result(&mut self) {
        self.over = true;
    }

    fn failed(&mut self, _: i32) {}

    fn unavailable(&mut self) {}

    fn open_note(&mut self, _: &'static str) {}

    fn note(&mut self, _: &'static str, _: &'static str) {}

    fn close_note(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arch::{Abi, numbers};
    use crate::event::Still;
    use crate::memory::Recorded;
    use nix::unistd::Pid;

    /// Whether a condition holds of a call with these arguments and "/etc/passwd" at 0x1000; what its entry said.
    fn holds(condition: &str, name: &str, args: [u64; 6], outcome: Outcome) -> (bool, Option<bool>) {
        let abi = Abi::own();
        let memory = Recorded::new().with(0x1000, b"/etc/passwd\0".to_vec());
        let task = Still { pid: Pid::from_raw(1), memory };
        let number = numbers::number(abi, name).unwrap().into();
        let entry = Entry { abi, number, args, ip: 0, sp: 0 };
        let conditions = [Condition::parse(condition).unwrap()];
        let (call, verdicts) = at_entry(&conditions, &entry, &task);
        let first = verdicts[0];
        (at_exit(&conditions, call, verdicts, outcome, &task), first)
    }

    const AT_FDCWD: u64 = 0xffff_ff9c;

    #[test]
    fn an_argument_is_found_by_its_name_and_compared_in_the_words_of_the_trace() {
        // O_WRONLY|O_CREAT
        let open = |condition: &str| {
            let (holds, entry) =
                holds(condition, "openat", [AT_FDCWD, 0x1000, 0o101, 0o644, 0, 0], Outcome::Returned(3));
            assert_eq!(Some(holds), entry, "{condition}: the entry tells");
            holds
        };
        for (condition, expected) in [
            ("flags~O_CREAT", true),
            ("flags~O_WRONLY|O_CREAT", true),
            ("flags~O_WRONLY", true),
            ("flags~O_RDONLY", false),
            ("flags~O_EXCL", false),
            ("flags=O_WRONLY|O_CREAT", true),
            ("flags=O_CREAT", false),
            ("flags!=O_CREAT", true),
            ("flags=0x41", true),
            ("flags~0x40", true),
            ("mode=0644", true),
            ("mode<0700", true),
            ("dirfd=AT_FDCWD", true),
            ("pathname=/etc/passwd", true),
            ("pathname~/etc/*", true),
            ("pathname~/usr/**", false),
            ("pathname!=/etc/passwd", false),
            ("nosuch=1", false),
        ] {
            let condition = condition.replace("pathname", path_of_openat());
            assert_eq!(open(&condition), expected, "{condition}");
        }
    }

    fn path_of_openat() -> &'static str {
        let row =
            crate::decode::table::row(Abi::own(), numbers::number(Abi::own(), "openat").unwrap().into());
        row.args[1].name
    }

    #[test]
    fn what_a_call_writes_is_compared_when_it_has_ended() {
        let read = |condition: &str| holds(condition, "read", [3, 0x1000, 5, 0, 0, 0], Outcome::Returned(5));
        assert_eq!(read("buf=/etc/"), (true, None));
        assert_eq!(read("buf~/usr*"), (false, None));
        assert_eq!(read("fd=3"), (true, Some(true)));
    }

    #[test]
    fn fields_are_found_below_their_argument() {
        // struct timespec {1, 5}
        let abi = Abi::own();
        let bytes: Vec<u8> = [1u64, 5].iter().flat_map(|word| word.to_le_bytes()).collect();
        let task = Still { pid: Pid::from_raw(1), memory: Recorded::new().with(0x1000, bytes) };
        let number = numbers::number(abi, "nanosleep").unwrap().into();
        let entry = Entry { abi, number, args: [0x1000, 0, 0, 0, 0, 0], ip: 0, sp: 0 };
        let name = crate::decode::table::row(abi, number).args[0].name;
        let holds = |field: &str| {
            let conditions = [Condition::parse(&format!("{name}.{field}")).unwrap()];
            at_entry(&conditions, &entry, &task).1[0]
        };
        assert_eq!(
            (holds("tv_nsec=5"), holds("tv_sec>1"), holds("nosuch=1")),
            (Some(true), Some(false), None)
        );
    }

    #[test]
    fn what_is_no_condition_is_named() {
        for text in ["flags", "=1", "a..b=1", "a<x", "path~["] {
            let error = Condition::parse(text).unwrap_err().to_string();
            assert_eq!(error, format!("invalid condition on an argument '{text}'"));
        }
    }
}
