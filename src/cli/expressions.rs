//! The expressions of `-e`, and the options that are another way to write one.

use super::{Failure, Typed};
use crate::filter::numbers::Of;
use crate::filter::{CallSet, Condition, Ending, NumberSet, Pattern, Statuses, Wanted, calls};
use crate::inject::{self, Rule};

/// What an expression is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Qualifier {
    /// Calls that are wanted.
    Trace,
    /// Calls of which structures are abbreviated.
    Abbrev,
    /// Calls of which structures are shown at all.
    Verbose,
    /// Calls of which nothing is decoded.
    Raw,
    /// Signals that are wanted.
    Signal,
    /// Descriptors of which all that is read is dumped.
    Read,
    /// Descriptors of which all that is written is dumped.
    Write,
    /// Ends of calls that are wanted.
    Status,
    /// Messages that are left out.
    Quiet,
    /// What is said of descriptors.
    DecodeFds,
    /// What is said of process ids.
    DecodePids,
    /// Descriptors that wanted calls are about.
    TraceFds,
    /// Paths that wanted calls are about, each as it is.
    TracePath,
    /// Failures that are wanted.
    Errno,
    /// Results that are wanted.
    Retval,
    /// Durations that are wanted.
    Duration,
    /// Patterns of paths that wanted calls are about.
    Path,
    /// What is said of SELinux contexts.
    Secontext,
    /// What is said of virtual processors.
    Kvm,
    /// What is said of namespaces.
    Namespace,
    /// Arguments that wanted calls have.
    Argument,
    /// Calls that are tampered with.
    Inject,
    /// Calls that fail.
    Fault,
}

/// The qualifiers by name, as `-e` takes them. The first name of each is also the name of an option.
const QUALIFIERS: [(&str, Qualifier); 39] = [
    ("trace", Qualifier::Trace),
    ("t", Qualifier::Trace),
    ("abbrev", Qualifier::Abbrev),
    ("a", Qualifier::Abbrev),
    ("verbose", Qualifier::Verbose),
    ("v", Qualifier::Verbose),
    ("raw", Qualifier::Raw),
    ("x", Qualifier::Raw),
    ("signal", Qualifier::Signal),
    ("signals", Qualifier::Signal),
    ("s", Qualifier::Signal),
    ("read", Qualifier::Read),
    ("reads", Qualifier::Read),
    ("r", Qualifier::Read),
    ("write", Qualifier::Write),
    ("writes", Qualifier::Write),
    ("w", Qualifier::Write),
    ("status", Qualifier::Status),
    ("quiet", Qualifier::Quiet),
    ("silent", Qualifier::Quiet),
    ("silence", Qualifier::Quiet),
    ("q", Qualifier::Quiet),
    ("decode-fds", Qualifier::DecodeFds),
    ("decode-fd", Qualifier::DecodeFds),
    ("decode-pids", Qualifier::DecodePids),
    ("decode-pid", Qualifier::DecodePids),
    ("trace-fds", Qualifier::TraceFds),
    ("trace-fd", Qualifier::TraceFds),
    ("fds", Qualifier::TraceFds),
    ("fd", Qualifier::TraceFds),
    ("secontext", Qualifier::Secontext),
    ("kvm", Qualifier::Kvm),
    ("namespace", Qualifier::Namespace),
    ("errno", Qualifier::Errno),
    ("retval", Qualifier::Retval),
    ("duration", Qualifier::Duration),
    ("path", Qualifier::Path),
    ("inject", Qualifier::Inject),
    ("fault", Qualifier::Fault),
];

