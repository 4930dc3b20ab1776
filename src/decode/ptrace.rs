//! ptrace: what each request takes (ptrace(2)).

use super::decoder::{Decoder, Place, Scope};
use super::kind::Kind::{self, *};
use super::kind::{Len, Phase, Ref, Repr};
use super::set::{Named, Part, Radix, Set};
use super::sets::common::SIGNALS;
use super::sets::ptrace::*;
use super::siginfo::SIGINFO;
use super::sink::Group;
use super::structs::Struct as Layout;
use super::structs::ptrace::*;
use crate::arch::Abi;

/// The arguments of ptrace that others depend on.
const OP: Ref = Ref(0);
const ADDR: Ref = Ref(2);

const NONE: Kind = Hidden(&Addr);
const SIZE: Kind = Ulong;
const SIGNAL: Kind = As(Repr::I32, &Of(&SIGNALS));
const FLAGS: Kind = As(Repr::Ulong, &Of(&OPTIONS));
const WORD: Kind = Out(&At(&As(Repr::Ulong, &Hex)));
const USER: Kind = Own(Repr::Ulong, Phase::Entry, user);
const REGSET_TYPE: Kind = Of(&REGSET);
const REGSET_DATA: Kind = At(&Struct(&REGSET_VECTOR));
const REGISTERS: Kind = Own(Repr::Ulong, Phase::Entry, registers);

/// The third argument of ptrace, by request; otherwise an address.
const ADDRESSES: [(u64, Kind); 23] = [
    (0, NONE),
    (3, USER),
    (6, USER),
    (8, NONE),
    (12, NONE),
    (13, NONE),
    (14, NONE),
    (15, NONE),
    (16, NONE),
    (0x4204, REGSET_TYPE),
    (0x4205, REGSET_TYPE),
    (0x4207, NONE),
    (0x4208, NONE),
    (0x4209, At(&Struct(&PEEK_ARGS))),
    (0x420a, SIZE),
    (0x420b, SIZE),
    (0x420c, SIZE),
    (0x420d, SIZE),
    (0x420e, SIZE),
    (0x420f, SIZE),
    (0x4210, SIZE),
    (0x4211, SIZE),
    (0x4212, SIZE),
];

/// The fourth argument of ptrace, by request; otherwise an address.
const DATA: [(u64, Kind); 33] = [
    (0, NONE),
    (1, WORD),
    (2, WORD),
    (3, WORD),
    (7, SIGNAL),
    (8, NONE),
    (9, SIGNAL),
    (12, Out(&REGISTERS)),
    (13, REGISTERS),
    (14, Out(&At(&Struct(&USER_FPREGS)))),
    (15, At(&Struct(&USER_FPREGS))),
    (16, NONE),
    (17, SIGNAL),
    (21, FLAGS),
    (24, SIGNAL),
    (31, SIGNAL),
    (32, SIGNAL),
    (33, SIGNAL),
    (0x4200, FLAGS),
    (0x4201, Out(&At(&Ulong))),
    (0x4202, Out(&At(&SIGINFO))),
    (0x4203, At(&SIGINFO)),
    (0x4204, Out(&REGSET_DATA)),
    (0x4205, REGSET_DATA),
    (0x4206, FLAGS),
    (0x4207, NONE),
    (0x4208, NONE),
    (0x4209, Array(&SIGINFO, Len::Ret)),
    (0x420a, Out(&Sigset(Len::Arg(ADDR)))),
    (0x420b, Sigset(Len::Arg(ADDR))),
    (0x420d, Out(&At(&Struct(&SECCOMP_METADATA)))),
    (0x420e, Own(Repr::Ulong, Phase::Exit, syscall_info)),
    (0x420f, Own(Repr::Ulong, Phase::Exit, rseq_configuration)),
];

/// The second to fourth arguments of ptrace.
pub const PTRACE_PID: Kind = Switch(OP, &[(0, NONE)], &Pid);
#[allow(missing_docs)]
pub const PTRACE_ADDR: Kind = Switch(OP, &ADDRESSES, &Addr);
#[allow(missing_docs)]
pub const PTRACE_DATA: Kind = Switch(OP, &DATA, &Addr);

/// The general registers of the tracer's ABI.
fn registers(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    match decoder.abi {
        Abi::X86_64 | Abi::X32 => decoder.structure(&USER_REGS_X86_64, addr),
        Abi::I386 => decoder.structure(&USER_REGS_I386, addr),
        Abi::Aarch64 => decoder.structure(&USER_REGS_AARCH64, addr),
        Abi::Arm => decoder.structure(&USER_REGS_ARM, addr),
    }
}

