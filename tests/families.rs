//! The sets of decode::sets, each against the C header that has its family: a set that names most constants that begin as
//! its own do (`PR_SPEC_???`: PR_SPEC_) names all of them, and each constant that a header gives a number has that number.
//! What is no member of its family is named in [`OUTSIDE`]. Families that several sets share, or that tests/headers.rs and
//! tests/sets.rs hold, have lists there.

mod common;

use regex::Regex;
use rtrace::decode::sets;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;

/// Where headers are, in the folder of headers.
const ROOTS: &[&str] = &["linux", "asm-generic", "sound", "mtd", "scsi", "libdrm"];

/// Files of sets whose families are those of the network and of events: tests/sets.rs and tests/headers.rs have lists of
/// them.
const NETWORK: &[&str] = &[
    "audit",
    "crypto",
    "diag",
    "genetlink",
    "net",
    "netfilter",
    "netlink",
    "notify",
    "sockaddr",
    "sockopt",
    "xfrm",
];

/// The constants of a header, and those numbers that it says plainly.
type Header = BTreeMap<String, Option<u64>>;

/// Constants that begin as a family's do and are no member of it: masks, limits, shifts, sums, other names, and what is
/// said in another place.
#[rustfmt::skip]
const OUTSIDE: &[&str] = &[
    "ABS_CNT", "ABS_MAX", "AMDGPU_GEM_DOMAIN_MASK", "AMDGPU_HW_IP_INSTANCE_MAX_COUNT", "AMDGPU_HW_IP_NUM",
    "AMDGPU_VM_MTYPE_DEFAULT", "AMDGPU_VM_MTYPE_MASK", "AMDGPU_VM_OP_RESERVE_VMID", "AMDGPU_VM_OP_UNRESERVE_VMID",
    "ASYNC_DEPRECATED", "ASYNC_FLAGS", "ASYNC_INTERNAL_FLAGS", "ASYNC_SPD_CUST", "ASYNC_SPD_MASK",
    "ASYNC_SPD_WARP", "ASYNC_USR_MASK", "ATTR_EXT", "ATTR_NONE", "ATTR_UNUSED", "AT_FDCWD", "AT_STATX_SYNC_TYPE",
    "BLKPG_DEVNAMELTH", "BLKPG_VOLNAMELTH", "BPF_MAXINSNS", "BTRFS_BALANCE_ARGS_MASK", "BTRFS_BALANCE_TYPE_MASK",
    "BTRFS_BLOCK_GROUP_PROFILE_MASK", "BTRFS_BLOCK_GROUP_RAID1_MASK", "BTRFS_BLOCK_GROUP_RAID56_MASK",
    "BTRFS_BLOCK_GROUP_RESERVED", "BTRFS_BLOCK_GROUP_TYPE_MASK", "BTRFS_DEFRAG_RANGE_FLAGS_SUPP",
    "BTRFS_DEV_STAT_VALUES_MAX", "CAP_LAST_CAP", "CEC_EVENT_FL_DROPPED_EVENTS", "CEC_EVENT_FL_INITIAL_STATE",
    "CLONE_ARGS_SIZE_VER0", "CLONE_ARGS_SIZE_VER1", "CLONE_ARGS_SIZE_VER2", "CLONE_DETACHED",
    "DMA_BUF_SYNC_VALID_FLAGS_MASK", "DRM_FORMAT_BIG_ENDIAN", "DRM_FORMAT_INVALID",
    "DRM_FORMAT_MOD_ALLWINNER_TILED", "DRM_FORMAT_MOD_ARM_16X16_BLOCK_U_INTERLEAVED",
    "DRM_FORMAT_MOD_ARM_TYPE_AFBC", "DRM_FORMAT_MOD_ARM_TYPE_AFRC", "DRM_FORMAT_MOD_ARM_TYPE_MISC",
    "DRM_FORMAT_MOD_BROADCOM_SAND128", "DRM_FORMAT_MOD_BROADCOM_SAND256", "DRM_FORMAT_MOD_BROADCOM_SAND32",
    "DRM_FORMAT_MOD_BROADCOM_SAND64", "DRM_FORMAT_MOD_BROADCOM_UIF", "DRM_FORMAT_MOD_BROADCOM_VC4_T_TILED",
    "DRM_FORMAT_MOD_GENERIC_16_16_TILE", "DRM_FORMAT_MOD_NONE", "DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_EIGHT_GOB",
    "DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_FOUR_GOB", "DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_ONE_GOB",
    "DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_SIXTEEN_GOB", "DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_THIRTYTWO_GOB",
    "DRM_FORMAT_MOD_NVIDIA_16BX2_BLOCK_TWO_GOB", "DRM_FORMAT_MOD_NVIDIA_TEGRA_TILED",
    "DRM_FORMAT_MOD_QCOM_COMPRESSED", "DRM_FORMAT_MOD_QCOM_TILED2", "DRM_FORMAT_MOD_QCOM_TILED3",
    "DRM_FORMAT_MOD_SAMSUNG_16_16_TILE", "DRM_FORMAT_MOD_SAMSUNG_64_32_TILE", "DRM_FORMAT_MOD_VENDOR_ALLWINNER",
    "DRM_FORMAT_MOD_VENDOR_AMD", "DRM_FORMAT_MOD_VENDOR_AMLOGIC", "DRM_FORMAT_MOD_VENDOR_ARM",
    "DRM_FORMAT_MOD_VENDOR_BROADCOM", "DRM_FORMAT_MOD_VENDOR_INTEL", "DRM_FORMAT_MOD_VENDOR_NONE",
    "DRM_FORMAT_MOD_VENDOR_NVIDIA", "DRM_FORMAT_MOD_VENDOR_QCOM", "DRM_FORMAT_MOD_VENDOR_SAMSUNG",
    "DRM_FORMAT_MOD_VENDOR_VIVANTE", "DRM_FORMAT_MOD_VIVANTE_SPLIT_SUPER_TILED",
    "DRM_FORMAT_MOD_VIVANTE_SPLIT_TILED", "DRM_FORMAT_MOD_VIVANTE_SUPER_TILED", "DRM_FORMAT_MOD_VIVANTE_TILED",
    "DRM_FORMAT_RESERVED", "DRM_I915_QUERY_PERF_CONFIG_DATA_FOR_ID", "DRM_I915_QUERY_PERF_CONFIG_DATA_FOR_UUID",
    "DRM_I915_QUERY_PERF_CONFIG_LIST", "DRM_MODE_ATOMIC_FLAGS", "DRM_MODE_CURSOR_FLAGS", "DRM_MODE_FB_DIRTY_FLAGS",
    "DRM_MODE_FB_DIRTY_MAX_CLIPS", "DRM_MODE_FLAG_3D_MASK", "DRM_MODE_FLAG_3D_NONE", "DRM_MODE_FLAG_ALL",
    "DRM_MODE_FLAG_PIC_AR_MASK", "DRM_MODE_FLAG_PIC_AR_NONE", "DRM_MODE_PAGE_FLIP_FLAGS",
    "DRM_MODE_PAGE_FLIP_TARGET", "DRM_MODE_PROP_EXTENDED_TYPE", "DRM_MODE_PROP_LEGACY_TYPE", "DRM_MODE_TYPE_ALL",
    "EPOLL_PACKED", "EPOLL_URING_WAKE", "EV_CNT", "EV_MAX", "F2FS_TRIM_FILE_MASK", "FF_CNT", "FF_EFFECT_MAX",
    "FF_EFFECT_MIN", "FF_MAX", "FF_MAX_EFFECTS", "FF_STATUS_MAX", "FF_WAVEFORM_MAX", "FF_WAVEFORM_MIN",
    "FLAT_BINDER_FLAG_PRIORITY_MASK", "FUTEX_OP_OPARG_SHIFT", "F_LINUX_SPECIFIC_BASE", "I2C_FUNC_SMBUS_BLOCK_DATA",
    "I2C_FUNC_SMBUS_BYTE", "I2C_FUNC_SMBUS_BYTE_DATA", "I2C_FUNC_SMBUS_EMUL", "I2C_FUNC_SMBUS_EMUL_ALL",
    "I2C_FUNC_SMBUS_I2C_BLOCK", "I2C_FUNC_SMBUS_WORD_DATA", "I2C_SMBUS_BLOCK_MAX",
    "I915_CONTEXT_CREATE_FLAGS_UNKNOWN", "I915_EXEC_BSD_DEFAULT", "I915_EXEC_BSD_MASK", "I915_EXEC_BSD_SHIFT",
    "I915_EXEC_CONSTANTS_MASK", "I915_EXEC_CONSTANTS_REL_GENERAL", "I915_EXEC_CONTEXT_ID_MASK",
    "I915_EXEC_RING_MASK", "I915_OVERLAY_DEPTH_MASK", "I915_OVERLAY_FLAGS_MASK", "I915_OVERLAY_NO_SWAP",
    "I915_OVERLAY_SWAP_MASK", "I915_OVERLAY_TYPE_MASK", "I915_TILING_LAST", "IFF_NOFILTER", "IFF_TUN_EXCL",
    "IIF_ALL", "INPUT_PROP_CNT", "INPUT_PROP_MAX", "IOPRIO_CLASS_MASK", "IOPRIO_CLASS_SHIFT", "IORING_OP_LAST",
    "IORING_REGISTER_FILES_SKIP", "IORING_REGISTER_LAST", "IORING_RESTRICTION_LAST", "IORING_TIMEOUT_CLOCK_MASK",
    "IORING_TIMEOUT_UPDATE_MASK", "KCMP_TYPES", "KEXEC_ARCH_MASK", "KEXEC_SEGMENT_MAX", "KEY_ASPECT_RATIO",
    "KEY_BRIGHTNESS_TOGGLE", "KEY_BRIGHTNESS_ZERO", "KEY_CNT", "KEY_DASHBOARD", "KEY_DIRECTION", "KEY_FULL_SCREEN",
    "KEY_HANGUEL", "KEY_MAX", "KEY_MIN_INTERESTING", "KEY_SCREENLOCK", "KEY_WIMAX", "KVM_DEV_IRQ_GUEST_MASK",
    "KVM_DEV_IRQ_HOST_MASK", "KVM_EXIT_HYPERV_HCALL", "KVM_EXIT_HYPERV_SYNDBG", "KVM_EXIT_HYPERV_SYNIC",
    "KVM_EXIT_XEN_HCALL", "KVM_INTERNAL_ERROR_EMULATION_FLAG_INSTRUCTION_BYTES",
    "KVM_IRQ_ROUTING_XEN_EVTCHN_PRIO_2LEVEL", "LED_CNT", "LED_MAX", "LIRC_CAN_NOTIFY_DECODE", "LIRC_CAN_REC_MASK",
    "LIRC_CAN_REC_PULSE", "LIRC_CAN_REC_RAW", "LIRC_CAN_SEND_MASK", "LIRC_CAN_SEND_MODE2", "LIRC_CAN_SEND_RAW",
    "LIRC_CAN_SET_REC_FILTER", "MEMBARRIER_CMD_SHARED", "MOUNT_ATTR_RELATIME", "MOUNT_ATTR_SIZE_VER0",
    "MOUNT_ATTR__ATIME", "MOVE_MOUNT__MASK", "MPOL_F_MOF", "MPOL_F_MORON", "MPOL_F_SHARED", "MPOL_MAX",
    "MPOL_MF_INTERNAL", "MPOL_MF_LAZY", "MPOL_MF_VALID", "MPOL_MODE_FLAGS", "MSC_CNT", "MSC_MAX",
    "MSM_PARAM_NR_RINGS", "MS_MGC_MSK", "MS_RMT_MASK", "MS_VERBOSE", "MTD_CAP_NANDFLASH", "MTD_CAP_NORFLASH",
    "MTD_CAP_NVRAM", "MTD_CAP_RAM", "MTD_CAP_ROM", "MTD_MAX_ECCPOS_ENTRIES", "MTD_MAX_OOBFREE_ENTRIES", "NT_FILE",
    "NT_GNU_PROPERTY_TYPE_0", "NT_PRFPREG", "NT_PRXFPREG", "NT_SIGINFO", "NT_TASKSTRUCT", "O_NDELAY",
    "PERF_COUNT_HW_CACHE_MAX", "PERF_COUNT_HW_CACHE_OP_MAX", "PERF_COUNT_HW_CACHE_RESULT_MAX", "PERF_COUNT_HW_MAX",
    "PERF_COUNT_SW_MAX", "PERF_FORMAT_MAX", "PERF_SAMPLE_BRANCH_ABORT_TX_SHIFT",
    "PERF_SAMPLE_BRANCH_ANY_CALL_SHIFT", "PERF_SAMPLE_BRANCH_ANY_RETURN_SHIFT", "PERF_SAMPLE_BRANCH_ANY_SHIFT",
    "PERF_SAMPLE_BRANCH_CALL_SHIFT", "PERF_SAMPLE_BRANCH_CALL_STACK_SHIFT", "PERF_SAMPLE_BRANCH_COND_SHIFT",
    "PERF_SAMPLE_BRANCH_HV_SHIFT", "PERF_SAMPLE_BRANCH_HW_INDEX_SHIFT", "PERF_SAMPLE_BRANCH_IND_CALL_SHIFT",
    "PERF_SAMPLE_BRANCH_IND_JUMP_SHIFT", "PERF_SAMPLE_BRANCH_IN_TX_SHIFT", "PERF_SAMPLE_BRANCH_KERNEL_SHIFT",
    "PERF_SAMPLE_BRANCH_MAX", "PERF_SAMPLE_BRANCH_MAX_SHIFT", "PERF_SAMPLE_BRANCH_NO_CYCLES_SHIFT",
    "PERF_SAMPLE_BRANCH_NO_FLAGS_SHIFT", "PERF_SAMPLE_BRANCH_NO_TX_SHIFT", "PERF_SAMPLE_BRANCH_PLM_ALL",
    "PERF_SAMPLE_BRANCH_PRIV_SAVE_SHIFT", "PERF_SAMPLE_BRANCH_TYPE_SAVE_SHIFT", "PERF_SAMPLE_BRANCH_USER_SHIFT",
    "PERF_SAMPLE_MAX", "PERF_SAMPLE_REGS_ABI_32", "PERF_SAMPLE_REGS_ABI_64", "PERF_SAMPLE_REGS_ABI_NONE",
    "PERF_SAMPLE_WEIGHT_TYPE", "PERF_TYPE_MAX", "PKEY_ACCESS_MASK", "PORT_MAX", "PRIO_MAX", "PRIO_MIN",
    "PR_ENDIAN_BIG", "PR_ENDIAN_LITTLE", "PR_ENDIAN_PPC_LITTLE", "PR_FPEMU_NOPRINT", "PR_FPEMU_SIGFPE",
    "PR_FP_EXC_ASYNC", "PR_FP_EXC_DISABLED", "PR_FP_EXC_DIV", "PR_FP_EXC_INV", "PR_FP_EXC_NONRECOV",
    "PR_FP_EXC_OVF", "PR_FP_EXC_PRECISE", "PR_FP_EXC_RES", "PR_FP_EXC_SW_ENABLE", "PR_FP_EXC_UND",
    "PR_MTE_TAG_MASK", "PR_MTE_TAG_SHIFT", "PR_MTE_TCF_ASYNC", "PR_MTE_TCF_MASK", "PR_MTE_TCF_NONE",
    "PR_MTE_TCF_SHIFT", "PR_MTE_TCF_SYNC", "PR_SCHED_CORE_MAX", "PR_SCHED_CORE_SCOPE_PROCESS_GROUP",
    "PR_SCHED_CORE_SCOPE_THREAD", "PR_SCHED_CORE_SCOPE_THREAD_GROUP", "PR_SET_PTRACER_ANY", "PR_SME_VL_LEN_MASK",
    "PR_SVE_VL_LEN_MASK", "PR_TAGGED_ADDR_ENABLE", "PR_TIMING_STATISTICAL", "PR_TIMING_TIMESTAMP",
    "PTRACE_EVENTMSG_SYSCALL_ENTRY", "PTRACE_EVENTMSG_SYSCALL_EXIT", "PTRACE_O_MASK", "PTRACE_PEEKUSR",
    "PTRACE_POKEUSR", "RADEON_GEM_OP_GET_INITIAL_DOMAIN", "RADEON_GEM_OP_SET_INITIAL_DOMAIN", "REL_CNT", "REL_MAX",
    "RTC_FEATURE_CNT", "RTC_PARAM_GET", "RTC_PARAM_SET", "RTC_VL_CLR", "RTC_VL_READ", "RTF_MSS", "RWF_SUPPORTED",
    "SA_EXPOSE_TAGBITS", "SA_NOMASK", "SA_ONESHOT", "SA_UNSUPPORTED", "SCHED_FLAG_ALL", "SCHED_FLAG_KEEP_ALL",
    "SCHED_FLAG_UTIL_CLAMP", "SCHED_NORMAL", "SCHED_RESET_ON_FORK", "SC_MASK", "SC_MUST_COMP",
    "SECCOMP_RET_ACTION", "SECCOMP_RET_ACTION_FULL", "SECCOMP_RET_DATA", "SECCOMP_RET_KILL", "SEEK_MAX",
    "SG_FLAG_LUN_INHIBIT", "SIGEV_MAX_SIZE", "SIGEV_PAD_SIZE", "SKF_AD_MAX", "SKF_AD_OFF",
    "SNDRV_CTL_ELEM_ACCESS_READWRITE", "SNDRV_CTL_ELEM_ACCESS_TLV_READWRITE", "SNDRV_CTL_ELEM_IFACE_LAST",
    "SNDRV_CTL_ELEM_TYPE_LAST", "SNDRV_PCM_ACCESS_LAST", "SNDRV_PCM_FORMAT_FIRST", "SNDRV_PCM_FORMAT_FLOAT",
    "SNDRV_PCM_FORMAT_FLOAT64", "SNDRV_PCM_FORMAT_IEC958_SUBFRAME", "SNDRV_PCM_FORMAT_LAST",
    "SNDRV_PCM_FORMAT_S16", "SNDRV_PCM_FORMAT_S20", "SNDRV_PCM_FORMAT_S24", "SNDRV_PCM_FORMAT_S32",
    "SNDRV_PCM_FORMAT_U16", "SNDRV_PCM_FORMAT_U20", "SNDRV_PCM_FORMAT_U24", "SNDRV_PCM_FORMAT_U32",
    "SNDRV_PCM_STATE_LAST", "SNDRV_PCM_STREAM_LAST", "SNDRV_PCM_TSTAMP_LAST", "SNDRV_PCM_TSTAMP_TYPE_LAST",
    "SNDRV_RAWMIDI_STREAM_LAST", "SNDRV_TIMER_CLASS_LAST", "SNDRV_TIMER_SCLASS_LAST", "SND_CNT", "SND_MAX",
    "SPI_MODE_0", "SPI_MODE_1", "SPI_MODE_2", "SPI_MODE_3", "SPI_MODE_USER_MASK", "SPI_MODE_X_MASK",
    "SS_FLAG_BITS", "STA_RONLY", "SW_CNT", "SW_MAX", "SW_RADIO", "SYNC_FILE_RANGE_WRITE_AND_WAIT",
    "TEE_IOCTL_LOGIN_REE_KERNEL", "TEE_IOCTL_LOGIN_REE_KERNEL_MAX", "TEE_IOCTL_LOGIN_REE_KERNEL_MIN",
    "TEE_IOCTL_PARAM_ATTR_MASK", "TEE_IOCTL_PARAM_ATTR_TYPE_MASK", "TFD_IOC_SET_TICKS", "TIOCM_CD", "TIOCM_RI",
    "USB_SPEED_FULL", "V4L2_BUF_FLAG_TIMESTAMP_MASK", "V4L2_BUF_FLAG_TSTAMP_SRC_MASK", "V4L2_BUF_TYPE_PRIVATE",
    "V4L2_CID_BASE", "V4L2_CID_CAMERA_CLASS", "V4L2_CID_CAMERA_CLASS_BASE", "V4L2_CID_CODEC_BASE",
    "V4L2_CID_CODEC_CLASS", "V4L2_CID_CODEC_CX2341X_BASE", "V4L2_CID_CODEC_MFC51_BASE",
    "V4L2_CID_CODEC_STATELESS_BASE", "V4L2_CID_CODEC_STATELESS_CLASS", "V4L2_CID_COLORIMETRY_CLASS",
    "V4L2_CID_COLORIMETRY_CLASS_BASE", "V4L2_CID_DETECT_CLASS", "V4L2_CID_DETECT_CLASS_BASE", "V4L2_CID_DV_CLASS",
    "V4L2_CID_DV_CLASS_BASE", "V4L2_CID_FLASH_CLASS", "V4L2_CID_FLASH_CLASS_BASE", "V4L2_CID_FM_RX_CLASS",
    "V4L2_CID_FM_RX_CLASS_BASE", "V4L2_CID_FM_TX_CLASS", "V4L2_CID_FM_TX_CLASS_BASE", "V4L2_CID_IMAGE_PROC_CLASS",
    "V4L2_CID_IMAGE_PROC_CLASS_BASE", "V4L2_CID_IMAGE_SOURCE_CLASS", "V4L2_CID_IMAGE_SOURCE_CLASS_BASE",
    "V4L2_CID_JPEG_CLASS", "V4L2_CID_JPEG_CLASS_BASE", "V4L2_CID_LASTP1", "V4L2_CID_MPEG_BASE",
    "V4L2_CID_MPEG_CLASS", "V4L2_CID_MPEG_CX2341X_BASE", "V4L2_CID_MPEG_MFC51_BASE",
    "V4L2_CID_MPEG_VIDEO_INTRA_REFRESH_PERIOD_TYPE_CYCLIC", "V4L2_CID_MPEG_VIDEO_INTRA_REFRESH_PERIOD_TYPE_RANDOM",
    "V4L2_CID_MPEG_VIDEO_VPX_1_PARTITION", "V4L2_CID_MPEG_VIDEO_VPX_1_REF_FRAME",
    "V4L2_CID_MPEG_VIDEO_VPX_2_PARTITIONS", "V4L2_CID_MPEG_VIDEO_VPX_2_REF_FRAME",
    "V4L2_CID_MPEG_VIDEO_VPX_3_REF_FRAME", "V4L2_CID_MPEG_VIDEO_VPX_4_PARTITIONS",
    "V4L2_CID_MPEG_VIDEO_VPX_8_PARTITIONS", "V4L2_CID_MPEG_VIDEO_VPX_GOLDEN_FRAME_USE_PREV",
    "V4L2_CID_MPEG_VIDEO_VPX_GOLDEN_FRAME_USE_REF_PERIOD", "V4L2_CID_MPEG_VIDEO_VPX_PROFILE",
    "V4L2_CID_POWER_LINE_FREQUENCY_50HZ", "V4L2_CID_POWER_LINE_FREQUENCY_60HZ",
    "V4L2_CID_POWER_LINE_FREQUENCY_AUTO", "V4L2_CID_POWER_LINE_FREQUENCY_DISABLED", "V4L2_CID_RF_TUNER_CLASS",
    "V4L2_CID_RF_TUNER_CLASS_BASE", "V4L2_CID_USER_ADV7180_BASE", "V4L2_CID_USER_ALLEGRO_BASE",
    "V4L2_CID_USER_ATMEL_ISC_BASE", "V4L2_CID_USER_BASE", "V4L2_CID_USER_BTTV_BASE", "V4L2_CID_USER_CCS_BASE",
    "V4L2_CID_USER_CLASS", "V4L2_CID_USER_CODA_BASE", "V4L2_CID_USER_DW100_BASE", "V4L2_CID_USER_IMX_BASE",
    "V4L2_CID_USER_ISL7998X_BASE", "V4L2_CID_USER_MAX217X_BASE", "V4L2_CID_USER_MEYE_BASE",
    "V4L2_CID_USER_S2255_BASE", "V4L2_CID_USER_SAA7134_BASE", "V4L2_CID_USER_SI476X_BASE",
    "V4L2_CID_USER_TC358743_BASE", "V4L2_CID_USER_TI_VPE_BASE", "V4L2_CID_WHITENESS", "V4L2_COLORSPACE_OPRGB",
    "V4L2_CTRL_CLASS_MPEG", "V4L2_ENC_CMD_STOP_AT_GOP_END", "V4L2_MEMORY_FLAG_NON_COHERENT",
    "V4L2_PIX_FMT_FLAG_PREMUL_ALPHA", "V4L2_PIX_FMT_FLAG_SET_CSC", "V4L2_PIX_FMT_HM12",
    "V4L2_PIX_FMT_SUNXI_TILED_NV12", "V4L2_PRIORITY_DEFAULT", "V4L2_SEL_TGT_COMPOSE_ACTIVE",
    "V4L2_SEL_TGT_CROP_ACTIVE", "V4L2_SLICED_VBI_525", "V4L2_SLICED_VBI_625", "V4L2_TUNER_ADC",
    "V4L2_TUNER_MODE_SAP", "VFIO_IRQ_SET_ACTION_TYPE_MASK", "VFIO_IRQ_SET_DATA_TYPE_MASK", "VIRTGPU_EXECBUF_FLAGS",
    "WDIOF_UNKNOWN", "WDIOS_UNKNOWN", "_DRM_AGP_BUFFER", "_DRM_DMA_BLOCK", "_DRM_DMA_LARGER_OK",
    "_DRM_DMA_PRIORITY", "_DRM_DMA_SMALLER_OK", "_DRM_DMA_WAIT", "_DRM_DMA_WHILE_LOCKED", "_DRM_FB_BUFFER",
    "_DRM_LOCK_CONT", "_DRM_LOCK_HELD", "_DRM_PAGE_ALIGN", "_DRM_PCI_BUFFER_RO", "_DRM_SG_BUFFER",
    "_DRM_VBLANK_FLAGS_MASK", "_DRM_VBLANK_HIGH_CRTC_MASK", "_DRM_VBLANK_TYPES_MASK",
];

