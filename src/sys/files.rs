//! What std and nix can't ask about a file: by its name, or where it is open as a place only (O_PATH).

use nix::errno::Errno;
use std::ffi::{CStr, CString};
use std::os::fd::{AsRawFd, BorrowedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// What statx(2) tells beside stat(2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attributes {
    /// chattr +i.
    pub immutable: bool,
    /// chattr +a.
    pub append_only: bool,
    /// The id of its mount, as /proc/PID/mountinfo has it; none before Linux 5.8.
    pub mount: Option<u64>,
}

/// Asks statx(2) about an open file.
pub fn attributes(fd: BorrowedFd<'_>) -> nix::Result<Attributes> {
    // SAFETY: all bytes zero is a value of this structure of integers.
    let mut found: libc::statx = unsafe { std::mem::zeroed() };
    // SAFETY: the empty path is a C string, and the structure outlives the call.
    Errno::result(unsafe {
        libc::statx(
            fd.as_raw_fd(),
            c"".as_ptr(),
            libc::AT_EMPTY_PATH | libc::AT_SYMLINK_NOFOLLOW,
            libc::STATX_BASIC_STATS | libc::STATX_MNT_ID,
            &raw mut found,
        )
    })?;
    let is = |bit: i32| found.stx_attributes & u64::from(bit.cast_unsigned()) != 0;
    Ok(Attributes {
        immutable: is(libc::STATX_ATTR_IMMUTABLE),
        append_only: is(libc::STATX_ATTR_APPEND),
        mount: (found.stx_mask & libc::STATX_MNT_ID != 0).then_some(found.stx_mnt_id),
    })
}

/// The value of `system.posix_acl_access` of an open file, in `into`; how long it is. See getxattr(2).
///
/// Errors: ENODATA, EOPNOTSUPP where there is no ACL.
pub fn acl(fd: BorrowedFd<'_>, into: &mut [u8]) -> nix::Result<usize> {
    attribute(&format!("/proc/self/fd/{}", fd.as_raw_fd()), c"system.posix_acl_access", into)
}

/// The value of `security.capability` of the file at `path`, in `into`; how long it is. See getxattr(2).
///
/// Errors: ENODATA, EOPNOTSUPP where it has no capabilities.
pub fn capabilities(path: &str, into: &mut [u8]) -> nix::Result<usize> {
    attribute(path, c"security.capability", into)
}

fn attribute(path: &str, name: &CStr, into: &mut [u8]) -> nix::Result<usize> {
    let path = CString::new(path).map_err(|_| Errno::EINVAL)?;
    // SAFETY: both names are C strings, and the buffer is as long as is said.
    let read = Errno::result(unsafe {
        libc::getxattr(path.as_ptr(), name.as_ptr(), into.as_mut_ptr().cast(), into.len())
    })?;
    Ok(read.cast_unsigned())
}

/// The value of `security.selinux` of the file with this name, or where `follow` isn't set of the link. See getxattr(2).
///
/// Errors: those of getxattr, ENODATA and EOPNOTSUPP where the file has no context.
pub fn security_context(path: &Path, follow: bool) -> nix::Result<Vec<u8>> {
    let path = std::ffi::CString::new(path.as_os_str().as_bytes()).map_err(|_| Errno::EINVAL)?;
    let get = if follow { libc::getxattr } else { libc::lgetxattr };
    // XATTR_SIZE_MAX is 16 times as much; a context that long is none.
    let mut value = vec![0; 4096];
    // SAFETY: both names are C strings, and the buffer is as long as is said.
    let read = Errno::result(unsafe {
        get(path.as_ptr(), c"security.selinux".as_ptr(), value.as_mut_ptr().cast(), value.len())
    })?;
    value.truncate(read.cast_unsigned());
    Ok(value)
}
