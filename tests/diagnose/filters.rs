//! `--seccomp-dump`: the filters of a process, as they are and for what they refuse. `--seccomp-profile`: a profile that
//! allows what a run used, and under which the program runs in a container.

use crate::engines::{Bundles, Made};
use crate::scene::{Scene, text};
use serde_json::Value;
use std::cell::Cell;
use std::fs;

#[test]
fn a_dump_lists_every_filter_with_names_and_what_it_refuses() {
    let Some(scene) = Scene::new() else { return };
    let target = scene.target(
        "{denied} filter errno:38 mount -- {denied} filter kill ptrace=16902,keyctl -- {denied} idle",
    );
    let output = scene.run(&format!("{{rtrace}} --seccomp-dump -p {}", target.pid));
    let said = text(&output.stdout);
    assert!(output.status.success(), "{said}{}", text(&output.stderr));
    let newest = said.find("filter 2 of 2").unwrap();
    let oldest = said.find("filter 1 of 2").unwrap();
    assert!(newest < oldest, "{said}");
    let (newest, oldest) = (&said[newest..oldest], &said[oldest..]);
    assert!(newest.contains("SECCOMP_RET_KILL_PROCESS:\n      keyctl\n"), "{said}");
    assert!(newest.contains("ptrace where args[0].low == 0x4206"), "{said}");
    assert!(newest.contains("A = arch") && newest.contains("AUDIT_ARCH_"), "{said}");
    assert!(oldest.contains("SECCOMP_RET_ERRNO(ENOSYS):\n      mount\n"), "{said}");

    let output = scene.run(&format!("{{rtrace}} --format=json --seccomp-dump -p {}", target.pid));
    let data: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(data["filters"].as_array().unwrap().len(), 2);
    let refusals = data["filters"][1]["refusals"].as_array().unwrap();
    let own = refusals.iter().find(|each| each["abi"] == std::env::consts::ARCH).unwrap();
    assert_eq!(own["calls"][0]["name"], "mount");
    assert_eq!(own["calls"][0]["actions"][0], "SECCOMP_RET_ERRNO(ENOSYS)");

    let status = std::fs::read_to_string(format!("/proc/{}/status", target.pid)).unwrap();
    assert!(status.contains("TracerPid:\t0\n") && !status.contains("State:\tt"), "{status}");
}

#[test]
fn where_there_is_no_dump_it_says_why() {
    let Some(scene) = Scene::new() else { return };
    let filtered = scene.target("{denied} filter errno:38 mount -- {denied} idle");
    let plain = scene.target("{denied} idle");
    for (inside, pid, why) in [
        ("", plain.pid, "it runs under no seccomp filter"),
        ("", 4_194_304, "[no-such-process, proved]"),
        ("{denied} filter errno:38 mount --", filtered.pid, "rtrace itself runs under a seccomp filter"),
        ("{denied} user 65501 65501 --", filtered.pid, "rtrace has no CAP_SYS_ADMIN"),
        ("{denied} userns --", filtered.pid, "user"),
    ] {
        let output = scene.run(&format!("{inside} {{rtrace}} --seccomp-dump -p {pid}"));
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(why) && said.contains("\n  cause: "), "{inside} {why}: {said}");
        assert!(output.stdout.is_empty());
    }
    let output = scene.run("{rtrace} --seccomp-dump true");
    assert!(text(&output.stderr).contains("--seccomp-dump takes one -p PID, and no program"));
}

/// What a program prints in a container under a profile, and whether it succeeds.
fn contained(bundles: &Bundles, uid: u32, profile: &Value, words: &[&str]) -> (bool, String) {
    let made = Made { profile: None, capable: false, uid, user_namespace: false };
    let (bundle, name) = bundles.bundle(made, words);
    let file = bundle.join("config.json");
    let mut config: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    config["linux"]["seccomp"] = profile.clone();
    fs::write(&file, config.to_string()).unwrap();
    let output = bundles.scene.run(&bundles.runtime(&format!("run -b {} {name}", bundle.display())));
    (output.status.success(), text(&output.stdout) + &text(&output.stderr))
}

