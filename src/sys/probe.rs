//! Calls that change nothing and tell by their errno how far they got.
//!
//! Every one of them returns the kernel's own form, a result or a negated errno, so that it fits through the pipe
//! of a [throwaway](crate::sys::throwaway) child. None of them allocates.

use std::ffi::{CStr, c_long};
use std::io;

/// A PID that no kernel gives out: PID_MAX_LIMIT is 4194304.
pub const NOBODY: i32 = 0x7fff_fff0;

/// A ptrace request that no kernel knows.
pub const UNKNOWN_REQUEST: u32 = 0x7fff;

/// A zero of the width that a variadic call passes: an `int` there may leave half a register undefined.
const NONE: c_long = 0;

/// Shortens the result of a libc call: what it returned, or the negated errno.
fn outcome(returned: c_long) -> i64 {
    if returned == -1 { -i64::from(io::Error::last_os_error().raw_os_error().unwrap_or(0)) } else { returned }
}

/// `ptrace(request, NOBODY, 0, 0)`: the kernel looks the PID up before anything else, so it says ESRCH to every
/// request but PTRACE_TRACEME. See ptrace(2).
pub fn ptrace_nobody(request: u32) -> i64 {
    // SAFETY: there is no such task, so nothing is read or written.
    outcome(unsafe {
        libc::syscall(libc::SYS_ptrace, c_long::from(request), c_long::from(NOBODY), NONE, NONE)
    })
}

/// PTRACE_TRACEME. The caller is its parent's tracee afterwards. See ptrace(2).
pub fn trace_me() -> i64 {
    // SAFETY: the request ignores its other arguments.
    outcome(unsafe { libc::syscall(libc::SYS_ptrace, libc::PTRACE_TRACEME as c_long, NONE, NONE, NONE) })
}

/// PTRACE_SEIZE with no options. The task runs on, and is let go when the caller ends. See ptrace(2).
pub fn seize(pid: i32) -> i64 {
    // SAFETY: address and data are 0: no memory is named.
    outcome(unsafe {
        libc::syscall(libc::SYS_ptrace, libc::PTRACE_SEIZE as c_long, c_long::from(pid), NONE, NONE)
    })
}

/// process_vm_readv(2) with a flag that doesn't exist: EINVAL from the kernel.
pub fn read_memory_wrongly() -> i64 {
    let null = std::ptr::null();
    // SAFETY: no buffers are given; the kernel refuses the flags first.
    outcome(unsafe { libc::process_vm_readv(libc::getpid(), null, 0, null, 0, 1) } as c_long)
}

/// process_vm_readv(2) of one byte at address 0 of `pid`: EFAULT where the attach check let it pass, EPERM where
/// not, ESRCH where there is no memory (zombie, kernel thread) or no such task.
pub fn read_memory_at_null(pid: i32) -> i64 {
    let mut byte = 0u8;
    let local = libc::iovec { iov_base: (&raw mut byte).cast(), iov_len: 1 };
    let remote = libc::iovec { iov_base: std::ptr::null_mut(), iov_len: 1 };
    // SAFETY: the local buffer is one byte long and outlives the call; the remote address is never dereferenced
    // here.
    outcome(unsafe { libc::process_vm_readv(pid, &raw const local, 1, &raw const remote, 1, 0) } as c_long)
}

/// pidfd_getfd(2) of a descriptor that `pid` doesn't have: EBADF where the attach check let it pass, EPERM where
/// not.
pub fn take_no_descriptor(pid: i32) -> i64 {
    // SAFETY: integers only.
    let pidfd = outcome(unsafe { libc::syscall(libc::SYS_pidfd_open, c_long::from(pid), NONE) });
    if pidfd < 0 {
        return pidfd;
    }
    // SAFETY: integers only.
    let taken = outcome(unsafe { libc::syscall(libc::SYS_pidfd_getfd, pidfd, c_long::from(i32::MAX), NONE) });
    close(pidfd);
    if taken >= 0 {
        close(taken);
    }
    taken
}

