//! `--tips`: short texts on what can be asked for, one of which is shown in the end.

use super::{Args, Failure};
use std::fmt::{self, Display, Formatter};

/// What there is to tell; a tip's id is its place.
const TIPS: [&str; 10] = [
    "-f follows the processes and threads that the program makes; most programs that seem to do nothing have a child that does.",
    "-e trace=%file shows the calls that name a file; -e path='/etc/*' those about files that fit a pattern.",
    "-Z shows only calls that fail; -e errno=EACCES,EPERM only those that were refused.",
    "-yy says what descriptors lead to: paths, sockets with their addresses, devices.",
    "-T shows how long each call took; -e duration='>10ms' shows only those that took longer.",
    "-k shows the stack at each call: who in the program made it.",
    "-c counts calls, their time and their errors; -U with p50, p95 and p99 shows how their times are spread.",
    "--explain says under a refused call who refused it, what shows it and what helps.",
    "--diagnose says whether tracing would work here, and why not; with -p PID, whether attaching would.",
    "--format=json writes an object a line, with the names of all arguments.",
];

/// A tip that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tips {
    /// Which one; else any.
    id: Option<usize>,
    /// Whether it stands in a frame.
    full: bool,
}

/// A tip as it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Tip {
    id: usize,
    full: bool,
}

impl Tips {
    /// Chooses the tip: the one that was asked for, else by the number that the caller drew. Ids begin again after the
    /// last one, as they do in strace.
    pub fn choose(self, drawn: usize) -> Tip {
        Tip { id: self.id.unwrap_or(drawn) % TIPS.len(), full: self.full }
    }
}

impl Display for Tip {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Some(text) = TIPS.get(self.id) else { return Ok(()) };
        if !self.full {
            return write!(f, "Tip {}: {text}", self.id);
        }
        let title = format!(" Tip {} ", self.id);
        let width = text.len() + 2;
        writeln!(f, "+{title:-<width$}+")?;
        writeln!(f, "| {text} |")?;
        write!(f, "+{:-<width$}+", "")
    }
}

/// What the options say.
pub fn tips(args: &Args) -> Result<Option<Tips>, Failure> {
    read(&args.tips).map_err(|value| args.invalid("tips", &value))
}

/// Reads `[[id:]ID][,[format:]FORMAT]`, in any order; of several options each overrides what it names. Fails with the
/// value that is none.
fn read(given: &[String]) -> Result<Option<Tips>, String> {
    let mut asked = Tips { id: None, full: false };
    let mut shown = !given.is_empty();
    for list in given {
        // A list without a format asks for the tip to be shown.
        shown = true;
        for item in list.split(',').filter(|item| !item.is_empty()) {
            let lower = item.to_ascii_lowercase();
            let (id, format) = match (lower.strip_prefix("id:"), lower.strip_prefix("format:")) {
                (Some(id), _) => (id, ""),
                (None, Some(format)) => ("", format),
                (None, None) => (lower.as_str(), lower.as_str()),
            };
            match (id, format) {
                ("random", _) => asked.id = None,
                (_, "none") => shown = false,
                (_, "compact" | "full") => (shown, asked.full) = (true, format == "full"),
                _ => match id.parse::<i32>() {
                    Ok(number @ 0..) => asked.id = Some(number.unsigned_abs() as usize),
                    _ => return Err(list.clone()),
                },
            }
        }
    }
    Ok(shown.then_some(asked))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(given: &[&str]) -> Result<Option<Tips>, String> {
        super::read(&given.iter().map(|list| list.to_string()).collect::<Vec<_>>())
    }

    #[test]
    fn a_tip_is_asked_for_by_id_and_format_in_any_order() {
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&[""]), Ok(Some(Tips { id: None, full: false })));
        let third = Ok(Some(Tips { id: Some(3), full: true }));
        assert_eq!(read(&["3,full"]), third);
        assert_eq!(read(&["format:full,id:3"]), third);
        assert_eq!(read(&["random", "3", "full"]), third);
        assert_eq!(read(&["full", "none"]), Ok(None));
    }

    #[test]
    fn what_is_no_id_and_no_format_is_refused_by_name() {
        for wrong in
            ["x", "id:x", "id:full", "format:x", "format:3", "-1", "id:", "2147483648", "2,3,radomm,4"]
        {
            assert_eq!(read(&[wrong]).unwrap_err(), wrong);
        }
    }

    #[test]
    fn ids_begin_again_after_the_last() {
        let tips = Tips { id: Some(TIPS.len() + 1), full: false };
        assert_eq!(tips.choose(0).to_string(), format!("Tip 1: {}", TIPS[1]));
    }

    #[test]
    fn a_full_tip_stands_in_a_frame_of_its_width() {
        let text = Tips { id: None, full: true }.choose(2).to_string();
        let widths: Vec<_> = text.lines().map(str::len).collect();
        assert_eq!(widths, [TIPS[2].len() + 4; 3]);
    }
}
