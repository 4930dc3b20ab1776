//! What the general registers (the register set NT_PRSTATUS) say about a call, for kernels that don't answer
//! PTRACE_GET_SYSCALL_INFO. The set's size tells the personality. Pure functions over its bytes: all five ABIs
//! are read on every architecture.

use super::abi::{Abi, X32_BIT};

/// The ABI of this build.
pub const NATIVE: Abi = if cfg!(target_arch = "aarch64") { Abi::Aarch64 } else { Abi::X86_64 };

/// The size of the largest register set, in bytes.
pub const MAX_SIZE: usize = 272;

/// ENOSYS, which x86 puts into the return register before a call runs.
const ENOSYS: i64 = 38;

/// Errno values end here (MAX_ERRNO of linux/err.h).
const MAX_ERRNO: i64 = 4095;

/// Which of a call's two stops the registers can belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The entry alone.
    Entry,
    /// The exit alone.
    Exit,
    /// Either: whoever reads must know what came before.
    Either,
}

/// The registers of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Registers {
    /// The personality.
    pub abi: Abi,
    /// The call's number, without the x32 bit.
    pub number: u64,
    /// The arguments; at an exit, the first may have been replaced by the result.
    pub args: [u64; 6],
    /// Instruction pointer.
    pub ip: u64,
    /// Stack pointer.
    pub sp: u64,
    /// The return register, sign-extended from the ABI's register width.
    pub result: i64,
    /// What the registers tell about the stop.
    pub side: Side,
}

impl Registers {
    /// Reads a register set, or tells that it is none of a known size.
    pub fn from_set(set: &[u8]) -> Option<Registers> {
        match set.len() {
            216 => Some(x86_64(&words64(set))),
            68 => Some(i386(&words32(set))),
            272 => Some(aarch64(&words64(set))),
            72 => Some(arm(&words32(set))),
            _ => None,
        }
    }

    /// How the call ended, at an exit: see [`result`].
    pub fn outcome(&self) -> Result<i64, i32> {
        result(self.abi, self.result, (-MAX_ERRNO..0).contains(&self.result))
    }
}

/// The registers that a stack is walked from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stack {
    /// The personality.
    pub abi: Abi,
    /// Instruction pointer.
    pub ip: u64,
    /// Stack pointer.
    pub sp: u64,
    /// Frame pointer: rbp, ebp, x29, r11.
    pub fp: u64,
    /// Where ARM returns to, x30 or r14; 0 on x86.
    pub lr: u64,
}

impl Stack {
    /// Reads a register set, or tells that it is none of a known size.
    pub fn from_set(set: &[u8]) -> Option<Stack> {
        let Registers { abi, ip, sp, .. } = Registers::from_set(set)?;
        let (fp, lr) = match abi {
            Abi::X86_64 | Abi::X32 => (words64(set)[4], 0),
            Abi::I386 => (words32(set)[5], 0),
            Abi::Aarch64 => (words64(set)[29], words64(set)[30]),
            Abi::Arm => (words32(set)[11], words32(set)[14]),
        };
        Some(Stack { abi, ip, sp, fp, lr })
    }
}

/// Puts the number of the call about to run into a register set; -1: none. On ARM the register set for it counts, not
/// this one.
pub fn set_number(set: &mut [u8], number: i64) {
    match set.len() {
        216 => put(set, 15, 8, number),
        68 => put(set, 11, 4, number),
        272 => put(set, 8, 8, number),
        72 => put(set, 7, 4, number),
        _ => {}
    }
}

/// Puts what a call returned into a register set: minus the errno where it failed.
pub fn set_result(set: &mut [u8], value: i64) {
    match set.len() {
        216 => put(set, 10, 8, value),
        68 => put(set, 6, 4, value),
        272 => put(set, 0, 8, value),
        72 => put(set, 0, 4, value),
        _ => {}
    }
}

/// Puts the first argument of the call about to run into a register set.
pub fn set_first(set: &mut [u8], value: u64) {
    let value = value.cast_signed();
    match set.len() {
        216 => put(set, 14, 8, value),
        68 => put(set, 0, 4, value),
        272 => put(set, 0, 8, value),
        72 => put(set, 0, 4, value),
        _ => {}
    }
}

/// The same after the call, where the register still holds it: on ARM it holds the result.
pub fn restore_first(set: &mut [u8], value: u64) {
    if matches!(set.len(), 216 | 68) {
        set_first(set, value);
    }
}

