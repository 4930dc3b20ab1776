//! Video (linux/videodev2.h).

use super::{GET_UINT, Row, SET_UINT};
use crate::decode::decoder::{At as Where, Decoder, Place, Scope};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Phase, Ref, Repr};
use crate::decode::set::{Radix, Set};
use crate::decode::sets::video::*;
use crate::decode::sink::{Group, Style};
use crate::decode::structs::Struct as Structure;
use crate::decode::structs::video::*;
use crate::decode::table::Ret;

const SET_TIMINGS: Kind = At(&Struct(&TIMINGS));
const SET_PRIORITY: Kind = At(&As(Repr::U32, &Of(&PRIORITY)));
const SET_TYPE: Kind = At(&Of(&BUFFER));
const SET_STANDARD: Kind = At(&As(Repr::U64, &Hex));
const SET_FORMAT: Kind = Both(|decoder, place| remade(decoder, place, [&FORMAT, &FORMAT_MADE], has_format));
const QUEUE: Kind = InOut(&BUFFER_IN);

/// Video devices.
pub static ROWS: &[Row] = &[
    ("VIDIOC_CREATE_BUFS", At(&Struct(&CREATE_BUFFERS))),
    ("VIDIOC_CROPCAP", InOut(&CROP_CAPABILITY)),
    ("VIDIOC_DECODER_CMD", InOut(&DECODER_COMMAND)),
    ("VIDIOC_DQBUF", InOut(&BUFFER_OUT)),
    ("VIDIOC_ENCODER_CMD", InOut(&ENCODER_COMMAND)),
    ("VIDIOC_ENUMAUDIO", InOut(&AUDIO_INPUT)),
    ("VIDIOC_ENUMAUDOUT", InOut(&AUDIO_OUTPUT)),
    ("VIDIOC_ENUMINPUT", InOut(&INPUT_OF)),
    ("VIDIOC_ENUMOUTPUT", InOut(&OUTPUT_OF)),
    ("VIDIOC_ENUMSTD", InOut(&STANDARD)),
    ("VIDIOC_ENUM_FMT", InOut(&FORMAT_DESCRIPTION)),
    ("VIDIOC_ENUM_FRAMEINTERVALS", InOut(&FRAME_INTERVALS)),
    ("VIDIOC_ENUM_FRAMESIZES", InOut(&FRAME_SIZES)),
    ("VIDIOC_ENUM_FREQ_BANDS", InOut(&FREQUENCY_BAND)),
    ("VIDIOC_EXPBUF", InOut(&EXPORTED)),
    ("VIDIOC_G_AUDIO", Out(&At(&Struct(&AUDIO_INPUT)))),
    ("VIDIOC_G_AUDOUT", Out(&At(&Struct(&AUDIO_OUTPUT)))),
    ("VIDIOC_G_CROP", InOut(&CROP)),
    ("VIDIOC_G_CTRL", InOut(&CONTROL_GET)),
    ("VIDIOC_G_DV_TIMINGS", Out(&SET_TIMINGS)),
    ("VIDIOC_G_EDID", InOut(&EDID)),
    ("VIDIOC_G_EXT_CTRLS", InOut(&CONTROLS_GOT)),
    ("VIDIOC_G_FBUF", Out(&At(&Struct(&FRAME_BUFFER)))),
    ("VIDIOC_G_FMT", InOut(&FORMAT)),
    ("VIDIOC_G_FREQUENCY", Out(&At(&Struct(&FREQUENCY)))),
    ("VIDIOC_G_INPUT", GET_UINT),
    ("VIDIOC_G_OUTPUT", GET_UINT),
    ("VIDIOC_G_PARM", Both(parameters)),
    ("VIDIOC_G_PRIORITY", Out(&SET_PRIORITY)),
    ("VIDIOC_G_SELECTION", Out(&At(&Struct(&SELECTION)))),
    ("VIDIOC_G_STD", Out(&SET_STANDARD)),
    ("VIDIOC_G_TUNER", InOut(&TUNER_OF)),
    ("VIDIOC_PREPARE_BUF", QUEUE),
    ("VIDIOC_QBUF", QUEUE),
    ("VIDIOC_QUERYBUF", QUEUE),
    ("VIDIOC_QUERYCAP", Out(&At(&Struct(&CAPABILITY)))),
    ("VIDIOC_QUERYCTRL", InOut(&CONTROL_QUERY)),
    ("VIDIOC_QUERY_DV_TIMINGS", Out(&SET_TIMINGS)),
    ("VIDIOC_QUERY_EXT_CTRL", InOut(&CONTROL_QUERY_EXTENDED)),
    ("VIDIOC_REQBUFS", InOut(&REQUEST_BUFFERS)),
    ("VIDIOC_STREAMOFF", SET_TYPE),
    ("VIDIOC_STREAMON", SET_TYPE),
    ("VIDIOC_SUBDEV_ENUM_FRAME_INTERVAL", Out(&At(&Struct(&SUBDEVICE_INTERVALS)))),
    ("VIDIOC_SUBDEV_ENUM_FRAME_SIZE", Out(&At(&Struct(&SUBDEVICE_SIZE)))),
    ("VIDIOC_SUBDEV_ENUM_MBUS_CODE", Out(&At(&Struct(&SUBDEVICE_CODE)))),
    ("VIDIOC_SUBDEV_G_CROP", Out(&At(&Struct(&SUBDEVICE_CROP)))),
    ("VIDIOC_SUBDEV_G_FMT", Out(&At(&Struct(&SUBDEVICE_FORMAT)))),
    ("VIDIOC_SUBDEV_G_FRAME_INTERVAL", Out(&At(&Struct(&SUBDEVICE_INTERVAL)))),
    ("VIDIOC_SUBDEV_G_SELECTION", Out(&At(&Struct(&SUBDEVICE_SELECTION)))),
    ("VIDIOC_SUBDEV_QUERYCAP", Out(&At(&Struct(&SUBDEVICE)))),
    ("VIDIOC_SUBDEV_S_CROP", Turns(&At(&Struct(&SUBDEVICE_CROP)), &At(&Struct(&SUBDEVICE_CROP)))),
    ("VIDIOC_SUBDEV_S_FMT", Turns(&At(&Struct(&SUBDEVICE_FORMAT)), &At(&Struct(&SUBDEVICE_FORMAT)))),
    (
        "VIDIOC_SUBDEV_S_FRAME_INTERVAL",
        Turns(&At(&Struct(&SUBDEVICE_INTERVAL)), &At(&Struct(&SUBDEVICE_INTERVAL))),
    ),
    (
        "VIDIOC_SUBDEV_S_SELECTION",
        Turns(&At(&Struct(&SUBDEVICE_SELECTION)), &At(&Struct(&SUBDEVICE_SELECTION))),
    ),
    ("VIDIOC_SUBSCRIBE_EVENT", At(&Struct(&EVENT_WANTED))),
    ("VIDIOC_S_AUDIO", At(&Struct(&AUDIO_INPUT))),
    ("VIDIOC_S_AUDOUT", At(&Struct(&AUDIO_OUTPUT))),
    ("VIDIOC_S_CROP", At(&Struct(&CROP))),
    ("VIDIOC_S_CTRL", InOut(&CONTROL_SET)),
    ("VIDIOC_S_DV_TIMINGS", SET_TIMINGS),
    ("VIDIOC_S_EDID", At(&Struct(&EDID))),
    ("VIDIOC_S_EXT_CTRLS", Both(set_controls)),
    ("VIDIOC_S_FBUF", At(&Struct(&FRAME_BUFFER))),
    ("VIDIOC_S_FMT", SET_FORMAT),
    ("VIDIOC_S_FREQUENCY", At(&Struct(&FREQUENCY))),
    ("VIDIOC_S_HW_FREQ_SEEK", At(&Struct(&SEEK))),
    ("VIDIOC_S_INPUT", SET_UINT),
    ("VIDIOC_S_OUTPUT", SET_UINT),
    (
        "VIDIOC_S_PARM",
        Both(|decoder, place| remade(decoder, place, [&PARAMETERS, &PARAMETERS_MADE], has_parameters)),
    ),
    ("VIDIOC_S_PRIORITY", SET_PRIORITY),
    ("VIDIOC_S_SELECTION", Turns(&At(&Struct(&SELECTION)), &At(&Struct(&SELECTION)))),
    ("VIDIOC_S_STD", SET_STANDARD),
    ("VIDIOC_S_TUNER", Both(|decoder, place| remade(decoder, place, [&TUNER_OF, &TUNER_MADE], |_, _| true))),
    ("VIDIOC_TRY_DECODER_CMD", InOut(&DECODER_COMMAND)),
    ("VIDIOC_TRY_ENCODER_CMD", InOut(&ENCODER_COMMAND)),
    ("VIDIOC_TRY_EXT_CTRLS", Both(set_controls)),
    ("VIDIOC_TRY_FMT", SET_FORMAT),
    ("VIDIOC_UNSUBSCRIBE_EVENT", At(&Struct(&EVENT_WANTED))),
];

