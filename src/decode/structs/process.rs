//! Processes: clone3, user_desc, rusage, epoll slots of kcmp.

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::When::{Any, Either, Failed, Some};
use crate::decode::kind::{Phase, Repr};
use crate::decode::process;
use crate::decode::set::Radix;
use crate::decode::sets::process::{CLONE3, EXIT_SIGNAL, RSEQ_CPU, RSEQ_CS};
use crate::decode::structs::time::TIMEVAL;
use crate::decode::structs::{HEX32, HEX64, POINTER64, structs};

const WORD: Kind = As(Repr::U32, &Number(Radix::Columns(8)));

/// The bits of clone that make a field of clone_args say something.
const CLONE_PIDFD: u64 = 0x1000;
const CLONE_SETTLS: u64 = 0x80000;
const CLONE_PARENT_SETTID: u64 = 0x100000;
const CLONE_CHILD_SETTID_OR_CLEARTID: u64 = 0x1200000;
const CLONE_INTO_CGROUP: u64 = 0x2_0000_0000;

structs! {
    CLONE_ARGS "clone_args" {
        flags: As(Repr::U64, &Of(&CLONE3)),
        pidfd: If(Any(flags, CLONE_PIDFD), &POINTER64),
        child_tid: If(Any(flags, CLONE_CHILD_SETTID_OR_CLEARTID), &POINTER64),
        parent_tid: If(Any(flags, CLONE_PARENT_SETTID), &POINTER64),
        exit_signal: As(Repr::U64, &Of(&EXIT_SIGNAL)),
        stack: POINTER64,
        stack_size: HEX64,
        tls: If(Any(flags, CLONE_SETTLS), &POINTER64),
        set_tid: If(Some(&[set_tid, set_tid_size]), &Own(Repr::U64, Phase::Entry, process::set_tid)),
        set_tid_size: If(Some(&[set_tid, set_tid_size]), &U64),
        cgroup: If(Either(&Any(flags, CLONE_INTO_CGROUP), &Some(&[cgroup])), &U64),
    }
    /// What clone3 has written for the parent.
    CLONE_RESULTS "clone_args" {
        flags: Hidden(&HEX64),
        pidfd: If(Any(flags, CLONE_PIDFD), &As(Repr::U64, &At(&Fd))),
        child_tid: Hidden(&HEX64),
        parent_tid: If(Any(flags, CLONE_PARENT_SETTID), &As(Repr::U64, &At(&Pid))),
        exit_signal: Hidden(&HEX64),
        stack: Hidden(&HEX64),
        stack_size: Hidden(&HEX64),
        tls: Hidden(&HEX64),
    }
    /// What a thread shares with the kernel; as many bytes as it has said are there.
    RSEQ "rseq" {
        cpu_id_start: Uint,
        cpu_id: Of(&RSEQ_CPU),
        rseq_cs: As(Repr::U64, &At(&Struct(&RSEQ_SECTION))),
        flags: Of(&RSEQ_CS),
        node_id: Uint,
        mm_cid: Uint,
        slice_ctrl: If(Some(&[slice_ctrl]), &HEX32),
    }
    /// A critical section.
    RSEQ_SECTION "rseq_cs" {
        version: Uint,
        flags: Of(&RSEQ_CS),
        start_ip: POINTER64,
        post_commit_offset: HEX64,
        abort_ip: POINTER64,
    }
    EPOLL_SLOT "kcmp_epoll_slot" {
        efd: Fd,
        tfd: Fd,
        toff: Uint,
    }
    RUSAGE "rusage" {
        ru_utime: Struct(&TIMEVAL),
        ru_stime: Struct(&TIMEVAL),
        ru_maxrss: Full(&KLONG_UNSIGNED),
        ru_ixrss: Full(&KLONG_UNSIGNED),
        ru_idrss: Full(&KLONG_UNSIGNED),
        ru_isrss: Full(&KLONG_UNSIGNED),
        ru_minflt: Full(&KLONG_UNSIGNED),
        ru_majflt: Full(&KLONG_UNSIGNED),
        ru_nswap: Full(&KLONG_UNSIGNED),
        ru_inblock: Full(&KLONG_UNSIGNED),
        ru_oublock: Full(&KLONG_UNSIGNED),
        ru_msgsnd: Full(&KLONG_UNSIGNED),
        ru_msgrcv: Full(&KLONG_UNSIGNED),
        ru_nsignals: Full(&KLONG_UNSIGNED),
        ru_nvcsw: Full(&KLONG_UNSIGNED),
        ru_nivcsw: Full(&KLONG_UNSIGNED),
    }
    USER_DESC "user_desc" {
        entry_number: Own(Repr::U32, Phase::Entry, process::entry_number),
        base_addr: WORD,
        limit: WORD,
        bits: Bitfields(Repr::U32, &[
            ("seg_32bit", 1), ("contents", 2), ("read_exec_only", 1), ("limit_in_pages", 1),
            ("seg_not_present", 1), ("useable", 1),
        ]),
    }
    /// As 64-bit programs have it.
    USER_DESC_64 "user_desc" {
        entry_number: Own(Repr::U32, Phase::Entry, process::entry_number),
        base_addr: WORD,
        limit: WORD,
        bits: Bitfields(Repr::U32, &[
            ("seg_32bit", 1), ("contents", 2), ("read_exec_only", 1), ("limit_in_pages", 1),
            ("seg_not_present", 1), ("useable", 1), ("lm", 1),
        ]),
    }
    /// As get_thread_area fills it: the number is the program's.
    FOUND_DESC "user_desc" {
        entry_number: Own(Repr::U32, Phase::Entry, process::entry_number),
        base_addr: Out(&WORD),
        limit: Out(&WORD),
        bits: Out(&Bitfields(Repr::U32, &[
            ("seg_32bit", 1), ("contents", 2), ("read_exec_only", 1), ("limit_in_pages", 1),
            ("seg_not_present", 1), ("useable", 1),
        ])),
        rest: If(Failed, &Late(&More)),
    }
    FOUND_DESC_64 "user_desc" {
        entry_number: Own(Repr::U32, Phase::Entry, process::entry_number),
        base_addr: Out(&WORD),
        limit: Out(&WORD),
        bits: Out(&Bitfields(Repr::U32, &[
            ("seg_32bit", 1), ("contents", 2), ("read_exec_only", 1), ("limit_in_pages", 1),
            ("seg_not_present", 1), ("useable", 1), ("lm", 1),
        ])),
        rest: If(Failed, &Late(&More)),
    }
}

/// `__kernel_ulong_t`; the kernel's counters are never negative.
const KLONG_UNSIGNED: Kind = As(Repr::KUlong, &Ulong);
