//! The requests of ioctl in src/decode/sets/ioctl.rs: generated from linux-libc-dev's headers, which a C compiler
//! evaluates for each ABI, and from crate linux-raw-sys, which has newer ones. The same text for all, whatever the ABI.
//!
//! `RTRACE_REGENERATE=1 cargo test --test ioctls` rewrites the file. It takes Debian's amd64 headers and gcc-multilib.

mod common;
#[path = "ioctls/extra.rs"]
mod extra;
#[path = "ioctls/newer.rs"]
mod newer;

use regex::Regex;
use rtrace::arch::Abi;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Names by number and ABI.
type Requests = BTreeMap<(u32, Abi), BTreeSet<String>>;

/// Where the kernel's headers are, and the names by which they are included.
const ROOTS: &[(&str, &str)] = &[
    ("/usr/include/x86_64-linux-gnu/asm", "asm"),
    ("/usr/include/asm-generic", "asm-generic"),
    ("/usr/include/drm", "drm"),
    ("/usr/include/linux", "linux"),
    ("/usr/include/misc", "misc"),
    ("/usr/include/mtd", "mtd"),
    ("/usr/include/rdma", "rdma"),
    ("/usr/include/scsi", "scsi"),
    ("/usr/include/sound", "sound"),
    ("/usr/include/video", "video"),
    ("/usr/include/xen", "xen"),
];

/// What headers need before them. Not all headers take the second, which declares what the kernel's do, too.
const PREFACES: &[&str] = &[
    "#include <stddef.h>\n#include <linux/types.h>\n#include <linux/ioctl.h>\n#include <linux/time.h>\n",
    "#include <stddef.h>\n#include <linux/types.h>\n#include <linux/ioctl.h>\n#include <linux/sockios.h>\n\
     #include <linux/atm.h>\n#include <linux/atmapi.h>\n#include <linux/blkpg.h>\n#include <linux/fiemap.h>\n\
     #include <linux/blktrace_api.h>\n#include <linux/filter.h>\n#include <linux/serial.h>\n\
     #include <linux/videodev2.h>\n#include <asm/termbits.h>\n#include <linux/coda.h>\n",
    "#include <stdint.h>\n#include <sys/types.h>\n#include <sys/time.h>\n#include <sys/socket.h>\n\
     #include <net/if.h>\n#include <linux/types.h>\n#include <linux/ioctl.h>\n#include <linux/major.h>\n\
     #include <linux/i2c.h>\n#include <linux/atmioc.h>\n",
];

/// Requests whose numbers don't tell that they are: the header, and how their names look.
const PLAIN: &[(&str, &str)] = &[
    ("asm-generic/ioctls.h", "^(TC[A-Z]|TIOC[A-Z]|FIO)"),
    ("asm-generic/sockios.h", "^(FIO|SIOC)"),
    ("linux/arcfb.h", "^FBIO_"),
    ("linux/atm_zatm.h", "^ZATM_"),
    ("linux/ax25.h", "^SIOC"),
    ("linux/bfs_fs.h", "^BFS_IOC"),
    (
        "linux/cdrom.h",
        "^(CDROM[A-Z]|CDROM_(GET|SET|CLEAR|SELECT|MEDIA|DRIVE_ST|DISC_ST|CHANGER|LOCK|DEBUG|SEND|NEXT|LAST|TIMED)|DVD_(READ|WRITE)_STRUCT$|DVD_AUTH$)",
    ),
    ("linux/cyclades.h", "^CY[GSZ]"),
    ("linux/dn.h", "^(SIOC|OSIOC)"),
    ("linux/fb.h", "^FBIO"),
    ("linux/fs.h", "^(BLK|FIBMAP|FIGETBSZ)"),
    ("linux/hdreg.h", "^HDIO_(GET|SET|OBS|TRI|DRIVE|SCAN|UNREG)"),
    ("linux/hysdn_if.h", "^HYSDN"),
    ("linux/i2c-dev.h", "^I2C_(RETRIES|TIMEOUT|SLAVE|TENBIT|FUNCS|RDWR|PEC|SMBUS|SLAVE_FORCE)$"),
    ("linux/kd.h", "^(KD[GSMKU]|KDFONTOP|[GP]IO_)"),
    ("linux/loop.h", "^LOOP_(SET|GET|CLR|CHANGE|CONFIGURE|CTL)"),
    ("linux/lp.h", "^LP[A-Z]+$"),
    ("linux/netrom.h", "^SIOC"),
    ("linux/rose.h", "^SIOC"),
    ("linux/sockios.h", "^SIOC"),
    ("linux/sonet.h", "^SONET_"),
    ("linux/vt.h", "^VT_[A-Z]+$|^VT_SETACTIVATE$"),
    ("linux/wireless.h", "^SIOC"),
    ("linux/x25.h", "^SIOC"),
    ("scsi/scsi.h", "^SCSI_IOCTL_"),
    ("scsi/scsi_ioctl.h", "^SCSI_IOCTL_"),
    ("scsi/sg.h", "^SG_(SET|GET|GET_ACCESS_COUNT|EMULATED|NEXT_CMD|SCSI_RESET$|IO$)"),
    ("xen/evtchn.h", "^IOCTL_"),
    ("xen/gntdev.h", "^IOCTL_"),
];

