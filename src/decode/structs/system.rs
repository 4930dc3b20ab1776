//! What is told of the system, and segments for kexec.

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Len, Repr};
use crate::decode::structs::structs;

const KULONG: Kind = As(Repr::KUlong, &Ulong);

structs! {
    UTSNAME "new_utsname" {
        sysname: Chars(65),
        nodename: Chars(65),
        release: Full(&Chars(65)),
        version: Full(&Chars(65)),
        machine: Full(&Chars(65)),
        domainname: Full(&Chars(65)),
    }
    SYSINFO "sysinfo" {
        uptime: KULONG,
        loads: Items(&KULONG, 3),
        totalram: KULONG,
        freeram: KULONG,
        sharedram: KULONG,
        bufferram: KULONG,
        totalswap: KULONG,
        freeswap: KULONG,
        procs: U16,
        pad: Hidden(&U16),
        totalhigh: KULONG,
        freehigh: KULONG,
        mem_unit: Uint,
    }
    SYSCTL_ARGS "__sysctl_args" {
        name: Switch(nlen, &[(0, Addr)], &Array(&Int, Len::Arg(nlen))),
        nlen: Int,
        oldval: Addr,
        oldlenp: Addr,
        newval: Addr,
        newlen: Ulong,
    }
    KEXEC_SEGMENT "kexec_segment" {
        buf: Addr,
        bufsz: Ulong,
        mem: Addr,
        memsz: Ulong,
    }
}
