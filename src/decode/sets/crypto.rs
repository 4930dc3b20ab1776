//! Netlink's crypto: the kernel's algorithms (cryptouser.h, crypto.h).

use crate::decode::set::sets;

sets! {
    one CRYPTO_MSG "CRYPTO_MSG_???" {
        CRYPTO_MSG_NEWALG = 16, CRYPTO_MSG_DELALG = 17, CRYPTO_MSG_UPDATEALG = 18, CRYPTO_MSG_GETALG = 19,
        CRYPTO_MSG_DELRNG = 20, CRYPTO_MSG_GETSTAT = 21,
    }
}
