//! Runs a command under a tracer, and splits what the tracer wrote into one trace for each task.

use crate::line::{Intended, Line, Reader};
use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

/// Longer than any case takes on a busy machine; then the tracer hangs.
const TOO_LONG: Duration = Duration::from_secs(120);

/// Where traces go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Files {
    /// `-o FILE`: one task.
    One,
    /// `-f -o FILE`: all tasks in one file, told apart by the id at the start of each line.
    Followed,
    /// `-ff -o FILE`: a file for each task.
    Each,
}

/// What a tracer wrote about one task.
pub struct Task {
    /// How the task came to be, in words that don't depend on its id: `<root>`, `<root/sort>`...
    pub name: String,
    pub lines: Vec<Line>,
}

/// What came of a command that ran under a tracer.
pub struct Trace {
    pub tasks: Vec<Task>,
    pub status: ExitStatus,
    /// What the command printed.
    pub printed: Vec<u8>,
}

/// A raw line: its text after the prefix, and the length of the prefix, or None where two lines were joined.
type Raw = (String, Option<usize>);

/// A tracer, and what to make of its lines.
pub struct Tracer<'a> {
    pub program: &'a Path,
    pub intended: &'a [Intended],
}

/// Runs `command` in `work` under `tracer`, which writes its traces into `out`.
pub fn run(
    tracer: &Tracer<'_>,
    options: &[&str],
    files: Files,
    command: &[String],
    work: &Path,
    out: &Path,
) -> Trace {
    let trace = out.join("trace");
    let printed = out.join("printed");
    let follow: &[&str] = match files {
        Files::One => &[],
        Files::Followed => &["-f"],
        Files::Each => &["-ff"],
    };
    // Without address randomisation most addresses are the same in every run, also under different tracers.
    let mut child = Command::new("setarch")
        .arg("-R")
        .arg(tracer.program)
        .args(options)
        .args(follow)
        .arg("-o")
        .args([trace.as_os_str(), OsStr::new("--")])
        .args(command)
        .current_dir(work)
        .env_clear()
        .env("PATH", "/usr/bin:/bin:/usr/sbin:/sbin")
        .env("HOME", work)
        .env("LC_ALL", "C")
        .env("TZ", "UTC0")
        .env("PYTHONHASHSEED", "0")
        .stdin(Stdio::null())
        .stdout(fs::File::create(&printed).unwrap())
        .stderr(fs::File::create(out.join("errors")).unwrap())
        .process_group(0)
        .spawn()
        .unwrap();
    // setarch became the tracer: it has the same id.
    let tracer_pid = child.id();
    let (done, finished) = std::sync::mpsc::channel::<()>();
    let watchdog = std::thread::spawn(move || {
        if finished.recv_timeout(TOO_LONG).is_err() {
            let group = nix::unistd::Pid::from_raw(tracer_pid.cast_signed());
            let _ = nix::sys::signal::killpg(group, nix::sys::signal::Signal::SIGKILL);
        }
    });
    let status = child.wait().unwrap();
    // The watchdog is gone where it has fired.
    let _ = done.send(());
    watchdog.join().unwrap();

    let raw = match files {
        Files::Each => each(out),
        Files::Followed => followed(&fs::read_to_string(&trace).unwrap_or_default()),
        Files::One => {
            let text = fs::read_to_string(&trace).unwrap_or_default();
            vec![(String::new(), text.lines().map(|line| (line.to_owned(), Some(0))).collect())]
        }
    };
    assert!(
        raw.iter().any(|(_, lines)| !lines.is_empty()),
        "{} wrote no trace of {command:?} ({status}): {}",
        tracer.program.display(),
        fs::read_to_string(out.join("errors")).unwrap_or_default()
    );
    Trace { tasks: name_tasks(raw, tracer_pid, tracer.intended), status, printed: fs::read(printed).unwrap() }
}

/// The files that `-ff` made, by task.
fn each(out: &Path) -> Vec<(String, Vec<Raw>)> {
    let mut tasks = Vec::new();
    for entry in fs::read_dir(out).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if let Some(pid) = name.strip_prefix("trace.") {
            let text = fs::read_to_string(&path).unwrap();
            tasks.push((pid.to_owned(), text.lines().map(|line| (line.to_owned(), Some(0))).collect()));
        }
    }
    tasks
}

