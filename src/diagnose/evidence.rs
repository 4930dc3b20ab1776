//! What was found, as plain data: judging reads this and nothing else, so a verdict can be repeated anywhere.

use nix::errno::Errno;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// CAP_SYS_PTRACE, as a bit of a capability set.
pub const SYS_PTRACE: u64 = 1 << 19;

/// Everything that the diagnosis knows. `None` means "couldn't be told".
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Evidence {
    /// What was tried, and how it ended.
    pub attempt: Attempt,
    /// rtrace itself.
    pub caller: Task,
    /// The task to attach to; none for a launch.
    pub target: Option<Target>,
    /// What the probes said.
    pub probes: Probes,
    /// The kernel, and the settings that hold for all of it.
    pub kernel: Kernel,
    /// What tells a container, a sandbox or a supervisor.
    pub surroundings: Surroundings,
}

/// What was tried.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// The request.
    pub request: Tried,
    /// Its answer.
    pub answer: Reading,
}

/// What can be refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tried {
    /// fork(2) of the child that was to be traced.
    #[serde(rename = "fork")]
    Fork,
    /// PTRACE_TRACEME by that child.
    #[default]
    #[serde(rename = "PTRACE_TRACEME")]
    TraceMe,
    /// PTRACE_SEIZE of a running task.
    #[serde(rename = "PTRACE_SEIZE")]
    Seize,
    /// PTRACE_ATTACH to a running task.
    #[serde(rename = "PTRACE_ATTACH")]
    Attach,
    /// The first request to a tracee that said it is one.
    #[serde(rename = "PTRACE_SETOPTIONS")]
    SetUp,
}

impl Tried {
    /// The kernel's name for it.
    pub const fn name(self) -> &'static str {
        match self {
            Tried::Fork => "fork",
            Tried::TraceMe => "PTRACE_TRACEME",
            Tried::Seize => "PTRACE_SEIZE",
            Tried::Attach => "PTRACE_ATTACH",
            Tried::SetUp => "PTRACE_SETOPTIONS",
        }
    }

    /// Whether a running task was to be attached to.
    pub const fn attaches(self) -> bool {
        matches!(self, Tried::Seize | Tried::Attach)
    }
}

/// How a call ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reading {
    /// It was not made: it doesn't apply here, or no child could be forked for it.
    #[default]
    Untried,
    /// It returned this.
    Returned(i64),
    /// It failed with this errno.
    Errno(#[serde(with = "errno_name")] i32),
    /// The caller was killed by this signal. A seccomp filter sends SIGSYS.
    Killed(i32),
    /// It didn't return within the time it was given.
    Silent,
    /// It returned success, and nothing had happened.
    Pretended,
}

impl Reading {
    /// From the kernel's form: a result, or a negated errno.
    pub fn of(raw: i64) -> Reading {
        match i32::try_from(-raw) {
            Ok(errno @ 1..=4095) => Reading::Errno(errno),
            _ => Reading::Returned(raw),
        }
    }

    /// Whether it failed with this errno.
    pub fn is(self, errno: i32) -> bool {
        self == Reading::Errno(errno)
    }

    /// Whether there is an answer at all.
    pub fn known(self) -> bool {
        !matches!(self, Reading::Untried | Reading::Silent)
    }
}

impl std::fmt::Display for Reading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match *self {
            Reading::Untried => f.write_str("was not tried"),
            Reading::Returned(value) => write!(f, "returned {value}"),
            Reading::Errno(errno) => write!(f, "answered {}", errno_name::name(errno)),
            Reading::Killed(signal) => write!(f, "was killed by {}", signal_name(signal)),
            Reading::Silent => f.write_str("did not return"),
            Reading::Pretended => f.write_str("returned success, and nothing happened"),
        }
    }
}

/// `SIGSYS`, or `signal 64` where it has no name.
pub fn signal_name(signal: i32) -> String {
    match nix::sys::signal::Signal::try_from(signal) {
        Ok(signal) => signal.as_str().to_owned(),
        Err(_) => format!("signal {signal}"),
    }
}

/// An errno as its name.
pub mod errno_name {
    use super::Errno;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// `EPERM`, or the number where it has no name.
    pub fn name(errno: i32) -> String {
        match Errno::from_raw(errno) {
            Errno::UnknownErrno => errno.to_string(),
            known => format!("{known:?}"),
        }
    }

    /// Writes the name.
    pub fn serialize<S: Serializer>(errno: &i32, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&name(*errno))
    }

    /// Reads the name, or a number.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i32, D::Error> {
        let written = String::deserialize(deserializer)?;
        if let Ok(number) = written.parse() {
            return Ok(number);
        }
        (1..4096).find(|&errno| name(errno) == written).ok_or_else(|| D::Error::custom("no such errno"))
    }
}

