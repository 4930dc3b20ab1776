//! ioctl: requests by name, and what each takes.
//!
//! A request's number differs by ABI, because it holds the size of the argument; so rows give its name, and the table
//! of numbers, which is generated from the kernel's headers, leads to it. One file for each area.

mod amd;
pub mod binder;
pub mod bluetooth;
pub mod btrfs;
pub mod bus;
pub mod console;
pub mod device;
pub mod drm;
pub mod file_system;
mod forms;
mod gpu;
pub mod input;
mod intel;
pub mod interface;
pub mod iommu;
pub mod kvm;
mod mapper;
mod optical;
pub mod shared;
pub mod sound;
pub mod storage;
mod terminal;
pub mod text;
mod unknown;
pub mod usb;
pub mod video;
pub mod virt;
pub mod volume;

use super::decoder::{Decoder, Place};
use super::kind::Kind::{self, *};
use super::kind::{Ref, When};
use super::set::{Part, Radix, Set};
use super::sets::ioctl::REQUESTS;
use super::sets::process::NAMESPACE_KIND;
use super::sink::InHex;
use super::table::Ret;
use crate::arch::{Abi, Word};
use std::fmt::Arguments;

/// A request by its name, and its argument.
type Row = (&'static str, Kind);

/// Requests whose numbers have one of these as their second byte; lists are sorted by name.
struct Family {
    types: &'static [u8],
    rows: &'static [&'static [Row]],
}

const fn family(types: &'static [u8], rows: &'static [&'static [Row]]) -> Family {
    Family { types, rows }
}

/// Each second byte is in one of these.
static FAMILIES: &[Family] = &[
    family(b"\x03", &[storage::DRIVE]),
    family(b"\x12", &[storage::BLOCK]),
    family(b"\"", &[storage::SCSI]),
    family(b"!", &[device::LISTENER]),
    family(b"$", &[device::PERF]),
    family(b"=", &[device::PRECISION]),
    family(b">", &[device::COUNTER, shared::FENCES]),
    family(b"A", &[sound::STREAMS]),
    family(b"B", &[bluetooth::NETWORKS]),
    family(b"C", &[bluetooth::CAPI]),
    family(b"E", &[input::ROWS]),
    family(b"H", &[bluetooth::DEVICES_AND_INPUT, bus::HID, shared::HEAPS, sound::HARDWARE]),
    family(b"I", &[device::WATCHES]),
    family(b"K", &[console::ROWS]),
    family(b"L", &[storage::LOOP]),
    family(b"M", &[storage::FLASH]),
    family(b"Oo", &[storage::UBI]),
    family(b"R", &[bluetooth::TERMINALS, device::RANDOM]),
    family(b"S", &[optical::ROWS, sound::SEQUENCER]),
    family(b"T", &[terminal::ROWS, interface::TUNNEL, sound::TIMERS]),
    family(b"U", &[usb::ROWS, bus::PLAYED, sound::CONTROLS]),
    family(b"F", &[video::SCREENS]),
    family(b"N", &[device::SYNCHRONIZED, storage::NVME]),
    family(b"a", &[video::CONTROLLED]),
    family(b"r", &[file_system::FAT]),
    family(b"t", &[interface::DIALED]),
    family(b"|", &[video::MEDIA]),
    family(b"V", &[console::VIRTUAL, video::ROWS]),
    family(b"Xf\x94", &[file_system::ROWS, btrfs::ROWS, volume::EXT4]),
    family(b"W", &[device::WATCHDOGS, sound::MIDI]),
    family(b"i", &[bus::WATCHERS, device::INFRARED]),
    family(b"\x07", &[bus::I2C]),
    family(b"b", &[binder::ROWS, shared::BUFFERS]),
    family(b"d", &[amd::ROWS, drm::ROWS, gpu::ROWS, intel::ROWS]),
    family(b"k", &[bus::SPI]),
    family(b"p", &[device::CLOCK, device::PULSES, storage::RESERVATIONS]),
    family(b"u", &[shared::UDMABUF_ROWS]),
    family(b"\x89", &[interface::SOCKET]),
    family(b"\x8b", &[interface::WIRELESS]),
    family(b"\xab", &[storage::NBD]),
    family(b"\xa4", &[device::TRUSTED]),
    family(b"\xaa", &[device::FAULTS]),
    family(b"\xae", &[kvm::ROWS]),
    family(b"\xfd", &[mapper::ROWS]),
    family(b"\xb4", &[device::LINES]),
    family(b"\xb7", &[device::NAMESPACE]),
    family(b"\x15", &[volume::ANY]),
    family(b";", &[iommu::ROWS, virt::DEVICES]),
    family(b"\x8a", &[device::POLLING]),
    family(b"\x93", &[volume::AUTOMOUNT]),
    family(b"\xaf", &[virt::SERVERS]),
    family(b"\xe5", &[volume::FUSE]),
    family(b"\xf5", &[volume::F2FS]),
    family(b"\xff", &[device::PROCESS]),
];

/// Where in [`FAMILIES`] a second byte is, plus one; zero is nowhere.
static BY_TYPE: [u8; 256] = {
    let mut table = [0; 256];
    let mut i = 0;
    while i < FAMILIES.len() {
        let mut j = 0;
        while j < FAMILIES[i].types.len() {
            table[FAMILIES[i].types[j] as usize] = i as u8 + 1;
            j += 1;
        }
        i += 1;
    }
    table
};

/// The parts of a request's number (asm-generic/ioctl.h): direction, size, type, number.
#[derive(Clone, Copy)]
struct Parts {
    direction: u8,
    size: u16,
    of: u8,
    number: u8,
}

const DIRECTIONS: [&str; 4] = ["_IOC_NONE", "_IOC_WRITE", "_IOC_READ", "_IOC_READ|_IOC_WRITE"];

const fn parts(value: u64) -> Parts {
    Parts {
        direction: (value >> 30 & 3) as u8,
        size: (value >> 16 & 0x3fff) as u16,
        of: (value >> 8) as u8,
        number: value as u8,
    }
}

/// The names of a request on an ABI.
fn name(abi: Abi, value: u64) -> Option<&'static str> {
    let bit = 1 << abi as u8;
    let first = REQUESTS.partition_point(|(number, ..)| u64::from(*number) < value);
    let same = REQUESTS[first..].iter().take_while(|(number, ..)| u64::from(*number) == value);
    same.into_iter().find(|(_, abis, _)| abis & bit != 0).map(|(.., name)| *name)
}

