//! Audit and SELinux: messages of one structure, or of text.

use super::attribute::{About, text};
use super::{Message, structure};
use crate::decode::decoder::Decoder;
use crate::decode::sets::audit::{AUDIT, SELNL};
use crate::decode::structs::audit::*;

pub(super) fn selinux_kind(decoder: &mut Decoder<'_>, kind: u64) {
    decoder.sink.symbol(kind, &SELNL);
}

pub(super) fn selinux(decoder: &mut Decoder<'_>, message: &Message<'_>) -> bool {
    let head = match message.kind {
        16 => &SELNL_MSG_SETENFORCE,
        17 => &SELNL_MSG_POLICYLOAD,
        _ => return false,
    };
    let there = message.payload.bytes.len() >= head.size(decoder.abi);
    if there {
        decoder.fields(head, message.payload.bytes, message.payload.addr);
    }
    there
}

/// The types whose messages are one structure.
const STRUCTURES: &[(u64, &crate::decode::structs::Struct)] = &[
    (1000, &AUDIT_STATUS),
    (1001, &AUDIT_STATUS),
    (1010, &AUDIT_SIG_INFO),
    (1011, &AUDIT_RULE_DATA),
    (1012, &AUDIT_RULE_DATA),
    (1013, &AUDIT_RULE_DATA),
    (1016, &AUDIT_TTY_STATUS),
    (1017, &AUDIT_TTY_STATUS),
    (1018, &AUDIT_FEATURES),
    (1019, &AUDIT_FEATURES),
];

/// The types whose messages are text: what user space tells, and all that the kernel does.
const TEXT: std::ops::Range<u64> = 1100..3000;
const AUDIT_USER: u64 = 1005;

pub(super) fn kind(decoder: &mut Decoder<'_>, kind: u64) {
    decoder.sink.symbol(kind, &AUDIT);
}

pub(super) fn payload(decoder: &mut Decoder<'_>, message: &Message<'_>) -> bool {
    if TEXT.contains(&message.kind) || message.kind == AUDIT_USER {
        text(decoder, message.payload);
        return true;
    }
    let Some((_, st)) = STRUCTURES.iter().find(|(kind, _)| *kind == message.kind) else { return false };
    structure(decoder, st, None, &About::default(), message.payload)
}
