//! What each command of bpf(2) takes: `union bpf_attr` of linux/bpf.h, a structure for each of its members. All of it
//! lies the same on every ABI, for which its words of 64 bits are aligned to 8.

use crate::decode::bpf::{
    destination, identifier, instructions, iterator, iterator_length, kernel_version, log, node, operation,
    programs, source, task_name,
};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr;
use crate::decode::kind::When::{Any, Beyond, In, Is};
use crate::decode::sets::bpf::*;
use crate::decode::sets::common::LARGEST;
use crate::decode::structs::{Struct as Table, named_structs, structs};

/// `__aligned_u64`
const WORD: Repr = Repr::Block(8, 8);
const POINTER: Kind = As(WORD, &Addr);
const TEXT: Kind = As(WORD, &Str);
const NUMBER: Kind = As(WORD, &U64);
const HEX: Kind = As(WORD, &Hex);
const BITS: Kind = As(Repr::U32, &Hex);
const ELEMENT_FLAGS: Kind = As(WORD, &Of(&ELEMENT));

/// The flag of a map with which it says its node.
const NUMA_NODE: u64 = 4;

/// Where a program is attached that takes something of its own: what it is.
const ITERATOR: u64 = 28;
const PERF_EVENT: u64 = 41;
const KPROBES: &[u64] = &[42, 56];
const UPROBES: &[u64] = &[48, 57];
const NETFILTER: u64 = 45;
const TCX: &[u64] = &[46, 47];
const NETKIT: &[u64] = &[54, 55];
const TRACING: &[u64] = &[24, 25, 26, 27, 58];

/// A member of a union, which takes no place of its own.
const fn overlay(of: &'static Kind) -> Kind {
    As(Repr::Block(0, 8), of)
}

/// What BPF_LINK_CREATE always has, in bytes.
const LINK_HEAD: usize = 16;

/// A member of its union, which is behind that.
macro_rules! member {
    ($($when:tt)*) => { If(Beyond(LINK_HEAD), &If($($when)*)) };
}

/// The structure of a command that has one name for all its fields: `{test={...}}`.
macro_rules! wrapped {
    ($($outer:ident $inner:ident $field:ident;)*) => { named_structs! { $($outer "bpf_attr" { $field: Struct(&$inner) })* } };
}

wrapped! {
    TEST_RUN TEST test;
    INFO_BY_FD INFO info;
    QUERY_PROGRAMS QUERY query;
    RAW_TRACEPOINT_OPEN RAW_TRACEPOINT raw_tracepoint;
    TASK_QUERY TASK task_fd_query;
    LOOKUP_BATCH LOOKUP_BATCH_FIELDS batch;
    UPDATE_BATCH UPDATE_BATCH_FIELDS batch;
    DELETE_BATCH DELETE_BATCH_FIELDS batch;
    LINK_CREATE LINK link_create;
    LINK_UPDATE LINK_CHANGE link_update;
    LINK_DETACH LINK_GONE link_detach;
    ENABLE_STATS STATS enable_stats;
    ITER_CREATE ITER iter_create;
    BIND_MAP BIND prog_bind_map;
    TOKEN_CREATE TOKEN token_create;
    STREAM_READ STREAM_PART prog_stream_read;
}

