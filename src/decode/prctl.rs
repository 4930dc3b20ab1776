//! prctl: what each option takes, and what it returns (prctl(2)).

use super::decoder::{Decoder, Place};
use super::kind::Kind::{self, *};
use super::kind::{Phase, Ref, Repr, When};
use super::set::{Named, Part, Radix, Set, sets};
use super::sets::common::SIGNALS;
use super::sets::prctl::*;
use super::sets::security::CAPABILITY;
use super::sink::Style;
use super::structs::security::SOCK_FPROG;
use super::table::Ret;

/// A word of one of these sets.
macro_rules! word {
    ($set:ident) => {
        As(Repr::Ulong, &Of(&$set))
    };
}

/// The arguments of prctl that the conditions below look at.
const OP: Ref = Ref(0);
const SECOND: Ref = Ref(1);

const HEX: Kind = Hex;
const NONE: Kind = Hidden(&Hex);
const SIGNAL: Kind = As(Repr::Ulong, &Of(&SIGNALS));
const OUT_INT: Kind = Out(&At(&Uint));
const PTRACER: Kind = Own(Repr::Long, Phase::Entry, |decoder, place| match place.value(decoder.abi) as i32 {
    -1 => decoder.sink.symbol(u64::MAX, &PTRACER_ANY),
    id => decoder.sink.pid(id),
});
/// What SECCOMP_MODE_FILTER takes; SECCOMP_MODE_STRICT takes nothing.
const FILTER: Kind = Switch(SECOND, &[(1, NONE), (2, At(&Struct(&SOCK_FPROG)))], &Hex);
const SECCOMP_REST: Kind = Switch(SECOND, &[(1, NONE), (2, NONE)], &Hex);
const MCE_ARGUMENT: Kind = Switch(SECOND, &[(1, word!(MCE_POLICY))], &Hex);
/// The capability that PR_CAP_AMBIENT_IS_SET, _RAISE and _LOWER take.
const AMBIENT_CAPABILITY: Kind =
    Switch(SECOND, &[(1, word!(CAPABILITY)), (2, word!(CAPABILITY)), (3, word!(CAPABILITY))], &Hex);
const SPECULATION_VALUE: Kind =
    Switch(SECOND, &[(0, word!(SPEC_CONTROL)), (1, word!(SPEC_CONTROL)), (2, word!(SPEC_CONTROL))], &Hex);
/// Where PR_SCHED_CORE_GET writes the cookie.
const COOKIE: Kind = Where(When::Masked(SECOND, u32::MAX as u64, 0), &Out(&At(&As(Repr::U64, &Hex))), &Addr);
const VMA_START: Kind = Switch(SECOND, &[(0, Addr)], &Hex);
const VMA_LENGTH: Kind = Switch(SECOND, &[(0, Ulong)], &Hex);
const VMA_NAME: Kind = Switch(SECOND, &[(0, Str)], &Hex);

/// The options, by number: what their second to fifth arguments are.
macro_rules! options {
    ($($option:ident = $value:literal : $($arg:expr),*;)*) => {
        const OPTIONS: &[(u64, &[Kind])] = &[$(($value, &[$($arg),*])),*];

        sets! {
            one OPTION "PR_???" { $($option = $value),* }
        }
    };
}

