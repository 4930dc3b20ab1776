//! Safe, narrow wrappers for the system calls that nix lacks or gets wrong. The only module with `unsafe`.

#![allow(unsafe_code)]

pub mod affinity;
pub mod clock;
pub mod files;
pub mod memory;
pub mod namespaces;
pub mod net;
pub mod pidfd;
pub mod probe;
pub mod process;
pub mod ptrace;
pub mod seccomp;
pub mod shared;
pub mod shell;
pub mod signals;
pub mod startup;
pub mod supervise;
pub mod throwaway;
pub mod wait;
