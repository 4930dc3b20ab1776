//! Structures in a tracee's memory, as tables of fields. Offsets follow from the kinds and the ABI, as a C compiler
//! would lay them out; a test compares them with the kernel's own headers.

pub mod amd;
pub mod audit;
pub mod automount;
pub mod binder;
pub mod bluetooth;
pub mod bpf;
pub mod btrfs;
pub mod bus;
pub mod clock;
pub mod console;
pub mod creds;
pub mod crypto;
pub mod device;
pub mod diag;
pub mod drm;
pub mod events;
pub mod extent;
pub mod file;
pub mod gpu;
pub mod input;
pub mod intel;
pub mod interface;
pub mod io;
pub mod iommu;
pub mod ipc;
pub mod kvm;
pub mod memory;
pub mod mount;
pub mod net;
pub mod netlink;
pub mod optical;
pub mod perf;
pub mod poll;
pub mod process;
pub mod ptrace;
pub mod quota;
pub mod sched;
pub mod security;
pub mod sequencer;
pub mod shared;
pub mod siginfo;
pub mod signal;
pub mod sockaddr;
pub mod sockopt;
pub mod sound;
pub mod stat;
pub mod storage;
pub mod system;
pub mod terminal;
pub mod time;
pub mod uring;
pub mod usb;
pub mod vcpu;
pub mod video;
pub mod virt;
pub mod volume;
pub mod xfrm;

use super::kind::{Kind, Phase, Ref, Repr};
use super::set::Radix;
use super::sets::descriptor::{STATUS, STATUS_ARM};
use crate::arch::Abi;

/// The structures of every file, for tests that hold all of them to something.
pub static ALL: &[(&str, &[(&str, &Struct)])] = &[
    ("amd", amd::ALL),
    ("audit", audit::ALL),
    ("automount", automount::ALL),
    ("binder", binder::ALL),
    ("bluetooth", bluetooth::ALL),
    ("bpf", bpf::ALL),
    ("btrfs", btrfs::ALL),
    ("bus", bus::ALL),
    ("clock", clock::ALL),
    ("console", console::ALL),
    ("creds", creds::ALL),
    ("crypto", crypto::ALL),
    ("device", device::ALL),
    ("diag", diag::ALL),
    ("drm", drm::ALL),
    ("events", events::ALL),
    ("extent", extent::ALL),
    ("file", file::ALL),
    ("gpu", gpu::ALL),
    ("input", input::ALL),
    ("intel", intel::ALL),
    ("interface", interface::ALL),
    ("io", io::ALL),
    ("iommu", iommu::ALL),
    ("ipc", ipc::ALL),
    ("kvm", kvm::ALL),
    ("memory", memory::ALL),
    ("mount", mount::ALL),
    ("net", net::ALL),
    ("netlink", netlink::ALL),
    ("optical", optical::ALL),
    ("perf", perf::ALL),
    ("poll", poll::ALL),
    ("process", process::ALL),
    ("ptrace", ptrace::ALL),
    ("quota", quota::ALL),
    ("sched", sched::ALL),
    ("security", security::ALL),
    ("sequencer", sequencer::ALL),
    ("shared", shared::ALL),
    ("siginfo", siginfo::ALL),
    ("signal", signal::ALL),
    ("sockaddr", sockaddr::ALL),
    ("sockopt", sockopt::ALL),
    ("sound", sound::ALL),
    ("stat", stat::ALL),
    ("storage", storage::ALL),
    ("system", system::ALL),
    ("terminal", terminal::ALL),
    ("time", time::ALL),
    ("uring", uring::ALL),
    ("usb", usb::ALL),
    ("vcpu", vcpu::ALL),
    ("video", video::ALL),
    ("virt", virt::ALL),
    ("volume", volume::ALL),
    ("xfrm", xfrm::ALL),
];

