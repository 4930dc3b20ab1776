//! The named constants of decode::sets, compared with the C headers of the kernel: each macro and each member of an
//! enumeration whose name begins as a family's do is in one of its sets, with its value.

mod common;

use rtrace::decode::prctl::OPTION;
use rtrace::decode::set::Set;
use rtrace::decode::sets::{
    descriptor, fcntl, futex, io, ipc, memory, mount, notify, perf, poll, prctl, process, ptrace, quota,
    sched, security, system, time,
};
use std::collections::HashMap;
use std::path::Path;

/// Constants of a header by how they begin, the sets that hold them, and those that are none: masks, limits, shifts,
/// sums, and what belongs to other calls.
struct Family(&'static str, &'static str, &'static [&'static Set], &'static [&'static str]);

static FAMILIES: &[Family] = &[
    Family("linux/aio_abi.h", "IOCB_CMD_", &[&io::AIO], &[]),
    Family("linux/aio_abi.h", "IOCB_FLAG_", &[&io::AIO_FLAGS], &[]),
    Family("linux/close_range.h", "CLOSE_RANGE_", &[&descriptor::CLOSE_RANGE], &[]),
    Family("linux/eventpoll.h", "EPOLL_CTL_", &[&poll::EPOLL_CTL], &[]),
    Family("linux/fanotify.h", "FAN_MARK_", &[&notify::FAN_MARK], &["FAN_MARK_INODE"]),
    Family("linux/fanotify.h", "FAN_REPORT_", &[&notify::FAN_INIT_FLAGS], &["FAN_REPORT_DFID_NAME"]),
    Family("linux/fanotify.h", "FAN_CLASS_", &[&notify::FAN_CLASS], &[]),
    Family("linux/fanotify.h", "FAN_UNLIMITED_", &[&notify::FAN_INIT_FLAGS], &[]),
    Family("linux/fs.h", "RWF_", &[&io::RWF], &["RWF_SUPPORTED"]),
    Family(
        "linux/futex.h",
        "FUTEX_OP_",
        &[&futex::WAKE_OP, &futex::WAKE_COMPARISON],
        &["FUTEX_OP_OPARG_SHIFT"],
    ),
    Family("linux/ioprio.h", "IOPRIO_WHO_", &[&sched::IO_WHO], &[]),
    Family("linux/kexec.h", "KEXEC_ARCH_", &[&system::KEXEC_ARCH], &["KEXEC_ARCH_MASK"]),
    Family("linux/kexec.h", "KEXEC_FILE_", &[&system::KEXEC_FILE], &[]),
    Family(
        "linux/keyctl.h",
        "KEYCTL_",
        &[&security::KEYCTL, &security::MOVE, &security::CAPS0, &security::CAPS1, &security::PKEY_SUPPORTS],
        &[],
    ),
    Family("linux/keyctl.h", "KEY_SPEC_", &[&security::KEY_SPEC], &[]),
    Family("linux/keyctl.h", "KEY_REQKEY_DEFL_", &[&security::REQKEY], &[]),
    Family(
        "linux/membarrier.h",
        "MEMBARRIER_CMD_",
        &[&futex::BARRIER, &futex::BARRIERS, &futex::BARRIER_FLAGS],
        &[],
    ),
    Family("linux/memfd.h", "MFD_", &[&descriptor::MEMFD], &[]),
    Family(
        "linux/mempolicy.h",
        "MPOL_",
        &[&memory::POLICY, &memory::POLICY_FLAGS, &memory::MBIND],
        &[
            "MPOL_MF_INTERNAL",
            "MPOL_MF_LAZY",
            "MPOL_MODE_FLAGS",
            "MPOL_F_SHARED",
            "MPOL_F_MOF",
            "MPOL_F_MORON",
        ],
    ),
    Family("linux/module.h", "MODULE_INIT_", &[&system::MODULE], &[]),
    Family(
        "linux/mount.h",
        "MS_",
        &[&mount::MOUNT_FLAGS, &mount::MOUNT_MAGIC],
        &["MS_MGC_MSK", "MS_RMT_MASK", "MS_VERBOSE"],
    ),
    Family("linux/perf_event.h", "PERF_TYPE_", &[&perf::TYPE], &["PERF_TYPE_MAX"]),
    Family(
        "linux/perf_event.h",
        "PERF_COUNT_HW_CACHE_OP_",
        &[&perf::CACHE_OPERATION],
        &["PERF_COUNT_HW_CACHE_OP_MAX"],
    ),
    Family(
        "linux/perf_event.h",
        "PERF_COUNT_HW_CACHE_RESULT_",
        &[&perf::CACHE_RESULT],
        &["PERF_COUNT_HW_CACHE_RESULT_MAX"],
    ),
    Family("linux/perf_event.h", "PERF_COUNT_SW_", &[&perf::SOFTWARE], &["PERF_COUNT_SW_MAX"]),
    Family("linux/perf_event.h", "PERF_FORMAT_", &[&perf::FORMAT], &["PERF_FORMAT_MAX"]),
    Family("linux/perf_event.h", "PERF_ATTR_SIZE_", &[&perf::SIZE], &[]),
    Family("linux/perf_event.h", "PERF_FLAG_", &[&system::PERF], &[]),
    Family("linux/prctl.h", "PR_GET_", &[&OPTION], &[]),
    Family("linux/prctl.h", "PR_CAP_AMBIENT_", &[&prctl::AMBIENT], &[]),
    Family("linux/ptrace.h", "PTRACE_EVENT_", &[&ptrace::EVENTS], &[]),
    Family("linux/quota.h", "Q_", &[&quota::COMMANDS], &[]),
    Family("linux/quota.h", "QFMT_", &[&quota::FORMATS], &[]),
    Family("linux/quota.h", "IIF_", &[&quota::INFO_VALID], &["IIF_ALL"]),
    Family("linux/dqblk_xfs.h", "FS_QUOTA_", &[&quota::ENFORCED], &[]),
    Family(
        "linux/reboot.h",
        "LINUX_REBOOT_",
        &[&system::REBOOT, &system::REBOOT_MAGIC1, &system::REBOOT_MAGIC2],
        &[],
    ),
    Family("linux/seccomp.h", "SECCOMP_SET_MODE_", &[&security::SECCOMP], &[]),
    Family("linux/seccomp.h", "SECCOMP_GET_", &[&security::SECCOMP], &[]),
    Family(
        "linux/sched.h",
        "CLONE_",
        &[&process::CLONE3],
        &["CLONE_DETACHED", "CLONE_ARGS_SIZE_VER0", "CLONE_ARGS_SIZE_VER1", "CLONE_ARGS_SIZE_VER2"],
    ),
    Family("linux/sched.h", "SCHED_FLAG_", &[&sched::ATTR], &[]),
    Family("linux/time.h", "CLOCK_", &[&time::CLOCK], &[]),
    Family("linux/timex.h", "ADJ_", &[&time::ADJUST], &["ADJ_ADJTIME"]),
    Family("linux/timex.h", "STA_", &[&time::STATUS], &["STA_RONLY"]),
    Family("linux/fcntl.h", "F_SEAL_", &[&fcntl::SEALS], &[]),
    Family("linux/fcntl.h", "RWH_WRITE_LIFE_", &[&fcntl::RW_HINT], &[]),
    Family("linux/sem.h", "SEM_STAT", &[&ipc::SEM_COMMAND], &[]),
    Family("linux/shm.h", "SHM_STAT", &[&ipc::SHM_COMMAND], &[]),
];

