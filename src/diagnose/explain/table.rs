//! Which call needs which capability, one row each: calls, arguments, capability, user namespace, settings. From the
//! kernel's own checks (capable() and ns_capable() in its source) and capabilities(7).

use super::capability::number::*;
use super::evidence::Refusal;
use super::need::Hook::{Labels, Landlock};
use super::need::Over::{Machine, Own, Owner, Target};
use super::need::When::*;
use super::need::{Need, Setting};
use libc::{EACCES, EPERM};

const NEW_USER: u64 = libc::CLONE_NEWUSER as u64;
/// Every namespace but the user's: mount, cgroup, UTS, IPC, PID, network, and (unshare alone) time.
const NEW_OTHERS: u64 = 0x7e02_0000 & !NEW_USER;
const NEW_TIME: u64 = 0x80;

fn positive(value: i64) -> bool {
    value > 0
}

fn never(_: i64) -> bool {
    false
}

const fn setting(path: &'static str, asks: fn(i64) -> bool, opens: &'static str) -> Setting {
    Setting { path, asks, never, opens }
}

const DMESG: Setting = setting("kernel/dmesg_restrict", positive, "0");
const PARANOID: Setting = setting("kernel/perf_event_paranoid", positive, "-1");
const UNPRIVILEGED_BPF: Setting = setting("kernel/unprivileged_bpf_disabled", positive, "0");
const USERFAULTFD: Setting = setting("vm/unprivileged_userfaultfd", |v| v == 0, "1");
const IO_URING: Setting =
    Setting { path: "kernel/io_uring_disabled", asks: positive, never: |value| value >= 2, opens: "0" };
const MODULES: Setting =
    Setting { path: "kernel/modules_disabled", asks: |_| true, never: positive, opens: "" };
const KEXEC: Setting =
    Setting { path: "kernel/kexec_load_disabled", asks: |_| true, never: positive, opens: "" };
const CLONE_USER: Setting = setting("kernel/unprivileged_userns_clone", |v| v == 0, "1");
const LOW_PORTS: Setting = setting("net/ipv4/ip_unprivileged_port_start", positive, "PORT");
const PIPE_SIZE: Setting = setting("fs/pipe-max-size", positive, "SIZE");
const MIN_ADDR: Setting = setting("vm/mmap_min_addr", positive, "0");

/// bind(2) of an internet address whose port is a privileged one.
fn low_port(refusal: &Refusal) -> bool {
    let Some(address) = refusal.pointed.get(1) else { return false };
    let (Some(family), Some(port)) = (refusal.word(1, 0, 2), address.get(2..4)) else { return false };
    let port = i64::from(u16::from_be_bytes([port[0], port[1]]));
    let internet = family == libc::AF_INET as u64 || family == libc::AF_INET6 as u64;
    internet && port > 0 && port < refusal.setting(LOW_PORTS.path).unwrap_or(1024)
}

/// bind(2) of a netlink socket to groups (struct sockaddr_nl: nl_groups at 8).
fn netlink_groups(refusal: &Refusal) -> bool {
    refusal.word(1, 0, 2) == Some(libc::AF_NETLINK as u64)
        && refusal.word(1, 8, 4).is_some_and(|groups| groups != 0)
}

/// sched_setscheduler(2) to SCHED_FIFO, SCHED_RR or SCHED_DEADLINE, whether children inherit it or not.
fn real_time(refusal: &Refusal) -> bool {
    matches!(
        refusal.args[1] as i32 & !libc::SCHED_RESET_ON_FORK,
        libc::SCHED_FIFO | libc::SCHED_RR | libc::SCHED_DEADLINE
    )
}

/// mmap(2) at an address that the kernel keeps free.
fn low_address(refusal: &Refusal) -> bool {
    let least = refusal.setting(MIN_ADDR.path).unwrap_or(65536).cast_unsigned();
    let fixed = (libc::MAP_FIXED | libc::MAP_FIXED_NOREPLACE) as u64;
    refusal.args[0] < least && refusal.args[3] & fixed != 0
}

/// A pipe that is to be larger than users may make it.
fn large_pipe(refusal: &Refusal) -> bool {
    let most = refusal.setting(PIPE_SIZE.path).unwrap_or(1 << 20);
    refusal.args[1] & 0xffff_ffff == libc::F_SETPIPE_SZ as u64 && refusal.args[2] > most.cast_unsigned()
}

