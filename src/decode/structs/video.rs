//! Video: videodev2.h.

use crate::decode::bpf::kernel_version;
use crate::decode::ioctl::text::four_letters;
use crate::decode::ioctl::video::{buffer_flags, control_id, control_text, controls_of, fraction};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Len;
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::{Block, U8 as BYTE, U16 as SHORT, U32 as WORD, Ulong as ULONG};
use crate::decode::kind::When::{self, Is};
use crate::decode::sets::video::*;
use crate::decode::structs::time::TIMEVAL;
use crate::decode::structs::{HEX8, HEX16, HEX32, HEX64, POINTER64, structs};

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
    SELECTION "v4l2_selection" {
        kind = "type": TYPE, target: Of(&SELECTED), flags: Of(&SELECTION_FLAGS), r: RECTANGLE,
        reserved: Hidden(&Items(&Uint, 9)),
    }
    FREQUENCY "v4l2_frequency" {
        tuner: Uint, kind = "type": Of(&TUNER), frequency: Uint, reserved: Hidden(&Items(&Uint, 8)),
    }
    FREQUENCY_BAND "v4l2_frequency_band" {
        tuner: Uint, kind = "type": Of(&TUNER), index: Uint, capability: Out(&Of(&TUNER_CAPABILITIES)),
        rangelow: Out(&Uint), rangehigh: Out(&Uint), modulation: Out(&HEX32), reserved: Hidden(&Items(&Uint, 9)),
    }
    SEEK "v4l2_hw_freq_seek" {
        tuner: Uint, kind = "type": Of(&TUNER), seek_upward: Uint, wrap_around: Uint, spacing: Uint, rangelow: Uint,
        rangehigh: Uint, reserved: Hidden(&Items(&Uint, 5)),
    }
    AUDIO_INPUT "v4l2_audio" {
        index: Uint, name: Chars(32), capability: HEX32, mode: HEX32, reserved: Hidden(&Items(&Uint, 2)),
    }
    AUDIO_OUTPUT "v4l2_audioout" {
        index: Uint, name: Chars(32), capability: HEX32, mode: HEX32, reserved: Hidden(&Items(&Uint, 2)),
    }
    OUTPUT_OF "v4l2_output" {
        index: Uint, name: Out(&Chars(32)), kind = "type": Out(&Of(&OUTPUT_KIND)), audioset: Out(&HEX32),
        modulator: Out(&Uint), std: Out(&HEX64), capabilities: Out(&HEX32), reserved: Hidden(&Items(&Uint, 3)),
    }
    EXPORTED "v4l2_exportbuffer" {
        kind = "type": TYPE, index: Uint, plane: Uint, flags: HEX32, fd: Out(&Fd), reserved: Hidden(&Items(&Uint, 11)),
    }
    EVENT_WANTED "v4l2_event_subscription" {
        kind = "type": Of(&EVENT), id: HEX32, flags: Of(&EVENT_FLAGS), reserved: Hidden(&Items(&Uint, 5)),
    }
    ENCODER_COMMAND "v4l2_encoder_cmd" { cmd: Of(&ENCODER), flags: HEX32, raw: Hidden(&Items(&Uint, 8)) }
    DECODER_COMMAND "v4l2_decoder_cmd" {
        cmd: Of(&DECODER), flags: HEX32, start: If(Is(cmd, 0), &Union(&Struct(&DECODER_START))),
        stop: If(Is(cmd, 1), &Union(&Struct(&DECODER_STOP))), room: Hidden(&Items(&U64, 8)),
    }
    DECODER_START "start" { speed: Int, format: Uint }
    DECODER_STOP "stop" { pts: U64 }
    EDID "v4l2_edid" {
        pad: Uint, start_block: Uint, blocks: Uint, reserved: Hidden(&Items(&Uint, 5)), edid: Addr,
    }
    TIMINGS "v4l2_dv_timings" packed(X86_64, X32, I386, Aarch64, Arm) {
        kind = "type": Uint, bt: Struct(&BT_TIMINGS), room: Hidden(&Items(&U8, 4)),
    }
    BT_TIMINGS "v4l2_bt_timings" packed(X86_64, X32, I386, Aarch64, Arm) {
        width: Uint, height: Uint, interlaced: Uint, polarities: HEX32, pixelclock: U64, hfrontporch: Uint, hsync: Uint,
        hbackporch: Uint, vfrontporch: Uint, vsync: Uint, vbackporch: Uint, il_vfrontporch: Uint, il_vsync: Uint,
        il_vbackporch: Uint, standards: HEX32, flags: HEX32, picture_aspect: FRACTION, cea861_vic: U8, hdmi_vic: U8,
        reserved: Hidden(&Items(&U8, 46)),
    }
    BUS_FORMAT "v4l2_mbus_framefmt" {
        width: Uint, height: Uint, code: HEX32, field: Of(&FIELD), colorspace: Of(&COLORSPACE), ycbcr_enc: U16,
        quantization: U16, xfer_func: U16, flags: HEX16, reserved: Hidden(&Items(&U16, 10)),
    }
    SUBDEVICE "v4l2_subdev_capability" {
        version: Own(WORD, Entry, kernel_version), capabilities: HEX32, reserved: Hidden(&Items(&Uint, 14)),
    }
    SUBDEVICE_FORMAT "v4l2_subdev_format" {
        which: Of(&WHICH), pad: Uint, format: Struct(&BUS_FORMAT), stream: Uint, reserved: Hidden(&Items(&Uint, 7)),
    }
    SUBDEVICE_CROP "v4l2_subdev_crop" {
        which: Of(&WHICH), pad: Uint, rect: RECTANGLE, stream: Uint, reserved: Hidden(&Items(&Uint, 7)),
    }
    SUBDEVICE_CODE "v4l2_subdev_mbus_code_enum" {
        pad: Uint, index: Uint, code: HEX32, which: Of(&WHICH), flags: HEX32, stream: Uint,
        reserved: Hidden(&Items(&Uint, 6)),
    }
    SUBDEVICE_SIZE "v4l2_subdev_frame_size_enum" {
        index: Uint, pad: Uint, code: HEX32, min_width: Uint, max_width: Uint, min_height: Uint, max_height: Uint,
        which: Of(&WHICH), stream: Uint, reserved: Hidden(&Items(&Uint, 7)),
    }
    SUBDEVICE_INTERVAL "v4l2_subdev_frame_interval" {
        pad: Uint, interval: FRACTION, stream: Uint, which: Of(&WHICH), reserved: Hidden(&Items(&Uint, 7)),
    }
    SUBDEVICE_INTERVALS "v4l2_subdev_frame_interval_enum" {
        index: Uint, pad: Uint, code: HEX32, width: Uint, height: Uint, interval: FRACTION, which: Of(&WHICH),
        stream: Uint, reserved: Hidden(&Items(&Uint, 7)),
    }
    SUBDEVICE_SELECTION "v4l2_subdev_selection" {
        which: Of(&WHICH), pad: Uint, target: Of(&SELECTED), flags: Of(&SELECTION_FLAGS), r: RECTANGLE, stream: Uint,
        reserved: Hidden(&Items(&Uint, 7)),
    }
    MEDIA_DEVICE "media_device_info" {
        driver: Chars(16), model: Chars(32), serial: Chars(40), bus_info: Chars(32),
        media_version: Own(WORD, Entry, kernel_version), hw_revision: HEX32,
        driver_version: Own(WORD, Entry, kernel_version), reserved: Hidden(&Items(&Uint, 31)),
    }
    MEDIA_ENTITY "media_entity_desc" {
        id: HEX32, name: Out(&Chars(32)), kind = "type": Out(&HEX32), revision: Out(&Uint), flags: Out(&HEX32),
        group_id: Out(&Uint), pads: Out(&U16), links: Out(&U16), reserved: Hidden(&Items(&Uint, 4)),
        dev: Out(&Struct(&MEDIA_NODE)), room: Hidden(&Items(&Uint, 44)),
    }
    MEDIA_NODE "dev" { major: Uint, minor: Uint }
    MEDIA_PAD "media_pad_desc" { entity: HEX32, index: U16, flags: HEX32, reserved: Hidden(&Items(&Uint, 2)) }
    MEDIA_LINK "media_link_desc" {
        source: Struct(&MEDIA_PAD), sink: Struct(&MEDIA_PAD), flags: HEX32, reserved: Hidden(&Items(&Uint, 2)),
    }
    MEDIA_LINKS "media_links_enum" { entity: HEX32, pads: Addr, links: Addr, reserved: Hidden(&Items(&Uint, 4)) }
    MEDIA_TOPOLOGY "media_v2_topology" {
        topology_version: Out(&U64), num_entities: Uint, reserved1: Hidden(&Uint), ptr_entities: POINTER64,
        num_interfaces: Uint, reserved2: Hidden(&Uint), ptr_interfaces: POINTER64, num_pads: Uint,
        reserved3: Hidden(&Uint), ptr_pads: POINTER64, num_links: Uint, reserved4: Hidden(&Uint), ptr_links: POINTER64,
    }
    CEC_ADAPTER "cec_caps" {
        driver: Chars(32), name: Chars(32), available_log_addrs: Uint, capabilities: Of(&CEC_CAPABILITIES),
        version: Own(WORD, Entry, kernel_version),
    }
    CEC_MESSAGE "cec_msg" {
        tx_ts: U64, rx_ts: U64, len: Uint, timeout: Uint, sequence: Uint, flags: HEX32,
        msg: Upto(&HEX8, 16, Len::Arg(len)), reply: HEX8, rx_status: As(BYTE, &Of(&CEC_RECEIVED)),
        tx_status: As(BYTE, &Of(&CEC_SENT)), tx_arb_lost_cnt: U8, tx_nack_cnt: U8, tx_low_drive_cnt: U8,
        tx_error_cnt: U8,
    }
    CEC_ADDRESSES "cec_log_addrs" {
        log_addr: Items(&U8, 4), log_addr_mask: HEX16, cec_version: U8, num_log_addrs: U8, vendor_id: HEX32,
        flags: HEX32, osd_name: Chars(15), primary_device_type: Items(&U8, 4), log_addr_type: Items(&U8, 4),
        all_device_types: Items(&HEX8, 4), features: Hidden(&Items(&U8, 48)),
    }
    CEC_CONNECTOR "cec_connector_info" {
        kind = "type": Uint, drm: If(Is(kind, 1), &Union(&Struct(&CEC_CONNECTED))), raw: Hidden(&Items(&Uint, 16)),
    }
    CEC_CONNECTED "drm" { card_no: Uint, connector_id: Uint }
    CEC_TOLD "cec_event" {
        ts: U64, event: Of(&CEC_EVENT), flags: HEX32, state_change: If(Is(event, 1), &Union(&Struct(&CEC_STATE))),
        lost_msgs: If(Is(event, 2), &Union(&Struct(&CEC_LOST))), raw: Hidden(&Items(&Uint, 16)),
    }
    CEC_STATE "cec_event_state_change" { phys_addr: HEX16, log_addr_mask: HEX16, have_conn_info: U16 }
    CEC_LOST "cec_event_lost_msgs" { lost_msgs: Uint }
    SCREEN "fb_var_screeninfo" {
        xres: Uint, yres: Uint, xres_virtual: Uint, yres_virtual: Uint, xoffset: Uint, yoffset: Uint,
        bits_per_pixel: Uint, grayscale: Uint, red: Struct(&SCREEN_BITS), green: Struct(&SCREEN_BITS),
        blue: Struct(&SCREEN_BITS), transp: Struct(&SCREEN_BITS), nonstd: Uint, activate: HEX32, height: Uint,
        width: Uint, accel_flags: HEX32, pixclock: Uint, left_margin: Uint, right_margin: Uint, upper_margin: Uint,
        lower_margin: Uint, hsync_len: Uint, vsync_len: Uint, sync: HEX32, vmode: HEX32, rotate: Uint, colorspace: Uint,
        reserved: Hidden(&Items(&Uint, 4)),
    }
    SCREEN_BITS "fb_bitfield" { offset: Uint, length: Uint, msb_right: Uint }
    SCREEN_FIXED "fb_fix_screeninfo" {
        id: Chars(16), smem_start: As(ULONG, &Hex), smem_len: Uint, kind = "type": Of(&SCREEN_KIND), type_aux: Uint,
        visual: Of(&SCREEN_VISUAL), xpanstep: U16, ypanstep: U16, ywrapstep: U16, line_length: Uint,
        mmio_start: As(ULONG, &Hex), mmio_len: Uint, accel: Uint, capabilities: HEX16, reserved: Hidden(&Items(&U16, 2)),
    }
    SCREEN_COLORS "fb_cmap" {
        start: Uint, len: Uint, red: Array(&HEX16, Len::Arg(len)), green: Array(&HEX16, Len::Arg(len)), blue: Array(&HEX16, Len::Arg(len)), transp: Array(&HEX16, Len::Arg(len)),
    }
    SCREEN_CONSOLE "fb_con2fbmap" { console: Uint, framebuffer: Out(&Uint) }
    SCREEN_CONSOLE_SET "fb_con2fbmap" { console: Uint, framebuffer: Uint }
    SCREEN_BLANK "fb_vblank" {
        flags: HEX32, count: Uint, vcount: Uint, hcount: Uint, reserved: Hidden(&Items(&Uint, 4)),
    }
}
