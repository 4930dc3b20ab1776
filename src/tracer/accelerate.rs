//! Acceleration: a seccomp filter in the tracee, so that only the calls that are wanted stop it.
//!
//! A call that is wanted becomes PTRACE_EVENT_SECCOMP (SECCOMP_RET_TRACE), which serves as its entry; the tracee then
//! runs to its exit by PTRACE_SYSCALL, and from there by PTRACE_CONT. All other calls run at full speed
//! (SECCOMP_RET_ALLOW; the kernel keeps a bitmap of them, and doesn't even run the filter).
//!
//! The rules:
//!
//! - Whoever has the filter can't get rid of it, and without a tracer the calls that it selects fail with ENOSYS. So
//!   the program and all that it makes end with rtrace (PTRACE_O_EXITKILL), are never let go, and all that it makes is
//!   followed. `--seccomp-bpf` asks for that; on its own rtrace does it only with `-f` and `--kill-on-exit`, where it
//!   changes nothing.
//! - A stricter answer of another filter (SECCOMP_RET_ERRNO, USER_NOTIF, TRAP) would hide a call from the tracer. So on
//!   its own rtrace does it only where it runs under no filter itself. A tracee that is about to install one goes on
//!   with full stops, before the call has any effect; where that is to bind the other threads as well
//!   (SECCOMP_FILTER_FLAG_TSYNC), those are stopped, to go on likewise. (As by attaching to them: a call that waits and
//!   that the kernel doesn't restart ends with EINTR.)
//! - Without CAP_SYS_ADMIN a filter needs no_new_privs, which the program can see. On its own rtrace does it only where
//!   neither is to be added.
//! - prctl(PR_GET_SECCOMP) answers the program as if there was no filter. `/proc/PID/status` tells of it (Seccomp,
//!   Seccomp_filters), as it tells of the tracer.
//! - Before Linux 4.8 filters ran before the entry to a call was reported; such a kernel gets no filter.
//!
//! Where the filter can't be installed, or isn't answered by an event, tracees stop at every call as ever.
//! Crate seccompiler makes a chain of comparisons, for one architecture, and kills what comes from another: so the
//! compiler is our own.

use super::{Tracer, placement};
use crate::arch::{Abi, numbers};
use crate::event::Entry;
use crate::filter::CallSet;
use crate::sys::ptrace::Resume;
use crate::sys::seccomp::Instruction;
use nix::errno::Errno;
use nix::sys::{prctl, ptrace};
use nix::unistd::Pid;
use std::fs;

/// Calls that rtrace must see for its own sake.
const NEEDED: [&str; 4] = ["execve", "execveat", "prctl", "seccomp"];

/// The most instructions that a filter may have (BPF_MAXINSNS of linux/bpf_common.h).
const LONGEST: usize = 4096;

/// Where `struct seccomp_data` of linux/seccomp.h has the call's number and its architecture, in bytes.
const NUMBER: u32 = 0;
const ARCHITECTURE: u32 = 4;

/// Bit 21 of a set of capabilities (linux/capability.h).
const CAP_SYS_ADMIN: u64 = 1 << 21;

/// What a call means for filters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum About {
    /// Nothing.
    #[default]
    Nothing,
    /// It asks whether there is one.
    Asks,
    /// It installs one, for its caller or for the whole process.
    Installs {
        /// SECCOMP_FILTER_FLAG_TSYNC.
        everybody: bool,
    },
}

impl About {
    /// What the call at hand means.
    pub fn of(entry: &Entry) -> About {
        let is =
            |name| numbers::number(entry.abi, name).is_some_and(|number| u64::from(number) == entry.number);
        let [first, second, ..] = entry.args;
        // The kernel takes the low half of what is an int to it.
        match first as u32 as i32 {
            libc::PR_GET_SECCOMP if is("prctl") => About::Asks,
            libc::PR_SET_SECCOMP if is("prctl") => About::Installs { everybody: false },
            operation
                if is("seccomp")
                    && matches!(
                        operation.cast_unsigned(),
                        libc::SECCOMP_SET_MODE_STRICT | libc::SECCOMP_SET_MODE_FILTER
                    ) =>
            {
                About::Installs { everybody: second & u64::from(libc::SECCOMP_FILTER_FLAG_TSYNC as u32) != 0 }
            }
            _ => About::Nothing,
        }
    }
}

/// Whether a filter would change nothing but speed: none is in force here, and it needs no no_new_privs.
pub fn is_unnoticed() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let value = |name: &str| {
        status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map_or("", str::trim)
    };
    let capable = u64::from_str_radix(value("CapEff"), 16).is_ok_and(|set| set & CAP_SYS_ADMIN != 0);
    value("Seccomp") == "0" && (capable || value("NoNewPrivs") == "1")
}

/// Whether the kernel runs filters after it has reported the entry to a call (Linux 4.8).
fn reports_before_filters() -> bool {
    let Ok(system) = nix::sys::utsname::uname() else { return false };
    let release = system.release().to_string_lossy();
    let mut parts = release.split(|c: char| !c.is_ascii_digit()).map_while(|part| part.parse::<u32>().ok());
    (parts.next(), parts.next()) >= (Some(4), Some(8))
}

