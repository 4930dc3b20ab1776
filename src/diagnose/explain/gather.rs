//! Gathering: asks /proc and the task's memory what the rules may want to know of a call that was refused, while the
//! task stands still. Nothing is asked of the system for other calls.

use super::evidence::{Owner, POINTED, Refusal, Symbol, Task};
use super::touch::{Act, Touch, follows};
use super::walk::{End, Walk};
use super::walking::{Walker, empty_path};
use super::{always, filters, limits, looking, maps, needs, neighbours, processes, states, traps};
use crate::decode::table::{self, Nature, Row};
use crate::diagnose::environment::{self, Environment};
use crate::diagnose::evidence::{Evidence, Kernel};
use crate::diagnose::probing::{self, Domains};
use crate::diagnose::procfs;
use crate::event::{Entry, Tracee, Witness};
use crate::sys::namespaces;
use nix::errno::Errno;
use std::collections::{BTreeMap, HashMap};

/// Gathers, and remembers what doesn't change from call to call.
pub struct Gatherer {
    place: Environment,
    own_filters: Option<u32>,
    modules: Option<String>,
    /// Whether a filter from outside has a supervisor, once that was found out.
    supervised: Option<bool>,
    /// Whether all calls of the tracees have been seen, from the program's first on.
    complete: bool,
    /// How many Landlock domains are around rtrace, once that was looked for; none where it can't be told.
    domains: Option<Option<Domains>>,
    /// Whether a tracee may have entered one.
    entered: bool,
    /// What the kernel's symbols say, by call.
    symbols: HashMap<&'static str, Symbol>,
}

impl Gatherer {
    /// Looks at where rtrace runs. `complete`: all calls of all tracees will be told of, from the program's first on.
    pub fn new(complete: bool) -> Gatherer {
        let caller = procfs::task(std::process::id().cast_signed(), "/proc/self").unwrap_or_default();
        let surroundings = environment::look(&caller);
        let own_filters = caller.seccomp_filters;
        let kernel = Kernel {
            release: procfs::line("/proc/sys/kernel/osrelease").unwrap_or_default(),
            ..Kernel::default()
        };
        let place =
            environment::environment(&Evidence { caller, surroundings, kernel, ..Evidence::default() });
        let modules = procfs::line("/sys/kernel/security/lsm");
        Gatherer {
            place,
            own_filters,
            modules,
            supervised: None,
            complete,
            domains: None,
            entered: false,
            symbols: HashMap::new(),
        }
    }

    /// A tracee enters a Landlock domain, or tries to.
    pub fn enters_domain(&mut self) {
        self.entered = true;
    }

