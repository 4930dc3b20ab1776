//! Refusals that have one well-known reason which is neither a file nor a capability.

use super::capability::number::{SETGID, SYS_ADMIN};
use super::evidence::Refusal;
use super::touch::open_flags;
use super::verdict::{Code, Verdict};
use super::walk::End;
use crate::diagnose::environment::Environment;
use crate::diagnose::finding::Finding;
use libc::{EACCES, EINVAL, ELOOP, EPERM};

/// Who may send pings without a raw socket.
pub const PING: &str = "net/ipv4/ping_group_range";

/// Judges by the call.
pub fn judge(refusal: &Refusal) -> Option<Verdict> {
    match (refusal.call, refusal.errno) {
        ("seccomp" | "prctl", EACCES) | ("landlock_restrict_self", EPERM) => no_new_privs(refusal),
        ("socket", EACCES) => ping(refusal),
        ("setsid", EPERM) => leader(refusal),
        ("setgroups" | "setgroups32", EPERM) => setgroups(refusal),
        ("unshare" | "setns", EINVAL) => threads(refusal),
        ("pivot_root", EINVAL) => Some(root(refusal)),
        (_, EINVAL) => unmapped(refusal),
        (_, ELOOP) => links(refusal),
        _ => None,
    }
}

fn no_new_privs(refusal: &Refusal) -> Option<Verdict> {
    let filters = match refusal.call {
        "seccomp" => refusal.args[0] == 1,
        "prctl" => refusal.args[0] == 22,
        _ => true,
    };
    if !filters || refusal.task.no_new_privs || refusal.task.has(SYS_ADMIN) {
        return None;
    }
    let finding = Finding::proved_if(
        refusal.by_kernel(),
        "no_new_privs is not set, without which only CAP_SYS_ADMIN may confine itself",
    )
    .read("NoNewPrivs: 0", "/proc/PID/status")
    .advise("prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)", "before the call");
    Some(Verdict::of(Code::NoNewPrivs, finding))
}

/// The socket of ping(1), for groups outside of the range that may have it: no capability helps.
fn ping(refusal: &Refusal) -> Option<Verdict> {
    let [_, kind, protocol, ..] = refusal.args;
    let icmp = [libc::IPPROTO_ICMP as u64, libc::IPPROTO_ICMPV6 as u64].contains(&protocol);
    if !icmp || kind & 0xf != libc::SOCK_DGRAM as u64 {
        return None;
    }
    let Some(range) = refusal.settings.get(PING) else {
        let because = "none of its groups may send pings without a raw socket, in its network namespace";
        let asked = format!("sysctl {}", super::needs::dotted(PING));
        return Some(Verdict::of(Code::Setting, Finding::likely(because).advise(asked, "in that namespace")));
    };
    let mut ends = range.split_whitespace().flat_map(str::parse::<u32>);
    let (first, last) = (ends.next()?, ends.next()?);
    let task = &refusal.task;
    let mut groups = task.groups.iter().chain([&task.gids[1]]);
    if groups.any(|group| (first..=last).contains(group)) {
        return None;
    }
    let named = super::needs::dotted(PING);
    let finding = Finding::proved_if(
        refusal.by_kernel() && task.own_user_ns,
        "none of its groups may send pings without a raw socket",
    )
    .saw(format!("{named}={first} {last}, egid {}", task.gids[1]));
    let whole = format!("{named}='0 2147483647'");
    let finding = match refusal.place {
        Environment::Docker => finding.advise(format!("docker run --sysctl {whole} ..."), ""),
        Environment::Podman => finding.advise(format!("podman run --sysctl {whole} ..."), ""),
        _ => finding.advise(format!("sysctl -w {whole}"), "as root"),
    };
    Some(Verdict::of(Code::Setting, finding))
}

/// setsid(2) by the leader of a process group.
fn leader(refusal: &Refusal) -> Option<Verdict> {
    let group = refusal.task.group?;
    let finding =
        Finding::proved_if(refusal.by_kernel(), "a process that leads a process group can't make a session")
            .saw(format!("process group {group} has its id"))
            .advise("call setsid in a child", "setsid(1) has --fork");
    (group == refusal.task.pid).then(|| Verdict::of(Code::State, finding))
}

/// A user namespace in which groups can't be dropped.
fn setgroups(refusal: &Refusal) -> Option<Verdict> {
    if !refusal.task.setgroups_denied || !refusal.task.has(SETGID) {
        return None;
    }
    let finding = Finding::proved_if(refusal.by_kernel(), "its user namespace has setgroups(2) turned off")
        .read("deny", "/proc/PID/setgroups")
        .advise("a map made with newgidmap(1)", "an unprivileged one needs setgroups off");
    Some(Verdict::of(Code::UserNamespace, finding))
}

