//! From what was typed to what is meant: every bad value is found here, before anything is started.

use super::expressions::{Expressions, Silent};
use super::statistics::{Statistics, statistics};
use super::times::{self, Absolute};
use super::tips::{Tips, tips};
use super::{Args, FormatName, When};
use crate::filter::Statuses;
use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

/// What rtrace is asked to do.
#[derive(Debug)]
pub enum Errand {
    /// Trace what the plan names.
    Trace,
    /// Tell whether tracing would work: in general, or of this process.
    Diagnose(Option<i32>),
    /// Run the program, and write a seccomp profile of what it called to this file.
    SeccompProfile(PathBuf),
    /// List the seccomp filters of this process.
    SeccompDump(i32),
    /// Print what is known of a cause.
    ExplainCause(String),
}

/// Where the trace goes.
#[derive(Debug, PartialEq, Eq)]
pub enum Output {
    /// To standard error.
    Stderr,
    /// To a file.
    File(PathBuf),
    /// To the input of a shell command.
    Command(OsString),
}

/// Its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// strace's text.
    Text,
    /// JSON lines.
    Json,
}

/// What is meant, every value checked.
#[derive(Debug)]
#[allow(missing_docs)]
pub struct Plan {
    pub errand: Errand,
    /// Entries to calls are to be seen, by notifications.
    pub no_ptrace: bool,
    pub follow: bool,
    pub separately: bool,
    pub attach: Vec<i32>,
    pub detach_on_execve: bool,
    pub kill_on_exit: bool,
    /// 0: rtrace is the program's parent; 1 to 3: -D, -DD, -DDD.
    pub daemonize: u8,
    /// Whether the scheduler alone decides where tracees run.
    pub unplaced: bool,
    /// Whether a filter is to select the calls that the program stops at.
    pub filter: Filter,
    /// 1 to 4, as -I has them.
    pub interruptible: Option<u8>,
    /// What all expressions say, `quiet` aside: see `silent`.
    pub expressions: Expressions,
    pub output: Output,
    pub append: bool,
    pub format: Format,
    pub color: When,
    pub columns: usize,
    pub string_limit: usize,
    /// How strings are written: 0 plainly, 1 hex for what doesn't print, 2 whole strings in hex that aren't ASCII, 3 all.
    pub hex: u8,
    /// How constants are written: raw, abbrev or verbose.
    pub constants: Constants,
    /// What a summary is asked for.
    pub statistics: Option<Statistics>,
    /// After so many calls the trace ends.
    pub limit: Option<u64>,
    /// Options that take no effect here, to be told.
    pub remarks: Vec<&'static str>,
    /// The tip that is shown in the end.
    pub tips: Option<Tips>,
    /// Whether refused calls are explained.
    pub explain: bool,
    /// Whether a program's failure may be told of in a hint.
    pub hint: bool,
    pub argument_names: bool,
    pub always_show_pid: bool,
    pub instruction_pointer: bool,
    pub syscall_number: bool,
    pub absolute: Option<Absolute>,
    /// Digits after the second of the time since the line before.
    pub relative: Option<usize>,
    /// Digits after the second of the time that a call took.
    pub durations: Option<usize>,
    pub silent: Silent,
    /// Whether stacks are shown, and how.
    pub stack: Option<StackTrace>,
    pub env: Vec<(OsString, Option<OsString>)>,
    pub user: Option<String>,
    pub argv0: Option<OsString>,
    pub command: Vec<OsString>,
}

/// `-k`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StackTrace {
    /// The most frames of a stack.
    pub frames: usize,
    /// Whether source lines are shown, too.
    pub lines: bool,
}

/// `-X`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Constants {
    Abbrev,
    Raw,
    Verbose,
}

/// Whether a filter selects the calls that the program stops at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    /// Where that changes nothing.
    Auto,
    /// Where it can be had.
    Always,
    /// No.
    Never,
}

/// What is wrong with the command line; it names the part.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Failure {
    /// A value that its option doesn't take.
    #[error("invalid {option} argument: '{value}'")]
    Value {
        /// The option.
        option: &'static str,
        /// What was given.
        value: String,
    },
    /// An expression of -e that names no call, class or message.
    #[error("{0}")]
    Expression(String),
    /// An option that is used wrongly.
    #[error("{0}")]
    Misused(String),
    /// Options that exclude or need each other.
    #[error("{0}")]
    Together(&'static str),
}