/// The number that an expression of the headers is, where it is a number or a shifted one.
fn number(text: &str) -> Option<u64> {
    let text = text.trim().trim_end_matches(')');
    let text = text.rsplit(['(', ')']).next().unwrap_or("").trim();
    if let Some((one, by)) = text.split_once("<<") {
        return number(one)?.checked_shl(number(by)? as u32);
    }
    let text = text.trim_end_matches(['U', 'L', 'u', 'l']);
    let parsed = match (text.strip_prefix("0x"), text.strip_prefix('-'), text.strip_prefix('0')) {
        (Some(hex), ..) => u64::from_str_radix(hex, 16),
        (_, Some(negative), _) => negative.parse::<u64>().map(u64::wrapping_neg),
        (_, _, Some(octal)) if !octal.is_empty() => u64::from_str_radix(octal, 8),
        _ => text.parse(),
    };
    parsed.ok()
}

/// The macros and members of a header that begin so, with those values that are numbers.
fn constants<'a>(header: &'a str, prefix: &str) -> Vec<(&'a str, u64)> {
    let lines = header.lines().filter_map(|line| {
        let line = line.split("/*").next().unwrap_or("").trim();
        let defined = line.strip_prefix("#define").or(line.strip_prefix("# define")).map(str::trim_start);
        let (name, value) = match defined {
            Some(defined) => defined.split_once(char::is_whitespace)?,
            None => line.strip_suffix(',').unwrap_or(line).split_once('=')?,
        };
        let name = name.trim();
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        Some((name, number(value)?)).filter(|_| plain && name.starts_with(prefix))
    });
    lines.collect()
}

