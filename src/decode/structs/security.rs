//! Filters, keys, capabilities, Landlock and security modules.

use crate::decode::kind::Kind::*;
use crate::decode::structs::structs;

structs! {
    SOCK_FPROG "sock_fprog" {
        len: U16,
        filter: Addr,
    }
}
