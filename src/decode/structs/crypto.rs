//! Netlink's crypto (cryptouser.h).

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Repr;
use crate::decode::structs::structs;

const NAME: Kind = Chars(64);
const HEX32: Kind = As(Repr::U32, &Hex);

structs! {
    USER_ALG "crypto_user_alg" {
        cru_name: NAME,
        cru_driver_name: NAME,
        cru_module_name: NAME,
        cru_type: HEX32,
        cru_mask: HEX32,
        cru_refcnt: Uint,
        cru_flags: HEX32,
    }
    /// Larvae, compression, key agreement and the like have no more than that.
    REPORT_NAME "crypto_report_larval" {
        kind = "type": NAME,
    }
    REPORT_HASH "crypto_report_hash" {
        kind = "type": NAME,
        blocksize: Uint,
        digestsize: Uint,
    }
    REPORT_BLKCIPHER "crypto_report_blkcipher" {
        kind = "type": NAME,
        geniv: NAME,
        blocksize: Uint,
        min_keysize: Uint,
        max_keysize: Uint,
        ivsize: Uint,
    }
    REPORT_AEAD "crypto_report_aead" {
        kind = "type": NAME,
        geniv: NAME,
        blocksize: Uint,
        maxauthsize: Uint,
        ivsize: Uint,
    }
    REPORT_RNG "crypto_report_rng" {
        kind = "type": NAME,
        seedsize: Uint,
    }
    REPORT_CIPHER "crypto_report_cipher" {
        kind = "type": NAME,
        blocksize: Uint,
        min_keysize: Uint,
        max_keysize: Uint,
    }
}
