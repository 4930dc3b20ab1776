//! Messages on sockets (`struct msghdr`): their vectors, and the control messages that come with them.

use super::decoder::{At, Decoder, Place, Scope};
use super::kind::Kind::{self, *};
use super::kind::{Phase, Ref, Repr};
use super::set::Radix;
use super::sets::net::IPPROTO;
use super::sets::sockopt::{ALG_OP, TLS_RECORD};
use super::sink::{Group, Style};
use super::sockaddr::STORAGE;
use super::structs::Struct;
use super::structs::net::{
    CMSGHDR, EXTENDED_ERR, EXTENDED_ERR6, IN_PKTINFO, IN6_PKTINFO, IP6_MTUINFO, MMSGHDR, MMSGHDR_SENT,
    MMSGHDR_UNSENT, MSGHDR, NL_PKTINFO, PACKET_AUXDATA, UCRED,
};
use super::structs::time::{SOCK_TIMEVAL, TIMESPEC, TIMESPEC64, TIMEVAL};
use crate::event::Outcome;

/// Fields by their position.
const MSG_IOVLEN: Ref = Ref(3);
const MSG_CONTROLLEN: Ref = Ref(5);
const MSG_LEN: Ref = Ref(1);
const MSG_HDR_OF_MMSGHDR: u64 = 0;

/// The most control messages that are shown of one message, in bytes.
const MOST_CONTROL: usize = 64 << 10;

/// How many messages of recvmmsg keep the lengths of their names, in `Decoder::saved`; the rest of it holds the timeout.
const KEPT: usize = 4;

/// Where in `Decoder::saved` it is told how many of sendmmsg's messages were sent.
const SENT: usize = 0;

/// Where recvmmsg's and sendmmsg's arguments stand.
const MSGVEC: Ref = Ref(1);
const VLEN: Ref = Ref(2);
const TIMEOUT: usize = 4;

/// What stands for a number that couldn't be read at entry.
const UNREAD: u64 = u64::MAX;

