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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::sink::{Seen, Sink, Style};
    use crate::memory::Memory;
    use crate::output::words::{Line, Manner};
    use nix::unistd::Pid;

    /// A tracee with contexts.
    struct Labelled;

    impl Memory for Labelled {
        fn read(&self, _: u64, _: &mut [u8]) -> usize {
            0
        }
    }

    impl Tracee for Labelled {
        fn pid(&self) -> Pid {
            Pid::from_raw(7)
        }

        fn descriptor(&self, _: i32, _: &mut Vec<u8>) -> bool {
            false
        }

        fn directory(&self, _: &mut Vec<u8>) -> bool {
            false
        }

        fn outer(&self, _: i32) -> Option<Pid> {
            None
        }

        fn comm(&self, _: Pid, _: &mut Vec<u8>) -> bool {
            false
        }

        fn context(&self) -> Option<Vec<u8>> {
            Some(b"u:r:run_t:s0".to_vec())
        }

        fn context_of_descriptor(&self, fd: i32, expected: bool) -> Option<FileContext> {
            let actual = format!("u:object_r:fd{fd}_t:s0").into_bytes();
            Some(FileContext { expected: expected.then(|| actual.clone()), actual })
        }

        fn context_of_path(&self, _: &[u8], base: Option<i32>, expected: bool) -> Option<FileContext> {
            let expected = expected.then(|| b"u:object_r:other_t:s0".to_vec());
            Some(FileContext {
                actual: format!("u:object_r:at{}_t:s0", base.unwrap_or(-1)).into_bytes(),
                expected,
            })
        }
    }

    fn manner(full: bool, mismatch: bool) -> Manner {
        Manner { contexts: Contexts { shown: true, full, mismatch }, ..Manner::default() }
    }

    fn say(sink: &mut dyn Sink) {
        sink.arg("fd", None);
        sink.descriptor(3);
        sink.arg("path", None);
        sink.bytes(Seen { bytes: b"a", cut: false, length: Some(1), style: Style::Path });
        sink.arg("dirfd", None);
        sink.directory();
        sink.arg("path", None);
        sink.bytes(Seen { bytes: b"b", cut: false, length: Some(1), style: Style::Path });
    }

    fn text(manner: Manner) -> String {
        let mut line = Line::default();
        lead(manner.contexts, manner.hex, &Labelled, &mut line.text);
        say(&mut Words::new(&mut line, 0, &manner, &Labelled));
        String::from_utf8(line.text).unwrap()
    }

    #[test]
    fn types_stand_behind_descriptors_and_paths_and_before_lines() {
        let expected = "[run_t] 3 [fd3_t], \"a\" [at3_t], AT_FDCWD, \"b\" [at-1_t]";
        assert_eq!(text(manner(false, false)), expected);
    }

    #[test]
    fn whole_contexts_and_what_they_should_be_are_shown_where_asked() {
        let text = text(manner(true, true));
        assert!(text.starts_with("[u:r:run_t:s0] 3 [u:object_r:fd3_t:s0], \"a\" "), "{text}");
        assert!(text.contains("\"a\" [u:object_r:at3_t:s0!!u:object_r:other_t:s0]"), "{text}");
    }

    #[test]
    fn data_has_them_as_fields() {
        let (mut out, manner) = (b"{".to_vec(), manner(false, true));
        json(manner.contexts, &Labelled, &mut out);
        say(&mut JsonWords::new(&mut out, 0, &Labelled, &manner));
        let expected = "{\"context\":\"run_t\",\"fd\":{\"fd\":3,\"context\":\"fd3_t\"},\"path\":{\"path\":\"a\",\
                        \"context\":\"at3_t\",\"expected_context\":\"other_t\"},";
        let text = String::from_utf8(out).unwrap();
        assert!(text.starts_with(expected), "{text}");
    }
}
