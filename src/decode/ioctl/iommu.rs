//! Translation of devices' addresses (linux/iommufd.h).

use super::Row;
use crate::decode::kind::Kind::*;
use crate::decode::structs::iommu::*;

/// Address spaces and the tables of hardware. The numbers tell no size.
pub static ROWS: &[Row] = &[
    ("IOMMU_DESTROY", At(&Struct(&DESTROY))),
    ("IOMMU_FAULT_QUEUE_ALLOC", InOut(&FAULTS)),
    ("IOMMU_GET_HW_INFO", InOut(&HARDWARE)),
    ("IOMMU_HWPT_ALLOC", InOut(&TABLE)),
    ("IOMMU_HWPT_GET_DIRTY_BITMAP", At(&Struct(&DIRTY_BITMAP))),
    ("IOMMU_HWPT_INVALIDATE", InOut(&INVALIDATED)),
    ("IOMMU_HWPT_SET_DIRTY_TRACKING", At(&Struct(&DIRTY_TRACKING))),
    ("IOMMU_HW_QUEUE_ALLOC", InOut(&QUEUE)),
    ("IOMMU_IOAS_ALLOC", InOut(&SPACE)),
    ("IOMMU_IOAS_ALLOW_IOVAS", At(&Struct(&ALLOWED))),
    ("IOMMU_IOAS_CHANGE_PROCESS", At(&Struct(&PROCESS_CHANGE))),
    ("IOMMU_IOAS_COPY", InOut(&COPIED)),
    ("IOMMU_IOAS_IOVA_RANGES", InOut(&RANGES)),
    ("IOMMU_IOAS_MAP", InOut(&MAPPED)),
    ("IOMMU_IOAS_MAP_FILE", InOut(&FILE_MAPPED)),
    ("IOMMU_IOAS_UNMAP", InOut(&UNMAPPED)),
    ("IOMMU_OPTION", InOut(&OPTION)),
    ("IOMMU_VDEVICE_ALLOC", InOut(&VIRTUAL_DEVICE)),
    ("IOMMU_VEVENTQ_ALLOC", InOut(&EVENTS)),
    ("IOMMU_VFIO_IOAS", InOut(&VFIO_SPACE)),
    ("IOMMU_VIOMMU_ALLOC", InOut(&VIRTUAL)),
];
