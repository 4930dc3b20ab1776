//! SELinux contexts of tasks, descriptors and files (`--secontext`), in strace's text and in JSON.

use super::json_words::{JsonWords, key, string};
use super::quote::{self, Hex};
use super::words::Words;
use crate::event::{FileContext, Tracee};

/// What is said of contexts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contexts {
    /// They are shown.
    pub shown: bool,
    /// In full, not just their type.
    pub full: bool,
    /// With what the policy would have a file's be, where that differs.
    pub mismatch: bool,
}

impl Contexts {
    /// What is shown of a context: all of it, or its type, the third of its parts.
    fn part(self, context: &[u8]) -> &[u8] {
        let mut parts = context.split(|byte| *byte == b':');
        if self.full { context } else { parts.nth(2).unwrap_or(context) }
    }

    /// Of both contexts of a file, what is shown.
    fn parts(self, context: &FileContext) -> (&[u8], Option<&[u8]>) {
        let actual = self.part(&context.actual);
        let expected = context.expected.as_deref().map(|expected| self.part(expected));
        (actual, expected.filter(|expected| *expected != actual))
    }
}

/// Appends a task's context in brackets, and a space: what stands before a line.
pub fn lead(contexts: Contexts, hex: Hex, tracee: &dyn Tracee, text: &mut Vec<u8>) {
    if contexts.shown
        && let Some(context) = tracee.context()
    {
        text.push(b'[');
        quote::escape_context(contexts.part(&context), hex, text);
        text.extend(b"] ");
    }
}

/// As a field of the object of a call.
pub fn json(contexts: Contexts, tracee: &dyn Tracee, out: &mut Vec<u8>) {
    if contexts.shown
        && let Some(context) = tracee.context()
    {
        key("context", out);
        string(&String::from_utf8_lossy(contexts.part(&context)), out);
    }
}

impl Words<'_> {
    /// The context of what descriptor `fd` leads to.
    pub(super) fn context_of_descriptor(&mut self, fd: i32) {
        let contexts = self.manner.contexts;
        if contexts.shown && fd >= 0 {
            let context = self.tracee.context_of_descriptor(fd, contexts.mismatch);
            self.file_context(context);
        }
    }

    /// The context of a file by its name, which begins at descriptor `base` or at the current directory.
    pub(super) fn context_of_path(&mut self, path: &[u8], base: Option<i32>) {
        let contexts = self.manner.contexts;
        if contexts.shown {
            let context = self.tracee.context_of_path(path, base, contexts.mismatch);
            self.file_context(context);
        }
    }

    fn file_context(&mut self, context: Option<FileContext>) {
        let Some(context) = context else { return };
        let (actual, expected) = self.manner.contexts.parts(&context);
        let (hex, text) = (self.manner.hex, &mut self.line.text);
        text.extend(b" [");
        quote::escape_context(actual, hex, text);
        if let Some(expected) = expected {
            text.extend(b"!!");
            quote::escape_context(expected, hex, text);
        }
        text.push(b']');
    }
}

impl JsonWords<'_> {
    /// The fields that a context adds to a value's object.
    pub(super) fn context(&mut self, context: Option<&FileContext>) {
        let Some(context) = context else { return };
        let (actual, expected) = self.contexts.parts(context);
        key("context", self.out);
        string(&String::from_utf8_lossy(actual), self.out);
        if let Some(expected) = expected {
            key("expected_context", self.out);
            string(&String::from_utf8_lossy(expected), self.out);
        }
    }
}