/// Options whose values are those of an expression, by the name of their field; and the value of an option without one.
const LONG: [(&str, Qualifier, &str); 18] = [
    ("trace", Qualifier::Trace, ""),
    ("trace_path", Qualifier::TracePath, ""),
    ("abbrev", Qualifier::Abbrev, ""),
    ("verbose", Qualifier::Verbose, ""),
    ("raw", Qualifier::Raw, ""),
    ("signal", Qualifier::Signal, ""),
    ("read", Qualifier::Read, ""),
    ("write", Qualifier::Write, ""),
    ("status", Qualifier::Status, ""),
    ("quiet_list", Qualifier::Quiet, "attach,personality"),
    ("decode_fds", Qualifier::DecodeFds, "path"),
    ("decode_pids", Qualifier::DecodePids, ""),
    ("trace_fds", Qualifier::TraceFds, ""),
    ("inject", Qualifier::Inject, ""),
    ("fault", Qualifier::Fault, ""),
    ("secontext", Qualifier::Secontext, "!full,mismatch"),
    ("kvm", Qualifier::Kvm, ""),
    ("namespace", Qualifier::Namespace, ""),
];

/// Flags that are an expression, by the name of their field.
const FLAGS: [(&str, Qualifier, &str); 5] = [
    ("successful_only", Qualifier::Status, "successful"),
    ("failed_only", Qualifier::Status, "failed"),
    ("no_abbrev", Qualifier::Abbrev, "none"),
    ("pidns_translation", Qualifier::DecodePids, "pidns"),
    ("commands", Qualifier::DecodePids, "comm"),
];

/// All expressions, in the order in which they were typed: of several about the same, the last counts. -y comes last: -y
/// is one thing, and -yy another.
pub fn in_order(typed: &[Typed]) -> Vec<(Qualifier, String)> {
    let mut found: Vec<_> = typed.iter().filter_map(expression).collect();
    let descriptors = typed.iter().filter(|option| option.id == "descriptors").count();
    if descriptors > 0 {
        let value = if descriptors > 1 { "all" } else { "path" };
        found.push((Qualifier::DecodeFds, value.to_string()));
    }
    found
}

/// The expression that an option is, if it is one.
fn expression(typed: &Typed) -> Option<(Qualifier, String)> {
    let id = typed.id.as_str();
    let value = typed.value.as_ref().map(|value| value.to_string_lossy().into_owned());
    if id == "expressions" {
        return Some(split(&value.unwrap_or_default()));
    }
    if let Some((_, qualifier, missing)) = LONG.iter().find(|(long, ..)| *long == id) {
        return Some((*qualifier, value.unwrap_or_else(|| missing.to_string())));
    }
    let (_, qualifier, value) = FLAGS.iter().find(|(flag, ..)| *flag == id)?;
    Some((*qualifier, value.to_string()))
}

/// What an expression is about, and its value. Without a qualifier that there is, it names calls.
fn split(text: &str) -> (Qualifier, String) {
    if let Some(condition) = text.strip_prefix("arg:") {
        return (Qualifier::Argument, condition.to_string());
    }
    let named = text.split_once('=').and_then(|(name, value)| {
        let (_, qualifier) = QUALIFIERS.iter().find(|(known, _)| *known == name)?;
        Some((*qualifier, value.to_string()))
    });
    named.unwrap_or_else(|| (Qualifier::Trace, text.to_string()))
}

/// Messages that are left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Silent {
    pub attach: bool,
    pub exit: bool,
    pub path_resolution: bool,
    pub personality: bool,
    pub thread_execve: bool,
}

impl Silent {
    /// What `-q` given so often leaves out.
    pub fn level(level: u8) -> Self {
        let all = level > 2;
        Silent {
            attach: level > 0,
            personality: level > 0,
            exit: level > 1,
            path_resolution: all,
            thread_execve: all,
        }
    }
}

/// What is said of descriptors.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Descriptors {
    pub path: bool,
    pub socket: bool,
    pub dev: bool,
    pub pidfd: bool,
    pub eventfd: bool,
    pub signalfd: bool,
}

/// What is said of process ids.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Pids {
    pub comm: bool,
    pub pidns: bool,
}

/// What is said of SELinux contexts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Secontext {
    /// Contexts are shown.
    pub shown: bool,
    /// In full, not just their type.
    pub full: bool,
    /// With what the policy would have a file's be, where that differs.
    pub mismatch: bool,
}

/// What is said of virtual processors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vcpu {
    /// Why they stopped.
    Reason,
    /// That, and what they shared with their program before they ran and after it.
    Run,
}

