//! ENOSYS: the kernel doesn't have the call.

use super::evidence::{Refusal, Symbol};
use super::verdict::{Code, Verdict};
use crate::diagnose::finding::Finding;

/// Calls that there were once.
const DROPPED: &[&str] = &[
    "_sysctl",
    "bdflush",
    "create_module",
    "get_kernel_syms",
    "lookup_dcookie",
    "nfsservctl",
    "query_module",
    "sysfs",
    "uselib",
    "ustat",
    "vm86",
    "vm86old",
];

/// Judges an ENOSYS that no filter gave.
pub fn judge(refusal: &Refusal) -> Option<Verdict> {
    if refusal.errno != libc::ENOSYS {
        return None;
    }
    let sure = refusal.by_kernel();
    let finding = match refusal.symbol {
        Symbol::Stub => Finding::proved_if(sure, "this kernel was built without the call")
            .read("the call is a stub", "/proc/kallsyms")
            .advise("a kernel with that option", "most programs go on without"),
        Symbol::Absent => {
            let finding = Finding::proved_if(sure, "this kernel doesn't know the call")
                .read("there is no such call", "/proc/kallsyms");
            if DROPPED.contains(&refusal.call) {
                finding.saw("it is one that newer kernels have dropped")
            } else {
                finding.advise("a newer kernel", "most programs go on without")
            }
        }
        Symbol::There if sure => {
            Finding::likely("the kernel has the call, and refuses what was asked of it with ENOSYS")
                .read("the call is there", "/proc/kallsyms")
        }
        Symbol::Unknown if sure => Finding::likely("this kernel doesn't have the call")
            .saw("the call passed rtrace's own filter: no other one answered"),
        Symbol::There | Symbol::Unknown => return None,
    };
    Some(Verdict::of(Code::NotImplemented, finding))
}
