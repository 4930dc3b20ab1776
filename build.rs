//! How the program is linked.

use std::env::var;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // The tables hold tens of thousands of pointers. In a program that may lie anywhere the loader writes each of them
    // at every start, which costs a third of what it takes to trace a short program. (Where everything is linked
    // statically, what a program begins with has to fit how it is linked, and that is for the compiler to say.)
    let is = |name: &str, value: &str| var(name).is_ok_and(|found| found.split(',').any(|one| one == value));
    if is("CARGO_CFG_TARGET_ENV", "gnu") && !is("CARGO_CFG_TARGET_FEATURE", "crt-static") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
}
