//! User namespaces: who may make one, and how it gets its ids (user_namespaces(7)).

use super::evidence::Refusal;
use super::verdict::{Code, Verdict};
use crate::diagnose::finding::Finding;
use libc::EPERM;

/// Ubuntu's: user namespaces of users without privilege have no capabilities that count.
pub const RESTRICTED: &str = "kernel/apparmor_restrict_unprivileged_userns";

/// Judges the making of a user namespace, and writes to its maps.
pub fn judge(refusal: &Refusal) -> Option<Verdict> {
    if refusal.errno != EPERM {
        return None;
    }
    let finding = written(refusal).or_else(|| made(refusal)).or_else(|| mounted(refusal))?;
    let restricted = refusal.setting(RESTRICTED).filter(|on| *on > 0);
    let finding =
        finding.saw_if(restricted.map(|on| format!("kernel.apparmor_restrict_unprivileged_userns={on}")));
    Some(Verdict::of(Code::UserNamespace, finding))
}

/// A process whose own ids or root directory don't allow it one.
fn made(refusal: &Refusal) -> Option<Finding> {
    let flags = match refusal.call {
        "clone3" => refusal.word(0, 0, 8)?,
        "unshare" | "clone" => refusal.args[0],
        _ => return None,
    };
    if flags & libc::CLONE_NEWUSER as u64 == 0 {
        return None;
    }
    let task = &refusal.task;
    if task.chrooted == Some(true) {
        let because =
            "a process that was put into another root directory by chroot can't make a user namespace";
        return Some(
            Finding::proved_if(refusal.by_kernel(), because)
                .read("it is not /", "/proc/PID/root")
                .advise("pivot_root(2) in place of chroot(2)", "it changes the root of the mount namespace"),
        );
    }
    let unmapped = !task.knows(task.uids[1], task.gids[1]);
    unmapped.then(|| {
        let because = "its own ids don't exist in its user namespace, and so it can make no other";
        Finding::proved_if(refusal.by_kernel(), because)
            .read(format!("no range holds uid {} or gid {}", task.uids[1], task.gids[1]), "/proc/PID/uid_map")
            .advise("map its ids", "write to /proc/PID/uid_map and gid_map, from outside")
    })
}

/// A write to a map.
fn written(refusal: &Refusal) -> Option<Finding> {
    let map = refusal.map.as_ref()?;
    let by_kernel = refusal.by_kernel();
    if map.name == "setgroups" {
        let because = "setgroups(2) can be turned off before gid_map is written, and never on again";
        return Some(Finding::likely(because).saw("the file is /proc/PID/setgroups"));
    }
    if !map.holds.trim().is_empty() {
        let because = format!("a {} can be written once", map.name);
        return Some(Finding::proved_if(by_kernel, because).saw(format!("it holds {}", map.holds.trim())));
    }
    let single = "newuidmap(1) and newgidmap(1), with ranges in /etc/subuid and /etc/subgid";
    if map.name == "gid_map" && !map.setgroups_denied {
        let because =
            "without CAP_SETGID in the parent namespace a gid_map takes setgroups(2) to be turned off first";
        return Some(
            Finding::likely(because)
                .read("allow", "/proc/PID/setgroups")
                .advise("write deny to /proc/PID/setgroups first", "or newgidmap(1)"),
        );
    }
    let because =
        "without CAP_SETUID and CAP_SETGID in the parent namespace only the writer's own id may be mapped";
    Some(Finding::likely(because).advise(single, ""))
}

/// mount(2) by the root of a user namespace.
fn mounted(refusal: &Refusal) -> Option<Finding> {
    use super::capability::number::SYS_ADMIN;
    use super::evidence::Owner;
    let mounts =
        matches!(refusal.call, "mount" | "umount2" | "fsmount" | "fsopen" | "move_mount" | "mount_setattr");
    let task = &refusal.task;
    let own = task.user_ns.map(Owner::Is);
    let rules = mounts && task.has(SYS_ADMIN) && task.in_first_user_ns() == Some(false);
    (rules && task.owners.get("mnt").copied() == own).then(|| {
        Finding::likely(
            "in a user namespace few file systems may be mounted, and mounts from outside keep their flags and stay",
        )
        .saw_if(task.user_ns.map(|ns| format!("user:[{ns}] owns its mount namespace")))
        .advise("mount it outside of the user namespace", "or use FUSE, tmpfs, a bind mount")
    })
}
