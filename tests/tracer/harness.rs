//! Running `events`, and reading what it prints.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdout, Command, ExitStatus, Stdio};

/// The path of a fixture, which `cargo test` has built.
pub fn fixture(name: &str) -> PathBuf {
    let examples = PathBuf::from(env!("CARGO_BIN_EXE_rtrace")).with_file_name("examples");
    let path = examples.join(name);
    assert!(path.exists(), "{} is not built: run all of `cargo test`, or build the examples", path.display());
    path
}

/// Milliseconds in which a tracer surely has started and attached: emulated processors take longer.
pub fn a_while() -> &'static str {
    if std::env::var_os("RTRACE_LAB").is_some() { "8000" } else { "800" }
}

/// The command `events OPTIONS FIXTURE ARGS`. A `/` in front of the first word makes it a program's path instead of
/// a fixture.
pub fn events(options: &[&str], program: &[&str]) -> Command {
    let mut command = Command::new(fixture("events"));
    command.args(options);
    if let [name, args @ ..] = program {
        command.arg(if name.starts_with('/') { PathBuf::from(name) } else { fixture(name) }).args(args);
    }
    command
}

/// What a traced program did.
pub struct Trace {
    pub status: ExitStatus,
    /// What `events` printed, line by line.
    pub lines: Vec<String>,
    /// What the program printed.
    pub out: String,
}

/// Runs `events` to its end.
pub fn trace(options: &[&str], program: &[&str]) -> Trace {
    finish(events(options, program))
}

/// Runs a command that ends in `events` to its end.
pub fn finish(mut command: Command) -> Trace {
    let output = command.output().unwrap();
    let lines = String::from_utf8(output.stderr).unwrap().lines().map(str::to_owned).collect();
    let trace = Trace { status: output.status, lines, out: String::from_utf8(output.stdout).unwrap() };
    check(&trace.lines);
    trace
}

/// Runs a command that ends in `events` to its end, though the program lives on: what that prints is lost, and it is
/// killed when the first of the two is dropped.
pub fn outlived(make: impl FnOnce(&[&str]) -> Command, options: &[&str]) -> (Live, Trace) {
    let file = tempfile::NamedTempFile::new().unwrap();
    let path = file.path().to_str().unwrap();
    let mut tracer = Live::start(make(&[options, &["-o", path]].concat()));
    let status = tracer.status();
    let lines: Vec<String> = std::fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect();
    check(&lines);
    (tracer, Trace { status, lines, out: String::new() })
}

/// Where a task is, as far as a trace has told.
#[derive(Clone, Copy, PartialEq, Debug)]
enum At {
    Outside,
    Inside,
    Gone,
}

/// What is true of every trace: a task is attached before anything else is heard of it, ends once, and its entries
/// and exits take turns.
pub fn check(lines: &[String]) {
    let mut tasks: HashMap<&str, At> = HashMap::new();
    for line in lines {
        let words: Vec<&str> = line.split(' ').collect();
        let [pid, what, rest @ ..] = &words[..] else { continue };
        if pid.parse::<i32>().is_err() {
            continue;
        }
        let before = tasks.get(pid).copied().unwrap_or(At::Gone);
        let after = match (*what, before) {
            ("attached", At::Gone) => At::Outside,
            ("entered", At::Outside) => At::Inside,
            ("returned" | "failed" | "unavailable", At::Inside) => At::Outside,
            ("exited" | "killed" | "detached" | "superseded", At::Inside | At::Outside) => At::Gone,
            ("signal" | "stopped", At::Inside | At::Outside) => before,
            ("exec", _) => {
                if let [_, former] = rest {
                    tasks.insert(former, At::Gone);
                }
                At::Inside
            }
            _ => panic!("{line:?} can't follow on {before:?} in\n{}", lines.join("\n")),
        };
        tasks.insert(pid, after);
    }
}

impl Trace {
    /// What happened after the task's id, of all tasks.
    pub fn events(&self) -> Vec<&str> {
        self.lines.iter().filter_map(|line| line.split_once(' ')).map(|(_, event)| event).collect()
    }

    /// How many events are this one.
    pub fn count(&self, event: &str) -> usize {
        self.events().iter().filter(|&&e| e == event).count()
    }

    /// How many events begin so.
    pub fn starting(&self, start: &str) -> usize {
        self.events().iter().filter(|e| e.starts_with(start)).count()
    }

    /// Fails unless these events happened, in this order, among others.
    pub fn assert_in_order(&self, wanted: &[&str]) {
        let mut events = self.events().into_iter();
        for &event in wanted {
            assert!(events.any(|e| e == event), "no {event:?} in its place in\n{}", self.lines.join("\n"));
        }
    }