/// Installs a filter for the program that this process is to become: without no_new_privs, if that is allowed.
///
/// Errors: EACCES, EPERM, ENOSYS and what else another filter answers; EINVAL where the kernel has no filters.
pub fn install(filter: &[Instruction]) -> nix::Result<()> {
    match crate::sys::seccomp::install(filter) {
        Err(Errno::EACCES) => {
            prctl::set_no_new_privs()?;
            crate::sys::seccomp::install(filter)
        }
        done => done,
    }
}

impl Tracer {
    /// Has the program that is to be launched stop at these calls alone, where that can be. It and all that it makes
    /// then end with rtrace.
    pub fn accelerate(&mut self, wanted: &CallSet) {
        if wanted.is_all() || self.options.witness || !reports_before_filters() {
            return;
        }
        let mut stopping = wanted.clone();
        NEEDED.iter().for_each(|name| stopping.insert(name));
        if !self.options.unplaced {
            placement::names().for_each(|name| stopping.insert(name));
        }
        self.filter =
            Some(compile(&stopping, libc::SECCOMP_RET_TRACE)).filter(|filter| filter.len() <= LONGEST);
    }

    /// How a tracee is to be resumed so that it stops where it must.
    pub(super) fn how(&mut self, pid: Pid) -> Resume {
        match self.tasks.get(pid) {
            Some(task) if task.filtered && !task.inside => Resume::Cont,
            _ => Resume::Syscall,
        }
    }

    /// A tracee enters a call: where that is about filters, what rtrace's own needs is done.
    pub(super) fn mind_filters(&mut self, pid: Pid, entry: &Entry) {
        let Some(task) = self.tasks.get(pid).filter(|task| task.filtered) else { return };
        task.about = About::of(entry);
        if let About::Installs { everybody } = task.about {
            task.filtered = false;
            if everybody {
                self.stop_all_of(pid);
            }
        }
    }

    /// Has the other threads of a process go on with full stops.
    fn stop_all_of(&mut self, pid: Pid) {
        // Whoever is in /proc/PID/task: a thread's own directory tells of its whole process.
        let threads = fs::read_dir(format!("/proc/{pid}/task")).into_iter().flatten().flatten();
        for thread in threads.filter_map(|entry| entry.file_name().to_str()?.parse().ok()).map(Pid::from_raw)
        {
            if let Some(task) = self.tasks.get(thread).filter(|task| task.filtered) {
                task.filtered = false;
                // Who is gone is gone.
                _ = ptrace::interrupt(thread);
            }
        }
    }
}

/// The filter that answers `wanted` calls with `action` and lets all others pass: a tree of comparisons for each
/// architecture.
pub(crate) fn compile(wanted: &CallSet, action: u32) -> Vec<Instruction> {
    let mut filter = vec![load(ARCHITECTURE)];
    let mut architectures: Vec<u32> = Abi::ALL.iter().map(|abi| abi.audit()).collect();
    architectures.dedup();
    for audit in architectures {
        let mut part = vec![load(NUMBER)];
        tree(&ranges(wanted, audit), action, &mut part);
        // A jump by comparison reaches 255 instructions; this one any number.
        filter.push(jump(libc::BPF_JEQ, audit, 1, 0));
        filter.push(jump(libc::BPF_JA, part.len() as u32, 0, 0));
        filter.append(&mut part);
    }
    filter.push(answer(action));
    filter
}

/// The numbers of an architecture's calls as ranges: where each begins, and whether it is wanted.
fn ranges(wanted: &CallSet, audit: u32) -> Vec<(u32, bool)> {
    // What has no name begins where a named one ends; x32 begins where its bit is set, and what is negative after it.
    let mut begins = vec![0, X32_BIT, 1 << 31];
    for abi in Abi::ALL.into_iter().filter(|abi| abi.audit() == audit) {
        let bit = if abi == Abi::X32 { X32_BIT } else { 0 };
        begins.extend(numbers::table(abi).iter().flat_map(|(number, _)| [number | bit, (number | bit) + 1]));
    }
    begins.sort_unstable();
    begins.dedup();
    let mut ranges: Vec<(u32, bool)> =
        begins.into_iter().map(|begin| (begin, stops(wanted, audit, begin))).collect();
    ranges.dedup_by_key(|(_, stops)| *stops);
    ranges
}

/// Whether a call stops. The kernel's number is an int.
fn stops(wanted: &CallSet, audit: u32, number: u32) -> bool {
    let number = i64::from(number.cast_signed()).cast_unsigned();
    Abi::from_audit(audit, number).is_none_or(|(abi, number)| wanted.has(abi, number))
}

/// `__X32_SYSCALL_BIT` of asm/unistd.h.
const X32_BIT: u32 = 0x4000_0000;

