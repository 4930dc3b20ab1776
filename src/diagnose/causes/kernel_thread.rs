use crate::diagnose::causes::{cause, checks};
use crate::diagnose::evidence::Evidence;
use crate::diagnose::finding::Finding;

cause! {
    /// The PID is a thread of the kernel (kthreadd, kworker, ...). It has no program and makes no system calls, and
    /// ptrace refuses it to everybody.
    ///
    /// Evidence: `Kthread: 1` in /proc/PID/status (Linux 6.9), or PF_KTHREAD (0x200000) in field 9 of
    /// /proc/PID/stat.
    ///
    /// Way out: none with ptrace; the kernel's own tracing (ftrace, perf) shows what such a thread does.
    "kernel-thread", "kernel threads can't be traced", [EPERM], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    let target =
        e.target.as_ref().filter(|t| e.attempt.request.attaches() && t.task.kernel_thread == Some(true))?;
    Some(
        Finding::proved(format!(
            "{} is a thread of the kernel: it makes no system calls",
            checks::who(target)
        ))
        .read("PF_KTHREAD among its flags", "/proc/PID/stat, or Kthread: 1 in /proc/PID/status")
        .saw_if(
            target.read_memory.is(libc::ESRCH).then_some("process_vm_readv answered ESRCH: it has no memory"),
        )
        .not("no privilege helps: the kernel refuses this to everybody")
        .advise("perf trace, ftrace", "show what the kernel itself does"),
    )
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use crate::diagnose::evidence::Reading;

    #[test]
    fn a_kernel_thread_is_named_before_its_owner() {
        let mut e = attach_denied(true);
        with_target(&mut e, |t| {
            t.task.kernel_thread = Some(true);
            t.task.uids = Some([0; 3]);
            t.task.gids = Some([0; 3]);
            t.mem_owner = Some((0, 0));
            t.read_memory = Reading::Errno(libc::ESRCH);
        });
        assert_eq!(codes(&e).0, Some("kernel-thread"));
    }
}
