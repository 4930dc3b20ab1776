//! Which calls stop a program, and the filter that has them do so: see `accelerate`.

use crate::arch::{Abi, numbers};
use crate::filter::CallSet;
use crate::sys::seccomp::Instruction;

/// Which calls of one number stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stops {
    Never,
    Always,
    /// Those whose first argument, an int, is one of these.
    If(&'static [u32]),
    /// Those whose first argument has one of these bits.
    With(u32),
}

/// Calls that rtrace must see for its own sake: about filters, and those that make a task that isn't traced.
const NEEDED: [(&str, Stops); 4] = [
    ("prctl", Stops::If(&[libc::PR_GET_SECCOMP as u32, libc::PR_SET_SECCOMP as u32])),
    ("seccomp", Stops::Always),
    ("clone", Stops::With(libc::CLONE_UNTRACED as u32)),
    ("clone3", Stops::Always),
];

/// And where what the program makes isn't followed.
const UNFOLLOWED: [(&str, Stops); 1] = [("ptrace", Stops::Always)];

/// Calls that stop the program, and why.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Somebody wants to know of these.
    wanted: CallSet,
    /// rtrace itself must see these.
    needed: Vec<(Abi, u64, Stops)>,
    /// Every call of another ABI than rtrace's own stops, so that a change of the personality is told when it comes.
    foreign: bool,
}

/// The most instructions that a filter may have (BPF_MAXINSNS of linux/bpf_common.h).
const LONGEST: usize = 4096;

/// Where `struct seccomp_data` of linux/seccomp.h has the call's number, its architecture and the low half of its first
/// argument, in bytes.
const NUMBER: u32 = 0;
const ARCHITECTURE: u32 = 4;
const FIRST: u32 = 16;

impl Selection {
    /// What is wanted, and what rtrace needs itself; `follow`: what the program makes is traced for its own sake.
    pub fn new(wanted: &CallSet, follow: bool) -> Selection {
        let mut selection = Selection { wanted: wanted.clone(), needed: Vec::new(), foreign: true };
        let unfollowed: &[_] = if follow { &[] } else { &UNFOLLOWED };
        for (name, stops) in NEEDED.iter().chain(unfollowed) {
            selection.add(name, *stops);
        }
        selection
    }

    /// rtrace must see these calls, too.
    pub fn needs(&mut self, names: impl Iterator<Item = &'static str>) {
        names.for_each(|name| self.add(name, Stops::Always));
    }

    fn add(&mut self, name: &str, stops: Stops) {
        let numbered = |abi| numbers::number(abi, name).map(|number| (abi, number.into(), stops));
        self.needed.extend(here().filter_map(numbered));
    }

    /// Whether one of these calls, of rtrace's own ABI, is wanted.
    pub fn wants_any_of(&self, mut names: impl Iterator<Item = &'static str>) -> bool {
        let abi = Abi::own();
        names.any(|name| numbers::number(abi, name).is_some_and(|number| self.wanted.has(abi, number.into())))
    }

    /// The filter that makes an event of each call that is selected; None where it would be longer than the kernel takes.
    pub fn filter(&self) -> Option<Vec<Instruction>> {
        Some(compile(self, libc::SECCOMP_RET_TRACE)).filter(|filter| filter.len() <= LONGEST)
    }

    /// Whether somebody may want to know of a call.
    pub fn wants(&self, abi: Abi, number: u64) -> bool {
        self.foreign && abi != Abi::own() || self.wanted.has(abi, number)
    }

    /// Which calls stop.
    fn stops(&self, abi: Abi, number: u64) -> Stops {
        if self.wants(abi, number) {
            return Stops::Always;
        }
        let found = self.needed.iter().find(|(of, own, _)| (*of, *own) == (abi, number));
        found.map_or(Stops::Never, |(.., stops)| *stops)
    }
}

/// The ABIs of this kernel.
fn here() -> impl Iterator<Item = Abi> {
    Abi::ALL.into_iter().filter(|abi| abi.native() == Abi::own())
}

/// The filter that answers `wanted` calls with `action` and lets all others pass.
pub(crate) fn answering(wanted: &CallSet, action: u32) -> Vec<Instruction> {
    compile(&Selection { wanted: wanted.clone(), needed: Vec::new(), foreign: false }, action)
}

