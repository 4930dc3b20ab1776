//! Other processes: who may look into them, and who may trace them, in the order in which the kernel checks
//! (__ptrace_may_access of its kernel/ptrace.c, and ptrace_attach).

use super::advice;
use super::capability::number::SYS_PTRACE;
use super::evidence::{FIRST_USER_NS, Neighbour, Refusal};
use super::verdict::{Code, Verdict};
use crate::diagnose::finding::Finding;

/// Where Yama says who may attach.
pub const YAMA: &str = "kernel/yama/ptrace_scope";

/// Files of /proc/PID that are for those alone who may trace the process, or read it (PTRACE_MODE_READ).
const GUARDED: &[&str] = &[
    "auxv",
    "clear_refs",
    "cwd",
    "environ",
    "exe",
    "fd",
    "fdinfo",
    "io",
    "map_files",
    "maps",
    "mem",
    "ns",
    "numa_maps",
    "pagemap",
    "personality",
    "root",
    "smaps",
    "smaps_rollup",
    "stack",
    "syscall",
    "timerslack_ns",
];

/// Calls that look into other processes. Others are about them, too, and have rules of their own.
const LOOKS: &[&str] = &[
    "get_robust_list",
    "kcmp",
    "migrate_pages",
    "move_pages",
    "pidfd_getfd",
    "process_madvise",
    "process_vm_readv",
    "process_vm_writev",
    "ptrace",
    "setns",
];

/// Judges a call that is about other processes.
pub fn judge(refusal: &Refusal) -> Option<Verdict> {
    if !matches!(refusal.errno, libc::EPERM | libc::EACCES) {
        return None;
    }
    if refusal.call == "ptrace" && refusal.args[0] as i32 == 0 {
        return refusal.neighbours.first().and_then(|own| traced(refusal, own, "the process"));
    }
    let file = guarded(refusal);
    let by_call = refusal.files.is_empty();
    if if by_call { !LOOKS.contains(&refusal.call) } else { file.is_none() } {
        return None;
    }
    refusal.neighbours.iter().find_map(|other| Look { refusal, other, file }.judge())
}

/// The file of /proc/PID that a path goes through, where it is one of those.
fn guarded(refusal: &Refusal) -> Option<&'static str> {
    let of = |path: &str| {
        let mut parts = path.rsplit('/');
        parts.find_map(|part| GUARDED.iter().find(|name| **name == part))
    };
    // Links in /proc are not followed, so it may be the path alone that names them.
    let paths = refusal.files.iter().flat_map(|walk| {
        walk.steps.last().map(|step| step.path.as_str()).into_iter().chain([walk.path.as_str()])
    });
    paths.filter_map(of).next().copied()
}

/// One process, and what is wanted of it: a file of its directory, or what the call does.
struct Look<'a> {
    refusal: &'a Refusal,
    other: &'a Neighbour,
    file: Option<&'static str>,
}