structs! {
    MAP_CREATE "bpf_attr" {
        map_type: Of(&MAP_TYPE), key_size: Uint, value_size: Uint, max_entries: Uint, map_flags: Of(&MAP_FLAGS),
        inner_map_fd: Fd, numa_node: If(Any(map_flags, NUMA_NODE), &Own(Repr::U32, Entry, node)),
        map_name: Chars(16), map_ifindex: Interface, btf_fd: Fd, btf_key_type_id: Uint, btf_value_type_id: Uint, btf_vmlinux_value_type_id: Uint,
        map_extra: As(WORD, &Of(&LARGEST)), value_type_btf_obj_fd: Fd, map_token_fd: Fd, excl_prog_hash: POINTER,
        excl_prog_hash_size: Uint,
    }
    /// An instruction of extended BPF.
    INSTRUCTION "bpf_insn" {
        code: Own(Repr::U8, Entry, operation), dst_reg: Union(&Own(Repr::U8, Entry, destination)),
        src_reg: Own(Repr::U8, Entry, source), off: I16, imm: As(Repr::U32, &Hex),
    }
    UPDATE "bpf_attr" { map_fd: Fd, key: POINTER, value: POINTER, flags: As(WORD, &Of(&UPDATING)) }
    LOOKUP "bpf_attr" { map_fd: Fd, key: POINTER, value: POINTER, flags: ELEMENT_FLAGS }
    DELETE "bpf_attr" { map_fd: Fd, key: POINTER }
    NEXT_KEY "bpf_attr" { map_fd: Fd, key: POINTER, next_key: POINTER }
    FREEZE "bpf_attr" { map_fd: Fd }
    PROG_LOAD "bpf_attr" {
        prog_type: Of(&PROGRAM_TYPE), insn_cnt: Uint, insns: Own(WORD, Entry, instructions), license: TEXT, log_level: Uint, log_size: Uint,
        log_buf: Own(WORD, Entry, log), kern_version: Own(Repr::U32, Entry, kernel_version), prog_flags: Of(&PROGRAM_FLAGS),
        prog_name: Chars(16), prog_ifindex: Interface, expected_attach_type: Of(&ATTACH_TYPE), prog_btf_fd: Fd,
        func_info_rec_size: Uint, func_info: POINTER, func_info_cnt: Uint, line_info_rec_size: Uint,
        line_info: POINTER, line_info_cnt: Uint, attach_btf_id: Uint, attach_prog_fd: Fd, core_relo_cnt: Uint,
        fd_array: POINTER, core_relos: POINTER, core_relo_rec_size: Uint, log_true_size: Uint, prog_token_fd: Fd,
        fd_array_cnt: Uint, signature: POINTER, signature_size: Uint, keyring_id: Int,
    }
    OBJECT "bpf_attr" { pathname: As(WORD, &Path), bpf_fd: Fd, file_flags: Of(&FILE_FLAGS), path_fd: Fd }
    ATTACH "bpf_attr" {
        target_fd: Fd, attach_bpf_fd: Fd, attach_type: Of(&ATTACH_TYPE), attach_flags: Of(&ATTACH_FLAGS),
        replace_bpf_fd: Fd, relative_fd: Fd, expected_revision: NUMBER,
    }
    DETACH "bpf_attr" order(target_fd, attach_type, attach_flags, relative_fd, expected_revision) {
        target_fd: Fd, attach_bpf_fd: Fd, attach_type: Of(&ATTACH_TYPE), attach_flags: Of(&ATTACH_FLAGS),
        replace_bpf_fd: Fd, relative_fd: Fd, expected_revision: NUMBER,
    }
    TEST "bpf_attr.test" {
        prog_fd: Fd, retval: Uint, data_size_in: Uint, data_size_out: Uint, data_in: POINTER, data_out: POINTER,
        repeat: Uint, duration: Uint, ctx_size_in: Uint, ctx_size_out: Uint, ctx_in: POINTER, ctx_out: POINTER,
        flags: Of(&TEST_FLAGS), cpu: Uint, batch_size: Uint,
    }
    NEXT_ID "bpf_attr" { start_id: Uint, next_id: Own(Repr::U32, Entry, identifier), open_flags: Of(&FILE_FLAGS) }
    PROG_BY_ID "bpf_attr" { prog_id: Uint, next_id: Uint, open_flags: Of(&FILE_FLAGS) }
    MAP_BY_ID "bpf_attr" { map_id: Uint, next_id: Uint, open_flags: Of(&FILE_FLAGS), fd_by_id_token_fd: Fd }
    BTF_BY_ID "bpf_attr" {
        btf_id: Uint, next_id: Hidden(&Uint), open_flags: Hidden(&Uint), fd_by_id_token_fd: Fd,
    }
    LINK_BY_ID "bpf_attr" { link_id: Uint }
    INFO "bpf_attr.info" { bpf_fd: Fd, info_len: Uint, info: POINTER }
    QUERY "bpf_attr.query" {
        target_fd: Fd, attach_type: Of(&ATTACH_TYPE), query_flags: Of(&QUERY_FLAGS), attach_flags: Of(&ATTACH_FLAGS),
        prog_ids: Own(WORD, Entry, programs), prog_cnt: Own(Repr::U32, Entry, identifier), prog_attach_flags: POINTER, link_ids: POINTER, link_attach_flags: POINTER,
        revision: NUMBER,
    }
    RAW_TRACEPOINT "bpf_attr.raw_tracepoint" { name: TEXT, prog_fd: Fd, cookie: NUMBER }
    BTF_LOAD "bpf_attr" {
        btf: Own(WORD, Entry, crate::decode::bpf::types), btf_log_buf: POINTER, btf_size: Uint, btf_log_size: Uint,
        btf_log_level: Uint, btf_log_true_size: Uint, btf_flags: Of(&MAP_FLAGS), btf_token_fd: Fd,
    }
    TASK "bpf_attr.task_fd_query" {
        pid: Pid, fd: Fd, flags: Uint, buf_len: Uint, buf: Own(WORD, Entry, task_name), prog_id: Uint, fd_type: Of(&FD_TYPE),
        probe_offset: HEX, probe_addr: HEX,
    }
    LOOKUP_BATCH_FIELDS "bpf_attr.batch" {
        in_batch: POINTER, out_batch: POINTER, keys: POINTER, values: POINTER, count: Uint, map_fd: Fd,
        elem_flags: ELEMENT_FLAGS, flags: HEX,
    }
    UPDATE_BATCH_FIELDS "bpf_attr.batch" order(keys, values, count, map_fd, elem_flags, flags) {
        in_batch: POINTER, out_batch: POINTER, keys: POINTER, values: POINTER, count: Uint, map_fd: Fd,
        elem_flags: ELEMENT_FLAGS, flags: HEX,
    }
    DELETE_BATCH_FIELDS "bpf_attr.batch" order(keys, count, map_fd, elem_flags, flags) {
        in_batch: POINTER, out_batch: POINTER, keys: POINTER, values: POINTER, count: Uint, map_fd: Fd,
        elem_flags: ELEMENT_FLAGS, flags: HEX,
    }
    LINK "bpf_attr.link_create" {
        prog_fd: Fd, target_fd: Fd, attach_type: Of(&ATTACH_TYPE), flags: BITS,
        perf_event: member!(Is(attach_type, PERF_EVENT), &overlay(&Struct(&LINK_PERF))),
        kprobe_multi: member!(In(attach_type, KPROBES), &overlay(&Struct(&LINK_KPROBES))),
        uprobe_multi: member!(In(attach_type, UPROBES), &overlay(&Struct(&LINK_UPROBES))),
        netfilter: member!(Is(attach_type, NETFILTER), &overlay(&Struct(&LINK_NETFILTER))),
        tcx: member!(In(attach_type, TCX), &overlay(&Struct(&LINK_RELATIVE))),
        netkit: member!(In(attach_type, NETKIT), &overlay(&Struct(&LINK_RELATIVE))),
        tracing: member!(In(attach_type, TRACING), &overlay(&Struct(&LINK_TRACING))),
        iter_info: member!(Is(attach_type, ITERATOR), &Own(Repr::Block(0, 8), Entry, iterator)),
        iter_info_len: member!(Is(attach_type, ITERATOR), &Own(Repr::Block(0, 8), Entry, iterator_length)),
        target_btf_id: member!(Is(attach_type, 0), &Uint),
        rest: Hidden(&As(Repr::Block(44, 4), &Hex)),
    }
    LINK_PERF "bpf_attr.link_create.perf_event" { bpf_cookie: HEX }
    LINK_KPROBES "bpf_attr.link_create.kprobe_multi" {
        flags: Of(&MULTI_FLAGS), cnt: Uint, syms: POINTER, addrs: POINTER, cookies: POINTER,
    }
    LINK_UPROBES "bpf_attr.link_create.uprobe_multi" {
        path: As(WORD, &Path), offsets: POINTER, ref_ctr_offsets: POINTER, cookies: POINTER, cnt: Uint,
        flags: Of(&UPROBE_FLAGS), pid: Pid,
    }
    LINK_NETFILTER "bpf_attr.link_create.netfilter" {
        pf: Uint, hooknum: Uint, priority: Int, flags: Of(&NETFILTER_FLAGS),
    }
    LINK_RELATIVE "bpf_attr.link_create.tcx" { relative_fd: Fd, expected_revision: NUMBER }
    LINK_TRACING "bpf_attr.link_create.tracing" { target_btf_id: Uint, cookie: HEX }
    LINK_CHANGE "bpf_attr.link_update" {
        link_fd: Fd, new_prog_fd: Fd, flags: Of(&ATTACH_FLAGS), old_prog_fd: If(Any(flags, REPLACE), &Fd),
    }
    LINK_GONE "bpf_attr.link_detach" { link_fd: Fd }
    STATS "bpf_attr.enable_stats" { kind = "type": Of(&STATISTICS) }
    ITER "bpf_attr.iter_create" { link_fd: Fd, flags: BITS }
    BIND "bpf_attr.prog_bind_map" { prog_fd: Fd, map_fd: Fd, flags: BITS }
    TOKEN "bpf_attr.token_create" { flags: BITS, bpffs_fd: Fd }
    STREAM_PART "bpf_attr.prog_stream_read" {
        stream_buf: POINTER, stream_buf_len: Uint, stream_id: Of(&STREAM), prog_fd: Fd,
    }
}

