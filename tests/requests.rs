//! What requests of ioctl take: the same words as Debian's strace has, for every request that it decodes, with arguments
//! of every kind (tests/ioctls/requests.c), before the call and after it, in all of the manners of [`MANNERS`], of 64-bit
//! and of 32-bit programs; on aarch64 of 64-bit ones alone, for Debian's strace takes what 32-bit ones of ARM pass for
//! 64-bit words.
//!
//! Requests that strace 6.1 leaves as addresses are rtrace's own. Where the text of others differs on purpose,
//! [`INTENDED`] has the reason; what no longer differs must leave the list.

mod common;

use rtrace::arch::Abi;
use rtrace::decode::sets::ioctl::REQUESTS;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};

/// The ABIs of which strace decodes all requests, each with the compiler's option for its programs.
///
/// Calls of x32 are those of a 64-bit program, with a mark: the kernel needn't know them, for none is made.
const ABIS: &[(Abi, &str)] = if cfg!(target_arch = "aarch64") {
    &[(Abi::Aarch64, "-O1")]
} else {
    &[(Abi::X86_64, "-m64"), (Abi::I386, "-m32"), (Abi::X32, "-DX32")]
};

/// Why the text of requests differs from strace 6.1's, and of which.
struct Intended {
    reason: &'static str,
    /// Whether it is only a name that differs, so that nothing does where constants are numbers.
    name: bool,
    requests: &'static [&'static str],
}