/// A call that does nothing, whoever makes it: with these arguments the kernel refuses it at once, before it looks at
/// capabilities, and with an errno that filters don't give.
struct Harmless {
    name: &'static str,
    number: c_long,
    args: [c_long; 5],
    /// What the kernel says.
    natively: &'static [i32],
}

const fn harmless(
    name: &'static str,
    number: c_long,
    args: [c_long; 5],
    natively: &'static [i32],
) -> Harmless {
    Harmless { name, number, args, natively }
}

/// All of them, by name.
#[rustfmt::skip]
const HARMLESS: &[Harmless] = &[
    harmless("bpf", libc::SYS_bpf, [0x7f_ffff, 0, 0, 0, 0], &[libc::EINVAL]),
    harmless("clock_settime", libc::SYS_clock_settime, [0x7f_ffff, 0, 0, 0, 0], &[libc::EINVAL, libc::EFAULT]),
    harmless("clone3", libc::SYS_clone3, [0, 0, 0, 0, 0], &[libc::EINVAL]),
    harmless("fanotify_mark", libc::SYS_fanotify_mark, [-1, 0, 0, 0, 0], &[libc::EINVAL, libc::EBADF]),
    harmless("io_uring_enter", libc::SYS_io_uring_enter, [-1, 0, 0, 0, 0], &[libc::EBADF]),
    harmless("io_uring_setup", libc::SYS_io_uring_setup, [0, 0, 0, 0, 0], &[libc::EFAULT]),
    harmless("keyctl", libc::SYS_keyctl, [0x7f_ffff, 0, 0, 0, 0], &[libc::EOPNOTSUPP]),
    harmless("mount_setattr", libc::SYS_mount_setattr, [-1, 0, -1, 0, 0], &[libc::EINVAL]),
    harmless("open_tree", libc::SYS_open_tree, [-1, 0, -1, 0, 0], &[libc::EINVAL]),
    harmless("perf_event_open", libc::SYS_perf_event_open, [0, 0, -1, -1, -1], &[libc::EINVAL]),
    harmless("pidfd_open", libc::SYS_pidfd_open, [1, -1, 0, 0, 0], &[libc::EINVAL]),
    harmless("request_key", libc::SYS_request_key, [0, 0, 0, 0, 0], &[libc::EFAULT]),
    harmless("setns", libc::SYS_setns, [-1, 0, 0, 0, 0], &[libc::EBADF]),
    harmless("unshare", libc::SYS_unshare, [0, 0, 0, 0, 0], &[0]),
    harmless("userfaultfd", libc::SYS_userfaultfd, [-1, 0, 0, 0, 0], &[libc::EINVAL]),
];

/// Whether there is a harmless form of a call.
pub fn is_harmless(name: &str) -> bool {
    HARMLESS.iter().any(|probe| probe.name == name)
}

/// Makes the harmless form of a call: 0 where the kernel answered as it does, else the negated errno. ENOENT where there
/// is no such form.
pub fn call_harmlessly(name: &str) -> i64 {
    let Some(probe) = HARMLESS.iter().find(|probe| probe.name == name) else {
        return -i64::from(libc::ENOENT);
    };
    let [a, b, c, d, e] = probe.args;
    // SAFETY: the arguments are those of the table: null, -1 and numbers that are no pointers; the kernel refuses each of
    // these calls before it reads or writes memory, and the last of them (unshare of nothing) has no effect.
    let answer = outcome(unsafe { libc::syscall(probe.number, a, b, c, d, e) });
    if probe.natively.iter().any(|&errno| answer == -i64::from(errno)) { 0 } else { answer }
}