/// Bits without names, of one to eight bytes.
pub const HEX8: Kind = Kind::As(Repr::U8, &Kind::Hex);
#[allow(missing_docs)]
pub const HEX16: Kind = Kind::As(Repr::U16, &Kind::Hex);
#[allow(missing_docs)]
pub const HEX32: Kind = Kind::As(Repr::U32, &Kind::Hex);
#[allow(missing_docs)]
pub const HEX64: Kind = Kind::As(Repr::U64, &Kind::Hex);
/// Flags of a descriptor that is made, as open has them.
pub const STATUS_FLAGS: Kind = Kind::ByArch(&STATUS, &STATUS_ARM);
/// A `char` that is a number: without a sign on ARM.
pub const CHAR: Kind = Kind::Own(Repr::U8, Phase::Entry, |decoder, place| {
    let value = place.value(decoder.abi);
    let signless = matches!(decoder.abi, Abi::Aarch64 | Abi::Arm);
    let value = if signless { value } else { i64::from(value as i8) as u64 };
    decoder.sink.number(value, Radix::Signed);
});
/// A pointer of eight bytes on every ABI, which isn't followed.
pub const POINTER64: Kind = Kind::As(Repr::U64, &Kind::Addr);

/// A structure of the kernel's interface.
#[derive(Debug)]
pub struct Struct {
    /// Its name in the kernel's headers.
    pub name: &'static str,
    /// Its fields, in order.
    pub fields: &'static [Field],
    /// The ABIs on which it has no padding at all.
    pub packed: &'static [Abi],
    /// The fields that are printed, in the order in which strace prints them, where that is another one.
    pub order: &'static [Ref],
    /// Where its fields begin on each ABI, in bytes, in the order of [`Abi::ALL`].
    pub offsets: [&'static [u16]; Abi::ALL.len()],
    /// How much room it takes on each ABI, in the same order.
    pub extents: [Extent; Abi::ALL.len()],
}

/// How much room a structure takes, in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    /// Where its last field ends.
    end: usize,
    align: usize,
}

/// A field of a structure.
pub struct Field {
    /// Its name in the kernel's headers, as strace writes it; none where its kind says the fields that it holds.
    pub name: &'static str,
    /// How it reads.
    pub kind: Kind,
}

impl std::fmt::Debug for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// The most that a structure may take, in bytes: decoders read a structure into a buffer of this size.
pub const LARGEST: usize = 1024;

impl Struct {
    /// Every field with its offset in bytes.
    pub fn layout(&self, abi: Abi) -> impl Iterator<Item = (usize, &'static Field)> {
        self.offsets[abi as usize].iter().map(|offset| usize::from(*offset)).zip(self.fields)
    }

    /// The field at this position, with its offset in bytes.
    pub fn at(&self, abi: Abi, position: usize) -> Option<(usize, &'static Field)> {
        Some((usize::from(*self.offsets[abi as usize].get(position)?), self.fields.get(position)?))
    }

    /// The fields that are printed, in print order, with their offsets in bytes.
    pub fn printed(&self, abi: Abi) -> impl Iterator<Item = (usize, &'static Field)> {
        let count = if self.order.is_empty() { self.fields.len() } else { self.order.len() };
        (0..count).filter_map(move |position| {
            self.at(abi, self.order.get(position).map_or(position, |of| usize::from(of.0)))
        })
    }

    /// Size in bytes, with the padding at the end.
    pub const fn size(&self, abi: Abi) -> usize {
        let Extent { end, align } = self.extents[abi as usize];
        end.next_multiple_of(align)
    }

    /// Where its last field ends, in bytes.
    pub const fn end(&self, abi: Abi) -> usize {
        self.extents[abi as usize].end
    }

    /// Alignment in bytes.
    pub const fn align(&self, abi: Abi) -> usize {
        self.extents[abi as usize].align
    }

    /// The field with this name.
    pub fn field(&self, name: &str) -> Option<Ref> {
        self.fields.iter().position(|field| field.name == name).map(|at| Ref(at as u8))
    }

    /// The offset of the field with this name.
    pub fn offset(&self, name: &str, abi: Abi) -> Option<usize> {
        self.layout(abi).find(|(_, field)| field.name == name).map(|(offset, _)| offset)
    }
}

/// How much room these fields take on each ABI, found out when rtrace is compiled: it is asked for at every value.
pub const fn extents(fields: &[Field], packed: &[Abi]) -> [Extent; Abi::ALL.len()] {
    let mut extents = [Extent { end: 0, align: 1 }; Abi::ALL.len()];
    let mut abi = 0;
    while abi < extents.len() {
        extents[abi] = lay(fields, packed, Abi::ALL[abi], &mut []);
        abi += 1;
    }
    extents
}

