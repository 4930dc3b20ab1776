//! Every recorded denial against every cause: exactly one is named, and no other would have been.

use super::samples::*;
use super::{CAUSES, judge};
use crate::diagnose::evidence::*;
use crate::diagnose::report::Report;
use std::collections::BTreeSet;

const EPERM: Reading = Reading::Errno(libc::EPERM);
const EACCES: Reading = Reading::Errno(libc::EACCES);
const ENOSYS: Reading = Reading::Errno(libc::ENOSYS);
const ESRCH: Reading = Reading::Errno(libc::ESRCH);

/// A denial of kernels and machines that are not at hand, or that can be recorded as well: its name, the code that is
/// to be named, and the evidence.
fn scenarios() -> Vec<(&'static str, Option<&'static str>, Evidence)> {
    let with = |mut e: Evidence, change: &dyn Fn(&mut Evidence)| {
        change(&mut e);
        e
    };
    let refused_launch = |answer: Reading| with(launch(answer), &|e| e.probes.seize_child = answer);
    let label = |e: &mut Evidence, label: &str| e.caller.label = Some(label.to_owned());
    vec![
        ("launch, no reason to be seen", None, refused_launch(EPERM)),
        ("attach, no reason to be seen", None, attach_denied(true)),
        ("attach, no reason to be seen, reading allowed", None, attach_denied(false)),
        ("filter, launch EPERM", Some("seccomp-filter"), with(launch(EPERM), &|e| filter(e, EPERM))),
        ("filter, launch ENOSYS", Some("seccomp-filter"), with(launch(ENOSYS), &|e| filter(e, ENOSYS))),
        ("filter, attach EACCES", Some("seccomp-filter"), with(attach(EACCES), &|e| filter(e, EACCES))),
        (
            "filter, attach EPERM, Yama 1 at hand",
            Some("seccomp-filter"),
            with(attach(EPERM), &|e| {
                filter(e, EPERM);
                e.kernel.yama = Some(1);
            }),
        ),
        (
            "filter in force that allows ptrace, Yama 1",
            Some("yama-scope-1"),
            with(attach_denied(false), &|e| {
                e.caller.seccomp = Some(2);
                e.kernel.yama = Some(1);
            }),
        ),
        ("Yama 1, attach", Some("yama-scope-1"), with(attach_denied(false), &|e| e.kernel.yama = Some(1))),
        ("Yama 2, attach", Some("yama-scope-2"), with(attach_denied(false), &|e| e.kernel.yama = Some(2))),
        ("Yama 2, launch", Some("yama-scope-2"), with(refused_launch(EPERM), &|e| e.kernel.yama = Some(2))),
        ("Yama 3, attach", Some("yama-scope-3"), with(attach_denied(false), &|e| e.kernel.yama = Some(3))),
        (
            "Yama 3, launch as root",
            Some("yama-scope-3"),
            with(refused_launch(EPERM), &|e| {
                e.kernel.yama = Some(3);
                e.caller.cap_effective = Some(u64::MAX);
            }),
        ),
        ("Yama 0", None, with(attach_denied(false), &|e| e.kernel.yama = Some(0))),
        (
            "AppArmor, launch",
            Some("apparmor"),
            with(refused_launch(EACCES), &|e| label(e, "docker-default (enforce)")),
        ),
        (
            "AppArmor, attach, Yama 1 at hand",
            Some("apparmor"),
            with(attach_denied(true), &|e| {
                e.attempt.answer = EACCES;
                e.caller.cap_effective = Some(SYS_PTRACE);
                e.kernel.yama = Some(1);
                label(e, "docker-default (enforce)");
            }),
        ),
        (
            "SELinux, launch",
            Some("selinux"),
            with(refused_launch(EACCES), &|e| label(e, "system_u:system_r:container_t:s0:c1,c2")),
        ),
        (
            "SELinux, attach",
            Some("selinux"),
            with(attach_denied(true), &|e| {
                e.attempt.answer = EACCES;
                label(e, "user_u:user_r:user_t:s0");
            }),
        ),
        ("EACCES without a label", None, refused_launch(EACCES)),
        (
            "gVisor, attach",
            Some("gvisor"),
            with(attach_denied(true), &|e| {
                e.kernel.gvisor_log = true;
                e.probes.landlock_depth = None;
                e.probes.read_memory = ENOSYS;
            }),
        ),
        (
            "WSL 1",
            Some("wsl1"),
            with(attach(Reading::Errno(libc::EINVAL)), &|e| {
                e.kernel.release = "4.4.0-22621-Microsoft".into()
            }),
        ),
        ("Rosetta", Some("rosetta"), with(emulated("x64"), &|e| e.kernel.virtual_apple = true)),
        (
            "qemu-user, arm64 on x86_64",
            Some("emulation"),
            with(emulated("x64"), &|e| e.kernel.machine = "aarch64".into()),
        ),
        (
            "qemu-user, x86_64 on arm64, in Docker",
            Some("emulation"),
            with(emulated("arm64"), &|e| e.caller.seccomp = Some(2)),
        ),
        ("no such process", Some("no-such-process"), absent()),
        (
            "another PID namespace",
            Some("pid-namespace"),
            with(absent(), &|e| {
                e.kernel.proc_is_own = Some(false);
                e.caller.ns_pids = vec![4711, 200];
            }),
        ),
        ("another user", Some("other-user"), with(attach_denied(true), &|e| owned_by(e, [0; 3], [0; 3]))),
        (
            "not dumpable",
            Some("not-dumpable"),
            with(attach_denied(true), &|e| with_target(e, |t| t.mem_owner = Some((0, 0)))),
        ),
        (
            "more capabilities",
            Some("more-capabilities"),
            with(attach_denied(true), &|e| with_target(e, |t| t.task.cap_permitted = Some(1))),
        ),
        ("Landlock", Some("landlock"), with(attach_denied(true), &|e| e.probes.landlock_depth = Some(2))),
        (
            "already traced",
            Some("already-traced"),
            with(attach(EPERM), &|e| with_target(e, |t| t.task.tracer = Some(9))),
        ),
        (
            "under a tracer",
            Some("nested-tracer"),
            with(refused_launch(EPERM), &|e| e.probes.child_tracer = Some(9)),
        ),
        (
            "a zombie",
            Some("zombie"),
            with(attach_denied(false), &|e| {
                with_target(e, |t| {
                    t.task.state = Some('Z');
                    t.read_memory = ESRCH;
                    t.take_descriptor = ESRCH;
                });
            }),
        ),
        ("a limit", Some("process-limit"), limited()),
    ]
}

