//! Both renderers on recorded events: what decoders say must come out right in either form.

use super::words::{Line, Manner};
use super::{Destination, Json, Options, Quiet, Target, Text, Words};
use crate::arch::{Abi, numbers};
use crate::decode::set::Radix;
use crate::decode::sets::common::{FILE_MODE, SIGNALS};
use crate::decode::sets::file::OPEN;
use crate::decode::sink::{Group, Seen, Sink, Style};
use crate::event::{End, Entry, Event, Handler, Moment, Origin, Outcome, Still};
use crate::memory::Recorded;
use nix::unistd::Pid;
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::Duration;

/// What was written.
#[derive(Clone, Default)]
struct Page(Rc<RefCell<Vec<u8>>>);

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Page {
    fn destination(&self) -> Destination {
        let target = Target::One { writer: Box::new(self.clone()), prompt: true };
        Destination::new(target, "rtrace".to_string(), "page".to_string())
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

fn task(pid: i32) -> Still {
    Still {
        pid: Pid::from_raw(pid),
        memory: Recorded::new().with(0x1000, *b"/etc\0").with(0x2000, *b"a\xff\n"),
    }
}

fn call(name: &str, args: [u64; 6]) -> Entry {
    let number = numbers::number(Abi::X86_64, name).unwrap().into();
    Entry { abi: Abi::X86_64, number, args, ip: 0, sp: 0 }
}

fn at(milliseconds: u64) -> Moment {
    let time = Duration::from_millis(milliseconds);
    Moment { wall: time, monotonic: time, system: Duration::ZERO }
}

/// One task opens a file and reads, while another one comes and goes.
fn play(handler: &mut dyn Handler) {
    let (first, second) = (task(10), task(11));
    handler.event(&first, at(0), Event::Attached(Origin::Launched));
    let open = call("openat", [-100i64 as u64, 0x1000, 0o2_000_000, 0, 0, 0]);
    handler.event(&first, at(1), Event::Entered(&open));
    handler.event(&first, at(2), Event::Exited(Outcome::Failed(2)));
    let read = call("read", [3, 0x2000, 100, 0, 0, 0]);
    handler.event(&first, at(3), Event::Entered(&read));
    handler.event(&second, at(3), Event::Attached(Origin::Followed));
    handler.event(&second, at(4), Event::Entered(&call("close", [9, 0, 0, 0, 0, 0])));
    handler.event(&first, at(5), Event::Exited(Outcome::Returned(3)));
    handler.event(&second, at(6), Event::Ended(End::Killed { signal: 9, core: false }));
    handler.event(&first, at(7), Event::Ended(End::Exited(0)));
}

#[test]
fn a_call_that_another_task_cuts_off_is_resumed() {
    let page = Page::default();
    let quiet = Quiet { attach: true, ..Quiet::default() };
    let options = Options { quiet, manner: Manner { column: 40, ..Manner::default() }, ..Options::default() };
    play(&mut Text::new(options, page.destination(), false, "rtrace".to_string()));
    let expected = r#"openat(AT_FDCWD, "/etc", O_RDONLY|O_CLOEXEC) = -1 ENOENT (No such file or directory)
read(3,  <unfinished ...>
[pid    11] close(9 <unfinished ...>
[pid    10] <... read resumed>"a\377\n", 100) = 3
[pid    11] <... close resumed>)        = ?
[pid    11] +++ killed by SIGKILL +++
+++ exited with 0 +++
"#;
    assert_eq!(page.text(), expected);
}

#[test]
fn a_call_that_goes_on_after_a_stop_tells_which_call_ended_last() {
    let page = Page::default();
    let mut text = Text::new(Options::default(), page.destination(), false, "rtrace".to_string());
    let task = task(10);
    text.event(&task, at(0), Event::Attached(Origin::Launched));
    for (name, outcome) in [
        ("poll", Outcome::Failed(516)),
        ("restart_syscall", Outcome::Failed(516)),
        ("restart_syscall", Outcome::Returned(0)),
    ] {
        text.event(&task, at(1), Event::Entered(&call(name, [0; 6])));
        text.event(&task, at(2), Event::Exited(outcome));
    }
    let lines: Vec<String> = page.text().lines().map(str::to_owned).collect();
    for (line, last) in [(1, "poll"), (2, "restart_syscall")] {
        let expected = format!("restart_syscall(<... resuming interrupted {last} ...>)");
        assert!(lines[line].starts_with(&expected), "{lines:?}");
    }
}

#[test]
fn every_line_of_json_is_an_object_that_loses_nothing() {
    let page = Page::default();
    play(&mut Json::new(Options::default(), page.destination(), "rtrace".to_string()));
    let lines: Vec<serde_json::Value> =
        page.text().lines().map(|line| serde_json::from_str(line).expect(line)).collect();
    let of = |kind: &str| lines.iter().filter(|line| line["type"] == kind).collect::<Vec<_>>();
    let calls = of("call");
    assert_eq!(calls[0]["args"]["pathname"], "/etc");
    assert_eq!(calls[0]["args"]["flags"]["names"], serde_json::json!(["O_RDONLY", "O_CLOEXEC"]));
    assert_eq!(calls[0]["error"], serde_json::json!({"errno": 2, "name": "ENOENT"}));
    assert_eq!(calls[0]["duration"], 1_000_000);
    assert_eq!(calls[1]["args"]["buf"], serde_json::json!({"hex": "61ff0a", "length": 3}));
    assert_eq!(calls[1]["result"], 3);
    assert_eq!(calls[2]["unfinished"], true);
    assert_eq!(of("killed")[0]["signal"], "SIGKILL");
    assert_eq!(of("exited")[0]["status"], 0);
}

/// What one decoder says, as text.
fn said(manner: Manner, say: impl FnOnce(&mut dyn Sink)) -> String {
    let mut line = Line::default();
    let task = task(1);
    say(&mut Words::new(&mut line, 0, &manner, &task));
    String::from_utf8(line.text).unwrap()
}

#[test]
fn a_mode_has_its_type_and_three_digits_at_least() {
    let mode = |value| said(Manner::default(), |sink| sink.symbol(value, &FILE_MODE));
    assert_eq!(mode(0o100_644), "S_IFREG|0644");
    assert_eq!(mode(0o041_777), "S_IFDIR|S_ISVTX|0777");
    assert_eq!(mode(0o020_000), "S_IFCHR|000");
    assert_eq!(mode(0o644), "0644");
}

#[test]
fn what_has_no_name_is_a_number_with_a_remark() {
    let flags = |value| said(Manner::default(), |sink| sink.symbol(value, &OPEN));
    assert_eq!(flags(0x4000_0000), "O_RDONLY|0x40000000");
    assert_eq!(said(Manner::default(), |sink| sink.symbol(99, &SIGNALS)), "99");
}

#[test]
fn constants_are_shown_as_numbers_where_asked() {
    let manner = |constants| Manner { constants, ..Manner::default() };
    let flags = |constants| said(manner(constants), |sink| sink.symbol(0o101, &OPEN));
    assert_eq!(flags(super::Constants::Raw), "0x41");
    assert_eq!(flags(super::Constants::Verbose), "0x41 /* O_WRONLY|O_CREAT */");
}

#[test]
fn groups_have_their_brackets_and_commas() {
    let text = said(Manner::default(), |sink| {
        sink.open(Group::Array);
        sink.item();
        sink.open(Group::Struct);
        sink.field("a");
        sink.number(1, Radix::Decimal);
        sink.field("b");
        sink.open(Group::AllBut);
        for signal in [2, 15] {
            sink.item();
            sink.symbol(signal, &SIGNALS);
        }
        sink.close(Group::AllBut);
        sink.more();
        sink.close(Group::Struct);
        sink.item();
        sink.more();
        sink.close(Group::Array);
    });
    assert_eq!(text, "[{a=1, b=~[INT TERM], ...}, ...]");
}

#[test]
fn colours_take_no_columns() {
    let coloured =
        Manner { palette: super::palette::Palette::Colour(&super::palette::DEFAULT), ..Manner::default() };
    let mut line = Line::default();
    let task = task(1);
    let path = Seen { bytes: b"/\x1b", cut: false, length: None, style: Style::Path };
    Words::new(&mut line, 0, &coloured, &task).bytes(path);
    assert_eq!(line.width(), r#""/\33""#.len());
    assert!(line.text.starts_with(b"\x1b["), "{:?}", line.text);
}
