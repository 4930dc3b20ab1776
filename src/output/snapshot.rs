//! What a process is that was attached to, in the words that calls have: so text and JSON say the same.

use super::json_words::JsonWords;
use super::words::{Line, Manner, Words};
use crate::decode::set::Radix;
use crate::decode::sets::sched::RLIMIT;
use crate::decode::sets::security::CAPABILITIES;
use crate::decode::sink::{Group, Seen, Sink, Style};
use crate::event::{Snapshot, Still};
use crate::memory::Recorded;

/// As a line between the lines of calls.
pub fn text(snapshot: &Snapshot) -> Vec<u8> {
    let mut line = Line::default();
    line.text.extend(b"--- process ");
    let tracee = nothing(snapshot);
    let manner = Manner::default();
    say(snapshot, &mut Words::new(&mut line, 0, &manner, &tracee));
    line.text.extend(b" ---\n");
    line.text
}

/// As an object.
pub fn json(snapshot: &Snapshot) -> Vec<u8> {
    let mut line = br#"{"type":"snapshot","process":"#.to_vec();
    let tracee = nothing(snapshot);
    let manner = Manner::default();
    say(snapshot, &mut JsonWords::new(&mut line, 0, &tracee, &manner));
    line.extend(b"}\n");
    line
}

/// A tracee of which nothing is read: all that is said is in the snapshot.
fn nothing(snapshot: &Snapshot) -> Still {
    Still { pid: snapshot.pid, memory: Recorded::new() }
}

/// Says it as one structure.
fn say(snapshot: &Snapshot, sink: &mut dyn Sink) {
    sink.open(Group::Struct);
    sink.field("pid");
    sink.number(snapshot.pid.as_raw() as u64, Radix::Signed);
    sink.field("comm");
    bytes(&snapshot.comm, Style::Text, sink);
    list("args", &snapshot.arguments, sink, |argument, sink| bytes(argument, Style::Text, sink));
    for (name, path) in [("exe", &snapshot.program), ("cwd", &snapshot.directory), ("root", &snapshot.root)] {
        if let Some(path) = path {
            sink.field(name);
            bytes(path, Style::Path, sink);
        }
    }
    for (name, ids) in [("uid", snapshot.uid), ("gid", snapshot.gid)] {
        if let Some(ids) = ids {
            sink.field(name);
            sink.open(Group::Struct);
            for (kind, id) in ["real", "effective", "saved", "fs"].into_iter().zip(ids) {
                sink.field(kind);
                sink.number(id.into(), Radix::Decimal);
            }
            sink.close(Group::Struct);
        }
    }
    list("groups", &snapshot.groups, sink, |group, sink| sink.number((*group).into(), Radix::Decimal));
    if let Some(sets) = snapshot.capabilities {
        sink.field("capabilities");
        sink.open(Group::Struct);
        let names = ["inheritable", "permitted", "effective", "bounding", "ambient"];
        for (name, set) in names.into_iter().zip(sets) {
            sink.field(name);
            sink.symbol(set, &CAPABILITIES);
        }
        sink.close(Group::Struct);
    }
    sink.field("no_new_privs");
    sink.number(snapshot.no_new_privileges.into(), Radix::Decimal);
    sink.field("seccomp");
    sink.number(snapshot.seccomp.into(), Radix::Decimal);
    if let Some(context) = &snapshot.context {
        sink.field("context");
        bytes(context, Style::Text, sink);
    }
    sink.field("namespaces");
    sink.open(Group::Struct);
    for (name, link) in &snapshot.namespaces {
        sink.field(name);
        bytes(link, Style::Text, sink);
    }
    sink.close(Group::Struct);
    list("limits", &snapshot.limits, sink, |(number, soft, hard), sink| {
        sink.open(Group::Struct);
        sink.field("resource");
        sink.symbol((*number).into(), &RLIMIT);
        for (name, value) in [("soft", *soft), ("hard", *hard)] {
            sink.field(name);
            if value == u64::MAX {
                sink.expression(value, format_args!("RLIM64_INFINITY"));
            } else {
                sink.number(value, Radix::Decimal);
            }
        }
        sink.close(Group::Struct);
    });
    list("descriptors", &snapshot.descriptors, sink, |(fd, path), sink| {
        sink.open(Group::Struct);
        sink.field("fd");
        sink.number(u64::from(fd.unsigned_abs()), Radix::Decimal);
        sink.field("path");
        bytes(path, Style::Path, sink);
        sink.close(Group::Struct);
    });
    sink.close(Group::Struct);
}

fn bytes(bytes: &[u8], style: Style, sink: &mut dyn Sink) {
    sink.bytes(Seen { bytes, cut: false, length: Some(bytes.len() as u64), style });
}

fn list<T>(name: &'static str, items: &[T], sink: &mut dyn Sink, mut one: impl FnMut(&T, &mut dyn Sink)) {
    sink.field(name);
    sink.open(Group::Array);
    for item in items {
        sink.item();
        one(item, sink);
    }
    sink.close(Group::Array);
}
