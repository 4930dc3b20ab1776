//! The command line: what was typed, and what is meant by it. One field is one option; help, manual and completion
//! come from it.

mod expressions;
mod generate;
mod getopt;
mod plan;
mod remarks;
mod statistics;
mod times;
mod tips;
mod values;

pub use expressions::{Descriptors, Expressions, Pids, Qualifier, Secontext, Silent, Vcpu};
pub use generate::Generated;
pub use getopt::{Misread, Typed};
pub use plan::{Constants, Errand, Failure, Filter, Format, Output, Plan, plan};
pub use statistics::Statistics;
pub use times::Absolute;
pub use tips::{Tip, Tips};

use clap::{ArgAction, CommandFactory, FromArgMatches, Parser};
use std::ffi::OsString;
use std::path::PathBuf;

/// When output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Options that strace lacks, by field. A name cut short means one of them only where none of strace's begins so.
const OURS: &[&str] = &[
    "attach_to",
    "cgroup",
    "deep",
    "diagnose",
    "explain",
    "explain_cause",
    "format",
    "generate",
    "max_depth",
    "no_ptrace",
    "per_process",
    "placement",
    "seccomp_dump",
    "seccomp_profile",
    "snapshot",
    "tree",
];

/// Trace system calls and signals, and say why ptrace was refused
#[derive(Debug, Parser)]
#[command(
    name = "rtrace",
    version,
    disable_version_flag = true,
    args_override_self = true,
    override_usage = "rtrace [OPTIONS] { -p PID | PROG [ARGS]... }"
)]
pub struct Args {
    /// Follow the processes and threads that traced ones make; twice: with a file for each (-o FILE.PID)
    #[arg(short = 'f', long = "follow-forks", action = ArgAction::Count, help_heading = "Tracing")]
    pub follow: u8,

    /// As -f, deprecated as in strace
    #[arg(short = 'F', action = ArgAction::Count, hide = true)]
    pub follow_deprecated: u8,

    /// Attach to these processes: ids separated by commas or blanks; may be repeated
    #[arg(short = 'p', long = "attach", value_name = "PID", help_heading = "Startup")]
    pub attach: Vec<String>,

    /// Attach to all processes whose command (or program, by its name or path) is this; may be repeated
    #[arg(long, value_name = "NAME", help_heading = "Startup")]
    pub attach_to: Vec<OsString>,

    /// Attach to all processes of this control group and of those below it: a path under /sys/fs/cgroup, or one as
    /// /proc/PID/cgroup has it; may be repeated
    #[arg(long, value_name = "PATH", help_heading = "Startup")]
    pub cgroup: Vec<PathBuf>,

    /// Attach to all descendants of the processes that are attached to, too; implies -f
    #[arg(long, help_heading = "Startup")]
    pub tree: bool,

    /// Show what the processes that are attached to are: credentials, capabilities, directories, limits, namespaces,
    /// descriptors
    #[arg(long, help_heading = "Startup")]
    pub snapshot: bool,

    /// Follow so many generations of processes; 0: only threads. Implies -f
    #[arg(long, value_name = "NUMBER", help_heading = "Tracing")]
    pub max_depth: Option<String>,

    /// Let a process go when it calls execve
    #[arg(short = 'b', long = "detach-on", value_name = "SYSCALL", action = ArgAction::Append, help_heading = "Tracing")]
    pub detach_on: Vec<String>,

    /// Kill all traced processes when rtrace ends
    #[arg(long, help_heading = "Tracing")]
    pub kill_on_exit: bool,

