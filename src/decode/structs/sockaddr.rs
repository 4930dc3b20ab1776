//! Addresses of sockets, as each family lays them out. The first field, which says the family, is shown by
//! `decode::sockaddr`.

use crate::decode::decoder::{At, Decoder, Place, Scope};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::When::{Any, Is, Masked, Not};
use crate::decode::kind::{Phase, Repr};
use crate::decode::set::{Radix, Set};
use crate::decode::sets::net::{ETH_P, SOCK_TYPE};
use crate::decode::sets::sockaddr::*;
use crate::decode::sink::Style;
use crate::decode::sockaddr;
use crate::decode::structs::{HEX32, structs};

/// `sa_family`.
const SA_FAMILY: Kind = Hidden(&U16);

/// Numbers in hex.
const HEX8: Kind = As(Repr::U8, &Hex);
const HEX16: Kind = As(Repr::U16, &Hex);

/// A byte, zero in two digits.
const BYTE: Kind = As(Repr::U8, &Number(Radix::Byte));

structs! {
    UNIX "sockaddr_un" {
        sun_family: SA_FAMILY,
        sun_path: Chars(108),
    }
    INET "sockaddr_in" {
        sin_family: SA_FAMILY,
        sin_port: Port(None),
        sin_addr: Inet,
        __pad: Hidden(&Raw(8)),
    }
    INET6 "sockaddr_in6" {
        sin6_family: SA_FAMILY,
        sin6_port: Port(None),
        sin6_flowinfo: As(Repr::Be32, &Port(None)),
        sin6_addr: Inet6,
        sin6_scope_id: Own(Repr::U32, Phase::Entry, scope_id),
    }
    INET6_SHORT "sockaddr_in6" {
        sin6_family: SA_FAMILY,
        sin6_port: Port(None),
        sin6_flowinfo: As(Repr::Be32, &Port(None)),
        sin6_addr: Inet6,
    }
    AX25_CALL "ax25_address" {
        ax25_call: Raw(7),
    }
    AX25 "sockaddr_ax25" {
        sax25_family: SA_FAMILY,
        sax25_call: Own(Repr::Bytes(7), Phase::Entry, sockaddr::station),
        sax25_ndigis: Int,
    }
    IPX "sockaddr_ipx" {
        sipx_family: SA_FAMILY,
        sipx_port: Port(None),
        sipx_network: Own(Repr::Be32, Phase::Entry, ipx_network),
        sipx_node: Own(Repr::Bytes(6), Phase::Entry, whole),
        sipx_type: BYTE,
        sipx_zero: If(Not(sipx_zero, 0), &BYTE),
    }
    X25_ADDR "x25_address" {
        x25_addr: Chars(16),
    }
    X25 "sockaddr_x25" {
        sx25_family: SA_FAMILY,
        sx25_addr: Struct(&X25_ADDR),
    }
    NETLINK "sockaddr_nl" {
        nl_family: SA_FAMILY,
        nl_pad: If(Not(nl_pad, 0), &HEX16),
        nl_pid: Pid,
        nl_groups: As(Repr::U32, &Number(Radix::Columns(8))),
    }
    PACKET "sockaddr_ll" {
        sll_family: SA_FAMILY,
        sll_protocol: Port(Some(&ETH_P)),
        sll_ifindex: Interface,
        sll_hatype: As(Repr::U16, &Of(&ARPHRD)),
        sll_pkttype: As(Repr::U8, &Of(&PACKET_TYPE)),
        sll_halen: U8,
        sll_addr: Hidden(&Raw(8)),
    }
    TIPC "sockaddr_tipc" {
        family: SA_FAMILY,
        addrtype: As(Repr::U8, &Of(&TIPC_ADDRESS)),
        scope: Own(Repr::U8, Phase::Entry, tipc_scope),
        addr: Switch(addrtype, &[(1, Struct(&TIPC_RANGE)), (2, Struct(&TIPC_SERVICE)), (3, Struct(&TIPC_SOCKET))],
            &Own(Repr::Bytes(12), Phase::Entry, tipc_other)),
    }
    TIPC_RANGE "sockaddr_tipc" { nameseq: Struct(&TIPC_RANGE_) }
    TIPC_RANGE_ "tipc_service_range" { kind = "type": Uint, lower: Uint, upper: Uint }
    TIPC_SERVICE "sockaddr_tipc" { name: Struct(&TIPC_SERVICE_) }
    TIPC_SERVICE_ "sockaddr_tipc" { name: Struct(&TIPC_NAME), domain: HEX32 }
    TIPC_NAME "tipc_service_addr" { kind = "type": Uint, instance: Uint }
    TIPC_SOCKET "sockaddr_tipc" { id: Struct(&TIPC_SOCKET_) }
    TIPC_SOCKET_ "tipc_socket_addr" { ref_ = "ref": Uint, node: HEX32 }
    HCI_SHORT "sockaddr_hci" {
        hci_family: SA_FAMILY,
        hci_dev: Own(Repr::U16, Phase::Entry, htobs),
    }
    HCI "sockaddr_hci" {
        hci_family: SA_FAMILY,
        hci_dev: Own(Repr::U16, Phase::Entry, htobs),
        hci_channel: As(Repr::U16, &Of(&HCI_CHANNEL)),
    }
    SCO "sockaddr_sco" {
        sco_family: SA_FAMILY,
        sco_bdaddr: Hardware(6),
    }
    RFCOMM "sockaddr_rc" {
        rc_family: SA_FAMILY,
        rc_bdaddr: Hardware(6),
        rc_channel: U8,
    }
    L2CAP_SHORT "sockaddr_l2" {
        l2_family: SA_FAMILY,
        l2_psm: Own(Repr::U16, Phase::Entry, psm),
        l2_bdaddr: Hardware(6),
        l2_cid: Own(Repr::U16, Phase::Entry, cid),
    }
    L2CAP "sockaddr_l2" {
        l2_family: SA_FAMILY,
        l2_psm: Own(Repr::U16, Phase::Entry, psm),
        l2_bdaddr: Hardware(6),
        l2_cid: Own(Repr::U16, Phase::Entry, cid),
        l2_bdaddr_type: As(Repr::U8, &Of(&BDADDR)),
    }
    RXRPC "sockaddr_rxrpc" {
        srx_family: SA_FAMILY,
        srx_service: As(Repr::U16, &Noted(&RXRPC_SERVICE)),
        transport_type: As(Repr::U16, &Of(&SOCK_TYPE)),
        transport_len: U16,
    }
    IEEE802154_ADDR "ieee802154_addr_sa" {
        addr_type: Noted(&IEEE802154_TYPE),
        pan_id: As(Repr::U16, &Noted(&IEEE802154_PANID)),
        short_addr: If(Is(addr_type, 2), &Own(Repr::Block(0, 2), Phase::Entry, short_address)),
        hwaddr: Switch(addr_type, &[(0, Hidden(&Hardware(8))), (2, Hidden(&Hardware(8)))], &Hardware(8)),
    }
    IEEE802154 "sockaddr_ieee802154" {
        family: SA_FAMILY,
        addr: Struct(&IEEE802154_ADDR),
    }
    ALG "sockaddr_alg" {
        salg_family: SA_FAMILY,
        salg_type: Chars(14),
        salg_feat: As(Repr::U32, &Noted(&CRYPTO_ALG)),
        salg_mask: As(Repr::U32, &Noted(&CRYPTO_ALG)),
    }
    NFC "sockaddr_nfc" {
        sa_family: SA_FAMILY,
        dev_idx: Interface,
        target_idx: HEX32,
        nfc_protocol: Of(&NFC_PROTO),
    }
    NFC_LLCP "sockaddr_nfc_llcp" {
        sa_family: SA_FAMILY,
        dev_idx: Interface,
        target_idx: HEX32,
        nfc_protocol: Of(&NFC_PROTO),
        dsap: As(Repr::U8, &Noted(&LLCP_SAP)),
        ssap: As(Repr::U8, &Noted(&LLCP_SAP)),
        service_name: Own(Repr::Bytes(63), Phase::Entry, service),
        service_name_len: Ulong,
    }
    VSOCK "sockaddr_vm" order(svm_reserved1, svm_cid, svm_port, svm_flags, svm_zero) {
        svm_family: SA_FAMILY,
        svm_reserved1: If(Not(svm_reserved1, 0), &HEX16),
        svm_port: Of(&VMADDR_PORT),
        svm_cid: Of(&VMADDR_CID),
        svm_flags: As(Repr::U8, &Of(&VMADDR_FLAG)),
        svm_zero: If(Not(svm_zero, 0), &Raw(3)),
    }
    QIPCRTR "sockaddr_qrtr" {
        sq_family: SA_FAMILY,
        sq_node: Of(&QRTR_NODE),
        sq_port: Of(&QRTR_PORT),
    }
    XDP "sockaddr_xdp" {
        sxdp_family: SA_FAMILY,
        sxdp_flags: As(Repr::U16, &Of(&XDP_FLAGS)),
        sxdp_ifindex: Interface,
        sxdp_queue_id: Uint,
        unused = "sxdp_shared_umem_fd": If(Masked(sxdp_flags, SHARED_UMEM, 0),
            &If(Not(sxdp_shared_umem_fd, 0), &Own(Repr::Block(0, 4), Phase::Entry, no_umem))),
        sxdp_shared_umem_fd: If(Any(sxdp_flags, SHARED_UMEM), &Fd),
    }
    MCTP_ADDR_ "mctp_addr" {
        s_addr: As(Repr::U8, &Of(&MCTP_ADDR)),
    }
    MCTP "sockaddr_mctp" {
        smctp_family: SA_FAMILY,
        __smctp_pad0: If(Not(__smctp_pad0, 0), &HEX16),
        smctp_network: Of(&MCTP_NET),
        smctp_addr: Struct(&MCTP_ADDR_),
        smctp_type: HEX8,
        smctp_tag: HEX8,
        __smctp_pad1: If(Not(__smctp_pad1, 0), &HEX8),
    }
}