    /// Why a Landlock domain may be around a tracee. Nothing tells of it but that it was entered: by rtrace, who can try
    /// how many more it may enter, or by a tracee under its eyes.
    fn domain(&mut self) -> Option<&'static str> {
        let around = *self.domains.get_or_insert_with(probing::landlock_depth);
        match around {
            Some(Domains::Unsupported) => None,
            _ if self.entered => Some("the program, or one beside it in this trace, has entered a domain"),
            _ if !self.complete => Some("whether a domain was entered before can't be told"),
            Some(Domains::Entered(0)) => None,
            Some(Domains::Entered(_)) => Some("rtrace itself is in a domain"),
            None => Some("whether rtrace itself is in a domain can't be told"),
        }
    }

    /// Whether the filter that answered may have a supervisor. Filters from outside are asked by a child of rtrace; those
    /// that the program brought are read, or else whoever supervises them has the listener among its descriptors.
    fn supervised(&mut self, refusal: &Refusal, entry: &Entry) -> bool {
        let outside = *self.supervised.get_or_insert_with(|| filters::supervised(self.own_filters));
        let witness = 1;
        let brought = match (refusal.task.filters, self.own_filters) {
            (Some(all), Some(outer)) => all > outer + witness,
            _ => true,
        };
        outside || brought && !filters::answers(refusal, entry) && looking::listener()
    }

    /// What is to know about a call that failed; none where it is no refusal, or nothing is known of such a call.
    pub fn gather(&mut self, tracee: &dyn Tracee, entry: &Entry, errno: i32) -> Option<Refusal> {
        let row = table::row(entry.abi, entry.number);
        if !super::relevant(row.name, errno) {
            return None;
        }
        let args = row.arguments(entry.abi, &entry.args);
        let pid = tracee.pid().as_raw();
        let task = task(pid)?;
        // What stands in /proc/sys of these is that of the reader's own namespace.
        let same = [("net/", "net"), ("user/", "user")].map(|(path, kind)| {
            let own = namespaces::inode(format!("/proc/self/ns/{kind}"));
            (path, own.is_some() && own == namespaces::inode(format!("/proc/{pid}/ns/{kind}")))
        });
        let refused = always(errno) && errno != libc::ENOSYS;
        let mut refusal = Refusal {
            pointed: pointed(tracee, row, &args),
            errno,
            witness: tracee.witness(),
            settings: needs::settings(row.name)
                .chain([traps::PING, processes::YAMA, maps::RESTRICTED, states::MEMFD])
                .chain(limits::SETTINGS.iter().copied())
                .chain(limits::settings(row.name))
                .chain(limits::NAMESPACES.iter().map(|(_, path)| *path))
                .filter(|path| same.iter().all(|(kind, same)| *same || !path.starts_with(kind)))
                .filter_map(|path| Some((path, procfs::line(format!("/proc/sys/{path}"))?)))
                .collect(),
            domain: refused.then(|| self.domain()).flatten(),
            ..self.blank(row, entry, task)
        };
        if refusal.witness == Witness::Unknown && refusal.task.seccomp == Some(2) {
            filters::ask(&mut refusal, entry);
        } else if refusal.witness == Witness::Filter {
            refusal.supervised = self.supervised(&refusal, entry);
        }
        refusal.target = target(&refusal);
        walk(tracee, row, &mut refusal);
        refusal.neighbours = neighbours::find(&refusal);
        looking::descriptor(&mut refusal);
        looking::sending(&mut refusal, |name| {
            let mut address = vec![0; size_of::<libc::sockaddr_in6>()];
            let read = tracee.read(name, &mut address);
            address.truncate(read);
            address
        });
        match errno {
            libc::EMFILE => {
                let limit = refusal.task.limit("Max open files");
                refusal.task.descriptors = looking::descriptors(pid, limit);
            }
            libc::EAGAIN => {
                refusal.task.user_tasks = Some(looking::tasks_of(refusal.task.uids[0]));
                refusal.task.full_cgroup = looking::full_cgroup(pid);
            }
            libc::ETXTBSY => refusal.busy = looking::user_of(&refusal.files, pid),
            _ => {}
        }
        if errno == libc::ENOSYS {
            refusal.symbol = *self.symbols.entry(row.name).or_insert_with(|| symbol(row.name));
        }
        Some(refusal)
    }

    /// What is to know of a call that a filter has trapped: the task stands, about to get SIGSYS.
    pub fn trapped(&self, tracee: &dyn Tracee, entry: &Entry) -> Option<Refusal> {
        let row = table::row(entry.abi, entry.number);
        Some(Refusal { witness: Witness::Filter, ..self.blank(row, entry, task(tracee.pid().as_raw())?) })
    }

    /// What is to know of a call that a filter has killed a task for: it is gone.
    pub fn killed(&self, pid: i32, entry: &Entry) -> Refusal {
        let row = table::row(entry.abi, entry.number);
        Refusal { witness: Witness::Filter, ..self.blank(row, entry, Task { pid, ..Task::default() }) }
    }

    /// A call of which nothing more was found out yet.
    fn blank(&self, row: &Row, entry: &Entry, task: Task) -> Refusal {
        Refusal {
            call: row.name,
            abi: entry.abi,
            args: row.arguments(entry.abi, &entry.args),
            names: row.args.iter().map(|arg| arg.name).collect(),
            pointed: Default::default(),
            errno: 0,
            witness: Witness::Unknown,
            supervised: false,
            shown_by: None,
            task,
            settings: BTreeMap::new(),
            files: Vec::new(),
            program: None,
            file_capabilities: None,
            busy: None,
            target: None,
            opened_with: None,
            seals: None,
            sending: None,
            written: None,
            map: None,
            neighbours: Vec::new(),
            symbol: Symbol::Unknown,
            own_filters: self.own_filters,
            modules: self.modules.clone(),
            domain: None,
            place: self.place,
        }
    }
}

/// The beginnings of what arguments point to, names among it, where they can be pointers and not descriptors or paths'
/// directories.
fn pointed(tracee: &dyn Tracee, row: &Row, args: &[u64; 6]) -> [Vec<u8>; 6] {
    let mut pointed: [Vec<u8>; 6] = Default::default();
    for ((arg, value), into) in row.args.iter().zip(args).zip(&mut pointed) {
        if *value >= 4096 && matches!(arg.kind.nature(), Nature::Other | Nature::Path) {
            let mut bytes = [0; POINTED];
            let read = tracee.read(*value, &mut bytes);
            into.extend_from_slice(&bytes[..read]);
        }
    }
    pointed
}

