//! Disks and flash memory: hdreg.h, fs.h, blkpg.h, blkzoned.h, loop.h, nbd.h, sg.h, mtd-abi.h, ubi-user.h.

use super::{GET_INT, GET_U64, GET_UINT, GET_ULONG, NONE, Row, SET_INT};
use crate::decode::decoder::{At as Where, Decoder, Place, Scope};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Len, Phase, Repr};
use crate::decode::sets::storage::*;
use crate::decode::sink::Style;
use crate::decode::structs::storage::*;

const GET_U16: Kind = Out(&At(&U16));
/// The first byte, and how many.
const RANGE: Kind = At(&Items(&U64, 2));
const ZONES: Kind = At(&Struct(&ZONE_RANGE));
const HEX3: Kind = Array(&As(Repr::U32, &Hex), Len::Is(3));

/// Drives (hdreg.h).
pub static DRIVE: &[Row] = &[
    ("HDIO_DRIVE_CMD", Turns(&At(&Struct(&DRIVE_COMMAND)), &At(&Struct(&DRIVE_ANSWER)))),
    ("HDIO_DRIVE_RESET", HEX3),
    ("HDIO_GETGEO", Ahead(&Out(&At(&Struct(&GEOMETRY))))),
    ("HDIO_GET_32BIT", Ahead(&GET_ULONG)),
    ("HDIO_GET_ACOUSTIC", Ahead(&GET_ULONG)),
    ("HDIO_GET_ADDRESS", Ahead(&GET_ULONG)),
    ("HDIO_GET_BUSSTATE", Ahead(&Out(&At(&As(Repr::Ulong, &Of(&BUSSTATE)))))),
    ("HDIO_GET_DMA", Ahead(&GET_ULONG)),
    ("HDIO_GET_IDENTITY", Ahead(&Out(&Own(Repr::Ulong, Phase::Exit, identity)))),
    ("HDIO_GET_KEEPSETTINGS", Ahead(&GET_ULONG)),
    ("HDIO_GET_MULTCOUNT", Ahead(&GET_ULONG)),
    ("HDIO_GET_NICE", Ahead(&Out(&At(&As(Repr::Ulong, &Of(&NICE)))))),
    ("HDIO_GET_NOWERR", Ahead(&GET_ULONG)),
    ("HDIO_GET_UNMASKINTR", Ahead(&GET_ULONG)),
    ("HDIO_GET_WCACHE", Ahead(&GET_ULONG)),
    ("HDIO_OBSOLETE_IDENTITY", Ahead(&Out(&Own(Repr::Ulong, Phase::Exit, identity)))),
    ("HDIO_SCAN_HWIF", HEX3),
    ("HDIO_SET_32BIT", Ulong),
    ("HDIO_SET_ACOUSTIC", Ulong),
    ("HDIO_SET_ADDRESS", Ulong),
    ("HDIO_SET_BUSSTATE", As(Repr::Ulong, &Of(&BUSSTATE))),
    ("HDIO_SET_DMA", Ulong),
    ("HDIO_SET_KEEPSETTINGS", Ulong),
    ("HDIO_SET_MULTCOUNT", Ulong),
    ("HDIO_SET_NICE", As(Repr::Ulong, &Of(&NICE))),
    ("HDIO_SET_NOWERR", Ulong),
    ("HDIO_SET_PIO_MODE", Ulong),
    ("HDIO_SET_UNMASKINTR", Ulong),
    ("HDIO_SET_WCACHE", Ulong),
    ("HDIO_UNREGISTER_HWIF", Ulong),
];

/// Block devices (fs.h, blkpg.h, blkzoned.h, blktrace_api.h).
pub static BLOCK: &[Row] = &[
    ("BLKALIGNOFF", GET_INT),
    ("BLKBSZGET", GET_INT),
    ("BLKBSZSET", SET_INT),
    ("BLKCLOSEZONE", ZONES),
    ("BLKDISCARD", RANGE),
    ("BLKDISCARDZEROES", GET_UINT),
    ("BLKFINISHZONE", ZONES),
    ("BLKFLSBUF", NONE),
    ("BLKFRAGET", Out(&At(&Long))),
    ("BLKFRASET", Ulong),
    ("BLKGETDISKSEQ", GET_U64),
    ("BLKGETNRZONES", GET_UINT),
    ("BLKGETSIZE", GET_ULONG),
    ("BLKGETSIZE64", GET_U64),
    ("BLKGETZONESZ", GET_UINT),
    ("BLKIOMIN", GET_UINT),
    ("BLKIOOPT", GET_UINT),
    ("BLKOPENZONE", ZONES),
    ("BLKPBSZGET", GET_UINT),
    ("BLKPG", At(&Struct(&PARTITION_ARGUMENT))),
    ("BLKRAGET", Out(&At(&Long))),
    ("BLKRASET", Ulong),
    ("BLKRESETZONE", ZONES),
    ("BLKROGET", GET_INT),
    ("BLKROSET", SET_INT),
    ("BLKROTATIONAL", GET_U16),
    ("BLKRRPART", NONE),
    ("BLKSECDISCARD", RANGE),
    ("BLKSECTGET", GET_U16),
    ("BLKSSZGET", GET_INT),
    ("BLKTRACESETUP", InOut(&TRACE)),
    ("BLKTRACESTART", NONE),
    ("BLKTRACESTOP", NONE),
    ("BLKTRACETEARDOWN", NONE),
    ("BLKZEROOUT", RANGE),
];

