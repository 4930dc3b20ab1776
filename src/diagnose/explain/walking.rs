//! Walks a path as the kernel did for the task: from its root or directory, through its mounts, link by link. Everything is
//! opened as a place only (O_PATH), so nothing is read, locked or changed.

use super::permission::parse_acl;
use super::walk::{End, Inode, Mount, Role, Step, Walk};
use crate::diagnose::procfs;
use crate::sys::files;
use nix::errno::Errno;
use nix::fcntl::{AtFlags, OFlag, open, openat, readlinkat};
use nix::sys::stat::{FileStat, Mode, fstat};
use nix::sys::statfs::{PROC_SUPER_MAGIC, fstatfs};
use std::collections::{HashMap, VecDeque};
use std::ffi::{OsStr, OsString};
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::rc::Rc;

/// MAXSYMLINKS of the kernel.
const LINKS: usize = 40;

/// Names looked up at most, so that no program can keep rtrace busy.
const NAMES: usize = 4096;

const PLACE: OFlag = OFlag::O_PATH.union(OFlag::O_NOFOLLOW).union(OFlag::O_CLOEXEC);

/// Walks for one task.
pub struct Walker {
    pid: i32,
    mounts: HashMap<u64, Mount>,
}

impl Walker {
    /// Reads the task's mounts.
    pub fn new(pid: i32) -> Walker {
        let text = procfs::text(format!("/proc/{pid}/mountinfo")).unwrap_or_default();
        Walker { pid, mounts: text.lines().filter_map(mount).collect() }
    }

    /// The way of `path` from the directory `at` (a descriptor of the task; None: its current one). `follow`: whether a
    /// link at the end is followed.
    pub fn walk(&self, argument: usize, at: Option<i32>, path: &[u8], follow: bool) -> Walk {
        let mut walk = Walk { argument, path: shown(path), ..Walk::default() };
        walk.end = self.go(at, path, follow, &mut walk.steps).unwrap_or_default();
        walk
    }

    /// A file that the task has open.
    pub fn descriptor(&self, argument: usize, fd: i32) -> Option<Walk> {
        let link = format!("/proc/{}/fd/{fd}", self.pid);
        let path = nix::fcntl::readlink(link.as_str()).ok()?;
        if !path.as_bytes().starts_with(b"/") {
            return None;
        }
        let place = open(link.as_str(), OFlag::O_PATH | OFlag::O_CLOEXEC, Mode::empty()).ok()?;
        let step = Step { path: shown(path.as_bytes()), role: Role::Named, inode: self.inode(&place)? };
        Some(Walk { argument, steps: vec![step], end: End::Found, ..Walk::default() })
    }

    fn go(&self, at: Option<i32>, path: &[u8], follow: bool, steps: &mut Vec<Step>) -> Option<End> {
        let proc = |name: &str| {
            let link = format!("/proc/{}/{name}", self.pid);
            let place = open(link.as_str(), OFlag::O_PATH | OFlag::O_CLOEXEC, Mode::empty()).ok()?;
            let name =
                nix::fcntl::readlink(link.as_str()).ok().map(OsStringExt::into_vec).unwrap_or_default();
            Some((Rc::new(place), name))
        };
        let (root, _) = proc("root")?;
        let start = match (path.first()?, at) {
            (b'/', _) => (root.clone(), b"/".to_vec()),
            (_, None) => proc("cwd")?,
            (_, Some(fd)) => proc(&format!("fd/{fd}"))?,
        };
        let (mut here, mut name) = start;
        let mut ahead: VecDeque<Vec<u8>> = names(path).collect();
        let must_be_directory = path.ends_with(b"/");
        let mut links = 0;
        let mut looked_up = 0;
        while let Some(next) = ahead.pop_front() {
            looked_up += 1;
            if looked_up > NAMES {
                return Some(End::Unknown);
            }
            let Some(directory) = self.inode(&here) else {
                steps.push(self.closed(&here, &name));
                return Some(End::Barred);
            };
            if directory.mode & libc::S_IFMT != libc::S_IFDIR {
                return Some(End::Astray);
            }
            steps.push(Step { path: shown(&name), role: Role::Searched, inode: directory });
            if next == b".." && same(&here, &root) {
                continue;
            }
            let place = match openat(&*here, OsStr::from_bytes(&next), PLACE, Mode::empty()) {
                Ok(place) => place,
                Err(Errno::ENOENT) if ahead.is_empty() => return Some(End::Missing),
                Err(Errno::ENOENT | Errno::ENOTDIR) => return Some(End::Astray),
                Err(Errno::EACCES | Errno::EPERM) => return Some(End::Barred),
                Err(_) => return Some(End::Unknown),
            };
            let Some(inode) = self.inode(&place) else {
                steps.push(self.closed(&place, &join(&name, &next)));
                return Some(End::Barred);
            };
            let last = ahead.is_empty();
            if inode.mode & libc::S_IFMT == libc::S_IFLNK && (!last || follow || must_be_directory) {
                links += 1;
                if links > LINKS {
                    return Some(End::Loop);
                }
                if is_proc(&place) {
                    return Some(End::Unknown);
                }
                let target = readlinkat(&place, OsStr::new("")).ok()?.into_vec();
                steps.push(Step { path: shown(&join(&name, &next)), role: Role::Followed, inode });
                if target.starts_with(b"/") {
                    (here, name) = (root.clone(), b"/".to_vec());
                }
                for part in names(&target).collect::<Vec<_>>().into_iter().rev() {
                    ahead.push_front(part);
                }
                continue;
            }
            match next.as_slice() {
                b"." => {}
                b".." => name.truncate(name.iter().rposition(|&byte| byte == b'/').unwrap_or(0).max(1)),
                _ => name = join(&name, &next),
            }
            here = Rc::new(place);
        }
        steps.push(Step { path: shown(&name), role: Role::Named, inode: self.inode(&here)? });
        Some(End::Found)
    }

