//! Sockets as tools list them: requests, answers and their attributes (sock_diag(7)).

use super::address::IP_PROTOCOL;
use super::attribute::values::*;
use super::attribute::{About, Attributes, Value, attributes, show};
use super::{Behind, Message, Span, headed, hex};
use crate::decode::classic_bpf::SOCKET_INSTRUCTION;
use crate::decode::decoder::{At, Decoder, Place};
use crate::decode::kind::Kind::{self, As, Of, Struct, Uint};
use crate::decode::kind::{Phase, Ref, Repr};
use crate::decode::message;
use crate::decode::set::Radix;
use crate::decode::sets::diag::*;
use crate::decode::sink::{Group, Seen, Style};
use crate::decode::sockaddr;
use crate::decode::structs::Struct as Fields;
use crate::decode::structs::diag::*;
use crate::decode::structs::sockopt::TCP_INFO;
use Value::{All, Beyond, Grown, Indexed, Nested, One, Own, Short};

const NLM_F_REQUEST: u64 = 1;
const TCPDIAG_GETSOCK: u64 = 18;
const DCCPDIAG_GETSOCK: u64 = 19;

/// Internet sockets have a request of their own in the older types.
const OLDER: &[u64] = &[TCPDIAG_GETSOCK, DCCPDIAG_GETSOCK];

/// The sockets of a family: what a request and an answer begin with, and the attributes behind it.
struct Sockets {
    family: u64,
    request: &'static Fields,
    older: &'static Fields,
    behind_request: Behind,
    answer: &'static Fields,
    attributes: &'static Attributes,
}

static SOCKETS: &[Sockets] = &[
    of(1, &UNIX_DIAG_REQ, &UNIX_DIAG_MSG, &UNIX),
    Sockets {
        older: &INET_DIAG_REQ,
        behind_request: Behind::Attributes(&INET_REQUEST),
        ..of(2, &INET_DIAG_REQ_V2, &INET_DIAG_MSG, &INET)
    },
    Sockets {
        older: &INET_DIAG_REQ,
        behind_request: Behind::Attributes(&INET_REQUEST),
        ..of(10, &INET_DIAG_REQ_V2, &INET_DIAG_MSG, &INET)
    },
    of(16, &NETLINK_DIAG_REQ, &NETLINK_DIAG_MSG, &NETLINK),
    of(17, &PACKET_DIAG_REQ, &PACKET_DIAG_MSG, &PACKET),
    of(43, &SMC_DIAG_REQ, &SMC_DIAG_MSG, &SMC),
];

const fn of(
    family: u64,
    request: &'static Fields,
    answer: &'static Fields,
    attributes: &'static Attributes,
) -> Sockets {
    Sockets { family, request, older: request, behind_request: Behind::Nothing, answer, attributes }
}

/// What a message of NETLINK_SOCK_DIAG carries.
pub(super) fn payload(decoder: &mut Decoder<'_>, message: &Message<'_>) -> bool {
    let Some(family) = message.payload.bytes.first().map(|family| u64::from(*family)) else { return false };
    // The family alone says nothing of its sockets.
    let mut known = SOCKETS.iter().filter(|_| message.payload.bytes.len() > 1);
    let Some(sockets) = known.find(|sockets| sockets.family == family) else {
        super::unknown_family(decoder, message.payload);
        return true;
    };
    let (head, behind) = if message.flags & NLM_F_REQUEST == 0 {
        (sockets.answer, Behind::Attributes(sockets.attributes))
    } else if OLDER.contains(&message.kind) {
        (sockets.older, sockets.behind_request)
    } else {
        (sockets.request, sockets.behind_request)
    };
    headed(decoder, head, behind, message.payload);
    true
}

/// `tcpm_key`, as long as `tcpm_keylen` says.
pub fn key(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const TCPM_KEYLEN: Ref = Ref(2);
    counted(decoder, place, TCPM_KEYLEN);
}

/// `pdmc_addr`, as long as `pdmc_alen` says.
pub fn multicast(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const PDMC_ALEN: Ref = Ref(3);
    counted(decoder, place, PDMC_ALEN);
}

fn counted(decoder: &mut Decoder<'_>, place: Place<'_>, count: Ref) {
    let At::Memory(bytes, _) = place.at else { return };
    let (size, _) = place.repr.size_align(decoder.abi);
    let length = decoder.value(count, place.scope) as usize;
    decoder.tail(&bytes[..length.min(size).min(bytes.len())], Style::Hex);
}

