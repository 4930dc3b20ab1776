//! What behaviour tests share.

#![allow(dead_code, reason = "each test file uses its own part of this")]

use rtrace::arch::Abi;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Tells something that a person should see though the test passes: a count, a table, a skipped test.
///
/// tests/run collects it and prints it at the end. Otherwise it goes to standard error, past the test harness,
/// which swallows what a passing test prints.
pub fn report(text: &str) {
    let line = format!("{}\n", text.trim_end());
    let collected =
        std::env::var_os("RTRACE_REPORT").and_then(|path| OpenOptions::new().append(true).open(path).ok());
    // Where not even standard error can be written to, nobody reads it.
    let _ = match collected {
        Some(mut file) => file.write_all(line.as_bytes()),
        None => std::io::stderr().write_all(line.as_bytes()),
    };
}

/// Tells that a test can't run because `what` is missing here: a failure where CI is set, said aloud elsewhere. The
/// lab's guests are small: what they lack is left to the machine.
pub fn missing(what: &str) {
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    if in_lab() {
        return report(&format!("LEFT OUT {test}: the guest has no {what}"));
    }
    assert!(std::env::var_os("CI").is_none(), "{what} is missing, and tests/run should have installed it");
    report(&format!("SKIPPED {test}: {what} is missing (tests/run installs it)"));
}

/// The folder of C headers to compare with instead of the machine's, such as those of a newer kernel.
pub fn headers() -> Option<PathBuf> {
    std::env::var_os("RTRACE_HEADERS").map(PathBuf::from)
}

/// A C header, or a folder of them, by the name by which it is included.
pub fn header(name: &str) -> PathBuf {
    headers().unwrap_or_else(|| PathBuf::from("/usr/include")).join(name)
}

/// The ABIs of programs that the machine's processor runs, each with its C compiler and the option that chooses it.
pub const COMPILERS: &[(Abi, &str, &str)] = if cfg!(target_arch = "aarch64") {
    &[(Abi::Aarch64, "gcc", "-O1"), (Abi::Arm, "arm-linux-gnueabihf-gcc", "-O1")]
} else {
    &[(Abi::X86_64, "gcc", "-m64"), (Abi::I386, "gcc", "-m32"), (Abi::X32, "gcc", "-mx32")]
};

/// Whether this runs in a guest of tests/vm.
pub fn in_lab() -> bool {
    std::env::var_os("RTRACE_LAB").is_some()
}

/// The tracer under test: rtrace, or what RTRACE_COMPARE names. With `RTRACE_COMPARE=strace` strace takes rtrace's
/// place, which tells how much of a failure is rtrace's.
pub fn rtrace() -> PathBuf {
    std::env::var_os("RTRACE_COMPARE").map_or_else(|| env!("CARGO_BIN_EXE_rtrace").into(), PathBuf::from)
}

/// Whether a program is installed where Debian puts programs. An absolute path stands for itself.
pub fn is_there(tool: &str) -> bool {
    ["/usr/bin", "/bin", "/usr/sbin", "/sbin"].iter().any(|dir| Path::new(dir).join(tool).exists())
}

/// A fixture: `cargo test` has built it among the examples, beside the program.
pub fn fixture(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_BIN_EXE_rtrace")).with_file_name("examples").join(name);
    assert!(path.exists(), "{} is not built: run all of `cargo test`, or build the examples", path.display());
    path
}

/// What of two texts differs, line by line: those of the first that the second lacks, and the other way round.
pub fn difference(one: &str, other: &str) -> Vec<String> {
    let [one, other] = [one, other].map(|text| text.lines().collect::<Vec<_>>());
    let ops = similar::capture_diff_slices(similar::Algorithm::Myers, &one, &other);
    let changed = ops.into_iter().filter(|op| !matches!(op, similar::DiffOp::Equal { .. }));
    changed
        .flat_map(|op| {
            let gone = one[op.old_range()].iter().map(|line| format!("- {line}"));
            gone.chain(other[op.new_range()].iter().map(|line| format!("+ {line}"))).collect::<Vec<_>>()
        })
        .collect()
}

/// Where a crate's source is, and its version.
pub fn source_of(package: &str) -> (PathBuf, String) {
    // For this platform alone: the sources of other platforms' dependencies aren't fetched by a build.
    let platform = format!("{}-unknown-linux-gnu", std::env::consts::ARCH);
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--offline", "--filter-platform", &platform])
        .args(["--manifest-path", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let found =
        metadata["packages"].as_array().unwrap().iter().find(|found| found["name"] == package).unwrap();
    let manifest = PathBuf::from(found["manifest_path"].as_str().unwrap());
    (manifest.parent().unwrap().to_owned(), found["version"].as_str().unwrap().to_owned())
}
