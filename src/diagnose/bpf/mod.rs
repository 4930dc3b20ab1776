//! Seccomp filters: classic BPF programs that are run over `struct seccomp_data` and answer with an action.
//!
//! All of this is pure: a filter that was read from the kernel is run, listed and explored here. [`Filter::run`] tells
//! what it answers to one call, [`Filter::listing`] writes it down with names, [`Filter::refusals`] tells for each call
//! of an ABI whether, and for which arguments, it is refused. See seccomp(2) and net/core/filter.c.

mod action;
mod explore;
mod interpreter;
mod listing;
mod refusals;

pub use action::Action;
pub use explore::{Answer, Condition, Path};
pub use listing::Line;
pub use refusals::{Refusals, Refused};

use serde::Serialize;

/// `struct sock_filter`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Instruction {
    /// The operation, as `BPF_*` of linux/bpf_common.h.
    pub code: u16,
    /// How many instructions are skipped where a test holds.
    pub jt: u8,
    /// How many are skipped where it doesn't.
    pub jf: u8,
    /// The operand.
    pub k: u32,
}

impl From<libc::sock_filter> for Instruction {
    fn from(raw: libc::sock_filter) -> Instruction {
        Instruction { code: raw.code, jt: raw.jt, jf: raw.jf, k: raw.k }
    }
}

/// A filter, in the order in which it runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter(pub Vec<Instruction>);

/// `struct seccomp_data`: what a filter sees of a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Data {
    /// The call's number, with the bit of x32.
    pub number: u32,
    /// `AUDIT_ARCH_*`.
    pub arch: u32,
    /// Instruction pointer.
    pub ip: u64,
    /// The argument registers.
    pub args: [u64; 6],
}

/// The size of `struct seccomp_data`, in bytes.
const DATA_SIZE: u32 = 64;

impl Data {
    /// The word at `offset` of the structure; None outside of it, or between two words.
    pub fn word(&self, offset: u32) -> Option<u32> {
        let field = Field::at(offset)?;
        let (low, high) = (|value: u64| value as u32, |value: u64| (value >> 32) as u32);
        Some(match field.0 {
            0 => self.number,
            1 => self.arch,
            2 => low(self.ip),
            3 => high(self.ip),
            n if n % 2 == 0 => low(self.args[usize::from(n) / 2 - 2]),
            n => high(self.args[usize::from(n) / 2 - 2]),
        })
    }
}

/// One of the sixteen words of `struct seccomp_data`, as little-endian machines have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field(u8);

impl Field {
    const NUMBER: Field = Field(0);
    const ARCH: Field = Field(1);

    fn at(offset: u32) -> Option<Field> {
        (offset < DATA_SIZE && offset.is_multiple_of(4)).then_some(Field((offset / 4) as u8))
    }

    /// `nr`, `arch`, `instruction_pointer.low`, `args[2].high`.
    pub const fn name(self) -> &'static str {
        const NAMES: [&str; 16] = [
            "nr",
            "arch",
            "instruction_pointer.low",
            "instruction_pointer.high",
            "args[0].low",
            "args[0].high",
            "args[1].low",
            "args[1].high",
            "args[2].low",
            "args[2].high",
            "args[3].low",
            "args[3].high",
            "args[4].low",
            "args[4].high",
            "args[5].low",
            "args[5].high",
        ];
        NAMES[self.0 as usize % 16]
    }
}

/// The most words of scratch memory that a filter has (`BPF_MEMWORDS`).
const SCRATCH: usize = 16;

