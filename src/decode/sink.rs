//! The words that a decoder has. Renderers implement them once.

use super::set::{Radix, Set};
use std::net::{Ipv4Addr, Ipv6Addr};

/// What a group of values is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Named fields: `{a=1, b=2}`.
    Struct,
    /// Items in order: `[1, 2]`.
    Array,
    /// An array of one item, which text shows as that item: messages and attributes of netlink.
    Alone,
    /// Values named by their place: `[[SK_MEMINFO_RMEM_ALLOC]=0, [SK_MEMINFO_RCVBUF]=212992]`. An [`Sink::index`] precedes
    /// each.
    Indexed,
    /// Members of a set: `[INT QUIT]`.
    Members,
    /// All but these: `~[INT QUIT]`.
    AllBut,
    /// Fields that text shows without their names, behind the name of a macro of the C headers: `BPF_STMT(0x6, 0)`.
    Macro(&'static str),
    /// What follows a result, each value named by `note`: `(in [3], left {tv_sec=1, tv_usec=0})`.
    Notes,
}

/// Bytes that were read from the tracee, and what is known of those that were not.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// What was read, without a terminating NUL.
    pub bytes: &'a [u8],
    /// Whether there is more than that: renderers mark the text as cut.
    pub cut: bool,
    /// The true length in bytes, where it is known.
    pub length: Option<u64>,
    /// What the bytes are.
    pub style: Style,
}

/// What bytes are, and so how text shows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Text or data.
    Text,
    /// Text or data that often has a NUL at its end, which text leaves out.
    Terminated,
    /// Text whose NUL is left out, which strace shows, and dots behind it, where such strings are in hex.
    Ended,
    /// The name of a file.
    Path,
    /// Bytes that are never text (random bytes, keys): in hex whatever they are.
    Hex,
    /// A hardware address: `52:54:00:12:34:56`.
    Hardware,
    /// A name that text writes without quotes, of printable characters: a station of amateur radio, `N0CALL-1`.
    Bare,
    /// A UUID, of 16 bytes: `01020304-0506-0708-090a-0b0c0d0e0f10`.
    Uuid,
    /// The abstract name of a Unix socket: the first byte is NUL, which text shows as `@` before the quotes.
    Abstract,
}

