//! ABIs, registers and call numbers. The only module with `cfg(target_arch)`.

pub mod abi;
pub mod numbers;
pub mod registers;

pub use abi::{Abi, Word};
