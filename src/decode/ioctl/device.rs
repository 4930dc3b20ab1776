//! Small devices and descriptors that are asked for little: clocks, random numbers, counters, GPIO lines, watchdogs,
//! infrared, trusted execution, userfaultfd, namespaces, pidfd, seccomp's listeners, performance events.

use super::{GET_INT, GET_U64, GET_UINT, GET_ULONG, NONE, Row, SET_INT, SET_U64, SET_UINT};
use crate::arch::{Abi, numbers};
use crate::decode::decoder::{At as Where, Decoder, Place, Scope};
use crate::decode::errno;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Phase, Ref, Repr};
use crate::decode::perf;
use crate::decode::set::Radix;
use crate::decode::sets::device::*;
use crate::decode::sink::{Group, Style};
use crate::decode::structs::device::*;
use crate::decode::structs::{HEX64, Struct};

const SET_TIME: Kind = At(&Struct(&RTC_TIME));
const SET_ALARM: Kind = At(&Struct(&RTC_ALARM));
const SET_PLL: Kind = At(&Struct(&RTC_PLL));

/// Clocks (rtc(4)).
pub static CLOCK: &[Row] = &[
    ("RTC_AIE_OFF", NONE),
    ("RTC_AIE_ON", NONE),
    ("RTC_ALM_READ", Out(&SET_TIME)),
    ("RTC_ALM_SET", SET_TIME),
    ("RTC_EPOCH_READ", GET_ULONG),
    ("RTC_EPOCH_SET", Ulong),
    ("RTC_IRQP_READ", GET_ULONG),
    ("RTC_IRQP_SET", Ulong),
    ("RTC_PARAM_GET", Turns(&At(&Struct(&RTC_GET)), &Out(&At(&Struct(&RTC_GOT))))),
    ("RTC_PARAM_SET", At(&Struct(&RTC_SET))),
    ("RTC_PIE_OFF", NONE),
    ("RTC_PIE_ON", NONE),
    ("RTC_PLL_GET", Out(&SET_PLL)),
    ("RTC_PLL_SET", SET_PLL),
    ("RTC_RD_TIME", Out(&SET_TIME)),
    ("RTC_SET_TIME", SET_TIME),
    ("RTC_UIE_OFF", NONE),
    ("RTC_UIE_ON", NONE),
    ("RTC_VL_CLR", NONE),
    ("RTC_VL_READ", Out(&At(&Of(&RTC_VL)))),
    ("RTC_WIE_OFF", NONE),
    ("RTC_WIE_ON", NONE),
    ("RTC_WKALM_RD", Out(&SET_ALARM)),
    ("RTC_WKALM_SET", SET_ALARM),
];

const CAPABILITIES: Kind = Ahead(&Out(&At(&Struct(&PTP_CAPABILITIES))));
const PERIODIC: Kind = At(&Struct(&PTP_PEROUT));
const OFFSET: Kind = InOut(&PTP_OFFSET);
const EXTENDED: Kind = InOut(&PTP_OFFSET_EXTENDED);
const PRECISE: Kind = Ahead(&Out(&At(&Struct(&PTP_OFFSET_PRECISE))));
const PIN: Kind = InOut(&PTP_PIN);

/// Clocks that are kept by the network (ptp_clock.h).
pub static PRECISION: &[Row] = &[
    ("PTP_CLOCK_GETCAPS", CAPABILITIES),
    ("PTP_CLOCK_GETCAPS2", CAPABILITIES),
    ("PTP_ENABLE_PPS", Int),
    ("PTP_ENABLE_PPS2", Int),
    ("PTP_EXTTS_REQUEST", At(&Struct(&PTP_EXTTS))),
    ("PTP_EXTTS_REQUEST2", At(&Struct(&PTP_EXTTS2))),
    ("PTP_PEROUT_REQUEST", PERIODIC),
    ("PTP_PEROUT_REQUEST2", At(&Struct(&PTP_PEROUT2))),
    ("PTP_PIN_GETFUNC", PIN),
    ("PTP_PIN_GETFUNC2", InOut(&PTP_PIN2)),
    ("PTP_PIN_SETFUNC", At(&Struct(&PTP_PIN_SET))),
    ("PTP_PIN_SETFUNC2", At(&Struct(&PTP_PIN_SET2))),
    ("PTP_SYS_OFFSET", OFFSET),
    ("PTP_SYS_OFFSET2", OFFSET),
    ("PTP_SYS_OFFSET_EXTENDED", EXTENDED),
    ("PTP_SYS_OFFSET_EXTENDED2", EXTENDED),
    ("PTP_SYS_OFFSET_PRECISE", PRECISE),
    ("PTP_SYS_OFFSET_PRECISE2", PRECISE),
];

