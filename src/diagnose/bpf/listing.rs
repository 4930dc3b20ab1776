//! A filter in words: names for calls, architectures and the words of the data, labels for what is jumped to.

use super::{Action, Field, Filter, Meaning, Operand, Register, Test};
use crate::arch::{Abi, numbers};
use std::fmt::{self, Write};

/// One line of a listing.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Line {
    /// The instruction's place, from 0, where something jumps to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<usize>,
    /// What it does.
    pub text: String,
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = self.label.map_or(String::new(), |at| format!("L{at}:"));
        write!(f, "{label:>8} {}", self.text)
    }
}

/// What is known, before an instruction, of what A holds and of the architecture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Known {
    /// The word that was loaded last; None where it was changed since, or differs by the way here.
    a: Option<Field>,
    /// The architecture that the call is of.
    arch: Option<u32>,
}

impl Filter {
    /// The filter line by line.
    pub fn listing(&self) -> Vec<Line> {
        let known = self.known();
        let targets = self.targets();
        self.0
            .iter()
            .enumerate()
            .map(|(at, instruction)| {
                let context = known[at].unwrap_or(Known { a: None, arch: None });
                let text = match instruction.meaning() {
                    Some(meaning) => self.text(at, meaning, context),
                    None => {
                        let i = instruction;
                        format!("{{code={:#x}, jt={}, jf={}, k={:#x}}}", i.code, i.jt, i.jf, i.k)
                    }
                };
                Line { label: targets.contains(&at).then_some(at), text }
            })
            .collect()
    }

    /// Where an instruction can go on, with what its test tells by then.
    fn next(&self, at: usize, known: Known) -> Vec<(usize, Known)> {
        let Some(instruction) = self.0.get(at) else { return Vec::new() };
        let on = at + 1;
        match instruction.meaning() {
            None | Some(Meaning::Return(_) | Meaning::ReturnA) => Vec::new(),
            Some(Meaning::Load(offset)) => vec![(on, Known { a: Field::at(offset), ..known })],
            Some(
                Meaning::Constant(Register::A, _)
                | Meaning::Recall(Register::A, _)
                | Meaning::Compute(..)
                | Meaning::Negate
                | Meaning::FromX,
            ) => vec![(on, Known { a: None, ..known })],
            Some(Meaning::Jump(skipped)) => vec![(on + skipped as usize, known)],
            Some(Meaning::Branch(test, operand)) => {
                let holds = match (known.a, test, operand) {
                    (Some(Field::ARCH), Test::Equal, Operand::K(k)) => Known { arch: Some(k), ..known },
                    _ => known,
                };
                vec![(on + usize::from(instruction.jt), holds), (on + usize::from(instruction.jf), known)]
            }
            Some(_) => vec![(on, known)],
        }
    }

    /// What is known before each instruction; None where none leads to it.
    fn known(&self) -> Vec<Option<Known>> {
        let mut known: Vec<Option<Known>> = vec![None; self.0.len()];
        if let Some(first) = known.first_mut() {
            *first = Some(Known { a: None, arch: None });
        }
        // Jumps lead forward only: what leads to an instruction stands before it.
        for at in 0..known.len() {
            let Some(here) = known[at] else { continue };
            for (to, then) in self.next(at, here) {
                let Some(slot) = known.get_mut(to) else { continue };
                *slot = Some(match *slot {
                    None => then,
                    Some(other) => Known {
                        a: other.a.filter(|a| Some(*a) == then.a),
                        arch: other.arch.filter(|arch| Some(*arch) == then.arch),
                    },
                });
            }
        }
        known
    }

    /// The instructions that are jumped to.
    fn targets(&self) -> Vec<usize> {
        let nothing = Known { a: None, arch: None };
        let mut targets: Vec<usize> = (0..self.0.len())
            .flat_map(|at| self.next(at, nothing).into_iter().map(move |(to, _)| (at, to)))
            .filter(|(at, to)| *to != at + 1)
            .map(|(_, to)| to)
            .collect();
        targets.sort_unstable();
        targets.dedup();
        targets
    }

