//! USB devices, as programs drive them (linux/usbdevice_fs.h).

use super::{NONE, Row, SET_UINT};
use crate::decode::decoder::{Decoder, Place};
use crate::decode::kind::Kind::*;
use crate::decode::sets::usb::CAPABILITIES;
use crate::decode::sink::Style;
use crate::decode::structs::usb::*;

/// What is asked of a device, an interface or an endpoint.
pub static ROWS: &[Row] = &[
    ("USBDEVFS_ALLOC_STREAMS", At(&Struct(&STREAMS))),
    ("USBDEVFS_ALLOW_SUSPEND", NONE),
    ("USBDEVFS_BULK", InOut(&BULK)),
    ("USBDEVFS_BULK32", InOut(&BULK)),
    ("USBDEVFS_CLAIMINTERFACE", SET_UINT),
    ("USBDEVFS_CLAIM_PORT", SET_UINT),
    ("USBDEVFS_CLEAR_HALT", SET_UINT),
    ("USBDEVFS_CONNECT", NONE),
    ("USBDEVFS_CONNECTINFO", Out(&At(&Struct(&CONNECT_INFO)))),
    ("USBDEVFS_CONTROL", InOut(&CONTROL)),
    ("USBDEVFS_CONTROL32", InOut(&CONTROL)),
    ("USBDEVFS_DISCARDURB", Addr),
    ("USBDEVFS_DISCONNECT", NONE),
    ("USBDEVFS_DISCONNECT_CLAIM", At(&Struct(&DISCONNECT_CLAIM))),
    ("USBDEVFS_DISCSIGNAL", At(&Struct(&DISCONNECT_SIGNAL))),
    ("USBDEVFS_DISCSIGNAL32", At(&Struct(&DISCONNECT_SIGNAL))),
    ("USBDEVFS_DROP_PRIVILEGES", At(&As(crate::decode::kind::Repr::U32, &Hex))),
    ("USBDEVFS_FORBID_SUSPEND", NONE),
    ("USBDEVFS_FREE_STREAMS", At(&Struct(&STREAMS))),
    ("USBDEVFS_GETDRIVER", InOut(&GET_DRIVER)),
    ("USBDEVFS_GET_CAPABILITIES", Out(&At(&Of(&CAPABILITIES)))),
    ("USBDEVFS_GET_SPEED", NONE),
    ("USBDEVFS_HUB_PORTINFO", Out(&At(&Struct(&PORTS)))),
    ("USBDEVFS_IOCTL", At(&Struct(&DRIVER_IOCTL))),
    ("USBDEVFS_IOCTL32", At(&Struct(&DRIVER_IOCTL))),
    ("USBDEVFS_REAPURB", DONE),
    ("USBDEVFS_REAPURB32", DONE),
    ("USBDEVFS_REAPURBNDELAY", DONE),
    ("USBDEVFS_REAPURBNDELAY32", DONE),
    ("USBDEVFS_RELEASEINTERFACE", SET_UINT),
    ("USBDEVFS_RELEASE_PORT", SET_UINT),
    ("USBDEVFS_RESET", NONE),
    ("USBDEVFS_RESETEP", SET_UINT),
    ("USBDEVFS_SETCONFIGURATION", SET_UINT),
    ("USBDEVFS_SETINTERFACE", At(&Struct(&SET_INTERFACE))),
    ("USBDEVFS_SUBMITURB", At(&Struct(&URB_SENT))),
    ("USBDEVFS_WAIT_FOR_RESUME", NONE),
];

/// A pointer to the request that has been completed.
const DONE: super::Kind = Out(&At(&At(&Struct(&URB_DONE))));

/// A control request, whose buffer begins with what is asked (USBDEVFS_URB_TYPE_CONTROL).
const CONTROLS: u64 = 2;
/// How long that is, in bytes.
const SETUP: u64 = 8;
/// The device sends.
const IN: u64 = 0x80;

/// What a request sends: with a control request, what it asks, at least.
pub fn urb_sent(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let number = |name| URB_SENT.field(name).map_or(0, |of| decoder.value(of, place.scope));
    let (kind, endpoint, length) = (number("type"), number("endpoint"), number("buffer_length"));
    let addr = place.value(decoder.abi);
    match (kind, endpoint & IN) {
        (CONTROLS, _) | (_, 0) => decoder.contents(addr, u64::from(length as u32), Style::Text),
        _ => decoder.sink.address(addr),
    }
}

/// What the device sent.
pub fn urb_received(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let number = |name| URB_DONE.field(name).map_or(0, |of| decoder.value(of, place.scope));
    let (kind, endpoint, length) = (number("type"), number("endpoint"), number("actual_length"));
    let addr = place.value(decoder.abi);
    match (kind, endpoint & IN) {
        (CONTROLS, _) => decoder.contents(addr, SETUP + u64::from(length as u32), Style::Text),
        (_, IN) => decoder.contents(addr, u64::from(length as u32), Style::Text),
        _ => decoder.sink.address(addr),
    }
}
