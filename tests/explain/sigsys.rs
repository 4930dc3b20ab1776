//! Filters that don't answer with an errno: they kill, or send SIGSYS.

use crate::scene::{Scene, text};
use crate::table::scene;
use serde_json::Value;

/// The objects of a trace as data.
fn objects(scene: &Scene, command: &str) -> Vec<Value> {
    let said = text(&scene.run(command).stderr);
    said.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

#[test]
fn a_program_that_a_filter_kills_is_told_for_which_call() {
    let Some(scene) = scene() else { return };
    for action in ["kill", "kill-thread"] {
        let filter = format!("{{denied}} filter {action} keyctl --");
        let output =
            scene.run(&format!("{filter} {{rtrace}} --explain -e trace=keyctl {{refused}} keyctl 0 -3 0"));
        let said = text(&output.stderr);
        let lines: Vec<&str> = said.lines().collect();
        assert!(lines[0].starts_with("keyctl("), "{said}");
        assert!(lines[1].starts_with("    ^ SIGSYS: a seccomp filter killed it for the call"), "{said}");
        assert!(
            lines[1].contains(" [seccomp-filter, proved]; ") && lines[1].contains("1 filter from outside"),
            "{said}"
        );
        assert!(lines[1].contains("; try: allow keyctl in the seccomp filter"), "{said}");
        assert!(lines[2].starts_with("+++ killed by SIGSYS"), "{said}");
        assert_eq!(lines[3], "1 call was refused:", "{said}");
        assert_eq!(lines[4], "  seccomp-filter (proved): keyctl 1 SIGSYS", "{said}");
    }
    // The program's own filter, as data.
    let found = objects(
        &scene,
        "{rtrace} --explain --format=json -e trace=keyctl {denied} filter kill keyctl -- {refused} keyctl 0 -3 0",
    );
    // Of the call, or, where that has left the kernel before, of the end.
    let told = found.iter().find(|object| object["refused"].is_object()).unwrap();
    let why = &told["refused"];
    assert_eq!((&why["cause"], &why["certainty"]), (&"seccomp-filter".into(), &"proved".into()), "{told}");
    assert!(why["evidence"].to_string().contains("the program brought it"), "{told}");
    let summary = found.last().unwrap();
    assert_eq!(summary["causes"][0]["calls"][0]["signal"], "SIGSYS", "{summary}");
    // A call that nobody wants to see: its end is told, and why.
    let output =
        scene.run("{rtrace} --explain -e trace=none {denied} filter kill keyctl -- {refused} keyctl 0 -3 0");
    let said = text(&output.stderr);
    assert!(
        said.starts_with("    ^ SIGSYS: a seccomp filter killed it") && said.contains("keyctl 1 SIGSYS"),
        "{said}"
    );
}

#[test]
fn a_trap_is_told_with_what_the_program_makes_of_it() {
    let Some(scene) = scene() else { return };
    let output = scene
        .run("{rtrace} --explain -e trace=keyctl {denied} filter trap keyctl -- {refused} keyctl 0 -3 0");
    let said = text(&output.stderr);
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].starts_with("keyctl("), "{said}");
    assert!(lines[1].starts_with("--- SIGSYS {") && lines[1].contains("si_code=SYS_SECCOMP"), "{said}");
    assert!(
        lines[2].starts_with("    ^ SIGSYS: a seccomp filter trapped it, and the program dies of that"),
        "{said}"
    );
    assert!(lines[3].starts_with("+++ killed by SIGSYS"), "{said}");
    assert!(said.contains("  seccomp-filter (proved): keyctl 1 SIGSYS\n"), "{said}");
    // A handler that answers in the kernel's place.
    let found =
        objects(&scene, "{rtrace} --explain --format=json -e trace=getppid {denied} emulates getppid");
    let signal = found.iter().find(|object| object["type"] == "signal").unwrap();
    let why = &signal["refused"];
    assert!(why["because"].as_str().unwrap().contains("the program's own handler answers"), "{signal}");
    assert_eq!((&why["cause"], &why["certainty"]), (&"seccomp-filter".into(), &"proved".into()));
    let end = found.iter().find(|object| object["type"] == "exited").unwrap();
    assert_eq!(end["status"], 0, "the handler has answered");
    assert!(end["refused"].is_null());
}

#[test]
fn a_sigsys_that_somebody_sent_is_no_filter_s() {
    let Some(scene) = scene() else { return };
    scene.script("sends", "kill -SYS $$");
    let output = scene.run("{rtrace} --explain {sends}");
    let said = text(&output.stderr);
    assert!(said.contains("killed by SIGSYS") && !said.contains("seccomp-filter"), "{said}");
}

#[test]
fn on_a_terminal_a_killed_program_is_hinted_at() {
    let Some(scene) = scene() else { return };
    if crate::absent("script") {
        return;
    }
    scene.script("terminal", "exec script -qec \"$*\" /dev/null");
    for action in ["kill", "trap"] {
        let command = format!(
            "{{terminal}} {{rtrace}} -e trace=none {{denied}} filter {action} keyctl -- {{refused}} keyctl 0 -3 0"
        );
        let said = text(&scene.run(&command).stdout);
        assert!(said.contains("1 call was refused (SIGSYS 1): --explain says why"), "{action}: {said}");
    }
}
