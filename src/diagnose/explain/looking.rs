//! What is looked up for single errnos alone: programs, who uses a file, who has how many tasks.

use super::evidence::{MapFile, Program, Refusal};
use super::network::{self, Sending};
use super::walk::Walk;
use crate::diagnose::procfs;
use crate::sys::{files, pidfd};
use nix::sys::socket::{SockType, getsockopt, sockopt};
use nix::unistd::Pid;
use std::fs;
use std::io::Read;
use std::net::TcpStream;
use std::os::unix::fs::MetadataExt;

/// So many bytes of a program are read: the kernel itself looks at 256 for `#!`, and program headers come first.
const HEAD: u64 = 4096;

/// How many processes are looked at, at most.
const MOST_TASKS: usize = 20_000;

/// How many descriptors a task has of those below its limit.
pub fn descriptors(pid: i32, limit: Option<u64>) -> Option<u64> {
    let open = fs::read_dir(format!("/proc/{pid}/fd")).ok()?.flatten();
    let numbers = open.filter_map(|entry| entry.file_name().to_str()?.parse::<u64>().ok());
    Some(numbers.filter(|fd| limit.is_none_or(|limit| *fd < limit)).count() as u64)
}

/// Calls that change the file behind their first argument.
const CHANGES: &[&str] = &[
    "write",
    "pwrite64",
    "writev",
    "pwritev",
    "pwritev2",
    "ftruncate",
    "ftruncate64",
    "fallocate",
    "fchmod",
];

/// The file systems whose files are judged when they are written to.
const JUDGED: &[&str] = &["/proc/", "/sys/fs/cgroup/"];

/// Looks at the file behind a call's descriptor, where that may be why.
pub fn descriptor(refusal: &mut Refusal) {
    let maps = matches!(refusal.call, "mmap" | "mmap2");
    let seals = matches!(refusal.call, "fcntl" | "fcntl64") && refusal.args[1] as i32 == libc::F_ADD_SEALS;
    let at = if maps { 4 } else { 0 };
    let fd = refusal.args[at] as i32;
    let link = format!("/proc/{}/fd/{fd}", refusal.task.pid);
    match refusal.errno {
        libc::EACCES if maps => refusal.opened_with = flags(refusal.task.pid, &fd.to_string()),
        libc::EPERM if maps || seals || CHANGES.contains(&refusal.call) => {
            refusal.opened_with = if seals { flags(refusal.task.pid, &fd.to_string()) } else { None };
            refusal.map = map_file(&link);
            let sealed = |file: fs::File| nix::fcntl::fcntl(&file, nix::fcntl::FcntlArg::F_GET_SEALS).ok();
            let memory =
                fs::read_link(&link).is_ok_and(|target| target.to_string_lossy().starts_with("/memfd:"));
            refusal.seals = memory.then(|| fs::File::open(&link).ok()).flatten().and_then(sealed);
        }
        _ => {}
    }
    if CHANGES.contains(&refusal.call) {
        let target = fs::read_link(&link).ok().and_then(|target| target.into_os_string().into_string().ok());
        refusal.written = target.filter(|path| JUDGED.iter().any(|root| path.starts_with(root)));
    }
}

/// Where a call sends to, and what its socket was told; `message` reads the address that a `struct msghdr` leads to.
pub fn sending(refusal: &mut Refusal, message: impl Fn(u64) -> Vec<u8>) {
    if !network::SENDS.contains(&refusal.call) || !matches!(refusal.errno, libc::EACCES | libc::EPERM) {
        return;
    }
    let pid = refusal.task.pid;
    let Ok(socket) = pidfd::borrow(Pid::from_raw(pid), refusal.args[0] as i32) else { return };
    let Ok(kind) = getsockopt(&socket, sockopt::SockType) else { return };
    let broadcasts = getsockopt(&socket, sockopt::Broadcast).unwrap_or(false);
    let named = ["addr", "dest_addr"].iter().find_map(|name| refusal.argument(name));
    let given = match (named, refusal.argument("msg").or_else(|| refusal.argument("msgvec"))) {
        (Some(at), _) => network::address(&refusal.pointed[at]),
        (None, Some(at)) => {
            refusal.word(at, 0, refusal.abi.word().size()).and_then(|name| network::address(&message(name)))
        }
        (None, None) => None,
    };
    // What is connected may leave it out. (The type says stream, and yet this question is the same for every socket.)
    let Some(to) = given.or_else(|| TcpStream::from(socket).peer_addr().ok().map(|to| to.ip())) else {
        return;
    };
    let trie = procfs::text(format!("/proc/{pid}/net/fib_trie")).unwrap_or_default();
    refusal.sending = Some(Sending {
        to,
        everybody: network::is_everybody(to, &trie),
        datagrams: kind == SockType::Datagram || kind == SockType::Raw,
        broadcasts,
    });
}

