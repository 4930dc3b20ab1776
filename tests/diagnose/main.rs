//! Real denials, and what rtrace says about them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

mod attaches;
#[path = "../common/mod.rs"]
mod common;
mod containers;
#[allow(dead_code, reason = "the tests of --explain use the rest")]
mod engines;
mod filters;
mod launches;
mod scene;
mod survives;
mod without;

/// Whether a program is not to be found; says so, see [`common::missing`].
fn absent(program: &str) -> bool {
    let found = std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|directory| directory.join(program).is_file()));
    if !found {
        common::missing(program);
    }
    !found
}

#[test]
fn the_readme_has_every_cause() {
    let readme = include_str!("../../README.md");
    for code in rtrace::diagnose::cause_codes() {
        assert!(readme.contains(&format!("`{code}`")), "{code}");
    }
}

#[test]
fn every_cause_is_explained_and_no_other() {
    let explain = |code: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_rtrace"))
            .args(["--explain-cause", code])
            .output()
            .unwrap();
        (output.status.success(), scene::text(&output.stdout), scene::text(&output.stderr))
    };
    for code in rtrace::diagnose::cause_codes() {
        let (found, page, _) = explain(code);
        assert!(found && page.starts_with(&format!("{code}: ")), "{code}: {page}");
        assert!(page.contains("\nEvidence: ") && page.contains("\nWay out: "), "{code}: {page}");
    }
    let (found, page, said) = explain("bad-luck");
    assert!(!found && page.is_empty() && said.contains("seccomp-filter"), "{said}");
}
