//! What explaining costs, in calls that rtrace itself makes, as strace counts them.

use crate::scene::Scene;
use crate::table::scene;

/// How many calls rtrace makes for stops, and to open files, while the program makes `call` so many times. What a timer
/// brings, and what it interrupts, depends on the machine's load and is left out.
fn made(scene: &Scene, options: &str, call: &str, count: usize) -> [f64; 2] {
    let counts = scene.path("counts");
    let calls = vec![call; count].join(" + ");
    let rtrace = format!("{{rtrace}} --placement=off {options} -o /dev/null {{refused}} {calls}");
    scene.run(&format!("strace -qq -c -o {} {rtrace}", counts.display()));
    let text = std::fs::read_to_string(&counts).unwrap();
    let done = |name: &str| -> f64 {
        let line = text.lines().find(|line| line.split_whitespace().next_back() == Some(name));
        let columns: Vec<&str> =
            line.unwrap_or_else(|| panic!("{name}: {text}")).split_whitespace().collect();
        let number = |column: usize| columns[column].parse::<f64>().unwrap_or(0.0);
        // The errors stand before the name, where there were any.
        number(3) - number(4)
    };
    [done("ptrace") + done("wait4"), done("openat")]
}

/// How many of them belong to one of the program's calls.
fn each(scene: &Scene, options: &str, call: &str) -> [f64; 2] {
    let (few, many) = (made(scene, options, call, 50), made(scene, options, call, 250));
    [0, 1].map(|which| (many[which] - few[which]) / 200.0)
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
        "rtrace's own calls for each of the program's, for stops and to open files: {plain:.1?}; with --explain \
         {succeeds:.1?}, {fails:.1?} where it fails, {refused:.1?} where it is refused"
    );
    crate::common::report(&report);
    // Two stops: a wait for each, a request that resumes, and one that reads the registers. With the witness one more,
    // of which nothing needs to be read.
    let near = |one: f64, other: f64| (one - other).abs() < 0.2;
    assert!(plain[0] < 6.2 && succeeds[0] - plain[0] < 2.2, "{report}");
    assert!(near(fails[0], succeeds[0]), "{report}");
    assert!(near(plain[1], 0.0) && near(succeeds[1], 0.0) && near(fails[1], 0.0), "{report}");
    assert!(refused[1] > 1.0, "{report}");
    let invalid = each(&scene, "--explain", "sethostname x -1");
    assert!(near(invalid[1], 0.0), "EINVAL is explained for known traps alone: {invalid:?}");
}
