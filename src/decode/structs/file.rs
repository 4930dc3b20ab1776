//! Files: stat and its relatives.

use crate::decode::kind::Kind::*;
use crate::decode::structs::structs;

structs! {
    STAT "stat" {
        st_dev: Full(&Device),
        st_ino: Full(&Ulong),
        st_nlink: Full(&Ulong),
        st_mode: Mode,
    }
}
