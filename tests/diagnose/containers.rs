//! Denials by real container runtimes, under profiles like those that the engines have shipped.

use crate::engines::{Bundles, Engine, INSIDE, Made, Profile, docker_profile};
use crate::scene::{Expected, Scene, Table};
use Expected::{Named, Works};
use std::cell::Cell;
use std::fs;

const PROVED: Expected = Named("seccomp-filter", "proved", None);

fn runtime_story(runtime: &'static str) {
    let Some(scene) = Scene::new() else { return };
    if crate::absent(runtime) || crate::absent("mkfifo") || crate::absent("sed") {
        return;
    }
    let bundles = Bundles { scene: &scene, runtime, made: Cell::new(0) };
    let mut table = Table::new(&scene);
    let plain = Made { profile: None, capable: false, uid: 0, user_namespace: false };
    let old = Made { profile: Some(Profile::Old), ..plain };
    let current = Made { profile: Some(Profile::Current), ..plain };
    let mut play = |name: &str, made: Made, args: &str, expected| {
        let name = format!("{runtime}, {name}");
        let diagnose = if args.starts_with("-p") { args } else { "" };
        table.play_with(&name, |args| bundles.command(made, args), args, diagnose, expected)
    };
    let said = play("old profile", old, "/bin/true", PROVED);
    assert!(said.contains("needs no CAP_SYS_PTRACE") && said.contains("--cap-add=SYS_PTRACE"), "{said}");
    play("old profile, another uid", Made { uid: 1000, ..old }, "/bin/true", PROVED);
    play("old profile, user namespace", Made { user_namespace: true, ..old }, "/bin/true", PROVED);
    play("old profile, the advice: capability added", Made { capable: true, ..old }, "/bin/true", Works);
    play("no profile, the advice: unconfined", plain, "/bin/true", Works);
    let expected = Named("seccomp-filter", "proved", Some("other-user"));
    play("old profile, attach to another uid", old, "-p PID", expected);
    let custom = Made { profile: Some(Profile::WithoutRule), capable: true, ..plain };
    let said = play("custom profile, capability added", custom, "/bin/true", PROVED);
    assert!(!said.contains("--cap-add") && said.contains("seccomp=unconfined"), "{said}");
    let custom = Made { profile: Some(Profile::DeniesPtrace), ..plain };
    let said = play("custom profile that denies ptrace alone", custom, "/bin/true", PROVED);
    assert!(!said.contains("--cap-add") && said.contains("seccomp=unconfined"), "{said}");
    play("current profile", current, "/bin/true", Works);
    play("current profile, another uid", Made { uid: 1000, ..current }, "/bin/true", Works);
    play("current profile, user namespace", Made { user_namespace: true, ..current }, "/bin/true", Works);
    let said = play(
        "current profile, attach to another uid",
        current,
        "-p PID",
        Named("other-user", "proved", None),
    );
    assert!(said.contains("--cap-add=SYS_PTRACE") && !said.contains("seccomp"), "{said}");
    play("the advice: capability added", Made { capable: true, ..current }, "-p PID", Works);

    // Who is brought in later may have the capability, but the filter is the container's.
    let (bundle, name) = bundles.bundle(old, &["sleep", "1000"]);
    scene.script("quietly", "exec \"$@\" </dev/null >/dev/null 2>&1");
    let start = format!("{{quietly}} {}", bundles.runtime(&format!("run -d -b {} {name}", bundle.display())));
    assert!(scene.run(&start).status.success(), "{start}");
    let said = table.play_with(
        &format!("{runtime}, old profile, exec with the capability"),
        |args| {
            bundles.runtime(&format!(
                "exec --cap CAP_SYS_PTRACE {name} {} {args}",
                scene.path("rtrace").display()
            ))
        },
        "/bin/true",
        "",
        PROVED,
    );
    scene.run(&bundles.runtime(&format!("delete -f {name}")));
    table.end();
    assert!(said.contains("exec --privileged") && said.contains("--cap-add=SYS_PTRACE"), "{said}");
}

#[test]
fn runc_s_denials_are_named() {
    runtime_story("runc");
}

#[test]
fn crun_s_denials_are_named() {
    runtime_story("crun");
}

/// The story that brought rtrace about, with the real engine.
#[test]
fn docker_s_denials_are_named_and_its_way_out_helps() {
    let Some(scene) = Scene::new() else { return };
    if crate::absent("dockerd") || crate::absent("mkfifo") {
        return;
    }
    if fs::read_to_string("/proc/self/mountinfo").is_ok_and(|mounts| !mounts.contains(" - cgroup")) {
        return crate::common::missing("a cgroup file system");
    }
    scene.script("inside", INSIDE);
    let engine = Engine::start(&scene);
    let old = docker_profile(&scene, "old.json", Profile::Old);
    let custom = docker_profile(&scene, "custom.json", Profile::WithoutRule);
    let denies = docker_profile(&scene, "denies.json", Profile::DeniesPtrace);
    let mut table = Table::new(&scene);
    let mut play = |name: &str, options: &str, args: &str, expected| {
        let name = format!("docker, {name}");
        let diagnose = if args.starts_with("-p") { args } else { "" };
        table.play_with(&name, |args| engine.run(options, args), args, diagnose, expected)
    };
    let said = play("old profile", &old, "/bin/true", PROVED);
    assert!(said.contains("way out in a Docker container:\n    - docker run --cap-add=SYS_PTRACE"), "{said}");
    assert!(said.contains("needs no CAP_SYS_PTRACE"), "{said}");
    play("the advice: --cap-add=SYS_PTRACE", &format!("{old} --cap-add=SYS_PTRACE"), "/bin/true", Works);
    play("the advice: seccomp=unconfined", "--security-opt seccomp=unconfined", "/bin/true", Works);
    play("old profile, --user 1000", &format!("{old} --user 1000"), "/bin/true", PROVED);
    let user = format!("{old} --user 1000 --cap-add=SYS_PTRACE");
    play("the advice, --user 1000", &user, "/bin/true", Works);
    play("the engine's own profile", "", "/bin/true", Works);
    let said = play("own profile, attach to another uid", "", "-p PID", Named("other-user", "proved", None));
    assert!(said.contains("docker run --cap-add=SYS_PTRACE") && !said.contains("seccomp"), "{said}");
    play("the advice: attach with --cap-add=SYS_PTRACE", "--cap-add=SYS_PTRACE", "-p PID", Works);
    let expected = Named("seccomp-filter", "proved", Some("other-user"));
    play("old profile, attach to another uid", &old, "-p PID", expected);
    for (name, options) in [
        ("custom profile without the rule, --cap-add", format!("{custom} --cap-add=SYS_PTRACE")),
        ("custom profile that denies ptrace alone", denies),
    ] {
        let said = play(name, &options, "/bin/true", PROVED);
        assert!(!said.contains("--cap-add") && said.contains("seccomp=unconfined"), "{name}: {said}");
    }
    table.end();
}
