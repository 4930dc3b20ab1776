//! Wiring: from the command line to a trace and its end. The only module that knows all others.

mod ending;
mod handlers;
mod notified;
mod profile;
mod snapshot;
mod targets;
mod version;

use crate::cli::{self, Args, Errand, Format, Output, Plan, Unread};
use crate::diagnose;
use crate::event::{Answer, Aside, End, Handler, Refusal};
use crate::filter::CallSet;
use crate::sys::process::exit_now;
use crate::sys::shell;
use crate::tracer::accelerate::{self, Selection};
use crate::tracer::attach;
use crate::tracer::command::{self, Command, ExecError, User, Variable, Why};
use crate::tracer::front::{Ending, Front};
use crate::tracer::{self, Daemon, Finish, Interruptible, LaunchError, Tracer};
use anyhow::{anyhow, bail};
use clap::error::ErrorKind;
use ending::{conclude, ending, status};
use handlers::{Opened, handler, open};
use nix::errno::Errno;
use nix::unistd::{Pid, geteuid, getuid};
use std::ffi::{OsStr, OsString};
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::process::ExitCode;

/// The status of everything that went wrong before or beside the traced program.
const FAILURE: u8 = 1;

/// Runs rtrace with the arguments of the process.
pub fn main() -> ExitCode {
    let name = called_by();
    let args = match Args::read(std::env::args_os()) {
        Ok(args) => args,
        Err(error) => return usage(&name, &error),
    };
    let mut remarks = Vec::new();
    let plan = cli::plan(args, &mut remarks);
    remarks.iter().for_each(|remark| complain(&name, remark));
    let plan = match plan {
        Ok(plan) => plan,
        Err(error) if error.wants_help() => return misused(&name, error),
        Err(error) => {
            complain(&name, error);
            return ExitCode::from(FAILURE);
        }
    };
    match &plan.errand {
        Errand::Trace if plan.no_ptrace => ended(&name, notified::trace(&name, &plan)),
        Errand::Trace => trace(&name, &plan),
        Errand::Diagnose(pid) => preflight(&name, *pid, plan.format),
        Errand::SeccompProfile(path) => ended(&name, profile::profile(&name, &plan, path)),
        Errand::SeccompDump(pid) => seccomp_dump(&name, *pid, plan.format),
        Errand::ExplainCause(code) => cause(&name, code),
        Errand::Tip(tips) => told(&name, &format!("{}\n", tips.choose(drawn()))),
        Errand::Generate(what) => shown(&name, what.write(&mut io::stdout())),
        Errand::Version => told(&name, &version::text()),
    }
}

/// The name that messages begin with: the one that rtrace was called by, without the directory. A link named strace says
/// the directory, too, as strace does.
fn called_by() -> String {
    let path = std::env::args_os().next().filter(|path| !path.is_empty()).unwrap_or("rtrace".into());
    let name = Path::new(&path).file_name().unwrap_or("rtrace".as_ref());
    let shown = if name == "strace" { &path } else { name };
    shown.to_string_lossy().into_owned()
}

fn complain(name: &str, message: impl Display) {
    // Where standard error fails, nobody can be told.
    _ = writeln!(io::stderr(), "{name}: {message}");
}

/// Arguments can't be read, or the help was asked for.
fn usage(name: &str, error: &Unread) -> ExitCode {
    match error {
        Unread::Misread(error) => misused(name, error),
        Unread::Clap(error) if error.kind() == ErrorKind::DisplayHelp => shown(name, error.print()),
        Unread::Clap(error) => misused(name, error.render().to_string().trim_end()),
    }
}

/// An option is used wrongly.
fn misused(name: &str, error: impl Display) -> ExitCode {
    complain(name, error);
    // Where standard error fails, nobody can be told.
    _ = writeln!(io::stderr(), "Try '{name} -h' for more information.");
    ExitCode::from(FAILURE)
}

/// Prints a text.
fn told(name: &str, text: &str) -> ExitCode {
    shown(name, io::stdout().write_all(text.as_bytes()))
}

/// The end of an errand that prints something.
fn shown(name: &str, written: io::Result<()>) -> ExitCode {
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(name, error);
            ExitCode::from(FAILURE)
        }
    }
}

/// A number that is as good as a die: the id of a new process.
fn drawn() -> usize {
    std::process::id() as usize
}

/// Traces, and ends as the program did.
fn trace(name: &str, plan: &Plan) -> ExitCode {
    ended(name, traced(name, plan))
}

