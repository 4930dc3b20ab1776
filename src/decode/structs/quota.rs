//! Quotas: of all file systems (quota.h), and of XFS (dqblk_xfs.h).

use crate::decode::kind::Kind::{self, *};
use crate::decode::kind::Repr;
use crate::decode::sets::quota::{DISK_FLAGS, ENFORCED, INFO_FLAGS, INFO_VALID, VALID};
use crate::decode::structs::structs;

const VERSION: Kind = As(Repr::I8, &Int);

structs! {
    LIMITS "if_dqblk" {
        dqb_bhardlimit: U64, dqb_bsoftlimit: U64, dqb_curspace: U64, dqb_ihardlimit: U64, dqb_isoftlimit: U64,
        dqb_curinodes: U64, dqb_btime: Full(&U64), dqb_itime: Full(&U64), dqb_valid: Full(&Of(&VALID)),
    }
    NEXT_LIMITS "if_nextdqblk" {
        dqb_bhardlimit: U64, dqb_bsoftlimit: U64, dqb_curspace: U64, dqb_ihardlimit: U64, dqb_isoftlimit: U64,
        dqb_curinodes: U64, dqb_btime: Full(&U64), dqb_itime: Full(&U64), dqb_valid: Full(&Of(&VALID)),
        dqb_id: Uint,
    }
    INFO "if_dqinfo" {
        dqi_bgrace: U64, dqi_igrace: U64, dqi_flags: Of(&INFO_FLAGS), dqi_valid: Of(&INFO_VALID),
    }
    DISK_QUOTA "fs_disk_quota" {
        d_version: VERSION, d_flags: As(Repr::U8, &Of(&DISK_FLAGS)), d_fieldmask: As(Repr::U16, &Hex), d_id: Uint,
        d_blk_hardlimit: U64, d_blk_softlimit: U64, d_ino_hardlimit: U64, d_ino_softlimit: U64, d_bcount: U64,
        d_icount: U64, d_itimer: Full(&Int), d_btimer: Full(&Int), d_iwarns: Full(&U16), d_bwarns: Full(&U16),
        d_itimer_hi: Hidden(&As(Repr::I8, &Int)), d_btimer_hi: Hidden(&As(Repr::I8, &Int)),
        d_rtbtimer_hi: Hidden(&As(Repr::I8, &Int)), d_padding2: Hidden(&As(Repr::I8, &Int)),
        d_rtb_hardlimit: Full(&U64), d_rtb_softlimit: Full(&U64), d_rtbcount: Full(&U64), d_rtbtimer: Full(&Int),
        d_rtbwarns: Full(&U16), d_padding3: Hidden(&I16), d_padding4: Hidden(&U64),
    }
    FILE_STATE "fs_qfilestat" { qfs_ino: U64, qfs_nblks: U64, qfs_nextents: Uint }
    STATE "fs_quota_stat" {
        qs_version: VERSION, qs_flags: Full(&As(Repr::U16, &Of(&ENFORCED))), qs_pad: Hidden(&As(Repr::I8, &Int)),
        qs_uquota: Full(&Struct(&FILE_STATE)), qs_gquota: Full(&Struct(&FILE_STATE)), qs_incoredqs: Full(&Uint),
        qs_btimelimit: Full(&Int), qs_itimelimit: Full(&Int), qs_rtbtimelimit: Full(&Int),
        qs_bwarnlimit: Full(&U16), qs_iwarnlimit: Full(&U16),
    }
    FILE_STATE_LATER "fs_qfilestatv" { qfs_ino: U64, qfs_nblks: U64, qfs_nextents: Uint, qfs_pad: Hidden(&Uint) }
    STATE_LATER "fs_quota_statv" {
        qs_version: VERSION, qs_pad1: Hidden(&U8), qs_flags: Full(&As(Repr::U16, &Of(&ENFORCED))),
        qs_incoredqs: Full(&Uint), qs_uquota: Full(&Struct(&FILE_STATE_LATER)),
        qs_gquota: Full(&Struct(&FILE_STATE_LATER)), qs_pquota: Full(&Struct(&FILE_STATE_LATER)),
        qs_btimelimit: Full(&Int), qs_itimelimit: Full(&Int), qs_rtbtimelimit: Full(&Int),
        qs_bwarnlimit: Full(&U16), qs_iwarnlimit: Full(&U16), qs_rtbwarnlimit: Hidden(&U16), qs_pad3: Hidden(&U16),
        qs_pad4: Hidden(&Uint), qs_pad2: Hidden(&Items(&U64, 7)),
    }
}
