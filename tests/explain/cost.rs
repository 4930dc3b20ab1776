//! What explaining costs, in calls that rtrace itself makes, as strace counts them.

use crate::scene::Scene;
use crate::table::scene;

/// How many calls rtrace makes while the program makes `call` so many times.
fn made(scene: &Scene, options: &str, call: &str, count: usize) -> f64 {
    let counts = scene.path("counts");
    let calls = vec![call; count].join(" + ");
    let rtrace = format!("{{rtrace}} --placement=off {options} -o /dev/null {{refused}} {calls}");
    scene.run(&format!("strace -qq -c -o {} {rtrace}", counts.display()));
    let text = std::fs::read_to_string(&counts).unwrap();
    let total = text.lines().find(|line| line.ends_with(" total")).unwrap_or_else(|| panic!("{text}"));
    total.split_whitespace().nth(3).and_then(|calls| calls.parse().ok()).unwrap_or_else(|| panic!("{text}"))
}

/// How many of rtrace's calls belong to one of the program's.
fn each(scene: &Scene, options: &str, call: &str) -> f64 {
    (made(scene, options, call, 500) - made(scene, options, call, 100)) / 400.0
}

#[test]
fn a_call_that_is_not_refused_costs_one_stop_more_and_without_explain_nothing() {
    let Some(scene) = scene() else { return };
    if crate::absent("strace") {
        return;
    }
    let plain = each(&scene, "", "getppid");
    let [succeeds, fails, refused] =
        ["getppid", "close -1", "setpgid 0 1"].map(|call| each(&scene, "--explain", call));
    let report = format!(
        "rtrace's own calls for each of the program's: {plain:.1}; with --explain {succeeds:.1}, {fails:.1} where it fails, \
         {refused:.1} where it is refused"
    );
    crate::common::report(&report);
    // A stop is a wait and a request that resumes; the event of the witness needs no question.
    assert!(plain < 7.0 && succeeds - plain < 2.6, "{report}");
    assert!(refused > succeeds, "{report}");
    assert!((fails - succeeds).abs() < 0.6, "{report}");
    let denied = each(&scene, "--explain", "sethostname x -1");
    assert!((denied - succeeds).abs() < 0.6, "EINVAL is explained for known traps alone: {denied}");
}
