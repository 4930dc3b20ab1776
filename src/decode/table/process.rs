//! Calls that make, end, wait for and describe processes.

use super::{Ret, syscalls};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::When::Any;
use crate::decode::kind::{Phase, Repr};
use crate::decode::prctl::{ARG2, ARG3, ARG4, ARG5, OPTION, RESULTS};
use crate::decode::process;
use crate::decode::ptrace::{PTRACE_ADDR, PTRACE_DATA, PTRACE_PID};
use crate::decode::sets::file::AT_EXECVE;
use crate::decode::sets::process::*;
use crate::decode::sets::ptrace::{REQUEST, REQUEST_ARM};
use crate::decode::siginfo::SIGINFO;
use crate::decode::structs::process::{
    EPOLL_SLOT, FOUND_DESC, FOUND_DESC_64, RUSAGE, USER_DESC, USER_DESC_64,
};

const CLONE_FLAGS: Kind = Label("flags", &As(Repr::Ulong, &Of(&CLONE)));
const CHILD_STACK: Kind = Label("child_stack", &Addr);
const PARENT_TID: Kind = Label("parent_tid", &Late(&Own(Repr::Ulong, Phase::Exit, process::parent_tid)));
const CHILD_TID: Kind = Label("child_tidptr", &Late(&Addr));
const TLS: Kind = Label("tls", &Late(&Own(Repr::Ulong, Phase::Exit, process::tls)));
const CLONE_ARGUMENTS: Kind = Own(Repr::Ulong, Phase::Entry, process::clone_args);

/// The flags of clone with which it reads `parent_tid` (CLONE_PIDFD, CLONE_PARENT_SETTID), `tls` (CLONE_SETTLS) and
/// `child_tid` (CLONE_CHILD_CLEARTID, CLONE_CHILD_SETTID).
const WRITES: u64 = 0x1000 | 0x100000;
const SETTLS: u64 = 0x80000;
const CHILD: u64 = 0x200000 | 0x1000000;

/// What arch_prctl takes, by request.
const ARCH_PRCTL_ARGUMENTS: [(u64, Kind); 11] = [
    (0x1003, Out(&At(&As(Repr::KUlong, &Addr)))),
    (0x1004, Out(&At(&As(Repr::KUlong, &Addr)))),
    (0x1011, Hidden(&Addr)),
    (0x1021, Out(&At(&XFEATURES))),
    (0x1022, Out(&At(&XFEATURES))),
    (0x1023, As(Repr::Ulong, &Noted(&XFEATURE))),
    (0x1024, Out(&At(&XFEATURES))),
    (0x1025, As(Repr::Ulong, &Noted(&XFEATURE))),
    (0x5001, As(Repr::Ulong, &Of(&SHSTK))),
    (0x5002, As(Repr::Ulong, &Of(&SHSTK))),
    (0x5005, Out(&At(&As(Repr::Ulong, &Of(&SHSTK))))),
];
const PERMITTED: Ret = Ret::Noted(&Ret::Hex, &XFEATURE_MASK);
const XFEATURES: Kind = As(Repr::U64, &Noted(&XFEATURE_MASK));

/// What kcmp compares by type: descriptors, or nothing but the processes.
const KCMP_FIRST: [(u64, Kind); 8] = [
    (0, Fd),
    (1, Hidden(&Hex)),
    (2, Hidden(&Hex)),
    (3, Hidden(&Hex)),
    (4, Hidden(&Hex)),
    (5, Hidden(&Hex)),
    (6, Hidden(&Hex)),
    (7, Fd),
];
const KCMP_SECOND: [(u64, Kind); 8] = [
    (0, Fd),
    (1, Hidden(&Hex)),
    (2, Hidden(&Hex)),
    (3, Hidden(&Hex)),
    (4, Hidden(&Hex)),
    (5, Hidden(&Hex)),
    (6, Hidden(&Hex)),
    (7, At(&Struct(&EPOLL_SLOT))),
];

/// What modify_ldt writes: one entry, of this many bytes.
const LDT_ENTRY: Kind = At(&Own(Repr::Block(16, 4), Phase::Entry, process::descriptor_entry));

/// The personality that asks for the present one.
const PERSONALITY_QUERY: u64 = 0xffff_ffff;

const STATUS: Kind = Own(Repr::Ulong, Phase::Exit, process::wait_status);
const USAGE: Kind = Own(Repr::Ulong, Phase::Exit, process::wait_usage);
const THREAD_AREA: Kind = Own(Repr::Ulong, Phase::Exit, process::thread_area);