/// XDP_SHARED_UMEM
const SHARED_UMEM: u64 = 1;

/// The dynamic ones, from the first to the last: L2CAP_PSM_LE_DYN_START.., L2CAP_PSM_DYN_START.., L2CAP_CID_DYN_START..
const DYNAMIC_PSMS: &[(u64, u64)] = &[(0x80, 0xff), (0x1001, 0xffff)];
const DYNAMIC_CIDS: &[(u64, u64)] = &[(0x40, 0xffff)];

/// Bytes that are shown one by one, however little is wanted of others.
fn whole(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let At::Memory(bytes, _) = place.at else { return };
    let (size, _) = place.repr.size_align(decoder.abi);
    decoder.bytes_one_by_one(&bytes[..size.min(bytes.len())], false);
}

fn ipx_network(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    match value {
        0 => decoder.sink.words(0, format_args!("htonl(0)")),
        _ => decoder.sink.words(value, format_args!("htonl({value:#x})")),
    }
}

/// How far a service is known. The kernel takes negative numbers for the same, where the service isn't there yet.
fn tipc_scope(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi) as u8 as i8;
    match TIPC_SCOPE.name(value.unsigned_abs().into()) {
        Some(name) if value < 0 => decoder.sink.signed_expression(value.into(), format_args!("-{name}")),
        _ => decoder.sink.symbol(place.value(decoder.abi), &TIPC_SCOPE),
    }
}

