//! Gathering: the only part of the diagnosis that asks the system. Everything is bounded in size and time.

use super::environment;
use super::evidence::{Attempt, Evidence, Kernel, Probes, Reading, Target, Task, Tried};
use super::probing::Prober;
use super::procfs;
use crate::sys::probe;
use nix::unistd::{getegid, geteuid, getgid, getpid, getppid, getresgid, getresuid, getuid};
use std::collections::BTreeSet;

/// How many PPid steps are followed, and how many tasks of /proc are looked at.
const MOST_STEPS: usize = 1000;
const MOST_TASKS: usize = 20_000;

/// Gathers what is to know about a refused `attempt` on `pid` (none for a launch).
pub fn gather(attempt: Attempt, pid: Option<i32>) -> Evidence {
    let mut prober = Prober::new();
    let mut probes = prober.own();
    let proc_is_own = procfs::text("/proc/self/stat")
        .map(|stat| stat.split(' ').next() == Some(getpid().to_string().as_str()));
    let caller = caller();
    let target = pid.map(|pid| {
        let mut target = target(pid, proc_is_own == Some(true), &caller);
        prober.target(pid, &mut probes, attempt.request, &mut target);
        if target.signal.is(libc::ESRCH) {
            target.meant = meant(pid);
        }
        target
    });
    let kernel = kernel(proc_is_own, &attempt, &probes);
    let surroundings = environment::look(&caller);
    Evidence { attempt, caller, target, probes, kernel, surroundings }
}

/// rtrace itself. System calls tell what they can: /proc may be missing, or another namespace's.
fn caller() -> Task {
    let mut task = procfs::task(0, "/proc/self").unwrap_or_default();
    task.pid = getpid().as_raw();
    task.tgid = Some(task.pid);
    task.ppid = Some(getppid().as_raw());
    task.uids = Some(match getresuid() {
        Ok(ids) => [ids.real.as_raw(), ids.effective.as_raw(), ids.saved.as_raw()],
        Err(_) => [getuid().as_raw(), geteuid().as_raw(), geteuid().as_raw()],
    });
    task.gids = Some(match getresgid() {
        Ok(ids) => [ids.real.as_raw(), ids.effective.as_raw(), ids.saved.as_raw()],
        Err(_) => [getgid().as_raw(), getegid().as_raw(), getegid().as_raw()],
    });
    let set = |which| caps::read(None, which).ok().map(|set| set.iter().map(caps::Capability::bitmask).sum());
    task.cap_effective = task.cap_effective.or_else(|| set(caps::CapSet::Effective));
    task.cap_permitted = task.cap_permitted.or_else(|| set(caps::CapSet::Permitted));
    task.cap_bounding = task
        .cap_bounding
        .or_else(|| Some((0..64).filter(|&n| probe::in_bounding_set(n) == 1).map(bit).sum()));
    if let Ok(mode) = u32::try_from(probe::ask_self(libc::PR_GET_SECCOMP)) {
        task.seccomp = task.seccomp.or(Some(mode));
    }
    if let Ok(set) = u32::try_from(probe::ask_self(libc::PR_GET_NO_NEW_PRIVS)) {
        task.no_new_privs = task.no_new_privs.or(Some(set == 1));
    }
    task
}

fn bit(number: u8) -> u64 {
    1 << number
}

fn target(pid: i32, proc_is_own: bool, caller: &Task) -> Target {
    let mut target = Target { task: Task { pid, ..Task::default() }, ..Target::default() };
    // A /proc of another PID namespace knows other processes under the same numbers.
    let at = format!("/proc/{pid}");
    if !proc_is_own {
        return target;
    }
    let Some(task) = procfs::task(pid, &at) else { return target };
    target.in_proc = true;
    target.mem_owner = procfs::owner(&format!("{at}/mem"));
    target.descends = descends(&task, caller.pid);
    target.tracer_comm = task
        .tracer
        .filter(|&tracer| tracer != 0)
        .and_then(|tracer| procfs::line(format!("/proc/{tracer}/comm")));
    target.task = task;
    target
}