/// The kinds of namespaces that rules ask about.
const NAMESPACES: [&str; 5] = ["mnt", "uts", "ipc", "pid", "net"];

fn task(pid: i32) -> Option<Task> {
    let at = format!("/proc/{pid}");
    let mut task = status(pid, &procfs::text(format!("{at}/status"))?);
    task.user_ns = namespaces::inode(format!("{at}/ns/user"));
    task.own_user_ns = task.user_ns == namespaces::inode("/proc/self/ns/user");
    let map = |file: &str| ranges(&procfs::text(format!("{at}/{file}")).unwrap_or_default());
    (task.uid_map, task.gid_map) = (map("uid_map"), map("gid_map"));
    task.setgroups_denied = procfs::line(format!("{at}/setgroups")).as_deref() == Some("deny");
    task.label = procfs::line(format!("{at}/attr/current"));
    let same_mounts = namespaces::inode(format!("{at}/ns/mnt")) == namespaces::inode("/proc/self/ns/mnt");
    let root = std::fs::read_link(format!("{at}/root")).ok();
    task.chrooted = root.filter(|_| same_mounts).map(|root| root.as_os_str() != "/");
    task.group = procfs::text(format!("{at}/stat"))
        .and_then(|stat| stat.rsplit_once(')')?.1.split_whitespace().nth(2)?.parse().ok());
    task.owners = NAMESPACES
        .iter()
        .filter_map(|&kind| match namespaces::owner(format!("{at}/ns/{kind}")) {
            Ok(inode) => Some((kind, Owner::Is(inode))),
            Err(Errno::EPERM) => Some((kind, Owner::Outside)),
            Err(_) => None,
        })
        .collect();
    task.limits = limits(&procfs::text(format!("{at}/limits")).unwrap_or_default());
    Some(task)
}

/// Reads a /proc/PID/status.
fn status(pid: i32, text: &str) -> Task {
    let mut task = Task { pid, ..Task::default() };
    let all = |value: &str| value.split_whitespace().flat_map(str::parse::<u32>).collect::<Vec<_>>();
    let four = |value: &str| all(value).try_into().unwrap_or_default();
    for (key, value) in text.lines().filter_map(|line| line.split_once(':')) {
        let value = value.trim();
        let hex = || u64::from_str_radix(value, 16).unwrap_or(0);
        match key {
            "Uid" => task.uids = four(value),
            "Gid" => task.gids = four(value),
            "Groups" => task.groups = all(value),
            "Threads" => task.threads = value.parse().ok(),
            "CapInh" => task.inheritable = hex(),
            "CapPrm" => task.permitted = hex(),
            "CapEff" => task.effective = hex(),
            "VmSize" => {
                task.address_space =
                    value.split(' ').next().and_then(|kb| kb.parse::<u64>().ok()).map(|kb| kb << 10)
            }
            "CapBnd" => task.bounding = hex(),
            "NoNewPrivs" => task.no_new_privs = value == "1",
            "Seccomp" => task.seccomp = value.parse().ok(),
            "Seccomp_filters" => task.filters = value.parse().ok(),
            "SigCgt" => task.handles_sigsys = hex() >> (libc::SIGSYS - 1) & 1 == 1,
            _ => {}
        }
    }
    task
}

/// Reads a /proc/PID/uid_map.
fn ranges(text: &str) -> Vec<[u32; 3]> {
    let line =
        |line: &str| line.split_whitespace().flat_map(str::parse).collect::<Vec<u32>>().try_into().ok();
    text.lines().filter_map(line).collect()
}

/// The longest name of a file that the kernel takes, with its NUL (PATH_MAX).
const PATH_MAX: usize = 4096;

