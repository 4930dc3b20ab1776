//! Network interfaces, and what sockets speak.

use std::ffi::{CStr, CString, c_char, c_void};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// The name of the network interface with this index, in rtrace's own network namespace; None where there is none.
///
/// See [if_indextoname(3)](https://man7.org/linux/man-pages/man3/if_indextoname.3.html).
pub fn interface(index: u32, name: &mut [u8; libc::IF_NAMESIZE]) -> Option<&CStr> {
    let to = name.as_mut_ptr().cast::<c_char>();
    // SAFETY: `name` has the IF_NAMESIZE bytes that the function may write, and lives until it returns.
    let found = unsafe { libc::if_indextoname(index, to) };
    if found.is_null() { None } else { CStr::from_bytes_until_nul(name).ok() }
}

/// The name of the protocol of the socket that `link` leads to (`/proc/PID/fd/FD`): `TCP`, `UNIX-STREAM`, `NETLINK`. It
/// is put into `name`, and is None where the descriptor is no socket or can't be reached.
///
/// See [getxattr(2)](https://man7.org/linux/man-pages/man2/getxattr.2.html); the attribute is the kernel's
/// `system.sockprotoname`.
pub fn protocol<'a>(link: &Path, name: &'a mut [u8; 64]) -> Option<&'a CStr> {
    let link = CString::new(link.as_os_str().as_bytes()).ok()?;
    let attribute = c"system.sockprotoname";
    // SAFETY: both names end in NUL and outlive the call, which writes at most `name.len()` bytes into `name`.
    let length = unsafe {
        libc::getxattr(link.as_ptr(), attribute.as_ptr(), name.as_mut_ptr().cast::<c_void>(), name.len())
    };
    if length < 0 { None } else { CStr::from_bytes_until_nul(name).ok() }
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

    #[test]
    fn a_socket_has_a_protocol_and_a_file_has_none() {
        use std::os::fd::AsRawFd;
        let socket = std::net::UdpSocket::bind("127.0.0.1:0").unwrap();
        let link = format!("/proc/self/fd/{}", socket.as_raw_fd());
        assert_eq!(protocol(Path::new(&link), &mut [0; 64]), Some(c"UDP"));
        assert_eq!(protocol(Path::new("/proc/self/exe"), &mut [0; 64]), None);
    }
}