fn bad<T>(option: &'static str, value: impl Into<String>) -> Result<T, Failure> {
    Err(Failure::Value { option, value: value.into() })
}

/// What the arguments mean.
pub fn plan(args: Args) -> Result<Plan, Failure> {
    let expressions = Expressions::read(&args.in_order)?;
    let mut silent = match expressions.quiet {
        Some(_) if args.quiet > 0 => {
            let text = "-q and -e quiet/--quiet cannot be provided simultaneously";
            return Err(Failure::Expression(text.to_string()));
        }
        Some(silent) => silent,
        None => Silent::level(args.quiet),
    };
    let attach = pids(&args.attach)?;
    let output = output(args.output.as_deref())?;
    let separately = args.output_separately || args.follow > 1;
    let errand = match (args.explain_cause.clone(), args.diagnose) {
        (Some(code), _) => Errand::ExplainCause(code),
        (None, _) if args.seccomp_dump => match attach[..] {
            [pid] if args.command.is_empty() && !args.diagnose => Errand::SeccompDump(pid),
            _ => return Err(Failure::Together("--seccomp-dump takes one -p PID, and no program")),
        },
        (None, _) if args.seccomp_profile.is_some() => {
            profiled(&args, !attach.is_empty() || !expressions.rules.is_empty())?;
            Errand::SeccompProfile(args.seccomp_profile.clone().unwrap_or_default())
        }
        (None, true) if attach.len() > 1 => {
            return Err(Failure::Together("--diagnose takes one -p PID"));
        }
        (None, true) => Errand::Diagnose(attach.first().copied()),
        (None, false) => Errand::Trace,
    };
    if matches!(errand, Errand::Trace) {
        if args.command.is_empty() && attach.is_empty() {
            return Err(Failure::Together("must have PROG [ARGS] or -p PID"));
        }
        if args.command.is_empty() && !args.daemonize.is_empty() {
            return Err(Failure::Together("-D and -p are mutually exclusive"));
        }
        if args.command.is_empty() && args.user.is_some() {
            return Err(Failure::Together("-u needs PROG [ARGS]"));
        }
        if separately && matches!(output, Output::Command(_)) {
            return Err(Failure::Together("(-o '|COMMAND' or -o '!COMMAND') and -ff are mutually exclusive"));
        }
    }
    if args.no_ptrace
        && let Some(option) = unserved(&args, &expressions)
    {
        return Err(Failure::Misused(format!(
            "--no-ptrace sees the entries to calls alone, of a program that it starts: {option} can't be had with it"
        )));
    }
    let remarks = remarks(&args, &output);
    // Nobody wants to hear of attaching where the trace goes to a file and the program was started by rtrace.
    if !matches!(output, Output::Stderr) && !args.command.is_empty() {
        silent.attach = true;
        silent.personality = true;
    }
    Ok(Plan {
        errand,
        no_ptrace: args.no_ptrace,
        follow: follows(&args) || args.no_ptrace,
        separately: separately && matches!(output, Output::File(_)),
        attach,
        detach_on_execve: match args.detach_on.as_deref() {
            None => false,
            Some("execve") => true,
            Some(other) => {
                return Err(Failure::Expression(format!("Syscall '{other}' for -b isn't supported")));
            }
        },
        kill_on_exit: args.kill_on_exit,
        daemonize: daemonize(&args.daemonize)?,
        filter: match args.seccomp_bpf.as_str() {
            "auto" if may_accelerate(&args) => Filter::Auto,
            "always" if accelerates(&args) => Filter::Always,
            "auto" | "always" | "never" => Filter::Never,
            other => return bad("--seccomp-bpf", other),
        },
        unplaced: match args.placement.as_str() {
            "auto" => false,
            "off" => true,
            other => return bad("--placement", other),
        },
        interruptible: args.interruptible.as_deref().map(interruptible).transpose()?,
        expressions,
        output,
        append: args.output_append_mode,
        format: match args.format {
            FormatName::Text => Format::Text,
            FormatName::Json => Format::Json,
        },
        color: args.color,
        columns: number("-a", &args.columns)?,
        string_limit: number("-s", &args.string_limit)?,
        hex: match (args.hex, args.strings_in_hex.as_deref()) {
            (_, Some("all")) => 3,
            (_, Some("non-ascii")) => 2,
            (_, Some("non-ascii-chars")) => 1,
            (_, Some("none")) | (0, None) => 0,
            (_, Some(other)) => return bad("--strings-in-hex", other),
            (1, None) => 2,
            (_, None) => 3,
        },
        constants: match args.constants.as_str() {
            "abbrev" => Constants::Abbrev,
            "raw" => Constants::Raw,
            "verbose" => Constants::Verbose,
            other => return bad("-X", other),
        },
        statistics: statistics(&args, args.output_separately || args.follow > 1)?,
        limit: args.syscall_limit.as_deref().map(limit).transpose()?,
        remarks,
        tips: tips(&args.tips)?,
        explain: args.explain,
        hint: !args.explain && !args.no_ptrace && args.quiet == 0 && args.quiet_list.is_empty(),
        argument_names: args.argument_names,
        always_show_pid: args.always_show_pid,
        instruction_pointer: args.instruction_pointer,
        syscall_number: args.syscall_number,
        absolute: times::absolute(&args)?,
        relative: times::precision("--relative-timestamps", &args.relative)?,
        durations: times::precision("--syscall-times", &args.syscall_times)?,
        silent,
        stack: stack_trace(&args)?,
        env: args.env.iter().map(|assignment| variable(assignment)).collect(),
        user: args.user,
        argv0: args.argv0,
        command: args.command,
    })
}

