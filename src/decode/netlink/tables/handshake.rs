//! Attributes of handshakes of TLS that the kernel asks for (linux/handshake.h).

use super::*;

named_sets! {
    one HANDLER_CLASS "HANDSHAKE_HANDLER_CLASS_???" {
        HANDSHAKE_HANDLER_CLASS_NONE = 0, HANDSHAKE_HANDLER_CLASS_TLSHD = 1, HANDSHAKE_HANDLER_CLASS_MAX = 2,
    }
    one MSG_TYPE "HANDSHAKE_MSG_TYPE_???" {
        HANDSHAKE_MSG_TYPE_UNSPEC = 0, HANDSHAKE_MSG_TYPE_CLIENTHELLO = 1,
        HANDSHAKE_MSG_TYPE_SERVERHELLO = 2,
    }
    one AUTH "HANDSHAKE_AUTH_???" {
        HANDSHAKE_AUTH_UNSPEC = 0, HANDSHAKE_AUTH_UNAUTH = 1, HANDSHAKE_AUTH_PSK = 2,
        HANDSHAKE_AUTH_X509 = 3,
    }
    one COMMANDS "HANDSHAKE_CMD_???" { HANDSHAKE_CMD_READY = 1, HANDSHAKE_CMD_ACCEPT = 2, HANDSHAKE_CMD_DONE = 3 }
}

attributes! {
    ACCEPT "HANDSHAKE_A_ACCEPT_???" {
        HANDSHAKE_A_ACCEPT_SOCKFD = 1: SIGNED,
        HANDSHAKE_A_ACCEPT_HANDLER_CLASS = 2: One(&Of(&HANDLER_CLASS)),
        HANDSHAKE_A_ACCEPT_MESSAGE_TYPE = 3: One(&Of(&MSG_TYPE)),
        HANDSHAKE_A_ACCEPT_TIMEOUT = 4: WORD,
        HANDSHAKE_A_ACCEPT_AUTH_MODE = 5: One(&Of(&AUTH)),
        HANDSHAKE_A_ACCEPT_PEER_IDENTITY = 6: WORD,
        HANDSHAKE_A_ACCEPT_CERTIFICATE = 7: Nested(&X509),
        HANDSHAKE_A_ACCEPT_PEERNAME = 8: TEXT,
        HANDSHAKE_A_ACCEPT_KEYRING = 9: WORD,
    }
    X509 "HANDSHAKE_A_X509_???" {
        HANDSHAKE_A_X509_CERT = 1: SIGNED,
        HANDSHAKE_A_X509_PRIVKEY = 2: SIGNED,
    }
    DONE "HANDSHAKE_A_DONE_???" {
        HANDSHAKE_A_DONE_STATUS = 1: WORD,
        HANDSHAKE_A_DONE_SOCKFD = 2: SIGNED,
        HANDSHAKE_A_DONE_REMOTE_AUTH = 3: WORD,
    }
}

/// The family `handshake`.
pub(in crate::decode::netlink) static FAMILY: Family = Family {
    name: "handshake",
    requests: Commands { names: &COMMANDS, attributes: &[(3, &DONE)] },
    answers: Commands { names: &COMMANDS, attributes: &[(3, &DONE)] },
    head: None,
    attributes: &ACCEPT,
};
