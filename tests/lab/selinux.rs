//! A policy that refuses ptrace to one domain while its boolean deny_ptrace is on.

use crate::lab_with;
use crate::user::User::{Root, Tester};
use crate::verdict::{Case, Confined, TRACED, Way, check, check_advice};
use std::fs;

/// Words before a command that run it in the domain.
const CONFINED: &[&str] = &["/lab/confined", "lab:lab_r:confined_t"];

#[test]
fn a_domain_without_process_ptrace_is_refused_and_the_boolean_helps() {
    let Some(lab) = lab_with("selinux") else { return };
    fs::write("/sys/fs/selinux/load", fs::read(lab.join("selinux.policy")).unwrap()).unwrap();
    fs::write("/sys/fs/selinux/enforce", "1").unwrap();
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

fn deny_ptrace(set: &str) {
    fs::write("/sys/fs/selinux/booleans/deny_ptrace", set).unwrap();
    fs::write("/sys/fs/selinux/commit_pending_bools", "1").unwrap();
}