/// The data of a control message: its level and type, the least size, how it reads.
struct Data {
    level: u64,
    kind: u64,
    least: fn(&Decoder<'_>) -> usize,
    shown: Form,
}

/// How the data of a control message reads.
enum Form {
    /// As one value.
    One(Kind),
    /// The same, whole however long strings may be.
    Whole(Kind),
    /// As values, as many as there are.
    Many(Kind),
    /// As bytes that are text.
    Text,
    /// As an address of a socket, as long as it is.
    Address,
}

const SOL_IP: u64 = 0;
const SOL_SOCKET: u64 = 1;
const SOL_TCP: u64 = 6;
const SOL_UDP: u64 = 17;
const SOL_IPV6: u64 = 41;
const SOL_PACKET: u64 = 263;
const SOL_NETLINK: u64 = 270;
const SOL_ALG: u64 = 279;
const SOL_TLS: u64 = 282;

const fn data(level: u64, kind: u64, shown: Form, least: fn(&Decoder<'_>) -> usize) -> Data {
    Data { level, kind, least, shown }
}

static DATA: &[Data] = &[
    data(SOL_SOCKET, 1, Form::Many(Fd), |_| 4),
    data(SOL_SOCKET, 2, Form::One(Struct(&UCRED)), |_| 12),
    data(SOL_SOCKET, 3, Form::Text, |_| 1),
    data(SOL_SOCKET, 4, Form::Many(Fd), |_| 4),
    data(SOL_SOCKET, 29, Form::One(Struct(&TIMEVAL)), |d| TIMEVAL.size(d.abi)),
    data(SOL_SOCKET, 35, Form::One(Struct(&TIMESPEC)), |d| TIMESPEC.size(d.abi)),
    data(SOL_SOCKET, 37, Form::Whole(Items(&Struct(&TIMESPEC), 3)), |d| 3 * TIMESPEC.size(d.abi)),
    data(SOL_SOCKET, 63, Form::One(Struct(&SOCK_TIMEVAL)), |d| SOCK_TIMEVAL.size(d.abi)),
    data(SOL_SOCKET, 64, Form::One(Struct(&TIMESPEC64)), |d| TIMESPEC64.size(d.abi)),
    data(SOL_SOCKET, 65, Form::Whole(Items(&Struct(&TIMESPEC64), 3)), |d| 3 * TIMESPEC64.size(d.abi)),
    data(SOL_IP, 1, Form::Many(As(Repr::U8, &Hex)), |_| 1),
    data(SOL_IP, 2, Form::Many(Uint), |_| 4),
    data(SOL_IP, 3, Form::Text, |_| 1),
    data(SOL_IP, 6, Form::Many(As(Repr::U8, &Hex)), |_| 1),
    data(SOL_IP, 7, Form::Many(As(Repr::U8, &Hex)), |_| 1),
    data(SOL_IP, 8, Form::One(Struct(&IN_PKTINFO)), |_| 12),
    data(SOL_IP, 11, Form::One(Struct(&EXTENDED_ERR)), |_| 32),
    data(SOL_IP, 20, Form::Address, |_| 16),
    data(SOL_IP, 23, Form::Many(Uint), |_| 4),
    data(SOL_IP, 25, Form::One(Int), |_| 4),
    data(SOL_IP, 52, Form::One(Of(&IPPROTO)), |_| 4),
    data(SOL_SOCKET, 40, Form::One(Uint), |_| 4),
    data(SOL_SOCKET, 61, Form::One(U64), |_| 8),
    data(SOL_SOCKET, 81, Form::One(Uint), |_| 4),
    data(SOL_SOCKET, 84, Form::One(Int), |_| 4),
    data(SOL_TCP, 36, Form::One(Int), |_| 4),
    data(SOL_UDP, 103, Form::One(U16), |_| 2),
    data(SOL_UDP, 104, Form::One(Int), |_| 4),
    data(SOL_IPV6, 2, Form::One(Struct(&IN6_PKTINFO)), |_| 20),
    data(SOL_IPV6, 8, Form::One(Int), |_| 4),
    data(SOL_IPV6, 11, Form::One(As(Repr::Be32, &Network(None))), |_| 4),
    data(SOL_IPV6, 25, Form::One(Struct(&EXTENDED_ERR6)), |_| 44),
    data(SOL_IPV6, 50, Form::One(Struct(&IN6_PKTINFO)), |_| 20),
    data(SOL_IPV6, 52, Form::One(Int), |_| 4),
    data(SOL_IPV6, 61, Form::One(Struct(&IP6_MTUINFO)), |_| 32),
    data(SOL_IPV6, 62, Form::One(Int), |_| 4),
    data(SOL_IPV6, 67, Form::One(As(Repr::I32, &Hex)), |_| 4),
    data(SOL_IPV6, 74, Form::Address, |_| 24),
    data(SOL_IPV6, 77, Form::One(Int), |_| 4),
    data(SOL_PACKET, 8, Form::One(Struct(&PACKET_AUXDATA)), |_| 20),
    data(SOL_NETLINK, 3, Form::One(Struct(&NL_PKTINFO)), |_| 4),
    data(SOL_NETLINK, 8, Form::One(Int), |_| 4),
    data(SOL_ALG, 3, Form::One(Of(&ALG_OP)), |_| 4),
    data(SOL_ALG, 4, Form::One(Uint), |_| 4),
    data(SOL_TLS, 1, Form::One(As(Repr::U8, &Of(&TLS_RECORD))), |_| 1),
    data(SOL_TLS, 2, Form::One(As(Repr::U8, &Of(&TLS_RECORD))), |_| 1),
];

/// The types of SOL_SOCKET that are moments: of one that was cut strace says that it isn't there.
const MOMENTS: &[u64] = &[29, 35, 37, 63, 64, 65];

/// The argument that is the socket, of all calls on sockets.
const SOCKFD: Ref = Ref(0);

/// Asks which netlink protocol the call's socket speaks.
fn ask(decoder: &mut Decoder<'_>) {
    decoder.protocol = decoder.memory.netlink(decoder.value(SOCKFD, Scope::Call) as i32);
}

/// The buffer of sendto and its relatives.
pub fn sent_buffer(decoder: &mut Decoder<'_>, place: Place<'_>) {
    ask(decoder);
    let length = decoder.value(LENGTH, Scope::Call);
    decoder.payload(place.value(decoder.abi), length);
}

/// The buffer of recvfrom and its relatives, which with MSG_TRUNC return the length of what didn't fit, too.
pub fn received_buffer(decoder: &mut Decoder<'_>, place: Place<'_>) {
    ask(decoder);
    let length = decoder.value(LENGTH, Scope::Call).min(decoder.returned().max(0) as u64);
    decoder.payload(place.value(decoder.abi), length);
}

/// The length of a buffer that is sent or received into.
const LENGTH: Ref = Ref(2);

/// sendmsg's message.
pub fn sent(decoder: &mut Decoder<'_>, place: Place<'_>) {
    ask(decoder);
    decoder.left = u64::MAX;
    decoder.structure(&MSGHDR, place.value(decoder.abi));
}

/// Keeps the length of the name that recvmsg has room for.
pub fn keep(decoder: &Decoder<'_>, addr: u64, saved: &mut [u64; 6]) {
    saved[0] = name_length_at(decoder, addr);
}

/// recvmsg's message.
pub fn received(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let given = decoder.saved[0];
    if given == UNREAD || !decoder.detail.follow {
        return decoder.sink.address(addr);
    }
    if decoder.failed() {
        decoder.sink.open(Group::Struct);
        decoder.sink.field("msg_namelen");
        decoder.sink.number(given as i32 as u64, Radix::Signed);
        return decoder.sink.close(Group::Struct);
    }
    ask(decoder);
    decoder.left = decoder.returned().max(0) as u64;
    decoder.given = Some(given as i32);
    decoder.structure(&MSGHDR, addr);
    decoder.given = None;
}

/// sendmmsg's messages, after the call: all of them, for what wasn't sent is the caller's, too.
pub fn all_sent(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const ONE: Kind = Own(Repr::Like(&MMSGHDR_SENT), Phase::Exit, one_sent);
    let count = decoder.value(VLEN, Scope::Call);
    ask(decoder);
    decoder.left = u64::MAX;
    decoder.saved[SENT] = decoder.returned().max(0) as u64;
    // Where the call failed its argument can be shown all the same.
    let outcome = std::mem::replace(&mut decoder.outcome, Outcome::Returned(0));
    decoder.array(&ONE, place.value(decoder.abi), count, Scope::Call);
    decoder.outcome = outcome;
}

/// One of sendmmsg's messages; of those that were sent, with the length that the kernel has told.
fn one_sent(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let At::Memory(bytes, addr) = place.at else { return };
    let first = decoder.value(MSGVEC, Scope::Call);
    let index = addr.wrapping_sub(first) / MMSGHDR.size(decoder.abi) as u64;
    let was_sent = index < decoder.saved[SENT];
    decoder.fields(if was_sent { &MMSGHDR_SENT } else { &MMSGHDR_UNSENT }, bytes, addr);
}

/// Keeps what recvmmsg changes: the lengths of the first names, and the timeout.
pub fn keep_all(decoder: &Decoder<'_>, addr: u64, saved: &mut [u64; 6]) {
    let step = MMSGHDR.size(decoder.abi) as u64;
    let count = decoder.value(VLEN, Scope::Call).min(KEPT as u64);
    for i in 0..count {
        saved[i as usize] = name_length_at(decoder, addr.wrapping_add(i * step + MSG_HDR_OF_MMSGHDR));
    }
}

/// recvmmsg's messages: those that came.
pub fn all_received(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const RECEIVED: Kind = Struct(&MMSGHDR);
    let addr = place.value(decoder.abi);
    if decoder.failed() || !decoder.detail.follow {
        return decoder.sink.address(addr);
    }
    ask(decoder);
    let count = decoder.value(VLEN, Scope::Call).min(decoder.returned().max(0) as u64);
    decoder.array(&RECEIVED, addr, count, Scope::Call);
}

/// One of recvmmsg's messages.
pub fn received_header(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let At::Memory(bytes, addr) = place.at else { return };
    let step = MMSGHDR.size(decoder.abi) as u64;
    let first = decoder.value(MSGVEC, Scope::Call);
    let kept = usize::try_from(addr.wrapping_sub(first) / step).ok().filter(|i| *i < KEPT);
    decoder.left = decoder.value(MSG_LEN, place.scope);
    decoder.given = kept.map(|i| decoder.saved[i] as i32);
    decoder.fields(&MSGHDR, bytes, addr);
    decoder.given = None;
}

/// `msg_namelen`, and what it was before the call where that is known.
pub fn name_length(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let now = place.value(decoder.abi) as i32;
    if let Some(given) = decoder.given.filter(|given| *given != now) {
        decoder.sink.number(given as u64, Radix::Signed);
        decoder.sink.becomes();
    }
    decoder.sink.number(now as u64, Radix::Signed);
}

/// `msg_iov`.
pub fn vectors(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let count = decoder.value(MSG_IOVLEN, place.scope);
    let bytes = decoder.left;
    decoder.vectors(addr, count, bytes);
}

/// `msg_control`.
pub fn control(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let length = decoder.value(MSG_CONTROLLEN, place.scope);
    let head = CMSGHDR.size(decoder.abi);
    let want = usize::try_from(length).unwrap_or(usize::MAX).min(MOST_CONTROL);
    let mut buffer = decoder.pool.take();
    buffer.resize(want, 0);
    if addr == 0 || want < head || !decoder.detail.follow || !decoder.memory.read_exact(addr, &mut buffer) {
        decoder.pool.give(buffer);
        return decoder.sink.address(addr);
    }
    decoder.sink.open(Group::Array);
    let mut at = 0;
    while let Some(rest) = buffer.get(at..).filter(|rest| !rest.is_empty()) {
        let here = addr.wrapping_add(at as u64);
        decoder.sink.item();
        if rest.len() < head {
            decoder.sink.more();
            decoder.sink.comment(format_args!("{here:#x}"));
            break;
        }
        let said = Repr::Ulong.load(rest, decoder.abi);
        let length = usize::try_from(said).unwrap_or(usize::MAX);
        one(decoder, &rest[..length.clamp(head, rest.len())], here);
        if length < head {
            decoder.sink.item();
            decoder.sink.more();
            decoder.sink.comment(format_args!("{:#x}", here + head as u64));
            break;
        }
        at = at.saturating_add(length.saturating_add(decoder.abi.word().size() - 1))
            / decoder.abi.word().size()
            * decoder.abi.word().size();
    }
    decoder.sink.close(Group::Array);
    decoder.pool.give(buffer);
}

/// One control message: its head, and its data, as much as is there.
fn one(decoder: &mut Decoder<'_>, bytes: &[u8], addr: u64) {
    let head = CMSGHDR.size(decoder.abi);
    decoder.sink.open(Group::Struct);
    decoder.members(&CMSGHDR, bytes, addr);
    let scope = Scope::Fields(&CMSGHDR, bytes, addr);
    let (level, kind) = (decoder.value(Ref(1), scope), decoder.value(Ref(2), scope));
    let data = bytes.get(head..).unwrap_or(&[]);
    let form = DATA.iter().find(|d| d.level == level && d.kind == kind);
    let there = |form: &&Data| data.len() >= (form.least)(decoder);
    if form.is_some_and(|form| !there(&form))
        && level == SOL_SOCKET
        && MOMENTS.contains(&kind)
        && !data.is_empty()
    {
        decoder.sink.field("cmsg_data");
        decoder.sink.unreadable(addr.wrapping_add(head as u64));
    } else if let Some(form) = form.filter(there) {
        decoder.sink.field("cmsg_data");
        let at = addr.wrapping_add(head as u64);
        match &form.shown {
            Form::Text => decoder.tail(data, Style::Text),
            Form::Address => {
                let mut raw = [0; STORAGE];
                let there = data.len().min(STORAGE);
                raw[..there].copy_from_slice(&data[..there]);
                decoder.sockaddr_read(&raw, there, at);
            }
            Form::One(kind) => {
                let place = Place { at: At::Memory(data, at), repr: kind.repr(), scope };
                decoder.show(kind, place);
            }
            Form::Whole(kind) => {
                let place = Place { at: At::Memory(data, at), repr: kind.repr(), scope };
                let full = std::mem::replace(&mut decoder.detail.full, true);
                decoder.show(kind, place);
                decoder.detail.full = full;
            }
            Form::Many(kind) => {
                let (size, _) = kind.repr().size_align(decoder.abi);
                decoder.items(kind, (data.len() / size.max(1)) as u64, Some(data), at, scope);
            }
        }
    }
    decoder.sink.close(Group::Struct);
}

/// An address of a socket in place, of the size of `struct sockaddr`.
pub fn address(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let At::Memory(bytes, addr) = place.at else { return };
    let mut raw = [0; STORAGE];
    let (size, _) = place.repr.size_align(decoder.abi);
    let seen = bytes.len().min(size).min(STORAGE);
    raw[..seen].copy_from_slice(&bytes[..seen]);
    decoder.sockaddr_read(&raw, seen, addr);
}

fn name_length_at(decoder: &Decoder<'_>, addr: u64) -> u64 {
    let offset = MSGHDR.offset("msg_namelen", decoder.abi).unwrap_or(0) as u64;
    if addr == 0 {
        return UNREAD;
    }
    decoder.number_at(addr.wrapping_add(offset), Repr::U32).unwrap_or(UNREAD)
}

/// Keeps the timeout of recvmmsg, which the kernel overwrites with what is left of it.
pub fn keep_timeout(decoder: &Decoder<'_>, addr: u64, saved: &mut [u64; 6]) {
    keep_time(decoder, &TIMESPEC, addr, saved);
}

/// The same, of recvmmsg_time64.
pub fn keep_timeout64(decoder: &Decoder<'_>, addr: u64, saved: &mut [u64; 6]) {
    keep_time(decoder, &TIMESPEC64, addr, saved);
}

fn keep_time(decoder: &Decoder<'_>, st: &'static Struct, addr: u64, saved: &mut [u64; 6]) {
    let repr = st.fields[0].kind.repr();
    let second = repr.size_align(decoder.abi).0 as u64;
    saved[TIMEOUT] = decoder.number_at(addr, repr).unwrap_or(UNREAD);
    saved[TIMEOUT + 1] = decoder.number_at(addr.wrapping_add(second), repr).unwrap_or(UNREAD);
}

/// The timeout as it was before the call.
pub fn timeout(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    let (sec, nsec) = (decoder.saved[TIMEOUT], decoder.saved[TIMEOUT + 1]);
    if addr == 0 || nsec == UNREAD || !decoder.detail.follow {
        return decoder.sink.address(addr);
    }
    decoder.sink.open(Group::Struct);
    for (name, value, radix) in [("tv_sec", sec, Radix::Signed), ("tv_nsec", nsec, Radix::Decimal)] {
        decoder.sink.field(name);
        decoder.sink.number(value, radix);
    }
    decoder.sink.close(Group::Struct);
}

/// What recvmmsg leaves of its timeout.
pub fn left(decoder: &mut Decoder<'_>, _place: Place<'_>) {
    remaining(decoder, &TIMESPEC);
}

/// The same, of recvmmsg_time64.
pub fn left64(decoder: &mut Decoder<'_>, _place: Place<'_>) {
    remaining(decoder, &TIMESPEC64);
}

fn remaining(decoder: &mut Decoder<'_>, st: &'static Struct) {
    if decoder.returned() == 0 {
        decoder.sink.open_note("");
        decoder.sink.expression(0, format_args!("Timeout"));
        return decoder.sink.close_note();
    }
    let addr = decoder.value(Ref(TIMEOUT as u8), Scope::Call);
    if addr != 0 && decoder.detail.follow {
        decoder.sink.open_note("left");
        decoder.structure(st, addr);
        decoder.sink.close_note();
    }
}
