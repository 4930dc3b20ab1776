//! Calls on the system as a whole.

use super::syscalls;
use crate::decode::kind::Kind::*;
use crate::decode::kind::Len;

syscalls! {
    acct(filename: Path) -> Int [file];
    delete_module(name: Str, flags: Hex) -> Int;
    finit_module(fd: Fd, param_values: Str, flags: Hex) -> Int [desc];
    getrandom(buf: Secret(Len::Ret), buflen: Ulong, flags: Hex) -> Int;
    init_module(module_image: Addr, len: Ulong, param_values: Str) -> Int;
    ioperm(from: Hex, num: Hex, turn_on: Int) -> Int;
    iopl(level: Int) -> Int;
    kexec_file_load(kernel_fd: Fd, initrd_fd: Fd, cmdline_len: Ulong, cmdline: Str, flags: Hex) -> Int [desc];
    kexec_load(entry: Addr, nr_segments: Ulong, segments: Addr, flags: Hex) -> Int;
    oldolduname(buf: Addr) -> Int;
    olduname(buf: Addr) -> Int;
    pciconfig_iobase(which: Long, bus: Ulong, dfn: Ulong) -> Int;
    pciconfig_read(bus: Ulong, dfn: Ulong, off: Ulong, len: Ulong, buf: Addr) -> Int;
    pciconfig_write(bus: Ulong, dfn: Ulong, off: Ulong, len: Ulong, buf: Addr) -> Int;
    perf_event_open(attr: Addr, pid: Pid, cpu: Int, group_fd: Fd, flags: Hex) -> Fd [desc];
    reboot(magic: Hex, magic2: Hex, op: Hex, arg: Addr) -> Int;
    setdomainname(name: Buffer(Len::Arg(len)), len: Uint) -> Int;
    sethostname(name: Buffer(Len::Arg(len)), len: Uint) -> Int;
    sysinfo(info: Addr) -> Int;
    syslog(kind = "type": Hex, bufp: Addr, len: Int) -> Int;
    uname(buf: Addr) -> Int;
    uselib(library: Path) -> Int [file];
    vhangup() -> Int;
}
