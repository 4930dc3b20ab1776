//! `struct kvm_run` (kvm.h), and the members of its union for the reasons that x86 and ARM processors stop for.

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Len;
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr;
use crate::decode::set::Radix;
use crate::decode::sets::kvm::*;
use crate::decode::structs::{HEX8, HEX32, HEX64, structs};
use crate::decode::vcpu::{data_of_port, member};

/// An address, in all its columns.
const WIDE: Kind = As(Repr::U64, &Number(Radix::Columns(16)));

structs! {
    KVM_RUN "kvm_run" {
        request_interrupt_window: U8, immediate_exit: U8, padding1: Hidden(&Items(&U8, 6)), exit_reason: Noted(&KVM_EXIT),
        ready_for_interrupt_injection: U8, if_flag: U8, flags: U16, cr8: WIDE, apic_base: WIDE,
        exit = "": Own(Repr::Block(256, 8), Entry, member),
    }
    EXCEPTION "kvm_run.ex" { exception: Uint, error_code: HEX32 }
    IO "kvm_run.io" {
        direction: As(Repr::U8, &Of(&KVM_EXIT_IO)), size: U8, port: As(Repr::U16, &Number(Radix::Columns(4))), count: Uint,
        data_offset: WIDE, data: Own(Repr::Bytes(0), Entry, data_of_port),
    }
    HYPERCALL "kvm_run.hypercall" { nr: U64, args: Items(&HEX64, 6), ret: HEX64, longmode: Uint }
    DEBUG_X86 "kvm_run.debug" { exception: Uint, pad: Hidden(&Uint), pc: HEX64, dr6: HEX64, dr7: HEX64 }
    DEBUG_ARM "kvm_run.debug" { hsr: HEX32, hsr_high: HEX32, far: HEX64 }
    MMIO "kvm_run.mmio" { phys_addr: WIDE, data: Items(&HEX8, 8), len: Uint, is_write: U8 }
    FAIL_ENTRY "kvm_run.fail_entry" { hardware_entry_failure_reason: HEX64, cpu: Uint }
    TPR_ACCESS "kvm_run.tpr_access" { rip: HEX64, is_write: Uint }
    INTERNAL "kvm_run.internal" { suberror: Of(&KVM_INTERNAL_ERROR), ndata: Uint, data: Upto(&HEX64, 16, Len::Arg(ndata)) }
    SYSTEM_EVENT "kvm_run.system_event" {
        kind = "type": Of(&KVM_SYSTEM_EVENT), ndata: Uint, data: Upto(&HEX64, 16, Len::Arg(ndata)),
    }
    EOI "kvm_run.eoi" { vector: U8 }
    ARM_NISV "kvm_run.arm_nisv" { esr_iss: HEX64, fault_ipa: HEX64 }
    MSR "kvm_run.msr" {
        error: U8, pad: Hidden(&Items(&U8, 7)), reason: Of(&KVM_MSR_EXIT_REASON), index: HEX32, data: HEX64,
    }
    NOTIFY "kvm_run.notify" { flags: Of(&KVM_NOTIFY) }
    MEMORY_FAULT "kvm_run.memory_fault" { flags: As(Repr::U64, &Of(&KVM_MEMORY_EXIT)), gpa: HEX64, size: HEX64 }
}
