//! What becomes of events: where they go, and the handlers in between.

use crate::cli::{self, Expressions, Format, Output, Plan, Statistics, Vcpu, When};
use crate::decode::decoder::Detail;
use crate::diagnose::{Counter, Counts, Explainer};
use crate::event::{Entry, Handler, Stacks};
use crate::filter::{CallSet, Filtered, NumberSet, Statuses, Wanted};
use crate::inject::Injector;
use crate::output::destination::reason;
use crate::output::palette::{Colours, DEFAULT, Palette};
use crate::output::quote::Hex;
use crate::output::summary::{self, Column, SortBy, Summary};
use crate::output::{
    self, Absolute, After, Choice, Destination, Json, Leader, Manner, Quiet, Target, Text, Way,
};
use crate::sys::{clock, shell};
use crate::unwind::Walker;
use anyhow::{Context, anyhow, bail};
use nix::errno::Errno;
use nix::unistd::{AccessFlags, Pid, access};
use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::rc::Rc;

/// Where the trace goes.
pub struct Opened {
    /// The trace.
    pub destination: Destination,
    /// The summary behind it, where one is asked for beside the trace: the same file.
    pub second: Option<Destination>,
    /// The process that reads it, where there is one.
    pub reader: Option<Pid>,
}

/// Opens what the trace goes to.
pub fn open(name: &str, plan: &Plan) -> anyhow::Result<Opened> {
    let twice = plan.statistics.as_ref().is_some_and(|statistics| !statistics.only);
    let (label, file, prompt, reader) = match &plan.output {
        Output::Stderr => {
            let make = || {
                let target = Target::One { writer: Box::new(io::stderr()), prompt: true };
                Destination::new(target, name.to_string(), "standard error".to_string())
                    .on_terminal(io::stderr().is_terminal())
            };
            return Ok(Opened { destination: make(), second: twice.then(make), reader: None });
        }
        Output::Command(command) => {
            let (input, pid) = shell::start(command).with_context(|| format!("cannot run {command:?}"))?;
            (command.to_string_lossy().into_owned(), input, false, Some(pid))
        }
        Output::File(path) if plan.separately => {
            separable(path)?;
            let target = Target::Each { name: path.clone(), open: open_boxed, append: plan.append };
            let destination = Destination::new(target, name.to_string(), path.display().to_string());
            return Ok(Opened { destination, second: None, reader: None });
        }
        Output::File(path) => {
            let label = path.display().to_string();
            let file = file(path, plan.append).map_err(|error| unopened(&label, &error))?;
            let terminal = file.is_terminal();
            (label, file, terminal, None)
        }
    };
    let make = |file: File| {
        let terminal = file.is_terminal();
        Destination::new(Target::One { writer: Box::new(file), prompt }, name.to_string(), label.clone())
            .on_terminal(terminal)
    };
    let second = if twice { Some(make(file.try_clone()?)) } else { None };
    Ok(Opened { destination: make(file), second, reader })
}

/// Opens a file of a trace: closed on exec, and made with the mode that the umask leaves of 0666.
fn file(path: &Path, append: bool) -> io::Result<File> {
    OpenOptions::new().create(true).write(true).append(append).truncate(!append).open(path)
}

fn open_boxed(path: &Path, append: bool) -> io::Result<Box<dyn Write>> {
    Ok(Box::new(file(path, append)?))
}

fn unopened(path: &str, error: &io::Error) -> anyhow::Error {
    anyhow!("Can't fopen '{path}': {}", reason(error))
}

/// Finds out before anything runs whether files of this name, with the ids of tasks behind it, can be made.
fn separable(name: &Path) -> anyhow::Result<()> {
    /// The longest path, its NUL counted, and what an id takes of it (as strace has it).
    const MOST: usize = 4096 - 3 * size_of::<i32>();
    if name.as_os_str().len() >= MOST {
        bail!("{}: {}", name.display(), Errno::ENAMETOOLONG.desc());
    }
    let directory = name.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let writable = access(directory, AccessFlags::W_OK | AccessFlags::X_OK).map_err(io::Error::from);
    writable
        .and_then(|()| if directory.is_dir() { Ok(()) } else { Err(Errno::ENOTDIR.into()) })
        .map_err(|error| unopened(&format!("{}.PID", name.display()), &error))
}

/// What becomes of events. `hint`: where refused calls are counted, where anybody wants to know.
pub fn handler(
    name: &str,
    plan: &Plan,
    destination: Destination,
    second: Option<Destination>,
    hint: Option<&Counts>,
) -> Box<dyn Handler> {
    let inner = told(name, plan, destination, second, hint);
    if plan.expressions.rules.is_empty() {
        return inner;
    }
    let files = &plan.expressions.wanted.files;
    let rules = plan.expressions.rules.iter().map(|rule| rule.clone().within(files)).collect();
    Box::new(Injector::new(inner, rules))
}