    /// How many tasks there were, and how many are accounted for: ended, detached or superseded.
    pub fn accounts(&self) -> (usize, usize) {
        let last = self.lines.iter().rfind(|line| line.starts_with("note tasks")).expect("no last line");
        let words: Vec<&str> = last.split(' ').collect();
        (words[2].parse().unwrap(), words[4].parse().unwrap())
    }
}

/// A process that prints lines, and is killed when the test is done with it.
pub struct Live {
    pub child: Child,
    out: BufReader<ChildStdout>,
    err: BufReader<ChildStderr>,
    pub lines: Vec<String>,
}

impl Live {
    /// Starts it, in a process group of its own: what it starts is killed with it. (The group is no orphan, so
    /// SIGTSTP stops it.)
    pub fn start(command: Command) -> Live {
        Live::start_in(0, command)
    }

    /// Starts it in a process group that there is (0: its own).
    pub fn start_in(group: i32, mut command: Command) -> Live {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).process_group(group);
        let mut child = command.spawn().unwrap();
        let (out, err) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        Live { child, out: BufReader::new(out), err: BufReader::new(err), lines: Vec::new() }
    }

    /// Starts a fixture, untraced.
    pub fn fixture(name: &str, args: &[&str]) -> Live {
        Live::start(command(fixture(name), args))
    }

    pub fn pid(&self) -> i32 {
        self.child.id() as i32
    }

    /// Reads what the tracer prints until a line ends so, and returns that.
    pub fn wait_for(&mut self, end: &str) -> String {
        self.wait_for_any(&[end])
    }

    /// Reads what the tracer prints until a line ends in one of these ways.
    pub fn wait_for_any(&mut self, ends: &[&str]) -> String {
        loop {
            let mut line = String::new();
            let read = self.err.read_line(&mut line).unwrap();
            assert_ne!(read, 0, "none of {ends:?} in\n{}", self.lines.join("\n"));
            let line = line.trim_end().to_owned();
            self.lines.push(line.clone());
            if ends.iter().any(|end| line.ends_with(end)) {
                return line;
            }
        }
    }

    /// Reads what the program prints until it is this line.
    pub fn hear(&mut self, wanted: &str) {
        let mut line = String::new();
        while line.trim_end() != wanted {
            line.clear();
            assert_ne!(self.out.read_line(&mut line).unwrap(), 0, "it never said {wanted:?}");
        }
    }

    /// Reads all that is left and waits for the end.
    pub fn finish(mut self) -> Trace {
        let mut err = String::new();
        self.err.read_to_string(&mut err).unwrap();
        let mut lines = std::mem::take(&mut self.lines);
        lines.extend(err.lines().map(str::to_owned));
        let mut out = String::new();
        self.out.read_to_string(&mut out).unwrap();
        check(&lines);
        Trace { status: self.child.wait().unwrap(), lines, out }
    }

    /// Waits for the end of the process alone: others may hold its output open.
    pub fn status(&mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }

    pub fn signal(&self, signal: i32) {
        send(self.pid(), signal);
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        // SAFETY: kill takes two integers. There may be nobody left.
        unsafe { libc::kill(-self.pid(), libc::SIGKILL) };
        let _ = self.child.wait();
    }
}

pub fn send(pid: i32, signal: i32) {
    // SAFETY: kill takes two integers.
    assert_eq!(unsafe { libc::kill(pid, signal) }, 0, "kill({pid}, {signal})");
}

/// A field of /proc/PID/status, None where there is no such process.
pub fn status(pid: i32, field: &str) -> Option<String> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix(field)?.strip_prefix(':')).map(str::trim);
    line.map(str::to_owned)
}

/// Waits until a field of /proc/PID/status begins so: the kernel sets it in its own time, and tells nobody.
pub fn await_status(pid: i32, field: &str, start: &str) {
    let begun = std::time::Instant::now();
    while !status(pid, field).is_some_and(|value| value.starts_with(start)) {
        assert!(begun.elapsed().as_secs() < 20, "{field} of {pid} is {:?}", status(pid, field));
        std::thread::yield_now();
    }
}

/// The id at the beginning of a line.
pub fn pid_of(line: &str) -> i32 {
    line.split(' ').next().unwrap().parse().unwrap()
}

/// A status as the shell would have it: `exit N` or `signal N`.
pub fn ended(status: ExitStatus) -> String {
    match status.signal() {
        Some(signal) => format!("signal {signal}"),
        None => format!("exit {}", status.code().unwrap()),
    }
}

/// Runs a command with `OsStr` arguments: for what the helpers above don't do.
pub fn command<S: AsRef<OsStr>>(program: S, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args);
    command
}
