//! The local time.

use std::mem::MaybeUninit;

/// The local hour, minute and second of a time in seconds since the epoch (localtime_r(3)); UTC where that fails.
pub fn local(seconds: u64) -> (u8, u8, u8) {
    let Ok(time) = libc::time_t::try_from(seconds) else { return utc(seconds) };
    let mut broken_down = MaybeUninit::<libc::tm>::zeroed();
    // SAFETY: both pointers are to live values of the right types; a tm of zeros is valid.
    let tm = unsafe {
        if libc::localtime_r(&raw const time, broken_down.as_mut_ptr()).is_null() {
            return utc(seconds);
        }
        broken_down.assume_init()
    };
    (tm.tm_hour as u8, tm.tm_min as u8, tm.tm_sec as u8)
}

fn utc(seconds: u64) -> (u8, u8, u8) {
    let day = seconds % 86_400;
    ((day / 3600) as u8, (day / 60 % 60) as u8, (day % 60) as u8)
}