/// Who is told of events.
fn told(
    name: &str,
    plan: &Plan,
    destination: Destination,
    second: Option<Destination>,
    hint: Option<&Counts>,
) -> Box<dyn Handler> {
    let wanted = plan.expressions.wanted.clone();
    let Some(statistics) = &plan.statistics else {
        return filtered(explained(plan, renderer(name, plan, destination), hint), wanted, plan.limit);
    };
    // As in strace, how a call ends matters for the trace, and not for the counts.
    let shown = Wanted { statuses: wanted.statuses, ..Wanted::all() };
    let counted = Wanted { statuses: Statuses::all(true), ..wanted };
    let (inner, destination) = match second {
        Some(second) => (Some(filtered(renderer(name, plan, destination), shown, None)), second),
        None => (None, destination),
    };
    let json = plan.format == Format::Json;
    let summary =
        Summary::new(inner, destination, manner(statistics, plan.silent.attach, json), name.to_string());
    filtered(explained(plan, Box::new(summary), hint), counted, plan.limit)
}

/// With what is to be known of refused calls, where that was asked for; or counting them, for the hint.
fn explained(plan: &Plan, inner: Box<dyn Handler>, hint: Option<&Counts>) -> Box<dyn Handler> {
    match hint {
        _ if plan.explain => Box::new(Explainer::new(inner, super::witness(plan))),
        Some(counts) => Box::new(Counter::new(inner, counts.clone())),
        None => inner,
    }
}

fn filtered(inner: Box<dyn Handler>, wanted: Wanted, limit: Option<u64>) -> Box<dyn Handler> {
    if wanted.is_all() && limit.is_none() { inner } else { Box::new(Filtered::new(inner, wanted, limit)) }
}

/// How a summary is made. The plan has checked the names.
fn manner(statistics: &Statistics, quiet: bool, json: bool) -> summary::Manner {
    let columns = statistics.columns.as_ref().map_or(summary::DEFAULT.to_vec(), |names| {
        names.iter().filter_map(|name| Column::named(name)).collect()
    });
    summary::Manner {
        columns,
        sort: SortBy::named(&statistics.sort).unwrap_or(SortBy::Time),
        overhead: statistics.overhead,
        wall: statistics.wall,
        per_process: statistics.per_process,
        quiet,
        json,
    }
}

/// Who renders events.
fn renderer(name: &str, plan: &Plan, destination: Destination) -> Box<dyn Handler> {
    let options = output::Options {
        detail: Detail { string: plan.string_limit, deep: plan.deep, ..Detail::default() },
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
            descriptors: descriptors(plan),
            contexts: contexts(plan),
            commands: plan.expressions.pids.comm,
            translations: plan.expressions.pids.pidns,
            argument_names: plan.argument_names,
            column: plan.columns,
            palette: palette(plan, destination.terminal()),
            local: Some(local),
        },
        leader: Leader {
            follow: plan.follow,
            always_pid: plan.always_show_pid,
            absolute: plan
                .absolute
                .map(|absolute| Absolute { epoch: absolute.epoch, digits: absolute.digits }),
            relative: plan.relative,
            pointer: plan.instruction_pointer,
            number: plan.syscall_number,
        },
        durations: plan.durations,
        after: After {
            vcpu: plan.expressions.vcpu.is_some(),
            run: plan.expressions.vcpu == Some(Vcpu::Run),
            namespaces: plan.expressions.namespaces,
        },
        quiet: Quiet {
            attach: plan.silent.attach,
            exit: plan.silent.exit,
            personality: plan.silent.personality,
            superseded: plan.silent.thread_execve,
        },
        hold: plan.expressions.wanted.waits(),
        stacks: plan.stack.map(|stack| Rc::new(Walker::new(stack.frames, stack.lines)) as Rc<dyn Stacks>),
        choice: Chosen::of(&plan.expressions).map(|chosen| Rc::new(chosen) as Rc<dyn Choice>),
    };
    let name = name.to_string();
    match plan.format {
        Format::Text => Box::new(Text::new(options, destination, plan.output != Output::Stderr, name)),
        Format::Json => Box::new(Json::new(options, destination, name)),
    }
}

/// What is said of descriptors.
fn descriptors(plan: &Plan) -> output::Descriptors {
    let cli::Descriptors { path, socket, dev, pidfd, eventfd, signalfd } = plan.expressions.descriptors;
    output::Descriptors { path, socket, dev, pidfd, eventfd, signalfd }
}

/// What is said of SELinux contexts.
fn contexts(plan: &Plan) -> output::Contexts {
    let cli::Secontext { shown, full, mismatch } = plan.expressions.secontext;
    output::Contexts { shown, full, mismatch }
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

/// Colours on a terminal that has them, unless the environment or the plan says otherwise (no-color.org); those that
/// STRACE_COLORS has.
fn palette(plan: &Plan, terminal: bool) -> Palette {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
    let capable = set("TERM").is_some_and(|term| term != "dumb" && term != "unknown");
    let wanted = match plan.color {
        When::Always => true,
        When::Never => false,
        When::Auto => terminal && capable && set("NO_COLOR").is_none(),
    };
    if !wanted || plan.format != Format::Text {
        return Palette::Plain;
    }
    match std::env::var("STRACE_COLORS") {
        // They are needed as long as the process lives.
        Ok(text) => Palette::Colour(Box::leak(Box::new(Colours::with(text.leak())))),
        Err(_) => Palette::Colour(&DEFAULT),
    }
}

/// What calendar and clock say here.
fn local(seconds: i64) -> Option<output::Local> {
    let clock::Local { year, month, day, hour, minute, second, offset } = clock::local(seconds)?;
    Some(output::Local { year, month, day, hour, minute, second, offset })
}
