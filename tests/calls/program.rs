//! A program that makes any calls with any arguments, on memory of which every byte is chosen: the calls are never
//! executed, for both tracers are told to answer them (`--inject`).

use rtrace::arch::registers::NATIVE;
use rtrace::arch::{Abi, numbers};
use std::fs::Permissions;
use std::ops::RangeInclusive;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Where its code, its list of calls and its memory are: addresses that 32-bit calls can have.
const CODE: u64 = 0x3000_0000;
const CALLS: u64 = 0x2000_0000;
pub const MEMORY: u64 = 0x1000_0000;
/// Where the filter is that refuses all calls, and its instructions behind its head.
const FILTER: u64 = 0x1800_0000;
const INSTRUCTIONS: u64 = FILTER + 16;
/// The length of its memory, behind which nothing can be read.
const SIZE: usize = 0x8000;
const PAGE: usize = 0x1000;
/// Sockets whose addresses strace 6.1 leaves as bytes, and others.
const AF_TIPC: u16 = 30;
const AF_VSOCK: u16 = 40;

/// What makes each call of the list, for one processor: the first word of an entry says by which instruction, the next is
/// the number, and six arguments follow. An entry of 2 ends it.
#[derive(Clone, Copy)]
struct Code {
    /// `EI_CLASS` of ELF files: 1 is 32 bits, 2 is 64.
    class: u8,
    /// `e_machine`.
    machine: u16,
    /// `e_flags`.
    flags: u32,
    /// Goes to the first entry.
    start: &'static [u8],
    /// Has each entry made by a process of its own, which doesn't come back.
    forks: &'static [u8],
    /// Makes all calls from that entry on.
    calls: &'static [u8],
}

const X86: Code = Code {
    class: 2,
    machine: 62,
    flags: 0,
    start: &[0x49, 0xc7, 0xc4, 0, 0, 0, 0x20], // mov $0x20000000, %r12
    forks: &[
        0x49, 0x83, 0x3c, 0x24, 2, 0x74, 0x26, // 1: cmpq $2, (%r12); je 2f
        0xb8, 57, 0, 0, 0, 0x0f, 0x05, // mov $57, %eax; syscall
        0x85, 0xc0, 0x74, 0x1b, // test %eax, %eax; je 2f
        0xb8, 61, 0, 0, 0, 0x48, 0xc7, 0xc7, 0xff, 0xff, 0xff, 0xff, // mov $61, %eax; mov $-1, %rdi
        0x31, 0xf6, 0x31, 0xd2, 0x45, 0x31, 0xd2, // xor %esi, %esi; xor %edx, %edx; xor %r10d, %r10d
        0x0f, 0x05, 0x49, 0x83, 0xc4, 0x40, 0xeb, 0xd3, // syscall; add $64, %r12; jmp 1b; 2:
    ],
    calls: &[
        0x49, 0x8b, 0x04, 0x24, // 1: mov (%r12), %rax
        0x48, 0x83, 0xf8, 2, 0x74, 0x58, // cmp $2, %rax; je 9f
        0x48, 0x83, 0xf8, 1, 0x74, 0x27, // cmp $1, %rax; je 3f
        0x49, 0x8b, 0x44, 0x24, 0x08, 0x49, 0x8b, 0x7c, 0x24,
        0x10, // mov 8(%r12), %rax; mov 16(%r12), %rdi
        0x49, 0x8b, 0x74, 0x24, 0x18, 0x49, 0x8b, 0x54, 0x24,
        0x20, // mov 24(%r12), %rsi; mov 32(%r12), %rdx
        0x4d, 0x8b, 0x54, 0x24, 0x28, 0x4d, 0x8b, 0x44, 0x24,
        0x30, // mov 40(%r12), %r10; mov 48(%r12), %r8
        0x4d, 0x8b, 0x4c, 0x24, 0x38, 0x0f, 0x05, 0xeb, 0x25, // mov 56(%r12), %r9; syscall; jmp 5f
        0x49, 0x8b, 0x44, 0x24, 0x08, 0x49, 0x8b, 0x5c, 0x24,
        0x10, // 3: mov 8(%r12), %rax; mov 16(%r12), %rbx
        0x49, 0x8b, 0x4c, 0x24, 0x18, 0x49, 0x8b, 0x54, 0x24,
        0x20, // mov 24(%r12), %rcx; mov 32(%r12), %rdx
        0x49, 0x8b, 0x74, 0x24, 0x28, 0x49, 0x8b, 0x7c, 0x24,
        0x30, // mov 40(%r12), %rsi; mov 48(%r12), %rdi
        0x49, 0x8b, 0x6c, 0x24, 0x38, 0xcd, 0x80, // mov 56(%r12), %rbp; int $0x80
        0x49, 0x83, 0xc4, 0x40, 0xeb, 0x9e, // 5: add $64, %r12; jmp 1b
        0xb8, 0xe7, 0, 0, 0, 0x31, 0xff, 0x0f, 0x05, // 9: mov $231, %eax; xor %edi, %edi; syscall
    ],
};

