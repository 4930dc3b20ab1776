//! What SIGSYS tells of the call that a seccomp filter has trapped: see seccomp(2), SECCOMP_RET_TRAP.

use crate::arch::Abi;
use crate::event::SigInfo;

/// The call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trapped {
    /// Its personality.
    pub abi: Abi,
    /// Its number, without the x32 bit.
    pub number: u64,
}

/// `SYS_SECCOMP` of asm-generic/siginfo.h: si_code.
const SYS_SECCOMP: u32 = 1;

impl Trapped {
    /// None where the signal is no filter's, or the call is of a personality that isn't known.
    pub fn of(info: &SigInfo) -> Option<Trapped> {
        // si_code at 8; behind the address of the call, si_syscall at 24 and si_arch at 28.
        let word = |at: usize| Some(u32::from_ne_bytes(info.0.get(at..at + 4)?.try_into().ok()?));
        if word(8)? != SYS_SECCOMP {
            return None;
        }
        let (abi, number) = Abi::from_audit(word(28)?, i64::from(word(24)?.cast_signed()).cast_unsigned())?;
        Some(Trapped { abi, number })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trap_is_told_from_a_signal_that_somebody_sent() {
        let mut info = SigInfo([0; 128]);
        assert_eq!(Trapped::of(&info), None);
        info.0[8] = 1;
        info.0[24..28].copy_from_slice(&250_u32.to_ne_bytes());
        info.0[28..32].copy_from_slice(&Abi::X86_64.audit().to_ne_bytes());
        assert_eq!(Trapped::of(&info), Some(Trapped { abi: Abi::X86_64, number: 250 }));
    }
}
