//! A filter in the kernel changes how often the program stops, and nothing that anybody reads.

mod common;

use nix::sys::signal::{self, Signal};
use nix::unistd::Pid;
use regex::Regex;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};

/// rtrace with these options.
fn rtrace(options: &[&str]) -> Command {
    let mut rtrace = Command::new(env!("CARGO_BIN_EXE_rtrace"));
    rtrace.args(options);
    rtrace
}

/// Whether rtrace may install a filter on its own here: it is root, and runs under none.
fn may_accelerate() -> bool {
    let own = fs::read_to_string("/proc/self/status").unwrap();
    let root = nix::unistd::geteuid().is_root();
    let free = own.lines().any(|line| line.starts_with("Seccomp:") && line.ends_with("\t0"));
    if !(root && free) {
        common::report("LEFT OUT filters of rtrace's own accord: they need root, and no filter");
    }
    root && free
}

/// What each task's trace says, without what differs from run to run.
fn traces(how: &[&str], options: &str, program: &[&str]) -> Vec<String> {
    let dir = tempfile::tempdir().unwrap();
    let mut rtrace = rtrace(how);
    rtrace.arg("-o").arg(dir.path().join("trace"));
    let output = rtrace.args(options.split(' ')).args(program).output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(!complaint.contains("rtrace"), "{options}: {complaint}");
    let mut traces: Vec<String> = fs::read_dir(dir.path())
        .unwrap()
        .map(|entry| normal(&fs::read_to_string(entry.unwrap().path()).unwrap()))
        .collect();
    traces.sort();
    traces.push(format!("{:?}", output.status));
    traces
}

/// Addresses, ids and how long they are, times and what is read (of /proc/PID/maps) differ from run to run, and so does
/// when a child's end is seen: before it is waited for, or meanwhile.
fn normal(text: &str) -> String {
    let differing =
        r#"0x[0-9a-f]{5,}|\b[0-9]{3,}\b|_[us]time=[^,}]+|\bread\([0-9]+, "[^\n]*|rt_sigreturn[^\n]*| += "#;
    let differing = Regex::new(differing).unwrap();
    let normal = differing.replace_all(text, "N").into_owned();
    let (told, rest): (Vec<_>, Vec<_>) =
        normal.lines().partition(|line| line.contains("SIGCHLD {") || *line == "N");
    [rest, told].concat().join("\n")
}

/// The trace is the same with a filter and without: where that was asked for, and where it is rtrace's own idea, with
/// children and without them.
fn compare(options: &str, program: &[&str]) {
    for (filtered, plain) in [
        (&["-ff", "--seccomp-bpf=always"][..], &["-ff", "--seccomp-bpf=never"][..]),
        (&[], &["--seccomp-bpf=never"]),
    ] {
        let expected = traces(plain, options, program);
        assert!(expected.iter().any(|trace| !trace.is_empty()));
        assert_eq!(traces(filtered, options, program), expected, "{filtered:?} {options} {program:?}");
    }
    assert_eq!(
        traces(&["-ff"], options, program),
        traces(&["-ff", "--seccomp-bpf=never"], options, program),
        "-ff {options} {program:?}"
    );
}

/// A fixture's path.
fn fixture(name: &str) -> String {
    common::fixture(name).to_str().unwrap().to_owned()
}

