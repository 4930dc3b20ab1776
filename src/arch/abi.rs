//! The five system call ABIs that a tracee can use.

use std::fmt;

/// A system call ABI, which strace calls a personality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Abi {
    /// 64-bit x86.
    X86_64,
    /// 64-bit x86 with 32-bit pointers; call numbers carry bit 30.
    X32,
    /// 32-bit x86 (`int 0x80`).
    I386,
    /// 64-bit ARM.
    Aarch64,
    /// 32-bit ARM, EABI.
    Arm,
}

/// The width of a C `long` and of a pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// Four bytes.
    W32,
    /// Eight bytes.
    W64,
}

/// The bit that x32 adds to call numbers (`__X32_SYSCALL_BIT`).
pub const X32_BIT: u64 = 0x4000_0000;

/// `AUDIT_ARCH_*` of linux/audit.h.
mod audit {
    pub const X86_64: u32 = 0xC000_003E;
    pub const I386: u32 = 0x4000_0003;
    pub const AARCH64: u32 = 0xC000_00B7;
    pub const ARM: u32 = 0x4000_0028;
}

impl Abi {
    /// All of them.
    pub const ALL: [Abi; 5] = [Abi::X86_64, Abi::X32, Abi::I386, Abi::Aarch64, Abi::Arm];

    /// The ABI and the plain call number, from what PTRACE_GET_SYSCALL_INFO tells: `AUDIT_ARCH_*` and the number
    /// as the register holds it. None where the architecture is not one of ours.
    pub const fn from_audit(arch: u32, number: u64) -> Option<(Abi, u64)> {
        match arch {
            audit::X86_64 if number & X32_BIT != 0 && number != u64::MAX => {
                Some((Abi::X32, number & !X32_BIT))
            }
            audit::X86_64 => Some((Abi::X86_64, number)),
            audit::I386 => Some((Abi::I386, number)),
            audit::AARCH64 => Some((Abi::Aarch64, number)),
            audit::ARM => Some((Abi::Arm, number)),
            _ => None,
        }
    }

    /// The ABI of 64-bit programs on a kernel that offers this one.
    pub const fn native(self) -> Abi {
        match self {
            Abi::X86_64 | Abi::X32 | Abi::I386 => Abi::X86_64,
            Abi::Aarch64 | Abi::Arm => Abi::Aarch64,
        }
    }

    /// The ABI that rtrace itself was built for.
    pub const fn own() -> Abi {
        if cfg!(target_arch = "aarch64") { Abi::Aarch64 } else { Abi::X86_64 }
    }

    /// `AUDIT_ARCH_*` of linux/audit.h.
    pub const fn audit(self) -> u32 {
        match self {
            Abi::X86_64 | Abi::X32 => audit::X86_64,
            Abi::I386 => audit::I386,
            Abi::Aarch64 => audit::AARCH64,
            Abi::Arm => audit::ARM,
        }
    }

    /// The width of `long` and of pointers.
    pub const fn word(self) -> Word {
        match self {
            Abi::X86_64 | Abi::Aarch64 => Word::W64,
            Abi::X32 | Abi::I386 | Abi::Arm => Word::W32,
        }
    }

    /// The alignment of a 64-bit integer inside a structure, in bytes: i386 aligns it like an int.
    pub const fn u64_align(self) -> usize {
        match self {
            Abi::I386 => 4,
            _ => 8,
        }
    }

    /// Whether a 64-bit argument takes two registers, and whether that pair starts at an even one.
    pub const fn pairs(self) -> Pairs {
        match self {
            Abi::X86_64 | Abi::X32 | Abi::Aarch64 => Pairs::Whole,
            Abi::I386 => Pairs::Packed,
            Abi::Arm => Pairs::Even,
        }
    }

    /// The kernel's own name for the ABI.
    pub const fn name(self) -> &'static str {
        match self {
            Abi::X86_64 => "x86_64",
            Abi::X32 => "x32",
            Abi::I386 => "i386",
            Abi::Aarch64 => "aarch64",
            Abi::Arm => "arm",
        }
    }
}

/// How an ABI passes a 64-bit argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pairs {
    /// In one register.
    Whole,
    /// In the next two registers, low half first.
    Packed,
    /// In two registers of which the first has an even number, low half first.
    Even,
}

impl Word {
    /// In bytes.
    pub const fn size(self) -> usize {
        match self {
            Word::W32 => 4,
            Word::W64 => 8,
        }
    }
}

impl fmt::Display for Abi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_x32_bit_tells_x32_from_x86_64() {
        assert_eq!(Abi::from_audit(0xC000_003E, 39), Some((Abi::X86_64, 39)));
        assert_eq!(Abi::from_audit(0xC000_003E, 39 | X32_BIT), Some((Abi::X32, 39)));
        assert_eq!(
            Abi::from_audit(0xC000_003E, u64::MAX),
            Some((Abi::X86_64, u64::MAX)),
            "-1 is no x32 call"
        );
    }

    #[test]
    fn audit_architectures_round_trip() {
        for abi in Abi::ALL {
            let number = if abi == Abi::X32 { 1 | X32_BIT } else { 1 };
            assert_eq!(Abi::from_audit(abi.audit(), number), Some((abi, 1)));
        }
    }
}
