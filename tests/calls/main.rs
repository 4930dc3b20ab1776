//! Every call that strace 6.1 knows, with arguments and memory of any kind, under Debian's strace and under rtrace: the
//! lines are the same, byte for byte, whatever is asked for. No call is executed, so nothing depends on the machine.
//!
//! `RTRACE_SEED=NUMBER` has other arguments, the same for each number.

#[path = "../common/mod.rs"]
mod common;
mod program;

use program::{Limit, MEMORY, Program, Values};
use rtrace::arch::{Abi, registers::NATIVE};
use std::fs::File;
use std::ops::RangeInclusive;
use std::path::Path;
use std::process::{Command, Stdio};

/// The ABI of 32-bit programs.
const COMPAT: Abi = if cfg!(target_arch = "aarch64") { Abi::Arm } else { Abi::I386 };

/// The number of the last call that strace 6.1 knows.
const LAST: u32 = 450;

/// Calls that aren't compared, by reason.
const APART: &[(&str, &[&str])] = &[
    (
        "they end the program, begin others, or are none that a program makes",
        &[
            "execve",
            "exit",
            "exit_group",
            "fork",
            "vfork",
            "uretprobe",
            "uprobe",
            "restart_syscall",
            "rt_sigreturn",
            "sigreturn",
        ],
    ),
    ("its requests are compared in tests/requests.rs", &["ioctl"]),
    (
        "in messages are flags newer than strace 6.1",
        &["recvmmsg", "recvmmsg_time64", "recvmsg", "sendmmsg", "sendmsg", "socketcall"],
    ),
    (
        "strace writes bits without a name before permissions with nothing between them",
        &["msgget", "semget", "shmget"],
    ),
    (
        "strace takes what it reads for longer than the kernel does, at the end of memory",
        &[
            "clone3",
            "get_thread_area",
            "mq_notify",
            "msgrcv",
            "msgsnd",
            "perf_event_open",
            "rt_sigaction",
            "sched_getattr",
            "semctl",
            "shmctl",
            "timer_create",
        ],
    ),
    ("no kernel of today has it", &["_sysctl"]),
    ("strace's note of a result has at most 1024 bytes", &["poll", "ppoll", "ppoll_time64"]),
    (
        "strace's note of a result has a bracket too many where more was returned than is there",
        &["_newselect", "pselect6", "pselect6_time64", "select"],
    ),
    ("i386's strace leaves out how much room there is where the entry can't be read", &["readdir"]),
    ("strace 6.1 has what rseq takes in hex", &["rseq"]),
    ("Debian's strace isn't built for what ustat tells", &["ustat"]),
    ("flags of reading and writing are newer than strace 6.1", &["io_submit"]),
    ("i386 passes what mmap takes in memory, where flags are newer than strace 6.1", &["mmap"]),
    ("ipc(2) shares its numbers with the calls above", &["ipc"]),
    ("strace reads x32's structures as if their fields had 32 bits", &["statfs", "fstatfs"]),
    ("the kernel says how many processors it can have", &["sched_setaffinity", "sched_getaffinity"]),
    ("strace extends the sign of times of 32 bits, which have none", &["times"]),
    ("strace for arm64 has names for other requests, and leaves what they take", &["ptrace"]),
    (
        "Debian's strace for arm64 takes ARM's words for 64-bit ones",
        &[
            "_newselect",
            "bpf",
            "fcntl",
            "fcntl64",
            "keyctl",
            "pidfd_send_signal",
            "prctl",
            "seccomp",
            "fstat",
            "fstat64",
            "fstatat64",
            "fstatfs",
            "futex",
            "futimesat",
            "getitimer",
            "getrusage",
            "gettimeofday",
            "io_pgetevents",
            "io_pgetevents_time64",
            "lstat",
            "lstat64",
            "mq_getsetattr",
            "mq_open",
            "pselect6",
            "pselect6_time64",
            "rt_sigqueueinfo",
            "rt_sigtimedwait",
            "rt_sigtimedwait_time64",
            "rt_tgsigqueueinfo",
            "setitimer",
            "settimeofday",
            "sigaltstack",
            "stat",
            "stat64",
            "statfs",
            "sysinfo",
            "utimes",
            "wait4",
            "waitid",
        ],
    ),
    ("strace for ARM has numbers where these take addresses", &["cacheflush", "set_tls"]),
    (
        "strace for ARM leaves what they take in hex",
        &["pciconfig_iobase", "pciconfig_read", "pciconfig_write"],
    ),
];

