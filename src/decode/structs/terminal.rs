//! Terminals and serial lines: termbits.h, serial.h.

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Repr::{U8 as BYTE, U16 as SHORT};
use crate::decode::sets::terminal::*;
use crate::decode::structs::{HEX32, structs};

const LINE: Kind = Full(&As(BYTE, &Of(&DISCIPLINE)));
/// The control characters, by their index.
const CHARACTERS: Kind = Full(&Indexed(&CHARACTER, &As(BYTE, &Hex), 19));

structs! {
    TERMIOS "termios" {
        c_iflag: Of(&INPUT), c_oflag: Of(&OUTPUT), c_cflag: Of(&CONTROL),
        c_lflag: Of(&LOCAL), c_line: LINE, c_cc: CHARACTERS,
    }
    TERMIOS2 "termios2" {
        c_iflag: Of(&INPUT), c_oflag: Of(&OUTPUT), c_cflag: Of(&CONTROL),
        c_lflag: Of(&LOCAL), c_line: LINE, c_cc: CHARACTERS, c_ispeed: Full(&Uint), c_ospeed: Full(&Uint),
    }
    TERMIO "termio" {
        c_iflag: As(SHORT, &Of(&INPUT)), c_oflag: As(SHORT, &Of(&OUTPUT)), c_cflag: As(SHORT, &Of(&CONTROL)),
        c_lflag: As(SHORT, &Of(&LOCAL)), c_line: LINE, c_cc: Full(&Indexed(&CHARACTER, &As(BYTE, &Hex), 8)),
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
