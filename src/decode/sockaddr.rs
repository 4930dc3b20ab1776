//! Addresses of sockets: which structure a family has, and where a short or a long one differs from it.

use super::decoder::{At, Decoder, Place};
use super::set::Radix;
use super::sets::net::{AX25_P, FAMILY};
use super::sink::{Group, InHex, Seen, Style};
use super::structs::Struct;
use super::structs::sockaddr as of;

/// The most that an address takes, in bytes (`struct sockaddr_storage`).
pub const STORAGE: usize = 128;

/// The size of `sa_family`, which every address begins with.
const HEAD: usize = 2;

const AF_UNIX: u64 = 1;
const AF_INET: u64 = 2;
const AF_AX25: u64 = 3;
const AF_INET6: u64 = 10;
const AF_PACKET: u64 = 17;
const AF_TIPC: u64 = 30;
const AF_BLUETOOTH: u64 = 31;
const AF_RXRPC: u64 = 33;
const AF_ALG: u64 = 38;
const AF_NFC: u64 = 39;

/// The size of `struct sockaddr_nfc`, which the longer one of LLCP begins with.
const NFC: usize = 16;

/// A family's structure, and the least of it that can be read as such, in bytes.
struct Form {
    family: u64,
    least: usize,
    most: usize,
    fields: &'static Struct,
}

const fn form(family: u64, least: usize, fields: &'static Struct) -> Form {
    Form { family, least, most: STORAGE, fields }
}

/// The structures. Bluetooth has one for each of its protocols, told apart by their sizes.
static FORMS: &[Form] = &[
    form(AF_UNIX, 3, &of::UNIX),
    form(AF_INET, 16, &of::INET),
    form(AF_AX25, 16, &of::AX25),
    form(4, 16, &of::IPX),
    form(9, 18, &of::X25),
    Form { most: 24, ..form(AF_INET6, 24, &of::INET6_SHORT) },
    form(AF_INET6, 25, &of::INET6),
    form(16, 12, &of::NETLINK),
    form(AF_PACKET, 20, &of::PACKET),
    form(AF_TIPC, 16, &of::TIPC),
    Form { most: 4, ..form(AF_BLUETOOTH, 4, &of::HCI_SHORT) },
    Form { most: 6, ..form(AF_BLUETOOTH, 6, &of::HCI) },
    Form { most: 8, ..form(AF_BLUETOOTH, 8, &of::SCO) },
    Form { most: 10, ..form(AF_BLUETOOTH, 10, &of::RFCOMM) },
    Form { most: 12, ..form(AF_BLUETOOTH, 12, &of::L2CAP_SHORT) },
    Form { most: 14, ..form(AF_BLUETOOTH, 14, &of::L2CAP) },
    form(AF_RXRPC, 36, &of::RXRPC),
    form(36, 20, &of::IEEE802154),
    form(AF_ALG, 25, &of::ALG),
    form(AF_NFC, 96, &of::NFC_LLCP),
    Form { most: 95, ..form(AF_NFC, NFC, &of::NFC) },
    form(40, 16, &of::VSOCK),
    form(42, 12, &of::QIPCRTR),
    form(44, 16, &of::XDP),
    form(45, 12, &of::MCTP),
];

