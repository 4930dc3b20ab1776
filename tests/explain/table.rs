//! The table of refusals: each is made for real, under rtrace, and the verdict is read from the call's object.

use crate::common::report;
use crate::scene::{Scene, example, text};
use rtrace::arch::{Abi, numbers};
use serde_json::Value;

/// The refusals of one test.
pub struct Table<'a> {
    pub scene: &'a Scene,
    rows: Vec<String>,
    wrong: Vec<String>,
}

/// Held by tests that make rings of io_uring, and by the one that has the machine refuse them.
pub static IO_URING: std::sync::Mutex<()> = std::sync::Mutex::new(());

/// A scene with the program that makes calls.
pub fn scene() -> Option<Scene> {
    let scene = Scene::new()?;
    scene.copy(&example("refused"), "refused", 0o755);
    Some(scene)
}

/// The calls as this machine has them: newer ABIs have no call for what a newer call can do.
pub fn own_calls(calls: &str) -> String {
    let own = |call: &str| {
        let mut words = call.split(' ').map(str::to_owned).collect::<Vec<_>>();
        if words[0] == "thread" || numbers::number(Abi::own(), &words[0]).is_some() {
            return call.to_owned();
        }
        // Where each path stands, it stands behind a directory; flags come last.
        let (name, paths, flags): (_, &[usize], _) = match words[0].as_str() {
            "access" => ("faccessat", &[1], None),
            "chmod" => ("fchmodat", &[1], None),
            "chown" => ("fchownat", &[1], Some("0")),
            "link" => ("linkat", &[1, 2], Some("0")),
            "mkdir" => ("mkdirat", &[1], None),
            "mknod" => ("mknodat", &[1], None),
            "readlink" => ("readlinkat", &[1], None),
            "rename" => ("renameat2", &[1, 2], Some("0")),
            "stat" => ("newfstatat", &[1], Some("0")),
            "symlink" => ("symlinkat", &[2], None),
            "unlink" => ("unlinkat", &[1], Some("0")),
            other => panic!("what does {other} here?"),
        };
        for &at in paths.iter().rev() {
            words.insert(at, "-100".to_owned());
        }
        words[0] = name.to_owned();
        words.extend(flags.map(str::to_owned));
        words.join(" ")
    };
    calls.split(" + ").map(own).collect::<Vec<_>>().join(" + ")
}

impl<'a> Table<'a> {
    pub fn new(scene: &'a Scene) -> Table<'a> {
        Table { scene, rows: Vec::new(), wrong: Vec::new() }
    }

    /// `calls`, as the fixture takes them, run inside of what `inside` sets up: the last is refused for `expected`
    /// (`cause, certainty`). Where `advised` says how the advice is taken, in the place of `inside`, it succeeds then.
    /// Returns what was said: because, evidence and advice, each on a line.
    pub fn refused(&mut self, inside: &str, calls: &str, expected: &str, advised: Option<&str>) -> String {
        let calls = &own_calls(calls);
        let name = calls.rsplit(" + ").next().unwrap().split(' ').next().unwrap().to_owned();
        let said = self.explained(inside, &format!("{{refused}} {calls}"), &name, expected);
        if let Some(advised) = advised {
            let output = self.scene.run(&format!("{advised} {{refused}} {calls}"));
            let status = output.status.code();
            self.check(&name, status == Some(0), || {
                format!("with the advice it ends with {status:?}: {advised}")
            });
            if let Some(row) = self.rows.last_mut() {
                row.push_str("; the advice helps");
            }
        }
        said
    }

    /// The last refused call `call` of a command.
    pub fn explained(&mut self, inside: &str, command: &str, call: &str, expected: &str) -> String {
        let line = format!("{inside} {{rtrace}} --explain --format=json -f -e trace={call} {command}");
        self.read(&line, call, expected)
    }

    /// The last refused call `call` of a whole command line.
    pub fn read(&mut self, line: &str, call: &str, expected: &str) -> String {
        let output = self.scene.run(line);
        let said = text(&output.stderr);
        let refused = said
            .lines()
            .filter_map(|line| serde_json::from_str::<Value>(line).ok())
            .rfind(|object| object["call"] == call && object["refused"].is_object());
        let Some(refused) = refused else {
            self.check(call, false, || format!("no {call} was explained: {line}\n{said}"));
            return String::new();
        };
        let why = &refused["refused"];
        let cause = why["cause"].as_str().unwrap_or("unexplained");
        let found = format!("{cause}, {}", why["certainty"].as_str().unwrap_or_default());
        let because = why["because"].as_str().unwrap_or_default();
        let error = refused["error"].as_str().or(refused["error"]["name"].as_str()).unwrap_or_default();
        self.rows.push(format!("{call:<22} {error:<8} {expected:<28} {found:<28} {because}"));
        self.check(call, found == expected, || format!("{found} instead of {expected}: {line}\n{why}"));
        let list = |name: &str| {
            let items = why[name].as_array().into_iter().flatten();
            items.map(|item| item.as_str().unwrap_or_default().to_owned()).collect::<Vec<_>>().join("\n")
        };
        format!("{because}\n{}\n{}", list("evidence"), list("advice"))
    }

    /// Notes what is wrong.
    pub fn check(&mut self, name: &str, right: bool, otherwise: impl FnOnce() -> String) {
        if !right {
            self.wrong.push(format!("{name}: {}", otherwise()));
        }
    }

    /// Prints the table, and fails where a verdict was wrong.
    pub fn end(self) {
        report(&format!(
            "{:<22} {:<8} {:<28} {:<28} because\n{}",
            "refused call",
            "errno",
            "expected",
            "verdict",
            self.rows.join("\n")
        ));
        assert!(
            self.wrong.is_empty(),
            "{} of {}:\n{}",
            self.wrong.len(),
            self.rows.len(),
            self.wrong.join("\n")
        );
    }
}
