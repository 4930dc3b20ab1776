//! Calls that make descriptors of other things than files, and copies of descriptors.

use super::syscalls;
use crate::decode::kind::Kind::*;
use crate::decode::kind::{Len, Repr};
use crate::decode::sets::descriptor::{CLOSE_RANGE, EVENTFD, MEMFD, PIDFD, STATUS, STATUS_ARM};

syscalls! {
    close_range(first: Uint, last: Uint, flags: Of(&CLOSE_RANGE)) -> Int;
    dup(oldfd: Fd) -> Fd [desc];
    dup2(oldfd: Fd, newfd: Fd) -> Fd [desc];
    dup3(oldfd: Fd, newfd: Fd, flags: ByArch(&STATUS, &STATUS_ARM)) -> Fd [desc];
    eventfd(initval: Uint) -> Fd [desc];
    eventfd2(initval: Uint, flags: Of(&EVENTFD)) -> Fd [desc];
    memfd_create(name: Str, flags: Of(&MEMFD)) -> Fd [desc];
    pidfd_getfd(pidfd: Fd, targetfd: Int, flags: As(Repr::U32, &Hex)) -> Fd [desc];
    pidfd_open(pid: Pid, flags: Of(&PIDFD)) -> Fd [desc];
    pipe(pipefd: Out(&Array(&Fd, Len::Is(2)))) -> Int [desc];
    pipe2(pipefd: Out(&Array(&Fd, Len::Is(2))), flags: ByArch(&STATUS, &STATUS_ARM)) -> Int [desc];
}
