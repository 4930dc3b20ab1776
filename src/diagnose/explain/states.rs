//! Refusals for what state something is in: a process, a session, a mapping, a socket.

use super::advice;
use super::capability::name;
use super::capability::number::{FOWNER, SYS_RESOURCE};
use super::evidence::Refusal;
use super::verdict::{Code, Verdict};
use crate::diagnose::finding::Finding;
use libc::{EACCES, EPERM};

/// `TIOCSCTTY` of asm-generic/ioctls.h.
const TIOCSCTTY: u64 = 0x540e;

/// F_SEAL_* of linux/fcntl.h, by their bits.
const SEALS: &[(i32, &str)] = &[
    (libc::F_SEAL_SEAL, "F_SEAL_SEAL"),
    (libc::F_SEAL_SHRINK, "F_SEAL_SHRINK"),
    (libc::F_SEAL_GROW, "F_SEAL_GROW"),
    (libc::F_SEAL_WRITE, "F_SEAL_WRITE"),
    (libc::F_SEAL_FUTURE_WRITE, "F_SEAL_FUTURE_WRITE"),
    (F_SEAL_EXEC, "F_SEAL_EXEC"),
];

/// Of linux/fcntl.h, since Linux 6.3.
const F_SEAL_EXEC: i32 = 0x20;

/// Where files of memory are kept from being programs (Linux 6.3).
pub const MEMFD: &str = "vm/memfd_noexec";

/// Judges by the call.
pub fn judge(refusal: &Refusal) -> Option<Verdict> {
    match (refusal.call, refusal.errno) {
        ("epoll_ctl", EPERM) => Some(state(
            refusal,
            true,
            "nobody waits for such a file with epoll: regular files and directories are always ready",
            "read or write it without waiting",
        )),
        ("membarrier", EPERM) => Some(state(
            refusal,
            true,
            "the process has not said before that it will use that barrier",
            "membarrier(MEMBARRIER_CMD_REGISTER_..., 0), once",
        )),
        ("madvise", EACCES) if refusal.args[2] == libc::MADV_REMOVE as u64 => Some(state(
            refusal,
            false,
            "only from a shared mapping that may be written to is something removed",
            "map it with MAP_SHARED, of a file opened with O_RDWR",
        )),
        ("mq_open" | "mq_unlink", EACCES) => queue(refusal),
        ("add_key" | "request_key", EPERM) => dotted(refusal),
        ("keyctl" | "add_key" | "request_key", EACCES) => Some(state(
            refusal,
            false,
            "the permissions of the key or of the keyring don't allow that",
            "keyctl describe KEY, keyctl setperm",
        )),
        ("setpgid", EACCES) => Some(state(
            refusal,
            true,
            "the child has executed another program, and its process group can't be changed from then on",
            "call setpgid before its execve, in the child or in the parent",
        )),
        ("setpgid", EPERM) => Some(state(
            refusal,
            false,
            "it leads a session, or is in another session than the process group or the caller",
            "",
        )),
        ("ioctl", EPERM) if refusal.args[1] & 0xffff_ffff == TIOCSCTTY => Some(state(
            refusal,
            false,
            "only a session's leader without a terminal gets one, and only one that no other session has",
            "call setsid first",
        )),
        ("prctl", EPERM) => ambient(refusal),
        ("mmap" | "mmap2", EACCES) => mapped(refusal),
        (_, EPERM) if refusal.seals.is_some() => sealed(refusal),
        ("clock_settime" | "clock_settime64", EPERM) => cpu_clock(refusal),
        ("rt_sigqueueinfo" | "rt_tgsigqueueinfo" | "pidfd_send_signal", EPERM) => pretended(refusal),
        ("memfd_create", EACCES) => executable(refusal),
        (_, EACCES | EPERM) => controlled(refusal),
        _ => None,
    }
}

fn state(refusal: &Refusal, sure: bool, because: &str, advice: &str) -> Verdict {
    let finding = Finding::proved_if(sure && refusal.by_kernel(), because);
    Verdict::of(Code::State, if advice.is_empty() { finding } else { finding.advise(advice, "") })
}

