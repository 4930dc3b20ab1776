//! Classic BPF programs, instruction by instruction, in the words of linux/filter.h: `BPF_STMT(BPF_LD|BPF_W|BPF_ABS, 0x4)`.

use super::decoder::{At, Decoder, Place, Scope};
use super::kind::Kind::{self, Own};
use super::kind::{Phase, Ref, Repr};
use super::pointer::Listing;
use super::set::{Piece, Radix, Set};
use super::sets::classic_bpf::{AD, ALU, JMP, LOAD, MISC, RET, STORE};
use super::sets::security::SECCOMP_ACTION;
use super::sink::Group;
use std::fmt;

/// `struct sock_fprog`'s second field, where the program is a seccomp filter.
pub const SECCOMP_FILTER: Kind = Own(Repr::Ulong, Phase::Entry, seccomp);

/// The same, where it filters what a socket receives.
pub const SOCKET_FILTER: Kind = Own(Repr::Ulong, Phase::Entry, socket);

/// The field that tells how many instructions there are.
const LEN: Ref = Ref(0);

const SECCOMP_INSTRUCTION: Kind = Own(Repr::Block(8, 4), Phase::Entry, |decoder, place| {
    instruction(decoder, place, Purpose::Seccomp);
});
/// An instruction of a filter of what a socket receives.
pub const SOCKET_INSTRUCTION: Kind = Own(Repr::Block(8, 4), Phase::Entry, |decoder, place| {
    instruction(decoder, place, Purpose::Socket);
});

/// What a program is for, which tells what some operands mean.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Seccomp,
    Socket,
}

/// What getsockopt(SO_GET_FILTER) gives: the instructions themselves, `count` of them.
pub fn socket_instructions(decoder: &mut Decoder<'_>, addr: u64, count: u64) {
    instructions(decoder, addr, count, &SOCKET_INSTRUCTION);
}

/// The same of a seccomp filter.
pub fn seccomp_instructions(decoder: &mut Decoder<'_>, addr: u64, count: u64) {
    instructions(decoder, addr, count, &SECCOMP_INSTRUCTION);
}

/// Instructions are shown in full output only; of more than the kernel takes (BPF_MAXINSNS) as many as that.
fn instructions(decoder: &mut Decoder<'_>, addr: u64, count: u64, item: &'static Kind) {
    const LISTING: Listing = Listing { index: None, most: 4096 };
    match decoder.detail.full {
        true => decoder.array_as(&LISTING, item, addr, count, Scope::Call),
        false => decoder.sink.address(addr),
    }
}

fn seccomp(decoder: &mut Decoder<'_>, place: Place<'_>) {
    program(decoder, place, &SECCOMP_INSTRUCTION);
}

fn socket(decoder: &mut Decoder<'_>, place: Place<'_>) {
    program(decoder, place, &SOCKET_INSTRUCTION);
}

fn program(decoder: &mut Decoder<'_>, place: Place<'_>, item: &'static Kind) {
    instructions(decoder, place.value(decoder.abi), decoder.value(LEN, place.scope), item);
}

fn instruction(decoder: &mut Decoder<'_>, place: Place<'_>, purpose: Purpose) {
    let At::Memory(&[c0, c1, jt, jf, k0, k1, k2, k3, ..], _) = place.at else { return };
    let (code, k) = (u16::from_le_bytes([c0, c1]), u32::from_le_bytes([k0, k1, k2, k3]));
    let jumps = jt != 0 || jf != 0;
    let group = Group::Macro(if jumps { "BPF_JUMP" } else { "BPF_STMT" });
    decoder.sink.open(group);
    decoder.sink.field("code");
    decoder.sink.expression(code.into(), format_args!("{}", Code(code)));
    decoder.sink.field("k");
    match (u32::from(code) & CLASS, purpose) {
        _ if jumps => decoder.sink.number(k.into(), Radix::Hex),
        (RETURNS, Purpose::Seccomp) => decoder.sink.expression(k.into(), format_args!("{}", Action(k))),
        (LOADS, Purpose::Socket) if code & MODE == ABSOLUTE && k >= OFFSETS[2].0 => {
            decoder.sink.expression(k.into(), format_args!("{}", Offset(k)));
        }
        _ => decoder.sink.number(k.into(), Radix::Hex),
    }
    if jumps {
        decoder.sink.field("jt");
        decoder.sink.number(jt.into(), Radix::Hex);
        decoder.sink.field("jf");
        decoder.sink.number(jf.into(), Radix::Hex);
    }
    decoder.sink.close(group);
}

