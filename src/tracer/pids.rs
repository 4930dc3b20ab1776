//! Ids of tasks as a tracee knows them, and as rtrace does.

use crate::sys::namespaces;
use nix::errno::Errno;
use nix::unistd::Pid;
use std::fs;

/// The id in rtrace's PID namespace of what `tracee` knows as `id`.
pub fn outer(tracee: Pid, id: i32) -> Option<Pid> {
    let link = format!("/proc/{tracee}/ns/pid");
    let inner = namespaces::inode(&link)?;
    if id <= 0 {
        return None;
    }
    if namespaces::inode("/proc/self/ns/pid") == Some(inner) {
        return Some(Pid::from_raw(id));
    }
    match namespaces::pid_from(&link, id) {
        Ok(found) => Some(Pid::from_raw(found)),
        Err(Errno::ESRCH) => None,
        Err(_) => search(inner, id),
    }
}

/// Looks through all tasks for one that is in this PID namespace and has this id there. A task further inside isn't
/// found: /proc doesn't tell in which of the namespaces between it has which id.
fn search(namespace: u64, id: i32) -> Option<Pid> {
    let number = |name: &std::ffi::OsStr| name.to_str()?.parse::<i32>().ok();
    for process in fs::read_dir("/proc").ok()?.flatten().filter(|entry| number(&entry.file_name()).is_some())
    {
        for task in fs::read_dir(process.path().join("task")).into_iter().flatten().flatten() {
            if namespaces::inode(task.path().join("ns/pid")) != Some(namespace) {
                continue;
            }
            let status = fs::read_to_string(task.path().join("status")).unwrap_or_default();
            if innermost(&status) == Some(id) {
                return number(&task.file_name()).map(Pid::from_raw);
            }
        }
    }
    None
}

/// The id that a task has in its own PID namespace, from `/proc/PID/status`.
fn innermost(status: &str) -> Option<i32> {
    let ids = status.lines().find_map(|line| line.strip_prefix("NSpid:"))?;
    ids.split_whitespace().next_back()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_the_same_namespace_an_id_is_itself() {
        let this = Pid::this();
        assert_eq!(outer(this, this.as_raw()), Some(this));
        assert_eq!(outer(this, 0), None);
        assert_eq!(outer(this, -5), None);
    }

    #[test]
    fn a_search_finds_what_the_kernel_would_have_told() {
        let this = Pid::this();
        let Some(namespace) = namespaces::inode("/proc/self/ns/pid") else { return };
        let own = fs::read_to_string("/proc/self/status").unwrap();
        assert_eq!(search(namespace, innermost(&own).unwrap()), Some(this));
        assert_eq!(search(namespace, i32::MAX), None);
    }

    #[test]
    fn the_last_id_is_that_of_the_innermost_namespace() {
        assert_eq!(innermost("Pid:\t7\nNSpid:\t1822\t42\n"), Some(42));
        assert_eq!(innermost("Pid:\t7\n"), None);
    }
}
