//! Wiring: from the command line to a trace and its end. The only module that knows all others.

use crate::cli::{self, Args, Errand, Expressions, Format, Output, Plan, When};
use crate::decode::decoder::Detail;
use crate::diagnose;
use crate::event::{End, Entry, Handler, Refusal};
use crate::filter::{CallSet, Filtered, NumberSet};
use crate::output::palette::Palette;
use crate::output::quote::Hex;
use crate::output::{self, Absolute, Choice, Destination, Json, Leader, Manner, Quiet, Target, Text, Way};
use crate::sys::{clock, shell, signals};
use crate::tracer::attach;
use crate::tracer::command::{self, Command, User, Variable};
use crate::tracer::{self, Daemon, Finish, Interruptible, LaunchError, Tracer};
use anyhow::{Context, bail};
use clap::error::ErrorKind;
use nix::unistd::Pid;
use std::ffi::OsString;
use std::fmt::Display;
use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;

/// The status of everything that went wrong before or beside the traced program.
const FAILURE: u8 = 1;

/// Runs rtrace with the arguments of the process.
pub fn main() -> ExitCode {
    let name = called_by();
    let args = match Args::read(std::env::args_os()) {
        Ok(args) => args,
        Err(error) => return usage(&name, &error),
    };
    let plan = match cli::plan(args) {
        Ok(plan) => plan,
        Err(error) => {
            complain(&name, &error);
            if error.wants_help() {
                // As above: where this fails, nobody can be told.
                _ = writeln!(io::stderr(), "Try '{name} -h' for more information.");
            }
            return ExitCode::from(FAILURE);
        }
    };
    for remark in &plan.remarks {
        complain(&name, remark);
    }
    match &plan.errand {
        Errand::Trace => trace(&name, &plan),
        Errand::Diagnose(pid) => preflight(&name, *pid, plan.format),
        Errand::ExplainCause(code) => cause(&name, code),
    }
}

/// The name that messages begin with: the one that rtrace was called by.
fn called_by() -> String {
    let path = std::env::args_os().next().unwrap_or_default();
    let name = Path::new(&path).file_name().unwrap_or("rtrace".as_ref());
    name.to_string_lossy().into_owned()
}

fn complain(name: &str, message: impl Display) {
    // Where standard error fails, nobody can be told.
    _ = writeln!(io::stderr(), "{name}: {message}");
}

fn usage(name: &str, error: &clap::Error) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            _ = error.print();
            ExitCode::SUCCESS
        }
        _ => {
            let text = error.render().to_string();
            complain(name, text.strip_prefix("error: ").unwrap_or(&text).trim_end());
            ExitCode::from(FAILURE)
        }
    }
}

/// Traces, and ends as the program did.
fn trace(name: &str, plan: &Plan) -> ExitCode {
    match traced(name, plan) {
        Ok(status) => status,
        Err(error) => {
            complain(name, format_args!("{error:#}"));
            ExitCode::from(FAILURE)
        }
    }
}

