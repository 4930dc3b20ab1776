//! System V messages, semaphores and shared memory (ipc.h, msg.h, sem.h, shm.h).

use crate::decode::set::sets;

sets! {
    one KEY "" { IPC_PRIVATE = 0 }
    apart MSGGET { unless_zero(!0o777) RESOURCE, always(0o777) PERMISSIONS }
    bits RESOURCE "" { IPC_CREAT = 0o1000, IPC_EXCL = 0o2000, IPC_NOWAIT = 0o4000 }
    bits PERMISSIONS "" else permissions {}
    apart SHMGET {
        unless_zero(0x3fffe00) SHM_RESOURCE, unless_zero(0xfc000000) SHM_HUGE, always(0o777) PERMISSIONS,
    }
    bits SHM_RESOURCE "" {
        IPC_CREAT = 0o1000, IPC_EXCL = 0o2000, SHM_HUGETLB = 0o4000, SHM_NORESERVE = 0o10000,
    }
    mixed SHM_HUGE "" { shift(0xfc000000) { SHM_HUGE_SHIFT = 26 } }
    bits MSG_FLAGS "MSG_???" { MSG_NOERROR = 0o10000, MSG_EXCEPT = 0o20000, MSG_COPY = 0o40000, IPC_NOWAIT = 0o4000 }
    bits SHMAT "SHM_???" { SHM_RDONLY = 0o10000, SHM_RND = 0o20000, SHM_REMAP = 0o40000, SHM_EXEC = 0o100000 }
    bits SEM_FLAGS "SEM_???" { SEM_UNDO = 0x1000, IPC_NOWAIT = 0o4000 }
    apart MSGCTL { unless_zero(0x100) IPC64, always(0xffff_feff) MSG_COMMAND }
    one MSG_COMMAND "MSG_???" {
        IPC_RMID = 0, IPC_SET = 1, IPC_STAT = 2, IPC_INFO = 3, MSG_STAT = 11, MSG_INFO = 12, MSG_STAT_ANY = 13,
    }
    apart SEMCTL { unless_zero(0x100) IPC64, always(0xffff_feff) SEM_COMMAND }
    one SEM_COMMAND "SEM_???" {
        IPC_RMID = 0, IPC_SET = 1, IPC_STAT = 2, IPC_INFO = 3, GETPID = 11, GETVAL = 12, GETALL = 13, GETNCNT = 14,
        GETZCNT = 15, SETVAL = 16, SETALL = 17, SEM_STAT = 18, SEM_INFO = 19, SEM_STAT_ANY = 20,
    }
    apart SHMCTL { unless_zero(0x100) IPC64, always(0xffff_feff) SHM_COMMAND }
    one SHM_COMMAND "SHM_???" {
        IPC_RMID = 0, IPC_SET = 1, IPC_STAT = 2, IPC_INFO = 3, SHM_LOCK = 11, SHM_UNLOCK = 12, SHM_STAT = 13,
        SHM_INFO = 14, SHM_STAT_ANY = 15,
    }
    bits IPC64 "" { IPC_64 = 0x100 }
    bits MQ_FLAGS "O_???" { O_NONBLOCK = 0o4000 }
}