/// The file of a user namespace that a descriptor leads to.
fn map_file(link: &str) -> Option<MapFile> {
    let path = fs::read_link(link).ok()?;
    let directory = path.parent().filter(|directory| directory.starts_with("/proc"))?;
    let named = path.file_name()?;
    let name = ["uid_map", "gid_map", "setgroups"].into_iter().find(|name| named == *name)?;
    let denied = procfs::line(directory.join("setgroups")).as_deref() == Some("deny");
    Some(MapFile { name, holds: procfs::text(&path).unwrap_or_default(), setgroups_denied: denied })
}

/// The flags of open(2) that a descriptor has.
fn flags(pid: i32, fd: &str) -> Option<i32> {
    let text = procfs::text(format!("/proc/{pid}/fdinfo/{fd}"))?;
    let flags = text.lines().find_map(|line| line.strip_prefix("flags:"))?;
    i32::from_str_radix(flags.trim(), 8).ok()
}

fn processes() -> impl Iterator<Item = i32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).take(MOST_TASKS)
}

/// How many threads a real user has, as far as /proc shows them.
pub fn tasks_of(uid: u32) -> u64 {
    let threads = |pid: i32| {
        let text = procfs::text(format!("/proc/{pid}/status"))?;
        let value =
            |key: &str| text.lines().find_map(|line| line.strip_prefix(key)?.split_whitespace().next());
        (value("Uid:")?.parse() == Ok(uid)).then(|| value("Threads:")?.parse::<u64>().ok())?
    };
    processes().filter_map(threads).sum()
}

/// Whether anybody that /proc shows holds the listener of a filter, to answer calls in the kernel's place.
pub fn listener() -> bool {
    processes().any(|pid| {
        let fds = fs::read_dir(format!("/proc/{pid}/fd")).into_iter().flatten().flatten();
        let mut targets = fds.filter_map(|fd| fs::read_link(fd.path()).ok());
        targets.any(|target| target.to_string_lossy().starts_with("anon_inode:seccomp"))
    })
}

/// The innermost cgroup of a task that has no room for another one, in either version of the hierarchy.
pub fn full_cgroup(pid: i32) -> Option<(String, u64, u64)> {
    let groups = procfs::text(format!("/proc/{pid}/cgroup"))?;
    for line in groups.lines() {
        let (controllers, path) = line.split_once(':')?.1.split_once(':')?;
        let roots: &[&str] = match controllers {
            "" => &["/sys/fs/cgroup", "/sys/fs/cgroup/unified"],
            "pids" => &["/sys/fs/cgroup/pids"],
            _ => continue,
        };
        for root in roots {
            let mut path = path.trim_end_matches('/').to_owned();
            loop {
                let number = |file: &str| procfs::number::<u64>(format!("{root}{path}/{file}"));
                if let (Some(most), Some(now)) = (number("pids.max"), number("pids.current"))
                    && now >= most
                {
                    return Some((path, most, now));
                }
                let Some(end) = path.rfind('/') else { break };
                path.truncate(end);
            }
        }
    }
    None
}

/// The file of a walk, as rtrace can reach it.
fn reach(pid: i32, walk: &Walk) -> Option<String> {
    Some(format!("/proc/{pid}/root{}", walk.named()?.path))
}

/// What a program is.
pub fn program(pid: i32, walk: &Walk) -> Option<Program> {
    let mut head = Vec::new();
    fs::File::open(reach(pid, walk)?).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    Some(parse(&head))
}

/// The capabilities that a program's file gives at once: see `struct vfs_cap_data` of linux/capability.h.
pub fn file_capabilities(pid: i32, walk: &Walk) -> Option<u64> {
    const EFFECTIVE: u32 = 1;
    let mut value = [0; 24];
    let length = files::capabilities(&reach(pid, walk)?, &mut value).ok()?;
    let word = |at: usize| Some(u32::from_le_bytes(value.get(..length)?.get(at..at + 4)?.try_into().ok()?));
    let permitted = u64::from(word(4)?) | u64::from(word(12).unwrap_or(0)) << 32;
    (word(0)? & EFFECTIVE != 0).then_some(permitted)
}

