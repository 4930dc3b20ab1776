//! Memory that the kernel shares through a descriptor.

use nix::errno::Errno;
use std::os::fd::{AsRawFd, BorrowedFd};
use std::sync::atomic::{AtomicU32, Ordering};

/// Memory behind a descriptor, to be read alone. The kernel and another process may write it meanwhile, so it is read word
/// by word and never referred to.
#[derive(Debug)]
pub struct Shared {
    at: *mut libc::c_void,
    length: usize,
}

impl Shared {
    /// Maps `length` bytes from `offset` on. It keeps the open file alive until it is dropped.
    ///
    /// Errors: EINVAL where there aren't as many, EACCES and ENODEV where the file can't be mapped.
    ///
    /// See [mmap(2)](https://man7.org/linux/man-pages/man2/mmap.2.html).
    pub fn map(fd: BorrowedFd<'_>, offset: u64, length: usize) -> nix::Result<Shared> {
        let offset = libc::off_t::try_from(offset).map_err(|_| Errno::EINVAL)?;
        let (null, flags) = (std::ptr::null_mut(), libc::MAP_SHARED);
        // SAFETY: the kernel chooses a place where nothing is.
        let at = unsafe { libc::mmap(null, length, libc::PROT_READ, flags, fd.as_raw_fd(), offset) };
        if at == libc::MAP_FAILED { Err(Errno::last()) } else { Ok(Shared { at, length }) }
    }

    /// The word of 32 bits that begins at this byte; None where it isn't aligned or not whole.
    pub fn word(&self, at: usize) -> Option<u32> {
        const WORD: usize = size_of::<u32>();
        if !at.is_multiple_of(WORD) || at.checked_add(WORD)? > self.length {
            return None;
        }
        // SAFETY: the word lies in what is mapped as long as self lives, is aligned as pages are, and is read as atomics are.
        let word = unsafe { &*self.at.cast::<AtomicU32>().add(at / WORD) };
        Some(word.load(Ordering::Acquire))
    }
}

impl Drop for Shared {
    fn drop(&mut self) {
        // SAFETY: it was mapped with this length, and no reference outlives self.
        unsafe { libc::munmap(self.at, self.length) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use std::os::fd::AsFd;

    #[test]
    fn words_are_those_of_the_file_and_end_with_what_is_mapped() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&[1, 0, 0, 0, 2, 0, 0, 0]).unwrap();
        let shared = Shared::map(file.as_fd(), 0, 8).unwrap();
        assert_eq!(
            [0, 4, 8, 2, usize::MAX - 3].map(|at| shared.word(at)),
            [Some(1), Some(2), None, None, None]
        );
        assert_eq!(Shared::map(file.as_fd(), 1, 8).unwrap_err(), Errno::EINVAL);
    }
}
