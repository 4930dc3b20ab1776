//! `--no-ptrace`: what is seen where ptrace is refused, and when it is offered.

use crate::engines::{Bundles, Engine, INSIDE, Made, Profile, docker_profile};
use crate::scene::{Scene, example, text};
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use serde_json::Value;
use std::cell::Cell;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::fd::AsFd;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, Stdio};

const LABEL: &str = "= ? <not visible without ptrace>";
const OFFER: &str = "rtrace --no-ptrace PROGRAM";

/// Filters on all that a tracer uses.
const ERRNO: &str =
    "{denied} filter errno:1 ptrace,process_vm_readv,process_vm_writev,kcmp,pidfd_getfd,pidfd_open --";
const KILL: &str =
    "{denied} filter kill ptrace,process_vm_readv,process_vm_writev,kcmp,pidfd_getfd,pidfd_open --";
const USER: &str = "{denied} user 65501 65501 --";

/// Each line of a call ends with the label; returns the names of the calls.
fn calls(trace: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for line in trace.lines().filter(|line| !line.contains("+++ ") && !line.starts_with("rtrace: ")) {
        assert!(line.ends_with(LABEL), "{line}\n{trace}");
        let line = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
        names.push(line.split('(').next().unwrap());
    }
    names
}

#[test]
fn entries_are_seen_where_all_that_a_tracer_uses_is_refused() {
    let Some(scene) = Scene::new() else { return };
    for inside in ["", ERRNO, KILL, &format!("{ERRNO} {USER}"), &format!("{USER} {KILL}")] {
        let output = scene.run(&format!("{inside} {{rtrace}} --no-ptrace -yy cat /etc/hostname"));
        let said = text(&output.stderr);
        assert!(output.status.success(), "{inside}: {said}");
        assert!(said.contains("\"/etc/hostname\", O_RDONLY) "), "{inside}: {said}");
        assert!(said.starts_with("execve(") && said.ends_with("+++ exited with 0 +++\n"), "{inside}: {said}");
        let names = calls(&said);
        assert!(names.len() > 15 && names.last() == Some(&"exit_group"), "{inside}: {said}");
        assert_eq!(output.stdout, fs::read("/etc/hostname").unwrap(), "{inside}");
    }
}

#[test]
fn the_calls_are_those_that_ptrace_shows() {
    let Some(scene) = Scene::new() else { return };
    let trace = |options: &str| {
        let file = scene.path("trace");
        scene.run(&format!("{{rtrace}} {options} -o {} cat /etc/hostname /etc/passwd", file.display()));
        fs::read_to_string(file).unwrap()
    };
    let (seen, traced) = (trace("--no-ptrace"), trace(""));
    let traced: Vec<&str> = traced
        .lines()
        .filter(|line| !line.starts_with("+++"))
        .map(|line| line.split('(').next().unwrap())
        .collect();
    assert_eq!(calls(&seen), traced);
}

#[test]
fn only_wanted_calls_are_told() {
    let Some(scene) = Scene::new() else { return };
    let output = scene.run("{rtrace} --no-ptrace -e trace=openat -P /etc/hostname cat /etc/hostname");
    assert_eq!(calls(&text(&output.stderr)), ["openat"]);
    let output = scene.run("{rtrace} --no-ptrace -e trace=none sh -c true");
    assert_eq!(text(&output.stderr), "+++ exited with 0 +++\n");
}

#[test]
fn data_says_that_results_are_invisible() {
    let Some(scene) = Scene::new() else { return };
    let output = scene.run(&format!("{ERRNO} {{rtrace}} --no-ptrace --format=json cat /etc/hostname"));
    let objects: Vec<Value> =
        text(&output.stderr).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(objects[0]["how"], "launched");
    assert_eq!(objects.last().unwrap()["type"], "exited");
    let calls: Vec<&Value> = objects.iter().filter(|object| object["type"] == "call").collect();
    assert!(calls.len() > 15);
    for call in calls {
        assert!(call["invisible"] == true && call["result"].is_null(), "{call}");
        assert!(call.get("duration").is_none(), "{call}");
    }
}

#[test]
fn the_program_s_end_is_passed_on() {
    let Some(scene) = Scene::new() else { return };
    scene.copy(&example("signals"), "signals", 0o755);
    scene.script("seven", "exit 7");
    assert_eq!(scene.run("{rtrace} --no-ptrace -o /dev/null {seven}").status.code(), Some(7));
    let output = scene.run("{rtrace} --no-ptrace {signals} die 15");
    let said = text(&output.stderr);
    assert!(said.ends_with("+++ killed by SIGTERM +++\n"), "{said}");
    // timeout(1), which runs rtrace, dies as that does.
    assert_eq!(output.status.signal(), Some(libc::SIGTERM));
    let output = scene.run("{rtrace} --no-ptrace /etc/passwd");
    assert_eq!(output.status.code(), Some(1));
    let said = text(&output.stderr);
    assert!(said.contains("rtrace: /etc/passwd: it is not marked executable"), "{said}");
    assert!(!said.contains("write(") && !said.contains("exit_group"), "what rtrace itself calls: {said}");
}

