//! Addresses of sockets: which structure a family has, and where a short or a long one differs from it.

use super::decoder::{At, Decoder, Place, Scope};
use super::kind::Repr;
use super::set::Radix;
use super::sets::net::FAMILY;
use super::sink::{Group, Seen, Style};
use super::structs::Struct;
use super::structs::sockaddr as of;

/// The most that an address takes, in bytes (`struct sockaddr_storage`).
pub const STORAGE: usize = 128;

/// The size of `sa_family`, which every address begins with.
const HEAD: usize = 2;

const AF_UNIX: u64 = 1;
const AF_AX25: u64 = 3;
const AF_PACKET: u64 = 17;
const AF_BLUETOOTH: u64 = 31;
const AF_RXRPC: u64 = 33;
const AF_ALG: u64 = 38;
const AF_NFC: u64 = 39;

/// The size of `struct sockaddr_ax25`, which the longer one begins with. Its last field counts what follows.
const AX25: usize = 16;

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
    form(2, 16, &of::INET),
    form(AF_AX25, 16, &of::AX25),
    form(4, 16, &of::IPX),
    form(9, 18, &of::X25),
    form(10, 25, &of::INET6),
    Form { most: 24, ..form(10, 24, &of::INET6_SHORT) },
    form(16, 12, &of::NETLINK),
    form(AF_PACKET, 20, &of::PACKET),
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
        if form.family == AF_AX25 && len == AX25 && raw[12..AX25] == [0; 4] {
            return self.members(&of::AX25_STATION, raw, addr);
        }
        if form.family == AF_UNIX {
            self.sink.field("sun_path");
            return self.unix(&raw[HEAD..len.min(HEAD + 108)]);
        }
        // Behind what is there are zeros, but not in what may be of any length.
        let end = if form.family == AF_RXRPC { len } else { STORAGE };
        self.members(form.fields, &raw[..end], addr);
        match form.family {
            AF_PACKET => self.packet(raw, len),
            AF_ALG => {
                self.sink.field("salg_name");
                self.inline(&raw[24..len], Style::Text);
            }
            AF_NFC if form.most < STORAGE && len > NFC => self.sink.more(),
            AF_AX25 => self.digipeaters(raw, len, addr),
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

    /// The stations on the way of an AX.25 address.
    fn digipeaters(&mut self, raw: &[u8; STORAGE], len: usize, addr: u64) {
        const CALL: usize = 7;
        let wanted = i32::from_le_bytes([raw[12], raw[13], raw[14], raw[15]]);
        let there = ((len - AX25) / CALL).min(8);
        let shown = usize::try_from(wanted).unwrap_or(0).min(there);
        if wanted > 0 {
            self.sink.field("fsa_digipeater");
            let most = if self.detail.full { shown } else { shown.min(self.detail.string) };
            self.sink.open(Group::Array);
            for i in 0..most {
                let at = AX25 + i * CALL;
                self.sink.item();
                let at = At::Memory(&raw[at..at + CALL], addr + at as u64);
                of::station(self, Place { at, repr: Repr::Bytes(CALL), scope: Scope::Call });
            }
            if most < wanted.min(8) as usize {
                self.sink.item();
                self.sink.more();
            }
            self.sink.close(Group::Array);
        }
        if len > AX25 + there * CALL {
            self.sink.more();
        }
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
