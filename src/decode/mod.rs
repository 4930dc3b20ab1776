//! From registers and memory to words: the table of calls, the kinds that their arguments have, and the vocabulary
//! that renderers implement. Nothing in here makes a system call or fails.

pub mod bpf;
pub mod classic_bpf;
pub mod clock;
pub mod creds;
pub mod decoder;
pub mod directory;
pub mod driver;
pub mod errno;
pub mod fcntl;
pub mod io;
pub mod ioctl;
pub mod ipc;
pub mod keyctl;
pub mod kind;
pub mod mask;
pub mod memory;
pub mod message;
pub mod netlink;
mod pointer;
pub mod prctl;
pub mod process;
pub mod ptrace;
pub mod sched;
pub mod set;
pub mod sets;
pub mod siginfo;
pub mod sink;
pub mod sockaddr;
pub mod sockopt;
pub mod structs;
mod structure;
pub mod table;
pub mod waiting;
