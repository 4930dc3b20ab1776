//! kernel.yama.ptrace_scope, from 0 to 3, for those who may and those who may not.

use crate::lab_with;
use crate::user::User::{self, Root, RootWithout, Tester, TesterWith};
use crate::verdict::{Case, Confined, TRACED, Way, check};
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

/// Sets the scope and tries all cases.
fn check_at(scope: usize) {
    fs::write(SCOPE, scope.to_string()).unwrap();
    let what = format!("Yama {scope}");
    let case = |&(user, way, expected): &(User, Way, [&'static str; 4])| Case {
        what: &what,
        user,
        way,
        confined: Confined::default(),
        expected: expected[scope],
    };
    check(&CASES.iter().map(case).collect::<Vec<_>>());
}

/// Up to 2 the scope can be lowered again: what rtrace advises.
#[test]
fn scopes_0_to_2_get_their_verdicts_and_lowering_the_scope_helps() {
    if lab_with("yama").is_none() {
        return;
    }
    for scope in [2, 1, 0] {
        check_at(scope);
    }
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
