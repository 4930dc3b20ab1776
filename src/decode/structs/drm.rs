//! Graphics: drm.h, drm_mode.h.

use crate::decode::ioctl::drm::{atomic_properties, atomic_values, enumeration};
use crate::decode::ioctl::text::format_code;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Len;
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::{U32 as WORD32, U64 as WORD64, Ulong as ULONG};
use crate::decode::kind::When::Some;
use crate::decode::sets::drm::*;
use crate::decode::structs::{HEX16, HEX32, HEX64, STATUS_FLAGS, structs};

/// The code of a format.
const FOUR: Kind = Own(WORD32, Entry, format_code);

structs! {
    VERSION "drm_version" {
        version_major: Int, version_minor: Int, version_patchlevel: Int, name_len: Ulong,
        name: Buffer(Len::Arg(name_len)), date_len: Ulong, date: Buffer(Len::Arg(date_len)), desc_len: Ulong,
        desc: Buffer(Len::Arg(desc_len)),
    }
    UNIQUE "drm_unique" { unique_len: Ulong, unique: Buffer(Len::Arg(unique_len)) }
    MAP "drm_map" {
        offset: As(ULONG, &Hex), size: As(ULONG, &Hex), kind = "type": Of(&MAP_TYPE), flags: Of(&MAP_FLAGS),
        handle: Addr, mtrr: Int,
    }
    CLIENT "drm_client" {
        idx: Int, auth: Out(&Int), pid: Out(&As(ULONG, &Pid)), uid: Out(&Ulong), magic: Out(&Ulong),
        iocs: Out(&Ulong),
    }
    STATS "drm_stats" { count: Ulong, data: Upto(&Struct(&STATISTIC), 15, Len::Arg(count)) }
    SET_VERSION "drm_set_version" { drm_di_major: Int, drm_di_minor: Int, drm_dd_major: Int, drm_dd_minor: Int }
    MODESET_CONTROL "drm_modeset_ctl" { crtc: Uint, cmd: Of(&MODESET) }
    GEM_CLOSE "drm_gem_close" { handle: Uint, pad: If(Some(&[pad]), &HEX32) }
    GEM_FLINK "drm_gem_flink" { handle: Uint, name: Out(&Uint) }
    GEM_OPEN "drm_gem_open" { name: Uint, handle: Out(&Uint), size: Out(&U64) }
    GEM_CHANGE "drm_gem_change_handle" { handle: Uint, new_handle: Uint }
    GET_CAP "drm_get_cap" {
        capability: As(WORD64, &Of(&CAPABILITY)),
        value: Out(&Switch(capability, &[(5, As(WORD64, &Of(&PRIME_CAPABILITY)))], &U64)),
    }
    SET_CLIENT_CAP "drm_set_client_cap" { capability: As(WORD64, &Of(&CLIENT_CAPABILITY)), value: U64 }
    AUTH "drm_auth" { magic: Uint }
    CONTEXT_MAP "drm_ctx_priv_map" { ctx_id: Uint, handle: Addr }
    CONTEXT "drm_ctx" { handle: Uint, flags: Of(&CONTEXT_FLAGS) }
    LOCK "drm_lock" { context: Int, flags: Of(&LOCK_FLAGS) }
    IRQ_BUSID "drm_irq_busid" { irq: Out(&Int), busnum: Int, devnum: Int, funcnum: Int }
    PRIME_EXPORT "drm_prime_handle" { handle: Uint, flags: STATUS_FLAGS, fd: Out(&Fd) }
    PRIME_IMPORT "drm_prime_handle" order(fd, flags, handle) { handle: Out(&Uint), flags: STATUS_FLAGS, fd: Fd }
    VBLANK_REQUEST "drm_wait_vblank_request" { kind = "type": Of(&VBLANK), sequence: Uint, signal: As(ULONG, &Hex) }
    VBLANK_REPLY "drm_wait_vblank_reply" {
        kind = "type": Of(&VBLANK), sequence: Uint, tval_sec: Long, tval_usec: Long,
    }
    SYNCOBJ_CREATED "drm_syncobj_create" order(flags, handle) { handle: Out(&Uint), flags: Of(&SYNCOBJ_CREATE) }
    SYNCOBJ_DESTROY "drm_syncobj_destroy" { handle: Uint, pad: If(Some(&[pad]), &HEX32) }
    SYNCOBJ_TO_FD "drm_syncobj_handle" order(handle, flags, pad, point, fd) {
        handle: Uint, flags: Of(&SYNCOBJ_EXPORT), fd: Out(&Fd), pad: If(Some(&[pad]), &HEX32), point: U64,
    }
    SYNCOBJ_FROM_FD "drm_syncobj_handle" order(flags, fd, pad, point, handle) {
        handle: Out(&Uint), flags: Of(&SYNCOBJ_IMPORT), fd: Fd, pad: If(Some(&[pad]), &HEX32), point: U64,
    }
    SYNCOBJ_TRANSFER "drm_syncobj_transfer" {
        src_handle: Uint, dst_handle: Uint, src_point: U64, dst_point: U64, flags: Of(&SYNCOBJ_WAIT),
        pad: If(Some(&[pad]), &HEX32),
    }
    SYNCOBJ_WAITS "drm_syncobj_wait" order(
        handles, timeout_nsec, count_handles, flags, pad, deadline_nsec, first_signaled,
    ) {
        handles: As(WORD64, &Array(&Uint, Len::Arg(count_handles))), timeout_nsec: I64, count_handles: Uint,
        flags: Of(&SYNCOBJ_WAIT), first_signaled: Out(&Uint), pad: If(Some(&[pad]), &HEX32), deadline_nsec: U64,
    }
    SYNCOBJ_TIMELINE_WAITS "drm_syncobj_timeline_wait" order(
        handles, points, timeout_nsec, count_handles, flags, pad, deadline_nsec, first_signaled,
    ) {
        handles: As(WORD64, &Array(&Uint, Len::Arg(count_handles))),
        points: As(WORD64, &Array(&U64, Len::Arg(count_handles))), timeout_nsec: I64, count_handles: Uint,
        flags: Of(&SYNCOBJ_WAIT), first_signaled: Out(&Uint), pad: If(Some(&[pad]), &HEX32), deadline_nsec: U64,
    }
    SYNCOBJ_EVENTFD "drm_syncobj_eventfd" {
        handle: Uint, flags: Of(&SYNCOBJ_WAIT), point: U64, fd: Fd, pad: If(Some(&[pad]), &HEX32),
    }
    SYNCOBJ_ARRAY "drm_syncobj_array" {
        handles: As(WORD64, &Array(&Uint, Len::Arg(count_handles))), count_handles: Uint,
        pad: If(Some(&[pad]), &HEX32),
    }
    SYNCOBJ_SIGNAL "drm_syncobj_timeline_array" {
        handles: As(WORD64, &Array(&Uint, Len::Arg(count_handles))),
        points: As(WORD64, &Array(&U64, Len::Arg(count_handles))), count_handles: Uint, flags: Uint,
    }
    SYNCOBJ_QUERIED "drm_syncobj_timeline_array" order(handles, count_handles, flags, points) {
        handles: As(WORD64, &Array(&Uint, Len::Arg(count_handles))),
        points: Out(&As(WORD64, &Array(&U64, Len::Arg(count_handles)))), count_handles: Uint,
        flags: Of(&SYNCOBJ_QUERY),
    }
    SEQUENCE_GOT "drm_crtc_get_sequence" {
        crtc_id: Uint, active: Out(&Uint), sequence: Out(&U64), sequence_ns: Out(&I64),
    }
    SEQUENCE_QUEUED "drm_crtc_queue_sequence" {
        crtc_id: Uint, flags: Of(&SEQUENCE), sequence: U64, user_data: HEX64,
    }
    CLIENT_NAME "drm_set_client_name" { name_len: U64, name: As(WORD64, &Buffer(Len::Arg(name_len))) }
    MODE "drm_mode_modeinfo" {
        clock: Uint, hdisplay: U16, hsync_start: U16, hsync_end: U16, htotal: U16, hskew: U16, vdisplay: U16,
        vsync_start: U16, vsync_end: U16, vtotal: U16, vscan: U16, vrefresh: Uint, flags: Of(&MODE_FLAGS),
        kind = "type": Of(&MODE_TYPE), name: Chars(32),
    }
    RESOURCES "drm_mode_card_res" {
        fb_id_ptr: As(WORD64, &Array(&Uint, Len::Arg(count_fbs))),
        crtc_id_ptr: As(WORD64, &Array(&Uint, Len::Arg(count_crtcs))),
        connector_id_ptr: As(WORD64, &Array(&Uint, Len::Arg(count_connectors))),
        encoder_id_ptr: As(WORD64, &Array(&Uint, Len::Arg(count_encoders))), count_fbs: Uint, count_crtcs: Uint,
        count_connectors: Uint, count_encoders: Uint, min_width: Uint, max_width: Uint, min_height: Uint,
        max_height: Uint,
    }
    CRTC "drm_mode_crtc" {
        set_connectors_ptr: Hidden(&U64), count_connectors: Hidden(&Uint), crtc_id: Uint, fb_id: Out(&Uint),
        x: Out(&Uint), y: Out(&Uint), gamma_size: Out(&Uint), mode_valid: Out(&Uint),
        mode: If(Some(&[mode_valid]), &Out(&Struct(&MODE))),
    }
    SET_CRTC "drm_mode_crtc" {
        set_connectors_ptr: As(WORD64, &Array(&Uint, Len::Arg(count_connectors))), count_connectors: Uint,
        crtc_id: Uint, fb_id: Uint, x: Uint, y: Uint, gamma_size: Uint, mode_valid: Uint,
        mode: If(Some(&[mode_valid]), &Struct(&MODE)),
    }
    SET_PLANE "drm_mode_set_plane" {
        plane_id: Uint, crtc_id: Uint, fb_id: Uint, flags: Of(&PLANE), crtc_x: Int, crtc_y: Int, crtc_w: Uint,
        crtc_h: Uint, src_x: HEX32, src_y: HEX32, src_h: HEX32, src_w: HEX32,
    }
    GET_PLANE "drm_mode_get_plane" {
        plane_id: Uint, crtc_id: Out(&Uint), fb_id: Out(&Uint), possible_crtcs: Out(&HEX32), gamma_size: Out(&Uint),
        count_format_types: Out(&Uint),
        format_type_ptr: Out(&As(WORD64, &Array(&FOUR, Len::Arg(count_format_types)))),
    }
    PLANES "drm_mode_get_plane_res" {
        plane_id_ptr: As(WORD64, &Array(&Uint, Len::Arg(count_planes))), count_planes: Uint,
    }
    GET_ENCODER "drm_mode_get_encoder" {
        encoder_id: Uint, encoder_type: Out(&Of(&ENCODER)), crtc_id: Out(&Uint), possible_crtcs: Out(&HEX32),
        possible_clones: Out(&HEX32),
    }
    GET_CONNECTOR "drm_mode_get_connector" order(
        connector_id, count_modes, modes_ptr, count_props, props_ptr, prop_values_ptr, count_encoders, encoders_ptr,
        encoder_id, connector_type, connector_type_id, connection, mm_width, mm_height, subpixel, pad,
    ) {
        encoders_ptr: Out(&As(WORD64, &Array(&Uint, Len::Arg(count_encoders)))),
        modes_ptr: Out(&As(WORD64, &Array(&Struct(&MODE), Len::Arg(count_modes)))),
        props_ptr: Out(&As(WORD64, &Array(&Uint, Len::Arg(count_props)))),
        prop_values_ptr: Out(&As(WORD64, &Array(&U64, Len::Arg(count_props)))), count_modes: Out(&Uint),
        count_props: Out(&Uint), count_encoders: Out(&Uint), encoder_id: Out(&Uint), connector_id: Uint,
        connector_type: Out(&Of(&CONNECTOR)), connector_type_id: Out(&Uint), connection: Out(&Uint),
        mm_width: Out(&Uint), mm_height: Out(&Uint), subpixel: Out(&Uint), pad: If(Some(&[pad]), &HEX32),
    }
    PROPERTY_ENUM "drm_mode_property_enum" { value: U64, name: Chars(32) }
    GET_PROPERTY "drm_mode_get_property" order(
        prop_id, flags, name, count_values, values_ptr, count_enum_blobs, enum_blob_ptr,
    ) {
        values_ptr: Out(&As(WORD64, &Array(&U64, Len::Arg(count_values)))),
        enum_blob_ptr: Out(&Own(WORD64, Entry, enumeration)), prop_id: Uint, flags: Out(&Of(&PROPERTY_FLAGS)),
        name: Out(&Chars(32)), count_values: Out(&Uint), count_enum_blobs: Out(&Uint),
    }
    CONNECTOR_PROPERTY "drm_mode_connector_set_property" { value: U64, prop_id: Uint, connector_id: Uint }
    OBJECT_PROPERTIES "drm_mode_obj_get_properties" order(
        obj_id, obj_type, count_props, props_ptr, prop_values_ptr,
    ) {
        props_ptr: Out(&As(WORD64, &Array(&Uint, Len::Arg(count_props)))),
        prop_values_ptr: Out(&As(WORD64, &Array(&U64, Len::Arg(count_props)))), count_props: Out(&Uint),
        obj_id: Uint, obj_type: Of(&OBJECT),
    }
    OBJECT_PROPERTY "drm_mode_obj_set_property" { value: U64, prop_id: Uint, obj_id: Uint, obj_type: Of(&OBJECT) }
    GET_BLOB "drm_mode_get_blob" {
        blob_id: Uint, length: Out(&Uint), data: Out(&As(WORD64, &Secret(Len::Arg(length)))),
    }
    FRAME_BUFFER_ADD "drm_mode_fb_cmd" order(width, height, pitch, bpp, depth, handle, fb_id) {
        fb_id: Out(&Uint), width: Uint, height: Uint, pitch: Uint, bpp: Uint, depth: Uint, handle: Uint,
    }
    FRAME_BUFFER_GET "drm_mode_fb_cmd" {
        fb_id: Uint, width: Out(&Uint), height: Out(&Uint), pitch: Out(&Uint), bpp: Out(&Uint), depth: Out(&Uint),
        handle: Out(&Uint),
    }
    FRAME_BUFFER2_ADD "drm_mode_fb_cmd2" order(
        width, height, pixel_format, flags, handles, pitches, offsets, modifier, fb_id,
    ) {
        fb_id: Out(&Uint), width: Uint, height: Uint, pixel_format: FOUR, flags: Of(&FB_FLAGS),
        handles: Items(&Uint, 4), pitches: Items(&Uint, 4), offsets: Items(&Uint, 4),
        modifier: Items(&As(WORD64, &Of(&MODIFIER)), 4),
    }
    FRAME_BUFFER2_GET "drm_mode_fb_cmd2" {
        fb_id: Uint, width: Out(&Uint), height: Out(&Uint), pixel_format: Out(&FOUR), flags: Out(&Of(&FB_FLAGS)),
        handles: Out(&Items(&Uint, 4)), pitches: Out(&Items(&Uint, 4)), offsets: Out(&Items(&Uint, 4)),
        modifier: Out(&Items(&As(WORD64, &Of(&MODIFIER)), 4)),
    }
    CLIP "drm_clip_rect" { x1: U16, y1: U16, x2: U16, y2: U16 }
    DIRTY "drm_mode_fb_dirty_cmd" {
        fb_id: Uint, flags: Of(&FB_DIRTY), color: HEX32, num_clips: Uint,
        clips_ptr: As(WORD64, &Array(&Struct(&CLIP), Len::Arg(num_clips))),
    }
    MODE_COMMAND "drm_mode_mode_cmd" { connector_id: Uint, mode: Struct(&MODE) }
    CURSOR_SET "drm_mode_cursor" {
        flags: Of(&CURSOR), crtc_id: Uint, x: Int, y: Int, width: Uint, height: Uint, handle: Uint,
    }
    CURSOR2_SET "drm_mode_cursor2" {
        flags: Of(&CURSOR), crtc_id: Uint, x: Int, y: Int, width: Uint, height: Uint, handle: Uint, hot_x: Int,
        hot_y: Int,
    }
    LUT_GET "drm_mode_crtc_lut" {
        crtc_id: Uint, gamma_size: Uint, red: Out(&As(WORD64, &Array(&U16, Len::Arg(gamma_size)))),
        green: Out(&As(WORD64, &Array(&U16, Len::Arg(gamma_size)))),
        blue: Out(&As(WORD64, &Array(&U16, Len::Arg(gamma_size)))),
    }
    LUT_SET "drm_mode_crtc_lut" {
        crtc_id: Uint, gamma_size: Uint, red: As(WORD64, &Array(&U16, Len::Arg(gamma_size))),
        green: As(WORD64, &Array(&U16, Len::Arg(gamma_size))), blue: As(WORD64, &Array(&U16, Len::Arg(gamma_size))),
    }
    FLIP "drm_mode_crtc_page_flip_target" {
        crtc_id: Uint, fb_id: Uint, flags: Of(&PAGE_FLIP), sequence: If(Some(&[sequence]), &Uint), user_data: HEX64,
    }
    DUMB_CREATE "drm_mode_create_dumb" {
        height: Uint, width: Uint, bpp: Uint, flags: Uint, handle: Out(&Uint), pitch: Out(&Uint), size: Out(&U64),
    }
    DUMB_MAP "drm_mode_map_dumb" { handle: Uint, pad: If(Some(&[pad]), &HEX32), offset: Out(&HEX64) }
    DUMB_DESTROY "drm_mode_destroy_dumb" { handle: Uint }
    ATOMIC_COMMIT "drm_mode_atomic" {
        flags: Of(&ATOMIC), count_objs: Uint, objs_ptr: As(WORD64, &Array(&Uint, Len::Arg(count_objs))),
        count_props_ptr: As(WORD64, &Array(&Uint, Len::Arg(count_objs))),
        props_ptr: Own(WORD64, Entry, atomic_properties), prop_values_ptr: Own(WORD64, Entry, atomic_values),
        reserved: If(Some(&[reserved]), &HEX64), user_data: HEX64,
    }
    BLOB_CREATE "drm_mode_create_blob" {
        data: As(WORD64, &Secret(Len::Arg(length))), length: Uint, blob_id: Out(&Uint),
    }
    BLOB_DESTROY "drm_mode_destroy_blob" { blob_id: Uint }
    LEASE_CREATE "drm_mode_create_lease" {
        object_ids: As(WORD64, &Array(&Uint, Len::Arg(object_count))), object_count: Uint, flags: STATUS_FLAGS,
        lessee_id: Out(&Uint), fd: Out(&Fd),
    }
    LESSEES "drm_mode_list_lessees" order(pad, count_lessees, lessees_ptr) {
        count_lessees: Out(&Uint), pad: If(Some(&[pad]), &HEX32),
        lessees_ptr: Out(&As(WORD64, &Array(&Uint, Len::Arg(count_lessees)))),
    }
    LEASE "drm_mode_get_lease" order(pad, count_objects, objects_ptr) {
        count_objects: Out(&Uint), pad: If(Some(&[pad]), &HEX32),
        objects_ptr: Out(&As(WORD64, &Array(&Uint, Len::Arg(count_objects)))),
    }
    LEASE_REVOKE "drm_mode_revoke_lease" { lessee_id: Uint }
    CLOSE_FB "drm_mode_closefb" { fb_id: Uint, pad: If(Some(&[pad]), &HEX32) }
    AGP_MODE "drm_agp_mode" { mode: As(ULONG, &Hex) }
    AGP_BUFFER "drm_agp_buffer" order(size, kind, handle, physical) {
        size: Ulong, handle: Out(&Ulong), kind = "type": Ulong, physical: Out(&As(ULONG, &Hex)),
    }
    AGP_BINDING "drm_agp_binding" { handle: Ulong, offset: As(ULONG, &Hex) }
    AGP_INFORMATION "drm_agp_info" {
        agp_version_major: Int, agp_version_minor: Int, mode: As(ULONG, &Hex), aperture_base: As(ULONG, &Hex),
        aperture_size: Ulong, memory_allowed: Ulong, memory_used: Ulong, id_vendor: HEX16, id_device: HEX16,
    }
    SCATTER_GATHER "drm_scatter_gather" { size: Ulong, handle: Out(&Ulong) }
    STATISTIC "drm_stats.data" { value: Ulong, kind = "type": Of(&STATISTICS) }
    /// As they were before they had a point, or a deadline.
    SYNCOBJ_TO_FD_ONCE "drm_syncobj_handle" order(handle, flags, pad, fd) {
        handle: Uint, flags: Of(&SYNCOBJ_EXPORT), fd: Out(&Fd), pad: If(Some(&[pad]), &HEX32),
    }
    SYNCOBJ_FROM_FD_ONCE "drm_syncobj_handle" order(flags, fd, pad, handle) {
        handle: Out(&Uint), flags: Of(&SYNCOBJ_IMPORT), fd: Fd, pad: If(Some(&[pad]), &HEX32),
    }
    SYNCOBJ_WAITS_ONCE "drm_syncobj_wait" order(handles, timeout_nsec, count_handles, flags, pad, first_signaled) {
        handles: As(WORD64, &Array(&Uint, Len::Arg(count_handles))), timeout_nsec: I64, count_handles: Uint,
        flags: Of(&SYNCOBJ_WAIT), first_signaled: Out(&Uint), pad: If(Some(&[pad]), &HEX32),
    }
    SYNCOBJ_TIMELINE_WAITS_ONCE "drm_syncobj_timeline_wait" order(
        handles, points, timeout_nsec, count_handles, flags, pad, first_signaled,
    ) {
        handles: As(WORD64, &Array(&Uint, Len::Arg(count_handles))),
        points: As(WORD64, &Array(&U64, Len::Arg(count_handles))), timeout_nsec: I64, count_handles: Uint,
        flags: Of(&SYNCOBJ_WAIT), first_signaled: Out(&Uint), pad: If(Some(&[pad]), &HEX32),
    }
}
