//! Calls on memory.

use super::{BLOCK_OF_MMAP, Via, syscalls};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::When::Masked;
use crate::decode::kind::{Len, Phase, Repr};
use crate::decode::memory::{self, PAGE_STATUS};
use crate::decode::sets::memory::*;
use crate::decode::structs::memory::REMOTE_IOVEC;

const PROTECTION: Kind = As(Repr::Ulong, &ByArch(&PROT, &PROT_ARM));
const MAPPING: Kind = ByArch(&MAP, &MAP_ARM);
const VECTOR: Kind = Struct(&REMOTE_IOVEC);
const NODES_BY_SECOND: Kind = Own(Repr::Ulong, Phase::Entry, memory::nodes_by_second);
const NODES_BY_THIRD: Kind = Own(Repr::Ulong, Phase::Entry, memory::nodes_by_third);
const NODES_BY_FIFTH: Kind = Own(Repr::Ulong, Phase::Entry, memory::nodes_by_fifth);
const NODES_OUT: Kind = Own(Repr::Ulong, Phase::Exit, memory::nodes_by_third);

/// What becomes of no pages is known whether the call failed or not.
const NO_STATUS: Kind = Own(Repr::Ulong, Phase::Exit, memory::no_status);

/// The flags of mremap with which it takes a new address: MREMAP_MAYMOVE, MREMAP_FIXED.
const MREMAP_TO: u64 = 3;

syscalls! {
    brk(addr: Addr) -> Hex [memory];
    get_mempolicy(mode: Out(&At(&Of(&POLICY_MODE))), nodemask: NODES_OUT, maxnode: Ulong,
        addr: Addr, flags: As(Repr::Ulong, &Of(&POLICY_FLAGS))) -> Int [memory];
    madvise(addr: Addr, length: Ulong, advice: Of(&MADVICE)) -> Int [memory];
    map_shadow_stack(addr: Addr, size: Ulong, flags: Of(&SHADOW_STACK)) -> Hex [memory];
    mbind(addr: Addr, len: Ulong, mode: As(Repr::Ulong, &Of(&POLICY)), nodemask: NODES_BY_FIFTH,
        maxnode: Ulong, flags: Of(&MBIND)) -> Int [memory];
    memfd_secret(flags: Of(&MEMFD_SECRET)) -> Fd [desc];
    migrate_pages(pid: Pid, maxnode: Ulong, old_nodes: NODES_BY_SECOND, new_nodes: NODES_BY_SECOND)
        -> Int [memory];
    mincore(addr: Addr, length: Ulong, vec: Own(Repr::Ulong, Phase::Exit, memory::resident)) -> Int [memory];
    mlock(addr: Addr, length: Ulong) -> Int [memory];
    mlock2(addr: Addr, length: Ulong, flags: Of(&MLOCK)) -> Int [memory];
    mlockall(flags: Of(&MLOCKALL)) -> Int [memory];
    mmap@I386(addr: Addr, length: Ulong, prot: PROTECTION, flags: MAPPING, fd: Fd, offset: Hex)
        via(Via::Block(&BLOCK_OF_MMAP)) -> Hex [desc memory];
    mmap@X86_64|X32|Aarch64(addr: Addr, length: Ulong, prot: PROTECTION, flags: MAPPING, fd: Fd, offset: Hex)
        -> Hex [desc memory];
    mmap2(addr: Addr, length: Ulong, prot: PROTECTION, flags: MAPPING, fd: Fd,
        pgoffset: Own(Repr::Ulong, Phase::Entry, memory::page_offset)) -> Hex [desc memory];
    move_pages(pid: Pid, count: Ulong, pages: Array(&Addr, Len::Arg(count)),
        nodes: Array(&Int, Len::Arg(count)), status: Switch(count, &[(0, NO_STATUS)], &Out(&Array(&PAGE_STATUS, Len::Arg(count)))),
        flags: Of(&MOVE_PAGES)) -> Int [memory];
    mprotect(addr: Addr, length: Ulong, prot: PROTECTION) -> Int [memory];
    mremap(old_address: Addr, old_size: Ulong, new_size: Ulong, flags: As(Repr::Ulong, &Of(&MREMAP)),
        new_address: If(Masked(flags, MREMAP_TO, MREMAP_TO), &Addr)) -> Hex [memory];
    mseal(addr: Addr, length: Ulong, flags: Hex) -> Int [memory];
    msync(addr: Addr, length: Ulong, flags: Of(&MSYNC)) -> Int [memory];
    munlock(addr: Addr, length: Ulong) -> Int [memory];
    munlockall() -> Int [memory];
    munmap(addr: Addr, length: Ulong) -> Int [memory];
    pkey_alloc(flags: Hex, access_rights: As(Repr::Ulong, &Of(&PKEY_ACCESS))) -> Int;
    pkey_free(pkey: Int) -> Int;
    pkey_mprotect(addr: Addr, length: Ulong, prot: PROTECTION, pkey: Int) -> Int [memory];
    process_madvise(pidfd: Fd, iovec: Array(&VECTOR, Len::Arg(vlen)), vlen: Ulong, advice: Of(&MADVICE),
        flags: As(Repr::U32, &Hex)) -> Int [desc];
    process_vm_readv(pid: Pid, local_iov: Vectors(Len::Arg(liovcnt), Len::Ret), liovcnt: Ulong,
        remote_iov: Array(&VECTOR, Len::Arg(riovcnt)), riovcnt: Ulong, flags: Ulong) -> Int;
    process_vm_writev(pid: Pid, local_iov: Vectors(Len::Arg(liovcnt), Len::Is(u64::MAX)), liovcnt: Ulong,
        remote_iov: Array(&VECTOR, Len::Arg(riovcnt)), riovcnt: Ulong, flags: Ulong) -> Int;
    remap_file_pages(addr: Addr, size: Ulong, prot: PROTECTION, pgoff: Ulong, flags: MAPPING) -> Int [memory];
    set_mempolicy(mode: As(Repr::U32, &Of(&POLICY)), nodemask: NODES_BY_THIRD, maxnode: Ulong)
        -> Int [memory];
    set_mempolicy_home_node(start: Addr, len: Ulong, home_node: Ulong, flags: Hex) -> Int [memory];
    userfaultfd(flags: Of(&USERFAULTFD)) -> Fd [desc];
}
