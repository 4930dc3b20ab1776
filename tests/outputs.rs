//! What becomes of a trace's files: with which mode they are made, who else has them open, and what happens where there are
//! more tasks than descriptors.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod common;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const RTRACE: &str = env!("CARGO_BIN_EXE_rtrace");

/// A shell's script, in which `$R` is rtrace and `$T` the name for a trace in `dir`.
fn shell(dir: &Path, script: &str) -> Output {
    Command::new("sh").args(["-c", script]).env("R", RTRACE).env("T", dir.join("trace")).output().unwrap()
}

/// The traces in a directory.
fn traces(dir: &Path) -> Vec<PathBuf> {
    let mut found: Vec<_> = fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    found.sort();
    found
}

#[test]
fn files_are_made_with_what_the_umask_leaves_and_whatever_the_program_is_given() {
    let dir = tempfile::tempdir().unwrap();
    shell(dir.path(), "umask 027; $R -o $T -E TMPDIR=/nonexistent true; umask 0; $R -ff -o $T true");
    let modes: Vec<_> = traces(dir.path())
        .iter()
        .map(|path| path.metadata().unwrap().permissions().mode() & 0o7777)
        .collect();
    assert_eq!(modes, [0o640, 0o666]);
}

#[test]
fn the_program_has_none_of_the_traces_descriptors() {
    let dir = tempfile::tempdir().unwrap();
    let listed = |script: &str| {
        let output = shell(dir.path(), script);
        assert!(output.status.success(), "{output:?}");
        // The fourth leads to the directory that is being listed.
        String::from_utf8(output.stdout).unwrap().lines().count()
    };
    let without = listed("ls -l /proc/self/fd/");
    for options in ["-o $T", "-ff -o $T", "-o '|cat >$T'", "-C -o $T", "--seccomp-bpf -f -o $T"] {
        let script = format!("$R {options} ls -l /proc/self/fd/");
        assert_eq!(listed(&script), without, "{options}");
    }
}

#[test]
fn more_tasks_than_descriptors_have_a_file_each() {
    let dir = tempfile::tempdir().unwrap();
    let threads = common::fixture("threads");
    let script =
        format!("ulimit -n 40; $R -ff -o $T -e trace=futex,exit -s 8 {} idle 400", threads.display());
    let output = shell(dir.path(), &script);
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    let traces = traces(dir.path());
    assert_eq!(traces.len(), 401);
    for path in traces {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.ends_with("+++ exited with 0 +++\n"), "{}: {text}", path.display());
        assert_eq!(text.matches("+++").count(), 2, "{}: {text}", path.display());
    }
}

#[test]
fn files_of_tasks_are_added_to_where_asked() {
    let dir = tempfile::tempdir().unwrap();
    shell(dir.path(), "echo old >$T.file; $R -A -o $T.file -e trace=none true");
    let text = fs::read_to_string(dir.path().join("trace.file")).unwrap();
    assert_eq!(text, "old\n+++ exited with 0 +++\n");
}

#[test]
fn a_reader_that_ends_early_is_told_of_once_and_the_program_lives_on() {
    let dir = tempfile::tempdir().unwrap();
    for form in ["text", "json"] {
        let script = format!(
            "$R --format={form} -o '|head -c 10 >/dev/null' sh -c 'for i in 1 2 3 4 5 6 7 8 9; do cat /etc/passwd; done >$T; exit 7'"
        );
        let output = shell(dir.path(), &script);
        let text = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(7), "{text}");
        assert!(text.lines().count() <= 1, "{text}");
        assert_eq!(fs::read(dir.path().join("trace")).unwrap(), fs::read("/etc/passwd").unwrap().repeat(9));
    }
}