/// kcmp(2) of this process with itself, by a type that doesn't exist: EINVAL from the kernel (ENOSYS where it was
/// built without).
pub fn compare_nothing() -> i64 {
    // SAFETY: integers only.
    outcome(unsafe {
        let own = c_long::from(libc::getpid());
        libc::syscall(libc::SYS_kcmp, own, own, 0x7fff as c_long, NONE, NONE)
    })
}

/// kcmp(2) of this process's memory with that of `pid` (KCMP_VM): EPERM where the read-level check refuses, else
/// which of the two comes first.
pub fn compare_memory(pid: i32) -> i64 {
    const KCMP_VM: c_long = 1;
    // SAFETY: integers only.
    outcome(unsafe {
        libc::syscall(libc::SYS_kcmp, c_long::from(libc::getpid()), c_long::from(pid), KCMP_VM, NONE, NONE)
    })
}

/// openat2(2) with a structure of no size: EINVAL from a kernel that has the call (5.6).
pub fn open_nothing() -> i64 {
    // SAFETY: the size 0 is refused before the pointers are looked at.
    outcome(unsafe { libc::syscall(libc::SYS_openat2, -1 as c_long, NONE, NONE, NONE) })
}

/// kill(2) with signal 0: 0 where the task may be signalled, EPERM where it is another user's, ESRCH where there
/// is none in this PID namespace.
pub fn signal_nothing(pid: i32) -> i64 {
    // SAFETY: signal 0 is never delivered.
    outcome(c_long::from(unsafe { libc::kill(pid, 0) }))
}

/// Enters Landlock domains until the kernel allows no more (E2BIG), and tells how many it was. The caller is
/// confined by all of them afterwards. See landlock_restrict_self(2).
pub fn fill_landlock() -> i64 {
    // struct landlock_ruleset_attr, as of its first version: LANDLOCK_ACCESS_FS_EXECUTE alone.
    let handled: u64 = 1;
    // SAFETY: the structure outlives the call and has the size that is named; the rest are integers.
    unsafe {
        libc::prctl(libc::PR_SET_NO_NEW_PRIVS, 1 as c_long, NONE, NONE, NONE);
        let ruleset =
            libc::syscall(libc::SYS_landlock_create_ruleset, &raw const handled, size_of::<u64>(), NONE);
        let ruleset = outcome(ruleset);
        if ruleset < 0 {
            return ruleset;
        }
        // The kernel's own bound is 16 (LANDLOCK_MAX_NUM_LAYERS); this one is there for a kernel that has none.
        for entered in 0..64 {
            match outcome(libc::syscall(libc::SYS_landlock_restrict_self, ruleset, NONE)) {
                0 => {}
                refused if refused == -i64::from(libc::E2BIG) => return entered,
                refused => return refused,
            }
        }
        -i64::from(libc::EOVERFLOW)
    }
}

/// prctl(2) with an option that takes nothing and answers with a number: PR_GET_SECCOMP and its like.
pub fn ask_self(option: i32) -> i64 {
    // SAFETY: such an option reads no memory; the unused arguments are 0 as some of them demand.
    outcome(c_long::from(unsafe { libc::prctl(option, NONE, NONE, NONE, NONE) }))
}

/// Whether capability number `capability` is in this thread's bounding set (PR_CAPBSET_READ); EINVAL past the last
/// one.
pub fn in_bounding_set(capability: u8) -> i64 {
    // SAFETY: integers only.
    outcome(c_long::from(unsafe {
        libc::prctl(libc::PR_CAPBSET_READ, c_long::from(capability), NONE, NONE, NONE)
    }))
}

/// Copies the beginning of the kernel's log into `into` and tells the length (syslog(2), SYSLOG_ACTION_READ_ALL).
///
/// Errors: EPERM where kernel.dmesg_restrict hides it.
pub fn kernel_log(into: &mut [u8]) -> i64 {
    let length = i32::try_from(into.len()).unwrap_or(i32::MAX);
    // SAFETY: the buffer is as long as the call is told.
    outcome(c_long::from(unsafe { libc::klogctl(3, into.as_mut_ptr().cast(), length) }))
}

