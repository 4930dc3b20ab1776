//! One row for each call: its name, its arguments, what it returns, and strace's classes. Numbers are the business of
//! `arch`.

mod creds;
mod desc;
mod descriptor;
mod file;
mod futex;
mod io;
mod ipc;
mod memory;
mod mount;
mod net;
mod obsolete;
mod poll;
mod process;
mod sched;
mod security;
mod signal;
mod stat;
mod system;
mod time;
mod xattr;

use super::kind::{Kind, Ref, Repr};
use super::set::Set;
use crate::arch::abi::Pairs;
use crate::arch::{Abi, numbers};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::ops::BitOr;
use std::sync::LazyLock;

/// A call.
pub struct Row {
    /// The kernel's name for it.
    pub name: &'static str,
    /// Its arguments, in the order of the registers.
    pub args: &'static [Arg],
    /// The order in which strace prints them, where it is another one.
    pub order: &'static [Ref],
    /// What it returns.
    pub ret: Ret,
    /// The classes that it belongs to.
    pub classes: Classes,
    /// The ABIs that this row is for; empty means all.
    pub abis: &'static [Abi],
    /// Where the arguments come from.
    pub via: Via,
}

/// Where a call's arguments come from.
#[derive(Clone, Copy)]
pub enum Via {
    /// From the registers.
    Registers,
    /// The only argument is an address on the stack: the stack pointer and this, by ABI (rt_sigreturn).
    Stack(fn(Abi) -> u64),
    /// From 32-bit words in memory, which the first register points to (the old mmap and select of i386). Where they
    /// can't be read, the call is said as this row has it: with that pointer alone.
    Block(&'static Row),
    /// The first register selects one of these calls, and the second points to its arguments (socketcall). The
    /// empty name stands for numbers that are none.
    Numbered(&'static [&'static str]),
    /// The first register selects one of these calls (ipc). Its row is one of those that follow, or else the one of
    /// that name.
    Shifted(&'static [Shifted], &'static [Row]),
}

/// A call that is made through another one, which has its arguments in another order.
#[derive(Clone, Copy, Debug)]
pub struct Shifted {
    /// What the first register holds; without its upper half, where nothing has the whole.
    pub number: u64,
    /// The call.
    pub name: &'static str,
    /// The registers that hold its arguments.
    pub from: &'static [u8],
}

/// An argument.
pub struct Arg {
    /// Its name, as the man page has it.
    pub name: &'static str,
    /// How it reads.
    pub kind: Kind,
}

