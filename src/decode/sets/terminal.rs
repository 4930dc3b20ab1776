//! Terminals: termbits.h, tty.h. The constants are the same on x86 and ARM.

use crate::decode::set::sets;

sets! {
    bits INPUT "I???" {
        IGNBRK = 0x1, BRKINT = 0x2, IGNPAR = 0x4, PARMRK = 0x8, INPCK = 0x10, ISTRIP = 0x20, INLCR = 0x40,
        IGNCR = 0x80, ICRNL = 0x100, IUCLC = 0x200, IXON = 0x400, IXANY = 0x800, IXOFF = 0x1000, IMAXBEL =
        0x2000, IUTF8 = 0x4000,
    }
    mixed OUTPUT "O???" {
        one(0x100) { NL0 = 0, NL1 = 0x100 }
        one(0x600) { CR0 = 0, CR1 = 0x200, CR2 = 0x400, CR3 = 0x600 }
        one(0x1800) { TAB0 = 0, TAB1 = 0x800, TAB2 = 0x1000, TAB3 = 0x1800 }
        one(0x2000) { BS0 = 0, BS1 = 0x2000 }
        one(0x4000) { VT0 = 0, VT1 = 0x4000 }
        one(0x8000) { FF0 = 0, FF1 = 0x8000 }
        bits {
            OPOST = 1, OLCUC = 2, ONLCR = 4, OCRNL = 8, ONOCR = 0x10, ONLRET = 0x20, OFILL = 0x40, OFDEL =
            0x80,
        }
    }
    mixed CONTROL "C???" {
        one(0x100f) {
            B0 = 0, B50 = 1, B75 = 2, B110 = 3, B134 = 4, B150 = 5, B200 = 6, B300 = 7, B600 = 8, B1200 = 9,
            B1800 = 10, B2400 = 11, B4800 = 12, B9600 = 13, B19200 = 14, B38400 = 15, BOTHER = 0x1000, B57600
            = 0x1001, B115200 = 0x1002, B230400 = 0x1003, B460800 = 0x1004, B500000 = 0x1005, B576000 =
            0x1006, B921600 = 0x1007, B1000000 = 0x1008, B1152000 = 0x1009, B1500000 = 0x100a, B2000000 =
            0x100b, B2500000 = 0x100c, B3000000 = 0x100d, B3500000 = 0x100e, B4000000 = 0x100f,
        }
        one(0x30) { CS5 = 0, CS6 = 0x10, CS7 = 0x20, CS8 = 0x30 }
        bits {
            CSTOPB = 0x40, CREAD = 0x80, PARENB = 0x100, PARODD = 0x200, HUPCL = 0x400, CLOCAL = 0x800, ADDRB
            = 0x20000000, CMSPAR = 0x40000000, CRTSCTS = 0x80000000,
        }
    }
    bits LOCAL "L???" {
        ISIG = 1, ICANON = 2, XCASE = 4, ECHO = 8, ECHOE = 0x10, ECHOK = 0x20, ECHONL = 0x40, NOFLSH = 0x80,
        TOSTOP = 0x100, IEXTEN = 0x8000, ECHOCTL = 0x200, ECHOPRT = 0x400, ECHOKE = 0x800, FLUSHO = 0x1000,
        PENDIN = 0x4000, EXTPROC = 0x10000,
    }
    one DISCIPLINE "N_???" {
        N_TTY = 0, N_SLIP = 1, N_MOUSE = 2, N_PPP = 3, N_STRIP = 4, N_AX25 = 5, N_X25 = 6, N_6PACK = 7, N_MASC
        = 8, N_R3964 = 9, N_PROFIBUS_FDL = 10, N_IRDA = 11, N_SMSBLOCK = 12, N_HDLC = 13, N_SYNC_PPP = 14,
        N_HCI = 15, N_GIGASET_M101 = 16, N_SLCAN = 17, N_PPS = 18, N_V253 = 19, N_CAIF = 20, N_GSM0710 = 21,
        N_TI_WL = 22, N_TRACESINK = 23, N_TRACEROUTER = 24, N_NCI = 25, N_SPEAKUP = 26, N_NULL = 27, N_MCTP =
        28, N_DEVELOPMENT = 29, N_CAN327 = 30,
    }
    one FLOW "TC???" { TCOOFF = 0, TCOON = 1, TCIOFF = 2, TCION = 3 }
    one FLUSH "TC???" { TCIFLUSH = 0, TCOFLUSH = 1, TCIOFLUSH = 2 }
}
