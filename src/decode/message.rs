//! Messages on sockets (`struct msghdr`): their vectors, and the control messages that come with them.

use super::decoder::{At, Decoder, Place, Scope};
use super::kind::Kind::{self, *};
use super::kind::{Ref, Repr};
use super::set::Radix;
use super::sets::net::IPPROTO;
use super::sets::sockopt::{ALG_OP, TLS_RECORD};
use super::sink::{Group, Style};
use super::sockaddr::STORAGE;
use super::structs::net::{
    CMSGHDR, EXTENDED_ERR, EXTENDED_ERR6, IN_PKTINFO, IN6_PKTINFO, IP6_MTUINFO, MSGHDR, NL_PKTINFO,
    PACKET_AUXDATA, UCRED,
};
use super::structs::time::{SOCK_TIMEVAL, TIMESPEC, TIMESPEC64, TIMEVAL};

const AF_NETLINK: u64 = 16;

/// Stands for the protocol of what is said to be netlink's on another socket.
const NO_PROTOCOL: u32 = u32::MAX;

/// Fields by their position.
const MSG_NAME: Ref = Ref(0);
const MSG_NAMELEN: Ref = Ref(1);
const MSG_IOVLEN: Ref = Ref(3);
const MSG_CONTROLLEN: Ref = Ref(5);

/// The most control messages that are shown of one message, in bytes.
const MOST_CONTROL: usize = 64 << 10;

/// What stands for a number that couldn't be read at entry.
pub(super) const UNREAD: u64 = u64::MAX;

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
pub(super) fn ask(decoder: &mut Decoder<'_>) {
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

/// `msg_name`: the kernel tells how long an address is, but writes no more of it than there is room for.
pub fn name(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let length = length_of_name(decoder, place.scope);
    decoder.sockaddr(place.value(decoder.abi), length as u64);
}

/// How much of a message's name there is.
fn length_of_name(decoder: &Decoder<'_>, scope: Scope<'_>) -> i32 {
    let length = decoder.value(MSG_NAMELEN, scope) as i32;
    decoder.given.map_or(length, |given| given.min(length))
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
    let of_socket = decoder.protocol;
    decoder.protocol = spoken(decoder, place.scope);
    decoder.vectors(addr, count, bytes);
    decoder.protocol = of_socket;
}

/// The netlink protocol that a message's vectors are read by: as in strace its name decides whether they are netlink's, the
/// socket just which protocol's. Without such a name they are text, unless what strace leaves in bytes is asked for.
fn spoken(decoder: &Decoder<'_>, scope: Scope<'_>) -> Option<u32> {
    let (name, length) = (decoder.value(MSG_NAME, scope), length_of_name(decoder, scope));
    let there = length >= size_of::<u16>() as i32 && decoder.is_readable(name, length as usize);
    match there.then(|| decoder.number_at(name, Repr::U16)).flatten() {
        Some(AF_NETLINK) => Some(decoder.protocol.unwrap_or(NO_PROTOCOL)),
        _ => decoder.protocol.filter(|_| decoder.detail.deep),
    }
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
                decoder.whole(kind, place);
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

pub(super) fn name_length_at(decoder: &Decoder<'_>, addr: u64) -> u64 {
    let offset = MSGHDR.offset("msg_namelen", decoder.abi).unwrap_or(0) as u64;
    if addr == 0 {
        return UNREAD;
    }
    decoder.number_at(addr.wrapping_add(offset), Repr::U32).unwrap_or(UNREAD)
}