/// Whether the command line fits a run for a profile.
fn profiled(args: &Args, attached_or_tampered: bool) -> Result<(), Failure> {
    let text = "--seccomp-profile takes a program, and no -p, -o, -c, -C, -b, -D, --inject, --diagnose or --syscall-limit";
    let counted = args.summary || args.summary_only;
    let ended_early = args.detach_on.is_some() || args.syscall_limit.is_some();
    let elsewhere = args.output.is_some() || !args.daemonize.is_empty() || args.diagnose;
    if args.command.is_empty() || attached_or_tampered || counted || ended_early || elsewhere {
        return Err(Failure::Together(text));
    }
    Ok(())
}

/// The first option that needs more than entries to calls, or a program that can be let go.
fn unserved(args: &Args, expressions: &Expressions) -> Option<&'static str> {
    let wanted = &expressions.wanted;
    let options = [
        (!args.attach.is_empty(), "-p"),
        (args.detach_on.is_some(), "-b"),
        (!args.daemonize.is_empty(), "-D"),
        (args.syscall_limit.is_some(), "--syscall-limit"),
        (args.seccomp_bpf == "always", "--seccomp-bpf"),
        (!expressions.rules.is_empty(), "--inject"),
        (args.summary_only, "-c"),
        (args.summary, "-C"),
        (!args.syscall_times.is_empty(), "-T"),
        (!args.stack_trace.is_empty(), "-k"),
        (args.successful_only > 0, "-z"),
        (args.failed_only > 0, "-Z"),
        (wanted.statuses != Statuses::all(true), "-e status="),
        (!wanted.endings.is_empty(), "a condition on results"),
        (!expressions.read.is_empty(), "-e read="),
        (!expressions.write.is_empty(), "-e write="),
        (args.explain, "--explain"),
        (args.diagnose, "--diagnose"),
        (args.seccomp_profile.is_some(), "--seccomp-profile"),
        (args.seccomp_dump, "--seccomp-dump"),
    ];
    options.into_iter().find(|(given, _)| *given).map(|(_, option)| option)
}

/// Whether what tracees make is followed.
fn follows(args: &Args) -> bool {
    args.follow > 0 || args.follow_deprecated > 0
}

/// What is said of options that take no effect.
fn remarks(args: &Args, output: &Output) -> Vec<&'static str> {
    let filter = args.seccomp_bpf == "always";
    let deprecated = args.follow_deprecated > 0;
    let remarks = [
        (deprecated && args.follow > 0, "deprecated option -F ignored"),
        (deprecated && args.follow == 0, "option -F is deprecated, please use -f/--follow-forks instead"),
        (filter && !follows(args), "--seccomp-bpf cannot be used without -f/--follow-forks, disabling"),
        (
            filter && follows(args) && args.detach_on.is_some(),
            "--seccomp-bpf is not enabled because it is not compatible with -b",
        ),
        (
            filter && follows(args) && args.syscall_limit.is_some(),
            "--seccomp-bpf is not enabled because it is not compatible with --syscall-limit",
        ),
        (
            args.summary_only && !args.stack_trace.is_empty(),
            "-k/--stack-traces has no effect with -c/--summary-only",
        ),
        (
            args.successful_only > 0 && args.failed_only > 0,
            "Only the last of -z/--successful-only/-Z/--failed-only options will take effect. \
             See status qualifier for more complex filters.",
        ),
        (
            args.output_append_mode && *output == Output::Stderr,
            "-A/--output-append-mode has no effect without -o/--output",
        ),
        (
            args.output_separately && *output == Output::Stderr,
            "--output-separately has no effect without -o/--output",
        ),
    ];
    remarks.into_iter().filter(|(applies, _)| *applies).map(|(_, text)| text).collect()
}