macro_rules! names {
    ($($abi:ident $set:ident),*) => {$(
        static $set: Set = Set {
            unknown: "",
            parts: &[Part::Lookup(|value| name(Abi::$abi, value))],
            rest: Radix::Hex,
        };
    )*};
}
names!(X86_64 NAMES_X86_64, X32 NAMES_X32, I386 NAMES_I386, Aarch64 NAMES_AARCH64, Arm NAMES_ARM);

/// The names of requests by number.
fn names(abi: Abi) -> &'static Set {
    match abi {
        Abi::X86_64 => &NAMES_X86_64,
        Abi::X32 => &NAMES_X32,
        Abi::I386 => &NAMES_I386,
        Abi::Aarch64 => &NAMES_AARCH64,
        Abi::Arm => &NAMES_ARM,
    }
}

/// The second argument of ioctl: by name, or in its parts.
pub fn request(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    let known = name(decoder.abi, value);
    if let Some(form) = forms::find(value) {
        let said = forms::Said { form, value };
        return match known {
            Some(known) => words(decoder, value, format_args!("{said} or {known}")),
            None => words(decoder, value, format_args!("{said}")),
        };
    }
    if known.is_some() {
        return decoder.sink.symbol(value, names(decoder.abi));
    }
    let Parts { direction, size, of, number } = parts(value);
    let direction = DIRECTIONS[usize::from(direction)];
    let [of, number, size] = [of.into(), number.into(), size.into()].map(InHex);
    words(decoder, value, format_args!("_IOC({direction}, {of}, {number}, {size})"));
}

