//! Requests of network interfaces: if.h, if_arp.h, route.h, if_bonding.h, if_vlan.h, mii.h, net_tstamp.h, wireless.h.

use crate::decode::ioctl::interface::{address, hardware};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::{Bytes, Like, U8 as BYTE, U16 as SHORT};
use crate::decode::kind::{Len, Repr};
use crate::decode::sets::interface::*;
use crate::decode::sets::netlink::IFF;
use crate::decode::sets::sockaddr::ARPHRD;
use crate::decode::structs::{HEX8, HEX16, HEX32, structs};

/// The name of an interface.
const NAME: Kind = Chars(16);
/// What is behind the name, as large as the largest of its union.
const UNION: Kind = Hidden(&Struct(&IFMAP));
/// An address in place.
const ADDRESS: Kind = Own(Repr::Block(16, 2), Entry, address);
const HARDWARE: Kind = Struct(&HARDWARE_ADDRESS);

structs! {
    IFMAP "ifmap" {
        mem_start: As(Repr::Ulong, &Hex), mem_end: As(Repr::Ulong, &Hex), base_addr: HEX16, irq: HEX8, dma: HEX8,
        port: HEX8, pad: Hidden(&Items(&U8, 3)),
    }
    HARDWARE_ADDRESS "sockaddr" { sa_family: As(SHORT, &Of(&ARPHRD)), sa_data: Own(Bytes(14), Entry, hardware) }
    IFREQ_NAME "ifreq" order(ifr_ifindex, ifr_name) { ifr_name: Out(&NAME), ifr_ifindex: Union(&Int), ifr_ifru: UNION }
    IFREQ_INDEX "ifreq" { ifr_name: NAME, ifr_ifindex: Out(&Union(&Int)), ifr_ifru: UNION }
    /// Without the name.
    IFREQ_PORT "ifreq" { ifr_name: Hidden(&NAME), ifr_ifindex: Union(&Int), ifr_ifru: UNION }
    IFREQ_FLAGS "ifreq" { ifr_name: NAME, ifr_flags: Out(&Union(&As(SHORT, &Of(&IFF)))), ifr_ifru: UNION }
    IFREQ_ADDR "ifreq" { ifr_name: NAME, ifr_addr: Out(&Union(&ADDRESS)), ifr_ifru: UNION }
    IFREQ_DSTADDR "ifreq" { ifr_name: NAME, ifr_dstaddr: Out(&Union(&ADDRESS)), ifr_ifru: UNION }
    IFREQ_BRDADDR "ifreq" { ifr_name: NAME, ifr_broadaddr: Out(&Union(&ADDRESS)), ifr_ifru: UNION }
    IFREQ_NETMASK "ifreq" { ifr_name: NAME, ifr_netmask: Out(&Union(&ADDRESS)), ifr_ifru: UNION }
    IFREQ_HWADDR "ifreq" { ifr_name: NAME, ifr_hwaddr: Out(&Union(&HARDWARE)), ifr_ifru: UNION }
    IFREQ_METRIC "ifreq" { ifr_name: NAME, ifr_metric: Out(&Union(&Int)), ifr_ifru: UNION }
    IFREQ_MTU "ifreq" { ifr_name: NAME, ifr_mtu: Out(&Union(&Int)), ifr_ifru: UNION }
    IFREQ_QLEN "ifreq" { ifr_name: NAME, ifr_qlen: Out(&Union(&Int)), ifr_ifru: UNION }
    IFREQ_SLAVE "ifreq" { ifr_name: NAME, ifr_slave: Out(&Union(&NAME)), ifr_ifru: UNION }
    IFREQ_NEWNAME "ifreq" { ifr_name: NAME, ifr_newname: Union(&NAME), ifr_ifru: UNION }
    IFREQ_MAP "ifreq" { ifr_name: NAME, ifr_map: Out(&Struct(&IFMAP)) }
    IFREQ_TUN "ifreq" { ifr_name: NAME, ifr_flags: Union(&As(SHORT, &Of(&TUN))), ifr_ifru: UNION }
    IFREQ_BOND "ifreq" { ifr_name: NAME, ifr_data: Union(&At(&Struct(&BOND))), ifr_ifru: UNION }
    IFREQ_BOND_SLAVE "ifreq" { ifr_name: NAME, ifr_data: Union(&At(&Struct(&BOND_SLAVE))), ifr_ifru: UNION }
    IFREQ_STAMP "ifreq" { ifr_name: NAME, ifr_data: Union(&At(&Struct(&STAMP_CONFIG))), ifr_ifru: UNION }
    IFREQ_MII "ifreq" { ifr_name: NAME, ifr_data: Union(&Struct(&MII)), ifr_ifru: UNION }
    /// One of the addresses that SIOCGIFCONF tells.
    IFREQ_CONFIGURED "ifreq" { ifr_name: NAME, ifr_addr: Union(&ADDRESS), ifr_ifru: UNION }
    IFCONF "ifconf" { ifc_len: Int, ifc_buf: Addr }

    ARPREQ "arpreq" {
        arp_pa: ADDRESS, arp_ha: HARDWARE, arp_flags: Of(&ARP), arp_netmask: ADDRESS, arp_dev: NAME,
    }
    ROUTE_ENTRY "rtentry" {
        rt_pad1: Hidden(&Ulong), rt_dst: ADDRESS, rt_gateway: ADDRESS, rt_genmask: ADDRESS,
        rt_flags: As(SHORT, &Of(&ROUTE)), rt_pad2: Hidden(&I16), rt_pad3: Hidden(&Ulong), rt_pad4: Hidden(&Addr),
        rt_metric: I16, rt_dev: Str, rt_mtu: Ulong, rt_window: Ulong, rt_irtt: U16,
    }
    BOND "ifbond" { bond_mode: Of(&BOND_MODE), num_slaves: Int, miimon: Int }
    BOND_SLAVE "ifslave" {
        slave_id: Int, slave_name: NAME, link: As(BYTE, &Of(&BOND_LINK)), state: As(BYTE, &Of(&BOND_STATE)),
        link_failure_count: Uint,
    }
    STAMP_CONFIG "hwtstamp_config" {
        flags: Of(&STAMP_FLAGS), tx_type: Of(&STAMP_SENT), rx_filter: Of(&STAMP_RECEIVED),
    }
    MII "mii_ioctl_data" { phy_id: U16, reg_num: U16, val_in: HEX16, val_out: HEX16 }
    VLAN_ARGUMENTS "vlan_ioctl_args" {
        cmd: Of(&VLAN), device1: Chars(24), vid = "VID": Union(&Int), u: Hidden(&As(Repr::Block(24, 4), &Hex)), vlan_qos: I16,
    }

    IWREQ_NAME "iwreq" { ifr_name: NAME, name: Out(&Union(&NAME)), u: Hidden(&Items(&U8, 16)) }
    IWREQ_MODE "iwreq" { ifr_name: NAME, mode: Out(&Union(&Of(&WIRELESS_MODE))), u: Hidden(&Items(&U8, 16)) }
    IWREQ_PARAM "iwreq" { ifr_name: NAME, param: Out(&Union(&Struct(&IW_PARAM))), u: Hidden(&Items(&U8, 16)) }
    IWREQ_FREQ "iwreq" { ifr_name: NAME, freq: Out(&Union(&Struct(&IW_FREQ))), u: Hidden(&Items(&U8, 16)) }
    IWREQ_ADDR "iwreq" { ifr_name: NAME, ap_addr: Out(&Union(&HARDWARE)), u: Hidden(&Items(&U8, 16)) }
    IWREQ_POINT "iwreq" { ifr_name: NAME, data: Union(&Struct(&IW_POINT)), u: Hidden(&As(Like(&IW_POINT), &Hex)) }
    IWREQ_ESSID "iwreq" { ifr_name: NAME, essid: Union(&Struct(&IW_TEXT)), u: Hidden(&As(Like(&IW_TEXT), &Hex)) }
    IW_PARAM "iw_param" { value: Int, fixed: U8, disabled: U8, flags: HEX16 }
    IW_FREQ "iw_freq" { m: Int, e: I16, i: U8, flags: HEX8 }
    IW_POINT "iw_point" { pointer: Addr, length: U16, flags: HEX16 }
    IW_TEXT "iw_point" { pointer: Buffer(Len::Arg(length)), length: U16, flags: HEX16 }
    PPP_MODE "npioctl" { protocol: HEX32, mode: Of(&NPMODE) }
    PPP_OPTION "ppp_option_data" { ptr: Buffer(Len::Arg(length)), length: Uint, transmit: Int }
    PPP_IDLE32 "ppp_idle32" { xmit_idle: Int, recv_idle: Int }
    PPP_IDLE64 "ppp_idle64" { xmit_idle: I64, recv_idle: I64 }
}
