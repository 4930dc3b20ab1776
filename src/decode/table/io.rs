//! Reading and writing, also asynchronously.

use super::{Ret, syscalls};
use crate::decode::events;
use crate::decode::fcntl;
use crate::decode::io;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Len;
use crate::decode::kind::Phase::{Entry, Exit};
use crate::decode::kind::Repr::{KUlong, U32, Ulong as WORD};
use crate::decode::sets::io::{IORING_ENTER, IORING_REGISTER, RWF};
use crate::decode::structs::io::{IO_EVENT, IOCB, IOCB_HEAD, SETUP};
use crate::decode::structs::time::{TIMESPEC, TIMESPEC64};
use crate::decode::uring;
use crate::decode::waiting;

/// An offset in two `long`s, the lower half first.
const OFFSET: Kind = Own(WORD, Entry, fcntl::offset);

/// A set of signals and its size, behind one pointer.
const MASK: Kind = Own(WORD, Entry, waiting::mask);
/// Vectors are as long as they say.
const WHOLE: Len = Len::Is(u64::MAX);

/// What has been done.
const EVENTS: Kind = Out(&Array(&Struct(&IO_EVENT), Len::Ret));

syscalls! {
    io_cancel(ctx_id: As(KUlong, &Addr), iocb: At(&Struct(&IOCB_HEAD)), result: Out(&At(&Struct(&IO_EVENT)))) -> Int;
    io_destroy(ctx_id: As(KUlong, &Addr)) -> Int [memory];
    io_getevents(ctx_id: As(KUlong, &Addr), min_nr: Long, nr: Long, events: EVENTS,
        timeout: At(&Struct(&TIMESPEC))) -> Int;
    io_pgetevents(ctx_id: As(KUlong, &Addr), min_nr: Long, nr: Long, events: EVENTS,
        timeout: At(&Struct(&TIMESPEC)), usig: MASK) -> Int;
    io_pgetevents_time64(ctx_id: As(KUlong, &Addr), min_nr: Long, nr: Long, events: EVENTS,
        timeout: At(&Struct(&TIMESPEC64)), usig: MASK) -> Int;
    io_setup(nr_events: Uint, ctx_idp: Out(&At(&As(KUlong, &Addr)))) -> Int [memory];
    io_submit(ctx_id: As(KUlong, &Addr), nr: Long, iocbpp: Array(&At(&Struct(&IOCB)), Len::Arg(nr))) -> Int;
    io_uring_enter(fd: Fd, to_submit: Own(U32, Entry, uring::submitted), min_complete: Uint, flags: Of(&IORING_ENTER),
        argp: Own(WORD, Entry, io::waiting), argsz: Ulong) -> Besides(&Ret::Int, &Own(U32, Exit, uring::completed)) [desc signal];
    io_uring_register(fd: Fd, opcode: Of(&IORING_REGISTER), arg: io::REGISTERED_ARGUMENT, nr_args: Uint)
        -> Besides(&Ret::Int, &Own(U32, Exit, uring::registered)) [desc memory];
    io_uring_setup(entries: Uint, p: InOut(&SETUP)) -> Besides(&Ret::Fd, &Own(U32, Exit, uring::made)) [desc];
    pread64(fd: Fd, buf: Buffer(Len::Ret), count: Ulong, offset: I64) -> Int [desc];
    preadv@X86_64|X32|Aarch64(fd: Fd, iov: Vectors(Len::Arg(iovcnt), Len::Ret), iovcnt: Ulong, offset: OFFSET) -> Int [desc];
    preadv@I386|Arm(fd: Fd, iov: Vectors(Len::Arg(iovcnt), Len::Ret), iovcnt: Ulong, offset: OFFSET,
        offset_high: Hidden(&Ulong)) -> Int [desc];
    preadv2@X86_64|I386|Aarch64|Arm(fd: Fd, iov: Vectors(Len::Arg(iovcnt), Len::Ret), iovcnt: Ulong,
        offset: OFFSET, offset_high: Hidden(&Ulong), flags: Of(&RWF)) -> Int [desc];
    preadv2@X32(fd: Fd, iov: Vectors(Len::Arg(iovcnt), Len::Ret), iovcnt: Ulong, offset: I64, flags: Of(&RWF))
        -> Int [desc];
    pwrite64(fd: Fd, buf: Buffer(Len::Arg(count)), count: Ulong, offset: I64) -> Int [desc];
    pwritev@X86_64|X32|Aarch64(fd: Fd, iov: Vectors(Len::Arg(iovcnt), WHOLE), iovcnt: Ulong, offset: OFFSET) -> Int [desc];
    pwritev@I386|Arm(fd: Fd, iov: Vectors(Len::Arg(iovcnt), WHOLE), iovcnt: Ulong, offset: OFFSET,
        offset_high: Hidden(&Ulong)) -> Int [desc];
    pwritev2@X86_64|I386|Aarch64|Arm(fd: Fd, iov: Vectors(Len::Arg(iovcnt), WHOLE), iovcnt: Ulong,
        offset: OFFSET, offset_high: Hidden(&Ulong), flags: Of(&RWF)) -> Int [desc];
    pwritev2@X32(fd: Fd, iov: Vectors(Len::Arg(iovcnt), WHOLE), iovcnt: Ulong, offset: I64, flags: Of(&RWF))
        -> Int [desc];
    read(fd: Fd, buf: Own(WORD, Exit, events::read), count: Ulong) -> Int [desc];
    readv(fd: Fd, iov: Vectors(Len::Arg(iovcnt), Len::Ret), iovcnt: Ulong) -> Int [desc];
    write(fd: Fd, buf: Own(WORD, Entry, events::written), count: Ulong) -> Int [desc];
    writev(fd: Fd, iov: Vectors(Len::Arg(iovcnt), WHOLE), iovcnt: Ulong) -> Int [desc];
}
