//! Whatever a program passes, and whatever its memory holds, every call of every ABI, and every request of ioctl, can be
//! said: no panic, JSON that parses, text without raw control bytes, and work that is bounded.

mod driver;

use driver::{BASE, Speaker, Stretch, options, requests};
use proptest::prelude::*;
use rtrace::arch::{Abi, Word, numbers};
use rtrace::decode::decoder::Detail;
use rtrace::event::{Entry, Outcome};
use rtrace::output::quote::Hex;
use rtrace::output::{Constants, Descriptors, Manner, Options};

/// A value as programs pass them: small numbers, flags, addresses that can be read, the ends of what can be, and others.
fn word() -> impl Strategy<Value = u64> {
    prop_oneof![
        4 => 0u64..40,
        2 => (0u32..64).prop_map(|bit| 1 << bit),
        4 => (0u64..0x3000).prop_map(|at| BASE + at),
        1 => prop_oneof![Just(u64::MAX), Just(u64::MAX - 99), Just(1 << 31), Just(u64::from(u32::MAX)), Just(1 << 63)],
        1 => any::<u64>(),
        1 => any::<u32>().prop_map(u64::from),
    ]
}

/// Memory in which words of both widths are as above, and some bytes are anything.
fn memory() -> impl Strategy<Value = Vec<u8>> {
    let long = word().prop_map(|word| word.to_le_bytes().to_vec());
    let short = word().prop_map(|word| (word as u32).to_le_bytes().to_vec());
    let half = (0u16..300).prop_map(|half| half.to_le_bytes().to_vec());
    let raw = prop::collection::vec(any::<u8>(), 0..64);
    let zeros = (0usize..64).prop_map(|count| vec![0; count]);
    let piece = prop_oneof![4 => long, 4 => short, 2 => half, 1 => raw, 1 => zeros];
    prop::collection::vec(piece, 200..2000).prop_map(|pieces| pieces.concat())
}

fn outcome() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        4 => word().prop_map(|value| Outcome::Returned(value as i64)),
        2 => (0i64..4096).prop_map(Outcome::Returned),
        2 => (1i32..600).prop_map(Outcome::Failed),
        1 => Just(Outcome::Unavailable),
    ]
}

fn detail() -> impl Strategy<Value = Detail> {
    let string = prop_oneof![Just(32usize), Just(0), Just(1), Just(4096)];
    let follow = prop_oneof![8 => Just(true), 1 => Just(false)];
    (string, any::<bool>(), follow).prop_map(|(string, full, follow)| Detail { string, full, follow })
}

fn manner() -> impl Strategy<Value = Manner> {
    let constants = prop_oneof![Just(Constants::Abbrev), Just(Constants::Raw), Just(Constants::Verbose)];
    let hex =
        prop_oneof![4 => Just(Hex::No), 1 => Just(Hex::Chars), 1 => Just(Hex::NonAscii), 1 => Just(Hex::All)];
    let all = Descriptors { path: true, socket: true, dev: true, pidfd: true, eventfd: true, signalfd: true };
    let descriptors = prop_oneof![
        Just(Descriptors { path: true, ..Descriptors::default() }),
        Just(all),
        Just(Descriptors { path: false, ..all }),
        Just(Descriptors::default()),
    ];
    (constants, hex, descriptors, any::<[bool; 3]>()).prop_map(
        |(constants, hex, descriptors, [commands, translations, argument_names])| Manner {
            constants,
            hex,
            descriptors,
            commands,
            translations,
            argument_names,
            ..Manner::default()
        },
    )
}

/// Each number that an ABI has, and some that it hasn't.
fn calls(abi: Abi) -> impl Iterator<Item = u64> {
    let known = numbers::table(abi).iter().map(|(number, _)| u64::from(*number));
    known.chain([9999, u64::from(u32::MAX)])
}