/// The register at this position, of registers of so many bytes.
fn put(set: &mut [u8], at: usize, size: usize, value: i64) {
    if let Some(register) = set.get_mut(at * size..(at + 1) * size) {
        register.copy_from_slice(&value.to_le_bytes()[..size]);
    }
}

/// What a call returned, or its errno, from the value of its return register.
pub fn result(abi: Abi, value: i64, failed: bool) -> Result<i64, i32> {
    let value = if has_32_bit_registers(abi) { i64::from(value as i32) } else { value };
    match i32::try_from(value.wrapping_neg()) {
        Ok(errno) if failed => Err(errno),
        _ => Ok(value),
    }
}

/// Arguments as the ABI's registers hold them: the upper halves of wider registers are not part of them.
pub fn arguments(abi: Abi, args: [u64; 6]) -> [u64; 6] {
    if has_32_bit_registers(abi) { args.map(|arg| arg & 0xffff_ffff) } else { args }
}

const fn has_32_bit_registers(abi: Abi) -> bool {
    matches!(abi, Abi::I386 | Abi::Arm)
}

fn words64(set: &[u8]) -> [u64; 34] {
    let mut words = [0; 34];
    for (word, bytes) in words.iter_mut().zip(set.as_chunks::<8>().0) {
        *word = u64::from_ne_bytes(*bytes);
    }
    words
}

fn words32(set: &[u8]) -> [u64; 18] {
    let mut words = [0; 18];
    for (word, bytes) in words.iter_mut().zip(set.as_chunks::<4>().0) {
        *word = u64::from(u32::from_ne_bytes(*bytes));
    }
    words
}

/// `struct user_regs_struct`: r15 r14 r13 r12 rbp rbx r11 r10 r9 r8 rax rcx rdx rsi rdi orig_rax rip cs flags rsp...
fn x86_64(r: &[u64; 34]) -> Registers {
    let [_, _, _, _, _, _, _, r10, r9, r8, rax, _, rdx, rsi, rdi, orig_rax, rip, _, _, rsp, ..] = *r;
    let x32 = orig_rax & X32_BIT != 0 && orig_rax != u64::MAX;
    Registers {
        abi: if x32 { Abi::X32 } else { Abi::X86_64 },
        number: if x32 { orig_rax & !X32_BIT } else { orig_rax },
        args: [rdi, rsi, rdx, r10, r8, r9],
        ip: rip,
        sp: rsp,
        result: rax.cast_signed(),
        side: if rax.cast_signed() == -ENOSYS { Side::Either } else { Side::Exit },
    }
}

/// `struct user_regs_struct32`: ebx ecx edx esi edi ebp eax ds es fs gs orig_eax eip cs flags esp ss.
fn i386(r: &[u64; 18]) -> Registers {
    let [ebx, ecx, edx, esi, edi, ebp, eax, _, _, _, _, orig_eax, eip, _, _, esp, ..] = *r;
    let result = i64::from(eax as u32 as i32);
    Registers {
        abi: Abi::I386,
        number: i64::from(orig_eax as u32 as i32).cast_unsigned(),
        args: [ebx, ecx, edx, esi, edi, ebp],
        ip: eip,
        sp: esp,
        result,
        side: if result == -ENOSYS { Side::Either } else { Side::Exit },
    }
}

/// `struct user_pt_regs`: x0 to x30, sp, pc, pstate. The kernel says which side it is in x7 while the tracee stands
/// in the stop.
fn aarch64(r: &[u64; 34]) -> Registers {
    Registers {
        abi: Abi::Aarch64,
        number: i64::from(r[8] as u32 as i32).cast_unsigned(),
        args: [r[0], r[1], r[2], r[3], r[4], r[5]],
        ip: r[32],
        sp: r[31],
        result: r[0].cast_signed(),
        side: side_of_arm(r[7]),
    }
}

/// `struct compat_user_regs`: r0 to r15, cpsr, orig_r0. The kernel says which side it is in r12.
fn arm(r: &[u64; 18]) -> Registers {
    Registers {
        abi: Abi::Arm,
        number: r[7],
        args: [r[17], r[1], r[2], r[3], r[4], r[5]],
        ip: r[15],
        sp: r[13],
        result: i64::from(r[0] as u32 as i32),
        side: side_of_arm(r[12]),
    }
}

