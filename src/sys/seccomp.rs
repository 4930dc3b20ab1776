//! seccomp(2): filters on the calls of this process and all that it makes.

use nix::errno::Errno;

/// One instruction of a filter: `struct sock_filter` of linux/filter.h.
pub type Instruction = libc::sock_filter;

/// Puts a filter on the calling thread. It stays for ever, through execve(2) too. A program whose speed the kernel's
/// guard against speculation costs is spared that (SECCOMP_FILTER_FLAG_SPEC_ALLOW), as it had not asked for it.
///
/// Errors: EACCES without no_new_privs and without CAP_SYS_ADMIN; EINVAL for a filter that isn't sound; what another
/// filter answers.
pub fn install(filter: &[Instruction]) -> nix::Result<()> {
    match install_with(filter, libc::SECCOMP_FILTER_FLAG_SPEC_ALLOW) {
        // Linux before 4.17.
        Err(Errno::EINVAL) => install_with(filter, 0),
        done => done,
    }
    .map(drop)
}

/// Puts a filter on the calling thread that may hand calls to a supervisor (SECCOMP_RET_USER_NOTIF), and returns the
/// descriptor of its listener, which is closed by execve(2). A call that the supervisor has heard of isn't interrupted by
/// signals, death aside, where the kernel can do that (SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV, Linux 5.19); elsewhere, and
/// before, it is interrupted as a read of a terminal would be. The thread gets no_new_privs where nothing else allows it the filter.
///
/// Errors: EBUSY where a filter of the thread has a supervisor, EINVAL before Linux 5.0; what another filter answers.
pub fn supervise(filter: &[Instruction]) -> nix::Result<i32> {
    let listen = libc::SECCOMP_FILTER_FLAG_NEW_LISTENER;
    let fast = listen | libc::SECCOMP_FILTER_FLAG_SPEC_ALLOW;
    let attempt = || {
        [fast | libc::SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV, fast, listen]
            .into_iter()
            .map(|flags| install_with(filter, flags))
            .find(|done| *done != Err(Errno::EINVAL))
            .unwrap_or(Err(Errno::EINVAL))
    };
    match attempt() {
        Err(Errno::EACCES) => {
            nix::sys::prctl::set_no_new_privs()?;
            attempt()
        }
        done => done,
    }
}

/// Whether a filter on the calling thread has a supervisor (SECCOMP_FILTER_FLAG_NEW_LISTENER): there can be one alone, so
/// another is refused with EBUSY. Where there is none, the thread is under such a filter, which allows all, afterwards:
/// for children that are thrown away. Kernels before 5.0 have no supervisors, and don't know the flag (EINVAL).
///
/// Errors: as [`install`], EACCES aside: the thread gets no_new_privs.
pub fn supervised() -> nix::Result<bool> {
    nix::sys::prctl::set_no_new_privs()?;
    let allow =
        Instruction { code: (libc::BPF_RET | libc::BPF_K) as u16, jt: 0, jf: 0, k: libc::SECCOMP_RET_ALLOW };
    match install_with(&[allow], libc::SECCOMP_FILTER_FLAG_NEW_LISTENER) {
        Ok(_) | Err(Errno::EINVAL) => Ok(false),
        Err(Errno::EBUSY) => Ok(true),
        Err(errno) => Err(errno),
    }
}

/// Returns 0, or the listener where the flags ask for one.
fn install_with(filter: &[Instruction], flags: libc::c_ulong) -> nix::Result<i32> {
    let len = u16::try_from(filter.len()).map_err(|_| Errno::EINVAL)?;
    let program = libc::sock_fprog { len, filter: filter.as_ptr().cast_mut() };
    // SAFETY: the program and its instructions outlive the call, which reads them and writes nothing.
    let done = unsafe {
        libc::syscall(libc::SYS_seccomp, libc::SECCOMP_SET_MODE_FILTER as u64, flags, &raw const program)
    };
    Errno::result(done).map(|listener| listener as i32)
}
