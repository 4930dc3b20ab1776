//! From a syscall-stop to the entry to a call, or the exit from it.

use super::stop::SyscallStop;
use crate::arch::Abi;
use crate::arch::registers::{self, Registers, Side};
use crate::event::{Entry, Outcome};
use crate::sys::ptrace::SyscallInfo;
use nix::errno::Errno;

/// What a syscall-stop is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The entry to a call.
    Entry(Entry),
    /// The exit from the call entered last.
    Exit(Outcome),
    /// The exit from a call whose entry was before the trace, or nothing of a call.
    Nothing,
}

/// Asks the kernel what `stop` is. `inside`: the tracee has entered a call and not left it. `without_info`: don't
/// ask PTRACE_GET_SYSCALL_INFO; becomes true where the kernel doesn't answer it.
///
/// Errors: ESRCH, where the tracee is gone.
pub fn inspect(stop: &SyscallStop, inside: bool, without_info: &mut bool) -> nix::Result<Seen> {
    if !*without_info {
        match stop.info() {
            Ok(info) => return Ok(from_info(info, inside)),
            Err(Errno::ESRCH) => return Err(Errno::ESRCH),
            Err(_) => *without_info = true,
        }
    }
    let mut set = [0; registers::MAX_SIZE];
    let len = stop.registers(&mut set)?;
    let Some(mut registers) = Registers::from_set(&set[..len]) else { return Ok(Seen::Nothing) };
    if registers.abi == Abi::Aarch64
        && let Ok(number) = stop.arm_system_call()
    {
        registers.number = i64::from(number).cast_unsigned();
    }
    Ok(from_registers(&registers, inside))
}

fn from_info(info: SyscallInfo, inside: bool) -> Seen {
    match info {
        SyscallInfo::Entry { arch, number, args, ip, sp } => {
            let (abi, number) = Abi::from_audit(arch, number).unwrap_or((registers::NATIVE, number));
            Seen::Entry(Entry { abi, number, args: registers::arguments(abi, args), ip, sp })
        }
        SyscallInfo::Exit { arch, value, failed } if inside => {
            let abi = Abi::from_audit(arch, 0).map_or(registers::NATIVE, |(abi, _)| abi);
            Seen::Exit(outcome(registers::result(abi, value, failed)))
        }
        SyscallInfo::Exit { .. } | SyscallInfo::Other => Seen::Nothing,
    }
}

fn from_registers(registers: &Registers, inside: bool) -> Seen {
    let &Registers { abi, number, args, ip, sp, side, .. } = registers;
    match side {
        Side::Entry => Seen::Entry(Entry { abi, number, args, ip, sp }),
        Side::Either if !inside => Seen::Entry(Entry { abi, number, args, ip, sp }),
        Side::Either | Side::Exit if inside => Seen::Exit(outcome(registers.outcome())),
        Side::Either | Side::Exit => Seen::Nothing,
    }
}

fn outcome(result: Result<i64, i32>) -> Outcome {
    result.map_or_else(Outcome::Failed, Outcome::Returned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const X86_64: u32 = 0xC000_003E;
    const I386: u32 = 0x4000_0003;

    #[test]
    fn the_kernel_says_which_side_a_stop_is_on() {
        let entry =
            SyscallInfo::Entry { arch: I386, number: 3, args: [u64::MAX, 0, 0, 0, 0, 0], ip: 1, sp: 2 };
        for inside in [false, true] {
            let Seen::Entry(seen) = from_info(entry, inside) else { panic!("not an entry") };
            assert_eq!((seen.abi, seen.number, seen.args[0]), (Abi::I386, 3, 0xffff_ffff));
        }
        let exit = SyscallInfo::Exit { arch: X86_64, value: -2, failed: true };
        assert_eq!(from_info(exit, true), Seen::Exit(Outcome::Failed(2)));
        assert_eq!(from_info(exit, false), Seen::Nothing, "its entry was before the trace");
        assert_eq!(from_info(SyscallInfo::Other, true), Seen::Nothing);
    }

    #[test]
    fn registers_that_can_be_either_are_judged_by_what_came_before() {
        let at = |side, inside| {
            let registers =
                Registers { abi: Abi::X86_64, number: 39, args: [0; 6], ip: 0, sp: 0, result: -38, side };
            from_registers(&registers, inside)
        };
        assert!(matches!(at(Side::Either, false), Seen::Entry(_)));
        assert_eq!(at(Side::Either, true), Seen::Exit(Outcome::Failed(38)));
        assert_eq!(at(Side::Exit, false), Seen::Nothing);
        assert!(matches!(at(Side::Entry, true), Seen::Entry(_)));
    }
}