fn ended(name: &str, result: anyhow::Result<ExitCode>) -> ExitCode {
    match result {
        Ok(status) => status,
        Err(error) => {
            complain(name, format_args!("{error:#}"));
            ExitCode::from(FAILURE)
        }
    }
}

fn traced(name: &str, plan: &Plan) -> anyhow::Result<ExitCode> {
    let command = if plan.command.is_empty() { None } else { Some(command(plan)?) };
    let mut options = options(plan);
    let mut selection = command.as_ref().and_then(|command| selected(plan, command));
    // What rtrace does of its own accord must not end with it. (A program that is to end with rtrace needs no keeper.)
    let stays = selection.is_some() && plan.filter == cli::Filter::Auto && !plan.kill_on_exit;
    let front = if stays { Front::stand(&options).ok() } else { None };
    if stays && front.is_none() {
        selection = None;
    }
    options.keep = front.is_some();
    let Opened { destination, second, reader } = open(name, plan)?;
    let hint = hinted(plan).then(diagnose::Counts::default);
    let mut handler = handler(name, plan, destination, second, hint.as_ref());
    let waiting = match options.daemon {
        Some(daemon) if command.is_none() => Some(attach::go_to_background(daemon)?),
        _ => None,
    };
    let mut tracer = Tracer::new(options);
    if let Some(selection) = selection {
        tracer.accelerate(selection);
    }
    let attached = attach_all(name, plan, &mut tracer, &mut *handler);
    if command.is_none() && attached.tasks == 0 {
        if attached.refused == 0 {
            complain(name, "there is no process to attach to");
        }
        return Ok(ExitCode::from(FAILURE));
    }
    if let Some(command) = &command
        && !launch(name, plan, &mut tracer, command)
        && attached.tasks == 0
    {
        return Ok(ExitCode::from(FAILURE));
    }
    if plan.daemonize > 0
        && !plan.silent.attach
        && let Some(program) = tracer.program()
    {
        handler.note(format_args!("Process {program} attached"));
    }
    if let Some(waiting) = waiting {
        waiting.end();
    }
    let finish = tracer.run(&mut *handler);
    close(handler, reader);
    if let (Ok(Finish::Ended(Some(End::Exited(1..) | End::Killed { .. }))), Some(hint)) = (&finish, hint)
        && !hint.is_empty()
    {
        complain(name, hint);
    }
    if finish.is_ok() {
        tip(plan);
    }
    let ending = match finish {
        Ok(finish) => ending(name, finish, attached.refused > 0),
        Err(error) => {
            complain(name, error);
            Ending::Exit(FAILURE)
        }
    };
    if let Some(front) = front
        && tracer.stays()
    {
        front.end(ending);
        tracer.keep();
        // What would be dropped has lost its descriptors.
        exit_now(0);
    }
    Ok(conclude(ending))
}

/// The calls that a filter is to stop the program at, where there is to be one.
fn selected(plan: &Plan, command: &Command) -> Option<Selection> {
    let auto = plan.filter == cli::Filter::Auto;
    let signals = plan.expressions.rules.iter().any(|rule| rule.signals());
    if plan.filter == cli::Filter::Never || signals || auto && plan.syscall_number {
        return None;
    }
    let selection = accelerate::select(&seen(plan), plan.follow)?;
    let traces =
        || selection.wants_any_of(["ptrace"].into_iter()) || accelerate::names_ptrace(&command.program);
    if auto && (!accelerate::is_unnoticed() || !plan.follow && traces()) {
        return None;
    }
    Some(selection)
}

/// The trace is over: what was held back leaves, and who reads it has its time.
fn close(mut handler: Box<dyn Handler>, reader: Option<Pid>) {
    handler.idle();
    handler.end();
    drop(handler);
    if let Some(reader) = reader {
        shell::wait_for_end(reader);
    }
}

/// Shows a tip, where one is wanted.
fn tip(plan: &Plan) {
    if let Some(tips) = plan.tips {
        // Where standard error fails, nobody can be told.
        _ = writeln!(io::stderr(), "{}", tips.choose(drawn()));
    }
}

/// What came of attaching.
#[derive(Default)]
struct Attached {
    tasks: usize,
    refused: usize,
}

