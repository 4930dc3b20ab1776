//! What a process is at the moment at which it is attached to.

use nix::unistd::Pid;

/// A process as /proc shows it. What can't be read is None or empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// Its id.
    pub pid: Pid,
    /// The command that it runs.
    pub comm: Vec<u8>,
    /// Its arguments.
    pub arguments: Vec<Vec<u8>>,
    /// Its program, its current directory and its root.
    pub program: Option<Vec<u8>>,
    /// As above.
    pub directory: Option<Vec<u8>>,
    /// As above.
    pub root: Option<Vec<u8>>,
    /// Its user ids: real, effective, saved, of file systems.
    pub uid: Option<[u32; 4]>,
    /// Its group ids: as above.
    pub gid: Option<[u32; 4]>,
    /// Its supplementary groups.
    pub groups: Vec<u32>,
    /// Its capabilities: inheritable, permitted, effective, bounding, ambient.
    pub capabilities: Option<[u64; 5]>,
    /// Whether it can't gain privileges (no_new_privs).
    pub no_new_privileges: bool,
    /// How seccomp restricts it: 0 not, 1 strictly, 2 by filters.
    pub seccomp: u32,
    /// Its security context, where a security module gives it one.
    pub context: Option<Vec<u8>>,
    /// Its namespaces, by name: what the link leads to (`net:[4026531840]`).
    pub namespaces: Vec<(&'static str, Vec<u8>)>,
    /// Its limits, by the number of RLIMIT_*: soft and hard, of which u64::MAX is none.
    pub limits: Vec<(u32, u64, u64)>,
    /// Its open descriptors, and what they lead to.
    pub descriptors: Vec<(i32, Vec<u8>)>,
}

/// The namespaces of a process, as /proc/PID/ns names them.
pub const NAMESPACES: [&str; 10] =
    ["cgroup", "ipc", "mnt", "net", "pid", "pid_for_children", "time", "time_for_children", "user", "uts"];