#[test]
fn the_trace_is_the_same_with_a_filter_and_without() {
    let (processes, threads) = (fixture("processes"), fixture("threads"));
    // No job in the background: the shell's `wait` looks first, and sleeps only where the job still runs.
    let shell = "(/bin/true; /bin/true); kill -USR1 $$ 2>/dev/null; exit 3";
    for options in [
        "-e trace=execve,exit_group",
        "-e trace=%file",
        "-e trace=!mmap,brk,mprotect,munmap,futex,wait4,write,getrandom",
        "-y -e trace=openat,close",
        "-e trace=none",
        "-e trace=clone,clone3,vfork,fork",
        "-e trace=openat -e fault=openat:error=EPERM:when=3",
        "-e trace=close -e inject=getpid,getppid:retval=7",
    ] {
        compare(options, &["/bin/sh", "-c", "trap 'echo caught' USR1; /bin/true; kill -USR1 $$; exit 3"]);
        compare(options, &["/bin/sh", "-c", shell]);
        compare(options, &[&processes, "vfork"]);
    }
    for options in ["-e trace=clone,clone3,exit", "-e trace=%process"] {
        compare(options, &[&threads, "idle"]);
        compare(options, &[&processes, "exec"]);
    }
}

#[test]
fn calls_that_the_programs_own_filter_denies_are_not_lost() {
    let deny = fixture("deny");
    for options in ["-e trace=getppid", "-e trace=uname,exit_group"] {
        compare(options, &[&deny, "getppid", "-", "13", "/bin/uname"]);
        compare(options, &[&deny, "uname", "-", "13", "/bin/uname"]);
    }
    let traces = traces(&["-ff"], "-e trace=uname", &[&deny, "uname", "-", "13", "/bin/uname"]).concat();
    assert!(traces.contains("EACCES"), "{traces}");
}

/// What the program sees of filters in /proc/self/status.
fn filters_seen(options: &[&str], program: &[&str]) -> String {
    let mut rtrace = rtrace(&["-o", "/dev/null"]);
    let output = rtrace.args(options).args(program).output().unwrap();
    String::from_utf8(output.stdout).unwrap().split_whitespace().last().unwrap_or_default().to_owned()
}

#[test]
fn a_filter_is_there_where_it_changes_nothing_but_speed_or_was_asked_for() {
    if !may_accelerate() {
        return;
    }
    let look = ["grep", "^Seccomp:", "/proc/self/status"];
    let openat = "-etrace=openat";
    for options in
        [&["-f"][..], &[], &["-f", "--seccomp-bpf"], &["-f", "--kill-on-exit"], &["--syscall-limit=9"]]
    {
        assert_eq!(filters_seen(&[options, &[openat]].concat(), &look), "2", "{options:?}");
    }
    for options in [
        &["-f", "--seccomp-bpf=never"][..],
        &["--seccomp-bpf=never"],
        // Children that aren't followed would be killed, too.
        &["--kill-on-exit"],
        &["-f", "-b", "execve"],
        &["-I1"],
        &["-D"],
    ] {
        assert_eq!(filters_seen(&[options, &[openat]].concat(), &look), "0", "{options:?}");
    }
    assert_eq!(filters_seen(&["-f"], &look), "0", "everything is wanted");
}

#[test]
fn no_filter_is_in_the_way_of_a_program_that_traces_its_children() {
    let processes = fixture("processes");
    for options in [&["-e", "trace=uname"][..], &["-e", "trace=ptrace"]] {
        assert_eq!(
            filters_seen(options, &[&processes, "traceme"]),
            "0",
            "PTRACE_TRACEME is granted: {options:?}"
        );
    }
    assert_eq!(
        filters_seen(&["-f", "-e", "trace=uname"], &[&processes, "traceme"]),
        "1",
        "it is traced already"
    );
}

#[test]
fn a_refusal_of_ptrace_for_the_filters_sake_is_explained() {
    if !may_accelerate() {
        return;
    }
    if !Path::new("/usr/bin/perl").exists() {
        return common::missing("perl");
    }
    let number = if std::env::consts::ARCH == "aarch64" { 117 } else { 101 };
    // The last command of a shell would take its place.
    let script = format!("/usr/bin/perl -e 'exit(syscall({number}, 0, 0, 0, 0) == 0 ? 0 : 1)'; echo $?");
    let output = rtrace(&["-e", "trace=uname", "/bin/sh", "-c", &script]).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "1\n");
    assert_eq!(said.matches("--seccomp-bpf=never").count(), 1, "{said}");
}

