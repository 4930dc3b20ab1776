//! The values of single options: each is checked before anything is started, and a bad one is told by the name that its
//! option was given.

use super::plan::{Constants, Failure, Filter, Format, Output, StackTrace};
use super::times::{self, Absolute};
use super::{Args, When};
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

/// What they say.
pub struct Values {
    pub daemonize: u8,
    pub filter: Filter,
    pub unplaced: bool,
    pub interruptible: Option<u8>,
    pub format: Format,
    pub color: When,
    pub columns: usize,
    pub string_limit: usize,
    pub hex: u8,
    pub constants: Constants,
    pub limit: Option<u64>,
    pub depth: Option<u32>,
    pub stack: Option<StackTrace>,
    pub absolute: Option<Absolute>,
    pub relative: Option<usize>,
    pub durations: Option<usize>,
}

impl Values {
    pub fn of(args: &Args) -> Result<Values, Failure> {
        if let Some(other) = args.detach_on.iter().find(|call| *call != "execve") {
            return Err(Failure::Expression(format!("Syscall '{other}' for -b isn't supported")));
        }
        Ok(Values {
            daemonize: daemonize(args)?,
            filter: filter(args)?,
            unplaced: match args.placement.as_str() {
                "auto" => false,
                "off" => true,
                other => return Err(args.invalid("placement", other)),
            },
            interruptible: interruptible(args)?,
            format: match args.format.as_str() {
                "text" => Format::Text,
                "json" => Format::Json,
                other => return Err(args.invalid("format", other)),
            },
            color: match args.color.as_str() {
                "auto" => When::Auto,
                "always" => When::Always,
                "never" => When::Never,
                other => return Err(args.invalid("color", other)),
            },
            columns: number(args, "columns", &args.columns, i32::MAX as u32)? as usize,
            // So that the length of a string in hex, of four letters a byte, is a number of 32 bits.
            string_limit: number(args, "string_limit", &args.string_limit, u32::MAX / 4)? as usize,
            hex: hex(args)?,
            constants: match args.constants.as_str() {
                "abbrev" => Constants::Abbrev,
                "raw" => Constants::Raw,
                "verbose" => Constants::Verbose,
                other => return Err(args.invalid("constants", other)),
            },
            limit: match args.syscall_limit.as_deref().map(|value| (value, value.parse())) {
                None => None,
                Some((_, Ok(number @ 1..))) => Some(number),
                Some((value, _)) => return Err(args.invalid("syscall_limit", value)),
            },
            depth: match args.max_depth.as_deref() {
                None => None,
                Some(value) => Some(number(args, "max_depth", value, i32::MAX as u32)?),
            },
            stack: stack_trace(args)?,
            absolute: times::absolute(args)?,
            relative: times::precision(args, "relative", &args.relative)?,
            durations: times::precision(args, "syscall_times", &args.syscall_times)?,
        })
    }
}

/// Whether what tracees make is followed.
pub fn follows(args: &Args) -> bool {
    args.follow > 0 || args.follow_deprecated > 0 || args.tree || args.max_depth.is_some()
}

/// Whether a filter could select the calls that the program stops at: nobody is attached to, and nobody is let go.
fn accelerates(args: &Args) -> bool {
    let let_go = !args.detach_on.is_empty() || args.max_depth.is_some() || args.explain;
    let attaches = !args.attach.is_empty() || !args.attach_to.is_empty() || !args.cgroup.is_empty();
    !attaches && !let_go
}

/// Whether it could where the program ends with rtrace: all that it makes is followed.
fn accelerates_alone(args: &Args) -> bool {
    accelerates(args) && follows(args) && args.syscall_limit.is_none()
}

/// Whether it could where rtrace stays for as long as anybody runs under the filter: signals must not kill rtrace itself,
/// and what isn't followed is not to be killed.
fn accelerates_unnoticed(args: &Args) -> Result<bool, Failure> {
    let elsewhere = daemonize(args)? > 0 || interruptible(args)? == Some(1);
    Ok(accelerates(args) && !elsewhere && (!args.kill_on_exit || accelerates_alone(args)))
}

