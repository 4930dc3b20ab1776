//! ptrace(2) requests that nix lacks, passes the wrong size to, or limits to standard signals.

use libc::{c_long, c_void};
use nix::errno::Errno;
use nix::unistd::Pid;
use std::mem::{MaybeUninit, size_of};

/// `PTRACE_GET_SYSCALL_INFO` of linux/ptrace.h, which libc has for glibc alone.
const GET_SYSCALL_INFO: c_long = 0x420e;

/// `NT_PRSTATUS` of linux/elf.h: the general registers.
const NT_PRSTATUS: usize = 1;

/// `NT_ARM_SYSTEM_CALL` of linux/elf.h: the number of the call about to run, on aarch64.
const NT_ARM_SYSTEM_CALL: usize = 0x404;

/// How to resume a tracee.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resume {
    /// Until the next event.
    Cont,
    /// Until the next event or the next entry to or exit from a call.
    Syscall,
    /// Not at all: leave it in its group-stop, and wait for events (PTRACE_LISTEN).
    Listen,
    /// Untraced.
    Detach,
}

impl Resume {
    /// The request's name.
    pub const fn name(self) -> &'static str {
        match self {
            Resume::Cont => "PTRACE_CONT",
            Resume::Syscall => "PTRACE_SYSCALL",
            Resume::Listen => "PTRACE_LISTEN",
            Resume::Detach => "PTRACE_DETACH",
        }
    }

    fn request(self) -> c_long {
        // The constants are unsigned with glibc and signed with musl.
        (match self {
            Resume::Cont => libc::PTRACE_CONT,
            Resume::Syscall => libc::PTRACE_SYSCALL,
            Resume::Listen => libc::PTRACE_LISTEN,
            Resume::Detach => libc::PTRACE_DETACH,
        }) as c_long
    }
}

/// The raw call: glibc's wrapper takes PEEK results out of the way of errno, which no caller here wants.
///
/// # Safety
///
/// `data` must be what `request` expects: where that is an address, one that is valid for what it writes.
unsafe fn request(request: c_long, pid: Pid, addr: usize, data: *mut c_void) -> nix::Result<c_long> {
    // SAFETY: the caller's promise.
    Errno::result(unsafe { libc::syscall(libc::SYS_ptrace, request, c_long::from(pid.as_raw()), addr, data) })
}

/// Resumes a stopped tracee and delivers `signal` to it (0: none).
///
/// Errors: ESRCH, where it is gone or not stopped; EIO for a signal that there isn't.
pub fn resume(pid: Pid, how: Resume, signal: i32) -> nix::Result<()> {
    let data = usize::try_from(signal).map_err(|_| Errno::EIO)?;
    // SAFETY: these requests take the signal's number as data and touch no memory of ours.
    unsafe { request(how.request(), pid, 0, data as *mut c_void) }.map(drop)
}

/// The siginfo of the stop that `pid` is in (PTRACE_GETSIGINFO), in the
/// layout of rtrace's own ABI.
///
/// Errors: ESRCH; EINVAL in a group-stop, which is how a tracee that was not seized tells that it is in one.
pub fn siginfo(pid: Pid) -> nix::Result<[u8; 128]> {
    let mut info = [0_u8; 128];
    // SAFETY: siginfo_t is 128 bytes on every architecture, and so is the buffer.
    unsafe { request(libc::PTRACE_GETSIGINFO as c_long, pid, 0, info.as_mut_ptr().cast()) }?;
    Ok(info)
}

/// Whether the kernel itself answers requests about `pid`, a stopped tracee: a seccomp filter or an emulator that
/// answers 0 to every request doesn't fill in what was asked for.
///
/// Errors: those of [`siginfo`].
pub fn answers(pid: Pid, signal: i32) -> nix::Result<bool> {
    let mut info = [0xff_u8; 128];
    // SAFETY: as in siginfo().
    unsafe { request(libc::PTRACE_GETSIGINFO as c_long, pid, 0, info.as_mut_ptr().cast()) }?;
    Ok(info[..4] == signal.to_ne_bytes())
}

