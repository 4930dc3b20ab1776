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
    /// The name of a field.
    Field,
    /// The name of a file.
    Path,
    /// Other text.
    String,
    /// A named constant.
    Constant,
    /// What is said about a value.
    Comment,
    /// A result that is a failure.
    Error,
    /// Why a call was refused.
    Because,
    /// A signal.
    Signal,
    /// The end of a task.
    End,
}

/// Colours, or none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Palette {
    /// Plain text.
    #[default]
    Plain,
    /// The colours of a terminal.
    Colour,
}

impl Palette {
    fn style(self, part: Part) -> Option<Style> {
        let style = Style::new();
        match self {
            Palette::Plain => None,
            Palette::Colour => Some(match part {
                Part::Leader | Part::Comment => style.dimmed(),
                Part::Call => style.bold(),
                Part::Field | Part::Because => return None,
                Part::Path => style.green(),
                Part::String => style.yellow(),
                Part::Constant => style.cyan(),
                Part::Error => style.red(),
                Part::Signal => style.magenta(),
                Part::End => style.blue(),
            }),
        }
    }

    /// Begins a part; returns how many bytes that takes which aren't seen.
    pub fn begin(self, part: Part, out: &mut Vec<u8>) -> usize {
        self.style(part).map_or(0, |style| append(out, style.prefix_formatter()))
    }

    /// Ends a part; returns how many bytes that takes which aren't seen.
    pub fn end(self, part: Part, out: &mut Vec<u8>) -> usize {
        self.style(part).map_or(0, |style| append(out, style.suffix_formatter()))
    }
}

fn append(out: &mut Vec<u8>, what: impl Display) -> usize {
    let before = out.len();
    // Writing to a Vec can't fail.
    _ = write!(out, "{what}");
    out.len() - before
}
