//! Reading /proc, leniently: gVisor and old kernels leave lines out, sandboxes hide files, and a diagnosis has to
//! take what there is. (The crate `procfs` refuses a status file that lacks a line.)

use super::evidence::{Reading, Task};
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// No file of /proc that is read whole is longer; a longer one is cut.
const MOST: u64 = 256 * 1024;

/// The text of a file, cut at 256 KiB, with undecodable bytes replaced; none where it can't be read.
pub fn text(path: impl AsRef<Path>) -> Option<String> {
    beginning(path, MOST)
}

/// The first `most` bytes of a file as text.
pub fn beginning(path: impl AsRef<Path>, most: u64) -> Option<String> {
    let mut bytes = Vec::new();
    std::fs::File::open(path).ok()?.take(most).read_to_end(&mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// The text of a file of one line, without its end (a newline, or SELinux' NUL).
pub fn line(path: impl AsRef<Path>) -> Option<String> {
    text(path).map(|text| text.trim_end_matches(['\n', '\0']).to_owned()).filter(|line| !line.is_empty())
}

/// The number in a file of one line.
pub fn number<T: std::str::FromStr>(path: impl AsRef<Path>) -> Option<T> {
    line(path)?.trim().parse().ok()
}

/// How opening a file for reading ends.
pub fn opening(path: &str) -> Reading {
    reading(std::fs::File::open(path))
}

/// How reading a symbolic link ends.
pub fn following(path: &str) -> Reading {
    reading(std::fs::read_link(path))
}

fn reading<T>(result: std::io::Result<T>) -> Reading {
    match result {
        Ok(_) => Reading::Returned(0),
        Err(error) => error.raw_os_error().map_or(Reading::Untried, Reading::Errno),
    }
}

/// What /proc tells about a task; `at` is its directory. None where there is no status file.
pub fn task(pid: i32, at: &str) -> Option<Task> {
    let mut task = status(pid, &text(format!("{at}/status"))?);
    if task.kernel_thread.is_none() {
        // Before Linux 6.9 there was no such line, but the flags (field 9) have always been there.
        task.kernel_thread =
            text(format!("{at}/stat")).as_deref().and_then(flags).map(|f| f & PF_KTHREAD != 0);
    }
    task.user_ns = namespace(&format!("{at}/ns/user"));
    task.pid_ns = namespace(&format!("{at}/ns/pid"));
    task.uid_map = text(format!("{at}/uid_map")).map(|map| fold(&map)).filter(|map| !map.is_empty());
    task.label = line(format!("{at}/attr/current"))
        .or_else(|| line(format!("{at}/attr/apparmor/current")))
        .map(keep_short);
    Some(task)
}

/// The owner of a file.
pub fn owner(path: &str) -> Option<(u32, u32)> {
    std::fs::metadata(path).ok().map(|found| (found.uid(), found.gid()))
}

/// PF_KTHREAD of the kernel's include/linux/sched.h.
const PF_KTHREAD: u64 = 0x0020_0000;

/// The flags of a /proc/PID/stat: field 9. The name (field 2) may hold blanks and parentheses.
fn flags(stat: &str) -> Option<u64> {
    stat.rsplit_once(')')?.1.split_whitespace().nth(6)?.parse().ok()
}

/// The inode in a link like `user:[4026531837]`.
fn namespace(link: &str) -> Option<u64> {
    let target = std::fs::read_link(link).ok()?;
    target.to_str()?.split_once('[')?.1.strip_suffix(']')?.parse().ok()
}

/// Lines joined by commas, blanks folded.
fn fold(map: &str) -> String {
    let lines: Vec<String> =
        map.lines().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    lines.join(", ")
}

fn keep_short(label: String) -> String {
    label.chars().take(200).collect()
}

/// Reads a /proc/PID/status.
pub fn status(pid: i32, text: &str) -> Task {
    let mut task = Task { pid, ..Task::default() };
    for (key, value) in text.lines().filter_map(|line| line.split_once(':')) {
        let value = value.trim();
        let hex = || u64::from_str_radix(value, 16).ok();
        match key {
            "Name" => task.comm = Some(value.to_owned()),
            "State" => task.state = value.chars().next(),
            "Tgid" => task.tgid = value.parse().ok(),
            "PPid" => task.ppid = value.parse().ok(),
            "TracerPid" => task.tracer = value.parse().ok(),
            "Uid" => task.uids = ids(value),
            "Gid" => task.gids = ids(value),
            "NSpid" => task.ns_pids = value.split_whitespace().flat_map(str::parse).collect(),
            "Kthread" => task.kernel_thread = Some(value == "1"),
            "CapPrm" => task.cap_permitted = hex(),
            "CapEff" => task.cap_effective = hex(),
            "CapBnd" => task.cap_bounding = hex(),
            "NoNewPrivs" => task.no_new_privs = Some(value == "1"),
            "Seccomp" => task.seccomp = value.parse().ok(),
            "Seccomp_filters" => task.seccomp_filters = value.parse().ok(),
            _ => {}
        }
    }
    task
}

/// The first three of the four ids in a line: real, effective, saved.
fn ids(value: &str) -> Option<[u32; 3]> {
    let ids: Vec<u32> = value.split_whitespace().flat_map(str::parse).collect();
    ids.get(..3)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_file_is_read_line_by_line() {
        let text = "Name:\ta (b)\nState:\tZ (zombie)\nTgid:\t7\nPPid:\t1\nTracerPid:\t9\n\
            Uid:\t1000\t0\t0\t0\nGid:\t5\t6\t7\t8\nNSpid:\t40\t7\nKthread:\t0\nCapEff:\t0000000000080000\n\
            NoNewPrivs:\t1\nSeccomp:\t2\nSeccomp_filters:\t3\n";
        let task = status(40, text);
        assert_eq!((task.comm.as_deref(), task.state, task.tracer), (Some("a (b)"), Some('Z'), Some(9)));
        assert_eq!((task.uids, task.gids), (Some([1000, 0, 0]), Some([5, 6, 7])));
        assert_eq!((task.ns_pids, task.kernel_thread), (vec![40, 7], Some(false)));
        assert_eq!(
            (task.cap_effective, task.cap_permitted),
            (Some(super::super::evidence::SYS_PTRACE), None)
        );
        assert_eq!((task.seccomp, task.seccomp_filters, task.no_new_privs), (Some(2), Some(3), Some(true)));
    }

    #[test]
    fn a_status_file_with_nothing_in_it_leaves_everything_open() {
        assert_eq!(status(40, ""), Task { pid: 40, ..Task::default() });
        assert_eq!(status(40, "Uid:\tx\nnonsense\nCapEff: 12 34\n:").uids, None);
    }

    #[test]
    fn flags_are_found_behind_any_name() {
        assert_eq!(flags("2 (kthreadd) S 0 0 0 0 -1 2129984 0"), Some(2_129_984));
        assert_eq!(flags("9 (a) b (c) S 1 9 9 0 -1 4194304 0"), Some(4_194_304));
        assert_eq!(flags(""), None);
    }

    #[test]
    fn rtrace_finds_itself() {
        let own = std::process::id().cast_signed();
        let task = task(own, "/proc/self").unwrap();
        assert_eq!((task.tgid, task.kernel_thread), (Some(own), Some(false)));
    }
}
