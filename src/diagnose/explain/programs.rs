//! Programs that are there and can't be run: a missing interpreter, another machine's code, a file that is written to.

use super::advice;
use super::capability::name;
use super::evidence::{Program, Refusal};
use super::files;
use super::permission::{As, EXECUTE};
use super::verdict::{Code, Verdict};
use super::walk::End;
use crate::diagnose::finding::Finding;

/// e_machine of elf.h, by what people call it.
const MACHINES: &[(u16, &str)] = &[
    (3, "i386"),
    (8, "MIPS"),
    (20, "PowerPC"),
    (21, "64-bit PowerPC"),
    (22, "s390"),
    (40, "32-bit ARM"),
    (62, "x86_64"),
    (183, "aarch64"),
    (243, "RISC-V"),
    (258, "LoongArch"),
];

/// The machines that a kernel can be built to run.
const OWN: &[(&str, u16)] = &[("x86_64", 62), ("x86_64", 3), ("aarch64", 183), ("aarch64", 40)];

/// Judges an execve(2), and an open for writing of a program that runs.
pub fn judge(refusal: &Refusal) -> Option<Verdict> {
    if refusal.errno == libc::ETXTBSY {
        return Some(busy(refusal));
    }
    let program = refusal.program.as_ref()?;
    let path = refusal.files.iter().find_map(|walk| walk.named()).map(|step| step.path.clone())?;
    match refusal.errno {
        libc::EPERM => capable(refusal, &path),
        libc::ENOENT => missing(refusal, program, &path),
        libc::ENOEXEC => Some(format(refusal, program, &path)),
        libc::EACCES => barred(refusal, program, &path),
        libc::ELOOP => nested(program, &path),
        _ => None,
    }
}

/// A program whose file has capabilities that can't all be given: capabilities(7), "Safety checking for
/// capability-dumb binaries".
fn capable(refusal: &Refusal, path: &str) -> Option<Verdict> {
    let task = &refusal.task;
    let missing = refusal.file_capabilities? & !task.bounding;
    let first = (0..64).find(|capability| missing >> capability & 1 == 1)?;
    let sure = refusal.by_kernel() && task.in_first_user_ns() == Some(true);
    let because = format!("the file {path} has {}, which the bounding set lacks", name(first));
    let finding = Finding::proved_if(sure, because)
        .read(format!("CapBnd: {:016x}", task.bounding), "/proc/PID/status")
        .saw(format!("getcap {path}"))
        .advise_all(advice::give(first, refusal))
        .advise(format!("setcap -r {path}"), "a copy without capabilities runs");
    Some(Verdict::of(Code::Capability, finding).about(path))
}

fn named(program: &Program) -> Option<(&str, &'static str)> {
    match program {
        Program::Script(interpreter) => Some((interpreter, "its first line")),
        Program::Elf(_, Some(interpreter)) => Some((interpreter, "its header (PT_INTERP)")),
        Program::Elf(_, None) | Program::Other => None,
    }
}

fn missing(refusal: &Refusal, program: &Program, path: &str) -> Option<Verdict> {
    let (interpreter, source) = named(program)?;
    let walk = files::interpreter(refusal).filter(|walk| matches!(walk.end, End::Missing | End::Astray))?;
    let finding = Finding::proved_if(
        refusal.by_kernel(),
        format!("{path} is there; the interpreter that it asks for is not: {interpreter}"),
    )
    .saw(format!("{source} names {interpreter}"))
    .saw_if(walk.steps.last().map(|step| format!("the way ends at {}", step.path)));
    let finding = match program {
        Program::Script(name) if name.ends_with('\r') => {
            finding.advise("take the carriage return from its first line", "")
        }
        Program::Script(_) => {
            finding.advise(format!("install {interpreter}"), "or correct the script's first line")
        }
        _ => finding.advise(
            "install the C library that it was built for",
            "musl and glibc differ; or link it statically",
        ),
    };
    Some(Verdict::of(Code::Interpreter, finding).about(path))
}

fn format(refusal: &Refusal, program: &Program, path: &str) -> Verdict {
    let sure = refusal.by_kernel();
    let finding = match program {
        Program::Elf(machine, _) if OWN.contains(&(std::env::consts::ARCH, *machine)) => Finding::likely(
            format!("this kernel can't run {path}: it is damaged, or the kernel was built without its kind"),
        )
        .saw(format!("e_machine is {machine} in its ELF header")),
        Program::Elf(machine, _) => {
            let named = MACHINES.iter().find(|(number, _)| number == machine).map(|(_, name)| *name);
            let named =
                named.map_or_else(|| format!("machine {machine}"), |name| format!("the machine {name}"));
            Finding::proved_if(sure, format!("this kernel can't run {path}: it is a program for {named}"))
                .saw(format!("e_machine is {machine} in its ELF header"))
                .advise(
                    format!("a program built for {}", std::env::consts::ARCH),
                    "or qemu-user with binfmt_misc",
                )
        }
        Program::Script(interpreter) => {
            Finding::likely(format!("the interpreter of {path} is nothing that can be run: {interpreter}"))
        }
        Program::Other => {
            Finding::proved_if(sure, format!("{path} is neither an ELF file nor a script with #!"))
                .advise("begin it with #!/bin/sh", "shells run it themselves then")
        }
    };
    Verdict::of(Code::Interpreter, finding).about(path)
}

/// Scripts whose interpreters are scripts (BINPRM_MAX_RECURSION of old, five since).
fn nested(program: &Program, path: &str) -> Option<Verdict> {
    let Program::Script(interpreter) = program else { return None };
    let because = format!("{path} and its interpreter are scripts, and so on: that goes five deep at most");
    let finding = Finding::likely(because)
        .saw(format!("its first line names {interpreter}"))
        .advise("name a program in the first line", "/usr/bin/env, say");
    Some(Verdict::of(Code::Interpreter, finding).about(path))
}

/// The program may be executed, and its interpreter not.
fn barred(refusal: &Refusal, program: &Program, path: &str) -> Option<Verdict> {
    let (interpreter, _) = named(program)?;
    let own = refusal.files.iter().find(|walk| walk.named().is_some())?;
    let may = own.steps.iter().all(|step| {
        let wanted = if step.role == super::walk::Role::Followed { 0 } else { EXECUTE };
        super::permission::check(&refusal.task, &step.inode, wanted, As::Itself).is_ok()
    });
    let mounted =
        own.named().and_then(|step| step.inode.mount.as_ref()).is_some_and(|mount| mount.is("noexec"));
    let walk = files::interpreter(refusal).filter(|_| may && !mounted)?;
    let verdict = files::along(refusal, walk, false)
        .or_else(|| files::denied(refusal, walk.named()?, EXECUTE, As::Itself, "execute the interpreter"))?;
    let finding = verdict.finding.saw(format!("{path} asks for {interpreter}"));
    Some(Verdict { finding, ..verdict })
}

fn busy(refusal: &Refusal) -> Verdict {
    let because = if refusal.program.is_some() {
        "the program is open for writing, and can't be run while it is"
    } else {
        "a program that runs can't be written to"
    };
    // A file that is swapped to can't be written to, either.
    let finding = Finding::proved_if(refusal.by_kernel() && refusal.busy.is_some(), because)
        .saw_if(refusal.busy.as_deref())
        .advise("write a new file and rename(2) it to the name", "who runs the old one keeps it");
    Verdict::of(Code::Busy, finding)
}