/// Whether a filter could select the calls that the program stops at: all that it makes is followed, and nobody is let go.
fn accelerates(args: &Args) -> bool {
    let let_go = args.detach_on.is_some() || args.syscall_limit.is_some() || args.explain;
    follows(args) && args.attach.is_empty() && !let_go
}

/// Whether it could where rtrace stays for as long as anybody runs under the filter. (With `-I 1`, signals kill rtrace
/// itself. What isn't followed is not to be killed.)
fn may_accelerate(args: &Args) -> bool {
    let elsewhere = !args.daemonize.is_empty()
        || args.interruptible.as_deref().is_some_and(|when| interruptible(when) == Ok(1));
    let let_go = args.detach_on.is_some() || args.explain;
    args.attach.is_empty()
        && !elsewhere
        && !let_go
        && (follows(args) && args.syscall_limit.is_none() || !args.kill_on_exit)
}

impl Failure {
    /// Whether the help would help: an option is used wrongly, and not just its value.
    pub fn wants_help(&self) -> bool {
        !matches!(self, Failure::Expression(_))
    }
}

fn pids(lists: &[String]) -> Result<Vec<i32>, Failure> {
    let mut pids = Vec::new();
    for list in lists {
        let before = pids.len();
        for item in list.split([',', ' ', '\t', '\n']).filter(|item| !item.is_empty()) {
            match item.parse::<i32>() {
                Ok(pid) if pid > 0 => {
                    if !pids.contains(&pid) {
                        pids.push(pid);
                    }
                }
                _ => return Err(Failure::Expression(format!("Invalid process id: '{item}'"))),
            }
        }
        if pids.len() == before && list.split([',', ' ', '\t', '\n']).all(str::is_empty) {
            return Err(Failure::Expression(format!("Invalid process id: '{list}'")));
        }
    }
    Ok(pids)
}

fn output(name: Option<&OsStr>) -> Result<Output, Failure> {
    let Some(name) = name else { return Ok(Output::Stderr) };
    Ok(match name.as_bytes() {
        [] => return bad("-o", ""),
        [b'|' | b'!', command @ ..] => Output::Command(OsStr::from_bytes(command).to_owned()),
        _ => Output::File(PathBuf::from(name)),
    })
}

fn daemonize(given: &[String]) -> Result<u8, Failure> {
    let mut level = 0;
    for how in given {
        level = match how.as_str() {
            "grandchild" if level < 3 => level + 1,
            "pgroup" | "pgrp" => 2,
            "session" => 3,
            other => return bad("-D", other),
        };
    }
    Ok(level)
}

fn stack_trace(args: &Args) -> Result<Option<StackTrace>, Failure> {
    let limit = args.stack_trace_frame_limit.as_str();
    let frames = number("--stack-trace-frame-limit", limit)?;
    if frames == 0 {
        return bad("--stack-trace-frame-limit", limit);
    }
    let mut lines = false;
    for (before, what) in args.stack_trace.iter().enumerate() {
        lines = match what.as_str() {
            "" => before > 0,
            "symbol" => false,
            "source" => true,
            other => return bad("--stack-trace", other),
        };
    }
    Ok((!args.stack_trace.is_empty()).then_some(StackTrace { frames, lines }))
}

fn interruptible(value: &str) -> Result<u8, Failure> {
    Ok(match value {
        "1" | "anywhere" => 1,
        "2" | "waiting" => 2,
        "3" | "never" => 3,
        "4" | "never_tstp" => 4,
        other => return bad("-I", other),
    })
}

fn number(option: &'static str, value: &str) -> Result<usize, Failure> {
    match value.parse::<u32>() {
        Ok(number) if number <= i32::MAX as u32 => Ok(number as usize),
        _ => bad(option, value),
    }
}

