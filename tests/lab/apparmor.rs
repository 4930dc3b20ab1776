//! Profiles without the rules that tracing needs, loaded into the guest's kernel.

use crate::lab_with;
use crate::user::User::{Root, Tester};
use crate::verdict::{Case, Confined, TRACED, Way, check};
use std::fs;
use std::path::Path;

/// Words before a command that run it under a profile.
const OLD: &[&str] = &["/lab/confined", "exec lab-old-container"];
const NONE: &[&str] = &["/lab/confined", "exec lab-no-ptrace"];
const NEW: &[&str] = &["/lab/confined", "exec lab-container"];
const FREE: &[&str] = &[];

const REFUSED: &str = "apparmor";

#[test]
fn a_profile_without_the_rules_refuses_and_one_with_them_does_not() {
    let Some(lab) = lab_with("apparmor") else { return };
    load_profiles(&lab);
    let mut cases = Vec::new();
    for (what, tracer, tracee, launch, attach) in [
        ("AppArmor, a container's profile of 2018", OLD, OLD, REFUSED, REFUSED),
        ("AppArmor, a container's profile since 2019", NEW, NEW, TRACED, TRACED),
        ("AppArmor, a profile with no word of ptrace", NONE, NONE, REFUSED, REFUSED),
        ("AppArmor, from a container out", NEW, FREE, TRACED, REFUSED),
        // The kernel asks a tracee's profile only if the tracer has one too.
        ("AppArmor, from outside into a container of 2018", FREE, OLD, TRACED, TRACED),
    ] {
        let confined = Confined { tracer, tracee };
        for user in [Root, Tester] {
            cases.push(Case { what, user, way: Way::Launch, confined, expected: launch });
            cases.push(Case { what, user, way: Way::Sibling, confined, expected: attach });
        }
    }
    check(&cases);
}

fn load_profiles(lab: &Path) {
    for profile in fs::read_dir(lab.join("apparmor")).unwrap() {
        let compiled = fs::read(profile.unwrap().path()).unwrap();
        // One write for one profile: the kernel takes no half of it.
        fs::write("/sys/kernel/security/apparmor/.replace", compiled).unwrap();
    }
}
