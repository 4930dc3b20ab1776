//! Terminals (ioctl_tty(2)), serial lines, and what all files can be asked.

use super::{GET_INT, GET_UINT, NONE, Row, SET_INT};
use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::{Len, Repr};
use crate::decode::sets::file::{OPEN, OPEN_ARM};
use crate::decode::sets::terminal::{FLOW, FLUSH, MODEM};
use crate::decode::structs::terminal::*;

const SET_TERMIOS: Kind = At(&Struct(&TERMIOS));
const GET_TERMIOS: Kind = Out(&SET_TERMIOS);
const SET_TERMIOS2: Kind = At(&Struct(&TERMIOS2));
const SET_TERMIO: Kind = At(&Struct(&TERMIO));
const SET_WINSIZE: Kind = At(&Struct(&WINSIZE));
const SET_MODEM: Kind = At(&Of(&MODEM));
const SET_RS485: Kind = At(&Struct(&SERIAL_RS485));
const SET_ISO7816: Kind = At(&Struct(&SERIAL_ISO7816));

/// What terminals and files can be asked.
pub static ROWS: &[Row] = &[
    ("FIOASYNC", SET_INT),
    ("FIOCLEX", NONE),
    ("FIONBIO", SET_INT),
    ("FIONCLEX", NONE),
    ("FIONREAD", GET_INT),
    ("FIOQSIZE", Out(&At(&I64))),
    ("TCFLSH", Of(&FLUSH)),
    ("TCGETA", Out(&SET_TERMIO)),
    ("TCGETS", GET_TERMIOS),
    ("TCGETS2", Out(&SET_TERMIOS2)),
    ("TCSBRK", Int),
    ("TCSBRKP", Int),
    ("TCSETA", SET_TERMIO),
    ("TCSETAF", SET_TERMIO),
    ("TCSETAW", SET_TERMIO),
    ("TCSETS", SET_TERMIOS),
    ("TCSETS2", SET_TERMIOS2),
    ("TCSETSF", SET_TERMIOS),
    ("TCSETSF2", SET_TERMIOS2),
    ("TCSETSW", SET_TERMIOS),
    ("TCSETSW2", SET_TERMIOS2),
    ("TCXONC", Of(&FLOW)),
    ("TIOCCBRK", NONE),
    ("TIOCCONS", NONE),
    ("TIOCEXCL", NONE),
    ("TIOCGDEV", GET_INT),
    ("TIOCGETD", GET_INT),
    ("TIOCGEXCL", GET_INT),
    ("TIOCGICOUNT", Out(&At(&Struct(&SERIAL_COUNTS)))),
    ("TIOCGISO7816", Out(&SET_ISO7816)),
    ("TIOCGLCKTRMIOS", GET_TERMIOS),
    ("TIOCGPGRP", Out(&At(&Group))),
    ("TIOCGPKT", GET_INT),
    ("TIOCGPTLCK", GET_INT),
    ("TIOCGPTN", GET_UINT),
    ("TIOCGPTPEER", As(Repr::I32, &ByArch(&OPEN, &OPEN_ARM))),
    ("TIOCGRS485", Out(&SET_RS485)),
    ("TIOCGSERIAL", Out(&At(&Struct(&SERIAL)))),
    ("TIOCGSID", Out(&At(&Group))),
    ("TIOCGSOFTCAR", GET_INT),
    ("TIOCGWINSZ", Out(&SET_WINSIZE)),
    ("TIOCMBIC", SET_MODEM),
    ("TIOCMBIS", SET_MODEM),
    ("TIOCMGET", Out(&SET_MODEM)),
    ("TIOCMIWAIT", As(Repr::Ulong, &Of(&MODEM))),
    ("TIOCMSET", SET_MODEM),
    ("TIOCNOTTY", NONE),
    ("TIOCNXCL", NONE),
    ("TIOCOUTQ", GET_INT),
    ("TIOCPKT", SET_INT),
    ("TIOCSBRK", NONE),
    ("TIOCSCTTY", Int),
    ("TIOCSETD", SET_INT),
    ("TIOCSISO7816", Change(&SET_ISO7816)),
    ("TIOCSLCKTRMIOS", SET_TERMIOS),
    ("TIOCSPGRP", At(&Group)),
    ("TIOCSPTLCK", SET_INT),
    ("TIOCSRS485", Change(&SET_RS485)),
    ("TIOCSSERIAL", NONE),
    ("TIOCSSOFTCAR", SET_INT),
    ("TIOCSTI", Buffer(Len::Is(1))),
    ("TIOCSWINSZ", SET_WINSIZE),
    ("TIOCVHANGUP", NONE),
];