/// An instruction's meaning: what is left of the many codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    /// A = the word of the data at this offset.
    Load(u32),
    /// A, or X, = a constant.
    Constant(Register, u32),
    /// A, or X, = a word of scratch memory.
    Recall(Register, usize),
    /// A word of scratch memory = A, or X.
    Keep(Register, usize),
    /// A = A (operation) operand.
    Compute(Operation, Operand),
    /// A = -A.
    Negate,
    /// X = A.
    ToX,
    /// A = X.
    FromX,
    /// Skips as many instructions.
    Jump(u32),
    /// Skips by the outcome of a test.
    Branch(Test, Operand),
    /// Answers with a constant.
    Return(u32),
    /// Answers with A.
    ReturnA,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Register {
    A,
    X,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operand {
    K(u32),
    X,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operation {
    Add,
    Sub,
    Mul,
    Div,
    And,
    Or,
    Xor,
    Shl,
    Shr,
}

/// What a branch asks of A.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// It equals the operand.
    Equal,
    /// It is greater.
    Greater,
    /// It is greater or equal.
    AtLeast,
    /// They have a bit in common.
    Any,
}

impl Test {
    /// Whether it holds.
    pub const fn holds(self, a: u32, operand: u32) -> bool {
        match self {
            Test::Equal => a == operand,
            Test::Greater => a > operand,
            Test::AtLeast => a >= operand,
            Test::Any => a & operand != 0,
        }
    }
}

impl Operation {
    /// The result; None where the kernel ends the filter: a division by zero.
    const fn of(self, a: u32, b: u32) -> Option<u32> {
        Some(match self {
            Operation::Add => a.wrapping_add(b),
            Operation::Sub => a.wrapping_sub(b),
            Operation::Mul => a.wrapping_mul(b),
            Operation::Div => return a.checked_div(b),
            Operation::And => a & b,
            Operation::Or => a | b,
            Operation::Xor => a ^ b,
            Operation::Shl => a.wrapping_shl(b),
            Operation::Shr => a.wrapping_shr(b),
        })
    }

    const fn sign(self) -> &'static str {
        match self {
            Operation::Add => "+",
            Operation::Sub => "-",
            Operation::Mul => "*",
            Operation::Div => "/",
            Operation::And => "&",
            Operation::Or => "|",
            Operation::Xor => "^",
            Operation::Shl => "<<",
            Operation::Shr => ">>",
        }
    }
}

impl Instruction {
    /// What it means; None where no seccomp filter can have it (`seccomp_check_filter` of kernel/seccomp.c).
    fn meaning(self) -> Option<Meaning> {
        use Meaning::*;
        let k = self.k;
        let code = u32::from(self.code);
        let slot = (k as usize) < SCRATCH;
        let operand = if code & libc::BPF_X != 0 { Operand::X } else { Operand::K(k) };
        let class = code & 0x07;
        Some(match code {
            _ if class == libc::BPF_ALU && code & 0xf0 == libc::BPF_NEG => Negate,
            _ if class == libc::BPF_ALU => Compute(operation(code)?, operand),
            _ if class == libc::BPF_JMP && code & 0xf0 == libc::BPF_JA => Jump(k),
            _ if class == libc::BPF_JMP => Branch(test(code)?, operand),
            _ if code == libc::BPF_LD | libc::BPF_W | libc::BPF_ABS => {
                Field::at(k)?;
                Load(k)
            }
            _ if code == libc::BPF_LD | libc::BPF_W | libc::BPF_LEN => Constant(Register::A, DATA_SIZE),
            _ if code == libc::BPF_LDX | libc::BPF_W | libc::BPF_LEN => Constant(Register::X, DATA_SIZE),
            _ if code == libc::BPF_LD | libc::BPF_IMM => Constant(Register::A, k),
            _ if code == libc::BPF_LDX | libc::BPF_IMM => Constant(Register::X, k),
            _ if code == libc::BPF_LD | libc::BPF_MEM && slot => Recall(Register::A, k as usize),
            _ if code == libc::BPF_LDX | libc::BPF_MEM && slot => Recall(Register::X, k as usize),
            _ if code == libc::BPF_ST && slot => Keep(Register::A, k as usize),
            _ if code == libc::BPF_STX && slot => Keep(Register::X, k as usize),
            _ if code == libc::BPF_MISC | libc::BPF_TAX => ToX,
            _ if code == libc::BPF_MISC | libc::BPF_TXA => FromX,
            _ if code == libc::BPF_RET | libc::BPF_K => Return(k),
            _ if code == libc::BPF_RET | libc::BPF_A => ReturnA,
            _ => return None,
        })
    }
}

fn operation(code: u32) -> Option<Operation> {
    Some(match code & 0xf0 {
        libc::BPF_ADD => Operation::Add,
        libc::BPF_SUB => Operation::Sub,
        libc::BPF_MUL => Operation::Mul,
        libc::BPF_DIV => Operation::Div,
        libc::BPF_AND => Operation::And,
        libc::BPF_OR => Operation::Or,
        libc::BPF_XOR => Operation::Xor,
        libc::BPF_LSH => Operation::Shl,
        libc::BPF_RSH => Operation::Shr,
        _ => return None,
    })
}

fn test(code: u32) -> Option<Test> {
    Some(match code & 0xf0 {
        libc::BPF_JEQ => Test::Equal,
        libc::BPF_JGT => Test::Greater,
        libc::BPF_JGE => Test::AtLeast,
        libc::BPF_JSET => Test::Any,
        _ => return None,
    })
}

/// Why a filter has no answer: no kernel would have taken it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("instruction {0} is none that a seccomp filter can have")]
pub struct Malformed(pub usize);

#[cfg(test)]
mod tests;
