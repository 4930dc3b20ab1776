//! Requests of io_uring, an entry of the submission queue each, as their opcodes have them, and their completions
//! (io_uring.h).

use crate::decode::events;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Len;
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::{I32 as SIGNED, U8 as BYTE, U16 as SHORT, U64 as WIDE};
use crate::decode::kind::When::{Any, Either, In, Masked, Not, Some};
use crate::decode::message;
use crate::decode::sched::io_priority;
use crate::decode::sets::descriptor::{STATUS, STATUS_ARM};
use crate::decode::sets::file::{OPEN as OPEN_X86, *};
use crate::decode::sets::futex::FUTEX2_SIZE;
use crate::decode::sets::io::*;
use crate::decode::sets::memory::MADVICE;
use crate::decode::sets::net::{ACCEPT, FAMILY, IPPROTO, MSG, NETLINK_PROTOCOL, SHUT, SOCK};
use crate::decode::sets::poll::{EPOLL_CTL, POLL};
use crate::decode::sets::process::{ID_TYPE, WAIT};
use crate::decode::structs::file::OPEN_HOW;
use crate::decode::structs::memory::REMOTE_IOVEC;
use crate::decode::structs::poll::EPOLL_EVENT;
use crate::decode::structs::sched::FUTEX_WAITER;
use crate::decode::structs::{HEX16, HEX32, HEX64, POINTER64, structs};
use crate::decode::uring::{data, file, file_spliced, result, span};

/// The fields that all requests have, by position; the union in the fourth is `off` or `addr2`, and so on.
mod field {
    use crate::decode::kind::Ref;

    pub const OPCODE: Ref = Ref(0);
    pub const FLAGS: Ref = Ref(1);
    pub const IOPRIO: Ref = Ref(2);
    pub const FD: Ref = Ref(3);
    pub const OFF: Ref = Ref(4);
    pub const ADDR: Ref = Ref(5);
    pub const LEN: Ref = Ref(6);
    pub const OWN_FLAGS: Ref = Ref(7);
    pub const BUFFER: Ref = Ref(10);
    pub const PERSONALITY: Ref = Ref(11);
    pub const FILE: Ref = Ref(12);
    pub const ADDR3: Ref = Ref(13);
    pub const PAD: Ref = Ref(14);
}
use field::{ADDR, ADDR3, FD, FILE, IOPRIO, LEN, OFF, OWN_FLAGS, PAD};

/// IOSQE_BUFFER_SELECT: the kernel takes a buffer of a group.
const SELECTS: u64 = 0x20;

/// IORING_OP_PROVIDE_BUFFERS and IORING_OP_REMOVE_BUFFERS, which are about a group.
const OF_GROUPS: &[u64] = &[31, 32];

/// O_CREAT, and the bit of O_TMPFILE, on x86 and on ARM: there is a mode.
const CREATES: u64 = 0o100 | 0o20_000_000;

/// IORING_TIMEOUT_UPDATE and IORING_LINK_TIMEOUT_UPDATE.
const UPDATES: u64 = 0x12;

/// IORING_ASYNC_CANCEL_FD and IORING_ASYNC_CANCEL_OP.
const CANCELS_FD: u64 = 2;
const CANCELS_OP: u64 = 32;

/// IORING_NOP_INJECT_RESULT and IORING_NOP_FILE.
const NOP_RESULT: u64 = 1;
const NOP_FILE: u64 = 2;

/// What a request doesn't use is shown where it isn't zero.
const NO_PRIORITY: Kind = If(Some(&[IOPRIO]), &HEX16);
const NO_FD: Kind = If(Some(&[FD]), &Int);
const NO_OFF: Kind = If(Some(&[OFF]), &HEX64);
const NO_ADDR: Kind = If(Some(&[ADDR]), &HEX64);
const NO_LEN: Kind = If(Some(&[LEN]), &Uint);
const NO_FLAGS: Kind = If(Some(&[OWN_FLAGS]), &HEX32);
const NO_FILE: Kind = If(Some(&[FILE]), &HEX32);
const NO_ADDR3: Kind = If(Some(&[ADDR3]), &HEX64);
const NO_PAD: Kind = If(Some(&[PAD]), &HEX64);

