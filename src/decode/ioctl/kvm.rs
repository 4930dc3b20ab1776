//! Virtual machines (linux/kvm.h).

use super::{NONE, OTHERWISE, REQUEST, Row, SET_INT};
use crate::arch::Abi;
use crate::decode::decoder::{At as Where, Decoder, Place};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Len, Ref, Repr};
use crate::decode::sets::device::KVM_CAPABILITY;
use crate::decode::sink::Group;
use crate::decode::structs::kvm::*;
use crate::decode::structs::{HEX32, HEX64};

const CPUID: Kind = At(&Struct(&KVM_CPUID2));
/// A processor's extended state, as words.
const STATE: Kind = Array(&HEX32, Len::Is(1024));
const EVENTS: Kind = Choose(REQUEST, events);
const SEGMENTS: Kind = At(&Struct(&KVM_SREGS));

/// Virtual machines, their processors, and the system.
pub static ROWS: &[Row] = &[
    ("KVM_ARM_GET_REG_WRITABLE_MASKS", At(&Struct(&ARM_MASKS))),
    ("KVM_ARM_MTE_COPY_TAGS", At(&Struct(&ARM_TAGS))),
    ("KVM_ARM_PREFERRED_TARGET", Out(&At(&Struct(&ARM_VCPU)))),
    ("KVM_ARM_SET_COUNTER_OFFSET", At(&Struct(&ARM_COUNTER))),
    ("KVM_ARM_SET_DEVICE_ADDR", At(&Struct(&ARM_DEVICE))),
    ("KVM_ARM_VCPU_FINALIZE", SET_INT),
    ("KVM_ARM_VCPU_INIT", At(&Struct(&ARM_VCPU))),
    ("KVM_ASSIGN_DEV_IRQ", At(&Struct(&ASSIGNED_IRQ))),
    ("KVM_ASSIGN_IRQ", At(&Struct(&ASSIGNED_IRQ))),
    ("KVM_ASSIGN_PCI_DEVICE", At(&Struct(&ASSIGNED_DEVICE))),
    ("KVM_ASSIGN_SET_INTX_MASK", At(&Struct(&ASSIGNED_DEVICE))),
    ("KVM_ASSIGN_SET_MSIX_ENTRY", At(&Struct(&ASSIGNED_ENTRY))),
    ("KVM_ASSIGN_SET_MSIX_NR", At(&Struct(&ASSIGNED_COUNT))),
    ("KVM_CHECK_EXTENSION", As(Repr::Ulong, &Of(&KVM_CAPABILITY))),
    ("KVM_CLEAR_DIRTY_LOG", At(&Struct(&DIRTY_LOG_CLEARED))),
    ("KVM_CREATE_DEVICE", InOut(&KVM_DEVICE)),
    ("KVM_CREATE_GUEST_MEMFD", At(&Struct(&GUEST_MEMFD))),
    ("KVM_CREATE_IRQCHIP", NONE),
    ("KVM_CREATE_PIT2", At(&Struct(&PIT_CONFIG))),
    ("KVM_CREATE_VCPU", Ulong),
    ("KVM_DEASSIGN_DEV_IRQ", At(&Struct(&ASSIGNED_IRQ))),
    ("KVM_DEASSIGN_PCI_DEVICE", At(&Struct(&ASSIGNED_DEVICE))),
    ("KVM_DEBUG_GUEST", At(&Struct(&DEBUGGED))),
    ("KVM_DIRTY_TLB", At(&Struct(&DIRTY_TLB))),
    ("KVM_ENABLE_CAP", At(&Struct(&KVM_ENABLE))),
    ("KVM_GET_CLOCK", Out(&At(&Struct(&CLOCK)))),
    ("KVM_GET_CPUID2", Out(&CPUID)),
    ("KVM_GET_DEBUGREGS", Out(&At(&Struct(&DEBUG_REGS)))),
    ("KVM_GET_DEVICE_ATTR", At(&Struct(&KVM_DEVICE_ATTRIBUTE))),
    ("KVM_GET_DIRTY_LOG", At(&Struct(&KVM_DIRTY_LOG))),
    ("KVM_GET_EMULATED_CPUID", Out(&CPUID)),
    ("KVM_GET_FPU", Out(&At(&Struct(&FPU)))),
    ("KVM_GET_IRQCHIP", InOut(&IRQCHIP_GOT)),
    ("KVM_GET_LAPIC", Out(&At(&Struct(&LAPIC)))),
    ("KVM_GET_MP_STATE", Out(&At(&Struct(&KVM_STATE)))),
    ("KVM_GET_MSRS", InOut(&MSRS_GOT)),
    ("KVM_GET_MSR_FEATURE_INDEX_LIST", InOut(&MSR_LIST)),
    ("KVM_GET_MSR_INDEX_LIST", InOut(&MSR_LIST)),
    ("KVM_GET_NESTED_STATE", Out(&At(&Struct(&NESTED)))),
    ("KVM_GET_ONE_REG", At(&Struct(&KVM_ONE_REG))),
    ("KVM_GET_PIT", Out(&At(&Struct(&PIT)))),
    ("KVM_GET_PIT2", Out(&At(&Struct(&PIT2)))),
    ("KVM_GET_REGS", Out(&Choose(REQUEST, registers))),
    ("KVM_GET_REG_LIST", InOut(&REG_LIST)),
    ("KVM_GET_SREGS", Out(&SEGMENTS)),
    ("KVM_GET_SREGS2", Out(&At(&Struct(&SREGS2)))),
    ("KVM_GET_SUPPORTED_CPUID", Out(&CPUID)),
    ("KVM_GET_SUPPORTED_HV_CPUID", Out(&CPUID)),
    ("KVM_GET_VCPU_EVENTS", Out(&EVENTS)),
    ("KVM_GET_XCRS", Out(&At(&Struct(&XCRS)))),
    ("KVM_GET_XSAVE", Out(&STATE)),
    ("KVM_GET_XSAVE2", Out(&STATE)),
    ("KVM_HAS_DEVICE_ATTR", At(&Struct(&KVM_DEVICE_ATTRIBUTE))),
    ("KVM_HYPERV_EVENTFD", At(&Struct(&HYPERV_EVENTFD))),
    ("KVM_INTERRUPT", At(&Struct(&INTERRUPT))),
    ("KVM_IOEVENTFD", At(&Struct(&KVM_IOEVENTFD_ARGUMENT))),
    ("KVM_IRQFD", At(&Struct(&KVM_IRQFD_ARGUMENT))),
    ("KVM_IRQ_LINE", At(&Struct(&KVM_IRQ_LEVEL))),
    ("KVM_IRQ_LINE_STATUS", Turns(&At(&Struct(&KVM_IRQ_LEVEL)), &At(&Struct(&IRQ_STATUS)))),
    ("KVM_MEMORY_ENCRYPT_REG_REGION", At(&Struct(&ENCRYPTED_REGION))),
    ("KVM_MEMORY_ENCRYPT_UNREG_REGION", At(&Struct(&ENCRYPTED_REGION))),
    ("KVM_PRE_FAULT_MEMORY", InOut(&PRE_FAULT)),
    ("KVM_REGISTER_COALESCED_MMIO", At(&Struct(&COALESCED_ZONE))),
    ("KVM_REINJECT_CONTROL", At(&Struct(&REINJECT))),
    ("KVM_RUN", OTHERWISE),
    ("KVM_SET_CLOCK", At(&Struct(&CLOCK))),
    ("KVM_SET_CPUID", At(&Struct(&CPUID_OLD))),
    ("KVM_SET_CPUID2", CPUID),
    ("KVM_SET_DEBUGREGS", At(&Struct(&DEBUG_REGS))),
    ("KVM_SET_DEVICE_ATTR", At(&Struct(&KVM_DEVICE_ATTRIBUTE))),
    ("KVM_SET_FPU", At(&Struct(&FPU))),
    ("KVM_SET_GSI_ROUTING", At(&Struct(&ROUTES))),
    ("KVM_SET_GUEST_DEBUG", Choose(REQUEST, guest_debug)),
    ("KVM_SET_IDENTITY_MAP_ADDR", At(&As(Repr::U64, &Hex))),
    ("KVM_SET_IRQCHIP", At(&Struct(&IRQCHIP))),
    ("KVM_SET_LAPIC", At(&Struct(&LAPIC))),
    ("KVM_SET_MEMORY_ALIAS", At(&Struct(&MEMORY_ALIAS))),
    ("KVM_SET_MEMORY_ATTRIBUTES", At(&Struct(&MEMORY_ATTRIBUTES))),
    ("KVM_SET_MEMORY_REGION", At(&Struct(&MEMORY_REGION))),
    ("KVM_SET_MP_STATE", At(&Struct(&KVM_STATE))),
    ("KVM_SET_MSRS", At(&Struct(&MSRS))),
    ("KVM_SET_NESTED_STATE", At(&Struct(&NESTED))),
    ("KVM_SET_ONE_REG", At(&Struct(&KVM_ONE_REG))),
    ("KVM_SET_PIT", At(&Struct(&PIT))),
    ("KVM_SET_PIT2", At(&Struct(&PIT2))),
    ("KVM_SET_PMU_EVENT_FILTER", At(&Struct(&PMU_FILTER))),
    ("KVM_SET_REGS", Choose(REQUEST, registers)),
    ("KVM_SET_SIGNAL_MASK", At(&Struct(&SIGNAL_MASK))),
    ("KVM_SET_SREGS", SEGMENTS),
    ("KVM_SET_SREGS2", At(&Struct(&SREGS2))),
    ("KVM_SET_USER_MEMORY_REGION", At(&Struct(&KVM_MEMORY_REGION))),
    ("KVM_SET_USER_MEMORY_REGION2", At(&Struct(&MEMORY_REGION2))),
    ("KVM_SET_VAPIC_ADDR", At(&Struct(&VAPIC_ADDRESS))),
    ("KVM_SET_VCPU_EVENTS", EVENTS),
    ("KVM_SET_XCRS", At(&Struct(&XCRS))),
    ("KVM_SET_XSAVE", STATE),
    ("KVM_SIGNAL_MSI", At(&Struct(&MSI))),
    ("KVM_TPR_ACCESS_REPORTING", Change(&At(&Struct(&TPR_REPORTING)))),
    ("KVM_TRACE_ENABLE", At(&Struct(&TRACE_SETUP))),
    ("KVM_TRANSLATE", InOut(&TRANSLATION)),
    ("KVM_UNREGISTER_COALESCED_MMIO", At(&Struct(&COALESCED_ZONE))),
    ("KVM_X86_GET_MCE_CAP_SUPPORTED", Out(&At(&HEX64))),
    ("KVM_X86_SETUP_MCE", At(&HEX64)),
    ("KVM_X86_SET_MCE", At(&Struct(&MCE))),
    ("KVM_X86_SET_MSR_FILTER", At(&Struct(&MSR_FILTER))),
    ("KVM_XEN_HVM_CONFIG", At(&Struct(&XEN_CONFIG))),
    ("KVM_XEN_HVM_EVTCHN_SEND", At(&Struct(&ROUTE_XEN))),
    ("KVM_XEN_HVM_GET_ATTR", Change(&At(&Struct(&XEN_ATTRIBUTE)))),
    ("KVM_XEN_HVM_SET_ATTR", At(&Struct(&XEN_ATTRIBUTE))),
    ("KVM_XEN_VCPU_GET_ATTR", Change(&At(&Struct(&XEN_VCPU_ATTRIBUTE)))),
    ("KVM_XEN_VCPU_SET_ATTR", At(&Struct(&XEN_VCPU_ATTRIBUTE))),
];

