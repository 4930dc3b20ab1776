//! Sockets and network interfaces (socket(7), netdevice(7), arp(7), linux/if_tun.h, linux/if_bonding.h).

use super::{GET_INT, NONE, Row, SET_INT};
use crate::decode::decoder::{At as Where, Decoder, Place, Scope};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Phase, Ref, Repr};
use crate::decode::set::Radix;
use crate::decode::sets::interface::{PPP_FLAGS, TUN, TUN_OFFLOAD};
use crate::decode::sink::{Group, Seen, Style};
use crate::decode::structs::interface::*;
use crate::decode::structs::sockopt::SOCK_FPROG;

const GET_PID: Kind = Out(&At(&Pid));
const SET_PID: Kind = At(&Pid);
const SET_HWADDR: Kind = At(&Struct(&IFREQ_HWADDR));
const SET_SLAVE: Kind = At(&Struct(&IFREQ_SLAVE));
const ARP_ENTRY: Kind = At(&Struct(&ARPREQ));
const ROUTE: Kind = At(&Struct(&ROUTE_ENTRY));
const BRIDGE: Kind = Own(Repr::Ulong, Phase::Entry, bridge);
const PORT: Kind = At(&Struct(&IFREQ_PORT));
const BOND_INFO: Kind = Change(&At(&Struct(&IFREQ_BOND)));
const BOND_SLAVE_INFO: Kind = Change(&At(&Struct(&IFREQ_BOND_SLAVE)));

/// Sockets, interfaces, ARP, routes, bridges, bonds.
pub static SOCKET: &[Row] = &[
    ("FIOGETOWN", GET_PID),
    ("FIOSETOWN", SET_PID),
    ("SIOCADDDLCI", Addr),
    ("SIOCADDMULTI", SET_HWADDR),
    ("SIOCADDRT", ROUTE),
    ("SIOCATMARK", GET_INT),
    ("SIOCBONDCHANGEACTIVE", SET_SLAVE),
    ("SIOCBONDENSLAVE", SET_SLAVE),
    ("SIOCBONDINFOQUERY", BOND_INFO),
    ("SIOCBONDRELEASE", SET_SLAVE),
    ("SIOCBONDSETHWADDR", SET_HWADDR),
    ("SIOCBONDSLAVEINFOQUERY", BOND_SLAVE_INFO),
    ("SIOCBRADDBR", BRIDGE),
    ("SIOCBRADDIF", PORT),
    ("SIOCBRDELBR", BRIDGE),
    ("SIOCBRDELIF", PORT),
    ("SIOCDARP", ARP_ENTRY),
    ("SIOCDELDLCI", Addr),
    ("SIOCDELMULTI", SET_HWADDR),
    ("SIOCDELRT", ROUTE),
    ("SIOCDIFADDR", Addr),
    ("SIOCDRARP", Addr),
    ("SIOCETHTOOL", Addr),
    ("SIOCGARP", Change(&ARP_ENTRY)),
    ("SIOCGHWTSTAMP", Change(&At(&Struct(&IFREQ_STAMP)))),
    ("SIOCGIFADDR", InOut(&IFREQ_ADDR)),
    ("SIOCGIFBR", Addr),
    ("SIOCGIFBRDADDR", InOut(&IFREQ_BRDADDR)),
    ("SIOCGIFCONF", Both(configuration)),
    ("SIOCGIFCOUNT", Addr),
    ("SIOCGIFDSTADDR", InOut(&IFREQ_DSTADDR)),
    ("SIOCGIFENCAP", GET_INT),
    ("SIOCGIFFLAGS", InOut(&IFREQ_FLAGS)),
    ("SIOCGIFHWADDR", InOut(&IFREQ_HWADDR)),
    ("SIOCGIFINDEX", InOut(&IFREQ_INDEX)),
    ("SIOCGIFMAP", InOut(&IFREQ_MAP)),
    ("SIOCGIFMEM", Addr),
    ("SIOCGIFMETRIC", InOut(&IFREQ_METRIC)),
    ("SIOCGIFMTU", InOut(&IFREQ_MTU)),
    ("SIOCGIFNAME", InOut(&IFREQ_NAME)),
    ("SIOCGIFNETMASK", InOut(&IFREQ_NETMASK)),
    ("SIOCGIFPFLAGS", Addr),
    ("SIOCGIFSLAVE", InOut(&IFREQ_SLAVE)),
    ("SIOCGIFTXQLEN", InOut(&IFREQ_QLEN)),
    ("SIOCGIFVLAN", Change(&At(&Struct(&VLAN_ARGUMENTS)))),
    ("SIOCGMIIPHY", Change(&At(&Struct(&IFREQ_MII)))),
    ("SIOCGMIIREG", Change(&At(&Struct(&IFREQ_MII)))),
    ("SIOCGPGRP", GET_PID),
    ("SIOCGRARP", Addr),
    ("SIOCGSKNS", Addr),
    ("SIOCGSTAMPNS_NEW", Addr),
    ("SIOCGSTAMPNS_OLD", Addr),
    ("SIOCGSTAMP_NEW", Addr),
    ("SIOCGSTAMP_OLD", Addr),
    ("SIOCOUTQNSD", GET_INT),
    ("SIOCRTMSG", Addr),
    ("SIOCSARP", ARP_ENTRY),
    ("SIOCSHWTSTAMP", Change(&At(&Struct(&IFREQ_STAMP)))),
    ("SIOCSIFADDR", At(&Struct(&IFREQ_ADDR))),
    ("SIOCSIFBR", Addr),
    ("SIOCSIFBRDADDR", At(&Struct(&IFREQ_BRDADDR))),
    ("SIOCSIFDSTADDR", At(&Struct(&IFREQ_DSTADDR))),
    ("SIOCSIFENCAP", SET_INT),
    ("SIOCSIFFLAGS", At(&Struct(&IFREQ_FLAGS))),
    ("SIOCSIFHWADDR", SET_HWADDR),
    ("SIOCSIFHWBROADCAST", SET_HWADDR),
    ("SIOCSIFLINK", Addr),
    ("SIOCSIFMAP", At(&Struct(&IFREQ_MAP))),
    ("SIOCSIFMEM", Addr),
    ("SIOCSIFMETRIC", At(&Struct(&IFREQ_METRIC))),
    ("SIOCSIFMTU", At(&Struct(&IFREQ_MTU))),
    ("SIOCSIFNAME", At(&Struct(&IFREQ_NEWNAME))),
    ("SIOCSIFNETMASK", At(&Struct(&IFREQ_NETMASK))),
    ("SIOCSIFPFLAGS", Addr),
    ("SIOCSIFSLAVE", SET_SLAVE),
    ("SIOCSIFTXQLEN", At(&Struct(&IFREQ_QLEN))),
    ("SIOCSIFVLAN", At(&Struct(&VLAN_ARGUMENTS))),
    ("SIOCSMIIREG", At(&Struct(&IFREQ_MII))),
    ("SIOCSPGRP", SET_PID),
    ("SIOCSRARP", Addr),
    ("SIOCWANDEV", Addr),
];

