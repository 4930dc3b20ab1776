//! Bluetooth sockets: devices and connections (hci_sock.h), terminals (rfcomm.h), networks (bnep.h), CAPI (cmtp.h) and input
//! devices (hidp.h).

use super::{GET_UINT, Row};
use crate::decode::kind::Kind::*;
use crate::decode::structs::bluetooth::*;

/// Devices, of which the number is the argument, and input devices.
pub static DEVICES_AND_INPUT: &[Row] = &[
    ("HCIBLOCKADDR", At(&Hardware(6))),
    ("HCIDEVDOWN", Int),
    ("HCIDEVRESET", Int),
    ("HCIDEVRESTAT", Int),
    ("HCIDEVUP", Int),
    ("HCIGETAUTHINFO", InOut(&AUTHENTICATION)),
    ("HCIGETCONNINFO", InOut(&CONNECTION_OF)),
    ("HCIGETCONNLIST", Turns(&At(&Struct(&CONNECTIONS_OF)), &Out(&At(&Struct(&CONNECTIONS))))),
    ("HCIGETDEVINFO", InOut(&DEVICE_INFORMATION)),
    ("HCIGETDEVLIST", Turns(&At(&Struct(&DEVICES_OF)), &Out(&At(&Struct(&DEVICES))))),
    ("HCIINQUIRY", Turns(&At(&Struct(&INQUIRY_OF)), &Out(&At(&Struct(&INQUIRED))))),
    ("HCISETACLMTU", At(&Struct(&DEVICE_MTU))),
    ("HCISETAUTH", At(&Struct(&DEVICE_AUTH))),
    ("HCISETENCRYPT", At(&Struct(&DEVICE_ENCRYPT))),
    ("HCISETLINKMODE", At(&Struct(&DEVICE_MODE))),
    ("HCISETLINKPOL", At(&Struct(&DEVICE_POLICY))),
    ("HCISETPTYPE", At(&Struct(&DEVICE_PACKETS))),
    ("HCISETRAW", Int),
    ("HCISETSCAN", At(&Struct(&DEVICE_SCAN))),
    ("HCISETSCOMTU", At(&Struct(&DEVICE_MTU))),
    ("HCIUNBLOCKADDR", At(&Hardware(6))),
    ("HIDPCONNADD", At(&Struct(&HIDP_ADD))),
];

/// Terminals.
pub static TERMINALS: &[Row] = &[
    ("RFCOMMCREATEDEV", At(&Struct(&RFCOMM_REQUEST))),
    ("RFCOMMGETDEVINFO", InOut(&RFCOMM_INFORMATION)),
    ("RFCOMMGETDEVLIST", Turns(&At(&Struct(&RFCOMM_LIST_OF)), &Out(&At(&Struct(&RFCOMM_LIST))))),
    ("RFCOMMRELEASEDEV", At(&Struct(&RFCOMM_REQUEST))),
    ("RFCOMMSTEALDLC", Int),
];

/// Networks.
pub static NETWORKS: &[Row] = &[
    ("BNEPCONNADD", InOut(&BNEP_ADD)),
    ("BNEPCONNDEL", At(&Struct(&BNEP_DELETE))),
    ("BNEPGETCONNINFO", InOut(&BNEP_INFORMATION)),
    ("BNEPGETCONNLIST", Turns(&At(&Struct(&BNEP_LIST_OF)), &Out(&At(&Struct(&BNEP_LIST))))),
    ("BNEPGETSUPPFEAT", GET_UINT),
];

/// ISDN's programming interface.
pub static CAPI: &[Row] = &[
    ("CMTPCONNADD", At(&Struct(&CMTP_ADD))),
    ("CMTPCONNDEL", At(&Struct(&CMTP_DELETE))),
    ("CMTPGETCONNINFO", InOut(&CMTP_INFORMATION)),
    ("CMTPGETCONNLIST", Turns(&At(&Struct(&CMTP_LIST_OF)), &Out(&At(&Struct(&CMTP_LIST))))),
];
