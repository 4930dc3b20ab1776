//! What no header of Debian has, and what is otherwise in them: see tests/structures.rs.

use rtrace::arch::Abi;

/// A reason, and what it is the reason for, by rtrace's names.
pub struct Apart(
    #[allow(dead_code, reason = "for who reads it")] pub &'static str,
    pub &'static [&'static str],
);

/// Structures that no header has.
#[rustfmt::skip]
pub const ABSENT: &[Apart] = &[
    Apart("a part of a structure or a union, which has no name of its own in C", &[
        "amd::FENCE_IN", "amd::FENCE_OUT", "amd::METADATA", "binder::TARGET_HANDLE", "binder::TARGET_POINTER",
        "bluetooth::FOUND", "bpf::BIND", "bpf::DELETE_BATCH_FIELDS", "bpf::INFO", "bpf::ITER", "bpf::LINK",
        "bpf::LINK_CHANGE", "bpf::LINK_GONE", "bpf::LINK_KPROBES", "bpf::LINK_NETFILTER", "bpf::LINK_PERF",
        "bpf::LINK_RELATIVE", "bpf::LINK_TRACING", "bpf::LINK_UPROBES", "bpf::LOOKUP_BATCH_FIELDS", "bpf::QUERY",
        "bpf::RAW_TRACEPOINT", "bpf::STATS", "bpf::STREAM_PART", "bpf::TASK", "bpf::TEST", "bpf::TOKEN",
        "bpf::UPDATE_BATCH_FIELDS", "btrfs::INODE", "device::LINE_OFFSET", "drm::STATISTIC", "file::OLD_DIRENT",
        "input::MULTITOUCH_SLOTS", "interface::HARDWARE_ADDRESS", "kvm::EXCEPTION_EVENT", "kvm::INTERRUPT_EVENT",
        "kvm::NESTED_SMM", "kvm::NMI_EVENT", "kvm::SMI_EVENT", "kvm::XEN_CHANNEL", "kvm::XEN_RUN_STATE",
        "kvm::XEN_TIMER", "netlink::BR_MDB_ADDR", "sequencer::TIMER_ALSA", "siginfo::BOUNDS", "siginfo::CHILD",
        "siginfo::CHILD_EXITED", "siginfo::FAULT", "siginfo::KILL", "siginfo::MEMORY_ERROR", "siginfo::POLL",
        "siginfo::PROTECTION_KEY", "siginfo::SYSTEM_CALL", "siginfo::TIMER", "sound::ELEM_CHOICES",
        "sound::ELEM_LIMITS", "sound::ELEM_LIMITS64", "stat::FSID", "vcpu::ARM_NISV", "vcpu::DEBUG_ARM",
        "vcpu::DEBUG_X86", "vcpu::EOI", "vcpu::EXCEPTION", "vcpu::FAIL_ENTRY", "vcpu::HYPERCALL", "vcpu::INTERNAL",
        "vcpu::IO", "vcpu::MEMORY_FAULT", "vcpu::MMIO", "vcpu::MSR", "vcpu::NOTIFY", "vcpu::SYSTEM_EVENT",
        "vcpu::TPR_ACCESS", "video::CEC_CONNECTED", "video::DECODER_START", "video::DECODER_STOP", "video::FORMAT_ROOM",
        "video::MEDIA_NODE", "xfrm::FLAGS",
    ]),
    Apart("newer than the headers of Debian", &[
        "binder::FROZEN_STATE", "device::EPOLL_PARAMETERS", "device::EVENT_OBJECT", "device::MOUNT_NAMESPACE",
        "device::MUTEX", "device::MUTEX_MADE", "device::OBJECTS_WAITED", "device::PIDFD_ASKED", "device::PIDFD_INFO",
        "device::SEMAPHORE", "device::TEE_OBJECT_INVOKED", "device::TEE_OBJECT_INVOKING", "device::TEE_SHM_REGISTER_FD",
        "device::UFFD_MOVED", "device::UFFD_POISONED", "drm::CLIENT_NAME", "drm::CLOSE_FB", "drm::GEM_CHANGE",
        "drm::SYNCOBJ_EVENTFD", "events::FANOTIFY_MOUNT", "events::FANOTIFY_RANGE", "file::CACHESTAT",
        "file::CACHESTAT_RANGE", "file::FILE_ATTR", "file::XATTR_ARGS", "gpu::NOUVEAU_BIND", "gpu::NOUVEAU_BIND_ONE",
        "gpu::NOUVEAU_EXECUTED", "gpu::NOUVEAU_EXEC_PUSH", "gpu::NOUVEAU_SYNC", "gpu::VIRTIO_BLOB", "intel::XE_BIND",
        "intel::XE_BIND_ONE", "intel::XE_CREATE", "intel::XE_ENGINE", "intel::XE_EXECUTED", "intel::XE_QUERY_OF",
        "intel::XE_QUEUE", "intel::XE_QUEUE_GONE", "intel::XE_QUEUE_SET", "intel::XE_SYNC", "io::BUFFER_STATUS",
        "io::CLOCK_CHOICE", "io::CLONED_BUFFERS", "io::MEMORY_REGION", "io::NAPI", "iommu::ALLOWED", "iommu::COPIED",
        "iommu::DESTROY", "iommu::DIRTY_BITMAP", "iommu::DIRTY_TRACKING", "iommu::EVENTS", "iommu::FAULTS",
        "iommu::FILE_MAPPED", "iommu::HARDWARE", "iommu::INVALIDATED", "iommu::MAPPED", "iommu::OPTION",
        "iommu::PROCESS_CHANGE", "iommu::QUEUE", "iommu::RANGE", "iommu::RANGES", "iommu::SPACE", "iommu::TABLE",
        "iommu::UNMAPPED", "iommu::VFIO_SPACE", "iommu::VIRTUAL", "iommu::VIRTUAL_DEVICE", "kvm::GUEST_MEMFD",
        "kvm::MEMORY_ATTRIBUTES", "kvm::MEMORY_REGION2", "kvm::PRE_FAULT", "mount::MNT_ID_REQ",
        "mount::MNT_ID_REQ_LIST", "mount::NS_ID_REQ", "mount::STATMOUNT_BUFFER", "ptrace::DISPATCH_CONFIGURATION",
        "security::LSM_CONTEXT", "security::NET_PORT", "shared::DEADLINE", "sockopt::TCP_AO_ADD", "sockopt::TCP_AO_DEL",
        "sockopt::TCP_AO_INFO", "sockopt::TCP_AO_KEY", "sockopt::TCP_AO_REPAIR", "virt::VHOST_WORKER",
        "virt::VRING_WORKER", "virt::VRING_WORKER_GOT", "volume::BACKING", "volume::EXT4_GROUP", "volume::FS_SYSFS",
        "volume::FS_UUID", "volume::MAPPING_QUERY", "volume::MOVE_EXTENT", "volume::PAGE_REGION", "volume::PAGE_SCAN",
    ]),
    Apart("the C library's, compared with crate libc in tests/layouts.rs, or of no header for programs", &[
        "audit::AUDIT_SIG_INFO", "events::FANOTIFY_FSID", "events::FANOTIFY_HANDLE", "file::DIRENT", "file::DIRENT64", "net::CMSGHDR", "net::MMSGHDR",
        "net::MMSGHDR_SENT", "net::MMSGHDR_UNSENT", "net::MSGHDR", "net::UCRED", "netlink::UDEV",
        "ptrace::USER_FPREGS", "ptrace::USER_FPREGS_I386", "ptrace::USER_REGS_I386", "ptrace::USER_REGS_X86_64",
        "signal::ACTION_OLD", "sockaddr::AX25_CALL", "sockaddr::IEEE802154", "sockaddr::IEEE802154_ADDR",
        "sockaddr::IPX", "sockopt::LINGER", "sockopt::STORAGE", "stat::USTAT",
    ]),
    Apart("arm64's headers alone have it", if cfg!(target_arch = "x86_64") { &["ptrace::USER_REGS_AARCH64"] } else { &[] }),
    Apart("of drivers whose headers Debian hasn't for programs", &[
        "gpu::ETNAVIV_TIME", "gpu::ETNAVIV_WAIT", "gpu::LIMA_CONTEXT", "gpu::LIMA_OBJECT", "gpu::LIMA_SUBMITTED",
        "gpu::LIMA_WAIT", "gpu::PANFROST_OBJECT", "gpu::PANFROST_SUBMITTED", "gpu::PANFROST_SUBMITTED_ONCE",
        "gpu::V3D_OFFSET",
    ]),
    Apart("of io_uring, newer than the headers of Debian", &[
        "io::BPF", "io::CONTROL_AREA", "io::CONTROL_EVENT", "io::CONTROL_EXPORT", "io::FILTER",
        "io::MEMORY_REGION_WHOLE", "io::QUERY", "io::QUERY_EVENTS", "io::QUERY_OPCODES", "io::QUERY_RECEIVE",
        "io::QUERY_RINGS", "io::RECEIVE_AREA", "io::RECEIVE_CONTROL", "io::RECEIVE_EVENTS", "io::RECEIVE_OFFSETS",
        "io::RECEIVE_QUEUE", "io::REGION_DESCRIPTION", "io::TASK_RESTRICTIONS", "uring::ATTR_PI",
    ]),
    Apart("the C library's, as a request to receive a message has it", &[
        "uring::RECEIVING",
    ]),
];

