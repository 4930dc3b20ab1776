//! How many arguments are shown as plain hex though the kernel's interface gives them a meaning: a number that only
//! falls. Each run reports a table of what the rows decode, family by family.

mod common;

use rtrace::arch::{Abi, numbers};
use rtrace::decode::kind::{Kind, When};
use rtrace::decode::set::{Radix, Set};
use rtrace::decode::sets::ioctl::REQUESTS;
use rtrace::decode::sets::{netlink, sockopt};
use rtrace::decode::structs::{Struct, sockaddr};
use rtrace::decode::table::{self, Nature, Row};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// How many are left, by ABI. Lower a number when the test asks for it; none may grow.
const LEFT: [(Abi, usize); 5] =
    [(Abi::X86_64, 0), (Abi::I386, 0), (Abi::X32, 0), (Abi::Aarch64, 0), (Abi::Arm, 0)];

/// Arguments that are numbers and no more, by what they are.
const PLAIN: &[(&str, &[&str])] = &[
    ("flags of which the kernel has none, or has none yet", FLAGS),
    (
        "addresses that are the argument: the kernel doesn't read what is there, or the program shows it itself",
        ADDRESSES,
    ),
    ("values of the program's own, and what some of many operations take as one", VALUES),
    ("calls without an interface: no kernel ever had one, or it differed from use to use", NO_INTERFACE),
    ("calls that are no more, or that none makes, of which strace shows the words", AS_STRACE),
];

const FLAGS: &[&str] = &[
    "cacheflush.flags",
    "cachestat.flags",
    "futex_requeue.flags",
    "futex_waitv.flags",
    "keyctl.arg3",
    "listns.flags",
    "lsm_list_modules.flags",
    "lsm_set_self_attr.flags",
    "mseal.flags",
    "pidfd_getfd.flags",
    "pkey_alloc.flags",
    "process_madvise.flags",
    "process_mrelease.flags",
    "set_mempolicy_home_node.flags",
];
const ADDRESSES: &[&str] = &[
    "arch_prctl.addr",
    "brk.addr",
    "cacheflush.end",
    "cacheflush.start",
    "clone.child_tid",
    "clone.stack",
    "epoll_ctl.event",
    "flistxattr.list",
    "fsconfig.value",
    "futex.uaddr",
    "futex_time64.uaddr",
    "futex_wait.uaddr",
    "futex_wake.uaddr",
    "get_mempolicy.addr",
    "getcpu.tcache",
    "init_module.module_image",
    "kexec_load.entry",
    "listxattr.list",
    "listxattrat.list",
    "llistxattr.list",
    "madvise.addr",
    "map_shadow_stack.addr",
    "mbind.addr",
    "mincore.addr",
    "mlock.addr",
    "mlock2.addr",
    "mmap.addr",
    "mmap2.addr",
    "move_pages.pages",
    "mprotect.addr",
    "mremap.new_address",
    "mremap.old_address",
    "mseal.addr",
    "msync.addr",
    "munlock.addr",
    "munmap.addr",
    "pkey_mprotect.addr",
    "remap_file_pages.addr",
    "set_mempolicy_home_node.start",
    "set_tid_address.tidptr",
    "set_tls.tls",
    "shmat.shmaddr",
    "shmdt.shmaddr",
    "socketcall.args",
];
const VALUES: &[&str] = &[
    "futex_wait.mask",
    "futex_wait.val",
    "futex_wake.mask",
    "io_cancel.ctx_id",
    "io_destroy.ctx_id",
    "io_getevents.ctx_id",
    "io_pgetevents.ctx_id",
    "io_pgetevents_time64.ctx_id",
    "io_setup.ctx_idp",
    "io_submit.ctx_id",
    "ioperm.from",
    "ioperm.num",
    "ipc.fifth",
    "ipc.first",
    "ipc.ptr",
    "ipc.second",
    "ipc.third",
    "listmount.mnt_ids",
    "listns.ns_ids",
    "mmap.offset",
    "personality.persona",
    "prctl.arg2",
    "prctl.arg3",
    "prctl.arg4",
    "prctl.arg5",
    "ptrace.data",
    "rseq.rseq_len",
    "rseq.sig",
];
const NO_INTERFACE: &[&str] = &[
    "afs_syscall.arg0",
    "afs_syscall.arg1",
    "afs_syscall.arg2",
    "afs_syscall.arg3",
    "afs_syscall.arg4",
    "epoll_ctl_old.arg0",
    "epoll_ctl_old.arg1",
    "epoll_ctl_old.arg2",
    "epoll_ctl_old.arg3",
    "epoll_wait_old.arg0",
    "epoll_wait_old.arg1",
    "epoll_wait_old.arg2",
    "epoll_wait_old.arg3",
    "getpmsg.arg0",
    "getpmsg.arg1",
    "getpmsg.arg2",
    "getpmsg.arg3",
    "getpmsg.arg4",
    "gtty.arg0",
    "gtty.arg1",
    "putpmsg.arg0",
    "putpmsg.arg1",
    "putpmsg.arg2",
    "putpmsg.arg3",
    "putpmsg.arg4",
    "security.arg0",
    "security.arg1",
    "security.arg2",
    "stty.arg0",
    "stty.arg1",
    "tuxcall.arg0",
    "tuxcall.arg1",
    "tuxcall.arg2",
    "vserver.arg0",
    "vserver.arg1",
    "vserver.arg2",
    "vserver.arg3",
    "vserver.arg4",
];

