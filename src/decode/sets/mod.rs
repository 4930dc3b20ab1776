//! Named constants, one file for each area of the kernel's interface. Within a set the order is the one in which names
//! are printed.

pub mod common;
pub mod descriptor;
pub mod fcntl;
pub mod file;
pub mod io;
pub mod ioctl;
pub mod ipc;
pub mod mount;
pub mod net;
pub mod netlink;
pub mod notify;
pub mod poll;
pub mod prctl;
pub mod process;
pub mod ptrace;
pub mod security;
pub mod siginfo;
pub mod signal;
pub mod sockaddr;
pub mod sockopt;
pub mod terminal;
