//! Netfilter: types of messages are a subsystem and a message of it. strace leaves their attributes without names, and so
//! does text unless it is asked for more.

use super::attribute::About;
use super::generic::NUMBERED;
use super::{Message, flags_of, structure, tables};
use crate::decode::decoder::Decoder;
use crate::decode::set::{Piece, Set};
use crate::decode::sets::netfilter::{NFNL_MSG, SUBSYSTEMS};
use crate::decode::sink::InHex;
use crate::decode::structs::netlink::NFGENMSG;

/// Begin and end of a batch belong to no subsystem.
fn is_batch(kind: u64) -> bool {
    NFNL_MSG.name(kind).is_some()
}

fn subsystem(kind: u64) -> Option<&'static Set> {
    SUBSYSTEMS.get((kind >> 8) as usize)
}

pub(super) fn kind(decoder: &mut Decoder<'_>, kind: u64) {
    match subsystem(kind) {
        _ if is_batch(kind) => decoder.sink.symbol(kind, &NFNL_MSG),
        Some(set) => decoder.sink.symbol(kind, set),
        None => {
            let (high, low) = (InHex(kind >> 8), InHex(kind & 0xff));
            let (by_name, by_number) =
                (format_args!("{high} /* NFNL_SUBSYS_??? */<<8|{low}"), format_args!("{high}<<8|{low}"));
            decoder.sink.words_by_manner(kind, [by_name, by_number, by_name]);
        }
    }
}

pub(super) fn flags(kind: u64) -> &'static Set {
    let mut name = None;
    if let Some(set) = subsystem(kind).filter(|_| !is_batch(kind)) {
        set.pieces(kind, |piece| {
            if let Piece::Name(found) = piece {
                name = Some(found);
            }
        });
    }
    flags_of(name)
}

pub(super) fn payload(decoder: &mut Decoder<'_>, message: &Message<'_>) -> bool {
    let named = tables::netfilter(message.kind).filter(|_| decoder.detail.deep);
    let attributes = (!is_batch(message.kind)).then_some(named.unwrap_or(&NUMBERED));
    structure(decoder, &NFGENMSG, attributes, &About::default(), message.payload)
}
