//! Calls on user and group ids and capabilities.

use super::syscalls;
use crate::decode::kind::Kind::*;

syscalls! {
    capget(hdrp: Addr, datap: Addr) -> Int [creds];
    capset(hdrp: Addr, datap: Addr) -> Int [creds];
    getegid() -> Unsigned [creds pure];
    getegid32() -> Unsigned [creds pure];
    geteuid() -> Unsigned [creds pure];
    geteuid32() -> Unsigned [creds pure];
    getgid() -> Unsigned [creds pure];
    getgid32() -> Unsigned [creds pure];
    getgroups(size: Int, list: Addr) -> Int [creds];
    getgroups32(size: Int, list: Addr) -> Int [creds];
    getresgid(rgid: Addr, egid: Addr, sgid: Addr) -> Int [creds];
    getresgid32(rgid: Addr, egid: Addr, sgid: Addr) -> Int [creds];
    getresuid(ruid: Addr, euid: Addr, suid: Addr) -> Int [creds];
    getresuid32(ruid: Addr, euid: Addr, suid: Addr) -> Int [creds];
    getuid() -> Unsigned [creds pure];
    getuid32() -> Unsigned [creds pure];
    setfsgid(fsgid: Gid) -> Unsigned [creds];
    setfsgid32(fsgid: Gid) -> Unsigned [creds];
    setfsuid(fsuid: Uid) -> Unsigned [creds];
    setfsuid32(fsuid: Uid) -> Unsigned [creds];
    setgid(gid: Gid) -> Int [creds];
    setgid32(gid: Gid) -> Int [creds];
    setgroups(size: Int, list: Addr) -> Int [creds];
    setgroups32(size: Int, list: Addr) -> Int [creds];
    setregid(rgid: Gid, egid: Gid) -> Int [creds];
    setregid32(rgid: Gid, egid: Gid) -> Int [creds];
    setresgid(rgid: Gid, egid: Gid, sgid: Gid) -> Int [creds];
    setresgid32(rgid: Gid, egid: Gid, sgid: Gid) -> Int [creds];
    setresuid(ruid: Uid, euid: Uid, suid: Uid) -> Int [creds];
    setresuid32(ruid: Uid, euid: Uid, suid: Uid) -> Int [creds];
    setreuid(ruid: Uid, euid: Uid) -> Int [creds];
    setreuid32(ruid: Uid, euid: Uid) -> Int [creds];
    setuid(uid: Uid) -> Int [creds];
    setuid32(uid: Uid) -> Int [creds];
}
