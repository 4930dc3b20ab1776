//! Drives of compact discs (cdrom.h).

use super::{Kind, Row};
use crate::decode::kind::Kind::*;
use crate::decode::kind::{Len, Repr};
use crate::decode::sets::optical::OPTIONS;
use crate::decode::structs::optical::*;

const CHANGED: Kind = As(Repr::Ulong, &Of(&OPTIONS));
const SET_VOLUME: Kind = At(&Struct(&VOLUME));
const MOMENT: Kind = At(&Struct(&MSF));

/// Where a sector begins, in whose place its bytes come: 2048 of data, 2336 of mode 2, 2352 of all, 2646 with what drives add.
macro_rules! sector {
    ($size:literal) => {
        Turns(&MOMENT, &Out(&Buffer(Len::Is($size))))
    };
}

/// Drives.
pub static ROWS: &[Row] = &[
    ("CDROMMULTISESSION", InOut(&SESSION)),
    ("CDROMPLAYBLK", At(&Struct(&BLOCKS))),
    ("CDROMPLAYMSF", MOMENT),
    ("CDROMPLAYTRKIND", At(&Struct(&TRACK_INDEX))),
    ("CDROMREADALL", sector!(2646)),
    ("CDROMREADAUDIO", At(&Struct(&AUDIO))),
    ("CDROMREADCOOKED", sector!(2048)),
    ("CDROMREADMODE1", sector!(2048)),
    ("CDROMREADMODE2", sector!(2336)),
    ("CDROMREADRAW", sector!(2352)),
    ("CDROMREADTOCENTRY", InOut(&TRACK)),
    ("CDROMREADTOCHDR", Out(&At(&Struct(&CONTENTS)))),
    ("CDROMSEEK", MOMENT),
    ("CDROMSUBCHNL", InOut(&SUBCHANNEL)),
    ("CDROMVOLCTRL", SET_VOLUME),
    ("CDROMVOLREAD", Out(&SET_VOLUME)),
    ("CDROM_CLEAR_OPTIONS", CHANGED),
    ("CDROM_GET_MCN", Out(&At(&Struct(&CATALOG)))),
    ("CDROM_LAST_WRITTEN", Out(&At(&Long))),
    ("CDROM_NEXT_WRITABLE", Out(&At(&Long))),
    ("CDROM_SEND_PACKET", InOut(&PACKET)),
    ("CDROM_SET_OPTIONS", CHANGED),
    ("CDROM_TIMED_MEDIA_CHANGE", InOut(&MEDIA_CHANGE)),
];
