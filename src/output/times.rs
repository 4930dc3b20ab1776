//! Times before and behind a line.

use super::{Absolute, Local};
use std::io::Write;
use std::time::Duration;

/// The time of day, or that since the epoch, in so many digits.
pub fn absolute_time(
    wall: Duration,
    how: &Absolute,
    local: Option<fn(i64) -> Option<Local>>,
    text: &mut Vec<u8>,
) {
    _ = if how.epoch {
        write!(text, "{}", wall.as_secs())
    } else {
        let now = local.and_then(|local| local(wall.as_secs() as i64)).unwrap_or_default();
        write!(text, "{:02}:{:02}:{:02}", now.hour, now.minute, now.second)
    };
    fraction(wall.subsec_nanos(), how.digits, text);
}

/// `.123456`, cut to so many digits; nothing where there are none.
pub fn fraction(nanoseconds: u32, digits: usize, text: &mut Vec<u8>) {
    if digits > 0 {
        let all = format!("{nanoseconds:09}");
        text.push(b'.');
        text.extend(&all.as_bytes()[..digits.min(9)]);
    }
}