/// What all expressions together say.
#[derive(Clone, Debug)]
pub struct Expressions {
    /// What is wanted.
    pub wanted: Wanted,
    /// Calls of which structures are abbreviated.
    pub abbrev: CallSet,
    /// Calls of which structures are shown at all.
    pub verbose: CallSet,
    /// Calls of which nothing is decoded.
    pub raw: CallSet,
    /// Descriptors of which all that is read is dumped.
    pub read: NumberSet,
    /// Descriptors of which all that is written is dumped.
    pub write: NumberSet,
    /// Messages that are left out, where an expression says it.
    pub quiet: Option<Silent>,
    /// What is said of descriptors.
    pub descriptors: Descriptors,
    /// What is said of process ids.
    pub pids: Pids,
    /// What is said of SELinux contexts.
    pub secontext: Secontext,
    /// What is said of virtual processors.
    pub vcpu: Option<Vcpu>,
    /// Whether new namespaces are told.
    pub namespaces: bool,
    /// What is done to calls.
    pub rules: Vec<Rule>,
}

/// What is wrong with an expression, in the words of whoever read it.
fn wrong(error: impl std::fmt::Display) -> Failure {
    Failure::Expression(error.to_string())
}

fn wrong_calls(error: calls::Invalid) -> Failure {
    match error {
        calls::Invalid::Personality(..) => Failure::Misused(error.to_string()),
        _ => wrong(error),
    }
}

fn wrong_rule(error: inject::Invalid) -> Failure {
    match error {
        inject::Invalid::Calls(error) => wrong_calls(error),
        error @ inject::Invalid::Rule(..) => wrong(error),
    }
}

impl Expressions {
    /// Reads all of them.
    pub fn read(expressions: &[(Qualifier, String)]) -> Result<Self, Failure> {
        let mut all = Expressions {
            wanted: Wanted::all(),
            abbrev: CallSet::all(true),
            verbose: CallSet::all(true),
            raw: CallSet::all(false),
            read: NumberSet::all(false),
            write: NumberSet::all(false),
            quiet: None,
            descriptors: Descriptors::default(),
            pids: Pids::default(),
            secontext: Secontext::default(),
            vcpu: None,
            namespaces: false,
            rules: Vec::new(),
        };
        for (qualifier, value) in expressions {
            all.add(*qualifier, value)?;
        }
        Ok(all)
    }

    fn add(&mut self, qualifier: Qualifier, value: &str) -> Result<(), Failure> {
        let calls = || CallSet::parse(value).map_err(wrong_calls);
        let descriptors = || NumberSet::parse(value, Of::Descriptors).map_err(wrong);
        match qualifier {
            Qualifier::Trace => self.wanted.calls = calls()?,
            Qualifier::Abbrev => self.abbrev = calls()?,
            Qualifier::Verbose => self.verbose = calls()?,
            Qualifier::Raw => self.raw = calls()?,
            Qualifier::Signal => {
                self.wanted.signals = NumberSet::parse(value, Of::Signals).map_err(wrong)?;
            }
            Qualifier::Read => self.read = descriptors()?,
            Qualifier::Write => self.write = descriptors()?,
            Qualifier::Status => self.wanted.statuses = Statuses::parse(value).map_err(wrong)?,
            Qualifier::Quiet => self.quiet = Some(quiet(value)?),
            Qualifier::DecodeFds => self.descriptors = decode_fds(value)?,
            Qualifier::DecodePids => self.pids = decode_pids(value)?,
            Qualifier::TraceFds => self.wanted.files.descriptors = Some(descriptors()?),
            Qualifier::TracePath => self.wanted.files.paths.push(value.as_bytes().to_vec()),
            Qualifier::Secontext => self.secontext = secontext(value)?,
            Qualifier::Kvm => {
                let known = [("vcpu", Vcpu::Reason), ("vcpu+", Vcpu::Run)];
                self.vcpu = Some(one_of("kvm", value, &known)?);
            }
            Qualifier::Namespace => self.namespaces = one_of("namespace", value, &[("new", true)])?,
            Qualifier::Errno => self.wanted.endings.push(Ending::errno(value).map_err(wrong)?),
            Qualifier::Retval => self.wanted.endings.push(Ending::result(value).map_err(wrong)?),
            Qualifier::Duration => self.wanted.endings.push(Ending::duration(value).map_err(wrong)?),
            Qualifier::Argument => self.wanted.arguments.push(Condition::parse(value).map_err(wrong)?),
            Qualifier::Inject => self.rules.push(Rule::parse(value, false).map_err(wrong_rule)?),
            Qualifier::Fault => self.rules.push(Rule::parse(value, true).map_err(wrong_rule)?),
            Qualifier::Path => self.wanted.files.patterns.push(Pattern::parse(value).map_err(wrong)?),
        }
        Ok(())
    }
}

