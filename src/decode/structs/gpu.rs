//! Graphics of other makers, as far as their requests are no other driver's too: nouveau_drm.h, virtgpu_drm.h, qxl_drm.h,
//! msm_drm.h, vc4_drm.h, and panfrost, v3d, lima and etnaviv, of which Debian has no headers.

use crate::decode::kind::Kind::*;
use crate::decode::kind::Len;
use crate::decode::kind::Repr::U64 as WORD64;
use crate::decode::kind::When::Some;
use crate::decode::sets::gpu::*;
use crate::decode::structs::{HEX16, HEX32, HEX64, POINTER64, structs};

structs! {
    NOUVEAU_OBJECT "drm_nouveau_gem_info" {
        handle: Uint, domain: Of(&NOUVEAU_DOMAIN), size: U64, offset: HEX64, map_handle: HEX64, tile_mode: HEX32,
        tile_flags: HEX32,
    }
    NOUVEAU_NEW "drm_nouveau_gem_new" { info: Struct(&NOUVEAU_OBJECT), channel_hint: Uint, align: Uint }
    NOUVEAU_PRESUMED "drm_nouveau_gem_pushbuf_bo_presumed" { valid: Uint, domain: Of(&NOUVEAU_DOMAIN), offset: HEX64 }
    NOUVEAU_BUFFER "drm_nouveau_gem_pushbuf_bo" {
        user_priv: HEX64, handle: Uint, read_domains: Of(&NOUVEAU_DOMAIN), write_domains: Of(&NOUVEAU_DOMAIN),
        valid_domains: Of(&NOUVEAU_DOMAIN), presumed: Struct(&NOUVEAU_PRESUMED),
    }
    NOUVEAU_RELOCATION "drm_nouveau_gem_pushbuf_reloc" {
        reloc_bo_index: Uint, reloc_bo_offset: HEX32, bo_index: Uint, flags: Of(&NOUVEAU_RELOC), data: HEX32, vor: HEX32,
        tor: HEX32,
    }
    NOUVEAU_PUSH "drm_nouveau_gem_pushbuf_push" {
        bo_index: Uint, pad: If(Some(&[pad]), &HEX32), offset: HEX64, length: U64,
    }
    NOUVEAU_PUSHED "drm_nouveau_gem_pushbuf" {
        channel: Uint, nr_buffers: Uint, buffers: As(WORD64, &Array(&Struct(&NOUVEAU_BUFFER), Len::Arg(nr_buffers))),
        nr_relocs: Uint, nr_push: Uint, relocs: As(WORD64, &Array(&Struct(&NOUVEAU_RELOCATION), Len::Arg(nr_relocs))),
        push: As(WORD64, &Array(&Struct(&NOUVEAU_PUSH), Len::Arg(nr_push))), suffix0: Again(&HEX32),
        suffix1: Again(&HEX32), vram_available: Again(&U64), gart_available: Again(&U64),
    }
    NOUVEAU_PREPARED "drm_nouveau_gem_cpu_prep" { handle: Uint, flags: Of(&NOUVEAU_PREP) }
    NOUVEAU_FINISHED "drm_nouveau_gem_cpu_fini" { handle: Uint }
    NOUVEAU_CHANNEL_GONE "drm_nouveau_channel_free" { channel: Int }
    NOUVEAU_MOVED "drm_nouveau_svm_bind" {
        header: HEX64, va_start: HEX64, va_end: HEX64, npages: U64, stride: U64, result: HEX64,
        reserved0: If(Some(&[reserved0]), &HEX64), reserved1: If(Some(&[reserved1]), &HEX64),
    }
    NOUVEAU_SYNC "drm_nouveau_sync" { flags: Of(&NOUVEAU_SYNC_KIND), handle: Uint, timeline_value: U64 }
    NOUVEAU_BIND_ONE "drm_nouveau_vm_bind_op" {
        op: Of(&NOUVEAU_BIND_OP), flags: HEX32, handle: Uint, pad: If(Some(&[pad]), &HEX32), addr: HEX64,
        bo_offset: HEX64, range: HEX64,
    }
    NOUVEAU_BIND "drm_nouveau_vm_bind" {
        op_count: Uint, flags: Of(&NOUVEAU_BIND_FLAGS), wait_count: Uint, sig_count: Uint,
        wait_ptr: As(WORD64, &Array(&Struct(&NOUVEAU_SYNC), Len::Arg(wait_count))),
        sig_ptr: As(WORD64, &Array(&Struct(&NOUVEAU_SYNC), Len::Arg(sig_count))),
        op_ptr: As(WORD64, &Array(&Struct(&NOUVEAU_BIND_ONE), Len::Arg(op_count))),
    }
    NOUVEAU_EXEC_PUSH "drm_nouveau_exec_push" { va: HEX64, va_len: Uint, flags: Of(&NOUVEAU_EXEC_FLAGS) }
    NOUVEAU_EXECUTED "drm_nouveau_exec" {
        channel: Uint, push_count: Uint, wait_count: Uint, sig_count: Uint,
        wait_ptr: As(WORD64, &Array(&Struct(&NOUVEAU_SYNC), Len::Arg(wait_count))),
        sig_ptr: As(WORD64, &Array(&Struct(&NOUVEAU_SYNC), Len::Arg(sig_count))),
        push_ptr: As(WORD64, &Array(&Struct(&NOUVEAU_EXEC_PUSH), Len::Arg(push_count))),
    }
    VIRTIO_EXECUTED_ONCE "drm_virtgpu_execbuffer" {
        flags: Of(&VIRTIO_EXEC), size: Uint, command: As(WORD64, &Secret(Len::Arg(size))),
        bo_handles: As(WORD64, &Array(&Uint, Len::Arg(num_bo_handles))), num_bo_handles: Uint, fence_fd: Again(&Fd),
        ring_idx: Uint, pad: If(Some(&[pad]), &HEX32),
    }
    VIRTIO_EXECUTED "drm_virtgpu_execbuffer" {
        flags: Of(&VIRTIO_EXEC), size: Uint, command: As(WORD64, &Secret(Len::Arg(size))),
        bo_handles: As(WORD64, &Array(&Uint, Len::Arg(num_bo_handles))), num_bo_handles: Uint, fence_fd: Again(&Fd),
        ring_idx: Uint, syncobj_stride: Uint, num_in_syncobjs: Uint, num_out_syncobjs: Uint, in_syncobjs: POINTER64,
        out_syncobjs: POINTER64,
    }
    VIRTIO_CREATED "drm_virtgpu_resource_create" order(
        target, format, bind, width, height, depth, array_size, last_level, nr_samples, flags, size, stride, bo_handle,
        res_handle,
    ) {
        target: Uint, format: Uint, bind: HEX32, width: Uint, height: Uint, depth: Uint, array_size: Uint,
        last_level: Uint, nr_samples: Uint, flags: HEX32, bo_handle: Again(&Uint), res_handle: Out(&Uint), size: Uint,
        stride: Uint,
    }
    VIRTIO_BLOB "drm_virtgpu_resource_create_blob" order(
        blob_mem, blob_flags, size, pad, cmd_size, cmd, blob_id, bo_handle, res_handle,
    ) {
        blob_mem: Of(&VIRTIO_BLOB_MEM), blob_flags: Of(&VIRTIO_BLOB_FLAGS), bo_handle: Out(&Uint),
        res_handle: Out(&Uint), size: U64, pad: If(Some(&[pad]), &HEX32), cmd_size: Uint,
        cmd: As(WORD64, &Secret(Len::Arg(cmd_size))), blob_id: U64,
    }
    VIRTIO_BOX "drm_virtgpu_3d_box" { x: Uint, y: Uint, z: Uint, w: Uint, h: Uint, d: Uint }
    VIRTIO_TO_HOST "drm_virtgpu_3d_transfer_to_host" {
        bo_handle: Uint, part = "box": Struct(&VIRTIO_BOX), level: Uint, offset: HEX32, stride: Uint,
        layer_stride: Uint,
    }
    VIRTIO_FROM_HOST "drm_virtgpu_3d_transfer_from_host" {
        bo_handle: Uint, part = "box": Struct(&VIRTIO_BOX), level: Uint, offset: HEX32, stride: Uint,
        layer_stride: Uint,
    }
    VIRTIO_WAIT "drm_virtgpu_3d_wait" { handle: Uint, flags: Of(&VIRTIO_WAIT_FLAGS) }
    VIRTIO_CAPABILITIES "drm_virtgpu_get_caps" order(cap_set_id, cap_set_ver, size, pad, addr) {
        cap_set_id: Uint, cap_set_ver: Uint, addr: Out(&As(WORD64, &Secret(Len::Arg(size)))), size: Uint,
        pad: If(Some(&[pad]), &HEX32),
    }
    QXL_ALLOCATED "drm_qxl_alloc" { size: Uint, handle: Out(&Uint) }
    QXL_COMMAND "drm_qxl_command" {
        command: As(WORD64, &Secret(Len::Arg(command_size))), relocs: POINTER64, kind = "type": Uint, command_size: Uint,
        relocs_num: Uint, pad: If(Some(&[pad]), &HEX32),
    }
    QXL_EXECUTED "drm_qxl_execbuffer" {
        flags: HEX32, commands_num: Uint, commands: As(WORD64, &Array(&Struct(&QXL_COMMAND), Len::Arg(commands_num))),
    }
    QXL_AREA "drm_qxl_update_area" {
        handle: Uint, top: Uint, left: Uint, bottom: Uint, right: Uint, pad: If(Some(&[pad]), &HEX32),
    }
    MSM_QUEUE "drm_msm_submitqueue" { flags: HEX32, prio: Uint, id: Out(&Uint) }
    MSM_PARAMETER "drm_msm_param" {
        pipe: HEX32, param: Of(&MSM_PARAM), value: Again(&HEX64), len: Uint, pad: If(Some(&[pad]), &HEX32),
    }
    VC4_SURFACE "drm_vc4_submit_rcl_surface" { hindex: HEX32, offset: HEX32, bits: HEX16, flags: HEX16 }
    VC4_SUBMITTED "drm_vc4_submit_cl" {
        bin_cl: As(WORD64, &Secret(Len::Arg(bin_cl_size))), shader_rec: As(WORD64, &Secret(Len::Arg(shader_rec_size))),
        uniforms: As(WORD64, &Secret(Len::Arg(uniforms_size))),
        bo_handles: As(WORD64, &Array(&Uint, Len::Arg(bo_handle_count))), bin_cl_size: Uint, shader_rec_size: Uint,
        shader_rec_count: Uint, uniforms_size: Uint, bo_handle_count: Uint, width: U16, height: U16, min_x_tile: U8,
        min_y_tile: U8, max_x_tile: U8, max_y_tile: U8, color_read: Struct(&VC4_SURFACE),
        color_write: Struct(&VC4_SURFACE), zs_read: Struct(&VC4_SURFACE), zs_write: Struct(&VC4_SURFACE),
        msaa_color_write: Struct(&VC4_SURFACE), msaa_zs_write: Struct(&VC4_SURFACE), clear_color: Items(&HEX32, 2),
        clear_z: HEX32, clear_s: U8, padding = "": Hidden(&Raw(3)), flags: Of(&VC4_SUBMIT), seqno: Out(&U64),
        perfmonid: Uint, in_sync: Uint, out_sync: Uint, pad2: If(Some(&[pad2]), &HEX32),
    }
    VC4_SHADER "drm_vc4_create_shader_bo" order(size, flags, data, pad, handle) {
        size: Uint, flags: HEX32, data: As(WORD64, &Secret(Len::Arg(size))), handle: Out(&Uint),
        pad: If(Some(&[pad]), &HEX32),
    }
    VC4_COUNTERS "drm_vc4_perfmon_create" order(ncounters, events, id) {
        id: Out(&Uint), ncounters: Uint, events: Upto(&U8, 16, Len::Arg(ncounters)),
    }
    VC4_COUNTERS_GONE "drm_vc4_perfmon_destroy" { id: Uint }
    VC4_COUNTED "drm_vc4_perfmon_get_values" { id: Uint, values_ptr: POINTER64 }
    PANFROST_OBJECT "drm_panfrost_create_bo" order(size, flags, pad, handle, offset) {
        size: Uint, flags: Of(&PANFROST_BO), handle: Out(&Uint), pad: If(Some(&[pad]), &HEX32), offset: Out(&HEX64),
    }
    PANFROST_SUBMITTED_ONCE "drm_panfrost_submit" {
        jc: HEX64, in_syncs: As(WORD64, &Array(&Uint, Len::Arg(in_sync_count))), in_sync_count: Uint, out_sync: Uint,
        bo_handles: As(WORD64, &Array(&Uint, Len::Arg(bo_handle_count))), bo_handle_count: Uint,
        requirements: Of(&PANFROST_REQUIREMENT),
    }
    PANFROST_SUBMITTED "drm_panfrost_submit" {
        jc: HEX64, in_syncs: As(WORD64, &Array(&Uint, Len::Arg(in_sync_count))), in_sync_count: Uint, out_sync: Uint,
        bo_handles: As(WORD64, &Array(&Uint, Len::Arg(bo_handle_count))), bo_handle_count: Uint,
        requirements: Of(&PANFROST_REQUIREMENT), jm_ctx_handle: Uint, pad: If(Some(&[pad]), &HEX32),
    }
    V3D_OFFSET "drm_v3d_get_bo_offset" { handle: Uint, offset: Out(&HEX32) }
    LIMA_CONTEXT "drm_lima_ctx_create" { id: Uint, pad = "_pad": Hidden(&Uint) }
    LIMA_WAIT "drm_lima_gem_wait" { handle: Uint, op: Of(&LIMA_GEM_WAIT), timeout_ns: I64 }
    LIMA_OBJECT "drm_lima_gem_submit_bo" { handle: Uint, flags: Of(&LIMA_SUBMIT_BO) }
    LIMA_SUBMITTED "drm_lima_gem_submit" {
        ctx: Uint, pipe: Of(&LIMA_PIPE), nr_bos: Uint, frame_size: Uint,
        bos: As(WORD64, &Array(&Struct(&LIMA_OBJECT), Len::Arg(nr_bos))),
        frame: As(WORD64, &Secret(Len::Arg(frame_size))), flags: HEX32, out_sync: Uint, in_sync: Items(&Uint, 2),
    }
    ETNAVIV_TIME "drm_etnaviv_timespec" { tv_sec: I64, tv_nsec: I64 }
    ETNAVIV_WAIT "drm_etnaviv_gem_wait" {
        pipe: Uint, handle: Uint, flags: Of(&ETNAVIV_WAIT_FLAGS), pad: If(Some(&[pad]), &HEX32),
        timeout: Struct(&ETNAVIV_TIME),
    }
}
