//! ptrace: what each request takes (ptrace(2)).

use super::classic_bpf;
use super::decoder::{Decoder, Place, Scope};
use super::kind::Kind::{self, *};
use super::kind::{Len, Phase, Ref, Repr, When};
use super::set::Radix;
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
const WORD: Kind = Out(&At(&Addr));
const USER: Kind = Own(Repr::Ulong, Phase::Entry, user);
const REGSET_TYPE: Kind = Of(&REGSET);
const REGSET_DATA: Kind = At(&Struct(&REGSET_VECTOR));
const REGISTERS: Kind = Own(Repr::Ulong, Phase::Entry, registers);
const FLOAT_REGISTERS: Kind = Own(Repr::Ulong, Phase::Entry, |decoder, place| {
    let addr = place.value(decoder.abi);
    match decoder.abi {
        Abi::X86_64 | Abi::X32 => decoder.structure(&USER_FPREGS, addr),
        Abi::I386 => decoder.structure(&USER_FPREGS_I386, addr),
        // The kernel knows the request on neither.
        Abi::Aarch64 | Abi::Arm => decoder.sink.address(addr),
    }
});

/// The third argument of ptrace, by request; otherwise an address.
const ADDRESSES: [(u64, Kind); 22] = [
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
    (0x4210, SIZE),
    (0x4211, SIZE),
    (0x4212, SIZE),
];

/// The fourth argument of ptrace, by request; otherwise an address.
const DATA: [(u64, Kind); 37] = [
    (0, NONE),
    (1, WORD),
    (2, WORD),
    (3, WORD),
    (7, SIGNAL),
    (8, NONE),
    (9, SIGNAL),
    (12, Out(&REGISTERS)),
    (13, REGISTERS),
    (14, Out(&FLOAT_REGISTERS)),
    (15, FLOAT_REGISTERS),
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
    (
        0x4204,
        Where(When::Readable(Ref(3), Repr::Like(&REGSET_VECTOR)), &Ends(&REGSET_DATA, &REGSET_DATA), &Addr),
    ),
    (0x4205, InOut(&REGSET_VECTOR)),
    (0x4206, FLAGS),
    (0x4207, NONE),
    (0x4208, NONE),
    (0x4209, Own(Repr::Ulong, Phase::Exit, infos)),
    (0x420a, Out(&Sigset(Len::Arg(ADDR)))),
    (0x420b, Sigset(Len::Arg(ADDR))),
    (0x420c, Own(Repr::Ulong, Phase::Exit, filter)),
    (0x420d, Where(When::Masked(ADDR, !7, 0), &Addr, &InOut(&SECCOMP_METADATA))),
    (0x420e, Own(Repr::Ulong, Phase::Exit, syscall_info)),
    (0x420f, Own(Repr::Ulong, Phase::Exit, rseq_configuration)),
    (0x4210, Sized(&DISPATCH_CONFIGURATION, Len::Arg(ADDR))),
    (0x4211, Out(&Sized(&DISPATCH_CONFIGURATION, Len::Arg(ADDR)))),
    (0x4212, Own(Repr::Ulong, Phase::Entry, syscall_info_set)),
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
    if decoder.value(ADDR, Scope::Call) as u32 as u64 == NT_PRSTATUS && length > 0 && !decoder.failed() {
        decoder.sized_or_more(general, addr, length);
    } else {
        decoder.sink.address(addr);
    }
}

/// What PTRACE_GET_SYSCALL_INFO told: as much as the stop it found has.
fn syscall_info(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let size = decoder.value(ADDR, Scope::Call).min(decoder.returned().max(0) as u64);
    syscall_info_of(decoder, place, if decoder.failed() { 0 } else { size });
}

/// What PTRACE_SET_SYSCALL_INFO is given.
fn syscall_info_set(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let size = decoder.value(ADDR, Scope::Call);
    syscall_info_of(decoder, place, size);
}

