//! Netlink's audit and SELinux (audit.h, selinux_netlink.h).

use crate::decode::decoder::{At, Decoder, Place, Scope};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Phase, Ref, Repr};
use crate::decode::sets::audit::{
    AUDIT_ACTION, AUDIT_FAIL, AUDIT_FEATURE, AUDIT_FEATURES as FEATURES, AUDIT_FIELD, AUDIT_FILTER,
    AUDIT_OPERATOR, AUDIT_STATUS as STATUS,
};
use crate::decode::structs::structs;

const FIELD: Kind = Of(&AUDIT_FIELD);
const OPERATOR: Kind = Of(&AUDIT_OPERATOR);

structs! {
    SELNL_MSG_SETENFORCE "selnl_msg_setenforce" {
        val: Int,
    }
    SELNL_MSG_POLICYLOAD "selnl_msg_policyload" {
        seqno: Uint,
    }
    AUDIT_STATUS "audit_status" {
        mask: Of(&STATUS),
        enabled: Uint,
        failure: Of(&AUDIT_FAIL),
        pid: Pid,
        rate_limit: Uint,
        backlog_limit: Uint,
        lost: Uint,
        backlog: Uint,
        feature_bitmap: Of(&FEATURES),
        backlog_wait_time: Uint,
        backlog_wait_time_actual: Uint,
    }
    AUDIT_FEATURES "audit_features" {
        vers: Uint,
        mask: Of(&AUDIT_FEATURE),
        features: Of(&AUDIT_FEATURE),
        lock: Of(&AUDIT_FEATURE),
    }
    AUDIT_TTY_STATUS "audit_tty_status" {
        enabled: Uint,
        log_passwd: Uint,
    }
    AUDIT_SIG_INFO "audit_sig_info" {
        uid: Uid,
        pid: Pid,
        ctx: Chars(0),
    }
    AUDIT_RULE_DATA "audit_rule_data" {
        flags: Of(&AUDIT_FILTER),
        action: Of(&AUDIT_ACTION),
        field_count: Uint,
        mask: As(Repr::Block(256, 4), &Raw(256)),
        fields: Own(Repr::Block(256, 4), Phase::Entry, |d, p| counted(d, p, &FIELD)),
        values: Own(Repr::Block(256, 4), Phase::Entry, |d, p| counted(d, p, &Uint)),
        fieldflags: Own(Repr::Block(256, 4), Phase::Entry, |d, p| counted(d, p, &OPERATOR)),
        buflen: Uint,
    }
}

/// As many words as `field_count` says, and no more than there is room for.
fn counted(decoder: &mut Decoder<'_>, place: Place<'_>, kind: &'static Kind) {
    const FIELD_COUNT: Ref = Ref(2);
    const MOST: u64 = 64;
    let At::Memory(bytes, addr) = place.at else { return };
    let count = decoder.value(FIELD_COUNT, place.scope).min(MOST).min(bytes.len() as u64 / 4);
    decoder.items(kind, count, Some(bytes), addr, Scope::Call);
}