    /// Run rtrace as a grandchild of the caller, and the program as its child; twice: in a process group of its own;
    /// three times: in a session of its own
    #[arg(
        short = 'D', long = "daemonize", aliases = ["daemonised", "daemonized"], value_name = "HOW", num_args = 0..=1, require_equals = true,
        default_missing_value = "grandchild", action = ArgAction::Append, help_heading = "Tracing"
    )]
    pub daemonize: Vec<String>,

    /// Trace without ptrace, where that is refused: the entries to calls, by seccomp's user notification, of the program and
    /// all that it makes. No results and no signals are seen, and the program can't live on without rtrace
    #[arg(long, help_heading = "Tracing")]
    pub no_ptrace: bool,

    /// Whether rtrace chooses the CPU that the program runs on while it makes call after call: auto, off
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Tracing")]
    pub placement: String,

    /// Whether a filter in the kernel has only wanted calls stop the program: auto (where that changes nothing but speed),
    /// always (with -f; the program then ends with rtrace), never
    #[arg(long, value_name = "WHEN", num_args = 0..=1, require_equals = true, default_value = "auto",
        default_missing_value = "always", help_heading = "Tracing")]
    pub seccomp_bpf: String,

    /// When signals interrupt rtrace: 1 anywhere, 2 waiting, 3 never, 4 never_tstp
    #[arg(short = 'I', long = "interruptible", value_name = "WHEN", help_heading = "Tracing")]
    pub interruptible: Option<String>,

    /// An expression: QUALIFIER=[!]VALUE,...; without a qualifier it is one of trace. The qualifiers are those that options are
    /// named for, and errno=, retval=, duration=, path= and arg:NAME=, of which a call must fit all
    #[arg(short = 'e', value_name = "EXPR", help_heading = "Filtering")]
    pub expressions: Vec<String>,

    /// Trace only these calls: [!]CALL,%CLASS,/REGEX,all,none; with @64, @32 or @x32 only of that personality; after ? unknown names are no error
    #[arg(long, value_name = "CALLS", action = ArgAction::Append, help_heading = "Filtering")]
    pub trace: Vec<String>,

    /// Show only these signals: [!]NAME,NUMBER,all,none
    #[arg(long, alias = "signals", value_name = "SET", action = ArgAction::Append, help_heading = "Filtering")]
    pub signal: Vec<String>,

    /// Show only calls that end so: [!]successful,failed,unfinished,unavailable,detached
    #[arg(long, alias = "statuses", value_name = "SET", action = ArgAction::Append, help_heading = "Filtering")]
    pub status: Vec<String>,

    /// Show only calls that succeed
    #[arg(short = 'z', long, action = ArgAction::Count, help_heading = "Filtering")]
    pub successful_only: u8,

    /// Show only calls that fail
    #[arg(short = 'Z', long, alias = "failing-only", action = ArgAction::Count, help_heading = "Filtering")]
    pub failed_only: u8,

    /// Trace only calls that are about this path; may be repeated
    #[arg(short = 'P', long, value_name = "PATH", help_heading = "Filtering")]
    pub trace_path: Vec<String>,

    /// Trace only calls that are about these descriptors
    #[arg(long, aliases = ["trace-fd", "fds", "fd"], value_name = "SET", action = ArgAction::Append, help_heading = "Filtering")]
    pub trace_fds: Vec<String>,

    /// Abbreviate the structures of these calls
    #[arg(long, value_name = "CALLS", action = ArgAction::Append, help_heading = "Output format")]
    pub abbrev: Vec<String>,

    /// Show what pointers of these calls lead to
    #[arg(long, value_name = "CALLS", action = ArgAction::Append, help_heading = "Output format")]
    pub verbose: Vec<String>,

    /// Decode nothing of these calls
    #[arg(long, value_name = "CALLS", action = ArgAction::Append, help_heading = "Output format")]
    pub raw: Vec<String>,

    /// Dump all that is read from these descriptors
    #[arg(long, alias = "reads", value_name = "SET", action = ArgAction::Append, help_heading = "Output format")]
    pub read: Vec<String>,

    /// Dump all that is written to these descriptors
    #[arg(long, alias = "writes", value_name = "SET", action = ArgAction::Append, help_heading = "Output format")]
    pub write: Vec<String>,

    /// Write to this file; to a command's input with | or ! before it
    #[arg(short = 'o', long, value_name = "FILE", help_heading = "Output format")]
    pub output: Option<OsString>,

    /// Append to the file of -o
    #[arg(short = 'A', long, help_heading = "Output format")]
    pub output_append_mode: bool,

    /// A file for each task: the name given with -o, a dot, and the task's id
    #[arg(long, help_heading = "Output format")]
    pub output_separately: bool,

    /// The form of the output: text, json
    #[arg(long, value_name = "FORM", default_value = "text", help_heading = "Output format")]
    pub format: String,

    /// Colours: auto, always, never; which ones, STRACE_COLORS says, as in syscall=1;33:error=31. Its names are syscall,
    /// argname, argval, const, comment, punct, retval and error
    #[arg(long, value_name = "WHEN", default_value = "auto", num_args = 0..=1, require_equals = true,
        default_missing_value = "always", help_heading = "Output format")]
    pub color: String,

    /// The column at which results begin
    #[arg(
        short = 'a',
        long = "columns",
        value_name = "COLUMN",
        default_value = "40",
        help_heading = "Output format"
    )]
    pub columns: String,

    /// The most bytes of a string that are shown
    #[arg(
        short = 's',
        long = "string-limit",
        value_name = "BYTES",
        default_value = "32",
        help_heading = "Output format"
    )]
    pub string_limit: String,

    /// Show structures and arrays in full
    #[arg(short = 'v', long = "no-abbrev", action = ArgAction::Count, help_heading = "Output format")]
    pub no_abbrev: u8,

    /// Show what strace leaves as bytes, too: events that are read from inotify, fanotify, signalfd and their like, attributes
    /// of netfilter, of kinds of links, of traffic control. JSON always has it
    #[arg(long, help_heading = "Output format")]
    pub deep: bool,

    /// Strings that aren't ASCII in hex; twice: all strings
    #[arg(short = 'x', action = ArgAction::Count, help_heading = "Output format")]
    pub hex: u8,

    /// What is written in hex: non-ascii-chars, non-ascii or all
    #[arg(long, value_name = "WHAT", num_args = 0..=1, require_equals = true, default_missing_value = "all",
        help_heading = "Output format")]
    pub strings_in_hex: Option<String>,

    /// How named constants are shown: raw, abbrev, verbose
    #[arg(
        short = 'X',
        long = "const-print-style",
        value_name = "STYLE",
        default_value = "abbrev",
        help_heading = "Output format"
    )]
    pub constants: String,

    /// Show what descriptors lead to; twice: all that is known of them
    #[arg(short = 'y', action = ArgAction::Count, help_heading = "Output format")]
    pub descriptors: u8,

    /// What is said of descriptors: path, socket, dev, pidfd, eventfd, signalfd, all, none
    #[arg(long, alias = "decode-fd", value_name = "WHAT", num_args = 0..=1, require_equals = true,
        default_missing_value = "path", action = ArgAction::Append, help_heading = "Output format")]
    pub decode_fds: Vec<String>,

    /// Show the commands of process ids
    #[arg(short = 'Y', action = ArgAction::Count, help_heading = "Output format")]
    pub commands: u8,

    /// Show what process ids of other PID namespaces are in rtrace's
    #[arg(long, action = ArgAction::Count, help_heading = "Output format")]
    pub pidns_translation: u8,

    /// What is said of process ids: comm, pidns, all, none
    #[arg(long, alias = "decode-pid", value_name = "WHAT", action = ArgAction::Append, help_heading = "Output format")]
    pub decode_pids: Vec<String>,

    /// Show SELinux contexts of processes, files and descriptors: full, mismatch, all, none
    #[arg(long, value_name = "WHAT", num_args = 0..=1, require_equals = true, default_missing_value = "!full,mismatch",
        action = ArgAction::Append, help_heading = "Output format")]
    pub secontext: Vec<String>,

    /// Show why a virtual processor of KVM stopped: vcpu; what it shares with its program around each run, too: vcpu+
    #[arg(long, value_name = "WHAT", action = ArgAction::Append, help_heading = "Output format")]
    pub kvm: Vec<String>,

    /// Show the namespaces that a call has led its task into: new
    #[arg(long, value_name = "WHAT", action = ArgAction::Append, help_heading = "Output format")]
    pub namespace: Vec<String>,

    /// Show the names of arguments
    #[arg(short = 'N', long = "arg-names", help_heading = "Output format")]
    pub argument_names: bool,

    /// Begin every line with a process id
    #[arg(long, help_heading = "Output format")]
    pub always_show_pid: bool,

    /// Show the instruction pointer
    #[arg(short = 'i', long = "instruction-pointer", help_heading = "Output format")]
    pub instruction_pointer: bool,

    /// Show the stack at each call and signal, with functions (symbol); twice: with source lines too (source)
    #[arg(short = 'k', long, alias = "stack-traces", value_name = "WHAT", num_args = 0..=1, require_equals = true, default_missing_value = "",
        hide_default_value = true, action = ArgAction::Append, help_heading = "Output format")]
    pub stack_trace: Vec<String>,

    /// The most frames of a stack that are shown
    #[arg(long, value_name = "LIMIT", default_value = "256", help_heading = "Output format")]
    pub stack_trace_frame_limit: String,

    /// Show the numbers of calls
    #[arg(short = 'n', long = "syscall-number", help_heading = "Output format")]
    pub syscall_number: bool,

    /// Show the time of day; twice: with microseconds; three times: as seconds since the epoch
    #[arg(short = 't', action = ArgAction::Count, help_heading = "Output format")]
    pub time: u8,

    /// Show the time: format:none, time or unix, and precision:s, ms, us or ns
    #[arg(long, alias = "timestamps", value_name = "FORMAT", num_args = 0..=1, require_equals = true,
        default_missing_value = "time", action = ArgAction::Append, help_heading = "Output format")]
    pub absolute_timestamps: Vec<String>,

    /// Show the time since the call before; in s, ms, us or ns
    #[arg(short = 'r', long = "relative-timestamps", value_name = "PRECISION", num_args = 0..=1, require_equals = true,
        default_missing_value = "us", action = ArgAction::Append, help_heading = "Output format")]
    pub relative: Vec<String>,

    /// Show the time that calls took; in s, ms, us or ns
    #[arg(short = 'T', long = "syscall-times", value_name = "PRECISION", num_args = 0..=1, require_equals = true,
        default_missing_value = "us", action = ArgAction::Append, help_heading = "Output format")]
    pub syscall_times: Vec<String>,

    /// Leave out messages about attaching and personalities; twice: about exits too; three times: all of them
    #[arg(short = 'q', action = ArgAction::Count, help_heading = "Output format")]
    pub quiet: u8,

    /// Leave out these messages: attach, exit, path-resolution, personality, thread-execve, all
    #[arg(long = "quiet", aliases = ["silent", "silence"], value_name = "WHAT", num_args = 0..=1, require_equals = true,
        default_missing_value = "attach,personality", action = ArgAction::Append, help_heading = "Output format")]
    pub quiet_list: Vec<String>,

    /// Tamper with calls: CALLS, and error=ERRNO, retval=VALUE, signal=SIG, syscall=CALL, delay_enter=TIME, delay_exit=TIME,
    /// poke_enter=@argN=HEX,..., poke_exit=@argN=HEX,..., when=FIRST..LAST+STEP, if=path~GLOB or if=ARGUMENT~FLAG (or =, <, >), each after a colon
    #[arg(long, value_name = "RULE", action = ArgAction::Append, help_heading = "Tampering")]
    pub inject: Vec<String>,

    /// Let calls fail: as --inject, with error=ENOSYS where none is given
    #[arg(long, value_name = "RULE", action = ArgAction::Append, help_heading = "Tampering")]
    pub fault: Vec<String>,

    /// Count calls, their time and their errors, and write a table in the end
    #[arg(short = 'c', long, help_heading = "Statistics")]
    pub summary_only: bool,

    /// As -c, beside the trace
    #[arg(short = 'C', long, help_heading = "Statistics")]
    pub summary: bool,

    /// What tracing itself adds to each call: a number and s, ms, us or ns
    #[arg(short = 'O', long, value_name = "OVERHEAD", action = ArgAction::Append, help_heading = "Statistics")]
    pub summary_syscall_overhead: Vec<String>,

    /// Sort by time, min-time, max-time, avg-time, calls, errors, name or nothing
    #[arg(short = 'S', long, value_name = "BY", action = ArgAction::Append, help_heading = "Statistics")]
    pub summary_sort_by: Vec<String>,

    /// Show these columns: time-percent, total-time, min-time, max-time, avg-time, wall-total, wall-min, wall-max, wall-avg,
    /// calls, errors, name, p50, p95, p99, errnos
    #[arg(short = 'U', long, value_name = "COLUMNS", action = ArgAction::Append, help_heading = "Statistics")]
    pub summary_columns: Vec<String>,

    /// Sum up the time between entry and exit instead of system time
    #[arg(short = 'w', long, help_heading = "Statistics")]
    pub summary_wall_clock: bool,

    /// A table for each process, and one for all
    #[arg(long, help_heading = "Statistics")]
    pub per_process: bool,

    /// Let go of all processes after so many calls were shown
    #[arg(long, value_name = "NUMBER", help_heading = "Filtering")]
    pub syscall_limit: Option<String>,

    /// Set (VAR=VALUE) or remove (VAR) a variable of the program's environment
    #[arg(short = 'E', long = "env", value_name = "VAR[=VALUE]", help_heading = "Startup")]
    pub env: Vec<OsString>,

    /// Run the program as this user
    #[arg(short = 'u', long, value_name = "NAME", help_heading = "Startup")]
    pub user: Option<String>,

    /// The program's name for itself
    #[arg(long, value_name = "NAME", help_heading = "Startup")]
    pub argv0: Option<OsString>,

    /// Tell whether tracing would work here, and why not; with -p, whether attaching would
    #[arg(long, help_heading = "Why")]
    pub diagnose: bool,

    /// Say under each call that was refused by whom, what shows it and what helps, and sum up in the end
    #[arg(long, help_heading = "Why")]
    pub explain: bool,

    /// With -p, as root: list the seccomp filters of a process, the newest first, and the calls that each refuses
    #[arg(long, help_heading = "Why")]
    pub seccomp_dump: bool,

    /// Run the program, and write to this file a seccomp profile for container engines that allows what it and all that
    /// it started called. No trace is written
    #[arg(long, value_name = "FILE", help_heading = "Why")]
    pub seccomp_profile: Option<PathBuf>,

    /// Explain a cause that the diagnosis names
    #[arg(long, value_name = "CODE", help_heading = "Why")]
    pub explain_cause: Option<String>,

    /// Show a tip in the end: its number or random, and its format (none, compact or full)
    #[arg(long, value_name = "TIP", num_args = 0..=1, require_equals = true, default_missing_value = "compact",
        action = ArgAction::Append, help_heading = "Miscellaneous")]
    pub tips: Vec<String>,

    /// Say on standard error what the tracer does
    #[arg(short = 'd', long, help_heading = "Miscellaneous")]
    pub debug: bool,

    /// Print the manual page (man), or what completes options in a shell (bash, elvish, fish, powershell, zsh)
    #[arg(long, value_name = "WHAT", help_heading = "Miscellaneous")]
    pub generate: Option<String>,

    /// Print the version
    #[arg(short = 'V', long = "version", action = ArgAction::Count, help_heading = "Miscellaneous")]
    pub version: u8,

    /// All options in the order in which they were typed.
    #[arg(skip)]
    pub typed: Vec<Typed>,

    /// The program and its arguments
    #[arg(trailing_var_arg = true, value_name = "PROG")]
    pub command: Vec<OsString>,
}

