//! System V messages, semaphores and shared memory, and POSIX message queues.

use super::{Via, syscalls};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Len;
use crate::decode::kind::When::Any;
use crate::decode::sets::file::{CREATES, OPEN, OPEN_ARM};

const OPEN_FLAGS: Kind = ByArch(&OPEN, &OPEN_ARM);

/// Which call the first argument of ipc selects, and which registers of ipc hold its arguments (linux/ipc.h).
const IPC_CALLS: &[(u64, &str, &[u8])] = &[
    (1, "semop", &[1, 4, 2]),
    (2, "semget", &[1, 2, 3]),
    (3, "semctl", &[1, 2, 3, 4]),
    (4, "semtimedop", &[1, 4, 2, 5]),
    (11, "msgsnd", &[1, 4, 2, 3]),
    (12, "msgrcv", &[1, 4, 2, 5, 3]),
    (13, "msgget", &[1, 2]),
    (14, "msgctl", &[1, 2, 4]),
    (21, "shmat", &[1, 4, 2]),
    (22, "shmdt", &[4]),
    (23, "shmget", &[1, 2, 3]),
    (24, "shmctl", &[1, 2, 4]),
];

syscalls! {
    ipc(call: Hex, first: Hex, second: Hex, third: Hex, ptr: Hex, fifth: Hex) via(Via::Shifted(IPC_CALLS))
        -> Int [ipc];
    mq_getsetattr(mqdes: Fd, newattr: Addr, oldattr: Addr) -> Int [desc];
    mq_notify(mqdes: Fd, sevp: Addr) -> Int [desc];
    mq_open(name: Path, oflag: OPEN_FLAGS, mode: If(Any(oflag, CREATES), &Permissions), attr: If(Any(oflag, CREATES), &Addr))
        -> Fd [desc];
    mq_timedreceive(mqdes: Fd, msg_ptr: Buffer(Len::Ret), msg_len: Ulong, msg_prio: Out(&At(&Uint)), abs_timeout: Addr)
        -> Int [desc];
    mq_timedreceive_time64(mqdes: Fd, msg_ptr: Buffer(Len::Ret), msg_len: Ulong, msg_prio: Out(&At(&Uint)),
        abs_timeout: Addr) -> Int [desc];
    mq_timedsend(mqdes: Fd, msg_ptr: Buffer(Len::Arg(msg_len)), msg_len: Ulong, msg_prio: Uint, abs_timeout: Addr)
        -> Int [desc];
    mq_timedsend_time64(mqdes: Fd, msg_ptr: Buffer(Len::Arg(msg_len)), msg_len: Ulong, msg_prio: Uint,
        abs_timeout: Addr) -> Int [desc];
    mq_unlink(name: Path) -> Int;
    msgctl(msqid: Int, op: Hex, buf: Addr) -> Int [ipc];
    msgget(key: Hex, msgflg: Hex) -> Int [ipc];
    msgrcv(msqid: Int, msgp: Addr, msgsz: Ulong, msgtyp: Long, msgflg: Hex) -> Int [ipc];
    msgsnd(msqid: Int, msgp: Addr, msgsz: Ulong, msgflg: Hex) -> Int [ipc];
    semctl(semid: Int, semnum: Int, op: Hex, arg: Hex) -> Int [ipc];
    semget(key: Hex, nsems: Int, semflg: Hex) -> Int [ipc];
    semop(semid: Int, sops: Addr, nsops: Ulong) -> Int [ipc];
    semtimedop(semid: Int, sops: Addr, nsops: Ulong, timeout: Addr) -> Int [ipc];
    semtimedop_time64(semid: Int, sops: Addr, nsops: Ulong, timeout: Addr) -> Int [ipc];
    shmat(shmid: Int, shmaddr: Addr, shmflg: Hex) -> Hex [ipc memory];
    shmctl(shmid: Int, op: Hex, buf: Addr) -> Int [ipc];
    shmdt(shmaddr: Addr) -> Int [ipc memory];
    shmget(key: Hex, size: Ulong, shmflg: Hex) -> Int [ipc];
}