fn profile_story(runtime: &'static str) {
    let Some(scene) = Scene::new() else { return };
    if crate::absent(runtime) {
        return;
    }
    let file = scene.path("profile.json");
    scene.script("work", "cat /etc/passwd | head -n 1; (echo a process more); exit 3");
    let work = scene.path("work");
    let output = scene.run("{rtrace} --seccomp-profile {profile.json} {work}");
    assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
    assert_eq!((text(&output.stdout).lines().count(), text(&output.stderr).as_str()), (2, ""));
    let profile: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let names = profile["syscalls"][0]["names"].as_array().unwrap();
    assert!(names.contains(&"execve".into()) && !names.contains(&"mkdir".into()), "{profile}");
    let bundles = Bundles { scene: &scene, runtime, made: Cell::new(0) };
    for uid in [0, 1000] {
        let (_, said) = contained(&bundles, uid, &profile, &[work.to_str().unwrap()]);
        assert_eq!(said, text(&output.stdout), "{runtime}, uid {uid}");
        let (succeeded, said) = contained(&bundles, uid, &profile, &["/bin/mkdir", "/tmp/new"]);
        assert!(!succeeded && said.contains("not permitted"), "{runtime}, uid {uid}: {said}");
    }
}

#[test]
fn a_program_runs_in_runc_under_the_profile_of_its_own_calls() {
    profile_story("runc");
}

#[test]
fn a_program_runs_in_crun_under_the_profile_of_its_own_calls() {
    profile_story("crun");
}

/// What a call is says all that a profile has, so entries are enough.
#[test]
fn without_ptrace_a_profile_has_the_same_calls() {
    let Some(scene) = Scene::new() else { return };
    scene.script("work", "cat /etc/passwd | head -n 1; (echo a process more); exit 3");
    let names = |inside: &str, options: &str| -> Vec<String> {
        let output =
            scene.run(&format!("{inside} {{rtrace}} {options} --seccomp-profile {{p.json}} {{work}}"));
        assert_eq!(output.status.code(), Some(3), "{}", text(&output.stderr));
        let profile: Value = serde_json::from_slice(&fs::read(scene.path("p.json")).unwrap()).unwrap();
        let names =
            profile["syscalls"].as_array().unwrap().iter().flat_map(|rule| rule["names"].as_array().unwrap());
        names.map(|name| name.as_str().unwrap().to_owned()).collect()
    };
    let traced = names("", "");
    assert!(traced.contains(&"execve".to_owned()) && traced.contains(&"wait4".to_owned()), "{traced:?}");
    assert_eq!(names("{denied} filter errno:1 ptrace --", "--no-ptrace"), traced);
    let said = text(&scene.run("{rtrace} --no-ptrace --seccomp-profile {p.json} {nowhere}").stderr);
    assert!(said.contains("nowhere"), "{said}");
}

#[test]
fn a_profile_takes_a_file_s_place_whole_or_not_at_all() {
    let Some(scene) = Scene::new() else { return };
    let old = scene.path("profile.json");
    fs::write(&old, "old").unwrap();
    let failed = |command: &str, why: &str| {
        let output = scene.run(command);
        let said = text(&output.stderr);
        assert!(!output.status.success() && said.contains(why), "{command}: {said}");
        assert_eq!(text(&output.stdout), "", "{command}: the program must not run");
    };
    failed("{rtrace} --seccomp-profile {profile.json} {nowhere}", "nowhere");
    assert_eq!(fs::read_to_string(&old).unwrap(), "old");
    failed("{rtrace} --seccomp-profile {absent/profile.json} echo", "cannot write");
    failed("{rtrace} --seccomp-profile /dev/null echo", "no regular file");
    failed("{rtrace} --seccomp-profile {profile.json}", "takes a program");
    failed("{rtrace} --seccomp-profile {profile.json} -o {trace} echo", "takes a program");
    std::os::unix::fs::symlink(&old, scene.path("link")).unwrap();
    assert!(scene.run("{rtrace} --seccomp-profile {link} true").status.success());
    assert!(fs::read_to_string(&old).unwrap().contains("SCMP_ACT_ERRNO"), "the link was followed");
    assert!(fs::symlink_metadata(scene.path("link")).unwrap().is_symlink());
    let left = fs::read_dir(scene.path("")).unwrap().flatten().map(|entry| entry.file_name());
    let left: Vec<_> = left.filter(|name| name.to_string_lossy().starts_with(".rtrace-")).collect();
    assert!(left.is_empty(), "{left:?}");
}