/// A task, as /proc (and for rtrace itself, system calls) tell about it. Ids are in rtrace's own namespaces.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Task {
    /// Thread id.
    pub pid: i32,
    /// Thread group id.
    pub tgid: Option<i32>,
    /// Parent's pid.
    pub ppid: Option<i32>,
    /// The tracer's pid, 0 for none.
    pub tracer: Option<i32>,
    /// Command name, at most 15 bytes; undecodable bytes are replaced.
    pub comm: Option<String>,
    /// State letter: R, S, D, T, t, Z, X, I.
    pub state: Option<char>,
    /// Whether it is a kernel thread.
    pub kernel_thread: Option<bool>,
    /// Real, effective and saved uid.
    pub uids: Option<[u32; 3]>,
    /// Real, effective and saved gid.
    pub gids: Option<[u32; 3]>,
    /// Permitted capabilities.
    pub cap_permitted: Option<u64>,
    /// Effective capabilities.
    pub cap_effective: Option<u64>,
    /// Bounding set.
    pub cap_bounding: Option<u64>,
    /// NoNewPrivs.
    pub no_new_privs: Option<bool>,
    /// Seccomp mode: 0 none, 1 strict, 2 filter.
    pub seccomp: Option<u32>,
    /// Number of filters.
    pub seccomp_filters: Option<u32>,
    /// Pids in each PID namespace, outermost first, as far as /proc shows them.
    pub ns_pids: Vec<i32>,
    /// Inode of the user namespace.
    pub user_ns: Option<u64>,
    /// Inode of the PID namespace.
    pub pid_ns: Option<u64>,
    /// /proc/PID/uid_map, blanks folded.
    pub uid_map: Option<String>,
    /// The security label (/proc/PID/attr/current): AppArmor's profile or SELinux' context.
    pub label: Option<String>,
}

impl Task {
    /// Whether CAP_SYS_PTRACE is effective.
    pub fn has_sys_ptrace(&self) -> Option<bool> {
        self.cap_effective.map(|caps| caps & SYS_PTRACE != 0)
    }
}

/// The task to attach to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Target {
    /// What /proc tells.
    pub task: Task,
    /// Whether /proc/PID is there.
    pub in_proc: bool,
    /// kill(PID, 0): whether the kernel finds the pid, and lets rtrace signal it.
    pub signal: Reading,
    /// Owner (uid, gid) of /proc/PID/mem: 0:0 for a process that is not dumpable.
    pub mem_owner: Option<(u32, u32)>,
    /// Whether it descends from rtrace (PPid after PPid).
    pub descends: Option<bool>,
    /// Command name of its tracer.
    pub tracer_comm: Option<String>,
    /// Pid of the process whose innermost PID is the one asked for, where it is another than that.
    pub meant: Option<i32>,
    /// process_vm_readv of one byte at address 0: the attach check. EFAULT passes.
    pub read_memory: Reading,
    /// pidfd_getfd of a descriptor that it doesn't have: the attach check. EBADF passes.
    pub take_descriptor: Reading,
    /// open of /proc/PID/mem: the attach check.
    pub open_mem: Reading,
    /// readlink of /proc/PID/exe: the read-level check.
    pub read_exe: Reading,
    /// kcmp of its memory with rtrace's: the read-level check. EPERM refuses.
    pub compare: Reading,
}

impl Target {
    /// Whether the kernel's attach check (`__ptrace_may_access`) refuses rtrace, where a probe could tell. What
    /// other processes answer doesn't depend on seccomp filters on ptrace(2).
    pub fn attach_denied(&self) -> Option<bool> {
        match (self.read_memory, self.take_descriptor, self.open_mem) {
            (Reading::Errno(libc::EFAULT), ..) | (_, Reading::Errno(libc::EBADF), _) => Some(false),
            (Reading::Errno(libc::EPERM), ..) | (_, Reading::Errno(libc::EPERM), _) => Some(true),
            (.., Reading::Errno(libc::EACCES)) => Some(true),
            (.., Reading::Returned(_)) => Some(false),
            _ => None,
        }
    }

    /// Whether the read-level check refuses rtrace, which Yama never does. (Opening /proc/PID/maps tells nothing:
    /// recent kernels check only when it is read.)
    pub fn read_denied(&self) -> Option<bool> {
        match (self.read_exe, self.compare) {
            (Reading::Returned(_), _) | (_, Reading::Returned(_)) => Some(false),
            (Reading::Errno(libc::EACCES), _) | (_, Reading::Errno(libc::EPERM)) => Some(true),
            _ => None,
        }
    }
}

/// What the probes said. Each was run in a child of its own.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Probes {
    /// fork(2) for a probe: the errno, where it was refused.
    pub fork: Reading,
    /// ptrace of a PID that can't exist, by request. ESRCH: the kernel itself answered.
    pub nobody: BTreeMap<String, Reading>,
    /// PTRACE_TRACEME in a child.
    pub trace_me: Reading,
    /// PTRACE_SEIZE of a child of the child.
    pub seize_child: Reading,
    /// process_vm_readv of a child of the child: the attach check where nothing separates the two.
    pub read_child: Reading,
    /// TracerPid of a new child: who traces whatever rtrace starts. 0 for nobody.
    pub child_tracer: Option<i32>,
    /// Command name of that tracer.
    pub child_tracer_comm: Option<String>,
    /// PTRACE_SEIZE of the target, where the attach check refuses it anyhow.
    pub seize_target: Reading,
    /// process_vm_readv with a wrong flag: EINVAL where no filter answers.
    pub read_memory: Reading,
    /// pidfd_getfd of oneself, of a descriptor that isn't there: EBADF where no filter answers.
    pub take_descriptor: Reading,
    /// kcmp with a wrong type: EINVAL where no filter answers.
    pub compare: Reading,
    /// openat2 with no structure: EINVAL where no filter answers (Linux 5.6).
    pub openat2: Reading,
    /// Supervising a child by seccomp's user notification, and reading its memory: 0 where that works.
    pub supervise: Reading,
    /// Landlock domains around rtrace.
    pub landlock_depth: Option<u32>,
}