/// Devices of media, whose parts are linked (media.h).
pub static MEDIA: &[Row] = &[
    ("MEDIA_IOC_DEVICE_INFO", Out(&At(&Struct(&MEDIA_DEVICE)))),
    ("MEDIA_IOC_ENUM_ENTITIES", InOut(&MEDIA_ENTITY)),
    ("MEDIA_IOC_ENUM_LINKS", At(&Struct(&MEDIA_LINKS))),
    ("MEDIA_IOC_G_TOPOLOGY", Out(&At(&Struct(&MEDIA_TOPOLOGY)))),
    ("MEDIA_IOC_REQUEST_ALLOC", Out(&At(&Fd))),
    ("MEDIA_IOC_SETUP_LINK", At(&Struct(&MEDIA_LINK))),
];

/// The control bus of HDMI (cec.h).
pub static CONTROLLED: &[Row] = &[
    ("CEC_ADAP_G_CAPS", Out(&At(&Struct(&CEC_ADAPTER)))),
    ("CEC_ADAP_G_CONNECTOR_INFO", Out(&At(&Struct(&CEC_CONNECTOR)))),
    ("CEC_ADAP_G_LOG_ADDRS", Out(&At(&Struct(&CEC_ADDRESSES)))),
    ("CEC_ADAP_G_PHYS_ADDR", Out(&At(&As(Repr::U16, &Hex)))),
    ("CEC_ADAP_S_LOG_ADDRS", Turns(&At(&Struct(&CEC_ADDRESSES)), &At(&Struct(&CEC_ADDRESSES)))),
    ("CEC_ADAP_S_PHYS_ADDR", At(&As(Repr::U16, &Hex))),
    ("CEC_DQEVENT", Out(&At(&Struct(&CEC_TOLD)))),
    ("CEC_G_MODE", Out(&At(&As(Repr::U32, &Hex)))),
    ("CEC_RECEIVE", Turns(&At(&Struct(&CEC_MESSAGE)), &At(&Struct(&CEC_MESSAGE)))),
    ("CEC_S_MODE", At(&As(Repr::U32, &Hex))),
    ("CEC_TRANSMIT", Turns(&At(&Struct(&CEC_MESSAGE)), &At(&Struct(&CEC_MESSAGE)))),
];

