//! The command line: what was typed, and what is meant by it. One field is one option; help, manual and completion
//! come from it.

mod plan;

pub use plan::{Constants, Errand, Failure, Format, Output, Plan, Silent, plan};

use clap::{ArgAction, CommandFactory, FromArgMatches, Parser, ValueEnum};
use std::ffi::OsString;

/// When output is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The form of the output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    /// strace's text.
    Text,
    /// One JSON object a line.
    Json,
}

/// Trace system calls and signals, and say why ptrace was refused
#[derive(Debug, Parser)]
#[command(
    name = "rtrace",
    version,
    disable_version_flag = true,
    override_usage = "rtrace [OPTIONS] { -p PID | PROG [ARGS]... }"
)]
pub struct Args {
    /// Follow the processes and threads that traced ones make; twice: with a file for each (-o FILE.PID)
    #[arg(short = 'f', long = "follow-forks", action = ArgAction::Count, help_heading = "Tracing")]
    pub follow: u8,

    /// Attach to these processes: ids separated by commas or blanks; may be repeated
    #[arg(short = 'p', long = "attach", value_name = "PID", help_heading = "Startup")]
    pub attach: Vec<String>,

    /// Let a process go when it calls execve
    #[arg(short = 'b', long = "detach-on", value_name = "SYSCALL", help_heading = "Tracing")]
    pub detach_on: Option<String>,

    /// Kill all traced processes when rtrace ends
    #[arg(long, help_heading = "Tracing")]
    pub kill_on_exit: bool,

    /// Run rtrace as a grandchild of the caller, and the program as its child; twice: in a process group of its own;
    /// three times: in a session of its own
    #[arg(
        short = 'D', long = "daemonize", value_name = "HOW", num_args = 0..=1, require_equals = true,
        default_missing_value = "grandchild", action = ArgAction::Append, help_heading = "Tracing"
    )]
    pub daemonize: Vec<String>,

    /// When signals interrupt rtrace: 1 anywhere, 2 waiting, 3 never, 4 never_tstp
    #[arg(short = 'I', long = "interruptible", value_name = "WHEN", help_heading = "Tracing")]
    pub interruptible: Option<String>,

    /// An expression: trace=[!]CALL,%CLASS,... or quiet=attach,exit,personality,thread-execve
    #[arg(short = 'e', value_name = "EXPR", help_heading = "Filtering")]
    pub expressions: Vec<String>,

    /// Trace only these calls: [!]CALL,%CLASS,all,none; with @64, @32 or @x32 only of that personality
    #[arg(long, value_name = "CALLS", help_heading = "Filtering")]
    pub trace: Vec<String>,

    /// Write to this file; to a command's input with | or ! before it
    #[arg(short = 'o', long, value_name = "FILE", help_heading = "Output format")]
    pub output: Option<OsString>,

    /// Append to the file of -o
    #[arg(short = 'A', long, help_heading = "Output format")]
    pub output_append_mode: bool,

    /// A file for each task: the name given with -o, a dot, and the task's id
    #[arg(long, help_heading = "Output format")]
    pub output_separately: bool,

    /// The form of the output
    #[arg(long, value_enum, default_value = "text", help_heading = "Output format")]
    pub format: FormatName,

    /// Colours
    #[arg(long, value_enum, value_name = "WHEN", default_value = "auto", num_args = 0..=1, require_equals = true,
        default_missing_value = "always", help_heading = "Output format")]
    pub color: When,

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
    #[arg(short = 'v', long = "no-abbrev", help_heading = "Output format")]
    pub no_abbrev: bool,

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

    /// Show what descriptors lead to
    #[arg(short = 'y', action = ArgAction::Count, help_heading = "Output format")]
    pub descriptors: u8,

    /// Show the commands of process ids
    #[arg(short = 'Y', help_heading = "Output format")]
    pub commands: bool,

    /// Show the instruction pointer
    #[arg(short = 'i', long = "instruction-pointer", help_heading = "Output format")]
    pub instruction_pointer: bool,

    /// Show the numbers of calls
    #[arg(short = 'n', long = "syscall-number", help_heading = "Output format")]
    pub syscall_number: bool,

    /// Show the time of day; twice: with microseconds; three times: as seconds since the epoch
    #[arg(short = 't', action = ArgAction::Count, help_heading = "Output format")]
    pub time: u8,

    /// Show the time since the call before
    #[arg(short = 'r', help_heading = "Output format")]
    pub relative: bool,

    /// Show the time that calls took
    #[arg(short = 'T', help_heading = "Output format")]
    pub syscall_times: bool,

    /// Leave out messages about attaching and personalities; twice: about exits too; three times: all of them
    #[arg(short = 'q', action = ArgAction::Count, help_heading = "Output format")]
    pub quiet: u8,

    /// Leave out these messages: attach, exit, personality, thread-execve, all
    #[arg(long = "quiet", value_name = "WHAT", help_heading = "Output format")]
    pub quiet_list: Vec<String>,

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

    /// Explain a cause that the diagnosis names
    #[arg(long, value_name = "CODE", help_heading = "Why")]
    pub explain_cause: Option<String>,

    /// Print the version
    #[arg(short = 'V', long = "version", action = ArgAction::Version)]
    version: Option<bool>,

    /// The program and its arguments
    #[arg(trailing_var_arg = true, value_name = "PROG")]
    pub command: Vec<OsString>,
}

impl Args {
    /// Reads arguments, the program's name first. As getopt does, an option that needs a value takes the next argument,
    /// whatever it begins with.
    pub fn read<T: Into<OsString> + Clone>(args: impl IntoIterator<Item = T>) -> Result<Args, clap::Error> {
        let takes_next = |arg: clap::Arg| {
            let needs =
                arg.get_action().takes_values() && !arg.is_positional() && !arg.is_require_equals_set();
            arg.allow_hyphen_values(needs)
        };
        Args::from_arg_matches(&Args::command().mut_args(takes_next).try_get_matches_from(args)?)
    }
}
