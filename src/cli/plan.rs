//! From what was typed to what is meant: every bad value is found here, before anything is started.

use super::expressions::{self, Expressions, Silent};
use super::generate::Generated;
use super::remarks::Whole;
use super::statistics::{Statistics, statistics};
use super::times::Absolute;
use super::tips::{Tips, tips};
use super::values::{Values, follows, output, pids};
use super::{Args, When};
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
    /// Print a tip.
    Tip(Tips),
    /// Print the manual page or a completion.
    Generate(Generated),
    /// Print the version.
    Version,
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
    /// So many generations of processes are followed.
    pub depth: Option<u32>,
    pub separately: bool,
    pub attach: Vec<i32>,
    /// Commands whose processes are attached to.
    pub attach_to: Vec<OsString>,
    /// Control groups whose processes are attached to.
    pub cgroups: Vec<PathBuf>,
    /// Whether the descendants of those are attached to, too.
    pub tree: bool,
    /// Whether it is told what the processes are that are attached to.
    pub snapshot: bool,
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
    /// The tip that is shown in the end.
    pub tips: Option<Tips>,
    /// Whether refused calls are explained.
    pub explain: bool,
    /// Whether it is told what the tracer does.
    pub debug: bool,
    /// Whether a program's failure may be told of in a hint.
    pub hint: bool,
    pub argument_names: bool,
    /// What strace leaves as bytes is said too.
    pub deep: bool,
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
        option: String,
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

/// What the arguments mean. `remarks`: what is to be said of them, whether or not they are refused.
pub fn plan(args: Args, remarks: &mut Vec<String>) -> Result<Plan, Failure> {
    let mut expressions = Expressions::read(&expressions::in_order(&args.typed))?;
    let mut silent = expressions.quiet.unwrap_or_else(|| Silent::level(args.quiet));
    let attach = pids(&args)?;
    let output = output(args.output.as_deref());
    let values = Values::of(&args)?;
    let statistics = statistics(&args)?;
    let tips = tips(&args)?;
    let attaches = !attach.is_empty() || !args.attach_to.is_empty() || !args.cgroup.is_empty();
    let errand = errand(&args, &attach, attaches, !expressions.rules.is_empty(), tips)?;
    let other = !matches!(errand, Errand::Trace);
    Whole { args: &args, expressions: &expressions, output: &output, attaches, other }.check(remarks)?;
    let separately = args.output_separately || args.times("-f") > 1;
    if separately && matches!(output, Output::Command(_)) {
        let text = "piping the output and -ff/--output-separately are mutually exclusive";
        return Err(Failure::Misused(text.to_string()));
    }
    if args.no_ptrace
        && let Some(option) = unserved(&args, &expressions, attaches)
    {
        return Err(Failure::Misused(format!(
            "--no-ptrace sees the entries to calls alone, of a program that it starts: {option} can't be had with it"
        )));
    }
    // Nobody wants to hear of attaching where the trace goes to a file and the program was started by rtrace.
    let mentioned = args.quiet > 0 || expressions.quiet.is_some();
    if !matches!(output, Output::Stderr) && !args.command.is_empty() && !mentioned {
        silent.attach = true;
        silent.personality = true;
    }
    resolve(&mut expressions, remarks);
    // As in strace, only calls that are wanted are tampered with.
    let wanted = &expressions.wanted.calls;
    expressions.rules.iter_mut().for_each(|rule| rule.narrow(wanted));
    Ok(Plan {
        errand,
        no_ptrace: args.no_ptrace,
        follow: follows(&args) || args.no_ptrace,
        depth: values.depth,
        separately: separately && matches!(output, Output::File(_)),
        attach,
        attach_to: args.attach_to.clone(),
        cgroups: args.cgroup.clone(),
        tree: args.tree,
        snapshot: args.snapshot,
        detach_on_execve: !args.detach_on.is_empty(),
        kill_on_exit: args.kill_on_exit,
        daemonize: values.daemonize,
        filter: values.filter,
        unplaced: values.unplaced,
        interruptible: values.interruptible,
        expressions,
        output,
        append: args.output_append_mode,
        format: values.format,
        color: values.color,
        columns: values.columns,
        string_limit: values.string_limit,
        hex: values.hex,
        constants: values.constants,
        statistics,
        limit: values.limit,
        tips,
        explain: args.explain,
        debug: args.debug,
        hint: !args.explain && !args.no_ptrace && args.quiet == 0 && args.quiet_list.is_empty(),
        argument_names: args.argument_names,
        deep: args.deep,
        always_show_pid: args.always_show_pid,
        instruction_pointer: args.instruction_pointer,
        syscall_number: args.syscall_number,
        absolute: values.absolute,
        relative: values.relative,
        durations: values.durations,
        silent,
        stack: values.stack,
        env: args.env.iter().map(|assignment| variable(assignment)).collect(),
        user: args.user,
        argv0: args.argv0,
        command: args.command,
    })
}