/// A request that no table has, in words or as the hexadecimal number that requests are.
fn words(decoder: &mut Decoder<'_>, value: u64, text: Arguments<'_>) {
    let number = InHex(value);
    decoder
        .sink
        .words_by_manner(value, [text, format_args!("{number}"), format_args!("{number} /* {text} */")]);
}

/// The third argument of ioctl.
pub const ARGUMENT: Kind =
    Joined(&Where(When::Unfollowed(REQUEST, is_plain), &OTHERWISE, &Choose(REQUEST, choose)));

/// Whether a request's argument is a number like any other where what pointers lead to isn't wanted: those of video, and of
/// precise clocks.
fn is_plain(value: u64) -> bool {
    let Parts { direction, of, .. } = parts(value);
    direction != 0 && matches!(of, b'V' | b'=')
}

/// What requests return that isn't just a number.
pub const RESULTS: &[(u64, Ret)] = &[
    (0xae01, Ret::Fd),                                // KVM_CREATE_VM
    (0xae41, Ret::Fd),                                // KVM_CREATE_VCPU
    (0x4008_4e80, Ret::Fd),                           // NTSYNC_IOC_CREATE_SEM
    (0x4008_4e84, Ret::Fd),                           // NTSYNC_IOC_CREATE_MUTEX
    (0x4008_4e87, Ret::Fd),                           // NTSYNC_IOC_CREATE_EVENT
    (0xb701, Ret::Fd),                                // NS_GET_USERNS
    (0xb702, Ret::Fd),                                // NS_GET_PARENT
    (0xb703, Ret::Noted(&Ret::Int, &NAMESPACE_KIND)), // NS_GET_NSTYPE
    (0x8010_b70b, Ret::Fd),                           // NS_MNT_GET_NEXT
    (0x8010_b70c, Ret::Fd),                           // NS_MNT_GET_PREV
    (0xc0f8_565c, video::BUFFERS_CREATED),
    (0xc100_565c, video::BUFFERS_CREATED),
];

/// What a request takes.
fn choose(abi: Abi, value: u64) -> &'static Kind {
    let of = usize::from(BY_TYPE[usize::from((value >> 8) as u8)]);
    let lists = of.checked_sub(1).map_or(&[][..], |of| FAMILIES[of].rows);
    let row = |name: &str| {
        lists.iter().find_map(|rows| {
            let at = rows.binary_search_by_key(&name, |(name, _)| name).ok()?;
            Some(&rows[at].1)
        })
    };
    // What is named for the structures of 32-bit programs has those alone; a 64-bit one can't pass them.
    let here = |name: &&str| !(name.ends_with("32") && abi.word() == Word::W64);
    let named = name(abi, value).filter(|names| !drm::is_of_several(value, names));
    let named = named.and_then(|names| names.split(" or ").filter(here).find_map(row));
    named
        .or_else(|| forms::find(value).map(|form| &form.argument))
        .unwrap_or_else(|| unknown::argument(value))
}

/// What no table knows is said when the call has ended.
const OTHERWISE: Kind = Late(&Hex);

// What many requests take.

/// The argument of ioctl that is the request itself.
const REQUEST: Ref = Ref(1);