/// Loop devices (loop(4)).
pub static LOOP: &[Row] = &[
    ("LOOP_CHANGE_FD", Fd),
    ("LOOP_CLR_FD", NONE),
    ("LOOP_CONFIGURE", At(&Struct(&LOOP_CONFIG))),
    ("LOOP_CTL_ADD", Int),
    ("LOOP_CTL_GET_FREE", NONE),
    ("LOOP_CTL_REMOVE", Int),
    ("LOOP_GET_STATUS", Out(&At(&Struct(&LOOP_INFO)))),
    ("LOOP_GET_STATUS64", Out(&At(&Struct(&LOOP_INFO64)))),
    ("LOOP_SET_BLOCK_SIZE", Ulong),
    ("LOOP_SET_CAPACITY", NONE),
    ("LOOP_SET_DIRECT_IO", Ulong),
    ("LOOP_SET_FD", Fd),
    ("LOOP_SET_STATUS", At(&Struct(&LOOP_INFO))),
    ("LOOP_SET_STATUS64", At(&Struct(&LOOP_INFO64))),
];

/// Network block devices (nbd.h).
pub static NBD: &[Row] = &[
    ("NBD_CLEAR_QUE", NONE),
    ("NBD_CLEAR_SOCK", NONE),
    ("NBD_DISCONNECT", NONE),
    ("NBD_DO_IT", NONE),
    ("NBD_PRINT_DEBUG", NONE),
    ("NBD_SET_BLKSIZE", Ulong),
    ("NBD_SET_FLAGS", As(Repr::Ulong, &Of(&NBD_FLAGS))),
    ("NBD_SET_SIZE", Ulong),
    ("NBD_SET_SIZE_BLOCKS", Ulong),
    ("NBD_SET_SOCK", Fd),
    ("NBD_SET_TIMEOUT", Ulong),
];

/// SCSI, and what speaks like it (sg.h).
pub static SCSI: &[Row] = &[
    ("SG_EMULATED_HOST", GET_INT),
    ("SG_GET_COMMAND_Q", GET_INT),
    ("SG_GET_KEEP_ORPHAN", GET_INT),
    ("SG_GET_LOW_DMA", GET_INT),
    ("SG_GET_NUM_WAITING", GET_INT),
    ("SG_GET_PACK_ID", GET_INT),
    ("SG_GET_REQUEST_TABLE", Out(&At(&Struct(&REQUEST_INFO)))),
    ("SG_GET_RESERVED_SIZE", GET_INT),
    ("SG_GET_SCSI_ID", Out(&At(&Struct(&SCSI_ID)))),
    ("SG_GET_SG_TABLESIZE", GET_INT),
    ("SG_GET_TIMEOUT", NONE),
    ("SG_GET_TRANSFORM", GET_INT),
    ("SG_GET_VERSION_NUM", GET_INT),
    ("SG_IO", Both(io)),
    ("SG_NEXT_CMD_LEN", SET_INT),
    ("SG_SCSI_RESET", At(&Of(&SG_RESET))),
    ("SG_SET_COMMAND_Q", SET_INT),
    ("SG_SET_DEBUG", SET_INT),
    ("SG_SET_FORCE_LOW_DMA", SET_INT),
    ("SG_SET_FORCE_PACK_ID", SET_INT),
    ("SG_SET_KEEP_ORPHAN", SET_INT),
    ("SG_SET_RESERVED_SIZE", SET_INT),
    ("SG_SET_TIMEOUT", SET_INT),
];

const ERASE: Kind = At(&Struct(&ERASE_INFO));
const OFFSET: Kind = At(&U64);

