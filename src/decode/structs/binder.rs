//! Binder: android/binder.h. Sizes and pointers have 64 bits on every ABI, as the driver has them.

use crate::decode::ioctl::binder::{commands, objects as those_in, returns};
use crate::decode::kind::Kind::*;
use crate::decode::kind::Len;
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::{Block, U64 as WORD64};
use crate::decode::kind::When::Some;
use crate::decode::sets::binder::*;
use crate::decode::structs::{HEX32, HEX64, POINTER64, structs};

structs! {
    /// What is said to the driver, and how much room there is for what it says.
    WRITE_READ "binder_write_read" {
        write_size: U64, write_consumed: U64, write_buffer: Own(WORD64, Entry, commands), read_size: U64,
        read_consumed: U64, read_buffer: POINTER64,
    }
    /// What the driver took, and what it said.
    WRITTEN_READ "binder_write_read" order(write_consumed, read_consumed, read_buffer) {
        write_size: U64, write_consumed: U64, write_buffer: POINTER64, read_size: U64, read_consumed: U64,
        read_buffer: Own(WORD64, Entry, returns),
    }
    TARGET_HANDLE "binder_transaction_data.target" { handle: Uint, pad: Hidden(&Uint) }
    TARGET_POINTER "binder_transaction_data.target" { ptr: HEX64 }
    SENT "binder_transaction_data" order(target, cookie, code, flags, data_size, offsets_size, buffer, offsets, objects) {
        target: Struct(&TARGET_HANDLE), cookie: HEX64, code: Uint, flags: Of(&TRANSACTION), sender_pid: Pid,
        sender_euid: Uid, data_size: U64, offsets_size: U64, buffer: As(WORD64, &Buffer(Len::Arg(data_size))),
        offsets: As(WORD64, &Array(&U64, Len::Over(&Len::Arg(offsets_size), 8))),
        objects: If(Some(&[offsets_size]), &Own(Block(0, 1), Entry, those_in)),
    }
    RECEIVED "binder_transaction_data" {
        target: Struct(&TARGET_POINTER), cookie: HEX64, code: Uint, flags: Of(&TRANSACTION), sender_pid: Pid,
        sender_euid: Uid, data_size: U64, offsets_size: U64, buffer: As(WORD64, &Buffer(Len::Arg(data_size))),
        offsets: As(WORD64, &Array(&U64, Len::Over(&Len::Arg(offsets_size), 8))),
        objects: If(Some(&[offsets_size]), &Own(Block(0, 1), Entry, those_in)),
    }
    SENT_PARTS "binder_transaction_data_sg" { transaction_data: Struct(&SENT), buffers_size: U64 }
    RECEIVED_LABELLED "binder_transaction_data_secctx" {
        transaction_data: Struct(&RECEIVED), secctx: As(WORD64, &Str),
    }
    PTR_COOKIE "binder_ptr_cookie" { ptr: HEX64, cookie: HEX64 }
    HANDLE_COOKIE "binder_handle_cookie" packed(X86_64, X32, I386, Aarch64, Arm) { handle: Uint, cookie: HEX64 }
    PRIORITY_DESC "binder_pri_desc" { priority: Int, desc: Uint }
    PRIORITY_PTR_COOKIE "binder_pri_ptr_cookie" { priority: Int, ptr: HEX64, cookie: HEX64 }
    FROZEN_STATE "binder_frozen_state_info" { cookie: HEX64, is_frozen: Uint, reserved: If(Some(&[reserved]), &HEX32) }

    HEADER "binder_object_header" { kind = "type": Of(&OBJECT) }
    OBJECT_HERE "flat_binder_object" { hdr: Struct(&HEADER), flags: Of(&FLAT), binder: HEX64, cookie: HEX64 }
    OBJECT_THERE "flat_binder_object" {
        hdr: Struct(&HEADER), flags: Of(&FLAT), handle: Uint, pad: Hidden(&Uint), cookie: HEX64,
    }
    OBJECT_FD "binder_fd_object" {
        hdr: Struct(&HEADER), pad_flags: HEX32, fd: Fd, pad: Hidden(&Uint), cookie: HEX64,
    }
    OBJECT_BUFFER "binder_buffer_object" {
        hdr: Struct(&HEADER), flags: Of(&BUFFER_OF), buffer: As(WORD64, &Buffer(Len::Arg(length))), length: U64,
        parent: U64, parent_offset: U64,
    }
    OBJECT_FDS "binder_fd_array_object" {
        hdr: Struct(&HEADER), pad: If(Some(&[pad]), &HEX32), num_fds: U64, parent: U64, parent_offset: U64,
    }

    BINDER_VERSION "binder_version" { protocol_version: Int }
    NODE_DEBUG "binder_node_debug_info" { ptr: HEX64, cookie: HEX64, has_strong_ref: Uint, has_weak_ref: Uint }
    NODE_FOR_REF "binder_node_info_for_ref" {
        handle: Uint, strong_count: Out(&Uint), weak_count: Out(&Uint), reserved1: If(Some(&[reserved1]), &HEX32),
        reserved2: If(Some(&[reserved2]), &HEX32), reserved3: If(Some(&[reserved3]), &HEX32),
    }
    FREEZE "binder_freeze_info" { pid: Pid, enable: Uint, timeout_ms: Uint }
    FROZEN "binder_frozen_status_info" { pid: Pid, sync_recv: Out(&Uint), async_recv: Out(&Uint) }
    EXTENDED_ERROR "binder_extended_error" { id: Uint, command: Of(&RETURN), param: Int }
    CONTROL_DEVICE "binderfs_device" { name: Chars(256), major: Out(&Uint), minor: Out(&Uint) }
}