/// Names that look like requests and are none: parts of numbers, versions, flags, other names for a number that
/// programs don't know it by, and the members of families whose argument the decoder writes (`MIXER_READ(7)`).
const NO_REQUESTS: &str = "^(_|SOUND_MIXER_(READ|WRITE)|.*_(IOC|IOCTL)_(BASE|MAGIC|TYPE|MAX)$|LOOP_.*_FLAGS$|HDIO_.*_SIZE$|SONET_FRSENSE_SIZE$|ZATM_.*_SIZE$|\
    FIEMAP_|SOUND_PCM_|CDROM_GET_UPC$|SIOCGSTAMP(NS)?$|SIOGIFINDEX$|FD(SET|DEF|GET)MEDIAPRM$|\
    SNDRV_TIMER_IOCTL_TREAD$|DMA_BUF_SET_NAME$|PPPIOCGIDLE$|EXT4_.*_OLD$|SCSI_IOCTL_(SEND_C|TEST|BENCH|SYNC|START|STOP)|SIOCIWLAST$|SIOCSIFMAP_|SIOCIWFIRST$|FS_IOC_.*_FL$|HDIO_DRIVE_CMD_AEB|SONET_(FRAME|INS)_|ZATM_.*_POOL|\
    TIOC[MP]_|TIOCPKT_|TIOCSER_|TIOCINQ$|VT_(BUSY|AUTO|PROCESS|ACKACQ|EVENT)|SIOCGETM?[VS]?(IF|G)CNT|\
    SIOCGETRPF|VIDIOC_SUBDEV_(G|S|QUERY|ENUM)_?(STD|EDID|DV_TIMINGS)|VIDIOC_SUBDEV_ENUMSTD|\
    VIDIOC_SUBDEV_DV_TIMINGS_CAP|SNDCTL_DSP_SAMPLESIZE|EVIOC[GS]ABS|HIDIOCGSTRING$)";

/// Requests of one architecture, which others could only mistake for something else: how the names begin.
const NATIVE: &[(&str, &[Abi])] = &[
    ("KVM_ARM_", &[Abi::Aarch64, Abi::Arm]),
    ("KVM_PPC_", &[]),
    ("KVM_S390_", &[]),
    ("KVM_XEN_", &[Abi::X86_64, Abi::I386, Abi::X32]),
];