const fn intended(reason: &'static str, requests: &'static [&'static str]) -> Intended {
    Intended { reason, name: false, requests }
}

const fn named(reason: &'static str, requests: &'static [&'static str]) -> Intended {
    Intended { reason, name: true, requests }
}

const INTENDED: &[Intended] = &[
    named(
        "headers newer than strace 6.1 name the flag or the value",
        &[
            "BTRFS_IOC_BALANCE_PROGRESS",
            "BTRFS_IOC_DEFRAG_RANGE",
            "BTRFS_IOC_GET_FEATURES",
            "BTRFS_IOC_GET_SUPPORTED_FEATURES",
            "BTRFS_IOC_SET_FEATURES",
            "BTRFS_IOC_SPACE_INFO",
            "FS_IOC_FSGETXATTR",
            "FS_IOC_FSSETXATTR",
            "KDFONTOP",
            "KVM_SET_USER_MEMORY_REGION",
            "SNDCTL_TMR_START or TCSETS",
            "TCGETS",
            "TCSETS2",
            "TCSETSF2",
            "TCSETSW2",
            "TEE_IOC_VERSION",
            "UFFDIO_API",
            "UFFDIO_REGISTER",
            "VIDIOC_DQBUF",
            "VIDIOC_ENUM_FMT",
            "VIDIOC_QBUF",
            "VIDIOC_QUERYBUF",
            "VIDIOC_QUERYCAP",
            "VIDIOC_QUERYCTRL",
            "VIDIOC_QUERY_EXT_CTRL",
        ],
    ),
    intended(
        "headers newer than strace 6.1 have more fields, and name more flags",
        &["PERF_EVENT_IOC_MODIFY_ATTRIBUTES"],
    ),
    intended(
        "nothing becomes of no pointer, where strace has NULL => NULL; and headers newer than strace 6.1 name the profile",
        &["BTRFS_IOC_BALANCE_V2"],
    ),
    intended(
        "results are shown as far as they can be read; strace shows none of them where one can't",
        &["BTRFS_IOC_FILE_EXTENT_SAME or FIDEDUPERANGE"],
    ),
    intended(
        "all of the table has been shown; strace says that more follows, which the structure has no place for",
        &["KDGKBDIACR", "KDGKBDIACRUC", "KDSKBDIACR", "KDSKBDIACRUC"],
    ),
    intended(
        "the kernel gives a program of x32 as many bytes as one of 32 bits; strace reads eight",
        &[
            "HDIO_GET_32BIT",
            "HDIO_GET_ACOUSTIC",
            "HDIO_GET_ADDRESS",
            "HDIO_GET_BUSSTATE",
            "HDIO_GET_DMA",
            "HDIO_GET_KEEPSETTINGS",
            "HDIO_GET_MULTCOUNT",
            "HDIO_GET_NICE",
            "HDIO_GET_NOWERR",
            "HDIO_GET_UNMASKINTR",
            "HDIO_GET_WCACHE",
        ],
    ),
    intended(
        "an address of i386 and x32 is that of a socket, whose form has fsa_ax25 where room is left",
        &["SIOCGIFCONF"],
    ),
];

const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ioctls/requests.c");

/// The shapes of the argument, with which it is found out what strace decodes; see tests/ioctls/requests.c.
const SHAPES: &[u32] = &[0, 2, 3, 5, 6, 7, 8];

const INJECT: &[&str] = &["-e", "inject=ioctl:retval=0"];
const INJECT_IN_FULL: &[&str] = &["-v", "-e", "inject=ioctl:retval=0"];
const IN_FULL: &[&str] = &["-v"];

/// Options, and the shapes of the arguments that are compared under them: fewer where a call's end is all that differs,
/// or strings alone.
const MANNERS: &[(&[&str], &[u32])] = &[
    (INJECT, SHAPES),
    (INJECT_IN_FULL, SHAPES),
    (IN_FULL, SHAPES),
    (&[], SHAPES),
    (&["-X", "raw"], &[0, 2, 3, 7]),
    (&["-X", "raw", "-e", "inject=ioctl:retval=0"], &[0, 3, 6, 7]),
    (&["-X", "raw", "-v", "-e", "inject=ioctl:retval=0"], SHAPES),
    (&["-X", "verbose"], &[2, 3, 7]),
    (&["-X", "verbose", "-v", "-e", "inject=ioctl:retval=0"], SHAPES),
    (&["-e", "verbose=none", "-e", "inject=ioctl:retval=0"], &[0, 3, 5, 8]),
    (&["-e", "abbrev=none"], &[3, 6]),
    (&["-s", "4", "-v", "-e", "inject=ioctl:retval=0"], &[2, 3, 7]),
    (&["-xx", "-v"], &[2, 3, 7]),
    (&["-x", "-v", "-e", "inject=ioctl:retval=0"], &[2, 3, 7]),
];

/// Whether constants are numbers under these options.
fn are_numbers(options: &[&str]) -> bool {
    options.contains(&"raw")
}

/// Where the argument is.
const ARGUMENT: &str = "0x10000000";

/// Requests that have names on an ABI.
fn requests(abi: Abi) -> Vec<u32> {
    let mut all: Vec<u32> = REQUESTS
        .iter()
        .filter(|(_, abis, _)| abis & (1 << abi as u8) != 0)
        .map(|(number, ..)| *number)
        .collect();
    all.dedup();
    // Those of input devices that are made with a parameter.
    all.extend([0x8020_4506, 0x8008_4518, 0x8060_4521, 0x8008_4523, 0x8018_4540, 0x4018_45c1, 0x8010_450a]);
    all
}

/// The calls that a tracer shows, with their results, of a program with these arguments.
fn trace(tracer: &Path, options: &[&str], program: &Path, arguments: &[&Path]) -> Vec<String> {
    let directory = tempfile::tempdir().unwrap();
    let output = directory.path().join("trace");
    // Where the program's own memory is must not be by chance: words of it may be taken for pointers.
    let status = Command::new("setarch")
        .arg("--addr-no-randomize")
        .arg(tracer)
        .args(["-a", "1", "-e", "trace=ioctl", "-e", "signal=none", "-o"])
        .arg(&output)
        .args(options)
        .arg(program)
        .args(arguments)
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "{}: {status}", tracer.display());
    let text = std::fs::read(&output).unwrap();
    String::from_utf8_lossy(&text)
        .lines()
        .filter_map(|line| line.split_once("ioctl(-1, ").map(|(_, call)| call.to_owned()))
        .collect()
}

/// What a request is called on an ABI: by its name, or its number where it has a parameter.
fn name(abi: Abi, number: u32) -> String {
    let named = REQUESTS.iter().find(|(value, abis, _)| *value == number && abis & (1 << abi as u8) != 0);
    named.map_or_else(|| format!("{number:#x}"), |(.., name)| (*name).to_owned())
}

/// The request of a line: what stands before the first comma that is not in brackets.
fn request(line: &str) -> &str {
    let mut depth = 0;
    let end = line.find(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        c == ',' && depth == 0
    });
    &line[..end.unwrap_or(line.len())]
}

/// Whether strace shows the argument as an address alone.
fn bare(line: &str) -> bool {
    let arguments = line.rsplit_once(") = ").map_or(line, |(arguments, _)| arguments);
    let argument = arguments[request(line).len().min(arguments.len())..].trim_start_matches(", ");
    matches!(argument, "0" | "NULL" | "0x1") || argument == ARGUMENT
}

