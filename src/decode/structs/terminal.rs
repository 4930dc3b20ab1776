//! Terminals and serial lines: termbits.h, serial.h.

use crate::decode::decoder::{Decoder, Place};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Phase::Entry;
use crate::decode::kind::Repr::{U8 as BYTE, U16 as SHORT, U32 as WORD};
use crate::decode::set::{Part, Set};
use crate::decode::sets::terminal::*;
use crate::decode::structs::{HEX32, structs};
use std::fmt::{Display, Formatter, Result};

const LINE: Kind = Full(&As(BYTE, &Of(&DISCIPLINE)));
/// The control characters, by their index.
const CHARACTERS: Kind = Full(&Indexed(&CHARACTER, &As(BYTE, &Hex), 19));

structs! {
    TERMIOS "termios" {
        c_iflag: Own(WORD, Entry, input), c_oflag: Own(WORD, Entry, output), c_cflag: Own(WORD, Entry, control),
        c_lflag: Own(WORD, Entry, local), c_line: LINE, c_cc: CHARACTERS,
    }
    TERMIOS2 "termios2" {
        c_iflag: Own(WORD, Entry, input), c_oflag: Own(WORD, Entry, output), c_cflag: Own(WORD, Entry, control),
        c_lflag: Own(WORD, Entry, local), c_line: LINE, c_cc: CHARACTERS, c_ispeed: Full(&Uint), c_ospeed: Full(&Uint),
    }
    TERMIO "termio" {
        c_iflag: Own(SHORT, Entry, input), c_oflag: Own(SHORT, Entry, output), c_cflag: Own(SHORT, Entry, control),
        c_lflag: Own(SHORT, Entry, local), c_line: LINE, c_cc: Full(&Indexed(&CHARACTER, &As(BYTE, &Hex), 8)),
    }
    WINSIZE "winsize" { ws_row: U16, ws_col: U16, ws_xpixel: U16, ws_ypixel: U16 }

    SERIAL "serial_struct" {
        kind = "type": Of(&SERIAL_TYPE), line: Int, port: HEX32, irq: Int, flags: Of(&SERIAL_FLAGS),
        xmit_fifo_size: Int, custom_divisor: Int, baud_base: Int, close_delay: U16,
        io_type: As(BYTE, &Of(&SERIAL_IO)), reserved_char: Hidden(&U8), hub6: Int, closing_wait: U16,
        closing_wait2: Hidden(&U16), iomem_base: Addr, iomem_reg_shift: U16, port_high: HEX32, iomap_base: Addr,
    }
    SERIAL_COUNTS "serial_icounter_struct" {
        cts: Int, dsr: Int, rng: Int, dcd: Int, rx: Int, tx: Int, frame: Int, overrun: Int, parity: Int, brk: Int,
        buf_overrun: Int, reserved: Hidden(&Items(&Int, 9)),
    }
    SERIAL_RS485 "serial_rs485" {
        flags: Of(&RS485), delay_rts_before_send: Uint, delay_rts_after_send: Uint, addr_recv: U8, addr_dest: U8,
        padding0: Hidden(&Items(&U8, 2)), padding1: Hidden(&Items(&Uint, 4)),
    }
    SERIAL_ISO7816 "serial_iso7816" {
        flags: Of(&ISO7816), tg: Uint, sc_fi: Uint, sc_di: Uint, clk: Uint, reserved: Hidden(&Items(&Uint, 5)),
    }
}

/// Flags of input: no flag at all is no text.
fn input(decoder: &mut Decoder<'_>, place: Place<'_>) {
    flags(decoder, place, &INPUT);
}

/// Flags of lines and echo: the same.
fn local(decoder: &mut Decoder<'_>, place: Place<'_>) {
    flags(decoder, place, &LOCAL);
}

fn flags(decoder: &mut Decoder<'_>, place: Place<'_>, set: &'static Set) {
    match place.value(decoder.abi) {
        0 => decoder.sink.expression(0, format_args!("")),
        value => decoder.sink.symbol(value, set),
    }
}

/// Delays, a bar, and flags of output, which may be none.
fn output(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    match value & !enumerated(&OUTPUT) {
        0 => decoder.sink.expression(value, format_args!("{}|", OUTPUT.say(value))),
        _ => decoder.sink.symbol(value, &OUTPUT),
    }
}

/// The bits that hold values rather than flags.
fn enumerated(set: &Set) -> u64 {
    set.parts.iter().fold(0, |all, part| if let Part::One { mask, .. } = part { all | mask } else { all })
}

/// The speed of output, that of input where it is another, the size of characters, a bar, and flags.
fn control(decoder: &mut Decoder<'_>, place: Place<'_>) {
    let value = place.value(decoder.abi);
    let other_speed = value & SPEEDS << INPUT_SPEED != 0;
    if !other_speed && value & !enumerated(&CONTROL) != 0 {
        return decoder.sink.symbol(value, &CONTROL);
    }
    decoder.sink.expression(value, format_args!("{}", Control(value)));
}

/// CBAUD, and how far above it CIBAUD is (IBSHIFT).
const SPEEDS: u64 = 0x100f;
const INPUT_SPEED: u32 = 16;
/// CSIZE
const SIZE: u64 = 0x30;

/// Flags of control in strace's order.
struct Control(u64);

impl Display for Control {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let [speeds, sizes, flags] = CONTROL.parts else { return Ok(()) };
        let named = |part: &Part, bits: u64| match part {
            Part::One { names, .. } => {
                names.iter().find(|named| named.value == bits).map_or("", |named| named.name)
            }
            _ => "",
        };
        write!(f, "{}|", named(speeds, self.0 & SPEEDS))?;
        let input = self.0 >> INPUT_SPEED & SPEEDS;
        if input != 0 {
            write!(f, "{}<<IBSHIFT|", named(speeds, input))?;
        }
        write!(f, "{}|", named(sizes, self.0 & SIZE))?;
        let mut rest = self.0 & !(SPEEDS | SPEEDS << INPUT_SPEED | SIZE);
        let mut bar = "";
        if let Part::Bits(names) = flags {
            for flag in names.iter().filter(|flag| self.0 & flag.value != 0) {
                write!(f, "{bar}{}", flag.name)?;
                rest &= !flag.value;
                bar = "|";
            }
        }
        if rest == 0 { Ok(()) } else { write!(f, "{bar}{rest:#x}") }
    }
}
