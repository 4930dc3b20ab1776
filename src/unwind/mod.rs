//! The stacks of stopped tasks (`-k`): from registers and memory to frames with functions and source lines.
//!
//! Files are read once, whatever maps them. What a task maps is read at each stack, because calls that aren't traced
//! change it too; only where code was mapped or unmapped is anything made anew.

mod binary;
mod maps;

use crate::arch::Abi;
use crate::arch::registers::Stack;
use crate::event::{Frame, Stacks, Tracee};
use crate::memory::Memory;
use binary::{Binary, Place};
use framehop::aarch64::{CacheAarch64, UnwindRegsAarch64, UnwinderAarch64};
use framehop::x86_64::{CacheX86_64, UnwindRegsX86_64, UnwinderX86_64};
use framehop::{Error, FrameAddress, Unwinder};
use maps::Mapping;
use nix::unistd::Pid;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::File;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::rc::Rc;

/// The largest vDSO that is read from memory, in bytes.
const VDSO: u64 = 1 << 20;

/// Walks stacks.
pub struct Walker {
    /// The most frames that are told.
    limit: usize,
    /// Whether lines are looked up.
    lines: bool,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    files: HashMap<(u64, u64, u64), Option<Rc<Binary>>>,
    spaces: HashMap<Pid, Space>,
}

/// The code that a task has mapped.
struct Space {
    mappings: Vec<Mapping>,
    binaries: Vec<Option<Rc<Binary>>>,
    x86_64: (UnwinderX86_64<Rc<[u8]>>, CacheX86_64),
    aarch64: (UnwinderAarch64<Rc<[u8]>>, CacheAarch64),
}

impl Walker {
    /// One that tells so many frames at most, with source lines or without.
    pub fn new(limit: usize, lines: bool) -> Walker {
        Walker { limit, lines, state: RefCell::default() }
    }
}

impl Stacks for Walker {
    fn frames(&self, tracee: &dyn Tracee, each: &mut dyn FnMut(&Frame<'_>)) {
        let Some(stack) = tracee.stack() else { return };
        let State { files, spaces } = &mut *self.state.borrow_mut();
        let Some(space) = space(tracee, files, spaces) else { return };
        let mut addresses = Vec::new();
        space.walk(&stack, tracee, self.limit, &mut addresses);
        for address in addresses {
            space.tell(address, self.lines, each);
        }
    }

    fn forget(&self, pid: Pid) {
        self.state.borrow_mut().spaces.remove(&pid);
    }
}

/// The task's code as it is mapped now.
fn space<'a>(
    tracee: &dyn Tracee,
    files: &mut HashMap<(u64, u64, u64), Option<Rc<Binary>>>,
    spaces: &'a mut HashMap<Pid, Space>,
) -> Option<&'a mut Space> {
    let pid = tracee.pid();
    let mappings = maps::executable(&std::fs::read(format!("/proc/{pid}/maps")).ok()?);
    if spaces.get(&pid).is_none_or(|space| space.mappings != mappings) {
        let mut open = |mapping: &Mapping| match mapping.file.2 {
            0 => vdso(tracee, mapping),
            _ => files.entry(mapping.file).or_insert_with(|| open(pid, mapping)).clone(),
        };
        let binaries = mappings.iter().map(&mut open).collect();
        spaces.insert(pid, Space::new(mappings, binaries));
    }
    spaces.get_mut(&pid)
}

/// The file behind a mapping. The path may lead elsewhere by now, in the tracee's root as in rtrace's: only the file of
/// that device and inode counts, and one that was deleted is reached through the links of proc(5).
fn open(pid: Pid, mapping: &Mapping) -> Option<Rc<Binary>> {
    let mut rooted = format!("/proc/{pid}/root").into_bytes();
    rooted.extend_from_slice(&mapping.path);
    let ways = [
        PathBuf::from(std::ffi::OsStr::from_bytes(&rooted)),
        PathBuf::from(format!("/proc/{pid}/map_files/{:x}-{:x}", mapping.start, mapping.end)),
        PathBuf::from(format!("/proc/{pid}/exe")),
    ];
    ways.iter().find_map(|way| {
        let about = std::fs::metadata(way).ok()?;
        // Opening what isn't a regular file can have effects. Overlays show other devices here than in maps.
        let same = about.is_file() && about.ino() == mapping.file.2;
        let file = same.then(|| File::open(way).ok()).flatten()?;
        Binary::open(file, way).map(Rc::new)
    })
}

/// The kernel's code in the task, which is an ELF file in memory.
fn vdso(memory: &dyn Memory, mapping: &Mapping) -> Option<Rc<Binary>> {
    let size = mapping.end.checked_sub(mapping.start).filter(|size| *size <= VDSO)?;
    if mapping.path != b"[vdso]" {
        return None;
    }
    let mut bytes = vec![0; size as usize];
    memory.read_exact(mapping.start, &mut bytes).then(|| Binary::parse(&bytes).map(Rc::new)).flatten()
}