/// The tasks of a file that `-f` made. Lines that another task's line cut in two are joined.
fn followed(text: &str) -> Vec<(String, Vec<Raw>)> {
    let mut tasks: Vec<(String, Vec<Raw>)> = Vec::new();
    let mut unfinished: HashMap<String, String> = HashMap::new();
    for line in text.lines() {
        let (pid, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim_start_matches(' ');
        let prefix = line.len() - rest.len();
        let known = tasks.iter().position(|(known, _)| known == pid).unwrap_or_else(|| {
            tasks.push((pid.to_owned(), Vec::new()));
            tasks.len() - 1
        });
        if let Some(start) = rest.strip_suffix(" <unfinished ...>") {
            unfinished.insert(pid.to_owned(), start.to_owned());
            continue;
        }
        let end = rest.strip_prefix("<... ").and_then(|rest| rest.split_once(" resumed>"));
        tasks[known].1.push(match end.and_then(|(_, end)| Some(unfinished.remove(pid)? + end)) {
            Some(joined) => (joined, None),
            None => (rest.to_owned(), Some(prefix)),
        });
    }
    tasks
}

/// The calls that make a task.
const MAKERS: &[&str] = &["clone(", "clone3(", "fork(", "vfork("];

/// The ids of the tasks that a task made, in order.
fn made(lines: &[Raw]) -> impl Iterator<Item = &str> {
    let makers = lines.iter().filter(|(line, _)| MAKERS.iter().any(|maker| line.starts_with(maker)));
    makers.filter_map(|(line, _)| line.rsplit_once(" = ").map(|(_, result)| result))
}

/// The program that a task runs in the end, or what it is without one.
fn program(lines: &[Raw]) -> String {
    let execs = lines.iter().filter(|(line, _)| line.starts_with("execve(") && line.ends_with(" = 0"));
    let path = execs.filter_map(|(line, _)| line.split('"').nth(1)).next_back();
    path.and_then(|path| path.rsplit('/').next()).unwrap_or("fork").to_owned()
}

/// Gives each task a name by its place in the tree of tasks: its parent's, what it runs, and which of those it is.
/// Then reads the lines, in which ids are replaced by names.
fn name_tasks(raw: Vec<(String, Vec<Raw>)>, tracer: u32, intended: &[Intended]) -> Vec<Task> {
    let by_pid: HashMap<&str, &Vec<Raw>> = raw.iter().map(|(pid, lines)| (pid.as_str(), lines)).collect();
    let children: Vec<&str> = raw.iter().flat_map(|(_, lines)| made(lines)).collect();
    let mut names = HashMap::from([(tracer.to_string(), "<tracer>".to_owned())]);
    let mut queue: Vec<(&str, String)> = Vec::new();
    for (pid, _) in raw.iter().filter(|(pid, _)| !children.contains(&pid.as_str())) {
        queue.push((pid, "<root>".to_owned()));
    }
    while let Some((pid, name)) = queue.pop() {
        let Some(lines) = by_pid.get(pid) else { continue };
        let mut seen: HashMap<String, usize> = HashMap::new();
        for child in made(lines).filter(|child| by_pid.contains_key(child)) {
            let runs = program(by_pid[child]);
            let nth = seen.entry(runs.clone()).or_default();
            *nth += 1;
            queue.push((child, format!("{}/{runs}-{nth}>", name.trim_end_matches('>'))));
        }
        names.insert(pid.to_owned(), name);
    }
    let mut tasks: Vec<Task> = raw
        .iter()
        .map(|(pid, lines)| {
            let mut reader = Reader::new(&names, intended);
            let mut lines: Vec<Line> =
                lines.iter().map(|(text, prefix)| reader.read(text, *prefix)).collect();
            // For the name of a temporary file the C library draws again where a number would favour some letters.
            lines.dedup_by(|a, b| [a, b].iter().all(|line| line.shape.starts_with("getrandom(")));
            Task { name: names.get(pid).cloned().unwrap_or_default(), lines }
        })
        .collect();
    tasks.sort_by(|a, b| a.name.cmp(&b.name));
    tasks
}

impl Trace {
    /// Leaves out what the scheduler decides: the order of a task's lines, how often it looks for its children's ends, and
    /// where those are told. A tracer's speed changes all three.
    pub fn without_chance(mut self) -> Self {
        for task in &mut self.tasks {
            let told = |line: &Line| {
                ["--- SIGCHLD ", "rt_sigreturn("].iter().any(|told| line.shape.starts_with(told))
            };
            task.lines.retain(|line| !told(line));
            task.lines.sort_by(|a, b| a.shape.cmp(&b.shape));
            task.lines.dedup_by(|a, b| a.shape == b.shape);
        }
        self
    }
}

#[test]
fn lines_that_were_cut_in_two_are_joined() {
    let text = "12    read(3,  <unfinished ...>\n7     close(4) = 0\n12    <... read resumed>\"a\", 9) = 1\n";
    let tasks = followed(text);
    assert_eq!(tasks[0], ("12".to_owned(), vec![("read(3, \"a\", 9) = 1".to_owned(), None)]));
    assert_eq!(tasks[1], ("7".to_owned(), vec![("close(4) = 0".to_owned(), Some(6))]));
}

#[test]
fn tasks_are_named_by_how_they_came_to_be() {
    let line = |text: &str| (text.to_owned(), Some(0));
    let raw = vec![
        ("31".to_owned(), vec![line("execve(\"/bin/sort\", []) = 0")]),
        ("30".to_owned(), vec![line("fork() = 31"), line("fork() = 32"), line("fork() = -1 EAGAIN (busy)")]),
        ("32".to_owned(), vec![line("getppid() = 30"), line("kill(9, 0) = 0")]),
    ];
    let tasks = name_tasks(raw, 9, &[]);
    let names: Vec<_> = tasks.iter().map(|task| task.name.as_str()).collect();
    assert_eq!(names, ["<root/fork-1>", "<root/sort-1>", "<root>"]);
    assert_eq!(tasks[0].lines[0].shape, "getppid() = <root>");
    assert_eq!(tasks[0].lines[1].shape, "kill(<tracer>, 0) = 0");
}
