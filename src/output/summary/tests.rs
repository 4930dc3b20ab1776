use super::*;
use crate::event::{Entry, Still};
use crate::memory::Recorded;
use crate::output::Target;
use std::cell::RefCell;
use std::io;
use std::rc::Rc;

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

/// Calls by name, how long they took in microseconds of either clock, and their errno.
fn summary(manner: Manner, calls: &[(&str, u64, Option<i32>)]) -> String {
    let page = Page::default();
    let target = Target::One { writer: Box::new(page.clone()), prompt: true };
    let destination = Destination::new(target, "rtrace".to_string(), "page".to_string());
    let mut summary = Summary::new(None, destination, manner, "rtrace".to_string());
    let task = Still { pid: Pid::from_raw(7), memory: Recorded::new() };
    for (name, took, error) in calls {
        let abi = Abi::own();
        let number = numbers::number(abi, name).unwrap().into();
        let entry = Entry { abi, number, args: [0; 6], ip: 0, sp: 0 };
        summary.event(&task, Moment::default(), Event::Entered(&entry));
        let time = Duration::from_micros(*took);
        let at = Moment { wall: time, monotonic: time, system: time / 2 };
        let outcome = error.map_or(Outcome::Returned(0), Outcome::Failed);
        summary.event(&task, at, Event::Exited(outcome));
    }
    summary.end();
    let text = page.0.borrow().clone();
    String::from_utf8(text).unwrap()
}

fn manner(wall: bool) -> Manner {
    Manner {
        columns: DEFAULT.to_vec(),
        sort: SortBy::Time,
        overhead: Duration::ZERO,
        wall,
        per_process: false,
        quiet: true,
        json: false,
    }
}

const CALLS: [(&str, u64, Option<i32>); 4] =
    [("close", 10, None), ("openat", 50, Some(2)), ("openat", 30, None), ("close", 10, None)];

#[test]
fn the_table_is_as_strace_has_it() {
    let expected = "\
% time     seconds  usecs/call     calls    errors syscall
------ ----------- ----------- --------- --------- ----------------
 80.00    0.000080          40         2         1 openat
 20.00    0.000020          10         2           close
------ ----------- ----------- --------- --------- ----------------
100.00    0.000100          25         4         1 total
";
    assert_eq!(summary(manner(true), &CALLS), expected);
    assert!(summary(manner(false), &CALLS).contains("\n 80.00    0.000040          20 "), "system time");
}

#[test]
fn overhead_is_taken_off_each_call() {
    let text = summary(Manner { overhead: Duration::from_micros(15), ..manner(true) }, &CALLS);
    assert!(text.contains("\n100.00    0.000050          25         2         1 openat\n"), "{text}");
    assert!(text.contains("\n  0.00    0.000000           0         2           close\n"), "{text}");
}

#[test]
fn a_name_that_is_not_last_fills_its_column() {
    let columns = vec![Column::Name, Column::MinTime, Column::MaxTime, Column::P50, Column::Errnos];
    let text = summary(Manner { columns, sort: SortBy::Name, ..manner(true) }, &CALLS);
    let expected = "\
syscall          shortest  longest      p50 errnos
---------------- -------- -------- -------- ----------------
close            0.000010 0.000010 0.000010 
openat           0.000030 0.000050 0.000030 ENOENT:1
---------------- -------- -------- -------- ----------------
total            0.000010 0.000050 0.000010 ENOENT:1
";
    assert_eq!(text, expected);
}

#[test]
fn wall_time_is_told_beside_system_time() {
    let columns = vec![Column::TotalTime, Column::WallTotal, Column::WallMax, Column::WallAvg, Column::Calls];
    let text = summary(Manner { columns, sort: SortBy::Name, ..manner(false) }, &CALLS);
    assert!(text.contains("\n   0.000040    0.000080 0.000050          40         2 openat\n"), "{text}");
}

#[test]
fn nothing_counted_is_nothing_written() {
    assert_eq!(summary(manner(true), &[]), "");
}

#[test]
fn json_has_an_object_for_each_call() {
    let text = summary(Manner { json: true, per_process: true, ..manner(true) }, &CALLS);
    let lines: Vec<serde_json::Value> =
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 4, "two calls of one process, and of all");
    assert_eq!((&lines[0]["pid"], &lines[2]["pid"]), (&7.into(), &serde_json::Value::Null));
    assert_eq!(lines[0]["errors"], serde_json::json!({"ENOENT": 1}));
    assert_eq!(lines[0]["time"], 80_000);
}
