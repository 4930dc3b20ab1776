//! Virtual machines: kvm.h.

use crate::decode::ioctl::kvm::cpuid_entries;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Len;
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::{self, Block};
use crate::decode::kind::When::Some;
use crate::decode::sets::device::{KVM_CPUID, KVM_MEMORY};
use crate::decode::sets::kvm::*;
use crate::decode::structs::{HEX8, HEX16, HEX32, HEX64, POINTER64, structs};

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
    IRQ_STATUS "kvm_irq_level" { status: Int, level: Hidden(&Uint) }
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
    SREGS2 "kvm_sregs2" {
        cs: Struct(&KVM_SEGMENT), ds: SEGMENT, es: SEGMENT, fs: SEGMENT, gs: SEGMENT, ss: SEGMENT, tr: SEGMENT,
        ldt: SEGMENT, gdt: Full(&Struct(&KVM_TABLE)), idt: Full(&Struct(&KVM_TABLE)), cr0: Full(&U64), cr2: Full(&U64),
        cr3: Full(&U64), cr4: Full(&U64), cr8: Full(&U64), efer: Full(&U64), apic_base: Full(&HEX64),
        flags: As(Repr::U64, &Of(&SREGS2_FLAGS)), pdptrs: Full(&Items(&HEX64, 4)),
    }
    FPU "kvm_fpu" {
        fpr: Full(&Items(&Raw(16), 8)), fcw: HEX16, fsw: HEX16, ftwx: HEX8, pad1: Hidden(&U8), last_opcode: HEX16,
        last_ip: HEX64, last_dp: HEX64, xmm: Full(&Items(&Raw(16), 16)), mxcsr: HEX32, pad2: Hidden(&Uint),
    }
    LAPIC "kvm_lapic_state" { regs: Full(&Raw(1024)) }
    CPUID_OLD_ENTRY "kvm_cpuid_entry" {
        function: HEX32, eax: HEX32, ebx: HEX32, ecx: HEX32, edx: HEX32, padding: Hidden(&Uint),
    }
    CPUID_OLD "kvm_cpuid" {
        nent: Uint, padding: Hidden(&Uint), entries: Tail(&Struct(&CPUID_OLD_ENTRY), Len::Arg(nent)),
    }
    MSR "kvm_msr_entry" { index: HEX32, reserved: If(Some(&[reserved]), &HEX32), data: HEX64 }
    MSRS "kvm_msrs" {
        nmsrs: Uint, pad: If(Some(&[pad]), &HEX32), entries: Tail(&Struct(&MSR), Len::Arg(nmsrs)),
    }
    MSRS_GOT "kvm_msrs" {
        nmsrs: Uint, pad: If(Some(&[pad]), &HEX32), entries: Out(&Tail(&Struct(&MSR), Len::Arg(nmsrs))),
    }
    MSR_LIST "kvm_msr_list" { nmsrs: Again(&Uint), indices: Out(&Tail(&HEX32, Len::Arg(nmsrs))) }
    MSR_RANGE "kvm_msr_filter_range" { flags: Of(&MSR_FILTER_RANGE), nmsrs: Uint, base: HEX32, bitmap: Addr }
    MSR_FILTER "kvm_msr_filter" { flags: Of(&MSR_FILTER_FLAGS), ranges: Items(&Struct(&MSR_RANGE), 16) }
    PIC "kvm_pic_state" {
        last_irr: HEX8, irr: HEX8, imr: HEX8, isr: HEX8, priority_add: U8, irq_base: U8, read_reg_select: U8, poll: U8,
        special_mask: U8, init_state: U8, auto_eoi: U8, rotate_on_auto_eoi: U8, special_fully_nested_mode: U8, init4: U8,
        elcr: HEX8, elcr_mask: HEX8,
    }
    IOAPIC "kvm_ioapic_state" {
        base_address: HEX64, ioregsel: HEX32, id: Uint, irr: HEX32, pad: Hidden(&Uint), redirtbl: Items(&HEX64, 24),
    }
    IRQCHIP "kvm_irqchip" {
        chip_id: Of(&IRQCHIP_ID), pad: If(Some(&[pad]), &HEX32),
        chip: Switch(chip_id, &[(0, Struct(&PIC)), (1, Struct(&PIC)), (2, Struct(&IOAPIC))], &Raw(512)),
    }
    IRQCHIP_GOT "kvm_irqchip" {
        chip_id: Of(&IRQCHIP_ID), pad: If(Some(&[pad]), &HEX32),
        chip: Switch(
            chip_id,
            &[(0, Out(&Struct(&PIC))), (1, Out(&Struct(&PIC))), (2, Out(&Struct(&IOAPIC)))],
            &Out(&Raw(512)),
        ),
    }
    PIT_CONFIG "kvm_pit_config" { flags: Of(&PIT_CONFIG_FLAGS), pad: Spare(&HEX32, 15) }
    PIT_CHANNEL "kvm_pit_channel_state" {
        count: Uint, latched_count: U16, count_latched: U8, status_latched: U8, status: HEX8, read_state: U8,
        write_state: U8, write_latch: U8, rw_mode: U8, mode: U8, bcd: U8, gate: U8, count_load_time: I64,
    }
    PIT "kvm_pit_state" { channels: Items(&Struct(&PIT_CHANNEL), 3) }
    PIT2 "kvm_pit_state2" {
        channels: Items(&Struct(&PIT_CHANNEL), 3), flags: Of(&PIT_FLAGS), reserved: Spare(&HEX32, 9),
    }
    REINJECT "kvm_reinject_control" { pit_reinject: U8, reserved: Spare(&HEX8, 31) }
    GUEST_DEBUG_X86 "kvm_guest_debug_arch" { debugreg: Items(&HEX64, 8) }
    GUEST_DEBUG "kvm_guest_debug" {
        control: Of(&GUEST_DEBUG_FLAGS), pad: Hidden(&Uint), arch: Struct(&GUEST_DEBUG_X86),
    }
    GUEST_DEBUG_ARM "kvm_guest_debug_arch64" {
        control: Of(&GUEST_DEBUG_FLAGS), pad: Hidden(&Uint), dbg_bcr: Full(&Items(&HEX64, 16)),
        dbg_bvr: Full(&Items(&HEX64, 16)), dbg_wcr: Full(&Items(&HEX64, 16)), dbg_wvr: Full(&Items(&HEX64, 16)),
    }
    EXCEPTION_EVENT "kvm_vcpu_events.exception" {
        injected: U8, nr: U8, has_error_code: U8, pending: U8, error_code: HEX32,
    }
    INTERRUPT_EVENT "kvm_vcpu_events.interrupt" {
        injected: U8, nr: U8, soft: U8, shadow: As(Repr::U8, &Of(&SHADOW)),
    }
    NMI_EVENT "kvm_vcpu_events.nmi" { injected: U8, pending: U8, masked: U8, pad: Hidden(&U8) }
    SMI_EVENT "kvm_vcpu_events.smi" { smm: U8, pending: U8, smm_inside_nmi: U8, latched_init: U8 }
    VCPU_EVENTS "kvm_vcpu_events" {
        exception: Struct(&EXCEPTION_EVENT), interrupt: Struct(&INTERRUPT_EVENT), nmi: Struct(&NMI_EVENT),
        sipi_vector: HEX32, flags: Of(&VCPU_EVENT), smi: Struct(&SMI_EVENT), triple_fault: U8,
        reserved: Spare(&HEX8, 26), exception_has_payload: U8, exception_payload: HEX64,
    }
    VCPU_EVENTS_ARM "kvm_vcpu_events64" {
        serror_pending: U8, serror_has_esr: U8, ext_dabt_pending: U8, pad: Hidden(&Raw(5)), serror_esr: HEX64,
        reserved: Spare(&HEX32, 12),
    }
    DEBUG_REGS "kvm_debugregs" {
        db: Items(&HEX64, 4), dr6: HEX64, dr7: HEX64, flags: HEX64, reserved: Spare(&HEX64, 9),
    }
    XCR "kvm_xcr" { xcr: Uint, reserved: If(Some(&[reserved]), &HEX32), value: HEX64 }
    XCRS "kvm_xcrs" {
        nr_xcrs: Uint, flags: HEX32, xcrs: Upto(&Struct(&XCR), 16, Len::Arg(nr_xcrs)), padding: Spare(&HEX64, 16),
    }
    NESTED_SMM "kvm_vmx_nested_state_hdr.smm" { flags: As(Repr::U16, &Of(&NESTED_SMM_FLAGS)) }
    NESTED_VMX "kvm_vmx_nested_state_hdr" {
        vmxon_pa: HEX64, vmcs12_pa: HEX64, smm: Struct(&NESTED_SMM), pad: Hidden(&U16), flags: Of(&NESTED_VMX_FLAGS),
        preemption_timer_deadline: U64,
    }
    NESTED_SVM "kvm_svm_nested_state_hdr" { vmcb_pa: HEX64 }
    NESTED "kvm_nested_state" {
        flags: As(Repr::U16, &Of(&NESTED_FLAGS)), format: As(Repr::U16, &Of(&NESTED_FORMAT)), size: Uint,
        hdr: Switch(format, &[(0, Struct(&NESTED_VMX)), (1, Struct(&NESTED_SVM))], &Raw(120)),
    }
    PMU_FILTER "kvm_pmu_event_filter" {
        action: Of(&PMU_ACTION), nevents: Uint, fixed_counter_bitmap: HEX32, flags: Of(&PMU_FLAGS),
        pad: Spare(&HEX32, 4), events: Tail(&HEX64, Len::Arg(nevents)),
    }
    MEMORY_ALIAS "kvm_memory_alias" {
        slot: Uint, flags: HEX32, guest_phys_addr: HEX64, memory_size: U64, target_phys_addr: HEX64,
    }
    MEMORY_REGION "kvm_memory_region" { slot: Uint, flags: Of(&KVM_MEMORY), guest_phys_addr: HEX64, memory_size: U64 }
    MEMORY_REGION2 "kvm_userspace_memory_region2" {
        slot: Uint, flags: Of(&KVM_MEMORY), guest_phys_addr: HEX64, memory_size: U64, userspace_addr: HEX64,
        guest_memfd_offset: HEX64, guest_memfd: As(Repr::U32, &Fd), pad1: If(Some(&[pad1]), &HEX32),
        pad2: Spare(&HEX64, 14),
    }
    MEMORY_ATTRIBUTES "kvm_memory_attributes" {
        address: HEX64, size: HEX64, attributes: As(Repr::U64, &Of(&MEMORY_ATTRIBUTE)), flags: HEX64,
    }
    GUEST_MEMFD "kvm_create_guest_memfd" {
        size: U64, flags: As(Repr::U64, &Of(&GUEST_MEMFD_FLAGS)), reserved: Spare(&HEX64, 6),
    }
    PRE_FAULT "kvm_pre_fault_memory" {
        gpa: Again(&HEX64), size: Again(&HEX64), flags: HEX64, padding: Spare(&HEX64, 5),
    }
    COALESCED_ZONE "kvm_coalesced_mmio_zone" { addr: HEX64, size: Uint, pio: Uint }
    TRANSLATION "kvm_translation" {
        linear_address: HEX64, physical_address: Out(&HEX64), valid: Out(&U8), writeable: Out(&U8), usermode: Out(&U8),
        pad: Hidden(&Raw(5)),
    }
    INTERRUPT "kvm_interrupt" { irq: Uint }
    DIRTY_LOG_CLEARED "kvm_clear_dirty_log" {
        slot: Uint, num_pages: Uint, first_page: U64, dirty_bitmap: POINTER64,
    }
    SIGNAL_MASK "kvm_signal_mask" { len: Uint, sigset: Tail(&Signals, Len::Over(&Len::Arg(len), 8)) }
    TPR_REPORTING "kvm_tpr_access_ctl" { enabled: Uint, flags: HEX32, reserved: Spare(&HEX32, 8) }
    VAPIC_ADDRESS "kvm_vapic_addr" { vapic_addr: HEX64 }
    ROUTE_CHIP "kvm_irq_routing_irqchip" { irqchip: Uint, pin: Uint }
    ROUTE_MSI "kvm_irq_routing_msi" { address_lo: HEX32, address_hi: HEX32, data: HEX32, devid: HEX32 }
    ROUTE_ADAPTER "kvm_irq_routing_s390_adapter" {
        ind_addr: HEX64, summary_addr: HEX64, ind_offset: U64, summary_offset: Uint, adapter_id: Uint,
    }
    ROUTE_SINT "kvm_irq_routing_hv_sint" { vcpu: Uint, sint: Uint }
    ROUTE_XEN "kvm_irq_routing_xen_evtchn" { port: Uint, vcpu: Uint, priority: Uint }
    ROUTE "kvm_irq_routing_entry" {
        gsi: Uint, kind = "type": Of(&IRQ_ROUTING), flags: Of(&MSI_FLAGS), pad: If(Some(&[pad]), &HEX32),
        u: Switch(
            kind,
            &[
                (1, Struct(&ROUTE_CHIP)), (2, Struct(&ROUTE_MSI)), (3, Struct(&ROUTE_ADAPTER)),
                (4, Struct(&ROUTE_SINT)), (5, Struct(&ROUTE_XEN)),
            ],
            &Items(&HEX32, 8),
        ),
    }
    ROUTES "kvm_irq_routing" { nr: Uint, flags: HEX32, entries: Tail(&Struct(&ROUTE), Len::Arg(nr)) }
    MCE "kvm_x86_mce" {
        status: HEX64, addr: HEX64, misc: HEX64, mcg_status: HEX64, bank: U8, pad1: Hidden(&Raw(7)),
        pad2: Spare(&HEX64, 3),
    }
    CLOCK "kvm_clock_data" {
        clock: U64, flags: Of(&CLOCK_FLAGS), pad0: If(Some(&[pad0]), &HEX32), realtime: U64, host_tsc: U64,
        pad: Spare(&HEX32, 4),
    }
    DIRTY_TLB "kvm_dirty_tlb" { bitmap: POINTER64, num_dirty: Uint }
    REG_LIST "kvm_reg_list" { n: Again(&U64), reg: Out(&Tail(&HEX64, Len::Arg(n))) }
    MSI "kvm_msi" {
        address_lo: HEX32, address_hi: HEX32, data: HEX32, flags: Of(&MSI_FLAGS), devid: HEX32, pad: Spare(&HEX8, 12),
    }
    ENCRYPTED_REGION "kvm_enc_region" { addr: HEX64, size: HEX64 }
    HYPERV_EVENTFD "kvm_hyperv_eventfd" {
        conn_id: HEX32, fd: Fd, flags: Of(&HYPERV_EVENTFD_FLAGS), padding: Spare(&HEX32, 3),
    }
    XEN_CONFIG "kvm_xen_hvm_config" {
        flags: Of(&XEN_CONFIG_FLAGS), msr: HEX32, blob_addr_32: POINTER64, blob_addr_64: POINTER64, blob_size_32: U8,
        blob_size_64: U8, pad2: Spare(&HEX8, 30),
    }
    XEN_CHANNEL "kvm_xen_hvm_attr.evtchn" {
        send_port: Uint, kind = "type": Uint, flags: Of(&XEN_EVTCHN), deliver: Items(&Uint, 4),
    }
    XEN_ATTRIBUTE "kvm_xen_hvm_attr" {
        kind = "type": As(Repr::U16, &Of(&XEN_ATTR)), pad: Spare(&HEX16, 3),
        u: Switch(
            kind,
            &[(0, U8), (1, HEX64), (2, U8), (3, Struct(&XEN_CHANNEL)), (4, HEX32), (5, HEX64), (6, U8)],
            &Items(&HEX64, 8),
        ),
    }
    XEN_RUN_STATE "kvm_xen_vcpu_attr.runstate" {
        state: U64, state_entry_time: U64, time_running: U64, time_runnable: U64, time_blocked: U64, time_offline: U64,
    }
    XEN_TIMER "kvm_xen_vcpu_attr.timer" { port: Uint, priority: Uint, expires_ns: U64 }
    XEN_VCPU_ATTRIBUTE "kvm_xen_vcpu_attr" {
        kind = "type": As(Repr::U16, &Of(&XEN_VCPU_ATTR)), pad: Spare(&HEX16, 3),
        u: Switch(
            kind,
            &[
                (0, HEX64), (1, HEX64), (2, HEX64), (3, Struct(&XEN_RUN_STATE)), (4, Struct(&XEN_RUN_STATE)),
                (5, Struct(&XEN_RUN_STATE)), (6, Uint), (7, Struct(&XEN_TIMER)), (8, U8), (9, HEX64),
            ],
            &Items(&HEX64, 8),
        ),
    }
    ASSIGNED_DEVICE "kvm_assigned_pci_dev" {
        assigned_dev_id: HEX32, busnr: Uint, devfn: HEX32, flags: Of(&ASSIGN_FLAGS), segnr: Uint,
        reserved: Spare(&HEX32, 11),
    }
    ASSIGNED_IRQ "kvm_assigned_irq" {
        assigned_dev_id: HEX32, host_irq: Uint, guest_irq: Uint, flags: Of(&ASSIGN_IRQ), reserved: Spare(&HEX32, 12),
    }
    ASSIGNED_COUNT "kvm_assigned_msix_nr" { assigned_dev_id: HEX32, entry_nr: U16, padding: Hidden(&U16) }
    ASSIGNED_ENTRY "kvm_assigned_msix_entry" {
        assigned_dev_id: HEX32, gsi: Uint, entry: U16, padding: Hidden(&Items(&U16, 3)),
    }
    BREAKPOINT "kvm_breakpoint" { enabled: Uint, padding: Hidden(&Uint), address: HEX64 }
    DEBUGGED "kvm_debug_guest" {
        enabled: Uint, pad: Hidden(&Uint), breakpoints: Items(&Struct(&BREAKPOINT), 4), singlestep: Uint,
    }
    TRACE_SETUP "kvm_user_trace_setup" { buf_size: Uint, buf_nr: Uint }
    ARM_REGISTERS "user_pt_regs64" {
        regs: Full(&Items(&HEX64, 31)), sp: HEX64, pc: HEX64, pstate: HEX64, sp_el1: HEX64, elr_el1: HEX64,
        spsr: Items(&HEX64, 5), pad: Hidden(&U64), vregs: Full(&Items(&Raw(16), 32)), fpsr: HEX32, fpcr: HEX32,
        reserved: Hidden(&U64),
    }
    ARM_VCPU "kvm_vcpu_init" { target: Of(&ARM_TARGET), features: Items(&HEX32, 7) }
    ARM_TAGS "kvm_arm_copy_mte_tags" {
        guest_ipa: HEX64, length: HEX64, addr: Addr, flags: As(Repr::U64, &Of(&ARM_TAGS_FLAGS)),
        reserved: Spare(&HEX64, 2),
    }
    ARM_COUNTER "kvm_arm_counter_offset" { counter_offset: HEX64, reserved: If(Some(&[reserved]), &HEX64) }
    ARM_MASKS "reg_mask_range" { addr: POINTER64, range: Uint, reserved: Spare(&HEX32, 13) }
    ARM_DEVICE "kvm_arm_device_addr" { id: HEX64, addr: HEX64 }
}