/// The filter that answers selected calls with `action`: a tree of comparisons for each architecture.
fn compile(selection: &Selection, action: u32) -> Vec<Instruction> {
    let mut filter = vec![load(ARCHITECTURE)];
    let mut architectures: Vec<u32> = here().map(|abi| abi.audit()).collect();
    architectures.dedup();
    for audit in architectures {
        let mut part = vec![load(NUMBER)];
        tree(&ranges(selection, audit), action, &mut part);
        // A jump by comparison reaches 255 instructions; this one any number.
        filter.push(jump(libc::BPF_JEQ, audit, 1, 0));
        filter.push(jump(libc::BPF_JA, part.len() as u32, 0, 0));
        filter.append(&mut part);
    }
    filter.push(answer(action));
    filter
}

/// The numbers of an architecture's calls as ranges: where each begins, and which of its calls stop.
fn ranges(selection: &Selection, audit: u32) -> Vec<(u32, Stops)> {
    // What has no name begins where a named one ends; x32 begins where its bit is set, and what is negative after it.
    let mut begins = vec![0, X32_BIT, 1 << 31];
    for abi in here().filter(|abi| abi.audit() == audit) {
        let bit = if abi == Abi::X32 { X32_BIT } else { 0 };
        begins.extend(numbers::table(abi).iter().flat_map(|(number, _)| [number | bit, (number | bit) + 1]));
    }
    begins.sort_unstable();
    begins.dedup();
    let mut ranges: Vec<(u32, Stops)> =
        begins.into_iter().map(|begin| (begin, stops(selection, audit, begin))).collect();
    ranges.dedup_by_key(|(_, stops)| *stops);
    ranges
}

/// Which calls of a number stop. The kernel's number is an int.
fn stops(selection: &Selection, audit: u32, number: u32) -> Stops {
    let number = i64::from(number.cast_signed()).cast_unsigned();
    Abi::from_audit(audit, number).map_or(Stops::Always, |(abi, number)| selection.stops(abi, number))
}

/// `__X32_SYSCALL_BIT` of asm/unistd.h.
const X32_BIT: u32 = 0x4000_0000;

fn tree(ranges: &[(u32, Stops)], action: u32, into: &mut Vec<Instruction>) {
    let (left, right) = ranges.split_at(ranges.len() / 2);
    match (left, right) {
        ([], [(_, stops)]) => leaf(*stops, action, into),
        ([_, ..], [(begin, _), ..]) => {
            let mut below = Vec::new();
            tree(left, action, &mut below);
            into.push(jump(libc::BPF_JGE, *begin, 0, 1));
            into.push(jump(libc::BPF_JA, below.len() as u32, 0, 0));
            into.append(&mut below);
            tree(right, action, into);
        }
        _ => {}
    }
}

fn leaf(stops: Stops, action: u32, into: &mut Vec<Instruction>) {
    let (stop, pass) = (answer(action), answer(libc::SECCOMP_RET_ALLOW));
    match stops {
        Stops::Never => into.push(pass),
        Stops::Always => into.push(stop),
        Stops::If(values) => {
            into.push(load(FIRST));
            for value in values {
                into.extend([jump(libc::BPF_JEQ, *value, 0, 1), stop]);
            }
            into.push(pass);
        }
        Stops::With(bits) => {
            into.extend([load(FIRST), jump(libc::BPF_JSET, bits, 0, 1), stop, pass]);
        }
    }
}

fn load(offset: u32) -> Instruction {
    Instruction { code: (libc::BPF_LD | libc::BPF_W | libc::BPF_ABS) as u16, jt: 0, jf: 0, k: offset }
}

fn jump(condition: u32, k: u32, jt: u8, jf: u8) -> Instruction {
    Instruction { code: (libc::BPF_JMP | condition | libc::BPF_K) as u16, jt, jf, k }
}