/// Which ways a socket is shut down: the number, and its bits by name.
fn shutdown(decoder: &mut Decoder<'_>, _: &About<'_>, span: Span<'_>) -> bool {
    let Some(value) = span.bytes.first().filter(|_| span.bytes.len() <= 8) else { return false };
    decoder.sink.number((*value).into(), Radix::Hex);
    if *value != 0 {
        let (first, rest) = (value & 3, value & !3);
        let names = format_args!("{}", SHUTDOWN.say(u64::from(first | rest)));
        decoder.sink.gloss(names);
    }
    true
}

/// Instructions that choose sockets: the first of them, and what it compares with.
fn bytecode(decoder: &mut Decoder<'_>, _: &About<'_>, span: Span<'_>) -> bool {
    const OPERATION: Kind = Struct(&INET_DIAG_BC_OP);
    const MARK: Kind = Struct(&INET_DIAG_MARKCOND);
    const DEVICE: Kind = Uint;
    const SIZE: usize = 4;
    if span.bytes.len() < SIZE {
        return false;
    }
    show(decoder, &OPERATION, span);
    let rest = span.from(SIZE);
    if rest.bytes.is_empty() {
        return true;
    }
    decoder.sink.item();
    let fits = |size| rest.bytes.len() >= size;
    match span.bytes[0] {
        2..=5 if fits(SIZE) => show(decoder, &OPERATION, rest),
        7 | 8 if fits(8) => condition(decoder, rest),
        9 if fits(SIZE) => show(decoder, &DEVICE, rest),
        10 if fits(8) => show(decoder, &MARK, rest),
        _ => hex(decoder, rest),
    }
    true
}

/// An address and a port that a socket is to have.
fn condition(decoder: &mut Decoder<'_>, span: Span<'_>) {
    const FAMILY: Kind = As(Repr::U8, &Of(&crate::decode::sets::net::FAMILY));
    const HEAD: usize = 8;
    decoder.sink.open(Group::Struct);
    decoder.sink.field("family");
    show(decoder, &FAMILY, span);
    decoder.sink.field("prefix_len");
    decoder.sink.number(span.bytes[1].into(), Radix::Decimal);
    decoder.sink.field("port");
    decoder.sink.number(span.word(4), Radix::Decimal);
    let address = span.from(HEAD);
    if !address.bytes.is_empty() {
        super::address::of_family(decoder, "addr", span.bytes[0].into(), address);
    }
    decoder.sink.close(Group::Struct);
}

/// The instructions of a packet socket's filter, where all is shown.
fn filter(decoder: &mut Decoder<'_>, about: &About<'_>, span: Span<'_>) -> bool {
    let (size, _) = SOCKET_INSTRUCTION.repr().size_align(decoder.abi);
    if decoder.detail.full {
        super::attribute::value(decoder, All(&SOCKET_INSTRUCTION), about, span);
    } else if span.bytes.len() >= size {
        decoder.sink.address(span.addr);
    }
    span.bytes.len() >= size || decoder.detail.full
}

/// Options of a socket, a bit for each: those that are set, or all in full output.
fn sockopt(decoder: &mut Decoder<'_>, _: &About<'_>, span: Span<'_>) -> bool {
    const NAMES: &[&str] = &[
        "recverr",
        "is_icsk",
        "freebind",
        "hdrincl",
        "mc_loop",
        "transparent",
        "mc_all",
        "nodefrag",
        "bind_address_no_port",
        "recverr_rfc4884",
        "defer_connect",
    ];
    const SIZE: usize = 2;
    if span.bytes.len() < SIZE {
        return false;
    }
    let (bits, all) = (span.half(0), decoder.detail.full);
    decoder.sink.open(Group::Struct);
    for (i, name) in NAMES.iter().enumerate() {
        let bit = bits >> i & 1;
        if all || bit != 0 {
            decoder.sink.field(name);
            decoder.sink.number(bit, Radix::Decimal);
        }
    }
    let unused = bits >> NAMES.len();
    if all || unused != 0 {
        decoder.sink.field("unused");
        decoder.sink.number(unused, Radix::Hex);
        decoder.sink.comment(format_args!("bits 3..8"));
    }
    decoder.sink.close(Group::Struct);
    let more = span.from(SIZE);
    if more.bytes.iter().any(|byte| *byte != 0) {
        let length = Some(more.bytes.len() as u64);
        let seen = Seen { bytes: more.bytes, cut: false, length, style: Style::Hex };
        decoder.sink.remainder(SIZE as u64, span.bytes.len() as u64 - 1, seen);
    }
    true
}

