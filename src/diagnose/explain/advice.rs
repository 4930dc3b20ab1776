//! What helps, in the words of the environment that rtrace runs in.

use super::capability::{name, number, short};
use super::evidence::Refusal;
use super::need::{Need, Setting};
use super::needs::dotted;
use crate::diagnose::environment::Environment;
use crate::diagnose::finding::{Advice, Finding};

fn way(what: impl Into<String>, remark: &'static str) -> Advice {
    Advice { what: what.into(), remark }
}

/// How the task gets a capability.
pub fn capability(finding: Finding, need: &Need, refusal: &Refusal) -> Finding {
    let Some(&wanted) = need.any_of.first() else { return finding };
    // The kernel of a container's host is old enough to know this one by its older name, and engines too.
    let wanted = if matches!(wanted, number::BPF | number::PERFMON) { number::SYS_ADMIN } else { wanted };
    finding.advise_all(give(wanted, refusal))
}

/// How the task gets this capability.
pub fn give(capability: u8, refusal: &Refusal) -> Vec<Advice> {
    let (short, full) = (short(capability), name(capability));
    let bounded = refusal.task.bounding >> capability & 1 == 1;
    let user = refusal.task.uids[1] != 0;
    // Root in the container would have it.
    let as_root = |what: &str| way(what, "its root has the capability");
    match refusal.place {
        Environment::Docker if bounded && user => vec![as_root("docker run --user 0 ...")],
        Environment::Podman if bounded && user => vec![as_root("podman run --user 0 ...")],
        Environment::Docker => vec![way(format!("docker run --cap-add={short} ..."), "")],
        Environment::Podman => vec![way(format!("podman run --cap-add={short} ..."), "")],
        Environment::Kubernetes => {
            vec![way(format!("securityContext.capabilities.add: [{short}]"), "and runAsUser: 0")]
        }
        Environment::Ecs => vec![way(format!("linuxParameters.capabilities.add: [\"{short}\"]"), "")],
        Environment::SystemdService => vec![way(format!("AmbientCapabilities={full}"), "in the unit")],
        Environment::Container => vec![way(format!("--cap-add={short}"), "docker run, podman run")],
        Environment::Bubblewrap => vec![way(format!("bwrap --cap-add {full} ..."), "")],
        _ if refusal.task.in_first_user_ns() == Some(false) => {
            vec![way("run it outside of the user namespace", "with that capability")]
        }
        _ if bounded && user => {
            let file = format!("setcap {}+ep PROGRAM", full.to_lowercase());
            vec![way("run it as root", "sudo"), way(file, "for the program alone")]
        }
        _ => vec![way(format!("run it with {full}"), "whoever started it has dropped that")],
    }
}

/// How a setting is changed.
pub fn setting(setting: &Setting, refusal: &Refusal) -> Vec<Advice> {
    if setting.opens.is_empty() {
        return vec![way("reboot", "that setting can't be taken back")];
    }
    let value = match setting.opens {
        "PORT" => refusal
            .pointed
            .get(1)
            .and_then(|address| address.get(2..4))
            .map_or_else(String::new, |port| u16::from_be_bytes([port[0], port[1]]).to_string()),
        "SIZE" => refusal.args[2].to_string(),
        fixed => fixed.to_owned(),
    };
    let name = dotted(setting.path);
    match refusal.place {
        Environment::Docker if name.starts_with("net.") => {
            vec![way(format!("docker run --sysctl {name}={value} ..."), "")]
        }
        Environment::Podman if name.starts_with("net.") => {
            vec![way(format!("podman run --sysctl {name}={value} ..."), "")]
        }
        place if place.is_container() => {
            vec![way(format!("sysctl -w {name}={value}"), "as root of the host")]
        }
        _ => vec![way(format!("sysctl -w {name}={value}"), "as root")],
    }
}

