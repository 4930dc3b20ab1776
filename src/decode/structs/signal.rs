//! Actions of signals, alternate stacks, and what a handler's return restores.

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Repr;
use crate::decode::kind::When::Any;
use crate::decode::sets::signal::{ACTION, HANDLER, STACK};
use crate::decode::structs::structs;

/// The flag of an action that says there is a restorer.
const SA_RESTORER: u64 = 0x400_0000;

const FLAGS: Kind = As(Repr::Ulong, &Of(&ACTION));
/// The address of a function, or what stands for none.
const FUNCTION: Kind = As(Repr::Ulong, &Of(&HANDLER));

structs! {
    /// As rt_sigaction takes it.
    ACTION_RT "sigaction" order(sa_handler, sa_mask, sa_flags, sa_restorer) {
        sa_handler: FUNCTION,
        sa_flags: FLAGS,
        sa_restorer: If(Any(sa_flags, SA_RESTORER), &Addr),
        sa_mask: Signals,
    }
    /// As the old sigaction takes it.
    ACTION_OLD "old_sigaction" {
        sa_handler: FUNCTION,
        sa_mask: As(Repr::Ulong, &Signals),
        sa_flags: FLAGS,
        sa_restorer: If(Any(sa_flags, SA_RESTORER), &Addr),
    }
    STACK_T "sigaltstack" {
        ss_sp: Addr,
        ss_flags: Of(&STACK),
        ss_size: Ulong,
    }
}