const AS_STRACE: &[&str] = &[
    "bdflush.data",
    "bdflush.func",
    "create_module.name",
    "create_module.size",
    "get_kernel_syms.table",
    "nfsservctl.argp",
    "nfsservctl.cmd",
    "nfsservctl.resp",
    "oldolduname.buf",
    "olduname.buf",
    "profil.buf",
    "profil.bufsiz",
    "profil.offset",
    "profil.scale",
    "query_module.buf",
    "query_module.bufsize",
    "query_module.name",
    "query_module.ret",
    "query_module.which",
    "sysfs.arg1",
    "sysfs.arg2",
    "sysfs.option",
    "ulimit.cmd",
    "ulimit.newlimit",
    "vm86.arg2",
    "vm86.arg3",
    "vm86.arg4",
    "vm86.fn",
    "vm86.v86",
    "vm86old.info",
];

/// What the kinds of one call hold.
#[derive(Default)]
struct Found {
    hex: bool,
    structures: BTreeSet<*const Struct>,
    sets: BTreeSet<*const Set>,
    constants: usize,
    cases: usize,
}

impl Found {
    fn walk(&mut self, kind: &'static Kind) {
        match kind {
            // Where it was asked to follow no pointer there is nothing but numbers.
            Kind::Where(When::Unfollowed(..), _, otherwise) => self.walk(otherwise),
            Kind::Hex | Kind::Addr | Kind::Number(Radix::Hex) => self.hex = true,
            Kind::As(_, inner)
            | Kind::At(inner)
            | Kind::Out(inner)
            | Kind::Change(inner)
            | Kind::After(inner, ..)
            | Kind::Late(inner)
            | Kind::Joined(inner)
            | Kind::Ahead(inner)
            | Kind::Before(_, inner)
            | Kind::If(_, inner)
            | Kind::Where(_, inner, _)
            | Kind::Label(_, inner)
            | Kind::Full(inner)
            | Kind::Again(inner)
            | Kind::Union(inner)
            | Kind::Unnamed(inner)
            | Kind::Elided(inner)
            | Kind::Spare(inner, _)
            | Kind::Upto(inner, ..)
            | Kind::Tail(inner, _)
            | Kind::Array(inner, _)
            | Kind::Items(inner, _) => self.walk(inner),
            Kind::Turns(one, other) | Kind::Ends(one, other) => {
                self.walk(one);
                self.walk(other);
            }
            Kind::Indexed(set, inner, _) => {
                self.count(set);
                self.walk(inner);
            }
            Kind::Struct(of)
            | Kind::InOut(of)
            | Kind::Sized(of, _)
            | Kind::Extensible(of, ..)
            | Kind::Tailed(of, ..)
            | Kind::Instant(of)
            | Kind::Moment(of, _) => self.record(of),
            Kind::Of(set) | Kind::Noted(set) | Kind::Network(Some(set)) | Kind::Port(Some(set)) => {
                self.count(set)
            }
            Kind::ByArch(one, other) => {
                self.count(one);
                self.count(other);
            }
            // What the operation is that no case has, nobody knows.
            Kind::Switch(_, cases, otherwise) => {
                self.cases += cases.len();
                cases.iter().for_each(|(_, kind)| self.walk(kind));
                if cases.is_empty() {
                    self.walk(otherwise);
                }
            }
            Kind::Choose(_, choose) => {
                let hex = self.hex;
                let mut kinds = BTreeSet::new();
                for kind in Abi::ALL.into_iter().flat_map(|abi| chosen(abi, *choose)) {
                    if kinds.insert(std::ptr::from_ref(kind)) {
                        self.walk(kind);
                    }
                }
                self.cases += kinds.len();
                self.hex = hex;
            }
            _ => {}
        }
    }

