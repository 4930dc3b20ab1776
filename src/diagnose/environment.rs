//! Where rtrace runs: a container's runtime, a sandbox, a supervisor. It chooses the words of advice, and is never
//! a cause.

use super::evidence::{Evidence, Surroundings, Task};
use super::procfs;
use serde::Serialize;
use std::path::Path;

/// What rtrace runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Environment {
    /// No container that rtrace knows of.
    Host,
    /// OpenVZ.
    OpenVz,
    /// The Windows Subsystem for Linux, version 1: no Linux kernel.
    Wsl1,
    /// The Windows Subsystem for Linux, version 2: a virtual machine.
    Wsl2,
    /// PRoot, which traces every process in it.
    Proot,
    /// LXC, LXD, Incus.
    Lxc,
    /// systemd-nspawn.
    Nspawn,
    /// Podman.
    Podman,
    /// A Kubernetes pod.
    Kubernetes,
    /// Amazon ECS and Fargate.
    Ecs,
    /// Flatpak.
    Flatpak,
    /// Snap.
    Snap,
    /// Docker.
    Docker,
    /// A bubblewrap sandbox.
    Bubblewrap,
    /// A service of systemd.
    SystemdService,
    /// Some container, by its PID namespace.
    Container,
}

impl Environment {
    /// Whether it is a container, in which root may have capabilities that its other users haven't.
    pub const fn is_container(self) -> bool {
        matches!(
            self,
            Environment::Docker
                | Environment::Podman
                | Environment::Kubernetes
                | Environment::Ecs
                | Environment::Lxc
                | Environment::Nspawn
                | Environment::Container
        )
    }

    /// Where that is, for a sentence.
    pub const fn place(self) -> &'static str {
        match self {
            Environment::Host => "on this machine",
            Environment::OpenVz => "in an OpenVZ container",
            Environment::Wsl1 => "in WSL 1",
            Environment::Wsl2 => "in WSL 2",
            Environment::Proot => "in PRoot",
            Environment::Lxc => "in an LXC container",
            Environment::Nspawn => "in a systemd-nspawn container",
            Environment::Podman => "in a Podman container",
            Environment::Kubernetes => "in a Kubernetes pod",
            Environment::Ecs => "in an Amazon ECS task",
            Environment::Flatpak => "in a Flatpak sandbox",
            Environment::Snap => "in a snap",
            Environment::Docker => "in a Docker container",
            Environment::Bubblewrap => "in a bubblewrap sandbox",
            Environment::SystemdService => "in a systemd service",
            Environment::Container => "in a container",
        }
    }
}

/// The PID namespace that the machine starts with.
const FIRST_PID_NS: u64 = 4_026_531_836;

/// Judges what was found, the sure signs first. /.dockerenv comes last: it is there on machines that are no
/// container.
pub fn environment(evidence: &Evidence) -> Environment {
    let found = &evidence.surroundings;
    let release = &evidence.kernel.release;
    let manager = found
        .container_manager
        .as_deref()
        .or(found.container_variable.as_deref())
        .or(found.systemd_container.as_deref());
    let cgroups = found.cgroups.as_deref().unwrap_or("");
    let inside = evidence.caller.pid_ns.is_some_and(|ns| ns != FIRST_PID_NS);
    if found.openvz {
        Environment::OpenVz
    } else if release.ends_with("-Microsoft") {
        Environment::Wsl1
    } else if found.tracer_comm.as_deref().is_some_and(|comm| comm.starts_with("proot")) {
        Environment::Proot
    } else if found.kubernetes {
        Environment::Kubernetes
    } else if found.ecs {
        Environment::Ecs
    } else if let Some(known) = manager.and_then(named) {
        known
    } else if found.containerenv {
        Environment::Podman
    } else if found.flatpak {
        Environment::Flatpak
    } else if evidence.caller.label.as_deref().is_some_and(|label| label.starts_with("snap.")) {
        Environment::Snap
    } else if found.init_comm.as_deref() == Some("bwrap") && inside {
        Environment::Bubblewrap
    } else if cgroups.contains("libpod") {
        Environment::Podman
    } else if cgroups.contains("/docker") || (found.dockerenv && inside) {
        Environment::Docker
    } else if manager.is_some() || inside {
        Environment::Container
    } else if found.invocation && cgroups.lines().any(|line| line.ends_with(".service")) {
        Environment::SystemdService
    } else if release.to_ascii_lowercase().contains("microsoft") {
        Environment::Wsl2
    } else {
        Environment::Host
    }
}

/// What a container manager calls itself.
fn named(manager: &str) -> Option<Environment> {
    match manager {
        "docker" => Some(Environment::Docker),
        "podman" | "oci" => Some(Environment::Podman),
        "flatpak" => Some(Environment::Flatpak),
        "systemd-nspawn" => Some(Environment::Nspawn),
        "kube" => Some(Environment::Kubernetes),
        name if name.starts_with("lxc") || name == "incus" => Some(Environment::Lxc),
        _ => None,
    }
}

