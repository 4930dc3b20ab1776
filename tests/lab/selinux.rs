//! A policy that refuses ptrace to one domain while its boolean deny_ptrace is on, and the contexts of tasks and files.

use crate::user::User::{Root, Tester};
use crate::verdict::{Case, Confined, TRACED, Way, check, check_advice};
use crate::{common, lab_with};
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Once;

/// Words before a command that run it in the domain.
const CONFINED: &[&str] = &["/lab/confined", "lab:lab_r:confined_t"];

#[test]
fn a_domain_without_process_ptrace_is_refused_and_the_boolean_helps() {
    let Some(lab) = lab_with("selinux") else { return };
    enforce(&lab);
    let inside = Confined { tracer: CONFINED, tracee: CONFINED };
    let from_outside = Confined { tracer: &[], tracee: CONFINED };
    for (deny, inside_is, inside_what, outside_what) in [
        (
            "1",
            "selinux",
            "SELinux, deny_ptrace on, inside the domain",
            "SELinux, deny_ptrace on, from outside",
        ),
        (
            "0",
            TRACED,
            "SELinux, deny_ptrace off, inside the domain",
            "SELinux, deny_ptrace off, from outside",
        ),
    ] {
        deny_ptrace(deny);
        let mut cases = Vec::new();
        for user in [Root, Tester] {
            for way in [Way::Launch, Way::Sibling] {
                cases.push(Case { what: inside_what, user, way, confined: inside, expected: inside_is });
                cases.push(Case { what: outside_what, user, way, confined: from_outside, expected: TRACED });
            }
        }
        check(&cases);
    }
    let refused = [(Root, Way::Launch), (Tester, Way::Sibling)].map(|(user, way)| Case {
        what: "SELinux, deny_ptrace on, inside the domain",
        user,
        way,
        confined: inside,
        expected: "selinux",
    });
    check_advice(
        &refused,
        || deny_ptrace("1"),
        |way| {
            let wanted = way.starts_with("setsebool deny_ptrace off ");
            if wanted {
                deny_ptrace("0");
            }
            wanted
        },
    );
}

/// Loads the policy, and enforces it.
fn enforce(lab: &Path) {
    static LOADED: Once = Once::new();
    LOADED.call_once(|| {
        fs::write("/sys/fs/selinux/load", fs::read(lab.join("selinux.policy")).unwrap()).unwrap();
        fs::write("/sys/fs/selinux/enforce", "1").unwrap();
    });
}

fn deny_ptrace(set: &str) {
    fs::write("/sys/fs/selinux/booleans/deny_ptrace", set).unwrap();
    fs::write("/sys/fs/selinux/commit_pending_bools", "1").unwrap();
}

/// The lines of a trace of `cat FILE`, about that file.
fn traced(options: &[&str], file: &str) -> Vec<String> {
    let output = Command::new(common::rtrace())
        .args(options)
        .args(["-e", "trace=openat,read", "-P", file, "cat", file])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    text.lines().filter(|line| line.contains(" = ")).map(str::to_owned).collect()
}

#[test]
fn selinux_contexts_of_tasks_files_and_descriptors_are_shown() {
    let Some(lab) = lab_with("selinux") else { return };
    enforce(&lab);
    let dir = tempfile::tempdir_in("/tmp").unwrap();
    let file = dir.path().join("sample");
    let file = file.to_str().unwrap();
    fs::write(file, "hi\n").unwrap();
    let labelled = Command::new("chcon").args(["lab:lab_r:sample_t", file]).output().unwrap();
    assert!(labelled.status.success(), "{labelled:?}");
    // What the policy would have them be.
    fs::create_dir_all("/etc/selinux/lab/contexts/files").unwrap();
    fs::write("/etc/selinux/config", "SELINUX=enforcing\nSELINUXTYPE=lab\n").unwrap();
    let rows = "/.* lab:lab_r:unlabeled_t\n/tmp/.*/sample -- lab:lab_r:other_t\n";
    fs::write("/etc/selinux/lab/contexts/files/file_contexts", rows).unwrap();
    let task = fs::read_to_string("/proc/self/attr/current").unwrap();
    let task = task.trim_end_matches(['\0', '\n']);
    assert_eq!(task, "lab:lab_r:kernel_t");
    for (option, task, label) in [
        ("--secontext", "kernel_t", "sample_t"),
        ("-e secontext=full", task, "lab:lab_r:sample_t"),
        ("--secontext=mismatch", "kernel_t", "sample_t!!other_t"),
        ("--secontext=full,mismatch", task, "lab:lab_r:sample_t!!lab:lab_r:other_t"),
    ] {
        let options: Vec<&str> = option.split(' ').chain(["-a0"]).collect();
        let lines = traced(&options, file);
        let expected = [
            format!("[{task}] openat(AT_FDCWD, \"{file}\" [{label}], O_RDONLY) = 3 [{label}]"),
            format!("[{task}] read(3 [{label}], \"hi\\n\", 131072) = 3"),
            format!("[{task}] read(3 [{label}], \"\", 131072) = 0"),
        ];
        assert_eq!(lines, expected, "{option}");
    }
    let lines = traced(&["--secontext=none", "-a0"], file);
    assert_eq!(lines[0], format!("openat(AT_FDCWD, \"{file}\", O_RDONLY) = 3"));
    common::report(
        "SELinux: contexts of a task, a file and its descriptor, in part, whole, and where they differ",
    );
}