/// What the event at hand is about (PTRACE_GETEVENTMSG): the new task's id at a fork, vfork or clone, the former
/// thread id at an exec, in rtrace's PID namespace.
///
/// Errors: ESRCH.
pub fn event_message(pid: Pid) -> nix::Result<u64> {
    let mut message: libc::c_ulong = 0;
    // SAFETY: the kernel writes one unsigned long.
    unsafe { request(libc::PTRACE_GETEVENTMSG as c_long, pid, 0, (&raw mut message).cast()) }?;
    #[allow(clippy::useless_conversion, reason = "c_ulong is not u64 everywhere")]
    Ok(message.into())
}

/// What a syscall-stop is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyscallInfo {
    /// The call is about to run. Number and arguments as the registers hold them.
    Entry {
        /// `AUDIT_ARCH_*`.
        arch: u32,
        /// The call's number, with the x32 bit.
        number: u64,
        /// The argument registers.
        args: [u64; 6],
        /// Instruction pointer.
        ip: u64,
        /// Stack pointer.
        sp: u64,
    },
    /// The call has run.
    Exit {
        /// `AUDIT_ARCH_*`.
        arch: u32,
        /// The return value, or minus the errno.
        value: i64,
        /// Whether it failed.
        failed: bool,
    },
    /// The stop is none of a call.
    Other,
}

/// `struct ptrace_syscall_info` of linux/ptrace.h, the longest of its variants.
#[repr(C)]
struct RawSyscallInfo {
    op: u8,
    pad: [u8; 3],
    arch: u32,
    ip: u64,
    sp: u64,
    /// entry: number, arguments; exit: value, then a byte that tells failure; seccomp: as entry, then its data.
    rest: [u64; 8],
}

const _: () = assert!(size_of::<RawSyscallInfo>() == 88);

const OP_ENTRY: u8 = 1;
const OP_EXIT: u8 = 2;
const OP_SECCOMP: u8 = 3;

/// The instruction pointer of `pid`, in whatever ptrace-stop it is (PTRACE_GET_SYSCALL_INFO).
///
/// Errors: those of [`syscall_info`].
pub fn instruction_pointer(pid: Pid) -> nix::Result<u64> {
    raw_syscall_info(pid).map(|raw| raw.ip)
}

/// What the syscall-stop of `pid` is about (PTRACE_GET_SYSCALL_INFO, Linux 5.3).
///
/// Errors: ESRCH; EIO where the kernel lacks the request.
pub fn syscall_info(pid: Pid) -> nix::Result<SyscallInfo> {
    let raw = raw_syscall_info(pid)?;
    let [number, args @ .., _] = raw.rest;
    Ok(match raw.op {
        OP_ENTRY | OP_SECCOMP => SyscallInfo::Entry { arch: raw.arch, number, args, ip: raw.ip, sp: raw.sp },
        OP_EXIT => SyscallInfo::Exit {
            arch: raw.arch,
            value: raw.rest[0].cast_signed(),
            failed: raw.rest[1].to_ne_bytes()[0] != 0,
        },
        _ => SyscallInfo::Other,
    })
}

fn raw_syscall_info(pid: Pid) -> nix::Result<RawSyscallInfo> {
    let mut raw = MaybeUninit::<RawSyscallInfo>::zeroed();
    // SAFETY: the kernel writes at most as many bytes as `addr` says, and any bytes make a RawSyscallInfo.
    let (written, raw) = unsafe {
        let written = request(GET_SYSCALL_INFO, pid, size_of::<RawSyscallInfo>(), raw.as_mut_ptr().cast())?;
        (written, raw.assume_init())
    };
    // The kernel writes the common head at least. Where nothing is written, a seccomp filter has answered.
    if written == 0 { Err(Errno::EIO) } else { Ok(raw) }
}

/// The general registers of a stopped tracee (PTRACE_GETREGSET, NT_PRSTATUS) in `into`; returns how many bytes
/// there are, which tells the personality.
///
/// Errors: ESRCH; EIO where the kernel lacks the request.
pub fn general_registers(pid: Pid, into: &mut [u8]) -> nix::Result<usize> {
    register_set(pid, NT_PRSTATUS, into)
}