#[test]
fn all_that_the_program_makes_is_seen_until_the_last_is_gone() {
    let Some(scene) = Scene::new() else { return };
    scene.copy(&example("threads"), "threads", 0o755);
    // The child outlives the program: it waits until that is gone.
    scene.script(
        "leaves",
        "parent=$$\n(while kill -0 $parent 2>/dev/null; do :; done; exec cat /etc/hostname >/dev/null) &\nexit 3",
    );
    let trace = scene.path("trace");
    let output = scene.run(&format!("{ERRNO} {{rtrace}} --no-ptrace -o {} {{leaves}}", trace.display()));
    assert_eq!(output.status.code(), Some(3));
    let said = fs::read_to_string(&trace).unwrap();
    calls(&said);
    let (before, after) = said.split_once("+++ exited with 3 +++").unwrap();
    assert!(!before.contains("/etc/hostname\", O_RDONLY"), "{said}");
    assert!(after.contains("\"/etc/hostname\", O_RDONLY"), "{said}");

    let output = scene.run(&format!("{{rtrace}} --no-ptrace -ff -o {} {{threads}} idle 5", trace.display()));
    assert!(output.status.success());
    let pids = fs::read_dir(scene.path("")).unwrap().flatten();
    let files = pids.filter(|entry| entry.file_name().to_string_lossy().starts_with("trace.")).count();
    assert_eq!(files, 6, "a file for each thread");
}

