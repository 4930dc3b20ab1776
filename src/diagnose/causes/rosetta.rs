use crate::diagnose::causes::cause;
use crate::diagnose::evidence::Evidence;
use crate::diagnose::finding::Finding;

cause! {
    /// The program is an x86_64 one on an Apple processor, translated by Rosetta: containers of the other
    /// architecture on a Mac run so. Rosetta has no ptrace for what it translates.
    ///
    /// Evidence: /proc/cpuinfo names a VirtualApple processor, and ptrace answers ENOSYS or EIO.
    ///
    /// Way out: an image for the machine's own architecture (`--platform linux/arm64`), with rtrace for aarch64.
    "rosetta", "Rosetta translates this program and has no ptrace", [ENOSYS, EIO], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    e.kernel.virtual_apple.then(|| {
        Finding::likely(
            "Rosetta translates this x86_64 program on an Apple processor, and offers it no ptrace",
        )
        .read("a VirtualApple processor", "/proc/cpuinfo")
        .saw(format!("{} {}", e.attempt.request.name(), e.attempt.answer))
        .not("it is no matter of privilege: --cap-add and --privileged change nothing")
        .advise("docker run --platform linux/arm64 ...", "with rtrace for aarch64")
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use crate::diagnose::evidence::Reading;

    #[test]
    fn a_virtual_apple_processor_and_enosys_tell_rosetta() {
        let mut e = launch(Reading::Errno(libc::ENOSYS));
        e.kernel.virtual_apple = true;
        assert_eq!(codes(&e).0, Some("rosetta"));
        let mut e = launch(Reading::Errno(libc::EPERM));
        e.kernel.virtual_apple = true;
        assert_ne!(codes(&e).0, Some("rosetta"));
    }
}