/// Random numbers (random(4)).
pub static RANDOM: &[Row] = &[
    ("RNDADDENTROPY", At(&Struct(&RANDOM_POOL))),
    ("RNDADDTOENTCNT", SET_INT),
    ("RNDCLEARPOOL", NONE),
    ("RNDGETENTCNT", GET_INT),
    ("RNDRESEEDCRNG", NONE),
    ("RNDZAPENTCNT", NONE),
];

/// A flag in a word of the argument itself.
const PERF_FLAGS: Kind = As(Repr::Ulong, &Of(&PERF_IOC));

/// Performance events (perf_event_open(2)).
pub static PERF: &[Row] = &[
    ("PERF_EVENT_IOC_DISABLE", PERF_FLAGS),
    ("PERF_EVENT_IOC_ENABLE", PERF_FLAGS),
    ("PERF_EVENT_IOC_ID", GET_U64),
    ("PERF_EVENT_IOC_MODIFY_ATTRIBUTES", Own(Repr::Ulong, Phase::Entry, perf::attributes)),
    ("PERF_EVENT_IOC_PAUSE_OUTPUT", Ulong),
    ("PERF_EVENT_IOC_PERIOD", SET_U64),
    ("PERF_EVENT_IOC_QUERY_BPF", Both(perf_query)),
    ("PERF_EVENT_IOC_REFRESH", Int),
    ("PERF_EVENT_IOC_RESET", PERF_FLAGS),
    ("PERF_EVENT_IOC_SET_BPF", Fd),
    ("PERF_EVENT_IOC_SET_FILTER", Str),
    ("PERF_EVENT_IOC_SET_OUTPUT", Fd),
];

/// Counters (linux/counter.h).
pub static COUNTER: &[Row] = &[
    ("COUNTER_ADD_WATCH_IOCTL", At(&Struct(&COUNTER_WATCH))),
    ("COUNTER_DISABLE_EVENTS_IOCTL", NONE),
    ("COUNTER_ENABLE_EVENTS_IOCTL", NONE),
];

/// Watchdogs (linux/watchdog.h).
pub static WATCHDOGS: &[Row] = &[
    ("WDIOC_GETBOOTSTATUS", GET_INT),
    ("WDIOC_GETPRETIMEOUT", GET_INT),
    ("WDIOC_GETSTATUS", GET_INT),
    ("WDIOC_GETSUPPORT", Out(&At(&Struct(&WATCHDOG_INFO)))),
    ("WDIOC_GETTEMP", GET_INT),
    ("WDIOC_GETTIMELEFT", GET_INT),
    ("WDIOC_GETTIMEOUT", GET_INT),
    ("WDIOC_KEEPALIVE", NONE),
    ("WDIOC_SETOPTIONS", At(&Of(&WATCHDOG_OPTIONS))),
    ("WDIOC_SETPRETIMEOUT", SET_INT),
    ("WDIOC_SETTIMEOUT", SET_INT),
];

const MODE: Kind = At(&Of(&LIRC_MODE));

/// Infrared (lirc(4)).
pub static INFRARED: &[Row] = &[
    ("LIRC_GET_FEATURES", Ahead(&Out(&At(&Of(&LIRC_FEATURES))))),
    ("LIRC_GET_LENGTH", Ahead(&GET_UINT)),
    ("LIRC_GET_MAX_TIMEOUT", Ahead(&GET_UINT)),
    ("LIRC_GET_MIN_TIMEOUT", Ahead(&GET_UINT)),
    ("LIRC_GET_REC_MODE", Ahead(&Out(&MODE))),
    ("LIRC_GET_REC_RESOLUTION", Ahead(&GET_UINT)),
    ("LIRC_GET_REC_TIMEOUT", Ahead(&GET_UINT)),
    ("LIRC_GET_SEND_MODE", Ahead(&Out(&MODE))),
    ("LIRC_SET_MEASURE_CARRIER_MODE", SET_UINT),
    ("LIRC_SET_REC_CARRIER", SET_UINT),
    ("LIRC_SET_REC_CARRIER_RANGE", SET_UINT),
    ("LIRC_SET_REC_MODE", MODE),
    ("LIRC_SET_REC_TIMEOUT", SET_UINT),
    ("LIRC_SET_REC_TIMEOUT_REPORTS", SET_UINT),
    ("LIRC_SET_SEND_CARRIER", SET_UINT),
    ("LIRC_SET_SEND_DUTY_CYCLE", SET_UINT),
    ("LIRC_SET_SEND_MODE", MODE),
    ("LIRC_SET_TRANSMITTER_MASK", At(&As(Repr::U32, &Hex))),
    ("LIRC_SET_WIDEBAND_RECEIVER", SET_UINT),
];