const fn limit(call: &'static str, argument: usize, bits: u64) -> Limit {
    Limit { call, argument, values: Values::Bits(bits), given: None }
}

const fn among(call: &'static str, argument: usize, values: &'static [RangeInclusive<u64>]) -> Limit {
    Limit { call, argument, values: Values::Among(values), given: None }
}

/// The address of words that only have these bits, each with its offset.
const fn words(call: &'static str, argument: usize, words: &'static [(u64, u64)]) -> Limit {
    Limit { call, argument, values: Values::Words(words), given: None }
}

/// The address of so many bytes that can be read, or none: strace reads its parts one after the other.
const fn room(call: &'static str, argument: usize, size: u64) -> Limit {
    Limit { call, argument, values: Values::Room(size), given: None }
}

/// One that is so only where an argument before it is this.
const fn given(argument: usize, value: u64, limit: Limit) -> Limit {
    Limit { given: Some((argument, value)), ..limit }
}

/// The commands of bpf: how long what they take is as strace 6.1 knows it, and its words without newer flags.
type Attributes = (u64, &'static [RangeInclusive<u64>], &'static [(u64, u64)]);
const BPF: &[Attributes] = &[
    (0, &[20..=20, 28..=28, 44..=44, 48..=48, 60..=60, 64..=64, 72..=72], &[(0, !0x20), (16, !0xff_e000)]),
    (1, &[0..=130, 4097..=4097], &[(24, !0x18)]),
    (2, &[0..=130, 4097..=4097], &[(24, !0x18)]),
    (
        5,
        &[48..=48, 64..=64, 68..=68, 72..=72, 116..=116],
        &[(0, !0x20), (40, !(0x1ffe0 << 32)), (64, !(0x20 << 32))],
    ),
    (6, &[0..=16], &[(8, !(0xffe000 << 32))]),
    (7, &[0..=16], &[(8, !(0xffe000 << 32))]),
    (8, &[0..=20], &[(8, !(0x2078 << 32 | 0x20))]),
    (9, &[0..=12], &[(8, !0x20)]),
    (10, &[40..=40], &[]),
    (11, &[8..=8, 12..=12], &[(8, !0xff_e000)]),
    (12, &[8..=8, 12..=12], &[(8, !0xff_e000)]),
    (13, &[0..=8], &[]),
    (14, &[0..=12], &[(8, !0xff_e000)]),
    (16, &[28..=28], &[(0, !(0x20 << 32)), (8, !(0x2078 << 32 | 0x2078))]),
    (17, &[0..=12], &[]),
    (18, &[28..=28], &[]),
    (19, &[0..=4], &[]),
    (20, &[0..=130], &[(16, 0x1fff_ffff)]),
    (21, &[0..=130, 4097..=4097], &[(24, !0x18)]),
    (23, &[8..=8, 12..=12], &[(8, !0xff_e000)]),
    (24, &[0..=130, 4097..=4097], &[(40, !0x18)]),
    (25, &[0..=130, 4097..=4097], &[(40, !0x18)]),
    (26, &[0..=130, 4097..=4097], &[(40, !0x18)]),
    (27, &[0..=130, 4097..=4097], &[(32, !0x18), (40, !0x18)]),
    (28, &[0..=16], &[(8, !0x20)]),
    (29, &[12..=12], &[(8, !0x207c)]),
    (31, &[8..=8, 12..=12], &[(8, !0xff_e000)]),
];

/// Offsets of registers: of programs of 32 bits, strace names those of 64.
const USER: &[RangeInclusive<u64>] = &[1000..=1010];

