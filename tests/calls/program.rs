//! A program that makes any calls with any arguments, on memory of which every byte is chosen: the calls are never
//! executed, for both tracers are told to answer them (`--inject`).

use rtrace::arch::{Abi, numbers};
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

/// Where its code, its list of calls and its memory are: addresses that 32-bit calls can have.
const CODE: u64 = 0x3000_0000;
const CALLS: u64 = 0x2000_0000;
pub const MEMORY: u64 = 0x1000_0000;
/// The length of its memory, behind which nothing can be read.
const SIZE: usize = 0x8000;

/// Makes each call of the list: the first word of an entry says by which instruction, the next is the number, and six
/// arguments follow. An entry of 2 ends it.
const INSTRUCTIONS: &[u8] = &[
    0x49, 0xc7, 0xc4, 0, 0, 0, 0x20, // mov $0x20000000, %r12
    0x49, 0x8b, 0x04, 0x24, // 1: mov (%r12), %rax
    0x48, 0x83, 0xf8, 2, 0x74, 0x58, // cmp $2, %rax; je 9f
    0x48, 0x83, 0xf8, 1, 0x74, 0x27, // cmp $1, %rax; je 3f
    0x49, 0x8b, 0x44, 0x24, 0x08, 0x49, 0x8b, 0x7c, 0x24, 0x10, // mov 8(%r12), %rax; mov 16(%r12), %rdi
    0x49, 0x8b, 0x74, 0x24, 0x18, 0x49, 0x8b, 0x54, 0x24,
    0x20, // mov 24(%r12), %rsi; mov 32(%r12), %rdx
    0x4d, 0x8b, 0x54, 0x24, 0x28, 0x4d, 0x8b, 0x44, 0x24, 0x30, // mov 40(%r12), %r10; mov 48(%r12), %r8
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
];

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
            0..34 => self.below(40),
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
        memory
    }
}

/// An argument of a call that only has these bits.
pub struct Limit {
    pub call: &'static str,
    pub argument: usize,
    pub bits: u64,
}

/// Writes a program that makes each call of an ABI so many times, but for some; returns how many calls that are.
pub fn write(
    path: &Path,
    abi: Abi,
    seed: u64,
    times: usize,
    wanted: impl Fn(u32, &str) -> bool,
    limits: &[Limit],
) -> usize {
    let mut random = Random::new(seed);
    let memory = random.memory();
    let mut list: Vec<u64> = Vec::new();
    for (number, name) in numbers::table(abi).iter().filter(|(number, name)| wanted(*number, name)) {
        for _ in 0..times {
            let mut args: [u64; 6] = std::array::from_fn(|_| random.word());
            for limit in limits.iter().filter(|limit| limit.call == *name) {
                args[limit.argument] &= limit.bits;
            }
            if abi != Abi::X86_64 {
                args = args.map(|arg| arg & 0xffff_ffff);
            }
            let number = u64::from(*number) & !0x4000_0000 | if abi == Abi::X32 { 0x4000_0000 } else { 0 };
            list.extend([u64::from(abi == Abi::I386), number]);
            list.extend(args);
        }
    }
    let count = list.len() / 8;
    list.extend([2, 0, 0, 0, 0, 0, 0, 0]);
    let list: Vec<u8> = list.iter().flat_map(|word| word.to_le_bytes()).collect();
    let segments: [(u64, &[u8], u32); 3] = [(CODE, INSTRUCTIONS, 5), (CALLS, &list, 6), (MEMORY, &memory, 6)];
    std::fs::write(path, executable(&segments)).unwrap();
    std::fs::set_permissions(path, Permissions::from_mode(0o755)).unwrap();
    count
}

/// An ELF file that the kernel loads: each segment at its address, with its permissions. It begins with the first.
fn executable(segments: &[(u64, &[u8], u32)]) -> Vec<u8> {
    const PAGE: usize = 0x1000;
    let mut head = b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x02\0\x3e\0\x01\0\0\0".to_vec();
    let start = segments[0].0;
    for word in [start, 64, 0] {
        head.extend(word.to_le_bytes());
    }
    head.extend(0u32.to_le_bytes());
    for half in [64, 56, segments.len() as u16, 0, 0, 0] {
        head.extend(half.to_le_bytes());
    }
    let mut body = Vec::new();
    for (address, bytes, permissions) in segments {
        let offset = (PAGE + body.len()) as u64;
        head.extend(1u32.to_le_bytes());
        head.extend(permissions.to_le_bytes());
        for word in [offset, *address, *address, bytes.len() as u64, bytes.len() as u64, PAGE as u64] {
            head.extend(word.to_le_bytes());
        }
        body.extend(*bytes);
        body.resize(body.len().next_multiple_of(PAGE), 0);
    }
    head.resize(PAGE, 0);
    head.extend(body);
    head
}