/// Looks for the signs.
pub fn look(caller: &Task) -> Surroundings {
    let there = |path: &str| Path::new(path).exists();
    let set = |name: &str| std::env::var_os(name).is_some();
    let cgroups = procfs::text("/proc/self/cgroup");
    let service_account = there("/var/run/secrets/kubernetes.io/serviceaccount");
    Surroundings {
        openvz: there("/proc/vz") && !there("/proc/bc"),
        tracer_comm: caller
            .tracer
            .filter(|&pid| pid != 0)
            .and_then(|pid| procfs::line(format!("/proc/{pid}/comm"))),
        container_manager: procfs::line("/run/host/container-manager"),
        container_variable: procfs::text("/proc/1/environ")
            .and_then(|variables| variable(&variables, "container"))
            .or_else(|| std::env::var("container").ok().filter(|name| !name.is_empty())),
        systemd_container: procfs::line("/run/systemd/container"),
        containerenv: there("/run/.containerenv"),
        kubernetes: (set("KUBERNETES_SERVICE_HOST") && service_account)
            || cgroups.as_deref().is_some_and(|text| text.contains("kubepods")),
        ecs: set("ECS_CONTAINER_METADATA_URI_V4") || set("ECS_CONTAINER_METADATA_URI"),
        flatpak: there("/.flatpak-info"),
        dockerenv: there("/.dockerenv"),
        init_comm: procfs::line("/proc/1/comm"),
        init_cap_bounding: procfs::text("/proc/1/status")
            .and_then(|text| procfs::status(1, &text).cap_bounding),
        cgroups,
        invocation: set("INVOCATION_ID"),
    }
}

/// The value of a variable in a /proc/PID/environ.
fn variable(environ: &str, name: &str) -> Option<String> {
    environ
        .split('\0')
        .find_map(|entry| entry.strip_prefix(name)?.strip_prefix('='))
        .filter(|value| !value.is_empty())
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Signs of a container, and what is made of them.
    fn seen(change: impl FnOnce(&mut Evidence)) -> Environment {
        let mut evidence = Evidence::default();
        evidence.caller.pid_ns = Some(FIRST_PID_NS);
        change(&mut evidence);
        environment(&evidence)
    }

    #[test]
    fn a_dockerenv_file_alone_makes_no_container() {
        assert_eq!(seen(|e| e.surroundings.dockerenv = true), Environment::Host);
        let inside = seen(|e| {
            e.surroundings.dockerenv = true;
            e.caller.pid_ns = Some(4_026_532_000);
        });
        assert_eq!(inside, Environment::Docker);
    }

    #[test]
    fn the_surer_sign_wins() {
        let pod = seen(|e| {
            e.surroundings.kubernetes = true;
            e.surroundings.containerenv = true;
            e.surroundings.dockerenv = true;
        });
        assert_eq!(pod, Environment::Kubernetes);
        let podman = seen(|e| {
            e.surroundings.container_variable = Some("podman".to_owned());
            e.surroundings.dockerenv = true;
        });
        assert_eq!(podman, Environment::Podman);
    }

    #[test]
    fn each_sign_is_known() {
        assert_eq!(seen(|e| e.surroundings.openvz = true), Environment::OpenVz);
        assert_eq!(seen(|e| e.kernel.release = "4.4.0-19041-Microsoft".into()), Environment::Wsl1);
        assert_eq!(seen(|e| e.kernel.release = "5.15.1-microsoft-standard-WSL2".into()), Environment::Wsl2);
        assert_eq!(seen(|e| e.surroundings.tracer_comm = Some("proot-x86".into())), Environment::Proot);
        assert_eq!(seen(|e| e.surroundings.container_variable = Some("lxc".into())), Environment::Lxc);
        assert_eq!(
            seen(|e| e.surroundings.systemd_container = Some("systemd-nspawn".into())),
            Environment::Nspawn
        );
        assert_eq!(seen(|e| e.surroundings.ecs = true), Environment::Ecs);
        assert_eq!(seen(|e| e.surroundings.flatpak = true), Environment::Flatpak);
        assert_eq!(seen(|e| e.caller.label = Some("snap.code.code (enforce)".into())), Environment::Snap);
        assert_eq!(seen(|e| e.surroundings.cgroups = Some("0::/docker/1a2b\n".into())), Environment::Docker);
        assert_eq!(seen(|e| e.caller.pid_ns = Some(4_026_532_000)), Environment::Container);
        let service = seen(|e| {
            e.surroundings.invocation = true;
            e.surroundings.cgroups = Some("0::/system.slice/app.service\n".into());
        });
        assert_eq!(service, Environment::SystemdService);
        let sandbox = seen(|e| {
            e.surroundings.init_comm = Some("bwrap".into());
            e.caller.pid_ns = Some(4_026_532_000);
        });
        assert_eq!(sandbox, Environment::Bubblewrap);
    }

    #[test]
    fn a_variable_is_found_by_its_whole_name() {
        assert_eq!(variable("PATH=/bin\0container=lxc\0", "container").as_deref(), Some("lxc"));
        assert_eq!(variable("xcontainer=lxc\0containers=1\0", "container"), None);
    }
}