fn side_of_arm(marker: u64) -> Side {
    match marker {
        0 => Side::Entry,
        1 => Side::Exit,
        _ => Side::Either,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set64(len: usize, values: &[(usize, u64)]) -> Vec<u8> {
        let mut words = vec![0_u64; len];
        values.iter().for_each(|&(i, v)| words[i] = v);
        words.iter().flat_map(|w| w.to_ne_bytes()).collect()
    }

    fn set32(len: usize, values: &[(usize, u32)]) -> Vec<u8> {
        let mut words = vec![0_u32; len];
        values.iter().for_each(|&(i, v)| words[i] = v);
        words.iter().flat_map(|w| w.to_ne_bytes()).collect()
    }

    #[test]
    fn the_size_of_the_set_tells_the_personality() {
        let abi = |set: Vec<u8>| Registers::from_set(&set).map(|r| r.abi);
        assert_eq!(abi(set64(27, &[])), Some(Abi::X86_64));
        assert_eq!(abi(set64(27, &[(15, 1 | X32_BIT)])), Some(Abi::X32));
        assert_eq!(abi(set64(27, &[(15, u64::MAX)])), Some(Abi::X86_64));
        assert_eq!(abi(set32(17, &[])), Some(Abi::I386));
        assert_eq!(abi(set64(34, &[])), Some(Abi::Aarch64));
        assert_eq!(abi(set32(18, &[])), Some(Abi::Arm));
        assert_eq!(abi(vec![0; 100]), None);
    }

    #[test]
    fn what_is_written_is_read_back() {
        for mut set in [set64(27, &[]), set32(17, &[]), set64(34, &[]), set32(18, &[])] {
            set_number(&mut set, -1);
            set_result(&mut set, -5);
            let registers = Registers::from_set(&set).unwrap();
            assert_eq!(registers.outcome(), Err(5), "{} bytes", set.len());
            assert_eq!(registers.number as u32, u32::MAX, "{} bytes", set.len());
        }
    }

    #[test]
    fn x86_64_passes_its_fourth_argument_in_r10() {
        let set = set64(27, &[(14, 1), (13, 2), (12, 3), (7, 4), (9, 5), (8, 6), (16, 7), (19, 8), (15, 9)]);
        let r = Registers::from_set(&set).unwrap();
        assert_eq!((r.args, r.ip, r.sp, r.number), ([1, 2, 3, 4, 5, 6], 7, 8, 9));
    }

    #[test]
    fn x86_holds_enosys_at_every_entry() {
        let at = |rax: i64| Registers::from_set(&set64(27, &[(10, rax.cast_unsigned())])).unwrap().side;
        assert_eq!(at(-ENOSYS), Side::Either);
        assert_eq!(at(0), Side::Exit);
        let r = Registers::from_set(&set32(17, &[(6, (-38_i32).cast_unsigned())])).unwrap();
        assert_eq!(r.side, Side::Either);
    }

    #[test]
    fn arm_says_which_side_it_is() {
        assert_eq!(Registers::from_set(&set64(34, &[(7, 0)])).unwrap().side, Side::Entry);
        assert_eq!(Registers::from_set(&set64(34, &[(7, 1)])).unwrap().side, Side::Exit);
        assert_eq!(Registers::from_set(&set32(18, &[(12, 1)])).unwrap().side, Side::Exit);
    }

    #[test]
    fn the_first_argument_of_arm_survives_in_orig_r0() {
        let r = Registers::from_set(&set32(18, &[(0, 0xffff_fff7), (17, 5), (7, 3)])).unwrap();
        assert_eq!((r.args[0], r.number, r.outcome()), (5, 3, Err(9)));
    }

    #[test]
    fn stacks_are_walked_from_the_frame_pointer_and_the_link() {
        let stack = |set: Vec<u8>| Stack::from_set(&set).map(|stack| (stack.fp, stack.lr));
        assert_eq!(stack(set64(27, &[(4, 1)])), Some((1, 0)));
        assert_eq!(stack(set32(17, &[(5, 2)])), Some((2, 0)));
        assert_eq!(stack(set64(34, &[(29, 3), (30, 4)])), Some((3, 4)));
        assert_eq!(stack(set32(18, &[(11, 5), (14, 6)])), Some((5, 6)));
        assert_eq!(stack(vec![0; 100]), None);
    }

    #[test]
    fn a_result_is_as_wide_as_the_register() {
        assert_eq!(result(Abi::I386, 0xf700_0000, false), Ok(-0x0900_0000));
        assert_eq!(result(Abi::X86_64, 0xf700_0000, false), Ok(0xf700_0000));
        assert_eq!(result(Abi::X86_64, -2, true), Err(2));
        assert_eq!(result(Abi::X86_64, -2, false), Ok(-2));
        assert_eq!(result(Abi::I386, 0xffff_fffe, true), Err(2));
        assert_eq!(arguments(Abi::I386, [u64::MAX; 6]), [0xffff_ffff; 6]);
    }
}