/// How a result reads.
#[derive(Clone, Copy)]
pub enum Ret {
    /// A signed number.
    Int,
    /// An unsigned number, such as an offset.
    Unsigned,
    /// An address or bits without names.
    Hex,
    /// Permissions.
    Octal,
    /// A file descriptor.
    Fd,
    /// A process or thread id.
    Pid,
    /// The id of a process group or a session.
    Group,
    /// Seconds since the epoch: text says the date too.
    Time,
    /// The call doesn't return.
    Never,
    /// Bits: the number, and their names behind it: `0x1 (flags FD_CLOEXEC)`.
    Flags(&'static Set),
    /// Bits: the number, and their names behind it: `0x5 (MEMBARRIER_CMD_GLOBAL|...)`.
    Bits(&'static Set),
    /// A value of an enumeration: `0 (SCHED_OTHER)`.
    Named(&'static Set),
    /// The word that an argument points to: an address.
    Behind(Ref),
    /// A number, and its names behind it where it has any: `2 (SUID_DUMP_ROOT)`.
    Noted(&'static Ret, &'static Set),
    /// A number, and what the kind says of it in parentheses where the call succeeded: `1 ([{fd=3, revents=POLLIN}])`.
    With(&'static Ret, &'static Kind),
    /// The same, where text is as if there were no more to say, unless more was asked for (`--rings`).
    Besides(&'static Ret, &'static Kind),
    /// By the value of an argument.
    Switch(Ref, &'static [(u64, Ret)], &'static Ret),
}

/// strace's classes of calls, for `-e trace=%class`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(pub u32);

impl Classes {
    /// None of them.
    pub const fn none() -> Self {
        Classes(0)
    }

    /// Both.
    pub const fn and(self, other: Classes) -> Self {
        Classes(self.0 | other.0)
    }

    /// Whether it is in any of the others.
    pub const fn any_of(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Classes {
    type Output = Classes;

    fn bitor(self, other: Classes) -> Classes {
        self.and(other)
    }
}

/// The classes, by the names that rows give them.
#[allow(non_upper_case_globals, missing_docs)]
pub mod class {
    use super::Classes;

    pub const file: Classes = Classes(1);
    pub const desc: Classes = Classes(1 << 1);
    pub const process: Classes = Classes(1 << 2);
    pub const network: Classes = Classes(1 << 3);
    pub const signal: Classes = Classes(1 << 4);
    pub const ipc: Classes = Classes(1 << 5);
    pub const memory: Classes = Classes(1 << 6);
    pub const creds: Classes = Classes(1 << 7);
    pub const clock: Classes = Classes(1 << 8);
    pub const pure: Classes = Classes(1 << 9);
    pub const stat: Classes = Classes(1 << 10);
    pub const lstat: Classes = Classes(1 << 11);
    pub const fstat: Classes = Classes(1 << 12);
    /// `%%stat`: stat, lstat, fstat, statx and their relatives.
    pub const stats: Classes = Classes(1 << 13);
    pub const statfs: Classes = Classes(1 << 14);
    pub const fstatfs: Classes = Classes(1 << 15);
    /// `%%statfs`: statfs, fstatfs and their relatives.
    pub const statfss: Classes = Classes(1 << 16);

    /// The class by what `-e trace=` calls it, with its `%`.
    pub fn by_name(name: &str) -> Option<Classes> {
        Some(match name {
            "%file" | "file" => file,
            "%desc" | "desc" => desc,
            "%process" | "process" => process,
            "%net" | "%network" | "network" => network,
            "%signal" | "signal" => signal,
            "%ipc" | "ipc" => ipc,
            "%memory" | "memory" => memory,
            "%creds" => creds,
            "%clock" => clock,
            "%pure" => pure,
            "%stat" => stat,
            "%lstat" => lstat,
            "%fstat" => fstat,
            "%%stat" => stats,
            "%statfs" => statfs,
            "%fstatfs" => fstatfs,
            "%%statfs" => statfss,
            _ => return None,
        })
    }
}

/// The rows of every family, by its name.
pub static FAMILIES: &[(&str, &[Row])] = &[
    ("creds", creds::ROWS),
    ("desc", desc::ROWS),
    ("descriptor", descriptor::ROWS),
    ("file", file::ROWS),
    ("futex", futex::ROWS),
    ("io", io::ROWS),
    ("ipc", ipc::ROWS),
    ("memory", memory::ROWS),
    ("mount", mount::ROWS),
    ("net", net::ROWS),
    ("obsolete", obsolete::ROWS),
    ("poll", poll::ROWS),
    ("process", process::ROWS),
    ("sched", sched::ROWS),
    ("security", security::ROWS),
    ("signal", signal::ROWS),
    ("stat", stat::ROWS),
    ("system", system::ROWS),
    ("time", time::ROWS),
    ("xattr", xattr::ROWS),
];

/// Every row.
pub fn rows() -> impl Iterator<Item = &'static Row> {
    FAMILIES.iter().flat_map(|(_, rows)| *rows)
}

/// The row of every call number that is not in the table: six words.
pub static UNKNOWN: Row = Row {
    name: "",
    args: &[
        Arg { name: "arg0", kind: Kind::Hex },
        Arg { name: "arg1", kind: Kind::Hex },
        Arg { name: "arg2", kind: Kind::Hex },
        Arg { name: "arg3", kind: Kind::Hex },
        Arg { name: "arg4", kind: Kind::Hex },
        Arg { name: "arg5", kind: Kind::Hex },
    ],
    order: &[],
    ret: Ret::Int,
    classes: Classes::none(),
    abis: &[],
    via: Via::Registers,
};

/// The argument of a call whose arguments are in memory that can't be read.
const BLOCK: &[Arg] = &[Arg { name: "args", kind: Kind::Addr }];

/// mmap and select with that argument.
static BLOCK_OF_MMAP: Row = Row { name: "mmap", ret: Ret::Hex, args: BLOCK, ..UNKNOWN_BLOCK };
static BLOCK_OF_SELECT: Row = Row { name: "select", args: BLOCK, ..UNKNOWN_BLOCK };
const UNKNOWN_BLOCK: Row = Row {
    name: "",
    args: BLOCK,
    order: &[],
    ret: Ret::Int,
    classes: Classes::none(),
    abis: &[],
    via: Via::Registers,
};

/// Rows by number, for each ABI in the order of [`Abi::ALL`]; made when the first call of that ABI is seen, so that a call
/// costs one look-up.
static BY_NUMBER: [LazyLock<Vec<Option<&'static Row>>>; 5] = [
    LazyLock::new(|| by_number(Abi::X86_64)),
    LazyLock::new(|| by_number(Abi::X32)),
    LazyLock::new(|| by_number(Abi::I386)),
    LazyLock::new(|| by_number(Abi::Aarch64)),
    LazyLock::new(|| by_number(Abi::Arm)),
];

fn by_number(abi: Abi) -> Vec<Option<&'static Row>> {
    let mut by_name = FxHashMap::with_capacity_and_hasher(1024, FxBuildHasher);
    for row in rows().filter(|row| row.fits(abi)) {
        by_name.entry(row.name).or_insert(row);
    }
    numbers::table(abi).iter().map(|(_, name)| by_name.get(name).copied()).collect()
}

/// The row of a call; [`UNKNOWN`] where there is none.
pub fn row(abi: Abi, number: u64) -> &'static Row {
    let rows = &BY_NUMBER[abi as usize];
    numbers::index(abi, number).and_then(|i| rows.get(i).copied().flatten()).unwrap_or(&UNKNOWN)
}

/// The row that a name has on an ABI.
pub fn named(abi: Abi, name: &str) -> Option<&'static Row> {
    rows().find(|row| row.name == name && row.fits(abi))
}

/// What an argument stands for, to those who look for files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// A pointer to the name of a file.
    Path,
    /// A descriptor.
    Descriptor,
    /// The descriptor of the directory that a path behind it begins at, or AT_FDCWD.
    Directory,
    /// Something else.
    Other,
}

