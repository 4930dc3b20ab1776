//! USB devices: usbdevice_fs.h.

use crate::decode::ioctl::device::negative_errno;
use crate::decode::ioctl::usb::{urb_received, urb_sent};
use crate::decode::kind::Kind::*;
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::{I32 as SINT32, U8 as BYTE, U32 as WORD32, Ulong as ULONG};
use crate::decode::kind::{Len, When};
use crate::decode::sets::usb::*;
use crate::decode::structs::{HEX8, HEX16, HEX32, structs};

/// The bit of an endpoint, and of the type of a control request, that says that the device sends (USB_DIR_IN).
const IN: u64 = 0x80;

structs! {
    CONTROL "usbdevfs_ctrltransfer" {
        bRequestType: HEX8, bRequest: HEX8, wValue: HEX16, wIndex: HEX16, wLength: U16, timeout: Uint,
        data: If(When::Masked(bRequestType, IN, 0), &Union(&Buffer(Len::Arg(wLength)))),
        received = "data": If(When::Any(bRequestType, IN), &Out(&Buffer(Len::Ret))),
    }
    BULK "usbdevfs_bulktransfer" {
        ep: HEX32, len: Uint, timeout: Uint, data: If(When::Masked(ep, IN, 0), &Union(&Buffer(Len::Arg(len)))),
        received = "data": If(When::Any(ep, IN), &Out(&Buffer(Len::Ret))),
    }
    SET_INTERFACE "usbdevfs_setinterface" { interface: Uint, altsetting: Uint }
    DISCONNECT_SIGNAL "usbdevfs_disconnectsignal" { signr: As(WORD32, &Signal), context: Addr }
    GET_DRIVER "usbdevfs_getdriver" { interface: Uint, driver: Out(&Chars(256)) }
    CONNECT_INFO "usbdevfs_connectinfo" { devnum: Uint, slow: U8 }
    CONNECT_INFO_EX "usbdevfs_conninfo_ex" {
        size: Uint, busnum: Uint, devnum: Uint, speed: Of(&SPEED), num_ports: U8,
        ports: Upto(&U8, 7, Len::Arg(num_ports)),
    }
    PACKET "usbdevfs_iso_packet_desc" { length: Uint, actual_length: Uint, status: Uint }
    URB_SENT "usbdevfs_urb" order(
        kind, endpoint, flags, buffer, buffer_length, start_frame, number_of_packets, stream_id, signr, usercontext,
        iso_frame_desc,
    ) {
        kind = "type": As(BYTE, &Of(&URB_TYPE)), endpoint: HEX8, status: Int, flags: Of(&URB_FLAGS),
        buffer: Own(ULONG, Entry, urb_sent), buffer_length: Int, actual_length: Int, start_frame: Int,
        number_of_packets: If(When::Is(kind, 0), &Union(&Int)), stream_id: If(When::Not(kind, 0), &Uint),
        error_count: Int, signr: As(WORD32, &Signal), usercontext: Addr,
        iso_frame_desc: If(When::Is(kind, 0), &Tail(&Struct(&PACKET), Len::Arg(number_of_packets))),
    }
    URB_DONE "usbdevfs_urb" order(
        kind, endpoint, status, buffer, buffer_length, actual_length, error_count, usercontext, iso_frame_desc,
    ) {
        kind = "type": As(BYTE, &Of(&URB_TYPE)), endpoint: HEX8, status: Own(SINT32, Entry, negative_errno),
        flags: Of(&URB_FLAGS), buffer: Own(ULONG, Entry, urb_received), buffer_length: Int, actual_length: Int,
        start_frame: Int, number_of_packets: Int, error_count: Int, signr: As(WORD32, &Signal), usercontext: Addr,
        iso_frame_desc: If(When::Is(kind, 0), &Tail(&Struct(&PACKET), Len::Arg(number_of_packets))),
    }
    DRIVER_IOCTL "usbdevfs_ioctl" { ifno: Int, ioctl_code: As(WORD32, &Hex), data: Addr }
    PORTS "usbdevfs_hub_portinfo" { nports: U8, port: Upto(&U8, 127, Len::Arg(nports)) }
    DISCONNECT_CLAIM "usbdevfs_disconnect_claim" { interface: Uint, flags: Of(&DISCONNECT), driver: Chars(256) }
    STREAMS "usbdevfs_streams" { num_streams: Uint, num_eps: Uint, eps: Tail(&HEX8, Len::Arg(num_eps)) }
}
