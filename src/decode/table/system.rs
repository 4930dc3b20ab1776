//! Calls on the system as a whole.

use super::syscalls;
use crate::decode::decoder::{Decoder, Place, Scope};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::When::Is;
use crate::decode::kind::{Len, Phase, Repr};
use crate::decode::perf;
use crate::decode::set::Radix;
use crate::decode::sets::system::*;
use crate::decode::sink::Style;
use crate::decode::structs::system::{KEXEC_SEGMENT, SYSINFO, UTSNAME};

/// The command of reboot that takes an argument.
const RESTART2: u64 = 0xa1b2_c3d4;

/// The segments that kexec_load takes.
const SEGMENTS: Kind = Own(Repr::Ulong, Phase::Entry, |decoder, place| {
    /// The most that there can be (KEXEC_SEGMENT_MAX).
    const MOST: u64 = 16;
    const SEGMENT: Kind = Struct(&KEXEC_SEGMENT);
    let (addr, count) = (place.value(decoder.abi), decoder.args[1]);
    match count <= MOST {
        true => decoder.array(&SEGMENT, addr, count, Scope::Call),
        false => decoder.sink.address(addr),
    }
});
const NONE: Kind = Hidden(&Addr);

/// What each action of syslog takes; those that read fill a buffer.
const SYSLOG_BUFFERS: [(u64, Kind); 10] = [
    (0, NONE),
    (1, NONE),
    (2, LOG),
    (3, LOG),
    (4, LOG),
    (5, NONE),
    (6, NONE),
    (7, NONE),
    (9, NONE),
    (10, NONE),
];
const SYSLOG_LENGTHS: [(u64, Kind); 8] =
    [(0, NONE), (1, NONE), (5, NONE), (6, NONE), (7, NONE), (8, LEVEL), (9, NONE), (10, NONE)];
const LOG: Kind = Late(&Buffer(Len::Ret));
const LEVEL: Kind = Own(Repr::I32, Phase::Entry, log_level);

/// The name of a host or a domain.
const NAME: Kind = Own(Repr::Ulong, Phase::Entry, |decoder, place| {
    /// The longest, in bytes (__NEW_UTS_LEN); the kernel reads no longer one.
    const LONGEST: u64 = 64;
    let (addr, length) = (place.value(decoder.abi), decoder.args[1]);
    match length <= LONGEST {
        true => decoder.buffer(addr, length, Style::Text),
        false => decoder.sink.address(addr),
    }
});

/// An action of syslog, as its number with its name behind it.
fn syslog_action(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let action = place.value(decoder.abi);
    decoder.sink.number(action, Radix::Signed);
    decoder.sink.comment(format_args!("{}", SYSLOG.say(action)));
}

/// The level up to which messages reach the console.
fn log_level(decoder: &mut Decoder<'_>, place: Place<'_>) {
    const LEVELS: [&str; 9] =
        ["EMERG", "ALERT", "CRIT", "ERR", "WARNING", "NOTICE", "INFO", "DEBUG", "DEBUG+1"];
    let level = place.value(decoder.abi);
    decoder.sink.number(level, Radix::Signed);
    let name = usize::try_from(level).ok().and_then(|level| LEVELS.get(level)).unwrap_or(&"???");
    decoder.sink.comment(format_args!("LOGLEVEL_{name}"));
}

syscalls! {
    acct(filename: Path) -> Int [file];
    delete_module(name: Str, flags: Of(&DELETE_MODULE)) -> Int;
    finit_module(fd: Fd, param_values: Str, flags: Of(&MODULE)) -> Int [desc];
    getrandom(buf: Secret(Len::Ret), buflen: Ulong, flags: Of(&RANDOM)) -> Int;
    init_module(module_image: Addr, len: Ulong, param_values: Str) -> Int;
    ioperm(from: Hex, num: Hex, turn_on: Int) -> Int;
    iopl(level: Int) -> Int;
    kexec_file_load(kernel_fd: Fd, initrd_fd: Fd, cmdline_len: Ulong, cmdline: Buffer(Len::Arg(cmdline_len)),
        flags: As(Repr::Ulong, &Of(&KEXEC_FILE))) -> Int [desc];
    kexec_load(entry: Addr, nr_segments: Ulong, segments: SEGMENTS,
        flags: As(Repr::Ulong, &Of(&KEXEC))) -> Int;
    oldolduname(buf: Hex) -> Int;
    olduname(buf: Hex) -> Int;
    pciconfig_iobase(which: Long, bus: Ulong, dfn: Ulong) -> Int;
    pciconfig_read(bus: Ulong, dfn: Ulong, off: Ulong, len: Ulong, buf: Out(&Secret(Len::Arg(len)))) -> Int;
    pciconfig_write(bus: Ulong, dfn: Ulong, off: Ulong, len: Ulong, buf: Secret(Len::Arg(len))) -> Int;
    perf_event_open(attr: Own(Repr::Ulong, Phase::Entry, perf::attributes), pid: Pid, cpu: Int, group_fd: Fd, flags: As(Repr::Ulong, &Of(&PERF)))
        -> Fd [desc];
    reboot(magic: Of(&REBOOT_MAGIC1), magic2: Of(&REBOOT_MAGIC2), op: Of(&REBOOT),
        arg: If(Is(op, RESTART2), &Str)) -> Int;
    setdomainname(name: NAME, len: Uint) -> Int;
    sethostname(name: NAME, len: Uint) -> Int;
    sysinfo(info: Out(&At(&Struct(&SYSINFO)))) -> Int;
    syslog(kind = "type": Own(Repr::I32, Phase::Entry, syslog_action),
        bufp: Switch(kind, &SYSLOG_BUFFERS, &Addr), len: Switch(kind, &SYSLOG_LENGTHS, &Int)) -> Int;
    uname(buf: Out(&At(&Struct(&UTSNAME)))) -> Int;
    uselib(library: Path) -> Int [file];
    vhangup() -> Int;
}