    fn count(&mut self, set: &'static Set) {
        if self.sets.insert(std::ptr::from_ref(set)) {
            self.constants += set.constants().count();
        }
    }

    /// A structure and those in it. What its fields show is no argument's business.
    fn record(&mut self, of: &'static Struct) {
        if self.structures.insert(std::ptr::from_ref(of)) {
            let hex = self.hex;
            of.fields.iter().for_each(|field| self.walk(&field.kind));
            self.hex = hex;
        }
    }
}

/// What an argument can be that depends on a number, on an ABI: for every request of ioctl, and for small numbers, which
/// commands are, alone and where quotactl has them.
fn chosen(abi: Abi, choose: fn(Abi, u64) -> &'static Kind) -> impl Iterator<Item = &'static Kind> {
    const QUOTA: std::ops::Range<u64> = 0x80_0000..0x80_0040;
    const QUOTA_XFS: std::ops::Range<u64> = 0x5800..0x5840;
    let requests = REQUESTS.iter().filter(move |(_, abis, _)| abis & (1 << abi as u8) != 0);
    let requests = requests.map(|(number, ..)| u64::from(*number));
    let commands = QUOTA.chain(QUOTA_XFS).map(|command| command << 8);
    requests.chain(0..0x100).chain(commands).map(move |value| choose(abi, value))
}

/// How many names requests of ioctl have, and of how many the argument is decoded.
fn requests() -> (usize, usize) {
    let row = table::row(Abi::own(), numbers::number(Abi::own(), "ioctl").unwrap().into());
    let Kind::Joined(Kind::Where(_, _, Kind::Choose(_, choose))) = row.args[2].kind else {
        panic!("ioctl's argument depends on the request")
    };
    let (mut all, mut decoded) = (BTreeSet::new(), BTreeSet::new());
    for (number, abis, names) in REQUESTS {
        for abi in Abi::ALL.into_iter().filter(|abi| abis & (1 << *abi as u8) != 0) {
            all.extend(names.split(" or "));
            if !matches!(choose(abi, u64::from(*number)), Kind::Hex | Kind::Late(Kind::Hex)) {
                decoded.extend(names.split(" or "));
            }
        }
    }
    (all.len(), decoded.len())
}

/// What there is of the network, by the same count as strace's below.
fn network() -> String {
    let mut options = Found::default();
    for (_, rows) in table::FAMILIES {
        let rows = rows.iter().filter(|row| matches!(row.name, "setsockopt" | "getsockopt"));
        rows.for_each(|row| options.walk(&row.args[2].kind));
    }
    // An option to get and to set is one.
    let names: BTreeSet<&str> = sockopt::ALL
        .iter()
        .filter(|(_, set)| options.sets.contains(&std::ptr::from_ref(*set)))
        .flat_map(|(_, set)| set.constants().map(|named| named.name))
        .collect();
    let families: BTreeSet<&str> =
        sockaddr::ALL.iter().map(|(_, of)| of.name).filter(|name| name.starts_with("sockaddr_")).collect();
    let messages = netlink::RTM.constants().count();
    let (tables, attributes) = attributes(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/decode/netlink"));
    format!(
        "  network: {messages} messages of route netlink, {tables} tables of {attributes} attributes of netlink, {} structures \
         of addresses of sockets, {} options of sockets\n",
        families.len(),
        names.len()
    )
}

/// How many tables of attributes the sources under a directory declare, and how many attributes these have.
fn attributes(directory: PathBuf) -> (usize, usize) {
    let mut count = (0, 0);
    for entry in std::fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            let (tables, attributes) = attributes(path);
            count = (count.0 + tables, count.1 + attributes);
            continue;
        }
        let text = std::fs::read_to_string(path).unwrap();
        let declared = text.split("\nattributes! {\n").skip(1).filter_map(|text| text.split("\n}\n").next());
        for line in declared.flat_map(str::lines) {
            count.0 += usize::from(line.ends_with("\" {"));
            count.1 += usize::from(line.starts_with("        ") && line.contains(" = "));
        }
    }
    count
}

