//! Terminals.

use crate::decode::decoder::{Decoder, Place};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Phase, Repr};
use crate::decode::sets::terminal::{CONTROL, DISCIPLINE, INPUT, LOCAL, OUTPUT};
use crate::decode::structs::structs;

const IFLAG: Kind = Own(Repr::U32, Phase::Entry, input);
/// The control characters, by their index.
const CHARACTERS: Kind = Items(&As(Repr::U8, &Hex), 19);

structs! {
    TERMIOS "termios" {
        c_iflag: IFLAG,
        c_oflag: Of(&OUTPUT),
        c_cflag: Of(&CONTROL),
        c_lflag: Of(&LOCAL),
        c_line: Full(&As(Repr::U8, &Of(&DISCIPLINE))),
        c_cc: Full(&CHARACTERS),
    }
    TERMIOS2 "termios2" {
        c_iflag: IFLAG,
        c_oflag: Of(&OUTPUT),
        c_cflag: Of(&CONTROL),
        c_lflag: Of(&LOCAL),
        c_line: Full(&As(Repr::U8, &Of(&DISCIPLINE))),
        c_cc: Full(&CHARACTERS),
        c_ispeed: Full(&Uint),
        c_ospeed: Full(&Uint),
    }
    WINSIZE "winsize" { ws_row: U16, ws_col: U16, ws_xpixel: U16, ws_ypixel: U16 }
}

/// Flags of input: no flag at all is no text.
fn input(decoder: &mut Decoder<'_>, place: Place<'_>) {
    match place.value(decoder.abi) {
        0 => decoder.sink.expression(0, format_args!("")),
        value => decoder.sink.symbol(value, &INPUT),
    }
}