/// Frame buffers (fb.h).
pub static SCREENS: &[Row] = &[
    ("FBIOBLANK", As(Repr::Ulong, &Of(&SCREEN_BLANKED))),
    ("FBIOGETCMAP", Out(&At(&Struct(&SCREEN_COLORS)))),
    ("FBIOGET_CON2FBMAP", InOut(&SCREEN_CONSOLE)),
    ("FBIOGET_FSCREENINFO", Out(&At(&Struct(&SCREEN_FIXED)))),
    ("FBIOGET_VBLANK", Out(&At(&Struct(&SCREEN_BLANK)))),
    ("FBIOGET_VSCREENINFO", Out(&At(&Struct(&SCREEN)))),
    ("FBIOPAN_DISPLAY", Turns(&At(&Struct(&SCREEN)), &At(&Struct(&SCREEN)))),
    ("FBIOPUTCMAP", At(&Struct(&SCREEN_COLORS))),
    ("FBIOPUT_CON2FBMAP", At(&Struct(&SCREEN_CONSOLE_SET))),
    ("FBIOPUT_VSCREENINFO", Turns(&At(&Struct(&SCREEN)), &At(&Struct(&SCREEN)))),
    ("FBIO_WAITFORVSYNC", SET_UINT),
];

/// Whether a type of buffer has a format that is known.
fn has_format(decoder: &Decoder<'_>, addr: u64) -> bool {
    decoder.number_at(addr, Repr::U32).is_some_and(|of| BUFFER.name(of).is_some())
}

/// Whether it has parameters: V4L2_BUF_TYPE_VIDEO_CAPTURE, V4L2_BUF_TYPE_VIDEO_OUTPUT.
fn has_parameters(decoder: &Decoder<'_>, addr: u64) -> bool {
    matches!(decoder.number_at(addr, Repr::U32), Some(1 | 2))
}

/// Parameters, which the call adds where the type has some.
fn parameters(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const WHOLE: Kind = Struct(&PARAMETERS);
    let addr = place.value(decoder.abi);
    match decoder.phase {
        Phase::Exit => decoder.end(&PARAMETERS, addr),
        Phase::Entry if has_parameters(decoder, addr) => decoder.begin(&PARAMETERS, addr),
        Phase::Entry => {
            decoder.behind(&WHOLE, addr, place.scope);
            decoder.missed = true;
        }
    }
}