/// Requests that no header for programs has: those of 32-bit programs, whose structures the kernel's own headers alone
/// tell, and the first of a family.
const EXTRA: &[(&str, u32, &[Abi])] = &[
    ("AUTOFS_IOC_SETTIMEOUT32", 0xc004_9364, &Abi::ALL),
    ("I2OPASSTHRU32", 0x8008_690c, &Abi::ALL),
    ("SIOCIWFIRST", 0x8b00, &Abi::ALL),
    ("USBDEVFS_BULK32", 0xc010_5502, &Abi::ALL),
    ("USBDEVFS_CONTROL32", 0xc010_5500, &Abi::ALL),
    ("USBDEVFS_DISCSIGNAL32", 0x8008_550e, &Abi::ALL),
    ("USBDEVFS_IOCTL32", 0xc00c_5512, &Abi::ALL),
    ("VIDIOC_DQBUF_TIME32", 0xc044_5611, &[Abi::I386]),
    ("VIDIOC_DQEVENT_TIME32", 0x8078_5659, &[Abi::I386]),
    ("VIDIOC_PREPARE_BUF_TIME32", 0xc044_565d, &[Abi::I386]),
    ("VIDIOC_QBUF_TIME32", 0xc044_560f, &[Abi::I386]),
    ("VIDIOC_QUERYBUF_TIME32", 0xc044_5609, &[Abi::I386]),
];

/// How a C compiler is told the ABI. An 8-byte integer is aligned to as many on ARM.
const COMPILED: &[(Abi, &[&str])] = &[
    (Abi::X86_64, &["-m64"]),
    (Abi::I386, &["-m32"]),
    (Abi::X32, &["-mx32"]),
    (Abi::Aarch64, &["-m64"]),
    (Abi::Arm, &["-m32", "-malign-double"]),
];

/// Headers whose requests or structures are x86's.
const X86_ONLY: &str = "^asm/";

/// How the table of requests begins.
const HEAD: &str = "\
    //! The requests of ioctl.\n\n\
    /// The requests by number, and the ABIs on which that number has these names, as bits in the order of `Abi::ALL`.\n\
    #[rustfmt::skip]\n\
    pub static REQUESTS: &[(u32, u8, &str)] = &[\n";

/// The directory of linux-raw-sys that holds the constants of `abi`. For x32 it has x86_64's numbers, which are wrong where
/// the argument holds a pointer or a `long`; those of ARM have the same widths and alignment.
fn raw_sys_name(abi: Abi) -> &'static str {
    match abi {
        Abi::I386 => "x86",
        Abi::X32 => "arm",
        other => other.name(),
    }
}

/// All headers, as they are included.
fn headers() -> Vec<String> {
    fn walk(dir: &Path, name: &str, into: &mut Vec<String>) {
        let Ok(entries) = std::fs::read_dir(dir) else { return };
        for entry in entries.flatten() {
            let file = entry.file_name().into_string().unwrap();
            let path: PathBuf = entry.path();
            if path.is_dir() {
                walk(&path, &format!("{name}/{file}"), into);
            } else if file.ends_with(".h") {
                into.push(format!("{name}/{file}"));
            }
        }
    }
    let mut all = Vec::new();
    for (dir, name) in ROOTS {
        walk(Path::new(dir), name, &mut all);
    }
    all.sort();
    all
}

/// Where a header lies.
fn path_of(header: &str) -> PathBuf {
    let (dir, _) = ROOTS.iter().find(|(_, name)| header.starts_with(&format!("{name}/"))).unwrap();
    Path::new(dir).join(header.split_once('/').unwrap().1)
}

/// Runs gcc on `source`; what it says on standard output and error.
fn gcc(source: &str, options: &[&str]) -> (String, String) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("requests.c");
    std::fs::write(&file, source).unwrap();
    let output = Command::new("gcc").args(options).arg(&file).args(["-o", "-"]).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