fn limit(value: &str) -> Result<u64, Failure> {
    match value.parse::<u64>() {
        Ok(number) if number > 0 => Ok(number),
        _ => bad("--syscall-limit", value),
    }
}

fn variable(assignment: &OsStr) -> (OsString, Option<OsString>) {
    let bytes = assignment.as_bytes();
    match bytes.iter().position(|b| *b == b'=') {
        Some(at) => {
            let (name, value) = (&bytes[..at], &bytes[at + 1..]);
            (OsStr::from_bytes(name).to_owned(), Some(OsStr::from_bytes(value).to_owned()))
        }
        None => (assignment.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::CallSet;

    fn of(args: &[&str]) -> Result<Plan, Failure> {
        plan(Args::read([&["rtrace"], args].concat()).expect("clap takes it"))
    }

    fn complaint(args: &[&str]) -> String {
        of(args).unwrap_err().to_string()
    }

    #[test]
    fn the_definition_of_the_options_is_sound() {
        <Args as clap::CommandFactory>::command().debug_assert();
    }

    #[test]
    fn options_end_where_the_command_begins() {
        let plan = of(&["-f", "ls", "-f", "--format=json"]).unwrap();
        assert!(plan.follow && plan.format == Format::Text);
        assert_eq!(plan.command, ["ls", "-f", "--format=json"]);
    }

    #[test]
    fn process_ids_come_in_lists() {
        assert_eq!(of(&["-p", "1,2", "-p", "3\n4 1"]).unwrap().attach, [1, 2, 3, 4]);
        assert_eq!(complaint(&["-p", "1,x"]), "Invalid process id: 'x'");
        assert_eq!(complaint(&["-p", "0"]), "Invalid process id: '0'");
        assert_eq!(complaint(&["-p", ","]), "Invalid process id: ','");
    }

    #[test]
    fn letters_may_be_repeated() {
        assert_eq!(of(&["-DDD", "ls"]).unwrap().daemonize, 3);
        assert_eq!(of(&["--daemonize=session", "ls"]).unwrap().daemonize, 3);
        assert_eq!(of(&["-xx", "ls"]).unwrap().hex, 3);
        assert!(of(&["-ff", "-o", "x", "ls"]).unwrap().separately);
        assert!(!of(&["-ff", "ls"]).unwrap().separately, "without a name there are no files");
    }

    #[test]
    fn a_second_k_asks_for_lines() {
        let stack = |args: &[&str]| of(args).unwrap().stack.map(|stack| (stack.frames, stack.lines));
        assert_eq!(stack(&["ls"]), None);
        assert_eq!(stack(&["-k", "ls"]), Some((256, false)));
        assert_eq!(stack(&["-kk", "--stack-trace-frame-limit=3", "ls"]), Some((3, true)));
        assert_eq!(stack(&["--stack-trace=source", "ls"]), Some((256, true)));
        assert_eq!(complaint(&["--stack-trace=x", "ls"]), "invalid --stack-trace argument: 'x'");
        let none = "invalid --stack-trace-frame-limit argument: '0'";
        assert_eq!(complaint(&["--stack-trace-frame-limit=0", "ls"]), none);
    }

    #[test]
    fn bad_values_are_named() {
        assert_eq!(complaint(&["-s", "-1", "ls"]), "invalid -s argument: '-1'");
        assert_eq!(complaint(&["-a", "x", "ls"]), "invalid -a argument: 'x'");
        assert_eq!(complaint(&["-X", "x", "ls"]), "invalid -X argument: 'x'");
        assert_eq!(complaint(&["-e", "trace=opnat", "ls"]), "invalid system call 'opnat'");
        assert_eq!(complaint(&["-b", "fork", "ls"]), "Syscall 'fork' for -b isn't supported");
        assert_eq!(complaint(&[]), "must have PROG [ARGS] or -p PID");
    }

    #[test]
    fn a_bare_expression_names_calls() {
        let plan = of(&["-e", "openat", "ls"]).unwrap();
        assert_eq!(Ok(plan.expressions.wanted.calls), CallSet::parse("openat"));
    }

    #[test]
    fn variables_are_set_or_removed() {
        let plan = of(&["-E", "A=b=c", "-E", "D", "ls"]).unwrap();
        assert_eq!(plan.env, [("A".into(), Some("b=c".into())), ("D".into(), None)]);
    }
}
