//! Kinds: how one argument or field reads. Small values, made at compile time; `decoder` says what they do.

use crate::arch::Abi;

use super::decoder::{Decoder, Place};
use super::set::{Radix, Set};
use super::structs::Struct;

/// Another argument of the same call, or another field of the same structure. The `syscalls!` and `structs!` macros
/// make one for each name, so a relation that names nothing doesn't compile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ref(pub u8);

/// How a value lies in a register or in memory.
#[derive(Clone, Copy)]
pub enum Repr {
    /// Signed integers of 1 to 8 bytes.
    I8,
    #[allow(missing_docs)]
    I16,
    #[allow(missing_docs)]
    I32,
    #[allow(missing_docs)]
    I64,
    /// Unsigned integers of 1 to 8 bytes.
    U8,
    #[allow(missing_docs)]
    U16,
    #[allow(missing_docs)]
    U32,
    #[allow(missing_docs)]
    U64,
    /// Unsigned, in network byte order.
    Be16,
    #[allow(missing_docs)]
    Be32,
    #[allow(missing_docs)]
    Be64,
    /// C `long`: four or eight bytes by ABI.
    Long,
    /// C `unsigned long`, `size_t`, pointers.
    Ulong,
    /// The kernel's `__kernel_long_t`: like `long`, but eight bytes on x32.
    KLong,
    /// The kernel's `__kernel_ulong_t`.
    KUlong,
    /// The kernel's `__kernel_old_dev_t`, the number of a device as it once was.
    OldDevice,
    /// This many bytes at an alignment of one.
    Bytes(usize),
    /// A union, of this size and alignment on every ABI, in bytes.
    Block(usize, usize),
    /// An array in place.
    Times(&'static Kind, usize),
    /// As large and as aligned as this structure is on the ABI.
    Like(&'static Struct),
    /// Of no size: a value of this kind begins here, and so does what follows.
    Nothing(&'static Kind),
}

/// A length, in bytes or items, by whatever the call says it.
#[derive(Clone, Copy, Debug)]
pub enum Len {
    /// What the call returned.
    Ret,
    /// The value of another argument or field.
    Arg(Ref),
    /// The number that another argument points to (`socklen_t *`), as it is when it is read.
    Behind(Ref),
    /// The same, as it was when the call was entered; the argument is a [`Kind::Length`].
    Given(Ref),
    /// Always this.
    Is(u64),
    /// What the first says divided by the number.
    Over(&'static Len, u64),
    /// The lesser of both.
    Least(&'static Len, &'static Len),
}

impl Len {
    /// Whether it is known only when the call has ended.
    pub const fn is_result(&self) -> bool {
        match self {
            Len::Ret => true,
            Len::Over(len, _) => len.is_result(),
            Len::Least(one, other) => one.is_result() || other.is_result(),
            Len::Arg(_) | Len::Behind(_) | Len::Given(_) | Len::Is(_) => false,
        }
    }
}

/// When an argument is there at all.
#[derive(Clone, Copy)]
pub enum When {
    /// One of these bits is set in the other value.
    Any(Ref, u64),
    /// The other value is this one.
    Is(Ref, u64),
    /// The other value is none of these.
    Not(Ref, u64),
    /// The other value is one of these.
    In(Ref, &'static [u64]),
    /// One of the other values isn't zero.
    Some(&'static [Ref]),
    /// The same, or output is full.
    FullOr(&'static [Ref]),
    /// The other value, under this mask, is this one.
    Masked(Ref, u64, u64),
    /// The other value, under this mask, is not this one.
    Unlike(Ref, u64, u64),
    /// The call failed.
    Failed,
    /// The call has returned this much or more.
    Returned(i64),
    /// The other value is a pointer to something of this shape that can be read.
    Readable(Ref, Repr),
    /// What pointers lead to isn't wanted, and the function holds for the other value.
    Unfollowed(Ref, fn(u64) -> bool),
    /// The program has more than so many bytes of the structure.
    Beyond(usize),
    /// One of both conditions holds.
    Either(&'static When, &'static When),
}

/// How one argument, field or item reads.
///
/// A kind has a default [`Repr`]; `As` gives it another.
#[derive(Clone, Copy)]
pub enum Kind {
    /// `int`.
    Int,
    /// `unsigned int`.
    Uint,
    /// `long`.
    Long,
    /// `unsigned long`, `size_t`.
    Ulong,
    /// Signed 64-bit, such as `loff_t`; a pair of registers on 32-bit ABIs.
    I64,
    /// Unsigned 64-bit; a pair of registers on 32-bit ABIs.
    U64,
    /// `__s16`
    I16,
    /// `__u16`
    U16,
    /// `__u8`
    U8,
    /// A word whose meaning is bits without names, or that is unused.
    Hex,
    /// `unsigned int`, in octal.
    Octal,
    /// `unsigned long` (unless `As` says otherwise), written so.
    Number(Radix),
    /// The inner kind, of another width.
    As(Repr, &'static Kind),

    /// A file descriptor.
    Fd,
    /// A directory's descriptor, or AT_FDCWD.
    DirFd,
    /// A process or thread id.
    Pid,
    /// The id of a process group or a session.
    Group,
    /// A user id; -1 means none.
    Uid,
    /// A group id; -1 means none.
    Gid,
    /// `mode_t` with its type of file: `S_IFREG|0644`.
    Mode,
    /// Permissions alone: `0644`.
    Permissions,
    /// The number of a device, in the encoding of `stat`.
    Device,
    /// The number of a signal.
    Signal,
    /// Named constants.
    Of(&'static Set),
    /// Named constants that differ between x86 and ARM: first x86's.
    ByArch(&'static Set, &'static Set),
    /// Named constants that text shows as their number, with the names behind it: `0x1 /* CM_SERVICE */`.
    Noted(&'static Set),
    /// Seconds since the epoch; text says the date.
    Time,
    /// The same, with the nanoseconds that another field holds.
    TimeWith(Ref),
    /// A structure of seconds and a fraction, of so many decimal digits, that tells a moment.
    Moment(&'static Struct, u8),
    /// The same of nanoseconds, where text says no date where constants are numbers.
    Instant(&'static Struct),
    /// A number in network byte order, by name where it has a set: `htons(80)`.
    Network(Option<&'static Set>),
    /// The same in a socket's address, of which text shows the bytes where constants are numbers.
    Port(Option<&'static Set>),
    /// The index of a network interface, `unsigned int`.
    Interface,
    /// An IPv4 address, in network byte order.
    Inet,
    /// An IPv6 address, in a field.
    Inet6,

    /// A pointer that says nothing more.
    Addr,
    /// A pointer to the name of a file, with its NUL.
    Path,
    /// A pointer to text with its NUL.
    Str,
    /// A pointer to an array of pointers to strings, NULL at its end (argv).
    Strings,
    /// The same, of which only the number is shown unless verbose (envp).
    Count,
    /// A pointer to bytes.
    Buffer(Len),
    /// A pointer to bytes that are never text.
    Secret(Len),
    /// A pointer to one value.
    At(&'static Kind),
    /// A pointer to values.
    Array(&'static Kind, Len),
    /// A pointer to a value that the call writes: read at exit, an address where the call failed.
    Out(&'static Kind),
    /// A pointer to an array of `struct iovec`: first their number, then how many bytes they hold together.
    Vectors(Len, Len),
    /// A pointer to a socket's address of this length.
    Address(Len),
    /// A pointer to an int that the kernel reads and writes back (`socklen_t *`): `[128 => 16]`.
    Length,
    /// A value that the call changes: shown before it and, where it succeeded, after it.
    Change(&'static Kind),
    /// A value that the call turns into one of another shape: the first before the call, and where it succeeded the
    /// second after it. A second that is [`Kind::Out`] is an address where it failed.
    Turns(&'static Kind, &'static Kind),
    /// A pointer to a structure of which the call fills a part: fields that are [`Kind::Out`] follow in the same braces
    /// when the call has succeeded, those that are [`Kind::Late`] when it has ended, and one that is [`Kind::Again`] is
    /// said before and after it.
    InOut(&'static Struct),
    /// A field of such a structure that the call changes: `keycode=1 => 2`. The last that is said before the call.
    Again(&'static Kind),
    /// A value that is shown before the call; where the first function says so, and the call succeeded, the second adds
    /// what the call made of it.
    After(&'static Kind, fn(&Decoder<'_>, u64) -> bool, fn(&mut Decoder<'_>, Place<'_>)),
    /// A value that is shown when the call has ended, and the comma before it too: strace writes
    /// `clone(flags=SIGCHLD <unfinished ...>`, with none.
    Late(&'static Kind),
    /// An argument of any kind, whose comma comes with it.
    Joined(&'static Kind),
    /// What is said when the call has ended, with its comma before that though it is [`Kind::Joined`].
    Ahead(&'static Kind),
    /// A pointer to a set of signals of this many bytes: `[INT QUIT]`, `~[KILL STOP]`.
    Sigset(Len),
    /// A pointer to a structure of which the program has this many bytes: fields beyond them aren't there.
    Sized(&'static Struct, Len),
    /// A pointer to a structure that grows with the kernel, of which the program has so many bytes: this many are always
    /// shown, zero where they aren't there; fields beyond aren't; what the program has beyond the structure's end is
    /// shown where it isn't zero (copy_struct_from_user in the kernel).
    Extensible(&'static Struct, usize, Len),

    /// A pointer to a structure that grows with the kernel, of which the program has so many bytes, this many at least:
    /// fields beyond aren't shown, and bytes beyond the structure are where they aren't zero.
    Tailed(&'static Struct, u64, Len),

    /// A structure in place.
    Struct(&'static Struct),
    /// An array in place, of this many items.
    Items(&'static Kind, usize),
    /// The same in a structure, where one of them isn't zero: words that are reserved.
    Spare(&'static Kind, usize),
    /// An array in place, of which another field says how many are there, and this is the most.
    Upto(&'static Kind, usize, Len),
    /// An array that lies behind a structure of which it is the last field, and takes no room in it: of as many items as
    /// another field says.
    Tail(&'static Kind, Len),
    /// An array in place, each item with its index by name: `[[VINTR]=0x3, [VQUIT]=0x1c]`.
    Indexed(&'static Set, &'static Kind, usize),
    /// Text in place, in a field of this many bytes, ended by NUL where shorter.
    Chars(usize),
    /// Fields of some bits each that share an integer, lowest first: their names and widths. Those without a name are
    /// padding.
    Bitfields(Repr, &'static [(&'static str, u8)]),
    /// Text in place, in a field of this many bytes, of which no more is said than of other strings.
    Short(usize),
    /// Text in place, in a field of this many bytes, of a length that another field says.
    Held(usize, Len),
    /// Bytes in place.
    Raw(usize),
    /// A set of signals in place: eight bytes in memory, a word in a register.
    Signals,
    /// A hardware address in place, of this many bytes: `52:54:00:12:34:56`.
    Hardware(usize),
    /// A UUID in place: `01020304-0506-0708-090a-0b0c0d0e0f10`.
    Uuid,

    /// A value of which numbers must be kept from before the call: the function gets the argument and fills
    /// `Decoder::saved`.
    Before(fn(&Decoder<'_>, u64, &mut [u64; 6]), &'static Kind),
    /// Shown only on a condition; an argument that isn't shown takes no place.
    If(When, &'static Kind),
    /// The first where a condition holds, else the second.
    Where(When, &'static Kind, &'static Kind),
    /// By the value of another argument or field.
    Switch(Ref, &'static [(u64, Kind)], &'static Kind),
    /// The same, by a function, where the cases are too many for a search from the start.
    Choose(Ref, fn(Abi, u64) -> &'static Kind),
    /// When the call has ended: the first where it succeeded, else the second.
    Ends(&'static Kind, &'static Kind),
    /// With what strace writes before it.
    Label(&'static str, &'static Kind),
    /// A member of a union, which takes no place: the next field begins where it does.
    Union(&'static Kind),
    /// In a structure: text shows it without its name.
    Unnamed(&'static Kind),
    /// In a structure: shown in full output only; in its place, and that of those beside it, abbreviated output says that
    /// there is more.
    Elided(&'static Kind),
    /// In a structure: that there is more, which isn't shown.
    More,
    /// In a structure: shown in full output only; abbreviated output says that there is more.
    Full(&'static Kind),
    /// Nothing: padding, and fields that say nothing.
    Hidden(&'static Kind),
    /// What no other kind can say, in two pieces: the function is called when the call is entered, and when it has
    /// ended. It may keep numbers in `Decoder::saved` meanwhile, and leave a group open, as `Decoder::open` says. Where it
    /// has said all when the call is entered, it leaves `Decoder::missed` set.
    Both(fn(&mut Decoder<'_>, Place<'_>)),
    /// What no other kind can say.
    Own(Repr, Phase, fn(&mut Decoder<'_>, Place<'_>)),
}

/// When an argument can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// When the call is entered.
    Entry,
    /// When it has ended.
    Exit,
}

impl Kind {
    /// How a value of this kind lies in a register or in memory.
    pub const fn repr(&self) -> Repr {
        match self {
            Kind::Int | Kind::Fd | Kind::DirFd | Kind::Pid | Kind::Group | Kind::Signal => Repr::I32,
            Kind::Uint
            | Kind::Octal
            | Kind::Uid
            | Kind::Gid
            | Kind::Mode
            | Kind::Permissions
            | Kind::Of(_)
            | Kind::Noted(_)
            | Kind::Interface
            | Kind::ByArch(..) => Repr::U32,
            Kind::Long | Kind::Time | Kind::TimeWith(_) => Repr::Long,
            Kind::I64 => Repr::I64,
            Kind::U64 | Kind::Device => Repr::U64,
            Kind::I16 => Repr::I16,
            Kind::Network(_) | Kind::Port(_) => Repr::Be16,
            Kind::Inet => Repr::Be32,
            Kind::Inet6 => Repr::Block(16, 4),
            Kind::Signals => Repr::Block(8, 4),
            Kind::U16 => Repr::U16,
            Kind::U8 => Repr::U8,
            Kind::As(repr, _) | Kind::Bitfields(repr, _) | Kind::Own(repr, ..) => *repr,
            Kind::Struct(of) | Kind::Moment(of, _) | Kind::Instant(of) => Repr::Like(of),
            Kind::Items(item, count)
            | Kind::Indexed(_, item, count)
            | Kind::Upto(item, count, _)
            | Kind::Spare(item, count) => Repr::Times(item, *count),
            Kind::Uuid => Repr::Bytes(16),
            Kind::Union(inner) | Kind::Tail(inner, _) => Repr::Nothing(inner),
            Kind::More => Repr::Bytes(0),
            Kind::Chars(size)
            | Kind::Short(size)
            | Kind::Held(size, _)
            | Kind::Raw(size)
            | Kind::Hardware(size) => Repr::Bytes(*size),
            Kind::Out(inner)
            | Kind::Change(inner)
            | Kind::Turns(inner, _)
            | Kind::Again(inner)
            | Kind::After(inner, ..)
            | Kind::Late(inner)
            | Kind::Joined(inner)
            | Kind::Ahead(inner)
            | Kind::Before(_, inner)
            | Kind::If(_, inner)
            | Kind::Where(_, inner, _)
            | Kind::Switch(_, _, inner)
            | Kind::Ends(inner, _)
            | Kind::Label(_, inner)
            | Kind::Full(inner)
            | Kind::Elided(inner)
            | Kind::Unnamed(inner)
            | Kind::Hidden(inner) => inner.repr(),
            _ => Repr::Ulong,
        }
    }
}

impl Repr {
    /// Size and alignment in bytes.
    pub const fn size_align(self, abi: Abi) -> (usize, usize) {
        let word = abi.word().size();
        match self {
            Repr::I8 | Repr::U8 => (1, 1),
            Repr::I16 | Repr::U16 | Repr::Be16 => (2, 2),
            Repr::I32 | Repr::U32 | Repr::Be32 => (4, 4),
            Repr::I64 | Repr::U64 | Repr::Be64 => (8, abi.u64_align()),
            Repr::Long | Repr::Ulong => (word, word),
            Repr::KLong | Repr::KUlong if matches!(abi, Abi::X32) => (8, 8),
            Repr::KLong | Repr::KUlong => (word, word),
            Repr::OldDevice => match abi {
                Abi::X86_64 | Abi::X32 => (word, word),
                Abi::Aarch64 => (4, 4),
                Abi::I386 | Abi::Arm => (2, 2),
            },
            Repr::Bytes(size) => (size, 1),
            Repr::Block(size, align) => (size, align),
            Repr::Times(item, count) => {
                let (size, align) = item.repr().size_align(abi);
                (size * count, align)
            }
            Repr::Like(of) => (of.size(abi), of.align(abi)),
            Repr::Nothing(of) => (0, of.repr().size_align(abi).1),
        }
    }

    /// Whether a number of this shape is signed.
    pub const fn signed(self) -> bool {
        matches!(self, Repr::I8 | Repr::I16 | Repr::I32 | Repr::I64 | Repr::Long | Repr::KLong)
    }

    /// The number that a register holds, cut to this width and extended by its sign to 64 bits.
    pub fn narrow(self, value: u64, abi: Abi) -> u64 {
        let (size, _) = self.size_align(abi);
        if size == 0 || size >= 8 {
            return value;
        }
        let shift = 64 - 8 * size as u32;
        if self.signed() { (((value << shift) as i64) >> shift) as u64 } else { (value << shift) >> shift }
    }

    /// The number at the start of `bytes`; missing bytes are zero.
    pub fn load(self, bytes: &[u8], abi: Abi) -> u64 {
        if let Repr::Nothing(of) = self {
            return of.repr().load(bytes, abi);
        }
        let (size, _) = self.size_align(abi);
        let size = size.min(8).min(bytes.len());
        let mut raw = [0; 8];
        raw[..size].copy_from_slice(&bytes[..size]);
        match self {
            Repr::Be16 | Repr::Be32 | Repr::Be64 => {
                raw[..size].reverse();
                u64::from_le_bytes(raw)
            }
            _ => self.narrow(u64::from_le_bytes(raw), abi),
        }
    }
}