/// Fields that a header's structure hasn't, or has elsewhere.
#[rustfmt::skip]
pub const FIELDS: &[Apart] = &[
    Apart("newer than the headers of Debian, or behind what is newer", &[
        "amd::MAPPED_FENCED.input_fence_syncobj_handles", "amd::MAPPED_FENCED.num_syncobj_handles",
        "amd::MAPPED_FENCED.vm_timeline_point", "amd::MAPPED_FENCED.vm_timeline_syncobj_out",
        "bpf::ATTACH.expected_revision", "bpf::ATTACH.relative_fd", "bpf::BTF_BY_ID.fd_by_id_token_fd",
        "bpf::BTF_LOAD.btf_flags", "bpf::BTF_LOAD.btf_log_true_size", "bpf::BTF_LOAD.btf_token_fd",
        "bpf::DETACH.expected_revision", "bpf::DETACH.relative_fd", "bpf::MAP_BY_ID.fd_by_id_token_fd",
        "bpf::MAP_CREATE.excl_prog_hash", "bpf::MAP_CREATE.excl_prog_hash_size", "bpf::MAP_CREATE.map_token_fd",
        "bpf::MAP_CREATE.value_type_btf_obj_fd", "bpf::OBJECT.path_fd", "bpf::PROG_LOAD.fd_array_cnt",
        "bpf::PROG_LOAD.keyring_id", "bpf::PROG_LOAD.log_true_size", "bpf::PROG_LOAD.prog_token_fd",
        "bpf::PROG_LOAD.signature", "bpf::PROG_LOAD.signature_size", "drm::SYNCOBJ_FROM_FD.point",
        "drm::SYNCOBJ_TIMELINE_WAITS.deadline_nsec", "drm::SYNCOBJ_TO_FD.point", "drm::SYNCOBJ_WAITS.deadline_nsec",
        "gpu::MSM_PARAMETER.len", "gpu::MSM_PARAMETER.pad", "gpu::VIRTIO_EXECUTED.in_syncobjs",
        "gpu::VIRTIO_EXECUTED.num_in_syncobjs", "gpu::VIRTIO_EXECUTED.num_out_syncobjs",
        "gpu::VIRTIO_EXECUTED.out_syncobjs", "gpu::VIRTIO_EXECUTED.ring_idx", "gpu::VIRTIO_EXECUTED.syncobj_stride",
        "gpu::VIRTIO_EXECUTED_ONCE.pad", "gpu::VIRTIO_EXECUTED_ONCE.ring_idx", "gpu::VIRTIO_FROM_HOST.layer_stride",
        "gpu::VIRTIO_FROM_HOST.stride", "gpu::VIRTIO_TO_HOST.layer_stride", "gpu::VIRTIO_TO_HOST.stride",
        "io::BUFFER_RING.flags",
        "io::CQ_OFFSETS.user_addr", "io::GETEVENTS.min_wait_usec", "io::SQ_OFFSETS.user_addr", "io::SYNC_CANCEL.opcode",
        "io::SYNC_CANCEL.pad", "io::SYNC_CANCEL.pad2", "net::EXTENDED_ERR.offender", "net::EXTENDED_ERR6.offender",
        "perf::PERF_ATTR.aux_action", "perf::PERF_ATTR.config3", "perf::PERF_ATTR.config4",
        "security::RULESET.handled_access_net", "security::RULESET.scoped", "sequencer::CLIENT.group_filter",
        "sequencer::CLIENT.reserved", "sequencer::PORT.direction", "sequencer::PORT.reserved",
        "sequencer::PORT.ump_group", "sequencer::TEMPO.reserved", "sequencer::TEMPO.tempo_base",
        "sockopt::IPV6_MREQ.ipv6mr_interface", "sockopt::TCP_INFO.tcpi_rcv_wnd", "sockopt::TCP_INFO.tcpi_rehash",
        "sockopt::TCP_INFO.tcpi_total_rto", "sockopt::TCP_INFO.tcpi_total_rto_recoveries",
        "sockopt::TCP_INFO.tcpi_total_rto_time", "sockopt::XDP_UMEM_REG.tx_metadata_len", "stat::STATX_BUFFER.spare",
        "stat::STATX_BUFFER.spare0", "stat::STATX_BUFFER.stx_atomic_write_segments_max",
        "stat::STATX_BUFFER.stx_atomic_write_unit_max", "stat::STATX_BUFFER.stx_atomic_write_unit_max_opt",
        "stat::STATX_BUFFER.stx_atomic_write_unit_min", "stat::STATX_BUFFER.stx_dio_read_offset_align",
        "stat::STATX_BUFFER.stx_subvol", "stat::STATX_TIMESTAMP.reserved", "video::CREATE_BUFFERS.reserved",
        "video::REQUEST_BUFFERS.reserved", "video::SUBDEVICE_CODE.reserved", "video::SUBDEVICE_CODE.stream",
        "video::SUBDEVICE_CROP.reserved", "video::SUBDEVICE_CROP.stream", "video::SUBDEVICE_FORMAT.reserved",
        "video::SUBDEVICE_FORMAT.stream", "video::SUBDEVICE_INTERVAL.reserved", "video::SUBDEVICE_INTERVAL.stream",
        "video::SUBDEVICE_INTERVAL.which", "video::SUBDEVICE_INTERVALS.reserved", "video::SUBDEVICE_INTERVALS.stream",
        "video::SUBDEVICE_SELECTION.reserved", "video::SUBDEVICE_SELECTION.stream", "video::SUBDEVICE_SIZE.reserved",
        "video::SUBDEVICE_SIZE.stream",
    ]),
    Apart("rtrace's: what C calls otherwise, has inside a union or another structure, or has as room that isn't shown", &[
        "amd::RADEON_MAPPED.result", "binder::OBJECT_FD.pad", "binder::OBJECT_THERE.pad", "binder::RECEIVED.buffer",
        "binder::RECEIVED.objects", "binder::RECEIVED.offsets", "binder::SENT.buffer", "binder::SENT.objects",
        "binder::SENT.offsets", "bluetooth::DEVICE_MTU.mtu", "bluetooth::DEVICE_MTU.packets",
        "bluetooth::INQUIRED.inquiry_info", "btrfs::BALANCED.real_data", "btrfs::BALANCED.real_meta",
        "btrfs::BALANCED.real_sys", "btrfs::BALANCE_PART.stripes", "btrfs::BALANCING.real_data",
        "btrfs::BALANCING.real_meta", "btrfs::BALANCING.real_sys", "btrfs::DEVICE_INFO.high", "btrfs::DEVICE_INFO.low",
        "btrfs::DEVICE_OF.high", "btrfs::DEVICE_OF.low", "btrfs::FILE_SYSTEM.real_generation",
        "btrfs::FILE_SYSTEM.real_size", "btrfs::FILE_SYSTEM.real_type", "btrfs::FILE_SYSTEM.uuid",
        "btrfs::REPLACED.all", "btrfs::REPLACING.all", "btrfs::SEARCH_COUNT.ids", "btrfs::SEARCH_COUNT.types",
        "btrfs::SENDING.send_fd_whole", "btrfs::STATISTICS.rest", "btrfs::VOLUME.fd_whole", "btrfs::VOLUME2.fd_whole",
        "btrfs::VOLUME2.real_size", "btrfs::VOLUME2.unused", "btrfs::VOLUME2_MADE.rest", "clock::SIGEVENT.pad",
        "clock::TIMEX.reserved", "clock::TIMEX64.pad1", "clock::TIMEX64.pad2", "clock::TIMEX64.pad3",
        "clock::TIMEX64.reserved", "console::UNICODE_MAP_OUT.again", "device::LINE_ATTRIBUTE.data",
        "device::LINE_ATTRIBUTE.whole", "device::LINE_ATTRIBUTE_RAW.data", "device::LINE_CONFIG.all",
        "device::LINE_CONFIG_ATTRIBUTE.data", "device::LINE_CONFIG_ATTRIBUTE.debounce_period_us",
        "device::LINE_CONFIG_ATTRIBUTE.flags", "device::LINE_CONFIG_ATTRIBUTE.values",
        "device::LINE_CONFIG_ATTRIBUTE.whole", "device::LINE_INFO2.all", "device::PTP_PEROUT.first",
        "device::PTP_PEROUT2.first", "device::RTC_GOT.value", "device::RTC_SET.value", "device::TEE_PARAMETER.shm_id",
        "device::TEE_PARAMETER.shm_offs", "device::TEE_PARAMETER.size", "events::FANOTIFY_ERROR.error",
        "events::FANOTIFY_ERROR.error_count", "events::FANOTIFY_PIDFD.pidfd", "events::FAULT.reserved",
        "events::FORK.pad", "events::FORK.ufd", "events::INPUT.sec", "events::INPUT.usec", "events::PAGEFAULT.address",
        "events::PAGEFAULT.flags", "events::PAGEFAULT.pad", "events::PAGEFAULT.ptid", "events::REMAP.from",
        "events::REMAP.len", "events::REMAP.to", "events::REMOVE.end", "events::REMOVE.pad", "events::REMOVE.start",
        "extent::ADD_KEY.reserved", "extent::CLONE_RANGE.src_fd_whole", "extent::KEY_SPECIFIER.descriptor",
        "extent::KEY_SPECIFIER.identifier", "extent::KEY_SPECIFIER.reserved", "extent::KEY_STATUS.reserved",
        "extent::KEY_STATUS.reserved2", "extent::POLICY2.reserved", "extent::REMOVE_KEY.reserved",
        "extent::SAME_AS.dest_fd_whole", "extent::VERITY_ENABLE.reserved1", "extent::VERITY_ENABLE.reserved2",
        "extent::VERITY_METADATA_OF.reserved", "input::FORCE_EFFECT.all", "input::FORCE_EFFECT.constant",
        "input::FORCE_EFFECT.periodic", "input::FORCE_EFFECT.ramp", "input::FORCE_EFFECT.rumble",
        "interface::IFMAP.pad", "interface::IWREQ_ADDR.ap_addr", "interface::IWREQ_ESSID.essid",
        "interface::IWREQ_FREQ.freq", "interface::IWREQ_MODE.mode", "interface::IWREQ_NAME.name",
        "interface::IWREQ_PARAM.param", "interface::IWREQ_POINT.data", "interface::VLAN_ARGUMENTS.VID",
        "io::PARAMS.resv0", "io::PARAMS.resv1", "io::PARAMS.resv2", "io::SETUP.resv0", "io::SETUP.resv1",
        "io::SETUP.resv2", "io::RING_FD.beyond", "bpf::INSTRUCTION.dst_reg", "bpf::INSTRUCTION.src_reg", "io::PROBE.first", "io::PROBE.second", "io::PROBE.third", "io::RESTRICTION.first",
        "io::RESTRICTION.op", "io::RESTRICTION.second", "io::RESTRICTION.third", "ipc::SEMID.__unused1",
        "ipc::SEMID.__unused2", "ipc::SHMINFO.__unused", "process::USER_DESC.bits", "process::USER_DESC_64.bits",
        "process::FOUND_DESC.bits", "process::FOUND_DESC_64.bits", "process::FOUND_DESC.rest", "process::FOUND_DESC_64.rest",
        "ptrace::SYSCALL_ENTRY.args", "ptrace::SYSCALL_ENTRY.nr", "ptrace::SYSCALL_EXIT.is_error",
        "ptrace::SYSCALL_EXIT.rval", "ptrace::SYSCALL_INFO_HEAD.flags", "ptrace::SYSCALL_INFO_HEAD.reserved",
        "ptrace::SYSCALL_SECCOMP.args", "ptrace::SYSCALL_SECCOMP.nr", "ptrace::SYSCALL_SECCOMP.ret_data",
        "security::KDF_PARAMS.s0", "security::KDF_PARAMS.s1", "security::KDF_PARAMS.s2", "security::KDF_PARAMS.s3",
        "security::KDF_PARAMS.s4", "security::KDF_PARAMS.s5", "security::KDF_PARAMS.s6", "security::KDF_PARAMS.s7",
        "security::PKEY_PARAMS.s0", "security::PKEY_PARAMS.s1", "security::PKEY_PARAMS.s2", "security::PKEY_PARAMS.s3",
        "security::PKEY_PARAMS.s4", "security::PKEY_PARAMS.s5", "security::PKEY_PARAMS.s6",
        "security::PKEY_PARAMS_VERIFY.s0", "security::PKEY_PARAMS_VERIFY.s1", "security::PKEY_PARAMS_VERIFY.s2",
        "security::PKEY_PARAMS_VERIFY.s3", "security::PKEY_PARAMS_VERIFY.s4", "security::PKEY_PARAMS_VERIFY.s5",
        "security::PKEY_PARAMS_VERIFY.s6", "security::PKEY_QUERY.s0", "security::PKEY_QUERY.s1",
        "security::PKEY_QUERY.s2", "security::PKEY_QUERY.s3", "security::PKEY_QUERY.s4", "security::PKEY_QUERY.s5",
        "security::PKEY_QUERY.s6", "security::PKEY_QUERY.s7", "security::PKEY_QUERY.s8", "security::PKEY_QUERY.s9",
        "siginfo::VALUE_INT.si_int", "siginfo::VALUE_PTR.si_ptr",
        "sockaddr::TIPC_RANGE.nameseq", "sockaddr::TIPC_SERVICE.name", "sockaddr::TIPC_SERVICE_.domain",
        "sockaddr::TIPC_SERVICE_.name", "sockaddr::TIPC_SOCKET.id", "sockopt::MPTCP_DATA.align",
        "sockopt::SCTP_PADDRPARAMS.room", "sound::ELEM_INFO.aligned", "sound::ELEM_INFO.enumerated",
        "sound::ELEM_INFO.integer", "sound::ELEM_INFO.integer64", "sound::ELEM_INFO.wide", "sound::ELEM_READ.indirect",
        "sound::ELEM_READ.wide", "sound::ELEM_WRITTEN.indirect", "sound::ELEM_WRITTEN.wide", "sound::HW_PARAMS.access",
        "sound::HW_PARAMS.access_rest", "sound::HW_PARAMS.buffer_bytes", "sound::HW_PARAMS.buffer_size",
        "sound::HW_PARAMS.buffer_time", "sound::HW_PARAMS.channels", "sound::HW_PARAMS.format",
        "sound::HW_PARAMS.format_rest", "sound::HW_PARAMS.frame_bits", "sound::HW_PARAMS.period_bytes",
        "sound::HW_PARAMS.period_size", "sound::HW_PARAMS.period_time", "sound::HW_PARAMS.periods",
        "sound::HW_PARAMS.rate", "sound::HW_PARAMS.reserved", "sound::HW_PARAMS.sample_bits",
        "sound::HW_PARAMS.subformat", "sound::HW_PARAMS.subformat_rest", "sound::HW_PARAMS.sync",
        "sound::HW_PARAMS.tick_time", "sound::PCM_INFO.pad1", "sound::PCM_INFO_OF.pad1", "sound::RAWMIDI_INFO.reserved",
        "sound::RAWMIDI_INFO.tied_device", "storage::DRIVE_ANSWER.buf", "storage::DRIVE_ANSWER.error",
        "storage::DRIVE_ANSWER.nsector", "storage::DRIVE_ANSWER.status", "storage::SG_IO3.again",
        "storage::UBI_ATTACH.padding", "storage::UBI_RENAME.padding", "storage::UBI_RENAMED.name",
        "storage::UBI_RENAMED.name_len", "storage::UBI_RENAMED.padding2", "storage::UBI_RENAMED.vol_id",
        "video::BUFFER_IN.more", "video::BUFFER_OUT.more", "video::DECODER_COMMAND.room", "video::FORMAT.begin",
        "video::FORMAT_MADE.begin", "video::FRAME_INTERVALS.room", "video::FRAME_SIZES.room", "video::INPUT_OF.rest",
        "video::INPUT_OF.tail", "video::MEDIA_ENTITY.room", "video::ONE_CONTROL.all", "video::PIX.rest",
        "video::PIX_MP.rest", "video::TIMINGS.room",
    ]),
    Apart("of io_uring and of restartable sequences, newer than the headers of Debian", &[
        "io::BUFFER_RING.min_left", "io::BUFFER_RING.resv", "process::RSEQ.mm_cid", "process::RSEQ.node_id",
        "process::RSEQ.slice_ctrl", "uring::FIXED_FD_INSTALL.install_fd_flags", "uring::FUTEX.futex_flags",
        "uring::FUTEX_WAITV.futex_flags", "uring::NOP.nop_flags", "uring::PIPE.pipe_flags", "uring::READ.attr_ptr",
        "uring::READ.attr_type_mask", "uring::READV.attr_ptr", "uring::READV.attr_type_mask",
        "uring::RECV_ZC.zcrx_ifq_idx", "uring::WAITID.waitid_flags", "uring::WRITE.attr_ptr",
        "uring::WRITE.attr_type_mask", "uring::WRITE.write_stream", "uring::WRITEV.attr_ptr",
        "uring::WRITEV.attr_type_mask", "uring::WRITEV.write_stream",
    ]),
];

