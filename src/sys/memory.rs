//! Another process's memory.

use nix::errno::Errno;
use nix::unistd::Pid;
use std::sync::OnceLock;

/// As many pages as one call of [`read`] touches.
const PAGES: usize = 16;

/// Copies from `addr` in `pid` to `buf` (process_vm_readv(2)) and returns how many bytes were copied: fewer where
/// a page is not readable, or where `buf` spans more pages than one call takes.
///
/// Errors: EFAULT (nothing readable at `addr`), EPERM, ESRCH, ENOSYS (also for a filter that answers 0).
pub fn read(pid: Pid, addr: u64, buf: &mut [u8]) -> nix::Result<usize> {
    // One element for each page: the manual promises partial transfers between elements only.
    let nothing = libc::iovec { iov_base: std::ptr::null_mut(), iov_len: 0 };
    let mut from = [nothing; PAGES];
    let mut count = 0;
    let mut wanted = 0;
    for slot in &mut from {
        let at = addr.checked_add(wanted as u64).ok_or(Errno::EFAULT)?;
        let len = (buf.len() - wanted).min(to_page_end(at));
        let base = usize::try_from(at).map_err(|_| Errno::EFAULT)?;
        *slot = libc::iovec { iov_base: base as *mut libc::c_void, iov_len: len };
        wanted += len;
        count += 1;
        if wanted == buf.len() {
            break;
        }
    }
    let to = libc::iovec { iov_base: buf.as_mut_ptr().cast(), iov_len: wanted };
    // SAFETY: the kernel writes within `to`, which describes `buf`; `from` holds addresses in the other process.
    let copied = unsafe { libc::process_vm_readv(pid.as_raw(), &raw const to, 1, from.as_ptr(), count, 0) };
    match Errno::result(copied)?.cast_unsigned() {
        // The kernel copies something or says EFAULT: a seccomp filter has answered.
        0 if wanted > 0 => Err(Errno::ENOSYS),
        count => Ok(count),
    }
}

/// How many bytes there are from `addr` to the end of its page.
pub fn to_page_end(addr: u64) -> usize {
    let page = page_size();
    (page - addr % page) as usize
}

/// The size of a page, in bytes.
fn page_size() -> u64 {
    static SIZE: OnceLock<u64> = OnceLock::new();
    *SIZE.get_or_init(|| {
        // SAFETY: sysconf has no preconditions.
        let size = unsafe { libc::sysconf(libc::_SC_PAGESIZE) };
        u64::try_from(size).unwrap_or(4096)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_read_across_many_pages_says_how_far_it_came() {
        let own = vec![7_u8; 40 * 4096];
        let mut buf = vec![0; own.len()];
        let count = read(Pid::this(), own.as_ptr() as u64, &mut buf).unwrap();
        assert!(count >= 15 * 4096 && count <= PAGES * page_size() as usize, "{count}");
        assert!(buf[..count].iter().all(|&b| b == 7) && buf[count..].iter().all(|&b| b == 0));
    }

    #[test]
    fn an_address_that_is_not_mapped_is_a_fault() {
        assert_eq!(read(Pid::this(), 8, &mut [0; 4]), Err(Errno::EFAULT));
        assert_eq!(read(Pid::this(), u64::MAX - 2, &mut [0; 4]), Err(Errno::EFAULT));
    }
}
