//! A set-user-ID program under a tracer without privilege runs without it, and the user is told once.

mod common;

use std::process::Command;

#[test]
fn a_setuid_program_that_loses_its_bit_is_named_once() {
    if !nix::unistd::geteuid().is_root() {
        return common::missing("root, to become another user");
    }
    if !common::is_there("setpriv") || !common::is_there("su") {
        return common::missing("setpriv or su");
    }
    // Where another user can reach it.
    let directory = tempfile::tempdir_in("/tmp").unwrap();
    std::fs::set_permissions(directory.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let rtrace = directory.path().join("rtrace");
    std::fs::copy(common::rtrace(), &rtrace).unwrap();
    let told = |user: &str| {
        let mut command = Command::new("setpriv");
        command.args(["--reuid", user, "--regid", user, "--clear-groups"]).arg(&rtrace);
        command.args(["-f", "-o", "/dev/null", "sh", "-c", "su --version; su --version"]);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stderr).unwrap().matches("/su runs without its set-ID bits").count()
    };
    assert_eq!(told("65534"), 1);
    assert_eq!(told("0"), 0, "root keeps the bit");
}
