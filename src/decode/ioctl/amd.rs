//! AMD's graphics (amdgpu_drm.h, radeon_drm.h). Where a union is given and got, the second stands in the place of the first.

use super::{REQUEST, Row};
use crate::decode::kind::Kind::*;
use crate::decode::structs::amd::*;

/// What a request is given, and the member of its union that it gives.
macro_rules! turns {
    ($given:ident, $got:ident) => {
        Turns(&At(&Struct(&$given)), &Out(&At(&Struct(&$got))))
    };
}

/// Requests of the drivers amdgpu and radeon.
pub static ROWS: &[Row] = &[
    ("DRM_IOCTL_AMDGPU_CS", turns!(SUBMIT_IN, SUBMIT_OUT)),
    ("DRM_IOCTL_AMDGPU_FENCE_TO_HANDLE", turns!(FENCE_IN, FENCE_OUT)),
    ("DRM_IOCTL_AMDGPU_GEM_CREATE", turns!(CREATE_IN, CREATE_OUT)),
    ("DRM_IOCTL_AMDGPU_GEM_METADATA", Change(&At(&Struct(&METADATA_OF)))),
    ("DRM_IOCTL_AMDGPU_GEM_MMAP", turns!(MAP_IN, MAP_OUT)),
    ("DRM_IOCTL_AMDGPU_GEM_OP", InOut(&OBJECT_OP)),
    ("DRM_IOCTL_AMDGPU_GEM_USERPTR", InOut(&USER_POINTER)),
    (
        "DRM_IOCTL_AMDGPU_GEM_VA",
        Switch(REQUEST, &[(0x4040_6448, At(&Struct(&MAPPED_FENCED)))], &At(&Struct(&MAPPED))),
    ),
    ("DRM_IOCTL_AMDGPU_INFO", InOut(&INFORMATION)),
    ("DRM_IOCTL_AMDGPU_SCHED", At(&Struct(&SCHEDULED))),
    ("DRM_IOCTL_AMDGPU_WAIT_CS", turns!(WAIT_IN, WAIT_OUT)),
    ("DRM_IOCTL_AMDGPU_WAIT_FENCES", turns!(WAIT_ALL_IN, WAIT_ALL_OUT)),
    ("DRM_IOCTL_RADEON_CS", At(&Struct(&RADEON_SUBMIT))),
    ("DRM_IOCTL_RADEON_GEM_BUSY", InOut(&RADEON_BUSY)),
    ("DRM_IOCTL_RADEON_GEM_CREATE", InOut(&RADEON_CREATE)),
    ("DRM_IOCTL_RADEON_GEM_GET_TILING", InOut(&RADEON_TILED_GOT)),
    ("DRM_IOCTL_RADEON_GEM_INFO", Out(&At(&Struct(&RADEON_SIZES)))),
    ("DRM_IOCTL_RADEON_GEM_MMAP", InOut(&RADEON_MAP)),
    ("DRM_IOCTL_RADEON_GEM_PREAD", InOut(&RADEON_READ)),
    ("DRM_IOCTL_RADEON_GEM_PWRITE", At(&Struct(&RADEON_WRITE))),
    ("DRM_IOCTL_RADEON_GEM_SET_DOMAIN", At(&Struct(&RADEON_DOMAIN_SET))),
    ("DRM_IOCTL_RADEON_GEM_SET_TILING", At(&Struct(&RADEON_TILED))),
    ("DRM_IOCTL_RADEON_GEM_USERPTR", InOut(&RADEON_USER_POINTER)),
    ("DRM_IOCTL_RADEON_GEM_VA", InOut(&RADEON_MAPPED)),
    ("DRM_IOCTL_RADEON_GEM_WAIT_IDLE", At(&Struct(&RADEON_IDLE))),
    ("DRM_IOCTL_RADEON_GETPARAM", InOut(&RADEON_PARAMETER)),
    ("DRM_IOCTL_RADEON_INFO", At(&Struct(&RADEON_INFORMATION))),
];