impl Probes {
    /// The answer to `request` for a PID that can't exist.
    pub fn nobody(&self, request: &str) -> Reading {
        self.nobody.get(request).copied().unwrap_or_default()
    }
}

/// The first request that a tracer can't do without among those that never reach the kernel. There are two ways to
/// begin (PTRACE_TRACEME with PTRACE_SETOPTIONS, where PTRACE_SEIZE with PTRACE_INTERRUPT is refused; for a launch
/// alone), and two to read a call (PTRACE_GET_SYSCALL_INFO, PTRACE_GETREGSET).
pub fn missing_request(attaching: bool, stopped: impl Fn(&str) -> bool) -> Option<&'static str> {
    let begin = if !attaching && stopped("PTRACE_SEIZE") { "PTRACE_SETOPTIONS" } else { "PTRACE_INTERRUPT" };
    let blind = stopped("PTRACE_GET_SYSCALL_INFO") && stopped("PTRACE_GETREGSET");
    [begin, "PTRACE_SYSCALL", "PTRACE_DETACH"]
        .into_iter()
        .find(|request| stopped(request))
        .or(blind.then_some("PTRACE_GETREGSET"))
}

/// The key in [`Probes::nobody`] of a request that no kernel knows.
pub const UNKNOWN_REQUEST: &str = "unknown request";

/// The kernel, and the settings that hold for all of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kernel {
    /// `uname -r`.
    pub release: String,
    /// `uname -v`.
    pub version: String,
    /// `uname -m`.
    pub machine: String,
    /// kernel.yama.ptrace_scope; none where Yama is not active or /proc/sys is hidden.
    pub yama: Option<u32>,
    /// /sys/kernel/security/lsm.
    pub lsms: Option<String>,
    /// Whether AppArmor is enabled.
    pub apparmor: Option<bool>,
    /// Whether SELinux is enforcing.
    pub selinux_enforcing: Option<bool>,
    /// SELinux' boolean deny_ptrace.
    pub selinux_deny_ptrace: Option<bool>,
    /// Whether /proc shows rtrace under its own pid. False: it belongs to another PID namespace. None: no /proc.
    pub proc_is_own: Option<bool>,
    /// Mount options of /proc that hide tasks: `hidepid=2`.
    pub hidepid: Option<String>,
    /// The architecture that /proc/kallsyms names its system calls for (`x64`, `arm64`).
    pub symbols_for: Option<String>,
    /// Whether /proc/cpuinfo names a VirtualApple processor.
    pub virtual_apple: bool,
    /// Whether the kernel's log says "Starting gVisor".
    pub gvisor_log: bool,
    /// RLIMIT_NPROC, soft; none for no limit.
    pub process_limit: Option<u64>,
    /// Tasks that the real uid has.
    pub own_tasks: Option<u64>,
    /// pids.current and pids.max of rtrace's cgroup; none for no limit.
    pub cgroup_pids: Option<(u64, u64)>,
}

/// What tells a container, a sandbox or a supervisor. None of it is ever a cause: it chooses the words of advice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Surroundings {
    /// /proc/vz is there and /proc/bc is not.
    pub openvz: bool,
    /// Command name of rtrace's own tracer.
    pub tracer_comm: Option<String>,
    /// /run/host/container-manager.
    pub container_manager: Option<String>,
    /// $container of PID 1, or rtrace's own.
    pub container_variable: Option<String>,
    /// /run/systemd/container.
    pub systemd_container: Option<String>,
    /// /run/.containerenv is there.
    pub containerenv: bool,
    /// $KUBERNETES_SERVICE_HOST with a mounted service account, or a cgroup of kubepods.
    pub kubernetes: bool,
    /// $ECS_CONTAINER_METADATA_URI_V4 or its predecessor.
    pub ecs: bool,
    /// /.flatpak-info is there.
    pub flatpak: bool,
    /// /.dockerenv is there.
    pub dockerenv: bool,
    /// Command name of PID 1.
    pub init_comm: Option<String>,
    /// Bounding set of PID 1: what the container was made with. `docker exec --privileged` gives more.
    pub init_cap_bounding: Option<u64>,
    /// /proc/self/cgroup.
    pub cgroups: Option<String>,
    /// $INVOCATION_ID: systemd started rtrace or a parent of it.
    pub invocation: bool,
}