/// What arguments may be.
fn limits(abi: Abi) -> Vec<Limit> {
    let bpf = BPF.iter().flat_map(|(command, sizes, flags)| {
        [given(0, *command, among("bpf", 2, sizes)), given(0, *command, words("bpf", 1, flags))]
    });
    let user = [3, 6].map(|request| given(0, request, among("ptrace", 2, USER)));
    let user = user.into_iter().filter(|_| abi == Abi::I386);
    LIMITS.iter().copied().chain(bpf).chain(user).collect()
}

/// Commands of fcntl: without those that compare descriptors (0x403 and 0x404) and those that hint at lifetimes (0x40b on).
const FCNTL: &[RangeInclusive<u64>] = &[0..=0x10, 0x12..=0x12, 0x23..=0x27, 0x3ff..=0x402, 0x405..=0x40a];
/// Options of prctl(2) up to kernel 6.1.
const PRCTL: &[RangeInclusive<u64>] = &[0..=64, 0x5356_4d41..=0x5356_4d42, 0x5961_6d61..=0x5961_6d61];
const PTRACE: &[RangeInclusive<u64>] = &[0..=35, 0x4200..=0x420e, 0x4300..=0x4300];
/// Without the features that have no name in strace 6.1.
const XFEATURES: &[(u64, u64)] = &[(0, !0x8_1800)];
/// A probe of io_uring, and its first operations, of those that strace 6.1 knows.
const PROBE: &[(u64, u64)] = &[(0, !0xe0), (16, !0xe0), (24, !0xe0), (32, !0xe0)];
/// A ring of buffers, without what is newer.
const RING: &[(u64, u64)] = &[(8, 0xffff_ffff_ffff), (16, 0), (24, 0), (32, 0)];
/// `struct statx` as of kernel 6.1.
const STATX: &[(u64, u64)] =
    &[(0, !0x8007_c000), (8, !0x40_0000), (56, !0x40_0000), (160, 0), (168, 0), (176, 0), (184, 0)];
/// Options of sockets up to kernel 6.1.
const IP_OPTIONS: &[RangeInclusive<u64>] = &[0..=50];
const SOCKET_OPTIONS: &[RangeInclusive<u64>] = &[0..=75];
const TCP_OPTIONS: &[RangeInclusive<u64>] = &[0..=37];
const ARCH_PRCTL: &[RangeInclusive<u64>] =
    &[0x1000..=0x1005, 0x1010..=0x1013, 0x1020..=0x1026, 0x2000..=0x2004];