const LINE_KNOWN: Kind = Turns(&At(&Struct(&LINE_INFO_OF)), &At(&Struct(&LINE_INFO)));
const LINE_KNOWN2: Kind = Turns(&At(&Struct(&LINE_INFO2_OF)), &At(&Struct(&LINE_INFO2)));

/// Lines (linux/gpio.h).
pub static LINES: &[Row] = &[
    ("GPIOHANDLE_GET_LINE_VALUES_IOCTL", Out(&At(&Struct(&HANDLE_DATA)))),
    ("GPIOHANDLE_SET_CONFIG_IOCTL", At(&Struct(&HANDLE_CONFIG))),
    ("GPIOHANDLE_SET_LINE_VALUES_IOCTL", At(&Struct(&HANDLE_DATA))),
    ("GPIO_GET_CHIPINFO_IOCTL", Out(&At(&Struct(&CHIP_INFO)))),
    ("GPIO_GET_LINEEVENT_IOCTL", Turns(&At(&Struct(&EVENT_REQUEST)), &At(&Struct(&EVENT_GRANTED)))),
    ("GPIO_GET_LINEHANDLE_IOCTL", Turns(&At(&Struct(&HANDLE_REQUEST)), &At(&Struct(&HANDLE_GRANTED)))),
    ("GPIO_GET_LINEINFO_IOCTL", LINE_KNOWN),
    ("GPIO_GET_LINEINFO_UNWATCH_IOCTL", At(&Struct(&LINE_OFFSET))),
    ("GPIO_GET_LINEINFO_WATCH_IOCTL", LINE_KNOWN),
    ("GPIO_V2_GET_LINEINFO_IOCTL", LINE_KNOWN2),
    ("GPIO_V2_GET_LINEINFO_WATCH_IOCTL", LINE_KNOWN2),
    ("GPIO_V2_GET_LINE_IOCTL", Turns(&At(&Struct(&LINE_REQUEST)), &At(&Struct(&LINE_GRANTED)))),
    ("GPIO_V2_LINE_GET_VALUES_IOCTL", Turns(&At(&Struct(&LINE_MASK)), &At(&Struct(&LINE_BITS)))),
    ("GPIO_V2_LINE_SET_CONFIG_IOCTL", At(&Struct(&LINE_CONFIG))),
    ("GPIO_V2_LINE_SET_VALUES_IOCTL", At(&Struct(&LINE_VALUES))),
];

/// Trusted execution environments (linux/tee.h).
pub static TRUSTED: &[Row] = &[
    ("TEE_IOC_CANCEL", At(&Struct(&TEE_CANCEL))),
    ("TEE_IOC_CLOSE_SESSION", At(&Struct(&TEE_SESSION))),
    ("TEE_IOC_INVOKE", Both(|decoder, place| exchange(decoder, place, &TEE_INVOKING, &TEE_INVOKED))),
    (
        "TEE_IOC_OBJECT_INVOKE",
        Both(|decoder, place| exchange(decoder, place, &TEE_OBJECT_INVOKING, &TEE_OBJECT_INVOKED)),
    ),
    ("TEE_IOC_OPEN_SESSION", Both(|decoder, place| exchange(decoder, place, &TEE_OPENING, &TEE_OPENED))),
    ("TEE_IOC_SHM_ALLOC", Turns(&At(&Struct(&TEE_SHM_ALLOC)), &At(&Struct(&TEE_SHM_ALLOCATED)))),
    ("TEE_IOC_SHM_REGISTER", Turns(&At(&Struct(&TEE_SHM_REGISTER)), &At(&Struct(&TEE_SHM_REGISTERED)))),
    ("TEE_IOC_SHM_REGISTER_FD", InOut(&TEE_SHM_REGISTER_FD)),
    ("TEE_IOC_SUPPL_RECV", Both(|decoder, place| exchange(decoder, place, &TEE_RECEIVING, &TEE_RECEIVED))),
    ("TEE_IOC_SUPPL_SEND", Both(|decoder, place| exchange(decoder, place, &TEE_SENDING, &TEE_SENT))),
    ("TEE_IOC_VERSION", Ahead(&Out(&At(&Struct(&TEE_VERSION))))),
];

