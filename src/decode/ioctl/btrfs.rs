//! btrfs (linux/btrfs.h).

use super::{GET_U64, NONE, Row, SET_U64};
use crate::decode::decoder::{At as Where, Decoder, Place, Scope};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Phase, Ref, Repr};
use crate::decode::set::Radix;
use crate::decode::sets::btrfs::{BALANCE_COMMAND, STAT, SUBVOLUME as SUBVOLUME_FLAGS};
use crate::decode::sink::{Group, Style};
use crate::decode::structs::btrfs::*;

const VOLUME_NAME: Kind = At(&Struct(&VOLUME));
const SUBVOLUME: Kind = Turns(&At(&Struct(&VOLUME2)), &At(&Struct(&VOLUME2_MADE)));
/// Flags behind a pointer, which text shows without brackets.
const FLAGS: Kind = Own(Repr::Ulong, Phase::Entry, subvolume_flags);
const FEATURE_FLAGS: Kind = Struct(&FEATURES);

/// What is btrfs's own.
pub static ROWS: &[Row] = &[
    ("BTRFS_IOC_ADD_DEV", VOLUME_NAME),
    ("BTRFS_IOC_BALANCE", NONE),
    ("BTRFS_IOC_BALANCE_CTL", As(Repr::Ulong, &Of(&BALANCE_COMMAND))),
    ("BTRFS_IOC_BALANCE_PROGRESS", Out(&At(&Struct(&BALANCED)))),
    ("BTRFS_IOC_BALANCE_V2", Turns(&At(&Struct(&BALANCING)), &At(&Struct(&BALANCED)))),
    ("BTRFS_IOC_DEFAULT_SUBVOL", SET_U64),
    ("BTRFS_IOC_DEFRAG", NONE),
    ("BTRFS_IOC_DEFRAG_RANGE", At(&Struct(&DEFRAGMENTING))),
    ("BTRFS_IOC_DEVICES_READY", VOLUME_NAME),
    ("BTRFS_IOC_DEV_INFO", Turns(&At(&Struct(&DEVICE_OF)), &At(&Struct(&DEVICE_INFO)))),
    ("BTRFS_IOC_DEV_REPLACE", Turns(&At(&Struct(&REPLACING)), &At(&Struct(&REPLACED)))),
    ("BTRFS_IOC_FORGET_DEV", VOLUME_NAME),
    ("BTRFS_IOC_FS_INFO", Out(&At(&Struct(&FILE_SYSTEM)))),
    ("BTRFS_IOC_GET_DEV_STATS", Turns(&At(&Struct(&STATISTICS)), &At(&Struct(&STATISTICS_GOT)))),
    ("BTRFS_IOC_GET_FEATURES", Out(&At(&FEATURE_FLAGS))),
    ("BTRFS_IOC_GET_SUPPORTED_FEATURES", Out(&Own(Repr::Ulong, Phase::Exit, supported))),
    ("BTRFS_IOC_INO_LOOKUP", Both(looked_up)),
    ("BTRFS_IOC_INO_PATHS", Turns(&At(&Struct(&INODE_OF)), &At(&Struct(&INODE_PATHS)))),
    ("BTRFS_IOC_LOGICAL_INO", Turns(&At(&Struct(&LOGICAL_OF)), &At(&Struct(&LOGICAL_INODES)))),
    ("BTRFS_IOC_QGROUP_ASSIGN", At(&Struct(&QGROUP_ASSIGN))),
    ("BTRFS_IOC_QGROUP_CREATE", At(&Struct(&QGROUP_CREATE))),
    ("BTRFS_IOC_QGROUP_LIMIT", Out(&At(&Struct(&QGROUP_LIMIT)))),
    ("BTRFS_IOC_QUOTA_CTL", At(&Struct(&QUOTA))),
    ("BTRFS_IOC_QUOTA_RESCAN", At(&Struct(&QUOTA_RESCAN))),
    ("BTRFS_IOC_QUOTA_RESCAN_STATUS", Out(&At(&Struct(&QUOTA_STATUS)))),
    ("BTRFS_IOC_QUOTA_RESCAN_WAIT", NONE),
    ("BTRFS_IOC_RESIZE", VOLUME_NAME),
    ("BTRFS_IOC_RM_DEV", VOLUME_NAME),
    ("BTRFS_IOC_SCAN_DEV", VOLUME_NAME),
    ("BTRFS_IOC_SCRUB", Turns(&At(&Struct(&SCRUBBING)), &At(&Struct(&SCRUBBED)))),
    ("BTRFS_IOC_SCRUB_CANCEL", NONE),
    ("BTRFS_IOC_SCRUB_PROGRESS", Turns(&At(&Struct(&SCRUBBING_OF)), &At(&Struct(&SCRUBBED)))),
    ("BTRFS_IOC_SEND", At(&Struct(&SENDING))),
    ("BTRFS_IOC_SET_FEATURES", At(&Items(&FEATURE_FLAGS, 2))),
    ("BTRFS_IOC_SET_RECEIVED_SUBVOL", Turns(&At(&Struct(&RECEIVED)), &At(&Struct(&RECEIVED_ID)))),
    ("BTRFS_IOC_SNAP_CREATE", VOLUME_NAME),
    ("BTRFS_IOC_SNAP_CREATE_V2", SUBVOLUME),
    ("BTRFS_IOC_SNAP_DESTROY", VOLUME_NAME),
    ("BTRFS_IOC_SPACE_INFO", Turns(&At(&Struct(&SPACES)), &At(&Struct(&SPACES_GOT)))),
    ("BTRFS_IOC_START_SYNC", GET_U64),
    ("BTRFS_IOC_SUBVOL_CREATE", VOLUME_NAME),
    ("BTRFS_IOC_SUBVOL_CREATE_V2", SUBVOLUME),
    ("BTRFS_IOC_SUBVOL_GETFLAGS", Out(&FLAGS)),
    ("BTRFS_IOC_SUBVOL_SETFLAGS", FLAGS),
    ("BTRFS_IOC_SYNC", NONE),
    ("BTRFS_IOC_TRANS_END", NONE),
    ("BTRFS_IOC_TRANS_START", NONE),
    ("BTRFS_IOC_TREE_SEARCH", Turns(&At(&Struct(&SEARCH)), &At(&Struct(&SEARCH_RESULT)))),
    ("BTRFS_IOC_TREE_SEARCH_V2", Turns(&At(&Struct(&SEARCH2)), &At(&Struct(&SEARCH2_RESULT)))),
    ("BTRFS_IOC_WAIT_SYNC", SET_U64),
];

