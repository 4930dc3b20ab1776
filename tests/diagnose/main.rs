//! Real denials, and what rtrace says about them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod attaches;
#[path = "../common/mod.rs"]
mod common;
mod containers;
mod launches;
mod scene;
mod survives;

/// Whether a program is not to be found; says so, and fails in CI.
fn absent(program: &str) -> bool {
    let found = std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|directory| directory.join(program).is_file()));
    if !found {
        common::missing(program);
    }
    !found
}