/// The bits of a code that tell its class, and two of the classes.
const CLASS: u32 = 7;
const LOADS: u32 = 0;
const RETURNS: u32 = 6;

/// The bits of a load's code that tell where from, and the value for a place in the packet.
const MODE: u16 = 0xe0;
const ABSOLUTE: u16 = 0x20;

struct Code(u16);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// The bits that have a meaning, of codes whose class gives each of them one.
        const KNOWN: u16 = 0xff;
        let (set, code): (&Set, u16) = match u32::from(self.0) & CLASS {
            0 | 1 => (&LOAD, self.0 & KNOWN),
            2 | 3 => (&STORE, self.0),
            4 => (&ALU, self.0 & KNOWN),
            5 => (&JMP, self.0 & KNOWN),
            RETURNS => (&RET, self.0),
            _ => (&MISC, self.0),
        };
        let mut separator = "";
        let mut written = Ok(());
        set.pieces(code.into(), |piece| {
            let piece = match piece {
                Piece::Name(name) | Piece::Scaled(name, _) => write!(f, "{separator}{name}"),
                Piece::Unknown(rest, _)
                | Piece::Rest(rest)
                | Piece::Octal(rest)
                | Piece::Shifted(rest, _) => {
                    write!(f, "{separator}{rest:#x} /* {} */", set.unknown)
                }
            };
            separator = "|";
            written = written.and(piece);
        });
        written
    }
}

/// What a seccomp filter answers: an action, and its data.
struct Action(u32);

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (action, data) = (self.0 & 0xffff_0000, self.0 & 0xffff);
        match SECCOMP_ACTION.name(action.into()) {
            Some(name) => f.write_str(name)?,
            None => write!(f, "{action:#x} /* {} */", SECCOMP_ACTION.unknown)?,
        }
        if data == 0 { Ok(()) } else { write!(f, "|{data:#x}") }
    }
}

/// Where the parts of what a socket receives begin that are no part of the packet's data, the highest first.
const OFFSETS: [(u32, &str); 3] =
    [(0xffff_f000, "SKF_AD_OFF"), (0xfff0_0000, "SKF_NET_OFF"), (0xffe0_0000, "SKF_LL_OFF")];

struct Offset(u32);

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((base, name)) = OFFSETS.iter().find(|(base, _)| self.0 >= *base) else {
            return write!(f, "{:#x}", self.0);
        };
        let rest = self.0 - base;
        match AD.name(rest.into()) {
            _ if *name != OFFSETS[0].1 => write!(f, "{name}+{rest}"),
            Some(field) => write!(f, "{name}+{field}"),
            None => write!(f, "{name}+{rest:#x} /* {} */", AD.unknown),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_named_class_by_class() {
        let name = |code| Code(code).to_string();
        assert_eq!(name(0x20), "BPF_LD|BPF_W|BPF_ABS");
        assert_eq!(name(0xb1), "BPF_LDX|BPF_B|BPF_MSH");
        assert_eq!(name(0x1d), "BPF_JMP|BPF_X|BPF_JEQ");
        assert_eq!(name(0x16), "BPF_RET|BPF_A");
        assert_eq!(name(0x87), "BPF_MISC|BPF_TXA");
        assert_eq!(name(0xf4), "BPF_ALU|BPF_K|0xf0 /* BPF_??? */");
        assert_eq!(name(0x112), "BPF_ST|0x110 /* BPF_??? */");
        assert_eq!(name(0x11e), "BPF_RET|0x18 /* BPF_??? */|0x100 /* BPF_??? */");
        assert_eq!(name(0x120), "BPF_LD|BPF_W|BPF_ABS", "no bit of such a class is behind the first eight");
    }

    #[test]
    fn answers_are_an_action_and_its_data() {
        assert_eq!(Action(0x50001).to_string(), "SECCOMP_RET_ERRNO|0x1");
        assert_eq!(Action(0).to_string(), "SECCOMP_RET_KILL_THREAD");
        assert_eq!(Action(0x12345).to_string(), "0x10000 /* SECCOMP_RET_??? */|0x2345");
    }

    #[test]
    fn offsets_beside_the_packet_have_names() {
        assert_eq!(Offset(0xffff_f004).to_string(), "SKF_AD_OFF+SKF_AD_PKTTYPE");
        assert_eq!(Offset(0xffff_f104).to_string(), "SKF_AD_OFF+0x104 /* SKF_AD_??? */");
        assert_eq!(Offset(0xfff0_0000).to_string(), "SKF_NET_OFF+0");
        assert_eq!(Offset(0xffef_ffff).to_string(), "SKF_LL_OFF+1048575");
    }
}