/// Attaches to all that the plan names. Those that were named by something else than their id may have ended meanwhile.
fn attach_all(name: &str, plan: &Plan, tracer: &mut Tracer, handler: &mut dyn Handler) -> Attached {
    let mut attached = Attached::default();
    let mut seen: Vec<i32> = Vec::new();
    let mut named = plan.attach.clone();
    named.extend(targets::found(plan, &named));
    // Until a look finds none: a process that isn't traced yet can make processes.
    while !named.is_empty() {
        for pid in std::mem::take(&mut named) {
            if seen.contains(&pid) {
                continue;
            }
            seen.push(pid);
            let filtered = diagnose::obstacle(Some(Pid::from_raw(pid)));
            match filtered.map_or_else(|| tracer.attach(Pid::from_raw(pid)), Err) {
                Ok(0) => {}
                Ok(count) => {
                    attached.tasks += count;
                    greet(plan, handler, pid, count);
                }
                Err(refusal)
                    if refusal.answer == Answer::Errno(libc::ESRCH) && !plan.attach.contains(&pid) => {}
                Err(refusal) => {
                    attached.refused += 1;
                    explain(name, plan, &refusal);
                }
            }
        }
        named = targets::found(plan, &seen);
    }
    tracer.tracees().into_iter().for_each(|pid| handler.aside(pid, Aside::Traced));
    attached
}

/// Says that a process is traced from now on, and what it is where that was asked for.
fn greet(plan: &Plan, handler: &mut dyn Handler, pid: i32, count: usize) {
    match count {
        _ if plan.silent.attach => {}
        1 => handler.note(format_args!("Process {pid} attached")),
        _ => handler.note(format_args!("Process {pid} attached with {count} threads")),
    }
    if plan.snapshot
        && let Some(snapshot) = snapshot::of(pid)
    {
        handler.snapshot(&snapshot);
    }
}

/// Starts the program; where that is refused, says why.
fn launch(name: &str, plan: &Plan, tracer: &mut Tracer, command: &Command) -> bool {
    let launched =
        diagnose::obstacle(None).map_or_else(|| tracer.launch(command), |r| Err(LaunchError::Refused(r)));
    match &launched {
        Ok(_) => {}
        Err(LaunchError::Refused(refusal)) => explain(name, plan, refusal),
        Err(LaunchError::Fork(errno)) => report(name, plan, &diagnose::explain_fork(*errno as i32)),
        Err(error) => complain(name, error),
    }
    launched.is_ok()
}

/// The program that the plan names, found along PATH.
fn command(plan: &Plan) -> anyhow::Result<Command> {
    let environment: Vec<Variable> = plan
        .env
        .iter()
        .cloned()
        .map(|(name, value)| match value {
            Some(value) => Variable::Set(name, value),
            None => Variable::Unset(name),
        })
        .collect();
    let user = match &plan.user {
        None => None,
        Some(_) if !(getuid().is_root() && geteuid().is_root()) => {
            bail!("You must be root to use the -u/--username option")
        }
        Some(name) => match User::named(name) {
            Ok(Some(user)) => Some(user),
            Ok(None) => bail!("Cannot find user '{name}'"),
            Err(errno) => bail!("Cannot find user '{name}': {}", errno.desc()),
        },
    };
    let name = plan.command.first().map(OsString::as_os_str).unwrap_or_default();
    let found = command::resolve(name, std::env::var_os("PATH").as_deref());
    let program = found.map_err(|error| unfound(name, error))?;
    let mut argv = plan.command.clone();
    if let (Some(first), Some(argv0)) = (argv.first_mut(), &plan.argv0) {
        first.clone_from(argv0);
    }
    Ok(Command { program, argv, environment, user })
}

/// Why there is no program to run: in strace's words, and what else is known of it.
fn unfound(name: &OsStr, error: ExecError) -> anyhow::Error {
    /// The longest path, its NUL counted.
    const PATH_MAX: usize = 4096;
    if name.len() >= PATH_MAX {
        return anyhow!("exec: {}", Errno::ENAMETOOLONG.desc());
    }
    // A file along PATH that can't be run is none for strace.
    let errno = if name.as_bytes().contains(&b'/') { error.errno } else { Errno::ENOENT };
    let told = format!("Can't stat '{}': {}", name.display(), errno.desc());
    match error.why {
        Why::Absent | Why::NotAlongPath | Why::Unexplained => anyhow!(told),
        why => anyhow!("{told} ({}: {why})", error.path.display()),
    }
}