options! {
    PR_SET_PDEATHSIG = 1: SIGNAL;
    PR_GET_PDEATHSIG = 2: Out(&At(&Signal));
    PR_GET_DUMPABLE = 3:;
    PR_SET_DUMPABLE = 4: word!(DUMPABLE);
    PR_GET_UNALIGN = 5: Out(&At(&Of(&UNALIGN)));
    PR_SET_UNALIGN = 6: Of(&UNALIGN);
    PR_GET_KEEPCAPS = 7:;
    PR_SET_KEEPCAPS = 8: Ulong;
    PR_GET_FPEMU = 9: OUT_INT;
    PR_SET_FPEMU = 10: Ulong;
    PR_GET_FPEXC = 11: OUT_INT;
    PR_SET_FPEXC = 12: Ulong;
    PR_GET_TIMING = 13:;
    PR_SET_TIMING = 14: Ulong;
    PR_SET_NAME = 15: Own(Repr::Ulong, Phase::Entry, |decoder, place| name(decoder, place, NAME_LEN - 1));
    PR_GET_NAME = 16: Out(&Own(Repr::Ulong, Phase::Exit, |decoder, place| name(decoder, place, NAME_LEN)));
    PR_GET_ENDIAN = 19: OUT_INT;
    PR_SET_ENDIAN = 20: Ulong;
    PR_GET_SECCOMP = 21:;
    PR_SET_SECCOMP = 22: word!(SECCOMP_MODE), FILTER, SECCOMP_REST, SECCOMP_REST;
    PR_CAPBSET_READ = 23: word!(CAPABILITY);
    PR_CAPBSET_DROP = 24: word!(CAPABILITY);
    PR_GET_TSC = 25: Out(&At(&Of(&TSC)));
    PR_SET_TSC = 26: Of(&TSC);
    PR_GET_SECUREBITS = 27:;
    PR_SET_SECUREBITS = 28: word!(SECUREBITS);
    PR_SET_TIMERSLACK = 29: As(Repr::I64, &Long);
    PR_GET_TIMERSLACK = 30:;
    PR_TASK_PERF_EVENTS_DISABLE = 31:;
    PR_TASK_PERF_EVENTS_ENABLE = 32:;
    PR_MCE_KILL = 33: word!(MCE_KILL), MCE_ARGUMENT, HEX, HEX;
    PR_MCE_KILL_GET = 34: HEX, HEX, HEX, HEX;
    PR_SET_MM = 35: Of(&SET_MM), HEX, HEX, HEX;
    PR_SET_CHILD_SUBREAPER = 36: Ulong;
    PR_GET_CHILD_SUBREAPER = 37: OUT_INT;
    PR_SET_NO_NEW_PRIVS = 38: Ulong, HEX, HEX, HEX;
    PR_GET_NO_NEW_PRIVS = 39: HEX, HEX, HEX, HEX;
    PR_GET_TID_ADDRESS = 40: Out(&At(&As(Repr::KUlong, &Addr)));
    PR_SET_THP_DISABLE = 41: Ulong, HEX, HEX, HEX;
    PR_GET_THP_DISABLE = 42: HEX, HEX, HEX, HEX;
    PR_MPX_ENABLE_MANAGEMENT = 43: HEX, HEX, HEX, HEX;
    PR_MPX_DISABLE_MANAGEMENT = 44: HEX, HEX, HEX, HEX;
    PR_SET_FP_MODE = 45: Of(&FP_MODE);
    PR_GET_FP_MODE = 46:;
    PR_CAP_AMBIENT = 47: word!(AMBIENT), AMBIENT_CAPABILITY, HEX, HEX;
    PR_SVE_SET_VL = 50: Own(Repr::Ulong, Phase::Entry, sve);
    PR_SVE_GET_VL = 51:;
    PR_GET_SPECULATION_CTRL = 52: word!(SPECULATION);
    PR_SET_SPECULATION_CTRL = 53: word!(SPECULATION), SPECULATION_VALUE;
    PR_PAC_RESET_KEYS = 54: word!(PAC_KEYS), HEX, HEX, HEX;
    PR_SET_TAGGED_ADDR_CTRL = 55: Own(Repr::Ulong, Phase::Entry, tagged), HEX, HEX, HEX;
    PR_GET_TAGGED_ADDR_CTRL = 56: HEX, HEX, HEX, HEX;
    PR_SET_IO_FLUSHER = 57: Ulong, HEX, HEX, HEX;
    PR_GET_IO_FLUSHER = 58: HEX, HEX, HEX, HEX;
    PR_SET_SYSCALL_USER_DISPATCH = 59: word!(DISPATCH), HEX, HEX, Addr;
    PR_PAC_SET_ENABLED_KEYS = 60: word!(PAC_ENABLED_KEYS), word!(PAC_ENABLED_KEYS), HEX, HEX;
    PR_PAC_GET_ENABLED_KEYS = 61: HEX, HEX, HEX, HEX;
    PR_SCHED_CORE = 62: Of(&SCHED_CORE), Pid, Noted(&PIDTYPE), COOKIE;
    PR_SME_SET_VL = 63: Own(Repr::Ulong, Phase::Entry, sme);
    PR_SME_GET_VL = 64:;
    PR_SET_MDWE = 65: word!(MDWE), HEX, HEX, HEX;
    PR_GET_MDWE = 66: HEX, HEX, HEX, HEX;
    PR_SET_MEMORY_MERGE = 67: Ulong, HEX, HEX, HEX;
    PR_GET_MEMORY_MERGE = 68: HEX, HEX, HEX, HEX;
    PR_RISCV_V_SET_CONTROL = 69: HEX;
    PR_RISCV_V_GET_CONTROL = 70:;
    PR_RISCV_SET_ICACHE_FLUSH_CTX = 71: HEX, HEX;
    PR_PPC_GET_DEXCR = 72: HEX, HEX, HEX, HEX;
    PR_PPC_SET_DEXCR = 73: HEX, HEX, HEX, HEX;
    PR_GET_SHADOW_STACK_STATUS = 74: Out(&At(&word!(SHADOW_STACK))), HEX, HEX, HEX;
    PR_SET_SHADOW_STACK_STATUS = 75: word!(SHADOW_STACK), HEX, HEX, HEX;
    PR_LOCK_SHADOW_STACK_STATUS = 76: word!(SHADOW_STACK), HEX, HEX, HEX;
    PR_TIMER_CREATE_RESTORE_IDS = 77: word!(TIMER_RESTORE), HEX, HEX, HEX;
    PR_FUTEX_HASH = 78: word!(FUTEX_HASH), Ulong, HEX, HEX;
    PR_RSEQ_SLICE_EXTENSION = 79: word!(SLICE_EXTENSION), word!(SLICE_ENABLE), HEX, HEX;
    PR_GET_CFI = 80: word!(CFI_BRANCH), Out(&At(&As(Repr::Ulong, &Of(&CFI)))), HEX, HEX;
    PR_SET_CFI = 81: word!(CFI_BRANCH), word!(CFI), HEX, HEX;
    PR_SET_PTRACER = 0x59616d61: PTRACER;
    PR_SET_VMA = 0x53564d41: word!(VMA), VMA_START, VMA_LENGTH, VMA_NAME;
    PR_GET_AUXV = 0x41555856: Addr, Ulong, HEX, HEX;
}

