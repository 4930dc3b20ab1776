//! What ptrace reads and writes: registers, and what stops tell.

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Phase, Repr, When};
use crate::decode::ptrace;
use crate::decode::sets::prctl::DISPATCH;
use crate::decode::sets::ptrace::{AUDIT_ARCH, PEEK, SYSCALL_INFO};
use crate::decode::sets::security::SECCOMP_FILTER;
use crate::decode::structs::structs;

const REG: Kind = As(Repr::U64, &Hex);
const REG32: Kind = As(Repr::U32, &Hex);
const HEX16: Kind = As(Repr::U16, &Hex);
const ADDR64: Kind = As(Repr::U64, &Addr);

structs! {
    USER_REGS_X86_64 "user_regs_struct" {
        r15: REG, r14: REG, r13: REG, r12: REG, rbp: REG, rbx: REG, r11: REG, r10: REG, r9: REG, r8: REG,
        rax: REG, rcx: REG, rdx: REG, rsi: REG, rdi: REG, orig_rax: REG, rip: REG, cs: REG, eflags: REG,
        rsp: REG, ss: REG, fs_base: REG, gs_base: REG, ds: REG, es: REG, fs: REG, gs: REG,
    }
    USER_REGS_I386 "user_regs_struct" {
        ebx: REG32, ecx: REG32, edx: REG32, esi: REG32, edi: REG32, ebp: REG32, eax: REG32, xds: REG32,
        xes: REG32, xfs: REG32, xgs: REG32, orig_eax: REG32, eip: REG32, xcs: REG32, eflags: REG32,
        esp: REG32, xss: REG32,
    }
    USER_REGS_AARCH64 "user_pt_regs" {
        regs: Items(&REG, 31), sp: REG, pc: REG, pstate: REG,
    }
    USER_REGS_ARM "pt_regs" {
        r0: REG32, r1: REG32, r2: REG32, r3: REG32, r4: REG32, r5: REG32, r6: REG32, r7: REG32, r8: REG32,
        r9: REG32, r10: REG32, r11: REG32, r12: REG32, r13: REG32, r14: REG32, r15: REG32, cpsr: REG32,
        orig_r0: REG32,
    }
    USER_FPREGS "user_fpregs_struct" {
        cwd: HEX16, swd: HEX16, ftw: HEX16, fop: HEX16, rip: REG, rdp: REG, mxcsr: REG32, mxcr_mask: REG32,
        st_space: Items(&REG32, 32), xmm_space: Items(&REG32, 64), padding: Items(&REG32, 24),
    }
    /// The same for programs of 32 bits.
    USER_FPREGS_I386 "user_i387_ia32_struct" {
        cwd: REG32, swd: REG32, twd: REG32, fip: REG32, fcs: REG32, foo: REG32, fos: REG32, st_space: Items(&REG32, 20),
    }
    REGSET_VECTOR "iovec" {
        iov_base: Own(Repr::Ulong, Phase::Entry, ptrace::regset),
        iov_len: Ulong,
    }
    PEEK_ARGS "ptrace_peeksiginfo_args" {
        off: U64,
        flags: Of(&PEEK),
        nr: Uint,
    }
    SECCOMP_METADATA "seccomp_metadata" {
        filter_off: U64,
        flags: If(When::Returned(9), &Out(&As(Repr::U64, &Of(&SECCOMP_FILTER)))),
    }
    SYSCALL_INFO_HEAD "ptrace_syscall_info" {
        op: As(Repr::U8, &Of(&SYSCALL_INFO)),
        reserved: Hidden(&U8),
        flags: Hidden(&U16),
        arch: Of(&AUDIT_ARCH),
        instruction_pointer: ADDR64,
        stack_pointer: ADDR64,
    }
    SYSCALL_ENTRY "ptrace_syscall_info" {
        nr: U64,
        args: Items(&REG, 6),
    }
    SYSCALL_EXIT "ptrace_syscall_info" {
        rval: I64,
        is_error: U8,
    }
    SYSCALL_SECCOMP "ptrace_syscall_info" {
        nr: U64,
        args: Items(&REG, 6),
        ret_data: Uint,
    }
    DISPATCH_CONFIGURATION "ptrace_sud_config" {
        mode: As(Repr::U64, &Of(&DISPATCH)),
        selector: ADDR64,
        offset: ADDR64,
        len: ADDR64,
    }
    RSEQ_CONFIGURATION "ptrace_rseq_configuration" {
        rseq_abi_pointer: ADDR64,
        rseq_abi_size: Uint,
        signature: REG32,
        flags: REG32,
        pad: Hidden(&REG32),
    }
}
