//! Limits that are reached: descriptors, tasks, locked memory, namespaces, watches.

use super::capability::number::{IPC_LOCK, SYS_ADMIN, SYS_RESOURCE};
use super::evidence::Refusal;
use super::needs::dotted;
use super::verdict::{Code, Verdict};
use crate::diagnose::finding::Finding;
use libc::{EAGAIN, EMFILE, ENFILE, ENOMEM, ENOSPC, EPERM};

/// Files of /proc/sys that rules about limits and files read.
pub const SETTINGS: &[&str] = &[
    "fs/file-max",
    "fs/file-nr",
    "fs/nr_open",
    "fs/protected_fifos",
    "fs/protected_hardlinks",
    "fs/protected_regular",
    "fs/protected_symlinks",
];

/// Namespaces by their bit, and the setting that counts them.
pub const NAMESPACES: &[(u64, &str)] = &[
    (libc::CLONE_NEWUSER as u64, "user/max_user_namespaces"),
    (libc::CLONE_NEWNS as u64, "user/max_mnt_namespaces"),
    (libc::CLONE_NEWPID as u64, "user/max_pid_namespaces"),
    (libc::CLONE_NEWNET as u64, "user/max_net_namespaces"),
    (libc::CLONE_NEWUTS as u64, "user/max_uts_namespaces"),
    (libc::CLONE_NEWIPC as u64, "user/max_ipc_namespaces"),
    (libc::CLONE_NEWCGROUP as u64, "user/max_cgroup_namespaces"),
];

/// Judges by the errno.
pub fn judge(refusal: &Refusal) -> Option<Verdict> {
    let finding = match refusal.errno {
        EMFILE => descriptors(refusal).or_else(|| counted(refusal)),
        ENFILE => files(refusal),
        EAGAIN => tasks(refusal).or_else(|| locked(refusal)).or_else(|| counted(refusal)),
        ENOMEM => locked(refusal).or_else(|| address_space(refusal)),
        ENOSPC => counted(refusal).or_else(|| namespaces(refusal)),
        EPERM => open_files(refusal),
        _ => None,
    };
    finding.map(|finding| Verdict::of(Code::Limit, finding))
}

/// Things that are counted: the calls that ask for one, with the errno, what they are, and the settings or the limit.
struct Count {
    calls: &'static [&'static str],
    errno: i32,
    what: &'static str,
    bounds: &'static [&'static str],
}

const fn count(
    calls: &'static [&'static str],
    errno: i32,
    what: &'static str,
    bounds: &'static [&'static str],
) -> Count {
    Count { calls, errno, what, bounds }
}

/// All of them. Of several settings the lowest counts.
#[rustfmt::skip]
const COUNTED: &[Count] = &[
    count(&["inotify_init", "inotify_init1"], EMFILE, "inotify instances", &["user/max_inotify_instances", "fs/inotify/max_user_instances"]),
    count(&["inotify_add_watch"], ENOSPC, "inotify watches", &["user/max_inotify_watches", "fs/inotify/max_user_watches"]),
    count(&["fanotify_init"], EMFILE, "fanotify groups", &["user/max_fanotify_groups", "fs/fanotify/max_user_groups"]),
    count(&["epoll_ctl"], ENOSPC, "watches of epoll", &["fs/epoll/max_user_watches"]),
    count(&["io_setup"], EAGAIN, "asynchronous requests", &["fs/aio-max-nr"]),
    count(&["mq_open"], ENOSPC, "message queues", &["fs/mqueue/queues_max"]),
    count(&["mq_open"], EMFILE, "bytes in message queues", &["Max msgqueue size"]),
    count(&["msgget"], ENOSPC, "System V message queues", &["kernel/msgmni"]),
    count(&["shmget"], ENOSPC, "segments of shared memory", &["kernel/shmmni"]),
    count(&["rt_sigqueueinfo", "rt_tgsigqueueinfo", "timer_create"], EAGAIN, "pending signals", &["Max pending signals"]),
];

/// The files of /proc/sys that bound what a call asks for.
pub fn settings(call: &str) -> impl Iterator<Item = &'static str> {
    let rows = COUNTED.iter().filter(move |row| row.calls.contains(&call));
    rows.flat_map(|row| row.bounds).copied().filter(|bound| bound.contains('/'))
}

