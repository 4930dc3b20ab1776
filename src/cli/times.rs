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
    Some(match name {
        "s" => 0,
        "ms" => 3,
        "us" => 6,
        "ns" => 9,
        _ => return None,
    })
}

/// What `-t` or `--absolute-timestamps` asks for; the last of several counts.
pub fn absolute(args: &Args) -> Result<Option<Absolute>, Failure> {
    if args.time > 0 && !args.absolute_timestamps.is_empty() {
        let text = "-t and --absolute-timestamps cannot be provided simultaneously";
        return Err(Failure::Expression(text.to_string()));
    }
    if args.time > 0 {
        return Ok(Some(Absolute { epoch: args.time > 2, digits: if args.time > 1 { 6 } else { 0 } }));
    }
    let mut absolute = None;
    for value in &args.absolute_timestamps {
        let invalid = || Failure::Value { option: "--absolute-timestamps", value: value.clone() };
        let (mut epoch, mut precision, mut shown) = (None, None, true);
        for part in value.split(',') {
            let (format, exact) = match part.split_once(':') {
                Some(("format", name)) => (Some(name), None),
                Some(("precision", name)) => (None, Some(name)),
                Some(_) => return Err(invalid()),
                None if digits(part).is_some() => (None, Some(part)),
                None => (Some(part), None),
            };
            match format {
                Some("none") if epoch.is_none() => (epoch, shown) = (Some(false), false),
                Some("time") if epoch.is_none() => epoch = Some(false),
                Some("unix") if epoch.is_none() => epoch = Some(true),
                None => {}
                Some(_) => return Err(invalid()),
            }
            if let Some(name) = exact {
                let digits = digits(name).ok_or_else(invalid)?;
                if precision.replace(digits).is_some() {
                    return Err(invalid());
                }
            }
        }
        let (epoch, digits) = (epoch.unwrap_or(false), precision.unwrap_or(0));
        absolute = shown.then_some(Absolute { epoch, digits });
    }
    Ok(absolute)
}

/// The digits after the second that an option asks for; the last of several counts.
pub fn precision(option: &'static str, values: &[String]) -> Result<Option<usize>, Failure> {
    let invalid = |value: &String| Failure::Value { option, value: value.clone() };
    values
        .iter()
        .map(|value| digits(value).ok_or_else(|| invalid(value)))
        .try_fold(None, |_, value| value.map(Some))
}
