//! Video: videodev2.h.

use crate::decode::bpf::kernel_version;
use crate::decode::ioctl::text::four_letters;
use crate::decode::ioctl::video::{buffer_flags, control_id, control_text, controls_of, fraction};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Len;
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::{Block, U16 as SHORT, U32 as WORD, Ulong as ULONG};
use crate::decode::kind::When::{self, Is};
use crate::decode::sets::video::*;
use crate::decode::structs::time::TIMEVAL;
use crate::decode::structs::{HEX8, HEX16, HEX32, HEX64, structs};

const TYPE: Kind = Of(&BUFFER);
const LETTERS: Kind = Own(WORD, Entry, four_letters);
const ID: Kind = Own(WORD, Entry, control_id);
const FRACTION: Kind = Own(Block(8, 4), Entry, fraction);
const RECTANGLE: Kind = Struct(&RECT);
/// Where the union of formats is, as large as it and as aligned: in 64-bit programs it holds a pointer.
const FORMATS: Kind = Hidden(&Struct(&FORMAT_ROOM));

structs! {
    RECT "v4l2_rect" { left: Int, top: Int, width: Uint, height: Uint }
    FORMAT_ROOM "fmt" { pointer: Union(&Addr), room: Raw(200) }
    CAPABILITY "v4l2_capability" {
        driver: Chars(16), card: Chars(32), bus_info: Chars(32), version: Own(WORD, Entry, kernel_version),
        capabilities: Of(&CAPABILITIES), device_caps: If(When::Some(&[device_caps]), &Of(&CAPABILITIES)), reserved: Hidden(&Items(&Uint, 3)),
    }
    FORMAT_DESCRIPTION "v4l2_fmtdesc" {
        index: Uint, kind = "type": TYPE, flags: Out(&Of(&FORMAT_FLAGS)), description: Out(&Chars(32)),
        pixelformat: Out(&LETTERS), mbus_code: Hidden(&Uint), reserved: Hidden(&Items(&Uint, 3)),
    }
    FRAME_SIZES "v4l2_frmsizeenum" {
        index: Uint, pixel_format: LETTERS, kind = "type": Out(&Of(&FRAME_SIZE)),
        discrete: If(Is(kind, 1), &Out(&Union(&Struct(&DISCRETE)))),
        stepwise: If(Is(kind, 3), &Out(&Union(&Struct(&STEPWISE)))), room: Hidden(&Items(&Uint, 6)),
        reserved: Hidden(&Items(&Uint, 2)),
    }
    DISCRETE "v4l2_frmsize_discrete" { width: Uint, height: Uint }
    STEPWISE "v4l2_frmsize_stepwise" {
        min_width: Uint, max_width: Uint, step_width: Uint, min_height: Uint, max_height: Uint, step_height: Uint,
    }
    FRAME_INTERVALS "v4l2_frmivalenum" {
        index: Uint, pixel_format: LETTERS, width: Uint, height: Uint, kind = "type": Out(&Of(&FRAME_INTERVAL)),
        discrete: If(Is(kind, 1), &Out(&Union(&FRACTION))),
        stepwise: If(When::In(kind, &[2, 3]), &Out(&Union(&Struct(&INTERVALS)))), room: Hidden(&Items(&Uint, 6)),
        reserved: Hidden(&Items(&Uint, 2)),
    }
    INTERVALS "v4l2_frmival_stepwise" { min: FRACTION, max: FRACTION, step: FRACTION }

    /// With the formats after the call.
    FORMAT "v4l2_format" {
        kind = "type": TYPE, begin: Hidden(&Union(&Addr)),
        pix = "fmt.pix": If(When::In(kind, &[1, 2]), &Out(&Union(&Struct(&PIX)))),
        win = "fmt.win": If(When::In(kind, &[3, 8]), &Out(&Union(&Struct(&WINDOW)))),
        vbi = "fmt.vbi": If(When::In(kind, &[4, 5]), &Out(&Union(&Struct(&VBI_FORMAT)))),
        sliced = "fmt.sliced": If(When::In(kind, &[6, 7]), &Out(&Union(&Struct(&SLICED_FORMAT)))),
        pix_mp = "fmt.pix_mp": If(When::In(kind, &[9, 10]), &Out(&Union(&Struct(&PIX_MP)))),
        sdr = "fmt.sdr": If(When::In(kind, &[11, 12]), &Out(&Union(&Struct(&SDR)))),
        meta = "fmt.meta": If(When::In(kind, &[13, 14]), &Out(&Union(&Struct(&META)))),
        fmt: FORMATS,
    }
    /// The formats alone.
    FORMAT_MADE "v4l2_format" {
        kind = "type": Hidden(&TYPE), begin: Hidden(&Union(&Addr)),
        pix = "fmt.pix": If(When::In(kind, &[1, 2]), &Union(&Struct(&PIX))),
        win = "fmt.win": If(When::In(kind, &[3, 8]), &Union(&Struct(&WINDOW))),
        vbi = "fmt.vbi": If(When::In(kind, &[4, 5]), &Union(&Struct(&VBI_FORMAT))),
        sliced = "fmt.sliced": If(When::In(kind, &[6, 7]), &Union(&Struct(&SLICED_FORMAT))),
        pix_mp = "fmt.pix_mp": If(When::In(kind, &[9, 10]), &Union(&Struct(&PIX_MP))),
        sdr = "fmt.sdr": If(When::In(kind, &[11, 12]), &Union(&Struct(&SDR))),
        meta = "fmt.meta": If(When::In(kind, &[13, 14]), &Union(&Struct(&META))),
        fmt: FORMATS,
    }
    PIX "v4l2_pix_format" {
        width: Uint, height: Uint, pixelformat: LETTERS, field: Of(&FIELD), bytesperline: Uint, sizeimage: Uint,
        colorspace: Of(&COLORSPACE), rest: Hidden(&Items(&Uint, 5)),
    }
    PIX_MP "v4l2_pix_format_mplane" {
        width: Uint, height: Uint, pixelformat: LETTERS, field: Of(&FIELD), colorspace: Of(&COLORSPACE),
        plane_fmt: Upto(&Struct(&PLANE_FORMAT), 8, Len::Arg(num_planes)), num_planes: U8,
        rest: Hidden(&Items(&U8, 11)),
    }
    PLANE_FORMAT "v4l2_plane_pix_format" { sizeimage: Uint, bytesperline: Uint, reserved: Hidden(&Items(&U16, 6)) }
    WINDOW "v4l2_window" {
        w: RECTANGLE, field: Of(&FIELD), chromakey: HEX32, clips: Addr, clipcount: Uint, bitmap: Addr,
        global_alpha: HEX8,
    }
    VBI_FORMAT "v4l2_vbi_format" {
        sampling_rate: Uint, offset: Uint, samples_per_line: Uint, sample_format: LETTERS, start: Items(&Uint, 2),
        count: Items(&Uint, 2), flags: Of(&VBI), reserved: Hidden(&Items(&Uint, 2)),
    }
    SLICED_FORMAT "v4l2_sliced_vbi_format" {
        service_set: As(SHORT, &Of(&SLICED)), service_lines: Items(&Items(&HEX16, 24), 2), io_size: Uint,
        reserved: Hidden(&Items(&Uint, 2)),
    }
    SDR "v4l2_sdr_format" { pixelformat: LETTERS, buffersize: Uint, reserved: Hidden(&Items(&U8, 24)) }
    META "v4l2_meta_format" { dataformat: LETTERS, buffersize: Uint }

    REQUEST_BUFFERS "v4l2_requestbuffers" order(kind, memory, count) {
        count: Again(&Uint), kind = "type": TYPE, memory: Of(&MEMORY), capabilities: Uint, reserved: Uint,
    }
    CREATE_BUFFERS "v4l2_create_buffers" {
        index: Hidden(&Uint), count: Uint, memory: Of(&MEMORY), format: Struct(&FORMAT),
        reserved: Hidden(&Items(&Uint, 8)),
    }
    /// Dequeued: what it is is known when the call has ended.
    BUFFER_OUT "v4l2_buffer" order(
        kind, index, memory, offset, userptr, length, bytesused, flags, timestamp, more,
    ) {
        index: Out(&Uint), kind = "type": TYPE, bytesused: Out(&Uint), flags: Out(&Own(WORD, Entry, buffer_flags)),
        field: Uint, timestamp: Out(&Struct(&TIMEVAL)), timecode: Items(&Uint, 4), sequence: Uint,
        memory: Out(&Of(&MEMORY)), offset = "m.offset": If(Is(memory, 1), &Out(&Union(&HEX32))),
        userptr = "m.userptr": If(Is(memory, 2), &Out(&Union(&As(ULONG, &Hex)))), m: Addr, length: Out(&Uint),
        reserved2: Uint, request_fd: Uint, more: Out(&More),
    }
    BUFFER_IN "v4l2_buffer" order(kind, index, memory, offset, userptr, length, bytesused, flags, more) {
        index: Uint, kind = "type": TYPE, bytesused: Out(&Uint), flags: Out(&Own(WORD, Entry, buffer_flags)),
        field: Uint, timestamp: Struct(&TIMEVAL), timecode: Items(&Uint, 4), sequence: Uint,
        memory: Out(&Of(&MEMORY)), offset = "m.offset": If(Is(memory, 1), &Out(&Union(&HEX32))),
        userptr = "m.userptr": If(Is(memory, 2), &Out(&Union(&As(ULONG, &Hex)))), m: Addr, length: Out(&Uint),
        reserved2: Uint, request_fd: Uint, more: Out(&More),
    }
    FRAME_BUFFER "v4l2_framebuffer" {
        capability: HEX32, flags: HEX32, base: Addr, fmt: Hidden(&Items(&Uint, 8)),
    }
    CROP "v4l2_crop" { kind = "type": TYPE, c: Out(&RECTANGLE) }
    CROP_CAPABILITY "v4l2_cropcap" {
        kind = "type": TYPE, bounds: Out(&RECTANGLE), defrect: Out(&RECTANGLE), pixelaspect: Out(&FRACTION),
    }

    PARAMETERS "v4l2_streamparm" {
        kind = "type": TYPE, capture = "parm.capture": If(Is(kind, 1), &Out(&Union(&Struct(&CAPTURE)))),
        output = "parm.output": If(Is(kind, 2), &Out(&Union(&Struct(&OUTPUT)))), parm: Hidden(&Items(&U8, 200)),
    }
    PARAMETERS_MADE "v4l2_streamparm" {
        kind = "type": Hidden(&TYPE), capture = "parm.capture": If(Is(kind, 1), &Union(&Struct(&CAPTURE))),
        output = "parm.output": If(Is(kind, 2), &Union(&Struct(&OUTPUT))), parm: Hidden(&Items(&U8, 200)),
    }
    CAPTURE "v4l2_captureparm" {
        capability: Of(&STREAM_CAPABILITIES), capturemode: Of(&STREAM_MODE), timeperframe: FRACTION,
        extendedmode: HEX32, readbuffers: Uint, reserved: Hidden(&Items(&Uint, 4)),
    }
    OUTPUT "v4l2_outputparm" {
        capability: Of(&STREAM_CAPABILITIES), outputmode: Of(&STREAM_MODE), timeperframe: FRACTION,
        extendedmode: HEX32, writebuffers: Uint, reserved: Hidden(&Items(&Uint, 4)),
    }

    STANDARD "v4l2_standard" order(index, name, frameperiod, framelines) {
        index: Uint, id: HEX64, name: Out(&Chars(24)), frameperiod: Out(&FRACTION), framelines: Out(&Uint),
        reserved: Items(&Uint, 4),
    }
    INPUT_OF "v4l2_input" {
        index: Uint, name: Out(&Chars(32)), kind = "type": Out(&Of(&INPUT)), rest: Hidden(&Items(&Uint, 2)),
        std: Hidden(&U64), tail: Hidden(&Items(&Uint, 5)),
    }
    TUNER_OF "v4l2_tuner" {
        index: Uint, name: Out(&Chars(32)), kind = "type": Out(&Of(&TUNER)), capability: Out(&Of(&TUNER_CAPABILITIES)),
        rangelow: Out(&Uint), rangehigh: Out(&Uint), rxsubchans: Out(&Of(&TUNER_SUBCHANNELS)),
        audmode: Out(&Of(&TUNER_MODE)), signal: Out(&Int), afc: Out(&Int), reserved: Hidden(&Items(&Uint, 4)),
    }
    TUNER_MADE "v4l2_tuner" {
        index: Hidden(&Uint), name: Chars(32), kind = "type": Of(&TUNER), capability: Of(&TUNER_CAPABILITIES),
        rangelow: Uint, rangehigh: Uint, rxsubchans: Of(&TUNER_SUBCHANNELS), audmode: Of(&TUNER_MODE), signal: Int,
        afc: Int, reserved: Hidden(&Items(&Uint, 4)),
    }

    CONTROL_GET "v4l2_control" { id: Of(&CONTROL), value: Out(&Int) }
    CONTROL_SET "v4l2_control" { id: Of(&CONTROL), value: Again(&Int) }
    CONTROL_QUERY "v4l2_queryctrl" {
        id: ID, kind = "type": Out(&Of(&CONTROL_TYPE)), name: Out(&Chars(32)), minimum: Full(&Out(&Int)),
        maximum: Full(&Out(&Int)), step: Full(&Out(&Int)), default_value: Full(&Out(&Int)),
        flags: Full(&Out(&Of(&CONTROL_FLAGS))), reserved: Full(&Out(&Spare(&HEX32, 2))),
    }
    CONTROL_QUERY_EXTENDED "v4l2_query_ext_ctrl" {
        id: ID, kind = "type": Out(&Of(&CONTROL_TYPE)), name: Out(&Chars(32)), minimum: Full(&Out(&I64)),
        maximum: Full(&Out(&I64)), step: Full(&Out(&U64)), default_value: Full(&Out(&I64)),
        flags: Full(&Out(&Of(&CONTROL_FLAGS))), elem_size: Full(&Out(&Uint)), elems: Full(&Out(&Uint)),
        nr_of_dims: Full(&Out(&Uint)),
        dims: Full(&Out(&Upto(&Uint, 4, Len::Arg(nr_of_dims)))),
        reserved: Full(&Out(&Spare(&HEX32, 32))),
    }
    CONTROLS "v4l2_ext_controls" order(ctrl_class, count, controls) {
        ctrl_class: Of(&CLASS), count: Uint, error_idx: Uint, request_fd: Uint, reserved: Uint,
        controls: If(When::Some(&[count]), &Own(ULONG, Entry, controls_of)),
    }
    CONTROLS_GOT "v4l2_ext_controls" order(ctrl_class, count, controls, error_idx) {
        ctrl_class: Of(&CLASS), count: Uint, error_idx: If(When::Some(&[count]), &If(When::Failed, &Late(&Uint))), request_fd: Uint,
        reserved: Uint, controls: If(When::Some(&[count]), &Late(&Own(ULONG, Entry, controls_of))),
    }
    CONTROLS_SET "v4l2_ext_controls" order(controls, error_idx) {
        ctrl_class: Uint, count: Uint, error_idx: If(When::Failed, &Uint), request_fd: Uint, reserved: Uint,
        controls: Own(ULONG, Entry, controls_of),
    }
    ONE_CONTROL "v4l2_ext_control" packed(X86_64, X32, I386, Aarch64, Arm) {
        id: Of(&CONTROL), size: Uint, reserved2: Hidden(&Uint), string: If(When::Some(&[size]), &Union(&Own(ULONG, Entry, control_text))),
        value: If(Is(size, 0), &Union(&Int)), value64: If(Is(size, 0), &Union(&I64)), all: Hidden(&U64),
    }
}
