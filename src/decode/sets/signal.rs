//! Signals: actions, masks, alternate stacks, and where a signal comes from (signal.h, siginfo.h).

use crate::decode::set::sets;

sets! {
    one HOW "SIG_???" { SIG_BLOCK = 0, SIG_UNBLOCK = 1, SIG_SETMASK = 2 }
    bits ACTION "SA_???" {
        SA_RESTORER = 0x4000000, SA_ONSTACK = 0x8000000, SA_RESTART = 0x10000000, SA_INTERRUPT = 0x20000000,
        SA_NODEFER = 0x40000000, SA_RESETHAND = 0x80000000, SA_SIGINFO = 4, SA_NOCLDSTOP = 1,
        SA_NOCLDWAIT = 2,
    }
    bits STACK "SS_???" { SS_ONSTACK = 1, SS_DISABLE = 2, SS_AUTODISARM = 0x80000000 }
    bits SIGNALFD "SFD_???" { SFD_CLOEXEC = 0x80000, SFD_NONBLOCK = 0x800 }
    one HANDLER "" { SIG_DFL = 0, SIG_IGN = 1, SIG_ERR = -1i64 }
}