syscalls! {
    arch_prctl(op: Of(&ARCH_PRCTL), addr: Switch(op, &ARCH_PRCTL_ARGUMENTS, &Hex))
        -> Switch(op, &[(0x1023, PERMITTED), (0x1025, PERMITTED)], &Ret::Int);
    clone@I386|Arm|Aarch64(flags: CLONE_FLAGS, stack: CHILD_STACK,
        parent_tid: If(Any(flags, WRITES), &PARENT_TID), tls: If(Any(flags, SETTLS), &TLS),
        child_tid: If(Any(flags, CHILD), &CHILD_TID)) order(stack, flags, parent_tid, tls, child_tid)
        -> Pid [process];
    clone@X86_64|X32(flags: CLONE_FLAGS, stack: CHILD_STACK, parent_tid: If(Any(flags, WRITES), &PARENT_TID),
        child_tid: If(Any(flags, CHILD), &CHILD_TID), tls: If(Any(flags, SETTLS), &TLS)) order(stack, flags,
        parent_tid, tls, child_tid) -> Pid [process];
    clone3(cl_args: After(&CLONE_ARGUMENTS, process::clone_writes, process::clone_results), size: Ulong)
        -> Pid [process];
    execve(pathname: Path, argv: Strings, envp: Count) -> Int [file process];
    execveat(dirfd: DirFd, pathname: Path, argv: Strings, envp: Count, flags: Of(&AT_EXECVE))
        -> Int [desc file process];
    exit(status: Int) -> Never [process];
    exit_group(status: Int) -> Never [process];
    fork() -> Pid [process];
    get_thread_area@I386(u_info: InOut(&FOUND_DESC)) -> Int;
    get_thread_area@X86_64(u_info: InOut(&FOUND_DESC_64)) -> Int;
    get_tls() -> Int;
    getpgid(pid: Pid) -> Group;
    getpgrp() -> Group [pure];
    getpid() -> Pid [pure];
    getppid() -> Pid [pure];
    getsid(pid: Pid) -> Group;
    gettid() -> Pid [pure];
    kcmp(pid1: Pid, pid2: Pid, kind = "type": Of(&KCMP), idx1: Switch(kind, &KCMP_FIRST, &Hex),
        idx2: Switch(kind, &KCMP_SECOND, &Hex)) -> Int;
    modify_ldt(func: Int, ptr: Switch(bytecount, &[(16, LDT_ENTRY)], &Addr), bytecount: Ulong) -> Int;
    personality(persona: Switch(persona, &[(PERSONALITY_QUERY, As(Repr::U32, &Hex))], &Of(&PERSONALITY)))
        -> Named(&PERSONALITY);
    pidfd_send_signal(pidfd: Fd, sig: Signal, info: At(&SIGINFO), flags: Of(&PIDFD_SIGNAL))
        -> Int [desc process signal];
    prctl(op: Of(&OPTION), arg2: ARG2, arg3: ARG3, arg4: ARG4, arg5: ARG5) -> Switch(op, &RESULTS,
        &Ret::Int) [creds];
    process_mrelease(pidfd: Fd, flags: As(Repr::U32, &Hex)) -> Int [desc];
    ptrace(op: As(Repr::Ulong, &ByArch(&REQUEST, &REQUEST_ARM)), pid: PTRACE_PID, addr: PTRACE_ADDR,
        data: PTRACE_DATA) -> Int;
    rseq(rseq: Own(Repr::Ulong, Phase::Entry, process::rseq), rseq_len: As(Repr::U32, &Hex), flags: Of(&RSEQ), sig: As(Repr::U32, &Hex)) -> Int;
    rseq_slice_yield() -> Int;
    set_thread_area@I386(u_info: At(&Struct(&USER_DESC))) -> With(&Ret::Int, &THREAD_AREA);
    set_thread_area@X86_64(u_info: At(&Struct(&USER_DESC_64))) -> With(&Ret::Int, &THREAD_AREA);
    set_tid_address(tidptr: Hex) -> Int;
    set_tls(tls: Addr) -> Int;
    setns(fd: Fd, nstype: Of(&NAMESPACE)) -> Int [desc];
    setpgid(pid: Pid, pgid: Group) -> Int;
    setsid() -> Group;
    unshare(flags: As(Repr::Ulong, &Of(&UNSHARE))) -> Int;
    vfork() -> Pid [process];
    wait4(pid: Pid, wstatus: STATUS, options: Of(&WAIT), rusage: USAGE) -> Pid [process];
    waitid(idtype: Of(&ID_TYPE), id: Switch(idtype, &[(2, Group)], &Pid), infop: Out(&At(&SIGINFO)), options: Of(&WAIT),
        rusage: Out(&At(&Struct(&RUSAGE)))) -> Int [process];
    waitpid(pid: Pid, wstatus: STATUS, options: Of(&WAIT)) -> Pid [process];
}