/// The name of a message queue, which is one of a file in a directory: see mq_overview(7).
fn queue(refusal: &Refusal) -> Option<Verdict> {
    let name = refusal.text(0);
    let because = match name {
        b"." | b".." => "a queue has no such name",
        name if name.contains(&b'/') => "the name of a queue has no slash but the one that it begins with",
        _ => return None,
    };
    Some(state(refusal, true, because, "another name"))
}

/// Names that the kernel keeps for itself: see add_key(2).
fn dotted(refusal: &Refusal) -> Option<Verdict> {
    let [kind, description] = [refusal.text(0), refusal.text(1)];
    let because = if kind.starts_with(b".") {
        "types of keys whose names begin with a dot are the kernel's own"
    } else if refusal.call == "add_key" && kind == b"keyring" && description.starts_with(b".") {
        "keyrings whose names begin with a dot are the kernel's own"
    } else {
        return None;
    };
    Some(state(refusal, true, because, "a name without a dot"))
}

/// PR_CAP_AMBIENT_RAISE: see capabilities(7).
fn ambient(refusal: &Refusal) -> Option<Verdict> {
    let [what, how, which, ..] = refusal.args;
    let capability = u8::try_from(which).ok().filter(|capability| *capability < 64)?;
    let raises = what as i32 == libc::PR_CAP_AMBIENT && how == libc::PR_CAP_AMBIENT_RAISE as u64;
    let lacks = |set: u64| set >> capability & 1 == 0;
    let set = match refusal.task.permitted {
        _ if !raises => return None,
        permitted if lacks(permitted) => "permitted",
        _ if lacks(refusal.task.inheritable) => "inheritable",
        _ => return None,
    };
    let because =
        format!("{} is not in the {set} set, and it takes that to make it ambient", name(capability));
    let finding = Finding::proved_if(refusal.by_kernel(), because)
        .saw(format!("CapPrm: {:016x}", refusal.task.permitted))
        .saw(format!("CapInh: {:016x}", refusal.task.inheritable));
    let finding = if set == "inheritable" {
        finding.advise("capset(2), to make it inheritable first", "")
    } else {
        finding.advise_all(advice::give(capability, refusal))
    };
    Some(Verdict::of(Code::Capability, finding).about(&name(capability)))
}

/// mmap(2) against the way in which a file was opened.
fn mapped(refusal: &Refusal) -> Option<Verdict> {
    let access = refusal.opened_with? & libc::O_ACCMODE;
    let shared = matches!(refusal.args[3] as i32 & 3, libc::MAP_SHARED | libc::MAP_SHARED_VALIDATE);
    let writes = refusal.args[2] & libc::PROT_WRITE as u64 != 0;
    let (because, advice) = match access {
        libc::O_WRONLY => {
            ("the file was opened for writing alone, and a mapping reads it", "open it with O_RDWR")
        }
        libc::O_RDONLY if shared && writes => (
            "the file was opened for reading alone, and a shared mapping would write to it",
            "open it with O_RDWR, or map it with MAP_PRIVATE",
        ),
        _ => return None,
    };
    let verdict = state(refusal, true, because, advice);
    Some(Verdict { finding: verdict.finding.doubted(refusal.asked_before(false)), ..verdict })
}

/// The clock of a process or a thread (its id is in the clock's: CPUCLOCK_PID of linux/posix-timers.h).
fn cpu_clock(refusal: &Refusal) -> Option<Verdict> {
    const DEVICE: i32 = 3;
    let clock = refusal.args[0] as i32;
    (clock < 0 && clock & 7 != DEVICE)
        .then(|| state(refusal, true, "the clock of a process or a thread can't be set", ""))
}

/// A siginfo that only the kernel may send to others: see rt_sigqueueinfo(2).
fn pretended(refusal: &Refusal) -> Option<Verdict> {
    const SI_TKILL: i32 = -6;
    let at = refusal.argument("info")?;
    let code = refusal.word(at, 8, 4)? as u32 as i32;
    (code >= 0 || code == SI_TKILL).then(|| {
        state(
            refusal,
            true,
            "a si_code that the kernel or kill(2) has may be sent to oneself alone",
            "si_code = SI_QUEUE",
        )
    })
}