/// Nothing.
const NONE: Kind = Hidden(&Hex);
const SET_INT: Kind = At(&Int);
const GET_INT: Kind = Out(&SET_INT);
const SET_UINT: Kind = At(&Uint);
const GET_UINT: Kind = Out(&SET_UINT);
const SET_U64: Kind = At(&U64);
const GET_U64: Kind = Out(&SET_U64);
const GET_ULONG: Kind = Out(&At(&Ulong));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::structs::Struct;

    #[test]
    fn requests_are_sorted_for_the_search() {
        assert!(REQUESTS.is_sorted_by_key(|(value, ..)| *value));
        assert_eq!(Abi::ALL.map(|abi| abi as u8), [0, 1, 2, 3, 4], "the bits of the table");
        let mut types = std::collections::BTreeSet::new();
        for family in FAMILIES {
            for rows in family.rows {
                assert!(rows.is_sorted_by(|a, b| a.0 < b.0), "{}", rows[0].0);
            }
            assert!(family.types.iter().all(|of| types.insert(of)), "each second byte is in one family");
        }
    }

    #[test]
    fn each_row_is_a_request_of_its_family() {
        for family in FAMILIES {
            for (row, _) in family.rows.iter().copied().flatten() {
                let found = REQUESTS.iter().any(|(value, _, names)| {
                    family.types.contains(&((value >> 8) as u8))
                        && names.split(" or ").any(|name| name == *row)
                });
                assert!(found, "{row}");
            }
        }
    }

    /// The structure that a request's argument points to, where that is what it takes.
    fn pointee(kind: &'static Kind) -> Option<&'static Struct> {
        match kind {
            At(Struct(of)) | InOut(of) => Some(of),
            Out(inner) | Change(inner) | Turns(inner, _) | After(inner, ..) => pointee(inner),
            _ => None,
        }
    }

    /// How requests begin whose number tells another size than the structure has that is shown: that of an integer, by
    /// the header's mistake or an old habit, that of a union of which the structure is one member, that of which only a part is
    /// said before the call, or one with more room at its end on some ABI.
    const OTHERWISE_SIZED: &[&str] = &[
        "BNEP",
        "CMTP",
        "DRM_IOCTL_WAIT_VBLANK",
        "HCI",
        "HIDP",
        "PIDFD_GET_INFO",
        "PPS_",
        "RFCOMM",
        "SNDRV_PCM_IOCTL_STATUS",
        "TUNGETIFF",
        "TUNSETIFF",
        "TUNSETQUEUE",
        "UBI_IOCEBCH",
    ];

    #[test]
    fn structures_are_as_long_as_the_numbers_of_their_requests_say() {
        let (mut wrong, mut used) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
        for (value, abis, names) in REQUESTS {
            let Parts { size, direction, .. } = parts((*value).into());
            for abi in Abi::ALL.into_iter().filter(|abi| direction != 0 && abis & (1 << *abi as u8) != 0) {
                let Some(of) = pointee(choose(abi, (*value).into())) else { continue };
                if of.size(abi) == usize::from(size) {
                    continue;
                }
                match OTHERWISE_SIZED.iter().find(|begins| names.starts_with(**begins)) {
                    Some(begins) => drop(used.insert(*begins)),
                    None => drop(wrong.insert((*names, of.name, abi.name(), of.size(abi), size))),
                }
            }
        }
        assert!(wrong.is_empty(), "request, structure, ABI, its size, and what the number says: {wrong:#?}");
        assert_eq!(used.into_iter().collect::<Vec<_>>(), OTHERWISE_SIZED);
    }

    #[test]
    fn a_request_has_the_names_of_its_abi() {
        assert_eq!(name(Abi::X86_64, 0x5401), Some("TCGETS"));
        assert_eq!(name(Abi::X86_64, 0x8008_6601), Some("FS_IOC_GETFLAGS"));
        assert_eq!(name(Abi::I386, 0x8004_6601), Some("FS_IOC32_GETFLAGS"));
        assert_eq!(name(Abi::I386, 0x8008_6601), None);
        assert_eq!(name(Abi::Aarch64, 0xdead_beef), None);
    }

    #[test]
    fn a_parameter_of_a_request_is_written_as_in_its_macro() {
        let said = |value| forms::find(value).map(|form| forms::Said { form, value }.to_string());
        assert_eq!(said(0x4040_6b00).as_deref(), Some("SPI_IOC_MESSAGE(2)"));
        assert_eq!(said(0x8010_4804).as_deref(), Some("HIDIOCGRAWNAME(16)"));
        assert_eq!(said(0x8004_4d07).as_deref(), Some("MIXER_READ(7)"));
        assert_eq!(said(0xc004_4d07), None);
    }
}
