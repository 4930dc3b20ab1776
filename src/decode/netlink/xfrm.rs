//! IPsec: associations, policies, and what happens to them.

use super::attribute::values::*;
use super::attribute::{About, Attributes, Value, attributes, attributes_of};
use super::{Message, flags_of, structure};
use crate::decode::decoder::{At, Decoder, Place, Scope};
use crate::decode::kind::Kind::{As, Of, Struct};
use crate::decode::kind::Repr;
use crate::decode::set::Set;
use crate::decode::sets::net::IPPROTO;
use crate::decode::sets::xfrm::{EXTRA, SA_DIR, XFRM_MSG};
use crate::decode::sink::Style;
use crate::decode::structs::Struct as Fields;
use crate::decode::structs::xfrm::*;
use Value::{All, One};
use std::net::{Ipv4Addr, Ipv6Addr};

/// What a type of message begins with, where in it the address family stands, and the attributes behind it.
struct Family {
    kind: u64,
    head: &'static Fields,
    family: usize,
    attributes: &'static Attributes,
}

const fn family(kind: u64, head: &'static Fields, family: usize) -> Family {
    Family { kind, head, family, attributes: &XFRM }
}

static FAMILIES: &[Family] = &[
    family(16, &USERSA_INFO, 212),
    family(17, &USERSA_ID, 20),
    family(18, &USERSA_ID, 20),
    family(19, &USERPOLICY_INFO, 40),
    family(20, &USERPOLICY_ID, 40),
    family(21, &USERPOLICY_ID, 40),
    family(22, &USERSPI_INFO, 212),
    family(23, &USER_ACQUIRE, 80),
    family(24, &USER_EXPIRE, 212),
    family(25, &USERPOLICY_INFO, 40),
    family(26, &USERSA_INFO, 212),
    family(27, &USER_POLEXPIRE, 40),
    family(28, &USERSA_FLUSH, usize::MAX),
    family(30, &AEVENT_ID, 20),
    family(31, &AEVENT_ID, 20),
    family(32, &USER_REPORT, 44),
    family(33, &USERPOLICY_ID, 40),
    Family { kind: 34, head: &FLAGS, family: usize::MAX, attributes: &SAD },
    Family { kind: 35, head: &FLAGS, family: usize::MAX, attributes: &SAD },
    Family { kind: 36, head: &FLAGS, family: usize::MAX, attributes: &SPD },
    Family { kind: 37, head: &FLAGS, family: usize::MAX, attributes: &SPD },
    family(38, &USER_MAPPING, 20),
    family(39, &USERPOLICY_DEFAULT, usize::MAX),
    family(40, &USERPOLICY_DEFAULT, usize::MAX),
];

/// Flushes all policies: nothing but attributes.
const XFRM_MSG_FLUSHPOLICY: u64 = 29;

pub(super) fn kind(decoder: &mut Decoder<'_>, kind: u64) {
    decoder.sink.symbol(kind, &XFRM_MSG);
}

pub(super) fn flags(kind: u64) -> &'static Set {
    flags_of(XFRM_MSG.name(kind))
}

pub(super) fn payload(decoder: &mut Decoder<'_>, message: &Message<'_>) -> bool {
    if message.kind == XFRM_MSG_FLUSHPOLICY {
        attributes_of(decoder, &XFRM, &About::default(), message.payload);
        return true;
    }
    let Some(of) = FAMILIES.iter().find(|of| of.kind == message.kind) else { return false };
    let about = About { family: message.payload.half(of.family), ..About::default() };
    structure(decoder, of.head, Some(of.attributes), &about, message.payload)
}

/// `xfrm_address_t`, of the family at this offset of the structure that it stands in.
pub fn address<const FAMILY: usize>(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let (At::Memory(bytes, _), Scope::Fields(_, around, _)) = (place.at, place.scope) else { return };
    let family = around.get(FAMILY..FAMILY + 2).map_or(0, |raw| u16::from_le_bytes([raw[0], raw[1]]));
    let mut raw = [0; 16];
    let there = bytes.len().min(raw.len());
    raw[..there].copy_from_slice(&bytes[..there]);
    match u64::from(family) {
        super::attribute::AF_INET => decoder.sink.inet(Ipv4Addr::new(raw[0], raw[1], raw[2], raw[3])),
        super::attribute::AF_INET6 => decoder.sink.inet6("", Ipv6Addr::from(raw)),
        _ => decoder.tail(&raw, Style::Hex),
    }
}

