//! AMD's graphics: amdgpu_drm.h, radeon_drm.h.

use crate::decode::kind::Kind::*;
use crate::decode::kind::Len;
use crate::decode::kind::Repr::{I32 as SINT32, U32 as WORD32, U64 as WORD64};
use crate::decode::kind::When::Some;
use crate::decode::sets::amd::*;
use crate::decode::structs::{HEX32, HEX64, POINTER64, structs};

structs! {
    CREATE_IN "drm_amdgpu_gem_create_in" {
        bo_size: U64, alignment: U64, domains: As(WORD64, &Of(&DOMAIN)), domain_flags: As(WORD64, &Of(&CREATE)),
    }
    CREATE_OUT "drm_amdgpu_gem_create_out" { handle: Uint, pad = "_pad": Hidden(&Uint) }
    MAP_IN "drm_amdgpu_gem_mmap_in" { handle: Uint, pad = "_pad": Hidden(&Uint) }
    MAP_OUT "drm_amdgpu_gem_mmap_out" { addr_ptr: HEX64 }
    CHUNK "drm_amdgpu_cs_chunk" { chunk_id: Of(&CHUNK_ID), length_dw: Uint, chunk_data: POINTER64 }
    SUBMIT_IN "drm_amdgpu_cs_in" {
        ctx_id: Uint, bo_list_handle: Uint, num_chunks: Uint, flags: HEX32,
        chunks: As(WORD64, &Array(&As(WORD64, &At(&Struct(&CHUNK))), Len::Arg(num_chunks))),
    }
    SUBMIT_OUT "drm_amdgpu_cs_out" { handle: U64 }
    INFORMATION "drm_amdgpu_info" {
        return_pointer: Out(&As(WORD64, &Secret(Len::Arg(return_size)))), return_size: Uint, query: Of(&INFO),
        first = "": Hidden(&Uint), rest = "": Hidden(&Items(&Uint, 3)),
    }
    METADATA "drm_amdgpu_gem_metadata.data" {
        flags: HEX64, tiling_info: HEX64, data_size_bytes: Uint,
        data: Upto(&HEX32, 64, Len::Over(&Len::Arg(data_size_bytes), 4)),
    }
    METADATA_OF "drm_amdgpu_gem_metadata" { handle: Uint, op: Of(&METADATA_OP), data: Struct(&METADATA) }
    MAPPED "drm_amdgpu_gem_va" {
        handle: Uint, pad = "_pad": If(Some(&[pad]), &HEX32), operation: Of(&MAP_OP), flags: Of(&MAP_FLAGS),
        va_address: HEX64, offset_in_bo: HEX64, map_size: U64,
    }
    MAPPED_FENCED "drm_amdgpu_gem_va" {
        handle: Uint, pad = "_pad": If(Some(&[pad]), &HEX32), operation: Of(&MAP_OP), flags: Of(&MAP_FLAGS),
        va_address: HEX64, offset_in_bo: HEX64, map_size: U64, vm_timeline_point: U64, vm_timeline_syncobj_out: Uint,
        num_syncobj_handles: Uint,
        input_fence_syncobj_handles: As(WORD64, &Array(&Uint, Len::Arg(num_syncobj_handles))),
    }
    OBJECT_OP "drm_amdgpu_gem_op" { handle: Uint, op: Of(&GEM_OP), value: Again(&HEX64) }
    USER_POINTER "drm_amdgpu_gem_userptr" { addr: POINTER64, size: U64, flags: Of(&USER_POINTER_FLAGS), handle: Out(&Uint) }
    SCHEDULED "drm_amdgpu_sched_in" {
        op: Of(&SCHED_OP), fd: As(WORD32, &Fd), priority: As(SINT32, &Of(&PRIORITY)), ctx_id: Uint,
    }
    FENCE "drm_amdgpu_fence" { ctx_id: Uint, ip_type: Of(&BLOCK), ip_instance: Uint, ring: Uint, seq_no: U64 }
    WAIT_IN "drm_amdgpu_wait_cs_in" {
        handle: U64, timeout: U64, ip_type: Of(&BLOCK), ip_instance: Uint, ring: Uint, ctx_id: Uint,
    }
    WAIT_OUT "drm_amdgpu_wait_cs_out" { status: U64 }
    WAIT_ALL_IN "drm_amdgpu_wait_fences_in" {
        fences: As(WORD64, &Array(&Struct(&FENCE), Len::Arg(fence_count))), fence_count: Uint, wait_all: Uint,
        timeout_ns: U64,
    }
    WAIT_ALL_OUT "drm_amdgpu_wait_fences_out" { status: Uint, first_signaled: Uint }
    FENCE_IN "drm_amdgpu_fence_to_handle.in" { fence: Struct(&FENCE), what: Of(&FENCE_HANDLE), pad: Hidden(&Uint) }
    FENCE_OUT "drm_amdgpu_fence_to_handle.out" { handle: Uint }
    RADEON_SIZES "drm_radeon_gem_info" { gart_size: U64, vram_size: U64, vram_visible: U64 }
    RADEON_CREATE "drm_radeon_gem_create" order(size, alignment, initial_domain, flags, handle) {
        size: U64, alignment: U64, handle: Out(&Uint), initial_domain: Of(&RADEON_DOMAIN), flags: Of(&RADEON_CREATE_FLAGS),
    }
    RADEON_USER_POINTER "drm_radeon_gem_userptr" {
        addr: POINTER64, size: U64, flags: Of(&RADEON_USER_POINTER_FLAGS), handle: Out(&Uint),
    }
    RADEON_TILED "drm_radeon_gem_set_tiling" { handle: Uint, tiling_flags: HEX32, pitch: Uint }
    RADEON_TILED_GOT "drm_radeon_gem_get_tiling" { handle: Uint, tiling_flags: Out(&HEX32), pitch: Out(&Uint) }
    RADEON_MAP "drm_radeon_gem_mmap" {
        handle: Uint, pad: If(Some(&[pad]), &HEX32), offset: HEX64, size: U64, addr_ptr: Out(&HEX64),
    }
    RADEON_DOMAIN_SET "drm_radeon_gem_set_domain" {
        handle: Uint, read_domains: Of(&RADEON_DOMAIN), write_domain: Of(&RADEON_DOMAIN),
    }
    RADEON_IDLE "drm_radeon_gem_wait_idle" { handle: Uint, pad: If(Some(&[pad]), &HEX32) }
    RADEON_BUSY "drm_radeon_gem_busy" { handle: Uint, domain: Out(&Of(&RADEON_DOMAIN)) }
    RADEON_READ "drm_radeon_gem_pread" {
        handle: Uint, pad: If(Some(&[pad]), &HEX32), offset: HEX64, size: U64,
        data_ptr: Out(&As(WORD64, &Buffer(Len::Arg(size)))),
    }
    RADEON_WRITE "drm_radeon_gem_pwrite" {
        handle: Uint, pad: If(Some(&[pad]), &HEX32), offset: HEX64, size: U64,
        data_ptr: As(WORD64, &Buffer(Len::Arg(size))),
    }
    RADEON_MAPPED "drm_radeon_gem_va" order(handle, operation, vm_id, flags, offset, result) {
        handle: Uint, result: Out(&Union(&Of(&RADEON_VA_RESULT))), operation: Of(&RADEON_VA), vm_id: Uint, flags: HEX32, offset: Again(&HEX64),
    }
    RADEON_CHUNK "drm_radeon_cs_chunk" { chunk_id: Of(&RADEON_CHUNK_ID), length_dw: Uint, chunk_data: POINTER64 }
    RADEON_SUBMIT "drm_radeon_cs" {
        num_chunks: Uint, cs_id: Uint,
        chunks: As(WORD64, &Array(&As(WORD64, &At(&Struct(&RADEON_CHUNK))), Len::Arg(num_chunks))),
        gart_limit: U64, vram_limit: U64,
    }
    RADEON_INFORMATION "drm_radeon_info" { request: Of(&RADEON_INFO), pad: If(Some(&[pad]), &HEX32), value: POINTER64 }
    RADEON_PARAMETER "drm_radeon_getparam" { param: Int, value: Out(&At(&Int)) }
}