/// What differs by architecture where requests have the same name: x86's and ARM's.
fn by_arch(abi: Abi, x86: &'static Kind, arm: &'static Kind) -> &'static Kind {
    if matches!(abi, Abi::Aarch64 | Abi::Arm) { arm } else { x86 }
}

fn registers(abi: Abi, _: u64) -> &'static Kind {
    const X86: Kind = At(&Struct(&KVM_REGS));
    const ARM: Kind = At(&Struct(&ARM_REGISTERS));
    by_arch(abi, &X86, &ARM)
}

fn events(abi: Abi, _: u64) -> &'static Kind {
    const X86: Kind = At(&Struct(&VCPU_EVENTS));
    const ARM: Kind = At(&Struct(&VCPU_EVENTS_ARM));
    by_arch(abi, &X86, &ARM)
}

fn guest_debug(abi: Abi, _: u64) -> &'static Kind {
    const X86: Kind = At(&Struct(&GUEST_DEBUG));
    const ARM: Kind = At(&Struct(&GUEST_DEBUG_ARM));
    by_arch(abi, &X86, &ARM)
}

/// What processors tell of themselves, as many as `nent` says; in short output nothing of it.
pub fn cpuid_entries(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const ENTRY: Kind = Struct(&KVM_CPUID_ENTRY);
    let Where::Memory(_, addr) = place.at else { return };
    let count = decoder.value(Ref(0), place.scope);
    if decoder.detail.full || count == 0 {
        return decoder.array(&ENTRY, addr, count, place.scope);
    }
    decoder.sink.open(Group::Array);
    decoder.sink.item();
    decoder.sink.more();
    decoder.sink.close(Group::Array);
}
