use crate::diagnose::causes::cause;
use crate::diagnose::evidence::Evidence;
use crate::diagnose::finding::Finding;

cause! {
    /// The Windows Subsystem for Linux, version 1, is no Linux kernel: it translates system calls to Windows, and
    /// its ptrace lacks PTRACE_SEIZE and more. No setting helps.
    ///
    /// Evidence: the kernel's release ends in `-Microsoft` (version 2, a real kernel in a virtual machine, says
    /// `microsoft-standard`), and ptrace answers EINVAL, EIO or ENOSYS.
    ///
    /// Way out: `wsl --set-version DISTRIBUTION 2` in Windows.
    "wsl1", "WSL 1 has no complete ptrace", [EINVAL, EIO, ENOSYS], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    e.kernel.release.ends_with("-Microsoft").then(|| {
        Finding::likely("this is WSL 1, whose ptrace is incomplete: there is no Linux kernel below it")
            .read(format!("kernel release {}", e.kernel.release), "uname -r")
            .saw(format!("{} {}", e.attempt.request.name(), e.attempt.answer))
            .advise("wsl --set-version DISTRIBUTION 2", "in Windows: version 2 has a real kernel")
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use crate::diagnose::evidence::Reading;

    #[test]
    fn the_release_and_the_answer_tell_wsl1() {
        let mut e = attach(Reading::Errno(libc::EINVAL));
        e.kernel.release = "4.4.0-19041-Microsoft".into();
        assert_eq!(codes(&e).0, Some("wsl1"));
        e.attempt.answer = Reading::Errno(libc::EPERM);
        assert_eq!(codes(&e).0, None, "EPERM is no sign of a missing request");
    }

    #[test]
    fn wsl2_is_a_linux_like_any_other() {
        let mut e = attach(Reading::Errno(libc::EINVAL));
        e.kernel.release = "5.15.90.1-microsoft-standard-WSL2".into();
        assert_eq!(codes(&e), (None, None));
    }
}