const AARCH64: Code = Code {
    class: 2,
    machine: 183,
    flags: 0,
    start: &[0x13, 0x00, 0xa4, 0xd2], // mov x19, #0x20000000
    forks: &[
        0x69, 0x02, 0x40, 0xf9, 0x3f, 0x09, 0x00, 0xf1, // 1: ldr x9, [x19]; cmp x9, #2
        0x20, 0x02, 0x00, 0x54, // b.eq 2f
        0x88, 0x1b, 0x80, 0xd2, 0x20, 0x02, 0x80, 0xd2, // mov x8, #220; mov x0, #17
        0x01, 0x00, 0x80, 0xd2, 0x02, 0x00, 0x80, 0xd2, // mov x1, #0; mov x2, #0
        0x03, 0x00, 0x80, 0xd2, 0x04, 0x00, 0x80, 0xd2, // mov x3, #0; mov x4, #0
        0x01, 0x00, 0x00, 0xd4, 0x20, 0x01, 0x00, 0xb4, // svc #0; cbz x0, 2f
        0x88, 0x20, 0x80, 0xd2, 0x00, 0x00, 0x80, 0x92, // mov x8, #260; mov x0, #-1
        0x01, 0x00, 0x80, 0xd2, 0x02, 0x00, 0x80, 0xd2, // mov x1, #0; mov x2, #0
        0x03, 0x00, 0x80, 0xd2, 0x01, 0x00, 0x00, 0xd4, // mov x3, #0; svc #0
        0x73, 0x02, 0x01, 0x91, 0xee, 0xff, 0xff, 0x17, // add x19, x19, #64; b 1b; 2:
    ],
    calls: &[
        0x69, 0x02, 0x40, 0xf9, // 1: ldr x9, [x19]
        0x3f, 0x09, 0x00, 0xf1, 0x00, 0x01, 0x00, 0x54, // cmp x9, #2; b.eq 9f
        0x68, 0x06, 0x40, 0xf9, // ldr x8, [x19, #8]
        0x60, 0x06, 0x41, 0xa9, // ldp x0, x1, [x19, #16]
        0x62, 0x0e, 0x42, 0xa9, // ldp x2, x3, [x19, #32]
        0x64, 0x16, 0x43, 0xa9, // ldp x4, x5, [x19, #48]
        0x01, 0x00, 0x00, 0xd4, // svc #0
        0x73, 0x02, 0x01, 0x91, 0xf7, 0xff, 0xff, 0x17, // add x19, x19, #64; b 1b
        0xc8, 0x0b, 0x80, 0xd2, 0x00, 0x00, 0x80, 0xd2, 0x01, 0x00, 0x00,
        0xd4, // 9: mov x8, #94; mov x0, #0; svc #0
    ],
};