#[test]
fn tasks_that_ask_not_to_be_traced_run_all_the_same() {
    let processes = fixture("processes");
    for options in [&["-f"][..], &[], &["-f", "--seccomp-bpf"], &["-f", "--seccomp-bpf=never"]] {
        let trace = tempfile::NamedTempFile::new().unwrap();
        let mut rtrace = rtrace(&["-e", "trace=uname", "-o"]);
        let output = rtrace.arg(trace.path()).args(options).args([&processes, "untraced"]).output().unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stdout), "done\n", "{options:?}: {output:?}");
        let trace = fs::read_to_string(trace.path()).unwrap();
        assert!(!trace.contains("uname("), "nobody sees what they do: {trace}");
    }
}

#[test]
fn rtrace_ends_as_the_program_does() {
    let run = |options: &[&str], script: &str| {
        let mut rtrace = rtrace(&["-o", "/dev/null", "-e", "trace=openat"]);
        rtrace.args(options).args(["/bin/sh", "-c", script]).status().unwrap()
    };
    for options in [&["-f"][..], &[]] {
        assert_eq!(run(options, "exit 7").code(), Some(7));
        for signal in [libc::SIGTERM, libc::SIGKILL, libc::SIGUSR2] {
            assert_eq!(run(options, &format!("kill -{signal} $$")).signal(), Some(signal), "{options:?}");
        }
    }
}

#[test]
fn the_program_belongs_to_the_same_job_session_and_terminal() {
    // Process group, session, terminal, and the terminal's foreground group.
    let look = ["/usr/bin/cut", "-d ", "-f5-8", "/proc/self/stat"];
    let expected = Command::new(look[0]).args(&look[1..]).output().unwrap().stdout;
    for options in [&["-f"][..], &[]] {
        let mut rtrace = rtrace(&["-o", "/dev/null", "-e", "trace=openat"]);
        assert_eq!(rtrace.args(options).args(look).output().unwrap().stdout, expected, "{options:?}");
    }
}

/// Two FIFOs, by which a program waits for the test and the test for the program.
struct Line {
    dir: tempfile::TempDir,
}

impl Line {
    fn new() -> Line {
        let line = Line { dir: tempfile::tempdir().unwrap() };
        for name in ["go", "out"] {
            nix::unistd::mkfifo(&line.dir.path().join(name), nix::sys::stat::Mode::S_IRWXU).unwrap();
        }
        line
    }

    /// The script that waits, opens a file twice and says what is in it; that it waits is said first.
    fn script(&self) -> String {
        let dir = self.dir.path().display();
        fs::write(self.dir.path().join("file"), "as it was\n").unwrap();
        format!("echo waits >{dir}/out; read -r x <{dir}/go; cat {dir}/file {dir}/file >{dir}/out")
    }

    /// What the script says next, to its end.
    fn hear(&self) -> String {
        fs::read_to_string(self.dir.path().join("out")).unwrap()
    }

    /// Has the script go on; what it says then.
    fn go_on(&self) -> String {
        fs::write(self.dir.path().join("go"), "go\n").unwrap();
        self.hear()
    }
}

const BOTH: &str = "as it was\nas it was\n";

#[test]
fn what_outlives_the_program_lives_on_when_rtrace_has_ended() {
    let line = Line::new();
    let script = format!("({}) >/dev/null 2>&1 & exit 5", line.script());
    let mut child =
        rtrace(&["-o", "/dev/null", "-e", "trace=openat", "/bin/sh", "-c", &script]).spawn().unwrap();
    assert_eq!(line.hear(), "waits\n");
    assert_eq!(child.wait().unwrap().code(), Some(5), "rtrace ends with the program, though another runs");
    assert_eq!(line.go_on(), BOTH);
}

