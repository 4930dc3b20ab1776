//! Job control in a real terminal (tmux): Ctrl-Z, fg, Ctrl-C, Ctrl-\ and reading from the background work under
//! rtrace as without it. Each test plays the same scene with and without.

#[path = "common/mod.rs"]
mod common;

use std::fs::File;
use std::io::Read;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// Longer than any scene takes on a busy machine.
const TOO_LONG: Duration = Duration::from_secs(60);

/// What the shell shows when it is ready for a command.
const PROMPT: &str = "shell> ";

/// An interactive bash in a terminal.
struct Terminal {
    dir: tempfile::TempDir,
    /// What the terminal shows, as a stream.
    shown: mpsc::Receiver<Vec<u8>>,
    /// What was shown and not waited for yet.
    unread: String,
}

impl Terminal {
    fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let pipe = dir.path().join("shown");
        nix::unistd::mkfifo(&pipe, nix::sys::stat::Mode::S_IRWXU).unwrap();
        let (sender, shown) = mpsc::channel();
        let stream = pipe.clone();
        // Opening a FIFO waits for the other end, so it can't be done here.
        std::thread::spawn(move || {
            let mut stream = File::open(stream).unwrap();
            let mut buffer = [0; 4096];
            while let Ok(length @ 1..) = stream.read(&mut buffer) {
                if sender.send(buffer[..length].to_vec()).is_err() {
                    break;
                }
            }
        });
        let terminal = Self { dir, shown, unread: String::new() };
        let shell = format!("exec env PS1='{PROMPT}' PATH=/usr/bin:/bin bash --norc --noprofile -i");
        terminal.tmux(&["-f", "/dev/null", "new-session", "-d", "-x", "200", "-y", "50", "sh"]);
        terminal.tmux(&["pipe-pane", &format!("cat >'{}'", pipe.display())]);
        // The pipe is in place before this shell says anything.
        terminal.type_line(&shell);
        let mut terminal = terminal;
        // As typed.
        terminal.wait_for(PROMPT);
        terminal
    }

    fn tmux(&self, arguments: &[&str]) {
        let output = Command::new("tmux")
            .arg("-S")
            .arg(self.dir.path().join("socket"))
            .args(arguments)
            .env_remove("TMUX")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    }

    /// Types a command for the shell when that is ready: what is typed while it changes the terminal's mode is lost.
    fn command(&mut self, text: &str) {
        self.wait_for(PROMPT);
        self.type_line(text);
    }

    /// Types a line for whoever reads it.
    fn type_line(&self, text: &str) {
        self.tmux(&["send-keys", "-l", text]);
        self.press("Enter");
    }

    /// Presses a key by tmux's name for it: C-c, Enter.
    fn press(&self, key: &str) {
        self.tmux(&["send-keys", key]);
    }

    /// Waits until `text` is shown. What is typed is shown as well: a scene writes what it waits for otherwise than
    /// it types it, `do''ne` for `done`.
    fn wait_for(&mut self, text: &str) {
        loop {
            if let Some(at) = self.unread.find(text) {
                self.unread.drain(..at + text.len());
                return;
            }
            let Ok(more) = self.shown.recv_timeout(TOO_LONG) else {
                panic!("the terminal doesn't show {text:?}, but {:?}", self.unread);
            };
            self.unread.push_str(&String::from_utf8_lossy(&more));
        }
    }

    /// Asks the shell for the exit status of the last command and compares.
    fn expect_status(&mut self, status: i32) {
        self.command("echo sta''tus:$?:");
        self.wait_for(&format!("status:{status}:"));
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let server = self.dir.path().join("socket");
        let _ = Command::new("tmux").arg("-S").arg(server).arg("kill-server").stderr(Stdio::null()).status();
    }
}

/// Plays a scene without a tracer, under rtrace, and under rtrace that follows children. The scene puts its argument
/// before the command.
fn play(scene: fn(&mut Terminal, &str)) {
    for tool in ["tmux", "bash"] {
        if !common::is_there(tool) {
            return common::missing(tool);
        }
    }
    let rtrace = common::rtrace();
    let rtrace = rtrace.display();
    let prefixes = [
        "",
        &format!("{rtrace} -o /dev/null"),
        &format!("{rtrace} -f -o /dev/null"),
        &format!("{rtrace} 2>/dev/null"),
        // Only wanted calls stop the program, and the process that the shell started isn't the one that traces.
        &format!("{rtrace} -e trace=openat -o /dev/null"),
        &format!("{rtrace} -f -e trace=openat 2>/dev/null"),
    ];
    for prefix in prefixes {
        scene(&mut Terminal::open(), prefix);
    }
}

