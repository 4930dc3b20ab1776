//! Binder (android/binder.h): what processes say to the driver, and what it says to them, command by command.

use super::{NONE, Row, SET_INT, SET_UINT};
use crate::decode::decoder::{At as Where, Decoder, Place, Scope};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Repr;
use crate::decode::set::Set;
use crate::decode::sets::binder::{COMMAND, OBJECT, RETURN};
use crate::decode::sink::Group;
use crate::decode::structs::binder::*;
use crate::decode::structs::{HEX64, Struct};

/// The driver, and that which makes devices.
pub static ROWS: &[Row] = &[
    ("BINDER_CTL_ADD", InOut(&CONTROL_DEVICE)),
    ("BINDER_ENABLE_ONEWAY_SPAM_DETECTION", SET_UINT),
    ("BINDER_FREEZE", At(&Struct(&FREEZE))),
    ("BINDER_GET_EXTENDED_ERROR", Out(&At(&Struct(&EXTENDED_ERROR)))),
    ("BINDER_GET_FROZEN_INFO", InOut(&FROZEN)),
    ("BINDER_GET_NODE_DEBUG_INFO", Change(&At(&Struct(&NODE_DEBUG)))),
    ("BINDER_GET_NODE_INFO_FOR_REF", InOut(&NODE_FOR_REF)),
    ("BINDER_SET_CONTEXT_MGR", SET_INT),
    ("BINDER_SET_CONTEXT_MGR_EXT", At(&Struct(&OBJECT_HERE))),
    ("BINDER_SET_IDLE_PRIORITY", SET_INT),
    ("BINDER_SET_IDLE_TIMEOUT", At(&I64)),
    ("BINDER_SET_MAX_THREADS", SET_UINT),
    ("BINDER_THREAD_EXIT", NONE),
    ("BINDER_VERSION", Out(&At(&Struct(&BINDER_VERSION)))),
    ("BINDER_WRITE_READ", Turns(&At(&Struct(&WRITE_READ)), &At(&Struct(&WRITTEN_READ)))),
];

