//! Devices of virtual machines: vfio.h, vhost.h, vhost_types.h.

use crate::decode::ioctl::virt::interrupts;
use crate::decode::kind::Kind::*;
use crate::decode::kind::Len;
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::Block;
use crate::decode::kind::When::Some;
use crate::decode::sets::virt::*;
use crate::decode::structs::{HEX8, HEX16, HEX32, HEX64, POINTER64, structs};

structs! {
    VRING_STATE "vhost_vring_state" { index: Uint, num: Uint }
    VRING_STATE_GOT "vhost_vring_state" { index: Uint, num: Out(&Uint) }
    VRING_FILE "vhost_vring_file" { index: Uint, fd: Fd }
    VRING_ADDRESS "vhost_vring_addr" {
        index: Uint, flags: Of(&VRING_FLAGS), desc_user_addr: POINTER64, used_user_addr: POINTER64,
        avail_user_addr: POINTER64, log_guest_addr: POINTER64,
    }
    VHOST_REGION "vhost_memory_region" {
        guest_phys_addr: HEX64, memory_size: HEX64, userspace_addr: POINTER64,
        flags_padding: If(Some(&[flags_padding]), &HEX64),
    }
    VHOST_MEMORY "vhost_memory" {
        nregions: Uint, padding: If(Some(&[padding]), &HEX32),
        regions: Tail(&Struct(&VHOST_REGION), Len::Arg(nregions)),
    }
    VHOST_WORKER "vhost_worker_state" { worker_id: Out(&Uint) }
    VRING_WORKER "vhost_vring_worker" { index: Uint, worker_id: Uint }
    VRING_WORKER_GOT "vhost_vring_worker" { index: Uint, worker_id: Out(&Uint) }
    SCSI_TARGET "vhost_scsi_target" {
        abi_version: Int, vhost_wwpn: Chars(224), vhost_tpgt: U16, reserved: If(Some(&[reserved]), &HEX16),
    }
    VDPA_CONFIG "vhost_vdpa_config" { off: Uint, len: Uint, buf: Tail(&HEX8, Len::Arg(len)) }
    VDPA_CONFIG_GOT "vhost_vdpa_config" { off: Uint, len: Uint, buf: Out(&Tail(&HEX8, Len::Arg(len))) }
    VDPA_RANGE "vhost_vdpa_iova_range" { first: HEX64, last: HEX64 }
    GROUP_STATUS "vfio_group_status" { argsz: Uint, flags: Out(&Of(&GROUP_FLAGS)) }
    DEVICE_INFO "vfio_device_info" order(argsz, flags, num_regions, num_irqs, cap_offset) {
        argsz: Uint, flags: Out(&Of(&DEVICE_FLAGS)), num_regions: Out(&Uint), num_irqs: Out(&Uint),
        cap_offset: Out(&Uint),
    }
    REGION_INFO "vfio_region_info" order(argsz, index, flags, cap_offset, size, offset) {
        argsz: Uint, flags: Out(&Of(&REGION_FLAGS)), index: Uint, cap_offset: Out(&Uint), size: Out(&HEX64),
        offset: Out(&HEX64),
    }
    IRQ_INFO "vfio_irq_info" order(argsz, index, flags, count) {
        argsz: Uint, flags: Out(&Of(&IRQ_FLAGS)), index: Uint, count: Out(&Uint),
    }
    IRQ_SET "vfio_irq_set" {
        argsz: Uint, flags: Of(&IRQ_SET_FLAGS), index: Uint, start: Uint, count: Uint,
        data: Own(Block(0, 4), Entry, interrupts),
    }
    IOMMU_INFO "vfio_iommu_type1_info" {
        argsz: Uint, flags: Out(&Of(&IOMMU_INFO_FLAGS)), iova_pgsizes: Out(&HEX64), cap_offset: Out(&Uint),
    }
    DMA_MAP "vfio_iommu_type1_dma_map" {
        argsz: Uint, flags: Of(&DMA_MAP_FLAGS), vaddr: POINTER64, iova: HEX64, size: HEX64,
    }
    DMA_UNMAP "vfio_iommu_type1_dma_unmap" order(argsz, flags, iova, size) {
        argsz: Uint, flags: Of(&DMA_UNMAP_FLAGS), iova: HEX64, size: Again(&HEX64), data: Hidden(&Raw(0)),
    }
}
