//! Why a call was refused, as a line under it, as fields of its object, and all refusals of a trace by their causes.

use super::json_words::{key, string};
use super::line::Line;
use super::palette::{Palette, Part};
use crate::decode::errno;
use crate::decode::sets::common::SIGNALS;
use crate::event::{Explanation, Got, Refusals};
use std::io::Write;

/// What stands under a refused call: `    ^ EPERM: CAP_SYS_ADMIN is missing, ... [capability, proved]; CapEff: 0; try: ...`.
pub fn line(why: &Explanation, palette: Palette, line: &mut Line) {
    line.text.extend(b"    ^ ");
    line.paint(&palette, Part::Error, name(why.got).as_bytes());
    line.text.extend(b": ");
    line.paint(&palette, Part::Because, &escaped(&why.because));
    if let Some(cause) = why.cause {
        line.text.extend(b" [");
        line.paint(&palette, Part::Constant, cause.as_bytes());
        line.text.extend(b", ");
        line.text.extend(why.certainty.as_bytes());
        line.text.push(b']');
    }
    for fact in &why.evidence {
        line.text.extend(b"; ");
        line.text.extend(escaped(fact));
    }
    if let Some(way) = why.advice.first() {
        line.text.extend(b"; try: ");
        line.paint(&palette, Part::Path, &escaped(way));
    }
    line.text.push(b'\n');
}

/// The value of the member `refused` of a call's object.
pub fn json(why: &Explanation, out: &mut Vec<u8>) {
    key("refused", out);
    out.push(b'{');
    key("cause", out);
    match why.cause {
        Some(cause) => string(cause, out),
        None => out.extend(b"null"),
    }
    key("certainty", out);
    string(why.certainty, out);
    key("because", out);
    string(&why.because, out);
    list("evidence", &why.evidence, out);
    list("advice", &why.advice, out);
    out.push(b'}');
}

/// All refusals, as lines: how many, and for each cause the calls and what helps.
pub fn summary(refusals: &[Refusals], palette: Palette) -> Vec<u8> {
    let mut line = Line::default();
    let all: u64 = refusals.iter().map(Refusals::count).sum();
    let calls = if all == 1 { "1 call was" } else { &format!("{all} calls were") };
    // Writing to a Vec can't fail.
    _ = writeln!(line.text, "{calls} refused:");
    for group in refusals {
        line.text.extend(b"  ");
        line.paint(&palette, Part::Constant, group.cause.unwrap_or("unexplained").as_bytes());
        if group.cause.is_some() {
            _ = write!(line.text, " ({})", group.certainty);
        }
        for (i, ((call, code), count)) in group.calls.iter().enumerate() {
            line.text.extend(if i == 0 { &b": "[..] } else { b", " });
            line.paint(&palette, Part::Call, call.as_bytes());
            _ = write!(line.text, " {count} {}", name(*code));
        }
        line.text.extend(b"\n    ");
        line.paint(&palette, Part::Because, &escaped(&group.because));
        if group.others {
            line.text.extend(b", and others like it");
        }
        if let Some(advice) = &group.advice {
            line.text.extend(b"\n    try: ");
            line.paint(&palette, Part::Path, &escaped(advice));
        }
        line.text.push(b'\n');
    }
    line.text
}

/// All refusals, as an object of type `refusals`.
pub fn json_summary(refusals: &[Refusals]) -> Vec<u8> {
    let mut out = b"{\"type\":\"refusals\",\"causes\":[".to_vec();
    for (i, group) in refusals.iter().enumerate() {
        out.extend(if i == 0 { &b"{"[..] } else { b",{" });
        key("cause", &mut out);
        match group.cause {
            Some(cause) => string(cause, &mut out),
            None => out.extend(b"null"),
        }
        key("certainty", &mut out);
        string(group.certainty, &mut out);
        key("because", &mut out);
        string(&group.because, &mut out);
        _ = write!(out, ",\"others\":{},\"count\":{},\"calls\":[", group.others, group.count());
        for (j, ((call, code), count)) in group.calls.iter().enumerate() {
            out.extend(if j == 0 { &b"{"[..] } else { b",{" });
            key("call", &mut out);
            string(call, &mut out);
            key(if matches!(code, Got::Errno(_)) { "error" } else { "signal" }, &mut out);
            string(&name(*code), &mut out);
            _ = write!(out, ",\"count\":{count}}}");
        }
        out.push(b']');
        if let Some(advice) = &group.advice {
            key("advice", &mut out);
            string(advice, &mut out);
        }
        out.push(b'}');
    }
    out.extend(b"]}\n");
    out
}

fn list(name: &str, items: &[String], out: &mut Vec<u8>) {
    key(name, out);
    out.push(b'[');
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        string(item, out);
    }
    out.push(b']');
}

fn name(got: Got) -> String {
    match got {
        Got::Errno(code) => {
            errno::find(code).map_or_else(|| format!("errno {code}"), |errno| errno.name.to_owned())
        }
        Got::Signal(signal) => {
            SIGNALS.name(signal as u64).map_or_else(|| format!("signal {signal}"), str::to_owned)
        }
    }
}

/// What isn't plain ASCII as octal numbers: evidence can hold names that the program chose.
fn escaped(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b' '..=b'~' => out.push(byte),
            // Writing to a Vec can't fail.
            other => _ = write!(out, "\\{other:03o}"),
        }
    }
    out
}