/// What the argument at this position is, by option; options that take fewer have none there.
const fn column(at: usize) -> [(u64, Kind); OPTIONS.len()] {
    let mut column = [(0, NONE); OPTIONS.len()];
    let mut i = 0;
    while i < OPTIONS.len() {
        let (option, args) = OPTIONS[i];
        column[i] = (option, if at < args.len() { args[at] } else { NONE });
        i += 1;
    }
    column
}

const SECONDS: &[(u64, Kind)] = &column(0);
const THIRDS: &[(u64, Kind)] = &column(1);
const FOURTHS: &[(u64, Kind)] = &column(2);
const FIFTHS: &[(u64, Kind)] = &column(3);

/// The second to fifth arguments of prctl.
pub const ARG2: Kind = Switch(OP, SECONDS, &HEX);
#[allow(missing_docs)]
pub const ARG3: Kind = Switch(OP, THIRDS, &HEX);
#[allow(missing_docs)]
pub const ARG4: Kind = Switch(OP, FOURTHS, &HEX);
#[allow(missing_docs)]
pub const ARG5: Kind = Switch(OP, FIFTHS, &HEX);

/// How a kind of speculation is mitigated.
const MITIGATED: Ret = Ret::Noted(&Ret::Hex, &SPEC_RESULT);

/// What prctl returns, by option, where that is no plain number.
pub const RESULTS: [(u64, Ret); 11] = [
    (3, Ret::Noted(&Ret::Int, &DUMPABLE)),
    (27, Ret::Noted(&Ret::Hex, &SECUREBITS)),
    (34, Ret::Noted(&Ret::Int, &MCE_POLICY)),
    (46, Ret::Noted(&Ret::Hex, &FP_MODE)),
    (50, Ret::With(&Ret::Hex, &Own(Repr::Ulong, Phase::Exit, sve_result))),
    (51, Ret::With(&Ret::Hex, &Own(Repr::Ulong, Phase::Exit, sve_result))),
    (52, Ret::Switch(SECOND, &[(0, MITIGATED), (1, MITIGATED), (2, MITIGATED)], &Ret::Int)),
    (56, Ret::With(&Ret::Hex, &Own(Repr::Ulong, Phase::Exit, tagged_result))),
    (61, Ret::Noted(&Ret::Hex, &PAC_ENABLED_KEYS)),
    (63, Ret::With(&Ret::Hex, &Own(Repr::Ulong, Phase::Exit, sme_result))),
    (64, Ret::With(&Ret::Hex, &Own(Repr::Ulong, Phase::Exit, sme_result))),
];