fn counted(refusal: &Refusal) -> Option<Finding> {
    let row = COUNTED.iter().find(|row| row.calls.contains(&refusal.call) && row.errno == refusal.errno)?;
    let value = |bound: &&'static str| match bound.contains('/') {
        true => Some((*bound, refusal.setting(bound)?)),
        false => Some((*bound, refusal.task.limit(bound)?.cast_signed())),
    };
    let (bound, most) = row.bounds.iter().filter_map(value).min_by_key(|(_, most)| *most)?;
    let finding = if most == 0 {
        Finding::proved_if(refusal.by_kernel(), format!("no {} are allowed", row.what))
    } else {
        Finding::likely(format!("there are as many {} as there may be", row.what))
    };
    Some(if bound.contains('/') {
        let name = dotted(bound);
        let more = most.max(32).saturating_mul(4);
        finding
            .saw(format!("{name}={most}"))
            .advise(format!("sysctl -w {name}={more}"), "as root of the machine, or of the namespace")
    } else {
        finding
            .read(format!("{bound}: {most}"), "/proc/PID/limits")
            .advise("ulimit, prlimit(1)", "docker run --ulimit, Limit...= in a unit")
    })
}

/// Memory that would go beyond RLIMIT_AS.
fn address_space(refusal: &Refusal) -> Option<Finding> {
    let limit = refusal.task.limit("Max address space")?;
    let (now, asked) = match refusal.call {
        "mmap" | "mmap2" => (refusal.task.address_space?, refusal.args[1]),
        _ => return None,
    };
    (now.saturating_add(asked) > limit).then(|| {
        Finding::proved_if(
            refusal.by_kernel(),
            format!("its address space may not grow so far: RLIMIT_AS is {limit}"),
        )
        .saw(format!("it has {now} bytes, and {asked} more were asked for"))
        .advise("ulimit -v unlimited", "LimitAS= in a unit")
    })
}

fn descriptors(refusal: &Refusal) -> Option<Finding> {
    if !full(refusal) {
        return None;
    }
    let limit = refusal.task.limit("Max open files")?;
    let open = refusal.task.descriptors?;
    let finding = Finding::proved_if(
        refusal.by_kernel(),
        format!("it has as many descriptors as it may: RLIMIT_NOFILE is {limit}"),
    )
    .saw(format!("{open} are open"));
    Some(finding.advise("ulimit -n NUMBER", "docker run --ulimit nofile=N, LimitNOFILE= in a unit"))
}

fn full(refusal: &Refusal) -> bool {
    match (refusal.task.limit("Max open files"), refusal.task.descriptors) {
        (Some(limit), Some(open)) => open >= limit,
        _ => false,
    }
}

fn files(refusal: &Refusal) -> Option<Finding> {
    let (open, most) = (refusal.setting("fs/file-nr")?, refusal.setting("fs/file-max")?);
    Some(
        Finding::likely(format!("the machine has as many files open as it may: fs.file-max is {most}"))
            .read(format!("{open} are open"), "/proc/sys/fs/file-nr")
            .advise(format!("sysctl -w fs.file-max={}", most.saturating_mul(2)), "as root of the machine"),
    )
}

fn tasks(refusal: &Refusal) -> Option<Finding> {
    if !matches!(refusal.call, "clone" | "clone3" | "fork" | "vfork" | "execve" | "execveat") {
        return None;
    }
    let task = &refusal.task;
    if let Some((group, most, now)) =
        task.full_cgroup.as_ref().filter(|_| !refusal.call.starts_with("execve"))
    {
        return Some(
            Finding::proved_if(
                refusal.by_kernel(),
                format!("the cgroup has as many tasks as it may: pids.max is {most}"),
            )
            .saw(format!("pids.current is {now} in {group}"))
            .advise("docker run --pids-limit=N", "TasksMax= in a unit; or write pids.max"),
        );
    }
    let (limit, now) = (task.limit("Max processes")?, task.user_tasks?);
    let exempt = task.uids[0] == 0 || task.has(SYS_RESOURCE) || task.has(SYS_ADMIN);
    // setuid(2) has let it pass, and execve(2) does not: there it may be over the limit alone.
    let executes = refusal.call.starts_with("execve");
    (!exempt && if executes { now > limit } else { now >= limit }).then(|| {
        Finding::proved_if(
            refusal.by_kernel() && task.in_first_user_ns() == Some(true),
            format!("uid {} has as many tasks as it may: RLIMIT_NPROC is {limit}", task.uids[0]),
        )
        .saw(format!("it has {now}, in all containers together"))
        .advise("ulimit -u NUMBER", "docker run --ulimit nproc=N, LimitNPROC= in a unit")
    })
}

