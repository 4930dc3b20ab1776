//! Capabilities: whether the call needs one that the task lacks, or has in the wrong user namespace, and settings that
//! decide in their place.

use super::advice;
use super::capability::name;
use super::evidence::{FIRST_USER_NS, Owner, Refusal};
use super::need::{Hook, Need, Over};
use super::table::NEEDS;
use super::verdict::{Code, Verdict};
use crate::diagnose::finding::Finding;

/// What the task's capabilities amount to, where the row asks for them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Held {
    /// None of those that would do is effective.
    No,
    /// One is effective, but in a user namespace that doesn't count.
    Elsewhere,
    /// One is, where it counts.
    Yes,
    /// One is, and whether it counts can't be told.
    Perhaps,
}

/// Judges by the table.
pub fn judge(refusal: &Refusal) -> Option<Verdict> {
    rows(refusal).find_map(|need| row(need, refusal))
}

/// The rows that fit the call, its errno and its arguments.
fn rows(refusal: &Refusal) -> impl Iterator<Item = &'static Need> {
    NEEDS.iter().filter(|need| {
        need.calls.contains(&refusal.call) && need.errnos.contains(&refusal.errno) && need.when.holds(refusal)
    })
}

/// The files of /proc/sys that the rows about a call read, whatever its arguments.
pub fn settings(call: &str) -> impl Iterator<Item = &'static str> {
    NEEDS.iter().filter(move |need| need.calls.contains(&call)).filter_map(|need| Some(need.setting?.path))
}

fn row(need: &Need, refusal: &Refusal) -> Option<Verdict> {
    let value = need.setting.and_then(|setting| Some((setting, refusal.setting(setting.path)?)));
    if let Some((setting, value)) = value
        && (setting.never)(value)
    {
        let sure = need.sure && refusal.by_kernel();
        let finding =
            Finding::proved_if(sure, format!("a setting of the kernel forbids everybody {}", need.what))
                .saw(format!("{}={value}", dotted(setting.path)))
                .doubted(doubt(need, refusal));
        return Some(Verdict::of(Code::Setting, finding.advise_all(advice::setting(&setting, refusal))));
    }
    // A file that isn't there is a setting that this kernel doesn't have; one of another network namespace can't be read.
    let elsewhere_net =
        value.is_none() && need.setting.is_some_and(|setting| setting.path.starts_with("net/"));
    if need.setting.is_some()
        && !elsewhere_net
        && !value.is_some_and(|(setting, value)| (setting.asks)(value))
    {
        return None;
    }
    let limit = need.limit.map(|name| (name, refusal.task.limit(name)));
    match held(need, refusal) {
        Held::No => {}
        Held::Elsewhere => return Some(elsewhere(need, refusal)),
        Held::Yes | Held::Perhaps => return None,
    }
    let sure =
        need.sure && !elsewhere_net && refusal.by_kernel() && limit.is_none_or(|(_, limit)| limit == Some(0));
    let names: Vec<String> = need.any_of.iter().map(|&capability| name(capability)).collect();
    let names = names.join(" or ");
    let finding = Finding::proved_if(sure, format!("{names} is missing, which it takes {}", need.what))
        .saw(format!("CapEff: {:016x}", refusal.task.effective))
        .saw_if(value.map(|(setting, value)| format!("{}={value}", dotted(setting.path))))
        .saw_if(limit.map(|(name, limit)| match limit {
            Some(limit) => format!("{name}: {limit}"),
            None => format!("{name}: unlimited"),
        }))
        .saw_if(nobody(refusal))
        .saw_if(elsewhere_net.then_some("what its network namespace is set to can't be read from rtrace's"))
        .saw_if((!need.sure).then_some("such a call can fail so for other reasons, too"))
        .doubted(doubt(need, refusal));
    let open = value.map(|(setting, _)| advice::setting(&setting, refusal)).unwrap_or_default();
    Some(Verdict::of(Code::Capability, advice::capability(finding, need, refusal).advise_all(open)))
}

/// Why a security module may have answered before the capability was looked for.
fn doubt(need: &Need, refusal: &Refusal) -> Option<String> {
    match need.hooked {
        Hook::No => None,
        hooked => refusal.asked_before(hooked == Hook::Landlock),
    }
}

/// An id of the tracee that explains why there is no capability.
fn nobody(refusal: &Refusal) -> Option<String> {
    let uid = refusal.task.uids[1];
    (uid != 0).then(|| format!("euid {uid}"))
}

fn held(need: &Need, refusal: &Refusal) -> Held {
    let task = &refusal.task;
    if !need.any_of.iter().any(|&capability| task.has(capability)) {
        return Held::No;
    }
    let needed = match need.over {
        Over::Own => return Held::Yes,
        Over::Machine => Some(Owner::Is(FIRST_USER_NS)),
        Over::Owner(namespace) => task.owners.get(namespace).copied(),
        // Whose namespace can't be seen from inside of this one is outside of it, most likely.
        Over::Target => refusal.neighbours.first().and_then(|other| match other.user_ns {
            Some(inode) => Some(Owner::Is(inode)),
            None => task.own_user_ns.then_some(Owner::Outside),
        }),
    };
    match (task.user_ns, needed) {
        // What is held in the first one counts in all others.
        (Some(FIRST_USER_NS), _) => Held::Yes,
        (Some(own), Some(Owner::Is(needed))) if own == needed => Held::Yes,
        (Some(_), Some(Owner::Is(FIRST_USER_NS) | Owner::Outside)) => Held::Elsewhere,
        _ => Held::Perhaps,
    }
}

fn elsewhere(need: &Need, refusal: &Refusal) -> Verdict {
    let held = need.any_of.iter().find(|&&capability| refusal.task.has(capability));
    let held = held.map_or_else(String::new, |&capability| name(capability));
    let whose = match need.over {
        Over::Owner(namespace) => format!("the one that owns its {namespace} namespace"),
        Over::Target => "that of the other process".to_owned(),
        Over::Own | Over::Machine => "the machine's own".to_owned(),
    };
    let because =
        format!("{held} holds only in a user namespace of its own, and it takes {whose} {}", need.what);
    let seen = need.over != Over::Target || refusal.neighbours.iter().all(|other| other.user_ns.is_some());
    let finding = Finding::proved_if(need.sure && seen && refusal.by_kernel(), because)
        .doubted(doubt(need, refusal))
        .saw_if(refusal.task.user_ns.map(|ns| format!("user:[{ns}], the machine's is user:[4026531837]")))
        .saw(format!("CapEff: {:016x}", refusal.task.effective));
    Verdict::of(Code::UserNamespace, advice::user_namespace(finding, need, refusal))
}

/// `kernel.dmesg_restrict`, as sysctl(8) names it.
pub fn dotted(path: &str) -> String {
    path.replace('/', ".")
}
