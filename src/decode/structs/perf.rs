//! Performance counters.

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::{self, Block, U64 as WORD64};
use crate::decode::kind::When::{Any, Is, Masked, Some};
use crate::decode::perf;
use crate::decode::sets::perf::{BRANCH, BREAKPOINT, FORMAT, SAMPLE, SIZE, TYPE};
use crate::decode::sets::time::CLOCK;
use crate::decode::structs::{HEX64, structs};

/// Bits of the flags: `freq`, `watermark`, `use_clockid`.
const FREQ: u64 = 1 << 10;
const WATERMARK: u64 = 1 << 14;
const USE_CLOCKID: u64 = 1 << 25;
/// PERF_TYPE_BREAKPOINT.
const BREAKPOINTS: u64 = 5;
/// PERF_SAMPLE_BRANCH_STACK, PERF_SAMPLE_STACK_USER.
const BRANCH_STACK: u64 = 1 << 11;
const STACK_USER: u64 = 1 << 13;

/// The first of two that share a place takes none.
const FREQUENCY: Kind = Own(Block(0, 1), Entry, perf::shared64);
const WAKEUP: Kind = Own(Block(0, 1), Entry, perf::shared32);
const ADDRESS: Kind = Own(Block(0, 1), Entry, perf::shared_address);

structs! {
    PERF_ATTR "perf_event_attr" {
        kind = "type": Of(&TYPE),
        size: Of(&SIZE),
        config: Own(WORD64, Entry, perf::config),
        sample_freq: If(Any(flags, FREQ), &FREQUENCY),
        sample_period: If(Masked(flags, FREQ, 0), &U64),
        sample_type: As(WORD64, &Of(&SAMPLE)),
        read_format: As(WORD64, &Of(&FORMAT)),
        flags = "": Own(WORD64, Entry, perf::flags),
        wakeup_watermark: Full(&If(Any(flags, WATERMARK), &WAKEUP)),
        wakeup_events: Full(&If(Masked(flags, WATERMARK, 0), &Uint)),
        bp_type: Full(&If(Is(kind, BREAKPOINTS), &Of(&BREAKPOINT))),
        bp_addr: Full(&If(Is(kind, BREAKPOINTS), &ADDRESS)),
        config1: Full(&Switch(kind, &[(BREAKPOINTS, Hidden(&HEX64))], &HEX64)),
        bp_len: Full(&If(Is(kind, BREAKPOINTS), &FREQUENCY)),
        config2: Full(&Switch(kind, &[(BREAKPOINTS, Hidden(&HEX64))], &HEX64)),
        branch_sample_type: Full(&If(Any(sample_type, BRANCH_STACK), &As(WORD64, &Of(&BRANCH)))),
        sample_regs_user: Full(&HEX64),
        sample_stack_user: Full(&If(Any(sample_type, STACK_USER), &As(Repr::U32, &Hex))),
        clockid: Full(&If(Any(flags, USE_CLOCKID), &Of(&CLOCK))),
        sample_regs_intr: Full(&HEX64),
        aux_watermark: Full(&Uint),
        sample_max_stack: Full(&Own(Repr::U16, Entry, perf::max_stack)),
        __reserved_2: Hidden(&U16),
        aux_sample_size: Full(&Own(Repr::U32, Entry, perf::aux_sample_size)),
        aux_action: Hidden(&Uint),
        sig_data: Full(&HEX64),
        config3: Full(&HEX64),
        config4: Full(&If(Some(&[config4]), &HEX64)),
    }
}