fn traced(name: &str, plan: &Plan) -> anyhow::Result<ExitCode> {
    let command = if plan.command.is_empty() { None } else { Some(command(plan)?) };
    let (destination, reader) = open(name, plan)?;
    let mut handler = handler(name, plan, destination);
    let options = options(plan);
    let waiting = match options.daemon {
        Some(daemon) if command.is_none() => Some(attach::go_to_background(daemon)?),
        _ => None,
    };
    let mut tracer = Tracer::new(options);
    let mut refused = 0;
    for pid in &plan.attach {
        let filtered = diagnose::obstacle(Some(Pid::from_raw(*pid)));
        match filtered.map_or_else(|| tracer.attach(Pid::from_raw(*pid)), Err) {
            Ok(0) => {}
            Ok(1) if !plan.silent.attach => handler.note(format_args!("Process {pid} attached")),
            Ok(count) if !plan.silent.attach => {
                handler.note(format_args!("Process {pid} attached with {count} threads"));
            }
            Ok(_) => {}
            Err(refusal) => {
                refused += 1;
                explain(name, plan, &refusal);
            }
        }
    }
    if command.is_none() && refused == plan.attach.len() {
        return Ok(ExitCode::from(FAILURE));
    }
    if let Some(command) = &command
        && let Err(error) =
            diagnose::obstacle(None).map_or_else(|| tracer.launch(command), |r| Err(LaunchError::Refused(r)))
    {
        match &error {
            LaunchError::Refused(refusal) => explain(name, plan, refusal),
            LaunchError::Fork(errno) => report(name, plan, &diagnose::explain_fork(*errno as i32)),
            _ => complain(name, &error),
        }
        if refused == plan.attach.len() {
            return Ok(ExitCode::from(FAILURE));
        }
    }
    if let Some(waiting) = waiting {
        waiting.end();
    }
    let finish = tracer.run(&mut *handler);
    handler.idle();
    drop(handler);
    if let Some(reader) = reader {
        shell::wait_for_end(reader);
    }
    Ok(match finish? {
        Finish::Ended(Some(End::Exited(status))) => ExitCode::from(status as u8),
        Finish::Ended(Some(End::Killed { signal, .. })) | Finish::Interrupted(signal) => {
            signals::die_of(signal);
            ExitCode::from(FAILURE)
        }
        Finish::Ended(None) if refused > 0 => ExitCode::from(FAILURE),
        Finish::Ended(None) | Finish::Released => ExitCode::SUCCESS,
        Finish::NotRun(error) => {
            complain(name, error);
            ExitCode::from(FAILURE)
        }
    })
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
        Some(name) => match User::named(name) {
            Ok(Some(user)) => Some(user),
            Ok(None) => bail!("Cannot find user '{name}'"),
            Err(errno) => bail!("Cannot find user '{name}': {}", errno.desc()),
        },
    };
    let name = plan.command.first().map(OsString::as_os_str).unwrap_or_default();
    let program = command::resolve(name, std::env::var_os("PATH").as_deref())?;
    let mut argv = plan.command.clone();
    if let (Some(first), Some(argv0)) = (argv.first_mut(), &plan.argv0) {
        first.clone_from(argv0);
    }
    Ok(Command { program, argv, environment, user })
}

