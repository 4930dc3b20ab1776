//! Intel's graphics: i915_drm.h, and xe_drm.h, which no header of Debian is.

use crate::decode::kind::Kind::*;
use crate::decode::kind::Len;
use crate::decode::kind::Repr::{I32 as SINT32, U16 as WORD16, U64 as WORD64};
use crate::decode::kind::When::{Any, Masked, Some};
use crate::decode::sets::intel::*;
use crate::decode::structs::{HEX32, HEX64, POINTER64, structs};

structs! {
    GET_PARAMETER "drm_i915_getparam" { param: As(SINT32, &Of(&PARAMETER)), value: Out(&At(&Int)) }
    SET_PARAMETER "drm_i915_setparam" { param: As(SINT32, &Of(&SETTING)), value: Int }
    IRQ_EMIT "drm_i915_irq_emit" { irq_seq: Out(&At(&Int)) }
    MANAGED "drm_i915_gem_init" { gtt_start: HEX64, gtt_end: HEX64 }
    CREATE "drm_i915_gem_create" { size: Again(&U64), handle: Out(&Uint), pad: If(Some(&[pad]), &HEX32) }
    CREATE_EXT "drm_i915_gem_create_ext" order(size, flags, extensions, handle) {
        size: Again(&U64), handle: Out(&Uint), flags: Of(&CREATE_FLAGS), extensions: POINTER64,
    }
    READ "drm_i915_gem_pread" {
        handle: Uint, pad: If(Some(&[pad]), &HEX32), offset: HEX64, size: U64,
        data_ptr: Out(&As(WORD64, &Buffer(Len::Arg(size)))),
    }
    WRITE "drm_i915_gem_pwrite" {
        handle: Uint, pad: If(Some(&[pad]), &HEX32), offset: HEX64, size: U64,
        data_ptr: As(WORD64, &Buffer(Len::Arg(size))),
    }
    MAP "drm_i915_gem_mmap" order(handle, pad, offset, size, flags, addr_ptr) {
        handle: Uint, pad: If(Some(&[pad]), &HEX32), offset: HEX64, size: U64, addr_ptr: Out(&POINTER64),
        flags: As(WORD64, &Of(&MAP_FLAGS)),
    }
    MAP_GTT "drm_i915_gem_mmap_gtt" { handle: Uint, pad: If(Some(&[pad]), &HEX32), offset: Out(&HEX64) }
    MAP_OFFSET "drm_i915_gem_mmap_offset" order(handle, pad, flags, extensions, offset) {
        handle: Uint, pad: If(Some(&[pad]), &HEX32), offset: Out(&HEX64), flags: As(WORD64, &Of(&MAP_OFFSET_KIND)),
        extensions: POINTER64,
    }
    DOMAIN_SET "drm_i915_gem_set_domain" { handle: Uint, read_domains: Of(&DOMAIN), write_domain: Of(&DOMAIN) }
    FINISHED "drm_i915_gem_sw_finish" { handle: Uint }
    RELOCATION "drm_i915_gem_relocation_entry" {
        target_handle: Uint, delta: HEX32, offset: HEX64, presumed_offset: HEX64, read_domains: Of(&DOMAIN),
        write_domain: Of(&DOMAIN),
    }
    OBJECT "drm_i915_gem_exec_object" {
        handle: Uint, relocation_count: Uint,
        relocs_ptr: As(WORD64, &Array(&Struct(&RELOCATION), Len::Arg(relocation_count))), alignment: HEX64,
        offset: HEX64,
    }
    EXECUTED "drm_i915_gem_execbuffer" order(
        buffers_ptr, buffer_count, batch_start_offset, batch_len, dr1, dr4, num_cliprects, cliprects_ptr,
    ) {
        buffers_ptr: As(WORD64, &Array(&Struct(&OBJECT), Len::Arg(buffer_count))), buffer_count: Uint,
        batch_start_offset: HEX32, batch_len: Uint, dr1 = "DR1": HEX32, dr4 = "DR4": HEX32, num_cliprects: Uint,
        cliprects_ptr: POINTER64,
    }
    OBJECT2 "drm_i915_gem_exec_object2" {
        handle: Uint, relocation_count: Uint,
        relocs_ptr: As(WORD64, &Array(&Struct(&RELOCATION), Len::Arg(relocation_count))), alignment: HEX64,
        offset: HEX64, flags: As(WORD64, &Of(&OBJECT_FLAGS)), pad_to_size: If(Some(&[pad_to_size]), &HEX64),
        rsvd2: If(Some(&[rsvd2]), &HEX64),
    }
    FENCE "drm_i915_gem_exec_fence" { handle: Uint, flags: Of(&FENCE_FLAGS) }
    EXECUTED2 "drm_i915_gem_execbuffer2" {
        buffers_ptr: As(WORD64, &Array(&Struct(&OBJECT2), Len::Arg(buffer_count))), buffer_count: Uint,
        batch_start_offset: HEX32, batch_len: Uint, dr1 = "DR1": HEX32, dr4 = "DR4": HEX32, num_cliprects: Uint,
        fences = "cliprects_ptr": If(
            Any(flags, 0x80000),
            &Union(&As(WORD64, &Array(&Struct(&FENCE), Len::Arg(num_cliprects)))),
        ),
        cliprects_ptr: If(Masked(flags, 0x80000, 0), &POINTER64),
        flags: As(WORD64, &Of(&EXEC)), rsvd1: HEX64, rsvd2: If(Some(&[rsvd2]), &HEX64),
    }
    EXECUTED2_FENCED "drm_i915_gem_execbuffer2" {
        buffers_ptr: As(WORD64, &Array(&Struct(&OBJECT2), Len::Arg(buffer_count))), buffer_count: Uint,
        batch_start_offset: HEX32, batch_len: Uint, dr1 = "DR1": HEX32, dr4 = "DR4": HEX32, num_cliprects: Uint,
        fences = "cliprects_ptr": If(
            Any(flags, 0x80000),
            &Union(&As(WORD64, &Array(&Struct(&FENCE), Len::Arg(num_cliprects)))),
        ),
        cliprects_ptr: If(Masked(flags, 0x80000, 0), &POINTER64), flags: As(WORD64, &Of(&EXEC)), rsvd1: HEX64,
        rsvd2: Again(&HEX64),
    }
    PINNED "drm_i915_gem_pin" { handle: Uint, pad: If(Some(&[pad]), &HEX32), alignment: HEX64, offset: Out(&HEX64) }
    UNPINNED "drm_i915_gem_unpin" { handle: Uint, pad: If(Some(&[pad]), &HEX32) }
    BUSY "drm_i915_gem_busy" { handle: Uint, busy: Out(&HEX32) }
    CACHED "drm_i915_gem_caching" { handle: Uint, caching: Of(&CACHING) }
    CACHED_GOT "drm_i915_gem_caching" { handle: Uint, caching: Out(&Of(&CACHING)) }
    TILED "drm_i915_gem_set_tiling" {
        handle: Uint, tiling_mode: Again(&Of(&TILING)), stride: Again(&Uint), swizzle_mode: Out(&Of(&SWIZZLE)),
    }
    TILED_GOT "drm_i915_gem_get_tiling" {
        handle: Uint, tiling_mode: Out(&Of(&TILING)), swizzle_mode: Out(&Of(&SWIZZLE)),
        phys_swizzle_mode: Out(&Of(&SWIZZLE)),
    }
    APERTURE "drm_i915_gem_get_aperture" { aper_size: U64, aper_available_size: U64 }
    PIPE_OF "drm_i915_get_pipe_from_crtc_id" { crtc_id: Uint, pipe: Out(&Uint) }
    ADVICE "drm_i915_gem_madvise" { handle: Uint, madv: Of(&MADV), retained: Out(&Uint) }
    OVERLAY "drm_intel_overlay_put_image" {
        flags: Of(&OVERLAY_FLAGS), bo_handle: Uint, stride_y = "stride_Y": U16, stride_uv = "stride_UV": U16,
        offset_y = "offset_Y": HEX32, offset_u = "offset_U": HEX32, offset_v = "offset_V": HEX32, src_width: U16,
        src_height: U16, src_scan_width: U16, src_scan_height: U16, crtc_id: Uint, dst_x: U16, dst_y: U16,
        dst_width: U16, dst_height: U16,
    }
    OVERLAY_ATTRIBUTES "drm_intel_overlay_attrs" {
        flags: Of(&OVERLAY_UPDATE), color_key: HEX32, brightness: Int, contrast: Uint, saturation: Uint, gamma0: HEX32,
        gamma1: HEX32, gamma2: HEX32, gamma3: HEX32, gamma4: HEX32, gamma5: HEX32,
    }
    COLOR_KEY "drm_intel_sprite_colorkey" {
        plane_id: Uint, min_value: HEX32, channel_mask: HEX32, max_value: HEX32, flags: Of(&COLOR_KEY_FLAGS),
    }
    CONTEXT "drm_i915_gem_context_create" { ctx_id: Out(&Uint), pad: If(Some(&[pad]), &HEX32) }
    CONTEXT_EXT "drm_i915_gem_context_create_ext" order(flags, extensions, ctx_id) {
        ctx_id: Out(&Uint), flags: Of(&CONTEXT_FLAGS), extensions: POINTER64,
    }
    CONTEXT_GONE "drm_i915_gem_context_destroy" { ctx_id: Uint, pad: If(Some(&[pad]), &HEX32) }
    CONTEXT_PARAMETER "drm_i915_gem_context_param" {
        ctx_id: Uint, size: Uint, param: As(WORD64, &Of(&CONTEXT_PARAM)), value: HEX64,
    }
    CONTEXT_PARAMETER_GOT "drm_i915_gem_context_param" {
        ctx_id: Uint, size: Again(&Uint), param: As(WORD64, &Of(&CONTEXT_PARAM)), value: Again(&HEX64),
    }
    REGISTER "drm_i915_reg_read" { offset: HEX64, val: Out(&HEX64) }
    RESETS "drm_i915_reset_stats" {
        ctx_id: Uint, flags: HEX32, reset_count: Out(&Uint), batch_active: Out(&Uint), batch_pending: Out(&Uint),
        pad: If(Some(&[pad]), &HEX32),
    }
    USER_POINTER "drm_i915_gem_userptr" {
        user_ptr: POINTER64, user_size: U64, flags: Of(&USER_POINTER_FLAGS), handle: Out(&Uint),
    }
    COUNTERS "drm_i915_perf_open_param" {
        flags: Of(&PERF_FLAGS), num_properties: Uint,
        properties_ptr: As(WORD64, &Array(&Items(&HEX64, 2), Len::Arg(num_properties))),
    }
    CONFIGURATION "drm_i915_perf_oa_config" {
        uuid: Chars(36), n_mux_regs: Uint, n_boolean_regs: Uint, n_flex_regs: Uint,
        mux_regs_ptr: As(WORD64, &Array(&Items(&HEX32, 2), Len::Arg(n_mux_regs))),
        boolean_regs_ptr: As(WORD64, &Array(&Items(&HEX32, 2), Len::Arg(n_boolean_regs))),
        flex_regs_ptr: As(WORD64, &Array(&Items(&HEX32, 2), Len::Arg(n_flex_regs))),
    }
    QUERY_ITEM "drm_i915_query_item" {
        query_id: As(WORD64, &Of(&QUERY)), length: Int, flags: HEX32, data_ptr: POINTER64,
    }
    QUERIES "drm_i915_query" {
        num_items: Uint, flags: HEX32, items_ptr: As(WORD64, &Array(&Struct(&QUERY_ITEM), Len::Arg(num_items))),
    }
    ADDRESS_SPACE "drm_i915_gem_vm_control" { extensions: POINTER64, flags: HEX32, vm_id: Out(&Uint) }
    ADDRESS_SPACE_GONE "drm_i915_gem_vm_control" { extensions: POINTER64, flags: HEX32, vm_id: Uint }
    XE_QUERY_OF "drm_xe_device_query" {
        extensions: POINTER64, query: Of(&XE_QUERY), size: Again(&Uint),
        data: Out(&As(WORD64, &Secret(Len::Arg(size)))), reserved: Spare(&HEX64, 2),
    }
    XE_CREATE "drm_xe_gem_create" order(
        extensions, size, placement, flags, vm_id, cpu_caching, pad, reserved, handle,
    ) {
        extensions: POINTER64, size: U64, placement: HEX32, flags: Of(&XE_CREATE_FLAGS), vm_id: Uint,
        handle: Out(&Uint), cpu_caching: As(WORD16, &Of(&XE_CACHING)), pad: Hidden(&Items(&U16, 3)),
        reserved: Spare(&HEX64, 2),
    }
    XE_BIND_ONE "drm_xe_vm_bind_op" {
        extensions: POINTER64, obj: Uint, pat_index: U16, pad: Hidden(&U16), obj_offset: HEX64, range: HEX64,
        addr: HEX64, op: Of(&XE_BIND_OP), flags: Of(&XE_BIND_FLAGS), prefetch_mem_region_instance: Uint,
        pad2: If(Some(&[pad2]), &HEX32), reserved: Spare(&HEX64, 3),
    }
    XE_SYNC "drm_xe_sync" {
        extensions: POINTER64, kind = "type": Of(&XE_SYNC_KIND), flags: Of(&XE_SYNC_FLAGS),
        handle: Switch(kind, &[(2, POINTER64)], &U64), timeline_value: U64, reserved: Spare(&HEX64, 2),
    }
    XE_BIND "drm_xe_vm_bind" {
        extensions: POINTER64, vm_id: Uint, exec_queue_id: Uint, pad: If(Some(&[pad]), &HEX32), num_binds: Uint,
        vector_of_binds: Switch(
            num_binds,
            &[(0, Hidden(&U64)), (1, Hidden(&U64))],
            &Union(&As(WORD64, &Array(&Struct(&XE_BIND_ONE), Len::Arg(num_binds)))),
        ),
        bind: Switch(num_binds, &[(1, Struct(&XE_BIND_ONE))], &Hidden(&Struct(&XE_BIND_ONE))),
        pad2: If(Some(&[pad2]), &HEX32), num_syncs: Uint,
        syncs: As(WORD64, &Array(&Struct(&XE_SYNC), Len::Arg(num_syncs))), reserved: Spare(&HEX64, 2),
    }
    XE_ENGINE "drm_xe_engine_class_instance" {
        engine_class: As(WORD16, &Of(&XE_CLASS)), engine_instance: U16, gt_id: U16, pad: Hidden(&U16),
    }
    XE_QUEUE "drm_xe_exec_queue_create" order(
        extensions, width, num_placements, vm_id, flags, instances, reserved, exec_queue_id,
    ) {
        extensions: POINTER64, width: U16, num_placements: U16, vm_id: Uint, flags: HEX32, exec_queue_id: Out(&Uint),
        instances: As(WORD64, &Array(&Struct(&XE_ENGINE), Len::Arg(num_placements))), reserved: Spare(&HEX64, 2),
    }
    XE_QUEUE_GONE "drm_xe_exec_queue_destroy" {
        exec_queue_id: Uint, pad: If(Some(&[pad]), &HEX32), reserved: Spare(&HEX64, 2),
    }
    XE_QUEUE_SET "drm_xe_exec_queue_set_property" {
        extensions: POINTER64, exec_queue_id: Uint, property: Uint, value: HEX64, reserved: Spare(&HEX64, 2),
    }
    XE_EXECUTED "drm_xe_exec" {
        extensions: POINTER64, exec_queue_id: Uint, num_syncs: Uint,
        syncs: As(WORD64, &Array(&Struct(&XE_SYNC), Len::Arg(num_syncs))), address: HEX64, num_batch_buffer: U16,
        pad: Hidden(&Items(&U16, 3)), reserved: Spare(&HEX64, 2),
    }
}
