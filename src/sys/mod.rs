//! Safe, narrow wrappers for the system calls that nix lacks or gets wrong. The only module with `unsafe`.

#![allow(unsafe_code)]
pub mod clock;
