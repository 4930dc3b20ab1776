//! Network interfaces.

use std::ffi::{CStr, c_char};

/// The name of the network interface with this index, in rtrace's own network namespace; None where there is none.
///
/// See [if_indextoname(3)](https://man7.org/linux/man-pages/man3/if_indextoname.3.html).
pub fn interface(index: u32, name: &mut [u8; libc::IF_NAMESIZE]) -> Option<&CStr> {
    let to = name.as_mut_ptr().cast::<c_char>();
    // SAFETY: `name` has the IF_NAMESIZE bytes that the function may write, and lives until it returns.
    let found = unsafe { libc::if_indextoname(index, to) };
    if found.is_null() { None } else { CStr::from_bytes_until_nul(name).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_that_no_interface_has_is_not_found() {
        assert_eq!(interface(u32::MAX, &mut [0; libc::IF_NAMESIZE]), None);
    }

    #[test]
    fn interfaces_are_found_by_their_index() {
        for entry in std::fs::read_dir("/sys/class/net").into_iter().flatten().flatten() {
            let Ok(index) = std::fs::read_to_string(entry.path().join("ifindex")) else { continue };
            let index = index.trim().parse().unwrap();
            let mut buffer = [0; libc::IF_NAMESIZE];
            assert_eq!(
                interface(index, &mut buffer).unwrap().to_bytes(),
                entry.file_name().as_encoded_bytes()
            );
        }
    }
}
