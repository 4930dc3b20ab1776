//! What explanations look like, and where they go.

use crate::scene::text;
use crate::table::scene;

const KEYCTL: &str = "{denied} filter errno:1 keyctl --";

#[test]
fn an_explanation_stands_under_its_call_and_a_summary_at_the_end() {
    let Some(scene) = scene() else { return };
    let output =
        scene.run(&format!("{KEYCTL} {{rtrace}} --explain -e trace=keyctl {{refused}} keyctl 0 -3 0"));
    let said = text(&output.stderr);
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].starts_with("keyctl(") && lines[0].contains("EPERM"), "{said}");
    assert!(lines[1].starts_with("    ^ EPERM: a seccomp filter refused it"), "{said}");
    assert!(lines[1].contains(" [seccomp-filter, proved]; ") && lines[1].contains("; try: "), "{said}");
    assert_eq!(lines[3], "1 call was refused:", "{said}");
    assert_eq!(lines[4], "  seccomp-filter (proved): keyctl 1 EPERM", "{said}");
    assert!(lines[6].starts_with("    try: allow keyctl in the seccomp filter"), "{said}");
}

#[test]
fn a_call_that_is_not_wanted_is_not_explained() {
    let Some(scene) = scene() else { return };
    for filter in ["-e trace=getpid", "-z", "-e status=successful"] {
        let command = format!("{KEYCTL} {{rtrace}} --explain {filter} {{refused}} keyctl 0 -3 0");
        let said = text(&scene.run(&command).stderr);
        assert!(!said.contains("seccomp") && !said.contains("refused:"), "{filter}: {said}");
    }
    let command = format!("{KEYCTL} {{rtrace}} --explain -Z {{refused}} keyctl 0 -3 0");
    assert!(text(&scene.run(&command).stderr).contains("    ^ EPERM: a seccomp filter"));
}

#[test]
fn lines_carry_the_process_id_that_their_calls_carry() {
    let Some(scene) = scene() else { return };
    let trace = scene.path("trace");
    let command = format!(
        "{KEYCTL} {{rtrace}} --explain -f -o {} -e trace=keyctl {{refused}} keyctl 0 -3 0",
        trace.display()
    );
    scene.run(&command);
    let said = std::fs::read_to_string(trace).unwrap();
    let lines: Vec<&str> = said.lines().collect();
    let pid = lines[0].split(' ').next().unwrap();
    assert!(lines[1].starts_with(pid) && lines[1].contains("^ EPERM"), "{said}");
    assert!(said.contains("\n1 call was refused:\n"), "{said}");
}

#[test]
fn a_summary_of_calls_has_the_refusals_behind_it() {
    let Some(scene) = scene() else { return };
    let output = scene.run(&format!("{KEYCTL} {{rtrace}} --explain -c {{refused}} keyctl 0 -3 0"));
    let said = text(&output.stderr);
    let (table, refusals) = said.split_once("total\n").unwrap();
    assert!(table.contains("keyctl") && refusals.starts_with("1 call was refused:"), "{said}");
}

#[test]
fn refusals_that_differ_in_the_file_alone_are_summed_up_together() {
    let Some(scene) = scene() else { return };
    let own = scene.copy(&crate::scene::example("refused"), "own", 0o600).display().to_string();
    let calls = format!("truncate {own} 0 + truncate /etc/passwd 0 + sethostname x 1 + truncate {own} 0");
    let inside = "{denied} user 65501 65501 --";
    let command = format!("{inside} {{rtrace}} --explain -e trace=truncate,sethostname {{refused}} {calls}");
    let output = scene.run(&command);
    let said = text(&output.stderr);
    let (_, summary) = said.split_once("4 calls were refused:\n").unwrap_or_else(|| panic!("{said}"));
    let lines: Vec<&str> = summary.lines().collect();
    assert_eq!(lines[0], "  file-permission (proved): truncate 3 EACCES", "{said}");
    assert_eq!(lines[1], format!("    uid 65501 may not write {own}, and others like it"), "{said}");
    assert_eq!(lines[3], "  capability (proved): sethostname 1 EPERM", "{said}");
    assert!(lines[4].ends_with("to name the machine"), "{said}");
}

#[test]
fn links_that_were_not_to_be_followed_are_told_once_and_counted() {
    let Some(scene) = scene() else { return };
    for name in ["one", "two", "three"] {
        std::os::unix::fs::symlink("/nowhere", scene.path(name)).unwrap();
    }
    let open = |name: &str| format!("openat -100 {} {:#o}", scene.path(name).display(), libc::O_NOFOLLOW);
    let calls = ["one", "two", "three"].map(open).join(" + ");
    let said = text(&scene.run(&format!("{{rtrace}} --explain -P /nothing {{refused}} {calls}")).stderr);
    assert!(!said.contains("ELOOP"), "nobody wants to see them: {said}");
    let said = text(&scene.run(&format!("{{rtrace}} --explain -e trace=openat {{refused}} {calls}")).stderr);
    assert_eq!(said.matches("    ^ ELOOP: ").count(), 1, "{said}");
    assert!(said.contains("  symbolic-links (proved): openat 3 ELOOP\n"), "{said}");
    assert!(said.contains("O_NOFOLLOW was given, and others like it\n"), "{said}");
    // One that the program didn't ask for is told each time.
    std::os::unix::fs::symlink("round", scene.path("round")).unwrap();
    let open = format!("openat -100 {} 0", scene.path("round").display());
    let command = format!("{{rtrace}} --explain -e trace=openat {{refused}} {open} + {open}");
    let said = text(&scene.run(&command).stderr);
    assert_eq!(said.matches("    ^ ELOOP: ").count(), 2, "{said}");
}

