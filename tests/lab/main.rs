//! What needs a kernel that this machine may not have: Yama, AppArmor, SELinux, and processes of other ABIs.
//!
//! These tests change what is the whole machine's, so they run in the guests of the lab (tests/vm/run) alone, as
//! root. Elsewhere each says that it was left to the lab.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../common/mod.rs"]
mod common;

mod apparmor;
mod files;
mod programs;
mod selinux;
mod user;
mod verdict;
mod yama;

use std::path::PathBuf;

/// The folder with what the lab made for its guest; none outside the lab, where the test that asks is left out.
fn lab() -> Option<PathBuf> {
    if std::env::var_os("RTRACE_LAB").is_some() {
        return Some(PathBuf::from("/lab"));
    }
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    common::report(&format!("LEFT TO THE LAB {test} (tests/vm/run)"));
    None
}

/// The lab's folder, if its guest runs that security module.
fn lab_with(module: &str) -> Option<PathBuf> {
    let lab = lab()?;
    let modules = std::fs::read_to_string("/sys/kernel/security/lsm").unwrap();
    if modules.split(',').any(|running| running == module) {
        return Some(lab);
    }
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    common::report(&format!("LEFT OUT {test}: this guest runs {}, not {module}", modules.trim()));
    None
}