/// A structure before the call, and after it its end, and what the call made of it, where it changes that at all.
fn remade(
    decoder: &mut Decoder<'_>,
    place: Place<'_>,
    [before, after]: [&'static Structure; 2],
    changes: fn(&Decoder<'_>, u64) -> bool,
) {
    let addr = place.value(decoder.abi);
    if decoder.phase == Phase::Exit {
        decoder.sink.reopen(Group::Struct);
        decoder.sink.close(Group::Struct);
        if !decoder.failed() {
            decoder.sink.becomes();
            decoder.structure(after, addr);
        }
    } else if addr == 0 || !decoder.detail.follow {
        decoder.miss(addr);
    } else {
        decoder.read(addr, before.size(decoder.abi), |decoder, bytes| {
            let Some(bytes) = bytes else { return decoder.miss(addr) };
            decoder.sink.open(Group::Struct);
            decoder.members(before, bytes, addr);
            decoder.open = changes(decoder, addr);
            decoder.missed = !decoder.open;
            if decoder.missed {
                decoder.sink.close(Group::Struct);
            }
        });
    }
}

/// A fraction: `1/30`.
pub fn fraction(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let Where::Memory(bytes, _) = place.at else { return };
    let [above, below] = [0, 4].map(|at| Repr::U32.load(bytes.get(at..).unwrap_or_default(), decoder.abi));
    decoder.sink.words(above, format_args!("{above}/{below}"));
}

/// The flags of a buffer: those by name, what has none, the kind of its moment, and where that was taken.
pub fn buffer_flags(decoder: &mut Decoder<'_>, place: Place<'_>) {
    apart(decoder, place, &BUFFER_FLAGS);
}

/// A control, or the one that comes after it.
pub fn control_id(decoder: &mut Decoder<'_>, place: Place<'_>) {
    apart(decoder, place, &CONTROL_OR_NEXT);
}

/// A value of several sets, which is one number where constants are numbers.
fn apart(decoder: &mut Decoder<'_>, place: Place<'_>, set: &'static Set) {
    let value = place.value(decoder.abi);
    if decoder.sink.numbers_alone() {
        decoder.sink.number(value, Radix::Hex);
    } else {
        decoder.sink.symbol(value, set);
    }
}

/// Controls, as many as `count` says.
pub fn controls_of(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const ONE: Kind = Struct(&ONE_CONTROL);
    decoder.array(&ONE, place.value(decoder.abi), decoder.value(Ref(1), place.scope), place.scope);
}

/// The text of a control, as many bytes as `size` says.
pub fn control_text(decoder: &mut Decoder<'_>, place: Place<'_>) {
    decoder.contents(place.value(decoder.abi), decoder.value(Ref(1), place.scope), Style::Text);
}

/// Controls before the call, and after it whether it succeeded or not.
fn set_controls(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    if decoder.phase == Phase::Entry {
        decoder.missed = false;
        const CONTROLS_OF: Kind = Struct(&CONTROLS);
        decoder.behind(&CONTROLS_OF, addr, place.scope);
        let at = |name| addr.wrapping_add(CONTROLS.offset(name, decoder.abi).unwrap_or(0) as u64);
        let count = decoder.number_at(at("count"), Repr::U32).unwrap_or(0);
        let first = decoder.number_at(at("controls"), Repr::Ulong);
        let first = first.and_then(|first| decoder.number_at(first, Repr::U32));
        decoder.missed |= count == 0 || first.is_none();
    } else {
        decoder.sink.becomes();
        decoder.structure(&CONTROLS_SET, addr);
    }
}

/// What VIDIOC_CREATE_BUFS returns: the number, and the first of the buffers and how many they are, which the kernel has put
/// into the structure: `0 ({index=0, count=2})`.
pub const BUFFERS_CREATED: Ret = Ret::With(&Ret::Int, &Own(Repr::U32, Phase::Exit, buffers_created));

fn buffers_created(decoder: &mut Decoder<'_>, _: Place<'_>) {
    /// The argument of ioctl that is a pointer.
    const ARGUMENT: Ref = Ref(2);
    let addr = decoder.value(ARGUMENT, Scope::Call);
    let field = |name| {
        let offset = CREATE_BUFFERS.offset(name, decoder.abi)?;
        decoder
            .number_at(addr.wrapping_add(offset as u64), Repr::U32)
            .filter(|_| addr != 0 && decoder.detail.follow)
    };
    let (Some(index), Some(count)) = (field("index"), field("count")) else { return };
    decoder.sink.open_note("");
    decoder.sink.open(Group::Struct);
    for (name, number) in [("index", index), ("count", count)] {
        decoder.sink.field(name);
        decoder.sink.number(number, Radix::Decimal);
    }
    decoder.sink.close(Group::Struct);
    decoder.sink.close_note();
}
