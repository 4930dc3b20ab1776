//! How times are shown.

use super::{Args, Failure};

/// The absolute time before a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absolute {
    /// Seconds since the epoch instead of the time of day.
    pub epoch: bool,
    /// Digits after the second.
    pub digits: usize,
}

/// Digits after the second of a precision.
fn digits(name: &str) -> Option<usize> {
    Some(match name.to_ascii_lowercase().as_str() {
        "s" => 0,
        "ms" => 3,
        "us" => 6,
        "ns" => 9,
        _ => return None,
    })
}

/// What `-t` or `--absolute-timestamps` asks for. Of several, the last that says something of format or precision counts.
pub fn absolute(args: &Args) -> Result<Option<Absolute>, Failure> {
    if args.time > 0 {
        return Ok(Some(Absolute { epoch: args.time > 2, digits: if args.time > 1 { 6 } else { 0 } }));
    }
    let mut absolute = None;
    for value in &args.absolute_timestamps {
        let Absolute { mut epoch, mut digits } = absolute.unwrap_or(Absolute { epoch: false, digits: 0 });
        let mut shown = true;
        for part in value.split(',').filter(|part| !part.is_empty()) {
            let invalid = || args.invalid("absolute_timestamps", value);
            let lower = part.to_ascii_lowercase();
            let (format, precision) = match (lower.strip_prefix("format:"), lower.strip_prefix("precision:"))
            {
                (Some(format), _) => (Some(format), None),
                (None, Some(precision)) => (None, Some(precision)),
                (None, None) => (Some(lower.as_str()), Some(lower.as_str())),
            };
            match (format, precision.and_then(self::digits)) {
                (Some("none"), _) => (epoch, shown) = (false, false),
                (Some("time"), _) => (epoch, shown) = (false, true),
                (Some("unix"), _) => (epoch, shown) = (true, true),
                (_, Some(number)) => digits = number,
                _ => return Err(invalid()),
            }
        }
        absolute = shown.then_some(Absolute { epoch, digits });
    }
    Ok(absolute)
}

/// The digits after the second that the option of a field asks for; the last of several counts.
pub fn precision(args: &Args, id: &str, values: &[String]) -> Result<Option<usize>, Failure> {
    values
        .iter()
        .map(|value| digits(value).ok_or_else(|| args.invalid(id, value)))
        .try_fold(None, |_, value| value.map(Some))
}
