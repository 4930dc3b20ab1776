//! What is left where every rule that can be computed lets the call pass: the security modules.

use super::evidence::Refusal;
use super::touch::Touch;
use super::verdict::{Code, Verdict};
use super::walk::End;
use crate::diagnose::finding::Finding;

/// Judges a call that is about files, all of which would let it pass: only then little else is left.
pub fn judge(refusal: &Refusal) -> Option<Verdict> {
    if !matches!(refusal.errno, libc::EACCES | libc::EPERM) || !refusal.by_kernel() {
        return None;
    }
    let label = refusal.task.label.as_deref().map(|label| label.trim_end_matches('\0'));
    let confined = label.filter(|label| !label.is_empty() && *label != "unconfined");
    let active = |name: &str| {
        refusal.modules.as_deref().is_some_and(|modules| modules.split(',').any(|module| module == name))
    };
    if let Some(label) = confined {
        let finding = Finding::likely(
            "a security module refused it: the kernel's other checks, as far as rtrace knows them, pass",
        )
        .read(label, "/proc/PID/attr/current")
        .saw_if(refusal.modules.as_ref().map(|modules| format!("active: {modules}")))
        .advise("journalctl -k, dmesg, the audit log", "the module logs what it denies");
        return Some(Verdict::of(Code::SecurityModule, finding));
    }
    let walked = Touch::of(refusal.call).next().is_some()
        && !refusal.files.is_empty()
        && refusal.files.iter().all(|walk| matches!(walk.end, End::Found | End::Missing));
    let landlock = refusal.modules.is_none() || active("landlock");
    if !walked || !landlock || !refusal.task.no_new_privs && refusal.task.effective == 0 {
        return None;
    }
    let finding = Finding::likely("a Landlock domain refused it: the permissions of the files let it pass")
        .saw_if(refusal.modules.as_ref().map(|modules| format!("active: {modules}")))
        .saw("no other module confines the task")
        .advise(
            "allow the path in the program's Landlock rules",
            "it entered that domain itself, or who started it did",
        );
    Some(Verdict::of(Code::Landlock, finding))
}
