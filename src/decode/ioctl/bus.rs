//! Devices on buses, as programs drive them: HID (hidraw.h), I2C (i2c-dev.h), SPI (spi/spidev.h), and input devices that
//! a program plays (uinput.h).

use super::{GET_INT, GET_UINT, NONE, Row, SET_UINT};
use crate::decode::decoder::{Decoder, Place};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Phase, Repr};
use crate::decode::sets::bus::*;
use crate::decode::sets::input::*;
use crate::decode::sink::Style;
use crate::decode::structs::bus::*;
use crate::decode::structs::{HEX8, HEX16};

/// HID devices.
pub static HID: &[Row] = &[
    ("HIDIOCGRAWINFO", Out(&At(&Struct(&HID_DEVICE)))),
    ("HIDIOCGRDESC", InOut(&REPORT_DESCRIPTOR)),
    ("HIDIOCGRDESCSIZE", GET_INT),
    ("HIDIOCREVOKE", NONE),
];

/// Input devices that a program plays.
pub static PLAYED: &[Row] = &[
    ("UI_ABS_SETUP", At(&Struct(&AXIS_SETUP))),
    ("UI_BEGIN_FF_ERASE", InOut(&EFFECT_ERASE)),
    ("UI_BEGIN_FF_UPLOAD", InOut(&EFFECT_UPLOAD)),
    ("UI_DEV_CREATE", NONE),
    ("UI_DEV_DESTROY", NONE),
    ("UI_DEV_SETUP", At(&Struct(&DEVICE_SETUP))),
    ("UI_END_FF_ERASE", At(&Struct(&EFFECT_ERASE))),
    ("UI_END_FF_UPLOAD", At(&Struct(&EFFECT_UPLOAD))),
    ("UI_GET_VERSION", GET_UINT),
    ("UI_SET_ABSBIT", Of(&ABSOLUTE)),
    ("UI_SET_EVBIT", Of(&EVENT)),
    ("UI_SET_FFBIT", Of(&FORCE)),
    ("UI_SET_KEYBIT", Of(&KEY)),
    ("UI_SET_LEDBIT", Of(&LED)),
    ("UI_SET_MSCBIT", Of(&MISCELLANEOUS)),
    ("UI_SET_PHYS", Str),
    ("UI_SET_PROPBIT", Of(&PROPERTY)),
    ("UI_SET_RELBIT", Of(&RELATIVE)),
    ("UI_SET_SNDBIT", Of(&SOUND)),
    ("UI_SET_SWBIT", Of(&SWITCH)),
];

/// I2C: the numbers of these requests have no type.
pub static I2C: &[Row] = &[
    ("I2C_FUNCS", Out(&At(&As(Repr::Ulong, &Of(&I2C_FUNCTIONS))))),
    ("I2C_PEC", Ulong),
    ("I2C_RDWR", After(&At(&Struct(&I2C_TRANSFER)), reads, transferred)),
    ("I2C_RETRIES", Ulong),
    ("I2C_SLAVE", Hex),
    ("I2C_SLAVE_FORCE", Hex),
    ("I2C_SMBUS", After(&At(&Struct(&SMBUS_TRANSFER)), answers, answered)),
    ("I2C_TENBIT", Ulong),
    ("I2C_TIMEOUT", Ulong),
];

const MODE: Kind = At(&As(Repr::U8, &Of(&SPI_MODE)));
const MODE32: Kind = At(&Of(&SPI_MODE));
const SET_BYTE: Kind = At(&U8);

/// SPI.
pub static SPI: &[Row] = &[
    ("SPI_IOC_RD_BITS_PER_WORD", Out(&SET_BYTE)),
    ("SPI_IOC_RD_LSB_FIRST", Out(&SET_BYTE)),
    ("SPI_IOC_RD_MAX_SPEED_HZ", GET_UINT),
    ("SPI_IOC_RD_MODE", Out(&MODE)),
    ("SPI_IOC_RD_MODE32", Out(&MODE32)),
    ("SPI_IOC_WR_BITS_PER_WORD", SET_BYTE),
    ("SPI_IOC_WR_LSB_FIRST", SET_BYTE),
    ("SPI_IOC_WR_MAX_SPEED_HZ", SET_UINT),
    ("SPI_IOC_WR_MODE", MODE),
    ("SPI_IOC_WR_MODE32", MODE32),
];