#[test]
fn nobody_who_waits_for_rtraces_output_waits_for_what_outlives_it() {
    let line = Line::new();
    // Reading to the end takes until the last who has the pipe is gone.
    let script = format!("exec >/dev/null 2>&1; ({}) & exit 5", line.script());
    let child =
        rtrace(&["-e", "trace=uname", "/bin/sh", "-c", &script]).stderr(Stdio::piped()).spawn().unwrap();
    assert_eq!(line.hear(), "waits\n");
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "+++ exited with 5 +++\n");
    assert_eq!(line.go_on(), BOTH);
}

#[test]
fn the_program_lives_on_when_rtrace_is_killed() {
    for options in [&["-f"][..], &[]] {
        let line = Line::new();
        let mut rtrace = rtrace(&["-o", "/dev/null", "-e", "trace=openat"]);
        let mut child = rtrace.args(options).args(["/bin/sh", "-c", &line.script()]).spawn().unwrap();
        assert_eq!(line.hear(), "waits\n");
        child.kill().unwrap();
        assert_eq!(child.wait().unwrap().signal(), Some(libc::SIGKILL));
        assert_eq!(line.go_on(), BOTH, "{options:?}");
    }
}

#[test]
fn a_signal_to_rtrace_ends_the_trace_and_the_program_decides_for_itself() {
    for (number, name) in [(libc::SIGINT, "INT"), (libc::SIGTERM, "TERM"), (libc::SIGHUP, "HUP")] {
        for options in [&["-f"][..], &[], &["-f", "--seccomp-bpf=never"]] {
            let line = Line::new();
            let dir = line.dir.path().display();
            let (trap, wait) =
                (format!("kill $!; cat {dir}/file {dir}/file >{dir}/out; exit 9"), line.script());
            let wait = wait.split(';').next().unwrap();
            // Who says that it waits can be killed.
            let script = format!("trap '{trap}' {name}; sh -c '{wait}; exec sleep 1000' & wait");
            let mut rtrace = rtrace(&["-e", "trace=openat"]);
            rtrace.args(options).args(["/bin/sh", "-c", &script]).stderr(Stdio::piped());
            let child = rtrace.spawn().unwrap();
            assert_eq!(line.hear(), "waits\n");
            signal::kill(Pid::from_raw(child.id() as i32), Signal::try_from(number).unwrap()).unwrap();
            assert_eq!(line.hear(), BOTH, "{options:?} {name}");
            let output = child.wait_with_output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.signal(), Some(number), "{options:?} {name}: {said}");
            assert!(
                said.lines().any(|line| line.starts_with("rtrace: Process ") && line.ends_with(" detached")),
                "{said}"
            );
        }
    }
}

#[test]
fn prctl_doesnt_tell_the_program_of_the_filter() {
    if !Path::new("/usr/bin/perl").exists() {
        return common::missing("perl");
    }
    // PR_GET_SECCOMP; the number of prctl differs.
    let number = if std::env::consts::ARCH == "aarch64" { 167 } else { 157 };
    let program = format!("exit(syscall({number}, 21, 0, 0, 0, 0))");
    let perl = ["/usr/bin/perl", "-e", &program];
    compare("-e trace=prctl", &perl);
    compare("-e trace=getppid", &perl);
}

#[test]
fn what_a_filter_cannot_go_with_is_said_as_strace_says_it() {
    for (options, said) in [
        (&["--seccomp-bpf"][..], "--seccomp-bpf cannot be used without -f/--follow-forks, disabling"),
        (
            &["--seccomp-bpf", "-f", "-b", "execve"],
            "--seccomp-bpf is not enabled because it is not compatible with -b",
        ),
    ] {
        let mut rtrace = Command::new(env!("CARGO_BIN_EXE_rtrace"));
        let output = rtrace.args(options).args(["-e", "trace=none", "true"]).output().unwrap();
        let text = String::from_utf8(output.stderr).unwrap();
        assert_eq!(text.lines().next(), Some(format!("rtrace: {said}").as_str()));
    }
}
