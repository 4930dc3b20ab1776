use crate::diagnose::causes::{cause, checks};
use crate::diagnose::evidence::Evidence;
use crate::diagnose::finding::Finding;

cause! {
    /// The program runs under a user-mode emulator like qemu-user: each of its system calls goes to the emulator,
    /// which has no ptrace and answers ENOSYS itself. Containers of a foreign architecture (`docker run --platform`)
    /// run so.
    ///
    /// Evidence: ptrace answers ENOSYS although no seccomp filter is in force; or /proc/kallsyms, which emulators
    /// pass through from the machine, names system calls of another architecture than uname does.
    ///
    /// Way out: an image for the machine's own architecture, or rtrace outside the emulator.
    "emulation", "a user-mode emulator has no ptrace", [ENOSYS], judge
}

fn judge(e: &Evidence) -> Option<Finding> {
    let foreign = checks::foreign_symbols(e);
    let without_filter = e.caller.seccomp == Some(0) && e.attempt.answer.is(libc::ENOSYS);
    // Rosetta is an emulator, too, and has a page of its own.
    (!e.kernel.virtual_apple && (foreign.is_some() || without_filter)).then(|| {
        Finding::likely("an emulator answers this program's system calls, and has no ptrace")
            .saw_if(foreign.map(|arch| {
                format!("the kernel's system calls are named __{arch}_sys_... in /proc/kallsyms")
            }))
            .read(format!("machine {}", e.kernel.machine), "uname -m")
            .saw(format!("{} {}: no Linux kernel lacks it", e.attempt.request.name(), e.attempt.answer))
            .saw_if(without_filter.then_some("Seccomp: 0 in /proc/self/status: no filter answered"))
            .not("it is no matter of privilege: --cap-add and --privileged change nothing")
            .advise("run an image of the machine's own architecture", "docker run --platform linux/ARCH")
            .advise(
                "trace the emulator from outside",
                "rtrace qemu-ARCH PROGRAM shows the calls that it makes",
            )
    })
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use crate::diagnose::evidence::Reading;

    #[test]
    fn enosys_without_a_filter_comes_from_an_emulator() {
        let e = launch(Reading::Errno(libc::ENOSYS));
        assert_eq!(codes(&e).0, Some("emulation"));
    }

    #[test]
    fn symbols_of_another_architecture_tell_it_even_under_a_filter() {
        let mut e = launch(Reading::Errno(libc::ENOSYS));
        e.caller.seccomp = Some(2);
        e.kernel.symbols_for = Some("arm64".into());
        assert_eq!(codes(&e).0, Some("emulation"));
    }

    #[test]
    fn a_filter_that_answers_enosys_is_no_emulator() {
        let mut e = launch(Reading::Errno(libc::ENOSYS));
        filter(&mut e, Reading::Errno(libc::ENOSYS));
        e.kernel.symbols_for = Some("x64".into());
        assert_eq!(codes(&e), (Some("seccomp-filter"), None));
    }
}
