//! Colours: which part of a line has which.

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

/// What each part looks like: the parameters of the terminal's sequence (SGR), as `1;33`; nothing where it looks like
/// other text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Colours([&'static str; PARTS]);

/// The colours that are used where nobody asks for others.
pub static DEFAULT: Colours = Colours({
    let mut colours = [""; PARTS];
    colours[Part::Leader as usize] = "2";
    colours[Part::Comment as usize] = "2";
    colours[Part::Call as usize] = "1";
    colours[Part::Path as usize] = "32";
    colours[Part::String as usize] = "33";
    colours[Part::Constant as usize] = "36";
    colours[Part::Error as usize] = "31";
    colours[Part::Signal as usize] = "35";
    colours[Part::End as usize] = "34";
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
                parts.iter().for_each(|part| colours.0[*part as usize] = sgr);
            }
        }
        colours
    }
}

/// Colours, or none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Palette {
    /// Plain text.
    #[default]
    Plain,
    /// The colours of a terminal.
    Colour(&'static Colours),
}

impl Palette {
    fn sgr(self, part: Part) -> &'static str {
        match self {
            Palette::Plain => "",
            Palette::Colour(colours) => colours.0[part as usize],
        }
    }

    /// Begins a part; returns how many bytes that takes which aren't seen.
    pub fn begin(self, part: Part, out: &mut Vec<u8>) -> usize {
        let sgr = self.sgr(part);
        if sgr.is_empty() {
            return 0;
        }
        out.extend(b"\x1b[");
        out.extend(sgr.as_bytes());
        out.push(b'm');
        sgr.len() + 3
    }

    /// Ends a part; returns how many bytes that takes which aren't seen.
    pub fn end(self, part: Part, out: &mut Vec<u8>) -> usize {
        const RESET: &[u8] = b"\x1b[0m";
        if self.sgr(part).is_empty() {
            return 0;
        }
        out.extend(RESET);
        RESET.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_takes_the_place_of_the_default() {
        let colours: &'static Colours =
            Box::leak(Box::new(Colours::with("SYSCALL=1;33: argval = 35 :error=red:punct=;:nosuch=1:const")));
        let sgr = |part| Palette::Colour(colours).sgr(part);
        assert_eq!((sgr(Part::Call), sgr(Part::String), sgr(Part::Path)), ("1;33", "35", "35"));
        assert_eq!((sgr(Part::Error), sgr(Part::Punctuation), sgr(Part::Constant)), ("31", "", "36"));
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
