//! Buses: hidraw.h, uinput.h, i2c.h, i2c-dev.h, spi/spidev.h.

use crate::decode::ioctl::bus::smbus_data;
use crate::decode::kind::Kind::*;
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::{U8 as BYTE, U16 as SHORT, U64 as WORD64, Ulong as ULONG};
use crate::decode::kind::When::Some;
use crate::decode::kind::{Len, When};
use crate::decode::sets::bus::*;
use crate::decode::sets::input::{ABSOLUTE, BUS};
use crate::decode::structs::input::{AXIS, FORCE_EFFECT, INPUT_ID};
use crate::decode::structs::{HEX8, HEX16, HEX32, POINTER64, structs};

structs! {
    REPORT_DESCRIPTOR "hidraw_report_descriptor" { size: Uint, value: Held(4096, Len::Arg(size)) }
    HID_DEVICE "hidraw_devinfo" { bustype: Of(&BUS), vendor: HEX16, product: HEX16 }
    DEVICE_SETUP "uinput_setup" { id: Struct(&INPUT_ID), name: Chars(80), ff_effects_max: Uint }
    AXIS_SETUP "uinput_abs_setup" { code: As(SHORT, &Of(&ABSOLUTE)), absinfo: Struct(&AXIS) }
    EFFECT_UPLOAD "uinput_ff_upload" {
        request_id: Uint, retval: Out(&Int), effect: Out(&Struct(&FORCE_EFFECT)), old: Out(&Struct(&FORCE_EFFECT)),
    }
    EFFECT_ERASE "uinput_ff_erase" { request_id: Uint, retval: Out(&Int), effect_id: Out(&Uint) }
    I2C_MESSAGE "i2c_msg" { addr: HEX16, flags: As(SHORT, &Of(&I2C_FLAGS)), len: U16, buf: If(When::Masked(flags, 1, 0), &Union(&Secret(Len::Arg(len)))),
        unread = "buf": If(When::Any(flags, 1), &Addr), }
    I2C_READ "i2c_msg" {
        addr: HEX16, flags: As(SHORT, &Of(&I2C_FLAGS)), len: U16, buf: If(When::Any(flags, 1), &Union(&Secret(Len::Arg(len)))),
        written = "buf": If(When::Masked(flags, 1, 0), &Addr),
    }
    I2C_TRANSFERRED "i2c_rdwr_ioctl_data" order(msgs) { msgs: Array(&Struct(&I2C_READ), Len::Arg(nmsgs)), nmsgs: Uint }
    I2C_TRANSFER "i2c_rdwr_ioctl_data" { msgs: Array(&Struct(&I2C_MESSAGE), Len::Arg(nmsgs)), nmsgs: Uint }
    SMBUS_TRANSFER "i2c_smbus_ioctl_data" {
        read_write: As(BYTE, &Of(&SMBUS_DIRECTION)), command: HEX8, size: Of(&SMBUS_SIZE),
        data: Own(ULONG, Entry, smbus_data),
    }
    SMBUS_ANSWER "i2c_smbus_ioctl_data" order(data) {
        read_write: U8, command: U8, size: Uint, data: Own(ULONG, Entry, smbus_data),
    }
    SPI_TRANSFER "spi_ioc_transfer" {
        tx_buf: As(WORD64, &Secret(Len::Arg(len))), rx_buf: POINTER64, len: Uint, speed_hz: Uint, delay_usecs: U16,
        bits_per_word: U8, cs_change: U8, tx_nbits: U8, rx_nbits: U8, word_delay_usecs: U8,
        pad: If(Some(&[pad]), &HEX8),
    }
    IPMI_MESSAGE "ipmi_msg" { netfn: HEX8, cmd: HEX8, data_len: U16, data: Buffer(Len::Arg(data_len)) }
    IPMI_REQUEST "ipmi_req" {
        addr: Buffer(Len::Arg(addr_len)), addr_len: Uint, msgid: Long, msg: Struct(&IPMI_MESSAGE),
    }
    IPMI_TIMED "ipmi_req_settime" { req: Struct(&IPMI_REQUEST), retries: Int, retry_time_ms: Uint }
    IPMI_RECEIVED "ipmi_recv" {
        recv_type: Of(&IPMI_RECV), addr: Buffer(Len::Arg(addr_len)), addr_len: Uint, msgid: Long,
        msg: Struct(&IPMI_MESSAGE),
    }
    IPMI_COMMAND "ipmi_cmdspec" { netfn: HEX8, cmd: HEX8 }
    IPMI_CHANNELS "ipmi_cmdspec_chans" { netfn: HEX32, cmd: HEX32, chans: HEX32 }
    IPMI_ADDRESS "ipmi_channel_lun_address_set" { channel: U16, value: HEX8 }
    IPMI_TIMING "ipmi_timing_parms" { retries: Int, retry_time_ms: Uint }
}
