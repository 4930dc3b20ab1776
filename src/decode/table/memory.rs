//! Calls on memory.

use super::syscalls;
use crate::decode::kind::Kind::*;

syscalls! {
    brk(addr: Addr) -> Hex [memory];
    get_mempolicy(mode: Addr, nodemask: Addr, maxnode: Ulong, addr: Addr, flags: Hex) -> Int [memory];
    madvise(addr: Addr, length: Ulong, advice: Hex) -> Int [memory];
    map_shadow_stack(addr: Addr, size: Ulong, flags: Hex) -> Hex;
    mbind(addr: Addr, len: Ulong, mode: Hex, nodemask: Addr, maxnode: Ulong, flags: Hex) -> Int [memory];
    memfd_secret(flags: Hex) -> Fd [desc];
    migrate_pages(pid: Pid, maxnode: Ulong, old_nodes: Addr, new_nodes: Addr) -> Int [memory];
    mincore(addr: Addr, length: Ulong, vec: Addr) -> Int [memory];
    mlock(addr: Addr, length: Ulong) -> Int [memory];
    mlock2(addr: Addr, length: Ulong, flags: Hex) -> Int [memory];
    mlockall(flags: Hex) -> Int [memory];
    mmap(addr: Addr, length: Ulong, prot: Hex, flags: Hex, fd: Fd, offset: Hex) -> Hex [desc memory];
    mmap2(addr: Addr, length: Ulong, prot: Hex, flags: Hex, fd: Fd, pgoffset: Hex) -> Hex [desc memory];
    move_pages(pid: Pid, count: Ulong, pages: Addr, nodes: Addr, status: Addr, flags: Hex) -> Int [memory];
    mprotect(addr: Addr, length: Ulong, prot: Hex) -> Int [memory];
    mremap(old_address: Addr, old_size: Ulong, new_size: Ulong, flags: Hex, new_address: Addr)
        -> Hex [memory];
    mseal(addr: Addr, length: Ulong, flags: Hex) -> Int;
    msync(addr: Addr, length: Ulong, flags: Hex) -> Int [memory];
    munlock(addr: Addr, length: Ulong) -> Int [memory];
    munlockall() -> Int [memory];
    munmap(addr: Addr, length: Ulong) -> Int [memory];
    pkey_alloc(flags: Hex, access_rights: Hex) -> Int;
    pkey_free(pkey: Int) -> Int;
    pkey_mprotect(addr: Addr, length: Ulong, prot: Hex, pkey: Int) -> Int [memory];
    process_madvise(pidfd: Fd, iovec: Addr, vlen: Ulong, advice: Hex, flags: Hex) -> Int [desc];
    process_vm_readv(pid: Pid, local_iov: Addr, liovcnt: Ulong, remote_iov: Addr, riovcnt: Ulong, flags: Ulong)
        -> Int;
    process_vm_writev(pid: Pid, local_iov: Addr, liovcnt: Ulong, remote_iov: Addr, riovcnt: Ulong, flags: Ulong)
        -> Int;
    remap_file_pages(addr: Addr, size: Ulong, prot: Hex, pgoff: Ulong, flags: Hex) -> Int [memory];
    set_mempolicy(mode: Hex, nodemask: Addr, maxnode: Ulong) -> Int [memory];
    set_mempolicy_home_node(start: Addr, len: Ulong, home_node: Ulong, flags: Hex) -> Int [memory];
    userfaultfd(flags: Hex) -> Fd [desc];
}
