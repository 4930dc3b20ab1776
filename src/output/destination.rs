//! Where a trace goes: one stream for all tasks, or one for each (`-ff`).

use nix::errno::Errno;
use nix::unistd::Pid;
use rustc_hash::FxHashMap;
use std::collections::VecDeque;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What is buffered at most before it is written.
const FULL: usize = 64 * 1024;

/// How many files of tasks are open at most: tasks may be thousands, and descriptors are few. The others are opened
/// anew when there is something to write.
const MOST: usize = 64;

/// Opens the file of one task, to go on behind what is in it where `again` is set.
pub type Opener = fn(path: &Path, again: bool) -> io::Result<Box<dyn Write>>;

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
    /// A file for each task: this name, a dot and the task's id. `append`: behind what is in it from another trace.
    Each {
        /// The name.
        name: PathBuf,
        /// How a file is opened.
        open: Opener,
        /// Whether files are added to.
        append: bool,
    },
}

/// The open line of a stream: whose it is, and how wide it is by now.
#[derive(Clone, Copy, Debug)]
pub struct Open {
    /// Whose line it is.
    pub pid: Pid,
    /// The columns it takes.
    pub width: usize,
}

/// Where a stream's bytes go.
enum Writer {
    /// There.
    Open(Box<dyn Write>),
    /// To a file that is closed for now.
    Closed,
    /// Nowhere: it has failed.
    Failed,
}

/// One place that lines go to.
pub struct Stream {
    writer: Writer,
    prompt: bool,
    buffer: Vec<u8>,
    /// The line that has no end yet.
    pub open: Option<Open>,
    /// When the last line began, on the monotonic clock.
    pub last: Option<std::time::Duration>,
}

/// The files of tasks.
struct Files {
    name: PathBuf,
    opener: Opener,
    append: bool,
    each: FxHashMap<Pid, Stream>,
    /// Whose files are open, the one written to last at the end.
    open: VecDeque<Pid>,
}

/// All of them.
pub struct Destination {
    files: Option<Files>,
    shared: Stream,
    /// What to call the shared stream, and who says so, if writing fails.
    label: String,
    program: String,
    /// Whether a failure was told: one message is enough.
    failed: bool,
    /// Whether it is a terminal.
    terminal: bool,
}

impl Stream {
    fn new(writer: Writer, prompt: bool) -> Self {
        Stream { writer, prompt, buffer: Vec::new(), open: None, last: None }
    }

    /// Appends text.
    pub fn push(&mut self, text: &[u8]) {
        self.buffer.extend(text);
    }

    /// Writes what is buffered, where it is open.
    fn write(&mut self) -> io::Result<()> {
        let Writer::Open(writer) = &mut self.writer else { return Ok(()) };
        let written = writer.write_all(&self.buffer).and_then(|()| writer.flush());
        self.buffer.clear();
        if written.is_err() {
            self.writer = Writer::Failed;
        }
        written
    }
}

impl Files {
    fn path(&self, pid: Pid) -> PathBuf {
        let mut path = self.name.clone().into_os_string();
        path.push(format!(".{pid}"));
        path.into()
    }

    /// Opens a task's file, if it isn't open, and closes the one that wasn't written to for longest.
    fn open(&mut self, pid: Pid) -> io::Result<()> {
        if self.open.back() == Some(&pid) {
            return Ok(());
        }
        self.open.retain(|other| *other != pid);
        let again = match self.each.get(&pid).map(|stream| &stream.writer) {
            Some(Writer::Open(_)) => {
                self.open.push_back(pid);
                return Ok(());
            }
            Some(Writer::Failed) => return Ok(()),
            Some(Writer::Closed) => true,
            None => self.append,
        };
        let mut result = Ok(());
        while self.open.len() >= MOST {
            result = result.and(self.close_one());
        }
        let path = self.path(pid);
        let mut opened = (self.opener)(&path, again);
        // The rest of the process may need more descriptors than is usual.
        while opened.as_ref().is_err_and(|error| error.raw_os_error() == Some(Errno::EMFILE as i32))
            && !self.open.is_empty()
        {
            result = result.and(self.close_one());
            opened = (self.opener)(&path, again);
        }
        let stream = self.each.entry(pid).or_insert_with(|| Stream::new(Writer::Failed, false));
        match opened {
            Ok(writer) => {
                stream.writer = Writer::Open(writer);
                self.open.push_back(pid);
            }
            Err(error) => {
                stream.writer = Writer::Failed;
                result = Err(error);
            }
        }
        result
    }

    /// Closes the file that wasn't written to for longest.
    fn close_one(&mut self) -> io::Result<()> {
        let Some(stream) = self.open.pop_front().and_then(|pid| self.each.get_mut(&pid)) else {
            return Ok(());
        };
        let written = stream.write();
        if written.is_ok() {
            stream.writer = Writer::Closed;
        }
        written
    }

    fn write(&mut self, pid: Pid) -> io::Result<()> {
        let opened = self.open(pid);
        opened.and(self.each.get_mut(&pid).map_or(Ok(()), Stream::write))
    }
}

