//! kernel.yama.ptrace_scope, from 0 to 3, for those who may and those who may not.

use crate::lab_with;
use crate::user::User::{self, Root, RootWithout, Tester, TesterWith};
use crate::verdict::{Case, Confined, TRACED, Way, check, check_advice};
use std::fs;

const SCOPE: &str = "/proc/sys/kernel/yama/ptrace_scope";
const ONE: &str = "yama-scope-1";
const TWO: &str = "yama-scope-2";
const THREE: &str = "yama-scope-3";

/// Who, how, and the verdicts at 0, 1, 2 and 3.
const CASES: &[(User, Way, [&str; 4])] = &[
    (Tester, Way::Launch, [TRACED, TRACED, TWO, THREE]),
    (Tester, Way::Child, [TRACED, TRACED, TWO, THREE]),
    (Tester, Way::Grandchild, [TRACED, TRACED, TWO, THREE]),
    (Tester, Way::Sibling, [TRACED, ONE, TWO, THREE]),
    (Tester, Way::Permitting, [TRACED, TRACED, TWO, THREE]),
    (TesterWith, Way::Launch, [TRACED, TRACED, TRACED, THREE]),
    (TesterWith, Way::Sibling, [TRACED, TRACED, TRACED, THREE]),
    (Root, Way::Launch, [TRACED, TRACED, TRACED, THREE]),
    (Root, Way::Sibling, [TRACED, TRACED, TRACED, THREE]),
    (RootWithout, Way::Launch, [TRACED, TRACED, TWO, THREE]),
    (RootWithout, Way::Sibling, [TRACED, ONE, TWO, THREE]),
];

fn set(scope: &str) {
    fs::write(SCOPE, scope).unwrap();
}

/// All cases, as they are at a scope.
fn cases_at(scope: usize) -> Vec<Case<'static>> {
    let case = |&(user, way, expected): &(User, Way, [&'static str; 4])| Case {
        what: ["Yama 0", "Yama 1", "Yama 2", "Yama 3"][scope],
        user,
        way,
        confined: Confined::default(),
        expected: expected[scope],
    };
    CASES.iter().map(case).collect()
}

/// Sets the scope and tries all cases.
fn check_at(scope: usize) {
    set(&scope.to_string());
    check(&cases_at(scope));
}

#[test]
fn scopes_0_to_2_get_their_verdicts() {
    if lab_with("yama").is_none() {
        return;
    }
    for scope in [2, 1, 0] {
        check_at(scope);
    }
}

#[test]
fn at_scopes_1_and_2_the_setting_that_rtrace_advises_helps() {
    if lab_with("yama").is_none() {
        return;
    }
    for scope in [1, 2] {
        let refused: Vec<_> = cases_at(scope).into_iter().filter(|case| case.expected != TRACED).collect();
        check_advice(
            &refused,
            || set(&scope.to_string()),
            |way| match way.strip_prefix("sysctl kernel.yama.ptrace_scope=") {
                Some(setting) => {
                    set(&setting[..1]);
                    true
                }
                None => false,
            },
        );
    }
    set("0");
}

/// Nothing can be traced any more in this guest, so it is the last test.
#[test]
fn yama_scope_3_refuses_everybody_for_good() {
    if lab_with("yama").is_none() {
        return;
    }
    check_at(3);
    fs::write(SCOPE, "0").unwrap_err();
}