/// Controllers that watch over a machine (ipmi.h).
pub static WATCHERS: &[Row] = &[
    ("IPMICTL_GET_MAINTENANCE_MODE_CMD", Out(&At(&Int))),
    ("IPMICTL_GET_MY_ADDRESS_CMD", Out(&At(&As(Repr::U32, &Hex)))),
    ("IPMICTL_GET_MY_CHANNEL_ADDRESS_CMD", Out(&At(&Struct(&IPMI_ADDRESS)))),
    ("IPMICTL_GET_MY_CHANNEL_LUN_CMD", Out(&At(&Struct(&IPMI_ADDRESS)))),
    ("IPMICTL_GET_MY_LUN_CMD", Out(&At(&Uint))),
    ("IPMICTL_GET_TIMING_PARMS_CMD", Out(&At(&Struct(&IPMI_TIMING)))),
    ("IPMICTL_RECEIVE_MSG", Out(&At(&Struct(&IPMI_RECEIVED)))),
    ("IPMICTL_RECEIVE_MSG_TRUNC", Out(&At(&Struct(&IPMI_RECEIVED)))),
    ("IPMICTL_REGISTER_FOR_CMD", At(&Struct(&IPMI_COMMAND))),
    ("IPMICTL_REGISTER_FOR_CMD_CHANS", At(&Struct(&IPMI_CHANNELS))),
    ("IPMICTL_SEND_COMMAND", At(&Struct(&IPMI_REQUEST))),
    ("IPMICTL_SEND_COMMAND_SETTIME", At(&Struct(&IPMI_TIMED))),
    ("IPMICTL_SET_GETS_EVENTS_CMD", At(&Int)),
    ("IPMICTL_SET_MAINTENANCE_MODE_CMD", At(&Int)),
    ("IPMICTL_SET_MY_ADDRESS_CMD", At(&As(Repr::U32, &Hex))),
    ("IPMICTL_SET_MY_CHANNEL_ADDRESS_CMD", At(&Struct(&IPMI_ADDRESS))),
    ("IPMICTL_SET_MY_CHANNEL_LUN_CMD", At(&Struct(&IPMI_ADDRESS))),
    ("IPMICTL_SET_MY_LUN_CMD", At(&Uint)),
    ("IPMICTL_SET_TIMING_PARMS_CMD", At(&Struct(&IPMI_TIMING))),
    ("IPMICTL_UNREGISTER_FOR_CMD", At(&Struct(&IPMI_COMMAND))),
    ("IPMICTL_UNREGISTER_FOR_CMD_CHANS", At(&Struct(&IPMI_CHANNELS))),
];

/// Whether any message of a transfer is read (I2C_M_RD), and not written.
fn reads(decoder: &Decoder<'_>, addr: u64) -> bool {
    const READ: u64 = 1;
    const MOST: u64 = 42;
    let at = |name| I2C_TRANSFER.offset(name, decoder.abi).unwrap_or(0) as u64;
    let number = |name, repr| decoder.number_at(addr.wrapping_add(at(name)), repr).unwrap_or(0);
    let (messages, count) = (number("msgs", Repr::Ulong), number("nmsgs", Repr::U32));
    let size = I2C_MESSAGE.size(decoder.abi) as u64;
    let flags = |i: u64| messages.wrapping_add(i * size).wrapping_add(2);
    (0..count.min(MOST))
        .any(|i| decoder.number_at(flags(i), Repr::U16).is_some_and(|flags| flags & READ != 0))
}

fn transferred(decoder: &mut Decoder<'_>, place: Place<'_>) {
    decoder.sink.becomes();
    decoder.structure(&I2C_TRANSFERRED, place.value(decoder.abi));
}

/// Whether a transaction has an answer: it reads, or it is a call.
fn answers(decoder: &Decoder<'_>, addr: u64) -> bool {
    const READ: u64 = 1;
    let at = SMBUS_TRANSFER.offset("size", decoder.abi).unwrap_or(0) as u64;
    let size = decoder.number_at(addr.wrapping_add(at), Repr::U32);
    let reads = decoder.number_at(addr, Repr::U8) == Some(READ);
    let call = matches!(
        size.and_then(|size| SMBUS_SIZE.name(size)),
        Some("I2C_SMBUS_PROC_CALL" | "I2C_SMBUS_BLOCK_PROC_CALL")
    );
    reads || call
}

fn answered(decoder: &mut Decoder<'_>, place: Place<'_>) {
    decoder.sink.becomes();
    decoder.structure(&SMBUS_ANSWER, place.value(decoder.abi));
}

/// The data of a transaction, by what kind it is; an address where there is none, or where it isn't there yet.
pub fn smbus_data(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const BYTE: Kind = At(&HEX8);
    const WORD: Kind = At(&HEX16);
    const WRITE: u64 = 0;
    const LONGEST: u64 = 32;
    let number = |name| SMBUS_TRANSFER.field(name).map_or(0, |of| decoder.value(of, place.scope));
    let (direction, size) = (number("read_write"), number("size"));
    let addr = place.value(decoder.abi);
    let there = decoder.phase == Phase::Exit || direction == WRITE;
    match SMBUS_SIZE.name(size).filter(|_| there).unwrap_or_default() {
        "I2C_SMBUS_BYTE" | "I2C_SMBUS_BYTE_DATA" => decoder.show(&BYTE, place),
        "I2C_SMBUS_WORD_DATA" | "I2C_SMBUS_PROC_CALL" => decoder.show(&WORD, place),
        "I2C_SMBUS_QUICK" | "" => decoder.sink.address(addr),
        _ => match decoder.number_at(addr, Repr::U8) {
            Some(length) => decoder.contents(addr.wrapping_add(1), length.min(LONGEST), Style::Hex),
            None => decoder.sink.address(addr),
        },
    }
}
