//! Many tasks.

use crate::harness::{ended, trace};

#[test]
fn ten_thousand_short_lived_processes_are_all_accounted_for() {
    let trace = trace(&["-f", "-q"], &["processes", "many", "10000"]);
    assert_eq!((ended(trace.status).as_str(), trace.accounts()), ("exit 0", (10_001, 10_001)));
}

#[test]
fn two_thousand_threads_are_all_accounted_for() {
    let trace = trace(&["-f", "-q"], &["threads", "idle", "2000"]);
    assert_eq!((ended(trace.status).as_str(), trace.accounts()), ("exit 0", (2001, 2001)));
}

#[test]
fn a_tree_of_processes_that_is_killed_at_random_leaves_nobody_behind() {
    let trace = trace(&["-f", "-q"], &["processes", "killed-tree", "40"]);
    assert_eq!((ended(trace.status).as_str(), trace.out.as_str()), ("exit 0", "done\n"));
    let (tasks, ends) = trace.accounts();
    // How many each tree grows depends on the machine.
    assert!(tasks == ends && tasks > 40, "{tasks} tasks, {ends} ends");
}
