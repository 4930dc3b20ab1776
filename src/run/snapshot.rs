//! `--snapshot`: what /proc says of a process.

use crate::event::{NAMESPACES, Snapshot};
use nix::unistd::Pid;
use std::fs;
use std::os::unix::ffi::OsStringExt;
use std::str::FromStr;

/// The limits as /proc/PID/limits has them, in the order of their numbers.
const LIMITS: [&str; 16] = [
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

/// A process; None where it is gone.
pub fn of(pid: i32) -> Option<Snapshot> {
    let path = |name: &str| format!("/proc/{pid}/{name}");
    let link = |name: &str| fs::read_link(path(name)).ok().map(|link| link.into_os_string().into_vec());
    let status = fs::read_to_string(path("status")).ok()?;
    let comm = fs::read(path("comm")).unwrap_or_default();
    let command = fs::read(path("cmdline")).unwrap_or_default();
    let arguments = command
        .strip_suffix(b"\0")
        .map_or(Vec::new(), |line| line.split(|byte| *byte == 0).map(<[u8]>::to_vec).collect());
    let context = fs::read(path("attr/current")).ok().map(|context| {
        context.into_iter().take_while(|byte| !matches!(byte, 0 | b'\n')).collect::<Vec<u8>>()
    });
    let capability = |name| u64::from_str_radix(&field(&status, name)?, 16).ok();
    let capabilities = ["CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"].map(capability);
    Some(Snapshot {
        pid: Pid::from_raw(pid),
        comm: comm.strip_suffix(b"\n").unwrap_or(&comm).to_vec(),
        arguments,
        program: link("exe"),
        directory: link("cwd"),
        root: link("root"),
        uid: numbers(&status, "Uid").try_into().ok(),
        gid: numbers(&status, "Gid").try_into().ok(),
        groups: numbers(&status, "Groups"),
        capabilities: match capabilities {
            [Some(a), Some(b), Some(c), Some(d), Some(e)] => Some([a, b, c, d, e]),
            _ => None,
        },
        no_new_privileges: numbers::<u32>(&status, "NoNewPrivs").first() == Some(&1),
        seccomp: numbers(&status, "Seccomp").first().copied().unwrap_or(0),
        context: context.filter(|context| !context.is_empty()),
        namespaces: NAMESPACES
            .into_iter()
            .filter_map(|name| Some((name, link(&format!("ns/{name}"))?)))
            .collect(),
        limits: limits(&fs::read_to_string(path("limits")).unwrap_or_default()),
        descriptors: descriptors(&path("fd")),
    })
}

/// A field of /proc/PID/status.
fn field(status: &str, name: &str) -> Option<String> {
    let value = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    Some(value.trim().to_string())
}

fn numbers<T: FromStr>(status: &str, name: &str) -> Vec<T> {
    let text = field(status, name).unwrap_or_default();
    text.split_whitespace().filter_map(|number| number.parse().ok()).collect()
}

/// Lines as `Max open files  1024  524288  files`.
fn limits(text: &str) -> Vec<(u32, u64, u64)> {
    let value = |word: &str| if word == "unlimited" { Some(u64::MAX) } else { word.parse().ok() };
    (0..)
        .zip(LIMITS)
        .filter_map(|(number, name)| {
            let line = text.lines().find_map(|line| line.strip_prefix(name))?;
            let mut words = line.split_whitespace();
            Some((number, value(words.next()?)?, value(words.next()?)?))
        })
        .collect()
}

fn descriptors(directory: &str) -> Vec<(i32, Vec<u8>)> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let mut found: Vec<(i32, Vec<u8>)> = entries
        .filter_map(|entry| {
            let fd = entry.file_name().to_str()?.parse().ok()?;
            Some((fd, fs::read_link(entry.path()).ok()?.into_os_string().into_vec()))
        })
        .collect();
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use nix::sys::resource::{Resource, getrlimit};
    use nix::unistd::{getegid, geteuid};

    #[test]
    fn a_process_is_what_it_is() {
        let own = of(std::process::id() as i32).unwrap();
        assert_eq!(own.uid.unwrap()[1], geteuid().as_raw());
        assert_eq!(own.gid.unwrap()[1], getegid().as_raw());
        assert_eq!(own.directory, Some(std::env::current_dir().unwrap().into_os_string().into_vec()));
        assert_eq!(own.arguments[0], std::env::args_os().next().unwrap().into_vec());
        let (soft, hard) = getrlimit(Resource::RLIMIT_NOFILE).unwrap();
        assert!(own.limits.contains(&(Resource::RLIMIT_NOFILE as u32, soft, hard)), "{:?}", own.limits);
        assert_eq!(own.limits.len(), LIMITS.len());
        assert!(own.descriptors.iter().any(|(fd, _)| *fd == 2));
        assert!(own.namespaces.iter().any(|(name, link)| *name == "mnt" && link.starts_with(b"mnt:[")));
        assert!(own.capabilities.is_some());
        assert_eq!(of(i32::MAX), None);
    }
}
