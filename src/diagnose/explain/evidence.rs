//! What was found about one refused call, as plain data: the rules read this and nothing else.

use crate::arch::Abi;
use crate::diagnose::environment::Environment;
use crate::diagnose::explain::network::Sending;
use crate::diagnose::explain::walk::Walk;
use crate::event::Witness;
use std::collections::BTreeMap;

/// Inode of the user namespace that the machine starts with (PROC_USER_INIT_INO of the kernel's proc_ns.h).
pub const FIRST_USER_NS: u64 = 4_026_531_837;

/// A call that failed, and what is known of it. `None` means "couldn't be told".
#[derive(Clone, Debug)]
pub struct Refusal {
    /// Its name.
    pub call: &'static str,
    /// The personality that it was made under.
    pub abi: Abi,
    /// Its arguments, in the order of the table's row.
    pub args: [u64; 6],
    /// The names of the arguments.
    pub names: Vec<&'static str>,
    /// What is in memory where the arguments point to: up to [`POINTED`] bytes.
    pub pointed: [Vec<u8>; 6],
    /// The errno, positive.
    pub errno: i32,
    /// Who answered.
    pub witness: Witness,
    /// Whether a filter may have a supervisor (SECCOMP_RET_USER_NOTIF), who can let a call pass to the kernel unseen.
    pub supervised: bool,
    /// What showed that it was a filter, where the witness didn't.
    pub shown_by: Option<String>,
    /// Who made the call.
    pub task: Task,
    /// What stands in files of /proc/sys, by their path below it: those that a rule asks for.
    pub settings: BTreeMap<&'static str, String>,
    /// The files that it names, in the order of its arguments, and the program's interpreter.
    pub files: Vec<Walk>,
    /// What the program is that was to be executed.
    pub program: Option<Program>,
    /// The capabilities that the program's file gives at once (security.capability with its effective bit).
    pub file_capabilities: Option<u64>,
    /// Who has the file open, or runs it, where it is busy.
    pub busy: Option<String>,
    /// The ids of the process that it is aimed at (real and saved uid), where it is aimed at one.
    pub target: Option<[u32; 2]>,
    /// How the file was opened that an mmap(2) is about (the flags of open(2)).
    pub opened_with: Option<i32>,
    /// The seals of the file that it would change.
    pub seals: Option<i32>,
    /// Where it sends to, over the internet.
    pub sending: Option<Sending>,
    /// The path of the file that it writes to, where that is one of /proc or of a cgroup.
    pub written: Option<String>,
    /// The file of /proc that it writes to, where that sets up a user namespace.
    pub map: Option<MapFile>,
    /// The other processes that it is about.
    pub neighbours: Vec<Neighbour>,
    /// Whether the kernel has the call, by its own symbols.
    pub symbol: Symbol,
    /// How many filters rtrace itself has, and so the program has from outside.
    pub own_filters: Option<u32>,
    /// Security modules that are active, as the kernel lists them.
    pub modules: Option<String>,
    /// Why a Landlock domain may be around the task; none where there can't be one.
    pub domain: Option<&'static str>,
    /// Where rtrace runs.
    pub place: Environment,
}

/// So many bytes are read at each argument that may be a pointer: the longest structure that a rule looks at is
/// `struct clone_args`, and the longest name that of an extended attribute.
pub const POINTED: usize = 256;

/// What the kernel's symbols say of a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Symbol {
    /// Nothing: they can't be read, or weren't looked at.
    #[default]
    Unknown,
    /// It is implemented.
    There,
    /// It was left out when the kernel was built.
    Stub,
    /// This kernel has never heard of it.
    Absent,
}

/// Who owns a namespace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The user namespace with this inode.
    Is(u64),
    /// One outside of rtrace's own, and so of the task's.
    Outside,
}

/// The task that made the call, as /proc tells, with ids as rtrace's user namespace has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Task {
    /// Thread id.
    pub pid: i32,
    /// Real, effective, saved and file-system uid.
    pub uids: [u32; 4],
    /// Real, effective, saved and file-system gid.
    pub gids: [u32; 4],
    /// Supplementary groups.
    pub groups: Vec<u32>,
    /// Permitted capabilities.
    pub permitted: u64,
    /// Inheritable capabilities.
    pub inheritable: u64,
    /// Effective capabilities.
    pub effective: u64,
    /// The bounding set.
    pub bounding: u64,
    /// no_new_privs.
    pub no_new_privs: bool,
    /// Seccomp mode.
    pub seccomp: Option<u32>,
    /// Number of filters, the witness's among them.
    pub filters: Option<u32>,
    /// Inode of the user namespace.
    pub user_ns: Option<u64>,
    /// Whether that is rtrace's own one.
    pub own_user_ns: bool,
    /// Ranges of uids that exist in it: the first inside, the first outside, how many.
    pub uid_map: Vec<[u32; 3]>,
    /// Ranges of gids.
    pub gid_map: Vec<[u32; 3]>,
    /// Whether /proc/PID/setgroups says deny.
    pub setgroups_denied: bool,
    /// Process group.
    pub group: Option<i32>,
    /// How many threads its process has.
    pub threads: Option<u32>,
    /// Whether its root directory is not that of its mount namespace; none where that can't be told.
    pub chrooted: Option<bool>,
    /// The size of its address space in bytes, where that matters.
    pub address_space: Option<u64>,
    /// The security label.
    pub label: Option<String>,
    /// Whether it has a handler for SIGSYS.
    pub handles_sigsys: bool,
    /// How many descriptors it has, where that matters.
    pub descriptors: Option<u64>,
    /// How many tasks the user has, where that matters.
    pub user_tasks: Option<u64>,
    /// A cgroup that has no room for another task, with pids.max and pids.current.
    pub full_cgroup: Option<(String, u64, u64)>,
    /// The user namespaces that own its other namespaces, by the name in /proc/PID/ns.
    pub owners: BTreeMap<&'static str, Owner>,
    /// Soft and hard limits, by what /proc/PID/limits calls them; none for unlimited.
    pub limits: BTreeMap<String, [Option<u64>; 2]>,
}

