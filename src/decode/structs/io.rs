//! Asynchronous reading and writing: aio_abi.h, io_uring.h.

use crate::decode::classic_bpf::SOCKET_INSTRUCTION;
use crate::decode::io::{
    answer, buffer, descriptors, operations, priority, resfd, restricted_operation, restriction, slot,
};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::{self, Block, U8 as BYTE, U16 as SHORT, U32 as WORD, U64 as WORD64};
use crate::decode::kind::When::{Any, Either, In, Some};
use crate::decode::kind::{Len, When};
use crate::decode::sets::io::*;
use crate::decode::sets::time::CLOCK;
use crate::decode::structs::memory::REMOTE_IOVEC;
use crate::decode::structs::time::TIMESPEC64;
use crate::decode::structs::{HEX64, structs};
use crate::decode::uring;

const HEX: Kind = As(WORD, &Hex);
const POINTER: Kind = As(WORD64, &Addr);
/// What a restriction is on, which takes no place: it lies where `op` does.
const BYTE_OF_UNION: Kind = Own(Block(0, 1), Entry, restricted_operation);
const VECTOR: Kind = Struct(&REMOTE_IOVEC);
/// Words that say nothing: they lie where those that follow do.
const RESERVED3: Kind = As(Block(0, 4), &Items(&HEX, 3));

const PREAD_TO_PWRITEV: &[u64] = &[0, 1, 7, 8];
const WITH_LENGTH: &[u64] = &[0, 1];
const WITH_BUFFER: &[u64] = &[0, 1, 5, 7, 8];

/// The flags of an iocb with which it has a descriptor to tell, and a priority of I/O (IOCB_FLAG_RESFD, _IOPRIO).
const RESFD: u64 = 1;
const IOPRIO: u64 = 2;

/// The flag of IORING_REGISTER_SYNC_CANCEL with which it says an operation.
const CANCEL_OP: u64 = 32;

/// The flag of io_uring_setup with which it shares another ring's workers.
const ATTACH_WQ: u64 = 0x20;

/// The flag with which an area of a receive queue has a dma-buf (IORING_ZCRX_AREA_DMABUF).
const DMABUF: u64 = 1;

