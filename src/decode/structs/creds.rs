//! Capabilities.

use crate::decode::kind::Kind::*;
use crate::decode::sets::security::CAPABILITY_VERSION;
use crate::decode::structs::structs;

structs! {
    CAPABILITY_HEADER "__user_cap_header_struct" {
        version: Of(&CAPABILITY_VERSION),
        pid: Pid,
    }
}
