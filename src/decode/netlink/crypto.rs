//! The kernel's algorithms of cryptography.

use super::attribute::values::*;
use super::attribute::{About, Value, attributes};
use super::{Message, flags_of, structure};
use crate::decode::decoder::Decoder;
use crate::decode::kind::Kind::Struct;
use crate::decode::set::Set;
use crate::decode::sets::crypto::CRYPTO_MSG;
use crate::decode::structs::crypto::*;
use Value::One;

const CRYPTO_MSG_DELRNG: u64 = 20;

pub(super) fn kind(decoder: &mut Decoder<'_>, kind: u64) {
    decoder.sink.symbol(kind, &CRYPTO_MSG);
}

pub(super) fn flags(kind: u64) -> &'static Set {
    flags_of(CRYPTO_MSG.name(kind))
}

pub(super) fn payload(decoder: &mut Decoder<'_>, message: &Message<'_>) -> bool {
    let known = CRYPTO_MSG.name(message.kind).is_some() && message.kind != CRYPTO_MSG_DELRNG;
    known && structure(decoder, &USER_ALG, Some(&ALGORITHM), &About::default(), message.payload)
}

attributes! {
    /// Of algorithms.
    ALGORITHM "CRYPTOCFGA_???" {
        CRYPTOCFGA_UNSPEC = 0,
        CRYPTOCFGA_PRIORITY_VAL = 1: WORD,
        CRYPTOCFGA_REPORT_LARVAL = 2: One(&Struct(&REPORT_NAME)),
        CRYPTOCFGA_REPORT_HASH = 3: One(&Struct(&REPORT_HASH)),
        CRYPTOCFGA_REPORT_BLKCIPHER = 4: One(&Struct(&REPORT_BLKCIPHER)),
        CRYPTOCFGA_REPORT_AEAD = 5: One(&Struct(&REPORT_AEAD)),
        CRYPTOCFGA_REPORT_COMPRESS = 6: One(&Struct(&REPORT_NAME)),
        CRYPTOCFGA_REPORT_RNG = 7: One(&Struct(&REPORT_RNG)),
        CRYPTOCFGA_REPORT_CIPHER = 8: One(&Struct(&REPORT_CIPHER)),
        CRYPTOCFGA_REPORT_AKCIPHER = 9: One(&Struct(&REPORT_NAME)),
        CRYPTOCFGA_REPORT_KPP = 10: One(&Struct(&REPORT_NAME)),
        CRYPTOCFGA_REPORT_ACOMP = 11: One(&Struct(&REPORT_NAME)),
        CRYPTOCFGA_STAT_LARVAL = 12,
        CRYPTOCFGA_STAT_HASH = 13,
        CRYPTOCFGA_STAT_BLKCIPHER = 14,
        CRYPTOCFGA_STAT_AEAD = 15,
        CRYPTOCFGA_STAT_COMPRESS = 16,
        CRYPTOCFGA_STAT_RNG = 17,
        CRYPTOCFGA_STAT_CIPHER = 18,
        CRYPTOCFGA_STAT_AKCIPHER = 19,
        CRYPTOCFGA_STAT_KPP = 20,
        CRYPTOCFGA_STAT_ACOMP = 21,
        CRYPTOCFGA_REPORT_SIG = 22: One(&Struct(&REPORT_NAME)),
    }
}