/// A key of as many bits as the number at this offset says.
pub fn counted<const BITS: usize>(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let (At::Memory(bytes, _), Scope::Fields(_, around, _)) = (place.at, place.scope) else { return };
    let raw = around.get(BITS..BITS + 4).unwrap_or(&[0; 4]);
    let bits = Repr::U32.load(raw, decoder.abi) as usize;
    decoder.tail(&bytes[..bits.div_ceil(8).min(bytes.len())], Style::Hex);
}

attributes! {
    /// Of associations and policies.
    XFRM "XFRMA_???" {
        XFRMA_UNSPEC = 0,
        XFRMA_ALG_AUTH = 1: Value::Whole(&ALGO),
        XFRMA_ALG_CRYPT = 2: Value::Whole(&ALGO),
        XFRMA_ALG_COMP = 3: Value::Whole(&ALGO),
        XFRMA_ENCAP = 4: One(&Struct(&ENCAP_TMPL)),
        XFRMA_TMPL = 5: All(&Struct(&USER_TMPL)),
        XFRMA_SA = 6: One(&Struct(&USERSA_INFO)),
        XFRMA_POLICY = 7: One(&Struct(&USERPOLICY_INFO)),
        XFRMA_SEC_CTX = 8: Value::Rest(&Struct(&USER_SEC_CTX)),
        XFRMA_LTIME_VAL = 9: One(&Struct(&LIFETIME_CUR)),
        XFRMA_REPLAY_VAL = 10: One(&Struct(&REPLAY_STATE)),
        XFRMA_REPLAY_THRESH = 11: WORD,
        XFRMA_ETIMER_THRESH = 12: WORD,
        XFRMA_SRCADDR = 13: ADDRESS,
        XFRMA_COADDR = 14: ADDRESS,
        XFRMA_LASTUSED = 15: QUAD,
        XFRMA_POLICY_TYPE = 16: One(&Struct(&USERPOLICY_TYPE)),
        XFRMA_MIGRATE = 17: All(&Struct(&USER_MIGRATE)),
        XFRMA_ALG_AEAD = 18: Value::Whole(&ALGO_AEAD),
        XFRMA_KMADDRESS = 19: One(&Struct(&USER_KMADDRESS)),
        XFRMA_ALG_AUTH_TRUNC = 20: Value::Whole(&ALGO_AUTH),
        XFRMA_MARK = 21: One(&Struct(&MARK)),
        XFRMA_TFCPAD = 22: WORD,
        XFRMA_REPLAY_ESN_VAL = 23: Value::Rest(&Struct(&REPLAY_STATE_ESN)),
        XFRMA_SA_EXTRA_FLAGS = 24: One(&Of(&EXTRA)),
        XFRMA_PROTO = 25: One(&As(Repr::U8, &Of(&IPPROTO))),
        XFRMA_ADDRESS_FILTER = 26: One(&Struct(&ADDRESS_FILTER)),
        XFRMA_PAD = 27,
        XFRMA_OFFLOAD_DEV = 28: One(&Struct(&USER_OFFLOAD)),
        XFRMA_SET_MARK = 29: HEX32,
        XFRMA_SET_MARK_MASK = 30: HEX32,
        XFRMA_IF_ID = 31: HEX32,
        XFRMA_MTIMER_THRESH = 32: WORD,
        XFRMA_SA_DIR = 33: One(&As(Repr::U8, &Of(&SA_DIR))),
        XFRMA_NAT_KEEPALIVE_INTERVAL = 34: WORD,
        XFRMA_SA_PCPU = 35: WORD,
        XFRMA_IPTFS_DROP_TIME = 36: WORD,
        XFRMA_IPTFS_REORDER_WINDOW = 37: HALF,
        XFRMA_IPTFS_DONT_FRAG = 38,
        XFRMA_IPTFS_INIT_DELAY = 39: WORD,
        XFRMA_IPTFS_MAX_QSIZE = 40: WORD,
        XFRMA_IPTFS_PKT_SIZE = 41: WORD,
    }
    /// Of the database of associations.
    SAD "XFRMA_SAD_???" {
        XFRMA_SAD_UNSPEC = 0,
        XFRMA_SAD_CNT = 1: WORD,
        XFRMA_SAD_HINFO = 2: One(&Struct(&SADHINFO)),
    }
    /// Of the database of policies.
    SPD "XFRMA_SPD_???" {
        XFRMA_SPD_UNSPEC = 0,
        XFRMA_SPD_INFO = 1: One(&Struct(&SPDINFO)),
        XFRMA_SPD_HINFO = 2: One(&Struct(&SPDHINFO)),
        XFRMA_SPD_IPV4_HTHRESH = 3: One(&Struct(&SPDHTHRESH)),
        XFRMA_SPD_IPV6_HTHRESH = 4: One(&Struct(&SPDHTHRESH)),
    }
}
