//! Calls on files by descriptor, directories, and watches on files.

use super::{Ret, syscalls};
use crate::decode::decoder::{Decoder, Place};
use crate::decode::directory;
use crate::decode::fcntl;
use crate::decode::ioctl;
use crate::decode::kind::Kind::*;
use crate::decode::kind::Phase::{Entry, Exit};
use crate::decode::kind::Repr::{I32, KLong, KUlong, U16, U32, U64 as WORD64, Ulong as WORD};
use crate::decode::kind::{Kind, Len};
use crate::decode::sets::fcntl::COMMANDS;
use crate::decode::sets::file::{FADVISE, FALLOCATE, FLOCK, OPEN, OPEN_ARM, SPLICE, SYNC_FILE_RANGE, WHENCE};
use crate::decode::sets::notify::{FAN_INIT, FAN_MARK, FAN_MASK, FAN_NOFD, INOTIFY, INOTIFY_INIT};
use crate::decode::structs::file::{CACHESTAT, CACHESTAT_RANGE};

/// `uid16_t`
const UID16: Kind = As(U16, &Uid);
/// `gid16_t`
const GID16: Kind = As(U16, &Gid);

/// No directory, in the place of one.
const NO_DIRECTORY: &[(u64, Kind)] = &[(u64::MAX, As(I32, &Of(&FAN_NOFD)))];

/// The offset of sendfile, of both widths.
const OFFSET: Kind = At(&As(KUlong, &Ulong));
const OFFSET64: Kind = At(&U64);

/// `count` among the arguments of sendfile.
const COUNT: usize = 3;

/// Of an offset of 32 bits strace looks for nothing behind a count of zero.
fn offset_is_there(decoder: &Decoder<'_>, addr: u64) -> bool {
    let any = KUlong.size_align(decoder.abi).0 == 8 || decoder.args[COUNT] != 0;
    any && decoder.detail.follow && decoder.number_at(addr, KUlong).is_some()
}

fn offset64_is_there(decoder: &Decoder<'_>, addr: u64) -> bool {
    decoder.detail.follow && decoder.number_at(addr, WORD64).is_some()
}

/// Where the file has been sent up to, if any of it was.
fn sent(decoder: &mut Decoder<'_>, place: Place<'_>, offset: &'static Kind) {
    if decoder.returned() != 0 {
        decoder.sink.becomes();
        decoder.show(offset, place);
    }
}

fn moved(decoder: &mut Decoder<'_>, place: Place<'_>) {
    sent(decoder, Place { repr: WORD, ..place }, &OFFSET);
}

fn moved64(decoder: &mut Decoder<'_>, place: Place<'_>) {
    sent(decoder, Place { repr: WORD, ..place }, &OFFSET64);
}