fn subvolume_flags(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    match decoder.number_at(addr, Repr::U64) {
        Some(flags) if decoder.detail.follow => decoder.sink.symbol(flags, &SUBVOLUME_FLAGS),
        _ => decoder.sink.address(addr),
    }
}

/// Features that there are, that can be set, and that can be cleared.
fn supported(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let size = FEATURES.size(decoder.abi);
    decoder.read(addr, 3 * size, |decoder, bytes| {
        let Some(bytes) = bytes.filter(|_| addr != 0) else { return decoder.sink.address(addr) };
        decoder.sink.open(Group::Array);
        for (part, meaning) in bytes.chunks_exact(size).zip(["supported", "safe to set", "safe to clear"]) {
            decoder.sink.item();
            decoder.fields(&FEATURES, part, addr);
            decoder.sink.comment(format_args!("{meaning}"));
        }
        decoder.sink.close(Group::Array);
    });
}

/// The groups that a snapshot is put in, and limits.
pub fn inherited(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = Repr::Ulong.narrow(place.value(decoder.abi), decoder.abi);
    decoder.structure(&INHERITED, addr);
}

/// Groups, as many as `num_qgroups` says.
pub fn groups(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const GROUP: Kind = U64;
    let Where::Memory(_, addr) = place.at else { return };
    decoder.array(&GROUP, addr, decoder.value(Ref(1), place.scope), place.scope);
}

/// A share in thousandths.
pub fn per_mille(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    decoder.sink.number(value, Radix::Decimal);
    decoder.sink.comment(format_args!("{}.{}%", value / 10, value % 10));
}

/// How space is used, as many as `total_spaces` says.
pub fn spaces_used(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const USED: Kind = Struct(&SPACE_USED);
    let Where::Memory(_, addr) = place.at else { return };
    decoder.array(&USED, addr, decoder.value(Ref(1), place.scope), place.scope);
}

/// What devices have counted, each by its name.
pub fn statistics(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let Where::Memory(bytes, _) = place.at else { return };
    let count = decoder.value(Ref(1), place.scope);
    decoder.sink.open(Group::Indexed);
    for (i, name) in STAT.names().iter().enumerate().take(count.min(16) as usize) {
        decoder.sink.index(name.value, &STAT);
        let value = Repr::U64.load(bytes.get(8 * i..).unwrap_or_default(), decoder.abi);
        decoder.sink.number(value, Radix::Decimal);
    }
    if count > STAT.names().len() as u64 {
        decoder.sink.more();
    }
    decoder.sink.close(Group::Indexed);
}