/// TUN and TAP (linux/if_tun.h).
pub static TUNNEL: &[Row] = &[
    ("TUNGETFEATURES", Out(&At(&Of(&TUN)))),
    ("TUNGETIFF", Out(&At(&Struct(&IFREQ_TUN)))),
    ("TUNGETSNDBUF", GET_INT),
    ("TUNGETVNETBE", GET_INT),
    ("TUNGETVNETHDRSZ", GET_INT),
    ("TUNGETVNETLE", GET_INT),
    ("TUNSETCARRIER", SET_INT),
    ("TUNSETGROUP", Gid),
    ("TUNSETIFF", Change(&At(&Struct(&IFREQ_TUN)))),
    ("TUNSETIFINDEX", At(&Interface)),
    ("TUNSETOFFLOAD", As(Repr::Ulong, &Of(&TUN_OFFLOAD))),
    ("TUNSETOWNER", Uid),
    ("TUNSETPERSIST", Ulong),
    ("TUNSETQUEUE", At(&Struct(&IFREQ_TUN))),
    ("TUNSETSNDBUF", SET_INT),
    ("TUNSETVNETBE", SET_INT),
    ("TUNSETVNETHDRSZ", SET_INT),
    ("TUNSETVNETLE", SET_INT),
];

const GET_PARAM: Kind = InOut(&IWREQ_PARAM);
const SET_PARAM: Kind = At(&Struct(&IWREQ_PARAM));

