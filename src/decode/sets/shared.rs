//! Memory that devices share: dma-buf.h, dma-heap.h, sync_file.h, udmabuf.h.

use crate::decode::set::sets;

sets! {
    mixed SYNC_FLAGS "DMA_BUF_SYNC_???" {
        bits { DMA_BUF_SYNC_RW = 3, DMA_BUF_SYNC_READ = 1, DMA_BUF_SYNC_WRITE = 2 }
        one(4) { DMA_BUF_SYNC_START = 0, DMA_BUF_SYNC_END = 4 }
    }
    bits UDMABUF_FLAGS "UDMABUF_FLAGS_???" { UDMABUF_FLAGS_CLOEXEC = 1 }
}
