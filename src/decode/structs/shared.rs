//! Memory that devices share: dma-buf.h, dma-heap.h, sync_file.h, udmabuf.h.

use crate::decode::kind::Kind::*;
use crate::decode::kind::Len;
use crate::decode::kind::Repr::{U32 as WORD32, U64 as WORD64};
use crate::decode::kind::When::Some;
use crate::decode::sets::file::{OPEN, OPEN_ARM};
use crate::decode::sets::shared::*;
use crate::decode::structs::{HEX32, HEX64, structs};

structs! {
    SYNC "dma_buf_sync" { flags: As(WORD64, &Of(&SYNC_FLAGS)) }
    SYNC_EXPORT "dma_buf_export_sync_file" { flags: Of(&SYNC_FLAGS), fd: Out(&Fd) }
    SYNC_IMPORT "dma_buf_import_sync_file" { flags: Of(&SYNC_FLAGS), fd: Fd }
    HEAP_ALLOCATION "dma_heap_allocation_data" order(len, fd_flags, heap_flags, fd) {
        len: U64, fd: Out(&As(WORD32, &Fd)), fd_flags: ByArch(&OPEN, &OPEN_ARM), heap_flags: HEX64,
    }
    MERGE "sync_merge_data" order(name, fd2, flags, pad, fence) {
        name: Chars(32), fd2: Fd, fence: Out(&Fd), flags: Uint, pad: If(Some(&[pad]), &HEX32),
    }
    FENCE "sync_fence_info" {
        obj_name: Chars(32), driver_name: Chars(32), status: Int, flags: Uint, timestamp_ns: U64,
    }
    FILE_INFO "sync_file_info" order(flags, pad, num_fences, name, status, sync_fence_info) {
        name: Out(&Chars(32)), status: Out(&Int), flags: Uint, num_fences: Again(&Uint),
        pad: If(Some(&[pad]), &HEX32),
        sync_fence_info: Out(&As(WORD64, &Array(&Struct(&FENCE), Len::Arg(num_fences)))),
    }
    DEADLINE "sync_set_deadline" { deadline_ns: U64, pad: If(Some(&[pad]), &HEX64) }
    UDMABUF "udmabuf_create" { memfd: As(WORD32, &Fd), flags: Of(&UDMABUF_FLAGS), offset: U64, size: U64 }
    UDMABUF_ITEM "udmabuf_create_item" {
        memfd: As(WORD32, &Fd), __pad: If(Some(&[__pad]), &HEX32), offset: U64, size: U64,
    }
    UDMABUF_LIST "udmabuf_create_list" {
        flags: Of(&UDMABUF_FLAGS), count: Uint, list: Tail(&Struct(&UDMABUF_ITEM), Len::Arg(count)),
    }
}