fn syscall_info_of(decoder: &mut Decoder<'_>, place: Place<'_>, size: u64) {
    let addr = place.value(decoder.abi);
    let mut raw = [0; SYSCALL_INFO_SIZE];
    let raw = &mut raw[..(size as usize).min(SYSCALL_INFO_SIZE)];
    if raw.is_empty() || !decoder.detail.follow || !decoder.memory.read_exact(addr, raw) {
        return decoder.sink.address(addr);
    }
    // Of its head only whole fields are said: one byte, four behind it and twice eight.
    let whole = match raw.len() {
        0..8 => 1,
        size @ 8..24 => size & !7,
        size => size,
    };
    let raw = &raw[..whole];
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

/// The signals that PTRACE_PEEKSIGINFO told, as many as it returned.
fn infos(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    match decoder.failed() || !decoder.detail.follow {
        true => decoder.sink.address(addr),
        false => decoder.array(&SIGINFO, addr, decoder.returned().max(0) as u64, Scope::Call),
    }
}

/// The instructions of a filter that PTRACE_SECCOMP_GET_FILTER told, as many as it returned.
fn filter(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    match decoder.failed() {
        true => decoder.sink.address(addr),
        false => classic_bpf::seccomp_instructions(decoder, addr, decoder.returned().max(0) as u64),
    }
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

/// An offset in `struct user` of x86: a register, or a field, and how far behind its start.
fn user(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let offset = place.value(decoder.abi);
    let of: &[(u64, &str)] = match decoder.abi {
        Abi::X86_64 | Abi::X32 => USER_X86_64,
        Abi::I386 => USER_I386,
        Abi::Aarch64 | Abi::Arm => return decoder.sink.address(offset),
    };
    let behind = of.partition_point(|(start, _)| *start <= offset);
    let at = behind.checked_sub(1).and_then(|last| of.get(last));
    match at {
        // The last entry is the size of the whole.
        Some((start, name)) if *start == offset => decoder.sink.named_address(offset, format_args!("{name}")),
        Some((start, name)) if behind < of.len() => {
            decoder.sink.named_address(offset, format_args!("{name}+{}", offset - start));
        }
        _ => decoder.sink.number(offset, Radix::Hex),
    }
}

/// Registers at multiples of their size, and the fields behind them, by offset.
macro_rules! user {
    ($set:ident $word:literal: $($register:ident),*; $($field:ident = $offset:literal),*; $size:literal) => {
        static $set: &[(u64, &str)] = &{
            const NAMES: &[&str] = &[$(concat!(stringify!($word), "*", stringify!($register))),*];
            const FIELDS: &[(u64, &str)] = &[
                $(($offset, concat!("offsetof(struct user, ", stringify!($field), ")")),)*
                ($size, "sizeof(struct user)"),
            ];
            let mut all = [(0, ""); NAMES.len() + FIELDS.len()];
            let mut i = 0;
            while i < all.len() {
                all[i] = if i < NAMES.len() { ($word * i as u64, NAMES[i]) } else { FIELDS[i - NAMES.len()] };
                i += 1;
            }
            all
        };
    };
}

user! { USER_X86_64 8:
    R15, R14, R13, R12, RBP, RBX, R11, R10, R9, R8, RAX, RCX, RDX, RSI, RDI, ORIG_RAX, RIP, CS, EFL, RSP, SS, FS_BASE,
    GS_BASE, DS, ES, FS, GS;
    u_fpvalid = 216, i387 = 224, u_tsize = 736, u_dsize = 744, u_ssize = 752, start_code = 760, start_stack = 768,
    signal = 776, reserved = 784, u_ar0 = 792, u_fpstate = 800, magic = 808, u_comm = 816, u_debugreg = 848;
    912
}
user! { USER_I386 4:
    EBX, ECX, EDX, ESI, EDI, EBP, EAX, XDS, XES, XFS, XGS, ORIG_EAX, EIP, XCS, EFL, UESP, XSS;
    u_fpvalid = 68, i387 = 72, u_tsize = 180, u_dsize = 184, u_ssize = 188, start_code = 192, start_stack = 196,
    signal = 200, reserved = 204, u_ar0 = 208, u_fpstate = 212, magic = 216, u_comm = 220, u_debugreg = 252;
    284
}
