//! Small devices and descriptors that are asked for little: rtc.h, ptp_clock.h, tee.h, gpio.h, counter.h, watchdog.h,
//! userfaultfd.h, perf_event.h, seccomp.h, random.h, eventpoll.h, pidfd.h.

use crate::decode::ioctl::device::{
    call_number, entropy, negative_errno, offsets, perf_programs, rtc_value, tee_parameters,
};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::{Block, I32 as SINT32, U8 as BYTE, U64 as WORD64};
use crate::decode::kind::When::{Any, In, Is, Some};
use crate::decode::kind::{Len, Repr, When};
use crate::decode::sets::device::*;
use crate::decode::structs::{HEX8, HEX32, HEX64, POINTER64, STATUS_FLAGS, structs};

/// A moment, with its date.
const MOMENT: Kind = Instant(&PTP_TIME);
/// Parameters that refer to shared memory (TEE_IOCTL_PARAM_ATTR_TYPE_MEMREF_*), and those without values.
const REFERENCES: &[u64] = &[5, 6, 7];
const NO_VALUES: &[(u64, Kind)] =
    &[(0, Hidden(&HEX64)), (5, Hidden(&HEX64)), (6, Hidden(&HEX64)), (7, Hidden(&HEX64))];
/// Whoever logs in as a group (TEE_IOCTL_LOGIN_GROUP, _GROUP_APPLICATION), and all who say nothing of themselves or a group.
const GROUPS: &[u64] = &[2, 6];
const NO_CLIENT: &[(u64, Kind)] = &[
    (0, Hidden(&Raw(16))),
    (1, Hidden(&Raw(16))),
    (2, Hidden(&Raw(16))),
    (4, Hidden(&Raw(16))),
    (5, Hidden(&Raw(16))),
    (6, Hidden(&Raw(16))),
];
/// The attributes of a line that have a meaning.
const KNOWN: &[(u64, Kind)] = &[(1, Hidden(&Hex)), (2, Hidden(&Hex)), (3, Hidden(&Hex))];

