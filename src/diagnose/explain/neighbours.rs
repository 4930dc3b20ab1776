//! The processes that a call is about, beside the one that makes it.

use super::evidence::{Neighbour, Refusal};
use super::walk::Walk;
use crate::diagnose::procfs;
use crate::sys::namespaces;
use std::fs;
use std::os::unix::fs::MetadataExt;

/// Requests of ptrace(2) whose second argument is a process that isn't traced yet.
const ATTACHES: [u64; 2] = [libc::PTRACE_ATTACH as u64, libc::PTRACE_SEIZE as u64];

/// `PF_KTHREAD` of linux/sched.h, in the ninth field of /proc/PID/stat.
const KERNEL_THREAD: u64 = 0x0020_0000;

/// Looks at the processes that a call names, by its arguments or by a path in /proc.
pub fn find(refusal: &Refusal) -> Vec<Neighbour> {
    let own = refusal.task.pid;
    let same = |kind: &str| {
        let inode = |pid: &str| namespaces::inode(format!("/proc/{pid}/ns/{kind}"));
        inode(&own.to_string()).is_some_and(|found| Some(found) == inode("self"))
    };
    let pids = match named(refusal) {
        named if named.is_empty() => in_proc(&refusal.files),
        named => named,
    };
    // Elsewhere, ids mean other processes.
    if pids.is_empty() || !same("pid") {
        return Vec::new();
    }
    let itself = refusal.call == "ptrace" && refusal.args[0] as i32 == 0;
    pids.into_iter().filter_map(look).filter(|other| itself || !is_own(own, other.pid)).collect()
}

/// Whether a task is a thread of the same process.
fn is_own(own: i32, other: i32) -> bool {
    fs::metadata(format!("/proc/{own}/task/{other}")).is_ok()
}

/// The ids in a call's arguments.
fn named(refusal: &Refusal) -> Vec<i32> {
    let at = |i: usize| refusal.args[i] as i32;
    match refusal.call {
        "ptrace" if refusal.args[0] as i32 == 0 => vec![refusal.task.pid],
        "ptrace" if ATTACHES.contains(&(refusal.args[0] & 0xffff_ffff)) => vec![at(1)],
        "process_vm_readv" | "process_vm_writev" | "get_robust_list" | "move_pages" | "migrate_pages" => {
            vec![at(0)]
        }
        "kcmp" => vec![at(0), at(1)],
        "kill" | "tkill" | "tgkill" | "rt_sigqueueinfo" | "rt_tgsigqueueinfo" | "prlimit64"
        | "sched_setaffinity" | "sched_setattr" | "sched_setparam" | "sched_setscheduler" => {
            vec![at(0)].into_iter().filter(|pid| *pid > 0).collect()
        }
        "setpriority" if at(0) == libc::PRIO_PROCESS as i32 && at(1) > 0 => vec![at(1)],
        "setns" | "pidfd_getfd" | "pidfd_send_signal" | "process_madvise" | "process_mrelease" => {
            let text = procfs::text(format!("/proc/{}/fdinfo/{}", refusal.task.pid, at(0)));
            let pid = text.and_then(|text| {
                text.lines().find_map(|line| line.strip_prefix("Pid:")?.trim().parse().ok())
            });
            pid.into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The processes into whose directories in /proc a path leads.
fn in_proc(walks: &[Walk]) -> Vec<i32> {
    let steps = walks.iter().flat_map(|walk| &walk.steps);
    let pid = |step: &super::walk::Step| -> Option<i32> {
        let mount = step.inode.mount.as_ref().filter(|mount| mount.kind == "proc")?;
        step.path.strip_prefix(mount.point.as_str())?.strip_prefix('/')?.split('/').next()?.parse().ok()
    };
    steps.filter_map(pid).next_back().into_iter().collect()
}

fn look(pid: i32) -> Option<Neighbour> {
    let at = format!("/proc/{pid}");
    let status = procfs::text(format!("{at}/status"))?;
    let field = |name: &str| {
        status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map_or("", str::trim)
    };
    let ids = |name| {
        let ids: Vec<u32> = field(name).split_whitespace().flat_map(str::parse).collect();
        [0, 1, 2].map(|i| ids.get(i).copied().unwrap_or(u32::MAX))
    };
    let stat = procfs::text(format!("{at}/stat")).unwrap_or_default();
    let behind = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let flags: u64 = behind.split_whitespace().nth(6).and_then(|flags| flags.parse().ok()).unwrap_or(0);
    let tracer: i32 = field("TracerPid").parse().unwrap_or(0);
    let uids = ids("Uid");
    // The directory's files are root's where the process is not dumpable: see proc(5).
    let owner = fs::metadata(format!("{at}/mem")).ok().map(|found| (found.uid(), found.gid()));
    Some(Neighbour {
        pid,
        comm: field("Name").to_owned(),
        uids,
        gids: ids("Gid"),
        permitted: u64::from_str_radix(field("CapPrm"), 16).unwrap_or(0),
        tracer: (tracer != 0)
            .then(|| (tracer, procfs::line(format!("/proc/{tracer}/comm")).unwrap_or_default())),
        kernel_thread: flags & KERNEL_THREAD != 0,
        zombie: field("State").starts_with(['Z', 'X']),
        undumpable: owner == Some((0, 0)) && uids[1] != 0,
        user_ns: namespaces::inode(format!("{at}/ns/user")),
    })
}