/// The number of the call that `pid` is about to make, by the register set that aarch64 has for it.
///
/// Errors: ESRCH; EINVAL where there is no such register set.
pub fn arm_system_call(pid: Pid) -> nix::Result<i32> {
    let mut number = [0; 4];
    register_set(pid, NT_ARM_SYSTEM_CALL, &mut number)?;
    Ok(i32::from_ne_bytes(number))
}

/// Sets the general registers of a stopped tracee, all of them, as [`general_registers`] gave them.
///
/// Errors: ESRCH; EIO where the kernel lacks the request.
pub fn set_general_registers(pid: Pid, from: &[u8]) -> nix::Result<()> {
    set_register_set(pid, NT_PRSTATUS, from)
}

/// Sets the number of the call that `pid` is about to make, by the register set that aarch64 has for it.
///
/// Errors: ESRCH; EINVAL where there is no such register set.
pub fn set_arm_system_call(pid: Pid, number: i32) -> nix::Result<()> {
    set_register_set(pid, NT_ARM_SYSTEM_CALL, &number.to_ne_bytes())
}

fn set_register_set(pid: Pid, set: usize, from: &[u8]) -> nix::Result<()> {
    let mut part = libc::iovec { iov_base: from.as_ptr().cast_mut().cast(), iov_len: from.len() };
    // SAFETY: the kernel only reads what the iovec describes, and may shorten its length.
    unsafe { request(libc::PTRACE_SETREGSET as c_long, pid, set, (&raw mut part).cast()) }.map(drop)
}

fn register_set(pid: Pid, set: usize, into: &mut [u8]) -> nix::Result<usize> {
    let mut part = libc::iovec { iov_base: into.as_mut_ptr().cast(), iov_len: into.len() };
    // SAFETY: the kernel writes within the iovec, which describes `into`, and shortens its length.
    unsafe { request(libc::PTRACE_GETREGSET as c_long, pid, set, (&raw mut part).cast()) }?;
    Ok(part.iov_len)
}

/// The word of memory at `addr` (PTRACE_PEEKDATA), as bytes.
///
/// Errors: ESRCH; EIO or EFAULT where nothing is mapped there.
pub fn peek(pid: Pid, addr: u64) -> nix::Result<[u8; size_of::<c_long>()]> {
    let addr = usize::try_from(addr).map_err(|_| Errno::EIO)?;
    let mut word: c_long = 0;
    // SAFETY: the bare call writes one long to `data`.
    unsafe { request(libc::PTRACE_PEEKDATA as c_long, pid, addr, (&raw mut word).cast()) }?;
    Ok(word.to_ne_bytes())
}

/// The seccomp filter of a stopped tracee that has this index (PTRACE_SECCOMP_GET_FILTER), as the program that
/// installed it wrote it. The OLDEST has index 0 (get_nth_filter of kernel/seccomp.c; ptrace(2) has it the other way
/// round).
///
/// Errors: EACCES (no CAP_SYS_ADMIN, or the caller runs under a filter itself), EINVAL (the tracee has no filter, or
/// the kernel was built without CONFIG_CHECKPOINT_RESTORE), ENOENT (no filter of that index).
pub fn seccomp_filter(pid: Pid, index: usize) -> nix::Result<Vec<libc::sock_filter>> {
    const GET_FILTER: c_long = 0x420c;
    // SAFETY: with no place to write to, the kernel tells how many instructions there are.
    let length = unsafe { request(GET_FILTER, pid, index, std::ptr::null_mut()) }?;
    let length = usize::try_from(length).map_err(|_| Errno::EINVAL)?;
    let mut program = vec![libc::sock_filter { code: 0, jt: 0, jf: 0, k: 0 }; length];
    // SAFETY: a filter never changes, and the tracee stands still: the kernel writes as many instructions as it said.
    let written = unsafe { request(GET_FILTER, pid, index, program.as_mut_ptr().cast()) }?;
    program.truncate(usize::try_from(written).unwrap_or(0));
    Ok(program)
}