/// Arguments with flags that are newer than strace 6.1 are passed without those, and operations are those that it knows.
/// (strace has the names of other protocols for those of IrDA.)
const LIMITS: &[Limit] = &[
    among("arch_prctl", 0, ARCH_PRCTL),
    given(0, 0x1021, words("arch_prctl", 1, XFEATURES)),
    given(0, 0x1022, words("arch_prctl", 1, XFEATURES)),
    given(0, 0x1023, among("arch_prctl", 1, &[0..=10, 18..=18, 99..=99])),
    given(0, 0x1024, words("arch_prctl", 1, XFEATURES)),
    given(0, 0x1025, among("arch_prctl", 1, &[0..=10, 18..=18, 99..=99])),
    among("bpf", 0, &[0..=31, 99..=99]),
    among("bpf", 2, &[0..=130, 4096..=4097]),
    limit("clock_adjtime", 0, !0x10),
    limit("clock_adjtime64", 0, !0x10),
    limit("clock_getres", 0, !0x10),
    limit("clock_getres_time64", 0, !0x10),
    limit("clock_gettime", 0, !0x10),
    limit("clock_gettime64", 0, !0x10),
    limit("clock_nanosleep", 0, !0x10),
    limit("clock_nanosleep_time64", 0, !0x10),
    limit("clock_settime", 0, !0x10),
    limit("clock_settime64", 0, !0x10),
    limit("execveat", 4, !0x1_0000),
    limit("fallocate", 1, !0x80),
    limit("fanotify_init", 0, 0x1fff),
    limit("fanotify_mark", 1, 0xfff0_06ef),
    limit("fanotify_mark", 2, !0x710_0000),
    among("fcntl", 1, FCNTL),
    given(1, 0x409, limit("fcntl", 2, !0x20)),
    among("fcntl64", 1, FCNTL),
    given(1, 0x409, limit("fcntl64", 2, !0x20)),
    limit("fsconfig", 1, !8),
    limit("fsmount", 1, !2),
    limit("fsmount", 2, 0xffff),
    limit("futex_waitv", 4, !0x10),
    words("get_mempolicy", 0, &[(0, !4)]),
    given(1, 0, among("getsockopt", 2, IP_OPTIONS)),
    given(1, 1, among("getsockopt", 2, SOCKET_OPTIONS)),
    given(1, 6, among("getsockopt", 2, TCP_OPTIONS)),
    given(1, 0x110, among("getsockopt", 2, &[0..=6])),
    words("io_cancel", 1, &[(8, !(0x1e0 << 32))]),
    limit("io_uring_enter", 3, !0xe0),
    among("io_uring_enter", 5, &[0..=16, 32..=32]),
    among("io_uring_register", 1, &[0..=23, 99..=99]),
    given(1, 8, words("io_uring_register", 2, PROBE)),
    given(1, 8, among("io_uring_register", 3, &[0..=3, 257..=257])),
    given(1, 11, words("io_uring_register", 2, &[(0, !0xf0_0000), (16, !0xf0_0000), (32, !0xf0_0000)])),
    given(1, 11, limit("io_uring_register", 0, 0x7fff_ffff)),
    given(1, 11, among("io_uring_register", 3, &[0..=3])),
    given(1, 19, among("io_uring_register", 3, &[0..=3])),
    given(1, 22, words("io_uring_register", 2, RING)),
    given(1, 23, words("io_uring_register", 2, RING)),
    words("io_uring_setup", 1, &[(8, !0x7fff_f000), (16, !(0x7fff_e000 << 32)), (72, 0), (112, 0)]),
    limit("kexec_file_load", 4, 7),
    limit("kexec_load", 3, 0xffff_0003),
    among("keyctl", 0, &[0..=31, 33..=34]),
    given(0, 0x17, words("keyctl", 4, &[(8, 0x1fff_ffff)])),
    among("landlock_add_rule", 1, &[0..=1, 9..=9]),
    words("landlock_add_rule", 2, &[(0, !0xff_c000)]),
    limit("landlock_add_rule", 3, 0),
    words("landlock_create_ruleset", 0, &[(0, !0xff_c000)]),
    among("landlock_create_ruleset", 1, &[0..=8]),
    limit("landlock_create_ruleset", 2, !6),
    limit("landlock_restrict_self", 1, 0),
    limit("memfd_create", 1, !0x18),
    limit("mbind", 2, !4),
    limit("membarrier", 0, !0x200),
    limit("mincore", 1, 0xfff_ffff),
    limit("mmap", 2, !0x30),
    limit("mmap", 3, 0xffff_ff77),
    limit("mmap2", 2, !0x30),
    limit("mmap2", 3, 0xffff_ff77),
    limit("move_mount", 4, !0x200),
    limit("mprotect", 2, !0x30),
    limit("name_to_handle_at", 4, !0x203),
    limit("open_tree", 2, !2),
    limit("pidfd_open", 1, !0x80),
    limit("pidfd_send_signal", 3, 0),
    limit("pkey_alloc", 1, !0xc),
    limit("pkey_mprotect", 2, !0x30),
    among("prctl", 0, PRCTL),
    given(0, 1, limit("prctl", 1, u64::MAX >> 1)),
    given(0, 28, limit("prctl", 1, !0xf00)),
    given(0, 52, among("prctl", 1, &[0..=2])),
    given(0, 59, limit("prctl", 1, !2)),
    limit("preadv2", 5, 0x1f),
    among("ptrace", 0, PTRACE),
    given(0, 0x420d, room("ptrace", 3, 16)),
    limit("pwritev2", 5, 0x1f),
    limit("recv", 3, !0xa00_0000),
    limit("recvfrom", 3, !0xa00_0000),
    limit("remap_file_pages", 2, !0x30),
    limit("remap_file_pages", 4, 0xffff_ff77),
    limit("sched_get_priority_max", 0, !4),
    limit("sched_get_priority_min", 0, !4),
    words("sched_setattr", 1, &[(4, !4)]),
    limit("sched_setscheduler", 1, !4),
    among("seccomp", 0, &[0..=4]),
    limit("send", 3, !0xa00_0000),
    limit("sendto", 3, !0xa00_0000),
    limit("set_mempolicy", 0, !4),
    given(1, 0, among("setsockopt", 2, IP_OPTIONS)),
    given(1, 1, among("setsockopt", 2, SOCKET_OPTIONS)),
    given(1, 6, among("setsockopt", 2, TCP_OPTIONS)),
    given(1, 0x110, among("setsockopt", 2, &[0..=6])),
    among("socket", 0, &[0..=22, 24..=50]),
    limit("socket", 2, !0x180),
    limit("statx", 3, !0x8007_c000),
    words("statx", 4, STATX),
    limit("timerfd_create", 0, !0x10),
];