/// memfd_create(2) where files of memory may not be programs.
fn executable(refusal: &Refusal) -> Option<Verdict> {
    const MFD_NOEXEC_SEAL: u64 = 8;
    const ENFORCED: i64 = 2;
    let asked = refusal.args[1] & MFD_NOEXEC_SEAL != 0;
    let level = refusal.setting(MEMFD).filter(|level| *level >= ENFORCED && !asked)?;
    let finding =
        Finding::proved_if(refusal.by_kernel(), "a setting takes MFD_NOEXEC_SEAL of every file of memory")
            .saw(format!("vm.memfd_noexec={level}"))
            .advise("memfd_create(NAME, MFD_NOEXEC_SEAL)", "where it is no program")
            .advise("sysctl -w vm.memfd_noexec=1", "as root of the machine");
    Some(Verdict::of(Code::Setting, finding))
}

/// Files of /proc and of cgroups whose content is judged when it is written.
fn controlled(refusal: &Refusal) -> Option<Verdict> {
    let path = refusal.written.as_deref()?;
    let name = path.rsplit('/').next()?;
    let finding = match name {
        "oom_score_adj" | "oom_adj" if refusal.errno == EACCES && !refusal.task.has(SYS_RESOURCE) => {
            Finding::proved_if(
                refusal.by_kernel(),
                "CAP_SYS_RESOURCE is missing, which it takes to lower that value",
            )
            .saw(format!("CapEff: {:016x}", refusal.task.effective))
            .advise_all(advice::give(SYS_RESOURCE, refusal))
        }
        "cgroup.procs" | "cgroup.threads" | "tasks" => {
            let because =
                "to move a task takes permission to write cgroup.procs where both cgroups meet, too";
            let finding =
                Finding::likely(because).advise("chown the cgroup above", "or Delegate=yes in a unit");
            return Some(Verdict::of(Code::FilePermission, finding.saw(format!("the file is {path}"))));
        }
        _ => return None,
    };
    Some(Verdict::of(Code::Capability, finding.saw(format!("the file is {path}"))))
}

/// Which seals keep calls from what they do, one of which must be on the file.
const SEALED: &[(&[&str], i32)] = &[
    (&["fcntl", "fcntl64"], libc::F_SEAL_SEAL),
    (&["fchmod"], F_SEAL_EXEC),
    (&["ftruncate", "ftruncate64"], libc::F_SEAL_SHRINK | libc::F_SEAL_GROW),
    (&["mmap", "mmap2"], libc::F_SEAL_WRITE | libc::F_SEAL_FUTURE_WRITE),
    (&["fallocate"], libc::F_SEAL_WRITE | libc::F_SEAL_FUTURE_WRITE | libc::F_SEAL_GROW),
    (
        &["write", "pwrite64", "writev", "pwritev", "pwritev2"],
        libc::F_SEAL_WRITE | libc::F_SEAL_FUTURE_WRITE | libc::F_SEAL_GROW,
    ),
];

/// A file of memory that was sealed: see F_ADD_SEALS(2const).
fn sealed(refusal: &Refusal) -> Option<Verdict> {
    let keeps = SEALED.iter().find(|(calls, _)| calls.contains(&refusal.call)).map(|(_, seals)| *seals)?;
    let seals = refusal.seals?;
    let writable = refusal.opened_with.is_none_or(|flags| flags & libc::O_ACCMODE != libc::O_RDONLY);
    if !writable {
        let because =
            "a file is sealed by a descriptor that may write to it: this one was opened for reading alone";
        return Some(state(refusal, true, because, "open it with O_RDWR"));
    }
    // Whether it may change the mode at all is asked before.
    let owner = refusal.files.first().and_then(|walk| walk.named()).map(|step| step.inode.uid);
    let stranger = owner.is_some_and(|owner| owner != refusal.task.uids[3]) && !refusal.task.has(FOWNER);
    if seals & keeps == 0 || refusal.call == "fchmod" && stranger {
        return None;
    }
    let names: Vec<&str> = SEALS.iter().filter(|(bit, _)| seals & bit != 0).map(|(_, name)| *name).collect();
    let finding = Finding::proved_if(refusal.by_kernel(), "the file is sealed against that")
        .saw(format!("its seals are {}", names.join("|")))
        .advise("make another file", "a seal can't be taken off");
    Some(Verdict::of(Code::State, finding))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_handler_had_interrupted_is_no_refusal() {
        assert!(!super::super::relevant("rt_sigreturn", EPERM));
    }
}
