//! Sets of numbers as bits: signals, processors, nodes of memory.

use super::decoder::Decoder;
use super::set::Radix;
use super::sets::common::SIGNALS;
use super::sink::{Group, Sink};

/// The bytes of the kernel's `sigset_t`, on every ABI.
const SIGSET_SIZE: u64 = 8;

/// A set of signals of so many bits. Where most are in it, those that aren't are said.
pub fn signals(mask: u64, bits: u32, sink: &mut dyn Sink) {
    let all = u64::MAX >> (64 - bits.clamp(1, 64));
    let mask = mask & all;
    // strace counts words of 32 bits.
    let most = mask.count_ones() >= bits.next_multiple_of(32) * 2 / 3;
    let (group, shown) = if most { (Group::AllBut, all & !mask) } else { (Group::Members, mask) };
    sink.open(group);
    for signal in (0..64).filter(|bit| shown >> bit & 1 != 0).map(|bit| bit + 1) {
        sink.item();
        sink.symbol(signal, &SIGNALS);
    }
    sink.close(group);
}

impl Decoder<'_> {
    /// A set of signals of so many bits.
    pub fn signals(&mut self, mask: u64, bits: u32) {
        signals(mask, bits, self.sink);
    }

    /// A set of signals of `len` bytes in memory, of a word at least; its address where that is no size of one.
    pub fn sigset(&mut self, addr: u64, len: u64) {
        let word = self.abi.word().size() as u64;
        let mut raw = [0; SIGSET_SIZE as usize];
        let fits = addr != 0 && self.detail.follow && (word..=SIGSET_SIZE).contains(&len);
        if !fits || !self.memory.read_exact(addr, &mut raw[..len as usize]) {
            return self.sink.address(addr);
        }
        // The kernel's sets are of whole words.
        self.signals(u64::from_le_bytes(raw), 8 * len.next_multiple_of(word) as u32);
    }

    /// The numbers of the bits that are set in `bytes`, lowest first, and whether there are more bytes.
    pub fn numbers(&mut self, bytes: &[u8], more: bool) {
        self.sink.open(Group::Members);
        for (i, byte) in bytes.iter().enumerate() {
            for bit in (0..8).filter(|bit| byte >> bit & 1 != 0) {
                self.sink.item();
                self.sink.number((8 * i + bit) as u64, Radix::Decimal);
            }
        }
        if more {
            self.sink.item();
            self.sink.more();
        }
        self.sink.close(Group::Members);
    }
}
