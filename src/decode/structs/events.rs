//! What is read from descriptors that aren't files, and written to them: inotify.h, fanotify.h, signalfd.h,
//! userfaultfd.h, input.h.

use crate::decode::errno;
use crate::decode::events;
use crate::decode::kind::Kind::*;
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr;
use crate::decode::kind::When::FullOr;
use crate::decode::sets::input::EVENT;
use crate::decode::sets::memory::{UFFD_EVENT, UFFD_PAGEFAULT};
use crate::decode::sets::notify::*;
use crate::decode::sets::ptrace::AUDIT_ARCH;
use crate::decode::siginfo;
use crate::decode::structs::{HEX64, structs};

structs! {
    /// The name that follows is no field of it.
    INOTIFY_EVENT "inotify_event" {
        wd: Int,
        mask: Of(&INOTIFY),
        cookie: Uint,
        len: Uint,
    }
    FANOTIFY "fanotify_event_metadata" {
        event_len: Uint,
        vers: U8,
        reserved: Hidden(&U8),
        metadata_len: U16,
        mask: As(Repr::U64, &Of(&FAN_MASK)),
        fd: Switch(fd, events::NO_FILE, &Fd),
        pid: Pid,
    }
    FANOTIFY_HEADER "fanotify_event_info_header" {
        info_type: As(Repr::U8, &Of(&FAN_INFO)),
        pad: Hidden(&U8),
        len: U16,
    }
    FANOTIFY_FSID "__kernel_fsid_t" {
        val: Items(&Int, 2),
    }
    FANOTIFY_HANDLE "file_handle" {
        handle_bytes: Uint,
        handle_type: Int,
    }
    FANOTIFY_PIDFD "fanotify_event_info_pidfd" {
        pidfd: Fd,
    }
    FANOTIFY_ERROR "fanotify_event_info_error" {
        error: Of(&errno::NAMES),
        error_count: Uint,
    }
    FANOTIFY_RANGE "fanotify_event_info_range" {
        offset: U64,
        count: U64,
    }
    FANOTIFY_MOUNT "fanotify_event_info_mnt" {
        mnt_id: U64,
    }
    FANOTIFY_RESPONSE "fanotify_response" {
        fd: Switch(fd, events::NO_FILE, &Fd),
        response: Of(&FAN_RESPONSE),
    }
    /// Only what says something, where it isn't asked for in full.
    SIGNAL "signalfd_siginfo" {
        ssi_signo: Signal,
        ssi_errno: If(FullOr(&[ssi_errno]), &Of(&errno::NAMES)),
        ssi_code: Own(Repr::I32, Entry, siginfo::code),
        ssi_pid: Pid,
        ssi_uid: Uid,
        ssi_fd: If(FullOr(&[ssi_fd]), &Fd),
        ssi_tid: If(FullOr(&[ssi_tid]), &Uint),
        ssi_band: If(FullOr(&[ssi_band]), &Uint),
        ssi_overrun: If(FullOr(&[ssi_overrun]), &Uint),
        ssi_trapno: If(FullOr(&[ssi_trapno]), &Uint),
        ssi_status: If(FullOr(&[ssi_status]), &Int),
        ssi_int: If(FullOr(&[ssi_int]), &Int),
        ssi_ptr: If(FullOr(&[ssi_ptr]), &HEX64),
        ssi_utime: If(FullOr(&[ssi_utime]), &U64),
        ssi_stime: If(FullOr(&[ssi_stime]), &U64),
        ssi_addr: If(FullOr(&[ssi_addr]), &HEX64),
        ssi_addr_lsb: If(FullOr(&[ssi_addr_lsb]), &U16),
        __pad2: Hidden(&U16),
        ssi_syscall: If(FullOr(&[ssi_arch]), &Int),
        ssi_call_addr: If(FullOr(&[ssi_call_addr]), &HEX64),
        ssi_arch: If(FullOr(&[ssi_arch]), &Of(&AUDIT_ARCH)),
        __pad: Hidden(&Raw(28)),
    }
    /// What happened stands in the union behind it.
    FAULT "uffd_msg" {
        event: As(Repr::U8, &Of(&UFFD_EVENT)),
        reserved: Hidden(&Raw(7)),
        arg: Switch(event, events::FAULTS, &Raw(24)),
    }
    PAGEFAULT "uffd_msg" {
        flags: As(Repr::U64, &Of(&UFFD_PAGEFAULT)),
        address: HEX64,
        ptid: Uint,
        pad: Hidden(&Uint),
    }
    FORK "uffd_msg" {
        ufd: Fd,
        pad: Hidden(&Raw(20)),
    }
    REMAP "uffd_msg" {
        from: HEX64,
        to: HEX64,
        len: U64,
    }
    REMOVE "uffd_msg" {
        start: HEX64,
        end: HEX64,
        pad: Hidden(&Raw(8)),
    }
    INPUT "input_event" {
        sec: As(Repr::KLong, &Long),
        usec: As(Repr::KLong, &Long),
        kind = "type": As(Repr::U16, &Of(&EVENT)),
        code: Switch(kind, events::CODES, &U16),
        value: Int,
    }
}