/// Wireless extensions (linux/wireless.h).
pub static WIRELESS: &[Row] = &[
    ("SIOCGIWAP", InOut(&IWREQ_ADDR)),
    ("SIOCGIWESSID", Change(&At(&Struct(&IWREQ_POINT)))),
    ("SIOCGIWFRAG", GET_PARAM),
    ("SIOCGIWFREQ", InOut(&IWREQ_FREQ)),
    ("SIOCGIWMODE", InOut(&IWREQ_MODE)),
    ("SIOCGIWNAME", InOut(&IWREQ_NAME)),
    ("SIOCGIWNWID", GET_PARAM),
    ("SIOCGIWPOWER", GET_PARAM),
    ("SIOCGIWRANGE", Change(&At(&Struct(&IWREQ_POINT)))),
    ("SIOCGIWRATE", GET_PARAM),
    ("SIOCGIWRETRY", GET_PARAM),
    ("SIOCGIWRTS", GET_PARAM),
    ("SIOCGIWSCAN", Change(&At(&Struct(&IWREQ_POINT)))),
    ("SIOCGIWSENS", GET_PARAM),
    ("SIOCGIWTXPOW", GET_PARAM),
    ("SIOCSIWAP", At(&Struct(&IWREQ_ADDR))),
    ("SIOCSIWESSID", At(&Struct(&IWREQ_ESSID))),
    ("SIOCSIWFRAG", SET_PARAM),
    ("SIOCSIWFREQ", At(&Struct(&IWREQ_FREQ))),
    ("SIOCSIWMODE", At(&Struct(&IWREQ_MODE))),
    ("SIOCSIWNWID", SET_PARAM),
    ("SIOCSIWPOWER", SET_PARAM),
    ("SIOCSIWRATE", SET_PARAM),
    ("SIOCSIWRETRY", SET_PARAM),
    ("SIOCSIWRTS", SET_PARAM),
    ("SIOCSIWSENS", SET_PARAM),
    ("SIOCSIWTXPOW", SET_PARAM),
];

/// Links of PPP (ppp-ioctl.h).
pub static DIALED: &[Row] = &[
    ("PPPIOCATTACH", SET_INT),
    ("PPPIOCATTCHAN", SET_INT),
    ("PPPIOCBRIDGECHAN", SET_INT),
    ("PPPIOCCONNECT", SET_INT),
    ("PPPIOCDETACH", SET_INT),
    ("PPPIOCDISCONN", NONE),
    ("PPPIOCGASYNCMAP", Out(&At(&As(Repr::U32, &Hex)))),
    ("PPPIOCGCHAN", Out(&SET_INT)),
    ("PPPIOCGDEBUG", Out(&SET_INT)),
    ("PPPIOCGFLAGS", Out(&At(&Of(&PPP_FLAGS)))),
    ("PPPIOCGIDLE32", Out(&At(&Struct(&PPP_IDLE32)))),
    ("PPPIOCGIDLE64", Out(&At(&Struct(&PPP_IDLE64)))),
    ("PPPIOCGMRU", Out(&SET_INT)),
    ("PPPIOCGNPMODE", Turns(&At(&Struct(&PPP_MODE)), &At(&Struct(&PPP_MODE)))),
    ("PPPIOCGRASYNCMAP", Out(&At(&As(Repr::U32, &Hex)))),
    ("PPPIOCGUNIT", Out(&SET_INT)),
    ("PPPIOCNEWUNIT", Turns(&SET_INT, &SET_INT)),
    ("PPPIOCSACTIVE", At(&Struct(&SOCK_FPROG))),
    ("PPPIOCSASYNCMAP", At(&As(Repr::U32, &Hex))),
    ("PPPIOCSCOMPRESS", At(&Struct(&PPP_OPTION))),
    ("PPPIOCSDEBUG", SET_INT),
    ("PPPIOCSFLAGS", At(&Of(&PPP_FLAGS))),
    ("PPPIOCSMAXCID", SET_INT),
    ("PPPIOCSMRRU", SET_INT),
    ("PPPIOCSMRU", SET_INT),
    ("PPPIOCSNPMODE", At(&Struct(&PPP_MODE))),
    ("PPPIOCSPASS", At(&Struct(&SOCK_FPROG))),
    ("PPPIOCSRASYNCMAP", At(&As(Repr::U32, &Hex))),
    ("PPPIOCUNBRIDGECHAN", NONE),
    ("PPPIOCXFERUNIT", NONE),
];

