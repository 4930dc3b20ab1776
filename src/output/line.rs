//! A line of text in the making.

use super::palette::{Palette, Part};

/// A line of text that grows. `hidden` counts the bytes in it that take no column: colours.
#[derive(Clone, Debug, Default)]
pub struct Line {
    /// The text.
    pub text: Vec<u8>,
    /// How many of its bytes are not seen.
    pub hidden: usize,
    /// A buffer to work in, whose content means nothing.
    pub scratch: Vec<u8>,
}

impl Line {
    /// Empties it.
    pub fn clear(&mut self) {
        self.text.clear();
        self.hidden = 0;
    }

    /// The columns that it takes.
    pub fn width(&self) -> usize {
        self.text.len() - self.hidden
    }

    /// Appends text in the colours of a part.
    pub fn paint(&mut self, palette: &Palette, part: Part, text: &[u8]) {
        self.hidden += palette.begin(part, &mut self.text);
        self.text.extend(text);
        self.hidden += palette.end(part, &mut self.text);
    }

    /// Appends spaces up to a column; `start` is the one at which the line begins.
    pub fn tab(&mut self, start: usize, column: usize) {
        let missing = column.saturating_sub(start + self.width());
        self.text.resize(self.text.len() + missing, b' ');
    }
}