/// What differs, by request: how often, and one line of each tracer.
type Differences = BTreeMap<String, (usize, String, String)>;

/// The list of requests to make, with arguments of these shapes.
fn write_list(numbers: &[u32], shapes: &[u32], list: &Path) {
    let mut text = String::new();
    for number in numbers {
        write!(text, "{number:x}").unwrap();
        shapes.iter().for_each(|shape| write!(text, " {shape}").unwrap());
        text.push('\n');
    }
    std::fs::write(list, text).unwrap();
}

/// Those that strace shows more of than an address.
fn decoded(program: &Path, numbers: &[u32], list: &Path) -> Vec<u32> {
    write_list(numbers, SHAPES, list);
    let lines = trace(Path::new("strace"), INJECT_IN_FULL, program, &[list]);
    assert_eq!(lines.len(), numbers.len() * SHAPES.len());
    let each = numbers.iter().zip(lines.chunks(SHAPES.len()));
    each.filter(|(_, lines)| !lines.iter().all(|line| bare(line))).map(|(number, _)| *number).collect()
}

/// Compares requests of an ABI in one manner; counts the lines that were compared.
fn compare(
    (options, shapes): (&[&str], &[u32]),
    abi: Abi,
    (program, numbers): (&Path, &[u32]),
    list: &Path,
    into: &mut Differences,
) -> usize {
    write_list(numbers, shapes, list);
    let strace = trace(Path::new("strace"), options, program, &[list]);
    let rtrace = trace(&common::rtrace(), options, program, &[list]);
    assert_eq!((strace.len(), rtrace.len()), (numbers.len() * shapes.len(), strace.len()));
    let each = numbers.iter().flat_map(|number| std::iter::repeat_n(number, shapes.len()));
    for (number, (theirs, ours)) in each.zip(strace.iter().zip(&rtrace)) {
        if theirs != ours {
            into.entry(name(abi, *number)).or_insert_with(|| (0, theirs.to_owned(), ours.to_owned())).0 += 1;
        }
    }
    strace.len()
}

/// Where two lines begin to differ, and what follows there.
fn difference(theirs: &str, ours: &str) -> String {
    let same = theirs.bytes().zip(ours.bytes()).take_while(|(a, b)| a == b).count();
    let part = |line: &str| {
        let bytes = &line.as_bytes()[same.saturating_sub(40)..];
        String::from_utf8_lossy(&bytes[..bytes.len().min(160)]).into_owned()
    };
    format!("\n  strace {}\n  rtrace {}", part(theirs), part(ours))
}

/// Holds what differs to what may, and finds what no longer does.
fn hold(found: &Differences, expected: &BTreeSet<&str>) {
    let mut wrong = String::new();
    for (name, (count, theirs, ours)) in found.iter().filter(|(name, _)| !expected.contains(name.as_str())) {
        write!(wrong, "\n{name}: {count} lines{}", difference(theirs, ours)).unwrap();
    }
    assert!(wrong.is_empty(), "{wrong}");
    let stale: Vec<&&str> = expected.iter().filter(|name| !found.contains_key(**name)).collect();
    assert!(stale.is_empty(), "no longer different: {stale:?}");
}

#[test]
fn what_requests_take_is_said_in_straces_words() {
    for tool in ["strace", "gcc", "setarch"] {
        if !common::is_there(tool) {
            return common::missing(tool);
        }
    }
    let directory = tempfile::tempdir().unwrap();
    let (mut by_name, mut as_numbers) = (Differences::new(), Differences::new());
    for (abi, option) in ABIS {
        let program = directory.path().join(option);
        let built = Command::new("gcc").args(["-O1", option, "-o"]).arg(&program).arg(SOURCE).status();
        assert!(built.unwrap().success(), "gcc-multilib is missing, and tests/run should have installed it");
        let (numbers, list) = (requests(*abi), directory.path().join("list"));
        let decoded = decoded(&program, &numbers, &list);
        let (mut compared, mut differ) = (0, 0);
        for manner in MANNERS {
            let mut here = Differences::new();
            compared += compare(*manner, *abi, (&program, &decoded), &list, &mut here);
            differ += here.values().map(|(count, ..)| count).sum::<usize>();
            if are_numbers(manner.0) { &mut as_numbers } else { &mut by_name }.extend(here);
        }
        common::report(&format!(
            "requests: {}: {} of {} that strace decodes, {compared} lines compared in {} manners, {differ} differ on purpose",
            abi.name(),
            decoded.len(),
            numbers.len(),
            MANNERS.len(),
        ));
    }
    let here =
        |list: &&Intended| ABIS.iter().any(|(abi, _)| *abi == Abi::X32) || !list.reason.contains("x32");
    hold(&by_name, &INTENDED.iter().filter(here).flat_map(|list| list.requests).copied().collect());
    let numbers = INTENDED.iter().filter(here).filter(|list| !list.name);
    hold(&as_numbers, &numbers.flat_map(|list| list.requests).copied().collect());
    assert!(INTENDED.iter().all(|list| !list.reason.is_empty()));
}