/// What strace 7.2 has, to compare.
const STRACE: &str = "  strace 7.2: 384 calls of x86_64 of which 13 are undecoded, 327 of aarch64 of which 1 is; \
    800 sets of about 10,350 constants; 3,353 names of requests; 39 commands of bpf; 65 operations of io_uring; \
    80 options of prctl; 71 messages of route netlink; 18 families of addresses; 227 options of sockets\n";

/// How many sets and constants the sources declare.
fn declared() -> (usize, usize) {
    let directory = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/decode/sets");
    let (mut sets, mut constants) = (0, 0);
    for entry in std::fs::read_dir(directory).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for line in text.lines().map(str::trim_start) {
            let kind = line.split(' ').next().unwrap_or("");
            sets += usize::from(
                ["bits", "one", "mixed", "apart", "shifted"].contains(&kind) && line.contains('"'),
            );
            let code =
                !["//", "pub", "const", "static", "let", "use"].iter().any(|word| line.starts_with(word));
            constants += if code { line.matches(" = ").count() } else { 0 };
        }
    }
    (sets, constants)
}

/// The arguments of a row that are shown as hex: `call.argument`.
fn hexes(row: &'static Row) -> impl Iterator<Item = String> {
    row.args.iter().filter_map(|arg| {
        let mut found = Found::default();
        found.walk(&arg.kind);
        (found.hex && arg.kind.nature() == Nature::Other).then(|| format!("{}.{}", row.name, arg.name))
    })
}

fn plain() -> BTreeSet<&'static str> {
    PLAIN.iter().flat_map(|(_, arguments)| *arguments).copied().collect()
}

#[test]
fn no_more_arguments_are_shown_as_hex_than_before() {
    let plain = plain();
    let mut text =
        "decoding: family: calls, arguments, still hex, structures, requests, sets, constants\n".to_owned();
    let mut all = Found::default();
    for (family, rows) in table::FAMILIES {
        let mut found = Found::default();
        let kinds = rows.iter().flat_map(|row| row.args).map(|arg| &arg.kind);
        kinds.for_each(|kind| {
            found.walk(kind);
            all.walk(kind);
        });
        let arguments: usize = rows.iter().map(|row| row.args.len()).sum();
        let left = rows.iter().flat_map(hexes).filter(|name| !plain.contains(name.as_str())).count();
        let (calls, structures, requests) = (rows.len(), found.structures.len(), found.cases);
        let (sets, constants) = (found.sets.len(), found.constants);
        writeln!(
            text,
            "  {family:10} {calls:4} {arguments:4} {left:4} {structures:4} {requests:5} {sets:4} {constants:5}"
        )
        .unwrap();
    }
    writeln!(
        text,
        "  the table names {} structures, {} sets, {} constants; its functions name more of their own",
        all.structures.len(),
        all.sets.len(),
        all.constants
    )
    .unwrap();
    let (names, decoded) = requests();
    writeln!(text, "  ioctl: {names} names of requests, of which the argument of {decoded} is decoded")
        .unwrap();
    let (sets, constants) = declared();
    writeln!(text, "  declared: {sets} sets of {constants} constants").unwrap();
    text.push_str(&network());
    text.push_str(STRACE);
    let mut wrong = String::new();
    for (abi, known) in LEFT {
        let rows = numbers::table(abi).iter().filter_map(|(number, _)| {
            let row = table::row(abi, u64::from(*number));
            (row.name != table::UNKNOWN.name).then_some(row)
        });
        let left: BTreeSet<String> =
            rows.flat_map(hexes).filter(|name| !plain.contains(name.as_str())).collect();
        writeln!(text, "  {abi}: {} arguments still hex", left.len()).unwrap();
        if left.len() != known {
            let left: Vec<_> = left.iter().map(String::as_str).collect();
            writeln!(wrong, "{abi}: {} instead of {known}: {}", left.len(), left.join(" ")).unwrap();
        }
    }
    common::report(&text);
    assert!(wrong.is_empty(), "if it fell, lower LEFT:\n{wrong}");
}

#[test]
fn what_is_listed_as_plain_is_shown_as_hex_by_some_row() {
    let shown: BTreeSet<String> =
        table::FAMILIES.iter().flat_map(|(_, rows)| *rows).flat_map(hexes).collect();
    let stale: Vec<_> = plain().into_iter().filter(|name| !shown.contains(*name)).collect();
    assert!(stale.is_empty(), "{}", stale.join(" "));
}