    /// A directory that its file system doesn't let rtrace look at: where it is mounted is known all the same. Its mode isn't,
    /// and is said to be what refuses nobody.
    fn closed(&self, place: &OwnedFd, name: &[u8]) -> Step {
        let mount = mount_of(place).and_then(|id| self.mounts.get(&id).cloned());
        let inode = Inode { mode: libc::S_IFDIR | 0o777, mount, ..Inode::default() };
        Step { path: shown(name), role: Role::Searched, inode }
    }

    fn inode(&self, place: &OwnedFd) -> Option<Inode> {
        let FileStat { st_mode: mode, st_uid: uid, st_gid: gid, .. } = fstat(place).ok()?;
        let attributes = files::attributes(place.as_fd()).ok();
        let mut value = [0; 4096];
        let acl =
            files::acl(place.as_fd(), &mut value).map(|len| parse_acl(&value[..len])).unwrap_or_default();
        Some(Inode {
            mode,
            uid,
            gid,
            acl,
            immutable: attributes.is_some_and(|found| found.immutable),
            append_only: attributes.is_some_and(|found| found.append_only),
            mount: attributes.and_then(|found| self.mounts.get(&found.mount?).cloned()),
        })
    }
}

/// The mount that a descriptor is on, by its own /proc/self/fdinfo: no file system is asked for that.
fn mount_of(place: &OwnedFd) -> Option<u64> {
    let text = procfs::text(format!("/proc/self/fdinfo/{}", place.as_raw_fd()))?;
    text.lines().find_map(|line| line.strip_prefix("mnt_id:")?.trim().parse().ok())
}

fn names(path: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    path.split(|&byte| byte == b'/').filter(|name| !name.is_empty()).map(<[u8]>::to_vec)
}

fn join(directory: &[u8], name: &[u8]) -> Vec<u8> {
    let slash: &[u8] = if directory.ends_with(b"/") { b"" } else { b"/" };
    [directory, slash, name].concat()
}

/// A name for people: what isn't UTF-8 is replaced. Whoever prints it escapes the rest.
fn shown(path: &[u8]) -> String {
    OsString::from_vec(path.to_vec()).to_string_lossy().into_owned()
}

fn same(one: &OwnedFd, other: &OwnedFd) -> bool {
    let id = |fd: &OwnedFd| fstat(fd).ok().map(|found| (found.st_dev, found.st_ino));
    let mount = |fd: &OwnedFd| files::attributes(fd.as_fd()).ok().map(|found| found.mount);
    id(one) == id(other) && mount(one) == mount(other)
}

/// Links in /proc lead where no path does.
fn is_proc(place: &OwnedFd) -> bool {
    fstatfs(place).is_ok_and(|found| found.filesystem_type() == PROC_SUPER_MAGIC)
}

/// A line of mountinfo: see proc_pid_mountinfo(5).
fn mount(line: &str) -> Option<(u64, Mount)> {
    let (fixed, rest) = line.split_once(" - ")?;
    let fields: Vec<&str> = fixed.split(' ').collect();
    let mut rest = rest.split(' ');
    let (kind, _, of_all) = (rest.next()?, rest.next()?, rest.next()?);
    let options: Vec<String> = fields.get(5)?.split(',').map(str::to_owned).collect();
    let mount = Mount {
        point: (*fields.get(4)?).to_owned(),
        kind: kind.to_owned(),
        options,
        of_all: of_all.split(',').map(str::to_owned).collect(),
        super_read_only: of_all.split(',').any(|option| option == "ro"),
    };
    Some((fields.first()?.parse().ok()?, mount))
}

/// The path as given, where a flag may say that an empty one means the descriptor itself.
pub fn empty_path(flags: u64) -> bool {
    flags & AtFlags::AT_EMPTY_PATH.bits() as u64 != 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_mountinfo_tells_the_mount_and_its_options() {
        let line = "36 35 98:0 /mnt1 /mnt2 rw,noexec master:1 - ext3 /dev/root ro,errors=continue";
        let (id, mount) = mount(line).unwrap();
        assert_eq!((id, mount.point.as_str(), mount.kind.as_str()), (36, "/mnt2", "ext3"));
        assert!(mount.is("noexec") && !mount.is("ro") && mount.super_read_only);
        assert_eq!(super::mount("36 35"), None);
    }

    #[test]
    fn each_directory_and_link_on_the_way_is_a_step() {
        let directory = tempfile::tempdir().unwrap();
        let base = directory.path().canonicalize().unwrap();
        std::fs::create_dir(base.join("d")).unwrap();
        std::fs::write(base.join("d/f"), "").unwrap();
        std::os::unix::fs::symlink("d/../d/f", base.join("l")).unwrap();
        let path = base.join("l");
        let walk =
            Walker::new(std::process::id().cast_signed()).walk(0, None, path.as_os_str().as_bytes(), true);
        assert_eq!(walk.end, End::Found);
        assert_eq!(walk.named().map(|step| step.path.clone()), Some(base.join("d/f").display().to_string()));
        assert_eq!(walk.steps.iter().filter(|step| step.role == Role::Followed).count(), 1);
        let walk = Walker::new(std::process::id().cast_signed()).walk(0, None, b"/nowhere/x", true);
        assert_eq!(walk.end, End::Astray);
        assert_eq!(Walker::new(1).walk(0, None, b"", true).end, End::Unknown);
    }
}