/// Faults of pages (ioctl_userfaultfd(2)).
pub static FAULTS: &[Row] = &[
    ("UFFDIO_API", InOut(&UFFD_API)),
    ("UFFDIO_CONTINUE", InOut(&UFFD_CONTINUED)),
    ("UFFDIO_COPY", InOut(&UFFD_COPIED)),
    ("UFFDIO_MOVE", InOut(&UFFD_MOVED)),
    ("UFFDIO_POISON", InOut(&UFFD_POISONED)),
    ("UFFDIO_REGISTER", InOut(&UFFD_REGISTERED)),
    ("UFFDIO_UNREGISTER", At(&Struct(&UFFD_RANGE))),
    ("UFFDIO_WAKE", At(&Struct(&UFFD_RANGE))),
    ("UFFDIO_WRITEPROTECT", At(&Struct(&UFFD_PROTECTED))),
    ("UFFDIO_ZEROPAGE", InOut(&UFFD_ZEROED)),
];

/// Namespaces (ioctl_ns(2)).
pub static NAMESPACE: &[Row] = &[
    ("NS_GET_ID", Out(&At(&HEX64))),
    ("NS_GET_MNTNS_ID", Out(&At(&HEX64))),
    ("NS_GET_NSTYPE", NONE),
    ("NS_GET_OWNER_UID", Out(&At(&Uid))),
    ("NS_GET_PARENT", NONE),
    ("NS_GET_PID_FROM_PIDNS", Int),
    ("NS_GET_PID_IN_PIDNS", Int),
    ("NS_GET_TGID_FROM_PIDNS", Int),
    ("NS_GET_TGID_IN_PIDNS", Int),
    ("NS_GET_USERNS", NONE),
    ("NS_MNT_GET_INFO", MOUNTS),
    ("NS_MNT_GET_NEXT", MOUNTS),
    ("NS_MNT_GET_PREV", MOUNTS),
];

const MOUNTS: Kind = Out(&At(&Struct(&MOUNT_NAMESPACE)));

/// Processes (pidfd_open(2), linux/pidfd.h).
pub static PROCESS: &[Row] = &[
    ("PIDFD_GET_CGROUP_NAMESPACE", NONE),
    (
        "PIDFD_GET_INFO",
        Turns(&At(&Struct(&PIDFD_ASKED)), &Out(&Own(Repr::Ulong, Phase::Exit, process_known))),
    ),
    ("PIDFD_GET_IPC_NAMESPACE", NONE),
    ("PIDFD_GET_MNT_NAMESPACE", NONE),
    ("PIDFD_GET_NET_NAMESPACE", NONE),
    ("PIDFD_GET_PID_FOR_CHILDREN_NAMESPACE", NONE),
    ("PIDFD_GET_PID_NAMESPACE", NONE),
    ("PIDFD_GET_TIME_FOR_CHILDREN_NAMESPACE", NONE),
    ("PIDFD_GET_TIME_NAMESPACE", NONE),
    ("PIDFD_GET_USER_NAMESPACE", NONE),
    ("PIDFD_GET_UTS_NAMESPACE", NONE),
];

/// How descriptors are polled (ioctl_eventpoll(2)).
pub static POLLING: &[Row] = &[
    ("EPIOCGPARAMS", Out(&At(&Struct(&EPOLL_PARAMETERS)))),
    ("EPIOCSPARAMS", At(&Struct(&EPOLL_PARAMETERS))),
];

/// What seccomp asks its listener (seccomp_unotify(2)).
pub static LISTENER: &[Row] = &[
    ("SECCOMP_IOCTL_NOTIF_ADDFD", At(&Struct(&SECCOMP_FD))),
    ("SECCOMP_IOCTL_NOTIF_ID_VALID", At(&As(Repr::U64, &Hex))),
    ("SECCOMP_IOCTL_NOTIF_RECV", Both(notification)),
    ("SECCOMP_IOCTL_NOTIF_SEND", At(&Struct(&SECCOMP_ANSWER))),
    ("SECCOMP_IOCTL_NOTIF_SET_FLAGS", As(Repr::Ulong, &Of(&SECCOMP_LISTENER))),
];

