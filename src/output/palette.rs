//! Colours: which part of a line has which.

use owo_colors::Style;
use std::fmt::Display;
use std::io::Write;

/// A part of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The process id, times, and what else stands before a call.
    Leader,
    /// The name of a call.
    Call,
    /// The name of a field or of an argument.
    Field,
    /// The name of a file.
    Path,
    /// Other text.
    String,
    /// A number that is no more than that.
    Value,
    /// A named constant.
    Constant,
    /// What is said about a value.
    Comment,
    /// What separates values, and encloses them.
    Punctuation,
    /// A result that is no failure.
    Result,
    /// A result that is a failure.
    Error,
    /// Why a call was refused.
    Because,
    /// A signal.
    Signal,
    /// The end of a task.
    End,
}

/// How many parts there are.
const PARTS: usize = Part::End as usize + 1;

/// What a part looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Look {
    /// Like other text.
    #[default]
    Plain,
    /// As rtrace has it.
    Ours(Style),
    /// As somebody asked for: the parameters of the terminal's sequence (SGR), as `1;33`.
    Asked(&'static str),
}

/// What each part looks like.
#[derive(Clone, Debug, PartialEq)]
pub struct Colours([Look; PARTS]);

/// The colours that are used where nobody asks for others.
pub static DEFAULT: Colours = Colours({
    let style = Style::new();
    let mut colours = [Look::Plain; PARTS];
    colours[Part::Leader as usize] = Look::Ours(style.dimmed());
    colours[Part::Comment as usize] = Look::Ours(style.dimmed());
    colours[Part::Call as usize] = Look::Ours(style.bold());
    colours[Part::Path as usize] = Look::Ours(style.green());
    colours[Part::String as usize] = Look::Ours(style.yellow());
    colours[Part::Constant as usize] = Look::Ours(style.cyan());
    colours[Part::Error as usize] = Look::Ours(style.red());
    colours[Part::Signal as usize] = Look::Ours(style.magenta());
    colours[Part::End as usize] = Look::Ours(style.blue());
    colours
});

/// What STRACE_COLORS calls parts.
const NAMES: [(&str, &[Part]); 8] = [
    ("argname", &[Part::Field]),
    ("argval", &[Part::Path, Part::String, Part::Value]),
    ("comment", &[Part::Comment]),
    ("const", &[Part::Constant]),
    ("error", &[Part::Error]),
    ("punct", &[Part::Punctuation]),
    ("retval", &[Part::Result]),
    ("syscall", &[Part::Call]),
];

impl Colours {
    /// The default with what a text like `syscall=1;33:error=31` has for its parts. What is none in it is left out.
    pub fn with(text: &'static str) -> Colours {
        let mut colours = DEFAULT.clone();
        for (name, sgr) in text.split(':').filter_map(|item| item.split_once('=')) {
            let (name, sgr) = (name.trim().to_ascii_lowercase(), sgr.trim());
            let plain = sgr.chars().all(|c| c.is_ascii_digit() || c == ';');
            let Some((_, parts)) = NAMES.iter().find(|(known, _)| *known == name) else { continue };
            if plain && sgr.contains(|c: char| c.is_ascii_digit()) {
                parts.iter().for_each(|part| colours.0[*part as usize] = Look::Asked(sgr));
            }
        }
        colours
    }
}

/// Colours, or none.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Palette {
    /// Plain text.
    #[default]
    Plain,
    /// The colours of a terminal.
    Colour(&'static Colours),
}

impl Palette {
    fn look(self, part: Part) -> Look {
        match self {
            Palette::Plain => Look::Plain,
            Palette::Colour(colours) => colours.0[part as usize],
        }
    }

    /// Begins a part; returns how many bytes that takes which aren't seen.
    pub fn begin(self, part: Part, out: &mut Vec<u8>) -> usize {
        match self.look(part) {
            Look::Plain => 0,
            Look::Ours(style) => append(out, style.prefix_formatter()),
            Look::Asked(sgr) => append(out, format_args!("\x1b[{sgr}m")),
        }
    }

    /// Ends a part; returns how many bytes that takes which aren't seen.
    pub fn end(self, part: Part, out: &mut Vec<u8>) -> usize {
        match self.look(part) {
            Look::Plain => 0,
            Look::Ours(style) => append(out, style.suffix_formatter()),
            Look::Asked(_) => append(out, "\x1b[0m"),
        }
    }
}

fn append(out: &mut Vec<u8>, what: impl Display) -> usize {
    let before = out.len();
    // Writing to a Vec can't fail.
    _ = write!(out, "{what}");
    out.len() - before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_takes_the_place_of_the_default() {
        let colours: &'static Colours =
            Box::leak(Box::new(Colours::with("SYSCALL=1;33: argval = 35 :error=red:punct=;:nosuch=1:const")));
        let begin = |part| {
            let mut out = Vec::new();
            Palette::Colour(colours).begin(part, &mut out);
            String::from_utf8(out).unwrap()
        };
        let asked = [Part::Call, Part::String, Part::Path].map(begin);
        assert_eq!(asked, ["\x1b[1;33m", "\x1b[35m", "\x1b[35m"]);
        let left = [Part::Error, Part::Punctuation, Part::Constant].map(begin);
        assert_eq!(left, ["\x1b[31m", "", "\x1b[36m"]);
    }

    #[test]
    fn what_is_not_seen_is_counted() {
        let mut out = Vec::new();
        let palette = Palette::Colour(&DEFAULT);
        let hidden = palette.begin(Part::Call, &mut out);
        out.extend(b"read");
        let hidden = hidden + palette.end(Part::Call, &mut out);
        assert_eq!((&out[..], hidden), (&b"\x1b[1mread\x1b[0m"[..], out.len() - 4));
        assert_eq!(palette.begin(Part::Field, &mut out), 0, "it looks like other text");
    }
}