/// Whom a program asks for.
pub fn interpreter_of(program: &Program) -> Option<String> {
    match program {
        Program::Script(interpreter) | Program::Elf(_, Some(interpreter)) => Some(interpreter.clone()),
        Program::Elf(_, None) | Program::Other => None,
    }
}

/// Reads the first bytes of a program: see execve(2) for scripts, elf(5) for the rest.
fn parse(head: &[u8]) -> Program {
    if let Some(rest) = head.strip_prefix(b"#!") {
        let line = rest.split(|&byte| byte == b'\n').next().unwrap_or_default();
        let line = String::from_utf8_lossy(line);
        let name = line.trim_matches([' ', '\t']).split([' ', '\t']).next().unwrap_or_default();
        return if name.is_empty() { Program::Other } else { Program::Script(name.to_owned()) };
    }
    let Some(identity) = head.strip_prefix(b"\x7fELF") else { return Program::Other };
    let (wide, big) = (identity.first() == Some(&2), identity.get(1) == Some(&2));
    let number = |at: usize, width: usize| -> Option<usize> {
        let bytes = head.get(at..at.checked_add(width)?)?;
        let fold = |sum: usize, byte: &u8| sum << 8 | usize::from(*byte);
        Some(if big { bytes.iter().fold(0, fold) } else { bytes.iter().rev().fold(0, fold) })
    };
    let Some(machine) = number(18, 2) else { return Program::Other };
    let interpreter = || {
        const PT_INTERP: usize = 3;
        let (table, size, count) = if wide {
            (number(32, 8)?, number(54, 2)?, number(56, 2)?)
        } else {
            (number(28, 4)?, number(42, 2)?, number(44, 2)?)
        };
        let header = (0..count)
            .map(|i| table.saturating_add(i * size))
            .find(|&at| number(at, 4) == Some(PT_INTERP))?;
        let field = |at: usize, width| number(header.checked_add(at)?, width);
        let (offset, length) =
            if wide { (field(8, 8)?, field(32, 8)?) } else { (field(4, 4)?, field(16, 4)?) };
        let name = head.get(offset..offset.checked_add(length)?)?;
        let name = name.split(|&byte| byte == 0).next()?;
        Some(String::from_utf8_lossy(name).into_owned())
    };
    Program::Elf(machine as u16, interpreter())
}

/// Who runs the file that is to be written to, or has it open for writing.
pub fn user_of(walks: &[Walk], pid: i32) -> Option<String> {
    let wanted = fs::metadata(reach(pid, walks.first()?)?).ok()?;
    let same = |path: &str| {
        fs::metadata(path).is_ok_and(|found| (found.dev(), found.ino()) == (wanted.dev(), wanted.ino()))
    };
    processes().find_map(|other| {
        let comm = || procfs::line(format!("/proc/{other}/comm")).unwrap_or_default();
        if same(&format!("/proc/{other}/exe")) {
            return Some(format!("process {other} ({}) runs it", comm()));
        }
        let fds = fs::read_dir(format!("/proc/{other}/fd")).ok()?;
        let writes = fds.flatten().any(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            same(&format!("/proc/{other}/fd/{name}"))
                && flags(other, &name).is_some_and(|flags| flags & libc::O_ACCMODE != 0)
        });
        writes.then(|| format!("process {other} ({}) has it open for writing", comm()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interpreter_of_a_script_is_the_first_word_behind_the_mark() {
        assert_eq!(parse(b"#! /bin/sh -e\nls"), Program::Script("/bin/sh".to_owned()));
        assert_eq!(parse(b"#!/bin/sh\r\n"), Program::Script("/bin/sh\r".to_owned()));
        assert_eq!(parse(b"#!\n"), Program::Other);
        assert_eq!(parse(b"hello"), Program::Other);
    }

    #[test]
    fn an_elf_file_names_its_machine_and_its_interpreter() {
        let own = fs::read("/bin/sh").unwrap();
        let Program::Elf(machine, Some(interpreter)) = parse(&own[..4096]) else { panic!("no ELF file") };
        assert!(machine == 62 || machine == 183);
        assert!(interpreter.contains("/ld-"), "{interpreter}");
        for cut in 0..64 {
            parse(&own[..cut]);
        }
        let mut broken = own[..4096].to_vec();
        broken[32..40].fill(0xff);
        assert_eq!(parse(&broken), Program::Elf(machine, None));
    }
}
