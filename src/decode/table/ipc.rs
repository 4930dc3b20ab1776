//! System V messages, semaphores and shared memory, and POSIX message queues.

use super::{Row, Shifted, Via, syscalls};
use crate::decode::clock;
use crate::decode::ipc;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Phase::{Entry, Exit};
use crate::decode::kind::When::Any;
use crate::decode::kind::{Len, Repr};
use crate::decode::sets::file::{OPEN, OPEN_ARM};
use crate::decode::sets::ipc::*;
use crate::decode::structs::ipc::{MQ_ATTR, MQ_ATTR_NEW, SEMBUF};
use crate::decode::structs::time::{TIMESPEC, TIMESPEC64};

const OPEN_FLAGS: Kind = ByArch(&OPEN, &OPEN_ARM);

/// The flag of mq_open with which it takes a mode and attributes.
const O_CREAT: u64 = 0o100;

/// Arguments of several calls.
const ATTR: Kind = At(&Struct(&MQ_ATTR));
const NEW_ATTR: Kind = At(&Struct(&MQ_ATTR_NEW));
const TIME: Kind = At(&Struct(&TIMESPEC));
const TIME64: Kind = At(&Struct(&TIMESPEC64));
const MSGCTL_ARG: Kind = Own(Repr::Ulong, Exit, ipc::msgctl);
const SEMCTL_ARG: Kind = Own(Repr::Ulong, Exit, ipc::semctl);
const SHMCTL_ARG: Kind = Own(Repr::Ulong, Exit, ipc::shmctl);

/// Which call the first argument of ipc selects (linux/ipc.h), and which registers of ipc hold its arguments.
const CALLS: &[Shifted] = &[
    Shifted { number: 1, name: "semop", from: &[1, 4, 2] },
    Shifted { number: 2, name: "semget", from: &[1, 2, 3] },
    Shifted { number: 3, name: "semctl", from: &[1, 2, 3, 4] },
    Shifted { number: 4, name: "semtimedop", from: &[1, 4, 2, 5] },
    Shifted { number: 11, name: "msgsnd", from: &[1, 4, 2, 3] },
    Shifted { number: 12, name: "msgrcv", from: &[1, 4, 2, 4, 3] },
    Shifted { number: 13, name: "msgget", from: &[1, 2] },
    Shifted { number: 14, name: "msgctl", from: &[1, 2, 4] },
    Shifted { number: 21, name: "shmat", from: &[1, 4, 2, 3] },
    Shifted { number: 22, name: "shmdt", from: &[4] },
    Shifted { number: 23, name: "shmget", from: &[1, 2, 3] },
    Shifted { number: 24, name: "shmctl", from: &[1, 2, 4] },
    Shifted { number: 0x1_000c, name: "msgrcv", from: &[1, 4, 2, 5, 3] },
];

/// The calls that ipc passes other arguments than those of the calls themselves.
mod shifted {
    use super::*;

    syscalls! {
        msgrcv(msqid: Int, msgp: Own(Repr::Ulong, Exit, ipc::message_behind), msgsz: Ulong,
            msgtyp: Own(Repr::Ulong, Exit, ipc::type_behind), msgflg: Of(&MSG_FLAGS)) -> Int [ipc];
        semctl(semid: Int, semnum: Int, op: Of(&SEMCTL), arg: Own(Repr::Ulong, Exit, ipc::semctl_behind)) -> Int [ipc];
        shmat(shmid: Int, shmaddr: Addr, shmflg: Of(&SHMAT), raddr: Hidden(&Addr)) -> Behind(raddr) [ipc memory];
    }
}

/// A second row of msgrcv, as the later interface of ipc passes it, is the call's own.
const SHIFTED: &[Row] = shifted::ROWS;

syscalls! {
    ipc(call: Own(Repr::U32, Entry, ipc::number), first: Hex, second: Hex, third: Hex, ptr: Hex, fifth: Hex)
        via(Via::Shifted(CALLS, SHIFTED)) -> Int [ipc];
    mq_getsetattr(mqdes: Fd, newattr: ATTR, oldattr: Out(&ATTR)) -> Int [desc];
    mq_notify(mqdes: Fd, sevp: Own(Repr::Ulong, Entry, clock::sigevent)) -> Int [desc];
    mq_open(name: Path, oflag: OPEN_FLAGS, mode: If(Any(oflag, O_CREAT), &As(Repr::U16, &Permissions)), attr: If(Any(oflag, O_CREAT), &NEW_ATTR))
        -> Fd [desc];
    mq_timedreceive(mqdes: Fd, msg_ptr: Buffer(Len::Ret), msg_len: Ulong, msg_prio: Out(&At(&Uint)), abs_timeout: TIME)
        -> Int [desc];
    mq_timedreceive_time64(mqdes: Fd, msg_ptr: Buffer(Len::Ret), msg_len: Ulong, msg_prio: Out(&At(&Uint)),
        abs_timeout: TIME64) -> Int [desc];
    mq_timedsend(mqdes: Fd, msg_ptr: Buffer(Len::Arg(msg_len)), msg_len: Ulong, msg_prio: Uint, abs_timeout: TIME)
        -> Int [desc];
    mq_timedsend_time64(mqdes: Fd, msg_ptr: Buffer(Len::Arg(msg_len)), msg_len: Ulong, msg_prio: Uint,
        abs_timeout: TIME64) -> Int [desc];
    mq_unlink(name: Path) -> Int;
    msgctl(msqid: Int, op: Of(&MSGCTL), buf: MSGCTL_ARG) -> Int [ipc];
    msgget(key: Of(&KEY), msgflg: Of(&MSGGET)) -> Int [ipc];
    msgrcv(msqid: Int, msgp: Own(Repr::Ulong, Exit, ipc::message), msgsz: Ulong, msgtyp: As(Repr::KLong, &Long), msgflg: Of(&MSG_FLAGS))
        -> Int [ipc];
    msgsnd(msqid: Int, msgp: Own(Repr::Ulong, Entry, ipc::message), msgsz: Ulong, msgflg: Of(&MSG_FLAGS)) -> Int [ipc];
    semctl(semid: Int, semnum: Int, op: Of(&SEMCTL), arg: SEMCTL_ARG) -> Int [ipc];
    semget(key: Of(&KEY), nsems: Int, semflg: Of(&MSGGET)) -> Int [ipc];
    semop(semid: Int, sops: Array(&Struct(&SEMBUF), Len::Arg(nsops)), nsops: Uint) -> Int [ipc];
    semtimedop(semid: Int, sops: Array(&Struct(&SEMBUF), Len::Arg(nsops)), nsops: Uint, timeout: TIME) -> Int [ipc];
    semtimedop_time64(semid: Int, sops: Array(&Struct(&SEMBUF), Len::Arg(nsops)), nsops: Uint, timeout: TIME64) -> Int [ipc];
    shmat(shmid: Int, shmaddr: Addr, shmflg: Of(&SHMAT)) -> Hex [ipc memory];
    shmctl(shmid: Int, op: Of(&SHMCTL), buf: SHMCTL_ARG) -> Int [ipc];
    shmdt(shmaddr: Addr) -> Int [ipc memory];
    shmget(key: Of(&KEY), size: Ulong, shmflg: Of(&SHMGET)) -> Int [ipc];
}
