//! What KVM and the program that runs a virtual processor tell each other, in memory that both see: `struct kvm_run`
//! (<https://docs.kernel.org/virt/kvm/api.html>).

use super::decoder::{At, Decoder, Place, Scope};
use super::driver::Context;
use super::kind::{Kind, Phase, Ref};
use super::sink::Group;
use super::structs::vcpu::*;
use super::structs::{HEX8, Struct};
use crate::arch::Abi;
use crate::event::Outcome;

/// Where `struct kvm_run` has its union, in bytes.
const UNION: u64 = 32;

/// The place of `exit_reason` among its fields.
const EXIT_REASON: Ref = Ref(3);

/// The most bytes that the guest moves to or from a port at once: the page behind the structure.
const PAGE: u64 = 4096;

/// The members of the union, by the reason that they belong to. The other reasons have none.
static MEMBERS: &[(u64, &str, &Struct)] = &[
    (1, "ex", &EXCEPTION),
    (2, "io", &IO),
    (3, "hypercall", &HYPERCALL),
    (4, "debug", &DEBUG_X86),
    (6, "mmio", &MMIO),
    (9, "fail_entry", &FAIL_ENTRY),
    (12, "tpr_access", &TPR_ACCESS),
    (17, "internal", &INTERNAL),
    (24, "system_event", &SYSTEM_EVENT),
    (26, "eoi", &EOI),
    (28, "arm_nisv", &ARM_NISV),
    (29, "msr", &MSR),
    (30, "msr", &MSR),
    (37, "notify", &NOTIFY),
    (39, "memory_fault", &MEMORY_FAULT),
];

/// Says the structure at `addr`.
pub fn say(addr: u64, abi: Abi, context: &mut Context<'_>) {
    let Context { memory, detail, sink, pool } = context;
    let mut decoder = Decoder {
        open: false,
        missed: false,
        abi,
        memory: *memory,
        detail: *detail,
        phase: Phase::Exit,
        outcome: Outcome::Returned(0),
        args: [0; 6],
        saved: [0; 6],
        left: 0,
        given: None,
        protocol: None,
        sink: *sink,
        pool,
    };
    decoder.structure(&KVM_RUN, addr);
}

/// The member of the union that belongs to the reason, where one does: `{io={...}}`.
pub fn member(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let At::Memory(bytes, addr) = place.at else { return };
    let reason = decoder.value(EXIT_REASON, place.scope);
    let Some((_, name, of)) = MEMBERS.iter().find(|(of, ..)| *of == reason) else { return };
    let arm = matches!(decoder.abi, Abi::Aarch64 | Abi::Arm);
    let of = if arm && std::ptr::eq(*of, &DEBUG_X86) { &DEBUG_ARM } else { of };
    decoder.sink.unnamed("exit");
    decoder.sink.open(Group::Struct);
    decoder.sink.field(name);
    decoder.fields(of, bytes, addr);
    decoder.sink.close(Group::Struct);
}

/// The bytes that the guest has written to a port, or that the program has for it.
pub fn data_of_port(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const BYTE: Kind = HEX8;
    let Scope::Fields(.., io) = place.scope else { return };
    let [size, count, offset] = [1, 3, 4].map(|field| decoder.value(Ref(field), place.scope));
    let at = io.wrapping_sub(UNION).wrapping_add(offset);
    decoder.array(&BYTE, at, size.saturating_mul(count).min(PAGE), place.scope);
}
