//! Memory that devices share, and the fences on it (linux/dma-buf.h, dma-heap.h, sync_file.h, udmabuf.h).

use super::Row;
use crate::decode::kind::Kind::*;
use crate::decode::structs::shared::*;

/// Buffers.
pub static BUFFERS: &[Row] = &[
    ("DMA_BUF_IOCTL_EXPORT_SYNC_FILE", InOut(&SYNC_EXPORT)),
    ("DMA_BUF_IOCTL_IMPORT_SYNC_FILE", At(&Struct(&SYNC_IMPORT))),
    ("DMA_BUF_IOCTL_SYNC", At(&Struct(&SYNC))),
    ("DMA_BUF_SET_NAME_A", Str),
    ("DMA_BUF_SET_NAME_B", Str),
];

/// Where they come from.
pub static HEAPS: &[Row] = &[("DMA_HEAP_IOCTL_ALLOC", InOut(&HEAP_ALLOCATION))];

/// Fences.
pub static FENCES: &[Row] = &[
    ("SYNC_IOC_FILE_INFO", InOut(&FILE_INFO)),
    ("SYNC_IOC_MERGE", InOut(&MERGE)),
    ("SYNC_IOC_SET_DEADLINE", At(&Struct(&DEADLINE))),
];

/// Memory of a program, as a buffer.
pub static UDMABUF_ROWS: &[Row] =
    &[("UDMABUF_CREATE", At(&Struct(&UDMABUF))), ("UDMABUF_CREATE_LIST", At(&Struct(&UDMABUF_LIST)))];