/// A hard limit that is to be raised (struct rlimit: two words).
fn raises(refusal: &Refusal, resource: u64, new: usize, width: usize) -> bool {
    const NAMES: [&str; 16] = [
        "Max cpu time",
        "Max file size",
        "Max data size",
        "Max stack size",
        "Max core file size",
        "Max resident set",
        "Max processes",
        "Max open files",
        "Max locked memory",
        "Max address space",
        "Max file locks",
        "Max pending signals",
        "Max msgqueue size",
        "Max nice priority",
        "Max realtime priority",
        "Max realtime timeout",
    ];
    let now =
        usize::try_from(resource).ok().and_then(|i| NAMES.get(i)).and_then(|n| refusal.task.limits.get(*n));
    let (Some([_, Some(hard)]), Some(wanted)) = (now, refusal.word(new, width, width)) else { return false };
    wanted > *hard
}

fn raises_own(refusal: &Refusal) -> bool {
    raises(refusal, refusal.args[0], 1, refusal.abi.word().size())
}

fn raises_by_prlimit(refusal: &Refusal) -> bool {
    refusal.args[0] == 0 && raises(refusal, refusal.args[1], 2, 8)
}

/// A signal to a process of another user.
fn of_another_user(refusal: &Refusal) -> bool {
    let [real, effective, ..] = refusal.task.uids;
    refusal.target.is_some_and(|target| target.iter().all(|uid| *uid != real && *uid != effective))
}

fn group(refusal: &Refusal) -> bool {
    refusal.target.is_none()
}

/// open(2) of a device by its path.
fn opens(refusal: &Refusal, fits: fn(&str) -> bool) -> bool {
    let named = refusal.files.first().and_then(|walk| walk.named());
    named.is_some_and(|step| step.inode.mode & libc::S_IFMT == libc::S_IFCHR && fits(&step.path))
}

fn opens_log(refusal: &Refusal) -> bool {
    let writes = super::touch::open_flags(refusal) & libc::O_ACCMODE == libc::O_WRONLY;
    !writes && opens(refusal, |path| path == "/dev/kmsg")
}

fn opens_memory(refusal: &Refusal) -> bool {
    opens(refusal, |path| {
        let msr = path.starts_with("/dev/cpu/") && path.ends_with("/msr");
        msr || matches!(path, "/dev/mem" | "/dev/kmem" | "/dev/port")
    })
}

const INTERNET: &[u64] = &[libc::AF_INET as u64, libc::AF_INET6 as u64];
const DEVICES: super::need::When = Any(&[
    Masked(1, libc::S_IFMT as u64, libc::S_IFCHR as u64),
    Masked(1, libc::S_IFMT as u64, libc::S_IFBLK as u64),
]);
const DEVICES_AT: super::need::When = Any(&[
    Masked(2, libc::S_IFMT as u64, libc::S_IFCHR as u64),
    Masked(2, libc::S_IFMT as u64, libc::S_IFBLK as u64),
]);

