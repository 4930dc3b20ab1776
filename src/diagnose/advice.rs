//! The way out, in the words of the environment that rtrace runs in. Where that can't be told, the usual ones are
//! named side by side.

use super::environment::{Environment, environment};
use super::evidence::{Evidence, Reading, SYS_PTRACE};
use super::finding::Advice;

fn advice<const N: usize>(pairs: [(&str, &'static str); N]) -> Vec<Advice> {
    pairs.into_iter().map(|(what, remark)| Advice { what: what.to_owned(), remark }).collect()
}

/// How rtrace gets CAP_SYS_PTRACE over the process that it is to attach to.
pub fn capability(e: &Evidence) -> Vec<Advice> {
    let bounded = e.caller.cap_bounding.is_some_and(|caps| caps & SYS_PTRACE != 0);
    let place = environment(e);
    let root = e.caller.uids.is_some_and(|ids| ids[1] == 0);
    if bounded && !root && place.is_container() {
        let enter = match place {
            Environment::Docker => "docker exec --user 0 CONTAINER rtrace -p PID",
            Environment::Podman => "podman exec --user 0 CONTAINER rtrace -p PID",
            _ => "run rtrace as root of this container",
        };
        return advice([(enter, "its root may have CAP_SYS_PTRACE: the bounding set holds it")]);
    }
    match place {
        Environment::Docker => advice([
            ("docker run --cap-add=SYS_PTRACE ...", "compose: cap_add: [SYS_PTRACE]"),
            (
                "docker run --pid=container:NAME --cap-add=SYS_PTRACE IMAGE rtrace -p PID",
                "for a container that runs already; docker exec --privileged changes no filter",
            ),
        ]),
        Environment::Podman => advice([("podman run --cap-add=SYS_PTRACE ...", "")]),
        Environment::Kubernetes => advice([
            ("securityContext: {capabilities: {add: [SYS_PTRACE]}}", "in the container's spec"),
            (
                "kubectl debug POD --profile=sysadmin --target=CONTAINER --image=IMAGE -it",
                "for a pod that runs",
            ),
        ]),
        Environment::Ecs => advice([(
            "linuxParameters: {capabilities: {add: [\"SYS_PTRACE\"]}}",
            "in the task definition; EKS on Fargate refuses it",
        )]),
        Environment::SystemdService => advice([
            ("sudo rtrace -p PID", "from a shell"),
            (
                "AmbientCapabilities=CAP_SYS_PTRACE",
                "in the unit, and in CapabilityBoundingSet= where that is set",
            ),
        ]),
        Environment::Nspawn => advice([("systemd-nspawn --capability=CAP_SYS_PTRACE ...", "")]),
        Environment::Flatpak => advice([("flatpak run --devel APP", "")]),
        Environment::Bubblewrap => advice([
            ("rtrace -p PID outside the sandbox", "with the PID that the process has there"),
            ("bwrap --cap-add CAP_SYS_PTRACE ...", ""),
        ]),
        Environment::Container => advice([
            ("--cap-add=SYS_PTRACE", "docker run, podman run"),
            ("securityContext: {capabilities: {add: [SYS_PTRACE]}}", "Kubernetes"),
            ("rtrace -p PID as root outside the container", "with the PID that the process has there"),
        ]),
        _ => advice([("sudo rtrace -p PID", "root has CAP_SYS_PTRACE")]),
    }
}

/// Whether rtrace's container was made with CAP_SYS_PTRACE. Its first process tells: who is brought in later
/// (docker exec --privileged) may have more, which changes no filter.
pub fn made_with_capability(e: &Evidence) -> Option<bool> {
    let made = e.surroundings.init_cap_bounding.unwrap_or(u64::MAX);
    e.caller.cap_bounding.map(|caps| caps & made & SYS_PTRACE != 0)
}

/// Whether CAP_SYS_PTRACE would make the runtime leave ptrace out of its filter. `Some(false)`: it wouldn't.
///
/// The runtimes' own profiles test the bounding set when the container is made, and guard kcmp and
/// process_vm_readv by the same rule as ptrace; so a filter that refuses ptrace although the capability is there,
/// or that lets kcmp through, is none of theirs.
pub fn capability_opens_filter(e: &Evidence) -> Option<bool> {
    let unfiltered = |reading: Reading, natively: i32| reading.is(natively);
    if made_with_capability(e)? || unfiltered(e.probes.compare, libc::EINVAL) {
        return Some(false);
    }
    match environment(e) {
        // Docker's own profile has allowed openat2 since 20.10 and ptrace since 19.03, on Linux 4.8 and later: one
        // with the former and without the latter is somebody else's.
        Environment::Docker if unfiltered(e.probes.openat2, libc::EINVAL) => Some(false),
        Environment::Docker | Environment::Podman | Environment::Kubernetes | Environment::Ecs => Some(true),
        Environment::Container => None,
        _ => Some(false),
    }
}

/// How a seccomp filter is made to let ptrace through.
pub fn open_filter(e: &Evidence) -> Vec<Advice> {
    let capability = capability_opens_filter(e);
    match environment(e) {
        Environment::Docker if capability == Some(true) => advice([
            (
                "docker run --cap-add=SYS_PTRACE ...",
                "compose: cap_add: [SYS_PTRACE]; the engine then opens its filter",
            ),
            ("docker run --security-opt seccomp=unconfined ...", "where the profile is not the engine's own"),
        ]),
        Environment::Docker => advice([
            ("docker run --security-opt seccomp=unconfined ...", ""),
            (
                "allow ptrace in the profile given with --security-opt seccomp=FILE",
                "a capability opens it no more",
            ),
        ]),
        Environment::Podman if capability == Some(true) => advice([
            ("podman run --cap-add=SYS_PTRACE ...", "the engine then opens its filter"),
            ("podman run --security-opt seccomp=unconfined ...", "where the profile is not the engine's own"),
        ]),
        Environment::Podman => advice([
            ("podman run --security-opt seccomp=unconfined ...", ""),
            (
                "allow ptrace in the profile given with --security-opt seccomp=FILE",
                "a capability opens it no more",
            ),
        ]),
        Environment::Kubernetes if capability == Some(true) => advice([
            (
                "securityContext: {capabilities: {add: [SYS_PTRACE]}}",
                "containerd before 1.7 then opens its filter; later ones allow ptrace anyhow",
            ),
            ("securityContext: {seccompProfile: {type: Unconfined}}", "where the profile is a custom one"),
        ]),
        Environment::Kubernetes => advice([
            ("securityContext: {seccompProfile: {type: Unconfined}}", ""),
            ("allow ptrace in the pod's Localhost profile", "a capability opens it no more"),
        ]),
        Environment::Ecs => advice([(
            "linuxParameters: {capabilities: {add: [\"SYS_PTRACE\"]}}",
            "in the task definition; EKS on Fargate refuses it",
        )]),
        Environment::SystemdService => advice([
            ("SystemCallFilter=@debug", "in the unit, beside what it allows; or no ~@debug, where ptrace is"),
            ("run the program from a shell", "the filter is the service's"),
        ]),
        Environment::Flatpak => advice([("flatpak run --devel APP", "")]),
        Environment::Snap => advice([("snap run --strace APP", "")]),
        Environment::Bubblewrap => advice([
            (
                "rtrace bwrap ...",
                "trace the sandbox from outside; or -p with the PID that the process has there",
            ),
            ("leave ptrace out of the filter given with bwrap --seccomp", ""),
        ]),
        Environment::Lxc | Environment::Nspawn => advice([(
            "allow ptrace in the container's seccomp filter",
            "lxc.seccomp.profile, --system-call-filter=",
        )]),
        Environment::Container => {
            let mut found = Vec::new();
            if capability != Some(false) {
                found.extend(advice([(
                    "--cap-add=SYS_PTRACE",
                    "docker run, podman run: opens the engine's own profile, not a custom one",
                )]));
            }
            found.extend(advice([
                ("--security-opt seccomp=unconfined", "docker run, podman run"),
                ("securityContext: {seccompProfile: {type: Unconfined}}", "Kubernetes"),
            ]));
            found
        }
        _ => advice([
            ("start rtrace outside of what installed the filter", "a filter can't be taken off from inside"),
            (
                "allow ptrace in that filter",
                "systemd: SystemCallFilter=@debug; browsers, build tools: their own switch",
            ),
        ]),
    }
}

/// How Yama's restriction is lifted.
pub fn yama(e: &Evidence, sysctl: &'static str) -> Vec<Advice> {
    let place = environment(e);
    let mut found = capability(e);
    found.truncate(2);
    let remark = match place {
        Environment::Host | Environment::Wsl2 | Environment::SystemdService => "until the next boot",
        _ => "on the host, for all of it: the setting is no container's own",
    };
    found.push(Advice { what: format!("sysctl kernel.yama.ptrace_scope={sysctl}"), remark });
    found
}

/// How AppArmor's refusal is lifted.
pub fn apparmor(e: &Evidence) -> Vec<Advice> {
    match environment(e) {
        Environment::Docker => advice([
            ("docker run --security-opt apparmor=unconfined ...", ""),
            (
                "a newer engine",
                "profiles of 2019-04 and later have the rule ptrace (trace,read,tracedby,readby)",
            ),
        ]),
        Environment::Podman => advice([("podman run --security-opt apparmor=unconfined ...", "")]),
        Environment::Kubernetes => advice([
            ("securityContext: {appArmorProfile: {type: Unconfined}}", "Kubernetes 1.30"),
            ("containerd 1.7 or later", "its profile has the rule ptrace (trace,read,tracedby,readby)"),
        ]),
        Environment::Snap => advice([("snap run --strace APP", "")]),
        _ => advice([
            (
                "ptrace (trace, read) peer=PROFILE, in rtrace's profile",
                "and (tracedby, readby) in the other's",
            ),
            (
                "aa-complain PROFILE",
                "logs the denial instead; journalctl -k shows it: apparmor=\"DENIED\" ... ptrace",
            ),
        ]),
    }
}

/// How SELinux' refusal is lifted.
pub fn selinux(e: &Evidence) -> Vec<Advice> {
    let labels = ("--security-opt label=disable", "docker run, podman run");
    let boolean = ("setsebool deny_ptrace off", "on the host");
    let log = ("ausearch -m avc -c rtrace", "on the host: shows the rule that is missing");
    match environment(e) {
        Environment::Host | Environment::SystemdService | Environment::Wsl2 => advice([boolean, log]),
        _ if e.kernel.selinux_deny_ptrace == Some(true) => advice([boolean, labels]),
        _ => advice([labels, boolean, log]),
    }
}