impl Decoder<'_> {
    /// A pointer to an address of `len` bytes.
    pub fn sockaddr(&mut self, addr: u64, len: u64) {
        // Lengths are ints: what is negative is no length.
        let len = if len > i32::MAX as u64 { 0 } else { (len as usize).min(STORAGE) };
        let mut raw = [0; STORAGE];
        if len < HEAD || addr == 0 || !self.detail.follow || !self.memory.read_exact(addr, &mut raw[..len]) {
            return self.sink.address(addr);
        }
        self.sockaddr_read(&raw, len, addr);
    }

    /// An address that has been read: `len` of the bytes, zeros behind.
    pub fn sockaddr_read(&mut self, raw: &[u8; STORAGE], len: usize, addr: u64) {
        let family = u64::from(u16::from_le_bytes([raw[0], raw[1]]));
        let form = FORMS.iter().find(|f| f.family == family && (f.least..=f.most).contains(&len));
        self.sink.open(Group::Struct);
        self.sink.field("sa_family");
        self.sink.symbol(family, &FAMILY);
        match form {
            Some(form) => self.form(form, raw, len, addr),
            None if len > HEAD => {
                self.sink.field("sa_data");
                self.tail(&raw[HEAD..len], Style::Text);
            }
            None => {}
        }
        self.sink.close(Group::Struct);
    }

    fn form(&mut self, form: &Form, raw: &[u8; STORAGE], len: usize, addr: u64) {
        if form.family == AF_UNIX {
            self.sink.field("sun_path");
            return self.unix(&raw[HEAD..len.min(HEAD + 108)]);
        }
        if form.family == AF_AX25 {
            return self.stations(form.fields, raw, len, addr);
        }
        self.members(form.fields, raw, addr);
        match form.family {
            AF_PACKET => self.packet(raw, len),
            AF_ALG => {
                self.sink.field("salg_name");
                self.inline(&raw[24..len], Style::Text);
            }
            AF_NFC if len > NFC && form.least == NFC => self.sink.more(),
            AF_RXRPC => self.transport(raw, len, addr),
            _ => {}
        }
    }

    /// Bytes of a field, whatever they are and however many.
    pub fn tail(&mut self, bytes: &[u8], style: Style) {
        self.sink.bytes(Seen { bytes, cut: false, length: Some(bytes.len() as u64), style });
    }

    /// The name of a Unix socket: a path up to its NUL, or, after a NUL, any bytes.
    fn unix(&mut self, path: &[u8]) {
        if path.first() == Some(&0) {
            return self.tail(path, Style::Abstract);
        }
        let end = path.iter().position(|b| *b == 0).unwrap_or(path.len());
        self.tail(&path[..end], Style::Path);
    }

    /// The hardware address of a packet socket; `sll_halen` says how much of it there is.
    fn packet(&mut self, raw: &[u8; STORAGE], len: usize) {
        const ADDR: usize = 12;
        let wanted = usize::from(raw[11]);
        if wanted == 0 {
            return;
        }
        self.sink.field("sll_addr");
        self.bytes_one_by_one(&raw[ADDR..len.min(ADDR + wanted)], wanted > len - ADDR);
    }

    /// A station of AX.25, and, where there is room for them or some are said to be, those on the way to it.
    fn stations(&mut self, station: &'static Struct, raw: &[u8; STORAGE], len: usize, addr: u64) {
        const FIRST: usize = 16;
        const CALL: usize = 7;
        const MOST: usize = 8;
        let wanted = i32::from_le_bytes([raw[12], raw[13], raw[14], raw[15]]);
        let alone = wanted == 0 && len == FIRST;
        if !alone {
            self.sink.field("fsa_ax25");
            self.sink.open(Group::Struct);
        }
        self.members(station, raw, addr);
        if alone {
            return;
        }
        self.sink.close(Group::Struct);
        let wanted = usize::try_from(wanted).unwrap_or(0).min(MOST);
        let there = ((len - FIRST) / CALL).min(MOST);
        if wanted > 0 {
            self.sink.field("fsa_digipeater");
            self.sink.open(Group::Array);
            let most = if self.detail.full { there } else { there.min(self.detail.string) };
            for i in 0..most.min(wanted) {
                let at = FIRST + i * CALL;
                self.sink.item();
                self.station(&raw[at..at + CALL], addr + at as u64);
            }
            if most < wanted {
                self.sink.item();
                self.sink.more();
            }
            self.sink.close(Group::Array);
        }
        if len > FIRST + there * CALL {
            self.sink.more();
        }
    }

    /// A station as its users write it: up to six characters, each shifted by a bit, and a number in the last byte. Bytes
    /// that aren't quite that are shown themselves, and what could be read of them behind.
    fn station(&mut self, raw: &[u8], addr: u64) {
        let [first @ .., last] = raw else { return };
        let characters = || first.iter().map(|byte| byte >> 1);
        let plain = characters().all(|c| (b' '..=b'~').contains(&c) && !matches!(c, b'*' | b'/'));
        let length = characters().rposition(|c| c != b' ').map_or(0, |last| last + 1);
        let proper = first.iter().all(|byte| byte & 1 == 0)
            && characters().take(length).all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
            && last & !0x1e == 0
            && (length > 0 || *last == 0);
        if !plain || !proper {
            self.fields(&of::AX25_CALL, raw, addr);
        }
        if !plain {
            return;
        }
        let mut text = self.pool.take();
        let number = last >> 1 & 0xf;
        if length == 0 && number == 0 {
            text.push(b'*');
        } else {
            text.extend(characters().take(length));
            text.extend(if number > 9 { &b"-1"[..] } else { b"-" });
            text.push(b'0' + number % 10);
        }
        if proper {
            let seen = |bytes, style| Seen { bytes, cut: false, length: None, style };
            self.sink.station(seen(&text, Style::Bare), seen(raw, Style::Hex));
        } else {
            self.sink.comment(format_args!("{}", std::str::from_utf8(&text).unwrap_or_default()));
        }
        self.pool.give(text);
    }

    /// The address that an RxRPC one stands on, of a length of its own.
    fn transport(&mut self, raw: &[u8; STORAGE], len: usize, addr: u64) {
        const HEAD: usize = 8;
        let said = usize::from(u16::from_le_bytes([raw[6], raw[7]]));
        let family = u64::from(u16::from_le_bytes([raw[8], raw[9]]));
        let length = said.min(len - HEAD);
        let (inner, field, st, least) = match family {
            AF_INET => ("sin", "sin_family", &of::INET, 16),
            AF_INET6 if length > 24 => ("sin6", "sin6_family", &of::INET6, 24),
            AF_INET6 => ("sin6", "sin6_family", &of::INET6_SHORT, 24),
            _ => ("", "family", &of::INET, usize::MAX),
        };
        self.sink.field("transport");
        self.sink.open(Group::Struct);
        if !inner.is_empty() {
            self.sink.field(inner);
            self.sink.open(Group::Struct);
        }
        self.sink.field(field);
        self.sink.symbol(family, &FAMILY);
        if said >= least {
            self.members(st, &raw[HEAD..], addr + HEAD as u64);
        } else if length > 2 {
            self.sink.unnamed("data");
            self.tail(&raw[HEAD + 2..HEAD + length], Style::Text);
        }
        if !inner.is_empty() {
            self.sink.close(Group::Struct);
        }
        self.sink.close(Group::Struct);
    }

    /// Bytes as an array of numbers: `[0x52, 00]`.
    pub fn bytes_one_by_one(&mut self, bytes: &[u8], more: bool) {
        self.sink.open(Group::Array);
        for byte in bytes {
            self.sink.item();
            self.sink.number((*byte).into(), Radix::Byte);
        }
        if more {
            self.sink.item();
            self.sink.more();
        }
        self.sink.close(Group::Array);
    }
}

/// A station of AX.25, in place.
pub fn station(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let At::Memory(bytes, addr) = place.at else { return };
    if let Some(raw) = bytes.get(..7) {
        decoder.station(raw, addr);
    }
}

/// A protocol of AX.25, which strace writes as a number with its name whatever is asked for.
pub fn ax25_protocol(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    let name = AX25_P.name(value).unwrap_or(AX25_P.unknown);
    decoder.sink.words(value, format_args!("{} /* {name} */", InHex(value)));
}
