//! What `-V` says.

use crate::arch::Abi;

/// The version, and what is in it, in the words that strace has for it.
pub fn text() -> String {
    let mut features = vec!["stack-trace=framehop", "stack-demangle"];
    let has = |abi: Abi| Abi::ALL.into_iter().any(|other| other == abi && other.native() == Abi::own());
    for (abi, feature) in [(Abi::I386, "m32-mpers"), (Abi::Arm, "m32-mpers"), (Abi::X32, "mx32-mpers")] {
        if has(abi) {
            features.push(feature);
        }
    }
    features.push("secontext");
    let version = env!("CARGO_PKG_VERSION");
    format!("rtrace -- version {version}\n\nOptional features enabled: {}\n", features.join(" "))
}
