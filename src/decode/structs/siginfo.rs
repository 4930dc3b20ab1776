//! siginfo.

use crate::decode::kind::Kind::*;
use crate::decode::structs::structs;

structs! {
    SIGINFO "siginfo" { si_signo: Signal, si_errno: Hidden(&Int), si_code: Int }
}