/// Where these fields begin on an ABI, found out when rtrace is compiled.
pub const fn offsets<const COUNT: usize>(fields: &[Field], packed: &[Abi], abi: Abi) -> [u16; COUNT] {
    let mut offsets = [0; COUNT];
    lay(fields, packed, abi, &mut offsets);
    offsets
}

/// Lays fields out as a C compiler would; says where each begins, as far as there is room for that.
const fn lay(fields: &[Field], packed: &[Abi], abi: Abi, offsets: &mut [u16]) -> Extent {
    let mut tight = false;
    let mut i = 0;
    while i < packed.len() {
        tight |= packed[i] as usize == abi as usize;
        i += 1;
    }
    let mut extent = Extent { end: 0, align: 1 };
    let mut i = 0;
    while i < fields.len() {
        let (size, align) = fields[i].kind.repr().size_align(abi);
        if !tight && align > 1 {
            extent.end = extent.end.next_multiple_of(align);
            if align > extent.align {
                extent.align = align;
            }
        }
        if i < offsets.len() {
            assert!(extent.end <= u16::MAX as usize);
            offsets[i] = extent.end as u16;
        }
        extent.end += size;
        i += 1;
    }
    extent
}

/// Declares structures: `structs! { TIMESPEC "timespec" { tv_sec: Long, tv_nsec: Long } }`. Fields may name each other;
/// a field whose name is a keyword of Rust gives it as text: `kind = "type": Uint`. `packed(X86_64)` after the name says
/// where there is no padding. `order(b, a)` after that says which fields are printed, in which order, where that
/// isn't all of them as they lie.
macro_rules! structs {
    ($($(#[$doc:meta])* $st:ident $name:literal $(packed $packed:tt)? $(order $order:tt)? {
        $($fields:tt)*
    })*) => {
        $crate::decode::structs::named_structs! {
            $($(#[$doc])* $st $name $(packed $packed)? $(order $order)? { $($fields)* })*
        }

        /// Every structure of this file, by its name here.
        pub static ALL: &[(&str, &$crate::decode::structs::Struct)] = &[$((stringify!($st), &$st)),*];
    };
}
pub(crate) use structs;

/// The structures alone, without the list of them.
macro_rules! named_structs {
    ($($(#[$doc:meta])* $st:ident $name:literal $(packed($($abi:ident),*))? $(order($($next:ident),* $(,)?))? {
        $($field:ident $(= $shown:literal)? : $kind:expr),* $(,)?
    })*) => {$(
        #[doc = concat!("`struct ", $name, "`")]
        $(#[$doc])*
        pub static $st: $crate::decode::structs::Struct = {
            #[allow(non_camel_case_types, dead_code, clippy::enum_variant_names)]
            enum Index { $($field),* }
            $(
                #[allow(non_upper_case_globals, dead_code)]
                const $field: $crate::decode::kind::Ref = $crate::decode::kind::Ref(Index::$field as u8);
            )*
            static FIELDS: &[$crate::decode::structs::Field] = &[$($crate::decode::structs::Field {
                name: $crate::decode::structs::named_structs!(@name $field $($shown)?),
                kind: $kind,
            }),*];
            const PACKED: &[$crate::arch::Abi] = &[$($($crate::arch::Abi::$abi),*)?];
            $crate::decode::structs::Struct {
                name: $name,
                packed: PACKED,
                order: &[$($($next),*)?],
                fields: FIELDS,
                offsets: $crate::decode::structs::named_structs!(@offsets FIELDS PACKED X86_64 X32 I386 Aarch64 Arm),
                extents: $crate::decode::structs::extents(FIELDS, PACKED),
            }
        };
    )*};
    (@offsets $fields:ident $packed:ident $($of:ident)*) => {
        [$({
            static OFFSETS: [u16; $fields.len()] =
                $crate::decode::structs::offsets($fields, $packed, $crate::arch::Abi::$of);
            &OFFSETS
        }),*]
    };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $shown:literal) => { $shown };
}
pub(crate) use named_structs;
