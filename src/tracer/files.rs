//! What a tracee's descriptors lead to, beyond their paths.

use super::sockets;
use crate::event::{Opened, Sort};
use nix::sys::stat::{SFlag, lstat, major, minor, stat};
use nix::unistd::Pid;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// What the kernel puts behind the path of a file that is gone.
const DELETED: &[u8] = b" (deleted)";

/// Where the descriptor leads that was asked for last in the call that each task is in. What a call reads from or writes to
/// is the file that its descriptor led to when it was entered, whatever becomes of the descriptor meanwhile.
#[derive(Debug, Default)]
pub struct Links(RefCell<FxHashMap<Pid, (i32, Vec<u8>)>>);

impl Links {
    /// A task enters another call.
    pub fn forget(&self, pid: Pid) {
        if let Some((fd, _)) = self.0.borrow_mut().get_mut(&pid) {
            *fd = NONE;
        }
    }

    /// The task is gone.
    pub fn ended(&self, pid: Pid) {
        self.0.borrow_mut().remove(&pid);
    }

    /// A descriptor of the task leads there.
    pub fn keep(&self, pid: Pid, fd: i32, link: &[u8]) {
        let mut all = self.0.borrow_mut();
        let (kept, target) = all.entry(pid).or_default();
        *kept = fd;
        target.clear();
        target.extend_from_slice(link);
    }

    /// Where a descriptor leads, if it was the last.
    pub fn known<T>(&self, pid: Pid, fd: i32, then: impl FnOnce(&[u8]) -> T) -> Option<T> {
        let all = self.0.borrow();
        all.get(&pid).filter(|(kept, _)| *kept == fd && fd >= 0).map(|(_, link)| then(link))
    }
}

/// In the place of a descriptor: none is remembered.
const NONE: i32 = -1;

/// What there is to know of the file behind descriptor `fd` of `pid`, whose link in /proc leads to `link`.
pub fn opened(pid: Pid, fd: i32, link: &[u8]) -> Option<Opened> {
    match Sort::of(link) {
        Sort::File => device(pid, fd),
        Sort::Socket => sockets::find(pid, fd, link).map(Opened::Socket),
        Sort::Process => {
            let process = info(pid, fd, "Pid:", |text| text.parse().ok())?;
            (process > 0).then_some(Opened::Process(process))
        }
        Sort::Signals => info(pid, fd, "sigmask:", hex).map(Opened::Signals),
        Sort::Counter => Some(Opened::Counter {
            count: info(pid, fd, "eventfd-count:", hex)?,
            id: info(pid, fd, "eventfd-id:", |text| text.parse().ok()),
            semaphore: info(pid, fd, "eventfd-semaphore:", |text| text.parse().ok()),
        }),
        Sort::Other => None,
    }
}

/// Whether the file is gone, and how much of `link` is its path: a file that is there may have a name that ends so.
pub fn deleted(pid: Pid, fd: i32, link: &[u8]) -> Option<usize> {
    let path = link.strip_suffix(DELETED).filter(|path| path.starts_with(b"/"))?;
    let name = [format!("/proc/{pid}/root").as_bytes(), link].concat();
    let named = lstat(Path::new(OsStr::from_bytes(&name)));
    let there = named.is_ok_and(|named| {
        let opened = stat(format!("/proc/{pid}/fd/{fd}").as_str());
        opened.is_ok_and(|opened| (opened.st_dev, opened.st_ino) == (named.st_dev, named.st_ino))
    });
    (!there).then_some(path.len())
}

fn device(pid: Pid, fd: i32) -> Option<Opened> {
    let found = stat(format!("/proc/{pid}/fd/{fd}").as_str()).ok()?;
    let sort = SFlag::from_bits_truncate(found.st_mode) & SFlag::S_IFMT;
    let block = match sort {
        SFlag::S_IFBLK => true,
        SFlag::S_IFCHR => false,
        _ => return None,
    };
    Some(Opened::Device { block, major: major(found.st_rdev), minor: minor(found.st_rdev) })
}

/// A line of `/proc/PID/fdinfo/FD` (proc_pid_fdinfo(5)).
fn info<T>(pid: Pid, fd: i32, name: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/fdinfo/{fd}")).ok()?;
    text.lines().find_map(|line| read(line.strip_prefix(name)?.trim()))
}

fn hex(text: &str) -> Option<u64> {
    u64::from_str_radix(text, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::{self, File};
    use std::os::fd::AsRawFd;

    fn link(file: &File) -> Vec<u8> {
        let link = fs::read_link(format!("/proc/self/fd/{}", file.as_raw_fd())).unwrap();
        link.as_os_str().as_bytes().to_vec()
    }

    #[test]
    fn a_file_is_deleted_when_its_name_is_gone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a (deleted)");
        let file = File::create(&path).unwrap();
        assert_eq!(deleted(Pid::this(), file.as_raw_fd(), &link(&file)), None);
        fs::remove_file(&path).unwrap();
        let length = path.as_os_str().len();
        assert_eq!(deleted(Pid::this(), file.as_raw_fd(), &link(&file)), Some(length));
        // Another file under that very name is another file.
        File::create(dir.path().join("a (deleted) (deleted)")).unwrap();
        assert_eq!(deleted(Pid::this(), file.as_raw_fd(), &link(&file)), Some(length));
    }

    #[test]
    fn a_link_is_remembered_until_the_task_enters_another_call_or_asks_for_another_one() {
        let (links, pid) = (Links::default(), Pid::from_raw(1));
        let known = |fd| links.known(pid, fd, <[u8]>::to_vec);
        links.keep(pid, 3, b"/a");
        assert_eq!(
            (known(3), known(4), links.known(Pid::from_raw(2), 3, |_| ())),
            (Some(b"/a".to_vec()), None, None)
        );
        links.keep(pid, 4, b"/b");
        assert_eq!((known(3), known(4)), (None, Some(b"/b".to_vec())));
        links.forget(pid);
        assert_eq!((known(4), known(NONE)), (None, None));
    }

    #[test]
    fn a_device_has_a_number() {
        let null = File::open("/dev/null").unwrap();
        let found = opened(Pid::this(), null.as_raw_fd(), b"/dev/null");
        assert_eq!(found, Some(Opened::Device { block: false, major: 1, minor: 3 }));
        let here = File::open("/").unwrap();
        assert_eq!(opened(Pid::this(), here.as_raw_fd(), b"/"), None);
    }
}
