//! Named constants, one file for each area of the kernel's interface. Within a set the order is the one in which names
//! are printed.

pub mod common;
pub mod descriptor;
pub mod file;
pub mod net;
pub mod sockaddr;
pub mod sockopt;