structs! {
    IOCB "iocb" order(
        aio_data, aio_key, aio_rw_flags, aio_lio_opcode, aio_reqprio, aio_fildes, aio_buf, aio_nbytes, aio_offset,
        aio_flags, aio_resfd,
    ) {
        aio_data: HEX64,
        aio_key: If(Some(&[aio_key]), &Uint),
        aio_rw_flags: If(Some(&[aio_rw_flags]), &Of(&RWF)),
        aio_lio_opcode: As(SHORT, &Of(&AIO)),
        aio_reqprio: If(Either(&Any(aio_flags, IOPRIO), &Some(&[aio_reqprio])), &Own(Repr::U16, Entry, priority)),
        aio_fildes: Fd,
        aio_buf: If(In(aio_lio_opcode, WITH_BUFFER), &Own(WORD64, Entry, buffer)),
        aio_nbytes: If(In(aio_lio_opcode, WITH_LENGTH), &U64),
        aio_offset: If(In(aio_lio_opcode, PREAD_TO_PWRITEV), &I64),
        aio_reserved2: HEX64,
        aio_flags: If(In(aio_lio_opcode, WITH_BUFFER), &If(Some(&[aio_flags]), &Of(&AIO_FLAGS))),
        aio_resfd: If(In(aio_lio_opcode, WITH_BUFFER), &If(Either(&Any(aio_flags, RESFD), &Some(&[aio_resfd])), &Own(WORD, Entry, resfd))),
    }
    /// What says which request it is, where it is to be cancelled.
    IOCB_HEAD "iocb" order(aio_data, aio_key, aio_rw_flags, aio_lio_opcode, aio_reqprio, aio_fildes) {
        aio_data: HEX64,
        aio_key: If(Some(&[aio_key]), &Uint),
        aio_rw_flags: If(Some(&[aio_rw_flags]), &Of(&RWF)),
        aio_lio_opcode: As(SHORT, &Of(&AIO)),
        aio_reqprio: If(Either(&Any(aio_flags, IOPRIO), &Some(&[aio_reqprio])), &Own(Repr::U16, Entry, priority)),
        aio_fildes: Fd,
        aio_buf: U64,
        aio_nbytes: U64,
        aio_offset: I64,
        aio_reserved2: HEX64,
        aio_flags: Of(&AIO_FLAGS),
        aio_resfd: HEX,
    }
    IO_EVENT "io_event" { data: HEX64, obj: HEX64, res: I64, res2: I64 }

    /// As io_uring_setup takes it, and fills it.
    SETUP "io_uring_params" order(
        flags, sq_thread_cpu, sq_thread_idle, wq_fd, resv, sq_entries, cq_entries, features, sq_off, cq_off,
    ) {
        sq_entries: Out(&Uint), cq_entries: Out(&Uint), flags: Of(&IORING_SETUP), sq_thread_cpu: HEX, sq_thread_idle: Uint,
        features: Out(&Of(&IORING_FEAT)), wq_fd: If(Any(flags, ATTACH_WQ), &Fd),
        resv: If(Some(&[resv0, resv1, resv2]), &RESERVED3), resv0: Uint, resv1: Uint, resv2: Uint,
        sq_off: Out(&Struct(&SQ_OFFSETS)), cq_off: Out(&Struct(&CQ_OFFSETS)),
    }
    /// As the kernel leaves it.
    PARAMS "io_uring_params" order(
        flags, sq_thread_cpu, sq_thread_idle, wq_fd, resv, sq_entries, cq_entries, features, sq_off, cq_off,
    ) {
        sq_entries: Uint, cq_entries: Uint, flags: Of(&IORING_SETUP), sq_thread_cpu: HEX, sq_thread_idle: Uint,
        features: Of(&IORING_FEAT), wq_fd: If(Any(flags, ATTACH_WQ), &Fd),
        resv: If(Some(&[resv0, resv1, resv2]), &RESERVED3), resv0: Uint, resv1: Uint, resv2: Uint,
        sq_off: Struct(&SQ_OFFSETS), cq_off: Struct(&CQ_OFFSETS),
    }
    SQ_OFFSETS "io_sqring_offsets" {
        head: Uint, tail: Uint, ring_mask: Uint, ring_entries: Uint, flags: Uint, dropped: Uint, array: Uint,
        resv1: If(Some(&[resv1]), &HEX), user_addr: If(Some(&[user_addr]), &POINTER),
    }
    CQ_OFFSETS "io_cqring_offsets" {
        head: Uint, tail: Uint, ring_mask: Uint, ring_entries: Uint, overflow: Uint, cqes: Uint, flags: Uint,
        resv1: If(Some(&[resv1]), &HEX), user_addr: If(Some(&[user_addr]), &POINTER),
    }
    GETEVENTS "io_uring_getevents_arg" {
        sigmask: As(WORD64, &Sigset(Len::Arg(sigmask_sz))), sigmask_sz: Uint,
        min_wait_usec: If(Some(&[min_wait_usec]), &Uint), ts: As(WORD64, &At(&Struct(&TIMESPEC64))),
    }
    FILES_UPDATE "io_uring_files_update" {
        offset: Uint, resv: If(Some(&[resv]), &HEX), fds: Own(WORD64, Entry, descriptors),
    }
    PROBE "io_uring_probe" {
        last_op: As(BYTE, &Of(&IORING_OP)), ops_len: U8, resv: If(Some(&[resv]), &As(SHORT, &Hex)),
        resv2: If(Some(&[first, second, third]), &RESERVED3), first: Hidden(&Uint), second: Hidden(&Uint),
        third: Hidden(&Uint), ops: Own(Block(0, 4), Entry, operations),
    }
    PROBE_OPERATION "io_uring_probe_op" {
        op: As(BYTE, &Of(&IORING_OP)), resv: If(Some(&[resv]), &As(BYTE, &Hex)), flags: As(SHORT, &Of(&PROBE_FLAGS)),
        resv2: If(Some(&[resv2]), &HEX),
    }
    RESTRICTION "io_uring_restriction" {
        opcode: Own(SHORT, Entry, restriction),
        register_op: If(When::Is(opcode, 0), &BYTE_OF_UNION),
        sqe_op: If(When::Is(opcode, 1), &BYTE_OF_UNION),
        sqe_flags: If(In(opcode, &[2, 3]), &BYTE_OF_UNION),
        op: Hidden(&As(BYTE, &Hex)), resv: If(Some(&[resv]), &As(BYTE, &Hex)),
        resv2: If(Some(&[first, second, third]), &RESERVED3), first: Hidden(&Uint), second: Hidden(&Uint),
        third: Hidden(&Uint),
    }
    RESOURCES_FILES "io_uring_rsrc_register" {
        nr: Uint, flags: Of(&RSRC), resv2: If(Some(&[resv2]), &HEX64),
        data: As(WORD64, &Array(&Fd, Len::Arg(nr))), tags: As(WORD64, &Array(&HEX64, Len::Arg(nr))),
    }
    RESOURCES_BUFFERS "io_uring_rsrc_register" {
        nr: Uint, flags: Of(&RSRC), resv2: If(Some(&[resv2]), &HEX64), data: As(WORD64, &Array(&VECTOR, Len::Arg(nr))),
        tags: As(WORD64, &Array(&HEX64, Len::Arg(nr))),
    }
    UPDATE_FILES "io_uring_rsrc_update2" {
        offset: Uint, resv: If(Some(&[resv]), &HEX), data: As(WORD64, &Array(&Fd, Len::Arg(nr))),
        tags: As(WORD64, &Array(&HEX64, Len::Arg(nr))), nr: Uint, resv2: If(Some(&[resv2]), &HEX),
    }
    UPDATE_BUFFERS "io_uring_rsrc_update2" {
        offset: Uint, resv: If(Some(&[resv]), &HEX), data: As(WORD64, &Array(&VECTOR, Len::Arg(nr))),
        tags: As(WORD64, &Array(&HEX64, Len::Arg(nr))), nr: Uint, resv2: If(Some(&[resv2]), &HEX),
    }
    RING_FD "io_uring_rsrc_update" {
        offset: Own(WORD, Entry, slot), resv: If(Some(&[resv]), &HEX), data: Fd, beyond: Hidden(&Uint),
    }
    RING_FD_GONE "io_uring_rsrc_update" {
        offset: Uint, resv: If(Some(&[resv]), &HEX), data: If(Some(&[data]), &HEX64),
    }
    BUFFER_RING "io_uring_buf_reg" {
        ring_addr: POINTER, ring_entries: Uint, bgid: U16, flags: If(Some(&[flags]), &As(SHORT, &Of(&BUFFER_RINGS))),
        min_left: If(Some(&[min_left]), &Uint), resv: Spare(&HEX, 5),
    }
    SYNC_CANCEL "io_uring_sync_cancel_reg" {
        addr: HEX64, fd: Fd, flags: Of(&CANCEL), timeout: Struct(&TIMESPEC64),
        opcode: If(Any(flags, CANCEL_OP), &As(BYTE, &Of(&IORING_OP))), pad: Hidden(&Items(&U8, 7)), pad2: Hidden(&Items(&U64, 3)),
    }
    FILE_RANGE "io_uring_file_index_range" { off: Uint, len: Uint, resv: If(Some(&[resv]), &HEX64) }
    BUFFER_STATUS "io_uring_buf_status" { buf_group: Uint, head: Uint, resv: Hidden(&Items(&Uint, 8)) }
    NAPI "io_uring_napi" {
        busy_poll_to: Uint, prefer_busy_poll: U8, opcode: As(BYTE, &Of(&NAPI_OPERATION)), pad: Hidden(&Items(&U8, 2)),
        op_param: Of(&NAPI_TRACKING), resv: If(Some(&[resv]), &HEX),
    }
    CLOCK_CHOICE "io_uring_clock_register" { clockid: Of(&CLOCK), resv: Hidden(&Items(&Uint, 3)) }
    CLONED_BUFFERS "io_uring_clone_buffers" {
        src_fd: Fd, flags: Of(&CLONE_BUFFERS), src_off: Uint, dst_off: Uint, nr: Uint, pad: Hidden(&Items(&Uint, 3)),
    }
    MEMORY_REGION "io_uring_mem_region_reg" {
        region_uptr: POINTER, flags: As(WORD64, &Of(&REGION)), resv: Hidden(&Items(&U64, 2)),
    }
    /// The same, with what it points to, of which the kernel writes a part.
    MEMORY_REGION_WHOLE "io_uring_mem_region_reg" {
        region_uptr: As(WORD64, &At(&Struct(&REGION_DESCRIPTION))), flags: As(WORD64, &Of(&REGION)),
        resv = "__resv": Spare(&HEX64, 2),
    }
    REGION_DESCRIPTION "io_uring_region_desc" {
        user_addr: POINTER, size: U64, flags: Of(&REGION_TYPE), id: Uint, mmap_offset: HEX64, resv = "__resv": Spare(&HEX64, 4),
    }
    /// `offsets`, `zcrx_id` and `rx_buf_len` are the kernel's answer.
    RECEIVE_QUEUE "io_uring_zcrx_ifq_reg" {
        if_idx: Interface, if_rxq: Uint, rq_entries: Uint, flags: Of(&ZCRX_REG), area_ptr: As(WORD64, &At(&Struct(&RECEIVE_AREA))),
        region_ptr: As(WORD64, &At(&Struct(&REGION_DESCRIPTION))), offsets: Struct(&RECEIVE_OFFSETS), zcrx_id: Uint,
        rx_buf_len: Uint, event_desc: As(WORD64, &At(&Struct(&RECEIVE_EVENTS))), resv = "__resv": Spare(&HEX64, 2),
    }
    RECEIVE_AREA "io_uring_zcrx_area_reg" {
        addr: POINTER, len: U64, rq_area_token: HEX64, flags: Of(&ZCRX_AREA), dmabuf_fd: If(Any(flags, DMABUF), &Fd),
        resv = "__resv2": Spare(&HEX64, 2),
    }
    RECEIVE_OFFSETS "io_uring_zcrx_offsets" {
        head: Uint, tail: Uint, rqes: Uint, resv2 = "__resv2": If(Some(&[resv2]), &HEX), resv = "__resv": Spare(&HEX64, 2),
    }
    RECEIVE_EVENTS "zcrx_event_desc" {
        user_data: HEX64, type_mask: Of(&ZCRX_EVENT), flags: Of(&ZCRX_EVENT_DESC), stats_offset: U64,
        resv = "__resv2": Spare(&HEX64, 9),
    }
    RECEIVE_CONTROL "zcrx_ctrl" {
        zcrx_id: Uint, op: Of(&ZCRX_CTRL), resv = "__resv": Spare(&HEX64, 2),
        zc_export: If(When::Is(op, 1), &Union(&Struct(&CONTROL_EXPORT))),
        zc_arm_event: If(When::Is(op, 2), &Union(&Struct(&CONTROL_EVENT))),
        zc_area: If(When::Is(op, 3), &Union(&Struct(&CONTROL_AREA))),
        all: If(When::Not(op, 1), &If(When::Not(op, 2), &If(When::Not(op, 3), &Spare(&HEX64, 6)))),
    }
    CONTROL_EXPORT "zcrx_ctrl_export" { zcrx_fd: Fd, resv = "__resv1": Spare(&HEX, 11) }
    CONTROL_EVENT "zcrx_ctrl_arm_event" { event_type: Of(&ZCRX_EVENT_TYPE), resv = "__resv": Spare(&HEX, 11) }
    CONTROL_AREA "zcrx_ctrl_add_area" {
        area_ptr: As(WORD64, &At(&Struct(&RECEIVE_AREA))), resv = "__resv": Spare(&HEX64, 5),
    }
    /// One of those that hang together by `next_entry`.
    QUERY "io_uring_query_hdr" {
        next_entry: POINTER, query_data: Own(WORD64, Entry, answer), query_op: Of(&RING_QUERY), size: Uint,
        result: Own(Repr::I32, Entry, uring::result), resv = "__resv": Spare(&HEX, 3),
    }
    QUERY_OPCODES "io_uring_query_opcode" {
        nr_request_opcodes: Uint, nr_register_opcodes: Uint, feature_flags: As(WORD64, &Of(&IORING_FEAT)),
        ring_setup_flags: As(WORD64, &Of(&IORING_SETUP)), enter_flags: As(WORD64, &Of(&IORING_ENTER)),
        sqe_flags: As(WORD64, &Of(&IOSQE)), nr_query_opcodes: Uint, pad = "__pad": If(Some(&[pad]), &HEX),
    }
    QUERY_RECEIVE "io_uring_query_zcrx" {
        register_flags: As(WORD64, &Of(&ZCRX_REG)), area_flags: As(WORD64, &Of(&ZCRX_AREA)), nr_ctrl_opcodes: Uint,
        features: Of(&ZCRX_FEATURE), rq_hdr_size: Uint, rq_hdr_alignment: Uint, resv2 = "__resv2": If(Some(&[resv2]), &HEX64),
    }
    QUERY_EVENTS "io_uring_query_zcrx_event" {
        event_flags: Of(&ZCRX_EVENT_DESC), stats_size: Uint, stats_off_alignment: Uint,
        resv1 = "__resv1": If(Some(&[resv1]), &HEX), resv2 = "__resv2": Spare(&HEX64, 4),
    }
    QUERY_RINGS "io_uring_query_scq" { hdr_size: U64, hdr_alignment: U64 }
    BPF "io_uring_bpf" {
        cmd_type: As(SHORT, &Of(&BPF_COMMAND)), cmd_flags: As(SHORT, &Hex), resv: If(Some(&[resv]), &HEX),
        filter: Struct(&FILTER),
    }
    FILTER "io_uring_bpf_filter" {
        opcode: Of(&IORING_OP), flags: Of(&BPF_FILTER), filter_len: Uint, pdu_size: U8, resv: Spare(&As(BYTE, &Hex), 3),
        filter_ptr: As(WORD64, &Array(&SOCKET_INSTRUCTION, Len::Arg(filter_len))), resv2: Spare(&HEX64, 5),
    }
    TASK_RESTRICTIONS "io_uring_task_restriction" {
        flags: As(SHORT, &Hex), nr_res: U16, resv: Spare(&HEX, 3),
        restrictions: Tail(&Struct(&RESTRICTION), Len::Arg(nr_res)),
    }
}