impl Look<'_> {
    fn judge(&self) -> Option<Verdict> {
        let Look { refusal, other, .. } = self;
        let attaches = refusal.call == "ptrace";
        if attaches && other.kernel_thread {
            return Some(
                self.verdict(true, format!("{} is a thread of the kernel, which nobody traces", self.who())),
            );
        }
        self.access()
            .or_else(|| self.yama())
            .or_else(|| {
                if attaches && other.zombie {
                    return Some(self.verdict(true, format!("{} has ended", self.who())));
                }
                attaches.then(|| traced(refusal, other, &self.who())).flatten()
            })
            .or_else(|| self.rest().filter(|_| refusal.call != "setns"))
    }

    fn who(&self) -> String {
        format!("process {} ({})", self.other.pid, self.other.comm)
    }

    /// Whether the capability counts there that lets one look into anybody.
    fn capable(&self) -> bool {
        let task = &self.refusal.task;
        let counts = task.user_ns == Some(FIRST_USER_NS) || task.user_ns == self.other.user_ns;
        task.has(SYS_PTRACE) && counts
    }

    fn access(&self) -> Option<Verdict> {
        let Look { refusal, other, file } = self;
        if self.capable() {
            return None;
        }
        let task = &refusal.task;
        // Files of /proc ask for the ids and capabilities that count for files, calls for the real ones.
        let (uid, gid, held) = match file {
            Some(_) => (task.uids[3], task.gids[3], task.effective),
            None => (task.uids[0], task.gids[0], task.permitted),
        };
        let sure = task.own_user_ns;
        let verdict = |sure, because: String| {
            let verdict = self.verdict(sure, because);
            let finding = verdict.finding.advise_all(advice::give(SYS_PTRACE, refusal));
            Some(Verdict { finding, ..verdict })
        };
        if other.uids.iter().any(|other| *other != uid) || other.gids.iter().any(|other| *other != gid) {
            return verdict(
                sure,
                format!("{} is another user's, and takes CAP_SYS_PTRACE to look into", self.who()),
            );
        }
        if other.undumpable {
            return verdict(
                sure,
                format!("{} is not dumpable, and takes CAP_SYS_PTRACE to look into", self.who()),
            );
        }
        if other.user_ns.is_some() && other.user_ns != task.user_ns {
            return verdict(false, format!("{} is in another user namespace", self.who()));
        }
        let more = other.permitted & !held;
        (more != 0)
            .then(|| verdict(sure, format!("{} has capabilities that this one lacks", self.who())))
            .flatten()
    }

    fn yama(&self) -> Option<Verdict> {
        let Look { refusal, file, .. } = self;
        let attaches =
            matches!(refusal.call, "ptrace" | "process_vm_readv" | "process_vm_writev" | "pidfd_getfd")
                || *file == Some("mem");
        let scope = refusal.setting(YAMA).filter(|_| attaches)?;
        let because = match scope {
            1 if !self.capable() => "Yama lets a process attach to what it has started itself alone",
            2 if !self.capable() => "Yama lets nobody attach without CAP_SYS_PTRACE",
            3 => "Yama lets nobody attach to any process",
            _ => return None,
        };
        let finding = Finding::proved_if(refusal.by_kernel() && scope > 1, because)
            .saw(format!("kernel.yama.ptrace_scope={scope}"))
            .doubted(refusal.asked_before(true));
        let finding = match scope {
            3 => finding.advise("reboot", "that setting can't be taken back"),
            _ => finding
                .advise_all(advice::give(SYS_PTRACE, refusal))
                .advise("sysctl -w kernel.yama.ptrace_scope=0", "as root of the machine"),
        };
        Some(Verdict::of(Code::Setting, finding))
    }

    /// Nothing that can be computed refuses: a security module's word, or a user namespace that can't be seen.
    fn rest(&self) -> Option<Verdict> {
        let what = self.file.map_or("the call", |_| "that file");
        let because = format!("{} may not be looked into, for which {what} asks", self.who());
        let verdict = self.verdict(false, because);
        let finding =
            verdict.finding.saw("ids, capabilities and dumpability let it pass, as far as can be seen");
        Some(Verdict { finding, ..verdict })
    }

    fn verdict(&self, sure: bool, because: String) -> Verdict {
        let Look { refusal, other, .. } = self;
        let list = |ids: &[u32; 3]| ids.map(|id| id.to_string()).join("/");
        let finding = Finding::proved_if(sure && refusal.by_kernel(), because)
            .saw(format!(
                "its uids {}, gids {}, CapPrm {:016x}",
                list(&other.uids),
                list(&other.gids),
                other.permitted
            ))
            .saw(format!(
                "uid {}, gid {}, CapEff {:016x}",
                refusal.task.uids[0], refusal.task.gids[0], refusal.task.effective
            ));
        Verdict::of(Code::Process, finding).about(&self.who())
    }
}

/// A process that has a tracer can't get another.
fn traced(refusal: &Refusal, other: &Neighbour, who: &str) -> Option<Verdict> {
    let (tracer, comm) = other.tracer.as_ref()?;
    let finding = Finding::proved_if(refusal.by_kernel(), format!("{who} is traced already, by {comm}"))
        .read(format!("TracerPid: {tracer}"), "/proc/PID/status");
    let finding = if *tracer == std::process::id().cast_signed() {
        finding.advise("trace it without -f", "rtrace itself has it: a process has one tracer")
    } else {
        finding.advise(format!("end the tracer {tracer}"), "a process has one tracer")
    };
    Some(Verdict::of(Code::Process, finding).about(who))
}
