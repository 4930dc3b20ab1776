//! Calls that are refused, really, and what `--explain` says of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod capabilities;
#[path = "../common/mod.rs"]
mod common;
mod containers;
mod cost;
mod doubt;
#[path = "../diagnose/engines.rs"]
#[allow(dead_code, reason = "the diagnosis' tests use the rest")]
mod engines;
mod files;
mod filters;
mod form;
mod fuse;
mod limits;
mod network;
mod ordinary;
#[path = "../diagnose/scene.rs"]
#[allow(dead_code, reason = "the diagnosis' tests use the rest")]
mod scene;
mod sigsys;
mod states;
mod table;

/// Whether a program is not to be found; says so, and fails in CI.
fn absent(program: &str) -> bool {
    let found = common::is_there(program);
    if !found {
        common::missing(program);
    }
    !found
}