syscalls! {
    _llseek(fd: Fd, offset: Own(WORD, Entry, fcntl::halves), offset_low: Hidden(&Ulong),
        result: Out(&At(&U64)), whence: Of(&WHENCE)) -> Int [desc];
    cachestat(fd: Fd, cstat_range: At(&Struct(&CACHESTAT_RANGE)), cstat: Out(&At(&Struct(&CACHESTAT))),
        flags: Hex) -> Int [desc];
    close(fd: Fd) -> Int [desc];
    copy_file_range(fd_in: Fd, off_in: At(&I64), fd_out: Fd, off_out: At(&I64), len: Ulong, flags: Uint)
        -> Int [desc];
    fadvise64(fd: Fd, offset: I64, len: Ulong, advice: Of(&FADVISE)) -> Int [desc];
    fadvise64_64@I386(fd: Fd, offset: I64, len: I64, advice: Of(&FADVISE)) -> Int [desc];
    fadvise64_64@Arm(fd: Fd, advice: Of(&FADVISE), offset: I64, len: I64) order(fd, offset, len, advice)
        -> Int [desc];
    fallocate(fd: Fd, mode: Of(&FALLOCATE), offset: I64, len: I64) -> Int [desc];
    fanotify_init(flags: Of(&FAN_INIT), event_f_flags: ByArch(&OPEN, &OPEN_ARM)) -> Fd [desc];
    fanotify_mark(fanotify_fd: Fd, flags: Of(&FAN_MARK), mask: As(WORD64, &Of(&FAN_MASK)), dirfd: Switch(dirfd, NO_DIRECTORY, &DirFd),
        pathname: Path) -> Int [file desc];
    fchdir(fd: Fd) -> Int [desc];
    fchmod(fd: Fd, mode: As(U16, &Permissions)) -> Int [desc];
    fchown@X86_64|X32|Aarch64(fd: Fd, owner: Uid, group: Gid) -> Int [desc];
    fchown@I386|Arm(fd: Fd, owner: UID16, group: GID16) -> Int [desc];
    fchown32(fd: Fd, owner: Uid, group: Gid) -> Int [desc];
    fcntl(fd: Fd, cmd: Of(&COMMANDS), arg: fcntl::argument(cmd))
        -> Switch(cmd, fcntl::RESULTS, &fcntl::RESULT) [desc];
    fcntl64(fd: Fd, cmd: Of(&COMMANDS), arg: fcntl::ARGUMENT64)
        -> Switch(cmd, fcntl::RESULTS, &fcntl::RESULT) [desc];
    fdatasync(fd: Fd) -> Int [desc];
    flock(fd: Fd, operation: Of(&FLOCK)) -> Int [desc];
    fsync(fd: Fd) -> Int [desc];
    ftruncate(fd: Fd, length: As(KUlong, &Ulong)) -> Int [desc];
    ftruncate64(fd: Fd, length: U64) -> Int [desc];
    getdents(fd: Fd, dirp: Own(WORD, Exit, directory::entries), count: Uint) -> Int [desc];
    getdents64(fd: Fd, dirp: Own(WORD, Exit, directory::entries64), count: Uint) -> Int [desc];
    inotify_add_watch(fd: Fd, pathname: Path, mask: Of(&INOTIFY)) -> Int [file desc];
    inotify_init() -> Fd [desc];
    inotify_init1(flags: Of(&INOTIFY_INIT)) -> Fd [desc];
    inotify_rm_watch(fd: Fd, wd: Int) -> Int [desc];
    ioctl(fd: Fd, request: Own(U32, Entry, ioctl::request), argp: ioctl::ARGUMENT)
        -> Switch(request, ioctl::RESULTS, &Ret::Int) [desc];
    lseek(fd: Fd, offset: As(KLong, &Long), whence: Of(&WHENCE)) -> Unsigned [desc];
    readahead(fd: Fd, offset: I64, count: Ulong) -> Int [desc];
    readdir(fd: Fd, dirp: Own(WORD, Exit, directory::entry_alone), count: Uint) -> Int [desc];
    sendfile(out_fd: Fd, in_fd: Fd, offset: After(&OFFSET, offset_is_there, moved), count: Ulong)
        -> Int [desc network];
    sendfile64(out_fd: Fd, in_fd: Fd, offset: After(&OFFSET64, offset64_is_there, moved64), count: Ulong) -> Int [desc network];
    splice(fd_in: Fd, off_in: At(&I64), fd_out: Fd, off_out: At(&I64), len: Ulong, flags: Of(&SPLICE))
        -> Int [desc];
    sync() -> Int;
    sync_file_range(fd: Fd, offset: I64, nbytes: I64, flags: Of(&SYNC_FILE_RANGE)) -> Int [desc];
    sync_file_range2(fd: Fd, flags: Of(&SYNC_FILE_RANGE), offset: I64, nbytes: I64) -> Int [desc];
    syncfs(fd: Fd) -> Int [desc];
    tee(fd_in: Fd, fd_out: Fd, len: Ulong, flags: Of(&SPLICE)) -> Int [desc];
    vmsplice(fd: Fd, iov: Vectors(Len::Arg(nr_segs), Len::Is(u64::MAX)), nr_segs: Ulong, flags: Of(&SPLICE))
        -> Int [desc];
}