impl Destination {
    /// Where `target` says. If that fails, `program` says so of `label` on standard error, once; the stream that
    /// failed gets nothing more, and the trace goes on.
    pub fn new(target: Target, program: String, label: String) -> Self {
        let (files, shared) = match target {
            Target::One { writer, prompt } => (None, Stream::new(Writer::Open(writer), prompt)),
            Target::Each { name, open, append } => {
                let files =
                    Files { name, opener: open, append, each: FxHashMap::default(), open: VecDeque::new() };
                (Some(files), Stream::new(Writer::Failed, false))
            }
        };
        Destination { files, shared, label, program, failed: false, terminal: false }
    }

    /// The same, where it is known whether it is a terminal.
    #[must_use]
    pub fn on_terminal(mut self, terminal: bool) -> Self {
        self.terminal = terminal;
        self
    }

    /// Whether it is a terminal.
    pub fn terminal(&self) -> bool {
        self.terminal
    }

    /// Whether each task has a file of its own.
    pub fn separate(&self) -> bool {
        self.files.is_some()
    }

    /// The stream that a task's lines go to.
    pub fn stream(&mut self, pid: Pid) -> &mut Stream {
        let Some(files) = &mut self.files else { return &mut self.shared };
        if !files.each.contains_key(&pid)
            && let Err(error) = files.open(pid)
        {
            let path = files.path(pid).display().to_string();
            self.complain(&path, &error);
        }
        match &mut self.files {
            Some(files) => files.each.get_mut(&pid).unwrap_or(&mut self.shared),
            None => &mut self.shared,
        }
    }

    /// Ends what was said for now: a shared terminal gets it at once, a file when there is enough.
    pub fn commit(&mut self, pid: Pid) {
        let stream = self.stream(pid);
        if stream.prompt || stream.buffer.len() >= FULL {
            self.write(pid);
        }
    }

    /// A task is gone, and its stream with it.
    pub fn close(&mut self, pid: Pid) {
        if self.files.as_ref().is_none_or(|files| !files.each.contains_key(&pid)) {
            return;
        }
        self.write(pid);
        if let Some(files) = &mut self.files {
            files.each.remove(&pid);
            files.open.retain(|other| *other != pid);
        }
    }

    /// Writes all that is buffered.
    pub fn flush(&mut self) {
        let Some(files) = &self.files else {
            if !self.shared.buffer.is_empty() {
                self.write(Pid::from_raw(0));
            }
            return;
        };
        let pending = |(pid, stream): (&Pid, &Stream)| (!stream.buffer.is_empty()).then_some(*pid);
        let pids: Vec<Pid> = files.each.iter().filter_map(pending).collect();
        pids.into_iter().for_each(|pid| self.write(pid));
    }

    fn write(&mut self, pid: Pid) {
        let written = match &mut self.files {
            Some(files) => files.write(pid),
            None => self.shared.write(),
        };
        if let Err(error) = written {
            let label = self.label.clone();
            self.complain(&label, &error);
        }
    }

    fn complain(&mut self, what: &str, error: &io::Error) {
        if !std::mem::replace(&mut self.failed, true) {
            // Where standard error fails too, nobody can be told.
            _ = writeln!(io::stderr(), "{}: {what}: {}", self.program, reason(error));
        }
    }
}

/// What an error is, in the words of the C library.
pub fn reason(error: &io::Error) -> String {
    match error.raw_os_error() {
        Some(code) => Errno::from_raw(code).desc().to_string(),
        None => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{self, OpenOptions};

    fn opener(path: &Path, again: bool) -> io::Result<Box<dyn Write>> {
        let file = OpenOptions::new().create(true).write(true).append(again).truncate(!again).open(path)?;
        Ok(Box::new(file))
    }

    fn separate(dir: &Path, append: bool) -> Destination {
        let target = Target::Each { name: dir.join("t"), open: opener, append };
        Destination::new(target, "rtrace".to_string(), "t".to_string())
    }

    #[test]
    fn more_tasks_than_open_files_lose_nothing() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("t.1"), "old\n").unwrap();
        let mut destination = separate(dir.path(), false);
        let pids = 1..=4 * MOST as i32;
        for round in 0..3 {
            for pid in pids.clone().map(Pid::from_raw) {
                destination.stream(pid).push(format!("{pid} {round}\n").as_bytes());
                destination.commit(pid);
            }
            assert!(destination.files.as_ref().unwrap().open.len() <= MOST);
            if round == 1 {
                destination.flush();
            }
        }
        pids.clone().for_each(|pid| destination.close(Pid::from_raw(pid)));
        for pid in pids {
            let text = fs::read_to_string(dir.path().join(format!("t.{pid}"))).unwrap();
            assert_eq!(text, format!("{pid} 0\n{pid} 1\n{pid} 2\n"));
        }
    }

    #[test]
    fn what_is_in_a_file_is_kept_where_that_is_asked() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("t.7"), "old\n").unwrap();
        let mut destination = separate(dir.path(), true);
        destination.stream(Pid::from_raw(7)).push(b"new\n");
        destination.close(Pid::from_raw(7));
        assert_eq!(fs::read_to_string(dir.path().join("t.7")).unwrap(), "old\nnew\n");
    }
}
