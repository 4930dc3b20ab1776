//! A stack under its call: strace's lines, or a field of its object.

use super::json_words::{key, string};
use crate::event::{Frame, Stacks, Tracee};
use std::io::Write;

/// The frames of a stopped task, each a line: ` > /usr/lib/libc.so.6(openat+0x45) [0x10e1a5]`, with ` FILE:LINE`
/// behind it where the source is known.
pub fn lines(stacks: &dyn Stacks, tracee: &dyn Tracee, text: &mut Vec<u8>) {
    stacks.frames(tracee, &mut |frame| line(frame, text));
}

fn line(frame: &Frame<'_>, text: &mut Vec<u8>) {
    text.extend(b" > ");
    // Writing to a Vec can't fail.
    match (frame.path, frame.function) {
        (None, _) => text.extend(b"unexpected_backtracing_error"),
        (Some(path), None) => {
            escaped(path, text);
            text.extend(b"()");
        }
        (Some(path), Some((name, into))) => {
            escaped(path, text);
            text.push(b'(');
            escaped(name.as_bytes(), text);
            _ = write!(text, "+{into:#x})");
        }
    }
    _ = write!(text, " [{:#x}]", frame.offset);
    if let Some((file, line)) = frame.source {
        text.push(b' ');
        escaped(file.as_bytes(), text);
        _ = write!(text, ":{line}");
    }
    text.push(b'\n');
}

/// The frames of a stopped task as a field, `,"stack":[{"path":..,"function":..,"into":..,"offset":..,"source":..,"line":..}]`,
/// without what isn't known.
pub fn json(stacks: &dyn Stacks, tracee: &dyn Tracee, text: &mut Vec<u8>) {
    text.extend(b",\"stack\":[");
    let mut first = true;
    stacks.frames(tracee, &mut |frame| {
        // Writing to a Vec can't fail.
        _ = write!(text, "{}{{\"offset\":{}", if first { "" } else { "," }, frame.offset);
        first = false;
        if let Some(path) = frame.path {
            key("path", text);
            string(&String::from_utf8_lossy(path), text);
        }
        if let Some((name, into)) = frame.function {
            key("function", text);
            string(name, text);
            _ = write!(text, ",\"into\":{into}");
        }
        if let Some((file, line)) = frame.source {
            key("source", text);
            string(file, text);
            _ = write!(text, ",\"line\":{line}");
        }
        text.push(b'}');
    });
    text.push(b']');
}

/// What doesn't print, as octal numbers: paths and symbols are the program's own.
fn escaped(bytes: &[u8], text: &mut Vec<u8>) {
    for byte in bytes {
        match byte {
            b' '..=b'~' => text.push(*byte),
            // Writing to a Vec can't fail.
            other => _ = write!(text, "\\{other:03o}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(frame: &Frame<'_>) -> String {
        let mut text = Vec::new();
        line(frame, &mut text);
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn a_frame_says_what_is_known_of_it() {
        let bare = Frame { path: None, function: None, offset: 0x7f00, source: None };
        assert_eq!(said(&bare), " > unexpected_backtracing_error [0x7f00]\n");
        let path = Frame { path: Some(b"/bin/a\x1b"), offset: 0x10, ..bare };
        assert_eq!(said(&path), " > /bin/a\\033() [0x10]\n");
        let function = Frame { function: Some(("main", 0x1f)), ..path };
        assert_eq!(said(&function), " > /bin/a\\033(main+0x1f) [0x10]\n");
        let source = Frame { source: Some(("a.c", 7)), ..function };
        assert_eq!(said(&source), " > /bin/a\\033(main+0x1f) [0x10] a.c:7\n");
    }
}