    fn text(&self, at: usize, meaning: Meaning, known: Known) -> String {
        let on = at + 1;
        let register = |register| match register {
            Register::A => "A",
            Register::X => "X",
        };
        let plain = |operand| match operand {
            Operand::K(k) => format!("{k:#x}"),
            Operand::X => "X".to_owned(),
        };
        match meaning {
            Meaning::Load(offset) => format!("A = {}", Field::at(offset).map_or("?", Field::name)),
            Meaning::Constant(to, k) => format!("{} = {k:#x}", register(to)),
            Meaning::Recall(to, slot) => format!("{} = M[{slot}]", register(to)),
            Meaning::Keep(from, slot) => format!("M[{slot}] = {}", register(from)),
            Meaning::Compute(operation, operand) => format!("A {}= {}", operation.sign(), plain(operand)),
            Meaning::Negate => "A = -A".to_owned(),
            Meaning::ToX => "X = A".to_owned(),
            Meaning::FromX => "A = X".to_owned(),
            Meaning::Jump(skipped) => format!("goto L{}", on + skipped as usize),
            Meaning::Return(action) => format!("return {}", Action(action)),
            Meaning::ReturnA => "return A".to_owned(),
            Meaning::Branch(test, operand) => {
                let operand = match operand {
                    Operand::K(k) => constant(k, test, known),
                    Operand::X => "X".to_owned(),
                };
                let Some(instruction) = self.0.get(at) else { return String::new() };
                let (holds, fails) = (usize::from(instruction.jt), usize::from(instruction.jf));
                let (yes, no) = match test {
                    Test::Equal => ("A == ", "A != "),
                    Test::Greater => ("A > ", "A <= "),
                    Test::AtLeast => ("A >= ", "A < "),
                    Test::Any => ("A & ", "!(A & "),
                };
                let close = if test == Test::Any { ")" } else { "" };
                match (holds, fails) {
                    (holds, fails) if holds == fails => format!("goto L{}", on + holds),
                    (0, fails) => format!("if {no}{operand}{close} goto L{}", on + fails),
                    (holds, 0) => format!("if {yes}{operand} goto L{}", on + holds),
                    (holds, fails) => {
                        format!("if {yes}{operand} goto L{} else goto L{}", on + holds, on + fails)
                    }
                }
            }
        }
    }
}

/// What a number that A is compared with means.
fn constant(k: u32, test: Test, known: Known) -> String {
    match known.a {
        Some(Field::ARCH) => audit_name(k).map_or_else(|| format!("{k:#x}"), str::to_owned),
        Some(Field::NUMBER) if test != Test::Any => {
            let arch = known.arch.unwrap_or(Abi::own().audit());
            let found = Abi::from_audit(arch, k.into())
                .and_then(|(abi, number)| Some((abi, numbers::name(abi, number)?)));
            let mut text = match found {
                Some((Abi::X32, name)) => format!("{name} (x32)"),
                Some((_, name)) => name.to_owned(),
                None => return format!("{k:#x}"),
            };
            if known.arch.is_none() {
                // The number alone was asked for: on another architecture it is another call.
                let _ = write!(text, " ({k} on {})", Abi::own());
            }
            text
        }
        _ => format!("{k:#x}"),
    }
}

/// `AUDIT_ARCH_*` of linux/audit.h, of the architectures that filters in use have been seen to name.
fn audit_name(arch: u32) -> Option<&'static str> {
    const NAMES: &[(u32, &str)] = &[
        (0xc000_003e, "AUDIT_ARCH_X86_64"),
        (0x4000_0003, "AUDIT_ARCH_I386"),
        (0xc000_00b7, "AUDIT_ARCH_AARCH64"),
        (0x4000_0028, "AUDIT_ARCH_ARM"),
        (0x28, "AUDIT_ARCH_ARMEB"),
        (0xc000_00f3, "AUDIT_ARCH_RISCV64"),
        (0x4000_00f3, "AUDIT_ARCH_RISCV32"),
        (0xc000_0015, "AUDIT_ARCH_PPC64LE"),
        (0x8000_0015, "AUDIT_ARCH_PPC64"),
        (0x14, "AUDIT_ARCH_PPC"),
        (0x8000_0016, "AUDIT_ARCH_S390X"),
        (0x16, "AUDIT_ARCH_S390"),
        (0xc000_0102, "AUDIT_ARCH_LOONGARCH64"),
        (0x8, "AUDIT_ARCH_MIPS"),
        (0x4000_0008, "AUDIT_ARCH_MIPSEL"),
        (0x8000_0008, "AUDIT_ARCH_MIPS64"),
        (0xc000_0008, "AUDIT_ARCH_MIPSEL64"),
        (0xa000_0008, "AUDIT_ARCH_MIPS64N32"),
        (0xe000_0008, "AUDIT_ARCH_MIPSEL64N32"),
    ];
    NAMES.iter().find(|(value, _)| *value == arch).map(|(_, name)| *name)
}
