//! What behaviour tests share.

#![allow(dead_code, reason = "each test file uses its own part of this")]

/// Tells that a test can't run because `what` is missing here: a failure where CI is set, said aloud elsewhere.
pub fn missing(what: &str) {
    assert!(std::env::var_os("CI").is_none(), "{what} is missing: tests/run installs it");
    eprintln!("SKIPPED: {what} is missing (tests/run installs it)");
}