/// Memory technology devices (mtd-abi.h).
pub static FLASH: &[Row] = &[
    ("ECCGETLAYOUT", Out(&At(&Struct(&ECC_LAYOUT)))),
    ("ECCGETSTATS", Out(&At(&Struct(&ECC_STATS)))),
    ("MEMERASE", ERASE),
    ("MEMERASE64", At(&Struct(&ERASE_INFO64))),
    ("MEMGETBADBLOCK", OFFSET),
    ("MEMGETINFO", Out(&At(&Struct(&MTD_INFO)))),
    ("MEMGETOOBSEL", Out(&At(&Struct(&OOB_INFO)))),
    ("MEMGETREGIONCOUNT", GET_INT),
    ("MEMGETREGIONINFO", InOut(&REGION_INFO)),
    ("MEMISLOCKED", ERASE),
    ("MEMLOCK", ERASE),
    ("MEMREAD", InOut(&MTD_READ)),
    ("MEMREADOOB", At(&Struct(&OOB_BUFFER))),
    ("MEMREADOOB64", At(&Struct(&OOB_BUFFER64))),
    ("MEMSETBADBLOCK", OFFSET),
    ("MEMUNLOCK", ERASE),
    ("MEMWRITE", At(&Struct(&MTD_WRITE))),
    ("MEMWRITEOOB", At(&Struct(&OOB_BUFFER))),
    ("MEMWRITEOOB64", At(&Struct(&OOB_BUFFER64))),
    ("MTDFILEMODE", As(Repr::Ulong, &Of(&MTD_FILE_MODE))),
    ("OTPERASE", At(&Struct(&OTP_INFO))),
    ("OTPGETREGIONCOUNT", GET_UINT),
    ("OTPGETREGIONINFO", Out(&At(&Struct(&OTP_INFO)))),
    ("OTPLOCK", At(&Struct(&OTP_INFO))),
    ("OTPSELECT", At(&Of(&MTD_OTP))),
];

/// Volumes on flash memory (ubi-user.h).
pub static UBI: &[Row] = &[
    ("UBI_IOCATT", Turns(&At(&Struct(&UBI_ATTACH)), &SET_INT)),
    ("UBI_IOCDET", SET_INT),
    ("UBI_IOCEBCH", At(&Struct(&UBI_CHANGE))),
    ("UBI_IOCEBER", SET_INT),
    ("UBI_IOCEBISMAP", SET_INT),
    ("UBI_IOCEBMAP", At(&Struct(&UBI_MAP))),
    ("UBI_IOCEBUNMAP", SET_INT),
    ("UBI_IOCMKVOL", Turns(&At(&Struct(&UBI_CREATE)), &SET_INT)),
    ("UBI_IOCRMVOL", SET_INT),
    ("UBI_IOCRNVOL", At(&Struct(&UBI_RENAME))),
    ("UBI_IOCRPEB", SET_INT),
    ("UBI_IOCRSVOL", At(&Struct(&UBI_RESIZE))),
    ("UBI_IOCSETVOLPROP", At(&Struct(&UBI_SET_PROPERTY))),
    ("UBI_IOCSPEB", SET_INT),
    ("UBI_IOCVOLCRBLK", NONE),
    ("UBI_IOCVOLRMBLK", NONE),
    ("UBI_IOCVOLUP", At(&I64)),
];

/// Drives that take commands of NVMe (nvme_ioctl.h).
pub static NVME: &[Row] = &[
    ("NVME_IOCTL_ADMIN64_CMD", InOut(&NVME_COMMAND64)),
    ("NVME_IOCTL_ADMIN_CMD", InOut(&NVME_COMMAND)),
    ("NVME_IOCTL_ID", NONE),
    ("NVME_IOCTL_IO64_CMD", InOut(&NVME_COMMAND64)),
    ("NVME_IOCTL_IO64_CMD_VEC", InOut(&NVME_COMMAND64)),
    ("NVME_IOCTL_IO_CMD", InOut(&NVME_COMMAND)),
    ("NVME_IOCTL_RESCAN", NONE),
    ("NVME_IOCTL_RESET", NONE),
    ("NVME_IOCTL_SUBMIT_IO", At(&Struct(&NVME_IO))),
    ("NVME_IOCTL_SUBSYS_RESET", NONE),
];

/// Reservations that outlive a host (pr.h).
pub static RESERVATIONS: &[Row] = &[
    ("IOC_PR_CLEAR", At(&Struct(&RESERVATION_CLEARED))),
    ("IOC_PR_PREEMPT", At(&Struct(&PREEMPTION))),
    ("IOC_PR_PREEMPT_ABORT", At(&Struct(&PREEMPTION))),
    ("IOC_PR_REGISTER", At(&Struct(&REGISTRATION))),
    ("IOC_PR_RELEASE", At(&Struct(&RESERVATION))),
    ("IOC_PR_RESERVE", At(&Struct(&RESERVATION))),
];