/// Where decoders put what they find. A decoder speaks in this order: `arg` or `field` or `item` says where a value
/// belongs, then exactly one value follows: a scalar, bytes, or a group from `open` to `close`.
pub trait Sink {
    /// The next argument of the call. `label` is what strace writes before the value, where it does
    /// (`child_stack=`).
    fn arg(&mut self, name: &'static str, label: Option<&'static str>);
    /// The next field of the struct that was opened last.
    fn field(&mut self, name: &'static str);
    /// The same, of a field that text shows without its name.
    fn unnamed(&mut self, name: &'static str);
    /// The next item of the array or set that was opened last.
    fn item(&mut self);
    /// The place of the next value of the [`Group::Indexed`] that was opened last, by name where the set has one.
    fn index(&mut self, index: u64, set: &'static Set);
    /// The group that was left open when the call began goes on, behind what was said in it.
    fn reopen(&mut self, group: Group);
    /// The same, of a group in which nothing was said.
    fn restart(&mut self, group: Group);
    /// A group begins.
    fn open(&mut self, group: Group);
    /// The group that was opened last ends.
    fn close(&mut self, group: Group);

    /// A number without a further meaning.
    fn number(&mut self, value: u64, radix: Radix);
    /// A value of a set of named constants: the raw value and, through the set, its names.
    fn symbol(&mut self, value: u64, set: &'static Set);
    /// A number that has a name which no set has; text shows it in hex where constants are numbers.
    fn named(&mut self, value: u64, name: std::fmt::Arguments<'_>) {
        self.expression(value, name);
    }
    /// The same of a number that is an address, or an offset that stands where other calls have one.
    fn named_address(&mut self, value: u64, name: std::fmt::Arguments<'_>) {
        self.named(value, name);
    }
    /// A value that reads better as an expression: the raw value, and `text` for people (`8192*1024`).
    fn expression(&mut self, value: u64, text: std::fmt::Arguments<'_>);
    /// The same of a number with a sign.
    fn signed_expression(&mut self, value: i64, text: std::fmt::Arguments<'_>);
    /// The same, where text is an expression whatever is asked for.
    fn words(&mut self, value: u64, text: std::fmt::Arguments<'_>);
    /// The same, where text depends on how constants are written: by name, as numbers, or both.
    fn words_by_manner(&mut self, value: u64, texts: [std::fmt::Arguments<'_>; 3]) {
        self.words(value, texts[0]);
    }
    /// A pointer that isn't followed, or can't be.
    fn address(&mut self, value: u64);
    /// Bytes from memory.
    fn bytes(&mut self, seen: Seen<'_>);
    /// Memory that should hold the value, and can't be read.
    fn unreadable(&mut self, addr: u64);
    /// In a structure: what the program has behind all fields can't be read.
    fn more_unreadable(&mut self, addr: u64);
    /// In a structure: bytes that the program has behind all fields, of its `from`th to its last, the `to`th.
    fn remainder(&mut self, from: u64, to: u64, seen: Seen<'_>);
    /// A file descriptor.
    fn descriptor(&mut self, fd: i32);
    /// The current directory in the place of a descriptor (AT_FDCWD).
    fn directory(&mut self);
    /// A process or thread id, in the tracee's PID namespace.
    fn pid(&mut self, pid: i32);
    /// The id of a process group or a session, in the tracee's PID namespace.
    fn pgid(&mut self, pgid: i32);
    /// A number of this many bits that memory holds in network byte order, here in the host's; by name where it has
    /// a set.
    fn network(&mut self, bits: u8, value: u64, set: Option<&'static Set>);
    /// The same of a part of a socket's address, which text shows as bytes where constants are numbers.
    fn address_part(&mut self, bits: u8, value: u64, set: Option<&'static Set>) {
        self.network(bits, value, set);
    }
    /// A number in Bluetooth's byte order, here in the host's; by name where it has a set, or counted from one that has a
    /// name.
    fn bluetooth(&mut self, value: u64, set: Option<&'static Set>, _from: Option<u64>) {
        self.network(16, value, set);
    }
    /// A station of amateur radio by its name, whose bytes text shows where constants are numbers.
    fn station(&mut self, name: Seen<'_>, _raw: Seen<'_>) {
        self.bytes(name);
    }
    /// A hardware address at the start of a longer field, all of which text shows where constants are numbers.
    fn hardware(&mut self, address: Seen<'_>, _field: Seen<'_>) {
        self.bytes(address);
    }
    /// The index of a network interface: `if_nametoindex("lo")`.
    fn interface(&mut self, index: u32);
    /// An IPv4 address.
    fn inet(&mut self, address: Ipv4Addr);
    /// The same at the start of a longer field, all of which text shows where constants are numbers.
    fn inet_of(&mut self, address: Ipv4Addr, _field: &[u8]) {
        self.inet(address);
    }
    /// An IPv6 address, and the field that it stands in: text names it within the value, so no `field` precedes.
    /// The name is empty where it stands in none.
    fn inet6(&mut self, field: &'static str, address: Ipv6Addr);
    /// What follows, up to `close_expression`, is how a number is made: `IOPRIO_PRIO_VALUE(IOPRIO_CLASS_BE, 4)`. Text
    /// writes the number alone, in this radix, where constants are numbers.
    fn open_expression(&mut self, value: u64, radix: Radix);
    /// The expression ends.
    fn close_expression(&mut self);
    /// The number of a device, as a whole and in its parts.
    fn device(&mut self, value: u64, major: u32, minor: u32);

    /// The value just said was the one before the call, and the one that follows is the one after it.
    fn becomes(&mut self);
    /// The value just said is a moment: seconds since the epoch, and a fraction of so many decimal digits. Nothing
    /// where both are zero.
    fn moment(&mut self, seconds: i64, fraction: u64, digits: u8);
    /// There are further items or fields, which aren't shown.
    fn more(&mut self);
    /// The same in the midst of fields.
    fn gap(&mut self);
    /// Something about the value just said, which is no value itself: `/* 23 vars */`.
    fn comment(&mut self, text: std::fmt::Arguments<'_>);

    /// Whether what has a name is said by that alone, whatever it consists of.
    fn names_alone(&self) -> bool {
        true
    }

    /// Whether what has a name is said as a number alone.
    fn numbers_alone(&self) -> bool {
        false
    }

    /// Something about the value just said, but nothing where constants are numbers.
    fn gloss(&mut self, text: std::fmt::Arguments<'_>);

    /// The call goes on, and further arguments follow when it has ended.
    fn pause(&mut self);
    /// The call has ended, and what follows stands behind arguments that were said when it began.
    fn resume(&mut self);
    /// All arguments have been said; what follows is the result: a scalar, `failed` or `unavailable`.
    fn result(&mut self);
    /// The call failed with this errno.
    fn failed(&mut self, code: i32);
    /// The same of a call whose registers alone are said: text has what the C library has for errno, and so nothing of
    /// calls that are to be restarted.
    fn failed_raw(&mut self, code: i32) {
        self.failed(code);
    }
    /// It isn't known how the call ended.
    fn unavailable(&mut self);

    /// How the call ended isn't seen by its source.
    fn invisible(&mut self);
    /// What follows says more of the result, by names in text whatever is asked for: `(SCHED_FIFO)`. The label may be
    /// empty.
    fn open_note(&mut self, label: &'static str);
    /// The same, with constants as they are asked for: `(flags FD_CLOEXEC)`.
    fn open_flags(&mut self, label: &'static str);
    /// The same, but nothing where constants are numbers; by name wherever they aren't, if so wanted.
    fn open_gloss(&mut self, by_name: bool);
    /// The next value of the notes that were opened last. Text writes `label` before it, which may be empty.
    fn note(&mut self, name: &'static str, label: &'static str);
    /// The note ends.
    fn close_note(&mut self);
}

/// A number in hexadecimal within an expression; zero has no prefix.
#[derive(Clone, Copy)]
pub struct InHex(pub u64);

impl std::fmt::Display for InHex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0 == 0 { f.write_str("0") } else { write!(f, "{:#x}", self.0) }
    }
}