/// Traces a program; returns what was written, without what differs from run to run.
fn trace(tracer: &Path, options: &[&str], program: &Path) -> String {
    let out = program.with_extension("trace");
    let status = Command::new(tracer)
        .args(["-o".as_ref(), out.as_os_str()])
        .args(options)
        .arg(program)
        .stdin(File::open(program).unwrap())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "{}: {status}", tracer.display());
    let text = String::from_utf8_lossy(&std::fs::read(&out).unwrap()).into_owned();
    let followed = options.contains(&"-f");
    // strace tells of each change of the ABI.
    text.lines()
        .map(|line| if followed { line.split_once(' ').unwrap_or_default().1.trim_start() } else { line })
        .filter(|line| !line.starts_with("execve(") && !line.starts_with('['))
        .map(|line| format!("{line}\n"))
        .collect()
}

/// Compares both tracers' lines of a program.
fn compare_program(program: &Program, path: &Path, options: &[&str], lines: usize) {
    let version = Command::new("strace").arg("-V").output();
    if !version.is_ok_and(|output| output.stdout.starts_with(b"strace -- version 6.1\n")) {
        return common::missing("strace 6.1");
    }
    program.write(path);
    let strace = trace(Path::new("strace"), options, path);
    let rtrace = trace(&common::rtrace(), options, path);
    let differing = common::difference(&strace, &rtrace);
    let what = format!("{} {}", program.abi, options.join(" "));
    let count = program.calls.len();
    common::report(&format!(
        "calls: {what}: {count}, of which {} read otherwise than in strace",
        differing.len().div_ceil(2)
    ));
    assert!(differing.is_empty(), "{what}:\n{}", differing.join("\n"));
    let seen = strace.lines().count();
    assert!(seen >= lines, "{what}: {seen} lines for {count} calls");
}

/// Whether calls of this name are compared on an ABI, `noted` where results stand behind them.
fn is_apart(abi: Abi, name: &str, noted: bool) -> bool {
    let counts = |reason: &str| {
        (abi == Abi::X32 || !reason.contains("x32's"))
            && (abi == Abi::I386 || !reason.starts_with("i386"))
            && (abi == Abi::Arm || !reason.contains("ARM"))
            && (matches!(abi, Abi::Aarch64 | Abi::Arm) || !reason.contains("arm64"))
            && (noted || !reason.contains("note of a result"))
    };
    APART.iter().any(|(reason, names)| names.contains(&name) && counts(reason))
}

/// What is asked for in the environment, and far from the seeds of other tests.
fn other_seed() -> u64 {
    let asked = std::env::var("RTRACE_SEED").ok();
    asked.map_or(0, |asked| 1000 * asked.parse::<u64>().expect("RTRACE_SEED is a number"))
}