#[test]
fn signals_do_not_have_calls_told_twice() {
    let Some(scene) = Scene::new() else { return };
    scene.copy(&example("signals"), "signals", 0o755);
    let output = scene.run("{rtrace} --no-ptrace -e trace=getppid {signals} storm 3000");
    let said = text(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert_eq!(said.lines().filter(|line| line.starts_with("getppid() ")).count(), 3000);
}

#[test]
fn a_reader_that_goes_away_does_not_end_the_program() {
    let Some(scene) = Scene::new() else { return };
    let done = scene.path("done");
    scene.script("works", &format!("ls /etc >/dev/null\nls /usr >/dev/null\ntouch {}", done.display()));
    scene.script("head", "\"$@\" 2>&1 | head -n 1");
    scene.run("{head} {rtrace} --no-ptrace {works}");
    assert!(done.exists());
}

#[test]
fn a_signal_that_ends_rtrace_is_passed_on_to_the_program() {
    let Some(scene) = Scene::new() else { return };
    scene.script("stays", "trap 'echo told; exit 0' TERM\necho ready\nwhile :; do :; done");
    let mut tracer = Command::new(scene.path("rtrace"))
        .args(["--no-ptrace", "-e", "trace=none"])
        .arg(scene.path("stays"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(tracer.stdout.take().unwrap()).lines();
    assert_eq!(lines.next().unwrap().unwrap(), "ready");
    let pid = nix::unistd::Pid::from_raw(tracer.id().cast_signed());
    nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGTERM).unwrap();
    assert_eq!(lines.next().unwrap().unwrap(), "told");
    assert_eq!(tracer.wait().unwrap().signal(), Some(libc::SIGTERM), "rtrace ends as it was asked to");
}

#[test]
fn the_program_does_not_outlive_a_killed_rtrace() {
    let Some(scene) = Scene::new() else { return };
    scene.script("stays", "echo ready\nread line");
    let mut tracer = Command::new(scene.path("rtrace"))
        .args(["--no-ptrace", "-e", "trace=none"])
        .arg(scene.path("stays"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let _input = tracer.stdin.take();
    let mut output = BufReader::new(tracer.stdout.take().unwrap());
    output.read_line(&mut String::new()).unwrap();
    tracer.kill().unwrap();
    tracer.wait().unwrap();
    // The pipe has no writer any more, though the program has still something to wait for.
    let mut end = [PollFd::new(output.get_ref().as_fd(), PollFlags::POLLIN)];
    assert_eq!(poll(&mut end, PollTimeout::from(20_000_u16)), Ok(1), "the program lives on");
}

#[test]
fn what_can_t_be_had_is_refused_by_its_name() {
    let Some(scene) = Scene::new() else { return };
    for (options, named) in [
        ("-p 1", "-p"),
        ("-c true", "-c"),
        ("-C true", "-C"),
        ("-T true", "-T"),
        ("-k true", "-k"),
        ("-z true", "-z"),
        ("-Z true", "-Z"),
        ("-b execve true", "-b"),
        ("-D true", "-D"),
        ("-e status=failed true", "-e status="),
        ("-e errno=EPERM true", "a condition on results"),
        ("-e read=0 true", "-e read="),
        ("-e write=1 true", "-e write="),
        ("-e inject=getpid:error=EPERM true", "--inject"),
        ("--fault=getpid true", "--inject"),
        ("--syscall-limit=3 true", "--syscall-limit"),
        ("--seccomp-bpf -f -e trace=openat true", "--seccomp-bpf"),
        ("--explain true", "--explain"),
        ("--diagnose", "--diagnose"),
    ] {
        let output = scene.run(&format!("{{rtrace}} --no-ptrace {options}"));
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{options}: {said}");
        assert!(said.starts_with("rtrace: --no-ptrace sees the entries to calls alone"), "{options}: {said}");
        assert!(said.contains(&format!(": {named} can't be had with it\n")), "{options}: {said}");
    }
}

#[test]
fn it_is_offered_where_it_works_and_nowhere_else_and_never_taken_unasked() {
    let Some(scene) = Scene::new() else { return };
    let said = |inside: &str, args: &str| text(&scene.run(&format!("{inside} {{rtrace}} {args}")).stderr);
    for inside in ["{denied} filter errno:1 ptrace --", ERRNO, KILL, &format!("{KILL} {USER}")] {
        let said = said(inside, "echo it ran");
        assert!(said.contains(OFFER), "{inside}: {said}");
        assert!(!said.contains(LABEL), "{inside}: {said}");
    }
    for (inside, args) in [
        ("{denied} filter errno:1 ptrace,seccomp --", "true"),
        ("{denied} filter kill ptrace,seccomp --", "true"),
        // There is a supervisor already.
        ("{denied} deaf --", "true"),
        ("{denied} deaf vhangup -- {denied} filter errno:1 ptrace --", "true"),
        ("{denied} filter errno:1 ptrace --", "-p 1"),
        ("{denied} filter errno:1 clone,clone3 --", "true"),
    ] {
        let said = said(inside, args);
        assert!(said.contains("  cause: ") && !said.contains(OFFER), "{inside}: {said}");
    }
    let said = said("{denied} deaf vhangup --", "--no-ptrace true");
    assert!(said.contains("has a supervisor, and there can be one alone"), "{said}");
}

#[test]
fn in_bubblewrap_it_shows_what_the_sandbox_lets_pass() {
    let Some(scene) = Scene::new() else { return };
    if crate::absent("bwrap") {
        return;
    }
    let sandbox = "bwrap --ro-bind / / --proc /proc --dev /dev --unshare-all --die-with-parent";
    let output = scene.run(&format!("{sandbox} {ERRNO} {{rtrace}} --no-ptrace cat /etc/hostname"));
    let said = text(&output.stderr);
    assert!(output.status.success() && said.contains("\"/etc/hostname\", O_RDONLY) "), "{said}");
    calls(&said);
}

#[test]
fn in_containers_of_runc_with_the_old_profile_it_works() {
    let Some(scene) = Scene::new() else { return };
    if crate::absent("runc") || crate::absent("mkfifo") {
        return;
    }
    let bundles = Bundles { scene: &scene, runtime: "runc", made: Cell::new(0) };
    let old = Made { profile: Some(Profile::Old), capable: false, uid: 0, user_namespace: false };
    for made in [old, Made { uid: 1000, ..old }, Made { user_namespace: true, ..old }] {
        let offered = text(&scene.run(&bundles.command(made, "/bin/true")).stderr);
        assert!(offered.contains(OFFER), "{offered}");
        let output =
            scene.run(&bundles.command(made, "--no-ptrace -e trace=execve,openat cat /etc/hostname"));
        let said = text(&output.stderr);
        assert!(output.status.success(), "{said}");
        let traced = said.lines().filter(|line| line.contains(LABEL)).count();
        assert!(traced > 2 && said.contains("\"/etc/hostname\", O_RDONLY) "), "{said}");
    }
}

#[test]
fn in_docker_with_the_old_profile_it_works() {
    let Some(scene) = Scene::new() else { return };
    if crate::absent("dockerd") || crate::absent("mkfifo") {
        return;
    }
    if fs::read_to_string("/proc/self/mountinfo").is_ok_and(|mounts| !mounts.contains(" - cgroup")) {
        return crate::common::missing("a cgroup file system");
    }
    scene.script("inside", INSIDE);
    let engine = Engine::start(&scene);
    let old = docker_profile(&scene, "old.json", Profile::Old);
    for options in ["", "--user 1000", "--cap-drop ALL --read-only --tmpfs /tmp"] {
        let options = format!("{old} {options}");
        let offered = text(&scene.run(&engine.run(&options, "/bin/true")).stderr);
        assert!(offered.contains(OFFER), "{options}: {offered}");
        let args = "--no-ptrace -e trace=execve,openat,exit_group cat /etc/hostname";
        let output = scene.run(&engine.run(&options, args));
        let said = text(&output.stderr);
        assert!(output.status.success(), "{options}: {said}");
        assert!(said.contains(&format!("\"/etc/hostname\", O_RDONLY) {LABEL}")), "{options}: {said}");
        let last = said.lines().rev().find(|line| line.starts_with("exit_group(0) ")).unwrap_or_default();
        assert!(last.ends_with(LABEL), "{options}: {said}");
    }
}
