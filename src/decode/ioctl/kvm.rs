//! Virtual machines (linux/kvm.h).

use super::{NONE, Row};
use crate::decode::decoder::{At as Where, Decoder, Place};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Ref, Repr};
use crate::decode::sets::device::KVM_CAPABILITY;
use crate::decode::sink::Group;
use crate::decode::structs::kvm::*;

const CPUID: Kind = At(&Struct(&KVM_CPUID2));
const REGISTERS: Kind = At(&Struct(&KVM_REGS));
const SEGMENTS: Kind = At(&Struct(&KVM_SREGS));

/// Virtual machines, their processors, and the system.
pub static ROWS: &[Row] = &[
    ("KVM_CHECK_EXTENSION", As(Repr::Ulong, &Of(&KVM_CAPABILITY))),
    ("KVM_CREATE_DEVICE", InOut(&KVM_DEVICE)),
    ("KVM_CREATE_IRQCHIP", NONE),
    ("KVM_CREATE_VCPU", Ulong),
    ("KVM_CREATE_VM", Ulong),
    ("KVM_ENABLE_CAP", At(&Struct(&KVM_ENABLE))),
    ("KVM_GET_API_VERSION", Ulong),
    ("KVM_GET_DEVICE_ATTR", At(&Struct(&KVM_DEVICE_ATTRIBUTE))),
    ("KVM_GET_DIRTY_LOG", At(&Struct(&KVM_DIRTY_LOG))),
    ("KVM_GET_EMULATED_CPUID", Out(&CPUID)),
    ("KVM_GET_MP_STATE", Out(&At(&Struct(&KVM_STATE)))),
    ("KVM_GET_ONE_REG", At(&Struct(&KVM_ONE_REG))),
    ("KVM_GET_REGS", Out(&REGISTERS)),
    ("KVM_GET_SREGS", Out(&SEGMENTS)),
    ("KVM_GET_SUPPORTED_CPUID", Out(&CPUID)),
    ("KVM_GET_VCPU_MMAP_SIZE", Ulong),
    ("KVM_HAS_DEVICE_ATTR", At(&Struct(&KVM_DEVICE_ATTRIBUTE))),
    ("KVM_IOEVENTFD", At(&Struct(&KVM_IOEVENTFD_ARGUMENT))),
    ("KVM_IRQFD", At(&Struct(&KVM_IRQFD_ARGUMENT))),
    ("KVM_IRQ_LINE", At(&Struct(&KVM_IRQ_LEVEL))),
    ("KVM_RUN", Ulong),
    ("KVM_SET_CPUID2", CPUID),
    ("KVM_SET_DEVICE_ATTR", At(&Struct(&KVM_DEVICE_ATTRIBUTE))),
    ("KVM_SET_IDENTITY_MAP_ADDR", At(&As(Repr::U64, &Hex))),
    ("KVM_SET_MP_STATE", At(&Struct(&KVM_STATE))),
    ("KVM_SET_ONE_REG", At(&Struct(&KVM_ONE_REG))),
    ("KVM_SET_REGS", REGISTERS),
    ("KVM_SET_SREGS", SEGMENTS),
    ("KVM_SET_USER_MEMORY_REGION", At(&Struct(&KVM_MEMORY_REGION))),
];

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
