//! Vectors in another process.

use crate::decode::kind::Kind::*;
use crate::decode::structs::structs;

structs! {
    /// What lies behind it is another process's.
    REMOTE_IOVEC "iovec" { iov_base: Addr, iov_len: Ulong }
}
