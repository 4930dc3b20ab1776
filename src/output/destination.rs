//! Where a trace goes: one stream for all tasks, or one for each (`-ff`).

use nix::unistd::Pid;
use rustc_hash::FxHashMap;
use std::io::{self, Write};
use std::path::PathBuf;

/// What is buffered at most before it is written.
const FULL: usize = 64 * 1024;

/// Opens the file of one task.
pub type Opener = fn(&PathBuf) -> io::Result<Box<dyn Write>>;

/// What a trace is written to.
pub enum Target {
    /// One stream. `prompt`: it shares a terminal or a pipe with the program, so every line must leave before the
    /// program goes on.
    One {
        /// The stream.
        writer: Box<dyn Write>,
        /// Whether nothing is held back.
        prompt: bool,
    },
    /// A file for each task: this name, a dot and the task's id.
    Each(PathBuf, Opener),
}

/// The open line of a stream: whose it is, and how wide it is by now.
#[derive(Clone, Copy, Debug)]
pub struct Open {
    /// Whose line it is.
    pub pid: Pid,
    /// The columns it takes.
    pub width: usize,
}

/// One place that lines go to.
pub struct Stream {
    writer: Option<Box<dyn Write>>,
    prompt: bool,
    buffer: Vec<u8>,
    /// The line that has no end yet.
    pub open: Option<Open>,
    /// When the last line began, on the monotonic clock.
    pub last: Option<std::time::Duration>,
}

/// All of them.
pub struct Destination {
    target: Option<(PathBuf, Opener)>,
    shared: Stream,
    each: FxHashMap<Pid, Stream>,
    /// What to call the shared stream, and who says so, if writing fails.
    label: String,
    program: String,
    /// Whether a failure was told: one message is enough.
    failed: bool,
}

impl Stream {
    fn new(writer: Option<Box<dyn Write>>, prompt: bool) -> Self {
        Stream { writer, prompt, buffer: Vec::new(), open: None, last: None }
    }

    /// Appends text.
    pub fn push(&mut self, text: &[u8]) {
        self.buffer.extend(text);
    }

    fn write(&mut self) -> io::Result<()> {
        let written = match &mut self.writer {
            Some(writer) => writer.write_all(&self.buffer).and_then(|()| writer.flush()),
            None => Ok(()),
        };
        self.buffer.clear();
        if written.is_err() {
            self.writer = None;
        }
        written
    }
}

impl Destination {
    /// Where `target` says. If that fails, `program` says so of `label` on standard error, once; the stream that
    /// failed gets nothing more, and the trace goes on.
    pub fn new(target: Target, program: String, label: String) -> Self {
        let (target, shared) = match target {
            Target::One { writer, prompt } => (None, Stream::new(Some(writer), prompt)),
            Target::Each(name, open) => (Some((name, open)), Stream::new(None, false)),
        };
        Destination { target, shared, each: FxHashMap::default(), label, program, failed: false }
    }

    /// Whether each task has a file of its own.
    pub fn separate(&self) -> bool {
        self.target.is_some()
    }

    /// The stream that a task's lines go to.
    pub fn stream(&mut self, pid: Pid) -> &mut Stream {
        let Some((name, open)) = &self.target else { return &mut self.shared };
        if !self.each.contains_key(&pid) {
            let (mut file, open) = (name.clone().into_os_string(), *open);
            file.push(format!(".{pid}"));
            let file = PathBuf::from(file);
            let writer = open(&file).map_err(|error| self.complain(&file.display().to_string(), &error)).ok();
            self.each.insert(pid, Stream::new(writer, false));
        }
        self.each.get_mut(&pid).unwrap_or(&mut self.shared)
    }

    /// Ends what was said for now: a shared terminal gets it at once, a file when there is enough.
    pub fn commit(&mut self, pid: Pid) {
        let stream = self.stream(pid);
        if stream.prompt || stream.buffer.len() >= FULL {
            let written = stream.write();
            self.note(written);
        }
    }

    /// A task is gone, and its stream with it.
    pub fn close(&mut self, pid: Pid) {
        if let Some(mut stream) = self.each.remove(&pid) {
            let written = stream.write();
            self.note(written);
        }
    }

    /// Writes all that is buffered.
    pub fn flush(&mut self) {
        let mut failed = None;
        for stream in self.each.values_mut().chain([&mut self.shared]) {
            if !stream.buffer.is_empty()
                && let Err(error) = stream.write()
            {
                failed.get_or_insert(error);
            }
        }
        if let Some(error) = failed {
            self.note(Err(error));
        }
    }

    fn note(&mut self, written: io::Result<()>) {
        if let Err(error) = written {
            self.complain(&self.label.clone(), &error);
        }
    }

    fn complain(&mut self, what: &str, error: &io::Error) {
        if !std::mem::replace(&mut self.failed, true) {
            // Where standard error fails too, nobody can be told.
            _ = writeln!(io::stderr(), "{}: {what}: {error}", self.program);
        }
    }
}
