//! Drives of compact discs: cdrom.h.

use crate::decode::kind::Kind::*;
use crate::decode::kind::Len;
use crate::decode::kind::Repr::{U8 as BYTE, U64 as WORD64};
use crate::decode::sets::optical::*;
use crate::decode::structs::structs;

structs! {
    MSF0 "cdrom_msf0" { minute: U8, second: U8, frame: U8 }
    MSF "cdrom_msf" {
        cdmsf_min0: U8, cdmsf_sec0: U8, cdmsf_frame0: U8, cdmsf_min1: U8, cdmsf_sec1: U8, cdmsf_frame1: U8,
    }
    TRACK_INDEX "cdrom_ti" { cdti_trk0: U8, cdti_ind0: U8, cdti_trk1: U8, cdti_ind1: U8 }
    CONTENTS "cdrom_tochdr" { cdth_trk0: U8, cdth_trk1: U8 }
    VOLUME "cdrom_volctrl" { channel0: U8, channel1: U8, channel2: U8, channel3: U8 }
    SUBCHANNEL "cdrom_subchnl" {
        cdsc_format: As(BYTE, &Of(&FORMAT)), cdsc_audiostatus: Out(&As(BYTE, &Of(&AUDIO_STATUS))),
        bits = "": Out(&Bitfields(BYTE, &[("cdsc_adr", 4), ("cdsc_ctrl", 4)])), cdsc_trk: Out(&U8), cdsc_ind: Out(&U8),
        cdsc_absaddr: Switch(cdsc_format, &[(2, Out(&Struct(&MSF0)))], &Out(&Int)),
        cdsc_reladdr: Switch(cdsc_format, &[(2, Out(&Struct(&MSF0)))], &Out(&Int)),
    }
    TRACK "cdrom_tocentry" order(cdte_track, cdte_format, bits, cdte_addr, cdte_datamode) {
        cdte_track: U8, bits = "": Out(&Bitfields(BYTE, &[("cdte_adr", 4), ("cdte_ctrl", 4)])),
        cdte_format: As(BYTE, &Of(&FORMAT)),
        cdte_addr: Switch(cdte_format, &[(2, Out(&Struct(&MSF0)))], &Out(&Int)), cdte_datamode: Out(&U8),
    }
    AUDIO "cdrom_read_audio" {
        addr: Switch(addr_format, &[(2, Struct(&MSF0))], &Int), addr_format: As(BYTE, &Of(&FORMAT)), nframes: Int,
        buf: Addr,
    }
    SESSION "cdrom_multisession" order(addr_format, xa_flag, addr) {
        addr: Switch(addr_format, &[(2, Out(&Struct(&MSF0)))], &Out(&Int)), xa_flag: Out(&U8),
        addr_format: As(BYTE, &Of(&FORMAT)),
    }
    CATALOG "cdrom_mcn" { medium_catalog_number: Chars(14) }
    BLOCKS "cdrom_blk" { from: Uint, len: U16 }
    PACKET "cdrom_generic_command" order(
        cmd, data_direction, buflen, buffer, quiet, timeout, stat, sense,
    ) {
        cmd: Raw(12),
        buffer: Switch(
            data_direction,
            &[(1, Buffer(Len::Arg(buflen))), (2, Out(&Buffer(Len::Arg(buflen))))],
            &Addr,
        ),
        buflen: Uint, stat: Out(&Int), sense: Addr, data_direction: As(BYTE, &Of(&DIRECTION)), quiet: Int,
        timeout: Int, unused: Hidden(&Addr),
    }
    MEDIA_CHANGE "cdrom_timed_media_change_info" {
        last_media_change: Again(&I64), media_flags: Out(&As(WORD64, &Of(&MEDIA))),
    }
}