const PRIORITY: Kind = If(Some(&[IOPRIO]), &Own(SHORT, Entry, io_priority));
const TRANSFER: Kind = If(Some(&[IOPRIO]), &As(SHORT, &Of(&RECVSEND)));
/// A descriptor, or with IOSQE_FIXED_FILE the index of a registered one.
const OPEN: Kind = Own(SIGNED, Entry, file);
const DIRECTORY: Kind = As(SIGNED, &DirFd);
const OFFSET: Kind = I64;
const PATH: Kind = As(WIDE, &Path);
const NAME: Kind = As(WIDE, &Str);
const VECTOR: Kind = Struct(&REMOTE_IOVEC);
const VECTORS: Kind = As(WIDE, &Array(&VECTOR, Len::Arg(LEN)));
/// Vectors of what is written.
const WRITTEN: Kind = As(WIDE, &Vectors(Len::Arg(LEN), Len::Is(u64::MAX)));
const BYTES: Kind = Own(WIDE, Entry, events::written);
const SENT: Kind = Own(WIDE, Entry, data);
const SENT_MESSAGE: Kind = Own(WIDE, Entry, message::sent);
const RECEIVED_MESSAGE: Kind = As(WIDE, &At(&Struct(&RECEIVING)));
const SPAN: Kind = Own(WIDE, Entry, span);
const MODE: Kind = If(Either(&Any(OWN_FLAGS, CREATES), &Some(&[LEN])), &Permissions);
const RW_FLAGS: Kind = If(Some(&[OWN_FLAGS]), &Of(&RWF));
const MSG_FLAGS: Kind = If(Some(&[OWN_FLAGS]), &Of(&MSG));
/// Where among the registered files a new one goes, counted from one.
const SLOT: Kind = If(Some(&[FILE]), &Of(&FILE_INDEX));
const STREAM: Kind = If(Some(&[FILE]), &Uint);
const MATCHED: Kind = HEX64;
/// Of a socket, by its family, which stands in `fd`.
const PROTOCOL: Kind =
    Switch(FD, &[(2, Of(&IPPROTO)), (10, Of(&IPPROTO)), (16, Of(&NETLINK_PROTOCOL))], &Uint);
const ATTRIBUTES: Kind = If(Some(&[PAD]), &As(WIDE, &At(&Struct(&ATTR_PI))));
const ATTRIBUTE_MASK: Kind = If(Some(&[PAD]), &As(WIDE, &Of(&RW_ATTR)));
const LENGTH_AT: Kind = If(Some(&[OFF]), &As(WIDE, &At(&Uint)));
/// Of RECV and its like: where what comes is put.
const ROOM: Kind = If(Some(&[ADDR]), &POINTER64);

/// Declares requests: what each has in `ioprio`, in `fd`, and in the fields that have many names, with these.
macro_rules! requests {
    ($($(#[$doc:meta])* $st:ident(
        $ioprio:expr, $fd:expr, $off:ident: $off_kind:expr, $addr:ident: $addr_kind:expr, $len:expr,
        $own:ident: $own_kind:expr, $file:ident: $file_kind:expr, $addr3:ident: $addr3_kind:expr, $pad:ident: $pad_kind:expr
    ))* $(+ $other:ident $name:literal { $($fields:tt)* })*) => {
        structs! {
            $($(#[$doc])* $st "io_uring_sqe" {
                opcode: As(BYTE, &Of(&IORING_OP)), flags: As(BYTE, &Of(&IOSQE)), ioprio: $ioprio, fd: $fd,
                $off: $off_kind, $addr: $addr_kind, len: $len, $own: $own_kind, user_data: HEX64,
                buf_group: If(Either(&Any(field::FLAGS, SELECTS), &In(field::OPCODE, OF_GROUPS)), &Union(&U16)),
                buf_index: If(Masked(field::FLAGS, SELECTS, 0), &If(Not(field::OPCODE, 31), &If(
                    Not(field::OPCODE, 32), &If(Some(&[field::BUFFER]), &U16),
                ))),
                personality: If(Some(&[field::PERSONALITY]), &As(SHORT, &U16)),
                $file: $file_kind, $addr3: $addr3_kind, $pad: $pad_kind,
            })*
            $($other $name { $($fields)* })*
        }
    };
}