impl Kind {
    /// What an argument of this kind stands for.
    pub fn nature(&self) -> Nature {
        match self {
            Kind::Path => Nature::Path,
            Kind::Fd => Nature::Descriptor,
            Kind::DirFd => Nature::Directory,
            Kind::As(_, inner)
            | Kind::Change(inner)
            | Kind::Before(_, inner)
            | Kind::If(_, inner)
            | Kind::Switch(_, _, inner)
            | Kind::Label(_, inner) => inner.nature(),
            _ => Nature::Other,
        }
    }
}

impl Row {
    /// The arguments by position in the row: 64-bit ones take two registers on 32-bit ABIs. Each is cut to its width.
    pub fn arguments(&self, abi: Abi, registers: &[u64; 6]) -> [u64; 6] {
        let mut args = [0; 6];
        let mut register = 0;
        for (i, arg) in self.args.iter().enumerate().take(args.len()) {
            let repr = arg.kind.repr();
            let wide = matches!(repr, Repr::I64 | Repr::U64) && abi.pairs() != Pairs::Whole;
            if wide && abi.pairs() == Pairs::Even {
                register += register % 2;
            }
            let low = registers.get(register).copied().unwrap_or(0);
            register += 1;
            args[i] = if wide {
                let high = registers.get(register).copied().unwrap_or(0);
                register += 1;
                (low & 0xffff_ffff) | (high << 32)
            } else {
                repr.narrow(low, abi)
            };
        }
        args
    }

    /// The registers that hold the arguments, by the argument that they hold, or the half of it: 64-bit ones take two
    /// on 32-bit ABIs, the first of which some ABIs want to be an even one.
    pub fn registers(&self, abi: Abi) -> impl Iterator<Item = &'static str> {
        let shown = match self.via {
            Via::Block(_) => BLOCK,
            Via::Stack(_) => &[],
            _ => self.args,
        };
        let mut names = ["unused"; 8];
        let mut count = 0;
        for arg in shown {
            let wide = matches!(arg.kind.repr(), Repr::I64 | Repr::U64) && abi.pairs() != Pairs::Whole;
            if wide && abi.pairs() == Pairs::Even {
                count += count % 2;
            }
            for name in [arg.name, "high"].into_iter().take(1 + usize::from(wide)) {
                if let Some(slot) = names.get_mut(count) {
                    *slot = name;
                }
                count += 1;
            }
        }
        names.into_iter().take(count)
    }

    /// Whether the row is for this ABI.
    pub fn fits(&self, abi: Abi) -> bool {
        self.abis.is_empty() || self.abis.contains(&abi)
    }
}

/// Declares rows:
///
/// ```text
/// openat(dirfd: DirFd, pathname: Path, flags: Of(&OPEN), mode: If(Any(flags, CREATES), &Permissions)) -> Fd [desc file];
/// clone@X86_64|X32(flags: .., stack: ..) order(stack, flags) -> Pid [process];
/// ```
///
/// What follows the arrow is a variant of [`Ret`]. An argument whose name is a keyword of Rust gives it as text:
/// `kind = "type": Int`.
macro_rules! syscalls {
    ($($call:ident $(@ $($abi:ident)|+)? ($($arg:ident $(= $shown:literal)? : $kind:expr),* $(,)?) $(order($($next:ident),*))?
        $(via($via:expr))? -> $ret:ident $(($($of:tt)*))? $([$($class:ident)*])?;)*) => {
        /// The rows of this family.
        pub static ROWS: &[$crate::decode::table::Row] = &[$({
            #[allow(non_camel_case_types, dead_code, clippy::enum_variant_names)]
            enum Index { $($arg,)* None }
            $(
                #[allow(non_upper_case_globals, dead_code)]
                const $arg: $crate::decode::kind::Ref = $crate::decode::kind::Ref(Index::$arg as u8);
            )*
            $crate::decode::table::Row {
                name: stringify!($call),
                args: &[$($crate::decode::table::Arg { name: syscalls!(@name $arg $($shown)?), kind: $kind }),*],
                order: &[$($($next),*)?],
                ret: $crate::decode::table::Ret::$ret $(($($of)*))?,
                classes: $crate::decode::table::Classes::none()
                    $($(.and($crate::decode::table::class::$class))*)?,
                abis: &[$($($crate::arch::Abi::$abi),*)?],
                via: syscalls!(@via $($via)?),
            }
        }),*];
    };
    (@name $arg:ident) => { stringify!($arg) };
    (@name $arg:ident $shown:literal) => { $shown };
    (@via) => { $crate::decode::table::Via::Registers };
    (@via $via:expr) => { $via };
}
pub(crate) use syscalls;

#[cfg(test)]
mod tests;