#[test]
fn what_rtrace_itself_injects_is_not_explained() {
    let Some(scene) = scene() else { return };
    let said = text(&scene.run("{rtrace} --explain -e inject=getpid:error=EPERM {refused} getpid").stderr);
    assert!(said.contains("(INJECTED)") && !said.contains(" ^ "), "{said}");
}

#[test]
fn without_a_refusal_nothing_is_added() {
    let Some(scene) = scene() else { return };
    let said = text(&scene.run("{rtrace} --explain -e trace=getpid {refused} getpid").stderr);
    assert_eq!(said.lines().count(), 2, "{said}");
}

#[test]
fn the_program_sees_its_own_status_and_exit() {
    let Some(scene) = scene() else { return };
    let output = scene.run("{rtrace} --explain -o /dev/null {refused} openat -100 /nowhere 0");
    assert_eq!(output.status.code(), Some(libc::ENOENT));
}

/// Nobody lives under the witness's filter without a tracer.
#[test]
fn without_f_what_the_program_makes_lives_as_ever() {
    let Some(scene) = scene() else { return };
    // The last one outlives the program: it waits until that is gone.
    scene.script(
        "makes",
        "echo one | cat\n(echo two)\nparent=$$\n(while kill -0 $parent 2>/dev/null; do :; done; echo three) &\nexit 3",
    );
    for inside in ["", "{denied} user 65501 65501 --"] {
        let output = scene.run(&format!("{inside} {{rtrace}} --explain {{makes}}"));
        assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(3), "one\ntwo\nthree\n"));
        let said = text(&output.stderr);
        assert!(!said.contains("write(1, \"two") && said.matches("+++ exited with").count() == 1, "{said}");
    }
    // CLONE_UNTRACED, with SIGCHLD.
    let output = scene.run("{rtrace} --explain -e trace=wait4 {refused} clone 0x800011 + wait4 % 0 0 0");
    assert!(
        output.status.success() && text(&output.stderr).contains("CLD_EXITED"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn on_a_terminal_a_failed_program_s_refusals_are_hinted_at() {
    let Some(scene) = scene() else { return };
    if crate::absent("script") {
        return;
    }
    scene.script("terminal", "exec script -qec \"$*\" /dev/null");
    let hint = |options: &str, calls: &str| {
        let command = format!("{{terminal}} {KEYCTL} {{rtrace}} {options} -e trace=all {{refused}} {calls}");
        let said = text(&scene.run(&command).stdout);
        said.lines().find(|line| line.contains("--explain says why")).map(|line| line.trim_end().to_owned())
    };
    let told = hint("", "keyctl 0 -3 0").unwrap();
    assert!(told.ends_with("rtrace: 1 call was refused (EPERM 1): --explain says why"), "{told}");
    assert_eq!(hint("-q", "keyctl 0 -3 0"), None, "-q silences it");
    assert_eq!(hint("--explain", "keyctl 0 -3 0"), None, "it was said already");
    assert_eq!(hint("", "keyctl 0 -3 0 + getpid"), None, "the program succeeded");
    assert_eq!(hint("", "openat -100 /nowhere 0"), None, "nothing was refused");
    let elsewhere = scene.run(&format!("{KEYCTL} {{rtrace}} {{refused}} keyctl 0 -3 0"));
    assert!(!text(&elsewhere.stderr).contains("--explain says why"), "this is no terminal");
}

#[test]
fn attached_processes_are_explained_too() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Command, Stdio};
    let Some(scene) = scene() else { return };
    // It waits for a byte, and then makes its call.
    let words = ["user", "65501", "65501", "--"];
    let mut target = Command::new(scene.path("denied"))
        .args(words)
        .arg(scene.path("refused"))
        .args(["read", "0", "@00", "1", "+", "sethostname", "x", "1"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    let mut tracer = Command::new(scene.path("rtrace"))
        .args(["--explain", "-e", "trace=sethostname", "-p", &target.id().to_string()])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = String::new();
    let mut lines = BufReader::new(tracer.stderr.take().unwrap());
    lines.read_line(&mut said).unwrap();
    assert!(said.contains("attached"), "{said}");
    target.stdin.take().unwrap().write_all(b"x").unwrap();
    std::io::Read::read_to_string(&mut lines, &mut said).unwrap();
    assert_eq!(target.wait().unwrap().code(), Some(libc::EPERM));
    assert!(tracer.wait().unwrap().success());
    assert!(said.contains("    ^ EPERM: CAP_SYS_ADMIN is missing"), "{said}");
    assert!(said.contains("[capability, proved]"), "there is no filter: {said}");
}

#[test]
fn with_a_file_for_each_process_the_summary_goes_to_standard_error() {
    let Some(scene) = scene() else { return };
    let trace = scene.path("trace");
    let command =
        format!("{KEYCTL} {{rtrace}} --explain -ff -o {} {{refused}} keyctl 0 -3 0", trace.display());
    let said = text(&scene.run(&command).stderr);
    assert!(said.starts_with("1 call was refused:\n"), "{said}");
}