/// Watches (inotify(7)).
pub static WATCHES: &[Row] = &[("INOTIFY_IOC_SETNEXTWD", Int)];

/// Objects that programs of Windows wait for (ntsync.h).
pub static SYNCHRONIZED: &[Row] = &[
    ("NTSYNC_IOC_CREATE_EVENT", At(&Struct(&EVENT_OBJECT))),
    ("NTSYNC_IOC_CREATE_MUTEX", At(&Struct(&MUTEX_MADE))),
    ("NTSYNC_IOC_CREATE_SEM", At(&Struct(&SEMAPHORE))),
    ("NTSYNC_IOC_EVENT_PULSE", GET_UINT),
    ("NTSYNC_IOC_EVENT_READ", Out(&At(&Struct(&EVENT_OBJECT)))),
    ("NTSYNC_IOC_EVENT_RESET", GET_UINT),
    ("NTSYNC_IOC_EVENT_SET", GET_UINT),
    ("NTSYNC_IOC_MUTEX_KILL", SET_UINT),
    ("NTSYNC_IOC_MUTEX_READ", Out(&At(&Struct(&MUTEX_MADE)))),
    ("NTSYNC_IOC_MUTEX_UNLOCK", InOut(&MUTEX)),
    ("NTSYNC_IOC_SEM_READ", Out(&At(&Struct(&SEMAPHORE)))),
    ("NTSYNC_IOC_SEM_RELEASE", Turns(&SET_UINT, &SET_UINT)),
    ("NTSYNC_IOC_WAIT_ALL", InOut(&OBJECTS_WAITED)),
    ("NTSYNC_IOC_WAIT_ANY", InOut(&OBJECTS_WAITED)),
];

/// Pulses each second (pps.h).
pub static PULSES: &[Row] = &[
    ("PPS_FETCH", InOut(&PULSES_FETCHED)),
    ("PPS_GETCAP", Out(&At(&As(Repr::I32, &Of(&PPS_MODE))))),
    ("PPS_GETPARAMS", Out(&At(&Struct(&PULSE_PARAMETERS)))),
    ("PPS_KC_BIND", At(&Struct(&PULSES_BOUND))),
    ("PPS_SETPARAMS", At(&Struct(&PULSE_PARAMETERS))),
];

/// What the listener gets: shown before the call where it isn't zero, as the kernel wants it.
fn notification(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const NOTIFICATION: Kind = Struct(&SECCOMP_NOTIFICATION);
    let addr = place.value(decoder.abi);
    if decoder.phase == Phase::Exit {
        if decoder.saved[0] != 0 {
            decoder.sink.becomes();
        }
        return if decoder.failed() {
            decoder.sink.address(addr);
        } else {
            decoder.behind(&NOTIFICATION, addr, place.scope);
        };
    }
    let mut zero = false;
    decoder.read(addr, SECCOMP_NOTIFICATION.size(decoder.abi), |_, bytes| {
        zero = bytes.is_some_and(|bytes| bytes.iter().all(|byte| *byte == 0));
    });
    if !zero {
        decoder.missed = false;
        decoder.behind(&NOTIFICATION, addr, place.scope);
        decoder.saved[0] = 1;
    }
}

/// Moments in pairs, and one more: `n_samples` says how many pairs.
pub fn offsets(decoder: &mut Decoder<'_>, place: Place<'_>) {
    /// PTP_MAX_SAMPLES
    const MOST: u64 = 25;
    const TIME: Kind = Instant(&PTP_TIME);
    let Where::Memory(bytes, addr) = place.at else { return };
    let count = 2 * decoder.value(Ref(0), place.scope).min(MOST) + 1;
    decoder.items(&TIME, count, Some(bytes), addr, place.scope);
}

/// The value of a clock's parameter, by which it is: the first field.
pub fn rtc_value(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const FEATURES: u64 = 0;
    const SWITCH_MODE: u64 = 2;
    let value = place.value(decoder.abi);
    match decoder.value(Ref(0), place.scope) {
        FEATURES => decoder.sink.symbol(value, &RTC_FEATURES),
        SWITCH_MODE => decoder.sink.symbol(value, &RTC_BSM),
        _ => decoder.sink.number(value, Radix::Hex),
    }
}