/// Whether `ancestor` is found along the line of parents.
fn descends(task: &Task, ancestor: i32) -> Option<bool> {
    let mut parent = task.ppid?;
    for _ in 0..MOST_STEPS {
        if parent == ancestor {
            return Some(true);
        }
        if parent <= 1 {
            return Some(false);
        }
        let text = procfs::text(format!("/proc/{parent}/status"))?;
        parent = procfs::status(parent, &text).ppid?;
    }
    None
}

/// The pid in rtrace's namespace of the process that has `pid` in another one: in an outer one where /proc shows
/// those, else in an inner one (a container's).
fn meant(pid: i32) -> Option<i32> {
    tasks()
        .filter_map(|(_, text)| {
            let ids = procfs::status(0, &text).ns_pids;
            (ids.len() > 1 && ids.contains(&pid)).then_some(ids)
        })
        .find_map(|ids| {
            // rtrace's own line of pids tells its depth: what stands there is the pid that the kernel knows here.
            let depth = procfs::status(0, &procfs::text("/proc/self/status")?).ns_pids.len();
            ids.get(depth.checked_sub(1)?).copied().filter(|&here| here != pid)
        })
}

/// The status of every process that /proc shows, up to a bound.
fn tasks() -> impl Iterator<Item = (i32, String)> {
    std::fs::read_dir("/proc").into_iter().flatten().flatten().take(MOST_TASKS).filter_map(|entry| {
        let pid = entry.file_name().to_str()?.parse().ok()?;
        Some((pid, procfs::text(entry.path().join("status"))?))
    })
}

fn kernel(proc_is_own: Option<bool>, attempt: &Attempt, probes: &Probes) -> Kernel {
    let mut kernel = Kernel {
        yama: procfs::number("/proc/sys/kernel/yama/ptrace_scope"),
        lsms: procfs::line("/sys/kernel/security/lsm"),
        apparmor: procfs::line("/sys/module/apparmor/parameters/enabled").map(|word| word == "Y"),
        selinux_enforcing: procfs::number::<u32>("/sys/fs/selinux/enforce").map(|word| word == 1),
        selinux_deny_ptrace: procfs::line("/sys/fs/selinux/booleans/deny_ptrace").map(|w| w.starts_with('1')),
        proc_is_own,
        hidepid: hidepid(),
        virtual_apple: procfs::beginning("/proc/cpuinfo", 64 * 1024)
            .is_some_and(|t| t.contains("VirtualApple")),
        gvisor_log: gvisor_log(),
        ..Kernel::default()
    };
    if let Ok(name) = nix::sys::utsname::uname() {
        kernel.release = name.release().to_string_lossy().into_owned();
        kernel.version = name.version().to_string_lossy().into_owned();
        kernel.machine = name.machine().to_string_lossy().into_owned();
    }
    // Only an emulator makes the rest worth its time.
    if attempt.answer.is(libc::ENOSYS) || probes.trace_me.is(libc::ENOSYS) {
        kernel.symbols_for = procfs::beginning("/proc/kallsyms", 1 << 20).as_deref().and_then(symbols_for);
    }
    if attempt.request == Tried::Fork || matches!(probes.fork, Reading::Errno(_)) {
        count_tasks(&mut kernel);
    }
    kernel
}

/// The architecture in the name of the first system call that /proc/kallsyms lists.
fn symbols_for(symbols: &str) -> Option<String> {
    ["x64", "arm64", "riscv", "s390x"]
        .into_iter()
        .find(|arch| symbols.contains(&format!(" __{arch}_sys_")))
        .map(str::to_owned)
}