/// A number as headers write it, where it is no more than that.
fn number(text: &str) -> Option<u64> {
    let text = text.trim().trim_start_matches('(').trim_end_matches(')').trim();
    if let Some((one, by)) = text.split_once("<<") {
        return number(one)?.checked_shl(u32::try_from(number(by)?).ok()?);
    }
    let digits = text.trim_end_matches(['U', 'L', 'u', 'l']);
    let parsed = match (digits.strip_prefix("0x"), digits.strip_prefix('0')) {
        (Some(hex), _) => u64::from_str_radix(hex, 16),
        (None, Some(octal)) if !octal.is_empty() => u64::from_str_radix(octal, 8),
        _ => digits.parse(),
    };
    parsed.ok()
}

fn constants(text: &str) -> Header {
    static COMMENTS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?s)/\*.*?\*/").unwrap());
    static MACROS: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?m)^[ \t]*#[ \t]*define[ \t]+(\w+)[ \t]+(\S.*)$").unwrap());
    static ENUMS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?s)\benum\b\s*\w*\s*\{(.*?)\}").unwrap());
    static DIRECTIVES: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(?m)^[ \t]*#.*$").unwrap());
    let comments = COMMENTS.replace_all(text, "");
    let mut found = Header::new();
    for body in ENUMS.captures_iter(&comments) {
        let mut next = Some(0);
        for member in DIRECTIVES.replace_all(&body[1], "").split(',').map(str::trim).filter(|m| !m.is_empty())
        {
            let (name, value) = member.split_once('=').map_or((member, next), |(name, value)| {
                let value = value.trim();
                (name.trim(), number(value).or_else(|| found.get(value).copied().flatten()))
            });
            next = value.map(|value| value.wrapping_add(1));
            found.insert(name.to_owned(), value);
        }
    }
    for defined in MACROS.captures_iter(&comments) {
        found.entry(defined[1].to_owned()).or_insert_with(|| number(&defined[2]));
    }
    found
}

