//! A seccomp profile, as container engines read it, of the calls that a run has made
//! (<https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#seccomp>).

use crate::arch::{Abi, numbers};
use crate::event::{Event, Handler, Moment, Tracee};
use nix::unistd::Pid;
use serde::Serialize;
use std::collections::BTreeSet;
use std::fmt;

/// What runc and crun call between installing the filter and the program's first call, found by running both under
/// filters that lack one call each; what the scheduler of Go, which runc is written in, may call at any moment; and
/// restart_syscall, which the kernel makes for a program that was stopped.
const RUNTIME: &[&str] = &[
    // runc
    "capget",
    "capset",
    "chdir",
    "close",
    "execve",
    "faccessat2",
    "fstat",
    "fstatfs",
    "getcwd",
    "getdents64",
    "getppid",
    "newfstatat",
    "openat",
    "prctl",
    "read",
    "setgid",
    "setgroups",
    "setuid",
    "write",
    // crun
    "rt_sigaction",
    "rt_sigprocmask",
    "setresgid",
    "setresuid",
    // Go
    "clone",
    "epoll_pwait",
    "exit",
    "futex",
    "getpid",
    "gettid",
    "madvise",
    "mmap",
    "munmap",
    "nanosleep",
    "rt_sigreturn",
    "sched_yield",
    "sigaltstack",
    "tgkill",
    // the kernel
    "restart_syscall",
];

/// Collects the calls of a trace.
pub struct Profile<F> {
    /// For each ABI, in the order of [`Abi::ALL`], whether the call at this position of its table was made.
    made: [Vec<bool>; Abi::ALL.len()],
    /// Calls whose number has no name.
    unnamed: u64,
    /// Where remarks about the trace itself go.
    say: F,
}

/// The profile as a file holds it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document {
    default_action: &'static str,
    architectures: Vec<&'static str>,
    syscalls: [Rule; 2],
}

#[derive(Serialize)]
struct Rule {
    names: BTreeSet<&'static str>,
    action: &'static str,
    comment: &'static str,
}

impl<F: FnMut(fmt::Arguments<'_>)> Profile<F> {
    /// Nothing seen yet. `say` is given remarks about the trace itself.
    pub fn new(say: F) -> Profile<F> {
        Profile { made: Abi::ALL.map(|abi| vec![false; numbers::table(abi).len()]), unnamed: 0, say }
    }

    /// How many calls had a number without a name, which no profile can allow.
    pub fn unnamed(&self) -> u64 {
        self.unnamed
    }

    /// The profile, as JSON: it allows the calls that were made, by name, on the architectures that they were made on,
    /// and what a runtime itself needs to start the program. All else fails with EPERM.
    ///
    /// Errors: none that a string can have.
    pub fn document(&self) -> serde_json::Result<String> {
        let used = |abi: &Abi| *abi == Abi::own() || self.names(*abi).next().is_some();
        let names: BTreeSet<&str> = Abi::ALL.into_iter().flat_map(|abi| self.names(abi)).collect();
        let runtime = RUNTIME
            .iter()
            .copied()
            .filter(|name| !names.contains(name) && numbers::number(Abi::own(), name).is_some())
            .collect();
        let allow = |names, comment| Rule { names, action: "SCMP_ACT_ALLOW", comment };
        let document = Document {
            default_action: "SCMP_ACT_ERRNO",
            architectures: Abi::ALL.iter().filter(|abi| used(abi)).map(|abi| architecture(*abi)).collect(),
            syscalls: [
                allow(names, "what the program called"),
                allow(runtime, "what the runtime calls before the program, and the kernel after a stop"),
            ],
        };
        serde_json::to_string_pretty(&document).map(|text| text + "\n")
    }

    fn names(&self, abi: Abi) -> impl Iterator<Item = &'static str> {
        let made = &self.made[abi as usize];
        numbers::table(abi).iter().zip(made).filter(|(_, made)| **made).map(|((_, name), _)| *name)
    }
}

/// libseccomp's name for an ABI.
const fn architecture(abi: Abi) -> &'static str {
    match abi {
        Abi::X86_64 => "SCMP_ARCH_X86_64",
        Abi::X32 => "SCMP_ARCH_X32",
        Abi::I386 => "SCMP_ARCH_X86",
        Abi::Aarch64 => "SCMP_ARCH_AARCH64",
        Abi::Arm => "SCMP_ARCH_ARM",
    }
}

impl<F: FnMut(fmt::Arguments<'_>)> Handler for Profile<F> {
    fn event(&mut self, _tracee: &dyn Tracee, _at: Moment, event: Event<'_>) {
        let Event::Entered(entry) = event else { return };
        match numbers::index(entry.abi, entry.number) {
            Some(at) => self.made[entry.abi as usize][at] = true,
            None => self.unnamed += 1,
        }
    }

    fn idle(&mut self) {}

    fn forget(&mut self, _pid: Pid, _at: Moment) {}

    fn note(&mut self, message: fmt::Arguments<'_>) {
        (self.say)(message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{Entry, Still};
    use crate::memory::Recorded;

    #[test]
    fn a_profile_names_what_was_called_on_the_abis_that_it_was_called_on() {
        let mut profile = Profile::new(|_| {});
        let tracee = Still { pid: Pid::from_raw(1), memory: Recorded::new() };
        for (abi, number) in
            [(Abi::own(), "write"), (Abi::own(), "execve"), (Abi::I386, "time"), (Abi::I386, "write")]
        {
            let number = numbers::number(abi, number).unwrap().into();
            let entry = Entry { abi, number, args: [0; 6], ip: 0, sp: 0 };
            profile.event(&tracee, Moment::default(), Event::Entered(&entry));
        }
        let entry = Entry { abi: Abi::own(), number: 100_000, args: [0; 6], ip: 0, sp: 0 };
        profile.event(&tracee, Moment::default(), Event::Entered(&entry));
        let document: serde_json::Value = serde_json::from_str(&profile.document().unwrap()).unwrap();
        assert_eq!(document["defaultAction"], "SCMP_ACT_ERRNO");
        let mut architectures = [Abi::own(), Abi::I386];
        architectures.sort_by_key(|abi| Abi::ALL.iter().position(|known| known == abi));
        assert_eq!(document["architectures"], serde_json::json!(architectures.map(architecture)));
        assert_eq!(document["syscalls"][0]["names"], serde_json::json!(["execve", "time", "write"]));
        let runtime = document["syscalls"][1]["names"].as_array().unwrap();
        assert!(!runtime.is_empty() && !runtime.contains(&"execve".into()));
        assert_eq!(profile.unnamed(), 1);
    }
}
