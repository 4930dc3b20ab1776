//! Where scenarios are played: copies of the programs that any user may run, what stands ready to be attached to,
//! and the table of verdicts.

use crate::common::report;
use rtrace::diagnose::causes::{CAUSES, judge};
use rtrace::diagnose::evidence::Evidence;
use serde_json::Value;
use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// No scenario may take longer: a hang is a failure, and leaves nothing behind.
const SECONDS: &str = "120";

/// A directory with the programs, readable for all.
pub struct Scene {
    directory: TempDir,
}

impl Scene {
    /// None where the tests don't run as root, who alone can set most scenarios up.
    pub fn new() -> Option<Scene> {
        if !nix::unistd::geteuid().is_root() {
            crate::common::missing("root");
            return None;
        }
        let directory = TempDir::with_prefix("rtrace-").unwrap();
        fs::set_permissions(directory.path(), Permissions::from_mode(0o755)).unwrap();
        let scene = Scene { directory };
        scene.copy(Path::new(env!("CARGO_BIN_EXE_rtrace")), "rtrace", 0o755);
        scene.copy(&example("denied"), "denied", 0o755);
        Some(scene)
    }

    /// Puts a program into the directory.
    pub fn copy(&self, program: &Path, name: &str, mode: u32) -> PathBuf {
        let to = self.path(name);
        // Not by this process: a test beside this one may fork while the file is open for writing, and then nobody
        // could run it.
        let copied =
            Command::new("install").arg("-m").arg(format!("{mode:o}")).arg(program).arg(&to).status();
        assert!(copied.unwrap().success());
        to
    }

    /// Writes a shell script into the directory.
    pub fn script(&self, name: &str, text: &str) {
        let draft = self.path(&format!("{name}.sh"));
        fs::write(&draft, format!("#!/bin/sh\n{text}\n")).unwrap();
        self.copy(&draft, name, 0o755);
    }

    /// A file in the directory.
    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// The words of a command. `{name}` stands for a file of the scene.
    fn words(&self, command: &str) -> Vec<String> {
        let root = self.directory.path().to_str().unwrap();
        command
            .split_whitespace()
            .map(|word| word.replace('{', &format!("{root}/")).replace('}', ""))
            .collect()
    }

    /// Runs a command to its end.
    pub fn run(&self, command: &str) -> Output {
        let output = Command::new("timeout")
            .args(["-k", "1", SECONDS])
            .args(self.words(command))
            .current_dir("/")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert_ne!(output.status.code(), Some(124), "{command} hangs: {}", text(&output.stderr));
        output
    }

    /// Starts what is to be attached to: a command that prints the PID, and ends when it is dropped.
    pub fn target(&self, command: &str) -> Ready {
        let words = self.words(command);
        let mut child = Command::new(&words[0])
            .args(&words[1..])
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let pid = line.trim().parse().unwrap_or_else(|_| panic!("{command} said {line:?}"));
        Ready { child, pid }
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        let left: Vec<String> = fs::read_dir("/proc")
            .unwrap()
            .flatten()
            .filter_map(|entry| fs::read_link(entry.path().join("exe")).ok())
            .filter(|program| program.starts_with(self.directory.path()))
            .map(|program| program.display().to_string())
            .collect();
        assert!(left.is_empty() || std::thread::panicking(), "still running: {left:?}");
    }
}

/// A fixture, as cargo built it for these tests.
pub fn example(name: &str) -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    tests.parent().and_then(Path::parent).unwrap().join("examples").join(name)
}

/// What stands ready to be attached to.
pub struct Ready {
    child: Child,
    pub pid: i32,
}

impl Drop for Ready {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        self.child.wait().unwrap();
    }
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What a scenario should come to.
#[derive(Clone, Copy)]
pub enum Expected {
    /// This cause, with this certainty, and then that one.
    Named(&'static str, &'static str, Option<&'static str>),
    /// No cause.
    Unexplained,
    /// Nothing is refused.
    Works,
}

/// The verdicts of one test.
pub struct Table<'a> {
    scene: &'a Scene,
    rows: Vec<String>,
    wrong: Vec<String>,
}

