//! Sound: asound.h. Structures are as programs with times of their own `long` have them.

use crate::decode::kind::Kind::*;
use crate::decode::kind::Len;
use crate::decode::kind::Repr::{self, I32 as SINT32, KLong, U32 as WORD32};
use crate::decode::kind::When::{In, Is, Some};
use crate::decode::sets::sound::*;
use crate::decode::structs::time::TIMESPEC;
use crate::decode::structs::{HEX8, HEX32, structs};

/// The first bits of a mask of 256, which lies as words of 32 do.
const MASK: Repr = Repr::Block(8, 4);
/// SNDRV_CTL_ELEM_TYPE_BOOLEAN, SNDRV_CTL_ELEM_TYPE_INTEGER
const NUMBERS: &[u64] = &[1, 2];

structs! {
    HARDWARE_INFO "snd_hwdep_info" {
        device: Uint, card: Int, id: Chars(64), name: Chars(80), iface: Int, reserved: Spare(&HEX8, 64),
    }
    DSP_STATUS "snd_hwdep_dsp_status" {
        version: Uint, id: Chars(32), num_dsps: Uint, dsp_loaded: Uint, chip_ready: Uint,
        reserved: Spare(&HEX8, 16),
    }
    DSP_IMAGE "snd_hwdep_dsp_image" { index: Uint, name: Chars(64), image: Addr, length: Ulong, driver_data: Ulong }
    PCM_INFO "snd_pcm_info" {
        device: Uint, subdevice: Uint, stream: As(SINT32, &Of(&STREAM)), card: Int, id: Chars(64), name: Chars(80),
        subname: Chars(32), dev_class: Int, dev_subclass: Int, subdevices_count: Uint, subdevices_avail: Uint,
        pad1: Raw(16), reserved: Spare(&HEX8, 64),
    }
    SW_PARAMS "snd_pcm_sw_params" {
        tstamp_mode: As(SINT32, &Of(&TSTAMP)), period_step: Uint, sleep_min: Hidden(&Uint), avail_min: Ulong,
        xfer_align: Hidden(&Ulong), start_threshold: Ulong, stop_threshold: Ulong, silence_threshold: Ulong,
        silence_size: Ulong, boundary: Ulong, proto: Uint, tstamp_type: Of(&TSTAMP_TYPE),
        reserved: Spare(&HEX8, 56),
    }
    CHANNEL_INFO "snd_pcm_channel_info" {
        channel: Uint, offset: Out(&As(KLong, &Long)), first: Out(&Uint), step: Out(&Uint),
    }
    RAWMIDI_INFO "snd_rawmidi_info" {
        device: Uint, subdevice: Uint, stream: As(SINT32, &Of(&RAWMIDI_STREAM)), card: Int,
        flags: Of(&RAWMIDI_INFO_FLAGS), id: Chars(64), name: Chars(80), subname: Chars(32), subdevices_count: Uint,
        subdevices_avail: Uint, tied_device: Int, reserved: Spare(&HEX8, 60),
    }
    TIMER_ID "snd_timer_id" {
        dev_class: As(SINT32, &Of(&TIMER_CLASS)), dev_sclass: As(SINT32, &Of(&TIMER_SUBCLASS)), card: Int,
        device: Int, subdevice: Int,
    }
    TIMER_GINFO "snd_timer_ginfo" {
        tid: Struct(&TIMER_ID), flags: Uint, card: Int, id: Chars(64), name: Chars(80),
        reserved0: If(Some(&[reserved0]), &Hex), resolution: Ulong, resolution_min: Ulong, resolution_max: Ulong,
        clients: Uint, reserved: Spare(&HEX8, 32),
    }
    TIMER_GPARAMS "snd_timer_gparams" {
        tid: Struct(&TIMER_ID), period_num: Ulong, period_den: Ulong, reserved: Spare(&HEX8, 32),
    }
    TIMER_GSTATUS "snd_timer_gstatus" {
        tid: Struct(&TIMER_ID), resolution: Ulong, resolution_num: Ulong, resolution_den: Ulong,
        reserved: Spare(&HEX8, 32),
    }
    TIMER_SELECT "snd_timer_select" { id: Struct(&TIMER_ID), reserved: Spare(&HEX8, 32) }
    TIMER_INFO "snd_timer_info" {
        flags: Uint, card: Int, id: Chars(64), name: Chars(80), reserved0: If(Some(&[reserved0]), &Hex),
        resolution: Ulong, reserved: Spare(&HEX8, 64),
    }
    TIMER_PARAMS "snd_timer_params" {
        flags: Of(&TIMER_PARAMETERS), ticks: Uint, queue_size: Uint, reserved0: If(Some(&[reserved0]), &HEX32),
        filter: HEX32, reserved: Spare(&HEX8, 60),
    }
    TIMER_STATUS "snd_timer_status" {
        tstamp: Struct(&TIMESPEC), resolution: Uint, lost: Uint, overrun: Uint, queue: Uint,
        reserved: Spare(&HEX8, 64),
    }
    CARD_INFO "snd_ctl_card_info" {
        card: Int, pad: If(Some(&[pad]), &HEX32), id: Chars(16), driver: Chars(16), name: Chars(32),
        longname: Chars(80), reserved_: Hidden(&Raw(16)), mixername: Chars(80), components: Chars(128),
    }
    ELEM_ID "snd_ctl_elem_id" {
        numid: Uint, iface: As(SINT32, &Of(&INTERFACE)), device: Uint, subdevice: Uint, name: Chars(44),
        index: Uint,
    }
    ELEM_LIST "snd_ctl_elem_list" order(offset, space, used, count, pids) {
        offset: Uint, space: Uint, used: Out(&Uint), count: Out(&Uint),
        pids: Out(&Array(&Struct(&ELEM_ID), Len::Arg(used))), reserved: Hidden(&Raw(50)),
    }
    TLV "snd_ctl_tlv" { numid: Uint, length: Uint, tlv: Tail(&HEX32, Len::Over(&Len::Arg(length), 4)) }
    PCM_INFO_OF "snd_pcm_info" order(
        device, subdevice, stream, card, id, name, subname, dev_class, dev_subclass, subdevices_count, subdevices_avail,
    ) {
        device: Uint, subdevice: Uint, stream: As(SINT32, &Of(&STREAM)), card: Out(&Int), id: Out(&Chars(64)),
        name: Out(&Chars(80)), subname: Out(&Chars(32)), dev_class: Out(&Int), dev_subclass: Out(&Int),
        subdevices_count: Out(&Uint), subdevices_avail: Out(&Uint), pad1: Raw(16), reserved: Raw(64),
    }
    INTERVAL "snd_interval" {
        min: Uint, max: Uint, bounds = "": Bitfields(WORD32, &[("openmin", 1), ("openmax", 1), ("integer", 1), ("empty", 1)]),
    }
    /// The parameters of a stream: sets of what may be, and ranges, each by what it is about.
    HW_PARAMS "snd_pcm_hw_params" {
        flags: Of(&HW_FLAGS), access: As(MASK, &Of(&ACCESS_MODES)), access_rest: Hidden(&Raw(24)),
        format: As(MASK, &Of(&FORMATS)), format_rest: Hidden(&Raw(24)), subformat: As(MASK, &Of(&SUBFORMATS)),
        subformat_rest: Hidden(&Raw(24)), mres: Hidden(&Raw(160)), sample_bits: Struct(&INTERVAL), frame_bits: Struct(&INTERVAL), channels: Struct(&INTERVAL), rate: Struct(&INTERVAL), period_time: Struct(&INTERVAL), period_size: Struct(&INTERVAL), period_bytes: Struct(&INTERVAL), periods: Struct(&INTERVAL), buffer_time: Struct(&INTERVAL), buffer_size: Struct(&INTERVAL), buffer_bytes: Struct(&INTERVAL), tick_time: Struct(&INTERVAL),
        ires: Hidden(&Items(&Struct(&INTERVAL), 9)), rmask: HEX32, cmask: HEX32, info: Of(&PCM_INFO_FLAGS),
        msbits: Uint, rate_num: Uint, rate_den: Uint, fifo_size: Ulong, sync: Hidden(&Raw(16)),
        reserved: Hidden(&Raw(48)),
    }
    PCM_STATUS "snd_pcm_status" {
        state: As(SINT32, &Of(&STATE)), trigger_tstamp: Struct(&TIMESPEC), tstamp: Struct(&TIMESPEC), appl_ptr: Ulong,
        hw_ptr: Ulong, delay: Long, avail: Ulong, avail_max: Ulong, overrange: Ulong,
        suspended_state: As(SINT32, &Of(&STATE)), audio_tstamp_data: HEX32, audio_tstamp: Struct(&TIMESPEC),
        driver_tstamp: Struct(&TIMESPEC), audio_tstamp_accuracy: Uint, reserved: Hidden(&Raw(20)),
    }
    TRANSFER "snd_xferi" order(buf, frames, result) { result: Out(&Long), buf: Addr, frames: Ulong }
    TRANSFERS "snd_xfern" order(bufs, frames, result) { result: Out(&Long), bufs: Addr, frames: Ulong }
    RAWMIDI_PARAMS "snd_rawmidi_params" {
        stream: As(SINT32, &Of(&RAWMIDI_STREAM)), buffer_size: Ulong, avail_min: Ulong,
        sensing = "": Bitfields(WORD32, &[("no_active_sensing", 1)]), mode: HEX32, reserved: Hidden(&Raw(12)),
    }
    ELEM_LIMITS "snd_ctl_elem_info.value" { min: Long, max: Long, step: Long }
    ELEM_LIMITS64 "snd_ctl_elem_info.value" { min: I64, max: I64, step: I64 }
    ELEM_CHOICES "snd_ctl_elem_info.value" { items: Uint, item: Uint, name: Chars(64) }
    ELEM_INFO "snd_ctl_elem_info" {
        id: Struct(&ELEM_ID), kind = "type": Out(&As(SINT32, &Of(&ELEMENT))), access: Out(&Of(&ACCESS)),
        count: Out(&Uint), owner: Out(&Pid), integer: If(In(kind, NUMBERS), &Out(&Union(&Struct(&ELEM_LIMITS)))),
        integer64: If(Is(kind, 6), &Out(&Union(&Struct(&ELEM_LIMITS64)))),
        enumerated: If(Is(kind, 3), &Out(&Union(&Struct(&ELEM_CHOICES)))), aligned: Hidden(&Union(&Ulong)),
        wide: Hidden(&Union(&U64)), value: Hidden(&Raw(128)), reserved: Hidden(&Raw(64)),
    }
    ELEM_READ "snd_ctl_elem_value" order(id, value) {
        id: Struct(&ELEM_ID), indirect: Uint, wide: Hidden(&Union(&U64)), value: Out(&Items(&Long, 128)), reserved: Raw(128),
    }
    ELEM_WRITTEN "snd_ctl_elem_value" order(id, value) {
        id: Struct(&ELEM_ID), indirect: Uint, wide: Hidden(&Union(&U64)), value: Items(&Long, 128), reserved: Raw(128),
    }
}
