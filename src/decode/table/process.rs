//! Calls that make, end, wait for and describe processes.

use super::syscalls;
use crate::decode::kind::Kind::*;

syscalls! {
    arch_prctl(op: Hex, addr: Addr) -> Int;
    clone(flags: Hex, stack: Addr, parent_tid: Addr, child_tid: Addr, tls: Addr) -> Pid [process];
    clone3(cl_args: Addr, size: Ulong) -> Pid [process];
    execve(pathname: Path, argv: Strings, envp: Count) -> Int [file process];
    execveat(dirfd: DirFd, pathname: Path, argv: Strings, envp: Count, flags: Hex) -> Int [desc file process];
    exit(status: Int) -> Never [process];
    exit_group(status: Int) -> Never [process];
    fork() -> Pid [process];
    get_thread_area(u_info: Addr) -> Int;
    get_tls() -> Hex;
    getpgid(pid: Pid) -> Pid;
    getpgrp() -> Pid [pure];
    getpid() -> Pid [pure];
    getppid() -> Pid [pure];
    getsid(pid: Pid) -> Pid;
    gettid() -> Pid [pure];
    kcmp(pid1: Pid, pid2: Pid, kind = "type": Hex, idx1: Hex, idx2: Hex) -> Int;
    modify_ldt(func: Int, ptr: Addr, bytecount: Ulong) -> Int;
    personality(persona: Hex) -> Hex;
    pidfd_send_signal(pidfd: Fd, sig: Signal, info: Addr, flags: Hex) -> Int [desc process signal];
    prctl(op: Hex, arg2: Hex, arg3: Hex, arg4: Hex, arg5: Hex) -> Int [creds];
    process_mrelease(pidfd: Fd, flags: Hex) -> Int [desc];
    ptrace(op: Hex, pid: Pid, addr: Addr, data: Addr) -> Int;
    rseq(rseq: Addr, rseq_len: Hex, flags: Hex, sig: Hex) -> Int;
    rseq_slice_yield() -> Int;
    set_thread_area(u_info: Addr) -> Int;
    set_tid_address(tidptr: Addr) -> Pid;
    set_tls(tls: Addr) -> Int;
    setns(fd: Fd, nstype: Hex) -> Int [desc];
    setpgid(pid: Pid, pgid: Pid) -> Int;
    setsid() -> Pid;
    unshare(flags: Hex) -> Int;
    vfork() -> Pid [process];
    wait4(pid: Pid, wstatus: Addr, options: Hex, rusage: Addr) -> Pid [process];
    waitid(idtype: Hex, id: Int, infop: Addr, options: Hex, rusage: Addr) -> Int [process];
    waitpid(pid: Pid, wstatus: Addr, options: Hex) -> Pid [process];
}