fn answer(k: u32) -> Instruction {
    Instruction { code: (libc::BPF_RET | libc::BPF_K) as u16, jt: 0, jf: 0, k }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs a filter as the kernel does, on a call of this architecture, number and first argument.
    fn answers(filter: &[Instruction], audit: u32, number: u32, first: u32) -> u32 {
        let (mut at, mut register) = (0, 0);
        loop {
            let Instruction { code, jt, jf, k } = filter[at];
            let code = u32::from(code);
            at += 1;
            let taken = match code & 0xf0 {
                _ if code == libc::BPF_RET | libc::BPF_K => return k,
                _ if code == libc::BPF_LD | libc::BPF_W | libc::BPF_ABS => {
                    register = match k {
                        NUMBER => number,
                        ARCHITECTURE => audit,
                        _ => first,
                    };
                    continue;
                }
                libc::BPF_JA => {
                    at += k as usize;
                    continue;
                }
                libc::BPF_JEQ => register == k,
                libc::BPF_JSET => register & k != 0,
                libc::BPF_JGE => register >= k,
                other => panic!("no such jump: {other:x}"),
            };
            at += usize::from(if taken { jt } else { jf });
        }
    }

    /// The filter for calls that are wanted, and for nothing that rtrace needs itself.
    fn only(wanted: &CallSet) -> Vec<Instruction> {
        answering(wanted, libc::SECCOMP_RET_TRACE)
    }

    fn check(expression: &str) {
        let wanted = CallSet::parse(expression).unwrap();
        let filter = only(&wanted);
        assert!(filter.len() <= LONGEST, "{expression}: {} instructions", filter.len());
        for abi in here() {
            let bit = if abi == Abi::X32 { X32_BIT } else { 0 };
            for number in 0..1000 {
                let expected = if wanted.has(abi, number.into()) {
                    libc::SECCOMP_RET_TRACE
                } else {
                    libc::SECCOMP_RET_ALLOW
                };
                assert_eq!(
                    answers(&filter, abi.audit(), number | bit, 0),
                    expected,
                    "{expression}: {abi} {number}"
                );
            }
        }
        assert_eq!(
            answers(&filter, 0x1234, 0, 0),
            libc::SECCOMP_RET_TRACE,
            "an architecture that nobody knows"
        );
    }

    #[test]
    fn the_filter_stops_at_what_is_wanted_and_at_nothing_else() {
        for expression in
            ["openat", "!openat", "%file", "none", "read@32", "write@x32", "/t$", "%network,!close"]
        {
            if CallSet::parse(expression).is_ok() {
                check(expression);
            }
        }
    }

    #[test]
    fn a_number_that_is_no_call_is_wanted_where_all_but_some_are() {
        let filter = only(&CallSet::parse("!getppid").unwrap());
        let audit = Abi::own().audit();
        for number in [u32::MAX, 1 << 31, 0x3fff_ffff, 100_000] {
            assert_eq!(answers(&filter, audit, number, 0), libc::SECCOMP_RET_TRACE);
        }
    }

    #[test]
    fn the_tree_is_balanced() {
        let wanted = CallSet::parse("%file").unwrap();
        let ranges = ranges(&Selection { wanted, needed: Vec::new(), foreign: false }, Abi::own().audit());
        let mut filter = Vec::new();
        tree(&ranges, libc::SECCOMP_RET_TRACE, &mut filter);
        let depth = |number: u32| {
            let (mut at, mut steps) = (0, 0);
            while filter[at].code != (libc::BPF_RET | libc::BPF_K) as u16 {
                let below = number < filter[at].k;
                at += if below { 2 } else { 2 + filter[at + 1].k as usize };
                steps += 1;
            }
            steps
        };
        let most = (0..600).map(depth).max().unwrap();
        assert!(most <= ranges.len().ilog2() + 1, "{most} comparisons for {} ranges", ranges.len());
    }

    #[test]
    fn what_rtrace_needs_stops_by_its_first_argument() {
        let filter = Selection::new(&CallSet::parse("openat").unwrap(), true).filter().unwrap();
        for abi in here() {
            let bit = if abi == Abi::X32 { X32_BIT } else { 0 };
            let stops = |name, first| {
                let number = numbers::number(abi, name).unwrap() | bit;
                answers(&filter, abi.audit(), number, first) == libc::SECCOMP_RET_TRACE
            };
            let prctl = [15, 21, 22, 38].map(|option| stops("prctl", option));
            if abi != Abi::own() {
                assert!(prctl.into_iter().all(|stops| stops) && stops("ptrace", 0), "{abi}");
                continue;
            }
            assert_eq!(prctl, [false, true, true, false], "{abi}");
            assert!(!stops("clone", 0x003d_0f00) && stops("clone", 0x0080_0011), "{abi}");
            assert!(stops("seccomp", 1) && stops("clone3", 0) && stops("openat", 0), "{abi}");
            assert!(!stops("ptrace", 0) && !stops("execve", 0), "{abi}");
        }
    }
}