fn tipc_other(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let At::Memory(bytes, _) = place.at else { return };
    decoder.tail(&bytes[..bytes.len().min(12)], Style::Text);
}

fn htobs(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    decoder.sink.bluetooth(value, None, None);
}

fn psm(decoder: &mut Decoder<'_>, place: Place<'_>) {
    channel(decoder, place.value(decoder.abi), &L2CAP_PSM, DYNAMIC_PSMS);
}

fn cid(decoder: &mut Decoder<'_>, place: Place<'_>) {
    channel(decoder, place.value(decoder.abi), &L2CAP_CID, DYNAMIC_CIDS);
}

/// A number that the Bluetooth headers name, or that counts from the first of the dynamic ones.
fn channel(decoder: &mut Decoder<'_>, value: u64, set: &'static Set, dynamic: &[(u64, u64)]) {
    let range = dynamic.iter().find(|(first, last)| (*first..=*last).contains(&value));
    let from = range.map(|(first, _)| *first).filter(|first| set.name(*first).is_some());
    decoder.sink.bluetooth(value, Some(set), from.filter(|_| set.name(value).is_none()));
}

/// The scope of an IPv6 address: an interface where the address is of a link.
fn scope_id(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    let Scope::Fields(st, bytes, _) = place.scope else { return decoder.sink.number(value, Radix::Decimal) };
    let at = st.offset("sin6_addr", decoder.abi).unwrap_or(0);
    let of_link = match bytes.get(at..at + 2) {
        Some([0xfe, second]) => second & 0xc0 == 0x80,
        Some([0xff, second]) => second & 0x0f == 2,
        _ => false,
    };
    if of_link { decoder.sink.interface(value as u32) } else { decoder.sink.number(value, Radix::Decimal) }
}

fn short_address(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const KIND: Kind = Noted(&IEEE802154_BROADCAST);
    decoder.show(&KIND, Place { repr: Repr::U16, ..place });
}

/// A service's name, of as many bytes as the field behind it says.
fn service(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let (At::Memory(bytes, _), Scope::Fields(st, all, _)) = (place.at, place.scope) else { return };
    let at = st.offset("service_name_len", decoder.abi).unwrap_or(0);
    let length = Repr::Ulong.load(all.get(at..).unwrap_or(&[]), decoder.abi);
    let length = usize::try_from(length).unwrap_or(usize::MAX).min(63).min(bytes.len());
    decoder.tail(&bytes[..length], Style::Text);
}

/// What stands in the place of a descriptor where none is wanted.
fn no_umem(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = Place { repr: Repr::U32, ..place }.value(decoder.abi);
    decoder.sink.number(value, Radix::Hex);
}
