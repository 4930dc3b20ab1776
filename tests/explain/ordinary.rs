//! Ordinary programs fail in many calls and are refused few: what is said of them is right, and no more than that.

use crate::scene::Scene;
use crate::table::scene;
use serde_json::Value;

/// Programs that do ordinary things, with the call and cause of what they are refused as root, who is refused little.
const PROGRAMS: &[(&str, &[(&str, &str)])] = &[
    ("ls -la / /etc /root", &[]),
    ("find /etc -maxdepth 2", &[]),
    ("cat /etc/hostname /etc/shadow", &[]),
    ("tar -C /etc -cf /dev/null hostname passwd", &[]),
    ("bash {script}", &[]),
    ("sh {script}", &[]),
    ("python3 {sockets.py}", &[]),
    ("python3 -c pass", &[]),
    ("git init -q {repository}", &[]),
    ("git -C {repository} status", &[]),
    ("make -C {made}", &[]),
    ("gcc -o {made/b} {made/a.c}", &[]),
    ("apt-get --version", &[]),
    ("dpkg -l bash", &[]),
    ("curl -sS -m 3 http://127.0.0.1:1/", &[]),
    ("sshd -t", &[]),
    ("ssh -V", &[]),
    ("id", &[]),
    ("df", &[]),
    ("mount", &[]),
    ("setsid true", &[]),
    ("timeout 5 true", &[]),
    ("strace -o /dev/null true", &[("ptrace", "process")]),
];

/// What users are refused beside that, each for a reason that can be proved.
const USERS: &[&str] = &["file-permission", "file-owner", "capability", "process"];

/// Puts there what the programs work on, for any user.
fn furnish(scene: &Scene) {
    let write = |name: &str, text: &str| std::fs::write(scene.path(name), text).unwrap();
    write(
        "script",
        "for i in 1 2; do echo $i | cat; done\ntest -e /nowhere\n[ -w /dev/null ]\nls /nowhere 2>/dev/null\n:\n",
    );
    // Failures that are no refusals: nothing to read yet, nobody there, no such file, a name that is taken.
    write(
        "sockets.py",
        "import socket, os, select, fcntl\n\
         def fails(call, *args):\n\
         \x20   try: call(*args)\n\
         \x20   except OSError: pass\n\
         s = socket.socket(); s.setblocking(False)\n\
         fails(s.connect, ('127.0.0.1', 1))\n\
         u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); u.setblocking(False)\n\
         fails(u.recv, 1)\n\
         r, w = os.pipe(); os.set_blocking(r, False)\n\
         fails(os.read, r, 1)\n\
         fails(os.open, '/nowhere/x', os.O_RDONLY)\n\
         fails(os.mkdir, '/tmp')\n\
         fails(os.rmdir, '/')\n\
         fails(os.close, 1000)\n\
         fails(os.lseek, r, 0, 0)\n\
         fails(os.readlink, '/')\n\
         fails(os.getxattr, '/etc/passwd', 'user.none')\n\
         fails(os.waitpid, -1, 0)\n\
         fails(os.kill, 2**22 + 5, 0)\n\
         fails(fcntl.fcntl, r, 9999)\n\
         fails(fcntl.ioctl, r, 0x5401)\n\
         fails(os.dup2, 1000, 3)\n",
    );
    for directory in ["repository", "made"] {
        std::fs::create_dir(scene.path(directory)).unwrap();
        std::fs::set_permissions(scene.path(directory), std::os::unix::fs::PermissionsExt::from_mode(0o777))
            .unwrap();
    }
    write("made/a.c", "int main(void) { return 0; }\n");
    write("made/Makefile", "a: a.c\n\t$(CC) -o $@ $<\n");
}

/// The refusals of a program: call, cause and certainty, and all that was said.
fn refusals(scene: &Scene, inside: &str, program: &str) -> Vec<(String, String, String, String)> {
    let trace = scene.path("trace");
    _ = std::fs::remove_file(&trace);
    let line = format!("{inside} {{rtrace}} --explain --format=json -f -o {} {program}", trace.display());
    scene.script(
        "quiet",
        "export HOME=/tmp PATH=/usr/bin:/bin:/usr/sbin:/sbin; \"$@\" >/dev/null 2>&1; exit 0",
    );
    std::fs::write(&trace, "").unwrap();
    std::fs::set_permissions(&trace, std::os::unix::fs::PermissionsExt::from_mode(0o666)).unwrap();
    scene.run(&format!("{{quiet}} {line}"));
    let said = String::from_utf8_lossy(&std::fs::read(&trace).unwrap()).into_owned();
    assert!(said.contains("\"exited\""), "{program}: {said}");
    let objects = said
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap_or_else(|error| panic!("{error}: {line}")));
    objects
        .filter(|object| object["refused"].is_object())
        .map(|object| {
            let why = &object["refused"];
            let text = |value: &Value| value.as_str().unwrap_or("unexplained").to_owned();
            (text(&object["call"]), text(&why["cause"]), text(&why["certainty"]), object.to_string())
        })
        .collect()
}

fn installed(program: &str) -> bool {
    let name = program.split(' ').next().unwrap();
    let there = crate::common::is_there(name);
    if !there {
        crate::common::report(&format!("left out: {name} is not installed"));
    }
    there
}

#[test]
fn root_s_ordinary_programs_are_refused_nothing() {
    let Some(scene) = scene() else { return };
    furnish(&scene);
    for (program, expected) in PROGRAMS.iter().filter(|(program, _)| installed(program)) {
        let expected: std::collections::BTreeSet<(&str, &str)> = expected.iter().copied().collect();
        let refused = refusals(&scene, "", program);
        let found = refused.iter().map(|(call, cause, ..)| (call.as_str(), cause.as_str())).collect();
        assert_eq!(expected, found, "{program}: {refused:#?}");
    }
}

#[test]
fn users_ordinary_programs_are_refused_what_can_be_proved() {
    let Some(scene) = scene() else { return };
    furnish(&scene);
    let mut count = 0;
    for (program, _) in PROGRAMS.iter().filter(|(program, _)| installed(program)) {
        for (call, cause, certainty, said) in refusals(&scene, "{denied} user 65501 65501 --", program) {
            let right = USERS.contains(&cause.as_str()) && certainty == "proved";
            assert!(right, "{program}: {call}: {said}");
            count += 1;
        }
    }
    // /root and /etc/shadow at the least.
    assert!(count >= 2, "{count}");
}
