//! Calls on user and group ids and capabilities.

use super::syscalls;
use crate::decode::creds;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Phase, Repr};
use crate::decode::structs::creds::CAPABILITY_HEADER;

const UID_OUT: Kind = Out(&At(&Uid));
const GID_OUT: Kind = Out(&At(&Gid));
/// Ids of the calls from when they had 16 bits.
const UID16: Kind = As(Repr::U16, &Uid);
const GID16: Kind = As(Repr::U16, &Gid);
const UID16_OUT: Kind = Out(&At(&UID16));
const GID16_OUT: Kind = Out(&At(&GID16));
const GROUPS: Kind = Own(Repr::Ulong, Phase::Entry, creds::groups_in);
const GROUPS16: Kind = Own(Repr::Ulong, Phase::Entry, creds::groups16_in);
const GROUPS_OUT: Kind = Own(Repr::Ulong, Phase::Exit, creds::groups_out);
const GROUPS16_OUT: Kind = Own(Repr::Ulong, Phase::Exit, creds::groups16_out);

syscalls! {
    capget(hdrp: At(&Struct(&CAPABILITY_HEADER)), datap: Own(Repr::Ulong, Phase::Exit, creds::capabilities))
        -> Int [creds];
    capset(hdrp: At(&Struct(&CAPABILITY_HEADER)), datap: Own(Repr::Ulong, Phase::Entry, creds::capabilities))
        -> Int [creds];
    getegid() -> Unsigned [creds pure];
    getegid32() -> Unsigned [creds pure];
    geteuid() -> Unsigned [creds pure];
    geteuid32() -> Unsigned [creds pure];
    getgid() -> Unsigned [creds pure];
    getgid32() -> Unsigned [creds pure];
    getgroups@I386|Arm(size: Int, list: GROUPS16_OUT) -> Int [creds];
    getgroups@X86_64|X32|Aarch64(size: Int, list: GROUPS_OUT) -> Int [creds];
    getgroups32(size: Int, list: GROUPS_OUT) -> Int [creds];
    getresgid@I386|Arm(rgid: GID16_OUT, egid: GID16_OUT, sgid: GID16_OUT) -> Int [creds];
    getresgid@X86_64|X32|Aarch64(rgid: GID_OUT, egid: GID_OUT, sgid: GID_OUT) -> Int [creds];
    getresgid32(rgid: GID_OUT, egid: GID_OUT, sgid: GID_OUT) -> Int [creds];
    getresuid@I386|Arm(ruid: UID16_OUT, euid: UID16_OUT, suid: UID16_OUT) -> Int [creds];
    getresuid@X86_64|X32|Aarch64(ruid: UID_OUT, euid: UID_OUT, suid: UID_OUT) -> Int [creds];
    getresuid32(ruid: UID_OUT, euid: UID_OUT, suid: UID_OUT) -> Int [creds];
    getuid() -> Unsigned [creds pure];
    getuid32() -> Unsigned [creds pure];
    setfsgid@I386|Arm(fsgid: GID16) -> Unsigned [creds];
    setfsgid@X86_64|X32|Aarch64(fsgid: Gid) -> Unsigned [creds];
    setfsgid32(fsgid: Gid) -> Unsigned [creds];
    setfsuid@I386|Arm(fsuid: UID16) -> Unsigned [creds];
    setfsuid@X86_64|X32|Aarch64(fsuid: Uid) -> Unsigned [creds];
    setfsuid32(fsuid: Uid) -> Unsigned [creds];
    setgid@I386|Arm(gid: GID16) -> Int [creds];
    setgid@X86_64|X32|Aarch64(gid: Gid) -> Int [creds];
    setgid32(gid: Gid) -> Int [creds];
    setgroups@I386|Arm(size: Int, list: GROUPS16) -> Int [creds];
    setgroups@X86_64|X32|Aarch64(size: Int, list: GROUPS) -> Int [creds];
    setgroups32(size: Int, list: GROUPS) -> Int [creds];
    setregid@I386|Arm(rgid: GID16, egid: GID16) -> Int [creds];
    setregid@X86_64|X32|Aarch64(rgid: Gid, egid: Gid) -> Int [creds];
    setregid32(rgid: Gid, egid: Gid) -> Int [creds];
    setresgid@I386|Arm(rgid: GID16, egid: GID16, sgid: GID16) -> Int [creds];
    setresgid@X86_64|X32|Aarch64(rgid: Gid, egid: Gid, sgid: Gid) -> Int [creds];
    setresgid32(rgid: Gid, egid: Gid, sgid: Gid) -> Int [creds];
    setresuid@I386|Arm(ruid: UID16, euid: UID16, suid: UID16) -> Int [creds];
    setresuid@X86_64|X32|Aarch64(ruid: Uid, euid: Uid, suid: Uid) -> Int [creds];
    setresuid32(ruid: Uid, euid: Uid, suid: Uid) -> Int [creds];
    setreuid@I386|Arm(ruid: UID16, euid: UID16) -> Int [creds];
    setreuid@X86_64|X32|Aarch64(ruid: Uid, euid: Uid) -> Int [creds];
    setreuid32(ruid: Uid, euid: Uid) -> Int [creds];
    setuid@I386|Arm(uid: UID16) -> Int [creds];
    setuid@X86_64|X32|Aarch64(uid: Uid) -> Int [creds];
    setuid32(uid: Uid) -> Int [creds];
}