/// The names in a header that are requests.
fn candidates(header: &str) -> Vec<String> {
    let text = std::fs::read_to_string(path_of(header)).unwrap();
    let macros = Regex::new(r"(?m)^[ \t]*#[ \t]*define[ \t]+([A-Za-z_][A-Za-z0-9_]*)[ \t]+[^ \t\n]").unwrap();
    let members = Regex::new(r"(?m)^[ \t]*([A-Z][A-Z0-9_]*)[ \t]*=[ \t]*_IO[RW]*\(").unwrap();
    let no_requests = Regex::new(NO_REQUESTS).unwrap();
    let plain = PLAIN.iter().find(|(of, _)| *of == header).map(|(_, names)| Regex::new(names).unwrap());
    if plain.is_none() && !text.contains("_IO") {
        return Vec::new();
    }
    let defined: BTreeSet<&str> =
        macros.captures_iter(&text).map(|found| found.get(1).unwrap().as_str()).collect();
    let mut source = String::new();
    for line in PREFACES[0].lines() {
        writeln!(source, "{line}").unwrap();
    }
    writeln!(source, "#include <{header}>\n#undef _IOC\n#define _IOC(...) @IOC@").unwrap();
    for name in &defined {
        writeln!(source, "@NAME@\"{name}\" {name}").unwrap();
    }
    let (expanded, _) = gcc(&source, &["-E", "-P"]);
    let mut found: BTreeSet<String> =
        members.captures_iter(&text).map(|found| found.get(1).unwrap().as_str().to_owned()).collect();
    for piece in expanded.split("@NAME@\"").skip(1) {
        let Some((name, value)) = piece.split_once('"') else { continue };
        let is_request = value.trim().trim_start_matches(['(', ' ']).starts_with("@IOC@");
        if is_request || plain.as_ref().is_some_and(|plain| plain.is_match(name)) {
            found.insert(name.to_owned());
        }
    }
    found.into_iter().filter(|name| !no_requests.is_match(name)).collect()
}

/// The values of `names` on an ABI: those that can be had.
fn values(header: &str, names: &[String], options: &[&str]) -> BTreeMap<String, u32> {
    let number = Regex::new(r"(?m)^VALUE_(\w+):\n\s*\.(long|zero)\s+(-?\d+)").unwrap();
    let wrong = Regex::new(r"requests\.c:(\d+):\d+: error").unwrap();
    let mut found = BTreeMap::new();
    for preface in PREFACES {
        let mut left: Vec<&String> = names.iter().filter(|name| !found.contains_key(*name)).collect();
        let head = format!("{preface}#include <{header}>\n");
        let first = head.lines().count() + 1;
        while !left.is_empty() {
            let mut source = head.clone();
            for name in &left {
                writeln!(
                    source,
                    "extern const unsigned VALUE_{name}; const unsigned VALUE_{name} = (unsigned)({name});"
                )
                .unwrap();
            }
            let compile =
                [options, &["-S", "-w", "-fmax-errors=0", "-fno-asynchronous-unwind-tables"]].concat();
            let (assembly, errors) = gcc(&source, &compile);
            let lines: BTreeSet<usize> = wrong
                .captures_iter(&errors)
                .filter_map(|found| found[1].parse::<usize>().unwrap().checked_sub(first))
                .collect();
            if errors.contains("error:") {
                if lines.is_empty() {
                    break;
                }
                let mut at = 0;
                left.retain(|_| {
                    at += 1;
                    !lines.contains(&(at - 1))
                });
                continue;
            }
            found.extend(number.captures_iter(&assembly).map(|found| {
                let value = if &found[2] == "zero" { 0 } else { found[3].parse::<i64>().unwrap() };
                (found[1].to_owned(), value as u32)
            }));
            break;
        }
    }
    found
}

/// What the headers of linux-libc-dev have.
fn from_headers(requests: &mut Requests) {
    let x86_only = Regex::new(X86_ONLY).unwrap();
    for header in headers() {
        let names = candidates(&header);
        if names.is_empty() {
            continue;
        }
        let mut by_options: BTreeMap<&[&str], BTreeMap<String, u32>> = BTreeMap::new();
        for (abi, options) in COMPILED {
            let values = by_options.entry(options).or_insert_with(|| values(&header, &names, options));
            if x86_only.is_match(&header) && matches!(abi, Abi::Aarch64 | Abi::Arm) {
                continue;
            }
            for (name, value) in values {
                requests.entry((*value, *abi)).or_default().insert(name.clone());
            }
        }
    }
    for (name, value, abis) in EXTRA.iter().chain(extra::EXTRA).chain(newer::NEWER) {
        for abi in *abis {
            requests.entry((*value, *abi)).or_default().insert((*name).to_owned());
        }
    }
}