/// Structures that are shorter or longer than the header's.
#[rustfmt::skip]
pub const SIZES: &[Apart] = &[
    Apart("newer than the headers of Debian, which end before it", &[
        "amd::MAPPED_FENCED", "bpf::MAP_CREATE", "bpf::PROG_LOAD", "drm::SYNCOBJ_FROM_FD",
        "drm::SYNCOBJ_TIMELINE_WAITS", "drm::SYNCOBJ_TO_FD", "drm::SYNCOBJ_WAITS", "gpu::MSM_PARAMETER",
        "gpu::VIRTIO_EXECUTED", "gpu::VIRTIO_EXECUTED_ONCE", "gpu::VIRTIO_FROM_HOST", "gpu::VIRTIO_TO_HOST",
        "perf::PERF_ATTR", "security::RULESET", "sockopt::TCP_INFO",
    ]),
    Apart(
        "it has grown where only i386, which aligns less, had no room left",
        if cfg!(target_arch = "x86_64") { &["sockopt::XDP_UMEM_REG"] } else { &[] },
    ),
    Apart("a part of it is shown, or what follows it as well", &[
        "bluetooth::DEVICES_OF", "bluetooth::DEVICE_MTU", "bluetooth::RFCOMM_LIST_OF", "bpf::ATTACH", "bpf::BTF_BY_ID",
        "bpf::BTF_LOAD", "bpf::DELETE", "bpf::DETACH", "bpf::FREEZE", "bpf::LINK_BY_ID", "bpf::LOOKUP",
        "bpf::MAP_BY_ID", "bpf::NEXT_ID", "bpf::NEXT_KEY", "bpf::OBJECT", "bpf::PROG_BY_ID", "bpf::UPDATE", "clock::SIGEVENT",
        "clock::SIGEVENT_THREAD", "events::FANOTIFY_ERROR", "events::FANOTIFY_PIDFD", "events::FORK",
        "events::PAGEFAULT", "events::REMAP", "events::REMOVE", "input::AXIS_OLD", "interface::IWREQ_ESSID",
        "interface::IWREQ_POINT", "ipc::MSGBUF", "ipc::SEMID_SET", "ipc::SHMID_SET", "net::EXTENDED_ERR",
        "net::EXTENDED_ERR6", "process::CLONE_RESULTS", "ptrace::SYSCALL_ENTRY", "ptrace::SYSCALL_EXIT",
        "ptrace::SYSCALL_INFO_HEAD", "ptrace::SYSCALL_SECCOMP", "siginfo::VALUE_INT",
        "sockaddr::ALG", "sockaddr::HCI_SHORT", "sockaddr::INET6_SHORT", "sockaddr::L2CAP_SHORT",
        "sockaddr::RXRPC", "sockaddr::TIPC_RANGE", "sockaddr::TIPC_SERVICE", "sockaddr::TIPC_SERVICE_",
        "sockaddr::TIPC_SOCKET", "sockopt::GROUP_FILTER", "sockopt::IP_MSFILTER", "sockopt::XT_ENTRIES",
        "sockopt::XT_REPLACE", "sound::PCM_STATUS", "storage::UBI_RENAMED", "system::SYSCTL_ARGS", "system::SYSINFO",
        "vcpu::KVM_RUN",
    ]),
];

