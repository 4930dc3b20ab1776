//! The witness: tells whether the kernel itself answered a call, or a seccomp filter did before it.
//!
//! A filter of one instruction makes each call an event for the tracer (SECCOMP_RET_TRACE). The kernel runs all filters
//! of a task and lets the strictest answer count, and an errno (SECCOMP_RET_ERRNO), a supervisor's answer
//! (SECCOMP_RET_USER_NOTIF) or a trap are stricter than an event. So a call that has an entry and an exit without
//! PTRACE_EVENT_SECCOMP between them was answered by a filter, and one that has it by the kernel: both are proved. See
//! seccomp(2) and, for the order, kernel/seccomp.c.
//!
//! Where rtrace lacks CAP_SYS_ADMIN, the filter needs no_new_privs, which the program can see (prctl(2)) and which makes
//! it free to install filters of its own. Set-user-ID bits have no effect under such a tracer anyway.

use crate::sys::seccomp::Instruction;

/// Makes every call an event for its tracer, who must have asked for that (PTRACE_O_TRACESECCOMP): without one, every
/// call fails with ENOSYS.
pub const EVERY_CALL: [Instruction; 1] =
    [Instruction { code: (libc::BPF_RET | libc::BPF_K) as u16, jt: 0, jf: 0, k: libc::SECCOMP_RET_TRACE }];