/// Reads a list of words that each turn something on; `flags` finds what a word turns on.
fn flags<'a, T: Default>(
    what: &str,
    list: &'a str,
    names: &[&str],
    mut flag: impl FnMut(&mut T, &str, bool) -> bool,
) -> Result<T, Failure> {
    let items = list.trim_start_matches('!');
    let but = (list.len() - items.len()) % 2 == 1;
    let invalid = |item: &'a str| Failure::Expression(format!("invalid {what} '{item}'"));
    let mut value = T::default();
    let mut all = |value: &mut T, on| {
        for name in names {
            flag(value, name, on);
        }
    };
    match items {
        "all" | "none" => all(&mut value, (items == "all") != but),
        _ if items.split(',').all(str::is_empty) => return Err(invalid(list)),
        _ => {
            all(&mut value, but);
            for item in items.split(',').filter(|item| !item.is_empty()) {
                if !flag(&mut value, item, !but) {
                    return Err(invalid(item));
                }
            }
        }
    }
    Ok(value)
}

fn quiet(list: &str) -> Result<Silent, Failure> {
    let names = ["attach", "exit", "path-resolution", "personality", "thread-execve"];
    flags("quiet", list, &names, |silent: &mut Silent, name, on| {
        *match name {
            "attach" => &mut silent.attach,
            "exit" | "exits" => &mut silent.exit,
            "path-resolution" | "path" => &mut silent.path_resolution,
            "personality" => &mut silent.personality,
            "thread-execve" | "superseded" => &mut silent.thread_execve,
            _ => return false,
        } = on;
        true
    })
}

fn decode_fds(list: &str) -> Result<Descriptors, Failure> {
    let names = ["path", "socket", "dev", "pidfd", "eventfd", "signalfd"];
    flags("decode-fds", list, &names, |descriptors: &mut Descriptors, name, on| {
        *match name {
            "path" => &mut descriptors.path,
            "socket" => &mut descriptors.socket,
            "dev" => &mut descriptors.dev,
            "pidfd" => &mut descriptors.pidfd,
            "eventfd" => &mut descriptors.eventfd,
            "signalfd" => &mut descriptors.signalfd,
            _ => return false,
        } = on;
        true
    })
}

fn decode_pids(list: &str) -> Result<Pids, Failure> {
    flags("decode-pids", list, &["comm", "pidns"], |pids: &mut Pids, name, on| {
        *match name {
            "comm" => &mut pids.comm,
            "pidns" => &mut pids.pidns,
            _ => return false,
        } = on;
        true
    })
}

fn secontext(list: &str) -> Result<Secontext, Failure> {
    let mut context =
        flags("secontext", list, &["full", "mismatch"], |context: &mut Secontext, name, on| {
            *match name {
                "full" => &mut context.full,
                "mismatch" => &mut context.mismatch,
                _ => return false,
            } = on;
            true
        })?;
    context.shown = list != "none" && list != "!all";
    Ok(context)
}

/// What the value of an expression means that takes one of these.
fn one_of<T: Copy>(qualifier: &str, value: &str, known: &[(&str, T)]) -> Result<T, Failure> {
    let meaning = known.iter().find(|(name, _)| *name == value).map(|(_, meaning)| *meaning);
    meaning.ok_or_else(|| Failure::Expression(format!("invalid -e {qualifier}= argument: '{value}'")))
}