const ARM: Code = Code {
    class: 1,
    machine: 40,
    flags: 0x0500_0000,
    start: &[0x02, 0x82, 0xa0, 0xe3], // mov r8, #0x20000000
    forks: &[
        0x00, 0x90, 0x98, 0xe5, 0x02, 0x00, 0x59, 0xe3, // 1: ldr r9, [r8]; cmp r9, #2
        0x0b, 0x00, 0x00, 0x0a, // beq 2f
        0x02, 0x70, 0xa0, 0xe3, 0x00, 0x00, 0x00, 0xef, // mov r7, #2; svc #0
        0x00, 0x00, 0x50, 0xe3, 0x07, 0x00, 0x00, 0x0a, // cmp r0, #0; beq 2f
        0x72, 0x70, 0xa0, 0xe3, 0x00, 0x00, 0xe0, 0xe3, // mov r7, #114; mvn r0, #0
        0x00, 0x10, 0xa0, 0xe3, 0x00, 0x20, 0xa0, 0xe3, // mov r1, #0; mov r2, #0
        0x00, 0x30, 0xa0, 0xe3, 0x00, 0x00, 0x00, 0xef, // mov r3, #0; svc #0
        0x40, 0x80, 0x88, 0xe2, 0xf0, 0xff, 0xff, 0xea, // add r8, r8, #64; b 1b; 2:
    ],
    calls: &[
        0x00, 0x90, 0x98, 0xe5, // 1: ldr r9, [r8]
        0x02, 0x00, 0x59, 0xe3, 0x09, 0x00, 0x00, 0x0a, // cmp r9, #2; beq 9f
        0x08, 0x70, 0x98, 0xe5, // ldr r7, [r8, #8]
        0x10, 0x00, 0x98, 0xe5, 0x18, 0x10, 0x98, 0xe5, // ldr r0, [r8, #16]; ldr r1, [r8, #24]
        0x20, 0x20, 0x98, 0xe5, 0x28, 0x30, 0x98, 0xe5, // ldr r2, [r8, #32]; ldr r3, [r8, #40]
        0x30, 0x40, 0x98, 0xe5, 0x38, 0x50, 0x98, 0xe5, // ldr r4, [r8, #48]; ldr r5, [r8, #56]
        0x00, 0x00, 0x00, 0xef, // svc #0
        0x40, 0x80, 0x88, 0xe2, 0xf2, 0xff, 0xff, 0xea, // add r8, r8, #64; b 1b
        0xf8, 0x70, 0xa0, 0xe3, 0x00, 0x00, 0xa0, 0xe3, 0x00, 0x00, 0x00,
        0xef, // 9: mov r7, #248; mov r0, #0; svc #0
    ],
};

/// Numbers that are the same each time.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, end: u64) -> u64 {
        (self.next() >> 16) % end
    }

    /// A value as programs pass them: small numbers, flags, addresses, the ends of what can be read, and others.
    fn word(&mut self) -> u64 {
        const ODD: [u64; 6] = [u64::MAX, -100i64 as u64, 0xffff_ff9c, u32::MAX as u64, 1 << 31, 0x7fff_ffff];
        const SIZES: [u64; 7] = [4, 8, 16, 24, 32, 64, 128];
        match self.below(100) {
            0..6 => 0,
            6..34 => self.below(40),
            34..46 => 1 << self.below(64),
            46..50 => 1 << self.below(32) | 1 << self.below(32),
            50..80 => MEMORY + 8 * self.below(SIZE as u64 / 8),
            80..84 => MEMORY + SIZE as u64 - SIZES[self.below(7) as usize],
            84..86 => MEMORY + SIZE as u64,
            86..90 => ODD[self.below(6) as usize],
            90..95 => self.next() >> 32,
            _ => self.next(),
        }
    }

    /// Memory in which there is some of all that structures hold.
    fn memory(&mut self) -> Vec<u8> {
        const TEXTS: [&[u8]; 6] =
            [b"/etc/passwd\0", b"hello\0", b"a\"b\\c\n\x01\0", b"user.x\0", b"keyring\0", &[b'x'; 50]];
        let mut memory = Vec::with_capacity(SIZE);
        while memory.len() < SIZE {
            match self.below(100) {
                0..25 => memory.extend(self.word().to_le_bytes()),
                25..55 => memory.extend((self.word() as u32).to_le_bytes()),
                55..65 => memory.extend((self.below(300) as u16).to_le_bytes()),
                65..70 => (0..self.below(32)).for_each(|_| memory.push(self.next() as u8)),
                70..78 => memory.extend(TEXTS[self.below(6) as usize]),
                78..86 => memory.resize(memory.len() + self.below(64) as usize, 0),
                _ => memory.resize(memory.len().next_multiple_of(8), 0),
            }
        }
        memory.truncate(SIZE);
        for half in memory.chunks_exact_mut(2).filter(|half| **half == AF_TIPC.to_le_bytes()) {
            half.copy_from_slice(&AF_VSOCK.to_le_bytes());
        }
        memory
    }
}

