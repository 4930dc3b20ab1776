//! Which processes are attached to beside those that are named by their id: by their name, by their control group, and as
//! descendants. Each look is one at /proc as it is then.

use crate::cli::Plan;
use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// Whether any are named so.
pub fn wanted(plan: &Plan) -> bool {
    !plan.attach_to.is_empty() || !plan.cgroups.is_empty()
}

/// Those that the plan names by something else than their id, and with `--tree` the descendants of all that were `seen`.
pub fn found(plan: &Plan, seen: &[i32]) -> Vec<i32> {
    let mut found: Vec<i32> = plan.attach_to.iter().flat_map(|name| called(name)).collect();
    found.extend(plan.cgroups.iter().flat_map(|path| in_group(path)));
    if plan.tree {
        let all: Vec<i32> = seen.iter().chain(&found).chain(&plan.attach).copied().collect();
        found.extend(descendants(&all));
    }
    found.retain(|pid| !seen.contains(pid));
    found.sort_unstable();
    found.dedup();
    found
}

/// The ids of all processes, rtrace's own aside.
fn all() -> impl Iterator<Item = i32> {
    let own = std::process::id();
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).filter(move |pid| *pid as u32 != own)
}

/// The processes whose command (`/proc/PID/comm`), program or first argument is called so; where `name` has a slash, whose
/// program is that file.
pub fn called(name: &OsStr) -> Vec<i32> {
    let is_path = name.as_bytes().contains(&b'/');
    let whole = if is_path { fs::canonicalize(name).ok() } else { None };
    let fits = |pid: &i32| {
        let program = fs::read_link(format!("/proc/{pid}/exe")).unwrap_or_default();
        if is_path {
            return whole.as_ref() == Some(&program);
        }
        let command = fs::read(format!("/proc/{pid}/comm")).unwrap_or_default();
        let line = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        let first = line.split(|byte| *byte == 0).next().unwrap_or_default();
        let last = |path: &Path| path.file_name().map(OsStr::to_owned);
        command.strip_suffix(b"\n") == Some(name.as_bytes())
            || last(&program).as_deref() == Some(name)
            || last(Path::new(OsStr::from_bytes(first))).as_deref() == Some(name)
    };
    all().filter(fits).collect()
}

/// The processes of a control group and of those below it.
pub fn in_group(path: &Path) -> Vec<i32> {
    let wanted = Group::of(path);
    let fits = |pid: &i32| {
        let groups = fs::read_to_string(format!("/proc/{pid}/cgroup")).unwrap_or_default();
        groups.lines().any(|line| wanted.holds(line))
    };
    all().filter(fits).collect()
}

/// A control group, as /proc/PID/cgroup has it.
struct Group<'a> {
    /// The controller, or the name, of its hierarchy; None: of any. The hierarchy of version 2 has none, which is an empty
    /// one.
    hierarchy: Option<&'a str>,
    path: &'a Path,
}

impl<'a> Group<'a> {
    /// The group that is meant by a path under /sys/fs/cgroup, or by one within a hierarchy.
    fn of(path: &'a Path) -> Group<'a> {
        let Ok(below) = path.strip_prefix("/sys/fs/cgroup") else {
            return Group { hierarchy: None, path: path.strip_prefix("/").unwrap_or(path) };
        };
        // Where hierarchies of version 1 are mounted, each has a directory there; that of version 2 then is `unified`.
        let first = below.components().next().and_then(|part| part.as_os_str().to_str());
        let file = Path::new("/sys/fs/cgroup/cgroup.controllers");
        match first {
            Some(first) if !file.exists() => {
                let hierarchy = if first == "unified" { "" } else { first };
                Group { hierarchy: Some(hierarchy), path: below.strip_prefix(first).unwrap_or(below) }
            }
            _ => Group { hierarchy: Some(""), path: below },
        }
    }

    /// Whether a line of /proc/PID/cgroup (`4:memory:/a/b`) is of this group or of one below it.
    fn holds(&self, line: &str) -> bool {
        let mut parts = line.splitn(3, ':').skip(1);
        let (Some(controllers), Some(path)) = (parts.next(), parts.next()) else { return false };
        let named = |hierarchy: &str| {
            controllers.split(',').any(|one| one == hierarchy || one.strip_prefix("name=") == Some(hierarchy))
        };
        // Of all groups, the root of a hierarchy says nothing unless the hierarchy is named.
        let any = self.hierarchy.is_none() && !self.path.as_os_str().is_empty();
        let path = Path::new(path.trim_start_matches('/'));
        (any || self.hierarchy.is_some_and(named)) && path.starts_with(self.path)
    }
}

/// The descendants of processes: their children, and theirs.
pub fn descendants(of: &[i32]) -> Vec<i32> {
    let mut children: HashMap<i32, Vec<i32>> = HashMap::new();
    for pid in all() {
        if let Some(parent) = parent(pid) {
            children.entry(parent).or_default().push(pid);
        }
    }
    let mut found = Vec::new();
    let mut seen: HashSet<i32> = of.iter().copied().collect();
    let mut next: Vec<i32> = of.to_vec();
    while let Some(pid) = next.pop() {
        for child in children.remove(&pid).unwrap_or_default() {
            if seen.insert(child) {
                found.push(child);
                next.push(child);
            }
        }
    }
    found
}

/// The parent of a process: what follows the state in /proc/PID/stat. The command before it may have any character.
fn parent(pid: i32) -> Option<i32> {
    let stat = fs::read(format!("/proc/{pid}/stat")).ok()?;
    let behind = stat.iter().rposition(|byte| *byte == b')')? + 1;
    std::str::from_utf8(&stat[behind..]).ok()?.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_holds_itself_and_what_is_below_it() {
        let group = Group { hierarchy: Some(""), path: Path::new("system.slice/ssh.service") };
        assert!(group.holds("0::/system.slice/ssh.service"));
        assert!(group.holds("0::/system.slice/ssh.service/sub"));
        assert!(!group.holds("0::/system.slice/ssh.service2"));
        assert!(!group.holds("4:memory:/system.slice/ssh.service"), "another hierarchy");
        let group = Group { hierarchy: Some("memory"), path: Path::new("") };
        assert!(group.holds("4:cpu,memory:/a:b") && !group.holds("0::/a"));
    }

    #[test]
    fn a_path_within_a_hierarchy_is_of_any() {
        let group = Group::of(Path::new("/a/b"));
        assert!(group.holds("4:memory:/a/b/c") && group.holds("0::/a/b") && !group.holds("0::/a"));
        assert!(!Group::of(Path::new("/")).holds("0::/"), "that would be everything");
    }

    #[test]
    fn a_process_is_found_by_its_name_and_among_its_parents_descendants() {
        let mut child = std::process::Command::new("sleep").arg("60").spawn().unwrap();
        let pid = child.id() as i32;
        let own = [std::process::id() as i32];
        let found = (called(OsStr::new("sleep")).contains(&pid), descendants(&own).contains(&pid));
        // The program has begun as soon as spawn returns.
        let by_path = called(Path::new("/bin/sleep").as_os_str()).contains(&pid);
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!((found, by_path), ((true, true), true));
    }
}