/// What helps where a capability holds only in a user namespace.
pub fn user_namespace(finding: Finding, need: &Need, refusal: &Refusal) -> Finding {
    let capability = need.any_of.first().map_or("?", |&capability| short(capability));
    match refusal.place {
        Environment::Docker => finding.advise(
            format!("docker run --userns=host --cap-add={capability} ..."),
            "without user namespaces",
        ),
        Environment::Podman => finding.advise("sudo podman run ...", "a rootless container can't have it"),
        Environment::Kubernetes => finding.advise("hostUsers: true", "in the pod's spec"),
        _ => finding.advise("run it outside of the user namespace", "as root of the machine"),
    }
}

/// The capabilities that open calls in the default profile of Docker (and of containerd, which has the same).
const OPENED: &[(u8, &[&str])] = &[
    (
        number::SYS_ADMIN,
        &[
            "bpf",
            "clone",
            "clone3",
            "fanotify_init",
            "fsconfig",
            "fsmount",
            "fsopen",
            "fspick",
            "lookup_dcookie",
            "lsm_get_self_attr",
            "lsm_list_modules",
            "lsm_set_self_attr",
            "mount",
            "mount_setattr",
            "move_mount",
            "open_tree",
            "perf_event_open",
            "quotactl",
            "quotactl_fd",
            "sethostname",
            "setdomainname",
            "setns",
            "syslog",
            "umount",
            "umount2",
            "unshare",
        ],
    ),
    (
        number::SYS_PTRACE,
        &["kcmp", "pidfd_getfd", "process_madvise", "process_vm_readv", "process_vm_writev", "ptrace"],
    ),
    (number::SYS_NICE, &["get_mempolicy", "set_mempolicy", "mbind", "set_mempolicy_home_node"]),
    (number::SYS_MODULE, &["delete_module", "init_module", "finit_module"]),
    (number::SYS_TIME, &["settimeofday", "stime", "clock_settime", "clock_settime64"]),
    (number::SYS_RAWIO, &["iopl", "ioperm"]),
    (number::SYS_BOOT, &["reboot"]),
    (number::SYS_CHROOT, &["chroot"]),
    (number::SYS_PACCT, &["acct"]),
    (number::SYS_TTY_CONFIG, &["vhangup"]),
    (number::DAC_READ_SEARCH, &["open_by_handle_at"]),
];

/// How a call gets past a filter. `inherited`: the filter was there before the program.
pub fn filter(refusal: &Refusal, inherited: bool) -> Vec<Advice> {
    let call = refusal.call;
    let opened = OPENED.iter().find(|(_, calls)| calls.contains(&call)).map(|(capability, _)| *capability);
    // A filter that is there with the capability has no rule for it.
    let opened = opened.filter(|capability| refusal.task.bounding >> capability & 1 == 0);
    let add = |engine: &str| {
        let option = |capability: u8| format!("{engine} run --cap-add={} ...", short(capability));
        let open = way(
            format!("{engine} run --security-opt seccomp=FILE ..."),
            "with a profile that allows it; or seccomp=unconfined",
        );
        let by_capability =
            opened.map(|capability| way(option(capability), "its default profile then allows the call"));
        by_capability.into_iter().chain([open]).collect()
    };
    if !inherited {
        return vec![way(
            format!("allow {call} in that filter"),
            "the program, or what it was started by, has installed it",
        )];
    }
    match refusal.place {
        Environment::Docker => add("docker"),
        Environment::Podman => add("podman"),
        Environment::Kubernetes => vec![
            way("securityContext.seccompProfile: {type: Localhost, ...}", "with a profile that allows it"),
            way("securityContext.seccompProfile.type: Unconfined", ""),
        ],
        Environment::SystemdService => vec![way(format!("SystemCallFilter={call}"), "in the unit")],
        Environment::Flatpak => vec![way("flatpak run --devel ...", "")],
        _ => vec![way(
            format!("allow {call} in the seccomp filter of what rtrace was started by"),
            "or run it outside",
        )],
    }
}