/// Ids that don't exist in the user namespace: setuid(2), chown(2) and their like.
fn unmapped(refusal: &Refusal) -> Option<Verdict> {
    const UIDS: &[&str] = &["uid", "ruid", "euid", "suid", "owner", "user", "fsuid"];
    const GIDS: &[&str] = &["gid", "rgid", "egid", "sgid", "group", "fsgid"];
    let unset = u64::from(u32::MAX);
    let known = |map: &[[u32; 3]], id: u64| {
        map.iter()
            .any(|[inside, _, count]| id.checked_sub((*inside).into()).is_some_and(|at| at < (*count).into()))
    };
    let missing = |names: &[&str], map: &[[u32; 3]]| {
        let ids = refusal.names.iter().zip(refusal.args).filter(|(name, _)| names.contains(name));
        let mut ids = ids.map(|(_, id)| id & unset);
        if map.is_empty() { None } else { ids.find(|&id| id != unset && !known(map, id)) }
    };
    let (what, id, file) = match missing(UIDS, &refusal.task.uid_map) {
        Some(uid) => ("uid", uid, "/proc/PID/uid_map"),
        None => ("gid", missing(GIDS, &refusal.task.gid_map)?, "/proc/PID/gid_map"),
    };
    let finding =
        Finding::proved_if(refusal.by_kernel(), format!("{what} {id} does not exist in its user namespace"))
            .read(format!("no range holds {id}"), file)
            .advise(
                format!("a range in /etc/sub{what} that has it"),
                "or run it outside of the user namespace",
            );
    Some(Verdict::of(Code::UserNamespace, finding))
}

/// What unshare(2) takes: namespaces, CLONE_THREAD, CLONE_FS, CLONE_SIGHAND, CLONE_VM, CLONE_FILES and CLONE_SYSVSEM.
const UNSHARES: u64 = 0x7e02_0080 | 0x0005_0f00;

/// User namespaces are for processes with one thread.
fn threads(refusal: &Refusal) -> Option<Verdict> {
    let count = refusal.task.threads.filter(|count| *count > 1)?;
    let flags = refusal.args[if refusal.call == "setns" { 1 } else { 0 }];
    // Where setns(2) is asked for no kind, the descriptor alone says which it is.
    let asked = flags & libc::CLONE_NEWUSER as u64 != 0 || refusal.call == "setns" && flags == 0;
    if !asked {
        return None;
    }
    let finding = Finding::proved_if(
        refusal.by_kernel() && refusal.call == "unshare" && flags & !UNSHARES == 0,
        "a process with several threads can't go into another user namespace",
    )
    .read(format!("Threads: {count}"), "/proc/PID/status")
    .advise("do it before threads are made", "or in a child");
    Some(Verdict::of(Code::State, finding))
}

/// pivot_root(2) has many conditions on mounts.
fn root(refusal: &Refusal) -> Verdict {
    let advice = ("mount --bind NEW NEW", "before it, and mount --make-rprivate /");
    let new = refusal.files.first().and_then(|walk| walk.named());
    let mounted = new.and_then(|step| Some((step, step.inode.mount.as_ref()?)));
    let finding = match mounted {
        Some((step, mount)) if mount.point != step.path => {
            Finding::proved_if(refusal.by_kernel(), format!("the new root is no mount point: {}", step.path))
                .read(format!("it is on the mount at {}", mount.point), "/proc/PID/mountinfo")
        }
        _ => Finding::likely(
            "the new root, the old one or their parents are shared mounts, or the old one is the initramfs",
        ),
    };
    Verdict::of(Code::State, finding.advise(advice.0, advice.1))
}

/// Symbolic links that go round, or that were not to be followed.
fn links(refusal: &Refusal) -> Option<Verdict> {
    let walk = refusal.files.first()?;
    let subject = walk.steps.last().map_or("", |step| step.path.as_str());
    let by_kernel = refusal.by_kernel();
    let mut once = false;
    let finding = match walk.end {
        End::Loop => {
            Finding::proved_if(by_kernel, "the symbolic links lead to each other, or are more than 40")
                .saw_if(walk.steps.last().map(|step| format!("the last one followed is {}", step.path)))
                .advise("readlink -f", "shows where they lead")
        }
        End::Found => {
            let step = walk.named().filter(|step| step.inode.mode & libc::S_IFMT == libc::S_IFLNK)?;
            let asked = open_flags(refusal) & libc::O_NOFOLLOW != 0;
            once = asked;
            Finding::proved_if(
                by_kernel && asked,
                format!("{} is a symbolic link, and O_NOFOLLOW was given", step.path),
            )
        }
        _ => return None,
    };
    let verdict = Verdict::of(Code::SymbolicLinks, finding).about(subject);
    Some(Verdict { once, ..verdict })
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;

    #[test]
    fn threads_keep_a_process_from_another_user_namespace() {
        let mut refusal = refusal("unshare", EINVAL);
        refusal.args[0] = libc::CLONE_NEWUSER as u64;
        refusal.task.threads = Some(1);
        assert_eq!(verdict(&refusal), "none");
        refusal.task.threads = Some(2);
        assert_eq!(verdict(&refusal), "state, proved");
        refusal.args[0] = libc::CLONE_NEWNS as u64;
        assert_eq!(verdict(&refusal), "none", "for other namespaces it doesn't matter");
        refusal.call = "pivot_root";
        assert_eq!(verdict(&refusal), "state, likely");
    }
}
