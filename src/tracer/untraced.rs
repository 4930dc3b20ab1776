//! CLONE_UNTRACED, under rtrace's filter.
//!
//! A task that isn't traced can't run under the filter (see `accelerate`). So the flag is taken out of the call before
//! the kernel reads it, and put back where the program could look for it: in the register or the memory of the caller
//! when the call has ended, and in those of the new task before it runs.

use super::Tracer;
use super::stop::{SyscallStop, poke};
use super::view::View;
use crate::arch::{numbers, registers};
use crate::event::Entry;
use crate::memory::Memory;
use crate::sys::ptrace;
use nix::unistd::Pid;

/// The flag of clone(2) and clone3(2).
const UNTRACED: u64 = libc::CLONE_UNTRACED as u64;

/// What a task is to have back.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tied {
    /// The first argument in its register.
    Register(u64),
    /// The flags in memory, at this address (struct clone_args).
    Memory(u64, u64),
}

impl Tracer {
    /// A tracee under the filter is about to make a task: has it traced, whatever the program wants.
    pub(super) fn tie(&mut self, stop: &SyscallStop, entry: &Entry) {
        let pid = stop.pid();
        let first = entry.args[0];
        let behind = numbers::number(entry.abi, "clone3").is_some_and(|own| u64::from(own) == entry.number);
        let tied = if behind {
            let mut bytes = [0; 8];
            let view = View::new(pid, &self.reader);
            let flags = if view.read_exact(first, &mut bytes) { u64::from_le_bytes(bytes) } else { 0 };
            let cleared = (flags & !UNTRACED).to_le_bytes();
            if flags & UNTRACED == 0 || poke(pid, first, &cleared).is_err() {
                return;
            }
            Tied::Memory(first, flags)
        } else {
            if first & UNTRACED == 0
                || change(pid, |set| registers::set_first(set, first & !UNTRACED)).is_err()
            {
                return;
            }
            Tied::Register(first)
        };
        self.reader.forget();
        self.tied.insert(pid, tied);
    }

    /// A task that was tied, or that a tied one has made, stands still before it goes on.
    pub(super) fn untie(&mut self, pid: Pid) {
        // A task that is gone needs nothing.
        _ = match self.tied.remove(&pid) {
            None => return,
            Some(Tied::Memory(addr, flags)) => poke(pid, addr, &flags.to_le_bytes()).ok(),
            Some(Tied::Register(first)) => change(pid, |set| registers::restore_first(set, first)).ok(),
        };
        self.reader.forget();
    }
}

/// Changes the general registers of a stopped tracee.
fn change(pid: Pid, change: impl FnOnce(&mut [u8])) -> nix::Result<()> {
    let mut set = [0; registers::MAX_SIZE];
    let len = ptrace::general_registers(pid, &mut set)?;
    change(&mut set[..len]);
    ptrace::set_general_registers(pid, &set[..len])
}