/// What linux-raw-sys has: names that the headers lack (which are older), and all for ABIs whose own headers it read.
fn from_raw_sys(requests: &mut Requests) {
    let (source, _) = common::source_of("linux-raw-sys");
    let no_requests = Regex::new(NO_REQUESTS).unwrap();
    for abi in Abi::ALL {
        let file = source.join("src").join(raw_sys_name(abi)).join("ioctl.rs");
        let text = std::fs::read_to_string(file).unwrap();
        for line in text.lines() {
            let Some((name, value)) =
                line.strip_prefix("pub const ").and_then(|line| line.split_once(": u32 = "))
            else {
                continue;
            };
            let value: u32 = value.trim_end_matches(';').parse().unwrap();
            if no_requests.is_match(name) {
                continue;
            }
            // What a compiler of x32 says is more than what is known of ARM.
            if abi == Abi::X32 && requests.iter().any(|((_, of), names)| *of == abi && names.contains(name)) {
                continue;
            }
            // Where both have a name, an ABI's own headers know its number.
            for other in requests.iter_mut().filter(|((number, of), _)| *of == abi && *number != value) {
                other.1.remove(name);
            }
            requests.entry((value, abi)).or_default().insert(name.to_owned());
        }
    }
}

/// The names that text shows for a number: without those that are the same but for the width of their argument, where
/// a name that tells the width has it too.
fn shown(names: &BTreeSet<String>) -> String {
    let plainer =
        |name: &String| names.iter().any(|other| other != name && other.replacen("32", "", 1) == *name);
    names.iter().filter(|name| !plainer(name)).cloned().collect::<Vec<_>>().join(" or ")
}

/// The file, as it is to be.
fn generated(requests: &Requests, version: &str) -> String {
    let mut rows: BTreeMap<(u32, String), u8> = BTreeMap::new();
    for ((value, abi), names) in requests {
        let bit = Abi::ALL.iter().position(|other| other == abi).unwrap();
        let native =
            |name: &&String| NATIVE.iter().all(|(prefix, on)| !name.starts_with(prefix) || on.contains(abi));
        let names: BTreeSet<String> = names.iter().filter(native).cloned().collect();
        if !names.is_empty() {
            *rows.entry((*value, shown(&names))).or_default() |= 1 << bit;
        }
    }
    let mut text = format!(
        "// Generated by tests/ioctls.rs from {version}. Do not edit:\n\
         // `RTRACE_REGENERATE=1 cargo test --test ioctls` rewrites it.\n\n{HEAD}"
    );
    for ((value, names), abis) in rows {
        writeln!(text, "    ({value:#x}, {abis:#x}, \"{names}\"),").unwrap();
    }
    text + "];\n"
}

/// The version of Debian's headers; None where they aren't there, or aren't those of amd64.
fn headers_version() -> Option<String> {
    let output =
        Command::new("dpkg-query").args(["-W", "-f=${Version}", "linux-libc-dev:amd64"]).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/decode/sets/ioctl.rs");

#[test]
fn the_generated_file_is_up_to_date() {
    let Some(headers) = headers_version().filter(|_| common::is_there("gcc")) else {
        return common::missing("linux-libc-dev for amd64, or gcc");
    };
    let (_, crate_version) = common::source_of("linux-raw-sys");
    let version = format!("linux-libc-dev {headers} and crate linux-raw-sys {crate_version}");
    let actual = std::fs::read_to_string(FILE).unwrap_or_default();
    let regenerate = std::env::var_os("RTRACE_REGENERATE").is_some();
    if !regenerate && !actual.contains(&version) {
        return common::report(&format!(
            "SKIPPED src/decode/sets/ioctl.rs was made of others than {version}"
        ));
    }
    let mut requests = Requests::new();
    from_headers(&mut requests);
    from_raw_sys(&mut requests);
    let expected = generated(&requests, &version);
    if regenerate {
        std::fs::write(FILE, expected).unwrap();
    } else {
        assert!(actual == expected, "{FILE} is out of date: set RTRACE_REGENERATE=1");
    }
}
