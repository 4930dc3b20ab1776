//! Whatever a program passes, and whatever its memory holds, every call of every ABI can be said: no panic, JSON that
//! parses, text without raw control bytes, and work that is bounded.

use proptest::prelude::*;
use rtrace::arch::{Abi, numbers};
use rtrace::decode::decoder::Detail;
use rtrace::event::{End, Entry, Event, Handler, Moment, Opened, Origin, Outcome, Tracee};
use rtrace::memory::Memory;
use rtrace::output::quote::Hex;
use rtrace::output::{Constants, Descriptors, Destination, Json, Manner, Options, Quiet, Target, Text};
use std::cell::{Cell, RefCell};
use std::io::{self, Write};
use std::rc::Rc;

use nix::unistd::Pid;

/// Where the tracee's memory begins: an address that 32-bit programs have too.
const BASE: u64 = 0x1000_0000;

/// The most that one call may make of its line, in bytes, and the most that it may read for it.
const LINE: usize = 8 << 20;
const READ: usize = 64 << 20;

/// What was written.
#[derive(Clone, Default)]
struct Page(Rc<RefCell<Vec<u8>>>);

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Page {
    fn destination(&self) -> Destination {
        let target = Target::One { writer: Box::new(self.clone()), prompt: true };
        Destination::new(target, "rtrace".to_owned(), "page".to_owned())
    }

    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.borrow_mut())
    }
}

/// A tracee with one stretch of memory, which counts what is read of it.
struct Stretch {
    bytes: Vec<u8>,
    read: Cell<usize>,
}

impl Memory for Stretch {
    fn read(&self, addr: u64, buf: &mut [u8]) -> usize {
        let Some(rest) = addr.checked_sub(BASE).and_then(|at| self.bytes.get(usize::try_from(at).ok()?..))
        else {
            return 0;
        };
        let count = buf.len().min(rest.len());
        buf[..count].copy_from_slice(&rest[..count]);
        self.read.set(self.read.get() + count);
        count
    }

    fn netlink(&self, fd: i32) -> Option<u32> {
        // Some of each protocol, more of the one that has the most messages, and none.
        u32::try_from(fd).ok().map(|fd| if fd % 3 == 0 { 0 } else { fd % 24 })
    }
}

impl Tracee for Stretch {
    fn pid(&self) -> Pid {
        Pid::from_raw(1)
    }

    fn descriptor(&self, fd: i32, into: &mut Vec<u8>) -> bool {
        into.extend(format!("/tmp/{fd}\x1b[31m\n").bytes());
        fd % 2 == 0
    }

    fn opened(&self, fd: i32, _link: &[u8]) -> Option<Opened> {
        match fd % 8 {
            0 => Some(Opened::Device { block: fd % 3 == 0, major: 1, minor: 3 }),
            2 => Some(Opened::Process(fd)),
            4 => Some(Opened::Signals((fd as u64).wrapping_mul(0x1234_5678_9abc_def1))),
            6 => Some(Opened::Counter {
                count: fd as u64,
                id: Some(fd),
                semaphore: (fd % 3 == 0).then_some(1),
            }),
            _ => None,
        }
    }

    fn directory(&self, into: &mut Vec<u8>) -> bool {
        into.extend(b"/tmp");
        true
    }

    fn outer(&self, id: i32) -> Option<nix::unistd::Pid> {
        Some(nix::unistd::Pid::from_raw(id))
    }

    fn comm(&self, _task: nix::unistd::Pid, into: &mut Vec<u8>) -> bool {
        into.extend(b"a\nb");
        true
    }
}

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

/// Says one call, from its entry to its exit, and returns the line.
fn say(
    handler: &mut dyn Handler,
    page: &Page,
    tracee: &Stretch,
    entry: &Entry,
    outcome: Outcome,
) -> Result<Vec<u8>, TestCaseError> {
    tracee.read.set(0);
    handler.event(tracee, Moment::default(), Event::Entered(entry));
    handler.event(tracee, Moment::default(), Event::Exited(outcome));
    handler.idle();
    let line = page.take();
    let name = numbers::name(entry.abi, entry.number).unwrap_or("?");
    prop_assert!(line.len() <= LINE, "{} {name}: a line of {} bytes", entry.abi, line.len());
    prop_assert!(tracee.read.get() <= READ, "{} {name}: {} bytes were read", entry.abi, tracee.read.get());
    Ok(line)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn every_call_can_be_said_whatever_is_passed_and_returned(
        bytes in memory(),
        registers in prop::collection::vec(word(), 12),
        outcomes in prop::collection::vec(outcome(), 5),
        detail in detail(),
        manner in manner(),
    ) {
        let tracee = Stretch { bytes, read: Cell::new(0) };
        let quiet = Quiet { personality: true, ..Quiet::default() };
        let options = Options { detail, manner, quiet, ..Options::default() };
        let (text_page, json_page) = (Page::default(), Page::default());
        let mut text = Text::new(options.clone(), text_page.destination(), true, "rtrace".to_owned());
        let mut json = Json::new(options, json_page.destination(), "rtrace".to_owned());
        for handler in [&mut text as &mut dyn Handler, &mut json] {
            handler.event(&tracee, Moment::default(), Event::Attached(Origin::Launched));
        }
        text_page.take();
        json_page.take();
        for abi in Abi::ALL {
            for (i, number) in calls(abi).enumerate() {
                // Each call gets other registers of the same few, so that all see all kinds of values.
                let args = std::array::from_fn(|n| registers[(n + i) % registers.len()]);
                let args = match abi.word() {
                    rtrace::arch::Word::W64 => args,
                    rtrace::arch::Word::W32 => args.map(|arg| arg & 0xffff_ffff),
                };
                let entry = Entry { abi, number, args, ip: 0, sp: 0 };
                let outcome = outcomes[i % outcomes.len()];
                let line = say(&mut text, &text_page, &tracee, &entry, outcome)?;
                let raw = line.iter().find(|byte| byte.is_ascii_control() && **byte != b'\n');
                prop_assert_eq!(raw, None, "{}", String::from_utf8_lossy(&line));
                let line = say(&mut json, &json_page, &tracee, &entry, outcome)?;
                for line in line.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
                    let parsed: Result<serde_json::Value, _> = serde_json::from_slice(line);
                    prop_assert!(parsed.is_ok(), "{:?}: {}", parsed, String::from_utf8_lossy(line));
                }
            }
        }
        for handler in [&mut text as &mut dyn Handler, &mut json] {
            handler.event(&tracee, Moment::default(), Event::Ended(End::Exited(0)));
        }
    }
}

/// The line of one call, on memory that begins with `bytes` at [`BASE`].
fn line(abi: Abi, name: &str, args: [u64; 6], outcome: Outcome, bytes: &[u8]) -> String {
    let page = Page::default();
    let mut text = Text::new(Options::default(), page.destination(), true, "rtrace".to_owned());
    let tracee = Stretch { bytes: bytes.to_vec(), read: Cell::new(0) };
    text.event(&tracee, Moment::default(), Event::Attached(Origin::Launched));
    page.take();
    let number = numbers::number(abi, name).unwrap().into();
    let entry = Entry { abi, number, args, ip: 0, sp: 0 };
    String::from_utf8(say(&mut text, &page, &tracee, &entry, outcome).unwrap()).unwrap()
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
