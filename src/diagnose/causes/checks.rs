//! The kernel's checks that several causes build on, computed from evidence: each tells whether it REFUSES, and
//! says no where that can't be told, so that a cause is never named on a guess.

use crate::diagnose::evidence::{Evidence, Target, Task};

/// The user namespace that the machine starts with.
const FIRST_USER_NS: u64 = 4_026_531_837;

/// The target of an attempt to attach that the attach check may have refused: it did not pass in a probe.
pub fn denied(e: &Evidence) -> Option<&Target> {
    e.target.as_ref().filter(|t| e.attempt.request.attaches() && t.attach_denied() != Some(false))
}

/// Whether target and rtrace are in different user namespaces; none where that can't be told.
///
/// Only what may be traced shows its namespace's inode. Its uid_map can always be read, and is the same text as
/// rtrace's own only in the same namespace: others are shown in terms of the reader's.
pub fn apart(caller: &Task, target: &Task) -> Option<bool> {
    match (caller.user_ns, target.user_ns) {
        (Some(own), Some(other)) => Some(own != other),
        _ => match (&caller.uid_map, &target.uid_map) {
            (Some(own), Some(other)) => Some(own != other),
            _ => None,
        },
    }
}

/// Whether rtrace has CAP_SYS_PTRACE over the target. In doubt it has: then no check that the capability overrides
/// is blamed.
pub fn capable(e: &Evidence, t: &Target) -> bool {
    e.caller.has_sys_ptrace() != Some(false)
        && (e.caller.user_ns == Some(FIRST_USER_NS) || apart(&e.caller, &t.task) != Some(true))
}

/// Whether the ids differ: rtrace's REAL ids against all three of the target's.
pub fn ids_differ(e: &Evidence, t: &Target) -> Option<bool> {
    let (uids, gids) = (e.caller.uids?, e.caller.gids?);
    let (their_uids, their_gids) = (t.task.uids?, t.task.gids?);
    Some(their_uids.iter().any(|&id| id != uids[0]) || their_gids.iter().any(|&id| id != gids[0]))
}

/// Whether the target can be seen not to be dumpable: the kernel gives the files in its /proc directory to root
/// then, and to its effective ids else. None where it is root's anyhow, or has no memory.
pub fn undumpable(t: &Target) -> Option<bool> {
    let (owner, _) = t.mem_owner?;
    let effective = t.task.uids?[1];
    if owner != effective {
        return (t.task.state != Some('Z') && t.task.kernel_thread != Some(true)).then_some(true);
    }
    (effective != 0).then_some(false)
}

/// Capabilities that the target has (permitted) and rtrace hasn't.
pub fn capabilities_missing(e: &Evidence, t: &Target) -> Option<u64> {
    Some(t.task.cap_permitted? & !e.caller.cap_permitted?)
}

/// Whether ids, dumpability, user namespaces and capabilities all let rtrace pass, as far as they can be seen.
pub fn classic_checks_pass(e: &Evidence, t: &Target) -> bool {
    capable(e, t)
        || (ids_differ(e, t) == Some(false)
            && undumpable(t) != Some(true)
            && apart(&e.caller, &t.task) == Some(false)
            && capabilities_missing(e, t) == Some(0))
}

/// Whether a label is an AppArmor profile that is enforced.
pub fn apparmor_enforces(label: Option<&str>) -> bool {
    label.is_some_and(|label| label.ends_with(" (enforce)") || label.ends_with(" (kill)"))
}

/// Whether a label is an SELinux context: user:role:type and perhaps a level.
pub fn selinux_context(label: Option<&str>) -> bool {
    label.is_some_and(|label| !label.contains(' ') && label.split(':').count() >= 3)
}

/// The architecture of the kernel's own system calls (as its symbols name it), where it is another than uname says:
/// then an emulator stands between.
pub fn foreign_symbols(e: &Evidence) -> Option<&str> {
    let own = match e.kernel.machine.as_str() {
        "x86_64" | "i686" => "x64",
        "aarch64" | "armv7l" | "armv8l" => "arm64",
        "riscv64" => "riscv",
        other => other,
    };
    e.kernel.symbols_for.as_deref().filter(|&symbols| symbols != own)
}

/// The target in words: `process 12 (sleep)`. The name is its own, so it is escaped.
pub fn who(t: &Target) -> String {
    match t.task.comm.as_deref().map(str::escape_debug) {
        Some(comm) => format!("process {} ({comm})", t.task.pid),
        None => format!("process {}", t.task.pid),
    }
}

/// The names of capabilities: the first three, and how many more there are.
pub fn capability_names(set: u64) -> String {
    let mut found: Vec<String> = (0..64)
        .filter(|n| set & (1 << n) != 0)
        .map(|n| match caps::all().into_iter().find(|c| u32::from(c.index()) == n) {
            Some(known) => known.to_string(),
            None => format!("capability {n}"),
        })
        .collect();
    let more = found.len().saturating_sub(3);
    found.truncate(3);
    let mut text = found.join(", ");
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::capability_names as names;

    #[test]
    fn capabilities_have_names_as_far_as_known() {
        assert_eq!(names(1 << 13), "CAP_NET_RAW");
        assert_eq!(names(1 << 63), "capability 63");
        assert_eq!(names(0b11111), "CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH and 2 more");
    }
}
