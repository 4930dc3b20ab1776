//! Drives of compact discs (cdrom.h).

use crate::decode::set::sets;

sets! {
    one FORMAT "CDROM_???" { CDROM_LBA = 1, CDROM_MSF = 2 }
    one AUDIO_STATUS "CDROM_AUDIO_???" {
        CDROM_AUDIO_INVALID = 0, CDROM_AUDIO_PLAY = 0x11, CDROM_AUDIO_PAUSED = 0x12, CDROM_AUDIO_COMPLETED = 0x13,
        CDROM_AUDIO_ERROR = 0x14, CDROM_AUDIO_NO_STATUS = 0x15,
    }
    one DIRECTION "CGC_DATA_???" {
        CGC_DATA_UNKNOWN = 0, CGC_DATA_WRITE = 1, CGC_DATA_READ = 2, CGC_DATA_NONE = 3,
    }
    bits MEDIA "MEDIA_???" { MEDIA_CHANGED_FLAG = 1 }
    bits OPTIONS "CDO_???" {
        CDO_AUTO_CLOSE = 1, CDO_AUTO_EJECT = 2, CDO_USE_FFLAGS = 4, CDO_LOCK = 8, CDO_CHECK_TYPE = 0x10,
    }
}