/// A command that waits until it was continued `times`, then reads a line.
fn sleeper(times: u32) -> String {
    format!("{} continued {times}", common::fixture("signals").display())
}

#[test]
fn ctrl_z_stops_the_program_and_fg_goes_on_with_it() {
    play(|terminal, prefix| {
        terminal.command(&format!("{prefix} {}", sleeper(1)));
        terminal.wait_for("started");
        terminal.press("C-z");
        terminal.wait_for("Stopped");
        // 128 + SIGTSTP.
        terminal.expect_status(148);
        terminal.command("fg");
        terminal.wait_for("woken 1");
        terminal.type_line("hello");
        terminal.wait_for("got: hello\r");
        terminal.expect_status(3);
        terminal.command("echo left: $(jobs | wc -l)");
        terminal.wait_for("left: 0");
    });
}

#[test]
fn ctrl_z_works_more_than_once() {
    play(|terminal, prefix| {
        terminal.command(&format!("{prefix} {}", sleeper(3)));
        terminal.wait_for("started");
        for time in 1..=3 {
            terminal.press("C-z");
            terminal.wait_for("Stopped");
            terminal.command("fg");
            terminal.wait_for(&format!("woken {time}"));
        }
        terminal.type_line("hello");
        terminal.wait_for("got: hello\r");
        terminal.expect_status(3);
    });
}

#[test]
fn ctrl_c_ends_the_program() {
    play(|terminal, prefix| {
        terminal.command(&format!("{prefix} {}", sleeper(1)));
        terminal.wait_for("started");
        terminal.press("C-c");
        // 128 + SIGINT.
        terminal.expect_status(130);
    });
}

#[test]
fn a_program_that_handles_ctrl_c_decides_for_itself() {
    play(|terminal, prefix| {
        if prefix.contains("2>") {
            // Without -o, Ctrl-C is also for the tracer, which then lets the program go.
            return;
        }
        terminal.command(&format!(
            "{prefix} sh -c 'trap \"echo cau\"\"ght; exit 7\" INT; echo sta\"\"rted; read -r x'"
        ));
        terminal.wait_for("started");
        terminal.press("C-c");
        terminal.wait_for("caught");
        terminal.expect_status(7);
    });
}

#[test]
fn ctrl_backslash_quits_the_program() {
    play(|terminal, prefix| {
        if prefix.contains("2>") {
            return;
        }
        terminal.command(&format!("ulimit -c 0; {prefix} {}", sleeper(1)));
        terminal.wait_for("started");
        terminal.press("C-\\");
        // 128 + SIGQUIT.
        terminal.expect_status(131);
    });
}

#[test]
fn a_pipeline_is_stopped_continued_and_interrupted_as_a_whole() {
    play(|terminal, prefix| {
        terminal.command(&format!("{prefix} sh -c '{} | cat; echo not this'", sleeper(2)));
        terminal.wait_for("started");
        terminal.press("C-z");
        terminal.wait_for("Stopped");
        terminal.command("fg");
        terminal.wait_for("woken 1");
        terminal.press("C-c");
        terminal.expect_status(130);
    });
}

#[test]
fn a_program_in_the_background_stops_when_it_reads_the_terminal() {
    play(|terminal, prefix| {
        terminal.command(&format!("{prefix} {} &", sleeper(0)));
        terminal.command("wait %1");
        // 128 + SIGTTIN.
        terminal.expect_status(149);
        terminal.command("fg");
        // The shell shows the command when the terminal is ready for lines again.
        terminal.wait_for("continued 0");
        terminal.type_line("hello");
        terminal.wait_for("got: hello");
        terminal.expect_status(3);
    });
}

#[test]
fn no_tmux_server_is_left() {
    if !common::is_there("tmux") {
        return common::missing("tmux");
    }
    let terminal = Terminal::open();
    let socket = terminal.dir.path().join("socket");
    drop(terminal);
    assert!(!socket.exists());
}