fn locked(refusal: &Refusal) -> Option<Finding> {
    let locks = refusal.call.starts_with("mlock")
        || refusal.call.starts_with("mmap") && refusal.args[3] & libc::MAP_LOCKED as u64 != 0;
    let limit = refusal.task.limit("Max locked memory").filter(|_| locks && !refusal.task.has(IPC_LOCK))?;
    let more = refusal.call == "mlockall" || refusal.args[1] > limit;
    Some(
        Finding::proved_if(
            refusal.by_kernel() && more && refusal.call != "mlockall",
            format!("more memory would be locked than it may: RLIMIT_MEMLOCK is {limit}"),
        )
        .saw_if((refusal.call != "mlockall").then(|| format!("{} bytes were asked for", refusal.args[1])))
        .advise(
            "ulimit -l unlimited",
            "docker run --ulimit memlock=-1, LimitMEMLOCK= in a unit; or CAP_IPC_LOCK",
        ),
    )
}

fn namespaces(refusal: &Refusal) -> Option<Finding> {
    let flags = match refusal.call {
        "clone3" => refusal.word(0, 0, 8)?,
        _ => refusal.args[0],
    };
    let asked = NAMESPACES.iter().filter(|(bit, _)| flags & bit != 0);
    let counted = asked.filter_map(|(_, path)| Some((*path, refusal.setting(path)?)));
    let (path, most) = counted.min_by_key(|(_, most)| *most)?;
    let finding = if most == 0 {
        Finding::proved_if(refusal.by_kernel(), "a setting allows no such namespaces")
    } else {
        Finding::likely(
            "there are as many such namespaces as the user may have, or they are nested too deeply (32)",
        )
    };
    Some(
        finding
            .saw(format!("{}={most}", dotted(path)))
            .advise(format!("sysctl -w {}={}", dotted(path), most.max(15_000)), "as root of the machine"),
    )
}

/// RLIMIT_NOFILE above what the kernel has room for: no capability helps.
fn open_files(refusal: &Refusal) -> Option<Finding> {
    const NOFILE: u64 = libc::RLIMIT_NOFILE as u64;
    let (resource, new, width) = match refusal.call {
        "setrlimit" => (refusal.args[0], 1, refusal.abi.word().size()),
        "prlimit64" => (refusal.args[1], 2, 8),
        _ => return None,
    };
    let most = refusal.setting("fs/nr_open")?.cast_unsigned();
    let asked = refusal.word(new, width, width).filter(|&hard| resource == NOFILE && hard > most)?;
    Some(
        Finding::proved_if(
            refusal.by_kernel(),
            format!("no process may have {asked} descriptors: fs.nr_open is {most}"),
        )
        .advise(format!("sysctl -w fs.nr_open={asked}"), "as root of the machine"),
    )
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;

    #[test]
    fn a_table_of_files_that_is_full_is_likely_and_descriptors_are_counted() {
        let mut full = refusal("openat", ENFILE);
        assert_eq!(verdict(&full), "none", "nothing is known");
        full.settings.insert("fs/file-max", "100".to_owned());
        full.settings.insert("fs/file-nr", "100\t0\t100".to_owned());
        assert_eq!(verdict(&full), "limit, likely");

        let mut many = refusal("dup", EMFILE);
        many.task.limits.insert("Max open files".to_owned(), [Some(8), Some(8)]);
        many.task.descriptors = Some(7);
        assert_eq!(verdict(&many), "none", "there is room");
        many.task.descriptors = Some(8);
        assert_eq!(verdict(&many), "limit, proved");
        many.witness = crate::event::Witness::Unknown;
        many.task.seccomp = Some(2);
        assert_eq!(verdict(&many), "limit, likely", "a filter may have answered");
    }

    #[test]
    fn nothing_to_read_yet_is_no_limit() {
        for call in ["read", "recvfrom", "accept4", "futex", "connect"] {
            assert!(!super::super::relevant(call, EAGAIN), "{call}");
        }
        for call in ["openat", "stat", "connect"] {
            assert!(
                !super::super::relevant(call, libc::ENOENT) && !super::super::relevant(call, libc::EINVAL)
            );
        }
    }

    #[test]
    fn namespaces_are_limited_by_the_lowest_of_their_settings() {
        let mut refusal = refusal("unshare", ENOSPC);
        refusal.args[0] = (libc::CLONE_NEWNET | libc::CLONE_NEWUSER) as u64;
        refusal.settings.insert("user/max_user_namespaces", "5".to_owned());
        assert_eq!(verdict(&refusal), "limit, likely");
        refusal.settings.insert("user/max_net_namespaces", "0".to_owned());
        assert_eq!(verdict(&refusal), "limit, proved");
    }
}
