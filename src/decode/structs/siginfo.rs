//! The parts of siginfo: what stands behind its first three fields (16 bytes on 64-bit ABIs, else 12).

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Phase, Repr};
use crate::decode::set::Radix;
use crate::decode::sets::ptrace::AUDIT_ARCH;
use crate::decode::siginfo;
use crate::decode::structs::structs;

const TICKS: Kind = Own(Repr::KUlong, Phase::Entry, siginfo::ticks);

structs! {
    KILL "siginfo_t" {
        si_pid: Pid,
        si_uid: Uid,
    }
    TIMER "siginfo_t" {
        si_timerid: As(Repr::U32, &Number(Radix::Hex)),
        si_overrun: Int,
    }
    /// One union, said as both.
    VALUE_INT "sigval" {
        si_int: Int,
    }
    VALUE_PTR "sigval" {
        si_ptr: Addr,
    }
    CHILD_EXITED "siginfo_t" packed(X32) {
        si_pid: Pid,
        si_uid: Uid,
        si_status: Int,
        si_utime: TICKS,
        si_stime: TICKS,
    }
    /// A child that was killed, stopped or continued.
    CHILD "siginfo_t" packed(X32) {
        si_pid: Pid,
        si_uid: Uid,
        si_status: Signal,
        si_utime: TICKS,
        si_stime: TICKS,
    }
    FAULT "siginfo_t" {
        si_addr: Addr,
    }
    /// A hardware error.
    MEMORY_ERROR "siginfo_t" {
        si_addr: Addr,
        si_addr_lsb: As(Repr::U16, &Hex),
    }
    BOUNDS "siginfo_t" {
        si_addr: Addr,
        si_addr_lsb: Hidden(&Addr),
        si_lower: Addr,
        si_upper: Addr,
    }
    PROTECTION_KEY "siginfo_t" {
        si_addr: Addr,
        si_addr_lsb: Hidden(&Addr),
        si_pkey: Uint,
    }
    POLL "siginfo_t" {
        si_band: Long,
        si_fd: Fd,
    }
    SYSTEM_CALL "siginfo_t" {
        si_call_addr: Addr,
        si_syscall: Own(Repr::I32, Phase::Entry, siginfo::call),
        si_arch: Of(&AUDIT_ARCH),
    }
}