/// The head of what the kernel has put at a pointer, and values that follow it.
fn container(decoder: &mut Decoder<'_>, place: Place<'_>, values: fn(&mut Decoder<'_>, u64, u64)) {
    const COUNT: usize = 8;
    let whole = place.value(decoder.abi);
    let addr = Repr::Ulong.narrow(whole, decoder.abi);
    let size = CONTAINER.size(decoder.abi);
    decoder.read(addr, size, |decoder, bytes| {
        let Some(bytes) = bytes.filter(|_| addr != 0) else { return decoder.sink.address(whole) };
        decoder.sink.open(Group::Struct);
        decoder.members(&CONTAINER, bytes, addr);
        if decoder.detail.full {
            decoder.sink.field("val");
            values(decoder, addr + size as u64, Repr::U32.load(&bytes[COUNT..], decoder.abi));
        } else {
            decoder.sink.more();
        }
        decoder.sink.close(Group::Struct);
    });
}

/// Paths, by their distance from the first value.
pub fn paths(decoder: &mut Decoder<'_>, place: Place<'_>) {
    container(decoder, place, |decoder, addr, count| {
        decoder.sink.open(Group::Array);
        for i in 0..count.min(1 << 16) {
            decoder.sink.item();
            let Some(distance) = decoder.number_at(addr + 8 * i, Repr::U64) else {
                decoder.sink.more();
                decoder.sink.comment(format_args!("{:#x}", addr + 8 * i));
                break;
            };
            decoder.string(addr.wrapping_add(distance), 4095, Style::Path);
        }
        decoder.sink.close(Group::Array);
    });
}

/// Inodes, of three values each.
pub fn inodes_found(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const FOUND: Kind = Struct(&INODE);
    container(decoder, place, |decoder, addr, count| decoder.array(&FOUND, addr, count / 3, Scope::Call));
}

/// Items of a tree: heads, each with as many bytes behind it as it says.
pub fn searched(decoder: &mut Decoder<'_>, place: Place<'_>) {
    /// Where `nr_items` is in the key, and how large the buffer of the first version is, in bytes.
    const COUNT: usize = 64;
    const BUFFER: u64 = 3992;
    let (Where::Memory(_, addr), Scope::Fields(of, bytes, _)) = (place.at, place.scope) else { return };
    let count = Repr::U32.load(bytes.get(COUNT..).unwrap_or_default(), decoder.abi);
    let size = if std::ptr::eq(of, &SEARCH2_RESULT) { decoder.value(Ref(1), place.scope) } else { BUFFER };
    let head = SEARCH_ITEM.size(decoder.abi) as u64;
    let mut at = 0u64;
    decoder.sink.open(Group::Array);
    for _ in 0..count.min(1 << 16) {
        decoder.sink.item();
        if at.saturating_add(head) > size {
            decoder.sink.more();
            break;
        }
        let here = addr.wrapping_add(at);
        let mut raw = [0; 32];
        if !decoder.memory.read_exact(here, &mut raw) {
            decoder.sink.more();
            decoder.sink.comment(format_args!("{here:#x}"));
            break;
        }
        decoder.fields(&SEARCH_ITEM, &raw, here);
        at = at.saturating_add(head + Repr::U32.load(&raw[28..], decoder.abi));
    }
    decoder.sink.close(Group::Array);
}

/// The name of an inode; and its tree, where the call was to find that too.
fn looked_up(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const LOOKING: Kind = Struct(&LOOKING_UP);
    /// The tree that is asked for was said, or it was that of the file itself.
    const SAID: u64 = 1;
    const HERE: u64 = 2;
    let addr = place.value(decoder.abi);
    if decoder.phase == Phase::Entry {
        decoder.missed = false;
        decoder.behind(&LOOKING, addr, place.scope);
        let tree = decoder.number_at(addr, Repr::U64);
        decoder.saved[0] = match (decoder.missed, tree) {
            (false, Some(0)) => HERE,
            (false, Some(_)) => SAID,
            _ => 0,
        };
    } else if decoder.saved[0] != 0 && !decoder.failed() {
        let of = if decoder.saved[0] == HERE { &LOOKED_UP_HERE } else { &LOOKED_UP };
        decoder.sink.becomes();
        decoder.read(addr, of.size(decoder.abi), |decoder, bytes| match bytes {
            Some(bytes) => decoder.fields(of, bytes, addr),
            None => decoder.sink.address(addr),
        });
    }
}