/// Walks to the files that the call names, and to the interpreter of a program.
fn walk(tracee: &dyn Tracee, row: &Row, refusal: &mut Refusal) {
    let Some(walker) = Touch::of(row.name).next().map(|_| Walker::new(refusal.task.pid)) else { return };
    let flags = refusal.argument("flags").map_or(0, |flags| refusal.args[flags]);
    for touch in Touch::of(row.name) {
        let Some(at) = touch.position(&refusal.names) else { continue };
        let value = refusal.args[at];
        let nature = row.args.get(at).map(|arg| arg.kind.nature());
        // The directory that the argument before it names.
        let base = at.checked_sub(1).filter(|&base| row.args[base].kind.nature() == Nature::Directory);
        let base = base.map(|base| refusal.args[base] as i32).filter(|&fd| fd != libc::AT_FDCWD);
        let walk = if nature == Some(Nature::Descriptor) {
            walker.descriptor(at, value as i32)
        } else if matches!(touch.act, Act::Connect | Act::Make) && nature == Some(Nature::Other) {
            // A socket's address: its family, and its path where it has one that isn't abstract.
            let unix = refusal.word(at, 0, 2) == Some(libc::AF_UNIX as u64);
            let path = refusal.pointed.get(at).and_then(|bytes| bytes.get(2..));
            let path = path.map(|path| path.split(|&byte| byte == 0).next().unwrap_or_default());
            path.filter(|path| unix && !path.is_empty())
                .map(|path| walker.walk(at, None, path, touch.act == Act::Connect))
        } else {
            let path = text(tracee, value);
            match base {
                Some(fd) if path.is_empty() && empty_path(flags) => walker.descriptor(at, fd),
                Some(fd) if path.is_empty() => walker.descriptor(at, fd).filter(|_| value == 0),
                _ => Some(walker.walk(at, base, &path, follows(touch, row.name, flags))),
            }
        };
        refusal.files.extend(walk);
    }
    let executes = matches!(row.name, "execve" | "execveat");
    if let Some(found) = refusal.files.first().filter(|walk| executes && walk.end == End::Found) {
        refusal.program = looking::program(refusal.task.pid, found);
        refusal.file_capabilities = looking::file_capabilities(refusal.task.pid, found);
        if let Some(path) = refusal.program.as_ref().and_then(looking::interpreter_of) {
            let walk: Walk = walker.walk(super::evidence::INTERPRETER, None, path.as_bytes(), true);
            refusal.files.push(walk);
        }
    }
}

/// The path that an argument points to, up to its NUL.
fn text(tracee: &dyn Tracee, addr: u64) -> Vec<u8> {
    let mut bytes = vec![0; PATH_MAX];
    let read = if addr == 0 { 0 } else { tracee.read(addr, &mut bytes) };
    bytes.truncate(read);
    bytes.split(|&byte| byte == 0).next().unwrap_or_default().to_vec()
}

/// Reads a /proc/PID/limits: names end where two blanks begin.
fn limits(text: &str) -> BTreeMap<String, [Option<u64>; 2]> {
    let mut limits = BTreeMap::new();
    for line in text.lines().skip(1) {
        let mut columns = line.split("  ").map(str::trim).filter(|column| !column.is_empty());
        if let (Some(name), Some(soft), Some(hard)) = (columns.next(), columns.next(), columns.next()) {
            limits.insert(name.to_owned(), [soft.parse().ok(), hard.parse().ok()]);
        }
    }
    limits
}

/// Real and saved uid of the process that a signal was meant for, where its id means the same to rtrace.
fn target(refusal: &Refusal) -> Option<[u32; 2]> {
    let argument = ["tgid", "pid", "tid"].iter().find_map(|name| refusal.argument(name))?;
    let pid = i32::try_from(refusal.args[argument] & 0xffff_ffff).ok().filter(|&pid| pid > 0)?;
    let same = |pid: &str| std::fs::read_link(format!("/proc/{pid}/ns/pid")).ok();
    if same(&refusal.task.pid.to_string())? != same("self")? {
        return None;
    }
    let text = procfs::text(format!("/proc/{pid}/status"))?;
    let [real, _, saved, _] = status(pid, &text).uids;
    Some([real, saved])
}

/// Whether the kernel has a call, by the symbols of its own architecture: `T` is code, `W` a stub.
fn symbol(call: &str) -> Symbol {
    let Ok(symbols) = std::fs::read_to_string("/proc/kallsyms") else { return Symbol::Unknown };
    let prefixes = [
        "__x64_sys_",
        "__arm64_sys_",
        "__ia32_sys_",
        "__ia32_compat_sys_",
        "__arm64_compat_sys_",
        "__se_sys_",
    ];
    let mut any = false;
    let mut found = Symbol::Absent;
    for line in symbols.lines() {
        let mut columns = line.split_whitespace().skip(1);
        let (Some(kind), Some(name)) = (columns.next(), columns.next()) else { continue };
        let Some(of) = prefixes.iter().find_map(|prefix| name.strip_prefix(prefix)) else { continue };
        any = true;
        if of == call {
            match kind {
                "T" | "t" => return Symbol::There,
                "W" | "w" => found = Symbol::Stub,
                _ => {}
            }
        }
    }
    if any { found } else { Symbol::Unknown }
}
