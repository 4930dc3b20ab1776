//! Programs with a set-user-ID or set-group-ID bit: under a tracer without privilege the kernel ignores it (execve(2)).

use nix::sys::statvfs::{FsFlags, statvfs};
use nix::unistd::{Pid, geteuid};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::PathBuf;

const SET_USER: u32 = 0o4000;
const SET_GROUP: u32 = 0o2000;

/// The program that `pid` has just begun to run, if it would have other ids without rtrace: its file has such a bit, for
/// ids that the process has not got. rtrace as root keeps it.
pub fn ignored(pid: Pid) -> Option<PathBuf> {
    if geteuid().is_root() {
        return None;
    }
    let link = format!("/proc/{pid}/exe");
    let file = fs::metadata(&link).ok()?;
    let process = fs::metadata(format!("/proc/{pid}")).ok()?;
    let mode = file.permissions().mode();
    let user = mode & SET_USER != 0 && file.uid() != process.uid();
    let group = mode & SET_GROUP != 0 && file.gid() != process.gid();
    let mounted = !statvfs(link.as_str()).is_ok_and(|mount| mount.flags().contains(FsFlags::ST_NOSUID));
    ((user || group) && mounted).then(|| fs::read_link(&link).ok())?
}