/// What strace says otherwise of requests that are cut off.
const CUT_OTHERWISE: &[(&str, &[&str])] = &[
    ("a head that is none is an address, which strace says at the end", &["DM_"]),
    (
        "rtrace knows what the argument is, and that the call doesn't change it",
        &["EVIOCGMASK", "USBDEVFS_DISCARDURB"],
    ),
    ("what the call makes of it comes with its arrow", &["SECCOMP_IOCTL_NOTIF_RECV"]),
];

/// A request whose task is killed before it is made shows what of its argument is said by then, and where commas are.
#[test]
fn requests_that_are_cut_off_end_where_strace_ends_them() {
    const KILLED: &[&str] = &["-f", "-e", "inject=ioctl:signal=KILL"];
    const SHAPE: &[u32] = &[3];
    for tool in ["strace", "gcc", "setarch"] {
        if !common::is_there(tool) {
            return common::missing(tool);
        }
    }
    let directory = tempfile::tempdir().unwrap();
    let (abi, option) = ABIS[0];
    let (program, list) = (directory.path().join("requests"), directory.path().join("list"));
    let built = Command::new("gcc").args(["-O1", option, "-o"]).arg(&program).arg(SOURCE).status();
    assert!(built.unwrap().success());
    let numbers = requests(abi);
    write_list(&numbers, SHAPE, &list);
    let [strace, rtrace] = [Path::new("strace"), &common::rtrace()];
    let cut = |tracer| trace(tracer, KILLED, &program, &[&list, Path::new("fork")]);
    let whole = |tracer| trace(tracer, INJECT, &program, &[&list]);
    let (theirs, ours) = (cut(strace), cut(rtrace));
    assert_eq!((theirs.len(), ours.len()), (numbers.len(), numbers.len()));
    let decoded =
        whole(strace).into_iter().zip(whole(rtrace)).map(|(theirs, ours)| !bare(&theirs) || bare(&ours));
    let known: BTreeSet<&str> = INTENDED.iter().flat_map(|list| list.requests).copied().collect();
    let (mut wrong, mut compared) = (String::new(), 0);
    for ((number, decoded), (theirs, ours)) in numbers.iter().zip(decoded).zip(theirs.iter().zip(&ours)) {
        let name = name(abi, *number);
        let other = CUT_OTHERWISE.iter().any(|(_, all)| all.iter().any(|begins| name.starts_with(begins)));
        if !decoded || other || request(theirs).split(' ').next() != request(ours).split(' ').next() {
            continue;
        }
        compared += 1;
        if theirs != ours && !known.contains(name.as_str()) {
            write!(wrong, "\n{name}{}", difference(theirs, ours)).unwrap();
        }
    }
    assert!(wrong.is_empty() && compared > 1000, "{compared} compared{wrong}");
}

#[test]
fn parameters_of_trusted_applications_are_said_in_straces_words() {
    for tool in ["strace", "gcc", "setarch"] {
        if !common::is_there(tool) {
            return common::missing(tool);
        }
    }
    let directory = tempfile::tempdir().unwrap();
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ioctls/trusted.c");
    for (_, abi) in ABIS.iter().filter(|(abi, _)| *abi != Abi::X32) {
        let program = directory.path().join(abi);
        let built = Command::new("gcc").args([abi, "-o"]).arg(&program).arg(source).status();
        assert!(built.unwrap().success(), "gcc-multilib is missing, and tests/run should have installed it");
        for options in [INJECT, INJECT_IN_FULL, IN_FULL, &[]] {
            let strace = trace(Path::new("strace"), options, &program, &[]);
            let rtrace = trace(&common::rtrace(), options, &program, &[]);
            assert!(strace.len() > 150 && strace.iter().any(|line| line.contains("shm_offs")));
            assert_eq!(strace, rtrace);
        }
    }
}