/// Whether something at `path` can be opened for reading (and is closed at once): 0, or the negated errno.
pub fn can_open(path: &CStr) -> i64 {
    // SAFETY: the path is a C string.
    let fd = outcome(c_long::from(unsafe { libc::open(path.as_ptr(), libc::O_RDONLY | libc::O_CLOEXEC) }));
    if fd < 0 {
        return fd;
    }
    close(fd);
    0
}

/// Forks a child that does nothing, tells its pid to `with`, and ends it. The child ends by itself, too, when the
/// caller dies: it waits for the end of a pipe that only the caller holds.
pub fn with_idle_child(with: impl FnOnce(i32) -> i64) -> i64 {
    let mut pipe = [0; 2];
    // SAFETY: the array has room for the two descriptors; the child only reads, into a byte of its own.
    unsafe {
        if outcome(c_long::from(libc::pipe2(pipe.as_mut_ptr(), libc::O_CLOEXEC))) < 0 {
            return -i64::from(io::Error::last_os_error().raw_os_error().unwrap_or(0));
        }
        let pid = libc::fork();
        if pid == 0 {
            libc::close(pipe[1]);
            let mut byte = 0u8;
            libc::read(pipe[0], (&raw mut byte).cast(), 1);
            libc::_exit(0);
        }
        if pid < 0 {
            return outcome(-1);
        }
        let told = with(pid);
        libc::kill(pid, libc::SIGKILL);
        libc::wait4(pid, std::ptr::null_mut(), libc::__WALL, std::ptr::null_mut());
        told
    }
}

fn close(fd: i64) {
    if let Ok(fd) = i32::try_from(fd) {
        // SAFETY: the descriptor was made by the caller of this function and has no other owner.
        unsafe { libc::close(fd) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sys::throwaway::{Ended, throwaway};
    use std::time::Duration;

    /// Runs a probe as the diagnosis does.
    fn tried(work: impl FnOnce() -> i64) -> Ended {
        throwaway(Duration::from_secs(10), work).unwrap()
    }

    const fn errno(value: i32) -> Ended {
        Ended::Said(-(value as i64))
    }

    #[test]
    fn an_unfiltered_kernel_looks_for_the_pid_first_whatever_the_request() {
        for request in
            [UNKNOWN_REQUEST, libc::PTRACE_SEIZE, libc::PTRACE_ATTACH, libc::PTRACE_GET_SYSCALL_INFO]
        {
            assert_eq!(tried(|| ptrace_nobody(request)), errno(libc::ESRCH), "request {request:#x}");
        }
    }

    #[test]
    fn harmless_calls_are_answered_as_the_table_says() {
        for probe in HARMLESS {
            let answer = tried(|| call_harmlessly(probe.name));
            // A kernel can be built without some of them.
            assert!(answer == Ended::Said(0) || answer == errno(libc::ENOSYS), "{}: {answer:?}", probe.name);
        }
        assert!(is_harmless("unshare") && !is_harmless("reboot"));
    }

    #[test]
    fn a_second_traceme_is_refused_by_the_kernel() {
        assert_eq!(tried(|| trace_me() * 100 + trace_me()), errno(libc::EPERM));
    }

    #[test]
    fn wrong_calls_are_told_apart_from_refused_ones() {
        assert_eq!(tried(read_memory_wrongly), errno(libc::EINVAL));
        assert_eq!(tried(open_nothing), errno(libc::EINVAL));
        assert_eq!(tried(|| with_idle_child(read_memory_at_null)), errno(libc::EFAULT));
        assert_eq!(tried(|| with_idle_child(take_no_descriptor)), errno(libc::EBADF));
        assert_eq!(tried(|| with_idle_child(seize)), Ended::Said(0));
        assert_eq!(tried(|| signal_nothing(NOBODY)), errno(libc::ESRCH));
    }
}
