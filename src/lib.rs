//! rtrace: a system call tracer for Linux that says why.
//!
//! # The map
//!
//! ```text
//! argv -> cli (what was typed -> what is meant) -> run (wiring)
//! kernel -> tracer: wait status -> typed stop -> event (the tracee is stopped)
//! event -> filter (wanted?) -> decode (table row + memory -> words) -> output (text | json)
//! failure -> diagnose: evidence -> first cause that explains it -> advice
//! ```
//!
//! # Invariants
//!
//! 1. rtrace never changes what a traced program does, unless asked to.
//! 2. Decoding never fails, never panics and never allocates per call, whatever bytes the program passes.
//! 3. An unknown number, bit or structure is shown, never dropped.
//! 4. `unsafe` lives in [`sys`] alone; `cfg(target_arch)` in [`arch`] alone.
//! 5. A verdict has evidence that it prints. Without proof it says "likely"; without a match "unexplained".
//! 6. Bytes that a traced program controls reach the terminal escaped.
//! 7. The text format is strace's, byte for byte, wherever strace has one.
//!
//! ARCHITECTURE.md tells how to add a call, a cause and a flag.

#![deny(unsafe_code)]
// Of the program, not of what tests it: a test fails by panicking.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod arch;
pub mod cli;
pub mod decode;
pub mod diagnose;
pub mod event;
pub mod filter;
pub mod inject;
pub mod memory;
pub mod notify;
pub mod output;
pub mod run;
pub mod sys;
pub mod tracer;
pub mod unwind;
