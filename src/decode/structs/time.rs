//! The times of files.

use crate::decode::kind::Kind::*;
use crate::decode::kind::Repr::KLong;
use crate::decode::structs::structs;

structs! {
    UTIMBUF "utimbuf" { actime: As(KLong, &Time), modtime: As(KLong, &Time) }
}
