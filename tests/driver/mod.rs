//! Calls that were never made, said by rtrace's decoders and renderers on memory that a test makes up: shared by the tests
//! of decoding and by the fuzz target (fuzz/), which finds such memory by itself.

#![allow(dead_code, reason = "each user takes its own part of this")]

use nix::unistd::Pid;
use rtrace::arch::{Abi, Word, numbers};
use rtrace::decode::decoder::Detail;
use rtrace::decode::sets::ioctl::REQUESTS;
use rtrace::event::{End, Entry, Event, Handler, Moment, Opened, Origin, Outcome, SigInfo, Tracee};
use rtrace::memory::{Memory, Queue, Ring, Stream};
use rtrace::output::quote::Hex;
use rtrace::output::{Constants, Descriptors, Destination, Json, Manner, Options, Quiet, Target, Text};
use std::cell::{Cell, RefCell};
use std::io::{self, Write};
use std::rc::Rc;

/// Where the tracee's memory begins: an address that 32-bit programs have too.
pub const BASE: u64 = 0x1000_0000;

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
pub struct Stretch {
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
        u32::try_from(fd).ok().map(|fd| if fd % 5 == 0 { 0 } else { fd % 24 })
    }

    fn stream(&self, fd: i32) -> Option<Stream> {
        const STREAMS: &[Stream] = &[
            Stream::Inotify,
            Stream::Fanotify,
            Stream::Signals,
            Stream::Count,
            Stream::Faults,
            Stream::Input,
        ];
        STREAMS.get(usize::try_from(fd).ok()? % (STREAMS.len() + 1)).copied()
    }

    fn requests(&self, ring: Ring, submitted: u32, most: usize, into: &mut Vec<u8>) -> Option<Queue> {
        self.queue(ring, 64, submitted, most, into)
    }

    fn completions(&self, ring: Ring, most: usize, into: &mut Vec<u8>) -> Option<Queue> {
        self.queue(ring, 16, u32::MAX, most, into)
    }

    fn generic(&self, id: u16, into: &mut Vec<u8>) -> bool {
        const NAMES: &[&str] = &[
            "nlctrl",
            "ethtool",
            "nl80211",
            "devlink",
            "ovs_flow",
            "macsec",
            "TASKSTATS",
            "mptcp_pm",
            "TIPCv2",
            "NCSI",
            "batadv",
        ];
        let name = NAMES.get(usize::from(id) % 16);
        into.extend(name.unwrap_or(&"").bytes());
        name.is_some()
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

impl Stretch {
    /// What all memory is from its start, as entries of a ring: by the bits of its number, of twice the size, and of mixed
    /// sizes. A ring below zero has none.
    fn queue(&self, ring: Ring, size: usize, given: u32, most: usize, into: &mut Vec<u8>) -> Option<Queue> {
        let (Ring::Descriptor(number) | Ring::Registered(number)) = ring;
        let size = if number & 1 == 0 { size } else { 2 * size };
        let count = u32::try_from(self.bytes.len() / size).ok()?.min(given);
        into.extend(&self.bytes[..(count as usize).min(most) * size]);
        (number >= 0).then_some(Queue { size, mixed: number & 2 != 0, count })
    }

    /// A tracee with these bytes at [`BASE`].
    pub fn new(bytes: Vec<u8>) -> Stretch {
        Stretch { bytes, read: Cell::new(0) }
    }
}

/// Both renderers, and what they wrote.
pub struct Speaker {
    text: Text,
    json: Json,
    page: Page,
}

/// What was said of one call.
pub struct Said {
    /// Its line.
    pub text: String,
    /// Its events.
    pub json: Vec<serde_json::Value>,
    /// Their lines.
    pub raw: String,
}

impl Speaker {
    /// Renderers for a tracee that has just been launched.
    pub fn new(options: Options, tracee: &Stretch) -> Speaker {
        let page = Page::default();
        let mut speaker = Speaker {
            text: Text::new(options.clone(), page.destination(), true, "rtrace".to_owned()),
            json: Json::new(options, page.destination(), "rtrace".to_owned()),
            page,
        };
        speaker.both(tracee, Event::Attached(Origin::Launched));
        speaker
    }

    fn both(&mut self, tracee: &Stretch, event: Event<'_>) {
        for handler in [&mut self.text as &mut dyn Handler, &mut self.json] {
            handler.event(tracee, Moment::default(), event);
            handler.idle();
        }
        self.page.take();
    }

    /// The tracee ends.
    pub fn end(mut self, tracee: &Stretch) {
        self.both(tracee, Event::Ended(End::Exited(0)));
    }

    /// Says one call, from its entry to its exit. What must be true of every call, and isn't, is an error: JSON that
    /// parses, text without raw control bytes, and work that is bounded.
    pub fn say(&mut self, tracee: &Stretch, entry: &Entry, outcome: Outcome) -> Result<Said, String> {
        self.events(tracee, entry, &[Event::Entered(entry), Event::Exited(outcome)])
    }

    /// Says a call that the task doesn't come back from.
    pub fn cut(&mut self, tracee: &Stretch, entry: &Entry) -> Result<Said, String> {
        self.events(tracee, entry, &[Event::Entered(entry), Event::Ended(End::Exited(0))])
    }

    /// Says a signal, of which the kernel says this.
    pub fn signal(&mut self, tracee: &Stretch, entry: &Entry, info: &SigInfo) -> Result<Said, String> {
        let signal = i32::from(info.0[0]);
        self.events(tracee, entry, &[Event::Signal { signal, info: Some(info) }])
    }

    /// Says events, the call of which is this one.
    fn events(&mut self, tracee: &Stretch, entry: &Entry, events: &[Event<'_>]) -> Result<Said, String> {
        let call = || format!("{} {}", entry.abi, numbers::name(entry.abi, entry.number).unwrap_or("?"));
        let text = line(&mut self.text, &self.page, tracee, events);
        let json = line(&mut self.json, &self.page, tracee, events);
        for line in [&text, &json] {
            if line.len() > LINE {
                return Err(format!("{}: a line of {} bytes", call(), line.len()));
            }
        }
        if tracee.read.get() > READ {
            return Err(format!("{}: {} bytes were read", call(), tracee.read.get()));
        }
        let said = String::from_utf8_lossy(&text).into_owned();
        if text.iter().any(|byte| byte.is_ascii_control() && *byte != b'\n') {
            return Err(format!("{}: a control byte in {said}", call()));
        }
        let raw = String::from_utf8_lossy(&json).into_owned();
        let events = json.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let events: Result<Vec<_>, _> = events.map(serde_json::from_slice).collect();
        match events {
            Ok(json) => Ok(Said { text: said, json, raw }),
            Err(error) => Err(format!("{}: {error}: {raw}", call())),
        }
    }
}

fn line(handler: &mut dyn Handler, page: &Page, tracee: &Stretch, events: &[Event<'_>]) -> Vec<u8> {
    tracee.read.set(0);
    events.iter().for_each(|event| handler.event(tracee, Moment::default(), *event));
    handler.idle();
    page.take()
}

/// The options with which a call is said, but for how much of it.
pub fn options(detail: Detail, manner: Manner) -> Options {
    let quiet = Quiet { personality: true, ..Quiet::default() };
    Options { detail, manner, quiet, ..Options::default() }
}

/// The numbers that requests of ioctl have on an ABI.
pub fn requests(abi: Abi) -> impl Iterator<Item = u64> {
    let bit = 1 << abi as u8;
    REQUESTS.iter().filter(move |(_, abis, _)| abis & bit != 0).map(|(number, ..)| u64::from(*number))
}

/// Takes numbers from the bytes that a fuzzer gives; zeros where there are no more.
struct Choices<'a>(&'a [u8]);

impl Choices<'_> {
    fn take<const N: usize>(&mut self) -> [u8; N] {
        let mut taken = [0; N];
        let count = N.min(self.0.len());
        taken[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        taken
    }

    fn byte(&mut self) -> u8 {
        u8::from_le_bytes(self.take())
    }

    fn half(&mut self) -> usize {
        u16::from_le_bytes(self.take()).into()
    }

    /// A register: one byte says of which kind, as programs pass them.
    fn word(&mut self) -> u64 {
        match self.byte() % 5 {
            0 => self.byte().into(),
            1 => BASE + self.half() as u64,
            2 => u64::MAX - u64::from(self.byte()),
            3 => 1 << (self.byte() % 64),
            _ => u64::from_le_bytes(self.take()),
        }
    }
}

/// Puts bytes by chance where [`fuzz`] takes them from, in whose memory words of all widths are as programs pass them; the
/// same seed puts the same. Returns how many.
pub fn by_chance(seed: u64, into: &mut [u8]) -> usize {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    // What is before the memory chooses the call.
    const CHOICES: usize = 48;
    let length = into.len().min(CHOICES + next() as usize % 4096);
    let mut at = 0;
    while at < length {
        let chance = next();
        let word = match chance >> 8 & 7 {
            0..3 => next() % 40,
            3 => 1 << (next() % 64),
            4 => BASE + next() % 0x1000,
            5 => u64::MAX - next() % 100,
            6 => 0,
            _ => next(),
        };
        let width = if at < CHOICES { 1 } else { [1, 2, 4, 4, 8, 8, 8, 8][chance as usize & 7] };
        let bytes = if at < CHOICES { next().to_le_bytes() } else { word.to_le_bytes() };
        let end = (at + width).min(length);
        into[at..end].copy_from_slice(&bytes[..end - at]);
        at = end;
    }
    length
}

/// One call that bytes choose: its ABI, which it is, what is passed and returned, how it is written, and, with all bytes
/// that are left, the tracee's memory. Calls, requests and flags are taken from the tables, so that all kinds are reached.
pub fn fuzz(data: &[u8]) -> Result<(), String> {
    let mut choices = Choices(data);
    let [abi, detail, manner, flags] = choices.take();
    let abi = Abi::ALL[usize::from(abi) % Abi::ALL.len()];
    let table = numbers::table(abi);
    let number = table.get(choices.half() % (table.len() + 1)).map_or(9999, |(number, _)| u64::from(*number));
    let mut args = std::array::from_fn(|_| choices.word());
    if numbers::name(abi, number) == Some("ioctl") {
        let known: Vec<u64> = requests(abi).collect();
        args[1] = known[choices.half() % known.len()];
    }
    if abi.word() == Word::W32 {
        args = args.map(|arg| arg & 0xffff_ffff);
    }
    let outcome = match choices.byte() % 4 {
        0 => Outcome::Failed(choices.byte().into()),
        1 => Outcome::Unavailable,
        _ => Outcome::Returned(choices.word() as i64),
    };
    let detail = Detail {
        string: [32, 0, 1, 4096][usize::from(detail) % 4],
        full: detail & 4 != 0,
        deep: detail & 0x40 != 0,
        follow: detail & 0x38 != 0,
    };
    let bit = |at: u8| flags & (1 << at) != 0;
    let manner = Manner {
        constants: [Constants::Abbrev, Constants::Raw, Constants::Verbose][usize::from(manner) % 3],
        hex: [Hex::No, Hex::Chars, Hex::NonAscii, Hex::All][usize::from(manner >> 2) % 4],
        descriptors: Descriptors {
            path: bit(0),
            socket: bit(1),
            dev: bit(1),
            pidfd: bit(2),
            eventfd: bit(2),
            signalfd: bit(2),
        },
        commands: bit(3),
        translations: bit(4),
        argument_names: bit(5),
        ..Manner::default()
    };
    let tracee = Stretch::new(choices.0.to_vec());
    let mut speaker = Speaker::new(options(detail, manner), &tracee);
    let entry = Entry { abi, number, args, ip: 0, sp: 0 };
    speaker.say(&tracee, &entry, outcome)?;
    let mut info = SigInfo([0; 128]);
    tracee.read(BASE, &mut info.0);
    speaker.signal(&tracee, &entry, &info)?;
    speaker.cut(&tracee, &entry)?;
    Ok(())
}