/// How to trace.
fn options(plan: &Plan) -> tracer::Options {
    // A trace that goes to a file leaves Ctrl-C to the program.
    let to_file = plan.output != Output::Stderr && !plan.command.is_empty();
    tracer::Options {
        follow: plan.follow,
        detach_on_execve: plan.detach_on_execve,
        kill_on_exit: plan.kill_on_exit,
        unplaced: plan.unplaced,
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

/// Opens what the trace goes to; with the process that reads it, where there is one.
fn open(name: &str, plan: &Plan) -> anyhow::Result<(Destination, Option<Pid>)> {
    let prompt = |writer: Box<dyn Write>, prompt| Target::One { writer, prompt };
    let (target, label, reader) = match &plan.output {
        Output::Stderr => (prompt(Box::new(io::stderr()), true), "standard error".to_string(), None),
        Output::Command(command) => {
            let (input, pid) = shell::start(command).with_context(|| format!("cannot run {command:?}"))?;
            (prompt(Box::new(input), false), command.to_string_lossy().into_owned(), Some(pid))
        }
        Output::File(path) if plan.separately => {
            let open: fn(&PathBuf) -> io::Result<Box<dyn Write>> =
                if plan.append { |path| append(path) } else { |path| create(path) };
            (Target::Each(path.clone(), open), path.display().to_string(), None)
        }
        Output::File(path) => {
            let label = path.display().to_string();
            let file = file(path, plan.append).with_context(|| format!("cannot open {label}"))?;
            let terminal = file.is_terminal();
            (prompt(Box::new(file), terminal), label, None)
        }
    };
    Ok((Destination::new(target, name.to_string(), label), reader))
}

fn file(path: &Path, append: bool) -> io::Result<File> {
    OpenOptions::new().create(true).write(true).append(append).truncate(!append).open(path)
}

fn create(path: &Path) -> io::Result<Box<dyn Write>> {
    Ok(Box::new(file(path, false)?))
}

fn append(path: &Path) -> io::Result<Box<dyn Write>> {
    Ok(Box::new(file(path, true)?))
}

/// What becomes of events.
fn handler(name: &str, plan: &Plan, destination: Destination) -> Box<dyn Handler> {
    let options = output::Options {
        detail: Detail { string: plan.string_limit, ..Detail::default() },
        manner: Manner {
            hex: match plan.hex {
                0 => Hex::No,
                1 => Hex::Chars,
                2 => Hex::NonAscii,
                _ => Hex::All,
            },
            constants: match plan.constants {
                cli::Constants::Abbrev => output::Constants::Abbrev,
                cli::Constants::Raw => output::Constants::Raw,
                cli::Constants::Verbose => output::Constants::Verbose,
            },
            descriptors: plan.expressions.descriptors.path,
            commands: plan.expressions.pids.comm,
            argument_names: plan.argument_names,
            column: plan.columns,
            palette: palette(plan),
        },
        leader: Leader {
            follow: plan.follow,
            always_pid: plan.always_show_pid,
            absolute: plan.absolute.map(|absolute| Absolute {
                epoch: absolute.epoch,
                digits: absolute.digits,
                local: clock::local,
            }),
            relative: plan.relative,
            pointer: plan.instruction_pointer,
            number: plan.syscall_number,
        },
        durations: plan.durations,
        quiet: Quiet {
            attach: plan.silent.attach,
            exit: plan.silent.exit,
            personality: plan.silent.personality,
            superseded: plan.silent.thread_execve,
        },
        hold: plan.expressions.wanted.waits(),
        choice: Chosen::of(&plan.expressions).map(|chosen| Rc::new(chosen) as Rc<dyn Choice>),
    };
    let name = name.to_string();
    let renderer: Box<dyn Handler> = match plan.format {
        Format::Text => Box::new(Text::new(options, destination, plan.output != Output::Stderr, name)),
        Format::Json => Box::new(Json::new(options, destination, name)),
    };
    if plan.expressions.wanted.is_all() {
        return renderer;
    }
    Box::new(Filtered::new(renderer, plan.expressions.wanted.clone()))
}

/// What the expressions ask of single calls and descriptors.
struct Chosen {
    abbrev: CallSet,
    verbose: CallSet,
    raw: CallSet,
    read: NumberSet,
    write: NumberSet,
}

impl Chosen {
    /// None where they ask nothing.
    fn of(expressions: &Expressions) -> Option<Chosen> {
        let (all, none) = (CallSet::all(true), CallSet::all(false));
        let Expressions { abbrev, verbose, raw, read, write, .. } = expressions.clone();
        let asked = abbrev != all || verbose != all || raw != none || !read.is_empty() || !write.is_empty();
        asked.then_some(Chosen { abbrev, verbose, raw, read, write })
    }
}

impl Choice for Chosen {
    fn detail(&self, entry: &Entry, general: Detail) -> Detail {
        Detail {
            full: !self.abbrev.has(entry.abi, entry.number),
            follow: self.verbose.has(entry.abi, entry.number),
            ..general
        }
    }

    fn raw(&self, entry: &Entry) -> bool {
        self.raw.has(entry.abi, entry.number)
    }

    fn dumps(&self, fd: i32, way: Way) -> bool {
        match way {
            Way::In => self.read.has(fd),
            Way::Out => self.write.has(fd),
        }
    }
}

/// Colours on a terminal, unless the environment or the plan says otherwise (no-color.org).
fn palette(plan: &Plan) -> Palette {
    let wanted = match plan.color {
        When::Always => true,
        When::Never => false,
        When::Auto => {
            let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
                || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
            plan.output == Output::Stderr && io::stderr().is_terminal() && !refused
        }
    };
    if wanted && plan.format == Format::Text { Palette::Colour } else { Palette::Plain }
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

/// Prints the page about a cause.
fn cause(name: &str, code: &str) -> ExitCode {
    let Some(page) = diagnose::cause_page(code) else {
        let known: Vec<&str> = diagnose::cause_codes().collect();
        complain(name, format_args!("no cause is called '{code}'; there are: {}", known.join(", ")));
        return ExitCode::from(FAILURE);
    };
    match io::stdout().write_all(page.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(name, error);
            ExitCode::from(FAILURE)
        }
    }
}