/// All of them. Where several rows fit a call, the first counts.
#[rustfmt::skip]
pub static NEEDS: &[Need] = &[
    // Mounts and namespaces.
    Need::of(&["mount"], "to change mounts", &[SYS_ADMIN]).over(Owner("mnt")).hooked(Landlock),
    Need::of(&["umount", "umount2", "pivot_root", "move_mount", "fsopen", "fspick", "fsmount", "mount_setattr"], "to change mounts", &[SYS_ADMIN]).over(Owner("mnt")),
    Need::of(&["open_tree"], "to copy a tree of mounts", &[SYS_ADMIN]).over(Owner("mnt")).when(Bits(2, 1)),
    Need::of(&["unshare"], "to make namespaces", &[SYS_ADMIN]).over(Own).when(All(&[Bits(0, NEW_OTHERS | NEW_TIME), Lacks(0, NEW_USER)])),
    Need::of(&["clone"], "to make namespaces", &[SYS_ADMIN]).over(Own).when(All(&[Bits(0, NEW_OTHERS), Lacks(0, NEW_USER)])),
    Need::of(&["clone3"], "to make namespaces", &[SYS_ADMIN]).over(Own).when(All(&[BitsBehind(0, 0, 8, NEW_OTHERS), LacksBehind(0, 0, 8, NEW_USER)])),
    Need::of(&["clone3"], "to choose the ids of a process", &[CHECKPOINT_RESTORE, SYS_ADMIN]).over(Owner("pid")).when(BitsBehind(0, 72, 8, u64::MAX)),
    Need::of(&["unshare", "clone"], "to make user namespaces", &[SYS_ADMIN]).when(Bits(0, NEW_USER)).setting(CLONE_USER),
    Need::of(&["clone3"], "to make user namespaces", &[SYS_ADMIN]).when(BitsBehind(0, 0, 8, NEW_USER)).setting(CLONE_USER),
    Need::of(&["setns"], "to enter a namespace", &[SYS_ADMIN]).over(Own),
    Need::of(&["chroot"], "to change the root directory", &[SYS_CHROOT]).over(Own),
    Need::of(&["sethostname", "setdomainname"], "to name the machine", &[SYS_ADMIN]).over(Owner("uts")),
    // The machine.
    Need::of(&["swapon", "swapoff"], "to swap", &[SYS_ADMIN]),
    Need::of(&["quotactl", "quotactl_fd"], "to change quotas", &[SYS_ADMIN]).unsure(),
    Need::of(&["acct"], "to account processes", &[SYS_PACCT]),
    Need::of(&["vhangup"], "to hang up the terminal", &[SYS_TTY_CONFIG]),
    Need::of(&["reboot"], "to reboot", &[SYS_BOOT]).over(Owner("pid")),
    Need::of(&["kexec_load", "kexec_file_load"], "to load another kernel", &[SYS_BOOT]).setting(KEXEC),
    Need::of(&["init_module", "finit_module", "delete_module", "create_module"], "to load and unload modules", &[SYS_MODULE]).setting(MODULES),
    Need::of(&["iopl", "ioperm"], "to reach I/O ports", &[SYS_RAWIO]),
    Need::of(&["mmap", "mmap2"], "to map addresses that the kernel keeps free", &[SYS_RAWIO]).setting(MIN_ADDR).when(Fits(low_address)),
    Need::of(&["settimeofday", "stime"], "to set the clock", &[SYS_TIME]),
    Need::of(&["clock_settime", "clock_settime64"], "to set the clock", &[SYS_TIME]).when(Is(0, &[libc::CLOCK_REALTIME as u64])),
    Need::of(&["adjtimex"], "to adjust the clock", &[SYS_TIME]).when(BitsBehind(0, 0, 4, 0xffff_ffff)),
    Need::of(&["clock_adjtime", "clock_adjtime64"], "to adjust the clock", &[SYS_TIME]).when(BitsBehind(1, 0, 4, 0xffff_ffff)),
    Need::of(&["syslog"], "to control the kernel's log", &[SYSLOG, SYS_ADMIN]).when(Not(0, &[3, 10])),
    Need::of(&["syslog"], "to read the kernel's log", &[SYSLOG, SYS_ADMIN]).when(Is(0, &[3, 10])).setting(DMESG),
    Need::of(&["open", "openat", "openat2"], "to read the kernel's log", &[SYSLOG, SYS_ADMIN]).setting(DMESG).when(Fits(opens_log)).unsure(),
    Need::of(&["open", "openat", "openat2"], "to open the machine's memory and registers", &[SYS_RAWIO]).when(Fits(opens_memory)).unsure(),
    Need::of(&["lookup_dcookie"], "to look up dcookies", &[SYS_ADMIN]),
    // Looking into the kernel and into others.
    Need::of(&["bpf"], "to make maps and load programs of BPF", &[BPF, SYS_ADMIN]).setting(UNPRIVILEGED_BPF).when(Is(0, &[0, 5])),
    Need::of(&["bpf"], "to use such programs and maps of BPF", &[BPF, SYS_ADMIN]).unsure(),
    Need::of(&["perf_event_open"], "to count events of the kernel or of all processes", &[PERFMON, SYS_ADMIN]).answers(&[EACCES, EPERM]).setting(PARANOID).when(Is(1, &[0, 0xffff_ffff])),
    Need::of(&["perf_event_open"], "to count events of that process", &[PERFMON, SYS_ADMIN]).answers(&[EACCES, EPERM]).setting(PARANOID).unsure(),
    Need::of(&["userfaultfd"], "to handle the kernel's page faults", &[SYS_PTRACE]).when(Lacks(0, 1)).setting(USERFAULTFD),
    Need::of(&["io_uring_setup"], "to use io_uring", &[SYS_ADMIN]).setting(IO_URING),
    Need::of(&["fanotify_init"], "to watch whole file systems", &[SYS_ADMIN]),
    Need::of(&["fanotify_mark"], "to watch mounts and file systems", &[SYS_ADMIN]).when(Bits(1, 0x110)).unsure(),
    Need::of(&["open_by_handle_at"], "to open files by their handles", &[DAC_READ_SEARCH]),
    Need::of(&["process_vm_readv", "process_vm_writev", "kcmp", "pidfd_getfd", "get_robust_list", "process_madvise", "move_pages", "migrate_pages", "ptrace"], "to look into that process", &[SYS_PTRACE]).over(Own).unsure(),
    // Scheduling and limits.
    Need::of(&["setpriority", "nice"], "to raise the priority", &[SYS_NICE]).answers(&[EACCES]).limit("Max nice priority"),
    Need::of(&["nice"], "to raise the priority", &[SYS_NICE]).limit("Max nice priority"),
    Need::of(&["setpriority"], "to change another user's process", &[SYS_NICE]).over(Target),
    Need::of(&["sched_setscheduler"], "to change another user's process, or what was scheduled otherwise", &[SYS_NICE]).when(Fits(|r| !real_time(r))).unsure(),
    Need::of(&["sched_setscheduler", "sched_setparam"], "to schedule in real time", &[SYS_NICE]).limit("Max realtime priority"),
    Need::of(&["sched_setattr"], "to schedule so", &[SYS_NICE]).limit("Max realtime priority"),
    Need::of(&["sched_setaffinity"], "to change another user's process", &[SYS_NICE]).over(Target),
    Need::of(&["ioprio_set"], "to do I/O in real time", &[SYS_NICE, SYS_ADMIN]).when(Masked(2, 0xe000, 0x2000)),
    Need::of(&["ioprio_set"], "to change another user's process", &[SYS_NICE]).unsure(),
    Need::of(&["mbind"], "to move pages that others share", &[SYS_NICE]).when(Bits(5, 4)),
    Need::of(&["setrlimit"], "to raise a hard limit", &[SYS_RESOURCE]).when(Fits(raises_own)),
    Need::of(&["prlimit64"], "to raise a hard limit", &[SYS_RESOURCE]).when(Fits(raises_by_prlimit)),
    Need::of(&["prlimit64"], "to change another user's process", &[SYS_RESOURCE]).over(Own).when(Not(0, &[0])).unsure(),
    Need::of(&["fcntl", "fcntl64"], "to make a pipe larger than others may", &[SYS_RESOURCE]).setting(PIPE_SIZE).when(Fits(large_pipe)),
    Need::of(&["fcntl", "fcntl64"], "to take a lease on another user's file", &[LEASE]).answers(&[EACCES]).when(Is(1, &[1024])),
    Need::of(&["mlock", "mlock2", "mlockall"], "to lock memory", &[IPC_LOCK]).limit("Max locked memory"),
    Need::of(&["mmap", "mmap2"], "to lock memory", &[IPC_LOCK]).limit("Max locked memory").when(Bits(3, libc::MAP_LOCKED as u64)),
    Need::of(&["shmget"], "to share huge pages", &[IPC_LOCK]).when(Bits(2, 0o4000)).unsure(),
    Need::of(&["prctl"], "to move what its own memory holds", &[SYS_RESOURCE]).when(Is(0, &[35])).unsure(),
    Need::of(&["prctl"], "to tell that it does I/O for others' memory", &[SYS_RESOURCE]).when(Is(0, &[57, 58])),
    Need::of(&["prctl"], "to drop from the bounding set", &[SETPCAP]).over(Own).when(Is(0, &[24])),
    Need::of(&["prctl"], "to change secure bits, those that aren't locked", &[SETPCAP]).over(Own).when(Is(0, &[28])).unsure(),
    Need::of(&["prctl"], "to install seccomp filters without no_new_privs", &[SYS_ADMIN]).over(Own).answers(&[EACCES]).when(Is(0, &[22])),
    Need::of(&["seccomp"], "to install seccomp filters without no_new_privs", &[SYS_ADMIN]).over(Own).answers(&[EACCES]).when(Is(0, &[1])),
    Need::of(&["landlock_restrict_self"], "to enter a Landlock domain without no_new_privs", &[SYS_ADMIN]).over(Own),
    Need::of(&["timerfd_create"], "to wake the machine", &[WAKE_ALARM]).when(Is(0, &[8, 9])),
    Need::of(&["timerfd_settime", "timerfd_settime64"], "to wake the machine", &[WAKE_ALARM]),
    Need::of(&["clock_nanosleep", "clock_nanosleep_time64"], "to wake the machine", &[WAKE_ALARM]).when(Is(0, &[8, 9])),
    Need::of(&["timer_create"], "to wake the machine", &[WAKE_ALARM]).when(Is(0, &[8, 9])),
    // The network.
    Need::of(&["socket"], "to send and receive raw packets", &[NET_RAW]).over(Owner("net")).hooked(Labels).when(All(&[Is(0, INTERNET), Masked(1, 0xf, libc::SOCK_RAW as u64)])),
    Need::of(&["socket"], "to send and receive raw packets", &[NET_RAW]).over(Owner("net")).hooked(Labels).when(Is(0, &[libc::AF_PACKET as u64])),
    Need::of(&["socket"], "to manage IPsec", &[NET_ADMIN]).over(Owner("net")).hooked(Labels).when(Is(0, &[libc::AF_KEY as u64])),
    Need::of(&["socket"], "to send and receive raw packets", &[NET_RAW]).over(Owner("net")).hooked(Labels).when(Is(0, &[libc::AF_XDP as u64])),
    Need::of(&["setsockopt"], "to choose such a congestion control, and to repair connections", &[NET_ADMIN]).over(Owner("net")).when(All(&[Is(1, &[6]), Is(2, &[13, 19])])),
    Need::of(&["bind"], "to bind a low port", &[NET_BIND_SERVICE]).over(Owner("net")).hooked(Landlock).answers(&[EACCES]).setting(LOW_PORTS).when(Fits(low_port)),
    Need::of(&["bind"], "to listen to such netlink messages", &[NET_ADMIN, AUDIT_READ]).over(Owner("net")).when(Fits(netlink_groups)).unsure(),
    Need::of(&["setsockopt"], "to set marks and to bypass limits of buffers", &[NET_ADMIN, NET_RAW]).over(Owner("net")).when(All(&[Is(1, &[1]), Is(2, &[36])])),
    Need::of(&["setsockopt"], "to set priorities and to bypass limits of buffers", &[NET_ADMIN]).over(Owner("net")).when(All(&[Is(1, &[1]), Is(2, &[12, 32, 33])])),
    Need::of(&["setsockopt"], "to debug a socket", &[NET_ADMIN]).over(Machine).answers(&[EACCES]).when(All(&[Is(1, &[1]), Is(2, &[1])])),
    Need::of(&["setsockopt"], "to bind a socket to another interface", &[NET_RAW]).over(Owner("net")).when(All(&[Is(1, &[1]), Is(2, &[25])])),
    Need::of(&["setsockopt", "getsockopt"], "to see and to change the packet filter", &[NET_ADMIN]).over(Owner("net")).when(All(&[Is(1, &[0, 41]), Is(2, &[64, 65, 66])])),
    Need::of(&["setsockopt"], "to bind addresses of others", &[NET_ADMIN, NET_RAW]).over(Owner("net")).when(All(&[Is(1, &[0, 41]), Is(2, &[19, 75])])),
    Need::of(&["setsockopt"], "to poll busily, and to reserve memory", &[NET_ADMIN]).over(Owner("net")).when(All(&[Is(1, &[1]), Is(2, &[46, 61, 69, 70, 73])])),
    Need::of(&["setsockopt"], "to set such options of IPv6", &[NET_RAW]).over(Owner("net")).when(All(&[Is(1, &[41]), Is(2, &[54, 55, 57, 59])])),
    Need::of(&["ioctl"], "to change network interfaces", &[NET_ADMIN]).over(Owner("net")).when(Fits(|r| (0x8914..=0x8955).contains(&(r.args[1] & 0xffff_ffff)) && r.args[1] & 1 == 0)),
    Need::of(&["ioctl"], "to name network interfaces, and to change bridges", &[NET_ADMIN]).over(Owner("net")).when(Is(1, &[0x8923, 0x89a0, 0x89a1, 0x89a2, 0x89a3])),
    Need::of(&["ioctl"], "to make a tunnel", &[NET_ADMIN]).over(Owner("net")).when(Is(1, &[0x4004_54ca])),
    Need::of(&["ioctl"], "to change routes and the ARP table", &[NET_ADMIN]).over(Owner("net")).when(Is(1, &[0x890b, 0x890c, 0x8953, 0x8955])),
    // Devices and file systems.
    Need::of(&["ioctl"], "to change the immutable and append-only flags", &[LINUX_IMMUTABLE]).over(Machine).when(Is(1, &[0x4008_6602, 0x4004_6602, 0x401c_5820])).unsure(),
    Need::of(&["ioctl"], "to ask for the blocks of a file", &[SYS_RAWIO]).when(Is(1, &[1])).unsure(),
    Need::of(&["ioctl"], "to type into a terminal that is not the caller's", &[SYS_ADMIN]).when(Is(1, &[0x5412])),
    Need::of(&["ioctl"], "to change a block device", &[SYS_ADMIN]).answers(&[EACCES, EPERM]).when(Is(1, &[0x125d, 0x125f, 0x1261])).unsure(),
    Need::of(&["ioctl"], "to freeze and thaw file systems", &[SYS_ADMIN]).over(Own).when(Is(1, &[0xc004_5877, 0xc004_5878])),
    Need::of(&["mknod"], "to make devices", &[MKNOD]).when(DEVICES),
    Need::of(&["mknodat"], "to make devices", &[MKNOD]).when(DEVICES_AT),
    Need::of(&["setxattr", "lsetxattr", "fsetxattr", "removexattr", "lremovexattr", "fremovexattr"], "to change trusted attributes", &[SYS_ADMIN]).when(Text(1, "trusted.")),
    Need::of(&["setxattr", "lsetxattr", "fsetxattr", "removexattr", "lremovexattr", "fremovexattr"], "to change a file's capabilities", &[SETFCAP]).over(Own).when(Text(1, "security.capability")),
    Need::of(&["setxattr", "lsetxattr", "fsetxattr", "removexattr", "lremovexattr", "fremovexattr"], "to change security attributes", &[SYS_ADMIN]).when(Text(1, "security.")).unsure(),
    // Users, processes, IPC.
    Need::of(&["setuid", "setreuid", "setresuid", "setuid32", "setreuid32", "setresuid32"], "to become another user", &[SETUID]).over(Own),
    Need::of(&["setgid", "setregid", "setresgid", "setgid32", "setregid32", "setresgid32"], "to become another group", &[SETGID]).over(Own),
    Need::of(&["setgroups", "setgroups32"], "to change the supplementary groups", &[SETGID]).over(Own),
    Need::of(&["capset"], "to add to the inheritable set", &[SETPCAP]).over(Own).unsure(),
    Need::of(&["kill", "tkill", "tgkill"], "to signal another user's process", &[KILL]).over(Target).when(Fits(of_another_user)),
    Need::of(&["rt_sigqueueinfo", "rt_tgsigqueueinfo"], "to signal another user's process", &[KILL]).over(Target).when(Fits(of_another_user)),
    Need::of(&["kill", "tkill", "tgkill", "pidfd_send_signal", "rt_sigqueueinfo", "rt_tgsigqueueinfo"], "to signal another user's process", &[KILL]).over(Target).when(Fits(group)).unsure(),
    Need::of(&["shmctl", "semctl", "msgctl"], "to change another user's object", &[SYS_ADMIN]).over(Owner("ipc")).unsure(),
    Need::of(&["shmget", "shmat", "semget", "semop", "semtimedop", "msgget", "msgsnd", "msgrcv", "shmctl", "semctl", "msgctl"], "to use an object against its mode", &[IPC_OWNER]).over(Owner("ipc")).answers(&[EACCES]),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arch::{Abi, numbers};

    #[test]
    fn every_call_of_a_row_is_one_that_some_personality_has() {
        let known = |name: &str| {
            [Abi::X86_64, Abi::I386, Abi::X32, Abi::Aarch64, Abi::Arm]
                .into_iter()
                .any(|abi| numbers::number(abi, name).is_some())
        };
        for need in NEEDS {
            assert!(!need.calls.is_empty() && !need.any_of.is_empty() && !need.what.is_empty());
            for call in need.calls {
                assert!(known(call), "{call}");
            }
        }
    }
}
