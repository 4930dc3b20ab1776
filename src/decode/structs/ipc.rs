//! System V messages, semaphores and shared memory, and POSIX message queues. Times are 64 bits wide everywhere: where
//! `long` is shorter, their upper halves follow as fields of their own, except that x86 keeps the place of the halves
//! in `semid64_ds` on 64 bits too.

use crate::decode::ipc;
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Phase, Repr};
use crate::decode::sets::ipc::{MQ_FLAGS, SEM_FLAGS};
use crate::decode::structs::structs;

/// `__kernel_long_t`, `__kernel_ulong_t`
const KLONG: Kind = As(Repr::KLong, &Long);
const KULONG: Kind = As(Repr::KUlong, &Ulong);
const UNUSED: Kind = Hidden(&KULONG);

/// `__kernel_mode_t`, of two bytes and as many of padding, or of four.
const MODE: Kind = Own(Repr::Block(4, 4), Phase::Entry, ipc::mode);

structs! {
    PERM "ipc64_perm" order(uid, gid, mode, key, cuid, cgid) {
        key: Uint,
        uid: Uid,
        gid: Gid,
        cuid: Uid,
        cgid: Gid,
        mode: MODE,
        seq: Hidden(&U16),
        __pad2: Hidden(&U16),
        __unused1: UNUSED,
        __unused2: UNUSED,
    }
    PERM_SET "ipc64_perm" {
        key: Hidden(&Uint),
        uid: Uid,
        gid: Gid,
        cuid: Hidden(&Uid),
        cgid: Hidden(&Gid),
        mode: MODE,
        seq: Hidden(&U16),
        __pad2: Hidden(&U16),
        __unused1: UNUSED,
        __unused2: UNUSED,
    }
    MSQID "msqid64_ds" {
        msg_perm: Struct(&PERM),
        msg_stime: KULONG,
        msg_rtime: KULONG,
        msg_ctime: KULONG,
        msg_cbytes: UNUSED,
        msg_qnum: KULONG,
        msg_qbytes: KULONG,
        msg_lspid: Pid,
        msg_lrpid: Pid,
        __unused4: UNUSED,
        __unused5: UNUSED,
    }
    MSQID_32 "msqid64_ds" {
        msg_perm: Struct(&PERM),
        msg_stime: Ulong,
        msg_stime_high: Hidden(&Ulong),
        msg_rtime: Ulong,
        msg_rtime_high: Hidden(&Ulong),
        msg_ctime: Ulong,
        msg_ctime_high: Hidden(&Ulong),
        msg_cbytes: Hidden(&Ulong),
        msg_qnum: Ulong,
        msg_qbytes: Ulong,
        msg_lspid: Pid,
        msg_lrpid: Pid,
        __unused4: Hidden(&Ulong),
        __unused5: Hidden(&Ulong),
    }
    MSQID_SET "msqid64_ds" {
        msg_perm: Struct(&PERM_SET),
        msg_stime: UNUSED,
        msg_rtime: UNUSED,
        msg_ctime: UNUSED,
        msg_cbytes: UNUSED,
        msg_qnum: UNUSED,
        msg_qbytes: KULONG,
    }
    MSQID_SET_32 "msqid64_ds" {
        msg_perm: Struct(&PERM_SET),
        __times: Hidden(&Items(&Ulong, 6)),
        msg_cbytes: Hidden(&Ulong),
        msg_qnum: Hidden(&Ulong),
        msg_qbytes: Ulong,
    }
    SEMID "semid64_ds" {
        sem_perm: Struct(&PERM),
        sem_otime: KULONG,
        __unused1: UNUSED,
        sem_ctime: KULONG,
        __unused2: UNUSED,
        sem_nsems: KULONG,
        __unused3: UNUSED,
        __unused4: UNUSED,
    }
    SEMID_AARCH64 "semid64_ds" {
        sem_perm: Struct(&PERM),
        sem_otime: KULONG,
        sem_ctime: KULONG,
        sem_nsems: KULONG,
        __unused3: UNUSED,
        __unused4: UNUSED,
    }
    SEMID_SET "semid64_ds" {
        sem_perm: Struct(&PERM_SET),
    }
    SHMID "shmid64_ds" order(
        shm_perm, shm_segsz, shm_cpid, shm_lpid, shm_nattch, shm_atime, shm_dtime, shm_ctime,
    ) {
        shm_perm: Struct(&PERM),
        shm_segsz: KULONG,
        shm_atime: KULONG,
        shm_dtime: KULONG,
        shm_ctime: KULONG,
        shm_cpid: Pid,
        shm_lpid: Pid,
        shm_nattch: KULONG,
        __unused4: UNUSED,
        __unused5: UNUSED,
    }
    SHMID_32 "shmid64_ds" order(
        shm_perm, shm_segsz, shm_cpid, shm_lpid, shm_nattch, shm_atime, shm_dtime, shm_ctime,
    ) {
        shm_perm: Struct(&PERM),
        shm_segsz: Ulong,
        shm_atime: Ulong,
        shm_atime_high: Ulong,
        shm_dtime: Ulong,
        shm_dtime_high: Ulong,
        shm_ctime: Ulong,
        shm_ctime_high: Ulong,
        shm_cpid: Pid,
        shm_lpid: Pid,
        shm_nattch: Ulong,
        __unused4: Ulong,
        __unused5: Ulong,
    }
    SHMID_SET "shmid64_ds" {
        shm_perm: Struct(&PERM_SET),
    }
    MSGINFO "msginfo" {
        msgpool: Int,
        msgmap: Int,
        msgmax: Int,
        msgmnb: Int,
        msgmni: Int,
        msgssz: Int,
        msgtql: Int,
        msgseg: U16,
    }
    SEMINFO "seminfo" {
        semmap: Int,
        semmni: Int,
        semmns: Int,
        semmnu: Int,
        semmsl: Int,
        semopm: Int,
        semume: Int,
        semusz: Int,
        semvmx: Int,
        semaem: Int,
    }
    SHMINFO "shminfo64" {
        shmmax: KULONG,
        shmmin: KULONG,
        shmmni: KULONG,
        shmseg: KULONG,
        shmall: KULONG,
        __unused: Hidden(&Items(&KULONG, 4)),
    }
    SHM_INFO "shm_info" {
        used_ids: Int,
        shm_tot: KULONG,
        shm_rss: KULONG,
        shm_swp: KULONG,
        swap_attempts: KULONG,
        swap_successes: KULONG,
    }
    SEMBUF "sembuf" {
        sem_num: U16,
        sem_op: I16,
        sem_flg: As(Repr::U16, &Of(&SEM_FLAGS)),
    }
    MSGBUF "msgbuf" {
        mtype: KLONG,
        mtext: Own(Repr::Bytes(0), Phase::Entry, ipc::text),
    }
    MQ_ATTR "mq_attr" {
        mq_flags: As(Repr::KUlong, &Of(&MQ_FLAGS)),
        mq_maxmsg: KLONG,
        mq_msgsize: KLONG,
        mq_curmsgs: KLONG,
        __reserved: Hidden(&Items(&KLONG, 4)),
    }
    /// Of a queue to be made, whose flags say nothing.
    MQ_ATTR_NEW "mq_attr" {
        mq_flags: As(Repr::KUlong, &Hex),
        mq_maxmsg: KLONG,
        mq_msgsize: KLONG,
        mq_curmsgs: KLONG,
        __reserved: Hidden(&Items(&KLONG, 4)),
    }
}
