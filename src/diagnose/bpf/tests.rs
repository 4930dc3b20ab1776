//! Filters as programs install them, and filters that only a fuzzer would write.

use super::*;
use crate::arch::{Abi, numbers};
use proptest::prelude::*;

const X86_64: u32 = 0xc000_003e;
const ERRNO_EPERM: u32 = libc::SECCOMP_RET_ERRNO | libc::EPERM as u32;

fn statement(code: u32, k: u32) -> Instruction {
    Instruction { code: code as u16, jt: 0, jf: 0, k }
}

fn jump(test: u32, k: u32, jt: u8, jf: u8) -> Instruction {
    Instruction { code: (libc::BPF_JMP | test) as u16, jt, jf, k }
}

fn load(offset: u32) -> Instruction {
    statement(libc::BPF_LD | libc::BPF_W | libc::BPF_ABS, offset)
}

fn answer(action: u32) -> Instruction {
    statement(libc::BPF_RET, action)
}

fn number(name: &str) -> u32 {
    numbers::number(Abi::X86_64, name).unwrap()
}

/// ptrace is refused; clone where it makes namespaces; personality unless 0 or 8; other architectures kill.
fn sample() -> Filter {
    Filter(vec![
        load(4),
        jump(libc::BPF_JEQ, X86_64, 0, 13),
        load(0),
        jump(libc::BPF_JGE, 0x4000_0000, 12, 0),
        jump(libc::BPF_JEQ, number("ptrace"), 11, 0),
        jump(libc::BPF_JEQ, number("clone"), 2, 0),
        jump(libc::BPF_JEQ, number("personality"), 3, 0),
        answer(libc::SECCOMP_RET_ALLOW),
        load(16),
        jump(libc::BPF_JSET, 0x7e02_0000, 6, 5),
        load(20),
        jump(libc::BPF_JEQ, 0, 0, 4),
        load(16),
        jump(libc::BPF_JEQ, 0, 1, 0),
        jump(libc::BPF_JEQ, 8, 0, 1),
        answer(libc::SECCOMP_RET_ALLOW),
        answer(ERRNO_EPERM),
    ])
}

fn data(name: &str, first: u64) -> Data {
    Data { number: number(name), arch: X86_64, args: [first, 0, 0, 0, 0, 0], ..Data::default() }
}

#[test]
fn a_filter_answers_as_the_kernel_would() {
    let filter = sample();
    let run = |data: Data| filter.run(&data).unwrap().to_string();
    assert_eq!(run(data("read", 0)), "SECCOMP_RET_ALLOW");
    assert_eq!(run(data("ptrace", 0)), "SECCOMP_RET_ERRNO(EPERM)");
    assert_eq!(run(data("clone", 0x11)), "SECCOMP_RET_ALLOW");
    assert_eq!(run(data("clone", 0x1000_0011)), "SECCOMP_RET_ERRNO(EPERM)");
    assert_eq!(run(data("personality", 8)), "SECCOMP_RET_ALLOW");
    assert_eq!(run(data("personality", 9)), "SECCOMP_RET_ERRNO(EPERM)");
    assert_eq!(run(data("personality", 8 | 1 << 32)), "SECCOMP_RET_ERRNO(EPERM)");
    assert_eq!(run(Data { arch: 0x4000_0003, ..data("read", 0) }), "SECCOMP_RET_ALLOW");
}

#[test]
fn of_several_filters_the_strictest_answer_counts_and_of_equals_the_newest() {
    let errno = |errno: u32| Filter(vec![answer(libc::SECCOMP_RET_ERRNO | errno)]);
    let one = |action| Filter(vec![answer(action)]);
    let all = |filters: &[Filter]| Filter::run_all(filters, &Data::default()).unwrap();
    assert_eq!(all(&[errno(1), errno(38)]), (Action(libc::SECCOMP_RET_ERRNO | 1), Some(0)));
    assert_eq!(all(&[one(libc::SECCOMP_RET_TRACE), errno(38)]).1, Some(1));
    assert_eq!(all(&[errno(1), one(libc::SECCOMP_RET_KILL_PROCESS)]).1, Some(1));
    assert_eq!(all(&[one(libc::SECCOMP_RET_ALLOW)]), (Action::ALLOW, None));
}

#[test]
fn a_listing_has_names_and_labels() {
    let lines: Vec<String> = sample().listing().iter().map(Line::to_string).collect();
    assert_eq!(
        lines,
        [
            "         A = arch",
            "         if A != AUDIT_ARCH_X86_64 goto L15",
            "         A = nr",
            "         if A >= read (x32) goto L16",
            "         if A == ptrace goto L16",
            "         if A == clone goto L8",
            "         if A == personality goto L10",
            "         return SECCOMP_RET_ALLOW",
            "     L8: A = args[0].low",
            "         if A & 0x7e020000 goto L16 else goto L15",
            "    L10: A = args[0].high",
            "         if A != 0x0 goto L16",
            "         A = args[0].low",
            "         if A == 0x0 goto L15",
            "         if A != 0x8 goto L16",
            "    L15: return SECCOMP_RET_ALLOW",
            "    L16: return SECCOMP_RET_ERRNO(EPERM)",
        ]
    );
}