/// Registers as an ABI has them.
fn registers(abi: Abi, args: [u64; 6]) -> [u64; 6] {
    match abi.word() {
        Word::W64 => args,
        Word::W32 => args.map(|arg| arg & 0xffff_ffff),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn every_call_can_be_said_whatever_is_passed_and_returned(
        bytes in memory(),
        words in prop::collection::vec(word(), 12),
        outcomes in prop::collection::vec(outcome(), 5),
        detail in detail(),
        manner in manner(),
    ) {
        let tracee = Stretch::new(bytes);
        let mut speaker = Speaker::new(options(detail, manner), &tracee);
        for abi in Abi::ALL {
            for (i, number) in calls(abi).enumerate() {
                // Each call gets other registers of the same few, so that all see all kinds of values.
                let args = registers(abi, std::array::from_fn(|n| words[(n + i) % words.len()]));
                let entry = Entry { abi, number, args, ip: 0, sp: 0 };
                let said = speaker.say(&tracee, &entry, outcomes[i % outcomes.len()]);
                prop_assert!(said.is_ok(), "{:?}", said.err());
            }
        }
        speaker.end(&tracee);
    }

    #[test]
    fn every_request_of_ioctl_can_be_said_whatever_it_points_to(
        bytes in memory(),
        pointers in prop::collection::vec(prop_oneof![4 => (0u64..0x800).prop_map(|at| BASE + 8 * at), 1 => word()], 7),
        outcomes in prop::collection::vec(outcome(), 5),
        detail in detail(),
        manner in manner(),
    ) {
        let tracee = Stretch::new(bytes);
        let mut speaker = Speaker::new(options(detail, manner), &tracee);
        for abi in Abi::ALL {
            let number = numbers::number(abi, "ioctl").unwrap().into();
            for (i, request) in requests(abi).enumerate() {
                let args = registers(abi, [3, request, pointers[i % pointers.len()], 0, 0, 0]);
                let entry = Entry { abi, number, args, ip: 0, sp: 0 };
                let said = speaker.say(&tracee, &entry, outcomes[i % outcomes.len()]);
                prop_assert!(said.is_ok(), "{request:#x}: {:?}", said.err());
            }
        }
        speaker.end(&tracee);
    }

    #[test]
    fn whatever_bytes_a_fuzzer_gives_make_a_call_that_can_be_said(data in prop::collection::vec(any::<u8>(), 0..4000)) {
        prop_assert_eq!(driver::fuzz(&data), Ok(()));
    }
}

/// The line of one call, on memory that begins with `bytes` at [`BASE`].
fn line(abi: Abi, name: &str, args: [u64; 6], outcome: Outcome, bytes: &[u8]) -> String {
    let tracee = Stretch::new(bytes.to_vec());
    let number = numbers::number(abi, name).unwrap().into();
    let entry = Entry { abi, number, args, ip: 0, sp: 0 };
    Speaker::new(Options::default(), &tracee).say(&tracee, &entry, outcome).unwrap().text
}

#[test]
fn addresses_of_sockets_are_what_their_family_says() {
    let inet6 = b"\x0a\0\0\x50\0\0\0\0\xfe\x80\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x07\0\0\0";
    let cases: &[(&[u8], &str)] = &[
        (b"\x01\0/run/x\0yz", r#"{sa_family=AF_UNIX, sun_path="/run/x"}"#),
        (b"\x01\0\0abc\0d", r#"{sa_family=AF_UNIX, sun_path=@"abc\0d"}"#),
        (b"\x01\0", "{sa_family=AF_UNIX}"),
        (
            b"\x02\0\0\x50\x7f\0\0\x01\0\0\0\0\0\0\0\0",
            r#"{sa_family=AF_INET, sin_port=htons(80), sin_addr=inet_addr("127.0.0.1")}"#,
        ),
        (b"\x02\0\0\x50\x7f", r#"{sa_family=AF_INET, sa_data="\0P\177"}"#),
        (
            inet6,
            r#"{sa_family=AF_INET6, sin6_port=htons(80), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "fe80::1", &sin6_addr), sin6_scope_id=7}"#,
        ),
        (b"\xff\xff\x01", r#"{sa_family=0xffff /* AF_??? */, sa_data="\1"}"#),
    ];
    for (bytes, shown) in cases {
        let length = bytes.len() as u64;
        let said = line(Abi::X86_64, "connect", [3, BASE, length, 0, 0, 0], Outcome::Returned(0), bytes);
        assert_eq!(said.replace(" = 0\n", "").trim_end(), format!("connect(3, {shown}, {length})"));
    }
}

#[test]
fn calls_behind_a_multiplexer_are_said_as_themselves() {
    // socketcall(SYS_SOCKET, [AF_INET, SOCK_STREAM, IPPROTO_IP])
    let block = [2u32, 1, 0].map(u32::to_le_bytes).concat();
    let said = line(Abi::I386, "socketcall", [1, BASE, 0, 0, 0, 0], Outcome::Returned(3), &block);
    assert!(said.starts_with("socket(AF_INET, SOCK_STREAM, IPPROTO_IP)"), "{said}");
    // ipc(MSGRCV): the message and its type lie behind the pointer where the version is 0, and not where it is 1.
    let message = [BASE as u32 + 8, 5, 7].map(u32::to_le_bytes).concat();
    let memory = [message.as_slice(), b"text"].concat();
    let said = line(Abi::I386, "ipc", [12, 1, 4, 0, BASE, 0], Outcome::Returned(4), &memory);
    assert!(said.starts_with(r#"msgrcv(1, {mtype=7, mtext="text"}, 4, 5, 0)"#), "{said}");
    let said = line(Abi::I386, "ipc", [0x1_000c, 1, 4, 0, BASE + 8, 9], Outcome::Returned(4), &memory);
    assert!(said.starts_with(r#"msgrcv(1, {mtype=7, mtext="text"}, 4, 9, 0)"#), "{said}");
}

#[test]
fn what_bpf_takes_is_what_its_command_says() {
    fn words(words: &[u32]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }
    let cases: &[(u64, &[u32], i64, &str)] = &[
        (
            0,
            &[1],
            3,
            "BPF_MAP_CREATE, {map_type=BPF_MAP_TYPE_HASH, key_size=0, value_size=0, max_entries=0}, 4",
        ),
        (
            1,
            &[3, 0, 0, 0, 16, 0, 4, 0],
            0,
            "BPF_MAP_LOOKUP_ELEM, {map_fd=3, key=NULL, value=0x10, flags=BPF_F_LOCK}, 32",
        ),
        (12, &[0, 0, 0], 0, "BPF_MAP_GET_NEXT_ID, {start_id=0, next_id=0, open_flags=0}, 12"),
        (
            28,
            &[3, 4, 46, 0, 5, 0, 7, 0],
            6,
            "BPF_LINK_CREATE, {link_create={prog_fd=3, target_fd=4, attach_type=BPF_TCX_INGRESS, flags=0, \
             tcx={relative_fd=5, expected_revision=7}}}, 32",
        ),
        (34, &[3, 0, 1], 0, "BPF_LINK_DETACH, {link_detach={link_fd=3}, ...}, 12"),
        (36, &[0, 3], 4, "BPF_TOKEN_CREATE, {token_create={flags=0, bpffs_fd=3}}, 8"),
        (99, &[0, 3], 4, "0x63 /* BPF_??? */, 0x10000000, 8"),
    ];
    for (command, memory, returned, shown) in cases {
        let memory = words(memory);
        for abi in Abi::ALL {
            let args = [*command, BASE, memory.len() as u64, 0, 0, 0];
            let said = line(abi, "bpf", args, Outcome::Returned(*returned), &memory);
            let (call, result) = said.trim_end().rsplit_once(") ").unwrap();
            assert_eq!(call, format!("bpf({shown}"), "{abi}");
            assert_eq!(result.trim(), format!("= {returned}"), "{abi}");
        }
    }
}