/// `iov_base` of a register set: the registers where they are the general ones.
pub fn regset(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const NT_PRSTATUS: u64 = 1;
    let addr = place.value(decoder.abi);
    let length = decoder.value(Ref(1), place.scope);
    let general: &'static Layout = match decoder.abi {
        Abi::X86_64 | Abi::X32 => &USER_REGS_X86_64,
        Abi::I386 => &USER_REGS_I386,
        Abi::Aarch64 => &USER_REGS_AARCH64,
        Abi::Arm => &USER_REGS_ARM,
    };
    if decoder.value(ADDR, Scope::Call) as u32 as u64 == NT_PRSTATUS && length > 0 {
        decoder.sized(general, addr, length);
    } else {
        decoder.sink.address(addr);
    }
}

/// What PTRACE_GET_SYSCALL_INFO told: as much as the stop it found has.
fn syscall_info(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let size = decoder.value(ADDR, Scope::Call).min(decoder.returned().max(0) as u64);
    let mut raw = [0; SYSCALL_INFO_SIZE];
    let raw = &mut raw[..(size as usize).min(SYSCALL_INFO_SIZE)];
    if raw.is_empty() || decoder.failed() || !decoder.detail.follow || !decoder.memory.read_exact(addr, raw) {
        return decoder.sink.address(addr);
    }
    let part: Option<(&'static str, &'static Layout)> = match raw[0] {
        1 => Some(("entry", &SYSCALL_ENTRY)),
        2 => Some(("exit", &SYSCALL_EXIT)),
        3 => Some(("seccomp", &SYSCALL_SECCOMP)),
        _ => None,
    };
    decoder.sink.open(Group::Struct);
    decoder.members(&SYSCALL_INFO_HEAD, raw, addr);
    let start = SYSCALL_INFO_HEAD.size(decoder.abi);
    if let (Some((name, part)), Some(rest)) = (part, raw.get(start..).filter(|rest| !rest.is_empty())) {
        decoder.sink.field(name);
        decoder.fields(part, rest, addr.wrapping_add(start as u64));
    }
    decoder.sink.close(Group::Struct);
}

/// What PTRACE_GET_RSEQ_CONFIGURATION told.
fn rseq_configuration(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let size = decoder.value(ADDR, Scope::Call).min(decoder.returned().max(0) as u64);
    if size == 0 || decoder.failed() {
        return decoder.sink.address(addr);
    }
    decoder.sized(&RSEQ_CONFIGURATION, addr, size);
}

/// The sizes of struct ptrace_syscall_info.
const SYSCALL_INFO_SIZE: usize = 88;

/// An offset in `struct user`, which names a register of x86.
fn user(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let offset = place.value(decoder.abi);
    match decoder.abi {
        Abi::X86_64 | Abi::X32 => decoder.sink.symbol(offset, &USER_X86_64),
        Abi::I386 => decoder.sink.symbol(offset, &USER_I386),
        Abi::Aarch64 | Abi::Arm => decoder.sink.address(offset),
    }
}

/// Names of registers at multiples of their size.
macro_rules! offsets {
    ($set:ident $word:literal: $($register:ident = $index:literal),* $(,)?) => {
        static $set: Set = Set {
            unknown: "",
            parts: &[Part::One {
                mask: u64::MAX,
                names: &[$(Named {
                    value: $word * $index,
                    name: concat!(stringify!($word), "*", stringify!($register)),
                }),*],
            }],
            rest: Radix::Hex,
        };
    };
}

offsets! { USER_X86_64 8:
    R15 = 0, R14 = 1, R13 = 2, R12 = 3, RBP = 4, RBX = 5, R11 = 6, R10 = 7, R9 = 8, R8 = 9, RAX = 10, RCX = 11,
    RDX = 12, RSI = 13, RDI = 14, ORIG_RAX = 15, RIP = 16, CS = 17, EFLAGS = 18, RSP = 19, SS = 20, FS_BASE = 21,
    GS_BASE = 22, DS = 23, ES = 24, FS = 25, GS = 26,
}
offsets! { USER_I386 4:
    EBX = 0, ECX = 1, EDX = 2, ESI = 3, EDI = 4, EBP = 5, EAX = 6, DS = 7, ES = 8, FS = 9, GS = 10, ORIG_EAX = 11,
    EIP = 12, CS = 13, EFL = 14, UESP = 15, SS = 16,
}