/// Structures that aren't compared: they are of other ABIs, or lie as the kernel has them where the header of an ABI has something else.
#[rustfmt::skip]
pub const FOREIGN: &[Apart] = &[
    Apart("of other ABIs than those that are compared, or of some of them", &[
        "ipc::MSQID", "ipc::MSQID_32", "ipc::MSQID_SET", "ipc::MSQID_SET_32", "ipc::SEMID_AARCH64", "ipc::SHMID",
        "ipc::SHMID_32", "ptrace::USER_REGS_ARM", "signal::ACTION_RT", "stat::OLD_STAT", "stat::STAT",
        "stat::STAT64", "stat::STATFS", "stat::STAT_32", "stat::STAT_ARM64",
    ]),
    Apart("of which Debian's updates call a field otherwise", &["netlink::NEXTHOP_GRP"]),
    Apart("as strace reads them: on some ABI kernels once had them so", &[
        "diag::SMCD_DIAG_DMBINFO", "netlink::IFLA_VF_GUID_PACKED",
    ]),
];

/// Structures that headers of the other architecture have, or have otherwise: they are compared there alone.
#[rustfmt::skip]
pub const OTHER: &[Apart] = if cfg!(target_arch = "aarch64") {
    &[
        Apart("of x86's headers, or otherwise there", &[
            "ipc::SEMID", "kvm::CPUID_OLD", "kvm::CPUID_OLD_ENTRY", "kvm::DEBUG_REGS", "kvm::FPU", "kvm::GUEST_DEBUG",
            "kvm::GUEST_DEBUG_X86", "kvm::IOAPIC", "kvm::KVM_CPUID2", "kvm::KVM_CPUID_ENTRY", "kvm::KVM_REGS",
            "kvm::KVM_SEGMENT", "kvm::KVM_SREGS", "kvm::KVM_TABLE", "kvm::LAPIC", "kvm::MCE", "kvm::MEMORY_ALIAS",
            "kvm::MSR", "kvm::MSRS", "kvm::MSRS_GOT", "kvm::MSR_FILTER", "kvm::MSR_LIST", "kvm::MSR_RANGE", "kvm::NESTED",
            "kvm::NESTED_SVM", "kvm::NESTED_VMX", "kvm::PIC", "kvm::PIT", "kvm::PIT2", "kvm::PIT_CHANNEL",
            "kvm::PMU_FILTER", "kvm::REINJECT", "kvm::SREGS2", "kvm::VCPU_EVENTS", "kvm::XCR", "kvm::XCRS",
            "kvm::XEN_CONFIG", "process::USER_DESC", "process::USER_DESC_64", "stat::OLD_STAT",
        ]),
        Apart("newer than the headers of Debian, or of no header for programs", &[
            "kvm::ARM_COUNTER", "kvm::ARM_MASKS", "kvm::ARM_REGISTERS", "kvm::GUEST_DEBUG_ARM", "kvm::VCPU_EVENTS_ARM",
            "ptrace::USER_REGS_ARM",
        ]),
    ]
} else {
    &[Apart("of ARM's headers", &[
        "kvm::ARM_COUNTER", "kvm::ARM_MASKS", "kvm::ARM_REGISTERS", "kvm::ARM_TAGS", "kvm::ARM_VCPU",
        "kvm::GUEST_DEBUG_ARM", "kvm::VCPU_EVENTS_ARM",
    ])]
};

/// Headers that an ABI hasn't.
pub const NOT_THERE: &[(Abi, &str, &str)] = &[
    (Abi::Arm, "asm/kvm.h", "KVM is gone from 32-bit ARM"),
    (Abi::Arm, "linux/kvm.h", "KVM is gone from 32-bit ARM"),
    (Abi::Arm, "asm/ptrace.h", "its own has other structures"),
];
