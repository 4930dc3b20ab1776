//! The local time.

use std::mem::MaybeUninit;

/// A moment as a calendar and a clock on the wall tell it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Local {
    /// The year, such as 2026.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 60.
    pub second: u8,
    /// Minutes east of UTC.
    pub offset: i32,
}

/// What calendar and clock say here at a time in seconds since the epoch (localtime_r(3)); None where the year exceeds
/// what C can say.
pub fn local(seconds: i64) -> Option<Local> {
    let time = libc::time_t::try_from(seconds).ok()?;
    let mut broken_down = MaybeUninit::<libc::tm>::zeroed();
    // SAFETY: both pointers are to live values of the right types; a tm of zeros is valid.
    let tm = unsafe {
        if libc::localtime_r(&raw const time, broken_down.as_mut_ptr()).is_null() {
            return None;
        }
        broken_down.assume_init()
    };
    Some(Local {
        year: i64::from(tm.tm_year) + 1900,
        month: tm.tm_mon as u8 + 1,
        day: tm.tm_mday as u8,
        hour: tm.tm_hour as u8,
        minute: tm.tm_min as u8,
        second: tm.tm_sec as u8,
        offset: (tm.tm_gmtoff / 60) as i32,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_within_a_day_of_what_utc_says() {
        let now = local(1_000_000_000).unwrap();
        assert_eq!((now.year, now.month), (2001, 9));
        assert!((8..=10).contains(&now.day) && now.offset.abs() <= 14 * 60);
        assert_eq!(local(i64::MAX), None);
    }
}
