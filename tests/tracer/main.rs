//! What the tracer sees, and what it leaves alone: programs under `events`, a fixture that prints one line for each
//! event. The tracer waits for any child, so it runs in a process of its own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod attach;
#[path = "../common/mod.rs"]
mod common;
mod crowds;
mod denied;
mod harness;
mod interrupt;
mod launch;
mod signals;
mod tasks;
mod transparent;