fn tree(ranges: &[(u32, bool)], action: u32, into: &mut Vec<Instruction>) {
    let (left, right) = ranges.split_at(ranges.len() / 2);
    match (left, right) {
        ([], [(_, stops)]) => into.push(answer(if *stops { action } else { libc::SECCOMP_RET_ALLOW })),
        ([_, ..], [(begin, _), ..]) => {
            let mut below = Vec::new();
            tree(left, action, &mut below);
            into.push(jump(libc::BPF_JGE, *begin, 0, 1));
            into.push(jump(libc::BPF_JA, below.len() as u32, 0, 0));
            into.append(&mut below);
            tree(right, action, into);
        }
        _ => {}
    }
}

fn load(offset: u32) -> Instruction {
    Instruction { code: (libc::BPF_LD | libc::BPF_W | libc::BPF_ABS) as u16, jt: 0, jf: 0, k: offset }
}

fn jump(condition: u32, k: u32, jt: u8, jf: u8) -> Instruction {
    Instruction { code: (libc::BPF_JMP | condition | libc::BPF_K) as u16, jt, jf, k }
}

fn answer(k: u32) -> Instruction {
    Instruction { code: (libc::BPF_RET | libc::BPF_K) as u16, jt: 0, jf: 0, k }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs a filter as the kernel does, on a call of this architecture and number.
    fn answers(filter: &[Instruction], audit: u32, number: u32) -> u32 {
        let (mut at, mut register) = (0, 0);
        loop {
            let Instruction { code, jt, jf, k } = filter[at];
            let code = u32::from(code);
            at += 1;
            let taken = match code & 0xf0 {
                _ if code == libc::BPF_RET | libc::BPF_K => return k,
                _ if code == libc::BPF_LD | libc::BPF_W | libc::BPF_ABS => {
                    register = if k == NUMBER { number } else { audit };
                    continue;
                }
                libc::BPF_JA => {
                    at += k as usize;
                    continue;
                }
                libc::BPF_JEQ => register == k,
                libc::BPF_JGE => register >= k,
                other => panic!("no such jump: {other:x}"),
            };
            at += usize::from(if taken { jt } else { jf });
        }
    }

    fn check(expression: &str) {
        let wanted = CallSet::parse(expression).unwrap();
        let filter = compile(&wanted, libc::SECCOMP_RET_TRACE);
        assert!(filter.len() <= LONGEST, "{expression}: {} instructions", filter.len());
        for abi in Abi::ALL {
            let bit = if abi == Abi::X32 { X32_BIT } else { 0 };
            for number in 0..1000 {
                let expected = if wanted.has(abi, number.into()) {
                    libc::SECCOMP_RET_TRACE
                } else {
                    libc::SECCOMP_RET_ALLOW
                };
                assert_eq!(
                    answers(&filter, abi.audit(), number | bit),
                    expected,
                    "{expression}: {abi} {number}"
                );
            }
        }
        assert_eq!(answers(&filter, 0x1234, 0), libc::SECCOMP_RET_TRACE, "an architecture that nobody knows");
    }

    #[test]
    fn the_filter_stops_at_what_is_wanted_and_at_nothing_else() {
        for expression in
            ["openat", "!openat", "%file", "none", "read@32", "write@x32", "/t$", "%network,!close"]
        {
            if CallSet::parse(expression).is_ok() {
                check(expression);
            }
        }
    }

    #[test]
    fn a_number_that_is_no_call_is_wanted_where_all_but_some_are() {
        let filter = compile(&CallSet::parse("!getppid").unwrap(), libc::SECCOMP_RET_TRACE);
        let audit = Abi::own().audit();
        for number in [u32::MAX, 1 << 31, 0x3fff_ffff, 100_000] {
            assert_eq!(answers(&filter, audit, number), libc::SECCOMP_RET_TRACE);
        }
    }

    #[test]
    fn the_tree_is_balanced() {
        let wanted = CallSet::parse("%file").unwrap();
        let ranges = ranges(&wanted, Abi::own().audit());
        let mut filter = Vec::new();
        tree(&ranges, libc::SECCOMP_RET_TRACE, &mut filter);
        let depth = |number: u32| {
            let (mut at, mut steps) = (0, 0);
            while filter[at].code != (libc::BPF_RET | libc::BPF_K) as u16 {
                let below = number < filter[at].k;
                at += if below { 2 } else { 2 + filter[at + 1].k as usize };
                steps += 1;
            }
            steps
        };
        let most = (0..600).map(depth).max().unwrap();
        assert!(most <= ranges.len().ilog2() + 1, "{most} comparisons for {} ranges", ranges.len());
    }

    #[test]
    fn calls_about_filters_are_told_apart() {
        let call = |name, args: [u64; 2]| {
            let number = numbers::number(Abi::X86_64, name).unwrap().into();
            About::of(&Entry { abi: Abi::X86_64, number, args: [args[0], args[1], 0, 0, 0, 0], ip: 0, sp: 0 })
        };
        assert_eq!(call("prctl", [21, 0]), About::Asks);
        assert_eq!(call("prctl", [22, 2]), About::Installs { everybody: false });
        assert_eq!(call("seccomp", [1, 1]), About::Installs { everybody: true });
        assert_eq!(call("seccomp", [0, 0]), About::Installs { everybody: false });
        assert_eq!(call("seccomp", [2, 0]), About::Nothing);
        assert_eq!(call("getppid", [22, 2]), About::Nothing);
    }
}
