//! Requests that take a number or nothing: block devices (linux/fs.h), loop and network block devices, file systems,
//! namespaces, clocks, random numbers, counters of events, sockets.

use super::{GET_INT, GET_UINT, NONE, Row, SET_INT};
use crate::decode::kind::Kind::{self, *};

const GET_LONG: Kind = Out(&At(&Ulong));
const GET_U16: Kind = Out(&At(&U16));
/// The first byte, and how many.
const RANGE: Kind = At(&Items(&U64, 2));

pub static BLOCK: &[Row] = &[
    ("BLKALIGNOFF", GET_INT),
    ("BLKDISCARD", RANGE),
    ("BLKDISCARDZEROES", GET_UINT),
    ("BLKFLSBUF", NONE),
    ("BLKFRAGET", GET_LONG),
    ("BLKFRASET", Ulong),
    ("BLKGETSIZE", GET_LONG),
    ("BLKGETSIZE64", Out(&At(&U64))),
    ("BLKIOMIN", GET_UINT),
    ("BLKIOOPT", GET_UINT),
    ("BLKPBSZGET", GET_UINT),
    ("BLKRAGET", GET_LONG),
    ("BLKRASET", Ulong),
    ("BLKROGET", GET_INT),
    ("BLKROSET", SET_INT),
    ("BLKROTATIONAL", GET_U16),
    ("BLKRRPART", NONE),
    ("BLKSECDISCARD", RANGE),
    ("BLKSECTGET", GET_U16),
    ("BLKSSZGET", GET_INT),
    ("BLKTRACESTART", NONE),
    ("BLKTRACESTOP", NONE),
    ("BLKTRACETEARDOWN", NONE),
    ("BLKZEROOUT", RANGE),
];

pub static LOOP: &[Row] = &[
    ("LOOP_CHANGE_FD", Fd),
    ("LOOP_CLR_FD", NONE),
    ("LOOP_CTL_ADD", Int),
    ("LOOP_CTL_GET_FREE", NONE),
    ("LOOP_CTL_REMOVE", Int),
    ("LOOP_SET_BLOCK_SIZE", Ulong),
    ("LOOP_SET_CAPACITY", NONE),
    ("LOOP_SET_DIRECT_IO", Ulong),
    ("LOOP_SET_FD", Fd),
];

pub static NBD: &[Row] = &[
    ("NBD_CLEAR_QUE", NONE),
    ("NBD_CLEAR_SOCK", NONE),
    ("NBD_DISCONNECT", NONE),
    ("NBD_DO_IT", NONE),
    ("NBD_PRINT_DEBUG", NONE),
    ("NBD_SET_BLKSIZE", Ulong),
    ("NBD_SET_SIZE", Ulong),
    ("NBD_SET_SIZE_BLOCKS", Ulong),
    ("NBD_SET_SOCK", Fd),
    ("NBD_SET_TIMEOUT", Ulong),
];

pub static FILE_SYSTEM: &[Row] = &[
    ("BTRFS_IOC_BALANCE", NONE),
    ("BTRFS_IOC_DEFRAG", NONE),
    ("BTRFS_IOC_QUOTA_RESCAN_WAIT", NONE),
    ("BTRFS_IOC_SCRUB_CANCEL", NONE),
    ("BTRFS_IOC_SYNC", NONE),
    ("BTRFS_IOC_TRANS_END", NONE),
    ("BTRFS_IOC_TRANS_START", NONE),
    ("FICLONE", Fd),
    ("FIFREEZE", NONE),
    ("FITHAW", NONE),
];

/// Namespaces (ioctl_ns(2)).
pub static NAMESPACE: &[Row] = &[
    ("NS_GET_NSTYPE", NONE),
    ("NS_GET_OWNER_UID", Out(&At(&Uid))),
    ("NS_GET_PARENT", NONE),
    ("NS_GET_USERNS", NONE),
];

/// Clocks (rtc(4)), and random numbers (random(4)).
pub static CLOCK: &[Row] = &[
    ("RTC_AIE_OFF", NONE),
    ("RTC_AIE_ON", NONE),
    ("RTC_IRQP_SET", Ulong),
    ("RTC_PIE_OFF", NONE),
    ("RTC_PIE_ON", NONE),
    ("RTC_UIE_OFF", NONE),
    ("RTC_UIE_ON", NONE),
    ("RTC_VL_CLR", NONE),
    ("RTC_WIE_OFF", NONE),
    ("RTC_WIE_ON", NONE),
];

pub static RANDOM: &[Row] = &[
    ("RNDADDTOENTCNT", SET_INT),
    ("RNDCLEARPOOL", NONE),
    ("RNDGETENTCNT", GET_INT),
    ("RNDRESEEDCRNG", NONE),
    ("RNDZAPENTCNT", NONE),
];

pub static PERF: &[Row] = &[
    ("PERF_EVENT_IOC_PAUSE_OUTPUT", Ulong),
    ("PERF_EVENT_IOC_REFRESH", Int),
    ("PERF_EVENT_IOC_SET_BPF", Fd),
    ("PERF_EVENT_IOC_SET_OUTPUT", Fd),
];

/// Sockets (socket(7), netdevice(7)).
pub static SOCKET: &[Row] = &[
    ("FIOGETOWN", Out(&At(&Pid))),
    ("FIOSETOWN", At(&Pid)),
    ("SIOCATMARK", GET_INT),
    ("SIOCGIFENCAP", GET_INT),
    ("SIOCGPGRP", Out(&At(&Pid))),
    ("SIOCOUTQNSD", GET_INT),
    ("SIOCSIFENCAP", SET_INT),
    ("SIOCSPGRP", At(&Pid)),
];