#[test]
fn refused_calls_are_told_with_the_arguments_that_they_are_refused_for() {
    let text = sample().refusals(Abi::X86_64).unwrap().to_string();
    assert_eq!(
        text,
        "  refuses of x86_64:\n    SECCOMP_RET_ERRNO(EPERM):\n      ptrace\n    \
         SECCOMP_RET_ERRNO(EPERM): clone where args[0].low & 0x7e020000 != 0\n    \
         SECCOMP_RET_ERRNO(EPERM): personality where args[0].low != 0x0 and args[0].low != 0x8, or args[0].high != 0x0\n"
    );
    assert!(sample().refusals(Abi::X32).unwrap().all);
    assert_eq!(sample().refusals(Abi::I386).unwrap().to_string(), "  refuses no call of i386\n");
}

#[test]
fn what_no_kernel_takes_is_an_error_and_not_a_panic() {
    assert_eq!(Filter(vec![]).run(&Data::default()), Err(Malformed(0)));
    assert_eq!(Filter(vec![load(3)]).run(&Data::default()), Err(Malformed(0)));
    assert_eq!(
        Filter(vec![jump(libc::BPF_JA, u32::MAX, 0, 0)]).answer(X86_64, 0),
        Err(Malformed(1 + u32::MAX as usize))
    );
}

#[test]
fn a_filter_with_countless_ways_is_still_explored_in_bounded_time() {
    let mut program = Vec::new();
    for k in 0..200 {
        program.extend([load(16 + 4 * (k % 12)), jump(libc::BPF_JEQ, k, 0, 1), statement(libc::BPF_ST, 0)]);
    }
    program.extend([answer(ERRNO_EPERM)]);
    assert_eq!(Filter(program).answer(X86_64, 0), Ok(Answer::Manifold(vec![Action(ERRNO_EPERM)])));
}

/// One instruction that a kernel takes, `left` instructions before the end.
fn instruction(left: u8) -> impl Strategy<Value = Instruction> {
    let skip = 0..=left.saturating_sub(1).min(4);
    let small = prop_oneof![Just(0_u32), Just(1), Just(8), Just(59), any::<u32>()];
    prop_oneof![
        3 => (0_u32..16).prop_map(|word| load(4 * word)),
        4 => (
            prop_oneof![Just(libc::BPF_JEQ), Just(libc::BPF_JGT), Just(libc::BPF_JGE), Just(libc::BPF_JSET)],
            small.clone(), skip.clone(), skip
        ).prop_map(|(test, k, jt, jf)| jump(test, k, jt, jf)),
        1 => (0_u32..10, small.clone()).prop_map(|(op, k)| {
            let shift = (6..8).contains(&op);
            statement(libc::BPF_ALU | op << 4, if shift { k % 32 } else { k.max(1) })
        }).prop_filter("no modulo", |i| i.code >> 4 != 9),
        1 => Just(statement(libc::BPF_MISC | libc::BPF_TAX, 0)),
        1 => (0_u32..4).prop_map(|slot| statement(libc::BPF_ST, slot)),
        1 => (0_u32..4).prop_map(|slot| statement(libc::BPF_LDX | libc::BPF_MEM, slot)),
        1 => prop_oneof![Just(libc::SECCOMP_RET_ALLOW), Just(ERRNO_EPERM)].prop_map(answer),
    ]
}

fn program() -> impl Strategy<Value = Filter> {
    let length = 12_u8;
    (0..length).map(|at| instruction(length - at)).collect::<Vec<_>>().prop_map(|mut program| {
        program.push(answer(libc::SECCOMP_RET_TRAP));
        Filter(program)
    })
}

proptest! {
    /// What exploring says of a call, running it with any arguments bears out.
    #[test]
    fn exploring_and_running_agree(filter in program(), number in 0_u32..80, args in any::<[u64; 6]>(), small in any::<bool>()) {
        let args = if small { args.map(|arg| arg % 10) } else { args };
        let data = Data { number, arch: X86_64, ip: args[5], args };
        let ran = filter.run(&data).unwrap();
        match filter.answer(X86_64, number).unwrap() {
            Answer::Always(action) => prop_assert_eq!(ran, action),
            Answer::ByArguments(paths) => prop_assert!(paths.iter().any(|path| path.action == ran)),
            Answer::Manifold(_) => {}
        }
        prop_assert_eq!(filter.listing().len(), filter.0.len());
    }
}