impl Space {
    fn new(mappings: Vec<Mapping>, binaries: Vec<Option<Rc<Binary>>>) -> Space {
        let mut x86_64 = UnwinderX86_64::new();
        let mut aarch64 = UnwinderAarch64::new();
        for (mapping, binary) in mappings.iter().zip(&binaries) {
            if let Some(module) = binary.as_ref().and_then(|binary| binary.module(mapping)) {
                x86_64.add_module(module.clone());
                aarch64.add_module(module);
            }
        }
        Space {
            mappings,
            binaries,
            x86_64: (x86_64, CacheX86_64::new()),
            aarch64: (aarch64, CacheAarch64::new()),
        }
    }

    /// The addresses of the frames, each with whether it is one to return to.
    fn walk(&mut self, stack: &Stack, memory: &dyn Memory, limit: usize, into: &mut Vec<(u64, bool)>) {
        let Stack { ip, sp, fp, lr, .. } = *stack;
        match stack.abi {
            Abi::X86_64 | Abi::X32 => {
                let (unwinder, cache) = &mut self.x86_64;
                let registers = UnwindRegsX86_64::new(ip, sp, fp);
                follow((&*unwinder, cache), ip, registers, memory, limit, None, into);
            }
            Abi::Aarch64 => {
                let (unwinder, cache) = &mut self.aarch64;
                let registers = UnwindRegsAarch64::new(lr, sp, fp);
                let set = UnwindRegsAarch64::set_fp;
                follow((&*unwinder, cache), ip, registers, memory, limit, Some(set), into);
            }
            Abi::I386 | Abi::Arm => {
                into.push((ip, false));
                let kernels = self
                    .mappings
                    .iter()
                    .any(|mapping| mapping.path == b"[vdso]" && (mapping.start..mapping.end).contains(&ip));
                let fp = match stack.abi {
                    // The kernel's entry code has saved ebp, edx and ecx above the return address.
                    Abi::I386 if kernels => {
                        into.extend(word(memory, sp + 12).map(|address| (address, true)));
                        word(memory, sp)
                    }
                    Abi::Arm => {
                        into.push((lr, true));
                        Some(fp)
                    }
                    _ => Some(fp),
                };
                chain(fp, memory, limit, into);
            }
        }
        into.truncate(limit);
    }

