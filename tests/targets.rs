//! Which processes are traced beside a program: by name, by control group, with their descendants, so many generations of
//! them; and what they are when they are attached to.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

const RTRACE: &str = env!("CARGO_BIN_EXE_rtrace");

/// A shell that has a child, and the child's id. Both end with this.
struct Family {
    shell: Child,
    child: i32,
}

impl Family {
    /// Under the name `name`, in `dir`.
    fn start(dir: &Path, name: &str) -> Family {
        let program = dir.join(name);
        fs::copy("/bin/sleep", &program).unwrap();
        let script = format!("{} 1000 & echo $!; wait", program.display());
        let mut shell = Command::new("sh")
            .args(["-c", &script])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(shell.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let child = line.trim().parse().unwrap();
        // It has the name as soon as it has run the program.
        while fs::read_link(format!("/proc/{child}/exe")).ok().as_deref() != Some(program.as_path()) {
            std::thread::yield_now();
        }
        Family { shell, child }
    }

    fn ids(&self) -> [i32; 2] {
        [self.shell.id() as i32, self.child]
    }
}

impl Drop for Family {
    fn drop(&mut self) {
        _ = kill(Pid::from_raw(self.child), Signal::SIGKILL);
        _ = self.shell.kill();
        _ = self.shell.wait();
    }
}

/// Runs rtrace until it has attached to all of these, then ends it by SIGINT; returns what it wrote.
fn attached(args: &[&str], ids: &[i32]) -> String {
    let mut tracer =
        Command::new(RTRACE).args(args).stdin(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(tracer.stderr.take().unwrap());
    let mut text = String::new();
    let all = |text: &str| ids.iter().all(|id| text.contains(&format!("Process {id} attached")));
    while !all(&text) {
        assert_ne!(lines.read_line(&mut text).unwrap(), 0, "rtrace has ended: {text}");
    }
    kill(Pid::from_raw(tracer.id() as i32), Signal::SIGINT).unwrap();
    while lines.read_line(&mut text).unwrap() > 0 {}
    tracer.wait().unwrap();
    text
}

#[test]
fn processes_are_found_by_the_name_of_their_program() {
    let dir = tempfile::tempdir().unwrap();
    let family = Family::start(dir.path(), "rtrace-named");
    let text = attached(&["--attach-to", "rtrace-named"], &[family.child]);
    assert!(!text.contains(&format!("Process {} ", family.shell.id())), "{text}");
    let path = dir.path().join("rtrace-named");
    attached(&["--attach-to", path.to_str().unwrap()], &[family.child]);
}

#[test]
fn a_tree_is_traced_with_all_that_is_in_it_and_lines_begin_with_ids_from_the_first_on() {
    let dir = tempfile::tempdir().unwrap();
    let family = Family::start(dir.path(), "rtrace-tree");
    let [shell, child] = family.ids();
    let text = attached(&["--tree", "-p", &shell.to_string()], &[shell, child]);
    let calls: Vec<_> = text.lines().filter(|line| line.contains('(')).collect();
    assert!(calls.iter().all(|line| line.starts_with("[pid ")), "{text}");
    let text = attached(&["-p", &shell.to_string()], &[shell]);
    assert!(!text.contains(&format!("Process {child} ")), "{text}");
}

#[test]
fn nobody_to_attach_to_is_an_error() {
    for args in [["--attach-to", "rtrace-nobody"], ["--cgroup", "/rtrace/nothing"]] {
        let output = Command::new(RTRACE).args(args).output().unwrap();
        let text = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(
            (output.status.code(), text.as_str()),
            (Some(1), "rtrace: there is no process to attach to\n")
        );
    }
}

/// A control group of its own in some hierarchy that can be written to, removed with this.
struct Group(std::path::PathBuf);

impl Group {
    fn make() -> Option<Group> {
        let name = format!("rtrace-test-{}", std::process::id());
        let roots =
            ["/sys/fs/cgroup", "/sys/fs/cgroup/pids", "/sys/fs/cgroup/freezer", "/sys/fs/cgroup/unified"];
        let path = roots.iter().map(|root| Path::new(root).join(&name)).find(|path| {
            fs::create_dir(path).is_ok() && path.join("cgroup.procs").exists() || {
                _ = fs::remove_dir(path);
                false
            }
        })?;
        Some(Group(path))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        _ = fs::remove_dir(&self.0);
    }
}

#[test]
fn all_processes_of_a_control_group_are_traced() {
    let dir = tempfile::tempdir().unwrap();
    let Some(group) = Group::make() else {
        return common::missing("a control group that can be written to");
    };
    let mut family = Family::start(dir.path(), "rtrace-group");
    for id in family.ids() {
        fs::write(group.0.join("cgroup.procs"), id.to_string()).unwrap();
    }
    let path = group.0.to_str().unwrap();
    let text = attached(&["--cgroup", path], &family.ids());
    assert_eq!(text.matches(" attached").count(), 2, "{text}");
    // The same group by the name that /proc has for it.
    let name = format!("/{}", group.0.file_name().unwrap().to_str().unwrap());
    attached(&["--cgroup", &name], &family.ids());
    // A group goes only when it is empty.
    for id in family.ids() {
        kill(Pid::from_raw(id), Signal::SIGKILL).unwrap();
    }
    family.shell.wait().unwrap();
    while !fs::read_to_string(group.0.join("cgroup.procs")).unwrap().is_empty() {
        std::thread::yield_now();
    }
}

#[test]
fn so_many_generations_are_followed() {
    // A subshell, which has two children, of which one has two, of which one has one.
    let script = "(/bin/true; (/bin/true; (/bin/true; :); :); :); :";
    let ends = |depth: &str| {
        let output = Command::new(RTRACE)
            .args(["--max-depth", depth, "-q", "-e", "trace=none", "-e", "signal=none", "sh", "-c", script])
            .output()
            .unwrap();
        assert!(output.status.success());
        String::from_utf8_lossy(&output.stderr).matches("+++ exited with 0 +++").count()
    };
    assert_eq!((ends("0"), ends("1"), ends("2"), ends("9")), (1, 2, 4, 7));
}

#[test]
fn threads_are_of_their_processs_generation() {
    let threads = common::fixture("threads");
    let count = |args: &[&str]| {
        let output = Command::new(RTRACE)
            .args(args)
            .args(["-e", "trace=none", "-e", "signal=none"])
            .arg(&threads)
            .args(["idle", "3"])
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stderr).matches(" attached\n").count()
    };
    let all = count(&["-f"]);
    assert!(all > 1, "{all}");
    assert_eq!(count(&["--max-depth=0"]), all);
}

#[test]
fn a_process_is_described_when_it_is_attached_to() {
    let dir = tempfile::tempdir().unwrap();
    let family = Family::start(dir.path(), "rtrace-shown");
    let id = family.child.to_string();
    let text = attached(&["--snapshot", "-p", &id], &[family.child]);
    let line = text.lines().find(|line| line.starts_with("--- process {")).expect(&text);
    let program = dir.path().join("rtrace-shown");
    for part in [
        format!("{{pid={id}, comm=\"rtrace-shown\", args=[\"{}\", \"1000\"]", program.display()),
        format!(", exe=\"{}\", ", program.display()),
        "capabilities={inheritable=".to_owned(),
        "namespaces={cgroup=\"cgroup:[".to_owned(),
        "{resource=RLIMIT_NOFILE, soft=".to_owned(),
        "descriptors=[{fd=0, path=\"/dev/null\"}".to_owned(),
    ] {
        assert!(line.contains(&part), "{part}: {line}");
    }
    let trace = dir.path().join("trace");
    let trace = trace.to_str().unwrap();
    attached(&["--snapshot", "--format=json", "-o", trace, "-p", &id], &[family.child]);
    let text = fs::read_to_string(trace).unwrap();
    let data: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!((&data["type"], &data["process"]["pid"]), (&"snapshot".into(), &family.child.into()));
    assert_eq!(data["process"]["descriptors"][0]["path"], "/dev/null");
}