fn compare(abi: Abi, options: &[&str], result: &str, seed: u64, times: usize) {
    let noted = result != "retval=0" && !result.starts_with("error");
    let wanted = |number: u32, name: &str| number & 0xffff <= LAST && !is_apart(abi, name, noted);
    let program = Program::any(abi, seed + other_seed(), times, wanted, &limits(abi));
    let (dir, inject) = (tempfile::tempdir().unwrap(), format!("inject=!execve,exit_group:{result}"));
    let options = [options, &["-e", &inject]].concat();
    compare_program(&program, &dir.path().join("calls"), &options, program.calls.len());
}

#[test]
fn calls_of_64_bits_read_as_in_strace() {
    compare(NATIVE, &[], "retval=0", 1, 12);
}

#[test]
fn calls_of_32_bits_read_as_in_strace() {
    compare(COMPAT, &[], "retval=0", 2, 8);
}

#[cfg(target_arch = "x86_64")]
#[test]
fn calls_of_x32_read_as_in_strace() {
    compare(Abi::X32, &[], "retval=0", 3, 8);
}

#[test]
fn calls_that_failed_or_returned_something_read_as_in_strace() {
    compare(NATIVE, &[], "error=EINVAL", 4, 6);
    compare(NATIVE, &[], "retval=3", 5, 6);
    compare(NATIVE, &["-v"], "retval=2", 6, 6);
    compare(COMPAT, &[], "error=EPERM", 26, 3);
    compare(COMPAT, &[], "retval=2", 24, 3);
}

#[test]
fn calls_in_full_read_as_in_strace() {
    compare(NATIVE, &["-v"], "retval=0", 7, 6);
    compare(NATIVE, &["-e", "abbrev=none"], "retval=0", 8, 3);
    compare(COMPAT, &["-v"], "retval=0", 9, 3);
}

#[test]
fn constants_as_numbers_read_as_in_strace() {
    compare(NATIVE, &["-X", "raw"], "retval=0", 10, 6);
    compare(NATIVE, &["-X", "raw"], "retval=1", 11, 4);
}

#[test]
fn constants_as_numbers_with_their_names_read_as_in_strace() {
    compare(NATIVE, &["-X", "verbose"], "retval=0", 12, 6);
    compare(NATIVE, &["-X", "verbose"], "retval=1", 13, 4);
}

#[test]
fn strings_in_hex_and_of_any_length_read_as_in_strace() {
    compare(NATIVE, &["-x"], "retval=5", 14, 4);
    compare(NATIVE, &["-xx"], "retval=5", 15, 4);
    compare(NATIVE, &["-s", "4"], "retval=5", 16, 4);
    compare(NATIVE, &["-s", "0"], "retval=5", 17, 4);
}

#[test]
fn registers_alone_and_pointers_alone_read_as_in_strace() {
    compare(NATIVE, &["-e", "raw=all"], "retval=0", 18, 3);
    compare(COMPAT, &["-e", "raw=all"], "retval=0", 19, 3);
    compare(NATIVE, &["-e", "verbose=none"], "retval=0", 20, 4);
    compare(NATIVE, &["-e", "verbose=none"], "retval=2", 25, 4);
    compare(COMPAT, &["-e", "verbose=none"], "retval=3", 23, 3);
}

/// The calls of sockets and of System V's communication that one call selects.
#[cfg(target_arch = "x86_64")]
#[test]
fn calls_that_are_made_through_another_read_as_in_strace() {
    let number = |name| rtrace::arch::numbers::number(Abi::I386, name).unwrap();
    let words: Vec<u8> = [3u32, 2, 0x111, 4, 5, 6].iter().flat_map(|word| word.to_le_bytes()).collect();
    let mut memory = vec![0; 0x4000];
    memory[..words.len()].copy_from_slice(&words);
    // Neither a block that can't be read nor a number that selects nothing.
    let mut calls: Vec<(u32, [u64; 6])> = Vec::new();
    for selected in 0..24 {
        for block in [MEMORY, 8] {
            calls.push((number("socketcall"), [selected, block, 0, 0, 0, 0]));
        }
        for version in [0, 0x1_0000] {
            calls.push((number("ipc"), [selected | version, 0x11, 0x22, 0x33, MEMORY + 0x100, 0x55]));
        }
    }
    let program = Program { abi: Abi::I386, calls, memory, forks: false, refused: true };
    let dir = tempfile::tempdir().unwrap();
    compare_program(&program, &dir.path().join("calls"), &["-e", "raw=all"], 90);
}