/// A file of /proc/PID through which a user namespace gets its ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapFile {
    /// `uid_map`, `gid_map` or `setgroups`.
    pub name: &'static str,
    /// What it holds by now.
    pub holds: String,
    /// Whether setgroups(2) is turned off there.
    pub setgroups_denied: bool,
}

/// A process that a call is about, as /proc tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbour {
    /// Its id.
    pub pid: i32,
    /// Its command name.
    pub comm: String,
    /// Real, effective and saved uid.
    pub uids: [u32; 3],
    /// Real, effective and saved gid.
    pub gids: [u32; 3],
    /// Permitted capabilities.
    pub permitted: u64,
    /// Who traces it: id and command name.
    pub tracer: Option<(i32, String)>,
    /// Whether it is a thread of the kernel.
    pub kernel_thread: bool,
    /// Whether it has ended.
    pub zombie: bool,
    /// Whether it guards its memory: see PR_SET_DUMPABLE(2const).
    pub undumpable: bool,
    /// Inode of its user namespace.
    pub user_ns: Option<u64>,
}

/// What a program is, by its first bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Program {
    /// A script, by its `#!` line: the interpreter.
    Script(String),
    /// An ELF file: e_machine, and the interpreter where it has one.
    Elf(u16, Option<String>),
    /// Neither.
    Other,
}

/// The argument of the walk to a program's interpreter.
pub const INTERPRETER: usize = usize::MAX;

/// What ids are shown as that don't exist in a user namespace (fs.overflowuid).
const OVERFLOW: u32 = 65534;

impl Task {
    /// Who is root in its user namespace, as rtrace's has it; none where nobody is.
    pub fn root(&self) -> Option<u32> {
        match self.own_user_ns {
            true => Some(0),
            false => self.uid_map.iter().find(|[inside, ..]| *inside == 0).map(|[_, outside, _]| *outside),
        }
    }

    /// Whether it has a capability in its own user namespace.
    pub fn has(&self, capability: u8) -> bool {
        self.effective >> capability & 1 == 1
    }

    /// Whether it is in the user namespace that the machine started with.
    pub fn in_first_user_ns(&self) -> Option<bool> {
        self.user_ns.map(|ns| ns == FIRST_USER_NS)
    }

    /// Whether the user namespace knows the owner of a file: only then its capabilities count for it.
    pub fn knows(&self, uid: u32, gid: u32) -> bool {
        let known = |map: &[[u32; 3]], id: u32| {
            map.iter().any(|[_, outside, count]| id.checked_sub(*outside).is_some_and(|at| at < *count))
        };
        match self.user_ns {
            Some(FIRST_USER_NS) | None => true,
            Some(_) if self.own_user_ns => uid != OVERFLOW && gid != OVERFLOW,
            Some(_) => known(&self.uid_map, uid) && known(&self.gid_map, gid),
        }
    }

    /// The soft limit of a resource; none for unlimited, or not known.
    pub fn limit(&self, name: &str) -> Option<u64> {
        self.limits.get(name).and_then(|limits| limits[0])
    }
}

impl Refusal {
    /// Whether the kernel itself answered: the witness saw it, or there is no filter.
    pub fn by_kernel(&self) -> bool {
        self.witness == Witness::Kernel || self.task.seccomp == Some(0)
    }

    /// The position of an argument by its name.
    pub fn argument(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| *known == name)
    }

    /// A number in what an argument points to.
    pub fn word(&self, argument: usize, offset: usize, width: usize) -> Option<u64> {
        let bytes = self.pointed.get(argument)?.get(offset..offset + width)?;
        let mut whole = [0; 8];
        whole.get_mut(..width)?.copy_from_slice(bytes);
        Some(u64::from_le_bytes(whole))
    }

    /// The NUL-terminated text that an argument points to.
    pub fn text(&self, argument: usize) -> &[u8] {
        let bytes = self.pointed.get(argument).map_or(&[][..], Vec::as_slice);
        bytes.split(|&byte| byte == 0).next().unwrap_or_default()
    }

    /// The label of a security module that confines the task.
    pub fn confined(&self) -> Option<&str> {
        let label = self.task.label.as_deref().map(|label| label.trim_end_matches('\0'));
        label.filter(|label| !label.is_empty() && *label != "unconfined")
    }

    /// Why a security module may have answered, where the kernel asks it before it looks itself; none where no module
    /// can have. `landlock`: whether Landlock, too, is asked there.
    pub fn asked_before(&self, landlock: bool) -> Option<String> {
        let domain = self.domain.filter(|_| landlock);
        domain
            .map(|why| format!("Landlock is asked before, and {why}"))
            .or_else(|| self.confined().map(|label| format!("a security module is asked before: {label}")))
    }

    /// A setting of /proc/sys as a number: the first, where it holds several.
    pub fn setting(&self, path: &str) -> Option<i64> {
        self.settings.get(path)?.split_whitespace().next()?.parse().ok()
    }
}