/// What rtrace is asked to do.
fn errand(
    args: &Args,
    attach: &[i32],
    attaches: bool,
    tampers: bool,
    tips: Option<Tips>,
) -> Result<Errand, Failure> {
    let nothing = args.command.is_empty() && !attaches;
    Ok(if args.version > 0 {
        Errand::Version
    } else if let Some(what) = &args.generate {
        Errand::Generate(Generated::named(what).ok_or_else(|| args.invalid("generate", what))?)
    } else if let Some(code) = &args.explain_cause {
        Errand::ExplainCause(code.clone())
    } else if args.seccomp_dump {
        match attach[..] {
            [pid] if args.command.is_empty() && !args.diagnose => Errand::SeccompDump(pid),
            _ => return Err(Failure::Together("--seccomp-dump takes one -p PID, and no program")),
        }
    } else if let Some(path) = &args.seccomp_profile {
        profiled(args, attaches || tampers)?;
        Errand::SeccompProfile(path.clone())
    } else if args.diagnose {
        if attach.len() > 1 {
            return Err(Failure::Together("--diagnose takes one -p PID"));
        }
        Errand::Diagnose(attach.first().copied())
    } else if let (Some(tips), true) = (tips, nothing) {
        Errand::Tip(tips)
    } else {
        Errand::Trace
    })
}

/// Paths are traced under the name that they were given and under the one that they lead to.
/// What -q leaves out comes too late for that, in strace, too.
fn resolve(expressions: &mut Expressions, remarks: &mut Vec<String>) {
    let quiet = expressions.quiet.is_some_and(|silent| silent.path_resolution);
    let paths = &mut expressions.wanted.files.paths;
    for given in paths.clone() {
        let given = OsStr::from_bytes(&given);
        let Ok(whole) = std::fs::canonicalize(given) else { continue };
        if whole.as_os_str() == given {
            continue;
        }
        paths.push(whole.as_os_str().as_bytes().to_vec());
        if !quiet {
            let (given, whole) = (given.display(), whole.display());
            remarks.push(format!("Requested path \"{given}\" resolved into \"{whole}\""));
        }
    }
}

/// Whether the command line fits a run for a profile.
fn profiled(args: &Args, attached_or_tampered: bool) -> Result<(), Failure> {
    let text = "--seccomp-profile takes a program, and no -p, -o, -c, -C, -b, -D, --inject, --diagnose or --syscall-limit";
    let counted = args.summary || args.summary_only;
    let ended_early = !args.detach_on.is_empty() || args.syscall_limit.is_some();
    let elsewhere = args.output.is_some() || !args.daemonize.is_empty() || args.diagnose;
    if args.command.is_empty() || attached_or_tampered || counted || ended_early || elsewhere {
        return Err(Failure::Together(text));
    }
    Ok(())
}

/// The first option that needs more than entries to calls, or a program that can be let go.
fn unserved(args: &Args, expressions: &Expressions, attaches: bool) -> Option<&'static str> {
    let wanted = &expressions.wanted;
    let options = [
        (attaches, "-p"),
        (!args.detach_on.is_empty(), "-b"),
        (!args.daemonize.is_empty(), "-D"),
        (args.max_depth.is_some(), "--max-depth"),
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
        (!wanted.arguments.is_empty(), "a condition on arguments"),
        (!expressions.read.is_empty(), "-e read="),
        (!expressions.write.is_empty(), "-e write="),
        (expressions.vcpu.is_some(), "--kvm"),
        (expressions.namespaces, "--namespace"),
        (args.explain, "--explain"),
        (args.diagnose, "--diagnose"),
        (args.seccomp_dump, "--seccomp-dump"),
    ];
    options.into_iter().find(|(given, _)| *given).map(|(_, option)| option)
}

impl Failure {
    /// Whether the help would help: an option is used wrongly, and not just its value.
    pub const fn wants_help(&self) -> bool {
        !matches!(self, Failure::Expression(_))
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
        plan(Args::read([&["rtrace"], args].concat()).expect("clap takes it"), &mut Vec::new())
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
        assert_eq!(of(&["-p", "1,2", "-p", "3\n4 1\n"]).unwrap().attach, [1, 2, 3, 4]);
        assert_eq!(complaint(&["-p", "1,x"]), "Invalid process id: 'x'");
        assert_eq!(complaint(&["-p", "1,,2"]), "Invalid process id: ''");
        assert_eq!(complaint(&["-p", "0"]), "Invalid process id: '0'");
        assert!(of(&["-p", "", "ls"]).unwrap().attach.is_empty(), "pidof(8) may find none");
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