impl<'a> Table<'a> {
    pub fn new(scene: &'a Scene) -> Table<'a> {
        Table { scene, rows: Vec::new(), wrong: Vec::new() }
    }

    /// Launches `/bin/true` under rtrace, inside of what `inside` sets up.
    pub fn launch(&mut self, name: &str, inside: &str, expected: Expected) -> String {
        self.play(name, &format!("{inside} {{rtrace}}"), "/bin/true", "", expected)
    }

    /// Attaches to `pid`, inside of what `inside` sets up. Where that works, the target's end would end it, so the
    /// preflight alone is asked.
    pub fn attach(&mut self, name: &str, inside: &str, pid: i32, expected: Expected) -> String {
        let target = format!("-p {pid}");
        self.play(name, &format!("{inside} {{rtrace}}"), &target, &target, expected)
    }

    /// Runs `rtrace` with the arguments that make it fail, and with those that ask beforehand.
    pub fn play(
        &mut self,
        name: &str,
        rtrace: &str,
        trace: &str,
        diagnose: &str,
        expected: Expected,
    ) -> String {
        self.play_with(name, |args| format!("{rtrace} {args}"), trace, diagnose, expected)
    }

    /// The same, with any command around rtrace's arguments. Both must say the same. Returns what the failure said.
    pub fn play_with(
        &mut self,
        name: &str,
        command: impl Fn(&str) -> String,
        trace: &str,
        diagnose: &str,
        expected: Expected,
    ) -> String {
        let works = matches!(expected, Expected::Works);
        let said = if works && trace == diagnose {
            String::new()
        } else {
            let output = self.scene.run(&command(trace));
            let said = text(&output.stderr);
            self.check(name, output.status.code() == Some(i32::from(!works)), || {
                format!("ended with {:?}: {said}", output.status)
            });
            self.verdict(name, &said, expected);
            said
        };
        let output = self.scene.run(&command(&format!("--diagnose --format=json {diagnose}")));
        match serde_json::from_slice(&output.stdout) {
            Ok(data) => {
                self.check(name, output.status.code() == Some(i32::from(!works)), || {
                    format!("--diagnose ended with {:?}", output.status)
                });
                self.cross(name, &data, expected);
            }
            Err(error) => {
                self.check(name, false, || format!("--diagnose: {error}: {}", text(&output.stderr)))
            }
        }
        said
    }

    fn check(&mut self, name: &str, right: bool, otherwise: impl FnOnce() -> String) {
        if !right {
            self.wrong.push(format!("{name}: {}", otherwise()));
        }
    }

    /// Reads the block that rtrace prints.
    pub fn verdict(&mut self, name: &str, said: &str, expected: Expected) {
        let named = said.split_once("\n  cause: ").map(|(_, rest)| rest.lines().next().unwrap_or_default());
        let found = match named {
            None => "works".to_owned(),
            Some(cause) if cause.starts_with("unexplained") => "unexplained".to_owned(),
            Some(cause) => {
                cause.rsplit_once('[').map_or("", |(_, code)| code.trim_end_matches(']')).to_owned()
            }
        };
        let wanted = match expected {
            Expected::Named(code, certainty, _) => format!("{code}, {certainty}"),
            Expected::Unexplained => "unexplained".to_owned(),
            Expected::Works => "works".to_owned(),
        };
        if named.is_some() {
            let lines = said.lines().count();
            self.check(name, (6..=14).contains(&lines), || format!("{lines} lines: {said}"));
            self.check(name, !said.contains("panicked"), || said.to_owned());
        }
        if let Expected::Named(_, _, Some(next)) = expected {
            self.check(name, said.contains(&format!("[{next}]")), || format!("next is not {next}: {said}"));
        }
        self.rows.push(format!("{name:<58} {wanted:<32} {found}"));
        self.check(name, found == wanted, || format!("{found} instead of {wanted}: {said}"));
    }

    /// Crosses the evidence with every cause: exactly the expected one is named, and no other could have been, but
    /// the one that is known to come next.
    fn cross(&mut self, name: &str, data: &Value, expected: Expected) {
        let refusal = data["refusals"].as_array().and_then(|all| all.last());
        let (code, next) = match expected {
            Expected::Works => {
                self.check(name, data["ok"] == true, || format!("--diagnose: {data}"));
                let found = if data["ok"] == true { "works" } else { "is refused" };
                self.rows.push(format!("{name:<58} {:<32} {found} (--diagnose)", "works"));
                return;
            }
            Expected::Named(code, _, next) => (Some(code), next),
            Expected::Unexplained => (None, None),
        };
        let Some(refusal) = refusal else {
            return self.check(name, false, || format!("--diagnose finds no fault: {data}"));
        };
        self.check(name, refusal["cause"].as_str() == code, || {
            format!("--diagnose: {} instead of {code:?}: {}", refusal["cause"], refusal["found"])
        });
        let found: Evidence = serde_json::from_value(refusal["found"].clone()).unwrap();
        let verdict = judge(&found);
        self.check(name, verdict.cause.map(|(cause, _)| cause.code) == code, || {
            "judged anew it is another".into()
        });
        let others: Vec<&str> = CAUSES
            .iter()
            .filter(|cause| Some(cause.code) != code && cause.refuses(&found).is_some())
            .map(|cause| cause.code)
            .collect();
        self.check(
            name,
            others.iter().all(|other| Some(*other) == next || BEHIND.contains(&(code, *other))),
            || format!("{others:?} would be named, too"),
        );
    }

    /// Prints the table, and fails where a verdict was wrong.
    pub fn end(self) {
        report(&format!("{:<58} {:<32} verdict\n{}", "scenario", "expected", self.rows.join("\n")));
        assert!(
            self.wrong.is_empty(),
            "{} of {}:\n{}",
            self.wrong.len(),
            self.rows.len(),
            self.wrong.join("\n")
        );
    }
}

/// What may stand behind a cause without being the next: a set-user-ID program is another user's, not dumpable, and
/// has more capabilities.
const BEHIND: &[(Option<&str>, &str)] = &[
    (Some("other-user"), "not-dumpable"),
    (Some("other-user"), "more-capabilities"),
    (Some("not-dumpable"), "more-capabilities"),
    (Some("seccomp-filter"), "more-capabilities"),
    (Some("kernel-thread"), "more-capabilities"),
    (Some("pid-namespace"), "no-such-process"),
];
