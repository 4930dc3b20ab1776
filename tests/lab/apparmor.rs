//! Profiles without the rules that tracing needs, loaded into the guest's kernel.

use crate::lab_with;
use crate::user::User::{Root, Tester};
use crate::verdict::{Case, Confined, TRACED, Way, check, check_advice};
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
    load_profiles(&lab.join("apparmor"));
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

/// The lab has each profile as it refuses, with the rules that rtrace asks for, and as aa-complain would load it.
#[test]
fn the_rules_that_rtrace_advises_help_and_so_does_complaining() {
    let Some(lab) = lab_with("apparmor") else { return };
    for (advice, advised) in [
        (
            "ptrace (trace, read) peer=PROFILE, in rtrace's profile  (and (tracedby, readby) in the other's)",
            "apparmor-advised",
        ),
        ("aa-complain PROFILE ", "apparmor-complaining"),
    ] {
        let mut cases = Vec::new();
        for (what, profile) in [
            ("AppArmor, a container's profile of 2018", OLD),
            ("AppArmor, a profile with no word of ptrace", NONE),
        ] {
            let confined = Confined { tracer: profile, tracee: profile };
            for (user, way) in [(Tester, Way::Launch), (Root, Way::Sibling)] {
                cases.push(Case { what, user, way, confined, expected: REFUSED });
            }
        }
        check_advice(
            &cases,
            || load_profiles(&lab.join("apparmor")),
            |way| {
                let wanted = way.starts_with(advice);
                if wanted {
                    load_profiles(&lab.join(advised));
                }
                wanted
            },
        );
    }
    load_profiles(&lab.join("apparmor"));
}

fn load_profiles(compiled: &Path) {
    for profile in fs::read_dir(compiled).unwrap() {
        let compiled = fs::read(profile.unwrap().path()).unwrap();
        // One write for one profile: the kernel takes no half of it.
        fs::write("/sys/kernel/security/apparmor/.replace", compiled).unwrap();
    }
}
