//! Translation of devices' addresses: iommufd.h. Each structure begins with its size.

use crate::decode::kind::Kind::*;
use crate::decode::kind::Len;
use crate::decode::kind::Repr::{U16 as WORD16, U32 as WORD32, U64 as WORD64};
use crate::decode::kind::When::Some;
use crate::decode::sets::iommu::*;
use crate::decode::structs::{HEX8, HEX16, HEX32, HEX64, POINTER64, structs};

structs! {
    RANGE "iommu_iova_range" { start: HEX64, last: HEX64 }
    DESTROY "iommu_destroy" { size: Uint, id: Uint }
    SPACE "iommu_ioas_alloc" { size: Uint, flags: HEX32, out_ioas_id: Out(&Uint) }
    ALLOWED "iommu_ioas_allow_iovas" {
        size: Uint, ioas_id: Uint, num_iovas: Uint, reserved = "__reserved": If(Some(&[reserved]), &HEX32),
        allowed_iovas: As(WORD64, &Array(&Struct(&RANGE), Len::Arg(num_iovas))),
    }
    RANGES "iommu_ioas_iova_ranges" {
        size: Uint, ioas_id: Uint, num_iovas: Again(&Uint), reserved = "__reserved": If(Some(&[reserved]), &HEX32),
        allowed_iovas: Out(&As(WORD64, &Array(&Struct(&RANGE), Len::Arg(num_iovas)))), out_iova_alignment: Out(&HEX64),
    }
    COPIED "iommu_ioas_copy" order(size, flags, dst_ioas_id, src_ioas_id, length, src_iova, dst_iova) {
        size: Uint, flags: Of(&MAP_FLAGS), dst_ioas_id: Uint, src_ioas_id: Uint, length: HEX64,
        dst_iova: Again(&HEX64), src_iova: HEX64,
    }
    MAPPED "iommu_ioas_map" {
        size: Uint, flags: Of(&MAP_FLAGS), ioas_id: Uint, reserved = "__reserved": If(Some(&[reserved]), &HEX32),
        user_va: POINTER64, length: HEX64, iova: Again(&HEX64),
    }
    FILE_MAPPED "iommu_ioas_map_file" {
        size: Uint, flags: Of(&MAP_FLAGS), ioas_id: Uint, fd: Fd, start: HEX64, length: HEX64, iova: Again(&HEX64),
    }
    UNMAPPED "iommu_ioas_unmap" { size: Uint, ioas_id: Uint, iova: HEX64, length: Again(&HEX64) }
    PROCESS_CHANGE "iommu_ioas_change_process" { size: Uint, reserved = "__reserved": If(Some(&[reserved]), &HEX32) }
    OPTION "iommu_option" {
        size: Uint, option_id: Of(&OPTION_ID), op: As(WORD16, &Of(&OPTION_OP)),
        reserved = "__reserved": If(Some(&[reserved]), &HEX16), object_id: Uint, val64: Again(&HEX64),
    }
    VFIO_SPACE "iommu_vfio_ioas" {
        size: Uint, ioas_id: Again(&Uint), op: As(WORD16, &Of(&VFIO_OP)),
        reserved = "__reserved": If(Some(&[reserved]), &HEX16),
    }
    TABLE "iommu_hwpt_alloc" order(
        size, flags, dev_id, pt_id, reserved, data_type, data_len, data_uptr, fault_id, reserved2, out_hwpt_id,
    ) {
        size: Uint, flags: Of(&TABLE_FLAGS), dev_id: Uint, pt_id: Uint, out_hwpt_id: Out(&Uint),
        reserved = "__reserved": If(Some(&[reserved]), &HEX32), data_type: Of(&TABLE_TYPE), data_len: Uint,
        data_uptr: As(WORD64, &Secret(Len::Arg(data_len))), fault_id: Uint,
        reserved2 = "__reserved2": If(Some(&[reserved2]), &HEX32),
    }
    HARDWARE "iommu_hw_info" {
        size: Uint, flags: Of(&HARDWARE_FLAGS), dev_id: Uint, data_len: Again(&Uint),
        data_uptr: Out(&As(WORD64, &Secret(Len::Arg(data_len)))), out_data_type: Out(&Of(&HARDWARE_TYPE)),
        out_max_pasid_log2: Out(&U8), reserved = "__reserved": Spare(&HEX8, 3),
        out_capabilities: Out(&As(WORD64, &Of(&CAPABILITIES))),
    }
    DIRTY_TRACKING "iommu_hwpt_set_dirty_tracking" {
        size: Uint, flags: Of(&TRACKING), hwpt_id: Uint, reserved = "__reserved": If(Some(&[reserved]), &HEX32),
    }
    DIRTY_BITMAP "iommu_hwpt_get_dirty_bitmap" {
        size: Uint, hwpt_id: Uint, flags: Of(&BITMAP_FLAGS), reserved = "__reserved": If(Some(&[reserved]), &HEX32),
        iova: HEX64, length: HEX64, page_size: U64, data: POINTER64,
    }
    INVALIDATED "iommu_hwpt_invalidate" {
        size: Uint, hwpt_id: Uint, data_uptr: POINTER64, data_type: Of(&INVALIDATE_TYPE), entry_len: Uint,
        entry_num: Again(&Uint), reserved = "__reserved": If(Some(&[reserved]), &HEX32),
    }
    FAULTS "iommu_fault_alloc" {
        size: Uint, flags: HEX32, out_fault_id: Out(&Uint), out_fault_fd: Out(&As(WORD32, &Fd)),
    }
    VIRTUAL "iommu_viommu_alloc" order(
        size, flags, kind, dev_id, hwpt_id, data_len, reserved, data_uptr, out_viommu_id,
    ) {
        size: Uint, flags: HEX32, kind = "type": Of(&VIRTUAL_TYPE), dev_id: Uint, hwpt_id: Uint,
        out_viommu_id: Out(&Uint), data_len: Uint, reserved = "__reserved": If(Some(&[reserved]), &HEX32),
        data_uptr: POINTER64,
    }
    VIRTUAL_DEVICE "iommu_vdevice_alloc" order(size, viommu_id, dev_id, virt_id, out_vdevice_id) {
        size: Uint, viommu_id: Uint, dev_id: Uint, out_vdevice_id: Out(&Uint), virt_id: HEX64,
    }
    EVENTS "iommu_veventq_alloc" {
        size: Uint, flags: HEX32, viommu_id: Uint, kind = "type": Uint, veventq_depth: Uint,
        out_veventq_id: Out(&Uint), out_veventq_fd: Out(&As(WORD32, &Fd)),
        reserved = "__reserved": If(Some(&[reserved]), &HEX32),
    }
    QUEUE "iommu_hw_queue_alloc" order(
        size, flags, viommu_id, kind, index, nesting_parent_iova, length, out_hw_queue_id,
    ) {
        size: Uint, flags: HEX32, viommu_id: Uint, kind = "type": Uint, index: Uint, out_hw_queue_id: Out(&Uint),
        nesting_parent_iova: HEX64, length: HEX64,
    }
}