/// A socket's address in place, of 16 bytes.
pub fn address(decoder: &mut Decoder<'_>, place: Place<'_>) {
    if let Where::Memory(_, addr) = place.at {
        decoder.sockaddr(addr, 16);
    }
}

/// A hardware address, of as many bytes as its kind has.
pub fn hardware(decoder: &mut Decoder<'_>, place: Place<'_>) {
    /// The room for it in a socket's address.
    const LONGEST: usize = 14;
    let Where::Memory(bytes, _) = place.at else { return };
    let of = decoder.value(Ref(0), place.scope);
    let length = LENGTHS.iter().find(|(_, all)| all.contains(&of)).map_or(LONGEST, |(length, _)| *length);
    let seen = |bytes, style| Seen { bytes, cut: false, length: None, style };
    let address = seen(&bytes[..length.min(bytes.len())], Style::Hardware);
    decoder.sink.hardware(address, seen(&bytes[..bytes.len().min(LONGEST)], Style::Hex));
}

/// How many bytes hardware addresses have, by their kind (ARPHRD_*).
const LENGTHS: &[(usize, &[u64])] = &[
    (1, &[7, 0x122, 0x305, 0x334, 0x335, 0x336]),
    (2, &[0xf]),
    (4, &[0x300, 0x308, 0x309, 0x30a, 0x30b, 0x30f]),
    (5, &[0x10e, 0x10f]),
    (6, &[1, 6, 0x304, 0x306, 0x30c, 0x321, 0x322, 0x323]),
    (7, &[0, 3]),
    (8, &[0x1b, 0x324, 0x325, 0x339, 0x33a]),
];

/// The name of a bridge, of 16 bytes at most.
fn bridge(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let limit = decoder.detail.string.min(16);
    decoder.string(place.value(decoder.abi), limit, Style::Text);
}

/// SIOCGIFCONF: how many bytes there are, and where; after it the addresses of all interfaces.
fn configuration(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    if decoder.phase == Phase::Exit && !decoder.open {
        return;
    }
    decoder.read(addr, IFCONF.size(decoder.abi), |decoder, bytes| {
        let Some(bytes) = bytes else {
            if decoder.open {
                return decoder.sink.close(Group::Struct);
            }
            return decoder.miss(addr);
        };
        let length = Repr::I32.load(bytes, decoder.abi);
        let at = IFCONF.offset("ifc_buf", decoder.abi).unwrap_or(0);
        let buffer = Repr::Ulong.load(&bytes[at..], decoder.abi);
        if decoder.open {
            ended(decoder, length, buffer);
        } else {
            decoder.sink.open(Group::Struct);
            decoder.open = true;
            decoder.saved[0] = length;
            if buffer != 0 {
                decoder.sink.field("ifc_len");
                bytes_of_interfaces(decoder, length);
            }
        }
    });
}

fn ended(decoder: &mut Decoder<'_>, length: u64, buffer: u64) {
    const INTERFACE: Kind = Struct(&IFREQ_CONFIGURED);
    if buffer == 0 {
        // Nothing has been said of it.
        decoder.sink.restart(Group::Struct);
        decoder.sink.field("ifc_len");
        bytes_of_interfaces(decoder, length);
    } else {
        decoder.sink.reopen(Group::Struct);
        if !decoder.failed() && length != decoder.saved[0] {
            decoder.sink.becomes();
            bytes_of_interfaces(decoder, length);
        }
    }
    decoder.sink.field("ifc_buf");
    if buffer == 0 || decoder.failed() {
        decoder.sink.address(buffer);
    } else {
        let size = INTERFACE.repr().size_align(decoder.abi).0 as u64;
        decoder.array(&INTERFACE, buffer, u64::from(length as u32) / size, Scope::Call);
    }
    decoder.sink.close(Group::Struct);
}

/// So many bytes, as a product where they are some interfaces'.
fn bytes_of_interfaces(decoder: &mut Decoder<'_>, length: u64) {
    let size = IFREQ_CONFIGURED.size(decoder.abi) as u64;
    decoder.sink.number(length, Radix::Signed);
    if length as i64 > 0 && length.is_multiple_of(size) {
        decoder.sink.comment(format_args!("{} * sizeof(struct ifreq)", length / size));
    }
}