const MEMINFO: Value = Indexed(&SK_MEMINFO, &Uint);
const SOCKADDR: Kind = Kind::Own(Repr::Block(sockaddr::STORAGE, 8), Phase::Entry, message::address);

attributes! {
    /// Of Unix sockets.
    UNIX "UNIX_DIAG_???" {
        UNIX_DIAG_NAME = 0: TEXT,
        UNIX_DIAG_VFS = 1: One(&Struct(&UNIX_DIAG_VFS)),
        UNIX_DIAG_PEER = 2: WORD,
        UNIX_DIAG_ICONS = 3: All(&Uint),
        UNIX_DIAG_RQLEN = 4: One(&Struct(&UNIX_DIAG_RQLEN)),
        UNIX_DIAG_MEMINFO = 5: MEMINFO,
        UNIX_DIAG_SHUTDOWN = 6: BYTE,
        UNIX_DIAG_UID = 7: ID,
    }
    /// Of internet sockets.
    INET "INET_DIAG_???" {
        INET_DIAG_NONE = 0,
        INET_DIAG_MEMINFO = 1: One(&Struct(&INET_DIAG_MEMINFO)),
        INET_DIAG_INFO = 2: Beyond(&Grown(&TCP_INFO, 104)),
        INET_DIAG_VEGASINFO = 3: One(&Struct(&TCPVEGAS_INFO)),
        INET_DIAG_CONG = 4: TEXT,
        INET_DIAG_TOS = 5: BYTE,
        INET_DIAG_TCLASS = 6: BYTE,
        INET_DIAG_SKMEMINFO = 7: MEMINFO,
        INET_DIAG_SHUTDOWN = 8: Own(shutdown),
        INET_DIAG_DCTCPINFO = 9: One(&Struct(&TCP_DCTCP_INFO)),
        INET_DIAG_PROTOCOL = 10: IP_PROTOCOL,
        INET_DIAG_SKV6ONLY = 11: BYTE,
        INET_DIAG_LOCALS = 12: All(&SOCKADDR),
        INET_DIAG_PEERS = 13: All(&SOCKADDR),
        INET_DIAG_PAD = 14,
        INET_DIAG_MARK = 15: WORD,
        INET_DIAG_BBRINFO = 16: One(&Struct(&TCP_BBR_INFO)),
        INET_DIAG_CLASS_ID = 17: WORD,
        INET_DIAG_MD5SIG = 18: All(&Struct(&TCP_DIAG_MD5SIG)),
        INET_DIAG_ULP_INFO = 19: Nested(&ULP),
        INET_DIAG_SK_BPF_STORAGES = 20: Nested(&STORAGES),
        INET_DIAG_CGROUP_ID = 21: QUAD,
        INET_DIAG_SOCKOPT = 22: Own(sockopt),
    }
    ULP "INET_ULP_INFO_???" {
        INET_ULP_INFO_UNSPEC = 0,
        INET_ULP_INFO_NAME = 1: TEXT,
        INET_ULP_INFO_TLS = 2: Nested(&TLS),
        INET_ULP_INFO_MPTCP = 3: Nested(&MPTCP),
    }
    TLS "TLS_INFO_???" {
        TLS_INFO_UNSPEC = 0,
        TLS_INFO_VERSION = 1: Short(&As(Repr::U16, &Of(&TLS_VERSION))),
        TLS_INFO_CIPHER = 2: Short(&As(Repr::U16, &Of(&TLS_CIPHER))),
        TLS_INFO_TXCONF = 3: Short(&As(Repr::U16, &Of(&TLS_CONF))),
        TLS_INFO_RXCONF = 4: Short(&As(Repr::U16, &Of(&TLS_CONF))),
        TLS_INFO_ZC_RO_TX = 5,
        TLS_INFO_RX_NO_PAD = 6,
        TLS_INFO_TX_MAX_PAYLOAD_LEN = 7,
    }
    MPTCP "MPTCP_SUBFLOW_ATTR_???" {
        MPTCP_SUBFLOW_ATTR_UNSPEC = 0,
        MPTCP_SUBFLOW_ATTR_TOKEN_REM = 1: HEX32,
        MPTCP_SUBFLOW_ATTR_TOKEN_LOC = 2: HEX32,
        MPTCP_SUBFLOW_ATTR_RELWRITE_SEQ = 3: WORD,
        MPTCP_SUBFLOW_ATTR_MAP_SEQ = 4: QUAD,
        MPTCP_SUBFLOW_ATTR_MAP_SFSEQ = 5: WORD,
        MPTCP_SUBFLOW_ATTR_SSN_OFFSET = 6: WORD,
        MPTCP_SUBFLOW_ATTR_MAP_DATALEN = 7: HALF,
        MPTCP_SUBFLOW_ATTR_FLAGS = 8: Short(&Of(&MPTCP_FLAG)),
        MPTCP_SUBFLOW_ATTR_ID_REM = 9: BYTE,
        MPTCP_SUBFLOW_ATTR_ID_LOC = 10: BYTE,
        MPTCP_SUBFLOW_ATTR_PAD = 11,
    }
    STORAGES "SK_DIAG_BPF_STORAGE_???" {
        SK_DIAG_BPF_STORAGE_REP_NONE = 0,
        SK_DIAG_BPF_STORAGE = 1: Nested(&STORAGE),
    }
    STORAGE "SK_DIAG_BPF_STORAGE_???" {
        SK_DIAG_BPF_STORAGE_NONE = 0,
        SK_DIAG_BPF_STORAGE_PAD = 1,
        SK_DIAG_BPF_STORAGE_MAP_ID = 2: WORD,
        SK_DIAG_BPF_STORAGE_MAP_VALUE = 3: ANY,
    }
    /// Of requests for internet sockets.
    INET_REQUEST "INET_DIAG_REQ_???" {
        INET_DIAG_REQ_NONE = 0,
        INET_DIAG_REQ_BYTECODE = 1: Own(bytecode),
        INET_DIAG_REQ_SK_BPF_STORAGES = 2,
        INET_DIAG_REQ_PROTOCOL = 3: IP_PROTOCOL,
    }
    /// Of netlink sockets.
    NETLINK "NETLINK_DIAG_???" {
        NETLINK_DIAG_MEMINFO = 0: MEMINFO,
        NETLINK_DIAG_GROUPS = 1: All(&As(Repr::U64, &Kind::Number(Radix::Columns(16)))),
        NETLINK_DIAG_RX_RING = 2: One(&Struct(&NETLINK_DIAG_RING)),
        NETLINK_DIAG_TX_RING = 3: One(&Struct(&NETLINK_DIAG_RING)),
        NETLINK_DIAG_FLAGS = 4: One(&Of(&NDIAG_FLAG)),
    }
    /// Of packet sockets.
    PACKET "PACKET_DIAG_???" {
        PACKET_DIAG_INFO = 0: One(&Struct(&PACKET_DIAG_INFO)),
        PACKET_DIAG_MCLIST = 1: All(&Struct(&PACKET_DIAG_MCLIST)),
        PACKET_DIAG_RX_RING = 2: One(&Struct(&PACKET_DIAG_RING)),
        PACKET_DIAG_TX_RING = 3: One(&Struct(&PACKET_DIAG_RING)),
        PACKET_DIAG_FANOUT = 4: WORD,
        PACKET_DIAG_UID = 5: ID,
        PACKET_DIAG_MEMINFO = 6: MEMINFO,
        PACKET_DIAG_FILTER = 7: Own(filter),
    }
    /// Of SMC sockets.
    SMC "SMC_DIAG_???" {
        SMC_DIAG_NONE = 0,
        SMC_DIAG_CONNINFO = 1: One(&Struct(&SMC_DIAG_CONNINFO)),
        SMC_DIAG_LGRINFO = 2: One(&Struct(&SMC_DIAG_LGRINFO)),
        SMC_DIAG_SHUTDOWN = 3: Short(&As(Repr::U8, &Of(&SHUTDOWN))),
        SMC_DIAG_DMBINFO = 4: One(&Struct(&SMCD_DIAG_DMBINFO)),
        SMC_DIAG_FALLBACK = 5: One(&Struct(&SMC_DIAG_FALLBACK)),
    }
}