#[test]
fn each_constant_of_the_c_headers_is_in_a_set_of_its_family() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for Family(header, prefix, sets, except) in FAMILIES {
        let Ok(text) = std::fs::read_to_string(common::header(header)) else {
            return common::missing("linux-libc-dev");
        };
        let found = constants(&text, prefix);
        if found.is_empty() {
            wrong.push(format!("{header} has no constant that begins with {prefix}"));
        }
        for (name, value) in found.into_iter().filter(|(name, _)| !except.contains(name)) {
            let held = sets.iter().find_map(|set| set.value(name));
            if held.is_none_or(|held| held as u32 != value as u32) {
                wrong.push(format!("{header}: {name} = {value:#x}, held as {held:#x?}"));
            }
            count += 1;
        }
    }
    common::report(&format!(
        "sets: {count} constants of {} families of the C headers are in them",
        FAMILIES.len()
    ));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Attributes and constants of netlink whose number isn't the one of the enumeration that has the name: what stands behind
/// another enumeration's end, and what is one more than the index that it is named for.
const SHIFTED: &[&str] = &["CGROUPSTATS_CMD_GET", "CGROUPSTATS_CMD_NEW", "TCP_METRIC_"];

/// The members of the enumerations of a header, and its macros, that are numbers, as far as they can be told.
fn numbers(text: &str, known: &mut HashMap<String, u64>) {
    let comment = regex::Regex::new(r"(?s)/\*.*?\*/").unwrap();
    let enumeration = regex::Regex::new(r"enum\s*\w*\s*\{([^}]*)\}").unwrap();
    let text = comment.replace_all(text, "");
    for line in text.lines() {
        if let Some((name, value)) =
            line.strip_prefix("#define").and_then(|rest| rest.trim().split_once(char::is_whitespace))
            && let Some(value) = number(value)
        {
            known.insert(name.to_owned(), value);
        }
    }
    for found in enumeration.captures_iter(&text) {
        let mut next = Some(0u64);
        let members = found[1].lines().filter(|line| !line.trim_start().starts_with('#'));
        for member in members.collect::<Vec<_>>().join(" ").split(',') {
            let (name, value) = member.split_once('=').unwrap_or((member, ""));
            if !value.trim().is_empty() {
                next = number(value).or_else(|| known.get(value.trim()).copied());
            }
            if let Some(value) = next.filter(|_| !name.trim().is_empty()) {
                known.insert(name.trim().to_owned(), value);
                next = Some(value.wrapping_add(1));
            }
        }
    }
}

/// The text of all files under a directory whose names end so.
fn texts(directory: &Path, ending: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in std::fs::read_dir(directory).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts.extend(self::texts(&path, ending));
        } else if path.to_str().is_some_and(|name| name.ends_with(ending)) {
            texts.push(std::fs::read_to_string(path).unwrap_or_default());
        }
    }
    texts
}

#[test]
fn attributes_of_netlink_have_the_numbers_that_the_c_headers_give_them() {
    let mut known = HashMap::new();
    texts(&common::header("linux"), ".h").iter().for_each(|text| numbers(text, &mut known));
    if known.is_empty() {
        return common::missing("linux-libc-dev");
    }
    let row = regex::Regex::new(r"\b([A-Z_][A-Za-z0-9_]+) = (0x[0-9a-f]+|\d+)(?:_u64)?[,: }]").unwrap();
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/decode/netlink");
    let (mut same, mut wrong) = (0, Vec::new());
    for text in texts(&sources, ".rs") {
        for row in row.captures_iter(&text) {
            let shifted = SHIFTED.iter().any(|name| row[1].starts_with(name));
            let (Some(known), Some(value)) = (known.get(&row[1]), number(&row[2])) else { continue };
            match *known as u32 == value as u32 {
                true => same += 1,
                false if !shifted => wrong.push(format!("{} = {value}, in the headers {known}", &row[1])),
                false => {}
            }
        }
    }
    common::report(&format!("netlink: {same} attributes and constants have the numbers of the C headers"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(same > 4000, "{same}");
}