    fn tell(&self, (address, returns): (u64, bool), lines: bool, each: &mut dyn FnMut(&Frame<'_>)) {
        let inside = |mapping: &Mapping| (mapping.start..mapping.end).contains(&address);
        let Some(at) = self.mappings.iter().position(inside) else {
            return each(&Frame { path: None, function: None, offset: address, source: None });
        };
        let mapping = &self.mappings[at];
        let offset = address - mapping.start + mapping.offset;
        let path = (!mapping.path.is_empty()).then_some(&*mapping.path);
        let linked = self.binaries[at].as_ref().and_then(|binary| Some((binary, binary.address(offset)?)));
        // A call can be the last thing in its function: then the place to return to is in the next one.
        let place: Option<(Rc<Place>, u64)> = linked
            .map(|(binary, linked)| (binary.place(linked.saturating_sub(u64::from(returns)), lines), linked));
        let function = place.as_ref().and_then(|(place, linked)| {
            place.function.as_ref().map(|(name, start)| (name.as_str(), linked.wrapping_sub(*start)))
        });
        let source = place
            .as_ref()
            .and_then(|(place, _)| place.source.as_ref().map(|(file, line)| (file.as_str(), *line)));
        each(&Frame { path, function, offset: if path.is_some() { offset } else { address }, source });
    }
}

/// Follows unwind information, and frame pointers where there is none.
///
/// `frame_pointer`: sets the frame pointer, where framehop wants the one that a function has saved to lie above its own
/// or else ends the stack, as on aarch64. That is so where the caller has one too; where it hasn't, the register may hold
/// anything, and what unwind information says of the caller doesn't need it.
fn follow<U: Unwinder>(
    (unwinder, cache): (&U, &mut U::Cache),
    ip: u64,
    mut registers: U::UnwindRegs,
    memory: &dyn Memory,
    limit: usize,
    frame_pointer: Option<fn(&mut U::UnwindRegs, u64)>,
    into: &mut Vec<(u64, bool)>,
) {
    let mut read = |address| {
        let mut word = [0; 8];
        memory.read_exact(address, &mut word).then_some(u64::from_ne_bytes(word)).ok_or(())
    };
    let mut next = Some(FrameAddress::from_instruction_pointer(ip));
    while let Some(frame) = next.filter(|_| into.len() < limit) {
        into.push((frame.address(), matches!(frame, FrameAddress::ReturnAddress(_))));
        let mut before = unwinder.unwind_frame(frame, &mut registers, cache, &mut read);
        if let (Ok(None) | Err(Error::FramepointerUnwindingMovedBackwards), Some(set)) =
            (&before, frame_pointer)
        {
            // The place to return to is read first, then the frame pointer.
            let (mut count, mut saved) = (0, None);
            let mut read_above = |address| {
                let word = read(address)?;
                count += 1;
                if count == 2 {
                    saved = Some(word);
                    return Ok(u64::MAX);
                }
                Ok(word)
            };
            before = unwinder.unwind_frame(frame, &mut registers, cache, &mut read_above);
            saved.into_iter().for_each(|fp| set(&mut registers, fp));
        }
        next = before.ok().flatten().and_then(FrameAddress::from_return_address);
    }
}

/// Follows the frame pointers of 32-bit code: each leads to the one before and, above that, the place to return to.
fn chain(first: Option<u64>, memory: &dyn Memory, limit: usize, into: &mut Vec<(u64, bool)>) {
    let mut next = first;
    while let Some(fp) = next.filter(|fp| *fp != 0)
        && into.len() < limit
        && let Some(address) = word(memory, fp + 4).filter(|address| *address != 0)
    {
        into.push((address, true));
        // Stacks grow downwards: a chain that doesn't rise is none.
        next = word(memory, fp).filter(|before| *before > fp);
    }
}

fn word(memory: &dyn Memory, address: u64) -> Option<u64> {
    let mut word = [0; 4];
    memory.read_exact(address, &mut word).then(|| u64::from(u32::from_ne_bytes(word)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::Recorded;
    use framehop::{ExplicitModuleSectionInfo, Module};

    /// What `.eh_frame` has of a function: where it begins, and the instructions that say where the registers of its
    /// caller are.
    fn described(start: u64, instructions: &[u8]) -> Vec<u8> {
        let mut body = start.to_le_bytes().to_vec();
        body.extend(0x100u64.to_le_bytes());
        // No augmentation.
        body.push(0);
        body.extend(instructions);
        body
    }

    #[test]
    fn what_a_caller_without_frame_pointer_has_in_that_register_does_not_end_the_stack() {
        const X29: u8 = 29;
        const X30: u8 = 30;
        const SP: u8 = 31;
        const DEF_CFA: u8 = 0x0c;
        const OFFSET: u8 = 0x80;
        let mut section = Vec::new();
        let mut add = |pointer: u32, body: &[u8]| {
            section.extend((4 + body.len() as u32).to_le_bytes());
            section.extend(pointer.to_le_bytes());
            section.extend(body);
            section.len() as u32
        };
        // Version 1, addresses in full, factors 1 and -8, the return address in x30.
        let end = add(0, &[1, b'z', b'R', 0, 1, 0x78, X30, 1, 0, DEF_CFA, SP, 0]);
        let inner = described(0x10_0000, &[DEF_CFA, X29, 64, OFFSET | X29, 8, OFFSET | X30, 7]);
        let end = add(end + 4, &inner);
        let outer = described(0x10_1000, &[DEF_CFA, SP, 32, OFFSET | X30, 1]);
        add(end + 4, &outer);
        section.extend([0; 4]);
        let sections = ExplicitModuleSectionInfo {
            base_svma: 0,
            eh_frame_svma: Some(0..section.len() as u64),
            eh_frame: Some(Rc::<[u8]>::from(section)),
            ..Default::default()
        };
        let mut unwinder = UnwinderAarch64::new();
        unwinder.add_module(Module::new(String::new(), 0x10_0000..0x20_0000, 0, sections));
        let words = |words: &[u64]| words.iter().flat_map(|word| word.to_le_bytes()).collect::<Vec<u8>>();
        for register in [0, 5, 0x7fff_0000] {
            // The inner function has saved its caller's registers at 0x1010, and ends at 0x1050.
            let memory = Recorded::new()
                .with(0x1010, words(&[register, 0x10_1010, 0, 0, 0, 0, 0, 0]))
                .with(0x1050, words(&[0, 0, 0, 0x10_1020]))
                .with(0x1070, words(&[0, 0, 0, 0]));
            let (mut found, mut cache) = (Vec::new(), CacheAarch64::new());
            let registers = UnwindRegsAarch64::new(0, 0x1000, 0x1010);
            let set = UnwindRegsAarch64::set_fp;
            follow((&unwinder, &mut cache), 0x10_0010, registers, &memory, 10, Some(set), &mut found);
            assert_eq!(found, [(0x10_0010, false), (0x10_1010, true), (0x10_1020, true)], "{register:#x}");
        }
    }

    #[test]
    fn a_chain_of_frame_pointers_ends_where_it_does_not_rise() {
        let words = |words: &[u32]| words.iter().flat_map(|word| word.to_ne_bytes()).collect::<Vec<u8>>();
        let memory = Recorded::new().with(0x1000, words(&[0x1010, 0xa])).with(0x1010, words(&[0x1000, 0xb]));
        let mut found = Vec::new();
        chain(Some(0x1000), &memory, 10, &mut found);
        assert_eq!(found, [(0xa, true), (0xb, true)]);
        found.clear();
        chain(Some(0x1000), &memory, 1, &mut found);
        assert_eq!(found, [(0xa, true)]);
    }
}