/// The mount option of /proc that hides other users' tasks.
fn hidepid() -> Option<String> {
    let mounts = procfs::text("/proc/self/mountinfo")?;
    let last = mounts.lines().rfind(|line| line.split(' ').nth(4) == Some("/proc"))?;
    let options = last.rsplit(' ').next()?;
    options
        .split(',')
        .find(|option| option.starts_with("hidepid=") && !matches!(*option, "hidepid=0" | "hidepid=off"))
        .map(str::to_owned)
}

fn gvisor_log() -> bool {
    let mut log = vec![0; 64 * 1024];
    let length = usize::try_from(probe::kernel_log(&mut log)).unwrap_or(0).min(log.len());
    String::from_utf8_lossy(&log[..length]).contains("Starting gVisor")
}

fn count_tasks(kernel: &mut Kernel) {
    use nix::sys::resource::{Resource, getrlimit};
    kernel.process_limit = getrlimit(Resource::RLIMIT_NPROC)
        .ok()
        .map(|(soft, _)| soft)
        .filter(|&soft| soft != nix::sys::resource::RLIM_INFINITY);
    let own = getuid().as_raw();
    let mut seen = BTreeSet::new();
    let threads =
        |text: &str| text.lines().find_map(|l| l.strip_prefix("Threads:")?.trim().parse::<u64>().ok());
    kernel.own_tasks = Some(
        tasks()
            .filter(|(pid, text)| {
                procfs::status(*pid, text).uids.is_some_and(|ids| ids[0] == own) && seen.insert(*pid)
            })
            .map(|(_, text)| threads(&text).unwrap_or(1))
            .sum(),
    )
    .filter(|&count| count > 0);
    kernel.cgroup_pids = procfs::text("/proc/self/cgroup").as_deref().and_then(fullest_cgroup);
}

/// pids.current and pids.max of the fullest of the cgroups above rtrace.
fn fullest_cgroup(cgroups: &str) -> Option<(u64, u64)> {
    let mut found: Option<(u64, u64)> = None;
    for line in cgroups.lines() {
        let mut parts = line.splitn(3, ':').skip(1);
        let (Some(controllers), Some(path)) = (parts.next(), parts.next()) else { continue };
        let root = match controllers {
            "" => "/sys/fs/cgroup",
            list if list.split(',').any(|name| name == "pids") => "/sys/fs/cgroup/pids",
            _ => continue,
        };
        for part in std::path::Path::new(path).ancestors() {
            let at = format!("{root}{}", part.display());
            let (current, most) = (format!("{at}/pids.current"), format!("{at}/pids.max"));
            if let (Some(current), Some(most)) = (procfs::number(current), procfs::number::<u64>(most))
                && found.is_none_or(|(c, m)| m.saturating_sub(c) > most.saturating_sub(current))
            {
                found = Some((current, most));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn symbols_tell_the_architecture_of_the_kernel_below() {
        assert_eq!(symbols_for("0 T __arm64_sys_read\n").as_deref(), Some("arm64"));
        assert_eq!(symbols_for("0 T _stext\n0 T __x64_sys_read\n").as_deref(), Some("x64"));
        assert_eq!(symbols_for("0 T _stext\n"), None);
    }

    #[test]
    fn rtrace_knows_itself_with_and_without_proc() {
        let caller = caller();
        assert_eq!(caller.pid, getpid().as_raw());
        assert_eq!(caller.uids.map(|ids| ids[0]), Some(getuid().as_raw()));
        assert!(caller.cap_effective.is_some() && caller.cap_bounding.is_some() && caller.seccomp.is_some());
    }

    #[test]
    fn a_child_descends_and_init_does_not() {
        let own = getpid().as_raw();
        assert_eq!(descends(&Task { ppid: Some(own), ..Task::default() }, own), Some(true));
        assert_eq!(descends(&Task { ppid: Some(1), ..Task::default() }, own), Some(false));
        assert_eq!(descends(&Task::default(), own), None);
    }
}