fn filter(args: &Args) -> Result<Filter, Failure> {
    match args.seccomp_bpf.as_str() {
        "auto" if accelerates_unnoticed(args)? => Ok(Filter::Auto),
        "always" if accelerates_alone(args) => Ok(Filter::Always),
        "auto" | "always" | "never" => Ok(Filter::Never),
        other => Err(args.invalid("seccomp_bpf", other)),
    }
}

/// The ids of processes to attach to. A list may be empty, as that of `-p "$(pidof NAME)"`.
pub fn pids(args: &Args) -> Result<Vec<i32>, Failure> {
    let mut pids = Vec::new();
    let separators = [',', ' ', '\t', '\n'];
    // What follows the last separator may be nothing.
    let items = |list: &String| list.split_terminator(separators).map(str::to_owned).collect::<Vec<_>>();
    for item in args.attach.iter().flat_map(items) {
        match item.parse::<i32>() {
            Ok(pid) if pid > 0 => {
                if !pids.contains(&pid) {
                    pids.push(pid);
                }
            }
            _ => return Err(Failure::Expression(format!("Invalid process id: '{item}'"))),
        }
    }
    Ok(pids)
}

/// Where the trace goes.
pub fn output(name: Option<&OsStr>) -> Output {
    match name.map(OsStr::as_bytes) {
        None => Output::Stderr,
        Some([b'|' | b'!', command @ ..]) => Output::Command(OsStr::from_bytes(command).to_owned()),
        Some(path) => Output::File(PathBuf::from(OsStr::from_bytes(path))),
    }
}

fn daemonize(args: &Args) -> Result<u8, Failure> {
    let mut level = u8::try_from(args.times("-D")).unwrap_or(u8::MAX);
    for typed in args.typed.iter().filter(|typed| typed.id == "daemonize" && typed.name != "-D") {
        let how = typed.value.as_deref().unwrap_or_default().to_string_lossy();
        level = match how.to_ascii_lowercase().as_str() {
            "grandchild" => 1,
            "" if typed.value.is_none() => 1,
            "pgroup" | "pgrp" => 2,
            "session" => 3,
            _ => return Err(args.invalid("daemonize", &how)),
        };
    }
    Ok(level)
}

fn hex(args: &Args) -> Result<u8, Failure> {
    let Some(what) = args.strings_in_hex.as_deref() else {
        // -x, -xx
        return Ok(match args.hex {
            0 => 0,
            1 => 2,
            _ => 3,
        });
    };
    Ok(match what.to_ascii_lowercase().as_str() {
        "none" => 0,
        "non-ascii-chars" => 1,
        "non-ascii" => 2,
        "all" => 3,
        _ => return Err(args.invalid("strings_in_hex", what)),
    })
}

fn stack_trace(args: &Args) -> Result<Option<StackTrace>, Failure> {
    let limit = args.stack_trace_frame_limit.as_str();
    let frames = number(args, "stack_trace_frame_limit", limit, i32::MAX as u32)? as usize;
    if frames == 0 {
        return Err(args.invalid("stack_trace_frame_limit", limit));
    }
    let mut lines = false;
    for (before, what) in args.stack_trace.iter().enumerate() {
        lines = match what.as_str() {
            "" => before > 0,
            "symbol" => false,
            "source" => true,
            other => return Err(args.invalid("stack_trace", other)),
        };
    }
    Ok((!args.stack_trace.is_empty()).then_some(StackTrace { frames, lines }))
}

fn interruptible(args: &Args) -> Result<Option<u8>, Failure> {
    let Some(value) = args.interruptible.as_deref() else { return Ok(None) };
    Ok(Some(match value.to_ascii_lowercase().as_str() {
        "1" | "anywhere" | "always" => 1,
        "2" | "waiting" => 2,
        "3" | "never" => 3,
        "4" | "never_tstp" => 4,
        _ => return Err(args.invalid("interruptible", value)),
    }))
}

/// A number from 0 to `most`.
fn number(args: &Args, id: &str, value: &str, most: u32) -> Result<u32, Failure> {
    value.parse().ok().filter(|number| *number <= most).ok_or_else(|| args.invalid(id, value))
}