/// What an argument of a call may be.
#[derive(Clone, Copy)]
pub enum Values {
    /// Only these bits.
    Bits(u64),
    /// One of these.
    Among(&'static [RangeInclusive<u64>]),
    /// The address of words of which only these bits are set: each word's offset, and its bits.
    Words(&'static [(u64, u64)]),
    /// The address of so many bytes that can be read, or no address.
    Room(u64),
}

/// An argument of a call that isn't just any value.
#[derive(Clone, Copy)]
pub struct Limit {
    pub call: &'static str,
    pub argument: usize,
    pub values: Values,
    /// Only where another argument has a value, the argument first.
    pub given: Option<(usize, u64)>,
}

impl Limit {
    /// Whether it is about this argument, whatever the others are.
    pub fn is(&self, call: &str, argument: usize) -> bool {
        self.call == call && self.argument == argument && self.given.is_none()
    }

    /// How many values an operation is chosen from, each of which reads the other arguments in a way of its own.
    fn ways(&self) -> u64 {
        match self.values {
            Values::Bits(_) | Values::Words(_) | Values::Room(_) => 1,
            Values::Among(ranges) => ranges.iter().map(|range| range.end() - range.start() + 1).sum(),
        }
    }

    /// A value in the place of another, which may be an address in this memory.
    fn apply(&self, value: u64, memory: &mut [u8], random: &mut Random) -> u64 {
        let ranges = match self.values {
            Values::Bits(bits) => return value & bits,
            Values::Among(ranges) => ranges,
            Values::Room(size) => {
                let end = MEMORY + SIZE as u64;
                return if (end - size..end).contains(&value) { value - size } else { value };
            }
            Values::Words(words) => {
                // Its code, its list of calls and the filter can't be changed.
                if (FILTER..CODE + PAGE as u64).contains(&value) {
                    return CALLS - 8;
                }
                for (offset, bits) in words {
                    let start = value.wrapping_sub(MEMORY).wrapping_add(*offset);
                    let bytes = memory.iter_mut().skip(usize::try_from(start).unwrap_or(SIZE));
                    bytes.zip(bits.to_le_bytes()).for_each(|(byte, bits)| *byte &= bits);
                }
                return value;
            }
        };
        let mut place = random.below(self.ways());
        for range in ranges {
            let length = range.end() - range.start() + 1;
            if place < length {
                return range.start() + place;
            }
            place -= length;
        }
        value
    }
}

/// A program's calls, each with its number and its arguments, and its memory.
pub struct Program {
    pub abi: Abi,
    pub calls: Vec<(u32, [u64; 6])>,
    pub memory: Vec<u8>,
    /// Each call is made by a process of its own, which doesn't come back from it.
    pub forks: bool,
    /// The program has the kernel refuse its calls (seccomp(2)), for tracers don't answer them.
    pub refused: bool,
}

impl Program {
    /// One that makes each call of an ABI so many times, but for some.
    pub fn any(
        abi: Abi,
        seed: u64,
        times: usize,
        wanted: impl Fn(u32, &str) -> bool,
        limits: &[Limit],
    ) -> Program {
        let mut random = Random::new(seed);
        let mut memory = random.memory();
        let mut calls = Vec::new();
        for (number, name) in numbers::table(abi).iter().filter(|(number, name)| wanted(*number, name)) {
            let limits = limits.iter().filter(|limit| limit.call == *name);
            let ways = limits.clone().map(Limit::ways).max().unwrap_or(1) as usize;
            for _ in 0..times * ways.div_ceil(4) {
                let mut args: [u64; 6] = std::array::from_fn(|_| random.word());
                for limit in limits.clone() {
                    if limit.given.is_none_or(|(argument, value)| args[argument] == value) {
                        args[limit.argument] = limit.apply(args[limit.argument], &mut memory, &mut random);
                    }
                }
                calls.push((*number, args));
            }
        }
        Program { abi, calls, memory, forks: false, refused: false }
    }

    /// Writes it as an executable file.
    pub fn write(&self, path: &Path) {
        let native = if self.abi == Abi::Arm { Abi::Arm } else { NATIVE };
        let mut list: Vec<u64> = Vec::new();
        if self.refused {
            let number = |name| u64::from(numbers::number(native, name).unwrap());
            list.extend([0, number("prctl"), 38, 1, 0, 0, 0, 0]);
            list.extend([0, number("seccomp"), 1, 0, FILTER, 0, 0, 0]);
        }
        for (number, args) in &self.calls {
            let x32 = if self.abi == Abi::X32 { 0x4000_0000 } else { 0 };
            list.extend([u64::from(self.abi == Abi::I386), u64::from(number & !0x4000_0000 | x32)]);
            let wide = matches!(self.abi, Abi::X86_64 | Abi::Aarch64);
            list.extend(args.map(|arg| if wide { arg } else { arg & 0xffff_ffff }));
        }
        list.extend([2, 0, 0, 0, 0, 0, 0, 0]);
        let list: Vec<u8> = list.iter().flat_map(|word| word.to_le_bytes()).collect();
        let code = match self.abi {
            Abi::X86_64 | Abi::X32 | Abi::I386 => X86,
            Abi::Aarch64 => AARCH64,
            Abi::Arm => ARM,
        };
        let forks = if self.forks { code.forks } else { &[] };
        let instructions = [code.start, forks, code.calls].concat();
        let filter = filter(native);
        let segments = [
            (CODE, &instructions[..], 5),
            (CALLS, &list, 6),
            (MEMORY, &self.memory, 6),
            (FILTER, &filter, 4),
        ];
        std::fs::write(path, executable(&code, &segments)).unwrap();
        std::fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
    }
}

/// A `struct sock_fprog` and its instructions: all calls but the one that ends the program fail with ENOSYS.
fn filter(abi: Abi) -> Vec<u8> {
    const LENGTH: u64 = 4;
    let end = numbers::number(abi, "exit_group").unwrap();
    let mut filter = LENGTH.to_le_bytes()[..abi.word().size()].to_vec();
    filter.extend(INSTRUCTIONS.to_le_bytes());
    filter.resize(16, 0);
    for (code, [yes, no], value) in
        [(0x20u16, [0u8, 0], 0u32), (0x15, [0, 1], end), (6, [0, 0], 0x7fff_0000), (6, [0, 0], 0x5_0026)]
    {
        filter.extend(code.to_le_bytes());
        filter.extend([yes, no]);
        filter.extend(value.to_le_bytes());
    }
    filter
}

/// An ELF file that the kernel loads: each segment at its address, with its permissions. It begins with the first.
fn executable(code: &Code, segments: &[(u64, &[u8], u32)]) -> Vec<u8> {
    let wide = code.class == 2;
    let mut head = b"\x7fELF".to_vec();
    head.extend([code.class, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    // An address or an offset.
    let word = |head: &mut Vec<u8>, value: u64| match wide {
        true => head.extend(value.to_le_bytes()),
        false => head.extend((value as u32).to_le_bytes()),
    };
    head.extend(2u16.to_le_bytes());
    head.extend(code.machine.to_le_bytes());
    head.extend(1u32.to_le_bytes());
    let (length, entry) = if wide { (64, 56) } else { (52, 32) };
    for value in [segments[0].0, length, 0] {
        word(&mut head, value);
    }
    head.extend(code.flags.to_le_bytes());
    for half in [length as u16, entry, segments.len() as u16, 0, 0, 0] {
        head.extend(half.to_le_bytes());
    }
    let mut body = Vec::new();
    for (address, bytes, permissions) in segments {
        let (offset, size) = ((PAGE + body.len()) as u64, bytes.len() as u64);
        head.extend(1u32.to_le_bytes());
        if wide {
            head.extend(permissions.to_le_bytes());
        }
        for value in [offset, *address, *address, size, size] {
            word(&mut head, value);
        }
        if !wide {
            head.extend(permissions.to_le_bytes());
        }
        word(&mut head, PAGE as u64);
        body.extend(*bytes);
        body.resize(body.len().next_multiple_of(PAGE), 0);
    }
    head.resize(PAGE, 0);
    head.extend(body);
    head
}