impl Args {
    /// The definition of all options.
    pub fn definition() -> clap::Command {
        let takes_next = |arg: clap::Arg| {
            let needs =
                arg.get_action().takes_values() && !arg.is_positional() && !arg.is_require_equals_set();
            arg.allow_hyphen_values(needs)
        };
        let mut command = Args::command().mut_args(takes_next);
        command.build();
        command
    }

    /// Reads arguments, the program's name first, as getopt does.
    pub fn read<T: Into<OsString>>(args: impl IntoIterator<Item = T>) -> Result<Args, Unread> {
        let command = Args::definition();
        let mut args = args.into_iter().map(Into::into);
        let name = args.next().unwrap_or_else(|| command.get_name().into());
        let (typed, program) = getopt::read(&command, args)?;
        let sure: Vec<OsString> = [name]
            .into_iter()
            .chain(getopt::canonical(&command, &typed))
            .chain([OsString::from("--")])
            .chain(program)
            .collect();
        let matches = command.try_get_matches_from(sure)?;
        Ok(Args { typed, ..Args::from_arg_matches(&matches)? })
    }

    /// How often a field was typed by this name.
    fn times(&self, name: &str) -> usize {
        self.typed.iter().filter(|typed| typed.name == name).count()
    }

    /// A value that the option of this field doesn't take, by the name that the option was given.
    fn invalid(&self, id: &str, value: &str) -> Failure {
        let same =
            |typed: &&Typed| typed.id == id && typed.value.as_ref().is_some_and(|typed| typed == value);
        let typed = self.typed.iter().find(same).or_else(|| self.typed.iter().find(|typed| typed.id == id));
        let option = typed.map_or_else(|| format!("--{}", id.replace('_', "-")), |typed| typed.name.clone());
        Failure::Value { option, value: value.to_string() }
    }
}

/// Why arguments were not read.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// They are no options.
    #[error(transparent)]
    Misread(#[from] Misread),
    /// The help was asked for; or clap found what getopt did not.
    #[error(transparent)]
    Clap(#[from] clap::Error),
}
