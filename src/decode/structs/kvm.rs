//! Virtual machines: kvm.h.

use crate::decode::ioctl::kvm::cpuid_entries;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::Block;
use crate::decode::sets::device::{KVM_CPUID, KVM_MEMORY};
use crate::decode::structs::{HEX32, HEX64, structs};

const SEGMENT: Kind = Full(&Struct(&KVM_SEGMENT));

structs! {
    KVM_REGS "kvm_regs" {
        rax: HEX64, rbx: Elided(&HEX64), rcx: Elided(&HEX64), rdx: Elided(&HEX64), rsi: Elided(&HEX64),
        rdi: Elided(&HEX64), rsp: HEX64, rbp: HEX64, r8: Elided(&HEX64), r9: Elided(&HEX64), r10: Elided(&HEX64),
        r11: Elided(&HEX64), r12: Elided(&HEX64), r13: Elided(&HEX64), r14: Elided(&HEX64), r15: Elided(&HEX64),
        rip: HEX64, rflags: HEX64,
    }
    KVM_SEGMENT "kvm_segment" {
        base: HEX64, limit: Uint, selector: U16, kind = "type": U8, present: U8, dpl: U8, db: U8, s: U8, l: U8, g: U8,
        avl: U8, unusable: Hidden(&U8), padding: Hidden(&U8),
    }
    KVM_TABLE "kvm_dtable" { base: HEX64, limit: U16, padding: Hidden(&Items(&U16, 3)) }
    KVM_SREGS "kvm_sregs" {
        cs: Struct(&KVM_SEGMENT), ds: SEGMENT, es: SEGMENT, fs: SEGMENT, gs: SEGMENT, ss: SEGMENT, tr: SEGMENT,
        ldt: SEGMENT, gdt: Full(&Struct(&KVM_TABLE)), idt: Full(&Struct(&KVM_TABLE)), cr0: Full(&U64), cr2: Full(&U64),
        cr3: Full(&U64), cr4: Full(&U64), cr8: Full(&U64), efer: Full(&U64), apic_base: Full(&HEX64),
        interrupt_bitmap: Full(&Items(&HEX64, 4)),
    }
    KVM_CPUID2 "kvm_cpuid2" { nent: Uint, padding: Hidden(&Uint), entries: Own(Block(0, 4), Entry, cpuid_entries) }
    KVM_CPUID_ENTRY "kvm_cpuid_entry2" {
        function: HEX32, index: HEX32, flags: Of(&KVM_CPUID), eax: HEX32, ebx: HEX32, ecx: HEX32, edx: HEX32,
        padding: Hidden(&Items(&Uint, 3)),
    }
    KVM_MEMORY_REGION "kvm_userspace_memory_region" {
        slot: Uint, flags: Of(&KVM_MEMORY), guest_phys_addr: HEX64, memory_size: U64, userspace_addr: HEX64,
    }
    KVM_IRQ_LEVEL "kvm_irq_level" { irq: Uint, level: Uint }
    KVM_DIRTY_LOG "kvm_dirty_log" { slot: Uint, padding1: Hidden(&Uint), dirty_bitmap: As(crate::decode::kind::Repr::U64, &Addr) }
    KVM_STATE "kvm_mp_state" { mp_state: Uint }
    KVM_DEVICE "kvm_create_device" { kind = "type": Uint, fd: Again(&Int), flags: HEX32 }
    KVM_DEVICE_ATTRIBUTE "kvm_device_attr" { flags: HEX32, group: Uint, attr: HEX64, addr: HEX64 }
    KVM_IRQFD_ARGUMENT "kvm_irqfd" { fd: As(crate::decode::kind::Repr::U32, &Fd), gsi: Uint, flags: HEX32, resamplefd: Uint, pad: Hidden(&Items(&U8, 16)) }
    KVM_IOEVENTFD_ARGUMENT "kvm_ioeventfd" {
        datamatch: HEX64, addr: HEX64, len: Uint, fd: Fd, flags: HEX32, pad: Hidden(&Items(&U8, 36)),
    }
    KVM_ENABLE "kvm_enable_cap" {
        cap: Of(&crate::decode::sets::device::KVM_CAPABILITY), flags: HEX32, args: Items(&HEX64, 4), pad: Hidden(&Items(&U8, 64)),
    }
    KVM_ONE_REG "kvm_one_reg" { id: HEX64, addr: HEX64 }
}