/// An emulator answers, on a kernel for `arch`.
fn emulated(arch: &str) -> Evidence {
    let mut e = launch(ENOSYS);
    for answer in e.probes.nobody.values_mut() {
        *answer = ENOSYS;
    }
    e.probes.seize_child = Reading::Untried;
    e.kernel.symbols_for = Some(arch.to_owned());
    e
}

fn absent() -> Evidence {
    let mut e = attach(ESRCH);
    let task = Task { pid: 300, ..Task::default() };
    e.target = Some(Target { task, signal: ESRCH, read_memory: ESRCH, ..Target::default() });
    e
}

fn limited() -> Evidence {
    let mut e = launch(Reading::Untried);
    e.attempt = Attempt { request: Tried::Fork, answer: Reading::Errno(libc::EAGAIN) };
    e.kernel.cgroup_pids = Some((5, 5));
    e
}

/// What would also refuse in a scenario, behind the cause that is named.
const BEHIND: &[(&str, &str)] =
    &[("filter, attach EPERM, Yama 1 at hand", "yama-scope-1"), ("another PID namespace", "no-such-process")];

#[test]
fn of_all_causes_exactly_the_expected_one_is_named() {
    for (name, expected, evidence) in scenarios() {
        let named = judge(&evidence).cause.map(|(cause, _)| cause.code);
        assert_eq!(named, expected, "{name}");
        for cause in CAUSES.iter().filter(|cause| Some(cause.code) != expected) {
            let behind = BEHIND.contains(&(name, cause.code));
            assert!(
                cause.refuses(&evidence).is_none() || behind,
                "{name}: {} would be named, too",
                cause.code
            );
        }
    }
}

#[test]
fn every_block_is_short_and_says_what_helps() {
    for (name, expected, evidence) in scenarios() {
        let report = Report::of(evidence);
        let text = report.to_string();
        assert!((6..=14).contains(&text.lines().count()), "{name}: {text}");
        assert!(!report.evidence.is_empty() && !report.advice.is_empty(), "{name}: {text}");
        assert_eq!(text.contains("--explain-cause"), expected.is_some(), "{name}: {text}");
    }
}

#[test]
fn codes_are_unique_and_pages_complete() {
    let codes: BTreeSet<&str> = CAUSES.iter().map(|cause| cause.code).collect();
    assert_eq!(codes.len(), CAUSES.len());
    for cause in &CAUSES {
        let page = cause.page();
        assert!(page.starts_with(cause.code) && page.contains(cause.title), "{page}");
        assert!(page.contains("Evidence:") && page.contains("Way out:"), "{page}");
        assert!(cause.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
    }
}
