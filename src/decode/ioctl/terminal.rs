//! Terminals (ioctl_tty(2)), serial lines, and what all files can be asked.

use super::{GET_INT, GET_UINT, NONE, Row, SET_INT};
use crate::decode::kind::Kind::{self, *};
use crate::decode::sets::terminal::{FLOW, FLUSH};
use crate::decode::structs::terminal::{TERMIOS, TERMIOS2, WINSIZE};

const SET_TERMIOS: Kind = At(&Struct(&TERMIOS));
const GET_TERMIOS: Kind = Out(&SET_TERMIOS);
const SET_TERMIOS2: Kind = At(&Struct(&TERMIOS2));
const SET_WINSIZE: Kind = At(&Struct(&WINSIZE));

pub static ROWS: &[Row] = &[
    ("FIOASYNC", SET_INT),
    ("FIOCLEX", NONE),
    ("FIONBIO", SET_INT),
    ("FIONCLEX", NONE),
    ("FIONREAD", GET_INT),
    ("TCFLSH", Of(&FLUSH)),
    ("TCGETS", GET_TERMIOS),
    ("TCGETS2", Out(&SET_TERMIOS2)),
    ("TCSBRK", Int),
    ("TCSBRKP", Int),
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
    ("TIOCGDEV", GET_UINT),
    ("TIOCGETD", GET_INT),
    ("TIOCGEXCL", GET_INT),
    ("TIOCGLCKTRMIOS", GET_TERMIOS),
    ("TIOCGPGRP", Out(&At(&Group))),
    ("TIOCGPTN", GET_UINT),
    ("TIOCGSID", Out(&At(&Group))),
    ("TIOCGSOFTCAR", GET_INT),
    ("TIOCGWINSZ", Out(&SET_WINSIZE)),
    ("TIOCNOTTY", NONE),
    ("TIOCNXCL", NONE),
    ("TIOCOUTQ", GET_INT),
    ("TIOCPKT", SET_INT),
    ("TIOCSBRK", NONE),
    ("TIOCSCTTY", Int),
    ("TIOCSETD", SET_INT),
    ("TIOCSLCKTRMIOS", SET_TERMIOS),
    ("TIOCSPGRP", At(&Group)),
    ("TIOCSPTLCK", SET_INT),
    ("TIOCSSERIAL", NONE),
    ("TIOCSSOFTCAR", SET_INT),
    ("TIOCSWINSZ", SET_WINSIZE),
    ("TIOCVHANGUP", NONE),
];