/// A call that ends before its exit shows which of its arguments are said at its entry.
#[test]
fn calls_that_are_cut_off_end_where_strace_ends_them() {
    const KEPT: &str = "execve,exit_group,fork,clone,wait4";
    // They don't wait for anything, and strace has what it needs for each later or earlier than need be.
    const NEVER_CUT: &[&str] =
        &["lookup_dcookie", "modify_ldt", "msgctl", "name_to_handle_at", "semctl", "shmat", "shmctl"];
    let (traced, inject) = (format!("trace=!{KEPT}"), format!("inject=!{KEPT}:signal=KILL"));
    let options = ["-f", "-e", "signal=none", "-e", &traced, "-e", &inject];
    for (abi, seed) in [(NATIVE, 21), (COMPAT, 22)] {
        let wanted = |number: u32, name: &str| {
            let apart = is_apart(abi, name, true) || NEVER_CUT.contains(&name);
            number & 0xffff <= LAST && !apart && !KEPT.split(',').any(|kept| kept == name)
        };
        // Queries and batches of bpf, and how many workers there may be, are cut off in the midst of what they take.
        let others = [
            among("bpf", 0, &[0..=10, 13..=14, 17..=19, 21..=22, 28..=30]),
            among("io_uring_register", 1, &[0..=18, 20..=23, 99..=99]),
        ];
        let rest = limits(abi).into_iter();
        let rest = rest.filter(|limit| !limit.is("bpf", 0) && !limit.is("io_uring_register", 1));
        let limits: Vec<Limit> = others.into_iter().chain(rest).collect();
        let program = Program { forks: true, ..Program::any(abi, seed + other_seed(), 1, wanted, &limits) };
        let dir = tempfile::tempdir().unwrap();
        compare_program(&program, &dir.path().join("calls"), &options, program.calls.len());
    }
}

/// Every call with a path, a descriptor, entries of poll or a set of select as each of its arguments, and with nothing that
/// is about the file as the others.
#[test]
fn calls_about_a_file_are_those_that_strace_takes_for_them() {
    /// No descriptor, and no address.
    const OTHER: u64 = 77;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("calls");
    let name = path.to_str().unwrap();
    let mut memory = vec![0; 0x4000];
    memory[0x1000..][..name.len()].copy_from_slice(name.as_bytes());
    // The program itself is standard input: the first that poll is told of, and the only one of the set.
    memory[0x3000] = 1;
    let arguments = [0, MEMORY + 0x1000, MEMORY + 0x2000, MEMORY + 0x3000];
    // strace looks for a name where getcwd is to put one, for a descriptor where socketcall has the number of a call, and
    // no kernel has the others.
    let odd = ["getcwd", "socketcall", "getpmsg", "putpmsg"];
    let apart = |name: &str| APART[0].1.contains(&name) || odd.contains(&name);
    for abi in [NATIVE, COMPAT] {
        let numbers = rtrace::arch::numbers::table(abi).iter();
        let calls = numbers
            .filter(|(number, name)| number & 0xffff <= LAST && !apart(name))
            .flat_map(|(number, _)| {
                (0..6).flat_map(move |place| {
                    arguments.map(|argument| {
                        let mut args = [OTHER; 6];
                        args[place] = argument;
                        (*number, args)
                    })
                })
            })
            .collect();
        let program = Program { abi, calls, memory: memory.clone(), forks: false, refused: true };
        compare_program(&program, &path, &["-P", name, "-e", "raw=all"], 100);
    }
}