/// The flag of BPF_LINK_UPDATE with which it says the former program.
const REPLACE: u64 = 4;

/// Each command, from BPF_MAP_CREATE on: what it takes, and how much of that is always there, in bytes: what the program
/// doesn't pass of it is zero.
pub const COMMANDS: [(&Table, usize); 38] = [
    (&MAP_CREATE, 16),
    (&LOOKUP, 24),
    (&UPDATE, 32),
    (&DELETE, 16),
    (&NEXT_KEY, 24),
    (&PROG_LOAD, 24),
    (&OBJECT, 12),
    (&OBJECT, 12),
    (&ATTACH, 16),
    (&DETACH, 12),
    (&TEST_RUN, 40),
    (&NEXT_ID, 8),
    (&NEXT_ID, 8),
    (&PROG_BY_ID, 8),
    (&MAP_BY_ID, 8),
    (&INFO_BY_FD, 16),
    (&QUERY_PROGRAMS, 28),
    (&RAW_TRACEPOINT_OPEN, 12),
    (&BTF_LOAD, 28),
    (&BTF_BY_ID, 4),
    (&TASK_QUERY, 48),
    (&LOOKUP, 24),
    (&FREEZE, 4),
    (&NEXT_ID, 8),
    (&LOOKUP_BATCH, 56),
    (&LOOKUP_BATCH, 56),
    (&UPDATE_BATCH, 56),
    (&DELETE_BATCH, 56),
    (&LINK_CREATE, LINK_HEAD),
    (&LINK_UPDATE, 12),
    (&LINK_BY_ID, 4),
    (&NEXT_ID, 8),
    (&ENABLE_STATS, 4),
    (&ITER_CREATE, 8),
    (&LINK_DETACH, 4),
    (&BIND_MAP, 12),
    (&TOKEN_CREATE, 8),
    (&STREAM_READ, 20),
];