/// What a drive says of itself, 512 bytes.
fn identity(decoder: &mut Decoder<'_>, place: Place<'_>) {
    decoder.contents(place.value(decoder.abi), 512, Style::Text);
}

/// The sectors that a command has read, behind four bytes.
pub fn drive_answer(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const COUNT: usize = 3;
    const SECTOR: u64 = 512;
    let (Where::Memory(_, addr), Scope::Fields(_, bytes, _)) = (place.at, place.scope) else { return };
    let sectors = bytes.get(COUNT).copied().unwrap_or(0);
    decoder.contents(addr, SECTOR * u64::from(sectors), Style::Hex);
}

/// SG_IO: which structure it takes, its first word tells.
fn io(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    if decoder.open {
        let letter = decoder.saved[0];
        return decoder.end(if letter == u64::from(b'S') { &SG_IO3 } else { &SG_IO4 }, addr);
    }
    if decoder.phase == Phase::Exit {
        return;
    }
    decoder.saved[0] = decoder.number_at(addr, Repr::U32).unwrap_or(0);
    match u8::try_from(decoder.saved[0]) {
        Ok(b'S') => decoder.begin(&SG_IO3, addr),
        Ok(b'Q') => decoder.begin(&SG_IO4, addr),
        _ => {
            decoder.behind(&Uint, addr, place.scope);
            decoder.missed = true;
        }
    }
}

/// The value of a field of the structure that this field is in.
fn field(decoder: &Decoder<'_>, place: Place<'_>, name: &str) -> u64 {
    let Scope::Fields(st, bytes, _) = place.scope else { return 0 };
    let named = st.layout(decoder.abi).find(|(_, field)| field.name == name);
    named.map_or(0, |(at, field)| field.kind.repr().load(bytes.get(at..).unwrap_or_default(), decoder.abi))
}

/// Data that are written, or that version 3 has read: bytes, or vectors of them.
pub fn output(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let old = field(decoder, place, "interface_id") == u64::from(b'S');
    let (count, length) =
        if old { ("iovec_count", "dxfer_len") } else { ("dout_iovec_count", "dout_xfer_len") };
    let (count, mut length) = (field(decoder, place, count), field(decoder, place, length));
    if old && decoder.phase == Phase::Exit {
        length = left(length, field(decoder, place, "resid"));
    }
    transferred(decoder, place, count, length);
}

/// Data that version 4 has read.
pub fn input(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let [count, length, unread] =
        ["din_iovec_count", "din_xfer_len", "din_resid"].map(|name| field(decoder, place, name));
    transferred(decoder, place, count, left(length, unread));
}

/// How many of `length` bytes there are where `unread` are missing.
fn left(length: u64, unread: u64) -> u64 {
    if (0..=length as i64).contains(&(unread as i64)) { length - unread } else { length }
}

fn transferred(decoder: &mut Decoder<'_>, place: Place<'_>, count: u64, length: u64) {
    let addr = place.value(decoder.abi);
    if count > 0 {
        decoder.vectors(addr, count, length);
    } else {
        decoder.contents(addr, length, Style::Hex);
    }
}

/// What a device says of an error, in version 3.
pub fn sense(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let length = field(decoder, place, "sb_len_wr");
    decoder.contents(place.value(decoder.abi), length, Style::Hex);
}

/// The same in version 4.
pub fn answer(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let length = field(decoder, place, "response_len");
    decoder.contents(place.value(decoder.abi), length, Style::Hex);
}

/// The name of a volume, of `name_len` bytes.
pub fn ubi_name(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let Where::Memory(bytes, _) = place.at else { return };
    let length = (field(decoder, place, "name_len") as i64).clamp(0, 127) as usize;
    decoder.inline(&bytes[..(length + 1).min(bytes.len())], Style::Text);
}

/// The volumes that get other names.
pub fn ubi_renamed(decoder: &mut Decoder<'_>, place: Place<'_>) {
    /// UBI_MAX_RNVOL
    const MOST: i64 = 32;
    const VOLUME: Kind = Struct(&UBI_RENAMED);
    let Where::Memory(bytes, addr) = place.at else { return };
    let count = (field(decoder, place, "count") as i64).clamp(0, MOST);
    decoder.items(&VOLUME, count as u64, Some(bytes), addr, place.scope);
}
