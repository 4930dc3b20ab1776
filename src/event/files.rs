//! What a descriptor leads to, beyond its path.

use std::net::SocketAddr;

/// What the target of `/proc/PID/fd/FD` tells of an open file, and so what else may be asked about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A file with a path, perhaps a device.
    File,
    /// `socket:[INODE]`.
    Socket,
    /// A pidfd: see pidfd_open(2).
    Process,
    /// See signalfd(2).
    Signals,
    /// See eventfd(2).
    Counter,
    /// Pipes, namespaces, and anonymous inodes of which no more is known.
    Other,
}

/// What is known of an open file besides its path.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Opened {
    /// A device file.
    Device {
        /// A block device, not a character device.
        block: bool,
        #[allow(missing_docs)]
        major: u64,
        #[allow(missing_docs)]
        minor: u64,
    },
    /// A socket.
    Socket(Socket),
    /// The process that a pidfd is for, in rtrace's PID namespace.
    Process(i32),
    /// The signals that a signalfd takes, the lowest bit for signal 1.
    Signals(u64),
    /// An eventfd. The kernel tells the id since 5.2, and whether it is a semaphore since 6.5.
    Counter {
        #[allow(missing_docs)]
        count: u64,
        #[allow(missing_docs)]
        id: Option<i32>,
        #[allow(missing_docs)]
        semaphore: Option<i32>,
    },
}

/// A socket and its ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Socket {
    /// The protocol as strace names it: `TCP`, `UNIX-STREAM`.
    pub protocol: &'static str,
    /// Its inode in sockfs.
    pub inode: u64,
    /// Where it begins and ends.
    pub ends: Ends,
}

/// Where a socket begins and ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ends {
    /// It is not bound, or that can't be told.
    Unknown,
    /// Of the Internet.
    Internet {
        /// The address that it is bound to.
        local: SocketAddr,
        /// The one that it is connected to.
        remote: Option<SocketAddr>,
    },
    /// In the Unix domain.
    Unix {
        /// The inode of the socket that it is connected to.
        peer: Option<u32>,
        /// The name that it is bound to.
        name: Option<UnixName>,
    },
    /// Netlink.
    Netlink {
        /// NETLINK_ROUTE...
        protocol: u32,
        /// Its port id.
        port: u32,
    },
}

/// The name of a Unix socket: a path, or an abstract name, which begins with NUL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnixName {
    bytes: [u8; 108],
    length: u8,
}

impl UnixName {
    /// The name in these bytes, of which there can be 108; none where they are empty.
    pub fn new(bytes: &[u8]) -> Option<UnixName> {
        let mut name = UnixName { bytes: [0; 108], length: bytes.len() as u8 };
        name.bytes.get_mut(..bytes.len())?.copy_from_slice(bytes);
        (!bytes.is_empty()).then_some(name)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes[..usize::from(self.length)]
    }
}

impl Sort {
    /// What a target of `/proc/PID/fd/FD` tells.
    pub fn of(link: &[u8]) -> Sort {
        match link {
            [b'/', ..] => Sort::File,
            b"anon_inode:[pidfd]" => Sort::Process,
            b"anon_inode:[signalfd]" => Sort::Signals,
            b"anon_inode:[eventfd]" => Sort::Counter,
            _ if link.starts_with(b"socket:[") => Sort::Socket,
            // Since Linux 6.9 pidfds have a file system of their own, whose name some kernels show.
            _ if link.starts_with(b"pidfd:[") => Sort::Process,
            _ => Sort::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_at_most_as_long_as_sun_path() {
        assert_eq!(UnixName::new(b"\0x").unwrap().bytes(), b"\0x");
        assert_eq!(UnixName::new(&[b'a'; 108]).unwrap().bytes().len(), 108);
        assert_eq!(UnixName::new(&[b'a'; 109]), None);
        assert_eq!(UnixName::new(b""), None);
    }
}