fn headers() -> Vec<(String, Header)> {
    fn walk(dir: &Path, into: &mut Vec<(String, Header)>) {
        let Ok(entries) = std::fs::read_dir(dir) else { return };
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                walk(&path, into);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                into.push((path.display().to_string(), constants(&text)));
            }
        }
    }
    let mut found = Vec::new();
    ROOTS.iter().for_each(|root| walk(&common::header(root), &mut found));
    found
}

#[test]
fn a_set_that_has_most_of_a_family_has_all_of_it() {
    let headers = headers();
    if headers.is_empty() || !Path::new("/usr/include/libdrm").is_dir() {
        return common::missing("linux-libc-dev, or libdrm-dev");
    }
    let plain = |name: &'static str| name.strip_prefix("1<<").unwrap_or(name);
    let all =
        || sets::ALL.iter().flat_map(|(file, sets)| sets.iter().map(move |(name, set)| (file, name, set)));
    let held: BTreeSet<&str> =
        all().flat_map(|(.., set)| set.constants()).map(|constant| plain(constant.name)).collect();
    let (mut wrong, mut used) = (BTreeSet::new(), BTreeSet::new());
    let (mut families, mut checked, mut numbers) = (0, 0, 0);
    for (file, name, set) in all() {
        let here = |header: &Header| set.constants().filter(|c| header.contains_key(plain(c.name))).count();
        let Some((path, header)) = headers.iter().max_by_key(|(_, header)| here(header)) else { continue };
        // Those of ARM, and one that s390 has otherwise, are no numbers of the generic header.
        let elsewhere = matches!(*name, "OPEN_ARM" | "FADVISE");
        for constant in set.constants().filter(|_| !elsewhere) {
            let shifted = constant.name.starts_with("1<<");
            let Some(Some(said)) = header.get(plain(constant.name)) else { continue };
            let said = if shifted { 1u64.checked_shl(*said as u32).unwrap_or(0) } else { *said };
            numbers += 1;
            if said as u32 != constant.value as u32 {
                wrong.insert(format!(
                    "VALUE {file}::{name}: {} is {:#x}, and {said:#x} in {path}",
                    constant.name, constant.value
                ));
            }
        }
        if NETWORK.contains(file) {
            continue;
        }
        let prefix = set.unknown.trim_start_matches("1<<").strip_suffix("???").unwrap_or_default();
        if !prefix.ends_with('_') || here(header) == 0 {
            continue;
        }
        let family: Vec<&String> = header.keys().filter(|name| name.starts_with(prefix)).collect();
        let missing: Vec<&&String> = family.iter().filter(|name| !held.contains(name.as_str())).collect();
        if missing.len() * 5 > family.len() * 2 {
            continue;
        }
        families += 1;
        checked += family.len();
        for name in missing {
            if OUTSIDE.contains(&name.as_str()) {
                used.insert(name.as_str());
            } else {
                wrong.insert(format!("no set has {name} of {path}, as {file} has others of its family"));
            }
        }
    }
    // Those of other headers have others. An update of Debian's may give a family so many more that the set no longer has
    // most of it: what is listed must be there, and in no set.
    let listed = OUTSIDE.iter().filter(|name| common::headers().is_none() && !used.contains(*name));
    for name in listed {
        if held.contains(name) || !headers.iter().any(|(_, header)| header.contains_key(*name)) {
            wrong.insert(format!("{name} is listed, and no family lacks it"));
        }
    }
    common::report(&format!(
        "sets: {checked} constants of {families} families are in their sets or named as none; {numbers} have the \
         number that a header gives them"
    ));
    assert!(wrong.is_empty(), "{}", wrong.into_iter().collect::<Vec<_>>().join("\n"));
}