/// What follows a command: nothing where it isn't here.
type Follows = (&'static str, Kind);

const REFERENCE: Kind = At(&Uint);
const COOKIE: Kind = At(&HEX64);
const TWO: Kind = At(&Struct(&PTR_COOKIE));
const NOTICE: Kind = At(&Struct(&HANDLE_COOKIE));

/// By name.
static SAID: &[Follows] = &[
    ("BC_ACQUIRE", REFERENCE),
    ("BC_ACQUIRE_DONE", TWO),
    ("BC_ACQUIRE_RESULT", SET_INT),
    ("BC_ATTEMPT_ACQUIRE", At(&Struct(&PRIORITY_DESC))),
    ("BC_CLEAR_DEATH_NOTIFICATION", NOTICE),
    ("BC_CLEAR_FREEZE_NOTIFICATION", NOTICE),
    ("BC_DEAD_BINDER_DONE", COOKIE),
    ("BC_DECREFS", REFERENCE),
    ("BC_FREEZE_NOTIFICATION_DONE", COOKIE),
    ("BC_FREE_BUFFER", COOKIE),
    ("BC_INCREFS", REFERENCE),
    ("BC_INCREFS_DONE", TWO),
    ("BC_RELEASE", REFERENCE),
    ("BC_REPLY", At(&Struct(&SENT))),
    ("BC_REPLY_SG", At(&Struct(&SENT_PARTS))),
    ("BC_REQUEST_DEATH_NOTIFICATION", NOTICE),
    ("BC_REQUEST_FREEZE_NOTIFICATION", NOTICE),
    ("BC_TRANSACTION", At(&Struct(&SENT))),
    ("BC_TRANSACTION_SG", At(&Struct(&SENT_PARTS))),
    ("BR_ACQUIRE", TWO),
    ("BR_ACQUIRE_RESULT", SET_INT),
    ("BR_ATTEMPT_ACQUIRE", At(&Struct(&PRIORITY_PTR_COOKIE))),
    ("BR_CLEAR_DEATH_NOTIFICATION_DONE", COOKIE),
    ("BR_CLEAR_FREEZE_NOTIFICATION_DONE", COOKIE),
    ("BR_DEAD_BINDER", COOKIE),
    ("BR_DECREFS", TWO),
    ("BR_ERROR", SET_INT),
    ("BR_FROZEN_BINDER", At(&Struct(&FROZEN_STATE))),
    ("BR_INCREFS", TWO),
    ("BR_RELEASE", TWO),
    ("BR_REPLY", At(&Struct(&RECEIVED))),
    ("BR_TRANSACTION", At(&Struct(&RECEIVED))),
    ("BR_TRANSACTION_SEC_CTX", At(&Struct(&RECEIVED_LABELLED))),
];

/// What the process says: the bytes of `write_buffer` that the driver hasn't taken yet.
pub fn commands(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let number = |name| WRITE_READ.field(name).map_or(0, |of| decoder.value(of, place.scope));
    let (size, taken) = (number("write_size"), number("write_consumed"));
    stream(decoder, place, (taken, size), &COMMAND);
}

/// What the driver says: the bytes of `read_buffer` that it has filled.
pub fn returns(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let number = |name| WRITTEN_READ.field(name).map_or(0, |of| decoder.value(of, place.scope));
    let (size, filled) = (number("read_size"), number("read_consumed"));
    stream(decoder, place, (0, filled.min(size)), &RETURN);
}

/// Commands one behind another, each with what follows it: between two offsets from the pointer at the place.
fn stream(decoder: &mut Decoder<'_>, place: Place<'_>, (from, to): (u64, u64), set: &'static Set) {
    let start = place.value(decoder.abi);
    let mut at = start.wrapping_add(from);
    let mut left = to.saturating_sub(from);
    if start == 0 || !decoder.detail.follow || (left >= 4 && decoder.number_at(at, Repr::U32).is_none()) {
        return decoder.sink.address(start);
    }
    let mut room = if decoder.detail.full { 1 << 12 } else { decoder.detail.string };
    decoder.sink.open(Group::Array);
    while left > 0 {
        decoder.sink.item();
        let command = decoder.number_at(at, Repr::U32).filter(|_| left >= 4 && room > 0);
        let Some(command) = command else {
            decoder.sink.more();
            break;
        };
        let length = 4 + u64::from(super::parts(command).size);
        decoder.sink.open(Group::Struct);
        decoder.sink.field("cmd");
        decoder.sink.symbol(command, set);
        let follows = set.name(command).and_then(|name| {
            let found = SAID.binary_search_by_key(&name, |(name, _)| name).ok()?;
            Some(&SAID[found].1)
        });
        if let Some(kind) = follows.filter(|_| length <= left) {
            decoder.sink.field("data");
            let to = Where::Register(at.wrapping_add(4));
            decoder.show(kind, Place { at: to, repr: Repr::U64, scope: Scope::Call });
        } else if length > 4 {
            decoder.sink.more();
        }
        decoder.sink.close(Group::Struct);
        at = at.wrapping_add(length);
        left = left.saturating_sub(length);
        room -= 1;
    }
    decoder.sink.close(Group::Array);
}

/// The objects in the data of a transaction, which lie where its offsets say.
pub fn objects(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let number = |name| SENT.field(name).map_or(0, |of| decoder.value(of, place.scope));
    let (data, size) = (number("buffer"), number("data_size"));
    let (offsets, count) = (number("offsets"), number("offsets_size") / 8);
    let shown =
        if decoder.detail.full { count.min(1 << 12) } else { count.min(decoder.detail.string as u64) };
    decoder.sink.open(Group::Array);
    for i in 0..shown {
        decoder.sink.item();
        let offset = decoder.number_at(offsets.wrapping_add(8 * i), Repr::U64);
        match offset.filter(|offset| *offset < size) {
            Some(offset) => object(decoder, data.wrapping_add(offset)),
            None => {
                decoder.sink.more();
                break;
            }
        }
    }
    if shown < count {
        decoder.sink.item();
        decoder.sink.more();
    }
    decoder.sink.close(Group::Array);
}

/// One, by its type.
fn object(decoder: &mut Decoder<'_>, addr: u64) {
    let of = decoder.number_at(addr, Repr::U32).and_then(|of| OBJECT.name(of));
    let of: &'static Struct = match of {
        Some("BINDER_TYPE_BINDER" | "BINDER_TYPE_WEAK_BINDER") => &OBJECT_HERE,
        Some("BINDER_TYPE_HANDLE" | "BINDER_TYPE_WEAK_HANDLE") => &OBJECT_THERE,
        Some("BINDER_TYPE_FD") => &OBJECT_FD,
        Some("BINDER_TYPE_FDA") => &OBJECT_FDS,
        Some("BINDER_TYPE_PTR") => &OBJECT_BUFFER,
        _ => &HEADER,
    };
    decoder.structure(of, addr);
}