/// How to trace.
fn options(plan: &Plan) -> tracer::Options {
    // A trace that goes to a file leaves Ctrl-C to the program.
    let to_file = plan.output != Output::Stderr && !plan.command.is_empty();
    tracer::Options {
        follow: plan.follow,
        detach_on_execve: plan.detach_on_execve,
        kill_on_exit: plan.kill_on_exit,
        measure: plan.statistics.as_ref().is_some_and(|statistics| !statistics.wall),
        report: plan.statistics.is_some(),
        witness: witness(plan),
        unplaced: plan.unplaced,
        keep: false,
        max_depth: plan.depth,
        debug: plan.debug.then_some(debug as fn(std::fmt::Arguments<'_>)),
        interruptible: match plan.interruptible {
            Some(1) => Interruptible::Anywhere,
            Some(2) => Interruptible::Waiting,
            Some(3) => Interruptible::Never,
            Some(_) => Interruptible::NeverTstp,
            None if to_file => Interruptible::Never,
            None => Interruptible::Waiting,
        },
        daemon: match plan.daemonize {
            0 => None,
            1 => Some(Daemon::Grandchild),
            2 => Some(Daemon::Group),
            _ => Some(Daemon::Session),
        },
    }
}

/// A step of the tracer's.
fn debug(text: std::fmt::Arguments<'_>) {
    complain(&called_by(), text);
}

/// Whether somebody watches who may want to know why the program fails.
fn hinted(plan: &Plan) -> bool {
    plan.hint && !plan.command.is_empty() && io::stderr().is_terminal()
}

/// Whether the program is to run under a filter that tells who answers its calls: where it isn't to be let go, as that
/// filter stays.
fn witness(plan: &Plan) -> bool {
    let let_go = plan.detach_on_execve || plan.limit.is_some() || plan.depth.is_some();
    plan.explain && plan.attach.is_empty() && !targets::wanted(plan) && !let_go
}

/// The calls that somebody wants to know of.
fn seen(plan: &Plan) -> CallSet {
    let mut seen = plan.expressions.wanted.calls.clone();
    plan.expressions.rules.iter().for_each(|rule| seen.extend(rule.calls()));
    seen
}

/// Says why ptrace was refused.
fn explain(name: &str, plan: &Plan, refusal: &Refusal) {
    report(name, plan, &diagnose::explain(refusal));
}

/// A verdict, in the form that the trace would have had.
fn report(name: &str, plan: &Plan, report: &diagnose::Report) {
    match plan.format {
        Format::Text => complain(name, report.to_string().trim_end()),
        // Where standard error fails, nobody can be told.
        Format::Json => _ = serde_json::to_writer(io::stderr(), report).map(|()| eprintln!()),
    }
}

/// Says whether tracing would work, and fails where it would not.
fn preflight(name: &str, pid: Option<i32>, format: Format) -> ExitCode {
    let preflight = diagnose::preflight(pid.map(Pid::from_raw));
    let text = match format {
        Format::Text => preflight.to_string(),
        Format::Json => match serde_json::to_string(&preflight) {
            Ok(data) => data + "\n",
            Err(error) => {
                complain(name, error);
                return ExitCode::from(FAILURE);
            }
        },
    };
    match io::stdout().write_all(text.as_bytes()) {
        Ok(()) if preflight.ok() => ExitCode::SUCCESS,
        Ok(()) => ExitCode::from(FAILURE),
        Err(error) => {
            complain(name, error);
            ExitCode::from(FAILURE)
        }
    }
}

/// Prints the seccomp filters of a process, or why they can't be had.
fn seccomp_dump(name: &str, pid: i32, format: Format) -> ExitCode {
    let dump = match diagnose::dump::dump(pid) {
        Ok(dump) => dump,
        Err(none) => {
            match format {
                Format::Text => complain(name, none),
                // Where standard error fails, nobody can be told.
                Format::Json => _ = serde_json::to_writer(io::stderr(), &none).map(|()| eprintln!()),
            }
            return ExitCode::from(FAILURE);
        }
    };
    let written = match format {
        Format::Text => write!(io::stdout(), "{dump}"),
        Format::Json => serde_json::to_writer(io::stdout(), &dump)
            .map_err(io::Error::from)
            .and_then(|()| writeln!(io::stdout())),
    };
    shown(name, written)
}

/// Prints the page about a cause.
fn cause(name: &str, code: &str) -> ExitCode {
    let Some(page) = diagnose::cause_page(code) else {
        let known: Vec<&str> = diagnose::cause_codes().collect();
        complain(name, format_args!("no cause is called '{code}'; there are: {}", known.join(", ")));
        return ExitCode::from(FAILURE);
    };
    told(name, &page)
}