structs! {
    RTC_TIME "rtc_time" {
        tm_sec: Int, tm_min: Int, tm_hour: Int, tm_mday: Int, tm_mon: Int, tm_year: Int, tm_wday: Full(&Int),
        tm_yday: Full(&Int), tm_isdst: Full(&Int),
    }
    RTC_ALARM "rtc_wkalrm" { enabled: U8, pending: U8, time: Struct(&RTC_TIME) }
    RTC_PLL "rtc_pll_info" {
        pll_ctrl: Int, pll_value: Int, pll_max: Int, pll_min: Int, pll_posmult: Int, pll_negmult: Int, pll_clock: Long,
    }
    RTC_GET "rtc_param" order(param, index, __pad) {
        param: As(WORD64, &Of(&RTC_PARAM)), uvalue: U64, index: Uint, __pad: If(Some(&[__pad]), &HEX32),
    }
    RTC_GOT "rtc_param" order(svalue, uvalue, __pad) {
        param: U64, svalue: If(Is(param, 1), &Union(&I64)),
        uvalue: If(When::Not(param, 1), &Union(&Own(WORD64, Entry, rtc_value))), value: U64, index: Uint, __pad: If(Some(&[__pad]), &HEX32),
    }
    RTC_SET "rtc_param" {
        param: As(WORD64, &Of(&RTC_PARAM)), svalue: If(Is(param, 1), &Union(&I64)),
        uvalue: If(When::Not(param, 1), &Union(&Own(WORD64, Entry, rtc_value))), value: Hidden(&U64), index: Uint,
        __pad: If(Some(&[__pad]), &HEX32),
    }

    PTP_TIME "ptp_clock_time" { sec: I64, nsec: Uint, reserved: If(Some(&[reserved]), &HEX32) }
    PTP_CAPABILITIES "ptp_clock_caps" {
        max_adj: Int, n_alarm: Int, n_ext_ts: Int, n_per_out: Int, pps: Int, n_pins: Int, cross_timestamping: Int,
        adjust_phase: Int,
        rsv: Spare(&HEX32, 12),
    }
    PTP_EXTTS "ptp_extts_request" { index: Uint, flags: Of(&EXTTS), rsv: Hidden(&Items(&Uint, 2)) }
    PTP_EXTTS2 "ptp_extts_request" {
        index: Uint, flags: Of(&EXTTS), rsv: Spare(&HEX32, 2),
    }
    PTP_PEROUT "ptp_perout_request" order(start, phase, period, index, flags, on) {
        start: If(When::Masked(flags, 4, 0), &Union(&MOMENT)), phase: If(Any(flags, 4), &Union(&Struct(&PTP_TIME))),
        first: Hidden(&Struct(&PTP_TIME)), period: Struct(&PTP_TIME), index: Uint, flags: Of(&PEROUT),
        on: If(Any(flags, 2), &Union(&Struct(&PTP_TIME))), rsv: Items(&HEX32, 4),
    }
    PTP_PEROUT2 "ptp_perout_request" order(start, phase, period, index, flags, on, rsv) {
        start: If(When::Masked(flags, 4, 0), &Union(&MOMENT)), phase: If(Any(flags, 4), &Union(&Struct(&PTP_TIME))),
        first: Hidden(&Struct(&PTP_TIME)), period: Struct(&PTP_TIME), index: Uint, flags: Of(&PEROUT),
        on: If(Any(flags, 2), &Union(&Struct(&PTP_TIME))), rsv: If(When::Masked(flags, 2, 0), &Spare(&HEX32, 4)),
    }
    PTP_PIN "ptp_pin_desc" order(index, name, func, chan) {
        name: Out(&Chars(64)), index: Uint, func: Out(&Of(&PIN)), chan: Out(&Uint), rsv: Items(&Uint, 5),
    }
    PTP_PIN2 "ptp_pin_desc" order(index, rsv, name, func, chan) {
        name: Out(&Chars(64)), index: Uint, func: Out(&Of(&PIN)), chan: Out(&Uint), rsv: Spare(&HEX32, 5),
    }
    PTP_PIN_SET "ptp_pin_desc" order(index, func, chan) {
        name: Chars(64), index: Uint, func: Of(&PIN), chan: Uint, rsv: Items(&Uint, 5),
    }
    PTP_PIN_SET2 "ptp_pin_desc" order(index, func, chan, rsv) {
        name: Chars(64), index: Uint, func: Of(&PIN), chan: Uint,
        rsv: Spare(&HEX32, 5),
    }
    PTP_OFFSET "ptp_sys_offset" {
        n_samples: Uint, rsv: Spare(&HEX32, 3), ts: Out(&Own(Repr::Times(&MOMENT, 51), Entry, offsets)),
    }
    PTP_OFFSET_EXTENDED "ptp_sys_offset_extended" {
        n_samples: Uint, rsv: Spare(&HEX32, 3), ts: Out(&Upto(&Items(&MOMENT, 3), 25, Len::Arg(n_samples))),
    }
    PTP_OFFSET_PRECISE "ptp_sys_offset_precise" {
        device: MOMENT, sys_realtime: MOMENT, sys_monoraw: Struct(&PTP_TIME),
        rsv: Spare(&HEX32, 4),
    }

    TEE_VERSION "tee_ioctl_version_data" order(impl_id, gen_caps, impl_caps) {
        impl_id: Of(&TEE_IMPLEMENTATION), impl_caps: Switch(impl_id, &[(1, Of(&OPTEE_CAPABILITIES))], &HEX32),
        gen_caps: Of(&TEE_CAPABILITIES),
    }
    TEE_SESSION "tee_ioctl_close_session_arg" { session: HEX32 }
    TEE_CANCEL "tee_ioctl_cancel_arg" { cancel_id: Uint, session: HEX32 }
    TEE_SHM_ALLOC "tee_ioctl_shm_alloc_data" order(size, flags) { size: HEX64, flags: Of(&TEE_SHM), id: Int }
    TEE_SHM_ALLOCATED "tee_ioctl_shm_alloc_data" { size: HEX64, flags: Of(&TEE_SHM), id: Int }
    TEE_SHM_REGISTER "tee_ioctl_shm_register_data" order(addr, length, flags) {
        addr: POINTER64, length: HEX64, flags: Of(&TEE_SHM), id: Int,
    }
    TEE_SHM_REGISTERED "tee_ioctl_shm_register_data" order(length, flags, id) {
        addr: POINTER64, length: HEX64, flags: Of(&TEE_SHM), id: Int,
    }
    /// What of a parameter is there depends on its attribute.
    TEE_PARAMETER "tee_ioctl_param" {
        attr: As(WORD64, &Of(&TEE_ATTRIBUTE)), shm_offs: If(In(attr, REFERENCES), &Union(&HEX64)),
        a: Switch(attr, NO_VALUES, &HEX64), size: If(In(attr, REFERENCES), &Union(&HEX64)),
        b: Switch(attr, NO_VALUES, &HEX64), shm_id: If(In(attr, REFERENCES), &Union(&U64)),
        c: Switch(attr, NO_VALUES, &HEX64),
    }
    TEE_OPENING "tee_ioctl_open_session_arg" order(uuid, clnt_login, group, clnt_uuid, cancel_id, num_params, params) {
        uuid: Uuid, group = "clnt_uuid": If(In(clnt_login, GROUPS), &Union(&Uint)),
        clnt_uuid: Switch(clnt_login, NO_CLIENT, &Items(&HEX8, 16)), clnt_login: Of(&TEE_LOGIN), cancel_id: Uint,
        session: HEX32, ret: Uint, ret_origin: Of(&TEE_ORIGIN), num_params: Uint,
        params: Own(Block(0, 8), Entry, tee_parameters),
    }
    TEE_OPENED "tee_ioctl_open_session_arg" order(session, ret, ret_origin, params) {
        uuid: Uuid, clnt_uuid: Raw(16), clnt_login: Uint, cancel_id: Uint, session: HEX32, ret: Uint,
        ret_origin: Of(&TEE_ORIGIN), num_params: Uint, params: Own(Block(0, 8), Entry, tee_parameters),
    }
    TEE_INVOKING "tee_ioctl_invoke_arg" order(func, session, cancel_id, num_params, params) {
        func: Uint, session: HEX32, cancel_id: Uint, ret: Uint, ret_origin: Uint, num_params: Uint,
        params: Own(Block(0, 8), Entry, tee_parameters),
    }
    TEE_INVOKED "tee_ioctl_invoke_arg" order(ret, ret_origin, params) {
        func: Uint, session: HEX32, cancel_id: Uint, ret: Uint, ret_origin: Of(&TEE_ORIGIN), num_params: Uint,
        params: Own(Block(0, 8), Entry, tee_parameters),
    }
    TEE_RECEIVING "tee_iocl_supp_recv_arg" {
        func: Uint, num_params: Uint, params: Own(Block(0, 8), Entry, tee_parameters),
    }
    TEE_RECEIVED "tee_iocl_supp_recv_arg" order(num_params, params) {
        func: Uint, num_params: Uint, params: Own(Block(0, 8), Entry, tee_parameters),
    }
    TEE_SENDING "tee_iocl_supp_send_arg" order(num_params, params) {
        ret: Uint, num_params: Uint, params: Own(Block(0, 8), Entry, tee_parameters),
    }
    TEE_SENT "tee_iocl_supp_send_arg" order(ret, params) {
        ret: Uint, num_params: Uint, params: Own(Block(0, 8), Entry, tee_parameters),
    }
    TEE_OBJECT_INVOKING "tee_ioctl_object_invoke_arg" order(id, op, num_params, params) {
        id: HEX64, op: Uint, ret: Uint, num_params: Uint, pad: Uint, params: Own(Block(0, 8), Entry, tee_parameters),
    }
    TEE_OBJECT_INVOKED "tee_ioctl_object_invoke_arg" order(ret, params) {
        id: HEX64, op: Uint, ret: Uint, num_params: Uint, pad: Uint, params: Own(Block(0, 8), Entry, tee_parameters),
    }
    /// Where such a structure is, with its parameters behind it.
    TEE_BUFFER "tee_ioctl_buf_data" { buf_ptr: POINTER64, buf_len: U64 }
    TEE_SHM_REGISTER_FD "tee_ioctl_shm_register_fd_data" order(fd, size, flags, id) {
        fd: As(WORD64, &Fd), size: Out(&HEX64), flags: Of(&TEE_SHM), id: Out(&Int),
    }

    CHIP_INFO "gpiochip_info" { name: Chars(32), label: Chars(32), lines: Uint }
    LINE_INFO_OF "gpioline_info" order(line_offset) {
        line_offset: Uint, flags: Uint, name: Chars(32), consumer: Chars(32),
    }
    LINE_INFO "gpioline_info" order(flags, name, consumer) {
        line_offset: Uint, flags: Of(&GPIO_LINE), name: Chars(32), consumer: Chars(32),
    }
    LINE_OFFSET "offset" { offset: Uint }
    HANDLE_REQUEST "gpiohandle_request" order(lines, lineoffsets, flags, default_values, consumer_label) {
        lineoffsets: Upto(&Uint, 64, Len::Arg(lines)), flags: Of(&GPIO_HANDLE),
        default_values: Upto(&U8, 64, Len::Arg(lines)), consumer_label: Chars(32), lines: Uint,
        fd: Hidden(&Fd),
    }
    HANDLE_GRANTED "gpiohandle_request" order(fd) {
        lineoffsets: Items(&Uint, 64), flags: Uint, default_values: Items(&U8, 64), consumer_label: Chars(32),
        lines: Uint, fd: Fd,
    }
    HANDLE_CONFIG "gpiohandle_config" {
        flags: Of(&GPIO_HANDLE), default_values: Items(&U8, 64), padding: Hidden(&Items(&Uint, 4)),
    }
    HANDLE_DATA "gpiohandle_data" { values: Items(&U8, 64) }
    EVENT_REQUEST "gpioevent_request" {
        lineoffset: Uint, handleflags: Of(&GPIO_HANDLE), eventflags: Of(&GPIO_EVENT), consumer_label: Chars(32),
        fd: Hidden(&Fd),
    }
    EVENT_GRANTED "gpioevent_request" order(fd) {
        lineoffset: Uint, handleflags: Uint, eventflags: Uint, consumer_label: Chars(32), fd: Fd,
    }
    LINE_ATTRIBUTE_RAW "gpio_v2_line_attribute" { id: Uint, padding: If(Some(&[padding]), &HEX32), data: HEX64 }
    LINE_ATTRIBUTE "gpio_v2_line_attribute" {
        whole: Hidden(&Union(&U64)), id: Switch(whole, KNOWN, &Uint),
        padding: Switch(whole, KNOWN, &If(Some(&[padding]), &HEX32)),
        flags: If(Is(whole, 1), &Union(&As(WORD64, &Of(&GPIO_LINE2)))), values: If(Is(whole, 2), &Union(&HEX64)),
        debounce_period_us: If(Is(whole, 3), &Union(&Uint)), data: Switch(whole, KNOWN, &HEX64),
    }
    LINE_CONFIG_ATTRIBUTE "gpio_v2_line_config_attribute" {
        attr: Switch(whole, KNOWN, &Union(&Struct(&LINE_ATTRIBUTE_RAW))), whole: Hidden(&U64),
        flags: If(Is(whole, 1), &Union(&As(WORD64, &Of(&GPIO_LINE2)))), values: If(Is(whole, 2), &Union(&HEX64)),
        debounce_period_us: If(Is(whole, 3), &Union(&Uint)), data: Hidden(&U64), mask: HEX64,
    }
    LINE_CONFIG "gpio_v2_line_config" {
        flags: As(WORD64, &Of(&GPIO_LINE2)), num_attrs: Uint, padding: Spare(&HEX32, 5),
        attrs: If(Some(&[num_attrs]), &Union(&Upto(&Struct(&LINE_CONFIG_ATTRIBUTE), 10, Len::Arg(num_attrs)))),
        all: Hidden(&Items(&Struct(&LINE_CONFIG_ATTRIBUTE), 10)),
    }
    LINE_REQUEST "gpio_v2_line_request" order(num_lines, offsets, consumer, config, event_buffer_size, padding) {
        offsets: Upto(&Uint, 64, Len::Arg(num_lines)), consumer: Chars(32), config: Struct(&LINE_CONFIG),
        num_lines: Uint, event_buffer_size: If(Some(&[event_buffer_size]), &Uint), padding: Spare(&HEX32, 5),
        fd: Hidden(&Fd),
    }
    LINE_GRANTED "gpio_v2_line_request" order(fd) {
        offsets: Items(&Uint, 64), consumer: Chars(32), config: Struct(&LINE_CONFIG), num_lines: Uint,
        event_buffer_size: Uint, padding: Items(&Uint, 5), fd: Fd,
    }
    LINE_INFO2_OF "gpio_v2_line_info" order(offset) {
        name: Chars(32), consumer: Chars(32), offset: Uint, num_attrs: Uint, flags: U64,
        attrs: Items(&Struct(&LINE_ATTRIBUTE), 10), padding: Spare(&HEX32, 4),
    }
    LINE_INFO2 "gpio_v2_line_info" order(name, consumer, flags, num_attrs, attrs, padding) {
        name: Chars(32), consumer: Chars(32), offset: Uint, num_attrs: Uint, flags: As(WORD64, &Of(&GPIO_LINE2)),
        attrs: If(Some(&[num_attrs]), &Union(&Upto(&Struct(&LINE_ATTRIBUTE), 10, Len::Arg(num_attrs)))),
        all: Items(&Struct(&LINE_ATTRIBUTE), 10), padding: Spare(&HEX32, 4),
    }
    LINE_MASK "gpio_v2_line_values" order(mask) { bits: HEX64, mask: HEX64 }
    LINE_BITS "gpio_v2_line_values" order(bits) { bits: HEX64, mask: HEX64 }
    LINE_VALUES "gpio_v2_line_values" { bits: HEX64, mask: HEX64 }

    COUNTER_WATCH "counter_watch" {
        component: Struct(&COUNTER_PART), event: As(BYTE, &Of(&COUNTER_EVENT)), channel: U8,
    }
    COUNTER_PART "counter_component" {
        kind = "type": As(BYTE, &Of(&COUNTER_COMPONENT)), scope: As(BYTE, &Of(&COUNTER_SCOPE)), parent: U8, id: U8,
    }
    WATCHDOG_INFO "watchdog_info" { options: Of(&WATCHDOG), firmware_version: Uint, identity: Chars(32) }

    UFFD_API "uffdio_api" {
        api: HEX64, features: As(WORD64, &Of(&UFFD_FEATURES)), ioctls: Out(&As(WORD64, &Of(&UFFD_API_REQUESTS))),
    }
    UFFD_RANGE "uffdio_range" { start: HEX64, len: HEX64 }
    UFFD_REGISTERED "uffdio_register" {
        range: Struct(&UFFD_RANGE), mode: As(WORD64, &Of(&UFFD_REGISTER)),
        ioctls: Out(&As(WORD64, &Of(&UFFD_REQUESTS))),
    }
    UFFD_COPIED "uffdio_copy" {
        dst: HEX64, src: HEX64, len: HEX64, mode: As(WORD64, &Of(&UFFD_COPY)), copy: Out(&HEX64),
    }
    UFFD_ZEROED "uffdio_zeropage" {
        range: Struct(&UFFD_RANGE), mode: As(WORD64, &Of(&UFFD_ZEROPAGE)), zeropage: Out(&HEX64),
    }
    UFFD_PROTECTED "uffdio_writeprotect" {
        range: Struct(&UFFD_RANGE), mode: As(WORD64, &Of(&UFFD_WRITEPROTECT)),
    }
    UFFD_CONTINUED "uffdio_continue" {
        range: Struct(&UFFD_RANGE), mode: As(WORD64, &Of(&UFFD_CONTINUE)), mapped: Out(&HEX64),
    }

    PERF_QUERY "perf_event_query_bpf" {
        ids_len: Uint, prog_cnt: Out(&Uint), ids: Out(&Own(Block(0, 4), Entry, perf_programs)),
    }
    RANDOM_POOL "rand_pool_info" { entropy_count: Int, buf_size: Int, buf: Own(Block(0, 4), Entry, entropy) }

    SECCOMP_DATA "seccomp_data" {
        nr: Own(SINT32, Entry, call_number), arch: Of(&crate::decode::sets::ptrace::AUDIT_ARCH), instruction_pointer: POINTER64,
        args: Items(&HEX64, 6),
    }
    SECCOMP_NOTIFICATION "seccomp_notif" {
        id: HEX64, pid: Pid, flags: HEX32, data: Struct(&SECCOMP_DATA),
    }
    SECCOMP_ANSWER "seccomp_notif_resp" { id: HEX64, val: I64, error: Own(SINT32, Entry, negative_errno), flags: Of(&SECCOMP_CONTINUE) }
    SECCOMP_FD "seccomp_notif_addfd" {
        id: HEX64, flags: Of(&SECCOMP_ADDFD), srcfd: Fd, newfd: Fd, newfd_flags: STATUS_FLAGS,
    }
    PIDFD_ASKED "pidfd_info" order(mask) { mask: As(WORD64, &Of(&PIDFD_INFORMATION)), cgroupid: U64 }
    PIDFD_INFO "pidfd_info" {
        mask: As(WORD64, &Of(&PIDFD_INFORMATION)), cgroupid: U64, pid: Pid, tgid: Pid, ppid: Pid, ruid: Uid, rgid: Gid,
        euid: Uid, egid: Gid, suid: Uid, sgid: Gid, fsuid: Uid, fsgid: Gid, exit_code: HEX32,
        coredump_mask: Of(&PIDFD_CORE), coredump_signal: As(Repr::U32, &Signal), coredump_code: Int,
        coredump_pad: If(Some(&[coredump_pad]), &HEX32), supported_mask: As(WORD64, &Of(&PIDFD_INFORMATION)),
    }
    MOUNT_NAMESPACE "mnt_ns_info" { size: Uint, nr_mounts: Uint, mnt_ns_id: HEX64 }
    EPOLL_PARAMETERS "epoll_params" {
        busy_poll_usecs: Uint, busy_poll_budget: U16, prefer_busy_poll: U8, __pad: If(Some(&[__pad]), &HEX8),
    }
    UFFD_MOVED "uffdio_move" {
        dst: HEX64, src: HEX64, len: HEX64, mode: As(WORD64, &Of(&UFFD_MOVE)), moved = "move": Out(&HEX64),
    }
    UFFD_POISONED "uffdio_poison" {
        range: Struct(&UFFD_RANGE), mode: As(WORD64, &Of(&UFFD_POISON)), updated: Out(&HEX64),
    }
    SEMAPHORE "ntsync_sem_args" { count: Uint, max: Uint }
    MUTEX "ntsync_mutex_args" { owner: Uint, count: Out(&Uint) }
    MUTEX_MADE "ntsync_mutex_args" { owner: Uint, count: Uint }
    EVENT_OBJECT "ntsync_event_args" { manual: Uint, signaled: Uint }
    OBJECTS_WAITED "ntsync_wait_args" {
        timeout: U64, objs: As(Repr::U64, &Array(&Fd, Len::Arg(count))), count: Uint, index: Out(&Uint),
        flags: Of(&NTSYNC_WAIT), owner: Uint, alert: Uint, pad: Hidden(&Uint),
    }
    PULSE_TIME "pps_ktime" { sec: I64, nsec: Int, flags: HEX32 }
    PULSE_PARAMETERS "pps_kparams" {
        api_version: Int, mode: Of(&PPS_MODE), assert_off_tu: Struct(&PULSE_TIME), clear_off_tu: Struct(&PULSE_TIME),
    }
    PULSES_SEEN "pps_kinfo" {
        assert_sequence: Uint, clear_sequence: Uint, assert_tu: Struct(&PULSE_TIME), clear_tu: Struct(&PULSE_TIME),
        current_mode: Of(&PPS_MODE),
    }
    PULSES_FETCHED "pps_fdata" { info: Out(&Struct(&PULSES_SEEN)), timeout: Struct(&PULSE_TIME) }
    PULSES_BOUND "pps_bind_args" { tsformat: Of(&PPS_MODE), edge: Of(&PPS_MODE), consumer: Int }
}
