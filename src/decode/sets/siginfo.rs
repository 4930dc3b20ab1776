//! What si_code says, by signal (siginfo.h).

use crate::decode::set::sets;

sets! {
    one GENERAL "" {
        SI_USER = 0, SI_KERNEL = 0x80, SI_QUEUE = -1i32 as u32, SI_TIMER = -2i32 as u32, SI_MESGQ = -3i32 as u32,
        SI_ASYNCIO = -4i32 as u32, SI_SIGIO = -5i32 as u32, SI_TKILL = -6i32 as u32, SI_DETHREAD = -7i32 as u32,
        SI_ASYNCNL = -60i32 as u32,
    }
    one ILL "" {
        ILL_ILLOPC = 1, ILL_ILLOPN = 2, ILL_ILLADR = 3, ILL_ILLTRP = 4, ILL_PRVOPC = 5, ILL_PRVREG = 6,
        ILL_COPROC = 7, ILL_BADSTK = 8, ILL_BADIADDR = 9,
    }
    one TRAP "" {
        TRAP_BRKPT = 1, TRAP_TRACE = 2, TRAP_BRANCH = 3, TRAP_HWBKPT = 4, TRAP_UNK = 5, TRAP_PERF = 6,
    }
    one BUS "" { BUS_ADRALN = 1, BUS_ADRERR = 2, BUS_OBJERR = 3, BUS_MCEERR_AR = 4, BUS_MCEERR_AO = 5 }
    one FPE "" {
        FPE_INTDIV = 1, FPE_INTOVF = 2, FPE_FLTDIV = 3, FPE_FLTOVF = 4, FPE_FLTUND = 5, FPE_FLTRES = 6,
        FPE_FLTINV = 7, FPE_FLTSUB = 8, FPE_FLTUNK = 14, FPE_CONDTRAP = 15,
    }
    one SEGV "" {
        SEGV_MAPERR = 1, SEGV_ACCERR = 2, SEGV_BNDERR = 3, SEGV_PKUERR = 4, SEGV_ACCADI = 5, SEGV_ADIDERR = 6,
        SEGV_ADIPERR = 7, SEGV_MTEAERR = 8, SEGV_MTESERR = 9, SEGV_CPERR = 10,
    }
    one CHLD "" {
        CLD_EXITED = 1, CLD_KILLED = 2, CLD_DUMPED = 3, CLD_TRAPPED = 4, CLD_STOPPED = 5, CLD_CONTINUED = 6,
    }
    one POLL "" { POLL_IN = 1, POLL_OUT = 2, POLL_MSG = 3, POLL_ERR = 4, POLL_PRI = 5, POLL_HUP = 6 }
    one SYS "" { SYS_SECCOMP = 1, SYS_USER_DISPATCH = 2 }
}