/// PR_SET_PTRACER_ANY.
static PTRACER_ANY: Set = Set {
    unknown: "",
    parts: &[Part::One { mask: u64::MAX, names: &[Named { value: u64::MAX, name: "PR_SET_PTRACER_ANY" }] }],
    rest: Radix::Signed,
};

/// Tagged addresses and memory tagging (arm64). The first bit is said even where it isn't set.
const TAG_FLAGS: u64 = 7;
static TAGGED_ADDR: Set = Set {
    unknown: "PR_???",
    parts: &[
        Part::One {
            mask: 1,
            names: &[
                Named { value: 0, name: "!PR_TAGGED_ADDR_ENABLE" },
                Named { value: 1, name: "PR_TAGGED_ADDR_ENABLE" },
            ],
        },
        Part::One {
            mask: 6,
            names: &[
                Named { value: 0, name: "PR_MTE_TCF_NONE" },
                Named { value: 2, name: "PR_MTE_TCF_SYNC" },
                Named { value: 4, name: "PR_MTE_TCF_ASYNC" },
                Named { value: 6, name: "PR_MTE_TCF_MASK" },
            ],
        },
    ],
    rest: Radix::Hex,
};

/// The longest name of a task, with its NUL (TASK_COMM_LEN).
const NAME_LEN: usize = 16;

/// The name of a task, of which so many bytes count.
fn name(decoder: &mut Decoder<'_>, place: Place<'_>, room: usize) {
    decoder.bounded(place.value(decoder.abi), decoder.detail.string, room, Style::Text);
}

/// The bits that hold the length of a vector (PR_SVE_VL_LEN_MASK).
const VL_LEN_MASK: u64 = 0xffff;

/// A vector's length and flags.
fn vector_length(decoder: &mut Decoder<'_>, value: u64, flags: &'static Set) {
    if value & !VL_LEN_MASK == 0 {
        return decoder.sink.number(value, Radix::Hex);
    }
    let named = Flags(value & !VL_LEN_MASK, flags);
    match value & VL_LEN_MASK {
        0 => decoder.sink.named(value, format_args!("{named}|0")),
        length => decoder.sink.named(value, format_args!("{named}|{length:#x}")),
    }
}

/// Flags, of which those without a name are a number.
struct Flags(u64, &'static Set);

impl std::fmt::Display for Flags {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.1.constants().any(|flag| self.0 & flag.value != 0) {
            true => write!(f, "{}", self.1.say(self.0)),
            false => write!(f, "{:#x}", self.0),
        }
    }
}

/// The bits that hold which tags may be made (PR_MTE_TAG_MASK), and where they begin.
const TAG_MASK: u64 = 0x7fff8;
const TAG_SHIFT: u32 = 3;

/// Tagged addresses: names, the tags among them, and what is left.
struct Tagged(u64);

impl std::fmt::Display for Tagged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (tags, rest) = ((self.0 & TAG_MASK) >> TAG_SHIFT, self.0 & !TAG_MASK & !TAG_FLAGS);
        write!(f, "{}", TAGGED_ADDR.say(self.0 & TAG_FLAGS))?;
        if tags != 0 {
            write!(f, "|{tags:#x}<<PR_MTE_TAG_SHIFT")?;
        }
        match rest {
            0 => Ok(()),
            _ => write!(f, "|{rest:#x}"),
        }
    }
}

fn tagged(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    decoder.sink.named(value, format_args!("{}", Tagged(value)));
}

fn tagged_result(decoder: &mut Decoder<'_>, place: Place<'_>) {
    decoder.sink.open_gloss(true);
    tagged(decoder, place);
    decoder.sink.close_note();
}

fn sve(decoder: &mut Decoder<'_>, place: Place<'_>) {
    vector_length(decoder, place.value(decoder.abi), &SVE);
}

fn sme(decoder: &mut Decoder<'_>, place: Place<'_>) {
    vector_length(decoder, place.value(decoder.abi), &SME);
}

fn sve_result(decoder: &mut Decoder<'_>, place: Place<'_>) {
    vector_result(decoder, place, &SVE);
}

fn sme_result(decoder: &mut Decoder<'_>, place: Place<'_>) {
    vector_result(decoder, place, &SME);
}

fn vector_result(decoder: &mut Decoder<'_>, place: Place<'_>, flags: &'static Set) {
    let value = place.value(decoder.abi);
    if value & !VL_LEN_MASK != 0 {
        decoder.sink.open_gloss(true);
        vector_length(decoder, value, flags);
        decoder.sink.close_note();
    }
}