/// How many identifiers there is room for, and the comma behind it; after the call those of programs, or that there would be
/// more.
fn perf_query(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let addr = place.value(decoder.abi);
    if decoder.phase == Phase::Entry {
        decoder.begin(&PERF_QUERY, addr);
        if decoder.open {
            decoder.sink.pause();
        }
        return;
    }
    decoder.sink.restart(Group::Struct);
    if decoder.failed() {
        decoder.sink.more();
        decoder.sink.close(Group::Struct);
    } else {
        decoder.rest(&PERF_QUERY, addr);
    }
}

/// Programs that an event runs, as many as `prog_cnt` says.
pub fn perf_programs(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const PROGRAM: Kind = Uint;
    let Where::Memory(_, addr) = place.at else { return };
    decoder.items(&PROGRAM, decoder.value(Ref(1), place.scope), None, addr, place.scope);
}

/// Bytes that are added to the pool, as many as `buf_size` says.
pub fn entropy(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let Where::Memory(_, addr) = place.at else { return };
    let length = decoder.value(Ref(1), place.scope);
    decoder.contents(addr, length, Style::Text);
}

/// The number of a call, by the architecture that the next field says.
pub fn call_number(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    let arch = decoder.value(Ref(1), place.scope);
    let name = Abi::from_audit(arch as u32, value).and_then(|(abi, number)| numbers::name(abi, number));
    match name {
        Some(name) => decoder.sink.expression(value, format_args!("__NR_{name}")),
        None => decoder.sink.number(value, Radix::Signed),
    }
}

/// An errno, negative.
pub fn negative_errno(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi) as i64;
    match i32::try_from(-value).ok().and_then(errno::name) {
        Some(name) => decoder.sink.expression(value as u64, format_args!("-{name}")),
        None => decoder.sink.number(value as u64, Radix::Signed),
    }
}

/// What is known of a process, as many bytes as the request says: the structure grows.
fn process_known(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let size = super::parts(decoder.value(super::REQUEST, Scope::Call)).size;
    decoder.sized(&PIDFD_INFO, place.value(decoder.abi), size.into());
}

/// A structure that lies with its parameters in a buffer, before the call, and what the call made of it. What isn't as long
/// as its parameters say, or longer than the kernel takes, is an address.
fn exchange(decoder: &mut Decoder<'_>, place: Place<'_>, before: &'static Struct, after: &'static Struct) {
    /// TEE_MAX_ARG_SIZE
    const LONGEST: u64 = 1024;
    let addr = place.value(decoder.abi);
    let number = |decoder: &Decoder<'_>, of: &Struct, name, addr: u64, repr| {
        let at = of.offset(name, decoder.abi).unwrap_or(0) as u64;
        decoder.number_at(addr.wrapping_add(at), repr)
    };
    let buffer = number(decoder, &TEE_BUFFER, "buf_ptr", addr, Repr::U64);
    let length = number(decoder, &TEE_BUFFER, "buf_len", addr, Repr::U64);
    let (Some(buffer), Some(length), true) = (buffer, length, decoder.detail.follow) else {
        return match decoder.phase {
            Phase::Entry => decoder.miss(addr),
            Phase::Exit if decoder.open => decoder.sink.close(Group::Struct),
            Phase::Exit => {}
        };
    };
    if decoder.phase == Phase::Exit {
        if decoder.open {
            decoder.sink.reopen(Group::Struct);
            if !decoder.failed() {
                decoder.sink.becomes();
                decoder.structure(after, buffer);
            }
            decoder.sink.close(Group::Struct);
        }
        return;
    }
    let count = number(decoder, before, "num_params", buffer, Repr::U32);
    let each = TEE_PARAMETER.size(decoder.abi) as u64;
    let whole = count.map(|count| before.size(decoder.abi) as u64 + count * each);
    decoder.sink.open(Group::Struct);
    decoder.sink.field("buf_len");
    decoder.sink.number(length, Radix::Decimal);
    decoder.sink.field("buf_ptr");
    if length <= LONGEST && whole == Some(length) {
        decoder.structure(before, buffer);
        decoder.open = true;
    } else {
        decoder.miss(buffer);
        decoder.sink.close(Group::Struct);
    }
}

/// The parameters behind a structure, as many as its `num_params` says; none is no array.
pub fn tee_parameters(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const PARAMETER: Kind = Struct(&TEE_PARAMETER);
    let (Where::Memory(_, addr), Scope::Fields(of, ..)) = (place.at, place.scope) else { return };
    match of.field("num_params").map_or(0, |count| decoder.value(count, place.scope)) {
        0 => decoder.sink.address(0),
        count => decoder.items(&PARAMETER, count, None, addr, place.scope),
    }
}