requests! {
    /// Of an opcode that isn't known.
    UNKNOWN(NO_PRIORITY, Int, off: HEX64, addr: HEX64, Uint, rw_flags: HEX32, file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// Also NOP128.
    NOP(NO_PRIORITY, If(Any(OWN_FLAGS, NOP_FILE), &Int), off: NO_OFF, addr: NO_ADDR,
        If(Either(&Any(OWN_FLAGS, NOP_RESULT), &Some(&[LEN])), &Int), nop_flags: If(Some(&[OWN_FLAGS]), &Of(&NOP_FLAGS)),
        file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// Also READV_FIXED.
    READV(PRIORITY, OPEN, off: OFFSET, addr: VECTORS, Uint, rw_flags: RW_FLAGS, file_index: NO_FILE, attr_ptr: ATTRIBUTES, attr_type_mask: ATTRIBUTE_MASK)
    /// Also WRITEV_FIXED.
    WRITEV(PRIORITY, OPEN, off: OFFSET, addr: WRITTEN, Uint, rw_flags: RW_FLAGS, write_stream: STREAM, attr_ptr: ATTRIBUTES, attr_type_mask: ATTRIBUTE_MASK)
    FSYNC(NO_PRIORITY, OPEN, off: OFFSET, addr: NO_ADDR, Uint, fsync_flags: Of(&FSYNC_FLAGS), file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// Also READ_FIXED and READ_MULTISHOT.
    READ(PRIORITY, OPEN, off: OFFSET, addr: POINTER64, Uint, rw_flags: RW_FLAGS, file_index: NO_FILE, attr_ptr: ATTRIBUTES, attr_type_mask: ATTRIBUTE_MASK)
    /// Also WRITE_FIXED.
    WRITE(PRIORITY, OPEN, off: OFFSET, addr: BYTES, Uint, rw_flags: RW_FLAGS, write_stream: STREAM, attr_ptr: ATTRIBUTES, attr_type_mask: ATTRIBUTE_MASK)
    POLL_ADD(NO_PRIORITY, OPEN, off: NO_OFF, addr: NO_ADDR, If(Some(&[LEN]), &Of(&POLL_FLAGS)), poll32_events: Of(&POLL), file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// `addr` is the `user_data` of the request that is changed, and `off` its new one.
    POLL_REMOVE(NO_PRIORITY, NO_FD, off: NO_OFF, addr: MATCHED, If(Some(&[LEN]), &Of(&POLL_FLAGS)), poll32_events: If(Some(&[OWN_FLAGS]), &Of(&POLL)),
        file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    SYNC_RANGE(NO_PRIORITY, OPEN, off: OFFSET, addr: NO_ADDR, Uint, sync_range_flags: Of(&SYNC_FILE_RANGE), file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// Also SENDMSG_ZC.
    SENDMSG(TRANSFER, OPEN, off: NO_OFF, addr: SENT_MESSAGE, NO_LEN, msg_flags: MSG_FLAGS, file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    RECVMSG(TRANSFER, OPEN, off: NO_OFF, addr: RECEIVED_MESSAGE, NO_LEN, msg_flags: MSG_FLAGS, file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// Also LINK_TIMEOUT. `off` is how many completions end it.
    TIMEOUT(NO_PRIORITY, NO_FD, off: If(Some(&[OFF]), &U64), addr: SPAN, NO_LEN, timeout_flags: Of(&TIMEOUT_FLAGS), file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    TIMEOUT_REMOVE(NO_PRIORITY, NO_FD, addr2: If(Either(&Any(OWN_FLAGS, UPDATES), &Some(&[OFF])), &SPAN), addr: MATCHED, NO_LEN,
        timeout_flags: Of(&TIMEOUT_FLAGS), file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    ACCEPT_SOCKET(If(Some(&[IOPRIO]), &As(SHORT, &Of(&ACCEPT_FLAGS))), OPEN, addr2: LENGTH_AT, addr: POINTER64, NO_LEN,
        accept_flags: Of(&ACCEPT), file_index: SLOT, addr3: NO_ADDR3, __pad2: NO_PAD)
    ASYNC_CANCEL(NO_PRIORITY, If(Either(&Any(OWN_FLAGS, CANCELS_FD), &Some(&[FD])), &OPEN), off: NO_OFF, addr: MATCHED,
        If(Either(&Any(OWN_FLAGS, CANCELS_OP), &Some(&[LEN])), &Of(&IORING_OP)), cancel_flags: Of(&CANCEL), file_index: NO_FILE,
        addr3: NO_ADDR3, __pad2: NO_PAD)
    /// Also BIND. `addr2` is the length of the address.
    CONNECT(NO_PRIORITY, OPEN, addr2: U64, addr: As(WIDE, &Address(Len::Arg(OFF))), NO_LEN, rw_flags: NO_FLAGS, file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// `addr` is the length, `len` the mode.
    FALLOCATE_RANGE(NO_PRIORITY, OPEN, off: OFFSET, addr: I64, Of(&FALLOCATE), rw_flags: NO_FLAGS, file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// `len` is the mode.
    OPENAT(NO_PRIORITY, DIRECTORY, off: NO_OFF, addr: PATH, MODE, open_flags: ByArch(&OPEN_X86, &OPEN_ARM), file_index: SLOT, addr3: NO_ADDR3, __pad2: NO_PAD)
    CLOSE(NO_PRIORITY, OPEN, off: NO_OFF, addr: NO_ADDR, NO_LEN, rw_flags: NO_FLAGS, file_index: SLOT, addr3: NO_ADDR3, __pad2: NO_PAD)
    FILES_UPDATE(NO_PRIORITY, NO_FD, off: U64, addr: As(WIDE, &Array(&Fd, Len::Arg(LEN))), Uint, rw_flags: NO_FLAGS, file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// `addr2` is where the answer goes, `len` what is asked for.
    STATX_FILE(NO_PRIORITY, DIRECTORY, addr2: POINTER64, addr: PATH, Of(&STATX), statx_flags: Of(&AT_STATX), file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// `addr` is a length of 64 bits, where there is one.
    FADVISE_RANGE(NO_PRIORITY, OPEN, off: OFFSET, addr: If(Some(&[ADDR]), &U64), Uint, fadvise_advice: Of(&FADVISE), file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// `off` is a length of 64 bits, where there is one.
    MADVISE(NO_PRIORITY, NO_FD, off: If(Some(&[OFF]), &U64), addr: POINTER64, Uint, fadvise_advice: Of(&MADVICE), file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// Also SEND_ZC. `addr2` is where it goes to.
    SEND(TRANSFER, OPEN, addr2: If(Some(&[OFF]), &As(WIDE, &Address(Len::Arg(FILE)))), addr: SENT, Uint, msg_flags: MSG_FLAGS,
        addr_len: If(Some(&[FILE]), &U16), addr3: NO_ADDR3, __pad2: NO_PAD)
    RECV(TRANSFER, OPEN, off: NO_OFF, addr: ROOM, Uint, msg_flags: MSG_FLAGS, file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// `len` is the size of what `addr2` points to.
    OPENAT2(NO_PRIORITY, DIRECTORY, addr2: As(WIDE, &Tailed(&OPEN_HOW, 24, Len::Arg(LEN))), addr: PATH, Uint, rw_flags: NO_FLAGS, file_index: SLOT, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// `len` is the operation, `off` the descriptor.
    EPOLL_CONTROL(NO_PRIORITY, OPEN, off: As(WIDE, &Fd), addr: If(Some(&[ADDR]), &As(WIDE, &At(&Struct(&EPOLL_EVENT)))), Of(&EPOLL_CTL), rw_flags: NO_FLAGS,
        file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// Also TEE.
    SPLICE_FILES(NO_PRIORITY, OPEN, off: OFFSET, splice_off_in: I64, Uint, splice_flags: Of(&SPLICE_FLAGS), splice_fd_in: Own(SIGNED, Entry, file_spliced),
        addr3: NO_ADDR3, __pad2: NO_PAD)
    /// Also REMOVE_BUFFERS. `fd` is their number, `off` the id of the first.
    BUFFERS(NO_PRIORITY, Int, off: If(Some(&[OFF]), &U64), addr: ROOM, NO_LEN, rw_flags: NO_FLAGS, file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    SHUTDOWN(NO_PRIORITY, OPEN, off: NO_OFF, addr: NO_ADDR, Of(&SHUT), rw_flags: NO_FLAGS, file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// `len` is the directory of `addr2`.
    RENAMEAT(NO_PRIORITY, DIRECTORY, addr2: PATH, addr: PATH, DIRECTORY, rename_flags: Of(&RENAME), file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    UNLINKAT(NO_PRIORITY, DIRECTORY, off: NO_OFF, addr: PATH, NO_LEN, unlink_flags: Of(&AT_FLAGS), file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// `len` is the mode.
    MKDIRAT(NO_PRIORITY, DIRECTORY, off: NO_OFF, addr: PATH, Permissions, rw_flags: NO_FLAGS, file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// `fd` is the directory of `addr2`, the link.
    SYMLINKAT(NO_PRIORITY, DIRECTORY, addr2: PATH, addr: PATH, NO_LEN, rw_flags: NO_FLAGS, file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// `len` is the directory of `addr2`.
    LINKAT(NO_PRIORITY, DIRECTORY, addr2: PATH, addr: PATH, DIRECTORY, hardlink_flags: Of(&AT_FLAGS), file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// `off` and `len` are the `user_data` and the result for the other ring, or `addr3` and `file_index` the descriptor.
    MSG_RING_DATA(NO_PRIORITY, OPEN, off: HEX64, addr: As(WIDE, &Of(&MSG_RING)), Int, msg_ring_flags: If(Some(&[OWN_FLAGS]), &Of(&MSG_RING_FLAGS)),
        file_index: SLOT, addr3: If(Some(&[ADDR3]), &U64), __pad2: NO_PAD)
    FSETXATTR(NO_PRIORITY, OPEN, addr2: As(WIDE, &Buffer(Len::Arg(LEN))), addr: NAME, Uint, xattr_flags: Of(&XATTR), file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    SETXATTR(NO_PRIORITY, NO_FD, addr2: As(WIDE, &Buffer(Len::Arg(LEN))), addr: NAME, Uint, xattr_flags: Of(&XATTR), file_index: NO_FILE, addr3: PATH, __pad2: NO_PAD)
    FGETXATTR(NO_PRIORITY, OPEN, addr2: POINTER64, addr: NAME, Uint, xattr_flags: NO_FLAGS, file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    GETXATTR(NO_PRIORITY, NO_FD, addr2: POINTER64, addr: NAME, Uint, xattr_flags: NO_FLAGS, file_index: NO_FILE, addr3: PATH, __pad2: NO_PAD)
    /// `fd` is the family, `off` the type, `len` the protocol.
    SOCKET(NO_PRIORITY, As(SIGNED, &Of(&FAMILY)), off: As(WIDE, &Of(&SOCK)), addr: NO_ADDR, PROTOCOL, rw_flags: NO_FLAGS, file_index: SLOT, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// `fd` is the id, `len` what it is of, `addr2` where the answer goes, `file_index` the options.
    WAITID(NO_PRIORITY, Pid, addr2: POINTER64, addr: NO_ADDR, Of(&ID_TYPE), waitid_flags: NO_FLAGS, file_index: Of(&WAIT), addr3: NO_ADDR3, __pad2: NO_PAD)
    /// Also FUTEX_WAKE. `fd` has the flags of futex_wait(2), `addr2` the value, `addr3` the mask.
    FUTEX(NO_PRIORITY, Of(&FUTEX2_SIZE), addr2: HEX64, addr: POINTER64, NO_LEN, futex_flags: NO_FLAGS, file_index: NO_FILE, addr3: HEX64, __pad2: NO_PAD)
    FUTEX_WAITV(NO_PRIORITY, NO_FD, off: NO_OFF, addr: As(WIDE, &Array(&Struct(&FUTEX_WAITER), Len::Arg(LEN))), Uint, futex_flags: NO_FLAGS, file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// `fd` is the index of a registered file.
    FIXED_FD_INSTALL(NO_PRIORITY, OPEN, off: NO_OFF, addr: NO_ADDR, NO_LEN, install_fd_flags: If(Some(&[OWN_FLAGS]), &Of(&FIXED_FD)), file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    FTRUNCATE(NO_PRIORITY, OPEN, off: OFFSET, addr: NO_ADDR, NO_LEN, rw_flags: NO_FLAGS, file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    LISTEN(NO_PRIORITY, OPEN, off: NO_OFF, addr: NO_ADDR, Int, rw_flags: NO_FLAGS, file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    RECV_ZC(TRANSFER, OPEN, off: NO_OFF, addr: NO_ADDR, Uint, msg_flags: MSG_FLAGS, zcrx_ifq_idx: Uint, addr3: NO_ADDR3, __pad2: NO_PAD)
    EPOLL_WAIT(NO_PRIORITY, OPEN, off: NO_OFF, addr: POINTER64, Uint, rw_flags: NO_FLAGS, file_index: NO_FILE, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// `addr` is where both descriptors go.
    PIPE(NO_PRIORITY, NO_FD, off: NO_OFF, addr: POINTER64, NO_LEN, pipe_flags: ByArch(&STATUS, &STATUS_ARM), file_index: SLOT, addr3: NO_ADDR3, __pad2: NO_PAD)
    /// Also URING_CMD128. The low half of `off` is the command; what else there is depends on the file.
    URING_COMMAND(NO_PRIORITY, OPEN, off: HEX64, addr: NO_ADDR, NO_LEN, uring_cmd_flags: If(Some(&[OWN_FLAGS]), &Of(&URING_CMD)), file_index: NO_FILE, addr3: Hidden(&U64), __pad2: Hidden(&U64))
    + ATTR_PI "io_uring_attr_pi" {
        flags: As(SHORT, &Of(&INTEGRITY)), app_tag: HEX16, len: Uint, addr: POINTER64, seed: HEX64,
        rsvd: If(Some(&[rsvd]), &HEX64),
    }
    + RECEIVING "msghdr" {
        msg_name: Addr, msg_namelen: Int, msg_iov: Array(&VECTOR, Len::Arg(msg_iovlen)), msg_iovlen: Ulong,
        msg_control: Addr, msg_controllen: Ulong, msg_flags: Of(&MSG),
    }
    + COMPLETION "io_uring_cqe" { user_data: HEX64, res: Own(SIGNED, Entry, result), flags: Of(&CQE_FLAGS) }
}
